/* viz/metrics.h - how wide text is in DejaVu Sans, and how a name is broken into lines.
 *
 * The widths are a table (metrics.table.h), not asked of a font library: the same name
 * takes the same room on every machine, so a map is the same everywhere. */
#ifndef PTE_VIZ_METRICS_H
#define PTE_VIZ_METRICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "viz/drawing.h"

struct pte_text;

/** From one baseline to the next, and how far a line's ink reaches from its middle; in
 * sizes of the font. */
#define PTE_LINE_STEP 1.2
#define PTE_LINE_REACH 0.55

/** The character at *text, which moves past it; UINT32_MAX and one byte further where
 * the bytes are not UTF-8. */
uint32_t pte_metrics_next(const char **text);

/** Width of the first length bytes of one line, in points; the font's own advances,
 * without kerning. Characters the font lacks count one size and a bit. */
double pte_metrics_width(const char *line, size_t length, double font_size, bool bold);

/** Whether every character of it is in our table and stands on its own: then the width
 * is exact. */
bool pte_metrics_is_exact(const char *line, size_t length);

/**
 * Breaks text into as many lines as asked at most, the widest as narrow as can be. Breaks
 * at blanks and after hyphens and slashes; inside a word only where it is wider than
 * widest.
 *
 * widest  points; 0 = words are never broken
 * lines   out: the text with \n between lines is added to it
 * Returns the width of the widest line in points
 */
double pte_metrics_wrap(const char *text, size_t most_lines, double font_size, bool bold,
                        double widest, struct pte_text *lines);

/** Room a name takes inside a shape. */
struct pte_metrics_box {
    double width, height; /* points */
};

/** The smallest shape of its kind, a little air included, that holds these lines. */
struct pte_metrics_box pte_metrics_box(enum pte_shape shape, const char *lines,
                                       double font_size, bool bold);

/** Whether the lines stay inside a shape of this size. */
bool pte_metrics_holds(enum pte_shape shape, double width, double height,
                       const char *lines, double font_size, bool bold);

/** How many lines a label has; 0 for none or an empty one. */
size_t pte_metrics_lines(const char *label);

/** The line at *label, its length in bytes; *label moves behind its \n, or becomes NULL
 * after the last. */
const char *pte_metrics_line(const char **label, size_t *length);

#endif

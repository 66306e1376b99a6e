/* viz/paint.h - what a drawing looks like, once for all formats.
 *
 * The order of things, borders, arrow heads and baselines are decided here; a painter
 * only writes ellipses, polygons, lines and text in its own language. So the SVG, the
 * PNG and the PDF of one drawing are the same picture. */
#ifndef PTE_VIZ_PAINT_H
#define PTE_VIZ_PAINT_H

#include <stdbool.h>
#include <stddef.h>

#include "viz/drawing.h"

struct pte_point {
    double x, y; /* points, y upwards */
};

struct pte_brush {
    int fill, outline; /* colours */
    double width;      /* points */
    double opacity;    /* 0 < opacity <= 1 */
    enum pte_stroke stroke;
};

struct pte_words_at {
    const char *text; /* one line, not terminated */
    size_t length;
    double x, y;   /* its baseline, at the left, middle or right end by alignment */
    int alignment; /* -1, 0, 1 */
    double font_size;
    bool bold;
    int ink;
};

struct pte_painter {
    void (*open)(void *to, const char *id, const char *kind, const char *tooltip);
    void (*close)(void *to);
    void (*ellipse)(void *to, struct pte_point centre, double width, double height,
                    const struct pte_brush *brush);
    void (*rounded)(void *to, struct pte_point centre, double width, double height,
                    double radius, const struct pte_brush *brush);
    void (*polygon)(void *to, const struct pte_point *points, size_t n,
                    const struct pte_brush *brush);
    void (*line)(void *to, struct pte_point from, struct pte_point end,
                 const struct pte_brush *brush);
    void (*words)(void *to, const struct pte_words_at *words);
};

/** Paints grounds, then quiet lines, then those on top, then shapes with their text. */
void pte_paint(const struct pte_drawing *drawing, const struct pte_painter *painter,
               void *to);

/** Where the straight line from a shape's middle towards a point leaves the shape. */
struct pte_point pte_paint_border(const struct pte_shape_item *shape,
                                  struct pte_point towards);

/** The radius a PTE_ROUNDED is drawn with. */
double pte_paint_radius(const struct pte_shape_item *shape);

/** The same drawing as one SVG document: a few elements and attributes of our own
 * choice, ids and texts escaped, no script, no style, no link. */
void pte_svg_write(const struct pte_drawing *drawing, struct pte_text *svg);

#endif

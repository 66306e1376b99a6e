/* viz/drawing.h - one picture, as plain data, on its way to puente-draw.
 *
 * A drawing is made of shapes and lines at known places (or with places still to be
 * found) and texts. It holds nothing that Graphviz could take for a command: names
 * travel as bytes with their length, and only puente-draw knows what an attribute is. */
#ifndef PTE_VIZ_DRAWING_H
#define PTE_VIZ_DRAWING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/memory.h"

struct pte_error;
struct pte_text;

enum pte_format { PTE_SVG, PTE_PNG, PTE_PDF };
enum pte_shape { PTE_ELLIPSE, PTE_ROUNDED, PTE_HEXAGON, PTE_DIAMOND, PTE_BOX, PTE_PLAIN };
/** How deep the pointed ends of a PTE_HEXAGON are, in its heights. */
#define PTE_HEXAGON_INSET 0.3
enum pte_stroke { PTE_SOLID, PTE_DASHED, PTE_DOTTED };

/** 0xRRGGBB. */
enum { PTE_NO_COLOUR = -1 };

/** What a drawing may hold at most; bytes of one text, and of the whole when packed. */
enum {
    PTE_MOST_SHAPES = 5000,
    PTE_MOST_LINES = 50000,
    PTE_MOST_TEXT = 65536,
    PTE_MOST_PACKED = 16 * 1024 * 1024
};

/** A shape with text inside: an organization, a legend key, a line of the title. */
struct pte_shape_item {
    char id[24];         /* "o12" and the like: letters and digits, unique; made by us */
    const char *kind;    /* CSS classes, a-z 0-9 - and blanks: "org sector-education" */
    const char *label;   /* lines separated by \n; any text, NULL = none */
    const char *tooltip; /* NULL = none */
    enum pte_shape shape;
    double x, y;            /* centre, points, y upwards */
    double width, height;   /* points */
    int fill, outline, ink; /* colours */
    double outline_width;   /* points */
    enum pte_stroke stroke;
    double corner;    /* radius of PTE_ROUNDED, points; 0 = a third of the smaller side */
    bool behind;      /* drawn before the lines: the ground of a sector */
    double font_size; /* points */
    bool bold;
    int alignment;         /* -1 left, 0 centred, 1 right */
    bool pinned;           /* layout may not move it */
    double pull_x, pull_y; /* layout: the anchor it is drawn to, if has_anchor */
    bool has_anchor;
};

struct pte_line_item {
    char id[24];
    const char *kind;
    const char *tooltip;
    uint32_t from, to; /* shapes */
    int colour;
    double width;   /* points */
    double opacity; /* above 0, at most 1; 0 counts as 1 */
    enum pte_stroke stroke;
    int heads;     /* 0 none, 1 at to, 2 at both */
    double weight; /* layout: how strongly it pulls; 0 = not at all */
    bool on_top;   /* drawn after the others */
};

struct pte_drawing {
    const char *title;       /* of the document: SVG <title> */
    const char *description; /* SVG <desc>: the verdict sentence */
    const char *language;    /* "en" */
    double width, height;    /* page, points */
    int background;
    struct pte_shape_item *shapes;
    size_t n_shapes, room_shapes;
    struct pte_line_item *lines;
    size_t n_lines, room_lines;
    struct pte_arena arena;
};

/** Each copies its item, texts too, and returns its index. */
uint32_t pte_drawing_add_shape(struct pte_drawing *drawing,
                               const struct pte_shape_item *shape);
uint32_t pte_drawing_add_line(struct pte_drawing *drawing,
                              const struct pte_line_item *line);
void pte_drawing_release(struct pte_drawing *drawing);

/**
 * Whether everything in it is as this header says: ids unique and of letters and
 * digits, numbers finite and on a sane page, colours colours, texts UTF-8.
 *
 * Fails   PTE_EDRAW, naming the first shape or line that is not
 */
bool pte_drawing_check(const struct pte_drawing *drawing, struct pte_error *err);

/**
 * The drawing as bytes, and back: length-prefixed, versioned; the same bytes for the
 * same drawing.
 *
 * drawing  out: checked as by pte_drawing_check; released by the caller. Untouched on
 *          failure
 * Fails   PTE_EDRAW the bytes are not a drawing, or larger than its limits
 */
void pte_drawing_pack(const struct pte_drawing *drawing, struct pte_text *bytes);
bool pte_drawing_unpack(const void *bytes, size_t length, struct pte_drawing *drawing,
                        struct pte_error *err);

#endif

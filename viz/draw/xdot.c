/* viz/draw/xdot.c - the drawing in Graphviz's own drawing language.
 *
 * A graph's "_background" takes a list of such strokes and draws them as they are. So
 * Graphviz decides nothing about the picture: it is the one that the SVG shows. */
#include <math.h>
#include <stdlib.h>

#include "core/base/memory.h"
#include "core/base/text.h"
#include "viz/draw/graph.h"
#include "viz/escape.h"
#include "viz/paint.h"

enum { ARC_POINTS = 9 }; /* of a rounded corner */

/* Graphviz's Pango lifts every text by this share of its size
 * (yoffset_centerline in gvplugin_pango). */
static const double LIFT = 0.2;

static void add_number(struct pte_text *out, double value)
{
    const double rounded = round(value * 1000) / 1000;

    pte_text_add_number(out, rounded == 0 ? 0 : rounded);
    pte_text_add(out, " ");
}

static void add_colour(struct pte_text *out, char which, int colour, double opacity)
{
    if (colour == PTE_NO_COLOUR)
        pte_text_addf(out, "%c 9 -#00000000 ", which);
    else
        pte_text_addf(out, "%c 9 -#%06x%02x ", which, (unsigned)colour,
                      (unsigned)lround(opacity * 255));
}

static void add_style(struct pte_text *out, const char *style)
{
    pte_text_add(out, "S ");
    pte_escape_xdot(out, style);
}

static void add_brush(struct pte_text *out, const struct pte_brush *brush)
{
    static const char *const strokes[] = {"solid", "dashed", "dotted"};
    PTE_AUTO(pte_text_release) struct pte_text width = {0};
    const bool drawn = brush->outline != PTE_NO_COLOUR && brush->width > 0;

    pte_text_add(&width, "setlinewidth(");
    pte_text_add_number(&width, round(brush->width * 1000) / 1000);
    pte_text_add(&width, ")");
    add_style(out, strokes[brush->stroke]);
    add_style(out, pte_text_get(&width));
    add_colour(out, 'c', drawn ? brush->outline : PTE_NO_COLOUR, brush->opacity);
    add_colour(out, 'C', brush->fill, brush->opacity);
}

static void open_nothing(void *to, const char *id, const char *kind, const char *tooltip)
{
    (void)to;
    (void)id;
    (void)kind;
    (void)tooltip;
}

static void close_nothing(void *to)
{
    (void)to;
}

static void add_ellipse(void *to, struct pte_point centre, double width, double height,
                        const struct pte_brush *brush)
{
    add_brush(to, brush);
    pte_text_add(to, "E ");
    add_number(to, centre.x);
    add_number(to, centre.y);
    add_number(to, width / 2);
    add_number(to, height / 2);
}

static void add_polygon(void *to, const struct pte_point *points, size_t n,
                        const struct pte_brush *brush)
{
    add_brush(to, brush);
    pte_text_addf(to, "P %zu ", n);
    for (size_t i = 0; i < n; i++) {
        add_number(to, points[i].x);
        add_number(to, points[i].y);
    }
}

static void add_rounded(void *to, struct pte_point centre, double width, double height,
                        double radius, const struct pte_brush *brush)
{
    struct pte_point points[4 * ARC_POINTS];

    for (int corner = 0; corner < 4; corner++) {
        const double x =
            centre.x + (corner == 0 || corner == 3 ? 1 : -1) * (width / 2 - radius);
        const double y = centre.y + (corner < 2 ? 1 : -1) * (height / 2 - radius);

        for (int i = 0; i < ARC_POINTS; i++) {
            const double angle = M_PI / 2 * (corner + (double)i / (ARC_POINTS - 1));

            points[corner * ARC_POINTS + i] =
                (struct pte_point){x + radius * cos(angle), y + radius * sin(angle)};
        }
    }
    add_polygon(to, points, sizeof(points) / sizeof(*points), brush);
}

static void add_line(void *to, struct pte_point from, struct pte_point end,
                     const struct pte_brush *brush)
{
    add_brush(to, brush);
    pte_text_add(to, "L 2 ");
    add_number(to, from.x);
    add_number(to, from.y);
    add_number(to, end.x);
    add_number(to, end.y);
}

static void add_words(void *to, const struct pte_words_at *words)
{
    PTE_AUTO(pte_free) char *line = pte_alloc(words->length + 1, 1);
    PTE_AUTO(pte_free) char *clean = NULL;

    for (size_t i = 0; i < words->length; i++)
        line[i] = words->text[i];
    clean = pte_escape_clean(line);
    if (clean[0] == '\0')
        return;
    add_colour(to, 'c', words->ink, 1);
    pte_text_add(to, "F ");
    add_number(to, words->font_size);
    pte_escape_xdot(to, words->bold ? "DejaVu Sans Bold" : "DejaVu Sans");
    pte_text_add(to, "T ");
    add_number(to, words->x);
    add_number(to, words->y - LIFT * words->font_size);
    pte_text_addf(to, "%d 0 ", words->alignment);
    pte_escape_xdot(to, clean);
}

static const struct pte_painter xdot_painter = {open_nothing, close_nothing, add_ellipse,
                                                add_rounded,  add_polygon,   add_line,
                                                add_words};

void pte_xdot_write(const struct pte_drawing *drawing, struct pte_text *xdot)
{
    const struct pte_brush page = {drawing->background, PTE_NO_COLOUR, 0, 1, PTE_SOLID};
    const struct pte_point corners[] = {{0, 0},
                                        {0, drawing->height},
                                        {drawing->width, drawing->height},
                                        {drawing->width, 0}};

    add_polygon(xdot, corners, 4, &page);
    pte_paint(drawing, &xdot_painter, xdot);
}

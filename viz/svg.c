/* viz/svg.c - a drawing as one SVG document, written by ourselves: Graphviz's own writer
 * lets attributes through unescaped, and is larger and slower. */
#include <math.h>
#include <stdlib.h>

#include "core/base/memory.h"
#include "core/base/text.h"
#include "viz/escape.h"
#include "viz/metrics.h"
#include "viz/paint.h"

struct svg {
    struct pte_text *out;
    double height; /* of the page: SVG counts downwards */
};

/* Two decimals are a hundredth of a point: nobody sees more. */
static void add_number(struct pte_text *out, double value)
{
    const double rounded = round(value * 100) / 100;

    pte_text_add_number(out, rounded == 0 ? 0 : rounded);
}

static void add_attribute(struct pte_text *out, const char *name, double value)
{
    pte_text_addf(out, " %s=\"", name);
    add_number(out, value);
    pte_text_add(out, "\"");
}

static void add_colour(struct pte_text *out, const char *name, int colour)
{
    if (colour == PTE_NO_COLOUR)
        pte_text_addf(out, " %s=\"none\"", name);
    else
        pte_text_addf(out, " %s=\"#%06X\"", name, (unsigned)colour);
}

static void add_brush(struct pte_text *out, const struct pte_brush *brush)
{
    const bool drawn = brush->outline != PTE_NO_COLOUR && brush->width > 0;

    add_colour(out, "fill", brush->fill);
    if (drawn) {
        add_colour(out, "stroke", brush->outline);
        add_attribute(out, "stroke-width", brush->width);
    }
    if (drawn && brush->stroke != PTE_SOLID)
        pte_text_addf(out, " stroke-dasharray=\"%s\"",
                      brush->stroke == PTE_DASHED ? "6 4" : "1.5 3");
    if (brush->opacity < 1)
        add_attribute(out, "opacity", brush->opacity);
    pte_text_add(out, "/>\n");
}

static void add_clean(struct pte_text *out, const char *text)
{
    PTE_AUTO(pte_free) char *clean = pte_escape_clean(text);

    pte_escape_xml(out, clean);
}

static void open_group(void *to, const char *id, const char *kind, const char *tooltip)
{
    struct pte_text *out = ((struct svg *)to)->out;

    pte_text_addf(out, "<g id=\"%s\"", id);
    if (kind != NULL)
        pte_text_addf(out, " class=\"%s\"", kind);
    pte_text_add(out, ">");
    if (tooltip != NULL) {
        pte_text_add(out, "<title>");
        add_clean(out, tooltip);
        pte_text_add(out, "</title>");
    }
    pte_text_add(out, "\n");
}

static void close_group(void *to)
{
    pte_text_add(((struct svg *)to)->out, "</g>\n");
}

static void add_ellipse(void *to, struct pte_point centre, double width, double height,
                        const struct pte_brush *brush)
{
    const struct svg *svg = to;

    pte_text_add(svg->out, "<ellipse");
    add_attribute(svg->out, "cx", centre.x);
    add_attribute(svg->out, "cy", svg->height - centre.y);
    add_attribute(svg->out, "rx", width / 2);
    add_attribute(svg->out, "ry", height / 2);
    add_brush(svg->out, brush);
}

static void add_rounded(void *to, struct pte_point centre, double width, double height,
                        double radius, const struct pte_brush *brush)
{
    const struct svg *svg = to;

    pte_text_add(svg->out, "<rect");
    add_attribute(svg->out, "x", centre.x - width / 2);
    add_attribute(svg->out, "y", svg->height - centre.y - height / 2);
    add_attribute(svg->out, "width", width);
    add_attribute(svg->out, "height", height);
    add_attribute(svg->out, "rx", radius);
    add_brush(svg->out, brush);
}

static void add_polygon(void *to, const struct pte_point *points, size_t n,
                        const struct pte_brush *brush)
{
    const struct svg *svg = to;

    pte_text_add(svg->out, "<polygon points=\"");
    for (size_t i = 0; i < n; i++) {
        pte_text_add(svg->out, i == 0 ? "" : " ");
        add_number(svg->out, points[i].x);
        pte_text_add(svg->out, ",");
        add_number(svg->out, svg->height - points[i].y);
    }
    pte_text_add(svg->out, "\"");
    add_brush(svg->out, brush);
}

static void add_line(void *to, struct pte_point from, struct pte_point end,
                     const struct pte_brush *brush)
{
    const struct svg *svg = to;

    pte_text_add(svg->out, "<line");
    add_attribute(svg->out, "x1", from.x);
    add_attribute(svg->out, "y1", svg->height - from.y);
    add_attribute(svg->out, "x2", end.x);
    add_attribute(svg->out, "y2", svg->height - end.y);
    add_brush(svg->out, brush);
}

static void add_words(void *to, const struct pte_words_at *words)
{
    static const char *const anchors[] = {"start", "middle", "end"};
    const struct svg *svg = to;
    PTE_AUTO(pte_free) char *line = pte_alloc(words->length + 1, 1);
    PTE_AUTO(pte_free) char *clean = NULL;

    for (size_t i = 0; i < words->length; i++)
        line[i] = words->text[i];
    clean = pte_escape_clean(line);
    pte_text_addf(svg->out, "<text text-anchor=\"%s\"", anchors[words->alignment + 1]);
    add_attribute(svg->out, "x", words->x);
    add_attribute(svg->out, "y", svg->height - words->y);
    add_attribute(svg->out, "font-size", words->font_size);
    if (words->bold)
        pte_text_add(svg->out, " font-weight=\"bold\"");
    /* Where DejaVu Sans is missing, another font is squeezed to the same width. */
    if (pte_metrics_is_exact(words->text, words->length)) {
        add_attribute(
            svg->out, "textLength",
            pte_metrics_width(words->text, words->length, words->font_size, words->bold));
        pte_text_add(svg->out, " lengthAdjust=\"spacingAndGlyphs\"");
    }
    add_colour(svg->out, "fill", words->ink);
    pte_text_add(svg->out, ">");
    pte_escape_xml(svg->out, clean);
    pte_text_add(svg->out, "</text>\n");
}

static const struct pte_painter svg_painter = {
    open_group, close_group, add_ellipse, add_rounded, add_polygon, add_line, add_words};

void pte_svg_write(const struct pte_drawing *drawing, struct pte_text *out)
{
    struct svg svg = {out, drawing->height};

    pte_text_add(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
    if (drawing->language != NULL)
        pte_text_addf(out, " lang=\"%s\" xml:lang=\"%s\"", drawing->language,
                      drawing->language);
    pte_text_add(out, " width=\"");
    add_number(out, drawing->width);
    pte_text_add(out, "pt\" height=\"");
    add_number(out, drawing->height);
    pte_text_add(out, "pt\" viewBox=\"0 0 ");
    add_number(out, drawing->width);
    pte_text_add(out, " ");
    add_number(out, drawing->height);
    pte_text_add(out, "\" font-family=\"DejaVu Sans, Verdana, sans-serif\">\n<title>");
    add_clean(out, drawing->title);
    pte_text_add(out, "</title>\n<desc>");
    add_clean(out, drawing->description);
    pte_text_add(out, "</desc>\n");
    if (drawing->background != PTE_NO_COLOUR) {
        pte_text_add(out, "<rect");
        add_attribute(out, "width", drawing->width);
        add_attribute(out, "height", drawing->height);
        add_colour(out, "fill", drawing->background);
        pte_text_add(out, "/>\n");
    }
    pte_paint(drawing, &svg_painter, &svg);
    pte_text_add(out, "</svg>\n");
}

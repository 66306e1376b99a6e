/* viz/paint.c - what a drawing looks like, once for all formats. */
#include "viz/paint.h"

#include <math.h>

#include "viz/metrics.h"

/* From the middle of a line of text down to its baseline: half of DejaVu's capitals. */
static const double BASELINE = 0.36;

double pte_paint_radius(const struct pte_shape_item *shape)
{
    const double most = fmin(shape->width, shape->height) / 2;

    return fmin(most, shape->corner > 0 ? shape->corner : most * 2 / 3);
}

/* How far along (dx, dy) the border of a rounded box lies. */
static double rounded_reach(const struct pte_shape_item *shape, double dx, double dy)
{
    const double a = shape->width / 2, b = shape->height / 2;
    const double r = pte_paint_radius(shape), x = fabs(dx), y = fabs(dy);
    const double straight = fmin(x > 0 ? a / x : INFINITY, y > 0 ? b / y : INFINITY);
    const double cx = a - r, cy = b - r;

    if (x * straight <= cx || y * straight <= cy)
        return straight;
    /* |t (x, y) - (cx, cy)| = r, the farther solution */
    const double p = x * cx + y * cy, q = x * x + y * y;
    const double root = p * p - q * (cx * cx + cy * cy - r * r);

    return (p + sqrt(fmax(root, 0))) / q;
}

struct pte_point pte_paint_border(const struct pte_shape_item *shape,
                                  struct pte_point towards)
{
    const double dx = towards.x - shape->x, dy = towards.y - shape->y;
    const double a = shape->width / 2, b = shape->height / 2;
    const double x = fabs(dx), y = fabs(dy);
    double t;

    if ((x == 0 && y == 0) || a <= 0 || b <= 0)
        return (struct pte_point){shape->x, shape->y};
    switch (shape->shape) {
    case PTE_ELLIPSE:
        t = 1 / hypot(x / a, y / b);
        break;
    case PTE_DIAMOND:
        t = 1 / (x / a + y / b);
        break;
    case PTE_HEXAGON:
        t = 1 / fmax(y / b, x / a + y / b * PTE_HEXAGON_INSET * shape->height / a);
        break;
    case PTE_ROUNDED:
        t = rounded_reach(shape, dx, dy);
        break;
    default:
        t = 1 / fmax(x / a, y / b);
        break;
    }
    return (struct pte_point){shape->x + t * dx, shape->y + t * dy};
}

static void paint_outline(const struct pte_shape_item *shape,
                          const struct pte_painter *painter, void *to)
{
    const struct pte_brush brush = {shape->fill, shape->outline, shape->outline_width, 1,
                                    shape->stroke};
    const struct pte_point centre = {shape->x, shape->y};
    const double a = shape->width / 2, b = shape->height / 2;
    const double inset = fmin(PTE_HEXAGON_INSET * shape->height, a);
    const double x = shape->x, y = shape->y;

    switch (shape->shape) {
    case PTE_ELLIPSE:
        painter->ellipse(to, centre, shape->width, shape->height, &brush);
        return;
    case PTE_ROUNDED:
        painter->rounded(to, centre, shape->width, shape->height, pte_paint_radius(shape),
                         &brush);
        return;
    case PTE_HEXAGON: {
        const struct pte_point points[] = {
            {x - a, y}, {x - a + inset, y + b}, {x + a - inset, y + b},
            {x + a, y}, {x + a - inset, y - b}, {x - a + inset, y - b}};

        painter->polygon(to, points, 6, &brush);
        return;
    }
    case PTE_DIAMOND: {
        const struct pte_point points[] = {
            {x - a, y}, {x, y + b}, {x + a, y}, {x, y - b}};

        painter->polygon(to, points, 4, &brush);
        return;
    }
    case PTE_BOX: {
        const struct pte_point points[] = {
            {x - a, y - b}, {x - a, y + b}, {x + a, y + b}, {x + a, y - b}};

        painter->polygon(to, points, 4, &brush);
        return;
    }
    case PTE_PLAIN:
        return;
    }
}

static void paint_label(const struct pte_shape_item *shape,
                        const struct pte_painter *painter, void *to)
{
    const size_t n = pte_metrics_lines(shape->label);
    const char *rest = shape->label;

    for (size_t i = 0; i < n; i++) {
        const double middle = ((double)(n - 1) / 2 - (double)i) * PTE_LINE_STEP;
        struct pte_words_at words = {.alignment = shape->alignment,
                                     .font_size = shape->font_size,
                                     .bold = shape->bold,
                                     .ink = shape->ink};

        words.text = pte_metrics_line(&rest, &words.length);
        words.x = shape->x + shape->alignment * shape->width / 2;
        words.y = shape->y + (middle - BASELINE) * shape->font_size;
        if (words.length > 0)
            painter->words(to, &words);
    }
}

static void paint_shape(const struct pte_shape_item *shape,
                        const struct pte_painter *painter, void *to)
{
    painter->open(to, shape->id, shape->kind, shape->tooltip);
    paint_outline(shape, painter, to);
    paint_label(shape, painter, to);
    painter->close(to);
}

/* The head at tip of a line coming from start; returns where the line itself must end. */
static struct pte_point paint_head(const struct pte_line_item *line,
                                   struct pte_point start, struct pte_point tip,
                                   double length, const struct pte_brush *brush,
                                   const struct pte_painter *painter, void *to)
{
    const double whole = hypot(tip.x - start.x, tip.y - start.y);
    const double ux = (tip.x - start.x) / whole, uy = (tip.y - start.y) / whole;
    const double half = length * 0.38;
    const struct pte_point base = {tip.x - ux * length, tip.y - uy * length};
    const struct pte_point points[] = {tip,
                                       {base.x - uy * half, base.y + ux * half},
                                       {base.x + uy * half, base.y - ux * half}};
    const struct pte_brush filled = {line->colour, PTE_NO_COLOUR, 0, brush->opacity,
                                     PTE_SOLID};

    painter->polygon(to, points, 3, &filled);
    return base;
}

static void paint_line(const struct pte_drawing *drawing,
                       const struct pte_line_item *line,
                       const struct pte_painter *painter, void *to)
{
    const struct pte_shape_item *from = &drawing->shapes[line->from];
    const struct pte_shape_item *end = &drawing->shapes[line->to];
    const struct pte_brush brush = {PTE_NO_COLOUR, line->colour, line->width,
                                    line->opacity > 0 ? line->opacity : 1, line->stroke};
    struct pte_point a = pte_paint_border(from, (struct pte_point){end->x, end->y});
    struct pte_point b = pte_paint_border(end, (struct pte_point){from->x, from->y});
    const double whole = hypot(end->x - from->x, end->y - from->y);
    const double free_length =
        (b.x - a.x) * (end->x - from->x) / (whole > 0 ? whole : 1) +
        (b.y - a.y) * (end->y - from->y) / (whole > 0 ? whole : 1);
    const double head = fmin(5 + 1.8 * line->width, free_length * 0.45);

    if (free_length <= 0.5) /* the shapes touch */
        return;
    painter->open(to, line->id, line->kind, line->tooltip);
    if (line->heads > 0) {
        const struct pte_point first = a;

        if (line->heads > 1)
            a = paint_head(line, b, a, head, &brush, painter, to);
        b = paint_head(line, first, b, head, &brush, painter, to);
    }
    painter->line(to, a, b, &brush);
    painter->close(to);
}

void pte_paint(const struct pte_drawing *drawing, const struct pte_painter *painter,
               void *to)
{
    for (size_t i = 0; i < drawing->n_shapes; i++)
        if (drawing->shapes[i].behind)
            paint_shape(&drawing->shapes[i], painter, to);
    for (int on_top = 0; on_top < 2; on_top++)
        for (size_t i = 0; i < drawing->n_lines; i++)
            if (drawing->lines[i].on_top == (on_top == 1))
                paint_line(drawing, &drawing->lines[i], painter, to);
    for (size_t i = 0; i < drawing->n_shapes; i++)
        if (!drawing->shapes[i].behind)
            paint_shape(&drawing->shapes[i], painter, to);
}

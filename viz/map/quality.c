/* viz/map/quality.c - how well a finished map can be read, in numbers. */
#include <math.h>
#include <string.h>

#include "viz/map/map.intern.h"
#include "viz/metrics.h"

static bool is_seen(const struct pte_shape_item *shape)
{
    return !shape->behind && shape->width > 0 && shape->height > 0;
}

static bool is_organization(const struct pte_shape_item *shape)
{
    return shape->kind != NULL && strncmp(shape->kind, "org", 3) == 0;
}

static bool overlap(const struct pte_shape_item *a, const struct pte_shape_item *b)
{
    return fabs(a->x - b->x) < (a->width + b->width) / 2 - 1e-6 &&
           fabs(a->y - b->y) < (a->height + b->height) / 2 - 1e-6;
}

static bool leaves_page(const struct pte_drawing *drawing,
                        const struct pte_shape_item *shape)
{
    return shape->x - shape->width / 2 < 0 || shape->y - shape->height / 2 < 0 ||
           shape->x + shape->width / 2 > drawing->width ||
           shape->y + shape->height / 2 > drawing->height;
}

static void measure_shapes(const struct pte_drawing *drawing,
                           struct pte_map_quality *quality)
{
    double smallest = INFINITY;

    for (size_t i = 0; i < drawing->n_shapes; i++) {
        const struct pte_shape_item *shape = &drawing->shapes[i];

        if (!is_seen(shape))
            continue;
        for (size_t j = 0; j < i; j++)
            quality->overlaps +=
                is_seen(&drawing->shapes[j]) && overlap(shape, &drawing->shapes[j]);
        if (pte_metrics_lines(shape->label) == 0)
            continue;
        smallest = fmin(smallest, shape->font_size);
        quality->overflows +=
            leaves_page(drawing, shape) ||
            !pte_metrics_holds(shape->shape, shape->width, shape->height, shape->label,
                               shape->font_size, shape->bold);
        quality->numbered +=
            is_organization(shape) && strstr(shape->kind, " numbered") != NULL;
    }
    quality->smallest_text = isfinite(smallest) ? smallest * 1080 / drawing->height : 0;
}

static bool joins_organizations(const struct pte_drawing *drawing,
                                const struct pte_line_item *line)
{
    return is_organization(&drawing->shapes[line->from]) &&
           is_organization(&drawing->shapes[line->to]);
}

static void ends_of(const struct pte_drawing *drawing, const struct pte_line_item *line,
                    double ends[4])
{
    ends[0] = drawing->shapes[line->from].x;
    ends[1] = drawing->shapes[line->from].y;
    ends[2] = drawing->shapes[line->to].x;
    ends[3] = drawing->shapes[line->to].y;
}

static bool is_hidden(const struct pte_drawing *drawing, const struct pte_line_item *line)
{
    double ends[4];

    ends_of(drawing, line, ends);
    for (size_t i = 0; i < drawing->n_shapes; i++) {
        const struct pte_shape_item *shape = &drawing->shapes[i];
        const struct pte_area area = {
            shape->x - shape->width / 2, shape->y - shape->height / 2,
            shape->x + shape->width / 2, shape->y + shape->height / 2};

        if (i != line->from && i != line->to && is_organization(shape) &&
            pte_map_passes(ends[0], ends[1], ends[2], ends[3], &area))
            return true;
    }
    return false;
}

static void measure_lines(const struct pte_drawing *drawing,
                          struct pte_map_quality *quality)
{
    for (size_t i = 0; i < drawing->n_lines; i++) {
        const struct pte_line_item *line = &drawing->lines[i];
        double ends[4];

        if (!joins_organizations(drawing, line))
            continue;
        quality->hidden += is_hidden(drawing, line);
        ends_of(drawing, line, ends);
        for (size_t j = 0; j < i; j++) {
            const struct pte_line_item *other = &drawing->lines[j];
            double there[4];

            if (!joins_organizations(drawing, other) || other->from == line->from ||
                other->from == line->to || other->to == line->from ||
                other->to == line->to)
                continue;
            ends_of(drawing, other, there);
            quality->crossings += pte_map_crosses(ends, there);
        }
    }
}

void pte_map_measure(const struct pte_drawing *drawing, struct pte_map_quality *quality)
{
    *quality = (struct pte_map_quality){0};
    measure_shapes(drawing, quality);
    measure_lines(drawing, quality);
}

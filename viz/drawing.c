/* viz/drawing.c - one picture, as plain data, on its way to puente-draw. */
#include "viz/drawing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/text.h"

uint32_t pte_drawing_add_shape(struct pte_drawing *drawing,
                               const struct pte_shape_item *shape)
{
    struct pte_shape_item *added;

    pte_grow(&drawing->shapes, drawing->n_shapes, &drawing->room_shapes,
             sizeof(*drawing->shapes));
    added = &drawing->shapes[drawing->n_shapes];
    *added = *shape;
    added->kind = pte_arena_text(&drawing->arena, shape->kind);
    added->label = pte_arena_text(&drawing->arena, shape->label);
    added->tooltip = pte_arena_text(&drawing->arena, shape->tooltip);
    return (uint32_t)drawing->n_shapes++;
}

uint32_t pte_drawing_add_line(struct pte_drawing *drawing,
                              const struct pte_line_item *line)
{
    struct pte_line_item *added;

    pte_grow(&drawing->lines, drawing->n_lines, &drawing->room_lines,
             sizeof(*drawing->lines));
    added = &drawing->lines[drawing->n_lines];
    *added = *line;
    added->kind = pte_arena_text(&drawing->arena, line->kind);
    added->tooltip = pte_arena_text(&drawing->arena, line->tooltip);
    return (uint32_t)drawing->n_lines++;
}

void pte_drawing_release(struct pte_drawing *drawing)
{
    free(drawing->shapes);
    free(drawing->lines);
    pte_arena_release(&drawing->arena);
    *drawing = (struct pte_drawing){0};
}

/* --- what is allowed ---------------------------------------------------------------- */

static bool is_within(double value, double least, double most)
{
    return isfinite(value) && value >= least && value <= most;
}

static bool is_made_of(const char *text, const char *allowed, size_t most)
{
    return text != NULL && strlen(text) <= most && strspn(text, allowed) == strlen(text);
}

static bool is_id(const char *id, size_t size)
{
    return memchr(id, '\0', size) != NULL && id[0] != '\0' &&
           is_made_of(id, "abcdefghijklmnopqrstuvwxyz0123456789", size - 1);
}

static bool is_kind(const char *kind)
{
    return kind == NULL ||
           is_made_of(kind, "abcdefghijklmnopqrstuvwxyz0123456789- ", 120);
}

static bool is_text(const char *text)
{
    return text == NULL || (strlen(text) <= PTE_MOST_TEXT &&
                            pte_text_valid(text, strlen(text), /* at */ NULL));
}

static bool is_colour(int colour)
{
    return colour >= PTE_NO_COLOUR && colour <= 0xFFFFFF;
}

static bool shape_is_sound(const struct pte_shape_item *shape)
{
    return is_id(shape->id, sizeof(shape->id)) && is_kind(shape->kind) &&
           is_text(shape->label) && is_text(shape->tooltip) &&
           shape->shape <= PTE_PLAIN && is_within(shape->x, -1e5, 1e5) &&
           is_within(shape->y, -1e5, 1e5) && is_within(shape->width, 0, 1e4) &&
           is_within(shape->height, 0, 1e4) && is_colour(shape->fill) &&
           is_colour(shape->outline) && is_colour(shape->ink) &&
           is_within(shape->outline_width, 0, 100) && shape->stroke <= PTE_DOTTED &&
           is_within(shape->corner, 0, 1e4) && is_within(shape->font_size, 0, 1000) &&
           shape->alignment >= -1 && shape->alignment <= 1 &&
           is_within(shape->pull_x, -1e5, 1e5) && is_within(shape->pull_y, -1e5, 1e5);
}

static bool line_is_sound(const struct pte_line_item *line, size_t n_shapes)
{
    return is_id(line->id, sizeof(line->id)) && is_kind(line->kind) &&
           is_text(line->tooltip) && line->from < n_shapes && line->to < n_shapes &&
           line->from != line->to && is_colour(line->colour) &&
           is_within(line->width, 0, 100) && is_within(line->opacity, 0, 1) &&
           line->stroke <= PTE_DOTTED && line->heads >= 0 && line->heads <= 2 &&
           is_within(line->weight, 0, 1e6);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Ids name elements of one document: lines and shapes together. */
static bool ids_are_unique(const struct pte_drawing *drawing)
{
    const size_t n = drawing->n_shapes + drawing->n_lines;
    PTE_AUTO(pte_free) const char **ids = pte_alloc(n, sizeof(*ids));

    for (size_t i = 0; i < drawing->n_shapes; i++)
        ids[i] = drawing->shapes[i].id;
    for (size_t i = 0; i < drawing->n_lines; i++)
        ids[drawing->n_shapes + i] = drawing->lines[i].id;
    qsort(ids, n, sizeof(*ids), by_text);
    for (size_t i = 1; i < n; i++)
        if (strcmp(ids[i - 1], ids[i]) == 0)
            return false;
    return true;
}

bool pte_drawing_check(const struct pte_drawing *drawing, struct pte_error *err)
{
    if (drawing->n_shapes > PTE_MOST_SHAPES || drawing->n_lines > PTE_MOST_LINES)
        return pte_fail(err, PTE_EDRAW, "the drawing has too many shapes or lines");
    if (!is_within(drawing->width, 1, 5000) || !is_within(drawing->height, 1, 5000) ||
        !is_colour(drawing->background) || !is_text(drawing->title) ||
        !is_text(drawing->description) ||
        (drawing->language != NULL &&
         !is_made_of(drawing->language,
                     "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-",
                     35)))
        return pte_fail(err, PTE_EDRAW, "the drawing's page is not sound");
    for (size_t i = 0; i < drawing->n_shapes; i++)
        if (!shape_is_sound(&drawing->shapes[i]))
            return pte_fail(err, PTE_EDRAW, "shape %zu of the drawing is not sound", i);
    for (size_t i = 0; i < drawing->n_lines; i++)
        if (!line_is_sound(&drawing->lines[i], drawing->n_shapes))
            return pte_fail(err, PTE_EDRAW, "line %zu of the drawing is not sound", i);
    if (!ids_are_unique(drawing))
        return pte_fail(err, PTE_EDRAW, "an id stands twice in the drawing");
    return true;
}

/* viz/map/grounds.c - the pale ground each sector stands on, with its name. */
#include <math.h>
#include <stdio.h>

#include "viz/escape.h"
#include "viz/map/map.intern.h"

static bool bounds_of(const struct pte_map *map, size_t sector, struct pte_area *area)
{
    *area = (struct pte_area){INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < map->n; i++) {
        const struct pte_spot *spot = &map->spots[i];

        if (spot->sector != sector)
            continue;
        area->left = fmin(area->left, spot->x - spot->width / 2);
        area->right = fmax(area->right, spot->x + spot->width / 2);
        area->bottom = fmin(area->bottom, spot->y - spot->height / 2);
        area->top = fmax(area->top, spot->y + spot->height / 2);
    }
    return area->left <= area->right;
}

/* Kept places may put a neighbour, or the page's end, where the name would stand. */
static bool hides_something(const struct pte_map *map, const struct pte_drawing *drawing,
                            const struct pte_shape_item *heading)
{
    if (heading->x + heading->width / 2 > map->body.right ||
        heading->y + heading->height / 2 > map->page.top + 12 * map->unit ||
        heading->y - heading->height / 2 < map->page.bottom - 8 * map->unit)
        return true;
    for (size_t i = 0; i < map->n; i++)
        if (fabs(map->spots[i].x - heading->x) <
                (map->spots[i].width + heading->width) / 2 &&
            fabs(map->spots[i].y - heading->y) <
                (map->spots[i].height + heading->height) / 2)
            return true;
    for (size_t i = 0; i + 1 < drawing->n_shapes; i++) {
        const struct pte_shape_item *other = &drawing->shapes[i];

        if (!other->behind && other->width > 0 &&
            fabs(other->x - heading->x) < (other->width + heading->width) / 2 &&
            fabs(other->y - heading->y) < (other->height + heading->height) / 2)
            return true;
    }
    return false;
}

static void add_heading(const struct pte_map *map, size_t sector,
                        const struct pte_area *area, double air, double font_size,
                        struct pte_drawing *drawing)
{
    PTE_AUTO(pte_free) char *name = pte_escape_clean(map->words->sectors[sector]);
    const double top = map->heads_below[sector]
                           ? area->bottom - 0.3 * font_size - air * 0.5
                           : area->top + 1.4 * font_size + air * 0.5;
    char id[24];

    if (name[0] == '\0')
        return;
    snprintf(id, sizeof(id), "gn%zu", sector);
    pte_page_add_words(drawing, id, "heading", name, area->left + 4 * map->unit, top,
                       font_size, /* bold */ true, map->looks[sector].colour);
    if (hides_something(map, drawing, &drawing->shapes[drawing->n_shapes - 1]))
        drawing->n_shapes--;
}

void pte_grounds_draw(const struct pte_map *map, struct pte_drawing *drawing)
{
    const double font_size = fmax(15 * map->unit, map->smallest);
    const double air = 0.85 * map->air * map->unit;

    for (size_t sector = 0; sector < map->n_sectors; sector++) {
        const double head = (map->heads_below[sector] ? -1.4 : 1.4) * font_size;
        struct pte_shape_item ground = {.kind = "ground",
                                        .shape = PTE_ROUNDED,
                                        .fill = map->looks[sector].ground,
                                        .outline = PTE_NO_COLOUR,
                                        .corner = 26 * map->unit,
                                        .behind = true,
                                        .pinned = true};
        struct pte_area area;

        if (!bounds_of(map, sector, &area))
            continue;
        ground.width = area.right - area.left + 2 * air;
        ground.height = area.top - area.bottom + 2 * air + fabs(head);
        ground.x = (area.left + area.right) / 2;
        ground.y = (area.top + area.bottom + head) / 2;
        snprintf(ground.id, sizeof(ground.id), "g%zu", sector);
        pte_drawing_add_shape(drawing, &ground);
        add_heading(map, sector, &area, air, font_size, drawing);
    }
}

/* viz/map/map.c - a network and its gaps become one map. */
#include "viz/map.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/network/network.h"
#include "viz/draw.h"
#include "viz/map/map.intern.h"

enum { ACROSS = 0xCC79A7, WITHIN = 0x7C828A, INK = 0x1A1A1A };

static void release(struct pte_map *map)
{
    pte_drawing_release(&map->furniture);
    pte_arena_release(&map->arena);
}

/* Whether the map fits with so many names in so large a text. */
static bool fits(struct pte_map *map, double ease, size_t named, double least_slack)
{
    map->air = least_slack < 1.15 ? 7 : 16;
    pte_map_size(map, ease, named);
    pte_page_reserve_key(map, map->numbered);
    return pte_regions_fit(map, least_slack);
}

/* The largest text with which all names fit; else with acronyms where there are any; else
 * the most names at the smallest. */
static bool find_sizes(struct pte_map *map, struct pte_error *err)
{
    size_t most = map->n, least = 0;

    for (int brief = 0; brief < 2; brief++)
        for (int ease = 10; ease >= 0; ease--) {
            map->briefly = brief == 1;
            if (fits(map, ease / 10., map->n, ease == 0 ? 1.15 : 1.3))
                return true;
        }
    while (most - least > 1) { /* least fits or is 0, most does not */
        const size_t middle = least + (most - least) / 2;

        if (fits(map, 0, middle, 1.2))
            least = middle;
        else
            most = middle;
    }
    for (; map->key_share > 0.1; map->key_share -= 0.1) /* a key cut short, at worst */
        if (fits(map, 0, least, 1.2) || fits(map, 0, least, 1))
            return true;
    pte_fail(err, PTE_EDRAW, "%zu organizations do not fit on one map", map->n);
    return pte_hint(err, "ask for one country, or for a larger page");
}

/* Graphviz finds who belongs beside whom; the rows follow its order. */
static bool place_new(struct pte_map *map, struct pte_draw *draw, struct pte_error *err)
{
    PTE_AUTO(pte_drawing_release)
    struct pte_drawing sketch = {.width = map->width, .height = map->height};

    for (size_t i = 0; i < map->n; i++) {
        const struct pte_spot *spot = &map->spots[i];
        const struct pte_area *region = &map->regions[spot->sector];
        struct pte_shape_item shape = {.shape = PTE_BOX,
                                       .fill = PTE_NO_COLOUR,
                                       .outline = PTE_NO_COLOUR,
                                       .x = spot->x,
                                       .y = spot->y,
                                       .width = spot->width,
                                       .height = spot->height,
                                       .pull_x = (region->left + region->right) / 2,
                                       .pull_y = (region->bottom + region->top) / 2,
                                       .has_anchor = true};

        snprintf(shape.id, sizeof(shape.id), "o%zu", i);
        pte_drawing_add_shape(&sketch, &shape);
    }
    for (size_t k = 0; k < map->n_bonds; k++) {
        struct pte_line_item line = {.from = map->bonds[k].a,
                                     .to = map->bonds[k].b,
                                     .colour = INK,
                                     .weight = 1 + map->bonds[k].strength};

        snprintf(line.id, sizeof(line.id), "t%zu", k);
        pte_drawing_add_line(&sketch, &line);
    }
    if (!pte_draw_place(draw, &sketch, err))
        return false;
    for (size_t i = 0; i < map->n; i++) {
        map->spots[i].x = sketch.shapes[i].x;
        map->spots[i].y = sketch.shapes[i].y;
    }
    return true;
}

/* Takes over the places that are known and on this page. */
static bool fix_known(struct pte_map *map, const struct pte_place_kept *places)
{
    bool any_known = false;

    for (size_t i = 0; i < map->n; i++) {
        struct pte_spot *spot = &map->spots[i];

        if (!places[i].known || !isfinite(places[i].x) || !isfinite(places[i].y) ||
            places[i].x - spot->width / 2 < 0 ||
            places[i].y - spot->height / 2 < map->body.bottom ||
            places[i].x + spot->width / 2 > map->body.right ||
            places[i].y + spot->height / 2 > map->body.top)
            continue; /* from another page */
        spot->x = places[i].x;
        spot->y = places[i].y;
        spot->fixed = any_known = true;
    }
    return any_known;
}

/* All new: packed, then refined. Some known: those stay, the others find room. */
static bool find_places(struct pte_map *map, struct pte_draw *draw,
                        const struct pte_place_kept *places, struct pte_error *err)
{
    PTE_AUTO(pte_free) struct pte_spot *packed = pte_alloc(map->n, sizeof(*packed));

    if (map->n == 0)
        return true;
    memcpy(packed, map->spots, map->n * sizeof(*packed));
    if (fix_known(map, places) && pte_spots_fit_in(map))
        return true;
    memcpy(map->spots, packed, map->n * sizeof(*packed));
    if (map->n > 1 && draw != NULL) {
        if (!place_new(map, draw, err))
            return false;
        if (!pte_spots_pack(map)) /* in this order the rows are too high */
            memcpy(map->spots, packed, map->n * sizeof(*packed));
    }
    pte_spots_refine(map);
    return true;
}

static void add_organizations(struct pte_map *map, struct pte_drawing *drawing)
{
    const char *const *sectors = pte_network_sectors(map->net, &map->n_sectors);

    for (size_t i = 0; i < map->n; i++) {
        const struct pte_spot *spot = &map->spots[i];
        const struct pte_look *look = &map->looks[spot->sector];
        PTE_AUTO(pte_text_release) struct pte_text kind = {0};
        struct pte_shape_item shape = {.label = spot->lines,
                                       .tooltip = spot->full,
                                       .shape = look->shape,
                                       .x = spot->x,
                                       .y = spot->y,
                                       .width = spot->width,
                                       .height = spot->height,
                                       .fill = spot->is_silent ? look->pale : look->fill,
                                       .outline = look->colour,
                                       .ink = INK,
                                       .outline_width = 2 * map->unit,
                                       .stroke = spot->is_silent ? PTE_DASHED : PTE_SOLID,
                                       .font_size = spot->font_size,
                                       .pinned = true};

        pte_text_addf(
            &kind, "org %s%s%s", pte_look_class(&map->arena, sectors[spot->sector]),
            spot->is_silent ? " silent" : "", spot->number != 0 ? " numbered" : "");
        shape.kind = kind.bytes;
        snprintf(shape.id, sizeof(shape.id), "o%zu", i);
        pte_drawing_add_shape(drawing, &shape);
    }
}

static void add_ties(const struct pte_map *map, uint32_t first,
                     struct pte_drawing *drawing)
{
    /* Many ties are drawn thinner, or the picture drowns. */
    const double thin =
        fmin(1, fmax(0.3, sqrt(100. / (double)(map->n_bonds > 0 ? map->n_bonds : 1))));

    for (size_t k = 0; k < map->n_bonds; k++) {
        const struct pte_bond *bond = &map->bonds[k];
        PTE_AUTO(pte_text_release) struct pte_text tooltip = {0};
        struct pte_line_item line = {.from = first + bond->a,
                                     .to = first + bond->b,
                                     .colour = bond->across ? ACROSS : WITHIN,
                                     .opacity = bond->across ? 0.55 + 0.3 * thin
                                                             : 0.3 + 0.3 * thin,
                                     .heads = bond->is_mutual ? 2 : 1,
                                     .weight = 1,
                                     .on_top = bond->across};

        line.kind = bond->across ? (bond->is_mutual ? "tie across mutual" : "tie across")
                                 : (bond->is_mutual ? "tie within mutual" : "tie within");
        line.width =
            map->unit * thin *
            (bond->across ? 1 + 3.4 * bond->strength : 0.7 + 0.8 * bond->strength);
        pte_text_addf(&tooltip, "%s %s %s", map->spots[bond->a].full,
                      bond->is_mutual ? "\xE2\x86\x94" : "\xE2\x86\x92",
                      map->spots[bond->b].full);
        line.tooltip = tooltip.bytes;
        snprintf(line.id, sizeof(line.id), "t%ux%u", bond->a, bond->b);
        pte_drawing_add_line(drawing, &line);
    }
}

static void compose(struct pte_map *map, struct pte_drawing *drawing)
{
    uint32_t first;

    drawing->title = pte_arena_text(&drawing->arena, map->words->title);
    drawing->description =
        pte_arena_text(&drawing->arena, map->words->verdict != NULL ? map->words->verdict
                                                                    : map->words->facts);
    drawing->language = pte_arena_text(&drawing->arena, map->words->language);
    drawing->width = map->width;
    drawing->height = map->height;
    drawing->background = 0xFFFFFF;
    pte_page_draw(map, drawing);
    pte_grounds_draw(map, drawing);
    first = (uint32_t)drawing->n_shapes;
    add_organizations(map, drawing);
    add_ties(map, first, drawing);
}

bool pte_map_sectors(const struct pte_network *net, const struct pte_map_words *words,
                     const struct pte_map_options *options, struct pte_draw *draw,
                     struct pte_place_kept *places, struct pte_drawing *drawing,
                     struct pte_error *err)
{
    PTE_AUTO(release) struct pte_map map = {.net = net, .words = words};
    PTE_AUTO(pte_drawing_release) struct pte_drawing made = {0};

    map.width = options->width > 0 ? options->width : 1440;
    map.height = options->height > 0 ? options->height : 810;
    map.unit = fmin(map.height / 810, map.width / 1100);
    map.smallest =
        options->smallest_text > 0 ? options->smallest_text : map.height * 14 / 1080;
    map.key_share = 0.52;
    pte_map_gather(&map, options);
    pte_page_furnish(&map);
    if (!find_sizes(&map, err) || !find_places(&map, draw, places, err))
        return false;
    compose(&map, &made);
    if (!pte_drawing_check(&made, err))
        return false;
    for (size_t i = 0; i < map.n; i++)
        places[i] = (struct pte_place_kept){map.spots[i].x, map.spots[i].y, true};
    *drawing = made;
    made = (struct pte_drawing){0};
    return true;
}

/* viz/map/names.c - what each organization's shape says, and how large it is. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/measures/scores.h"
#include "core/network/network.h"
#include "viz/escape.h"
#include "viz/map/map.intern.h"
#include "viz/metrics.h"

enum { LONG_NAME = 70, LONGEST_NAME = 130, MOST_LINES = 6 }; /* characters; lines */

/* One line of clean text in the map's arena. */
static const char *cleaned(struct pte_map *map, const char *text)
{
    PTE_AUTO(pte_free) char *shown = pte_escape_clean(text);
    PTE_AUTO(pte_free) char *clean = pte_text_clean(shown);

    return pte_arena_text(&map->arena, clean);
}

/* The sector's first letter and a number of its own: says no name. */
static const char *code_of(struct pte_map *map, const struct pte_spot *spot, size_t nth)
{
    PTE_AUTO(pte_free)
    char *label = pte_escape_clean(map->words->sectors[spot->sector]);
    PTE_AUTO(pte_text_release) struct pte_text code = {0};
    const char *behind = label;

    if (*label != '\0')
        pte_metrics_next(&behind);
    pte_text_add_bytes(&code, label, (size_t)(behind - label));
    pte_text_addf(&code, "%zu", nth);
    return pte_arena_text(&map->arena, code.bytes);
}

static void gather_names(struct pte_map *map, bool hide_names)
{
    PTE_AUTO(pte_free) size_t *counted = pte_alloc(map->n_sectors, sizeof(*counted));

    for (size_t i = 0; i < map->n; i++) {
        struct pte_spot *spot = &map->spots[i];
        const struct pte_actor *actor = pte_network_actor(map->net, i);
        const struct pte_organization *organization = actor->organization;

        spot->actor = (uint32_t)i;
        spot->sector = actor->sector;
        spot->is_silent = actor->is_silent;
        counted[actor->sector]++;
        spot->full = hide_names ? code_of(map, spot, counted[actor->sector])
                                : cleaned(map, organization->name);
        if (spot->full[0] == '\0')
            spot->full = cleaned(map, organization->id);
        spot->name = spot->full;
        if (!hide_names && organization->acronym != NULL)
            spot->brief = cleaned(map, organization->acronym);
        if (spot->brief != NULL && spot->brief[0] == '\0')
            spot->brief = NULL;
        if (spot->brief != NULL && pte_text_characters(spot->full) > LONG_NAME)
            spot->name = spot->brief;
    }
}

static double degree(const struct pte_map *map, size_t i)
{
    double ties = 0;

    for (size_t k = 0; k < map->n_bonds; k++)
        ties += map->bonds[k].a == i || map->bonds[k].b == i;
    return ties;
}

struct ranked {
    double importance;
    const char *id;
    uint32_t spot;
};

static int by_importance(const void *a, const void *b)
{
    const struct ranked *one = a, *other = b;

    if (one->importance != other->importance)
        return one->importance > other->importance ? -1 : 1;
    return strcmp(one->id, other->id) != 0 ? strcmp(one->id, other->id)
           : one->spot < other->spot       ? -1
                                           : 1;
}

static void gather_importance(struct pte_map *map, const struct pte_scores *scores)
{
    PTE_AUTO(pte_free) struct ranked *order = pte_alloc(map->n, sizeof(*order));
    double most = 0;

    for (size_t i = 0; i < map->n; i++) {
        const double value =
            scores != NULL && i < scores->n ? scores->value[i] : degree(map, i);

        map->spots[i].importance = isfinite(value) && value > 0 ? value : 0;
        most = fmax(most, map->spots[i].importance);
    }
    for (size_t i = 0; i < map->n; i++) {
        map->spots[i].importance /= most > 0 ? most : 1;
        order[i] = (struct ranked){map->spots[i].importance,
                                   pte_network_actor(map->net, i)->organization->id,
                                   (uint32_t)i};
    }
    qsort(order, map->n, sizeof(*order), by_importance);
    map->ranks = pte_arena_alloc(&map->arena, map->n * sizeof(*map->ranks));
    for (size_t i = 0; i < map->n; i++)
        map->ranks[i] = order[i].spot;
}

/* Whether the map draws the arc: under the confirmed rule only what both say. */
static bool is_drawn(const struct pte_map *map, const struct pte_arc *arc)
{
    return pte_network_selection(map->net)->rule == PTE_DIRECTED ||
           pte_network_pair(map->net, arc->from, arc->to) == PTE_TIE;
}

static void gather_ties(struct pte_map *map)
{
    size_t n_arcs;
    const struct pte_arc *arcs = pte_network_arcs(map->net, &n_arcs);
    double most = 0;

    map->bonds = pte_arena_alloc(&map->arena, (n_arcs + 1) * sizeof(*map->bonds));
    for (size_t k = 0; k < n_arcs; k++) {
        const bool back = pte_network_mark(map->net, arcs[k].to, arcs[k].from) == PTE_TIE;
        struct pte_bond bond = {arcs[k].from, arcs[k].to, 0, back, false};

        if (!is_drawn(map, &arcs[k]) || (back && arcs[k].from > arcs[k].to))
            continue;
        bond.strength = pte_network_strength(map->net, bond.a, bond.b);
        if (!(bond.strength > 0) || !isfinite(bond.strength))
            bond.strength = arcs[k].strength > 0 ? arcs[k].strength : 1;
        bond.across = pte_network_actor(map->net, bond.a)->sector !=
                      pte_network_actor(map->net, bond.b)->sector;
        most = fmax(most, bond.strength);
        map->bonds[map->n_bonds++] = bond;
    }
    for (size_t k = 0; k < map->n_bonds; k++)
        map->bonds[k].strength /= most > 0 ? most : 1;
}

void pte_map_gather(struct pte_map *map, const struct pte_map_options *options)
{
    const char *const *sectors = pte_network_sectors(map->net, &map->n_sectors);
    size_t others = 0;

    map->n = pte_network_actors(map->net);
    map->spots = pte_arena_alloc(&map->arena, (map->n + 1) * sizeof(*map->spots));
    map->looks = pte_arena_alloc(&map->arena, (map->n_sectors + 1) * sizeof(*map->looks));
    map->regions =
        pte_arena_alloc(&map->arena, (map->n_sectors + 1) * sizeof(*map->regions));
    map->heads_below = pte_arena_alloc(&map->arena, map->n_sectors + 1);
    for (size_t i = 0; i < map->n_sectors; i++)
        map->looks[i] = pte_look_of(sectors[i], others++);
    gather_names(map, options->hide_names);
    gather_ties(map);
    gather_importance(map, options->importance);
}

/* --- size ------------------------------------------------------------------------------
 */

/* How good a box is to look at: small, and wider than high but not a ribbon. */
static double badness(const struct pte_metrics_box *box)
{
    const double ratio = log(box->width / box->height / 2.2);

    return box->width * box->height * (1 + 0.35 * ratio * ratio);
}

/* What stands in the shape if it is not a number. */
static const char *shown(const struct pte_map *map, const struct pte_spot *spot)
{
    return map->briefly && spot->brief != NULL ? spot->brief : spot->name;
}

static void size_name(struct pte_map *map, struct pte_spot *spot, double font_size)
{
    const enum pte_shape shape = map->looks[spot->sector].shape;
    double best = INFINITY;

    spot->font_size = font_size;
    for (size_t most = 1; most <= MOST_LINES; most++) {
        PTE_AUTO(pte_text_release) struct pte_text lines = {0};
        struct pte_metrics_box box;

        pte_metrics_wrap(shown(map, spot), most, font_size, false, 15 * font_size,
                         &lines);
        if (pte_metrics_lines(pte_text_get(&lines)) > most && most < MOST_LINES)
            continue; /* a word broken to pieces needs more */
        box = pte_metrics_box(shape, pte_text_get(&lines), font_size, false);
        if (badness(&box) >= best)
            continue;
        best = badness(&box);
        spot->lines = pte_arena_text(&map->arena, pte_text_get(&lines));
        spot->width = box.width;
        spot->height = box.height;
    }
}

static void size_number(struct pte_map *map, struct pte_spot *spot, unsigned number)
{
    const enum pte_shape shape = map->looks[spot->sector].shape;
    struct pte_metrics_box box;
    char digits[16];

    snprintf(digits, sizeof(digits), "%u", number);
    spot->number = number;
    spot->lines = pte_arena_text(&map->arena, digits);
    spot->font_size = map->smallest;
    box = pte_metrics_box(shape, digits, spot->font_size, false);
    spot->width = fmax(box.width, 2 * spot->font_size);
    spot->height = fmax(box.height, 1.5 * spot->font_size);
}

void pte_map_size(struct pte_map *map, double ease, size_t named)
{
    const double least = map->smallest * (1 + 0.5 * ease);
    const double most = map->smallest * (1.15 + 1.2 * ease);
    unsigned number = 0;

    for (size_t rank = 0; rank < map->n; rank++) {
        struct pte_spot *spot = &map->spots[map->ranks[rank]];

        spot->number = 0;
        if (rank >= named || pte_text_characters(shown(map, spot)) > LONGEST_NAME)
            spot->number = 1; /* numbered below, in the order of the network */
        else
            size_name(map, spot, least + (most - least) * sqrt(spot->importance));
    }
    for (size_t sector = 0; sector < map->n_sectors; sector++)
        for (size_t i = 0; i < map->n; i++)
            if (map->spots[i].number != 0 && map->spots[i].sector == sector)
                size_number(map, &map->spots[i], ++number);
    map->numbered = number;
}

bool pte_map_shrink(struct pte_map *map, struct pte_spot *spot)
{
    if (spot->number != 0 || spot->font_size <= map->smallest + 1e-6)
        return false;
    size_name(map, spot, fmax(map->smallest, spot->font_size - 1));
    return true;
}

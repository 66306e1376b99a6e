/* viz/map/refine.c - moves organizations within their sectors until the map is easy to
 * read: short lines, few crossings, hardly a line through a foreign name.
 *
 * Simulated annealing (Davidson and Harel 1996, ACM Trans. Graph. 15:301-331,
 * doi:10.1145/234535.234538) with moves that never make shapes overlap. The number of
 * moves is set by the size of the map, not by the clock: the same everywhere. */
#include <math.h>
#include <stdlib.h>

#include "core/base/memory.h"
#include "core/base/random.h"
#include "viz/map/map.intern.h"

/* What one of each costs. Length is counted in page widths. */
static const double CROSSING = 0.10, THROUGH_NAME = 0.55, THROUGH_HEADING = 0.25,
                    LENGTH = 1.0, LENGTH_ACROSS = 0.8, CROWDED = 0.35;

static const double MOST_TESTS = 4e7; /* pairs of things looked at in all */

struct refining {
    struct pte_map *map;
    uint32_t *bonds_of;                /* bonds of each spot, one after the other */
    size_t *first;                     /* n + 1: where each spot's begin */
    struct pte_area *inner, *headings; /* of each sector */
    struct pte_random random;
};

bool pte_map_crosses(const double a[4], const double b[4])
{
    const double ux = a[2] - a[0], uy = a[3] - a[1], vx = b[2] - b[0], vy = b[3] - b[1];
    const double one = ux * (b[1] - a[1]) - uy * (b[0] - a[0]);
    const double two = ux * (b[3] - a[1]) - uy * (b[2] - a[0]);
    const double three = vx * (a[1] - b[1]) - vy * (a[0] - b[0]);
    const double four = vx * (a[3] - b[1]) - vy * (a[2] - b[0]);

    return one * two < 0 && three * four < 0;
}

bool pte_map_passes(double x1, double y1, double x2, double y2,
                    const struct pte_area *area)
{
    double from = 0, to = 1;
    const double starts[] = {x1, y1}, steps[] = {x2 - x1, y2 - y1};
    const double lows[] = {area->left, area->bottom}, highs[] = {area->right, area->top};

    for (int axis = 0; axis < 2; axis++) {
        double enter, leave;

        if (fabs(steps[axis]) < 1e-12) {
            if (starts[axis] <= lows[axis] || starts[axis] >= highs[axis])
                return false;
            continue;
        }
        enter = (lows[axis] - starts[axis]) / steps[axis];
        leave = (highs[axis] - starts[axis]) / steps[axis];
        from = fmax(from, fmin(enter, leave));
        to = fmin(to, fmax(enter, leave));
        if (from >= to)
            return false;
    }
    return true;
}

static struct pte_area area_of(const struct pte_spot *spot)
{
    return (struct pte_area){spot->x - spot->width / 2, spot->y - spot->height / 2,
                             spot->x + spot->width / 2, spot->y + spot->height / 2};
}

/* The cost of one bond for itself: length, and what it runs through. */
static double cost_of_line(const struct refining *refining, const struct pte_bond *bond)
{
    const struct pte_map *map = refining->map;
    const struct pte_spot *a = &map->spots[bond->a], *b = &map->spots[bond->b];
    double cost = hypot(a->x - b->x, a->y - b->y) / map->width *
                  (bond->across ? LENGTH_ACROSS : LENGTH);

    for (size_t i = 0; i < map->n; i++) {
        const struct pte_area area = area_of(&map->spots[i]);

        if (i != bond->a && i != bond->b && pte_map_passes(a->x, a->y, b->x, b->y, &area))
            cost += THROUGH_NAME;
    }
    for (size_t i = 0; i < map->n_sectors; i++)
        if (pte_map_passes(a->x, a->y, b->x, b->y, &refining->headings[i]))
            cost += THROUGH_HEADING;
    return cost;
}

static double cost_of_crossings(const struct refining *refining, uint32_t which)
{
    const struct pte_map *map = refining->map;
    const struct pte_bond *bond = &map->bonds[which];
    const double line[] = {map->spots[bond->a].x, map->spots[bond->a].y,
                           map->spots[bond->b].x, map->spots[bond->b].y};
    double cost = 0;

    for (size_t k = 0; k < map->n_bonds; k++) {
        const struct pte_bond *other = &map->bonds[k];
        const double there[] = {map->spots[other->a].x, map->spots[other->a].y,
                                map->spots[other->b].x, map->spots[other->b].y};

        if (other->a != bond->a && other->a != bond->b && other->b != bond->a &&
            other->b != bond->b && pte_map_crosses(line, there))
            cost += CROSSING;
    }
    return cost;
}

/* Foreign lines through a spot, and neighbours that come too near. */
static double cost_of_standing(const struct refining *refining, uint32_t which)
{
    const struct pte_map *map = refining->map;
    const struct pte_spot *spot = &map->spots[which];
    const struct pte_area area = area_of(spot);
    double cost = 0;

    for (size_t k = 0; k < map->n_bonds; k++) {
        const struct pte_bond *bond = &map->bonds[k];
        const struct pte_spot *a = &map->spots[bond->a], *b = &map->spots[bond->b];

        if (bond->a != which && bond->b != which &&
            pte_map_passes(a->x, a->y, b->x, b->y, &area))
            cost += THROUGH_NAME;
    }
    for (size_t i = 0; i < map->n; i++) {
        const struct pte_spot *other = &map->spots[i];
        const double x = fabs(spot->x - other->x) - (spot->width + other->width) / 2;
        const double y = fabs(spot->y - other->y) - (spot->height + other->height) / 2;
        const double near = 1 - fmax(x, y) / (26 * map->unit);

        if (i != which && near > 0)
            cost += CROWDED * near * near;
    }
    return cost;
}

static double cost_of(const struct refining *refining, uint32_t which)
{
    double cost = cost_of_standing(refining, which);

    for (size_t k = refining->first[which]; k < refining->first[which + 1]; k++)
        cost += cost_of_line(refining, &refining->map->bonds[refining->bonds_of[k]]) +
                cost_of_crossings(refining, refining->bonds_of[k]);
    return cost;
}

/* Whether a spot stands inside its sector and touches nobody. */
static bool is_allowed(const struct refining *refining, uint32_t which)
{
    const struct pte_map *map = refining->map;
    const struct pte_spot *spot = &map->spots[which];
    const struct pte_area *inner = &refining->inner[spot->sector];

    if (spot->x - spot->width / 2 < inner->left ||
        spot->x + spot->width / 2 > inner->right ||
        spot->y - spot->height / 2 < inner->bottom ||
        spot->y + spot->height / 2 > inner->top)
        return false;
    for (size_t i = 0; i < map->n; i++)
        if (i != which && map->spots[i].sector == spot->sector &&
            pte_spots_overlap(map, spot, &map->spots[i]))
            return false;
    return true;
}

static bool is_accepted(struct refining *refining, double worse, double heat)
{
    const double chance = pte_random_unit(&refining->random);

    return worse <= 0 || chance < exp(-worse / heat);
}

/* One spot a step aside, farther while it is hot. */
static void try_move(struct refining *refining, uint32_t which, double heat, double far)
{
    struct pte_spot *spot = &refining->map->spots[which];
    const struct pte_area *inner = &refining->inner[spot->sector];
    const struct pte_spot before = *spot;
    const double x = pte_random_unit(&refining->random) * 2 - 1;
    const double y = pte_random_unit(&refining->random) * 2 - 1;
    double cost;

    spot->x += x * far * (inner->right - inner->left) / 2;
    spot->y += y * far * (inner->top - inner->bottom) / 2;
    if (!is_allowed(refining, which)) {
        *spot = before;
        return;
    }
    {
        const struct pte_spot after = *spot;

        *spot = before;
        cost = cost_of(refining, which);
        *spot = after;
    }
    if (!is_accepted(refining, cost_of(refining, which) - cost, heat))
        *spot = before;
}

static void exchange(struct pte_spot *a, struct pte_spot *b)
{
    const double x = a->x, y = a->y;

    a->x = b->x;
    a->y = b->y;
    b->x = x;
    b->y = y;
}

static void try_exchange(struct refining *refining, uint32_t one, uint32_t other,
                         double heat)
{
    struct pte_spot *a = &refining->map->spots[one], *b = &refining->map->spots[other];
    double before, after;

    if (one == other || a->sector != b->sector)
        return;
    exchange(a, b);
    if (!is_allowed(refining, one) || !is_allowed(refining, other)) {
        exchange(a, b);
        return;
    }
    after = cost_of(refining, one) + cost_of(refining, other);
    exchange(a, b);
    before = cost_of(refining, one) + cost_of(refining, other);
    if (is_accepted(refining, after - before, heat))
        exchange(a, b);
}

static void list_bonds(struct refining *refining)
{
    const struct pte_map *map = refining->map;
    size_t used = 0;

    for (uint32_t i = 0; i < map->n; i++) {
        refining->first[i] = used;
        for (uint32_t k = 0; k < map->n_bonds; k++)
            if (map->bonds[k].a == i || map->bonds[k].b == i)
                refining->bonds_of[used++] = k;
    }
    refining->first[map->n] = used;
}

static void list_areas(struct refining *refining)
{
    const struct pte_map *map = refining->map;

    for (size_t i = 0; i < map->n_sectors; i++) {
        struct pte_area inner = pte_regions_inner(map, i);

        refining->inner[i] = inner;
        if (map->heads_below[i]) {
            inner.top = inner.bottom;
            inner.bottom = map->regions[i].bottom;
        } else {
            inner.bottom = inner.top;
            inner.top = map->regions[i].top;
        }
        inner.right = fmin(inner.right, inner.left + 150 * map->unit);
        refining->headings[i] = inner;
    }
}

static size_t count_moves(const struct pte_map *map)
{
    const double n = (double)map->n, bonds = (double)map->n_bonds;
    const double tests = n + bonds + 2 * bonds / n * (n + bonds);
    const double moves = MOST_TESTS / (2 * tests + 1);

    return (size_t)fmin(fmax(moves, 300), 1600 * n);
}

void pte_spots_refine(struct pte_map *map)
{
    PTE_AUTO(pte_free)
    uint32_t *bonds_of = pte_alloc(2 * map->n_bonds, sizeof(*bonds_of));
    PTE_AUTO(pte_free) size_t *first = pte_alloc(map->n + 1, sizeof(*first));
    PTE_AUTO(pte_free)
    struct pte_area *areas = pte_alloc(2 * map->n_sectors, sizeof(*areas));
    struct refining refining = {map,
                                bonds_of,
                                first,
                                areas,
                                areas + map->n_sectors,
                                pte_random_stream(/* seed */ 1, /* stream */ 0)};
    size_t moves;

    if (map->n < 2)
        return;
    list_bonds(&refining);
    list_areas(&refining);
    moves = count_moves(map);
    for (size_t i = 0; i < moves; i++) {
        const double left = 1 - (double)i / (double)moves;
        const double heat = 0.002 + 0.5 * left * left * left;
        const uint32_t one = pte_random_below(&refining.random, (uint32_t)map->n);
        const uint32_t other = pte_random_below(&refining.random, (uint32_t)map->n);

        if (i % 3 == 0)
            try_exchange(&refining, one, other, heat);
        else
            try_move(&refining, one, heat, 0.04 + 0.9 * left * left);
    }
}

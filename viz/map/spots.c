/* viz/map/spots.c - organizations side by side, without overlap. */
#include <math.h>
#include <stdlib.h>

#include "core/base/memory.h"
#include "viz/map/map.intern.h"

/* Rows need a little less air between them than shapes of one row. */
static const double DOWN = 0.875;

bool pte_spots_overlap(const struct pte_map *map, const struct pte_spot *a,
                       const struct pte_spot *b)
{
    /* A third of the air is enough: the rest is for packing into rows. */
    return fabs(a->x - b->x) < (a->width + b->width) / 2 + map->air / 3 * map->unit &&
           fabs(a->y - b->y) <
               (a->height + b->height) / 2 + DOWN * map->air / 3 * map->unit;
}

/* --- rows ------------------------------------------------------------------------------
 */

struct rows {
    const struct pte_map *map;
    uint32_t *members; /* from top to bottom */
    size_t n;
    struct pte_area inner;
};

/* qsort has no place for the map; a member's place travels with it. */
struct placed {
    double x, y;
    uint32_t spot;
};

static int from_top(const void *a, const void *b)
{
    const struct placed *one = a, *other = b;

    if (one->y != other->y)
        return one->y > other->y ? -1 : 1;
    if (one->x != other->x)
        return one->x < other->x ? -1 : 1;
    return one->spot < other->spot ? -1 : 1;
}

static int from_left(const void *a, const void *b)
{
    const struct placed *one = a, *other = b;

    if (one->x != other->x)
        return one->x < other->x ? -1 : 1;
    return one->spot < other->spot ? -1 : 1;
}

static void sort_members(const struct pte_map *map, uint32_t *members, size_t n,
                         int (*order)(const void *, const void *))
{
    PTE_AUTO(pte_free) struct placed *placed = pte_alloc(n, sizeof(*placed));

    for (size_t i = 0; i < n; i++)
        placed[i] = (struct placed){map->spots[members[i]].x, map->spots[members[i]].y,
                                    members[i]};
    qsort(placed, n, sizeof(*placed), order);
    for (size_t i = 0; i < n; i++)
        members[i] = placed[i].spot;
}

/* Where the row that begins at first ends, and how wide and high it is. */
static size_t row_end(const struct rows *rows, size_t first, double limit, double *width,
                      double *height)
{
    const double gap = rows->map->air * rows->map->unit;
    size_t end = first;

    *width = -gap;
    *height = 0;
    while (end < rows->n) {
        const struct pte_spot *spot = &rows->map->spots[rows->members[end]];

        if (end > first && *width + gap + spot->width > limit)
            break;
        *width += gap + spot->width;
        *height = fmax(*height, spot->height);
        end++;
    }
    return end;
}

static double height_of(const struct rows *rows, double limit, size_t *n_rows)
{
    double sum = -DOWN * rows->map->air * rows->map->unit, width, height;

    *n_rows = 0;
    for (size_t first = 0; first < rows->n; (*n_rows)++) {
        first = row_end(rows, first, limit, &width, &height);
        sum += height + DOWN * rows->map->air * rows->map->unit;
        if (width > rows->inner.right - rows->inner.left)
            return INFINITY;
    }
    return sum;
}

/* Puts the rows down, the room that is left shared out between and within them. */
static void put_rows(struct pte_map *map, const struct rows *rows, double limit)
{
    const double whole = rows->inner.right - rows->inner.left;
    size_t n_rows, row = 0;
    const double left =
        rows->inner.top - rows->inner.bottom - height_of(rows, limit, &n_rows);
    double y = rows->inner.top - left / (double)(n_rows + 1);

    for (size_t first = 0; first < rows->n; row++) {
        double width, height, x;
        const size_t end = row_end(rows, first, limit, &width, &height);
        const double spread = (whole - width) / (double)(end - first + 1);
        /* every other row a little to the side: lines find their way through */
        const double aside = spread * (row % 2 == 0 ? 0.75 : 1.25);

        sort_members(map, rows->members + first, end - first, from_left);
        x = rows->inner.left + aside;
        for (size_t i = first; i < end; i++) {
            struct pte_spot *spot = &map->spots[rows->members[i]];

            spot->x = x + spot->width / 2;
            spot->y = y - height / 2;
            x += spot->width + map->air * map->unit +
                 (whole - width - aside) / (double)(end - first);
        }
        y -= height + DOWN * map->air * map->unit + left / (double)(n_rows + 1);
        first = end;
    }
}

/* The narrowest limit whose rows are low enough; 0 if there is none. */
static double find_limit(const struct rows *rows)
{
    const double whole = rows->inner.right - rows->inner.left;
    const double most = rows->inner.top - rows->inner.bottom;
    size_t n_rows;

    for (int step = 8; step <= 40; step++)
        if (height_of(rows, whole * step / 40, &n_rows) <= most)
            return whole * step / 40;
    return 0;
}

bool pte_spots_pack(struct pte_map *map)
{
    PTE_AUTO(pte_free) uint32_t *members = pte_alloc(map->n, sizeof(*members));
    PTE_AUTO(pte_free)
    struct rows *sectors = pte_alloc(map->n_sectors, sizeof(*sectors));
    PTE_AUTO(pte_free) double *limits = pte_alloc(map->n_sectors, sizeof(*limits));
    size_t used = 0;

    for (size_t sector = 0; sector < map->n_sectors; sector++) {
        struct rows *rows = &sectors[sector];

        rows->map = map;
        rows->members = members + used;
        rows->inner = pte_regions_inner(map, sector);
        for (size_t i = 0; i < map->n; i++)
            if (map->spots[i].sector == sector)
                rows->members[rows->n++] = (uint32_t)i;
        used += rows->n;
        sort_members(map, rows->members, rows->n, from_top);
        limits[sector] = find_limit(rows);
        if (rows->n > 0 && limits[sector] <= 0)
            return false;
    }
    for (size_t sector = 0; sector < map->n_sectors; sector++)
        if (sectors[sector].n > 0)
            put_rows(map, &sectors[sector], limits[sector]);
    return true;
}

/* --- new between known
 * ------------------------------------------------------------------ */

static bool is_free(const struct pte_map *map, size_t which, const bool *placed)
{
    for (size_t i = 0; i < map->n; i++)
        if (i != which && placed[i] &&
            pte_spots_overlap(map, &map->spots[which], &map->spots[i]))
            return false;
    return true;
}

static double length_of_bonds(const struct pte_map *map, size_t which, const bool *placed)
{
    const struct pte_spot *spot = &map->spots[which];
    double sum = 0;

    for (size_t k = 0; k < map->n_bonds; k++) {
        const struct pte_bond *bond = &map->bonds[k];
        const uint32_t other = bond->a == which ? bond->b : bond->a;

        if ((bond->a == which || bond->b == which) && placed[other])
            sum += hypot(map->spots[other].x - spot->x, map->spots[other].y - spot->y);
    }
    return sum;
}

/* The free place in an area nearest to its partners; false if there is none. */
static bool settle(struct pte_map *map, size_t which, struct pte_area area,
                   const bool *placed)
{
    struct pte_spot *spot = &map->spots[which];
    const double step = 7 * map->unit, a = spot->width / 2, b = spot->height / 2;
    struct pte_spot best = *spot;
    double least = INFINITY;

    for (double y = area.top - b; y >= area.bottom + b; y -= step)
        for (double x = area.left + a; x <= area.right - a; x += step) {
            double length;

            spot->x = x;
            spot->y = y;
            if (!is_free(map, which, placed))
                continue;
            length = length_of_bonds(map, which, placed);
            if (length < least) {
                least = length;
                best = *spot;
            }
        }
    *spot = best;
    return least < INFINITY;
}

/* Where its sector stands: around those of it that have a place, else its region. */
static struct pte_area home_of(const struct pte_map *map, size_t sector,
                               const bool *placed)
{
    const double air = 40 * map->unit;
    struct pte_area home = {INFINITY, INFINITY, -INFINITY, -INFINITY};

    for (size_t i = 0; i < map->n; i++) {
        const struct pte_spot *spot = &map->spots[i];

        if (!placed[i] || spot->sector != sector)
            continue;
        home.left = fmin(home.left, spot->x - spot->width / 2 - air);
        home.right = fmax(home.right, spot->x + spot->width / 2 + air);
        home.bottom = fmin(home.bottom, spot->y - spot->height / 2 - air);
        home.top = fmax(home.top, spot->y + spot->height / 2 + air);
    }
    if (home.left > home.right)
        return pte_regions_inner(map, sector);
    home.left = fmax(home.left, map->body.left);
    home.right = fmin(home.right, map->body.right);
    home.bottom = fmax(home.bottom, map->body.bottom);
    home.top = fmin(home.top, map->body.top);
    return home;
}

bool pte_spots_fit_in(struct pte_map *map)
{
    PTE_AUTO(pte_free) bool *placed = pte_alloc(map->n, sizeof(*placed));

    for (size_t rank = 0; rank < map->n; rank++) { /* the known, the important first */
        const size_t i = map->ranks[rank];

        if (!map->spots[i].fixed)
            continue;
        while (!is_free(map, i, placed) && pte_map_shrink(map, &map->spots[i]))
            ;
        placed[i] = is_free(map, i, placed);
    }
    for (size_t rank = 0; rank < map->n; rank++) {
        const size_t i = map->ranks[rank];

        while (!placed[i]) {
            placed[i] =
                settle(map, i, home_of(map, map->spots[i].sector, placed), placed) ||
                settle(map, i, map->body, placed);
            if (!placed[i] && !pte_map_shrink(map, &map->spots[i]))
                return false;
        }
    }
    return true;
}

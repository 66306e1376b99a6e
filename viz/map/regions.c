/* viz/map/regions.c - the lobes: each sector's part of the page, with open space between.
 *
 * Up to two rows of regions. The first three sectors stand as a triangle: two above, the
 * third below, so that every tie between them crosses the open middle; of five, the last
 * two stand at the third one's sides. */
#include <math.h>

#include "viz/map/map.intern.h"

enum { MOST_SECTORS = 32 };

/* The height of a region's heading, in units. */
static const double HEADING = 24;

/* Open space between two regions of a row, as a share of the body; less where all is
 * packed tightly. */
static const double OPEN = 0.11;

/* How many regions stand in the upper of two rows. */
static size_t seats_above(size_t n_sectors)
{
    return n_sectors == 5 ? 2 : (n_sectors + 1) / 2;
}

/* The sector that takes a seat; seats are counted from the left, above, then below. */
static size_t seated(size_t n_sectors, size_t seat)
{
    static const size_t five[] = {0, 1, 3, 2, 4};

    return n_sectors == 5 ? five[seat] : seat;
}

struct demand {
    double area;          /* of the spots and the air between them */
    double width, height; /* of the largest spot */
};

static double heading(const struct pte_map *map)
{
    return fmax(HEADING * map->unit, 1.5 * map->smallest);
}

struct pte_area pte_regions_inner(const struct pte_map *map, size_t sector)
{
    const double air = map->air * map->unit;
    const struct pte_area region = map->regions[sector];
    const bool below = map->heads_below[sector];

    return (struct pte_area){
        region.left + air, region.bottom + air + (below ? heading(map) : 0),
        region.right - air, region.top - air - (below ? 0 : heading(map))};
}

static void count_demands(const struct pte_map *map, struct demand *demands)
{
    const double gap = map->air * map->unit;

    for (size_t i = 0; i < map->n; i++) {
        const struct pte_spot *spot = &map->spots[i];
        struct demand *demand = &demands[spot->sector];

        demand->area += (spot->width + gap) * (spot->height + gap);
        demand->width = fmax(demand->width, spot->width);
        demand->height = fmax(demand->height, spot->height);
    }
}

static double width_for(const struct pte_map *map, const struct demand *demand,
                        double slack, double height)
{
    const double air = 2 * map->air * map->unit, inner = height - air - heading(map);

    if (inner < demand->height)
        return INFINITY;
    return fmax(demand->area * slack / inner, demand->width + map->air * map->unit) + air;
}

/* The widths of one row of regions at this height; their sum with the gaps between. */
static double row_width(const struct pte_map *map, const struct demand *demands,
                        size_t first, size_t last, double slack, double height)
{
    double sum = (double)(last - first - 1) * OPEN * map->air / 16 *
                 (map->body.right - map->body.left);

    for (size_t i = first; i < last; i++)
        sum += width_for(map, &demands[seated(map->n_sectors, i)], slack, height);
    return sum;
}

/* How far the regions of a row are from being half as wide again as high. */
static double row_oddness(const struct pte_map *map, const struct demand *demands,
                          size_t first, size_t last, double slack, double height)
{
    double sum = 0;

    for (size_t i = first; i < last; i++)
        sum +=
            fabs(log(width_for(map, &demands[seated(map->n_sectors, i)], slack, height) /
                     height / 1.5));
    return sum;
}

static void set_row(struct pte_map *map, const struct demand *demands, size_t first,
                    size_t last, double slack, double bottom, double height)
{
    const bool below = first > 0;
    const double whole = map->body.right - map->body.left;
    double x = map->body.left, gap = 0, sum = 0;

    for (size_t i = first; i < last; i++)
        sum += width_for(map, &demands[seated(map->n_sectors, i)], slack, height);
    if (last - first == 1)
        x += (whole - sum) / 2;
    else
        gap = (whole - sum) / (double)(last - first - 1);
    for (size_t i = first; i < last; i++) {
        const size_t sector = seated(map->n_sectors, i);
        const double width = width_for(map, &demands[sector], slack, height);

        map->regions[sector] = (struct pte_area){x, bottom, x + width, bottom + height};
        map->heads_below[sector] = below;
        x += width + gap;
    }
}

static bool find_one_row(struct pte_map *map, const struct demand *demands, double slack)
{
    const double whole = map->body.right - map->body.left;
    const double most = map->body.top - map->body.bottom;
    double best = INFINITY, chosen = 0;

    for (double share = 0.3; share < 1.001; share += 0.05) {
        const double oddness =
            row_oddness(map, demands, 0, map->n_sectors, slack, most * share);

        if (row_width(map, demands, 0, map->n_sectors, slack, most * share) > whole ||
            oddness >= best)
            continue;
        best = oddness;
        chosen = most * share;
    }
    if (chosen > 0)
        set_row(map, demands, 0, map->n_sectors, slack,
                (map->body.top + map->body.bottom - chosen) / 2, chosen);
    return chosen > 0;
}

static bool find_two_rows(struct pte_map *map, const struct demand *demands, double slack)
{
    const size_t above = seats_above(map->n_sectors), all = map->n_sectors;
    const double whole = map->body.right - map->body.left;
    const double high = (map->body.top - map->body.bottom) * 0.9; /* a tenth stays open */
    double best = INFINITY, upper = 0, lower = 0;

    for (double share = 0.24; share < 0.77; share += 0.02) {
        const double top = high * share, bottom = high - top;
        const double oddness = row_oddness(map, demands, 0, above, slack, top) +
                               row_oddness(map, demands, above, all, slack, bottom);

        if (row_width(map, demands, 0, above, slack, top) > whole ||
            row_width(map, demands, above, all, slack, bottom) > whole || oddness >= best)
            continue;
        best = oddness;
        upper = top;
        lower = bottom;
    }
    if (upper <= 0)
        return false;
    set_row(map, demands, 0, above, slack, map->body.top - upper, upper);
    set_row(map, demands, above, all, slack, map->body.bottom, lower);
    return true;
}

bool pte_regions_fit(struct pte_map *map, double least_slack)
{
    static const double slacks[] = {2.4, 2.1, 1.9, 1.7, 1.55, 1.4, 1.3, 1.2, 1.1, 1.02};
    struct demand demands[MOST_SECTORS] = {0};

    if (map->n_sectors > MOST_SECTORS)
        return false;
    if (map->n == 0)
        return true;
    count_demands(map, demands);
    for (size_t i = 0; i < sizeof(slacks) / sizeof(*slacks); i++) {
        if (slacks[i] < least_slack)
            return false;
        if ((map->n_sectors < 3 ? find_one_row(map, demands, slacks[i])
                                : find_two_rows(map, demands, slacks[i])) &&
            pte_spots_pack(map))
            return true;
    }
    return false;
}

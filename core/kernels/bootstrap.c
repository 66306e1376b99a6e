/* core/kernels/bootstrap.c - vertices drawn again with replacement, and what that does to
 * each cell. */
#include "core/kernels/bootstrap.h"

#include <string.h>

#include "core/base/memory.h"
#include "core/base/pool.h"
#include "core/base/random.h"
#include "core/kernels/permute.h"

/* Below this many steps starting threads costs more than they save. */
static const double worth_threads = 4e6;

/* So many products of two bytes fit 32 bits. */
enum { SUM_FULL = 65536 };

struct work {
    const struct pte_bootstrap *bootstrap;
    const uint32_t *order; /* vertices by group */
    size_t cells;
    uint64_t *counts;
    uint32_t *filled;
};

/* How often each vertex is drawn. A vertex drawn 255 times, which nobody will live to
 * see, is not drawn again, so that counts stay bytes. */
static void draw(const struct work *work, struct pte_random *random, uint8_t *times)
{
    const struct pte_bootstrap *bootstrap = work->bootstrap;
    const uint32_t *order = work->order;

    memset(times, 0, bootstrap->n);
    for (size_t i = 0, end; i < bootstrap->n; i = end) {
        for (end = i + 1; end < bootstrap->n &&
                          bootstrap->groups[order[end]] == bootstrap->groups[order[i]];)
            end++;
        for (size_t left = end - i; left > 0;) {
            const size_t drawn = i + pte_random_below(random, (uint32_t)(end - i));

            if (times[order[drawn]] == UINT8_MAX)
                continue;
            times[order[drawn]]++;
            left--;
        }
    }
}

/* Ties among the pairs of vertices with themselves. */
static void fill(const struct pte_bootstrap *bootstrap, const uint8_t *times,
                 struct pte_random *random, uint32_t *filled)
{
    memset(filled, 0, bootstrap->n_labels * sizeof(*filled));
    for (size_t i = 0; i < bootstrap->n; i++) {
        const double *chance = bootstrap->group[bootstrap->groups[i]].fill;

        for (unsigned left = (unsigned)times[i] * (times[i] - 1u) / 2; left > 0; left--) {
            const double drawn = pte_random_unit(random);

            filled[bootstrap->labels[i]] +=
                (uint32_t)(drawn < chance[0]) + (uint32_t)(drawn < chance[1]);
        }
    }
}

static void add_products(const uint8_t *from, const uint8_t *to, uint32_t *sums)
{
    for (size_t lane = 0; lane < PTE_LANES; lane++)
        sums[lane] += (uint32_t)((uint16_t)from[lane] * (uint16_t)to[lane]);
}

static void count_list(const struct work *work, const uint8_t *lanes, size_t list,
                       uint32_t *sums, uint64_t *totals)
{
    const struct pte_bootstrap *bootstrap = work->bootstrap;
    const struct pte_pair_list pairs = bootstrap->lists[list];
    const size_t values = work->cells * PTE_LANES;

    memset(totals, 0, values * sizeof(*totals));
    for (size_t first = 0; first < pairs.n; first += SUM_FULL) {
        const size_t end = pairs.n - first < SUM_FULL ? pairs.n : first + SUM_FULL;

        memset(sums, 0, values * sizeof(*sums));
        for (size_t i = first; i < end; i++) {
            const struct pte_pair pair = pairs.pair[i];
            const size_t cell =
                pte_pair_cell(bootstrap->labels[pair.from], bootstrap->labels[pair.to],
                              bootstrap->n_labels, bootstrap->is_ordered);

            add_products(lanes + (size_t)pair.from * PTE_LANES,
                         lanes + (size_t)pair.to * PTE_LANES, sums + cell * PTE_LANES);
        }
        for (size_t i = 0; i < values; i++)
            totals[i] += sums[i];
    }
}

static void count_block(size_t block, void *shared)
{
    const struct work *work = shared;
    const struct pte_bootstrap *bootstrap = work->bootstrap;
    const size_t n = bootstrap->n, cells = work->cells, first = block * PTE_LANES;
    const size_t left = bootstrap->replicates - first;
    PTE_AUTO(pte_free) uint8_t *times = pte_alloc(n, 1);
    PTE_AUTO(pte_free) uint8_t *lanes = pte_alloc(n, PTE_LANES);
    PTE_AUTO(pte_free) uint32_t *sums = pte_alloc(cells * PTE_LANES, sizeof(*sums));
    PTE_AUTO(pte_free) uint64_t *totals = pte_alloc(cells * PTE_LANES, sizeof(*totals));

    for (size_t lane = 0; lane < PTE_LANES && lane < left; lane++) {
        struct pte_random random = pte_random_stream(bootstrap->seed, first + lane);

        draw(work, &random, times);
        fill(bootstrap, times, &random,
             work->filled + (first + lane) * bootstrap->n_labels);
        for (size_t i = 0; i < n; i++)
            lanes[i * PTE_LANES + lane] = times[i];
    }
    for (size_t list = 0; list < bootstrap->n_lists; list++) {
        count_list(work, lanes, list, sums, totals);
        for (size_t lane = 0; lane < PTE_LANES && lane < left; lane++)
            for (size_t cell = 0; cell < cells; cell++)
                work->counts[((first + lane) * bootstrap->n_lists + list) * cells +
                             cell] = totals[cell * PTE_LANES + lane];
    }
}

void pte_bootstrap_cells(const struct pte_bootstrap *bootstrap, uint64_t *counts,
                         uint32_t *filled)
{
    PTE_AUTO(pte_free)
    uint32_t *order =
        pte_permute_order(bootstrap->n, bootstrap->groups, bootstrap->n_groups);
    struct work work = {
        .bootstrap = bootstrap,
        .order = order,
        .cells = pte_pair_cells(bootstrap->n_labels, bootstrap->is_ordered),
        .counts = counts,
        .filled = filled,
    };
    double steps = (double)bootstrap->n;

    for (size_t list = 0; list < bootstrap->n_lists; list++)
        steps += (double)bootstrap->lists[list].n;
    pte_pool_run(pte_lane_blocks(bootstrap->replicates),
                 steps * bootstrap->replicates < worth_threads ? 1 : bootstrap->threads,
                 count_block, &work);
}

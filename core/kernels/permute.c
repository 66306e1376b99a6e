/* core/kernels/permute.c - labels shuffled within strata, and what falls into each cell.
 */
#include "core/kernels/permute.h"

#include <assert.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/base/pool.h"
#include "core/base/progress.h"
#include "core/base/random.h"

enum {
    MOST_COMPARED = 16, /* cells up to which comparing all lanes beats looking each up */
    BYTE_FULL = 255,    /* pairs a byte can count */
    SLICES = 20         /* of long work, between which progress is shown */
};

/* Below this many steps starting threads costs more than they save. */
static const double worth_threads = 4e6;

struct work {
    const struct pte_permute *permute;
    const uint32_t *order;
    size_t first_block;
    size_t cells;
    uint32_t *counts;
};

uint32_t *pte_permute_order(size_t n, const uint32_t *strata, size_t n_strata)
{
    PTE_AUTO(pte_free) size_t *next = pte_alloc(n_strata + 1, sizeof(*next));
    uint32_t *order = pte_alloc(n, sizeof(*order));

    for (size_t i = 0; i < n; i++)
        next[strata[i] + 1]++;
    for (size_t s = 0; s < n_strata; s++)
        next[s + 1] += next[s];
    for (size_t i = 0; i < n; i++)
        order[next[strata[i]]++] = (uint32_t)i;
    return order;
}

void pte_permute_labels(const struct pte_permute *permute, const uint32_t *order,
                        size_t block, uint8_t *lanes)
{
    const size_t n = permute->n;
    PTE_AUTO(pte_free) uint8_t *shuffled = pte_alloc(n, 1);

    for (size_t lane = 0; lane < PTE_LANES; lane++) {
        struct pte_random random =
            pte_random_stream(permute->seed, block * PTE_LANES + lane);

        for (size_t i = 0; i < n; i++)
            shuffled[i] = permute->labels[order[i]];
        for (size_t i = 0, end; i < n; i = end) {
            for (end = i + 1;
                 end < n && permute->strata[order[end]] == permute->strata[order[i]];)
                end++;
            pte_random_shuffle_bytes(&random, shuffled + i, end - i);
        }
        for (size_t i = 0; i < n; i++)
            lanes[(size_t)order[i] * PTE_LANES + lane] = shuffled[i];
    }
}

/* What two labels of an (un)ordered pair are told by, in one byte: needs few labels. */
static void code_of(const uint8_t *from, const uint8_t *to, uint8_t labels,
                    bool is_ordered, uint8_t *code)
{
    if (is_ordered) {
        for (size_t lane = 0; lane < PTE_LANES; lane++)
            code[lane] = (uint8_t)(from[lane] * labels + to[lane]);
    } else {
        for (size_t lane = 0; lane < PTE_LANES; lane++) {
            const uint8_t low = from[lane] < to[lane] ? from[lane] : to[lane];
            const uint8_t high = from[lane] < to[lane] ? to[lane] : from[lane];

            code[lane] = (uint8_t)(low * labels + high);
        }
    }
}

/* Few cells: every code is held against every cell, 64 lanes at a time. */
static void count_by_comparing(const struct pte_permute *permute, const uint8_t *lanes,
                               struct pte_pair_list list, size_t cells, uint32_t *sums)
{
    const uint8_t labels = (uint8_t)permute->n_labels;
    uint8_t code_of_cell[MOST_COMPARED];

    for (uint8_t from = 0; from < labels; from++)
        for (uint8_t to = permute->is_ordered ? 0 : from; to < labels; to++)
            code_of_cell[pte_pair_cell(from, to, labels, permute->is_ordered)] =
                (uint8_t)(from * labels + to);

    for (size_t first = 0; first < list.n; first += BYTE_FULL) {
        const size_t end = list.n - first < BYTE_FULL ? list.n : first + BYTE_FULL;
        uint8_t few[MOST_COMPARED][PTE_LANES] = {{0}};

        for (size_t i = first; i < end; i++) {
            uint8_t code[PTE_LANES];

            code_of(lanes + (size_t)list.pair[i].from * PTE_LANES,
                    lanes + (size_t)list.pair[i].to * PTE_LANES, labels,
                    permute->is_ordered, code);
            for (size_t cell = 0; cell < cells; cell++)
                for (size_t lane = 0; lane < PTE_LANES; lane++)
                    few[cell][lane] =
                        (uint8_t)(few[cell][lane] + (code[lane] == code_of_cell[cell]));
        }
        for (size_t cell = 0; cell < cells; cell++)
            for (size_t lane = 0; lane < PTE_LANES; lane++)
                sums[cell * PTE_LANES + lane] += few[cell][lane];
    }
}

/* Many cells: each lane looks up its own. */
static void count_by_looking_up(const struct pte_permute *permute, const uint8_t *lanes,
                                struct pte_pair_list list, uint32_t *sums)
{
    for (size_t i = 0; i < list.n; i++) {
        const uint8_t *from = lanes + (size_t)list.pair[i].from * PTE_LANES;
        const uint8_t *to = lanes + (size_t)list.pair[i].to * PTE_LANES;

        for (size_t lane = 0; lane < PTE_LANES; lane++)
            sums[pte_pair_cell(from[lane], to[lane], permute->n_labels,
                               permute->is_ordered) *
                     PTE_LANES +
                 lane]++;
    }
}

static void count_block(size_t job, void *shared)
{
    const struct work *work = shared;
    const struct pte_permute *permute = work->permute;
    const size_t cells = work->cells, block = work->first_block + job;
    const size_t first = block * PTE_LANES, left = permute->replicates - first;
    PTE_AUTO(pte_free) uint8_t *lanes = pte_alloc(permute->n, PTE_LANES);
    PTE_AUTO(pte_free) uint32_t *sums = pte_alloc(cells * PTE_LANES, sizeof(*sums));

    pte_permute_labels(permute, work->order, block, lanes);
    for (size_t list = 0; list < permute->n_lists; list++) {
        memset(sums, 0, cells * PTE_LANES * sizeof(*sums));
        if (cells <= MOST_COMPARED)
            count_by_comparing(permute, lanes, permute->lists[list], cells, sums);
        else
            count_by_looking_up(permute, lanes, permute->lists[list], sums);
        for (size_t lane = 0; lane < PTE_LANES && lane < left; lane++)
            for (size_t cell = 0; cell < cells; cell++)
                work->counts[((first + lane) * permute->n_lists + list) * cells + cell] =
                    sums[cell * PTE_LANES + lane];
    }
}

void pte_permute_cells(const struct pte_permute *permute, struct pte_progress *progress,
                       uint32_t *counts)
{
    const size_t blocks = pte_lane_blocks(permute->replicates);
    PTE_AUTO(pte_free)
    uint32_t *order = pte_permute_order(permute->n, permute->strata, permute->n_strata);
    struct work work = {
        .permute = permute,
        .order = order,
        .cells = pte_pair_cells(permute->n_labels, permute->is_ordered),
        .counts = counts,
    };
    double steps = (double)permute->n;

    assert(permute->n_labels > 0 && permute->n_labels <= UINT8_MAX);
    for (size_t list = 0; list < permute->n_lists; list++)
        steps += (double)permute->lists[list].n;
    steps *= permute->replicates;

    const unsigned threads = steps < worth_threads ? 1 : permute->threads;
    const size_t slice = threads == 1 || progress == NULL ? blocks : blocks / SLICES + 1;

    for (; work.first_block < blocks; work.first_block += slice) {
        const size_t left = blocks - work.first_block;

        pte_pool_run(left < slice ? left : slice, threads, count_block, &work);
        pte_progress_step(progress, work.first_block, blocks);
    }
}

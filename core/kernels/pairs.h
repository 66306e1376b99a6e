/* core/kernels/pairs.h - pairs of labelled vertices, and the cells they fall into.
 *
 * With k labels, the cells of unordered pairs are numbered 0-0, 0-1, ..., 0-(k-1), 1-1,
 * ..., (k-1)-(k-1); those of ordered pairs row by row, from label * k + to label. */
#ifndef PTE_CORE_KERNELS_PAIRS_H
#define PTE_CORE_KERNELS_PAIRS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Replicates that one job works on side by side; bytes of one line of cache. */
enum { PTE_LANES = 64 };

/** A replicate count that is a whole number of blocks, rounded up. */
static inline size_t pte_lane_blocks(size_t replicates)
{
    return (replicates + PTE_LANES - 1) / PTE_LANES;
}

struct pte_pair {
    uint32_t from, to; /* vertices; in any order where pairs are unordered */
};

struct pte_pair_list {
    const struct pte_pair *pair;
    size_t n;
};

static inline size_t pte_pair_cells(size_t labels, bool is_ordered)
{
    return is_ordered ? labels * labels : labels * (labels + 1) / 2;
}

static inline size_t pte_pair_cell(size_t from, size_t to, size_t labels, bool is_ordered)
{
    const size_t low = from < to ? from : to, high = from < to ? to : from;

    if (is_ordered)
        return from * labels + to;
    return low * labels - low * (low + 1) / 2 + high;
}

#endif

/* core/kernels/permute.h - labels shuffled within strata, and what falls into each cell.
 *
 * 64 replicates are worked on at once: the labels of one vertex in 64 replicates are
 * 64 bytes side by side, so that a pair costs a few byte operations for all of them.
 * Each replicate has a random stream of its own. */
#ifndef PTE_CORE_KERNELS_PERMUTE_H
#define PTE_CORE_KERNELS_PERMUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/kernels/pairs.h"

struct pte_progress;

struct pte_permute {
    size_t n;               /* vertices */
    const uint8_t *labels;  /* n of them, below n_labels */
    size_t n_labels;        /* 1 to 255 */
    const uint32_t *strata; /* n of them, below n_strata */
    size_t n_strata;
    bool is_ordered;                   /* whether pairs are */
    const struct pte_pair_list *lists; /* kinds of pairs that are counted apart */
    size_t n_lists;
    uint32_t replicates;
    uint64_t seed;    /* replicate r takes stream r of it */
    unsigned threads; /* 0 = all */
};

/**
 * Shuffles the labels among the vertices of the same stratum, again and again, and counts
 * the pairs of each list in each cell.
 *
 * progress  NULL allowed
 * counts    out: replicates * n_lists * cells, at (r * n_lists + list) * cells + cell
 * Cost      O(replicates * (vertices + pairs)); the same numbers at any number of threads
 */
void pte_permute_cells(const struct pte_permute *permute, struct pte_progress *progress,
                       uint32_t *counts);

/**
 * The shuffled labels of one block of 64 replicates, for kernels that count other things.
 *
 * block   replicates block * 64 to block * 64 + 63 (beyond permute->replicates too)
 * order   the vertices sorted by stratum, from pte_permute_order
 * lanes   out: n * 64 labels, at vertex * 64 + replicate % 64
 */
void pte_permute_labels(const struct pte_permute *permute, const uint32_t *order,
                        size_t block, uint8_t *lanes);

/** The vertices by stratum, ascending within; n of them, to be freed with pte_free. */
uint32_t *pte_permute_order(size_t n, const uint32_t *strata, size_t n_strata);

#endif

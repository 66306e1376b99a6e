/* core/kernels/bootstrap.h - vertices drawn again with replacement, and what that does to
 * each cell.
 *
 * A vertex drawn c times stands for c vertices, so a pair of vertices drawn c and e times
 * stands for c * e pairs. A vertex drawn twice makes a pair with itself, of which nothing
 * was observed; it is filled with a random observed pair of its group (Snijders and
 * Borgatti 1999). No dense matrix is needed: only the listed pairs are walked. */
#ifndef PTE_CORE_KERNELS_BOOTSTRAP_H
#define PTE_CORE_KERNELS_BOOTSTRAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/kernels/pairs.h"

/** Vertices that are drawn from among each other; they share one label. */
struct pte_bootstrap_group {
    double fill[2]; /* chance that an observed pair of the group has at least one tie;
                       that it has two (ordered pairs only). 0, 0 = nothing to fill */
};

struct pte_bootstrap {
    size_t n;              /* vertices */
    const uint8_t *labels; /* n of them, below n_labels */
    size_t n_labels;
    const uint32_t *groups; /* n of them, below n_groups */
    const struct pte_bootstrap_group *group;
    size_t n_groups;
    bool is_ordered;
    const struct pte_pair_list *lists; /* kinds of pairs that are counted apart */
    size_t n_lists;
    uint32_t replicates;
    uint64_t seed;    /* replicate r takes stream r of it */
    unsigned threads; /* 0 = all */
};

/**
 * Draws each group again with replacement, and counts the pairs of each list in each
 * cell, each as often as it was drawn.
 *
 * Stream r draws, group after group, as many members as the group has (by
 * pte_random_below); then, vertex after vertex, one pte_random_unit for each pair of it
 * with itself.
 *
 * counts  out: replicates * n_lists * cells, at (r * n_lists + list) * cells + cell
 * filled  out: replicates * n_labels: ties among the pairs filled in, to be added to the
 *         cell of the label with itself
 * Source  Snijders and Borgatti 1999, Connections 22(2):61-70
 * Cost    O(replicates * (vertices + pairs)); the same numbers at any number of threads
 */
void pte_bootstrap_cells(const struct pte_bootstrap *bootstrap, uint64_t *counts,
                         uint32_t *filled);

#endif

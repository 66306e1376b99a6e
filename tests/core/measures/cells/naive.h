/* tests/core/measures/cells/naive.h - cells counted pair by pair, to test against. */
#ifndef PTE_TESTS_CORE_MEASURES_CELLS_NAIVE_H
#define PTE_TESTS_CORE_MEASURES_CELLS_NAIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/network/network.h"

struct pte_random;

enum { NAIVE_MOST = 128 };

/** Pairs of actors with sectors from and to; both directions where the rule is not
 * directed. */
struct naive_cell {
    size_t dyads, observed, ties, known_ties, known_none;
};

/** Every pair of the network's actors asked one by one, with these sectors. */
struct naive_cell naive_count(const struct pte_network *net, const uint32_t *sectors,
                              uint32_t from, uint32_t to);

/** The network's own sectors, n of them. */
void naive_sectors(const struct pte_network *net, uint32_t *sectors);

/** Whether every stratum (country and row) has the sectors it has in the network. */
bool naive_keeps_strata(const struct pte_network *net, const uint32_t *sectors);

/** The next arrangement of sectors in alphabetical order; false after the last. */
bool naive_next(uint32_t *sectors, size_t n);

/** Sorts sectors ascending. */
void naive_sort(uint32_t *sectors, size_t n);

/** A random network of n organizations, a sector letter each, in which some rows are
 * silent or were not asked, some answers are missing and one pair is structural. two:
 * of two countries. */
struct pte_network *naive_network(struct pte_random *random, const char *sectors,
                                  enum pte_tie_rule rule, bool two);

#endif

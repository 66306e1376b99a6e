/* core/measures/reach.intern.h - all distances of a network in one sweep. */
#ifndef PTE_CORE_MEASURES_REACH_INTERN_H
#define PTE_CORE_MEASURES_REACH_INTERN_H

#include <stddef.h>
#include <stdint.h>

struct pte_links;

/** Of each actor: how the others reach it along the links. */
struct pte_reach {
    size_t n;
    uint64_t *reached; /* how many others do */
    uint64_t *steps;   /* their distances, added up */
    double *inverse;   /* their 1 / distances, added up */
    uint64_t longest;  /* the longest distance of all */
};

/** Sweeps once. reach out: to be released. O(n * links / 64) */
void pte_reach_measure(const struct pte_links *links, struct pte_reach *reach);
void pte_reach_release(struct pte_reach *reach);

/** How many ordered pairs of actors are how far apart, by the groups of their ends. */
struct pte_reach_table {
    size_t n_groups;
    uint64_t longest; /* the longest distance of all; 0 = nobody reaches anybody */
    uint64_t *pairs;  /* longest squares of n_groups: ((distance - 1) * n_groups + group
                         that reaches) * n_groups + group that is reached */
};

/** Sweeps once. group: of each actor, below n_groups. table out: to be released.
 * O(n * links / 64) */
void pte_reach_between(const struct pte_links *links, const uint32_t *group,
                       size_t n_groups, struct pte_reach_table *table);
void pte_reach_table_release(struct pte_reach_table *table);

#endif

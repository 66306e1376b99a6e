/* core/measures/reachability.h - how far one sector is from another (M7). */
#ifndef PTE_CORE_MEASURES_REACHABILITY_H
#define PTE_CORE_MEASURES_REACHABILITY_H

#include <stdbool.h>
#include <stddef.h>

struct pte_error;
struct pte_network;

/** How organizations of one sector reach those of another. Shares are of all pairs; NaN
 * where there are no pairs. */
struct pte_way {
    size_t pairs;       /* ordered: an organization of the one, another of the other */
    size_t unreachable; /* pairs without a way */
    double efficiency;  /* mean of 1 / steps; 0 for a pair without a way */
    double within_two;  /* share in contact or with a common contact: two steps at most */
    double unreachable_share;
    double mean_distance; /* steps, of the pairs with a way; NaN if none. To be read
                             beside unreachable: it falls when far ones drop out */
};

/** A square table: n rows and columns in the network's order of sectors, row after row;
 * from row to column. */
struct pte_reachability {
    size_t n;
    struct pte_way *way;
    struct pte_way across; /* all pairs of two different sectors */
};

/**
 * Distances between sectors.
 *
 *     efficiency(k, l) = sum over i in k, j in l, i != j of 1 / d(i, j) / pairs(k, l)
 *
 * All pairs of organizations count, also those that were not asked about each other: a
 * way may lead between them all the same. Take one country at a time, since pairs of two
 * countries have no way by design. Ways lead over known ties only: those that silence
 * hides would make distances shorter, never longer.
 *
 * directed  along the arcs as reported, from row to column; else in the simple network,
 *           where the table is symmetric
 * reachability  out: to be released. Untouched on failure
 * Cost    O(n * ties / 64)
 * Source  Latora and Marchiori 2001, Phys. Rev. Lett. 87:198701,
 *         doi:10.1103/PhysRevLett.87.198701
 */
bool pte_reachability_compute(const struct pte_network *net, bool directed,
                              struct pte_reachability *reachability,
                              struct pte_error *err);
void pte_reachability_release(struct pte_reachability *reachability);

#endif

/* core/measures/brokerage.h - who stands between sectors, in which role (M8).
 *
 * A broker v has a -> v -> c and no a -> c. Over the sectors of a, v, c:
 * coordinator AAA, consultant ABA, gatekeeper ABB, representative AAB, liaison
 * ABC. Counts are of ordered pairs (a, c) in the directed network as reported; where
 * the data are undirected every pair counts in both orders. */
#ifndef PTE_CORE_MEASURES_BROKERAGE_H
#define PTE_CORE_MEASURES_BROKERAGE_H

#include <stdbool.h>
#include <stddef.h>

struct pte_error;
struct pte_network;

enum pte_role {
    PTE_COORDINATOR,
    PTE_CONSULTANT,
    PTE_GATEKEEPER,
    PTE_REPRESENTATIVE,
    PTE_LIAISON,
    PTE_ALL_ROLES,
    PTE_ROLES
};

struct pte_brokerage {
    size_t n;                   /* actors */
    double (*count)[PTE_ROLES]; /* of actor i in each role */
    double (
        *expected)[PTE_ROLES]; /* in a random digraph of the same density and sectors */
    double (*sd)[PTE_ROLES];
    double (*z)[PTE_ROLES]; /* NaN where sd is 0; not normal where expected is below 5 */
};

/**
 * Source  Gould and Fernandez 1989, Sociol. Methodol. 19:89-126, doi:10.2307/270949
 * Cost    O(sum of in-degree times out-degree)
 */
bool pte_brokerage_compute(const struct pte_network *net, struct pte_brokerage *brokerage,
                           struct pte_error *err);
void pte_brokerage_release(struct pte_brokerage *brokerage);

/** "gf_coordinator" and so on, as in JSON. */
const char *pte_role_key(enum pte_role role);

#endif

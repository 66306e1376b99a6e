/* core/measures/cohesion.h - how tightly knit the surroundings of each actor are. */
#ifndef PTE_CORE_MEASURES_COHESION_H
#define PTE_CORE_MEASURES_COHESION_H

#include <stdbool.h>

#include "core/measures/scores.h"

struct pte_error;
struct pte_network;

/**
 * Coreness: the largest k for which the actor belongs to a group whose members are each
 * tied to k or more of the group. Undirected.
 *
 * scores  out: n whole numbers
 * Fails   PTE_EGRAPH
 * Source  Seidman 1983, Soc. Networks 5:269-287, doi:10.1016/0378-8733(83)90028-X
 */
bool pte_cohesion_coreness(const struct pte_network *net, struct pte_scores *scores,
                           struct pte_error *err);

/**
 * Clustering: of the pairs of one's contacts, the share that is tied. Undirected.
 *
 * scores  out: n shares from 0 to 1; NaN with fewer than two contacts
 * Fails   PTE_EGRAPH
 * Source  Watts and Strogatz 1998, Nature 393:440-442, doi:10.1038/30918
 */
bool pte_cohesion_clustering(const struct pte_network *net, struct pte_scores *scores,
                             struct pte_error *err);

#endif

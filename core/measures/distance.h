/* core/measures/distance.h - how many steps each actor is from the others. */
#ifndef PTE_CORE_MEASURES_DISTANCE_H
#define PTE_CORE_MEASURES_DISTANCE_H

#include <stdbool.h>

#include "core/measures/scores.h"

struct pte_error;
struct pte_network;

/**
 * Closeness: how few steps lead to the others that are reached at all.
 *
 *     c(v) = number reached / sum of their distances
 *
 * Out: along the arcs from v; in: along the arcs to v.
 *
 * scores  out: n shares from 0 to 1; NaN where nobody is reached
 * Cost    O(n * ties / 64)
 * Source  Freeman 1978, Soc. Networks 1:215-239, doi:10.1016/0378-8733(78)90021-7
 */
bool pte_distance_closeness(const struct pte_network *net, struct pte_scores *scores,
                            struct pte_error *err);
bool pte_distance_closeness_out(const struct pte_network *net, struct pte_scores *scores,
                                struct pte_error *err);
bool pte_distance_closeness_in(const struct pte_network *net, struct pte_scores *scores,
                               struct pte_error *err);

/**
 * Harmonic closeness: as closeness, with the unreached counted as infinitely far.
 *
 *     h(v) = sum over the others of 1 / distance / (n - 1)
 *
 * scores  out: n shares from 0 to 1; NaN where there is no other actor
 * Cost    O(n * ties / 64)
 * Source  Marchiori and Latora 2000, Physica A 285:539-546,
 *         doi:10.1016/S0378-4371(00)00311-3; Boldi and Vigna 2014, Internet Math.
 *         10:222-262, doi:10.1080/15427951.2013.865686
 */
bool pte_distance_harmonic(const struct pte_network *net, struct pte_scores *scores,
                           struct pte_error *err);
bool pte_distance_harmonic_out(const struct pte_network *net, struct pte_scores *scores,
                               struct pte_error *err);
bool pte_distance_harmonic_in(const struct pte_network *net, struct pte_scores *scores,
                              struct pte_error *err);

#endif

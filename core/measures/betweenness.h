/* core/measures/betweenness.h - how often an actor stands between two others. */
#ifndef PTE_CORE_MEASURES_BETWEENNESS_H
#define PTE_CORE_MEASURES_BETWEENNESS_H

#include <stdbool.h>

#include "core/measures/scores.h"

struct pte_error;
struct pte_network;

/**
 * Betweenness: how often an actor lies on the shortest paths between two others.
 *
 *     b(v) = sum over pairs {s, t} without v of paths(s, t through v) / paths(s, t)
 *            / ((n - 1)(n - 2) / 2)
 *
 * Directed: over ordered pairs, along the arcs, divided by (n - 1)(n - 2).
 *
 * scores  out: n shares from 0 to 1; all 0 where n < 3
 * Cost    O(n * ties)
 * Source  Freeman 1977, Sociometry 40:35-41, doi:10.2307/3033543; computed as
 *         Brandes 2001, J. Math. Sociol. 25:163-177, doi:10.1080/0022250X.2001.9990249
 */
bool pte_betweenness(const struct pte_network *net, struct pte_scores *scores,
                     struct pte_error *err);
bool pte_betweenness_directed(const struct pte_network *net, struct pte_scores *scores,
                              struct pte_error *err);

/**
 * Betweenness of the undirected network where a strong tie is a short way: its length is
 * 1 / strength. Lengths are whole multiples of a common part, so that equally long paths
 * are found equal, not nearly equal.
 *
 * scores  out: n shares from 0 to 1; a tie of strength 0 or below is no way. A note where
 *         the strengths have no common part that is small enough
 * Cost    O(n * ties * log)
 * Source  Newman 2001, Phys. Rev. E 64:016132, doi:10.1103/PhysRevE.64.016132; Brandes
 *         2001
 */
bool pte_betweenness_weighted(const struct pte_network *net, struct pte_scores *scores,
                              struct pte_error *err);

#endif

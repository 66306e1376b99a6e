/* core/measures/betweenness.h - how often an actor stands between two others. */
#ifndef PTE_CORE_MEASURES_BETWEENNESS_H
#define PTE_CORE_MEASURES_BETWEENNESS_H

#include <stdbool.h>
#include <stddef.h>

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
 * Betweenness across sectors: how often an actor lies on the shortest paths between two
 * others of different sectors (M10).
 *
 *     b(v) = sum over pairs s, t of different sectors, without v,
 *            of paths(s, t through v) / paths(s, t) / how many such pairs there are
 *
 * pte_betweenness_between takes pairs of two named sectors only, s of the one and t of
 * the other; of one sector if they are the same. The path may lead through any sector.
 *
 * from, to  sectors, indices of the network
 * directed  along the arcs, over ordered pairs
 * scores    out: n shares from 0 to 1; NaN where there is no such pair without v
 * Cost      O(n * ties)
 * Source    Freeman 1977 and Brandes 2001 as above, Brandes 2008, Soc. Networks
 *           30:136-145, doi:10.1016/j.socnet.2007.11.001 (subsets of pairs)
 */
bool pte_betweenness_cross(const struct pte_network *net, struct pte_scores *scores,
                           struct pte_error *err);
bool pte_betweenness_cross_directed(const struct pte_network *net,
                                    struct pte_scores *scores, struct pte_error *err);
bool pte_betweenness_between(const struct pte_network *net, size_t from, size_t to,
                             bool directed, struct pte_scores *scores,
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

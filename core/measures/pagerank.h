/* core/measures/pagerank.h - where a reader ends up who follows ties at random. */
#ifndef PTE_CORE_MEASURES_PAGERANK_H
#define PTE_CORE_MEASURES_PAGERANK_H

#include <stdbool.h>

#include "core/measures/scores.h"

struct pte_error;
struct pte_network;

/**
 * PageRank: the share of time a reader spends with v who follows an arc at random with
 * probability .85 and else, or where there is none, jumps to any organization.
 *
 *     p(v) = .15 / n + .85 * (sum of p(u) / out-degree(u) over the u that name v
 *            + sum of p(u) / n over the u that name nobody)
 *
 * Undirected: along the ties of the simple network. Weighted: along the arcs, in
 * proportion to their strengths (those of 0 or below are never followed).
 *
 * scores  out: n shares that sum to 1
 * Source  Brin and Page 1998, Comput. Netw. ISDN Syst. 30:107-117,
 *         doi:10.1016/S0169-7552(98)00110-X
 */
bool pte_pagerank(const struct pte_network *net, struct pte_scores *scores,
                  struct pte_error *err);
bool pte_pagerank_undirected(const struct pte_network *net, struct pte_scores *scores,
                             struct pte_error *err);
bool pte_pagerank_weighted(const struct pte_network *net, struct pte_scores *scores,
                           struct pte_error *err);

#endif

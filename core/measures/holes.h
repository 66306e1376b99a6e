/* core/measures/holes.h - whose contacts do not know each other (structural holes). */
#ifndef PTE_CORE_MEASURES_HOLES_H
#define PTE_CORE_MEASURES_HOLES_H

#include <stdbool.h>

#include "core/measures/scores.h"

struct pte_error;
struct pte_network;

/**
 * Burt's constraint: how much one's contacts are all the same circle.
 *
 *     c(i) = sum over contacts j of (p(i, j) + sum over q of p(i, q) p(q, j))^2,
 *     p(i, j) = (a(i, j) + a(j, i)) / sum over k of (a(i, k) + a(k, i))
 *
 * a is the simple network, the arcs (directed), or the strengths of the simple network
 * (weighted). Only contacts j are summed over, not those two steps away.
 *
 * scores  out: n numbers from 0, seldom above 1; NaN without contacts
 * Fails   PTE_EGRAPH
 * Source  Burt 1992, Structural Holes, Harvard University Press, ch. 2
 */
bool pte_holes_constraint(const struct pte_network *net, struct pte_scores *scores,
                          struct pte_error *err);
bool pte_holes_constraint_directed(const struct pte_network *net,
                                   struct pte_scores *scores, struct pte_error *err);
bool pte_holes_constraint_weighted(const struct pte_network *net,
                                   struct pte_scores *scores, struct pte_error *err);

/**
 * Effective size: contacts less those that are reached through another contact anyway.
 *
 *     e(i) = degree - 2 * ties among the contacts / degree
 *
 * scores  out: n numbers, 1 to degree; NaN without contacts
 * Fails   PTE_EGRAPH
 * Source  Burt 1992; in this form Borgatti 1997, Connections 20(1):35-38
 */
bool pte_holes_effective_size(const struct pte_network *net, struct pte_scores *scores,
                              struct pte_error *err);

#endif

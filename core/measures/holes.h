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
 * (weighted). Directed, contacts are who is named or names. Only contacts j are summed
 * over, not those two steps away.
 *
 * scores  out: n numbers from 0, seldom above 1; NaN without contacts
 * Cost    O(sum over ties of the degrees of their ends), as of all measures here
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
 *     e(i) = sum over contacts j of (1 - sum over q of p(i, q) m(j, q)),
 *     m(j, q) = (a(j, q) + a(q, j)) / the largest a(j, k) + a(k, j)
 *
 * with p and a as above, q being contacts of i other than j. Of the simple network it is
 * degree - 2 * ties among the contacts / degree. Directed, who is named and who names are
 * contacts alike.
 *
 * scores  out: n numbers, 1 to the number of contacts; NaN without contacts
 * Source  Burt 1992, ch. 2; for the simple network Borgatti 1997, Connections 20(1):35-38
 */
bool pte_holes_effective_size(const struct pte_network *net, struct pte_scores *scores,
                              struct pte_error *err);
bool pte_holes_effective_size_directed(const struct pte_network *net,
                                       struct pte_scores *scores, struct pte_error *err);
bool pte_holes_effective_size_weighted(const struct pte_network *net,
                                       struct pte_scores *scores, struct pte_error *err);

/**
 * Efficiency: effective size for each contact kept.
 *
 *     effective size / contacts
 *
 * scores  out: n shares, above 0 to 1; NaN without contacts
 * Source  Burt 1992, ch. 2
 */
bool pte_holes_efficiency(const struct pte_network *net, struct pte_scores *scores,
                          struct pte_error *err);
bool pte_holes_efficiency_directed(const struct pte_network *net,
                                   struct pte_scores *scores, struct pte_error *err);
bool pte_holes_efficiency_weighted(const struct pte_network *net,
                                   struct pte_scores *scores, struct pte_error *err);

/**
 * Hierarchy: whether constraint comes from one contact rather than from all alike.
 *
 *     h(i) = sum over contacts j of r(j) ln r(j) / (n ln n),  r(j) = c(i, j) n / c(i)
 *
 * c(i, j) is contact j's part of the constraint c(i); n is the number of contacts.
 *
 * scores  out: n shares, 0 (all alike) to 1 (one alone); NaN with fewer than two contacts
 * Source  Burt 1992, ch. 2
 */
bool pte_holes_hierarchy(const struct pte_network *net, struct pte_scores *scores,
                         struct pte_error *err);
bool pte_holes_hierarchy_directed(const struct pte_network *net,
                                  struct pte_scores *scores, struct pte_error *err);
bool pte_holes_hierarchy_weighted(const struct pte_network *net,
                                  struct pte_scores *scores, struct pte_error *err);

/**
 * Effective size across sectors: the part of the effective size that lies in other
 * sectors.
 *
 *     e(i) as above, with j only among the contacts of another sector than i's own; q are
 *     all contacts, of any sector
 *
 * It is how many contacts in other sectors an organization has that it does not reach
 * through another contact anyway: a contact in industry whom three of its other contacts
 * know as well gives little that is its own. The rest of the effective size is that of
 * the contacts in its own sector. Undirected, unweighted.
 *
 * scores  out: n numbers, 0 (no contact in another sector) to effective size; NaN without
 *         contacts
 * Source  Burt 1992, ch. 2, split by sector here
 */
bool pte_holes_effective_size_cross(const struct pte_network *net,
                                    struct pte_scores *scores, struct pte_error *err);

#endif

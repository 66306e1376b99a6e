/* core/measures/eigen.h - who is tied to those who are well tied themselves. */
#ifndef PTE_CORE_MEASURES_EIGEN_H
#define PTE_CORE_MEASURES_EIGEN_H

#include <stdbool.h>

#include "core/measures/scores.h"

struct pte_error;
struct pte_network;

/**
 * Eigenvector centrality: one's score is in proportion to the sum of the scores of those
 * one is tied to.
 *
 *     value * x(v) = sum of x(u) over the u tied to v, for the largest value there is
 *
 * The part of the network with the largest value has scores, all others are 0. In: the
 * sum is over those who name v; not defined where nobody is named in a circle.
 *
 * scores  out: n shares from 0 to 1, the largest 1; NaN without ties. A note where the
 *         next eigenvalue is so near (ratio above 0.999) that the scores say little
 * ratio   out: next eigenvalue / largest, real parts; NaN without ties. NULL allowed
 * Fails   PTE_EGRAPH
 * Source  Bonacich 1972, J. Math. Sociol. 2:113-120, doi:10.1080/0022250X.1972.9989806
 */
bool pte_eigen_vector(const struct pte_network *net, struct pte_scores *scores,
                      double *ratio, struct pte_error *err);
bool pte_eigen_vector_in(const struct pte_network *net, struct pte_scores *scores,
                         double *ratio, struct pte_error *err);

/**
 * Hubs name good authorities; authorities are named by good hubs.
 *
 *     hub(v) in proportion to the sum of authority(u) over the u that v names,
 *     authority(v) to the sum of hub(u) over the u that name v
 *
 * scores  out: n shares from 0 to 1, the largest 1; NaN without arcs. Notes as above
 * ratio   out: next eigenvalue of A' A / largest; NULL allowed
 * Fails   PTE_EGRAPH
 * Source  Kleinberg 1999, J. ACM 46:604-632, doi:10.1145/324133.324140
 */
bool pte_eigen_hub(const struct pte_network *net, struct pte_scores *scores,
                   double *ratio, struct pte_error *err);
bool pte_eigen_authority(const struct pte_network *net, struct pte_scores *scores,
                         double *ratio, struct pte_error *err);

#endif

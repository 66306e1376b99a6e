/* core/measures/degree.h - with how many each actor is tied, and how strongly. */
#ifndef PTE_CORE_MEASURES_DEGREE_H
#define PTE_CORE_MEASURES_DEGREE_H

#include <stdbool.h>

#include "core/measures/scores.h"

struct pte_error;
struct pte_network;

/**
 * Degree: with how many organizations this one is tied by the tie rule; of those that
 * name it (in), of those that it names (out).
 *
 * scores  out: n whole numbers; the caller releases them
 * Source  Freeman 1978, Soc. Networks 1:215-239, doi:10.1016/0378-8733(78)90021-7
 */
bool pte_degree(const struct pte_network *net, struct pte_scores *scores,
                struct pte_error *err);
bool pte_degree_in(const struct pte_network *net, struct pte_scores *scores,
                   struct pte_error *err);
bool pte_degree_out(const struct pte_network *net, struct pte_scores *scores,
                    struct pte_error *err);

/**
 * Strength: the strengths of these ties added up. Undirected: of a tie by the strength
 * rule; in and out: as reported.
 *
 * Source  Barrat et al. 2004, PNAS 101:3747-3752, doi:10.1073/pnas.0400087101
 */
bool pte_degree_strength(const struct pte_network *net, struct pte_scores *scores,
                         struct pte_error *err);
bool pte_degree_in_strength(const struct pte_network *net, struct pte_scores *scores,
                            struct pte_error *err);
bool pte_degree_out_strength(const struct pte_network *net, struct pte_scores *scores,
                             struct pte_error *err);

#endif

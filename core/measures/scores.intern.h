/* core/measures/scores.intern.h - what measures need to make scores. */
#ifndef PTE_CORE_MEASURES_SCORES_INTERN_H
#define PTE_CORE_MEASURES_SCORES_INTERN_H

#include "core/measures/scores.h"

struct pte_network;

/** A score of 0 for each actor of a network. */
struct pte_scores pte_scores_new(const struct pte_network *net);

/** Notes why values are missing, if one is. */
void pte_scores_explain(struct pte_scores *scores, const char *why);

/** Divides by the largest value, so that it is 1; a value below 0 (rounding) becomes 0.
 */
void pte_scores_scale_to_one(double *value, size_t n);

/** Makes all values NaN. */
void pte_scores_undefine(struct pte_scores *scores, const char *why);

#endif

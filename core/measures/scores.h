/* core/measures/scores.h - one number for each actor of a network. */
#ifndef PTE_CORE_MEASURES_SCORES_H
#define PTE_CORE_MEASURES_SCORES_H

#include <stddef.h>

/** All zero is empty. */
struct pte_scores {
    double *value; /* n numbers in the network's order of actors; NaN = not defined */
    size_t n;
    const char *note; /* why a value is missing or to be doubted; NULL = nothing to say;
                         never freed */
};

void pte_scores_release(struct pte_scores *scores);

#endif

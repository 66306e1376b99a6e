/* core/measures/scores.c - one number for each actor of a network. */
#include "core/measures/scores.h"

#include <stdlib.h>

void pte_scores_release(struct pte_scores *scores)
{
    free(scores->value);
    *scores = (struct pte_scores){0};
}

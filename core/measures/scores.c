/* core/measures/scores.c - one number for each actor of a network. */
#include "core/measures/scores.h"

#include <math.h>
#include <stdlib.h>

#include "core/base/memory.h"
#include "core/measures/scores.intern.h"
#include "core/network/network.h"

struct pte_scores pte_scores_new(const struct pte_network *net)
{
    const size_t n = pte_network_actors(net);

    return (struct pte_scores){.value = pte_alloc(n, sizeof(double)), .n = n};
}

void pte_scores_explain(struct pte_scores *scores, const char *why)
{
    for (size_t i = 0; i < scores->n && scores->note == NULL; i++)
        if (isnan(scores->value[i]))
            scores->note = why;
}

void pte_scores_undefine(struct pte_scores *scores, const char *why)
{
    for (size_t i = 0; i < scores->n; i++)
        scores->value[i] = NAN;
    pte_scores_explain(scores, why);
}

void pte_scores_scale_to_one(double *value, size_t n)
{
    double largest = 0;

    for (size_t i = 0; i < n; i++)
        if (value[i] > largest)
            largest = value[i];
    for (size_t i = 0; i < n; i++)
        value[i] = value[i] > 0 ? value[i] / largest : 0;
}

void pte_scores_release(struct pte_scores *scores)
{
    free(scores->value);
    *scores = (struct pte_scores){0};
}

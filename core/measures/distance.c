/* core/measures/distance.c - how many steps each actor is from the others. */
#include "core/measures/distance.h"

#include <math.h>

#include "core/base/memory.h"
#include "core/measures/links.intern.h"
#include "core/measures/reach.intern.h"
#include "core/measures/scores.intern.h"

/* The sweep tells of each actor how the others reach it along the links. */
static bool closeness(const struct pte_network *net, enum pte_direction links_of_sweep,
                      struct pte_scores *scores)
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    PTE_AUTO(pte_reach_release) struct pte_reach reach = {0};
    struct pte_scores found = pte_scores_new(net);

    pte_links_build(net, links_of_sweep, &links);
    pte_reach_measure(&links, &reach);
    for (size_t i = 0; i < found.n; i++)
        found.value[i] = reach.reached[i] > 0
                             ? (double)reach.reached[i] / (double)reach.steps[i]
                             : NAN;
    pte_scores_explain(&found, "not defined where no other organization is reached");
    *scores = found;
    return true;
}

static bool harmonic(const struct pte_network *net, enum pte_direction links_of_sweep,
                     struct pte_scores *scores)
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    PTE_AUTO(pte_reach_release) struct pte_reach reach = {0};
    struct pte_scores found = pte_scores_new(net);

    pte_links_build(net, links_of_sweep, &links);
    pte_reach_measure(&links, &reach);
    for (size_t i = 0; i < found.n; i++)
        found.value[i] = found.n > 1 ? reach.inverse[i] / (double)(found.n - 1) : NAN;
    pte_scores_explain(&found, "not defined for one organization alone");
    *scores = found;
    return true;
}

bool pte_distance_closeness(const struct pte_network *net, struct pte_scores *scores,
                            struct pte_error *err)
{
    (void)err;
    return closeness(net, PTE_EITHER, scores);
}

bool pte_distance_closeness_out(const struct pte_network *net, struct pte_scores *scores,
                                struct pte_error *err)
{
    (void)err;
    return closeness(net, PTE_INWARD, scores);
}

bool pte_distance_closeness_in(const struct pte_network *net, struct pte_scores *scores,
                               struct pte_error *err)
{
    (void)err;
    return closeness(net, PTE_OUTWARD, scores);
}

bool pte_distance_harmonic(const struct pte_network *net, struct pte_scores *scores,
                           struct pte_error *err)
{
    (void)err;
    return harmonic(net, PTE_EITHER, scores);
}

bool pte_distance_harmonic_out(const struct pte_network *net, struct pte_scores *scores,
                               struct pte_error *err)
{
    (void)err;
    return harmonic(net, PTE_INWARD, scores);
}

bool pte_distance_harmonic_in(const struct pte_network *net, struct pte_scores *scores,
                              struct pte_error *err)
{
    (void)err;
    return harmonic(net, PTE_OUTWARD, scores);
}

/* core/measures/degree.c - with how many each actor is tied, and how strongly. */
#include "core/measures/degree.h"

#include "core/base/memory.h"
#include "core/measures/links.intern.h"
#include "core/measures/scores.intern.h"

/* None of these can fail; they have the form of all measures. */
static bool count(const struct pte_network *net, enum pte_direction direction,
                  struct pte_scores *scores)
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    struct pte_scores found = pte_scores_new(net);

    pte_links_build(net, direction, &links);
    for (size_t i = 0; i < found.n; i++)
        found.value[i] = (double)(links.first[i + 1] - links.first[i]);
    *scores = found;
    return true;
}

static bool add_up(const struct pte_network *net, enum pte_direction direction,
                   struct pte_scores *scores)
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    struct pte_scores found = pte_scores_new(net);

    pte_links_build(net, direction, &links);
    for (size_t i = 0; i < found.n; i++)
        for (size_t j = links.first[i]; j < links.first[i + 1]; j++)
            found.value[i] += links.strength[j];
    *scores = found;
    return true;
}

bool pte_degree(const struct pte_network *net, struct pte_scores *scores,
                struct pte_error *err)
{
    (void)err;
    return count(net, PTE_EITHER, scores);
}

bool pte_degree_in(const struct pte_network *net, struct pte_scores *scores,
                   struct pte_error *err)
{
    (void)err;
    return count(net, PTE_INWARD, scores);
}

bool pte_degree_out(const struct pte_network *net, struct pte_scores *scores,
                    struct pte_error *err)
{
    (void)err;
    return count(net, PTE_OUTWARD, scores);
}

bool pte_degree_strength(const struct pte_network *net, struct pte_scores *scores,
                         struct pte_error *err)
{
    (void)err;
    return add_up(net, PTE_EITHER, scores);
}

bool pte_degree_in_strength(const struct pte_network *net, struct pte_scores *scores,
                            struct pte_error *err)
{
    (void)err;
    return add_up(net, PTE_INWARD, scores);
}

bool pte_degree_out_strength(const struct pte_network *net, struct pte_scores *scores,
                             struct pte_error *err)
{
    (void)err;
    return add_up(net, PTE_OUTWARD, scores);
}

/* core/measures/pagerank.c - where a reader ends up who follows ties at random. */
#include "core/measures/pagerank.h"

#include <math.h>

#include "core/base/memory.h"
#include "core/measures/links.intern.h"
#include "core/measures/scores.intern.h"

static const double damping = 0.85;

enum { STEPS = 250 }; /* .85^250 is below 1e-17 */

/* What leaves each actor: one a link, or the strength of the link. */
static void sum_rows(const struct pte_links *links, double *sum)
{
    for (size_t i = 0; i < links->n; i++)
        for (size_t j = links->first[i]; j < links->first[i + 1]; j++)
            sum[i] += links->strength[j];
}

static void use_strengths(struct pte_links *links, bool weighted)
{
    for (size_t i = 0; i < links->first[links->n]; i++)
        links->strength[i] = weighted ? fmax(links->strength[i], 0) : 1;
}

/* One step of everybody; share and next hold n numbers. */
static void walk(const struct pte_links *inward, const double *leaving,
                 const double *share, double *next)
{
    const double n = (double)inward->n;
    double lost = 0;

    for (size_t i = 0; i < inward->n; i++)
        if (leaving[i] <= 0)
            lost += share[i];
    for (size_t i = 0; i < inward->n; i++) {
        double sum = 0;

        for (size_t j = inward->first[i]; j < inward->first[i + 1]; j++)
            if (inward->strength[j] > 0)
                sum +=
                    share[inward->to[j]] * inward->strength[j] / leaving[inward->to[j]];
        next[i] = (1 - damping) / n + damping * (sum + lost / n);
    }
}

static bool pagerank(const struct pte_network *net, enum pte_direction direction,
                     bool weighted, struct pte_scores *scores)
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    PTE_AUTO(pte_links_release) struct pte_links inward = {0};
    struct pte_scores found = pte_scores_new(net);
    PTE_AUTO(pte_free) double *leaving = pte_alloc(found.n, sizeof(*leaving));
    PTE_AUTO(pte_free) double *next = pte_alloc(found.n, sizeof(*next));
    double sum = 0;

    pte_links_build(net, direction, &links);
    use_strengths(&links, weighted);
    pte_links_turn(&links, &inward);
    sum_rows(&links, leaving);
    for (size_t i = 0; i < found.n; i++)
        found.value[i] = 1 / (double)found.n;
    for (int step = 0; step < STEPS; step += 2) {
        walk(&inward, leaving, found.value, next);
        walk(&inward, leaving, next, found.value);
    }
    for (size_t i = 0; i < found.n; i++)
        sum += found.value[i];
    for (size_t i = 0; i < found.n; i++)
        found.value[i] /= sum;
    *scores = found;
    return true;
}

bool pte_pagerank(const struct pte_network *net, struct pte_scores *scores,
                  struct pte_error *err)
{
    (void)err;
    return pagerank(net, PTE_OUTWARD, /* weighted */ false, scores);
}

bool pte_pagerank_undirected(const struct pte_network *net, struct pte_scores *scores,
                             struct pte_error *err)
{
    (void)err;
    return pagerank(net, PTE_EITHER, /* weighted */ false, scores);
}

bool pte_pagerank_weighted(const struct pte_network *net, struct pte_scores *scores,
                           struct pte_error *err)
{
    (void)err;
    return pagerank(net, PTE_OUTWARD, /* weighted */ true, scores);
}

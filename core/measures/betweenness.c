/* core/measures/betweenness.c - how often an actor stands between two others. */
#include "core/measures/betweenness.h"

#include "core/base/memory.h"
#include "core/measures/scores.intern.h"
#include "core/network/network.intern.h"

/* How many pairs of others one actor could stand between, if order does not matter. */
static double pairs_of_others(size_t n)
{
    return (double)(n - 1) * (double)(n - 2) / 2;
}

static bool betweenness(const struct pte_network *net, const igraph_t *graph,
                        bool directed, struct pte_scores *scores, struct pte_error *err)
{
    PTE_AUTO(igraph_vector_destroy) igraph_vector_t raw = {0};
    struct pte_scores found;

    if (!pte_network_ok(igraph_vector_init(&raw, 0), err) ||
        !pte_network_ok(igraph_betweenness(graph, &raw, igraph_vss_all(), directed,
                                           /* weights */ NULL),
                        err))
        return false;
    found = pte_scores_new(net);
    for (size_t i = 0; i < found.n && found.n > 2; i++)
        found.value[i] = VECTOR(raw)[i] / pairs_of_others(found.n) / (directed ? 2 : 1);
    *scores = found;
    return true;
}

bool pte_betweenness(const struct pte_network *net, struct pte_scores *scores,
                     struct pte_error *err)
{
    return betweenness(net, &net->simple, IGRAPH_UNDIRECTED, scores, err);
}

bool pte_betweenness_directed(const struct pte_network *net, struct pte_scores *scores,
                              struct pte_error *err)
{
    return betweenness(net, &net->directed, IGRAPH_DIRECTED, scores, err);
}

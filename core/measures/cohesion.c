/* core/measures/cohesion.c - how tightly knit the surroundings of each actor are. */
#include "core/measures/cohesion.h"

#include "core/base/memory.h"
#include "core/measures/scores.intern.h"
#include "core/network/network.intern.h"

bool pte_cohesion_coreness(const struct pte_network *net, struct pte_scores *scores,
                           struct pte_error *err)
{
    PTE_AUTO(igraph_vector_int_destroy) igraph_vector_int_t cores = {0};
    struct pte_scores found;

    if (!pte_network_ok(igraph_vector_int_init(&cores, 0), err) ||
        !pte_network_ok(igraph_coreness(&net->simple, &cores, IGRAPH_ALL), err))
        return false;
    found = pte_scores_new(net);
    for (size_t i = 0; i < found.n; i++)
        found.value[i] = (double)VECTOR(cores)[i];
    *scores = found;
    return true;
}

bool pte_cohesion_clustering(const struct pte_network *net, struct pte_scores *scores,
                             struct pte_error *err)
{
    PTE_AUTO(igraph_vector_destroy) igraph_vector_t raw = {0};
    struct pte_scores found;

    if (!pte_network_ok(igraph_vector_init(&raw, 0), err) ||
        !pte_network_ok(igraph_transitivity_local_undirected(&net->simple, &raw,
                                                             igraph_vss_all(),
                                                             IGRAPH_TRANSITIVITY_NAN),
                        err))
        return false;
    found = pte_scores_new(net);
    for (size_t i = 0; i < found.n; i++)
        found.value[i] = VECTOR(raw)[i];
    pte_scores_explain(&found, "not defined with fewer than two contacts");
    *scores = found;
    return true;
}

/* core/measures/holes.c - whose contacts do not know each other (structural holes). */
#include "core/measures/holes.h"

#include <math.h>

#include "core/base/memory.h"
#include "core/measures/links.intern.h"
#include "core/measures/scores.intern.h"
#include "core/network/network.intern.h"

static const char without_contacts[] = "not defined for an organization without ties";

static bool constraint(const struct pte_network *net, const igraph_t *graph,
                       const igraph_vector_t *weights, struct pte_scores *scores,
                       struct pte_error *err)
{
    PTE_AUTO(igraph_vector_destroy) igraph_vector_t raw = {0};
    struct pte_scores found;

    if (!pte_network_ok(igraph_vector_init(&raw, 0), err) ||
        !pte_network_ok(igraph_constraint(graph, &raw, igraph_vss_all(), weights), err))
        return false;
    found = pte_scores_new(net);
    for (size_t i = 0; i < found.n; i++)
        found.value[i] = VECTOR(raw)[i];
    pte_scores_explain(&found, without_contacts);
    *scores = found;
    return true;
}

bool pte_holes_constraint(const struct pte_network *net, struct pte_scores *scores,
                          struct pte_error *err)
{
    return constraint(net, &net->simple, /* weights */ NULL, scores, err);
}

bool pte_holes_constraint_directed(const struct pte_network *net,
                                   struct pte_scores *scores, struct pte_error *err)
{
    return constraint(net, &net->directed, /* weights */ NULL, scores, err);
}

bool pte_holes_constraint_weighted(const struct pte_network *net,
                                   struct pte_scores *scores, struct pte_error *err)
{
    return constraint(net, &net->simple, &net->weights, scores, err);
}

bool pte_holes_effective_size(const struct pte_network *net, struct pte_scores *scores,
                              struct pte_error *err)
{
    PTE_AUTO(igraph_vector_destroy) igraph_vector_t triangles = {0};
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    struct pte_scores found;

    if (!pte_network_ok(igraph_vector_init(&triangles, 0), err) ||
        !pte_network_ok(
            igraph_adjacent_triangles(&net->simple, &triangles, igraph_vss_all()), err))
        return false;
    pte_links_build(net, PTE_EITHER, &links);
    found = pte_scores_new(net);
    for (size_t i = 0; i < found.n; i++) {
        const double degree = (double)(links.first[i + 1] - links.first[i]);

        /* A tie among two contacts is a triangle with i. */
        found.value[i] = degree > 0 ? degree - 2 * VECTOR(triangles)[i] / degree : NAN;
    }
    pte_scores_explain(&found, without_contacts);
    *scores = found;
    return true;
}

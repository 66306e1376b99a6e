/* core/measures/summary.c - a whole network in some thirty numbers. */
#include "core/measures/summary.h"

#include <math.h>
#include <stdlib.h>

#include "core/base/memory.h"
#include "core/measures/betweenness.h"
#include "core/measures/links.intern.h"
#include "core/measures/reach.intern.h"
#include "core/measures/scores.h"
#include "core/network/network.intern.h"

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : NAN;
}

static void count_pairs(const struct pte_network *net, struct pte_summary *summary)
{
    PTE_AUTO(pte_observed_release) struct pte_observed observed = {0};
    size_t tied = 0, arcs = 0;

    pte_network_observe(net, &observed);
    for (size_t k = 0; k < observed.n; k++)
        for (size_t l = 0; l < observed.n; l++) {
            summary->observed += observed.ordered[k * observed.n + l];
            arcs += observed.arcs[k * observed.n + l];
            if (k > l)
                continue;
            summary->observed_undirected += observed.complete[k * observed.n + l];
            tied += observed.tied[k * observed.n + l];
        }
    summary->density = share((double)arcs, (double)summary->observed);
    summary->density_undirected =
        share((double)tied, (double)summary->observed_undirected);
}

static void count_mutual(const struct pte_network *net, struct pte_summary *summary)
{
    double answered = 0;

    for (size_t i = 0; i < net->n_arcs; i++)
        answered += pte_network_find_arc(net, net->arcs[i].to, net->arcs[i].from) != NULL;
    summary->reciprocity = share(answered, (double)net->n_arcs);
}

static double average_steps(const struct pte_reach *reach)
{
    double steps = 0, reached = 0;

    for (size_t i = 0; i < reach->n; i++) {
        steps += (double)reach->steps[i];
        reached += (double)reach->reached[i];
    }
    return share(steps, reached);
}

static void find_distances(const struct pte_network *net, struct pte_summary *summary)
{
    PTE_AUTO(pte_links_release) struct pte_links either = {0};
    PTE_AUTO(pte_links_release) struct pte_links outward = {0};
    PTE_AUTO(pte_reach_release) struct pte_reach simple = {0};
    PTE_AUTO(pte_reach_release) struct pte_reach directed = {0};
    const double n = (double)net->n_actors;
    double inverse = 0, reached = 0;

    pte_links_build(net, PTE_EITHER, &either);
    pte_links_build(net, PTE_OUTWARD, &outward);
    pte_reach_measure(&either, &simple);
    pte_reach_measure(&outward, &directed);
    for (size_t i = 0; i < simple.n; i++) {
        inverse += simple.inverse[i];
        reached += (double)simple.reached[i];
    }
    summary->diameter = simple.longest > 0 ? (double)simple.longest : NAN;
    summary->diameter_directed = directed.longest > 0 ? (double)directed.longest : NAN;
    summary->average_path_length = average_steps(&simple);
    summary->average_path_length_directed = average_steps(&directed);
    summary->global_efficiency = share(inverse, n * (n - 1));
    summary->fragmentation = 1 - share(reached, n * (n - 1));
}

static bool find_centralizations(const struct pte_network *net,
                                 struct pte_summary *summary, struct pte_error *err)
{
    PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    const double n = (double)net->n_actors;
    double most = 0, highest = 0, degrees = 0, between = 0;

    if (!pte_betweenness(net, &scores, err))
        return false;
    pte_links_build(net, PTE_EITHER, &links);
    for (size_t i = 0; i < net->n_actors; i++) {
        most = fmax(most, (double)(links.first[i + 1] - links.first[i]));
        highest = fmax(highest, scores.value[i]);
    }
    for (size_t i = 0; i < net->n_actors; i++) {
        degrees += most - (double)(links.first[i + 1] - links.first[i]);
        between += highest - scores.value[i];
    }
    summary->degree_centralization = n > 2 ? degrees / ((n - 1) * (n - 2)) : NAN;
    summary->betweenness_centralization = n > 2 ? between / (n - 1) : NAN;
    return true;
}

static bool find_parts(const struct pte_network *net, struct pte_summary *summary,
                       struct pte_error *err)
{
    igraph_integer_t weak = 0, strong = 0;

    if (!pte_network_ok(igraph_connected_components(&net->simple, /* membership */ NULL,
                                                    /* sizes */ NULL, &weak, IGRAPH_WEAK),
                        err) ||
        !pte_network_ok(igraph_connected_components(&net->directed, /* membership */ NULL,
                                                    /* sizes */ NULL, &strong,
                                                    IGRAPH_STRONG),
                        err) ||
        !pte_network_ok(igraph_transitivity_undirected(&net->simple,
                                                       &summary->transitivity,
                                                       IGRAPH_TRANSITIVITY_NAN),
                        err))
        return false;
    summary->components = (size_t)weak;
    summary->strong_components = (size_t)strong;
    return true;
}

static bool find_weak_points(const struct pte_network *net, struct pte_summary *summary,
                             struct pte_error *err)
{
    PTE_AUTO(igraph_vector_int_destroy) igraph_vector_int_t points = {0};
    PTE_AUTO(igraph_vector_int_destroy) igraph_vector_int_t bridges = {0};

    if (!pte_network_ok(igraph_vector_int_init(&points, 0), err) ||
        !pte_network_ok(igraph_vector_int_init(&bridges, 0), err) ||
        !pte_network_ok(igraph_articulation_points(&net->simple, &points), err) ||
        !pte_network_ok(igraph_bridges(&net->simple, &bridges), err))
        return false;
    igraph_vector_int_sort(&points);
    igraph_vector_int_sort(&bridges); /* simple's edges are in the order of their ends */
    summary->n_articulation_points = (size_t)igraph_vector_int_size(&points);
    summary->n_bridges = (size_t)igraph_vector_int_size(&bridges);
    summary->articulation_points =
        pte_alloc(summary->n_articulation_points, sizeof(*summary->articulation_points));
    summary->bridges = pte_alloc(summary->n_bridges, sizeof(*summary->bridges));
    for (size_t i = 0; i < summary->n_articulation_points; i++)
        summary->articulation_points[i] = (uint32_t)VECTOR(points)[i];
    for (size_t i = 0; i < summary->n_bridges; i++) {
        const igraph_integer_t edge = VECTOR(bridges)[i];
        const uint32_t one = (uint32_t)IGRAPH_FROM(&net->simple, edge);
        const uint32_t other = (uint32_t)IGRAPH_TO(&net->simple, edge);

        summary->bridges[i][0] = one < other ? one : other;
        summary->bridges[i][1] = one < other ? other : one;
    }
    return true;
}

static void list_isolates(const struct pte_network *net, struct pte_summary *summary)
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};

    pte_links_build(net, PTE_EITHER, &links);
    summary->isolates = pte_alloc(net->n_actors, sizeof(*summary->isolates));
    for (uint32_t i = 0; i < net->n_actors; i++)
        if (links.first[i + 1] == links.first[i])
            summary->isolates[summary->n_isolates++] = i;
}

bool pte_summary_compute(const struct pte_network *net, struct pte_summary *summary,
                         struct pte_error *err)
{
    PTE_AUTO(pte_summary_release)
    struct pte_summary found = {.nodes = net->n_actors,
                                .ties = net->n_arcs,
                                .ties_undirected = (size_t)igraph_ecount(&net->simple)};

    count_pairs(net, &found);
    count_mutual(net, &found);
    find_distances(net, &found);
    list_isolates(net, &found);
    if (!find_centralizations(net, &found, err) || !find_parts(net, &found, err) ||
        !find_weak_points(net, &found, err))
        return false;
    *summary = found;
    found = (struct pte_summary){0};
    return true;
}

void pte_summary_release(struct pte_summary *summary)
{
    free(summary->articulation_points);
    free(summary->bridges);
    free(summary->isolates);
    *summary = (struct pte_summary){0};
}

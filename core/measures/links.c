/* core/measures/links.c - who is linked to whom, as plain rows for our own loops. */
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/measures/links.intern.h"
#include "core/network/network.intern.h"

static struct pte_links empty_links(size_t n, size_t n_links)
{
    return (struct pte_links){.n = n,
                              .first = pte_alloc(n + 1, sizeof(size_t)),
                              .to = pte_alloc(n_links, sizeof(uint32_t)),
                              .strength = pte_alloc(n_links, sizeof(double))};
}

static void build_outward(const struct pte_network *net, struct pte_links *links)
{
    *links = empty_links(net->n_actors, net->n_arcs);
    memcpy(links->first, net->first, (net->n_actors + 1) * sizeof(*links->first));
    for (size_t i = 0; i < net->n_arcs; i++) {
        links->to[i] = net->arcs[i].to;
        links->strength[i] = net->arcs[i].strength;
    }
}

/* Counts how many links start at each actor in first[i + 1]; then the sums. */
static void sum_up(struct pte_links *links)
{
    for (size_t i = 0; i < links->n; i++)
        links->first[i + 1] += links->first[i];
}

static void put(struct pte_links *links, size_t *at, size_t from, size_t to,
                double strength)
{
    links->to[at[from]] = (uint32_t)to;
    links->strength[at[from]++] = strength;
}

void pte_links_turn(const struct pte_links *links, struct pte_links *turned)
{
    PTE_AUTO(pte_free) size_t *at = pte_alloc(links->n + 1, sizeof(*at));
    struct pte_links made = empty_links(links->n, links->first[links->n]);

    for (size_t i = 0; i < links->first[links->n]; i++)
        made.first[links->to[i] + 1]++;
    sum_up(&made);
    memcpy(at, made.first, (made.n + 1) * sizeof(*at));
    for (size_t i = 0; i < links->n; i++)
        for (size_t j = links->first[i]; j < links->first[i + 1]; j++)
            put(&made, at, links->to[j], i, links->strength[j]);
    *turned = made;
}

/* simple's edges are sorted by smaller, then larger end: so each row comes out sorted. */
static void build_simple(const struct pte_network *net, struct pte_links *links)
{
    const igraph_t *graph = &net->simple;
    const igraph_integer_t n_edges = igraph_ecount(graph);
    PTE_AUTO(pte_free) size_t *at = pte_alloc(net->n_actors + 1, sizeof(*at));

    *links = empty_links(net->n_actors, 2 * (size_t)n_edges);
    for (igraph_integer_t i = 0; i < n_edges; i++) {
        links->first[IGRAPH_FROM(graph, i) + 1]++;
        links->first[IGRAPH_TO(graph, i) + 1]++;
    }
    sum_up(links);
    memcpy(at, links->first, (links->n + 1) * sizeof(*at));
    for (igraph_integer_t i = 0; i < n_edges; i++) {
        const size_t one = (size_t)IGRAPH_FROM(graph, i), other = IGRAPH_TO(graph, i);

        put(links, at, one, other, VECTOR(net->weights)[i]);
        put(links, at, other, one, VECTOR(net->weights)[i]);
    }
}

void pte_links_build(const struct pte_network *net, enum pte_direction direction,
                     struct pte_links *links)
{
    PTE_AUTO(pte_links_release) struct pte_links outward = {0};

    switch (direction) {
    case PTE_OUTWARD:
        build_outward(net, links);
        break;
    case PTE_INWARD:
        build_outward(net, &outward);
        pte_links_turn(&outward, links);
        break;
    case PTE_EITHER:
        build_simple(net, links);
        break;
    }
}

void pte_links_release(struct pte_links *links)
{
    free(links->first);
    free(links->to);
    free(links->strength);
    *links = (struct pte_links){0};
}

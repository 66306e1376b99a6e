/* core/network/graphs.c - igraph's two views of a network, and its manners. */
#include <stdio.h>
#include <stdlib.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/network/network.intern.h"

/* One report of a pair, its smaller end first. */
struct half {
    uint32_t low, high;
    double strength;
};

static void take_error(const char *reason, const char *file, int line,
                       igraph_error_t code)
{
    (void)reason;
    (void)file;
    (void)line;
    (void)code;
    IGRAPH_FINALLY_FREE();
}

static void take_warning(const char *reason, const char *file, int line)
{
    (void)reason;
    (void)file;
    (void)line;
}

/* igraph leaves no way back from here; at least nobody waits for a core dump. */
static void take_fatal(const char *reason, const char *file, int line)
{
    fprintf(stderr, "puente: igraph cannot go on: %s (%s:%d)\n", reason, file, line);
    exit(70); /* EX_SOFTWARE */
}

static void install_handlers(void)
{
    igraph_set_error_handler(take_error);
    igraph_set_warning_handler(take_warning);
    igraph_set_fatal_handler(take_fatal);
}

bool pte_network_ok(igraph_error_t code, struct pte_error *err)
{
    install_handlers();
    if (code == IGRAPH_SUCCESS)
        return true;
    return pte_fail(err, PTE_EGRAPH, "igraph cannot work on this network: %s",
                    igraph_strerror(code));
}

double pte_network_merge_strength(enum pte_strength_rule rule, double one, double other)
{
    switch (rule) {
    case PTE_STRONGEST:
        return one > other ? one : other;
    case PTE_WEAKEST:
        return one < other ? one : other;
    case PTE_MEAN:
        break;
    }
    return (one + other) / 2;
}

static int by_ends(const void *one, const void *other)
{
    const struct half *a = one, *b = other;

    if (a->low != b->low)
        return a->low < b->low ? -1 : 1;
    return (a->high > b->high) - (a->high < b->high);
}

/* The pairs that are tied by the rule, sorted, with their strengths. */
static size_t merge_halves(const struct pte_network *net, struct half *halves)
{
    size_t n = 0;

    for (size_t i = 0; i < net->n_arcs; i++) {
        const struct pte_arc *arc = &net->arcs[i];

        halves[i] = arc->from < arc->to
                        ? (struct half){arc->from, arc->to, arc->strength}
                        : (struct half){arc->to, arc->from, arc->strength};
    }
    qsort(halves, net->n_arcs, sizeof(*halves), by_ends);
    for (size_t i = 0; i < net->n_arcs; i++) {
        const bool both = i + 1 < net->n_arcs && by_ends(&halves[i], &halves[i + 1]) == 0;
        struct half tie = halves[i];

        if (both)
            tie.strength = pte_network_merge_strength(net->selection.strength,
                                                      tie.strength, halves[++i].strength);
        if (both || net->selection.rule != PTE_CONFIRMED)
            halves[n++] = tie;
    }
    return n;
}

/* The array becomes a vector that igraph only reads. */
static bool make_graph(igraph_t *graph, const igraph_integer_t *ends, size_t n_ends,
                       size_t n, bool directed, struct pte_error *err)
{
    igraph_vector_int_t edges;

    return pte_network_ok(igraph_empty(graph, (igraph_integer_t)n, directed), err) &&
           (n_ends == 0 ||
            pte_network_ok(
                igraph_add_edges(
                    graph, igraph_vector_int_view(&edges, ends, (igraph_integer_t)n_ends),
                    /* attr */ NULL),
                err));
}

static bool make_directed(struct pte_network *net, struct pte_error *err)
{
    PTE_AUTO(pte_free)
    igraph_integer_t *ends = pte_alloc(2 * net->n_arcs, sizeof(*ends));

    for (size_t i = 0; i < net->n_arcs; i++) {
        ends[2 * i] = net->arcs[i].from;
        ends[2 * i + 1] = net->arcs[i].to;
    }
    return make_graph(&net->directed, ends, 2 * net->n_arcs, net->n_actors,
                      IGRAPH_DIRECTED, err);
}

static bool make_simple(struct pte_network *net, struct pte_error *err)
{
    PTE_AUTO(pte_free)
    struct half *ties = pte_alloc(net->n_arcs, sizeof(*ties));
    const size_t n = merge_halves(net, ties);
    PTE_AUTO(pte_free)
    igraph_integer_t *ends = pte_alloc(2 * n, sizeof(*ends));

    if (!pte_network_ok(igraph_vector_init(&net->weights, (igraph_integer_t)n), err))
        return false;
    for (size_t i = 0; i < n; i++) {
        ends[2 * i] = ties[i].low;
        ends[2 * i + 1] = ties[i].high;
        VECTOR(net->weights)[i] = ties[i].strength;
    }
    return make_graph(&net->simple, ends, 2 * n, net->n_actors, IGRAPH_UNDIRECTED, err);
}

bool pte_network_make_graphs(struct pte_network *net, struct pte_error *err)
{
    install_handlers();
    net->built = true;
    return make_directed(net, err) && make_simple(net, err);
}

void pte_network_free_graphs(struct pte_network *net)
{
    if (!net->built)
        return;
    /* A graph that was never made is all zero; igraph would stumble over it. */
    if (net->directed.from.stor_begin != NULL)
        igraph_destroy(&net->directed);
    if (net->simple.from.stor_begin != NULL)
        igraph_destroy(&net->simple);
    igraph_vector_destroy(&net->weights);
    net->built = false;
}

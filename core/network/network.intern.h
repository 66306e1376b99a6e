/* core/network/network.intern.h - igraph's view of a network, for measures and advice. */
#ifndef PTE_CORE_NETWORK_NETWORK_INTERN_H
#define PTE_CORE_NETWORK_NETWORK_INTERN_H

#include <igraph/igraph.h>
#include <stdbool.h>

#include "core/network/network.h"

struct pte_error;

struct pte_network {
    struct pte_selection selection; /* its texts belong to the survey or the network */
    struct pte_actor *actors;
    size_t n_actors;
    const char **sectors;
    size_t n_sectors;
    const char **countries;
    size_t n_countries;
    /** Rows of arcs: those of actor i are arcs[first[i]] to arcs[first[i + 1] - 1]. */
    struct pte_arc *arcs;
    size_t *first;
    size_t n_arcs;
    /** Marks that are neither a tie nor what the row says, sorted like the arcs. */
    struct pte_exception {
        uint32_t from, to;
        enum pte_mark mark;
    } * exceptions;
    size_t *first_exception;
    size_t n_exceptions;
    struct pte_network_counts counts;
    struct pte_arena arena;

    igraph_t directed;       /* one edge an arc, in their order; simple */
    igraph_t simple;         /* undirected: tied by the rule (union for PTE_DIRECTED); no
                                parallel edges; edges sorted by smaller, then larger end */
    igraph_vector_t weights; /* of simple's edges, by the strength rule */
    bool built;
};

/** Turns igraph's return code into an error; true if it was success. Also makes sure
 * that igraph's own handlers do not end the process. */
bool pte_network_ok(igraph_error_t code, struct pte_error *err);

#endif

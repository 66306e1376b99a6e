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

/** What i says of j as long as nothing particular is known of the two: its row within
 * the country, not asked across countries. */
enum pte_mark pte_network_implied(const struct pte_network *net, size_t i, size_t j);

/** One strength of two. */
double pte_network_merge_strength(enum pte_strength_rule rule, double one, double other);

/** The arc from i to j, or NULL. O(log). */
const struct pte_arc *pte_network_find_arc(const struct pte_network *net, size_t i,
                                           size_t j);

/** As pte_network_complete, but of the unordered pair also under PTE_DIRECTED. */
bool pte_network_both_complete(const struct pte_network *net, size_t i, size_t j);

/** How many pairs are observed between sectors: square tables, row after row. */
struct pte_observed {
    size_t n;         /* sectors */
    size_t *ordered;  /* ordered pairs, row's word of column: tie or no tie, where a "no"
                         would have been seen */
    size_t *arcs;     /* those of them with an arc */
    size_t *complete; /* unordered pairs (pte_network_both_complete); symmetric, the
                         diagonal counts each pair once */
    size_t *tied;     /* those of them that are tied in simple */
};

/** Counts them without looking at each pair: O(ties + exceptions + countries *
 * sectors^2). observed  out: to be released */
void pte_network_observe(const struct pte_network *net, struct pte_observed *observed);
void pte_observed_release(struct pte_observed *observed);

/* The steps of building, each in its own file. */

/** actors.c: fills actors, sectors, countries. actor_of: by organization, an actor or
 * PTE_NOBODY. */
bool pte_network_gather_actors(struct pte_network *net, const struct pte_survey *survey,
                               const struct pte_selection *selection, uint32_t *actor_of,
                               struct pte_error *err);

/** words.c: fills rows, arcs, exceptions and counts. relation: an index of the survey's
 * or PTE_NOBODY for any. */
void pte_network_gather_words(struct pte_network *net, const struct pte_survey *survey,
                              uint32_t relation, const uint32_t *actor_of);

/** graphs.c: igraph's views; arcs must be there. */
bool pte_network_make_graphs(struct pte_network *net, struct pte_error *err);
void pte_network_free_graphs(struct pte_network *net);

#endif

/* core/measures/summary.h - a whole network in some thirty numbers. */
#ifndef PTE_CORE_MEASURES_SUMMARY_H
#define PTE_CORE_MEASURES_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pte_error;
struct pte_network;

/** NaN where a number is not defined (no actors, no ties, nobody reachable).
 * Undirected numbers are of the simple network by the tie rule; distances are over
 * reachable pairs only. */
struct pte_summary {
    size_t nodes;
    size_t ties; /* arcs */
    size_t ties_undirected;
    size_t observed;            /* ordered pairs whose word is known: tie or no tie */
    size_t observed_undirected; /* complete unordered pairs (pte_network_complete) */
    double density;             /* of the observed ordered pairs, the share with an arc */
    double density_undirected;  /* of the complete pairs, the share that is tied */
    double reciprocity;         /* 2 mutual pairs / arcs */
    double transitivity;        /* 3 triangles / connected triples, undirected */
    size_t components;          /* weak */
    size_t strong_components;
    double diameter, average_path_length;                   /* undirected, steps */
    double diameter_directed, average_path_length_directed; /* steps */
    double degree_centralization;      /* Freeman, undirected, 0 to 1 */
    double betweenness_centralization; /* Freeman, undirected, 0 to 1 */
    double global_efficiency;          /* mean 1/distance, unreachable 0; undirected */
    double fragmentation;              /* share of unordered pairs with no path */
    uint32_t *articulation_points;     /* actors, ascending */
    size_t n_articulation_points;
    uint32_t (*bridges)[2]; /* pairs of actors, smaller first, ascending */
    size_t n_bridges;
    uint32_t *isolates; /* actors without a tie, ascending */
    size_t n_isolates;
};

/**
 * All of it.
 *
 * Fails   PTE_EGRAPH
 * Cost    O(n * ties)
 * Source  Wasserman and Faust 1994, ch. 4 to 6; Latora and Marchiori 2001, Phys. Rev.
 *         Lett. 87:198701 (efficiency); Freeman 1978, Soc. Networks 1:215-239
 */
bool pte_summary_compute(const struct pte_network *net, struct pte_summary *summary,
                         struct pte_error *err);
void pte_summary_release(struct pte_summary *summary);

#endif

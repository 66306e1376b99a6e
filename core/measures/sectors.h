/* core/measures/sectors.h - how ties mix between sectors, whole network. */
#ifndef PTE_CORE_MEASURES_SECTORS_H
#define PTE_CORE_MEASURES_SECTORS_H

#include <stdbool.h>
#include <stddef.h>

struct pte_error;
struct pte_network;
struct pte_scores;

/** Square tables have n rows and columns in the network's order of sectors, row after
 * row. */
struct pte_sectors {
    size_t n;
    size_t *sizes;           /* organizations in each */
    size_t *ties;            /* arcs from row to column */
    double *density;         /* of observed ordered pairs; NaN where none is observed */
    size_t *ties_undirected; /* symmetric; the diagonal counts each pair once */
    double *density_undirected; /* of complete pairs; NaN where none is */
    double ei_index,
        ei_index_directed; /* (external - internal) / all; NaN without ties */
    double ei_expected;    /* exact, when sector labels are shuffled; the same for both */
    double ei_sd, ei_sd_directed;
    double assortativity, assortativity_directed; /* Newman's r; NaN with one sector */
    double modularity, modularity_directed; /* of the sectors; directed: Leicht-Newman */
};

/**
 * Source  Krackhardt and Stern 1988, Soc. Psychol. Q. 51:123-140, doi:10.2307/2786835
 *         (E-I); Newman 2003, Phys. Rev. E 67:026126 (r); Newman and Girvan 2004, Phys.
 *         Rev. E 69:026113, Leicht and Newman 2008, Phys. Rev. Lett. 100:118703 (Q)
 */
bool pte_sectors_compute(const struct pte_network *net, struct pte_sectors *sectors,
                         struct pte_error *err);
void pte_sectors_release(struct pte_sectors *sectors);

/**
 * E-I index of each organization: do its ties stay in its sector or leave it?
 *
 *     ei(v) = (ties to other sectors - ties within) / all its ties; undirected
 *
 * scores  out: n numbers from -1 (all within) to 1 (all to others); NaN without ties
 * Source  Krackhardt and Stern 1988
 */
bool pte_sectors_ei(const struct pte_network *net, struct pte_scores *scores,
                    struct pte_error *err);

#endif

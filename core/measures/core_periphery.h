/* core/measures/core_periphery.h - is there a core that everything hangs together by?
 * (M12)
 *
 * A core is a set of organizations tied with each other; the periphery are the others,
 * hardly tied among themselves. What is best depends on what is expected of the pairs
 * between the two, so there are several images; compare cores by one image only. */
#ifndef PTE_CORE_MEASURES_CORE_PERIPHERY_H
#define PTE_CORE_MEASURES_CORE_PERIPHERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pte_error;
struct pte_network;

/** What an ideal network looks like. Ties in the core 1, in the periphery 0, and between
 * the two: */
enum pte_core_image {
    PTE_CORE_EITHER, /* 1: one end in the core is enough (Borgatti and Everett's first) */
    PTE_CORE_WITHIN, /* not looked at (their third, UCINET's default) */
    PTE_CORE_HALF,   /* 1/2 */
    PTE_CORE_COUNT   /* not looked at; not the best correlation but the fewest mismatches:
                        untied pairs in the core and tied ones in the periphery (Lip) */
};

struct pte_core_options {
    enum pte_core_image image;
    size_t exact_most; /* up to how many organizations all sets are tried; 0 = 24, at most
                          30 */
};

struct pte_core {
    size_t n;           /* organizations of the core */
    uint32_t *actor;    /* ascending */
    double correlation; /* of ties with the image; PTE_CORE_COUNT: with PTE_CORE_WITHIN's.
                           NaN where all pairs looked at are alike */
    size_t mismatches;  /* as in PTE_CORE_COUNT */
    double by_degree;   /* the best correlation of a core made of those with most ties */
    bool is_exact;      /* no set does better; else it is the best that was found */
    size_t pairs, ties; /* of the simple network, undirected */
    size_t observed;    /* complete pairs (pte_network_complete) among the pairs */
    double density[3];  /* ties / pairs: in the core, between, in the periphery; NaN
                           without pairs */
    size_t n_sectors;   /* in the network's order */
    size_t *of_sector;  /* organizations of each sector in the core */
    size_t *sizes;      /* and altogether */
};

/**
 * The best core of the simple network.
 *
 * A pair that nobody knows a tie of counts as untied, whether both answered or not: the
 * network must be well answered (observed). Whether chance would give as good a core is
 * not said here.
 *
 * With n organizations, m ties, and a core of k, PTE_CORE_HALF and PTE_CORE_COUNT depend
 * on the core's degrees alone: those with most ties are the best core of k, which makes
 * them exact at any n. (Lip proves it for PTE_CORE_COUNT; it does not hold for the
 * correlations of the other two.) Those are exact up to exact_most; above, cores by
 * degree of up to 64 sizes (8 above 300 organizations) are bettered by exchanging (up to
 * 1,000 organizations) and moving organizations until nothing helps. Of 10 organizations
 * this missed the best core once in 80 times.
 *
 * core    out: of equals the one by degree, then the smallest, then the first. Empty if
 *         no core has a correlation. To be released. Untouched on failure
 * Cost    O(n log n + ties) by degree; 2^n sets up to exact_most; else O(n^2) a step
 * Source  Borgatti and Everett 2000, Soc. Networks 21:375-395,
 *         doi:10.1016/S0378-8733(99)00019-2; Lip 2011, arXiv:1102.5511; Brusco, Stolze,
 *         Hoffman and Steinley 2017, PLoS ONE 12:e0170448 (PTE_CORE_WITHIN is hard)
 */
bool pte_core_find(const struct pte_network *net, const struct pte_core_options *options,
                   struct pte_core *core, struct pte_error *err);
void pte_core_release(struct pte_core *core);

#endif

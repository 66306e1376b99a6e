/* core/measures/communities.h - which organizations keep close company, whatever their
 * sector. */
#ifndef PTE_CORE_MEASURES_COMMUNITIES_H
#define PTE_CORE_MEASURES_COMMUNITIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pte_error;
struct pte_network;

struct pte_communities {
    size_t n_actors;
    uint32_t *of;      /* of each actor its community; they are numbered from 0 by their
                          first actors. An organization without ties is one of its own */
    size_t n;          /* communities */
    size_t *sizes;     /* n */
    size_t n_sectors;  /* in the network's order */
    size_t *of_sector; /* n rows of n_sectors: organizations */
    double modularity; /* below 1; NaN without ties */
    size_t runs;       /* that were made */
    size_t agreed;     /* of these, those that ended at this very modularity: few of many
                          means that there are other divisions about as good */
    uint64_t seed;
};

/**
 * Communities by Leiden's method, undirected and unweighted.
 *
 *     modularity = sum over communities of (ties within / ties - (ends / (2 ties))^2)
 *
 * The best of several runs from different random numbers; of equals the one that comes
 * first by the communities of the actors in their order. The same seed and runs give the
 * same division.
 *
 * seed    of igraph's random numbers, which are set anew
 * runs    0 = 20
 * communities  out: to be released. Untouched on failure
 * Fails   PTE_EGRAPH
 * Cost    O(runs * ties)
 * Source  Traag, Waltman and van Eck 2019, Sci. Rep. 9:5233,
 *         doi:10.1038/s41598-019-41695-z; Newman and Girvan 2004, Phys. Rev. E 69:026113
 */
bool pte_communities_find(const struct pte_network *net, uint64_t seed, size_t runs,
                          struct pte_communities *communities, struct pte_error *err);
void pte_communities_release(struct pte_communities *communities);

#endif

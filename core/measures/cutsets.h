/* core/measures/cutsets.h - how many organizations hold two sectors together (M11). */
#ifndef PTE_CORE_MEASURES_CUTSETS_H
#define PTE_CORE_MEASURES_CUTSETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pte_error;
struct pte_network;

/** The fewest organizations without whom no way leads from one sector to another. */
struct pte_cutset {
    bool exists;    /* false: nobody else could keep them apart, they are tied directly */
    size_t direct;  /* ties between the two sectors */
    size_t n;       /* organizations that suffice; as many ways share no organization */
    uint32_t *near; /* n actors, ascending: the set closest to `from`, */
    uint32_t *far;  /* and the one closest to `to` */
    bool is_the_only; /* both are the same, so there is no other set as small */
};

/**
 * The smallest cutset between two sectors, undirected.
 *
 * A way leads from any organization of `from` to any of `to`, through any others. Its
 * ends count: who is left in either sector is then out of reach of the other. n is at
 * most the smaller sector, and 0 where no way leads across.
 *
 * from, to  two different sectors, indices of the network
 * others_only  only organizations of neither sector may be taken out: the brokers between
 *              them. There is no such set where the two are tied directly
 * cutset   out: to be released. Untouched on failure
 * Cost     O(smaller sector * ties)
 * Source   Menger 1927, Fundam. Math. 10:96-115; as a flow through organizations of
 *          capacity one, Even and Tarjan 1975, SIAM J. Comput. 4:507-518,
 *          doi:10.1137/0204043
 */
bool pte_cutset_find(const struct pte_network *net, size_t from, size_t to,
                     bool others_only, struct pte_cutset *cutset, struct pte_error *err);
void pte_cutset_release(struct pte_cutset *cutset);

#endif

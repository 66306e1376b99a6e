/* core/measures/leaving.h - if one organization left, who would lose contact with whom
 * (M11). */
#ifndef PTE_CORE_MEASURES_LEAVING_H
#define PTE_CORE_MEASURES_LEAVING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pte_error;
struct pte_network;
struct pte_scores;

/**
 * Which organizations lose contact with a sector if one organization leaves.
 *
 * An organization of another sector is in contact with the sector if a way of at most so
 * many steps leads to one of its organizations, undirected. It loses contact if there is
 * such a way now, and none without the one that leaves: a go-between or the sector's own.
 *
 * leaver  the actor that leaves
 * sector  an index of the network
 * steps   1 direct ties, 2 also through a common contact, ...; 0 any number of steps
 * actors  out: n_actors of them, ascending, without the leaver; to be freed with pte_free
 * Cost    O(ties)
 */
void pte_leaving_lose(const struct pte_network *net, size_t leaver, size_t sector,
                      size_t steps, uint32_t **actors, size_t *n_actors);

/** The same for each actor that could leave, at any number of steps. */
struct pte_leaving {
    size_t n, n_sectors;
    size_t *lose; /* n rows of n_sectors: how many lose contact with the sector */
    size_t *any;  /* n: how many lose contact with at least one sector */
};

/**
 * Cost    O(ties + n * sectors)
 * Source  Hopcroft and Tarjan 1973, Commun. ACM 16:372-378, doi:10.1145/362248.362272
 *         (cutpoints)
 */
void pte_leaving_compute(const struct pte_network *net, struct pte_leaving *leaving);
void pte_leaving_release(struct pte_leaving *leaving);

/**
 * Cut off without it: how many organizations lose contact with at least one sector if
 * this one leaves, at any number of steps.
 *
 * scores  out: n whole numbers from 0 to n - 1
 * Cost    O(ties + n * sectors)
 * Source  Hopcroft and Tarjan 1973 as above, counted by sector here
 */
bool pte_leaving_cut_off(const struct pte_network *net, struct pte_scores *scores,
                         struct pte_error *err);

#endif

/* core/measures/key_sets.intern.h - what a set of organizations is worth, as key players.
 */
#ifndef PTE_CORE_MEASURES_KEY_SETS_INTERN_H
#define PTE_CORE_MEASURES_KEY_SETS_INTERN_H

#include "core/measures/key_players.h"
#include "core/measures/links.intern.h"

/** What is needed again and again while sets are judged. */
struct pte_key_sets {
    struct pte_key_options options;
    size_t n, n_sectors;
    struct pte_links links;
    uint32_t *sector;      /* of each actor; all 0 if not across sectors */
    bool *is_out;          /* by actor: of the set */
    uint32_t *queue;       /* n */
    uint16_t **steps;      /* by actor, once asked for: its distance from each */
    uint16_t *nearest;     /* n */
    double *worth;         /* by distance: what an organization so far away counts */
    size_t *of_part;       /* by sector: organizations of one part */
    struct pte_links left; /* links without the set */
};

void pte_key_sets_build(const struct pte_network *net,
                        const struct pte_key_options *options, struct pte_key_sets *sets);
void pte_key_sets_release(struct pte_key_sets *sets);

/** set: n different actors. NaN where no pair counts. */
double pte_key_sets_value(struct pte_key_sets *sets, const uint32_t *set, size_t n);

/** About how many steps one set of a size takes; depends on nothing but the network. */
double pte_key_sets_cost(const struct pte_key_sets *sets, size_t n);

/** Whether the set is taken out of the network, not asked how much it reaches. */
bool pte_key_sets_removes(const struct pte_key_sets *sets);

#endif

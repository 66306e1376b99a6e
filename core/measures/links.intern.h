/* core/measures/links.intern.h - who is linked to whom, as plain rows for our own loops.
 */
#ifndef PTE_CORE_MEASURES_LINKS_INTERN_H
#define PTE_CORE_MEASURES_LINKS_INTERN_H

#include <stddef.h>
#include <stdint.h>

struct pte_network;

enum pte_direction {
    PTE_OUTWARD, /* whom i names: the arcs */
    PTE_INWARD,  /* who names i */
    PTE_EITHER   /* the simple network */
};

/** Links of i: to[first[i]] to to[first[i + 1] - 1], ascending. All zero is empty. */
struct pte_links {
    size_t n;
    size_t *first; /* n + 1 */
    uint32_t *to;
    double *strength;
};

void pte_links_build(const struct pte_network *net, enum pte_direction direction,
                     struct pte_links *links);

/** The same links seen from their other end. */
void pte_links_turn(const struct pte_links *links, struct pte_links *turned);
void pte_links_release(struct pte_links *links);

#endif

/* api/nearest.h - which of the right words a wrong one was meant to be. */
#ifndef PTE_API_NEAREST_H
#define PTE_API_NEAREST_H

#include <stddef.h>

/** How many letters must be put in, taken out, changed or swapped to make one word of
 * the other; words longer than 40 bytes are far from everything. */
size_t pte_nearest_distance(const char *one, const char *other);

/** The word of n that is nearest, if it is near at all (a third of its letters, or the
 * one is the beginning of the other); else NULL. */
const char *pte_nearest(const char *wrong, const char *const *right, size_t n);

#endif

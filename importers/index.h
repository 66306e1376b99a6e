/* importers/index.h - finds again what was met before: from bytes to a number. */
#ifndef PTE_IMPORTERS_INDEX_H
#define PTE_IMPORTERS_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/memory.h"

/** All zero is an empty index. */
struct pte_index {
    struct pte_index_entry *entries;
    size_t n, room_entries;
    uint32_t *slots; /* entry + 1; 0 = free */
    size_t room;     /* slots, a power of two */
    struct pte_arena keys;
};

/**
 * Keeps a number under a key, unless the key is there already.
 *
 * found    out: the number that is under the key now
 * Returns  whether it was added
 */
bool pte_index_add(struct pte_index *index, const void *key, size_t length,
                   uint32_t value, uint32_t *found);

/** Replaces the number under a key that is there. */
void pte_index_set(struct pte_index *index, const void *key, size_t length,
                   uint32_t value);

/** Whether the key is there; found: out, untouched if it is not. */
bool pte_index_find(const struct pte_index *index, const void *key, size_t length,
                    uint32_t *found);

/** The key that came as the i-th, terminated; lent. */
const char *pte_index_key(const struct pte_index *index, size_t i);

void pte_index_release(struct pte_index *index);

#endif

/* importers/index.c - finds again what was met before: from bytes to a number. */
#include "importers/index.h"

#include <stdlib.h>
#include <string.h>

struct pte_index_entry {
    uint64_t hash;
    const char *key;
    uint32_t length;
    uint32_t value;
};

enum { FIRST_ROOM = 64 };

/* FNV-1a with a last stir: the low bits choose the slot. */
static uint64_t hash_of(const void *key, size_t length)
{
    const unsigned char *byte = key;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ byte[i]) * UINT64_C(0x100000001b3);
    hash ^= hash >> 32;
    hash *= UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

/* The slot that holds the key, or the free one where it belongs. */
static size_t slot_of(const struct pte_index *index, uint64_t hash, const void *key,
                      size_t length)
{
    size_t slot = (size_t)hash & (index->room - 1);

    while (index->slots[slot] != 0) {
        const struct pte_index_entry *entry = &index->entries[index->slots[slot] - 1];

        if (entry->hash == hash && entry->length == length &&
            memcmp(entry->key, key, length) == 0)
            break;
        slot = (slot + 1) & (index->room - 1);
    }
    return slot;
}

static void make_room(struct pte_index *index)
{
    if (2 * (index->n + 1) <= index->room)
        return;
    index->room = index->room == 0 ? FIRST_ROOM : 2 * index->room;
    free(index->slots);
    index->slots = pte_alloc(index->room, sizeof(*index->slots));
    for (size_t i = 0; i < index->n; i++) {
        size_t slot = (size_t)index->entries[i].hash & (index->room - 1);

        while (index->slots[slot] != 0)
            slot = (slot + 1) & (index->room - 1);
        index->slots[slot] = (uint32_t)i + 1;
    }
}

bool pte_index_add(struct pte_index *index, const void *key, size_t length,
                   uint32_t value, uint32_t *found)
{
    const uint64_t hash = hash_of(key, length);
    size_t slot;

    make_room(index);
    slot = slot_of(index, hash, key, length);
    if (index->slots[slot] != 0) {
        *found = index->entries[index->slots[slot] - 1].value;
        return false;
    }
    pte_grow(&index->entries, index->n, &index->room_entries, sizeof(*index->entries));
    index->entries[index->n] = (struct pte_index_entry){
        hash, pte_arena_slice(&index->keys, key, length), (uint32_t)length, value};
    index->slots[slot] = (uint32_t)++index->n;
    *found = value;
    return true;
}

void pte_index_set(struct pte_index *index, const void *key, size_t length,
                   uint32_t value)
{
    const size_t slot = slot_of(index, hash_of(key, length), key, length);

    index->entries[index->slots[slot] - 1].value = value;
}

bool pte_index_find(const struct pte_index *index, const void *key, size_t length,
                    uint32_t *found)
{
    size_t slot;

    if (index->n == 0)
        return false;
    slot = slot_of(index, hash_of(key, length), key, length);
    if (index->slots[slot] == 0)
        return false;
    *found = index->entries[index->slots[slot] - 1].value;
    return true;
}

const char *pte_index_key(const struct pte_index *index, size_t i)
{
    return index->entries[i].key;
}

void pte_index_release(struct pte_index *index)
{
    free(index->entries);
    free(index->slots);
    pte_arena_release(&index->keys);
    *index = (struct pte_index){0};
}

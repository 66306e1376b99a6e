/* core/base/memory.c - memory that is never NULL, and cleanup on every return. */
#include "core/base/memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK_BYTES = 64 * 1024, ALIGNMENT = 16 };

struct pte_arena_block {
    struct pte_arena_block *next;
    size_t used;
    size_t size;
    size_t padding; /* keeps what follows aligned for any type */
};

static bool is_child;

void pte_alloc_in_child(void)
{
    is_child = true;
}

static _Noreturn void out_of_memory(size_t count, size_t size)
{
    if (is_child)
        _exit(PTE_NO_MEMORY);
    fprintf(stderr, "puente: out of memory (%zu times %zu bytes wanted)\n", count, size);
    exit(PTE_NO_MEMORY);
}

void *pte_alloc(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size ? size : 1);

    if (memory == NULL)
        out_of_memory(count, size);
    return memory;
}

void *pte_resize(void *memory, size_t count, size_t size)
{
    void *resized;

    if (size != 0 && count > SIZE_MAX / size)
        out_of_memory(count, size);
    resized = realloc(memory, count * size > 0 ? count * size : 1);
    if (resized == NULL)
        out_of_memory(count, size);
    return resized;
}

void pte_grow(void *items, size_t n, size_t *room, size_t size)
{
    void *memory;

    if (n < *room)
        return;
    memcpy(&memory, items, sizeof(memory));
    *room = *room == 0 ? 16 : *room * 2;
    memory = pte_resize(memory, *room, size);
    memcpy(items, &memory, sizeof(memory));
}

void pte_free(void *address_of_pointer)
{
    void *memory;

    memcpy(&memory, address_of_pointer, sizeof(memory));
    free(memory);
    memory = NULL;
    memcpy(address_of_pointer, &memory, sizeof(memory));
}

void *pte_arena_alloc(struct pte_arena *arena, size_t size)
{
    const size_t wanted = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct pte_arena_block *block = arena->block;
    void *memory;

    if (wanted < size)
        out_of_memory(1, size);
    if (block == NULL || block->size - block->used < wanted) {
        const size_t room = wanted > BLOCK_BYTES ? wanted : BLOCK_BYTES;

        if (room > SIZE_MAX - sizeof(*block))
            out_of_memory(1, size);
        block = pte_alloc(1, sizeof(*block) + room);
        block->next = arena->block;
        block->size = room;
        arena->block = block;
    }
    memory = (char *)(block + 1) + block->used;
    block->used += wanted;
    return memory;
}

const char *pte_arena_slice(struct pte_arena *arena, const char *text, size_t length)
{
    char *copy = pte_arena_alloc(arena, length + 1);

    memcpy(copy, text, length);
    return copy;
}

const char *pte_arena_text(struct pte_arena *arena, const char *text)
{
    return text == NULL ? NULL : pte_arena_slice(arena, text, strlen(text));
}

void pte_arena_release(struct pte_arena *arena)
{
    while (arena->block != NULL) {
        struct pte_arena_block *next = arena->block->next;

        free(arena->block);
        arena->block = next;
    }
}

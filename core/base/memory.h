/* core/base/memory.h - memory that is never NULL, and cleanup on every return. */
#ifndef PTE_CORE_BASE_MEMORY_H
#define PTE_CORE_BASE_MEMORY_H

#include <stddef.h>

/** On a local variable: calls destructor(&variable) whenever its scope is left. */
#define PTE_AUTO(destructor) __attribute__((cleanup(destructor)))

enum { PTE_NO_MEMORY = 71 }; /* how a process without memory exits: EX_OSERR */

/**
 * Zeroed memory for count items of size bytes.
 *
 * Returns never NULL: out of memory ends the process with a sentence on stderr.
 *         count or size 0 gives a pointer that may be freed but not read
 */
void *pte_alloc(size_t count, size_t size);

/** From now on running out of memory ends this process at once, without a word and
 * without what exit() does: for a forked child, whose parent says why. */
void pte_alloc_in_child(void);

/**
 * Grows or shrinks what pte_alloc gave; what is new is not zeroed. Never NULL.
 */
void *pte_resize(void *memory, size_t count, size_t size);

/**
 * Makes room for one more item in a growing array.
 *
 * items   address of the array's pointer
 * n       items in use
 * room    address of the number of items there is room for; doubled when full
 */
void pte_grow(void *items, size_t n, size_t *room, size_t size);

/** Frees the memory a local pointer points to: PTE_AUTO(pte_free) char *text. */
void pte_free(void *address_of_pointer);

/** Many small texts and structs that live and go together. All zero is empty. */
struct pte_arena {
    struct pte_arena_block *block;
};

/** size zeroed bytes, aligned for any type, that live as long as the arena. */
void *pte_arena_alloc(struct pte_arena *arena, size_t size);

/** A copy of text that lives as long as the arena; NULL stays NULL. */
const char *pte_arena_text(struct pte_arena *arena, const char *text);

/** A copy of the first length bytes of text, terminated. */
const char *pte_arena_slice(struct pte_arena *arena, const char *text, size_t length);

void pte_arena_release(struct pte_arena *arena);

#endif

/* api/http/answers.h - finished answers, kept as long as there is room.
 *
 * An answer is immutable; a reply on its way to a slow client holds it by a count, so
 * that it may leave the cache meanwhile. All in one thread. */
#ifndef PTE_API_HTTP_ANSWERS_H
#define PTE_API_HTTP_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/text.h"

enum { PTE_TAG_BYTES = 40 };

struct pte_finished {
    int status;
    const char *type; /* media type; lent for ever */
    struct pte_text body;
    struct pte_text packed;  /* gzip of it; empty where that is no gain */
    char tag[PTE_TAG_BYTES]; /* "\"...\"": of the bytes */
    char packed_tag[PTE_TAG_BYTES];
    size_t holders;
};

/** A new answer with one holder; body is taken over and left empty. */
struct pte_finished *pte_finished_new(int status, const char *type,
                                      struct pte_text *body);
struct pte_finished *pte_finished_hold(struct pte_finished *finished);
/** Lets go of it; the last holder frees it. */
void pte_finished_release(struct pte_finished **finished);

/** Fills packed at the first call, for bodies over 1 KiB that get smaller. */
bool pte_finished_pack(struct pte_finished *finished);

struct pte_answers;

/** most: bytes of all bodies; the least recently used go first. */
struct pte_answers *pte_answers_new(size_t most);
void pte_answers_free(struct pte_answers **answers);

/** The answer kept under a key, held for the caller; NULL if there is none. */
struct pte_finished *pte_answers_find(struct pte_answers *answers, const void *key,
                                      size_t length);
void pte_answers_keep(struct pte_answers *answers, const void *key, size_t length,
                      struct pte_finished *finished);

#endif

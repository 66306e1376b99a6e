/* core/base/error.h - what went wrong, in one value the caller owns.
 *
 * A function that can fail returns bool and takes a struct pte_error last: the
 * bool says whether, the error says what. The first fault stays. */
#ifndef PTE_CORE_BASE_ERROR_H
#define PTE_CORE_BASE_ERROR_H

#include <stdbool.h>

enum pte_kind {
    PTE_OK = 0,
    PTE_EUSAGE,    /* the question itself is wrong: an option, a name */
    PTE_EINPUT,    /* a file or its content is wrong */
    PTE_ENOTFOUND, /* what was asked for is not there */
    PTE_ESTORE,    /* the database */
    PTE_EGRAPH,    /* igraph, or a network too odd for the measure */
    PTE_EDRAW,     /* puente-draw */
    PTE_ESYSTEM    /* the machine: files, memory, processes */
};

struct pte_error {
    enum pte_kind kind;
    char message[1024]; /* a sentence: lower case first, no full stop */
    char hint[1024];    /* what the reader can do; may be empty */
};

/**
 * Records a fault, unless one is recorded already.
 *
 * err     NULL allowed: then nothing is kept
 * Returns false always, so that a caller can `return pte_fail(...)`
 */
bool pte_fail(struct pte_error *err, enum pte_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/**
 * Adds what the reader can do about the recorded fault; the first hint stays.
 *
 * Returns false always
 */
bool pte_hint(struct pte_error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** The stable word of a kind, such as "not_found"; never changes between releases. */
const char *pte_kind_code(enum pte_kind kind);

#endif

/* importers/child/child.intern.h - what parent and child agree on. */
#ifndef PTE_IMPORTERS_CHILD_INTERN_H
#define PTE_IMPORTERS_CHILD_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/text.h"
#include "importers/child.h"

/* A record: its length (4 bytes, without itself), its kind (1), and the fields. A text
 * is its length (4 bytes; all ones = NULL), its bytes, and a NUL. */
enum pte_record {
    PTE_RECORD_OPENED = 'O', /* sparse, size */
    PTE_RECORD_ROW = 'R',    /* line, given, done, n, n texts */
    PTE_RECORD_REMARK = 'M', /* line, column, code, value, advice, sentence */
    PTE_RECORD_FAULT = 'X',  /* kind, message, hint */
    PTE_RECORD_END = 'E'
};

enum {
    PTE_RECORD_LENGTH = 4,
    PTE_RECORD_MOST = 16 << 20, /* bytes of one record */
    PTE_CHILD_OUTPUT = 3,       /* the descriptor a child writes to */
    PTE_CHILD_NO_WALLS = 70     /* how a child without walls exits */
};

/** The child's end of the conversation. */
struct pte_record_out {
    int fd;
    struct pte_text bytes; /* not yet written */
    size_t begun;          /* where the record being written begins */
};

void pte_record_begin(struct pte_record_out *out, enum pte_record kind);
void pte_record_number(struct pte_record_out *out, uint64_t number);
void pte_record_text(struct pte_record_out *out, const char *text);
/** Ends the record; false if it is longer than PTE_RECORD_MOST, and then it is gone. */
bool pte_record_end(struct pte_record_out *out);
/** Writes what waits, or only if much waits. False: nobody reads any more. */
bool pte_record_flush(struct pte_record_out *out, bool all);

/** A record being taken apart; at is NULL once something was wrong. */
struct pte_record_in {
    const char *at, *end;
};

uint64_t pte_record_take_number(struct pte_record_in *in);
/** A text that is valid UTF-8, lent from the record; NULL if it is NULL or wrong. */
const char *pte_record_take_text(struct pte_record_in *in);
/** Whether all of it was taken and nothing was wrong. */
bool pte_record_is_taken(const struct pte_record_in *in);

/** Shuts the calling process in for good; output stays open as descriptor 3. False if a
 * wall could not be raised: then nothing may be read. */
bool pte_walls_raise(const struct pte_child_job *job, int output);

/** All of the child's life. */
_Noreturn void pte_child_live(const struct pte_child_job *job, int output);

#endif

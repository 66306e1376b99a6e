/* core/store/copy.intern.h - rows to the server by binary COPY. */
#ifndef PTE_CORE_STORE_COPY_INTERN_H
#define PTE_CORE_STORE_COPY_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/text.h"

struct pte_error;
struct pte_place;
struct pte_store;

struct pte_copy {
    struct pte_store *store;
    struct pte_text waiting; /* bytes not sent yet */
};

/** sql: a literal, COPY ... FROM STDIN (FORMAT binary). */
bool pte_copy_begin(struct pte_copy *copy, struct pte_store *store, const char *sql,
                    struct pte_error *err);
/** Begins a row of so many columns; sends what has gathered. */
bool pte_copy_row(struct pte_copy *copy, int columns, struct pte_error *err);
bool pte_copy_end(struct pte_copy *copy, struct pte_error *err);
void pte_copy_release(struct pte_copy *copy);

/** One column each; the type must be the table's. */
void pte_copy_null(struct pte_copy *copy);
void pte_copy_short(struct pte_copy *copy, int value);
void pte_copy_int(struct pte_copy *copy, int32_t value);
void pte_copy_long(struct pte_copy *copy, int64_t value);
void pte_copy_real(struct pte_copy *copy, double value); /* NaN = NULL */
void pte_copy_flag(struct pte_copy *copy, bool value);
void pte_copy_text(struct pte_copy *copy, const char *text); /* text and enums */

/** Four columns: file integer, sheet text, row bigint, column bigint. */
void pte_copy_place(struct pte_copy *copy, const struct pte_place *place);

#endif

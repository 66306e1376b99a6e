/* importers/rows.h - rows from wherever they come: a sheet, a file in an archive, a
 * process of their own.
 *
 * A table (importers/table.h) is opened over them and is read like any other. */
#ifndef PTE_IMPORTERS_ROWS_H
#define PTE_IMPORTERS_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "importers/table.h"

struct pte_error;

/** Something doubtful that was met while reading; the importers make findings of it. */
struct pte_remark {
    const char *code;           /* stable: "error_cell", "merged_cells", ... */
    uint32_t line;              /* 0 = the whole table */
    uint32_t column;            /* 1 = the first; 0 = the whole row */
    const char *value, *advice; /* NULL = none */
    const char *sentence;
};

/** What can be done with one kind of rows. */
struct pte_rows_kind {
    /** The next row, lent until the next call; NULL at the end. Lines only grow. */
    bool (*next)(void *rows, const struct pte_row **row, struct pte_error *err);
    /** The remarks so far (all of them once the end was reached), lent until the next
     * call of next. NULL = this kind makes none. */
    const struct pte_remark *(*remarks)(const void *rows, size_t *n);
    /** How far reading has come, in bytes. */
    size_t (*done)(const void *rows);
    void (*free)(void *rows);
    bool is_sparse; /* cells missing at the end of a row are blank, not lost */
};

/** All zero is none. */
struct pte_rows {
    const struct pte_rows_kind *kind;
    void *data;
    size_t size; /* bytes to be read in all; 0 = not known */
};

void pte_rows_release(struct pte_rows *rows);

/**
 * Opens a table over rows; the first that is not blank names the columns.
 *
 * rows    moved: empty afterwards, also on failure
 * form    its delimiter and sheet are not read
 * shown   what sentences call it; copied
 * table   out: released by pte_table_free. Untouched on failure
 * Fails   PTE_EINPUT no header row, too many columns, and what the rows say
 */
bool pte_table_open_rows(struct pte_rows *rows, const struct pte_table_form *form,
                         const char *shown, struct pte_table **table,
                         struct pte_error *err);

/** What the rows under a table remarked, lent until the next row is read; NULL and 0 for
 * a text. */
const struct pte_remark *pte_table_remarks(const struct pte_table *table, size_t *n);

#endif

/* importers/table.h - a text file of rows and columns, read row by row; or rows from
 * elsewhere (importers/rows.h).
 *
 * Commas, semicolons, tabs or bars between the cells; quoted cells may hold line breaks.
 * A row is known by the line of the file it begins on, so that a person can find it in
 * an editor or a spreadsheet (the same number, unless a cell holds line breaks). */
#ifndef PTE_IMPORTERS_TABLE_H
#define PTE_IMPORTERS_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pte_error;
struct pte_table;
struct pte_text;

enum { PTE_TABLE_COLUMNS = 4096, PTE_COLUMN_BYTES = 8 };

struct pte_row {
    uint32_t line;  /* 1 = the file's first line */
    uint32_t given; /* cells the file has in this row */
    uint32_t n;     /* cells: as many as the header has, or more if more are given */
    const char *const *cells; /* never NULL; trimmed at both ends unless quoted */
};

/** How a table is written; 0 and NULL = find out. */
struct pte_table_form {
    const char *sheet; /* of a workbook, or the file of an archive; NULL = the main one */
    char delimiter;
    unsigned header_rows; /* 0 = 1; the first holds the names, the others are skipped */
    bool may_be_blank;    /* without a header row it has no columns and no rows */
};

/**
 * Opens a table: finds its delimiter and reads its header.
 *
 * text    decoded (importers/encoding.h); moved: empty afterwards
 * shown   what sentences call the file; copied
 * table   out: released by pte_table_free. Untouched on failure
 * Fails   PTE_EINPUT no header row, too many columns
 */
bool pte_table_open(struct pte_text *text, const struct pte_table_form *form,
                    const char *shown, struct pte_table **table, struct pte_error *err);
void pte_table_free(struct pte_table **table);

uint32_t pte_table_columns(const struct pte_table *table);
/** The cleaned name of a column, 0 the first; empty if it has none. */
const char *pte_table_header(const struct pte_table *table, uint32_t column);
/** Calls a column otherwise than its header does. */
void pte_table_rename(struct pte_table *table, uint32_t column, const char *name);
/** The line the header stands on. */
uint32_t pte_table_header_line(const struct pte_table *table);
/** '\0' if the rows are of no text. */
char pte_table_delimiter(const struct pte_table *table);
/** How far reading has come, in bytes. */
size_t pte_table_done(const struct pte_table *table);
size_t pte_table_size(const struct pte_table *table);
/** The first line with a quotation mark inside an unquoted cell, which was kept as it
 * stands; 0 = none so far. */
uint32_t pte_table_stray_quote(const struct pte_table *table);

/**
 * Reads the next row that is not blank.
 *
 * row     out: lent until the next call; NULL at the end
 * Fails   PTE_EINPUT a quoted cell that does not end, or goes on after its end
 */
bool pte_table_next(struct pte_table *table, const struct pte_row **row,
                    struct pte_error *err);

/** The letters spreadsheets give a column: 1 = A, 27 = AA. text: PTE_COLUMN_BYTES. */
const char *pte_column_letters(uint32_t column, char *text);

#endif

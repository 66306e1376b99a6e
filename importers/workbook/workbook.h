/* importers/workbook/workbook.h - a file of several tables: an Excel workbook (XLSX), or
 * a zip archive of CSV files.
 *
 * Its bytes are only looked into by a child behind walls (importers/child.h). Each table
 * that is opened is read by a child of its own, so several may be read at once. */
#ifndef PTE_IMPORTERS_WORKBOOK_WORKBOOK_H
#define PTE_IMPORTERS_WORKBOOK_WORKBOOK_H

#include <stdbool.h>
#include <stdint.h>

struct pte_error;
struct pte_table;
struct pte_table_form;
struct pte_text;
struct pte_workbook;

enum { PTE_WORKBOOK_SHEETS = 64, PTE_WORKBOOK_FILES = 256 };

enum pte_sheet_state {
    PTE_SHEET_VISIBLE,
    PTE_SHEET_HIDDEN,     /* by a person, who can show it again */
    PTE_SHEET_VERY_HIDDEN /* by a program */
};

struct pte_sheet {
    const char *name; /* of the sheet, or of the CSV file with its folders */
    enum pte_sheet_state state;
};

/** Whether bytes are those of a workbook or archive rather than of a text: a zip archive,
 * or a compound file (XLS, or a workbook with a password). */
bool pte_workbook_is(const struct pte_text *bytes);

/**
 * Opens a workbook or an archive of CSV files and lists its tables.
 *
 * bytes     moved: empty afterwards on success
 * shown     what sentences call the file; copied
 * workbook  out: released by pte_workbook_free. Untouched on failure
 * Fails     PTE_EINPUT an old workbook (XLS), another office file, protected by a
 *           password, damaged, a bomb, without any table, more tables than
 *           PTE_WORKBOOK_SHEETS or PTE_WORKBOOK_FILES; PTE_ESYSTEM
 */
bool pte_workbook_open(struct pte_text *bytes, const char *shown,
                       struct pte_workbook **workbook, struct pte_error *err);
void pte_workbook_free(struct pte_workbook **workbook);

/** What sentences call the file; lent. */
const char *pte_workbook_shown(const struct pte_workbook *workbook);

/** Whether it has sheets; else it is an archive of CSV files. */
bool pte_workbook_has_sheets(const struct pte_workbook *workbook);

uint32_t pte_workbook_count(const struct pte_workbook *workbook);
/** A table, 0 the first; lent. */
const struct pte_sheet *pte_workbook_sheet(const struct pte_workbook *workbook,
                                           uint32_t sheet);

/**
 * Finds the table that is meant.
 *
 * name    a sheet's name, or a file's with or without its folders; compared exactly, else
 *         without case. NULL = the main one: the first visible sheet; of CSV files the
 *         only one, or the one whose name the others begin with (form.csv,
 *         form-repeat.csv)
 * sheet   out: 0 the first; untouched on failure
 * Fails   PTE_ENOTFOUND no such table; PTE_EINPUT no main one can be told
 */
bool pte_workbook_find(const struct pte_workbook *workbook, const char *name,
                       uint32_t *sheet, struct pte_error *err);

/**
 * Opens one table.
 *
 * encoding  of a CSV file; NULL = find out
 * form      its delimiter for a CSV file, and the header rows of either
 * table     out: released by pte_table_free, before the workbook. Untouched on failure
 * Fails     PTE_EINPUT, PTE_ESYSTEM; reading its rows may fail likewise
 */
bool pte_workbook_table(const struct pte_workbook *workbook, uint32_t sheet,
                        const char *encoding, const struct pte_table_form *form,
                        struct pte_table **table, struct pte_error *err);

#endif

/* importers/workbook/source.h - a table of a workbook opened for an import. */
#ifndef PTE_IMPORTERS_WORKBOOK_SOURCE_H
#define PTE_IMPORTERS_WORKBOOK_SOURCE_H

#include <stdbool.h>

struct pte_error;
struct pte_reading;
struct pte_source;
struct pte_table_form;
struct pte_text;

/**
 * Opens the table that form->sheet names, or the main one, and notes those that are not
 * read.
 *
 * bytes   of the file; moved: empty afterwards on success
 * source  its file is set; out: table and sheet. Untouched on failure
 * Fails   as pte_workbook_open, pte_workbook_find and pte_workbook_table
 */
bool pte_source_from_workbook(struct pte_reading *reading, struct pte_text *bytes,
                              const char *encoding, const struct pte_table_form *form,
                              const char *shown, struct pte_source *source,
                              struct pte_error *err);

/** Makes findings of what the rows of a table remarked. Call it at their end. */
void pte_source_note_remarks(const struct pte_source *source,
                             struct pte_reading *reading);

#endif

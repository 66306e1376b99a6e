/* importers/tools/rows.intern.h - the rows of a recognised file are counted. */
#ifndef PTE_IMPORTERS_TOOLS_ROWS_INTERN_H
#define PTE_IMPORTERS_TOOLS_ROWS_INTERN_H

#include <stdbool.h>

#include "importers/index.h"
#include "importers/tools/export.h"

struct pte_error;
struct pte_row;

/** A count under way. Set export, all else zero. */
struct pte_tool_rows {
    struct pte_tool_export *export;
    struct pte_index keys;     /* of submissions */
    struct pte_index children; /* from name to place in export->children */
    struct pte_index samples;  /* column and cell, of cells with accents */
    struct pte_index labels;   /* column and cell, of tools that join labels */
    bool joins_labels;
    uint32_t repeats;       /* the column that names the child table, or 0 */
    size_t *noted;          /* per note of the tool: rows */
    uint32_t *note_columns; /* per note: 1 the first, or 0 */
    size_t n_notes;
    size_t blank_keys;
    const char **values; /* samples from cells */
    size_t n_values;
};

void pte_tool_rows_start(struct pte_tool_rows *rows);
void pte_tool_rows_take(struct pte_tool_rows *rows, const struct pte_row *row);
/** Sums up. Fails PTE_EINPUT cells that join labels which cannot be told apart. */
bool pte_tool_rows_finish(struct pte_tool_rows *rows, const char *file,
                          struct pte_error *err);
void pte_tool_rows_release(struct pte_tool_rows *rows);

#endif

/* importers/workbook/family.h - which tables of a file hang on which, row by row.
 *
 * A question that repeats becomes a table of its own: KoboToolbox writes a sheet with
 * _parent_table_name and _parent_index, ODK Central a file with PARENT_KEY, older ODK
 * programs SET-OF-name. Kobo cuts the names of sheets to 31 characters but gives the
 * parent's name in full, so two sheets may both look like the one that is meant: then the
 * names of the columns decide (otras_org/proyecto), then whether every row finds its
 * parent, of the same submission. What is still open is asked, never guessed. */
#ifndef PTE_IMPORTERS_WORKBOOK_FAMILY_H
#define PTE_IMPORTERS_WORKBOOK_FAMILY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/memory.h"

struct pte_error;
struct pte_family_row;
struct pte_workbook;

/** How a table hangs on another. */
enum pte_link {
    PTE_LINK_NONE,  /* on none */
    PTE_LINK_INDEX, /* _parent_index is the parent's _index */
    PTE_LINK_KEY,   /* PARENT_KEY is the parent's KEY */
    PTE_LINK_SET    /* both have the same SET-OF-name */
};

struct pte_family_member {
    uint32_t parent; /* its table; PTE_NOBODY = none */
    enum pte_link link;
    size_t n; /* rows, without the one of HXL tags */
    struct pte_family_row *rows;
};

/** One member for each table of the workbook, in its order. All zero is empty. */
struct pte_family {
    struct pte_family_member *members;
    uint32_t n;
    struct pte_arena arena;
};

/**
 * Reads the links of all visible tables.
 *
 * encoding  of CSV files; NULL = find out
 * family    out: released by the caller. Untouched on failure
 * Fails     PTE_EINPUT a parent table that is missing or cannot be told from another, a
 *           row without its parent, the same key twice, tables that hang in a circle; and
 *           what reading the tables says
 */
bool pte_family_read(const struct pte_workbook *workbook, const char *encoding,
                     struct pte_family *family, struct pte_error *err);
void pte_family_release(struct pte_family *family);

/** The line of the parent's row of the row on a line of a table; 0 = it has none. */
uint32_t pte_family_parent_line(const struct pte_family *family, uint32_t table,
                                uint32_t line);

#endif

/* importers/workbook/family.intern.h - tables while it is found out how they hang. */
#ifndef PTE_IMPORTERS_WORKBOOK_FAMILY_INTERN_H
#define PTE_IMPORTERS_WORKBOOK_FAMILY_INTERN_H

#include "importers/index.h"
#include "importers/workbook/family.h"
#include "importers/workbook/workbook.h"

struct pte_family_row {
    uint32_t line;
    uint32_t parent;        /* its row, 0 the first; PTE_NOBODY = none */
    const char *key;        /* _index or KEY; "" = none */
    const char *link;       /* _parent_index, PARENT_KEY or SET-OF-name */
    const char *submission; /* _id or _submission__id; "" = not known */
};

/** One table as it was read. */
struct pte_kin {
    const struct pte_workbook *workbook;
    uint32_t table;
    enum pte_link link;
    const char *parent_name; /* _parent_table_name; NULL = none */
    const char **headers;
    uint32_t columns;
    bool has_keys;         /* a column _index or KEY */
    struct pte_index keys; /* from key to row */
    const char *twice;     /* a key that two rows have; NULL = none */
    uint32_t twice_line;
    struct pte_index
        *sets;            /* for each column: from SET-OF value to row; NULL = not one */
    const char *set_name; /* of PTE_LINK_SET: the column both have */
    struct pte_family_row *rows;
    size_t n, room;
};

/** Whether a sheet's name may be the short form of a full one (kin.c). */
bool pte_kin_may_be_named(const char *sheet, const char *full);

/** The parent of a table linked by PTE_LINK_INDEX. Fails PTE_EINPUT. */
bool pte_kin_find_parent(const struct pte_kin *all, uint32_t n, uint32_t child,
                         uint32_t *parent, struct pte_error *err);

/** The row of the parent that a row refers to; PTE_NOBODY = there is none. */
uint32_t pte_kin_row(const struct pte_kin *parent, const struct pte_kin *child,
                     size_t row);

#endif

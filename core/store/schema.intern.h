/* core/store/schema.intern.h - the numbered migrations built into the program. */
#ifndef PTE_CORE_STORE_SCHEMA_INTERN_H
#define PTE_CORE_STORE_SCHEMA_INTERN_H

#include <stdbool.h>

struct pte_error;
struct pte_store;

struct pte_migration {
    int number;
    const char *name;
    const char *sql;
};

extern const struct pte_migration pte_migrations[]; /* made by embed.py, from 1 up */
extern const int pte_n_migrations;

/**
 * Brings the schema up to this program's version; makes it where there is none.
 *
 * Fails   PTE_ESTORE a schema newer than the program; not allowed to make one
 */
bool pte_schema_update(struct pte_store *store, struct pte_error *err);

#endif

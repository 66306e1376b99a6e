/* core/store/schema.intern.h - the numbered migrations built into the program. */
#ifndef PTE_CORE_STORE_SCHEMA_INTERN_H
#define PTE_CORE_STORE_SCHEMA_INTERN_H

#include <stdbool.h>

#include "core/base/embedded.h"

struct pte_error;
struct pte_store;

/** The files of migrations/, from number 1 up without a hole. */
extern const struct pte_embedded pte_embedded_migrations[];

/**
 * Brings the schema up to this program's version; makes it where there is none.
 *
 * Fails   PTE_ESTORE a schema newer than the program; not allowed to make one
 */
bool pte_schema_update(struct pte_store *store, struct pte_error *err);

#endif

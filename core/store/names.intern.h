/* core/store/names.intern.h - decisions on names, for what is in a transaction already.
 */
#ifndef PTE_CORE_STORE_NAMES_INTERN_H
#define PTE_CORE_STORE_NAMES_INTERN_H

#include <stdbool.h>

struct pte_decisions;
struct pte_error;
struct pte_store;

/** pte_store_decisions within a transaction; study is its code. */
bool pte_decisions_read(struct pte_store *store, const char *study,
                        struct pte_decisions *decisions, struct pte_error *err);

#endif

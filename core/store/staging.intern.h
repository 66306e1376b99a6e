/* core/store/staging.intern.h - a survey into temporary tables, then into those that
 * last. */
#ifndef PTE_CORE_STORE_STAGING_INTERN_H
#define PTE_CORE_STORE_STAGING_INTERN_H

#include <stdbool.h>

struct pte_error;
struct pte_progress;
struct pte_store;
struct pte_survey;

/** Copies the rows into temporary tables that go with the transaction. */
bool pte_staging_fill(struct pte_store *store, const struct pte_survey *survey,
                      struct pte_progress *progress, struct pte_error *err);

/** Keeps the staged rows as rows of one batch. */
bool pte_staging_keep(struct pte_store *store, const char *study, const char *batch,
                      struct pte_error *err);

#endif

/* core/store/batches.intern.h - what imports and reverts share. */
#ifndef PTE_CORE_STORE_BATCHES_INTERN_H
#define PTE_CORE_STORE_BATCHES_INTERN_H

#include <stdbool.h>
#include <stddef.h>

#include <libpq-fe.h>

struct pte_batch;
struct pte_error;
struct pte_store;

/** Begins a transaction that changes a wave: without a time limit, and alone in each of
 * its countries (sorted). */
bool pte_batches_begin(struct pte_store *store, const char *study, const char *wave,
                       const char *const *countries, size_t n, struct pte_error *err);

/** Counts anew what a study and one of its waves hold; the wave goes with its last batch.
 */
bool pte_batches_count(struct pte_store *store, const char *study, const char *wave,
                       struct pte_error *err);

/** Columns of a batch, as pte_batches_read takes them. */
#define PTE_BATCH_COLUMNS                                                                \
    "b.id, b.batch, b.organizations, b.organizations_new, b.persons, b.responses,"       \
    " b.reports, b.findings, to_char(b.imported_at AT TIME ZONE 'UTC',"                  \
    " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"

void pte_batches_read(const PGresult *rows, int row, struct pte_batch *batch);

#endif

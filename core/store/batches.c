/* core/store/batches.c - the imports of a study: begun, counted, listed, taken back. */
#include "core/store/batches.intern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/store/store.h"
#include "core/store/store.intern.h"

bool pte_batches_begin(struct pte_store *store, const char *study, const char *wave,
                       const char *const *countries, size_t n, struct pte_error *err)
{
    if (!pte_pq_do(store, "BEGIN", 0, NULL, err) ||
        !pte_pq_do(store, "SET LOCAL statement_timeout = 0", 0, NULL, err) ||
        !pte_pq_do(store, "SET LOCAL lock_timeout = '10min'", 0, NULL, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        const char *const values[] = {study, countries[i], wave};

        if (!pte_pq_do(store,
                       "SELECT pg_advisory_xact_lock(hashtextextended("
                       "jsonb_build_array($1::text, $2::text, $3::text)::text, 0))",
                       3, values, err))
            return false;
    }
    return true;
}

/* The first two lines of reports: where one batch stands alone and nobody answers twice
 * in it, as after most first imports, there is nothing to match. */
static const char count_wave[] =
    "WITH said AS MATERIALIZED ("
    "  SELECT r.batch, r.country, r.number, p.person,"
    "         CASE WHEN r.person IS NULL THEN o.organization END AS alone"
    "  FROM puente.response r"
    "  JOIN puente.batch b ON (b.study, b.batch) = (r.study, r.batch)"
    "  JOIN puente.organization o ON (o.study, o.batch, o.country, o.number)"
    "       = (r.study, r.batch, r.country, r.organization)"
    "  LEFT JOIN puente.person p ON (p.study, p.batch, p.country, p.number)"
    "       = (r.study, r.batch, r.country, r.person)"
    "  WHERE r.study = $1 AND b.wave = $2 AND r.answered <> 'silent'"
    "   AND NOT o.is_written),"
    " waiting AS MATERIALIZED (SELECT batch, country, number FROM puente.organization"
    "  WHERE study = $1 AND is_written),"
    " heads AS (SELECT count(*) AS n FROM (SELECT DISTINCT country, person, alone"
    "  FROM said) d)"
    " UPDATE puente.wave SET responses = (SELECT n FROM heads), reports = CASE"
    "  WHEN (SELECT count(DISTINCT batch) FROM said) <= 1"
    "   AND (SELECT count(*) FROM said) = (SELECT n FROM heads)"
    "  THEN (SELECT count(*) FROM puente.report p JOIN puente.batch b"
    "        USING (study, batch) WHERE p.study = $1 AND b.wave = $2"
    "        AND (p.batch, p.country, p.organization) NOT IN (SELECT * FROM waiting)"
    "        AND (p.batch, p.country, p.response) NOT IN (SELECT r.batch, r.country,"
    "         r.number FROM puente.response r JOIN waiting w ON (w.batch, w.country,"
    "         w.number) = (r.batch, r.country, r.organization) WHERE r.study = $1))"
    "  ELSE (SELECT count(*) FROM puente.report p JOIN ("
    "    SELECT DISTINCT ON (s.country, s.person, s.alone, l.relation, k.tense)"
    "           k.batch, k.country, k.response, k.relation, k.tense"
    "    FROM said s"
    "    JOIN puente.block k ON k.study = $1"
    "         AND (k.batch, k.country, k.response) = (s.batch, s.country, s.number)"
    "    JOIN puente.relation l ON l.study = $1"
    "         AND (l.batch, l.number) = (k.batch, k.relation)"
    "    ORDER BY s.country, s.person, s.alone, l.relation, k.tense, k.batch DESC,"
    "             k.response DESC) newest"
    "   USING (batch, country, response, relation, tense) WHERE p.study = $1"
    "   AND (p.batch, p.country, p.organization) NOT IN (SELECT * FROM waiting)) END"
    " WHERE study = $1 AND wave = $2";

bool pte_batches_count(struct pte_store *store, const char *study, const char *wave,
                       struct pte_error *err)
{
    const char *const values[] = {study, wave};

    /* Row by row is never right here, and the server may think there are few rows. */
    return pte_pq_do(store, "SET LOCAL enable_nestloop = off", 0, NULL, err) &&
           pte_pq_do(store, count_wave, 2, values, err) &&
           pte_pq_do(store,
                     "UPDATE puente.study SET"
                     " organizations = (SELECT count(*) FROM (SELECT DISTINCT country,"
                     "  organization FROM puente.organization WHERE study = $1"
                     "  AND NOT is_written) o),"
                     " persons = (SELECT count(*) FROM (SELECT DISTINCT country, person"
                     "  FROM puente.person WHERE study = $1) p) WHERE study = $1",
                     1, values, err) &&
           pte_pq_do(store,
                     "DELETE FROM puente.wave w WHERE study = $1 AND wave = $2"
                     " AND NOT EXISTS (SELECT FROM puente.batch b WHERE b.study = w.study"
                     "  AND b.wave = w.wave AND b.reverted_at IS NULL)",
                     2, values, err);
}

void pte_batches_read(const PGresult *rows, int row, struct pte_batch *batch)
{
    snprintf(batch->id, sizeof(batch->id), "%s", PQgetvalue(rows, row, 0));
    batch->revision = pte_pq_whole(rows, row, 1);
    batch->organizations = pte_pq_whole(rows, row, 2);
    batch->organizations_new = pte_pq_whole(rows, row, 3);
    batch->persons = pte_pq_whole(rows, row, 4);
    batch->responses = pte_pq_whole(rows, row, 5);
    batch->reports = pte_pq_whole(rows, row, 6);
    batch->findings = pte_pq_whole(rows, row, 7);
    snprintf(batch->imported, sizeof(batch->imported), "%s", PQgetvalue(rows, row, 8));
}

struct listing {
    const char *study;
    struct pte_batch *batches;
    size_t n;
};

static bool list(struct pte_store *store, void *job, struct pte_error *err)
{
    struct listing *listing = job;
    const char *const values[] = {listing->study};
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_pq_ask(store,
                                "SELECT " PTE_BATCH_COLUMNS " FROM puente.batch b"
                                " WHERE b.study = $1 AND b.reverted_at IS NULL"
                                " ORDER BY b.batch DESC",
                                1, values, err);

    if (rows == NULL)
        return false;
    listing->n = (size_t)PQntuples(rows);
    listing->batches = pte_alloc(listing->n, sizeof(*listing->batches));
    for (size_t i = 0; i < listing->n; i++) {
        pte_batches_read(rows, (int)i, &listing->batches[i]);
        listing->batches[i].was_there = true;
    }
    return true;
}

bool pte_store_batches(struct pte_store *store, const char *study,
                       struct pte_batch **batches, size_t *n, struct pte_error *err)
{
    struct listing listing = {.study = study};

    if (!pte_pq_try(store, list, &listing, err))
        return false;
    *batches = listing.batches;
    *n = listing.n;
    return true;
}

/* Children before parents. */
static const char *const forget_rows[] = {
    "DELETE FROM puente.fact WHERE study = $1 AND batch = $2::integer",
    "DELETE FROM puente.report WHERE study = $1 AND batch = $2::integer",
    "DELETE FROM puente.block WHERE study = $1 AND batch = $2::integer",
    "DELETE FROM puente.response WHERE study = $1 AND batch = $2::integer",
    "DELETE FROM puente.affiliation WHERE study = $1 AND batch = $2::integer",
    "DELETE FROM puente.person WHERE study = $1 AND batch = $2::integer",
    "DELETE FROM puente.organization WHERE study = $1 AND batch = $2::integer",
    "DELETE FROM puente.finding WHERE study = $1 AND batch = $2::integer",
    "DELETE FROM puente.relation WHERE study = $1 AND batch = $2::integer",
    "DELETE FROM puente.term WHERE study = $1 AND batch = $2::integer",
    "DELETE FROM puente.file WHERE study = $1 AND batch = $2::integer",
    "UPDATE puente.batch SET reverted_at = clock_timestamp()"
    " WHERE study = $1 AND batch = $2::integer",
    "UPDATE puente.study SET revision = revision + 1 WHERE study = $1 AND $2 <> ''",
};

/* One revert, which may take two tries. */
struct taking {
    const char *id;
    bool committing; /* COMMIT was sent: if it is gone next time, it was us */
};

/* Locks the batch's row. done: out, it is gone already, and by us. */
static PGresult *find_batch(struct pte_store *store, const struct taking *taking,
                            bool *done, struct pte_error *err)
{
    const char *const values[] = {taking->id};
    PGresult *rows = pte_pq_ask(store,
                                "SELECT study, wave, batch, reverted_at IS NOT NULL"
                                " FROM puente.batch WHERE id::text = lower($1)"
                                " FOR UPDATE",
                                1, values, err);

    if (rows == NULL)
        return NULL;
    if (PQntuples(rows) == 1) {
        *done = taking->committing && pte_pq_flag(rows, 0, 3);
        if (*done || !pte_pq_flag(rows, 0, 3))
            return rows;
        pte_fail(err, PTE_ENOTFOUND, "the import '%s' was taken back before", taking->id);
    } else {
        pte_fail(err, PTE_ENOTFOUND, "there is no import '%s'", taking->id);
    }
    PQclear(rows);
    return NULL;
}

static bool take_back(struct pte_store *store, void *job, struct pte_error *err)
{
    struct taking *taking = job;
    PTE_AUTO(pte_pq_clear) PGresult *rows = NULL;
    const char *study, *wave, *number;
    bool done = false;

    if (!pte_batches_begin(store, NULL, NULL, NULL, 0, err) ||
        (rows = find_batch(store, taking, &done, err)) == NULL)
        return false;
    if (done)
        return pte_pq_do(store, "ROLLBACK", 0, NULL, err);
    study = PQgetvalue(rows, 0, 0);
    wave = PQgetvalue(rows, 0, 1);
    number = PQgetvalue(rows, 0, 2);
    for (size_t i = 0; i < sizeof(forget_rows) / sizeof(*forget_rows); i++) {
        const char *const values[] = {study, number};

        if (!pte_pq_do(store, forget_rows[i], 2, values, err))
            return false;
    }
    if (!pte_batches_count(store, study, wave, err))
        return false;
    taking->committing = true;
    return pte_pq_do(store, "COMMIT", 0, NULL, err);
}

bool pte_store_revert(struct pte_store *store, const char *batch, struct pte_error *err)
{
    struct taking taking = {.id = batch};

    return pte_pq_try(store, take_back, &taking, err);
}

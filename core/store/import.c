/* core/store/import.c - one survey kept in one transaction, once. */
#include <stdio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/survey.h"
#include "core/store/batches.intern.h"
#include "core/store/digest.h"
#include "core/store/import.intern.h"
#include "core/store/staging.intern.h"
#include "core/store/store.h"
#include "core/store/store.intern.h"

enum { WHOLE_BYTES = 24 };

/* One import, which may take two tries. */
struct import {
    const struct pte_survey *survey;
    struct pte_progress *progress;
    const char **countries;
    size_t n_countries;
    char key[PTE_DIGEST_BYTES];
    bool committing; /* COMMIT was sent: if it is there next time, it was us */
    struct pte_batch batch;
};

static bool look_up(struct pte_store *store, struct import *import, bool *found,
                    struct pte_error *err)
{
    const char *const values[] = {import->survey->study, import->key};
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_pq_ask(store,
                                "SELECT " PTE_BATCH_COLUMNS ", s.revision"
                                " FROM puente.batch b JOIN puente.study s USING (study)"
                                " WHERE b.study = $1 AND b.key = $2"
                                " AND b.reverted_at IS NULL",
                                2, values, err);

    if (rows == NULL)
        return false;
    *found = PQntuples(rows) > 0;
    if (!*found)
        return true;
    pte_batches_read(rows, 0, &import->batch);
    import->batch.revision = pte_pq_whole(rows, 0, 9);
    import->batch.was_there = !import->committing;
    return true;
}

static bool count_new(struct pte_store *store, struct import *import,
                      struct pte_error *err)
{
    const char *const values[] = {import->survey->study};
    PTE_AUTO(pte_pq_clear)
    PGresult *rows =
        pte_pq_ask(store,
                   "SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (SELECT FROM"
                   " puente.organization o WHERE o.study = $1 AND o.country = s.country"
                   " AND o.organization = s.organization))"
                   " FROM (SELECT DISTINCT country, organization"
                   " FROM staged_organization WHERE NOT is_written) s",
                   1, values, err);

    if (rows == NULL)
        return false;
    import->batch.organizations = pte_pq_whole(rows, 0, 0);
    import->batch.organizations_new = pte_pq_whole(rows, 0, 1);
    return true;
}

/* The study grows by one revision, and the batch takes it as its number. */
static bool next_revision(struct pte_store *store, struct import *import, char *number,
                          struct pte_error *err)
{
    const char *const study[] = {import->survey->study};
    const char *const wave[] = {import->survey->study, import->survey->wave};
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_pq_ask(
        store,
        "INSERT INTO puente.study AS s (study, revision) VALUES ($1, 1)"
        " ON CONFLICT (study) DO UPDATE SET revision = s.revision + 1 RETURNING revision",
        1, study, err);

    if (rows == NULL)
        return false;
    import->batch.revision = pte_pq_whole(rows, 0, 0);
    snprintf(number, WHOLE_BYTES, "%s", PQgetvalue(rows, 0, 0));
    return pte_pq_do(store,
                     "INSERT INTO puente.wave (study, wave) VALUES ($1, $2)"
                     " ON CONFLICT DO NOTHING",
                     2, wave, err);
}

static bool keep_batch(struct pte_store *store, struct import *import, const char *number,
                       struct pte_error *err)
{
    const struct pte_survey *survey = import->survey;
    struct pte_batch *batch = &import->batch;
    PTE_AUTO(pte_text_release) struct pte_text countries = {0};
    PTE_AUTO(pte_pq_clear) PGresult *rows = NULL;
    const struct pte_waiting waiting = pte_survey_waiting(survey);
    const size_t counts[] = {batch->organizations,
                             batch->organizations_new,
                             survey->n_persons - waiting.persons,
                             survey->n_responses - waiting.responses,
                             survey->n_reports - waiting.reports,
                             survey->n_findings};
    char count[6][WHOLE_BYTES];
    const char *values[16];

    for (size_t i = 0; i < import->n_countries; i++)
        pte_array_add(&countries, import->countries[i]);
    values[0] = survey->study;
    values[1] = number;
    values[2] = survey->wave;
    values[3] = pte_array_end(&countries);
    values[4] = import->key;
    values[5] = survey->title;
    values[6] = survey->instrument;
    values[7] = survey->respondents;
    values[8] = survey->is_synthetic ? "true" : "false";
    values[9] = PTE_VERSION;
    for (size_t i = 0; i < 6; i++) {
        snprintf(count[i], sizeof(count[i]), "%zu", counts[i]);
        values[10 + i] = count[i];
    }
    rows = pte_pq_ask(store,
                      "INSERT INTO puente.batch AS b (study, batch, wave, countries, key,"
                      " title, instrument, respondents, is_synthetic, program,"
                      " organizations, organizations_new, persons, responses, reports,"
                      " findings) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,"
                      " $12, $13, $14, $15, $16) RETURNING " PTE_BATCH_COLUMNS,
                      16, values, err);
    if (rows == NULL)
        return false;
    pte_batches_read(rows, 0, batch);
    return true;
}

/* After many rows at once the server does not know how many there are, and would count
 * them in a way that takes hours. */
static bool take_stock(struct pte_store *store, const struct pte_survey *survey,
                       struct pte_error *err)
{
    enum { MANY = 5000 };

    if (survey->n_organizations + survey->n_responses + survey->n_blocks +
            survey->n_reports + survey->n_facts <
        MANY)
        return true;
    return pte_pq_do(store,
                     "ANALYZE puente.batch, puente.relation, puente.organization, "
                     "puente.person, puente.affiliation,"
                     " puente.response, puente.block, puente.report, puente.fact",
                     0, NULL, err);
}

/* All of it, from BEGIN to COMMIT. */
static bool run(struct pte_store *store, void *job, struct pte_error *err)
{
    struct import *import = job;
    const struct pte_survey *survey = import->survey;
    char number[WHOLE_BYTES];
    bool found = false;

    if (!pte_batches_begin(store, survey->study, survey->wave, import->countries,
                           import->n_countries, err) ||
        !look_up(store, import, &found, err))
        return false;
    if (found)
        return pte_pq_do(store, "ROLLBACK", 0, NULL, err);
    if (!pte_staging_fill(store, survey, import->progress, err) ||
        !count_new(store, import, err) || !next_revision(store, import, number, err) ||
        !keep_batch(store, import, number, err) ||
        !pte_staging_keep(store, survey->study, number, err) ||
        !take_stock(store, survey, err) ||
        !pte_batches_count(store, survey->study, survey->wave, err))
        return false;
    import->committing = true;
    return pte_pq_do(store, "COMMIT", 0, NULL, err);
}

bool pte_store_import(struct pte_store *store, const struct pte_survey *survey,
                      struct pte_progress *progress, struct pte_batch *batch,
                      struct pte_error *err)
{
    struct import import = {.survey = survey, .progress = progress};
    PTE_AUTO(pte_free) const char **countries = NULL;

    if (!pte_survey_check(survey, err))
        return false;
    import.n_countries = pte_survey_countries(survey, &countries);
    import.countries = countries;
    pte_survey_key(survey, import.key);
    if (!pte_pq_try(store, run, &import, err))
        return false;
    *batch = import.batch;
    return true;
}

/* core/store/studies.c - which studies there are, and which one is meant. */
#include "core/store/studies.intern.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/store/store.h"
#include "core/store/store.intern.h"

/* The first column of the rows as a list that lives in the arena. */
static const char *const *column_of(struct pte_arena *arena, const PGresult *rows,
                                    size_t *n)
{
    const char **list;

    *n = (size_t)PQntuples(rows);
    list = pte_arena_alloc(arena, (*n + 1) * sizeof(*list));
    for (size_t i = 0; i < *n; i++)
        list[i] = pte_arena_text(arena, PQgetvalue(rows, (int)i, 0));
    return list;
}

static bool read_list(struct pte_store *store, struct pte_arena *arena, const char *sql,
                      const char *study, const char *const **list, size_t *n,
                      struct pte_error *err)
{
    const char *const values[] = {study};
    PTE_AUTO(pte_pq_clear) PGresult *rows = pte_pq_ask(store, sql, 1, values, err);

    if (rows == NULL)
        return false;
    *list = column_of(arena, rows, n);
    return true;
}

static bool read_lists(struct pte_store *store, struct pte_arena *arena,
                       struct pte_study *study, struct pte_error *err)
{
    return read_list(store, arena,
                     "SELECT DISTINCT unnest(countries) COLLATE \"C\" FROM puente.batch"
                     " WHERE study = $1 AND reverted_at IS NULL ORDER BY 1",
                     study->code, &study->countries, &study->n_countries, err) &&
           read_list(store, arena,
                     "SELECT wave FROM puente.wave WHERE study = $1 ORDER BY wave",
                     study->code, &study->waves, &study->n_waves, err) &&
           read_list(store, arena,
                     "SELECT relation FROM puente.relation WHERE study = $1"
                     " GROUP BY relation ORDER BY min(ARRAY[batch, number])",
                     study->code, &study->relations, &study->n_relations, err);
}

static bool read_studies(struct pte_store *store, void *job, struct pte_error *err)
{
    struct pte_studies found = {0};
    PTE_AUTO(pte_pq_clear) PGresult *rows = NULL;

    if (!pte_pq_do(store, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", 0, NULL,
                   err))
        return false;
    rows = pte_pq_ask(
        store,
        "SELECT s.study, s.revision, s.organizations, s.persons, sum(w.responses),"
        " sum(w.reports), (SELECT title FROM puente.batch b WHERE b.study = s.study"
        "  AND title IS NOT NULL AND reverted_at IS NULL ORDER BY batch DESC LIMIT 1),"
        " (SELECT bool_or(is_synthetic) FROM puente.batch b WHERE b.study = s.study"
        "  AND reverted_at IS NULL)"
        " FROM puente.study s JOIN puente.wave w USING (study)"
        " GROUP BY s.study ORDER BY s.study",
        0, NULL, err);
    if (rows == NULL)
        return false;
    found.n = (size_t)PQntuples(rows);
    found.study = pte_arena_alloc(&found.arena, (found.n + 1) * sizeof(*found.study));
    for (size_t i = 0; i < found.n; i++) {
        struct pte_study *study = &found.study[i];
        const int row = (int)i;

        study->code = pte_arena_text(&found.arena, PQgetvalue(rows, row, 0));
        study->revision = pte_pq_whole(rows, row, 1);
        study->organizations = pte_pq_whole(rows, row, 2);
        study->persons = pte_pq_whole(rows, row, 3);
        study->responses = pte_pq_whole(rows, row, 4);
        study->reports = pte_pq_whole(rows, row, 5);
        study->title = pte_arena_text(&found.arena, pte_pq_text(rows, row, 6));
        if (study->title == NULL)
            study->title = study->code;
        study->is_synthetic = pte_pq_flag(rows, row, 7);
        if (!read_lists(store, &found.arena, study, err)) {
            pte_studies_release(&found);
            return false;
        }
    }
    if (!pte_pq_do(store, "COMMIT", 0, NULL, err)) {
        pte_studies_release(&found);
        return false;
    }
    *(struct pte_studies *)job = found;
    return true;
}

bool pte_store_studies(struct pte_store *store, struct pte_studies *studies,
                       struct pte_error *err)
{
    return pte_pq_try(store, read_studies, studies, err);
}

void pte_studies_release(struct pte_studies *studies)
{
    pte_arena_release(&studies->arena);
    *studies = (struct pte_studies){0};
}

/* "there are: a, b": the first column of the rows, as a hint. */
static bool hint_list(const PGresult *rows, const char *what, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text list = {0};

    for (int i = 0; i < PQntuples(rows); i++)
        pte_text_addf(&list, "%s%s", i > 0 ? ", " : "", PQgetvalue(rows, i, 0));
    return pte_hint(err, "%s: %s", what, pte_text_get(&list));
}

bool pte_studies_resolve(struct pte_store *store, const char *study,
                         struct pte_text *code, struct pte_error *err)
{
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_pq_ask(
        store, "SELECT DISTINCT study FROM puente.wave ORDER BY study", 0, NULL, err);

    if (rows == NULL)
        return false;
    if (PQntuples(rows) == 0) {
        pte_fail(err, PTE_ENOTFOUND, "there is no study yet");
        return pte_hint(err, "bring one in with `puente import`, or try `puente demo`");
    }
    if (study == NULL && PQntuples(rows) > 1) {
        pte_fail(err, PTE_EUSAGE, "there are %d studies and none was named",
                 PQntuples(rows));
        return hint_list(rows, "name one with --study", err);
    }
    for (int i = 0; i < PQntuples(rows); i++)
        if (study == NULL || strcmp(PQgetvalue(rows, i, 0), study) == 0) {
            pte_text_add(code, PQgetvalue(rows, i, 0));
            return true;
        }
    pte_fail(err, PTE_ENOTFOUND, "there is no study '%s'", study);
    return hint_list(rows, "there are", err);
}

bool pte_studies_resolve_wave(struct pte_store *store, const char *study,
                              const char *wave, struct pte_text *code,
                              struct pte_error *err)
{
    const char *const values[] = {study};
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_pq_ask(
        store, "SELECT wave FROM puente.wave WHERE study = $1 ORDER BY wave DESC", 1,
        values, err);

    if (rows == NULL)
        return false;
    for (int i = 0; i < PQntuples(rows); i++)
        if (wave == NULL || strcmp(PQgetvalue(rows, i, 0), wave) == 0) {
            pte_text_add(code, PQgetvalue(rows, i, 0));
            return true;
        }
    pte_fail(err, PTE_ENOTFOUND, "the study '%s' has no wave '%s'", study,
             wave != NULL ? wave : "");
    return hint_list(rows, "it has", err);
}

bool pte_studies_check_countries(struct pte_store *store, const char *study,
                                 const char *wave, const char *const *countries, size_t n,
                                 struct pte_error *err)
{
    const char *const values[] = {study, wave};
    PTE_AUTO(pte_pq_clear)
    PGresult *rows =
        pte_pq_ask(store,
                   "SELECT DISTINCT unnest(countries) COLLATE \"C\" FROM puente.batch"
                   " WHERE study = $1 AND wave = $2 AND reverted_at IS NULL ORDER BY 1",
                   2, values, err);

    if (rows == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        bool found = false;

        for (int row = 0; row < PQntuples(rows) && !found; row++)
            found = strcmp(PQgetvalue(rows, row, 0), countries[i]) == 0;
        if (!found) {
            pte_fail(err, PTE_ENOTFOUND, "wave '%s' of '%s' has no country '%s'", wave,
                     study, countries[i]);
            return hint_list(rows, "it has", err);
        }
    }
    return true;
}

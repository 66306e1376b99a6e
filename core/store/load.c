/* core/store/load.c - one wave of a study, out of the store. */
#include "core/store/load.intern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/store/store.h"
#include "core/store/store.intern.h"
#include "core/store/studies.intern.h"

/* What is asked for; the survey comes out. */
struct request {
    const char *study, *wave;
    const char *const *countries;
    size_t n_countries;
    struct pte_survey survey;
};

uint32_t pte_map_get(const struct pte_map *map, uint32_t number)
{
    return number < map->n ? map->index[number] : PTE_NOBODY;
}

void pte_map_set(struct pte_map *map, uint32_t number, uint32_t index)
{
    if (number >= map->n) {
        const size_t room = number < 16 ? 16 : (size_t)number * 2;

        map->index = pte_resize(map->index, room, sizeof(*map->index));
        for (size_t i = map->n; i < room; i++)
            map->index[i] = PTE_NOBODY;
        map->n = room;
    }
    map->index[number] = index;
}

struct pte_load_batch *pte_load_batch(const struct pte_load *load, uint32_t number)
{
    size_t low = 0, high = load->n_batches;

    while (low < high) {
        const size_t middle = (low + high) / 2;

        if (load->batches[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low < load->n_batches && load->batches[low].number == number
               ? &load->batches[low]
               : NULL;
}

PGresult *pte_load_ask(struct pte_load *load, const char *sql, struct pte_error *err)
{
    return pte_pq_ask(load->store, sql, 3, load->values, err);
}

const char *pte_load_sheet(struct pte_load *load, const char *name, size_t length)
{
    enum { REMEMBERED = 32 };

    if (name == NULL || length == 0)
        return NULL;
    for (size_t i = 0; i < load->n_sheets && i < REMEMBERED; i++)
        if (strncmp(load->sheets[i], name, length) == 0 &&
            load->sheets[i][length] == '\0')
            return load->sheets[i];
    pte_grow(&load->sheets, load->n_sheets, &load->room_sheets, sizeof(*load->sheets));
    return load->sheets[load->n_sheets++] =
               pte_arena_slice(&load->survey.arena, name, length);
}

struct pte_place pte_load_place(struct pte_load *load, const struct pte_load_batch *batch,
                                const PGresult *rows, int row, int column)
{
    const char *sheet = pte_pq_text(rows, row, column + 1);
    struct pte_place place = {
        .file = PTE_NOBODY,
        .row = (uint32_t)pte_pq_whole(rows, row, column + 2),
        .column = (uint32_t)pte_pq_whole(rows, row, column + 3),
        .sheet = pte_load_sheet(load, sheet, sheet != NULL ? strlen(sheet) : 0)};

    if (!PQgetisnull(rows, row, column))
        place.file =
            pte_map_get(&batch->files, (uint32_t)pte_pq_whole(rows, row, column));
    return place;
}

static void release(struct pte_load *load)
{
    for (size_t i = 0; i < load->n_batches; i++) {
        free(load->batches[i].files.index);
        free(load->batches[i].relations.index);
        free(load->batches[i].organizations.index);
        free(load->batches[i].persons.index);
        free(load->batches[i].responses.index);
    }
    free(load->batches);
    free(load->slots);
    free(load->holds);
    free(load->sheets);
    pte_text_release(&load->batches_array);
    pte_text_release(&load->countries_array);
    pte_survey_release(&load->survey);
}

/* The study's own words; the newest batch that says something has the say. */
static bool load_head(struct pte_load *load, const char *study, const char *wave,
                      struct pte_error *err)
{
    const char *const values[] = {study, wave};
    struct pte_survey *survey = &load->survey;
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_pq_ask(
        load->store,
        "SELECT (SELECT revision FROM puente.study WHERE study = $1),"
        " (SELECT title FROM puente.batch WHERE study = $1 AND title IS NOT NULL"
        "  AND reverted_at IS NULL ORDER BY batch DESC LIMIT 1),"
        " (array_agg(instrument ORDER BY batch DESC)"
        "  FILTER (WHERE instrument IS NOT NULL))[1],"
        " (array_agg(respondents ORDER BY batch DESC)"
        "  FILTER (WHERE respondents IS NOT NULL))[1],"
        " bool_or(is_synthetic)"
        " FROM puente.batch WHERE study = $1 AND wave = $2 AND reverted_at IS NULL",
        2, values, err);

    if (rows == NULL)
        return false;
    survey->study = pte_survey_text(survey, study);
    survey->wave = pte_survey_text(survey, wave);
    survey->revision = pte_pq_whole(rows, 0, 0);
    survey->title = pte_survey_text(survey, pte_pq_text(rows, 0, 1));
    survey->instrument = pte_survey_text(survey, pte_pq_text(rows, 0, 2));
    survey->respondents = pte_survey_text(survey, pte_pq_text(rows, 0, 3));
    survey->is_synthetic = pte_pq_flag(rows, 0, 4);
    return true;
}

static bool load_batches(struct pte_load *load, const char *study, const char *wave,
                         struct pte_error *err)
{
    const char *const values[] = {study, wave, load->values[2]};
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_pq_ask(load->store,
                                "SELECT batch FROM puente.batch WHERE study = $1"
                                " AND wave = $2 AND reverted_at IS NULL"
                                " AND ($3::text[] IS NULL OR countries && $3)"
                                " ORDER BY batch",
                                3, values, err);

    if (rows == NULL)
        return false;
    load->n_batches = (size_t)PQntuples(rows);
    load->batches = pte_alloc(load->n_batches, sizeof(*load->batches));
    for (size_t i = 0; i < load->n_batches; i++) {
        load->batches[i].number = (uint32_t)pte_pq_whole(rows, (int)i, 0);
        pte_array_add(&load->batches_array, PQgetvalue(rows, (int)i, 0));
    }
    load->values[1] = pte_array_end(&load->batches_array);
    return true;
}

/* A file that came with several batches is listed once. */
static bool load_files(struct pte_load *load, struct pte_error *err)
{
    struct pte_survey *survey = &load->survey;
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_pq_ask(load->store,
                                "SELECT batch, number, name, digest FROM puente.file"
                                " WHERE study = $1 AND batch = ANY ($2::integer[])"
                                " ORDER BY batch, number",
                                2, load->values, err);

    if (rows == NULL)
        return false;
    for (int row = 0; row < PQntuples(rows); row++) {
        struct pte_load_batch *batch =
            pte_load_batch(load, (uint32_t)pte_pq_whole(rows, row, 0));
        struct pte_file file = {0};
        uint32_t index = 0;

        file.name = PQgetvalue(rows, row, 2);
        snprintf(file.digest, sizeof(file.digest), "%s", PQgetvalue(rows, row, 3));
        while (index < survey->n_files &&
               (strcmp(survey->files[index].digest, file.digest) != 0 ||
                strcmp(survey->files[index].name, file.name) != 0))
            index++;
        if (index == survey->n_files) {
            file.name = pte_survey_text(survey, file.name);
            pte_survey_add_file(survey, &file);
        }
        pte_map_set(&batch->files, (uint32_t)pte_pq_whole(rows, row, 1), index);
    }
    return true;
}

/* Those of all countries of the wave, so that their order is the same for each. */
static bool load_relations(struct pte_load *load, const char *study, const char *wave,
                           struct pte_error *err)
{
    const char *const values[] = {study, wave};
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_pq_ask(load->store,
                                "SELECT l.batch, l.number, l.relation"
                                " FROM puente.relation l JOIN puente.batch b"
                                " USING (study, batch) WHERE study = $1 AND b.wave = $2"
                                " ORDER BY l.batch, l.number",
                                2, values, err);

    if (rows == NULL)
        return false;
    for (int row = 0; row < PQntuples(rows); row++) {
        struct pte_load_batch *batch =
            pte_load_batch(load, (uint32_t)pte_pq_whole(rows, row, 0));
        const uint32_t index =
            pte_survey_relation(&load->survey, PQgetvalue(rows, row, 2));

        if (batch != NULL)
            pte_map_set(&batch->relations, (uint32_t)pte_pq_whole(rows, row, 1), index);
    }
    return true;
}

static bool load_terms(struct pte_load *load, const char *study, struct pte_error *err)
{
    const char *const values[] = {study};
    struct pte_survey *survey = &load->survey;
    PTE_AUTO(pte_pq_clear)
    PGresult *rows =
        pte_pq_ask(load->store,
                   "SELECT vocabulary, code, label_en, label_es, label_fr, \"position\","
                   " is_new FROM (SELECT DISTINCT ON (vocabulary, code) *"
                   "  FROM puente.term WHERE study = $1"
                   "  ORDER BY vocabulary, code, batch DESC, number DESC) t"
                   " ORDER BY vocabulary, \"position\", code",
                   1, values, err);

    if (rows == NULL)
        return false;
    for (int row = 0; row < PQntuples(rows); row++) {
        struct pte_term term = {.vocabulary =
                                    pte_survey_text(survey, PQgetvalue(rows, row, 0)),
                                .code = pte_survey_text(survey, PQgetvalue(rows, row, 1)),
                                .order = (int)pte_pq_whole(rows, row, 5),
                                .is_new = pte_pq_flag(rows, row, 6)};

        for (int language = 0; language < 3; language++)
            term.label[language] =
                pte_survey_text(survey, pte_pq_text(rows, row, 2 + language));
        pte_survey_add_term(survey, &term);
    }
    return true;
}

static bool load_findings(struct pte_load *load, struct pte_error *err)
{
    struct pte_survey *survey = &load->survey;
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_load_ask(
        load,
        "SELECT batch, code, is_fault, sentence, advice, value, file, sheet, \"row\","
        " \"column\" FROM puente.finding WHERE study = $1 AND batch = ANY ($2::integer[])"
        " AND ($3::text[] IS NULL OR country IS NULL OR country = ANY ($3))"
        " ORDER BY batch, number",
        err);

    if (rows == NULL)
        return false;
    for (int row = 0; row < PQntuples(rows); row++) {
        const struct pte_load_batch *batch =
            pte_load_batch(load, (uint32_t)pte_pq_whole(rows, row, 0));
        const struct pte_finding finding = {
            .code = pte_survey_text(survey, PQgetvalue(rows, row, 1)),
            .is_fault = pte_pq_flag(rows, row, 2),
            .sentence = pte_survey_text(survey, PQgetvalue(rows, row, 3)),
            .advice = pte_survey_text(survey, pte_pq_text(rows, row, 4)),
            .value = pte_survey_text(survey, pte_pq_text(rows, row, 5)),
            .place = pte_load_place(load, batch, rows, row, 6)};

        pte_grow(&survey->findings, survey->n_findings, &survey->room_findings,
                 sizeof(*survey->findings));
        survey->findings[survey->n_findings++] = finding;
    }
    return true;
}

/* All of it, seen at one moment. */
static bool run(struct pte_store *store, void *job, struct pte_error *err)
{
    struct request *request = job;
    PTE_AUTO(release) struct pte_load load = {.store = store};
    PTE_AUTO(pte_text_release) struct pte_text study = {0}, wave = {0};

    if (!pte_pq_do(store, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", 0, NULL,
                   err) ||
        !pte_studies_resolve(store, request->study, &study, err) ||
        !pte_studies_resolve_wave(store, study.bytes, request->wave, &wave, err) ||
        !pte_studies_check_countries(store, study.bytes, wave.bytes, request->countries,
                                     request->n_countries, err))
        return false;
    load.values[0] = study.bytes;
    for (size_t i = 0; i < request->n_countries; i++)
        pte_array_add(&load.countries_array, request->countries[i]);
    if (request->n_countries > 0)
        load.values[2] = pte_array_end(&load.countries_array);
    if (!load_head(&load, study.bytes, wave.bytes, err) ||
        !load_batches(&load, study.bytes, wave.bytes, err) || !load_files(&load, err) ||
        !load_relations(&load, study.bytes, wave.bytes, err) ||
        !load_terms(&load, study.bytes, err) || !pte_load_organizations(&load, err) ||
        !pte_load_persons(&load, err) || !pte_load_responses(&load, err) ||
        !pte_load_blocks(&load, err) || !pte_load_reports(&load, err) ||
        !pte_load_facts(&load, err) || !load_findings(&load, err) ||
        !pte_pq_do(store, "COMMIT", 0, NULL, err))
        return false;
    request->survey = load.survey;
    load.survey = (struct pte_survey){0};
    return true;
}

bool pte_store_load(struct pte_store *store, const char *study, const char *wave,
                    const char *const *countries, size_t n_countries,
                    struct pte_survey *survey, struct pte_error *err)
{
    struct request request = {.study = study,
                              .wave = wave,
                              .countries = countries,
                              .n_countries = countries != NULL ? n_countries : 0};

    if (!pte_pq_try(store, run, &request, err))
        return false;
    *survey = request.survey;
    return true;
}

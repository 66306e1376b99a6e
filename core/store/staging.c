/* core/store/staging.c - a survey into temporary tables, then into those that last.
 *
 * COPY cannot write into a table with row security, and a country is checked before a
 * row lasts: hence the way round. */
#include "core/store/staging.intern.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/progress.h"
#include "core/model/survey.h"
#include "core/store/copy.intern.h"
#include "core/store/import.intern.h"
#include "core/store/store.intern.h"

enum { STEP = 4096 };

static const char make_tables[] =
    "CREATE TEMP TABLE staged_file (number integer, name text, digest text)"
    " ON COMMIT DROP;"
    "CREATE TEMP TABLE staged_term (number integer, vocabulary text, code text,"
    " label_en text, label_es text, label_fr text, \"position\" integer, is_new boolean)"
    " ON COMMIT DROP;"
    "CREATE TEMP TABLE staged_relation (number smallint, relation text) ON COMMIT DROP;"
    "CREATE TEMP TABLE staged_finding (country text, number integer, code text,"
    " is_fault boolean, sentence text, advice text, value text, file integer, sheet text,"
    " \"row\" bigint, \"column\" bigint) ON COMMIT DROP;"
    "CREATE TEMP TABLE staged_organization (country text, number integer,"
    " organization text COLLATE \"C\", name text, acronym text, sector text, kind text,"
    " side text, region text, parent text, women_led puente.yes, file integer,"
    " sheet text, \"row\" bigint, \"column\" bigint, is_written boolean)"
    " ON COMMIT DROP;"
    "CREATE TEMP TABLE staged_person (country text, number integer, person text,"
    " gender text, organization integer, role text) ON COMMIT DROP;"
    "CREATE TEMP TABLE staged_response (country text, number integer, person integer,"
    " organization integer, answered puente.answered, consents boolean,"
    " answered_on date, file integer, sheet text, \"row\" bigint, \"column\" bigint)"
    " ON COMMIT DROP;"
    "CREATE TEMP TABLE staged_block (country text, response integer, relation smallint,"
    " tense puente.tense, otherwise puente.mark) ON COMMIT DROP;"
    "CREATE TEMP TABLE staged_report (country text, number integer, response integer,"
    " relation smallint, tense puente.tense, organization integer, mark puente.mark,"
    " level double precision, file integer, sheet text, \"row\" bigint,"
    " \"column\" bigint) ON COMMIT DROP;"
    "CREATE TEMP TABLE staged_fact (country text, number integer, organization integer,"
    " topic text, code text, amount double precision, file integer, sheet text,"
    " \"row\" bigint, \"column\" bigint) ON COMMIT DROP";

static const char *country_of(const struct pte_survey *survey, uint32_t organization)
{
    return survey->organizations[organization].country;
}

static const char *country_of_response(const struct pte_survey *survey, uint32_t response)
{
    return country_of(survey, survey->responses[response].organization);
}

static bool fill_files(struct pte_copy *copy, struct pte_store *store,
                       const struct pte_survey *survey, struct pte_error *err)
{
    if (!pte_copy_begin(copy, store, "COPY staged_file FROM STDIN (FORMAT binary)", err))
        return false;
    for (size_t i = 0; i < survey->n_files; i++) {
        if (!pte_copy_row(copy, 3, err))
            return false;
        pte_copy_int(copy, (int32_t)i);
        pte_copy_text(copy, survey->files[i].name != NULL ? survey->files[i].name : "");
        pte_copy_text(copy, survey->files[i].digest);
    }
    return pte_copy_end(copy, err);
}

static bool fill_terms(struct pte_copy *copy, struct pte_store *store,
                       const struct pte_survey *survey, struct pte_error *err)
{
    if (!pte_copy_begin(copy, store, "COPY staged_term FROM STDIN (FORMAT binary)", err))
        return false;
    for (size_t i = 0; i < survey->n_terms; i++) {
        const struct pte_term *item = &survey->terms[i];

        if (!pte_copy_row(copy, 8, err))
            return false;
        pte_copy_int(copy, (int32_t)i);
        pte_copy_text(copy, item->vocabulary);
        pte_copy_text(copy, item->code);
        for (int language = 0; language < 3; language++)
            pte_copy_text(copy, item->label[language]);
        pte_copy_int(copy, item->order);
        pte_copy_flag(copy, item->is_new);
    }
    return pte_copy_end(copy, err);
}

static bool fill_relations(struct pte_copy *copy, struct pte_store *store,
                           const struct pte_survey *survey, struct pte_error *err)
{
    if (!pte_copy_begin(copy, store, "COPY staged_relation FROM STDIN (FORMAT binary)",
                        err))
        return false;
    for (size_t i = 0; i < survey->n_relations; i++) {
        if (!pte_copy_row(copy, 2, err))
            return false;
        pte_copy_short(copy, (int)i);
        pte_copy_text(copy, survey->relations[i]);
    }
    return pte_copy_end(copy, err);
}

static bool fill_findings(struct pte_copy *copy, struct pte_store *store,
                          const struct pte_survey *survey, struct pte_error *err)
{
    PTE_AUTO(pte_free) const char **countries = NULL;
    const size_t n = pte_survey_countries(survey, &countries);

    if (!pte_copy_begin(copy, store, "COPY staged_finding FROM STDIN (FORMAT binary)",
                        err))
        return false;
    for (size_t i = 0; i < survey->n_findings; i++) {
        const struct pte_finding *item = &survey->findings[i];

        if (!pte_copy_row(copy, 11, err))
            return false;
        pte_copy_text(copy, n == 1 ? countries[0] : NULL);
        pte_copy_int(copy, (int32_t)i);
        pte_copy_text(copy, item->code);
        pte_copy_flag(copy, item->is_fault);
        pte_copy_text(copy, item->sentence);
        pte_copy_text(copy, item->advice);
        pte_copy_text(copy, item->value);
        pte_copy_place(copy, &item->place);
    }
    return pte_copy_end(copy, err);
}

static bool fill_organizations(struct pte_copy *copy, struct pte_store *store,
                               const struct pte_survey *survey, struct pte_error *err)
{
    static const char *const yes[] = {"unknown", "yes", "no"};

    if (!pte_copy_begin(copy, store,
                        "COPY staged_organization FROM STDIN (FORMAT binary)", err))
        return false;
    for (size_t i = 0; i < survey->n_organizations; i++) {
        const struct pte_organization *item = &survey->organizations[i];

        if (!pte_copy_row(copy, 16, err))
            return false;
        pte_copy_text(copy, item->country);
        pte_copy_int(copy, (int32_t)i);
        pte_copy_text(copy, item->id);
        pte_copy_text(copy, item->name);
        pte_copy_text(copy, item->acronym);
        pte_copy_text(copy, item->sector);
        pte_copy_text(copy, item->kind);
        pte_copy_text(copy, item->side);
        pte_copy_text(copy, item->region);
        pte_copy_text(copy, item->parent);
        pte_copy_text(copy, yes[item->women_led]);
        pte_copy_place(copy, &item->place);
        pte_copy_flag(copy, item->is_written);
    }
    return pte_copy_end(copy, err);
}

static bool fill_persons(struct pte_copy *copy, struct pte_store *store,
                         const struct pte_survey *survey, struct pte_error *err)
{
    if (!pte_copy_begin(copy, store, "COPY staged_person FROM STDIN (FORMAT binary)",
                        err))
        return false;
    for (size_t i = 0; i < survey->n_persons; i++) {
        const struct pte_person *item = &survey->persons[i];

        if (!pte_copy_row(copy, 6, err))
            return false;
        pte_copy_text(copy, country_of(survey, item->organization));
        pte_copy_int(copy, (int32_t)i);
        pte_copy_text(copy, item->key);
        pte_copy_text(copy, item->gender);
        pte_copy_int(copy, (int32_t)item->organization);
        pte_copy_text(copy, item->role);
    }
    return pte_copy_end(copy, err);
}

static bool fill_responses(struct pte_copy *copy, struct pte_store *store,
                           const struct pte_survey *survey, struct pte_error *err)
{
    static const char *const answered[] = {"silent", "partial", "complete"};
    int32_t day;

    if (!pte_copy_begin(copy, store, "COPY staged_response FROM STDIN (FORMAT binary)",
                        err))
        return false;
    for (size_t i = 0; i < survey->n_responses; i++) {
        const struct pte_response *item = &survey->responses[i];

        if (!pte_copy_row(copy, 11, err))
            return false;
        pte_copy_text(copy, country_of(survey, item->organization));
        pte_copy_int(copy, (int32_t)i);
        if (item->person == PTE_NOBODY)
            pte_copy_null(copy);
        else
            pte_copy_int(copy, (int32_t)item->person);
        pte_copy_int(copy, (int32_t)item->organization);
        pte_copy_text(copy, answered[item->answered]);
        pte_copy_flag(copy, item->consents);
        if (item->date != NULL && pte_day_number(item->date, &day))
            pte_copy_int(copy, day);
        else
            pte_copy_null(copy);
        pte_copy_place(copy, &item->place);
    }
    return pte_copy_end(copy, err);
}

/* One bit for each block there can be. */
struct seen {
    unsigned char *bits;
    size_t relations;
};

static bool see(struct seen *seen, uint32_t response, uint32_t relation,
                enum pte_tense tense)
{
    const size_t at = (response * seen->relations + relation) * 2 + (size_t)tense;
    const unsigned char bit = (unsigned char)(1U << (at % 8));
    const bool was = (seen->bits[at / 8] & bit) != 0;

    seen->bits[at / 8] |= bit;
    return was;
}

static bool put_block(struct pte_copy *copy, const struct pte_survey *survey,
                      const struct pte_block *block, struct pte_error *err)
{
    if (!pte_copy_row(copy, 5, err))
        return false;
    pte_copy_text(copy, country_of_response(survey, block->response));
    pte_copy_int(copy, (int32_t)block->response);
    pte_copy_short(copy, (int)block->relation);
    pte_copy_text(copy, pte_tense_code(block->tense));
    pte_copy_text(copy, pte_mark_code(block->otherwise));
    return true;
}

/* The last block of a response, relation and tense holds, hence from the end; reports
 * without a block get one that says the same as none: only they were asked. */
static bool fill_blocks(struct pte_copy *copy, struct pte_store *store,
                        const struct pte_survey *survey, struct pte_error *err)
{
    struct seen seen = {.relations = survey->n_relations};
    PTE_AUTO(pte_free)
    void *bits = pte_alloc(survey->n_responses * survey->n_relations / 4 + 1, 1);

    seen.bits = bits;
    if (!pte_copy_begin(copy, store, "COPY staged_block FROM STDIN (FORMAT binary)", err))
        return false;
    for (size_t i = survey->n_blocks; i-- > 0;) {
        const struct pte_block *item = &survey->blocks[i];

        if (!see(&seen, item->response, item->relation, item->tense) &&
            !put_block(copy, survey, item, err))
            return false;
    }
    for (size_t i = 0; i < survey->n_reports; i++) {
        const struct pte_report *item = &survey->reports[i];
        const struct pte_block own = {.response = item->response,
                                      .relation = item->relation,
                                      .tense = item->tense,
                                      .otherwise = PTE_NOT_ASKED};

        if (!see(&seen, own.response, own.relation, own.tense) &&
            !put_block(copy, survey, &own, err))
            return false;
    }
    return pte_copy_end(copy, err);
}

static bool fill_reports(struct pte_copy *copy, struct pte_store *store,
                         const struct pte_survey *survey, struct pte_progress *progress,
                         struct pte_error *err)
{
    if (!pte_copy_begin(copy, store, "COPY staged_report FROM STDIN (FORMAT binary)",
                        err))
        return false;
    for (size_t i = 0; i < survey->n_reports; i++) {
        const struct pte_report *item = &survey->reports[i];

        if (i % STEP == 0)
            pte_progress_step(progress, i, survey->n_reports);
        if (!pte_copy_row(copy, 12, err))
            return false;
        pte_copy_text(copy, country_of_response(survey, item->response));
        pte_copy_int(copy, (int32_t)i);
        pte_copy_int(copy, (int32_t)item->response);
        pte_copy_short(copy, (int)item->relation);
        pte_copy_text(copy, pte_tense_code(item->tense));
        pte_copy_int(copy, (int32_t)item->organization);
        pte_copy_text(copy, pte_mark_code(item->mark));
        pte_copy_real(copy, item->level);
        pte_copy_place(copy, &item->place);
    }
    return pte_copy_end(copy, err);
}

static bool fill_facts(struct pte_copy *copy, struct pte_store *store,
                       const struct pte_survey *survey, struct pte_error *err)
{
    if (!pte_copy_begin(copy, store, "COPY staged_fact FROM STDIN (FORMAT binary)", err))
        return false;
    for (size_t i = 0; i < survey->n_facts; i++) {
        const struct pte_fact *item = &survey->facts[i];

        if (!pte_copy_row(copy, 10, err))
            return false;
        pte_copy_text(copy, country_of(survey, item->organization));
        pte_copy_int(copy, (int32_t)i);
        pte_copy_int(copy, (int32_t)item->organization);
        pte_copy_text(copy, item->topic);
        pte_copy_text(copy, item->code);
        pte_copy_real(copy, item->amount);
        pte_copy_place(copy, &item->place);
    }
    return pte_copy_end(copy, err);
}

bool pte_staging_fill(struct pte_store *store, const struct pte_survey *survey,
                      struct pte_progress *progress, struct pte_error *err)
{
    PTE_AUTO(pte_copy_release) struct pte_copy copy = {0};
    PTE_AUTO(pte_pq_clear) PGresult *made = PQexec(store->connection, make_tables);

    if (PQresultStatus(made) != PGRES_COMMAND_OK)
        return pte_pq_fail(store, made, err);
    return fill_files(&copy, store, survey, err) &&
           fill_terms(&copy, store, survey, err) &&
           fill_relations(&copy, store, survey, err) &&
           fill_findings(&copy, store, survey, err) &&
           fill_organizations(&copy, store, survey, err) &&
           fill_persons(&copy, store, survey, err) &&
           fill_responses(&copy, store, survey, err) &&
           fill_blocks(&copy, store, survey, err) &&
           fill_reports(&copy, store, survey, progress, err) &&
           fill_facts(&copy, store, survey, err);
}

/* Parents before children: the foreign keys are checked at each statement's end. */
static const char *const keep_rows[] = {
    "INSERT INTO puente.file SELECT $1, $2::integer, * FROM staged_file",
    "INSERT INTO puente.term SELECT $1, $2::integer, * FROM staged_term",
    "INSERT INTO puente.relation SELECT $1, $2::integer, * FROM staged_relation",
    "INSERT INTO puente.finding SELECT $1, country, $2::integer, number, code, is_fault,"
    " sentence, advice, value, file, sheet, \"row\", \"column\" FROM staged_finding",
    "INSERT INTO puente.organization SELECT $1, country, $2::integer, number,"
    " organization, name, acronym, sector, kind, side, region, parent, women_led, file,"
    " sheet, \"row\", \"column\", is_written FROM staged_organization",
    "INSERT INTO puente.person SELECT $1, country, $2::integer, number, person, gender"
    " FROM staged_person",
    "INSERT INTO puente.affiliation SELECT $1, country, $2::integer, number,"
    " organization, role FROM staged_person",
    "INSERT INTO puente.response SELECT $1, country, $2::integer, number, person,"
    " organization, answered, consents, answered_on, file, sheet, \"row\", \"column\""
    " FROM staged_response",
    "INSERT INTO puente.block SELECT $1, country, $2::integer, response, relation, tense,"
    " otherwise FROM staged_block",
    "INSERT INTO puente.report SELECT $1, country, $2::integer, number, response,"
    " relation, tense, organization, mark, level, file, sheet, \"row\", \"column\""
    " FROM staged_report",
    "INSERT INTO puente.fact SELECT $1, country, $2::integer, number, organization,"
    " topic, code, amount, file, sheet, \"row\", \"column\" FROM staged_fact",
};

bool pte_staging_keep(struct pte_store *store, const char *study, const char *batch,
                      struct pte_error *err)
{
    const char *const values[] = {study, batch};

    for (size_t i = 0; i < sizeof(keep_rows) / sizeof(*keep_rows); i++)
        if (!pte_pq_do(store, keep_rows[i], 2, values, err))
            return false;
    return true;
}

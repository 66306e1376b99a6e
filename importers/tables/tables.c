/* importers/tables/tables.c - plain tables of organizations and ties become a survey. */
#include <stdlib.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/model/vocabulary.h"
#include "importers/import.h"
#include "importers/roster.h"
#include "importers/tables/tables.intern.h"
#include "importers/terms.h"

void pte_tables_release(struct pte_tables *tables)
{
    pte_reading_release(&tables->reading);
    pte_index_release(&tables->pairs);
    pte_free(&tables->questions);
    pte_free(&tables->mask);
}

static bool read_organizations(struct pte_tables *tables, const char *path,
                               struct pte_error *err)
{
    PTE_AUTO(pte_source_release) struct pte_source source = {0};
    const struct pte_roster_columns columns = {0};
    const struct pte_table_form form = {0};

    return pte_reading_open(&tables->reading, path, tables->reading.options.encoding,
                            &form, &source, err) &&
           pte_roster_read(&tables->reading, &source, &columns,
                           tables->reading.options.country, /* asked */ NULL, err);
}

/* The marks one organization's own pairs have. */
struct marked {
    bool answered, asked;
};

/* What one organization did: answered all, a part, nothing, or was never asked. */
static bool was_asked(const struct pte_tables *tables, const enum pte_mark *otherwise,
                      struct marked pairs, enum pte_answered *answered)
{
    size_t asked = 0, silent = 0;

    for (size_t q = 0; q < tables->n_questions; q++) {
        asked += otherwise[q] != PTE_NOT_ASKED;
        silent += otherwise[q] == PTE_NO_ANSWER;
    }
    if (silent == asked && !pairs.answered)
        *answered = PTE_SILENT;
    else
        *answered = silent == 0 ? PTE_COMPLETE : PTE_PARTIAL;
    return asked > 0 || pairs.asked;
}

static void add_blocks(struct pte_tables *tables, uint32_t response,
                       const enum pte_mark *otherwise)
{
    for (size_t q = 0; q < tables->n_questions; q++) {
        const struct pte_block block = {.response = response,
                                        .relation = tables->questions[q].relation,
                                        .tense = tables->questions[q].tense,
                                        .otherwise = otherwise[q]};

        pte_survey_add_block(&tables->reading.survey, &block);
    }
}

static void mark_pairs(const struct pte_survey *survey, struct marked *pairs)
{
    for (size_t i = 0; i < survey->n_reports; i++) {
        const enum pte_mark mark = survey->reports[i].mark;
        struct marked *mine = &pairs[survey->reports[i].response];

        mine->answered |= mark == PTE_TIE || mark == PTE_NO_TIE;
        mine->asked |= mark == PTE_TIE || mark == PTE_NO_TIE || mark == PTE_NO_ANSWER;
    }
}

/* Reports were an organization's; now they are its response's. */
static void give_reports(struct pte_survey *survey, const uint32_t *response_of)
{
    size_t kept = 0;

    for (size_t i = 0; i < survey->n_reports; i++) {
        struct pte_report report = survey->reports[i];

        report.response = response_of[report.response];
        if (report.response != PTE_NOBODY)
            survey->reports[kept++] = report;
    }
    survey->n_reports = kept;
}

/* One response per organization that was asked, with its blocks. */
static void add_responses(struct pte_tables *tables, const enum pte_mark *otherwise)
{
    struct pte_survey *survey = &tables->reading.survey;
    const size_t n = survey->n_organizations;
    PTE_AUTO(pte_free) struct marked *pairs = pte_alloc(n, sizeof(*pairs));
    PTE_AUTO(pte_free) uint32_t *response_of = pte_alloc(n, sizeof(*response_of));

    mark_pairs(survey, pairs);
    for (size_t i = 0; i < n; i++) {
        struct pte_response response = {.person = PTE_NOBODY,
                                        .organization = (uint32_t)i,
                                        .consents = true,
                                        .place = survey->organizations[i].place};
        const enum pte_mark *mine = otherwise + i * tables->n_questions;

        response_of[i] = PTE_NOBODY;
        if (!was_asked(tables, mine, pairs[i], &response.answered))
            continue;
        response_of[i] = pte_survey_add_response(survey, &response);
        add_blocks(tables, response_of[i], mine);
    }
    give_reports(survey, response_of);
}

/* Everybody was asked everything, unless the mask says otherwise. */
static void settle(struct pte_tables *tables)
{
    const size_t n = tables->reading.survey.n_organizations;
    PTE_AUTO(pte_free) enum pte_mark *otherwise = NULL;

    if (tables->n_questions == 0) /* a network without ties is one, too */
        pte_tables_question(tables,
                            pte_terms_code(&tables->reading, "relation", "tie",
                                           (struct pte_place){.file = PTE_NOBODY}),
                            PTE_CURRENT);
    otherwise = pte_alloc(n * tables->n_questions, sizeof(*otherwise));
    for (size_t i = 0; i < n * tables->n_questions; i++)
        otherwise[i] = PTE_NO_TIE;
    pte_tables_apply_mask(tables, otherwise);
    add_responses(tables, otherwise);
}

static void name_survey(struct pte_tables *tables)
{
    const struct pte_import_options *options = &tables->reading.options;
    struct pte_survey *survey = &tables->reading.survey;

    survey->study =
        pte_survey_text(survey, options->study != NULL ? options->study : "study");
    survey->wave = pte_survey_text(survey, tables->wave != NULL ? tables->wave : "1");
    survey->respondents = "any";
}

bool pte_tables_begin(struct pte_tables *tables, const struct pte_import_options *options,
                      struct pte_progress *progress, struct pte_error *err)
{
    if (options != NULL)
        tables->reading.options = *options;
    tables->reading.progress = progress;
    tables->wave = tables->reading.options.wave;
    return pte_reading_check_options(&tables->reading, err);
}

void pte_tables_finish(struct pte_tables *tables, struct pte_survey *survey)
{
    settle(tables);
    name_survey(tables);
    pte_reading_summarize(&tables->reading);
    *survey = tables->reading.survey;
    tables->reading.survey = (struct pte_survey){0};
}

bool pte_import_tables(const char *organizations_path, const char *ties_path,
                       const char *mask_path, const struct pte_import_options *options,
                       struct pte_progress *progress, struct pte_survey *survey,
                       struct pte_error *err)
{
    PTE_AUTO(pte_tables_release) struct pte_tables tables = {0};

    if (!pte_tables_begin(&tables, options, progress, err) ||
        !read_organizations(&tables, organizations_path, err) ||
        !pte_tables_read_ties(&tables, ties_path, err) ||
        (mask_path != NULL && !pte_tables_read_mask(&tables, mask_path, err)))
        return false;
    pte_tables_finish(&tables, survey);
    return true;
}

/* importers/survey/rows.c - each row of an export is one respondent. */
#include <stdio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/store/digest.h"
#include "importers/roster.h"
#include "importers/survey/survey.intern.h"
#include "importers/terms.h"

enum { HIDDEN_KEY_DIGITS = 32 };

const char *pte_export_cell(struct pte_export *export, const struct pte_row *row,
                            uint32_t column)
{
    for (; column > 0; column = export->instead[column]) {
        const char *text = pte_source_cell(&export->reading, row, column);

        if (text[0] != '\0' && (export->missing.n == 0 ||
                                pte_words_find(&export->missing, text) == PTE_NOBODY))
            return text;
    }
    return "";
}

char pte_export_mark(const struct pte_export *export)
{
    const struct pte_mapping_source *source = export->mapping->source;

    return source != NULL && source->decimal != NULL ? source->decimal[0] : '.';
}

/* Keeps the cells the mapping reads, and no other: they may hold people's names. */
static struct pte_row copy_row(struct pte_export *export, const struct pte_row *row)
{
    const uint32_t n = pte_table_columns(export->source.table);
    const char **cells = pte_arena_alloc(&export->cells, n * sizeof(*cells));

    for (uint32_t i = 0; i < n; i++)
        cells[i] = export->source.wanted[i + 1] && row->cells[i][0] != '\0'
                       ? pte_arena_text(&export->cells, row->cells[i])
                       : "";
    return (struct pte_row){row->line, n, n, cells};
}

/* Whether a row counts at all: finished, no test, not rejected. */
static bool is_kept(struct pte_export *export, const struct pte_row *row)
{
    for (unsigned i = 0; i < export->mapping->respondent->keep_if_count; i++)
        if (!pte_export_holds(export, row, &export->keep[i])) {
            export->left_out++;
            return false;
        }
    return true;
}

bool pte_export_read_rows(struct pte_export *export, struct pte_error *err)
{
    PTE_AUTO(pte_index_release) struct pte_index keys = {0};
    struct pte_reading *reading = &export->reading;

    for (;;) {
        const struct pte_row *row;
        const char *key;
        uint32_t known;

        if (!pte_source_next(&export->source, reading, &row, err))
            return false;
        if (row == NULL)
            return true;
        if (!is_kept(export, row))
            continue;
        key = pte_export_cell(export, row, export->key);
        if (key[0] == '\0') {
            pte_reading_fault(reading, "missing_key",
                              pte_source_place(&export->source, row, export->key), NULL,
                              "look whether key in the mapping names the right column",
                              "this row has no key, and could not be told from others");
            continue;
        }
        if (pte_index_add(&keys, key, strlen(key), (uint32_t) export->n_rows, &known)) {
            pte_grow(&export->rows, export->n_rows, &export->room_rows,
                     sizeof(*export->rows));
            export->rows[export->n_rows++] = copy_row(export, row);
            continue;
        }
        pte_reading_note(reading, "duplicate_respondent",
                         pte_source_place(&export->source, &export->rows[known], 0), NULL,
                         NULL, "row %u is of the same respondent; the later row counts",
                         row->line);
        export->rows[known] = copy_row(export, row);
    }
}

/* The organization a row answers for; PTE_NOBODY: the row is held back, or a fault. */
static uint32_t affiliation(struct pte_export *export, const struct pte_row *row)
{
    struct pte_reading *reading = &export->reading;
    const struct pte_place place =
        pte_source_place(&export->source, row, export->organization);
    const char *text = pte_export_cell(export, row, export->organization);
    const uint32_t found =
        text[0] != '\0' ? pte_roster_called(&export->reading, text, export->country)
                        : PTE_NOBODY;

    if (found == PTE_SEVERAL) {
        pte_reading_fault(reading, "ambiguous_organization", place, text,
                          "write the organization's id",
                          "several organizations of the roster are called so");
        return PTE_NOBODY;
    }
    if (found == PTE_NOBODY)
        pte_reading_note(
            reading, "unknown_respondent_organization", place,
            text[0] != '\0' ? text : NULL,
            "add it to the roster, or write its id, name or acronym as there",
            "this row answers for no organization of the roster; it is held "
            "back");
    return found != PTE_NOBODY || text[0] == '\0'
               ? found
               : pte_export_written(export, text, place);
}

/* Brings the names that respondents answer for and the roster lacks into the survey, so
 * that what is kept by organization has room for them. */
static void add_written(struct pte_export *export)
{
    const struct pte_survey *survey = &export->reading.survey;
    const size_t n = survey->n_organizations;
    bool *asked;

    for (size_t i = 0; i < export->n_rows; i++) {
        const struct pte_row *row = &export->rows[i];
        const char *text = pte_export_cell(export, row, export->organization);

        if (text[0] != '\0' && pte_export_holds(export, row, &export->consent) &&
            pte_roster_called(&export->reading, text, export->country) == PTE_NOBODY)
            pte_export_written(
                export, text,
                pte_source_place(&export->source, row, export->organization));
    }
    asked = pte_alloc(survey->n_organizations, sizeof(*asked));
    for (size_t i = 0; i < survey->n_organizations; i++)
        asked[i] = i >= n || export->asked[i];
    pte_free(&export->asked);
    export->asked = asked;
}

/* The respondent's key. One that looks like a person's name or address is not kept. */
static const char *key_of(struct pte_export *export, const struct pte_row *row)
{
    const char *key = pte_export_cell(export, row, export->key);
    char digest[PTE_DIGEST_BYTES];

    if (strpbrk(key, "@ ") == NULL)
        return pte_survey_text(&export->reading.survey, key);
    pte_digest(key, strlen(key), digest);
    digest[HIDDEN_KEY_DIGITS] = '\0';
    pte_reading_note(
        &export->reading, "hidden_key",
        pte_source_place(&export->source, row, export->key), NULL,
        "name a column of the tool's own ids as key",
        "this key may be somebody's name or address; a digest is kept instead");
    return pte_survey_text(&export->reading.survey, digest);
}

static uint32_t add_person(struct pte_export *export, const struct pte_row *row,
                           uint32_t organization)
{
    struct pte_survey *survey = &export->reading.survey;
    const char *role = pte_export_cell(export, row, export->role);
    const char *gender = pte_export_cell(export, row, export->gender);
    const struct pte_person person = {
        .key = key_of(export, row),
        .role = role[0] != '\0' ? pte_survey_text(survey, role) : NULL,
        .gender =
            gender[0] != '\0'
                ? pte_terms_code(&export->reading, "gender", gender,
                                 pte_source_place(&export->source, row, export->gender))
                : NULL,
        .organization = organization,
    };

    return pte_survey_add_person(survey, &person);
}

static uint32_t take_row(struct pte_export *export, const struct pte_row *row,
                         uint32_t organization)
{
    struct pte_survey *survey = &export->reading.survey;
    const struct pte_response response = {
        .person = add_person(export, row, organization),
        .organization = organization,
        .consents = true,
        .date = pte_export_date(export, pte_export_cell(export, row, export->date),
                                export->mapping->respondent->date_order,
                                pte_source_place(&export->source, row, export->date)),
        .place = pte_source_place(&export->source, row, 0),
    };
    const uint32_t added = pte_survey_add_response(survey, &response);

    export->responded[organization] = true;
    survey->responses[added].answered =
        pte_export_take_ties(export, row, added) ? PTE_COMPLETE : PTE_PARTIAL;
    pte_export_take_facts(export, row, organization);
    if (!export->asked[organization])
        pte_reading_note(&export->reading, "unasked_respondent",
                         pte_source_place(&export->source, row, export->organization),
                         survey->organizations[organization].id,
                         "correct asked in the roster",
                         "the roster says this organization was not asked; its answer "
                         "counts");
    return added;
}

static void add_silent(struct pte_export *export)
{
    struct pte_survey *survey = &export->reading.survey;
    size_t asked = 0, silent = 0;

    for (uint32_t i = 0; i < survey->n_organizations; i++) {
        const struct pte_response response = {.person = PTE_NOBODY,
                                              .organization = i,
                                              .answered = PTE_SILENT,
                                              .place = survey->organizations[i].place};

        if (survey->organizations[i].is_written)
            break; /* they come after the roster */
        asked += export->asked[i];
        if (!export->asked[i] || export->responded[i])
            continue;
        silent++;
        pte_export_take_silence(export, pte_survey_add_response(survey, &response));
    }
    if (silent > 0)
        pte_reading_note(&export->reading, "silent_organizations",
                         (struct pte_place){.file = export->source.file}, NULL, NULL,
                         "%zu of the %zu organizations that were asked did not answer",
                         silent, asked);
}

/* Who named as many as could be named might have named more. */
void pte_export_note_caps(struct pte_export *export)
{
    for (size_t i = 0; i < export->n_ties; i++)
        if (export->ties[i].capped > 0)
            pte_reading_note(
                &export->reading, "nominations_capped",
                (struct pte_place){.file = export->source.file},
                export->ties[i].ties->relation, NULL,
                "%zu respondents named as many organizations as the question "
                "allows (%u); they may have more ties",
                export->ties[i].capped, export->ties[i].ties->max);
}

void pte_export_take_rows(struct pte_export *export)
{
    size_t without_consent = 0;

    add_written(export);
    export->responded = pte_alloc(export->reading.survey.n_organizations, sizeof(bool));
    export->response_of = pte_alloc(export->n_rows, sizeof(*export->response_of));
    for (size_t i = 0; i < export->n_rows; i++) {
        const struct pte_row *row = &export->rows[i];
        uint32_t organization;

        export->response_of[i] = PTE_NOBODY;
        if (!pte_export_holds(export, row, &export->consent)) {
            without_consent++;
            continue;
        }
        organization = affiliation(export, row);
        if (organization != PTE_NOBODY)
            export->response_of[i] = take_row(export, row, organization);
    }
    if (without_consent > 0)
        pte_reading_note(&export->reading, "without_consent",
                         (struct pte_place){export->source.file, 0,
                                            export->consent.column, export->source.sheet},
                         NULL, NULL, "%zu rows without consent are held back",
                         without_consent);
    if (export->left_out > 0)
        pte_reading_note(&export->reading, "rows_left_out",
                         (struct pte_place){.file = export->source.file}, NULL, NULL,
                         "%zu rows are left out, as keep_if in the mapping says",
                         export->left_out);
    add_silent(export);
}

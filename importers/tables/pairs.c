/* importers/tables/pairs.c - who, whom, which question: the cells ties and masks share.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "importers/roster.h"
#include "importers/tables/tables.intern.h"
#include "importers/terms.h"

uint32_t pte_tables_question(struct pte_tables *tables, const char *relation,
                             enum pte_tense tense)
{
    const uint32_t at = pte_survey_relation(&tables->reading.survey, relation);

    for (size_t i = 0; i < tables->n_questions; i++)
        if (tables->questions[i].relation == at && tables->questions[i].tense == tense)
            return (uint32_t)i;
    pte_grow(&tables->questions, tables->n_questions, &tables->room_questions,
             sizeof(*tables->questions));
    tables->questions[tables->n_questions] = (struct pte_question){at, tense};
    return (uint32_t)tables->n_questions++;
}

bool pte_tables_find_pair(const struct pte_tables *tables, uint32_t source,
                          uint32_t target, uint32_t question, uint32_t *report)
{
    const uint32_t key[] = {source, target, question};

    return pte_index_find(&tables->pairs, key, sizeof(key), report);
}

void pte_tables_add_pair(struct pte_tables *tables, uint32_t source, uint32_t target,
                         uint32_t question, enum pte_mark mark, double level,
                         struct pte_place place)
{
    const uint32_t key[] = {source, target, question};
    const struct pte_report report = {.response = source,
                                      .organization = target,
                                      .relation = tables->questions[question].relation,
                                      .tense = tables->questions[question].tense,
                                      .mark = mark,
                                      .level = level,
                                      .place = place};
    uint32_t kept;

    pte_index_add(&tables->pairs, key, sizeof(key),
                  pte_survey_add_report(&tables->reading.survey, &report), &kept);
}

struct pte_pair_columns pte_tables_pair_columns(struct pte_source *source)
{
    return (struct pte_pair_columns){
        .source = pte_source_column(source, "source"),
        .target = pte_source_column(source, "target"),
        .relation = pte_source_column(source, "relation"),
        .tense = pte_source_column(source, "tense"),
        .wave = pte_source_column(source, "wave"),
        .country = pte_source_column(source, "country"),
    };
}

bool pte_tables_is_of_wave(struct pte_tables *tables, const struct pte_source *source,
                           const struct pte_row *row,
                           const struct pte_pair_columns *columns)
{
    const char *wave = pte_source_cell(&tables->reading, row, columns->wave);
    char advice[128];

    if (wave[0] == '\0' || (tables->wave != NULL && strcmp(wave, tables->wave) == 0))
        return true;
    if (tables->reading.options.wave != NULL)
        return false;
    if (tables->wave == NULL) {
        tables->wave = pte_survey_text(&tables->reading.survey, wave);
        return true;
    }
    snprintf(advice, sizeof(advice), "say which one to take, such as --wave %.60s", wave);
    pte_reading_fault(&tables->reading, "several_waves",
                      pte_source_place(source, row, columns->wave), wave, advice,
                      "this row is of another wave than those before it");
    return true;
}

/* Advice that names the organization which was probably meant. */
static void fault_unknown(struct pte_tables *tables, const char *id, const char *country,
                          struct pte_place place)
{
    struct pte_reading *reading = &tables->reading;
    const struct pte_survey *survey = &reading->survey;
    uint32_t likely = PTE_NOBODY;
    char advice[256];

    if (country[0] == '\0' && survey->n_organizations > 0)
        country = survey->organizations[0].country;
    likely = pte_roster_called(reading, id, country);
    if (likely < survey->n_organizations)
        snprintf(advice, sizeof(advice),
                 "write the id of the organization you mean: %.120s",
                 survey->organizations[likely].id);
    else
        snprintf(advice, sizeof(advice),
                 "add it to the organizations, or correct the id");
    pte_reading_fault(reading, "unknown_organization", place, id, advice,
                      "no organization has this id");
}

uint32_t pte_tables_end(struct pte_tables *tables, const struct pte_source *source,
                        const struct pte_row *row, const struct pte_pair_columns *columns,
                        uint32_t column)
{
    struct pte_reading *reading = &tables->reading;
    const struct pte_place place = pte_source_place(source, row, column);
    const char *id = pte_source_cell(reading, row, column);
    const char *country = pte_source_cell(reading, row, columns->country);
    bool several;
    uint32_t found = PTE_NOBODY;

    if (id[0] == '\0') {
        pte_reading_fault(reading, "missing_organization", place, NULL,
                          "fill in the organization's id, or take the row out",
                          "this row does not say which organization");
        return PTE_NOBODY;
    }
    if (country[0] != '\0')
        found = pte_roster_find(reading, id, country, NULL);
    if (found == PTE_NOBODY)
        found = pte_roster_find(reading, id, /* any country */ NULL, &several);
    if (found != PTE_NOBODY)
        return found;
    if (several)
        pte_reading_fault(reading, "ambiguous_organization", place, id,
                          "add a column country to this file",
                          "organizations of several countries have this id");
    else
        fault_unknown(tables, id, country, place);
    return PTE_NOBODY;
}

const char *pte_tables_relation(struct pte_tables *tables,
                                const struct pte_source *source,
                                const struct pte_row *row, uint32_t column)
{
    const struct pte_place place = pte_source_place(source, row, column);
    const char *text = pte_source_cell(&tables->reading, row, column);

    if (text[0] == '\0' && column > 0) {
        pte_reading_fault(&tables->reading, "missing_relation", place, NULL,
                          "fill it in, or take the column relation out",
                          "this row does not say which kind of tie");
        return NULL;
    }
    return pte_terms_code(&tables->reading, "relation", column > 0 ? text : "tie", place);
}

bool pte_tables_tense(struct pte_tables *tables, const struct pte_source *source,
                      const struct pte_row *row, uint32_t column, enum pte_tense *tense)
{
    const char *text = pte_source_cell(&tables->reading, row, column);

    if (text[0] == '\0' || strcasecmp(text, "current") == 0)
        *tense = PTE_CURRENT;
    else if (strcasecmp(text, "desired") == 0)
        *tense = PTE_DESIRED;
    else {
        pte_reading_fault(&tables->reading, "unknown_tense",
                          pte_source_place(source, row, column), text,
                          "write current or desired", "this is no tense of a tie");
        return false;
    }
    return true;
}

/* importers/survey/facts.c - functions, challenges, training and vacancies of a row. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "importers/survey/survey.intern.h"
#include "importers/terms.h"

const char *pte_export_vocabulary(const struct pte_mapping_facts *facts)
{
    const bool is_occupation =
        strcmp(facts->topic, "training") == 0 || strcmp(facts->topic, "vacancy") == 0;

    return is_occupation ? "occupation" : facts->topic;
}

/* Adds a fact, or settles what several respondents said of it: the better rank, the
 * greater number. */
static void add_fact(struct pte_export *export, const struct pte_asked *asked,
                     const struct pte_fact *fact)
{
    PTE_AUTO(pte_text_release) struct pte_text key = {0};
    struct pte_survey *survey = &export->reading.survey;
    const bool is_ranked = strcmp(asked->facts->layout, "ranked") == 0;
    struct pte_fact *known;
    uint32_t at;

    pte_text_addf(&key, "%u %s %s", fact->organization, fact->topic, fact->code);
    if (pte_index_add(&export->fact_places, key.bytes, key.length,
                      (uint32_t)survey->n_facts, &at)) {
        pte_survey_add_fact(survey, fact);
        return;
    }
    known = &survey->facts[at];
    if (isnan(fact->amount) || fact->amount == known->amount)
        return;
    if (!is_ranked)
        pte_reading_note(
            &export->reading, "facts_differ", fact->place, fact->code, NULL,
            "row %u says another number for the same organization; the greater "
            "counts",
            known->place.row);
    if (is_ranked ? fact->amount < known->amount : fact->amount > known->amount) {
        known->amount = fact->amount;
        known->place = fact->place;
    }
}

static bool is_ticked(struct pte_export *export, struct pte_asked *asked,
                      const char *text, struct pte_place place)
{
    const uint32_t word = pte_words_find(&asked->words, text);

    if (word == PTE_NOBODY)
        pte_reading_fault(&export->reading, "unknown_answer", place, text,
                          "add it to the mapping, or correct the cell",
                          "the mapping does not say what this answer means");
    return word < asked->facts->yes_count;
}

/* A number above 0; none at all and 0 say the same. */
static bool read_amount(struct pte_export *export, const char *text,
                        struct pte_place place, double *amount)
{
    if (pte_number_read(text, pte_export_mark(export), amount) && *amount >= 0)
        return *amount > 0;
    pte_reading_fault(&export->reading, "bad_amount", place, text,
                      "write a number, 0 or more, with the decimal mark the mapping says",
                      "this is no number of people");
    return false;
}

static void take_cell(struct pte_export *export, struct pte_asked *asked,
                      const struct pte_star *star, const char *text,
                      struct pte_place place, uint32_t organization)
{
    struct pte_fact fact = {
        .organization = organization, .code = star->code, .amount = NAN, .place = place};

    if (strcmp(asked->facts->layout, "choice") == 0) {
        if (!is_ticked(export, asked, text, place))
            return;
    } else if (strcmp(asked->facts->layout, "ranked") == 0) {
        fact.amount = star->rank;
        fact.code = pte_terms_code(&export->reading, pte_export_vocabulary(asked->facts),
                                   text, place);
        if (fact.code == NULL)
            return;
    } else if (!read_amount(export, text, place, &fact.amount)) {
        return;
    }
    fact.topic = pte_survey_text(&export->reading.survey, asked->facts->topic);
    add_fact(export, asked, &fact);
}

void pte_export_take_facts(struct pte_export *export, const struct pte_row *row,
                           uint32_t organization)
{
    for (unsigned i = 0; i < export->mapping->facts_count; i++) {
        struct pte_asked *asked = &export->facts[i];

        for (size_t j = 0; j < asked->n; j++) {
            const struct pte_star *star = &asked->stars[j];
            const char *text = pte_export_cell(export, row, star->column);

            if (text[0] != '\0')
                take_cell(export, asked, star, text,
                          pte_source_place(&export->source, row, star->column),
                          organization);
        }
    }
}

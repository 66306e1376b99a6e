/* importers/survey/ties.c - what one respondent said of each organization. */
#include <math.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/base/number.h"
#include "importers/survey/survey.intern.h"

enum { MOST_UNLESS_SAID = 5 };

/* One block of questions being answered by one row. */
struct answer {
    struct pte_export *export;
    const struct pte_mapping_ties *said;
    struct pte_asked *asked;
    const struct pte_row *row;
    uint32_t response, organization, relation;
    bool is_matrix;
};

enum pte_tense pte_export_tense(const struct pte_mapping_ties *ties)
{
    return ties->tense != NULL && strcmp(ties->tense, "desired") == 0 ? PTE_DESIRED
                                                                      : PTE_CURRENT;
}

bool pte_export_holds(struct pte_export *export, const struct pte_row *row,
                      uint32_t column, struct pte_words *words)
{
    return column == 0 ||
           pte_words_find(words, pte_export_cell(export, row, column)) != PTE_NOBODY;
}

static const struct pte_mapping_words *scale_of(const struct answer *answer)
{
    const struct pte_mapping *mapping = answer->export->mapping;
    unsigned i = 0;

    while (strcmp(mapping->scales[i].name, answer->said->scale) != 0)
        i++; /* pte_mapping_check saw that it is there */
    return &mapping->scales[i];
}

static bool read_number(const struct answer *answer, const char *text,
                        struct pte_place place, double *level)
{
    const char mark = pte_export_mark(answer->export);
    const double least = answer->said->least != NULL ? *answer->said->least : 0;
    const double most =
        answer->said->most != NULL ? *answer->said->most : MOST_UNLESS_SAID;

    if (pte_number_read(text, mark, level) && *level >= least && *level <= most)
        return true;
    pte_reading_fault(&answer->export->reading, "bad_level", place, text,
                      "correct the cell, or the scale in the mapping",
                      "this is no number from %g to %g", least, most);
    return false;
}

/* The mark and level of a cell that is not blank. False: a fault was added. */
static bool read_cell(const struct answer *answer, const char *text,
                      struct pte_place place, enum pte_mark *mark, double *level)
{
    *level = NAN;
    if (answer->is_matrix && answer->said->scale == NULL) {
        if (!read_number(answer, text, place, level))
            return false;
    } else {
        const uint32_t word = pte_words_find(&answer->asked->words, text);

        if (word == PTE_NOBODY) {
            pte_reading_fault(&answer->export->reading,
                              answer->is_matrix ? "unknown_level" : "unknown_answer",
                              place, text, "add it to the mapping, or correct the cell",
                              "the mapping does not say what this answer means");
            return false;
        }
        if (answer->is_matrix)
            *level = scale_of(answer)->words[word].level;
        else
            *mark = word < answer->said->yes_count ? PTE_TIE : PTE_NO_TIE;
    }
    if (answer->is_matrix)
        *mark = *level > 0 ? PTE_TIE : PTE_NO_TIE;
    if (*mark != PTE_TIE)
        *level = NAN;
    return true;
}

static void add_report(const struct answer *answer, uint32_t organization,
                       enum pte_mark mark, double level, struct pte_place place)
{
    const struct pte_report report = {.response = answer->response,
                                      .organization = organization,
                                      .relation = answer->relation,
                                      .tense = pte_export_tense(answer->said),
                                      .mark = mark,
                                      .level = level,
                                      .place = place};

    pte_survey_add_report(&answer->export->reading.survey, &report);
}

/* Takes the cells of an answered block. */
static void take_cells(const struct answer *answer)
{
    struct pte_export *export = answer->export;
    const bool blank_is_no_answer =
        answer->is_matrix ||
        (answer->said->blank != NULL && strcmp(answer->said->blank, "no_answer") == 0);

    for (size_t i = 0; i < answer->asked->n; i++) {
        const struct pte_star *star = &answer->asked->stars[i];
        const struct pte_place place =
            pte_source_place(&export->source, answer->row, star->column);
        const char *text = pte_export_cell(export, answer->row, star->column);
        enum pte_mark mark = PTE_NO_ANSWER;
        double level = NAN;

        if (text[0] != '\0' && !read_cell(answer, text, place, &mark, &level))
            continue;
        if (star->organization == answer->organization) {
            if (mark == PTE_TIE)
                pte_reading_note(
                    &export->reading, "self_tie", place,
                    export->reading.survey.organizations[star->organization].id, NULL,
                    "a tie of an organization with itself is left out");
        } else if (mark == PTE_TIE || (mark == PTE_NO_ANSWER && blank_is_no_answer)) {
            add_report(answer, star->organization, mark, level, place);
        }
    }
}

/* Organizations of the roster without a column were not asked about. */
static void add_not_asked(const struct answer *answer, struct pte_place place)
{
    const struct pte_survey *survey = &answer->export->reading.survey;
    PTE_AUTO(pte_free) bool *asked = NULL;

    if (answer->asked->n == survey->n_organizations)
        return;
    asked = pte_alloc(survey->n_organizations, sizeof(*asked));
    for (size_t i = 0; i < answer->asked->n; i++)
        asked[answer->asked->stars[i].organization] = true;
    asked[answer->organization] = true; /* of oneself nobody is asked */
    for (uint32_t i = 0; i < survey->n_organizations; i++)
        if (!asked[i])
            add_report(answer, i, PTE_NOT_ASKED, NAN, place);
}

/* Whether any cell about another organization holds something. */
static bool is_filled(const struct answer *answer)
{
    for (size_t i = 0; i < answer->asked->n; i++)
        if (answer->asked->stars[i].organization != answer->organization &&
            pte_export_cell(answer->export, answer->row,
                            answer->asked->stars[i].column)[0] != '\0')
            return true;
    return false;
}

static void add_block(const struct answer *answer, bool answered)
{
    const struct pte_block block = {.response = answer->response,
                                    .relation = answer->relation,
                                    .tense = pte_export_tense(answer->said),
                                    .otherwise = answered ? PTE_NO_TIE : PTE_NO_ANSWER};

    pte_survey_add_block(&answer->export->reading.survey, &block);
}

/* Whether a cell of a block that does not count says there is a tie. */
static bool says_tie(const struct answer *answer, const char *text)
{
    const uint32_t word = pte_words_find(&answer->asked->words, text);
    double level;

    if (!answer->is_matrix)
        return word < answer->said->yes_count;
    if (answer->said->scale != NULL)
        return word != PTE_NOBODY && scale_of(answer)->words[word].level > 0;
    return pte_number_read(text, pte_export_mark(answer->export), &level) && level > 0;
}

/* Ties in a block that its own helper question calls unanswered. */
static void note_unanswered(const struct answer *answer)
{
    struct pte_export *export = answer->export;

    for (size_t i = 0; i < answer->asked->n; i++) {
        const uint32_t column = answer->asked->stars[i].column;
        const char *text = pte_export_cell(export, answer->row, column);

        if (text[0] == '\0' || !says_tie(answer, text))
            continue;
        pte_reading_note(
            &export->reading, "unanswered_tie",
            pte_source_place(&export->source, answer->row, column), text,
            "look at answered_when in the mapping",
            "this names a tie, but the row says the question was not answered; "
            "it is left out");
    }
}

static bool take_block(const struct answer *answer)
{
    struct pte_export *export = answer->export;
    const bool filled = is_filled(answer);
    const bool holds = pte_export_holds(
        export, answer->row, answer->asked->answered_column, &answer->asked->answered);

    add_block(answer, filled && holds);
    if (filled && holds)
        take_cells(answer);
    else if (filled)
        note_unanswered(answer);
    add_not_asked(answer, pte_source_place(&export->source, answer->row, 0));
    return filled && holds;
}

static struct answer answer_of(struct pte_export *export, unsigned i, uint32_t response)
{
    struct pte_asked *asked = &export->ties[i];

    return (struct answer){.export = export,
                           .said = asked->ties,
                           .asked = asked,
                           .response = response,
                           .organization =
                               export->reading.survey.responses[response].organization,
                           .relation = asked->relation,
                           .is_matrix = strcmp(asked->ties->layout, "matrix_level") == 0};
}

bool pte_export_take_ties(struct pte_export *export, const struct pte_row *row,
                          uint32_t response)
{
    bool complete = true;

    for (unsigned i = 0; i < export->mapping->ties_count; i++) {
        struct answer answer = answer_of(export, i, response);

        answer.row = row;
        complete = take_block(&answer) && complete;
    }
    return complete;
}

void pte_export_take_silence(struct pte_export *export, uint32_t response)
{
    for (unsigned i = 0; i < export->mapping->ties_count; i++) {
        const struct answer answer = answer_of(export, i, response);

        add_block(&answer, /* answered */ false);
        add_not_asked(&answer, export->reading.survey.responses[response].place);
    }
}

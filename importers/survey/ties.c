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
    struct pte_asked *asked;
    const struct pte_row *row;
    uint32_t response, organization;
};

static const struct pte_mapping_words *scale_of(const struct pte_export *export,
                                                const struct pte_asked *asked)
{
    const struct pte_mapping *mapping = export->mapping;
    unsigned i = 0;

    while (strcmp(mapping->scales[i].name, asked->ties->scale) != 0)
        i++; /* pte_mapping_check saw that it is there */
    return &mapping->scales[i];
}

static bool read_number(struct pte_export *export, const struct pte_asked *asked,
                        const char *text, struct pte_place place, double *level)
{
    const struct pte_mapping_ties *said = asked->ties;
    const double least = said->least != NULL ? *said->least : 0;
    const double most = said->most != NULL ? *said->most : MOST_UNLESS_SAID;
    const bool is_count =
        (asked->layout == PTE_EDGES || asked->layout == PTE_ADJACENCY) &&
        said->most == NULL;

    if (pte_number_read(text, pte_export_mark(export), level) && *level >= least &&
        (is_count || *level <= most)) {
        if (said->reverse)
            *level = most - *level;
        return true;
    }
    pte_reading_fault(&export->reading, "bad_level", place, text,
                      "correct the cell, or the scale in the mapping",
                      "this is no number from %g to %g", least, most);
    return false;
}

bool pte_export_read_cell(struct pte_export *export, struct pte_asked *asked,
                          const char *text, struct pte_place place, enum pte_mark *mark,
                          double *level)
{
    const bool is_box = asked->layout == PTE_BOXES;
    uint32_t word;

    *level = NAN;
    if (!is_box && asked->ties->scale == NULL) {
        if (!read_number(export, asked, text, place, level))
            return false;
        *mark = *level > 0 ? PTE_TIE : PTE_NO_TIE;
        return true;
    }
    word = pte_words_find(&asked->words, text);
    if (word == PTE_NOBODY) {
        pte_reading_fault(&export->reading, is_box ? "unknown_answer" : "unknown_level",
                          place, text, "add it to the mapping, or correct the cell",
                          "the mapping does not say what this answer means");
        return false;
    }
    if (is_box || word < asked->ties->yes_count + asked->ties->no_count) {
        *mark = word < asked->ties->yes_count ? PTE_TIE : PTE_NO_TIE;
        return true;
    }
    word -= asked->ties->yes_count + asked->ties->no_count;
    *level = scale_of(export, asked)->words[word].level;
    *mark = *level > 0 ? PTE_TIE : PTE_NO_TIE;
    return true;
}

static uint32_t word_of(void *words, const char *text)
{
    return pte_words_find(words, text);
}

/* A cell with a list of relations: whether this question's is among them. */
static bool read_list(const struct answer *answer, const char *text,
                      struct pte_place place, enum pte_mark *mark)
{
    PTE_AUTO(pte_pieces_release) struct pte_pieces pieces = {0};
    struct pte_asked *asked = answer->asked;
    bool known = true;

    *mark = PTE_NO_TIE;
    pte_pieces_cut(text, /* is_free */ false, word_of, &asked->words, &pieces);
    for (size_t i = 0; i < pieces.n; i++) {
        if (pieces.items[i].value == PTE_NOBODY && asked->meaning == 0)
            pte_reading_fault(&answer->export->reading, "unknown_relation", place,
                              pieces.items[i].text,
                              "add it to relations in the mapping, or correct the cell",
                              "the mapping does not say what this answer means");
        known = known && pieces.items[i].value != PTE_NOBODY;
        /* the yes and no words, if any, come first */
        if (pieces.items[i].value ==
            asked->meaning + asked->ties->yes_count + asked->ties->no_count)
            *mark = PTE_TIE;
    }
    return known;
}

static bool read_star(const struct answer *answer, const char *text,
                      struct pte_place place, enum pte_mark *mark, double *level)
{
    *level = NAN;
    return answer->asked->layout == PTE_CELLS
               ? read_list(answer, text, place, mark)
               : pte_export_read_cell(answer->export, answer->asked, text, place, mark,
                                      level);
}

/* Takes the cells of an answered block. Returns how many ties there are. */
static size_t take_cells(const struct answer *answer)
{
    struct pte_export *export = answer->export;
    const struct pte_mapping_ties *said = answer->asked->ties;
    const bool blank_is_no_answer =
        answer->asked->layout == PTE_LEVELS ||
        (said->blank != NULL && strcmp(said->blank, "no_answer") == 0);
    size_t ties = 0;

    for (size_t i = 0; i < answer->asked->n; i++) {
        const struct pte_star *star = &answer->asked->stars[i];
        const struct pte_place place =
            pte_source_place(&export->source, answer->row, star->column);
        const char *text = pte_export_cell(export, answer->row, star->column);
        enum pte_mark mark = PTE_NO_ANSWER;
        double level = NAN;

        if (text[0] != '\0' && !read_star(answer, text, place, &mark, &level))
            continue;
        if (mark != PTE_TIE && (mark != PTE_NO_ANSWER || !blank_is_no_answer))
            continue;
        ties += mark == PTE_TIE;
        pte_export_report(export, answer->asked, answer->response, star->organization,
                          mark, level, place);
    }
    return ties;
}

/* Numbered blocks: each names an organization and how strong the tie is. */
static size_t take_slots(const struct answer *answer)
{
    struct pte_export *export = answer->export;
    size_t ties = 0;

    for (size_t i = 0; i < answer->asked->n; i++) {
        const struct pte_star *star = &answer->asked->stars[i];
        const struct pte_place place =
            pte_source_place(&export->source, answer->row, star->column);
        const char *name = pte_export_cell(export, answer->row, star->column);
        const char *strength = pte_export_cell(export, answer->row, star->level);
        enum pte_mark mark = PTE_TIE;
        double level = NAN;
        uint32_t organization;

        if (name[0] == '\0' ||
            (strength[0] != '\0' &&
             !pte_export_read_cell(
                 export, answer->asked, strength,
                 pte_source_place(&export->source, answer->row, star->level), &mark,
                 &level)))
            continue;
        organization = pte_export_alter(export, name, place);
        if (organization == PTE_NOBODY)
            continue;
        ties += mark == PTE_TIE &&
                !export->reading.survey.organizations[organization].is_written;
        pte_export_report(export, answer->asked, answer->response, organization, mark,
                          level, place);
    }
    return ties;
}

static size_t take_answered(const struct answer *answer)
{
    struct pte_export *export = answer->export;

    if (answer->asked->layout == PTE_SLOTS)
        return take_slots(answer);
    if (answer->asked->layout != PTE_JOINED)
        return take_cells(answer);
    return pte_export_take_names(
        export, answer->asked, answer->response,
        pte_export_cell(export, answer->row, answer->asked->text), NAN,
        pte_source_place(&export->source, answer->row, answer->asked->text));
}

/* Organizations of the roster without a column were not asked about. */
static void add_not_asked(const struct answer *answer, struct pte_place place)
{
    const struct pte_survey *survey = &answer->export->reading.survey;
    PTE_AUTO(pte_free) bool *asked = NULL;

    if (answer->asked->layout >= PTE_JOINED || answer->asked->is_recall ||
        answer->asked->n == survey->n_organizations)
        return;
    asked = pte_alloc(survey->n_organizations, sizeof(*asked));
    for (size_t i = 0; i < answer->asked->n; i++)
        asked[answer->asked->stars[i].organization] = true;
    asked[answer->organization] = true; /* of oneself nobody is asked */
    for (uint32_t i = 0; i < survey->n_organizations; i++)
        if (!asked[i] && !survey->organizations[i].is_written)
            pte_export_report(answer->export, answer->asked, answer->response, i,
                              PTE_NOT_ASKED, NAN, place);
}

/* Whether any cell of a question about another organization holds something. */
static bool has_cells(const struct answer *answer, const struct pte_asked *asked)
{
    for (size_t i = 0; i < asked->n; i++)
        if (asked->stars[i].organization != answer->organization &&
            pte_export_cell(answer->export, answer->row, asked->stars[i].column)[0] !=
                '\0')
            return true;
    return asked->text > 0 &&
           pte_export_cell(answer->export, answer->row, asked->text)[0] != '\0';
}

/* A matrix of organizations and relations is answered as a whole or not at all. */
static bool is_filled(const struct answer *answer)
{
    const struct pte_export *export = answer->export;

    for (size_t i = 0; i < export->n_ties; i++)
        if (export->ties[i].ties == answer->asked->ties &&
            has_cells(answer, &export->ties[i]))
            return true;
    return false;
}

/* Whether a cell of a block that does not count says there is a tie. */
static bool says_tie(const struct answer *answer, const char *text)
{
    struct pte_asked *asked = answer->asked;
    const uint32_t word = pte_words_find(&asked->words, text);
    double level;

    if (asked->layout == PTE_BOXES)
        return word < asked->ties->yes_count;
    if (asked->layout != PTE_LEVELS)
        return true;
    if (asked->ties->scale != NULL)
        return word != PTE_NOBODY &&
               scale_of(answer->export, asked)->words[word].level > 0;
    return pte_number_read(text, pte_export_mark(answer->export), &level) && level > 0;
}

/* Ties in a block that its own helper question calls unanswered. */
static void note_unanswered(const struct answer *answer)
{
    struct pte_export *export = answer->export;
    const struct pte_asked *asked = answer->asked;

    for (size_t i = 0; i < asked->n + (asked->text > 0); i++) {
        const uint32_t column = i < asked->n ? asked->stars[i].column : asked->text;
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

/* Whether the tool says of every cell that its question was not shown. */
static bool was_not_asked(const struct answer *answer)
{
    struct pte_export *export = answer->export;
    const struct pte_asked *asked = answer->asked;

    for (size_t i = 0; i < asked->n; i++)
        if (asked->stars[i].organization != answer->organization &&
            pte_words_find(&export->not_asked,
                           pte_source_cell(&export->reading, answer->row,
                                           asked->stars[i].column)) == PTE_NOBODY)
            return false;
    return asked->n > 0 && export->not_asked.n > 0 && !asked->merges && !asked->adds_only;
}

static bool take_block(const struct answer *answer)
{
    struct pte_export *export = answer->export;
    struct pte_asked *asked = answer->asked;
    const bool none =
        asked->none.column > 0 && pte_export_holds(export, answer->row, &asked->none);
    const bool filled = is_filled(answer) || none;
    const bool holds = pte_export_holds(export, answer->row, &asked->answered);
    size_t ties = 0;

    pte_export_block(export, asked, answer->response, filled && holds);
    if (!filled && was_not_asked(answer)) {
        struct pte_survey *survey = &export->reading.survey;

        survey->blocks[survey->n_blocks - 1].otherwise = PTE_NOT_ASKED;
        return true;
    }
    if (filled && holds)
        ties = take_answered(answer);
    else if (filled)
        note_unanswered(answer);
    asked->capped += asked->ties->max > 0 && ties >= asked->ties->max;
    add_not_asked(answer, pte_source_place(&export->source, answer->row, 0));
    return (filled && holds) || asked->adds_only;
}

bool pte_export_take_ties(struct pte_export *export, const struct pte_row *row,
                          uint32_t response)
{
    bool complete = true;

    for (size_t i = 0; i < export->n_ties; i++) {
        const struct answer answer = {
            .export = export,
            .asked = &export->ties[i],
            .row = row,
            .response = response,
            .organization = export->reading.survey.responses[response].organization};

        if (!export->ties[i].has_table)
            complete = take_block(&answer) && complete;
    }
    return complete;
}

void pte_export_take_silence(struct pte_export *export, uint32_t response)
{
    for (size_t i = 0; i < export->n_ties; i++) {
        const struct answer answer = {
            .export = export,
            .asked = &export->ties[i],
            .response = response,
            .organization = export->reading.survey.responses[response].organization};

        if (answer.asked->has_table && answer.asked->layout != PTE_REPEAT)
            continue;
        pte_export_block(export, answer.asked, response, /* answered */ false);
        if (!answer.asked->has_table)
            add_not_asked(&answer, export->reading.survey.responses[response].place);
    }
}

/* core/model/survey.c - the waist of the house: what a stakeholder survey said. */
#include "core/model/survey.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/model/vocabulary.h"

enum { SHOWN_CHARACTERS = 60 };

const char *pte_survey_text(struct pte_survey *survey, const char *text)
{
    return pte_arena_text(&survey->arena, text);
}

/* Appends a copy of *item to survey->list and returns its index. */
#define ADD(list, item)                                                                  \
    do {                                                                                 \
        pte_grow(&survey->list, survey->n_##list, &survey->room_##list,                  \
                 sizeof(*survey->list));                                                 \
        survey->list[survey->n_##list] = *(item);                                        \
        return (uint32_t)survey->n_##list++;                                             \
    } while (0)

uint32_t pte_survey_add_file(struct pte_survey *survey, const struct pte_file *file)
{
    ADD(files, file);
}

uint32_t pte_survey_add_term(struct pte_survey *survey, const struct pte_term *term)
{
    ADD(terms, term);
}

uint32_t pte_survey_add_organization(struct pte_survey *survey,
                                     const struct pte_organization *organization)
{
    ADD(organizations, organization);
}

uint32_t pte_survey_add_fact(struct pte_survey *survey, const struct pte_fact *fact)
{
    ADD(facts, fact);
}

uint32_t pte_survey_add_person(struct pte_survey *survey, const struct pte_person *person)
{
    ADD(persons, person);
}

uint32_t pte_survey_add_response(struct pte_survey *survey,
                                 const struct pte_response *response)
{
    ADD(responses, response);
}

uint32_t pte_survey_add_block(struct pte_survey *survey, const struct pte_block *block)
{
    ADD(blocks, block);
}

uint32_t pte_survey_add_report(struct pte_survey *survey, const struct pte_report *report)
{
    ADD(reports, report);
}

uint32_t pte_survey_find_relation(const struct pte_survey *survey, const char *code)
{
    for (size_t i = 0; i < survey->n_relations; i++)
        if (strcmp(survey->relations[i], code) == 0)
            return (uint32_t)i;
    return PTE_NOBODY;
}

uint32_t pte_survey_relation(struct pte_survey *survey, const char *code)
{
    const uint32_t found = pte_survey_find_relation(survey, code);
    const char *kept;

    if (found != PTE_NOBODY)
        return found;
    kept = pte_survey_text(survey, code);
    ADD(relations, &kept);
}

void pte_survey_find(struct pte_survey *survey, const char *code, bool is_fault,
                     struct pte_place place, const char *value, const char *advice,
                     const char *format, ...)
{
    struct pte_finding finding = {.code = code, .is_fault = is_fault, .place = place};
    PTE_AUTO(pte_free)
    char *shown = value != NULL ? pte_text_fit(value, SHOWN_CHARACTERS) : NULL;
    char sentence[512];
    va_list args;

    va_start(args, format);
    vsnprintf(sentence, sizeof(sentence), format, args);
    va_end(args);
    finding.code = pte_survey_text(survey, code);
    finding.sentence = pte_survey_text(survey, sentence);
    finding.advice = pte_survey_text(survey, advice);
    finding.value = pte_survey_text(survey, shown);
    finding.place.sheet = pte_survey_text(survey, place.sheet);
    pte_grow(&survey->findings, survey->n_findings, &survey->room_findings,
             sizeof(*survey->findings));
    survey->findings[survey->n_findings++] = finding;
}

struct pte_waiting pte_survey_waiting(const struct pte_survey *survey)
{
    struct pte_waiting waiting = {0};
    const struct pte_organization *all = survey->organizations;

    for (size_t i = 0; i < survey->n_organizations; i++)
        waiting.organizations += all[i].is_written;
    if (waiting.organizations == 0)
        return waiting;
    for (size_t i = 0; i < survey->n_persons; i++)
        waiting.persons += all[survey->persons[i].organization].is_written;
    for (size_t i = 0; i < survey->n_responses; i++)
        waiting.responses += all[survey->responses[i].organization].is_written;
    for (size_t i = 0; i < survey->n_reports; i++)
        waiting.reports +=
            all[survey->reports[i].organization].is_written ||
            all[survey->responses[survey->reports[i].response].organization].is_written;
    return waiting;
}

size_t pte_survey_faults(const struct pte_survey *survey)
{
    size_t n = 0;

    for (size_t i = 0; i < survey->n_findings; i++)
        n += survey->findings[i].is_fault;
    return n;
}

const char *pte_survey_label(const struct pte_survey *survey, const char *vocabulary,
                             const char *code, int language)
{
    const struct pte_word *word;

    for (size_t i = 0; i < survey->n_terms; i++) {
        const struct pte_term *term = &survey->terms[i];

        if (strcmp(term->vocabulary, vocabulary) == 0 && strcmp(term->code, code) == 0 &&
            term->label[language] != NULL)
            return term->label[language];
    }
    word = pte_vocabulary_find(vocabulary, code);
    return word != NULL && word->label[language] != NULL ? word->label[language] : code;
}

void pte_survey_release(struct pte_survey *survey)
{
    free(survey->files);
    free(survey->terms);
    free(survey->relations);
    free(survey->organizations);
    free(survey->facts);
    free(survey->persons);
    free(survey->responses);
    free(survey->blocks);
    free(survey->reports);
    free(survey->findings);
    pte_arena_release(&survey->arena);
    *survey = (struct pte_survey){0};
}

const char *pte_mark_code(enum pte_mark mark)
{
    static const char *const codes[] = {"not_asked", "tie", "no_tie", "nonresponse",
                                        "structural"};

    return codes[mark];
}

const char *pte_tense_code(enum pte_tense tense)
{
    return tense == PTE_DESIRED ? "desired" : "current";
}

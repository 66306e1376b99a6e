/* importers/survey/reports.c - reports and blocks, where several questions say the same.
 */
#include <math.h>

#include "importers/survey/survey.intern.h"

/* A pair of a question, or its block (organization PTE_NOBODY). */
struct said {
    uint32_t response, organization, relation, tense;
};

static int strength(enum pte_mark mark)
{
    return mark == PTE_TIE ? 3 : mark == PTE_NO_TIE ? 2 : mark == PTE_NO_ANSWER ? 1 : 0;
}

/* Whether the report was there already; then the stronger word of the two is kept. */
static bool merged(struct pte_export *export, const struct pte_report *report)
{
    struct pte_survey *survey = &export->reading.survey;
    const struct said key = {report->response, report->organization, report->relation,
                             report->tense};
    struct pte_report *known;
    uint32_t at;

    if (pte_index_add(&export->said, &key, sizeof(key), (uint32_t)survey->n_reports, &at))
        return false;
    known = &survey->reports[at];
    if (strength(report->mark) > strength(known->mark) ||
        (report->mark == PTE_TIE && known->mark == PTE_TIE &&
         (isnan(known->level) || report->level > known->level)))
        *known = *report;
    return true;
}

void pte_export_report(struct pte_export *export, const struct pte_asked *asked,
                       uint32_t response, uint32_t organization, enum pte_mark mark,
                       double level, struct pte_place place)
{
    struct pte_survey *survey = &export->reading.survey;
    const struct pte_report report = {.response = response,
                                      .organization = organization,
                                      .relation = asked->relation,
                                      .tense = asked->tense,
                                      .mark = mark,
                                      .level = mark == PTE_TIE ? level : NAN,
                                      .place = place};

    if (organization == survey->responses[response].organization) {
        if (mark == PTE_TIE)
            pte_reading_note(&export->reading, "self_tie", place,
                             survey->organizations[organization].id, NULL,
                             "a tie of an organization with itself is left out");
    } else if (!asked->merges || !merged(export, &report)) {
        pte_survey_add_report(survey, &report);
    }
}

void pte_export_block(struct pte_export *export, const struct pte_asked *asked,
                      uint32_t response, bool answered)
{
    struct pte_survey *survey = &export->reading.survey;
    const struct said key = {response, PTE_NOBODY, asked->relation, asked->tense};
    const struct pte_block block = {.response = response,
                                    .relation = asked->relation,
                                    .tense = asked->tense,
                                    .otherwise = !answered          ? PTE_NO_ANSWER
                                                 : asked->is_recall ? PTE_NOT_ASKED
                                                                    : PTE_NO_TIE};
    uint32_t at;

    if (asked->adds_only)
        return;
    if (!asked->merges ||
        pte_index_add(&export->said, &key, sizeof(key), (uint32_t)survey->n_blocks, &at))
        pte_survey_add_block(survey, &block);
    else if (answered)
        survey->blocks[at].otherwise = block.otherwise;
}

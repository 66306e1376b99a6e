/* importers/survey/differ.c - how often respondents of one organization contradict. */
#include "core/base/memory.h"
#include "importers/survey/survey.intern.h"

enum { MOST_MARKS = 64 << 20 };

/* The responses of organizations that several persons answered for. */
struct several {
    uint32_t *slot; /* per response; PTE_NOBODY = none */
    uint32_t *response;
    size_t n;
    unsigned char *marks; /* per slot and organization: enum pte_mark */
    size_t compared, different;
};

static void release_several(struct several *several)
{
    pte_free(&several->slot);
    pte_free(&several->response);
    pte_free(&several->marks);
}

static void find_several(const struct pte_survey *survey, struct several *several)
{
    PTE_AUTO(pte_free)
    size_t *persons = pte_alloc(survey->n_organizations, sizeof(*persons));

    several->slot = pte_alloc(survey->n_responses, sizeof(*several->slot));
    several->response = pte_alloc(survey->n_responses, sizeof(*several->response));
    for (size_t i = 0; i < survey->n_responses; i++)
        persons[survey->responses[i].organization] +=
            survey->responses[i].person != PTE_NOBODY;
    /* one organization after the other, so that its responses stand together */
    for (uint32_t i = 0; i < survey->n_responses; i++)
        several->slot[i] = PTE_NOBODY;
    for (uint32_t i = 0; i < survey->n_responses; i++) {
        const uint32_t organization = survey->responses[i].organization;

        if (persons[organization] < 2 || several->slot[i] != PTE_NOBODY)
            continue;
        for (uint32_t j = i; persons[organization] > 0 && j < survey->n_responses; j++)
            if (survey->responses[j].organization == organization &&
                survey->responses[j].person != PTE_NOBODY) {
                several->slot[j] = (uint32_t)several->n;
                several->response[several->n++] = j;
                persons[organization]--;
            }
    }
}

/* What each of them said of each organization in one question. */
static void read_marks(const struct pte_survey *survey, struct several *several,
                       uint32_t relation, enum pte_tense tense)
{
    const size_t n = survey->n_organizations;

    for (size_t i = 0; i < several->n * n; i++)
        several->marks[i] = PTE_NOT_ASKED;
    for (size_t i = 0; i < survey->n_blocks; i++) {
        const struct pte_block *block = &survey->blocks[i];
        const uint32_t slot = several->slot[block->response];

        if (slot != PTE_NOBODY && block->relation == relation && block->tense == tense)
            for (size_t j = 0; j < n; j++)
                several->marks[slot * n + j] = (unsigned char)block->otherwise;
    }
    for (size_t i = 0; i < survey->n_reports; i++) {
        const struct pte_report *report = &survey->reports[i];
        const uint32_t slot = several->slot[report->response];

        if (slot != PTE_NOBODY && report->relation == relation && report->tense == tense)
            several->marks[slot * n + report->organization] = (unsigned char)report->mark;
    }
}

static void compare(const struct pte_survey *survey, struct several *several)
{
    const size_t n = survey->n_organizations;

    for (size_t first = 0, end; first < several->n; first = end) {
        const uint32_t own = survey->responses[several->response[first]].organization;

        for (end = first; end < several->n &&
                          survey->responses[several->response[end]].organization == own;)
            end++;
        for (size_t j = 0; j < n; j++) {
            size_t ties = 0, answers = 0;

            for (size_t i = first; i < end && j != own; i++) {
                ties += several->marks[i * n + j] == PTE_TIE;
                answers += several->marks[i * n + j] == PTE_TIE ||
                           several->marks[i * n + j] == PTE_NO_TIE;
            }
            several->compared += answers > 1;
            several->different += answers > 1 && ties > 0 && ties < answers;
        }
    }
}

void pte_export_note_differences(struct pte_export *export)
{
    const struct pte_survey *survey = &export->reading.survey;
    PTE_AUTO(release_several) struct several several = {0};

    find_several(survey, &several);
    if (several.n == 0 || several.n > MOST_MARKS / (survey->n_organizations + 1))
        return;
    several.marks = pte_alloc(several.n * survey->n_organizations, 1);
    for (uint32_t i = 0; i < survey->n_relations; i++)
        for (int tense = PTE_CURRENT; tense <= PTE_DESIRED; tense++) {
            read_marks(survey, &several, i, (enum pte_tense)tense);
            compare(survey, &several);
        }
    if (several.different > 0)
        pte_reading_note(
            &export->reading, "respondents_differ",
            (struct pte_place){.file = export->source.file}, NULL, NULL,
            "respondents of one organization spoke together of %zu possible ties and "
            "differ about %zu of them (%.0f in a hundred); a tie counts if any says so",
            several.compared, several.different,
            100. * (double)several.different / (double)several.compared);
}

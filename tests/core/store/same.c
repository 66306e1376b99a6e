/* tests/core/store/same.c - whether two surveys say the same. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/survey.h"
#include "tests/core/store/fixture.h"

/* A survey as lines that do not depend on the order things came in: each thing is named
 * by its ids instead of its index, and the lines are sorted. */
struct lines {
    char **line;
    size_t n, room;
};

static void add_line(struct lines *lines, struct pte_text *text)
{
    pte_grow(&lines->line, lines->n, &lines->room, sizeof(*lines->line));
    lines->line[lines->n++] = strdup(text->bytes);
    pte_text_clear(text);
}

static const char *shown(const char *text)
{
    return text != NULL ? text : "(none)";
}

static void add_place(struct pte_text *text, const struct pte_survey *survey,
                      const struct pte_place *place)
{
    pte_text_addf(text, " at %s %s %u %u",
                  place->file == PTE_NOBODY ? "nowhere" : survey->files[place->file].name,
                  shown(place->sheet), place->row, place->column);
}

static void add_organization(struct pte_text *text, const struct pte_survey *survey,
                             uint32_t index)
{
    pte_text_addf(text, " %s/%s", survey->organizations[index].country,
                  survey->organizations[index].id);
}

static void add_respondent(struct pte_text *text, const struct pte_survey *survey,
                           uint32_t index)
{
    const struct pte_response *response = &survey->responses[index];

    add_organization(text, survey, response->organization);
    pte_text_addf(text, " by %s",
                  response->person == PTE_NOBODY ? "nobody"
                                                 : survey->persons[response->person].key);
}

static void add_actors(struct lines *lines, const struct pte_survey *survey)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};

    for (size_t i = 0; i < survey->n_organizations; i++) {
        const struct pte_organization *item = &survey->organizations[i];

        pte_text_addf(&text, "organization %s/%s|%s|%s|%s|%s|%s|%s|%s|%d", item->country,
                      item->id, item->name, shown(item->acronym), item->sector,
                      shown(item->kind), shown(item->side), shown(item->region),
                      shown(item->parent), (int)item->women_led);
        add_place(&text, survey, &item->place);
        add_line(lines, &text);
    }
    for (size_t i = 0; i < survey->n_persons; i++) {
        const struct pte_person *item = &survey->persons[i];

        pte_text_addf(&text, "person %s|%s|%s", item->key, shown(item->role),
                      shown(item->gender));
        add_organization(&text, survey, item->organization);
        add_line(lines, &text);
    }
    for (size_t i = 0; i < survey->n_facts; i++) {
        const struct pte_fact *item = &survey->facts[i];

        pte_text_addf(&text, "fact %s|%s|%.17g", item->topic, item->code, item->amount);
        add_organization(&text, survey, item->organization);
        add_place(&text, survey, &item->place);
        add_line(lines, &text);
    }
}

static void add_answers(struct lines *lines, const struct pte_survey *survey)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};

    for (size_t i = 0; i < survey->n_responses; i++) {
        const struct pte_response *item = &survey->responses[i];

        pte_text_add(&text, "response");
        add_respondent(&text, survey, (uint32_t)i);
        pte_text_addf(&text, " %d %d %s", (int)item->answered, item->consents,
                      shown(item->date));
        add_place(&text, survey, &item->place);
        add_line(lines, &text);
    }
    for (size_t i = 0; i < survey->n_blocks; i++) {
        const struct pte_block *item = &survey->blocks[i];

        pte_text_add(&text, "block");
        add_respondent(&text, survey, item->response);
        pte_text_addf(&text, " %s %s %s", survey->relations[item->relation],
                      pte_tense_code(item->tense), pte_mark_code(item->otherwise));
        add_line(lines, &text);
    }
    for (size_t i = 0; i < survey->n_reports; i++) {
        const struct pte_report *item = &survey->reports[i];

        pte_text_add(&text, "report");
        add_respondent(&text, survey, item->response);
        add_organization(&text, survey, item->organization);
        pte_text_addf(&text, " %s %s %s %.17g", survey->relations[item->relation],
                      pte_tense_code(item->tense), pte_mark_code(item->mark),
                      item->level);
        add_place(&text, survey, &item->place);
        add_line(lines, &text);
    }
}

static void add_words(struct lines *lines, const struct pte_survey *survey)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};

    pte_text_addf(&text, "survey %s|%s|%s|%s|%s|%d", survey->study, shown(survey->title),
                  survey->wave, shown(survey->instrument), shown(survey->respondents),
                  survey->is_synthetic);
    add_line(lines, &text);
    for (size_t i = 0; i < survey->n_files; i++) {
        pte_text_addf(&text, "file %s %s", survey->files[i].name,
                      survey->files[i].digest);
        add_line(lines, &text);
    }
    for (size_t i = 0; i < survey->n_relations; i++) {
        pte_text_addf(&text, "relation %zu %s", i, survey->relations[i]);
        add_line(lines, &text);
    }
    for (size_t i = 0; i < survey->n_terms; i++) {
        const struct pte_term *item = &survey->terms[i];

        pte_text_addf(&text, "term %s %s|%s|%s|%s|%d|%d", item->vocabulary, item->code,
                      shown(item->label[0]), shown(item->label[1]), shown(item->label[2]),
                      item->order, item->is_new);
        add_line(lines, &text);
    }
    for (size_t i = 0; i < survey->n_findings; i++) {
        const struct pte_finding *item = &survey->findings[i];

        pte_text_addf(&text, "finding %s|%d|%s|%s|%s", item->code, item->is_fault,
                      item->sentence, shown(item->advice), shown(item->value));
        add_place(&text, survey, &item->place);
        add_line(lines, &text);
    }
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static struct lines lines_of(const struct pte_survey *survey)
{
    struct lines lines = {0};

    add_words(&lines, survey);
    add_actors(&lines, survey);
    add_answers(&lines, survey);
    qsort(lines.line, lines.n, sizeof(*lines.line), by_text);
    return lines;
}

static void release_lines(struct lines *lines)
{
    for (size_t i = 0; i < lines->n; i++)
        free(lines->line[i]);
    free(lines->line);
}

bool fixture_same(const struct pte_survey *one, const struct pte_survey *other)
{
    PTE_AUTO(release_lines) struct lines left = lines_of(one);
    PTE_AUTO(release_lines) struct lines right = lines_of(other);
    bool same = left.n == right.n;

    for (size_t i = 0; i < left.n && i < right.n; i++)
        if (strcmp(left.line[i], right.line[i]) != 0) {
            fprintf(stderr, "# %s\n# %s\n", left.line[i], right.line[i]);
            return false;
        }
    if (!same)
        fprintf(stderr, "# %zu lines, %zu lines\n", left.n, right.n);
    return same;
}

/* api/answers/organizations.c - the organizations, and whether they answered. */
#include <math.h>
#include <string.h>

#include "api/answer.h"
#include "api/answers/answers.h"
#include "api/answers/scene.h"
#include "api/documents/json.h"
#include "api/language.h"

/* In JSON, by enum pte_answered. */
static const char *const answered_words[] = {"silent", "partial", "complete"};

/* Codes of one topic, in the survey's order; with their amounts where they have any. */
static json_t *facts(const struct pte_survey *survey, uint32_t organization,
                     const char *topic)
{
    json_t *list = json_array();

    for (size_t i = 0; i < survey->n_facts; i++) {
        const struct pte_fact *fact = &survey->facts[i];
        json_t *one;

        if (fact->organization != organization || strcmp(fact->topic, topic) != 0)
            continue;
        one = json_object();
        pte_json_set(one, "code", pte_json_words(fact->code));
        pte_json_set(one, "amount", pte_json_number(fact->amount));
        pte_json_add(list, one);
    }
    return list;
}

static json_t *organization_row(const struct pte_survey *survey, uint32_t index,
                                int answered)
{
    const struct pte_organization *organization = &survey->organizations[index];
    json_t *row = json_object();

    pte_json_set(row, "id", pte_json_words(organization->id));
    pte_json_set(row, "name", pte_json_words(organization->name));
    pte_json_set(row, "country", pte_json_words(organization->country));
    pte_json_set(row, "sector", pte_json_words(organization->sector));
    pte_json_set(row, "answered",
                 answered < 0 ? json_null() : pte_json_words(answered_words[answered]));
    pte_json_set(row, "kind", pte_json_words(organization->kind));
    pte_json_set(row, "side", pte_json_words(organization->side));
    pte_json_set(row, "acronym", pte_json_words(organization->acronym));
    pte_json_set(row, "region", pte_json_words(organization->region));
    pte_json_set(row, "parent", pte_json_words(organization->parent));
    pte_json_set(row, "women_led",
                 organization->women_led == PTE_UNKNOWN
                     ? json_null()
                     : json_boolean(organization->women_led == PTE_YES));
    pte_json_set(row, "functions", facts(survey, index, "function"));
    pte_json_set(row, "challenges", facts(survey, index, "challenge"));
    pte_json_set(row, "training", facts(survey, index, "training"));
    pte_json_set(row, "vacancies", facts(survey, index, "vacancy"));
    return row;
}

bool pte_answer_organizations(const struct pte_ask *ask, struct pte_answer *answer,
                              struct pte_error *err)
{
    static const struct pte_column columns[] = {
        {"country", N_("country"), PTE_WORDS, NULL, 0},
        {"id", N_("id"), PTE_WORDS, NULL, 0},
        {"name", N_("organization"), PTE_WORDS, NULL, 0},
        {"sector", N_("sector"), PTE_TERM, "sector", 0},
        {"answered", N_("answered"), PTE_TERM, NULL, 0},
        {"kind", N_("kind"), PTE_TERM, "kind", 0},
        {"side", NULL, PTE_TERM, "side", 0},
        {"acronym", NULL, PTE_WORDS, NULL, 0},
        {"region", NULL, PTE_WORDS, NULL, 0},
        {"parent", NULL, PTE_WORDS, NULL, 0},
        {"women_led", N_("women-led"), PTE_WORDS, NULL, 0},
    };
    PTE_AUTO(pte_scene_release) struct pte_scene scene = {0};
    const enum pte_language lang = answer->reader.language;
    PTE_AUTO(pte_free) int *answers = NULL;
    json_t *rows = json_array();
    const struct pte_table table = {.rows = rows,
                                    .columns = columns,
                                    .n_columns = sizeof(columns) / sizeof(columns[0])};

    pte_json_set(answer->data, "organizations", rows);
    if (!pte_scene_open(ask, answer, &scene, err))
        return false;
    answers = pte_scene_answers(&scene);
    for (uint32_t i = 0; i < scene.survey.n_organizations; i++)
        pte_json_add(rows, organization_row(&scene.survey, i, answers[i]));
    pte_json_set(answer->computed, "organizations",
                 pte_json_count(scene.survey.n_organizations));

    pte_scene_heading(&scene, answer, pte_say(lang, N_("organizations")));
    pte_answer_table(answer, &table);
    pte_answer_csv(answer, &table);
    return true;
}

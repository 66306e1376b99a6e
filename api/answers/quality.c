/* api/answers/quality.c - who answered, what was left out, and what is doubtful. */
#include <stdint.h>
#include <stdio.h>

#include "api/answer.h"
#include "api/answers/answers.h"
#include "api/answers/findings.h"
#include "api/answers/scene.h"
#include "api/documents/json.h"
#include "api/language.h"
#include "core/measures/cells.h"

/* How many organizations of a sector (PTE_NOBODY = all) answered at least in part. */
static size_t count_answered(const struct pte_network *net, const int *answers,
                             uint32_t sector)
{
    size_t n = 0;

    for (size_t i = 0; i < pte_network_actors(net); i++) {
        const struct pte_actor *actor = pte_network_actor(net, i);

        n += (sector == PTE_NOBODY || actor->sector == sector) &&
             answers[actor->index] > PTE_SILENT;
    }
    return n;
}

static json_t *rate_row(const struct pte_network *net, const int *answers,
                        const struct pte_response_rate *rate)
{
    const size_t answered = count_answered(net, answers, rate->sector);
    size_t n;
    const char *country = pte_network_countries(net, &n)[0];
    const char *const *sectors = pte_network_sectors(net, &n);
    json_t *row = json_object();

    pte_json_set(row, "country", pte_json_words(country));
    pte_json_set(row, "sector",
                 rate->sector == PTE_NOBODY ? json_null()
                                            : pte_json_words(sectors[rate->sector]));
    pte_json_set(row, "asked", pte_json_count(rate->asked));
    pte_json_set(row, "answered", pte_json_count(answered));
    pte_json_set(row, "response_rate",
                 pte_json_number((double)answered / (double)rate->asked));
    pte_json_set(row, "answered_in_full", pte_json_count(rate->answered));
    pte_json_set(row, "pairs_asked", pte_json_count(rate->pairs_asked));
    pte_json_set(row, "pairs_answered", pte_json_count(rate->pairs_answered));
    pte_json_set(
        row, "item_response_rate",
        pte_json_number((double)rate->pairs_answered / (double)rate->pairs_asked));
    return row;
}

static bool add_country(const struct pte_scene *scene, size_t country, const int *answers,
                        json_t *rates, json_t *silent, struct pte_error *err)
{
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_free) struct pte_response_rate *found = NULL;
    size_t n;

    if (!pte_scene_network(scene, country, NULL, &net, err))
        return false;
    n = pte_response_rates(net, &found);
    for (size_t i = 0; i < n; i++)
        pte_json_add(rates, rate_row(net, answers, &found[i]));
    for (size_t i = 0; i < pte_network_actors(net); i++)
        if (answers[pte_network_actor(net, i)->index] == PTE_SILENT)
            pte_json_add(silent, pte_scene_actor(net, i));
    return true;
}

/* For people the row of all sectors has a name. */
static void write_rates(struct pte_answer *answer, struct pte_table *table)
{
    PTE_AUTO(pte_json_release) json_t *shown = json_array();
    size_t i;
    const json_t *rate;

    pte_answer_csv(answer, table);
    json_array_foreach (table->rows, i, rate) {
        json_t *row = json_copy((json_t *)rate);

        if (json_is_null(json_object_get(row, "sector")))
            pte_json_set(
                row, "sector",
                pte_json_words(pte_say(answer->reader.language, N_("all sectors"))));
        pte_json_add(shown, row);
    }
    table->rows = shown;
    pte_answer_table(answer, table);
}

static const struct pte_column rate_columns[] = {
    {"country", N_("country"), PTE_WORDS, NULL, 0},
    {"sector", N_("sector"), PTE_TERM, "sector", 0},
    {"asked", N_("asked"), PTE_COUNT, NULL, 0},
    {"answered", N_("answered"), PTE_COUNT, NULL, 0},
    {"response_rate", N_("response"), PTE_SHARE, NULL, 0},
    {"answered_in_full", N_("in full"), PTE_COUNT, NULL, 0},
    {"pairs_asked", N_("pairs asked about"), PTE_COUNT, NULL, 0},
    {"pairs_answered", N_("pairs answered"), PTE_COUNT, NULL, 0},
    {"item_response_rate", N_("of pairs"), PTE_SHARE, NULL, 0},
};

static const struct pte_column silent_columns[] = {
    {"country", N_("country"), PTE_WORDS, NULL, 0},
    {"id", N_("id"), PTE_WORDS, NULL, 0},
    {"name", N_("organization"), PTE_WORDS, NULL, 0},
    {"sector", N_("sector"), PTE_TERM, "sector", 0},
};

bool pte_answer_quality(const struct pte_ask *ask, struct pte_answer *answer,
                        struct pte_error *err)
{
    PTE_AUTO(pte_scene_release) struct pte_scene scene = {0};
    PTE_AUTO(pte_network_free) struct pte_network *whole = NULL;
    const enum pte_language lang = answer->reader.language;
    PTE_AUTO(pte_free) int *answers = NULL;
    json_t *rates = json_array(), *silent = json_array();
    struct pte_table rate_table = {.title = pte_say(lang, N_("Who answered")),
                                   .rows = rates,
                                   .columns = rate_columns,
                                   .n_columns =
                                       sizeof(rate_columns) / sizeof(rate_columns[0])};
    const struct pte_table silent_table = {
        .title = pte_say(lang, N_("Silent: their ties are unknown, not absent")),
        .rows = silent,
        .columns = silent_columns,
        .n_columns = sizeof(silent_columns) / sizeof(silent_columns[0])};

    pte_json_set(answer->data, "response", rates);
    pte_json_set(answer->data, "silent", silent);
    if (!pte_scene_open(ask, answer, &scene, err) ||
        !pte_scene_network(&scene, SIZE_MAX, NULL, &whole, err))
        return false;
    answers = pte_scene_answers(&scene);
    for (size_t i = 0; i < scene.n_countries; i++)
        if (!add_country(&scene, i, answers, rates, silent, err))
            return false;
    pte_json_set(answer->computed, "definition", pte_json_words("M0, M14"));
    pte_scene_tell_network(whole, answer);

    pte_scene_heading(&scene, answer, pte_say(lang, N_("quality of the answers")));
    write_rates(answer, &rate_table);
    pte_answer_table(answer, &silent_table);
    pte_json_set(answer->data, "findings", pte_findings_rows(&scene.survey));
    pte_findings_table(answer, json_object_get(answer->data, "findings"));
    return true;
}

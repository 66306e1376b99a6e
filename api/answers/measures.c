/* api/answers/measures.c - where each organization stands. */
#include <math.h>
#include <stdint.h>
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "api/answer.h"
#include "api/answers/answers.h"
#include "api/answers/scene.h"
#include "api/documents/json.h"
#include "api/language.h"
#include "api/nearest.h"
#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/measures/catalogue.h"

enum { MOST_MEASURES = 96 }; /* more than the catalogue has: choose() makes sure */

struct chosen {
    const struct pte_measure *measure[MOST_MEASURES];
    size_t n;
};

static bool unknown_measure(const char *key, struct pte_error *err)
{
    size_t n;
    const struct pte_measure *all = pte_measures(&n);
    const char *keys[MOST_MEASURES], *nearest;

    for (size_t i = 0; i < n && i < MOST_MEASURES; i++)
        keys[i] = all[i].key;
    nearest = pte_nearest(key, keys, n < MOST_MEASURES ? n : MOST_MEASURES);
    pte_fail(err, PTE_EUSAGE, "no measure '%.40s'", key);
    if (nearest != NULL)
        return pte_hint(err, "did you mean '%s'?", nearest);
    return pte_hint(err, "puente help measures lists them");
}

/* Those named, or all, in the catalogue's order. */
static bool choose(const char *wanted, struct chosen *chosen, struct pte_error *err)
{
    size_t n;
    const struct pte_measure *all = pte_measures(&n);
    bool is_wanted[MOST_MEASURES] = {false};
    char names[4097];
    char *rest = NULL;

    assert(n <= MOST_MEASURES);
    snprintf(names, sizeof(names), "%s", wanted == NULL ? "" : wanted);
    for (char *key = strtok_r(names, ", ", &rest); key != NULL;
         key = strtok_r(NULL, ", ", &rest)) {
        const struct pte_measure *found = pte_measure_find(key);

        if (found == NULL)
            return unknown_measure(key, err);
        is_wanted[found - all] = true;
    }
    for (size_t i = 0; i < n && i < MOST_MEASURES; i++)
        if (wanted == NULL || is_wanted[i])
            chosen->measure[chosen->n++] = &all[i];
    return true;
}

/* Computed for one country: every chosen measure becomes a key of every row. */
static bool add_country(const struct pte_scene *scene, size_t country,
                        const struct chosen *chosen, struct pte_answer *answer,
                        json_t *rows, struct pte_error *err)
{
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    const size_t first = json_array_size(rows);
    size_t n;

    if (!pte_scene_network(scene, country, NULL, &net, err))
        return false;
    n = pte_network_actors(net);
    for (size_t i = 0; i < n; i++)
        pte_json_add(rows, pte_scene_actor(net, i));
    for (size_t m = 0; n > 0 && m < chosen->n; m++) {
        PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};
        const struct pte_measure *measure = chosen->measure[m];

        if (!measure->compute(net, &scores, err))
            return false;
        for (size_t i = 0; i < n; i++)
            pte_json_set(json_array_get(rows, first + i), measure->key,
                         pte_json_number(scores.value[i]));
        if (scores.note != NULL) {
            struct pte_text note = {0};

            pte_text_addf(&note, "%s, %s: %s",
                          pte_scene_country(answer, scene->countries[country]),
                          measure->key, pte_say(answer->reader.language, scores.note));
            pte_answer_note(answer, pte_text_get(&note));
            pte_text_release(&note);
        }
    }
    return true;
}

/* In text without a choice: what a room asks for first. */
static bool is_headline(const char *key)
{
    static const char *const keys[] = {"degree", "in_degree", "betweenness", "ei"};

    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        if (strcmp(keys[i], key) == 0)
            return true;
    return false;
}

static void write_tables(struct pte_answer *answer, const struct chosen *chosen,
                         bool were_named, const json_t *rows)
{
    struct pte_column columns[MOST_MEASURES + 4] = {
        {"country", N_("country"), PTE_WORDS, NULL, 0},
        {"id", N_("id"), PTE_WORDS, NULL, 0},
        {"name", N_("organization"), PTE_WORDS, NULL, 0},
        {"sector", N_("sector"), PTE_TERM, "sector", 0},
    };
    struct pte_table table = {.rows = rows, .columns = columns, .n_columns = 4};

    for (size_t m = 0; m < chosen->n; m++) {
        const struct pte_measure *measure = chosen->measure[m];
        const bool is_count = strcmp(measure->unit, "organizations") == 0;

        columns[table.n_columns++] = (struct pte_column){
            .key = measure->key,
            .heading = were_named || is_headline(measure->key) ? measure->label : NULL,
            .kind = is_count ? PTE_COUNT : PTE_NUMBER,
            .decimals = 3};
    }
    pte_answer_table(answer, &table);
    pte_answer_csv(answer, &table);
}

bool pte_answer_measures(const struct pte_ask *ask, struct pte_answer *answer,
                         struct pte_error *err)
{
    PTE_AUTO(pte_scene_release) struct pte_scene scene = {0};
    PTE_AUTO(pte_network_free) struct pte_network *whole = NULL;
    const enum pte_language lang = answer->reader.language;
    const char *wanted = pte_ask_value(ask, "measure");
    struct chosen chosen = {.n = 0};
    json_t *rows = json_array(), *keys = json_array();

    pte_json_set(answer->data, "organizations", rows);
    pte_json_set(answer->question, "measure", keys);
    pte_json_set(answer->computed, "definition",
                 pte_json_words("METHODS: conventions of the basic measures"));
    if (!choose(wanted, &chosen, err) || !pte_scene_open(ask, answer, &scene, err) ||
        !pte_scene_network(&scene, SIZE_MAX, NULL, &whole, err))
        return false;
    for (size_t m = 0; m < chosen.n; m++)
        pte_json_add(keys, pte_json_words(chosen.measure[m]->key));
    pte_scene_tell_network(whole, answer);
    for (size_t i = 0; i < scene.n_countries; i++) {
        pte_progress_step(ask->progress, i, scene.n_countries);
        if (!add_country(&scene, i, &chosen, answer, rows, err))
            return false;
    }
    pte_scene_heading(&scene, answer,
                      pte_say(lang, N_("where each organization stands")));
    write_tables(answer, &chosen, wanted != NULL, rows);
    if (wanted == NULL && pte_answer_is_text(answer))
        pte_answer_line(answer,
                        pte_say(lang, N_("More measures: --measure A,B (puente help "
                                         "measures lists them), --csv or --json.")));
    return true;
}

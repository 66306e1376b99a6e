/* api/commands/demo/truth.c - what was planted in the example, and whether it was found.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "api/commands/command.h"
#include "api/commands/demo/demo.intern.h"
#include "api/documents/json.h"
#include "api/language.h"
#include "core/base/memory.h"
#include "core/measures/cells.h"
#include "core/model/survey.h"
#include "core/network/network.h"
#include "core/store/store.h"

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text == NULL ? "" : text;
}

static bool is(const json_t *object, const char *key, const char *value)
{
    return strcmp(text_of(object, key), value) == 0;
}

/* Says "planted, and found: what" and takes what. */
static void tell(struct pte_demo *demo, bool found, struct pte_text *what)
{
    const enum pte_language lang = demo->call->language;
    struct pte_text line = {0};

    pte_text_addf(&line,
                  found ? pte_say(lang, N_("+ planted, and found: %s"))
                        : pte_say(lang, N_("- planted, and not found: %s")),
                  pte_text_get(what));
    pte_answer_line(&demo->said, pte_text_get(&line));
    demo->missed += !found;
    pte_text_release(&line);
    pte_text_release(what);
}

static const char *word(const char *vocabulary, const char *code, enum pte_language lang)
{
    const struct pte_word *found = pte_vocabulary_find(vocabulary, code);

    return found == NULL ? code : found->label[lang];
}

/* A range such as "p": [0, 0.01] that is not given holds everything. */
static bool is_within(double value, const json_t *range)
{
    return range == NULL || (value >= json_number_value(json_array_get(range, 0)) &&
                             value <= json_number_value(json_array_get(range, 1)));
}

static const json_t *find_cell(const struct pte_demo *demo, const char *country,
                               const json_t *pair)
{
    const json_t *cells = json_object_get(json_object_get(demo->gaps, "data"), "cells");
    size_t i;
    const json_t *cell;

    json_array_foreach (cells, i, cell)
        if (is(cell, "country", country) &&
            json_equal(json_object_get(cell, "from"), json_array_get(pair, 0)) &&
            json_equal(json_object_get(cell, "to"), json_array_get(pair, 1)))
            return cell;
    return NULL;
}

static void tell_cells(struct pte_demo *demo, const char *country, const json_t *planted)
{
    size_t i;
    const json_t *wanted;

    json_array_foreach (json_object_get(planted, "cells"), i, wanted) {
        const json_t *cell = find_cell(demo, country, json_object_get(wanted, "cell"));
        struct pte_text what = {0};

        pte_answer_line(&demo->said, text_of(cell, "verdict"));
        pte_text_addf(
            &what, "%s: %s", text_of(cell, "label"),
            pte_table_own_word(text_of(wanted, "verdict"), demo->call->language));
        tell(demo,
             is(cell, "verdict_code", text_of(wanted, "verdict")) &&
                 is_within(json_number_value(json_object_get(cell, "ratio")),
                           json_object_get(wanted, "ratio")) &&
                 is_within(json_number_value(json_object_get(cell, "p")),
                           json_object_get(wanted, "p")),
             &what);
    }
}

/* The mistake that puente does not make: everyone who was silent said "no". */
static void fill_with_no(struct pte_survey *survey)
{
    PTE_AUTO(pte_free)
    bool *has_block = pte_alloc(survey->n_responses * survey->n_relations, sizeof(bool));

    for (size_t i = 0; i < survey->n_blocks; i++) {
        struct pte_block *block = &survey->blocks[i];

        if (block->otherwise == PTE_NO_ANSWER)
            block->otherwise = PTE_NO_TIE;
        if (block->tense == PTE_CURRENT)
            has_block[block->response * survey->n_relations + block->relation] = true;
    }
    for (size_t i = 0; i < survey->n_reports; i++)
        if (survey->reports[i].mark == PTE_NO_ANSWER)
            survey->reports[i].mark = PTE_NO_TIE;
    for (uint32_t i = 0; i < survey->n_responses; i++) {
        survey->responses[i].answered = PTE_COMPLETE;
        for (uint32_t r = 0; r < survey->n_relations; r++) {
            const struct pte_block block = {
                .response = i, .relation = r, .otherwise = PTE_NO_TIE};

            if (!has_block[i * survey->n_relations + r])
                pte_survey_add_block(survey, &block);
        }
    }
}

static bool zero_filled(struct pte_demo *demo, const char *country, const json_t *pair,
                        struct pte_cell *found, struct pte_error *err)
{
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_cells_release) struct pte_cells cells = {0};
    const struct pte_selection all = {0};
    const struct pte_cell_options options = {.seed = 1};
    const char *const *sectors;
    size_t n;

    if (!pte_store_load(demo->store, demo->study, /* wave */ NULL, &country, 1, &survey,
                        err))
        return false;
    fill_with_no(&survey);
    if (!pte_network_build(&survey, &all, &net, err) ||
        !pte_cells_compute(net, &options, /* progress */ NULL, &cells, err))
        return false;
    sectors = pte_network_sectors(net, &n);
    for (size_t c = 0; c < cells.n; c++)
        if (strcmp(sectors[cells.cell[c].from],
                   json_string_value(json_array_get(pair, 0))) == 0 &&
            strcmp(sectors[cells.cell[c].to],
                   json_string_value(json_array_get(pair, 1))) == 0)
            *found = cells.cell[c];
    return true;
}

static bool tell_silence(struct pte_demo *demo, const char *country,
                         const json_t *silence, struct pte_error *err)
{
    const enum pte_language lang = demo->call->language;
    const json_t *pair = json_object_get(silence, "cell");
    const json_t *range = json_object_get(silence, "zero_filled_ratio");
    struct pte_cell cell = {0};
    struct pte_text what = {0};
    char ratio[40], p[40];

    if (silence == NULL)
        return true;
    if (!zero_filled(demo, country, pair, &cell, err))
        return false;
    pte_text_addf(
        &what,
        pte_say(lang, N_("who takes silence for \"no tie\" would claim that the "
                         "ties %s-%s are %s times those to expect (p %s), a gap "
                         "that nobody can know of")),
        word("sector", json_string_value(json_array_get(pair, 0)), lang),
        word("sector", json_string_value(json_array_get(pair, 1)), lang),
        pte_say_number(lang, cell.ratio, 1, ratio),
        pte_say_p(lang, cell.p, /* with_sign */ true, p));
    tell(demo, cell.verdict == PTE_GAP && is_within(cell.ratio, range), &what);
    return true;
}

/* Whether a bridge of the country's network leads to this organization and no further. */
static bool tell_broker(struct pte_demo *demo, const char *country, const json_t *broker,
                        struct pte_error *err)
{
    const enum pte_language lang = demo->call->language;
    const char *id = text_of(broker, "id"), *alone = text_of(broker, "leaves_alone");
    PTE_AUTO(pte_json_release) json_t *network = NULL;
    struct pte_text what = {0};
    bool is_cutpoint = false, is_bridge = false;
    size_t i;
    const json_t *row;

    if (broker == NULL)
        return true;
    if (!pte_demo_ask(demo, "network", country, &network, err))
        return false;
    json_array_foreach (
        json_object_get(json_object_get(demo->brokers, "data"), "organizations"), i, row)
        if (is(row, "id", id) && is(row, "country", country))
            is_cutpoint = json_is_true(json_object_get(row, "articulation_point"));
    json_array_foreach (
        json_object_get(json_object_get(json_object_get(network, "data"), "summary"),
                        "bridges"),
        i, row) {
        const char *one = json_string_value(json_array_get(row, 0));
        const char *other = json_string_value(json_array_get(row, 1));

        is_bridge = is_bridge || (strcmp(one, id) == 0 && strcmp(other, alone) == 0) ||
                    (strcmp(one, alone) == 0 && strcmp(other, id) == 0);
    }
    pte_text_addf(&what,
                  pte_say(lang, N_("%s holds parts together: without it %s is alone")),
                  id, alone);
    tell(demo, is_cutpoint && is_bridge, &what);
    return true;
}

/* Whether one of the organization's facts of a topic has the code. */
static bool has_fact(const json_t *organization, const char *topic, const char *code)
{
    size_t i;
    const json_t *fact;

    json_array_foreach (json_object_get(organization, topic), i, fact)
        if (is(fact, "code", code))
            return true;
    return false;
}

/* How many organizations of a country have the fact, of the sector or (NULL) of all. */
static size_t having(const struct pte_demo *demo, const char *country, const char *sector,
                     const char *topic, const char *code)
{
    size_t n = 0, i;
    const json_t *row;

    json_array_foreach (
        json_object_get(json_object_get(demo->organizations, "data"), "organizations"), i,
        row)
        n += is(row, "country", country) &&
             (sector == NULL || is(row, "sector", sector)) && has_fact(row, topic, code);
    return n;
}

static void tell_functions(struct pte_demo *demo, const char *country,
                           const json_t *functions)
{
    const enum pte_language lang = demo->call->language;
    const char *key;
    json_t *value;

    json_object_foreach ((json_t *)functions, key, value) {
        const char *code = json_string_value(value);
        const char *sector = strncmp(key, "only_by_", 8) == 0 ? key + 8 : NULL;
        const size_t all = having(demo, country, NULL, "functions", code);
        struct pte_text what = {0};

        if (sector == NULL)
            pte_text_addf(&what, pte_say(lang, N_("nobody does this: %s")),
                          word("function", code, lang));
        else
            pte_text_addf(&what, pte_say(lang, N_("one sector alone (%s) does this: %s")),
                          word("sector", sector, lang), word("function", code, lang));
        tell(demo,
             sector == NULL
                 ? all == 0
                 : all > 0 && all == having(demo, country, sector, "functions", code),
             &what);
    }
}

static void tell_occupations(struct pte_demo *demo, const char *country,
                             const json_t *occupations)
{
    const enum pte_language lang = demo->call->language;
    const char *code = text_of(occupations, "wanted_and_trained_by_nobody");
    struct pte_text what = {0};

    if (occupations == NULL)
        return;
    pte_text_addf(&what, pte_say(lang, N_("wanted, and trained by nobody: %s")),
                  word("occupation", code, lang));
    tell(demo,
         having(demo, country, NULL, "vacancies", code) > 0 &&
             having(demo, country, NULL, "training", code) == 0,
         &what);
}

bool pte_demo_country(struct pte_demo *demo, const json_t *planted, struct pte_error *err)
{
    const enum pte_language lang = demo->call->language;
    const char *country = text_of(planted, "country");

    pte_answer_title(&demo->said, pte_country_label(country, lang));
    pte_answer_line(&demo->said, pte_say(lang, text_of(planted, "story")));
    tell_cells(demo, country, planted);
    tell_functions(demo, country, json_object_get(planted, "functions"));
    tell_occupations(demo, country, json_object_get(planted, "occupations"));
    return tell_silence(demo, country, json_object_get(planted, "silence"), err) &&
           tell_broker(demo, country, json_object_get(planted, "broker"), err);
}

void pte_demo_common(struct pte_demo *demo)
{
    const enum pte_language lang = demo->call->language;
    size_t i, c;
    const json_t *code, *country;

    pte_answer_title(&demo->said, pte_say(lang, N_("All countries")));
    json_array_foreach (json_object_get(demo->truth, "challenges_in_all_countries"), i,
                        code) {
        struct pte_text what = {0};
        bool everywhere = true;

        json_array_foreach (json_object_get(demo->truth, "countries"), c, country)
            everywhere =
                everywhere &&
                3 * having(demo, text_of(country, "country"), NULL, "challenges",
                           json_string_value(code)) >=
                    (size_t)json_integer_value(json_object_get(country, "answered"));
        pte_text_addf(&what, pte_say(lang, N_("a challenge named in every country: %s")),
                      word("challenge", json_string_value(code), lang));
        tell(demo, everywhere, &what);
    }
}

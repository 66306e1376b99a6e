/* api/answers/map.c - the map of one country: picture, or places for programs. */
#include <stdint.h>
#include <string.h>

#include "api/answer.h"
#include "api/answers/answers.h"
#include "api/answers/cells.h"
#include "api/answers/scene.h"
#include "api/documents/json.h"
#include "api/language.h"
#include "core/base/error.h"
#include "core/base/log.h"
#include "viz/draw.h"
#include "viz/map.h"

#define LAYOUT "sectors"

/* All texts that stand on the map, and who owns them. */
struct map_texts {
    struct pte_text title, verdict, facts, definition;
    const char **sectors;
};

static void texts_release(struct map_texts *texts)
{
    pte_text_release(&texts->title);
    pte_text_release(&texts->verdict);
    pte_text_release(&texts->facts);
    pte_text_release(&texts->definition);
    pte_free(&texts->sectors);
}

static const char *rule_words(enum pte_tie_rule rule, enum pte_language lang)
{
    return rule == PTE_CONFIRMED  ? pte_say(lang, N_("both say so"))
           : rule == PTE_DIRECTED ? pte_say(lang, N_("as reported"))
                                  : pte_say(lang, N_("either says so"));
}

static void add_facts(const struct pte_network *net, enum pte_language lang,
                      struct pte_text *facts)
{
    const struct pte_network_counts *counts = pte_network_counts(net);
    char share[40];

    pte_text_addf(facts,
                  pte_say(lang, N_("N = %zu organizations, %zu of %zu answered (%s)")),
                  pte_network_actors(net), counts->organizations_answered,
                  counts->organizations_asked,
                  pte_say_share(lang,
                                (double)counts->organizations_answered /
                                    (double)counts->organizations_asked,
                                share));
}

static void add_definition(const struct pte_scene *scene, uint64_t seed,
                           enum pte_language lang, struct pte_text *definition)
{
    const struct pte_selection *chosen = &scene->selection;

    pte_text_addf(
        definition,
        pte_say(lang, N_("A tie: %s; relation: %s; wave %s, revision %llu, "
                         "seed %llu")),
        rule_words(chosen->rule, lang),
        chosen->relation == NULL
            ? pte_say(lang, N_("any"))
            : pte_survey_label(&scene->survey, "relation", chosen->relation, (int)lang),
        scene->survey.wave != NULL ? scene->survey.wave : "–",
        (unsigned long long)scene->survey.revision, (unsigned long long)seed);
    if (chosen->tense == PTE_DESIRED)
        pte_text_add(definition, pte_say(lang, N_(", wanted ties")));
}

/* The headline; a network without two sectors has none. */
static bool add_verdict(const struct pte_scene *scene, const struct pte_network *net,
                        const struct pte_ask *ask, enum pte_language lang,
                        struct pte_text *verdict, struct pte_error *err)
{
    PTE_AUTO(pte_cells_release) struct pte_cells cells = {0};
    const struct pte_cells_asked asked = {
        .options = {.seed = (uint64_t)pte_ask_number(ask, "seed"),
                    .replicates = (uint32_t)pte_ask_number(ask, "replicates")}};
    struct pte_error fault = {0};

    if (!pte_cells_of(net, &asked, ask->progress, &cells, &fault))
        return fault.kind == PTE_EGRAPH || pte_fail(err, fault.kind, "%s", fault.message);
    pte_cells_headline(scene, net, &cells, lang, verdict);
    return true;
}

static struct pte_map_words words_of(const struct pte_scene *scene,
                                     const struct pte_network *net,
                                     struct map_texts *texts, enum pte_language lang)
{
    size_t n;
    const char *const *sectors = pte_network_sectors(net, &n);

    texts->sectors = pte_alloc(n, sizeof(*texts->sectors));
    for (size_t i = 0; i < n; i++)
        texts->sectors[i] =
            pte_survey_label(&scene->survey, "sector", sectors[i], (int)lang);
    return (struct pte_map_words){
        .language = pte_language_code(lang),
        .title = pte_text_get(&texts->title),
        .verdict = texts->verdict.length > 0 ? pte_text_get(&texts->verdict) : NULL,
        .facts = pte_text_get(&texts->facts),
        .definition = pte_text_get(&texts->definition),
        .warning =
            scene->survey.is_synthetic ? pte_say(lang, N_("Synthetic data")) : NULL,
        .sectors = texts->sectors,
        .silent = pte_say(lang, N_("did not answer")),
        .within = pte_say(lang, N_("tie within a sector")),
        .across = pte_say(lang, N_("tie between sectors")),
        .key = pte_say(lang, N_("Names by number")),
    };
}

/* Reads the kept places of a network's organizations; how many are not known yet. */
static bool read_places(const struct pte_scene *scene, struct pte_store *store,
                        const struct pte_network *net, struct pte_position *positions,
                        struct pte_place_kept *places, size_t *unknown,
                        struct pte_error *err)
{
    const size_t n = pte_network_actors(net);
    PTE_AUTO(pte_free) bool *known = pte_alloc(n, sizeof(*known));

    for (size_t i = 0; i < n; i++) {
        const struct pte_organization *organization =
            pte_network_actor(net, i)->organization;

        positions[i] = (struct pte_position){.country = organization->country,
                                             .organization = organization->id};
    }
    if (!pte_store_positions(store, scene->study->code, LAYOUT, positions, known, n, err))
        return false;
    *unknown = 0;
    for (size_t i = 0; i < n; i++) {
        places[i] = (struct pte_place_kept){
            .x = positions[i].x, .y = positions[i].y, .known = known[i]};
        *unknown += !known[i];
    }
    return true;
}

/* New organizations get their place once, on the network of all current ties, whatever
 * the question chose: so a place does not depend on which map was drawn first. */
static bool find_places(const struct pte_scene *scene, struct pte_store *store,
                        struct pte_draw *draw, const struct pte_map_words *words,
                        struct pte_position *positions, struct pte_place_kept *places,
                        struct pte_error *err)
{
    PTE_AUTO(pte_network_free) struct pte_network *all = NULL;
    PTE_AUTO(pte_drawing_release) struct pte_drawing drawing = {0};
    const struct pte_map_options options = {0};
    struct pte_selection selection = {.countries = scene->countries, .n_countries = 1};
    struct pte_error fault = {0};
    size_t n;

    if (!pte_network_build(&scene->survey, &selection, &all, err) ||
        !pte_map_sectors(all, words, &options, draw, places, &drawing, err))
        return false;
    n = pte_network_actors(all);
    for (size_t i = 0; i < n; i++) {
        positions[i].x = places[i].x;
        positions[i].y = places[i].y;
        places[i].known = true;
    }
    /* A reader's connection may not write: the map is right all the same. */
    if (!pte_store_keep_positions(store, scene->study->code, LAYOUT, positions, n,
                                  &fault))
        pte_log(PTE_WARNING, "the places on the map are not kept: %s", fault.message);
    return true;
}

static json_t *places_rows(const struct pte_network *net,
                           const struct pte_place_kept *places)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < pte_network_actors(net); i++) {
        json_t *row = pte_scene_actor(net, i);

        pte_json_set(row, "answered",
                     json_boolean(!pte_network_actor(net, i)->is_silent));
        pte_json_set(row, "x", pte_json_number(places[i].x));
        pte_json_set(row, "y", pte_json_number(places[i].y));
        pte_json_add(rows, row);
    }
    return rows;
}

static json_t *tie_rows(const struct pte_network *net)
{
    size_t n;
    const struct pte_arc *arcs = pte_network_arcs(net, &n);
    json_t *rows = json_array();

    for (size_t a = 0; a < n; a++) {
        json_t *row = json_object();

        pte_json_set(
            row, "from",
            pte_json_words(pte_network_actor(net, arcs[a].from)->organization->id));
        pte_json_set(
            row, "to",
            pte_json_words(pte_network_actor(net, arcs[a].to)->organization->id));
        pte_json_set(row, "strength", pte_json_number(arcs[a].strength));
        pte_json_add(rows, row);
    }
    return rows;
}

static void tell(struct pte_answer *answer, const struct pte_network *net,
                 const struct pte_place_kept *places, const struct pte_map_words *words,
                 const struct pte_drawing *drawing)
{
    struct pte_map_quality quality = {0};
    json_t *page = json_object(), *measured = json_object();

    pte_map_measure(drawing, &quality);
    pte_json_set(page, "width", pte_json_number(drawing->width));
    pte_json_set(page, "height", pte_json_number(drawing->height));
    pte_json_set(measured, "overlaps", pte_json_count(quality.overlaps));
    pte_json_set(measured, "overflows", pte_json_count(quality.overflows));
    pte_json_set(measured, "smallest_text", pte_json_number(quality.smallest_text));
    pte_json_set(measured, "crossings", pte_json_count(quality.crossings));
    pte_json_set(measured, "hidden", pte_json_count(quality.hidden));
    pte_json_set(measured, "numbered", pte_json_count(quality.numbered));
    pte_json_set(answer->data, "title", pte_json_words(words->title));
    pte_json_set(answer->data, "verdict", pte_json_words(words->verdict));
    pte_json_set(answer->data, "facts", pte_json_words(words->facts));
    pte_json_set(answer->data, "layout", pte_json_words(LAYOUT));
    pte_json_set(answer->data, "page", page);
    pte_json_set(answer->data, "organizations", places_rows(net, places));
    pte_json_set(answer->data, "ties", tie_rows(net));
    pte_json_set(answer->data, "quality", measured);
}

static bool draw_map(const struct pte_ask *ask, const struct pte_scene *scene,
                     const struct pte_network *net, const struct pte_map_words *words,
                     struct pte_answer *answer, struct pte_error *err)
{
    const size_t n = pte_network_actors(net);
    PTE_AUTO(pte_draw_close) struct pte_draw *draw = NULL;
    PTE_AUTO(pte_free) struct pte_position *positions = pte_alloc(n, sizeof(*positions));
    PTE_AUTO(pte_free) struct pte_place_kept *places = pte_alloc(n, sizeof(*places));
    PTE_AUTO(pte_drawing_release) struct pte_drawing drawing = {0};
    const struct pte_map_options options = {
        .hide_names = strcmp(pte_ask_value(ask, "names"), "codes") == 0};
    size_t unknown;

    if (!pte_draw_open(&draw, err) ||
        !read_places(scene, ask->store, net, positions, places, &unknown, err))
        return false;
    if (unknown > 0 &&
        !find_places(scene, ask->store, draw, words, positions, places, err))
        return false;
    if (!pte_map_sectors(net, words, &options, draw, places, &drawing, err))
        return false;
    tell(answer, net, places, words, &drawing);
    if (answer->form == PTE_AS_JSON)
        return true;
    return pte_draw_render(draw, &drawing,
                           answer->form == PTE_AS_PNG   ? PTE_PNG
                           : answer->form == PTE_AS_PDF ? PTE_PDF
                                                        : PTE_SVG,
                           &answer->picture, err);
}

bool pte_answer_map(const struct pte_ask *ask, struct pte_answer *answer,
                    struct pte_error *err)
{
    PTE_AUTO(pte_scene_release) struct pte_scene scene = {0};
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(texts_release) struct map_texts texts = {0};
    const enum pte_language lang = answer->reader.language;
    struct pte_map_words words;

    if (!pte_scene_open(ask, answer, &scene, err))
        return false;
    if (scene.n_countries > 1) {
        pte_fail(err, PTE_EUSAGE, "a map shows one country, and %zu are meant",
                 scene.n_countries);
        return pte_hint(err, "name one: --country %s", scene.countries[0]);
    }
    if (!pte_scene_network(&scene, SIZE_MAX, NULL, &net, err) ||
        !add_verdict(&scene, net, ask, lang, &texts.verdict, err))
        return false;
    pte_text_addf(&texts.title, pte_say(lang, N_("%s: who works with whom")),
                  pte_scene_country(answer, scene.countries[0]));
    add_facts(net, lang, &texts.facts);
    add_definition(&scene, (uint64_t)pte_ask_number(ask, "seed"), lang,
                   &texts.definition);
    words = words_of(&scene, net, &texts, lang);
    pte_json_set(answer->computed, "seed",
                 json_integer((json_int_t)pte_ask_number(ask, "seed")));
    pte_json_set(answer->computed, "definition",
                 pte_json_words(rule_words(scene.selection.rule, PTE_EN)));
    pte_scene_tell_network(net, answer);
    return draw_map(ask, &scene, net, &words, answer, err);
}

/* api/answers/network.c - a whole network in some thirty numbers. */
#include <math.h>
#include <stdint.h>

#include "api/answer.h"
#include "api/answers/answers.h"
#include "api/answers/scene.h"
#include "api/documents/json.h"
#include "api/language.h"
#include "core/measures/summary.h"

static json_t *id_of(const struct pte_network *net, uint32_t actor)
{
    return pte_json_words(pte_network_actor(net, actor)->organization->id);
}

static json_t *ids(const struct pte_network *net, const uint32_t *actors, size_t n)
{
    json_t *list = json_array();

    for (size_t i = 0; i < n; i++)
        pte_json_add(list, id_of(net, actors[i]));
    return list;
}

static json_t *pairs(const struct pte_network *net, uint32_t (*bridges)[2], size_t n)
{
    json_t *list = json_array();

    for (size_t i = 0; i < n; i++) {
        json_t *pair = json_array();

        pte_json_add(pair, id_of(net, bridges[i][0]));
        pte_json_add(pair, id_of(net, bridges[i][1]));
        pte_json_add(list, pair);
    }
    return list;
}

static json_t *summary_object(const struct pte_network *net, const struct pte_summary *s)
{
    const struct {
        const char *key;
        size_t value;
    } counts[] = {{"nodes", s->nodes},
                  {"ties", s->ties},
                  {"ties_undirected", s->ties_undirected},
                  {"observed", s->observed},
                  {"observed_undirected", s->observed_undirected},
                  {"components", s->components},
                  {"strong_components", s->strong_components}};
    const struct {
        const char *key;
        double value;
    } steps[] = {{"diameter", s->diameter}, {"diameter_directed", s->diameter_directed}},
      numbers[] = {{"density", s->density},
                   {"density_undirected", s->density_undirected},
                   {"reciprocity", s->reciprocity},
                   {"transitivity", s->transitivity},
                   {"average_path_length", s->average_path_length},
                   {"average_path_length_directed", s->average_path_length_directed},
                   {"degree_centralization", s->degree_centralization},
                   {"betweenness_centralization", s->betweenness_centralization},
                   {"global_efficiency", s->global_efficiency},
                   {"fragmentation", s->fragmentation}};
    json_t *object = json_object();

    for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
        pte_json_set(object, counts[i].key, pte_json_count(counts[i].value));
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
        pte_json_set(object, numbers[i].key, pte_json_number(numbers[i].value));
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        pte_json_set(object, steps[i].key,
                     isfinite(steps[i].value) ? pte_json_count((size_t)steps[i].value)
                                              : json_null());
    pte_json_set(object, "articulation_points",
                 ids(net, s->articulation_points, s->n_articulation_points));
    pte_json_set(object, "bridges", pairs(net, s->bridges, s->n_bridges));
    pte_json_set(object, "isolates", ids(net, s->isolates, s->n_isolates));
    return object;
}

static bool summary_of(const struct pte_scene *scene, size_t country,
                       struct pte_answer *answer, json_t **summary, struct pte_error *err)
{
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_summary_release) struct pte_summary found = {0};

    if (!pte_scene_network(scene, country, NULL, &net, err) ||
        !pte_summary_compute(net, &found, err))
        return false;
    *summary = summary_object(net, &found);
    if (country == SIZE_MAX) {
        pte_scene_tell_network(net, answer);
        pte_json_set(answer->computed, "observed_dyads",
                     pte_json_count(found.observed_undirected));
    }
    return true;
}

/* What people read of a summary: the row's name in words, and how it is shown. */
static const struct {
    const char *key, *words;
} shown[] = {
    {"nodes", N_("organizations")},
    {"ties", N_("ties, as reported")},
    {"ties_undirected", N_("ties, either side says so")},
    {"density", N_("density, as reported")},
    {"density_undirected", N_("density, either side says so")},
    {"reciprocity", N_("reciprocity")},
    {"transitivity", N_("transitivity")},
    {"components", N_("separate parts")},
    {"diameter", N_("longest distance, steps")},
    {"average_path_length", N_("mean distance, steps")},
    {"degree_centralization", N_("degree centralization")},
    {"betweenness_centralization", N_("betweenness centralization")},
    {"global_efficiency", N_("global efficiency")},
    {"fragmentation", N_("share of pairs without a path")},
    {"articulation_points", N_("organizations that hold parts together")},
    {"bridges", N_("ties that hold parts together")},
    {"isolates", N_("organizations without a tie")},
};

/* Lists are told by their number. */
static json_t *told(const json_t *value)
{
    return json_is_array(value) ? pte_json_count(json_array_size(value))
                                : json_incref((json_t *)value);
}

/* One row for each number, one column for each country and one for all. */
static void write_tables(const struct pte_scene *scene, struct pte_answer *answer,
                         const json_t *all, const json_t *countries)
{
    PTE_AUTO(pte_json_release) json_t *rows = json_array();
    struct pte_column columns[66] = {{"what", "", PTE_WORDS, NULL, 0}};
    struct pte_table table = {.rows = rows, .columns = columns};
    size_t n = 1;

    for (size_t i = 0; json_array_size(countries) > 0 && i < scene->n_countries; i++)
        columns[n++] = (struct pte_column){scene->countries[i], scene->countries[i],
                                           PTE_NUMBER, NULL, 3};
    columns[n++] = (struct pte_column){"all", n > 1 ? N_("all") : scene->countries[0],
                                       PTE_NUMBER, NULL, 3};
    for (size_t r = 0; r < sizeof(shown) / sizeof(shown[0]); r++) {
        json_t *row = json_object();
        size_t i;
        const json_t *country;

        pte_json_set(row, "what",
                     pte_json_words(pte_say(answer->reader.language, shown[r].words)));
        json_array_foreach (countries, i, country)
            pte_json_set(
                row, scene->countries[i],
                told(json_object_get(json_object_get(country, "summary"), shown[r].key)));
        pte_json_set(row, "all", told(json_object_get(all, shown[r].key)));
        pte_json_add(rows, row);
    }
    table.n_columns = n;
    pte_answer_table(answer, &table);
}

/* For programs: a row a country and one for all, a column a number. */
static void write_csv(const struct pte_scene *scene, struct pte_answer *answer,
                      const json_t *all, const json_t *countries)
{
    PTE_AUTO(pte_json_release) json_t *rows = json_array();
    struct pte_column columns[32] = {{"country", NULL, PTE_WORDS, NULL, 0}};
    struct pte_table table = {.rows = rows, .columns = columns, .n_columns = 1};
    const char *key;
    json_t *value;
    size_t i;
    const json_t *country;

    json_object_foreach ((json_t *)all, key, value)
        if (!json_is_array(value))
            columns[table.n_columns++].key = key;
    json_array_foreach (countries, i, country) {
        json_t *row = json_copy(json_object_get(country, "summary"));

        pte_json_set(row, "country", json_incref(json_object_get(country, "country")));
        pte_json_add(rows, row);
    }
    pte_json_add(rows, json_copy((json_t *)all));
    pte_json_set(json_array_get(rows, i), "country",
                 pte_json_words(i == 0 ? scene->countries[0] : "all"));
    pte_answer_csv(answer, &table);
}

bool pte_answer_network(const struct pte_ask *ask, struct pte_answer *answer,
                        struct pte_error *err)
{
    PTE_AUTO(pte_scene_release) struct pte_scene scene = {0};
    const enum pte_language lang = answer->reader.language;
    json_t *all = NULL, *countries = json_array();

    pte_json_set(answer->computed, "definition",
                 pte_json_words("METHODS: conventions of the basic measures"));
    if (!pte_scene_open(ask, answer, &scene, err) ||
        !summary_of(&scene, SIZE_MAX, answer, &all, err)) {
        json_decref(countries);
        return false;
    }
    pte_json_set(answer->data, "summary", all);
    pte_json_set(answer->data, "countries", countries);
    for (size_t i = 0; scene.n_countries > 1 && i < scene.n_countries; i++) {
        json_t *row, *one = NULL;

        if (!summary_of(&scene, i, answer, &one, err))
            return false;
        row = json_object();
        pte_json_set(row, "country", pte_json_words(scene.countries[i]));
        pte_json_set(row, "summary", one);
        pte_json_add(countries, row);
    }
    if (scene.n_countries > 1)
        pte_answer_note(answer, pte_say(lang, N_("Countries were asked about themselves "
                                                 "alone: between them nothing was "
                                                 "observed, and no tie can stand.")));
    pte_scene_heading(&scene, answer, pte_say(lang, N_("the network as a whole")));
    write_tables(&scene, answer, all, countries);
    write_csv(&scene, answer, all, countries);
    return true;
}

/* api/answers/gaps.c - which ties between sectors to strengthen or forge. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/answer.h"
#include "api/answers/answers.h"
#include "api/answers/cells.h"
#include "api/answers/scene.h"
#include "api/documents/json.h"
#include "api/language.h"
#include "core/base/error.h"
#include "core/measures/sectors.h"

/* What the cells of all countries are computed from. */
struct gap_work {
    const struct pte_ask *ask;
    struct pte_answer *answer;
    const struct pte_scene *scene;
    struct pte_cells_asked asked;
    json_t *rows; /* data.cells */
    json_t *best; /* "from to" -> the greatest density, for best_country */
    size_t observed, dyads;
};

static json_t *square(const double *values, size_t n)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < n; i++) {
        json_t *row = json_array();

        for (size_t j = 0; j < n; j++)
            pte_json_add(row, pte_json_number(values[i * n + j]));
        pte_json_add(rows, row);
    }
    return rows;
}

static json_t *square_counts(const size_t *values, size_t n)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < n; i++) {
        json_t *row = json_array();

        for (size_t j = 0; j < n; j++)
            pte_json_add(row, pte_json_count(values[i * n + j]));
        pte_json_add(rows, row);
    }
    return rows;
}

static json_t *sectors_object(const struct pte_network *net, const struct pte_sectors *s)
{
    size_t n;
    const char *const *codes = pte_network_sectors(net, &n);
    json_t *object = json_object(), *sizes = json_array();

    for (size_t i = 0; i < s->n; i++)
        pte_json_add(sizes, pte_json_count(s->sizes[i]));
    pte_json_set(object, "order", pte_json_list(codes, n));
    pte_json_set(object, "sizes", sizes);
    pte_json_set(object, "ties", square_counts(s->ties, s->n));
    pte_json_set(object, "density", square(s->density, s->n));
    pte_json_set(object, "ties_undirected", square_counts(s->ties_undirected, s->n));
    pte_json_set(object, "density_undirected", square(s->density_undirected, s->n));
    pte_json_set(object, "ei_index", pte_json_number(s->ei_index));
    pte_json_set(object, "ei_index_directed", pte_json_number(s->ei_index_directed));
    pte_json_set(object, "ei_expected", pte_json_number(s->ei_expected));
    pte_json_set(object, "ei_sd", pte_json_number(s->ei_sd));
    pte_json_set(object, "assortativity", pte_json_number(s->assortativity));
    pte_json_set(object, "assortativity_directed",
                 pte_json_number(s->assortativity_directed));
    pte_json_set(object, "modularity", pte_json_number(s->modularity));
    pte_json_set(object, "modularity_directed", pte_json_number(s->modularity_directed));
    return object;
}

/* data.sectors of one country, or of all asked about. */
static bool sectors_of(struct gap_work *work, size_t country, json_t *into,
                       struct pte_error *err)
{
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_sectors_release) struct pte_sectors sectors = {0};

    if (!pte_scene_network(work->scene, country, NULL, &net, err) ||
        !pte_sectors_compute(net, &sectors, err))
        return false;
    if (country == SIZE_MAX) {
        pte_scene_tell_network(net, work->answer);
    } else {
        const struct pte_network_counts *counts = pte_network_counts(net);

        pte_json_set(into, "country", pte_json_words(work->scene->countries[country]));
        pte_json_set(into, "organizations", pte_json_count(pte_network_actors(net)));
        pte_json_set(into, "asked", pte_json_count(counts->organizations_asked));
        pte_json_set(into, "answered", pte_json_count(counts->organizations_answered));
        pte_json_set(into, "response_rate",
                     pte_json_number((double)counts->organizations_answered /
                                     (double)counts->organizations_asked));
    }
    pte_json_set(into, "sectors", sectors_object(net, &sectors));
    return true;
}

static const char *cell_key(const struct pte_network *net, const struct pte_cell *cell,
                            const char *relation, char *key, size_t bytes)
{
    size_t n;
    const char *const *sectors = pte_network_sectors(net, &n);

    snprintf(key, bytes, "%s %s %s", relation == NULL ? "any" : relation,
             sectors[cell->from], sectors[cell->to]);
    return key;
}

/* First pass of best_country: the greatest density of each cell. */
static bool note_best(struct gap_work *work, size_t country, const char *relation,
                      struct pte_error *err)
{
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_cells_release) struct pte_cells cells = {0};
    struct pte_cells_asked quick = work->asked;
    struct pte_error fault = {0};
    char key[256];

    quick.options.reference = PTE_NULL_MODEL;
    quick.options.replicates = quick.options.bootstraps = 1;
    if (!pte_scene_network(work->scene, country, relation, &net, err))
        return false;
    if (!pte_cells_of(net, &quick, /* progress */ NULL, &cells, &fault))
        return fault.kind == PTE_EGRAPH || pte_fail(err, fault.kind, "%s", fault.message);
    for (size_t c = 0; c < cells.n; c++) {
        const json_t *so_far;

        cell_key(net, &cells.cell[c], relation, key, sizeof(key));
        so_far = json_object_get(work->best, key);
        if (isfinite(cells.cell[c].density) &&
            (so_far == NULL || json_number_value(so_far) < cells.cell[c].density))
            pte_json_set(work->best, key, pte_json_number(cells.cell[c].density));
    }
    return true;
}

/* The greatest densities in the order of this network's cells. To be freed. */
static bool best_densities(struct gap_work *work, const struct pte_network *net,
                           const char *relation, double **best, struct pte_error *err)
{
    PTE_AUTO(pte_cells_release) struct pte_cells cells = {0};
    struct pte_cells_asked quick = work->asked;
    char key[256];

    quick.options.reference = PTE_NULL_MODEL;
    quick.options.replicates = quick.options.bootstraps = 1;
    if (!pte_cells_of(net, &quick, /* progress */ NULL, &cells, err))
        return false;
    *best = pte_alloc(cells.n, sizeof(**best));
    for (size_t c = 0; c < cells.n; c++) {
        const json_t *found = json_object_get(
            work->best, cell_key(net, &cells.cell[c], relation, key, sizeof(key)));

        (*best)[c] = found == NULL ? NAN : json_number_value(found);
    }
    return true;
}

/* A country without two sectors has no cells: among several that is a note. */
static bool note_fault(struct gap_work *work, size_t country, struct pte_error *fault,
                       struct pte_error *err)
{
    struct pte_text note = {0};

    if (fault->kind != PTE_EGRAPH || work->scene->n_countries == 1) {
        pte_fail(err, fault->kind, "%s", fault->message);
        return fault->hint[0] == '\0' ? false : pte_hint(err, "%s", fault->hint);
    }
    pte_text_addf(&note, "%s: %s",
                  pte_scene_country(work->answer, work->scene->countries[country]),
                  fault->message);
    pte_answer_note(work->answer, pte_text_get(&note));
    pte_text_release(&note);
    return true;
}

static bool add_cells(struct gap_work *work, size_t country, const char *relation,
                      struct pte_error *err)
{
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_cells_release) struct pte_cells cells = {0};
    PTE_AUTO(pte_free) double *best = NULL;
    struct pte_cells_asked asked = work->asked;
    struct pte_error fault = {0};

    if (!pte_scene_network(work->scene, country, relation, &net, err))
        return false;
    if ((asked.options.reference == PTE_BEST_COUNTRY &&
         !best_densities(work, net, relation, &best, &fault)))
        return note_fault(work, country, &fault, err);
    asked.options.best = best;
    if (!pte_cells_of(net, &asked, work->ask->progress, &cells, &fault))
        return note_fault(work, country, &fault, err);
    for (size_t c = 0; c < cells.n; c++)
        pte_json_add(work->rows, pte_cells_row(work->scene, net, relation, &cells, c,
                                               asked.options.reference,
                                               work->answer->reader.language));
    work->observed += cells.observed;
    work->dyads += cells.dyads;
    pte_json_set(work->answer->computed, "replicates", pte_json_count(cells.replicates));
    pte_json_set(work->answer->computed, "bootstraps", pte_json_count(cells.bootstraps));
    return true;
}

/* Does it for every country, and for every relation if each was asked for. */
static bool for_all(struct gap_work *work,
                    bool (*work_on)(struct gap_work *, size_t, const char *,
                                    struct pte_error *),
                    struct pte_error *err)
{
    const struct pte_scene *scene = work->scene;
    const size_t n_relations = scene->each ? scene->survey.n_relations : 1;

    for (size_t country = 0; country < scene->n_countries; country++)
        for (size_t r = 0; r < n_relations; r++)
            if (!work_on(work, country,
                         scene->each ? scene->survey.relations[r]
                                     : scene->selection.relation,
                         err))
                return false;
    return true;
}

static const struct pte_column columns[] = {
    {"country", N_("country"), PTE_WORDS, NULL, 0},
    {"relation", NULL, PTE_TERM, "relation", 0},
    {"from", NULL, PTE_WORDS, NULL, 0},
    {"to", NULL, PTE_WORDS, NULL, 0},
    {"label", N_("sectors"), PTE_WORDS, NULL, 0},
    {"verdict_code", N_("verdict"), PTE_TERM, NULL, 0},
    {"n_from", NULL, PTE_COUNT, NULL, 0},
    {"n_to", NULL, PTE_COUNT, NULL, 0},
    {"dyads", N_("pairs"), PTE_COUNT, NULL, 0},
    {"observed", N_("seen"), PTE_COUNT, NULL, 0},
    {"ties", N_("ties"), PTE_COUNT, NULL, 0},
    {"known_ties", NULL, PTE_COUNT, NULL, 0},
    {"expected", NULL, PTE_NUMBER, NULL, 1},
    {"ratio", N_("times"), PTE_NUMBER, NULL, 2},
    {"interval", N_("95 %"), PTE_NUMBER, NULL, 1},
    {"p", "p", PTE_P, NULL, 0},
    {"gap", N_("gap"), PTE_NUMBER, NULL, 2},
    {"density", NULL, PTE_NUMBER, NULL, 3},
    {"sd", NULL, PTE_NUMBER, NULL, 3},
    {"z", NULL, PTE_NUMBER, NULL, 3},
    {"reference", NULL, PTE_NUMBER, NULL, 3},
    {"reference_kind", NULL, PTE_WORDS, NULL, 0},
    {"bounds.0", NULL, PTE_NUMBER, NULL, 3},
    {"bounds.1", NULL, PTE_NUMBER, NULL, 3},
    {"interval.0", NULL, PTE_NUMBER, NULL, 3},
    {"interval.1", NULL, PTE_NUMBER, NULL, 3},
    {"vanish_share", NULL, PTE_SHARE, NULL, 0},
    {"smallest_ratio", NULL, PTE_NUMBER, NULL, 2},
    {"concentration", NULL, PTE_SHARE, NULL, 0},
    {"busiest", NULL, PTE_WORDS, NULL, 0},
    {"response_rate", NULL, PTE_SHARE, NULL, 0},
    {"verdict", NULL, PTE_PROSE, NULL, 0},
};

/* The rows of one country. */
static json_t *rows_of(const json_t *rows, const char *country)
{
    json_t *found = json_array();
    size_t i;
    json_t *row;

    json_array_foreach (rows, i, row)
        if (strcmp(json_string_value(json_object_get(row, "country")), country) == 0)
            pte_json_add(found, json_incref(row));
    return found;
}

/* Country by country: the sentences first, then the matrix. */
static void write_country(struct gap_work *work, const char *country,
                          struct pte_table *table)
{
    PTE_AUTO(pte_json_release) json_t *rows = rows_of(work->rows, country);
    size_t i;
    const json_t *row;

    if (json_array_size(rows) == 0)
        return;
    if (work->scene->n_countries > 1)
        pte_answer_title(work->answer, pte_scene_country(work->answer, country));
    /* The sentences of sectors with themselves would drown those that matter. */
    json_array_foreach (rows, i, row)
        if (!json_equal(json_object_get(row, "from"), json_object_get(row, "to")))
            pte_answer_line(work->answer,
                            json_string_value(json_object_get(row, "verdict")));
    table->rows = rows;
    table->title = "";
    pte_answer_table(work->answer, table);
}

/* CSV takes the ends of the interval apart; people read them together. The gap is said
 * where the times do not say it already. */
static void write_tables(struct gap_work *work)
{
    struct pte_column shown[sizeof(columns) / sizeof(columns[0])];
    struct pte_table table = {.columns = shown};
    const bool is_null_model = work->asked.options.reference == PTE_NULL_MODEL;

    for (size_t c = 0; c < sizeof(columns) / sizeof(columns[0]); c++) {
        struct pte_column *column = &shown[table.n_columns];

        if (!pte_answer_is_text(work->answer) && strcmp(columns[c].key, "interval") == 0)
            continue;
        *column = columns[c];
        if (work->scene->each && strcmp(column->key, "relation") == 0)
            column->heading = N_("relation");
        if (is_null_model && strcmp(column->key, "gap") == 0)
            column->heading = NULL;
        table.n_columns++;
    }
    for (size_t i = 0; i < work->scene->n_countries; i++)
        write_country(work, work->scene->countries[i], &table);
    table.rows = work->rows;
    pte_answer_csv(work->answer, &table);
}

static const char *definition_of(enum pte_reference reference)
{
    return reference == PTE_NULL_MODEL
               ? "M3/N1 stratified by country and respondent status; M4 reference null; "
                 "M14 "
                 "available cases; M15 vertex bootstrap"
               : "M4; M3/N1 stratified by country and respondent status; M14 available "
                 "cases; M15 vertex bootstrap";
}

static bool tell_sectors(struct gap_work *work, struct pte_error *err)
{
    json_t *countries = json_array();

    pte_json_set(work->answer->data, "cells", json_incref(work->rows));
    if (!sectors_of(work, SIZE_MAX, work->answer->data, err)) {
        json_decref(countries);
        return false;
    }
    pte_json_set(work->answer->data, "countries", countries);
    for (size_t i = 0; work->scene->n_countries > 1 && i < work->scene->n_countries;
         i++) {
        json_t *row = json_object();

        pte_json_add(countries, row);
        if (!sectors_of(work, i, row, err))
            return false;
    }
    return true;
}

/* The sectors as understood: those that have cells. */
static void tell_question(struct gap_work *work)
{
    json_t *sectors = json_array();
    size_t i;
    const json_t *row;

    json_array_foreach (work->rows, i, row) {
        const char *const ends[] = {"from", "to"};

        for (int e = 0; e < 2; e++) {
            json_t *code = json_object_get(row, ends[e]);
            bool is_new = true;
            size_t at;
            const json_t *kept;

            json_array_foreach (sectors, at, kept)
                is_new = is_new && json_equal(kept, code) == 0;
            if (is_new)
                pte_json_add(sectors, json_incref(code));
        }
    }
    pte_json_set(work->answer->question, "sectors", sectors);
}

bool pte_answer_gaps(const struct pte_ask *ask, struct pte_answer *answer,
                     struct pte_error *err)
{
    PTE_AUTO(pte_scene_release) struct pte_scene scene = {0};
    PTE_AUTO(pte_json_release) json_t *rows = json_array();
    PTE_AUTO(pte_json_release) json_t *best = json_object();
    struct gap_work work = {
        .ask = ask, .answer = answer, .scene = &scene, .rows = rows, .best = best};

    if (!pte_cells_ask(ask, &work.asked, err) ||
        !pte_scene_open(ask, answer, &scene, err))
        return false;
    pte_json_set(answer->computed, "seed",
                 json_integer((json_int_t)work.asked.options.seed));
    pte_json_set(answer->computed, "definition",
                 pte_json_words(definition_of(work.asked.options.reference)));
    if (!tell_sectors(&work, err) ||
        (work.asked.options.reference == PTE_BEST_COUNTRY &&
         !for_all(&work, note_best, err)) ||
        !for_all(&work, add_cells, err))
        return false;
    tell_question(&work);
    pte_json_set(answer->computed, "observed_dyads", pte_json_count(work.observed));
    pte_json_set(answer->computed, "dyads", pte_json_count(work.dyads));

    pte_scene_heading(&scene, answer,
                      pte_say(answer->reader.language, N_("gaps between sectors")));
    write_tables(&work);
    return true;
}

/* api/answers/brokers.c - who stands between sectors, and who carries their ties. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "api/answer.h"
#include "api/answers/answers.h"
#include "api/answers/cells.h"
#include "api/answers/scene.h"
#include "api/documents/json.h"
#include "api/language.h"
#include "core/base/error.h"
#include "core/measures/brokerage.h"
#include "core/measures/summary.h"

static json_t *actor_row(const struct pte_network *net, const struct pte_brokerage *roles,
                         const struct pte_summary *summary, uint32_t actor)
{
    json_t *row = pte_scene_actor(net, actor);
    bool holds = false;
    char key[48];

    for (size_t i = 0; i < summary->n_articulation_points; i++)
        holds = holds || summary->articulation_points[i] == actor;
    pte_json_set(row, "articulation_point", json_boolean(holds));
    for (int r = 0; r < PTE_ROLES; r++) {
        const char *role = pte_role_key((enum pte_role)r);

        pte_json_set(row, role, pte_json_number(roles->count[actor][r]));
        snprintf(key, sizeof(key), "%s_expected", role);
        pte_json_set(row, key, pte_json_number(roles->expected[actor][r]));
        snprintf(key, sizeof(key), "%s_z", role);
        pte_json_set(row, key, pte_json_number(roles->z[actor][r]));
    }
    return row;
}

/* Who carries each cell: only counted, so the least of chance is asked for. */
static bool add_carriers(const struct pte_network *net, json_t *cells_rows,
                         struct pte_error *err)
{
    PTE_AUTO(pte_cells_release) struct pte_cells cells = {0};
    const struct pte_cells_asked quick = {.options = {.replicates = 1, .bootstraps = 1}};
    struct pte_error fault = {0};
    size_t n;
    const char *const *sectors = pte_network_sectors(net, &n);

    if (!pte_cells_of(net, &quick, /* progress */ NULL, &cells, &fault))
        return fault.kind == PTE_EGRAPH || pte_fail(err, fault.kind, "%s", fault.message);
    for (size_t c = 0; c < cells.n; c++) {
        const struct pte_cell *cell = &cells.cell[c];
        json_t *row = json_object();

        pte_json_set(row, "country", pte_json_words(pte_network_countries(net, &n)[0]));
        pte_json_set(row, "from", pte_json_words(sectors[cell->from]));
        pte_json_set(row, "to", pte_json_words(sectors[cell->to]));
        pte_json_set(row, "ties", pte_json_count(cell->ties));
        pte_json_set(row, "concentration", pte_json_number(cell->concentration));
        if (cell->busiest == PTE_NOBODY) {
            pte_json_set(row, "busiest", json_null());
            pte_json_set(row, "busiest_name", json_null());
        } else {
            const struct pte_organization *busiest =
                pte_network_actor(net, cell->busiest)->organization;

            pte_json_set(row, "busiest", pte_json_words(busiest->id));
            pte_json_set(row, "busiest_name", pte_json_words(busiest->name));
        }
        pte_json_add(cells_rows, row);
    }
    return true;
}

static bool add_country(const struct pte_scene *scene, size_t country, json_t *rows,
                        json_t *cells, struct pte_error *err)
{
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_brokerage_release) struct pte_brokerage roles = {0};
    PTE_AUTO(pte_summary_release) struct pte_summary summary = {0};

    if (!pte_scene_network(scene, country, NULL, &net, err) ||
        !pte_brokerage_compute(net, &roles, err) ||
        !pte_summary_compute(net, &summary, err))
        return false;
    for (uint32_t i = 0; i < pte_network_actors(net); i++)
        pte_json_add(rows, actor_row(net, &roles, &summary, i));
    return add_carriers(net, cells, err);
}

static const struct pte_column columns[] = {
    {"country", N_("country"), PTE_WORDS, NULL, 0},
    {"id", N_("id"), PTE_WORDS, NULL, 0},
    {"name", N_("organization"), PTE_WORDS, NULL, 0},
    {"sector", N_("sector"), PTE_TERM, "sector", 0},
    {"gf_total", N_("in all"), PTE_COUNT, NULL, 0},
    {"gf_total_z", N_("z"), PTE_NUMBER, NULL, 1},
    {"gf_coordinator", N_("coordi- nator"), PTE_COUNT, NULL, 0},
    {"gf_consultant", N_("consul- tant"), PTE_COUNT, NULL, 0},
    {"gf_gatekeeper", N_("gate- keeper"), PTE_COUNT, NULL, 0},
    {"gf_representative", N_("represen- tative"), PTE_COUNT, NULL, 0},
    {"gf_liaison", N_("liaison"), PTE_COUNT, NULL, 0},
    {"gf_coordinator_z", NULL, PTE_NUMBER, NULL, 1},
    {"gf_consultant_z", NULL, PTE_NUMBER, NULL, 1},
    {"gf_gatekeeper_z", NULL, PTE_NUMBER, NULL, 1},
    {"gf_representative_z", NULL, PTE_NUMBER, NULL, 1},
    {"gf_liaison_z", NULL, PTE_NUMBER, NULL, 1},
    {"articulation_point", N_("holds parts"), PTE_WORDS, NULL, 0},
};

static const struct pte_column cell_columns[] = {
    {"country", N_("country"), PTE_WORDS, NULL, 0},
    {"from", N_("sector"), PTE_TERM, "sector", 0},
    {"to", N_("sector"), PTE_TERM, "sector", 0},
    {"ties", N_("ties"), PTE_COUNT, NULL, 0},
    {"concentration", N_("carried"), PTE_SHARE, NULL, 0},
    {"busiest_name", N_("by"), PTE_WORDS, NULL, 0},
};

/* People read the ten busiest of each country; programs get all. */
static void write_busiest(struct pte_answer *answer, const json_t *rows)
{
    PTE_AUTO(pte_json_release) json_t *left = json_copy((json_t *)rows);
    PTE_AUTO(pte_json_release) json_t *busiest = json_array();
    struct pte_table table = {
        .title = pte_say(answer->reader.language, N_("The ten busiest brokers, by role")),
        .rows = busiest,
        .columns = columns,
        .n_columns = sizeof(columns) / sizeof(columns[0])};

    while (json_array_size(busiest) < 10 && json_array_size(left) > 0) {
        size_t best = 0, i;
        json_t *row;

        json_array_foreach (left, i, row)
            if (json_number_value(json_object_get(row, "gf_total")) >
                json_number_value(
                    json_object_get(json_array_get(left, best), "gf_total")))
                best = i;
        row = json_array_get(left, best);
        if (!(json_number_value(json_object_get(row, "gf_total")) > 0))
            break;
        pte_json_add(busiest, json_incref(row));
        json_array_remove(left, best);
    }
    pte_answer_table(answer, &table);
    table.rows = rows;
    pte_answer_csv(answer, &table);
}

bool pte_answer_brokers(const struct pte_ask *ask, struct pte_answer *answer,
                        struct pte_error *err)
{
    PTE_AUTO(pte_scene_release) struct pte_scene scene = {0};
    PTE_AUTO(pte_network_free) struct pte_network *whole = NULL;
    const enum pte_language lang = answer->reader.language;
    json_t *rows = json_array(), *cells = json_array();
    const struct pte_table cell_table = {
        .title = pte_say(lang, N_("Who carries the ties between sectors")),
        .rows = cells,
        .columns = cell_columns,
        .n_columns = sizeof(cell_columns) / sizeof(cell_columns[0])};

    pte_json_set(answer->data, "organizations", rows);
    pte_json_set(answer->data, "cells", cells);
    pte_json_set(answer->computed, "definition",
                 pte_json_words("M8: directed, as reported; M2 concentration; M11"));
    if (!pte_scene_open(ask, answer, &scene, err) ||
        !pte_scene_network(&scene, SIZE_MAX, NULL, &whole, err))
        return false;
    pte_scene_tell_network(whole, answer);
    for (size_t i = 0; i < scene.n_countries; i++)
        if (!add_country(&scene, i, rows, cells, err))
            return false;
    pte_answer_note(answer, pte_say(lang, N_("z is held against a random network of the "
                                             "same density and sectors; where fewer than "
                                             "5 are expected it is not normal.")));
    pte_scene_heading(&scene, answer, pte_say(lang, N_("who stands between sectors")));
    write_busiest(answer, rows);
    pte_answer_table(answer, &cell_table);
    return true;
}

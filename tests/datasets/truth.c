/* tests/datasets/truth.c - what was planted in the four countries is what a program that
 * imports and measures them says: each entry of pacific-alliance/truth.json. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/measures/cells.h"
#include "core/model/survey.h"
#include "core/network/network.intern.h"
#include "importers/import.h"

enum { COUNTRIES = 4 };

static json_t *truth;
static struct pte_survey surveys[COUNTRIES];

static json_t *country_truth(size_t c)
{
    return json_array_get(json_object_get(truth, "countries"), c);
}

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static size_t count_of(const json_t *object, const char *key)
{
    return (size_t)json_integer_value(json_object_get(object, key));
}

static char *path_of(const char *name)
{
    struct pte_text path = {0};

    pte_text_addf(&path, "%s/datasets/pacific-alliance/%s", getenv("PUENTE_SOURCE"),
                  name);
    return path.bytes;
}

/* The mapping of chile.synthetic.csv is chile.mapping.yml. */
static void import_country(size_t c)
{
    const char *export = text_of(country_truth(c), "export");
    const struct pte_import_options options = {0};
    PTE_AUTO(pte_text_release) struct pte_text name = {0};
    PTE_AUTO(pte_free) char *path = path_of(export);
    PTE_AUTO(pte_free) char *mapping = NULL;
    struct pte_error err = {0};

    pte_text_add_bytes(&name, export, strcspn(export, "."));
    pte_text_add(&name, ".mapping.yml");
    mapping = path_of(name.bytes);
    if (!pte_import_survey(path, mapping, &options, NULL, &surveys[c], &err))
        fail_msg("%s: %s (%s)", export, err.message, err.hint);
    for (size_t i = 0; i < surveys[c].n_findings; i++)
        if (surveys[c].findings[i].is_fault)
            fail_msg("%s: %s", export, surveys[c].findings[i].sentence);
}

static int import_all(void **state)
{
    (void)state;
    PTE_AUTO(pte_free) char *path = path_of("truth.json");

    truth = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
    if (truth == NULL)
        return -1;
    for (size_t c = 0; c < COUNTRIES; c++)
        import_country(c);
    return 0;
}

static int release_all(void **state)
{
    (void)state;
    for (size_t c = 0; c < COUNTRIES; c++)
        pte_survey_release(&surveys[c]);
    json_decref(truth);
    return 0;
}

static struct pte_network *network_of(const struct pte_survey *survey,
                                      const char *relation)
{
    const struct pte_selection selection = {.relation = relation, .rule = PTE_UNION};
    struct pte_network *net = NULL;
    struct pte_error err = {0};

    if (!pte_network_build(survey, &selection, &net, &err))
        fail_msg("%s", err.message);
    return net;
}

static struct pte_cells cells_of(const struct pte_network *net)
{
    const struct pte_cell_options options = {.bootstraps = 99, .seed = 1, .threads = 1};
    struct pte_cells cells = {0};
    struct pte_error err = {0};

    if (!pte_cells_compute(net, &options, NULL, &cells, &err))
        fail_msg("%s", err.message);
    return cells;
}

static const struct pte_cell *cell_named(const struct pte_network *net,
                                         const struct pte_cells *cells,
                                         const json_t *pair)
{
    size_t n;
    const char *const *sectors = pte_network_sectors(net, &n);
    const char *from = json_string_value(json_array_get(pair, 0));
    const char *to = json_string_value(json_array_get(pair, 1));

    for (size_t i = 0; i < cells->n; i++)
        if (strcmp(sectors[cells->cell[i].from], from) == 0 &&
            strcmp(sectors[cells->cell[i].to], to) == 0)
            return &cells->cell[i];
    fail_msg("no cell of %s and %s", from, to);
    return NULL;
}

/* A range of the truth; one that is not stated is not checked. */
static void assert_within(const json_t *object, const char *key, double value,
                          const char *country)
{
    const json_t *range = json_object_get(object, key);

    if (range == NULL)
        return;
    if (!(value >= json_number_value(json_array_get(range, 0)) - 1e-9 &&
          value <= json_number_value(json_array_get(range, 1)) + 1e-9))
        fail_msg("%s: %s is %g", country, key, value);
}

static void the_four_exports_hold_131_people_of_96_organizations(void **state)
{
    (void)state;
    size_t people = 0, organizations = 0;

    for (size_t c = 0; c < COUNTRIES; c++) {
        assert_int_equal(surveys[c].n_persons, count_of(country_truth(c), "people"));
        assert_int_equal(surveys[c].n_organizations,
                         count_of(country_truth(c), "organizations"));
        assert_true(surveys[c].is_synthetic);
        assert_string_equal(surveys[c].study, text_of(truth, "study"));
        assert_string_equal(surveys[c].wave, text_of(truth, "wave"));
        people += surveys[c].n_persons;
        organizations += surveys[c].n_organizations;
    }
    assert_int_equal(people, count_of(truth, "people"));
    assert_int_equal(organizations, count_of(truth, "organizations"));
}

/* Of the block on information, which everybody who answered filled in. */
static void who_answered_is_counted_by_sector(void **state)
{
    (void)state;
    for (size_t c = 0; c < COUNTRIES; c++) {
        PTE_AUTO(pte_network_free)
        struct pte_network *net = network_of(&surveys[c], "information");
        PTE_AUTO(pte_free) struct pte_response_rate *rates = NULL;
        const json_t *wanted = json_object_get(country_truth(c), "sectors");
        const size_t n = pte_response_rates(net, &rates);
        size_t n_sectors;
        const char *const *sectors = pte_network_sectors(net, &n_sectors);

        assert_int_equal(n, n_sectors + 1);
        assert_int_equal(n_sectors, json_object_size(wanted));
        for (size_t s = 0; s < n_sectors; s++) {
            const json_t *counts = json_object_get(wanted, sectors[s]);

            assert_int_equal(rates[s].asked,
                             json_integer_value(json_array_get(counts, 0)));
            assert_int_equal(rates[s].answered,
                             json_integer_value(json_array_get(counts, 1)));
        }
        assert_int_equal(rates[n - 1].answered, count_of(country_truth(c), "answered"));
    }
}

static void check_cell(const struct pte_network *net, const struct pte_cells *cells,
                       const json_t *wanted, const char *country)
{
    const struct pte_cell *cell = cell_named(net, cells, json_object_get(wanted, "cell"));
    const char *busiest = text_of(wanted, "busiest");

    assert_string_equal(pte_verdict_code(cell->verdict), text_of(wanted, "verdict"));
    assert_within(wanted, "ratio", cell->ratio, country);
    assert_within(wanted, "p", cell->p, country);
    assert_within(wanted, "smallest_ratio", cell->smallest_ratio, country);
    assert_within(wanted, "concentration", cell->concentration, country);
    assert_within(wanted, "observed_share", (double)cell->observed / (double)cell->dyads,
                  country);
    if (busiest != NULL)
        assert_string_equal(pte_network_actor(net, cell->busiest)->organization->id,
                            busiest);
}

static void every_cell_gets_the_verdict_that_was_planted(void **state)
{
    (void)state;
    for (size_t c = 0; c < COUNTRIES; c++) {
        const char *country = text_of(country_truth(c), "country");
        PTE_AUTO(pte_network_free)
        struct pte_network *net = network_of(&surveys[c], NULL);
        PTE_AUTO(pte_cells_release) struct pte_cells cells = cells_of(net);
        size_t i;
        json_t *wanted;

        assert_within(country_truth(c), "density", cells.density, country);
        json_array_foreach (json_object_get(country_truth(c), "cells"), i, wanted)
            check_cell(net, &cells, wanted, country);
    }
}

/* What a program says that takes silence for "no tie". */
static void zero_fill(struct pte_survey *survey)
{
    for (size_t i = 0; i < survey->n_blocks; i++)
        if (survey->blocks[i].otherwise == PTE_NO_ANSWER)
            survey->blocks[i].otherwise = PTE_NO_TIE;
    for (size_t i = 0; i < survey->n_reports; i++)
        if (survey->reports[i].mark == PTE_NO_ANSWER)
            survey->reports[i].mark = PTE_NO_TIE;
}

static void silence_taken_for_no_tie_would_make_a_gap_in_chile(void **state)
{
    (void)state;
    const json_t *silence = json_object_get(country_truth(0), "silence");
    struct pte_survey filled = surveys[0];
    PTE_AUTO(pte_free)
    struct pte_block *blocks = pte_alloc(filled.n_blocks, sizeof(*blocks));
    PTE_AUTO(pte_free)
    struct pte_report *reports = pte_alloc(filled.n_reports, sizeof(*reports));
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_cells_release) struct pte_cells cells = {0};
    const struct pte_cell *cell;

    memcpy(blocks, filled.blocks, filled.n_blocks * sizeof(*blocks));
    memcpy(reports, filled.reports, filled.n_reports * sizeof(*reports));
    filled.blocks = blocks;
    filled.reports = reports;
    zero_fill(&filled);
    net = network_of(&filled, NULL);
    cells = cells_of(net);
    cell = cell_named(net, &cells, json_object_get(silence, "cell"));
    assert_int_equal(cell->observed, cell->dyads);
    assert_string_equal(pte_verdict_code(cell->verdict),
                        text_of(silence, "zero_filled_verdict"));
    assert_within(silence, "zero_filled_ratio", cell->ratio, "CL");
    assert_within(silence, "zero_filled_p", cell->p, "CL");
}

static size_t actor_named(const struct pte_network *net, const char *id)
{
    size_t i = 0;

    while (strcmp(pte_network_actor(net, i)->organization->id, id) != 0)
        i++;
    return i;
}

static void education_and_industry_hang_on_one_broker_in_chile(void **state)
{
    (void)state;
    const json_t *wanted = json_object_get(country_truth(0), "broker");
    PTE_AUTO(pte_network_free) struct pte_network *net = network_of(&surveys[0], NULL);
    const size_t broker = actor_named(net, text_of(wanted, "id"));
    const size_t pendant = actor_named(net, text_of(wanted, "leaves_alone"));
    PTE_AUTO(igraph_vector_destroy) igraph_vector_t between = {0};
    PTE_AUTO(igraph_vector_int_destroy) igraph_vector_int_t cutpoints = {0};

    igraph_vector_init(&between, 0);
    igraph_vector_int_init(&cutpoints, 0);
    igraph_betweenness(&net->simple, &between, igraph_vss_all(), IGRAPH_UNDIRECTED,
                       /* weights */ NULL);
    igraph_articulation_points(&net->simple, &cutpoints);
    for (size_t i = 0; i < pte_network_actors(net); i++)
        assert_true(i == broker || VECTOR(between)[i] < .8 * VECTOR(between)[broker]);
    assert_true(igraph_vector_int_contains(&cutpoints, (igraph_integer_t)broker));
    for (size_t i = 0; i < pte_network_actors(net); i++)
        assert_int_equal(pte_network_pair(net, i, pendant) == PTE_TIE, i == broker);
}

/* How many organizations of a country state a fact, beside those of one sector. */
static size_t stating(const struct pte_survey *survey, const char *topic,
                      const char *code, const char *beside)
{
    size_t n = 0;

    for (size_t i = 0; i < survey->n_facts; i++) {
        const struct pte_fact *fact = &survey->facts[i];
        const char *sector = survey->organizations[fact->organization].sector;

        n += strcmp(fact->topic, topic) == 0 && strcmp(fact->code, code) == 0 &&
             (beside == NULL || strcmp(sector, beside) != 0);
    }
    return n;
}

static void the_works_of_a_council_are_done_by_those_planted(void **state)
{
    (void)state;
    const struct pte_survey *chile = &surveys[0], *colombia = &surveys[1],
                            *peru = &surveys[3];

    assert_int_equal(stating(chile, "function", "promotion_of_careers", NULL), 6);
    assert_int_equal(stating(chile, "function", "promotion_of_careers", "industry"), 0);
    assert_int_equal(stating(colombia, "function", "employment_stability", NULL), 0);
    assert_true(stating(colombia, "function", "continuing_education", NULL) > 5);
    assert_int_equal(stating(peru, "function", "recognition_of_skills", NULL), 7);
    assert_int_equal(stating(peru, "function", "recognition_of_skills", "education"), 0);
}

static void an_occupation_is_wanted_in_mexico_and_trained_by_nobody(void **state)
{
    (void)state;
    const char *code = text_of(json_object_get(country_truth(2), "occupations"),
                               "wanted_and_trained_by_nobody");

    assert_int_equal(stating(&surveys[2], "training", code, NULL), 0);
    assert_int_equal(stating(&surveys[2], "vacancy", code, NULL), 6);
}

/* Each is named by a third at least of those who answered, in every country. */
static void two_challenges_are_common_to_all_four_countries(void **state)
{
    (void)state;
    const json_t *common = json_object_get(truth, "challenges_in_all_countries");
    size_t i;
    json_t *challenge;

    json_array_foreach (common, i, challenge)
        for (size_t c = 0; c < COUNTRIES; c++)
            assert_true(3 * stating(&surveys[c], "challenge",
                                    json_string_value(challenge), NULL) >=
                        count_of(country_truth(c), "answered"));
}

/* The scale is turned round in Peru, words in Chile, in halves in Colombia. */
static void levels_mean_the_same_in_all_four(void **state)
{
    (void)state;
    for (size_t c = 0; c < COUNTRIES; c++) {
        size_t ties = 0, halves = 0;
        double sum = 0;

        for (size_t i = 0; i < surveys[c].n_reports; i++) {
            const struct pte_report *report = &surveys[c].reports[i];

            if (report->mark != PTE_TIE || report->tense != PTE_CURRENT)
                continue;
            assert_true(report->level > 0 && report->level <= 5);
            halves += fabs(report->level - floor(report->level)) > .1;
            sum += report->level;
            ties++;
        }
        assert_true(ties > 100);
        /* Drawn from 1 2 2 3 3 3 4 4 5 5: mean 3.2, one step of noise. */
        assert_true(sum / (double)ties > 2.9 && sum / (double)ties < 3.5);
        assert_int_equal(halves > 0, c == 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_four_exports_hold_131_people_of_96_organizations),
        cmocka_unit_test(who_answered_is_counted_by_sector),
        cmocka_unit_test(levels_mean_the_same_in_all_four),
        cmocka_unit_test(every_cell_gets_the_verdict_that_was_planted),
        cmocka_unit_test(silence_taken_for_no_tie_would_make_a_gap_in_chile),
        cmocka_unit_test(education_and_industry_hang_on_one_broker_in_chile),
        cmocka_unit_test(the_works_of_a_council_are_done_by_those_planted),
        cmocka_unit_test(an_occupation_is_wanted_in_mexico_and_trained_by_nobody),
        cmocka_unit_test(two_challenges_are_common_to_all_four_countries),
    };

    return cmocka_run_group_tests_name("truth", tests, import_all, release_all);
}

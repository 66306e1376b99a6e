/* tests/core/measures/test_measures.c - every row of the catalogue against other
 * programs.
 *
 * measures.txt, structure.txt and brokerage.txt are made by measures.py, structure.py
 * and brokerage.R in tests/reference, from networkx, numpy and R's sna. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/random.h"
#include "core/measures/catalogue.h"
#include "core/network/network.intern.h"
#include "tests/core/measures/expected.h"
#include "tests/core/network/fixture.h"

enum { MOST = 64 };

static struct pte_scores compute(const struct pte_network *net, const char *key)
{
    const struct pte_measure *measure = pte_measure_find(key);
    struct pte_scores scores = {0};
    struct pte_error err = {0};

    assert_non_null(measure);
    if (!measure->compute(net, &scores, &err))
        fail_msg("%s: %s", key, err.message);
    assert_int_equal(scores.n, pte_network_actors(net));
    return scores;
}

/* The file that has the numbers of a measure. */
static const char *file_of(const char *network, const char *key)
{
    const size_t length = strlen(key);

    if (strcmp(key + length - 2, "_z") == 0)
        return "brokerage.txt";
    return expected_has("structure.txt", network, key) ? "structure.txt" : "measures.txt";
}

static void compare(const char *name, struct pte_network *net)
{
    PTE_AUTO(pte_network_free) struct pte_network *owned = net;
    size_t n;
    const struct pte_measure *measures = pte_measures(&n);

    for (size_t i = 0; i < n; i++) {
        PTE_AUTO(pte_scores_release)
        struct pte_scores scores = compute(owned, measures[i].key);
        double wanted[MOST];
        char what[MOST];

        assert_int_equal(expected_numbers(file_of(name, measures[i].key), name,
                                          measures[i].key, wanted, MOST),
                         scores.n);
        snprintf(what, sizeof(what), "%s: %s", name, measures[i].key);
        assert_all_near(what, scores.value, wanted, scores.n, 1e-12);
        for (size_t j = 0; j < scores.n; j++)
            if (isnan(scores.value[j]))
                assert_non_null(scores.note); /* whatever is missing has a reason */
    }
}

static void the_kite_agrees_with_networkx_numpy_and_sna(void **state)
{
    (void)state;
    compare("kite", fixture_kite());
}

static void the_florentine_families_agree(void **state)
{
    (void)state;
    compare("florentine", fixture_florentine());
}

static void a_directed_network_in_two_parts_agrees(void **state)
{
    (void)state;
    compare("two_parts", fixture_two_parts());
}

static void a_network_without_circles_agrees(void **state)
{
    (void)state;
    compare("dag", fixture_dag());
}

/* Freeman 1977; also Krackhardt 1990, table 1: Heather stands between, Diane has most
 * ties, Fernando and Garth are closest. */
static void the_kite_has_its_published_betweenness(void **state)
{
    static const double wanted[] = {5. / 216,  5. / 216,  0,       11. / 108, 0,
                                    25. / 108, 25. / 108, 7. / 18, 2. / 9,    0};
    PTE_AUTO(pte_network_free) struct pte_network *net = fixture_kite();
    PTE_AUTO(pte_scores_release) struct pte_scores scores = compute(net, "betweenness");

    (void)state;
    assert_all_near("betweenness", scores.value, wanted, 10, 1e-15);
}

static void an_empty_network_has_empty_scores(void **state)
{
    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_from_arcs(0, NULL, 0, NULL);
    size_t n;
    const struct pte_measure *measures = pte_measures(&n);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        PTE_AUTO(pte_scores_release)
        struct pte_scores scores = compute(net, measures[i].key);

        assert_int_equal(scores.n, 0);
    }
}

static void one_actor_is_nowhere_or_undefined(void **state)
{
    static const struct {
        const char *key;
        double wanted;
    } cases[] = {{"degree", 0},        {"in_strength", 0},
                 {"betweenness", 0},   {"betweenness_weighted", 0},
                 {"closeness", NAN},   {"harmonic", NAN},
                 {"eigenvector", NAN}, {"eigenvector_in", NAN},
                 {"hub", NAN},         {"pagerank", 1},
                 {"constraint", NAN},  {"effective_size", NAN},
                 {"coreness", 0},      {"clustering", NAN},
                 {"ei", NAN},          {"gf_total", 0},
                 {"gf_total_z", NAN}};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_from_arcs(1, NULL, 0, "E");

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        PTE_AUTO(pte_scores_release)
        struct pte_scores scores = compute(net, cases[i].key);

        assert_all_near(cases[i].key, scores.value, &cases[i].wanted, 1, 0);
        assert_int_equal(scores.note != NULL, isnan(cases[i].wanted));
    }
}

static void two_actors_have_nobody_between_them(void **state)
{
    static const struct fixture_arc arc = {0, 1, 2};
    static const double nobody[] = {0, 0};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_from_arcs(2, &arc, 1, "EL");
    static const char *const keys[] = {"betweenness", "betweenness_directed",
                                       "betweenness_weighted", "gf_total"};

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        PTE_AUTO(pte_scores_release) struct pte_scores scores = compute(net, keys[i]);

        assert_all_near(keys[i], scores.value, nobody, 2, 0);
    }
}

/* The silent one is known by what the others say; a confirmed tie needs both. */
static void a_missing_answer_takes_no_tie_away_that_others_report(void **state)
{
    struct pte_survey *survey = fixture_survey(4, "ELIE");
    static const double by_union[] = {2, 2, 2, 0}, confirmed[] = {1, 0, 1, 0};
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_network_free) struct pte_network *strict = NULL;
    PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};
    PTE_AUTO(pte_scores_release) struct pte_scores strict_scores = {0};

    (void)state;
    fixture_row(survey, 1, PTE_NO_ANSWER);
    fixture_say(survey, 0, 1, PTE_TIE, 0);
    fixture_say(survey, 2, 1, PTE_TIE, 0);
    fixture_say(survey, 0, 2, PTE_TIE, 0);
    fixture_say(survey, 2, 0, PTE_TIE, 0);
    net = fixture_network(survey, PTE_UNION);
    strict = fixture_network(survey, PTE_CONFIRMED);
    scores = compute(net, "degree");
    strict_scores = compute(strict, "degree");
    assert_all_near("degree", scores.value, by_union, 4, 0);
    assert_all_near("confirmed degree", strict_scores.value, confirmed, 4, 0);
}

/* A path 0-1-2 of strong ties (length 1/3 each) is as long as the weak tie 0-2 (2/3 =
 * 1/1.5): by whole numbers they are equal, by floating-point sums not always. */
static void equally_long_paths_are_found_equal(void **state)
{
    static const struct fixture_arc ties[] = {
        {0, 1, 3}, {1, 2, 3}, {0, 2, 1.5}, {0, 3, 1}};
    /* pairs 0-2 (half), 2-3 through 0 always and 1 half, 1-3 through 0 */
    static const double wanted[] = {2. / 3, 1. / 3, 0, 0};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_from_ties(4, ties, 4, NULL);
    PTE_AUTO(pte_scores_release)
    struct pte_scores scores = compute(net, "betweenness_weighted");

    (void)state;
    assert_null(scores.note);
    assert_all_near("weighted", scores.value, wanted, 4, 1e-15);
}

static void odd_strengths_are_rounded_and_said_so(void **state)
{
    static const struct fixture_arc ties[] = {{0, 1, 0.7310585786}, {1, 2, 3.1415926536}};
    static const double wanted[] = {0, 1, 0};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_from_ties(3, ties, 2, NULL);
    PTE_AUTO(pte_scores_release)
    struct pte_scores scores = compute(net, "betweenness_weighted");

    (void)state;
    assert_non_null(scores.note);
    assert_all_near("weighted", scores.value, wanted, 3, 0);
}

/* A random directed network with strengths, the same each time. */
static struct pte_network *random_network(size_t n, size_t n_arcs, uint64_t stream)
{
    struct pte_random random = pte_random_stream(11, stream);
    struct pte_survey *survey = fixture_survey(n, NULL);

    for (size_t i = 0; i < n_arcs; i++)
        fixture_say(survey, pte_random_below(&random, (uint32_t)n),
                    pte_random_below(&random, (uint32_t)n), PTE_TIE,
                    1 + pte_random_below(&random, 5));
    return fixture_network(survey, PTE_UNION);
}

static void compare_with(const char *key, const struct pte_network *net,
                         igraph_vector_t *wanted, double factor, double most)
{
    PTE_AUTO(pte_scores_release) struct pte_scores scores = compute(net, key);

    igraph_vector_scale(wanted, factor);
    assert_all_near(key, scores.value, VECTOR(*wanted), scores.n, most);
}

/* What we compute ourselves against what igraph computes. */
static void our_own_loops_agree_with_igraph(void **state)
{
    PTE_AUTO(igraph_vector_destroy) igraph_vector_t wanted = {0};
    PTE_AUTO(igraph_vector_destroy) igraph_vector_t length = {0};
    PTE_AUTO(pte_network_free) struct pte_network *net = random_network(300, 1500, 1);
    igraph_arpack_options_t options;
    igraph_real_t value;
    const double pairs = 299. * 298 / 2;

    (void)state;
    assert_int_equal(igraph_vector_init(&wanted, 0), 0);
    igraph_betweenness(&net->simple, &wanted, igraph_vss_all(), IGRAPH_UNDIRECTED, NULL);
    compare_with("betweenness", net, &wanted, 1 / pairs, 1e-12);
    igraph_betweenness(&net->directed, &wanted, igraph_vss_all(), IGRAPH_DIRECTED, NULL);
    compare_with("betweenness_directed", net, &wanted, 1 / (2 * pairs), 1e-12);
    igraph_pagerank(&net->directed, IGRAPH_PAGERANK_ALGO_PRPACK, &wanted, NULL,
                    igraph_vss_all(), IGRAPH_DIRECTED, .85, NULL, NULL);
    compare_with("pagerank", net, &wanted, 1, 1e-12);
    igraph_harmonic_centrality(&net->directed, &wanted, igraph_vss_all(), IGRAPH_OUT,
                               NULL, /* normalized */ true);
    compare_with("harmonic_out", net, &wanted, 1, 1e-12);
    igraph_closeness(&net->directed, &wanted, NULL, NULL, igraph_vss_all(), IGRAPH_IN,
                     NULL, /* normalized */ true);
    compare_with("closeness_in", net, &wanted, 1, 1e-12);
    igraph_arpack_options_init(&options);
    igraph_eigenvector_centrality(&net->simple, &wanted, &value, IGRAPH_UNDIRECTED,
                                  /* scale */ true, NULL, &options);
    compare_with("eigenvector", net, &wanted, 1, 1e-9);
    igraph_authority_score(&net->directed, &wanted, &value, /* scale */ true, NULL,
                           &options);
    compare_with("authority", net, &wanted, 1, 1e-9);
    assert_int_equal(igraph_vector_init_copy(&length, &net->weights), 0);
    for (igraph_integer_t i = 0; i < igraph_vector_size(&length); i++)
        VECTOR(length)[i] = 60 / VECTOR(length)[i];
    igraph_betweenness(&net->simple, &wanted, igraph_vss_all(), IGRAPH_UNDIRECTED,
                       &length);
    compare_with("betweenness_weighted", net, &wanted, 1 / pairs, 1e-12);
}

static void the_same_network_gives_the_same_bytes(void **state)
{
    size_t n;
    const struct pte_measure *measures = pte_measures(&n);
    PTE_AUTO(pte_network_free) struct pte_network *one = random_network(200, 900, 2);
    PTE_AUTO(pte_network_free) struct pte_network *other = random_network(200, 900, 2);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        PTE_AUTO(pte_scores_release)
        struct pte_scores first = compute(one, measures[i].key);
        PTE_AUTO(pte_scores_release)
        struct pte_scores again = compute(one, measures[i].key);
        PTE_AUTO(pte_scores_release)
        struct pte_scores third = compute(other, measures[i].key);

        assert_memory_equal(first.value, again.value, 200 * sizeof(double));
        assert_memory_equal(first.value, third.value, 200 * sizeof(double));
    }
}

/* Large enough that threads are used at all. */
static void the_number_of_threads_changes_no_byte(void **state)
{
    enum { N = 1600 };
    static const char *const keys[] = {"betweenness", "betweenness_weighted"};
    PTE_AUTO(pte_network_free) struct pte_network *net = random_network(N, 2500, 3);

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        PTE_AUTO(pte_scores_release) struct pte_scores one = {0};
        PTE_AUTO(pte_scores_release) struct pte_scores three = {0};

        assert_int_equal(setenv("PUENTE_THREADS", "1", 1), 0);
        one = compute(net, keys[i]);
        assert_int_equal(setenv("PUENTE_THREADS", "3", 1), 0);
        three = compute(net, keys[i]);
        assert_int_equal(unsetenv("PUENTE_THREADS"), 0);
        assert_memory_equal(one.value, three.value, N * sizeof(double));
    }
}

static void each_row_says_what_it_is(void **state)
{
    size_t n;
    const struct pte_measure *measures = pte_measures(&n);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        assert_true(strlen(measures[i].label) > 0 && strlen(measures[i].unit) > 0);
        assert_true(strlen(measures[i].range) > 0 && strlen(measures[i].needs) > 0);
        assert_int_equal(measures[i].what[strlen(measures[i].what) - 1], '.');
        assert_non_null(strpbrk(measures[i].source, "0123456789"));
        assert_ptr_equal(pte_measure_find(measures[i].key), &measures[i]);
    }
    assert_null(pte_measure_find("fame"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_kite_agrees_with_networkx_numpy_and_sna),
        cmocka_unit_test(the_florentine_families_agree),
        cmocka_unit_test(a_directed_network_in_two_parts_agrees),
        cmocka_unit_test(a_network_without_circles_agrees),
        cmocka_unit_test(the_kite_has_its_published_betweenness),
        cmocka_unit_test(an_empty_network_has_empty_scores),
        cmocka_unit_test(one_actor_is_nowhere_or_undefined),
        cmocka_unit_test(two_actors_have_nobody_between_them),
        cmocka_unit_test(a_missing_answer_takes_no_tie_away_that_others_report),
        cmocka_unit_test(equally_long_paths_are_found_equal),
        cmocka_unit_test(odd_strengths_are_rounded_and_said_so),
        cmocka_unit_test(our_own_loops_agree_with_igraph),
        cmocka_unit_test(the_same_network_gives_the_same_bytes),
        cmocka_unit_test(the_number_of_threads_changes_no_byte),
        cmocka_unit_test(each_row_says_what_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

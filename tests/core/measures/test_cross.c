/* tests/core/measures/test_cross.c - who stands between sectors. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/base/memory.h"
#include "core/base/random.h"
#include "core/measures/betweenness.h"
#include "tests/core/measures/expected.h"
#include "tests/core/network/fixture.h"

enum { MOST = 64 };

static void compare(const char *name, struct pte_network *net)
{
    static const size_t ends[][2] = {{0, 2}, {2, 0}, {1, 1}};
    PTE_AUTO(pte_network_free) struct pte_network *owned = net;

    for (size_t i = 0; i < 6; i++) {
        const bool directed = i % 2;
        const size_t *end = ends[i / 2];
        PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};
        double wanted[MOST];
        char key[MOST];

        assert_true(
            pte_betweenness_between(owned, end[0], end[1], directed, &scores, NULL));
        snprintf(key, sizeof(key), "betweenness_%zu%zu%s", end[0], end[1],
                 directed ? "_directed" : "");
        assert_int_equal(expected_numbers("structure.txt", name, key, wanted, MOST),
                         scores.n);
        assert_all_near(key, scores.value, wanted, scores.n, 1e-14);
    }
}

static void named_sectors_agree_with_all_paths_of_networkx(void **state)
{
    (void)state;
    compare("kite", fixture_kite());
    compare("florentine", fixture_florentine());
    compare("two_parts", fixture_two_parts());
    compare("dag", fixture_dag());
}

/* A random directed network whose actors are of a sector each, or of three. */
static struct pte_network *random_network(size_t n, size_t arcs, bool three)
{
    struct pte_random random = pte_random_stream(31, three);
    PTE_AUTO(pte_free) char *sectors = pte_alloc(n + 1, 1);
    struct pte_survey *survey;

    for (size_t i = 0; i < n; i++)
        sectors[i] = three ? "ELI"[pte_random_below(&random, 3)] : "ELIGC"[i % 5];
    survey = fixture_survey(n, sectors);
    for (size_t i = 0; i < arcs; i++)
        fixture_say(survey, pte_random_below(&random, (uint32_t)n),
                    pte_random_below(&random, (uint32_t)n), PTE_TIE, 0);
    return fixture_network(survey, PTE_UNION);
}

/* Of five actors, each of a sector of its own, all pairs are of different sectors. */
static void with_a_sector_each_it_is_betweenness(void **state)
{
    PTE_AUTO(pte_network_free) struct pte_network *net = random_network(5, 7, false);
    PTE_AUTO(pte_scores_release) struct pte_scores cross = {0};
    PTE_AUTO(pte_scores_release) struct pte_scores all = {0};

    (void)state;
    assert_true(pte_betweenness_cross_directed(net, &cross, NULL));
    assert_true(pte_betweenness_directed(net, &all, NULL));
    assert_all_near("cross", cross.value, all.value, 5, 1e-15);
}

/* All ordered pairs are of one of the nine cells of three sectors. */
static void cells_of_sectors_add_up_to_betweenness(void **state)
{
    enum { N = 150 };
    PTE_AUTO(pte_network_free) struct pte_network *net = random_network(N, 500, true);
    PTE_AUTO(pte_scores_release) struct pte_scores all = {0};
    PTE_AUTO(pte_free) double *sum = pte_alloc(N, sizeof(*sum));

    (void)state;
    for (size_t k = 0; k < 3; k++)
        for (size_t l = 0; l < 3; l++) {
            PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};
            double sizes[3] = {0};

            assert_true(pte_betweenness_between(net, k, l, true, &scores, NULL));
            for (size_t i = 0; i < N; i++)
                sizes[pte_network_actor(net, i)->sector]++;
            for (size_t i = 0; i < N; i++) {
                const size_t s = pte_network_actor(net, i)->sector;

                sum[i] += scores.value[i] * (sizes[k] - (s == k)) *
                          (sizes[l] - (s == l) - (k == l));
            }
        }
    assert_true(pte_betweenness_directed(net, &all, NULL));
    for (size_t i = 0; i < N; i++)
        all.value[i] *= (N - 1) * (N - 2);
    assert_all_near("sum of cells", sum, all.value, N, 1e-12);
}

static void threads_change_no_byte(void **state)
{
    enum { N = 1600 };
    PTE_AUTO(pte_network_free) struct pte_network *net = random_network(N, 2500, true);
    PTE_AUTO(pte_scores_release) struct pte_scores one = {0};
    PTE_AUTO(pte_scores_release) struct pte_scores three = {0};

    (void)state;
    assert_int_equal(setenv("PUENTE_THREADS", "1", 1), 0);
    assert_true(pte_betweenness_cross(net, &one, NULL));
    assert_int_equal(setenv("PUENTE_THREADS", "3", 1), 0);
    assert_true(pte_betweenness_cross(net, &three, NULL));
    assert_int_equal(unsetenv("PUENTE_THREADS"), 0);
    assert_memory_equal(one.value, three.value, N * sizeof(double));
}

static void within_one_sector_nothing_is_across(void **state)
{
    static const struct fixture_arc ties[] = {{0, 1, 0}, {1, 2, 0}};

    (void)state;
    for (size_t n = 0; n < 4; n++) {
        PTE_AUTO(pte_network_free)
        struct pte_network *net = fixture_from_ties(n, ties, n == 3 ? 2 : 0, NULL);
        PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};

        assert_true(pte_betweenness_cross(net, &scores, NULL));
        assert_int_equal(scores.n, n);
        for (size_t i = 0; i < n; i++)
            assert_true(isnan(scores.value[i]));
        assert_int_equal(scores.note != NULL, n > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(named_sectors_agree_with_all_paths_of_networkx),
        cmocka_unit_test(with_a_sector_each_it_is_betweenness),
        cmocka_unit_test(cells_of_sectors_add_up_to_betweenness),
        cmocka_unit_test(threads_change_no_byte),
        cmocka_unit_test(within_one_sector_nothing_is_across),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

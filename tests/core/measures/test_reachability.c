/* tests/core/measures/test_reachability.c - how far one sector is from another. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/base/memory.h"
#include "core/base/random.h"
#include "core/measures/reachability.h"
#include "tests/core/measures/expected.h"
#include "tests/core/network/fixture.h"

enum { MOST = 64 };

static void check(const char *network, const char *end, bool directed,
                  const struct pte_way *way, size_t n)
{
    static const char *const keys[] = {"efficiency", "within_two", "unreachable",
                                       "mean_distance"};
    double wanted[MOST], found[MOST];

    for (size_t key = 0; key < 4; key++) {
        char what[MOST];

        for (size_t i = 0; i < n; i++) {
            const double values[] = {way[i].efficiency, way[i].within_two,
                                     (double)way[i].unreachable, way[i].mean_distance};

            found[i] = values[key];
        }
        snprintf(what, sizeof(what), "reachability%s%s.%s", end,
                 directed ? "_directed" : "", keys[key]);
        assert_int_equal(expected_numbers("structure.txt", network, what, wanted, MOST),
                         n);
        assert_all_near(what, found, wanted, n, 1e-14);
    }
}

static void compare(const char *name, struct pte_network *net)
{
    PTE_AUTO(pte_network_free) struct pte_network *owned = net;

    for (int directed = 0; directed < 2; directed++) {
        PTE_AUTO(pte_reachability_release) struct pte_reachability r = {0};

        assert_true(pte_reachability_compute(owned, directed, &r, NULL));
        check(name, "", directed, r.way, r.n * r.n);
        check(name, "_across", directed, &r.across, 1);
    }
}

static void distances_agree_with_networkx_pair_by_pair(void **state)
{
    (void)state;
    compare("kite", fixture_kite());
    compare("florentine", fixture_florentine());
    compare("two_parts", fixture_two_parts());
    compare("dag", fixture_dag());
}

/* A ring of 700 in which two sectors take turns: more than 256 searches start
 * from each. From any one, distances 1 to 349 come twice and 350 once. */
static void large_sectors_are_searched_from_in_batches(void **state)
{
    enum { N = 700 };
    PTE_AUTO(pte_free) struct fixture_arc *ties = pte_alloc(N, sizeof(*ties));
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_reachability_release) struct pte_reachability r = {0};
    char sectors[N + 1] = {0};
    double inverse[2] = {0};

    (void)state;
    for (uint32_t i = 0; i < N; i++) {
        ties[i] = (struct fixture_arc){i, (i + 1) % N, 0};
        sectors[i] = i % 2 ? 'L' : 'E';
    }
    for (int d = 1; d <= N / 2; d++)
        inverse[d % 2] += (d < N / 2 ? 2. : 1.) / d;
    net = fixture_from_ties(N, ties, N, sectors);
    assert_true(pte_reachability_compute(net, false, &r, NULL));
    assert_int_equal(r.way[0].pairs, 350 * 349);
    assert_near(r.way[0].efficiency, inverse[0] / 349, 1e-14);
    assert_near(r.way[1].efficiency, inverse[1] / 350, 1e-14);
    assert_near(r.way[1].within_two, 2. / 350, 1e-15);
    assert_near(r.across.efficiency, inverse[1] / 350, 1e-14);
}

static void without_pairs_there_are_no_shares(void **state)
{
    (void)state;
    for (size_t n = 0; n < 3; n++) {
        PTE_AUTO(pte_network_free)
        struct pte_network *net = fixture_from_arcs(n, NULL, 0, n < 2 ? NULL : "EL");
        PTE_AUTO(pte_reachability_release) struct pte_reachability r = {0};

        assert_true(pte_reachability_compute(net, false, &r, NULL));
        assert_int_equal(r.n, n);
        assert_int_equal(isnan(r.across.efficiency), n < 2);
        assert_true(isnan(r.across.mean_distance));
        for (size_t k = 0; k < n; k++) {
            assert_int_equal(r.way[k * n + k].pairs, 0);
            assert_true(isnan(r.way[k * n + k].efficiency));
        }
        if (n == 2) {
            assert_int_equal(r.across.unreachable, 2);
            assert_near(r.way[1].efficiency, 0, 0);
            assert_near(r.way[1].unreachable_share, 1, 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_agree_with_networkx_pair_by_pair),
        cmocka_unit_test(large_sectors_are_searched_from_in_batches),
        cmocka_unit_test(without_pairs_there_are_no_shares),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

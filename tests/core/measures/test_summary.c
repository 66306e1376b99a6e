/* tests/core/measures/test_summary.c - a whole network, its sectors, its brokers. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/memory.h"
#include "core/measures/brokerage.h"
#include "core/measures/sectors.h"
#include "core/measures/summary.h"
#include "tests/core/measures/expected.h"
#include "tests/core/network/fixture.h"

enum { MOST = 64 };

static void check(const char *network, const char *key, const double *found, size_t n)
{
    double wanted[MOST];
    char what[MOST];

    snprintf(what, sizeof(what), "%s: %s", network, key);
    assert_int_equal(expected_numbers("measures.txt", network, key, wanted, MOST), n);
    assert_all_near(what, found, wanted, n, 1e-12);
}

static void check_one(const char *network, const char *key, double found)
{
    check(network, key, &found, 1);
}

static void check_list(const char *network, const char *key, const uint32_t *list,
                       size_t n)
{
    double found[MOST];

    for (size_t i = 0; i < n; i++)
        found[i] = list[i];
    check(network, key, found, n);
}

static void compare_summary(const char *name, const struct pte_network *net)
{
    PTE_AUTO(pte_summary_release) struct pte_summary s = {0};

    assert_true(pte_summary_compute(net, &s, NULL));
    check_one(name, "summary.nodes", (double)s.nodes);
    check_one(name, "summary.ties", (double)s.ties);
    check_one(name, "summary.ties_undirected", (double)s.ties_undirected);
    check_one(name, "summary.density", s.density);
    check_one(name, "summary.density_undirected", s.density_undirected);
    check_one(name, "summary.reciprocity", s.reciprocity);
    check_one(name, "summary.transitivity", s.transitivity);
    check_one(name, "summary.components", (double)s.components);
    check_one(name, "summary.strong_components", (double)s.strong_components);
    check_one(name, "summary.diameter", s.diameter);
    check_one(name, "summary.average_path_length", s.average_path_length);
    check_one(name, "summary.diameter_directed", s.diameter_directed);
    check_one(name, "summary.average_path_length_directed",
              s.average_path_length_directed);
    check_one(name, "summary.degree_centralization", s.degree_centralization);
    check_one(name, "summary.betweenness_centralization", s.betweenness_centralization);
    check_one(name, "summary.global_efficiency", s.global_efficiency);
    check_one(name, "summary.fragmentation", s.fragmentation);
    check_list(name, "summary.articulation_points", s.articulation_points,
               s.n_articulation_points);
    check_list(name, "summary.bridges", &s.bridges[0][0], 2 * s.n_bridges);
    check_list(name, "summary.isolates", s.isolates, s.n_isolates);
}

static void compare_sectors(const char *name, const struct pte_network *net)
{
    PTE_AUTO(pte_sectors_release) struct pte_sectors s = {0};
    double ties[MOST];

    assert_true(pte_sectors_compute(net, &s, NULL));
    for (size_t i = 0; i < s.n * s.n; i++)
        ties[i] = (double)s.ties[i];
    check(name, "sectors.ties", ties, s.n * s.n);
    check(name, "sectors.density", s.density, s.n * s.n);
    check_one(name, "sectors.ei_index", s.ei_index);
    check_one(name, "sectors.ei_index_directed", s.ei_index_directed);
    check_one(name, "sectors.assortativity", s.assortativity);
    check_one(name, "sectors.assortativity_directed", s.assortativity_directed);
    check_one(name, "sectors.modularity", s.modularity);
    check_one(name, "sectors.modularity_directed", s.modularity_directed);
    if (strcmp(name, "florentine") == 0)
        return; /* too many shuffles to try them all */
    check_one(name, "sectors.ei_expected", s.ei_expected);
    check_one(name, "sectors.ei_sd", s.ei_sd);
    check_one(name, "sectors.ei_sd_directed", s.ei_sd_directed);
}

static void whole_networks_agree_with_networkx(void **state)
{
    PTE_AUTO(pte_network_free) struct pte_network *kite = fixture_kite();
    PTE_AUTO(pte_network_free) struct pte_network *florentine = fixture_florentine();
    PTE_AUTO(pte_network_free) struct pte_network *two_parts = fixture_two_parts();
    PTE_AUTO(pte_network_free) struct pte_network *dag = fixture_dag();

    (void)state;
    compare_summary("kite", kite);
    compare_summary("florentine", florentine);
    compare_summary("two_parts", two_parts);
    compare_summary("dag", dag);
}

static void sectors_agree_with_networkx_and_all_shuffles(void **state)
{
    PTE_AUTO(pte_network_free) struct pte_network *kite = fixture_kite();
    PTE_AUTO(pte_network_free) struct pte_network *florentine = fixture_florentine();
    PTE_AUTO(pte_network_free) struct pte_network *two_parts = fixture_two_parts();
    PTE_AUTO(pte_network_free) struct pte_network *dag = fixture_dag();

    (void)state;
    compare_sectors("kite", kite);
    compare_sectors("florentine", florentine);
    compare_sectors("two_parts", two_parts);
    compare_sectors("dag", dag);
}

/* Counted by hand: E = {0, 1}, L = {2, 3}, all answered but 3. */
static void densities_count_observed_pairs_only(void **state)
{
    struct pte_survey *survey = fixture_survey(4, "EELL");
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_summary_release) struct pte_summary summary = {0};
    PTE_AUTO(pte_sectors_release) struct pte_sectors sectors = {0};

    (void)state;
    fixture_row(survey, 3, PTE_NO_ANSWER);
    fixture_say(survey, 0, 1, PTE_TIE, 0);
    fixture_say(survey, 0, 3, PTE_TIE, 0);
    net = fixture_network(survey, PTE_UNION);
    assert_true(pte_summary_compute(net, &summary, NULL));
    assert_true(pte_sectors_compute(net, &sectors, NULL));

    assert_int_equal(summary.observed, 9);            /* 0, 1, 2 about three others */
    assert_int_equal(summary.observed_undirected, 3); /* 0-1, 0-2, 1-2 */
    assert_near(summary.density, 2. / 9, 1e-15);
    assert_near(summary.density_undirected, 1. / 3, 1e-15); /* 0-3 was half seen */
    assert_int_equal(summary.ties_undirected, 2);
    assert_near(sectors.density[0], 1. / 2, 1e-15);    /* 0-1, 1-0 */
    assert_near(sectors.density[1], 1. / 4, 1e-15);    /* E about L: 4 words */
    assert_near(sectors.density[2], 0, 0);             /* 2 about 0, 1 */
    assert_near(sectors.density_undirected[1], 0, 0);  /* 0-2, 1-2 */
    assert_true(isnan(sectors.density_undirected[3])); /* 2-3 is not seen */
    assert_int_equal(sectors.ties_undirected[1], 1);
}

static void an_empty_network_and_one_actor_have_no_shares(void **state)
{
    (void)state;
    for (size_t n = 0; n < 3; n++) {
        PTE_AUTO(pte_network_free)
        struct pte_network *net = fixture_from_arcs(n, NULL, 0, NULL);
        PTE_AUTO(pte_summary_release) struct pte_summary summary = {0};
        PTE_AUTO(pte_sectors_release) struct pte_sectors sectors = {0};
        PTE_AUTO(pte_brokerage_release) struct pte_brokerage brokerage = {0};

        assert_true(pte_summary_compute(net, &summary, NULL));
        assert_true(pte_sectors_compute(net, &sectors, NULL));
        assert_true(pte_brokerage_compute(net, &brokerage, NULL));
        assert_int_equal(summary.nodes, n);
        assert_int_equal(summary.components, n);
        assert_int_equal(summary.n_isolates, n);
        assert_true(isnan(summary.diameter));
        assert_true(isnan(summary.average_path_length));
        assert_true(isnan(summary.reciprocity));
        assert_true(isnan(summary.degree_centralization));
        assert_int_equal(isnan(summary.density), n < 2);
        assert_int_equal(isnan(summary.fragmentation), n < 2);
        assert_true(isnan(sectors.ei_index));
        assert_true(isnan(sectors.ei_sd));
        assert_true(isnan(sectors.assortativity));
        assert_int_equal(brokerage.n, n);
    }
}

static void with_one_sector_there_is_nothing_to_sort_by(void **state)
{
    static const struct fixture_arc arcs[] = {{0, 1, 0}, {1, 2, 0}, {2, 3, 0}, {3, 4, 0}};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_from_arcs(5, arcs, 4, NULL);
    PTE_AUTO(pte_sectors_release) struct pte_sectors sectors = {0};

    (void)state;
    assert_true(pte_sectors_compute(net, &sectors, NULL));
    assert_near(sectors.ei_index, -1, 0);
    assert_near(sectors.ei_expected, -1, 0);
    assert_near(sectors.ei_sd, 0, 0);
    assert_true(isnan(sectors.assortativity));
    assert_near(sectors.modularity, 0, 1e-15);
}

/* a (E) -> v (L) -> c in each sector; letters as in Gould and Fernandez. */
static void each_role_has_its_name(void **state)
{
    static const struct {
        const char *sectors;
        enum pte_role role;
        const char *key;
    } cases[] = {{"EEE", PTE_COORDINATOR, "gf_coordinator"},
                 {"ELE", PTE_CONSULTANT, "gf_consultant"},
                 {"ELL", PTE_GATEKEEPER, "gf_gatekeeper"},
                 {"EEL", PTE_REPRESENTATIVE, "gf_representative"},
                 {"ELI", PTE_LIAISON, "gf_liaison"}};
    static const struct fixture_arc arcs[] = {{0, 1, 0}, {1, 2, 0}};

    (void)state;
    for (size_t i = 0; i < 5; i++) {
        PTE_AUTO(pte_network_free)
        struct pte_network *net = fixture_from_arcs(3, arcs, 2, cases[i].sectors);
        PTE_AUTO(pte_brokerage_release) struct pte_brokerage brokerage = {0};

        assert_true(pte_brokerage_compute(net, &brokerage, NULL));
        for (int role = 0; role < PTE_ALL_ROLES; role++)
            assert_near(brokerage.count[1][role], role == (int)cases[i].role, 0);
        assert_near(brokerage.count[1][PTE_ALL_ROLES], 1, 0);
        assert_string_equal(pte_role_key(cases[i].role), cases[i].key);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_networks_agree_with_networkx),
        cmocka_unit_test(sectors_agree_with_networkx_and_all_shuffles),
        cmocka_unit_test(densities_count_observed_pairs_only),
        cmocka_unit_test(an_empty_network_and_one_actor_have_no_shares),
        cmocka_unit_test(with_one_sector_there_is_nothing_to_sort_by),
        cmocka_unit_test(each_role_has_its_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

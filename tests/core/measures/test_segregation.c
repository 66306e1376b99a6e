/* tests/core/measures/test_segregation.c - do organizations keep to their own sector? */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/memory.h"
#include "core/measures/scores.h"
#include "core/measures/segregation.h"
#include "tests/core/measures/expected.h"
#include "tests/core/network/fixture.h"

enum { MOST = 64 };

static void check(const char *network, const char *key, const double *found, size_t n)
{
    double wanted[MOST];
    char what[MOST];

    snprintf(what, sizeof(what), "%s: %s", network, key);
    assert_int_equal(expected_numbers("structure.txt", network, key, wanted, MOST), n);
    assert_all_near(what, found, wanted, n, 1e-12);
}

static void compare(const char *name, struct pte_network *net)
{
    PTE_AUTO(pte_network_free) struct pte_network *owned = net;
    PTE_AUTO(pte_segregation_release) struct pte_segregation s = {0};
    double index[MOST];

    assert_true(pte_segregation_compute(owned, &s, NULL));
    check(name, "segregation.external", &s.external, 1);
    check(name, "segregation.expected", &s.expected, 1);
    check(name, "segregation.expected", &s.expected_strata, 1); /* one stratum only */
    check(name, "segregation.freeman", &s.freeman, 1);
    check(name, "segregation.freeman", &s.freeman_strata, 1);
    check(name, "segregation.odds_ratio", &s.odds_ratio, 1);
    for (size_t k = 0; k < s.n; k++)
        index[k] = s.of[k].index;
    check(name, "segregation.coleman", index, s.n);
}

static void indices_agree_with_their_definitions_pair_by_pair(void **state)
{
    (void)state;
    compare("kite", fixture_kite());
    compare("florentine", fixture_florentine());
    compare("two_parts", fixture_two_parts());
    compare("dag", fixture_dag());
}

/* Six actors; 1 and 4 are silent, so E and L swap only within {1, 4} and the rest. */
static const struct fixture_arc ties[] = {{0, 1, 0}, {0, 2, 0}, {2, 1, 0}, {2, 3, 0},
                                          {3, 4, 0}, {3, 5, 0}, {5, 0, 0}};
static const char labels[] = "EEELLL";

static void try_all(char *label, size_t at, bool keep_silent, double *sum, double *n)
{
    if (at == 6) {
        for (size_t i = 0; i < 7; i++)
            *sum += label[ties[i].from] != label[ties[i].to];
        ++*n;
        return;
    }
    for (size_t with = at; with < 6; with++) {
        const bool one = at == 1 || at == 4, other = with == 1 || with == 4;
        char held;

        if (keep_silent && one != other)
            continue;
        held = label[at], label[at] = label[with], label[with] = held;
        try_all(label, at + 1, keep_silent, sum, n);
        held = label[at], label[at] = label[with], label[with] = held;
    }
}

static void expected_ties_are_the_mean_over_all_shuffles(void **state)
{
    struct pte_survey *survey = fixture_survey(6, labels);
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_segregation_release) struct pte_segregation s = {0};
    char label[7];
    double sum = 0, n = 0, sum_strata = 0, n_strata = 0;

    (void)state;
    for (size_t i = 0; i < 7; i++)
        fixture_say(survey, ties[i].from, ties[i].to, PTE_TIE, 0);
    fixture_row(survey, 1, PTE_NO_ANSWER);
    fixture_row(survey, 4, PTE_NO_ANSWER);
    net = fixture_network(survey, PTE_UNION);
    assert_true(pte_segregation_compute(net, &s, NULL));

    memcpy(label, labels, sizeof(label));
    try_all(label, 0, false, &sum, &n);
    try_all(label, 0, true, &sum_strata, &n_strata);
    assert_near(n, 720, 0);
    assert_near(n_strata, 48, 0);
    assert_near(s.expected, sum / n, 1e-12);
    assert_near(s.expected_strata, sum_strata / n_strata, 1e-12);
    assert_near(s.freeman_strata, fmax(0, 1 - 2 / (sum_strata / n_strata)), 1e-12);
}

/* By hand: E = {0, 1}, L = {2, 3}. 0 names 1 and 2; 1 names 2 but was not asked about 3;
 * 2 is silent, 3 names 0. Complete pairs: 0-1, 0-3, 1-3 (3 says no). */
static void the_silent_and_the_unasked_are_left_out(void **state)
{
    struct pte_survey *survey = fixture_survey(4, "EELL");
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_segregation_release) struct pte_segregation s = {0};

    (void)state;
    fixture_say(survey, 0, 1, PTE_TIE, 0);
    fixture_say(survey, 0, 2, PTE_TIE, 0);
    fixture_say(survey, 1, 2, PTE_TIE, 0);
    fixture_say(survey, 1, 3, PTE_NOT_ASKED, 0);
    fixture_row(survey, 2, PTE_NO_ANSWER);
    fixture_say(survey, 3, 0, PTE_TIE, 0);
    net = fixture_network(survey, PTE_UNION);
    assert_true(pte_segregation_compute(net, &s, NULL));

    assert_int_equal(s.of[0].organizations, 2);
    assert_int_equal(s.of[0].arcs, 3);
    assert_int_equal(s.of[0].within, 1);
    assert_near(s.of[0].expected, 2. / 3 + 1. / 2, 1e-15); /* 1 of 3, 1 of 2 */
    assert_near(s.of[0].index, (1 - 7. / 6) / (7. / 6), 1e-15);
    assert_near(s.of[1].expected, 1. / 3, 1e-15);
    assert_near(s.of[1].index, -1, 0);
    assert_int_equal(s.complete[0], 1);
    assert_int_equal(s.tied[0], 1);
    assert_int_equal(s.complete[1], 2);
    assert_int_equal(s.tied[1], 1);
    assert_true(isnan(s.odds_ratio)); /* no untied pair of one sector */
}

/* Two full sectors without a tie between them, and each tied only to the other. */
static void the_indices_have_their_ends(void **state)
{
    static const struct fixture_arc apart[] = {{0, 1, 0}, {2, 3, 0}};
    static const struct fixture_arc across[] = {
        {0, 2, 0}, {0, 3, 0}, {1, 2, 0}, {1, 3, 0}};
    PTE_AUTO(pte_network_free)
    struct pte_network *one = fixture_from_ties(4, apart, 2, "EELL");
    PTE_AUTO(pte_network_free)
    struct pte_network *other = fixture_from_ties(4, across, 4, "EELL");
    PTE_AUTO(pte_segregation_release) struct pte_segregation s = {0};
    PTE_AUTO(pte_segregation_release) struct pte_segregation t = {0};

    (void)state;
    assert_true(pte_segregation_compute(one, &s, NULL));
    assert_true(pte_segregation_compute(other, &t, NULL));
    assert_near(s.freeman, 1, 0);
    assert_near(s.of[0].index, 1, 0);
    assert_near(t.freeman, 0, 0);
    assert_near(t.of[1].index, -1, 0);
    assert_near(t.odds_ratio, 0, 0);
}

static void nobody_or_one_sector_is_not_segregated(void **state)
{
    static const struct fixture_arc arcs[] = {{0, 1, 0}, {1, 2, 0}};

    (void)state;
    for (size_t n = 0; n < 4; n++) {
        PTE_AUTO(pte_network_free)
        struct pte_network *net = fixture_from_arcs(n, arcs, n > 2 ? 2 : 0, NULL);
        PTE_AUTO(pte_segregation_release) struct pte_segregation s = {0};
        PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};

        assert_true(pte_segregation_compute(net, &s, NULL));
        assert_true(pte_segregation_diversity(net, &scores, NULL));
        assert_int_equal(s.n, n > 0);
        assert_true(isnan(s.freeman) && isnan(s.freeman_strata));
        assert_true(isnan(s.odds_ratio));
        for (size_t k = 0; k < s.n; k++)
            assert_true(isnan(s.of[k].index));
        for (size_t i = 0; i < n; i++)
            assert_true(n > 2 ? scores.value[i] == 0 : isnan(scores.value[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(indices_agree_with_their_definitions_pair_by_pair),
        cmocka_unit_test(expected_ties_are_the_mean_over_all_shuffles),
        cmocka_unit_test(the_silent_and_the_unasked_are_left_out),
        cmocka_unit_test(the_indices_have_their_ends),
        cmocka_unit_test(nobody_or_one_sector_is_not_segregated),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* tests/core/measures/test_communities.c - which organizations keep close company. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/memory.h"
#include "core/base/random.h"
#include "core/measures/communities.h"
#include "tests/core/network/fixture.h"

enum { MOST = 10 };

/* Modularity pair by pair, over ordered pairs, each with itself too. */
static double judge(bool tied[MOST][MOST], size_t n, const uint32_t *of)
{
    double degree[MOST] = {0}, ends = 0, sum = 0;

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            degree[i] += tied[i][j];
            ends += tied[i][j];
        }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            if (of[i] == of[j])
                sum += (tied[i][j] - degree[i] * degree[j] / ends) / ends;
    return sum;
}

/* Tries all divisions of actors at and after `at`; used: communities before. */
static double best_of_all(bool tied[MOST][MOST], size_t n, size_t at, uint32_t used,
                          uint32_t *of)
{
    double best = -INFINITY;

    if (at == n)
        return judge(tied, n, of);
    for (of[at] = 0; of[at] <= used; of[at]++)
        best = fmax(best, best_of_all(tied, n, at + 1, used + (of[at] == used), of));
    return best;
}

static void no_division_is_better(void **state)
{
    enum { N = 8, ROUNDS = 25 };

    (void)state;
    for (uint64_t round = 0; round < ROUNDS; round++) {
        struct pte_random random = pte_random_stream(71, round);
        const uint32_t dense = 2 + pte_random_below(&random, 5);
        struct fixture_arc ties[N * N];
        bool tied[MOST][MOST] = {{false}};
        uint32_t of[MOST];
        PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
        PTE_AUTO(pte_communities_release) struct pte_communities found = {0};
        size_t n = 0;

        for (uint32_t i = 0; i < N; i++)
            for (uint32_t j = 0; j < i; j++)
                if (pte_random_below(&random, 10) < dense) {
                    ties[n++] = (struct fixture_arc){i, j, 0};
                    tied[i][j] = tied[j][i] = true;
                }
        net = fixture_from_ties(N, ties, n, NULL);
        assert_true(pte_communities_find(net, 1, 0, &found, NULL));
        assert_near(found.modularity, best_of_all(tied, N, 0, 0, of), 1e-12);
        assert_near(judge(tied, N, found.of), found.modularity, 1e-12);
        assert_in_range(found.agreed, 1, found.runs);
    }
}

/* Zachary 1977: ties between members of a karate club. Its best modularity is .4198, of
 * four communities: Brandes et al. 2008, IEEE Trans. Knowl. Data Eng. 20:172-188. */
static const struct fixture_arc karate[] = {
    {0, 1, 0},   {0, 2, 0},   {0, 3, 0},   {0, 4, 0},   {0, 5, 0},   {0, 6, 0},
    {0, 7, 0},   {0, 8, 0},   {0, 10, 0},  {0, 11, 0},  {0, 12, 0},  {0, 13, 0},
    {0, 17, 0},  {0, 19, 0},  {0, 21, 0},  {0, 31, 0},  {1, 2, 0},   {1, 3, 0},
    {1, 7, 0},   {1, 13, 0},  {1, 17, 0},  {1, 19, 0},  {1, 21, 0},  {1, 30, 0},
    {2, 3, 0},   {2, 7, 0},   {2, 8, 0},   {2, 9, 0},   {2, 13, 0},  {2, 27, 0},
    {2, 28, 0},  {2, 32, 0},  {3, 7, 0},   {3, 12, 0},  {3, 13, 0},  {4, 6, 0},
    {4, 10, 0},  {5, 6, 0},   {5, 10, 0},  {5, 16, 0},  {6, 16, 0},  {8, 30, 0},
    {8, 32, 0},  {8, 33, 0},  {9, 33, 0},  {13, 33, 0}, {14, 32, 0}, {14, 33, 0},
    {15, 32, 0}, {15, 33, 0}, {18, 32, 0}, {18, 33, 0}, {19, 33, 0}, {20, 32, 0},
    {20, 33, 0}, {22, 32, 0}, {22, 33, 0}, {23, 25, 0}, {23, 27, 0}, {23, 29, 0},
    {23, 32, 0}, {23, 33, 0}, {24, 25, 0}, {24, 27, 0}, {24, 31, 0}, {25, 31, 0},
    {26, 29, 0}, {26, 33, 0}, {27, 33, 0}, {28, 31, 0}, {28, 33, 0}, {29, 32, 0},
    {29, 33, 0}, {30, 32, 0}, {30, 33, 0}, {31, 32, 0}, {31, 33, 0}, {32, 33, 0}};

static void the_karate_club_has_its_published_modularity(void **state)
{
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_communities_release) struct pte_communities one = {0};
    PTE_AUTO(pte_communities_release) struct pte_communities other = {0};
    size_t members = 0;

    (void)state;
    assert_int_equal(sizeof(karate) / sizeof(*karate), 78);
    net = fixture_from_ties(34, karate, 78, NULL);
    assert_true(pte_communities_find(net, 1, 0, &one, NULL));
    assert_true(pte_communities_find(net, 1, 0, &other, NULL));
    assert_near(one.modularity, .4198, 5e-5);
    assert_int_equal(one.n, 4);
    assert_int_equal(one.of[0], 0); /* numbered by the first */
    for (size_t c = 0; c < one.n; c++)
        members += one.sizes[c];
    assert_int_equal(members, 34);
    assert_memory_equal(one.of, other.of, 34 * sizeof(*one.of));
    assert_int_equal(one.agreed, other.agreed);
}

static void two_circles_and_an_isolate_are_three(void **state)
{
    static const struct fixture_arc ties[] = {{0, 1, 0}, {1, 2, 0}, {0, 2, 0}, {3, 4, 0},
                                              {4, 5, 0}, {3, 5, 0}, {2, 3, 0}};
    static const uint32_t wanted[] = {0, 0, 0, 1, 1, 1, 2};
    static const size_t of_sector[] = {2, 1, 0, 3, 1, 0};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_from_ties(7, ties, 7, "EELLLLE");
    PTE_AUTO(pte_communities_release) struct pte_communities found = {0};

    (void)state;
    assert_true(pte_communities_find(net, 3, 5, &found, NULL));
    assert_int_equal(found.n, 3);
    assert_memory_equal(found.of, wanted, sizeof(wanted));
    assert_memory_equal(found.of_sector, of_sector, sizeof(of_sector));
    assert_near(found.modularity, 2 * (3. / 7 - 1. / 4), 1e-15);
    assert_int_equal(found.runs, 5);
}

static void without_ties_each_is_alone(void **state)
{
    (void)state;
    for (size_t n = 0; n < 3; n++) {
        PTE_AUTO(pte_network_free)
        struct pte_network *net = fixture_from_ties(n, NULL, 0, NULL);
        PTE_AUTO(pte_communities_release) struct pte_communities found = {0};

        assert_true(pte_communities_find(net, 1, 0, &found, NULL));
        assert_int_equal(found.n, n);
        assert_true(isnan(found.modularity));
        for (size_t i = 0; i < n; i++)
            assert_int_equal(found.sizes[i], 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_division_is_better),
        cmocka_unit_test(the_karate_club_has_its_published_modularity),
        cmocka_unit_test(two_circles_and_an_isolate_are_three),
        cmocka_unit_test(without_ties_each_is_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

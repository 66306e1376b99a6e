/* tests/core/measures/test_eigen.c - eigenvectors where they are hard to find. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/memory.h"
#include "core/measures/eigen.h"
#include "tests/core/measures/expected.h"
#include "tests/core/network/fixture.h"

enum { MOST = 400 };

static struct pte_network *path(size_t n)
{
    struct fixture_arc ties[MOST];

    for (uint32_t i = 0; i + 1 < n; i++)
        ties[i] = (struct fixture_arc){i, i + 1, 0};
    return fixture_from_ties(n, ties, n - 1, NULL);
}

/* A path of n has the eigenvector sin(pi i / (n + 1)) and the eigenvalues
 * 2 cos(pi k / (n + 1)): the longer, the nearer each other. */
static void a_long_path_is_solved_in_spite_of_its_poor_gap(void **state)
{
    static const size_t lengths[] = {2, 3, 47, 48, 49, 50, 100, 110};

    (void)state;
    for (size_t k = 0; k < sizeof(lengths) / sizeof(*lengths); k++) {
        const size_t n = lengths[k];
        const double angle = M_PI / (double)(n + 1);
        PTE_AUTO(pte_network_free) struct pte_network *net = path(n);
        PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};
        PTE_AUTO(pte_scores_release) struct pte_scores inward = {0};
        double wanted[MOST], ratio, ratio_in, largest = 0;

        for (size_t i = 0; i < n; i++) {
            wanted[i] = sin(angle * (double)(i + 1));
            largest = fmax(largest, wanted[i]);
        }
        for (size_t i = 0; i < n; i++)
            wanted[i] /= largest;
        assert_true(pte_eigen_vector(net, &scores, &ratio, NULL));
        assert_true(pte_eigen_vector_in(net, &inward, &ratio_in, NULL));
        assert_all_near("eigenvector", scores.value, wanted, n, 1e-12);
        assert_all_near("eigenvector_in", inward.value, wanted, n, 1e-12);
        assert_null(scores.note);
        /* of two actors the second eigenvalue, -1, counts as 0: nobody else is there */
        assert_near(ratio, fmax(0, cos(2 * angle) / cos(angle)), 1e-12);
        assert_near(ratio_in, fmax(0, cos(2 * angle) / cos(angle)), 1e-12);
    }
}

static void a_very_long_path_is_called_ill_determined(void **state)
{
    PTE_AUTO(pte_network_free) struct pte_network *net = path(300);
    PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};
    double ratio;

    (void)state;
    assert_true(pte_eigen_vector(net, &scores, &ratio, NULL));
    assert_true(ratio > 0.999);
    assert_non_null(strstr(scores.note, "ill-determined"));
    assert_near(scores.value[149], 1, 1e-10);
}

/* Two triangles: the first is taken, and that another would do is said. */
static void two_equal_parts_are_called_ill_determined(void **state)
{
    static const struct fixture_arc ties[] = {{0, 1, 0}, {1, 2, 0}, {0, 2, 0},
                                              {3, 4, 0}, {4, 5, 0}, {3, 5, 0}};
    static const double wanted[] = {1, 1, 1, 0, 0, 0, 0};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_from_ties(7, ties, 6, NULL);
    PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};
    double ratio;

    (void)state;
    assert_true(pte_eigen_vector(net, &scores, &ratio, NULL));
    assert_near(ratio, 1, 1e-12);
    assert_non_null(strstr(scores.note, "ill-determined"));
    assert_all_near("eigenvector", scores.value, wanted, 7, 1e-14);
}

/* 4 is named by 3, and 3 by the circle 0 1 2; 5 names the circle and is named by nobody.
 * In the circle each has the same; 3 = 1 / value, 4 = 1 / value^2, with the value 1. */
static void scores_flow_downstream_of_a_circle_only(void **state)
{
    static const struct fixture_arc arcs[] = {{0, 1, 0}, {1, 2, 0}, {2, 0, 0},
                                              {2, 3, 0}, {3, 4, 0}, {5, 0, 0}};
    static const double wanted[] = {1, 1, 1, 1, 1, 0};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_from_arcs(6, arcs, 6, NULL);
    PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};

    (void)state;
    assert_true(pte_eigen_vector_in(net, &scores, NULL, NULL));
    assert_all_near("eigenvector_in", scores.value, wanted, 6, 1e-12);
}

/* Of two equal circles, one naming the other, only the named one has scores: were the
 * upper one's positive, those of the lower would have no bound. */
static void of_equal_circles_the_lower_one_counts(void **state)
{
    static const struct fixture_arc arcs[] = {
        {0, 1, 0}, {1, 0, 0}, {1, 2, 0}, {2, 3, 0}, {3, 2, 0}};
    static const double wanted[] = {0, 0, 1, 1};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_from_arcs(4, arcs, 5, NULL);
    PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};

    (void)state;
    assert_true(pte_eigen_vector_in(net, &scores, NULL, NULL));
    assert_all_near("eigenvector_in", scores.value, wanted, 4, 1e-12);
    assert_non_null(strstr(scores.note, "ill-determined"));
}

static void without_circles_nothing_is_defined_and_it_is_said_why(void **state)
{
    PTE_AUTO(pte_network_free) struct pte_network *net = fixture_dag();
    PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};
    double ratio = 0;

    (void)state;
    assert_true(pte_eigen_vector_in(net, &scores, &ratio, NULL));
    assert_true(isnan(ratio));
    assert_non_null(strstr(scores.note, "circle"));
    for (size_t i = 0; i < scores.n; i++)
        assert_true(isnan(scores.value[i]));
}

/* A star: the middle names 99 leaves. More actors than fit into one subspace, and the
 * subspace closes after two steps. */
static void a_star_closes_early(void **state)
{
    struct fixture_arc arcs[MOST];
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_scores_release) struct pte_scores hub = {0};
    PTE_AUTO(pte_scores_release) struct pte_scores authority = {0};
    PTE_AUTO(pte_scores_release) struct pte_scores vector = {0};
    double ratio;

    (void)state;
    for (uint32_t i = 0; i < 99; i++)
        arcs[i] = (struct fixture_arc){0, i + 1, 0};
    net = fixture_from_arcs(100, arcs, 99, NULL);
    assert_true(pte_eigen_hub(net, &hub, &ratio, NULL));
    assert_true(pte_eigen_authority(net, &authority, NULL, NULL));
    assert_true(pte_eigen_vector(net, &vector, NULL, NULL));
    assert_near(ratio, 0, 1e-12);
    for (size_t i = 0; i < 100; i++) {
        assert_near(hub.value[i], i == 0, 0);
        assert_near(authority.value[i], i != 0, 1e-14);
        assert_near(vector.value[i], i == 0 ? 1 : 1 / sqrt(99), 1e-14);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_path_is_solved_in_spite_of_its_poor_gap),
        cmocka_unit_test(a_very_long_path_is_called_ill_determined),
        cmocka_unit_test(two_equal_parts_are_called_ill_determined),
        cmocka_unit_test(scores_flow_downstream_of_a_circle_only),
        cmocka_unit_test(of_equal_circles_the_lower_one_counts),
        cmocka_unit_test(without_circles_nothing_is_defined_and_it_is_said_why),
        cmocka_unit_test(a_star_closes_early),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

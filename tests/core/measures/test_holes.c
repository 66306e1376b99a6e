/* tests/core/measures/test_holes.c - whose contacts do not know each other. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "core/base/memory.h"
#include "core/base/random.h"
#include "core/measures/holes.h"
#include "core/network/network.intern.h"
#include "tests/core/measures/expected.h"
#include "tests/core/network/fixture.h"

enum { N = 300, ARCS = 1500 };

/* A random directed network with strengths; sectors in turn. */
static struct pte_network *random_network(void)
{
    struct pte_random random = pte_random_stream(21, 0);
    char sectors[N + 1] = {0};
    struct pte_survey *survey;

    for (size_t i = 0; i < N; i++)
        sectors[i] = "ELI"[i % 3];
    survey = fixture_survey(N, sectors);
    for (size_t i = 0; i < ARCS; i++)
        fixture_say(survey, pte_random_below(&random, N), pte_random_below(&random, N),
                    PTE_TIE, 1 + pte_random_below(&random, 5));
    return fixture_network(survey, PTE_UNION);
}

static void compare(const igraph_t *graph, const igraph_vector_t *weights,
                    const struct pte_scores *scores)
{
    PTE_AUTO(igraph_vector_destroy) igraph_vector_t wanted = {0};

    assert_int_equal(igraph_vector_init(&wanted, 0), 0);
    assert_int_equal(igraph_constraint(graph, &wanted, igraph_vss_all(), weights), 0);
    assert_all_near("constraint", scores->value, VECTOR(wanted), N, 1e-14);
}

static void constraint_agrees_with_igraph(void **state)
{
    PTE_AUTO(pte_network_free) struct pte_network *net = random_network();
    PTE_AUTO(pte_scores_release) struct pte_scores simple = {0};
    PTE_AUTO(pte_scores_release) struct pte_scores directed = {0};
    PTE_AUTO(pte_scores_release) struct pte_scores weighted = {0};

    (void)state;
    assert_true(pte_holes_constraint(net, &simple, NULL));
    assert_true(pte_holes_constraint_directed(net, &directed, NULL));
    assert_true(pte_holes_constraint_weighted(net, &weighted, NULL));
    compare(&net->simple, NULL, &simple);
    compare(&net->directed, NULL, &directed);
    compare(&net->simple, &net->weights, &weighted);
}

/* Borgatti 1997: degree - 2 * ties among the contacts / degree. */
static void effective_size_has_its_short_form(void **state)
{
    PTE_AUTO(pte_network_free) struct pte_network *net = random_network();
    PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};
    PTE_AUTO(igraph_vector_destroy) igraph_vector_t triangles = {0};
    PTE_AUTO(igraph_vector_int_destroy) igraph_vector_int_t degree = {0};

    (void)state;
    assert_int_equal(igraph_vector_init(&triangles, 0), 0);
    assert_int_equal(igraph_vector_int_init(&degree, 0), 0);
    igraph_adjacent_triangles(&net->simple, &triangles, igraph_vss_all());
    igraph_degree(&net->simple, &degree, igraph_vss_all(), IGRAPH_ALL, IGRAPH_NO_LOOPS);
    assert_true(pte_holes_effective_size(net, &scores, NULL));
    for (size_t i = 0; i < N; i++) {
        const double contacts = (double)VECTOR(degree)[i];

        if (contacts > 0)
            assert_near(scores.value[i], contacts - 2 * VECTOR(triangles)[i] / contacts,
                        1e-12);
    }
}

/* 0 (E) has contacts 1 (E), 2 (L), 3 (L), 4 (I); 1-2 and 2-3 are tied. Its contacts in
 * other sectors: 2 is reached through 1 and 3, 3 through 2, 4 through none. */
static void only_contacts_elsewhere_count_across_sectors(void **state)
{
    static const struct fixture_arc ties[] = {{0, 1, 0}, {0, 2, 0}, {0, 3, 0},
                                              {0, 4, 0}, {1, 2, 0}, {2, 3, 0}};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_from_ties(6, ties, 6, "EELLIE");
    PTE_AUTO(pte_scores_release) struct pte_scores cross = {0};
    PTE_AUTO(pte_scores_release) struct pte_scores all = {0};
    static const double wanted[] = {.5 + .75 + 1, .5, 1. / 3 + 2. / 3, .5, 1, NAN};

    (void)state;
    assert_true(pte_holes_effective_size_cross(net, &cross, NULL));
    assert_true(pte_holes_effective_size(net, &all, NULL));
    /* 2 (L): 0 knows both other contacts, 1 knows one of them; 3 is of its own sector. */
    assert_all_near("across", cross.value, wanted, 6, 1e-15);
    assert_non_null(cross.note);
    assert_near(all.value[0], wanted[0] + .75, 1e-15);
}

/* All contacts alike: 0. One contact tied to all others: more. One contact: undefined. */
static void hierarchy_has_its_ends(void **state)
{
    static const struct fixture_arc star[] = {{0, 1, 0}, {0, 2, 0}, {0, 3, 0}};
    static const struct fixture_arc hub[] = {
        {0, 1, 0}, {0, 2, 0}, {0, 3, 0}, {1, 2, 0}, {1, 3, 0}};
    PTE_AUTO(pte_network_free)
    struct pte_network *one = fixture_from_ties(4, star, 3, NULL);
    PTE_AUTO(pte_network_free)
    struct pte_network *other = fixture_from_ties(4, hub, 5, NULL);
    PTE_AUTO(pte_scores_release) struct pte_scores flat = {0};
    PTE_AUTO(pte_scores_release) struct pte_scores steep = {0};

    (void)state;
    assert_true(pte_holes_hierarchy(one, &flat, NULL));
    assert_true(pte_holes_hierarchy(other, &steep, NULL));
    assert_near(flat.value[0], 0, 1e-15);
    assert_true(isnan(flat.value[1]));
    assert_non_null(flat.note);
    assert_true(steep.value[0] > .01 && steep.value[0] < 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(constraint_agrees_with_igraph),
        cmocka_unit_test(effective_size_has_its_short_form),
        cmocka_unit_test(only_contacts_elsewhere_count_across_sectors),
        cmocka_unit_test(hierarchy_has_its_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

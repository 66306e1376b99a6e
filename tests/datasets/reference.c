/* tests/datasets/reference.c - the published networks can be imported and are as printed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/survey.h"
#include "core/network/network.h"
#include "importers/import.h"

/* Imports datasets/reference/NAME and builds the network of one relation. */
static struct pte_network *network_of(const char *name, const char *relation,
                                      bool is_undirected, struct pte_survey *survey)
{
    const struct pte_import_options options = {.study = name,
                                               .country = "ZZ",
                                               .wave = "1",
                                               .new_terms = true,
                                               .undirected = is_undirected};
    const struct pte_selection selection = {
        .relation = relation, .rule = is_undirected ? PTE_UNION : PTE_DIRECTED};
    PTE_AUTO(pte_text_release) struct pte_text organizations = {0}, ties = {0};
    const char *source = getenv("PUENTE_SOURCE");
    struct pte_network *net = NULL;
    struct pte_error err = {0};

    pte_text_addf(&organizations, "%s/datasets/reference/%s/organizations.csv", source,
                  name);
    pte_text_addf(&ties, "%s/datasets/reference/%s/ties.csv", source, name);
    if (!pte_import_tables(organizations.bytes, ties.bytes, NULL, &options, NULL, survey,
                           &err) ||
        pte_survey_faults(survey) > 0 ||
        !pte_network_build(survey, &selection, &net, &err))
        fail_msg("%s: %s", name, err.message);
    return net;
}

static size_t arcs_of(const struct pte_network *net)
{
    size_t n;

    pte_network_arcs(net, &n);
    return n;
}

/* Ties of an organization in an undirected network, where each is an arc both ways. */
static size_t degree_of(const struct pte_network *net, const char *id)
{
    size_t n, degree = 0;
    const struct pte_arc *arcs = pte_network_arcs(net, &n);

    for (size_t i = 0; i < n; i++)
        degree += strcmp(pte_network_actor(net, arcs[i].from)->organization->id, id) == 0;
    return degree;
}

/* Krackhardt 1990, figure: Diane has the most ties, six of the eighteen. */
static void the_kite_has_ten_actors_and_eighteen_ties(void **state)
{
    (void)state;
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = network_of("kite", NULL, true, &survey);

    assert_int_equal(pte_network_actors(net), 10);
    assert_int_equal(arcs_of(net), 2 * 18);
    assert_int_equal(degree_of(net, "diane"), 6);
    assert_int_equal(degree_of(net, "jane"), 1);
}

/* Degrees as Padgett and Ansell's marriages have them: Medici 6, Guadagni and Strozzi 4,
 * Pucci alone. Business: 15 ties, Medici and Barbadori among the busiest, five families
 * without any. */
static void the_florentine_families_marry_and_trade_as_printed(void **state)
{
    (void)state;
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0}, again = {0};
    PTE_AUTO(pte_network_free)
    struct pte_network *marriage = network_of("florentine", "marriage", true, &survey);
    PTE_AUTO(pte_network_free)
    struct pte_network *business = network_of("florentine", "business", true, &again);
    static const char *const alone[] = {"acciaiuoli", "albizzi", "pucci", "ridolfi",
                                        "strozzi"};

    assert_int_equal(pte_network_actors(marriage), 16);
    assert_int_equal(arcs_of(marriage), 2 * 20);
    assert_int_equal(degree_of(marriage, "medici"), 6);
    assert_int_equal(degree_of(marriage, "guadagni"), 4);
    assert_int_equal(degree_of(marriage, "strozzi"), 4);
    assert_int_equal(degree_of(marriage, "pucci"), 0);
    assert_int_equal(arcs_of(business), 2 * 15);
    assert_int_equal(degree_of(business, "medici"), 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(degree_of(business, alone[i]), 0);
}

/* Zachary 1977: 34 members, 78 ties; the officers' president (34) has 17, the instructor
 * (1) has 16. The two clubs after the split have 17 members each. */
static void the_karate_club_has_two_halves(void **state)
{
    (void)state;
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = network_of("karate", NULL, true, &survey);
    size_t instructor = 0;

    assert_int_equal(pte_network_actors(net), 34);
    assert_int_equal(arcs_of(net), 2 * 78);
    assert_int_equal(degree_of(net, "m34"), 17);
    assert_int_equal(degree_of(net, "m01"), 16);
    for (size_t i = 0; i < 34; i++)
        instructor +=
            strcmp(pte_network_actor(net, i)->organization->sector, "instructor") == 0;
    assert_int_equal(instructor, 17);
}

/* Drabek et al. 1981, as in R's network::emon$Cheyenne: 14 organizations, 83 reports. */
static void the_cheyenne_organizations_report_in_one_direction(void **state)
{
    (void)state;
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = network_of("cheyenne", NULL, false, &survey);

    assert_int_equal(pte_network_actors(net), 14);
    assert_int_equal(arcs_of(net), 83);
}

static size_t rows_with(const char *bytes, const char *word)
{
    size_t n = 0;

    for (const char *at = bytes; (at = strstr(at, word)) != NULL; at++)
        n++;
    return n;
}

/* APSM's own page: fourteen directors, seven a side, a co-chair on each. */
static void the_joint_board_is_in_parity(void **state)
{
    (void)state;
    PTE_AUTO(pte_text_release) struct pte_text path = {0}, seats = {0};

    pte_text_addf(&path, "%s/datasets/quebec/seats.csv", getenv("PUENTE_SOURCE"));
    assert_true(pte_file_read(path.bytes, 1 << 16, &seats, NULL));
    assert_int_equal(rows_with(seats.bytes, ",employer,"), 7);
    assert_int_equal(rows_with(seats.bytes, ",worker,"), 7);
    assert_int_equal(rows_with(seats.bytes, ",employer,yes,"), 1);
    assert_int_equal(rows_with(seats.bytes, ",worker,yes,"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_kite_has_ten_actors_and_eighteen_ties),
        cmocka_unit_test(the_florentine_families_marry_and_trade_as_printed),
        cmocka_unit_test(the_karate_club_has_two_halves),
        cmocka_unit_test(the_cheyenne_organizations_report_in_one_direction),
        cmocka_unit_test(the_joint_board_is_in_parity),
    };

    return cmocka_run_group_tests_name("reference", tests, NULL, NULL);
}

/* tests/core/network/test_network.c - what is known of each pair, and what is concluded.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/random.h"
#include "core/network/network.intern.h"
#include "tests/core/network/fixture.h"

static void silence_is_not_no_tie(void **state)
{
    struct pte_survey *survey = fixture_survey(4, NULL);
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;

    (void)state;
    fixture_say(survey, 0, 1, PTE_TIE, 3);
    fixture_say(survey, 0, 2, PTE_NO_ANSWER, 0); /* an item left out */
    fixture_row(survey, 1, PTE_NO_ANSWER);
    fixture_row(survey, 3, PTE_NOT_ASKED);
    net = fixture_network(survey, PTE_UNION);

    assert_int_equal(pte_network_mark(net, 0, 1), PTE_TIE);
    assert_int_equal(pte_network_mark(net, 0, 2), PTE_NO_ANSWER);
    assert_int_equal(pte_network_mark(net, 0, 3), PTE_NO_TIE);
    assert_int_equal(pte_network_mark(net, 1, 0), PTE_NO_ANSWER);
    assert_int_equal(pte_network_mark(net, 3, 0), PTE_NOT_ASKED);
    assert_int_equal(pte_network_mark(net, 2, 2), PTE_STRUCTURAL);
    assert_int_equal(pte_network_actor(net, 1)->row, PTE_NO_ANSWER);
    assert_int_equal(pte_network_counts(net)->organizations_asked, 4);
    assert_int_equal(pte_network_counts(net)->organizations_answered, 3);
}

/* Every pair of the words of two sides, by the two rules of unordered pairs. */
static void each_rule_concludes_as_its_definition_says(void **state)
{
    static const enum pte_mark words[] = {PTE_TIE, PTE_NO_TIE, PTE_NO_ANSWER,
                                          PTE_NOT_ASKED};
    static const enum pte_mark by_union[4][4] = {
        {PTE_TIE, PTE_TIE, PTE_TIE, PTE_TIE},
        {PTE_TIE, PTE_NO_TIE, PTE_NO_ANSWER, PTE_NO_TIE},
        {PTE_TIE, PTE_NO_ANSWER, PTE_NO_ANSWER, PTE_NO_ANSWER},
        {PTE_TIE, PTE_NO_TIE, PTE_NO_ANSWER, PTE_NOT_ASKED}};
    static const enum pte_mark by_confirmation[4][4] = {
        {PTE_TIE, PTE_NO_TIE, PTE_NO_ANSWER, PTE_NOT_ASKED},
        {PTE_NO_TIE, PTE_NO_TIE, PTE_NO_TIE, PTE_NO_TIE},
        {PTE_NO_ANSWER, PTE_NO_TIE, PTE_NO_ANSWER, PTE_NO_ANSWER},
        {PTE_NOT_ASKED, PTE_NO_TIE, PTE_NO_ANSWER, PTE_NOT_ASKED}};
    static const bool complete[4][4] = {{true, true, false, true},
                                        {true, true, false, true},
                                        {false, false, false, false},
                                        {true, true, false, false}};

    (void)state;
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 4; j++) {
            struct pte_survey *survey = fixture_survey(2, NULL);
            PTE_AUTO(pte_network_free) struct pte_network *joined = NULL;
            PTE_AUTO(pte_network_free) struct pte_network *confirmed = NULL;
            PTE_AUTO(pte_network_free) struct pte_network *directed = NULL;

            fixture_say(survey, 0, 1, words[i], 0);
            fixture_say(survey, 1, 0, words[j], 0);
            joined = fixture_network(survey, PTE_UNION);
            confirmed = fixture_network(survey, PTE_CONFIRMED);
            directed = fixture_network(survey, PTE_DIRECTED);
            assert_int_equal(pte_network_pair(joined, 0, 1), by_union[i][j]);
            assert_int_equal(pte_network_pair(confirmed, 0, 1), by_confirmation[i][j]);
            assert_int_equal(pte_network_pair(directed, 0, 1), words[i]);
            assert_int_equal(pte_network_complete(joined, 0, 1), complete[i][j]);
            assert_int_equal(pte_network_complete(confirmed, 0, 1), i < 2 && j < 2);
            assert_int_equal(pte_network_complete(directed, 0, 1), i < 2);
            assert_int_equal(igraph_ecount(&joined->simple), i == 0 || j == 0);
            assert_int_equal(igraph_ecount(&confirmed->simple), i == 0 && j == 0);
            assert_int_equal(igraph_ecount(&directed->directed), (i == 0) + (j == 0));
        }
}

/* A second response of organization 0, with its own block. */
static uint32_t add_colleague(struct pte_survey *survey, enum pte_mark otherwise)
{
    const uint32_t response = pte_survey_add_response(
        survey, &(struct pte_response){.organization = 0, .answered = PTE_COMPLETE});

    pte_survey_add_block(
        survey, &(struct pte_block){.response = response, .otherwise = otherwise});
    return response;
}

static void several_respondents_know_more_than_one(void **state)
{
    struct pte_survey *survey = fixture_survey(4, NULL);
    uint32_t colleague = add_colleague(survey, PTE_NO_TIE);
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;

    (void)state;
    fixture_row(survey, 0, PTE_NO_ANSWER);
    fixture_say(survey, colleague, 1, PTE_TIE, 2);
    fixture_say(survey, 0, 1, PTE_TIE, 4);
    fixture_say(survey, colleague, 2, PTE_NO_ANSWER, 0);
    net = fixture_network(survey, PTE_UNION);

    assert_int_equal(pte_network_actors(net), 4);
    assert_int_equal(pte_network_mark(net, 0, 1), PTE_TIE);
    assert_near(pte_network_find_arc(net, 0, 1)->strength, 4, 0);
    assert_int_equal(pte_network_mark(net, 0, 2), PTE_NO_ANSWER); /* neither knows */
    assert_int_equal(pte_network_mark(net, 0, 3), PTE_NO_TIE);    /* one answered */
    assert_int_equal(pte_network_counts(net)->parallel_reports, 1);
}

static void one_unanswered_relation_leaves_any_open(void **state)
{
    struct pte_survey *survey = fixture_survey(3, NULL);
    const uint32_t funding = pte_survey_relation(survey, "funding");
    struct pte_selection selection = {.relation = "information"};
    PTE_AUTO(pte_network_free) struct pte_network *any = NULL;
    PTE_AUTO(pte_network_free) struct pte_network *one = NULL;

    (void)state;
    pte_survey_add_block(survey, &(struct pte_block){.response = 0,
                                                     .relation = funding,
                                                     .otherwise = PTE_NO_ANSWER});
    pte_survey_add_report(survey, &(struct pte_report){.response = 0,
                                                       .organization = 2,
                                                       .relation = funding,
                                                       .mark = PTE_TIE,
                                                       .level = NAN});
    any = fixture_network(survey, PTE_DIRECTED);
    assert_true(pte_network_build(survey, &selection, &one, NULL));

    assert_int_equal(pte_network_mark(any, 0, 1), PTE_NO_ANSWER);
    assert_int_equal(pte_network_mark(any, 0, 2), PTE_TIE);
    assert_int_equal(pte_network_mark(any, 1, 0), PTE_NO_TIE);
    assert_int_equal(pte_network_mark(one, 0, 1), PTE_NO_TIE);
    assert_int_equal(pte_network_mark(one, 0, 2), PTE_NO_TIE);
}

/* Organization 0 says information flows to 1 and leaves funding unanswered: its tie is
 * known, but had it none, "any" would be open. Counting the pair would count ties only.
 */
static void a_tie_beside_an_unanswered_relation_is_known_but_not_observed(void **state)
{
    struct pte_survey *survey = fixture_survey(3, "ELI");
    const uint32_t funding = pte_survey_relation(survey, "funding");
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_observed_release) struct pte_observed observed = {0};

    (void)state;
    for (uint32_t i = 0; i < 3; i++)
        pte_survey_add_block(
            survey,
            &(struct pte_block){.response = i,
                                .relation = funding,
                                .otherwise = i == 0 ? PTE_NO_ANSWER : PTE_NO_TIE});
    fixture_say(survey, 0, 1, PTE_TIE, 3);
    fixture_say(survey, 1, 2, PTE_TIE, 3);
    net = fixture_network(survey, PTE_UNION);

    assert_int_equal(pte_network_pair(net, 0, 1), PTE_TIE);
    assert_false(pte_network_complete(net, 0, 1));
    assert_false(pte_network_complete(net, 0, 2));
    assert_true(pte_network_complete(net, 1, 2));
    assert_int_equal(pte_network_actor(net, 0)->row, PTE_NO_ANSWER);
    assert_false(pte_network_actor(net, 0)->is_silent);
    pte_network_observe(net, &observed);
    assert_int_equal(observed.complete[0 * 3 + 1], 0);
    assert_int_equal(observed.complete[1 * 3 + 2], 1);
    assert_int_equal(observed.tied[1 * 3 + 2], 1);
    assert_int_equal(observed.ordered[0 * 3 + 1], 0);
    assert_int_equal(observed.arcs[0 * 3 + 1], 0);
    assert_int_equal(observed.arcs[1 * 3 + 2], 1);
}

static void countries_are_asked_about_themselves_only(void **state)
{
    struct pte_survey *survey = fixture_survey(4, "ELEL");
    static const char *const peru[] = {"PE"};
    const struct pte_selection selection = {.countries = peru, .n_countries = 1};
    PTE_AUTO(pte_network_free) struct pte_network *all = NULL;
    PTE_AUTO(pte_network_free) struct pte_network *one = NULL;
    const char *const *countries;
    size_t n;

    (void)state;
    survey->organizations[0].country = "PE";
    survey->organizations[1].country = "PE";
    fixture_say(survey, 0, 3, PTE_TIE, 0);
    fixture_say(survey, 3, 0, PTE_NO_TIE, 0);
    all = fixture_network(survey, PTE_UNION);
    assert_true(pte_network_build(survey, &selection, &one, NULL));

    countries = pte_network_countries(all, &n);
    assert_int_equal(n, 2);
    assert_string_equal(countries[0], "CL");
    assert_string_equal(pte_network_actor(all, 2)->organization->id, "o000");
    assert_int_equal(pte_network_mark(all, 2, 3), PTE_NO_TIE);    /* Peru to Peru */
    assert_int_equal(pte_network_mark(all, 2, 0), PTE_NOT_ASKED); /* Peru to Chile */
    assert_int_equal(pte_network_mark(all, 2, 1), PTE_TIE);       /* but it said so */
    assert_int_equal(pte_network_mark(all, 1, 2), PTE_NO_TIE);
    assert_int_equal(pte_network_actors(one), 2);
    pte_network_arcs(one, &n);
    assert_int_equal(n, 0);
}

static void a_family_is_structural_unless_it_says_otherwise(void **state)
{
    struct pte_survey *survey = fixture_survey(4, NULL);
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;

    (void)state;
    survey->organizations[1].parent = "o000";
    survey->organizations[2].parent = "o000";
    survey->organizations[3].parent = "unheard of";
    fixture_say(survey, 2, 0, PTE_TIE, 0);
    fixture_say(survey, 0, 1, PTE_NO_ANSWER, 0);
    net = fixture_network(survey, PTE_UNION);

    assert_int_equal(pte_network_mark(net, 0, 1), PTE_STRUCTURAL);
    assert_int_equal(pte_network_mark(net, 1, 0), PTE_STRUCTURAL);
    assert_int_equal(pte_network_pair(net, 0, 1), PTE_STRUCTURAL);
    assert_false(pte_network_complete(net, 0, 1));
    assert_int_equal(pte_network_mark(net, 2, 0), PTE_TIE);
    assert_int_equal(pte_network_mark(net, 0, 2), PTE_NO_TIE);
    assert_int_equal(pte_network_mark(net, 3, 0), PTE_NO_TIE);
}

static void a_silent_response_without_blocks_is_no_answer(void **state)
{
    struct pte_survey *survey = fixture_survey(3, NULL);
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;

    (void)state;
    survey->responses[2].answered = PTE_SILENT;
    survey->n_blocks = 2; /* takes the last one off */
    net = fixture_network(survey, PTE_UNION);
    assert_int_equal(pte_network_mark(net, 2, 0), PTE_NO_ANSWER);
    assert_int_equal(pte_network_pair(net, 0, 2), PTE_NO_ANSWER);
    assert_int_equal(pte_network_counts(net)->organizations_asked, 3);
    assert_int_equal(pte_network_counts(net)->organizations_answered, 2);
    assert_true(pte_network_actor(net, 2)->is_silent);
    assert_false(pte_network_actor(net, 1)->is_silent);
}

static void strengths_follow_their_rule(void **state)
{
    static const double wanted[] = {4, 1, 2.5};

    (void)state;
    for (int rule = PTE_STRONGEST; rule <= PTE_MEAN; rule++) {
        struct pte_survey *survey = fixture_survey(3, NULL);
        struct pte_selection selection = {.strength = (enum pte_strength_rule)rule};
        PTE_AUTO(pte_network_free) struct pte_network *net = NULL;

        fixture_say(survey, 0, 1, PTE_TIE, 1);
        fixture_say(survey, 1, 0, PTE_TIE, 4);
        fixture_say(survey, 2, 1, PTE_TIE, 0);
        assert_true(pte_network_build(survey, &selection, &net, NULL));
        assert_near(pte_network_strength(net, 0, 1), wanted[rule], 0);
        assert_near(pte_network_strength(net, 1, 2), 1, 0);
        assert_near(pte_network_strength(net, 0, 2), 0, 0);
        assert_near(VECTOR(net->weights)[0], wanted[rule], 0);
    }
}

static void self_reports_are_dropped_and_counted(void **state)
{
    struct pte_survey *survey = fixture_survey(2, NULL);
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    size_t n;

    (void)state;
    fixture_say(survey, 0, 0, PTE_TIE, 0);
    net = fixture_network(survey, PTE_DIRECTED);
    pte_network_arcs(net, &n);
    assert_int_equal(n, 0);
    assert_int_equal(pte_network_counts(net)->self_reports, 1);
}

static void sectors_stand_in_the_study_s_order(void **state)
{
    static const char *const wanted[] = {"education", "labour", "industry", "government",
                                         "civil_society"};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_from_arcs(5, NULL, 0, "CGILE");
    const char *const *sectors;
    size_t n;

    (void)state;
    sectors = pte_network_sectors(net, &n);
    assert_int_equal(n, 5);
    for (size_t i = 0; i < n; i++)
        assert_string_equal(sectors[i], wanted[i]);
    assert_int_equal(pte_network_actor(net, 0)->sector, 4);
    assert_int_equal(pte_network_actor(net, 4)->sector, 0);
}

static void what_is_not_there_is_said(void **state)
{
    struct pte_survey *survey = fixture_survey(2, NULL);
    static const char *const nowhere[] = {"ZZ"};
    struct pte_selection selection = {.countries = nowhere, .n_countries = 1};
    struct pte_network *net = NULL;
    struct pte_error err = {0};

    (void)state;
    assert_false(pte_network_build(survey, &selection, &net, &err));
    assert_int_equal(err.kind, PTE_ENOTFOUND);
    assert_non_null(strstr(err.message, "'ZZ'"));
    err = (struct pte_error){0};
    selection = (struct pte_selection){.relation = "gossip"};
    assert_false(pte_network_build(survey, &selection, &net, &err));
    assert_int_equal(err.kind, PTE_ENOTFOUND);
    assert_null(net);
}

static void an_empty_survey_is_an_empty_network(void **state)
{
    const struct pte_survey survey = {0};
    PTE_AUTO(pte_network_free) struct pte_network *net = fixture_network(&survey, 0);

    (void)state;
    assert_int_equal(pte_network_actors(net), 0);
    assert_int_equal(igraph_vcount(&net->simple), 0);
    assert_int_equal(igraph_ecount(&net->directed), 0);
}

/* A survey in which everything happens at random, of two countries. */
static struct pte_survey *messy_survey(uint64_t stream)
{
    struct pte_random random = pte_random_stream(7, stream);
    struct pte_survey *survey = fixture_survey(14, "EELLIIEELLIIGC");

    for (uint32_t i = 0; i < 14; i++) {
        survey->organizations[i].country = pte_random_below(&random, 3) ? "CL" : "PE";
        fixture_row(survey, i, PTE_NOT_ASKED + 2 * pte_random_below(&random, 2));
        if (pte_random_below(&random, 4) == 0)
            fixture_row(survey, i, PTE_NO_ANSWER);
    }
    survey->organizations[3].parent = "o002";
    for (int i = 0; i < 60; i++)
        fixture_say(survey, pte_random_below(&random, 14), pte_random_below(&random, 14),
                    pte_random_below(&random, 4), 0);
    return survey;
}

/* Against the plain loop over all pairs. */
static void the_observed_are_counted_without_looking_at_each_pair(void **state)
{
    (void)state;
    for (uint64_t stream = 0; stream < 60; stream++) {
        PTE_AUTO(pte_network_free)
        struct pte_network *net =
            fixture_network(messy_survey(stream), (enum pte_tie_rule)(stream % 3));
        PTE_AUTO(pte_observed_release) struct pte_observed observed = {0};
        const size_t n = net->n_sectors;
        size_t ordered[25] = {0}, complete[25] = {0}, tied[25] = {0};

        for (size_t i = 0; i < net->n_actors; i++)
            for (size_t j = 0; j < net->n_actors; j++) {
                const size_t k = net->actors[i].sector, l = net->actors[j].sector;
                const enum pte_mark mark = pte_network_mark(net, i, j);
                const bool one = pte_network_find_arc(net, i, j) != NULL;
                const bool other = pte_network_find_arc(net, j, i) != NULL;
                const bool tie =
                    stream % 3 == PTE_CONFIRMED ? one && other : one || other;

                ordered[k * n + l] += mark == PTE_TIE || mark == PTE_NO_TIE;
                if ((k == l && i > j) || !pte_network_both_complete(net, i, j))
                    continue;
                complete[k * n + l]++;
                tied[k * n + l] += tie;
            }
        pte_network_observe(net, &observed);
        assert_memory_equal(observed.ordered, ordered, n * n * sizeof(size_t));
        assert_memory_equal(observed.complete, complete, n * n * sizeof(size_t));
        assert_memory_equal(observed.tied, tied, n * n * sizeof(size_t));
    }
}

static void order_of_the_answers_changes_nothing(void **state)
{
    struct pte_survey *survey = messy_survey(3);
    PTE_AUTO(pte_network_free) struct pte_network *one = NULL;
    PTE_AUTO(pte_network_free) struct pte_network *other = NULL;

    (void)state;
    one = fixture_network(survey, PTE_UNION);
    for (size_t i = 0; i < survey->n_reports / 2; i++) {
        const struct pte_report swapped = survey->reports[i];

        survey->reports[i] = survey->reports[survey->n_reports - 1 - i];
        survey->reports[survey->n_reports - 1 - i] = swapped;
    }
    other = fixture_network(survey, PTE_UNION);
    assert_int_equal(one->n_arcs, other->n_arcs);
    assert_int_equal(one->n_exceptions, other->n_exceptions);
    for (size_t i = 0; i < 14; i++)
        for (size_t j = 0; j < 14; j++)
            assert_int_equal(pte_network_mark(one, i, j), pte_network_mark(other, i, j));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(silence_is_not_no_tie),
        cmocka_unit_test(each_rule_concludes_as_its_definition_says),
        cmocka_unit_test(several_respondents_know_more_than_one),
        cmocka_unit_test(one_unanswered_relation_leaves_any_open),
        cmocka_unit_test(a_tie_beside_an_unanswered_relation_is_known_but_not_observed),
        cmocka_unit_test(countries_are_asked_about_themselves_only),
        cmocka_unit_test(a_family_is_structural_unless_it_says_otherwise),
        cmocka_unit_test(a_silent_response_without_blocks_is_no_answer),
        cmocka_unit_test(strengths_follow_their_rule),
        cmocka_unit_test(self_reports_are_dropped_and_counted),
        cmocka_unit_test(sectors_stand_in_the_study_s_order),
        cmocka_unit_test(what_is_not_there_is_said),
        cmocka_unit_test(an_empty_survey_is_an_empty_network),
        cmocka_unit_test(the_observed_are_counted_without_looking_at_each_pair),
        cmocka_unit_test(order_of_the_answers_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

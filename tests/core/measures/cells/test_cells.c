/* tests/core/measures/cells/test_cells.c - counts, bounds, references, what is said. */
#include "core/measures/cells.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/random.h"
#include "tests/core/measures/cells/naive.h"
#include "tests/core/network/fixture.h"

static const bool all_sectors[8] = {true, true, true, true, true, true, true, true};

static struct pte_cells compute(const struct pte_network *net,
                                const struct pte_cell_options *options)
{
    struct pte_cells cells = {0};
    struct pte_error err = {0};

    assert_true(pte_cells_compute(net, options, NULL, &cells, &err));
    return cells;
}

static const struct pte_cell *find(const struct pte_cells *cells, uint32_t from,
                                   uint32_t to)
{
    for (size_t i = 0; i < cells->n; i++)
        if (cells->cell[i].from == from && cells->cell[i].to == to)
            return &cells->cell[i];
    fail_msg("no cell %u-%u", from, to);
    return NULL;
}

static void check_counts(struct pte_network *net)
{
    const struct pte_cell_options options = {
        .replicates = 9, .bootstraps = 9, .sectors = all_sectors};
    PTE_AUTO(pte_cells_release) struct pte_cells cells = compute(net, &options);
    uint32_t sectors[NAIVE_MOST];
    size_t dyads = 0, observed = 0, ties = 0;

    naive_sectors(net, sectors);
    for (size_t i = 0; i < cells.n; i++) {
        const struct pte_cell *cell = &cells.cell[i];
        const struct naive_cell naive = naive_count(net, sectors, cell->from, cell->to);

        assert_int_equal(cell->dyads, naive.dyads);
        assert_int_equal(cell->observed, naive.observed);
        assert_int_equal(cell->ties, naive.ties);
        assert_int_equal(cell->known_ties, naive.known_ties);
        if (naive.dyads > 0) {
            assert_near(cell->bounds[0] * (double)naive.dyads, (double)naive.known_ties,
                        1e-9);
            assert_near((1 - cell->bounds[1]) * (double)naive.dyads,
                        (double)naive.known_none, 1e-9);
        }
        dyads += naive.dyads;
        observed += naive.observed;
        ties += naive.ties;
    }
    assert_int_equal(cells.dyads, dyads);
    assert_int_equal(cells.observed, observed);
    assert_int_equal(cells.ties, ties);
    pte_network_free(&net);
}

static void counts_are_those_of_asking_each_pair(void **state)
{
    struct pte_random random = pte_random_stream(1, 1);

    (void)state;
    for (int i = 0; i < 10; i++)
        for (enum pte_tie_rule rule = PTE_UNION; rule <= PTE_DIRECTED; rule++) {
            check_counts(naive_network(&random, "EEEELLLIIIIGGC", rule, false));
            check_counts(naive_network(&random, "ELILEIGGLICEEE", rule, true));
        }
}

/* Shares of a sector with a tie, and the share the busiest carries, actor by actor. */
static void check_spread(struct pte_network *net)
{
    const struct pte_cell_options options = {
        .replicates = 9, .bootstraps = 9, .sectors = all_sectors};
    const bool is_ordered = pte_network_selection(net)->rule == PTE_DIRECTED;
    PTE_AUTO(pte_cells_release) struct pte_cells cells = compute(net, &options);
    const size_t n = pte_network_actors(net);
    uint32_t sector[NAIVE_MOST];

    naive_sectors(net, sector);
    for (size_t c = 0; c < cells.n; c++) {
        const struct pte_cell *cell = &cells.cell[c];
        double asked[2] = {0}, tied[2] = {0};
        size_t most = 0, busiest = PTE_NOBODY;

        for (size_t i = 0; i < n; i++) {
            size_t observed[2] = {0}, ties[2] = {0}, carried = 0;

            for (size_t j = 0; j < n; j++) {
                const bool sends = sector[i] == cell->from && sector[j] == cell->to;
                const bool gets = sector[i] == cell->to && sector[j] == cell->from;
                const size_t a = is_ordered ? j : i, b = is_ordered ? i : j;

                if (i == j || pte_network_actor(net, i)->country !=
                                  pte_network_actor(net, j)->country)
                    continue;
                observed[0] += sends && pte_network_complete(net, i, j);
                ties[0] += sends && pte_network_complete(net, i, j) &&
                           pte_network_pair(net, i, j) == PTE_TIE;
                observed[1] += gets && pte_network_complete(net, a, b);
                ties[1] += gets && pte_network_complete(net, a, b) &&
                           pte_network_pair(net, a, b) == PTE_TIE;
            }
            for (size_t side = 0; side < 2; side++) {
                asked[side] += observed[side] > 0;
                tied[side] += ties[side] > 0;
            }
            carried = ties[0] + (!is_ordered && cell->from == cell->to ? 0 : ties[1]);
            if (carried > most) {
                most = carried;
                busiest = i;
            }
        }
        for (size_t side = 0; side < 2; side++) {
            assert_int_equal(isnan(cell->breadth[side]), asked[side] == 0);
            if (asked[side] > 0)
                assert_near(cell->breadth[side], tied[side] / asked[side], 1e-12);
        }
        assert_int_equal(cell->busiest, busiest);
        if (cell->ties > 0)
            assert_near(cell->concentration, (double)most / (double)cell->ties, 1e-12);
        else
            assert_true(isnan(cell->concentration));
    }
    pte_network_free(&net);
}

static void breadth_and_concentration_are_those_of_each_actor(void **state)
{
    struct pte_random random = pte_random_stream(2, 1);

    (void)state;
    for (int i = 0; i < 10; i++)
        for (enum pte_tie_rule rule = PTE_UNION; rule <= PTE_DIRECTED; rule++)
            check_spread(naive_network(&random, "EEEELLLIIIIGGC", rule, i % 2 == 1));
}

/* Three of each sector; the last two of industry are silent. Education 0 ties with
 * industry 6 (both say so) and, says education 1, with the silent 7. */
static struct pte_network *half_silent(enum pte_tie_rule rule)
{
    struct pte_survey *survey = fixture_survey(9, "EEELLLIII");

    fixture_say(survey, 0, 6, PTE_TIE, 1);
    fixture_say(survey, 6, 0, PTE_TIE, 1);
    fixture_say(survey, 1, 7, PTE_TIE, 1);
    for (uint32_t i = 0; i < 3; i++)
        fixture_say(survey, i, 3, PTE_TIE, 1);
    for (uint32_t i = 3; i < 6; i++)
        fixture_say(survey, i, 6, PTE_TIE, 1);
    fixture_row(survey, 7, PTE_NO_ANSWER);
    fixture_row(survey, 8, PTE_NO_ANSWER);
    return fixture_network(survey, rule);
}

static void silence_is_neither_a_tie_nor_none(void **state)
{
    /* By hand. Of 9 pairs education-industry 3 are complete (those with 6), 1 of them
     * tied; one more tie is known from one half. At least 2 of 9 are tied, at most all
     * but the 2 complete ones without: 7. The density overall is 7 ties (1 + 3 + 3) of
     * the complete pairs, which are all 21 among the seven who answered: 1/3. To reach
     * it the 9 pairs need 3 ties, so 2 of the 6 unanswered ones. */
    struct pte_network *net = half_silent(PTE_UNION);
    const struct pte_cell_options options = {
        .reference = PTE_TARGET, .target = .6, .replicates = 99, .bootstraps = 99};
    PTE_AUTO(pte_cells_release) struct pte_cells cells = compute(net, &options);
    const struct pte_cell *cell = find(&cells, 0, 2);

    (void)state;
    assert_int_equal(cells.asked, 9);
    assert_int_equal(cells.answered, 7);
    assert_int_equal(cells.dyads, 36);
    assert_int_equal(cells.observed, 21);
    assert_int_equal(cells.ties, 7);
    assert_near(cells.density, 1. / 3, 1e-12);
    assert_int_equal(cell->dyads, 9);
    assert_int_equal(cell->observed, 3);
    assert_int_equal(cell->ties, 1);
    assert_int_equal(cell->known_ties, 2);
    assert_near(cell->density, 1. / 3, 1e-12);
    assert_near(cell->bounds[0], 2. / 9, 1e-12);
    assert_near(cell->bounds[1], 7. / 9, 1e-12);
    assert_near(cell->expected, 1, 1e-12);
    assert_near(cell->ratio, 1, 1e-12);
    assert_near(cell->gap, 1 - (1. / 3) / .6, 1e-12);
    assert_near(cell->vanish_share, (.6 * 9 - 1) / 6, 1e-12);
    assert_int_equal(cell->verdict, PTE_CANNOT_TELL); /* a third of the pairs is known */
    pte_network_free(&net);
}

static void one_no_decides_a_confirmed_tie(void **state)
{
    /* Education 0 and 2 say no to the silent 7 and 8, 1 says no to 8: by confirmation
     * these 5 pairs and 2 with 6 are no ties; what 1 says of 7 is all that is open. */
    struct pte_network *net = half_silent(PTE_CONFIRMED);
    const struct pte_cell_options options = {.replicates = 99, .bootstraps = 99};
    PTE_AUTO(pte_cells_release) struct pte_cells cells = compute(net, &options);
    const struct pte_cell *cell = find(&cells, 0, 2);

    (void)state;
    assert_int_equal(cell->observed, 3);
    assert_int_equal(cell->known_ties, 1);
    assert_near(cell->bounds[0], 1. / 9, 1e-12);
    assert_near(cell->bounds[1], 2. / 9, 1e-12);
    pte_network_free(&net);
}

static void a_silent_sector_cannot_be_told(void **state)
{
    struct pte_survey *survey = fixture_survey(12, "EEEELLLLIIII");
    const struct pte_cell_options options = {.replicates = 99, .bootstraps = 99};

    (void)state;
    for (uint32_t i = 0; i < 8; i++)
        fixture_say(survey, i, (i + 1) % 8, PTE_TIE, 1);
    for (uint32_t i = 8; i < 12; i++)
        fixture_row(survey, i, PTE_NO_ANSWER);
    for (enum pte_tie_rule rule = PTE_UNION; rule <= PTE_DIRECTED; rule++) {
        PTE_AUTO(pte_network_free)
        struct pte_network *net = fixture_network(survey, rule);
        PTE_AUTO(pte_cells_release) struct pte_cells cells = compute(net, &options);

        for (uint32_t to = 0; to < 3; to++) {
            const struct pte_cell *cell =
                rule == PTE_DIRECTED ? find(&cells, 2, to) : find(&cells, to, 2);

            assert_int_equal(cell->observed, 0);
            assert_true(isnan(cell->density) && isnan(cell->gap) && isnan(cell->ratio));
            assert_true(isnan(cell->interval[0]) && isnan(cell->vanish_share));
            assert_near(cell->p, 1, 0);
            assert_int_equal(cell->verdict, PTE_CANNOT_TELL);
        }
    }
}

static void one_answering_sector_makes_no_shuffle(void **state)
{
    /* Only education answers, so that its sector cannot move: p is 1, nothing is seen. */
    struct pte_survey *survey = fixture_survey(8, "EEEELLII");
    const struct pte_cell_options options = {.replicates = 999, .bootstraps = 99};

    (void)state;
    fixture_say(survey, 0, 1, PTE_TIE, 1);
    for (uint32_t i = 4; i < 8; i++)
        fixture_row(survey, i, PTE_NOT_ASKED);

    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_network(survey, PTE_CONFIRMED);
    PTE_AUTO(pte_cells_release) struct pte_cells cells = compute(net, &options);

    for (size_t i = 0; i < cells.n; i++) {
        assert_near(cells.cell[i].p, 1, 0);
        assert_near(cells.cell[i].sd, 0, 0);
        assert_true(isnan(cells.cell[i].z) && isnan(cells.cell[i].smallest_ratio));
        assert_int_equal(cells.cell[i].verdict, PTE_CANNOT_TELL);
    }
    assert_int_equal(find(&cells, 0, 0)->observed, 6);
}

static void no_ties_and_all_ties_have_no_spread(void **state)
{
    const struct pte_cell_options options = {.replicates = 99, .bootstraps = 99};
    struct fixture_arc ties[15];
    size_t n = 0;

    (void)state;
    for (uint32_t i = 0; i < 6; i++)
        for (uint32_t j = i + 1; j < 6; j++)
            ties[n++] = (struct fixture_arc){i, j, 0};
    for (size_t n_ties = 0; n_ties <= n; n_ties += n) {
        PTE_AUTO(pte_network_free)
        struct pte_network *net = fixture_from_ties(6, ties, n_ties, "EELLII");
        PTE_AUTO(pte_cells_release) struct pte_cells cells = compute(net, &options);
        const struct pte_cell *cell = find(&cells, 0, 2);

        assert_near(cell->density, n_ties > 0, 0);
        assert_near(cell->p, 1, 0);
        assert_near(cell->sd, 0, 0);
        assert_int_equal(cell->verdict, n_ties > 0 ? PTE_NO_GAP : PTE_CANNOT_TELL);
        assert_int_equal(isnan(cell->ratio), n_ties == 0);
        assert_int_equal(isnan(cell->interval[1]), n_ties == 0);
        /* Clopper and Pearson: 4 pairs, none or all tied: .025^(1/4) = .398 */
        assert_near(cell->interval_density[0], n_ties > 0 ? .3976354 : 0, 1e-6);
        assert_near(cell->interval_density[1], n_ties > 0 ? 1 : .6023646, 1e-6);
    }
}

static void two_organizations_are_too_few(void **state)
{
    const struct fixture_arc tie = {0, 1, 0};
    const struct pte_cell_options options = {.replicates = 99, .bootstraps = 99};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_from_ties(2, &tie, 1, "EI");
    PTE_AUTO(pte_cells_release) struct pte_cells cells = compute(net, &options);

    (void)state;
    assert_int_equal(cells.n, 3);
    assert_int_equal(find(&cells, 0, 0)->dyads, 0); /* one organization has no pair */
    assert_true(isnan(find(&cells, 0, 0)->density));
    assert_true(isnan(find(&cells, 0, 0)->bounds[0]));
    assert_near(find(&cells, 0, 1)->density, 1, 0);
    assert_near(find(&cells, 0, 1)->p, 1, 0);
    assert_int_equal(find(&cells, 1, 1)->verdict, PTE_CANNOT_TELL);
}

static void too_odd_networks_are_refused(void **state)
{
    const struct pte_cell_options options = {0};
    PTE_AUTO(pte_network_free)
    struct pte_network *alone = fixture_from_ties(3, NULL, 0, "EEE");
    PTE_AUTO(pte_network_free)
    struct pte_network *empty = fixture_from_ties(0, NULL, 0, "");
    struct pte_cells cells = {.replicates = 7};
    struct pte_error err = {0}, other = {0};

    (void)state;
    assert_false(pte_cells_compute(alone, &options, NULL, &cells, &err));
    assert_int_equal(err.kind, PTE_EGRAPH);
    assert_string_equal(
        err.message,
        "all organizations are of sector 'education': a gap needs two sectors");
    assert_false(pte_cells_compute(empty, &options, NULL, &cells, &other));
    assert_string_equal(other.message, "the network has no organizations");
    assert_int_equal(cells.replicates, 7);
}

static void cells_are_of_the_three_sectors_unless_asked(void **state)
{
    const struct pte_cell_options three = {.replicates = 9, .bootstraps = 9};
    const bool some[] = {true, false, false, true};
    const struct pte_cell_options asked = {
        .replicates = 9, .bootstraps = 9, .sectors = some};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_from_ties(8, NULL, 0, "GGEELLII");
    PTE_AUTO(pte_network_free)
    struct pte_network *other = fixture_from_arcs(6, NULL, 0, "GGEECC");
    PTE_AUTO(pte_cells_release) struct pte_cells cells = compute(net, &three);
    PTE_AUTO(pte_cells_release) struct pte_cells chosen = compute(net, &asked);
    PTE_AUTO(pte_cells_release) struct pte_cells all = compute(other, &three);

    (void)state;
    assert_int_equal(cells.n, 6);
    assert_int_equal(cells.cell[5].to, 2);
    assert_int_equal(cells.dyads, 28); /* the whole network, with government */
    assert_int_equal(chosen.n, 3);
    assert_int_equal(chosen.cell[1].from, 0);
    assert_int_equal(chosen.cell[1].to, 3);
    assert_int_equal(all.n, 9); /* one of the three alone: all sectors, both ways */
}

static void references_are_named_and_measured_from(void **state)
{
    /* The kite: densities 4/6 within education, 1/3 within labour, 8/12 between; 2/12
     * education-industry, 1/3 within industry (counted by hand), 18/45 overall. */
    PTE_AUTO(pte_network_free) struct pte_network *net = fixture_kite();
    const double best[] = {0, 0, .5, 0, 0, 0};
    const double wanted[] = {.4, sqrt(4. / 6 / 3), .5, .25};

    (void)state;
    for (enum pte_reference reference = PTE_NULL_MODEL; reference <= PTE_TARGET;
         reference++) {
        const struct pte_cell_options options = {.reference = reference,
                                                 .target = .25,
                                                 .best = best,
                                                 .replicates = 99,
                                                 .bootstraps = 99};
        PTE_AUTO(pte_cells_release) struct pte_cells cells = compute(net, &options);
        const struct pte_cell *cell = find(&cells, 0, 2);

        assert_near(cell->density, 2. / 12, 1e-12);
        assert_near(cell->reference, wanted[reference], 1e-12);
        assert_near(cell->gap, 1 - cell->density / wanted[reference], 1e-12);
        assert_true(isnan(cell->vanish_share)); /* nothing is unobserved */
    }
    assert_string_equal(pte_reference_code(PTE_BEST_COUNTRY), "best_country");
    assert_string_equal(pte_verdict_code(PTE_CANNOT_TELL), "cannot_tell");
}

static void who_answered_is_told_by_sector(void **state)
{
    /* 5 organizations: 1 of education is silent but names one tie, 1 of industry was not
     * asked, 1 of industry skipped one of its 4 pairs, that of labour was not asked of
     * one. */
    struct pte_survey *survey = fixture_survey(5, "EELII");
    struct pte_response_rate *rates = NULL;

    (void)state;
    fixture_row(survey, 1, PTE_NO_ANSWER);
    survey->responses[1].answered = PTE_PARTIAL;
    fixture_say(survey, 1, 0, PTE_TIE, 1);
    fixture_row(survey, 3, PTE_NOT_ASKED);
    fixture_say(survey, 4, 0, PTE_NO_ANSWER, 0);
    fixture_say(survey, 2, 1, PTE_NOT_ASKED, 0);

    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_network(survey, PTE_UNION);

    assert_int_equal(pte_response_rates(net, &rates), 4);
    const size_t wanted[4][4] = {
        {2, 1, 8, 5}, {1, 1, 3, 3}, {1, 1, 4, 3}, {4, 3, 15, 11}};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(rates[i].sector, i < 3 ? i : PTE_NOBODY);
        assert_int_equal(rates[i].asked, wanted[i][0]);
        assert_int_equal(rates[i].answered, wanted[i][1]);
        assert_int_equal(rates[i].pairs_asked, wanted[i][2]);
        assert_int_equal(rates[i].pairs_answered, wanted[i][3]);
    }
    pte_free(&rates);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_those_of_asking_each_pair),
        cmocka_unit_test(breadth_and_concentration_are_those_of_each_actor),
        cmocka_unit_test(silence_is_neither_a_tie_nor_none),
        cmocka_unit_test(one_no_decides_a_confirmed_tie),
        cmocka_unit_test(a_silent_sector_cannot_be_told),
        cmocka_unit_test(one_answering_sector_makes_no_shuffle),
        cmocka_unit_test(no_ties_and_all_ties_have_no_spread),
        cmocka_unit_test(two_organizations_are_too_few),
        cmocka_unit_test(too_odd_networks_are_refused),
        cmocka_unit_test(cells_are_of_the_three_sectors_unless_asked),
        cmocka_unit_test(references_are_named_and_measured_from),
        cmocka_unit_test(who_answered_is_told_by_sector),
    };

    return cmocka_run_group_tests_name("cells", tests, NULL, NULL);
}

/* tests/core/measures/cells/test_simulated.c - cells of networks whose truth is known. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/random.h"
#include "core/measures/cells.h"
#include "tests/core/network/fixture.h"

static const char eight_each[] = "EEEEEEEELLLLLLLLIIIIIIII";
static const char twenty_each[] =
    "EEEEEEEEEEEEEEEEEEEELLLLLLLLLLLLLLLLLLLLIIIIIIIIIIIIIIIIIIII";

/* How a network comes about. */
struct truth {
    const char *sectors;
    double between;     /* chance of a tie, education-industry */
    double elsewhere;   /* and of any other pair */
    double told;        /* chance that one side tells of a tie */
    uint32_t silent[2]; /* these organizations, from, to before, do not answer */
};

static struct pte_network *simulate(const struct truth *truth, uint64_t seed)
{
    const uint32_t n = (uint32_t)strlen(truth->sectors);
    struct pte_survey *survey = fixture_survey(n, truth->sectors);
    struct pte_random random = pte_random_stream(2026, seed);

    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = i + 1; j < n; j++) {
            const bool is_between = truth->sectors[i] == 'E' && truth->sectors[j] == 'I';
            const double chance = is_between ? truth->between : truth->elsewhere;
            const bool tied = pte_random_unit(&random) < chance;
            const bool one = pte_random_unit(&random) < truth->told;
            const bool other = pte_random_unit(&random) < truth->told;

            if (tied && one && !(i >= truth->silent[0] && i < truth->silent[1]))
                fixture_say(survey, i, j, PTE_TIE, 1);
            if (tied && other && !(j >= truth->silent[0] && j < truth->silent[1]))
                fixture_say(survey, j, i, PTE_TIE, 1);
        }
    for (uint32_t i = truth->silent[0]; i < truth->silent[1]; i++)
        fixture_row(survey, i, PTE_NO_ANSWER);
    return fixture_network(survey, PTE_UNION);
}

/* The cell education-industry of one simulated network. */
static struct pte_cell cell_of(const struct truth *truth, uint64_t seed,
                               struct pte_cell_options options)
{
    PTE_AUTO(pte_network_free) struct pte_network *net = simulate(truth, seed);
    PTE_AUTO(pte_cells_release) struct pte_cells cells = {0};
    struct pte_error err = {0};

    options.seed = seed;
    assert_true(pte_cells_compute(net, &options, NULL, &cells, &err));
    assert_int_equal(cells.cell[2].to, 2);
    return cells.cell[2];
}

static void a_planted_gap_is_found(void **state)
{
    /* 24 organizations; at a tenth of the others' density. */
    const struct truth truth = {eight_each, .04, .4, 1, {0, 0}};

    (void)state;
    for (uint64_t seed = 0; seed < 5; seed++) {
        const struct pte_cell cell = cell_of(&truth, seed, (struct pte_cell_options){0});

        assert_true(cell.p < .01);
        assert_true(cell.ratio < .5 && cell.interval[1] < 1);
        assert_int_equal(cell.verdict, PTE_GAP);
    }
}

static void a_planted_surplus_is_found(void **state)
{
    const struct truth truth = {eight_each, .6, .15, 1, {0, 0}};

    (void)state;
    for (uint64_t seed = 0; seed < 5; seed++) {
        const struct pte_cell cell = cell_of(&truth, seed, (struct pte_cell_options){0});

        assert_true(cell.p < .05 && cell.gap < 0);
        assert_int_equal(cell.verdict, PTE_SURPLUS);
    }
}

static void no_gap_is_said_only_by_a_test_that_could_see_one(void **state)
{
    /* The same absence of a gap: 60 organizations can tell, 24 cannot. */
    const struct truth many = {twenty_each, .3, .3, 1, {0, 0}};
    const struct truth few = {eight_each, .1, .1, 1, {0, 0}};
    const struct pte_cell told = cell_of(&many, 1, (struct pte_cell_options){0});
    const struct pte_cell untold = cell_of(&few, 1, (struct pte_cell_options){0});

    (void)state;
    assert_true(told.p > .05 && untold.p > .05);
    assert_true(told.smallest_ratio >= .5 && untold.smallest_ratio < .5);
    assert_int_equal(told.verdict, PTE_NO_GAP);
    assert_int_equal(untold.verdict, PTE_CANNOT_TELL);
}

static void no_gap_is_not_said_where_too_few_answered(void **state)
{
    const struct truth truth = {twenty_each, .3, .3, 1, {45, 60}};
    const struct pte_cell cell = cell_of(&truth, 1, (struct pte_cell_options){0});

    (void)state;
    assert_true(cell.p > .05);
    assert_int_equal(cell.observed, 20 * 5);
    assert_int_equal(cell.verdict, PTE_CANNOT_TELL);
}

static void a_gap_to_a_target_is_not_one_to_the_sector_mix(void **state)
{
    /* Everything is sparse: nothing strikes the shuffle, but the target is missed. */
    const struct truth sparse = {twenty_each, .1, .1, 1, {0, 0}};
    const struct pte_cell mix = cell_of(&sparse, 3, (struct pte_cell_options){0});
    const struct pte_cell missed = cell_of(
        &sparse, 3, (struct pte_cell_options){.reference = PTE_TARGET, .target = .3});
    const struct pte_cell beaten = cell_of(
        &sparse, 3, (struct pte_cell_options){.reference = PTE_TARGET, .target = .01});
    const struct pte_cell met = cell_of(
        &sparse, 3,
        (struct pte_cell_options){.reference = PTE_TARGET, .target = mix.density});

    (void)state;
    assert_int_not_equal(mix.verdict, PTE_GAP);
    assert_int_equal(missed.verdict, PTE_GAP);
    assert_int_equal(beaten.verdict, PTE_SURPLUS);
    assert_int_not_equal(met.verdict, PTE_GAP);
    assert_int_not_equal(met.verdict, PTE_SURPLUS);
    assert_near(missed.p, mix.p, 0);
}

static void a_cell_between_is_held_against_those_within(void **state)
{
    const struct truth split = {twenty_each, .05, .4, 1, {0, 0}};
    const struct truth even = {twenty_each, .3, .3, 1, {0, 0}};
    const struct pte_cell_options within = {.reference = PTE_WITHIN};

    (void)state;
    assert_int_equal(cell_of(&split, 1, within).verdict, PTE_GAP);
    assert_int_equal(cell_of(&even, 1, within).verdict, PTE_NO_GAP);
}

static void an_empty_small_cell_is_no_sure_miss_of_a_target(void **state)
{
    /* 9 pairs without a tie, a target of .2: .8^9 = .13 of such cells have none, but
     * every draw of them has 0. */
    const struct truth truth = {"EEELLLIII", 0, .9, 1, {0, 0}};
    const struct pte_cell cell = cell_of(
        &truth, 1, (struct pte_cell_options){.reference = PTE_TARGET, .target = .2});

    (void)state;
    assert_int_equal(cell.ties, 0);
    assert_int_equal(cell.observed, 9);
    assert_true(cell.interval_density[1] > .2);
    assert_int_equal(cell.verdict, PTE_CANNOT_TELL);
}

static void one_organization_is_no_sector_to_judge(void **state)
{
    /* The only one of industry is the only one of 61 without a tie: 2 / 61 = .033. */
    char sectors[62] = "";
    struct truth truth = {sectors, 0, .6, 1, {0, 0}};

    (void)state;
    for (size_t i = 0; i < 60; i++)
        sectors[i] = i < 30 ? 'E' : 'L';
    sectors[60] = 'I';

    PTE_AUTO(pte_network_free) struct pte_network *net = simulate(&truth, 1);
    PTE_AUTO(pte_cells_release) struct pte_cells cells = {0};
    struct pte_error err = {0};

    assert_true(
        pte_cells_compute(net, &(struct pte_cell_options){0}, NULL, &cells, &err));
    assert_int_equal(cells.cell[2].n_to, 1);
    assert_int_equal(cells.cell[2].ties, 0);
    assert_true(cells.cell[2].p <= .05);
    assert_int_equal(cells.cell[2].verdict, PTE_CANNOT_TELL);
}

static void few_null_networks_are_called_a_gap(void **state)
{
    /* Of 400 networks without a gap 5 % are expected at p <= .05, less since counts are
     * whole: 1.1 % is one standard error. */
    const struct truth full = {eight_each, .2, .2, 1, {0, 0}};
    const struct truth half = {eight_each, .3, .3, 1, {18, 23}};
    const struct pte_cell_options options = {.replicates = 999, .bootstraps = 2};
    size_t rejected[2] = {0};

    (void)state;
    for (uint64_t seed = 0; seed < 400; seed++) {
        rejected[0] += cell_of(&full, seed, options).p <= .05;
        rejected[1] += cell_of(&half, seed, options).p <= .05;
    }
    for (size_t i = 0; i < 2; i++)
        assert_in_range(rejected[i], 4, 36);
}

static void zero_filling_makes_the_gap_that_it_looks_for(void **state)
{
    /* METHODS M14: one side tells of a tie 8 times in 10, both of .96; half of industry
     * is silent. Of its pairs education alone tells: .8, as if 8 % of all ties were not
     * there. Complete pairs say what all pairs would have said. */
    const struct truth silent = {twenty_each, .25, .25, .8, {50, 60}};
    const struct truth heard = {twenty_each, .25, .25, .8, {0, 0}};
    const struct pte_cell_options options = {.replicates = 1, .bootstraps = 1};
    const double truth = .25 * .96;
    double complete = 0, filled = 0;

    (void)state;
    for (uint64_t seed = 0; seed < 200; seed++) {
        const struct pte_cell cell = cell_of(&silent, seed, options);
        const struct pte_cell had_all_answered = cell_of(&heard, seed, options);

        complete += cell.density / 200;
        filled += cell.bounds[0] / 200; /* what is not known taken for none */
        assert_true(cell.bounds[0] <= had_all_answered.density);
        assert_true(cell.bounds[1] >= had_all_answered.density);
    }
    /* One standard error of the means: 1 % and .7 % of the truth. */
    assert_near(complete / truth - 1, 0, .03);
    assert_near(filled / truth - 1, -1. / 12, .02);
}

/* All numbers of a cell, to compare byte by byte. */
static void threads_do_not_change_a_byte(void **state)
{
    const struct truth truth = {twenty_each, .1, .2, .9, {50, 60}};
    PTE_AUTO(pte_network_free) struct pte_network *net = simulate(&truth, 5);
    struct pte_cells cells[3] = {{0}};
    struct pte_error err = {0};

    (void)state;
    for (unsigned threads = 1; threads <= 3; threads++) {
        const struct pte_cell_options options = {
            .seed = 6, .threads = threads, .replicates = 30000, .bootstraps = 30000};

        assert_true(pte_cells_compute(net, &options, NULL, &cells[threads - 1], &err));
    }
    for (unsigned other = 1; other < 3; other++)
        for (size_t i = 0; i < cells[0].n; i++) {
            const struct pte_cell *a = &cells[0].cell[i], *b = &cells[other].cell[i];

            assert_memory_equal(&a->p, &b->p, sizeof(a->p));
            assert_memory_equal(a->interval, b->interval, sizeof(a->interval));
            assert_memory_equal(a->interval_density, b->interval_density,
                                sizeof(a->interval));
            assert_int_equal(a->verdict, b->verdict);
        }
    for (unsigned i = 0; i < 3; i++)
        pte_cells_release(&cells[i]);
}

static void another_seed_gives_nearly_the_same(void **state)
{
    const struct truth truth = {eight_each, .1, .25, 1, {0, 0}};
    PTE_AUTO(pte_network_free) struct pte_network *net = simulate(&truth, 7);
    struct pte_cells cells[2] = {{0}};
    struct pte_error err = {0};

    (void)state;
    for (uint64_t seed = 0; seed < 2; seed++)
        assert_true(pte_cells_compute(net, &(struct pte_cell_options){.seed = seed}, NULL,
                                      &cells[seed], &err));
    for (size_t i = 0; i < cells[0].n; i++) {
        assert_near(cells[0].cell[i].p, cells[1].cell[i].p, .03);
        assert_near(cells[0].cell[i].interval[1], cells[1].cell[i].interval[1], .15);
        assert_memory_equal(&cells[0].cell[i].sd, &cells[1].cell[i].sd, sizeof(double));
    }
    assert_true(cells[0].cell[2].p != cells[1].cell[2].p);
    for (unsigned i = 0; i < 2; i++)
        pte_cells_release(&cells[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_planted_gap_is_found),
        cmocka_unit_test(a_planted_surplus_is_found),
        cmocka_unit_test(no_gap_is_said_only_by_a_test_that_could_see_one),
        cmocka_unit_test(no_gap_is_not_said_where_too_few_answered),
        cmocka_unit_test(a_gap_to_a_target_is_not_one_to_the_sector_mix),
        cmocka_unit_test(a_cell_between_is_held_against_those_within),
        cmocka_unit_test(an_empty_small_cell_is_no_sure_miss_of_a_target),
        cmocka_unit_test(one_organization_is_no_sector_to_judge),
        cmocka_unit_test(few_null_networks_are_called_a_gap),
        cmocka_unit_test(zero_filling_makes_the_gap_that_it_looks_for),
        cmocka_unit_test(threads_do_not_change_a_byte),
        cmocka_unit_test(another_seed_gives_nearly_the_same),
    };

    return cmocka_run_group_tests_name("cells simulated", tests, NULL, NULL);
}

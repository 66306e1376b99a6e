/* tests/core/measures/cells/test_draws.c - intervals against a draw made pair by pair. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/random.h"
#include "core/measures/cells.h"
#include "core/measures/cells/cells.intern.h"
#include "tests/core/measures/cells/naive.h"
#include "tests/core/network/fixture.h"

enum { SECTORS = 3, DRAWS = 4000 };

/* Ties and observed pairs of a drawn survey, by sectors in both orders. */
struct drawn {
    double ties[SECTORS][SECTORS], observed[SECTORS][SECTORS];
};

/* A random pair of different actors of one sector that is observed (both ways). */
static bool find_pair(const struct pte_network *net, struct pte_random *random,
                      uint32_t sector, uint32_t pair[2])
{
    const uint32_t n = (uint32_t)pte_network_actors(net);

    for (int tries = 0; tries < 100000; tries++) {
        pair[0] = pte_random_below(random, n);
        pair[1] = pte_random_below(random, n);
        if (pair[0] != pair[1] && pte_network_actor(net, pair[0])->sector == sector &&
            pte_network_actor(net, pair[1])->sector == sector &&
            pte_network_complete(net, pair[0], pair[1]) &&
            pte_network_complete(net, pair[1], pair[0]))
            return true;
    }
    return false;
}

/* Each actor is replaced by one of its sector that answered (or not) like it. */
static uint32_t replace(const struct pte_network *net, struct pte_random *random,
                        uint32_t actor)
{
    const struct pte_actor *mine = pte_network_actor(net, actor);

    for (;;) {
        const uint32_t drawn =
            pte_random_below(random, (uint32_t)pte_network_actors(net));
        const struct pte_actor *other = pte_network_actor(net, drawn);

        if (other->sector == mine->sector && other->row == mine->row)
            return drawn;
    }
}

/* The Snijders-Borgatti draw, pair by pair. Of a silent actor drawn twice nothing is
 * known. */
static void draw(const struct pte_network *net, struct pte_random *random,
                 struct drawn *drawn)
{
    const uint32_t n = (uint32_t)pte_network_actors(net);
    uint32_t place[NAIVE_MOST];

    *drawn = (struct drawn){0};
    for (uint32_t i = 0; i < n; i++)
        place[i] = replace(net, random, i);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = i + 1; j < n; j++) {
            const uint32_t k = pte_network_actor(net, i)->sector;
            const uint32_t l = pte_network_actor(net, j)->sector;
            uint32_t pair[2] = {place[i], place[j]};

            if (place[i] == place[j] &&
                (pte_network_actor(net, place[i])->row != PTE_NO_TIE ||
                 !find_pair(net, random, k, pair)))
                continue;
            if (pte_network_complete(net, pair[0], pair[1])) {
                drawn->observed[k][l]++;
                drawn->ties[k][l] += pte_network_pair(net, pair[0], pair[1]) == PTE_TIE;
            }
            if (pte_network_complete(net, pair[1], pair[0])) {
                drawn->observed[l][k]++;
                drawn->ties[l][k] += pte_network_pair(net, pair[1], pair[0]) == PTE_TIE;
            }
        }
}

static int by_value(const void *one, const void *other)
{
    const double a = *(const double *)one, b = *(const double *)other;

    return (a > b) - (a < b);
}

static void check_intervals(enum pte_tie_rule rule, uint64_t seed)
{
    struct pte_random random = pte_random_stream(seed, 0);
    PTE_AUTO(pte_network_free)
    struct pte_network *net =
        naive_network(&random, "EEEEEEEEELLLLLLLLIIIIIIIII", rule, false);
    const struct pte_cell_options options = {.replicates = 9, .bootstraps = 8000};
    PTE_AUTO(pte_cells_release) struct pte_cells cells = {0};
    PTE_AUTO(pte_free) struct drawn *draws = pte_alloc(DRAWS, sizeof(*draws));
    struct pte_error err = {0};
    double density[DRAWS], ratio[DRAWS];

    assert_true(pte_cells_compute(net, &options, NULL, &cells, &err));
    for (size_t r = 0; r < DRAWS; r++)
        draw(net, &random, &draws[r]);
    for (size_t i = 0; i < cells.n; i++) {
        const struct pte_cell *cell = &cells.cell[i];

        for (size_t r = 0; r < DRAWS; r++) {
            double ties = 0, observed = 0;

            for (size_t k = 0; k < SECTORS; k++)
                for (size_t l = 0; l < SECTORS; l++) {
                    ties += draws[r].ties[k][l];
                    observed += draws[r].observed[k][l];
                }
            density[r] = draws[r].ties[cell->from][cell->to] /
                         draws[r].observed[cell->from][cell->to];
            ratio[r] = density[r] / (ties / observed);
        }
        qsort(density, DRAWS, sizeof(*density), by_value);
        qsort(ratio, DRAWS, sizeof(*ratio), by_value);
        if (cell->ties == 0 || cell->ties == cell->observed)
            continue; /* a binomial interval stands in */
        /* Densities of few pairs move in steps of some .03. */
        assert_near(cell->interval_density[0], density[DRAWS / 40], .05);
        assert_near(cell->interval_density[1], density[DRAWS - DRAWS / 40], .05);
        assert_near(cell->interval[0], ratio[DRAWS / 40], .08);
        assert_near(cell->interval[1], ratio[DRAWS - DRAWS / 40], .08);
        assert_true(cell->interval_density[0] < cell->density);
        assert_true(cell->interval_density[1] > cell->density);
    }
}

static void intervals_are_those_of_a_draw_pair_by_pair(void **state)
{
    (void)state;
    check_intervals(PTE_UNION, 1);
    check_intervals(PTE_CONFIRMED, 2);
    check_intervals(PTE_DIRECTED, 3);
}

/* The means of the drawn densities themselves, to a few parts in a hundred. */
static void draws_of_small_sectors_have_their_mean(void **state)
{
    struct pte_random random = pte_random_stream(9, 0);
    struct pte_survey *survey = fixture_survey(12, "EEEELLLLIIII");
    struct drawn drawn;

    (void)state;
    for (uint32_t i = 0; i < 12; i++)
        for (uint32_t j = i + 1; j < 12; j++)
            if (pte_random_below(&random, 10) < 6) {
                fixture_say(survey, i, j, PTE_TIE, 1); /* three in ten both ways */
                if (pte_random_below(&random, 10) < 3)
                    fixture_say(survey, j, i, PTE_TIE, 1);
            }
    for (enum pte_tie_rule rule = PTE_UNION; rule <= PTE_DIRECTED; rule += 2) {
        PTE_AUTO(pte_network_free)
        struct pte_network *net = fixture_network(survey, rule);
        PTE_AUTO(pte_frame_release) struct pte_frame frame = {0};
        PTE_AUTO(pte_draws_release) struct pte_draws draws = {0};
        double mine[SECTORS] = {0}, naive[SECTORS] = {0}, spread[SECTORS] = {0};
        double wanted[SECTORS] = {0};

        pte_frame_make(net, &frame);
        pte_frame_draw(&frame, 4 * DRAWS, 1, 1, &draws);
        for (size_t r = 0; r < 4 * DRAWS; r++) {
            draw(net, &random, &drawn);
            for (size_t k = 0; k < SECTORS; k++) {
                const double density =
                    draws.density[r * frame.n_cells + pte_frame_cell(&frame, k, k)];
                const double other = drawn.ties[k][k] / drawn.observed[k][k];

                mine[k] += density / (4 * DRAWS);
                spread[k] += density * density / (4 * DRAWS);
                naive[k] += other / (4 * DRAWS);
                wanted[k] += other * other / (4 * DRAWS);
            }
        }
        for (size_t k = 0; k < SECTORS; k++) {
            assert_near(mine[k], naive[k], .012); /* some 4 standard errors */
            assert_near(spread[k] - mine[k] * mine[k], wanted[k] - naive[k] * naive[k],
                        .004);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_are_those_of_a_draw_pair_by_pair),
        cmocka_unit_test(draws_of_small_sectors_have_their_mean),
    };

    return cmocka_run_group_tests_name("cell draws", tests, NULL, NULL);
}

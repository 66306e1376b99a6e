/* tests/core/measures/cells/test_moments.c - exact mean, spread and chance of cells. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/measures/cells.h"
#include "tests/core/measures/cells/naive.h"
#include "tests/core/network/fixture.h"

static struct pte_cells compute(const struct pte_network *net)
{
    const bool all[8] = {true, true, true, true, true, true, true, true};
    const struct pte_cell_options options = {.bootstraps = 2, .seed = 4, .sectors = all};
    struct pte_cells cells = {0};
    struct pte_error err = {0};

    assert_true(pte_cells_compute(net, &options, NULL, &cells, &err));
    return cells;
}

/* J of a cell over every arrangement of the sectors within strata. */
struct enumerated {
    double mean, sd, p;
};

static struct enumerated enumerate(const struct pte_network *net,
                                   const struct pte_cells *cells,
                                   const struct pte_cell *cell)
{
    uint32_t sectors[NAIVE_MOST];
    double n = 0, sum = 0, square = 0, at_most = 0, at_least = 0;
    const double seen = (double)cell->ties - cell->expected;

    naive_sectors(net, sectors);
    naive_sort(sectors, pte_network_actors(net));
    do {
        if (!naive_keeps_strata(net, sectors))
            continue;

        const struct naive_cell count = naive_count(net, sectors, cell->from, cell->to);
        const double j = (double)count.ties - cells->density * (double)count.observed;

        n++;
        sum += j;
        square += j * j;
        at_most += j <= seen + 1e-9;
        at_least += j >= seen - 1e-9;
    } while (naive_next(sectors, pte_network_actors(net)));
    sum /= n;
    return (struct enumerated){sum, sqrt(fmax(square / n - sum * sum, 0)),
                               fmin(1, 2 * fmin(at_most, at_least) / n)};
}

/* All cells of one network against every arrangement there is. The shuffled p of 9,999
 * has a standard error of at most 2 * sqrt(.25 / 9999) = .01. */
static size_t check_against_all(struct pte_network *net)
{
    size_t varied = 0;
    PTE_AUTO(pte_cells_release) struct pte_cells cells = compute(net);

    for (size_t i = 0; i < cells.n; i++) {
        const struct pte_cell *cell = &cells.cell[i];

        if (isnan(cells.density))
            continue;
        const struct enumerated wanted = enumerate(net, &cells, cell);

        assert_near(cell->sd, wanted.sd, 1e-7);
        assert_near(cell->p, wanted.p, .04);
        assert_int_equal(isnan(cell->z), wanted.sd < 1e-7 || cell->observed == 0);
        varied += wanted.sd > 0.1;
        if (!isnan(cell->z))
            assert_near((double)cell->ties - cell->expected - cell->z * cell->sd,
                        wanted.mean, 1e-9);
    }
    pte_network_free(&net);
    return varied;
}

static void check_rule(enum pte_tie_rule rule, bool two)
{
    struct pte_random random = pte_random_stream(20, rule + 10 * two);
    size_t varied = 0;

    for (int i = 0; i < 8; i++) {
        varied += check_against_all(
            naive_network(&random, two ? "EELLIIEL" : "EELLII", rule, two));
        varied += check_against_all(naive_network(&random, "EEELLIG", rule, two));
    }
    assert_true(varied > 20); /* or nothing was put to the test */
}

static void undirected_moments_are_those_of_all_arrangements(void **state)
{
    (void)state;
    check_rule(PTE_UNION, false);
    check_rule(PTE_CONFIRMED, false);
}

static void directed_moments_are_those_of_all_arrangements(void **state)
{
    (void)state;
    check_rule(PTE_DIRECTED, false);
}

static void two_countries_are_shuffled_apart(void **state)
{
    (void)state;
    check_rule(PTE_UNION, true);
    check_rule(PTE_DIRECTED, true);
}

static double falling(double n, int times)
{
    double product = 1;

    for (int i = 0; i < times; i++)
        product *= n - i;
    return product;
}

/* METHODS M3, undirected: ties M, A = sum d (d - 1), D = M (M - 1) - A. */
static void complete_ties_follow_the_join_count_formula(void **state)
{
    struct pte_network *nets[] = {fixture_kite(), fixture_florentine()};

    (void)state;
    for (size_t which = 0; which < 2; which++) {
        PTE_AUTO(pte_cells_release) struct pte_cells cells = compute(nets[which]);
        const size_t n = pte_network_actors(nets[which]);
        const double m = (double)cells.ties;
        double a = 0;

        for (size_t i = 0; i < n; i++) {
            double degree = 0;

            for (size_t j = 0; j < n; j++)
                degree += pte_network_pair(nets[which], i, j) == PTE_TIE;
            a += degree * (degree - 1);
        }
        const double d = m * (m - 1) - a;

        for (size_t i = 0; i < cells.n; i++) {
            const struct pte_cell *cell = &cells.cell[i];
            const double k = (double)cell->n_from, l = (double)cell->n_to;
            double e, square;

            if (cell->from == cell->to) {
                e = m * falling(k, 2) / falling((double)n, 2);
                square = e + a * falling(k, 3) / falling((double)n, 3) +
                         d * falling(k, 4) / falling((double)n, 4);
            } else {
                e = 2 * m * k * l / falling((double)n, 2);
                square = e + a * k * l * (k + l - 2) / falling((double)n, 3) +
                         4 * d * falling(k, 2) * falling(l, 2) / falling((double)n, 4);
            }
            assert_near(cell->expected, e, 1e-9);
            assert_near(cell->sd, sqrt(square - e * e), 1e-9);
            assert_near(cell->z, ((double)cell->ties - e) / cell->sd, 1e-9);
        }
        pte_network_free(&nets[which]);
    }
}

/* METHODS M3, directed: arcs m, R reciprocated, So, Si, H = 2 (sum in * out - R). */
static void complete_arcs_follow_the_join_count_formula(void **state)
{
    struct pte_network *net = fixture_two_parts();
    PTE_AUTO(pte_cells_release) struct pte_cells cells = compute(net);
    const size_t size = pte_network_actors(net);
    const double n = (double)size, m = (double)cells.ties;
    double r = 0, so = 0, si = 0, h = 0;

    (void)state;
    for (size_t i = 0; i < size; i++) {
        double out = 0, in = 0;

        for (size_t j = 0; j < size; j++) {
            const bool sends = pte_network_pair(net, i, j) == PTE_TIE;
            const bool receives = pte_network_pair(net, j, i) == PTE_TIE;

            out += sends;
            in += receives;
            r += sends && receives;
        }
        so += out * (out - 1);
        si += in * (in - 1);
        h += 2 * in * out;
    }
    h -= 2 * r;
    const double d = m * m - m - r - so - si - h;

    for (size_t i = 0; i < cells.n; i++) {
        const struct pte_cell *cell = &cells.cell[i];
        const double k = (double)cell->n_from, l = (double)cell->n_to;
        double e, square;

        if (cell->from == cell->to) {
            e = m * falling(k, 2) / falling(n, 2);
            square = e + r * falling(k, 2) / falling(n, 2) +
                     (so + si + h) * falling(k, 3) / falling(n, 3) +
                     d * falling(k, 4) / falling(n, 4);
        } else {
            e = m * k * l / falling(n, 2);
            square = e + so * k * falling(l, 2) / falling(n, 3) +
                     si * falling(k, 2) * l / falling(n, 3) +
                     d * falling(k, 2) * falling(l, 2) / falling(n, 4);
        }
        assert_near(cell->expected, e, 1e-9);
        assert_near(cell->sd, sqrt(square - e * e), 1e-9);
    }
    pte_network_free(&net);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(complete_ties_follow_the_join_count_formula),
        cmocka_unit_test(complete_arcs_follow_the_join_count_formula),
        cmocka_unit_test(undirected_moments_are_those_of_all_arrangements),
        cmocka_unit_test(directed_moments_are_those_of_all_arrangements),
        cmocka_unit_test(two_countries_are_shuffled_apart),
    };

    return cmocka_run_group_tests_name("cell moments", tests, NULL, NULL);
}

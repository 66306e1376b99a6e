/* tests/core/measures/cells/test_reference.c - cells against Mantel's formula in R. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/measures/cells.h"
#include "tests/core/network/fixture.h"

/* Printed by tests/reference/cells.R (R 4.2, network 1.18). */
static const struct {
    enum pte_tie_rule rule;
    uint32_t from, to;
    size_t observed, ties;
    double expected, sd, z;
} wanted[] = {
    {PTE_DIRECTED, 0, 0, 53, 18, 14.253787879, 3.106496536, 1.205928311},
    {PTE_DIRECTED, 1, 1, 52, 15, 13.984848485, 3.106496536, 0.326783405},
    {PTE_DIRECTED, 2, 2, 53, 17, 14.253787879, 3.106496536, 0.884022270},
    {PTE_UNION, 0, 0, 25, 17, 12.041884817, 2.413500434, 2.054325375},
    {PTE_UNION, 0, 1, 52, 27, 25.047120419, 3.100606373, 0.629837956},
    {PTE_UNION, 0, 2, 45, 8, 21.675392670, 2.947753767, -4.639258822},
    {PTE_UNION, 1, 1, 17, 9, 8.188481675, 2.122799663, 0.382286816},
    {PTE_UNION, 1, 2, 40, 23, 19.267015707, 2.807567183, 1.329615304},
    {PTE_UNION, 2, 2, 12, 8, 5.780104712, 1.815697238, 1.222613133},
    {PTE_CONFIRMED, 0, 0, 25, 1, 1.439790576, 1.174712781, -0.374381366},
    {PTE_CONFIRMED, 0, 1, 52, 3, 2.994764398, 1.478550806, 0.003541036},
    {PTE_CONFIRMED, 0, 2, 45, 1, 2.591623037, 1.408504057, -1.130009551},
    {PTE_CONFIRMED, 1, 1, 17, 1, 0.979057592, 1.027677176, 0.020378392},
    {PTE_CONFIRMED, 1, 2, 40, 4, 2.303664921, 1.341196994, 1.264791888},
    {PTE_CONFIRMED, 2, 2, 12, 1, 0.691099476, 0.873796108, 0.353515564},
};

/* 24 organizations, by the formulas of the script. */
static struct pte_network *of_the_script(enum pte_tie_rule rule)
{
    struct pte_survey *survey = fixture_survey(24, "EEEEEEEELLLLLLLLIIIIIIII");
    static const uint32_t silent[] = {11, 20, 23};

    for (uint32_t i = 0; i < 24; i++)
        for (uint32_t j = 0; j < 24; j++) {
            const bool apart = (i < 8 && j >= 16) || (i >= 16 && j < 8);

            if (i == j || (rule != PTE_DIRECTED && (i == 11 || i == 20 || i == 23)))
                continue;
            if ((i * 5 + j * 3) % 23 == 0)
                fixture_say(survey, i, j, PTE_NO_ANSWER, 0);
            else if ((i * 7 + j * 13 + i * j) % 11 < (apart ? 1 : 4))
                fixture_say(survey, i, j, PTE_TIE, 1);
        }
    for (size_t i = 0; i < 3 && rule != PTE_DIRECTED; i++)
        fixture_row(survey, silent[i], PTE_NO_ANSWER);
    return fixture_network(survey, rule);
}

static void cells_are_those_of_another_program(void **state)
{
    const struct pte_cell_options options = {.bootstraps = 9, .replicates = 9999};

    (void)state;
    for (enum pte_tie_rule rule = PTE_UNION; rule <= PTE_DIRECTED; rule++) {
        PTE_AUTO(pte_network_free) struct pte_network *net = of_the_script(rule);
        PTE_AUTO(pte_cells_release) struct pte_cells cells = {0};
        struct pte_error err = {0};
        size_t met = 0;

        assert_true(pte_cells_compute(net, &options, NULL, &cells, &err));
        for (size_t i = 0; i < cells.n; i++)
            for (size_t row = 0; row < sizeof(wanted) / sizeof(*wanted); row++) {
                const struct pte_cell *cell = &cells.cell[i];

                if (wanted[row].rule != rule || wanted[row].from != cell->from ||
                    wanted[row].to != cell->to)
                    continue;
                met++;
                assert_int_equal(cell->observed, wanted[row].observed);
                assert_int_equal(cell->ties, wanted[row].ties);
                assert_near(cell->expected, wanted[row].expected, 1e-8);
                assert_near(cell->sd, wanted[row].sd, 1e-8);
                assert_near(cell->z, wanted[row].z, 1e-8);
                assert_near(cell->p_exact_normal, erfc(fabs(wanted[row].z) / sqrt(2)),
                            1e-8);
            }
        assert_int_equal(met, rule == PTE_DIRECTED ? 3 : 6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_those_of_another_program),
    };

    return cmocka_run_group_tests_name("cell reference", tests, NULL, NULL);
}

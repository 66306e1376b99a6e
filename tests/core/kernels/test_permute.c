/* tests/core/kernels/test_permute.c - labels shuffled within strata. */
#include "core/kernels/permute.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/memory.h"
#include "core/base/random.h"

enum { MOST = 200, MOST_PAIRS = 2000 };

/* A random case of n vertices in three strata, with two lists of pairs. */
struct sample {
    uint8_t labels[MOST];
    uint32_t strata[MOST];
    struct pte_pair pairs[2][MOST_PAIRS];
    struct pte_pair_list lists[2];
    struct pte_permute permute;
};

static struct sample *sample_new(size_t n, size_t labels, bool is_ordered,
                                 uint32_t replicates)
{
    struct sample *sample = pte_alloc(1, sizeof(*sample));
    struct pte_random random = pte_random_stream(11, labels);

    for (size_t i = 0; i < n; i++) {
        sample->labels[i] = (uint8_t)pte_random_below(&random, (uint32_t)labels);
        sample->strata[i] = pte_random_below(&random, 3);
    }
    for (size_t list = 0; list < 2; list++) {
        const size_t n_pairs = list == 0 ? 700 : 3;

        for (size_t i = 0; i < n_pairs; i++)
            sample->pairs[list][i] =
                (struct pte_pair){pte_random_below(&random, (uint32_t)n),
                                  pte_random_below(&random, (uint32_t)n)};
        sample->lists[list] = (struct pte_pair_list){sample->pairs[list], n_pairs};
    }
    sample->permute = (struct pte_permute){.n = n,
                                           .labels = sample->labels,
                                           .n_labels = labels,
                                           .strata = sample->strata,
                                           .n_strata = 3,
                                           .is_ordered = is_ordered,
                                           .lists = sample->lists,
                                           .n_lists = 2,
                                           .replicates = replicates,
                                           .seed = 5,
                                           .threads = 1};
    return sample;
}

static uint32_t *counts_of(const struct pte_permute *permute)
{
    const size_t cells = pte_pair_cells(permute->n_labels, permute->is_ordered);
    uint32_t *counts =
        pte_alloc(permute->replicates * permute->n_lists * cells, sizeof(*counts));

    pte_permute_cells(permute, /* progress */ NULL, counts);
    return counts;
}

static size_t bytes_of(const struct pte_permute *permute)
{
    return permute->replicates * permute->n_lists *
           pte_pair_cells(permute->n_labels, permute->is_ordered) * sizeof(uint32_t);
}

/* Counts one pair after the other, from the labels of each replicate. */
static void counts_are_those_of_the_labels(size_t labels, bool is_ordered)
{
    PTE_AUTO(pte_free) struct sample *sample = sample_new(60, labels, is_ordered, 130);
    const struct pte_permute *permute = &sample->permute;
    const size_t cells = pte_pair_cells(labels, is_ordered);
    PTE_AUTO(pte_free) uint32_t *counts = counts_of(permute);
    PTE_AUTO(pte_free)
    uint32_t *order = pte_permute_order(permute->n, permute->strata, permute->n_strata);
    PTE_AUTO(pte_free) uint8_t *lanes = pte_alloc(permute->n, PTE_LANES);
    PTE_AUTO(pte_free) uint32_t *naive = pte_alloc(cells, sizeof(*naive));

    for (size_t r = 0; r < permute->replicates; r++) {
        if (r % PTE_LANES == 0)
            pte_permute_labels(permute, order, r / PTE_LANES, lanes);
        for (size_t list = 0; list < 2; list++) {
            memset(naive, 0, cells * sizeof(*naive));
            for (size_t i = 0; i < permute->lists[list].n; i++) {
                const struct pte_pair pair = permute->lists[list].pair[i];
                const size_t a = lanes[pair.from * PTE_LANES + r % PTE_LANES];
                const size_t b = lanes[pair.to * PTE_LANES + r % PTE_LANES];

                naive[pte_pair_cell(a, b, labels, is_ordered)]++;
            }
            assert_memory_equal(naive, counts + (r * 2 + list) * cells,
                                cells * sizeof(*naive));
        }
    }
}

static void few_and_many_cells_are_counted_alike(void **state)
{
    (void)state;
    counts_are_those_of_the_labels(1, false);
    counts_are_those_of_the_labels(3, false);
    counts_are_those_of_the_labels(3, true);
    counts_are_those_of_the_labels(5, false); /* 15 cells: compared */
    counts_are_those_of_the_labels(4, true);  /* 16: the most that are */
    counts_are_those_of_the_labels(6, false); /* 21: looked up */
    counts_are_those_of_the_labels(20, true);
}

static void cells_are_numbered_without_a_hole(void **state)
{
    size_t next = 0;

    (void)state;
    for (size_t from = 0; from < 7; from++)
        for (size_t to = from; to < 7; to++) {
            assert_int_equal(pte_pair_cell(from, to, 7, false), next);
            assert_int_equal(pte_pair_cell(to, from, 7, false), next++);
        }
    assert_int_equal(next, pte_pair_cells(7, false));
    assert_int_equal(pte_pair_cell(2, 1, 7, true), 15);
    assert_int_equal(pte_pair_cells(7, true), 49);
}

static void labels_never_leave_their_stratum(void **state)
{
    PTE_AUTO(pte_free) struct sample *sample = sample_new(60, 4, false, 64);
    const struct pte_permute *permute = &sample->permute;
    PTE_AUTO(pte_free)
    uint32_t *order = pte_permute_order(permute->n, permute->strata, permute->n_strata);
    PTE_AUTO(pte_free) uint8_t *lanes = pte_alloc(permute->n, PTE_LANES);
    size_t moved = 0;

    (void)state;
    pte_permute_labels(permute, order, 3, lanes);
    for (size_t lane = 0; lane < PTE_LANES; lane++) {
        int balance[3][4] = {{0}};

        for (size_t i = 0; i < permute->n; i++) {
            balance[permute->strata[i]][permute->labels[i]]++;
            balance[permute->strata[i]][lanes[i * PTE_LANES + lane]]--;
            moved += permute->labels[i] != lanes[i * PTE_LANES + lane];
        }
        for (size_t i = 0; i < 12; i++)
            assert_int_equal(balance[i / 4][i % 4], 0);
    }
    assert_true(moved > 64 * 30); /* most of 60 labels in four kinds do move */
}

static void every_arrangement_is_as_likely(void **state)
{
    /* 0 0 1 2 on four vertices: 12 arrangements. Chi-square with 11 degrees of freedom
     * is above 31.3 once in a thousand times; the seed is fixed. */
    enum { BLOCKS = 200, ARRANGEMENTS = 81 };
    const uint8_t labels[] = {0, 0, 1, 2};
    const uint32_t strata[] = {0, 0, 0, 0}, order[] = {0, 1, 2, 3};
    const struct pte_permute permute = {
        .n = 4, .labels = labels, .n_labels = 3, .strata = strata, .seed = 8};
    const double expected = BLOCKS * PTE_LANES / 12.;
    double chi = 0;
    size_t times[ARRANGEMENTS] = {0}, kinds = 0;
    uint8_t lanes[4 * PTE_LANES];

    (void)state;
    for (size_t block = 0; block < BLOCKS; block++) {
        pte_permute_labels(&permute, order, block, lanes);
        for (size_t lane = 0; lane < PTE_LANES; lane++)
            times[lanes[lane] + 3 * lanes[PTE_LANES + lane] +
                  9 * lanes[2 * PTE_LANES + lane] + 27 * lanes[3 * PTE_LANES + lane]]++;
    }
    for (size_t i = 0; i < ARRANGEMENTS; i++) {
        const double off = (double)times[i] - expected;

        kinds += times[i] > 0;
        chi += times[i] > 0 ? off * off / expected : 0;
    }
    assert_int_equal(kinds, 12);
    assert_true(chi < 31.3);
}

static void threads_do_not_change_a_byte(void **state)
{
    PTE_AUTO(pte_free) struct sample *sample = sample_new(MOST, 5, false, 9999);
    PTE_AUTO(pte_free) uint32_t *one = counts_of(&sample->permute);

    (void)state;
    for (unsigned threads = 2; threads <= 3; threads++) {
        sample->permute.threads = threads;

        PTE_AUTO(pte_free) uint32_t *more = counts_of(&sample->permute);

        assert_memory_equal(one, more, bytes_of(&sample->permute));
    }
}

static void fewer_replicates_are_the_first_of_more(void **state)
{
    PTE_AUTO(pte_free) struct sample *sample = sample_new(40, 3, true, 500);
    PTE_AUTO(pte_free) uint32_t *many = counts_of(&sample->permute);

    (void)state;
    sample->permute.replicates = 65;

    PTE_AUTO(pte_free) uint32_t *few = counts_of(&sample->permute);

    assert_memory_equal(few, many, bytes_of(&sample->permute));
}

static void nothing_to_shuffle_is_no_fault(void **state)
{
    const struct pte_permute permute = {.n_labels = 2,
                                        .n_strata = 1,
                                        .replicates = 3,
                                        .n_lists = 1,
                                        .lists = &(struct pte_pair_list){NULL, 0}};
    PTE_AUTO(pte_free) uint32_t *counts = counts_of(&permute);

    (void)state;
    for (size_t i = 0; i < 9; i++)
        assert_int_equal(counts[i], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_numbered_without_a_hole),
        cmocka_unit_test(few_and_many_cells_are_counted_alike),
        cmocka_unit_test(labels_never_leave_their_stratum),
        cmocka_unit_test(every_arrangement_is_as_likely),
        cmocka_unit_test(threads_do_not_change_a_byte),
        cmocka_unit_test(fewer_replicates_are_the_first_of_more),
        cmocka_unit_test(nothing_to_shuffle_is_no_fault),
    };

    return cmocka_run_group_tests_name("permute", tests, NULL, NULL);
}

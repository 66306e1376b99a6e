/* tests/core/kernels/test_bootstrap.c - vertices drawn again with replacement. */
#include "core/kernels/bootstrap.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/memory.h"
#include "core/base/random.h"

enum { N = 40, LABELS = 3, GROUPS = 6, PAIRS = 300 };

/* Groups 2k and 2k + 1 are of label k; the last group has one vertex. */
struct sample {
    uint8_t labels[N];
    uint32_t groups[N];
    struct pte_bootstrap_group group[GROUPS];
    struct pte_pair pairs[PAIRS];
    struct pte_pair_list lists[2];
    struct pte_bootstrap bootstrap;
};

static void sample_make(struct sample *sample, bool is_ordered, uint32_t replicates)
{
    struct pte_random random = pte_random_stream(3, is_ordered);

    for (size_t i = 0; i < N; i++) {
        sample->groups[i] = i == 17 ? GROUPS - 1 : pte_random_below(&random, GROUPS - 1);
        sample->labels[i] = (uint8_t)(sample->groups[i] / 2);
    }
    for (size_t i = 0; i < GROUPS; i++)
        sample->group[i] = (struct pte_bootstrap_group){
            {.1 * (double)i, is_ordered ? .05 * (double)i : 0}};
    for (size_t i = 0; i < PAIRS; i++)
        sample->pairs[i] =
            (struct pte_pair){pte_random_below(&random, N), pte_random_below(&random, N)};
    sample->lists[0] = (struct pte_pair_list){sample->pairs, PAIRS};
    sample->lists[1] = (struct pte_pair_list){sample->pairs + 10, 5};
    sample->bootstrap = (struct pte_bootstrap){.n = N,
                                               .labels = sample->labels,
                                               .n_labels = LABELS,
                                               .groups = sample->groups,
                                               .group = sample->group,
                                               .n_groups = GROUPS,
                                               .is_ordered = is_ordered,
                                               .lists = sample->lists,
                                               .n_lists = 2,
                                               .replicates = replicates,
                                               .seed = 77,
                                               .threads = 1};
}

struct results {
    uint64_t *counts;
    uint32_t *filled;
};

static void results_release(struct results *results)
{
    pte_free(&results->counts);
    pte_free(&results->filled);
}

static size_t cells_of(const struct pte_bootstrap *bootstrap)
{
    return pte_pair_cells(bootstrap->n_labels, bootstrap->is_ordered);
}

static struct results run(const struct pte_bootstrap *bootstrap)
{
    const struct results results = {
        pte_alloc(bootstrap->replicates * bootstrap->n_lists * cells_of(bootstrap),
                  sizeof(uint64_t)),
        pte_alloc(bootstrap->replicates * bootstrap->n_labels, sizeof(uint32_t))};

    pte_bootstrap_cells(bootstrap, results.counts, results.filled);
    return results;
}

/* The members of each group are drawn one by one into a list of N; then every two
 * places of that list are looked at, as one would by hand. */
static void naive_replicate(const struct sample *sample, uint64_t replicate,
                            uint64_t *counts, uint32_t *filled)
{
    const struct pte_bootstrap *bootstrap = &sample->bootstrap;
    struct pte_random random = pte_random_stream(bootstrap->seed, replicate);
    size_t drawn[N], n = 0;

    for (uint32_t group = 0; group < GROUPS; group++) {
        size_t members[N], size = 0;

        for (size_t i = 0; i < N; i++)
            if (sample->groups[i] == group)
                members[size++] = i;
        for (size_t i = 0; i < size; i++)
            drawn[n++] = members[pte_random_below(&random, (uint32_t)size)];
    }
    assert_int_equal(n, N);
    for (size_t list = 0; list < 2; list++)
        for (size_t i = 0; i < sample->lists[list].n; i++) {
            const struct pte_pair pair = sample->lists[list].pair[i];
            const size_t cell =
                pte_pair_cell(sample->labels[pair.from], sample->labels[pair.to], LABELS,
                              bootstrap->is_ordered);

            for (size_t one = 0; one < N; one++)
                for (size_t other = 0; other < N; other++)
                    counts[list * cells_of(bootstrap) + cell] +=
                        drawn[one] == pair.from && drawn[other] == pair.to;
        }
    for (size_t i = 0; i < N; i++)
        for (size_t one = 0; one < N; one++)
            for (size_t other = one + 1; other < N; other++)
                if (drawn[one] == i && drawn[other] == i) {
                    const double *fill = sample->group[sample->groups[i]].fill;
                    const double chance = pte_random_unit(&random);

                    filled[sample->labels[i]] +=
                        (uint32_t)(chance < fill[0]) + (uint32_t)(chance < fill[1]);
                }
}

static void drawn_pairs_are_those_of_a_naive_draw(void **state)
{
    (void)state;
    for (int is_ordered = 0; is_ordered <= 1; is_ordered++) {
        struct sample sample;

        sample_make(&sample, is_ordered, 70);

        const size_t cells = cells_of(&sample.bootstrap);
        PTE_AUTO(results_release) struct results got = run(&sample.bootstrap);

        for (size_t r = 0; r < 70; r++) {
            uint64_t counts[2 * LABELS * LABELS] = {0};
            uint32_t filled[LABELS] = {0};

            naive_replicate(&sample, r, counts, filled);
            assert_memory_equal(counts, got.counts + r * 2 * cells,
                                2 * cells * sizeof(*counts));
            assert_memory_equal(filled, got.filled + r * LABELS, sizeof(filled));
        }
    }
}

static void threads_do_not_change_a_byte(void **state)
{
    struct sample sample;

    (void)state;
    sample_make(&sample, false, 19999); /* enough work to be shared out */

    PTE_AUTO(results_release) struct results one = run(&sample.bootstrap);

    for (unsigned threads = 2; threads <= 3; threads++) {
        sample.bootstrap.threads = threads;

        PTE_AUTO(results_release) struct results more = run(&sample.bootstrap);

        assert_memory_equal(one.counts, more.counts,
                            19999 * 2 * cells_of(&sample.bootstrap) * sizeof(uint64_t));
        assert_memory_equal(one.filled, more.filled, 19999 * LABELS * sizeof(uint32_t));
    }
}

static void draws_stand_for_the_survey_on_average(void **state)
{
    /* Of 6 vertices of one group with all 15 pairs listed, 15 * (1 - 1/6) pairs of
     * different ones are drawn on average, and 15 / 6 of one with itself, of which a
     * fifth is filled with a tie: in print (Snijders and Borgatti) and by hand. */
    enum { REPLICATES = 20000 };
    const uint8_t labels[6] = {0};
    const uint32_t groups[6] = {0};
    const struct pte_bootstrap_group group = {{.2, 0}};
    struct pte_pair pairs[15];
    size_t n = 0;
    double listed = 0, filled = 0;

    (void)state;
    for (uint32_t i = 0; i < 6; i++)
        for (uint32_t j = i + 1; j < 6; j++)
            pairs[n++] = (struct pte_pair){i, j};

    const struct pte_pair_list list = {pairs, n};
    const struct pte_bootstrap bootstrap = {.n = 6,
                                            .labels = labels,
                                            .n_labels = 1,
                                            .groups = groups,
                                            .group = &group,
                                            .n_groups = 1,
                                            .lists = &list,
                                            .n_lists = 1,
                                            .replicates = REPLICATES,
                                            .seed = 1};
    PTE_AUTO(results_release) struct results got = run(&bootstrap);

    for (size_t r = 0; r < REPLICATES; r++) {
        listed += (double)got.counts[r] / REPLICATES;
        filled += (double)got.filled[r] / REPLICATES;
    }
    /* Standard errors are about .01 and .006. */
    assert_true(fabs(listed - 12.5) < .05);
    assert_true(fabs(filled - .5) < .03);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drawn_pairs_are_those_of_a_naive_draw),
        cmocka_unit_test(draws_stand_for_the_survey_on_average),
        cmocka_unit_test(threads_do_not_change_a_byte),
    };

    return cmocka_run_group_tests_name("bootstrap", tests, NULL, NULL);
}

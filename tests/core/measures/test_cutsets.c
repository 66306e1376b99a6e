/* tests/core/measures/test_cutsets.c - who holds sectors together, and who is lost
 * without.
 *
 * Small networks are tried out in full: every set of organizations is taken out. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/memory.h"
#include "core/base/random.h"
#include "core/measures/cutsets.h"
#include "core/measures/leaving.h"
#include "core/measures/scores.h"
#include "tests/core/network/fixture.h"

enum { N = 9, ROUNDS = 60 };

/* A small random network, as the program sees it and as plain bits. */
struct small {
    struct pte_network *net;
    uint32_t near[N];   /* bits of contacts */
    uint32_t sector[3]; /* bits of members: education, labour, industry */
    uint32_t n_ties;
};

static struct small make_small(uint64_t round)
{
    struct pte_random random = pte_random_stream(41, round);
    struct fixture_arc ties[N * N];
    char sectors[N + 1] = "ELI";
    struct small small = {0};
    const uint32_t dense = 2 + pte_random_below(&random, 4);

    for (size_t i = 3; i < N; i++)
        sectors[i] = "ELI"[pte_random_below(&random, 3)];
    for (uint32_t i = 0; i < N; i++) {
        small.sector[strchr("ELI", sectors[i]) - "ELI"] |= 1u << i;
        for (uint32_t j = 0; j < i; j++)
            if (pte_random_below(&random, 10) < dense) {
                ties[small.n_ties++] = (struct fixture_arc){i, j, 0};
                small.near[i] |= 1u << j;
                small.near[j] |= 1u << i;
            }
    }
    small.net = fixture_from_ties(N, ties, small.n_ties, sectors);
    return small;
}

/* Whom the actors reach within so many steps, themselves too, without those taken out. */
static uint32_t reach(const struct small *small, uint32_t from, uint32_t out,
                      size_t steps)
{
    uint32_t seen = from & ~out;

    for (size_t step = 0; step < steps; step++) {
        uint32_t more = seen;

        for (size_t i = 0; i < N; i++)
            if (seen >> i & 1)
                more |= small->near[i] & ~out;
        seen = more;
    }
    return seen;
}

static bool separates(const struct small *small, uint32_t out, size_t k, size_t l)
{
    return (reach(small, small->sector[k], out, N) & small->sector[l]) == 0;
}

static uint32_t bits_of(const uint32_t *actors, size_t n)
{
    uint32_t bits = 0;

    for (size_t i = 0; i < n; i++) {
        assert_true(i == 0 || actors[i] > actors[i - 1]);
        bits |= 1u << actors[i];
    }
    return bits;
}

static void check_cutset(const struct small *small, size_t k, size_t l, bool others_only)
{
    const uint32_t ends = small->sector[k] | small->sector[l];
    PTE_AUTO(pte_cutset_release) struct pte_cutset cutset = {0};
    size_t least = N + 1, how_many = 0;

    for (uint32_t out = 0; out < 1u << N; out++) {
        const size_t size = (size_t)__builtin_popcount(out);

        if ((others_only && (out & ends) != 0) || size > least ||
            !separates(small, out, k, l))
            continue;
        how_many = size < least ? 1 : how_many + 1;
        least = size;
    }
    assert_true(pte_cutset_find(small->net, k, l, others_only, &cutset, NULL));
    assert_int_equal(cutset.exists, least <= N);
    if (!cutset.exists) {
        assert_true(cutset.direct > 0);
        return;
    }
    assert_int_equal(cutset.n, least);
    assert_true(separates(small, bits_of(cutset.near, cutset.n), k, l));
    assert_true(separates(small, bits_of(cutset.far, cutset.n), k, l));
    assert_int_equal(cutset.is_the_only, how_many == 1);
    if (others_only)
        assert_int_equal(bits_of(cutset.near, cutset.n) & ends, 0);
}

static void no_smaller_set_separates_two_sectors(void **state)
{
    (void)state;
    for (uint64_t round = 0; round < ROUNDS; round++) {
        struct small small = make_small(round);

        for (size_t k = 0; k < 3; k++)
            for (size_t l = 0; l < 3; l++)
                if (k != l) {
                    check_cutset(&small, k, l, false);
                    check_cutset(&small, k, l, true);
                }
        pte_network_free(&small.net);
    }
}

/* E 0 1 - brokers 2, 3 (labour) in a row - I 4 5: either broker is a cutset. */
static void the_nearest_and_the_farthest_set_are_named(void **state)
{
    static const struct fixture_arc ties[] = {
        {0, 2, 0}, {1, 2, 0}, {2, 3, 0}, {3, 4, 0}, {3, 5, 0}};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_from_ties(6, ties, 5, "EELLII");
    PTE_AUTO(pte_cutset_release) struct pte_cutset there = {0};
    PTE_AUTO(pte_cutset_release) struct pte_cutset back = {0};

    (void)state;
    assert_true(pte_cutset_find(net, 0, 2, true, &there, NULL));
    assert_true(pte_cutset_find(net, 2, 0, true, &back, NULL));
    assert_int_equal(there.n, 1);
    assert_int_equal(there.near[0], 2);
    assert_int_equal(there.far[0], 3);
    assert_false(there.is_the_only);
    assert_int_equal(back.near[0], 3);
    assert_int_equal(there.direct, 0);
}

static void sectors_in_different_parts_need_nobody_taken_out(void **state)
{
    static const struct fixture_arc tie = {0, 1, 0};
    PTE_AUTO(pte_network_free)
    struct pte_network *net = fixture_from_ties(4, &tie, 1, "EELL");
    PTE_AUTO(pte_cutset_release) struct pte_cutset cutset = {0};

    (void)state;
    assert_true(pte_cutset_find(net, 0, 1, false, &cutset, NULL));
    assert_true(cutset.exists && cutset.is_the_only);
    assert_int_equal(cutset.n, 0);
}

/* Who of the others loses contact, tried out. */
static uint32_t lost(const struct small *small, size_t leaver, size_t sector,
                     size_t steps)
{
    uint32_t bits = 0;

    for (size_t i = 0; i < N; i++) {
        const uint32_t me = 1u << i, out = 1u << leaver;

        if (i == leaver || (small->sector[sector] & me) != 0)
            continue;
        if ((reach(small, me, 0, steps) & small->sector[sector]) != 0 &&
            (reach(small, me, out, steps) & small->sector[sector]) == 0)
            bits |= me;
    }
    return bits;
}

static void who_leaves_takes_contacts_away(void **state)
{
    (void)state;
    for (uint64_t round = 0; round < ROUNDS; round++) {
        struct small small = make_small(round);

        for (size_t leaver = 0; leaver < N; leaver++)
            for (size_t k = 0; k < 3; k++)
                for (size_t steps = 0; steps < 4; steps++) {
                    PTE_AUTO(pte_free) uint32_t *actors = NULL;
                    size_t n;

                    pte_leaving_lose(small.net, leaver, k, steps, &actors, &n);
                    assert_int_equal(bits_of(actors, n),
                                     lost(&small, leaver, k, steps > 0 ? steps : N));
                }
        pte_network_free(&small.net);
    }
}

static void all_leavers_at_once_agree_with_one_by_one(void **state)
{
    size_t most = 0;

    (void)state;
    for (uint64_t round = 0; round < ROUNDS; round++) {
        struct small small = make_small(round);
        PTE_AUTO(pte_leaving_release) struct pte_leaving leaving = {0};

        pte_leaving_compute(small.net, &leaving);
        assert_int_equal(leaving.n, N);
        assert_int_equal(leaving.n_sectors, 3);
        for (size_t i = 0; i < N; i++) {
            uint32_t any = 0;

            for (size_t k = 0; k < 3; k++) {
                const uint32_t bits = lost(&small, i, k, N);

                assert_int_equal(leaving.lose[i * 3 + k], __builtin_popcount(bits));
                any |= bits;
            }
            assert_int_equal(leaving.any[i], __builtin_popcount(any));
            most = leaving.any[i] > most ? leaving.any[i] : most;
        }
        pte_network_free(&small.net);
    }
    assert_true(most > 2);
}

/* Actors are in the order of their ids, "o1000" before "o999". */
static double score_of(const struct pte_network *net, const struct pte_scores *scores,
                       uint32_t organization)
{
    for (size_t i = 0; i < scores->n; i++)
        if (pte_network_actor(net, i)->index == organization)
            return scores->value[i];
    return NAN;
}

/* A long path would end a recursion: its middle separates halves of two sectors. */
static void long_paths_are_walked_too(void **state)
{
    enum { LONG = 60001 };
    PTE_AUTO(pte_free) struct fixture_arc *ties = pte_alloc(LONG, sizeof(*ties));
    PTE_AUTO(pte_free) char *sectors = pte_alloc(LONG + 1, 1);
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};

    (void)state;
    for (uint32_t i = 0; i < LONG; i++) {
        ties[i] = (struct fixture_arc){i, i + 1, 0};
        sectors[i] = i <= LONG / 2 ? 'E' : 'L';
    }
    net = fixture_from_ties(LONG, ties, LONG - 1, sectors);
    assert_true(pte_leaving_cut_off(net, &scores, NULL));
    assert_near(score_of(net, &scores, 0), 0, 0);
    assert_near(score_of(net, &scores, 1), 1, 0);
    assert_near(score_of(net, &scores, LONG / 2), LONG - 1, 0);
}

static void nobody_leaves_an_empty_network(void **state)
{
    (void)state;
    for (size_t n = 0; n < 3; n++) {
        PTE_AUTO(pte_network_free)
        struct pte_network *net = fixture_from_arcs(n, NULL, 0, NULL);
        PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};

        assert_true(pte_leaving_cut_off(net, &scores, NULL));
        assert_int_equal(scores.n, n);
        for (size_t i = 0; i < n; i++)
            assert_near(scores.value[i], 0, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_smaller_set_separates_two_sectors),
        cmocka_unit_test(the_nearest_and_the_farthest_set_are_named),
        cmocka_unit_test(sectors_in_different_parts_need_nobody_taken_out),
        cmocka_unit_test(who_leaves_takes_contacts_away),
        cmocka_unit_test(all_leavers_at_once_agree_with_one_by_one),
        cmocka_unit_test(long_paths_are_walked_too),
        cmocka_unit_test(nobody_leaves_an_empty_network),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

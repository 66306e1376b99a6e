/* core/measures/reach.c - all distances of a network in one sweep.
 *
 * 256 searches go through the network side by side, one bit each: what one of them sees
 * of an actor costs an eighth of a byte, and counting bits gives how many searches
 * reach it in so many steps (Then et al. 2014, PVLDB 8:449-460). */
#include "core/measures/reach.intern.h"

#include <stdlib.h>

#include "core/base/memory.h"
#include "core/measures/links.intern.h"

enum { WORDS = 4, LANES = 64 * WORDS };

struct lanes {
    uint64_t word[WORDS];
};

struct sweep {
    const struct pte_links *links;
    struct pte_reach *reach;
    struct lanes *seen, *front, *next; /* by actor */
    uint32_t *active, *touched;        /* lists of actors */
    size_t n_active, n_touched;
    unsigned char *is_touched;
};

static void touch(struct sweep *sweep, uint32_t actor)
{
    if (sweep->is_touched[actor])
        return;
    sweep->is_touched[actor] = 1;
    sweep->touched[sweep->n_touched++] = actor;
}

static void go_on(struct sweep *sweep)
{
    const struct pte_links *links = sweep->links;

    sweep->n_touched = 0;
    for (size_t i = 0; i < sweep->n_active; i++) {
        const uint32_t from = sweep->active[i];
        const struct lanes front = sweep->front[from];

        for (size_t j = links->first[from]; j < links->first[from + 1]; j++) {
            struct lanes *next = &sweep->next[links->to[j]];

            touch(sweep, links->to[j]);
            for (int w = 0; w < WORDS; w++)
                next->word[w] |= front.word[w];
        }
    }
}

/* Which searches see the actor for the first time; returns how many. */
static uint64_t arrive(struct sweep *sweep, uint32_t actor)
{
    uint64_t n = 0;

    for (int w = 0; w < WORDS; w++) {
        const uint64_t fresh = sweep->next[actor].word[w] & ~sweep->seen[actor].word[w];

        sweep->seen[actor].word[w] |= fresh;
        sweep->front[actor].word[w] = fresh;
        sweep->next[actor].word[w] = 0;
        n += (uint64_t)__builtin_popcountll(fresh);
    }
    return n;
}

static void search(struct sweep *sweep)
{
    for (uint64_t distance = 1; sweep->n_active > 0; distance++) {
        go_on(sweep);
        sweep->n_active = 0;
        for (size_t i = 0; i < sweep->n_touched; i++) {
            const uint32_t actor = sweep->touched[i];
            const uint64_t n = arrive(sweep, actor);

            sweep->is_touched[actor] = 0;
            if (n == 0)
                continue;
            sweep->active[sweep->n_active++] = actor;
            sweep->reach->reached[actor] += n;
            sweep->reach->steps[actor] += n * distance;
            sweep->reach->inverse[actor] += (double)n / (double)distance;
            if (distance > sweep->reach->longest)
                sweep->reach->longest = distance;
        }
    }
}

static void start(struct sweep *sweep, size_t first)
{
    const size_t n = sweep->links->n;

    for (size_t i = 0; i < n; i++)
        sweep->seen[i] = sweep->front[i] = (struct lanes){{0}};
    sweep->n_active = 0;
    for (size_t i = first; i < n && i < first + LANES; i++) {
        const size_t lane = i - first;

        sweep->seen[i].word[lane / 64] |= UINT64_C(1) << lane % 64;
        sweep->front[i] = sweep->seen[i];
        sweep->active[sweep->n_active++] = (uint32_t)i;
    }
}

void pte_reach_measure(const struct pte_links *links, struct pte_reach *reach)
{
    const size_t n = links->n;
    struct pte_reach found = {.n = n,
                              .reached = pte_alloc(n, sizeof(*found.reached)),
                              .steps = pte_alloc(n, sizeof(*found.steps)),
                              .inverse = pte_alloc(n, sizeof(*found.inverse))};
    PTE_AUTO(pte_free) struct lanes *lanes = pte_alloc(3 * n, sizeof(*lanes));
    PTE_AUTO(pte_free) uint32_t *lists = pte_alloc(2 * n, sizeof(*lists));
    PTE_AUTO(pte_free) unsigned char *is_touched = pte_alloc(n, 1);
    struct sweep sweep = {.links = links,
                          .reach = &found,
                          .seen = lanes,
                          .front = lanes + n,
                          .next = lanes + 2 * n,
                          .active = lists,
                          .touched = lists + n,
                          .is_touched = is_touched};

    for (size_t first = 0; first < n; first += LANES) {
        start(&sweep, first);
        search(&sweep);
    }
    *reach = found;
}

void pte_reach_release(struct pte_reach *reach)
{
    free(reach->reached);
    free(reach->steps);
    free(reach->inverse);
    *reach = (struct pte_reach){0};
}

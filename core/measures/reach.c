/* core/measures/reach.c - all distances of a network in one sweep.
 *
 * 256 searches go through the network side by side, one bit each: what one of them sees
 * of an actor costs an eighth of a byte, and counting bits gives how many searches
 * reach it in so many steps (Then et al. 2014, PVLDB 8:449-460). */
#include "core/measures/reach.intern.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/measures/links.intern.h"

enum { WORDS = 4, LANES = 64 * WORDS };

struct lanes {
    uint64_t word[WORDS];
};

struct sweep {
    const struct pte_links *links;
    struct pte_reach *reach;       /* what is found goes here, */
    struct pte_reach_table *table; /* or here if reach is NULL */
    const uint32_t *group;         /* of actors, for the table */
    uint32_t from;                 /* the group all searches of the batch start from */
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

/* A level of the table is a square of groups, those at one distance. */
static void add_to_table(struct pte_reach_table *table, uint32_t from, uint32_t to,
                         uint64_t n, uint64_t distance)
{
    const size_t square = table->n_groups * table->n_groups;

    if (distance > table->longest) {
        table->pairs = pte_resize(table->pairs, distance * square, sizeof(*table->pairs));
        memset(table->pairs + table->longest * square, 0,
               (distance - table->longest) * square * sizeof(*table->pairs));
        table->longest = distance;
    }
    table->pairs[(distance - 1) * square + from * table->n_groups + to] += n;
}

static void add(struct sweep *sweep, uint32_t actor, uint64_t n, uint64_t distance)
{
    struct pte_reach *reach = sweep->reach;

    if (reach == NULL) {
        add_to_table(sweep->table, sweep->from, sweep->group[actor], n, distance);
        return;
    }
    reach->reached[actor] += n;
    reach->steps[actor] += n * distance;
    reach->inverse[actor] += (double)n / (double)distance;
    if (distance > reach->longest)
        reach->longest = distance;
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
            add(sweep, actor, n, distance);
        }
    }
}

/* Up to 256 searches, one from each source. */
static void start(struct sweep *sweep, const uint32_t *sources, size_t n_sources)
{
    const size_t n = sweep->links->n;

    for (size_t i = 0; i < n; i++)
        sweep->seen[i] = sweep->front[i] = (struct lanes){{0}};
    sweep->n_active = 0;
    for (size_t lane = 0; lane < n_sources; lane++) {
        const uint32_t i = sources[lane];

        sweep->seen[i].word[lane / 64] |= UINT64_C(1) << lane % 64;
        sweep->front[i] = sweep->seen[i];
        sweep->active[sweep->n_active++] = i;
    }
}

/* Batches of searches from the sources in their order; a batch keeps to one group, if
 * there are groups. */
static void sweep_all(struct sweep *sweep, const uint32_t *sources)
{
    const size_t n = sweep->links->n;
    PTE_AUTO(pte_free) struct lanes *lanes = pte_alloc(3 * n, sizeof(*lanes));
    PTE_AUTO(pte_free) uint32_t *lists = pte_alloc(2 * n, sizeof(*lists));
    PTE_AUTO(pte_free) unsigned char *is_touched = pte_alloc(n, 1);

    sweep->seen = lanes;
    sweep->front = lanes + n;
    sweep->next = lanes + 2 * n;
    sweep->active = lists;
    sweep->touched = lists + n;
    sweep->is_touched = is_touched;
    for (size_t first = 0, end; first < n; first = end) {
        for (end = first + 1; end < n && end < first + LANES; end++)
            if (sweep->group != NULL &&
                sweep->group[sources[end]] != sweep->group[sources[first]])
                break;
        sweep->from = sweep->group != NULL ? sweep->group[sources[first]] : 0;
        start(sweep, sources + first, end - first);
        search(sweep);
    }
}

void pte_reach_measure(const struct pte_links *links, struct pte_reach *reach)
{
    const size_t n = links->n;
    struct pte_reach found = {.n = n,
                              .reached = pte_alloc(n, sizeof(*found.reached)),
                              .steps = pte_alloc(n, sizeof(*found.steps)),
                              .inverse = pte_alloc(n, sizeof(*found.inverse))};
    PTE_AUTO(pte_free) uint32_t *sources = pte_alloc(n, sizeof(*sources));
    struct sweep sweep = {.links = links, .reach = &found};

    for (size_t i = 0; i < n; i++)
        sources[i] = (uint32_t)i;
    sweep_all(&sweep, sources);
    *reach = found;
}

void pte_reach_release(struct pte_reach *reach)
{
    free(reach->reached);
    free(reach->steps);
    free(reach->inverse);
    *reach = (struct pte_reach){0};
}

void pte_reach_between(const struct pte_links *links, const uint32_t *group,
                       size_t n_groups, struct pte_reach_table *table)
{
    const size_t n = links->n;
    PTE_AUTO(pte_free) uint32_t *sources = pte_alloc(n, sizeof(*sources));
    struct pte_reach_table found = {.n_groups = n_groups};
    struct sweep sweep = {.links = links, .table = &found, .group = group};
    size_t placed = 0;

    for (size_t k = 0; k < n_groups; k++)
        for (size_t i = 0; i < n; i++)
            if (group[i] == k)
                sources[placed++] = (uint32_t)i;
    sweep_all(&sweep, sources);
    *table = found;
}

void pte_reach_table_release(struct pte_reach_table *table)
{
    free(table->pairs);
    *table = (struct pte_reach_table){0};
}

/* core/measures/betweenness_weighted.c - who stands between, where strong ties are short.
 *
 * Brandes' algorithm over whole-numbered lengths: igraph compares sums of 1 / strength
 * as floating-point numbers, which calls equal paths unequal. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/base/pool.h"
#include "core/measures/betweenness.h"
#include "core/measures/links.intern.h"
#include "core/measures/scores.intern.h"

static const uint64_t far = UINT64_MAX;

/* CHUNKS is not the number of threads: sums are added up in the order of the chunks, so
 * the bytes do not depend on threads. Below FEW actors threads cost more than they give.
 */
enum { MOST_PARTS = 60, BUCKETS = 65, CHUNKS = 16, FEW = 500 };

static uint64_t common_divisor(uint64_t one, uint64_t other)
{
    while (other != 0) {
        const uint64_t rest = one % other;

        one = other;
        other = rest;
    }
    return one;
}

/* The least factor that makes all strengths whole, or 0. Means of two levels need 2. */
static double find_parts(const double *strength, size_t n)
{
    for (double parts = 1; parts <= MOST_PARTS; parts++) {
        size_t i = 0;

        while (i < n && strength[i] * parts == floor(strength[i] * parts) &&
               strength[i] * parts < 1e9)
            i++;
        if (i == n)
            return parts;
    }
    return 0;
}

/* length = lcm / (strength * parts). Returns whether the lengths are exact: else they are
 * rounded to a grid so fine that only paths nearly equal may change places. */
static bool find_lengths(const struct pte_links *links, uint64_t *length)
{
    const size_t n = links->first[links->n];
    const uint64_t most = UINT64_C(1) << 44; /* times n stays below 2^63 */
    const double parts = find_parts(links->strength, n);
    uint64_t lcm = 1;
    double strongest = 0;
    bool exact = parts > 0;

    for (size_t i = 0; i < n; i++)
        if (links->strength[i] > strongest)
            strongest = links->strength[i];
    for (size_t i = 0; i < n && exact; i++)
        if (links->strength[i] > 0) {
            const uint64_t whole = (uint64_t)(links->strength[i] * parts);
            const uint64_t factor = whole / common_divisor(lcm, whole);

            exact = lcm <= most / factor;
            lcm = exact ? lcm * factor : lcm;
        }
    for (size_t i = 0; i < n; i++) {
        const double ratio = strongest / links->strength[i]; /* 1 and more */

        if (links->strength[i] <= 0)
            length[i] = far;
        else if (exact)
            length[i] = lcm / (uint64_t)(links->strength[i] * parts);
        else
            length[i] = ratio < 1e6 ? (uint64_t)llround(ratio * 0x1p24)
                                    : (uint64_t)(1e6 * 0x1p24);
    }
    return exact;
}

/* A queue whose smallest key never falls: an entry waits in the bucket of the highest
 * bit in which its key differs from the last one taken (radix heap). */
struct entry {
    uint64_t key;
    uint32_t actor;
};

struct queue {
    struct entry *bucket[BUCKETS];
    size_t n[BUCKETS], room[BUCKETS];
    uint64_t last;
    size_t size;
};

static int bucket_of(const struct queue *queue, uint64_t key)
{
    return key == queue->last ? 0 : 64 - __builtin_clzll(key ^ queue->last);
}

static void push(struct queue *queue, uint64_t key, uint32_t actor)
{
    const int b = bucket_of(queue, key);

    pte_grow(&queue->bucket[b], queue->n[b], &queue->room[b], sizeof(struct entry));
    queue->bucket[b][queue->n[b]++] = (struct entry){key, actor};
    queue->size++;
}

static struct entry pop(struct queue *queue)
{
    int b = 0;

    while (queue->n[b] == 0)
        b++;
    if (b > 0) {
        const size_t n = queue->n[b];

        queue->last = queue->bucket[b][0].key;
        for (size_t i = 1; i < n; i++)
            if (queue->bucket[b][i].key < queue->last)
                queue->last = queue->bucket[b][i].key;
        queue->n[b] = 0;
        queue->size -= n;
        for (size_t i = 0; i < n; i++)
            push(queue, queue->bucket[b][i].key, queue->bucket[b][i].actor);
    }
    queue->size--;
    return queue->bucket[0][--queue->n[0]];
}

static void release_queue(struct queue *queue)
{
    for (int b = 0; b < BUCKETS; b++)
        free(queue->bucket[b]);
}

/* One search and what it adds. */
struct search {
    const struct pte_links *links;
    const uint64_t *length;
    uint64_t *distance;
    double *paths, *share; /* shortest paths from the source; pairs that depend on it */
    uint32_t *order;       /* actors as they are reached */
    size_t n_order;
    struct queue queue;
};

static void reach_neighbours(struct search *search, uint32_t from)
{
    const struct pte_links *links = search->links;

    for (size_t j = links->first[from]; j < links->first[from + 1]; j++) {
        const uint32_t to = links->to[j];
        uint64_t distance;

        if (search->length[j] == far)
            continue;
        distance = search->distance[from] + search->length[j];
        if (distance < search->distance[to]) {
            search->distance[to] = distance;
            search->paths[to] = search->paths[from];
            push(&search->queue, distance, to);
        } else if (distance == search->distance[to]) {
            search->paths[to] += search->paths[from];
        }
    }
}

static void search_from(struct search *search, uint32_t source)
{
    for (size_t i = 0; i < search->links->n; i++) {
        search->distance[i] = far;
        search->paths[i] = search->share[i] = 0;
    }
    search->n_order = 0;
    search->queue.last = 0;
    search->distance[source] = 0;
    search->paths[source] = 1;
    push(&search->queue, 0, source);
    while (search->queue.size > 0) {
        const struct entry entry = pop(&search->queue);

        if (entry.key != search->distance[entry.actor])
            continue; /* a shorter way was found since */
        search->order[search->n_order++] = entry.actor;
        reach_neighbours(search, entry.actor);
    }
}

static void add_shares(struct search *search, uint32_t source, double *sum)
{
    const struct pte_links *links = search->links;

    while (search->n_order > 0) {
        const uint32_t actor = search->order[--search->n_order];
        const double each = (1 + search->share[actor]) / search->paths[actor];

        for (size_t j = links->first[actor]; j < links->first[actor + 1]; j++) {
            const uint32_t before = links->to[j];

            if (search->length[j] != far && search->distance[before] != far &&
                search->distance[before] + search->length[j] == search->distance[actor])
                search->share[before] += search->paths[before] * each;
        }
        if (actor != source)
            sum[actor] += search->share[actor];
    }
}

/* What all chunks share; each writes its own totals. */
struct work {
    const struct pte_links *links;
    const uint64_t *length;
    double *totals; /* CHUNKS times n */
};

static void do_chunk(size_t chunk, void *shared)
{
    const struct work *work = shared;
    const size_t n = work->links->n;
    const size_t begin = n * chunk / CHUNKS, end = n * (chunk + 1) / CHUNKS;
    PTE_AUTO(pte_free) uint64_t *distance = pte_alloc(n, sizeof(*distance));
    PTE_AUTO(pte_free) double *paths = pte_alloc(2 * n, sizeof(*paths));
    PTE_AUTO(pte_free) uint32_t *order = pte_alloc(n, sizeof(*order));
    struct search search = {.links = work->links,
                            .length = work->length,
                            .distance = distance,
                            .paths = paths,
                            .share = paths + n,
                            .order = order};

    for (size_t i = begin; i < end; i++) {
        search_from(&search, (uint32_t)i);
        add_shares(&search, (uint32_t)i, work->totals + chunk * n);
    }
    release_queue(&search.queue);
}

bool pte_betweenness_weighted(const struct pte_network *net, struct pte_scores *scores,
                              struct pte_error *err)
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    PTE_AUTO(pte_free) uint64_t *length = NULL;
    struct pte_scores found = pte_scores_new(net);
    const size_t n = found.n;
    PTE_AUTO(pte_free) double *totals = pte_alloc(CHUNKS * n, sizeof(*totals));
    struct work work = {.links = &links, .totals = totals};

    (void)err;
    pte_links_build(net, PTE_EITHER, &links);
    work.length = length = pte_alloc(links.first[n], sizeof(*length));
    if (!find_lengths(&links, length))
        found.note = "strengths have no common part, so path lengths are rounded";
    pte_pool_run(CHUNKS, n < FEW ? 1 : 0, do_chunk, &work);
    for (size_t chunk = 0; chunk < CHUNKS; chunk++)
        for (size_t i = 0; i < n; i++)
            found.value[i] += totals[chunk * n + i];
    /* Each pair was counted from both of its ends. */
    for (size_t i = 0; i < n && n > 2; i++)
        found.value[i] /= (double)(n - 1) * (double)(n - 2);
    *scores = found;
    return true;
}

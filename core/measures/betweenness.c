/* core/measures/betweenness.c - how often an actor stands between two others.
 *
 * Brandes' algorithm for 32 sources side by side: what is read of one actor serves all of
 * them, and the loops over lanes are plain additions. There are no lists of
 * predecessors; level by level, what an actor hands back is (1 + its share) / its
 * paths. igraph's gives the same numbers, some times slower. */
#include "core/measures/betweenness.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/base/pool.h"
#include "core/measures/links.intern.h"
#include "core/measures/scores.intern.h"
#include "core/network/network.h"

/* CHUNKS is not the number of threads: sums are added up in the order of the chunks, so
 * the bytes do not depend on threads. Below FEW actors threads cost more than they give.
 */
enum { LANES = 32, CHUNKS = 16, FEW = 1500 };

struct row {
    double lane[LANES];
};

/* An actor that some of the searches reach at one distance. */
struct arrival {
    uint32_t actor;
    uint32_t lanes; /* a bit each */
};

/* The searches from up to 32 sources. */
struct searches {
    const struct pte_links *links;
    uint32_t *seen, *next; /* by actor: lanes */
    struct row *paths;     /* shortest paths from each source; then what is handed back */
    struct row *front;     /* paths of those just reached, else 0; then shares */
    struct row *sum;
    struct arrival *arrivals; /* level after level */
    size_t n_arrivals, room_arrivals;
    size_t *level; /* level d: arrivals[level[d]] to arrivals[level[d + 1] - 1] */
    size_t n_levels, room_levels;
    uint32_t *touched;
    size_t n_touched;
};

static void arrive(struct searches *searches, uint32_t actor, uint32_t lanes)
{
    pte_grow(&searches->arrivals, searches->n_arrivals, &searches->room_arrivals,
             sizeof(*searches->arrivals));
    searches->arrivals[searches->n_arrivals++] = (struct arrival){actor, lanes};
}

static void end_level(struct searches *searches)
{
    pte_grow(&searches->level, searches->n_levels, &searches->room_levels,
             sizeof(*searches->level));
    searches->level[searches->n_levels++] = searches->n_arrivals;
}

static void start(struct searches *searches, size_t first)
{
    const size_t n = searches->links->n;

    memset(searches->seen, 0, n * sizeof(*searches->seen));
    memset(searches->front, 0, n * sizeof(*searches->front));
    searches->n_arrivals = searches->n_levels = 0;
    end_level(searches);
    for (size_t i = first; i < n && i < first + LANES; i++) {
        const uint32_t lane = (uint32_t)(i - first);

        searches->seen[i] = UINT32_C(1) << lane;
        searches->paths[i].lane[lane] = searches->front[i].lane[lane] = 1;
        arrive(searches, (uint32_t)i, searches->seen[i]);
    }
    end_level(searches);
}

static void add_row(struct row *to, const struct row *what)
{
    for (int z = 0; z < LANES; z++)
        to->lane[z] += what->lane[z];
}

/* From the last level on: paths are handed to all neighbours not seen before. */
static void hand_on(struct searches *searches)
{
    const struct pte_links *links = searches->links;
    const size_t end = searches->n_arrivals;

    searches->n_touched = 0;
    for (size_t i = searches->level[searches->n_levels - 2]; i < end; i++) {
        const struct arrival from = searches->arrivals[i];

        for (size_t j = links->first[from.actor]; j < links->first[from.actor + 1]; j++) {
            const uint32_t to = links->to[j];
            const uint32_t lanes = from.lanes & ~searches->seen[to];

            if (lanes == 0)
                continue;
            if (searches->next[to] == 0)
                searches->touched[searches->n_touched++] = to;
            searches->next[to] |= lanes;
            add_row(&searches->sum[to], &searches->front[from.actor]);
        }
    }
}

/* The sums also hold what came by lanes that had seen the actor: that is left out. */
static void settle(struct searches *searches)
{
    const size_t last = searches->level[searches->n_levels - 2];

    for (size_t i = last; i < searches->level[searches->n_levels - 1]; i++)
        searches->front[searches->arrivals[i].actor] = (struct row){{0}};
    for (size_t i = 0; i < searches->n_touched; i++) {
        const uint32_t actor = searches->touched[i];
        const uint32_t lanes = searches->next[actor];

        for (uint32_t left = lanes; left != 0; left &= left - 1) {
            const int z = __builtin_ctz(left);

            searches->paths[actor].lane[z] = searches->front[actor].lane[z] =
                searches->sum[actor].lane[z];
        }
        searches->sum[actor] = (struct row){{0}};
        searches->seen[actor] |= lanes;
        searches->next[actor] = 0;
        arrive(searches, actor, lanes);
    }
    end_level(searches);
}

/* Makes a level the one beyond: next holds its lanes by actor, sum what each of its
 * actors hands back to each predecessor for each path. */
static void open_level(struct searches *searches, size_t d)
{
    for (size_t i = searches->level[d]; i < searches->level[d + 1]; i++) {
        const struct arrival at = searches->arrivals[i];

        searches->next[at.actor] = at.lanes;
        for (uint32_t left = at.lanes; left != 0; left &= left - 1) {
            const int z = __builtin_ctz(left);

            searches->sum[at.actor].lane[z] = (1 + searches->front[at.actor].lane[z]) /
                                              searches->paths[at.actor].lane[z];
        }
    }
}

static void close_level(struct searches *searches, size_t d)
{
    for (size_t i = searches->level[d]; i < searches->level[d + 1]; i++) {
        searches->next[searches->arrivals[i].actor] = 0;
        searches->sum[searches->arrivals[i].actor] = (struct row){{0}};
    }
}

/* The shares of a level, from those of the level beyond, which is open. */
static void collect(struct searches *searches, size_t d, double *total)
{
    const struct pte_links *links = searches->links;

    for (size_t i = searches->level[d]; i < searches->level[d + 1]; i++) {
        const struct arrival at = searches->arrivals[i];
        struct row share = {{0}};

        for (size_t j = links->first[at.actor]; j < links->first[at.actor + 1]; j++)
            if (searches->next[links->to[j]] & at.lanes)
                add_row(&share, &searches->sum[links->to[j]]);
        for (uint32_t left = at.lanes; left != 0; left &= left - 1) {
            const int z = __builtin_ctz(left);

            share.lane[z] *= searches->paths[at.actor].lane[z];
            searches->front[at.actor].lane[z] = share.lane[z];
            total[at.actor] += share.lane[z];
        }
    }
}

/* Searches from 32 sources and adds, for each actor, the share of the pairs it is
 * between. Of level 0, the sources themselves, nothing is wanted. */
static void search(struct searches *searches, size_t first, double *total)
{
    start(searches, first);
    do {
        hand_on(searches);
        settle(searches);
    } while (searches->n_touched > 0);
    /* The last level is empty, and front is all 0 again. */
    for (size_t d = searches->n_levels - 2; d-- > 2;) {
        open_level(searches, d);
        collect(searches, d - 1, total);
        close_level(searches, d);
    }
}

/* What all chunks share; each writes its own totals. */
struct work {
    const struct pte_links *links;
    double *totals; /* CHUNKS times n */
};

static void do_chunk(size_t chunk, void *shared)
{
    const struct work *work = shared;
    const size_t n = work->links->n, batches = (n + LANES - 1) / LANES;
    const size_t begin = batches * chunk / CHUNKS, end = batches * (chunk + 1) / CHUNKS;
    struct searches searches = {.links = work->links};

    if (begin == end)
        return;
    searches.seen = pte_alloc(3 * n, sizeof(*searches.seen));
    searches.next = searches.seen + n;
    searches.touched = searches.seen + 2 * n;
    searches.paths = pte_alloc(3 * n, sizeof(*searches.paths));
    searches.front = searches.paths + n;
    searches.sum = searches.paths + 2 * n;
    for (size_t batch = begin; batch < end; batch++)
        search(&searches, batch * LANES, work->totals + chunk * n);
    free(searches.seen);
    free(searches.paths);
    free(searches.arrivals);
    free(searches.level);
}

static bool betweenness(const struct pte_network *net, enum pte_direction direction,
                        struct pte_scores *scores)
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    struct pte_scores found = pte_scores_new(net);
    const size_t n = found.n;
    PTE_AUTO(pte_free) double *totals = pte_alloc(CHUNKS * n, sizeof(*totals));
    struct work work = {.links = &links, .totals = totals};

    pte_links_build(net, direction, &links);
    pte_pool_run(CHUNKS, n < FEW ? 1 : 0, do_chunk, &work);
    for (size_t chunk = 0; chunk < CHUNKS; chunk++)
        for (size_t i = 0; i < n; i++)
            found.value[i] += totals[chunk * n + i];
    /* Undirected, each pair was counted from both of its ends. */
    for (size_t i = 0; i < n && n > 2; i++)
        found.value[i] /= (double)(n - 1) * (double)(n - 2);
    *scores = found;
    return true;
}

bool pte_betweenness(const struct pte_network *net, struct pte_scores *scores,
                     struct pte_error *err)
{
    (void)err;
    return betweenness(net, PTE_EITHER, scores);
}

bool pte_betweenness_directed(const struct pte_network *net, struct pte_scores *scores,
                              struct pte_error *err)
{
    (void)err;
    return betweenness(net, PTE_OUTWARD, scores);
}

/* core/measures/betweenness.c - how often an actor stands between two others.
 *
 * Brandes' algorithm for 32 sources side by side: what is read of one actor serves all of
 * them, and the loops over lanes are plain additions. There are no lists of
 * predecessors; level by level, what an actor hands back is (1 + its share) / its
 * paths. igraph's gives the same numbers, some times slower. */
#include "core/measures/betweenness.h"

#include <assert.h>
#include <math.h>
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
    const double *wanted;  /* by actor: 1 if ways to it count, else 0 */
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

static void start(struct searches *searches, const uint32_t *sources, size_t n_sources)
{
    const size_t n = searches->links->n;

    memset(searches->seen, 0, n * sizeof(*searches->seen));
    memset(searches->front, 0, n * sizeof(*searches->front));
    searches->n_arrivals = searches->n_levels = 0;
    end_level(searches);
    for (size_t lane = 0; lane < n_sources; lane++) {
        const uint32_t i = sources[lane];

        searches->seen[i] = UINT32_C(1) << lane;
        searches->paths[i].lane[lane] = searches->front[i].lane[lane] = 1;
        arrive(searches, i, searches->seen[i]);
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

            searches->sum[at.actor].lane[z] =
                (searches->wanted[at.actor] + searches->front[at.actor].lane[z]) /
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
static void search(struct searches *searches, const uint32_t *sources, size_t n_sources,
                   double *total)
{
    start(searches, sources, n_sources);
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

/* Sources that are searched from together: ways from them to the same others count. */
struct batch {
    const uint32_t *sources;
    size_t n_sources;
    const double *wanted; /* by actor */
};

/* What all chunks share; each writes its own totals. */
struct work {
    const struct pte_links *links;
    struct batch *batches;
    size_t n_batches, room;
    double *totals; /* CHUNKS times n */
};

static void do_chunk(size_t chunk, void *shared)
{
    const struct work *work = shared;
    const size_t n = work->links->n, batches = work->n_batches;
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
    for (size_t i = begin; i < end; i++) {
        searches.wanted = work->batches[i].wanted;
        search(&searches, work->batches[i].sources, work->batches[i].n_sources,
               work->totals + chunk * n);
    }
    free(searches.seen);
    free(searches.paths);
    free(searches.arrivals);
    free(searches.level);
}

static void add_batches(struct work *work, const uint32_t *sources, size_t n_sources,
                        const double *wanted)
{
    for (size_t first = 0; first < n_sources; first += LANES) {
        const size_t left = n_sources - first;

        pte_grow(&work->batches, work->n_batches, &work->room, sizeof(*work->batches));
        work->batches[work->n_batches++] =
            (struct batch){sources + first, left < LANES ? left : LANES, wanted};
    }
}

/* Of each actor, over ordered pairs: the share of ways between them it is on, added up.
 */
static void add_shares(struct work *work, double *value)
{
    const size_t n = work->links->n;
    PTE_AUTO(pte_free) double *totals = pte_alloc(CHUNKS * n, sizeof(*totals));

    work->totals = totals;
    pte_pool_run(CHUNKS, n < FEW ? 1 : 0, do_chunk, work);
    for (size_t chunk = 0; chunk < CHUNKS; chunk++)
        for (size_t i = 0; i < n; i++)
            value[i] += totals[chunk * n + i];
    free(work->batches);
}

static bool betweenness(const struct pte_network *net, enum pte_direction direction,
                        struct pte_scores *scores)
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    struct pte_scores found = pte_scores_new(net);
    const size_t n = found.n;
    PTE_AUTO(pte_free) uint32_t *sources = pte_alloc(n, sizeof(*sources));
    PTE_AUTO(pte_free) double *wanted = pte_alloc(n, sizeof(*wanted));
    struct work work = {.links = &links};

    for (size_t i = 0; i < n; i++) {
        sources[i] = (uint32_t)i;
        wanted[i] = 1;
    }
    pte_links_build(net, direction, &links);
    add_batches(&work, sources, n, wanted);
    add_shares(&work, found.value);
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

/* The members of each sector, one after the other. */
struct members {
    uint32_t *actor;
    size_t *first; /* n_sectors + 1 */
    size_t n_sectors;
};

static void members_release(struct members *members)
{
    free(members->actor);
    free(members->first);
}

static struct members members_of(const struct pte_network *net)
{
    const size_t n = pte_network_actors(net);
    struct members members = {.actor = pte_alloc(n, sizeof(*members.actor))};
    size_t placed = 0;

    pte_network_sectors(net, &members.n_sectors);
    members.first = pte_alloc(members.n_sectors + 1, sizeof(*members.first));
    for (size_t k = 0; k < members.n_sectors; k++) {
        for (size_t i = 0; i < n; i++)
            if (pte_network_actor(net, i)->sector == k)
                members.actor[placed++] = (uint32_t)i;
        members.first[k + 1] = placed;
    }
    return members;
}

static double size_of(const struct members *members, size_t k)
{
    return (double)(members->first[k + 1] - members->first[k]);
}

/* PTE_NOBODY for both: from each sector to all others. */
struct ends {
    size_t from, to;
};

static bool is_end(const struct ends *ends, size_t k, size_t l)
{
    return ends->from == PTE_NOBODY ? k != l : k == ends->from && l == ends->to;
}

/* How many ordered pairs, neither of them the actor, are such ends. */
static double pairs_without(const struct members *members, const struct ends *ends,
                            size_t sector)
{
    double pairs = 0;

    for (size_t k = 0; k < members->n_sectors; k++)
        for (size_t l = 0; l < members->n_sectors; l++)
            if (is_end(ends, k, l))
                pairs += (size_of(members, k) - (k == sector)) *
                         (size_of(members, l) - (l == sector) - (k == l));
    return pairs;
}

static bool between_sectors(const struct pte_network *net, enum pte_direction direction,
                            const struct ends *ends, struct pte_scores *scores)
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    PTE_AUTO(members_release) struct members members = members_of(net);
    struct pte_scores found = pte_scores_new(net);
    const size_t n = found.n, n_sectors = members.n_sectors;
    PTE_AUTO(pte_free) double *wanted = pte_alloc(n_sectors * n, sizeof(*wanted));
    PTE_AUTO(pte_free) double *pairs = pte_alloc(n_sectors, sizeof(*pairs));
    struct work work = {.links = &links};

    pte_links_build(net, direction, &links);
    for (size_t k = 0; k < n_sectors; k++) {
        pairs[k] = pairs_without(&members, ends, k);
        if (ends->from != PTE_NOBODY && ends->from != k)
            continue;
        for (size_t i = 0; i < n; i++)
            wanted[k * n + i] = is_end(ends, k, pte_network_actor(net, i)->sector);
        add_batches(&work, members.actor + members.first[k],
                    members.first[k + 1] - members.first[k], wanted + k * n);
    }
    add_shares(&work, found.value);
    for (size_t i = 0; i < n; i++) {
        const double all = pairs[pte_network_actor(net, i)->sector];

        found.value[i] = all > 0 ? found.value[i] / all : NAN;
    }
    pte_scores_explain(&found, "not defined where no two others are of these sectors");
    *scores = found;
    return true;
}

bool pte_betweenness_cross(const struct pte_network *net, struct pte_scores *scores,
                           struct pte_error *err)
{
    static const struct ends different = {PTE_NOBODY, PTE_NOBODY};

    (void)err;
    return between_sectors(net, PTE_EITHER, &different, scores);
}

bool pte_betweenness_cross_directed(const struct pte_network *net,
                                    struct pte_scores *scores, struct pte_error *err)
{
    static const struct ends different = {PTE_NOBODY, PTE_NOBODY};

    (void)err;
    return between_sectors(net, PTE_OUTWARD, &different, scores);
}

bool pte_betweenness_between(const struct pte_network *net, size_t from, size_t to,
                             bool directed, struct pte_scores *scores,
                             struct pte_error *err)
{
    const struct ends ends = {from, to};
    size_t n_sectors;

    (void)err;
    pte_network_sectors(net, &n_sectors);
    assert(from < n_sectors && to < n_sectors);
    return between_sectors(net, directed ? PTE_OUTWARD : PTE_EITHER, &ends, scores);
}

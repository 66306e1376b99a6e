/* core/measures/cutsets.c - how many organizations hold two sectors together.
 *
 * Every organization is split into a way in and a way out, joined by a pipe of capacity
 * one; ties are pipes without limit. The greatest flow from a source before all of one
 * sector to a sink behind all of the other is as large as the smallest cutset. igraph's
 * own functions for separators are wrong before 0.10.11. */
#include "core/measures/cutsets.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/measures/links.intern.h"
#include "core/network/network.h"

/* Pipes stand in pairs: pipe and pipe ^ 1 are the two directions of one. */
struct pipes {
    size_t n_ends; /* 2 i the way into actor i, 2 i + 1 out of it; then source, sink */
    size_t n, room;
    struct pipe {
        uint32_t from, to;
        uint32_t left; /* what may still flow */
    } * pipe;
    size_t *first; /* n_ends + 1, into of: pipes that start at an end */
    uint32_t *of;
    uint32_t *came; /* by end: the pipe the search came by */
    uint32_t *queue;
};

enum { NO_LIMIT = UINT32_MAX / 2 };

static const uint32_t nowhere = UINT32_MAX, at_start = UINT32_MAX - 1;

static void add_pipe(struct pipes *pipes, size_t from, size_t to, uint32_t capacity)
{
    for (int i = 0; i < 2; i++) {
        pte_grow(&pipes->pipe, pipes->n, &pipes->room, sizeof(*pipes->pipe));
        pipes->pipe[pipes->n++] = (struct pipe){
            (uint32_t)(i ? to : from), (uint32_t)(i ? from : to), i ? 0 : capacity};
    }
}

static void sort_pipes(struct pipes *pipes)
{
    PTE_AUTO(pte_free) size_t *at = pte_alloc(pipes->n_ends, sizeof(*at));

    pipes->first = pte_alloc(pipes->n_ends + 1, sizeof(*pipes->first));
    pipes->of = pte_alloc(pipes->n, sizeof(*pipes->of));
    pipes->came = pte_alloc(pipes->n_ends, sizeof(*pipes->came));
    pipes->queue = pte_alloc(pipes->n_ends, sizeof(*pipes->queue));
    for (size_t i = 0; i < pipes->n; i++)
        pipes->first[pipes->pipe[i].from + 1]++;
    for (size_t i = 0; i < pipes->n_ends; i++)
        pipes->first[i + 1] += pipes->first[i];
    memcpy(at, pipes->first, pipes->n_ends * sizeof(*at));
    for (size_t i = 0; i < pipes->n; i++)
        pipes->of[at[pipes->pipe[i].from]++] = (uint32_t)i;
}

static void pipes_release(struct pipes *pipes)
{
    free(pipes->pipe);
    free(pipes->first);
    free(pipes->of);
    free(pipes->came);
    free(pipes->queue);
    *pipes = (struct pipes){0};
}

static void pipes_build(const struct pte_network *net, const struct pte_links *links,
                        size_t from, size_t to, bool others_only, struct pipes *pipes)
{
    const size_t n = links->n, source = 2 * n, sink = 2 * n + 1;

    pipes->n_ends = 2 * n + 2;
    for (size_t i = 0; i < n; i++) {
        const size_t sector = pte_network_actor(net, i)->sector;
        const bool is_end = sector == from || sector == to;

        if (sector == from)
            add_pipe(pipes, source, 2 * i, NO_LIMIT);
        if (sector == to)
            add_pipe(pipes, 2 * i + 1, sink, NO_LIMIT);
        add_pipe(pipes, 2 * i, 2 * i + 1, is_end && others_only ? NO_LIMIT : 1);
        for (size_t j = links->first[i]; j < links->first[i + 1]; j++)
            add_pipe(pipes, 2 * i + 1, 2 * (size_t)links->to[j], NO_LIMIT);
    }
    sort_pipes(pipes);
}

/* Goes on from an end wherever something may still flow; backwards: from where something
 * may still flow to it. */
static void search(struct pipes *pipes, size_t start, bool backwards)
{
    size_t head = 0, tail = 0;

    for (size_t i = 0; i < pipes->n_ends; i++)
        pipes->came[i] = nowhere;
    pipes->came[start] = at_start;
    pipes->queue[tail++] = (uint32_t)start;
    while (head < tail) {
        const size_t at = pipes->queue[head++];

        for (size_t i = pipes->first[at]; i < pipes->first[at + 1]; i++) {
            const uint32_t pipe = pipes->of[i], to = pipes->pipe[pipe].to;

            if (pipes->came[to] != nowhere || pipes->pipe[pipe ^ backwards].left == 0)
                continue;
            pipes->came[to] = pipe;
            pipes->queue[tail++] = to;
        }
    }
}

/* One more unit from source to sink, as long as there is a way. Ways that meet no
 * organization's own pipe would be without limit: the caller has ruled them out. */
static size_t fill(struct pipes *pipes)
{
    const size_t source = pipes->n_ends - 2, sink = pipes->n_ends - 1;
    size_t units = 0;

    for (search(pipes, source, false); pipes->came[sink] != nowhere;
         search(pipes, source, false)) {
        for (size_t at = sink; at != source; at = pipes->pipe[pipes->came[at]].from) {
            pipes->pipe[pipes->came[at]].left--;
            pipes->pipe[pipes->came[at] ^ 1].left++;
        }
        units++;
    }
    return units;
}

/* Organizations whose one way, in or out, the last search has come to, but not the other.
 */
static uint32_t *read_cut(const struct pipes *pipes, size_t n_actors, size_t n)
{
    uint32_t *cut = pte_alloc(n, sizeof(*cut));
    size_t found = 0;

    for (size_t i = 0; i < n_actors; i++)
        if ((pipes->came[2 * i] == nowhere) != (pipes->came[2 * i + 1] == nowhere)) {
            assert(found < n);
            cut[found++] = (uint32_t)i;
        }
    assert(found == n);
    return cut;
}

static size_t count_direct(const struct pte_network *net, const struct pte_links *links,
                           size_t from, size_t to)
{
    size_t n = 0;

    for (size_t i = 0; i < links->n; i++)
        for (size_t j = links->first[i]; j < links->first[i + 1]; j++)
            n += pte_network_actor(net, i)->sector == from &&
                 pte_network_actor(net, links->to[j])->sector == to;
    return n;
}

bool pte_cutset_find(const struct pte_network *net, size_t from, size_t to,
                     bool others_only, struct pte_cutset *cutset, struct pte_error *err)
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    PTE_AUTO(pipes_release) struct pipes pipes = {0};
    struct pte_cutset found = {0};

    (void)err;
    assert(from != to);
    pte_links_build(net, PTE_EITHER, &links);
    found.direct = count_direct(net, &links, from, to);
    found.exists = !others_only || found.direct == 0;
    if (found.exists) {
        pipes_build(net, &links, from, to, others_only, &pipes);
        found.n = fill(&pipes);
        search(&pipes, pipes.n_ends - 2, false);
        found.near = read_cut(&pipes, links.n, found.n);
        search(&pipes, pipes.n_ends - 1, true);
        found.far = read_cut(&pipes, links.n, found.n);
        found.is_the_only = found.n == 0 || memcmp(found.near, found.far,
                                                   found.n * sizeof(*found.near)) == 0;
    }
    *cutset = found;
    return true;
}

void pte_cutset_release(struct pte_cutset *cutset)
{
    free(cutset->near);
    free(cutset->far);
    *cutset = (struct pte_cutset){0};
}

/* core/measures/communities.c - which organizations keep close company. */
#include "core/measures/communities.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/network/network.intern.h"

/* A run without an end to its rounds might never come to one. */
enum { USUAL_RUNS = 20, ROUNDS = 10 };

/* Leiden moves less surely, and so farther, the larger this is; igraph's usual value. */
static const double randomness = .01;

/* Numbers communities by their first actors; returns how many there are. */
static size_t number(const igraph_vector_int_t *membership, size_t n, uint32_t *of)
{
    PTE_AUTO(pte_free) uint32_t *given = pte_alloc(n, sizeof(*given));
    uint32_t next = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t *name = &given[VECTOR(*membership)[i]];

        if (*name == 0)
            *name = ++next;
        of[i] = *name - 1;
    }
    return next;
}

/* Modularity times (2 ties)^2: whole numbers, so that equals are equal. */
static int64_t whole_modularity(const struct pte_network *net, const uint32_t *of,
                                size_t n)
{
    const igraph_integer_t n_ties = igraph_ecount(&net->simple);
    PTE_AUTO(pte_free) int64_t *ends = pte_alloc(n, sizeof(*ends));
    int64_t within = 0, squares = 0;

    for (igraph_integer_t i = 0; i < n_ties; i++) {
        const uint32_t one = of[IGRAPH_FROM(&net->simple, i)];
        const uint32_t other = of[IGRAPH_TO(&net->simple, i)];

        within += one == other;
        ends[one]++;
        ends[other]++;
    }
    for (size_t c = 0; c < n; c++)
        squares += ends[c] * ends[c];
    return 4 * n_ties * within - squares;
}

/* What all runs share, and the best so far. */
struct best {
    igraph_vector_t degree;
    igraph_vector_int_t membership;
    uint32_t *of, *tried;
    size_t n, agreed;
    int64_t value;
};

static void best_release(struct best *best)
{
    igraph_vector_destroy(&best->degree);
    igraph_vector_int_destroy(&best->membership);
    free(best->of);
    free(best->tried);
}

static bool best_new(const struct pte_network *net, struct best *best,
                     struct pte_error *err)
{
    *best = (struct best){.of = pte_alloc(net->n_actors, sizeof(*best->of)),
                          .tried = pte_alloc(net->n_actors, sizeof(*best->tried)),
                          .n = net->n_actors};
    for (size_t i = 0; i < net->n_actors; i++)
        best->of[i] = (uint32_t)i; /* each alone */
    return pte_network_ok(igraph_vector_init(&best->degree, 0), err) &&
           pte_network_ok(igraph_vector_int_init(&best->membership, 0), err) &&
           pte_network_ok(igraph_strength(&net->simple, &best->degree, igraph_vss_all(),
                                          IGRAPH_ALL, IGRAPH_NO_LOOPS,
                                          /* weights */ NULL),
                          err);
}

static void keep_if_better(const struct pte_network *net, struct best *best)
{
    const size_t size = net->n_actors * sizeof(*best->of);
    const size_t n = number(&best->membership, net->n_actors, best->tried);
    const int64_t value = whole_modularity(net, best->tried, n);
    int order = 0;

    for (size_t i = 0; i < net->n_actors && order == 0; i++)
        order = (best->tried[i] > best->of[i]) - (best->tried[i] < best->of[i]);
    if (best->agreed > 0 && value == best->value)
        best->agreed++;
    else if (best->agreed == 0 || value > best->value)
        best->agreed = 1;
    else
        return;
    if (best->agreed > 1 && order > 0)
        return;
    memcpy(best->of, best->tried, size);
    best->n = n;
    best->value = value;
}

static bool run(const struct pte_network *net, uint64_t seed, struct best *best,
                struct pte_error *err)
{
    const double ends = 2 * (double)igraph_ecount(&net->simple);

    if (!pte_network_ok(igraph_rng_seed(igraph_rng_default(), seed), err) ||
        !pte_network_ok(igraph_community_leiden(&net->simple, /* edge weights */ NULL,
                                                &best->degree, /* resolution */ 1 / ends,
                                                randomness, /* start */ false, ROUNDS,
                                                &best->membership, /* n */ NULL,
                                                /* quality */ NULL),
                        err))
        return false;
    keep_if_better(net, best);
    return true;
}

static void describe(const struct pte_network *net, struct best *best,
                     struct pte_communities *found)
{
    found->of = best->of;
    best->of = NULL;
    found->n = best->n;
    found->agreed = best->agreed;
    found->sizes = pte_alloc(found->n, sizeof(*found->sizes));
    found->of_sector = pte_alloc(found->n * found->n_sectors, sizeof(*found->of_sector));
    for (size_t i = 0; i < found->n_actors; i++) {
        found->sizes[found->of[i]]++;
        found->of_sector[found->of[i] * found->n_sectors + net->actors[i].sector]++;
    }
}

bool pte_communities_find(const struct pte_network *net, uint64_t seed, size_t runs,
                          struct pte_communities *communities, struct pte_error *err)
{
    const double n_ties = (double)igraph_ecount(&net->simple);
    PTE_AUTO(best_release) struct best best = {0};
    struct pte_communities found = {.n_actors = net->n_actors,
                                    .n_sectors = net->n_sectors,
                                    .modularity = NAN,
                                    .runs = runs > 0 ? runs : USUAL_RUNS,
                                    .seed = seed};

    if (!best_new(net, &best, err))
        return false;
    /* Without ties there is nothing to be run: each is alone. */
    for (size_t i = 0; i < found.runs && n_ties > 0; i++)
        if (!run(net, seed + i, &best, err))
            return false;
    if (n_ties > 0)
        found.modularity = (double)best.value / (4 * n_ties * n_ties);
    else
        best.agreed = found.runs;
    describe(net, &best, &found);
    *communities = found;
    return true;
}

void pte_communities_release(struct pte_communities *communities)
{
    free(communities->of);
    free(communities->sizes);
    free(communities->of_sector);
    *communities = (struct pte_communities){0};
}

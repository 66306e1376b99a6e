/* core/measures/eigen.c - who is tied to those who are well tied themselves.
 *
 * A network in parts has several eigenvectors; any mix of two with the same value would
 * do. So each part is solved alone and the one with the largest value is taken: its
 * scores are exact and all others exactly 0. */
#include "core/measures/eigen.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/measures/krylov.intern.h"
#include "core/measures/links.intern.h"
#include "core/measures/scores.intern.h"
#include "core/network/network.intern.h"

static const char without_ties[] = "not defined without ties";
static const char without_circles[] =
    "not defined where no organizations name each other, directly or in a circle";
static const char nearly_equal[] =
    "ill-determined: the two largest eigenvalues are nearly equal, so small changes of "
    "the answers change the scores much";
static const char unsettled[] = "the scores did not settle and are rough";

static const double nearly_from = 0.999; /* of the largest eigenvalue: ill-determined */
static const double same_from = 1 - 1e-10;
static const double rough_from = 1e-10; /* residual */

/* Which actors depend on each other: parts with their members. */
struct parts {
    size_t n;
    size_t *first;     /* n + 1 */
    uint32_t *members; /* those of part p from members[first[p]] on, ascending */
    uint32_t *part;    /* by actor */
};

/* The part with the largest eigenvalue so far. */
struct best {
    double value, second, residual;
    size_t part;
    double *score; /* by actor, 0 outside the part */
};

/* A part's own map: image(v) = sum of vector(u) over the links of v to u in the part. */
struct inner {
    size_t *first;
    uint32_t *to;
    size_t n;
};

static void release_parts(struct parts *parts)
{
    free(parts->first);
    free(parts->members);
    free(parts->part);
}

static void release_inner(struct inner *inner)
{
    free(inner->first);
    free(inner->to);
}

/* A number for each actor, all PTE_NOBODY. */
static uint32_t *nobodies(size_t n)
{
    uint32_t *list = pte_alloc(n, sizeof(*list));

    memset(list, 0xff, n * sizeof(*list));
    return list;
}

/* Sorts the actors into their parts. */
static void list_members(struct parts *parts, size_t n_actors)
{
    PTE_AUTO(pte_free) size_t *at = NULL;

    parts->first = pte_alloc(parts->n + 1, sizeof(*parts->first));
    parts->members = pte_alloc(n_actors, sizeof(*parts->members));
    for (size_t i = 0; i < n_actors; i++)
        parts->first[parts->part[i] + 1]++;
    for (size_t p = 0; p < parts->n; p++)
        parts->first[p + 1] += parts->first[p];
    at = pte_alloc(parts->n + 1, sizeof(*at));
    memcpy(at, parts->first, (parts->n + 1) * sizeof(*at));
    for (size_t i = 0; i < n_actors; i++)
        parts->members[at[parts->part[i]]++] = (uint32_t)i;
}

/* Marks with number all that can be reached along the links; returns how many were not
 * marked before. */
static size_t flood(const struct pte_links *links, uint32_t from, uint32_t number,
                    uint32_t *mark, uint32_t *list)
{
    size_t n = 0;

    mark[from] = number;
    list[n++] = from;
    for (size_t i = 0; i < n; i++)
        for (size_t j = links->first[list[i]]; j < links->first[list[i] + 1]; j++)
            if (mark[links->to[j]] == PTE_NOBODY) {
                mark[links->to[j]] = number;
                list[n++] = links->to[j];
            }
    return n;
}

/* Parts of an undirected network, in the order of their first actors. */
static struct parts find_parts(const struct pte_links *links)
{
    struct parts parts = {.part = nobodies(links->n)};
    PTE_AUTO(pte_free) uint32_t *list = pte_alloc(links->n, sizeof(*list));

    for (uint32_t i = 0; i < links->n; i++)
        if (parts.part[i] == PTE_NOBODY)
            flood(links, i, (uint32_t)parts.n++, parts.part, list);
    list_members(&parts, links->n);
    return parts;
}

static bool find_strong_parts(const struct pte_network *net, struct parts *parts,
                              struct pte_error *err)
{
    PTE_AUTO(igraph_vector_int_destroy) igraph_vector_int_t membership = {0};
    igraph_integer_t n = 0;

    if (!pte_network_ok(igraph_vector_int_init(&membership, 0), err) ||
        !pte_network_ok(igraph_connected_components(&net->directed, &membership,
                                                    /* sizes */ NULL, &n, IGRAPH_STRONG),
                        err))
        return false;
    parts->n = (size_t)n;
    parts->part = pte_alloc(net->n_actors, sizeof(*parts->part));
    for (size_t i = 0; i < net->n_actors; i++)
        parts->part[i] = (uint32_t)VECTOR(membership)[i];
    list_members(parts, net->n_actors);
    return true;
}

/* local: PTE_NOBODY for each actor, and so again afterwards. */
static struct inner cut_out(const struct pte_links *links, const uint32_t *members,
                            size_t n, uint32_t *local)
{
    struct inner inner = {.n = n, .first = pte_alloc(n + 1, sizeof(*inner.first))};
    size_t room = 0, at = 0;

    for (size_t i = 0; i < n; i++) {
        local[members[i]] = (uint32_t)i;
        room += links->first[members[i] + 1] - links->first[members[i]];
    }
    inner.to = pte_alloc(room, sizeof(*inner.to));
    for (size_t i = 0; i < n; i++) {
        for (size_t j = links->first[members[i]]; j < links->first[members[i] + 1]; j++)
            if (local[links->to[j]] != PTE_NOBODY)
                inner.to[at++] = local[links->to[j]];
        inner.first[i + 1] = at;
    }
    for (size_t i = 0; i < n; i++)
        local[members[i]] = PTE_NOBODY;
    return inner;
}

static void apply(const void *shared, const double *vector, double *image)
{
    const struct inner *inner = shared;

    for (size_t i = 0; i < inner->n; i++) {
        double sum = 0;

        for (size_t j = inner->first[i]; j < inner->first[i + 1]; j++)
            sum += vector[inner->to[j]];
        image[i] = sum;
    }
}

static bool solve(const struct pte_links *links, const uint32_t *members, size_t n,
                  uint32_t *local, double *vector, struct pte_dominant *dominant,
                  struct pte_error *err)
{
    PTE_AUTO(release_inner) struct inner inner = cut_out(links, members, n, local);
    const struct pte_linear_map map = {.n = n, .apply = apply, .shared = &inner};

    return pte_krylov_dominant(&map, vector, dominant, err);
}

/* No eigenvalue is larger than the most links anybody of the part has. */
static double bound(const struct pte_links *links, const uint32_t *members, size_t n)
{
    size_t most = 0;

    for (size_t i = 0; i < n; i++)
        if (links->first[members[i] + 1] - links->first[members[i]] > most)
            most = links->first[members[i] + 1] - links->first[members[i]];
    return (double)most;
}

static void take(struct best *best, const uint32_t *members, size_t n, size_t n_actors,
                 const double *vector, const struct pte_dominant *dominant)
{
    memset(best->score, 0, n_actors * sizeof(*best->score));
    for (size_t i = 0; i < n; i++)
        best->score[members[i]] = vector[i];
    best->value = dominant->value;
    best->residual = dominant->residual;
}

/* Solves all parts that could be the best or the second best. A part of one actor has
 * no links inside and the value 0. */
static bool solve_parts(const struct pte_links *links, const struct parts *parts,
                        struct best *best, struct pte_error *err)
{
    PTE_AUTO(pte_free) double *vector = pte_alloc(links->n, sizeof(*vector));
    PTE_AUTO(pte_free) uint32_t *local = nobodies(links->n);

    for (size_t p = 0; p < parts->n; p++) {
        const uint32_t *members = parts->members + parts->first[p];
        const size_t n = parts->first[p + 1] - parts->first[p];
        struct pte_dominant found;

        if (n < 2 || bound(links, members, n) <= best->second)
            continue;
        if (!solve(links, members, n, local, vector, &found, err))
            return false;
        if (found.value * same_from > best->value) {
            best->second = fmax(found.second, best->value);
            best->part = p;
            take(best, members, n, links->n, vector, &found);
        } else {
            best->second = fmax(best->second, found.value);
        }
    }
    return true;
}

static void explain(struct pte_scores *scores, const struct best *best, double *ratio)
{
    const double found = best->value > 0 ? best->second / best->value : NAN;

    if (best->residual > rough_from)
        scores->note = unsettled;
    if (found > nearly_from)
        scores->note = nearly_equal;
    if (ratio != NULL)
        *ratio = found;
}

bool pte_eigen_vector(const struct pte_network *net, struct pte_scores *scores,
                      double *ratio, struct pte_error *err)
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    PTE_AUTO(release_parts) struct parts parts = {0};
    PTE_AUTO(pte_scores_release) struct pte_scores found = pte_scores_new(net);
    struct best best = {.score = found.value};

    pte_links_build(net, PTE_EITHER, &links);
    parts = find_parts(&links);
    if (!solve_parts(&links, &parts, &best, err))
        return false;
    if (best.value > 0)
        pte_scores_scale_to_one(found.value, found.n);
    else
        pte_scores_undefine(&found, without_ties);
    explain(&found, &best, ratio);
    *scores = found;
    found = (struct pte_scores){0};
    return true;
}

/* Of parts with the same value the one that names no other of them: only downstream of
 * it do scores exist. Returns how many actors it reaches, in list. */
static size_t move_downstream(const struct pte_links *outward, const struct parts *parts,
                              const double *values, struct best *best, uint32_t *list)
{
    size_t n = 0, i = 0;

    do {
        PTE_AUTO(pte_free) uint32_t *mark = nobodies(outward->n);

        n = flood(outward, parts->members[parts->first[best->part]], 0, mark, list);
        for (i = 0; i < n; i++)
            if (parts->part[list[i]] != best->part &&
                values[parts->part[list[i]]] >= best->value * same_from)
                break;
        if (i < n)
            best->part = parts->part[list[i]];
    } while (i < n);
    return n;
}

static int by_number(const void *one, const void *other)
{
    const uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;

    return (a > b) - (a < b);
}

/* The value of each strong part; 0 where it cannot be the best. */
static bool find_values(const struct pte_links *inward, const struct parts *parts,
                        double *values, struct best *best, struct pte_error *err)
{
    PTE_AUTO(pte_free) double *vector = pte_alloc(inward->n, sizeof(*vector));
    PTE_AUTO(pte_free) uint32_t *local = nobodies(inward->n);

    for (size_t p = 0; p < parts->n; p++) {
        const uint32_t *members = parts->members + parts->first[p];
        const size_t n = parts->first[p + 1] - parts->first[p];
        struct pte_dominant found;

        if (n < 2 || bound(inward, members, n) < best->second)
            continue;
        if (!solve(inward, members, n, local, vector, &found, err))
            return false;
        values[p] = found.value;
        if (found.value * same_from > best->value) {
            best->second = fmax(found.second, best->value);
            best->value = found.value;
            best->part = p;
        } else {
            best->second = fmax(best->second, found.value);
        }
    }
    return true;
}

/* The scores flow from the best strong part to all it names, directly or not. */
static bool score_inward(const struct pte_network *net, struct best *best,
                         struct pte_error *err)
{
    PTE_AUTO(pte_links_release) struct pte_links outward = {0};
    PTE_AUTO(pte_links_release) struct pte_links inward = {0};
    PTE_AUTO(release_parts) struct parts parts = {0};
    PTE_AUTO(pte_free) double *values = NULL;
    PTE_AUTO(pte_free) double *vector = pte_alloc(net->n_actors, sizeof(*vector));
    PTE_AUTO(pte_free) uint32_t *local = nobodies(net->n_actors);
    PTE_AUTO(pte_free) uint32_t *reached = pte_alloc(net->n_actors, sizeof(*reached));
    struct pte_dominant found;
    size_t n;

    pte_links_build(net, PTE_OUTWARD, &outward);
    pte_links_build(net, PTE_INWARD, &inward);
    if (!find_strong_parts(net, &parts, err))
        return false;
    values = pte_alloc(parts.n, sizeof(*values));
    if (!find_values(&inward, &parts, values, best, err))
        return false;
    if (best->value == 0)
        return true;
    n = move_downstream(&outward, &parts, values, best, reached);
    qsort(reached, n, sizeof(*reached), by_number);
    if (!solve(&inward, reached, n, local, vector, &found, err))
        return false;
    best->second = fmax(best->second, found.second);
    take(best, reached, n, net->n_actors, vector, &found);
    return true;
}

bool pte_eigen_vector_in(const struct pte_network *net, struct pte_scores *scores,
                         double *ratio, struct pte_error *err)
{
    PTE_AUTO(pte_scores_release) struct pte_scores found = pte_scores_new(net);
    struct best best = {.score = found.value};

    if (!score_inward(net, &best, err))
        return false;
    if (best.value > 0)
        pte_scores_scale_to_one(found.value, found.n);
    else
        pte_scores_undefine(&found, net->n_arcs == 0 ? without_ties : without_circles);
    explain(&found, &best, ratio);
    *scores = found;
    found = (struct pte_scores){0};
    return true;
}

/* Each actor twice, as one who names (i) and as one who is named (n + i). The undirected
 * network of these has hubs and authorities as the two halves of its eigenvector. */
static struct pte_links double_up(const struct pte_network *net)
{
    PTE_AUTO(pte_links_release) struct pte_links outward = {0};
    PTE_AUTO(pte_links_release) struct pte_links inward = {0};
    const size_t n = net->n_actors, m = net->n_arcs;
    struct pte_links made = {.n = 2 * n,
                             .first = pte_alloc(2 * n + 1, sizeof(*made.first)),
                             .to = pte_alloc(2 * m, sizeof(*made.to))};

    pte_links_build(net, PTE_OUTWARD, &outward);
    pte_links_build(net, PTE_INWARD, &inward);
    for (size_t i = 0; i <= n; i++) {
        made.first[i] = outward.first[i];
        made.first[n + i] = m + inward.first[i];
    }
    for (size_t i = 0; i < m; i++) {
        made.to[i] = (uint32_t)n + outward.to[i];
        made.to[m + i] = inward.to[i];
    }
    return made;
}

static bool hubs_or_authorities(const struct pte_network *net, size_t half,
                                struct pte_scores *scores, double *ratio,
                                struct pte_error *err)
{
    PTE_AUTO(pte_links_release) struct pte_links links = double_up(net);
    PTE_AUTO(release_parts) struct parts parts = find_parts(&links);
    PTE_AUTO(pte_free) double *score = pte_alloc(links.n, sizeof(*score));
    struct best best = {.score = score};
    struct pte_scores found;

    if (!solve_parts(&links, &parts, &best, err))
        return false;
    found = pte_scores_new(net);
    if (found.n > 0)
        memcpy(found.value, score + half * found.n, found.n * sizeof(*score));
    if (best.value > 0)
        pte_scores_scale_to_one(found.value, found.n);
    else
        pte_scores_undefine(&found, without_ties);
    best.value *= best.value; /* the eigenvalues of A' A are the squares */
    best.second *= best.second;
    explain(&found, &best, ratio);
    *scores = found;
    return true;
}

bool pte_eigen_hub(const struct pte_network *net, struct pte_scores *scores,
                   double *ratio, struct pte_error *err)
{
    return hubs_or_authorities(net, 0, scores, ratio, err);
}

bool pte_eigen_authority(const struct pte_network *net, struct pte_scores *scores,
                         double *ratio, struct pte_error *err)
{
    return hubs_or_authorities(net, 1, scores, ratio, err);
}

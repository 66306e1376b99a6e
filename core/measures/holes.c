/* core/measures/holes.c - whose contacts do not know each other (structural holes). */
#include "core/measures/holes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/measures/links.intern.h"
#include "core/measures/scores.intern.h"
#include "core/network/network.h"

static const char without_contacts[] = "not defined for an organization without ties";
static const char without_two[] = "not defined for fewer than two contacts";

enum weighing { EACH_TIE, EACH_ARC, BY_STRENGTH };

/* Contacts of all actors, and a(i, j) + a(j, i) of each. */
struct circles {
    struct pte_links links; /* strength is the sum of both ways */
    double *sum, *largest;  /* by actor, of its contacts' */
    double *held;           /* by actor: p(i, j) of the one looked at, else 0 */
    double *part;           /* by contact of the one looked at: constraint */
};

/* What is found of one organization. */
struct hole {
    size_t contacts;
    double constraint, effective_size, effective_size_cross, hierarchy;
};

/* One row of both sorted ones; who is in both counts twice. */
static size_t merge(const struct pte_links *out, const struct pte_links *in, size_t i,
                    uint32_t *to, double *sum)
{
    size_t a = out->first[i], b = in->first[i], n = 0;

    while (a < out->first[i + 1] || b < in->first[i + 1]) {
        const uint32_t one = a < out->first[i + 1] ? out->to[a] : UINT32_MAX;
        const uint32_t other = b < in->first[i + 1] ? in->to[b] : UINT32_MAX;

        to[n] = one < other ? one : other;
        sum[n++] = one == other ? 2 : 1;
        a += one <= other;
        b += other <= one;
    }
    return n;
}

static void build_arcs(const struct pte_network *net, struct pte_links *links)
{
    PTE_AUTO(pte_links_release) struct pte_links out = {0};
    PTE_AUTO(pte_links_release) struct pte_links in = {0};

    pte_links_build(net, PTE_OUTWARD, &out);
    pte_links_build(net, PTE_INWARD, &in);
    links->n = out.n;
    links->first = pte_alloc(out.n + 1, sizeof(*links->first));
    links->to = pte_alloc(2 * out.first[out.n], sizeof(*links->to));
    links->strength = pte_alloc(2 * out.first[out.n], sizeof(*links->strength));
    for (size_t i = 0; i < out.n; i++)
        links->first[i + 1] =
            links->first[i] + merge(&out, &in, i, links->to + links->first[i],
                                    links->strength + links->first[i]);
}

static void circles_build(const struct pte_network *net, enum weighing weighing,
                          struct circles *circles)
{
    const size_t n = pte_network_actors(net);
    struct pte_links *links = &circles->links;

    if (weighing == EACH_ARC)
        build_arcs(net, links);
    else
        pte_links_build(net, PTE_EITHER, links);
    for (size_t i = 0; i < links->first[n] && weighing == EACH_TIE; i++)
        links->strength[i] = 1;
    circles->sum = pte_alloc(4 * n, sizeof(*circles->sum));
    circles->largest = circles->sum + n;
    circles->held = circles->sum + 2 * n;
    circles->part = circles->sum + 3 * n;
    for (size_t i = 0; i < n; i++)
        for (size_t j = links->first[i]; j < links->first[i + 1]; j++) {
            circles->sum[i] += links->strength[j];
            circles->largest[i] = fmax(circles->largest[i], links->strength[j]);
        }
}

static void circles_release(struct circles *circles)
{
    pte_links_release(&circles->links);
    free(circles->sum);
    *circles = (struct circles){0};
}

/* Entropy of the parts of the constraint, from none to all it could be. */
static double hierarchy(const double *part, size_t n, double constraint)
{
    double sum = 0;

    if (n < 2)
        return NAN;
    for (size_t j = 0; j < n; j++) {
        const double ratio = part[j] * (double)n / constraint;

        sum += ratio > 0 ? ratio * log(ratio) : 0;
    }
    return sum / ((double)n * log((double)n));
}

static struct hole look_at(const struct pte_network *net, struct circles *circles,
                           size_t i)
{
    const struct pte_links *links = &circles->links;
    const size_t begin = links->first[i], end = links->first[i + 1];
    struct hole hole = {.contacts = end - begin};
    double redundant = 0;

    for (size_t j = begin; j < end; j++)
        circles->held[links->to[j]] = links->strength[j] / circles->sum[i];
    for (size_t j = begin; j < end; j++) {
        const uint32_t contact = links->to[j];
        double through = circles->held[contact], reached = 0;

        /* Who is no contact of i is held with 0; no contact has ties with itself. */
        for (size_t q = links->first[contact]; q < links->first[contact + 1]; q++) {
            const double held = circles->held[links->to[q]] * links->strength[q];

            through += held > 0 ? held / circles->sum[links->to[q]] : 0;
            reached += held;
        }
        reached = reached > 0 ? reached / circles->largest[contact] : 0;
        redundant += reached;
        if (pte_network_actor(net, contact)->sector != pte_network_actor(net, i)->sector)
            hole.effective_size_cross += 1 - reached;
        circles->part[j - begin] = through * through;
        hole.constraint += through * through;
    }
    hole.effective_size = (double)hole.contacts - redundant;
    hole.hierarchy = hierarchy(circles->part, hole.contacts, hole.constraint);
    for (size_t j = begin; j < end; j++)
        circles->held[links->to[j]] = 0;
    return hole;
}

static double constraint_of(const struct hole *hole)
{
    return hole->constraint;
}

static double effective_size_of(const struct hole *hole)
{
    return hole->effective_size;
}

static double efficiency_of(const struct hole *hole)
{
    return hole->effective_size / (double)hole->contacts;
}

static double hierarchy_of(const struct hole *hole)
{
    return hole->hierarchy;
}

static double effective_size_cross_of(const struct hole *hole)
{
    return hole->effective_size_cross;
}

static bool compute(const struct pte_network *net, enum weighing weighing,
                    double (*of)(const struct hole *hole), struct pte_scores *scores)
{
    PTE_AUTO(circles_release) struct circles circles = {0};
    struct pte_scores found = pte_scores_new(net);

    circles_build(net, weighing, &circles);
    for (size_t i = 0; i < found.n; i++) {
        const struct hole hole = look_at(net, &circles, i);

        /* Ties that are all of strength 0 are none. */
        found.value[i] = circles.sum[i] > 0 ? of(&hole) : NAN;
    }
    pte_scores_explain(&found, of == hierarchy_of ? without_two : without_contacts);
    *scores = found;
    return true;
}

#define HOLES(name, weighing, of)                                                        \
    bool pte_holes_##name(const struct pte_network *net, struct pte_scores *scores,      \
                          struct pte_error *err)                                         \
    {                                                                                    \
        (void)err;                                                                       \
        return compute(net, weighing, of, scores);                                       \
    }

HOLES(constraint, EACH_TIE, constraint_of)
HOLES(constraint_directed, EACH_ARC, constraint_of)
HOLES(constraint_weighted, BY_STRENGTH, constraint_of)
HOLES(effective_size, EACH_TIE, effective_size_of)
HOLES(effective_size_directed, EACH_ARC, effective_size_of)
HOLES(effective_size_weighted, BY_STRENGTH, effective_size_of)
HOLES(efficiency, EACH_TIE, efficiency_of)
HOLES(efficiency_directed, EACH_ARC, efficiency_of)
HOLES(efficiency_weighted, BY_STRENGTH, efficiency_of)
HOLES(hierarchy, EACH_TIE, hierarchy_of)
HOLES(hierarchy_directed, EACH_ARC, hierarchy_of)
HOLES(hierarchy_weighted, BY_STRENGTH, hierarchy_of)
HOLES(effective_size_cross, EACH_TIE, effective_size_cross_of)

/* core/measures/brokerage.c - who stands between sectors, in which role (M8). */
#include "core/measures/brokerage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/measures/links.intern.h"
#include "core/network/network.intern.h"

/* The role of v in a -> v -> c, of their sectors. */
static enum pte_role role_of(uint32_t a, uint32_t v, uint32_t c)
{
    if (a == v)
        return c == v ? PTE_COORDINATOR : PTE_REPRESENTATIVE;
    if (c == v)
        return PTE_GATEKEEPER;
    return a == c ? PTE_CONSULTANT : PTE_LIAISON;
}

static void count_roles(const struct pte_network *net, double (*count)[PTE_ROLES])
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    PTE_AUTO(pte_free)
    uint32_t *named_by = pte_alloc(net->n_actors, sizeof(*named_by));

    pte_links_build(net, PTE_OUTWARD, &links);
    memset(named_by, 0xff, net->n_actors * sizeof(*named_by)); /* PTE_NOBODY */
    for (uint32_t a = 0; a < links.n; a++) {
        named_by[a] = a; /* a itself is no c */
        for (size_t i = links.first[a]; i < links.first[a + 1]; i++)
            named_by[links.to[i]] = a;
        for (size_t i = links.first[a]; i < links.first[a + 1]; i++) {
            const uint32_t v = links.to[i];

            for (size_t j = links.first[v]; j < links.first[v + 1]; j++) {
                const uint32_t c = links.to[j];

                if (named_by[c] == a)
                    continue;
                count[v][role_of(net->actors[a].sector, net->actors[v].sector,
                                 net->actors[c].sector)]++;
                count[v][PTE_ALL_ROLES]++;
            }
        }
    }
}

/* n (n - 1) ... of r factors. */
static double draws(double n, int r)
{
    double product = 1;

    for (int i = 0; i < r; i++)
        product *= n - i;
    return product;
}

/* What a broker of one sector would meet by chance: how many pairs (a, c) there are for
 * each role, and how many pairs of such pairs depend on each other. */
struct chances {
    double pairs[PTE_ROLES];
    double dependent[PTE_ROLES];
};

static struct chances find_chances(const double *size, size_t n_sectors, size_t own,
                                   double n)
{
    const double others = n - size[own], peers = size[own] - 1;
    struct chances chances = {.pairs = {[PTE_COORDINATOR] = draws(peers, 2),
                                        [PTE_GATEKEEPER] = others * peers,
                                        [PTE_REPRESENTATIVE] = others * peers,
                                        [PTE_ALL_ROLES] = draws(n - 1, 2)},
                              .dependent = {[PTE_COORDINATOR] = 2 * draws(peers, 3),
                                            [PTE_GATEKEEPER] = peers * draws(others, 2) +
                                                               others * draws(peers, 2),
                                            [PTE_ALL_ROLES] = 2 * draws(n - 1, 3)}};

    chances.dependent[PTE_REPRESENTATIVE] = chances.dependent[PTE_GATEKEEPER];
    for (size_t j = 0; j < n_sectors; j++) {
        const double rest = others - size[j];

        if (j == own)
            continue;
        chances.pairs[PTE_CONSULTANT] += draws(size[j], 2);
        chances.dependent[PTE_CONSULTANT] += 2 * draws(size[j], 3);
        chances.pairs[PTE_LIAISON] += size[j] * rest;
        chances.dependent[PTE_LIAISON] += 2 * size[j] * draws(rest, 2);
    }
    return chances;
}

static void find_expected(const struct pte_network *net, struct pte_brokerage *brokerage)
{
    const double n = (double)net->n_actors;
    const double density = n > 1 ? (double)net->n_arcs / (n * (n - 1)) : 0;
    const double open = density * density * (1 - density);
    const double two_open = pow(density, 3) * pow(1 - density, 3);
    PTE_AUTO(pte_free) double *size = pte_alloc(net->n_sectors, sizeof(*size));

    for (size_t i = 0; i < net->n_actors; i++)
        size[net->actors[i].sector]++;
    for (size_t i = 0; i < net->n_actors; i++) {
        const struct chances chances =
            find_chances(size, net->n_sectors, net->actors[i].sector, n);

        for (int role = 0; role < PTE_ROLES; role++) {
            const double expected = open * chances.pairs[role];
            const double sd =
                sqrt(expected * (1 - open) + two_open * chances.dependent[role]);

            brokerage->expected[i][role] = expected;
            brokerage->sd[i][role] = sd;
            brokerage->z[i][role] =
                sd > 0 ? (brokerage->count[i][role] - expected) / sd : NAN;
        }
    }
}

bool pte_brokerage_compute(const struct pte_network *net, struct pte_brokerage *brokerage,
                           struct pte_error *err)
{
    const size_t n = net->n_actors;
    struct pte_brokerage found = {.n = n,
                                  .count = pte_alloc(n, sizeof(*found.count)),
                                  .expected = pte_alloc(n, sizeof(*found.expected)),
                                  .sd = pte_alloc(n, sizeof(*found.sd)),
                                  .z = pte_alloc(n, sizeof(*found.z))};

    (void)err;
    count_roles(net, found.count);
    find_expected(net, &found);
    *brokerage = found;
    return true;
}

void pte_brokerage_release(struct pte_brokerage *brokerage)
{
    free(brokerage->count);
    free(brokerage->expected);
    free(brokerage->sd);
    free(brokerage->z);
    *brokerage = (struct pte_brokerage){0};
}

const char *pte_role_key(enum pte_role role)
{
    static const char *const keys[] = {"gf_coordinator", "gf_consultant",
                                       "gf_gatekeeper",  "gf_representative",
                                       "gf_liaison",     "gf_total"};

    return keys[role];
}

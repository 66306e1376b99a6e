/* core/measures/reachability.c - how far one sector is from another. */
#include "core/measures/reachability.h"

#include <math.h>
#include <stdlib.h>

#include "core/base/memory.h"
#include "core/measures/links.intern.h"
#include "core/measures/reach.intern.h"
#include "core/network/network.h"

/* Pairs at a distance, of one cell or of several together. */
struct count {
    uint64_t pairs, reached, steps, near;
    double inverse;
};

static void add_pairs(struct count *count, uint64_t n, uint64_t distance)
{
    count->reached += n;
    count->steps += n * distance;
    count->near += distance <= 2 ? n : 0;
    count->inverse += (double)n / (double)distance;
}

static double share(double part, uint64_t whole)
{
    return whole > 0 ? part / (double)whole : NAN;
}

static struct pte_way way_of(const struct count *count)
{
    const uint64_t unreachable = count->pairs - count->reached;

    return (struct pte_way){.pairs = count->pairs,
                            .unreachable = unreachable,
                            .efficiency = share(count->inverse, count->pairs),
                            .within_two = share((double)count->near, count->pairs),
                            .unreachable_share = share((double)unreachable, count->pairs),
                            .mean_distance = share((double)count->steps, count->reached)};
}

static void fill(const struct pte_reach_table *table, const uint64_t *sizes,
                 struct pte_reachability *reachability)
{
    const size_t n = table->n_groups;
    PTE_AUTO(pte_free) struct count *counts = pte_alloc(n * n, sizeof(*counts));
    struct count across = {0};

    for (size_t k = 0; k < n; k++)
        for (size_t l = 0; l < n; l++) {
            counts[k * n + l].pairs = sizes[k] * (sizes[l] - (k == l));
            across.pairs += k != l ? counts[k * n + l].pairs : 0;
        }
    for (uint64_t d = 1; d <= table->longest; d++) {
        const uint64_t *square = table->pairs + (d - 1) * n * n;
        uint64_t different = 0;

        for (size_t i = 0; i < n * n; i++) {
            add_pairs(&counts[i], square[i], d);
            different += i / n != i % n ? square[i] : 0;
        }
        add_pairs(&across, different, d);
    }
    for (size_t i = 0; i < n * n; i++)
        reachability->way[i] = way_of(&counts[i]);
    reachability->across = way_of(&across);
}

bool pte_reachability_compute(const struct pte_network *net, bool directed,
                              struct pte_reachability *reachability,
                              struct pte_error *err)
{
    const size_t n_actors = pte_network_actors(net);
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    PTE_AUTO(pte_reach_table_release) struct pte_reach_table table = {0};
    PTE_AUTO(pte_free) uint32_t *sector = pte_alloc(n_actors, sizeof(*sector));
    PTE_AUTO(pte_free) uint64_t *sizes = NULL;
    struct pte_reachability found = {0};

    (void)err;
    pte_network_sectors(net, &found.n);
    sizes = pte_alloc(found.n, sizeof(*sizes));
    for (size_t i = 0; i < n_actors; i++) {
        sector[i] = pte_network_actor(net, i)->sector;
        sizes[sector[i]]++;
    }
    pte_links_build(net, directed ? PTE_OUTWARD : PTE_EITHER, &links);
    pte_reach_between(&links, sector, found.n, &table);
    found.way = pte_alloc(found.n * found.n, sizeof(*found.way));
    fill(&table, sizes, &found);
    *reachability = found;
    return true;
}

void pte_reachability_release(struct pte_reachability *reachability)
{
    free(reachability->way);
    *reachability = (struct pte_reachability){0};
}

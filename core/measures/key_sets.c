/* core/measures/key_sets.c - what a set of organizations is worth, as key players. */
#include "core/measures/key_sets.intern.h"

#include <math.h>
#include <stdlib.h>

#include "core/base/memory.h"
#include "core/measures/reach.intern.h"
#include "core/network/network.h"

/* Distances beyond are all taken for this one; no way is one more. */
enum { FARTHEST = UINT16_MAX - 1, NO_WAY = UINT16_MAX, USUAL_STEPS = 2 };

bool pte_key_sets_removes(const struct pte_key_sets *sets)
{
    return sets->options.goal == PTE_KEY_APART || sets->options.goal == PTE_KEY_FAR;
}

static void fill_worth(struct pte_key_sets *sets)
{
    const size_t most = sets->options.steps > 0 ? sets->options.steps : USUAL_STEPS;

    sets->worth = pte_alloc(NO_WAY + 1, sizeof(*sets->worth));
    for (size_t d = 0; d < NO_WAY; d++)
        if (sets->options.goal == PTE_KEY_NEAR)
            sets->worth[d] = d > 0 ? 1 / (double)d : 1;
        else
            sets->worth[d] = d <= most;
}

void pte_key_sets_build(const struct pte_network *net,
                        const struct pte_key_options *options, struct pte_key_sets *sets)
{
    const size_t n = pte_network_actors(net);

    *sets = (struct pte_key_sets){.options = *options, .n = n, .n_sectors = 1};
    pte_links_build(net, PTE_EITHER, &sets->links);
    sets->sector = pte_alloc(n, sizeof(*sets->sector));
    if (options->cross)
        pte_network_sectors(net, &sets->n_sectors);
    for (size_t i = 0; i < n && options->cross; i++)
        sets->sector[i] = pte_network_actor(net, i)->sector;
    sets->is_out = pte_alloc(n, sizeof(*sets->is_out));
    sets->queue = pte_alloc(n, sizeof(*sets->queue));
    sets->of_part = pte_alloc(sets->n_sectors, sizeof(*sets->of_part));
    if (pte_key_sets_removes(sets)) {
        sets->left = (struct pte_links){
            .n = n,
            .first = pte_alloc(n + 1, sizeof(*sets->left.first)),
            .to = pte_alloc(sets->links.first[n], sizeof(*sets->left.to))};
        return;
    }
    sets->steps = pte_alloc(n, sizeof(*sets->steps));
    sets->nearest = pte_alloc(n, sizeof(*sets->nearest));
    fill_worth(sets);
}

void pte_key_sets_release(struct pte_key_sets *sets)
{
    for (size_t i = 0; i < sets->n && sets->steps != NULL; i++)
        free(sets->steps[i]);
    pte_links_release(&sets->links);
    pte_links_release(&sets->left);
    free(sets->sector);
    free(sets->is_out);
    free(sets->queue);
    free(sets->steps);
    free(sets->nearest);
    free(sets->worth);
    free(sets->of_part);
    *sets = (struct pte_key_sets){0};
}

/* Ordered pairs that count, of so many organizations by sector. */
static double count_pairs(const struct pte_key_sets *sets, const size_t *sizes)
{
    double all = 0, alike = 0;

    for (size_t k = 0; k < sets->n_sectors; k++) {
        all += (double)sizes[k];
        alike += (double)sizes[k] * (double)sizes[k];
    }
    return sets->options.cross ? all * all - alike : all * (all - 1);
}

static double pairs_left(struct pte_key_sets *sets)
{
    for (size_t k = 0; k < sets->n_sectors; k++)
        sets->of_part[k] = 0;
    for (size_t i = 0; i < sets->n; i++)
        sets->of_part[sets->sector[i]] += !sets->is_out[i];
    return count_pairs(sets, sets->of_part);
}

/* Ordered pairs with a way that does not lead through the set. */
static double pairs_together(struct pte_key_sets *sets)
{
    const struct pte_links *links = &sets->links;
    PTE_AUTO(pte_free) bool *seen = pte_alloc(sets->n, sizeof(*seen));
    double pairs = 0;

    for (size_t start = 0; start < sets->n; start++) {
        size_t head = 0, tail = 0;

        if (seen[start] || sets->is_out[start])
            continue;
        for (size_t k = 0; k < sets->n_sectors; k++)
            sets->of_part[k] = 0;
        seen[start] = true;
        sets->queue[tail++] = (uint32_t)start;
        while (head < tail) {
            const uint32_t at = sets->queue[head++];

            sets->of_part[sets->sector[at]]++;
            for (size_t j = links->first[at]; j < links->first[at + 1]; j++) {
                const uint32_t to = links->to[j];

                if (seen[to] || sets->is_out[to])
                    continue;
                seen[to] = true;
                sets->queue[tail++] = to;
            }
        }
        pairs += count_pairs(sets, sets->of_part);
    }
    return pairs;
}

/* Sum of 1 / distance over the ordered pairs that are left. */
static double nearness_left(struct pte_key_sets *sets)
{
    PTE_AUTO(pte_reach_table_release) struct pte_reach_table table = {0};
    const struct pte_links *links = &sets->links;
    struct pte_links *left = &sets->left;
    size_t n = 0;
    double sum = 0;

    for (size_t i = 0; i < sets->n; i++) {
        for (size_t j = links->first[i]; j < links->first[i + 1]; j++)
            if (!sets->is_out[i] && !sets->is_out[links->to[j]])
                left->to[n++] = links->to[j];
        left->first[i + 1] = n;
    }
    pte_reach_between(left, sets->sector, sets->n_sectors, &table);
    for (uint64_t d = 1; d <= table.longest; d++) {
        uint64_t pairs = 0;

        for (size_t k = 0; k < sets->n_sectors; k++)
            for (size_t l = 0; l < sets->n_sectors; l++)
                if (!sets->options.cross || k != l)
                    pairs +=
                        table
                            .pairs[((d - 1) * sets->n_sectors + k) * sets->n_sectors + l];
        sum += (double)pairs / (double)d;
    }
    return sum;
}

static double value_without(struct pte_key_sets *sets, const uint32_t *set, size_t n)
{
    double pairs, together = 0;

    for (size_t i = 0; i < n; i++)
        sets->is_out[set[i]] = true;
    pairs = pairs_left(sets);
    if (pairs > 0)
        together = sets->options.goal == PTE_KEY_APART ? pairs_together(sets)
                                                       : nearness_left(sets);
    for (size_t i = 0; i < n; i++)
        sets->is_out[set[i]] = false;
    return pairs > 0 ? 1 - together / pairs : NAN;
}

static const uint16_t *steps_from(struct pte_key_sets *sets, uint32_t actor)
{
    const struct pte_links *links = &sets->links;
    size_t head = 0, tail = 0;
    uint16_t *steps = sets->steps[actor];

    if (steps != NULL)
        return steps;
    steps = sets->steps[actor] = pte_alloc(sets->n, sizeof(*steps));
    for (size_t i = 0; i < sets->n; i++)
        steps[i] = NO_WAY;
    steps[actor] = 0;
    sets->queue[tail++] = actor;
    while (head < tail) {
        const uint32_t at = sets->queue[head++];

        for (size_t j = links->first[at]; j < links->first[at + 1]; j++) {
            const uint32_t to = links->to[j];

            if (steps[to] != NO_WAY)
                continue;
            steps[to] = (uint16_t)(steps[at] < FARTHEST ? steps[at] + 1 : FARTHEST);
            sets->queue[tail++] = to;
        }
    }
    return steps;
}

/* The nearest of the set decides, since whoever is nearer is worth no less. */
static double value_of_reach(struct pte_key_sets *sets, const uint32_t *set, size_t n)
{
    uint16_t *nearest = sets->nearest;
    double sum = 0;

    for (size_t j = 0; j < sets->n; j++)
        nearest[j] = NO_WAY;
    for (size_t i = 0; i < n; i++) {
        const uint16_t *steps = steps_from(sets, set[i]);
        const uint32_t own = sets->sector[set[i]];

        for (size_t j = 0; j < sets->n && sets->options.cross; j++)
            if (steps[j] < nearest[j] && sets->sector[j] != own)
                nearest[j] = steps[j];
        for (size_t j = 0; j < sets->n && !sets->options.cross; j++)
            nearest[j] = steps[j] < nearest[j] ? steps[j] : nearest[j];
    }
    for (size_t j = 0; j < sets->n; j++)
        sum += sets->worth[nearest[j]];
    return sets->n > 0 ? sum / (double)sets->n : NAN;
}

double pte_key_sets_value(struct pte_key_sets *sets, const uint32_t *set, size_t n)
{
    return pte_key_sets_removes(sets) ? value_without(sets, set, n)
                                      : value_of_reach(sets, set, n);
}

double pte_key_sets_cost(const struct pte_key_sets *sets, size_t n)
{
    const double actors = (double)sets->n;
    const double ends = (double)sets->links.first[sets->n];

    switch (sets->options.goal) {
    case PTE_KEY_APART:
        return actors + ends;
    case PTE_KEY_FAR: /* 256 searches at once, some four steps deep */
        return 4 * (actors + ends) * ((double)sets->n_sectors + actors / 256);
    case PTE_KEY_NEAR:
    case PTE_KEY_REACH:
        break;
    }
    return actors * (1 + (double)n / 8);
}

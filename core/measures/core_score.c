/* core/measures/core_score.c - how near each organization is to the core. */
#include "core/measures/core_score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/measures/links.intern.h"
#include "core/measures/scores.intern.h"
#include "core/network/network.h"

enum { ROUNDS = 5000 };

static void start(const struct pte_links *links, double *score)
{
    const double ends = (double)links->first[links->n];

    for (size_t i = 0; i < links->n; i++)
        score[i] =
            ends > 0 ? (double)(links->first[i + 1] - links->first[i]) / sqrt(ends) : 0;
}

/* Sets each score to the best with all others as they are; returns the largest change, as
 * a share of the largest score. */
static double go_down(const struct pte_links *links, double most, double *score)
{
    double squares = 0, change = 0, largest = 0;

    for (size_t i = 0; i < links->n; i++)
        squares += score[i] * score[i];
    for (size_t i = 0; i < links->n; i++) {
        const double others = squares - score[i] * score[i];
        double best = 0;

        for (size_t j = links->first[i]; j < links->first[i + 1]; j++)
            best += score[links->to[j]];
        best = best > 0 && others > 0 ? fmin(best / others, most) : 0;
        change = fmax(change, fabs(best - score[i]));
        largest = fmax(largest, best);
        squares = others + best * best;
        score[i] = best;
    }
    return largest > 0 ? change / largest : 0;
}

static bool descend(const struct pte_links *links, double most, double *score)
{
    start(links, score);
    for (int round = 0; round < ROUNDS; round++)
        if (go_down(links, most, score) < 1e-14)
            return true;
    return false;
}

static bool are_three(const double *score, size_t n)
{
    size_t above = 0;

    for (size_t i = 0; i < n; i++)
        above += score[i] > 1e-6;
    return above > 2;
}

/* Sums over pairs from sums over actors. */
static void judge(const struct pte_links *links, struct pte_core_fit *fit)
{
    const double n = (double)fit->n, pairs = n * (n - 1) / 2;
    const double ties = (double)links->first[links->n] / 2;
    double one = 0, two = 0, four = 0, tied = 0, products, squares, spread;

    for (size_t i = 0; i < fit->n; i++) {
        const double square = fit->score[i] * fit->score[i];

        one += fit->score[i];
        two += square;
        four += square * square;
        for (size_t j = links->first[i]; j < links->first[i + 1]; j++)
            tied += fit->score[i] * fit->score[links->to[j]] / 2;
    }
    products = (one * one - two) / 2;
    squares = (two * two - four) / 2;
    fit->error = 2 * (ties - 2 * tied + squares);
    spread = (pairs * ties - ties * ties) * (pairs * squares - products * products);
    fit->correlation = spread > 1e-12 * pairs * pairs
                           ? (pairs * tied - ties * products) / sqrt(spread)
                           : NAN;
}

bool pte_core_fit_compute(const struct pte_network *net, struct pte_core_fit *fit,
                          struct pte_error *err)
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    struct pte_core_fit found = {.n = pte_network_actors(net)};

    (void)err;
    pte_links_build(net, PTE_EITHER, &links);
    found.score = pte_alloc(found.n, sizeof(*found.score));
    found.is_limited =
        links.first[links.n] > 0 && (!descend(&links, /* most */ INFINITY, found.score) ||
                                     !are_three(found.score, found.n));
    if (found.is_limited)
        descend(&links, /* most */ 1, found.score);
    judge(&links, &found);
    *fit = found;
    return true;
}

void pte_core_fit_release(struct pte_core_fit *fit)
{
    free(fit->score);
    *fit = (struct pte_core_fit){0};
}

bool pte_core_score(const struct pte_network *net, struct pte_scores *scores,
                    struct pte_error *err)
{
    struct pte_core_fit fit;

    if (!pte_core_fit_compute(net, &fit, err))
        return false;
    *scores = (struct pte_scores){
        .value = fit.score,
        .n = fit.n,
        .note = fit.is_limited ? "held to at most 1: the network is too sparse for more"
                               : NULL};
    return true;
}

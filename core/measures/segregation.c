/* core/measures/segregation.c - do organizations keep to their own sector? */
#include "core/measures/segregation.h"

#include <math.h>
#include <stdlib.h>

#include "core/base/memory.h"
#include "core/measures/links.intern.h"
#include "core/measures/scores.intern.h"
#include "core/network/network.intern.h"

enum { ANSWERED, SILENT, NOT_ASKED, KINDS };

/* Organizations whose labels may be shuffled among each other, by sector. */
struct strata {
    size_t n, n_sectors;
    uint32_t *of;    /* actors */
    double *size;    /* n */
    double *members; /* n times n_sectors */
};

static uint32_t kind_of(const struct pte_actor *actor)
{
    if (actor->row == PTE_NO_TIE)
        return ANSWERED;
    return actor->row == PTE_NO_ANSWER ? SILENT : NOT_ASKED;
}

static void strata_release(struct strata *strata)
{
    free(strata->of);
    free(strata->size);
    free(strata->members);
}

/* whole: everybody is in one stratum. */
static struct strata strata_of(const struct pte_network *net, bool whole)
{
    struct strata strata = {.n = whole ? 1 : net->n_countries * KINDS,
                            .n_sectors = net->n_sectors,
                            .of = pte_alloc(net->n_actors, sizeof(*strata.of))};

    strata.size = pte_alloc(strata.n, sizeof(*strata.size));
    strata.members = pte_alloc(strata.n * strata.n_sectors, sizeof(*strata.members));
    for (size_t i = 0; i < net->n_actors; i++) {
        const struct pte_actor *actor = &net->actors[i];

        strata.of[i] = whole ? 0 : actor->country * KINDS + kind_of(actor);
        strata.size[strata.of[i]]++;
        strata.members[strata.of[i] * strata.n_sectors + actor->sector]++;
    }
    return strata;
}

/* The chance that the ends of a tie between two strata get different labels. */
static double chance_external(const struct strata *strata, size_t g, size_t h)
{
    const double *one = strata->members + g * strata->n_sectors;
    const double *other = strata->members + h * strata->n_sectors;
    const double same = g == h;
    double alike = 0;

    for (size_t k = 0; k < strata->n_sectors; k++)
        alike += one[k] * (other[k] - same);
    return 1 - alike / (strata->size[g] * (strata->size[h] - same));
}

static double expect_external(const struct pte_network *net, bool whole)
{
    PTE_AUTO(strata_release) struct strata strata = strata_of(net, whole);
    PTE_AUTO(pte_free)
    double *ties = pte_alloc(strata.n * strata.n, sizeof(*ties));
    double expected = 0;

    for (igraph_integer_t i = 0; i < igraph_ecount(&net->simple); i++)
        ties[strata.of[IGRAPH_FROM(&net->simple, i)] * strata.n +
             strata.of[IGRAPH_TO(&net->simple, i)]]++;
    for (size_t g = 0; g < strata.n; g++)
        for (size_t h = 0; h < strata.n; h++)
            if (ties[g * strata.n + h] > 0)
                expected += ties[g * strata.n + h] * chance_external(&strata, g, h);
    return expected;
}

/* Chances are sums of fractions: what is left of an expected 0 is rounding. */
static double freeman(double external, double expected)
{
    return expected > 1e-9 ? fmax(0, 1 - external / expected) : NAN;
}

static void find_freeman(const struct pte_network *net,
                         struct pte_segregation *segregation)
{
    for (igraph_integer_t i = 0; i < igraph_ecount(&net->simple); i++)
        segregation->external += net->actors[IGRAPH_FROM(&net->simple, i)].sector !=
                                 net->actors[IGRAPH_TO(&net->simple, i)].sector;
    segregation->expected = expect_external(net, /* whole */ true);
    segregation->expected_strata = expect_external(net, /* whole */ false);
    segregation->freeman = freeman(segregation->external, segregation->expected);
    segregation->freeman_strata =
        freeman(segregation->external, segregation->expected_strata);
}

static void find_odds(const struct pte_network *net, struct pte_segregation *segregation)
{
    PTE_AUTO(pte_observed_release) struct pte_observed observed = {0};
    double untied[2];

    pte_network_observe(net, &observed);
    for (size_t k = 0; k < observed.n; k++)
        for (size_t l = k; l < observed.n; l++) {
            segregation->tied[k != l] += observed.tied[k * observed.n + l];
            segregation->complete[k != l] += observed.complete[k * observed.n + l];
        }
    for (int i = 0; i < 2; i++)
        untied[i] = (double)(segregation->complete[i] - segregation->tied[i]);
    segregation->odds_ratio = NAN;
    if (untied[0] > 0 && segregation->tied[1] > 0)
        segregation->odds_ratio = (double)segregation->tied[0] * untied[1] /
                                  (untied[0] * (double)segregation->tied[1]);
}

/* Of how many others one organization spoke: all, and those of its own sector. */
struct spoken {
    double all, within;
};

static bool is_answer(enum pte_mark mark)
{
    return mark == PTE_TIE || mark == PTE_NO_TIE;
}

static void set_right(const struct pte_network *net, size_t i, size_t j,
                      enum pte_mark mark, struct spoken *spoken)
{
    const double change =
        (double)is_answer(mark) - (double)is_answer(pte_network_implied(net, i, j));

    spoken->all += change;
    if (net->actors[i].sector == net->actors[j].sector)
        spoken->within += change;
}

/* sizes: countries times sectors; a country's whole stands after its sectors. */
static struct spoken spoken_by(const struct pte_network *net, const double *sizes,
                               size_t i)
{
    const struct pte_actor *actor = &net->actors[i];
    const double *mine = sizes + actor->country * (net->n_sectors + 1);
    struct spoken spoken = {0};

    if (is_answer(actor->row))
        spoken = (struct spoken){mine[net->n_sectors] - 1, mine[actor->sector] - 1};
    for (size_t j = net->first[i]; j < net->first[i + 1]; j++)
        set_right(net, i, net->arcs[j].to, PTE_TIE, &spoken);
    for (size_t j = net->first_exception[i]; j < net->first_exception[i + 1]; j++)
        set_right(net, i, net->exceptions[j].to, net->exceptions[j].mark, &spoken);
    return spoken;
}

static double coleman(const struct pte_homophily *of)
{
    const double within = (double)of->within, arcs = (double)of->arcs;

    if (of->arcs == 0 || of->expected >= arcs)
        return NAN;
    return within >= of->expected ? (within - of->expected) / (arcs - of->expected)
                                  : (within - of->expected) / of->expected;
}

static void find_homophily(const struct pte_network *net,
                           struct pte_segregation *segregation)
{
    const size_t width = net->n_sectors + 1;
    PTE_AUTO(pte_free)
    double *sizes = pte_alloc(net->n_countries * width, sizeof(*sizes));

    for (size_t i = 0; i < net->n_actors; i++) {
        sizes[net->actors[i].country * width + net->actors[i].sector]++;
        sizes[net->actors[i].country * width + net->n_sectors]++;
    }
    for (size_t i = 0; i < net->n_actors; i++) {
        struct pte_homophily *of = &segregation->of[net->actors[i].sector];
        const struct spoken spoken = spoken_by(net, sizes, i);
        const size_t arcs = net->first[i + 1] - net->first[i];

        of->organizations++;
        of->arcs += arcs;
        for (size_t j = net->first[i]; j < net->first[i + 1]; j++)
            of->within += net->actors[net->arcs[j].to].sector == net->actors[i].sector;
        if (arcs > 0)
            of->expected += (double)arcs * spoken.within / spoken.all;
    }
    for (size_t k = 0; k < segregation->n; k++)
        segregation->of[k].index = coleman(&segregation->of[k]);
}

bool pte_segregation_compute(const struct pte_network *net,
                             struct pte_segregation *segregation, struct pte_error *err)
{
    struct pte_segregation found = {.n = net->n_sectors};

    (void)err;
    found.of = pte_alloc(found.n, sizeof(*found.of));
    find_freeman(net, &found);
    find_odds(net, &found);
    find_homophily(net, &found);
    *segregation = found;
    return true;
}

void pte_segregation_release(struct pte_segregation *segregation)
{
    free(segregation->of);
    *segregation = (struct pte_segregation){0};
}

bool pte_segregation_diversity(const struct pte_network *net, struct pte_scores *scores,
                               struct pte_error *err)
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    PTE_AUTO(pte_free)
    size_t *contacts = pte_alloc(net->n_sectors, sizeof(*contacts));
    struct pte_scores found = pte_scores_new(net);

    (void)err;
    pte_links_build(net, PTE_EITHER, &links);
    for (size_t i = 0; i < found.n; i++) {
        const size_t all = links.first[i + 1] - links.first[i];
        size_t alike = 0;

        for (size_t k = 0; k < net->n_sectors; k++)
            contacts[k] = 0;
        /* Squares by adding odd numbers: 1 + 3 + ... */
        for (size_t j = links.first[i]; j < links.first[i + 1]; j++)
            alike += 2 * contacts[net->actors[links.to[j]].sector]++ + 1;
        found.value[i] =
            all > 0 ? (double)(all * all - alike) / ((double)all * (double)all) : NAN;
    }
    pte_scores_explain(&found, "not defined for an organization without ties");
    *scores = found;
    return true;
}

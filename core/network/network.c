/* core/network/network.c - a survey seen as a masked graph. */
#include "core/network/network.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/network/network.intern.h"

/* The relation asked for; PTE_NOBODY stands for any. */
static bool find_relation(const struct pte_survey *survey, const char *code,
                          uint32_t *relation, struct pte_error *err)
{
    *relation = PTE_NOBODY;
    if (code == NULL)
        return true;
    *relation = pte_survey_find_relation(survey, code);
    if (*relation != PTE_NOBODY)
        return true;
    return pte_fail(err, PTE_ENOTFOUND, "no relation '%s' in this survey", code);
}

bool pte_network_build(const struct pte_survey *survey,
                       const struct pte_selection *selection, struct pte_network **net,
                       struct pte_error *err)
{
    PTE_AUTO(pte_network_free)
    struct pte_network *made = pte_alloc(1, sizeof(*made));
    PTE_AUTO(pte_free)
    uint32_t *actor_of = pte_alloc(survey->n_organizations, sizeof(*actor_of));
    uint32_t relation;

    if (!find_relation(survey, selection->relation, &relation, err))
        return false;
    made->selection = *selection;
    made->selection.relation =
        relation == PTE_NOBODY ? NULL : survey->relations[relation];
    if (!pte_network_gather_actors(made, survey, selection, actor_of, err))
        return false;
    made->selection.countries = selection->countries == NULL ? NULL : made->countries;
    made->selection.n_countries = selection->countries == NULL ? 0 : made->n_countries;
    pte_network_gather_words(made, survey, relation, actor_of);
    if (!pte_network_make_graphs(made, err))
        return false;

    *net = made;
    made = NULL;
    return true;
}

void pte_network_free(struct pte_network **net)
{
    if (*net == NULL)
        return;
    pte_network_free_graphs(*net);
    free((*net)->actors);
    free((*net)->sectors);
    free((*net)->countries);
    free((*net)->arcs);
    free((*net)->first);
    free((*net)->exceptions);
    free((*net)->first_exception);
    pte_arena_release(&(*net)->arena);
    free(*net);
    *net = NULL;
}

const struct pte_selection *pte_network_selection(const struct pte_network *net)
{
    return &net->selection;
}

size_t pte_network_actors(const struct pte_network *net)
{
    return net->n_actors;
}

const struct pte_actor *pte_network_actor(const struct pte_network *net, size_t i)
{
    return &net->actors[i];
}

const char *const *pte_network_sectors(const struct pte_network *net, size_t *n)
{
    *n = net->n_sectors;
    return net->sectors;
}

const char *const *pte_network_countries(const struct pte_network *net, size_t *n)
{
    *n = net->n_countries;
    return net->countries;
}

const struct pte_arc *pte_network_arcs(const struct pte_network *net, size_t *n)
{
    *n = net->n_arcs;
    return net->arcs;
}

const struct pte_network_counts *pte_network_counts(const struct pte_network *net)
{
    return &net->counts;
}

const struct pte_arc *pte_network_find_arc(const struct pte_network *net, size_t i,
                                           size_t j)
{
    size_t low = net->first[i], high = net->first[i + 1];

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (net->arcs[middle].to < j)
            low = middle + 1;
        else
            high = middle;
    }
    return low < net->first[i + 1] && net->arcs[low].to == j ? &net->arcs[low] : NULL;
}

static const struct pte_exception *find_exception(const struct pte_network *net, size_t i,
                                                  size_t j)
{
    size_t low = net->first_exception[i], high = net->first_exception[i + 1];

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (net->exceptions[middle].to < j)
            low = middle + 1;
        else
            high = middle;
    }
    return low < net->first_exception[i + 1] && net->exceptions[low].to == j
               ? &net->exceptions[low]
               : NULL;
}

enum pte_mark pte_network_implied(const struct pte_network *net, size_t i, size_t j)
{
    if (i == j)
        return PTE_STRUCTURAL;
    return net->actors[i].country == net->actors[j].country ? net->actors[i].row
                                                            : PTE_NOT_ASKED;
}

enum pte_mark pte_network_mark(const struct pte_network *net, size_t i, size_t j)
{
    const struct pte_exception *exception;

    if (pte_network_find_arc(net, i, j) != NULL)
        return PTE_TIE;
    exception = find_exception(net, i, j);
    return exception != NULL ? exception->mark : pte_network_implied(net, i, j);
}

static bool is_answer(enum pte_mark mark)
{
    return mark == PTE_TIE || mark == PTE_NO_TIE;
}

/* What is left to conclude where neither a tie nor its absence is known. */
static enum pte_mark unknown_pair(enum pte_mark one, enum pte_mark other)
{
    if (one == PTE_STRUCTURAL || other == PTE_STRUCTURAL)
        return PTE_STRUCTURAL;
    if (one == PTE_NO_ANSWER || other == PTE_NO_ANSWER)
        return PTE_NO_ANSWER;
    return PTE_NOT_ASKED;
}

static enum pte_mark pair_by_union(enum pte_mark one, enum pte_mark other)
{
    enum pte_mark left;

    if (one == PTE_TIE || other == PTE_TIE)
        return PTE_TIE;
    left = unknown_pair(one, other);
    if (left == PTE_NOT_ASKED && (one == PTE_NO_TIE || other == PTE_NO_TIE))
        return PTE_NO_TIE;
    return left;
}

static enum pte_mark pair_by_confirmation(enum pte_mark one, enum pte_mark other)
{
    if (one == PTE_TIE && other == PTE_TIE)
        return PTE_TIE;
    if (one == PTE_NO_TIE || other == PTE_NO_TIE)
        return PTE_NO_TIE;
    return unknown_pair(one, other);
}

enum pte_mark pte_network_pair(const struct pte_network *net, size_t i, size_t j)
{
    const enum pte_mark one = pte_network_mark(net, i, j);

    switch (net->selection.rule) {
    case PTE_UNION:
        return pair_by_union(one, pte_network_mark(net, j, i));
    case PTE_CONFIRMED:
        return pair_by_confirmation(one, pte_network_mark(net, j, i));
    case PTE_DIRECTED:
        break;
    }
    return one;
}

/* What i says of j, where a "no" would have been seen as well. */
static enum pte_mark whole_answer(const struct pte_network *net, size_t i, size_t j)
{
    const struct pte_arc *arc = pte_network_find_arc(net, i, j);

    if (arc != NULL)
        return arc->is_partial ? PTE_NO_ANSWER : PTE_TIE;
    return pte_network_mark(net, i, j);
}

bool pte_network_both_complete(const struct pte_network *net, size_t i, size_t j)
{
    const enum pte_mark one = whole_answer(net, i, j);
    const enum pte_mark other = whole_answer(net, j, i);

    if (is_answer(one) && is_answer(other))
        return true;
    if (net->selection.rule == PTE_CONFIRMED)
        return false;
    return (is_answer(one) && other == PTE_NOT_ASKED) ||
           (one == PTE_NOT_ASKED && is_answer(other));
}

bool pte_network_complete(const struct pte_network *net, size_t i, size_t j)
{
    if (net->selection.rule == PTE_DIRECTED)
        return is_answer(whole_answer(net, i, j));
    return pte_network_both_complete(net, i, j);
}

double pte_network_strength(const struct pte_network *net, size_t i, size_t j)
{
    const struct pte_arc *one = pte_network_find_arc(net, i, j);
    const struct pte_arc *other = NULL;

    if (net->selection.rule != PTE_DIRECTED)
        other = pte_network_find_arc(net, j, i);
    if (net->selection.rule == PTE_CONFIRMED && (one == NULL || other == NULL))
        return 0;
    if (one == NULL || other == NULL)
        return one != NULL ? one->strength : other != NULL ? other->strength : 0;
    return pte_network_merge_strength(net->selection.strength, one->strength,
                                      other->strength);
}

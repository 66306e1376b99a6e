/* core/network/observed.c - how many pairs are observed between sectors.
 *
 * Rows are counted by country and sector, then the pairs of which something particular
 * is known are set right one by one: never all pairs. */
#include <stdlib.h>

#include "core/base/memory.h"
#include "core/network/network.intern.h"

/* How many actors of one country and sector say what of pairs without a report. */
struct rows {
    size_t all, answered, not_asked;
};

static bool is_answer(enum pte_mark mark)
{
    return mark == PTE_TIE || mark == PTE_NO_TIE;
}

/* Complete pairs between two different sectors of one country. */
static size_t pairs_between(const struct rows *one, const struct rows *other, bool both)
{
    const size_t answered = one->answered * other->answered;

    return both ? answered
                : answered + one->answered * other->not_asked +
                      one->not_asked * other->answered;
}

static size_t pairs_within(const struct rows *rows, bool both)
{
    const size_t answered = rows->answered * (rows->answered - (rows->answered > 0)) / 2;

    return both ? answered : answered + rows->answered * rows->not_asked;
}

/* What the rows alone imply. */
static void count_rows(const struct pte_network *net, struct pte_observed *observed)
{
    const size_t n = net->n_sectors;
    const bool both = net->selection.rule == PTE_CONFIRMED;
    PTE_AUTO(pte_free)
    struct rows *rows = pte_alloc(net->n_countries * n, sizeof(*rows));

    for (size_t i = 0; i < net->n_actors; i++) {
        struct rows *mine = &rows[net->actors[i].country * n + net->actors[i].sector];

        mine->all++;
        mine->answered += net->actors[i].row == PTE_NO_TIE;
        mine->not_asked += net->actors[i].row == PTE_NOT_ASKED;
    }
    for (size_t c = 0; c < net->n_countries; c++)
        for (size_t k = 0; k < n; k++)
            for (size_t l = 0; l < n; l++) {
                const struct rows *one = &rows[c * n + k], *other = &rows[c * n + l];

                observed->ordered[k * n + l] +=
                    one->answered * (other->all - (k == l && other->all > 0));
                observed->complete[k * n + l] +=
                    k == l ? pairs_within(one, both) : pairs_between(one, other, both);
            }
}

static bool implies_complete(const struct pte_network *net, size_t i, size_t j)
{
    const enum pte_mark one = pte_network_implied(net, i, j);
    const enum pte_mark other = pte_network_implied(net, j, i);

    if (net->selection.rule == PTE_CONFIRMED)
        return one == PTE_NO_TIE && other == PTE_NO_TIE;
    return (one == PTE_NO_TIE && other != PTE_NO_ANSWER) ||
           (one == PTE_NOT_ASKED && other == PTE_NO_TIE);
}

/* Adds to a symmetric table; the diagonal counts each pair once. */
static void add_pair(size_t *table, size_t n, size_t k, size_t l, size_t amount)
{
    table[k * n + l] += amount;
    if (k != l)
        table[l * n + k] += amount;
}

static bool is_tied(const struct pte_network *net, size_t i, size_t j)
{
    const bool one = pte_network_find_arc(net, i, j) != NULL;
    const bool other = pte_network_find_arc(net, j, i) != NULL;

    return net->selection.rule == PTE_CONFIRMED ? one && other : one || other;
}

/* Sets the counts right for what i is known to say of j in particular; answers: whether
 * a "no" would have been seen. */
static void correct(const struct pte_network *net, size_t i, size_t j, bool answers,
                    struct pte_observed *observed)
{
    const size_t n = net->n_sectors;
    const size_t k = net->actors[i].sector, l = net->actors[j].sector;
    const bool complete = pte_network_both_complete(net, i, j);

    /* Unsigned numbers wrap, so taking one away as adding (size_t)-1 comes out right. */
    observed->ordered[k * n + l] +=
        (size_t)answers - (size_t)is_answer(pte_network_implied(net, i, j));
    /* The pair was seen from j already? */
    if (j < i && pte_network_mark(net, j, i) != pte_network_implied(net, j, i))
        return;
    add_pair(observed->complete, n, k, l,
             (size_t)complete - (size_t)implies_complete(net, i, j));
    add_pair(observed->tied, n, k, l, complete && is_tied(net, i, j));
}

static void correct_arc(const struct pte_network *net, const struct pte_arc *arc,
                        struct pte_observed *observed)
{
    const size_t cell =
        net->actors[arc->from].sector * net->n_sectors + net->actors[arc->to].sector;

    observed->arcs[cell] += !arc->is_partial;
    correct(net, arc->from, arc->to, !arc->is_partial, observed);
}

void pte_network_observe(const struct pte_network *net, struct pte_observed *observed)
{
    const size_t cells = net->n_sectors * net->n_sectors;
    struct pte_observed found = {.n = net->n_sectors,
                                 .ordered = pte_alloc(cells, sizeof(*found.ordered)),
                                 .arcs = pte_alloc(cells, sizeof(*found.arcs)),
                                 .complete = pte_alloc(cells, sizeof(*found.complete)),
                                 .tied = pte_alloc(cells, sizeof(*found.tied))};

    count_rows(net, &found);
    for (size_t i = 0; i < net->n_arcs; i++)
        correct_arc(net, &net->arcs[i], &found);
    for (size_t i = 0; i < net->n_exceptions; i++)
        correct(net, net->exceptions[i].from, net->exceptions[i].to,
                is_answer(net->exceptions[i].mark), &found);
    *observed = found;
}

void pte_observed_release(struct pte_observed *observed)
{
    free(observed->ordered);
    free(observed->arcs);
    free(observed->complete);
    free(observed->tied);
    *observed = (struct pte_observed){0};
}

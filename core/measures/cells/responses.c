/* core/measures/cells/responses.c - who answered, by sector. */
#include "core/base/memory.h"
#include "core/measures/cells.h"
#include "core/network/network.intern.h"

static bool is_asked(enum pte_mark mark)
{
    return mark != PTE_NOT_ASKED && mark != PTE_STRUCTURAL;
}

static bool is_answer(enum pte_mark mark)
{
    return mark == PTE_TIE || mark == PTE_NO_TIE;
}

/* Moves one pair from what the row implies to what is known of it. */
static void set_right(const struct pte_network *net, size_t from, size_t to,
                      enum pte_mark mark, struct pte_response_rate *rates)
{
    const enum pte_mark implied = pte_network_implied(net, from, to);
    struct pte_response_rate *rate = &rates[net->actors[from].sector];

    if (net->actors[from].country != net->actors[to].country)
        return;
    /* Unsigned numbers wrap, so taking one away as adding (size_t)-1 comes out right. */
    rate->pairs_asked += (size_t)is_asked(mark) - (size_t)is_asked(implied);
    rate->pairs_answered += (size_t)is_answer(mark) - (size_t)is_answer(implied);
}

size_t pte_response_rates(const struct pte_network *net, struct pte_response_rate **rates)
{
    const size_t n = net->n_sectors;
    struct pte_response_rate *made = pte_alloc(n + 1, sizeof(*made));
    PTE_AUTO(pte_free) size_t *size = pte_alloc(net->n_countries, sizeof(*size));

    for (size_t i = 0; i < net->n_actors; i++)
        size[net->actors[i].country]++;
    for (size_t i = 0; i < net->n_actors; i++) {
        const struct pte_actor *actor = &net->actors[i];
        struct pte_response_rate *rate = &made[actor->sector];
        const size_t others = size[actor->country] - 1;

        rate->asked += is_asked(actor->row);
        rate->answered += is_answer(actor->row);
        rate->pairs_asked += is_asked(actor->row) ? others : 0;
        rate->pairs_answered += is_answer(actor->row) ? others : 0;
    }
    for (size_t i = 0; i < net->n_arcs; i++)
        set_right(net, net->arcs[i].from, net->arcs[i].to, PTE_TIE, made);
    for (size_t i = 0; i < net->n_exceptions; i++)
        set_right(net, net->exceptions[i].from, net->exceptions[i].to,
                  net->exceptions[i].mark, made);

    made[n].sector = PTE_NOBODY;
    for (uint32_t k = 0; k < n; k++) {
        made[k].sector = k;
        made[n].asked += made[k].asked;
        made[n].answered += made[k].answered;
        made[n].pairs_asked += made[k].pairs_asked;
        made[n].pairs_answered += made[k].pairs_answered;
    }
    *rates = made;
    return n + 1;
}

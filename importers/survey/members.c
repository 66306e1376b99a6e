/* importers/survey/members.c - who sits in which body, and which bodies two share. */
#include <string.h>

#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/survey/survey.intern.h"

void pte_members_add(struct pte_members *members, uint32_t organization,
                     const char *event, struct pte_place place)
{
    PTE_AUTO(pte_free) char *folded = pte_text_fold(event);
    uint32_t at, pair[2], known;

    pte_index_add(&members->events, folded, strlen(folded), (uint32_t)members->events.n,
                  &at);
    pair[0] = organization;
    pair[1] = at;
    if (!pte_index_add(&members->known, pair, sizeof(pair), 0, &known))
        return; /* two people of one organization sit there */
    pte_grow(&members->items, members->n, &members->room, sizeof(*members->items));
    members->items[members->n++] = (struct pte_member){organization, at, place};
}

void pte_members_pairs(const struct pte_members *members, size_t n_organizations,
                       pte_members_visit visit, void *context)
{
    PTE_AUTO(pte_free) double *shared = pte_alloc(n_organizations, sizeof(*shared));
    PTE_AUTO(pte_free) bool *done = pte_alloc(n_organizations, sizeof(*done));

    for (size_t i = 0; i < members->n; i++) {
        const uint32_t one = members->items[i].organization;

        if (done[one])
            continue;
        done[one] = true;
        memset(shared, 0, n_organizations * sizeof(*shared));
        for (size_t j = i; j < members->n; j++)
            for (size_t k = 0; members->items[j].organization == one && k < members->n;
                 k++)
                shared[members->items[k].organization] +=
                    members->items[k].event == members->items[j].event;
        for (uint32_t other = 0; other < n_organizations; other++)
            if (other != one && shared[other] > 0)
                visit(context, one, other, shared[other], members->items[i].place);
    }
}

void pte_members_release(struct pte_members *members)
{
    pte_free(&members->items);
    pte_index_release(&members->events);
    pte_index_release(&members->known);
    *members = (struct pte_members){0};
}

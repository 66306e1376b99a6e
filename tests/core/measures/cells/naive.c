/* tests/core/measures/cells/naive.c - cells counted pair by pair, to test against. */
#include "tests/core/measures/cells/naive.h"

#include <string.h>

#include "core/base/random.h"
#include "tests/core/network/fixture.h"

struct naive_cell naive_count(const struct pte_network *net, const uint32_t *sectors,
                              uint32_t from, uint32_t to)
{
    const bool is_ordered = pte_network_selection(net)->rule == PTE_DIRECTED;
    const size_t n = pte_network_actors(net);
    struct naive_cell cell = {0};

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            const enum pte_mark pair = pte_network_pair(net, i, j);
            const bool is_mine = (sectors[i] == from && sectors[j] == to) ||
                                 (!is_ordered && sectors[i] == to && sectors[j] == from);

            if (i == j || (!is_ordered && i > j) || !is_mine ||
                pte_network_actor(net, i)->country != pte_network_actor(net, j)->country)
                continue;
            cell.dyads += pair != PTE_STRUCTURAL;
            cell.observed += pte_network_complete(net, i, j);
            cell.ties += pte_network_complete(net, i, j) && pair == PTE_TIE;
            cell.known_ties += pair == PTE_TIE;
            cell.known_none += pair == PTE_NO_TIE;
        }
    return cell;
}

void naive_sectors(const struct pte_network *net, uint32_t *sectors)
{
    for (size_t i = 0; i < pte_network_actors(net); i++)
        sectors[i] = pte_network_actor(net, i)->sector;
}

void naive_sort(uint32_t *sectors, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && sectors[j - 1] > sectors[j]; j--) {
            const uint32_t held = sectors[j];

            sectors[j] = sectors[j - 1];
            sectors[j - 1] = held;
        }
}

bool naive_keeps_strata(const struct pte_network *net, const uint32_t *sectors)
{
    int balance[2][PTE_STRUCTURAL + 1][8] = {{{0}}};

    for (size_t i = 0; i < pte_network_actors(net); i++) {
        const struct pte_actor *actor = pte_network_actor(net, i);

        balance[actor->country][actor->row][actor->sector]++;
        balance[actor->country][actor->row][sectors[i]]--;
    }
    for (size_t i = 0; i < sizeof(balance) / sizeof(int); i++)
        if ((&balance[0][0][0])[i] != 0)
            return false;
    return true;
}

/* Knuth's algorithm L. */
bool naive_next(uint32_t *sectors, size_t n)
{
    size_t i = n - 1, j = n - 1;
    uint32_t held;

    while (i > 0 && sectors[i - 1] >= sectors[i])
        i--;
    if (i == 0)
        return false;
    while (sectors[j] <= sectors[i - 1])
        j--;
    held = sectors[i - 1];
    sectors[i - 1] = sectors[j];
    sectors[j] = held;
    naive_sort(sectors + i, n - i);
    return true;
}

struct pte_network *naive_network(struct pte_random *random, const char *sectors,
                                  enum pte_tie_rule rule, bool two)
{
    const uint32_t n = (uint32_t)strlen(sectors);
    struct pte_survey *survey = fixture_survey(n, sectors);

    for (uint32_t i = 0; i < n; i++) {
        if (two && i % 2 == 1)
            survey->organizations[i].country = "PE";
        if (pte_random_below(random, 4) == 0)
            fixture_row(survey, i, PTE_NO_ANSWER);
        else if (pte_random_below(random, 5) == 0)
            fixture_row(survey, i, PTE_NOT_ASKED);
        for (uint32_t j = 0; j < n; j++) {
            const uint32_t drawn = pte_random_below(random, 10);

            if (i == j || (survey->responses[i].answered == PTE_SILENT && drawn != 9))
                continue;
            if (drawn < 4)
                fixture_say(survey, i, j, PTE_TIE, 1);
            else if (drawn == 4)
                fixture_say(survey, i, j, PTE_NO_ANSWER, 0);
            else if (drawn == 5)
                fixture_say(survey, i, j, PTE_NOT_ASKED, 0);
            else if (drawn == 9)
                fixture_say(survey, i, j, PTE_NO_TIE, 0);
        }
    }
    survey->organizations[0].parent = survey->organizations[n - 1].id;
    return fixture_network(survey, rule);
}

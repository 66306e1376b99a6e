/* datasets/synthesize/truth.c - draws the true ties of a country, gaps planted. */
#include <string.h>

#include "core/base/memory.h"
#include "core/base/random.h"
#include "datasets/synthesize/study.h"

enum { ACTIVITY, TIES, LEVELS, WISHES, FORGETTING }; /* random streams */
enum { MOST_PAIRS = PTE_STUDY_MOST * (PTE_STUDY_MOST - 1) / 2 };
enum { SECTORS = 5, GROUPS = 2 * SECTORS }; /* a group: a sector's answering or silent */

static const char *const sector_codes[SECTORS] = {"education", "labour", "industry",
                                                  "government", "civil_society"};

/* The pairs of two groups, from which ties are drawn. */
struct pairs {
    size_t a[MOST_PAIRS], b[MOST_PAIRS];
    double weight[MOST_PAIRS];
    size_t n;
};

static size_t sector_of(const struct pte_study_organization *organization)
{
    size_t sector = 0;

    while (strcmp(organization->sector, sector_codes[sector]) != 0)
        sector++;
    return sector;
}

static size_t group_of(const struct pte_study_organization *organization)
{
    return 2 * sector_of(organization) + (organization->people == 0);
}

static bool is_family(const struct pte_study_organization *a,
                      const struct pte_study_organization *b)
{
    return strcmp(a->parent, b->id) == 0 || strcmp(b->parent, a->id) == 0;
}

static bool is_planted(const struct pte_study_plan *plan, size_t a, size_t b)
{
    return plan->gap_from != NULL && ((strcmp(plan->gap_from, sector_codes[a]) == 0 &&
                                       strcmp(plan->gap_to, sector_codes[b]) == 0) ||
                                      (strcmp(plan->gap_from, sector_codes[b]) == 0 &&
                                       strcmp(plan->gap_to, sector_codes[a]) == 0));
}

static void tie(struct pte_study_truth *truth, size_t a, size_t b)
{
    truth->tied[a][b] = truth->tied[b][a] = true;
}

/* All pairs of two groups that are not yet tied and may be: not a family, and not with
 * the pendant, which has the broker alone. */
static void list_pairs(const struct pte_study_country *country,
                       const struct pte_study_truth *truth, const double *activity,
                       size_t one, size_t other, struct pairs *pairs)
{
    const size_t pendant = pte_study_find(country, country->plan->pendant);

    pairs->n = 0;
    for (size_t i = 0; i < country->n; i++)
        for (size_t j = i + 1; j < country->n; j++) {
            const struct pte_study_organization *a = &country->organization[i];
            const struct pte_study_organization *b = &country->organization[j];
            const size_t g = group_of(a), h = group_of(b);

            if (((g == one && h == other) || (g == other && h == one)) &&
                !truth->tied[i][j] && !is_family(a, b) && i != pendant && j != pendant) {
                pairs->a[pairs->n] = i;
                pairs->b[pairs->n] = j;
                pairs->weight[pairs->n++] = activity[i] * activity[j];
            }
        }
}

/* Draws wanted of the pairs, the active first, and ties them. Only sums and products of
 * numbers: the same on every machine. */
static void draw_ties(struct pte_study_truth *truth, struct pairs *pairs, size_t wanted,
                      struct pte_random *random)
{
    for (size_t k = 0; k < wanted && pairs->n > 0; k++) {
        double sum = 0, mark;
        size_t at = 0;

        for (size_t i = 0; i < pairs->n; i++)
            sum += pairs->weight[i];
        mark = sum * pte_random_unit(random);
        while (at + 1 < pairs->n && mark >= pairs->weight[at])
            mark -= pairs->weight[at++];
        tie(truth, pairs->a[at], pairs->b[at]);
        pairs->n--;
        pairs->a[at] = pairs->a[pairs->n];
        pairs->b[at] = pairs->b[pairs->n];
        pairs->weight[at] = pairs->weight[pairs->n];
    }
}

static void tie_broker(const struct pte_study_country *country,
                       struct pte_study_truth *truth)
{
    const size_t broker = pte_study_find(country, country->plan->broker);

    for (size_t i = 0; broker < country->n && i < country->n; i++)
        if (is_planted(country->plan, sector_of(&country->organization[i]),
                       sector_of(&country->organization[broker])))
            tie(truth, i, broker);
}

/* Every cell has its number of ties to the nearest whole one, within those who answer
 * and those who do not alike: what is planted is neither thinned nor made by chance. */
static void draw_cell(const struct pte_study_country *country, const double *activity,
                      size_t a, size_t b, struct pte_study_truth *truth,
                      struct pte_random *random)
{
    const struct pte_study_plan *plan = country->plan;
    const bool planted = is_planted(plan, a, b);
    const bool brokered = planted && plan->broker != NULL;
    PTE_AUTO(pte_free) struct pairs *pairs = pte_alloc(1, sizeof(*pairs));
    double owed = 0;

    for (size_t g = 2 * a; g < 2 * a + 2; g++)
        for (size_t h = a == b ? g : 2 * b; h < 2 * b + 2; h++) {
            size_t wanted;

            list_pairs(country, truth, activity, g, h, pairs);
            owed += (planted ? plan->gap_density : plan->density) * (double)pairs->n;
            wanted = (size_t)(owed + .5);
            owed -= (double)wanted;
            if (brokered)
                wanted = g % 2 == 0 && h % 2 == 0 ? plan->beside_broker : 0;
            draw_ties(truth, pairs, wanted, random);
        }
}

static void draw_levels(const struct pte_study_country *country,
                        struct pte_study_truth *truth)
{
    static const uint8_t levels[] = {1, 2, 2, 3, 3, 3, 4, 4, 5, 5};
    static const double share[PTE_STUDY_RELATIONS] = {.85, .45, .45};
    struct pte_random random = pte_random_stream(country->plan->seed, LEVELS);

    for (size_t i = 0; i < country->n; i++)
        for (size_t j = i + 1; j < country->n; j++) {
            bool any = false;

            for (size_t r = 0; r < PTE_STUDY_RELATIONS && truth->tied[i][j]; r++) {
                const uint8_t level = levels[pte_random_below(&random, sizeof(levels))];
                const bool has = pte_random_unit(&random) < share[r];

                truth->level[r][i][j] = truth->level[r][j][i] = has ? level : 0;
                any |= has;
            }
            if (truth->tied[i][j] && !any)
                truth->level[0][i][j] = truth->level[0][j][i] = 2;
        }
}

/* Wishes: half of the ties there are should stay or grow; of the others few are wanted,
 * but many where a gap is planted. */
static void draw_wishes(const struct pte_study_country *country,
                        struct pte_study_truth *truth)
{
    struct pte_random random = pte_random_stream(country->plan->seed, WISHES);

    for (size_t w = 0; w < PTE_STUDY_WISHES; w++)
        for (size_t i = 0; i < country->n; i++)
            for (size_t j = 0; j < country->n; j++) {
                const bool planted =
                    is_planted(country->plan, sector_of(&country->organization[i]),
                               sector_of(&country->organization[j]));
                const double share = truth->tied[i][j] ? .5 : planted ? .35 : .07;

                truth->wished[w][i][j] = pte_random_unit(&random) < share && i != j;
            }
}

static bool is_forgetful(const struct pte_study_country *country, size_t from, size_t to)
{
    const struct pte_study_plan *plan = country->plan;

    return plan->forgetful != NULL &&
           strcmp(country->organization[from].sector, plan->forgetful) == 0 &&
           strcmp(country->organization[to].sector, plan->forgets) == 0;
}

/* One tie in eight is forgotten by one of its ends, seven in eight by a forgetful sector;
 * none by both. */
static void draw_forgetting(const struct pte_study_country *country,
                            struct pte_study_truth *truth)
{
    struct pte_random random = pte_random_stream(country->plan->seed, FORGETTING);

    for (size_t i = 0; i < country->n; i++)
        for (size_t j = i + 1; j < country->n; j++) {
            const uint32_t chance = pte_random_below(&random, 16);
            const bool left = is_forgetful(country, i, j);
            const bool right = is_forgetful(country, j, i);

            truth->forgotten[i][j] = left ? chance < 14 : chance == 0 && !right;
            truth->forgotten[j][i] = right ? chance < 14 : chance == 1 && !left;
        }
}

void pte_study_draw_truth(const struct pte_study_country *country,
                          struct pte_study_truth *truth)
{
    struct pte_random random = pte_random_stream(country->plan->seed, ACTIVITY);
    const size_t pendant = pte_study_find(country, country->plan->pendant);
    const size_t broker = pte_study_find(country, country->plan->broker);
    double activity[PTE_STUDY_MOST];

    *truth = (struct pte_study_truth){0};
    for (size_t i = 0; i < country->n; i++)
        activity[i] = .7 + .6 * pte_random_unit(&random);
    if (broker < country->n)
        activity[broker] = 1.6;
    random = pte_random_stream(country->plan->seed, TIES);
    tie_broker(country, truth);
    if (pendant < country->n)
        tie(truth, pendant, broker);
    for (size_t a = 0; a < SECTORS; a++)
        for (size_t b = a; b < SECTORS; b++)
            draw_cell(country, activity, a, b, truth, &random);
    draw_levels(country, truth);
    draw_wishes(country, truth);
    draw_forgetting(country, truth);
}

/* core/network/actors.c - who is in the network: the organizations of its countries. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/model/vocabulary.h"
#include "core/network/network.intern.h"

struct candidate {
    const struct pte_organization *organization;
    uint32_t index;
};

struct sector {
    const char *code;
    int rank;
};

static int by_text(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

static int by_country_and_id(const void *one, const void *other)
{
    const struct candidate *a = one, *b = other;
    const int country = strcmp(a->organization->country, b->organization->country);
    const int id =
        country != 0 ? country : strcmp(a->organization->id, b->organization->id);

    return id != 0 ? id : (a->index > b->index) - (a->index < b->index);
}

static int by_rank_and_code(const void *one, const void *other)
{
    const struct sector *a = one, *b = other;

    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return strcmp(a->code, b->code);
}

/* Sorts texts and drops repeated ones. */
static size_t sort_unique(const char **texts, size_t n)
{
    size_t kept = 0;

    qsort(texts, n, sizeof(*texts), by_text);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || strcmp(texts[kept - 1], texts[i]) != 0)
            texts[kept++] = texts[i];
    return kept;
}

static uint32_t find_text(const char *const *texts, size_t n, const char *text)
{
    const char *const *found =
        n == 0 ? NULL : bsearch(&text, texts, n, sizeof(*texts), by_text);

    return found == NULL ? PTE_NOBODY : (uint32_t)(found - texts);
}

/* The chosen countries in order, all of which must occur in the survey. */
static bool choose_countries(struct pte_network *net, const struct pte_survey *survey,
                             const struct pte_selection *selection, struct pte_error *err)
{
    PTE_AUTO(pte_free)
    const char **known = pte_alloc(survey->n_organizations, sizeof(*known));
    size_t n_known;

    for (size_t i = 0; i < survey->n_organizations; i++)
        known[i] = survey->organizations[i].country;
    n_known = sort_unique(known, survey->n_organizations);
    if (selection->countries == NULL) {
        net->countries = known;
        net->n_countries = n_known;
        known = NULL;
        return true;
    }
    net->countries = pte_alloc(selection->n_countries, sizeof(*net->countries));
    for (size_t i = 0; i < selection->n_countries; i++) {
        const uint32_t found = find_text(known, n_known, selection->countries[i]);

        if (found == PTE_NOBODY)
            return pte_fail(err, PTE_ENOTFOUND,
                            "no organization of country '%s' in this survey",
                            selection->countries[i]);
        net->countries[i] = known[found];
    }
    net->n_countries = sort_unique(net->countries, selection->n_countries);
    return true;
}

/* Education, labour, industry first, then as the study or else the shipped vocabulary
 * orders them; words that neither knows come last. */
static int rank_of_sector(const struct pte_survey *survey, const char *code)
{
    static const char *const first[] = {"education", "labour", "industry"};
    const struct pte_word *word;
    enum { FIRST = sizeof(first) / sizeof(*first) };

    for (int i = 0; i < FIRST; i++)
        if (strcmp(first[i], code) == 0)
            return INT_MIN + i;
    for (size_t i = 0; i < survey->n_terms; i++)
        if (strcmp(survey->terms[i].vocabulary, "sector") == 0 &&
            strcmp(survey->terms[i].code, code) == 0)
            return survey->terms[i].order;
    word = pte_vocabulary_find("sector", code);
    return word != NULL ? word->order : INT_MAX;
}

/* Names the sectors in their order and gives each actor the index of its own. */
static void sort_sectors(struct pte_network *net, const struct pte_survey *survey)
{
    PTE_AUTO(pte_free)
    const char **codes = pte_alloc(net->n_actors, sizeof(*codes));
    PTE_AUTO(pte_free) struct sector *sectors = NULL;
    PTE_AUTO(pte_free) uint32_t *place = NULL;

    for (size_t i = 0; i < net->n_actors; i++)
        codes[i] = net->actors[i].organization->sector;
    net->n_sectors = sort_unique(codes, net->n_actors);
    sectors = pte_alloc(net->n_sectors, sizeof(*sectors));
    place = pte_alloc(net->n_sectors, sizeof(*place));
    net->sectors = pte_alloc(net->n_sectors, sizeof(*net->sectors));
    for (size_t i = 0; i < net->n_sectors; i++)
        sectors[i] = (struct sector){codes[i], rank_of_sector(survey, codes[i])};
    qsort(sectors, net->n_sectors, sizeof(*sectors), by_rank_and_code);
    for (size_t i = 0; i < net->n_sectors; i++) {
        net->sectors[i] = sectors[i].code;
        place[find_text(codes, net->n_sectors, sectors[i].code)] = (uint32_t)i;
    }
    for (size_t i = 0; i < net->n_actors; i++) {
        const char *code = net->actors[i].organization->sector;

        net->actors[i].sector = place[find_text(codes, net->n_sectors, code)];
    }
}

bool pte_network_gather_actors(struct pte_network *net, const struct pte_survey *survey,
                               const struct pte_selection *selection, uint32_t *actor_of,
                               struct pte_error *err)
{
    PTE_AUTO(pte_free)
    struct candidate *chosen = pte_alloc(survey->n_organizations, sizeof(*chosen));
    size_t n = 0;

    if (!choose_countries(net, survey, selection, err))
        return false;
    for (size_t i = 0; i < survey->n_organizations; i++) {
        const struct pte_organization *organization = &survey->organizations[i];

        actor_of[i] = PTE_NOBODY;
        if (find_text(net->countries, net->n_countries, organization->country) !=
            PTE_NOBODY)
            chosen[n++] = (struct candidate){organization, (uint32_t)i};
    }
    qsort(chosen, n, sizeof(*chosen), by_country_and_id);
    net->actors = pte_alloc(n, sizeof(*net->actors));
    net->n_actors = n;
    for (size_t i = 0; i < n; i++) {
        const struct pte_organization *organization = chosen[i].organization;

        net->actors[i] = (struct pte_actor){
            .organization = organization,
            .index = chosen[i].index,
            .country = find_text(net->countries, net->n_countries, organization->country),
        };
        actor_of[chosen[i].index] = (uint32_t)i;
    }
    sort_sectors(net, survey);
    return true;
}

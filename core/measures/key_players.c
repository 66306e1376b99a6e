/* core/measures/key_players.c - which few organizations, taken together, matter most. */
#include "core/measures/key_players.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/progress.h"
#include "core/measures/betweenness.h"
#include "core/measures/degree.h"
#include "core/measures/key_sets.intern.h"
#include "core/measures/scores.h"
#include "core/network/network.h"

enum { MOST_EXACT = 3, FEWEST_CANDIDATES = 32 };

/* Of trying all sets; of going through the candidates once for each place. */
static const double most_steps_exact = 2e9, most_steps = 5e8;
/* Rows of distances are kept; so many numbers of them at most. */
static const double most_distances = 1e8;
/* Values nearer than this are equal but for rounding. */
static const double nearly = 1e-12;

struct search {
    struct pte_key_sets sets;
    struct pte_progress *progress;
    uint32_t *candidate; /* ascending */
    size_t n_candidates;
    uint32_t *set;
    size_t n;
    double value;
};

static void search_release(struct search *search)
{
    pte_key_sets_release(&search->sets);
    free(search->candidate);
    free(search->set);
}

static bool is_better(double value, double than)
{
    return !isnan(value) && (isnan(than) || value > than + nearly);
}

static double all_sets(double n, size_t size)
{
    double sets = 1;

    for (size_t i = 0; i < size; i++)
        sets *= (n - (double)i) / (double)(i + 1);
    return sets;
}

/* The next set in the order of actors; false after the last. */
static bool next_set(uint32_t *set, size_t size, size_t n)
{
    size_t at = size;

    /* The last place that can still go up, and those after it behind it. */
    while (at > 0 && set[at - 1] == n - size + at - 1)
        at--;
    if (at == 0)
        return false;
    set[at - 1]++;
    for (size_t i = at; i < size; i++)
        set[i] = set[i - 1] + 1;
    return true;
}

static void try_all(struct search *search, size_t size)
{
    const size_t n = search->sets.n, total = (size_t)all_sets((double)n, size);
    uint32_t set[MOST_EXACT] = {0, 1, 2};
    size_t done = 0;

    search->value = NAN;
    do {
        const double value = pte_key_sets_value(&search->sets, set, size);

        if (is_better(value, search->value)) {
            search->value = value;
            memcpy(search->set, set, size * sizeof(*set));
        }
        pte_progress_step(search->progress, ++done, total);
    } while (next_set(set, size, n));
}

static bool is_in(const struct search *search, uint32_t actor)
{
    for (size_t i = 0; i < search->n; i++)
        if (search->set[i] == actor)
            return true;
    return false;
}

/* Puts the best candidate in one place of the set; false if none is better than value. */
static bool fill_place(struct search *search, size_t place, double value)
{
    const uint32_t held = search->set[place];
    uint32_t best = held;
    bool found = false;

    for (size_t i = 0; i < search->n_candidates; i++) {
        double with;

        if (is_in(search, search->candidate[i]))
            continue;
        search->set[place] = search->candidate[i];
        with = pte_key_sets_value(&search->sets, search->set, search->n);
        search->set[place] = held;
        if (!is_better(with, value))
            continue;
        value = with;
        best = search->candidate[i];
        found = true;
    }
    search->set[place] = best;
    if (found)
        search->value = value;
    return found;
}

/* Adds the best, one after the other, even if the value falls. */
static void add_greedily(struct search *search, size_t size)
{
    search->n = 0;
    for (size_t place = 0; place < size; place++) {
        const double before = search->value;

        search->set[place] = UINT32_MAX; /* nobody yet */
        search->n = place + 1;
        if (!fill_place(search, place, NAN)) {
            search->n = place;
            search->value = before;
            return;
        }
        pte_progress_step(search->progress, place + 1, size);
    }
}

static void exchange(struct search *search)
{
    bool helped = search->n > 0;

    while (helped) {
        helped = false;
        for (size_t place = 0; place < search->n; place++) {
            helped |= fill_place(search, place, search->value);
            pte_progress_step(search->progress, place + 1, search->n);
        }
    }
}

static int by_number(const void *one, const void *other)
{
    const uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;

    return (a > b) - (a < b);
}

/* Actors by a score, highest first, then in their order. */
struct ranked {
    double score;
    uint32_t actor;
};

static int by_score(const void *one, const void *other)
{
    const struct ranked *a = one, *b = other;

    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (a->actor > b->actor) - (a->actor < b->actor);
}

static bool keep_best(const struct pte_network *net, struct search *search, size_t most,
                      struct pte_error *err)
{
    PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};
    PTE_AUTO(pte_free)
    struct ranked *ranked = pte_alloc(search->sets.n, sizeof(*ranked));

    if (pte_key_sets_removes(&search->sets) ? !pte_betweenness(net, &scores, err)
                                            : !pte_degree(net, &scores, err))
        return false;
    for (size_t i = 0; i < scores.n; i++)
        ranked[i] = (struct ranked){scores.value[i], (uint32_t)i};
    qsort(ranked, scores.n, sizeof(*ranked), by_score);
    for (size_t i = 0; i < most; i++)
        search->candidate[i] = ranked[i].actor;
    qsort(search->candidate, most, sizeof(*search->candidate), by_number);
    search->n_candidates = most;
    return true;
}

static bool choose_candidates(const struct pte_network *net, struct search *search,
                              size_t size, struct pte_error *err)
{
    const size_t n = search->sets.n;
    const double places = (double)size * pte_key_sets_cost(&search->sets, size);
    double most = places > 0 ? most_steps / places : (double)n;

    if (!pte_key_sets_removes(&search->sets) && n > 0)
        most = fmin(most, most_distances / (double)n);
    most = fmax(most, (double)(FEWEST_CANDIDATES > size ? FEWEST_CANDIDATES : size));
    search->candidate = pte_alloc(n, sizeof(*search->candidate));
    if (most < (double)n)
        return keep_best(net, search, (size_t)most, err);
    for (size_t i = 0; i < n; i++)
        search->candidate[i] = (uint32_t)i;
    search->n_candidates = n;
    return true;
}

bool pte_key_players_find(const struct pte_network *net,
                          const struct pte_key_options *options,
                          struct pte_progress *progress, struct pte_key_players *players,
                          struct pte_error *err)
{
    const size_t n = pte_network_actors(net);
    const size_t size = options->size < n ? options->size : n;
    PTE_AUTO(search_release) struct search search = {.progress = progress};
    struct pte_key_players found = {0};

    if (options->size == 0)
        return pte_fail(err, PTE_EUSAGE, "a set of 0 organizations");
    pte_key_sets_build(net, options, &search.sets);
    search.set = pte_alloc(size, sizeof(*search.set));
    search.value = found.before = pte_key_sets_value(&search.sets, NULL, 0);
    if (!choose_candidates(net, &search, size, err))
        return false;
    add_greedily(&search, size);
    found.greedy = search.value;
    found.is_exact = search.n == size && size <= MOST_EXACT &&
                     all_sets((double)n, size) * pte_key_sets_cost(&search.sets, size) <=
                         most_steps_exact;
    if (found.is_exact && size > 0)
        try_all(&search, size);
    else
        exchange(&search);
    qsort(search.set, search.n, sizeof(*search.set), by_number);
    found.n = search.n;
    found.value = search.value;
    found.actor = search.set;
    search.set = NULL;
    *players = found;
    return true;
}

void pte_key_players_release(struct pte_key_players *players)
{
    free(players->actor);
    *players = (struct pte_key_players){0};
}

double pte_key_players_value(const struct pte_network *net,
                             const struct pte_key_options *options,
                             const uint32_t *actors, size_t n)
{
    PTE_AUTO(pte_key_sets_release) struct pte_key_sets sets = {0};

    pte_key_sets_build(net, options, &sets);
    return pte_key_sets_value(&sets, actors, n);
}

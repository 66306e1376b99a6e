/* core/measures/core_periphery.c - is there a core that everything hangs together by? */
#include "core/measures/core_periphery.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/measures/links.intern.h"
#include "core/network/network.intern.h"

enum { EXACT = 24, MOST_EXACT = 30, MOST_EXCHANGES = 1000, MANY = 300 };

/* Values nearer than this are equal but for rounding. */
static const double nearly = 1e-12;

/* All that a core is judged by. */
struct tally {
    double core;            /* organizations */
    double inside, outside; /* ties within the core, within the periphery */
};

struct search {
    struct pte_links links;
    size_t n;
    double ties;
    enum pte_core_image image;
    bool *is_core, *is_contact; /* by actor */
    double *to_core;            /* by actor: ties with the core */
    uint32_t *by_degree;        /* actors, most ties first */
    double *of_size;            /* n + 1: values of the first of them */
    struct tally tally;
    double value; /* of the core; -INFINITY where it has none */
};

static double choose_two(double n)
{
    return n * (n - 1) / 2;
}

static double degree(const struct search *search, size_t i)
{
    return (double)(search->links.first[i + 1] - search->links.first[i]);
}

/* Correlation of ties with an image over so many pairs, from their sums. */
static double correlate(double pairs, double ties, double image, double squares,
                        double both)
{
    const double product =
        (pairs * ties - ties * ties) * (pairs * squares - image * image);

    return product > 0 ? (pairs * both - ties * image) / sqrt(product) : -INFINITY;
}

static double correlation(const struct search *search, enum pte_core_image image,
                          const struct tally *tally)
{
    const double n = (double)search->n, inside = choose_two(tally->core);
    const double outside = choose_two(n - tally->core);
    const double pairs = choose_two(n), between = pairs - inside - outside;
    const double ties_between = search->ties - tally->inside - tally->outside;

    switch (image) {
    case PTE_CORE_EITHER:
        return correlate(pairs, search->ties, inside + between, inside + between,
                         tally->inside + ties_between);
    case PTE_CORE_HALF:
        return correlate(pairs, search->ties, inside + between / 2, inside + between / 4,
                         tally->inside + ties_between / 2);
    case PTE_CORE_WITHIN:
    case PTE_CORE_COUNT:
        break;
    }
    return correlate(inside + outside, tally->inside + tally->outside, inside, inside,
                     tally->inside);
}

static double mismatches(const struct tally *tally)
{
    return choose_two(tally->core) - tally->inside + tally->outside;
}

static double value_of(const struct search *search, const struct tally *tally)
{
    return search->image == PTE_CORE_COUNT ? -mismatches(tally)
                                           : correlation(search, search->image, tally);
}

/* What the tally would be if the actor changed sides; contacts: of it in the core. */
static struct tally moved(const struct search *search, struct tally tally, size_t i,
                          double contacts)
{
    const double others = degree(search, i) - contacts;

    if (search->is_core[i])
        return (struct tally){tally.core - 1, tally.inside - contacts,
                              tally.outside + others};
    return (struct tally){tally.core + 1, tally.inside + contacts,
                          tally.outside - others};
}

static void move(struct search *search, size_t i)
{
    const double change = search->is_core[i] ? -1 : 1;

    search->tally = moved(search, search->tally, i, search->to_core[i]);
    search->value = value_of(search, &search->tally);
    search->is_core[i] = !search->is_core[i];
    for (size_t j = search->links.first[i]; j < search->links.first[i + 1]; j++)
        search->to_core[search->links.to[j]] += change;
}

static void clear(struct search *search)
{
    memset(search->is_core, 0, search->n * sizeof(*search->is_core));
    memset(search->to_core, 0, search->n * sizeof(*search->to_core));
    search->tally = (struct tally){.outside = search->ties};
    search->value = value_of(search, &search->tally);
}

static void sort_by_degree(struct search *search)
{
    PTE_AUTO(pte_free) size_t *at = pte_alloc(search->n + 2, sizeof(*at));

    for (size_t i = 0; i < search->n; i++)
        at[search->n - (size_t)degree(search, i) + 1]++;
    for (size_t i = 0; i <= search->n; i++)
        at[i + 1] += at[i];
    for (size_t i = 0; i < search->n; i++)
        search->by_degree[at[search->n - (size_t)degree(search, i)]++] = (uint32_t)i;
}

static void take_by_degree(struct search *search, size_t k)
{
    clear(search);
    for (size_t i = 0; i < k; i++)
        move(search, search->by_degree[i]);
}

/* The best core of those with most ties; of equals the smallest. */
static void find_by_degree(struct search *search)
{
    size_t best = 0;

    clear(search);
    search->of_size[0] = search->value;
    for (size_t k = 1; k <= search->n; k++) {
        move(search, search->by_degree[k - 1]);
        search->of_size[k] = search->value;
        if (search->value > search->of_size[best] + nearly)
            best = k;
    }
    take_by_degree(search, best);
}

static void take(struct search *search, const bool *is_core)
{
    clear(search);
    for (size_t i = 0; i < search->n; i++)
        if (is_core[i])
            move(search, i);
}

/* Whether a set comes before another of the same value: smaller, then first. */
static bool is_before(uint32_t set, uint32_t other)
{
    const int size = __builtin_popcount(set), size_other = __builtin_popcount(other);
    const uint32_t different = set ^ other;

    if (size != size_other)
        return size < size_other;
    return (set & different & -different) != 0;
}

/* Tries all sets, each one move from the last. */
static void find_exact(struct search *search)
{
    const double known = search->value;
    double value = known;
    uint32_t best = 0, set = 0;
    PTE_AUTO(pte_free) bool *kept = pte_alloc(search->n, sizeof(*kept));

    memcpy(kept, search->is_core, search->n * sizeof(*kept));
    clear(search);
    for (uint32_t step = 1; step < UINT32_C(1) << search->n; step++) {
        const int i = __builtin_ctz(step);

        move(search, (size_t)i);
        set ^= UINT32_C(1) << i;
        if (search->value <= known + nearly || search->value < value - nearly)
            continue;
        if (search->value > value + nearly || is_before(set, best)) {
            value = fmax(value, search->value);
            best = set;
        }
    }
    for (size_t i = 0; i < search->n && best != 0; i++)
        kept[i] = best >> i & 1;
    take(search, kept);
}

/* Moves the first organization that helps; false if none does. */
static bool better_by_move(struct search *search)
{
    for (size_t i = 0; i < search->n; i++) {
        const struct tally then = moved(search, search->tally, i, search->to_core[i]);

        if (value_of(search, &then) > search->value + nearly) {
            move(search, i);
            return true;
        }
    }
    return false;
}

static bool better_by_exchange(struct search *search, size_t leaver)
{
    const struct pte_links *links = &search->links;
    const struct tally without =
        moved(search, search->tally, leaver, search->to_core[leaver]);
    size_t joiner = search->n;

    for (size_t j = links->first[leaver]; j < links->first[leaver + 1]; j++)
        search->is_contact[links->to[j]] = true;
    for (size_t i = 0; i < search->n && joiner == search->n; i++) {
        const double contacts = search->to_core[i] - search->is_contact[i];
        struct tally then;

        if (search->is_core[i])
            continue;
        then = moved(search, without, i, contacts);
        if (value_of(search, &then) > search->value + nearly)
            joiner = i;
    }
    for (size_t j = links->first[leaver]; j < links->first[leaver + 1]; j++)
        search->is_contact[links->to[j]] = false;
    if (joiner == search->n)
        return false;
    move(search, leaver);
    move(search, joiner);
    return true;
}

static void climb(struct search *search)
{
    bool helped = true;

    while (helped) {
        helped = false;
        for (size_t i = 0; i < search->n && !helped && search->n <= MOST_EXCHANGES; i++)
            helped = search->is_core[i] && better_by_exchange(search, i);
        if (!helped)
            helped = better_by_move(search);
    }
}

/* Climbs from the best cores by degree, one of each size, and keeps the highest. */
static void find_by_search(struct search *search)
{
    PTE_AUTO(pte_free) bool *best = pte_alloc(search->n, sizeof(*best));
    const size_t starts = search->n > MANY ? 8 : 64;
    double value;

    climb(search);
    value = search->value;
    memcpy(best, search->is_core, search->n * sizeof(*best));
    for (size_t i = 0; i < starts; i++) {
        size_t k = 0;

        for (size_t j = 1; j <= search->n; j++)
            if (search->of_size[j] > search->of_size[k])
                k = j;
        search->of_size[k] = -INFINITY;
        take_by_degree(search, k);
        climb(search);
        if (search->value <= value + nearly)
            continue;
        value = search->value;
        memcpy(best, search->is_core, search->n * sizeof(*best));
    }
    take(search, best);
}

static void search_release(struct search *search)
{
    pte_links_release(&search->links);
    free(search->is_core);
    free(search->to_core);
    free(search->by_degree);
    free(search->of_size);
    *search = (struct search){0};
}

static void search_build(const struct pte_network *net, enum pte_core_image image,
                         struct search *search)
{
    const size_t n = net->n_actors;

    search->n = n;
    search->image = image;
    search->ties = (double)igraph_ecount(&net->simple);
    pte_links_build(net, PTE_EITHER, &search->links);
    search->is_core = pte_alloc(2 * n, sizeof(*search->is_core));
    search->is_contact = search->is_core + n;
    search->to_core = pte_alloc(n, sizeof(*search->to_core));
    search->by_degree = pte_alloc(n, sizeof(*search->by_degree));
    search->of_size = pte_alloc(n + 1, sizeof(*search->of_size));
    sort_by_degree(search);
}

static double or_nan(double value)
{
    return isfinite(value) ? value : NAN;
}

static size_t count_observed(const struct pte_network *net)
{
    PTE_AUTO(pte_observed_release) struct pte_observed observed = {0};
    size_t complete = 0;

    pte_network_observe(net, &observed);
    for (size_t k = 0; k < observed.n; k++)
        for (size_t l = k; l < observed.n; l++)
            complete += observed.complete[k * observed.n + l];
    return complete;
}

static void describe(const struct pte_network *net, const struct search *search,
                     struct pte_core *core)
{
    const struct tally *tally = &search->tally;
    const double n = (double)search->n, pairs = choose_two(n);
    const double inside = choose_two(tally->core), outside = choose_two(n - tally->core);
    const double between = pairs - inside - outside;

    core->correlation = or_nan(correlation(search, search->image, tally));
    core->mismatches = (size_t)mismatches(tally);
    core->pairs = search->n > 0 ? (size_t)pairs : 0;
    core->ties = (size_t)search->ties;
    core->observed = count_observed(net);
    core->density[0] = inside > 0 ? tally->inside / inside : NAN;
    core->density[1] =
        between > 0 ? (search->ties - tally->inside - tally->outside) / between : NAN;
    core->density[2] = outside > 0 ? tally->outside / outside : NAN;
    core->n_sectors = net->n_sectors;
    core->of_sector = pte_alloc(net->n_sectors, sizeof(*core->of_sector));
    core->sizes = pte_alloc(net->n_sectors, sizeof(*core->sizes));
    core->actor = pte_alloc((size_t)tally->core, sizeof(*core->actor));
    for (size_t i = 0; i < search->n; i++) {
        core->sizes[net->actors[i].sector]++;
        if (!search->is_core[i])
            continue;
        core->of_sector[net->actors[i].sector]++;
        core->actor[core->n++] = (uint32_t)i;
    }
}

bool pte_core_find(const struct pte_network *net, const struct pte_core_options *options,
                   struct pte_core *core, struct pte_error *err)
{
    PTE_AUTO(search_release) struct search search = {0};
    size_t exact = options->exact_most > 0 ? options->exact_most : EXACT;
    struct pte_core found = {0};

    (void)err;
    exact = exact < MOST_EXACT ? exact : MOST_EXACT;
    search_build(net, options->image, &search);
    find_by_degree(&search);
    found.by_degree = or_nan(correlation(&search, search.image, &search.tally));
    found.is_exact = true;
    if (options->image == PTE_CORE_EITHER || options->image == PTE_CORE_WITHIN) {
        found.is_exact = search.n <= exact;
        if (found.is_exact)
            find_exact(&search);
        else
            find_by_search(&search);
    }
    describe(net, &search, &found);
    *core = found;
    return true;
}

void pte_core_release(struct pte_core *core)
{
    free(core->actor);
    free(core->of_sector);
    free(core->sizes);
    *core = (struct pte_core){0};
}

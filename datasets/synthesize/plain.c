/* datasets/synthesize/plain.c - draws an invented network and writes its tables. */
#include "datasets/synthesize/plain.h"

#include <stddef.h>
#include <stdlib.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/random.h"
#include "core/base/text.h"

enum { MOST_TIES = 5000000 };
enum { SECTORS, ACTIVITY, TIES, SILENCE, REPORTS }; /* random streams */

enum { EDUCATION = 0, INDUSTRY = 2 }; /* places in sector_codes */

static const char *const sector_codes[] = {"education", "labour", "industry",
                                           "government", "civil_society"};

struct network {
    uint32_t n;
    uint8_t *sector;
    uint8_t *silent;
    uint64_t *ties; /* smaller index in the upper half; sorted */
    size_t n_ties;
};

static void release(struct network *net)
{
    pte_free(&net->sector);
    pte_free(&net->silent);
    pte_free(&net->ties);
}

static uint8_t *shuffled_sectors(const struct pte_plain *plain, uint32_t n)
{
    struct pte_random random = pte_random_stream(plain->seed, SECTORS);
    uint8_t *sector = pte_alloc(n, 1);

    for (uint32_t i = 0; i < n; i++)
        sector[i] = (uint8_t)(i % (uint32_t)plain->sectors);
    pte_random_shuffle_bytes(&random, sector, n);
    return sector;
}

static uint8_t *drawn_silence(const struct pte_plain *plain, uint32_t n)
{
    struct pte_random random = pte_random_stream(plain->seed, SILENCE);
    const uint32_t silent = (uint32_t)(plain->silent * n + .5);
    uint8_t *is_silent = pte_alloc(n, 1);

    for (uint32_t i = 0; i < silent; i++)
        is_silent[i] = 1;
    pte_random_shuffle_bytes(&random, is_silent, n);
    return is_silent;
}

/* Cumulated activities, from 1 to 3 each: the busiest has three times the ties. */
static double *cumulated_activity(const struct pte_plain *plain, uint32_t n)
{
    struct pte_random random = pte_random_stream(plain->seed, ACTIVITY);
    double *sum = pte_alloc(n, sizeof(*sum));
    double before = 0;

    for (uint32_t i = 0; i < n; i++)
        before = sum[i] = before + 1 + 2 * pte_random_unit(&random);
    return sum;
}

static uint32_t draw(struct pte_random *random, const double *sum, uint32_t n)
{
    const double wanted = pte_random_unit(random) * sum[n - 1];
    uint32_t low = 0, high = n - 1;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (sum[middle] > wanted)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Adds key to a table of open places (0 is free); false if it was there. */
static bool remember(uint64_t *table, size_t mask, uint64_t key)
{
    size_t at = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) & mask;

    while (table[at] != 0) {
        if (table[at] == key)
            return false;
        at = (at + 1) & mask;
    }
    table[at] = key;
    return true;
}

static int by_key(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

    return (a > b) - (a < b);
}

static bool is_education_industry(const struct network *net, uint32_t a, uint32_t b)
{
    return (net->sector[a] == EDUCATION && net->sector[b] == INDUSTRY) ||
           (net->sector[a] == INDUSTRY && net->sector[b] == EDUCATION);
}

/* Draws pairs until wanted different ones are found. Where a gap is planted, a pair of
 * education and industry is kept with that probability only, and a pair once refused
 * stays refused. */
static void draw_ties(const struct pte_plain *plain, struct network *net, size_t wanted)
{
    struct pte_random random = pte_random_stream(plain->seed, TIES);
    PTE_AUTO(pte_free) double *sum = cumulated_activity(plain, net->n);
    PTE_AUTO(pte_free) uint64_t *table = NULL;
    size_t places = 16, refused = 0;

    while (places < 4 * wanted)
        places *= 2;
    table = pte_alloc(places, sizeof(*table));
    net->ties = pte_alloc(wanted, sizeof(*net->ties));
    while (net->n_ties + refused < wanted) {
        const uint32_t a = draw(&random, sum, net->n), b = draw(&random, sum, net->n);
        const uint64_t key = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;

        if (a == b || !remember(table, places - 1, key))
            continue;
        if (is_education_industry(net, a, b) && pte_random_unit(&random) >= plain->gap)
            refused++;
        else
            net->ties[net->n_ties++] = key;
    }
    qsort(net->ties, net->n_ties, sizeof(*net->ties), by_key);
}

static bool write_organizations(const struct network *net, const char *folder,
                                struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text path = {0}, text = {0};

    pte_text_addf(&path, "%s/organizations.csv", folder);
    pte_text_add(&text, "id,name,sector,country\n");
    for (uint32_t i = 0; i < net->n; i++)
        pte_text_addf(&text, "o%06u,Organización sintética %u,%s,ZZ\n", i + 1, i + 1,
                      sector_codes[net->sector[i]]);
    return pte_file_write(path.bytes, text.bytes, text.length, err);
}

static void add_report(const struct network *net, uint32_t from, uint32_t to,
                       unsigned weight, struct pte_text *text)
{
    if (!net->silent[from])
        pte_text_addf(text, "o%06u,o%06u,information,%u\n", from + 1, to + 1, weight);
}

static bool write_ties(const struct pte_plain *plain, const struct network *net,
                       const char *folder, struct pte_error *err)
{
    struct pte_random random = pte_random_stream(plain->seed, REPORTS);
    PTE_AUTO(pte_text_release) struct pte_text path = {0}, text = {0};

    pte_text_addf(&path, "%s/ties.csv", folder);
    pte_text_add(&text, "source,target,relation,weight\n");
    for (size_t i = 0; i < net->n_ties; i++) {
        const uint32_t a = (uint32_t)(net->ties[i] >> 32), b = (uint32_t)net->ties[i];
        const unsigned weight = 1 + pte_random_below(&random, 5);
        const uint32_t chance = pte_random_below(&random, 40);

        if (chance >= 3)
            add_report(net, a, b, weight, &text);
        if (chance < 3 || chance >= 6)
            add_report(net, b, a, weight, &text);
    }
    return pte_file_write(path.bytes, text.bytes, text.length, err);
}

static bool write_mask(const struct network *net, const char *folder,
                       struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text path = {0}, text = {0};

    pte_text_addf(&path, "%s/mask.csv", folder);
    pte_text_add(&text, "source,target,state\n");
    for (uint32_t i = 0; i < net->n; i++)
        if (net->silent[i])
            pte_text_addf(&text, "o%06u,,nonresponse\n", i + 1);
    return pte_file_write(path.bytes, text.bytes, text.length, err);
}

static bool is_possible(const struct pte_plain *plain, struct pte_error *err)
{
    if (plain->organizations < 10 || plain->organizations > 100000)
        return pte_fail(err, PTE_EUSAGE, "cannot invent %ld organizations",
                        plain->organizations) ||
               pte_hint(err, "ask for 10 to 100000");
    if (plain->sectors < 2 || plain->sectors > 5)
        return pte_fail(err, PTE_EUSAGE, "cannot invent %ld sectors", plain->sectors) ||
               pte_hint(err, "ask for 2 to 5");
    if (!(plain->mean_degree > 0 &&
          plain->mean_degree <= (double)plain->organizations - 1))
        return pte_fail(err, PTE_EUSAGE,
                        "a mean degree of %g is not possible among %ld organizations",
                        plain->mean_degree, plain->organizations);
    if (plain->mean_degree * (double)plain->organizations / 2 > MOST_TIES)
        return pte_fail(err, PTE_EUSAGE, "more than %d ties", MOST_TIES) ||
               pte_hint(err, "ask for fewer organizations or a smaller mean degree");
    if (!(plain->silent >= 0 && plain->silent <= .9))
        return pte_fail(err, PTE_EUSAGE, "the silent share %g is not from 0 to .9",
                        plain->silent);
    if (!(plain->gap >= 0 && plain->gap <= 1))
        return pte_fail(err, PTE_EUSAGE, "the gap ratio %g is not from 0 to 1",
                        plain->gap);
    return true;
}

bool pte_plain_write(const struct pte_plain *plain, const char *folder,
                     struct pte_error *err)
{
    PTE_AUTO(release) struct network net = {0};
    const double ties = plain->mean_degree * (double)plain->organizations / 2;

    if (!is_possible(plain, err) || !pte_file_make_folder(folder, err))
        return false;
    net.n = (uint32_t)plain->organizations;
    net.sector = shuffled_sectors(plain, net.n);
    net.silent = drawn_silence(plain, net.n);
    draw_ties(plain, &net, (size_t)(ties + .5));
    return write_organizations(&net, folder, err) &&
           write_ties(plain, &net, folder, err) &&
           (plain->silent == 0 || write_mask(&net, folder, err));
}

/* core/measures/sectors.c - how ties mix between sectors, whole network. */
#include "core/measures/sectors.h"

#include <math.h>
#include <stdlib.h>

#include "core/base/memory.h"
#include "core/measures/links.intern.h"
#include "core/measures/scores.intern.h"
#include "core/network/network.intern.h"

/* n (n - 1) ... of r factors: in how many orders r of n can be drawn. */
static double draws(double n, int r)
{
    double product = 1;

    for (int i = 0; i < r; i++)
        product *= n - i;
    return product;
}

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : NAN;
}

/* Counts arcs or, symmetric, ties between sectors. */
static void count_ties(const struct pte_network *net, struct pte_sectors *sectors)
{
    const size_t n = sectors->n;
    const igraph_integer_t n_ties = igraph_ecount(&net->simple);

    for (size_t i = 0; i < net->n_actors; i++)
        sectors->sizes[net->actors[i].sector]++;
    for (size_t i = 0; i < net->n_arcs; i++)
        sectors->ties[net->actors[net->arcs[i].from].sector * n +
                      net->actors[net->arcs[i].to].sector]++;
    for (igraph_integer_t i = 0; i < n_ties; i++) {
        const size_t k = net->actors[IGRAPH_FROM(&net->simple, i)].sector;
        const size_t l = net->actors[IGRAPH_TO(&net->simple, i)].sector;

        sectors->ties_undirected[k * n + l]++;
        if (k != l)
            sectors->ties_undirected[l * n + k]++;
    }
}

static void find_densities(const struct pte_network *net, struct pte_sectors *sectors)
{
    PTE_AUTO(pte_observed_release) struct pte_observed observed = {0};

    pte_network_observe(net, &observed);
    for (size_t i = 0; i < sectors->n * sectors->n; i++) {
        sectors->density[i] =
            share((double)observed.arcs[i], (double)observed.ordered[i]);
        sectors->density_undirected[i] =
            share((double)observed.tied[i], (double)observed.complete[i]);
    }
}

/* How the ends of all ties mix: of a table of ties between sectors, row to column. */
struct mixing {
    double all, within;
    double by_chance; /* share expected within from the rows' and columns' sums */
};

static struct mixing find_mixing(const double *table, size_t n)
{
    struct mixing mixing = {0};

    for (size_t i = 0; i < n * n; i++)
        mixing.all += table[i];
    for (size_t k = 0; k < n; k++) {
        double row = 0, column = 0;

        for (size_t l = 0; l < n; l++) {
            row += table[k * n + l];
            column += table[l * n + k];
        }
        mixing.within += table[k * n + k];
        mixing.by_chance += row * column;
    }
    mixing.by_chance = share(mixing.by_chance, mixing.all * mixing.all);
    return mixing;
}

static double ei_of(const struct mixing *mixing)
{
    return share(mixing->all - 2 * mixing->within, mixing->all);
}

static double modularity_of(const struct mixing *mixing)
{
    return share(mixing->within, mixing->all) - mixing->by_chance;
}

/* With all ties in one sector there is nothing to be sorted by. */
static double assortativity_of(const struct mixing *mixing)
{
    return mixing->by_chance < 1 ? modularity_of(mixing) / (1 - mixing->by_chance) : NAN;
}

static void find_indices(struct pte_sectors *sectors)
{
    const size_t n = sectors->n;
    PTE_AUTO(pte_free) double *table = pte_alloc(n * n, sizeof(*table));
    struct mixing directed, undirected;

    for (size_t i = 0; i < n * n; i++)
        table[i] = (double)sectors->ties[i];
    directed = find_mixing(table, n);
    /* Undirected, each tie has two ends: a tie within a sector counts twice there. */
    for (size_t k = 0; k < n; k++)
        for (size_t l = 0; l < n; l++)
            table[k * n + l] =
                (double)sectors->ties_undirected[k * n + l] * (k == l ? 2 : 1);
    undirected = find_mixing(table, n);
    sectors->ei_index = ei_of(&undirected);
    sectors->ei_index_directed = ei_of(&directed);
    sectors->assortativity = assortativity_of(&undirected);
    sectors->assortativity_directed = assortativity_of(&directed);
    sectors->modularity = modularity_of(&undirected);
    sectors->modularity_directed = modularity_of(&directed);
}

/* Chances that one tie, two that share an organization, and two that do not are all
 * within sectors when the labels are shuffled: their ends are 2, 3 or 4 draws. */
struct chances {
    double one, adjacent, disjoint;
};

static struct chances find_chances(const struct pte_network *net,
                                   const struct pte_sectors *sectors)
{
    const double n = (double)net->n_actors;
    double two = 0, three = 0, four = 0;

    for (size_t k = 0; k < sectors->n; k++) {
        const double size = (double)sectors->sizes[k];

        two += draws(size, 2);
        three += draws(size, 3);
        four += draws(size, 4) - draws(size, 2) * draws(size, 2);
    }
    four += two * two; /* also two ties within two different sectors */
    return (struct chances){n > 1 ? two / draws(n, 2) : 0,
                            n > 2 ? three / draws(n, 3) : 0,
                            n > 3 ? four / draws(n, 4) : 0};
}

/* Standard deviation of the E-I index under shuffled labels. all: how many ties there
 * are; squares: of each pair's number of ties; ends: of each organization's. */
static double ei_sd(const struct chances *chances, double all, double squares,
                    double ends)
{
    const double adjacent = ends - 2 * squares;
    const double disjoint = all * all - squares - adjacent;
    const double mean = all * chances->one;
    const double variance = squares * chances->one + adjacent * chances->adjacent +
                            disjoint * chances->disjoint - mean * mean;

    if (all < 1)
        return NAN;
    return variance > 1e-12 * all * all ? 2 * sqrt(variance) / all : 0;
}

static void find_ei_moments(const struct pte_network *net, struct pte_sectors *sectors)
{
    const struct chances chances = find_chances(net, sectors);
    const double n_ties = (double)igraph_ecount(&net->simple);
    const double n_arcs = (double)net->n_arcs;
    PTE_AUTO(pte_links_release) struct pte_links either = {0};
    PTE_AUTO(pte_links_release) struct pte_links inward = {0};
    double ends = 0, ends_directed = 0, mutual = 0;

    pte_links_build(net, PTE_EITHER, &either);
    pte_links_build(net, PTE_INWARD, &inward);
    for (size_t i = 0; i < net->n_actors; i++) {
        const double degree = (double)(either.first[i + 1] - either.first[i]);
        const double arcs = (double)(inward.first[i + 1] - inward.first[i] +
                                     net->first[i + 1] - net->first[i]);

        ends += degree * degree;
        ends_directed += arcs * arcs;
    }
    for (size_t i = 0; i < net->n_arcs; i++)
        mutual += pte_network_find_arc(net, net->arcs[i].to, net->arcs[i].from) != NULL;
    sectors->ei_expected = n_arcs > 0 ? 1 - 2 * chances.one : NAN;
    sectors->ei_sd = ei_sd(&chances, n_ties, n_ties, ends);
    /* A pair with arcs both ways has the square 4: one for each arc, and 2 more. */
    sectors->ei_sd_directed = ei_sd(&chances, n_arcs, n_arcs + mutual, ends_directed);
}

bool pte_sectors_compute(const struct pte_network *net, struct pte_sectors *sectors,
                         struct pte_error *err)
{
    const size_t n = net->n_sectors;
    struct pte_sectors found = {
        .n = n,
        .sizes = pte_alloc(n, sizeof(*found.sizes)),
        .ties = pte_alloc(n * n, sizeof(*found.ties)),
        .density = pte_alloc(n * n, sizeof(*found.density)),
        .ties_undirected = pte_alloc(n * n, sizeof(*found.ties_undirected)),
        .density_undirected = pte_alloc(n * n, sizeof(*found.density_undirected))};

    (void)err;
    count_ties(net, &found);
    find_densities(net, &found);
    find_indices(&found);
    find_ei_moments(net, &found);
    *sectors = found;
    return true;
}

void pte_sectors_release(struct pte_sectors *sectors)
{
    free(sectors->sizes);
    free(sectors->ties);
    free(sectors->density);
    free(sectors->ties_undirected);
    free(sectors->density_undirected);
    *sectors = (struct pte_sectors){0};
}

bool pte_sectors_ei(const struct pte_network *net, struct pte_scores *scores,
                    struct pte_error *err)
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    struct pte_scores found = pte_scores_new(net);

    (void)err;
    pte_links_build(net, PTE_EITHER, &links);
    for (size_t i = 0; i < found.n; i++) {
        double all = 0, within = 0;

        for (size_t j = links.first[i]; j < links.first[i + 1]; j++) {
            all++;
            within += net->actors[links.to[j]].sector == net->actors[i].sector;
        }
        found.value[i] = share(all - 2 * within, all);
    }
    pte_scores_explain(&found, "not defined for an organization without ties");
    *scores = found;
    return true;
}

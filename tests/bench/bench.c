/* tests/bench/bench.c - our own side of the benchmarks: CPU seconds, one line a figure.
 *
 * Usage: bench FOLDER ROUNDS, with organizations.csv and ties.csv in it. Prints
 * "measures SECONDS" (all measures of the catalogue once) and "blocks SECONDS" (1,000
 * label permutations of the sector cells) for each round. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/kernels/permute.h"
#include "core/measures/catalogue.h"
#include "core/network/network.h"
#include "importers/import.h"

static double cpu_seconds(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static bool all_measures(const struct pte_network *net, struct pte_error *err)
{
    size_t n;
    const struct pte_measure *measures = pte_measures(&n);

    for (size_t i = 0; i < n; i++) {
        PTE_AUTO(pte_scores_release) struct pte_scores scores = {0};

        if (!measures[i].compute(net, &scores, err))
            return false;
    }
    return true;
}

/* The undirected ties of the network as pairs, smaller end first. */
static struct pte_pair_list ties_of(const struct pte_network *net)
{
    size_t n_arcs, n = 0;
    const struct pte_arc *arcs = pte_network_arcs(net, &n_arcs);
    struct pte_pair *pairs = pte_alloc(n_arcs, sizeof(*pairs));

    for (size_t i = 0; i < n_arcs; i++) {
        const uint32_t from = arcs[i].from, to = arcs[i].to;

        if (from < to || pte_network_mark(net, to, from) != PTE_TIE)
            pairs[n++] = (struct pte_pair){from < to ? from : to, from < to ? to : from};
    }
    return (struct pte_pair_list){.pair = pairs, .n = n};
}

static void permute(const struct pte_network *net, const struct pte_pair_list *ties)
{
    const size_t n = pte_network_actors(net);
    PTE_AUTO(pte_free) uint8_t *labels = pte_alloc(n, 1);
    PTE_AUTO(pte_free) uint32_t *strata = pte_alloc(n, sizeof(*strata));
    struct pte_permute wanted = {.n = n,
                                 .labels = labels,
                                 .strata = strata,
                                 .n_strata = 1,
                                 .lists = ties,
                                 .n_lists = 1,
                                 .replicates = 1000,
                                 .seed = 1,
                                 .threads = 1};
    PTE_AUTO(pte_free) uint32_t *counts = NULL;

    pte_network_sectors(net, &wanted.n_labels);
    for (size_t i = 0; i < n; i++)
        labels[i] = (uint8_t)pte_network_actor(net, i)->sector;
    counts =
        pte_alloc(wanted.replicates * wanted.n_labels * wanted.n_labels, sizeof(*counts));
    pte_permute_cells(&wanted, NULL, counts);
}

static bool run(const char *folder, long rounds, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text organizations = {0};
    PTE_AUTO(pte_text_release) struct pte_text ties_path = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    const struct pte_import_options options = {.country = "XX", .new_terms = true};
    const struct pte_selection selection = {0};
    struct pte_pair_list ties;

    pte_text_addf(&organizations, "%s/organizations.csv", folder);
    pte_text_addf(&ties_path, "%s/ties.csv", folder);
    if (!pte_import_tables(organizations.bytes, ties_path.bytes, NULL, &options, NULL,
                           &survey, err) ||
        !pte_network_build(&survey, &selection, &net, err))
        return false;
    ties = ties_of(net);
    for (long round = 0; round < rounds; round++) {
        double before = cpu_seconds();

        if (!all_measures(net, err))
            return false;
        printf("measures %.9f\n", cpu_seconds() - before);
        before = cpu_seconds();
        permute(net, &ties);
        printf("blocks %.9f\n", cpu_seconds() - before);
    }
    free((void *)ties.pair);
    return true;
}

int main(int argc, char **argv)
{
    struct pte_error err = {0};

    if (argc != 3) {
        fprintf(stderr, "usage: bench FOLDER ROUNDS\n");
        return 64;
    }
    if (!run(argv[1], strtol(argv[2], NULL, 10), &err)) {
        fprintf(stderr, "bench: %s\n", err.message);
        return 70;
    }
    return 0;
}

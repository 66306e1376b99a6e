/* core/measures/catalogue.h - the table of measures: every one there is, a row each.
 *
 * Command line, HTTP, legend, codebook and citations are printed from these rows. */
#ifndef PTE_CORE_MEASURES_CATALOGUE_H
#define PTE_CORE_MEASURES_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/measures/scores.h"

struct pte_error;
struct pte_network;

struct pte_measure {
    const char *key;    /* "betweenness", as in JSON */
    const char *label;  /* English, to be translated: "betweenness" */
    const char *what;   /* one sentence in words a project officer knows; translated */
    const char *unit;   /* "organizations", "share", "ties", "z" */
    const char *range;  /* "0 to 1", "0 and more", "-1 to 1" */
    const char *needs;  /* "undirected", "directed", "weights", "sectors" */
    const char *source; /* author year, journal, pages, doi */
    bool (*compute)(const struct pte_network *net, struct pte_scores *scores,
                    struct pte_error *err);
};

/** All measures, in the order they are shown. */
const struct pte_measure *pte_measures(size_t *n);

/** The row of a key, or NULL. */
const struct pte_measure *pte_measure_find(const char *key);

#endif

/* tests/viz/fixture.h - invented surveys of any size, the same for the same seed. */
#ifndef PTE_TESTS_VIZ_FIXTURE_H
#define PTE_TESTS_VIZ_FIXTURE_H

#include <stddef.h>
#include <stdint.h>

#include "core/model/survey.h"
#include "core/network/network.h"
#include "viz/map.h"

struct fixture_options {
    size_t n;              /* organizations */
    const char *sectors;   /* one letter each, in turn: e l i g c, o = one of its own */
    double density;        /* of ordered pairs */
    double silent;         /* share of organizations that did not answer */
    double within;         /* how many times as many ties within a sector; 0 = 1 */
    const char *long_name; /* for the first organization; NULL = none */
    uint64_t seed;
};

/** Spanish names that no organization has. */
void fixture_survey(const struct fixture_options *options, struct pte_survey *survey);

struct pte_network *fixture_network(const struct pte_survey *survey);

/** English words for a map of it. */
struct pte_map_words fixture_words(const struct pte_network *net);

#endif

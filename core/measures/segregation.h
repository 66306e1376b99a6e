/* core/measures/segregation.h - do organizations keep to their own sector? (M6)
 *
 * Each index asks it in its own way, so that one can be held against another; Newman's r
 * and the E-I index stand in sectors.h. How far they agree, Bojanowski and Corten 2014,
 * Soc. Networks 39:14-32, compare. */
#ifndef PTE_CORE_MEASURES_SEGREGATION_H
#define PTE_CORE_MEASURES_SEGREGATION_H

#include <stdbool.h>
#include <stddef.h>

struct pte_error;
struct pte_network;
struct pte_scores;

/** One sector's words about others: arcs as reported. For undirected data each tie counts
 * from both of its ends. */
struct pte_homophily {
    size_t organizations;
    size_t arcs;     /* from organizations of the sector */
    size_t within;   /* of these, to organizations of the same sector */
    double expected; /* within, if each had chosen blindly among those it spoke about */
    double index;    /* Coleman's: 1 all within, 0 as blindly chosen, -1 none within; NaN
                        without arcs, or where no other sector was spoken about */
};

struct pte_segregation {
    double external;          /* undirected ties between different sectors */
    double expected;          /* the same under shuffled sector labels, exact (N1) */
    double freeman;           /* 0 no less than expected, 1 no tie between sectors; NaN
                                 without ties, or where no shuffle could give one */
    double expected_strata;   /* labels shuffled only among organizations of the same
                                 country and respondent status, as in cells.h */
    double freeman_strata;    /* freeman, held against expected_strata */
    size_t tied[2];           /* complete unordered pairs with a tie: of one sector, of
                                 two */
    size_t complete[2];       /* complete unordered pairs: of one sector, of two */
    double odds_ratio;        /* Moody's; NaN where untied pairs of one sector, or tied
                                 pairs of two, are none */
    size_t n;                 /* sectors, in the network's order */
    struct pte_homophily *of; /* n of them */
};

/**
 * How far ties stay within sectors.
 *
 *     freeman    = max(0, 1 - external / expected)
 *     odds ratio = (tied / untied pairs of one sector) / (tied / untied pairs of two)
 *     index      = (within - expected) / (arcs - expected)   where within >= expected
 *                  (within - expected) / expected            else
 *
 * freeman reads the simple network by the tie rule, the odds ratio its complete pairs,
 * the index what each organization says of those it was asked about and answered: the
 * silent have no part in it. Its expected is the sum over organizations of arcs times the
 * share of their own sector among those they spoke about; where everybody answered, this
 * is Coleman's arcs * (organizations - 1) / (all - 1).
 *
 * The doubt of freeman is that of the E-I index, which counts the same ties: sectors.h
 * has its standard deviation. The odds ratio and the index come without an interval.
 *
 * segregation  out: to be released. Untouched on failure
 * Cost    O(ties + (countries * sectors)^2)
 * Source  Freeman 1978, Sociol. Methods Res. 6:411-429, doi:10.1177/004912417800600401;
 *         Coleman 1958, Hum. Organ. 17:28-36; Moody 2001, Am. J. Sociol. 107:679-716,
 *         doi:10.1086/338954
 */
bool pte_segregation_compute(const struct pte_network *net,
                             struct pte_segregation *segregation, struct pte_error *err);
void pte_segregation_release(struct pte_segregation *segregation);

/**
 * Diversity of contacts: how likely two contacts, drawn with replacement, are of
 * different sectors.
 *
 *     b(v) = 1 - sum over sectors of (contacts in the sector / contacts)^2; undirected
 *
 * scores  out: n numbers from 0 (all of one sector) to below 1; NaN without contacts
 * Source  Blau 1977, Inequality and Heterogeneity, Free Press, ch. 1
 */
bool pte_segregation_diversity(const struct pte_network *net, struct pte_scores *scores,
                               struct pte_error *err);

#endif

/* core/measures/core_score.h - how near each organization is to the core (M12). */
#ifndef PTE_CORE_MEASURES_CORE_SCORE_H
#define PTE_CORE_MEASURES_CORE_SCORE_H

#include <stdbool.h>
#include <stddef.h>

struct pte_error;
struct pte_network;
struct pte_scores;

struct pte_core_fit {
    size_t n;
    double *score;      /* c of each actor, 0 and more */
    double error;       /* what is left: the sum below */
    double correlation; /* of ties with c(i) c(j); NaN where either is all alike */
    bool is_limited; /* scores are held to at most 1, since without it there are none */
};

/**
 * Core scores: high where two organizations are tied, low for one at least where not.
 *
 *     c minimizes the sum over i != j of (a(i, j) - c(i) c(j))^2, undirected, unweighted
 *
 * Found by going down from the degrees, one score after the other, until no score changes
 * in its 14th digit. In sparse networks there may be no such c: of a star, the centre's
 * grows without end while the others' shrink. Where 5,000 rounds do not end, or fewer
 * than three scores are above 0, c is held to at most 1, where a minimum exists always.
 * Sparse networks may also have several minima; this is the one below the degrees.
 * Networks in parts: the part with the strongest core has the scores.
 *
 * fit     out: to be released. Untouched on failure
 * Cost    O(rounds * ties)
 * Source  Borgatti and Everett 2000, Soc. Networks 21:375-395,
 *         doi:10.1016/S0378-8733(99)00019-2; Boyd, Fitzgerald, Mahutga and Smith 2010,
 *         Soc. Networks 32:125-137, doi:10.1016/j.socnet.2009.09.003 (minimum residuals)
 */
bool pte_core_fit_compute(const struct pte_network *net, struct pte_core_fit *fit,
                          struct pte_error *err);
void pte_core_fit_release(struct pte_core_fit *fit);

/** The scores alone. scores out: n numbers, 0 and more; a note where they are limited */
bool pte_core_score(const struct pte_network *net, struct pte_scores *scores,
                    struct pte_error *err);

#endif

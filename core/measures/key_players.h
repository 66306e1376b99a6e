/* core/measures/key_players.h - which few organizations, taken together, matter most
 * (M13).
 *
 * The best three are seldom the three best: two that reach the same others add little to
 * each other. So sets are judged as a whole. */
#ifndef PTE_CORE_MEASURES_KEY_PLAYERS_H
#define PTE_CORE_MEASURES_KEY_PLAYERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pte_error;
struct pte_network;
struct pte_progress;

/** What the set is for. All values are shares from 0 to 1; more is a better set. */
enum pte_key_goal {
    /** Without them the network falls apart (KPP-neg): of the pairs left, the share
     * without a way, F = 1 - sum over parts of s (s - 1) / (n (n - 1)). */
    PTE_KEY_APART,
    /** Without them ways are long: F_D = 1 - sum over the pairs left of 1 / distance
     * / pairs. */
    PTE_KEY_FAR,
    /** Together they are near to all (KPP-pos): D_R = sum over all organizations of
     * 1 / distance from the nearest of the set / n. One of the set itself counts 1, as
     * if at distance 1: so D_R is 1 where everybody else has a tie with one of them. */
    PTE_KEY_NEAR,
    /** Together they reach most in a number of steps: the share of all organizations at
     * that distance or nearer, the set itself included (m-reach / n). */
    PTE_KEY_REACH
};

struct pte_key_options {
    enum pte_key_goal goal;
    size_t size;  /* organizations wanted, at least 1 */
    size_t steps; /* for PTE_KEY_REACH; 0 = 2 */
    /** Only pairs of different sectors count. Of a set that is near or reaches, an
     * organization counts if one of the set of another sector than its own does so. */
    bool cross;
};

struct pte_key_players {
    size_t n;        /* as wanted; fewer if there are not so many, or no pair is left */
    uint32_t *actor; /* ascending */
    double value;    /* of the set; NaN where no pair counts at all */
    double before;   /* of the empty set: how far apart the network is already */
    double greedy; /* of the set that is found by adding the best, one after the other */
    bool is_exact; /* no set of the size is better; else the best that was found */
};

/**
 * The best set of a size, undirected and unweighted.
 *
 * n in F and F_D is what is left without the set. Sets of up to three are all tried, if
 * that takes no more than some 2,000,000,000 steps: at 600 ties, of 96 organizations for
 * all goals, of 300 for PTE_KEY_NEAR and PTE_KEY_REACH. Else the greedy set is bettered
 * by exchanging one of it until nothing helps; in networks so large that this would take
 * much longer, only those with the highest betweenness (of PTE_KEY_NEAR, PTE_KEY_REACH:
 * with most ties) are tried.
 *
 * progress  NULL allowed
 * players   out: of equals the first in the order of actors. To be released. Untouched on
 *           failure
 * Fails     PTE_EUSAGE size is 0
 * Cost      as above; one set costs O(ties), of PTE_KEY_FAR O(n * ties / 64)
 * Source    Borgatti 2006, Comput. Math. Organ. Theory 12:21-34,
 *           doi:10.1007/s10588-006-7084-x
 */
bool pte_key_players_find(const struct pte_network *net,
                          const struct pte_key_options *options,
                          struct pte_progress *progress, struct pte_key_players *players,
                          struct pte_error *err);
void pte_key_players_release(struct pte_key_players *players);

/** The value of one set. actors: n of them, each once. NaN where no pair counts. */
double pte_key_players_value(const struct pte_network *net,
                             const struct pte_key_options *options,
                             const uint32_t *actors, size_t n);

#endif

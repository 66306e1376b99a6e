/* core/measures/cells.h - the gap between two sectors, with its doubt (M2, M3, M4, M14).
 *
 * A cell is an unordered pair of sectors (ordered under PTE_DIRECTED) in one network.
 * Only complete pairs count (pte_network_complete): silence is neither a tie nor none.
 *
 * With y = 1 for a tie, o = 1 for a complete pair and d = all ties / all complete
 * pairs, the statistic of a cell is J = sum of o (y - d) over its pairs: how many ties
 * more than the sector mix predicts. Its mean under shuffled sector labels is 0 up to
 * the mask; mean and variance are exact sums over pairs of pairs (Cliff and Ord 1981,
 * join counts under non-free sampling, here with weights o (y - d) and within strata).
 * Where every pair is complete this is METHODS M3's formula.
 *
 * The work is done in core/measures/cells/. */
#ifndef PTE_CORE_MEASURES_CELLS_H
#define PTE_CORE_MEASURES_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pte_error;
struct pte_network;
struct pte_progress;

/** M4: what a density is held against. */
enum pte_reference {
    PTE_NULL_MODEL,   /* what the sector mix predicts: expected ties / pairs */
    PTE_WITHIN,       /* geometric mean of the two sectors' own densities */
    PTE_BEST_COUNTRY, /* the greatest density of the cell among the countries asked of */
    PTE_TARGET        /* a density the workshop has set */
};

enum pte_verdict {
    PTE_GAP,        /* fewer ties than the reference, and not by chance */
    PTE_SURPLUS,    /* more, and not by chance */
    PTE_NO_GAP,     /* no difference seen, by a test that could have seen one */
    PTE_CANNOT_TELL /* too few answers or organizations to say */
};

struct pte_cell {
    uint32_t from, to;     /* sectors, indices of the network */
    size_t n_from, n_to;   /* organizations */
    size_t dyads;          /* pairs there are, observed or not */
    size_t observed;       /* complete pairs */
    size_t ties;           /* among the complete pairs */
    size_t known_ties;     /* also those that only one half of a pair reports */
    double density;        /* ties / observed; NaN where none is observed */
    double expected;       /* ties predicted for the observed pairs by the sector mix */
    double ratio;          /* ties / expected; NaN where expected is 0 */
    double sd;             /* of J, exact, under labels shuffled within strata; 0 where
                              no shuffle changes it */
    double z;              /* (ties - expected - mean of J) / sd; NaN where sd is 0 */
    double p;              /* two-sided, Monte Carlo within strata; (1 + b) / (1 + B) */
    double p_exact_normal; /* two-sided, from z */
    double interval[2];    /* 95 % of the ratio, vertex bootstrap within sector; where
                              none or all are tied, which no draw changes, binomial
                              (Clopper and Pearson). NaN where nothing is observed */
    double interval_density[2];
    double reference; /* the density gap is measured from */
    double gap;       /* 1 - density / reference; below 0 = more than it */
    double bounds[2]; /* of the density: all pairs that are not known without, all with a
                         tie; what one half of a pair says is known where it decides */
    double vanish_share;   /* the cell reaches the reference only if this share of its
                              unobserved pairs or more are ties; above 1 = never;
                              NaN where nothing is unobserved or gap is not above 0 */
    double smallest_ratio; /* the smallest shortfall seen 80 times in 100: a ratio below
                              this would have been noticed; below 0 = nothing would.
                              NaN where sd is 0 */
    double breadth[2];     /* share of each sector with a tie into the other, of those
                              with a complete pair; directed: sending, receiving */
    double concentration;  /* share of the cell's ties its busiest organization carries;
                              NaN without ties */
    uint32_t busiest;      /* that organization, an actor; PTE_NOBODY without ties */
    enum pte_verdict verdict;
};

struct pte_cell_options {
    enum pte_reference reference;
    double target;       /* for PTE_TARGET, a density from 0 to 1 */
    const double *best;  /* for PTE_BEST_COUNTRY: densities in the order of the cells */
    uint32_t replicates; /* B; 0 = 9,999 */
    uint32_t bootstraps; /* 0 = 1,999 */
    uint64_t seed;       /* kept with the result */
    unsigned threads;    /* 0 = all; the result does not depend on it */
    const bool *sectors; /* which of the network's sectors to take; NULL = education,
                            labour and industry if two of them occur, else all */
};

struct pte_cells {
    struct pte_cell *cell;
    size_t n;
    size_t dyads, observed, ties; /* of the whole network: unordered pairs (ordered if
                                     directed) within countries */
    double density;
    size_t asked, answered; /* organizations */
    uint32_t replicates, bootstraps;
    uint64_t seed;
};

/**
 * All cells of a network of one country.
 *
 * Sectors are shuffled among organizations of the same country and respondent status
 * (answered, silent, not asked): else the test would find silence, not a gap. The shuffle
 * is among all sectors of the network, also those not taken as cells. Draws of the
 * bootstrap keep to the same strata. Several countries are taken together as strata.
 *
 * The verdict: PTE_CANNOT_TELL where a sector has one organization only; PTE_GAP or
 * PTE_SURPLUS where p is at most .05; else PTE_NO_GAP where at least 60 % of the pairs
 * are observed and a ratio of .5 would have been noticed (smallest_ratio >= .5; or all
 * observed pairs of the network are tied); else PTE_CANNOT_TELL. A gap that the bounds
 * allow to reverse is still said; vanish_share tells how far it is from it.
 *
 * The shuffle, and so p, speaks of PTE_NULL_MODEL. Against any other reference it is
 * PTE_GAP or PTE_SURPLUS where 95 % of the bootstrapped densities (less those of the
 * reference, for PTE_WITHIN) lie on one side of it and a binomial count says the same;
 * and not PTE_NO_GAP but PTE_CANNOT_TELL where a gap above .5 is left in doubt.
 *
 * progress  NULL allowed
 * cells   out: in the order of the sectors: from, then to; undirected: to from `from` on.
 *         A sector with itself is a cell too. Untouched on failure; to be released
 * Fails   PTE_EGRAPH the network has no organizations, or fewer than two sectors, or
 *         more than 255
 * Cost    O(replicates * (organizations + ties + exceptions))
 * Source  Cliff and Ord 1981, Spatial Processes; Phipson and Smyth 2010, Stat. Appl.
 *         Genet. Mol. Biol. 9:39, doi:10.2202/1544-6115.1585; Snijders and Borgatti 1999,
 *         Connections 22(2):61-70; Clopper and Pearson 1934, Biometrika 26:404-413;
 *         Manski 2003, Partial Identification (bounds)
 */
bool pte_cells_compute(const struct pte_network *net,
                       const struct pte_cell_options *options,
                       struct pte_progress *progress, struct pte_cells *cells,
                       struct pte_error *err);
void pte_cells_release(struct pte_cells *cells);

/** "null", "within", "best_country", "target"; "gap", "surplus", "no_gap", "cannot_tell".
 */
const char *pte_reference_code(enum pte_reference reference);
const char *pte_verdict_code(enum pte_verdict verdict);

/** Who answered, by sector: of a network's organizations. */
struct pte_response_rate {
    uint32_t sector;                    /* PTE_NOBODY = all sectors */
    size_t asked, answered;             /* the whole block: by what its row says */
    size_t pairs_asked, pairs_answered; /* ordered pairs within countries: item
                                           non-response */
};

/** rates   out: one for each sector, then the whole; to be freed with pte_free */
size_t pte_response_rates(const struct pte_network *net,
                          struct pte_response_rate **rates);

#endif

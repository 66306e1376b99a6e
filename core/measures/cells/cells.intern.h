/* core/measures/cells/cells.intern.h - the parts that cells are computed from. */
#ifndef PTE_CORE_MEASURES_CELLS_CELLS_INTERN_H
#define PTE_CORE_MEASURES_CELLS_CELLS_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/kernels/pairs.h"
#include "core/network/network.intern.h"

struct pte_cell;
struct pte_cell_options;
struct pte_progress;

/** What an organization says of pairs without a word of their own. */
enum pte_row_kind { PTE_ROW_ANSWERED, PTE_ROW_SILENT, PTE_ROW_NOT_ASKED, PTE_ROW_KINDS };

/** A pair of which something particular is known, beyond what its rows imply. */
struct pte_special {
    uint32_t from, to; /* smaller actor first where pairs are unordered */
    bool is_implied;   /* whether it would be observed by its rows alone */
    bool is_observed;
    bool is_tie; /* observed, and tied */
    enum pte_mark pair;
};

/** The lists of pairs that shuffles and draws count. */
enum pte_frame_list {
    PTE_TIES,    /* observed, and tied */
    PTE_EXTRA,   /* observed, though their rows do not imply it */
    PTE_MISSING, /* not observed, though their rows imply it */
    PTE_FRAME_LISTS
};

/** How many pairs of a cell are what. */
struct pte_cell_counts {
    size_t dyads;    /* not structural */
    size_t implied;  /* observed by their rows alone */
    size_t observed; /* complete pairs */
    size_t ties;     /* of them */
    size_t known_ties;
    size_t known_none; /* no tie, whatever the silent would say */
};

/** A network as cells need it: never all pairs, only the particular ones and sizes. */
struct pte_frame {
    const struct pte_network *net;
    size_t n, n_sectors, n_countries, n_cells;
    bool is_ordered;
    uint8_t *sector;   /* of each actor */
    uint32_t *stratum; /* of each actor: country * PTE_ROW_KINDS + kind of row */
    size_t n_strata;
    size_t *size;                /* actors by stratum and sector */
    size_t *whole;               /* actors by stratum */
    struct pte_special *special; /* sorted by from, then to */
    size_t n_special;
    struct pte_pair *pairs;
    struct pte_pair_list lists[PTE_FRAME_LISTS];
    struct pte_cell_counts *cell; /* of all n_cells, numbered by pte_pair_cell */
    struct pte_cell_counts all;
    double density; /* ties / observed; NaN where nothing is observed */
};

void pte_frame_make(const struct pte_network *net, struct pte_frame *frame);
void pte_frame_release(struct pte_frame *frame);

/** Whether two rows alone make a pair observed (from, to matter where it is ordered). */
bool pte_frame_implies(const struct pte_frame *frame, enum pte_row_kind from,
                       enum pte_row_kind to);

/** The particulars of an (ordered) pair, or NULL. O(log). */
const struct pte_special *pte_frame_find(const struct pte_frame *frame, uint32_t from,
                                         uint32_t to);

/** The cell's number; from is the smaller one where pairs are unordered. */
size_t pte_frame_cell(const struct pte_frame *frame, size_t from, size_t to);

/** Mean and standard deviation of J = sum of o (y - d) of every cell, exact, when sectors
 * are shuffled within strata; sd 0 where no shuffle changes it. */
struct pte_moments {
    double mean, sd;
};
void pte_frame_moments(const struct pte_frame *frame, struct pte_moments *moments);

/** How J of a cell stands among its shuffles. */
struct pte_chance {
    double p; /* two-sided */
    int side; /* -1 too few ties, 1 too many, 0 neither */
};
void pte_frame_chances(const struct pte_frame *frame, uint32_t replicates, uint64_t seed,
                       unsigned threads, struct pte_progress *progress,
                       struct pte_chance *chances);

/** Bootstrapped densities. */
struct pte_draws {
    double *density; /* replicates * n_cells; NaN where nothing observed was drawn */
    double *whole;   /* replicates: of all pairs */
    uint32_t replicates;
    size_t n_cells;
};
void pte_frame_draw(const struct pte_frame *frame, uint32_t replicates, uint64_t seed,
                    unsigned threads, struct pte_draws *draws);
void pte_draws_release(struct pte_draws *draws);

/** From where to where 95 % of n values lie; sorts them and leaves NaN out. NaN, NaN
 * where more than half are. */
void pte_draws_interval(double *values, size_t n, double interval[2]);

/** Fills breadth, concentration and busiest of n cells. */
void pte_frame_spread(const struct pte_frame *frame, struct pte_cell *cells, size_t n);

/** Fills reference, gap, vanish_share and verdict of n cells, whose other numbers are
 * there. */
void pte_frame_judge(const struct pte_frame *frame,
                     const struct pte_cell_options *options,
                     const struct pte_chance *chances, const struct pte_draws *draws,
                     struct pte_cell *cells, size_t n);

#endif

/* core/measures/cells/verdict.c - what a cell is held against, and what is said of it. */
#include <math.h>

#include "core/base/memory.h"
#include "core/measures/cells.h"
#include "core/measures/cells/cells.intern.h"

static const double significant = .05;
static const double enough_observed = .6; /* of a cell's pairs, to say "no gap" */
static const double worth_seeing = .5;    /* the shortfall a test must have seen, too */

static double within(double one, double other)
{
    return sqrt(one * other);
}

static double density_of(const struct pte_cell_counts *cell)
{
    return cell->observed > 0 ? (double)cell->ties / (double)cell->observed : NAN;
}

static double reference_of(const struct pte_frame *frame,
                           const struct pte_cell_options *options,
                           const struct pte_cell *cell, size_t index)
{
    switch (options->reference) {
    case PTE_NULL_MODEL:
        break;
    case PTE_WITHIN:
        return within(
            density_of(&frame->cell[pte_frame_cell(frame, cell->from, cell->from)]),
            density_of(&frame->cell[pte_frame_cell(frame, cell->to, cell->to)]));
    case PTE_BEST_COUNTRY:
        return options->best != NULL ? options->best[index] : NAN;
    case PTE_TARGET:
        return options->target;
    }
    return cell->observed > 0 ? cell->expected / (double)cell->observed : NAN;
}

/* The share x of unobserved pairs with ties + x * unobserved = reference * all pairs. */
static double vanish_share(const struct pte_cell *cell)
{
    if (cell->dyads == cell->observed || !(cell->gap > 0))
        return NAN;
    return (cell->reference * (double)cell->dyads - (double)cell->ties) /
           (double)(cell->dyads - cell->observed);
}

/* The chance of at most (side -1) or at least (side 1) that many ties, if each observed
 * pair were tied with the chance of the reference: summed from the end outward until
 * nothing more comes. */
static double binomial_tail(size_t ties, size_t pairs, double chance, int side)
{
    const double n = (double)pairs, mean = n * chance;
    double k = (double)ties, sum = 0;

    if (side < 0 ? k >= mean : k <= mean)
        return 1;
    if (chance >= 1 || chance <= 0)
        return 0;
    for (; k >= 0 && k <= n; k += side) {
        const double term = exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) +
                                k * log(chance) + (n - k) * log1p(-chance));

        sum += term;
        if (term < sum * 1e-12)
            break;
    }
    return sum;
}

/* On which side of the reference 95 % of the draws lie; 0 = on both. */
static int side_of_draws(const struct pte_frame *frame,
                         const struct pte_cell_options *options,
                         const struct pte_draws *draws, const struct pte_cell *cell)
{
    const size_t at = pte_frame_cell(frame, cell->from, cell->to);
    const size_t from = pte_frame_cell(frame, cell->from, cell->from);
    const size_t to = pte_frame_cell(frame, cell->to, cell->to);
    PTE_AUTO(pte_free) double *apart = pte_alloc(draws->replicates, sizeof(*apart));
    double interval[2];

    for (size_t r = 0; r < draws->replicates; r++) {
        const double *density = draws->density + r * draws->n_cells;

        apart[r] = density[at] - (options->reference == PTE_WITHIN
                                      ? within(density[from], density[to])
                                      : cell->reference);
    }
    pte_draws_interval(apart, draws->replicates, interval);
    return interval[1] < 0 ? -1 : interval[0] > 0 ? 1 : 0;
}

/* -1 surely below the reference, 1 surely above, 0 not sure. The shuffle tells of the
 * null model only. Of any other reference the draws tell; since they are blind where a
 * cell has no ties, a binomial count must agree. */
static int sure_side(const struct pte_frame *frame,
                     const struct pte_cell_options *options,
                     const struct pte_chance *chance, const struct pte_draws *draws,
                     const struct pte_cell *cell)
{
    int side;

    if (isnan(cell->gap))
        return 0;
    if (options->reference == PTE_NULL_MODEL)
        return cell->p <= significant ? chance->side : 0;
    side = side_of_draws(frame, options, draws, cell);
    if (side == 0 || binomial_tail(cell->ties, cell->observed, cell->reference, side) >
                         significant / 2)
        return 0;
    return side;
}

static enum pte_verdict verdict_of(const struct pte_frame *frame,
                                   const struct pte_cell_options *options,
                                   const struct pte_cell *cell, int side)
{
    const bool all_tied = frame->all.ties == frame->all.observed && cell->observed > 0;

    if (cell->n_from < 2 || cell->n_to < 2)
        return PTE_CANNOT_TELL;
    if (side != 0)
        return side < 0 ? PTE_GAP : PTE_SURPLUS;
    if ((double)cell->observed < enough_observed * (double)cell->dyads ||
        cell->observed == 0 || isnan(cell->gap))
        return PTE_CANNOT_TELL;
    if (options->reference != PTE_NULL_MODEL && cell->gap > worth_seeing)
        return PTE_CANNOT_TELL;
    return cell->smallest_ratio >= worth_seeing || all_tied ? PTE_NO_GAP
                                                            : PTE_CANNOT_TELL;
}

void pte_frame_judge(const struct pte_frame *frame,
                     const struct pte_cell_options *options,
                     const struct pte_chance *chances, const struct pte_draws *draws,
                     struct pte_cell *cells, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct pte_cell *cell = &cells[i];
        const struct pte_chance *chance =
            &chances[pte_frame_cell(frame, cell->from, cell->to)];

        cell->reference = reference_of(frame, options, cell, i);
        cell->gap = cell->reference > 0 ? 1 - cell->density / cell->reference : NAN;
        cell->vanish_share = vanish_share(cell);
        cell->verdict = verdict_of(frame, options, cell,
                                   sure_side(frame, options, chance, draws, cell));
    }
}

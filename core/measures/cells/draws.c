/* core/measures/cells/draws.c - densities of cells when organizations are drawn again. */
#include <math.h>
#include <stdlib.h>

#include "core/base/memory.h"
#include "core/kernels/bootstrap.h"
#include "core/measures/cells/cells.intern.h"

/* Pairs of one sector that are tied both ways, where pairs are ordered. */
static size_t mutual_pairs(const struct pte_frame *frame, size_t sector)
{
    size_t arcs = 0;

    for (size_t i = 0; i < frame->n_special; i++) {
        const struct pte_special *special = &frame->special[i];
        const struct pte_special *turned;

        if (!special->is_tie || frame->sector[special->from] != sector ||
            frame->sector[special->to] != sector)
            continue;
        turned = pte_frame_find(frame, special->to, special->from);
        arcs += turned != NULL && turned->is_tie;
    }
    return arcs / 2;
}

/* The chances that an observed pair of a sector with itself is tied, and tied twice. */
static struct pte_bootstrap_group fill_of(const struct pte_frame *frame, size_t sector)
{
    const struct pte_cell_counts *cell =
        &frame->cell[pte_frame_cell(frame, sector, sector)];
    struct pte_bootstrap_group group = {{0, 0}};
    double density;

    if (cell->observed == 0)
        return group;
    density = (double)cell->ties / (double)cell->observed;
    group.fill[0] = density;
    if (frame->is_ordered) {
        group.fill[1] = 2 * (double)mutual_pairs(frame, sector) / (double)cell->observed;
        group.fill[0] = 2 * density - group.fill[1];
    }
    return group;
}

/* Organizations are drawn from their sector, among those of the same country that like
 * them answered, stayed silent or were not asked: so that a draw has as many answers as
 * the survey. */
static void make_groups(const struct pte_frame *frame, uint32_t *groups,
                        struct pte_bootstrap_group *group)
{
    for (size_t sector = 0; sector < frame->n_sectors; sector++) {
        const struct pte_bootstrap_group filled = fill_of(frame, sector);

        for (size_t stratum = 0; stratum < frame->n_strata; stratum++) {
            const enum pte_row_kind kind = stratum % PTE_ROW_KINDS;

            if (pte_frame_implies(frame, kind, kind))
                group[stratum * frame->n_sectors + sector] = filled;
        }
    }
    for (size_t i = 0; i < frame->n; i++)
        groups[i] = (uint32_t)(frame->stratum[i] * frame->n_sectors + frame->sector[i]);
}

static double density_of(size_t ties, size_t observed)
{
    return observed > 0 ? (double)ties / (double)observed : NAN;
}

/* The densities of one replicate from its counts. */
static void read_replicate(const struct pte_frame *frame, const uint64_t *counts,
                           const uint32_t *filled, double *density, double *whole)
{
    const size_t cells = frame->n_cells;
    size_t all_ties = 0, all_observed = 0;

    for (size_t k = 0; k < frame->n_sectors; k++)
        for (size_t l = frame->is_ordered ? 0 : k; l < frame->n_sectors; l++) {
            const size_t cell = pte_frame_cell(frame, k, l);
            const size_t ties =
                counts[PTE_TIES * cells + cell] + (k == l ? filled[k] : 0);
            const size_t observed = frame->cell[cell].implied +
                                    counts[PTE_EXTRA * cells + cell] -
                                    counts[PTE_MISSING * cells + cell];

            density[cell] = density_of(ties, observed);
            all_ties += ties;
            all_observed += observed;
        }
    *whole = density_of(all_ties, all_observed);
}

void pte_frame_draw(const struct pte_frame *frame, uint32_t replicates, uint64_t seed,
                    unsigned threads, struct pte_draws *draws)
{
    const size_t cells = frame->n_cells, n_groups = frame->n_strata * frame->n_sectors;
    PTE_AUTO(pte_free) uint32_t *groups = pte_alloc(frame->n, sizeof(*groups));
    PTE_AUTO(pte_free)
    struct pte_bootstrap_group *group = pte_alloc(n_groups, sizeof(*group));
    PTE_AUTO(pte_free)
    uint64_t *counts =
        pte_alloc((size_t)replicates * PTE_FRAME_LISTS * cells, sizeof(*counts));
    PTE_AUTO(pte_free)
    uint32_t *filled = pte_alloc((size_t)replicates * frame->n_sectors, sizeof(*filled));
    const struct pte_bootstrap bootstrap = {
        .n = frame->n,
        .labels = frame->sector,
        .n_labels = frame->n_sectors,
        .groups = groups,
        .group = group,
        .n_groups = n_groups,
        .is_ordered = frame->is_ordered,
        .lists = frame->lists,
        .n_lists = PTE_FRAME_LISTS,
        .replicates = replicates,
        .seed = seed,
        .threads = threads,
    };
    struct pte_draws made = {
        .density = pte_alloc((size_t)replicates * cells, sizeof(*made.density)),
        .whole = pte_alloc(replicates, sizeof(*made.whole)),
        .replicates = replicates,
        .n_cells = cells,
    };

    make_groups(frame, groups, group);
    pte_bootstrap_cells(&bootstrap, counts, filled);
    for (size_t r = 0; r < replicates; r++)
        read_replicate(frame, counts + r * PTE_FRAME_LISTS * cells,
                       filled + r * frame->n_sectors, made.density + r * cells,
                       &made.whole[r]);
    *draws = made;
}

void pte_draws_release(struct pte_draws *draws)
{
    free(draws->density);
    free(draws->whole);
    *draws = (struct pte_draws){0};
}

static int by_value(const void *one, const void *other)
{
    const double a = *(const double *)one, b = *(const double *)other;

    return (a > b) - (a < b);
}

/* Between two neighbours in proportion (R's quantile type 7). */
static double quantile(const double *sorted, size_t n, double share)
{
    const double at = share * (double)(n - 1);
    const size_t below = (size_t)at;
    const size_t above = below + 1 < n ? below + 1 : below;

    return sorted[below] + (at - (double)below) * (sorted[above] - sorted[below]);
}

void pte_draws_interval(double *values, size_t n, double interval[2])
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (!isnan(values[i]))
            values[kept++] = values[i];
    interval[0] = interval[1] = NAN;
    if (kept == 0 || 2 * kept < n)
        return;
    qsort(values, kept, sizeof(*values), by_value);
    interval[0] = quantile(values, kept, .025);
    interval[1] = quantile(values, kept, .975);
}

/* core/measures/cells/cells.c - the gap between two sectors, with its doubt. */
#include "core/measures/cells.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/measures/cells/cells.intern.h"

enum { REPLICATES = 9999, BOOTSTRAPS = 1999 };

/* Draws take their chance from elsewhere than shuffles. */
static const uint64_t seed_of_draws = 0x9E3779B97F4A7C15u;

/* What a two-sided test at 5 % sees 80 times in 100: 1.96 + .84 standard deviations. */
static const double seen_at = 2.80;

static bool is_of_the_three(const char *code)
{
    return strcmp(code, "education") == 0 || strcmp(code, "labour") == 0 ||
           strcmp(code, "industry") == 0;
}

/* Which sectors make cells. */
static void choose_sectors(const struct pte_frame *frame, const bool *wanted,
                           bool *chosen)
{
    size_t of_the_three = 0;

    for (size_t i = 0; i < frame->n_sectors; i++) {
        chosen[i] = wanted != NULL ? wanted[i] : is_of_the_three(frame->net->sectors[i]);
        of_the_three += chosen[i];
    }
    if (wanted == NULL && of_the_three < 2)
        memset(chosen, true, frame->n_sectors * sizeof(*chosen));
}

static size_t size_of(const struct pte_frame *frame, size_t sector)
{
    size_t size = 0;

    for (size_t stratum = 0; stratum < frame->n_strata; stratum++)
        size += frame->size[stratum * frame->n_sectors + sector];
    return size;
}

static struct pte_cell cell_of(const struct pte_frame *frame, uint32_t from, uint32_t to)
{
    const struct pte_cell_counts *counts = &frame->cell[pte_frame_cell(frame, from, to)];
    const double ties = (double)counts->ties, dyads = (double)counts->dyads;
    struct pte_cell cell = {
        .from = from,
        .to = to,
        .n_from = size_of(frame, from),
        .n_to = size_of(frame, to),
        .dyads = counts->dyads,
        .observed = counts->observed,
        .ties = counts->ties,
        .known_ties = counts->known_ties,
        .density = NAN,
        .ratio = NAN,
        .bounds = {NAN, NAN},
    };

    if (counts->observed > 0) {
        cell.density = ties / (double)counts->observed;
        cell.expected = (double)counts->observed * frame->density;
    }
    if (cell.expected > 0)
        cell.ratio = ties / cell.expected;
    if (counts->dyads > 0) {
        cell.bounds[0] = (double)counts->known_ties / dyads;
        cell.bounds[1] = (dyads - (double)counts->known_none) / dyads;
    }
    return cell;
}

static void make_cells(const struct pte_frame *frame, const bool *chosen,
                       struct pte_cells *cells)
{
    cells->cell = pte_alloc(frame->n_cells, sizeof(*cells->cell));
    for (uint32_t from = 0; from < frame->n_sectors; from++)
        for (uint32_t to = frame->is_ordered ? 0 : from; to < frame->n_sectors; to++)
            if (chosen[from] && chosen[to])
                cells->cell[cells->n++] = cell_of(frame, from, to);
}

static void add_moments(const struct pte_frame *frame, struct pte_cells *cells)
{
    PTE_AUTO(pte_free)
    struct pte_moments *moments = pte_alloc(frame->n_cells, sizeof(*moments));

    pte_frame_moments(frame, moments);
    for (size_t i = 0; i < cells->n; i++) {
        struct pte_cell *cell = &cells->cell[i];
        const struct pte_moments found =
            moments[pte_frame_cell(frame, cell->from, cell->to)];

        cell->sd = found.sd;
        cell->z = cell->p_exact_normal = cell->smallest_ratio = NAN;
        if (!(found.sd > 0) || cell->observed == 0)
            continue;
        cell->z = ((double)cell->ties - cell->expected - found.mean) / found.sd;
        cell->p_exact_normal = erfc(fabs(cell->z) / M_SQRT2);
        cell->smallest_ratio = 1 - seen_at * found.sd / cell->expected;
    }
}

/* Where none or all of n are tied no draw differs, and a binomial interval stands in: the
 * share that would be tied by chance in 2.5 of 100 such cells. */
static void binomial_interval(const struct pte_cell *cell, double interval[2])
{
    const double edge = pow(.025, 1 / (double)cell->observed);

    interval[0] = cell->ties == 0 ? 0 : edge;
    interval[1] = cell->ties == 0 ? 1 - edge : 1;
}

static void add_intervals(const struct pte_frame *frame, const struct pte_draws *draws,
                          struct pte_cells *cells)
{
    PTE_AUTO(pte_free) double *values = pte_alloc(draws->replicates, sizeof(*values));

    for (size_t i = 0; i < cells->n; i++) {
        struct pte_cell *cell = &cells->cell[i];
        const size_t at = pte_frame_cell(frame, cell->from, cell->to);

        for (size_t r = 0; r < draws->replicates; r++)
            values[r] = draws->density[r * draws->n_cells + at];
        pte_draws_interval(values, draws->replicates, cell->interval_density);
        for (size_t r = 0; r < draws->replicates; r++) {
            const double density = draws->density[r * draws->n_cells + at];

            values[r] = draws->whole[r] > 0 ? density / draws->whole[r] : NAN;
        }
        pte_draws_interval(values, draws->replicates, cell->interval);
        if (cell->observed > 0 && (cell->ties == 0 || cell->ties == cell->observed)) {
            binomial_interval(cell, cell->interval_density);
            for (size_t end = 0; end < 2; end++)
                cell->interval[end] = frame->density > 0
                                          ? cell->interval_density[end] / frame->density
                                          : NAN;
        }
    }
}

static void add_whole(const struct pte_frame *frame, struct pte_cells *cells)
{
    cells->dyads = frame->all.dyads;
    cells->observed = frame->all.observed;
    cells->ties = frame->all.ties;
    cells->density = frame->density;
    for (size_t stratum = 0; stratum < frame->n_strata; stratum++) {
        if (stratum % PTE_ROW_KINDS == PTE_ROW_NOT_ASKED)
            continue;
        cells->asked += frame->whole[stratum];
        if (stratum % PTE_ROW_KINDS == PTE_ROW_ANSWERED)
            cells->answered += frame->whole[stratum];
    }
}

static bool check(const struct pte_network *net, struct pte_error *err)
{
    if (net->n_actors == 0)
        return pte_fail(err, PTE_EGRAPH, "the network has no organizations");
    if (net->n_sectors < 2)
        return pte_fail(err, PTE_EGRAPH,
                        "all organizations are of sector '%s': a gap needs two sectors",
                        net->sectors[0]);
    if (net->n_sectors > UINT8_MAX)
        return pte_fail(err, PTE_EGRAPH, "%zu sectors, at most %d are compared",
                        net->n_sectors, UINT8_MAX);
    return true;
}

bool pte_cells_compute(const struct pte_network *net,
                       const struct pte_cell_options *options,
                       struct pte_progress *progress, struct pte_cells *cells,
                       struct pte_error *err)
{
    struct pte_cells made = {
        .replicates = options->replicates > 0 ? options->replicates : REPLICATES,
        .bootstraps = options->bootstraps > 0 ? options->bootstraps : BOOTSTRAPS,
        .seed = options->seed,
    };

    if (!check(net, err))
        return false;

    PTE_AUTO(pte_frame_release) struct pte_frame frame = {0};
    PTE_AUTO(pte_draws_release) struct pte_draws draws = {0};

    pte_frame_make(net, &frame);

    PTE_AUTO(pte_free) bool *chosen = pte_alloc(frame.n_sectors, sizeof(*chosen));
    PTE_AUTO(pte_free)
    struct pte_chance *chances = pte_alloc(frame.n_cells, sizeof(*chances));

    choose_sectors(&frame, options->sectors, chosen);
    make_cells(&frame, chosen, &made);
    add_whole(&frame, &made);
    add_moments(&frame, &made);
    pte_frame_chances(&frame, made.replicates, made.seed, options->threads, progress,
                      chances);
    for (size_t i = 0; i < made.n; i++)
        made.cell[i].p =
            chances[pte_frame_cell(&frame, made.cell[i].from, made.cell[i].to)].p;
    pte_frame_draw(&frame, made.bootstraps, made.seed ^ seed_of_draws, options->threads,
                   &draws);
    add_intervals(&frame, &draws, &made);
    pte_frame_spread(&frame, made.cell, made.n);
    pte_frame_judge(&frame, options, chances, &draws, made.cell, made.n);
    *cells = made;
    return true;
}

void pte_cells_release(struct pte_cells *cells)
{
    free(cells->cell);
    *cells = (struct pte_cells){0};
}

const char *pte_reference_code(enum pte_reference reference)
{
    static const char *const codes[] = {
        [PTE_NULL_MODEL] = "null",
        [PTE_WITHIN] = "within",
        [PTE_BEST_COUNTRY] = "best_country",
        [PTE_TARGET] = "target",
    };

    return codes[reference];
}

const char *pte_verdict_code(enum pte_verdict verdict)
{
    static const char *const codes[] = {
        [PTE_GAP] = "gap",
        [PTE_SURPLUS] = "surplus",
        [PTE_NO_GAP] = "no_gap",
        [PTE_CANNOT_TELL] = "cannot_tell",
    };

    return codes[verdict];
}

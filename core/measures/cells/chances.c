/* core/measures/cells/chances.c - how a cell stands among its shuffles. */
#include "core/base/memory.h"
#include "core/kernels/permute.h"
#include "core/measures/cells/cells.intern.h"

/* J times all observed pairs: a whole number, so that equal is equal. */
static int64_t whole_j(const struct pte_frame *frame, size_t ties, size_t observed)
{
    return (int64_t)(frame->all.observed * ties) - (int64_t)(frame->all.ties * observed);
}

static struct pte_chance chance_of(size_t at_most, size_t at_least, uint32_t replicates)
{
    const size_t fewer = at_most < at_least ? at_most : at_least;
    const double p = 2 * (1 + (double)fewer) / (1 + (double)replicates);

    return (struct pte_chance){.p = p < 1 ? p : 1,
                               .side = (at_most > at_least) - (at_most < at_least)};
}

void pte_frame_chances(const struct pte_frame *frame, uint32_t replicates, uint64_t seed,
                       unsigned threads, struct pte_progress *progress,
                       struct pte_chance *chances)
{
    const size_t cells = frame->n_cells;
    const struct pte_permute permute = {
        .n = frame->n,
        .labels = frame->sector,
        .n_labels = frame->n_sectors,
        .strata = frame->stratum,
        .n_strata = frame->n_strata,
        .is_ordered = frame->is_ordered,
        .lists = frame->lists,
        .n_lists = PTE_FRAME_LISTS,
        .replicates = replicates,
        .seed = seed,
        .threads = threads,
    };
    PTE_AUTO(pte_free)
    uint32_t *counts =
        pte_alloc((size_t)replicates * PTE_FRAME_LISTS * cells, sizeof(*counts));

    pte_permute_cells(&permute, progress, counts);
    for (size_t cell = 0; cell < cells; cell++) {
        const struct pte_cell_counts *seen = &frame->cell[cell];
        const int64_t j = whole_j(frame, seen->ties, seen->observed);
        size_t at_most = 0, at_least = 0;

        for (size_t r = 0; r < replicates; r++) {
            const uint32_t *count = counts + r * PTE_FRAME_LISTS * cells + cell;
            const int64_t shuffled = whole_j(frame, count[PTE_TIES * cells],
                                             seen->implied + count[PTE_EXTRA * cells] -
                                                 count[PTE_MISSING * cells]);

            at_most += shuffled <= j;
            at_least += shuffled >= j;
        }
        chances[cell] = chance_of(at_most, at_least, replicates);
    }
}

/* core/measures/cells/spread.c - how widely the ties of a cell are shared. */
#include <math.h>

#include "core/base/memory.h"
#include "core/measures/cells.h"
#include "core/measures/cells/cells.intern.h"

/* Pairs and ties of each actor with each sector: at actor * n_sectors + sector. Where
 * pairs are unordered, received is sent. */
struct reach {
    size_t n_sectors;
    size_t *observed_out, *observed_in, *ties_out, *ties_in;
};

static void count_implied(const struct pte_frame *frame, struct reach *reach)
{
    const size_t n = frame->n_sectors;

    for (size_t i = 0; i < frame->n; i++) {
        const enum pte_row_kind mine = frame->stratum[i] % PTE_ROW_KINDS;
        const size_t country = frame->stratum[i] / PTE_ROW_KINDS;

        for (enum pte_row_kind kind = 0; kind < PTE_ROW_KINDS; kind++) {
            const size_t stratum = country * PTE_ROW_KINDS + kind;
            const bool sent = pte_frame_implies(frame, mine, kind);
            const bool received = pte_frame_implies(frame, kind, mine);

            for (size_t l = 0; l < n; l++) {
                const bool self = stratum == frame->stratum[i] && l == frame->sector[i];
                const size_t others = frame->size[stratum * n + l] - self;

                reach->observed_out[i * n + l] += sent ? others : 0;
                if (frame->is_ordered)
                    reach->observed_in[i * n + l] += received ? others : 0;
            }
        }
    }
}

static void add_special(const struct pte_frame *frame, const struct pte_special *special,
                        struct reach *reach)
{
    const size_t n = frame->n_sectors;
    const size_t out = special->from * n + frame->sector[special->to];
    const size_t in = special->to * n + frame->sector[special->from];
    const size_t change = (size_t)special->is_observed - (size_t)special->is_implied;

    reach->observed_out[out] += change;
    reach->observed_in[in] += change;
    reach->ties_out[out] += special->is_tie;
    reach->ties_in[in] += special->is_tie;
}

/* Of the actors of a sector with an observed pair into the other, those with a tie. */
static double share_with_ties(const struct pte_frame *frame, size_t mine, size_t other,
                              const size_t *observed, const size_t *ties)
{
    size_t asked = 0, tied = 0;

    for (size_t i = 0; i < frame->n; i++) {
        const size_t at = i * frame->n_sectors + other;

        if (frame->sector[i] != mine || observed[at] == 0)
            continue;
        asked++;
        tied += ties[at] > 0;
    }
    return asked > 0 ? (double)tied / (double)asked : NAN;
}

static void find_busiest(const struct pte_frame *frame, const struct reach *reach,
                         struct pte_cell *cell)
{
    size_t most = 0;

    cell->busiest = PTE_NOBODY;
    for (uint32_t i = 0; i < frame->n; i++) {
        const bool sends = frame->sector[i] == cell->from;
        const bool receives =
            frame->sector[i] == cell->to && (frame->is_ordered || cell->from != cell->to);
        const size_t carried =
            (sends ? reach->ties_out[i * reach->n_sectors + cell->to] : 0) +
            (receives ? reach->ties_in[i * reach->n_sectors + cell->from] : 0);

        if (carried > most) {
            most = carried;
            cell->busiest = i;
        }
    }
    cell->concentration = cell->ties > 0 ? (double)most / (double)cell->ties : NAN;
}

void pte_frame_spread(const struct pte_frame *frame, struct pte_cell *cells, size_t n)
{
    const size_t values = frame->n * frame->n_sectors;
    PTE_AUTO(pte_free) size_t *observed_out = pte_alloc(values, sizeof(size_t));
    PTE_AUTO(pte_free) size_t *observed_in = pte_alloc(values, sizeof(size_t));
    PTE_AUTO(pte_free) size_t *ties_out = pte_alloc(values, sizeof(size_t));
    PTE_AUTO(pte_free) size_t *ties_in = pte_alloc(values, sizeof(size_t));
    struct reach reach = {frame->n_sectors, observed_out, observed_in, ties_out, ties_in};

    if (!frame->is_ordered) {
        reach.observed_in = observed_out;
        reach.ties_in = ties_out;
    }
    count_implied(frame, &reach);
    for (size_t i = 0; i < frame->n_special; i++)
        add_special(frame, &frame->special[i], &reach);
    for (size_t i = 0; i < n; i++) {
        struct pte_cell *cell = &cells[i];

        cell->breadth[0] = share_with_ties(frame, cell->from, cell->to,
                                           reach.observed_out, reach.ties_out);
        cell->breadth[1] = share_with_ties(frame, cell->to, cell->from, reach.observed_in,
                                           reach.ties_in);
        find_busiest(frame, &reach, cell);
    }
}

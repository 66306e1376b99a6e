/* core/measures/cells/frame.c - which pairs of a network are observed, by cell.
 *
 * Sizes of sectors among those who answered, stayed silent or were not asked tell of
 * nearly all pairs; only those with a word of their own are looked at one by one. */
#include <math.h>
#include <stdlib.h>

#include "core/base/memory.h"
#include "core/measures/cells/cells.intern.h"

static enum pte_row_kind kind_of(const struct pte_actor *actor)
{
    switch (actor->row) {
    case PTE_NO_TIE:
    case PTE_TIE:
        return PTE_ROW_ANSWERED;
    case PTE_NO_ANSWER:
        return PTE_ROW_SILENT;
    case PTE_NOT_ASKED:
    case PTE_STRUCTURAL:
        break;
    }
    return PTE_ROW_NOT_ASKED;
}

bool pte_frame_implies(const struct pte_frame *frame, enum pte_row_kind from,
                       enum pte_row_kind to)
{
    if (frame->is_ordered)
        return from == PTE_ROW_ANSWERED;
    if (frame->net->selection.rule == PTE_CONFIRMED)
        return from == PTE_ROW_ANSWERED && to == PTE_ROW_ANSWERED;
    return (from == PTE_ROW_ANSWERED && to != PTE_ROW_SILENT) ||
           (from == PTE_ROW_NOT_ASKED && to == PTE_ROW_ANSWERED);
}

/* Whether two rows alone rule a tie out: one "no" does for a confirmed one. */
static bool rules_out(const struct pte_frame *frame, enum pte_row_kind from,
                      enum pte_row_kind to)
{
    if (frame->net->selection.rule == PTE_CONFIRMED)
        return from == PTE_ROW_ANSWERED || to == PTE_ROW_ANSWERED;
    return pte_frame_implies(frame, from, to);
}

size_t pte_frame_cell(const struct pte_frame *frame, size_t from, size_t to)
{
    return pte_pair_cell(from, to, frame->n_sectors, frame->is_ordered);
}

static void gather_actors(struct pte_frame *frame)
{
    frame->sector = pte_alloc(frame->n, sizeof(*frame->sector));
    frame->stratum = pte_alloc(frame->n, sizeof(*frame->stratum));
    frame->size = pte_alloc(frame->n_strata * frame->n_sectors, sizeof(*frame->size));
    frame->whole = pte_alloc(frame->n_strata, sizeof(*frame->whole));
    for (size_t i = 0; i < frame->n; i++) {
        const struct pte_actor *actor = pte_network_actor(frame->net, i);

        frame->sector[i] = (uint8_t)actor->sector;
        frame->stratum[i] = actor->country * PTE_ROW_KINDS + kind_of(actor);
        frame->size[frame->stratum[i] * frame->n_sectors + actor->sector]++;
        frame->whole[frame->stratum[i]]++;
    }
}

static int by_ends(const void *one, const void *other)
{
    const struct pte_special *a = one, *b = other;

    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

const struct pte_special *pte_frame_find(const struct pte_frame *frame, uint32_t from,
                                         uint32_t to)
{
    const struct pte_special wanted = {.from = from, .to = to};

    if (frame->n_special == 0)
        return NULL;
    return bsearch(&wanted, frame->special, frame->n_special, sizeof(wanted), by_ends);
}

static void add_ends(struct pte_frame *frame, uint32_t from, uint32_t to)
{
    const struct pte_actor *actors = frame->net->actors;
    const bool turn = !frame->is_ordered && from > to;

    if (actors[from].country == actors[to].country)
        frame->special[frame->n_special++] =
            (struct pte_special){.from = turn ? to : from, .to = turn ? from : to};
}

static void gather_specials(struct pte_frame *frame)
{
    const struct pte_network *net = frame->net;
    size_t kept = 0;

    frame->special = pte_alloc(net->n_arcs + net->n_exceptions, sizeof(*frame->special));
    for (size_t i = 0; i < net->n_arcs; i++)
        add_ends(frame, net->arcs[i].from, net->arcs[i].to);
    for (size_t i = 0; i < net->n_exceptions; i++)
        add_ends(frame, net->exceptions[i].from, net->exceptions[i].to);
    if (frame->n_special > 0)
        qsort(frame->special, frame->n_special, sizeof(*frame->special), by_ends);
    for (size_t i = 0; i < frame->n_special; i++) {
        struct pte_special special = frame->special[i];

        if (kept > 0 && by_ends(&frame->special[kept - 1], &special) == 0)
            continue;
        special.is_implied =
            pte_frame_implies(frame, frame->stratum[special.from] % PTE_ROW_KINDS,
                              frame->stratum[special.to] % PTE_ROW_KINDS);
        special.is_observed = pte_network_complete(net, special.from, special.to);
        special.pair = pte_network_pair(net, special.from, special.to);
        special.is_tie = special.is_observed && special.pair == PTE_TIE;
        frame->special[kept++] = special;
    }
    frame->n_special = kept;
}

static bool is_in(const struct pte_special *special, enum pte_frame_list list)
{
    switch (list) {
    case PTE_TIES:
        return special->is_tie;
    case PTE_EXTRA:
        return special->is_observed && !special->is_implied;
    case PTE_MISSING:
        return !special->is_observed && special->is_implied;
    case PTE_FRAME_LISTS:
        break;
    }
    return false;
}

static void gather_lists(struct pte_frame *frame)
{
    size_t n = 0;

    /* A pair stands in at most two lists: tied, and observed beyond its rows. */
    frame->pairs = pte_alloc(2 * frame->n_special, sizeof(*frame->pairs));
    for (enum pte_frame_list list = 0; list < PTE_FRAME_LISTS; list++) {
        frame->lists[list].pair = frame->pairs + n;
        for (size_t i = 0; i < frame->n_special; i++)
            if (is_in(&frame->special[i], list))
                frame->pairs[n++] =
                    (struct pte_pair){frame->special[i].from, frame->special[i].to};
        frame->lists[list].n = (size_t)(frame->pairs + n - frame->lists[list].pair);
    }
}

/* What the rows of two strata of one country imply; all pairs in both directions. */
static void count_strata(struct pte_frame *frame, size_t one, size_t other)
{
    const size_t n = frame->n_sectors;
    const bool implied =
        pte_frame_implies(frame, one % PTE_ROW_KINDS, other % PTE_ROW_KINDS);
    const bool none = rules_out(frame, one % PTE_ROW_KINDS, other % PTE_ROW_KINDS);

    for (size_t k = 0; k < n; k++)
        for (size_t l = 0; l < n; l++) {
            const size_t from = frame->size[one * n + k];
            const size_t to = frame->size[other * n + l];
            const size_t pairs = from * (to - (one == other && k == l && to > 0));
            struct pte_cell_counts *cell = &frame->cell[pte_frame_cell(frame, k, l)];

            cell->dyads += pairs;
            cell->implied += implied ? pairs : 0;
            cell->known_none += none ? pairs : 0;
        }
}

static void count_implied(struct pte_frame *frame)
{
    frame->cell = pte_alloc(frame->n_cells, sizeof(*frame->cell));
    for (size_t country = 0; country < frame->n_countries; country++)
        for (size_t one = 0; one < PTE_ROW_KINDS; one++)
            for (size_t other = 0; other < PTE_ROW_KINDS; other++)
                count_strata(frame, country * PTE_ROW_KINDS + one,
                             country * PTE_ROW_KINDS + other);
    for (size_t i = 0; i < frame->n_cells; i++) {
        struct pte_cell_counts *cell = &frame->cell[i];

        if (!frame->is_ordered) {
            cell->dyads /= 2;
            cell->implied /= 2;
            cell->known_none /= 2;
        }
        cell->observed = cell->implied;
    }
}

static void count_specials(struct pte_frame *frame)
{
    for (size_t i = 0; i < frame->n_special; i++) {
        const struct pte_special *special = &frame->special[i];
        struct pte_cell_counts *cell = &frame->cell[pte_frame_cell(
            frame, frame->sector[special->from], frame->sector[special->to])];

        /* Unsigned numbers wrap, so taking one away as adding (size_t)-1 comes out
         * right. */
        cell->dyads -= special->pair == PTE_STRUCTURAL;
        cell->observed += (size_t)special->is_observed - (size_t)special->is_implied;
        cell->ties += special->is_tie;
        cell->known_ties += special->pair == PTE_TIE;
        cell->known_none +=
            (size_t)(special->pair == PTE_NO_TIE) -
            (size_t)rules_out(frame, frame->stratum[special->from] % PTE_ROW_KINDS,
                              frame->stratum[special->to] % PTE_ROW_KINDS);
    }
}

void pte_frame_make(const struct pte_network *net, struct pte_frame *frame)
{
    struct pte_frame made = {
        .net = net,
        .n = net->n_actors,
        .n_sectors = net->n_sectors,
        .n_countries = net->n_countries,
        .is_ordered = net->selection.rule == PTE_DIRECTED,
        .n_strata = net->n_countries * PTE_ROW_KINDS,
    };

    made.n_cells = pte_pair_cells(made.n_sectors, made.is_ordered);
    gather_actors(&made);
    gather_specials(&made);
    gather_lists(&made);
    count_implied(&made);
    count_specials(&made);
    for (size_t i = 0; i < made.n_cells; i++) {
        made.all.dyads += made.cell[i].dyads;
        made.all.implied += made.cell[i].implied;
        made.all.observed += made.cell[i].observed;
        made.all.ties += made.cell[i].ties;
        made.all.known_ties += made.cell[i].known_ties;
        made.all.known_none += made.cell[i].known_none;
    }
    made.density =
        made.all.observed > 0 ? (double)made.all.ties / (double)made.all.observed : NAN;
    *frame = made;
}

void pte_frame_release(struct pte_frame *frame)
{
    free(frame->sector);
    free(frame->stratum);
    free(frame->size);
    free(frame->whole);
    free(frame->special);
    free(frame->pairs);
    free(frame->cell);
    *frame = (struct pte_frame){0};
}

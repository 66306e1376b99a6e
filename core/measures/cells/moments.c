/* core/measures/cells/moments.c - exact mean and spread of cells under shuffled sectors.
 *
 * With w(i, j) = o (y - d) for ordered pairs, J(k, l) sums w(i, j) over i in sector k and
 * j in sector l; an unordered cell of a sector with itself halves it. Its mean is a sum
 * over pairs, its second moment over pairs of pairs, each times the chance that a shuffle
 * gives these two to four actors these sectors. The chance depends only on the strata
 * they stand in, so that sums by kinds of rows are enough. Countries are shuffled apart
 * and add up. */
#include <math.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/measures/cells/cells.intern.h"

enum { KINDS = PTE_ROW_KINDS };

/* Below this share of its own terms a variance is rounding. */
static const double nothing = 1e-12;

/* Sums over ordered pairs and pairs of pairs of one country, by kinds of rows; all with
 * distinct actors i, j, p. */
struct sums {
    double w[KINDS][KINDS];           /* w(i, j) */
    double square[KINDS][KINDS];      /* w(i, j)^2 */
    double back[KINDS][KINDS];        /* w(i, j) w(j, i) */
    double out[KINDS][KINDS][KINDS];  /* [i][j][p] of w(i, j) w(i, p) */
    double in[KINDS][KINDS][KINDS];   /* [i][j][p] of w(j, i) w(p, i) */
    double path[KINDS][KINDS][KINDS]; /* [i][j][p] of w(i, j) w(j, p) */
};

/* Sums of w from and to each actor, by kind of the other. */
struct rows {
    double (*out)[KINDS], (*in)[KINDS];
};

/* Actors of one country, by kind and sector. */
struct mix {
    const size_t *size, *whole;
    size_t n_sectors;
};

/* An actor of some kind that should get some sector. */
struct wish {
    size_t kind, sector;
};

/* How likely a shuffle gives n different actors these sectors. */
static double chance(const struct mix *mix, const struct wish *wish, size_t n)
{
    double p = 1;

    for (size_t i = 0; i < n; i++) {
        const size_t kind = wish[i].kind, sector = wish[i].sector;
        size_t taken = 0, gone = 0;

        for (size_t earlier = 0; earlier < i; earlier++) {
            gone += wish[earlier].kind == kind;
            taken += wish[earlier].kind == kind && wish[earlier].sector == sector;
        }
        if (mix->size[kind * mix->n_sectors + sector] <= taken)
            return 0;
        p *= (double)(mix->size[kind * mix->n_sectors + sector] - taken) /
             (double)(mix->whole[kind] - gone);
    }
    return p;
}

/* w of a pair by its rows alone. */
static double implied_weight(const struct pte_frame *frame, size_t from, size_t to)
{
    return pte_frame_implies(frame, from, to) ? -frame->density : 0;
}

static double weight(const struct pte_frame *frame, const struct pte_special *special)
{
    return special->is_observed ? (double)special->is_tie - frame->density : 0;
}

static size_t kind_of(const struct pte_frame *frame, uint32_t actor)
{
    return frame->stratum[actor] % KINDS;
}

static size_t country_of(const struct pte_frame *frame, uint32_t actor)
{
    return frame->stratum[actor] / KINDS;
}

/* Sets right what rows imply for one ordered pair. */
static void add_arc(const struct pte_frame *frame, struct sums *sums, struct rows *rows,
                    uint32_t from, uint32_t to, double w)
{
    const size_t a = kind_of(frame, from), b = kind_of(frame, to);
    const double implied = implied_weight(frame, a, b);

    sums->w[a][b] += w - implied;
    sums->square[a][b] += w * w - implied * implied;
    rows->out[from][b] += w - implied;
    rows->in[to][a] += w - implied;
}

/* The product of a pair's two directions, where one of them at least is particular. */
static void add_back(const struct pte_frame *frame, struct sums *sums,
                     const struct pte_special *special)
{
    const size_t a = kind_of(frame, special->from), b = kind_of(frame, special->to);
    const double implied = implied_weight(frame, a, b) * implied_weight(frame, b, a);
    const double w = weight(frame, special);
    double change;

    if (!frame->is_ordered) {
        change = w * w - implied;
        sums->back[a][b] += change;
        sums->back[b][a] += change;
        return;
    }
    const struct pte_special *turned = pte_frame_find(frame, special->to, special->from);

    change = w * (turned != NULL ? weight(frame, turned) : implied_weight(frame, b, a)) -
             implied;
    sums->back[a][b] += change;
    if (turned == NULL)
        sums->back[b][a] += change;
}

static void start_sums(const struct pte_frame *frame, size_t country, struct sums *sums)
{
    const size_t *whole = frame->whole + country * KINDS;

    for (size_t a = 0; a < KINDS; a++)
        for (size_t b = 0; b < KINDS; b++) {
            const double pairs = (double)whole[a] * ((double)whole[b] - (a == b));
            const double w = implied_weight(frame, a, b);

            sums->w[a][b] = pairs * w;
            sums->square[a][b] = pairs * w * w;
            sums->back[a][b] = pairs * w * implied_weight(frame, b, a);
        }
}

static void start_rows(const struct pte_frame *frame, struct rows *rows)
{
    for (uint32_t i = 0; i < frame->n; i++) {
        const size_t *whole = frame->whole + country_of(frame, i) * KINDS;
        const size_t mine = kind_of(frame, i);

        for (size_t a = 0; a < KINDS; a++) {
            const double others = (double)whole[a] - (a == mine);

            rows->out[i][a] = others * implied_weight(frame, mine, a);
            rows->in[i][a] = others * implied_weight(frame, a, mine);
        }
    }
}

/* Products of the row sums of one actor, whose own pairs are taken out later. */
static void add_products(struct sums *sums, size_t kind, const double *out,
                         const double *in)
{
    for (size_t b = 0; b < KINDS; b++)
        for (size_t c = 0; c < KINDS; c++) {
            sums->out[kind][b][c] += out[b] * out[c];
            sums->in[kind][b][c] += in[b] * in[c];
            sums->path[b][kind][c] += in[b] * out[c];
        }
}

static void take_doubles_out(struct sums *sums)
{
    for (size_t a = 0; a < KINDS; a++)
        for (size_t b = 0; b < KINDS; b++) {
            sums->out[a][b][b] -= sums->square[a][b];
            sums->in[a][b][b] -= sums->square[b][a];
            sums->path[a][b][a] -= sums->back[a][b];
        }
}

static void sum_up(const struct pte_frame *frame, struct sums *sums)
{
    PTE_AUTO(pte_free) double(*out)[KINDS] = pte_alloc(frame->n, sizeof(*out));
    PTE_AUTO(pte_free) double(*in)[KINDS] = pte_alloc(frame->n, sizeof(*in));
    struct rows rows = {out, in};

    for (size_t country = 0; country < frame->n_countries; country++)
        start_sums(frame, country, &sums[country]);
    start_rows(frame, &rows);
    for (size_t i = 0; i < frame->n_special; i++) {
        const struct pte_special *special = &frame->special[i];
        struct sums *here = &sums[country_of(frame, special->from)];
        const double w = weight(frame, special);

        add_arc(frame, here, &rows, special->from, special->to, w);
        if (!frame->is_ordered)
            add_arc(frame, here, &rows, special->to, special->from, w);
        add_back(frame, here, special);
    }
    for (uint32_t i = 0; i < frame->n; i++)
        add_products(&sums[country_of(frame, i)], kind_of(frame, i), out[i], in[i]);
    for (size_t country = 0; country < frame->n_countries; country++)
        take_doubles_out(&sums[country]);
}

/* Two ordered pairs without a common actor: [i][j] of the one, [p][q] of the other. */
static double disjoint(const struct sums *sums, size_t i, size_t j, size_t p, size_t q)
{
    double sum = sums->w[i][j] * sums->w[p][q];

    sum -= i == p && j == q ? sums->square[i][j] : 0;
    sum -= i == q && j == p ? sums->back[i][j] : 0;
    sum -= i == p ? sums->out[i][j][q] : 0;
    sum -= j == q ? sums->in[j][i][p] : 0;
    sum -= j == p ? sums->path[i][j][q] : 0;
    sum -= i == q ? sums->path[p][i][j] : 0;
    return sum;
}

/* A second moment, and the sum of the sizes of its terms, to tell rounding by. */
struct moment {
    double value, size;
};

static void add_term(struct moment *moment, double sum, double p)
{
    moment->value += sum * p;
    moment->size += fabs(sum * p);
}

/* Pairs of pairs that share two actors or one. */
static void add_sharing(const struct sums *sums, const struct mix *mix, size_t k,
                        size_t l, struct moment *moment)
{
    for (size_t a = 0; a < KINDS; a++)
        for (size_t b = 0; b < KINDS; b++) {
            const struct wish two[] = {{a, k}, {b, l}};
            const double p = chance(mix, two, 2);

            add_term(moment, sums->square[a][b], p);
            if (k == l)
                add_term(moment, sums->back[a][b], p);
            for (size_t c = 0; c < KINDS; c++) {
                const struct wish sent[] = {{a, k}, {b, l}, {c, l}};
                const struct wish received[] = {{a, l}, {b, k}, {c, k}};
                const struct wish passed[] = {{a, k}, {b, k}, {c, k}};

                add_term(moment, sums->out[a][b][c], chance(mix, sent, 3));
                add_term(moment, sums->in[a][b][c], chance(mix, received, 3));
                if (k == l)
                    add_term(moment, 2 * sums->path[a][b][c], chance(mix, passed, 3));
            }
        }
}

static void add_disjoint(const struct sums *sums, const struct mix *mix, size_t k,
                         size_t l, struct moment *moment)
{
    for (size_t a = 0; a < KINDS; a++)
        for (size_t b = 0; b < KINDS; b++)
            for (size_t c = 0; c < KINDS; c++)
                for (size_t d = 0; d < KINDS; d++) {
                    const struct wish four[] = {{a, k}, {b, l}, {c, k}, {d, l}};

                    add_term(moment, disjoint(sums, a, b, c, d), chance(mix, four, 4));
                }
}

static double mean_of(const struct sums *sums, const struct mix *mix, size_t k, size_t l)
{
    double mean = 0;

    for (size_t a = 0; a < KINDS; a++)
        for (size_t b = 0; b < KINDS; b++)
            mean += sums->w[a][b] * chance(mix, (struct wish[]){{a, k}, {b, l}}, 2);
    return mean;
}

static struct pte_moments moments_of(const struct pte_frame *frame,
                                     const struct sums *sums, size_t k, size_t l)
{
    const double times = !frame->is_ordered && k == l ? 0.5 : 1;
    struct pte_moments moments = {0};
    double variance = 0, size = 0;

    for (size_t country = 0; country < frame->n_countries; country++) {
        const struct mix mix = {
            .size = frame->size + country * KINDS * frame->n_sectors,
            .whole = frame->whole + country * KINDS,
            .n_sectors = frame->n_sectors,
        };
        const double mean = mean_of(&sums[country], &mix, k, l);
        struct moment second = {0};

        add_sharing(&sums[country], &mix, k, l, &second);
        add_disjoint(&sums[country], &mix, k, l, &second);
        moments.mean += times * mean;
        variance += times * times * (second.value - mean * mean);
        size += times * times * (second.size + mean * mean);
    }
    moments.sd = variance > nothing * size ? sqrt(variance) : 0;
    return moments;
}

void pte_frame_moments(const struct pte_frame *frame, struct pte_moments *moments)
{
    PTE_AUTO(pte_free) struct sums *sums = pte_alloc(frame->n_countries, sizeof(*sums));

    memset(moments, 0, frame->n_cells * sizeof(*moments));
    if (isnan(frame->density))
        return;
    sum_up(frame, sums);
    for (size_t k = 0; k < frame->n_sectors; k++)
        for (size_t l = frame->is_ordered ? 0 : k; l < frame->n_sectors; l++)
            moments[pte_frame_cell(frame, k, l)] = moments_of(frame, sums, k, l);
}

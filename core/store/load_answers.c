/* core/store/load_answers.c - responses, blocks and reports out of the store. */
#include <endian.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/store/load.intern.h"
#include "core/store/store.intern.h"

/* --- responses ---------------------------------------------------------------- */

/* Who last answered (or stayed silent), by person and by organization without one. */
struct respondents {
    uint32_t *person, *organization; /* slot of [index * 2 + is silent] */
};

static void release_respondents(struct respondents *respondents)
{
    free(respondents->person);
    free(respondents->organization);
}

static uint32_t *all_nobody(size_t n)
{
    uint32_t *list = pte_alloc(n, sizeof(*list));

    for (size_t i = 0; i < n; i++)
        list[i] = PTE_NOBODY;
    return list;
}

static enum pte_answered answered_of(const char *word)
{
    return word[0] == 's' ? PTE_SILENT : word[0] == 'p' ? PTE_PARTIAL : PTE_COMPLETE;
}

static struct pte_response response_of(struct pte_load *load,
                                       const struct pte_load_batch *batch,
                                       const PGresult *rows, int row)
{
    struct pte_response response = {
        .person = PTE_NOBODY,
        .organization =
            pte_map_get(&batch->organizations, (uint32_t)pte_pq_whole(rows, row, 3)),
        .answered = answered_of(PQgetvalue(rows, row, 4)),
        .consents = pte_pq_flag(rows, row, 5),
        .date = pte_survey_text(&load->survey, pte_pq_text(rows, row, 6)),
        .place = pte_load_place(load, batch, rows, row, 7)};

    if (!PQgetisnull(rows, row, 2))
        response.person =
            pte_map_get(&batch->persons, (uint32_t)pte_pq_whole(rows, row, 2));
    return response;
}

/* A later response of the same respondent takes the slot of the earlier one. */
static void place_response(struct pte_load *load, struct respondents *respondents,
                           struct pte_load_batch *batch, uint32_t number,
                           const struct pte_response *response)
{
    const size_t silent = response->answered == PTE_SILENT;
    uint32_t *slot =
        response->person != PTE_NOBODY
            ? &respondents->person[response->person * 2UL + silent]
            : &respondents->organization[response->organization * 2UL + silent];

    if (*slot == PTE_NOBODY) {
        pte_grow(&load->slots, load->n_slots, &load->room_slots, sizeof(*load->slots));
        *slot = (uint32_t)load->n_slots++;
    }
    load->slots[*slot] = (struct pte_slot){.response = *response, .final = PTE_NOBODY};
    pte_map_set(&batch->responses, number, *slot);
}

static int by_respondent(const void *a, const void *b, void *slots)
{
    const struct pte_response *one =
        &((struct pte_slot *)slots)[*(const uint32_t *)a].response;
    const struct pte_response *other =
        &((struct pte_slot *)slots)[*(const uint32_t *)b].response;

    if (one->organization != other->organization)
        return one->organization < other->organization ? -1 : 1;
    if (one->person != other->person)
        return one->person < other->person ? -1 : 1;
    return 0;
}

/* Silence holds only until somebody answers: the person, or anybody of the
 * organization. */
static bool is_broken(const struct respondents *respondents, const bool *answered,
                      const struct pte_response *response)
{
    if (response->answered != PTE_SILENT)
        return false;
    return response->person != PTE_NOBODY
               ? respondents->person[response->person * 2UL] != PTE_NOBODY
               : answered[response->organization];
}

static void settle_responses(struct pte_load *load, const struct respondents *respondents)
{
    struct pte_survey *survey = &load->survey;
    PTE_AUTO(pte_free) bool *answered = pte_alloc(survey->n_organizations, 1);
    PTE_AUTO(pte_free) uint32_t *order = pte_alloc(load->n_slots, sizeof(*order));
    size_t n = 0;

    for (size_t i = 0; i < load->n_slots; i++)
        if (load->slots[i].response.answered != PTE_SILENT)
            answered[load->slots[i].response.organization] = true;
    for (size_t i = 0; i < load->n_slots; i++)
        if (!is_broken(respondents, answered, &load->slots[i].response))
            order[n++] = (uint32_t)i;
    qsort_r(order, n, sizeof(*order), by_respondent, load->slots);
    for (size_t i = 0; i < n; i++)
        load->slots[order[i]].final =
            pte_survey_add_response(survey, &load->slots[order[i]].response);
}

bool pte_load_responses(struct pte_load *load, struct pte_error *err)
{
    PTE_AUTO(release_respondents)
    struct respondents respondents = {.person = all_nobody(load->survey.n_persons * 2),
                                      .organization =
                                          all_nobody(load->survey.n_organizations * 2)};
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_load_ask(
        load,
        "SELECT batch, number, person, organization, answered, consents, answered_on,"
        " file, sheet, \"row\", \"column\" FROM puente.response"
        " WHERE study = $1 AND batch = ANY ($2::integer[])"
        " AND ($3::text[] IS NULL OR country = ANY ($3)) ORDER BY batch, number",
        err);

    if (rows == NULL)
        return false;
    for (int row = 0; row < PQntuples(rows); row++) {
        struct pte_load_batch *batch =
            pte_load_batch(load, (uint32_t)pte_pq_whole(rows, row, 0));
        const struct pte_response response = response_of(load, batch, rows, row);

        if (response.organization == PTE_NOBODY)
            continue;
        place_response(load, &respondents, batch, (uint32_t)pte_pq_whole(rows, row, 1),
                       &response);
    }
    settle_responses(load, &respondents);
    return true;
}

/* --- many rows, in binary, a part at a time ------------------------------------ */

static uint32_t whole_32(const PGresult *rows, int row, int column)
{
    uint32_t wire;

    memcpy(&wire, PQgetvalue(rows, row, column), sizeof(wire));
    return be32toh(wire);
}

static uint64_t whole_64(const PGresult *rows, int row, int column)
{
    uint64_t wire;

    memcpy(&wire, PQgetvalue(rows, row, column), sizeof(wire));
    return be64toh(wire);
}

static double real_of(const PGresult *rows, int row, int column)
{
    uint64_t bits;
    double value;

    if (PQgetisnull(rows, row, column))
        return NAN;
    bits = whole_64(rows, row, column);
    memcpy(&value, &bits, sizeof(value));
    return value;
}

static bool flag_of(const PGresult *rows, int row, int column)
{
    return PQgetvalue(rows, row, column)[0] != '\0';
}

static enum pte_mark mark_of(const PGresult *rows, int row, int column)
{
    const char *word = PQgetvalue(rows, row, column);

    for (int mark = PTE_NOT_ASKED; mark <= PTE_STRUCTURAL; mark++)
        if (strcmp(word, pte_mark_code((enum pte_mark)mark)) == 0)
            return (enum pte_mark)mark;
    return PTE_NOT_ASKED;
}

/* Hands the cursor "rows" over in parts; takes it away at the end. */
static bool fetch_all(struct pte_load *load,
                      void (*take)(struct pte_load *load, const PGresult *rows,
                                   void *into),
                      void *into, struct pte_error *err)
{
    PGconn *connection = load->store->connection;

    for (int got = 1; got > 0;) {
        PTE_AUTO(pte_pq_clear)
        PGresult *rows = PQexecParams(connection, "FETCH 20000 FROM rows", 0, NULL, NULL,
                                      NULL, NULL, /* binary */ 1);

        if (PQresultStatus(rows) != PGRES_TUPLES_OK)
            return pte_pq_fail(load->store, rows, err);
        take(load, rows, into);
        got = PQntuples(rows);
    }
    return pte_pq_do(load->store, "CLOSE rows", 0, NULL, err);
}

/* --- blocks -------------------------------------------------------------------- */

/* Blocks as they come; which hold is known when all have come. */
struct blocks {
    struct pte_block *block; /* response: a slot */
    uint64_t *source;
    size_t n, room, room_source;
};

static void release_blocks(struct blocks *blocks)
{
    free(blocks->block);
    free(blocks->source);
}

/* Grows with the batch, and within it with the response. */
static uint64_t source_of(uint32_t batch, uint32_t response)
{
    return (uint64_t)batch << 32 | response;
}

static uint64_t *holder_of(const struct pte_load *load, uint32_t slot, uint32_t relation,
                           enum pte_tense tense)
{
    return &load->holds[((size_t)slot * load->survey.n_relations + relation) * 2 +
                        (size_t)tense];
}

static void take_blocks(struct pte_load *load, const PGresult *rows, void *into)
{
    struct blocks *blocks = into;
    const int n = PQntuples(rows);

    for (int row = 0; row < n; row++) {
        const uint32_t number = whole_32(rows, row, 0), response = whole_32(rows, row, 1);
        const struct pte_load_batch *batch = pte_load_batch(load, number);
        const struct pte_block block = {
            .response = pte_map_get(&batch->responses, response),
            .relation = pte_map_get(&batch->relations, whole_32(rows, row, 2)),
            .tense = flag_of(rows, row, 3) ? PTE_DESIRED : PTE_CURRENT,
            .otherwise = mark_of(rows, row, 4)};
        const uint64_t source = source_of(number, response);
        uint64_t *holder;

        if (block.response == PTE_NOBODY)
            continue;
        holder = holder_of(load, block.response, block.relation, block.tense);
        if (*holder < source)
            *holder = source;
        pte_grow(&blocks->block, blocks->n, &blocks->room, sizeof(*blocks->block));
        pte_grow(&blocks->source, blocks->n, &blocks->room_source,
                 sizeof(*blocks->source));
        blocks->block[blocks->n] = block;
        blocks->source[blocks->n++] = source;
    }
}

static int by_block(const void *a, const void *b)
{
    const struct pte_block *one = a, *other = b;

    if (one->response != other->response)
        return one->response < other->response ? -1 : 1;
    if (one->relation != other->relation)
        return one->relation < other->relation ? -1 : 1;
    return (int)one->tense - (int)other->tense;
}

bool pte_load_blocks(struct pte_load *load, struct pte_error *err)
{
    PTE_AUTO(release_blocks) struct blocks blocks = {0};
    struct pte_survey *survey = &load->survey;

    load->holds =
        pte_alloc(load->n_slots * survey->n_relations * 2, sizeof(*load->holds));
    if (!pte_pq_do(load->store,
                   "DECLARE rows NO SCROLL CURSOR FOR SELECT batch, response,"
                   " relation::integer, tense = 'desired', otherwise"
                   " FROM puente.block WHERE study = $1 AND batch = ANY ($2::integer[])"
                   " AND ($3::text[] IS NULL OR country = ANY ($3))",
                   3, load->values, err) ||
        !fetch_all(load, take_blocks, &blocks, err))
        return false;
    for (size_t i = 0; i < blocks.n; i++) {
        struct pte_block block = blocks.block[i];

        if (*holder_of(load, block.response, block.relation, block.tense) !=
            blocks.source[i])
            continue;
        block.response = load->slots[block.response].final;
        if (block.response != PTE_NOBODY)
            pte_survey_add_block(survey, &block);
    }
    if (survey->n_blocks > 0)
        qsort(survey->blocks, survey->n_blocks, sizeof(*survey->blocks), by_block);
    return true;
}

/* --- reports ------------------------------------------------------------------- */

/* A report with what decides between two of the same words. */
struct numbered {
    struct pte_report report;
    uint32_t number;
};

struct reports {
    struct numbered *row;
    size_t n, room;
};

static void release_reports(struct reports *reports)
{
    free(reports->row);
}

static void take_reports(struct pte_load *load, const PGresult *rows, void *into)
{
    struct reports *reports = into;
    const int n = PQntuples(rows);

    for (int row = 0; row < n; row++) {
        const uint32_t number = whole_32(rows, row, 0), response = whole_32(rows, row, 2);
        const struct pte_load_batch *batch = pte_load_batch(load, number);
        const uint32_t slot = pte_map_get(&batch->responses, response);
        struct numbered item;
        struct pte_report *report = &item.report;

        if (slot == PTE_NOBODY)
            continue;
        item = (struct numbered){
            .number = whole_32(rows, row, 1),
            .report = {.response = load->slots[slot].final,
                       .relation = pte_map_get(&batch->relations, whole_32(rows, row, 3)),
                       .tense = flag_of(rows, row, 4) ? PTE_DESIRED : PTE_CURRENT,
                       .organization =
                           pte_map_get(&batch->organizations, whole_32(rows, row, 5)),
                       .mark = mark_of(rows, row, 6),
                       .level = real_of(rows, row, 7),
                       .place = {.file = PTE_NOBODY}}};
        if (report->response == PTE_NOBODY || report->organization == PTE_NOBODY ||
            *holder_of(load, slot, report->relation, report->tense) !=
                source_of(number, response) ||
            (load->has_written &&
             report->organization == load->slots[slot].response.organization))
            continue;
        if (!PQgetisnull(rows, row, 8))
            report->place.file = pte_map_get(&batch->files, whole_32(rows, row, 8));
        report->place.sheet = pte_load_sheet(load, PQgetvalue(rows, row, 9),
                                             (size_t)PQgetlength(rows, row, 9));
        report->place.row = (uint32_t)whole_64(rows, row, 10);
        report->place.column = (uint32_t)whole_64(rows, row, 11);
        pte_grow(&reports->row, reports->n, &reports->room, sizeof(*reports->row));
        reports->row[reports->n++] = item;
    }
}

static int by_report(const void *a, const void *b)
{
    const struct numbered *one = a, *other = b;
    const struct pte_report *left = &one->report, *right = &other->report;

    if (left->relation != right->relation)
        return left->relation < right->relation ? -1 : 1;
    if (left->tense != right->tense)
        return (int)left->tense - (int)right->tense;
    if (left->organization != right->organization)
        return left->organization < right->organization ? -1 : 1;
    return one->number < other->number ? -1 : one->number > other->number;
}

static bool is_stronger(const struct pte_report *one, const struct pte_report *other)
{
    if ((one->mark == PTE_TIE) != (other->mark == PTE_TIE))
        return one->mark == PTE_TIE;
    return one->mark == PTE_TIE && (isnan(other->level) || one->level > other->level);
}

/* One organization under two names: the stronger word counts, as within a file. Returns
 * how many are left. */
static size_t merge(struct pte_report *reports, size_t n)
{
    size_t left = 0;

    for (size_t i = 0; i < n; i++) {
        struct pte_report *last = left > 0 ? &reports[left - 1] : NULL;

        if (last == NULL || last->response != reports[i].response ||
            last->relation != reports[i].relation || last->tense != reports[i].tense ||
            last->organization != reports[i].organization)
            reports[left++] = reports[i];
        else if (is_stronger(&reports[i], last))
            *last = reports[i];
    }
    return left;
}

/* By response in one pass of counting, then within each response. */
static void order_reports(struct pte_survey *survey, const struct reports *found,
                          bool has_written)
{
    PTE_AUTO(pte_free) size_t *start = pte_alloc(survey->n_responses + 2, sizeof(*start));
    PTE_AUTO(pte_free)
    struct numbered *ordered = pte_alloc(found->n, sizeof(*ordered));

    for (size_t i = 0; i < found->n; i++)
        start[found->row[i].report.response + 2]++;
    for (size_t i = 2; i < survey->n_responses + 2; i++)
        start[i] += start[i - 1];
    for (size_t i = 0; i < found->n; i++)
        ordered[start[found->row[i].report.response + 1]++] = found->row[i];
    for (size_t i = 0; i < survey->n_responses; i++)
        qsort(ordered + start[i], start[i + 1] - start[i], sizeof(*ordered), by_report);
    survey->reports = pte_alloc(found->n, sizeof(*survey->reports));
    survey->n_reports = survey->room_reports = found->n;
    for (size_t i = 0; i < found->n; i++)
        survey->reports[i] = ordered[i].report;
    if (has_written)
        survey->n_reports = merge(survey->reports, found->n);
}

bool pte_load_reports(struct pte_load *load, struct pte_error *err)
{
    PTE_AUTO(release_reports) struct reports reports = {0};

    if (!pte_pq_do(load->store,
                   "DECLARE rows NO SCROLL CURSOR FOR SELECT batch, number, response,"
                   " relation::integer, tense = 'desired', organization, mark, level,"
                   " file, sheet, \"row\", \"column\" FROM puente.report"
                   " WHERE study = $1 AND batch = ANY ($2::integer[])"
                   " AND ($3::text[] IS NULL OR country = ANY ($3))",
                   3, load->values, err) ||
        !fetch_all(load, take_reports, &reports, err))
        return false;
    order_reports(&load->survey, &reports, load->has_written);
    return true;
}

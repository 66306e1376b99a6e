/* importers/tables/mask.c - a table that says who was asked about whom, and who answered.
 */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "importers/tables/tables.intern.h"

static bool read_state(struct pte_tables *tables, const struct pte_source *source,
                       const struct pte_row *row, uint32_t column, enum pte_mark *state)
{
    const char *text = pte_source_cell(&tables->reading, row, column);

    for (enum pte_mark mark = PTE_NOT_ASKED; mark <= PTE_STRUCTURAL; mark++)
        if (strcasecmp(text, pte_mark_code(mark)) == 0) {
            *state = mark;
            return true;
        }
    pte_reading_fault(&tables->reading, "unknown_state",
                      pte_source_place(source, row, column), text,
                      "write tie, no_tie, not_asked, nonresponse or structural",
                      "this is no state of a pair");
    return false;
}

/* The question of the row; PTE_NOBODY = all. */
static bool read_question(struct pte_tables *tables, const struct pte_source *source,
                          const struct pte_row *row,
                          const struct pte_pair_columns *columns, uint32_t *question)
{
    const char *text = pte_source_cell(&tables->reading, row, columns->relation);
    enum pte_tense tense;
    const char *relation;

    if (!pte_tables_tense(tables, source, row, columns->tense, &tense))
        return false;
    *question = PTE_NOBODY;
    if (text[0] == '\0')
        return true;
    relation = pte_tables_relation(tables, source, row, columns->relation);
    if (relation == NULL)
        return false;
    *question = pte_tables_question(tables, relation, tense);
    return true;
}

static void read_row(struct pte_tables *tables, const struct pte_source *source,
                     const struct pte_row *row, const struct pte_pair_columns *columns,
                     uint32_t state)
{
    struct pte_mask_row mask = {.target = PTE_NOBODY,
                                .place = pte_source_place(source, row, 0)};
    const bool has_target =
        pte_source_cell(&tables->reading, row, columns->target)[0] != '\0';
    bool is_right;

    if (!pte_tables_is_of_wave(tables, source, row, columns))
        return;
    mask.source = pte_tables_end(tables, source, row, columns, columns->source);
    if (has_target)
        mask.target = pte_tables_end(tables, source, row, columns, columns->target);
    is_right = read_state(tables, source, row, state, &mask.state);
    is_right = read_question(tables, source, row, columns, &mask.question) && is_right;
    if (!is_right || mask.source == PTE_NOBODY ||
        (has_target && mask.target == PTE_NOBODY))
        return;
    if (!has_target && (mask.state == PTE_TIE || mask.state == PTE_STRUCTURAL)) {
        pte_reading_fault(&tables->reading, "mask_without_target", mask.place, NULL,
                          "fill in the target, or write no_tie, nonresponse or not_asked",
                          "this state needs a target");
        return;
    }
    pte_grow(&tables->mask, tables->n_mask, &tables->room_mask, sizeof(*tables->mask));
    tables->mask[tables->n_mask++] = mask;
}

bool pte_tables_read_mask(struct pte_tables *tables, const char *path,
                          struct pte_error *err)
{
    PTE_AUTO(pte_source_release) struct pte_source source = {0};
    const struct pte_table_form form = {0};
    struct pte_pair_columns columns;
    const struct pte_row *row;
    uint32_t state;

    if (!pte_reading_open(&tables->reading, path, tables->reading.options.encoding, &form,
                          &source, err))
        return false;
    columns = pte_tables_pair_columns(&source);
    state = pte_source_column(&source, "state");
    if (columns.source == 0 || state == 0) {
        pte_fail(err, PTE_EINPUT, "'%s' has no column '%s'",
                 tables->reading.survey.files[source.file].name,
                 columns.source == 0 ? "source" : "state");
        return pte_hint(err, "a mask needs the columns source, target and state");
    }
    pte_source_check_header(&source, &tables->reading, /* unread */ true);
    do {
        if (!pte_source_next(&source, &tables->reading, &row, err))
            return false;
        if (row != NULL)
            read_row(tables, &source, row, &columns, state);
    } while (row != NULL);
    return true;
}

/* What a row says of one pair and question. A tie somebody reported stays one: a mask
 * that denies it is wrong about one of them. */
static void apply_to_pair(struct pte_tables *tables, const struct pte_mask_row *mask,
                          uint32_t question)
{
    struct pte_survey *survey = &tables->reading.survey;
    uint32_t known;

    if (!pte_tables_find_pair(tables, mask->source, mask->target, question, &known)) {
        pte_tables_add_pair(tables, mask->source, mask->target, question, mask->state,
                            /* level */ NAN, mask->place);
        return;
    }
    if (survey->reports[known].mark == mask->state)
        return;
    pte_reading_fault(&tables->reading, "mask_contradicts_tie", mask->place,
                      survey->organizations[mask->target].id,
                      "take the row out of the mask or of the ties",
                      "the mask says %s, but row %u says %s", pte_mark_code(mask->state),
                      survey->reports[known].place.row,
                      pte_mark_code(survey->reports[known].mark));
}

void pte_tables_apply_mask(struct pte_tables *tables, enum pte_mark *otherwise)
{
    for (size_t i = 0; i < tables->n_mask; i++) {
        const struct pte_mask_row *mask = &tables->mask[i];

        for (uint32_t q = 0; q < tables->n_questions; q++) {
            if (mask->question != PTE_NOBODY && mask->question != q)
                continue;
            if (mask->target == PTE_NOBODY)
                otherwise[mask->source * tables->n_questions + q] = mask->state;
            else if (mask->target != mask->source)
                apply_to_pair(tables, mask, q);
        }
    }
}

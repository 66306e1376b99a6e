/* importers/tables/ties.c - a table of ties becomes what each organization reported. */
#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/number.h"
#include "importers/tables/tables.intern.h"
#include "importers/terms.h"

struct ties {
    struct pte_tables *tables;
    struct pte_source *source;
    struct pte_pair_columns columns;
    uint32_t weight, directed; /* columns */
    char mark;                 /* the decimal mark met first; 0 = none yet */
    size_t taken, other_waves; /* rows */
};

/* A number with the decimal mark of this file. A comma can be one only where it does not
 * stand between cells, and one file has one mark: 1.000 beside 1,5 would be a thousand.
 */
static bool read_number(struct ties *ties, const char *text, double *number)
{
    const char mark = strchr(text, ',') != NULL   ? ','
                      : strchr(text, '.') != NULL ? '.'
                                                  : '\0';

    if (mark == ',' && pte_table_delimiter(ties->source->table) == ',')
        return false;
    if (mark != '\0' && ties->mark != '\0' && mark != ties->mark)
        return false;
    if (!pte_number_read(text, mark == ',' ? ',' : '.', number))
        return false;
    if (mark != '\0')
        ties->mark = mark;
    return true;
}

/* The level of a tie: NaN without a column of weights, 0 = said there is none. */
static bool read_weight(struct ties *ties, const struct pte_row *row, double *level)
{
    struct pte_reading *reading = &ties->tables->reading;
    const struct pte_place place = pte_source_place(ties->source, row, ties->weight);
    const char *text = pte_source_cell(reading, row, ties->weight);

    *level = NAN;
    if (ties->weight == 0)
        return true;
    if (text[0] == '\0') {
        *level = 1;
        pte_reading_note(reading, "empty_weight", place, NULL,
                         "write 0 if there is no tie, or its strength",
                         "the strength of this tie is not said; it counts 1");
        return true;
    }
    if (!read_number(ties, text, level)) {
        pte_reading_fault(reading, "bad_weight", place, text,
                          "write a number such as 3 or 4.5, with one decimal mark in the "
                          "whole file",
                          "this is no number");
        return false;
    }
    if (*level < 0) {
        pte_reading_fault(reading, "negative_weight", place, text,
                          "write 0 where there is no tie",
                          "the strength of a tie cannot be less than 0");
        return false;
    }
    return true;
}

/* A pair that is there already keeps the stronger word. Says what it did only for the
 * direction the row itself has. */
static void merge(struct ties *ties, struct pte_report *known, enum pte_mark mark,
                  double level, struct pte_place place, bool is_reverse)
{
    struct pte_reading *reading = &ties->tables->reading;
    const bool is_same = known->mark == mark && (known->level == level || isnan(level));

    if (is_same && !is_reverse)
        pte_reading_note(reading, "duplicate_tie", place, NULL,
                         "take one of the rows out",
                         "row %u says the same; it counts once", known->place.row);
    else if (!is_reverse)
        pte_reading_note(
            reading, "conflicting_tie", place, NULL,
            "look which of the two rows is right",
            "row %u has the same tie with another weight; the stronger counts",
            known->place.row);
    if (mark == PTE_TIE && (known->mark != PTE_TIE || level > known->level)) {
        known->mark = mark;
        known->level = level;
        known->place = place;
    }
}

static void add_report(struct ties *ties, uint32_t from, uint32_t to, uint32_t question,
                       double level, struct pte_place place, bool is_reverse)
{
    const enum pte_mark mark = level == 0 ? PTE_NO_TIE : PTE_TIE;
    uint32_t known;

    if (level == 0)
        level = NAN;
    if (pte_tables_find_pair(ties->tables, from, to, question, &known))
        merge(ties, &ties->tables->reading.survey.reports[known], mark, level, place,
              is_reverse);
    else
        pte_tables_add_pair(ties->tables, from, to, question, mark, level, place);
}

/* Whether the row itself says that its tie has no direction. */
static bool is_undirected(struct ties *ties, const struct pte_row *row)
{
    return ties->directed > 0 &&
           pte_terms_yes(&ties->tables->reading,
                         pte_source_cell(&ties->tables->reading, row, ties->directed),
                         pte_source_place(ties->source, row, ties->directed)) == PTE_NO;
}

static void add_tie(struct ties *ties, const struct pte_row *row, uint32_t from,
                    uint32_t to, uint32_t question, double level)
{
    struct pte_reading *reading = &ties->tables->reading;
    const struct pte_organization *organizations = reading->survey.organizations;
    const struct pte_place place = pte_source_place(ties->source, row, 0);

    if (from == to) {
        pte_reading_note(reading, "self_tie",
                         pte_source_place(ties->source, row, ties->columns.target),
                         organizations[to].id, NULL,
                         "a tie of an organization with itself is left out");
        return;
    }
    if (strcmp(organizations[from].country, organizations[to].country) != 0)
        pte_reading_note(reading, "cross_country_tie", place, organizations[to].id, NULL,
                         "this tie joins %s and %s; it is kept, but countries are looked "
                         "at one by one",
                         organizations[from].country, organizations[to].country);
    add_report(ties, from, to, question, level, place, /* is_reverse */ false);
    if (reading->options.undirected || is_undirected(ties, row))
        add_report(ties, to, from, question, level, place, /* is_reverse */ true);
}

static void read_tie(struct ties *ties, const struct pte_row *row)
{
    const struct pte_pair_columns *columns = &ties->columns;
    struct pte_tables *tables = ties->tables;
    enum pte_tense tense = PTE_CURRENT;
    uint32_t from, to;
    const char *relation;
    double level;
    bool is_right;

    if (!pte_tables_is_of_wave(tables, ties->source, row, columns)) {
        ties->other_waves++;
        return;
    }
    ties->taken++;
    /* all of a row's faults are said at once */
    from = pte_tables_end(tables, ties->source, row, columns, columns->source);
    to = pte_tables_end(tables, ties->source, row, columns, columns->target);
    relation = pte_tables_relation(tables, ties->source, row, columns->relation);
    is_right = pte_tables_tense(tables, ties->source, row, columns->tense, &tense);
    is_right = read_weight(ties, row, &level) && is_right;
    if (is_right && from != PTE_NOBODY && to != PTE_NOBODY && relation != NULL)
        add_tie(ties, row, from, to, pte_tables_question(tables, relation, tense), level);
}

static bool find_columns(struct ties *ties, struct pte_error *err)
{
    const char *file = ties->tables->reading.survey.files[ties->source->file].name;

    ties->columns = pte_tables_pair_columns(ties->source);
    ties->weight = pte_source_column(ties->source, "weight");
    ties->directed = pte_source_column(ties->source, "directed");
    if (ties->columns.source > 0 && ties->columns.target > 0)
        return true;
    pte_fail(err, PTE_EINPUT, "'%s' has no column '%s'", file,
             ties->columns.source == 0 ? "source" : "target");
    return pte_hint(
        err,
        "ties need the columns source and target with ids of organizations; is "
        "'%c' what stands between its cells?",
        pte_table_delimiter(ties->source->table));
}

static void note_end(struct ties *ties)
{
    struct pte_reading *reading = &ties->tables->reading;
    const struct pte_place place = {ties->source->file, 0, ties->columns.wave,
                                    ties->source->sheet};

    if (ties->other_waves > 0 && ties->taken == 0)
        pte_reading_fault(reading, "no_such_wave", place, reading->options.wave,
                          "correct --wave, or leave it out",
                          "all %zu rows are of other waves", ties->other_waves);
    else if (ties->other_waves > 0)
        pte_reading_note(reading, "other_waves", place, reading->options.wave, NULL,
                         "%zu rows of other waves were left out", ties->other_waves);
    if (ties->mark == ',')
        pte_reading_note(
            reading, "decimal_comma",
            (struct pte_place){ties->source->file, 0, ties->weight, ties->source->sheet},
            NULL, NULL, "weights were read with a decimal comma");
}

bool pte_tables_read_ties_from(struct pte_tables *tables, struct pte_source *source,
                               struct pte_error *err)
{
    struct ties ties = {.tables = tables, .source = source};
    const struct pte_row *row;

    if (!find_columns(&ties, err))
        return false;
    pte_source_check_header(source, &tables->reading, /* unread */ true);
    do {
        if (!pte_source_next(source, &tables->reading, &row, err))
            return false;
        if (row != NULL)
            read_tie(&ties, row);
    } while (row != NULL);
    note_end(&ties);
    return true;
}

bool pte_tables_read_ties(struct pte_tables *tables, const char *path,
                          struct pte_error *err)
{
    PTE_AUTO(pte_source_release) struct pte_source source = {0};
    const struct pte_table_form form = {0};

    return pte_reading_open(&tables->reading, path, tables->reading.options.encoding,
                            &form, &source, err) &&
           pte_tables_read_ties_from(tables, &source, err);
}

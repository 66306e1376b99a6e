/* importers/table.c - a text file of rows and columns, read row by row. */
#include "importers/table.h"

#include <csv.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/rows.h"

enum { SAMPLED_ROWS = 50, OPTIONS = CSV_STRICT_FINI };

struct pte_table {
    struct pte_rows rows; /* none = the text is read */
    struct pte_text text, shown;
    size_t at;      /* the next byte to be read */
    uint32_t line;  /* of that byte */
    uint32_t begun; /* the line the row being read began on; 0 = none */
    bool row_is_done;
    struct csv_parser parser;
    struct pte_text bytes; /* the cells of this row, each terminated */
    size_t *starts;        /* where each cell begins in bytes */
    uint32_t n;
    const char **cells;
    size_t room_starts, room_cells;
    struct pte_row row;
    struct pte_arena arena;
    const char **header;
    uint32_t columns, header_line, stray_quote;
};

const char *pte_column_letters(uint32_t column, char *text)
{
    char reversed[PTE_COLUMN_BYTES];
    size_t n = 0, length = 0;

    for (; column > 0 && n + 1 < sizeof(reversed); column = (column - 1) / 26)
        reversed[n++] = (char)('A' + (column - 1) % 26);
    while (n > 0)
        text[length++] = reversed[--n];
    text[length] = '\0';
    return text;
}

static void take_cell(void *text, size_t length, void *data)
{
    struct pte_table *table = data;

    pte_grow(&table->starts, table->n, &table->room_starts, sizeof(*table->starts));
    table->starts[table->n] = table->bytes.length;
    pte_text_add_bytes(&table->bytes, text, length);
    pte_text_add_bytes(&table->bytes, "", 1);
    table->n++;
}

static void take_row(int end, void *data)
{
    struct pte_table *table = data;

    (void)end;
    table->row_is_done = true;
}

/* The end of the line that begins at `at`: behind its LF, CR or CRLF. */
static size_t line_end(const struct pte_text *text, size_t at)
{
    while (at < text->length && text->bytes[at] != '\n' && text->bytes[at] != '\r')
        at++;
    if (at < text->length && text->bytes[at++] == '\r' && at < text->length &&
        text->bytes[at] == '\n')
        at++;
    return at;
}

static bool is_blank_bytes(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (strchr(" \t\r\n", bytes[i]) == NULL)
            return false;
    return true;
}

/* Gives libcsv one line. A quotation mark inside an unquoted cell (Hotel "La Mina") is
 * kept; after the end of a quoted cell nobody can tell what was meant. */
static bool feed(struct pte_table *table, size_t end, struct pte_error *err)
{
    struct csv_parser *parser = &table->parser;

    csv_set_opts(parser, OPTIONS | CSV_STRICT);
    while (table->at < end) {
        table->at += csv_parse(parser, table->text.bytes + table->at, end - table->at,
                               take_cell, take_row, table);
        if (table->at >= end)
            break;
        if (csv_error(parser) != CSV_EPARSE)
            return pte_fail(err, PTE_ESYSTEM, "cannot read '%s': %s",
                            pte_text_get(&table->shown), csv_strerror(csv_error(parser)));
        if (parser->quoted) {
            pte_fail(
                err, PTE_EINPUT,
                "'%s' line %u: the quoted cell of column %u goes on after its closing "
                "quotation mark",
                pte_text_get(&table->shown), table->line, table->n + 1);
            return pte_hint(err,
                            "write quotation marks inside a quoted cell twice (\"\"), "
                            "or take them out");
        }
        if (table->stray_quote == 0)
            table->stray_quote = table->line;
        csv_set_opts(parser, OPTIONS);
        table->at += csv_parse(parser, table->text.bytes + table->at, 1, take_cell,
                               take_row, table);
        csv_set_opts(parser, OPTIONS | CSV_STRICT);
    }
    return true;
}

static bool finish(struct pte_table *table, struct pte_error *err)
{
    if (csv_fini(&table->parser, take_cell, take_row, table) == 0)
        return true;
    pte_fail(err, PTE_EINPUT,
             "'%s' line %u: a quoted cell begins in this row and never ends",
             pte_text_get(&table->shown), table->begun);
    return pte_hint(err,
                    "add the closing quotation mark in column %u, or take out the "
                    "opening one",
                    table->n + 1);
}

/* Reads lines until a row is whole. found: false at the end of the file. */
static bool read_row(struct pte_table *table, bool *found, struct pte_error *err)
{
    pte_text_clear(&table->bytes);
    table->n = 0;
    table->row_is_done = false;
    table->begun = 0;
    while (!table->row_is_done && table->at < table->text.length) {
        const size_t end = line_end(&table->text, table->at);

        if (table->begun == 0 &&
            !is_blank_bytes(table->text.bytes + table->at, end - table->at))
            table->begun = table->line;
        if (!feed(table, end, err))
            return false;
        table->line++;
    }
    if (!table->row_is_done && !finish(table, err))
        return false;
    *found = table->row_is_done;
    return true;
}

static void arrange(struct pte_table *table)
{
    const uint32_t n = table->n > table->columns ? table->n : table->columns;

    if (n > table->room_cells) {
        table->room_cells = n;
        table->cells = pte_resize(table->cells, n, sizeof(*table->cells));
    }
    for (uint32_t i = 0; i < n; i++)
        table->cells[i] = i < table->n ? table->bytes.bytes + table->starts[i] : "";
    table->row = (struct pte_row){table->begun, table->n, n, table->cells};
}

/* The next row of the text. found: false at the end. */
static bool take_text_row(struct pte_table *table, bool *found, struct pte_error *err)
{
    if (!read_row(table, found, err))
        return false;
    if (*found)
        arrange(table);
    return true;
}

/* The next row of the rows below, as long as the header. */
static bool take_given_row(struct pte_table *table, bool *found, struct pte_error *err)
{
    const struct pte_rows_kind *kind = table->rows.kind;
    const struct pte_row *row;
    uint32_t n;

    if (!kind->next(table->rows.data, &row, err))
        return false;
    *found = row != NULL;
    if (row == NULL)
        return true;
    n = row->n > table->columns ? row->n : table->columns;
    if (n > table->room_cells) {
        table->room_cells = n;
        table->cells = pte_resize(table->cells, n, sizeof(*table->cells));
    }
    for (uint32_t i = 0; i < n; i++)
        table->cells[i] = i < row->n ? row->cells[i] : "";
    table->row =
        (struct pte_row){row->line, kind->is_sparse ? n : row->given, n, table->cells};
    return true;
}

static bool is_blank(const struct pte_row *row)
{
    for (uint32_t i = 0; i < row->n; i++)
        if (!is_blank_bytes(row->cells[i], strlen(row->cells[i])))
            return false;
    return true;
}

bool pte_table_next(struct pte_table *table, const struct pte_row **row,
                    struct pte_error *err)
{
    do {
        bool found;

        if (table->rows.kind != NULL ? !take_given_row(table, &found, err)
                                     : !take_text_row(table, &found, err))
            return false;
        if (!found) {
            *row = NULL;
            return true;
        }
        if (table->row.given > PTE_TABLE_COLUMNS)
            return pte_fail(err, PTE_EINPUT, "'%s' line %u has %u columns, more than %d",
                            pte_text_get(&table->shown), table->row.line,
                            table->row.given, PTE_TABLE_COLUMNS);
    } while (is_blank(&table->row));
    *row = &table->row;
    return true;
}

/* How often a delimiter stands outside quotes in the row that begins at *at; moves on to
 * the next row. */
static size_t count_in_row(const struct pte_text *text, char delimiter, size_t *at)
{
    bool quoted = false;
    size_t n = 0;

    for (; *at < text->length; ++*at) {
        const char c = text->bytes[*at];

        if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == delimiter)
            n++;
        else if (!quoted && (c == '\n' || c == '\r')) {
            *at = line_end(text, *at);
            break;
        }
    }
    return n;
}

/* The delimiter that cuts most of the first rows into as many cells as the first; of
 * equals, the one that cuts more often. */
static char find_delimiter(const struct pte_text *text, size_t from)
{
    static const char candidates[] = ",;\t|";
    char best = ',';
    size_t best_rows = 0, best_cuts = 0;

    for (const char *candidate = candidates; *candidate != '\0'; candidate++) {
        size_t at = from, rows = 0;
        const size_t cuts = count_in_row(text, *candidate, &at);

        for (int i = 0; i < SAMPLED_ROWS && at < text->length; i++)
            rows += count_in_row(text, *candidate, &at) == cuts;
        if (cuts > 0 && (best_cuts == 0 || rows > best_rows ||
                         (rows == best_rows && cuts > best_cuts))) {
            best = *candidate;
            best_rows = rows;
            best_cuts = cuts;
        }
    }
    return best;
}

/* Excel's own first line, "sep=;": says the delimiter and is no row. */
static char take_separator_line(struct pte_table *table)
{
    const char *text = pte_text_get(&table->text);
    const size_t end = line_end(&table->text, 0);

    if (strncmp(text, "sep=", 4) != 0 || end < 6 || (text[5] != '\r' && text[5] != '\n'))
        return '\0';
    table->at = end;
    table->line++;
    return text[4];
}

static bool read_header(struct pte_table *table, const struct pte_table_form *form,
                        struct pte_error *err)
{
    const struct pte_row *row;

    if (!pte_table_next(table, &row, err))
        return false;
    if (row == NULL && form->may_be_blank)
        return true;
    if (row == NULL) {
        pte_fail(err, PTE_EINPUT, "'%s' has no header row: all of it is blank",
                 pte_text_get(&table->shown));
        return pte_hint(err, "export it again; the first row must name the columns");
    }
    table->header_line = row->line;
    table->columns = row->given;
    table->header = pte_alloc(row->given, sizeof(*table->header));
    for (uint32_t i = 0; i < row->given; i++) {
        PTE_AUTO(pte_free) char *name = pte_text_clean(row->cells[i]);

        table->header[i] = pte_arena_text(&table->arena, name);
    }
    for (unsigned i = 1; i < form->header_rows && row != NULL; i++)
        if (!pte_table_next(table, &row, err))
            return false;
    return true;
}

bool pte_table_open(struct pte_text *text, const struct pte_table_form *form,
                    const char *shown, struct pte_table **table, struct pte_error *err)
{
    PTE_AUTO(pte_table_free) struct pte_table *made = pte_alloc(1, sizeof(*made));
    char delimiter;

    made->text = *text;
    *text = (struct pte_text){0};
    made->line = 1;
    pte_text_add(&made->shown, shown);
    delimiter = take_separator_line(made);
    if (form->delimiter != '\0')
        delimiter = form->delimiter;
    if (delimiter == '\0')
        delimiter = find_delimiter(&made->text, made->at);
    if (csv_init(&made->parser, OPTIONS) != 0)
        return pte_fail(err, PTE_ESYSTEM, "cannot start the table reader");
    csv_set_delim(&made->parser, (unsigned char)delimiter);
    if (!read_header(made, form, err))
        return false;
    *table = made;
    made = NULL;
    return true;
}

bool pte_table_open_rows(struct pte_rows *rows, const struct pte_table_form *form,
                         const char *shown, struct pte_table **table,
                         struct pte_error *err)
{
    PTE_AUTO(pte_table_free) struct pte_table *made = pte_alloc(1, sizeof(*made));

    made->rows = *rows;
    *rows = (struct pte_rows){0};
    pte_text_add(&made->shown, shown);
    if (!read_header(made, form, err))
        return false;
    *table = made;
    made = NULL;
    return true;
}

void pte_rows_release(struct pte_rows *rows)
{
    if (rows->kind != NULL)
        rows->kind->free(rows->data);
    *rows = (struct pte_rows){0};
}

const struct pte_remark *pte_table_remarks(const struct pte_table *table, size_t *n)
{
    const struct pte_rows_kind *kind = table->rows.kind;

    *n = 0;
    return kind != NULL && kind->remarks != NULL ? kind->remarks(table->rows.data, n)
                                                 : NULL;
}

void pte_table_free(struct pte_table **table)
{
    struct pte_table *going = *table;

    if (going == NULL)
        return;
    csv_free(&going->parser);
    pte_rows_release(&going->rows);
    pte_text_release(&going->text);
    pte_text_release(&going->shown);
    pte_text_release(&going->bytes);
    pte_free(&going->starts);
    pte_free(&going->cells);
    pte_free(&going->header);
    pte_arena_release(&going->arena);
    pte_free(table);
}

uint32_t pte_table_columns(const struct pte_table *table)
{
    return table->columns;
}

const char *pte_table_header(const struct pte_table *table, uint32_t column)
{
    return table->header[column];
}

void pte_table_rename(struct pte_table *table, uint32_t column, const char *name)
{
    if (column < table->columns && strcmp(table->header[column], name) != 0)
        table->header[column] = pte_arena_text(&table->arena, name);
}

uint32_t pte_table_header_line(const struct pte_table *table)
{
    return table->header_line;
}

char pte_table_delimiter(const struct pte_table *table)
{
    return (char)csv_get_delim(&((struct pte_table *)(uintptr_t)table)->parser);
}

size_t pte_table_done(const struct pte_table *table)
{
    return table->rows.kind != NULL ? table->rows.kind->done(table->rows.data)
                                    : table->at;
}

size_t pte_table_size(const struct pte_table *table)
{
    return table->rows.kind != NULL ? table->rows.size : table->text.length;
}

uint32_t pte_table_stray_quote(const struct pte_table *table)
{
    return table->stray_quote;
}

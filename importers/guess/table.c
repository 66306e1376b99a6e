/* importers/guess/table.c - a table is read, and what its columns hold is counted. */
#include <string.h>

#include "core/base/error.h"
#include "importers/guess/guess.intern.h"
#include "importers/reading.h"

void pte_guess_count(struct pte_guess_values *values, struct pte_arena *arena,
                     const char *text, size_t times)
{
    values->full += times;
    for (size_t i = 0; i < values->n; i++)
        if (strcmp(values->text[i], text) == 0) {
            values->count[i] += times;
            return;
        }
    if (values->n == PTE_GUESS_VALUES) {
        values->more = true;
        return;
    }
    values->text[values->n] = pte_arena_text(arena, text);
    values->count[values->n++] = times;
}

static void take_row(struct pte_reading *reading, const struct pte_row *row,
                     const struct pte_index *called, struct pte_index *seen,
                     struct pte_guess_table *table)
{
    if (called == NULL) {
        table->cells =
            pte_resize(table->cells, (table->rows + 1) * table->n, sizeof(*table->cells));
        for (uint32_t i = 0; i < table->n; i++)
            table->cells[table->rows * table->n + i] =
                pte_arena_text(&table->arena, pte_source_cell(reading, row, i + 1));
    }
    for (uint32_t i = 0; i < table->n; i++) {
        struct pte_guess_column *column = &table->columns[i];
        const char *text = pte_source_cell(reading, row, i + 1);
        PTE_AUTO(pte_text_release) struct pte_text key = {0};
        uint32_t at;

        if (text[0] == '\0')
            continue;
        pte_guess_count(&column->values, &table->arena, text, 1);
        pte_text_addf(&key, "%u %s", i, text);
        column->distinct += pte_index_add(seen, key.bytes, key.length, 0, &at);
        if (called != NULL) {
            PTE_AUTO(pte_free) char *folded = pte_text_fold(text);

            column->organizations += pte_index_find(called, folded, strlen(folded), &at);
        }
    }
    table->rows++;
}

static bool read_rows(struct pte_reading *reading, struct pte_source *source,
                      const struct pte_index *called, struct pte_guess_table *table,
                      struct pte_error *err)
{
    PTE_AUTO(pte_index_release) struct pte_index seen = {0};
    const struct pte_row *row;

    table->n = pte_table_columns(source->table);
    if (table->n > table->export.n_columns)
        table->n = table->export.n_columns;
    table->columns = pte_alloc(table->n, sizeof(*table->columns));
    for (uint32_t i = 0; i < table->n; i++) {
        table->columns[i].name = table->export.columns[i].name;
        table->columns[i].role = table->export.columns[i].role;
    }
    do {
        if (!pte_source_next(source, reading, &row, err))
            return false;
        if (row != NULL)
            take_row(reading, row, called, &seen, table);
    } while (row != NULL);
    return true;
}

bool pte_guess_read(const char *path, const struct pte_index *called,
                    struct pte_guess_table *table, struct pte_error *err)
{
    PTE_AUTO(pte_reading_release) struct pte_reading reading = {0};
    PTE_AUTO(pte_source_release) struct pte_source source = {0};
    const struct pte_tool_said said = {.head_only = true};
    struct pte_table_form form = {0};

    if (!pte_tool_open(path, &said, &table->export, err))
        return false;
    form.delimiter = table->export.delimiter;
    form.header_rows = table->export.header_rows;
    form.sheet = table->export.part;
    return pte_reading_open(&reading, path, table->export.encoding, &form, &source,
                            err) &&
           read_rows(&reading, &source, called, table, err);
}

void pte_guess_table_release(struct pte_guess_table *table)
{
    pte_tool_release(&table->export);
    pte_free(&table->columns);
    pte_free(&table->cells);
    pte_arena_release(&table->arena);
}

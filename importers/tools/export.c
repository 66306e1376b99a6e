/* importers/tools/export.c - a file is opened, recognised and counted. */
#include "importers/tools/export.h"

#include <string.h>
#include <strings.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/text.h"
#include "importers/encoding.h"
#include "importers/table.h"
#include "importers/tools/rows.intern.h"
#include "importers/tools/tool.intern.h"

enum { MOST_BYTES = 256 << 20 };

void pte_tool_release(struct pte_tool_export *export)
{
    pte_free(&export->columns);
    pte_free(&export->children);
    pte_free(&export->notes);
    pte_arena_release(&export->arena);
    *export = (struct pte_tool_export){0};
}

static const char *const *keep_row(struct pte_arena *arena, const struct pte_row *row,
                                   uint32_t n)
{
    const char **cells = pte_arena_alloc(arena, n * sizeof(*cells));

    for (uint32_t i = 0; i < n; i++) {
        PTE_AUTO(pte_free)
        char *clean = pte_text_clean(i < row->n ? row->cells[i] : "");

        cells[i] = pte_arena_text(arena, clean);
    }
    return cells;
}

/* The header and the first rows below it. is_whole: whether that is all of the table. */
static bool read_head(struct pte_table *table, struct pte_arena *arena,
                      struct pte_head *head, bool *is_whole, struct pte_error *err)
{
    const char **header;

    head->n = pte_table_columns(table);
    header = pte_arena_alloc(arena, head->n * sizeof(*header));
    for (uint32_t i = 0; i < head->n; i++)
        header[i] = pte_arena_text(arena, pte_table_header(table, i));
    head->rows[0] = header;
    head->lines[0] = pte_table_header_line(table);
    head->n_rows = 1;
    *is_whole = false;
    while (head->n_rows < PTE_HEAD_ROWS) {
        const struct pte_row *row;

        if (!pte_table_next(table, &row, err))
            return false;
        *is_whole = row == NULL;
        if (*is_whole)
            return true;
        head->rows[head->n_rows] = keep_row(arena, row, head->n);
        head->lines[head->n_rows++] = row->line;
    }
    return true;
}

/* The rows below the header rows: first those of the head, then the rest. */
static bool read_rows(struct pte_table *table, const struct pte_head *head, bool is_whole,
                      struct pte_tool_export *export, struct pte_error *err)
{
    PTE_AUTO(pte_tool_rows_release) struct pte_tool_rows rows = {.export = export};

    pte_tool_rows_start(&rows);
    for (uint32_t i = export->header_rows; i < head->n_rows; i++) {
        const struct pte_row row = {head->lines[i], head->n, head->n, head->rows[i]};

        pte_tool_rows_take(&rows, &row);
    }
    while (!is_whole) {
        const struct pte_row *row;

        if (!pte_table_next(table, &row, err))
            return false;
        if (row == NULL)
            break;
        pte_tool_rows_take(&rows, row);
    }
    return pte_tool_rows_finish(&rows, head->file, err);
}

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

static bool look(struct pte_table *table, struct pte_head *head, const char *tool,
                 bool read_all, struct pte_tool_export *export, struct pte_error *err)
{
    bool is_whole;

    export->encoding = head->encoding;
    export->delimiter = head->delimiter;
    if (!read_head(table, &export->arena, head, &is_whole, err) ||
        !pte_tool_choose(head, tool, export, err))
        return false;
    pte_tool_arrange(head, export);
    if (export->tool->check != NULL && !export->tool->check(head, err))
        return false;
    export->is_read = read_all;
    return !read_all || read_rows(table, head, is_whole, export, err);
}

bool pte_tool_open(const char *path, const char *tool, const char *encoding,
                   char delimiter, bool read_all, struct pte_tool_export *export,
                   struct pte_error *err)
{
    PTE_AUTO(pte_tool_release) struct pte_tool_export found = {0};
    PTE_AUTO(pte_table_free) struct pte_table *table = NULL;
    PTE_AUTO(pte_text_release) struct pte_text bytes = {0};
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    const struct pte_table_form form = {.delimiter = delimiter};
    struct pte_head head = {.file = file_name(path), .sheet = ""};

    if (!pte_file_read(path, MOST_BYTES, &bytes, err) ||
        !pte_encoding_decode(&bytes, encoding, head.file, &text, &head.encoding, err) ||
        !pte_table_open(&text, &form, head.file, &table, err))
        return false;
    head.delimiter = pte_table_delimiter(table);
    if (!look(table, &head, tool, read_all, &found, err))
        return false;
    *export = found;
    found = (struct pte_tool_export){0};
    return true;
}

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
#include "importers/workbook/workbook.h"

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

static bool look(struct pte_table *table, struct pte_head *head,
                 const struct pte_tool_said *said, struct pte_tool_export *export,
                 struct pte_error *err)
{
    bool is_whole;

    export->encoding = head->encoding;
    export->delimiter = head->delimiter;
    if (!read_head(table, &export->arena, head, &is_whole, err) ||
        !pte_tool_choose(head, said->tool, export, err))
        return false;
    pte_tool_arrange(head, export);
    if (export->tool->check != NULL && !export->tool->check(head, err))
        return false;
    export->is_read = !said->head_only;
    return said->head_only || read_rows(table, head, is_whole, export, err);
}

static bool look_at_text(struct pte_text *bytes, const char *file,
                         const struct pte_tool_said *said, struct pte_tool_export *export,
                         struct pte_error *err)
{
    PTE_AUTO(pte_table_free) struct pte_table *table = NULL;
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    const struct pte_table_form form = {.delimiter = said->delimiter};
    struct pte_head head = {.file = file, .sheet = ""};

    if (!pte_encoding_decode(bytes, said->encoding, file, &text, &head.encoding, err) ||
        !pte_table_open(&text, &form, file, &table, err))
        return false;
    head.delimiter = pte_table_delimiter(table);
    return look(table, &head, said, export, err);
}

static bool look_at_part(const struct pte_workbook *book, uint32_t part, const char *file,
                         const struct pte_tool_said *said, struct pte_tool_export *export,
                         struct pte_error *err)
{
    PTE_AUTO(pte_table_free) struct pte_table *table = NULL;
    const struct pte_table_form form = {.delimiter = said->delimiter};
    struct pte_head head = {.file = file, .sheet = pte_workbook_sheet(book, part)->name};

    if (!pte_workbook_table(book, part, said->encoding, &form, &table, err) ||
        !look(table, &head, said, export, err))
        return false;
    export->part = pte_arena_text(&export->arena, head.sheet);
    return true;
}

/* The table of the respondents: the one that is said, the main one, or the first with
 * the name the tools give it. */
static bool find_main(const struct pte_workbook *book, const char *sheet, uint32_t *found,
                      struct pte_error *err)
{
    for (uint32_t i = 0; sheet == NULL && i < pte_workbook_count(book); i++)
        if (pte_tool_is_main(pte_workbook_sheet(book, i)->name)) {
            *found = i;
            return true;
        }
    return pte_workbook_find(book, sheet, found, err);
}

static void add_child(struct pte_tool_export *export, const struct pte_tool_export *part)
{
    pte_grow(&export->children, export->n_children, &export->room_children,
             sizeof(*export->children));
    export->children[export->n_children++] =
        (struct pte_tool_child){.name = pte_arena_text(&export->arena, part->part),
                                .rows = part->rows,
                                .columns = part->n_columns};
}

/* The other tables that people see: more respondents, or what hangs on them. */
static void take_others(const struct pte_workbook *book, uint32_t main, const char *file,
                        const struct pte_tool_said *said, struct pte_tool_export *export)
{
    const char *pattern = export->tool->main_part, *left_out = export->tool->left_out;
    struct pte_tool_said as_main = *said;

    as_main.tool = export->tool->name;
    for (uint32_t i = 0; i < pte_workbook_count(book); i++) {
        PTE_AUTO(pte_tool_release) struct pte_tool_export part = {0};
        const struct pte_sheet *sheet = pte_workbook_sheet(book, i);
        struct pte_error fault = {0};

        if (i == main || sheet->state != PTE_SHEET_VISIBLE ||
            (left_out != NULL && pte_tool_fits(left_out, sheet->name)))
            continue;
        if (!look_at_part(book, i, file, &as_main, &part, &fault))
            pte_tool_say(export, "%s is left out: %s", sheet->name, fault.message);
        else if (pattern != NULL && pte_tool_fits(pattern, sheet->name)) {
            export->rows += part.rows;
            export->respondents += part.respondents;
        } else {
            add_child(export, &part);
        }
    }
}

static bool look_at_book(struct pte_text *bytes, const char *file,
                         const struct pte_tool_said *said, struct pte_tool_export *export,
                         struct pte_error *err)
{
    PTE_AUTO(pte_workbook_free) struct pte_workbook *book = NULL;
    uint32_t main = 0;

    if (!pte_workbook_open(bytes, file, &book, err) ||
        !find_main(book, said->sheet, &main, err) ||
        !look_at_part(book, main, file, said, export, err))
        return false;
    if (!said->head_only)
        take_others(book, main, file, said, export);
    return true;
}

bool pte_tool_open(const char *path, const struct pte_tool_said *said,
                   struct pte_tool_export *export, struct pte_error *err)
{
    static const struct pte_tool_said nothing = {0};
    PTE_AUTO(pte_tool_release) struct pte_tool_export found = {0};
    PTE_AUTO(pte_text_release) struct pte_text bytes = {0};
    const char *file = file_name(path);

    if (said == NULL)
        said = &nothing;
    if (!pte_file_read(path, MOST_BYTES, &bytes, err) ||
        !(pte_workbook_is(&bytes) ? look_at_book(&bytes, file, said, &found, err)
                                  : look_at_text(&bytes, file, said, &found, err)))
        return false;
    *export = found;
    found = (struct pte_tool_export){0};
    return true;
}

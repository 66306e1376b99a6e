/* importers/tools/rows.c - the rows of a recognised file are counted. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "importers/table.h"
#include "importers/tools/rows.intern.h"
#include "importers/tools/tool.intern.h"

enum { SAMPLE_COLUMNS = 60, SAMPLES_OF_CELLS = 2, LONGEST_LABEL = 200 };

static uint32_t column_called(const struct pte_tool_export *export, const char *name)
{
    for (uint32_t i = 0; name != NULL && i < export->n_columns; i++)
        if (strcasecmp(export->columns[i].name, name) == 0)
            return i + 1;
    return 0;
}

static const char *cell(const struct pte_row *row, uint32_t column)
{
    return column > 0 && column <= row->n ? row->cells[column - 1] : "";
}

/* Whether the headers are questions as people read them: then the cells are labels. */
static bool has_labels(const struct pte_tool_export *export)
{
    for (uint32_t i = 0; i < export->n_columns; i++)
        if (export->columns[i].role == PTE_ROLE_QUESTION &&
            strchr(export->columns[i].name, ' ') != NULL)
            return true;
    return false;
}

void pte_tool_rows_start(struct pte_tool_rows *rows)
{
    const struct pte_tool *tool = rows->export->tool;
    const struct pte_tool_note *notes = tool->notes;

    rows->repeats = column_called(rows->export, tool->repeats);
    rows->joins_labels = tool->joins_labels && has_labels(rows->export);
    while (notes != NULL && notes[rows->n_notes].column != NULL)
        rows->n_notes++;
    rows->noted = pte_alloc(rows->n_notes, sizeof(*rows->noted));
    rows->note_columns = pte_alloc(rows->n_notes, sizeof(*rows->note_columns));
    rows->values = pte_alloc(SAMPLES_OF_CELLS, sizeof(*rows->values));
    for (size_t i = 0; i < rows->n_notes; i++)
        rows->note_columns[i] = column_called(rows->export, notes[i].column);
}

void pte_tool_rows_release(struct pte_tool_rows *rows)
{
    pte_index_release(&rows->keys);
    pte_index_release(&rows->children);
    pte_index_release(&rows->samples);
    pte_index_release(&rows->labels);
    pte_free(&rows->noted);
    pte_free(&rows->note_columns);
    pte_free(&rows->values);
}

/* Whether the row is of a repeat; then it is counted there. */
static bool take_child(struct pte_tool_rows *rows, const struct pte_row *row)
{
    struct pte_tool_export *export = rows->export;
    const char *name = cell(row, rows->repeats);
    uint32_t at;

    if (name[0] == '\0')
        return false;
    if (pte_index_add(&rows->children, name, strlen(name), (uint32_t) export->n_children,
                      &at)) {
        pte_grow(&export->children, export->n_children, &export->room_children,
                 sizeof(*export->children));
        export->children[export->n_children++] =
            (struct pte_tool_child){.name = pte_arena_text(&export->arena, name)};
    }
    export->children[at].rows++;
    return true;
}

static void count_respondent(struct pte_tool_rows *rows, const struct pte_row *row)
{
    struct pte_tool_export *export = rows->export;
    const char *key = cell(row, export->key);
    uint32_t first;

    if (key[0] == '\0') {
        rows->blank_keys += export->key > 0;
        export->respondents++;
    } else if (pte_index_add(&rows->keys, key, strlen(key), 0, &first)) {
        export->respondents++;
    } else {
        export->is_edited = true;
    }
}

static bool has_accent(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= 0x80)
            return true;
    return false;
}

static bool is_sample(const struct pte_tool_rows *rows, const char *text)
{
    for (size_t i = 0; i < rows->n_values; i++)
        if (strcmp(rows->values[i], text) == 0)
            return false;
    return text[0] != '\0' && strlen(text) <= SAMPLE_COLUMNS && has_accent(text);
}

/* Only names of organizations are shown, and answers that are the same in two rows: what
 * many say is no person's own words. */
static void take_samples(struct pte_tool_rows *rows, const struct pte_row *row)
{
    struct pte_tool_export *export = rows->export;
    char key[LONGEST_LABEL];
    uint32_t first;

    for (uint32_t i = 0; i < export->n_columns && rows->n_values < SAMPLES_OF_CELLS;
         i++) {
        const char *text = cell(row, i + 1);
        const enum pte_tool_role role = export->columns[i].role;

        if ((role != PTE_ROLE_QUESTION && role != PTE_ROLE_OPTION) ||
            !is_sample(rows, text))
            continue;
        snprintf(key, sizeof(key), "%u %s", i, text);
        if (export->columns[i].is_organization ||
            !pte_index_add(&rows->samples, key, strlen(key), row->line, &first))
            rows->values[rows->n_values++] = pte_arena_text(&export->arena, text);
    }
}

/* Keeps the cells of a column, to see later whether some are several of the others. */
static void take_labels(struct pte_tool_rows *rows, const struct pte_row *row)
{
    const struct pte_tool_export *export = rows->export;
    char key[LONGEST_LABEL + 16];
    uint32_t first;

    for (uint32_t i = 0; i < export->n_columns; i++) {
        const char *text = cell(row, i + 1);
        const size_t length = strlen(text);

        if (export->columns[i].role != PTE_ROLE_QUESTION || length == 0 ||
            length >= LONGEST_LABEL)
            continue;
        snprintf(key, sizeof(key), "%u %s", i, text);
        pte_index_add(&rows->labels, key, strlen(key), row->line, &first);
    }
}

void pte_tool_rows_take(struct pte_tool_rows *rows, const struct pte_row *row)
{
    struct pte_tool_export *export = rows->export;

    export->rows++;
    take_samples(rows, row);
    if (rows->joins_labels)
        take_labels(rows, row);
    if (rows->repeats > 0 && take_child(rows, row))
        return;
    count_respondent(rows, row);
    for (size_t i = 0; i < rows->n_notes; i++)
        rows->noted[i] +=
            rows->note_columns[i] > 0 && strcasecmp(cell(row, rows->note_columns[i]),
                                                    export->tool->notes[i].value) == 0;
}

/* Whether a header is a label, or a group and a label: "Relaciones/Cámara de Comercio".
 */
static bool ends_with(const char *header, const char *label, size_t length)
{
    const size_t whole = strlen(header);

    return whole >= length && strncmp(header + whole - length, label, length) == 0 &&
           (whole == length || header[whole - length - 1] == '/');
}

static bool is_label(const struct pte_tool_rows *rows, uint32_t column, const char *text,
                     size_t length)
{
    char key[LONGEST_LABEL + 16];
    uint32_t line;

    for (uint32_t i = 0; i < rows->export->n_columns; i++)
        if (i != column && ends_with(rows->export->columns[i].name, text, length))
            return true;
    snprintf(key, sizeof(key), "%u %.*s", column, (int)length, text);
    return pte_index_find(&rows->labels, key, strlen(key), &line);
}

/* Whether a cell is nothing but labels that occur elsewhere, two or more, with blanks
 * between. */
static bool joins(const struct pte_tool_rows *rows, uint32_t column, const char *text)
{
    const size_t length = strlen(text);
    bool reached[LONGEST_LABEL + 1] = {true};

    for (size_t from = 0; from < length; from++) {
        if (!reached[from])
            continue;
        for (size_t to = from + 1; to <= length; to++)
            if ((text[to] == ' ' || text[to] == '\0') && (from > 0 || to < length) &&
                is_label(rows, column, text + from, to - from))
                reached[text[to] == ' ' ? to + 1 : to] = true;
    }
    return reached[length];
}

/* A question whose options have columns of their own can be read from those. */
static bool has_options(const struct pte_tool_export *export, uint32_t column)
{
    for (uint32_t i = 0; i < export->n_columns; i++)
        if (i != column && export->columns[i].question != NULL &&
            export->columns[column].question != NULL &&
            strcmp(export->columns[i].question, export->columns[column].question) == 0)
            return true;
    return false;
}

static bool check_labels(const struct pte_tool_rows *rows, const char *file,
                         struct pte_error *err)
{
    for (size_t i = 0; i < rows->labels.n; i++) {
        const struct pte_tool_export *export = rows->export;
        char letters[PTE_COLUMN_BYTES];
        unsigned column;
        int at = 0;
        const char *key = pte_index_key(&rows->labels, i);

        if (sscanf(key, "%u %n", &column, &at) != 1 || at == 0 ||
            strchr(key + at, ' ') == NULL || has_options(export, column) ||
            !joins(rows, column, key + at))
            continue;
        pte_fail(err, PTE_EINPUT,
                 "'%s' column %s holds several labels in one cell, joined by blanks, "
                 "which cannot be told apart again",
                 file, pte_column_letters(column + 1, letters));
        return pte_hint(err,
                        "export it again from %s with a column for each option, or "
                        "with the names of the options (XML values and headers)",
                        export->tool->label);
    }
    return true;
}

/* Whether there are options that are unticked where nobody answered, without a column of
 * the whole answer. */
static bool has_blind_boxes(const struct pte_tool_export *export)
{
    for (uint32_t i = 0; export->tool->fills_frame && i < export->n_columns; i++)
        if (export->columns[i].role == PTE_ROLE_OPTION &&
            column_called(export, export->columns[i].question) == 0)
            return true;
    return false;
}

static void tell(struct pte_tool_rows *rows)
{
    struct pte_tool_export *export = rows->export;

    if (rows->blank_keys > 0)
        pte_tool_say(export, "rows without %s: %zu",
                     export->columns[export->key - 1].name, rows->blank_keys);
    if (export->is_edited && rows->repeats == 0)
        pte_tool_say(export, "further rows of submissions that come in several: %zu",
                     export->rows - export->respondents);
    if (has_blind_boxes(export))
        pte_tool_say(export, "boxes read as unticked where nobody answered as well: say "
                             "answered_when in the mapping");
    for (size_t i = 0; i < rows->n_notes; i++)
        if (rows->noted[i] > 0)
            pte_tool_say(export, "%s: %zu", export->tool->notes[i].sentence,
                         rows->noted[i]);
    for (uint32_t i = 0; i < export->n_columns; i++)
        if (export->columns[i].is_twin && export->columns[i].question != NULL)
            pte_tool_say(export, "a column of that name stood before: %s",
                         export->columns[i].name);
}

/* Two from the cells, the rest from the headers. */
static void choose_samples(struct pte_tool_rows *rows)
{
    struct pte_tool_export *export = rows->export;
    size_t n = 0;

    for (; n < rows->n_values; n++)
        export->samples[n] = rows->values[n];
    for (uint32_t i = 0; i < export->n_columns && n < PTE_TOOL_SAMPLES; i++)
        if (export->columns[i].question != NULL && has_accent(export->columns[i].name))
            export->samples[n++] = export->columns[i].name;
}

bool pte_tool_rows_finish(struct pte_tool_rows *rows, const char *file,
                          struct pte_error *err)
{
    if (rows->joins_labels && !check_labels(rows, file, err))
        return false;
    tell(rows);
    choose_samples(rows);
    return true;
}

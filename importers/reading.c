/* importers/reading.c - one import under way: the survey being filled, its findings. */
#include "importers/reading.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/number.h"
#include "core/base/progress.h"
#include "core/base/text.h"
#include "core/model/vocabulary.h"
#include "core/store/digest.h"
#include "importers/encoding.h"
#include "importers/rows.h"
#include "importers/workbook/source.h"
#include "importers/workbook/workbook.h"

enum { MOST_BYTES = 256 << 20, ROWS_A_STEP = 4096, SELF_TIES = 20 };

struct pte_finding_count {
    const char *code;
    bool is_fault;
    size_t n, most;
    struct pte_place last;
};

void pte_reading_release(struct pte_reading *reading)
{
    pte_survey_release(&reading->survey);
    pte_index_release(&reading->kinds);
    pte_index_release(&reading->terms);
    pte_index_release(&reading->ids);
    pte_index_release(&reading->called);
    free(reading->counts);
    free(reading->same_id);
    *reading = (struct pte_reading){0};
}

bool pte_reading_check_options(const struct pte_reading *reading, struct pte_error *err)
{
    const char *country = reading->options.country;

    if (country == NULL || pte_country_exists(country))
        return true;
    pte_fail(err, PTE_EUSAGE, "no country has the code '%s'", country);
    return pte_hint(err, "write the two capital letters of ISO 3166-1, such as CL or PE");
}

void pte_source_release(struct pte_source *source)
{
    pte_table_free(&source->table);
    pte_free(&source->wanted);
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

static uint32_t add_file(struct pte_reading *reading, const char *path,
                         const struct pte_text *bytes)
{
    struct pte_file file = {.name = pte_survey_text(&reading->survey, name_of(path))};

    pte_digest(pte_text_get(bytes), bytes->length, file.digest);
    return pte_survey_add_file(&reading->survey, &file);
}

bool pte_reading_add_file(struct pte_reading *reading, const char *path, uint32_t *file,
                          struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text bytes = {0};

    if (!pte_file_read(path, MOST_BYTES, &bytes, err))
        return false;
    *file = add_file(reading, path, &bytes);
    return true;
}

/* A guess that may be wrong is shown, even if nothing speaks against it. */
static void note_guess(struct pte_reading *reading, uint32_t file, const char *said,
                       const char *used)
{
    if (said == NULL && strcmp(used, "windows-1252") == 0)
        pte_reading_note(
            reading, "guessed_encoding", (struct pte_place){.file = file}, used,
            "look at words with accents; if they are wrong say --encoding, or "
            "save the file as CSV UTF-8",
            "this file is not UTF-8; it was read as windows-1252");
}

static bool open_text(struct pte_reading *reading, struct pte_text *bytes,
                      const char *encoding, const struct pte_table_form *form,
                      const char *shown, struct pte_source *source, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    const char *used;

    if (!pte_encoding_decode(bytes, encoding, shown, &text, &used, err) ||
        !pte_table_open(&text, form, shown, &source->table, err))
        return false;
    note_guess(reading, source->file, encoding, used);
    return true;
}

bool pte_reading_open(struct pte_reading *reading, const char *path, const char *encoding,
                      const struct pte_table_form *form, struct pte_source *source,
                      struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text bytes = {0};
    struct pte_source opened = {0};
    const char *shown = name_of(path);

    if (!pte_file_read(path, MOST_BYTES, &bytes, err))
        return false;
    opened.file = add_file(reading, path, &bytes);
    if (pte_workbook_is(&bytes)
            ? !pte_source_from_workbook(reading, &bytes, encoding, form, shown, &opened,
                                        err)
            : !open_text(reading, &bytes, encoding, form, shown, &opened, err))
        return false;
    opened.wanted = pte_alloc(pte_table_columns(opened.table) + 1, sizeof(bool));
    *source = opened;
    return true;
}

bool pte_reading_load(struct pte_reading *reading, const char *path,
                      struct pte_text *bytes, uint32_t *file, struct pte_error *err)
{
    if (!pte_file_read(path, MOST_BYTES, bytes, err))
        return false;
    *file = add_file(reading, path, bytes);
    return true;
}

bool pte_reading_decode(struct pte_reading *reading, uint32_t file,
                        struct pte_text *bytes, struct pte_text *text,
                        struct pte_error *err)
{
    const char *encoding = reading->options.encoding, *used;

    if (!pte_encoding_decode(bytes, encoding, reading->survey.files[file].name, text,
                             &used, err))
        return false;
    note_guess(reading, file, encoding, used);
    return true;
}

bool pte_reading_open_rows(struct pte_reading *reading, uint32_t file,
                           struct pte_rows *rows, const struct pte_table_form *form,
                           struct pte_source *source, struct pte_error *err)
{
    struct pte_source opened = {.file = file};

    if (!pte_table_open_rows(rows, form, reading->survey.files[file].name, &opened.table,
                             err))
        return false;
    opened.wanted = pte_alloc(pte_table_columns(opened.table) + 1, sizeof(bool));
    *source = opened;
    return true;
}

/* The column whose name is the first length bytes of name; of several the one of that
 * number. */
static uint32_t find_column(struct pte_source *source, const char *name, size_t length,
                            long number)
{
    for (uint32_t i = 0; i < pte_table_columns(source->table); i++) {
        const char *header = pte_table_header(source->table, i);

        if (strncasecmp(header, name, length) == 0 && header[length] == '\0' &&
            --number == 0) {
            source->wanted[i + 1] = true;
            return i + 1;
        }
    }
    return 0;
}

uint32_t pte_source_column(struct pte_source *source, const char *name)
{
    const uint32_t found = find_column(source, name, strlen(name), 1);
    const char *sign = strrchr(name, '#');
    long number;

    if (found == 0 && sign != NULL &&
        pte_number_read_whole(sign + 1, 1, PTE_TABLE_COLUMNS, &number))
        return find_column(source, name, (size_t)(sign - name), number);
    return found;
}

static void check_column(struct pte_source *source, struct pte_reading *reading,
                         uint32_t i, uint32_t twin, bool unread)
{
    const struct pte_place place = {source->file, pte_table_header_line(source->table),
                                    i + 1, source->sheet};
    const char *name = pte_table_header(source->table, i);
    char letters[PTE_COLUMN_BYTES];

    if (name[0] == '\0')
        pte_reading_note(reading, "blank_header", place, NULL,
                         "name the column, or take it out",
                         "this column has no name and is not read");
    else if (twin > 0 && source->wanted[twin] && source->wanted[i + 1])
        return; /* both are asked for: name and name#2 */
    else if (twin > 0 && source->wanted[twin])
        pte_reading_fault(reading, "duplicate_header", place, name,
                          "rename one of them, so that it is clear which is meant",
                          "column %s has the same name",
                          pte_column_letters(twin, letters));
    else if (twin > 0)
        pte_reading_note(reading, "duplicate_header", place, name, NULL,
                         "column %s has the same name; neither is read",
                         pte_column_letters(twin, letters));
    else if (unread && !source->wanted[i + 1])
        pte_reading_note(reading, "unread_column", place, name,
                         "look whether its name is misspelt", "this column is not read");
}

void pte_source_check_header(struct pte_source *source, struct pte_reading *reading,
                             bool unread)
{
    PTE_AUTO(pte_index_release) struct pte_index names = {0};

    for (uint32_t i = 0; i < pte_table_columns(source->table); i++) {
        const char *name = pte_table_header(source->table, i);
        uint32_t first;

        pte_index_add(&names, name, strlen(name), i, &first);
        check_column(source, reading, i, first < i ? first + 1 : 0, unread);
    }
}

/* Whether the row can be read: one with more cells than the header was cut wrongly. */
static bool check_length(struct pte_source *source, struct pte_reading *reading,
                         const struct pte_row *row)
{
    const uint32_t columns = pte_table_columns(source->table);

    if (row->given < columns)
        pte_reading_note(
            reading, "short_row", pte_source_place(source, row, 0), NULL,
            "look whether a delimiter is missing",
            "this row has %u cells, the header %u; the missing ones count as "
            "empty",
            row->given, columns);
    for (uint32_t i = columns; i < row->given; i++)
        if (row->cells[i][0] != '\0') {
            pte_reading_fault(
                reading, "long_row", pte_source_place(source, row, i + 1), row->cells[i],
                "put quotation marks around cells that hold the delimiter",
                "this row has %u cells, the header only %u", row->given, columns);
            return false;
        }
    return true;
}

static void note_stray_quote(struct pte_source *source, struct pte_reading *reading)
{
    const uint32_t line = pte_table_stray_quote(source->table);

    if (line > 0)
        pte_reading_note(reading, "stray_quote",
                         (struct pte_place){source->file, line, 0, source->sheet}, NULL,
                         "look whether the row was cut rightly",
                         "quotation marks stand inside a cell without quotes around it; "
                         "they were kept, here and in later rows");
}

bool pte_source_next(struct pte_source *source, struct pte_reading *reading,
                     const struct pte_row **row, struct pte_error *err)
{
    do {
        if (!pte_table_next(source->table, row, err))
            return false;
        if (*row == NULL) {
            note_stray_quote(source, reading);
            pte_source_note_remarks(source, reading);
            return true;
        }
        if ((*row)->line % ROWS_A_STEP == 0)
            pte_progress_step(reading->progress, pte_table_done(source->table),
                              pte_table_size(source->table));
    } while (!check_length(source, reading, *row));
    return true;
}

struct pte_place pte_source_place(const struct pte_source *source,
                                  const struct pte_row *row, uint32_t column)
{
    return (struct pte_place){source->file, row->line, column, source->sheet};
}

/* Text that pte_text_clean would leave as it is, told without ICU: most cells are. */
static bool is_plain(const char *text)
{
    const char *c = text;

    if (*c == ' ')
        return false;
    for (; *c != '\0'; c++)
        if (*c < ' ' || *c == 0x7F || (*c == ' ' && (c[1] == ' ' || c[1] == '\0')))
            return false; /* char is signed here: bytes above 127 are below ' ' too */
    return true;
}

const char *pte_source_cell(struct pte_reading *reading, const struct pte_row *row,
                            uint32_t column)
{
    const char *raw = column > 0 ? row->cells[column - 1] : "";

    if (is_plain(raw))
        return raw;
    PTE_AUTO(pte_free) char *clean = pte_text_clean(raw);
    return pte_survey_text(&reading->survey, clean);
}

static void find(struct pte_reading *reading, const char *code, bool is_fault,
                 struct pte_place place, const char *value, const char *advice,
                 const char *sentence)
{
    char key[128];
    const int length = snprintf(key, sizeof(key), "%d%s", is_fault, code);
    struct pte_finding_count *count;
    uint32_t i;

    if (pte_index_add(&reading->kinds, key, (size_t)length, (uint32_t)reading->n_counts,
                      &i)) {
        pte_grow(&reading->counts, reading->n_counts, &reading->room_counts,
                 sizeof(*reading->counts));
        reading->counts[reading->n_counts++] = (struct pte_finding_count){
            .code = pte_survey_text(&reading->survey, code),
            .is_fault = is_fault,
            .most = strcmp(code, "self_tie") == 0 ? SELF_TIES : PTE_FINDINGS_OF_A_KIND};
    }
    count = &reading->counts[i];
    count->last = place;
    if (count->n++ < count->most)
        pte_survey_find(&reading->survey, code, is_fault, place, value, advice, "%s",
                        sentence);
}

#define FIND(is_fault)                                                                   \
    do {                                                                                 \
        char sentence[512];                                                              \
        va_list args;                                                                    \
                                                                                         \
        va_start(args, format);                                                          \
        vsnprintf(sentence, sizeof(sentence), format, args);                             \
        va_end(args);                                                                    \
        find(reading, code, is_fault, place, value, advice, sentence);                   \
    } while (0)

void pte_reading_fault(struct pte_reading *reading, const char *code,
                       struct pte_place place, const char *value, const char *advice,
                       const char *format, ...)
{
    FIND(true);
}

void pte_reading_note(struct pte_reading *reading, const char *code,
                      struct pte_place place, const char *value, const char *advice,
                      const char *format, ...)
{
    FIND(false);
}

void pte_reading_summarize(struct pte_reading *reading)
{
    for (size_t i = 0; i < reading->n_counts; i++) {
        const struct pte_finding_count *count = &reading->counts[i];

        if (count->n > count->most)
            pte_survey_find(&reading->survey, "more_findings", count->is_fault,
                            (struct pte_place){count->last.file, 0, 0, NULL}, count->code,
                            /* advice */ NULL,
                            "there are %zu more of %s, the last in row %u",
                            count->n - count->most, count->code, count->last.row);
    }
}

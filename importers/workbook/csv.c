/* importers/workbook/csv.c - the rows of a CSV file in an archive. */
#include <string.h>

#include "core/base/error.h"
#include "importers/encoding.h"
#include "importers/remarks.h"
#include "importers/workbook/workbook.intern.h"

enum { MOST_BYTES = 256 << 20 };

struct pte_csv_reader {
    struct pte_table *table;
    struct pte_remarks remarks;
    const char **header;
    bool is_begun, is_ended, is_guessed;
    struct pte_row row;
};

/* The first row of a table is its header, which it gives in another way. */
static const struct pte_row *header_row(struct pte_csv_reader *csv)
{
    const uint32_t n = pte_table_columns(csv->table);

    csv->header = pte_alloc(n, sizeof(*csv->header));
    for (uint32_t i = 0; i < n; i++)
        csv->header[i] = pte_table_header(csv->table, i);
    csv->row = (struct pte_row){pte_table_header_line(csv->table), n, n, csv->header};
    return &csv->row;
}

static void remark_end(struct pte_csv_reader *csv)
{
    const uint32_t line = pte_table_stray_quote(csv->table);

    if (csv->is_guessed && !csv->is_ended)
        pte_remarks_add(
            &csv->remarks,
            &(struct pte_remark){
                .code = "guessed_encoding",
                .value = "windows-1252",
                .advice = "look at words with accents; if they are wrong say --encoding",
                .sentence = "this file is not UTF-8; it was read as windows-1252"});
    if (line > 0 && !csv->is_ended)
        pte_remarks_add(
            &csv->remarks,
            &(struct pte_remark){
                .code = "stray_quote",
                .line = line,
                .advice = "look whether the row was cut rightly",
                .sentence = "quotation marks stand inside a cell without quotes around "
                            "it; they were kept, here and in later rows"});
    csv->is_ended = true;
}

static bool next(void *rows, const struct pte_row **row, struct pte_error *err)
{
    struct pte_csv_reader *csv = rows;

    if (!csv->is_begun && pte_table_columns(csv->table) > 0) {
        csv->is_begun = true;
        *row = header_row(csv);
        return true;
    }
    if (!pte_table_next(csv->table, row, err))
        return false;
    if (*row == NULL)
        remark_end(csv);
    return true;
}

static const struct pte_remark *remarks(const void *rows, size_t *n)
{
    const struct pte_csv_reader *csv = rows;

    *n = csv->remarks.n;
    return csv->remarks.list;
}

static size_t done(const void *rows)
{
    return pte_table_done(((const struct pte_csv_reader *)rows)->table);
}

static void free_csv(void *rows)
{
    struct pte_csv_reader *csv = rows;

    pte_table_free(&csv->table);
    pte_remarks_release(&csv->remarks);
    pte_free(&csv->header);
    pte_free(&csv);
}

static const struct pte_rows_kind kind = {next, remarks, done, free_csv,
                                          /* sparse */ false};

bool pte_csv_rows(struct pte_book *book, size_t sheet, const char *encoding,
                  const struct pte_table_form *form, struct pte_rows *rows,
                  struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text bytes = {0};
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    PTE_AUTO(pte_text_release) struct pte_text shown = {0};
    const struct pte_table_form own = {.delimiter = form->delimiter,
                                       .may_be_blank = form->may_be_blank};
    const struct pte_book_sheet *file = &book->sheets[sheet];
    struct pte_csv_reader *made;
    const char *used;

    pte_text_addf(&shown, "%s › %s", book->shown, file->sheet.name);
    if (pte_archive_size(book->archive, file->file) > MOST_BYTES)
        return pte_fail(err, PTE_EINPUT, "'%s' is larger than %d MiB",
                        pte_text_get(&shown), MOST_BYTES >> 20);
    if (!pte_archive_read(book->archive, file->file, &bytes, err) ||
        !pte_encoding_decode(&bytes, encoding, pte_text_get(&shown), &text, &used, err))
        return false;
    made = pte_alloc(1, sizeof(*made));
    made->is_guessed = encoding == NULL && strcmp(used, "windows-1252") == 0;
    if (!pte_table_open(&text, &own, pte_text_get(&shown), &made->table, err)) {
        free_csv(made);
        return false;
    }
    *rows = (struct pte_rows){&kind, made, pte_table_size(made->table)};
    return true;
}

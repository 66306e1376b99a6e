/* importers/workbook/book.c - a workbook or an archive of CSV files, opened in this
 * process. */
#include <string.h>
#include <strings.h>

#include "core/base/error.h"
#include "importers/workbook/workbook.intern.h"

void pte_book_add(struct pte_book *book, const char *name, enum pte_sheet_state state,
                  uint32_t file)
{
    pte_grow(&book->sheets, book->n, &book->room, sizeof(*book->sheets));
    book->sheets[book->n++] = (struct pte_book_sheet){
        .sheet = {pte_arena_text(&book->arena, name), state}, .file = file};
}

static bool ends_in(const char *name, const char *end)
{
    const size_t length = strlen(name), wanted = strlen(end);

    return length > wanted && strcasecmp(name + length - wanted, end) == 0;
}

/* Macs add files of their own beside each other file. */
static bool is_of_mac(const char *name)
{
    const char *slash = strrchr(name, '/');

    return strncmp(name, "__MACOSX/", 9) == 0 ||
           strncmp(slash != NULL ? slash + 1 : name, "._", 2) == 0;
}

static bool is_table(const char *name)
{
    return !is_of_mac(name) &&
           (ends_in(name, ".csv") || ends_in(name, ".tsv") || ends_in(name, ".txt"));
}

static bool has(const struct pte_book *book, const char *name)
{
    uint32_t file;

    return pte_archive_find(book->archive, name, &file);
}

/* An archive in which nothing can be read: what it is instead, where that can be told. */
static bool refuse_kind(const struct pte_book *book, struct pte_error *err)
{
    static const struct {
        const char *file, *what;
    } kinds[] = {{"xl/workbook.bin", "a binary workbook (XLSB)"},
                 {"content.xml", "an OpenDocument file (ODS)"},
                 {"Index/Document.iwa", "a document of Numbers or Pages"},
                 {"word/document.xml", "a Word document"},
                 {"ppt/presentation.xml", "a presentation"}};

    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (has(book, kinds[i].file)) {
            pte_fail(err, PTE_EINPUT, "'%s' is %s, which is not read", book->shown,
                     kinds[i].what);
            return pte_hint(err, "save it as an Excel workbook (.xlsx), or its sheet as "
                                 "CSV (UTF-8)");
        }
    for (uint32_t i = 0; i < pte_archive_files(book->archive); i++)
        if (ends_in(pte_archive_name(book->archive, i), ".xlsx")) {
            pte_fail(err, PTE_EINPUT, "'%s' holds a workbook packed once more",
                     book->shown);
            return pte_hint(err, "take '%s' out of it, and give that",
                            pte_archive_name(book->archive, i));
        }
    pte_fail(err, PTE_EINPUT, "'%s' is an archive without workbook or CSV file",
             book->shown);
    return pte_hint(err,
                    "give the export itself: an .xlsx or .csv file, or an archive of "
                    ".csv files");
}

static bool list_files(struct pte_book *book, struct pte_error *err)
{
    for (uint32_t i = 0; i < pte_archive_files(book->archive); i++) {
        const char *name = pte_archive_name(book->archive, i);

        if (!is_table(name))
            continue;
        if (book->n == PTE_WORKBOOK_FILES)
            return pte_fail(err, PTE_EINPUT, "'%s' holds more than %d tables",
                            book->shown, PTE_WORKBOOK_FILES);
        pte_book_add(book, name, PTE_SHEET_VISIBLE, i);
    }
    return book->n > 0 || refuse_kind(book, err);
}

bool pte_book_open(const void *bytes, size_t length, const char *shown,
                   struct pte_book **book, struct pte_error *err)
{
    PTE_AUTO(pte_book_free) struct pte_book *made = pte_alloc(1, sizeof(*made));

    made->shown = shown;
    if (!pte_archive_open(bytes, length, shown, &made->archive, err))
        return false;
    made->is_workbook =
        has(made, "xl/workbook.xml") ||
        (has(made, "_rels/.rels") && has(made, "[Content_Types].xml") &&
         !has(made, "xl/workbook.bin") && !has(made, "word/document.xml") &&
         !has(made, "ppt/presentation.xml"));
    if (made->is_workbook ? !pte_book_list_sheets(made, err) : !list_files(made, err))
        return false;
    *book = made;
    made = NULL;
    return true;
}

void pte_book_free(struct pte_book **book)
{
    struct pte_book *going = *book;

    if (going == NULL)
        return;
    pte_archive_free(&going->archive);
    pte_strings_release(&going->strings);
    pte_free(&going->styles.forms);
    pte_free(&going->sheets);
    pte_arena_release(&going->arena);
    pte_free(book);
}

bool pte_book_rows(struct pte_book *book, size_t sheet, const char *encoding,
                   const struct pte_table_form *form, struct pte_rows *rows,
                   struct pte_error *err)
{
    return book->is_workbook ? pte_sheet_rows(book, sheet, rows, err)
                             : pte_csv_rows(book, sheet, encoding, form, rows, err);
}

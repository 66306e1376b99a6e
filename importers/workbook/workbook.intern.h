/* importers/workbook/workbook.intern.h - the inside of a workbook: strings, styles,
 * sheets, read in one process (the child's, or a test's). */
#ifndef PTE_IMPORTERS_WORKBOOK_WORKBOOK_INTERN_H
#define PTE_IMPORTERS_WORKBOOK_WORKBOOK_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/rows.h"
#include "importers/workbook/archive.h"
#include "importers/workbook/serial.h"
#include "importers/workbook/workbook.h"
#include "importers/workbook/xml.h"

struct pte_error;

/** Texts that cells refer to by their number. */
struct pte_strings {
    const char **texts;
    size_t n, room;
    struct pte_arena arena;
};

/** Reads xl/sharedStrings.xml. strings: released by the caller also on failure. */
bool pte_strings_read(struct pte_archive *archive, uint32_t file,
                      struct pte_strings *strings, struct pte_error *err);
void pte_strings_release(struct pte_strings *strings);

/** Adds the text of the string element (si or is) at a depth that has just begun: its own
 * and that of its runs, without the readings of East Asian words; up to its end. */
bool pte_strings_element(struct pte_xml *xml, int depth, struct pte_text *text,
                         struct pte_error *err);

/** Control characters that XML cannot hold are written _x000D_; put them back in place.
 */
void pte_strings_unescape(char *text);

/** Which styles of cells show a number as a moment. */
struct pte_styles {
    unsigned char *forms; /* enum pte_serial_form by style */
    size_t n, room;
};

bool pte_styles_read(struct pte_archive *archive, uint32_t file,
                     struct pte_styles *styles, struct pte_error *err);

/** One table inside the file. */
struct pte_book_sheet {
    struct pte_sheet sheet;
    uint32_t file; /* of the archive */
};

/** A workbook or an archive of CSV files, opened in this process. */
struct pte_book {
    const char *shown;
    struct pte_archive *archive;
    struct pte_arena arena;
    struct pte_book_sheet *sheets;
    size_t n, room;
    bool is_workbook;
    bool is_1904;       /* how dates are counted */
    bool is_uncomputed; /* formulas were written without their values */
    bool has_strings, has_styles;
    uint32_t strings_file, styles_file;
    struct pte_strings strings;
    struct pte_styles styles;
};

/**
 * Opens a file and lists its tables.
 *
 * bytes   lent, like shown
 * book    out: released by pte_book_free. Untouched on failure
 */
bool pte_book_open(const void *bytes, size_t length, const char *shown,
                   struct pte_book **book, struct pte_error *err);
void pte_book_free(struct pte_book **book);

/** What pte_book_open does with the XML of a workbook (package.c). */
bool pte_book_list_sheets(struct pte_book *book, struct pte_error *err);

/** Adds a table; name is copied. */
void pte_book_add(struct pte_book *book, const char *name, enum pte_sheet_state state,
                  uint32_t file);

/**
 * Opens the rows of a table of a book, which must outlive them.
 *
 * encoding, form  of a CSV file; not read for a sheet
 */
bool pte_book_rows(struct pte_book *book, size_t sheet, const char *encoding,
                   const struct pte_table_form *form, struct pte_rows *rows,
                   struct pte_error *err);

/** The rows of a sheet (sheet.c) and of a CSV file (csv.c). */
bool pte_sheet_rows(struct pte_book *book, size_t sheet, struct pte_rows *rows,
                    struct pte_error *err);
bool pte_csv_rows(struct pte_book *book, size_t sheet, const char *encoding,
                  const struct pte_table_form *form, struct pte_rows *rows,
                  struct pte_error *err);

/** A number as a cell keeps it becomes its shortest text, or the moment it stands for.
 * text: at least PTE_SERIAL_BYTES. Returns what to show: text, or raw if raw is already
 * the shortest or no number. is_odd: out, a moment was wanted and there is none. */
const char *pte_cell_number(const char *raw, enum pte_serial_form form, bool is_1904,
                            char *text, bool *is_odd);

#endif

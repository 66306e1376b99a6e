/* tests/importers/workbook/fixture.h - zip archives and workbooks made in memory, honest
 * ones and liars. */
#ifndef PTE_TESTS_IMPORTERS_WORKBOOK_FIXTURE_H
#define PTE_TESTS_IMPORTERS_WORKBOOK_FIXTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pte_text;

/** A file of an archive; what is 0 or NULL is honest. */
struct fixture_file {
    const char *name, *content;
    size_t length; /* 0 = up to the NUL */
    bool is_stored;
    uint32_t size_said, packed_said, offset_added;
    uint16_t flags, method_said;
    bool crc_is_wrong;
};

/** What the end record says; 0 is honest. */
struct fixture_end {
    uint16_t files_said;
    const char *comment;
    bool has_64;       /* a zip64 end record as well, as some Java programs write it */
    uint64_t files_64; /* 0 = honest */
};

void fixture_zip(const struct fixture_file *files, size_t n,
                 const struct fixture_end *end, struct pte_text *zip);

/** A workbook, its parts as XML; NULL = a plain one, "" = the part is missing. */
struct fixture_book {
    const char *sheet, *strings, *styles, *workbook, *links, *package;
    const char *sheet2; /* NULL = missing */
};

void fixture_book(const struct fixture_book *book, struct pte_text *zip);

enum { FIXTURE_SHEETS = 8 };

/** A sheet as lines of cells: "a|b\n1|2". */
struct fixture_sheet {
    const char *name, *lines; /* ~name = hidden */
};

/** A workbook of at most FIXTURE_SHEETS sheets. */
void fixture_sheets(const struct fixture_sheet *sheets, size_t n, struct pte_text *zip);

#define FIXTURE_MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define FIXTURE_OFFICE                                                                   \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define FIXTURE_PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"
#define FIXTURE_SHEET(rows)                                                              \
    "<worksheet xmlns=\"" FIXTURE_MAIN "\"><sheetData>" rows "</sheetData></worksheet>"
#define FIXTURE_STRINGS(strings) "<sst xmlns=\"" FIXTURE_MAIN "\">" strings "</sst>"
#define FIXTURE_STYLES(styles)                                                           \
    "<styleSheet xmlns=\"" FIXTURE_MAIN "\">" styles "</styleSheet>"
#define FIXTURE_BOOK(before, sheets, after)                                              \
    "<workbook xmlns=\"" FIXTURE_MAIN "\" xmlns:r=\"" FIXTURE_OFFICE "\">" before        \
    "<sheets>" sheets "</sheets>" after "</workbook>"
#define FIXTURE_LINKS(links)                                                             \
    "<Relationships xmlns=\"" FIXTURE_PACKAGE "\">" links "</Relationships>"
#define FIXTURE_LINK(id, type, target)                                                   \
    "<Relationship Id=\"" id "\" Type=\"" FIXTURE_OFFICE "/" type "\" Target=\"" target  \
    "\"/>"

/**
 * What is read of a file: its tables as text, or the sentence it is refused with.
 *
 * zip      empty afterwards
 * table    NULL = the main one
 * outcome  one line "LINE: cell|cell" a row, then one "CODE LINE:COLUMN" a remark; or
 *          "refused KIND: sentence"
 */
void fixture_outcome(struct pte_text *zip, const char *table, struct pte_text *outcome);

/** The same without a child, so that a sanitizer sees all. */
void fixture_outcome_here(const struct pte_text *zip, const char *table,
                          struct pte_text *outcome);

/** Reads a table of a workbook in a child and here: both must give what is wanted. */
void fixture_reads(const struct fixture_book *book, const char *table,
                   const char *wanted);

/** Reads the main table in a child and here: both must refuse it as wrong input, with
 * exactly that sentence. zip: empty afterwards. */
void fixture_refuses(struct pte_text *zip, const char *sentence);

#endif

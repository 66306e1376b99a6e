/* importers/reading.h - one import under way: the survey being filled, its findings.
 *
 * What all importers share: opening the files, saying what is doubtful, turning cells
 * into the words of the vocabularies. */
#ifndef PTE_IMPORTERS_READING_H
#define PTE_IMPORTERS_READING_H

#include <stdbool.h>
#include <stdint.h>

#include "core/model/survey.h"
#include "importers/import.h"
#include "importers/index.h"
#include "importers/table.h"

struct pte_error;
struct pte_mapping;
struct pte_progress;
struct pte_rows;
struct pte_text;

enum { PTE_NAME_BYTES = 1024, PTE_NAME_CHARACTERS = 300, PTE_FINDINGS_OF_A_KIND = 50 };

/** All zero is empty; set the options first. */
struct pte_reading {
    struct pte_survey survey;
    struct pte_import_options options;
    const struct pte_mapping *mapping; /* NULL = plain tables */
    struct pte_progress *progress;
    struct pte_index kinds; /* of findings: from code to the place in counts */
    struct pte_finding_count *counts;
    size_t n_counts, room_counts;
    struct pte_index terms; /* from vocabulary and text as written to survey.terms */
    struct pte_index ids;   /* from an organization's id to the first that has it */
    uint32_t *same_id;      /* per organization: the next one of that id, or none */
    size_t room_same_id;
    struct pte_index called; /* from folded id, name or acronym to the organization */
};

void pte_reading_release(struct pte_reading *reading);

/** Whether the options make sense: a country that exists. Fails PTE_EUSAGE. */
bool pte_reading_check_options(const struct pte_reading *reading, struct pte_error *err);

/** One file being read. */
struct pte_source {
    struct pte_table *table;
    uint32_t file;     /* index into survey.files */
    const char *sheet; /* of a workbook, or the file of an archive; else NULL */
    bool *wanted;      /* per column: asked for by pte_source_column */
};

/**
 * Opens a table and adds it to the survey's files: a text, or the table of a workbook or
 * archive that the form names.
 *
 * encoding  NULL = find out
 * source    out: released by pte_source_release. Untouched on failure
 * Fails     PTE_ENOTFOUND, PTE_EINPUT, PTE_EUSAGE
 */
bool pte_reading_open(struct pte_reading *reading, const char *path, const char *encoding,
                      const struct pte_table_form *form, struct pte_source *source,
                      struct pte_error *err);
void pte_source_release(struct pte_source *source);

/**
 * Reads the bytes of a file that is no table and adds it to the survey's files.
 *
 * bytes  out: released by the caller. Untouched on failure
 * Fails  PTE_ENOTFOUND, PTE_EINPUT a folder, or too large
 */
bool pte_reading_load(struct pte_reading *reading, const char *path,
                      struct pte_text *bytes, uint32_t *file, struct pte_error *err);

/** The text of a file's bytes by the option encoding, or by what is found out: then it is
 * noted. bytes: empty afterwards on success. text: out. Fails as pte_encoding_decode */
bool pte_reading_decode(struct pte_reading *reading, uint32_t file,
                        struct pte_text *bytes, struct pte_text *text,
                        struct pte_error *err);

/** Opens a table over rows of a file; rows: moved. Otherwise as pte_reading_open. */
bool pte_reading_open_rows(struct pte_reading *reading, uint32_t file,
                           struct pte_rows *rows, const struct pte_table_form *form,
                           struct pte_source *source, struct pte_error *err);

/** Adds a file that is read elsewhere to the survey's files. */
bool pte_reading_add_file(struct pte_reading *reading, const char *path, uint32_t *file,
                          struct pte_error *err);

/** The column of that name (compared without case), 1 the first; 0 = there is none. Of
 * several columns of a name, name#2 is the second. */
uint32_t pte_source_column(struct pte_source *source, const char *name);

/** Finds what is wrong with the header: names twice (a fault if the column is wanted), no
 * name; with unread, also each column nobody wanted. Call it once all are asked for. */
void pte_source_check_header(struct pte_source *source, struct pte_reading *reading,
                             bool unread);

/** Reads the next row and finds what is wrong with its length: one that is too long is a
 * fault and passed over. row: NULL at the end. */
bool pte_source_next(struct pte_source *source, struct pte_reading *reading,
                     const struct pte_row **row, struct pte_error *err);

/** The place of a cell, column 1 the first; 0 = the whole row. */
struct pte_place pte_source_place(const struct pte_source *source,
                                  const struct pte_row *row, uint32_t column);

/** The cell of a column, cleaned (pte_text_clean), lent until the next row is read; ""
 * for column 0. */
const char *pte_source_cell(struct pte_reading *reading, const struct pte_row *row,
                            uint32_t column);

/** Adds a finding; after the fiftieth of a code only their number is kept. advice and
 * value may be NULL. */
void pte_reading_fault(struct pte_reading *reading, const char *code,
                       struct pte_place place, const char *value, const char *advice,
                       const char *format, ...) __attribute__((format(printf, 6, 7)));
void pte_reading_note(struct pte_reading *reading, const char *code,
                      struct pte_place place, const char *value, const char *advice,
                      const char *format, ...) __attribute__((format(printf, 6, 7)));

/** Adds one finding per code that had more than were kept. Call it at the end. */
void pte_reading_summarize(struct pte_reading *reading);

#endif

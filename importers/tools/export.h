/* importers/tools/export.h - which survey tool wrote a file, and what is in it.
 *
 * Each tool is one row of the table in tools.c with a small file of its own: how it is
 * told from the others, what its columns are, how it writes what was ticked, left empty
 * and never asked. A tool knows nothing of countries, and nothing is guessed silently:
 * what was found is here to be shown before anything is imported. */
#ifndef PTE_IMPORTERS_TOOLS_EXPORT_H
#define PTE_IMPORTERS_TOOLS_EXPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/memory.h"

struct pte_error;
struct pte_tool;

enum { PTE_TOOL_SAMPLES = 3, PTE_TOOL_SURE = 80 };

enum pte_tool_role {
    PTE_ROLE_QUESTION, /* an answer */
    PTE_ROLE_OPTION,   /* one of several columns of a question */
    PTE_ROLE_KEY,      /* the tool's own id of a submission */
    PTE_ROLE_DATE,     /* when it was begun or sent */
    PTE_ROLE_PERSON,   /* a name, an address, a device: never shown */
    PTE_ROLE_SYSTEM,   /* whatever else the tool adds */
};

struct pte_tool_column {
    const char *name;     /* told from all others: a second "Sexo" is "Sexo#2" */
    const char *question; /* what its question is called; NULL = none */
    enum pte_tool_role role;
    bool is_organization; /* asks for the name of one */
    bool is_twin;         /* its header stood before */
};

/** Rows of repeats, nodes or ties that hang on the respondents. */
struct pte_tool_child {
    const char *name;
    size_t rows;
    uint32_t columns; /* 0 = those of the table itself */
};

/** A file that was recognised. All zero is none. */
struct pte_tool_export {
    const struct pte_tool *tool;
    unsigned certainty;   /* 0 to 100 */
    const char *reason;   /* a sentence */
    const char *encoding; /* "utf-8"; NULL = a workbook */
    const char *part;     /* the sheet, or the file in an archive; NULL = the file */
    char delimiter;       /* '\0' = a workbook */
    unsigned header_rows;
    bool is_read;       /* whether the rows were read: else rows to samples are 0 */
    size_t rows;        /* after the header rows */
    size_t respondents; /* of these rows, each once */
    struct pte_tool_column *columns;
    uint32_t n_columns, n_questions;
    uint32_t key;   /* the column that tells submissions apart, 1 the first; 0 = none */
    bool is_edited; /* some submission stands in several rows */
    struct pte_tool_child *children;
    size_t n_children, room_children;
    const char *samples[PTE_TOOL_SAMPLES]; /* words with accents; NULL = no more */
    const char **notes;                    /* sentences on what is unusual */
    size_t n_notes, room_notes;
    struct pte_arena arena; /* of all texts */
};

/** What the caller says of a file. NULL and 0 = find out. */
struct pte_tool_said {
    const char *tool;     /* "kobo" */
    const char *encoding; /* as of importers/encoding.h */
    const char *sheet;    /* or the file in an archive */
    char delimiter;
    bool head_only; /* read only as much as header rows and columns need */
};

/**
 * Reads a file and says what it is.
 *
 * path    a text table, a workbook or an archive of CSV files
 * said    NULL = nothing
 * export  out: released by pte_tool_release. Untouched on failure
 * Fails   PTE_ENOTFOUND no such file or sheet; PTE_EUSAGE no such tool, two tools are
 *         equally likely; PTE_EINPUT no table, or an export that cannot be read rightly
 */
bool pte_tool_open(const char *path, const struct pte_tool_said *said,
                   struct pte_tool_export *export, struct pte_error *err);
void pte_tool_release(struct pte_tool_export *export);

/** "kobo", "KoboToolbox". */
const char *pte_tool_name(const struct pte_tool *tool);
const char *pte_tool_label(const struct pte_tool *tool);
/** The tool of that name, or NULL. */
const struct pte_tool *pte_tool_called(const char *name);

/** Whether boxes are written as unticked where nobody answered: then only the column of
 * the whole question (q of q/option), if there is one, tells the two apart. */
bool pte_tool_fills_frame(const struct pte_tool *tool);

/** How the tool writes an option that was ticked, one that was not, a question that was
 * seen and left empty, and one that was not asked; each ends with NULL. */
const char *const *pte_tool_yes(const struct pte_tool *tool);
const char *const *pte_tool_no(const struct pte_tool *tool);
const char *const *pte_tool_missing(const struct pte_tool *tool);
const char *const *pte_tool_not_asked(const struct pte_tool *tool);

#endif

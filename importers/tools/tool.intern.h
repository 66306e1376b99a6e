/* importers/tools/tool.intern.h - one survey tool, and the head of a file it may have
 * written. */
#ifndef PTE_IMPORTERS_TOOLS_TOOL_INTERN_H
#define PTE_IMPORTERS_TOOLS_TOOL_INTERN_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/memory.h"
#include "importers/tools/export.h"

struct pte_error;

enum { PTE_HEAD_ROWS = 12 };

/** The first rows of a table, cleaned. */
struct pte_head {
    const char *file;  /* its name */
    const char *sheet; /* "" if it is no workbook */
    const char *encoding;
    char delimiter;
    uint32_t n;                             /* columns of the first row */
    const char *const *rows[PTE_HEAD_ROWS]; /* n cells each; the first: the header */
    uint32_t lines[PTE_HEAD_ROWS];
    uint32_t n_rows;
};

/** A column by its header; * stands for anything, case does not count. */
struct pte_tool_word {
    const char *pattern;
    enum pte_tool_role role;
};

/** Rows that are told of: all whose cell in a column holds a value. */
struct pte_tool_note {
    const char *column, *value; /* value "": blank */
    const char *sentence;       /* before the number of rows */
};

struct pte_tool {
    const char *name, *label;

    /** How sure one can be that the tool wrote it, 0 to 100; reason: out, a clause. */
    unsigned (*recognise)(const struct pte_head *head, const char **reason);
    /** How many rows come before the first respondent. NULL = 1. */
    unsigned (*header_rows)(const struct pte_head *head);
    /** What the question of a column is called. NULL = as the column. */
    const char *(*question)(const struct pte_head *head, uint32_t column,
                            struct pte_arena *arena);
    /** The name of a column. NULL = its header. */
    const char *(*column)(const struct pte_head *head, uint32_t column,
                          struct pte_arena *arena);
    /** Whether the file can be read rightly. NULL = always. */
    bool (*check)(const struct pte_head *head, struct pte_error *err);

    const struct pte_tool_word *words; /* the tool's own columns; ends with NULL */
    const char *const *keys;           /* from the best on; ends with NULL, may be NULL */
    const char *repeats; /* the column that names the child table a row is of, or NULL */
    const struct pte_tool_note *notes;  /* ends with NULL; may be NULL */
    const char *const *yes, *const *no; /* of options; end with NULL, may be NULL */
    const char *const *missing;         /* asked and not answered; likewise */
    const char *const *not_asked;       /* likewise */
    bool fills_frame;      /* boxes are unticked, not blank, where nobody answered */
    const char *main_part; /* files of an archive that hold the respondents; NULL = one */
    const char *left_out;  /* files of an archive that say again what others say */
    bool joins_labels;     /* several labels in a cell, with nothing but blanks between */
};

extern const struct pte_tool pte_tool_excel, pte_tool_gephi, pte_tool_google,
    pte_tool_kobo, pte_tool_kumu, pte_tool_limesurvey, pte_tool_msforms,
    pte_tool_networkcanvas, pte_tool_odk, pte_tool_plain, pte_tool_qualtrics,
    pte_tool_redcap, pte_tool_surveymonkey;

/** The cell of a row of the head, "" where there is none. */
const char *pte_head_cell(const struct pte_head *head, uint32_t row, uint32_t column);
/** The column of a row that holds a text (without case), 0 the first; n = there is none.
 */
uint32_t pte_head_find(const struct pte_head *head, uint32_t row, const char *text);
bool pte_head_has(const struct pte_head *head, const char *header);
/** How many of a list of texts, ended by NULL, the header has. */
unsigned pte_head_count(const struct pte_head *head, const char *const *headers);
/** How many cells of a row fit a pattern with *; "" counts the blank ones. */
unsigned pte_head_fits(const struct pte_head *head, uint32_t row, const char *pattern);

/** Whether a text fits a pattern, in which * stands for anything. */
bool pte_tool_fits(const char *pattern, const char *text);
/** Whether a text begins so, case does not count. */
bool pte_tool_begins(const char *text, const char *beginning);
/** The text up to the last place where mark stands; all of it if there is none. */
const char *pte_tool_before(const char *text, const char *mark, struct pte_arena *arena);

/** Whether some tool calls the file of the respondents in its archives so. */
bool pte_tool_is_main(const char *part);

/** Finds the tool. named NULL = find out; export: tool, certainty and reason are set. */
bool pte_tool_choose(const struct pte_head *head, const char *named,
                     struct pte_tool_export *export, struct pte_error *err);
/** Sets the columns, their questions and the key from the head. */
void pte_tool_arrange(const struct pte_head *head, struct pte_tool_export *export);

void pte_tool_say(struct pte_tool_export *export, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif

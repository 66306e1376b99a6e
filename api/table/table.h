/* api/table/table.h - rows of a document as a table: for people, and for programs.
 *
 * A table reads the very rows that stand in the JSON document, so that no number can
 * differ between the three. */
#ifndef PTE_API_TABLE_TABLE_H
#define PTE_API_TABLE_TABLE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/model/vocabulary.h"

struct pte_survey;
struct pte_text;

/** How a column's values are shown to a reader. CSV always has them in full. */
enum pte_column_kind {
    PTE_WORDS, /* text, cut where it does not fit */
    PTE_PROSE, /* text, wrapped over several lines */
    PTE_TERM,  /* a code, shown by its label in the column's vocabulary */
    PTE_COUNT, /* whole numbers, whatever JSON has them as */
    PTE_NUMBER,
    PTE_SHARE, /* 0 to 1, shown as percent */
    PTE_P      /* a p-value */
};

struct pte_column {
    const char *key;     /* in the rows; "a.0" is the first item of the list "a" */
    const char *heading; /* English, to be translated; NULL = only in CSV */
    enum pte_column_kind kind;
    const char
        *vocabulary; /* of PTE_TERM: "sector", "country", or NULL = our own words */
    int decimals;    /* of PTE_NUMBER */
};

struct pte_table {
    const char *title; /* translated; "" = an empty line; NULL = none */
    const json_t *rows;
    const struct pte_column *columns;
    size_t n_columns;
};

/** Who reads it. */
struct pte_reader {
    enum pte_language language;
    size_t columns;                  /* of the terminal */
    bool is_terminal;                /* bold headings */
    const struct pte_survey *survey; /* labels of terms; NULL = shipped words only */
};

/** The table for people: fits the terminal's columns by cutting words, then by leaving
 * out the last columns, which it says. */
void pte_table_text(const struct pte_table *table, const struct pte_reader *reader,
                    struct pte_text *out);

/** The same rows after RFC 4180, headings are the keys; a text that a spreadsheet would
 * take for a formula gets a ' in front. */
void pte_table_csv(const struct pte_table *table, struct pte_text *out);

/** Text wrapped at blanks to so many columns, each line after the first indented. */
void pte_table_wrap(const char *text, size_t columns, size_t indent,
                    struct pte_text *out);

/** A code of our documents in words: "cannot_tell" is "cannot tell"; lent. */
const char *pte_table_own_word(const char *code, enum pte_language language);

/** The value of a column in a row; NULL if the row has none. Lent. */
const json_t *pte_table_value(const json_t *row, const char *key);

#endif

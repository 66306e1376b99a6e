/* importers/guess/guess.intern.h - an export being looked at. */
#ifndef PTE_IMPORTERS_GUESS_INTERN_H
#define PTE_IMPORTERS_GUESS_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/index.h"
#include "importers/tools/export.h"

struct pte_error;

enum { PTE_GUESS_VALUES = 24 };

/** What stands in a column, or in a group of columns. */
struct pte_guess_values {
    const char *text[PTE_GUESS_VALUES];
    size_t count[PTE_GUESS_VALUES];
    size_t n;    /* distinct ones that are kept */
    bool more;   /* there are others */
    size_t full; /* cells that are not blank */
};

struct pte_guess_column {
    const char *name; /* as the mapping must write it */
    enum pte_tool_role role;
    struct pte_guess_values values;
    size_t distinct, organizations; /* cells that name one of the roster */
    uint32_t group;                 /* of ties, 1 the first; 0 = none */
};

/** A table that was read as a whole, its values counted. */
struct pte_guess_table {
    struct pte_tool_export export;
    struct pte_guess_column *columns;
    uint32_t n;
    size_t rows;
    const char **cells; /* rows of n, if they are kept */
    struct pte_arena arena;
};

enum pte_guess_form {
    PTE_GUESS_TICKS,
    PTE_GUESS_NUMBERS,
    PTE_GUESS_WORDS,
    PTE_GUESS_UNCLEAR
};

struct pte_guess_group {
    const char *pattern;
    uint32_t first; /* column, 1 the first */
    size_t n;
    struct pte_guess_values values; /* without what counts as missing */
    enum pte_guess_form form;
    double least, most;
    bool reverse;
    char code[40]; /* the relation */
    bool is_desired, is_new_relation;
    uint32_t answered; /* column of the helper question; 0 = none */
};

struct pte_guess {
    struct pte_guess_table roster, export;
    uint32_t id, name, acronym, sector, kind, side, region, women_led, parent, asked,
        country;        /* columns of the roster */
    const char **names; /* ids, names and acronyms of the roster */
    size_t n_names, room_names;
    struct pte_index called; /* the same, folded */
    struct pte_guess_group *groups;
    size_t n_groups, room_groups;
    uint32_t key, organization, role, gender, date, consent; /* of the export */
    const char *date_order;
    bool is_date_unclear, is_consent_guessed;
    const char *missing[PTE_GUESS_VALUES];
    size_t n_missing;
    bool has_comma, has_point; /* decimal marks seen */
    char said_country[8];
    const char *study, *wave;
};

/** Reads a table and counts what its columns hold. called: where organizations are looked
 * up; NULL = the table is the roster, and its cells are kept. */
bool pte_guess_read(const char *path, const struct pte_index *called,
                    struct pte_guess_table *table, struct pte_error *err);
void pte_guess_table_release(struct pte_guess_table *table);
void pte_guess_count(struct pte_guess_values *values, struct pte_arena *arena,
                     const char *text, size_t times);

/** Finds the groups of columns about ties, and what each asks. */
void pte_guess_groups(struct pte_guess *guess);
/** Finds the columns about the respondent. */
void pte_guess_respondent(struct pte_guess *guess);

/** Whether all values are words for yes or no, at least one for yes. */
bool pte_guess_is_yes_no(const struct pte_guess_values *values);
/** 1 = yes, 0 = no, -1 = neither. */
int pte_guess_yes(const char *text);
/** The level a word for a frequency means, 0 = never; -1 = none. */
double pte_guess_level(const char *text);
/** The code a word is meant for in a vocabulary, or NULL. */
const char *pte_guess_code(const char *vocabulary, const char *text);
/** The relation that a header speaks of, or NULL. */
const char *pte_guess_relation(const char *header);
bool pte_guess_is_desired(const char *header);
/** The column whose name has a word that begins with one of these; 0 = there is none. */
uint32_t pte_guess_named(const struct pte_guess_table *table, const char *words);
/** Whether a text has a word that begins with one of those between bars: "sex|gen". */
bool pte_guess_has(const char *text, const char *words);

/** Writes the mapping. */
void pte_guess_write(const struct pte_guess *guess, const char *roster_name,
                     struct pte_text *yaml);

#endif

/* datasets/synthesize/export.h - how the survey tool of each country writes its files. */
#ifndef PTE_DATASETS_SYNTHESIZE_EXPORT_H
#define PTE_DATASETS_SYNTHESIZE_EXPORT_H

#include "datasets/synthesize/study.h"

enum pte_encoding { PTE_UTF8, PTE_UTF8_BOM, PTE_WINDOWS_1252, PTE_UTF16LE };

/** Order of the columns of one person. */
enum pte_export_column {
    PTE_COLUMN_KEY,
    PTE_COLUMN_DATE,
    PTE_COLUMN_ORGANIZATION,
    PTE_COLUMN_ROLE,
    PTE_COLUMN_GENDER,
    PTE_COLUMN_CONSENT,
    PTE_COLUMNS
};

enum { PTE_ROSTER_COLUMNS = 10 };

struct pte_dialect {
    const char *code, *tool; /* country; what it imitates */
    enum pte_encoding encoding;
    char delimiter;
    const char *end_of_line;
    bool quotes_all, has_words; /* every cell is quoted; codes as words.tsv spells them */
    char decimal;
    const char *key;  /* * is the answer's number; NULL = a random UUID */
    const char *date; /* * is the day of March 2026 */
    bool keeps_ids;   /* the organization is told by its id, not its name */
    const char *column[PTE_COLUMNS];
    const char *answered[PTE_STUDY_RELATIONS]; /* NULL = no such column */
    const char *level[PTE_STUDY_RELATIONS];    /* patterns: * is the other's id */
    const char *wished[PTE_STUDY_WISHES];
    const char *function, *challenge, *training, *vacancy; /* * is the code or the rank */
    const char *levels[PTE_STUDY_LEVELS]; /* words of the scale; NULL = numbers */
    const char *blank_level;              /* a level left out */
    const char *yes, *no, *not_wished, *not_performed;
    const char *gender[3]; /* woman, man, other; NULL = as words.tsv spells them */
    const char *roster[PTE_ROSTER_COLUMNS];
};

extern const struct pte_dialect pte_dialects[PTE_STUDY_COUNTRIES];

struct pte_text;

/** Adds the pattern with its * replaced. */
void pte_export_fill(struct pte_text *text, const char *pattern, const char *star);

/** The dialect of a country. */
const struct pte_dialect *pte_dialect_of(const struct pte_study_plan *plan);

/** "chile.synthetic.csv", "roster-chile.synthetic.csv"; to be freed. */
char *pte_export_file(const struct pte_study_plan *plan, bool is_roster);

/** "utf-8", "utf-8-sig", "windows-1252", "utf-16": as data packages name them. */
const char *pte_encoding_name(enum pte_encoding encoding);

#endif

/* importers/survey/survey.intern.h - a survey export being read as its mapping says. */
#ifndef PTE_IMPORTERS_SURVEY_INTERN_H
#define PTE_IMPORTERS_SURVEY_INTERN_H

#include "core/model/survey.h"
#include "importers/index.h"
#include "importers/mapping.h"
#include "importers/reading.h"

struct pte_error;

/** A list of words that cells are looked up in, without case and accents. */
struct pte_words {
    const char **words;
    size_t n, room;
    struct pte_index known; /* from text met before to the word, or PTE_NOBODY */
};

/** Adds a word; it lives as long as the mapping. */
void pte_words_add(struct pte_words *words, const char *word);
/** The first word that says the same as text, or PTE_NOBODY. */
uint32_t pte_words_find(struct pte_words *words, const char *text);
void pte_words_release(struct pte_words *words);

/** What one column of a question is about. */
struct pte_star {
    uint32_t column;       /* 1 the first */
    uint32_t organization; /* ties */
    const char *code;      /* facts of layout choice and amount */
    uint32_t rank;         /* facts of layout ranked */
};

/** One entry of ties or facts, with its columns as the export has them. */
struct pte_asked {
    const struct pte_mapping_ties *ties; /* one of the two is NULL */
    const struct pte_mapping_facts *facts;
    const char *pattern;
    uint32_t relation; /* ties: index into survey.relations */
    struct pte_star *stars;
    size_t n, room;
    struct pte_words words;   /* the scale's; or yes words first, then no words */
    uint32_t answered_column; /* 0 = no condition */
    struct pte_words answered;
};

struct pte_export {
    struct pte_reading reading;
    struct pte_mapping *mapping;
    struct pte_source source;
    const char *country;
    bool *asked;                                             /* per organization */
    uint32_t key, organization, role, gender, date, consent; /* columns */
    struct pte_words missing, consents;
    struct pte_asked *ties, *facts; /* as many as the mapping has */
    struct pte_row *rows;           /* copies: one a respondent */
    size_t n_rows, room_rows;
    struct pte_arena cells;       /* of the rows, as far as the mapping reads them */
    struct pte_index fact_places; /* from organization, topic and code to the fact */
    bool *responded;              /* per organization */
    uint32_t mapping_file;        /* index into survey.files */
};

/** The trimmed cell; "" for column 0 and for what the mapping says is missing. */
const char *pte_export_cell(struct pte_export *export, const struct pte_row *row,
                            uint32_t column);

/** Finds all columns the mapping names. What is not there is a fault. */
void pte_export_find_columns(struct pte_export *export);

/** Reads all rows and keeps the last of each respondent. */
bool pte_export_read_rows(struct pte_export *export, struct pte_error *err);

/** Turns the rows into persons and responses, with what they answered; adds the silence
 * of those who were asked and did not answer. */
void pte_export_take_rows(struct pte_export *export);

/** The blocks and reports of one response. Returns whether all were answered. */
bool pte_export_take_ties(struct pte_export *export, const struct pte_row *row,
                          uint32_t response);
/** The blocks of an organization that did not answer. */
void pte_export_take_silence(struct pte_export *export, uint32_t response);
/** The facts one row says of its organization. */
void pte_export_take_facts(struct pte_export *export, const struct pte_row *row,
                           uint32_t organization);

/** The vocabulary the codes of a topic are from. */
const char *pte_export_vocabulary(const struct pte_mapping_facts *facts);

/** Whether the mapping's condition holds; true without one. */
bool pte_export_holds(struct pte_export *export, const struct pte_row *row,
                      uint32_t column, struct pte_words *words);

/** The decimal mark of the export. */
char pte_export_mark(const struct pte_export *export);

enum pte_tense pte_export_tense(const struct pte_mapping_ties *ties);

/** The day of a date cell as RFC 3339 day, kept in the survey; NULL: blank, or a finding
 * was added. order: "dmy", "mdy", "ymd" or NULL. */
const char *pte_export_date(struct pte_export *export, const char *text,
                            const char *order, struct pte_place place);

#endif

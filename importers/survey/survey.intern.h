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

/** A condition of the mapping, on its column. */
struct pte_when {
    uint32_t column; /* 0 = always */
    bool any;        /* is: ["*"]: any answer */
    struct pte_words is, is_not;
};

/** What one column of a question is about. */
struct pte_star {
    uint32_t column;       /* 1 the first */
    uint32_t organization; /* ties */
    const char *code;      /* facts of layout choice and amount; slots: the block */
    uint32_t rank;         /* facts of layout ranked */
    uint32_t level;        /* slots: the column of the strength; 0 = none */
};

enum pte_layout {
    PTE_LEVELS,      /* matrix_level */
    PTE_BOXES,       /* roster_columns; matrix_relation with % */
    PTE_CELLS,       /* matrix_relation: cells hold lists of relations */
    PTE_JOINED,      /* roster_joined, free_list */
    PTE_SLOTS,       /* slots */
    PTE_REPEAT,      /* repeat: a table of its own */
    PTE_EDGES,       /* edge_table */
    PTE_ADJACENCY,   /* adjacency */
    PTE_AFFILIATION, /* affiliation */
    PTE_ALTERS       /* alter_alter */
};

/** One question: an entry of ties or facts, with its columns as the export has them. An
 * entry with several relations is as many questions, one after the other. */
struct pte_asked {
    const struct pte_mapping_ties *ties; /* one of the two is NULL */
    const struct pte_mapping_facts *facts;
    enum pte_layout layout;
    const char *pattern; /* NULL = it has none */
    uint32_t relation;   /* ties: index into survey.relations */
    enum pte_tense tense;
    uint32_t meaning; /* which of the entry's relations */
    bool is_recall;   /* who is not named was not asked about */
    bool adds_only;   /* another question has the block of this relation and tense */
    bool merges;      /* may name an organization twice */
    bool has_table;   /* its rows stand in a table, not in those of the respondents */
    bool lends_stars; /* they belong to the question before */
    struct pte_star *stars;
    size_t n, room;
    uint32_t text;          /* PTE_JOINED: its column */
    struct pte_words words; /* the scale's; or yes words first, then no words */
    struct pte_when answered, none;
    size_t capped; /* responses that named as many as could be named */
};

struct pte_export {
    struct pte_reading reading;
    struct pte_mapping *mapping;
    struct pte_source source;
    const char *country;
    const char *tool_key; /* the tool's own, if the mapping names none */
    bool *asked;          /* per organization */
    uint32_t key, organization, role, gender, date; /* columns */
    struct pte_words missing;
    struct pte_words not_asked; /* what the tool writes where a question was not shown */
    struct pte_when consent;
    struct pte_when *keep; /* as many as the mapping has */
    uint32_t *instead;     /* per column: where to look if it is blank; 0 = nowhere */
    struct pte_asked *ties, *facts; /* facts: as many as the mapping has */
    size_t n_ties, left_out;
    struct pte_row *rows; /* copies: one a respondent */
    size_t n_rows, room_rows;
    struct pte_arena cells;       /* of the rows, as far as the mapping reads them */
    struct pte_index fact_places; /* from organization, topic and code to the fact */
    struct pte_index written;     /* from a name that is not on the roster to its index */
    struct pte_index said; /* from response and pair to the report, or to the block */
    uint32_t *response_of; /* per row; PTE_NOBODY = held back */
    bool *responded;       /* per organization */
    const char *path, *mapping_path;
    uint32_t mapping_file; /* index into survey.files */
};

/** A piece of a cell with a list: what it means, or its text. */
struct pte_piece {
    uint32_t value; /* PTE_NOBODY = not found */
    const char *text;
};

struct pte_pieces {
    struct pte_piece *items;
    size_t n, room;
    struct pte_arena texts;
};

/** What a word means, or PTE_NOBODY. */
typedef uint32_t (*pte_piece_meaning)(void *context, const char *text);

/**
 * Cuts a list into the longest words that mean something: an option may hold the
 * separator.
 *
 * is_free  free text: "y", "and", "et" and articles are no part of a name
 * pieces   out: released by pte_pieces_release
 */
void pte_pieces_cut(const char *text, bool is_free, pte_piece_meaning meaning,
                    void *context, struct pte_pieces *pieces);
void pte_pieces_release(struct pte_pieces *pieces);

/** Opens the export: header rows, names of columns, key and what stands for no answer are
 * as the tool has them, where the mapping says nothing. */
bool pte_export_open(struct pte_export *export, const char *path, char delimiter,
                     struct pte_error *err);

/** The trimmed cell; "" for column 0 and for what the mapping says is missing. */
const char *pte_export_cell(struct pte_export *export, const struct pte_row *row,
                            uint32_t column);

/** Finds all columns the mapping names. What is not there is a fault. */
void pte_export_find_columns(struct pte_export *export);

/** Where a file of that name stands beside another; to be freed. */
char *pte_export_beside(const char *path, const char *name);

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
                      struct pte_when *when);

/** The column of a name the mapping gives, or of its elder names; 0 and a fault if there
 * is none, 0 for NULL. */
uint32_t pte_export_named(struct pte_export *export, const char *name);
/** Reads a condition of the mapping; said NULL = none. */
void pte_export_when(struct pte_export *export, const struct pte_mapping_condition *said,
                     struct pte_when *when);
void pte_when_release(struct pte_when *when);
/** What stands for the * of a pattern in a header; NULL if it does not fit. To be freed.
 */
char *pte_export_star(const char *pattern, const char *header);

/** Makes the questions of the mapping; their columns are not known yet. */
void pte_export_prepare(struct pte_export *export);
/** Says which questions of the same relation and tense share a block. */
void pte_export_share(struct pte_export *export);

/** Adds what a response says of an organization; of two words the stronger counts. A tie
 * with itself is noted and left out. */
void pte_export_report(struct pte_export *export, const struct pte_asked *asked,
                       uint32_t response, uint32_t organization, enum pte_mark mark,
                       double level, struct pte_place place);
/** Adds the block of a question. */
void pte_export_block(struct pte_export *export, const struct pte_asked *asked,
                      uint32_t response, bool answered);

/** The mark and level of a cell that is not blank. False: a fault was added. */
bool pte_export_read_cell(struct pte_export *export, struct pte_asked *asked,
                          const char *text, struct pte_place place, enum pte_mark *mark,
                          double *level);

/** Reads the organizations a cell names; what is not found is noted. Returns how many
 * ties were reported. */
size_t pte_export_take_names(struct pte_export *export, struct pte_asked *asked,
                             uint32_t response, const char *text, double level,
                             struct pte_place place);
/** The organization of a cell that names one; PTE_NOBODY: it was noted. */
uint32_t pte_export_called(struct pte_export *export, const char *text,
                           struct pte_place place);

/** Notes how often respondents of one organization contradict each other.
 * Cost: O(questions * (reports + their respondents * organizations)). */
void pte_export_note_differences(struct pte_export *export);

/** pte_export_called for whom a respondent names; a name that is not on the roster comes
 * into the survey as it is written, and waits to be settled. PTE_NOBODY: it cannot. */
uint32_t pte_export_alter(struct pte_export *export, const char *text,
                          struct pte_place place);
/** The written name in the survey, added if need be; PTE_NOBODY: it is none that can be
 * kept. */
uint32_t pte_export_written(struct pte_export *export, const char *text,
                            struct pte_place place);

/** Notes who named as many as could be named. */
void pte_export_note_caps(struct pte_export *export);

/** In a table of ties everybody counts as covered: a response for each organization. */
void pte_export_cover(struct pte_export *export);

/** One organization in one body, event or committee. */
struct pte_member {
    uint32_t organization, event;
    struct pte_place place;
};

struct pte_members {
    struct pte_member *items;
    size_t n, room;
    struct pte_index events, known;
};

typedef void (*pte_members_visit)(void *context, uint32_t one, uint32_t other,
                                  double shared, struct pte_place place);

/** Adds a membership; twice the same counts once. */
void pte_members_add(struct pte_members *members, uint32_t organization,
                     const char *event, struct pte_place place);
/** Visits each pair that shares something, from both ends. Cost: O(members^2). */
void pte_members_pairs(const struct pte_members *members, size_t n_organizations,
                       pte_members_visit visit, void *context);
void pte_members_release(struct pte_members *members);

/** Reads the tables of ties, and the child tables of respondents. */
bool pte_export_take_tables(struct pte_export *export, struct pte_error *err);

/** The decimal mark of the export. */
char pte_export_mark(const struct pte_export *export);

/** The day of a date cell as RFC 3339 day, kept in the survey; NULL: blank, or a finding
 * was added. order: "dmy", "mdy", "ymd" or NULL. */
const char *pte_export_date(struct pte_export *export, const char *text,
                            const char *order, struct pte_place place);

#endif

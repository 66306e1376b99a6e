/* importers/tables/tables.intern.h - plain tables being read: ties, and who was asked. */
#ifndef PTE_IMPORTERS_TABLES_INTERN_H
#define PTE_IMPORTERS_TABLES_INTERN_H

#include "core/model/survey.h"
#include "importers/index.h"
#include "importers/reading.h"

struct pte_error;

/** A relation in a tense, of which every organization was asked. */
struct pte_question {
    uint32_t relation;
    enum pte_tense tense;
};

/** What the mask file says of one source: of one target, or of all. */
struct pte_mask_row {
    uint32_t source, target; /* target PTE_NOBODY = all */
    uint32_t question;       /* PTE_NOBODY = all */
    enum pte_mark state;
    struct pte_place place;
};

struct pte_tables {
    struct pte_reading reading;
    struct pte_question *questions;
    size_t n_questions, room_questions;
    struct pte_index pairs; /* from source, target and question to the report */
    struct pte_mask_row *mask;
    size_t n_mask, room_mask;
    const char *wave; /* the one whose ties are taken; NULL = none was named yet */
};

/** Keeps the options and checks them. Fails PTE_EUSAGE */
bool pte_tables_begin(struct pte_tables *tables, const struct pte_import_options *options,
                      struct pte_progress *progress, struct pte_error *err);

/** Reads the ties; until responses are made, a report's response is its organization. */
bool pte_tables_read_ties(struct pte_tables *tables, const char *path,
                          struct pte_error *err);

/** The same of a source that is open. */
bool pte_tables_read_ties_from(struct pte_tables *tables, struct pte_source *source,
                               struct pte_error *err);

/** Once all is read: who was asked and answered, and the survey given away. */
void pte_tables_finish(struct pte_tables *tables, struct pte_survey *survey);

void pte_tables_release(struct pte_tables *tables);

/** Reads the mask file, whose rows are applied by pte_tables_apply_mask. */
bool pte_tables_read_mask(struct pte_tables *tables, const char *path,
                          struct pte_error *err);

/** otherwise  in and out: per organization and question, what a pair without a report
 * means */
void pte_tables_apply_mask(struct pte_tables *tables, enum pte_mark *otherwise);

/** The question of a relation and tense; added if it is new. */
uint32_t pte_tables_question(struct pte_tables *tables, const char *relation,
                             enum pte_tense tense);

/** The report of a pair; false if there is none. */
bool pte_tables_find_pair(const struct pte_tables *tables, uint32_t source,
                          uint32_t target, uint32_t question, uint32_t *report);
void pte_tables_add_pair(struct pte_tables *tables, uint32_t source, uint32_t target,
                         uint32_t question, enum pte_mark mark, double level,
                         struct pte_place place);

/** What ties and mask rows have in common: who, whom, which question. */
struct pte_pair_columns {
    uint32_t source, target, relation, tense, wave, country;
};

struct pte_pair_columns pte_tables_pair_columns(struct pte_source *source);

/** Whether the row is of the wave that is taken. */
bool pte_tables_is_of_wave(struct pte_tables *tables, const struct pte_source *source,
                           const struct pte_row *row,
                           const struct pte_pair_columns *columns);

/** The organization a cell names; PTE_NOBODY: a fault was added. */
uint32_t pte_tables_end(struct pte_tables *tables, const struct pte_source *source,
                        const struct pte_row *row, const struct pte_pair_columns *columns,
                        uint32_t column);

/** The relation's code, "tie" without such a column; NULL: a fault was added. */
const char *pte_tables_relation(struct pte_tables *tables,
                                const struct pte_source *source,
                                const struct pte_row *row, uint32_t column);

/** "current" unless said; false: a fault was added. */
bool pte_tables_tense(struct pte_tables *tables, const struct pte_source *source,
                      const struct pte_row *row, uint32_t column, enum pte_tense *tense);

#endif

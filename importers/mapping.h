/* importers/mapping.h - how the columns of one export become a survey.
 *
 * A mapping is a YAML file (or the same in JSON) that an officer can read:
 *
 *     mapping: 1
 *     study: {code: pacific-alliance, title: "...", wave: 2026-1, synthetic: true}
 *     source: {encoding: windows-1252, delimiter: ";", decimal: ",", missing: ["-99"]}
 *     roster: {file: roster-cl.csv, encoding: utf-8, delimiter: ",",
 *              columns: {id: codigo, name: nombre, sector: sector, ...}}
 *     respondent:
 *       key: id_respuesta
 *       organization: organizacion
 *       role: cargo
 *       gender: genero
 *       date: fecha
 *       date_order: dmy
 *       consent: {column: consentimiento, is: ["sí"]}
 *       country: CL
 *     scales:
 *       - {name: frequency, words: [{is: Nunca, level: 0}, {is: Cada mes, level: 4}]}
 *     vocabularies:
 *       - {vocabulary: sector, words: [{is: Educación, code: education}]}
 *     ties:
 *       - {relation: information, tense: current, layout: matrix_level,
 *          columns: "info_*", scale: frequency,
 *          answered_when: {column: info_respondida, is: ["1"]}}
 *       - {relation: information, tense: desired, layout: roster_columns,
 *          columns: "deseo_info_*", yes: ["1"], no: ["0"], blank: no_answer}
 *     facts:
 *       - {topic: function, layout: choice, columns: "func_*", yes: ["1"], no: ["0"]}
 *       - {topic: challenge, layout: ranked, columns: "reto_*"}
 *       - {topic: training, layout: amount, columns: "forma_*"}
 *       - {topic: vacancy, layout: amount, columns: "vacantes_*"}
 *
 * A * in columns stands for the id of the other organization on the roster (ties), or
 * for the code (facts of layout choice and amount). For ranked facts it stands for the
 * rank, 1 first, and the cell holds the code. Every organization of the roster is asked
 * unless it has `asked: no` in the roster; one without a row in the export is silent.
 * A row belongs to the organization whose id, name or acronym its organization cell
 * holds (compared without case and accents).
 *
 * A blank cell: in matrix_level no answer; in roster_columns what `blank` says, no_tie
 * (the default: boxes left unticked) or no_answer. A block with every cell blank, or
 * whose answered_when does not hold, was not answered. An organization without a column
 * was not asked about. A level of 0 is no tie. */
#ifndef PTE_IMPORTERS_MAPPING_H
#define PTE_IMPORTERS_MAPPING_H

#include <stdbool.h>

struct pte_error;

struct pte_mapping_condition {
    char *column;
    char **is;
    unsigned is_count;
};

struct pte_mapping_word {
    char *is;     /* as the export has it */
    char *code;   /* vocabularies */
    double level; /* scales */
};

struct pte_mapping_words {
    char *name;       /* scales */
    char *vocabulary; /* vocabularies */
    struct pte_mapping_word *words;
    unsigned words_count;
};

struct pte_mapping_ties {
    char *relation;
    char *tense;          /* "current" (default) or "desired" */
    char *layout;         /* "matrix_level" or "roster_columns" */
    char *columns;        /* with one * */
    char *scale;          /* NULL = the cell is a number from least to most */
    double *least, *most; /* of the scale; 0 and 5 unless said */
    char **yes, **no;
    unsigned yes_count, no_count;
    char *blank;
    struct pte_mapping_condition *answered_when;
};

struct pte_mapping_facts {
    char *topic;
    char *layout;
    char *columns;
    char **yes, **no;
    unsigned yes_count, no_count;
};

struct pte_mapping_study {
    char *code, *title, *wave;
    bool synthetic;
};

struct pte_mapping_source {
    char *encoding, *delimiter, *decimal;
    char *sheet;          /* of a workbook, or the file of a zip; NULL = the main one */
    unsigned header_rows; /* 0 = 1; the first holds the names */
    char **missing;       /* what a blank cell may also be written as */
    unsigned missing_count;
};

struct pte_mapping_roster_columns {
    char *id, *name, *acronym, *sector, *kind, *side, *region, *parent, *women_led,
        *asked;
};

struct pte_mapping_roster {
    char *file, *encoding, *delimiter, *sheet;
    struct pte_mapping_roster_columns *columns; /* NULL = they have these very names */
};

struct pte_mapping_respondent {
    char *key, *organization, *role, *gender, *date, *date_order, *country;
    struct pte_mapping_condition *consent;
};

/** Only study, source, scales, vocabularies and one of ties and facts may be missing. */
struct pte_mapping {
    unsigned version;
    struct pte_mapping_study *study;
    struct pte_mapping_source *source;
    struct pte_mapping_roster *roster;
    struct pte_mapping_respondent *respondent;
    struct pte_mapping_words *scales;
    unsigned scales_count;
    struct pte_mapping_words *vocabularies;
    unsigned vocabularies_count;
    struct pte_mapping_ties *ties;
    unsigned ties_count;
    struct pte_mapping_facts *facts;
    unsigned facts_count;
};

/**
 * Reads and checks a mapping.
 *
 * mapping  out: released by pte_mapping_free. Untouched on failure
 * Fails    PTE_ENOTFOUND no such file; PTE_EINPUT with line and column of what is wrong
 */
bool pte_mapping_load(const char *path, struct pte_mapping **mapping,
                      struct pte_error *err);
void pte_mapping_free(struct pte_mapping **mapping);

#endif

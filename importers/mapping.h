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
 * The layouts (SURVEYS 1.4) and what each needs beside relation and tense:
 *
 *     matrix_level     columns "info_*"; scale, or least and most (reverse: most = no
 * tie) roster_columns   columns "con_*"; yes, no, blank roster_joined    columns "con":
 * one cell with a list of organizations of the roster matrix_relation  columns "q_*_%", %
 * the relation's word; or "q_*" with cells that hold lists of those words; relations:
 * [{is: SQ1, relation: funding}] slots            columns "org*_name", level "org*_freq",
 * * the number of the block free_list        columns "con": one cell of free text repeat
 * file "partners.csv", parent (its column with the parent's key), parent_key (the
 * export's column; respondent.key unless said), columns (names the organization), level
 *     edge_table       file, source, columns (the target), level, type with relations
 *     adjacency        file, source (the first column unless said), columns ("*")
 *     affiliation      file, source, event; or source, columns "ev_*" and yes. A tie is a
 *                      body, event or committee shared; its level is how many are
 *     alter_alter      file, source, columns: who knows whom, as others say it; parent
 *
 * A table may also be a sheet of the export: sheet "partners" instead of file.
 * Without either the three tables of ties are the export itself; then a row is no
 * respondent, and key and organization may be missing. Every organization of the roster
 * counts as covered by them. Two layouts may ask the same relation in the same tense if
 * all but one are recall.
 *
 * asks: roster (absence is no tie), recall (absence says nothing: slots, free_list,
 * repeat unless said, alter_alter always) or recall+roster (a list with room for more: as
 * roster). max is how many could be named at most. mutual: the tie counts as said by both
 * ends. An organization in a cell is found by its id, name, acronym or alias, without
 * case and accents, the longest first; what is not found is noted and is no tie.
 *
 * Of coalesced columns the first that is not blank counts. header#2 is the second column
 * of that name. keep_if: all must hold, or the row is left out; is: ["*"] is any answer.
 * none_when: the question was answered with "nobody". Columns to drop are never read.
 *
 *     respondent: {..., keep_if: [{column: state, is_not: [rejected]}],
 *                  set: {country: CL, wave: 2026-1}}
 *     coalesce: [{columns: [organizacion, org_v1]}, {columns: ["info_*", "inf_*"]}]
 *     aliases: [{is: Min. Trabajo, code: CL07}]
 *     relations: [{code: q4, es: "Trabajo conjunto"}]
 *     privacy: {drop: [nombre, "correo*"]}
 *
 * source: {tool: kobo} names the survey tool (importers/tools); left out, it is found
 * out. What the mapping does not say is then as the tool writes it: the header rows, the
 * key, how a ticked and an unticked box are written, what stands for no answer; and of
 * ODK's split options that a question was answered if its own column is not blank.
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
    char **is, **is_not; /* at least one of them */
    unsigned is_count, is_not_count;
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

/** A relation that a word stands for, in a matrix_relation or an edge_table. */
struct pte_mapping_meaning {
    char *is, *relation, *tense;
};

struct pte_mapping_ties {
    char *relation; /* NULL if relations are listed */
    char *tense;    /* "current" (default) or "desired" */
    char *layout;
    char *asks;    /* "roster", "recall", "recall+roster"; NULL = as the layout has it */
    char *columns; /* with one * where the layout has one */
    char *level;   /* slots, repeat, edge_table: where the strength stands */
    char *scale;   /* NULL = the cell is a number from least to most */
    double *least, *most; /* of the scale; 0 and 5 unless said */
    bool reverse;         /* the scale counts down: most is no tie */
    bool mutual;
    unsigned max; /* 0 = no cap on how many could be named */
    char **yes, **no;
    unsigned yes_count, no_count;
    char *blank;
    char *file, *sheet, *parent, *parent_key, *source, *event, *type;
    struct pte_mapping_meaning *relations;
    unsigned relations_count;
    struct pte_mapping_condition *answered_when, *none_when;
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
    char *tool; /* that wrote the export, "kobo", or "auto"; NULL = find out */
    char *encoding, *delimiter, *decimal;
    char *sheet;          /* of a workbook, or the file of a zip; NULL = the main one */
    unsigned header_rows; /* 0 = as the tool has it; the first holds the names */
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

struct pte_mapping_set {
    char *country, *wave;
};

struct pte_mapping_respondent {
    char *key, *organization, *role, *gender, *date, *date_order, *country;
    struct pte_mapping_condition *consent;
    struct pte_mapping_condition *keep_if;
    unsigned keep_if_count;
    struct pte_mapping_set *set;
};

struct pte_mapping_coalesce {
    char **columns;
    unsigned columns_count;
};

/** A relation of this study that the vocabulary does not have. */
struct pte_mapping_relation {
    char *code, *en, *es, *fr;
};

struct pte_mapping_privacy {
    char **drop;
    unsigned drop_count;
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
    struct pte_mapping_coalesce *coalesce;
    unsigned coalesce_count;
    struct pte_mapping_word *aliases; /* code is an organization's id */
    unsigned aliases_count;
    struct pte_mapping_relation *relations;
    unsigned relations_count;
    struct pte_mapping_privacy *privacy;
};

/**
 * Reads and checks a mapping.
 *
 * mapping  out: released by pte_mapping_free. Untouched on failure
 * Fails    PTE_ENOTFOUND no such file; PTE_EINPUT with line and column of what is wrong
 */
bool pte_mapping_load(const char *path, struct pte_mapping **mapping,
                      struct pte_error *err);
/** Whether the export is itself a table of ties: then its rows are no respondents. */
bool pte_mapping_is_tabular(const struct pte_mapping *mapping);
/** Whether a pair that a question does not name was not asked about. */
bool pte_mapping_is_recall(const struct pte_mapping_ties *ties);
void pte_mapping_free(struct pte_mapping **mapping);

#endif

/* core/model/survey.h - the waist of the house: what a stakeholder survey said.
 *
 * Importers fill it, the store keeps it, the network is built from it. One survey
 * is one wave of one study, with one country or several. All text is UTF-8 and
 * lives in the survey's own arena. Arrays are in the order things came in; what
 * refers to another array does so by index. All zero is an empty survey.
 *
 * Silence is not "no tie". What one answer says about one organization is a mark
 * of five: said so in a report, or else by the block it belongs to (what the
 * respondent was asked, and whether it was answered), or else not asked. */
#ifndef PTE_CORE_MODEL_SURVEY_H
#define PTE_CORE_MODEL_SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/memory.h"

#define PTE_NOBODY UINT32_MAX /* an index that points to nothing */

enum pte_tense { PTE_CURRENT, PTE_DESIRED };

/** What is known of one respondent's word about one organization. */
enum pte_mark {
    PTE_NOT_ASKED, /* not on the roster, another country, skipped by design */
    PTE_TIE,       /* said there is a tie (current) or should be one (desired) */
    PTE_NO_TIE,    /* was asked, answered, and did not name it */
    PTE_NO_ANSWER, /* was asked and did not answer: "nonresponse" in tables */
    PTE_STRUCTURAL /* cannot be: itself, or parent and subsidiary */
};

enum pte_yes { PTE_UNKNOWN = 0, PTE_YES, PTE_NO };

enum pte_answered { PTE_SILENT, PTE_PARTIAL, PTE_COMPLETE };

/** Where in which file something stood, so that a person can find it. */
struct pte_place {
    uint32_t file;     /* index into survey.files; PTE_NOBODY = not from a file */
    uint32_t row;      /* 1 = the file's first line or row, headers counted; 0 = none */
    uint32_t column;   /* 1 = column A; 0 = the whole row */
    const char *sheet; /* NULL = the file has no sheets */
};

struct pte_file {
    const char *name; /* without its folder */
    char digest[65];  /* SHA-256 of its bytes, hexadecimal */
};

/** An allowed word of one vocabulary, as this study uses it. */
struct pte_term {
    const char *vocabulary; /* "sector", "kind", "side", "relation", "function", ... */
    const char *code;       /* "education" */
    const char *label[3];   /* by enum pte_language; NULL = use the code */
    int order;              /* for legends and tables */
    bool is_new;            /* not in the shipped vocabulary: came in with --new-terms */
};

/** A number or word an organization gave for a code: functions performed (amount NaN),
 * challenges named (amount = rank, 1 first), training offered (trained a year),
 * vacancies (jobs a year). */
struct pte_fact {
    uint32_t organization;
    const char *topic; /* "function", "challenge", "training", "vacancy" */
    const char *code;  /* the function, the challenge, the ISCO-08 occupation */
    double amount;     /* NaN = not said */
    struct pte_place place;
};

struct pte_organization {
    const char *id;      /* as the file gives it; unique in its country */
    const char *name;    /* as written, cleaned (NFC, no control characters) */
    const char *acronym; /* NULL = none */
    const char *country; /* ISO 3166-1 alpha-2 */
    const char *sector;  /* code; never NULL */
    const char *kind;    /* codes; NULL = not known */
    const char *side;
    const char *region;
    const char *parent; /* id of the organization it belongs to, or NULL */
    enum pte_yes women_led;
    /** No organization of the roster but a name as a respondent wrote it, whose meaning
     * is not settled (core/model/naming.h); the store keeps it, and gives it back as
     * who is meant or not at all. */
    bool is_written;
    struct pte_place place;
};

struct pte_person {
    const char *key;       /* stable and not a name: from the tool, or a digest */
    const char *role;      /* NULL = not said */
    const char *gender;    /* code or NULL */
    uint32_t organization; /* affiliation: for whom it answers */
};

/** One filled-in questionnaire; or the want of one, for an organization that was asked
 * and stayed silent (person PTE_NOBODY, answered PTE_SILENT). */
struct pte_response {
    uint32_t person;
    uint32_t organization;
    enum pte_answered answered;
    bool consents;
    const char *date; /* RFC 3339 day, or NULL */
    struct pte_place place;
};

/** One question block of one response: about all organizations of its own country. */
struct pte_block {
    uint32_t response;
    uint32_t relation; /* index into survey.relations */
    enum pte_tense tense;
    /** What a pair without a report of its own means: PTE_NO_TIE the block was answered,
     * PTE_NO_ANSWER it was not, PTE_NOT_ASKED only the pairs with a report were asked.
     * No block at all: not asked. */
    enum pte_mark otherwise;
};

/** What one response said of one organization. */
struct pte_report {
    uint32_t response;
    uint32_t organization; /* the other one */
    uint32_t relation;
    enum pte_tense tense;
    enum pte_mark mark;
    double level; /* strength of the tie; NaN = not said, or no tie */
    struct pte_place place;
};

/** Something doubtful in a file: data, not an error. */
struct pte_finding {
    const char *code;     /* stable: "unknown_sector", "self_tie", ... */
    bool is_fault;        /* nothing may be imported until it is mended */
    const char *sentence; /* English sentence: what is wrong; quotes no person's name */
    const char *advice;   /* what to do */
    const char *value;    /* the offending text, shortened; NULL = none */
    struct pte_place place;
};

struct pte_survey {
    const char *study;       /* code: "pacific-alliance" */
    const char *title;       /* NULL = the code */
    const char *wave;        /* code: "2026-1" */
    const char *instrument;  /* digest of the questionnaire's shape, or NULL */
    const char *respondents; /* several of one organization: "any" */
    bool is_synthetic;       /* says so on every picture made from it */
    uint64_t revision;       /* of the study in the store; 0 = never kept */

    struct pte_file *files;
    size_t n_files, room_files;
    struct pte_term *terms;
    size_t n_terms, room_terms;
    const char **relations; /* codes, in the study's order */
    size_t n_relations, room_relations;
    struct pte_organization *organizations;
    size_t n_organizations, room_organizations;
    struct pte_fact *facts;
    size_t n_facts, room_facts;
    struct pte_person *persons;
    size_t n_persons, room_persons;
    struct pte_response *responses;
    size_t n_responses, room_responses;
    struct pte_block *blocks;
    size_t n_blocks, room_blocks;
    struct pte_report *reports;
    size_t n_reports, room_reports;
    struct pte_finding *findings;
    size_t n_findings, room_findings;

    struct pte_arena arena;
};

/** Copies text into the survey. NULL stays NULL. */
const char *pte_survey_text(struct pte_survey *survey, const char *text);

/** Each adds one item (copied; its texts must already live in the survey) and returns its
 * index. */
uint32_t pte_survey_add_file(struct pte_survey *survey, const struct pte_file *file);
uint32_t pte_survey_add_term(struct pte_survey *survey, const struct pte_term *term);
uint32_t pte_survey_add_organization(struct pte_survey *survey,
                                     const struct pte_organization *organization);
uint32_t pte_survey_add_fact(struct pte_survey *survey, const struct pte_fact *fact);
uint32_t pte_survey_add_person(struct pte_survey *survey,
                               const struct pte_person *person);
uint32_t pte_survey_add_response(struct pte_survey *survey,
                                 const struct pte_response *response);
uint32_t pte_survey_add_block(struct pte_survey *survey, const struct pte_block *block);
uint32_t pte_survey_add_report(struct pte_survey *survey,
                               const struct pte_report *report);

/** The relation's index; added if it is new to the survey. */
uint32_t pte_survey_relation(struct pte_survey *survey, const char *code);

/** The relation's index, or PTE_NOBODY. */
uint32_t pte_survey_find_relation(const struct pte_survey *survey, const char *code);

/** Adds a finding; sentence, advice and value are copied, value is shortened to 60
 * characters. is_fault: nothing may be imported until it is mended. */
void pte_survey_find(struct pte_survey *survey, const char *code, bool is_fault,
                     struct pte_place place, const char *value, const char *advice,
                     const char *format, ...) __attribute__((format(printf, 7, 8)));

/** How many people, responses and reports hang on a written name and wait for it. */
struct pte_waiting {
    size_t organizations, persons, responses, reports;
};
struct pte_waiting pte_survey_waiting(const struct pte_survey *survey);

/** How many findings are faults. */
size_t pte_survey_faults(const struct pte_survey *survey);

/** The label of a term in a language, or its code if it has none; lent. */
const char *pte_survey_label(const struct pte_survey *survey, const char *vocabulary,
                             const char *code, int language);

void pte_survey_release(struct pte_survey *survey);

/** Stable words for JSON and tables: "tie", "no_tie", "not_asked", "nonresponse",
 * "structural"; "current", "desired". */
const char *pte_mark_code(enum pte_mark mark);
const char *pte_tense_code(enum pte_tense tense);

#endif

/* datasets/synthesize/study.h - the invented study: organizations, true ties, answers.
 *
 * First the organizations are read (study/organizations.tsv), then the true network of
 * each country is drawn with the planted gaps, then what people answer about it, with
 * silence, blanks and forgetting. Everything follows from the seeds of the plans. */
#ifndef PTE_DATASETS_SYNTHESIZE_STUDY_H
#define PTE_DATASETS_SYNTHESIZE_STUDY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/embedded.h"
#include "core/base/memory.h"

struct pte_error;

enum {
    PTE_STUDY_COUNTRIES = 4,
    PTE_STUDY_MOST = 32, /* organizations of a country */
    PTE_STUDY_PEOPLE = 64,
    PTE_STUDY_RELATIONS = 3, /* information, curriculum, placement */
    PTE_STUDY_WISHES = 2,    /* information, placement */
    PTE_STUDY_FUNCTIONS = 7,
    PTE_STUDY_CHALLENGES = 10,
    PTE_STUDY_RANKS = 3,
    PTE_STUDY_OCCUPATIONS = 11,
    PTE_STUDY_LEVELS = 6 /* 0 never to 5 daily */
};

extern const char *const pte_study_relations[PTE_STUDY_RELATIONS];
extern const char *const pte_study_wishes[PTE_STUDY_WISHES];
extern const char *const pte_study_functions[PTE_STUDY_FUNCTIONS];
extern const char *const pte_study_challenges[PTE_STUDY_CHALLENGES];
extern const char *const pte_study_occupations[PTE_STUDY_OCCUPATIONS];

/** What is decided of a country; its networks and answers follow from it. */
struct pte_study_plan {
    const char *code, *name;
    uint64_t seed;
    double density;                  /* of ties, where nothing else is planted */
    const char *gap_from, *gap_to;   /* sectors with a planted gap, or NULL */
    double gap_density;              /* and its density */
    const char *broker;              /* carries all ties of gap_from to gap_to but */
    unsigned beside_broker;          /* so many; NULL = no broker */
    const char *pendant;             /* tied to the broker alone */
    const char *partial;             /* left the curriculum block unanswered */
    const char *forgetful, *forgets; /* the sector that leaves out most of its ties to
                                        another, or NULL */
    unsigned naming[PTE_STUDY_CHALLENGES]; /* weights of the challenges */
    const char *undone;                    /* the function nobody performs, or NULL */
    const char *only_by, *only_sector; /* the function that one sector alone performs */
    const char *untrained;             /* the occupation nobody trains for, or NULL */
    bool has_halves; /* levels were asked for with halves between them */
};

struct pte_study_organization {
    const char *id, *name, *acronym, *sector, *kind, *side, *region, *women_led, *parent;
    unsigned people; /* who answer; 0 = silent */
};

struct pte_study_country {
    const struct pte_study_plan *plan;
    struct pte_study_organization organization[PTE_STUDY_MOST];
    size_t n;
};

struct pte_study {
    struct pte_study_country country[PTE_STUDY_COUNTRIES];
    struct pte_arena arena;
};

/** The truth of one country. Ties are the same both ways, wishes and forgetting not. */
struct pte_study_truth {
    bool tied[PTE_STUDY_MOST][PTE_STUDY_MOST];
    uint8_t level[PTE_STUDY_RELATIONS][PTE_STUDY_MOST][PTE_STUDY_MOST]; /* 0 to 5 */
    bool wished[PTE_STUDY_WISHES][PTE_STUDY_MOST][PTE_STUDY_MOST];
    bool forgotten[PTE_STUDY_MOST][PTE_STUDY_MOST]; /* [i][j]: i does not mention j */
};

enum { PTE_STUDY_BLANK = -1 };

/** What one person answered. Levels are in halves: 0 to 10, or PTE_STUDY_BLANK. */
struct pte_study_person {
    size_t organization;
    unsigned number;   /* in the order answers came in, from 1 */
    uint64_t token[2]; /* for tools that give a random key */
    const char *role;
    const char *gender;
    unsigned day; /* of March 2026 */
    bool answered[PTE_STUDY_RELATIONS];
    int8_t level[PTE_STUDY_RELATIONS][PTE_STUDY_MOST];
    bool wished[PTE_STUDY_WISHES][PTE_STUDY_MOST];
    bool states_facts; /* the organization's first person; the others leave them blank */
    bool performs[PTE_STUDY_FUNCTIONS];
    uint8_t named[PTE_STUDY_RANKS];        /* challenges, most pressing first */
    double trained[PTE_STUDY_OCCUPATIONS]; /* people a year; 0 = none */
    double wanted[PTE_STUDY_OCCUPATIONS];  /* jobs a year; 0 = none */
};

struct pte_study_answers {
    struct pte_study_person person[PTE_STUDY_PEOPLE];
    size_t n;
};

/** The files of study/ that are built in, and those of pacific-alliance/ written by hand.
 */
extern const struct pte_embedded pte_study_files[];

/** One of them; NULL if there is none of this name. */
const struct pte_embedded *pte_study_file(const char *name);

/**
 * The organizations of the four countries with their plans.
 *
 * study   out: released with pte_study_release
 * Fails   PTE_EINPUT a line of organizations.tsv is not of the form
 */
bool pte_study_read(struct pte_study *study, struct pte_error *err);
void pte_study_release(struct pte_study *study);

/** The place of an organization in its country; PTE_STUDY_MOST if there is none. */
size_t pte_study_find(const struct pte_study_country *country, const char *id);

/** Draws the true ties, wishes and who forgets them. */
void pte_study_draw_truth(const struct pte_study_country *country,
                          struct pte_study_truth *truth);

/** Draws who answers what, in the order the answers came in. */
void pte_study_draw_answers(const struct pte_study_country *country,
                            const struct pte_study_truth *truth,
                            struct pte_study_answers *answers);

/** Writes export and roster of a country, as its survey tool would. */
bool pte_study_write_export(const struct pte_study_country *country,
                            const struct pte_study_answers *answers, const char *folder,
                            struct pte_error *err);

/** Writes datapackage.json: what stands in which file. */
bool pte_study_write_package(const struct pte_study *study, const char *folder,
                             struct pte_error *err);

/**
 * Writes the whole folder pacific-alliance.
 *
 * Fails   PTE_ESYSTEM a file cannot be written
 */
bool pte_study_write(const char *folder, struct pte_error *err);

#endif

/* core/store/store.h - studies kept in PostgreSQL, whole or not at all.
 *
 * All the SQL of puente stands in this room. Values reach the server as parameters or
 * by COPY, never pasted. */
#ifndef PTE_CORE_STORE_STORE_H
#define PTE_CORE_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/memory.h"

struct pte_error;
struct pte_progress;
struct pte_survey;

/** An open connection, its schema up to date. */
struct pte_store;

/**
 * Connects, and brings the schema up to this program's version.
 *
 * database  a connection string or URL; NULL = PUENTE_DATABASE, else the PG* variables if
 *           PGHOST, PGSERVICE or PGDATABASE is set, else the private cluster, which is
 *           made and started as needed (core/store/cluster.h)
 * store     out: to be closed. Untouched on failure
 * Fails     PTE_ESTORE cannot connect, too old a server, a schema newer than the program
 */
bool pte_store_open(const char *database, struct pte_store **store,
                    struct pte_error *err);
void pte_store_close(struct pte_store **store);

/** One study of the store. */
struct pte_study {
    const char *code, *title;
    uint64_t revision;
    bool is_synthetic;
    /** Of all waves: organizations and persons each once; answers (silence is none) and
     * reports that hold. */
    size_t organizations, persons, responses, reports;
    const char *const *countries; /* codes, sorted */
    size_t n_countries;
    const char *const *waves; /* sorted; the last is the newest */
    size_t n_waves;
    const char *const *relations; /* in the study's order */
    size_t n_relations;
};

struct pte_studies {
    struct pte_study *study;
    size_t n;
    struct pte_arena arena;
};

/** All studies that hold anything, by code. Fails PTE_ESTORE. */
bool pte_store_studies(struct pte_store *store, struct pte_studies *studies,
                       struct pte_error *err);
void pte_studies_release(struct pte_studies *studies);

/** What an import did. */
struct pte_batch {
    char id[37];       /* UUID */
    bool was_there;    /* the same files were imported before: nothing was changed */
    uint64_t revision; /* of the study: after the import, or now if it was there */
    size_t organizations, organizations_new, persons, responses, reports, findings;
    char imported[32]; /* RFC 3339, UTC */
};

/**
 * Keeps a survey: one transaction, idempotent by content (the same files read the same
 * way, of the same study and wave, again change nothing), staged by COPY.
 *
 * Organizations are matched by study, country and id, and described by the newest import
 * of their wave. The newest answer of one respondent to one block (relation, tense)
 * holds; other blocks stay. A respondent is a person's key in a country, or the
 * organization where no person is named; of two answers in one survey the later holds.
 * Silence holds until somebody answers. The newest facts of an organization on one topic
 * replace those before. After a connection lost at COMMIT the batch is looked up, never
 * blindly repeated.
 *
 * survey  without faults (pte_survey_faults is 0)
 * batch   out
 * Fails   PTE_EINPUT the survey has faults or does not hold together; PTE_ESTORE
 */
bool pte_store_import(struct pte_store *store, const struct pte_survey *survey,
                      struct pte_progress *progress, struct pte_batch *batch,
                      struct pte_error *err);

/**
 * Takes back a batch as if it had never come: what it replaced holds again. Its rows are
 * deleted; that it was there is kept. The revision still grows.
 *
 * batch   its id
 * Fails   PTE_ENOTFOUND there is none, or it was taken back before; PTE_ESTORE
 */
bool pte_store_revert(struct pte_store *store, const char *batch, struct pte_error *err);

/**
 * One wave of a study.
 *
 * study      NULL = the only one there is
 * wave       NULL = the newest
 * countries  NULL = all
 * survey     out: its organizations by country and id, its responses and reports in the
 *            order of their keys (organization, person; then relation, tense, other
 *            organization), so that the same data give the same survey, however many
 *            imports they came in. Relations are those of all countries of the wave, in
 *            the study's order. Findings are those of its batches. Untouched on failure
 * Fails      PTE_ENOTFOUND no such study, wave or country, or none at all; PTE_EUSAGE
 *            several studies and none named; PTE_ESTORE
 */
bool pte_store_load(struct pte_store *store, const char *study, const char *wave,
                    const char *const *countries, size_t n_countries,
                    struct pte_survey *survey, struct pte_error *err);

/** Where an organization stands on its study's map. */
struct pte_position {
    const char *country, *organization; /* lent by the caller */
    double x, y;                        /* points */
};

/**
 * Reads and keeps positions by study and layout ("sectors"). keep writes those that are
 * new or changed, in one transaction, and does not change the revision.
 *
 * positions  in: country and organization; out: x, y of those with known[i] true
 */
bool pte_store_positions(struct pte_store *store, const char *study, const char *layout,
                         struct pte_position *positions, bool *known, size_t n,
                         struct pte_error *err);
bool pte_store_keep_positions(struct pte_store *store, const char *study,
                              const char *layout, const struct pte_position *positions,
                              size_t n, struct pte_error *err);

/** The batches of a study that were not taken back, newest first; released by pte_free on
 * *batches. */
bool pte_store_batches(struct pte_store *store, const char *study,
                       struct pte_batch **batches, size_t *n, struct pte_error *err);

/** Version of the server and of the schema, for `puente status`. */
bool pte_store_versions(struct pte_store *store, char *server, size_t server_bytes,
                        int *schema, struct pte_error *err);

#endif

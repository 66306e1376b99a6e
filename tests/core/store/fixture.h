/* tests/core/store/fixture.h - a cluster of its own for one test program, and surveys to
 * keep in it. */
#ifndef PTE_TESTS_CORE_STORE_FIXTURE_H
#define PTE_TESTS_CORE_STORE_FIXTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/store/store.h"

struct pte_survey;

/** cmocka group setup: points XDG_DATA_HOME to a new folder under /tmp that the server
 * may enter, and takes away what names another database. Nothing is started yet. */
int fixture_setup(void **state);

/** cmocka group teardown: stops the server and removes the folder. */
int fixture_teardown(void **state);

/** The folder XDG_DATA_HOME points to; lent. */
const char *fixture_folder(void);

/** Opens the store, or fails the test. */
struct pte_store *fixture_store(void);

/** Takes away every study of the store. */
void fixture_empty(void);

/** A file of this name, with a digest of its own. Returns its index. */
uint32_t fixture_file(struct pte_survey *survey, const char *name);

/** An organization of sector "industry". Returns its index. */
uint32_t fixture_organization(struct pte_survey *survey, const char *country,
                              const char *id, const char *name);

/** A complete answer of a person; person NULL = only the organization is known. */
uint32_t fixture_response(struct pte_survey *survey, uint32_t organization,
                          const char *person);

/**
 * A survey with two countries, three relations, all five marks, people, facts, terms and
 * findings, and names that are hostile to somebody.
 */
void fixture_survey(struct pte_survey *survey);

/** A survey of n organizations of one country, each naming `ties` others. */
void fixture_large(struct pte_survey *survey, uint32_t n, uint32_t ties);

/** One respondent of organization "a", person NULL = nobody known, with a block on
 * information and, if about_trust, one on trust; says of "b" how strong each tie is, NaN
 * = does not name it. */
void fixture_answers(struct pte_survey *survey, const char *file, const char *person,
                     bool about_trust, double information, double trust);

/** The same organizations, and "a" stays silent. */
void fixture_silent(struct pte_survey *survey, const char *file);

/** Keeps and loads, or fails the test. loaded is released first. */
struct pte_batch fixture_keep(struct pte_store *store, const struct pte_survey *survey);
void fixture_load(struct pte_store *store, struct pte_survey *loaded);

/** The kind of fault a load fails with. */
int fixture_fault_of_load(struct pte_store *store, const char *study, const char *wave,
                          const char *country);

/** Whether two surveys say the same; prints where they differ. Files, places and
 * revision count; the order of terms does not. */
bool fixture_same(const struct pte_survey *one, const struct pte_survey *other);

/** The one value of a statement asked of the database as text, to be freed; NULL is
 * "". */
char *fixture_value(const char *sql);
/** The same as the superuser of the cluster. */
char *fixture_admin_value(const char *sql);

#endif

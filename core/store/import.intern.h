/* core/store/import.intern.h - the steps of an import that know no SQL. */
#ifndef PTE_CORE_STORE_IMPORT_INTERN_H
#define PTE_CORE_STORE_IMPORT_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pte_error;
struct pte_survey;

/**
 * Whether a survey holds together: codes are there, indices point to something, a
 * response is of the country of its person.
 *
 * Fails   PTE_EINPUT, naming the place where there is one
 */
bool pte_survey_check(const struct pte_survey *survey, struct pte_error *err);

/**
 * Digest of what an import would keep: study, wave, files and content, so that other
 * options on the same files are another import. Findings do not count, nor do names of
 * files.
 *
 * key     out: PTE_DIGEST_BYTES
 * Cost    O(reports)
 */
void pte_survey_key(const struct pte_survey *survey, char *key);

/** The survey's countries, sorted, each once. countries: out, to be freed; lends texts.
 */
size_t pte_survey_countries(const struct pte_survey *survey, const char ***countries);

/** Days since 2000-01-01 of a text that begins YYYY-MM-DD; false if it does not. */
bool pte_day_number(const char *text, int32_t *days);

#endif

/* core/model/vocabulary.h - the words surveys are told in, and the countries we know.
 *
 * Vocabularies are data: the files in core/model/vocabularies/ are built in, and
 * files of the same form in the folder PUENTE_VOCABULARIES (if it is set) add to
 * them or replace terms, so that a fifth country or another industry needs a file,
 * not a release. */
#ifndef PTE_CORE_MODEL_VOCABULARY_H
#define PTE_CORE_MODEL_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>

struct pte_error;

enum pte_language { PTE_EN, PTE_ES, PTE_FR };
enum { PTE_LANGUAGES = 3 };

/** One shipped word. */
struct pte_word {
    const char *vocabulary; /* "sector", "kind", "side", "relation", "function",
                               "challenge", "occupation", "gender", "country" */
    const char *code;
    const char *label[PTE_LANGUAGES];
    int order; /* from 1, within its vocabulary */
};

/** What differs by country and is no word of a survey. */
struct pte_country {
    const char *code; /* ISO 3166-1 alpha-2 */
    const char *label[PTE_LANGUAGES];
    char decimal;           /* '.' or ',' as people there write it */
    const char *identifier; /* name of the tax identifier: RUT, NIT, RFC, RUC */
    const char *acronyms;   /* "MINEDUC=Ministerio de Educación;..." */
};

/**
 * Reads the built-in vocabularies and those of PUENTE_VOCABULARIES; once, before
 * anything else here is asked. Asking without it reads the built-in ones.
 *
 * Fails   PTE_EINPUT a file is not of the form, with its line
 */
bool pte_vocabulary_load(struct pte_error *err);

/** The shipped word, or NULL; lent for the life of the process. */
const struct pte_word *pte_vocabulary_find(const char *vocabulary, const char *code);

/** All words of a vocabulary in their order; lent. */
const struct pte_word *const *pte_vocabulary_all(const char *vocabulary, size_t *n);

/** The preset of a country, or NULL if we ship none. */
const struct pte_country *pte_country_find(const char *code);

/** All presets, by code. */
const struct pte_country *const *pte_country_all(size_t *n);

/** Whether code is an ISO 3166-1 alpha-2 code (or user-assigned: XA to XZ, ZZ). */
bool pte_country_exists(const char *code);

/** The country's name in a language: from the preset, else from ICU, else the code. */
const char *pte_country_label(const char *code, enum pte_language language);

/** "en", "es", "fr"; find gives false for any other word. */
const char *pte_language_code(enum pte_language language);
bool pte_language_find(const char *code, enum pte_language *language);

#endif

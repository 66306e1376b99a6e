/* importers/terms.h - words as a file has them become codes of the vocabularies. */
#ifndef PTE_IMPORTERS_TERMS_H
#define PTE_IMPORTERS_TERMS_H

#include "core/model/survey.h"

struct pte_reading;

/**
 * The code of a word: what the mapping says of it, or a code or label of the vocabulary
 * (compared without case and accents). It becomes one of the survey's terms. With the
 * option new_terms an unknown word becomes a term of the study, just as it is written.
 *
 * Returns NULL if the word is unknown: then a fault unknown_VOCABULARY was added
 */
const char *pte_terms_code(struct pte_reading *reading, const char *vocabulary,
                           const char *text, struct pte_place place);

/** Adds a word of this study to a vocabulary, with its labels in the order of enum
 * pte_language (NULL = none), unless it is there. */
void pte_terms_add(struct pte_reading *reading, const char *vocabulary, const char *code,
                   const char *const *label);

/** Whether a country has that code; else a fault was added, with the code that was
 * probably meant. */
bool pte_terms_country(struct pte_reading *reading, const char *text,
                       struct pte_place place);

/** Yes or no in words and signs of en, es and fr; any other text is noted and unknown.
 * Blank is unknown. */
enum pte_yes pte_terms_yes(struct pte_reading *reading, const char *text,
                           struct pte_place place);

/** Whether two texts are the same but for case and accents. */
bool pte_terms_same(const char *one, const char *other);

#endif

/* core/model/vocabulary.intern.h - reading one vocabulary file, for its tests. */
#ifndef PTE_CORE_MODEL_VOCABULARY_INTERN_H
#define PTE_CORE_MODEL_VOCABULARY_INTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/embedded.h"

struct pte_error;

extern const struct pte_embedded pte_embedded_vocabularies[];

/**
 * Adds the words of one file to those known; a word known already is replaced.
 *
 * name    as errors name it
 * Fails   PTE_EINPUT with the line; words before it stay
 */
bool pte_vocabulary_read(const char *name, const char *bytes, size_t length,
                         struct pte_error *err);

#endif

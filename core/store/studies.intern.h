/* core/store/studies.intern.h - which study, wave and countries are meant. */
#ifndef PTE_CORE_STORE_STUDIES_INTERN_H
#define PTE_CORE_STORE_STUDIES_INTERN_H

#include <stdbool.h>
#include <stddef.h>

struct pte_error;
struct pte_store;
struct pte_text;

/** The study of this code, or the only one if study is NULL. code: out, emptied before.
 * Fails PTE_ENOTFOUND, PTE_EUSAGE, PTE_ESTORE. */
bool pte_studies_resolve(struct pte_store *store, const char *study,
                         struct pte_text *code, struct pte_error *err);

/** The wave of this code, or the newest if wave is NULL. */
bool pte_studies_resolve_wave(struct pte_store *store, const char *study,
                              const char *wave, struct pte_text *code,
                              struct pte_error *err);

/** Whether the wave has all of these countries. */
bool pte_studies_check_countries(struct pte_store *store, const char *study,
                                 const char *wave, const char *const *countries, size_t n,
                                 struct pte_error *err);

#endif

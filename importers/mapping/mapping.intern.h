/* importers/mapping/mapping.intern.h - what reading and checking a mapping share. */
#ifndef PTE_IMPORTERS_MAPPING_INTERN_H
#define PTE_IMPORTERS_MAPPING_INTERN_H

#include <stdbool.h>

struct pte_error;
struct pte_mapping;

/** Whether what the mapping says makes sense; shown: what sentences call its file. */
bool pte_mapping_check(const struct pte_mapping *mapping, const char *shown,
                       struct pte_error *err);

#endif

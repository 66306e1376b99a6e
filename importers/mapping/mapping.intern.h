/* importers/mapping/mapping.intern.h - what reading and checking a mapping share. */
#ifndef PTE_IMPORTERS_MAPPING_INTERN_H
#define PTE_IMPORTERS_MAPPING_INTERN_H

#include <stdbool.h>

struct pte_error;
struct pte_mapping;
struct pte_mapping_condition;
struct pte_mapping_words;

/** The file of a mapping. */
struct pte_mapping_file {
    const char *name; /* what sentences call it */
    const char *yaml; /* its text */
};

/** What is looked at: "'cl.yml', ties 2". */
struct pte_mapping_part {
    const struct pte_mapping_file *shown;
    const char *part;
    unsigned number; /* 0 = the part is no list */
};

/** Fills in how the tool that the mapping names writes what was ticked. */
void pte_mapping_complete(struct pte_mapping *mapping);

/** Whether what the mapping says makes sense; it fails with line and column. */
bool pte_mapping_check(const struct pte_mapping *mapping,
                       const struct pte_mapping_file *shown, struct pte_error *err);
/** The same of one entry of ties. */
bool pte_mapping_check_ties(const struct pte_mapping *mapping, unsigned i,
                            const struct pte_mapping_file *shown, struct pte_error *err);
bool pte_mapping_check_condition(const struct pte_mapping_part *place,
                                 const struct pte_mapping_condition *condition,
                                 struct pte_error *err);

/** Says what is wrong with a part; value NULL = nothing to quote. Returns false. */
bool pte_mapping_fail(const struct pte_mapping_part *place, struct pte_error *err,
                      const char *what, const char *value, const char *hint);

/** Whether text is one of the words; NULL is: then the default holds. */
bool pte_mapping_one_of(const char *text, const char *const *words);
/** Whether a path leads to a file beside the mapping or below. */
bool pte_mapping_is_inside(const char *path);
bool pte_mapping_has_one_star(const char *columns);
/** The scale of that name among the first ones, or NULL. */
const struct pte_mapping_words *pte_mapping_scale(const struct pte_mapping *mapping,
                                                  const char *name, unsigned before);

#endif

/* importers/guess.h - a mapping is proposed for an export nobody has described yet.
 *
 * What it proposes it says in comments, with what it saw; a person reads it, corrects it
 * and keeps it. The mapping is written, never used on the way. */
#ifndef PTE_IMPORTERS_GUESS_H
#define PTE_IMPORTERS_GUESS_H

#include <stdbool.h>

struct pte_error;
struct pte_import_options;
struct pte_text;

/**
 * Looks at an export and its roster and writes a commented mapping (importers/mapping.h).
 *
 * The tool is recognised by its columns. A group of columns whose names hold the ids,
 * names or acronyms of the roster is a question about ties; its cells tell whether it
 * asks how often (words or numbers) or yes and no. The column whose cells are called as
 * the roster's organizations says for whom a row answers. Key, date, consent and the
 * helper questions "did you answer this" are found by their names in es, en and fr and by
 * their cells.
 *
 * path        the export
 * roster      a table of organizations with an id, a name and a sector
 * roster_name how the mapping names it: seen from where the mapping will stand
 * options     country, wave and study are taken over; NULL allowed
 * yaml        out: the mapping; released by the caller. Untouched on failure
 * Fails       PTE_ENOTFOUND, PTE_EINPUT no roster in it, no organization column, no
 *             question about ties; PTE_EUSAGE the country is not said and not to be seen
 * Cost        O(cells + columns * organizations)
 */
bool pte_guess_mapping(const char *path, const char *roster, const char *roster_name,
                       const struct pte_import_options *options, struct pte_text *yaml,
                       struct pte_error *err);

#endif

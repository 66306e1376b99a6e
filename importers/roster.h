/* importers/roster.h - a table of organizations becomes those of the survey. */
#ifndef PTE_IMPORTERS_ROSTER_H
#define PTE_IMPORTERS_ROSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/model/survey.h"

struct pte_error;
struct pte_reading;
struct pte_source;

/** How the columns are called; NULL = by the very name of the field. */
struct pte_roster_columns {
    const char *id, *name, *acronym, *sector, *kind, *side, *region, *parent, *women_led,
        *asked, *country;
};

/**
 * Reads all organizations of a table and checks them.
 *
 * columns  how the table calls them; id and sector must be there
 * country  of rows that name none; NULL = each row must
 * asked    out: per organization, whether it was asked to answer; NULL allowed, else
 *          released by the caller
 * Fails    PTE_EINPUT no such columns, or a row that cannot be read
 */
bool pte_roster_read(struct pte_reading *reading, struct pte_source *source,
                     const struct pte_roster_columns *columns, const char *country,
                     bool **asked, struct pte_error *err);

/** The organization of that id in a country, or PTE_NOBODY. country NULL: of any country,
 * PTE_NOBODY if there are several; several: out, whether there are. */
uint32_t pte_roster_find(const struct pte_reading *reading, const char *id,
                         const char *country, bool *several);

#define PTE_SEVERAL (PTE_NOBODY - 1) /* an index that points to more than one */

/**
 * The organization that is called so in a country: by its id, else by its id, name or
 * acronym without case and accents.
 *
 * Returns PTE_NOBODY if none is, PTE_SEVERAL if more than one is
 */
uint32_t pte_roster_called(struct pte_reading *reading, const char *text,
                           const char *country);

#endif

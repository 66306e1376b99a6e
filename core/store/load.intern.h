/* core/store/load.intern.h - one wave on its way out of the store.
 *
 * Rows refer to each other by numbers of their own batch; the maps turn a batch and a
 * number into an index of the survey. */
#ifndef PTE_CORE_STORE_LOAD_INTERN_H
#define PTE_CORE_STORE_LOAD_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libpq-fe.h>

#include "core/base/text.h"
#include "core/model/survey.h"

struct pte_error;
struct pte_store;

/** Index by number; PTE_NOBODY where there is none. */
struct pte_map {
    uint32_t *index;
    size_t n;
};

struct pte_load_batch {
    uint32_t number;
    struct pte_map files, relations, organizations, persons;
    struct pte_map responses; /* to an index of pte_load.slots */
};

/** A response that may hold: the newest of its respondent. */
struct pte_slot {
    struct pte_response response;
    uint32_t final; /* index into the survey; PTE_NOBODY = silence that was broken */
};

struct pte_load {
    struct pte_store *store;
    struct pte_survey survey; /* so far */
    const char *values[3];    /* study, batches, countries: what queries ask with */
    struct pte_text batches_array, countries_array;
    struct pte_load_batch *batches; /* by number */
    size_t n_batches;
    struct pte_slot *slots;
    size_t n_slots, room_slots;
    /** For each slot, relation and tense the block that holds: its batch and response. */
    uint64_t *holds;
    bool has_written;    /* some names are not of the roster */
    const char **sheets; /* names seen, so that each is kept once */
    size_t n_sheets, room_sheets;
};

uint32_t pte_map_get(const struct pte_map *map, uint32_t number);
void pte_map_set(struct pte_map *map, uint32_t number, uint32_t index);

/** The batch of this number; never NULL for what came with the load's own batches. */
struct pte_load_batch *pte_load_batch(const struct pte_load *load, uint32_t number);

/** Rows of a query with $1 study, $2 batches, $3 countries. */
PGresult *pte_load_ask(struct pte_load *load, const char *sql, struct pte_error *err);

/** A place from four columns that begin at column. */
struct pte_place pte_load_place(struct pte_load *load, const struct pte_load_batch *batch,
                                const PGresult *rows, int row, int column);
/** A sheet's name in the survey; length 0 or NULL text = NULL. */
const char *pte_load_sheet(struct pte_load *load, const char *name, size_t length);

bool pte_load_organizations(struct pte_load *load, struct pte_error *err);
bool pte_load_persons(struct pte_load *load, struct pte_error *err);
bool pte_load_facts(struct pte_load *load, struct pte_error *err);
bool pte_load_responses(struct pte_load *load, struct pte_error *err);
bool pte_load_blocks(struct pte_load *load, struct pte_error *err);
bool pte_load_reports(struct pte_load *load, struct pte_error *err);

#endif

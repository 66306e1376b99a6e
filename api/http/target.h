/* api/http/target.h - the address of a request, taken apart and decoded. */
#ifndef PTE_API_HTTP_TARGET_H
#define PTE_API_HTTP_TARGET_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/memory.h"

struct pte_error;
struct pte_given;

enum { PTE_TARGET_GIVEN = 32 };

/** "/v1/gaps?country=PE&lang=es": a path and names with values. */
struct pte_target {
    const char *path;
    struct pte_given *given; /* in the order of the address, format left out */
    size_t n_given;
    const char *format; /* ?format=, or NULL */
    struct pte_arena arena;
};

/**
 * Takes a target apart. A name without `=` is given as "yes" (a switch); `+` is a blank.
 *
 * target  out: to be released. Untouched on failure
 * Fails   PTE_EUSAGE a name twice, more than 32 names, or text that is not UTF-8
 */
bool pte_target_read(const char *text, struct pte_target *target, struct pte_error *err);
void pte_target_release(struct pte_target *target);

/** The value given for a name, or NULL. */
const char *pte_target_value(const struct pte_target *target, const char *name);

/** Adds a name and value, as if it had stood in the address. */
void pte_target_add(struct pte_target *target, const char *name, const char *value);

#endif

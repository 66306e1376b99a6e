/* api/asking.h - checking names and values of parameters, for all ways in. */
#ifndef PTE_API_ASKING_H
#define PTE_API_ASKING_H

#include <stdbool.h>

struct pte_error;
struct pte_parameter;

enum { PTE_PARAMETER_BYTES = 32 };

/** The next name of a list such as "country wave"; NULL at its end.
 * rest  in and out: what is still to be read; name: PTE_PARAMETER_BYTES */
const char *pte_parameter_next(const char **rest, char *name);

/** Whether a value is one the parameter can have. Fails PTE_EUSAGE, the nearest as hint.
 */
bool pte_parameter_check(const struct pte_parameter *parameter, const char *value,
                         struct pte_error *err);

/** The fault "no such parameter", with the nearest of those allowed as hint.
 * before  "--" on the command line, "" in a URL. Returns false always */
bool pte_parameter_unknown(const char *allowed, const char *name, const char *before,
                           struct pte_error *err);

#endif

/* api/verdict.h - what a cell says, as a sentence with its doubt. */
#ifndef PTE_API_VERDICT_H
#define PTE_API_VERDICT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/measures/cells.h"
#include "core/model/vocabulary.h"

struct pte_survey;
struct pte_text;

/** One cell, and what the sentence needs beside its numbers. All lent. */
struct pte_verdict_case {
    const struct pte_cell *cell;
    const struct pte_survey *survey; /* labels */
    const char *country, *from, *to; /* codes */
    const char *relation;            /* code; NULL = any */
    bool is_desired, is_directed;
    size_t asked, answered; /* organizations of the network; answered in part counts */
    enum pte_reference reference;
};

/**
 * The sentence: how many times the reference, p, response, and what would overturn it; or
 * why nothing can be told; or what would have been seen.
 *
 * sentence  out: added to
 */
void pte_verdict_sentence(const struct pte_verdict_case *verdict,
                          enum pte_language language, struct pte_text *sentence);

/** "Education-industry" for tables. label: out, added to */
void pte_verdict_label(const struct pte_verdict_case *verdict, enum pte_language language,
                       struct pte_text *label);

#endif

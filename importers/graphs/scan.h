/* importers/graphs/scan.h - words and lines of a text, one after the other. */
#ifndef PTE_IMPORTERS_GRAPHS_SCAN_H
#define PTE_IMPORTERS_GRAPHS_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/text.h"

/** A stretch of text being read. Lent: the text must stay. */
struct pte_scan {
    const char *at, *end;
    uint32_t line; /* of at, 1 = the first */
    bool commas;   /* commas stand between words, too */
};

/** The next line (without its end) as a stretch of its own; false at the end. */
bool pte_scan_line(struct pte_scan *scan, struct pte_scan *line);

/**
 * The next word: up to a blank, or between quotation marks.
 *
 * word    out: replaced; its bytes are the caller's to release
 * Returns false at the end of the stretch
 */
bool pte_scan_word(struct pte_scan *scan, struct pte_text *word);

/** Goes over blanks and line ends (and commas, if they count); false at the end. */
bool pte_scan_skip(struct pte_scan *scan);

/** All that is left of a line, without blanks and quotation marks at both ends. */
void pte_scan_rest(struct pte_scan *line, struct pte_text *rest);

#endif

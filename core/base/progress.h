/* core/base/progress.h - how far long work has come.
 *
 * Whoever does the work calls pte_progress_step; whoever asked for it decides
 * what is shown. NULL is allowed everywhere: nobody is watching. */
#ifndef PTE_CORE_BASE_PROGRESS_H
#define PTE_CORE_BASE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct pte_progress {
    const char *label; /* what is being done, translated, such as "reading answers" */
    bool on_terminal;  /* set by pte_progress_start */
    bool drawn;        /* something stands on the line */
    double started;    /* seconds, monotonic clock */
    double last_drawn;
};

/** Begins; draws only if stderr is a terminal, and only after a second of work. */
void pte_progress_start(struct pte_progress *progress, const char *label);

/** done of total (0 = unknown); redraws at most ten times a second. */
void pte_progress_step(struct pte_progress *progress, size_t done, size_t total);

/** Takes the bar off the line. */
void pte_progress_end(struct pte_progress *progress);

#endif

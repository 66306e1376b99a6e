/* importers/child.h - rows read in a process of their own, behind walls.
 *
 * Files come from strangers, and the libraries that read them have had their faults. So a
 * file is parsed in a forked child that can do nothing but compute and write rows into a
 * pipe: no open file but that pipe, no network, no new process, an environment without
 * credentials, little memory, little time (seccomp, rlimits). The parent checks each row
 * it is handed: sizes, UTF-8, lines that only grow. Whatever becomes of the child, the
 * parent goes on. It is a fork and no new program: what the parent has in memory the
 * child could read, but it can tell nobody except in rows. */
#ifndef PTE_IMPORTERS_CHILD_H
#define PTE_IMPORTERS_CHILD_H

#include <stdbool.h>
#include <stddef.h>

#include "importers/rows.h"

struct pte_error;

struct pte_child_job {
    /** Opens the rows; called in the child alone. What it allocates need not be freed. */
    bool (*open)(const void *what, struct pte_rows *rows, struct pte_error *err);
    const void *what;     /* its argument; must not change while the child lives */
    const char *shown;    /* what sentences call the file */
    unsigned cpu_seconds; /* 0 = 30 */
    size_t memory;        /* bytes beyond what the parent has; 0 = 512 MiB. Not under
                             sanitizers, whose own memory is terabytes */
    unsigned silence;     /* seconds without a word after which it is killed; 0 = 60 */
};

/**
 * Starts the child and gives the rows it sends.
 *
 * rows   out: of the same cells and remarks as those the job opens; releasing them ends
 *        the child. Untouched on failure
 * Fails  what the job's open says; PTE_EINPUT too much memory or time; PTE_ESYSTEM the
 *        child could not start, died, or sent what is no row
 */
bool pte_child_rows(const struct pte_child_job *job, struct pte_rows *rows,
                    struct pte_error *err);

#endif

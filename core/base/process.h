/* core/base/process.h - another program, run with bytes in and bytes out. */
#ifndef PTE_CORE_BASE_PROCESS_H
#define PTE_CORE_BASE_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct pte_error;
struct pte_text;

struct pte_process {
    const char *const *arguments; /* the program first, NULL last; no shell */
    const void *input;            /* written to its stdin; NULL = /dev/null */
    size_t input_length;
    size_t most_output; /* bytes of stdout kept; more is a failure */
    double seconds;     /* killed after so long; 0 = no limit */
    uid_t as_user;      /* (uid_t)0 = stay who we are */
    gid_t as_group;
    const char *folder; /* to run in; NULL = here */
};

/**
 * Runs a program to its end.
 *
 * output  out: what it wrote on stdout; may be NULL. Untouched on failure
 * words   out: what it wrote on stderr (at most 64 KiB), also on failure; may be NULL
 * status  out: exit code, or 128 + signal; may be NULL, then anything but 0 fails
 * Fails   PTE_ESYSTEM cannot start, time ran out, too much output, status not 0
 */
bool pte_process_run(const struct pte_process *process, struct pte_text *output,
                     struct pte_text *words, int *status, struct pte_error *err);

#endif

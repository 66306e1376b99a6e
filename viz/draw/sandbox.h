/* viz/draw/sandbox.h - the walls around one drawing: no files but fonts, no network, no
 * programs, little memory, little time. */
#ifndef PTE_VIZ_DRAW_SANDBOX_H
#define PTE_VIZ_DRAW_SANDBOX_H

#include <stdbool.h>

/**
 * Shuts the calling process in, for good: no_new_privs, not dumpable, killed with its
 * parent, limits (memory 1 GiB, processor time, no file written), Landlock (only fonts
 * may be read) and a list of allowed system calls (threads, but no process); any other
 * ends the process with SIGSYS.
 *
 * cpu_seconds  processor time; SIGXCPU when it is used up
 * Returns false if a wall could not be raised: then nothing may be drawn
 */
bool pte_sandbox_enter(unsigned cpu_seconds);

/** Whether this kernel has Landlock; without it the list of system calls stands alone,
 * and files that may be read by the user can be read. */
bool pte_sandbox_has_landlock(void);

#endif

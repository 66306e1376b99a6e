/* api/http/desk.h - takes questions from clients and sees to it that each is answered.
 *
 * A question first goes to the scout, a worker that only looks up the revision of what
 * would be read. If the answer for that revision is kept, that is all; if somebody
 * waits for it already, one computing serves both; else it goes to the workers that
 * compute. So a kept answer is never stale and never waits behind a computing one. */
#ifndef PTE_API_HTTP_DESK_H
#define PTE_API_HTTP_DESK_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct pte_asking;
struct pte_desk;
struct pte_error;
struct pte_finished;
struct pte_wait;

struct pte_desk_options {
    const char *database;            /* as for pte_store_open; lent for the desk's life */
    unsigned workers;                /* that compute; the scout comes on top */
    size_t queue;                    /* questions that may wait; 0 = 64 */
    size_t most_bytes;               /* of kept answers; 0 = 64 MiB */
    double seconds, drawing_seconds; /* a question may take; 0 = 30, and 15 for a map */
};

/** Forks the scout and the workers. Fails PTE_ESYSTEM */
bool pte_desk_open(const struct pte_desk_options *options, struct pte_desk **desk,
                   struct pte_error *err);
void pte_desk_close(struct pte_desk **desk);

/**
 * Asks for a client.
 *
 * type    media type of a good answer; lent for ever
 * Returns what the client waits for, never NULL; to be ended
 */
struct pte_wait *pte_desk_ask(struct pte_desk *desk, const struct pte_asking *asking,
                              const char *type);

/** The answer or problem, once there is one; NULL until then. Lent until the end. */
struct pte_finished *pte_wait_finished(const struct pte_wait *wait);

/** The client has its answer, or went away: what nobody waits for is not begun. */
void pte_wait_end(struct pte_wait **wait);

/** As for workers: poll the fd, heed the timeout, run. */
int pte_desk_fd(const struct pte_desk *desk);
int pte_desk_timeout(const struct pte_desk *desk);
void pte_desk_run(struct pte_desk *desk);

/** Clients that still wait. */
size_t pte_desk_waiting(const struct pte_desk *desk);

/** The problem document of a status as an answer; sentence without a full stop. */
struct pte_finished *pte_desk_problem(int status, const char *sentence, const char *hint);

#endif

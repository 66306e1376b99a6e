/* api/http/workers.h - processes that answer one question at a time, and may fail.
 *
 * Debian's igraph is not safe for threads, and a rare network can end or hold up the
 * process that computes on it. So the parent computes nothing: it hands each question
 * to a worker process over a socket, kills by its number the worker that crashed or
 * overran its time, puts another in its place and goes on. The parent has no threads,
 * which is what makes it safe to fork at any time.
 *
 * Nothing here waits: the owner polls pte_workers_fd and calls pte_workers_run. */
#ifndef PTE_API_HTTP_WORKERS_H
#define PTE_API_HTTP_WORKERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct pte_error;
struct pte_text;
struct pte_workers;

enum pte_outcome {
    PTE_ANSWERED,
    PTE_CRASHED, /* the worker ended while it worked */
    PTE_OVERRAN  /* it took longer than it may, and was killed */
};

struct pte_workers_options {
    unsigned n;   /* processes */
    size_t queue; /* questions that may wait for a free one */
    /** Runs in the worker: makes a reply of a request. self is what setup gave. */
    void (*work)(void *self, const char *request, size_t length, struct pte_text *reply);
    void *self;
};

/** Called in the parent when a question is settled; reply is empty unless answered. */
typedef void pte_workers_done(void *self, enum pte_outcome outcome,
                              const struct pte_text *reply);

/**
 * Forks the workers.
 *
 * workers  out: to be stopped. Untouched on failure
 * Fails    PTE_ESYSTEM
 */
bool pte_workers_start(const struct pte_workers_options *options,
                       struct pte_workers **workers, struct pte_error *err);

/** Kills what is left of the workers and waits for them; done is called for nothing. */
void pte_workers_stop(struct pte_workers **workers);

/**
 * Hands in a question.
 *
 * request  copied
 * seconds  from when a worker takes it
 * Returns  its ticket, never 0; or 0: the queue is full
 */
uint64_t pte_workers_ask(struct pte_workers *workers, const struct pte_text *request,
                         double seconds, pte_workers_done *done, void *self);

/** Takes back a question that still waits for a worker; false if one has it already. */
bool pte_workers_withdraw(struct pte_workers *workers, uint64_t ticket);

/** Readable whenever pte_workers_run has something to do. */
int pte_workers_fd(const struct pte_workers *workers);

/** Milliseconds until pte_workers_run must be called in any case; -1 = never. */
int pte_workers_timeout(const struct pte_workers *workers);

/** Sends, receives, kills, replaces and calls done, as far as it goes without waiting. */
void pte_workers_run(struct pte_workers *workers);

/** How many work or wait; the process number of one (0 = it is being replaced). */
size_t pte_workers_busy(const struct pte_workers *workers);
size_t pte_workers_waiting(const struct pte_workers *workers);
pid_t pte_workers_pid(const struct pte_workers *workers, unsigned worker);

#endif

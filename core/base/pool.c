/* core/base/pool.c - the same work many times over, on a few threads. */
#include "core/base/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

enum { MOST_THREADS = 64 };

struct crew {
    size_t n;
    atomic_size_t next;
    void (*job)(size_t number, void *shared);
    void *shared;
};

static void *worker(void *argument)
{
    struct crew *crew = argument;
    size_t job;

    while ((job = atomic_fetch_add(&crew->next, 1)) < crew->n)
        crew->job(job, crew->shared);
    return NULL;
}

unsigned pte_pool_threads(void)
{
    const char *wanted = getenv("PUENTE_THREADS");
    long n = wanted != NULL ? strtol(wanted, NULL, 10) : 0;

    if (n < 1)
        n = sysconf(_SC_NPROCESSORS_ONLN);
    if (n < 1)
        n = 1;
    return n > MOST_THREADS ? MOST_THREADS : (unsigned)n;
}

void pte_pool_run(size_t n, unsigned threads, void (*job)(size_t number, void *shared),
                  void *shared)
{
    struct crew crew = {.n = n, .job = job, .shared = shared};
    pthread_t others[MOST_THREADS];
    unsigned started = 0;

    if (threads == 0)
        threads = pte_pool_threads();
    if (threads > MOST_THREADS)
        threads = MOST_THREADS;
    if (threads > n)
        threads = (unsigned)n;
    /* A thread that cannot be started is no fault: the others do its work. */
    while (started + 1 < threads &&
           pthread_create(&others[started], NULL, worker, &crew) == 0)
        started++;
    worker(&crew);
    while (started > 0)
        pthread_join(others[--started], NULL);
}

/* core/base/pool.h - the same work many times over, on a few threads.
 *
 * For our own kernels only: no igraph and no libpq inside a job. Jobs share
 * nothing but what they read, and each writes its own place, so that one thread
 * and eight give the same bytes. */
#ifndef PTE_CORE_BASE_POOL_H
#define PTE_CORE_BASE_POOL_H

#include <stddef.h>

/**
 * Does jobs 0 to n - 1, each once, in no set order; returns when all are done.
 *
 * threads 0 = as many as pte_pool_threads() says
 * job     one piece of work: its number and what all share
 */
void pte_pool_run(size_t n, unsigned threads, void (*job)(size_t number, void *shared),
                  void *shared);

/** PUENTE_THREADS if it is a number from 1 to 64, else the processors online. */
unsigned pte_pool_threads(void);

#endif

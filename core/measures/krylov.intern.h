/* core/measures/krylov.intern.h - the largest eigenvalue of a large sparse map.
 *
 * igraph's own (ARPACK) starts at random and stirs its answer: two calls differ in the
 * last digits. This one gives the same bytes each time. */
#ifndef PTE_CORE_MEASURES_KRYLOV_INTERN_H
#define PTE_CORE_MEASURES_KRYLOV_INTERN_H

#include <stdbool.h>
#include <stddef.h>

struct pte_error;

/** A nonnegative square matrix, known by what it does: image = matrix * vector. */
struct pte_linear_map {
    size_t n;
    void (*apply)(const void *shared, const double *vector, double *image);
    const void *shared;
};

struct pte_dominant {
    double value;    /* the largest real eigenvalue */
    double second;   /* real part of the next one; never above value */
    double residual; /* |matrix * vector - value * vector| / value, vector of length 1 */
};

/**
 * Finds the largest eigenvalue and its vector, which must be simple (one class of actors
 * that all depend on each other has such a one: Perron and Frobenius).
 *
 * vector    out: n numbers of length 1, their sum positive
 * Fails     PTE_EGRAPH LAPACK found no eigenvalues
 * Cost      O((links + 40 * n) * steps); more steps the closer the second eigenvalue
 * Source    Stewart 2001, SIAM J. Matrix Anal. Appl. 23:601-614,
 *           doi:10.1137/S0895479800371529 (Krylov-Schur; here any basis of the kept
 *           subspace instead of Schur's)
 */
bool pte_krylov_dominant(const struct pte_linear_map *map, double *vector,
                         struct pte_dominant *dominant, struct pte_error *err);

#endif

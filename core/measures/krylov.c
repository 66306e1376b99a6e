/* core/measures/krylov.c - the largest eigenvalue of a large sparse map. */
#include "core/measures/krylov.intern.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/base/random.h"
#include "core/network/network.intern.h"

enum { MOST = 48, KEPT = 16, RESTARTS = 400, START_SEED = 1729 };

static const double tolerance = 2e-15;

/* The basis of the subspace and the map seen in it: map * basis = basis * seen + rest. */
struct subspace {
    const struct pte_linear_map *map;
    size_t n, most; /* of actors; of basis vectors */
    size_t size;    /* basis vectors in use */
    size_t whole;   /* of them, those whose column of seen is filled */
    double *basis;  /* most + 1 vectors */
    double *seen;   /* (most + 1) rows of most */
    double *spare;  /* room for basis vectors while they are mixed */
    bool closed;    /* the map does not lead out of the subspace */
};

/* The small problem's answer. */
struct small {
    igraph_matrix_t matrix, vectors;
    igraph_vector_t real, imaginary;
};

static double *vector_of(const struct subspace *space, size_t i)
{
    return space->basis + i * space->n;
}

static double *seen_at(const struct subspace *space, size_t row, size_t column)
{
    return &space->seen[row * space->most + column];
}

static double product(const double *one, const double *other, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += one[i] * other[i];
    return sum;
}

static void add(double *to, double factor, const double *what, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] += factor * what[i];
}

static double scale_to_length_one(double *vector, size_t n)
{
    const double length = sqrt(product(vector, vector, n));

    for (size_t i = 0; i < n && length > 0; i++)
        vector[i] /= length;
    return length;
}

/* Fills the columns of seen up to the last, a new basis vector each. */
static void grow(struct subspace *space)
{
    while (space->whole < space->most && !space->closed) {
        const size_t column = space->whole;
        double *image = vector_of(space, space->size);
        double before, after;

        space->map->apply(space->map->shared, vector_of(space, column), image);
        before = sqrt(product(image, image, space->n));
        /* Twice is enough (Kahan, Parlett): once leaves rounding in. */
        for (int pass = 0; pass < 2; pass++)
            for (size_t i = 0; i < space->size; i++) {
                const double along = product(vector_of(space, i), image, space->n);

                *seen_at(space, i, column) += along;
                add(image, -along, vector_of(space, i), space->n);
            }
        after = sqrt(product(image, image, space->n));
        space->whole++;
        if (after <= 1e-14 * before || space->size == space->n) {
            space->closed = true;
        } else {
            *seen_at(space, column + 1, column) = scale_to_length_one(image, space->n);
            space->size++;
        }
    }
}

static void release_small(struct small *small)
{
    igraph_matrix_destroy(&small->matrix);
    igraph_matrix_destroy(&small->vectors);
    igraph_vector_destroy(&small->real);
    igraph_vector_destroy(&small->imaginary);
}

static bool solve_small(const struct subspace *space, struct small *small,
                        struct pte_error *err)
{
    const igraph_integer_t size = (igraph_integer_t)space->whole;
    int info = 0;

    if (!pte_network_ok(igraph_matrix_init(&small->matrix, size, size), err) ||
        !pte_network_ok(igraph_matrix_init(&small->vectors, 0, 0), err) ||
        !pte_network_ok(igraph_vector_init(&small->real, 0), err) ||
        !pte_network_ok(igraph_vector_init(&small->imaginary, 0), err))
        return false;
    for (igraph_integer_t i = 0; i < size; i++)
        for (igraph_integer_t j = 0; j < size; j++)
            MATRIX(small->matrix, i, j) = *seen_at(space, (size_t)i, (size_t)j);
    return pte_network_ok(igraph_lapack_dgeev(&small->matrix, &small->real,
                                              &small->imaginary, /* left */ NULL,
                                              &small->vectors, &info),
                          err);
}

/* Columns by falling real part; of two conjugates LAPACK puts the positive one first
 * and they stay side by side. */
static void sort_columns(const struct small *small, size_t size, size_t *order)
{
    for (size_t i = 0; i < size; i++) {
        size_t at = i;

        while (at > 0 && VECTOR(small->real)[order[at - 1]] < VECTOR(small->real)[i]) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = i;
    }
}

/* basis * mix, for the first vectors of the basis. */
static void mix(struct subspace *space, const double *coefficients, size_t n_vectors,
                double *to)
{
    memset(to, 0, n_vectors * space->n * sizeof(*to));
    for (size_t k = 0; k < n_vectors; k++)
        for (size_t i = 0; i < space->whole; i++)
            add(to + k * space->n, coefficients[k * space->whole + i],
                vector_of(space, i), space->n);
}

/* Makes a column orthogonal to the n before it, of length 1; false if it depends on
 * them. */
static bool make_orthogonal(double *kept, size_t n, size_t size)
{
    double *column = kept + n * size;

    for (int pass = 0; pass < 2; pass++) {
        for (size_t j = 0; j < n; j++)
            add(column, -product(kept + j * size, column, size), kept + j * size, size);
        if (scale_to_length_one(column, size) < 1e-10)
            return false;
    }
    return true;
}

/* An orthonormal basis, in coefficients, of the span of the first eigenvectors: of a
 * conjugate pair LAPACK gives real and imaginary part as two columns. */
static size_t choose_kept(const struct subspace *space, const struct small *small,
                          const size_t *order, double *kept)
{
    const size_t size = space->whole;
    size_t wanted = KEPT, n = 0;

    if (VECTOR(small->imaginary)[order[wanted - 1]] > 0)
        wanted++; /* its conjugate follows */
    for (size_t k = 0; k < wanted; k++) {
        for (size_t i = 0; i < size; i++)
            kept[n * size + i] = MATRIX(small->vectors, i, order[k]);
        n += make_orthogonal(kept, n, size);
    }
    return n;
}

/* Keeps the best part of the subspace and the vector that leads out of it. */
static void shrink(struct subspace *space, const struct small *small, const size_t *order)
{
    const size_t size = space->whole;
    PTE_AUTO(pte_free) double *kept = pte_alloc((KEPT + 1) * size, sizeof(*kept));
    const size_t n = choose_kept(space, small, order, kept);
    PTE_AUTO(pte_free)
    double *seen = pte_alloc((space->most + 1) * space->most, sizeof(*seen));
    const double out = *seen_at(space, size, size - 1);

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            for (size_t k = 0; k < size; k++)
                seen[i * space->most + j] +=
                    kept[i * size + k] *
                    product(space->seen + k * space->most, kept + j * size, size);
    for (size_t j = 0; j < n; j++)
        seen[n * space->most + j] = out * kept[j * size + size - 1];
    mix(space, kept, n, space->spare);
    memcpy(space->basis, space->spare, n * space->n * sizeof(double));
    memmove(vector_of(space, n), vector_of(space, size), space->n * sizeof(double));
    memcpy(space->seen, seen, (space->most + 1) * space->most * sizeof(double));
    space->size = n + 1;
    space->whole = n;
}

/* The eigenvector in the large, and how good it is. */
static void conclude(struct subspace *space, const struct small *small,
                     const size_t *order, double *vector, struct pte_dominant *dominant)
{
    PTE_AUTO(pte_free) double *column = pte_alloc(space->whole, sizeof(*column));
    PTE_AUTO(pte_free) double *image = pte_alloc(space->n, sizeof(*image));
    double sum = 0, value;

    for (size_t i = 0; i < space->whole; i++)
        column[i] = MATRIX(small->vectors, i, order[0]);
    mix(space, column, 1, vector);
    scale_to_length_one(vector, space->n);
    for (size_t i = 0; i < space->n; i++)
        sum += vector[i];
    for (size_t i = 0; i < space->n && sum < 0; i++)
        vector[i] = -vector[i];
    space->map->apply(space->map->shared, vector, image);
    value = product(vector, image, space->n);
    add(image, -value, vector, space->n);
    *dominant = (struct pte_dominant){
        .value = value,
        .second = space->whole > 1 ? VECTOR(small->real)[order[1]] : 0,
        .residual = sqrt(product(image, image, space->n)) / value};
}

static double estimated_residual(const struct subspace *space, const struct small *small,
                                 const size_t *order)
{
    const size_t last = space->whole - 1;

    if (space->closed)
        return 0;
    return fabs(*seen_at(space, space->whole, last) *
                MATRIX(small->vectors, last, order[0])) /
           VECTOR(small->real)[order[0]];
}

bool pte_krylov_dominant(const struct pte_linear_map *map, double *vector,
                         struct pte_dominant *dominant, struct pte_error *err)
{
    const size_t n = map->n, most = n < MOST ? n : MOST;
    PTE_AUTO(pte_free) double *basis = pte_alloc((most + 1) * n, sizeof(*basis));
    PTE_AUTO(pte_free) double *spare = pte_alloc((KEPT + 1) * n, sizeof(*spare));
    PTE_AUTO(pte_free) double *seen = pte_alloc((most + 1) * most, sizeof(*seen));
    struct subspace space = {.map = map,
                             .n = n,
                             .most = most,
                             .size = 1,
                             .basis = basis,
                             .seen = seen,
                             .spare = spare};
    struct pte_random random = pte_random_stream(START_SEED, 0);
    size_t order[MOST];

    for (size_t i = 0; i < n; i++) /* positive: never blind to the vector looked for */
        basis[i] = 1 + pte_random_unit(&random);
    scale_to_length_one(basis, n);
    for (int restart = 0;; restart++) {
        PTE_AUTO(release_small) struct small small = {0};

        grow(&space);
        if (!solve_small(&space, &small, err))
            return false;
        sort_columns(&small, space.whole, order);
        if (restart == RESTARTS ||
            estimated_residual(&space, &small, order) <= tolerance) {
            conclude(&space, &small, order, vector, dominant);
            return true;
        }
        shrink(&space, &small, order);
    }
}

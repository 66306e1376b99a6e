/* core/store/store.intern.h - the connection, and how this room talks to the server.
 *
 * SQL reaches the server as literals of our own, values as parameters or by COPY. No
 * message of ours quotes a cell: where the server would, we say less. */
#ifndef PTE_CORE_STORE_STORE_INTERN_H
#define PTE_CORE_STORE_STORE_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libpq-fe.h>

#include "core/base/text.h"

struct pte_error;

struct pte_store {
    PGconn *connection;
    char *database;     /* as it was given; NULL = the environment or our own */
    bool worth_a_retry; /* the last fault was the connection's, not the question's */
};

/** PQclear for PTE_AUTO. */
void pte_pq_clear(PGresult **rows);

/**
 * Asks one statement with text parameters and takes its rows as text.
 *
 * sql     a literal
 * values  n of them; NULL is SQL's NULL
 * Returns NULL on failure; else to be cleared
 * Fails   PTE_ESTORE; PTE_EINPUT a value the server refuses (SQLSTATE class 22)
 */
PGresult *pte_pq_ask(struct pte_store *store, const char *sql, size_t n,
                     const char *const *values, struct pte_error *err);

/** pte_pq_ask whose rows nobody wants. */
bool pte_pq_do(struct pte_store *store, const char *sql, size_t n,
               const char *const *values, struct pte_error *err);

/** Records what the server said of rows, or of the connection if rows is NULL. */
bool pte_pq_fail(struct pte_store *store, const PGresult *rows, struct pte_error *err);

/**
 * Does work in one go, and once more on a new connection if the connection broke on the
 * way. work must leave nothing behind that a second try would trip over.
 */
bool pte_pq_try(struct pte_store *store,
                bool (*work)(struct pte_store *store, void *job, struct pte_error *err),
                void *job, struct pte_error *err);

/** A field as text; NULL where SQL says NULL; lent by the rows. */
const char *pte_pq_text(const PGresult *rows, int row, int column);
uint64_t pte_pq_whole(const PGresult *rows, int row, int column);
double pte_pq_real(const PGresult *rows, int row, int column); /* NULL = NaN */
bool pte_pq_flag(const PGresult *rows, int row, int column);

/** Adds one element to a text that becomes an array parameter; pte_array_end closes it.
 * NULL is SQL's NULL. */
void pte_array_add(struct pte_text *array, const char *element);
void pte_array_add_real(struct pte_text *array, double element);
const char *pte_array_end(struct pte_text *array);

#endif

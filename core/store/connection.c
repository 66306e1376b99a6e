/* core/store/connection.c - the connection: opening, asking, and trying again. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/store/cluster.h"
#include "core/store/schema.intern.h"
#include "core/store/store.h"
#include "core/store/store.intern.h"

enum { OLDEST_SERVER = 150000 };

void pte_pq_clear(PGresult **rows)
{
    PQclear(*rows);
    *rows = NULL;
}

static void ignore_notice(void *nobody, const char *notice)
{
    (void)nobody; /* a notice may quote a cell */
    (void)notice;
}

/* The first line of what libpq says of a connection; it never holds the password. */
static void first_line(const PGconn *connection, struct pte_text *line)
{
    const char *words = PQerrorMessage(connection);

    pte_text_add_bytes(line, words, strcspn(words, "\n"));
}

/* Values that must not depend on the user, the database or the machine. */
static bool set_session(PGconn *connection, struct pte_error *err)
{
    PTE_AUTO(pte_pq_clear)
    PGresult *set =
        PQexec(connection, "SET client_min_messages = error;"
                           "SET search_path = puente, pg_temp;"
                           "SET timezone = 'UTC';"
                           "SET datestyle = 'ISO, YMD';"
                           "SET standard_conforming_strings = on;"
                           "SET extra_float_digits = 1;"
                           "SET default_transaction_isolation = 'read committed';"
                           "SET row_security = on;"
                           "SET jit = off;"
                           "SET work_mem = '32MB';"
                           "SET statement_timeout = '60s';"
                           "SET lock_timeout = '60s';"
                           "SET idle_in_transaction_session_timeout = '5min'");

    if (PQresultStatus(set) != PGRES_COMMAND_OK)
        return pte_fail(err, PTE_ESTORE, "the database does not let a session be set up");
    return true;
}

static bool is_recent_enough(const PGconn *connection, struct pte_error *err)
{
    const int version = PQserverVersion(connection);

    if (version >= OLDEST_SERVER)
        return true;
    pte_fail(err, PTE_ESTORE, "the server is PostgreSQL %d, puente needs 15 or newer",
             version / 10000);
    return pte_hint(err, "leave --database out, and puente runs a server of its own");
}

/* Replaces the store's connection by a new one. */
static bool connect_store(struct pte_store *store, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text target = {0}, line = {0};
    const char *keywords[] = {"connect_timeout", "fallback_application_name", "dbname",
                              "client_encoding", NULL};
    const char *values[] = {"5", "puente", NULL, "UTF8", NULL};
    PGconn *connection;

    if (!pte_cluster_is_configured(store->database, &target) &&
        !pte_cluster_start(&target, err))
        return false;
    values[2] = target.length > 0 ? target.bytes : NULL;
    connection = PQconnectdbParams(keywords, values, /* expand_dbname */ 1);
    PQsetNoticeProcessor(connection, ignore_notice, NULL);
    if (PQstatus(connection) != CONNECTION_OK) {
        first_line(connection, &line);
        PQfinish(connection);
        pte_fail(err, PTE_ESTORE, "cannot connect to the database: %s",
                 pte_text_get(&line));
        return pte_hint(err, "see what `puente db status` says");
    }
    if (!is_recent_enough(connection, err) || !set_session(connection, err)) {
        PQfinish(connection);
        return false;
    }
    PQfinish(store->connection);
    store->connection = connection;
    return true;
}

bool pte_store_open(const char *database, struct pte_store **store, struct pte_error *err)
{
    PTE_AUTO(pte_store_close) struct pte_store *opened = pte_alloc(1, sizeof(*opened));

    opened->database = database != NULL ? strdup(database) : NULL;
    if (!connect_store(opened, err) || !pte_schema_update(opened, err))
        return false;
    *store = opened;
    opened = NULL;
    return true;
}

void pte_store_close(struct pte_store **store)
{
    if (*store == NULL)
        return;
    PQfinish((*store)->connection);
    free((*store)->database);
    pte_free(store);
}

/* Connection faults, a server going down or coming up, a deadlock: another try may do. */
static bool may_pass(const struct pte_store *store, const char *state)
{
    return PQstatus(store->connection) != CONNECTION_OK || strncmp(state, "08", 2) == 0 ||
           strncmp(state, "57P", 3) == 0 || strcmp(state, "40001") == 0 ||
           strcmp(state, "40P01") == 0;
}

bool pte_pq_fail(struct pte_store *store, const PGresult *rows, struct pte_error *err)
{
    const char *state = PQresultErrorField(rows, PG_DIAG_SQLSTATE);
    const char *primary = PQresultErrorField(rows, PG_DIAG_MESSAGE_PRIMARY);

    if (state == NULL)
        state = "";
    store->worth_a_retry = may_pass(store, state);
    if (strncmp(state, "22", 2) == 0) /* the server's own words would quote the value */
        return pte_fail(err, PTE_EINPUT,
                        "the database cannot hold one of the values (SQLSTATE %s)",
                        state);
    if (primary == NULL || state[0] == '\0')
        return pte_fail(err, PTE_ESTORE, "the connection to the database was lost");
    if (strcmp(state, "57014") == 0)
        return pte_fail(err, PTE_ESTORE, "the database took too long (SQLSTATE 57014)");
    return pte_fail(err, PTE_ESTORE, "the database refused: %s (SQLSTATE %s)", primary,
                    state);
}

PGresult *pte_pq_ask(struct pte_store *store, const char *sql, size_t n,
                     const char *const *values, struct pte_error *err)
{
    PGresult *rows = PQexecParams(store->connection, sql, (int)n, NULL, values, NULL,
                                  NULL, /* binary */ 0);
    const ExecStatusType status = PQresultStatus(rows);

    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
        return rows;
    pte_pq_fail(store, rows, err);
    PQclear(rows);
    return NULL;
}

bool pte_pq_do(struct pte_store *store, const char *sql, size_t n,
               const char *const *values, struct pte_error *err)
{
    PTE_AUTO(pte_pq_clear) PGresult *rows = pte_pq_ask(store, sql, n, values, err);

    return rows != NULL;
}

/* Leaves no transaction and no COPY open on a connection that still lives. */
static void leave_transaction(struct pte_store *store)
{
    PGresult *rows;

    if (PQstatus(store->connection) != CONNECTION_OK)
        return;
    if (PQtransactionStatus(store->connection) == PQTRANS_ACTIVE)
        PQputCopyEnd(store->connection, "given up");
    while ((rows = PQgetResult(store->connection)) != NULL)
        PQclear(rows);
    if (PQtransactionStatus(store->connection) != PQTRANS_IDLE)
        pte_pq_do(store, "ROLLBACK", 0, NULL, NULL);
}

bool pte_pq_try(struct pte_store *store,
                bool (*work)(struct pte_store *store, void *job, struct pte_error *err),
                void *job, struct pte_error *err)
{
    struct pte_error first = {0};
    bool again;

    store->worth_a_retry = false;
    if (PQstatus(store->connection) == CONNECTION_OK) {
        if (work(store, job, &first))
            return true;
        again = store->worth_a_retry;
        leave_transaction(store);
        if (!again) {
            pte_fail(err, first.kind, "%s", first.message);
            return first.hint[0] != '\0' ? pte_hint(err, "%s", first.hint) : false;
        }
    }
    if (!connect_store(store, err))
        return false;
    if (work(store, job, err))
        return true;
    leave_transaction(store);
    return false;
}

const char *pte_pq_text(const PGresult *rows, int row, int column)
{
    return PQgetisnull(rows, row, column) ? NULL : PQgetvalue(rows, row, column);
}

uint64_t pte_pq_whole(const PGresult *rows, int row, int column)
{
    return strtoull(PQgetvalue(rows, row, column), NULL, 10);
}

double pte_pq_real(const PGresult *rows, int row, int column)
{
    return PQgetisnull(rows, row, column) ? NAN
                                          : strtod(PQgetvalue(rows, row, column), NULL);
}

bool pte_pq_flag(const PGresult *rows, int row, int column)
{
    return PQgetvalue(rows, row, column)[0] == 't';
}

static void begin_element(struct pte_text *array)
{
    pte_text_add(array, array->length == 0 ? "{" : ",");
}

void pte_array_add(struct pte_text *array, const char *element)
{
    begin_element(array);
    if (element == NULL) {
        pte_text_add(array, "NULL");
        return;
    }
    pte_text_add(array, "\"");
    for (const char *c = element; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            pte_text_add(array, "\\");
        pte_text_add_bytes(array, c, 1);
    }
    pte_text_add(array, "\"");
}

void pte_array_add_real(struct pte_text *array, double element)
{
    begin_element(array);
    pte_text_add_number(array, element);
}

const char *pte_array_end(struct pte_text *array)
{
    pte_text_add(array, array->length == 0 ? "{}" : "}");
    return array->bytes;
}

bool pte_store_versions(struct pte_store *store, char *server, size_t server_bytes,
                        int *schema, struct pte_error *err)
{
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_pq_ask(store,
                                "SELECT split_part(current_setting('server_version'),"
                                " ' ', 1), max(version) FROM puente.schema_version",
                                0, NULL, err);

    if (rows == NULL)
        return false;
    strncpy(server, PQgetvalue(rows, 0, 0), server_bytes - 1);
    server[server_bytes - 1] = '\0';
    *schema = (int)pte_pq_whole(rows, 0, 1);
    return true;
}

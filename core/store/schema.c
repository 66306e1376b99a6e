/* core/store/schema.c - the schema, brought forward to this program's version. */
#include "core/store/schema.intern.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/store/store.intern.h"

/* version: out, 0 = there is no schema. */
static bool read_version(struct pte_store *store, int *version, struct pte_error *err)
{
    PTE_AUTO(pte_pq_clear)
    PGresult *found = pte_pq_ask(
        store, "SELECT to_regclass('puente.schema_version') IS NOT NULL", 0, NULL, err);
    PTE_AUTO(pte_pq_clear) PGresult *rows = NULL;

    if (found == NULL)
        return false;
    *version = 0;
    if (!pte_pq_flag(found, 0, 0))
        return true;
    rows =
        pte_pq_ask(store, "SELECT coalesce(max(version), 0) FROM puente.schema_version",
                   0, NULL, err);
    if (rows == NULL)
        return false;
    *version = (int)pte_pq_whole(rows, 0, 0);
    return true;
}

static bool make_room_for_it(struct pte_store *store, struct pte_error *err)
{
    PTE_AUTO(pte_pq_clear)
    PGresult *found =
        pte_pq_ask(store, "SELECT to_regnamespace('puente') IS NOT NULL", 0, NULL, err);

    if (found == NULL)
        return false;
    if (!pte_pq_flag(found, 0, 0) &&
        !pte_pq_do(store, "CREATE SCHEMA puente", 0, NULL, err))
        return pte_hint(err, "ask who runs the database for: CREATE SCHEMA puente "
                             "AUTHORIZATION the role you connect as");
    return pte_pq_do(store,
                     "CREATE TABLE IF NOT EXISTS puente.schema_version ("
                     " version integer PRIMARY KEY, name text NOT NULL,"
                     " program text NOT NULL,"
                     " applied_at timestamptz NOT NULL DEFAULT now())",
                     0, NULL, err);
}

/* How many migrations there are; the schema's version once all are applied. */
static int newest_version(void)
{
    int n = 0;

    while (pte_embedded_migrations[n].name != NULL)
        n++;
    return n;
}

/* Applies the migration that leads to this version. */
static bool apply(struct pte_store *store, int version, struct pte_error *err)
{
    const struct pte_embedded *migration = &pte_embedded_migrations[version - 1];
    const char *sql = (const char *)migration->bytes;
    /* A literal too, only built in from a file of its own. */
    PTE_AUTO(pte_pq_clear) PGresult *done = PQexec(store->connection, sql);
    char number[16];
    const char *values[] = {number, migration->name, PTE_VERSION};

    assert(strtol(migration->name, NULL, 10) == version);
    if (PQresultStatus(done) != PGRES_COMMAND_OK)
        return pte_pq_fail(store, done, err);
    snprintf(number, sizeof(number), "%d", version);
    return pte_pq_do(store,
                     "INSERT INTO puente.schema_version (version, name, program)"
                     " VALUES ($1, $2, $3)",
                     3, values, err);
}

static bool is_newer(int version, struct pte_error *err)
{
    if (version <= newest_version())
        return false;
    pte_fail(err, PTE_ESTORE,
             "the database has schema %d, this program knows schemas up to %d", version,
             newest_version());
    pte_hint(err, "use the newer puente that wrote it");
    return true;
}

static bool update(struct pte_store *store, void *nothing, struct pte_error *err)
{
    int version = 0;

    (void)nothing;
    if (!read_version(store, &version, err) || is_newer(version, err))
        return false;
    if (version == newest_version())
        return true;
    if (!pte_pq_do(store, "BEGIN", 0, NULL, err) ||
        !pte_pq_do(store, "SET LOCAL statement_timeout = 0", 0, NULL, err) ||
        /* Any number will do that no other program in the same database takes. */
        !pte_pq_do(store, "SELECT pg_advisory_xact_lock(7075656)", 0, NULL, err) ||
        !make_room_for_it(store, err) || !read_version(store, &version, err) ||
        is_newer(version, err))
        return false;
    while (version < newest_version())
        if (!apply(store, ++version, err))
            return false;
    return pte_pq_do(store, "COMMIT", 0, NULL, err);
}

bool pte_schema_update(struct pte_store *store, struct pte_error *err)
{
    return pte_pq_try(store, update, NULL, err);
}

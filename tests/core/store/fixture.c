/* tests/core/store/fixture.c - a cluster of its own for one test program. */
#include "tests/core/store/fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <libpq-fe.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/process.h"
#include "core/base/text.h"
#include "core/model/survey.h"
#include "core/store/cluster.h"
#include "core/store/digest.h"
#include "core/store/store.h"

static char folder[64];

int fixture_setup(void **state)
{
    static const char *const others[] = {"PUENTE_DATABASE", "PGHOST", "PGSERVICE",
                                         "PGDATABASE",      "PGUSER", "PGPORT"};

    (void)state;
    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
        unsetenv(others[i]);
    strcpy(folder, "/tmp/pteXXXXXX");
    if (mkdtemp(folder) == NULL || chmod(folder, 0755) != 0)
        return -1;
    setenv("XDG_DATA_HOME", folder, 1);
    setenv("PUENTE_FSYNC", "off", 1); /* safe against the end of a process */
    return 0;
}

int fixture_teardown(void **state)
{
    const char *const arguments[] = {"rm", "-rf", "--", folder, NULL};
    const struct pte_process process = {.arguments = arguments, .most_output = 4096};
    struct pte_error err = {0};

    (void)state;
    setenv("XDG_DATA_HOME", folder, 1);
    if (!pte_cluster_stop(&err))
        fprintf(stderr, "%s\n", err.message);
    return pte_process_run(&process, NULL, NULL, NULL, NULL) ? 0 : -1;
}

const char *fixture_folder(void)
{
    return folder;
}

struct pte_store *fixture_store(void)
{
    struct pte_store *store = NULL;
    struct pte_error err = {0};

    if (!pte_store_open(NULL, &store, &err))
        fail_msg("%s (%s)", err.message, err.hint);
    return store;
}

static char *value_as(const char *user, const char *sql)
{
    PTE_AUTO(pte_text_release) struct pte_text target = {0};
    struct pte_error err = {0};
    PGconn *connection;
    PGresult *rows;
    char *value;

    assert_true(pte_cluster_start(&target, &err));
    pte_text_addf(&target, " user=%s", user);
    connection = PQconnectdb(target.bytes);
    if (PQstatus(connection) != CONNECTION_OK)
        fail_msg("%s", PQerrorMessage(connection));
    rows = PQexec(connection, sql);
    if (PQresultStatus(rows) != PGRES_TUPLES_OK &&
        PQresultStatus(rows) != PGRES_COMMAND_OK)
        fail_msg("%s", PQresultErrorMessage(rows));
    value = strdup(PQntuples(rows) > 0 ? PQgetvalue(rows, 0, 0) : "");
    PQclear(rows);
    PQfinish(connection);
    return value;
}

char *fixture_value(const char *sql)
{
    return value_as("puente", sql);
}

char *fixture_admin_value(const char *sql)
{
    return value_as("puente_admin", sql);
}

void fixture_empty(void)
{
    /* Children before parents; TRUNCATE would make a file anew for each index. */
    free(fixture_admin_value(
        "DELETE FROM puente.naming; DELETE FROM puente.fact; DELETE FROM puente.report; "
        "DELETE FROM puente.block;"
        "DELETE FROM puente.response; DELETE FROM puente.affiliation;"
        "DELETE FROM puente.person; DELETE FROM puente.organization;"
        "DELETE FROM puente.finding; DELETE FROM puente.relation;"
        "DELETE FROM puente.term; DELETE FROM puente.file; DELETE FROM puente.batch;"
        "DELETE FROM puente.position; DELETE FROM puente.wave; DELETE FROM "
        "puente.study"));
}

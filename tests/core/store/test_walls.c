/* tests/core/store/test_walls.c - who may read what, and what each column is for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <libpq-fe.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/survey.h"
#include "core/store/cluster.h"
#include "core/store/cluster.intern.h"
#include "core/store/store.h"
#include "tests/core/store/fixture.h"

static void assert_value(const char *sql, const char *wanted)
{
    PTE_AUTO(pte_free) char *value = fixture_value(sql);

    assert_string_equal(value, wanted);
}

static void the_program_is_no_superuser(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();

    (void)state;
    assert_value("SELECT current_user || ' ' || rolsuper || ' ' || rolbypassrls || ' '"
                 " || rolcreaterole || ' ' || rolcreatedb FROM pg_roles"
                 " WHERE rolname = current_user",
                 "puente false false false false");
    assert_value("SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension"
                 " WHERE extname IN ('pg_trgm', 'unaccent', 'fuzzystrmatch')",
                 "fuzzystrmatch pg_trgm unaccent");
    assert_value("SHOW listen_addresses", "");
    assert_value("SHOW data_checksums", "on");
    assert_value("SELECT datcollate || ' ' || pg_encoding_to_char(encoding)"
                 " FROM pg_database WHERE datname = 'puente'",
                 "C.UTF-8 UTF8");
    {
        PTE_AUTO(pte_free)
        char *rules = fixture_admin_value("SELECT string_agg(type || ' ' || auth_method"
                                          " || array_to_string(options, ','), ';')"
                                          " FROM pg_hba_file_rules");

        assert_string_equal(rules, "local peermap=puente"); /* never trust */
    }
}

static void every_table_with_a_country_is_walled(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();

    (void)state;
    assert_value(
        "SELECT string_agg(c.relname, ' ' ORDER BY c.relname)"
        " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relnamespace = 'puente'::regnamespace AND c.relkind = 'r'"
        " AND a.attname = 'country'",
        "affiliation block fact finding naming organization person position report"
        " response");
    assert_value("SELECT count(*) FROM pg_class c JOIN pg_attribute a"
                 " ON a.attrelid = c.oid WHERE c.relnamespace = 'puente'::regnamespace"
                 " AND c.relkind = 'r' AND a.attname = 'country'"
                 " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)",
                 "0");
}

static void every_column_says_its_class_and_purpose(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();

    (void)state;
    assert_value("SELECT coalesce(string_agg(c.relname || '.' || a.attname, ' '), '')"
                 " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                 " WHERE c.relnamespace = 'puente'::regnamespace AND c.relkind = 'r'"
                 " AND a.attnum > 0 AND NOT a.attisdropped"
                 " AND coalesce(col_description(c.oid, a.attnum), '')"
                 "     !~ '^class:[a-z]+;purpose:.+'",
                 "");
    assert_value("SELECT coalesce(string_agg(relname, ' '), '') FROM pg_class"
                 " WHERE relnamespace = 'puente'::regnamespace AND relkind = 'r'"
                 " AND obj_description(oid, 'pg_class') IS NULL",
                 "");
}

/* Lets who we are, and the server's user, connect as one role more. */
static void admit(const char *role)
{
    PTE_AUTO(pte_text_release) struct pte_text users = {0}, path = {0};
    struct pte_site site;

    assert_true(pte_site_find(&site, NULL));
    for (int i = 0; i < 2; i++)
        pte_text_addf(&users, "puente \"%s\" %s\n", site.self,
                      i == 0 ? "puente" : "puente_admin");
    pte_text_addf(&users, "puente \"%s\" %s\n", site.self, role);
    pte_text_addf(&path, "%s/pg_ident.conf", site.data);
    assert_true(pte_site_write(&site, path.bytes, users.bytes, NULL));
    free(fixture_admin_value("SELECT pg_reload_conf()"));
}

static PGconn *connect_as(const char *role)
{
    PTE_AUTO(pte_text_release) struct pte_text target = {0};
    PGconn *connection = NULL;

    assert_true(pte_cluster_start(&target, NULL));
    pte_text_addf(&target, " user=%s", role);
    for (int i = 0; i < 100; i++) { /* the server reads its new map in a moment */
        connection = PQconnectdb(target.bytes);
        if (PQstatus(connection) == CONNECTION_OK)
            return connection;
        PQfinish(connection);
        usleep(20000);
    }
    fail_msg("cannot connect as %s", role);
    return NULL;
}

static void assert_sees(PGconn *connection, const char *sql, const char *wanted)
{
    PGresult *rows = PQexec(connection, sql);
    const int n = PQntuples(rows);

    if (PQresultStatus(rows) == PGRES_FATAL_ERROR)
        assert_string_equal(wanted, "refused");
    else
        assert_string_equal(n > 0 ? PQgetvalue(rows, n - 1, 0) : "", wanted);
    PQclear(rows);
}

static void a_role_of_one_country_sees_that_country_whatever_it_says(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    static const char *const tables[] = {"organization", "person",  "affiliation",
                                         "response",     "block",   "report",
                                         "fact",         "finding", "position"};
    PGconn *connection;

    (void)state;
    fixture_empty();
    fixture_survey(&survey);
    fixture_keep(store, &survey);
    free(fixture_admin_value("CREATE ROLE puente_pe LOGIN"));
    free(fixture_admin_value("GRANT CONNECT ON DATABASE puente TO puente_pe"));
    free(fixture_value("GRANT USAGE ON SCHEMA puente TO puente_pe"));
    for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
        PTE_AUTO(pte_text_release) struct pte_text sql = {0};

        pte_text_addf(&sql,
                      "GRANT SELECT ON puente.%s TO puente_pe;"
                      "CREATE POLICY only_pe ON puente.%s FOR SELECT TO puente_pe"
                      " USING (country = 'PE')",
                      tables[i], tables[i]);
        free(fixture_value(sql.bytes));
    }
    admit("puente_pe");
    connection = connect_as("puente_pe");
    assert_sees(connection, "SELECT count(*) FROM puente.organization", "5");
    assert_sees(connection, "SELECT count(*) FROM puente.report", "1");
    assert_sees(connection, "SELECT count(*) FROM puente.person", "1");
    assert_sees(connection, "SELECT count(*) FROM puente.finding", "0");
    assert_sees(connection,
                "RESET ROLE; SELECT count(*) FROM puente.report WHERE country <> 'PE'",
                "0");
    assert_sees(connection, "SET ROLE puente", "refused");
    assert_sees(connection, "SET SESSION AUTHORIZATION puente", "refused");
    assert_sees(connection, "SET row_security = off; SELECT count(*) FROM puente.report",
                "refused");
    assert_sees(connection, "SET row_security = on; SELECT count(*) FROM puente.report",
                "1");
    assert_sees(connection, "DELETE FROM puente.report", "refused");
    assert_sees(connection, "CREATE TABLE puente.x (y integer)", "refused");
    assert_sees(connection, "CREATE TEMP TABLE x (y integer)", "refused");
    assert_sees(connection, "SELECT count(*) FROM puente.batch", "refused");
    PQfinish(connection);
}

static void a_schema_of_the_future_is_refused(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    struct pte_store *later = NULL;
    struct pte_error err = {0};
    char server[32];
    int schema = 0;

    (void)state;
    assert_true(pte_store_versions(store, server, sizeof(server), &schema, NULL));
    assert_true(schema >= 4);
    assert_true(atoi(server) >= 15);
    free(fixture_value("INSERT INTO puente.schema_version (version, name, program)"
                       " VALUES (999, 'future', '9.9')"));
    assert_false(pte_store_open(NULL, &later, &err));
    assert_int_equal(err.kind, PTE_ESTORE);
    assert_non_null(strstr(err.message, "999"));
    free(fixture_value("DELETE FROM puente.schema_version WHERE version = 999"));
    assert_true(pte_store_open(NULL, &later, &err));
    pte_store_close(&later);
}

/* A database that somebody else runs: no extensions, no rights but to make a schema. */
static void a_database_elsewhere_needs_only_room_for_a_schema(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *own = fixture_store();
    PTE_AUTO(pte_store_close) struct pte_store *elsewhere = NULL;
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};
    PTE_AUTO(pte_text_release) struct pte_text url = {0}, closed = {0};
    struct pte_cluster_status status;
    struct pte_error err = {0};

    (void)state;
    assert_true(pte_cluster_status(&status, NULL));
    free(fixture_admin_value("CREATE DATABASE elsewhere OWNER puente"));
    free(fixture_admin_value("CREATE DATABASE closed"));
    pte_text_addf(&url, "postgresql:///elsewhere?host=%s&user=puente", status.socket);
    pte_text_addf(&closed, "host=%s user=puente dbname=closed", status.socket);
    if (!pte_store_open(url.bytes, &elsewhere, &err))
        fail_msg("%s (%s)", err.message, err.hint);
    fixture_survey(&survey);
    fixture_keep(elsewhere, &survey);
    fixture_load(elsewhere, &loaded);
    assert_true(fixture_same(&survey, &loaded));
    pte_store_close(&elsewhere);
    assert_false(pte_store_open(closed.bytes, &elsewhere, &err));
    assert_int_equal(err.kind, PTE_ESTORE);
    assert_non_null(strstr(err.hint, "CREATE SCHEMA"));
    err = (struct pte_error){0};
    assert_false(pte_store_open("host=/nowhere dbname=x", &elsewhere, &err));
    assert_int_equal(err.kind, PTE_ESTORE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_program_is_no_superuser),
        cmocka_unit_test(every_table_with_a_country_is_walled),
        cmocka_unit_test(every_column_says_its_class_and_purpose),
        cmocka_unit_test(a_schema_of_the_future_is_refused),
        cmocka_unit_test(a_database_elsewhere_needs_only_room_for_a_schema),
        cmocka_unit_test(a_role_of_one_country_sees_that_country_whatever_it_says),
    };

    return cmocka_run_group_tests_name("walls", tests, fixture_setup, fixture_teardown);
}

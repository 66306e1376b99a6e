/* core/store/cluster_make.c - initdb, roles, database and extensions. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/store/cluster.intern.h"

/* One statement a line: so the server reads them in single-user mode. */
static const char make_roles[] =
    "CREATE ROLE puente LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB\n"
    "CREATE DATABASE puente OWNER puente\n"
    "REVOKE ALL ON DATABASE puente FROM PUBLIC\n";

static const char make_schema[] =
    "DO $$ DECLARE e name; BEGIN FOR e IN SELECT name FROM pg_available_extensions"
    " WHERE name IN ('pg_trgm', 'unaccent', 'fuzzystrmatch')"
    " LOOP EXECUTE format('CREATE EXTENSION %I SCHEMA public', e); END LOOP; END $$\n"
    "REVOKE ALL ON SCHEMA public FROM PUBLIC\n"
    "GRANT USAGE ON SCHEMA public TO puente\n"
    "CREATE SCHEMA puente AUTHORIZATION puente\n";

static const char access_rules[] =
    "# Made by puente: the unix socket alone, and only who is named in pg_ident.conf.\n"
    "local all all peer map=puente\n";

/* Runs the statements without a server, on one database of the cluster in data. */
static bool run_alone(const struct pte_site *site, const char *data, const char *database,
                      const char *statements, struct pte_error *err)
{
    char postgres[PTE_SITE_PATH];
    /* fsync: once, when all is there. */
    const char *const arguments[] = {postgres, "--single",  "-D", data,
                                     "-c",     "fsync=off", "-c", "exit_on_error=on",
                                     database, NULL};

    return pte_site_program(site, "postgres", postgres, err) &&
           pte_site_run(site, arguments, statements, NULL, err);
}

static bool run_initdb(const struct pte_site *site, const char *data,
                       struct pte_error *err)
{
    char initdb[PTE_SITE_PATH];
    const char *const arguments[] = {initdb,
                                     "-D",
                                     data,
                                     "-U",
                                     "puente_admin",
                                     "--auth=peer",
                                     "--encoding",
                                     "UTF8",
                                     "--locale=C.UTF-8",
                                     "--data-checksums",
                                     "--no-sync",
                                     "--no-instructions",
                                     NULL};

    return pte_site_program(site, "initdb", initdb, err) &&
           pte_site_run(site, arguments, NULL, NULL, err);
}

/* Before it gets its name, as pte_file_write does with a file. */
static bool sync_data(const struct pte_site *site, const char *data,
                      struct pte_error *err)
{
    char initdb[PTE_SITE_PATH];
    const char *const arguments[] = {initdb, "--sync-only", "-D", data, NULL};

    if (!pte_site_is_synced())
        return true;
    return pte_site_program(site, "initdb", initdb, err) &&
           pte_site_run(site, arguments, NULL, NULL, err);
}

static bool write_access(const struct pte_site *site, const char *data,
                         struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text users = {0}, settings = {0};
    char path[PTE_SITE_PATH + 64];

    for (int i = 0; i < (strcmp(site->self, site->user) == 0 ? 1 : 2); i++)
        for (int role = 0; role < 2; role++)
            pte_text_addf(&users, "puente \"%s\" %s\n", i == 0 ? site->user : site->self,
                          role == 0 ? "puente" : "puente_admin");
    snprintf(path, sizeof(path), "%s/pg_ident.conf", data);
    if (!pte_site_write(site, path, users.bytes, err))
        return false;
    snprintf(path, sizeof(path), "%s/pg_hba.conf", data);
    if (!pte_site_write(site, path, access_rules, err))
        return false;
    pte_text_add(&settings, "# Made by puente; puente.conf is written at every start.\n"
                            "include 'puente.conf'\n");
    snprintf(path, sizeof(path), "%s/postgresql.conf", data);
    return pte_site_write(site, path, settings.bytes, err);
}

bool pte_site_make_cluster(const struct pte_site *site, struct pte_error *err)
{
    char made[PTE_SITE_PATH];
    const char *const remove[] = {"/bin/rm", "-rf", "--", made, NULL};
    /* What tries left that were killed; not at once, for an initdb may outlive its
     * puente by a moment, and hence too a name of its own for each try. */
    const char *const tidy[] = {
        "/usr/bin/find", site->folder, "-maxdepth", "1",     "-name",
        "data.new.*",    "-mmin",      "+10",       "-exec", "/bin/rm",
        "-rf",           "--",         "{}",        "+",     NULL};
    const char *const rename[] = {"/bin/mv", "-T", "--", made, site->data, NULL};

    snprintf(made, sizeof(made), "%s/data.new.%ld", site->folder, (long)getpid());
    if (!pte_site_run(site, tidy, NULL, NULL, err) ||
        !pte_site_run(site, remove, NULL, NULL, err))
        return false;
    if (run_initdb(site, made, err) &&
        run_alone(site, made, "template1", make_roles, err) &&
        run_alone(site, made, "puente", make_schema, err) &&
        write_access(site, made, err) && sync_data(site, made, err) &&
        pte_site_run(site, rename, NULL, NULL, err))
        return true;
    pte_site_run(site, remove, NULL, NULL, NULL);
    return false;
}

/* core/store/copies.c - the whole store in a file and back, and psql on it. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/process.h"
#include "core/base/text.h"
#include "core/store/cluster.h"
#include "core/store/cluster.intern.h"
#include "core/store/digest.h"

enum { LONGEST = 6 * 3600 };

/* A file that goes when the name is left, unless it was given a lasting one. */
static void remove_file(struct pte_text *path)
{
    if (path->length > 0)
        unlink(path->bytes);
    pte_text_release(path);
}

/* What to connect to, started if it is our own. */
static bool find_target(const char *database, struct pte_text *connection,
                        struct pte_error *err)
{
    return pte_cluster_is_configured(database, connection) ||
           pte_cluster_start(connection, err);
}

static bool find_program(const char *name, char *path, struct pte_error *err)
{
    struct pte_site site = {0};

    if (!pte_site_find(&site, NULL)) /* no home: then any version will do */
        site = (struct pte_site){0};
    return pte_site_program(&site, name, path, err);
}

/* Runs one of PostgreSQL's programs as who we are; its words become the hint. */
static bool run(const char *const *arguments, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text words = {0};
    const struct pte_process process = {
        .arguments = arguments, .most_output = 1 << 20, .seconds = LONGEST};
    struct pte_error fault = {0};
    const char *name = strrchr(arguments[0], '/');
    int status = 0;

    if (!pte_process_run(&process, NULL, &words, &status, &fault))
        return pte_fail(err, fault.kind, "%s", fault.message);
    if (status == 0)
        return true;
    pte_fail(err, PTE_ESTORE, "%s ended with status %d",
             name != NULL ? name + 1 : arguments[0], status);
    /* The first line alone: what follows may quote a row. */
    return pte_hint(err, "%.*s", (int)strcspn(pte_text_get(&words), "\n"),
                    pte_text_get(&words));
}

bool pte_cluster_psql(const char *database, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text connection = {0};
    char psql[PTE_SITE_PATH];

    if (!find_target(database, &connection, err) || !find_program("psql", psql, err))
        return false;
    setenv("PGOPTIONS", "-c search_path=puente,public", /* overwrite */ 0);
    if (connection.length > 0)
        execl(psql, "psql", "-d", connection.bytes, (char *)NULL);
    else
        execl(psql, "psql", (char *)NULL);
    return pte_fail(err, PTE_ESYSTEM, "cannot start '%s': %s", psql, strerror(errno));
}

/* An empty file of ours alone beside path. */
static bool make_beside(const char *path, struct pte_text *beside, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text name = {0};
    int fd;

    pte_text_addf(&name, "%s.XXXXXX", path);
    fd = mkostemp(name.bytes, O_CLOEXEC);
    if (fd < 0) {
        pte_fail(err, PTE_ESYSTEM, "cannot write '%s': %s", path, strerror(errno));
        return pte_hint(err, "choose a folder that exists and that you may write to");
    }
    close(fd);
    *beside = name;
    name = (struct pte_text){0};
    return true;
}

static bool sync_file(const char *path, struct pte_error *err)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    const bool synced = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    return synced ? true
                  : pte_fail(err, PTE_ESYSTEM, "cannot write '%s': %s", path,
                             strerror(errno));
}

/* "digest  name", as sha256sum writes and checks it. */
static bool write_digest(const char *path, const char *digest, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text line = {0}, beside = {0};
    const char *name = strrchr(path, '/');

    pte_text_addf(&line, "%s  %s\n", digest, name != NULL ? name + 1 : path);
    pte_text_addf(&beside, "%s.sha256", path);
    return pte_file_write(beside.bytes, line.bytes, line.length, err);
}

bool pte_cluster_backup(const char *database, const char *path, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text connection = {0};
    PTE_AUTO(remove_file) struct pte_text made = {0};
    char pg_dump[PTE_SITE_PATH], digest[PTE_DIGEST_BYTES];

    if (!find_target(database, &connection, err) ||
        !find_program("pg_dump", pg_dump, err) || !make_beside(path, &made, err))
        return false;
    {
        /* Row security is forced on us too; we read all rows, so no row is missed. */
        const char *const arguments[] = {pg_dump,
                                         "--dbname",
                                         pte_text_get(&connection),
                                         "--schema=puente",
                                         "--format=custom",
                                         "--no-owner",
                                         "--no-privileges",
                                         "--enable-row-security",
                                         "--file",
                                         made.bytes,
                                         NULL};

        if (!run(arguments, err))
            return false;
    }
    if (!pte_digest_file(made.bytes, digest, err) || !sync_file(made.bytes, err))
        return false;
    if (rename(made.bytes, path) != 0)
        return pte_fail(err, PTE_ESYSTEM, "cannot write '%s': %s", path, strerror(errno));
    pte_text_clear(&made);
    return write_digest(path, digest, err);
}

static bool check_digest(const char *path, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text beside = {0}, line = {0};
    char digest[PTE_DIGEST_BYTES];

    pte_text_addf(&beside, "%s.sha256", path);
    if (!pte_digest_file(path, digest, err) ||
        !pte_file_read(beside.bytes, 64 * 1024, &line, err))
        return false;
    if (strncmp(pte_text_get(&line), digest, PTE_DIGEST_BYTES - 1) == 0)
        return true;
    pte_fail(err, PTE_EINPUT, "'%s' is not what was backed up: its digest differs", path);
    return pte_hint(err, "take another copy of the backup; nothing was changed");
}

/* Turns parts of a backup into SQL: sections as pg_restore names them. */
static bool unpack(const char *pg_restore, const char *path, const char *section,
                   const char *other_section, const char *script, struct pte_error *err)
{
    const char *const arguments[] = {pg_restore,    "--no-owner", "--no-privileges",
                                     "--section",   section,      "--section",
                                     other_section, "--file",     script,
                                     path,          NULL};

    return run(arguments, err);
}

bool pte_cluster_restore(const char *database, const char *path, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text connection = {0};
    PTE_AUTO(remove_file) struct pte_text rows = {0};
    PTE_AUTO(remove_file) struct pte_text keys = {0};
    char pg_restore[PTE_SITE_PATH], psql[PTE_SITE_PATH];

    if (!check_digest(path, err) || !find_target(database, &connection, err) ||
        !find_program("pg_restore", pg_restore, err) ||
        !find_program("psql", psql, err) || !make_beside(path, &rows, err) ||
        !make_beside(path, &keys, err) ||
        !unpack(pg_restore, path, "pre-data", "data", rows.bytes, err) ||
        !unpack(pg_restore, path, "post-data", "post-data", keys.bytes, err))
        return false;
    {
        /* Without statistics the checks of foreign keys take the wrong index, and hours
         * at a hundred thousand rows; catalogues we may not analyze are no news. */
        const char *const replace[] = {psql,
                                       "--no-psqlrc",
                                       "--quiet",
                                       "--single-transaction",
                                       "--set=ON_ERROR_STOP=1",
                                       "--set=VERBOSITY=terse",
                                       "--output=/dev/null",
                                       "--dbname",
                                       pte_text_get(&connection),
                                       "--command=SET client_min_messages = warning",
                                       "--command=DROP SCHEMA IF EXISTS puente CASCADE",
                                       "--file",
                                       rows.bytes,
                                       "--command=SET client_min_messages = error",
                                       "--command=ANALYZE",
                                       "--file",
                                       keys.bytes,
                                       NULL};

        return run(replace, err);
    }
}

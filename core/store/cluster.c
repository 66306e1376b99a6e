/* core/store/cluster.c - a PostgreSQL of our own when nothing is configured. */
#include "core/store/cluster.h"

#include <fts.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <libpq-fe.h>

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/store/cluster.intern.h"

/* Sizes for a laptop; and no word of a survey in the log: a refused row or statement
 * would be printed there whole. */
static const char settings[] = "# Made by puente at every start.\n"
                               "listen_addresses = ''\n"
                               "port = 5432\n"
                               "unix_socket_permissions = 0700\n"
                               "max_connections = 50\n"
                               "shared_buffers = 64MB\n"
                               "maintenance_work_mem = 64MB\n"
                               "max_wal_size = 512MB\n"
                               "wal_level = minimal\n"
                               "max_wal_senders = 0\n"
                               "timezone = 'UTC'\n"
                               "log_timezone = 'UTC'\n"
                               "log_destination = 'stderr'\n"
                               "logging_collector = off\n"
                               "log_min_messages = log\n"
                               "log_min_error_statement = panic\n"
                               "log_error_verbosity = terse\n"
                               "log_parameter_max_length = 0\n"
                               "log_parameter_max_length_on_error = 0\n"
                               "log_statement = 'none'\n"
                               "log_checkpoints = off\n"
                               "log_connections = off\n"
                               "log_disconnections = off\n"
                               "log_autovacuum_min_duration = -1\n";

enum { STEP_MS = 5, READY_SECONDS = 60, DEAD_SECONDS = 8 };

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static bool answers(const struct pte_site *site)
{
    const char *const keywords[] = {"host", "port", "user", "dbname", "connect_timeout",
                                    NULL};
    const char *const values[] = {site->socket, "5432", "puente", "puente", "5", NULL};

    return PQpingParams(keywords, values, 0) == PQPING_OK;
}

static bool write_settings(const struct pte_site *site, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    char path[PTE_SITE_PATH + 16];

    pte_text_add(&text, settings);
    pte_text_addf(&text, "unix_socket_directories = '%s'\n", site->socket);
    if (!pte_site_is_synced())
        pte_text_add(&text, "fsync = off\n");
    snprintf(path, sizeof(path), "%s/puente.conf", site->data);
    return pte_site_write(site, path, text.bytes, err);
}

static bool start_once(const struct pte_site *site, struct pte_error *err)
{
    char pg_ctl[PTE_SITE_PATH];
    /* -l: the server must not keep our pipes open. -W: we wait ourselves, by asking.
     * pg_ctl hands the paths to a shell: odd ones are named from within. */
    const char *const arguments[] = {pg_ctl, "start",
                                     "-D",   site->is_plain ? site->data : ".",
                                     "-l",   site->is_plain ? site->log : "../server.log",
                                     "-W",   "-s",
                                     NULL};

    return pte_site_program(site, "pg_ctl", pg_ctl, err) &&
           pte_site_run_in(site, site->data, arguments, NULL, NULL, err);
}

/* The lock is held. A server that dies at once is started again for a while: after a
 * kill its orphans must end before a new one may begin. */
static bool start_and_wait(const struct pte_site *site, struct pte_error *err)
{
    const double begun = now();
    double started = begun;
    bool seen = false;

    if (!start_once(site, err))
        return false;
    while (now() - begun < READY_SECONDS) {
        const bool alive = pte_site_pid(site) > 0;

        if (answers(site))
            return true;
        if ((seen && !alive) || (!alive && now() - started > 1)) {
            if (now() - begun > DEAD_SECONDS)
                break;
            poll(NULL, 0, 100);
            if (!start_once(site, err))
                return false;
            started = now();
            seen = false;
            continue;
        }
        seen = seen || alive;
        poll(NULL, 0, STEP_MS);
    }
    pte_fail(err, PTE_ESTORE, "the database server in '%s' does not start", site->data);
    return pte_hint(err, "its log is '%s'", site->log);
}

static void connection_string(const struct pte_site *site, struct pte_text *connection)
{
    pte_text_clear(connection);
    pte_text_addf(connection, "host=%s port=5432 user=puente dbname=puente",
                  site->socket);
}

bool pte_cluster_start(struct pte_text *connection, struct pte_error *err)
{
    PTE_AUTO(pte_site_unlock) int lock = -1;
    struct pte_site site;

    if (!pte_site_find(&site, err))
        return false;
    if (!pte_site_exists(&site) || !answers(&site)) {
        if (!pte_site_make_folders(&site, err) || (lock = pte_site_lock(&site, err)) < 0)
            return false;
        if (!pte_site_exists(&site)) {
            if (site.is_elsewhere)
                pte_log(PTE_WARNING,
                        "the user '%s', who runs the server, cannot enter the data "
                        "folder; the data are kept in '%s'",
                        site.user, site.home);
            if (!pte_site_make_cluster(&site, err))
                return false;
        }
        if (!answers(&site) &&
            (!pte_site_make_socket_folder(&site, err) || !write_settings(&site, err) ||
             !start_and_wait(&site, err)))
            return false;
    }
    connection_string(&site, connection);
    return true;
}

bool pte_cluster_stop(struct pte_error *err)
{
    PTE_AUTO(pte_site_unlock) int lock = -1;
    struct pte_site site;
    char pg_ctl[PTE_SITE_PATH];
    const char *const arguments[] = {pg_ctl, "stop", "-D", site.data, "-m",
                                     "fast", "-w",   "-s", NULL};

    if (!pte_site_find(&site, err))
        return false;
    if (pte_site_pid(&site) == 0)
        return true;
    if ((lock = pte_site_lock(&site, err)) < 0)
        return false;
    if (pte_site_pid(&site) == 0)
        return true;
    return pte_site_program(&site, "pg_ctl", pg_ctl, err) &&
           pte_site_run(&site, arguments, NULL, NULL, err);
}

static unsigned long long bytes_of(char *folder)
{
    char *const folders[] = {folder, NULL};
    FTS *walk = fts_open(folders, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    const FTSENT *entry;
    unsigned long long bytes = 0;

    if (walk == NULL)
        return 0;
    while ((entry = fts_read(walk)) != NULL)
        if (entry->fts_info == FTS_F)
            bytes += (unsigned long long)entry->fts_statp->st_blocks * 512;
    fts_close(walk);
    return bytes;
}

bool pte_cluster_status(struct pte_cluster_status *status, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text version = {0};
    struct pte_cluster_status found = {0};
    struct pte_site site;
    char postgres[PTE_SITE_PATH];
    const char *const arguments[] = {postgres, "--version", NULL};
    const char *number;

    if (!pte_site_find(&site, err))
        return false;
    found.exists = pte_site_exists(&site);
    found.pid = pte_site_pid(&site);
    found.running = found.pid > 0 && answers(&site);
    snprintf(found.folder, sizeof(found.folder), "%s", site.data);
    snprintf(found.socket, sizeof(found.socket), "%s", site.socket);
    found.bytes = bytes_of(site.data);
    if (pte_site_program(&site, "postgres", postgres, NULL) &&
        pte_site_run(&site, arguments, NULL, &version, NULL)) {
        /* "postgres (PostgreSQL) 15.20 (Debian ...)" */
        number = strstr(pte_text_get(&version), ") ");
        number = number != NULL ? number + 2 : "";
        snprintf(found.version, sizeof(found.version), "%.*s",
                 (int)strcspn(number, " \n"), number);
    }
    *status = found;
    return true;
}

static bool is_set(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && value[0] != '\0';
}

bool pte_cluster_is_configured(const char *database, struct pte_text *connection)
{
    if (database == NULL || database[0] == '\0')
        database = getenv("PUENTE_DATABASE");
    pte_text_clear(connection);
    if (database != NULL && database[0] != '\0') {
        pte_text_add(connection, database);
        return true;
    }
    return is_set("PGHOST") || is_set("PGSERVICE") || is_set("PGDATABASE");
}

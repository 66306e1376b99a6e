/* core/store/cluster.h - a PostgreSQL of our own when nothing is configured.
 *
 * A private cluster under $XDG_DATA_HOME/puente (~/.local/share/puente; as root
 * /var/lib/puente): unix socket only, peer authentication with a map, checksums. As
 * root the server alone runs as an unprivileged user; a folder that user cannot enter
 * has a stand-in under /var/lib/puente, and a warning says so. */
#ifndef PTE_CORE_STORE_CLUSTER_H
#define PTE_CORE_STORE_CLUSTER_H

#include <stdbool.h>
#include <stddef.h>

struct pte_error;
struct pte_text;

struct pte_cluster_status {
    bool exists, running;
    int pid;                  /* 0 = not running */
    char folder[4096];        /* of the data */
    char socket[128];         /* the folder of its unix socket */
    char version[32];         /* of the server program */
    unsigned long long bytes; /* on disk */
};

/**
 * Makes it if it is not there, starts it if it does not run. Several at once make one.
 *
 * connection  out: a connection string for the run-time role, which is no superuser
 * Fails       PTE_ESTORE PostgreSQL is not installed, the data belong to somebody else,
 *             the server does not start (its log is named); PTE_ESYSTEM
 */
bool pte_cluster_start(struct pte_text *connection, struct pte_error *err);

/** Stops it; nothing to do is no fault. */
bool pte_cluster_stop(struct pte_error *err);

bool pte_cluster_status(struct pte_cluster_status *status, struct pte_error *err);

/** Whether a database is named by the argument or the environment; then none of ours is
 * used. connection: out, what to connect to. */
bool pte_cluster_is_configured(const char *database, struct pte_text *connection);

/** Replaces this process by psql on the database. Returns only on failure. */
bool pte_cluster_psql(const char *database, struct pte_error *err);

/**
 * pg_dump of the schema puente into one file (custom format, mode 0600), with its digest
 * in PATH.sha256; restore checks the digest and puts all of it in one transaction in
 * place of what is there.
 *
 * Fails   PTE_ENOTFOUND no such backup, or no digest beside it; PTE_EINPUT the digest
 *         differs; PTE_ESTORE, PTE_ESYSTEM. What was there stays
 */
bool pte_cluster_backup(const char *database, const char *path, struct pte_error *err);
bool pte_cluster_restore(const char *database, const char *path, struct pte_error *err);

#endif

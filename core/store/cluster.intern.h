/* core/store/cluster.intern.h - where our own cluster is, whose it is, and its programs.
 */
#ifndef PTE_CORE_STORE_CLUSTER_INTERN_H
#define PTE_CORE_STORE_CLUSTER_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct pte_error;
struct pte_text;

enum { PTE_SITE_PATH = 4096, PTE_SITE_SOCKET = 128 };

/** All paths of one cluster. The server runs as `user`: who we are, or as root an
 * unprivileged user. */
struct pte_site {
    char home[PTE_SITE_PATH - 96];   /* $XDG_DATA_HOME/puente, or what stands for it */
    char folder[PTE_SITE_PATH - 64]; /* home/cluster: the server user's own */
    char data[PTE_SITE_PATH];        /* folder/data */
    char log[PTE_SITE_PATH];         /* folder/server.log */
    char lock[PTE_SITE_PATH];        /* home/cluster.lock */
    char socket[PTE_SITE_SOCKET];    /* folder of the unix socket */
    char user[64];                   /* who runs the server */
    char self[64];                   /* who we are */
    uid_t uid;                       /* of user */
    gid_t gid;
    bool is_plain;     /* no character in folder that a shell or a setting would mind */
    bool is_elsewhere; /* the server cannot enter the wanted home; home is another one */
};

/**
 * Finds the place of the cluster of this user and environment; makes nothing.
 *
 * Fails   PTE_ESYSTEM no home folder, no name for this user; PTE_ESTORE what is there
 *         belongs to somebody else
 */
bool pte_site_find(struct pte_site *site, struct pte_error *err);

/** Makes home and folder, enterable by the server user. */
bool pte_site_make_folders(const struct pte_site *site, struct pte_error *err);

/** Makes sure of the socket's folder where it stands under /tmp. */
bool pte_site_make_socket_folder(const struct pte_site *site, struct pte_error *err);

/** Takes the lock of init, start and stop; waits for others. Returns -1 on failure; the
 * lock goes with pte_site_unlock. */
int pte_site_lock(const struct pte_site *site, struct pte_error *err);
void pte_site_unlock(int *lock);

/** Whether the cluster was made. */
bool pte_site_exists(const struct pte_site *site);

/** pid of its server, 0 = not running. */
int pte_site_pid(const struct pte_site *site);

/** Runs a program as the server user, in a folder (NULL = the root folder); what it says
 * on stderr ends up in the hint. */
bool pte_site_run_in(const struct pte_site *site, const char *folder,
                     const char *const *arguments, const char *input,
                     struct pte_text *output, struct pte_error *err);
bool pte_site_run(const struct pte_site *site, const char *const *arguments,
                  const char *input, struct pte_text *output, struct pte_error *err);

/** Writes a file of the server user's, mode 0600. */
bool pte_site_write(const struct pte_site *site, const char *path, const char *text,
                    struct pte_error *err);

/**
 * The path of a PostgreSQL program, of the version that made the cluster if there is one.
 *
 * path    out: at least PTE_SITE_PATH bytes
 * Fails   PTE_ESTORE PostgreSQL is not installed
 */
bool pte_site_program(const struct pte_site *site, const char *name, char *path,
                      struct pte_error *err);

/** False where PUENTE_FSYNC is "off": for tests alone, whose data need not outlive the
 * machine. */
bool pte_site_is_synced(void);

/** initdb, roles, database and extensions, in a folder beside that is then renamed. The
 * lock is held. */
bool pte_site_make_cluster(const struct pte_site *site, struct pte_error *err);

#endif

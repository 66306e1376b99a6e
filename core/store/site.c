/* core/store/site.c - where our own cluster is, whose it is, and its programs. */
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/process.h"
#include "core/base/text.h"
#include "core/store/cluster.intern.h"
#include "core/store/digest.h"

/* sun_path holds 108 bytes with its end; the server adds this name to the folder. */
#define SOCKET_NAME "/.s.PGSQL.5432"
enum { MOST_SOCKET_PATH = 107, LONGEST_RUN = 300 };

static bool set_path(char *path, size_t size, const char *folder, const char *name,
                     struct pte_error *err)
{
    const int wanted = snprintf(path, size, "%s%s", folder, name);

    if (wanted < 0 || (size_t)wanted >= size)
        return pte_fail(err, PTE_ESYSTEM, "the path of the data folder is too long");
    return true;
}

static bool user_name(uid_t uid, char *name, size_t size, struct pte_error *err)
{
    const struct passwd *entry = getpwuid(uid);

    if (entry == NULL || strlen(entry->pw_name) >= size) {
        pte_fail(err, PTE_ESYSTEM, "the user with number %u has no name here",
                 (unsigned)uid);
        return pte_hint(err, "name a database with --database");
    }
    snprintf(name, size, "%s", entry->pw_name);
    return true;
}

/* The server refuses to run as root. */
static bool find_server_user(struct pte_site *site, struct pte_error *err)
{
    const struct passwd *entry;

    site->uid = geteuid();
    site->gid = getegid();
    if (!user_name(site->uid, site->self, sizeof(site->self), err))
        return false;
    if (site->uid != 0) {
        snprintf(site->user, sizeof(site->user), "%s", site->self);
        return true;
    }
    entry = getpwnam("postgres");
    if (entry == NULL)
        entry = getpwnam("nobody");
    if (entry == NULL)
        return pte_fail(err, PTE_ESYSTEM,
                        "there is no unprivileged user to run a server as");
    site->uid = entry->pw_uid;
    site->gid = entry->pw_gid;
    snprintf(site->user, sizeof(site->user), "%s", entry->pw_name);
    return true;
}

static bool find_wanted_home(struct pte_site *site, struct pte_error *err)
{
    const char *wanted = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    const struct passwd *entry;

    if (wanted != NULL && wanted[0] == '/')
        return set_path(site->home, sizeof(site->home), wanted, "/puente", err);
    if (geteuid() == 0)
        return set_path(site->home, sizeof(site->home), "/var/lib", "/puente", err);
    if ((home == NULL || home[0] != '/') && (entry = getpwuid(geteuid())) != NULL)
        home = entry->pw_dir;
    if (home == NULL || home[0] != '/')
        return pte_fail(err, PTE_ESYSTEM, "there is no home folder to keep data in");
    return set_path(site->home, sizeof(site->home), home, "/.local/share/puente", err);
}

bool pte_site_run_in(const struct pte_site *site, const char *folder,
                     const char *const *arguments, const char *input,
                     struct pte_text *output, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text words = {0};
    const struct pte_process process = {
        .arguments = arguments,
        .input = input,
        .input_length = input != NULL ? strlen(input) : 0,
        .most_output = 1 << 20,
        .seconds = LONGEST_RUN,
        .as_user = geteuid() == 0 ? site->uid : 0,
        .as_group = site->gid,
        /* Where we are may be closed to the server user. */
        .folder = folder != NULL ? folder : "/",
    };

    if (pte_process_run(&process, output, &words, NULL, err))
        return true;
    if (words.length > 0)
        pte_hint(err, "%s", words.bytes);
    return false;
}

bool pte_site_run(const struct pte_site *site, const char *const *arguments,
                  const char *input, struct pte_text *output, struct pte_error *err)
{
    return pte_site_run_in(site, NULL, arguments, input, output, err);
}

bool pte_site_write(const struct pte_site *site, const char *path, const char *text,
                    struct pte_error *err)
{
    /* As the server user, so that no link of its own making leads root astray. */
    const char *const arguments[] = {"/bin/sh", "-c", "umask 077; cat > \"$1\"",
                                     "sh",      path, NULL};

    return pte_site_run(site, arguments, text, NULL, err);
}

/* Whether the server user gets through to the nearest folder above that exists. */
static bool can_be_entered(const struct pte_site *site, const char *path)
{
    char above[PTE_SITE_PATH];
    const char *const arguments[] = {"/usr/bin/test", "-x", above, NULL};

    snprintf(above, sizeof(above), "%s", path);
    for (char *end; access(above, F_OK) != 0; *end = '\0') {
        end = strrchr(above, '/');
        if (end == NULL || end == above)
            return true;
    }
    return pte_site_run(site, arguments, NULL, NULL, NULL);
}

/* As root, a home the server cannot enter (a 0700 folder above) has a stand-in under
 * /var/lib/puente, of its own for each home. Once made, the stand-in stays. */
static bool settle_home(struct pte_site *site, struct pte_error *err)
{
    char digest[PTE_DIGEST_BYTES], elsewhere[128], made[160];

    if (geteuid() != 0)
        return true;
    pte_digest(site->home, strlen(site->home), digest);
    snprintf(elsewhere, sizeof(elsewhere), "/var/lib/puente/%.16s", digest);
    snprintf(made, sizeof(made), "%s/cluster/data/PG_VERSION", elsewhere);
    if (access(made, F_OK) != 0 && can_be_entered(site, site->home))
        return true;
    site->is_elsewhere = true;
    return set_path(site->home, sizeof(site->home), elsewhere, "", err);
}

/* A path that needs no quoting in a configuration file or a connection string. */
static bool is_plain(const char *path)
{
    return path[strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                             "0123456789/._-+")] == '\0';
}

static void settle_socket(struct pte_site *site)
{
    char digest[PTE_DIGEST_BYTES];

    site->is_plain = is_plain(site->folder);
    if (site->is_plain &&
        strlen(site->folder) + strlen(SOCKET_NAME) <= MOST_SOCKET_PATH) {
        snprintf(site->socket, sizeof(site->socket), "%.107s", site->folder);
        return;
    }
    pte_digest(site->folder, strlen(site->folder), digest);
    snprintf(site->socket, sizeof(site->socket), "/tmp/puente-%u-%.12s",
             (unsigned)site->uid, digest);
}

static bool is_ours(const struct pte_site *site, struct pte_error *err)
{
    struct stat about;
    const struct passwd *owner;

    if (stat(site->folder, &about) != 0 || about.st_uid == site->uid)
        return true;
    owner = getpwuid(about.st_uid);
    pte_fail(err, PTE_ESTORE, "the data in '%s' belong to the user '%s'", site->folder,
             owner != NULL ? owner->pw_name : "?");
    return pte_hint(err, "run puente as that user, or set XDG_DATA_HOME to a folder of "
                         "your own");
}

bool pte_site_find(struct pte_site *site, struct pte_error *err)
{
    struct pte_site found = {0};

    if (!find_server_user(&found, err) || !find_wanted_home(&found, err) ||
        !settle_home(&found, err) ||
        !set_path(found.folder, sizeof(found.folder), found.home, "/cluster", err) ||
        !set_path(found.data, sizeof(found.data), found.folder, "/data", err) ||
        !set_path(found.log, sizeof(found.log), found.folder, "/server.log", err) ||
        !set_path(found.lock, sizeof(found.lock), found.home, "/cluster.lock", err) ||
        !is_ours(&found, err))
        return false;
    settle_socket(&found);
    *site = found;
    return true;
}

/* mkdir -p; what is made gets mode. */
static bool make_path(const char *path, mode_t mode, struct pte_error *err)
{
    char part[PTE_SITE_PATH];

    for (const char *end = path; end != NULL;) {
        end = strchr(end + 1, '/');
        snprintf(part, sizeof(part), "%.*s", (int)(end != NULL ? end - path : 4095),
                 path);
        if (mkdir(part, mode) == 0)
            (void)chmod(part, mode); /* whatever the umask */
        else if (errno != EEXIST)
            return pte_fail(err, PTE_ESYSTEM, "cannot make the folder '%s': %s", part,
                            strerror(errno));
    }
    return true;
}

bool pte_site_make_folders(const struct pte_site *site, struct pte_error *err)
{
    if (!make_path(site->home, geteuid() == 0 ? 0711 : 0700, err))
        return false;
    if (mkdir(site->folder, 0700) != 0) {
        if (errno == EEXIST)
            return true;
        return pte_fail(err, PTE_ESYSTEM, "cannot make the folder '%s': %s", site->folder,
                        strerror(errno));
    }
    if (geteuid() == 0 && lchown(site->folder, site->uid, site->gid) != 0)
        return pte_fail(err, PTE_ESYSTEM, "cannot give '%s' to '%s': %s", site->folder,
                        site->user, strerror(errno));
    return true;
}

bool pte_site_make_socket_folder(const struct pte_site *site, struct pte_error *err)
{
    struct stat about;

    if (strcmp(site->socket, site->folder) == 0)
        return true;
    if (mkdir(site->socket, 0700) == 0 && geteuid() == 0 &&
        lchown(site->socket, site->uid, site->gid) != 0)
        return pte_fail(err, PTE_ESYSTEM, "cannot give '%s' to '%s': %s", site->socket,
                        site->user, strerror(errno));
    if (lstat(site->socket, &about) != 0 || !S_ISDIR(about.st_mode) ||
        about.st_uid != site->uid || (about.st_mode & 077) != 0) {
        pte_fail(err, PTE_ESYSTEM, "'%s' is not a folder of '%s' alone", site->socket,
                 site->user);
        return pte_hint(err, "remove it, or set XDG_DATA_HOME to a shorter path");
    }
    return true;
}

int pte_site_lock(const struct pte_site *site, struct pte_error *err)
{
    /* Close-on-exec: a server that inherits it would hold it for good. */
    int lock = open(site->lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

    while (lock >= 0 && flock(lock, LOCK_EX) != 0)
        if (errno != EINTR) {
            close(lock);
            lock = -1;
        }
    if (lock < 0)
        pte_fail(err, PTE_ESYSTEM, "cannot lock '%s': %s", site->lock, strerror(errno));
    return lock;
}

void pte_site_unlock(int *lock)
{
    if (*lock >= 0)
        close(*lock);
    *lock = -1;
}

bool pte_site_exists(const struct pte_site *site)
{
    char path[PTE_SITE_PATH + 16];

    snprintf(path, sizeof(path), "%s/PG_VERSION", site->data);
    return access(path, F_OK) == 0;
}

int pte_site_pid(const struct pte_site *site)
{
    char path[PTE_SITE_PATH + 16];
    FILE *file;
    int pid = 0;

    snprintf(path, sizeof(path), "%s/postmaster.pid", site->data);
    file = fopen(path, "re");
    if (file == NULL)
        return 0;
    if (fscanf(file, "%d", &pid) != 1 || pid <= 0 ||
        (kill(pid, 0) != 0 && errno != EPERM))
        pid = 0;
    fclose(file);
    return pid;
}

bool pte_site_is_synced(void)
{
    const char *fsync = getenv("PUENTE_FSYNC");

    return fsync == NULL || strcmp(fsync, "off") != 0;
}

/* core/base/file.c - whole files in, and whole files out or none. */
#include "core/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"

static void close_file(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static bool read_all(int fd, const char *path, size_t most, struct pte_text *text,
                     struct pte_error *err)
{
    char part[65536];
    ssize_t got;

    while ((got = read(fd, part, sizeof(part))) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return pte_fail(err, PTE_ESYSTEM, "cannot read '%s': %s", path,
                            strerror(errno));
        if (text->length + (size_t)got > most)
            return pte_fail(err, PTE_EINPUT, "'%s' is larger than %zu MiB", path,
                            most >> 20);
        pte_text_add_bytes(text, part, (size_t)got);
    }
    return true;
}

bool pte_file_read(const char *path, size_t most, struct pte_text *text,
                   struct pte_error *err)
{
    PTE_AUTO(close_file) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    PTE_AUTO(pte_text_release) struct pte_text found = {0};
    struct stat about;

    if (fd < 0)
        return pte_fail(err, errno == ENOENT ? PTE_ENOTFOUND : PTE_ESYSTEM,
                        "cannot open '%s': %s", path, strerror(errno));
    if (fstat(fd, &about) != 0)
        return pte_fail(err, PTE_ESYSTEM, "cannot look at '%s': %s", path,
                        strerror(errno));
    if (S_ISDIR(about.st_mode))
        return pte_fail(err, PTE_EINPUT, "'%s' is a folder, not a file", path);
    if (S_ISREG(about.st_mode) && (size_t)about.st_size > most)
        return pte_fail(err, PTE_EINPUT, "'%s' is larger than %zu MiB", path, most >> 20);
    if (!read_all(fd, path, most, &found, err))
        return false;
    *text = found;
    found = (struct pte_text){0};
    return true;
}

static bool write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        const ssize_t put = write(fd, bytes, length);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes += put;
        length -= (size_t)put;
    }
    return true;
}

static void sync_folder_of(const char *path)
{
    PTE_AUTO(pte_free) char *folder = strdup(path);
    char *slash = folder != NULL ? strrchr(folder, '/') : NULL;
    PTE_AUTO(close_file) int fd = -1;

    if (slash != NULL)
        slash[slash == folder ? 1 : 0] = '\0';
    fd = open(slash != NULL ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0)
        (void)fsync(fd); /* some file systems cannot; the file itself is safe */
}

bool pte_file_write(const char *path, const void *bytes, size_t length,
                    struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text temporary = {0};
    PTE_AUTO(close_file) int fd = -1;
    const mode_t mask = umask(0);
    int fault;

    umask(mask);
    pte_text_addf(&temporary, "%s.XXXXXX", path);
    fd = mkostemp(temporary.bytes, O_CLOEXEC);
    if (fd < 0) {
        fault = errno;
        pte_fail(err, PTE_ESYSTEM, "cannot write '%s': %s", path, strerror(fault));
        return pte_hint(err, "choose a folder that exists and that you may write to");
    }
    if (write_all(fd, bytes, length) && fchmod(fd, 0666 & ~mask) == 0 && fsync(fd) == 0 &&
        close(fd) == 0) {
        fd = -1;
        if (rename(temporary.bytes, path) == 0) {
            sync_folder_of(path);
            return true;
        }
    }
    fault = errno;
    unlink(temporary.bytes);
    return pte_fail(err, PTE_ESYSTEM, "cannot write '%s': %s", path, strerror(fault));
}

bool pte_file_make_folder(const char *path, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text part = {0};
    struct stat about;

    for (const char *c = path; *c != '\0'; c++) {
        pte_text_add_bytes(&part, c, 1);
        if (c == path || (c[1] != '/' && c[1] != '\0') || *c == '/')
            continue;
        if (mkdir(part.bytes, 0700) != 0 && errno != EEXIST)
            return pte_fail(err, PTE_ESYSTEM, "cannot make the folder '%s': %s",
                            part.bytes, strerror(errno));
    }
    if (stat(path, &about) != 0 || !S_ISDIR(about.st_mode))
        return pte_fail(err, PTE_ESYSTEM, "'%s' is not a folder", path);
    return true;
}

const char *pte_file_program_folder(void)
{
    static char folder[PATH_MAX];
    ssize_t length;
    char *slash;

    if (folder[0] != '\0')
        return folder;
    length = readlink("/proc/self/exe", folder, sizeof(folder) - 1);
    if (length <= 0)
        return "."; /* no /proc: then what is beside us is looked for here */
    folder[length] = '\0';
    slash = strrchr(folder, '/');
    if (slash != NULL && slash != folder)
        *slash = '\0';
    return folder;
}

/* core/store/programs.c - where PostgreSQL's own programs are. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/number.h"
#include "core/base/process.h"
#include "core/base/text.h"
#include "core/store/cluster.intern.h"

#define VERSIONS "/usr/lib/postgresql"

static bool is_in(const char *folder, const char *name, char *path)
{
    const int wanted = snprintf(path, PTE_SITE_PATH, "%s/%s", folder, name);

    return wanted > 0 && wanted < PTE_SITE_PATH && access(path, X_OK) == 0;
}

/* The version that made the data: a server of another one would refuse them. */
static long version_of_data(const struct pte_site *site)
{
    char path[PTE_SITE_PATH + 16];
    FILE *file;
    long version = 0;

    snprintf(path, sizeof(path), "%s/PG_VERSION", site->data);
    file = fopen(path, "re");
    if (file == NULL)
        return 0;
    if (fscanf(file, "%ld", &version) != 1)
        version = 0;
    fclose(file);
    return version;
}

static long newest_version(const char *name)
{
    char folder[64], path[PTE_SITE_PATH];
    const struct dirent *entry;
    DIR *all = opendir(VERSIONS);
    long newest = 0, version = 0;

    if (all == NULL)
        return 0;
    while ((entry = readdir(all)) != NULL) {
        if (!pte_number_read_whole(entry->d_name, 15, 999, &version))
            continue;
        snprintf(folder, sizeof(folder), VERSIONS "/%ld/bin", version);
        if (version > newest && is_in(folder, name, path))
            newest = version;
    }
    closedir(all);
    return newest;
}

static bool is_configured(const char *name, char *path)
{
    static const char *const arguments[] = {"pg_config", "--bindir", NULL};
    const struct pte_process process = {
        .arguments = arguments, .most_output = 4096, .seconds = 10};
    PTE_AUTO(pte_text_release) struct pte_text folder = {0};

    if (!pte_process_run(&process, &folder, NULL, NULL, NULL) || folder.length == 0)
        return false;
    folder.bytes[strcspn(folder.bytes, "\n")] = '\0';
    return is_in(folder.bytes, name, path);
}

bool pte_site_program(const struct pte_site *site, const char *name, char *path,
                      struct pte_error *err)
{
    const long made_by = version_of_data(site);
    char folder[64];
    long newest;

    if (made_by > 0) {
        snprintf(folder, sizeof(folder), VERSIONS "/%ld/bin", made_by);
        if (is_in(folder, name, path))
            return true;
    }
    if (is_configured(name, path))
        return true;
    newest = newest_version(name);
    if (newest > 0) {
        snprintf(folder, sizeof(folder), VERSIONS "/%ld/bin", newest);
        if (is_in(folder, name, path))
            return true;
    }
    if (made_by > 0)
        pte_fail(err, PTE_ESTORE, "PostgreSQL %ld, which made '%s', is not installed",
                 made_by, site->data);
    else
        pte_fail(err, PTE_ESTORE, "PostgreSQL is not installed: there is no '%s'", name);
    return pte_hint(err, "apt install postgresql, or name a database with --database");
}

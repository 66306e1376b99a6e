/* tests/importers/fixture.c - a folder for the files of one test. */
#include "tests/importers/fixture.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/file.h"

static char folder[256];

int fixture_make_folder(void **state)
{
    const char *temporary = getenv("TMPDIR");

    (void)state;
    snprintf(folder, sizeof(folder), "%s/puente-test-XXXXXX",
             temporary != NULL ? temporary : "/tmp");
    return mkdtemp(folder) == NULL;
}

const char *fixture_path(const char *name)
{
    static char paths[4][512];
    static unsigned used;
    char *path = paths[used++ % 4];

    snprintf(path, sizeof(paths[0]), "%s/%s", folder, name);
    return path;
}

const char *fixture_write(const char *name, const char *content)
{
    const char *path = fixture_path(name);

    return pte_file_write(path, content, strlen(content), NULL) ? path : NULL;
}

int fixture_remove_folder(void **state)
{
    DIR *listed = opendir(folder);
    const struct dirent *entry;

    (void)state;
    while (listed != NULL && (entry = readdir(listed)) != NULL)
        unlink(fixture_path(entry->d_name));
    closedir(listed);
    return rmdir(folder);
}

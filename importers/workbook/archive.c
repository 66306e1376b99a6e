/* importers/workbook/archive.c - a zip archive in memory, inflated within limits. */
#include "importers/workbook/archive.h"

#include <string.h>
#include <strings.h>
#include <zip.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/index.h"

enum { MOST_NAME = 1024, READ_AT_ONCE = 64 * 1024 };

struct file {
    const char *name;
    uint64_t size, packed;
    uint16_t method;
};

struct pte_archive {
    const char *shown;
    struct zip *zip;
    struct pte_arena arena;
    struct file *files;
    uint32_t n;
    uint64_t inflated; /* of all parts so far */
};

struct pte_part {
    struct pte_archive *archive;
    const struct file *file;
    struct zip_file *stream;
    uint64_t inflated;
};

static bool damaged(const struct pte_archive *archive, struct pte_error *err)
{
    pte_fail(err, PTE_EINPUT, "'%s' is damaged or cut short", archive->shown);
    return pte_hint(err, "export or copy it again");
}

/* Whether a name stays inside the archive and can be shown. */
static bool is_decent(const char *name)
{
    const char *step = name;

    if (name[0] == '\0' || name[0] == '/' || name[0] == '\\' ||
        strlen(name) > MOST_NAME || !pte_text_valid(name, strlen(name), NULL))
        return false;
    for (const char *c = name; *c != '\0'; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7F || (*c == ':' && c == name + 1))
            return false;
    for (;;) {
        const size_t length = strcspn(step, "/\\");

        if (length == 2 && strncmp(step, "..", 2) == 0)
            return false;
        if (step[length] == '\0')
            return true;
        step += length + 1;
    }
}

static bool take_file(struct pte_archive *archive, uint32_t i, struct pte_index *names,
                      struct pte_error *err)
{
    struct zip_stat stat;
    uint32_t first;

    if (zip_stat_index(archive->zip, i, 0, &stat) != 0 || stat.name == NULL ||
        (stat.valid & ZIP_STAT_SIZE) == 0 || (stat.valid & ZIP_STAT_COMP_SIZE) == 0)
        return damaged(archive, err);
    if (!is_decent(stat.name))
        return pte_fail(err, PTE_EINPUT,
                        "'%s' is no honest archive: the name of its file %u leads out of "
                        "it or cannot be shown",
                        archive->shown, i + 1);
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        stat.encryption_method != ZIP_EM_NONE) {
        pte_fail(err, PTE_EINPUT, "'%s' is protected by a password", archive->shown);
        return pte_hint(err, "take its files out with the password, and give them as "
                             "they are");
    }
    archive->files[i] = (struct file){pte_arena_text(&archive->arena, stat.name),
                                      stat.size, stat.comp_size, stat.comp_method};
    if (!pte_index_add(names, stat.name, strlen(stat.name), i, &first))
        return pte_fail(err, PTE_EINPUT,
                        "'%s' is no honest archive: it holds two files named '%s'",
                        archive->shown, stat.name);
    return true;
}

bool pte_archive_open(const void *bytes, size_t length, const char *shown,
                      struct pte_archive **archive, struct pte_error *err)
{
    PTE_AUTO(pte_archive_free) struct pte_archive *made = pte_alloc(1, sizeof(*made));
    PTE_AUTO(pte_index_release) struct pte_index names = {0};
    struct zip_source *source;

    made->shown = shown;
    if (!pte_archive_check(bytes, length, shown, err))
        return false;
    source = zip_source_buffer_create(bytes, length, /* free it */ 0, NULL);
    if (source == NULL)
        return pte_fail(err, PTE_ESYSTEM, "cannot start the archive reader");
    made->zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    if (made->zip == NULL) {
        zip_source_free(source);
        return damaged(made, err);
    }
    if (zip_get_num_entries(made->zip, 0) > PTE_ARCHIVE_FILES)
        return damaged(made, err);
    made->n = (uint32_t)zip_get_num_entries(made->zip, 0);
    made->files = pte_alloc(made->n, sizeof(*made->files));
    for (uint32_t i = 0; i < made->n; i++)
        if (!take_file(made, i, &names, err))
            return false;
    *archive = made;
    made = NULL;
    return true;
}

void pte_archive_free(struct pte_archive **archive)
{
    struct pte_archive *going = *archive;

    if (going == NULL)
        return;
    if (going->zip != NULL)
        zip_discard(going->zip);
    pte_free(&going->files);
    pte_arena_release(&going->arena);
    pte_free(archive);
}

uint32_t pte_archive_files(const struct pte_archive *archive)
{
    return archive->n;
}

const char *pte_archive_name(const struct pte_archive *archive, uint32_t file)
{
    return archive->files[file].name;
}

uint64_t pte_archive_size(const struct pte_archive *archive, uint32_t file)
{
    return archive->files[file].size;
}

const char *pte_archive_shown(const struct pte_archive *archive)
{
    return archive->shown;
}

bool pte_archive_find(const struct pte_archive *archive, const char *name, uint32_t *file)
{
    for (uint32_t i = 0; i < archive->n; i++)
        if (strcasecmp(archive->files[i].name, name) == 0) {
            *file = i;
            return true;
        }
    return false;
}

static bool too_large(const struct pte_part *part, struct pte_error *err)
{
    pte_fail(err, PTE_EINPUT, "'%s' is too large once unpacked", part->archive->shown);
    return pte_hint(err,
                    "keep only the rows and columns of the survey in it, or save the "
                    "sheet as CSV (UTF-8)");
}

static bool is_bomb(uint64_t inflated, uint64_t packed)
{
    return inflated > PTE_ARCHIVE_RATIO_FROM && inflated / PTE_ARCHIVE_RATIO > packed;
}

static bool refuse_bomb(const struct pte_part *part, struct pte_error *err)
{
    return pte_fail(err, PTE_EINPUT,
                    "'%s' is no honest archive: '%s' in it unpacks to more than %d times "
                    "its size",
                    part->archive->shown, part->file->name, PTE_ARCHIVE_RATIO);
}

bool pte_part_open(struct pte_archive *archive, uint32_t file, struct pte_part **part,
                   struct pte_error *err)
{
    PTE_AUTO(pte_part_free) struct pte_part *made = pte_alloc(1, sizeof(*made));

    made->archive = archive;
    made->file = &archive->files[file];
    if (is_bomb(made->file->size, made->file->packed))
        return refuse_bomb(made, err);
    if (made->file->size > PTE_ARCHIVE_BYTES - archive->inflated)
        return too_large(made, err);
    if (made->file->method != ZIP_CM_STORE && made->file->method != ZIP_CM_DEFLATE) {
        pte_fail(err, PTE_EINPUT, "'%s' in '%s' is packed in a way that is not read",
                 made->file->name, archive->shown);
        return pte_hint(err, "pack it anew with the usual method (deflate)");
    }
    made->stream = zip_fopen_index(archive->zip, file, 0);
    if (made->stream == NULL)
        return damaged(archive, err);
    *part = made;
    made = NULL;
    return true;
}

void pte_part_free(struct pte_part **part)
{
    if (*part != NULL && (*part)->stream != NULL)
        zip_fclose((*part)->stream);
    pte_free(part);
}

bool pte_part_read(struct pte_part *part, void *bytes, size_t most, size_t *got,
                   struct pte_error *err)
{
    const zip_int64_t n = zip_fread(part->stream, bytes, most);

    if (n < 0)
        return damaged(part->archive, err);
    part->inflated += (uint64_t)n;
    part->archive->inflated += (uint64_t)n;
    if (part->archive->inflated > PTE_ARCHIVE_BYTES)
        return too_large(part, err);
    if (is_bomb(part->inflated, part->file->packed))
        return refuse_bomb(part, err);
    if (part->inflated > part->file->size ||
        (n == 0 && part->inflated < part->file->size))
        return damaged(part->archive, err);
    *got = (size_t)n;
    return true;
}

bool pte_archive_read(struct pte_archive *archive, uint32_t file, struct pte_text *text,
                      struct pte_error *err)
{
    PTE_AUTO(pte_part_free) struct pte_part *part = NULL;
    PTE_AUTO(pte_text_release) struct pte_text read = {0};
    PTE_AUTO(pte_free) char *bytes = pte_alloc(READ_AT_ONCE, 1);
    size_t got = 0;

    if (!pte_part_open(archive, file, &part, err))
        return false;
    do {
        if (!pte_part_read(part, bytes, READ_AT_ONCE, &got, err))
            return false;
        pte_text_add_bytes(&read, bytes, got);
    } while (got > 0);
    *text = read;
    read = (struct pte_text){0};
    return true;
}

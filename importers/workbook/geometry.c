/* importers/workbook/geometry.c - whether the parts of a zip archive lie side by side.
 *
 * A library believes the directory of an archive: how many files there are, where each
 * lies. Bombs are made by lying there: a count that asks for gigabytes, files that share
 * their bytes. So it is read once by hand before. */
#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "importers/workbook/archive.h"

enum {
    END = 0x06054b50,
    END_64 = 0x06064b50,
    LOCATOR_64 = 0x07064b50,
    FILE_HEADER = 0x02014b50,
    LOCAL_HEADER = 0x04034b50,
    END_BYTES = 22,
    END_64_BYTES = 56,
    LOCATOR_64_BYTES = 20,
    FILE_HEADER_BYTES = 46,
    LOCAL_HEADER_BYTES = 30,
    MOST_COMMENT = 65535,
    EXTRA_64 = 1
};

struct bytes {
    const unsigned char *at;
    uint64_t length;
};

struct directory {
    uint64_t files, length, start;
};

struct span {
    uint64_t start, end;
};

static uint64_t number(const unsigned char *at, int n)
{
    uint64_t value = 0;

    while (n-- > 0)
        value = value << 8 | at[n];
    return value;
}

static bool is_at(struct bytes archive, uint64_t at, uint32_t signature, uint64_t needed)
{
    return at <= archive.length && archive.length - at >= needed &&
           number(archive.at + at, 4) == signature;
}

/* Where the end record begins: the last that fits with its comment. */
static bool find_end(struct bytes archive, uint64_t *end)
{
    for (uint64_t back = END_BYTES;
         back <= archive.length && back <= END_BYTES + MOST_COMMENT; back++) {
        const uint64_t at = archive.length - back;

        if (is_at(archive, at, END, END_BYTES) &&
            number(archive.at + at + 20, 2) <= back - END_BYTES) {
            *end = at;
            return true;
        }
    }
    return false;
}

/* A field of the end record and its larger twin: all ones sends to the twin. */
static bool agree(uint64_t small, uint64_t all_ones, uint64_t large)
{
    return small == all_ones || small == large;
}

static bool read_end(struct bytes archive, struct directory *directory)
{
    const unsigned char *record, *larger;
    uint64_t end, at;

    if (!find_end(archive, &end))
        return false;
    record = archive.at + end;
    *directory = (struct directory){number(record + 10, 2), number(record + 12, 4),
                                    number(record + 16, 4)};
    if (end < LOCATOR_64_BYTES ||
        !is_at(archive, end - LOCATOR_64_BYTES, LOCATOR_64, LOCATOR_64_BYTES))
        return true;
    at = number(record - LOCATOR_64_BYTES + 8, 8);
    if (!is_at(archive, at, END_64, END_64_BYTES))
        return false;
    larger = archive.at + at;
    if (!agree(directory->files, 0xFFFF, number(larger + 32, 8)) ||
        !agree(directory->length, 0xFFFFFFFF, number(larger + 40, 8)) ||
        !agree(directory->start, 0xFFFFFFFF, number(larger + 48, 8)))
        return false;
    *directory = (struct directory){number(larger + 32, 8), number(larger + 40, 8),
                                    number(larger + 48, 8)};
    return true;
}

/* Sizes and offset past 4 GiB stand in an extra field, in this order, and only those
 * that are all ones in the header. */
static bool read_extra(const unsigned char *extra, uint64_t length, uint64_t *fields[3])
{
    while (length >= 4) {
        const uint64_t id = number(extra, 2), size = number(extra + 2, 2);
        uint64_t at = 4;

        if (size > length - 4)
            return false;
        for (int i = 0; id == EXTRA_64 && i < 3; i++) {
            if (*fields[i] != 0xFFFFFFFF)
                continue;
            if (at + 8 > size + 4)
                return false;
            *fields[i] = number(extra + at, 8);
            at += 8;
        }
        length -= size + 4;
        extra += size + 4;
    }
    return true;
}

/* Reads the header at *at, and moves on to the next. */
static bool read_file(struct bytes archive, uint64_t *at, struct span *span)
{
    uint64_t inflated, packed, local, name, extra, comment;
    uint64_t *fields[3] = {&inflated, &packed, &local};
    const unsigned char *header;

    if (!is_at(archive, *at, FILE_HEADER, FILE_HEADER_BYTES))
        return false;
    header = archive.at + *at;
    packed = number(header + 20, 4);
    inflated = number(header + 24, 4);
    name = number(header + 28, 2);
    extra = number(header + 30, 2);
    comment = number(header + 32, 2);
    local = number(header + 42, 4);
    if (archive.length - *at < FILE_HEADER_BYTES + name + extra + comment ||
        !read_extra(header + FILE_HEADER_BYTES + name, extra, fields) ||
        !is_at(archive, local, LOCAL_HEADER, LOCAL_HEADER_BYTES))
        return false;
    *at += FILE_HEADER_BYTES + name + extra + comment;
    header = archive.at + local;
    span->start = local;
    span->end =
        local + LOCAL_HEADER_BYTES + number(header + 26, 2) + number(header + 28, 2);
    if (packed > archive.length || span->end > archive.length - packed)
        return false;
    span->end += packed;
    return true;
}

static int by_start(const void *one, const void *other)
{
    const uint64_t a = ((const struct span *)one)->start;
    const uint64_t b = ((const struct span *)other)->start;

    return (a > b) - (a < b);
}

static bool damaged(const char *shown, struct pte_error *err)
{
    pte_fail(err, PTE_EINPUT, "'%s' is damaged or cut short", shown);
    return pte_hint(err, "export or copy it again");
}

bool pte_archive_check(const void *bytes, size_t length, const char *shown,
                       struct pte_error *err)
{
    const struct bytes archive = {bytes, length};
    PTE_AUTO(pte_free) struct span *spans = NULL;
    struct directory directory;
    uint64_t at;

    if (!read_end(archive, &directory))
        return damaged(shown, err);
    if (directory.files > PTE_ARCHIVE_FILES)
        return pte_fail(err, PTE_EINPUT, "'%s' holds more than %d files", shown,
                        PTE_ARCHIVE_FILES);
    spans = pte_alloc(directory.files, sizeof(*spans));
    at = directory.start;
    for (uint64_t i = 0; i < directory.files; i++)
        if (!read_file(archive, &at, &spans[i]))
            return damaged(shown, err);
    if (directory.files > 1)
        qsort(spans, directory.files, sizeof(*spans), by_start);
    for (uint64_t i = 1; i < directory.files; i++)
        if (spans[i].start < spans[i - 1].end)
            return pte_fail(err, PTE_EINPUT,
                            "'%s' is no honest archive: files in it share their bytes",
                            shown);
    return true;
}

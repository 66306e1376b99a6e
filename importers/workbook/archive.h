/* importers/workbook/archive.h - a zip archive in memory, inflated within limits.
 *
 * Nothing is ever written to disk, and what an archive says of its own sizes is only
 * believed where believing it makes the limits stricter. */
#ifndef PTE_IMPORTERS_WORKBOOK_ARCHIVE_H
#define PTE_IMPORTERS_WORKBOOK_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pte_archive;
struct pte_error;
struct pte_part;
struct pte_text;

enum {
    PTE_ARCHIVE_FILES = 4096,            /* in one archive */
    PTE_ARCHIVE_BYTES = 512 << 20,       /* inflated in all while it is open */
    PTE_ARCHIVE_RATIO = 100,             /* inflated bytes for each packed one, ... */
    PTE_ARCHIVE_RATIO_FROM = 1024 * 1024 /* ... of files larger than this */
};

/**
 * Opens an archive.
 *
 * bytes    lent; must live as long as the archive
 * shown    what sentences call it; lent likewise
 * archive  out: released by pte_archive_free. Untouched on failure
 * Fails    PTE_EINPUT damaged, cut short, encrypted, a name twice, a name that leaves the
 *          archive (../), files that share bytes, more than PTE_ARCHIVE_FILES
 */
bool pte_archive_open(const void *bytes, size_t length, const char *shown,
                      struct pte_archive **archive, struct pte_error *err);
void pte_archive_free(struct pte_archive **archive);

uint32_t pte_archive_files(const struct pte_archive *archive);
/** The name of a file with its folders; lent. */
const char *pte_archive_name(const struct pte_archive *archive, uint32_t file);
/** How long the archive says the file is. */
uint64_t pte_archive_size(const struct pte_archive *archive, uint32_t file);
/** The file of that name, compared without case; false if there is none. */
bool pte_archive_find(const struct pte_archive *archive, const char *name,
                      uint32_t *file);
const char *pte_archive_shown(const struct pte_archive *archive);

/**
 * Opens one file of the archive.
 *
 * part   out: released by pte_part_free, before the archive. Untouched on failure
 * Fails  PTE_EINPUT packed in an unusual way, larger or more tightly packed than allowed
 */
bool pte_part_open(struct pte_archive *archive, uint32_t file, struct pte_part **part,
                   struct pte_error *err);
void pte_part_free(struct pte_part **part);

/**
 * Inflates the next bytes.
 *
 * got    out: how many; 0 = the end, and the checksum is right
 * Fails  PTE_EINPUT damaged, or larger than it says, or past the limits
 */
bool pte_part_read(struct pte_part *part, void *bytes, size_t most, size_t *got,
                   struct pte_error *err);

/** Reads a whole file of the archive. text: out, untouched on failure. */
bool pte_archive_read(struct pte_archive *archive, uint32_t file, struct pte_text *text,
                      struct pte_error *err);

/** What geometry.c looks at: the end record and the directory of an archive, before any
 * library reads them. Fails PTE_EINPUT. */
bool pte_archive_check(const void *bytes, size_t length, const char *shown,
                       struct pte_error *err);

#endif

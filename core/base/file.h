/* core/base/file.h - whole files in, and whole files out or none. */
#ifndef PTE_CORE_BASE_FILE_H
#define PTE_CORE_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct pte_error;
struct pte_text;

/**
 * Reads a whole regular file (or a pipe) into text.
 *
 * most    bytes; a larger file is refused before it is read
 * text    out: the bytes, any bytes; released by the caller. Untouched on failure
 * Fails   PTE_ENOTFOUND no such file; PTE_EINPUT a folder, or too large; PTE_ESYSTEM
 */
bool pte_file_read(const char *path, size_t most, struct pte_text *text,
                   struct pte_error *err);

/**
 * Writes a whole file: into a temporary one beside it, synced, then renamed. What was
 * there stays until the new one is whole.
 *
 * Fails   PTE_ESYSTEM; the temporary file is removed
 */
bool pte_file_write(const char *path, const void *bytes, size_t length,
                    struct pte_error *err);

/** Makes a folder and the folders above it, mode 0700 for those that are made. */
bool pte_file_make_folder(const char *path, struct pte_error *err);

/** The folder the running program stands in; lent, found once. */
const char *pte_file_program_folder(void);

#endif

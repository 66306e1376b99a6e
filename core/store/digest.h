/* core/store/digest.h - SHA-256, for content keys and ETags. */
#ifndef PTE_CORE_STORE_DIGEST_H
#define PTE_CORE_STORE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

struct pte_error;

enum { PTE_DIGEST_BYTES = 65 }; /* 64 hexadecimal digits and the end */

/** text: out, at least PTE_DIGEST_BYTES. */
void pte_digest(const void *bytes, size_t length, char *text);

/** Of a file's bytes, whatever its size. Fails PTE_ENOTFOUND, PTE_ESYSTEM. */
bool pte_digest_file(const char *path, char *text, struct pte_error *err);

#endif

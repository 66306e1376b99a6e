/* core/store/digest.c - SHA-256, for content keys and ETags. */
#include "core/store/digest.h"

#include <sodium.h>

void pte_digest(const void *bytes, size_t length, char *text)
{
    unsigned char digest[crypto_hash_sha256_BYTES];

    crypto_hash_sha256(digest, bytes, length);
    sodium_bin2hex(text, PTE_DIGEST_BYTES, digest, sizeof(digest));
}

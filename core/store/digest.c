/* core/store/digest.c - SHA-256, for content keys and ETags. */
#include "core/store/digest.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "core/base/error.h"

void pte_digest(const void *bytes, size_t length, char *text)
{
    unsigned char digest[crypto_hash_sha256_BYTES];

    _Static_assert(crypto_hash_sha256_BYTES * 2 + 1 == PTE_DIGEST_BYTES, "room");
    crypto_hash_sha256(digest, bytes, length);
    sodium_bin2hex(text, PTE_DIGEST_BYTES, digest, sizeof(digest));
}

bool pte_digest_file(const char *path, char *text, struct pte_error *err)
{
    unsigned char digest[crypto_hash_sha256_BYTES], part[64 * 1024];
    crypto_hash_sha256_state state;
    FILE *file = fopen(path, "re");
    size_t got;
    bool read;

    if (file == NULL)
        return pte_fail(err, errno == ENOENT ? PTE_ENOTFOUND : PTE_ESYSTEM,
                        "cannot open '%s': %s", path, strerror(errno));
    crypto_hash_sha256_init(&state);
    while ((got = fread(part, 1, sizeof(part), file)) > 0)
        crypto_hash_sha256_update(&state, part, got);
    read = ferror(file) == 0;
    fclose(file);
    if (!read)
        return pte_fail(err, PTE_ESYSTEM, "cannot read '%s'", path);
    crypto_hash_sha256_final(&state, digest);
    sodium_bin2hex(text, PTE_DIGEST_BYTES, digest, sizeof(digest));
    return true;
}

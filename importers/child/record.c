/* importers/child/record.c - rows as bytes in a pipe, and back with suspicion. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "core/base/memory.h"
#include "importers/child/child.intern.h"

enum { FLUSH_AT = 64 * 1024, NUMBER_BYTES = 8 };

void pte_record_begin(struct pte_record_out *out, enum pte_record kind)
{
    const char letter = (char)kind;

    out->begun = out->bytes.length;
    pte_text_add_bytes(&out->bytes, "\0\0\0\0", PTE_RECORD_LENGTH);
    pte_text_add_bytes(&out->bytes, &letter, 1);
}

void pte_record_number(struct pte_record_out *out, uint64_t number)
{
    char bytes[NUMBER_BYTES];

    memcpy(bytes, &number, sizeof(bytes));
    pte_text_add_bytes(&out->bytes, bytes, sizeof(bytes));
}

void pte_record_text(struct pte_record_out *out, const char *text)
{
    const uint32_t length = text != NULL ? (uint32_t)strlen(text) : UINT32_MAX;
    char bytes[sizeof(length)];

    memcpy(bytes, &length, sizeof(bytes));
    pte_text_add_bytes(&out->bytes, bytes, sizeof(bytes));
    if (text != NULL)
        pte_text_add_bytes(&out->bytes, text, length + 1);
}

bool pte_record_end(struct pte_record_out *out)
{
    const size_t length = out->bytes.length - out->begun - PTE_RECORD_LENGTH;
    const uint32_t said = (uint32_t)length;

    if (length > PTE_RECORD_MOST) {
        out->bytes.length = out->begun;
        return false;
    }
    memcpy(out->bytes.bytes + out->begun, &said, PTE_RECORD_LENGTH);
    return true;
}

bool pte_record_flush(struct pte_record_out *out, bool all)
{
    size_t at = 0;

    if (!all && out->bytes.length < FLUSH_AT)
        return true;
    while (at < out->bytes.length) {
        const ssize_t put = write(out->fd, out->bytes.bytes + at, out->bytes.length - at);

        if (put < 0 && errno != EINTR)
            return false;
        at += put > 0 ? (size_t)put : 0;
    }
    pte_text_clear(&out->bytes);
    return true;
}

static const char *take(struct pte_record_in *in, size_t length)
{
    const char *taken = in->at;

    if (taken == NULL || (size_t)(in->end - taken) < length) {
        in->at = NULL;
        return NULL;
    }
    in->at += length;
    return taken;
}

uint64_t pte_record_take_number(struct pte_record_in *in)
{
    const char *bytes = take(in, NUMBER_BYTES);
    uint64_t number = 0;

    if (bytes != NULL)
        memcpy(&number, bytes, sizeof(number));
    return number;
}

const char *pte_record_take_text(struct pte_record_in *in)
{
    uint32_t length;
    const char *bytes = take(in, sizeof(length));

    if (bytes == NULL)
        return NULL;
    memcpy(&length, bytes, sizeof(length));
    if (length == UINT32_MAX)
        return NULL;
    bytes = take(in, (size_t)length + 1);
    if (bytes == NULL || bytes[length] != '\0' || !pte_text_valid(bytes, length, NULL)) {
        in->at = NULL;
        return NULL;
    }
    return bytes;
}

bool pte_record_is_taken(const struct pte_record_in *in)
{
    return in->at != NULL && in->at == in->end;
}

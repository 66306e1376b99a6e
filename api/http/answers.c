/* api/http/answers.c - finished answers, kept as long as there is room. */
#include "api/http/answers.h"

#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "core/base/memory.h"
#include "core/store/digest.h"

enum { LEAST_PACKED = 1024, GZIP = 15 + 16, LEVEL = 6, MOST_ENTRIES = 4096 };

struct entry {
    struct entry *newer, *older;
    char key[PTE_DIGEST_BYTES];
    struct pte_finished *finished;
    size_t bytes; /* counted when it was kept */
};

/* Some hundreds of entries at most: a list in the order of use is index enough. */
struct pte_answers {
    struct entry *newest, *oldest;
    size_t n, bytes, most;
};

struct pte_finished *pte_finished_new(int status, const char *type, struct pte_text *body)
{
    struct pte_finished *finished = pte_alloc(1, sizeof(*finished));
    char digest[PTE_DIGEST_BYTES];

    finished->status = status;
    finished->type = type;
    finished->body = *body;
    *body = (struct pte_text){0};
    finished->holders = 1;
    pte_digest(pte_text_get(&finished->body), finished->body.length, digest);
    snprintf(finished->tag, sizeof(finished->tag), "\"%.32s\"", digest);
    snprintf(finished->packed_tag, sizeof(finished->packed_tag), "\"%.32s-gz\"", digest);
    return finished;
}

struct pte_finished *pte_finished_hold(struct pte_finished *finished)
{
    finished->holders++;
    return finished;
}

void pte_finished_release(struct pte_finished **finished)
{
    struct pte_finished *held = *finished;

    *finished = NULL;
    if (held == NULL || --held->holders > 0)
        return;
    pte_text_release(&held->body);
    pte_text_release(&held->packed);
    pte_free(&held);
}

static void end_stream(z_stream *stream)
{
    deflateEnd(stream);
}

bool pte_finished_pack(struct pte_finished *finished)
{
    PTE_AUTO(end_stream) z_stream stream = {0};
    PTE_AUTO(pte_text_release) struct pte_text packed = {0};
    char part[16384];
    int status;

    if (finished->packed.length > 0)
        return true;
    if (finished->body.length <= LEAST_PACKED ||
        deflateInit2(&stream, LEVEL, Z_DEFLATED, GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    stream.next_in = (Bytef *)finished->body.bytes;
    stream.avail_in = (uInt)finished->body.length;
    do {
        stream.next_out = (Bytef *)part;
        stream.avail_out = sizeof(part);
        status = deflate(&stream, Z_FINISH);
        pte_text_add_bytes(&packed, part, sizeof(part) - stream.avail_out);
    } while (status == Z_OK);
    if (status != Z_STREAM_END || packed.length >= finished->body.length)
        return false;
    finished->packed = packed;
    packed = (struct pte_text){0};
    return true;
}

struct pte_answers *pte_answers_new(size_t most)
{
    struct pte_answers *answers = pte_alloc(1, sizeof(*answers));

    answers->most = most;
    return answers;
}

static void take_out(struct pte_answers *answers, struct entry *entry)
{
    *(entry->newer != NULL ? &entry->newer->older : &answers->newest) = entry->older;
    *(entry->older != NULL ? &entry->older->newer : &answers->oldest) = entry->newer;
    entry->newer = entry->older = NULL;
}

static void put_first(struct pte_answers *answers, struct entry *entry)
{
    entry->older = answers->newest;
    *(answers->newest != NULL ? &answers->newest->newer : &answers->oldest) = entry;
    answers->newest = entry;
}

static void drop(struct pte_answers *answers, struct entry *entry)
{
    take_out(answers, entry);
    answers->bytes -= entry->bytes;
    answers->n--;
    pte_finished_release(&entry->finished);
    pte_free(&entry);
}

void pte_answers_free(struct pte_answers **answers)
{
    if (*answers == NULL)
        return;
    while ((*answers)->oldest != NULL)
        drop(*answers, (*answers)->oldest);
    pte_free(answers);
}

struct pte_finished *pte_answers_find(struct pte_answers *answers, const void *key,
                                      size_t length)
{
    char digest[PTE_DIGEST_BYTES];

    pte_digest(key, length, digest);
    for (struct entry *entry = answers->newest; entry != NULL; entry = entry->older) {
        if (memcmp(entry->key, digest, sizeof(digest)) != 0)
            continue;
        take_out(answers, entry);
        put_first(answers, entry);
        return pte_finished_hold(entry->finished);
    }
    return NULL;
}

void pte_answers_keep(struct pte_answers *answers, const void *key, size_t length,
                      struct pte_finished *finished)
{
    /* Packed later, it takes about a quarter more: counted now. */
    const size_t bytes = finished->body.length + finished->body.length / 4 + 512;
    PTE_AUTO(pte_finished_release)
    struct pte_finished *there = pte_answers_find(answers, key, length);
    struct entry *entry;

    if (there != NULL || bytes > answers->most)
        return;
    while (answers->oldest != NULL &&
           (answers->bytes + bytes > answers->most || answers->n >= MOST_ENTRIES))
        drop(answers, answers->oldest);
    entry = pte_alloc(1, sizeof(*entry));
    pte_digest(key, length, entry->key);
    entry->finished = pte_finished_hold(finished);
    entry->bytes = bytes;
    answers->bytes += bytes;
    answers->n++;
    put_first(answers, entry);
}

/* core/store/key.c - digest of what an import would keep. */
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/base/memory.h"
#include "core/model/survey.h"
#include "core/store/digest.h"
#include "core/store/import.intern.h"

/* Bytes gather before they are digested: a call for each number would be slow. */
struct gathering {
    crypto_hash_sha256_state state;
    size_t used;
    unsigned char bytes[64 * 1024];
};

static void add_bytes(struct gathering *all, const void *bytes, size_t length)
{
    if (length > sizeof(all->bytes) - all->used) {
        crypto_hash_sha256_update(&all->state, all->bytes, all->used);
        all->used = 0;
    }
    if (length > sizeof(all->bytes)) {
        crypto_hash_sha256_update(&all->state, bytes, length);
        return;
    }
    memcpy(all->bytes + all->used, bytes, length);
    all->used += length;
}

static void add_whole(struct gathering *all, uint64_t value)
{
    add_bytes(all, &value, sizeof(value));
}

static void add_real(struct gathering *all, double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof(bits));
    if (value != value)
        bits = UINT64_MAX; /* every NaN is the same "not said" */
    add_whole(all, bits);
}

/* With its length, so that no two texts run into each other; NULL is not "". */
static void add_text(struct gathering *all, const char *text)
{
    if (text == NULL) {
        add_whole(all, UINT64_MAX);
        return;
    }
    add_whole(all, strlen(text));
    add_bytes(all, text, strlen(text));
}

static void add_place(struct gathering *all, const struct pte_place *place)
{
    add_whole(all, (uint64_t)place->file << 32 | place->row);
    add_whole(all, place->column);
    add_text(all, place->sheet);
}

static int by_digest(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_files(struct gathering *all, const struct pte_survey *survey)
{
    PTE_AUTO(pte_free)
    const char **digests = pte_alloc(survey->n_files, sizeof(*digests));

    for (size_t i = 0; i < survey->n_files; i++)
        digests[i] = survey->files[i].digest;
    qsort(digests, survey->n_files, sizeof(*digests), by_digest);
    add_whole(all, survey->n_files);
    for (size_t i = 0; i < survey->n_files; i++)
        add_text(all, digests[i]);
}

static void add_words(struct gathering *all, const struct pte_survey *survey)
{
    add_whole(all, survey->n_terms);
    for (size_t i = 0; i < survey->n_terms; i++) {
        const struct pte_term *item = &survey->terms[i];

        add_text(all, item->vocabulary);
        add_text(all, item->code);
        for (int language = 0; language < 3; language++)
            add_text(all, item->label[language]);
        add_whole(all, (uint64_t)item->order << 1 | item->is_new);
    }
    add_whole(all, survey->n_relations);
    for (size_t i = 0; i < survey->n_relations; i++)
        add_text(all, survey->relations[i]);
}

static void add_actors(struct gathering *all, const struct pte_survey *survey)
{
    add_whole(all, survey->n_organizations);
    for (size_t i = 0; i < survey->n_organizations; i++) {
        const struct pte_organization *item = &survey->organizations[i];
        const char *const texts[] = {item->id,      item->name,   item->acronym,
                                     item->country, item->sector, item->kind,
                                     item->side,    item->region, item->parent};

        for (size_t t = 0; t < sizeof(texts) / sizeof(*texts); t++)
            add_text(all, texts[t]);
        add_whole(all, item->women_led);
        add_place(all, &item->place);
    }
    add_whole(all, survey->n_persons);
    for (size_t i = 0; i < survey->n_persons; i++) {
        add_text(all, survey->persons[i].key);
        add_text(all, survey->persons[i].role);
        add_text(all, survey->persons[i].gender);
        add_whole(all, survey->persons[i].organization);
    }
}

static void add_answers(struct gathering *all, const struct pte_survey *survey)
{
    add_whole(all, survey->n_responses);
    for (size_t i = 0; i < survey->n_responses; i++) {
        const struct pte_response *item = &survey->responses[i];

        add_whole(all, (uint64_t)item->person << 32 | item->organization);
        add_whole(all, (uint64_t)item->answered << 1 | item->consents);
        add_text(all, item->date);
        add_place(all, &item->place);
    }
    add_whole(all, survey->n_blocks);
    for (size_t i = 0; i < survey->n_blocks; i++) {
        const struct pte_block *item = &survey->blocks[i];

        add_whole(all, (uint64_t)item->response << 32 | item->relation);
        add_whole(all, (uint64_t)item->tense << 32 | item->otherwise);
    }
}

static void add_said(struct gathering *all, const struct pte_survey *survey)
{
    add_whole(all, survey->n_reports);
    for (size_t i = 0; i < survey->n_reports; i++) {
        const struct pte_report *item = &survey->reports[i];

        add_whole(all, (uint64_t)item->response << 32 | item->organization);
        add_whole(all, (uint64_t)item->relation << 16 | item->tense << 8 | item->mark);
        add_real(all, item->level);
        add_place(all, &item->place);
    }
    add_whole(all, survey->n_facts);
    for (size_t i = 0; i < survey->n_facts; i++) {
        const struct pte_fact *item = &survey->facts[i];

        add_whole(all, item->organization);
        add_text(all, item->topic);
        add_text(all, item->code);
        add_real(all, item->amount);
        add_place(all, &item->place);
    }
}

void pte_survey_key(const struct pte_survey *survey, char *key)
{
    PTE_AUTO(pte_free) struct gathering *all = pte_alloc(1, sizeof(*all));
    unsigned char digest[crypto_hash_sha256_BYTES];

    crypto_hash_sha256_init(&all->state);
    add_text(all, "puente batch 1");
    add_text(all, survey->study);
    add_text(all, survey->wave);
    add_text(all, survey->title);
    add_text(all, survey->instrument);
    add_text(all, survey->respondents);
    add_whole(all, survey->is_synthetic);
    add_files(all, survey);
    add_words(all, survey);
    add_actors(all, survey);
    add_answers(all, survey);
    add_said(all, survey);
    crypto_hash_sha256_update(&all->state, all->bytes, all->used);
    crypto_hash_sha256_final(&all->state, digest);
    sodium_bin2hex(key, PTE_DIGEST_BYTES, digest, sizeof(digest));
}

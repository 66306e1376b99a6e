/* api/http/asking.c - a question on its way to a worker, and the reply on its way back.
 */
#include "api/http/asking.h"

#include <inttypes.h>
#include <string.h>

#include "api/http/target.h"
#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/store/store.h"

enum { COLUMNS = 100, REPLY_HEAD = 2, MOST_GIVEN = PTE_TARGET_GIVEN + 1 };

/* Errand and form as letters, then texts, each with its end: none can hold a NUL. */
void pte_asking_pack(const struct pte_asking *asking, struct pte_text *request)
{
    const char head[2] = {(char)('a' + (int)asking->errand),
                          (char)('a' + (int)asking->form)};

    pte_text_add_bytes(request, head, sizeof(head));
    pte_text_add_bytes(request, asking->question, strlen(asking->question) + 1);
    for (size_t i = 0; i < asking->n_given; i++) {
        const struct pte_given *given = &asking->given[i];

        pte_text_add_bytes(request, given->name, strlen(given->name) + 1);
        pte_text_add_bytes(request, given->value, strlen(given->value) + 1);
    }
}

/* request ends with a NUL of its own behind its length, so strlen stays inside. */
static bool unpack(const char *request, size_t length, struct pte_given *given,
                   struct pte_asking *asking)
{
    const char *end = request + length, *at = request + 2;

    if (length < 3 || request[0] < 'a' || request[0] > 'a' + PTE_ERRAND_ANSWER ||
        request[1] < 'a' || request[1] > 'a' + PTE_AS_PDF || end[-1] != '\0')
        return false;
    *asking = (struct pte_asking){.errand = (enum pte_errand)(request[0] - 'a'),
                                  .form = (enum pte_form)(request[1] - 'a'),
                                  .question = at,
                                  .given = given};
    at += strlen(at) + 1;
    while (at < end && asking->n_given < MOST_GIVEN) {
        struct pte_given *one = &given[asking->n_given++];

        one->name = at;
        at += strlen(at) + 1;
        if (at >= end)
            return false;
        one->value = at;
        at += strlen(at) + 1;
    }
    return at == end;
}

static void put_status(struct pte_text *reply, int status)
{
    const char head[REPLY_HEAD] = {(char)(status & 0xFF), (char)(status >> 8 & 0xFF)};

    pte_text_add_bytes(reply, head, sizeof(head));
}

bool pte_replied_read(const struct pte_text *reply, struct pte_replied *replied)
{
    const unsigned char *head = (const unsigned char *)reply->bytes;

    if (reply->length < REPLY_HEAD)
        return false;
    *replied = (struct pte_replied){.status = head[0] | head[1] << 8,
                                    .body = reply->bytes + REPLY_HEAD,
                                    .length = reply->length - REPLY_HEAD};
    return replied->status >= 200 && replied->status < 600;
}

static bool run(struct pte_clerk *clerk, const struct pte_asking *asking,
                struct pte_text *body, struct pte_error *err)
{
    const struct pte_question *question = pte_question_find(asking->question);
    char server[64];
    uint64_t revision;
    int schema;

    if (clerk->store == NULL && !pte_store_open(clerk->database, &clerk->store, err))
        return false;
    switch (asking->errand) {
    case PTE_ERRAND_READY:
        if (!pte_store_versions(clerk->store, server, sizeof(server), &schema, err))
            return false;
        pte_text_add(body, "{\"status\":\"ready\"}\n");
        return true;
    case PTE_ERRAND_REVISION:
        if (!pte_question_revision(clerk->store, asking->given, asking->n_given,
                                   &revision, err))
            return false;
        pte_text_addf(body, "%" PRIu64, revision);
        return true;
    case PTE_ERRAND_ANSWER:
        break;
    }
    if (question == NULL)
        return pte_fail(err, PTE_ENOTFOUND, "no question '%.40s'", asking->question);
    return pte_question_answer(question, clerk->store, asking->given, asking->n_given,
                               asking->form, COLUMNS, /* progress */ NULL, body, err);
}

void pte_clerk_work(void *self, const char *request, size_t length,
                    struct pte_text *reply)
{
    struct pte_clerk *clerk = self;
    struct pte_given given[MOST_GIVEN];
    struct pte_asking asking;
    PTE_AUTO(pte_text_release) struct pte_text body = {0};
    struct pte_error err = {0};
    const bool was_open = clerk->store != NULL;
    bool done = false;

    if (!unpack(request, length, given, &asking)) {
        pte_fail(&err, PTE_ESYSTEM, "a worker was handed something that is no question");
    } else {
        done = run(clerk, &asking, &body, &err);
        if (!done && err.kind == PTE_ESTORE) {
            /* The connection may have been lost since the last question: once more. */
            pte_store_close(&clerk->store);
            if (was_open) {
                err = (struct pte_error){0};
                pte_text_clear(&body);
                done = run(clerk, &asking, &body, &err);
            }
        }
    }
    if (done) {
        put_status(reply, 200);
    } else {
        const int status = pte_problem_status(&err);

        put_status(reply, status);
        pte_text_clear(&body);
        pte_problem_document(&err, status, &body);
    }
    pte_text_add_bytes(reply, pte_text_get(&body), body.length);
}

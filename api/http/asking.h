/* api/http/asking.h - a question on its way to a worker, and the reply on its way back.
 */
#ifndef PTE_API_HTTP_ASKING_H
#define PTE_API_HTTP_ASKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "api/questions.h"

struct pte_text;

enum pte_errand {
    PTE_ERRAND_READY,    /* can the store be asked? body: says so */
    PTE_ERRAND_REVISION, /* of what would be read; body: the number, decimal */
    PTE_ERRAND_ANSWER    /* body: the whole answer */
};

struct pte_asking {
    enum pte_errand errand;
    enum pte_form form;
    const char *question; /* name; "" where the errand has none */
    const struct pte_given *given;
    size_t n_given;
};

/** The asking as bytes; the same bytes for the same asking, so that they serve as a key.
 */
void pte_asking_pack(const struct pte_asking *asking, struct pte_text *request);

/** status 200 and the body, or a problem's status and its document. */
struct pte_replied {
    int status;
    const char *body;
    size_t length;
};

/** False: a worker's reply is not of the form. What it lends lives as long as reply. */
bool pte_replied_read(const struct pte_text *reply, struct pte_replied *replied);

/** A worker's own state: its store, opened at the first question and again when lost. */
struct pte_clerk {
    const char *database; /* as for pte_store_open */
    struct pte_store *store;
};

/** struct pte_workers_options.work: self is a struct pte_clerk. */
void pte_clerk_work(void *self, const char *request, size_t length,
                    struct pte_text *reply);

#endif

/* api/commands/demo/demo.intern.h - what the parts of the demo share. */
#ifndef PTE_API_COMMANDS_DEMO_DEMO_INTERN_H
#define PTE_API_COMMANDS_DEMO_DEMO_INTERN_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "api/answer.h"
#include "core/model/vocabulary.h"

struct pte_call;
struct pte_error;
struct pte_store;

struct pte_demo {
    const struct pte_call *call;
    struct pte_store *store;
    struct pte_answer said; /* text for stdout */
    const char *study;
    json_t *truth; /* datasets/pacific-alliance/truth.json */
    json_t *gaps;  /* documents, as any reader gets them */
    json_t *brokers;
    json_t *organizations;
    size_t missed; /* planted and not found */
};

/** Asks a question as a program would; document: out, to be released. */
bool pte_demo_ask(struct pte_demo *demo, const char *question, const char *country,
                  json_t **document, struct pte_error *err);

/** Says of one country what was planted in it, and whether it was found. */
bool pte_demo_country(struct pte_demo *demo, const json_t *planted,
                      struct pte_error *err);

/** The same of what all countries have in common. */
void pte_demo_common(struct pte_demo *demo);

#endif

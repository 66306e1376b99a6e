/* tests/api/http/fake_serve.c - the service with questions of its own and no store.
 *
 * Its questions do what real ones rarely do: crash, hang, answer much, fail. Run as
 * `fake_serve PORT`, it serves until it is told to end. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api/questions.h"
#include "api/serve.h"
#include "core/base/error.h"
#include "core/store/store.h"

struct pte_store {
    int unused;
};

static struct pte_store only;

bool pte_store_open(const char *database, struct pte_store **store, struct pte_error *err)
{
    (void)database;
    if (getenv("FAKE_NO_STORE") != NULL)
        return pte_fail(err, PTE_ESTORE, "cannot connect");
    *store = &only;
    return true;
}

void pte_store_close(struct pte_store **store)
{
    *store = NULL;
}

bool pte_store_versions(struct pte_store *store, char *server, size_t server_bytes,
                        int *schema, struct pte_error *err)
{
    (void)store;
    (void)err;
    snprintf(server, server_bytes, "0");
    *schema = 1;
    return true;
}

static const struct pte_parameter parameters[] = {
    {"country", "CL", NULL, "text", "of which country"},
    {"lang", "es", "en", "en|es|fr", "language"},
};
static const struct pte_question questions[] = {
    {"echo", "says what was given", "country lang", "puente echo", NULL, NULL},
    {"crash", "ends its process", "country", "puente crash", NULL, NULL},
    {"nap", "takes a second", "country", "puente nap", NULL, NULL},
    {"big", "answers two megabytes", "country", "puente big", NULL, NULL},
    {"pid", "its process number, never the same revision", "country", "puente pid", NULL,
     NULL},
    {"map", "a picture", "country", "puente map", NULL, NULL},
};

const struct pte_question *pte_questions(size_t *n)
{
    *n = sizeof(questions) / sizeof(questions[0]);
    return questions;
}

const struct pte_parameter *pte_parameters(size_t *n)
{
    *n = sizeof(parameters) / sizeof(parameters[0]);
    return parameters;
}

const struct pte_question *pte_question_find(const char *name)
{
    for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++)
        if (strcmp(questions[i].name, name) == 0)
            return &questions[i];
    return NULL;
}

static void echo(const struct pte_given *given, size_t n, enum pte_form form,
                 struct pte_text *body)
{
    pte_text_addf(body, "form %d\n", (int)form);
    for (size_t i = 0; i < n; i++)
        pte_text_addf(body, "%s is %s\n", given[i].name, given[i].value);
}

bool pte_question_answer(const struct pte_question *question, struct pte_store *store,
                         const struct pte_given *given, size_t n_given,
                         enum pte_form form, size_t columns,
                         struct pte_progress *progress, struct pte_text *body,
                         struct pte_error *err)
{
    (void)store;
    (void)columns;
    (void)progress;
    for (size_t i = 0; i < n_given; i++)
        if (strcmp(given[i].name, "country") != 0 && strcmp(given[i].name, "lang") != 0)
            return pte_fail(err, PTE_EUSAGE, "no parameter '%.20s'", given[i].name);
    if (strcmp(question->name, "crash") == 0)
        raise(SIGKILL);
    if (strcmp(question->name, "nap") == 0)
        sleep(1);
    if (strcmp(question->name, "pid") == 0)
        pte_text_addf(body, "%d\n", (int)getpid());
    else if (strcmp(question->name, "big") == 0)
        for (int i = 0; i < 200000; i++)
            pte_text_addf(body, "line %d\n", i);
    else if (form == PTE_AS_SVG)
        pte_text_add(body, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
    else
        echo(given, n_given, form, body);
    return true;
}

bool pte_question_revision(struct pte_store *store, const struct pte_given *given,
                           size_t n_given, uint64_t *revision, struct pte_error *err)
{
    (void)store;
    for (size_t i = 0; i < n_given; i++)
        if (strcmp(given[i].value, "XX") == 0)
            return pte_fail(err, PTE_ENOTFOUND, "no country");
    *revision = 7;
    return true;
}

int pte_problem_status(const struct pte_error *err)
{
    return err->kind == PTE_EUSAGE      ? 400
           : err->kind == PTE_ENOTFOUND ? 404
           : err->kind == PTE_ESTORE    ? 503
                                        : 500;
}

void pte_problem_document(const struct pte_error *err, int status, struct pte_text *body)
{
    pte_text_addf(body, "{\"status\":%d,\"title\":\"%s\"}\n", status,
                  pte_kind_code(err->kind));
}

int main(int argc, char **argv)
{
    const struct pte_serve_options options = {
        .port = argc > 1 ? atoi(argv[1]) : 0, .port_is_fixed = argc > 1, .workers = 2};
    struct pte_error err = {0};

    if (pte_serve(&options, &err))
        return 0;
    fprintf(stderr, "%s\n", err.message);
    return 1;
}

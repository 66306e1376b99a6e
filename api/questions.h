/* api/questions.h - the table of questions: everything puente can be asked, a row each.
 *
 * Parsing, help, man page, completion, the `/v1/` index and the schemas are printed
 * from the rows. `puente NAME --country PE --json` and `GET /v1/NAME?country=PE` give
 * the same bytes: both call pte_question_answer. */
#ifndef PTE_API_QUESTIONS_H
#define PTE_API_QUESTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/text.h"

struct pte_error;
struct pte_progress;
struct pte_store;

/** One parameter, shared by all questions that name it: `--country` and `?country=`. */
struct pte_parameter {
    const char *name;     /* "country" */
    const char *argument; /* shown in help: "CL,CO"; NULL = a switch */
    const char *fallback; /* the default as text; NULL = none */
    const char
        *values;      /* "text", "whole", "number", "yes", or words: "union|confirmed" */
    const char *what; /* one line, to be translated */
};

/** What is asked, understood: values by parameter, NULL = not given and no default. */
struct pte_ask {
    const struct pte_question *question;
    const char *const
        *value;              /* one for each of the question's parameters, in its order */
    struct pte_store *store; /* open */
    struct pte_progress *progress; /* NULL = nobody is watching */
};

/** What an answer is made of: the document, and the tables a person reads. */
struct pte_answer; /* api/answer.h */

struct pte_question {
    const char *name;       /* "gaps" */
    const char *what;       /* one line */
    const char *parameters; /* "country wave relation rule lang ..." */
    const char *example;    /* "puente gaps --country PE" */
    const char *next;       /* the next useful command */
    bool (*answer)(const struct pte_ask *ask, struct pte_answer *answer,
                   struct pte_error *err);
};

/** All read questions: status, quality, organizations, ties, network, measures, gaps,
 * brokers, map. */
const struct pte_question *pte_questions(size_t *n);
const struct pte_question *pte_question_find(const char *name);
const struct pte_parameter *pte_parameters(size_t *n);
const struct pte_parameter *pte_parameter_find(const char *name);

enum pte_form {
    PTE_AS_TEXT,
    PTE_AS_JSON,
    PTE_AS_CSV,
    PTE_AS_SVG,
    PTE_AS_PNG,
    PTE_AS_PDF,
    PTE_AS_TERMINAL /* text with bold headings, for a terminal */
};

/** One name and value as they came from the command line or the URL, decoded. */
struct pte_given {
    const char *name, *value;
};

/**
 * Answers a question from given names and values.
 *
 * form   PTE_AS_SVG and the like only for the question "map", which has no other but
 *        JSON
 * columns  of the terminal, for PTE_AS_TEXT
 * body   out: the whole answer; released by the caller. Untouched on failure
 * Fails  PTE_EUSAGE no such parameter or value, with the nearest right one as hint; and
 *        whatever the answer fails with
 */
bool pte_question_answer(const struct pte_question *question, struct pte_store *store,
                         const struct pte_given *given, size_t n_given,
                         enum pte_form form, size_t columns,
                         struct pte_progress *progress, struct pte_text *body,
                         struct pte_error *err);

/** The revision of what the question would read, for an ETag: grows with every change. */
bool pte_question_revision(struct pte_store *store, const struct pte_given *given,
                           size_t n_given, uint64_t *revision, struct pte_error *err);

/** The error as a problem document (RFC 9457), the same for --json and HTTP. */
void pte_problem_document(const struct pte_error *err, int status, struct pte_text *body);
int pte_problem_status(const struct pte_error *err); /* HTTP */
int pte_problem_exit(const struct pte_error *err);   /* sysexits */

#endif

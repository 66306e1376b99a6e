/* api/answer.h - what an answer is made of: a document, and what a person reads of it.
 *
 * An answer fills the document's parts; sentences and tables it hands over on the way
 * are written at once if the form asked for is text or CSV, and nothing otherwise. */
#ifndef PTE_API_ANSWER_H
#define PTE_API_ANSWER_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "api/questions.h"
#include "api/table/table.h"
#include "core/base/text.h"
#include "core/model/vocabulary.h"

struct pte_answer {
    enum pte_form form;
    struct pte_reader reader; /* language, columns, labels */
    json_t *question;         /* name and parameters as understood */
    json_t *study;            /* its code, or null */
    json_t *revision;         /* a number, or null */
    json_t *computed;         /* what the numbers rest on */
    json_t *data;             /* differs by question: api/schemas/ */
    json_t *notes;            /* why a value is missing, and other doubts */
    struct pte_text text;     /* for people, so far; wanted if form is PTE_AS_TEXT */
    struct pte_text csv;      /* the table for programs */
    struct pte_text picture;  /* of the question "map" */
    struct pte_text hint;     /* words for stderr after the answer: the next command */
};

/** An empty answer; language and columns as asked. */
void pte_answer_begin(struct pte_answer *answer, enum pte_form form,
                      enum pte_language language, size_t columns);
void pte_answer_release(struct pte_answer *answer);

/** Whether the form is one that people read. */
bool pte_answer_is_text(const struct pte_answer *answer);

/** A heading line, for people. */
void pte_answer_title(struct pte_answer *answer, const char *title);

/** A sentence wrapped to the terminal, for people. */
void pte_answer_line(struct pte_answer *answer, const char *sentence);

/** Keeps a note: in the document, and below the tables. The same note twice is one. */
void pte_answer_note(struct pte_answer *answer, const char *sentence);

/** A table for people. rows is lent: its owner is the document, or the caller. */
void pte_answer_table(struct pte_answer *answer, const struct pte_table *table);

/** The table for programs; each question has one. Columns without heading count too. */
void pte_answer_csv(struct pte_answer *answer, const struct pte_table *table);

/** The whole answer in its form. */
void pte_answer_write(const struct pte_answer *answer, struct pte_text *body);

/** The value of a parameter by name, or NULL. Asking for one the question has not is our
 * own mistake. */
const char *pte_ask_value(const struct pte_ask *ask, const char *name);

/** A parameter with a number, which was checked. */
double pte_ask_number(const struct pte_ask *ask, const char *name);

#endif

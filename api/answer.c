/* api/answer.c - what an answer is made of: a document, and what a person reads of it. */
#include "api/answer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "api/documents/json.h"
#include "api/language.h"
#include "core/base/memory.h"
#include "core/base/number.h"

void pte_answer_begin(struct pte_answer *answer, enum pte_form form,
                      enum pte_language language, size_t columns)
{
    *answer = (struct pte_answer){
        .form = form,
        .reader = {.language = language,
                   .columns = columns < 20 ? 20 : columns,
                   .is_terminal = form == PTE_AS_TERMINAL},
        .question = json_object(),
        .study = json_null(),
        .revision = json_null(),
        .computed = json_object(),
        .data = json_object(),
        .notes = json_array(),
    };
}

void pte_answer_release(struct pte_answer *answer)
{
    pte_json_release(&answer->question);
    pte_json_release(&answer->study);
    pte_json_release(&answer->revision);
    pte_json_release(&answer->computed);
    pte_json_release(&answer->data);
    pte_json_release(&answer->notes);
    pte_text_release(&answer->text);
    pte_text_release(&answer->csv);
    pte_text_release(&answer->picture);
    pte_text_release(&answer->hint);
}

bool pte_answer_is_text(const struct pte_answer *answer)
{
    return answer->form == PTE_AS_TEXT || answer->form == PTE_AS_TERMINAL;
}

void pte_answer_title(struct pte_answer *answer, const char *title)
{
    PTE_AUTO(pte_free) char *clean = pte_text_clean(title);

    if (!pte_answer_is_text(answer))
        return;
    if (answer->text.length > 0)
        pte_text_add(&answer->text, "\n");
    pte_text_add(&answer->text, answer->reader.is_terminal ? "\033[1m" : "");
    pte_table_wrap(clean, answer->reader.columns, /* indent */ 0, &answer->text);
    pte_text_add(&answer->text, answer->reader.is_terminal ? "\033[0m\n" : "\n");
}

void pte_answer_line(struct pte_answer *answer, const char *sentence)
{
    PTE_AUTO(pte_free) char *clean = pte_text_clean(sentence);

    if (!pte_answer_is_text(answer))
        return;
    pte_table_wrap(clean, answer->reader.columns, /* indent */ 0, &answer->text);
    pte_text_add(&answer->text, "\n");
}

void pte_answer_note(struct pte_answer *answer, const char *sentence)
{
    size_t i;
    const json_t *note;

    json_array_foreach (answer->notes, i, note)
        if (strcmp(json_string_value(note), sentence) == 0)
            return;
    pte_json_add(answer->notes, pte_json_words(sentence));
}

void pte_answer_table(struct pte_answer *answer, const struct pte_table *table)
{
    if (pte_answer_is_text(answer))
        pte_table_text(table, &answer->reader, &answer->text);
}

void pte_answer_csv(struct pte_answer *answer, const struct pte_table *table)
{
    if (answer->form == PTE_AS_CSV)
        pte_table_csv(table, &answer->csv);
}

/* The one shape of all documents (DESIGN 5). */
static void write_document(const struct pte_answer *answer, struct pte_text *body)
{
    PTE_AUTO(pte_json_release) json_t *document = json_object();

    pte_json_set(document, "puente", pte_json_words(PTE_VERSION));
    pte_json_set(document, "question", json_incref(answer->question));
    pte_json_set(document, "study", json_incref(answer->study));
    pte_json_set(document, "revision", json_incref(answer->revision));
    pte_json_set(document, "computed", json_incref(answer->computed));
    pte_json_set(document, "data", json_incref(answer->data));
    pte_json_set(document, "notes", json_incref(answer->notes));
    pte_json_write(document, body);
}

static void write_text(const struct pte_answer *answer, struct pte_text *body)
{
    size_t i;
    const json_t *note;

    pte_text_add(body, pte_text_get(&answer->text));
    if (json_array_size(answer->notes) > 0)
        pte_text_add(body, "\n");
    json_array_foreach (answer->notes, i, note) {
        PTE_AUTO(pte_free) char *clean = pte_text_clean(json_string_value(note));

        pte_text_add(body, "* ");
        pte_table_wrap(clean, answer->reader.columns - 2, /* indent */ 2, body);
        pte_text_add(body, "\n");
    }
}

void pte_answer_write(const struct pte_answer *answer, struct pte_text *body)
{
    switch (answer->form) {
    case PTE_AS_JSON:
        write_document(answer, body);
        break;
    case PTE_AS_CSV:
        pte_text_add(body, pte_text_get(&answer->csv));
        break;
    case PTE_AS_TEXT:
    case PTE_AS_TERMINAL:
        write_text(answer, body);
        break;
    default:
        pte_text_add_bytes(body, pte_text_get(&answer->picture), answer->picture.length);
    }
}

const char *pte_ask_value(const struct pte_ask *ask, const char *name)
{
    const size_t letters = strlen(name);
    size_t i = 0;

    for (const char *at = ask->question->parameters; at != NULL; i++) {
        if (strncmp(at, name, letters) == 0 &&
            (at[letters] == ' ' || at[letters] == '\0'))
            return ask->value[i];
        at = strchr(at, ' ');
        at = at == NULL ? NULL : at + 1;
    }
    assert(!"the question has no such parameter");
    return NULL;
}

double pte_ask_number(const struct pte_ask *ask, const char *name)
{
    double value = 0;

    pte_number_read(pte_ask_value(ask, name), '.', &value);
    return value;
}

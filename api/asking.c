/* api/asking.c - from given names and values to an answer: what was meant, or why not. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/answer.h"
#include "api/asking.h"
#include "api/documents/json.h"
#include "api/language.h"
#include "api/nearest.h"
#include "api/questions.h"
#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/number.h"
#include "core/store/store.h"

enum { MOST_PARAMETERS = 24 };

const char *pte_parameter_next(const char **rest, char *name)
{
    size_t letters;

    while (**rest == ' ')
        ++*rest;
    if (**rest == '\0')
        return NULL;
    letters = strcspn(*rest, " ");
    snprintf(name, PTE_PARAMETER_BYTES, "%.*s", (int)letters, *rest);
    *rest += letters;
    return name;
}

/* A value as it may stand in a sentence: short and without control characters. */
static const char *shown(const char *value, char *text, size_t bytes)
{
    PTE_AUTO(pte_free) char *clean = NULL;
    PTE_AUTO(pte_free) char *short_one = NULL;

    if (!pte_text_valid(value, strlen(value), NULL)) {
        snprintf(text, bytes, "?");
        return text;
    }
    clean = pte_text_clean(value);
    short_one = pte_text_fit(clean, 40);
    snprintf(text, bytes, "%s", short_one);
    return text;
}

/* The words of "union|confirmed|directed"; at most 8. */
static bool is_one_of(const char *words, const char *value, char *nearest)
{
    char copy[128];
    const char *word[8];
    size_t n = 0;
    char *rest = NULL;
    const char *found;

    snprintf(copy, sizeof(copy), "%s", words);
    for (char *at = strtok_r(copy, "|", &rest); at != NULL && n < 8;
         at = strtok_r(NULL, "|", &rest)) {
        if (strcmp(at, value) == 0)
            return true;
        word[n++] = at;
    }
    found = pte_nearest(value, word, n);
    snprintf(nearest, 128, "%s", found == NULL ? "" : found);
    return false;
}

static bool check_whole(const struct pte_parameter *parameter, const char *value,
                        const char *quoted, struct pte_error *err)
{
    long least = 0, most = 0, number;

    if (sscanf(parameter->values, "whole %ld %ld", &least, &most) == 2 &&
        pte_number_read_whole(value, least, most, &number))
        return true;
    pte_fail(err, PTE_EUSAGE, "'%s' is no value for %s", quoted, parameter->name);
    return pte_hint(err, "a whole number from %ld to %ld", least, most);
}

bool pte_parameter_check(const struct pte_parameter *parameter, const char *value,
                         struct pte_error *err)
{
    char quoted[256], nearest[128] = "";

    shown(value, quoted, sizeof(quoted));
    if (!pte_text_valid(value, strlen(value), NULL) || strlen(value) > 4096)
        return pte_fail(err, PTE_EUSAGE, "the value of %s is not a text in UTF-8",
                        parameter->name);
    if (strcmp(parameter->values, "text") == 0) {
        if (value[0] != '\0')
            return true;
        return pte_fail(err, PTE_EUSAGE, "%s is empty", parameter->name);
    }
    if (strncmp(parameter->values, "whole", 5) == 0)
        return check_whole(parameter, value, quoted, err);
    if (strcmp(parameter->values, "yes") == 0) {
        if (strcmp(value, "yes") == 0 || strcmp(value, "no") == 0)
            return true;
        pte_fail(err, PTE_EUSAGE, "'%s' is no value for %s", quoted, parameter->name);
        return pte_hint(err, "yes or no");
    }
    if (is_one_of(parameter->values, value, nearest))
        return true;
    pte_fail(err, PTE_EUSAGE, "'%s' is no value for %s", quoted, parameter->name);
    if (nearest[0] != '\0')
        return pte_hint(err, "did you mean '%s'? It can be %s", nearest,
                        parameter->values);
    return pte_hint(err, "it can be %s", parameter->values);
}

bool pte_parameter_unknown(const char *allowed, const char *name, const char *before,
                           struct pte_error *err)
{
    char names[MOST_PARAMETERS][PTE_PARAMETER_BYTES], quoted[256];
    const char *word[MOST_PARAMETERS], *found;
    size_t n = 0;

    while (n < MOST_PARAMETERS && pte_parameter_next(&allowed, names[n]) != NULL) {
        word[n] = names[n];
        n++;
    }
    found = pte_nearest(name, word, n);
    pte_fail(err, PTE_EUSAGE, "no such parameter here: '%s%s'", before,
             shown(name, quoted, sizeof(quoted)));
    if (found != NULL)
        return pte_hint(err, "did you mean '%s%s'?", before, found);
    return false;
}

/* Where a name stands among a question's parameters; false if it does not. */
static bool position(const char *allowed, const char *name, size_t *at)
{
    char one[PTE_PARAMETER_BYTES];

    for (size_t i = 0; pte_parameter_next(&allowed, one) != NULL; i++)
        if (strcmp(one, name) == 0) {
            *at = i;
            return true;
        }
    return false;
}

/* Fills value[] with what was given, then with the defaults. */
static bool understand(const struct pte_question *question, const struct pte_given *given,
                       size_t n_given, const char **value, struct pte_error *err)
{
    const char *rest = question->parameters;
    char name[PTE_PARAMETER_BYTES];

    for (size_t g = 0; g < n_given; g++) {
        size_t at;

        if (!position(question->parameters, given[g].name, &at))
            return pte_parameter_unknown(question->parameters, given[g].name, "", err);
        if (value[at] != NULL) {
            pte_fail(err, PTE_EUSAGE, "%s is given twice", given[g].name);
            return pte_hint(err, "several values of one parameter go with commas");
        }
        if (!pte_parameter_check(pte_parameter_find(given[g].name), given[g].value, err))
            return false;
        value[at] = given[g].value;
    }
    for (size_t i = 0; pte_parameter_next(&rest, name) != NULL; i++)
        if (value[i] == NULL)
            value[i] = pte_parameter_find(name)->fallback;
    return true;
}

/* The question as understood; answers refine what only the data can tell. */
static void tell_question(const struct pte_question *question, const char *const *value,
                          json_t *told)
{
    const char *rest = question->parameters;
    char name[PTE_PARAMETER_BYTES];

    pte_json_set(told, "name", pte_json_words(question->name));
    for (size_t i = 0; pte_parameter_next(&rest, name) != NULL; i++) {
        const struct pte_parameter *parameter = pte_parameter_find(name);
        double number;

        if (value[i] != NULL && strncmp(parameter->values, "whole", 5) == 0 &&
            pte_number_read(value[i], '.', &number))
            pte_json_set(told, name, json_integer((json_int_t)number));
        else
            pte_json_set(told, name, pte_json_words(value[i]));
    }
}

static bool check_form(const struct pte_question *question, enum pte_form form,
                       struct pte_error *err)
{
    const bool is_map = strcmp(question->name, "map") == 0;
    const bool is_picture =
        form == PTE_AS_SVG || form == PTE_AS_PNG || form == PTE_AS_PDF;

    if (form == PTE_AS_JSON || is_map == is_picture)
        return true;
    if (is_map) {
        pte_fail(err, PTE_EUSAGE, "a map has no table");
        return pte_hint(err, "its forms are svg, png, pdf and json");
    }
    pte_fail(err, PTE_EUSAGE, "'%s' has no picture", question->name);
    return pte_hint(err, "only the question 'map' has one");
}

bool pte_question_answer(const struct pte_question *question, struct pte_store *store,
                         const struct pte_given *given, size_t n_given,
                         enum pte_form form, size_t columns,
                         struct pte_progress *progress, struct pte_text *body,
                         struct pte_error *err)
{
    const char *value[MOST_PARAMETERS] = {NULL};
    PTE_AUTO(pte_answer_release) struct pte_answer answer = {0};
    struct pte_ask ask = {
        .question = question, .value = value, .store = store, .progress = progress};
    enum pte_language language;

    if (!check_form(question, form, err) ||
        !understand(question, given, n_given, value, err) ||
        !pte_language_choose(pte_ask_value(&ask, "lang"), &language, err))
        return false;

    pte_answer_begin(&answer, form, language, columns);
    tell_question(question, value, answer.question);
    pte_json_set(answer.question, "lang", pte_json_words(pte_language_code(language)));
    if (!question->answer(&ask, &answer, err))
        return false;
    pte_answer_write(&answer, body);
    return true;
}

bool pte_question_revision(struct pte_store *store, const struct pte_given *given,
                           size_t n_given, uint64_t *revision, struct pte_error *err)
{
    PTE_AUTO(pte_studies_release) struct pte_studies studies = {0};
    const char *study = getenv("PUENTE_STUDY");
    uint64_t sum = 0;

    for (size_t g = 0; g < n_given; g++)
        if (strcmp(given[g].name, "study") == 0)
            study = given[g].value;
    if (!pte_store_studies(store, &studies, err))
        return false;
    /* Without a named study any change may change the answer, if only from "the only
     * study" to "which one?". */
    for (size_t i = 0; i < studies.n; i++)
        if (study == NULL || strcmp(studies.study[i].code, study) == 0)
            sum += studies.study[i].revision;
    *revision = sum;
    return true;
}

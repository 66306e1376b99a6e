/* api/answers/findings.c - what was doubtful in the files, with its place. */
#include "api/answers/findings.h"

#include <stdio.h>

#include "api/answer.h"
#include "api/documents/json.h"
#include "api/language.h"
#include "core/base/memory.h"
#include "core/model/survey.h"

enum { LETTERS = 8, MOST_OF_A_KIND = 4 }; /* findings of one code for people */

/* 1 is A, 27 is AA, as spreadsheets count. letters: at least LETTERS bytes */
static const char *column_letters(uint32_t column, char *letters)
{
    char turned[LETTERS];
    size_t n = 0;

    for (; column > 0 && n < LETTERS - 1; column = (column - 1) / 26)
        turned[n++] = (char)('A' + (column - 1) % 26);
    for (size_t i = 0; i < n; i++)
        letters[i] = turned[n - 1 - i];
    letters[n] = '\0';
    return letters;
}

json_t *pte_findings_rows(const struct pte_survey *survey)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < survey->n_findings; i++) {
        const struct pte_finding *finding = &survey->findings[i];
        const struct pte_place *place = &finding->place;
        json_t *row = json_object();
        char letters[LETTERS];

        pte_json_set(row, "code", pte_json_words(finding->code));
        pte_json_set(row, "is_fault", json_boolean(finding->is_fault));
        pte_json_set(row, "file",
                     place->file < survey->n_files
                         ? pte_json_words(survey->files[place->file].name)
                         : json_null());
        pte_json_set(row, "sheet", pte_json_words(place->sheet));
        pte_json_set(row, "row",
                     place->row == 0 ? json_null() : pte_json_count(place->row));
        pte_json_set(row, "column",
                     place->column == 0
                         ? json_null()
                         : pte_json_words(column_letters(place->column, letters)));
        pte_json_set(row, "sentence", pte_json_words(finding->sentence));
        pte_json_set(row, "advice", pte_json_words(finding->advice));
        pte_json_set(row, "value", pte_json_words(finding->value));
        pte_json_add(rows, row);
    }
    return rows;
}

static void add_place(const json_t *row, enum pte_language lang, struct pte_text *line)
{
    const char *file = json_string_value(json_object_get(row, "file"));
    const char *sheet = json_string_value(json_object_get(row, "sheet"));
    const char *column = json_string_value(json_object_get(row, "column"));
    const json_t *number = json_object_get(row, "row");

    if (file != NULL)
        pte_text_add(line, file);
    if (sheet != NULL)
        pte_text_addf(line, pte_say(lang, N_(", sheet %s")), sheet);
    if (json_is_integer(number))
        pte_text_addf(line, pte_say(lang, N_(", row %d")),
                      (int)json_integer_value(number));
    if (column != NULL)
        pte_text_addf(line, pte_say(lang, N_(", column %s")), column);
    pte_text_add(line, ": ");
}

/* Counts one more finding of a code, and tells how many there were before. */
static json_int_t count_one(json_t *counts, const char *code)
{
    const json_int_t before = json_integer_value(json_object_get(counts, code));

    pte_json_set(counts, code, json_integer(before + 1));
    return before;
}

static void tell_one(struct pte_answer *answer, const json_t *row)
{
    const enum pte_language lang = answer->reader.language;
    const char *advice = json_string_value(json_object_get(row, "advice"));
    const char *value = json_string_value(json_object_get(row, "value"));
    PTE_AUTO(pte_text_release) struct pte_text line = {0};

    add_place(row, lang, &line);
    if (json_is_true(json_object_get(row, "is_fault")))
        pte_text_add(&line, pte_say(lang, N_("fault: ")));
    if (value != NULL)
        pte_text_addf(&line, "'%s': ", value);
    pte_text_add(&line, json_string_value(json_object_get(row, "sentence")));
    if (advice != NULL)
        pte_text_addf(&line, " (%s)", advice);
    pte_answer_line(answer, pte_text_get(&line));
}

void pte_findings_table(struct pte_answer *answer, const json_t *rows)
{
    const enum pte_language lang = answer->reader.language;
    PTE_AUTO(pte_json_release) json_t *counts = json_object();
    PTE_AUTO(pte_text_release) struct pte_text line = {0};
    size_t left_out = 0, i;
    const json_t *row;

    if (json_array_size(rows) == 0 || !pte_answer_is_text(answer))
        return;
    pte_answer_title(answer, pte_say(lang, N_("Findings in the files")));
    json_array_foreach (rows, i, row) {
        if (count_one(counts, json_string_value(json_object_get(row, "code"))) <
            MOST_OF_A_KIND)
            tell_one(answer, row);
        else
            left_out++;
    }
    if (left_out == 0)
        return;
    pte_text_addf(&line,
                  pte_say(lang, N_("and %zu more of the same kinds: --json has all")),
                  left_out);
    pte_answer_line(answer, pte_text_get(&line));
}

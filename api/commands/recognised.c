/* api/commands/recognised.c - what a file is, shown before it is imported. */
#include "api/commands/recognised.h"

#include <stdio.h>
#include <string.h>

#include "api/answer.h"
#include "api/documents/json.h"
#include "api/language.h"
#include "core/base/text.h"
#include "importers/tools/export.h"

static const struct pte_column columns[] = {
    {"what", N_("what"), PTE_WORDS, NULL, 0},
    {"found", N_("found in the file"), PTE_PROSE, NULL, 0},
};

static const char *delimiter_words(enum pte_language lang, char delimiter)
{
    return delimiter == ';'    ? pte_say(lang, N_("semicolon"))
           : delimiter == '\t' ? pte_say(lang, N_("tab"))
           : delimiter == '|'  ? pte_say(lang, N_("bar"))
                               : pte_say(lang, N_("comma"));
}

static json_t *child_rows(const struct pte_tool_export *export)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < export->n_children; i++) {
        json_t *row = json_object();

        pte_json_set(row, "name", pte_json_words(export->children[i].name));
        pte_json_set(row, "rows", pte_json_count(export->children[i].rows));
        pte_json_add(rows, row);
    }
    return rows;
}

static json_t *sample_list(const struct pte_tool_export *export)
{
    json_t *list = json_array();

    for (size_t i = 0; i < PTE_TOOL_SAMPLES && export->samples[i] != NULL; i++)
        pte_json_add(list, pte_json_words(export->samples[i]));
    return list;
}

static json_t *document_row(const char *name, const struct pte_tool_export *export)
{
    const char delimiter[] = {export->delimiter, '\0'};
    json_t *row = json_object();

    pte_json_set(row, "file", pte_json_words(name));
    pte_json_set(row, "part", pte_json_words(export->part));
    pte_json_set(row, "tool", pte_json_words(pte_tool_name(export->tool)));
    pte_json_set(row, "certainty", pte_json_count(export->certainty));
    pte_json_set(row, "reason", pte_json_words(export->reason));
    pte_json_set(row, "encoding", pte_json_words(export->encoding));
    pte_json_set(row, "delimiter",
                 export->delimiter != '\0' ? pte_json_words(delimiter) : json_null());
    pte_json_set(row, "header_rows", pte_json_count(export->header_rows));
    pte_json_set(row, "rows", pte_json_count(export->rows));
    pte_json_set(row, "respondents", pte_json_count(export->respondents));
    pte_json_set(row, "columns", pte_json_count(export->n_columns));
    pte_json_set(row, "questions", pte_json_count(export->n_questions));
    pte_json_set(row, "key",
                 export->key > 0 ? pte_json_words(export->columns[export->key - 1].name)
                                 : json_null());
    pte_json_set(row, "children", child_rows(export));
    pte_json_set(row, "samples", sample_list(export));
    pte_json_set(row, "notes", pte_json_list(export->notes, export->n_notes));
    return row;
}

static void add_line(json_t *rows, const char *what, const char *found)
{
    json_t *row = json_object();

    pte_json_set(row, "what", pte_json_words(what));
    pte_json_set(row, "found", pte_json_words(found));
    pte_json_add(rows, row);
}

static void add_count(json_t *rows, const char *what, size_t n)
{
    char text[32];

    snprintf(text, sizeof(text), "%zu", n);
    add_line(rows, what, text);
}

static void add_reading(json_t *rows, enum pte_language lang,
                        const struct pte_tool_export *export)
{
    PTE_AUTO(pte_text_release) struct pte_text tool = {0};

    pte_text_addf(&tool, "%s (%s)", pte_tool_label(export->tool),
                  pte_tool_name(export->tool));
    add_line(rows, pte_say(lang, N_("tool")), tool.bytes);
    add_line(rows, pte_say(lang, N_("because")), export->reason);
    if (export->part != NULL)
        add_line(rows, pte_say(lang, N_("table")), export->part);
    if (export->encoding != NULL)
        add_line(rows, pte_say(lang, N_("encoding")), export->encoding);
    if (export->delimiter != '\0')
        add_line(rows, pte_say(lang, N_("delimiter")),
                 delimiter_words(lang, export->delimiter));
    add_count(rows, pte_say(lang, N_("header rows")), export->header_rows);
}

static void add_content(json_t *rows, enum pte_language lang,
                        const struct pte_tool_export *export)
{
    char text[80];

    snprintf(text, sizeof(text), pte_say(lang, N_("%zu, in %zu rows")),
             export->respondents, export->rows);
    add_line(rows, pte_say(lang, N_("respondents")), text);
    add_count(rows, pte_say(lang, N_("columns")), export->n_columns);
    add_count(rows, pte_say(lang, N_("questions")), export->n_questions);
    add_line(rows, pte_say(lang, N_("key")),
             export->key > 0 ? export->columns[export->key - 1].name
                             : pte_say(lang, N_("none: name one in the mapping")));
    for (size_t i = 0; i < export->n_children; i++) {
        PTE_AUTO(pte_text_release) struct pte_text child = {0};

        pte_text_addf(&child, pte_say(lang, N_("%s, %zu rows")), export->children[i].name,
                      export->children[i].rows);
        add_line(rows, pte_say(lang, N_("child table")), child.bytes);
    }
    for (size_t i = 0; i < PTE_TOOL_SAMPLES && export->samples[i] != NULL; i++)
        add_line(rows, pte_say(lang, N_("reads as")), export->samples[i]);
    for (size_t i = 0; i < export->n_notes; i++)
        add_line(rows, pte_say(lang, N_("note")), export->notes[i]);
}

json_t *pte_recognised_tell(const char *path, const struct pte_tool_export *export,
                            struct pte_answer *answer)
{
    const enum pte_language lang = answer->reader.language;
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
    PTE_AUTO(pte_json_release) json_t *rows = json_array();
    const struct pte_table table = {.rows = rows,
                                    .columns = columns,
                                    .n_columns = sizeof(columns) / sizeof(columns[0])};

    add_reading(rows, lang, export);
    add_content(rows, lang, export);
    pte_answer_title(answer, name);
    pte_answer_table(answer, &table);
    return document_row(name, export);
}

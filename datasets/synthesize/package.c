/* datasets/synthesize/package.c - writes datapackage.json: what stands in which file. */
#include <string.h>

#include "core/base/file.h"
#include "core/base/text.h"
#include "datasets/synthesize/export.h"

enum { TEXT = '\0' };

/* None of our texts has a character that JSON escapes, but for the tab. */
static void add_string(struct pte_text *json, const char *text)
{
    pte_text_addf(json, "\"%s\"", strcmp(text, "\t") == 0 ? "\\t" : text);
}

/* decimal: the mark of a number, or NUL for text. */
static void add_field(struct pte_text *json, const char *name, char decimal,
                      const char *title)
{
    const char *last = json->bytes + json->length - 1;

    pte_text_add(json, *last == '[' ? "\n          " : ",\n          ");
    pte_text_add(json, "{\"name\": ");
    add_string(json, name);
    pte_text_addf(json, ", \"type\": \"%s\"", decimal == '\0' ? "string" : "number");
    pte_text_add(json, decimal == ',' ? ", \"decimalChar\": \",\"" : "");
    pte_text_addf(json, ", \"title\": \"%s\"}", title);
}

/* One field for each star of a pattern. */
static void add_field_of(struct pte_text *json, const char *pattern, const char *star,
                         char decimal, const char *title)
{
    PTE_AUTO(pte_text_release) struct pte_text name = {0}, full = {0};

    pte_export_fill(&name, pattern, star);
    pte_text_addf(&full, "%s: %s", title, star);
    add_field(json, name.bytes, decimal, full.bytes);
}

static void add_fields_of(struct pte_text *json, const char *pattern,
                          const char *const *code, size_t n, char decimal,
                          const char *title)
{
    for (size_t i = 0; i < n; i++)
        add_field_of(json, pattern, code[i], decimal, title);
}

static void add_answer_fields(struct pte_text *json, const struct pte_dialect *dialect,
                              const char *const *id, size_t n)
{
    static const char *const titles[PTE_COLUMNS] = {
        "key of the answer", "day", "organization", "role", "gender", "consent"};
    static const char *const ranks[PTE_STUDY_RANKS] = {"1", "2", "3"};
    const bool has_words = dialect->levels[0] != NULL && dialect->blank_level[0] == '\0';
    const char level = has_words ? TEXT : dialect->decimal;

    for (size_t c = 0; c < PTE_COLUMNS; c++)
        add_field(json, dialect->column[c], TEXT, titles[c]);
    for (size_t r = 0; r < PTE_STUDY_RELATIONS; r++) {
        if (dialect->answered[r] != NULL)
            add_field(json, dialect->answered[r], TEXT, "block answered");
        add_fields_of(json, dialect->level[r], id, n, level, pte_study_relations[r]);
    }
    for (size_t w = 0; w < PTE_STUDY_WISHES; w++)
        add_fields_of(json, dialect->wished[w], id, n, TEXT, "wished tie");
    add_fields_of(json, dialect->function, pte_study_functions, PTE_STUDY_FUNCTIONS, TEXT,
                  "performs");
    add_fields_of(json, dialect->challenge, ranks, PTE_STUDY_RANKS, TEXT,
                  "challenge of rank");
    add_fields_of(json, dialect->training, pte_study_occupations, PTE_STUDY_OCCUPATIONS,
                  dialect->decimal, "trained a year, ISCO-08");
    add_fields_of(json, dialect->vacancy, pte_study_occupations, PTE_STUDY_OCCUPATIONS,
                  dialect->decimal, "jobs a year, ISCO-08");
}

static void add_roster_fields(struct pte_text *json, const struct pte_dialect *dialect)
{
    static const char *const titles[PTE_ROSTER_COLUMNS] = {
        "id",   "name",   "acronym",   "sector", "kind",
        "side", "region", "women led", "parent", "asked"};

    for (size_t c = 0; c < PTE_ROSTER_COLUMNS; c++)
        add_field(json, dialect->roster[c], TEXT, titles[c]);
}

static void add_resource(struct pte_text *json, const struct pte_study_country *country,
                         bool is_roster)
{
    const struct pte_dialect *dialect = pte_dialect_of(country->plan);
    PTE_AUTO(pte_free) char *file = pte_export_file(country->plan, is_roster);
    const char delimiter[] = {dialect->delimiter, '\0'};
    const char *id[PTE_STUDY_MOST];

    for (size_t i = 0; i < country->n; i++)
        id[i] = country->organization[i].id;
    pte_text_addf(json, "    {\n      \"name\": \"%s%s\",\n", is_roster ? "roster-" : "",
                  country->plan->name);
    pte_text_addf(json, "      \"path\": \"%s\",\n      \"synthetic\": true,\n", file);
    pte_text_addf(json, "      \"description\": \"%s, as written by %s\",\n",
                  is_roster ? "who was asked" : "answers, one row a person",
                  dialect->tool);
    pte_text_add(json,
                 "      \"profile\": \"tabular-data-resource\",\n"
                 "      \"format\": \"csv\",\n      \"mediatype\": \"text/csv\",\n");
    pte_text_addf(json, "      \"encoding\": \"%s\",\n",
                  pte_encoding_name(dialect->encoding));
    pte_text_add(json, "      \"dialect\": {\"delimiter\": ");
    add_string(json, delimiter);
    pte_text_addf(json, ", \"lineTerminator\": \"%s\", \"quoteChar\": \"\\\"\"",
                  dialect->end_of_line[0] == '\r' ? "\\r\\n" : "\\n");
    pte_text_add(json, ", \"doubleQuote\": true, \"header\": true},\n"
                       "      \"schema\": {\n        \"fields\": [");
    if (is_roster)
        add_roster_fields(json, dialect);
    else
        add_answer_fields(json, dialect, id, country->n);
    pte_text_add(json, "\n        ],\n        \"missingValues\": [\"\"");
    if (!is_roster && dialect->blank_level[0] != '\0')
        pte_text_addf(json, ", \"%s\"", dialect->blank_level);
    pte_text_add(json, "],\n        \"primaryKey\": ");
    add_string(json, is_roster ? dialect->roster[0] : dialect->column[PTE_COLUMN_KEY]);
    pte_text_add(json, "\n      }\n    }");
}

bool pte_study_write_package(const struct pte_study *study, const char *folder,
                             struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text path = {0}, json = {0};

    pte_text_add(
        &json,
        "{\n  \"profile\": \"data-package\",\n"
        "  \"name\": \"pacific-alliance-synthetic\",\n"
        "  \"title\": \"Synthetic stakeholder survey of the extractive sector: "
        "Chile, Colombia, Mexico, Peru\",\n"
        "  \"description\": \"Invented by datasets/synthesize.c. No organization "
        "in it exists, nobody was asked. Of the size of project A07.1: 131 people, "
        "96 organizations.\",\n"
        "  \"version\": \"1.0.0\",\n  \"synthetic\": true,\n"
        "  \"licenses\": [{\"name\": \"CC0-1.0\", \"path\": "
        "\"https://creativecommons.org/publicdomain/zero/1.0/\", \"title\": "
        "\"Creative Commons Zero 1.0\"}],\n  \"resources\": [\n");
    for (size_t c = 0; c < PTE_STUDY_COUNTRIES; c++)
        for (int is_roster = 0; is_roster < 2; is_roster++) {
            pte_text_add(&json, c + (size_t)is_roster > 0 ? ",\n" : "");
            add_resource(&json, &study->country[c], is_roster == 1);
        }
    pte_text_add(&json, "\n  ]\n}\n");
    pte_text_addf(&path, "%s/datapackage.json", folder);
    return pte_file_write(path.bytes, json.bytes, json.length, err);
}

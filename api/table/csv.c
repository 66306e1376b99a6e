/* api/table/csv.c - rows of a document after RFC 4180, safe to open in a spreadsheet. */
#include <string.h>

#include "api/table/table.h"
#include "core/base/text.h"

const json_t *pte_table_value(const json_t *row, const char *key)
{
    const char *dot = strchr(key, '.');
    char name[64];
    const json_t *list;

    if (dot == NULL || (size_t)(dot - key) >= sizeof(name))
        return json_object_get(row, key);
    memcpy(name, key, (size_t)(dot - key));
    name[dot - key] = '\0';
    list = json_object_get(row, name);
    if (json_is_object(list))
        return json_object_get(list, dot + 1);
    return json_array_get(list, (size_t)(dot[1] - '0'));
}

/* A spreadsheet runs what begins like this (OWASP, CSV injection). */
static bool is_formula(const char *text)
{
    return text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;
}

static void add_words(const char *text, struct pte_text *out)
{
    const bool formula = is_formula(text);

    if (!formula && strpbrk(text, ",\"\r\n") == NULL) {
        pte_text_add(out, text);
        return;
    }
    pte_text_add(out, formula ? "\"'" : "\"");
    for (; *text != '\0'; text++)
        pte_text_add_bytes(out, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
    pte_text_add(out, "\"");
}

static void add_list(const json_t *list, struct pte_text *out)
{
    struct pte_text joined = {0};
    size_t i;
    const json_t *item;

    json_array_foreach (list, i, item) {
        if (i > 0)
            pte_text_add(&joined, " ");
        if (json_is_number(item))
            pte_text_add_number(&joined, json_number_value(item));
        else if (json_is_string(item))
            pte_text_add(&joined, json_string_value(item));
    }
    add_words(pte_text_get(&joined), out);
    pte_text_release(&joined);
}

static void add_value(const json_t *value, struct pte_text *out)
{
    if (json_is_number(value))
        pte_text_add_number(out, json_number_value(value));
    else if (json_is_string(value))
        add_words(json_string_value(value), out);
    else if (json_is_boolean(value))
        pte_text_add(out, json_is_true(value) ? "true" : "false");
    else if (json_is_array(value))
        add_list(value, out);
}

void pte_table_csv(const struct pte_table *table, struct pte_text *out)
{
    size_t i;
    const json_t *row;

    for (size_t c = 0; c < table->n_columns; c++)
        pte_text_addf(out, "%s%s", c > 0 ? "," : "", table->columns[c].key);
    pte_text_add(out, "\r\n");
    json_array_foreach (table->rows, i, row) {
        for (size_t c = 0; c < table->n_columns; c++) {
            if (c > 0)
                pte_text_add(out, ",");
            add_value(pte_table_value(row, table->columns[c].key), out);
        }
        pte_text_add(out, "\r\n");
    }
}

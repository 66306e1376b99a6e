/* api/documents/json.c - numbers and text into JSON, and JSON into bytes. */
#include "api/documents/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/number.h"
#include "core/base/text.h"

enum { DEEPEST = 32 };

/* As pte_alloc: without memory there is nothing left to answer with. */
static json_t *made(json_t *value)
{
    if (value == NULL) {
        fputs("puente: out of memory\n", stderr);
        abort();
    }
    return value;
}

json_t *pte_json_number(double value)
{
    return isfinite(value) ? made(json_real(value)) : json_null();
}

json_t *pte_json_count(size_t value)
{
    return made(json_integer((json_int_t)value));
}

json_t *pte_json_words(const char *text)
{
    if (text == NULL || !pte_text_valid(text, strlen(text), NULL))
        return json_null();
    return made(json_string_nocheck(text));
}

json_t *pte_json_list(const char *const *texts, size_t n)
{
    json_t *list = made(json_array());

    for (size_t i = 0; i < n; i++)
        pte_json_add(list, pte_json_words(texts[i]));
    return list;
}

void pte_json_set(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new_nocheck(object, key, value) != 0)
        made(NULL);
}

void pte_json_add(json_t *list, json_t *value)
{
    if (json_array_append_new(list, value) != 0)
        made(NULL);
}

void pte_json_release(json_t **value)
{
    json_decref(*value);
    *value = NULL;
}

static void write_words(const char *text, struct pte_text *out)
{
    const char *plain = text;

    pte_text_add_bytes(out, "\"", 1);
    for (const char *at = text; *at != '\0'; at++) {
        const unsigned char c = (unsigned char)*at;

        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
            continue;
        pte_text_add_bytes(out, plain, (size_t)(at - plain));
        if (c == '"' || c == '\\')
            pte_text_addf(out, "\\%c", c);
        else
            pte_text_addf(out, "\\u%04x", c);
        plain = at + 1;
    }
    pte_text_add(out, plain);
    pte_text_add_bytes(out, "\"", 1);
}

static void new_line(int level, struct pte_text *out)
{
    pte_text_addf(out, "\n%*s", 2 * level, "");
}

static bool is_plain(const json_t *list)
{
    size_t i;
    const json_t *item;

    json_array_foreach (list, i, item)
        if (json_is_object(item) || json_is_array(item))
            return false;
    return true;
}

static void write_value(const json_t *value, int level, struct pte_text *out);

static void write_list(const json_t *list, int level, struct pte_text *out)
{
    const bool on_one_line = is_plain(list);
    size_t i;
    const json_t *item;

    pte_text_add(out, "[");
    json_array_foreach (list, i, item) {
        if (i > 0)
            pte_text_add(out, on_one_line ? ", " : ",");
        if (!on_one_line)
            new_line(level + 1, out);
        write_value(item, level + 1, out);
    }
    if (!on_one_line)
        new_line(level, out);
    pte_text_add(out, "]");
}

static void write_object(const json_t *object, int level, struct pte_text *out)
{
    const char *key;
    json_t *item;
    size_t written = 0;

    pte_text_add(out, "{");
    json_object_foreach ((json_t *)object, key, item) {
        if (written++ > 0)
            pte_text_add(out, ",");
        new_line(level + 1, out);
        write_words(key, out);
        pte_text_add(out, ": ");
        write_value(item, level + 1, out);
    }
    if (written > 0)
        new_line(level, out);
    pte_text_add(out, "}");
}

static void write_value(const json_t *value, int level, struct pte_text *out)
{
    assert(level <= DEEPEST);
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        write_object(value, level, out);
        break;
    case JSON_ARRAY:
        write_list(value, level, out);
        break;
    case JSON_STRING:
        write_words(json_string_value(value), out);
        break;
    case JSON_INTEGER:
        pte_text_addf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        break;
    case JSON_REAL:
        pte_text_add_number(out, json_real_value(value));
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        pte_text_add(out, json_is_true(value) ? "true" : "false");
        break;
    default:
        pte_text_add(out, "null");
    }
}

void pte_json_write(const json_t *value, struct pte_text *out)
{
    write_value(value, /* level */ 0, out);
    pte_text_add(out, "\n");
}

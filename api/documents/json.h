/* api/documents/json.h - numbers and text into JSON, and JSON into bytes.
 *
 * Jansson holds the tree; the writing is ours: shortest numbers that read back the
 * same, keys in the order they were set, and no locale. */
#ifndef PTE_API_DOCUMENTS_JSON_H
#define PTE_API_DOCUMENTS_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pte_text;

/** A number; NaN and infinity, which JSON has not, become null. */
json_t *pte_json_number(double value);

json_t *pte_json_count(size_t value);

/** A text; NULL, and bytes that are not UTF-8, become null. */
json_t *pte_json_words(const char *text);

/** A list of n texts. */
json_t *pte_json_list(const char *const *texts, size_t n);

/** Sets object[key], in order; takes value. Out of memory ends the process. */
void pte_json_set(json_t *object, const char *key, json_t *value);

/** Appends to a list; takes value. */
void pte_json_add(json_t *list, json_t *value);

/** Gives a reference back, and empties the variable: PTE_AUTO(pte_json_release). */
void pte_json_release(json_t **value);

/**
 * The bytes of a tree: indented by two blanks a level, a list of plain values on one
 * line, a line break at the end.
 *
 * value  not deeper than 32 levels, which our own documents never are
 */
void pte_json_write(const json_t *value, struct pte_text *out);

#endif

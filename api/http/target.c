/* api/http/target.c - the address of a request, taken apart and decoded. */
#include "api/http/target.h"

#include <stdlib.h>
#include <string.h>

#include "api/questions.h"
#include "core/base/error.h"
#include "core/base/text.h"

/* The guard has seen to it that each % has its two digits. */
static const char *decode(struct pte_arena *arena, const char *text, size_t length)
{
    char *decoded = pte_arena_alloc(arena, length + 1);
    size_t n = 0;

    for (size_t i = 0; i < length; i++) {
        if (text[i] == '%' && i + 2 < length) {
            const char digits[3] = {text[i + 1], text[i + 2], '\0'};

            decoded[n++] = (char)strtol(digits, NULL, 16);
            i += 2;
        } else {
            decoded[n++] = text[i] == '+' ? ' ' : text[i];
        }
    }
    return decoded;
}

const char *pte_target_value(const struct pte_target *target, const char *name)
{
    for (size_t i = 0; i < target->n_given; i++)
        if (strcmp(target->given[i].name, name) == 0)
            return target->given[i].value;
    return NULL;
}

void pte_target_add(struct pte_target *target, const char *name, const char *value)
{
    target->given[target->n_given++] = (struct pte_given){
        pte_arena_text(&target->arena, name), pte_arena_text(&target->arena, value)};
}

static bool take(struct pte_target *target, const char *pair, size_t length,
                 struct pte_error *err)
{
    const char *equals = memchr(pair, '=', length);
    const size_t name_length = equals != NULL ? (size_t)(equals - pair) : length;
    const char *name = decode(&target->arena, pair, name_length);
    const char *value = equals != NULL
                            ? decode(&target->arena, equals + 1, length - name_length - 1)
                            : "yes";

    if (!pte_text_valid(name, strlen(name), NULL) ||
        !pte_text_valid(value, strlen(value), NULL))
        return pte_fail(err, PTE_EUSAGE, "the address holds text that is not UTF-8");
    if (pte_target_value(target, name) != NULL ||
        (strcmp(name, "format") == 0 && target->format != NULL))
        return pte_fail(err, PTE_EUSAGE, "'%.40s' is given twice", name);
    if (target->n_given >= PTE_TARGET_GIVEN)
        return pte_fail(err, PTE_EUSAGE, "more than 32 parameters are given");
    if (strcmp(name, "format") == 0)
        target->format = value;
    else
        target->given[target->n_given++] = (struct pte_given){name, value};
    return true;
}

bool pte_target_read(const char *text, struct pte_target *target, struct pte_error *err)
{
    PTE_AUTO(pte_target_release) struct pte_target found = {0};
    const size_t path = strcspn(text, "?");
    const char *pair = text[path] == '?' ? text + path + 1 : "";

    /* One more than an address may hold: the language of Accept-Language. */
    found.given =
        pte_arena_alloc(&found.arena, (PTE_TARGET_GIVEN + 1) * sizeof(*found.given));
    found.path = pte_arena_slice(&found.arena, text, path);
    while (*pair != '\0') {
        const size_t length = strcspn(pair, "&");

        if (length > 0 && !take(&found, pair, length, err))
            return false;
        pair += length + (pair[length] == '&');
    }
    *target = found;
    found = (struct pte_target){0};
    return true;
}

void pte_target_release(struct pte_target *target)
{
    pte_arena_release(&target->arena);
    *target = (struct pte_target){0};
}

/* core/base/error.c - what went wrong, in one value the caller owns. */
#include "core/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A sentence cut in the middle of a UTF-8 character would be no text at all. */
static void cut_at_a_character(char *text, size_t size, int wanted)
{
    size_t end = strlen(text);

    if (wanted < 0 || (size_t)wanted < size)
        return;
    while (end > 0 && ((unsigned char)text[end - 1] & 0xC0) == 0x80)
        end--;
    if (end > 0 && ((unsigned char)text[end - 1] & 0xC0) == 0xC0)
        end--;
    text[end] = '\0';
}

bool pte_fail(struct pte_error *err, enum pte_kind kind, const char *format, ...)
{
    va_list args;
    int wanted;

    if (err == NULL || err->kind != PTE_OK)
        return false;
    err->kind = kind;
    err->hint[0] = '\0';
    va_start(args, format);
    wanted = vsnprintf(err->message, sizeof(err->message), format, args);
    va_end(args);
    cut_at_a_character(err->message, sizeof(err->message), wanted);
    return false;
}

bool pte_hint(struct pte_error *err, const char *format, ...)
{
    va_list args;
    int wanted;

    if (err == NULL || err->kind == PTE_OK || err->hint[0] != '\0')
        return false;
    va_start(args, format);
    wanted = vsnprintf(err->hint, sizeof(err->hint), format, args);
    va_end(args);
    cut_at_a_character(err->hint, sizeof(err->hint), wanted);
    return false;
}

const char *pte_kind_code(enum pte_kind kind)
{
    static const char *const codes[] = {"ok",    "usage", "input", "not_found",
                                        "store", "graph", "draw",  "system"};

    return codes[kind];
}

/* core/base/text.c - UTF-8 text: building, checking, cleaning, comparing, fitting. */
#include "core/base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "core/base/memory.h"
#include "core/base/number.h"

static void make_room(struct pte_text *text, size_t more)
{
    const size_t wanted = text->length + more + 1;

    if (wanted <= text->room)
        return;
    text->room = wanted < 2 * text->room ? 2 * text->room : wanted + 32;
    text->bytes = pte_resize(text->bytes, text->room, 1);
}

void pte_text_add_bytes(struct pte_text *text, const char *more, size_t length)
{
    make_room(text, length);
    memcpy(text->bytes + text->length, more, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void pte_text_add(struct pte_text *text, const char *more)
{
    pte_text_add_bytes(text, more, strlen(more));
}

void pte_text_addf(struct pte_text *text, const char *format, ...)
{
    va_list args, again;
    int wanted;

    va_start(args, format);
    va_copy(again, args);
    wanted = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (wanted > 0) {
        make_room(text, (size_t)wanted);
        vsnprintf(text->bytes + text->length, (size_t)wanted + 1, format, again);
        text->length += (size_t)wanted;
    }
    va_end(again);
}

void pte_text_add_number(struct pte_text *text, double value)
{
    char digits[PTE_NUMBER_BYTES];

    pte_text_add(text, pte_number_text(value, digits));
}

const char *pte_text_get(const struct pte_text *text)
{
    return text->bytes != NULL ? text->bytes : "";
}

void pte_text_clear(struct pte_text *text)
{
    text->length = 0;
    if (text->bytes != NULL)
        text->bytes[0] = '\0';
}

void pte_text_release(struct pte_text *text)
{
    free(text->bytes);
    *text = (struct pte_text){0};
}

bool pte_text_valid(const char *bytes, size_t length, size_t *at)
{
    const uint8_t *source = (const uint8_t *)bytes;
    size_t i = 0;

    while (i < length) {
        const size_t start = i;
        int32_t position = 0;
        const int32_t left = (int32_t)(length - i > 8 ? 8 : length - i);
        UChar32 c;

        U8_NEXT(source + start, position, left, c);
        if (c <= 0) {
            if (at != NULL)
                *at = start;
            return false;
        }
        i = start + (size_t)position;
    }
    return true;
}

/* UTF-16 as ICU wants it; invalid UTF-8 becomes U+FFFD. To be freed. */
static UChar *wide(const char *text, int32_t *length)
{
    const size_t bytes = strlen(text);
    UChar *result = pte_alloc(bytes + 1, sizeof(*result));
    UErrorCode status = U_ZERO_ERROR;

    u_strFromUTF8WithSub(result, (int32_t)bytes + 1, length, text, (int32_t)bytes, 0xFFFD,
                         NULL, &status);
    return result;
}

/* To be freed. */
static char *narrow(const UChar *text, int32_t length)
{
    char *result = pte_alloc((size_t)length * 3 + 1, 1);
    UErrorCode status = U_ZERO_ERROR;

    u_strToUTF8WithSub(result, length * 3 + 1, NULL, text, length, 0xFFFD, NULL, &status);
    return result;
}

/* NFC or NFD of text. To be freed. */
static UChar *normalized(const UNormalizer2 *form, const UChar *text, int32_t length,
                         int32_t *new_length)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t room = length * 3 + 16;
    UChar *result = pte_alloc((size_t)room, sizeof(*result));

    *new_length = unorm2_normalize(form, text, length, result, room, &status);
    if (status == U_BUFFER_OVERFLOW_ERROR) {
        status = U_ZERO_ERROR;
        room = *new_length + 1;
        result = pte_resize(result, (size_t)room, sizeof(*result));
        *new_length = unorm2_normalize(form, text, length, result, room, &status);
    }
    return result;
}

static bool is_dropped(UChar32 c)
{
    return c == 0xFEFF || U_IS_UNICODE_NONCHAR(c) || U_IS_SURROGATE(c) ||
           (u_charType(c) == U_CONTROL_CHAR && !u_isUWhiteSpace(c));
}

char *pte_text_clean(const char *text)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t length, normal_length, kept = 0;
    PTE_AUTO(pte_free) UChar *source = wide(text, &length);
    PTE_AUTO(pte_free)
    UChar *normal =
        normalized(unorm2_getNFCInstance(&status), source, length, &normal_length);
    bool blank_waits = false;

    for (int32_t i = 0; i < normal_length;) {
        UChar32 c;

        U16_NEXT(normal, i, normal_length, c);
        if (is_dropped(c))
            continue;
        if (u_isUWhiteSpace(c)) {
            blank_waits = kept > 0;
            continue;
        }
        /* What is kept is never longer than what was read: in place is safe. */
        if (blank_waits)
            normal[kept++] = ' ';
        blank_waits = false;
        U16_APPEND_UNSAFE(normal, kept, c);
    }
    return narrow(normal, kept);
}

char *pte_text_begin(const char *text, bool upper)
{
    int32_t length, at = 0, after;
    PTE_AUTO(pte_free) UChar *letters = wide(text, &length);
    UChar32 first, second = 0;

    if (length == 0)
        return narrow(letters, 0);
    U16_NEXT(letters, at, length, first);
    after = at;
    if (after < length)
        U16_NEXT(letters, after, length, second);
    /* An acronym keeps its capitals; a letter of another length keeps its case. */
    if (!upper && u_isupper(second))
        return narrow(letters, length);
    first = upper ? u_toupper(first) : u_tolower(first);
    if (U16_LENGTH(first) == at) {
        int32_t place = 0;

        U16_APPEND_UNSAFE(letters, place, first);
    }
    return narrow(letters, length);
}

char *pte_text_fold(const char *text)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t length, apart_length, kept = 0;
    PTE_AUTO(pte_free) UChar *source = wide(text, &length);
    PTE_AUTO(pte_free)
    UChar *apart =
        normalized(unorm2_getNFKDInstance(&status), source, length, &apart_length);

    for (int32_t i = 0; i < apart_length;) {
        UChar32 c;

        U16_NEXT(apart, i, apart_length, c);
        if (u_charType(c) == U_NON_SPACING_MARK)
            continue;
        c = u_foldCase(c, U_FOLD_CASE_DEFAULT);
        U16_APPEND_UNSAFE(apart, kept, c);
    }
    return narrow(apart, kept);
}

static size_t columns_of(UChar32 c)
{
    const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    const int8_t type = u_charType(c);

    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR ||
        type == U_CONTROL_CHAR)
        return 0;
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

static size_t columns_between(const UChar *text, int32_t from, int32_t to)
{
    size_t columns = 0;

    while (from < to) {
        UChar32 c;

        U16_NEXT(text, from, to, c);
        columns += columns_of(c);
    }
    return columns;
}

size_t pte_text_columns(const char *text)
{
    int32_t length;
    PTE_AUTO(pte_free) UChar *source = wide(text, &length);

    return columns_between(source, 0, length);
}

char *pte_text_fit(const char *text, size_t columns)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t length, end = 0, next;
    PTE_AUTO(pte_free) UChar *source = wide(text, &length);
    UBreakIterator *characters;
    struct pte_text fitted = {0};

    if (columns_between(source, 0, length) <= columns)
        return narrow(source, length);
    characters = ubrk_open(UBRK_CHARACTER, "C", source, length, &status);
    while ((next = ubrk_next(characters)) != UBRK_DONE &&
           columns_between(source, 0, next) + 1 <= columns)
        end = next;
    ubrk_close(characters);
    PTE_AUTO(pte_free) char *begin = narrow(source, end);
    pte_text_add(&fitted, begin);
    if (columns > 0)
        pte_text_add(&fitted, "…");
    return fitted.bytes != NULL ? fitted.bytes : pte_alloc(1, 1);
}

size_t pte_text_characters(const char *text)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t length;
    size_t n = 0;
    PTE_AUTO(pte_free) UChar *source = wide(text, &length);
    UBreakIterator *characters = ubrk_open(UBRK_CHARACTER, "C", source, length, &status);

    while (ubrk_next(characters) != UBRK_DONE)
        n++;
    ubrk_close(characters);
    return n;
}

bool pte_text_is_bidirectional(const char *text)
{
    int32_t length;
    PTE_AUTO(pte_free) UChar *source = wide(text, &length);

    for (int32_t i = 0; i < length;) {
        UChar32 c;

        U16_NEXT(source, i, length, c);
        switch (u_charDirection(c)) {
        case U_RIGHT_TO_LEFT:
        case U_RIGHT_TO_LEFT_ARABIC:
        case U_LEFT_TO_RIGHT_EMBEDDING:
        case U_LEFT_TO_RIGHT_OVERRIDE:
        case U_RIGHT_TO_LEFT_EMBEDDING:
        case U_RIGHT_TO_LEFT_OVERRIDE:
        case U_POP_DIRECTIONAL_FORMAT:
        case U_FIRST_STRONG_ISOLATE:
        case U_LEFT_TO_RIGHT_ISOLATE:
        case U_RIGHT_TO_LEFT_ISOLATE:
        case U_POP_DIRECTIONAL_ISOLATE:
            return true;
        default:
            break;
        }
    }
    return false;
}

/* tests/importers/test_encoding.c - bytes become text, or it is said why not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/encoding.h"

/* What the bytes become; NULL if refused. To be freed. */
static char *decoded(const char *bytes, size_t length, const char *named,
                     const char **used, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text raw = {0};
    struct pte_text text = {0};

    pte_text_add_bytes(&raw, bytes, length);
    return pte_encoding_decode(&raw, named, "x.csv", &text, used, err) ? text.bytes
                                                                       : NULL;
}

static void check_text(const char *bytes, size_t length, const char *named,
                       const char *wanted, const char *encoding)
{
    const char *used = NULL;
    struct pte_error err = {0};
    PTE_AUTO(pte_free) char *text = decoded(bytes, length, named, &used, &err);

    assert_string_equal(err.message, "");
    assert_string_equal(text, wanted);
    assert_string_equal(used, encoding);
}

static void check_refused(const char *bytes, size_t length, const char *named,
                          const char *part)
{
    struct pte_error err = {0};
    PTE_AUTO(pte_free) char *text = decoded(bytes, length, named, NULL, &err);

    assert_null(text);
    if (strstr(err.message, part) == NULL)
        fail_msg("'%s' does not say '%s'", err.message, part);
    assert_true(err.hint[0] != '\0');
}

#define TEXT(bytes, named, wanted, encoding)                                             \
    check_text(bytes, sizeof(bytes) - 1, named, wanted, encoding)
#define REFUSED(bytes, named, part) check_refused(bytes, sizeof(bytes) - 1, named, part)

static void a_byte_order_mark_decides_and_goes(void **state)
{
    (void)state;
    TEXT("\xEF\xBB\xBF"
         "a\n",
         NULL, "a\n", "utf-8");
    TEXT("\xFF\xFE"
         "a\0\xF1\0",
         NULL, "añ", "utf-16le");
    TEXT("\xFE\xFF"
         "\0a\0\xF1",
         NULL, "añ", "utf-16be");
    /* even against what was said */
    TEXT("\xEF\xBB\xBF"
         "\xC3\xB1",
         "windows-1252", "ñ", "utf-8");
}

static void valid_utf8_is_utf8(void **state)
{
    (void)state;
    TEXT("Educación ñandú 🏔", NULL, "Educación ñandú 🏔", "utf-8");
}

static void many_nuls_mean_utf16(void **state)
{
    (void)state;
    TEXT("a\0b\0c\0d\0", NULL, "abcd", "utf-16le");
    TEXT("\0a\0b\0c\0d", "utf-16", "abcd", "utf-16be");
}

static void the_rest_is_windows_1252(void **state)
{
    (void)state;
    TEXT("Educaci\xF3n \x97 a\xF1o \x93x\x94 \x80 2022\x96"
         "2023",
         NULL, "Educación — año “x” € 2022–2023", "windows-1252");
    TEXT("Norte\x96Sur, d\x92"
         "Or, LIMA \xC1NGEL, \xBFQu\xE9?",
         NULL, "Norte–Sur, d’Or, LIMA ÁNGEL, ¿Qué?", "windows-1252");
}

static void what_only_a_wrong_guess_leaves_is_refused(void **state)
{
    (void)state;
    REFUSED("educaci\x97n", NULL, "cannot tell the encoding"); /* ó of MacRoman */
    REFUSED("Espa\x96"
            "a",
            NULL, "cannot tell the encoding"); /* ñ of MacRoman */
    REFUSED("f\x87"
            "cil",
            NULL, "cannot tell the encoding");                 /* á of MacRoman */
    REFUSED("knowledge\xCAof", NULL, "cannot tell");           /* blank of MacRoman */
    REFUSED("educaci\xA2n", NULL, "cannot tell the encoding"); /* ó of CP850 */
    REFUSED("caf\x82s", NULL, "cannot tell the encoding");     /* é of CP850 */
    REFUSED("ping\x81"
            "ino",
            NULL, "is not windows-1252"); /* ü of CP850: undefined */
}

static void what_is_said_holds(void **state)
{
    (void)state;
    TEXT("educaci\x97n, Espa\x96"
         "a",
         "macroman", "educación, España", "macroman");
    TEXT("educaci\xA2n, Espa\xA4"
         "a",
         "CP850", "educación, España", "cp850");
    TEXT("Espa\xF1"
         "a",
         "latin1", "España", "iso-8859-1");
    TEXT("educaci\x97n", "windows-1252", "educaci—n", "windows-1252");
    REFUSED("Espa\xF1"
            "a",
            "utf-8", "byte 0xf1 at line 1, byte 5");
    REFUSED("x", "klingon", "no encoding is called 'klingon'");
}

static void two_encodings_in_one_file_are_refused_with_the_place(void **state)
{
    (void)state;
    REFUSED("id,name\na,Educaci\xC3\xB3n\nb,Educaci\xF3n\n", NULL,
            "mixes encodings: most of it is UTF-8, but not byte 0xf3 at line 3, byte 10");
}

static void what_is_no_text_is_refused(void **state)
{
    (void)state;
    REFUSED("", NULL, "is empty");
    REFUSED("\xEF\xBB\xBF", NULL, "is empty");
    REFUSED("PK\3\4....", NULL, "an Excel workbook");
    REFUSED("\xD0\xCF\x11\xE0....", "utf-8", "an old Excel workbook");
    REFUSED("\x89PNG\r\n", NULL, "a picture");
    REFUSED("%PDF-1.4", NULL, "a PDF");
    REFUSED("abcdefgh\0ijklmnop", NULL, "a NUL byte at line 1, byte 9");
    REFUSED("\xFF\xFE"
            "a\0\0\0",
            NULL, "a NUL byte");
    REFUSED("\xFF\xFE"
            "a\0\x00\xD8"
            "b\0",
            NULL, "is not utf-16le");
    REFUSED("\xFF\xFE"
            "a\0\n",
            NULL, "is not utf-16le"); /* half a character */
}

static void overlong_and_surrogate_utf8_is_refused(void **state)
{
    (void)state;
    REFUSED("ab\xC0\xAF", "utf-8", "byte 0xc0 at line 1, byte 3");
    REFUSED("ab\r\n\xED\xA0\x80", "utf-8", "byte 0xed at line 2, byte 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_byte_order_mark_decides_and_goes),
        cmocka_unit_test(valid_utf8_is_utf8),
        cmocka_unit_test(many_nuls_mean_utf16),
        cmocka_unit_test(the_rest_is_windows_1252),
        cmocka_unit_test(what_only_a_wrong_guess_leaves_is_refused),
        cmocka_unit_test(what_is_said_holds),
        cmocka_unit_test(two_encodings_in_one_file_are_refused_with_the_place),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(overlong_and_surrogate_utf8_is_refused),
    };

    return cmocka_run_group_tests_name("encoding", tests, NULL, NULL);
}

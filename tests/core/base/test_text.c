/* tests/core/base/test_text.c - UTF-8 text: cleaning, comparing, fitting, regions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/memory.h"
#include "core/base/text.h"

static void a_text_grows_and_is_never_null(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};

    (void)state;
    assert_string_equal(pte_text_get(&text), "");
    for (int i = 0; i < 1000; i++)
        pte_text_addf(&text, "%d,", i % 10);
    pte_text_add_number(&text, 0.5);
    assert_int_equal(text.length, 2003);
    assert_string_equal(text.bytes + 2000, "0.5");
    pte_text_clear(&text);
    assert_string_equal(pte_text_get(&text), "");
}

static void what_is_no_utf8_is_found_where_it_stands(void **state)
{
    static const struct {
        const char *bytes;
        size_t length, at;
    } wrong[] = {{"abc\xff", 4, 3},  {"\xc3", 1, 0},
                 {"a\0b", 3, 1},     {"\xed\xa0\x80", 3, 0} /* a surrogate */,
                 {"\xc0\xaf", 2, 0}, {"ñ\xf4\x90\x80\x80", 6, 2} /* past U+10FFFF */};
    size_t at = 99;

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        assert_false(pte_text_valid(wrong[i].bytes, wrong[i].length, &at));
        assert_int_equal(at, wrong[i].at);
    }
    assert_true(pte_text_valid("Educación 日本 😀", strlen("Educación 日本 😀"), NULL));
    assert_true(pte_text_valid("", 0, NULL));
}

static void a_name_is_cleaned_and_otherwise_itself(void **state)
{
    static const struct {
        const char *raw, *clean;
    } known[] = {{"  Instituto\t Técnico\r\n ", "Instituto Técnico"},
                 {"Educacio\xcc\x81n", "Educaci\xc3\xb3n"}, /* NFD to NFC */
                 {"a\x01\x7f\xc2\x85z", "a z"},             /* U+0085 is a line break */
                 {"\xef\xbb\xbfSENCE", "SENCE"},
                 {"<b>x</b>", "<b>x</b>"},
                 {"\\N =1+1 \"><script>", "\\N =1+1 \"><script>"},
                 {"שלום", "שלום"},
                 {"", ""},
                 {" \t ", ""}};

    (void)state;
    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        PTE_AUTO(pte_free) char *clean = pte_text_clean(known[i].raw);

        assert_string_equal(clean, known[i].clean);
    }
}

static void names_compare_without_case_and_accents(void **state)
{
    PTE_AUTO(pte_free) char *a = pte_text_fold("EDUCACIÓN y Ñandú");
    PTE_AUTO(pte_free) char *b = pte_text_fold("educacion Y nandu");

    (void)state;
    assert_string_equal(a, b);
}

static void a_text_fits_its_columns_without_broken_characters(void **state)
{
    PTE_AUTO(pte_free) char *whole = pte_text_fit("Perú", 4);
    PTE_AUTO(pte_free) char *cut = pte_text_fit("Ministerio de Educación", 12);
    PTE_AUTO(pte_free) char *wide = pte_text_fit("日本語学校", 5);
    PTE_AUTO(pte_free) char *family = pte_text_fit("ae\xcc\x81o", 2);
    PTE_AUTO(pte_free) char *nothing = pte_text_fit("abc", 0);

    (void)state;
    assert_string_equal(whole, "Perú");
    assert_string_equal(cut, "Ministerio …");
    assert_string_equal(wide, "日本…");
    assert_string_equal(family, "a…");
    assert_string_equal(nothing, "");
    assert_int_equal(pte_text_columns("日本"), 4);
    assert_int_equal(pte_text_columns("e\xcc\x81"), 1);
    assert_int_equal(pte_text_characters("e\xcc\x81👩‍🏫x"), 3);
}

static void right_to_left_text_is_known(void **state)
{
    (void)state;
    assert_true(pte_text_is_bidirectional("שלום"));
    assert_true(pte_text_is_bidirectional("abc\xe2\x80\xae"
                                          "fdp"));
    assert_false(pte_text_is_bidirectional("Ñandú 日本 😀"));
}

static void regions_are_those_of_iso_3166(void **state)
{
    PTE_AUTO(pte_arena_release) struct pte_arena arena = {0};

    (void)state;
    assert_true(pte_text_is_region("PE") && pte_text_is_region("DE"));
    assert_false(pte_text_is_region("pe") || pte_text_is_region("CHL"));
    assert_string_equal(pte_text_region("DE", "es", &arena), "Alemania");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_grows_and_is_never_null),
        cmocka_unit_test(what_is_no_utf8_is_found_where_it_stands),
        cmocka_unit_test(a_name_is_cleaned_and_otherwise_itself),
        cmocka_unit_test(names_compare_without_case_and_accents),
        cmocka_unit_test(a_text_fits_its_columns_without_broken_characters),
        cmocka_unit_test(right_to_left_text_is_known),
        cmocka_unit_test(regions_are_those_of_iso_3166),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

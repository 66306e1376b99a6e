/* tests/api/test_json.c - numbers and hostile texts as JSON. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "api/documents/json.h"
#include "core/base/memory.h"
#include "core/base/text.h"

static void writes(json_t *value, const char *wanted)
{
    PTE_AUTO(pte_json_release) json_t *owned = value;
    PTE_AUTO(pte_text_release) struct pte_text text = {0};

    pte_json_write(owned, &text);
    assert_string_equal(pte_text_get(&text), wanted);
}

static void numbers_are_the_shortest_that_read_back(void **state)
{
    (void)state;
    writes(pte_json_number(0.1), "0.1\n"); /* jansson 2.14: 0.10000000000000001 */
    writes(pte_json_number(1. / 3), "0.3333333333333333\n");
    writes(pte_json_number(3), "3\n");
    writes(pte_json_number(-0.), "0\n");
    writes(pte_json_number(1e-07), "1e-07\n");
    writes(pte_json_count(24), "24\n");
}

static void what_json_has_not_becomes_null(void **state)
{
    (void)state;
    writes(pte_json_number(NAN), "null\n");
    writes(pte_json_number(INFINITY), "null\n");
    writes(pte_json_words(NULL), "null\n");
    writes(pte_json_words("\xff\xfe"), "null\n");
    writes(pte_json_words("\xed\xa0\x80"), "null\n"); /* half of a surrogate pair */
}

static void quotes_and_controls_are_escaped_and_letters_are_not(void **state)
{
    (void)state;
    writes(pte_json_words("a\"b\\c"), "\"a\\\"b\\\\c\"\n");
    writes(pte_json_words("a\tb\x01\x7f"), "\"a\\u0009b\\u0001\\u007f\"\n");
    writes(pte_json_words("Educación"), "\"Educación\"\n");
}

static void keys_stay_in_the_order_they_were_set(void **state)
{
    json_t *object = json_object(), *inner = json_array();

    (void)state;
    pte_json_set(object, "z", pte_json_count(1));
    pte_json_set(object, "a", json_array());
    pte_json_add(inner, json_object());
    pte_json_set(object, "m", inner);
    pte_json_set(object, "z", pte_json_count(2));
    writes(object, "{\n  \"z\": 2,\n  \"a\": [],\n  \"m\": [\n    {}\n  ]\n}\n");
}

static void what_is_written_is_read_back_the_same(void **state)
{
    PTE_AUTO(pte_json_release) json_t *list = json_array();
    PTE_AUTO(pte_json_release) json_t *again = NULL;
    PTE_AUTO(pte_text_release) struct pte_text text = {0};

    (void)state;
    pte_json_add(list, pte_json_words("<script>&\"'\n\r\xe2\x80\xa8"));
    pte_json_add(list, pte_json_number(1e300));
    pte_json_add(list, pte_json_number(2.2250738585072014e-308));
    pte_json_write(list, &text);
    again = json_loads(pte_text_get(&text), 0, NULL);
    assert_non_null(again);
    assert_true(json_equal(list, again));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_the_shortest_that_read_back),
        cmocka_unit_test(what_json_has_not_becomes_null),
        cmocka_unit_test(quotes_and_controls_are_escaped_and_letters_are_not),
        cmocka_unit_test(keys_stay_in_the_order_they_were_set),
        cmocka_unit_test(what_is_written_is_read_back_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

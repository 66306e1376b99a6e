/* tests/api/http/test_request.c - addresses, wishes and kept answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

#include "api/http/answers.h"
#include "api/http/target.h"
#include "api/http/wishes.h"
#include "core/base/error.h"
#include "core/base/memory.h"

static void an_address_is_taken_apart_and_decoded(void **state)
{
    PTE_AUTO(pte_target_release) struct pte_target target = {0};

    (void)state;
    assert_true(pte_target_read("/v1/gaps?country=PE&q=Per%C3%BA+y%20m%c3%a1s&&all&"
                                "format=csv&e=",
                                &target, NULL));
    assert_string_equal(target.path, "/v1/gaps");
    assert_int_equal(target.n_given, 4);
    assert_string_equal(pte_target_value(&target, "country"), "PE");
    assert_string_equal(pte_target_value(&target, "q"), "Perú y más");
    assert_string_equal(pte_target_value(&target, "all"), "yes");
    assert_string_equal(pte_target_value(&target, "e"), "");
    assert_null(pte_target_value(&target, "format"));
    assert_string_equal(target.format, "csv");
}

static void a_name_given_twice_or_broken_text_is_a_fault(void **state)
{
    static const char *const wrong[] = {"/?a=1&a=2", "/?format=csv&format=csv", "/?a=%FF",
                                        "/?%C3=x", "/?a=%ED%A0%80"};

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        struct pte_target target = {0};
        struct pte_error err = {0};

        assert_false(pte_target_read(wrong[i], &target, &err));
        assert_int_equal(err.kind, PTE_EUSAGE);
        assert_null(target.path);
    }
}

static void more_parameters_than_32_are_a_fault(void **state)
{
    char text[512] = "/?";
    struct pte_target target = {0};

    (void)state;
    for (int i = 0; i < 32; i++)
        sprintf(text + strlen(text), "a%d&", i);
    assert_true(pte_target_read(text, &target, NULL));
    pte_target_add(&target, "lang", "es"); /* there is room for the language */
    assert_int_equal(target.n_given, 33);
    pte_target_release(&target);
    strcat(text, "b");
    assert_false(pte_target_read(text, &target, NULL));
}

static void the_greatest_weight_wins(void **state)
{
    static const char *const languages[] = {"en", "es", "fr"};
    static const char *const types[] = {"application/json", "text/csv", "text/plain"};

    (void)state;
    assert_string_equal(pte_wish_best("es-CL,es;q=0.9,en;q=0.8", languages, 3), "es");
    assert_string_equal(pte_wish_best("de, fr;q=0.3, *;q=0.1", languages, 3), "fr");
    assert_string_equal(pte_wish_best("*", languages, 3), "en");
    assert_null(pte_wish_best("de", languages, 3));
    assert_null(pte_wish_best("es;q=0", languages, 3));
    assert_null(pte_wish_best(NULL, languages, 3));
    assert_string_equal(pte_wish_best("*/*", types, 3), "application/json");
    assert_string_equal(pte_wish_best("text/*;q=0.5, application/json;q=0.4", types, 3),
                        "text/csv");
    assert_string_equal(pte_wish_best("text/html, text/plain;q=0.9, */*;q=0.8", types, 3),
                        "text/plain");
    assert_true(pte_wish_weight("gzip;q=0", "gzip") == 0);
    assert_true(pte_wish_weight("br, gzip; q=0.5", "gzip") == 0.5);
    assert_true(pte_wish_weight("br", "gzip") < 0);
    assert_true(pte_wish_weight("gzip;q=x;;,;,=", "gzip") == 0);
}

static void a_tag_is_found_in_a_list(void **state)
{
    (void)state;
    assert_true(pte_wish_holds_tag("\"a\"", "\"a\""));
    assert_true(pte_wish_holds_tag("\"b\", W/\"a\"", "\"a\""));
    assert_true(pte_wish_holds_tag("*", "\"a\""));
    assert_false(pte_wish_holds_tag("\"ab\"", "\"a\""));
    assert_false(pte_wish_holds_tag(NULL, "\"a\""));
    assert_false(pte_wish_holds_tag("", "\"a\""));
}

static struct pte_finished *finished_of(size_t length)
{
    PTE_AUTO(pte_text_release) struct pte_text body = {0};

    for (size_t i = 0; i < length; i++)
        pte_text_add_bytes(&body, "x", 1);
    return pte_finished_new(200, "text/plain", &body);
}

static void a_packed_body_unpacks_to_the_same_bytes(void **state)
{
    PTE_AUTO(pte_finished_release) struct pte_finished *large = finished_of(5000);
    PTE_AUTO(pte_finished_release) struct pte_finished *small = finished_of(100);
    char back[6000];
    z_stream stream = {0};

    (void)state;
    assert_false(pte_finished_pack(small));
    assert_true(pte_finished_pack(large));
    assert_true(pte_finished_pack(large));
    assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
    stream.next_in = (Bytef *)large->packed.bytes;
    stream.avail_in = (uInt)large->packed.length;
    stream.next_out = (Bytef *)back;
    stream.avail_out = sizeof(back);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(stream.total_out, 5000);
    assert_memory_equal(back, large->body.bytes, 5000);
    inflateEnd(&stream);
    assert_string_not_equal(large->tag, large->packed_tag);
    assert_string_not_equal(large->tag, small->tag);
}

static void the_least_recently_used_answer_goes_first(void **state)
{
    struct pte_answers *answers = pte_answers_new(4000); /* two of 1000, not three */
    PTE_AUTO(pte_finished_release) struct pte_finished *one = finished_of(1000);
    PTE_AUTO(pte_finished_release) struct pte_finished *two = finished_of(1001);
    PTE_AUTO(pte_finished_release) struct pte_finished *three = finished_of(1002);
    PTE_AUTO(pte_finished_release) struct pte_finished *huge = finished_of(5000);
    PTE_AUTO(pte_finished_release) struct pte_finished *found = NULL;

    (void)state;
    pte_answers_keep(answers, "1", 1, one);
    pte_answers_keep(answers, "2", 1, two);
    found = pte_answers_find(answers, "1", 1);
    assert_ptr_equal(found, one);
    pte_finished_release(&found);
    pte_answers_keep(answers, "3", 1, three); /* 2 was used longest ago */
    assert_null(pte_answers_find(answers, "2", 1));
    found = pte_answers_find(answers, "1", 1);
    assert_ptr_equal(found, one);
    pte_answers_keep(answers, "huge", 4, huge);
    assert_null(pte_answers_find(answers, "huge", 4));
    pte_answers_free(&answers);
    assert_int_equal(found->body.length, 1000); /* held by us, whatever the cache does */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_taken_apart_and_decoded),
        cmocka_unit_test(a_name_given_twice_or_broken_text_is_a_fault),
        cmocka_unit_test(more_parameters_than_32_are_a_fault),
        cmocka_unit_test(the_greatest_weight_wins),
        cmocka_unit_test(a_tag_is_found_in_a_list),
        cmocka_unit_test(a_packed_body_unpacks_to_the_same_bytes),
        cmocka_unit_test(the_least_recently_used_answer_goes_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

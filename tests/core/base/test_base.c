/* tests/core/base/test_base.c - errors, memory, numbers, chance, the pool, files,
 * processes. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/number.h"
#include "core/base/pool.h"
#include "core/base/process.h"
#include "core/base/random.h"
#include "core/base/text.h"

static void the_first_fault_and_the_first_hint_stay(void **state)
{
    struct pte_error err = {0};

    (void)state;
    assert_false(pte_hint(&err, "nothing to hint at"));
    assert_string_equal(err.hint, "");
    assert_false(pte_fail(&err, PTE_EINPUT, "cannot open '%s'", "pe.csv"));
    assert_false(pte_fail(&err, PTE_ESTORE, "cleaning up failed too"));
    pte_hint(&err, "look at the name");
    pte_hint(&err, "another");
    assert_int_equal(err.kind, PTE_EINPUT);
    assert_string_equal(err.message, "cannot open 'pe.csv'");
    assert_string_equal(err.hint, "look at the name");
    assert_string_equal(pte_kind_code(err.kind), "input");
    assert_false(pte_fail(NULL, PTE_EINPUT, "nobody listens"));
}

static void a_message_is_never_cut_inside_a_character(void **state)
{
    struct pte_error err = {0};
    char name[3000];

    (void)state;
    for (size_t i = 0; i + 2 < sizeof(name); i += 2)
        memcpy(name + i, "ñ", 2);
    name[sizeof(name) - 2] = '\0';
    for (int shift = 0; shift < 2; shift++) {
        err = (struct pte_error){0};
        pte_fail(&err, PTE_EINPUT, "%s%s", shift ? "x" : "", name);
        assert_true(pte_text_valid(err.message, strlen(err.message), NULL));
    }
}

static void an_arena_keeps_texts_of_any_size(void **state)
{
    PTE_AUTO(pte_arena_release) struct pte_arena arena = {0};
    const char *first = pte_arena_text(&arena, "primero");
    char *large = pte_arena_alloc(&arena, 1 << 20);

    (void)state;
    for (int i = 0; i < 10000; i++)
        assert_int_equal((uintptr_t)pte_arena_alloc(&arena, 24) % 16, 0);
    assert_string_equal(first, "primero");
    assert_int_equal(large[(1 << 20) - 1], 0);
    assert_null(pte_arena_text(&arena, NULL));
    assert_string_equal(pte_arena_slice(&arena, "abcdef", 3), "abc");
}

static void numbers_read_back_as_themselves_in_their_shortest_form(void **state)
{
    static const struct {
        double value;
        const char *text;
    } known[] = {{0, "0"},
                 {-0.0, "0"},
                 {0.1, "0.1"},
                 {3, "3"},
                 {1. / 3, "0.3333333333333333"},
                 {1e21, "1e+21"},
                 {1e-7, "1e-07"},
                 {0.1 + 0.2, "0.30000000000000004"}};
    struct pte_random random = pte_random_stream(7, 0);
    char text[PTE_NUMBER_BYTES];

    (void)state;
    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
        assert_string_equal(pte_number_text(known[i].value, text), known[i].text);
    for (int i = 0; i < 100000; i++) {
        const uint64_t bits = pte_random_bits(&random);
        double value, back;

        memcpy(&value, &bits, sizeof(value));
        if (!isfinite(value))
            continue;
        assert_true(pte_number_read(pte_number_text(value, text), '.', &back));
        assert_true(back == value);
    }
}

static void only_whole_numbers_of_the_right_mark_are_read(void **state)
{
    static const char *const wrong[] = {"",    " ",   "1,5",   "1.5x", "0x10",
                                        "inf", "nan", "1e999", "--1",  "1 2",
                                        "٣",   "1e",  "muy",   ".",    "+"};
    double value = 42;
    long whole = 7;

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
        assert_false(pte_number_read(wrong[i], '.', &value));
    assert_true(value == 42);
    assert_true(pte_number_read(" 1,5 ", ',', &value));
    assert_true(value == 1.5);
    assert_false(pte_number_read("1.5", ',', &value));
    assert_true(pte_number_read("1e3", '.', &value) && value == 1000);
    assert_false(pte_number_read_whole("-1", 0, 9, &whole));
    assert_false(pte_number_read_whole("10", 0, 9, &whole));
    assert_int_equal(whole, 7);
    assert_true(pte_number_read_whole("9", 0, 9, &whole) && whole == 9);
}

/* The first outputs of xoshiro256++ from the state 1, 2, 3, 4: the reference values in
 * the test suite of Rust's rand_xoshiro, made with the authors' C (prng.di.unimi.it). */
static void chance_is_xoshiro(void **state)
{
    struct pte_random random = {.state = {1, 2, 3, 4}};
    static const uint64_t wanted[] = {41943041u, 58720359u, 3588806011781223u};

    (void)state;
    for (size_t i = 0; i < 3; i++)
        assert_true(pte_random_bits(&random) == wanted[i]);
}

static void streams_differ_and_repeat(void **state)
{
    struct pte_random a = pte_random_stream(1, 0), again = pte_random_stream(1, 0);
    struct pte_random b = pte_random_stream(1, 1), c = pte_random_stream(2, 0);
    const uint64_t first = pte_random_bits(&a);

    (void)state;
    assert_true(first == pte_random_bits(&again));
    assert_true(first != pte_random_bits(&b) && first != pte_random_bits(&c));
}

/* 60,000 throws of a die: chi-square with 5 degrees of freedom stays below 20.5 in 999 of
 * 1,000 seeds (tables of the distribution); each of the 24 orders of 4 likewise, 23
 * degrees, 49.7. */
static void chance_is_even(void **state)
{
    struct pte_random random = pte_random_stream(2026, 11);
    double die[6] = {0}, orders[256] = {0}, chi = 0;

    (void)state;
    for (int i = 0; i < 60000; i++)
        die[pte_random_below(&random, 6)]++;
    for (int i = 0; i < 6; i++)
        chi += (die[i] - 10000) * (die[i] - 10000) / 10000;
    assert_true(chi < 20.5);
    for (int i = 0; i < 24000; i++) {
        uint8_t items[4] = {0, 1, 2, 3};

        pte_random_shuffle_bytes(&random, items, 4);
        orders[items[0] | items[1] << 2 | items[2] << 4 | items[3] << 6]++;
    }
    chi = 0;
    for (int i = 0; i < 256; i++)
        chi += orders[i] > 0 ? (orders[i] - 1000) * (orders[i] - 1000) / 1000 : 0;
    assert_true(chi < 49.7);
}

static void square(size_t job, void *shared)
{
    ((uint64_t *)shared)[job] += job * job;
}

static void the_pool_does_each_job_once_at_any_number_of_threads(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 5; threads++) {
        uint64_t results[1000] = {0};

        pte_pool_run(1000, threads, square, results);
        for (size_t i = 0; i < 1000; i++)
            assert_int_equal(results[i], i * i);
    }
    pte_pool_run(0, 0, square, NULL);
}

static void a_file_is_written_whole_or_not_at_all(void **state)
{
    char folder[] = "/tmp/puente-base-XXXXXX", path[64];
    PTE_AUTO(pte_text_release) struct pte_text read = {0};
    struct pte_error err = {0};

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/a.txt", folder);
    assert_true(pte_file_write(path, "uno", 3, &err));
    assert_true(pte_file_write(path, "dos\0!", 5, &err));
    assert_true(pte_file_read(path, 100, &read, &err));
    assert_int_equal(read.length, 5);
    assert_memory_equal(read.bytes, "dos\0!", 5);
    assert_false(pte_file_read(path, 4, &read, &err));
    assert_int_equal(err.kind, PTE_EINPUT);
    err = (struct pte_error){0};
    assert_false(pte_file_read(folder, 100, &read, &err));
    assert_int_equal(err.kind, PTE_EINPUT);
    err = (struct pte_error){0};
    unlink(path);
    assert_false(pte_file_read(path, 100, &read, &err));
    assert_int_equal(err.kind, PTE_ENOTFOUND);
    err = (struct pte_error){0};
    snprintf(path, sizeof(path), "%s/b/c", folder);
    assert_false(pte_file_write(path, "x", 1, &err));
    assert_true(err.hint[0] != '\0');
    err = (struct pte_error){0};
    assert_true(pte_file_make_folder(path, &err));
    rmdir(path);
    snprintf(path, sizeof(path), "%s/b", folder);
    rmdir(path);
    assert_int_equal(rmdir(folder), 0); /* no temporary file was left behind */
}

static void a_process_gets_bytes_and_gives_bytes(void **state)
{
    const char *const sort[] = {"sort", NULL};
    const char *const fails[] = {"sh", "-c", "echo words >&2; exit 3", NULL};
    const char *const sleeps[] = {"sleep", "60", NULL};
    const char *const nothing[] = {"puente-no-such-program", NULL};
    struct pte_process process = {
        .arguments = sort, .input = "b\na\n", .input_length = 4, .most_output = 100};
    PTE_AUTO(pte_text_release) struct pte_text output = {0};
    PTE_AUTO(pte_text_release) struct pte_text words = {0};
    struct pte_error err = {0};
    int status = 0;

    (void)state;
    assert_true(pte_process_run(&process, &output, NULL, NULL, &err));
    assert_string_equal(output.bytes, "a\nb\n");
    process = (struct pte_process){.arguments = fails, .most_output = 100};
    assert_true(pte_process_run(&process, NULL, &words, &status, &err));
    assert_int_equal(status, 3);
    assert_string_equal(words.bytes, "words\n");
    process = (struct pte_process){.arguments = sleeps, .seconds = 0.2};
    assert_false(pte_process_run(&process, NULL, NULL, NULL, &err));
    assert_non_null(strstr(err.message, "took too long"));
    err = (struct pte_error){0};
    process = (struct pte_process){.arguments = nothing};
    assert_false(pte_process_run(&process, NULL, NULL, NULL, &err));
    assert_non_null(strstr(err.message, "cannot find the program"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_fault_and_the_first_hint_stay),
        cmocka_unit_test(a_message_is_never_cut_inside_a_character),
        cmocka_unit_test(an_arena_keeps_texts_of_any_size),
        cmocka_unit_test(numbers_read_back_as_themselves_in_their_shortest_form),
        cmocka_unit_test(only_whole_numbers_of_the_right_mark_are_read),
        cmocka_unit_test(chance_is_xoshiro),
        cmocka_unit_test(streams_differ_and_repeat),
        cmocka_unit_test(chance_is_even),
        cmocka_unit_test(the_pool_does_each_job_once_at_any_number_of_threads),
        cmocka_unit_test(a_file_is_written_whole_or_not_at_all),
        cmocka_unit_test(a_process_gets_bytes_and_gives_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* tests/api/test_asking.c - the tables agree with themselves; wrong words get the
 * nearest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "api/asking.h"
#include "api/commands/command.h"
#include "api/nearest.h"
#include "api/questions.h"
#include "core/base/error.h"
#include "core/base/memory.h"

static void every_command_names_parameters_that_exist(void **state)
{
    size_t n;
    const struct pte_command *commands = pte_commands(&n);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        const char *rest = commands[i].parameters;
        char name[PTE_PARAMETER_BYTES];

        while (pte_parameter_next(&rest, name) != NULL)
            if (pte_parameter_find(name) == NULL)
                fail_msg("%s: no parameter %s", commands[i].name, name);
        assert_non_null(commands[i].example);
        assert_int_equal(strncmp(commands[i].example, "puente ", 7) == 0 ||
                             strcmp(commands[i].name, "completion") == 0,
                         true);
    }
}

static void every_default_is_a_value_of_its_parameter(void **state)
{
    size_t n;
    const struct pte_parameter *parameters = pte_parameters(&n);

    (void)state;
    for (size_t i = 0; i < n; i++)
        if (parameters[i].fallback != NULL)
            assert_true(
                pte_parameter_check(&parameters[i], parameters[i].fallback, NULL));
}

static void refused(const char *name, const char *value, const char *hint)
{
    struct pte_error err = {0};

    assert_false(pte_parameter_check(pte_parameter_find(name), value, &err));
    assert_int_equal(err.kind, PTE_EUSAGE);
    if (hint != NULL)
        assert_non_null(strstr(err.hint, hint));
}

static void a_wrong_value_is_refused_with_the_right_ones(void **state)
{
    (void)state;
    refused("rule", "unoin", "did you mean 'union'");
    refused("seed", "1.5", "a whole number from 0");
    refused("seed", "-1", NULL);
    refused("replicates", "98", "from 99 to 999999");
    refused("replicates", "1e9", NULL);
    refused("country", "", NULL);
    refused("country", "\xff", NULL);
    refused("open", "maybe", "yes or no");
    assert_true(pte_parameter_check(pte_parameter_find("country"), "CL,CO", NULL));
}

static void what_is_quoted_in_a_fault_is_harmless(void **state)
{
    struct pte_error err = {0};

    (void)state;
    assert_false(pte_parameter_check(pte_parameter_find("rule"), "a\x1b[31m\nb", &err));
    assert_null(strpbrk(err.message, "\x1b\n"));
}

/* Distances by hand: one swap, one letter put in, one changed. */
static void the_nearest_word_is_found_or_none(void **state)
{
    static const char *const words[] = {"country", "relation", "wave", "lang"};

    (void)state;
    assert_int_equal(pte_nearest_distance("conutry", "country"), 1);
    assert_int_equal(pte_nearest_distance("cuntry", "country"), 1);
    assert_int_equal(pte_nearest_distance("kitten", "sitting"), 3);
    assert_string_equal(pte_nearest("conutry", words, 4), "country");
    assert_string_equal(pte_nearest("rel", words, 4), "relation");
    assert_null(pte_nearest("xyzzy", words, 4));
    assert_null(pte_nearest("", words, 4));
}

/* sysexits.h and RFC 9110. */
static void each_kind_of_fault_has_its_exit_and_http_status(void **state)
{
    static const int wanted[][3] = {
        {PTE_EUSAGE, 64, 400},  {PTE_EINPUT, 65, 422}, {PTE_ENOTFOUND, 66, 404},
        {PTE_ESTORE, 69, 503},  {PTE_EGRAPH, 70, 422}, {PTE_EDRAW, 70, 500},
        {PTE_ESYSTEM, 71, 500},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
        const struct pte_error err = {.kind = (enum pte_kind)wanted[i][0]};

        assert_int_equal(pte_problem_exit(&err), wanted[i][1]);
        assert_int_equal(pte_problem_status(&err), wanted[i][2]);
    }
}

static void a_problem_document_says_what_and_what_to_do(void **state)
{
    struct pte_error err = {0};
    PTE_AUTO(pte_text_release) struct pte_text body = {0};

    (void)state;
    pte_fail(&err, PTE_ENOTFOUND, "no country '%s'", "\"XX\"");
    pte_hint(&err, "there are: CL");
    pte_problem_document(&err, 404, &body);
    assert_string_equal(body.bytes, "{\n  \"type\": \"urn:puente:problem:not_found\",\n"
                                    "  \"title\": \"What was asked for is not there\",\n"
                                    "  \"status\": 404,\n  \"code\": \"not_found\",\n"
                                    "  \"detail\": \"no country '\\\"XX\\\"'\",\n"
                                    "  \"hint\": \"there are: CL\"\n}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_names_parameters_that_exist),
        cmocka_unit_test(every_default_is_a_value_of_its_parameter),
        cmocka_unit_test(a_wrong_value_is_refused_with_the_right_ones),
        cmocka_unit_test(what_is_quoted_in_a_fault_is_harmless),
        cmocka_unit_test(the_nearest_word_is_found_or_none),
        cmocka_unit_test(each_kind_of_fault_has_its_exit_and_http_status),
        cmocka_unit_test(a_problem_document_says_what_and_what_to_do),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* tests/api/test_language.c - every text in three languages, on a machine with no locale.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "api/asking.h"
#include "api/commands/command.h"
#include "api/language.h"
#include "api/questions.h"
#include "core/base/error.h"
#include "core/measures/catalogue.h"

/* Words such as "A,B" or "PE" are the same in all languages and need no entry. */
static bool has_words(const char *text)
{
    return text != NULL && strpbrk(text, "abcdefghijklmnopqrstuvwxyz") != NULL;
}

static void is_translated(const char *text)
{
    if (!has_words(text))
        return;
    for (enum pte_language l = PTE_ES; l <= PTE_FR; l++)
        if (!pte_say_knows(l, text))
            fail_msg("not in %s: \"%s\"", pte_language_code(l), text);
}

static void every_row_of_the_tables_is_translated(void **state)
{
    size_t n;
    const struct pte_measure *measures = pte_measures(&n);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        is_translated(measures[i].label);
        is_translated(measures[i].what);
    }
    for (size_t i = 0, m = (pte_parameters(&m), m); i < m; i++)
        is_translated(pte_parameters(&m)[i].what);
    for (size_t i = 0, m = (pte_commands(&m), m); i < m; i++) {
        is_translated(pte_commands(&m)[i].what);
        is_translated(pte_commands(&m)[i].more);
    }
}

static void each_language_says_it_in_its_own_words(void **state)
{
    (void)state;
    assert_string_equal(pte_say(PTE_EN, "yes"), "yes");
    assert_string_equal(pte_say(PTE_ES, "yes"), "sí");
    assert_string_equal(pte_say(PTE_FR, "yes"), "oui");
    assert_string_equal(pte_say(PTE_FR, "not a text of ours"), "not a text of ours");
    assert_string_equal(pte_say(PTE_ES, ""), "");
}

static void the_language_is_what_was_said_never_the_locale(void **state)
{
    enum pte_language language = PTE_FR;
    struct pte_error err = {0};

    (void)state;
    setenv("LC_ALL", "es_CL.UTF-8", 1);
    unsetenv("PUENTE_LANG");
    assert_true(pte_language_choose(NULL, &language, &err));
    assert_int_equal(language, PTE_EN);
    assert_int_equal(pte_language_of_locale(), PTE_ES);
    setenv("PUENTE_LANG", "fr", 1);
    assert_true(pte_language_choose(NULL, &language, &err));
    assert_int_equal(language, PTE_FR);
    assert_true(pte_language_choose("es", &language, &err));
    assert_int_equal(language, PTE_ES);
    assert_false(pte_language_choose("xx", &language, &err));
    assert_int_equal(err.kind, PTE_EUSAGE);
    unsetenv("PUENTE_LANG");
    setenv("LC_ALL", "est", 1); /* no language of ours, though it begins like one */
    assert_int_equal(pte_language_of_locale(), PTE_EN);
    unsetenv("LC_ALL");
}

static void p_is_printed_as_journals_do(void **state)
{
    char text[40];

    (void)state;
    assert_string_equal(pte_say_p(PTE_EN, .012, true, text), "= .01");
    assert_string_equal(pte_say_p(PTE_EN, .0002, true, text), "< .001");
    assert_string_equal(pte_say_p(PTE_EN, .004, false, text), ".004");
    assert_string_equal(pte_say_p(PTE_EN, .0496, false, text), ".050");
    assert_string_equal(pte_say_p(PTE_EN, 1, false, text), "1.00");
    assert_string_equal(pte_say_p(PTE_ES, .012, true, text), "= 0,01");
    assert_string_equal(pte_say_p(PTE_FR, .0002, true, text), "< 0,001");
    assert_string_equal(pte_say_p(PTE_EN, 0. / 0., true, text), "–");
}

static void shares_and_numbers_do_not_round_to_what_they_are_not(void **state)
{
    char text[40];

    (void)state;
    assert_string_equal(pte_say_share(PTE_EN, .714, text), "71 %");
    assert_string_equal(pte_say_share(PTE_EN, 1, text), "100 %");
    assert_string_equal(pte_say_share(PTE_EN, .9996, text), "99.9 %");
    assert_string_equal(pte_say_share(PTE_ES, .004, text), "0,4 %");
    assert_string_equal(pte_say_share(PTE_EN, .0004, text), "0.04 %");
    assert_string_equal(pte_say_number(PTE_FR, .44, 1, text), "0,4");
    assert_string_equal(pte_say_number(PTE_EN, -.04, 1, text), "0.0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_of_the_tables_is_translated),
        cmocka_unit_test(each_language_says_it_in_its_own_words),
        cmocka_unit_test(the_language_is_what_was_said_never_the_locale),
        cmocka_unit_test(p_is_printed_as_journals_do),
        cmocka_unit_test(shares_and_numbers_do_not_round_to_what_they_are_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

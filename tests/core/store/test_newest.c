/* tests/core/store/test_newest.c - the newest answer holds, until it is taken back. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/model/survey.h"
#include "core/store/store.h"
#include "tests/core/store/fixture.h"

static void the_newest_answer_to_a_block_holds_and_other_blocks_stay(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey first = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey second = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey third = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};

    (void)state;
    fixture_empty();
    fixture_answers(&first, "first.csv", "p", true, 1, 2);
    fixture_answers(&second, "second.csv", "p", false, 5, 0);
    fixture_answers(&third, "third.csv", "p", false, NAN,
                    0); /* now says there is no tie */
    fixture_keep(store, &first);
    fixture_keep(store, &second);
    fixture_load(store, &loaded);
    assert_int_equal(loaded.n_responses, 1);
    assert_int_equal(loaded.n_blocks, 2);
    assert_int_equal(loaded.n_reports, 2);
    assert_string_equal(loaded.relations[loaded.reports[0].relation], "information");
    assert_float_equal(loaded.reports[0].level, 5, 0);
    assert_string_equal(loaded.files[loaded.reports[0].place.file].name, "second.csv");
    assert_float_equal(loaded.reports[1].level, 2, 0);
    assert_string_equal(loaded.files[loaded.reports[1].place.file].name, "first.csv");
    fixture_keep(store, &third);
    fixture_load(store, &loaded);
    assert_int_equal(loaded.n_blocks, 2);
    assert_int_equal(loaded.n_reports, 1);
    assert_float_equal(loaded.reports[0].level, 2, 0);
}

static void two_answers_of_one_person_in_a_file_are_one_the_later(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};
    PTE_AUTO(pte_studies_release) struct pte_studies studies = {0};
    struct pte_report again;
    uint32_t response;

    (void)state;
    fixture_empty();
    fixture_answers(&survey, "twice.csv", "p", true, 1, 2);
    response = fixture_response(&survey, 0, "p");
    again = survey.reports[0];
    again.response = response;
    again.level = 3;
    pte_survey_add_report(&survey, &again); /* and no block: only this pair was asked */
    fixture_keep(store, &survey);
    fixture_load(store, &loaded);
    assert_int_equal(loaded.n_persons, 1);
    assert_int_equal(loaded.n_responses, 1);
    assert_int_equal(loaded.n_reports, 2);
    assert_float_equal(loaded.reports[0].level, 3, 0);
    assert_float_equal(loaded.reports[1].level, 2, 0);
    assert_int_equal(loaded.blocks[0].otherwise, PTE_NOT_ASKED);
    assert_int_equal(loaded.blocks[1].otherwise, PTE_NO_TIE);
    assert_true(pte_store_studies(store, &studies, NULL));
    assert_int_equal(studies.study[0].responses, 1);
    assert_int_equal(studies.study[0].reports, 2);
}

static void silence_ends_when_somebody_answers_and_never_replaces_an_answer(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey quiet = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey later = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey answer = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};

    (void)state;
    fixture_empty();
    fixture_silent(&quiet, "quiet.csv");
    fixture_answers(&answer, "answer.csv", "p", false, 4, 0);
    fixture_silent(&later, "later.csv");
    fixture_keep(store, &quiet);
    fixture_load(store, &loaded);
    assert_int_equal(loaded.n_responses, 1);
    assert_int_equal(loaded.responses[0].answered, PTE_SILENT);
    assert_int_equal(loaded.n_blocks, 1);
    fixture_keep(store, &answer);
    for (int i = 0; i < 2; i++) {
        fixture_load(store, &loaded);
        assert_int_equal(loaded.n_responses, 1);
        assert_int_equal(loaded.responses[0].answered, PTE_COMPLETE);
        assert_int_equal(loaded.n_blocks, 1);
        assert_int_equal(loaded.blocks[0].otherwise, PTE_NO_TIE);
        assert_int_equal(loaded.n_reports, 1);
        fixture_keep(store, &later);
    }
}

static void a_person_who_was_at_the_wrong_organization_moves(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey wrong = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey right = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};

    (void)state;
    fixture_empty();
    fixture_answers(&wrong, "wrong.csv", "p", true, 1, 2);
    fixture_answers(&right, "right.csv", "p", false, NAN, 0);
    right.persons[0].organization = right.responses[0].organization = 1;
    fixture_keep(store, &wrong);
    fixture_keep(store, &right);
    fixture_load(store, &loaded);
    assert_int_equal(loaded.n_persons, 1);
    assert_int_equal(loaded.n_responses, 1);
    assert_string_equal(loaded.organizations[loaded.persons[0].organization].id, "b");
    assert_string_equal(loaded.organizations[loaded.responses[0].organization].id, "b");
    assert_int_equal(loaded.n_reports, 1); /* of trust, from the first file */
}

static void the_newest_facts_of_a_topic_hold(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey first = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey second = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};
    const struct pte_fact facts[] = {{0, "challenge", "x", 1, {0, 1, 0, NULL}},
                                     {0, "challenge", "y", 2, {0, 1, 0, NULL}},
                                     {0, "function", "f", NAN, {0, 1, 0, NULL}},
                                     {1, "challenge", "x", 3, {0, 1, 0, NULL}}};
    const struct pte_fact newer = {0, "challenge", "z", 1, {0, 1, 0, NULL}};

    (void)state;
    fixture_empty();
    fixture_answers(&first, "first.csv", "p", false, 1, 0);
    fixture_answers(&second, "second.csv", "p", false, 2, 0);
    for (size_t i = 0; i < 4; i++)
        pte_survey_add_fact(&first, &facts[i]);
    pte_survey_add_fact(&second, &newer);
    fixture_keep(store, &first);
    fixture_keep(store, &second);
    fixture_load(store, &loaded);
    assert_int_equal(loaded.n_facts, 3);
    assert_string_equal(loaded.facts[0].code, "z");
    assert_string_equal(loaded.facts[1].code, "f");
    assert_true(isnan(loaded.facts[1].amount));
    assert_int_equal(loaded.facts[2].organization, 1);
}

static void an_import_taken_back_might_never_have_come(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey first = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey second = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey before = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey after = {0};
    PTE_AUTO(pte_studies_release) struct pte_studies studies = {0};
    struct pte_batch one, two;
    struct pte_error err = {0};

    (void)state;
    fixture_empty();
    fixture_answers(&first, "first.csv", "p", true, 1, 2);
    fixture_answers(&second, "second.csv", "p", false, 5, 0);
    second.organizations[1].name = "renamed";
    fixture_organization(&second, "CL", "c", "C");
    one = fixture_keep(store, &first);
    fixture_load(store, &before);
    two = fixture_keep(store, &second);
    assert_true(pte_store_revert(store, two.id, &err));
    fixture_load(store, &after);
    assert_true(fixture_same(&before, &after));
    assert_int_equal(after.revision, 3); /* still grows */
    assert_false(pte_store_revert(store, two.id, &err));
    assert_int_equal(err.kind, PTE_ENOTFOUND);
    err = (struct pte_error){0};
    assert_false(pte_store_revert(store, "no such thing'", &err));
    assert_int_equal(err.kind, PTE_ENOTFOUND);
    /* It may come again; and the older of two can go as well. */
    two = fixture_keep(store, &second);
    assert_false(two.was_there);
    assert_int_equal(two.organizations_new, 1);
    assert_true(pte_store_revert(store, one.id, NULL));
    fixture_load(store, &after);
    assert_true(fixture_same(&second, &after));
    assert_true(pte_store_revert(store, two.id, NULL));
    assert_int_equal(fixture_fault_of_load(store, NULL, NULL, NULL), PTE_ENOTFOUND);
    assert_true(pte_store_studies(store, &studies, NULL));
    assert_int_equal(studies.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_answer_to_a_block_holds_and_other_blocks_stay),
        cmocka_unit_test(two_answers_of_one_person_in_a_file_are_one_the_later),
        cmocka_unit_test(silence_ends_when_somebody_answers_and_never_replaces_an_answer),
        cmocka_unit_test(a_person_who_was_at_the_wrong_organization_moves),
        cmocka_unit_test(the_newest_facts_of_a_topic_hold),
        cmocka_unit_test(an_import_taken_back_might_never_have_come),
    };

    return cmocka_run_group_tests_name("the newest answer holds, until it is taken back",
                                       tests, fixture_setup, fixture_teardown);
}

/* tests/core/store/test_ask.c - which study, wave and country is meant. */
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

static void one_country_is_loaded_alone(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};
    const char *const peru[] = {"PE"};
    struct pte_error err = {0};

    (void)state;
    fixture_empty();
    fixture_survey(&survey);
    fixture_keep(store, &survey);
    assert_true(pte_store_load(store, "alliance", "2026-1", peru, 1, &loaded, &err));
    assert_int_equal(loaded.n_organizations, 5);
    for (size_t i = 0; i < loaded.n_organizations; i++)
        assert_string_equal(loaded.organizations[i].country, "PE");
    assert_int_equal(loaded.n_persons, 1);
    assert_int_equal(loaded.n_responses, 1);
    assert_int_equal(loaded.n_reports, 1);
    assert_int_equal(loaded.n_facts, 1);
    assert_int_equal(loaded.n_relations, 3); /* the study's order, for every country */
}

static void what_is_not_there_is_named(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};

    (void)state;
    fixture_empty();
    assert_int_equal(fixture_fault_of_load(store, NULL, NULL, NULL), PTE_ENOTFOUND);
    fixture_survey(&survey);
    fixture_keep(store, &survey);
    assert_int_equal(fixture_fault_of_load(store, "x", NULL, NULL), PTE_ENOTFOUND);
    assert_int_equal(fixture_fault_of_load(store, NULL, "x", NULL), PTE_ENOTFOUND);
    assert_int_equal(fixture_fault_of_load(store, NULL, NULL, "XX"), PTE_ENOTFOUND);
    assert_int_equal(fixture_fault_of_load(store, "' OR true --", NULL, NULL),
                     PTE_ENOTFOUND);
    survey.study = "second";
    fixture_keep(store, &survey);
    assert_int_equal(fixture_fault_of_load(store, NULL, NULL, NULL), PTE_EUSAGE);
}

static void the_newest_wave_is_the_last_by_its_code(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};
    PTE_AUTO(pte_studies_release) struct pte_studies studies = {0};
    struct pte_error err = {0};

    (void)state;
    fixture_empty();
    fixture_survey(&survey);
    survey.wave = "2027-1";
    survey.organizations[0].sector = "labour"; /* since then */
    fixture_keep(store, &survey);
    survey.wave = "2026-1";
    survey.organizations[0].sector = "industry";
    fixture_keep(store, &survey);
    fixture_load(store, &loaded);
    assert_string_equal(loaded.wave, "2027-1");
    assert_string_equal(loaded.organizations[1].sector, "labour");
    pte_survey_release(&loaded);
    assert_true(pte_store_load(store, NULL, "2026-1", NULL, 0, &loaded, &err));
    assert_string_equal(loaded.organizations[1].sector, "industry");
    assert_true(pte_store_studies(store, &studies, &err));
    assert_int_equal(studies.n, 1);
    assert_string_equal(studies.study[0].title, "Alliance & friends");
    assert_int_equal(studies.study[0].revision, 2);
    assert_true(studies.study[0].is_synthetic);
    assert_int_equal(studies.study[0].organizations, survey.n_organizations);
    assert_int_equal(studies.study[0].persons, 2);
    assert_int_equal(studies.study[0].responses, 6); /* three a wave; silence is none */
    assert_int_equal(studies.study[0].reports, 14);
    assert_int_equal(studies.study[0].n_waves, 2);
    assert_string_equal(studies.study[0].waves[1], "2027-1");
    assert_int_equal(studies.study[0].n_countries, 2);
    assert_string_equal(studies.study[0].countries[0], "CL");
    assert_int_equal(studies.study[0].n_relations, 3);
    assert_string_equal(studies.study[0].relations[0], "information");
}

static void imports_are_listed_newest_first(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey first = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey second = {0};
    PTE_AUTO(pte_free) struct pte_batch *batches = NULL;
    struct pte_batch one, two;
    size_t n = 0;

    (void)state;
    fixture_empty();
    fixture_answers(&first, "first.csv", "p", true, 1, 2);
    fixture_answers(&second, "second.csv", "p", false, 5, 0);
    one = fixture_keep(store, &first);
    two = fixture_keep(store, &second);
    assert_true(pte_store_batches(store, "s", &batches, &n, NULL));
    assert_int_equal(n, 2);
    assert_string_equal(batches[0].id, two.id);
    assert_string_equal(batches[1].id, one.id);
    assert_int_equal(batches[1].reports, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_country_is_loaded_alone),
        cmocka_unit_test(what_is_not_there_is_named),
        cmocka_unit_test(the_newest_wave_is_the_last_by_its_code),
        cmocka_unit_test(imports_are_listed_newest_first),
    };

    return cmocka_run_group_tests_name("which study, wave and country is meant", tests,
                                       fixture_setup, fixture_teardown);
}

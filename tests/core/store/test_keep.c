/* tests/core/store/test_keep.c - what is kept comes back, once. */
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

static void a_survey_comes_back_as_it_was_kept(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};
    struct pte_batch batch;

    (void)state;
    fixture_empty();
    fixture_survey(&survey);
    batch = fixture_keep(store, &survey);
    fixture_load(store, &loaded);
    assert_true(fixture_same(&survey, &loaded));
    assert_int_equal(loaded.revision, 1);
    assert_int_equal(batch.revision, 1);
    assert_false(batch.was_there);
    assert_int_equal(batch.organizations, survey.n_organizations);
    assert_int_equal(batch.organizations_new, survey.n_organizations);
    assert_int_equal(batch.persons, 2);
    assert_int_equal(batch.responses, 4);
    assert_int_equal(batch.reports, 7);
    assert_int_equal(batch.findings, 2);
    assert_int_equal(strlen(batch.id), 36);
    assert_int_equal(strlen(batch.imported), strlen("2026-01-01T00:00:00Z"));
}

static void the_same_survey_again_changes_nothing(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};
    struct pte_batch first, again;

    (void)state;
    fixture_empty();
    fixture_survey(&survey);
    first = fixture_keep(store, &survey);
    for (int i = 0; i < 5; i++) {
        again = fixture_keep(store, &survey);
        assert_true(again.was_there);
        assert_string_equal(again.id, first.id);
        assert_int_equal(again.revision, 1);
    }
    fixture_load(store, &loaded);
    assert_true(fixture_same(&survey, &loaded));
    assert_int_equal(loaded.revision, 1);
}

static void another_reading_of_the_same_files_is_another_import(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};
    struct pte_batch batch;

    (void)state;
    fixture_empty();
    fixture_survey(&survey);
    fixture_keep(store, &survey);
    survey.reports[0].level = 4; /* say, another scale in the mapping */
    batch = fixture_keep(store, &survey);
    assert_false(batch.was_there);
    assert_int_equal(batch.revision, 2);
    assert_int_equal(batch.organizations_new, 0);
    fixture_load(store, &loaded);
    /* The findings of both imports remain; all else is as the second says. */
    assert_int_equal(loaded.n_findings, 4);
    loaded.n_findings = 2;
    assert_true(fixture_same(&survey, &loaded));
}

static void order_of_import_does_not_show(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey one = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey other = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};
    static const char *const ids[] = {"Z", "a", "\xc3\xb1", "o9", "o10", "A"};
    /* strcmp order: capitals, then small letters, then what is beyond ASCII */
    static const char *const wanted[] = {"A", "Z", "a", "o10", "o9", "\xc3\xb1"};

    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        one = (struct pte_survey){.study = "s", .wave = "1"};
        other = (struct pte_survey){.study = "s", .wave = "1"};
        for (int i = 0; i < 6; i++)
            fixture_organization(i % 2 == 0 ? &one : &other, "CL", ids[i], ids[i]);
        fixture_empty();
        fixture_keep(store, turn == 0 ? &one : &other);
        fixture_keep(store, turn == 0 ? &other : &one);
        fixture_load(store, &loaded);
        assert_int_equal(loaded.n_organizations, 6);
        for (int i = 0; i < 6; i++)
            assert_string_equal(loaded.organizations[i].id, wanted[i]);
        pte_survey_release(&one);
        pte_survey_release(&other);
    }
}

/* What a program error or a hostile file could hand over; each alone. */
static void spoil(struct pte_survey *survey, int how)
{
    switch (how) {
    case 0:
        pte_survey_find(survey, "x", /* is_fault */ true, (struct pte_place){0}, NULL,
                        NULL, "wrong");
        break;
    case 1:
        survey->study = "";
        break;
    case 2:
        survey->wave = NULL;
        break;
    case 3:
        survey->organizations[0].id = "";
        break;
    case 4:
        survey->organizations[0].name = "";
        break;
    case 5:
        survey->organizations[0].country = "cl";
        break;
    case 6:
        survey->organizations[0].sector = NULL;
        break;
    case 7:
        survey->reports[0].organization = PTE_NOBODY;
        break;
    case 8:
        survey->responses[0].date = "2026-02-31";
        break;
    case 9:
        survey->reports[0].level = INFINITY;
        break;
    case 10:
        survey->persons[0].organization = PTE_NOBODY;
        break;
    case 11:
        survey->organizations[0].name = "broken \xff UTF-8";
        break;
    case 12:
        survey->n_organizations = 0;
        break;
    default:
        survey->blocks[0].otherwise = PTE_TIE;
    }
}

static void a_survey_that_does_not_hold_together_is_refused(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();

    (void)state;
    fixture_empty();
    for (int how = 0; how <= 13; how++) {
        PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
        struct pte_batch batch = {0};
        struct pte_error err = {0};

        fixture_answers(&survey, "file.csv", "p", true, 1, 2);
        spoil(&survey, how);
        assert_false(pte_store_import(store, &survey, NULL, &batch, &err));
        assert_int_equal(err.kind, PTE_EINPUT);
    }
    assert_int_equal(fixture_fault_of_load(store, NULL, NULL, NULL), PTE_ENOTFOUND);
}

static void positions_stay_by_layout(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_studies_release) struct pte_studies studies = {0};
    struct pte_position kept[] = {
        {"CL", "a\"{,\\", 0.1, -1e-7}, {"CL", "NULL", 3, 4}, {"PE", "NULL", 5, 6}};
    struct pte_position asked[] = {
        {"PE", "NULL", 0, 0}, {"CL", "other", 7, 7}, {"CL", "a\"{,\\", 0, 0}};
    bool known[3];
    struct pte_error err = {0};

    (void)state;
    fixture_empty();
    fixture_answers(&survey, "first.csv", "p", true, 1, 2);
    fixture_keep(store, &survey);
    for (int i = 0; i < 2; i++) /* the second time changes nothing */
        if (!pte_store_keep_positions(store, "s", "sectors", kept, 3, &err))
            fail_msg("%s", err.message);
    assert_true(pte_store_positions(store, "s", "sectors", asked, known, 3, &err));
    assert_true(known[0] && !known[1] && known[2]);
    assert_float_equal(asked[0].x, 5, 0);
    assert_float_equal(asked[1].x, 7, 0);
    assert_float_equal(asked[2].x, 0.1, 0);
    assert_float_equal(asked[2].y, -1e-7, 0);
    kept[0].x = 9;
    assert_true(pte_store_keep_positions(store, "s", "sectors", kept, 1, &err));
    assert_true(pte_store_positions(store, NULL, "sectors", asked, known, 3, &err));
    assert_float_equal(asked[2].x, 9, 0);
    assert_true(pte_store_positions(store, "s", "other", asked, known, 3, &err));
    assert_false(known[0] || known[1] || known[2]);
    assert_true(pte_store_keep_positions(store, "s", "sectors", kept, 0, &err));
    assert_false(pte_store_positions(store, "x", "sectors", asked, known, 3, &err));
    assert_int_equal(err.kind, PTE_ENOTFOUND);
    assert_true(pte_store_studies(store, &studies, NULL));
    assert_int_equal(studies.study[0].revision, 1); /* a map is no change of the data */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_survey_comes_back_as_it_was_kept),
        cmocka_unit_test(the_same_survey_again_changes_nothing),
        cmocka_unit_test(another_reading_of_the_same_files_is_another_import),
        cmocka_unit_test(order_of_import_does_not_show),
        cmocka_unit_test(a_survey_that_does_not_hold_together_is_refused),
        cmocka_unit_test(positions_stay_by_layout),
    };

    return cmocka_run_group_tests_name("what is kept comes back, once", tests,
                                       fixture_setup, fixture_teardown);
}

/* tests/core/store/test_keep.c - what is kept comes back, once, and the newest holds. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
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
    struct pte_batch batch = {0};
    struct pte_error err = {0};

    (void)state;
    fixture_empty(store);
    fixture_survey(&survey);
    if (!pte_store_import(store, &survey, NULL, &batch, &err))
        fail_msg("%s", err.message);
    if (!pte_store_load(store, NULL, NULL, NULL, 0, &loaded, &err))
        fail_msg("%s", err.message);
    assert_true(fixture_same(&survey, &loaded));
    assert_int_equal(loaded.revision, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_survey_comes_back_as_it_was_kept),
    };

    return cmocka_run_group_tests_name("what is kept", tests, fixture_setup,
                                       fixture_teardown);
}

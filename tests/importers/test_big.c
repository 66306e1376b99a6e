/* tests/importers/test_big.c - files too big to keep, made when the test runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/survey.h"
#include "importers/import.h"
#include "tests/importers/fixture.h"

enum { ORGANIZATIONS = 1000, TIES = 100000 };

static void add_organizations(struct pte_text *text)
{
    pte_text_add(text, "id,name,sector,country\n");
    for (int i = 0; i < ORGANIZATIONS; i++)
        pte_text_addf(text, "o%d,Organización %d,%s,PE\n", i, i,
                      i % 2 ? "education" : "industry");
}

/* Each pair once: from i to the (j + 1)th after it. */
static void add_ties(struct pte_text *text)
{
    pte_text_add(text, "source,target,relation,weight\n");
    for (int i = 0; i < TIES; i++)
        pte_text_addf(text, "o%d,o%d,information,%d\n", i % ORGANIZATIONS,
                      (i % ORGANIZATIONS + 1 + i / ORGANIZATIONS) % ORGANIZATIONS,
                      i % 5 + 1);
}

static void import(const struct pte_text *organizations, const struct pte_text *ties,
                   struct pte_survey *survey)
{
    struct pte_error err = {0};

    if (!pte_import_tables(fixture_write("organizations.csv", organizations->bytes),
                           fixture_write("ties.csv", ties->bytes), NULL, NULL, NULL,
                           survey, &err))
        fail_msg("%s", err.message);
}

static void a_hundred_thousand_ties_come_in(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text organizations = {0};
    PTE_AUTO(pte_text_release) struct pte_text ties = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};

    (void)state;
    add_organizations(&organizations);
    add_ties(&ties);
    import(&organizations, &ties, &survey);
    assert_int_equal(survey.n_findings, 0);
    assert_int_equal(survey.n_organizations, ORGANIZATIONS);
    assert_int_equal(survey.n_reports, TIES);
    assert_int_equal(survey.reports[TIES - 1].place.row, TIES + 1);
}

static void one_wrong_row_at_the_very_end_is_found(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text organizations = {0};
    PTE_AUTO(pte_text_release) struct pte_text ties = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};

    (void)state;
    add_organizations(&organizations);
    add_ties(&ties);
    pte_text_add(&ties, "o1,nobody,information,1");
    import(&organizations, &ties, &survey);
    assert_int_equal(pte_survey_faults(&survey), 1);
    assert_string_equal(survey.findings[0].code, "unknown_organization");
    assert_int_equal(survey.findings[0].place.row, TIES + 2);
    assert_int_equal(survey.findings[0].place.column, 2);
}

static void a_hundred_thousand_wrong_rows_are_told_in_fifty_one(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text organizations = {0};
    PTE_AUTO(pte_text_release) struct pte_text ties = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};

    (void)state;
    pte_text_add(&organizations, "id,name,sector,country\no1,A,education,PE\n");
    pte_text_add(&ties, "source,target\n");
    for (int i = 0; i < TIES; i++)
        pte_text_addf(&ties, "o1,x%d\n", i);
    import(&organizations, &ties, &survey);
    assert_int_equal(survey.n_findings, 51);
    assert_string_equal(survey.findings[50].code, "more_findings");
    assert_string_equal(survey.findings[50].sentence,
                        "there are 99950 more of unknown_organization, the last in row "
                        "100001");
}

static void a_name_of_ten_thousand_bytes_is_refused_with_its_row(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text organizations = {0};
    PTE_AUTO(pte_text_release) struct pte_text ties = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};

    (void)state;
    pte_text_add(&organizations, "id,name,sector,country\na,A,education,PE\nb,");
    for (int i = 0; i < 10000; i++)
        pte_text_add(&organizations, "x");
    pte_text_add(&organizations, ",industry,PE\n");
    pte_text_add(&ties, "source,target\na,b\n");
    import(&organizations, &ties, &survey);
    assert_int_equal(pte_survey_faults(&survey), 1);
    assert_string_equal(survey.findings[0].code, "name_too_long");
    assert_int_equal(survey.findings[0].place.row, 3);
    assert_int_equal(survey.findings[0].place.column, 2);
    assert_true(strlen(survey.findings[0].value) < 100);
}

/* Random bytes and random cuts of a table: anything may be refused, nothing may break.
 * The numbers are a plain linear congruence, the same on every machine. */
static void noise_breaks_nothing(void **state)
{
    static const char *const bits[] = {"\"",
                                       ",",
                                       "\n",
                                       "\r",
                                       ";",
                                       "a",
                                       "é",
                                       "\xF3",
                                       " ",
                                       "id,name,sector,country\n",
                                       "\"\"",
                                       "education",
                                       "\xEF\xBB\xBF",
                                       "source,target\n",
                                       "PE",
                                       "\t"};
    uint32_t random = 1;

    (void)state;
    for (int round = 0; round < 300; round++) {
        PTE_AUTO(pte_text_release) struct pte_text organizations = {0};
        PTE_AUTO(pte_text_release) struct pte_text ties = {0};
        PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};

        pte_text_add(&organizations, round % 2 ? "id,name,sector,country\n" : "");
        pte_text_add(&ties, round % 3 ? "source,target,weight\n" : "");
        for (int i = 0; i < 40; i++) {
            random = random * 1664525 + 1013904223;
            pte_text_add(i % 2 ? &organizations : &ties, bits[random >> 28]);
        }
        pte_import_tables(fixture_write("organizations.csv", organizations.bytes),
                          fixture_write("ties.csv", ties.bytes), NULL, NULL, NULL,
                          &survey, NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hundred_thousand_ties_come_in),
        cmocka_unit_test(one_wrong_row_at_the_very_end_is_found),
        cmocka_unit_test(a_hundred_thousand_wrong_rows_are_told_in_fifty_one),
        cmocka_unit_test(a_name_of_ten_thousand_bytes_is_refused_with_its_row),
        cmocka_unit_test(noise_breaks_nothing),
    };

    return cmocka_run_group_tests_name("big", tests, fixture_make_folder,
                                       fixture_remove_folder);
}

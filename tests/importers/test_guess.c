/* tests/importers/test_guess.c - what --guess writes is a mapping that reads the same
 * ties. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/survey.h"
#include "importers/guess.h"
#include "importers/import.h"
#include "tests/importers/fixture.h"

enum { MOST_BYTES = 1 << 20 };

/* Copies a file of the four countries into the folder of the test. */
static const char *bring(const char *name)
{
    PTE_AUTO(pte_text_release) struct pte_text from = {0};
    PTE_AUTO(pte_text_release) struct pte_text bytes = {0};
    const char *to = fixture_path(name);

    pte_text_addf(&from, "%s/datasets/pacific-alliance/%s", getenv("PUENTE_SOURCE"),
                  name);
    assert_true(pte_file_read(from.bytes, MOST_BYTES, &bytes, NULL));
    assert_true(pte_file_write(to, bytes.bytes, bytes.length, NULL));
    return to;
}

/* All that was said in the order of the questions, without what they are called: a
 * question known by its number only has no relation's name. */
static void tell(const struct pte_survey *survey, bool names, struct pte_text *text)
{
    for (size_t i = 0; i < survey->n_blocks; i++) {
        const struct pte_block *block = &survey->blocks[i];

        pte_text_addf(text, "block %u %d", block->response, (int)block->otherwise);
        if (names)
            pte_text_addf(text, " %s %d", survey->relations[block->relation],
                          (int)block->tense);
        pte_text_add(text, "\n");
    }
    for (size_t i = 0; i < survey->n_reports; i++) {
        const struct pte_report *report = &survey->reports[i];

        pte_text_addf(text, "%u %s %d", report->response,
                      survey->organizations[report->organization].id, (int)report->mark);
        if (!isnan(report->level))
            pte_text_add_number(text, report->level);
        if (names)
            pte_text_addf(text, " %s %d", survey->relations[report->relation],
                          (int)report->tense);
        pte_text_add(text, "\n");
    }
}

static void compare(const char *country, bool names)
{
    PTE_AUTO(pte_text_release) struct pte_text export = {0}, roster = {0}, own = {0};
    PTE_AUTO(pte_text_release) struct pte_text yaml = {0}, told = {0}, guessed = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey wanted = {0}, got = {0};
    struct pte_error err = {0};

    pte_text_addf(&export, "%s.synthetic.csv", country);
    pte_text_addf(&roster, "roster-%s.synthetic.csv", country);
    pte_text_addf(&own, "%s.mapping.yml", country);
    bring(export.bytes);
    bring(roster.bytes);
    bring(own.bytes);
    if (!pte_guess_mapping(fixture_path(export.bytes), fixture_path(roster.bytes),
                           roster.bytes, NULL, &yaml, &err))
        fail_msg("%s: %s", country, err.message);
    fixture_write("guess.yml", yaml.bytes);
    if (!pte_import_survey(fixture_path(export.bytes), fixture_path("guess.yml"), NULL,
                           NULL, &got, &err))
        fail_msg("%s: %s", country, err.message);
    assert_int_equal(pte_survey_faults(&got), 0);
    assert_true(pte_import_survey(fixture_path(export.bytes), fixture_path(own.bytes),
                                  NULL, NULL, &wanted, &err));
    assert_int_equal(got.n_persons, wanted.n_persons);
    tell(&got, names, &guessed);
    tell(&wanted, names, &told);
    assert_true(told.length > 1000);
    assert_string_equal(pte_text_get(&guessed), pte_text_get(&told));
}

static void chile_is_guessed_as_its_own_mapping_says(void **state)
{
    (void)state;
    compare("chile", /* names */ true);
}

/* Its questions are called Q4 to Q8: the relations' names cannot be known. */
static void colombia_is_guessed_but_for_the_names_of_its_questions(void **state)
{
    (void)state;
    compare("colombia", /* names */ false);
}

static void mexico_is_guessed_as_its_own_mapping_says(void **state)
{
    (void)state;
    compare("mexico", /* names */ true);
}

static void peru_is_guessed_as_its_own_mapping_says(void **state)
{
    (void)state;
    compare("peru", /* names */ true);
}

static void refuse(const char *export, const char *roster, const char *words)
{
    PTE_AUTO(pte_text_release) struct pte_text yaml = {0};
    struct pte_error err = {0};

    fixture_write("e.csv", export);
    fixture_write("r.csv", roster);
    assert_false(pte_guess_mapping(fixture_path("e.csv"), fixture_path("r.csv"), "r.csv",
                                   NULL, &yaml, &err));
    assert_null(yaml.bytes);
    if (strstr(err.message, words) == NULL)
        fail_msg("'%s' does not say '%s'", err.message, words);
    assert_true(err.hint[0] != '\0');
}

static void what_cannot_be_guessed_is_said(void **state)
{
    static const char roster[] = "id,name,sector\nCL1,Uno,education\nCL2,Dos,labour\n";

    (void)state;
    refuse("id,org,info_CL1,info_CL2\n1,CL1,,3\n", "id,name\nCL1,Uno\n", "sector");
    refuse("id,org,info_CL1,info_CL2\n1,CL1,,3\n",
           "id,name,sector\nA1,Uno,education\nA2,Dos,labour\n", "country");
    refuse("id,org,a,b\n1,CL1,,3\n", roster, "are about organizations");
    refuse("id,org,info_CL1,info_CL2\n1,Otra,,3\n", roster, "for whom a row answers");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chile_is_guessed_as_its_own_mapping_says),
        cmocka_unit_test(colombia_is_guessed_but_for_the_names_of_its_questions),
        cmocka_unit_test(mexico_is_guessed_as_its_own_mapping_says),
        cmocka_unit_test(peru_is_guessed_as_its_own_mapping_says),
        cmocka_unit_test(what_cannot_be_guessed_is_said),
    };

    return cmocka_run_group_tests_name("guess", tests, fixture_make_folder,
                                       fixture_remove_folder);
}

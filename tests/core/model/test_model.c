/* tests/core/model/test_model.c - surveys and vocabularies. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/model/survey.h"
#include "core/model/vocabulary.h"
#include "core/model/vocabulary.intern.h"

static void a_survey_grows_and_finds_its_relations(void **state)
{
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};

    (void)state;
    assert_int_equal(pte_survey_find_relation(&survey, "information"), PTE_NOBODY);
    assert_int_equal(pte_survey_relation(&survey, "information"), 0);
    assert_int_equal(pte_survey_relation(&survey, "placement"), 1);
    assert_int_equal(pte_survey_relation(&survey, "information"), 0);
    for (uint32_t i = 0; i < 1000; i++) {
        struct pte_report report = {.organization = i, .mark = PTE_TIE, .level = NAN};

        assert_int_equal(pte_survey_add_report(&survey, &report), i);
    }
    assert_int_equal(survey.reports[999].organization, 999);
}

static void a_finding_shortens_what_it_quotes(void **state)
{
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    const struct pte_place place = {.row = 7, .column = 3};
    char name[400];

    (void)state;
    memset(name, 'x', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    pte_survey_find(&survey, "unknown_sector", true, place, name, "use a known word",
                    "there is no sector like this, at row %d", 7);
    pte_survey_find(&survey, "self_tie", false, place, NULL, NULL, "a tie to itself");
    assert_int_equal(survey.n_findings, 2);
    assert_int_equal(pte_survey_faults(&survey), 1);
    assert_int_equal(strlen(survey.findings[0].value), 59 + strlen("…"));
    assert_string_equal(survey.findings[0].sentence,
                        "there is no sector like this, at row 7");
    assert_int_equal(survey.findings[0].place.row, 7);
}

static void labels_come_from_the_study_then_the_vocabulary_then_the_code(void **state)
{
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    const struct pte_term term = {
        .vocabulary = "sector", .code = "labour", .label = {[PTE_ES] = "Sindicatos"}};

    (void)state;
    pte_survey_add_term(&survey, &term);
    assert_string_equal(pte_survey_label(&survey, "sector", "labour", PTE_ES),
                        "Sindicatos");
    assert_string_equal(pte_survey_label(&survey, "sector", "labour", PTE_FR), "Travail");
    assert_string_equal(pte_survey_label(&survey, "sector", "education", PTE_ES),
                        "Educación");
    assert_string_equal(pte_survey_label(&survey, "sector", "interest group", PTE_EN),
                        "interest group");
}

static void every_shipped_word_has_a_label_in_each_language(void **state)
{
    static const char *const vocabularies[] = {"sector",     "kind",     "side",
                                               "relation",   "function", "challenge",
                                               "occupation", "gender"};
    static const size_t least[] = {5, 14, 5, 10, 7, 8, 8, 3};
    size_t n;

    (void)state;
    for (size_t v = 0; v < sizeof(least) / sizeof(*least); v++) {
        const struct pte_word *const *words = pte_vocabulary_all(vocabularies[v], &n);

        assert_true(n >= least[v]);
        for (size_t i = 0; i < n; i++) {
            assert_int_equal(words[i]->order, i + 1);
            for (int language = 0; language < PTE_LANGUAGES; language++)
                assert_true(words[i]->label[language][0] != '\0');
        }
    }
    assert_null(pte_vocabulary_find("sector", "mining"));
}

static void the_four_countries_are_presets_and_the_others_exist(void **state)
{
    size_t n;
    const struct pte_country *const *countries = pte_country_all(&n);

    (void)state;
    assert_int_equal(n, 4);
    assert_string_equal(countries[0]->code, "CL");
    assert_int_equal(pte_country_find("CO")->decimal, ',');
    assert_string_equal(pte_country_find("PE")->identifier, "RUC");
    assert_string_equal(pte_country_label("MX", PTE_ES), "México");
    assert_string_equal(pte_country_label("DE", PTE_FR), "Allemagne");
    assert_true(pte_country_exists("DE") && pte_country_exists("XX"));
    assert_false(pte_country_exists("cl") || pte_country_exists("CHL") ||
                 pte_country_exists("") || pte_country_exists("QQ"));
}

static void a_fifth_country_needs_a_file_not_a_release(void **state)
{
    char folder[] = "/tmp/puente-words-XXXXXX", path[64];
    static const char file[] =
        "# vocabulary\tcountry\ncode\ten\tes\tfr\tdecimal\t"
        "identifier\tacronyms\nBO\tBolivia\tBolivia\tBolivie\t,\tNIT\t"
        "\n";
    struct pte_error err = {0};

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/country.tsv", folder);
    assert_true(pte_file_write(path, file, sizeof(file) - 1, &err));
    setenv("PUENTE_VOCABULARIES", folder, 1);
    assert_true(pte_vocabulary_load(&err));
    assert_string_equal(pte_country_find("BO")->identifier, "NIT");
    unlink(path);
    rmdir(folder);
    assert_false(pte_vocabulary_load(&err));
    assert_int_equal(err.kind, PTE_EINPUT);
    unsetenv("PUENTE_VOCABULARIES");
}

static void a_wrong_vocabulary_file_is_refused_with_its_line(void **state)
{
    static const char *const wrong[] = {
        "code\ten\n", "# vocabulary\tsector\ncode\nx\ty\n",
        "# vocabulary\tcountry\ncode\nBO\ta\tb\tc\tx\td\te\n", "\xff"};
    static const char *const says[] = {"line 1", "line 3", "line 3", "UTF-8"};

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct pte_error err = {0};

        assert_false(pte_vocabulary_read("x.tsv", wrong[i], strlen(wrong[i]), &err));
        assert_non_null(strstr(err.message, says[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_survey_grows_and_finds_its_relations),
        cmocka_unit_test(a_finding_shortens_what_it_quotes),
        cmocka_unit_test(labels_come_from_the_study_then_the_vocabulary_then_the_code),
        cmocka_unit_test(every_shipped_word_has_a_label_in_each_language),
        cmocka_unit_test(the_four_countries_are_presets_and_the_others_exist),
        cmocka_unit_test(a_fifth_country_needs_a_file_not_a_release),
        cmocka_unit_test(a_wrong_vocabulary_file_is_refused_with_its_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

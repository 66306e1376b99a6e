/* tests/importers/test_mapping.c - mappings that are right, and what is said of others.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/mapping.h"
#include "tests/importers/fixture.h"

static const char right[] =
    "mapping: 1\n"
    "study: {code: pacific-alliance, wave: 2026-1, synthetic: true}\n"
    "source: {delimiter: \";\", decimal: \",\", missing: [\"-99\"]}\n"
    "roster: {file: roster.csv, columns: {id: codigo}}\n"
    "respondent:\n"
    "  key: id\n"
    "  organization: org\n"
    "  date_order: dmy\n"
    "  consent: {column: si, is: [\"1\"]}\n"
    "  country: CL\n"
    "scales:\n"
    "  - {name: frequency, words: [{is: Nunca, level: 0}, {is: Cada mes, level: 4}]}\n"
    "vocabularies:\n"
    "  - {vocabulary: sector, words: [{is: Educación, code: education}]}\n"
    "ties:\n"
    "  - {relation: information, layout: matrix_level, columns: \"info_*\",\n"
    "     scale: frequency, answered_when: {column: ok, is: [\"1\"]}}\n"
    "  - {relation: information, tense: desired, layout: roster_columns,\n"
    "     columns: \"deseo_*\", yes: [\"1\"], no: [\"0\"], blank: no_answer}\n"
    "facts:\n"
    "  - {topic: function, layout: choice, columns: \"func_*\", yes: [\"1\"]}\n";

static void a_right_mapping_is_read(void **state)
{
    PTE_AUTO(pte_mapping_free) struct pte_mapping *mapping = NULL;

    (void)state;
    assert_true(pte_mapping_load(fixture_write("right.yml", right), &mapping, NULL));
    assert_string_equal(mapping->study->wave, "2026-1");
    assert_true(mapping->study->synthetic);
    assert_string_equal(mapping->roster->columns->id, "codigo");
    assert_null(mapping->roster->columns->name);
    assert_int_equal(mapping->scales[0].words_count, 2);
    assert_true(mapping->scales[0].words[1].level == 4);
    assert_int_equal(mapping->ties_count, 2);
    assert_null(mapping->ties[0].tense);
    assert_null(mapping->ties[0].most);
    assert_string_equal(mapping->ties[1].blank, "no_answer");
    assert_string_equal(mapping->ties[0].answered_when->is[0], "1");
}

static void json_is_read_as_well(void **state)
{
    static const char json[] =
        "{\"mapping\": 1, \"roster\": {\"file\": \"r.csv\"},\n"
        " \"respondent\": {\"key\": \"k\", \"organization\": \"o\"},\n"
        " \"ties\": [{\"relation\": \"tie\", \"layout\": \"matrix_level\",\n"
        "           \"columns\": \"t_*\", \"least\": 1, \"most\": 7}]}\n";
    PTE_AUTO(pte_mapping_free) struct pte_mapping *mapping = NULL;

    (void)state;
    assert_true(pte_mapping_load(fixture_write("right.json", json), &mapping, NULL));
    assert_null(mapping->study);
    assert_true(*mapping->ties[0].most == 7);
}

/* The right mapping with one text in place of another is refused with these words. */
static void check(const char *old, const char *new, const char *part)
{
    PTE_AUTO(pte_text_release) struct pte_text changed = {0};
    PTE_AUTO(pte_mapping_free) struct pte_mapping *mapping = NULL;
    struct pte_error err = {0};
    const char *at = strstr(right, old);

    assert_non_null(at);
    pte_text_add_bytes(&changed, right, (size_t)(at - right));
    pte_text_add(&changed, new);
    pte_text_add(&changed, at + strlen(old));
    assert_false(pte_mapping_load(fixture_write("m.yml", changed.bytes), &mapping, &err));
    assert_null(mapping);
    assert_int_equal(err.kind, PTE_EINPUT);
    if (strstr(err.message, part) == NULL)
        fail_msg("'%s' does not say '%s'", err.message, part);
    assert_true(err.hint[0] != '\0');
}

static void wrong_forms_are_refused_with_line_and_column(void **state)
{
    (void)state;
    check("date_order", "datum", "Unexpected key: datum (line: 8, column: 3)");
    check("level: 4", "level: four", "Invalid FLOAT value: four (line: 12, column: 76)");
    check("  key: id\n", "", "key or organization is missing");
    check("is: [\"1\"]}\n", "is: \"1\"}\n",
          "Expecting SEQUENCE, got event: SCALAR (line: 9");
    check("mapping: 1\n", "mapping: 1\nmapping: 1\n", "already seen: mapping");
    check("respondent:\n", "respondent:\n\t", "cannot start any token (line: 5");
    check("key: id", "key: &a id\n  role: *a", "lias");
}

static void wrong_words_are_refused_with_their_place(void **state)
{
    (void)state;
    check("mapping: 1", "mapping: 2", "only version 1");
    check("\";\"", "\":\"", "source: delimiter cannot be ':'");
    check("decimal: \",\"", "decimal: \";\"", "source: decimal cannot be ';'");
    check("source: {", "source: {header_rows: 99, ", "header_rows");
    check("file: roster", "file: ../roster", "roster: file cannot be '../roster.csv'");
    check("file: roster", "file: /etc/roster", "roster: file cannot be");
    check("file: roster", "file: a/../../roster", "roster: file cannot be");
    check("country: CL", "country: Chile", "no country has the code 'Chile'");
    check("dmy", "ydm", "date_order cannot be 'ydm'");
    check("is: [\"1\"]}\n  country", "is: []}\n  country", "no answer is listed");
    check("level: 0", "level: -1", "scales 1: a level cannot be less than 0: 'Nunca'");
    check("is: Cada mes", "is: NUNCA", "scales 1: two levels are given for 'NUNCA'");
    check("scales:\n", "scales:\n  - {name: frequency, words: [{is: a, level: 1}]}\n",
          "two scales called 'frequency'");
    check("vocabulary: sector", "vocabulary: sektor", "no vocabulary is called 'sektor'");
}

static void wrong_ties_and_facts_are_refused_with_their_number(void **state)
{
    (void)state;
    check("matrix_level", "matrix", "ties 1: no layout is called 'matrix'");
    check("desired", "wanted", "ties 2: tense cannot be 'wanted'");
    check("tense: desired", "tense: current", "ties 2: asked twice");
    check("\"info_*\"", "info", "ties 1: columns needs one *");
    check("\"info_*\"", "\"*_*\"", "ties 1: columns needs one *");
    check("scale: frequency", "scale: frecuencia", "no scale is called 'frecuencia'");
    check("scale: frequency", "least: 5, most: 1", "least must be");
    check("scale: frequency", "most: .nan", "Invalid FLOAT value: .nan (line: 17");
    check("scale: frequency", "scale: frequency, most: 4", "do not go with the scale");
    check("scale: frequency", "yes: [\"1\"]", "yes and no do not go");
    check("blank: no_answer", "blank: nothing", "ties 2: blank cannot be 'nothing'");
    check("blank: no_answer", "asks: somebody", "ties 2: asks cannot be 'somebody'");
    check("scale: frequency", "scale: frequency, reverse: true", "reverse does not go");
    check("matrix_level", "matrix_relation", "either relation or relations");
    check("matrix_level", "repeat", "ties 1: file is missing");
    check("matrix_level", "edge_table", "ties 1: source is missing");
    check("matrix_level", "affiliation", "ties 1: columns needs one * for the event");
    check("matrix_level", "matrix", "is called 'matrix' (line: 16");
    check("yes: [\"1\"], no", "no", "ties 2: yes is missing");
    check("topic: function", "topic: functions", "facts 1: no topic is called");
    check("layout: choice", "layout: chosen", "facts 1: no layout is called");
    check("\"func_*\", yes: [\"1\"]", "\"func_*\"", "facts 1: yes is missing");
}

static void what_is_no_mapping_is_refused(void **state)
{
    PTE_AUTO(pte_mapping_free) struct pte_mapping *mapping = NULL;
    static const char *const contents[] = {"[1, 2]",
                                           "just text",
                                           "{",
                                           "mapping: 1\n",
                                           "- {}\n",
                                           "a: &a [*a]\n",
                                           "%YAML 9.9\n---\n",
                                           "mapping: 1\n...\n---\nmapping: 1\n",
                                           "id,name\na,b\n",
                                           "\xFF\xFE\x01",
                                           "mapping: \x01\n"};

    (void)state;
    for (size_t i = 0; i < sizeof(contents) / sizeof(contents[0]); i++) {
        struct pte_error err = {0};

        assert_false(
            pte_mapping_load(fixture_write("n.yml", contents[i]), &mapping, &err));
        assert_int_equal(err.kind, PTE_EINPUT);
    }
    struct pte_error err = {0};
    assert_false(pte_mapping_load(fixture_write("n.yml", ""), &mapping, &err));
    assert_non_null(strstr(err.message, "is empty"));
    err = (struct pte_error){0};
    assert_false(pte_mapping_load(fixture_path("nowhere.yml"), &mapping, &err));
    assert_int_equal(err.kind, PTE_ENOTFOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_right_mapping_is_read),
        cmocka_unit_test(json_is_read_as_well),
        cmocka_unit_test(wrong_forms_are_refused_with_line_and_column),
        cmocka_unit_test(wrong_words_are_refused_with_their_place),
        cmocka_unit_test(wrong_ties_and_facts_are_refused_with_their_number),
        cmocka_unit_test(what_is_no_mapping_is_refused),
    };

    return cmocka_run_group_tests_name("mapping", tests, fixture_make_folder,
                                       fixture_remove_folder);
}

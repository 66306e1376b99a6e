/* tests/importers/workbook/test_import.c - the same survey comes in from a workbook, from
 * a zip of CSV files and from a CSV file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/survey.h"
#include "importers/import.h"
#include "tests/importers/workbook/fixture.h"

#define ROSTER                                                                           \
    "id|name|sector\nedu|Liceo|education\nsin|Sindicato|labour\nemp|Mina|industry"
#define EXPORT                                                                           \
    "key|org|ok|info_edu|info_sin|info_emp\nk1|edu|si||5|0\nk2|Sindicato|si|2||\n"       \
    "k3|emp|no|1|1|"
#define MAPPING                                                                          \
    "mapping: 1\nstudy: {code: s, wave: w}\n%s\nroster: {file: %s, columns: {id: id, "   \
    "name: name, sector: sector}}\nrespondent: {key: key, organization: org, country: "  \
    "CL, consent: {column: ok, is: [si]}}\nties: [{relation: information, layout: "      \
    "matrix_level, columns: \"info_*\"}]\n"

static char folder[] = "/tmp/workbook-import-XXXXXX";

static const char *path_of(const char *name)
{
    static char paths[4][128];
    static int turn;
    char *path = paths[turn++ % 4];

    snprintf(path, sizeof(paths[0]), "%s/%s", folder, name);
    return path;
}

static void put(const char *name, const char *bytes, size_t length)
{
    assert_true(pte_file_write(path_of(name), bytes, length, NULL));
}

static void put_csv(const char *name, const char *lines, char delimiter)
{
    PTE_AUTO(pte_free) char *text = strdup(lines);

    for (char *c = text; *c != '\0'; c++)
        if (*c == '|')
            *c = delimiter;
    put(name, text, strlen(text));
}

static void put_mapping(const char *source, const char *roster)
{
    char text[1024];

    snprintf(text, sizeof(text), MAPPING, source, roster);
    put("mapping.yml", text, strlen(text));
}

static void put_sheets(const char *name, const struct fixture_sheet *sheets, size_t n)
{
    PTE_AUTO(pte_text_release) struct pte_text zip = {0};

    fixture_sheets(sheets, n, &zip);
    put(name, zip.bytes, zip.length);
}

static void import(const char *name, struct pte_survey *survey)
{
    const struct pte_import_options options = {0};
    struct pte_error err = {0};

    if (!pte_import_survey(path_of(name), path_of("mapping.yml"), &options, NULL, survey,
                           &err))
        fail_msg("%s", err.message);
}

/* What a survey says, without where it stood. */
static void tell(const struct pte_survey *survey, struct pte_text *text)
{
    for (size_t i = 0; i < survey->n_organizations; i++)
        pte_text_addf(text, "%s %s\n", survey->organizations[i].id,
                      survey->organizations[i].name);
    for (size_t i = 0; i < survey->n_responses; i++)
        pte_text_addf(text, "%u %d %d row %u\n", survey->responses[i].organization,
                      survey->responses[i].answered, survey->responses[i].consents,
                      survey->responses[i].place.row);
    for (size_t i = 0; i < survey->n_reports; i++)
        pte_text_addf(text, "%u %u %d %g row %u column %u\n", survey->reports[i].response,
                      survey->reports[i].organization, survey->reports[i].mark,
                      survey->reports[i].level, survey->reports[i].place.row,
                      survey->reports[i].place.column);
}

static const struct pte_finding *find(const struct pte_survey *survey, const char *code,
                                      const char *sheet)
{
    for (size_t i = 0; i < survey->n_findings; i++)
        if (strcmp(survey->findings[i].code, code) == 0 &&
            survey->findings[i].place.sheet != NULL &&
            strcmp(survey->findings[i].place.sheet, sheet) == 0)
            return &survey->findings[i];
    return NULL;
}

static void a_workbook_and_a_zip_give_the_survey_of_the_csv_file(void **state)
{
    static const struct fixture_sheet sheets[] = {
        {"~Notas", "x|y\n1|2"}, {"Datos", EXPORT}, {"Más", "z\n9"}};
    PTE_AUTO(pte_survey_release) struct pte_survey csv = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey book = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey zip = {0};
    PTE_AUTO(pte_text_release) struct pte_text wanted = {0};
    PTE_AUTO(pte_text_release) struct pte_text got = {0};
    PTE_AUTO(pte_text_release) struct pte_text packed = {0};
    PTE_AUTO(pte_text_release) struct pte_text export = {0};

    (void)state;
    put_csv("roster.csv", ROSTER, ',');
    put_csv("export.csv", EXPORT, ';');
    put_mapping("", "roster.csv");
    import("export.csv", &csv);
    tell(&csv, &wanted);
    assert_int_equal(csv.n_organizations, 3);
    assert_true(csv.n_reports > 0);

    put_sheets("export.xlsx", sheets, 3);
    import("export.xlsx", &book);
    tell(&book, &got);
    assert_string_equal(pte_text_get(&got), pte_text_get(&wanted));
    assert_non_null(find(&book, "hidden_sheet", "Notas"));
    assert_non_null(find(&book, "unread_sheet", "Más"));
    assert_null(find(&book, "unread_sheet", "Datos"));
    assert_string_equal(book.reports[0].place.sheet, "Datos");

    assert_true(pte_file_read(path_of("export.csv"), 1 << 20, &export, NULL));
    fixture_zip(&(struct fixture_file){.name = "survey/export.csv",
                                       .content = pte_text_get(&export)},
                1, NULL, &packed);
    put("export.zip", packed.bytes, packed.length);
    import("export.zip", &zip);
    pte_text_clear(&got);
    tell(&zip, &got);
    assert_string_equal(pte_text_get(&got), pte_text_get(&wanted));
    assert_string_equal(zip.reports[0].place.sheet, "survey/export.csv");
}

static void the_mapping_names_sheets_of_export_and_roster(void **state)
{
    static const struct fixture_sheet sheets[] = {
        {"Padrón", ROSTER}, {"Notas", "x\n1"}, {"~Datos", EXPORT}};
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    const struct pte_import_options options = {0};
    struct pte_error err = {0};

    (void)state;
    put_sheets("all.xlsx", sheets, 3);
    put_mapping("source: {sheet: Datos}", "all.xlsx, sheet: Padrón");
    import("all.xlsx", &survey);
    assert_int_equal(survey.n_organizations, 3);
    assert_string_equal(survey.organizations[0].place.sheet, "Padrón");
    assert_string_equal(survey.responses[0].place.sheet, "Datos");
    put_mapping("source: {sheet: Dato}", "all.xlsx, sheet: Padrón");
    assert_false(pte_import_survey(path_of("all.xlsx"), path_of("mapping.yml"), &options,
                                   NULL, &survey, &err));
    assert_int_equal(err.kind, PTE_ENOTFOUND);
    assert_string_equal(err.message, "'all.xlsx' has no table named 'Dato'");
}

static void plain_tables_may_be_workbooks(void **state)
{
    static const struct fixture_sheet organizations[] = {{"Hoja1", ROSTER}};
    static const struct fixture_sheet ties[] = {
        {"Hoja1", "source|target|weight\nedu|sin|3\nsin|emp|4,5\nsin|emp|"}};
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    const struct pte_import_options options = {.country = "CL"};
    const struct pte_finding *finding;

    (void)state;
    put_sheets("organizations.xlsx", organizations, 1);
    put_sheets("ties.xlsx", ties, 1);
    assert_true(pte_import_tables(path_of("organizations.xlsx"), path_of("ties.xlsx"),
                                  NULL, &options, NULL, &survey, NULL));
    assert_int_equal(pte_survey_faults(&survey), 0);
    assert_int_equal(survey.n_organizations, 3);
    for (size_t i = 0; i < survey.n_findings; i++)
        assert_null(strstr(survey.findings[i].code, "short_row"));
    finding = find(&survey, "duplicate_tie", "Hoja1");
    assert_true(finding == NULL || finding->place.row == 4);
}

static void what_a_sheet_remarks_becomes_a_finding_with_its_place(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text zip = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    const struct pte_import_options options = {.country = "CL"};
    const struct pte_finding *finding;

    (void)state;
    fixture_book(
        &(struct fixture_book){
            .sheet = FIXTURE_SHEET(
                "<row r=\"1\"><c t=\"str\"><v>id</v></c><c t=\"str\"><v>name</v></c>"
                "<c t=\"str\"><v>sector</v></c></row><row r=\"4\"><c t=\"str\"><v>a</v>"
                "</c><c r=\"B4\"><f>Fundación 1+2</f></c><c t=\"str\"><v>education</v>"
                "</c></row>")},
        &zip);
    put("one.xlsx", zip.bytes, zip.length);
    put_csv("ties.csv", "source|target\n", ',');
    assert_true(pte_import_tables(path_of("one.xlsx"), path_of("ties.csv"), NULL,
                                  &options, NULL, &survey, NULL));
    assert_string_equal(survey.organizations[0].name, "=Fundación 1+2");
    finding = find(&survey, "formula_text", "A");
    assert_non_null(finding);
    assert_false(finding->is_fault);
    assert_int_equal(finding->place.row, 4);
    assert_int_equal(finding->place.column, 2);
    assert_string_equal(finding->value, "=Fundación 1+2");
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) != NULL ? 0 : 1;
}

static int remove_folder(void **state)
{
    static const char *const names[] = {
        "roster.csv", "export.csv", "mapping.yml", "export.xlsx", "export.zip",
        "all.xlsx",   "one.xlsx",   "ties.csv",    "ties.xlsx",   "organizations.xlsx"};

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        unlink(path_of(names[i]));
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_workbook_and_a_zip_give_the_survey_of_the_csv_file),
        cmocka_unit_test(the_mapping_names_sheets_of_export_and_roster),
        cmocka_unit_test(plain_tables_may_be_workbooks),
        cmocka_unit_test(what_a_sheet_remarks_becomes_a_finding_with_its_place),
    };

    return cmocka_run_group_tests_name("workbook import", tests, make_folder,
                                       remove_folder);
}

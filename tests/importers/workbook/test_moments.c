/* tests/importers/workbook/test_moments.c - dates and times of a workbook are the days
 * and hours they stand for.
 *
 * Expected days were checked against Python: date(1899, 12, 30) + timedelta(n) after
 * February 1900, a day more before; for the system of 1904 date(1904, 1, 1) +
 * timedelta(n). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "importers/workbook/serial.h"
#include "tests/importers/workbook/fixture.h"

#define HEADER                                                                           \
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c>"                     \
    "<c r=\"B1\" t=\"inlineStr\"><is><t>b</t></is></c></row>"
#define ROW(cells) "<row r=\"2\">" cells "</row>"

static void number_formats_tell_moments(void **state)
{
    static const struct {
        const char *code;
        enum pte_serial_form form;
    } codes[] = {{"General", PTE_SERIAL_NONE},
                 {"0.00", PTE_SERIAL_NONE},
                 {"0.00E+00", PTE_SERIAL_NONE},
                 {"#,##0\\ \"días\"", PTE_SERIAL_NONE},
                 {"[Red]0;[Blue]-0", PTE_SERIAL_NONE},
                 {"@", PTE_SERIAL_NONE},
                 {"_-* #,##0_d", PTE_SERIAL_NONE},
                 {"0;\"dd\";yyyy", PTE_SERIAL_NONE},
                 {"dd/mm/yyyy", PTE_SERIAL_DATE},
                 {"[$-340A]d \"de\" mmmm \"de\" yyyy", PTE_SERIAL_DATE},
                 {"mmm", PTE_SERIAL_DATE},
                 {"h:mm", PTE_SERIAL_TIME},
                 {"mm:ss.0", PTE_SERIAL_TIME},
                 {"h:mm AM/PM", PTE_SERIAL_TIME},
                 {"d/m/yy h:mm", PTE_SERIAL_BOTH},
                 {"yyyy\\-mm\\-dd\\Thh:mm:ss", PTE_SERIAL_BOTH},
                 {"[h]:mm:ss", PTE_SERIAL_ELAPSED},
                 {"[mm]:ss", PTE_SERIAL_ELAPSED},
                 {"[", PTE_SERIAL_NONE},
                 {"\"", PTE_SERIAL_NONE},
                 {"\\", PTE_SERIAL_NONE}};

    (void)state;
    for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
        assert_int_equal(pte_serial_form(codes[i].code), codes[i].form);
    assert_int_equal(pte_serial_builtin(0), PTE_SERIAL_NONE);
    assert_int_equal(pte_serial_builtin(14), PTE_SERIAL_DATE);
    assert_int_equal(pte_serial_builtin(21), PTE_SERIAL_TIME);
    assert_int_equal(pte_serial_builtin(22), PTE_SERIAL_BOTH);
    assert_int_equal(pte_serial_builtin(46), PTE_SERIAL_ELAPSED);
    assert_int_equal(pte_serial_builtin(49), PTE_SERIAL_NONE);
}

static void serial_numbers_are_the_days_they_stand_for(void **state)
{
    static const struct {
        double serial;
        enum pte_serial_form form;
        bool is_1904;
        const char *wanted; /* NULL = no moment */
    } days[] = {{1, PTE_SERIAL_DATE, false, "1900-01-01"},
                {59, PTE_SERIAL_DATE, false, "1900-02-28"},
                {60, PTE_SERIAL_DATE, false, NULL}, /* 29 February 1900 */
                {61, PTE_SERIAL_DATE, false, "1900-03-01"},
                {36526, PTE_SERIAL_DATE, false, "2000-01-01"},
                {36585, PTE_SERIAL_DATE, false, "2000-02-29"},
                {44417, PTE_SERIAL_DATE, false, "2021-08-09"},
                {44417.516504629632, PTE_SERIAL_BOTH, false, "2021-08-09T12:23:46"},
                {44417.516504629632, PTE_SERIAL_DATE, false, "2021-08-09T12:23:46"},
                {44417, PTE_SERIAL_BOTH, false, "2021-08-09T00:00:00"},
                {45365.689699606482, PTE_SERIAL_BOTH, false, "2024-03-14T16:33:10.046"},
                {0.5, PTE_SERIAL_TIME, false, "12:00:00"},
                {0, PTE_SERIAL_TIME, false, "00:00:00"},
                {0, PTE_SERIAL_DATE, false, NULL},
                {1.25, PTE_SERIAL_ELAPSED, false, "30:00:00"},
                {0, PTE_SERIAL_ELAPSED, false, "0:00:00"},
                {0.99999999999, PTE_SERIAL_TIME, false, "1900-01-01T00:00:00"},
                {2958465, PTE_SERIAL_DATE, false, "9999-12-31"},
                {2958466, PTE_SERIAL_DATE, false, NULL},
                {-1, PTE_SERIAL_DATE, false, NULL},
                {1e300, PTE_SERIAL_DATE, false, NULL},
                {0, PTE_SERIAL_DATE, true, "1904-01-01"},
                {60, PTE_SERIAL_DATE, true, "1904-03-01"},
                {42955, PTE_SERIAL_DATE, true, "2021-08-09"},
                {2957003, PTE_SERIAL_DATE, true, "9999-12-31"},
                {2957004, PTE_SERIAL_DATE, true, NULL}};
    char text[PTE_SERIAL_BYTES];

    (void)state;
    for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
        const bool is_moment =
            pte_serial_text(days[i].serial, days[i].form, days[i].is_1904, text);

        assert_int_equal(is_moment, days[i].wanted != NULL);
        if (is_moment)
            assert_string_equal(text, days[i].wanted);
    }
}

#define DATE_STYLES                                                                      \
    FIXTURE_STYLES("<numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/>"       \
                   "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"        \
                   "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/>"                 \
                   "<xf numFmtId=\"22\"/></cellXfs>")
#define DATE_SHEET                                                                       \
    FIXTURE_SHEET(HEADER ROW(                                                            \
        "<c r=\"A2\" s=\"1\"><v>44417</v></c>"                                           \
        "<c r=\"B2\" s=\"2\"><v>44417.5</v></c>") "<row r=\"3\"><c r=\"A3\" "            \
                                                  "s=\"0\"><v>44417</v></c>"             \
                                                  "<c r=\"B3\" "                         \
                                                  "s=\"9\"><v>44417</v></c></row>")

static void dates_go_by_the_style_of_the_cell(void **state)
{
    (void)state;
    fixture_reads(&(struct fixture_book){.sheet = DATE_SHEET, .styles = DATE_STYLES},
                  NULL, "1: a|b\n2: 2021-08-09|2021-08-09T12:00:00\n3: 44417|44417\n");
    fixture_reads(&(struct fixture_book){.sheet = DATE_SHEET, .styles = ""}, NULL,
                  "1: a|b\n2: 44417|44417.5\n3: 44417|44417\n");
}

static void the_system_of_1904_is_four_years_later(void **state)
{
    (void)state;
    fixture_reads(
        &(struct fixture_book){
            .sheet = DATE_SHEET,
            .styles = DATE_STYLES,
            .workbook = FIXTURE_BOOK("<workbookPr date1904=\"1\"/>",
                                     "<sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/>",
                                     "<extLst><ext><y:workbookPr xmlns:y=\"http://y\" "
                                     "date1904=\"0\"/></ext></extLst>")},
        NULL, "1: a|b\n2: 2025-08-10|2025-08-10T12:00:00\n3: 44417|44417\n");
}

static void a_number_that_is_no_date_stays_a_number_and_is_told(void **state)
{
    (void)state;
    fixture_reads(&(struct fixture_book){.styles = DATE_STYLES,
                                         .sheet = FIXTURE_SHEET(HEADER ROW(
                                             "<c r=\"A2\" s=\"1\"><v>-5</v></c>"
                                             "<c r=\"B2\" s=\"1\"><v>60</v></c>"))},
                  NULL, "1: a|b\n2: -5|60\nno_such_date 2:1\nno_such_date 2:2\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(number_formats_tell_moments),
        cmocka_unit_test(serial_numbers_are_the_days_they_stand_for),
        cmocka_unit_test(dates_go_by_the_style_of_the_cell),
        cmocka_unit_test(the_system_of_1904_is_four_years_later),
        cmocka_unit_test(a_number_that_is_no_date_stays_a_number_and_is_told),
    };

    return cmocka_run_group_tests_name("workbook moments", tests, NULL, NULL);
}

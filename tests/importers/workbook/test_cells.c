/* tests/importers/workbook/test_cells.c - what stands in the cells of a workbook is what
 * is read: texts, numbers, formulas, and what real programs write.
 *
 * The expected texts follow from the format (ECMA-376, part 1, chapter 18) by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/workbook/serial.h"
#include "importers/workbook/workbook.h"
#include "importers/workbook/workbook.intern.h"
#include "tests/importers/workbook/fixture.h"

#define HEADER                                                                           \
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c>"                     \
    "<c r=\"B1\" t=\"inlineStr\"><is><t>b</t></is></c></row>"
#define ROW(cells) "<row r=\"2\">" cells "</row>"

static void sheet_reads(const char *sheet, const char *wanted)
{
    fixture_reads(&(struct fixture_book){.sheet = sheet}, /* table */ NULL, wanted);
}

static void shared_inline_and_rich_texts_are_read(void **state)
{
    (void)state;
    fixture_reads(
        &(struct fixture_book){
            .strings = FIXTURE_STRINGS(
                "<si><t>id</t></si><si><t xml:space=\"preserve\"> name </t></si>"
                "<si><r><rPr><b/></rPr><t>Cámara </t></r><r><t>Minera</t></r></si>"
                "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si>"
                "<si><t>R&amp;D &lt;x&gt; &#241;</t></si><si/>"),
            .sheet = FIXTURE_SHEET(
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
                "<c r=\"B1\" t=\"s\"><v>1</v></c></row>"
                "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c>"
                "<c r=\"B2\" t=\"s\"><v>3</v></c></row>"
                "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>4</v></c><c r=\"B3\" "
                "t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c></row>"
                "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>5</v></c><c r=\"B4\">"
                "<is><t>007</t></is></c></row>")},
        NULL, "1: id|name\n2: Cámara Minera|東京\n3: R&D <x> ñ|inline\n4: |007\n");
}

static void escaped_characters_come_back(void **state)
{
    (void)state;
    fixture_reads(
        &(struct fixture_book){
            .strings = FIXTURE_STRINGS(
                "<si><t>id</t></si><si><t>a_x000D_\nb</t></si>"
                "<si><t>_x005F_x0041_ _x00F1_ _x20AC_ _xD800_ _x0000_ _x12_ "
                "_x00g1_</t></si>"),
            .sheet =
                FIXTURE_SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
                              "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c></row>"
                              "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>2</v></c></row>")},
        NULL, "1: id\n2: a\r\nb\n3: _x0041_ ñ € _xD800_ _x0000_ _x12_ _x00g1_\n");
}

static void numbers_have_their_shortest_form(void **state)
{
    static const char *const pairs[][2] = {
        {"27.751719000000001", "27.751719"},
        {"1.1000000000000001", "1.1"},
        {"321169978", "321169978"},
        {"2.01313E+10", "20131300000"},
        {"1E+16", "10000000000000000"},
        {"0.1", "0.1"},
        {"1.50", "1.5"},
        {"-0", "0"},
        {"-3.5", "-3.5"},
        {"007", "7"},
        {"0.00001", "1e-05"},
        {"1.0", "1"},
        {"5.", "5"},
        {"seven", "seven"},
        {"0.30000000000000004", "0.30000000000000004"}};
    char text[PTE_SERIAL_BYTES];
    bool is_odd;

    (void)state;
    for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
        assert_string_equal(
            pte_cell_number(pairs[i][0], PTE_SERIAL_NONE, false, text, &is_odd),
            pairs[i][1]);
    sheet_reads(FIXTURE_SHEET(HEADER ROW("<c r=\"A2\"><v>1.1000000000000001</v></c>"
                                         "<c r=\"B2\" t=\"n\"><v> 12 </v></c>")),
                "1: a|b\n2: 1.1|12\n");
}

static void truths_errors_and_days_in_words_are_texts(void **state)
{
    (void)state;
    sheet_reads(
        FIXTURE_SHEET(HEADER ROW(
            "<c r=\"A2\" t=\"b\"><v>1</v></c>"
            "<c r=\"B2\" t=\"b\"><v>0</v></c>") "<row r=\"3\"><c r=\"A3\" "
                                                "t=\"e\"><v>#N/A</v></c>"
                                                "<c r=\"B3\" "
                                                "t=\"d\"><v>2021-08-09T12:23:46</v></c>"
                                                "</row>"),
        "1: a|b\n2: TRUE|FALSE\n3: #N/A|2021-08-09T12:23:46\nerror_cell 3:1\n");
}

static void formulas_give_the_value_that_was_computed(void **state)
{
    (void)state;
    sheet_reads(
        FIXTURE_SHEET(HEADER ROW("<c r=\"A2\"><f>1+2</f><v>3</v></c>"
                                 "<c r=\"B2\" "
                                 "t=\"str\"><f>CONCAT(A2,\"x\")</f><v>3_x000D_x</"
                                 "v></c>") "<row r=\"3\"><c "
                                           "r=\"A3\"><f>B9-B8</f><v>0</v></c>"
                                           "<c r=\"B3\" "
                                           "t=\"str\"><f>IF(1,\"\")</f><v></v></c>"
                                           "</row>"),
        "1: a|b\n2: 3|3\rx\n3: 0|\n");
}

#define KOBO_SHEET                                                                       \
    FIXTURE_SHEET(HEADER ROW("<c r=\"A2\"><f>Fundación 1+2</f><v>0</v></c>"             \
                             "<c r=\"B2\"><f>SUMA(A1;B1)</f><v>0</v></c>"))
#define UNCOMPUTED                                                                       \
    FIXTURE_BOOK("", "<sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/>",                    \
                 "<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/>")

/* Kobo writes an answer that begins with = as a formula nobody computed. */
static void a_text_kept_as_a_formula_is_the_text(void **state)
{
    (void)state;
    fixture_reads(
        &(struct fixture_book){.sheet = KOBO_SHEET, .workbook = UNCOMPUTED}, NULL,
        "1: a|b\n2: =Fundación 1+2|=SUMA(A1;B1)\nformula_text 2:1\nformula_text 2:2\n");
    sheet_reads(FIXTURE_SHEET(HEADER ROW("<c r=\"A2\"><f>A1</f></c>"
                                         "<c r=\"B2\"><f>A1</f><v/></c>")),
                "1: a|b\n2: =A1|=A1\nformula_text 2:1\nformula_text 2:2\n");
}

static void a_workbook_that_was_computed_may_say_zero(void **state)
{
    (void)state;
    sheet_reads(KOBO_SHEET, "1: a|b\n2: 0|0\n");
    fixture_reads(
        &(struct fixture_book){
            .sheet = KOBO_SHEET,
            .workbook = UNCOMPUTED,
            .links =
                FIXTURE_LINKS(FIXTURE_LINK("r1", "worksheet", "worksheets/sheet1.xml")
                                  FIXTURE_LINK("r5", "calcChain", "calcChain.xml"))},
        NULL, "1: a|b\n2: 0|0\n");
}

static void cells_rows_and_places_may_be_missing(void **state)
{
    (void)state;
    sheet_reads(FIXTURE_SHEET("<row><c t=\"inlineStr\"><is><t>a</t></is></c>"
                              "<c r=\"C1\" t=\"inlineStr\"><is><t>c</t></is></c>"
                              "<c t=\"inlineStr\"><is><t>d</t></is></c></row>"
                              "<row r=\"4\"/><row r=\"5\"><c r=\"A5\" s=\"1\"/></row>"
                              "<row r=\"7\"><c r=\"D7\"><v>4</v></c></row>"
                              "<row><c><v>5</v></c></row>"),
                "1: a||c|d\n7: |||4\n8: 5|||\n");
}

/* As Microsoft Forms writes it: prefixes, a wrong dimension, references to no text, byte
 * order marks inside the parts. */
static void a_workbook_with_prefixes_reads_like_any_other(void **state)
{
    (void)state;
    fixture_reads(
        &(struct fixture_book){
            .sheet = "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?><x:worksheet "
                     "xmlns:x=\"" FIXTURE_MAIN "\"><x:dimension ref=\"A1\"/>"
                     "<x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"s\"><x:v>0</x:v>"
                     "</x:c><x:c r=\"B1\" t=\"s\"><x:v>1</x:v></x:c></x:row>"
                     "<x:row r=\"2\"><x:c r=\"A2\" t=\"s\"/><x:c r=\"B2\" t=\"str\">"
                     "<x:v>12</x:v></x:c></x:row></x:sheetData></x:worksheet>",
            .strings = "\xEF\xBB\xBF<x:sst xmlns:x=\"" FIXTURE_MAIN "\"><x:si><x:t>id"
                       "</x:t></x:si><x:si><x:t>edad</x:t></x:si></x:sst>",
            .workbook =
                "<x:workbook xmlns:x=\"" FIXTURE_MAIN "\" xmlns:q=\"" FIXTURE_OFFICE
                "\"><x:sheets><x:sheet name=\"Hoja\" "
                "sheetId=\"1\" q:id=\"r1\"/></x:sheets></x:workbook>"},
        NULL, "1: id|edad\n2: |12\n");
}

static void elements_of_other_namespaces_are_passed_over(void **state)
{
    (void)state;
    sheet_reads(
        "<worksheet xmlns=\"" FIXTURE_MAIN "\" xmlns:y=\"http://y\"><y:sheetData>"
        "<y:row r=\"1\"><y:c><y:v>9</y:v></y:c></y:row></y:sheetData><sheetData>" HEADER
        "<row r=\"2\"><c r=\"A2\" y:t=\"s\"><y:v>8</y:v><v>1</v></c></row>"
        "</sheetData></worksheet>",
        "1: a|b\n2: 1|\n");
}

static void merged_cells_and_hidden_rows_are_told(void **state)
{
    (void)state;
    sheet_reads("<worksheet xmlns=\"" FIXTURE_MAIN "\"><sheetData>" HEADER
                "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>1</v></c></row>"
                "<row r=\"3\" hidden=\"true\"><c r=\"B3\"><v>2</v></c></row></sheetData>"
                "<autoFilter ref=\"A1:B3\"/><mergeCells count=\"1\"><mergeCell "
                "ref=\"A2:A3\"/></mergeCells><pageMargins left=\"1\"/></worksheet>",
                "1: a|b\n2: 1|\n3: |2\nmerged_cells 2:1\nhidden_rows 2:0\n");
}

static void many_remarks_of_a_kind_become_a_count(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text sheet = {0};
    PTE_AUTO(pte_text_release) struct pte_text zip = {0};
    PTE_AUTO(pte_text_release) struct pte_text outcome = {0};
    const char *at;
    size_t n = 0;

    (void)state;
    pte_text_add(&sheet, "<worksheet xmlns=\"" FIXTURE_MAIN "\"><sheetData>" HEADER);
    for (int i = 2; i < 102; i++)
        pte_text_addf(&sheet, "<row r=\"%d\"><c r=\"A%d\" t=\"e\"><v>#REF!</v></c></row>",
                      i, i);
    pte_text_add(&sheet, "</sheetData></worksheet>");
    fixture_book(&(struct fixture_book){.sheet = pte_text_get(&sheet)}, &zip);
    fixture_outcome(&zip, NULL, &outcome);
    for (at = pte_text_get(&outcome); (at = strstr(at, "error_cell ")) != NULL; at++)
        n++;
    assert_int_equal(n, 20);
    assert_non_null(strstr(pte_text_get(&outcome), "more_findings 0:0\n"));
}

#define STATES(first, second)                                                            \
    FIXTURE_BOOK("",                                                                     \
                 "<sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"" first "/>"                \
                 "<sheet name=\"B\" sheetId=\"2\" r:id=\"r4\"" second "/>",              \
                 "")

static void hidden_sheets_are_read_only_by_name(void **state)
{
    const struct fixture_book book = {
        .workbook = STATES(" state=\"veryHidden\"", ""),
        .sheet2 = FIXTURE_SHEET("<row r=\"1\"><c r=\"A1\"><v>2</v></c></row>")};
    const struct fixture_book none = {
        .workbook = STATES(" state=\"hidden\"", " state=\"veryHidden\""),
        .sheet2 = FIXTURE_SHEET("<row r=\"1\"><c r=\"A1\"><v>2</v></c></row>")};
    PTE_AUTO(pte_text_release) struct pte_text zip = {0};
    PTE_AUTO(pte_text_release) struct pte_text outcome = {0};
    PTE_AUTO(pte_workbook_free) struct pte_workbook *workbook = NULL;

    (void)state;
    fixture_reads(&book, NULL, "1: 2\n");
    fixture_reads(&book, "A", "1: id\n2: 1\n");
    fixture_reads(&book, "B", "1: 2\n");
    fixture_book(&book, &zip);
    assert_true(pte_workbook_open(&zip, "x", &workbook, NULL));
    assert_int_equal(pte_workbook_count(workbook), 2);
    assert_true(pte_workbook_has_sheets(workbook));
    assert_int_equal(pte_workbook_sheet(workbook, 0)->state, PTE_SHEET_VERY_HIDDEN);
    assert_int_equal(pte_workbook_sheet(workbook, 1)->state, PTE_SHEET_VISIBLE);
    fixture_book(&none, &zip);
    fixture_outcome(&zip, NULL, &outcome);
    assert_string_equal(pte_text_get(&outcome),
                        "refused input: 'x' shows no sheet: all are hidden");
}

static void a_table_is_found_by_its_name_in_any_case(void **state)
{
    const struct fixture_book book = {
        .sheet2 = FIXTURE_SHEET("<row r=\"1\"><c r=\"A1\"><v>2</v></c></row>")};
    PTE_AUTO(pte_text_release) struct pte_text zip = {0};
    PTE_AUTO(pte_workbook_free) struct pte_workbook *workbook = NULL;
    struct pte_error err = {0};
    uint32_t sheet = 9;

    (void)state;
    fixture_book(&book, &zip);
    assert_true(pte_workbook_open(&zip, "x", &workbook, NULL));
    assert_true(pte_workbook_find(workbook, "b", &sheet, &err));
    assert_int_equal(sheet, 1);
    assert_false(pte_workbook_find(workbook, "C", &sheet, &err));
    assert_int_equal(err.kind, PTE_ENOTFOUND);
    assert_string_equal(err.message, "'x' has no table named 'C'");
    assert_string_equal(err.hint, "it has these: 'A', 'B'");
    assert_int_equal(sheet, 1);
}

/* Excel's longest text, cut by the parser's portions in every way. */
static void long_texts_are_whole(void **state)
{
    (void)state;
    for (size_t length = 200; length < 33000; length = length * 2 + 7) {
        PTE_AUTO(pte_text_release) struct pte_text strings = {0};
        PTE_AUTO(pte_text_release) struct pte_text wanted = {0};
        PTE_AUTO(pte_text_release) struct pte_text zip = {0};
        PTE_AUTO(pte_text_release) struct pte_text outcome = {0};

        pte_text_add(&strings,
                     "<sst xmlns=\"" FIXTURE_MAIN "\"><si><t>id</t></si><si><t>");
        pte_text_add(&wanted, "1: id\n2: ");
        for (size_t i = 0; i < length; i++) {
            pte_text_add(&strings, i % 7 == 0 ? "ñ" : i % 11 == 0 ? "&amp;" : "x");
            pte_text_add(&wanted, i % 7 == 0 ? "ñ" : i % 11 == 0 ? "&" : "x");
        }
        pte_text_add(&strings, "</t></si></sst>");
        pte_text_add(&wanted, "\n");
        fixture_book(
            &(struct fixture_book){
                .strings = pte_text_get(&strings),
                .sheet =
                    FIXTURE_SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
                                  "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c>"
                                  "</row>")},
            &zip);
        fixture_outcome(&zip, NULL, &outcome);
        assert_string_equal(pte_text_get(&outcome), pte_text_get(&wanted));
    }
}

static void the_strict_form_of_the_format_is_read(void **state)
{
    (void)state;
#define STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define STRICT_LINKS "http://purl.oclc.org/ooxml/officeDocument/relationships"
    fixture_reads(
        &(struct fixture_book){
            .package = "<Relationships xmlns=\"" FIXTURE_PACKAGE "\"><Relationship "
                       "Id=\"a\" Type=\"" STRICT_LINKS "/officeDocument\" "
                       "Target=\"/xl/workbook.xml\"/></Relationships>",
            .workbook = "<workbook xmlns=\"" STRICT "\" xmlns:r=\"" STRICT_LINKS "\">"
                        "<sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets>"
                        "</workbook>",
            .links = "<Relationships xmlns=\"" FIXTURE_PACKAGE "\"><Relationship "
                     "Id=\"r1\" Type=\"" STRICT_LINKS "/worksheet\" "
                     "Target=\"worksheets/sheet1.xml\"/></Relationships>",
            .sheet = "<worksheet xmlns=\"" STRICT "\"><sheetData>" HEADER
                     "</sheetData></worksheet>"},
        NULL, "1: a|b\n");
}

static void a_sheet_that_is_a_chart_is_no_table(void **state)
{
    (void)state;
    fixture_reads(
        &(struct fixture_book){
            .workbook = STATES("", ""),
            .links = FIXTURE_LINKS(
                FIXTURE_LINK("r1", "chartsheet", "chartsheets/sheet1.xml")
                    FIXTURE_LINK("r4", "worksheet", "worksheets/sheet2.xml")),
            .sheet2 = FIXTURE_SHEET(HEADER)},
        NULL, "1: a|b\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shared_inline_and_rich_texts_are_read),
        cmocka_unit_test(escaped_characters_come_back),
        cmocka_unit_test(numbers_have_their_shortest_form),
        cmocka_unit_test(truths_errors_and_days_in_words_are_texts),
        cmocka_unit_test(formulas_give_the_value_that_was_computed),
        cmocka_unit_test(a_text_kept_as_a_formula_is_the_text),
        cmocka_unit_test(a_workbook_that_was_computed_may_say_zero),
        cmocka_unit_test(cells_rows_and_places_may_be_missing),
        cmocka_unit_test(a_workbook_with_prefixes_reads_like_any_other),
        cmocka_unit_test(elements_of_other_namespaces_are_passed_over),
        cmocka_unit_test(merged_cells_and_hidden_rows_are_told),
        cmocka_unit_test(many_remarks_of_a_kind_become_a_count),
        cmocka_unit_test(hidden_sheets_are_read_only_by_name),
        cmocka_unit_test(a_table_is_found_by_its_name_in_any_case),
        cmocka_unit_test(long_texts_are_whole),
        cmocka_unit_test(the_strict_form_of_the_format_is_read),
        cmocka_unit_test(a_sheet_that_is_a_chart_is_no_table),
    };

    return cmocka_run_group_tests_name("workbook cells", tests, NULL, NULL);
}

/* tests/importers/test_table.c - rows, their lines, delimiters and quotes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/index.h"
#include "importers/table.h"

static bool open_text(const char *content, struct pte_table_form form,
                      struct pte_table **table, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};

    pte_text_add(&text, content);
    return pte_table_open(&text, &form, "x.csv", table, err);
}

/* All rows as "line:cell|cell;line:cell|cell". */
static void check_rows(const char *content, struct pte_table_form form,
                       const char *wanted)
{
    PTE_AUTO(pte_table_free) struct pte_table *table = NULL;
    PTE_AUTO(pte_text_release) struct pte_text got = {0};
    const struct pte_row *row;
    struct pte_error err = {0};

    assert_true(open_text(content, form, &table, &err));
    for (;;) {
        assert_true(pte_table_next(table, &row, &err));
        if (row == NULL)
            break;
        pte_text_addf(&got, "%u:", row->line);
        for (uint32_t i = 0; i < row->n; i++)
            pte_text_addf(&got, "%s%s", i > 0 ? "|" : "", row->cells[i]);
        pte_text_add(&got, ";");
    }
    assert_string_equal(pte_text_get(&got), wanted);
}

static void rows_know_the_line_they_begin_on(void **state)
{
    const struct pte_table_form form = {0};

    (void)state;
    check_rows("a,b\n1,2\n3,4", form, "2:1|2;3:3|4;");
    check_rows("a,b\r\n1,2\r\n\r\n3,4\r\n", form, "2:1|2;4:3|4;");
    check_rows("a,b\r1,2\r\r3,4\r", form, "2:1|2;4:3|4;");
    check_rows("\n\na,b\n\"1\n1\r\n1\",2\n  \n3,4\n", form, "4:1\n1\r\n1|2;8:3|4;");
}

static void blank_rows_are_passed_over(void **state)
{
    (void)state;
    check_rows("a,b\n,\n \t, \n\"\",\n1,2\n,,,\n\n", (struct pte_table_form){0},
               "5:1|2;");
}

static void short_rows_are_filled_and_long_ones_kept(void **state)
{
    (void)state;
    check_rows("a,b,c\n1\n1,2,3,4\n", (struct pte_table_form){0}, "2:1||;3:1|2|3|4;");
}

static void cells_lose_their_margins_unless_quoted(void **state)
{
    (void)state;
    check_rows("a,b\n  x y  ,\" x \"\n\"say \"\"no\"\"\",\n", (struct pte_table_form){0},
               "2:x y| x ;3:say \"no\"|;");
}

static void delimiters_are_found(void **state)
{
    static const struct {
        const char *content;
        char delimiter;
    } tables[] = {
        {"a,b\n1,2\n", ','},
        {"a;b\n1,5;2,5\n", ';'},
        {"a\tb\n1\t2\n", '\t'},
        {"a|b\n1|2\n", '|'},
        {"only\n1\n", ','},
        {"\"a,x\";\"b,y\";c\n1;2;3\n", ';'},        /* commas inside quotes */
        {"name, or title;sector\nA;b\nC;d\n", ';'}, /* one stray comma */
        {"a;b;c\n1,1;2,2;3,3\n4,4;5,5;6,6\n", ';'}, /* decimal commas */
        {"sep=|\na|b,c\n", '|'},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
        PTE_AUTO(pte_table_free) struct pte_table *table = NULL;

        assert_true(
            open_text(tables[i].content, (struct pte_table_form){0}, &table, NULL));
        assert_int_equal(pte_table_delimiter(table), tables[i].delimiter);
    }
}

static void more_header_rows_are_skipped(void **state)
{
    (void)state;
    check_rows("a,b\ntext a,\"text\nb\"\n{},{}\n1,2\n",
               (struct pte_table_form){.header_rows = 3}, "5:1|2;");
    check_rows("a;b,c\n1;2,3\n", (struct pte_table_form){.delimiter = ';'}, "2:1|2,3;");
}

static void headers_are_cleaned_and_know_their_line(void **state)
{
    PTE_AUTO(pte_table_free) struct pte_table *table = NULL;

    (void)state;
    assert_true(open_text("\n a ,\"b\nc\",,Ca\xCC\x81\n1,2,3,4\n",
                          (struct pte_table_form){0}, &table, NULL));
    assert_int_equal(pte_table_columns(table), 4);
    assert_string_equal(pte_table_header(table, 0), "a");
    assert_string_equal(pte_table_header(table, 1), "b c");
    assert_string_equal(pte_table_header(table, 2), "");
    assert_string_equal(pte_table_header(table, 3), "Cá");
    assert_int_equal(pte_table_header_line(table), 2);
}

/* Reads to the end or the first fault. */
static void check_fault(const char *content, const char *part)
{
    PTE_AUTO(pte_table_free) struct pte_table *table = NULL;
    const struct pte_row *row = NULL;
    struct pte_error err = {0};
    bool read = open_text(content, (struct pte_table_form){0}, &table, &err);

    while (read && (read = pte_table_next(table, &row, &err)))
        if (row == NULL)
            fail_msg("'%s' should have been refused", content);
    assert_int_equal(err.kind, PTE_EINPUT);
    if (strstr(err.message, part) == NULL)
        fail_msg("'%s' does not say '%s'", err.message, part);
}

static void quotes_that_do_not_end_are_refused_with_their_line(void **state)
{
    (void)state;
    check_fault("a,b\n1,2\n3,\"4\n5,6\n", "line 3: a quoted cell begins");
    check_fault("a,b\n\"x\" y,2\n", "line 2: the quoted cell of column 1 goes on");
    check_fault("a,b\n1,\"x\n\"y,2\n", "line 3: the quoted cell of column 2 goes on");
    check_fault("\"a,b\n", "line 1: a quoted cell begins");
}

static void a_file_without_a_header_is_refused(void **state)
{
    (void)state;
    check_fault(" \n\r\n", "no header row");
    check_fault(",,,\n", "no header row");
}

static void quotation_marks_inside_bare_cells_are_kept(void **state)
{
    PTE_AUTO(pte_table_free) struct pte_table *table = NULL;
    const struct pte_row *row;

    (void)state;
    assert_true(open_text("a,b\n1,2\nHotel \"La Mina\",5\" pipe\n",
                          (struct pte_table_form){0}, &table, NULL));
    assert_true(pte_table_next(table, &row, NULL));
    assert_int_equal(pte_table_stray_quote(table), 0);
    assert_true(pte_table_next(table, &row, NULL));
    assert_string_equal(row->cells[0], "Hotel \"La Mina\"");
    assert_string_equal(row->cells[1], "5\" pipe");
    assert_int_equal(pte_table_stray_quote(table), 3);
}

static void too_many_columns_are_refused(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text header = {0};
    PTE_AUTO(pte_text_release) struct pte_text row = {0};

    (void)state;
    for (int i = 0; i < 100000; i++)
        pte_text_add(&header, "a,");
    check_fault(header.bytes, "line 1 has 100001 columns, more than 4096");
    pte_text_addf(&row, "a\n%s", header.bytes);
    check_fault(row.bytes, "line 2 has 100001 columns, more than 4096");
}

static void columns_have_the_letters_of_a_spreadsheet(void **state)
{
    char text[PTE_COLUMN_BYTES];

    (void)state;
    assert_string_equal(pte_column_letters(0, text), "");
    assert_string_equal(pte_column_letters(1, text), "A");
    assert_string_equal(pte_column_letters(26, text), "Z");
    assert_string_equal(pte_column_letters(27, text), "AA");
    assert_string_equal(pte_column_letters(702, text), "ZZ");
    assert_string_equal(pte_column_letters(703, text), "AAA");
    assert_string_equal(pte_column_letters(16384, text), "XFD"); /* Excel's last */
    assert_string_equal(pte_column_letters(UINT32_MAX, text), "MWLQKWU");
}

static void an_index_finds_what_was_added(void **state)
{
    PTE_AUTO(pte_index_release) struct pte_index index = {0};
    uint32_t found = 7;

    (void)state;
    assert_false(pte_index_find(&index, "x", 1, &found));
    assert_int_equal(found, 7);
    for (uint32_t i = 0; i < 10000; i++)
        assert_true(pte_index_add(&index, &i, sizeof(i), i * 2, &found));
    for (uint32_t i = 0; i < 10000; i++) {
        assert_true(pte_index_find(&index, &i, sizeof(i), &found));
        assert_int_equal(found, i * 2);
    }
    assert_false(pte_index_add(&index, &(uint32_t){5}, sizeof(uint32_t), 99, &found));
    assert_int_equal(found, 10);
    pte_index_set(&index, &(uint32_t){5}, sizeof(uint32_t), 99);
    assert_true(pte_index_find(&index, &(uint32_t){5}, sizeof(uint32_t), &found));
    assert_int_equal(found, 99);
    assert_true(pte_index_add(&index, "", 0, 1, &found)); /* the empty key is one */
    assert_false(pte_index_find(&index, "ab", 2, &found));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_know_the_line_they_begin_on),
        cmocka_unit_test(blank_rows_are_passed_over),
        cmocka_unit_test(short_rows_are_filled_and_long_ones_kept),
        cmocka_unit_test(cells_lose_their_margins_unless_quoted),
        cmocka_unit_test(delimiters_are_found),
        cmocka_unit_test(more_header_rows_are_skipped),
        cmocka_unit_test(headers_are_cleaned_and_know_their_line),
        cmocka_unit_test(quotes_that_do_not_end_are_refused_with_their_line),
        cmocka_unit_test(a_file_without_a_header_is_refused),
        cmocka_unit_test(quotation_marks_inside_bare_cells_are_kept),
        cmocka_unit_test(too_many_columns_are_refused),
        cmocka_unit_test(columns_have_the_letters_of_a_spreadsheet),
        cmocka_unit_test(an_index_finds_what_was_added),
    };

    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}

/* tests/api/test_table.c - rows as a table for people and for spreadsheets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "api/documents/json.h"
#include "api/table/table.h"
#include "core/base/memory.h"
#include "core/base/text.h"

static const struct pte_column columns[] = {
    {"name", "organization", PTE_WORDS, NULL, 0},
    {"sector", "sector", PTE_TERM, "sector", 0},
    {"degree", "degree", PTE_COUNT, NULL, 0},
    {"share", "response", PTE_SHARE, NULL, 0},
    {"p", "p", PTE_P, NULL, 0},
};

static json_t *one_row(const char *name, double degree, double share, double p)
{
    json_t *row = json_object();

    pte_json_set(row, "name", pte_json_words(name));
    pte_json_set(row, "sector", pte_json_words("education"));
    pte_json_set(row, "degree", pte_json_number(degree));
    pte_json_set(row, "share", pte_json_number(share));
    pte_json_set(row, "p", pte_json_number(p));
    return row;
}

static struct pte_table table_of(const json_t *rows)
{
    return (struct pte_table){.rows = rows,
                              .columns = columns,
                              .n_columns = sizeof(columns) / sizeof(*columns)};
}

static void shows(const json_t *rows, struct pte_reader reader, const char *wanted)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    const struct pte_table table = table_of(rows);

    pte_table_text(&table, &reader, &text);
    assert_string_equal(pte_text_get(&text), wanted);
}

static void numbers_stand_to_the_right_and_words_to_the_left(void **state)
{
    PTE_AUTO(pte_json_release) json_t *rows = json_array();

    (void)state;
    pte_json_add(rows, one_row("SENA", 12, .71, .0004));
    pte_json_add(rows, one_row("Unión", 3, 1, .014));
    shows(rows, (struct pte_reader){.columns = 80},
          "organization  sector     degree  response       p\n"
          "SENA          Education      12      71 %  < .001\n"
          "Unión         Education       3     100 %     .01\n");
    shows(rows, (struct pte_reader){.columns = 80, .language = PTE_ES},
          "organización  sector     grado  respuesta        p\n"
          "SENA          Educación     12       71 %  < 0,001\n"
          "Unión         Educación      3      100 %     0,01\n");
}

static void long_names_are_cut_to_the_terminal(void **state)
{
    PTE_AUTO(pte_json_release) json_t *rows = json_array();
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    struct pte_table table;
    char *rest = NULL;

    (void)state;
    pte_json_add(rows, one_row("Servicio Nacional de Aprendizaje y de otras muchas cosas "
                               "que nadie lee hasta el final",
                               1, .5, .5));
    table = table_of(rows);
    pte_table_text(&table, &(struct pte_reader){.columns = 60}, &text);
    assert_non_null(strstr(text.bytes, "…"));
    for (char *line = strtok_r(text.bytes, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest))
        assert_true(pte_text_columns(line) <= 60);
}

static void columns_that_do_not_fit_are_counted_not_hidden(void **state)
{
    PTE_AUTO(pte_json_release) json_t *rows = json_array();
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    struct pte_table table;

    (void)state;
    pte_json_add(rows, one_row("SENA", 1, .5, .5));
    table = table_of(rows);
    pte_table_text(&table, &(struct pte_reader){.columns = 30}, &text);
    assert_non_null(strstr(text.bytes, "(2 more columns:"));
}

static void nothing_is_said_to_be_nothing(void **state)
{
    PTE_AUTO(pte_json_release) json_t *rows = json_array();

    (void)state;
    shows(rows, (struct pte_reader){.columns = 80}, "(none)\n");
}

static void a_missing_value_is_a_dash_not_a_zero(void **state)
{
    PTE_AUTO(pte_json_release) json_t *rows = json_array();
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    struct pte_table table;

    (void)state;
    pte_json_add(rows, one_row("SENA", 0. / 0., .5, .5));
    table = table_of(rows);
    shows(rows, (struct pte_reader){.columns = 80},
          "organization  sector     degree  response    p\n"
          "SENA          Education       –      50 %  .50\n");
    pte_table_csv(&table, &text);
    assert_string_equal(text.bytes, "name,sector,degree,share,p\r\n"
                                    "SENA,education,,0.5,0.5\r\n");
}

static void a_name_can_neither_move_the_cursor_nor_turn_the_row(void **state)
{
    PTE_AUTO(pte_json_release) json_t *rows = json_array();

    (void)state;
    pte_json_add(rows, one_row("A\x1b[2J\nB\xe2\x80\xae"
                               "C",
                               1, .5, .5));
    shows(rows, (struct pte_reader){.columns = 80},
          "organization  sector     degree  response    p\n"
          "A[2J BC       Education       1      50 %  .50\n");
}

/* RFC 4180, and OWASP on formulas: = + - @ tab and carriage return begin one. */
static void a_spreadsheet_takes_no_name_for_a_formula(void **state)
{
    static const char *const names[][2] = {
        {"=1+1", "\"'=1+1\""},
        {"+1", "\"'+1\""},
        {"-1", "\"'-1\""},
        {"@SUM(A1)", "\"'@SUM(A1)\""},
        {"\tx", "\"'\tx\""},
        {"a,b", "\"a,b\""},
        {"say \"no\"", "\"say \"\"no\"\"\""},
        {"a\nb", "\"a\nb\""},
        {"Unión", "Unión"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        PTE_AUTO(pte_json_release) json_t *rows = json_array();
        PTE_AUTO(pte_text_release) struct pte_text text = {0};
        struct pte_table table;
        char wanted[128];

        pte_json_add(rows, one_row(names[i][0], -1, .5, .5));
        table = table_of(rows);
        pte_table_csv(&table, &text);
        snprintf(wanted, sizeof(wanted),
                 "name,sector,degree,share,p\r\n%s,education,-1,0.5,0.5\r\n",
                 names[i][1]);
        assert_string_equal(text.bytes, wanted);
    }
}

static void text_is_wrapped_and_numbers_stay_with_their_signs(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};

    (void)state;
    pte_table_wrap("the response was 71 %; good", 21, 0, &text);
    assert_string_equal(text.bytes, "the response was\n71 %; good");
    pte_text_clear(&text);
    pte_table_wrap("a shortfall (p = .002, good)", 18, 2, &text);
    assert_string_equal(text.bytes, "a shortfall\n  (p = .002, good)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_stand_to_the_right_and_words_to_the_left),
        cmocka_unit_test(long_names_are_cut_to_the_terminal),
        cmocka_unit_test(columns_that_do_not_fit_are_counted_not_hidden),
        cmocka_unit_test(nothing_is_said_to_be_nothing),
        cmocka_unit_test(a_missing_value_is_a_dash_not_a_zero),
        cmocka_unit_test(a_name_can_neither_move_the_cursor_nor_turn_the_row),
        cmocka_unit_test(a_spreadsheet_takes_no_name_for_a_formula),
        cmocka_unit_test(text_is_wrapped_and_numbers_stay_with_their_signs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* tests/importers/workbook/test_family.c - repeats find their parents: Kobo's sheets
 * whose names are cut, ODK's files, and what must be refused. */
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
#include "core/model/survey.h"
#include "importers/workbook/family.h"
#include "importers/workbook/family.intern.h"
#include "importers/workbook/workbook.h"
#include "tests/importers/workbook/fixture.h"

static void open_sheets(const struct fixture_sheet *sheets, size_t n,
                        struct pte_workbook **workbook)
{
    PTE_AUTO(pte_text_release) struct pte_text zip = {0};

    fixture_sheets(sheets, n, &zip);
    assert_true(pte_workbook_open(&zip, "x", workbook, NULL));
}

static void open_files(const struct fixture_sheet *sheets, size_t n,
                       struct pte_workbook **workbook)
{
    PTE_AUTO(pte_text_release) struct pte_text zip = {0};
    struct fixture_file files[FIXTURE_SHEETS] = {{0}};

    for (size_t i = 0; i < n; i++)
        files[i] =
            (struct fixture_file){.name = sheets[i].name, .content = sheets[i].lines};
    fixture_zip(files, n, NULL, &zip);
    assert_true(pte_workbook_open(&zip, "x", workbook, NULL));
}

static void refuses(struct pte_workbook *workbook, const char *sentence)
{
    PTE_AUTO(pte_family_release) struct pte_family family = {0};
    struct pte_error err = {0};

    assert_false(pte_family_read(workbook, NULL, &family, &err));
    assert_int_equal(err.kind, PTE_EINPUT);
    assert_string_equal(err.message, sentence);
    assert_true(err.hint[0] != '\0' || strstr(sentence, "circle") != NULL);
    assert_null(family.members);
}

#define COUNT(sheets) (sizeof(sheets) / sizeof(*(sheets)))
#define LINKS "_index|_parent_table_name|_parent_index|_submission__id"
#define LONG "proyectos_conjuntos_de_los_ultimos_"

/* The names are those Kobo gives: cut to 31 characters, told apart by a number; both fit
 * both full names, only the columns tell. */
static void sheets_with_cut_names_find_their_parents(void **state)
{
    static const struct fixture_sheet sheets[] = {
        {"Mapa de actores – formación ...",
         "nombre_org|_id|_index\n#org||\nSENA|100|1\nINACAP|101|2\nUTFSM|102|3"},
        {"proyectos_conjuntos_de_los_u...",
         LONG "tres_anios/proyecto|" LINKS "\nA|1|Mapa de actores – formación técnica "
              "2026|1|100\nB|2|Mapa de actores – formación técnica 2026|3|102"},
        {"proyectos_conjuntos_de_l... (1)",
         LONG "diez_anios/titulo|" LINKS "\nC|1|Mapa de actores – formación técnica 2026|"
              "1|100\nD|2|Mapa de actores – formación técnica 2026|3|102"},
        {"socios", LONG "diez_anios/socios/socio|" LINKS "\nE|1|" LONG
                        "diez_anios|2|102\nF|2|" LONG "diez_anios|1|100"}};
    PTE_AUTO(pte_workbook_free) struct pte_workbook *workbook = NULL;
    PTE_AUTO(pte_family_release) struct pte_family family = {0};

    (void)state;
    open_sheets(sheets, COUNT(sheets), &workbook);
    assert_true(pte_family_read(workbook, NULL, &family, NULL));
    assert_int_equal(family.n, 4);
    assert_int_equal(family.members[0].parent, PTE_NOBODY);
    assert_int_equal(family.members[0].link, PTE_LINK_NONE);
    assert_int_equal(family.members[0].n, 3);
    assert_int_equal(family.members[1].parent, 0);
    assert_int_equal(family.members[2].parent, 0);
    assert_int_equal(family.members[3].parent, 2);
    assert_int_equal(family.members[3].link, PTE_LINK_INDEX);
    /* the row of tags is counted: the third row of the main sheet is line 5 */
    assert_int_equal(pte_family_parent_line(&family, 1, 2), 3);
    assert_int_equal(pte_family_parent_line(&family, 1, 3), 5);
    assert_int_equal(pte_family_parent_line(&family, 3, 2), 3);
    assert_int_equal(pte_family_parent_line(&family, 3, 3), 2);
    assert_int_equal(pte_family_parent_line(&family, 3, 4), 0);
    assert_int_equal(pte_family_parent_line(&family, 0, 3), 0);
}

/* Without groups in the headers only the submissions tell: row 2 of the one is of another
 * submission. */
static void submissions_tell_what_names_do_not(void **state)
{
    static const struct fixture_sheet sheets[] = {
        {"Form", "a|_id|_index\nx|100|1\ny|101|2"},
        {LONG "...", ""},
        {"proyectos_conjuntos_de_los_u...",
         "proyecto|" LINKS "\nA|1|Form|1|100\nB|2|Form|2|101"},
        {"proyectos_conjuntos_de_l... (1)",
         "titulo|" LINKS "\nC|1|Form|1|100\nD|2|Form|1|100"},
        {"socios", "socio|" LINKS "\nE|1|" LONG "diez_anios|2|101"}};
    PTE_AUTO(pte_workbook_free) struct pte_workbook *workbook = NULL;
    PTE_AUTO(pte_family_release) struct pte_family family = {0};

    (void)state;
    open_sheets(sheets, COUNT(sheets), &workbook);
    assert_true(pte_family_read(workbook, NULL, &family, NULL));
    assert_int_equal(family.members[1].parent, PTE_NOBODY);
    assert_int_equal(family.members[4].parent, 2);
}

static void what_stays_open_is_asked(void **state)
{
    static const struct fixture_sheet sheets[] = {
        {"Form", "a|_id|_index\nx|100|1"},
        {"proyectos_conjuntos_de_los_u...", "proyecto|" LINKS "\nA|1|Form|1|100"},
        {"proyectos_conjuntos_de_l... (1)", "titulo|" LINKS "\nC|1|Form|1|100"},
        {"socios", "socio|" LINKS "\nE|1|" LONG "diez_anios|1|100"}};
    PTE_AUTO(pte_workbook_free) struct pte_workbook *workbook = NULL;

    (void)state;
    open_sheets(sheets, COUNT(sheets), &workbook);
    refuses(workbook, "'x': sheet 'socios' hangs on '" LONG "diez_anios', which may be "
                      "'proyectos_conjuntos_de_los_u...' or "
                      "'proyectos_conjuntos_de_l... (1)'");
}

static void a_renamed_main_sheet_is_still_the_parent(void **state)
{
    static const struct fixture_sheet sheets[] = {
        {"Hoja1", "a|_id|_index\nx|100|1"},
        {"otras", "b|" LINKS "\nA|1|Mapa 2026|1|100"}};
    PTE_AUTO(pte_workbook_free) struct pte_workbook *workbook = NULL;
    PTE_AUTO(pte_family_release) struct pte_family family = {0};

    (void)state;
    open_sheets(sheets, COUNT(sheets), &workbook);
    assert_true(pte_family_read(workbook, NULL, &family, NULL));
    assert_int_equal(family.members[1].parent, 0);
}

static void rows_without_a_parent_are_refused(void **state)
{
    static const struct {
        const char *lines, *sentence;
    } wrong[] = {
        {"b|" LINKS "\nA|1|Form|2|100",
         "'x › otras' row 2 belongs to a row that its parent table does not have, or has "
         "for another submission"},
        {"b|" LINKS "\nA|1|Form|1|100\nB|2|Form|1|101",
         "'x › otras' row 3 belongs to a row that its parent table does not have, or has "
         "for another submission"},
        {"b|" LINKS "\nA|1|Form||100",
         "'x › otras' row 2 does not say to which row it belongs"},
        {"b|" LINKS "\nA|1||1|100",
         "'x › otras' row 2 does not say to which table it belongs"},
        {"b|" LINKS "\nA|1|Form|1|100\nB|2|Otro|1|100",
         "'x › otras' row 3 belongs to another table than the rows before"}};

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        const struct fixture_sheet sheets[] = {{"Form", "a|_id|_index\nx|100|1"},
                                               {"otras", wrong[i].lines}};
        PTE_AUTO(pte_workbook_free) struct pte_workbook *workbook = NULL;

        open_sheets(sheets, COUNT(sheets), &workbook);
        refuses(workbook, wrong[i].sentence);
    }
}

static void parents_that_are_missing_twice_or_in_a_circle_are_refused(void **state)
{
    static const struct fixture_sheet missing[] = {
        {"otras", "b|" LINKS "\nA|1|Form|1|100"}};
    static const struct fixture_sheet twice[] = {
        {"Form", "a|_id|_index\nx|100|1\ny|101|1"},
        {"otras", "b|" LINKS "\nA|1|Form|1|100"}};
    static const struct fixture_sheet circle[] = {{"uno", "b|" LINKS "\nA|1|dos|1|100"},
                                                  {"dos", "b|" LINKS "\nA|1|uno|1|100"}};
    static const struct {
        const struct fixture_sheet *sheets;
        size_t n;
        const char *sentence;
    } wrong[] = {{missing, 1, "'x': sheet 'otras' hangs on 'Form', and no sheet is that"},
                 {twice, 2, "'x › Form' row 3 has the same key as a row before"},
                 {circle, 2, "'x': table 'uno' hangs on itself in a circle"}};

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        PTE_AUTO(pte_workbook_free) struct pte_workbook *workbook = NULL;

        open_sheets(wrong[i].sheets, wrong[i].n, &workbook);
        refuses(workbook, wrong[i].sentence);
    }
}

/* As ODK Central names and links them: two repeats of one name, one inside another. */
static void files_of_odk_find_their_parents_by_key(void **state)
{
    static const struct fixture_sheet files[] = {
        {"mapa.csv", "nombre,KEY\nCONALEP,uuid:0\nCTM,uuid:2\n"},
        {"mapa-otras.csv", "n,PARENT_KEY,KEY\nA,uuid:0,uuid:0/otras[1]\n"
                           "\"B\nB\",uuid:2,uuid:2/otras[1]\nC,uuid:0,uuid:0/otras[2]\n"},
        {"mapa-proy~1.csv",
         "p,PARENT_KEY,KEY\nX,uuid:0/otras[2],uuid:0/otras[2]/proy[1]\n"},
        {"mapa-proy~2.csv", "t,PARENT_KEY,KEY\n"},
        {"blank.csv", "\n\n"},
        {"media/foto.jpg", "x"}};
    PTE_AUTO(pte_workbook_free) struct pte_workbook *workbook = NULL;
    PTE_AUTO(pte_family_release) struct pte_family family = {0};
    uint32_t main_table = 9;

    (void)state;
    open_files(files, COUNT(files), &workbook);
    assert_int_equal(pte_workbook_count(workbook), 5);
    assert_true(pte_workbook_find(workbook, "mapa.csv", &main_table, NULL));
    assert_int_equal(main_table, 0);
    assert_true(pte_family_read(workbook, NULL, &family, NULL));
    assert_int_equal(family.members[0].parent, PTE_NOBODY);
    assert_int_equal(family.members[1].parent, 0);
    assert_int_equal(family.members[1].link, PTE_LINK_KEY);
    assert_int_equal(family.members[2].parent, 1);
    assert_int_equal(family.members[3].parent, PTE_NOBODY);
    assert_int_equal(family.members[4].parent, PTE_NOBODY);
    assert_int_equal(family.members[4].n, 0);
    assert_int_equal(pte_family_parent_line(&family, 1, 2), 2);
    assert_int_equal(pte_family_parent_line(&family, 1, 3), 3);
    assert_int_equal(pte_family_parent_line(&family, 1, 5), 2);
    assert_int_equal(pte_family_parent_line(&family, 2, 2), 5);
}

static void files_of_older_odk_programs_find_theirs_by_set(void **state)
{
    static const struct fixture_sheet files[] = {
        {"f.csv", "a,SET-OF-g,KEY\nx,uuid:0/g,uuid:0\ny,uuid:1/g,uuid:1\n"},
        {"f-g.csv", "t,SET-OF-g\nA,uuid:1/g\nB,uuid:0/g\n"}};
    uint32_t main_table = 9;
    PTE_AUTO(pte_workbook_free) struct pte_workbook *workbook = NULL;
    PTE_AUTO(pte_family_release) struct pte_family family = {0};

    (void)state;
    open_files(files, COUNT(files), &workbook);
    assert_true(pte_workbook_find(workbook, NULL, &main_table, NULL));
    assert_int_equal(main_table, 0);
    assert_true(pte_family_read(workbook, NULL, &family, NULL));
    assert_int_equal(family.members[1].parent, 0);
    assert_int_equal(family.members[1].link, PTE_LINK_SET);
    assert_int_equal(pte_family_parent_line(&family, 1, 2), 3);
    assert_int_equal(pte_family_parent_line(&family, 1, 3), 2);
}

static void keys_of_two_tables_or_of_none_are_refused(void **state)
{
    static const struct fixture_sheet two[] = {
        {"f.csv", "a,KEY\nx,uuid:0\n"},
        {"f-g.csv", "a,KEY\nx,uuid:0\n"},
        {"f-h.csv", "t,PARENT_KEY,KEY\nA,uuid:0,k\n"}};
    static const struct fixture_sheet none[] = {
        {"f.csv", "a,KEY\nx,uuid:0\n"}, {"f-g.csv", "t,PARENT_KEY,KEY\nA,uuid:9,k\n"}};
    PTE_AUTO(pte_workbook_free) struct pte_workbook *workbook = NULL;
    PTE_AUTO(pte_workbook_free) struct pte_workbook *other = NULL;

    (void)state;
    open_files(two, COUNT(two), &workbook);
    refuses(workbook,
            "'x › f-h.csv' row 2 may belong to rows of two tables: both have its "
            "key");
    open_files(none, COUNT(none), &other);
    refuses(other, "'x › f-g.csv' row 2 belongs to a row that no table has");
}

static void a_main_file_that_is_not_plain_is_asked_for(void **state)
{
    static const struct fixture_sheet files[] = {{"a.csv", "x\n1\n"},
                                                 {"b.csv", "y\n2\n"}};
    PTE_AUTO(pte_workbook_free) struct pte_workbook *workbook = NULL;
    struct pte_error err = {0};
    uint32_t table = 9;

    (void)state;
    open_files(files, COUNT(files), &workbook);
    assert_false(pte_workbook_find(workbook, NULL, &table, &err));
    assert_string_equal(err.message,
                        "'x' holds 2 tables, and none is plainly the main one");
    assert_string_equal(err.hint, "say which one is meant: 'a.csv', 'b.csv'");
    assert_true(pte_workbook_find(workbook, "b.csv", &table, NULL));
    assert_int_equal(table, 1);
}

static void sheet_names_are_short_forms_of_full_ones(void **state)
{
    (void)state;
    assert_true(pte_kin_may_be_named("otras_org", "otras_org"));
    assert_true(pte_kin_may_be_named("otras_org (1)", "otras_org"));
    assert_true(pte_kin_may_be_named("Mapa de actores – formación ...",
                                     "Mapa de actores – formación técnica 2026"));
    assert_true(pte_kin_may_be_named("Mapa_2026", "Mapa:2026"));
    assert_true(pte_kin_may_be_named("Que_ ...", "Que? cosas"));
    assert_false(pte_kin_may_be_named("otras_org", "otras_org_2"));
    assert_false(pte_kin_may_be_named("otras", "otra"));
    assert_false(pte_kin_may_be_named("otra...", "atras"));
    assert_false(pte_kin_may_be_named("x", ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheets_with_cut_names_find_their_parents),
        cmocka_unit_test(submissions_tell_what_names_do_not),
        cmocka_unit_test(what_stays_open_is_asked),
        cmocka_unit_test(a_renamed_main_sheet_is_still_the_parent),
        cmocka_unit_test(rows_without_a_parent_are_refused),
        cmocka_unit_test(parents_that_are_missing_twice_or_in_a_circle_are_refused),
        cmocka_unit_test(files_of_odk_find_their_parents_by_key),
        cmocka_unit_test(files_of_older_odk_programs_find_theirs_by_set),
        cmocka_unit_test(keys_of_two_tables_or_of_none_are_refused),
        cmocka_unit_test(a_main_file_that_is_not_plain_is_asked_for),
        cmocka_unit_test(sheet_names_are_short_forms_of_full_ones),
    };

    return cmocka_run_group_tests_name("workbook family", tests, NULL, NULL);
}

/* tests/importers/workbook/test_archives.c - archives that are damaged, or lie about what
 * they hold: each has its exact outcome. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/workbook/workbook.h"
#include "tests/importers/workbook/fixture.h"

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

static void book_refuses(const struct fixture_book *book, const char *sentence)
{
    PTE_AUTO(pte_text_release) struct pte_text zip = {0};

    fixture_book(book, &zip);
    fixture_refuses(&zip, sentence);
}

static void files_refuse(const struct fixture_file *files, size_t n,
                         const struct fixture_end *end, const char *sentence)
{
    PTE_AUTO(pte_text_release) struct pte_text zip = {0};

    fixture_zip(files, n, end, &zip);
    fixture_refuses(&zip, sentence);
}

static void archives_that_are_not_honest_are_refused(void **state)
{
#define ARCHIVE "'x' is no honest archive: "
    static const struct {
        struct fixture_file files[2];
        const char *sentence;
    } wrong[] = {
        {{{.name = "a.csv", .content = "a\n"}, {.name = "a.csv", .content = "b\n"}},
         ARCHIVE "it holds two files named 'a.csv'"},
        {{{.name = "a.csv", .content = "a\n"}, {.name = "../b.csv", .content = "b\n"}},
         ARCHIVE "the name of its file 2 leads out of it or cannot be shown"},
        {{{.name = "a/../../b.csv", .content = "a\n"}, {.name = "b", .content = "b\n"}},
         ARCHIVE "the name of its file 1 leads out of it or cannot be shown"},
        {{{.name = "a\\..\\b.csv", .content = "a\n"}, {.name = "b", .content = "b\n"}},
         ARCHIVE "the name of its file 1 leads out of it or cannot be shown"},
        {{{.name = "/etc/a.csv", .content = "a\n"}, {.name = "b", .content = "b\n"}},
         ARCHIVE "the name of its file 1 leads out of it or cannot be shown"},
        {{{.name = "C:\\a.csv", .content = "a\n"}, {.name = "b", .content = "b\n"}},
         ARCHIVE "the name of its file 1 leads out of it or cannot be shown"},
        {{{.name = "a\033[2J.csv", .content = "a\n", .flags = 0x800},
          {.name = "b", .content = "b\n"}},
         "'x' is damaged or cut short"},
        {{{.name = "..", .content = "a\n"}, {.name = "b", .content = "b\n"}},
         ARCHIVE "the name of its file 1 leads out of it or cannot be shown"},
        {{{.name = "a.csv", .content = "a\n", .flags = 1},
          {.name = "b", .content = "b\n"}},
         "'x' is protected by a password"},
        {{{.name = "a.csv", .content = "a\n"},
          {.name = "b.csv",
           .content = "b\n",
           .is_stored = true,
           .offset_added = UINT32_MAX}},
         "'x' is damaged or cut short"},
        {{{.name = "a.csv", .content = "a\n", .method_said = 14},
          {.name = "b", .content = "b\n"}},
         "'a.csv' in 'x' is packed in a way that is not read"},
        {{{.name = "a.csv", .content = "a\n", .method_said = 9},
          {.name = "b", .content = "b\n"}},
         "'a.csv' in 'x' is packed in a way that is not read"},
        {{{.name = "a.csv", .content = "a,b\n1,2\n", .crc_is_wrong = true},
          {.name = "b", .content = "b\n"}},
         "'x' is damaged or cut short"},
        {{{.name = "a.csv", .content = "a,b\n1,2\n", .size_said = 3},
          {.name = "b", .content = "b\n"}},
         "'x' is damaged or cut short"},
        {{{.name = "a.csv", .content = "a,b\n1,2\n", .size_said = 99},
          {.name = "b", .content = "b\n"}},
         "'x' is damaged or cut short"},
        {{{.name = "a.csv", .content = "a\n", .packed_said = 1 << 30},
          {.name = "b", .content = "b\n"}},
         "'x' is damaged or cut short"},
        {{{.name = "a.csv", .content = "a\n", .packed_said = 40},
          {.name = "b", .content = "b\n"}},
         ARCHIVE "files in it share their bytes"},
        {{{.name = "a.csv", .content = ""}, {.name = "b", .content = "b\n"}},
         "'x › a.csv' is empty"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++)
        files_refuse(wrong[i].files, 2, NULL, wrong[i].sentence);
}

static void ends_of_archives_that_do_not_agree_are_refused(void **state)
{
    static const struct fixture_file file[] = {{.name = "a.csv", .content = "a\n1\n"}};
    static const struct {
        struct fixture_end end;
        const char *sentence;
    } wrong[] = {{{.files_said = 2}, "'x' is damaged or cut short"},
                 {{.files_said = 5000}, "'x' holds more than 4096 files"},
                 {{.files_said = 0xFFFF}, "'x' holds more than 4096 files"},
                 {{.has_64 = true, .files_64 = 2}, "'x' is damaged or cut short"},
                 {{.files_said = 0xFFFF, .has_64 = true, .files_64 = UINT64_MAX},
                  "'x' holds more than 4096 files"},
                 {{.files_said = 0xFFFF, .has_64 = true, .files_64 = 4000},
                  "'x' is damaged or cut short"}};
    static const struct fixture_end fine[] = {{.comment = "PK\5\6 of a comment"},
                                              {.has_64 = true}};

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++)
        files_refuse(file, 1, &wrong[i].end, wrong[i].sentence);
    for (size_t i = 0; i < COUNT(fine); i++) {
        PTE_AUTO(pte_text_release) struct pte_text zip = {0};
        PTE_AUTO(pte_text_release) struct pte_text outcome = {0};

        fixture_zip(file, 1, &fine[i], &zip);
        fixture_outcome(&zip, NULL, &outcome);
        assert_string_equal(pte_text_get(&outcome), "1: a\n2: 1\n");
    }
}

static void files_of_other_kinds_are_called_by_their_names(void **state)
{
    static const struct {
        const char *name, *sentence;
    } kinds[] = {
        {"xl/workbook.bin", "'x' is a binary workbook (XLSB), which is not read"},
        {"content.xml", "'x' is an OpenDocument file (ODS), which is not read"},
        {"Index/Document.iwa",
         "'x' is a document of Numbers or Pages, which is not read"},
        {"word/document.xml", "'x' is a Word document, which is not read"},
        {"Excel/Encuesta.xlsx", "'x' holds a workbook packed once more"},
        {"__MACOSX/._a.csv", "'x' is an archive without workbook or CSV file"},
        {"foto.jpg", "'x' is an archive without workbook or CSV file"}};
    static const char old[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0k\0b\0o\0o\0k\0";
    static const char locked[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 "
                                 "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    PTE_AUTO(pte_text_release) struct pte_text bytes = {0};
    PTE_AUTO(pte_text_release) struct pte_text outcome = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(kinds); i++)
        files_refuse(&(struct fixture_file){.name = kinds[i].name, .content = "x"}, 1,
                     NULL, kinds[i].sentence);
    files_refuse(NULL, 0, NULL, "'x' is an archive without workbook or CSV file");
    pte_text_add_bytes(&bytes, old, sizeof(old));
    fixture_outcome(&bytes, NULL, &outcome);
    assert_string_equal(
        pte_text_get(&outcome),
        "refused input: 'x' is a workbook of Excel 97-2003 (XLS), which is not read");
    pte_text_add_bytes(&bytes, locked, sizeof(locked));
    fixture_outcome(&bytes, NULL, &outcome);
    assert_string_equal(pte_text_get(&outcome),
                        "refused input: 'x' is protected by a password");
}

/* A workbook of some 40 kB that does not compress, cut after each 1 kB and near its end.
 */
static void a_workbook_cut_short_anywhere_is_refused(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text strings = {0};
    PTE_AUTO(pte_text_release) struct pte_text whole = {0};
    PTE_AUTO(pte_text_release) struct pte_text outcome = {0};
    uint32_t seed = 1;

    (void)state;
    pte_text_add(&strings, "<sst xmlns=\"" FIXTURE_MAIN "\"><si><t>id</t></si><si><t>");
    for (int i = 0; i < 30000; i++) {
        seed = seed * 1664525 + 1013904223;
        pte_text_addf(&strings, "%c", 'A' + (int)(seed >> 16) % 26);
    }
    pte_text_add(&strings, "</t></si></sst>");
    fixture_book(&(struct fixture_book){.strings = pte_text_get(&strings)}, &whole);
    assert_true(whole.length > 16000);
    for (size_t length = 4; length < whole.length;
         length += length + 1024 < whole.length ? 1024 : 37) {
        PTE_AUTO(pte_text_release) struct pte_text cut = {0};

        pte_text_add_bytes(&cut, whole.bytes, length);
        fixture_refuses(&cut, "'x' is damaged or cut short");
    }
    fixture_outcome(&whole, NULL, &outcome);
    assert_string_equal(pte_text_get(&outcome), "1: id\n2: 1\n");
}

/* Any byte changed: the archive is refused, or gives rows; nobody crashes. */
static void a_byte_changed_anywhere_does_no_harm(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text whole = {0};
    size_t refused = 0;

    (void)state;
    fixture_book(&(struct fixture_book){0}, &whole);
    for (size_t i = 0; i < whole.length; i++) {
        PTE_AUTO(pte_text_release) struct pte_text outcome = {0};
        const char kept = whole.bytes[i];

        whole.bytes[i] = (char)(kept ^ (1 << i % 8));
        fixture_outcome_here(&whole, NULL, &outcome);
        refused += strncmp(pte_text_get(&outcome), "refused ", 8) == 0;
        whole.bytes[i] = kept;
    }
    assert_true(refused > whole.length / 2);
}

/* Two files of the directory that name the same bytes: how bombs grow without end. */
static void files_that_share_bytes_are_refused(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text zip = {0};
    static const struct fixture_file files[] = {
        {.name = "a.csv", .content = "a\n", .is_stored = true},
        {.name = "b.csv",
         .content = "a\n",
         .is_stored = true,
         .offset_added = (uint32_t) - (30 + 5 + 2)}};

    (void)state;
    fixture_zip(files, COUNT(files), NULL, &zip);
    fixture_refuses(&zip, "'x' is no honest archive: files in it share their bytes");
}

static void too_many_tables_are_refused(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text sheets = {0};
    struct fixture_file files[PTE_WORKBOOK_FILES + 1] = {{0}};
    char names[PTE_WORKBOOK_FILES + 1][16];

    (void)state;
    pte_text_add(&sheets, "<workbook xmlns=\"" FIXTURE_MAIN "\" xmlns:r=\"" FIXTURE_OFFICE
                          "\"><sheets>");
    for (int i = 0; i <= PTE_WORKBOOK_SHEETS; i++)
        pte_text_addf(&sheets, "<sheet name=\"S%d\" r:id=\"r1\"/>", i);
    pte_text_add(&sheets, "</sheets></workbook>");
    book_refuses(&(struct fixture_book){.workbook = pte_text_get(&sheets)},
                 "'x' has more than 64 sheets");
    for (int i = 0; i <= PTE_WORKBOOK_FILES; i++) {
        snprintf(names[i], sizeof(names[i]), "%d.csv", i);
        files[i] = (struct fixture_file){.name = names[i], .content = "a\n"};
    }
    files_refuse(files, COUNT(files), NULL, "'x' holds more than 256 tables");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(archives_that_are_not_honest_are_refused),
        cmocka_unit_test(ends_of_archives_that_do_not_agree_are_refused),
        cmocka_unit_test(files_of_other_kinds_are_called_by_their_names),
        cmocka_unit_test(a_workbook_cut_short_anywhere_is_refused),
        cmocka_unit_test(a_byte_changed_anywhere_does_no_harm),
        cmocka_unit_test(files_that_share_bytes_are_refused),
        cmocka_unit_test(too_many_tables_are_refused),
    };

    return cmocka_run_group_tests_name("workbook archives", tests, NULL, NULL);
}

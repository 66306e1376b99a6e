/* tests/importers/workbook/test_hostile.c - workbooks and archives that are damaged or
 * mean harm: each has its exact outcome, quickly and in little memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/base/text.h"
#include "tests/importers/workbook/fixture.h"

#define COUNT(list) (sizeof(list) / sizeof(*(list)))
#define CELL(cell) FIXTURE_SHEET("<row r=\"1\"><c r=\"A1\"><v>1</v></c>" cell "</row>")
#define HONEST "'x' is no honest workbook: "
#define SHEET1 "'xl/worksheets/sheet1.xml' in it "
#define MALFORMED(part) "'x' is damaged: '" part "' in it is not well formed"

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

/* The twenty ways a DOCTYPE or an entity can come in. */
static void no_doctype_and_no_entity_comes_in(void **state)
{
#define ROWS "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&e;</t></is></c></row>"
    static const char *const prologs[] = {
        "<!DOCTYPE worksheet>",
        "<!DOCTYPE worksheet SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE worksheet SYSTEM \"http://127.0.0.1:1/x.dtd\">",
        "<!DOCTYPE worksheet PUBLIC \"-//X\" \"http://127.0.0.1:1/x.dtd\">",
        "<!DOCTYPE worksheet [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE worksheet [<!ENTITY e \"x\">]>",
        "<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">"
        "<!ENTITY c \"&b;&b;&b;&b;\"><!ENTITY e \"&c;&c;&c;&c;\">]>",
        "<!DOCTYPE worksheet [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/p\">%p;]>",
        "<!DOCTYPE worksheet [<!ATTLIST c t CDATA \"s\">]>",
        "<!DOCTYPE worksheet [<!ELEMENT worksheet ANY>]>",
        "<!DOCTYPE worksheet [<!NOTATION n SYSTEM \"x\">]>",
        "<?xml version=\"1.0\"?><!DOCTYPE worksheet>",
        "\xEF\xBB\xBF<?xml version=\"1.0\"?><!DOCTYPE worksheet>",
        "<?xml version=\"1.0\" standalone=\"no\"?>\n\n<!DOCTYPE worksheet>",
        "<!-- <worksheet> --><!DOCTYPE worksheet>",
        "<?pi ?> > <?pi2 ?>\t<!DOCTYPE worksheet>",
        "<!doctype worksheet>",
        "<!--a--><!--b--><?c?><!DOCTYPE x [ ",
        "<![CDATA[x]]>"};

    (void)state;
    for (size_t i = 0; i < COUNT(prologs); i++) {
        PTE_AUTO(pte_text_release) struct pte_text sheet = {0};

        pte_text_add(&sheet, prologs[i]);
        pte_text_add(&sheet, FIXTURE_SHEET(ROWS));
        book_refuses(&(struct fixture_book){.sheet = pte_text_get(&sheet)},
                     i == 15 ? HONEST SHEET1 "is not XML in UTF-8"
                             : HONEST SHEET1 "has a DOCTYPE");
    }
    book_refuses(&(struct fixture_book){.sheet = FIXTURE_SHEET(ROWS)},
                 MALFORMED("xl/worksheets/sheet1.xml"));
    book_refuses(&(struct fixture_book){.sheet = FIXTURE_SHEET("<!DOCTYPE worksheet>")},
                 MALFORMED("xl/worksheets/sheet1.xml"));
    book_refuses(&(struct fixture_book){.strings = "<!DOCTYPE sst>" FIXTURE_STRINGS("")},
                 HONEST "'xl/sharedStrings.xml' in it has a DOCTYPE");
    book_refuses(&(struct fixture_book){.styles = "<!DOCTYPE s>" FIXTURE_STYLES("")},
                 HONEST "'xl/styles.xml' in it has a DOCTYPE");
    book_refuses(&(struct fixture_book){.workbook = "<!DOCTYPE w>"},
                 HONEST "'xl/workbook.xml' in it has a DOCTYPE");
    book_refuses(&(struct fixture_book){.links = "<!DOCTYPE w>"},
                 HONEST "'xl/_rels/workbook.xml.rels' in it has a DOCTYPE");
    book_refuses(&(struct fixture_book){.package = "<!DOCTYPE w>"},
                 HONEST "'_rels/.rels' in it has a DOCTYPE");
}

static void other_encodings_of_xml_are_refused(void **state)
{
    static const char utf16[] = "\xFF\xFE<\0a\0/\0>\0";
    static const struct fixture_file files[] = {
        {.name = "_rels/.rels", .content = utf16, .length = sizeof(utf16) - 1},
        {.name = "xl/workbook.xml", .content = "x"}};
    static const char bare[] = "<\0a\0/\0>";
    static const struct fixture_file more[] = {
        {.name = "_rels/.rels", .content = bare, .length = sizeof(bare) - 1},
        {.name = "xl/workbook.xml", .content = "x"}};

    (void)state;
    files_refuse(files, COUNT(files), NULL,
                 HONEST "'_rels/.rels' in it is not XML in UTF-8");
    files_refuse(more, COUNT(more), NULL,
                 HONEST "'_rels/.rels' in it is not XML in UTF-8");
    book_refuses(&(struct fixture_book){.sheet = "+ADw-!DOCTYPE x+AD4-"},
                 HONEST SHEET1 "is not XML in UTF-8");
    book_refuses(&(struct fixture_book){.sheet = "<?xml version=\"1.0\" "
                                                 "encoding=\"UTF-7\"?><worksheet>\xF1"},
                 MALFORMED("xl/worksheets/sheet1.xml"));
    book_refuses(&(struct fixture_book){.strings = FIXTURE_STRINGS("<si><t>a\xC0\x80"
                                                                   "</t></si>")},
                 MALFORMED("xl/sharedStrings.xml"));
    book_refuses(
        &(struct fixture_book){.strings = FIXTURE_STRINGS("<si><t>&#0;</t></si>")},
        MALFORMED("xl/sharedStrings.xml"));
    book_refuses(
        &(struct fixture_book){.strings = FIXTURE_STRINGS("<si><t>&#x8;</t></si>")},
        MALFORMED("xl/sharedStrings.xml"));
}

static void missing_and_wrong_parts_are_named(void **state)
{
    static const struct {
        struct fixture_book book;
        const char *sentence;
    } wrong[] = {
        {{.sheet = ""}, "'x' is a damaged workbook: one of its sheets is missing"},
        {{.workbook = ""}, "'x' is a damaged workbook: its main part is missing"},
        {{.links = ""},
         "'x' is a damaged workbook: it does not say where its sheets are"},
        {{.workbook = FIXTURE_BOOK("", "", "")}, "'x' has no sheet with rows"},
        {{.workbook = FIXTURE_BOOK("", "<sheet name=\"A\" r:id=\"r9\"/>", "")},
         "'x' is a damaged workbook: one of its sheets is missing"},
        {{.workbook = FIXTURE_BOOK("", "<sheet r:id=\"r1\"/>", "")},
         "'x' is a damaged workbook: one of its sheets is missing"},
        {{.workbook = FIXTURE_BOOK("", "<sheet name=\"A\"/>", "")},
         "'x' is a damaged workbook: one of its sheets is missing"},
        {{.workbook = FIXTURE_BOOK("",
                                   "<sheet name=\"A\" r:id=\"r1\"/>"
                                   "<sheet name=\"A\" r:id=\"r1\"/>",
                                   "")},
         "'x' is a damaged workbook: two of its sheets have the same name"},
        {{.links = FIXTURE_LINKS(FIXTURE_LINK("r1", "worksheet", "../../etc/passwd"))},
         "'x' is a damaged workbook: one of its sheets is missing"},
        {{.links = FIXTURE_LINKS(
              "<Relationship Id=\"r1\" Type=\"x/worksheet\" TargetMode=\"External\" "
              "Target=\"worksheets/sheet1.xml\"/>")},
         "'x' is a damaged workbook: one of its sheets is missing"},
        {{.workbook = "<html/>"}, "'x' has no sheet with rows"},
        {{.workbook = "x"}, HONEST "'xl/workbook.xml' in it is not XML in UTF-8"},
        {{.workbook = "<workbook"}, MALFORMED("xl/workbook.xml")},
        {{.strings = "<sst>"}, MALFORMED("xl/sharedStrings.xml")},
        {{.styles = "<a></b>"}, MALFORMED("xl/styles.xml")},
        {{.sheet = " "}, MALFORMED("xl/worksheets/sheet1.xml")},
        {{.sheet = "<worksheet/>"}, "'x › A' has no header row: all of it is blank"},
        {{.sheet = FIXTURE_SHEET("")}, "'x › A' has no header row: all of it is blank"},
        {{.sheet = FIXTURE_SHEET("<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>")},
         "'x › A' has no header row: all of it is blank"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++)
        book_refuses(&wrong[i].book, wrong[i].sentence);
}

static void cells_that_cannot_be_are_named(void **state)
{
    static const struct {
        const char *sheet, *sentence;
    } wrong[] = {
        {CELL("<c r=\"B1\" t=\"s\"><v>2</v></c>"),
         "'x › A' is damaged: cell B1 refers to a shared text that is not there"},
        {CELL("<c r=\"B1\" t=\"s\"><v>-1</v></c>"),
         "'x › A' is damaged: cell B1 refers to a text without a number"},
        {CELL("<c r=\"B1\" t=\"s\"><v>99999999999999999999</v></c>"),
         "'x › A' is damaged: cell B1 refers to a text without a number"},
        {CELL("<c r=\"B1\" t=\"s\"><v>0x1</v></c>"),
         "'x › A' is damaged: cell B1 refers to a text without a number"},
        {CELL("<c r=\"A1\"><v>2</v></c>"),
         "'x › A' is damaged: cell A1 stands in the wrong place"},
        {CELL("<c r=\"C2\"><v>2</v></c>"),
         "'x › A' is damaged: cell C1 stands in the wrong place"},
        {CELL("<c r=\"XFE1\"><v>2</v></c>"),
         "'x › A' is damaged: cell A1 is followed by one without a place"},
        {CELL("<c r=\"AAAAAAAAAAAA1\"><v>2</v></c>"),
         "'x › A' is damaged: cell A1 is followed by one without a place"},
        {CELL("<c r=\"B99999999999999999\"><v>2</v></c>"),
         "'x › A' is damaged: cell A1 is followed by one without a place"},
        {CELL("<c r=\"\"><v>2</v></c>"),
         "'x › A' is damaged: cell A1 is followed by one without a place"},
        {CELL("<c r=\"b1\"><v>2</v></c>"),
         "'x › A' is damaged: cell A1 is followed by one without a place"},
        {CELL("<c r=\"XFD1\"><v>2</v></c>"), "'x › A' row 1 has more than 4096 columns"},
        {FIXTURE_SHEET("<row r=\"2\"><c><v>1</v></c></row><row r=\"2\"/>"),
         "'x › A' is damaged: what comes after row 2 is no later row"},
        {FIXTURE_SHEET("<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"/>"),
         "'x › A' is damaged: what comes after row 2 is no later row"},
        {FIXTURE_SHEET("<row r=\"2\"><c><v>1</v></c></row><row r=\"x\"/>"),
         "'x › A' is damaged: what comes after row 2 is no later row"},
        {FIXTURE_SHEET("<row r=\"1048576\"><c><v>1</v></c></row><row/>"),
         "'x › A' is damaged: what comes after row 1048576 is no later row"},
        {FIXTURE_SHEET("<row r=\"1048577\"/>"),
         "'x › A' is damaged: what comes after row 0 is no later row"},
        {FIXTURE_SHEET("<row r=\"0\"/>"),
         "'x › A' is damaged: what comes after row 0 is no later row"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++)
        book_refuses(&(struct fixture_book){.sheet = wrong[i].sheet}, wrong[i].sentence);
    book_refuses(
        &(struct fixture_book){.strings = "",
                               .sheet = CELL("<c r=\"B1\" t=\"s\"><v>0</v></c>")},
        "'x › A' is damaged: cell B1 refers to shared texts, and there are none");
}

static void repeat(struct pte_text *text, const char *what, size_t n)
{
    while (n-- > 0)
        pte_text_add(text, what);
}

static void what_is_too_deep_or_too_long_is_refused(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text deep = {0};
    PTE_AUTO(pte_text_release) struct pte_text tag = {0};
    PTE_AUTO(pte_text_release) struct pte_text quoted = {0};
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    PTE_AUTO(pte_text_release) struct pte_text prolog = {0};

    (void)state;
    repeat(&deep, "<a>", 40);
    book_refuses(&(struct fixture_book){.sheet = pte_text_get(&deep)},
                 HONEST SHEET1 "is nested too deeply");
    pte_text_add(&tag, "<worksheet ");
    for (int i = 0; i < 3000; i++)
        pte_text_addf(&tag, "a%d='' ", i);
    book_refuses(&(struct fixture_book){.sheet = pte_text_get(&tag)},
                 HONEST SHEET1 "has a tag of more than 8 KiB");
    pte_text_add(&quoted, "<worksheet a=\"");
    repeat(&quoted, "> '", 8000);
    book_refuses(&(struct fixture_book){.sheet = pte_text_get(&quoted)},
                 HONEST SHEET1 "has a tag of more than 8 KiB");
    pte_text_add(&text, "<worksheet>");
    for (int i = 0; i < 200000; i++)
        pte_text_addf(&text, "%x", i * 7919);
    book_refuses(&(struct fixture_book){.sheet = pte_text_get(&text)},
                 HONEST SHEET1 "has a text of more than 1 MiB");
    for (int i = 0; i < 10000; i++)
        pte_text_addf(&prolog, "<!-- %d -->", i);
    book_refuses(&(struct fixture_book){.sheet = pte_text_get(&prolog)},
                 HONEST SHEET1 "begins with more than 64 KiB of comments");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_doctype_and_no_entity_comes_in),
        cmocka_unit_test(other_encodings_of_xml_are_refused),
        cmocka_unit_test(missing_and_wrong_parts_are_named),
        cmocka_unit_test(cells_that_cannot_be_are_named),
        cmocka_unit_test(what_is_too_deep_or_too_long_is_refused),
    };

    return cmocka_run_group_tests_name("workbook hostile", tests, NULL, NULL);
}

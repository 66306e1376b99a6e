/* tests/importers/workbook/fixture.c - zip archives and workbooks made in memory. */
#include "tests/importers/workbook/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <zlib.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/rows.h"
#include "importers/workbook/workbook.h"
#include "importers/workbook/workbook.intern.h"

enum { STORED = 0, DEFLATED = 8, RAW = -15 };

static void add(struct pte_text *zip, uint64_t number, int bytes)
{
    for (; bytes > 0; bytes--, number >>= 8)
        pte_text_add_bytes(zip, &(char){(char)(number & 0xFF)}, 1);
}

/* Packs a file's content as it is packed in archives. */
static void pack(const struct fixture_file *file, size_t length, struct pte_text *packed)
{
    z_stream stream = {0};
    PTE_AUTO(pte_free) char *room = NULL;

    if (file->is_stored) {
        pte_text_add_bytes(packed, file->content, length);
        return;
    }
    deflateInit2(&stream, 9, Z_DEFLATED, RAW, 9, Z_DEFAULT_STRATEGY);
    stream.avail_out = (uInt)deflateBound(&stream, length);
    room = pte_alloc(stream.avail_out, 1);
    stream.next_out = (Bytef *)room;
    stream.next_in = (Bytef *)(uintptr_t)file->content;
    stream.avail_in = (uInt)length;
    deflate(&stream, Z_FINISH);
    pte_text_add_bytes(packed, room, stream.total_out);
    deflateEnd(&stream);
}

/* What the header of a file says, in the archive (local) and in its directory. */
static void add_header(const struct fixture_file *file, size_t length, size_t packed,
                       uint32_t offset, bool is_local, struct pte_text *zip)
{
    const uint32_t crc = (uint32_t)crc32(0, (const Bytef *)file->content, (uInt)length) ^
                         file->crc_is_wrong;
    const int method = file->method_said != 0 ? file->method_said
                       : file->is_stored      ? STORED
                                              : DEFLATED;

    add(zip, is_local ? 0x04034b50 : 0x02014b50, 4);
    if (!is_local)
        add(zip, 20, 2);
    add(zip, 20, 2);
    add(zip, file->flags, 2);
    add(zip, (uint64_t)method, 2);
    add(zip, 0x21 << 16, 4); /* 1980-01-01 */
    add(zip, crc, 4);
    add(zip, file->packed_said != 0 ? file->packed_said : packed, 4);
    add(zip, file->size_said != 0 ? file->size_said : length, 4);
    add(zip, strlen(file->name), 2);
    add(zip, 0, 2);
    if (!is_local) {
        add(zip, 0, 2 + 2 + 2 + 4);
        add(zip, offset + file->offset_added, 4);
    }
    pte_text_add(zip, file->name);
}

void fixture_zip(const struct fixture_file *files, size_t n,
                 const struct fixture_end *end, struct pte_text *zip)
{
    PTE_AUTO(pte_text_release) struct pte_text directory = {0};
    const char *comment = end != NULL && end->comment != NULL ? end->comment : "";
    size_t start;

    for (size_t i = 0; i < n; i++) {
        PTE_AUTO(pte_text_release) struct pte_text packed = {0};
        const size_t length =
            files[i].length != 0 ? files[i].length : strlen(files[i].content);

        pack(&files[i], length, &packed);
        add_header(&files[i], length, packed.length, (uint32_t)zip->length,
                   /* local */ false, &directory);
        add_header(&files[i], length, packed.length, 0, /* local */ true, zip);
        pte_text_add_bytes(zip, pte_text_get(&packed), packed.length);
    }
    start = zip->length;
    pte_text_add_bytes(zip, pte_text_get(&directory), directory.length);
    if (end != NULL && end->has_64) {
        const size_t at = zip->length;

        add(zip, 0x06064b50, 4);
        add(zip, 44, 8);
        add(zip, 45, 2);
        add(zip, 45, 2);
        add(zip, 0, 8);
        add(zip, end->files_64 != 0 ? end->files_64 : n, 8);
        add(zip, end->files_64 != 0 ? end->files_64 : n, 8);
        add(zip, directory.length, 8);
        add(zip, start, 8);
        add(zip, 0x07064b50, 4);
        add(zip, 0, 4);
        add(zip, at, 8);
        add(zip, 1, 4);
    }
    add(zip, 0x06054b50, 4);
    add(zip, 0, 4);
    add(zip, end != NULL && end->files_said != 0 ? end->files_said : n, 2);
    add(zip, end != NULL && end->files_said != 0 ? end->files_said : n, 2);
    add(zip, directory.length, 4);
    add(zip, start, 4);
    add(zip, strlen(comment), 2);
    pte_text_add(zip, comment);
}

static void add_part(struct fixture_file *files, size_t *n, const char *name,
                     const char *given, const char *plain)
{
    const char *content = given != NULL ? given : plain;

    if (content != NULL && content[0] != '\0')
        files[(*n)++] = (struct fixture_file){.name = name, .content = content};
}

void fixture_book(const struct fixture_book *book, struct pte_text *zip)
{
    struct fixture_file files[8];
    size_t n = 0;

    files[n++] = (struct fixture_file){.name = "[Content_Types].xml",
                                       .content = "<Types xmlns=\"http://x\"/>"};
    add_part(files, &n, "_rels/.rels", book->package,
             FIXTURE_LINKS(FIXTURE_LINK("r1", "officeDocument", "xl/workbook.xml")));
    add_part(files, &n, "xl/workbook.xml", book->workbook,
             book->sheet2 != NULL
                 ? FIXTURE_BOOK("",
                                "<sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/>"
                                "<sheet name=\"B\" sheetId=\"2\" r:id=\"r4\"/>",
                                "")
                 : FIXTURE_BOOK("", "<sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/>", ""));
    add_part(files, &n, "xl/_rels/workbook.xml.rels", book->links,
             FIXTURE_LINKS(FIXTURE_LINK("r1", "worksheet", "worksheets/sheet1.xml")
                               FIXTURE_LINK("r2", "sharedStrings", "sharedStrings.xml")
                                   FIXTURE_LINK("r3", "styles", "styles.xml")
                                       FIXTURE_LINK("r4", "worksheet",
                                                    "/xl/worksheets/sheet2.xml")));
    add_part(files, &n, "xl/worksheets/sheet1.xml", book->sheet,
             FIXTURE_SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
                           "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>"));
    add_part(files, &n, "xl/sharedStrings.xml", book->strings,
             FIXTURE_STRINGS("<si><t>id</t></si><si><t>name</t></si>"));
    add_part(files, &n, "xl/styles.xml", book->styles, FIXTURE_STYLES(""));
    add_part(files, &n, "xl/worksheets/sheet2.xml", book->sheet2, NULL);
    fixture_zip(files, n, /* end */ NULL, zip);
}

static void add_sheet(const char *lines, struct pte_text *xml)
{
    pte_text_add(xml, "<worksheet xmlns=\"" FIXTURE_MAIN "\"><sheetData>");
    while (*lines != '\0') {
        const size_t line = strcspn(lines, "\n");

        pte_text_add(xml, "<row>");
        for (size_t at = 0; at < line;) {
            const size_t cell = strcspn(lines + at, "|\n");

            pte_text_add(xml, "<c t=\"inlineStr\"><is><t>");
            pte_text_add_bytes(xml, lines + at, cell);
            pte_text_add(xml, "</t></is></c>");
            at += cell + 1;
        }
        pte_text_add(xml, "</row>");
        lines += line + (lines[line] == '\n');
    }
    pte_text_add(xml, "</sheetData></worksheet>");
}

void fixture_sheets(const struct fixture_sheet *sheets, size_t n, struct pte_text *zip)
{
    PTE_AUTO(pte_text_release) struct pte_text book = {0};
    PTE_AUTO(pte_text_release) struct pte_text links = {0};
    struct pte_text xml[FIXTURE_SHEETS] = {{0}}, names[FIXTURE_SHEETS] = {{0}};
    struct fixture_file files[FIXTURE_SHEETS + 3] = {
        {.name = "_rels/.rels",
         .content =
             FIXTURE_LINKS(FIXTURE_LINK("r", "officeDocument", "xl/workbook.xml"))}};

    pte_text_add(&book, "<workbook xmlns=\"" FIXTURE_MAIN "\" xmlns:r=\"" FIXTURE_OFFICE
                        "\"><sheets>");
    pte_text_add(&links, "<Relationships xmlns=\"" FIXTURE_PACKAGE "\">");
    for (size_t i = 0; i < n; i++) {
        const bool is_hidden = sheets[i].name[0] == '~';

        pte_text_addf(&book, "<sheet name=\"%s\" r:id=\"r%zu\" state=\"%s\"/>",
                      sheets[i].name + is_hidden, i, is_hidden ? "hidden" : "visible");
        pte_text_addf(&links,
                      "<Relationship Id=\"r%zu\" Type=\"x/worksheet\" "
                      "Target=\"sheets/%zu.xml\"/>",
                      i, i);
        add_sheet(sheets[i].lines, &xml[i]);
        pte_text_addf(&names[i], "xl/sheets/%zu.xml", i);
        files[i + 3] = (struct fixture_file){.name = pte_text_get(&names[i]),
                                             .content = pte_text_get(&xml[i])};
    }
    pte_text_add(&book, "</sheets></workbook>");
    pte_text_add(&links, "</Relationships>");
    files[1] =
        (struct fixture_file){.name = "xl/workbook.xml", .content = pte_text_get(&book)};
    files[2] = (struct fixture_file){.name = "xl/_rels/workbook.xml.rels",
                                     .content = pte_text_get(&links)};
    fixture_zip(files, n + 3, /* end */ NULL, zip);
    for (size_t i = 0; i < n; i++) {
        pte_text_release(&xml[i]);
        pte_text_release(&names[i]);
    }
}

static void refuse(const struct pte_error *err, struct pte_text *outcome)
{
    pte_text_clear(outcome);
    pte_text_addf(outcome, "refused %s: %s", pte_kind_code(err->kind), err->message);
}

static void add_rows(struct pte_table *table, struct pte_text *outcome)
{
    struct pte_error err = {0};
    const struct pte_remark *remarks;
    const struct pte_row *row;
    size_t n;

    pte_text_addf(outcome, "%u:", pte_table_header_line(table));
    for (uint32_t i = 0; i < pte_table_columns(table); i++)
        pte_text_addf(outcome, "%s%s", i > 0 ? "|" : " ", pte_table_header(table, i));
    pte_text_add(outcome, "\n");
    for (;;) {
        if (!pte_table_next(table, &row, &err)) {
            refuse(&err, outcome);
            return;
        }
        if (row == NULL)
            break;
        pte_text_addf(outcome, "%u:", row->line);
        for (uint32_t i = 0; i < row->n; i++)
            pte_text_addf(outcome, "%s%s", i > 0 ? "|" : " ", row->cells[i]);
        pte_text_add(outcome, "\n");
    }
    remarks = pte_table_remarks(table, &n);
    for (size_t i = 0; i < n; i++)
        pte_text_addf(outcome, "%s %u:%u\n", remarks[i].code, remarks[i].line,
                      remarks[i].column);
}

void fixture_outcome(struct pte_text *zip, const char *table, struct pte_text *outcome)
{
    PTE_AUTO(pte_workbook_free) struct pte_workbook *workbook = NULL;
    PTE_AUTO(pte_table_free) struct pte_table *opened = NULL;
    const struct pte_table_form form = {0};
    struct pte_error err = {0};
    uint32_t sheet;

    if (!pte_workbook_open(zip, "x", &workbook, &err) ||
        !pte_workbook_find(workbook, table, &sheet, &err) ||
        !pte_workbook_table(workbook, sheet, /* encoding */ NULL, &form, &opened, &err))
        refuse(&err, outcome);
    else
        add_rows(opened, outcome);
    pte_text_release(zip);
}

void fixture_outcome_here(const struct pte_text *zip, const char *table,
                          struct pte_text *outcome)
{
    PTE_AUTO(pte_book_free) struct pte_book *book = NULL;
    PTE_AUTO(pte_rows_release) struct pte_rows rows = {0};
    PTE_AUTO(pte_table_free) struct pte_table *opened = NULL;
    PTE_AUTO(pte_text_release) struct pte_text shown = {0};
    const struct pte_table_form form = {0};
    struct pte_error err = {0};
    size_t sheet = 0;

    if (!pte_book_open(pte_text_get(zip), zip->length, "x", &book, &err)) {
        refuse(&err, outcome);
        return;
    }
    while (table != NULL ? strcmp(book->sheets[sheet].sheet.name, table) != 0
                         : book->sheets[sheet].sheet.state != PTE_SHEET_VISIBLE)
        if (++sheet == book->n) {
            pte_text_add(outcome, "no such table");
            return;
        }
    pte_text_addf(&shown, "x › %s", book->sheets[sheet].sheet.name);
    if (!pte_book_rows(book, sheet, /* encoding */ NULL, &form, &rows, &err) ||
        !pte_table_open_rows(&rows, &form, pte_text_get(&shown), &opened, &err))
        refuse(&err, outcome);
    else
        add_rows(opened, outcome);
}

void fixture_reads(const struct fixture_book *book, const char *table, const char *wanted)
{
    PTE_AUTO(pte_text_release) struct pte_text zip = {0};
    PTE_AUTO(pte_text_release) struct pte_text here = {0};
    PTE_AUTO(pte_text_release) struct pte_text there = {0};

    fixture_book(book, &zip);
    fixture_outcome_here(&zip, table, &here);
    fixture_outcome(&zip, table, &there);
    assert_string_equal(pte_text_get(&here), wanted);
    assert_string_equal(pte_text_get(&there), wanted);
}

void fixture_refuses(struct pte_text *zip, const char *sentence)
{
    PTE_AUTO(pte_text_release) struct pte_text here = {0};
    PTE_AUTO(pte_text_release) struct pte_text there = {0};
    PTE_AUTO(pte_text_release) struct pte_text wanted = {0};

    pte_text_addf(&wanted, "refused input: %s", sentence);
    fixture_outcome_here(zip, NULL, &here);
    fixture_outcome(zip, NULL, &there);
    assert_string_equal(pte_text_get(&here), pte_text_get(&wanted));
    assert_string_equal(pte_text_get(&there), pte_text_get(&wanted));
}

/* importers/workbook/sheet.c - the rows of one sheet. */
#include <stdio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/number.h"
#include "importers/remarks.h"
#include "importers/workbook/workbook.intern.h"

enum { MOST_ROWS = 1048576, MOST_COLUMNS = 16384, MOST_ROW_TEXT = 8 << 20 };

/* The depth of the elements: worksheet, sheetData, row, c, and what is in a cell. */
enum { TOP, PART, ROW, CELL, CONTENT };

/* What c says of itself. */
enum type { NUMBER, SHARED, INLINE, FORMULA_TEXT, TRUTH, FAULT, DAY };

/* Where a cell's text is: lent, or in the texts of this row. */
struct cell {
    const char *lent;
    size_t offset;
};

struct pte_sheet_reader {
    struct pte_book *book;
    struct pte_text shown;
    struct pte_xml *xml;
    struct pte_remarks remarks;
    bool is_past; /* the end of the rows */
    uint32_t hidden_rows, first_hidden;

    uint32_t line; /* of the row being read, or the last one */
    struct cell *cells_read;
    const char **cells;
    uint32_t n; /* cells read, blank ones between them included */
    size_t room_read, room_cells;
    struct pte_text texts;
    struct pte_row row;

    uint32_t column; /* of the cell being read, 1 the first */
    enum type type;
    enum pte_serial_form form;
    bool has_formula;
    struct pte_text value, formula;
};

static void remark(struct pte_sheet_reader *sheet, const char *code, const char *value,
                   const char *advice, const char *sentence)
{
    pte_remarks_add(
        &sheet->remarks,
        &(struct pte_remark){code, sheet->line, sheet->column, value, advice, sentence});
}

static bool wrong(const struct pte_sheet_reader *sheet, const char *what,
                  struct pte_error *err)
{
    char letters[PTE_COLUMN_BYTES];

    pte_fail(err, PTE_EINPUT, "'%s' is damaged: cell %s%u %s",
             pte_text_get(&sheet->shown), pte_column_letters(sheet->column, letters),
             sheet->line, what);
    return pte_hint(err, "open it in a spreadsheet program, save it anew, and try again");
}

/* The column of a reference such as AB12, and its row; false if it is none. */
static bool read_reference(const char *text, uint32_t *column, uint32_t *line)
{
    uint32_t letters = 0, digits = 0;

    for (; *text >= 'A' && *text <= 'Z' && letters <= MOST_COLUMNS; text++)
        letters = letters * 26 + (uint32_t)(*text - 'A' + 1);
    if (letters == 0 || letters > MOST_COLUMNS || *text < '1' || *text > '9')
        return false;
    for (; *text >= '0' && *text <= '9' && digits <= MOST_ROWS; text++)
        digits = digits * 10 + (uint32_t)(*text - '0');
    if (digits > MOST_ROWS || (*text != '\0' && *text != ':'))
        return false;
    *column = letters;
    *line = digits;
    return true;
}

static bool is_true(const char *attribute)
{
    return attribute != NULL &&
           (strcmp(attribute, "1") == 0 || strcmp(attribute, "true") == 0);
}

static bool begin_row(struct pte_sheet_reader *sheet, struct pte_error *err)
{
    const char *given = pte_xml_attribute(sheet->xml, "r");
    long line = (long)sheet->line + 1;

    sheet->column = 0;
    if ((given != NULL && !pte_number_read_whole(given, 1, MOST_ROWS, &line)) ||
        line > MOST_ROWS || (uint32_t)line <= sheet->line)
        return pte_fail(err, PTE_EINPUT,
                        "'%s' is damaged: what comes after row %u is no later row",
                        pte_text_get(&sheet->shown), sheet->line);
    sheet->line = (uint32_t)line;
    sheet->n = 0;
    pte_text_clear(&sheet->texts);
    if (is_true(pte_xml_attribute(sheet->xml, "hidden")) && sheet->hidden_rows++ == 0)
        sheet->first_hidden = sheet->line;
    return true;
}

static enum type type_of(const char *text)
{
    static const struct {
        const char *text;
        enum type type;
    } types[] = {{"s", SHARED}, {"inlineStr", INLINE}, {"str", FORMULA_TEXT},
                 {"b", TRUTH},  {"e", FAULT},          {"d", DAY}};

    for (size_t i = 0; text != NULL && i < sizeof(types) / sizeof(*types); i++)
        if (strcmp(types[i].text, text) == 0)
            return types[i].type;
    return NUMBER;
}

static bool begin_cell(struct pte_sheet_reader *sheet, struct pte_error *err)
{
    const char *reference = pte_xml_attribute(sheet->xml, "r");
    const char *style = pte_xml_attribute(sheet->xml, "s");
    const uint32_t before = sheet->column;
    uint32_t column = before + 1, line = sheet->line;
    long number = 0;

    if (reference != NULL && !read_reference(reference, &column, &line)) {
        sheet->column = before;
        return wrong(sheet, "is followed by one without a place", err);
    }
    sheet->column = column;
    if (line != sheet->line || column <= before || column > MOST_COLUMNS)
        return wrong(sheet, "stands in the wrong place", err);
    if (style != NULL)
        pte_number_read_whole(style, 0, 1 << 20, &number);
    sheet->form = (size_t)number < sheet->book->styles.n
                      ? (enum pte_serial_form)sheet->book->styles.forms[number]
                      : PTE_SERIAL_NONE;
    sheet->type = type_of(pte_xml_attribute(sheet->xml, "t"));
    sheet->has_formula = false;
    pte_text_clear(&sheet->value);
    pte_text_clear(&sheet->formula);
    return true;
}

/* Reads the text of v or f up to its end. */
static bool take_text(struct pte_sheet_reader *sheet, struct pte_text *text,
                      struct pte_error *err)
{
    enum pte_xml_event event;

    do {
        if (!pte_xml_next(sheet->xml, &event, err))
            return false;
        if (event == PTE_XML_TEXT)
            pte_text_add(text, pte_xml_text(sheet->xml));
    } while (event != PTE_XML_END || pte_xml_depth(sheet->xml) > CONTENT);
    return true;
}

static bool take_content(struct pte_sheet_reader *sheet, struct pte_error *err)
{
    if (pte_xml_is(sheet->xml, CONTENT, "v"))
        return take_text(sheet, &sheet->value, err);
    if (pte_xml_is(sheet->xml, CONTENT, "f")) {
        sheet->has_formula = true;
        return take_text(sheet, &sheet->formula, err);
    }
    if (pte_xml_is(sheet->xml, CONTENT, "is")) {
        sheet->type = INLINE;
        return pte_strings_element(sheet->xml, CONTENT, &sheet->value, err);
    }
    return true;
}

/* Puts a text into the row, at its column; a blank cell is only noted. */
static bool place(struct pte_sheet_reader *sheet, const char *text, bool is_lent,
                  struct pte_error *err)
{
    if (text[0] == '\0')
        return true;
    if (sheet->column > PTE_TABLE_COLUMNS)
        return pte_fail(err, PTE_EINPUT, "'%s' row %u has more than %d columns",
                        pte_text_get(&sheet->shown), sheet->line, PTE_TABLE_COLUMNS);
    while (sheet->n < sheet->column) {
        pte_grow(&sheet->cells_read, sheet->n, &sheet->room_read,
                 sizeof(*sheet->cells_read));
        sheet->cells_read[sheet->n++] = (struct cell){.lent = ""};
    }
    if (is_lent) {
        sheet->cells_read[sheet->column - 1] = (struct cell){.lent = text};
        return true;
    }
    sheet->cells_read[sheet->column - 1] = (struct cell){.offset = sheet->texts.length};
    pte_text_add_bytes(&sheet->texts, text, strlen(text) + 1);
    if (sheet->texts.length > MOST_ROW_TEXT)
        return pte_fail(err, PTE_EINPUT, "'%s' row %u holds more than %d MiB of text",
                        pte_text_get(&sheet->shown), sheet->line, MOST_ROW_TEXT >> 20);
    return true;
}

static bool place_shared(struct pte_sheet_reader *sheet, const char *value,
                         struct pte_error *err)
{
    const struct pte_strings *strings = &sheet->book->strings;
    long number;

    if (!pte_number_read_whole(value, 0, INT32_MAX, &number))
        return wrong(sheet, "refers to a text without a number", err);
    if ((size_t)number >= strings->n)
        return wrong(sheet,
                     strings->n == 0 ? "refers to shared texts, and there are none"
                                     : "refers to a shared text that is not there",
                     err);
    return place(sheet, strings->texts[number], /* lent */ true, err);
}

/* A formula that was written without being computed, such as the text "=Fundación 1+2"
 * that Kobo stores as one, with the value 0. */
static bool is_uncomputed(const struct pte_sheet_reader *sheet, const char *value)
{
    return sheet->has_formula && sheet->formula.length > 0 && sheet->type == NUMBER &&
           (value[0] == '\0' || (sheet->book->is_uncomputed && strcmp(value, "0") == 0));
}

static bool place_formula(struct pte_sheet_reader *sheet, struct pte_error *err)
{
    struct pte_text *text = &sheet->value;

    pte_text_clear(text);
    pte_text_add(text, "=");
    pte_text_add(text, pte_text_get(&sheet->formula));
    remark(
        sheet, "formula_text", pte_text_get(text),
        "if it is meant to be computed, open the file in a spreadsheet program, and save "
        "it anew",
        "this formula was never computed; it is read as the text it is");
    return place(sheet, pte_text_get(text), /* lent */ false, err);
}

static bool place_number(struct pte_sheet_reader *sheet, const char *value,
                         struct pte_error *err)
{
    char text[PTE_SERIAL_BYTES];
    bool is_odd;
    const char *number =
        pte_cell_number(value, sheet->form, sheet->book->is_1904, text, &is_odd);

    if (is_odd)
        remark(sheet, "no_such_date", number, "write the date as text, or correct it",
               "this is formatted as a date but is none; it is read as a number");
    return place(sheet, number, /* lent */ false, err);
}

static bool end_cell(struct pte_sheet_reader *sheet, struct pte_error *err)
{
    const char *value = pte_text_get(&sheet->value);

    if (is_uncomputed(sheet, value))
        return place_formula(sheet, err);
    if (value[0] == '\0')
        return true;
    switch (sheet->type) {
    case SHARED:
        return place_shared(sheet, value, err);
    case TRUTH:
        return place(sheet, strcmp(value, "0") == 0 ? "FALSE" : "TRUE", /* lent */ true,
                     err);
    case FAULT:
        remark(sheet, "error_cell", value, "correct the formula, or clear the cell",
               "this cell shows an error of the spreadsheet; it is read as text");
        return place(sheet, value, /* lent */ false, err);
    case NUMBER:
        return place_number(sheet, value, err);
    case FORMULA_TEXT:
        pte_strings_unescape(sheet->value.bytes);
        return place(sheet, value, /* lent */ false, err);
    default:
        return place(sheet, value, /* lent */ false, err);
    }
}

static void end_row(struct pte_sheet_reader *sheet)
{
    if (sheet->n > sheet->room_cells) {
        sheet->room_cells = sheet->room_read;
        sheet->cells = pte_resize(sheet->cells, sheet->room_cells, sizeof(*sheet->cells));
    }
    for (uint32_t i = 0; i < sheet->n; i++)
        sheet->cells[i] = sheet->cells_read[i].lent != NULL
                              ? sheet->cells_read[i].lent
                              : sheet->texts.bytes + sheet->cells_read[i].offset;
    sheet->row = (struct pte_row){sheet->line, sheet->n, sheet->n, sheet->cells};
}

/* Reads a row up to its end; its n is 0 if it is blank. */
static bool read_row(struct pte_sheet_reader *sheet, struct pte_error *err)
{
    enum pte_xml_event event;

    if (!begin_row(sheet, err))
        return false;
    do {
        if (!pte_xml_next(sheet->xml, &event, err))
            return false;
        if (event == PTE_XML_BEGIN && pte_xml_depth(sheet->xml) == CONTENT) {
            if (!take_content(sheet, err))
                return false;
        } else if (event == PTE_XML_BEGIN && pte_xml_is(sheet->xml, CELL, "c")) {
            if (!begin_cell(sheet, err))
                return false;
        } else if (event == PTE_XML_END && pte_xml_is(sheet->xml, CELL, "c")) {
            if (!end_cell(sheet, err))
                return false;
        }
    } while (event != PTE_XML_END || pte_xml_depth(sheet->xml) > ROW);
    end_row(sheet);
    return true;
}

static void remark_merged(struct pte_sheet_reader *sheet)
{
    const char *range = pte_xml_attribute(sheet->xml, "ref");

    if (range != NULL && read_reference(range, &sheet->column, &sheet->line))
        remark(sheet, "merged_cells", range, "undo the merging and fill in each cell",
               "of merged cells only the first has the value; the others read as blank");
}

static void remark_hidden(struct pte_sheet_reader *sheet)
{
    char sentence[128];

    if (sheet->hidden_rows == 0)
        return;
    snprintf(
        sentence, sizeof(sentence),
        "%u rows are hidden or filtered out, this is the first; they are read all the "
        "same",
        sheet->hidden_rows);
    sheet->line = sheet->first_hidden;
    sheet->column = 0;
    remark(sheet, "hidden_rows", NULL, "delete them if they are not to count", sentence);
}

/* What follows the rows: only the merged cells matter, and they come early. */
static bool read_rest(struct pte_sheet_reader *sheet, struct pte_error *err)
{
    static const char *const earlier[] = {
        "sheetData",  "sheetCalcPr", "sheetProtection", "protectedRanges",  "scenarios",
        "autoFilter", "sortState",   "dataConsolidate", "customSheetViews", "mergeCells"};
    enum pte_xml_event event;
    bool is_near = true;

    while (is_near) {
        if (!pte_xml_next(sheet->xml, &event, err))
            return false;
        if (event == PTE_XML_BEGIN && pte_xml_is(sheet->xml, ROW, "mergeCell"))
            remark_merged(sheet);
        if (pte_xml_depth(sheet->xml) == PART && event == PTE_XML_BEGIN) {
            is_near = false;
            for (size_t i = 0; i < sizeof(earlier) / sizeof(*earlier); i++)
                is_near = is_near || pte_xml_is(sheet->xml, PART, earlier[i]);
        }
        if (event == PTE_XML_DONE ||
            (event == PTE_XML_END && pte_xml_is(sheet->xml, PART, "mergeCells")))
            is_near = false;
    }
    remark_hidden(sheet);
    pte_remarks_finish(&sheet->remarks);
    return pte_xml_skip_rest(sheet->xml, err);
}

static bool next(void *rows, const struct pte_row **row, struct pte_error *err)
{
    struct pte_sheet_reader *sheet = rows;
    enum pte_xml_event event;

    *row = NULL;
    while (!sheet->is_past) {
        if (!pte_xml_next(sheet->xml, &event, err))
            return false;
        if (event == PTE_XML_BEGIN && pte_xml_is(sheet->xml, ROW, "row")) {
            if (!read_row(sheet, err))
                return false;
            if (sheet->n > 0) {
                *row = &sheet->row;
                return true;
            }
        } else if (event == PTE_XML_DONE ||
                   (event == PTE_XML_END && pte_xml_is(sheet->xml, PART, "sheetData"))) {
            sheet->is_past = true;
            if (!read_rest(sheet, err))
                return false;
        }
    }
    return true;
}

static const struct pte_remark *remarks(const void *rows, size_t *n)
{
    const struct pte_sheet_reader *sheet = rows;

    *n = sheet->remarks.n;
    return sheet->remarks.list;
}

static size_t done(const void *rows)
{
    return pte_xml_done(((const struct pte_sheet_reader *)rows)->xml);
}

static void free_sheet(void *rows)
{
    struct pte_sheet_reader *sheet = rows;

    pte_xml_free(&sheet->xml);
    pte_remarks_release(&sheet->remarks);
    pte_text_release(&sheet->shown);
    pte_text_release(&sheet->texts);
    pte_text_release(&sheet->value);
    pte_text_release(&sheet->formula);
    pte_free(&sheet->cells_read);
    pte_free(&sheet->cells);
    pte_free(&sheet);
}

static const struct pte_rows_kind kind = {next, remarks, done, free_sheet,
                                          /* sparse */ true};

/* Strings and styles serve all sheets: read once, when the first is opened. */
static bool read_common(struct pte_book *book, struct pte_error *err)
{
    if (book->has_strings &&
        !pte_strings_read(book->archive, book->strings_file, &book->strings, err))
        return false;
    if (book->has_styles &&
        !pte_styles_read(book->archive, book->styles_file, &book->styles, err))
        return false;
    book->has_strings = book->has_styles = false;
    return true;
}

bool pte_sheet_rows(struct pte_book *book, size_t sheet, struct pte_rows *rows,
                    struct pte_error *err)
{
    struct pte_sheet_reader *made;

    if (!read_common(book, err))
        return false;
    made = pte_alloc(1, sizeof(*made));
    made->book = book;
    pte_text_addf(&made->shown, "%s › %s", book->shown, book->sheets[sheet].sheet.name);
    if (!pte_xml_open(book->archive, book->sheets[sheet].file, &made->xml, err)) {
        free_sheet(made);
        return false;
    }
    *rows = (struct pte_rows){&kind, made,
                              pte_archive_size(book->archive, book->sheets[sheet].file)};
    return true;
}

/* api/table/text.c - rows of a document as a table that fits a terminal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/language.h"
#include "api/table/table.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/survey.h"

enum { GAP = 2, NARROWEST = 8, NUMBER_BYTES = 40 };

/* A table made ready: its cells as text, and how wide each column is. */
struct layout {
    const struct pte_table *table;
    const struct pte_reader *reader;
    size_t shown[64];            /* the table's columns that have a heading and room */
    size_t width[64], least[64]; /* as wide as it is, and may be made */
    size_t n, left_out;
    char **cells; /* rows times n, row after row */
    size_t n_rows;
};

static bool is_number(const struct pte_column *column)
{
    return column->kind >= PTE_COUNT;
}

static char *copied(const char *text)
{
    const size_t bytes = strlen(text) + 1;

    return memcpy(pte_alloc(bytes, 1), text, bytes);
}

/* Codes of documents that are no word of a vocabulary. */
static const struct {
    const char *code, *words;
} own_words[] = {
    {"complete", N_("complete")},
    {"partial", N_("partial")},
    {"silent", N_("silent")},
    {"both", N_("both")},
    {"from", N_("the one")},
    {"to", N_("the other")},
    {"confirmed", N_("confirmed")},
    {"contested", N_("contested")},
    {"unconfirmed", N_("unconfirmed")},
    {"gap", N_("gap")},
    {"surplus", N_("surplus")},
    {"no_gap", N_("no gap")},
    {"cannot_tell", N_("cannot tell")},
    {"current", N_("current")},
    {"desired", N_("desired")},
};

const char *pte_table_own_word(const char *code, enum pte_language language)
{
    for (size_t i = 0; i < sizeof(own_words) / sizeof(own_words[0]); i++)
        if (strcmp(own_words[i].code, code) == 0)
            return pte_say(language, own_words[i].words);
    return code;
}

static const char *label(const struct pte_column *column, const char *code,
                         const struct pte_reader *reader)
{
    const struct pte_word *word;

    if (column->vocabulary == NULL)
        return pte_table_own_word(code, reader->language);
    if (strcmp(column->vocabulary, "country") == 0)
        return pte_country_label(code, reader->language);
    if (reader->survey != NULL)
        return pte_survey_label(reader->survey, column->vocabulary, code,
                                (int)reader->language);
    word = pte_vocabulary_find(column->vocabulary, code);
    return word == NULL ? code : word->label[reader->language];
}

static const char *number_text(const struct pte_column *column, double value,
                               enum pte_language language, char *text)
{
    switch (column->kind) {
    case PTE_SHARE:
        return pte_say_share(language, value, text);
    case PTE_P:
        return pte_say_p(language, value, /* with_sign */ false, text);
    case PTE_NUMBER:
        return pte_say_number(language, value, column->decimals, text);
    default:
        return pte_say_number(language, value, value == (double)(long)value ? 0 : 1,
                              text);
    }
}

static void add_value(const struct pte_column *column, const json_t *value,
                      const struct pte_reader *reader, struct pte_text *out)
{
    char text[NUMBER_BYTES];

    if (json_is_string(value))
        pte_text_add(out, column->kind == PTE_TERM
                              ? label(column, json_string_value(value), reader)
                              : json_string_value(value));
    else if (json_is_integer(value))
        pte_text_add_number(out, json_number_value(value));
    else if (json_is_number(value))
        pte_text_add(
            out, number_text(column, json_number_value(value), reader->language, text));
    else if (json_is_boolean(value))
        pte_text_add(out, json_is_true(value) ? pte_say(reader->language, N_("yes"))
                                              : pte_say(reader->language, N_("no")));
    else
        pte_text_add(out, "–");
}

/* Takes out the controls that turn the direction of what follows (U+200E, U+200F, U+202A
 * to U+202E, U+2066 to U+2069): a name must not rearrange the row it stands in. */
static void take_out_directions(char *text)
{
    char *kept = text;

    for (const char *at = text; *at != '\0';) {
        const unsigned char *c = (const unsigned char *)at;
        const bool turns =
            c[0] == 0xE2 && ((c[1] == 0x80 && (c[2] == 0x8E || c[2] == 0x8F ||
                                               (c[2] >= 0xAA && c[2] <= 0xAE))) ||
                             (c[1] == 0x81 && c[2] >= 0xA6 && c[2] <= 0xA9));

        if (turns)
            at += 3;
        else
            *kept++ = *at++;
    }
    *kept = '\0';
}

/* What a reader sees of a value; names are cleaned again, whoever kept them. */
static char *cell_text(const struct pte_column *column, const json_t *value,
                       const struct pte_reader *reader)
{
    struct pte_text joined = {0};
    size_t i;
    const json_t *item;
    char *clean;

    if (json_is_array(value) && !json_is_null(json_array_get(value, 0))) {
        json_array_foreach (value, i, item) {
            if (i > 0)
                pte_text_add(&joined, is_number(column) ? "–" : ", ");
            add_value(column, item, reader, &joined);
        }
    } else {
        add_value(column, value, reader, &joined);
    }
    clean = pte_text_clean(pte_text_get(&joined));
    pte_text_release(&joined);
    take_out_directions(clean);
    return clean;
}

static size_t longest_word(const char *text)
{
    size_t longest = 0;
    char *words = copied(text), *rest = NULL;

    for (char *word = strtok_r(words, " ", &rest); word != NULL;
         word = strtok_r(NULL, " ", &rest)) {
        const size_t wide = pte_text_columns(word);

        longest = wide > longest ? wide : longest;
    }
    free(words);
    return longest;
}

static const struct pte_column *column_of(const struct layout *layout, size_t c)
{
    return &layout->table->columns[layout->shown[c]];
}

static const char *heading_of(const struct layout *layout, size_t c)
{
    return pte_say(layout->reader->language, column_of(layout, c)->heading);
}

static size_t total_width(const struct layout *layout)
{
    size_t total = 0;

    for (size_t c = 0; c < layout->n; c++)
        total += layout->width[c] + (c > 0 ? GAP : 0);
    return total;
}

/* One country or relation alone stands in the heading already. */
static bool says_nothing(const struct pte_column *column, const json_t *rows)
{
    size_t i;
    const json_t *row;

    if ((strcmp(column->key, "country") != 0 && strcmp(column->key, "relation") != 0) ||
        json_array_size(rows) == 0)
        return false;
    json_array_foreach (rows, i, row)
        if (!json_equal(json_object_get(row, column->key),
                        json_object_get(json_array_get(rows, 0), column->key)))
            return false;
    return true;
}

static void lay_out(struct layout *layout)
{
    const struct pte_table *table = layout->table;
    size_t r;
    const json_t *row;

    for (size_t c = 0; c < table->n_columns && layout->n < 64; c++)
        if (table->columns[c].heading != NULL &&
            !says_nothing(&table->columns[c], table->rows))
            layout->shown[layout->n++] = c;
    layout->n_rows = json_array_size(table->rows);
    layout->cells = pte_alloc(layout->n_rows * layout->n, sizeof(*layout->cells));
    for (size_t c = 0; c < layout->n; c++)
        layout->width[c] = longest_word(heading_of(layout, c));
    for (size_t c = 0; c < layout->n; c++)
        layout->least[c] = layout->width[c] > NARROWEST ? layout->width[c] : NARROWEST;
    json_array_foreach (table->rows, r, row)
        for (size_t c = 0; c < layout->n; c++) {
            char *text = cell_text(column_of(layout, c),
                                   pte_table_value(row, column_of(layout, c)->key),
                                   layout->reader);
            const size_t wide = pte_text_columns(text);

            layout->cells[r * layout->n + c] = text;
            if (wide > layout->width[c])
                layout->width[c] = wide;
        }
}

/* Takes from the widest column of words, a column at a time; false if none gives. */
static bool take_one(struct layout *layout)
{
    size_t widest = layout->n;

    for (size_t c = 0; c < layout->n; c++)
        if (!is_number(column_of(layout, c)) && layout->width[c] > layout->least[c] &&
            (widest == layout->n || layout->width[c] > layout->width[widest]))
            widest = c;
    if (widest == layout->n)
        return false;
    layout->width[widest]--;
    return true;
}

static void fit(struct layout *layout)
{
    const size_t all = layout->n;

    while (total_width(layout) > layout->reader->columns)
        if (!take_one(layout)) {
            if (layout->n <= 2)
                return;
            layout->n--;
        }
    layout->left_out = all - layout->n;
}

/* Splits text into lines of a column's width; the lines are freed by the caller. */
static size_t lines_of(const char *text, size_t width, bool wraps, char ***lines)
{
    struct pte_text wrapped = {0};
    size_t n = 0, room = 0;
    char *rest = NULL;

    *lines = NULL;
    if (wraps)
        pte_table_wrap(text, width, /* indent */ 0, &wrapped);
    else
        pte_text_add(&wrapped, text);
    if (wrapped.length == 0)
        return 0;
    for (char *line = strtok_r(wrapped.bytes, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        pte_grow(lines, n, &room, sizeof(**lines));
        (*lines)[n++] = pte_text_fit(line, width);
    }
    pte_text_release(&wrapped);
    return n;
}

static void add_padded(const char *text, size_t width, bool to_the_right, bool is_last,
                       struct pte_text *out)
{
    const size_t wide = pte_text_columns(text);
    const int blanks = wide < width ? (int)(width - wide) : 0;

    if (to_the_right)
        pte_text_addf(out, "%*s%s", blanks, "", text);
    else
        pte_text_addf(out, "%s%*s", text, is_last ? 0 : blanks, "");
}

/* One row of texts, over as many lines as its longest text needs; headings stand on the
 * level of their last line. */
static void add_row(const struct layout *layout, const char *const *texts, bool headings,
                    struct pte_text *out)
{
    char **lines[64];
    size_t n_lines[64], tallest = 1;

    for (size_t c = 0; c < layout->n; c++) {
        n_lines[c] =
            lines_of(texts[c], layout->width[c],
                     headings || column_of(layout, c)->kind == PTE_PROSE, &lines[c]);
        if (n_lines[c] > tallest)
            tallest = n_lines[c];
    }
    for (size_t line = 0; line < tallest; line++) {
        if (headings && layout->reader->is_terminal)
            pte_text_add(out, "\033[1m");
        for (size_t c = 0; c < layout->n; c++) {
            const size_t above = headings ? tallest - n_lines[c] : 0;
            const bool there = line >= above && line - above < n_lines[c];

            pte_text_addf(out, "%*s", c > 0 ? GAP : 0, "");
            add_padded(there ? lines[c][line - above] : "", layout->width[c],
                       is_number(column_of(layout, c)), c + 1 == layout->n, out);
        }
        while (out->length > 0 && out->bytes[out->length - 1] == ' ')
            out->bytes[--out->length] = '\0';
        pte_text_add(out, headings && layout->reader->is_terminal ? "\033[0m\n" : "\n");
    }
    for (size_t c = 0; c < layout->n; c++) {
        for (size_t line = 0; line < n_lines[c]; line++)
            free(lines[c][line]);
        free(lines[c]);
    }
}

/* The length of the word at text; "71 %", "p = .01" and a French " :" are one word. */
static size_t word_length(const char *text)
{
    size_t length = strcspn(text, " ");

    while (text[length] == ' ' && text[length + 1] != '\0' &&
           (strchr("%=<:;!?", text[length + 1]) != NULL ||
            (length > 0 && strchr("=<", text[length - 1]) != NULL)))
        length += 1 + strcspn(text + length + 1, " ");
    return length;
}

void pte_table_wrap(const char *text, size_t columns, size_t indent, struct pte_text *out)
{
    size_t used = 0;

    while (*(text += strspn(text, " ")) != '\0') {
        const size_t length = word_length(text);
        PTE_AUTO(pte_free) char *word = pte_alloc(length + 1, 1);
        size_t wide;

        memcpy(word, text, length);
        wide = pte_text_columns(word);
        if (used > 0 && used + 1 + wide > columns) {
            pte_text_addf(out, "\n%*s", (int)indent, "");
            used = indent;
        } else if (used > 0) {
            pte_text_add(out, " ");
            used++;
        }
        pte_text_add(out, word);
        used += wide;
        text += length;
    }
}

static void tell_left_out(const struct layout *layout, struct pte_text *out)
{
    PTE_AUTO(pte_text_release) struct pte_text line = {0};

    pte_text_addf(&line,
                  pte_say(layout->reader->language,
                          N_("(%zu more columns: --json or --csv has all)")),
                  layout->left_out);
    pte_table_wrap(pte_text_get(&line), layout->reader->columns, /* indent */ 0, out);
    pte_text_add(out, "\n");
}

void pte_table_text(const struct pte_table *table, const struct pte_reader *reader,
                    struct pte_text *out)
{
    struct layout layout = {.table = table, .reader = reader};
    const char *headings[64];
    size_t all;

    if (table->title != NULL)
        pte_text_add(out, "\n");
    if (table->title != NULL && table->title[0] != '\0') {
        pte_text_add(out, reader->is_terminal ? "\033[1m" : "");
        pte_table_wrap(table->title, reader->columns, /* indent */ 0, out);
        pte_text_add(out, reader->is_terminal ? "\033[0m\n" : "\n");
    }
    lay_out(&layout);
    all = layout.n;
    fit(&layout);
    for (size_t c = 0; c < layout.n; c++)
        headings[c] = heading_of(&layout, c);
    if (layout.n_rows == 0)
        pte_text_addf(out, "%s\n", pte_say(reader->language, N_("(none)")));
    else
        add_row(&layout, headings, /* headings */ true, out);
    for (size_t r = 0; r < layout.n_rows; r++)
        add_row(&layout, (const char *const *)&layout.cells[r * all], false, out);
    if (layout.left_out > 0 && layout.n_rows > 0)
        tell_left_out(&layout, out);
    for (size_t i = 0; i < layout.n_rows * all; i++)
        free(layout.cells[i]);
    free(layout.cells);
}

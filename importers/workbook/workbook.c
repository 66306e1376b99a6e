/* importers/workbook/workbook.c - a file of several tables, each read by a child. */
#include "importers/workbook/workbook.h"

#include <string.h>
#include <strings.h>

#include "core/base/error.h"
#include "core/base/number.h"
#include "importers/child.h"
#include "importers/workbook/workbook.intern.h"

struct pte_workbook {
    struct pte_text bytes, shown;
    struct pte_arena arena;
    struct pte_sheet *sheets;
    size_t n, room;
    bool has_sheets;
};

/* What a child is to open. */
struct order {
    const struct pte_workbook *workbook;
    uint32_t sheet;
    const char *encoding;
    const struct pte_table_form *form;
};

static bool begins(const struct pte_text *bytes, const char *mark, size_t length)
{
    return bytes->length >= length && memcmp(bytes->bytes, mark, length) == 0;
}

static bool is_compound(const struct pte_text *bytes)
{
    return begins(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
}

bool pte_workbook_is(const struct pte_text *bytes)
{
    return is_compound(bytes) || begins(bytes, "PK\3\4", 4) ||
           begins(bytes, "PK\5\6", 4); /* an archive of nothing */
}

/* A compound file is an old workbook, or a new one that was encrypted: then it has a
 * stream of that name, written in UTF-16. */
static bool refuse_compound(const struct pte_text *bytes, const char *shown,
                            struct pte_error *err)
{
    static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

    if (memmem(bytes->bytes, bytes->length, encrypted, sizeof(encrypted)) != NULL) {
        pte_fail(err, PTE_EINPUT, "'%s' is protected by a password", shown);
        return pte_hint(err, "open it with its password, take the password off, and save "
                             "it anew");
    }
    pte_fail(err, PTE_EINPUT,
             "'%s' is a workbook of Excel 97-2003 (XLS), which is not read", shown);
    return pte_hint(err, "open it, and save it as an Excel workbook (.xlsx)");
}

/* The list of tables as rows, so that it comes out of the child like all else. */
struct list_reader {
    struct pte_book *book;
    size_t at;
    const char *cells[3];
    char state[PTE_NUMBER_BYTES];
    struct pte_row row;
};

static bool next_sheet(void *rows, const struct pte_row **row, struct pte_error *err)
{
    struct list_reader *list = rows;

    (void)err;
    *row = NULL;
    if (list->at == list->book->n)
        return true;
    list->cells[0] = list->book->sheets[list->at].sheet.name;
    list->cells[1] =
        pte_number_text(list->book->sheets[list->at].sheet.state, list->state);
    list->cells[2] = list->book->is_workbook ? "sheet" : "file";
    list->row = (struct pte_row){(uint32_t)++list->at, 3, 3, list->cells};
    *row = &list->row;
    return true;
}

static size_t sheets_done(const void *rows)
{
    return ((const struct list_reader *)rows)->at;
}

static void free_list(void *rows)
{
    struct list_reader *list = rows;

    pte_book_free(&list->book);
    pte_free(&list);
}

static const struct pte_rows_kind list_kind = {
    next_sheet, /* remarks */ NULL, sheets_done, free_list, /* sparse */ false};

static bool open_list(const void *what, struct pte_rows *rows, struct pte_error *err)
{
    const struct order *order = what;
    const struct pte_workbook *workbook = order->workbook;
    struct list_reader *list = pte_alloc(1, sizeof(*list));

    if (!pte_book_open(workbook->bytes.bytes, workbook->bytes.length,
                       pte_text_get(&workbook->shown), &list->book, err)) {
        pte_free(&list);
        return false;
    }
    *rows = (struct pte_rows){&list_kind, list, list->book->n};
    return true;
}

/* In the child alone: what is allocated goes with it. */
static bool open_table(const void *what, struct pte_rows *rows, struct pte_error *err)
{
    const struct order *order = what;
    const struct pte_workbook *workbook = order->workbook;
    struct pte_book *book = NULL;

    return pte_book_open(workbook->bytes.bytes, workbook->bytes.length,
                         pte_text_get(&workbook->shown), &book, err) &&
           pte_book_rows(book, order->sheet, order->encoding, order->form, rows, err);
}

static bool take_list(struct pte_workbook *workbook, struct pte_rows *rows,
                      struct pte_error *err)
{
    const struct pte_row *row;

    for (;;) {
        struct pte_sheet sheet;
        long state;

        if (!rows->kind->next(rows->data, &row, err))
            return false;
        if (row == NULL)
            return true;
        if (row->n != 3 || workbook->n == PTE_WORKBOOK_FILES ||
            !pte_number_read_whole(row->cells[1], PTE_SHEET_VISIBLE,
                                   PTE_SHEET_VERY_HIDDEN, &state))
            return pte_fail(err, PTE_ESYSTEM, "the reader of '%s' sent what is no table",
                            pte_text_get(&workbook->shown));
        sheet = (struct pte_sheet){pte_arena_text(&workbook->arena, row->cells[0]),
                                   (enum pte_sheet_state)state};
        workbook->has_sheets = strcmp(row->cells[2], "sheet") == 0;
        pte_grow(&workbook->sheets, workbook->n, &workbook->room,
                 sizeof(*workbook->sheets));
        workbook->sheets[workbook->n++] = sheet;
    }
}

bool pte_workbook_open(struct pte_text *bytes, const char *shown,
                       struct pte_workbook **workbook, struct pte_error *err)
{
    PTE_AUTO(pte_workbook_free) struct pte_workbook *made = pte_alloc(1, sizeof(*made));
    PTE_AUTO(pte_rows_release) struct pte_rows rows = {0};
    const struct order order = {.workbook = made};
    bool listed;

    if (is_compound(bytes))
        return refuse_compound(bytes, shown, err);
    pte_text_add(&made->shown, shown);
    made->bytes = *bytes; /* lent until all is well */
    listed =
        pte_child_rows(
            &(struct pte_child_job){.open = open_list, .what = &order, .shown = shown},
            &rows, err) &&
        take_list(made, &rows, err);
    if (!listed) {
        made->bytes = (struct pte_text){0};
        return false;
    }
    *bytes = (struct pte_text){0};
    *workbook = made;
    made = NULL;
    return true;
}

void pte_workbook_free(struct pte_workbook **workbook)
{
    struct pte_workbook *going = *workbook;

    if (going == NULL)
        return;
    pte_text_release(&going->bytes);
    pte_text_release(&going->shown);
    pte_free(&going->sheets);
    pte_arena_release(&going->arena);
    pte_free(workbook);
}

const char *pte_workbook_shown(const struct pte_workbook *workbook)
{
    return pte_text_get(&workbook->shown);
}

bool pte_workbook_has_sheets(const struct pte_workbook *workbook)
{
    return workbook->has_sheets;
}

uint32_t pte_workbook_count(const struct pte_workbook *workbook)
{
    return (uint32_t)workbook->n;
}

const struct pte_sheet *pte_workbook_sheet(const struct pte_workbook *workbook,
                                           uint32_t sheet)
{
    return &workbook->sheets[sheet];
}

static const char *base_of(const char *name)
{
    const char *slash = strrchr(name, '/');

    return slash != NULL ? slash + 1 : name;
}

/* "the names 'a', 'b' and 3 more", for hints. */
static bool hint_names(const struct pte_workbook *workbook, const char *wish,
                       struct pte_error *err)
{
    enum { SHOWN = 8 };
    PTE_AUTO(pte_text_release) struct pte_text names = {0};
    size_t n = 0;

    for (size_t i = 0; i < workbook->n && n < SHOWN; i++, n++)
        pte_text_addf(&names, "%s'%s'", n > 0 ? ", " : "", workbook->sheets[i].name);
    if (workbook->n > n)
        pte_text_addf(&names, " and %zu more", workbook->n - n);
    return pte_hint(err, "%s: %s", wish, pte_text_get(&names));
}

static bool find_named(const struct pte_workbook *workbook, const char *name,
                       uint32_t *sheet, struct pte_error *err)
{
    for (int loosely = 0; loosely < 3; loosely++)
        for (uint32_t i = 0; i < workbook->n; i++) {
            const char *full = workbook->sheets[i].name;

            if (loosely == 0   ? strcmp(full, name) == 0
                : loosely == 1 ? strcmp(base_of(full), name) == 0
                               : strcasecmp(full, name) == 0) {
                *sheet = i;
                return true;
            }
        }
    pte_fail(err, PTE_ENOTFOUND, "'%s' has no table named '%s'",
             pte_text_get(&workbook->shown), name);
    return hint_names(workbook, "it has these", err);
}

/* Whether all names begin as this one does, without its ending: form.csv and
 * form-repeat.csv. */
static bool begins_all(const struct pte_workbook *workbook, uint32_t sheet)
{
    const char *name = workbook->sheets[sheet].name;
    const char *dot = strrchr(name, '.');
    const size_t length = dot != NULL ? (size_t)(dot - name) : strlen(name);

    for (uint32_t i = 0; i < workbook->n; i++)
        if (i != sheet && (strncmp(workbook->sheets[i].name, name, length) != 0 ||
                           workbook->sheets[i].name[length] != '-'))
            return false;
    return true;
}

static bool find_main(const struct pte_workbook *workbook, uint32_t *sheet,
                      struct pte_error *err)
{
    for (uint32_t i = 0; i < workbook->n; i++)
        if (workbook->has_sheets ? workbook->sheets[i].state == PTE_SHEET_VISIBLE
                                 : begins_all(workbook, i)) {
            *sheet = i;
            return true;
        }
    if (workbook->has_sheets)
        pte_fail(err, PTE_EINPUT, "'%s' shows no sheet: all are hidden",
                 pte_text_get(&workbook->shown));
    else
        pte_fail(err, PTE_EINPUT,
                 "'%s' holds %zu tables, and none is plainly the main one",
                 pte_text_get(&workbook->shown), workbook->n);
    return hint_names(workbook, "say which one is meant", err);
}

bool pte_workbook_find(const struct pte_workbook *workbook, const char *name,
                       uint32_t *sheet, struct pte_error *err)
{
    return name != NULL ? find_named(workbook, name, sheet, err)
                        : find_main(workbook, sheet, err);
}

bool pte_workbook_table(const struct pte_workbook *workbook, uint32_t sheet,
                        const char *encoding, const struct pte_table_form *form,
                        struct pte_table **table, struct pte_error *err)
{
    const struct order order = {workbook, sheet, encoding, form};
    PTE_AUTO(pte_rows_release) struct pte_rows rows = {0};
    PTE_AUTO(pte_text_release) struct pte_text shown = {0};

    pte_text_addf(&shown, "%s › %s", pte_text_get(&workbook->shown),
                  workbook->sheets[sheet].name);
    return pte_child_rows(&(struct pte_child_job){.open = open_table,
                                                  .what = &order,
                                                  .shown = pte_text_get(&shown)},
                          &rows, err) &&
           pte_table_open_rows(&rows, form, pte_text_get(&shown), table, err);
}

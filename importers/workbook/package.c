/* importers/workbook/package.c - what the parts of a workbook say of each other: which is
 * the workbook, which are its sheets, strings and styles. */
#include <stdio.h>
#include <string.h>

#include "core/base/error.h"
#include "importers/workbook/workbook.intern.h"

enum { MOST_LINKS = 4096 };

/* A relationship: an id, what the part is, and where it lies in the archive. */
struct link {
    const char *id, *type, *target;
};

struct links {
    struct link *list;
    size_t n, room;
    struct pte_arena arena;
};

static void release(struct links *links)
{
    pte_free(&links->list);
    pte_arena_release(&links->arena);
}

static bool damaged(const struct pte_book *book, const char *what, struct pte_error *err)
{
    pte_fail(err, PTE_EINPUT, "'%s' is a damaged workbook: %s", book->shown, what);
    return pte_hint(err, "open it in a spreadsheet program, save it anew, and try again");
}

/* Only the last word of a type's URL counts: the transitional and the strict form of the
 * format differ before it. */
static bool is_type(const struct link *link, const char *word)
{
    const char *slash = strrchr(link->type, '/');

    return slash != NULL && strcmp(slash + 1, word) == 0;
}

/* folder: where a relative target starts, ending in / or empty. */
static void take_link(const struct pte_xml *xml, const char *folder, struct links *links)
{
    const char *id = pte_xml_attribute(xml, "Id");
    const char *type = pte_xml_attribute(xml, "Type");
    const char *target = pte_xml_attribute(xml, "Target");
    const char *mode = pte_xml_attribute(xml, "TargetMode");
    PTE_AUTO(pte_text_release) struct pte_text path = {0};

    if (id == NULL || type == NULL || target == NULL || links->n == MOST_LINKS ||
        (mode != NULL && strcmp(mode, "External") == 0))
        return;
    if (target[0] != '/')
        pte_text_add(&path, folder);
    pte_text_add(&path, target[0] == '/' ? target + 1 : target);
    pte_grow(&links->list, links->n, &links->room, sizeof(*links->list));
    links->list[links->n++] = (struct link){
        .id = pte_arena_text(&links->arena, id),
        .type = pte_arena_text(&links->arena, type),
        .target = pte_arena_text(&links->arena, pte_text_get(&path)),
    };
}

static bool read_links(struct pte_book *book, uint32_t file, const char *folder,
                       struct links *links, struct pte_error *err)
{
    PTE_AUTO(pte_xml_free) struct pte_xml *xml = NULL;
    enum pte_xml_event event;

    if (!pte_xml_open(book->archive, file, &xml, err))
        return false;
    do {
        if (!pte_xml_next(xml, &event, err))
            return false;
        if (event == PTE_XML_BEGIN && pte_xml_is(xml, 1, "Relationship"))
            take_link(xml, folder, links);
    } while (event != PTE_XML_DONE);
    return true;
}

/* The part that is the workbook: named by the package, xl/workbook.xml if it names none.
 */
static bool find_workbook(struct pte_book *book, const char **path, struct links *links,
                          struct pte_error *err)
{
    uint32_t file;

    *path = "xl/workbook.xml";
    if (pte_archive_find(book->archive, "_rels/.rels", &file) &&
        !read_links(book, file, "", links, err))
        return false;
    for (size_t i = 0; i < links->n; i++)
        if (is_type(&links->list[i], "officeDocument"))
            *path = links->list[i].target;
    return true;
}

/* The relationships of the workbook: for xl/workbook.xml, xl/_rels/workbook.xml.rels. */
static bool read_own_links(struct pte_book *book, const char *path, struct links *links,
                           struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text folder = {0};
    PTE_AUTO(pte_text_release) struct pte_text name = {0};
    const char *slash = strrchr(path, '/');
    const char *base = slash != NULL ? slash + 1 : path;
    uint32_t file;

    pte_text_add_bytes(&folder, path, (size_t)(base - path));
    pte_text_addf(&name, "%s_rels/%s.rels", pte_text_get(&folder), base);
    if (!pte_archive_find(book->archive, pte_text_get(&name), &file))
        return damaged(book, "it does not say where its sheets are", err);
    return read_links(book, file, pte_text_get(&folder), links, err);
}

static const struct link *link_of(const struct links *links, const char *id)
{
    for (size_t i = 0; id != NULL && i < links->n; i++)
        if (strcmp(links->list[i].id, id) == 0)
            return &links->list[i];
    return NULL;
}

static enum pte_sheet_state state_of(const char *text)
{
    if (text != NULL && strcmp(text, "veryHidden") == 0)
        return PTE_SHEET_VERY_HIDDEN;
    return text != NULL && strcmp(text, "hidden") == 0 ? PTE_SHEET_HIDDEN
                                                       : PTE_SHEET_VISIBLE;
}

/* Sheets that are charts or macros have no rows and are left out. */
static bool take_sheet(struct pte_book *book, const struct pte_xml *xml,
                       const struct links *links, struct pte_error *err)
{
    const struct link *link = link_of(links, pte_xml_relation(xml));
    const char *name = pte_xml_attribute(xml, "name");
    uint32_t file;

    if (link != NULL && !is_type(link, "worksheet"))
        return true;
    if (link == NULL || name == NULL ||
        !pte_archive_find(book->archive, link->target, &file))
        return damaged(book, "one of its sheets is missing", err);
    for (size_t i = 0; i < book->n; i++)
        if (strcmp(book->sheets[i].sheet.name, name) == 0)
            return damaged(book, "two of its sheets have the same name", err);
    if (book->n == PTE_WORKBOOK_SHEETS)
        return pte_fail(err, PTE_EINPUT, "'%s' has more than %d sheets", book->shown,
                        PTE_WORKBOOK_SHEETS);
    pte_book_add(book, name, state_of(pte_xml_attribute(xml, "state")), file);
    return true;
}

static bool is_true(const char *attribute)
{
    return attribute != NULL &&
           (strcmp(attribute, "1") == 0 || strcmp(attribute, "true") == 0);
}

static bool read_workbook(struct pte_book *book, uint32_t file, const struct links *links,
                          struct pte_error *err)
{
    PTE_AUTO(pte_xml_free) struct pte_xml *xml = NULL;
    enum pte_xml_event event;

    if (!pte_xml_open(book->archive, file, &xml, err))
        return false;
    do {
        if (!pte_xml_next(xml, &event, err))
            return false;
        if (event != PTE_XML_BEGIN)
            continue;
        if (pte_xml_is(xml, 1, "workbookPr"))
            book->is_1904 = is_true(pte_xml_attribute(xml, "date1904"));
        else if (pte_xml_is(xml, 1, "calcPr"))
            book->is_uncomputed = is_true(pte_xml_attribute(xml, "fullCalcOnLoad"));
        else if (pte_xml_is(xml, 2, "sheet") && !take_sheet(book, xml, links, err))
            return false;
    } while (event != PTE_XML_DONE);
    return true;
}

bool pte_book_list_sheets(struct pte_book *book, struct pte_error *err)
{
    PTE_AUTO(release) struct links package = {0};
    PTE_AUTO(release) struct links own = {0};
    const char *path;
    uint32_t file;

    if (!find_workbook(book, &path, &package, err))
        return false;
    if (!pte_archive_find(book->archive, path, &file))
        return damaged(book, "its main part is missing", err);
    if (!read_own_links(book, path, &own, err) || !read_workbook(book, file, &own, err))
        return false;
    for (size_t i = 0; i < own.n; i++) {
        const struct link *link = &own.list[i];

        if (is_type(link, "sharedStrings"))
            book->has_strings =
                pte_archive_find(book->archive, link->target, &book->strings_file);
        else if (is_type(link, "styles"))
            book->has_styles =
                pte_archive_find(book->archive, link->target, &book->styles_file);
        else if (is_type(link, "calcChain"))
            book->is_uncomputed = false; /* a spreadsheet program computed it */
    }
    if (book->n == 0)
        return pte_fail(err, PTE_EINPUT, "'%s' has no sheet with rows", book->shown);
    return true;
}

/* importers/workbook/family.c - which tables of a file hang on which, row by row. */
#include "importers/workbook/family.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/model/survey.h"
#include "importers/table.h"
#include "importers/workbook/family.intern.h"

/* Which columns say how a table hangs, 1 the first; 0 = it has none. */
struct columns {
    uint32_t key, link, parent_name, submission;
};

static void free_kin(struct pte_kin *kin)
{
    for (uint32_t i = 0; kin->sets != NULL && i < kin->columns; i++)
        pte_index_release(&kin->sets[i]);
    pte_free(&kin->sets);
    pte_index_release(&kin->keys);
    pte_free(&kin->headers);
    pte_free(&kin->rows);
}

/* All tables while they are looked at. */
struct kinship {
    struct pte_kin *all;
    uint32_t n;
};

static void release(struct kinship *kinship)
{
    for (uint32_t i = 0; i < kinship->n; i++)
        free_kin(&kinship->all[i]);
    pte_free(&kinship->all);
}

static uint32_t column_of(const struct pte_kin *kin, const char *name)
{
    for (uint32_t i = 0; i < kin->columns; i++)
        if (strcmp(kin->headers[i], name) == 0)
            return i + 1;
    return 0;
}

static bool is_set(const char *header)
{
    return strncmp(header, "SET-OF-", 7) == 0;
}

static struct columns find_columns(struct pte_kin *kin)
{
    struct columns columns = {.key = column_of(kin, "_index"),
                              .link = column_of(kin, "_parent_index"),
                              .parent_name = column_of(kin, "_parent_table_name"),
                              .submission = column_of(kin, "_submission__id")};

    if (columns.submission == 0)
        columns.submission = column_of(kin, "_id");
    if (columns.link > 0 && columns.parent_name > 0) {
        kin->link = PTE_LINK_INDEX;
    } else if (column_of(kin, "KEY") > 0 || column_of(kin, "PARENT_KEY") > 0) {
        columns = (struct columns){.key = column_of(kin, "KEY"),
                                   .link = column_of(kin, "PARENT_KEY")};
        kin->link = columns.link > 0 ? PTE_LINK_KEY : PTE_LINK_NONE;
    } else if (kin->columns > 0 && is_set(kin->headers[kin->columns - 1])) {
        columns = (struct columns){.link = kin->columns};
        kin->link = PTE_LINK_SET;
        kin->set_name = kin->headers[kin->columns - 1];
    }
    kin->has_keys = columns.key > 0;
    return columns;
}

/* A row of HXL tags below the header: at least half of its cells begin with #. */
static bool is_tags(const struct pte_row *row)
{
    uint32_t cells = 0, tags = 0;

    for (uint32_t i = 0; i < row->n; i++) {
        cells += row->cells[i][0] != '\0';
        tags += row->cells[i][0] == '#';
    }
    return tags > 0 && tags * 2 >= cells;
}

static bool fail_at(const struct pte_kin *kin, uint32_t line, const char *what,
                    struct pte_error *err)
{
    pte_fail(err, PTE_EINPUT, "'%s › %s' row %u %s", pte_workbook_shown(kin->workbook),
             pte_workbook_sheet(kin->workbook, kin->table)->name, line, what);
    return pte_hint(err, "export the whole form again, and change nothing in the columns "
                         "the tool adds");
}

static const char *keep(struct pte_family *family, const struct pte_row *row,
                        uint32_t column)
{
    return column > 0 && row->cells[column - 1][0] != '\0'
               ? pte_arena_text(&family->arena, row->cells[column - 1])
               : "";
}

static void index_sets(struct pte_kin *kin, const struct pte_row *row)
{
    uint32_t found;

    for (uint32_t i = 0; i < kin->columns; i++)
        if (is_set(kin->headers[i]) && row->cells[i][0] != '\0')
            pte_index_add(&kin->sets[i], row->cells[i], strlen(row->cells[i]),
                          (uint32_t)kin->n, &found);
}

static bool take_row(struct pte_family *family, struct pte_kin *kin,
                     const struct columns *columns, const struct pte_row *row,
                     struct pte_error *err)
{
    const char *parent_name = keep(family, row, columns->parent_name);
    const struct pte_family_row kept = {.line = row->line,
                                        .parent = PTE_NOBODY,
                                        .key = keep(family, row, columns->key),
                                        .link = keep(family, row, columns->link),
                                        .submission =
                                            keep(family, row, columns->submission)};
    uint32_t found;

    if (kin->link != PTE_LINK_NONE && kept.link[0] == '\0')
        return fail_at(kin, row->line, "does not say to which row it belongs", err);
    if (kin->link == PTE_LINK_INDEX && parent_name[0] == '\0')
        return fail_at(kin, row->line, "does not say to which table it belongs", err);
    if (kin->parent_name == NULL)
        kin->parent_name = parent_name;
    else if (strcmp(kin->parent_name, parent_name) != 0)
        return fail_at(kin, row->line, "belongs to another table than the rows before",
                       err);
    if (kept.key[0] != '\0' &&
        !pte_index_add(&kin->keys, kept.key, strlen(kept.key), (uint32_t)kin->n,
                       &found) &&
        kin->twice == NULL) {
        kin->twice = kept.key;
        kin->twice_line = row->line;
    }
    index_sets(kin, row);
    pte_grow(&kin->rows, kin->n, &kin->room, sizeof(*kin->rows));
    kin->rows[kin->n++] = kept;
    return true;
}

static bool read_table(struct pte_family *family, const char *encoding,
                       struct pte_kin *kin, struct pte_error *err)
{
    const struct pte_table_form form = {.may_be_blank = true};
    PTE_AUTO(pte_table_free) struct pte_table *table = NULL;
    const struct pte_row *row;
    struct columns columns;
    bool is_first = true;

    if (!pte_workbook_table(kin->workbook, kin->table, encoding, &form, &table, err))
        return false;
    kin->columns = pte_table_columns(table);
    kin->headers = pte_alloc(kin->columns, sizeof(*kin->headers));
    kin->sets = pte_alloc(kin->columns, sizeof(*kin->sets));
    for (uint32_t i = 0; i < kin->columns; i++)
        kin->headers[i] = pte_arena_text(&family->arena, pte_table_header(table, i));
    columns = find_columns(kin);
    for (;; is_first = false) {
        if (!pte_table_next(table, &row, err))
            return false;
        if (row == NULL)
            return true;
        if ((!is_first || !is_tags(row)) && !take_row(family, kin, &columns, row, err))
            return false;
    }
}

/* By key: the one table that has them. */
static bool find_by_key(const struct kinship *kinship, const struct pte_kin *child,
                        uint32_t *parent, struct pte_error *err)
{
    const char *first = child->n > 0 ? child->rows[0].link : "";
    uint32_t found, holders = 0;

    *parent = PTE_NOBODY;
    for (uint32_t i = 0; child->n > 0 && i < kinship->n; i++) {
        struct pte_kin *one = &kinship->all[i];
        const struct pte_index *index = &one->keys;

        if (one == child)
            continue;
        if (child->link == PTE_LINK_SET) {
            const uint32_t column = column_of(one, child->set_name);

            if (column == 0)
                continue;
            index = &one->sets[column - 1];
        }
        if (pte_index_find(index, first, strlen(first), &found)) {
            *parent = i;
            holders++;
        }
    }
    if (child->n > 0 && holders == 0)
        return fail_at(child, child->rows[0].line, "belongs to a row that no table has",
                       err);
    return holders < 2 ||
           fail_at(child, child->rows[0].line,
                   "may belong to rows of two tables: both have its key", err);
}

/* Joins each row of a child with the row it belongs to. */
static bool join(const struct kinship *kinship, uint32_t i, uint32_t parent_table,
                 struct pte_error *err)
{
    struct pte_kin *child = &kinship->all[i];
    const struct pte_kin *parent = &kinship->all[parent_table];

    if (child->link != PTE_LINK_SET && parent->twice != NULL)
        return fail_at(parent, parent->twice_line, "has the same key as a row before",
                       err);
    for (size_t r = 0; r < child->n; r++) {
        struct pte_family_row *row = &child->rows[r];

        if (child->link == PTE_LINK_SET) {
            const uint32_t column = column_of(parent, child->set_name);

            if (!pte_index_find(&parent->sets[column - 1], row->link, strlen(row->link),
                                &row->parent))
                row->parent = PTE_NOBODY;
        } else {
            row->parent = pte_kin_row(parent, child, r);
        }
        if (row->parent == PTE_NOBODY)
            return fail_at(child, row->line,
                           "belongs to a row that its parent table does not have, or has "
                           "for another submission",
                           err);
    }
    return true;
}

static bool find_parents(const struct kinship *kinship, struct pte_family *family,
                         struct pte_error *err)
{
    for (uint32_t i = 0; i < kinship->n; i++) {
        struct pte_kin *kin = &kinship->all[i];
        uint32_t parent = PTE_NOBODY;

        if (kin->link == PTE_LINK_INDEX && kin->n > 0
                ? !pte_kin_find_parent(kinship->all, kinship->n, i, &parent, err)
                : kin->link != PTE_LINK_NONE && !find_by_key(kinship, kin, &parent, err))
            return false;
        if (parent != PTE_NOBODY && !join(kinship, i, parent, err))
            return false;
        family->members[i] =
            (struct pte_family_member){parent, kin->link, kin->n, kin->rows};
    }
    return true;
}

static bool check_circles(const struct pte_workbook *workbook,
                          const struct pte_family *family, struct pte_error *err)
{
    for (uint32_t i = 0; i < family->n; i++) {
        uint32_t steps = 0;

        for (uint32_t at = i; at != PTE_NOBODY; at = family->members[at].parent)
            if (steps++ > family->n)
                return pte_fail(
                    err, PTE_EINPUT, "'%s': table '%s' hangs on itself in a circle",
                    pte_workbook_shown(workbook), pte_workbook_sheet(workbook, i)->name);
    }
    return true;
}

bool pte_family_read(const struct pte_workbook *workbook, const char *encoding,
                     struct pte_family *family, struct pte_error *err)
{
    const uint32_t n = pte_workbook_count(workbook);
    PTE_AUTO(pte_family_release) struct pte_family made = {.n = n};
    PTE_AUTO(release) struct kinship kinship = {pte_alloc(n, sizeof(struct pte_kin)), n};

    made.members = pte_alloc(n, sizeof(*made.members));
    for (uint32_t i = 0; i < n; i++) {
        kinship.all[i].workbook = workbook;
        kinship.all[i].table = i;
        if (pte_workbook_sheet(workbook, i)->state == PTE_SHEET_VISIBLE &&
            !read_table(&made, encoding, &kinship.all[i], err))
            return false;
    }
    if (!find_parents(&kinship, &made, err) || !check_circles(workbook, &made, err)) {
        for (uint32_t i = 0; i < n; i++)
            made.members[i].rows = NULL; /* still the kinship's */
        return false;
    }
    for (uint32_t i = 0; i < n; i++)
        kinship.all[i].rows = NULL; /* now the family's */
    *family = made;
    made = (struct pte_family){0};
    return true;
}

void pte_family_release(struct pte_family *family)
{
    for (uint32_t i = 0; family->members != NULL && i < family->n; i++)
        pte_free(&family->members[i].rows);
    pte_free(&family->members);
    pte_arena_release(&family->arena);
    *family = (struct pte_family){0};
}

uint32_t pte_family_parent_line(const struct pte_family *family, uint32_t table,
                                uint32_t line)
{
    const struct pte_family_member *member = &family->members[table];
    size_t low = 0, high = member->n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (member->rows[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == member->n || member->rows[low].line != line ||
        member->rows[low].parent == PTE_NOBODY)
        return 0;
    return family->members[member->parent].rows[member->rows[low].parent].line;
}

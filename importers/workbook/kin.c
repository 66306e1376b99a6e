/* importers/workbook/kin.c - which sheet is meant by the full name of a parent table. */
#include <string.h>
#include <strings.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/model/survey.h"
#include "importers/workbook/family.intern.h"

enum { MOST_NAME = 31 };

/* Characters no sheet's name may have; a tool leaves them out or writes _ instead. */
static bool is_dropped(char c)
{
    return strchr("[]:*?/\\_", c) != NULL;
}

/* The length of a sheet's name without the " (1)" that keeps names apart. */
static size_t without_number(const char *name)
{
    const size_t length = strlen(name);
    const char *bracket = strrchr(name, '(');

    if (bracket == NULL || bracket - name < 2 || bracket[-1] != ' ' ||
        name[length - 1] != ')' ||
        strspn(bracket + 1, "0123456789") != (size_t)(name + length - 1 - (bracket + 1)))
        return length;
    return (size_t)(bracket - 1 - name);
}

bool pte_kin_may_be_named(const char *sheet, const char *full)
{
    size_t left = without_number(sheet);
    const bool is_cut = left > 3 && strncmp(sheet + left - 3, "...", 3) == 0;

    if (is_cut)
        left -= 3;
    while (left > 0 && *full != '\0') {
        if (is_dropped(*sheet)) {
            sheet++;
            left--;
        } else if (is_dropped(*full)) {
            full++;
        } else if (*sheet == *full) {
            sheet++;
            full++;
            left--;
        } else {
            return false;
        }
    }
    while (is_dropped(*full) && *full != '\0')
        full++;
    while (left > 0 && is_dropped(*sheet)) {
        sheet++;
        left--;
    }
    return left == 0 && (is_cut || *full == '\0');
}

/* Whether a column's name has that step in its path: otras_org/proyecto, with whatever
 * mark the export puts between groups. */
static bool has_step(const struct pte_kin *kin, const char *step)
{
    const size_t length = strlen(step);

    for (uint32_t i = 0; i < kin->columns; i++)
        for (const char *at = strstr(kin->headers[i], step); at != NULL;
             at = strstr(at + 1, step))
            if ((at == kin->headers[i] || strchr("/.-:|", at[-1]) != NULL) &&
                at[length] != '\0' && strchr("/.-:|", at[length]) != NULL)
                return true;
    return false;
}

uint32_t pte_kin_row(const struct pte_kin *parent, const struct pte_kin *child,
                     size_t row)
{
    const struct pte_family_row *own = &child->rows[row];
    const char *submission;
    uint32_t found;

    if (!pte_index_find(&parent->keys, own->link, strlen(own->link), &found))
        return PTE_NOBODY;
    submission = parent->rows[found].submission;
    return submission[0] == '\0' || own->submission[0] == '\0' ||
                   strcmp(submission, own->submission) == 0
               ? found
               : PTE_NOBODY;
}

static bool finds_all(const struct pte_kin *parent, const struct pte_kin *child)
{
    for (size_t i = 0; i < child->n; i++)
        if (pte_kin_row(parent, child, i) == PTE_NOBODY)
            return false;
    return parent->twice == NULL;
}

/* Keeps those candidates for which the test holds, if it holds for any. */
static void narrow(bool *is_candidate, uint32_t n, const bool *holds, uint32_t *left)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < n; i++)
        kept += is_candidate[i] && holds[i];
    if (kept == 0)
        return;
    for (uint32_t i = 0; i < n; i++)
        is_candidate[i] = is_candidate[i] && holds[i];
    *left = kept;
}

static const char *name_of(const struct pte_kin *kin)
{
    return pte_workbook_sheet(kin->workbook, kin->table)->name;
}

/* By name; where no name fits (a sheet was renamed), the tables that hang on none. */
static uint32_t find_candidates(const struct pte_kin *all, uint32_t n, uint32_t child,
                                bool *is_candidate)
{
    const char *full = all[child].parent_name;
    uint32_t found = 0;

    for (uint32_t i = 0; i < n; i++)
        if (i != child && all[i].has_keys && strcmp(name_of(&all[i]), full) == 0) {
            is_candidate[i] = true;
            return 1;
        }
    for (uint32_t i = 0; i < n; i++) {
        is_candidate[i] =
            i != child && all[i].has_keys && pte_kin_may_be_named(name_of(&all[i]), full);
        found += is_candidate[i];
    }
    for (uint32_t i = 0; found == 0 && i < n; i++)
        is_candidate[i] = i != child && all[i].has_keys && all[i].link == PTE_LINK_NONE;
    for (uint32_t i = 0; found == 0 && i < n; i++)
        found += is_candidate[i];
    return found;
}

static bool fail(const struct pte_kin *all, uint32_t n, uint32_t child,
                 const bool *is_candidate, uint32_t left, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text names = {0};

    if (left == 0) {
        pte_fail(err, PTE_EINPUT, "'%s': sheet '%s' hangs on '%s', and no sheet is that",
                 pte_workbook_shown(all->workbook), name_of(&all[child]),
                 all[child].parent_name);
        return pte_hint(err, "export all sheets again, and take none away");
    }
    for (uint32_t i = 0; i < n; i++)
        if (is_candidate[i])
            pte_text_addf(&names, "%s'%s'", names.length > 0 ? " or " : "",
                          name_of(&all[i]));
    pte_fail(err, PTE_EINPUT, "'%s': sheet '%s' hangs on '%s', which may be %s",
             pte_workbook_shown(all->workbook), name_of(&all[child]),
             all[child].parent_name, pte_text_get(&names));
    return pte_hint(err,
                    "export it again with XML values and headers and the groups in "
                    "them; or rename the repeats so that they differ in their first "
                    "%d letters",
                    MOST_NAME - 7);
}

bool pte_kin_find_parent(const struct pte_kin *all, uint32_t n, uint32_t child,
                         uint32_t *parent, struct pte_error *err)
{
    PTE_AUTO(pte_free) bool *is_candidate = pte_alloc(n, sizeof(bool));
    PTE_AUTO(pte_free) bool *holds = pte_alloc(n, sizeof(bool));
    uint32_t left = find_candidates(all, n, child, is_candidate);

    for (uint32_t i = 0; left > 1 && i < n; i++)
        holds[i] = has_step(&all[i], all[child].parent_name);
    if (left > 1)
        narrow(is_candidate, n, holds, &left);
    for (uint32_t i = 0; left > 1 && i < n; i++)
        holds[i] = is_candidate[i] && finds_all(&all[i], &all[child]);
    if (left > 1)
        narrow(is_candidate, n, holds, &left);
    if (left != 1)
        return fail(all, n, child, is_candidate, left, err);
    for (uint32_t i = 0; i < n; i++)
        if (is_candidate[i])
            *parent = i;
    return true;
}

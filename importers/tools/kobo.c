/* importers/tools/kobo.c - KoboToolbox: CSV of the main table, or a sheet a repeat. */
#include <string.h>

#include "importers/tools/tool.intern.h"

/* Since 2020 these four were in all exports; the others came with the years. */
static const char *const always[] = {"_id", "_uuid", "_submission_time", "_index", NULL};
static const char *const keys[] = {"meta/rootUuid", "_uuid", "_id", NULL};
static const char *const yes[] = {"1", NULL}, *const no[] = {"0", NULL};

static const struct pte_tool_word words[] = {
    {"start", PTE_ROLE_DATE},
    {"end", PTE_ROLE_DATE},
    {"today", PTE_ROLE_DATE},
    {"deviceid", PTE_ROLE_PERSON},
    {"username", PTE_ROLE_PERSON},
    {"phonenumber", PTE_ROLE_PERSON},
    {"_submitted_by", PTE_ROLE_PERSON},
    {"_submission_time", PTE_ROLE_DATE},
    {"*_latitude", PTE_ROLE_PERSON},
    {"*_longitude", PTE_ROLE_PERSON},
    {"*_altitude", PTE_ROLE_PERSON},
    {"*_precision", PTE_ROLE_PERSON},
    {"*_URL", PTE_ROLE_SYSTEM},
    {"_*_choice", PTE_ROLE_OPTION},
    {"__version__", PTE_ROLE_SYSTEM},
    {"meta/*", PTE_ROLE_SYSTEM},
    {"_id", PTE_ROLE_SYSTEM},
    {"_uuid", PTE_ROLE_SYSTEM},
    {"_index", PTE_ROLE_SYSTEM},
    {"_validation_status", PTE_ROLE_SYSTEM},
    {"_notes", PTE_ROLE_SYSTEM},
    {"_status", PTE_ROLE_SYSTEM},
    {"_tags", PTE_ROLE_SYSTEM},
    {"_parent_*", PTE_ROLE_SYSTEM},
    {"_submission__*", PTE_ROLE_SYSTEM},
    {"$edited", PTE_ROLE_SYSTEM},
    {NULL, 0},
};

static const struct pte_tool_note notes[] = {
    {"_validation_status", "Not Approved", "submissions not approved in KoboToolbox"},
    {"_validation_status", "validation_status_not_approved",
     "submissions not approved in KoboToolbox"},
    {NULL, NULL, NULL},
};

static unsigned recognise(const struct pte_head *head, const char **reason)
{
    const unsigned n = pte_head_count(head, always);

    *reason = "it has the columns _id, _uuid, _submission_time and _index";
    if (pte_head_has(head, "_parent_index") && pte_head_has(head, "_index"))
        return 97;
    return n == 4 ? 97 : n == 3 ? 85 : 0;
}

/* The HXL row: at least half of its cells begin with #. */
static unsigned header_rows(const struct pte_head *head)
{
    const unsigned tags = pte_head_fits(head, 1, "#*");
    const unsigned filled = head->n - pte_head_fits(head, 1, "");

    return head->n_rows > 1 && tags > 0 && 2 * tags >= filled ? 2 : 1;
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == ' ' || (unsigned char)c >= 0x80;
}

static bool is_ticks(const struct pte_head *head, uint32_t column)
{
    bool filled = false;

    for (uint32_t i = header_rows(head); i < head->n_rows; i++) {
        const char *cell = pte_head_cell(head, i, column);

        if (cell[0] != '\0' && strcmp(cell, "0") != 0 && strcmp(cell, "1") != 0)
            return false;
        filled = filled || cell[0] != '\0';
    }
    return filled;
}

/* deseo/sena belongs to the column deseo; without one, a column of ticks to what stands
 * before its last separator. Labels may hold a separator themselves. */
static const char *question(const struct pte_head *head, uint32_t column,
                            struct pte_arena *arena)
{
    const char *name = pte_head_cell(head, 0, column), *best = name;
    size_t longest = 0;

    for (uint32_t i = 0; i < head->n; i++) {
        const char *other = pte_head_cell(head, 0, i);
        const size_t length = strlen(other);

        if (length > longest && strlen(name) > length + 1 &&
            strncmp(name, other, length) == 0 && !is_name(name[length])) {
            best = other;
            longest = length;
        }
    }
    if (best == name && strchr(name, '/') != NULL && is_ticks(head, column))
        return pte_tool_before(name, "/", arena);
    return best;
}

const struct pte_tool pte_tool_kobo = {
    .name = "kobo",
    .label = "KoboToolbox",
    .recognise = recognise,
    .header_rows = header_rows,
    .question = question,
    .words = words,
    .keys = keys,
    .notes = notes,
    .yes = yes,
    .no = no,
    .joins_labels = true,
};

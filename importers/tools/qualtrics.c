/* importers/tools/qualtrics.c - Qualtrics: three header rows, of old or by choice two. */
#include <ctype.h>
#include <string.h>

#include "importers/tools/tool.intern.h"

static const char *const keys[] = {"ResponseId", "ResponseID", "_recordId", NULL};
/* "Recode seen but unanswered questions as -99" is an option of the export. */
static const char *const missing[] = {"-99", NULL};

static const struct pte_tool_word words[] = {
    {"StartDate", PTE_ROLE_DATE},
    {"EndDate", PTE_ROLE_DATE},
    {"RecordedDate", PTE_ROLE_DATE},
    {"Status", PTE_ROLE_SYSTEM},
    {"Progress", PTE_ROLE_SYSTEM},
    {"Duration*(in*seconds)", PTE_ROLE_SYSTEM},
    {"Duration", PTE_ROLE_SYSTEM},
    {"Finished", PTE_ROLE_SYSTEM},
    {"ResponseId", PTE_ROLE_SYSTEM},
    {"ResponseSet", PTE_ROLE_SYSTEM},
    {"_recordId", PTE_ROLE_SYSTEM},
    {"IPAddress", PTE_ROLE_PERSON},
    {"Name", PTE_ROLE_PERSON},
    {"EmailAddress", PTE_ROLE_PERSON},
    {"RecipientLastName", PTE_ROLE_PERSON},
    {"RecipientFirstName", PTE_ROLE_PERSON},
    {"RecipientEmail", PTE_ROLE_PERSON},
    {"ExternalReference", PTE_ROLE_PERSON},
    {"ExternalDataReference", PTE_ROLE_PERSON},
    {"externalDataReference", PTE_ROLE_PERSON},
    {"LocationLatitude", PTE_ROLE_PERSON},
    {"LocationLongitude", PTE_ROLE_PERSON},
    {"LocationAccuracy", PTE_ROLE_PERSON},
    {"DistributionChannel", PTE_ROLE_SYSTEM},
    {"UserLanguage", PTE_ROLE_SYSTEM},
    {NULL, 0},
};

static const struct pte_tool_note notes[] = {
    {"Status", "Survey Preview", "previews of the survey"},
    {"Status", "1", "previews of the survey"},
    {"Finished", "False", "responses not finished"},
    {"Finished", "0", "responses not finished"},
    {NULL, NULL, NULL},
};

/* The row of import ids, {"ImportId":"QID1"}; 0 = there is none. */
static uint32_t import_ids(const struct pte_head *head)
{
    for (uint32_t i = 1; i <= 2; i++)
        if (pte_head_fits(head, i, "{\"ImportId\"*") > 0)
            return i;
    return 0;
}

/* V1, V2, ... with the names of the columns below. */
static bool is_legacy(const struct pte_head *head)
{
    return pte_tool_fits("V1", pte_head_cell(head, 0, 0)) &&
           pte_tool_fits("ResponseI[dD]", pte_head_cell(head, 1, 0));
}

/* Import ids for names and texts below. */
static bool has_ids_for_names(const struct pte_head *head)
{
    return pte_head_has(head, "_recordId") && pte_head_has(head, "startDate");
}

static unsigned recognise(const struct pte_head *head, const char **reason)
{
    static const char *const own[] = {"StartDate",           "EndDate",
                                      "RecordedDate",        "ResponseId",
                                      "DistributionChannel", NULL};

    *reason = "its third row has the ids Qualtrics imports by ({\"ImportId\": ...})";
    if (import_ids(head) > 0)
        return 99;
    *reason = "its columns are V1, V2, ... and its second row begins with ResponseID";
    if (is_legacy(head))
        return 98;
    *reason = "it has the columns startDate and _recordId";
    if (has_ids_for_names(head))
        return 96;
    *reason = "it has the columns StartDate, RecordedDate and ResponseId";
    return pte_head_count(head, own) >= 4 ? 90 : 0;
}

static unsigned header_rows(const struct pte_head *head)
{
    const uint32_t ids = import_ids(head);

    if (ids > 0)
        return ids + 1;
    return is_legacy(head) || has_ids_for_names(head) ||
                   (head->n_rows > 1 && !isdigit((unsigned char)head->rows[1][0][0]))
               ? 2
               : 1;
}

/* The names of a legacy file's own columns stand in its second row. */
static const char *column_name(const struct pte_head *head, uint32_t column,
                               struct pte_arena *arena)
{
    const char *name = pte_head_cell(head, 0, column);

    (void)arena;
    return is_legacy(head) && (name[0] == 'V' || name[0] == 'v') &&
                   isdigit((unsigned char)name[1])
               ? pte_head_cell(head, 1, column)
               : name;
}

/* Whether all of a text from `at` on is numbers, _ and TEXT. */
static bool is_part(const char *at)
{
    for (; *at != '\0'; at++)
        if (!isdigit((unsigned char)*at) && *at != '_' && strchr("TEX", *at) == NULL)
            return false;
    return true;
}

/* network_5, Q5_1_TEXT: what stands before the first number alone. */
static const char *question(const struct pte_head *head, uint32_t column,
                            struct pte_arena *arena)
{
    const char *name = column_name(head, column, arena);

    for (const char *at = strchr(name, '_'); at != NULL; at = strchr(at + 1, '_'))
        if (at > name && is_part(at + 1))
            return pte_arena_slice(arena, name, (size_t)(at - name));
    return name;
}

const struct pte_tool pte_tool_qualtrics = {
    .name = "qualtrics",
    .label = "Qualtrics",
    .recognise = recognise,
    .header_rows = header_rows,
    .question = question,
    .column = column_name,
    .words = words,
    .keys = keys,
    .notes = notes,
    .missing = missing,
};

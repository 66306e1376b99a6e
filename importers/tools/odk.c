/* importers/tools/odk.c - ODK Central and Briefcase. */
#include <string.h>

#include "importers/tools/tool.intern.h"

static const char *const keys[] = {"KEY", "meta-instanceID", NULL};
static const char *const yes[] = {"1", NULL}, *const no[] = {"0", NULL};

static const struct pte_tool_word words[] = {
    {"SubmissionDate", PTE_ROLE_DATE},
    {"start", PTE_ROLE_DATE},
    {"end", PTE_ROLE_DATE},
    {"KEY", PTE_ROLE_SYSTEM},
    {"PARENT_KEY", PTE_ROLE_SYSTEM},
    {"SET-OF-*", PTE_ROLE_SYSTEM},
    {"meta-*", PTE_ROLE_SYSTEM},
    {"instanceID", PTE_ROLE_SYSTEM},
    {"SubmitterID", PTE_ROLE_PERSON},
    {"SubmitterName", PTE_ROLE_PERSON},
    {"DeviceID", PTE_ROLE_PERSON},
    {"AttachmentsPresent", PTE_ROLE_SYSTEM},
    {"AttachmentsExpected", PTE_ROLE_SYSTEM},
    {"Status", PTE_ROLE_SYSTEM},
    {"ReviewState", PTE_ROLE_SYSTEM},
    {"Edits", PTE_ROLE_SYSTEM},
    {"FormVersion", PTE_ROLE_SYSTEM},
    {"*-Latitude", PTE_ROLE_PERSON},
    {"*-Longitude", PTE_ROLE_PERSON},
    {"*-Altitude", PTE_ROLE_PERSON},
    {"*-Accuracy", PTE_ROLE_PERSON},
    {NULL, 0},
};

static const struct pte_tool_note notes[] = {
    {"ReviewState", "rejected", "submissions rejected in ODK Central"},
    {"ReviewState", "hasIssues", "submissions marked as having issues"},
    {NULL, NULL, NULL},
};

static unsigned recognise(const struct pte_head *head, const char **reason)
{
    if (!pte_head_has(head, "KEY"))
        return 0;
    if (pte_head_has(head, "PARENT_KEY")) {
        *reason = "it has the columns PARENT_KEY and KEY of a repeat";
        return 98;
    }
    *reason = "it has the columns SubmissionDate and KEY";
    return pte_head_has(head, "SubmissionDate") ? 98 : 0;
}

/* With split choices each option is q/option. */
static const char *question(const struct pte_head *head, uint32_t column,
                            struct pte_arena *arena)
{
    return pte_tool_before(pte_head_cell(head, 0, column), "/", arena);
}

const struct pte_tool pte_tool_odk = {
    .name = "odk",
    .label = "ODK",
    .recognise = recognise,
    .question = question,
    .words = words,
    .keys = keys,
    .notes = notes,
    .yes = yes,
    .no = no,
    .fills_frame = true,
};

/* importers/tools/redcap.c - REDCap: people, repeats and events as rows of one table. */
#include "importers/tools/tool.intern.h"

/* The record id is the first column, whatever it is called. */
static const char *const keys[] = {"record_id", "*", NULL};
static const char *const yes[] = {"1", "Checked", NULL};
static const char *const no[] = {"0", "Unchecked", NULL};
static const char *const missing[] = {"[not completed]", NULL};

static const struct pte_tool_word words[] = {
    {"redcap_survey_identifier", PTE_ROLE_PERSON},
    {"redcap_*", PTE_ROLE_SYSTEM},
    {"*_timestamp", PTE_ROLE_DATE},
    {"*_complete", PTE_ROLE_SYSTEM},
    {"Event Name", PTE_ROLE_SYSTEM},
    {"Repeat Instrument", PTE_ROLE_SYSTEM},
    {"Repeat Instance", PTE_ROLE_SYSTEM},
    {"Complete?", PTE_ROLE_SYSTEM},
    {NULL, 0},
};

static bool are_states(const struct pte_head *head, uint32_t column)
{
    for (uint32_t i = 1; i < head->n_rows; i++)
        if (!pte_tool_fits("[012]", pte_head_cell(head, i, column)) &&
            pte_head_cell(head, i, column)[0] != '\0')
            return false;
    return true;
}

static unsigned forms(const struct pte_head *head)
{
    unsigned n = 0;

    for (uint32_t i = 0; i < head->n; i++)
        n +=
            pte_tool_fits("*_complete", pte_head_cell(head, 0, i)) && are_states(head, i);
    return n;
}

static unsigned recognise(const struct pte_head *head, const char **reason)
{
    const unsigned n = forms(head);

    *reason = "it has columns of REDCap's own, such as redcap_event_name";
    if (pte_head_fits(head, 0, "redcap_*") > 0)
        return 98;
    *reason = "it has columns field___code and form_complete";
    if (n > 0 && pte_head_fits(head, 0, "*___*") > 0)
        return 97;
    *reason = "it has a record_id and columns form_complete with 0, 1 or 2";
    return n > 0 && pte_head_has(head, "record_id") ? 94 : n > 1 ? 70 : 0;
}

static const char *question(const struct pte_head *head, uint32_t column,
                            struct pte_arena *arena)
{
    const char *name = pte_head_cell(head, 0, column);

    return pte_tool_before(name,
                           pte_tool_fits("*___*", name) ? "___" : " (choice=", arena);
}

const struct pte_tool pte_tool_redcap = {
    .name = "redcap",
    .label = "REDCap",
    .recognise = recognise,
    .question = question,
    .words = words,
    .keys = keys,
    .repeats = "redcap_repeat_instrument",
    .yes = yes,
    .no = no,
    .fills_frame = true,
    .missing = missing,
};

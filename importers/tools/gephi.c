/* importers/tools/gephi.c - Gephi: a table of nodes or one of edges. */
#include "importers/tools/tool.intern.h"

static const struct pte_tool_word words[] = {
    {"Source", PTE_ROLE_SYSTEM},
    {"Target", PTE_ROLE_SYSTEM},
    {"Type", PTE_ROLE_SYSTEM},
    {"timeset", PTE_ROLE_DATE},
    {NULL, 0},
};

static unsigned recognise(const struct pte_head *head, const char **reason)
{
    *reason = "it has the columns Source and Target";
    if (pte_head_has(head, "Source") && pte_head_has(head, "Target"))
        return 90;
    *reason = "it has the columns Id and Label";
    if (pte_tool_fits("Id", pte_head_cell(head, 0, 0)) && pte_head_has(head, "Label"))
        return 82;
    *reason = "it has the columns From and To";
    return pte_head_has(head, "From") && pte_head_has(head, "To") ? 60 : 0;
}

const struct pte_tool pte_tool_gephi = {
    .name = "gephi",
    .label = "Gephi",
    .recognise = recognise,
    .words = words,
};

/* importers/tools/kumu.c - Kumu: elements and connections. */
#include "importers/tools/tool.intern.h"

static const char *const elements[] = {"Label", NULL};

static const struct pte_tool_word words[] = {
    {"From", PTE_ROLE_SYSTEM},
    {"To", PTE_ROLE_SYSTEM},
    {"Direction", PTE_ROLE_SYSTEM},
    {NULL, 0},
};

static unsigned recognise(const struct pte_head *head, const char **reason)
{
    *reason = "its sheets are called as Kumu calls them";
    if (pte_tool_fits("Elements", head->sheet) && pte_head_has(head, "Label"))
        return 97;
    if (pte_tool_fits("Connections", head->sheet) && pte_head_has(head, "From"))
        return 97;
    *reason = "it has the columns From, To and Direction";
    return pte_head_has(head, "From") && pte_head_has(head, "To") &&
                   pte_head_has(head, "Direction")
               ? 90
               : 0;
}

const struct pte_tool pte_tool_kumu = {
    .name = "kumu",
    .label = "Kumu",
    .recognise = recognise,
    .words = words,
    .keys = elements,
};

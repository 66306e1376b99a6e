/* importers/tools/plain.c - a table that shows no tool's own columns. */
#include "importers/tools/tool.intern.h"

static unsigned recognise(const struct pte_head *head, const char **reason)
{
    (void)head;
    *reason = "no column is of a survey tool";
    return 10;
}

const struct pte_tool pte_tool_plain = {
    .name = "table",
    .label = "a plain table",
    .recognise = recognise,
};

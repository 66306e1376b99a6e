/* importers/tools/networkcanvas.c - Network Canvas: egos, whom they name, the ties. */
#include "importers/tools/tool.intern.h"

static const char *const keys[] = {"networkCanvasUUID", "networkCanvasEgoUUID", NULL};
static const char *const yes[] = {"true", NULL}, *const no[] = {"false", NULL};

static const struct pte_tool_word words[] = {
    {"networkCanvasCaseID", PTE_ROLE_PERSON},
    {"networkCanvas*", PTE_ROLE_SYSTEM},
    {"session*", PTE_ROLE_DATE},
    {"nodeID", PTE_ROLE_SYSTEM},
    {"edgeID", PTE_ROLE_SYSTEM},
    {"from", PTE_ROLE_SYSTEM},
    {"to", PTE_ROLE_SYSTEM},
    {"*_x", PTE_ROLE_SYSTEM},
    {"*_y", PTE_ROLE_SYSTEM},
    {NULL, 0},
};

static unsigned recognise(const struct pte_head *head, const char **reason)
{
    if (!pte_head_has(head, "networkCanvasEgoUUID"))
        return 0;
    *reason = pte_head_has(head, "networkCanvasSourceUUID")
                  ? "it is an edge list with networkCanvasSourceUUID"
              : pte_head_has(head, "nodeID")
                  ? "it is a list of nodes with networkCanvasEgoUUID"
                  : "it is a list of interviews with networkCanvasEgoUUID";
    return 99;
}

const struct pte_tool pte_tool_networkcanvas = {
    .name = "networkcanvas",
    .label = "Network Canvas",
    .recognise = recognise,
    .words = words,
    .keys = keys,
    .yes = yes,
    .no = no,
    .fills_frame = true,
    .main_part = "*_ego.csv",
    .left_out = "*_adjacencyMatrix*.csv",
};

/* importers/tools/msforms.c - Microsoft Forms. */
#include "importers/tools/tool.intern.h"

static const char *const keys[] = {"ID", "Id", NULL};

static const struct pte_tool_word words[] = {
    {"ID", PTE_ROLE_SYSTEM},
    {"Start time", PTE_ROLE_DATE},
    {"Completion time", PTE_ROLE_DATE},
    {"Last modified time", PTE_ROLE_DATE},
    {"Email", PTE_ROLE_PERSON},
    {"Name", PTE_ROLE_PERSON},
    {"Hora de inicio", PTE_ROLE_DATE},
    {"Hora de finalización", PTE_ROLE_DATE},
    {"Hora de la última modificación", PTE_ROLE_DATE},
    {"Correo electrónico", PTE_ROLE_PERSON},
    {"Nombre", PTE_ROLE_PERSON},
    {"Heure de début", PTE_ROLE_DATE},
    {"Heure de fin", PTE_ROLE_DATE},
    {"Adresse de messagerie", PTE_ROLE_PERSON},
    {"Nom", PTE_ROLE_PERSON},
    {"Language", PTE_ROLE_SYSTEM},
    {"Idioma", PTE_ROLE_SYSTEM},
    {"Points - *", PTE_ROLE_SYSTEM},
    {"Feedback - *", PTE_ROLE_SYSTEM},
    {"Total points", PTE_ROLE_SYSTEM},
    {"Quiz feedback", PTE_ROLE_SYSTEM},
    {NULL, 0},
};

static unsigned recognise(const struct pte_head *head, const char **reason)
{
    *reason = "it begins with ID, start time and completion time";
    if (!pte_tool_fits("ID", pte_head_cell(head, 0, 0)))
        return 0;
    return (pte_head_has(head, "Start time") && pte_head_has(head, "Completion time")) ||
                   (pte_head_has(head, "Hora de inicio") &&
                    pte_head_has(head, "Hora de finalización")) ||
                   (pte_head_has(head, "Heure de début") &&
                    pte_head_has(head, "Heure de fin"))
               ? 97
               : 0;
}

const struct pte_tool pte_tool_msforms = {
    .name = "msforms",
    .label = "Microsoft Forms",
    .recognise = recognise,
    .words = words,
    .keys = keys,
};

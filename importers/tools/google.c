/* importers/tools/google.c - Google Forms: from the sheet or downloaded. */
#include <ctype.h>

#include "importers/tools/tool.intern.h"

static const char *const stamps[] = {"Timestamp",     "Marca temporal",
                                     "Horodateur",    "Carimbo de data/hora",
                                     "Zeitstempel",   "Informazioni cronologiche",
                                     "Hora de envío", NULL};

static const struct pte_tool_word words[] = {
    {"Timestamp", PTE_ROLE_DATE},
    {"Marca temporal", PTE_ROLE_DATE},
    {"Horodateur", PTE_ROLE_DATE},
    {"Carimbo de data/hora", PTE_ROLE_DATE},
    {"Zeitstempel", PTE_ROLE_DATE},
    {"Informazioni cronologiche", PTE_ROLE_DATE},
    {"Email Address", PTE_ROLE_PERSON},
    {"Username", PTE_ROLE_PERSON},
    {"Dirección de correo electrónico", PTE_ROLE_PERSON},
    {"Nombre de usuario", PTE_ROLE_PERSON},
    {"Adresse e-mail", PTE_ROLE_PERSON},
    {"Score", PTE_ROLE_SYSTEM},
    {"Puntuación", PTE_ROLE_SYSTEM},
    {NULL, 0},
};

static unsigned recognise(const struct pte_head *head, const char **reason)
{
    const char *value = pte_head_cell(head, 1, 0);

    for (const char *const *stamp = stamps; *stamp != NULL; stamp++)
        if (pte_tool_fits(*stamp, pte_head_cell(head, 0, 0))) {
            *reason = "its first column is the time stamp of Google Forms";
            return head->n_rows < 2 || isdigit((unsigned char)value[0]) ? 92 : 60;
        }
    return 0;
}

/* A grid: Question [Row]. */
static const char *question(const struct pte_head *head, uint32_t column,
                            struct pte_arena *arena)
{
    return pte_tool_before(pte_head_cell(head, 0, column), " [", arena);
}

const struct pte_tool pte_tool_google = {
    .name = "google",
    .label = "Google Forms",
    .recognise = recognise,
    .question = question,
    .words = words,
};

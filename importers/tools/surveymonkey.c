/* importers/tools/surveymonkey.c - SurveyMonkey: a row of questions, a row of options. */
#include <string.h>

#include "importers/tools/tool.intern.h"

static const char *const ids[] = {"Respondent ID",     "RespondentID",
                                  "ID del encuestado", "Identificador del encuestado",
                                  "ID du répondant",   NULL};

static const struct pte_tool_word words[] = {
    {"Respondent ID", PTE_ROLE_SYSTEM},
    {"RespondentID", PTE_ROLE_SYSTEM},
    {"ID del encuestado", PTE_ROLE_SYSTEM},
    {"Identificador del encuestado", PTE_ROLE_SYSTEM},
    {"ID du répondant", PTE_ROLE_SYSTEM},
    {"Collector ID", PTE_ROLE_SYSTEM},
    {"CollectorID", PTE_ROLE_SYSTEM},
    {"ID del recopilador", PTE_ROLE_SYSTEM},
    {"Start Date", PTE_ROLE_DATE},
    {"StartDate", PTE_ROLE_DATE},
    {"End Date", PTE_ROLE_DATE},
    {"EndDate", PTE_ROLE_DATE},
    {"Fecha de inicio", PTE_ROLE_DATE},
    {"Fecha de finalización", PTE_ROLE_DATE},
    {"IP Address", PTE_ROLE_PERSON},
    {"Dirección IP", PTE_ROLE_PERSON},
    {"Email Address", PTE_ROLE_PERSON},
    {"Dirección de correo electrónico", PTE_ROLE_PERSON},
    {"First Name", PTE_ROLE_PERSON},
    {"Nombre", PTE_ROLE_PERSON},
    {"Last Name", PTE_ROLE_PERSON},
    {"Apellido", PTE_ROLE_PERSON},
    {"Custom Data 1", PTE_ROLE_PERSON},
    {"Datos personalizados 1", PTE_ROLE_PERSON},
    {NULL, 0},
};

/* Words only the tool itself writes into its second row. */
static unsigned words_of_second_row(const struct pte_head *head)
{
    static const char *const known[] = {
        "Response",  "Open-Ended Response", "Other (please specify)",
        "Respuesta", "Respuesta abierta",   "Otro (especifique)",
        "Réponse",   "Réponse ouverte",     "Autre (veuillez préciser)",
    };
    unsigned n = 0;

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        n += pte_head_fits(head, 1, known[i]);
    return n;
}

static unsigned recognise(const struct pte_head *head, const char **reason)
{
    const unsigned known = words_of_second_row(head);
    const bool has_id = pte_head_count(head, ids) > 0;

    *reason = "its second row says Response, and its first is blank beside questions of "
              "several columns";
    if (known > 0 && has_id)
        return 97;
    if (known > 0 && pte_head_fits(head, 0, "") > 0)
        return 90;
    *reason = "it has the column Respondent ID";
    return has_id ? 70 : 0;
}

static unsigned header_rows(const struct pte_head *head)
{
    return words_of_second_row(head) > 0 ? 2 : 1;
}

static bool says_nothing(const char *text)
{
    return text[0] == '\0' || pte_tool_fits("Response", text) ||
           pte_tool_fits("Respuesta", text) || pte_tool_fits("Réponse", text) ||
           pte_tool_fits("Open-Ended Response", text) ||
           pte_tool_fits("Respuesta abierta", text) ||
           pte_tool_fits("Réponse ouverte", text);
}

/* The text stands over the first column of its question only. */
static const char *question(const struct pte_head *head, uint32_t column,
                            struct pte_arena *arena)
{
    (void)arena;
    while (column > 0 && header_rows(head) > 1 &&
           pte_head_cell(head, 0, column)[0] == '\0')
        column--;
    return pte_head_cell(head, 0, column);
}

/* "Question [option]", as other tools write it. */
static const char *column_name(const struct pte_head *head, uint32_t column,
                               struct pte_arena *arena)
{
    const char *text = question(head, column, arena);
    const char *option = pte_head_cell(head, 1, column);
    const size_t length = strlen(text), more = strlen(option);
    char *name;

    if (header_rows(head) == 1 || says_nothing(option))
        return text;
    name = pte_arena_alloc(arena, length + more + 4);
    memcpy(name, text, length);
    memcpy(name + length, " [", 2);
    memcpy(name + length + 2, option, more);
    memcpy(name + length + 2 + more, "]", 2);
    return name;
}

const struct pte_tool pte_tool_surveymonkey = {
    .name = "surveymonkey",
    .label = "SurveyMonkey",
    .recognise = recognise,
    .header_rows = header_rows,
    .question = question,
    .column = column_name,
    .words = words,
    .keys = ids,
};

/* importers/tools/limesurvey.c - LimeSurvey: CSV with codes, texts or both, and VV. */
#include <ctype.h>
#include <string.h>

#include "core/base/error.h"
#include "importers/tools/tool.intern.h"

enum { ABBREVIATED = 18 };

static const char *const keys[] = {"id", "id.*", "Response ID", "Antwort ID", "*", NULL};
static const char *const yes[] = {"Y", "Sí", "Yes", "Oui", "Sim", NULL};
static const char *const no[] = {"N", "No", "Non", "Não", NULL};
/* Whatever the language: the first in the current, the second in the VV export. */
static const char *const not_asked[] = {"N/A", "{question_not_shown}", NULL};

static const struct pte_tool_word words[] = {
    {"id", PTE_ROLE_SYSTEM},
    {"submitdate", PTE_ROLE_DATE},
    {"lastpage", PTE_ROLE_SYSTEM},
    {"startlanguage", PTE_ROLE_SYSTEM},
    {"seed", PTE_ROLE_SYSTEM},
    {"token", PTE_ROLE_PERSON},
    {"startdate", PTE_ROLE_DATE},
    {"datestamp", PTE_ROLE_DATE},
    {"ipaddr", PTE_ROLE_PERSON},
    {"refurl", PTE_ROLE_PERSON},
    {"id. *", PTE_ROLE_SYSTEM},
    {"submitdate. *", PTE_ROLE_DATE},
    {"lastpage. *", PTE_ROLE_SYSTEM},
    {"startlanguage. *", PTE_ROLE_SYSTEM},
    {"seed. *", PTE_ROLE_SYSTEM},
    {"token. *", PTE_ROLE_PERSON},
    {"startdate. *", PTE_ROLE_DATE},
    {"datestamp. *", PTE_ROLE_DATE},
    {"ipaddr. *", PTE_ROLE_PERSON},
    {"refurl. *", PTE_ROLE_PERSON},
    {"interviewtime*", PTE_ROLE_SYSTEM},
    {"grouptime*", PTE_ROLE_SYSTEM},
    {"*Time. *", PTE_ROLE_SYSTEM},
    {"Gesamtzeit*", PTE_ROLE_SYSTEM},
    {"Gruppenzeit*", PTE_ROLE_SYSTEM},
    {"Fragenzeit*", PTE_ROLE_SYSTEM},
    {"Total time*", PTE_ROLE_SYSTEM},
    {"Group time*", PTE_ROLE_SYSTEM},
    {"Question time*", PTE_ROLE_SYSTEM},
    {"Tiempo total*", PTE_ROLE_SYSTEM},
    {"Tiempo del grupo*", PTE_ROLE_SYSTEM},
    {"Response ID", PTE_ROLE_SYSTEM},
    {"Date submitted", PTE_ROLE_DATE},
    {"Last page", PTE_ROLE_SYSTEM},
    {"Start language", PTE_ROLE_SYSTEM},
    {"Seed", PTE_ROLE_SYSTEM},
    {"Date started", PTE_ROLE_DATE},
    {"Date last action", PTE_ROLE_DATE},
    {"IP address", PTE_ROLE_PERSON},
    {"ID de respuesta", PTE_ROLE_SYSTEM},
    {"Fecha de envío", PTE_ROLE_DATE},
    {"Última página", PTE_ROLE_SYSTEM},
    {"Lenguaje inicial", PTE_ROLE_SYSTEM},
    {"Semilla", PTE_ROLE_SYSTEM},
    {"Fecha de inicio", PTE_ROLE_DATE},
    {"Fecha de la última acción", PTE_ROLE_DATE},
    {"Dirección IP", PTE_ROLE_PERSON},
    {"Antwort ID", PTE_ROLE_SYSTEM},
    {"Datum Abgeschickt", PTE_ROLE_DATE},
    {"Letzte Seite", PTE_ROLE_SYSTEM},
    {"Start-Sprache", PTE_ROLE_SYSTEM},
    {"Zufallsgeneratorstartwert", PTE_ROLE_SYSTEM},
    {NULL, 0},
};

static const struct pte_tool_note notes[] = {
    {"submitdate", "", "responses that did not reach the end"},
    {"Date submitted", "", "responses that did not reach the end"},
    {"Fecha de envío", "", "responses that did not reach the end"},
    {"Datum Abgeschickt", "", "responses that did not reach the end"},
    {"submitdate. Date submitted", "", "responses that did not reach the end"},
    {NULL, NULL, NULL},
};

static bool is_vv(const struct pte_head *head)
{
    return pte_head_find(head, 1, "id") < head->n &&
           pte_head_find(head, 1, "submitdate") < head->n &&
           pte_head_find(head, 1, "startlanguage") < head->n;
}

static bool is_number(const char *text)
{
    const char *c = text;

    while (isdigit((unsigned char)*c))
        c++;
    return c > text && *c == '\0';
}

static bool is_language(const char *text)
{
    return islower((unsigned char)text[0]) && islower((unsigned char)text[1]) &&
           (text[2] == '\0' || text[2] == '-');
}

static bool is_date_or_blank(const char *text)
{
    return text[0] == '\0' || (isdigit((unsigned char)text[0]) && strlen(text) >= 8 &&
                               strchr(text, '-') != NULL);
}

/* Headers in words are translated: the first four columns are told by what is in them,
 * number, date, page and language. */
static bool begins_with_system_cells(const struct pte_head *head)
{
    bool filled = false;

    for (uint32_t i = 1; i < head->n_rows; i++) {
        const char *page = pte_head_cell(head, i, 2);

        if (!is_number(pte_head_cell(head, i, 0)) ||
            !is_date_or_blank(pte_head_cell(head, i, 1)) ||
            (page[0] != '\0' && !is_number(page + (page[0] == '-'))) ||
            !is_language(pte_head_cell(head, i, 3)))
            return false;
        filled = true;
    }
    return filled && head->n > 4;
}

static unsigned recognise(const struct pte_head *head, const char **reason)
{
    static const char *const codes[] = {"id", "submitdate", "startlanguage", NULL};

    *reason = "it has the columns id, submitdate and startlanguage";
    if (pte_head_count(head, codes) == 3)
        return 98;
    if (is_vv(head)) {
        *reason = "its second row has the codes id, submitdate and startlanguage (VV)";
        return 98;
    }
    if (pte_tool_begins(pte_head_cell(head, 0, 0), "id. ") &&
        pte_head_fits(head, 0, "submitdate. *") == 1) {
        *reason = "its headers are codes with texts, such as 'submitdate. ...'";
        return 98;
    }
    *reason = "its first columns are a number, a date, a page and a language";
    return begins_with_system_cells(head) ? 88 : 0;
}

static unsigned header_rows(const struct pte_head *head)
{
    return is_vv(head) ? 2 : 1;
}

static const char *column_name(const struct pte_head *head, uint32_t column,
                               struct pte_arena *arena)
{
    (void)arena;
    return pte_head_cell(head, is_vv(head) ? 1 : 0, column);
}

/* Q1[SQ001], n00[A1]. Text [row], 7 - Text [option]. */
static const char *question(const struct pte_head *head, uint32_t column,
                            struct pte_arena *arena)
{
    const char *name = column_name(head, column, arena);
    const char *first = strchr(name, '['), *point = strstr(name, "]. ");

    if (first != NULL && point != NULL && first < point &&
        memchr(name, ' ', (size_t)(first - name)) == NULL)
        return pte_arena_slice(arena, name, (size_t)(first - name));
    return pte_tool_before(name, "[", arena);
}

/* Headings cut to 15 characters, "Con qué institu.. ", that say the same twice. */
static bool check(const struct pte_head *head, struct pte_error *err)
{
    for (uint32_t i = 0; i < head->n; i++) {
        const char *name = pte_head_cell(head, 0, i);

        if (strlen(name) > 2 * ABBREVIATED || strstr(name, "..") == NULL)
            continue;
        for (uint32_t j = i + 1; j < head->n; j++) {
            if (strcmp(name, pte_head_cell(head, 0, j)) != 0)
                continue;
            pte_fail(err, PTE_EINPUT,
                     "'%s' has abbreviated headings that stand twice: columns %u and %u "
                     "are both '%s'",
                     head->file, i + 1, j + 1, name);
            return pte_hint(err, "export it again from LimeSurvey with question codes as "
                                 "headings");
        }
    }
    return true;
}

const struct pte_tool pte_tool_limesurvey = {
    .name = "limesurvey",
    .label = "LimeSurvey",
    .recognise = recognise,
    .header_rows = header_rows,
    .question = question,
    .column = column_name,
    .check = check,
    .words = words,
    .keys = keys,
    .notes = notes,
    .yes = yes,
    .no = no,
    .not_asked = not_asked,
};

/* importers/tools/excel.c - a spreadsheet in Spanish, saved as CSV. */
#include <ctype.h>
#include <string.h>

#include "importers/tools/tool.intern.h"

static const char *const yes[] = {"VERDADERO", "Sí", "x", NULL};
static const char *const no[] = {"FALSO", "No", NULL};

/* 8,5: digits, a comma, digits. */
static bool has_decimal_comma(const char *text)
{
    const char *comma = strchr(text, ',');

    if (comma == NULL || comma == text || comma[1] == '\0')
        return false;
    for (const char *c = text; *c != '\0'; c++)
        if (c != comma && !isdigit((unsigned char)*c))
            return false;
    return true;
}

static unsigned recognise(const struct pte_head *head, const char **reason)
{
    const bool is_local = head->delimiter == ';' || head->delimiter == '\t';
    unsigned commas = 0, booleans = 0;

    for (uint32_t i = 1; i < head->n_rows; i++) {
        for (uint32_t j = 0; j < head->n; j++)
            commas += has_decimal_comma(head->rows[i][j]);
        booleans += pte_head_fits(head, i, "VERDADERO") + pte_head_fits(head, i, "FALSO");
    }
    *reason = "it has VERDADERO and FALSO";
    if (booleans > 0)
        return 50;
    *reason =
        "its cells are separated as a Spanish Excel does, and numbers have a decimal "
        "comma";
    if (is_local && commas > 0)
        return 45;
    *reason = "its cells are separated as a Spanish Excel does";
    return is_local && head->encoding != NULL && strcmp(head->encoding, "utf-8") != 0 ? 40
                                                                                      : 0;
}

const struct pte_tool pte_tool_excel = {
    .name = "excel",
    .label = "Excel",
    .recognise = recognise,
    .yes = yes,
    .no = no,
};

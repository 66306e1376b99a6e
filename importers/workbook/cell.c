/* importers/workbook/cell.c - a number as a cell keeps it becomes text. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/number.h"
#include "importers/workbook/workbook.intern.h"

enum { SURE_DIGITS = 15 };

/* Whether a text is already the shortest form: told without arithmetic, as most are. */
static bool is_shortest(const char *raw)
{
    const char *c = raw + (raw[0] == '-');
    const char *first = c;
    size_t digits = 0;
    bool has_point = false;

    if (c[0] == '0' && c[1] != '.' && (c[1] != '\0' || c != raw))
        return false;
    if (strncmp(c, "0.000", 5) == 0)
        return false;
    for (; *c != '\0'; c++) {
        if (*c == '.' && !has_point && c != first)
            has_point = true;
        else if (*c >= '0' && *c <= '9')
            digits++;
        else
            return false;
    }
    return digits > 0 && digits <= SURE_DIGITS &&
           (!has_point || (c[-1] != '0' && c[-1] != '.'));
}

const char *pte_cell_number(const char *raw, enum pte_serial_form form, bool is_1904,
                            char *text, bool *is_odd)
{
    double value;

    *is_odd = false;
    if (form == PTE_SERIAL_NONE && is_shortest(raw))
        return raw;
    if (!pte_number_read(raw, '.', &value))
        return raw;
    if (form != PTE_SERIAL_NONE && pte_serial_text(value, form, is_1904, text))
        return text;
    *is_odd = form != PTE_SERIAL_NONE;
    if (value == floor(value) && fabs(value) < 1e17) {
        snprintf(text, PTE_SERIAL_BYTES, "%.0f", value + 0.);
        return text;
    }
    return pte_number_text(value, text);
}

/* core/base/number.c - numbers to text and back, the same in every locale. */
#include "core/base/number.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The "C" locale for this module alone, whatever the process has set. */
static locale_t c_locale(void)
{
    static locale_t made;

    if (made == (locale_t)0)
        made = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    return made;
}

const char *pte_number_text(double value, char *text)
{
    const locale_t before = uselocale(c_locale());

    if (value == 0)
        value = 0; /* no negative zero */
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, PTE_NUMBER_BYTES, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    uselocale(before);
    return text;
}

bool pte_number_read(const char *text, char mark, double *value)
{
    char plain[64];
    size_t length = 0;
    char *end;
    double found;
    locale_t before;

    while (*text == ' ')
        text++;
    for (; text[length] != '\0'; length++) {
        const char c = text[length];

        if (length + 1 >= sizeof(plain) || strchr("0123456789+-eE., ", c) == NULL)
            return false;
        if ((c == '.' || c == ',') && c != mark)
            return false;
        plain[length] = c == mark ? '.' : c;
    }
    while (length > 0 && plain[length - 1] == ' ')
        length--;
    plain[length] = '\0';
    if (length == 0)
        return false;
    before = uselocale(c_locale());
    found = strtod(plain, &end);
    uselocale(before);
    if (*end != '\0' || end == plain || !isfinite(found))
        return false;
    *value = found;
    return true;
}

bool pte_number_read_whole(const char *text, long least, long most, long *value)
{
    char *end;
    long found;

    if (text[0] < '0' || text[0] > '9')
        return false;
    errno = 0;
    found = strtol(text, &end, 10);
    if (errno != 0 || *end != '\0' || found < least || found > most)
        return false;
    *value = found;
    return true;
}

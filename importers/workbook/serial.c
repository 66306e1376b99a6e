/* importers/workbook/serial.c - dates as spreadsheets keep them: days since an epoch. */
#include "importers/workbook/serial.h"

#include <ctype.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
    LEAP_BUG = 60,          /* 1900-02-29 */
    LAST_DAY = 2958465,     /* 9999-12-31 in the system of 1900 */
    BETWEEN_SYSTEMS = 1462, /* days from one epoch to the other */
    TO_CIVIL = 693899,      /* days from 0000-03-01 to 1899-12-30 */
    DAY_MS = 86400000
};

enum pte_serial_form pte_serial_builtin(long id)
{
    if (id == 46)
        return PTE_SERIAL_ELAPSED;
    if (id == 22)
        return PTE_SERIAL_BOTH;
    if ((id >= 18 && id <= 21) || id == 45 || id == 47)
        return PTE_SERIAL_TIME;
    /* 27 to 36 and 50 to 58 are dates of East Asian Excel. */
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return PTE_SERIAL_DATE;
    return PTE_SERIAL_NONE;
}

/* Behind what stands in brackets; says whether it was elapsed time: [h], [mm], [ss]. */
static const char *skip_brackets(const char *code, bool *is_elapsed)
{
    const char *end = strchr(code, ']');
    const char first = (char)tolower((unsigned char)code[1]);
    size_t n = 1;

    if (end == NULL)
        return code + strlen(code);
    while (tolower((unsigned char)code[n]) == first)
        n++;
    *is_elapsed =
        *is_elapsed || (code + n == end && n > 1 && strchr("hms", first) != NULL);
    return end + 1;
}

/* Behind text that is shown as it stands: "...", \x, _x, *x; NULL if there is none. */
static const char *skip_literal(const char *code)
{
    if (*code == '"') {
        const char *end = strchr(code + 1, '"');

        return end != NULL ? end + 1 : code + strlen(code);
    }
    if (*code == '\\' || *code == '_' || *code == '*')
        return code[1] != '\0' ? code + 2 : code + 1;
    return NULL;
}

enum pte_serial_form pte_serial_form(const char *code)
{
    bool has_day = false, has_hour = false, has_month = false, is_elapsed = false;

    if (strncasecmp(code, "General", 7) == 0)
        return PTE_SERIAL_NONE;
    while (*code != '\0' && *code != ';') {
        const char *behind = skip_literal(code);

        if (behind != NULL) {
            code = behind;
        } else if (*code == '[') {
            code = skip_brackets(code, &is_elapsed);
        } else if (strncasecmp(code, "AM/PM", 5) == 0) {
            has_hour = true;
            code += 5;
        } else {
            const char c = (char)tolower((unsigned char)*code++);

            has_day = has_day || c == 'y' || c == 'd';
            has_hour = has_hour || c == 'h' || c == 's';
            has_month = has_month || c == 'm';
        }
    }
    if (is_elapsed)
        return PTE_SERIAL_ELAPSED;
    if (has_day && has_hour)
        return PTE_SERIAL_BOTH;
    if (has_hour)
        return PTE_SERIAL_TIME;
    return has_day || has_month ? PTE_SERIAL_DATE : PTE_SERIAL_NONE;
}

/* Howard Hinnant's days to civil date, for days after 0000-03-01. */
static int write_day(long days, char *text, size_t room)
{
    const long shifted = days + TO_CIVIL;
    const long era = shifted / 146097, of_era = shifted % 146097;
    const long year_of_era =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const long of_year =
        of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const long month_of_year = (5 * of_year + 2) / 153;
    const long day = of_year - (153 * month_of_year + 2) / 5 + 1;
    const long month = month_of_year < 10 ? month_of_year + 3 : month_of_year - 9;
    const long year = year_of_era + era * 400 + (month <= 2);

    return snprintf(text, room, "%04ld-%02ld-%02ld", year, month, day);
}

static void write_time(long hours_wide, long ms, char *text, size_t room)
{
    const long hours = ms / 3600000, minutes = ms / 60000 % 60, seconds = ms / 1000 % 60;
    const int n = snprintf(text, room, "%0*ld:%02ld:%02ld", (int)hours_wide, hours,
                           minutes, seconds);

    if (ms % 1000 != 0 && n > 0 && (size_t)n < room)
        snprintf(text + n, room - (size_t)n, ".%03ld", ms % 1000);
}

bool pte_serial_text(double serial, enum pte_serial_form form, bool is_1904, char *text)
{
    const bool has_time = (form & (PTE_SERIAL_TIME | PTE_SERIAL_ELAPSED)) != 0;
    const bool is_fine = serial >= 0 && serial < LAST_DAY + 1;
    const double total = is_fine ? round(serial * DAY_MS) : 0;
    long days = (long)(total / DAY_MS);
    const long ms = (long)(total - (double)days * DAY_MS);
    int n;

    if (!is_fine)
        return false;
    if (form == PTE_SERIAL_ELAPSED) {
        write_time(1, (long)total, text, PTE_SERIAL_BYTES);
        return true;
    }
    if (days == 0 && !is_1904 && !has_time && ms == 0)
        return false; /* the day before the first */
    if (days == 0 && (ms != 0 || has_time) &&
        !(is_1904 && (form & PTE_SERIAL_DATE) != 0)) {
        write_time(2, ms, text, PTE_SERIAL_BYTES);
        return true;
    }
    if (is_1904)
        days += BETWEEN_SYSTEMS;
    else if (days == LEAP_BUG)
        return false;
    else if (days < LEAP_BUG)
        days++;
    if (days > LAST_DAY)
        return false;
    n = write_day(days, text, PTE_SERIAL_BYTES);
    if (ms != 0 || has_time) {
        text[n] = 'T';
        write_time(2, ms, text + n + 1, PTE_SERIAL_BYTES - (size_t)n - 1);
    }
    return true;
}

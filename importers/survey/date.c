/* importers/survey/date.c - a date cell as people write it becomes a day. */
#include <stdio.h>
#include <string.h>

#include "core/base/number.h"
#include "importers/survey/survey.intern.h"

enum { PARTS = 3, PART_DIGITS = 4, OLDEST = 1900, NEWEST = 2200 };

/* Three numbers with / - or . between them at the beginning of the text. */
static bool cut(const char *text, long part[PARTS], size_t digits[PARTS])
{
    for (int i = 0; i < PARTS; i++) {
        char number[PART_DIGITS + 1] = {0};

        digits[i] = strspn(text, "0123456789");
        if (digits[i] == 0 || digits[i] > PART_DIGITS)
            return false;
        memcpy(number, text, digits[i]);
        pte_number_read_whole(number, 0, 9999, &part[i]);
        text += digits[i];
        if (i < PARTS - 1 && (text[0] == '\0' || strchr("/-.", *text++) == NULL))
            return false;
    }
    return text[0] == '\0' || strchr(" T,", text[0]) != NULL; /* a time may follow */
}

static bool exists(long year, long month, long day)
{
    static const long days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leaps = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return year >= OLDEST && year <= NEWEST && month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1] + (month == 2 && leaps);
}

static const char *refuse(struct pte_export *export, const char *text,
                          struct pte_place place, const char *sentence)
{
    pte_reading_note(
        &export->reading, "bad_date", place, text,
        "say date_order: dmy, mdy or ymd in the mapping, or correct the cell",
        "%s; the row counts without a date", sentence);
    return NULL;
}

const char *pte_export_date(struct pte_export *export, const char *text,
                            const char *order, struct pte_place place)
{
    long part[PARTS], year, month, day;
    size_t digits[PARTS];
    char iso[32];

    if (text[0] == '\0')
        return NULL;
    if (!cut(text, part, digits))
        return refuse(export, text, place, "this is no date");
    if (digits[0] == PART_DIGITS)
        order = "ymd"; /* a year first: nobody writes the day next */
    if (order == NULL)
        return refuse(export, text, place, "nobody can tell day and month of this date");
    year = part[strchr(order, 'y') - order];
    month = part[strchr(order, 'm') - order];
    day = part[strchr(order, 'd') - order];
    if (digits[strchr(order, 'y') - order] == 2)
        year += 2000;
    if (!exists(year, month, day))
        return refuse(export, text, place, "there is no such day");
    snprintf(iso, sizeof(iso), "%04ld-%02ld-%02ld", year, month, day);
    return pte_survey_text(&export->reading.survey, iso);
}

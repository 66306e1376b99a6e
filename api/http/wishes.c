/* api/http/wishes.c - what a client would rather have: form, language, encoding. */
#include "api/http/wishes.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/base/number.h"

/* How closely an item such as "es-CL" or "text/STAR" speaks of the word: 0 not at all. */
static int closeness(const char *item, size_t length, const char *word)
{
    const size_t n = strlen(word);

    if (length == n && strncasecmp(item, word, n) == 0)
        return 4;
    if (length > n && item[n] == '-' && strncasecmp(item, word, n) == 0)
        return 3;
    if (length >= 2 && item[length - 1] == '*' && item[length - 2] == '/' &&
        n >= length - 1 && strncasecmp(item, word, length - 1) == 0)
        return 2;
    if ((length == 1 && item[0] == '*') || (length == 3 && memcmp(item, "*/*", 3) == 0))
        return 1;
    return 0;
}

/* The q of an item's parameters, 1 if there is none; what cannot be read counts 0. */
static double quality(const char *parameters, size_t length)
{
    for (size_t i = 0; i + 2 < length; i++) {
        char number[8] = {0};
        double q;

        if (parameters[i] != ';')
            continue;
        do
            i++;
        while (i < length && (parameters[i] == ' ' || parameters[i] == '\t'));
        if (i + 1 >= length || tolower((unsigned char)parameters[i]) != 'q' ||
            parameters[i + 1] != '=')
            continue;
        i += 2;
        for (size_t d = 0; d + 1 < sizeof(number) && i + d < length &&
                           strchr("0123456789.", parameters[i + d]) != NULL;
             d++)
            number[d] = parameters[i + d];
        return pte_number_read(number, '.', &q) && q >= 0 && q <= 1 ? q : 0;
    }
    return 1;
}

double pte_wish_weight(const char *header, const char *word)
{
    double weight = -1;
    int closest = 0;

    while (header != NULL && *header != '\0') {
        size_t length, whole;
        int close;

        header += strspn(header, " \t,");
        whole = strcspn(header, ",");
        length = strcspn(header, ",; \t");
        close = length > 0 ? closeness(header, length, word) : 0;
        if (close > closest) {
            closest = close;
            weight = quality(header + length, whole - length);
        }
        header += whole;
    }
    return weight;
}

const char *pte_wish_best(const char *header, const char *const *words, size_t n)
{
    const char *best = NULL;
    double most = 0;

    for (size_t i = 0; i < n; i++) {
        const double weight = pte_wish_weight(header, words[i]);

        if (weight > most) {
            most = weight;
            best = words[i];
        }
    }
    return best;
}

bool pte_wish_holds_tag(const char *header, const char *tag)
{
    while (header != NULL && *header != '\0') {
        size_t length;

        header += strspn(header, " \t,");
        length = strcspn(header, ", \t");
        if (length == 1 && header[0] == '*')
            return true;
        if (length > 2 && header[0] == 'W' && header[1] == '/') {
            header += 2;
            length -= 2;
        }
        if (length == strlen(tag) && memcmp(header, tag, length) == 0)
            return true;
        header += length;
    }
    return false;
}

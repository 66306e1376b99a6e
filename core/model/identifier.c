/* core/model/identifier.c - tax identifiers of organizations, checked digit by digit. */
#include "core/model/identifier.h"

#include <stdbool.h>
#include <string.h>

enum { MOST = 15, ENYE = '~' }; /* one character stands for the two bytes of Ñ */

/* Capital letters and digits alone. Returns how many, or 0: something else is there, or
 * too much. */
static size_t strip(const char *text, char *plain)
{
    size_t n = 0;

    for (; *text != '\0'; text++) {
        char letter = *text;

        if (letter == ' ' || letter == '.' || letter == '-')
            continue;
        if (letter >= 'a' && letter <= 'z')
            letter = (char)(letter - 'a' + 'A');
        if (strncmp(text, "Ñ", 2) == 0 || strncmp(text, "ñ", 2) == 0) {
            letter = ENYE;
            text++;
        } else if (!(letter >= 'A' && letter <= 'Z') &&
                   !(letter >= '0' && letter <= '9') && letter != '&') {
            return 0;
        }
        if (n == MOST)
            return 0;
        plain[n++] = letter;
    }
    plain[n] = '\0';
    return n;
}

static bool is_digits(const char *text, size_t n)
{
    return strspn(text, "0123456789") >= n;
}

static bool is_zero(const char *text, size_t n)
{
    return strspn(text, "0") >= n;
}

static enum pte_identifier check_rut(const char *plain, size_t n)
{
    int sum = 0, weight = 2;
    long number = 0;

    if (n < 7 || n > 9 || !is_digits(plain, n - 1) || is_zero(plain, n - 1))
        return PTE_IDENTIFIER_WRONG;
    for (size_t i = n - 1; i-- > 0; weight = weight == 7 ? 2 : weight + 1)
        sum += (plain[i] - '0') * weight;
    for (size_t i = 0; i < n - 1; i++)
        number = number * 10 + (plain[i] - '0');
    if (plain[n - 1] != "0K987654321"[sum % 11])
        return PTE_IDENTIFIER_WRONG;
    return number < 50000000 ? PTE_IDENTIFIER_PERSON : PTE_IDENTIFIER_ORGANIZATION;
}

static enum pte_identifier check_nit(const char *plain, size_t n)
{
    static const int weights[] = {3,  7,  13, 17, 19, 23, 29, 37,
                                  41, 43, 47, 53, 59, 67, 71};
    int sum = 0;

    if (n < 8 || n > MOST || !is_digits(plain, n) || is_zero(plain, n - 1))
        return PTE_IDENTIFIER_WRONG;
    for (size_t i = 0; i < n - 1; i++)
        sum += (plain[n - 2 - i] - '0') * weights[i];
    return plain[n - 1] == "01987654321"[sum % 11] ? PTE_IDENTIFIER_EITHER
                                                   : PTE_IDENTIFIER_WRONG;
}

static enum pte_identifier check_ruc(const char *plain, size_t n)
{
    static const int weights[] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
    int sum = 0;

    if (n != 11 || !is_digits(plain, n))
        return PTE_IDENTIFIER_WRONG;
    for (size_t i = 0; i < 10; i++)
        sum += (plain[i] - '0') * weights[i];
    if ((11 - sum % 11) % 10 != plain[10] - '0')
        return PTE_IDENTIFIER_WRONG;
    if (strncmp(plain, "20", 2) == 0)
        return PTE_IDENTIFIER_ORGANIZATION;
    return strncmp(plain, "10", 2) == 0 || strncmp(plain, "15", 2) == 0 ||
                   strncmp(plain, "17", 2) == 0
               ? PTE_IDENTIFIER_PERSON
               : PTE_IDENTIFIER_WRONG;
}

/* YYMMDD of no known century: the 29th of February counts in years that four divides. */
static bool is_date(const char *text)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year, month, day;

    if (!is_digits(text, 6))
        return false;
    year = (text[0] - '0') * 10 + (text[1] - '0');
    month = (text[2] - '0') * 10 + (text[3] - '0');
    day = (text[4] - '0') * 10 + (text[5] - '0');
    return month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1] + (month == 2 && year % 4 == 0);
}

static enum pte_identifier check_rfc(const char *plain, size_t n)
{
    static const char order[] = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ ~";
    const size_t letters = n - 9; /* 3 an organization, 4 a person */
    int sum = 0;

    if ((n != 12 && n != 13) || strcspn(plain, "0123456789") != letters ||
        !is_date(plain + letters) || strchr("0WXYZ&~", plain[n - 3]) != NULL ||
        strchr("0&~", plain[n - 2]) != NULL)
        return PTE_IDENTIFIER_WRONG;
    for (size_t i = 0; i < 12; i++) {
        const char letter = n == 13 ? plain[i] : i == 0 ? ' ' : plain[i - 1];

        sum += (int)(strchr(order, letter) - order) * (13 - (int)i);
    }
    if (plain[n - 1] != order[(11 - sum % 11) % 11])
        return PTE_IDENTIFIER_WRONG;
    return n == 12 ? PTE_IDENTIFIER_ORGANIZATION : PTE_IDENTIFIER_PERSON;
}

static void give(const char *plain, char *clean)
{
    for (; *plain != '\0'; plain++) {
        if (*plain == ENYE) {
            memcpy(clean, "Ñ", 2);
            clean += 2;
        } else {
            *clean++ = *plain;
        }
    }
    *clean = '\0';
}

enum pte_identifier pte_identifier_check(const char *country, const char *text,
                                         char *clean)
{
    static const struct {
        const char *country;
        enum pte_identifier (*check)(const char *plain, size_t n);
    } rules[] = {
        {"CL", check_rut}, {"CO", check_nit}, {"MX", check_rfc}, {"PE", check_ruc}};
    char plain[MOST + 1];
    const size_t n = strip(text, plain);

    if (clean != NULL)
        clean[0] = '\0';
    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
        enum pte_identifier found;

        if (strcmp(rules[i].country, country) != 0)
            continue;
        found = n > 0 ? rules[i].check(plain, n) : PTE_IDENTIFIER_WRONG;
        if (found != PTE_IDENTIFIER_WRONG && clean != NULL)
            give(plain, clean);
        return found;
    }
    return PTE_IDENTIFIER_UNKNOWN;
}

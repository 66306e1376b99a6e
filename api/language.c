/* api/language.c - what users read, in English, Spanish and French. */
#include "api/language.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/embedded.h"
#include "core/base/error.h"

enum { TEXT_BYTES = 40, NUMBER_BYTES = 36 };

static const uint32_t mo_magic = 0x950412de;

extern const struct pte_embedded pte_embedded_languages[]; /* es.mo, fr.mo */

/* msgfmt writes the catalogue in little-endian order whatever the machine. */
static uint32_t word_at(const unsigned char *bytes, size_t at)
{
    return (uint32_t)bytes[at] | (uint32_t)bytes[at + 1] << 8 |
           (uint32_t)bytes[at + 2] << 16 | (uint32_t)bytes[at + 3] << 24;
}

/* Looks a text up in a compiled catalogue: two tables of (length, offset), the first
 * sorted by the English text (GNU gettext manual, "The Format of GNU MO Files"). */
static const char *look_up(const struct pte_embedded *catalogue, const char *english)
{
    const unsigned char *bytes = catalogue->bytes;
    const size_t ours = word_at(bytes, 12), theirs = word_at(bytes, 16);
    size_t low = 0, high = word_at(bytes, 8);

    if (word_at(bytes, 0) != mo_magic)
        return NULL;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const char *found = (const char *)bytes + word_at(bytes, ours + 8 * middle + 4);
        const int order = strcmp(english, found);

        if (order == 0)
            return (const char *)bytes + word_at(bytes, theirs + 8 * middle + 4);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static const char *translation(enum pte_language language, const char *english)
{
    const char *found;

    if (language == PTE_EN || english[0] == '\0')
        return english;
    found = look_up(&pte_embedded_languages[language - 1], english);
    return found != NULL && found[0] != '\0' ? found : NULL;
}

const char *pte_say(enum pte_language language, const char *english)
{
    const char *found = translation(language, english);

    return found != NULL ? found : english;
}

bool pte_say_knows(enum pte_language language, const char *english)
{
    return translation(language, english) != NULL;
}

bool pte_language_choose(const char *given, enum pte_language *language,
                         struct pte_error *err)
{
    const char *wanted = given;

    if (wanted == NULL)
        wanted = getenv("PUENTE_LANG");
    if (wanted == NULL || wanted[0] == '\0') {
        *language = PTE_EN;
        return true;
    }
    if (pte_language_find(wanted, language))
        return true;
    pte_fail(err, PTE_EUSAGE, "no language '%s'", wanted);
    return pte_hint(err, "the languages are en, es, fr");
}

enum pte_language pte_language_of_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const char *locale = getenv(names[i]);
        enum pte_language language;
        char code[3];

        if (locale == NULL || locale[0] == '\0')
            continue;
        snprintf(code, sizeof(code), "%.2s", locale);
        if (strchr("_.@", locale[strlen(code)]) != NULL &&
            pte_language_find(code, &language))
            return language;
        break;
    }
    return PTE_EN;
}

const char *pte_say_number(enum pte_language language, double value, int decimals,
                           char *text)
{
    char *point;

    /* LC_NUMERIC stays "C" in puente, so the mark is a point here. */
    snprintf(text, NUMBER_BYTES, "%.*f", decimals, value);
    if (text[0] == '-' && strspn(text, "-0.") == strlen(text))
        snprintf(text, NUMBER_BYTES, "%.*f", decimals, 0.); /* no "-0.0" */
    point = strchr(text, '.');
    if (point != NULL && language != PTE_EN)
        *point = ',';
    return text;
}

const char *pte_say_p(enum pte_language language, double p, bool with_sign, char *text)
{
    char number[NUMBER_BYTES];
    const char *sign = with_sign ? "= " : "";
    const char *shown = number;

    if (!isfinite(p)) {
        snprintf(text, TEXT_BYTES, "–");
        return text;
    }
    if (p < .001) {
        sign = "< ";
        pte_say_number(language, .001, 3, number);
    } else {
        /* .0496 must not read as .05: three decimals near what decides */
        pte_say_number(language, p, p < .01 || (p >= .045 && p < .055) ? 3 : 2, number);
    }
    if (language == PTE_EN && number[0] == '0')
        shown = number + 1;
    snprintf(text, TEXT_BYTES, "%s%s", sign, shown);
    return text;
}

const char *pte_say_share(enum pte_language language, double share, char *text)
{
    char number[NUMBER_BYTES];

    if (!isfinite(share)) {
        snprintf(text, TEXT_BYTES, "–");
        return text;
    }
    /* A small share is not nothing, and a large one not all. */
    if (share > 0 && share < .01)
        pte_say_number(language, 100 * share, share < .0005 ? 2 : 1, number);
    else if (share > .99 && share < 1)
        pte_say_number(language, floor(1000 * share) / 10, 1, number);
    else
        pte_say_number(language, 100 * share, 0, number);
    snprintf(text, TEXT_BYTES, "%s %%", number);
    return text;
}

/* api/language.h - what users read, in English, Spanish and French.
 *
 * The English sentence in the source is the key; api/po/es.po and fr.po hold the
 * others. msgfmt compiles them and they are built into the program, so that every
 * language is there on a machine without a single locale, several of them at once. */
#ifndef PTE_API_LANGUAGE_H
#define PTE_API_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/model/vocabulary.h"

struct pte_error;

/** Marks a text in a table for translation, where it cannot be translated yet. */
#define N_(text) text

/** The text in a language; the English itself if there is no translation. Lent. */
const char *pte_say(enum pte_language language, const char *english)
    __attribute__((format_arg(2)));

/** Whether a translation is there (always for English). */
bool pte_say_knows(enum pte_language language, const char *english);

/**
 * The language of answers: what was given, else PUENTE_LANG, else English. The locale
 * has no say: the same question gives the same bytes on every machine.
 *
 * given  "en", "es", "fr"; NULL = not given
 * Fails  PTE_EUSAGE
 */
bool pte_language_choose(const char *given, enum pte_language *language,
                         struct pte_error *err);

/** The language of the user's locale, if it is one of ours. */
enum pte_language pte_language_of_locale(void);

/** A number as a reader of the language writes it: 0.4 or 0,4. text: 40 bytes. */
const char *pte_say_number(enum pte_language language, double value, int decimals,
                           char *text);

/** p as journals print it: ".01", "< .001"; in Spanish and French "0,01", "< 0,001".
 * with_sign  "= .01". text: 40 bytes */
const char *pte_say_p(enum pte_language language, double p, bool with_sign, char *text);

/** A share as whole percent: "71 %". text: 40 bytes */
const char *pte_say_share(enum pte_language language, double share, char *text);

#endif

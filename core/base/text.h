/* core/base/text.h - UTF-8 text: building, checking, cleaning, comparing, fitting.
 *
 * Text everywhere is const char *, valid UTF-8; struct pte_text only builds one. */
#ifndef PTE_CORE_BASE_TEXT_H
#define PTE_CORE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct pte_arena;

/** A text that grows. All zero is the empty text; bytes is NULL until something is added.
 */
struct pte_text {
    char *bytes; /* always terminated */
    size_t length;
    size_t room;
};

void pte_text_add(struct pte_text *text, const char *more);
void pte_text_add_bytes(struct pte_text *text, const char *more, size_t length);
void pte_text_addf(struct pte_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/** Adds a number in its shortest form (core/base/number.h). */
void pte_text_add_number(struct pte_text *text, double value);
/** The text so far, never NULL; lent. */
const char *pte_text_get(const struct pte_text *text);
/** Empties the text and keeps its room. */
void pte_text_clear(struct pte_text *text);
void pte_text_release(struct pte_text *text);

/** Whether bytes are valid UTF-8 without NUL; at: where the first wrong byte is, or NULL.
 */
bool pte_text_valid(const char *bytes, size_t length, size_t *at);

/**
 * A name as it may be kept and shown: NFC, without control characters (tab and line
 * breaks become blanks) and noncharacters, blanks at both ends taken off, inner runs
 * of blanks made one.
 *
 * Returns a new text, to be freed; empty if nothing is left
 */
char *pte_text_clean(const char *text);

/** The text with its first letter in upper or lower case; one that begins with two
 * capitals is not lowered. To be freed. */
char *pte_text_begin(const char *text, bool upper);

/** Lower case without accents, for comparing names: "Educación" gives "educacion". To be
 * freed. */
char *pte_text_fold(const char *text);

/** How many columns a terminal needs for it (wide characters 2, combining marks 0). */
size_t pte_text_columns(const char *text);

/**
 * The beginning of text that fits into columns, ending in "…" where something was cut.
 * Never cuts inside a character with its marks. To be freed.
 */
char *pte_text_fit(const char *text, size_t columns);

/** How many characters as a reader counts them (grapheme clusters). */
size_t pte_text_characters(const char *text);

/** Whether the text holds any right-to-left or bidirectional control character. */
bool pte_text_is_bidirectional(const char *text);

/** Whether code is an ISO 3166-1 alpha-2 code of a country, upper case. */
bool pte_text_is_region(const char *code);

/** The country's name in a language ("es"), kept in the arena; NULL if there is none. */
const char *pte_text_region(const char *code, const char *language,
                            struct pte_arena *arena);

#endif

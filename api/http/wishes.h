/* api/http/wishes.h - what a client would rather have: form, language, encoding. */
#ifndef PTE_API_HTTP_WISHES_H
#define PTE_API_HTTP_WISHES_H

#include <stdbool.h>
#include <stddef.h>

/**
 * The weight of a word in a header such as Accept-Encoding or Accept-Language
 * (RFC 9110, 12.4): from 0 (not wanted) to 1.
 *
 * header  NULL = the header was not sent
 * word    lower case; "es" also takes "es-CL"; "text/csv" also "text" followed by a
 *         star
 * Returns -1 where the header does not speak of it
 */
double pte_wish_weight(const char *header, const char *word);

/** The word with the greatest weight above 0; the earlier one of equals; NULL if none. */
const char *pte_wish_best(const char *header, const char *const *words, size_t n);

/** Whether If-None-Match holds the tag, strong or weak, or a star. */
bool pte_wish_holds_tag(const char *header, const char *tag);

#endif

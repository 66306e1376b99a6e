/* core/base/number.h - numbers to text and back, the same in every locale. */
#ifndef PTE_CORE_BASE_NUMBER_H
#define PTE_CORE_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

enum { PTE_NUMBER_BYTES = 32 };

/**
 * The shortest text that reads back as the same number: 0.1, 3, 1e-07.
 *
 * value   finite; text always has a point as decimal mark
 * text    out: at least PTE_NUMBER_BYTES bytes
 */
const char *pte_number_text(double value, char *text);

/**
 * Reads a whole text as one finite number.
 *
 * mark    the decimal mark, '.' or ','; the other one is not accepted
 * value   out: untouched on failure
 * Returns false if the text is empty, has anything after the number, or is a
 *         word such as inf or nan, or hexadecimal. Blanks around it are allowed
 */
bool pte_number_read(const char *text, char mark, double *value);

/** Reads a whole text as a number from least to most without sign or blanks. */
bool pte_number_read_whole(const char *text, long least, long most, long *value);

#endif

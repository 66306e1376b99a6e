/* api/nearest.c - which of the right words a wrong one was meant to be. */
#include "api/nearest.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { LONGEST = 40 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: Levenshtein's distance with swaps of neighbours. */
size_t pte_nearest_distance(const char *one, const char *other)
{
    const size_t rows = strlen(one), columns = strlen(other);
    size_t d[LONGEST + 1][LONGEST + 1];

    if (rows > LONGEST || columns > LONGEST)
        return SIZE_MAX;
    for (size_t i = 0; i <= rows; i++)
        d[i][0] = i;
    for (size_t j = 0; j <= columns; j++)
        d[0][j] = j;
    for (size_t i = 1; i <= rows; i++)
        for (size_t j = 1; j <= columns; j++) {
            const size_t change = one[i - 1] != other[j - 1];

            d[i][j] =
                least(least(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] &&
                one[i - 2] == other[j - 1])
                d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[rows][columns];
}

const char *pte_nearest(const char *wrong, const char *const *right, size_t n)
{
    const char *found = NULL;
    size_t nearest = SIZE_MAX;

    for (size_t i = 0; i < n; i++) {
        const size_t letters = strlen(right[i]);
        const bool begins = strlen(wrong) >= 2 &&
                            strncmp(wrong, right[i], least(strlen(wrong), letters)) == 0;
        const size_t distance = begins ? 1 : pte_nearest_distance(wrong, right[i]);

        if (distance < nearest && (begins || distance <= letters / 3)) {
            nearest = distance;
            found = right[i];
        }
    }
    return found;
}

/* tests/core/measures/expected.c - numbers other programs found, from the files beside.
 */
#include "tests/core/measures/expected.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/number.h"
#include "core/base/text.h"

enum { MOST_BYTES = 1 << 20, MOST_WORD = 64 };

/* The rest of the line that starts with these two words, or NULL. */
static const char *find_line(const char *text, const char *network, const char *key)
{
    char start[MOST_WORD];
    size_t length;

    snprintf(start, sizeof(start), "%s %s", network, key);
    length = strlen(start);
    while (text != NULL) {
        if (strncmp(text, start, length) == 0 &&
            (text[length] == ' ' || text[length] == '\n'))
            return text + length;
        text = strchr(text, '\n');
        text = text != NULL ? text + 1 : NULL;
    }
    return NULL;
}

static void read_file(const char *file, struct pte_text *text)
{
    const char *folder = getenv("PUENTE_SOURCE");
    char path[4096];

    snprintf(path, sizeof(path), "%s/tests/core/measures/%s",
             folder != NULL ? folder : ".", file);
    assert_true(pte_file_read(path, MOST_BYTES, text, NULL));
}

bool expected_has(const char *file, const char *network, const char *key)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};

    read_file(file, &text);
    return find_line(pte_text_get(&text), network, key) != NULL;
}

size_t expected_numbers(const char *file, const char *network, const char *key,
                        double *wanted, size_t most)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    const char *at;
    size_t n = 0;

    read_file(file, &text);
    at = find_line(pte_text_get(&text), network, key);
    if (at == NULL)
        fail_msg("no line '%s %s' in %s", network, key, file);
    while (*at == ' ') {
        const size_t length = strcspn(++at, " \n");
        char word[MOST_WORD];

        snprintf(word, sizeof(word), "%.*s", (int)length, at);
        at += length;
        if (length == 0)
            continue;
        assert_true(n < most);
        wanted[n] = NAN;
        if (strcmp(word, "null") != 0)
            assert_true(pte_number_read(word, '.', &wanted[n]));
        n++;
    }
    return n;
}

void assert_all_near(const char *what, const double *found, const double *wanted,
                     size_t n, double most)
{
    for (size_t i = 0; i < n; i++) {
        const double allowed = most * fmax(1, fabs(wanted[i]));

        if (isnan(found[i]) && isnan(wanted[i]))
            continue;
        if (!(fabs(found[i] - wanted[i]) <= allowed))
            fail_msg("%s of %zu is %.17g and should be %.17g", what, i, found[i],
                     wanted[i]);
    }
}

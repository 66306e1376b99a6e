/* viz/escape.c - the one door through which names and words come into a picture. */
#include "viz/escape.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/base/text.h"
#include "viz/metrics.h"

static bool is_left_out(uint32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
           c == 0x200F || c == 0x061C || c == 0xFEFF || (c >= 0xFDD0 && c <= 0xFDEF) ||
           (c & 0xFFFE) == 0xFFFE;
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

char *pte_escape_clean(const char *text)
{
    struct pte_text clean = {0};

    pte_text_add(&clean, "");
    while (text != NULL && *text != '\0') {
        const char *start = text;
        const uint32_t c = pte_metrics_next(&text);

        if (c == UINT32_MAX)
            pte_text_add(&clean, "\xEF\xBF\xBD");
        else if (c == '\n')
            pte_text_add(&clean, "\n");
        else if (is_control(c))
            pte_text_add(&clean, " ");
        else if (!is_left_out(c))
            pte_text_add_bytes(&clean, start, (size_t)(text - start));
    }
    return clean.bytes;
}

void pte_escape_xml(struct pte_text *out, const char *text)
{
    for (;;) {
        const size_t plain = strcspn(text, "&<>\"'");

        pte_text_add_bytes(out, text, plain);
        switch (text[plain]) {
        case '\0':
            return;
        case '&':
            pte_text_add(out, "&amp;");
            break;
        case '<':
            pte_text_add(out, "&lt;");
            break;
        case '>':
            pte_text_add(out, "&gt;");
            break;
        case '"':
            pte_text_add(out, "&quot;");
            break;
        default:
            pte_text_add(out, "&#39;");
            break;
        }
        text += plain + 1;
    }
}

void pte_escape_xdot(struct pte_text *out, const char *line)
{
    pte_text_addf(out, "%zu -", strlen(line));
    pte_text_add(out, line);
    pte_text_add(out, " ");
}

/* importers/workbook/strings.c - texts that cells refer to by their number. */
#include <string.h>

#include "core/base/error.h"
#include "importers/workbook/workbook.intern.h"

enum { ESCAPE = 7 }; /* _x000D_ */

/* The character an escape stands for; -1 = text is none. Half of a pair, which no text
 * may hold, and NUL stay as they are written. */
static long escaped(const char *text)
{
    long code = 0;

    if (strncmp(text, "_x", 2) != 0)
        return -1;
    for (int i = 2; i < ESCAPE - 1; i++) {
        const char *digits = "0123456789abcdefABCDEF";
        const char *digit = text[i] != '\0' ? strchr(digits, text[i]) : NULL;

        if (digit == NULL)
            return -1;
        code = code * 16 + (digit - digits < 16 ? digit - digits : digit - digits - 6);
    }
    return text[ESCAPE - 1] == '_' && code != 0 && (code < 0xD800 || code > 0xDFFF) ? code
                                                                                    : -1;
}

static size_t put_utf8(char *to, long code)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        to[0] = (char)(0xC0 | code >> 6);
        to[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    to[0] = (char)(0xE0 | code >> 12);
    to[1] = (char)(0x80 | (code >> 6 & 0x3F));
    to[2] = (char)(0x80 | (code & 0x3F));
    return 3;
}

void pte_strings_unescape(char *text)
{
    char *from = strstr(text, "_x"), *to = from;

    if (from == NULL)
        return;
    while (*from != '\0') {
        const long code = escaped(from);

        if (code < 0) {
            *to++ = *from++;
        } else {
            to += put_utf8(to, code);
            from += ESCAPE;
        }
    }
    *to = '\0';
}

bool pte_strings_element(struct pte_xml *xml, int depth, struct pte_text *text,
                         struct pte_error *err)
{
    const size_t begun = text->length;
    bool in_text = false, in_reading = false;
    enum pte_xml_event event;

    do {
        if (!pte_xml_next(xml, &event, err))
            return false;
        if (event == PTE_XML_TEXT && in_text)
            pte_text_add(text, pte_xml_text(xml));
        else if (pte_xml_is(xml, depth + 1, "rPh"))
            in_reading = event == PTE_XML_BEGIN;
        else if (pte_xml_is(xml, depth + 1, "t") || pte_xml_is(xml, depth + 2, "t"))
            in_text = event == PTE_XML_BEGIN && !in_reading;
    } while (event != PTE_XML_DONE &&
             (event != PTE_XML_END || pte_xml_depth(xml) > depth));
    if (text->length > begun) {
        pte_strings_unescape(text->bytes + begun);
        text->length = begun + strlen(text->bytes + begun);
    }
    return true;
}

bool pte_strings_read(struct pte_archive *archive, uint32_t file,
                      struct pte_strings *strings, struct pte_error *err)
{
    PTE_AUTO(pte_xml_free) struct pte_xml *xml = NULL;
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    enum pte_xml_event event;

    if (!pte_xml_open(archive, file, &xml, err))
        return false;
    do {
        if (!pte_xml_next(xml, &event, err))
            return false;
        if (event != PTE_XML_BEGIN || !pte_xml_is(xml, 1, "si"))
            continue;
        pte_text_clear(&text);
        if (!pte_strings_element(xml, 1, &text, err))
            return false;
        pte_grow(&strings->texts, strings->n, &strings->room, sizeof(*strings->texts));
        strings->texts[strings->n++] =
            pte_arena_slice(&strings->arena, pte_text_get(&text), text.length);
    } while (event != PTE_XML_DONE);
    return true;
}

void pte_strings_release(struct pte_strings *strings)
{
    pte_free(&strings->texts);
    pte_arena_release(&strings->arena);
    *strings = (struct pte_strings){0};
}

/* importers/graphs/markup.c - the elements of an XML file, one after the other. */
#include "importers/graphs/markup.h"

#include <libxml/xmlreader.h>
#include <stdio.h>
#include <string.h>

#include "core/base/error.h"
#include "importers/graphs/graph.h"

enum { MOST_ATTRIBUTES = 64, MOST_OF_A_TAG = 64 << 10 };

/* libxml2 reports more than it fails by: the first grave one is kept. */
static void keep_fault(void *data, const xmlError *error)
{
    struct pte_markup *xml = data;

    if (error == NULL || error->level != XML_ERR_FATAL || xml->fault[0] != '\0')
        return;
    snprintf(xml->fault, sizeof(xml->fault), "%s",
             error->message != NULL ? error->message : "");
    xml->fault[strcspn(xml->fault, "\n")] = '\0';
    xml->fault_line = error->line;
}

static bool fail_type(const char *shown, struct pte_error *err)
{
    pte_fail(err, PTE_EINPUT, "'%s' has a document type (<!DOCTYPE)", shown);
    return pte_hint(err, "take it out: it could pull in other files");
}

static bool begins(const char *at, const char *end, const char *with)
{
    return (size_t)(end - at) >= strlen(with) && strncmp(at, with, strlen(with)) == 0;
}

/* Where a tag ends: a > outside quotes; NULL = not within what one may have. */
static const char *tag_end(const char *at, const char *end)
{
    char quote = '\0';

    if (end - at > MOST_OF_A_TAG)
        end = at + MOST_OF_A_TAG;
    for (; at < end; at++)
        if (quote != '\0')
            quote = *at == quote ? '\0' : quote;
        else if (*at == '"' || *at == '\'')
            quote = *at;
        else if (*at == '>')
            return at;
    return NULL;
}

/* Before libxml2 sees it: it takes time with the square of the attributes of one tag, and
 * reads a whole document type before it tells of it. */
static bool check_tags(const char *at, const char *end, const char *shown,
                       struct pte_error *err)
{
    if (end - at >= 4 && memchr(at, '\0', 4) != NULL) {
        pte_fail(err, PTE_EINPUT, "'%s' is XML in UTF-16 or UTF-32", shown);
        return pte_hint(err, "save it as UTF-8");
    }
    while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        const bool is_comment = begins(at, end, "<!--");

        if (is_comment || begins(at, end, "<![CDATA[")) {
            at = memmem(at, (size_t)(end - at), is_comment ? "-->" : "]]>", 3);
            if (at == NULL)
                return true; /* libxml2 tells where */
        } else if (begins(at, end, "<!DOCTYPE")) {
            return fail_type(shown, err);
        } else {
            const char *close = tag_end(at, end);

            if (close == NULL && end - at > MOST_OF_A_TAG)
                return pte_fail(err, PTE_EINPUT, "'%s' has a tag of more than %d bytes",
                                shown, MOST_OF_A_TAG);
            if (close == NULL)
                return true;
            at = close;
        }
    }
    return true;
}

bool pte_markup_open(const char *bytes, size_t length, const char *shown,
                     struct pte_markup *xml, struct pte_error *err)
{
    xmlTextReaderPtr reader;

    if (!check_tags(bytes, bytes + length, shown, err))
        return false;
    reader =
        xmlReaderForMemory(bytes, (int)length, /* URL */ NULL, /* encoding */ NULL,
                           XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOWARNING);

    if (reader == NULL)
        return pte_fail(err, PTE_EINPUT, "'%s' cannot be read as XML", shown);
    *xml = (struct pte_markup){.reader = reader, .shown = shown};
    xmlTextReaderSetStructuredErrorHandler(reader, (xmlStructuredErrorFunc)keep_fault,
                                           xml);
    return true;
}

static bool fail_form(const struct pte_markup *xml, struct pte_error *err)
{
    pte_fail(err, PTE_EINPUT, "'%s' line %d is not well-formed XML: %s", xml->shown,
             xml->fault_line, xml->fault[0] != '\0' ? xml->fault : "it ends too early");
    return pte_hint(err, "export it again; was the file cut off or edited by hand?");
}

static bool check(const struct pte_markup *xml, struct pte_error *err)
{
    if (xml->depth > PTE_GRAPH_DEPTH)
        return pte_fail(err, PTE_EINPUT, "'%s' line %u: elements nested deeper than %d",
                        xml->shown, xml->line, PTE_GRAPH_DEPTH);
    if (xmlTextReaderAttributeCount(xml->reader) > MOST_ATTRIBUTES)
        return pte_fail(err, PTE_EINPUT, "'%s' line %u: more than %d attributes",
                        xml->shown, xml->line, MOST_ATTRIBUTES);
    return true;
}

static bool take(struct pte_markup *xml, enum pte_markup_event event)
{
    xml->depth = xmlTextReaderDepth(xml->reader) - (event == PTE_MARKUP_TEXT);
    if (event == PTE_MARKUP_TEXT) {
        xml->text = (const char *)xmlTextReaderConstValue(xml->reader);
        return xml->text != NULL;
    }
    xml->name = (const char *)xmlTextReaderConstLocalName(xml->reader);
    if (event == PTE_MARKUP_BEGIN) {
        xml->line = (uint32_t)xmlGetLineNo(xmlTextReaderCurrentNode(xml->reader));
        xml->ends_later = xmlTextReaderIsEmptyElement(xml->reader) == 1;
    }
    return true;
}

bool pte_markup_next(struct pte_markup *xml, enum pte_markup_event *event,
                     struct pte_error *err)
{
    if (xml->ends_later) {
        xml->ends_later = false;
        *event = PTE_MARKUP_END;
        return true;
    }
    for (;;) {
        const int got = xmlTextReaderRead(xml->reader);

        if (got < 0)
            return fail_form(xml, err);
        *event = PTE_MARKUP_END_OF_FILE;
        if (got == 0)
            return true;
        switch (xmlTextReaderNodeType(xml->reader)) {
        case XML_READER_TYPE_DOCUMENT_TYPE:
            return fail_type(xml->shown, err);
        case XML_READER_TYPE_ELEMENT:
            *event = PTE_MARKUP_BEGIN;
            return take(xml, *event) && check(xml, err);
        case XML_READER_TYPE_END_ELEMENT:
            *event = PTE_MARKUP_END;
            return take(xml, *event);
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
            *event = PTE_MARKUP_TEXT;
            if (take(xml, *event))
                return true;
            break;
        default:
            break;
        }
    }
}

bool pte_markup_attribute(struct pte_markup *xml, const char *name,
                          struct pte_text *value)
{
    pte_text_clear(value);
    if (xmlTextReaderMoveToAttribute(xml->reader, (const xmlChar *)name) != 1)
        return false;
    pte_text_add(value, (const char *)xmlTextReaderConstValue(xml->reader));
    xmlTextReaderMoveToElement(xml->reader);
    return true;
}

void pte_markup_close(struct pte_markup *xml)
{
    if (xml->reader != NULL)
        xmlFreeTextReader(xml->reader);
    *xml = (struct pte_markup){0};
}

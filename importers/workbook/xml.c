/* importers/workbook/xml.c - one XML part of a workbook, read piece by piece. */
#include "importers/workbook/xml.h"

#include <libxml/xmlreader.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "importers/workbook/archive.h"

enum {
    DEEPEST = 32,
    MOST_PROLOG = 64 * 1024,
    MOST_TAG = 8 * 1024,
    MOST_TEXT = 1024 * 1024,
    OPTIONS = XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOERROR |
              XML_PARSE_NOWARNING | XML_PARSE_COMPACT | XML_PARSE_IGNORE_ENC
};

/* What the bytes before the first element may be. */
enum prolog { BETWEEN, OPENED, INSTRUCTION, BANG, COMMENT, ELEMENTS };

struct pte_xml {
    struct pte_archive *archive;
    const char *name; /* of the part */
    struct pte_part *part;
    xmlTextReaderPtr reader;
    xmlNodePtr node;
    const xmlNs *home; /* the namespace of the first element */
    bool is_begun, is_empty, ends_empty;
    int depth;
    uint64_t done;
    enum prolog prolog;
    char before[2]; /* the last two bytes of a comment or instruction */
    bool in_tag;    /* behind the last < seen, and not behind its > */
    char quote;     /* inside an attribute; '\0' = not */
    size_t run;     /* bytes since that < */
    struct pte_error fault;
};

static bool refuse(struct pte_xml *xml, const char *why)
{
    return pte_fail(&xml->fault, PTE_EINPUT, "'%s' is no honest workbook: '%s' in it %s",
                    pte_archive_shown(xml->archive), xml->name, why);
}

/* Before the first element come blanks, <?instructions?> and <!--comments-->. A DOCTYPE
 * must not even reach the parser, which reads it whole before it tells us. */
static bool check_prolog(struct pte_xml *xml, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n && xml->prolog != ELEMENTS; i++) {
        const char c = bytes[i];

        switch (xml->prolog) {
        case BETWEEN:
            if (c == '<')
                xml->prolog = OPENED;
            else if (strchr(" \t\r\n", c) == NULL || c == '\0')
                return refuse(xml, "is not XML in UTF-8");
            break;
        case OPENED:
            xml->prolog = c == '?' ? INSTRUCTION : c == '!' ? BANG : ELEMENTS;
            memset(xml->before, 0, sizeof(xml->before));
            if (c == '\0')
                return refuse(xml, "is not XML in UTF-8");
            break;
        case BANG:
            if (c != '-')
                return refuse(xml, "has a DOCTYPE");
            xml->prolog = COMMENT;
            break;
        default:
            if (c == '>' &&
                (xml->prolog == INSTRUCTION ? xml->before[1] == '?'
                                            : memcmp(xml->before, "--", 2) == 0))
                xml->prolog = BETWEEN;
            xml->before[0] = xml->before[1];
            xml->before[1] = c;
        }
        if (xml->done + i > MOST_PROLOG)
            return refuse(xml, "begins with more than 64 KiB of comments");
    }
    return true;
}

/* Tags and texts have their limits, counted before the parser holds them whole. Only the
 * end of each portion matters: what ends inside it is shorter than the portion. */
static bool check_runs(struct pte_xml *xml, const char *bytes, size_t n)
{
    const char *last = memrchr(bytes, '<', n);
    size_t from = 0;

    if (last != NULL) {
        from = (size_t)(last - bytes);
        xml->in_tag = true;
        xml->quote = '\0';
        xml->run = 0;
    }
    for (size_t i = from; i < n && xml->in_tag; i++)
        if (xml->quote != '\0')
            xml->quote = bytes[i] == xml->quote ? '\0' : xml->quote;
        else if (bytes[i] == '"' || bytes[i] == '\'')
            xml->quote = bytes[i];
        else if (bytes[i] == '>')
            xml->in_tag = false;
    xml->run += n - from;
    if (xml->run > (xml->in_tag ? (size_t)MOST_TAG : (size_t)MOST_TEXT))
        return refuse(xml, xml->in_tag ? "has a tag of more than 8 KiB"
                                       : "has a text of more than 1 MiB");
    return true;
}

/* As many bytes as asked for, unless the part ends. */
static bool fill(struct pte_xml *xml, char *bytes, size_t most, size_t *filled)
{
    size_t got = 1;

    for (*filled = 0; *filled < most && got > 0; *filled += got)
        if (!pte_part_read(xml->part, bytes + *filled, most - *filled, &got, &xml->fault))
            return false;
    return true;
}

static int give_bytes(void *context, char *bytes, int most)
{
    struct pte_xml *xml = context;
    size_t got;

    if (!fill(xml, bytes, (size_t)most, &got))
        return -1;
    if (xml->done == 0 && got >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        memmove(bytes, bytes + 3, got -= 3);
    if (!check_prolog(xml, bytes, got) || !check_runs(xml, bytes, got))
        return -1;
    xml->done += got;
    return (int)got;
}

static void say_nothing(void *context, const char *message, xmlParserSeverities severity,
                        xmlTextReaderLocatorPtr where)
{
    (void)context;
    (void)message;
    (void)severity;
    (void)where;
}

bool pte_xml_open(struct pte_archive *archive, uint32_t file, struct pte_xml **xml,
                  struct pte_error *err)
{
    PTE_AUTO(pte_xml_free) struct pte_xml *made = pte_alloc(1, sizeof(*made));

    made->archive = archive;
    made->name = pte_archive_name(archive, file);
    if (!pte_part_open(archive, file, &made->part, err))
        return false;
    made->reader = xmlReaderForIO(give_bytes, /* close */ NULL, made, /* url */ NULL,
                                  /* encoding */ NULL, OPTIONS);
    if (made->reader == NULL) {
        if (made->fault.kind == PTE_OK)
            return pte_fail(err, PTE_ESYSTEM, "cannot start the XML reader");
        return pte_fail(err, made->fault.kind, "%s", made->fault.message);
    }
    xmlTextReaderSetErrorHandler(made->reader, say_nothing, NULL);
    *xml = made;
    made = NULL;
    return true;
}

void pte_xml_free(struct pte_xml **xml)
{
    struct pte_xml *going = *xml;

    if (going == NULL)
        return;
    if (going->reader != NULL)
        xmlFreeTextReader(going->reader);
    pte_part_free(&going->part);
    pte_free(xml);
}

static bool fail(struct pte_xml *xml, struct pte_error *err)
{
    if (xml->fault.kind == PTE_OK) {
        pte_fail(&xml->fault, PTE_EINPUT,
                 "'%s' is damaged: '%s' in it is not well formed",
                 pte_archive_shown(xml->archive), xml->name);
        pte_hint(&xml->fault, "export it again, or open it in a spreadsheet program and "
                              "save it anew");
    }
    if (err != NULL)
        *err = xml->fault;
    return false;
}

/* What a node is to us. seen: false = nothing. */
static bool classify(struct pte_xml *xml, enum pte_xml_event *event, bool *seen)
{
    *seen = true;
    switch (xmlTextReaderNodeType(xml->reader)) {
    case XML_READER_TYPE_ELEMENT:
        xml->is_empty = xmlTextReaderIsEmptyElement(xml->reader) == 1;
        if (!xml->is_begun)
            xml->home = xml->node->ns;
        xml->is_begun = true;
        *event = PTE_XML_BEGIN;
        return true;
    case XML_READER_TYPE_END_ELEMENT:
        *event = PTE_XML_END;
        return true;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        *event = PTE_XML_TEXT;
        return true;
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
        return refuse(xml, "has a DOCTYPE or entities of its own");
    default:
        *seen = false; /* comments, instructions */
        return true;
    }
}

bool pte_xml_next(struct pte_xml *xml, enum pte_xml_event *event, struct pte_error *err)
{
    bool seen = false;

    if (xml->is_empty) {
        xml->is_empty = false;
        *event = PTE_XML_END;
        return true;
    }
    while (!seen) {
        const int read = xmlTextReaderRead(xml->reader);

        if (read < 0 || xml->fault.kind != PTE_OK)
            return fail(xml, err);
        if (read == 0) {
            if (!xml->is_begun)
                return fail(xml, err);
            *event = PTE_XML_DONE;
            return true;
        }
        xml->depth = xmlTextReaderDepth(xml->reader);
        xml->node = xmlTextReaderCurrentNode(xml->reader);
        if (xml->depth > DEEPEST)
            refuse(xml, "is nested too deeply");
        if (xml->depth > DEEPEST || !classify(xml, event, &seen))
            return fail(xml, err);
    }
    return true;
}

int pte_xml_depth(const struct pte_xml *xml)
{
    return xml->depth;
}

static bool is_home(const struct pte_xml *xml)
{
    const xmlNs *own = xml->node->ns;

    return own == xml->home || (own != NULL && xml->home != NULL &&
                                xmlStrEqual(own->href, xml->home->href) != 0);
}

bool pte_xml_is(const struct pte_xml *xml, int depth, const char *name)
{
    return xml->depth == depth && strcmp((const char *)xml->node->name, name) == 0 &&
           is_home(xml);
}

static const char *value_of(const xmlAttr *attribute)
{
    const xmlNode *text = attribute->children;

    if (text == NULL)
        return "";
    return text->type == XML_TEXT_NODE && text->next == NULL ? (const char *)text->content
                                                             : NULL;
}

const char *pte_xml_attribute(const struct pte_xml *xml, const char *name)
{
    for (const xmlAttr *attribute = xml->node->properties; attribute != NULL;
         attribute = attribute->next)
        if (attribute->ns == NULL && strcmp((const char *)attribute->name, name) == 0)
            return value_of(attribute);
    return NULL;
}

const char *pte_xml_relation(const struct pte_xml *xml)
{
    for (const xmlAttr *attribute = xml->node->properties; attribute != NULL;
         attribute = attribute->next)
        if (attribute->ns != NULL && strcmp((const char *)attribute->name, "id") == 0)
            return value_of(attribute);
    return NULL;
}

const char *pte_xml_text(const struct pte_xml *xml)
{
    return xml->node->content != NULL ? (const char *)xml->node->content : "";
}

bool pte_xml_skip_rest(struct pte_xml *xml, struct pte_error *err)
{
    char bytes[4096];
    size_t got;

    do {
        if (!pte_part_read(xml->part, bytes, sizeof(bytes), &got, err))
            return false;
        xml->done += got;
    } while (got > 0);
    return true;
}

uint64_t pte_xml_done(const struct pte_xml *xml)
{
    return xml->done;
}

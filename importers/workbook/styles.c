/* importers/workbook/styles.c - which styles of cells show a number as a moment. */
#include <stdlib.h>

#include "core/base/error.h"
#include "core/base/number.h"
#include "importers/workbook/workbook.intern.h"

enum { MOST_ID = 1 << 20 };

/* A number format of this workbook's own. */
struct format {
    long id;
    enum pte_serial_form form;
};

struct formats {
    struct format *list;
    size_t n, room;
};

static void release(struct formats *formats)
{
    pte_free(&formats->list);
}

static void take_format(const struct pte_xml *xml, struct formats *formats)
{
    const char *id = pte_xml_attribute(xml, "numFmtId");
    const char *code = pte_xml_attribute(xml, "formatCode");
    struct format format;

    if (id == NULL || code == NULL || !pte_number_read_whole(id, 0, MOST_ID, &format.id))
        return;
    format.form = pte_serial_form(code);
    pte_grow(&formats->list, formats->n, &formats->room, sizeof(*formats->list));
    formats->list[formats->n++] = format;
}

static enum pte_serial_form form_of(const struct formats *formats, long id)
{
    for (size_t i = formats->n; i-- > 0;)
        if (formats->list[i].id == id)
            return formats->list[i].form;
    return pte_serial_builtin(id);
}

static void take_style(const struct pte_xml *xml, const struct formats *formats,
                       struct pte_styles *styles)
{
    const char *text = pte_xml_attribute(xml, "numFmtId");
    long id = 0;

    if (text != NULL)
        pte_number_read_whole(text, 0, MOST_ID, &id);
    pte_grow(&styles->forms, styles->n, &styles->room, sizeof(*styles->forms));
    styles->forms[styles->n++] = (unsigned char)form_of(formats, id);
}

bool pte_styles_read(struct pte_archive *archive, uint32_t file,
                     struct pte_styles *styles, struct pte_error *err)
{
    PTE_AUTO(pte_xml_free) struct pte_xml *xml = NULL;
    PTE_AUTO(release) struct formats formats = {0};
    bool in_formats = false, in_styles = false;
    enum pte_xml_event event;

    if (!pte_xml_open(archive, file, &xml, err))
        return false;
    do {
        if (!pte_xml_next(xml, &event, err))
            return false;
        if (event != PTE_XML_BEGIN && event != PTE_XML_END)
            continue;
        if (pte_xml_is(xml, 1, "numFmts"))
            in_formats = event == PTE_XML_BEGIN;
        else if (pte_xml_is(xml, 1, "cellXfs"))
            in_styles = event == PTE_XML_BEGIN;
        else if (event == PTE_XML_BEGIN && in_formats && pte_xml_is(xml, 2, "numFmt"))
            take_format(xml, &formats);
        else if (event == PTE_XML_BEGIN && in_styles && pte_xml_is(xml, 2, "xf"))
            take_style(xml, &formats, styles);
    } while (event != PTE_XML_DONE);
    return true;
}

/* importers/workbook/xml.h - one XML part of a workbook, read piece by piece.
 *
 * No DOCTYPE, no entities but the five, nothing fetched, nothing nested deeper than 32,
 * no tag longer than 8 KiB, no text longer than 1 MiB, UTF-8 only. Prefixes do not count:
 * an element belongs to the document if it is in the namespace of the first one. */
#ifndef PTE_IMPORTERS_WORKBOOK_XML_H
#define PTE_IMPORTERS_WORKBOOK_XML_H

#include <stdbool.h>
#include <stdint.h>

struct pte_archive;
struct pte_error;
struct pte_xml;

enum pte_xml_event { PTE_XML_BEGIN, PTE_XML_END, PTE_XML_TEXT, PTE_XML_DONE };

/**
 * Opens a part of an archive.
 *
 * xml    out: released by pte_xml_free, before the archive. Untouched on failure
 * Fails  PTE_EINPUT
 */
bool pte_xml_open(struct pte_archive *archive, uint32_t file, struct pte_xml **xml,
                  struct pte_error *err);
void pte_xml_free(struct pte_xml **xml);

/**
 * Reads on to the next beginning or end of an element, or text. An element without
 * content has an end as well.
 *
 * Fails  PTE_EINPUT not well formed, or past the limits
 */
bool pte_xml_next(struct pte_xml *xml, enum pte_xml_event *event, struct pte_error *err);

/** Inflates the rest of the part unread, so that its checksum is looked at. Fails
 * PTE_EINPUT; afterwards nothing can be read. */
bool pte_xml_skip_rest(struct pte_xml *xml, struct pte_error *err);

/** How deep the element or text lies: 0 = the first element. */
int pte_xml_depth(const struct pte_xml *xml);
/** Whether the element that begins or ends has that name, at that depth. */
bool pte_xml_is(const struct pte_xml *xml, int depth, const char *name);
/** The value of an attribute of the element that begins, lent until the next event; NULL
 * = it has none of that name. */
const char *pte_xml_attribute(const struct pte_xml *xml, const char *name);
/** The value of its attribute "id" of another namespace (r:id). */
const char *pte_xml_relation(const struct pte_xml *xml);
/** The text, lent until the next event. */
const char *pte_xml_text(const struct pte_xml *xml);
/** How many bytes were read so far. */
uint64_t pte_xml_done(const struct pte_xml *xml);

#endif

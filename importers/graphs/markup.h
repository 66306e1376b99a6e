/* importers/graphs/markup.h - the elements of an XML file, one after the other.
 *
 * Nothing is fetched, no document type is allowed, nesting is bounded. */
#ifndef PTE_IMPORTERS_GRAPHS_MARKUP_H
#define PTE_IMPORTERS_GRAPHS_MARKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/text.h"

struct pte_error;

enum pte_markup_event {
    PTE_MARKUP_END_OF_FILE,
    PTE_MARKUP_BEGIN,
    PTE_MARKUP_TEXT,
    PTE_MARKUP_END
};

/** All zero is closed. */
struct pte_markup {
    void *reader;
    const char *shown;
    char fault[200];
    int fault_line;
    int depth;        /* of the element; of a text, that of its element */
    uint32_t line;    /* of the element */
    bool ends_later;  /* an empty element gives its end, too */
    const char *name; /* of the element, without prefix; lent until the next event */
    const char *text;
};

/** Starts reading; bytes stay lent. */
bool pte_markup_open(const char *bytes, size_t length, const char *shown,
                     struct pte_markup *xml, struct pte_error *err);

/** The next event. Fails PTE_EINPUT not well-formed, a document type, too deep. */
bool pte_markup_next(struct pte_markup *xml, enum pte_markup_event *event,
                     struct pte_error *err);

/** An attribute of the element that begins, without prefix; false, and the text empty, if
 * it has none. */
bool pte_markup_attribute(struct pte_markup *xml, const char *name,
                          struct pte_text *value);

void pte_markup_close(struct pte_markup *xml);

#endif

/* viz/escape.h - the one door through which names and words come into a picture.
 *
 * What a survey calls an organization may be anything: "<script>", "\N", "&amp;", a
 * bidirectional override. A picture shows it as it was written, and nothing acts on it.
 * Every text in a drawing passes pte_escape_clean, then the escape of its format. */
#ifndef PTE_VIZ_ESCAPE_H
#define PTE_VIZ_ESCAPE_H

struct pte_text;

/**
 * A text as it is shown: without control characters but the line break (others become
 * blanks), noncharacters, and the controls that reorder text (U+202A-202E, U+2066-2069,
 * U+200E, U+200F, U+061C). Invalid bytes become U+FFFD.
 *
 * text    NULL counts as empty
 * Returns a new text, to be freed
 */
char *pte_escape_clean(const char *text);

/** Adds text, already cleaned, as XML character data or as an attribute in double
 * quotes. */
void pte_escape_xml(struct pte_text *out, const char *text);

/**
 * Adds one line of cleaned text as an operand of xdot (Graphviz's own drawing
 * language): its number of bytes, a minus sign, and the bytes themselves. Nothing
 * inside them is read as a command, an entity or an escape.
 */
void pte_escape_xdot(struct pte_text *out, const char *line);

#endif

/* importers/encoding.h - the bytes of a file become UTF-8 text, or it says why not. */
#ifndef PTE_IMPORTERS_ENCODING_H
#define PTE_IMPORTERS_ENCODING_H

#include <stdbool.h>

struct pte_error;
struct pte_text;

/**
 * Reads the bytes of a text file as UTF-8 without byte order mark.
 *
 * A byte order mark decides; else what is valid UTF-8 is UTF-8; else many NUL bytes mean
 * UTF-16; else the file is taken for windows-1252, unless the text then shows what only a
 * wrong guess leaves behind: control characters, a — inside a word, a capital Ê after a
 * small letter. Such a file needs its encoding said.
 *
 * bytes  the file; empty afterwards on success
 * named  utf-8, utf-16, utf-16le, utf-16be, windows-1252, iso-8859-1, macroman or cp850;
 *        NULL = find out
 * shown  what sentences call the file
 * text   out: released by the caller. Untouched on failure
 * used   out: the encoding's name, lent; NULL allowed
 * Fails  PTE_EINPUT empty, not text (a workbook, a picture), not of the encoding said,
 *        two encodings in one file; PTE_EUSAGE no such encoding
 */
bool pte_encoding_decode(struct pte_text *bytes, const char *named, const char *shown,
                         struct pte_text *text, const char **used, struct pte_error *err);

#endif

/* importers/graphs/scan.c - words and lines of a text, one after the other. */
#include "importers/graphs/scan.h"

#include <string.h>

static bool is_blank(const struct pte_scan *scan, char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f' ||
           (scan->commas && c == ',');
}

/* Goes over one character; counts lines that end in LF, CR LF or CR alone. */
static void step(struct pte_scan *scan)
{
    const char c = *scan->at++;

    scan->line +=
        c == '\n' || (c == '\r' && (scan->at == scan->end || *scan->at != '\n'));
}

bool pte_scan_line(struct pte_scan *scan, struct pte_scan *line)
{
    if (scan->at == scan->end)
        return false;
    *line = *scan;
    while (scan->at < scan->end && *scan->at != '\n' && *scan->at != '\r')
        scan->at++;
    line->end = scan->at;
    if (scan->at < scan->end && *scan->at == '\r' && scan->at + 1 < scan->end &&
        scan->at[1] == '\n')
        scan->at++;
    if (scan->at < scan->end)
        step(scan);
    return true;
}

bool pte_scan_skip(struct pte_scan *scan)
{
    while (scan->at < scan->end && is_blank(scan, *scan->at))
        step(scan);
    return scan->at < scan->end;
}

bool pte_scan_word(struct pte_scan *scan, struct pte_text *word)
{
    const char *start;
    char quote;

    pte_text_clear(word);
    if (!pte_scan_skip(scan))
        return false;
    quote = *scan->at;
    if (quote == '"' || quote == '\'') {
        const char *close =
            memchr(scan->at + 1, quote, (size_t)(scan->end - scan->at - 1));

        /* a quotation mark that closes nothing in its line is a letter */
        if (close != NULL && memchr(scan->at, '\n', (size_t)(close - scan->at)) == NULL) {
            pte_text_add_bytes(word, scan->at + 1, (size_t)(close - scan->at - 1));
            scan->at = close + 1;
            return true;
        }
    }
    start = scan->at;
    while (scan->at < scan->end && !is_blank(scan, *scan->at))
        scan->at++;
    pte_text_add_bytes(word, start, (size_t)(scan->at - start));
    return true;
}

void pte_scan_rest(struct pte_scan *line, struct pte_text *rest)
{
    const char *end = line->end;

    pte_text_clear(rest);
    pte_scan_skip(line);
    while (end > line->at && is_blank(line, end[-1]))
        end--;
    if (end - line->at >= 2 && (*line->at == '"' || *line->at == '\'') &&
        end[-1] == *line->at) {
        line->at++;
        end--;
    }
    pte_text_add_bytes(rest, line->at, (size_t)(end - line->at));
    line->at = line->end;
}

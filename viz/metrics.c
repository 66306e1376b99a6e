/* viz/metrics.c - how wide text is in DejaVu Sans, and how a name is broken into lines.
 */
#include "viz/metrics.h"

#include <math.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/base/text.h"
#include "viz/metrics.table.h"

/* Hinting and kerning of another renderer may make a line this much wider. */
static const double DOUBT = 1.04;
static const unsigned NO_SUCH = 65535, GUESS = 1100;

uint32_t pte_metrics_next(const char **text)
{
    const unsigned char *at = (const unsigned char *)*text;
    const int more = at[0] < 0x80   ? 0
                     : at[0] < 0xC2 ? -1
                     : at[0] < 0xE0 ? 1
                     : at[0] < 0xF0 ? 2
                     : at[0] < 0xF5 ? 3
                                    : -1;
    uint32_t c = more == 0 ? at[0] : (uint32_t)(at[0] & (0x3F >> (more > 0 ? more : 0)));

    (*text)++;
    if (more < 0)
        return UINT32_MAX;
    for (int i = 1; i <= more; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return UINT32_MAX;
        c = c << 6 | (at[i] & 0x3F);
    }
    if ((more == 2 && (c < 0x800 || (c >= 0xD800 && c < 0xE000))) ||
        (more == 3 && (c < 0x10000 || c > 0x10FFFF)))
        return UINT32_MAX;
    *text += more;
    return c;
}

static unsigned table_width(uint32_t c, bool bold)
{
    for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return (bold ? bold_widths
                         : regular_widths)[ranges[i].at + c - ranges[i].first];
    return NO_SUCH;
}

static bool is_mark(uint32_t c)
{
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF) ||
           (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE2F) || c == 0x200D ||
           c == 0x200C || c == 0x200B;
}

double pte_metrics_width(const char *line, size_t length, double font_size, bool bold)
{
    const char *end = line + length;
    double width = 0;

    while (line < end) {
        const uint32_t c = pte_metrics_next(&line);
        const unsigned known = table_width(c, bold);

        if (!is_mark(c))
            width += known == NO_SUCH ? GUESS : known;
    }
    return width * font_size / 1000;
}

bool pte_metrics_is_exact(const char *line, size_t length)
{
    const char *end = line + length;

    while (line < end) {
        const uint32_t c = pte_metrics_next(&line);

        /* Hebrew and Arabic join and turn; their parts do not add up. */
        if (table_width(c, false) == NO_SUCH || is_mark(c) || (c >= 0x590 && c <= 0x6FF))
            return false;
    }
    return true;
}

const char *pte_metrics_line(const char **label, size_t *length)
{
    const char *line = *label;

    *length = strcspn(line, "\n");
    *label = line[*length] == '\n' ? line + *length + 1 : NULL;
    return line;
}

size_t pte_metrics_lines(const char *label)
{
    size_t lines = 1;

    if (label == NULL || *label == '\0')
        return 0;
    for (; *label != '\0'; label++)
        lines += *label == '\n';
    return lines;
}

/* --- breaking lines ----------------------------------------------------------------- */

struct piece {
    const char *start;
    size_t length; /* without the blank after it */
    double width;  /* likewise */
    double gap;    /* the blank after it; 0 where broken after a hyphen or in a word */
};

struct pieces {
    struct piece *items;
    size_t n, room;
};

static void add_piece(struct pieces *pieces, const char *start, size_t length,
                      double width, double gap)
{
    pte_grow(&pieces->items, pieces->n, &pieces->room, sizeof(*pieces->items));
    pieces->items[pieces->n++] = (struct piece){start, length, width, gap};
}

/* Adds a word, cut wherever it would be wider than widest. */
static void add_word(struct pieces *pieces, const char *word, size_t length,
                     double font_size, bool bold, double widest, double gap)
{
    const char *end = word + length, *start = word, *at = word;

    while (widest > 0 && at < end) {
        const char *next = at;

        pte_metrics_next(&next);
        if (at > start &&
            pte_metrics_width(start, (size_t)(next - start), font_size, bold) > widest) {
            add_piece(pieces, start, (size_t)(at - start),
                      pte_metrics_width(start, (size_t)(at - start), font_size, bold), 0);
            start = at;
        }
        at = next;
    }
    add_piece(pieces, start, (size_t)(end - start),
              pte_metrics_width(start, (size_t)(end - start), font_size, bold), gap);
}

static void cut(const char *text, double font_size, bool bold, double widest,
                struct pieces *pieces)
{
    const double blank = pte_metrics_width(" ", 1, font_size, bold);

    while (*text != '\0') {
        size_t length = strcspn(text, " \n-/");
        const bool joined = text[length] == '-' || text[length] == '/';

        if (joined)
            length++;
        if (length > 0)
            add_word(pieces, text, length, font_size, bold, widest, joined ? 0 : blank);
        else if (pieces->n > 0)
            pieces->items[pieces->n - 1].gap = blank;
        text += length;
        if (!joined && *text != '\0')
            text++;
        else if (joined && (*text == ' ' || *text == '\n')) {
            pieces->items[pieces->n - 1].gap = blank;
            text++;
        }
    }
}

/* How many lines greedy filling needs within width. */
static size_t lines_within(const struct pieces *pieces, double width)
{
    size_t lines = 1;
    double used = 0;

    for (size_t i = 0; i < pieces->n; i++) {
        const struct piece *piece = &pieces->items[i];

        if (used > 0 && used + piece->width > width) {
            lines++;
            used = 0;
        }
        used += piece->width + piece->gap;
    }
    return lines;
}

/* The narrowest width that needs no more lines than asked. */
static double narrowest(const struct pieces *pieces, size_t most_lines)
{
    double low = 0, high = 0;

    for (size_t i = 0; i < pieces->n; i++) {
        low = fmax(low, pieces->items[i].width);
        high += pieces->items[i].width + pieces->items[i].gap;
    }
    if (lines_within(pieces, low) <= most_lines)
        return low;
    while (high - low > 0.01) {
        const double middle = (low + high) / 2;

        if (lines_within(pieces, middle) <= most_lines)
            high = middle;
        else
            low = middle;
    }
    return high;
}

double pte_metrics_wrap(const char *text, size_t most_lines, double font_size, bool bold,
                        double widest, struct pte_text *lines)
{
    PTE_AUTO(pte_free) struct piece *items = NULL;
    struct pieces pieces = {0};
    double width, used = 0, gap = 0, found = 0;

    cut(text, font_size, bold, widest, &pieces);
    items = pieces.items;
    width = narrowest(&pieces, most_lines > 0 ? most_lines : 1);
    for (size_t i = 0; i < pieces.n; i++) {
        const struct piece *piece = &items[i];

        if (i > 0 && used + gap + piece->width > width) {
            pte_text_add(lines, "\n");
            used = 0;
        } else if (i > 0 && gap > 0) {
            pte_text_add(lines, " ");
            used += gap;
        }
        pte_text_add_bytes(lines, piece->start, piece->length);
        used += piece->width;
        gap = piece->gap;
        found = fmax(found, used);
    }
    return found;
}

/* --- fitting into shapes -------------------------------------------------------------
 */

/* The share by which a shape must grow to hold the point (x, y) from its middle; at
 * most 1 inside. */
static double reach(enum pte_shape shape, double width, double height, double x, double y)
{
    const double across = 2 * x / width, along = 2 * y / height;

    switch (shape) {
    case PTE_ELLIPSE:
        return sqrt(across * across + along * along);
    case PTE_DIAMOND:
        return across + along;
    case PTE_HEXAGON:
        /* its left and right ends are PTE_HEXAGON_INSET of the height deep */
        return fmax(along, across + along * 2 * PTE_HEXAGON_INSET * height / width);
    default:
        return fmax(across, along);
    }
}

static double worst_reach(enum pte_shape shape, double width, double height,
                          const char *lines, double font_size, bool bold)
{
    const size_t n = pte_metrics_lines(lines);
    double worst = 0;

    for (size_t i = 0; i < n; i++) {
        size_t length;
        const char *line = pte_metrics_line(&lines, &length);
        const double x = DOUBT * pte_metrics_width(line, length, font_size, bold) / 2;
        const double middle = ((double)(n - 1) / 2 - (double)i) * PTE_LINE_STEP;
        const double y = (fabs(middle) + PTE_LINE_REACH) * font_size;

        worst = fmax(worst, reach(shape, width, height, x, y));
    }
    return worst;
}

struct pte_metrics_box pte_metrics_box(enum pte_shape shape, const char *lines,
                                       double font_size, bool bold)
{
    const double air = shape == PTE_ROUNDED || shape == PTE_BOX ? 0.6 : 0.25;
    const double tall =
        ((double)pte_metrics_lines(lines) - 1) * PTE_LINE_STEP + 2 * PTE_LINE_REACH;
    struct pte_metrics_box box = {font_size, tall * font_size};
    const char *rest = lines;
    double grow;

    while (rest != NULL) {
        size_t length;
        const char *line = pte_metrics_line(&rest, &length);

        box.width =
            fmax(box.width, DOUBT * pte_metrics_width(line, length, font_size, bold));
    }
    for (int i = 0; i < 3; i++) { /* a hexagon's ends change with its height */
        grow = worst_reach(shape, box.width, box.height, lines, font_size, bold);
        box.width *= fmax(grow, 0.01);
        box.height *= shape == PTE_HEXAGON ? 1 : fmax(grow, 0.01);
    }
    box.width += 2 * air * font_size;
    box.height += font_size * (shape == PTE_ELLIPSE || shape == PTE_DIAMOND ? 0.35 : 0.6);
    return box;
}

bool pte_metrics_holds(enum pte_shape shape, double width, double height,
                       const char *lines, double font_size, bool bold)
{
    return lines == NULL ||
           (width > 0 && height > 0 &&
            worst_reach(shape, width, height, lines, font_size, bold) <= 1 + 1e-9);
}

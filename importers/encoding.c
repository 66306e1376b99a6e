/* importers/encoding.c - the bytes of a file become UTF-8 text, or it says why not. */
#include "importers/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"

enum { WHERE_BYTES = 64 };

struct encoding {
    const char *name;
    const char *iconv;
    size_t unit; /* bytes */
};

static const struct encoding utf8 = {"utf-8", NULL, 1};
static const struct encoding utf16le = {"utf-16le", "UTF-16LE", 2};
static const struct encoding utf16be = {"utf-16be", "UTF-16BE", 2};
static const struct encoding windows = {"windows-1252", "WINDOWS-1252", 1};
static const struct encoding latin1 = {"iso-8859-1", "ISO-8859-1", 1};
static const struct encoding macroman = {"macroman", "MACINTOSH", 1};
static const struct encoding cp850 = {"cp850", "CP850", 1};

/* What an officer or a tool may call them. */
static const struct {
    const char *name;
    const struct encoding *encoding;
} names[] = {
    {"utf-8", &utf8},           {"utf8", &utf8},
    {"utf-16le", &utf16le},     {"utf-16be", &utf16be},
    {"windows-1252", &windows}, {"cp1252", &windows},
    {"iso-8859-1", &latin1},    {"latin1", &latin1},
    {"macroman", &macroman},    {"macintosh", &macroman},
    {"cp850", &cp850},
};

static const struct {
    const char *bytes;
    size_t length;
    const char *what;
    const char *hint;
} magics[] = {
    {"PK\3\4", 4, "an Excel workbook or another zip archive",
     "open it, and save its sheet as CSV (UTF-8)"},
    {"\xD0\xCF\x11\xE0", 4, "an old Excel workbook",
     "open it, and save it as CSV (UTF-8)"},
    {"\x89PNG", 4, "a picture", "choose the table the survey tool exports"},
    {"GIF8", 4, "a picture", "choose the table the survey tool exports"},
    {"\xFF\xD8\xFF", 3, "a picture", "choose the table the survey tool exports"},
    {"%PDF", 4, "a PDF document", "choose the table the survey tool exports"},
    {"\x1F\x8B", 2, "a compressed file", "unpack it first"},
    {"SQLite format 3", 15, "a database", "choose the table the survey tool exports"},
};

static bool refuse_magic(const struct pte_text *bytes, const char *shown,
                         struct pte_error *err)
{
    for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++)
        if (bytes->length >= magics[i].length &&
            memcmp(bytes->bytes, magics[i].bytes, magics[i].length) == 0) {
            pte_fail(err, PTE_EINPUT, "'%s' is %s, not a text table", shown,
                     magics[i].what);
            return pte_hint(err, "%s", magics[i].hint);
        }
    return true;
}

/* Whether a line ends at i. */
static bool ends_line(const struct pte_text *bytes, size_t i, size_t unit)
{
    const char *c = bytes->bytes + i;

    if (unit == 2)
        return (c[0] == '\n' && c[1] == '\0') || (c[0] == '\0' && c[1] == '\n');
    return c[0] == '\n' || (c[0] == '\r' && c[1] != '\n');
}

/* "line 3, byte 12", counted from 1. */
static const char *where(const struct pte_text *bytes, size_t at, size_t unit,
                         char text[WHERE_BYTES])
{
    size_t line = 1, begin = 0;

    for (size_t i = 0; i + unit <= at; i += unit)
        if (ends_line(bytes, i, unit)) {
            line++;
            begin = i + unit;
        }
    snprintf(text, WHERE_BYTES, "line %zu, byte %zu", line, at - begin + 1);
    return text;
}

static bool hint_encoding(struct pte_error *err)
{
    return pte_hint(err, "say what it is with --encoding (utf-8, windows-1252, macroman, "
                         "cp850), or save it again as CSV UTF-8");
}

static void close_iconv(iconv_t *converter)
{
    if (*converter != (iconv_t)-1)
        iconv_close(*converter);
    *converter = (iconv_t)-1;
}

static bool convert(const struct encoding *from, const struct pte_text *bytes,
                    size_t skip, const char *shown, struct pte_text *text,
                    struct pte_error *err)
{
    PTE_AUTO(close_iconv) iconv_t converter = iconv_open("UTF-8", from->iconv);
    char *source = bytes->bytes + skip;
    size_t left = bytes->length - skip;
    char part[16384], place[WHERE_BYTES];

    if (converter == (iconv_t)-1)
        return pte_fail(err, PTE_ESYSTEM, "this system cannot read %s", from->name);
    while (left > 0) {
        char *target = part;
        size_t room = sizeof(part);
        const size_t got = iconv(converter, &source, &left, &target, &room);

        pte_text_add_bytes(text, part, sizeof(part) - room);
        if (got == (size_t)-1 && errno != E2BIG) {
            const size_t at = (size_t)(source - bytes->bytes);

            pte_fail(err, PTE_EINPUT, "'%s' is not %s: byte 0x%02x at %s", shown,
                     from->name, (unsigned char)bytes->bytes[at],
                     where(bytes, at, from->unit, place));
            return hint_encoding(err);
        }
    }
    return true;
}

/* How many UTF-8 letters of more than one byte there are: text of one byte a letter has
 * hardly any, a file of two encodings has some. */
static size_t long_letters(const struct pte_text *bytes)
{
    size_t n = 0, i = 0;

    while (i < bytes->length) {
        size_t length = 1;
        const unsigned char c = (unsigned char)bytes->bytes[i];

        if (c >= 0xC2 && c <= 0xF4)
            length = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        if (length > 1 && i + length <= bytes->length &&
            pte_text_valid(bytes->bytes + i, length, NULL))
            n++;
        else
            length = 1;
        i += length;
    }
    return n;
}

/* Whether NULs stand where UTF-16 of European text has them. */
static const struct encoding *seems_utf16(const struct pte_text *bytes)
{
    size_t nul[2] = {0, 0};

    for (size_t i = 0; i < bytes->length; i++)
        nul[i % 2] += bytes->bytes[i] == '\0';
    if (nul[0] + nul[1] < bytes->length / 5)
        return NULL;
    if (nul[1] > 10 * nul[0])
        return &utf16le;
    return nul[0] > 10 * nul[1] ? &utf16be : NULL;
}

/* The code point at *at of valid UTF-8; moves on. 0 at the end. */
static uint32_t next_point(const struct pte_text *text, size_t *at)
{
    const unsigned char *c = (const unsigned char *)text->bytes + *at;
    size_t length = 1;
    uint32_t point;

    if (*at >= text->length)
        return 0;
    if (c[0] < 0x80) {
        point = c[0];
    } else if (c[0] < 0xE0) {
        point = (uint32_t)(c[0] & 0x1F) << 6 | (c[1] & 0x3F);
        length = 2;
    } else {
        point =
            (uint32_t)(c[0] & 0x0F) << 12 | (uint32_t)(c[1] & 0x3F) << 6 | (c[2] & 0x3F);
        length = 3; /* windows-1252 has no character beyond the basic plane */
    }
    *at += length;
    return point;
}

/* Letters of windows-1252, told apart by case. */
static bool is_small(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) ||
           c == 0x153 || c == 0x161 || c == 0x17E;
}

static bool is_accented_capital(uint32_t c)
{
    return (c >= 0xC0 && c <= 0xDE && c != 0xD7) || c == 0x152 || c == 0x160 ||
           c == 0x178 || c == 0x17D;
}

static bool is_letter(uint32_t c)
{
    return is_small(c) || (c >= 'A' && c <= 'Z') || is_accented_capital(c);
}

/* Accented letters of MacRoman (á = 0x87) and CP850 (ó = 0xA2) that windows-1252 reads as
 * these: — ˆ ‡ ‚ „ ƒ † ¡ ¢ £ ¤ ¥ µ ¿. No word has them inside. */
static bool is_no_part_of_a_word(uint32_t c)
{
    static const uint32_t points[] = {0x2014, 0x02C6, 0x2021, 0x201A, 0x201E,
                                      0x0192, 0x2020, 0xA1,   0xA2,   0xA3,
                                      0xA4,   0xA5,   0xB5,   0xBF};

    for (size_t i = 0; i < sizeof(points) / sizeof(points[0]); i++)
        if (c == points[i])
            return true;
    return false;
}

/* Whether the middle character betrays that the text is no windows-1252. */
static bool betrays(uint32_t before, uint32_t c, uint32_t after)
{
    const bool inside = is_letter(before) && is_letter(after);

    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
        return true;
    if (c >= 0x7F && c <= 0x9F)
        return true;
    if (is_no_part_of_a_word(c) && inside)
        return true;
    /* "Espa–a" is MacRoman, "Norte–Sur" is not */
    if (c == 0x2013 && is_small(before) && is_small(after))
        return true;
    return is_accented_capital(c) && is_small(before);
}

static bool check_guess(const struct pte_text *text, const char *shown,
                        struct pte_error *err)
{
    size_t at = 0, line = 1;
    uint32_t before = 0, c = next_point(text, &at);

    while (c != 0) {
        const uint32_t after = next_point(text, &at);

        if (betrays(before, c, after)) {
            pte_fail(err, PTE_EINPUT,
                     "cannot tell the encoding of '%s': it is not UTF-8, and read as "
                     "windows-1252 line %zu has the character U+%04X where none can be",
                     shown, line, c);
            return pte_hint(err,
                            "say which it is: --encoding macroman (older Mac files) or "
                            "--encoding cp850 (MS-DOS); --encoding windows-1252 if it "
                            "is right so; or save the file again as CSV UTF-8");
        }
        line += c == '\n';
        before = c;
        c = after;
    }
    return true;
}

static bool refuse_nul(const struct pte_text *text, const char *shown,
                       struct pte_error *err)
{
    const char *nul = memchr(text->bytes, '\0', text->length);
    char place[WHERE_BYTES];

    if (nul == NULL)
        return true;
    pte_fail(err, PTE_EINPUT, "'%s' is not a text table: it has a NUL byte at %s", shown,
             where(text, (size_t)(nul - text->bytes), 1, place));
    return pte_hint(err, "save it again as CSV UTF-8");
}

static bool find_named(const char *name, const struct pte_text *bytes,
                       const struct encoding **found, struct pte_error *err)
{
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strcasecmp(names[i].name, name) == 0) {
            *found = names[i].encoding;
            return true;
        }
    if (strcasecmp(name, "utf-16") == 0) {
        const struct encoding *likely = seems_utf16(bytes);

        *found = likely != NULL ? likely : &utf16le;
        return true;
    }
    pte_fail(err, PTE_EUSAGE, "no encoding is called '%s'", name);
    return pte_hint(err, "known are utf-8, utf-16, utf-16le, utf-16be, windows-1252, "
                         "iso-8859-1, macroman and cp850");
}

/* The encoding a byte order mark tells, and its length; NULL = there is none. */
static const struct encoding *marked(const struct pte_text *bytes, size_t *mark)
{
    static const struct {
        const char *bytes;
        size_t length;
        const struct encoding *encoding;
    } marks[] = {
        {"\xEF\xBB\xBF", 3, &utf8}, {"\xFF\xFE", 2, &utf16le}, {"\xFE\xFF", 2, &utf16be}};

    for (size_t i = 0; i < 3; i++)
        if (bytes->length >= marks[i].length &&
            memcmp(bytes->bytes, marks[i].bytes, marks[i].length) == 0) {
            *mark = marks[i].length;
            return marks[i].encoding;
        }
    return NULL;
}

static bool take_utf8(struct pte_text *bytes, size_t mark, const char *shown,
                      struct pte_text *text, struct pte_error *err)
{
    char place[WHERE_BYTES];
    size_t at;

    if (!refuse_nul(bytes, shown, err))
        return false;
    if (!pte_text_valid(bytes->bytes, bytes->length, &at)) {
        pte_fail(err, PTE_EINPUT, "'%s' is not UTF-8: byte 0x%02x at %s", shown,
                 (unsigned char)bytes->bytes[at], where(bytes, at, 1, place));
        return hint_encoding(err);
    }
    *text = *bytes;
    *bytes = (struct pte_text){0};
    if (mark > 0)
        memmove(text->bytes, text->bytes + mark, text->length + 1 - mark);
    text->length -= mark;
    return true;
}

/* No mark, nothing said. */
static bool guess(const struct pte_text *bytes, const char *shown,
                  const struct encoding **found, struct pte_error *err)
{
    char place[WHERE_BYTES];
    size_t at;

    if (pte_text_valid(bytes->bytes, bytes->length, &at)) {
        *found = &utf8;
        return true;
    }
    *found = seems_utf16(bytes);
    if (*found != NULL)
        return true;
    if (!refuse_nul(bytes, shown, err))
        return false;
    if (long_letters(bytes) > 0) {
        pte_fail(err, PTE_EINPUT,
                 "'%s' mixes encodings: most of it is UTF-8, but not byte 0x%02x at %s",
                 shown, (unsigned char)bytes->bytes[at], where(bytes, at, 1, place));
        return pte_hint(err, "correct that line and save the file as CSV UTF-8, or say "
                             "--encoding windows-1252 if all of it is that");
    }
    *found = &windows;
    return true;
}

bool pte_encoding_decode(struct pte_text *bytes, const char *named, const char *shown,
                         struct pte_text *text, const char **used, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text found = {0};
    size_t mark = 0;
    const struct encoding *encoding = marked(bytes, &mark);

    if (bytes->length == mark) {
        pte_fail(err, PTE_EINPUT, "'%s' is empty", shown);
        return pte_hint(err, "export it again; a table needs at least its header row");
    }
    if (!refuse_magic(bytes, shown, err))
        return false;
    if (encoding == NULL && !(named != NULL ? find_named(named, bytes, &encoding, err)
                                            : guess(bytes, shown, &encoding, err)))
        return false;
    if (encoding == &utf8) {
        if (!take_utf8(bytes, mark, shown, &found, err))
            return false;
    } else {
        if (!convert(encoding, bytes, mark, shown, &found, err) ||
            !refuse_nul(&found, shown, err))
            return false;
        if (encoding == &windows && named == NULL && !check_guess(&found, shown, err))
            return false;
        pte_text_release(bytes);
    }
    *text = found;
    found = (struct pte_text){0};
    if (used != NULL)
        *used = encoding->name;
    return true;
}

/* importers/survey/pieces.c - a cell with a list is cut where its words end.
 *
 * The separator alone is not to be trusted: options hold commas ("Platas, S.A."). So from
 * each beginning the longest stretch that means something is taken; only what means
 * nothing is cut at the separators. */
#include <string.h>

#include "core/base/memory.h"
#include "importers/survey/survey.intern.h"

enum { MOST_STRETCHES = 48 };

struct cut {
    bool is_free;
    pte_piece_meaning meaning;
    void *context;
    struct pte_pieces *pieces;
};

static bool is_separator(char c)
{
    return c != '\0' && strchr(",;|\n\t", c) != NULL;
}

/* What the text from begin to end means, blanks at both ends left away. */
static uint32_t meaning_of(const struct cut *cut, const char *begin, const char *end,
                           const char **text)
{
    while (begin < end && *begin == ' ')
        begin++;
    while (end > begin && end[-1] == ' ')
        end--;
    *text = pte_arena_slice(&cut->pieces->texts, begin, (size_t)(end - begin));
    return begin < end ? cut->meaning(cut->context, *text) : PTE_NOBODY;
}

static void add(const struct cut *cut, uint32_t value, const char *text)
{
    struct pte_pieces *pieces = cut->pieces;

    pte_grow(&pieces->items, pieces->n, &pieces->room, sizeof(*pieces->items));
    pieces->items[pieces->n++] = (struct pte_piece){value, text};
}

/* Where the longest stretch from begin that means something ends; NULL if none does. */
static const char *longest(const struct cut *cut, const char *begin, uint32_t *value,
                           const char **text)
{
    const char *found = NULL;
    int n = 0;

    for (const char *end = begin; n < MOST_STRETCHES; end++) {
        uint32_t meant;
        const char *stretch;

        if (*end != '\0' && !is_separator(*end) &&
            !(end > begin && is_separator(end[-1])))
            continue; /* an option may end with a separator: "Option 3," */
        n++;
        meant = meaning_of(cut, begin, end, &stretch);
        if (meant != PTE_NOBODY) {
            *value = meant;
            *text = stretch;
            found = end;
        }
        if (*end == '\0')
            break;
    }
    return found;
}

/* Codes with blanks between them: only if every one of them means something. */
static bool take_codes(const struct cut *cut, const char *begin, const char *end)
{
    const size_t before = cut->pieces->n;

    for (const char *at = begin; at < end;) {
        const char *stop = end, *text;
        uint32_t value = PTE_NOBODY;

        while (*at == ' ' && at < end)
            at++;
        for (; stop > at; stop--)
            if ((stop == end || *stop == ' ') &&
                (value = meaning_of(cut, at, stop, &text)) != PTE_NOBODY)
                break;
        if (at < end && value == PTE_NOBODY) {
            cut->pieces->n = before;
            return false;
        }
        if (at < end)
            add(cut, value, text);
        at = stop > at ? stop : end;
    }
    return cut->pieces->n > before;
}

/* The text without an article before it. */
static const char *after_article(const char *begin, const char *end)
{
    static const char *const articles[] = {"el ",  "la ",  "los ", "las ", "the ",
                                           "le ",  "les ", "l'",   "El ",  "La ",
                                           "Los ", "Las ", "The ", "Le ",  "Les "};

    for (size_t i = 0; i < sizeof(articles) / sizeof(articles[0]); i++)
        if ((size_t)(end - begin) > strlen(articles[i]) &&
            strncmp(begin, articles[i], strlen(articles[i])) == 0)
            return begin + strlen(articles[i]);
    return begin;
}

/* The length of an "and" at this place; 0 = there is none. */
static size_t and_at(const char *at)
{
    static const char *const ands[] = {" y ", " e ", " and ", " et ", " & ", "/"};

    for (size_t i = 0; i < sizeof(ands) / sizeof(ands[0]); i++)
        if (strncmp(at, ands[i], strlen(ands[i])) == 0)
            return strlen(ands[i]);
    return 0;
}

/* What a name in free text means, with or without the article and full stop around it. */
static uint32_t name_of(const struct cut *cut, const char *begin, const char *end,
                        const char **text)
{
    uint32_t value = meaning_of(cut, begin, end, text);

    while (begin < end && *begin == ' ')
        begin++;
    if (value == PTE_NOBODY)
        value = meaning_of(cut, after_article(begin, end), end, text);
    if (value == PTE_NOBODY && end > begin && end[-1] == '.')
        value = meaning_of(cut, after_article(begin, end), end - 1, text);
    return value;
}

/* Takes one name off the beginning or the end of what stands between two separators: the
 * whole, else the longest beginning before an "and", else the longest ending after one.
 */
static bool take_one(const struct cut *cut, const char **begin, const char **end)
{
    const char *text;
    uint32_t value = name_of(cut, *begin, *end, &text);
    const char *at = *end;

    if (value != PTE_NOBODY) {
        *begin = *end;
        add(cut, value, text);
        return true;
    }
    while (at > *begin && --at > *begin)
        if (and_at(at) > 0 && (value = name_of(cut, *begin, at, &text)) != PTE_NOBODY) {
            *begin = at + and_at(at);
            add(cut, value, text);
            return true;
        }
    for (at = *begin; at < *end; at++)
        if (and_at(at) > 0 &&
            (value = name_of(cut, at + and_at(at), *end, &text)) != PTE_NOBODY) {
            *end = at;
            add(cut, value, text);
            return true;
        }
    return false;
}

/* Free text between two separators: a name, or names with "and" between them. */
static void take_free(const struct cut *cut, const char *begin, const char *end)
{
    const char *text;

    for (int i = 0; i < MOST_STRETCHES && begin < end; i++)
        if (!take_one(cut, &begin, &end))
            break;
    meaning_of(cut, begin, end, &text);
    if (text[0] != '\0')
        add(cut, PTE_NOBODY, text);
}

static void take_unknown(const struct cut *cut, const char *begin, const char *end)
{
    const char *text;

    if (cut->is_free) {
        take_free(cut, begin, end);
    } else if (!take_codes(cut, begin, end)) {
        meaning_of(cut, begin, end, &text);
        if (text[0] != '\0')
            add(cut, PTE_NOBODY, text);
    }
}

void pte_pieces_cut(const char *text, bool is_free, pte_piece_meaning meaning,
                    void *context, struct pte_pieces *pieces)
{
    const struct cut cut = {is_free, meaning, context, pieces};
    const char *at = text;

    while (*at != '\0') {
        uint32_t value;
        const char *found, *end;

        if (*at == ' ' || is_separator(*at)) {
            at++;
            continue;
        }
        end = longest(&cut, at, &value, &found);
        if (end != NULL) {
            add(&cut, value, found);
        } else {
            end = at + strcspn(at, ",;|\n\t");
            take_unknown(&cut, at, end);
        }
        at = end;
    }
}

void pte_pieces_release(struct pte_pieces *pieces)
{
    pte_free(&pieces->items);
    pte_arena_release(&pieces->texts);
    *pieces = (struct pte_pieces){0};
}

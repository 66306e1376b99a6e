/* core/model/naming.c - whom a written name means, as far as that is sure. */
#include "core/model/naming.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/survey.h"
#include "core/model/vocabulary.h"

enum { MOST_WORDS = 64 };

/* A way to call an organization. */
struct key {
    const char *country;
    char *folded;
    uint32_t organization;
    bool is_acronym;
};

struct pte_naming {
    const struct pte_survey *survey;
    const struct pte_naming_rule *rules;
    size_t n_rules;
    struct key *keys; /* by country and folded name */
    size_t n, room;
};

/* --- folding ------------------------------------------------------------------- */

static bool is_letter(char letter)
{
    return isalnum((unsigned char)letter) || (unsigned char)letter >= 0x80;
}

static bool is_little(const char *word)
{
    static const char *const little[] = {"de", "del", "la",  "las", "los",
                                         "el", "y",   "the", "of",  "and",
                                         "et", "du",  "des", "le",  "les"};

    for (size_t i = 0; i < sizeof(little) / sizeof(little[0]); i++)
        if (strcmp(word, little[i]) == 0)
            return true;
    return false;
}

/* Cuts folded text into words, in place; S.A.C. is one word. The words are written over
 * the text they come from, each with its end. */
static size_t cut(char *text, char *words[MOST_WORDS])
{
    size_t n = 0;
    char *to = text;
    bool was_initial = false;

    for (const char *at = text; *at != '\0' && n < MOST_WORDS;) {
        size_t length = 0;
        bool is_initial;

        if (!is_letter(*at)) {
            at++;
            continue;
        }
        while (is_letter(at[length]))
            length++;
        is_initial = length == 1 && (*at != 'y' || at[1] == '.');
        if (is_initial && was_initial)
            to--; /* goes on with the word before */
        else
            words[n++] = to;
        was_initial = is_initial && at[1] == '.';
        memmove(to, at, length);
        at += length;
        if (*at != '\0' && to + length == at) {
            to += length;
            at++; /* the end takes the place of what parted the words */
        } else {
            to += length;
        }
        *to++ = '\0';
    }
    return n;
}

/* How many words at the end are this legal form. */
static size_t ends_in(char *const *words, size_t n, const char *suffix)
{
    PTE_AUTO(pte_free) char *copy = pte_text_fold(suffix);
    char *parts[MOST_WORDS];
    size_t m = 0;

    for (char *rest = NULL, *part = strtok_r(copy, " ", &rest);
         part != NULL && m < MOST_WORDS; part = strtok_r(NULL, " ", &rest))
        parts[m++] = part;
    if (m >= n)
        return 0; /* something must be left */
    for (size_t i = 0; i < m; i++)
        if (strcmp(words[n - m + i], parts[i]) != 0)
            return 0;
    return m;
}

static size_t without_form(const char *country, char *const *words, size_t n)
{
    size_t n_suffixes;
    const struct pte_word *const *suffixes = pte_vocabulary_all("suffix", &n_suffixes);

    for (;;) {
        size_t most = 0;

        for (size_t i = 0; i < n_suffixes; i++) {
            const char *code = suffixes[i]->code, *form = strchr(code, ':');
            size_t found;

            if (form == NULL ||
                (code[0] != '*' && strncmp(code, country, (size_t)(form - code)) != 0))
                continue;
            found = ends_in(words, n, form + 1);
            most = found > most ? found : most;
        }
        if (most == 0)
            return n;
        n -= most;
    }
}

char *pte_naming_fold(const char *country, const char *name)
{
    PTE_AUTO(pte_free) char *folded = pte_text_fold(name);
    struct pte_text text = {0};
    char *words[MOST_WORDS];
    size_t n = cut(folded, words), counted = 0;

    n = without_form(country, words, n);
    for (size_t i = 0; i < n; i++)
        counted += !is_little(words[i]);
    for (size_t i = 0; i < n; i++)
        if (counted == 0 || !is_little(words[i]))
            pte_text_addf(&text, text.length > 0 ? " %s" : "%s", words[i]);
    return text.bytes != NULL ? text.bytes : pte_alloc(1, 1);
}

char *pte_naming_initials(const char *folded)
{
    char *initials = pte_alloc(strlen(folded) + 1, 1);
    size_t n = 0;

    for (const char *at = folded; *at != '\0'; at++)
        if (at == folded || at[-1] == ' ')
            initials[n++] = *at;
    return initials;
}

/* --- what organizations are called ---------------------------------------------- */

static int compare(const char *country, const char *folded, const struct key *key)
{
    const int by_country = strcmp(country, key->country);

    return by_country != 0 ? by_country : strcmp(folded, key->folded);
}

static int by_key(const void *a, const void *b)
{
    const struct key *one = a, *other = b;
    const int order = compare(one->country, one->folded, other);

    if (order != 0)
        return order;
    if (one->organization != other->organization)
        return one->organization < other->organization ? -1 : 1;
    return (int)one->is_acronym - (int)other->is_acronym;
}

/* folded: taken over. */
static void add_key(struct pte_naming *naming, const char *country, char *folded,
                    uint32_t organization, bool is_acronym)
{
    if (folded[0] == '\0') {
        free(folded);
        return;
    }
    pte_grow(&naming->keys, naming->n, &naming->room, sizeof(*naming->keys));
    naming->keys[naming->n++] = (struct key){country, folded, organization, is_acronym};
}

/* Whether text and one of the two sides of a preset are the same; then the other side is
 * a name too. */
static void add_preset(struct pte_naming *naming, const char *country, const char *folded,
                       uint32_t organization)
{
    const struct pte_country *preset = pte_country_find(country);
    PTE_AUTO(pte_free) char *pairs = NULL;

    if (preset == NULL)
        return;
    pairs = pte_alloc(strlen(preset->acronyms) + 1, 1);
    memcpy(pairs, preset->acronyms, strlen(preset->acronyms));
    for (char *rest = NULL, *pair = strtok_r(pairs, ";", &rest); pair != NULL;
         pair = strtok_r(NULL, ";", &rest)) {
        char *full = strchr(pair, '=');
        char *sides[2];

        if (full == NULL)
            continue;
        *full++ = '\0';
        sides[0] = pte_naming_fold(country, pair);
        sides[1] = pte_naming_fold(country, full);
        for (int i = 0; i < 2; i++)
            if (strcmp(folded, sides[i]) == 0) {
                add_key(naming, country, sides[1 - i], organization, true);
                sides[1 - i] = NULL;
                break;
            }
        free(sides[0]);
        free(sides[1]);
    }
}

static void add_organization(struct pte_naming *naming, uint32_t index)
{
    const struct pte_organization *one = &naming->survey->organizations[index];
    const char *const names[] = {one->name, one->acronym, one->id};

    for (int i = 0; i < 3; i++) {
        PTE_AUTO(pte_free) char *folded = NULL;

        if (names[i] == NULL)
            continue;
        folded = pte_naming_fold(one->country, names[i]);
        add_preset(naming, one->country, folded, index);
        add_key(naming, one->country, pte_text_fold(folded), index, i > 0);
    }
}

struct pte_naming *pte_naming_new(const struct pte_survey *survey,
                                  const struct pte_naming_rule *rules, size_t n_rules)
{
    struct pte_naming *naming = pte_alloc(1, sizeof(*naming));

    naming->survey = survey;
    naming->rules = rules;
    naming->n_rules = n_rules;
    for (uint32_t i = 0; i < survey->n_organizations; i++)
        if (!survey->organizations[i].is_written)
            add_organization(naming, i);
    if (naming->n > 0)
        qsort(naming->keys, naming->n, sizeof(*naming->keys), by_key);
    return naming;
}

void pte_naming_free(struct pte_naming **naming)
{
    if (*naming == NULL)
        return;
    for (size_t i = 0; i < (*naming)->n; i++)
        free((*naming)->keys[i].folded);
    free((*naming)->keys);
    pte_free(naming);
}

/* --- finding ------------------------------------------------------------------- */

/* The one organization called so; PTE_NOBODY if none or several are. */
static uint32_t called(const struct pte_naming *naming, const char *country,
                       const char *folded, bool *is_acronym)
{
    size_t low = 0, high = naming->n;
    uint32_t found = PTE_NOBODY;

    while (low < high) {
        const size_t middle = (low + high) / 2;

        if (compare(country, folded, &naming->keys[middle]) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < naming->n && compare(country, folded, &naming->keys[low]) == 0; low++) {
        if (found == PTE_NOBODY)
            *is_acronym = naming->keys[low].is_acronym;
        else if (found != naming->keys[low].organization)
            return PTE_NOBODY;
        found = naming->keys[low].organization;
    }
    return found;
}

/* "Name (ACRONYM)" and "ACRONYM - Name": sure if both mean the same, or if the short one
 * is made of the first letters of the long one. */
static uint32_t called_twice(const struct pte_naming *naming, const char *country,
                             const char *written)
{
    const char *open = strchr(written, '('), *dash = strstr(written, " - ");
    const char *from = open != NULL ? open + 1 : dash != NULL ? dash + 3 : NULL;
    PTE_AUTO(pte_free) char *copy = NULL, *one = NULL, *other = NULL, *initials = NULL;
    uint32_t first, second;
    bool is_acronym;

    if (from == NULL || from - written < 2)
        return PTE_NOBODY;
    if (open != NULL &&
        strspn(open + strcspn(open, ")"), ") .") != strlen(open + strcspn(open, ")")))
        return PTE_NOBODY; /* the name goes on behind the bracket */
    copy = pte_alloc(strlen(written) + 1, 1);
    memcpy(copy, written, (size_t)(from - written) - (open != NULL ? 1 : 3));
    one = pte_naming_fold(country, copy);
    other = pte_naming_fold(country, from);
    first = called(naming, country, one, &is_acronym);
    second = called(naming, country, other, &is_acronym);
    if (first != PTE_NOBODY && second != PTE_NOBODY)
        return first == second ? first : PTE_NOBODY;
    initials = pte_naming_initials(strlen(one) > strlen(other) ? one : other);
    if (strlen(initials) < 2 ||
        strcmp(initials, strlen(one) > strlen(other) ? other : one) != 0)
        return PTE_NOBODY;
    return strlen(one) > strlen(other) ? first : second;
}

static uint32_t organization_of(const struct pte_naming *naming, const char *country,
                                const char *id)
{
    const struct pte_survey *survey = naming->survey;

    for (uint32_t i = 0; i < survey->n_organizations; i++)
        if (!survey->organizations[i].is_written &&
            strcmp(survey->organizations[i].id, id) == 0 &&
            strcmp(survey->organizations[i].country, country) == 0)
            return i;
    return PTE_NOBODY;
}

static bool is_about(const struct pte_naming_rule *rule, const char *country,
                     const char *folded)
{
    return strcmp(rule->country, country) == 0 && strcmp(rule->folded, folded) == 0;
}

int pte_naming_is_rejected(const struct pte_naming *naming, const char *country,
                           const char *folded, const char *organization)
{
    for (size_t i = 0; i < naming->n_rules; i++)
        if (is_about(&naming->rules[i], country, folded) &&
            naming->rules[i].kind != PTE_ACCEPT &&
            naming->rules[i].organization != NULL &&
            strcmp(naming->rules[i].organization, organization) == 0)
            return true;
    return false;
}

uint32_t pte_naming_find(const struct pte_naming *naming, const char *country,
                         const char *written, enum pte_naming_why *why)
{
    PTE_AUTO(pte_free) char *folded = pte_naming_fold(country, written);
    bool is_acronym = false;
    uint32_t found;

    *why = PTE_NAMED_NOT;
    for (size_t i = 0; i < naming->n_rules; i++) {
        const struct pte_naming_rule *rule = &naming->rules[i];

        if (!is_about(rule, country, folded))
            continue;
        if (rule->kind == PTE_ACCEPT) {
            found = organization_of(naming, country, rule->organization);
            *why = found != PTE_NOBODY ? PTE_NAMED_DECIDED : PTE_NAMED_NOT;
            return found;
        }
        if (rule->organization == NULL) {
            *why = PTE_NAMED_NOBODY;
            return PTE_NOBODY;
        }
    }
    found = called(naming, country, folded, &is_acronym);
    if (found == PTE_NOBODY) {
        found = called_twice(naming, country, written);
        is_acronym = true;
    }
    if (found == PTE_NOBODY ||
        pte_naming_is_rejected(naming, country, folded,
                               naming->survey->organizations[found].id))
        return PTE_NOBODY;
    *why = is_acronym ? PTE_NAMED_ACRONYM : PTE_NAMED_SAME;
    return found;
}

const char *pte_naming_why_code(enum pte_naming_why why)
{
    static const char *const codes[] = {"doubtful", "nobody", "decided", "same",
                                        "acronym"};

    return codes[why];
}

const char *pte_decision_code(enum pte_decision kind)
{
    static const char *const codes[] = {"accept", "reject", "split"};

    return codes[kind];
}

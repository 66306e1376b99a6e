/* importers/terms.c - words as a file has them become codes of the vocabularies. */
#include "importers/terms.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/vocabulary.h"
#include "importers/mapping.h"
#include "importers/reading.h"

enum { NEW_TERMS_FROM = 1000 }; /* in legends, after all shipped words */

bool pte_terms_same(const char *one, const char *other)
{
    if (strcmp(one, other) == 0)
        return true;
    PTE_AUTO(pte_free) char *folded = pte_text_fold(one);
    PTE_AUTO(pte_free) char *other_folded = pte_text_fold(other);
    return strcmp(folded, other_folded) == 0;
}

/* What the mapping's crosswalk says of a text, or the text itself. */
static const char *crossed(const struct pte_mapping *mapping, const char *vocabulary,
                           const char *text)
{
    for (unsigned i = 0; mapping != NULL && i < mapping->vocabularies_count; i++) {
        const struct pte_mapping_words *words = &mapping->vocabularies[i];

        for (unsigned j = 0;
             strcmp(words->vocabulary, vocabulary) == 0 && j < words->words_count; j++)
            if (pte_terms_same(words->words[j].is, text))
                return words->words[j].code;
    }
    return text;
}

static const struct pte_word *word_of(const char *vocabulary, const char *text)
{
    const struct pte_word *exact = pte_vocabulary_find(vocabulary, text);
    const struct pte_word *const *words;
    size_t n;

    if (exact != NULL)
        return exact;
    words = pte_vocabulary_all(vocabulary, &n);
    for (size_t i = 0; i < n; i++) {
        if (pte_terms_same(words[i]->code, text))
            return words[i];
        for (int language = 0; language < PTE_LANGUAGES; language++)
            if (words[i]->label[language] != NULL &&
                pte_terms_same(words[i]->label[language], text))
                return words[i];
    }
    return NULL;
}

static void add_key(struct pte_text *key, const char *vocabulary, const char *text)
{
    pte_text_clear(key);
    pte_text_add(key, vocabulary);
    pte_text_add_bytes(key, "", 1);
    pte_text_add(key, text);
}

/* The survey's term of that code, added if it is not there yet. */
static uint32_t term_of(struct pte_reading *reading, const char *vocabulary,
                        const struct pte_word *word, const char *code)
{
    PTE_AUTO(pte_text_release) struct pte_text key = {0};
    struct pte_survey *survey = &reading->survey;
    struct pte_term term = {.is_new = word == NULL};
    uint32_t found;

    add_key(&key, vocabulary, code);
    if (!pte_index_add(&reading->terms, key.bytes, key.length, (uint32_t)survey->n_terms,
                       &found))
        return found;
    term.vocabulary = pte_survey_text(survey, vocabulary);
    term.code = pte_survey_text(survey, code);
    term.order = word != NULL ? word->order : NEW_TERMS_FROM + (int)survey->n_terms;
    for (int language = 0; word != NULL && language < PTE_LANGUAGES; language++)
        term.label[language] = pte_survey_text(survey, word->label[language]);
    return pte_survey_add_term(survey, &term);
}

static void fault_unknown(struct pte_reading *reading, const char *vocabulary,
                          const char *text, struct pte_place place)
{
    PTE_AUTO(pte_text_release) struct pte_text advice = {0};
    size_t n;
    const struct pte_word *const *words = pte_vocabulary_all(vocabulary, &n);
    char code[64];

    snprintf(code, sizeof(code), "unknown_%s", vocabulary);
    if (n > 0)
        pte_text_add(&advice, "use one of");
    for (size_t i = 0; i < n; i++)
        pte_text_addf(&advice, "%s %s", i > 0 ? "," : "", words[i]->code);
    pte_text_addf(&advice, "%s%ssay --new-terms to make it a word of this study",
                  n > 0 ? "; or " : "",
                  reading->mapping != NULL
                      ? "say what it means under vocabularies in the mapping; or "
                      : "");
    pte_reading_fault(reading, code, place, text, advice.bytes, "no %s is called so",
                      vocabulary);
}

const char *pte_terms_code(struct pte_reading *reading, const char *vocabulary,
                           const char *text, struct pte_place place)
{
    PTE_AUTO(pte_text_release) struct pte_text key = {0};
    const struct pte_word *word;
    const char *meant;
    uint32_t term, kept;

    add_key(&key, vocabulary, text);
    if (pte_index_find(&reading->terms, key.bytes, key.length, &term))
        return reading->survey.terms[term].code;
    meant = crossed(reading->mapping, vocabulary, text);
    word = word_of(vocabulary, meant);
    if (word == NULL && !reading->options.new_terms) {
        fault_unknown(reading, vocabulary, text, place);
        return NULL;
    }
    term = term_of(reading, vocabulary, word, word != NULL ? word->code : meant);
    pte_index_add(&reading->terms, key.bytes, key.length, term, &kept);
    return reading->survey.terms[term].code;
}

void pte_terms_add(struct pte_reading *reading, const char *vocabulary, const char *code,
                   const char *const *label)
{
    struct pte_survey *survey = &reading->survey;
    const size_t before = survey->n_terms;
    const uint32_t term = term_of(reading, vocabulary, word_of(vocabulary, code), code);

    for (int i = 0; survey->n_terms > before && i < PTE_LANGUAGES; i++)
        if (label[i] != NULL)
            survey->terms[term].label[i] = pte_survey_text(survey, label[i]);
}

/* Whether the letters of a three-letter code stand in a name in that order, the first
 * first: CHL in chile. */
static bool abbreviates(const char *code, const char *name)
{
    if (tolower((unsigned char)code[0]) != name[0])
        return false;
    for (; *name != '\0' && *code != '\0'; name++)
        code += tolower((unsigned char)*code) == *name;
    return *code == '\0';
}

/* The country that was probably meant, or NULL. */
static const char *likely_country(const char *text)
{
    PTE_AUTO(pte_free) char *folded = pte_text_fold(text);
    size_t n;
    const struct pte_country *const *countries = pte_country_all(&n);

    for (size_t i = 0; i < n; i++) {
        if (strcasecmp(countries[i]->code, text) == 0)
            return countries[i]->code;
        for (int language = 0; language < PTE_LANGUAGES; language++) {
            PTE_AUTO(pte_free)
            char *name = pte_text_fold(countries[i]->label[language]);

            if (strcmp(name, folded) == 0 ||
                (strlen(text) == 3 && abbreviates(text, name)))
                return countries[i]->code;
        }
    }
    return NULL;
}

bool pte_terms_country(struct pte_reading *reading, const char *text,
                       struct pte_place place)
{
    char advice[128];
    const char *likely;

    if (pte_country_exists(text))
        return true;
    likely = likely_country(text);
    if (likely != NULL)
        snprintf(advice, sizeof(advice), "write %s", likely);
    else
        snprintf(advice, sizeof(advice),
                 "write the two capital letters of ISO 3166-1, such as CL, CO, MX, PE");
    pte_reading_fault(reading, "unknown_country", place, text, advice,
                      "no country has this code");
    return false;
}

enum pte_yes pte_terms_yes(struct pte_reading *reading, const char *text,
                           struct pte_place place)
{
    static const struct {
        const char *word;
        enum pte_yes means;
    } words[] = {{"1", PTE_YES},          {"yes", PTE_YES}, {"y", PTE_YES},
                 {"si", PTE_YES},         {"oui", PTE_YES}, {"true", PTE_YES},
                 {"x", PTE_YES},          {"0", PTE_NO},    {"no", PTE_NO},
                 {"n", PTE_NO},           {"non", PTE_NO},  {"false", PTE_NO},
                 {"unknown", PTE_UNKNOWN}};

    if (text[0] == '\0')
        return PTE_UNKNOWN;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (pte_terms_same(words[i].word, text))
            return words[i].means;
    pte_reading_note(reading, "unclear_yes_no", place, text, "write yes or no",
                     "this is neither yes nor no; it counts as not known");
    return PTE_UNKNOWN;
}

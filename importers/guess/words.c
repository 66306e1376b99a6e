/* importers/guess/words.c - the words surveys use, in Spanish, English and French. */
#include <ctype.h>
#include <string.h>

#include "core/model/vocabulary.h"
#include "importers/guess/guess.intern.h"
#include "importers/terms.h"

bool pte_guess_has(const char *text, const char *words)
{
    PTE_AUTO(pte_free) char *folded = pte_text_fold(text);

    for (const char *word = words; *word != '\0';) {
        const size_t length = strcspn(word, "|");

        for (const char *at = folded; *at != '\0'; at++)
            if (strncmp(at, word, length) == 0 &&
                (at == folded || !isalnum((unsigned char)at[-1])))
                return true;
        word += length + (word[length] == '|');
    }
    return false;
}

int pte_guess_yes(const char *text)
{
    static const char *const yes[] = {"1",    "yes",       "y",    "si", "s",      "oui",
                                      "true", "verdadero", "vrai", "x",  "checked"};
    static const char *const no[] = {"0",     "no",    "n",    "non",
                                     "false", "falso", "faux", "unchecked"};

    for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
        if (pte_terms_same(yes[i], text))
            return 1;
    for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
        if (pte_terms_same(no[i], text))
            return 0;
    return -1;
}

bool pte_guess_is_yes_no(const struct pte_guess_values *values)
{
    bool has_yes = false;

    for (size_t i = 0; i < values->n; i++) {
        const int yes = pte_guess_yes(values->text[i]);

        if (yes < 0)
            return false;
        has_yes = has_yes || yes > 0;
    }
    return has_yes && !values->more;
}

double pte_guess_level(const char *text)
{
    static const struct {
        const char *words; /* the first that fits: daily before "a day" in "never" */
        double level;
    } levels[] = {
        {"nunca|jamas|never|jamais|ningun|none|aucun|no hay", 0},
        {"diari|cada dia|a diario|daily|every day|quotidien|chaque jour|todos los dias",
         5},
        {"seman|cada semana|week|hebdo|chaque semaine|una vez por semana", 4},
        {"quincen|fortnight|bimens", 3.5},
        {"mensual|mes|cada mes|month|mensuel|chaque mois|mois", 3},
        {"trimes|quarter", 2.5},
        {"semest|cada semestre|half|six month|biannual", 2},
        {"anual|ano|year|annu|an|raro|rara|rare", 1},
    };

    for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
        if (pte_guess_has(text, levels[i].words))
            return levels[i].level;
    return -1;
}

static const char *shipped(const char *vocabulary, const char *text)
{
    size_t n;
    const struct pte_word *const *words = pte_vocabulary_all(vocabulary, &n);

    for (size_t i = 0; i < n; i++) {
        if (pte_terms_same(words[i]->code, text))
            return words[i]->code;
        for (int language = 0; language < PTE_LANGUAGES; language++)
            if (words[i]->label[language] != NULL &&
                pte_terms_same(words[i]->label[language], text))
                return words[i]->code;
    }
    return NULL;
}

const char *pte_guess_code(const char *vocabulary, const char *text)
{
    static const struct {
        const char *vocabulary, *words, *code;
    } likely[] = {
        {"sector", "educ|form|univ|ense|capacit|train|school", "education"},
        {"sector", "trab|sind|labo|obrer|travail|synd|union|worker|empleo", "labour"},
        {"sector", "soc|ong|ngo|civil|comun", "civil_society"},
        {"sector", "gob|estad|publ|gov|gouv|state", "government"},
        {"sector", "ind|empr|gremi|priv|employ|business|compan|entrepr", "industry"},
        {"gender", "f|fem|muj|woman|female|femme", "woman"},
        {"gender", "m|masc|hombre|man|male|homme", "man"},
        {"gender", "x|otr|other|autre|no bin", "other"},
    };
    const char *code = shipped(vocabulary, text);

    for (size_t i = 0; code == NULL && i < sizeof(likely) / sizeof(likely[0]); i++)
        if (strcmp(likely[i].vocabulary, vocabulary) == 0 &&
            pte_guess_has(text, likely[i].words))
            code = likely[i].code;
    return code;
}

const char *pte_guess_relation(const char *header)
{
    static const struct {
        const char *words, *code;
    } relations[] = {
        {"info", "information"},
        {"inf", "information"},
        {"curr|cur|plan de estudio|programm", "curriculum"},
        {"prac|pra|place|coloc|pasant|stage", "placement"},
        {"apren|apprent", "apprenticeship"},
        {"cert", "certification"},
        {"fin|fund", "funding"},
        {"segur|safe|secur", "safety"},
        {"dialog", "dialogue"},
        {"incl", "inclusion"},
        {"coord|cooper|collab|colab|vincul|tie|lien|trabaj|work", "tie"},
    };

    for (size_t i = 0; i < sizeof(relations) / sizeof(relations[0]); i++)
        if (pte_guess_has(header, relations[i].words))
            return relations[i].code;
    return NULL;
}

bool pte_guess_is_desired(const char *header)
{
    return pte_guess_has(header, "dese|want|wish|souhait|voud|quisier|querr|quier|futur|"
                                 "desir|would|gustar|necesit|need|besoin");
}

uint32_t pte_guess_named(const struct pte_guess_table *table, const char *words)
{
    for (uint32_t i = 0; i < table->n; i++)
        if (table->columns[i].group == 0 && pte_guess_has(table->columns[i].name, words))
            return i + 1;
    return 0;
}

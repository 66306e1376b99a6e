/* importers/mapping/check.c - whether what a mapping says makes sense. */
#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/model/vocabulary.h"
#include "importers/mapping.h"
#include "importers/mapping/mapping.intern.h"
#include "importers/terms.h"

enum { MOST_HEADER_ROWS = 10 };

/* What is looked at: "'cl.yml', ties 2". */
struct place {
    const char *shown;
    const char *part;
    unsigned number; /* 0 = the part is no list */
};

static bool fail(const struct place *place, struct pte_error *err, const char *what,
                 const char *value, const char *hint)
{
    const char *quote = value != NULL ? "'" : "";

    if (place->number > 0)
        pte_fail(err, PTE_EINPUT, "mapping '%s', %s %u: %s %s%s%s", place->shown,
                 place->part, place->number, what, quote, value != NULL ? value : "",
                 quote);
    else
        pte_fail(err, PTE_EINPUT, "mapping '%s', %s: %s %s%s%s", place->shown,
                 place->part, what, quote, value != NULL ? value : "", quote);
    return pte_hint(err, "%s", hint);
}

/* NULL is fine: then the default holds. */
static bool is_one_of(const char *text, const char *const *words)
{
    if (text == NULL)
        return true;
    while (*words != NULL)
        if (strcmp(*words++, text) == 0)
            return true;
    return false;
}

static bool is_inside(const char *path)
{
    const char *part = path;

    if (path[0] == '/' || path[0] == '\0')
        return false;
    for (; part != NULL; part = strchr(part, '/')) {
        part += *part == '/';
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0'))
            return false;
    }
    return true;
}

static bool check_delimiter(const struct place *place, const char *delimiter,
                            struct pte_error *err)
{
    static const char *const delimiters[] = {",", ";", "\t", "tab", "|", NULL};

    return is_one_of(delimiter, delimiters) ||
           fail(place, err, "delimiter cannot be", delimiter,
                "write \",\", \";\", \"tab\" or \"|\"");
}

static bool check_source(const struct pte_mapping *mapping, const char *shown,
                         struct pte_error *err)
{
    static const char *const marks[] = {".", ",", NULL};
    const struct place place = {shown, "source", 0};

    if (mapping->source == NULL)
        return true;
    if (!check_delimiter(&place, mapping->source->delimiter, err))
        return false;
    if (!is_one_of(mapping->source->decimal, marks))
        return fail(&place, err, "decimal cannot be", mapping->source->decimal,
                    "write \".\" or \",\"");
    return mapping->source->header_rows <= MOST_HEADER_ROWS ||
           fail(&place, err, "header_rows is too many", NULL,
                "write how many rows stand above the first answer, 1 if not said");
}

static bool check_roster(const struct pte_mapping *mapping, const char *shown,
                         struct pte_error *err)
{
    const struct place place = {shown, "roster", 0};

    if (!is_inside(mapping->roster->file))
        return fail(&place, err, "file cannot be", mapping->roster->file,
                    "put the roster beside the mapping, and write its name only");
    return check_delimiter(&place, mapping->roster->delimiter, err);
}

static bool check_condition(const struct place *place,
                            const struct pte_mapping_condition *condition,
                            struct pte_error *err)
{
    return condition == NULL || condition->is_count > 0 ||
           fail(place, err, "no answer is listed for the column", condition->column,
                "write is: [\"1\"], or whatever the export has there");
}

static bool check_respondent(const struct pte_mapping *mapping, const char *shown,
                             struct pte_error *err)
{
    static const char *const orders[] = {"dmy", "mdy", "ymd", NULL};
    const struct place place = {shown, "respondent", 0};
    const struct pte_mapping_respondent *respondent = mapping->respondent;

    if (!is_one_of(respondent->date_order, orders))
        return fail(&place, err, "date_order cannot be", respondent->date_order,
                    "write dmy, mdy or ymd");
    if (respondent->country != NULL && !pte_country_exists(respondent->country))
        return fail(&place, err, "no country has the code", respondent->country,
                    "write the two capital letters of ISO 3166-1, such as CL or PE");
    return check_condition(&place, respondent->consent, err);
}

/* Two words of a list that say the same, or NULL. */
static const char *twice(const struct pte_mapping_words *words)
{
    for (unsigned i = 0; i < words->words_count; i++)
        for (unsigned j = 0; j < i; j++)
            if (pte_terms_same(words->words[i].is, words->words[j].is))
                return words->words[i].is;
    return NULL;
}

static const struct pte_mapping_words *scale_of(const struct pte_mapping *mapping,
                                                const char *name, unsigned before)
{
    for (unsigned i = 0; i < before; i++)
        if (strcmp(mapping->scales[i].name, name) == 0)
            return &mapping->scales[i];
    return NULL;
}

static bool check_scale(const struct pte_mapping *mapping, unsigned i, const char *shown,
                        struct pte_error *err)
{
    const struct place place = {shown, "scales", i + 1};
    const struct pte_mapping_words *scale = &mapping->scales[i];

    if (scale_of(mapping, scale->name, i) != NULL)
        return fail(&place, err, "there are two scales called", scale->name,
                    "rename one of them");
    if (scale->words_count == 0)
        return fail(&place, err, "no words are listed for", scale->name,
                    "list them: words: [{is: Nunca, level: 0}, ...]");
    if (twice(scale) != NULL)
        return fail(&place, err, "two levels are given for", twice(scale),
                    "compare without case and accents, and take one out");
    for (unsigned j = 0; j < scale->words_count; j++)
        if (!isfinite(scale->words[j].level) || scale->words[j].level < 0)
            return fail(&place, err, "a level cannot be less than 0:", scale->words[j].is,
                        "give 0 to what means no tie, more to what is stronger");
    return true;
}

static bool check_vocabulary(const struct pte_mapping *mapping, unsigned i,
                             const char *shown, struct pte_error *err)
{
    static const char *const vocabularies[] = {
        "sector", "kind", "side", "function", "challenge", "occupation", "gender", NULL};
    const struct place place = {shown, "vocabularies", i + 1};
    const struct pte_mapping_words *words = &mapping->vocabularies[i];

    if (!is_one_of(words->vocabulary, vocabularies))
        return fail(
            &place, err, "no vocabulary is called", words->vocabulary,
            "write sector, kind, side, function, challenge, occupation or gender");
    return twice(words) == NULL ||
           fail(&place, err, "two codes are given for", twice(words),
                "compare without case and accents, and take one out");
}

static bool has_one_star(const char *columns)
{
    const char *star = strchr(columns, '*');

    return star != NULL && strchr(star + 1, '*') == NULL;
}

static bool check_levels(const struct pte_mapping *mapping,
                         const struct pte_mapping_ties *ties, const struct place *place,
                         struct pte_error *err)
{
    const double least = ties->least != NULL ? *ties->least : 0;
    const double most = ties->most != NULL ? *ties->most : 5;

    if (ties->scale != NULL &&
        scale_of(mapping, ties->scale, mapping->scales_count) == NULL)
        return fail(place, err, "no scale is called", ties->scale,
                    "add it under scales, or correct its name");
    if (ties->scale != NULL && (ties->least != NULL || ties->most != NULL))
        return fail(place, err, "least and most do not go with the scale", ties->scale,
                    "take out either the scale or least and most");
    if (!isfinite(least) || !isfinite(most) || least < 0 || most <= least)
        return fail(place, err, "least must be 0 or more, and less than most", NULL,
                    "write the ends of the scale, such as least: 0, most: 5");
    return ties->yes_count + ties->no_count == 0 ||
           fail(place, err, "yes and no do not go with the layout", ties->layout,
                "take them out, or write layout: roster_columns");
}

static bool check_boxes(const struct pte_mapping_ties *ties, const struct place *place,
                        struct pte_error *err)
{
    static const char *const blanks[] = {"no_tie", "no_answer", NULL};

    if (ties->yes_count == 0)
        return fail(place, err, "yes is missing: how a ticked box is written", NULL,
                    "write yes: [\"1\"], or whatever the export has there");
    if (!is_one_of(ties->blank, blanks))
        return fail(place, err, "blank cannot be", ties->blank,
                    "write no_tie if a blank box was left unticked, else no_answer");
    return ties->scale == NULL ||
           fail(place, err, "a scale does not go with the layout", ties->layout,
                "take it out, or write layout: matrix_level");
}

static bool same_question(const struct pte_mapping_ties *one,
                          const struct pte_mapping_ties *other)
{
    const bool desired = one->tense != NULL && strcmp(one->tense, "desired") == 0;

    return strcmp(one->relation, other->relation) == 0 &&
           desired == (other->tense != NULL && strcmp(other->tense, "desired") == 0);
}

static bool check_ties(const struct pte_mapping *mapping, unsigned i, const char *shown,
                       struct pte_error *err)
{
    static const char *const tenses[] = {"current", "desired", NULL};
    static const char *const layouts[] = {"matrix_level", "roster_columns", NULL};
    const struct place place = {shown, "ties", i + 1};
    const struct pte_mapping_ties *ties = &mapping->ties[i];

    if (!is_one_of(ties->tense, tenses))
        return fail(&place, err, "tense cannot be", ties->tense,
                    "write current or desired");
    if (!is_one_of(ties->layout, layouts))
        return fail(&place, err, "no layout is called", ties->layout,
                    "write matrix_level (a cell holds how often or how strongly) or "
                    "roster_columns (a cell is ticked or not)");
    if (!has_one_star(ties->columns))
        return fail(&place, err,
                    "columns needs one * for the organization's id:", ties->columns,
                    "write them such as \"info_*\"");
    for (unsigned j = 0; j < i; j++)
        if (same_question(&mapping->ties[j], ties))
            return fail(&place, err, "asked twice in the same tense:", ties->relation,
                        "take one of them out, or correct its tense");
    if (strcmp(ties->layout, "matrix_level") == 0
            ? !check_levels(mapping, ties, &place, err)
            : !check_boxes(ties, &place, err))
        return false;
    return check_condition(&place, ties->answered_when, err);
}

static bool check_facts(const struct pte_mapping *mapping, unsigned i, const char *shown,
                        struct pte_error *err)
{
    static const char *const topics[] = {"function", "challenge", "training", "vacancy",
                                         NULL};
    static const char *const layouts[] = {"choice", "ranked", "amount", NULL};
    const struct place place = {shown, "facts", i + 1};
    const struct pte_mapping_facts *facts = &mapping->facts[i];

    if (!is_one_of(facts->topic, topics))
        return fail(&place, err, "no topic is called", facts->topic,
                    "write function, challenge, training or vacancy");
    if (!is_one_of(facts->layout, layouts))
        return fail(&place, err, "no layout is called", facts->layout,
                    "write choice, ranked or amount");
    if (!has_one_star(facts->columns))
        return fail(&place, err,
                    "columns needs one * for the code or the rank:", facts->columns,
                    "write them such as \"func_*\"");
    return strcmp(facts->layout, "choice") != 0 || facts->yes_count > 0 ||
           fail(&place, err, "yes is missing: how a ticked box is written", NULL,
                "write yes: [\"1\"], or whatever the export has there");
}

bool pte_mapping_check(const struct pte_mapping *mapping, const char *shown,
                       struct pte_error *err)
{
    const struct place whole = {shown, "mapping", 0};

    if (mapping->version != 1)
        return fail(&whole, err, "only version 1 is known", NULL, "write mapping: 1");
    if (mapping->ties_count + mapping->facts_count == 0)
        return fail(&whole, err, "it says neither where the ties nor where the facts are",
                    NULL, "add ties: with the relation, the layout and the columns");
    if (!check_source(mapping, shown, err) || !check_roster(mapping, shown, err) ||
        !check_respondent(mapping, shown, err))
        return false;
    for (unsigned i = 0; i < mapping->scales_count; i++)
        if (!check_scale(mapping, i, shown, err))
            return false;
    for (unsigned i = 0; i < mapping->vocabularies_count; i++)
        if (!check_vocabulary(mapping, i, shown, err))
            return false;
    for (unsigned i = 0; i < mapping->ties_count; i++)
        if (!check_ties(mapping, i, shown, err))
            return false;
    for (unsigned i = 0; i < mapping->facts_count; i++)
        if (!check_facts(mapping, i, shown, err))
            return false;
    return true;
}

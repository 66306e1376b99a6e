/* importers/mapping/check.c - whether what a mapping says makes sense. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/model/vocabulary.h"
#include "importers/mapping.h"
#include "importers/mapping/mapping.intern.h"
#include "importers/terms.h"
#include "importers/tools/export.h"

enum { MOST_HEADER_ROWS = 10 };

/* Where an entry of a list begins: the number-th line with a hyphen below its key, at the
 * depth of the first. */
static const char *find_entry(const char *key, unsigned number)
{
    size_t depth = 0;

    for (const char *line = strchr(key, '\n'); line != NULL; line = strchr(line, '\n')) {
        const size_t blanks = strspn(++line, " ");

        if (blanks == 0 && line[0] != '-' && line[0] != '\n' && line[0] != '#')
            break; /* the next part */
        if (line[blanks] != '-' || (depth > 0 && blanks + 1 != depth))
            continue;
        depth = blanks + 1;
        if (--number == 0)
            return line + blanks;
    }
    return key;
}

static bool is_end(char c)
{
    return c == '\0' || strchr(" \"',:[]{}\n", c) != NULL;
}

/* The place of what is wrong: of the value, else of its entry, else of its part; NULL if
 * the text is written in another way. */
static const char *find_place(const struct pte_mapping_part *place, const char *value)
{
    const size_t length = strlen(place->part);
    const char *yaml = place->shown->yaml, *found = NULL;

    for (const char *line = yaml; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, place->part, length) == 0 && line[length] == ':') {
            found = place->number > 0 ? find_entry(line, place->number) : line;
            break;
        }
    }
    if (found == NULL || value == NULL || value[0] == '\0')
        return found;
    for (const char *at = found + 1; (at = strstr(at, value)) != NULL; at++)
        if (is_end(at[-1]) && is_end(at[strlen(value)]))
            return at;
    return found;
}

static void add_place(const struct pte_mapping_part *place, const char *value, char *text,
                      size_t room)
{
    const char *found = find_place(place, value);
    const char *begin = place->shown->yaml;
    unsigned line = 1;

    text[0] = '\0';
    if (found == NULL)
        return;
    for (const char *c = begin; c < found; c++)
        if (*c == '\n') {
            line++;
            begin = c + 1;
        }
    snprintf(text, room, " (line: %u, column: %u)", line, (unsigned)(found - begin) + 1);
}

bool pte_mapping_fail(const struct pte_mapping_part *place, struct pte_error *err,
                      const char *what, const char *value, const char *hint)
{
    const char *quote = value != NULL ? "'" : "";
    char where[48], number[16] = "";

    add_place(place, value, where, sizeof(where));
    if (place->number > 0)
        snprintf(number, sizeof(number), " %u", place->number);
    pte_fail(err, PTE_EINPUT, "mapping '%s', %s%s: %s%s%s%s%s%s", place->shown->name,
             place->part, number, what, value != NULL ? " " : "", quote,
             value != NULL ? value : "", quote, where);
    return pte_hint(err, "%s", hint);
}

bool pte_mapping_one_of(const char *text, const char *const *words)
{
    if (text == NULL)
        return true;
    while (*words != NULL)
        if (strcmp(*words++, text) == 0)
            return true;
    return false;
}

bool pte_mapping_is_inside(const char *path)
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

static bool check_delimiter(const struct pte_mapping_part *place, const char *delimiter,
                            struct pte_error *err)
{
    static const char *const delimiters[] = {",", ";", "\t", "tab", "|", NULL};

    return pte_mapping_one_of(delimiter, delimiters) ||
           pte_mapping_fail(place, err, "delimiter cannot be", delimiter,
                            "write \",\", \";\", \"tab\" or \"|\"");
}

static bool check_source(const struct pte_mapping *mapping,
                         const struct pte_mapping_file *shown, struct pte_error *err)
{
    static const char *const marks[] = {".", ",", NULL};
    const struct pte_mapping_part place = {shown, "source", 0};

    if (mapping->source == NULL)
        return true;
    if (!check_delimiter(&place, mapping->source->delimiter, err))
        return false;
    if (mapping->source->tool != NULL && strcmp(mapping->source->tool, "auto") != 0 &&
        pte_tool_called(mapping->source->tool) == NULL)
        return pte_mapping_fail(&place, err, "no survey tool is called",
                                mapping->source->tool,
                                "write kobo, odk, limesurvey, surveymonkey, google, "
                                "msforms, qualtrics, redcap or auto");
    if (!pte_mapping_one_of(mapping->source->decimal, marks))
        return pte_mapping_fail(&place, err, "decimal cannot be",
                                mapping->source->decimal, "write \".\" or \",\"");
    return mapping->source->header_rows <= MOST_HEADER_ROWS ||
           pte_mapping_fail(
               &place, err, "header_rows is too many", NULL,
               "write how many rows stand above the first answer, 1 if not said");
}

static bool check_roster(const struct pte_mapping *mapping,
                         const struct pte_mapping_file *shown, struct pte_error *err)
{
    const struct pte_mapping_part place = {shown, "roster", 0};

    if (!pte_mapping_is_inside(mapping->roster->file))
        return pte_mapping_fail(
            &place, err, "file cannot be", mapping->roster->file,
            "put the roster beside the mapping, and write its name only");
    return check_delimiter(&place, mapping->roster->delimiter, err);
}

bool pte_mapping_check_condition(const struct pte_mapping_part *place,
                                 const struct pte_mapping_condition *condition,
                                 struct pte_error *err)
{
    return condition == NULL || condition->is_count + condition->is_not_count > 0 ||
           pte_mapping_fail(place, err, "no answer is listed for the column",
                            condition->column,
                            "write is: [\"1\"], or whatever the export has there");
}

/* A tool has a key of its own. */
static bool names_tool(const struct pte_mapping *mapping)
{
    return mapping->source != NULL && mapping->source->tool != NULL;
}

static bool check_respondent(const struct pte_mapping *mapping,
                             const struct pte_mapping_file *shown, struct pte_error *err)
{
    static const char *const orders[] = {"dmy", "mdy", "ymd", NULL};
    const struct pte_mapping_part place = {shown, "respondent", 0};
    const struct pte_mapping_respondent *respondent = mapping->respondent;

    if (!pte_mapping_one_of(respondent->date_order, orders))
        return pte_mapping_fail(&place, err, "date_order cannot be",
                                respondent->date_order, "write dmy, mdy or ymd");
    if (respondent->set != NULL && respondent->set->country != NULL &&
        !pte_country_exists(respondent->set->country))
        return pte_mapping_fail(
            &place, err, "no country has the code", respondent->set->country,
            "write the two capital letters of ISO 3166-1, such as CL");
    if (respondent->country != NULL && !pte_country_exists(respondent->country))
        return pte_mapping_fail(
            &place, err, "no country has the code", respondent->country,
            "write the two capital letters of ISO 3166-1, such as CL or PE");
    for (unsigned i = 0; i < respondent->keep_if_count; i++)
        if (!pte_mapping_check_condition(&place, &respondent->keep_if[i], err))
            return false;
    if (((respondent->key == NULL && !names_tool(mapping)) ||
         respondent->organization == NULL) &&
        !pte_mapping_is_tabular(mapping))
        return pte_mapping_fail(
            &place, err, "key or organization is missing", NULL,
            "name the column with the tool's own id of a row, and the "
            "one with the organization it answers for");
    return pte_mapping_check_condition(&place, respondent->consent, err);
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

const struct pte_mapping_words *pte_mapping_scale(const struct pte_mapping *mapping,
                                                  const char *name, unsigned before)
{
    for (unsigned i = 0; i < before; i++)
        if (strcmp(mapping->scales[i].name, name) == 0)
            return &mapping->scales[i];
    return NULL;
}

static bool check_scale(const struct pte_mapping *mapping, unsigned i,
                        const struct pte_mapping_file *shown, struct pte_error *err)
{
    const struct pte_mapping_part place = {shown, "scales", i + 1};
    const struct pte_mapping_words *scale = &mapping->scales[i];

    if (pte_mapping_scale(mapping, scale->name, i) != NULL)
        return pte_mapping_fail(&place, err, "there are two scales called", scale->name,
                                "rename one of them");
    if (scale->words_count == 0)
        return pte_mapping_fail(&place, err, "no words are listed for", scale->name,
                                "list them: words: [{is: Nunca, level: 0}, ...]");
    if (twice(scale) != NULL)
        return pte_mapping_fail(&place, err, "two levels are given for", twice(scale),
                                "compare without case and accents, and take one out");
    for (unsigned j = 0; j < scale->words_count; j++)
        if (!isfinite(scale->words[j].level) || scale->words[j].level < 0)
            return pte_mapping_fail(
                &place, err, "a level cannot be less than 0:", scale->words[j].is,
                "give 0 to what means no tie, more to what is stronger");
    return true;
}

static bool check_vocabulary(const struct pte_mapping *mapping, unsigned i,
                             const struct pte_mapping_file *shown, struct pte_error *err)
{
    static const char *const vocabularies[] = {
        "sector", "kind", "side", "function", "challenge", "occupation", "gender", NULL};
    const struct pte_mapping_part place = {shown, "vocabularies", i + 1};
    const struct pte_mapping_words *words = &mapping->vocabularies[i];

    if (!pte_mapping_one_of(words->vocabulary, vocabularies))
        return pte_mapping_fail(
            &place, err, "no vocabulary is called", words->vocabulary,
            "write sector, kind, side, function, challenge, occupation or gender");
    return twice(words) == NULL ||
           pte_mapping_fail(&place, err, "two codes are given for", twice(words),
                            "compare without case and accents, and take one out");
}

static bool check_coalesce(const struct pte_mapping *mapping,
                           const struct pte_mapping_file *shown, struct pte_error *err)
{
    for (unsigned i = 0; i < mapping->coalesce_count; i++) {
        const struct pte_mapping_part place = {shown, "coalesce", i + 1};
        const struct pte_mapping_coalesce *said = &mapping->coalesce[i];

        if (said->columns_count < 2)
            return pte_mapping_fail(&place, err, "two columns or more are needed", NULL,
                                    "write columns: [new, old]");
        for (unsigned j = 1; j < said->columns_count; j++)
            if (pte_mapping_has_one_star(said->columns[j]) !=
                pte_mapping_has_one_star(said->columns[0]))
                return pte_mapping_fail(&place, err,
                                        "all columns need a * or none:", said->columns[j],
                                        "the * stands for the same in each");
    }
    return true;
}

static bool check_facts(const struct pte_mapping *mapping, unsigned i,
                        const struct pte_mapping_file *shown, struct pte_error *err)
{
    static const char *const topics[] = {"function", "challenge", "training", "vacancy",
                                         NULL};
    static const char *const layouts[] = {"choice", "ranked", "amount", NULL};
    const struct pte_mapping_part place = {shown, "facts", i + 1};
    const struct pte_mapping_facts *facts = &mapping->facts[i];

    if (!pte_mapping_one_of(facts->topic, topics))
        return pte_mapping_fail(&place, err, "no topic is called", facts->topic,
                                "write function, challenge, training or vacancy");
    if (!pte_mapping_one_of(facts->layout, layouts))
        return pte_mapping_fail(&place, err, "no layout is called", facts->layout,
                                "write choice, ranked or amount");
    if (!pte_mapping_has_one_star(facts->columns))
        return pte_mapping_fail(
            &place, err, "columns needs one * for the code or the rank:", facts->columns,
            "write them such as \"func_*\"");
    return strcmp(facts->layout, "choice") != 0 || facts->yes_count > 0 ||
           pte_mapping_fail(&place, err, "yes is missing: how a ticked box is written",
                            NULL, "write yes: [\"1\"], or whatever the export has there");
}

bool pte_mapping_check(const struct pte_mapping *mapping,
                       const struct pte_mapping_file *shown, struct pte_error *err)
{
    const struct pte_mapping_part whole = {shown, "mapping", 0};

    if (mapping->version != 1)
        return pte_mapping_fail(&whole, err, "only version 1 is known", NULL,
                                "write mapping: 1");
    if (mapping->ties_count + mapping->facts_count == 0)
        return pte_mapping_fail(
            &whole, err, "it says neither where the ties nor where the facts are", NULL,
            "add ties: with the relation, the layout and the columns");
    if (pte_mapping_is_tabular(mapping) && mapping->ties_count > 1)
        return pte_mapping_fail(
            &whole, err, "an export that is a table of ties holds one entry of ties",
            NULL, "tell its relations apart by type and relations");
    if (!check_coalesce(mapping, shown, err) || !check_source(mapping, shown, err) ||
        !check_roster(mapping, shown, err) || !check_respondent(mapping, shown, err))
        return false;
    for (unsigned i = 0; i < mapping->scales_count; i++)
        if (!check_scale(mapping, i, shown, err))
            return false;
    for (unsigned i = 0; i < mapping->vocabularies_count; i++)
        if (!check_vocabulary(mapping, i, shown, err))
            return false;
    for (unsigned i = 0; i < mapping->ties_count; i++)
        if (!pte_mapping_check_ties(mapping, i, shown, err))
            return false;
    for (unsigned i = 0; i < mapping->facts_count; i++)
        if (!check_facts(mapping, i, shown, err))
            return false;
    return true;
}

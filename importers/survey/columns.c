/* importers/survey/columns.c - which columns of an export a mapping means. */
#include <string.h>
#include <strings.h>

#include "core/base/memory.h"
#include "core/base/number.h"
#include "importers/roster.h"
#include "importers/survey/survey.intern.h"
#include "importers/terms.h"

enum { MOST_RANK = 99 };

static struct pte_place header_place(const struct pte_export *export, uint32_t column)
{
    return (struct pte_place){export->source.file,
                              pte_table_header_line(export->source.table), column,
                              export->source.sheet};
}

/* The column of a name the mapping gives, which must be there; 0 without a name. */
static uint32_t named(struct pte_export *export, const char *name)
{
    const uint32_t found = name != NULL ? pte_source_column(&export->source, name) : 0;

    if (name != NULL && found == 0)
        pte_reading_fault(&export->reading, "missing_column", header_place(export, 0),
                          name,
                          "correct the name in the mapping, or export the column, too",
                          "the mapping names a column that this file does not have");
    return found;
}

static uint32_t condition(struct pte_export *export,
                          const struct pte_mapping_condition *said,
                          struct pte_words *words)
{
    if (said == NULL)
        return 0;
    for (unsigned i = 0; i < said->is_count; i++)
        pte_words_add(words, said->is[i]);
    return named(export, said->column);
}

/* What stands for the * of a pattern in a header; NULL if it does not fit. */
static char *star_of(const char *pattern, const char *header)
{
    const size_t before = strcspn(pattern, "*"), after = strlen(pattern) - before - 1;
    const size_t length = strlen(header);
    char *star;

    if (length <= before + after || strncasecmp(pattern, header, before) != 0 ||
        strcasecmp(pattern + before + 1, header + length - after) != 0)
        return NULL;
    star = pte_alloc(length - before - after + 1, 1);
    memcpy(star, header + before, length - before - after);
    return star;
}

/* The entry whose pattern fits a header; of several the one with the longest fixed part:
 * deseo_info_* is not *_info_x. */
static struct pte_asked *entry_of(struct pte_export *export, const char *header)
{
    const struct pte_mapping *mapping = export->mapping;
    struct pte_asked *best = NULL;

    for (unsigned i = 0; i < mapping->ties_count + mapping->facts_count; i++) {
        struct pte_asked *asked = i < mapping->ties_count
                                      ? &export->ties[i]
                                      : &export->facts[i - mapping->ties_count];
        PTE_AUTO(pte_free) char *star = star_of(asked->pattern, header);

        if (star != NULL &&
            (best == NULL || strlen(asked->pattern) > strlen(best->pattern)))
            best = asked;
    }
    return best;
}

/* The organization a column is about: by its id, else by its id without case and accents,
 * which some tools change in headers. */
static uint32_t organization_of(const struct pte_export *export, const char *id)
{
    const struct pte_survey *survey = &export->reading.survey;
    uint32_t found = pte_roster_find(&export->reading, id, export->country, NULL);

    for (uint32_t i = 0; found == PTE_NOBODY && i < survey->n_organizations; i++)
        if (pte_terms_same(survey->organizations[i].id, id))
            found = i;
    return found;
}

static bool read_star(struct pte_export *export, const struct pte_asked *asked,
                      const char *text, struct pte_star *star)
{
    const struct pte_place place = header_place(export, star->column);
    long rank;

    if (asked->ties != NULL) {
        star->organization = organization_of(export, text);
        if (star->organization == PTE_NOBODY)
            pte_reading_fault(&export->reading, "unknown_organization_column", place,
                              text,
                              "add the organization to the roster, or correct the column",
                              "this column is about an organization that is not on the "
                              "roster");
        return star->organization != PTE_NOBODY;
    }
    if (strcmp(asked->facts->layout, "ranked") != 0) {
        star->code = pte_terms_code(&export->reading, pte_export_vocabulary(asked->facts),
                                    text, place);
        return star->code != NULL;
    }
    if (!pte_number_read_whole(text, 1, MOST_RANK, &rank)) {
        pte_reading_fault(&export->reading, "bad_rank_column", place, text,
                          "name the columns by rank, such as reto_1, reto_2",
                          "the * of this column is no rank");
        return false;
    }
    star->rank = (uint32_t)rank;
    return true;
}

/* Two columns about the same organization, code or rank: whose word counts? */
static bool is_twice(struct pte_export *export, const struct pte_asked *asked,
                     const struct pte_star *star)
{
    char letters[PTE_COLUMN_BYTES];

    for (size_t i = 0; i < asked->n; i++) {
        const struct pte_star *other = &asked->stars[i];

        if (other->organization != star->organization || other->rank != star->rank ||
            other->code != star->code)
            continue;
        pte_reading_fault(
            &export->reading, "duplicate_header", header_place(export, star->column),
            pte_table_header(export->source.table, star->column - 1),
            "rename one of them, or take it out", "column %s is about the same",
            pte_column_letters(other->column, letters));
        return true;
    }
    return false;
}

static void take_column(struct pte_export *export, uint32_t column)
{
    const char *header = pte_table_header(export->source.table, column - 1);
    struct pte_asked *asked = entry_of(export, header);
    struct pte_star star = {.column = column, .organization = PTE_NOBODY};

    if (asked == NULL)
        return;
    PTE_AUTO(pte_free) char *text = star_of(asked->pattern, header);
    if (!read_star(export, asked, text, &star) || is_twice(export, asked, &star))
        return;
    pte_grow(&asked->stars, asked->n, &asked->room, sizeof(*asked->stars));
    asked->stars[asked->n++] = star;
    export->source.wanted[column] = true;
}

static void add_words(struct pte_words *words, char *const *from, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        pte_words_add(words, from[i]);
}

static void prepare_ties(struct pte_export *export, const struct pte_mapping_ties *said,
                         struct pte_asked *asked)
{
    const struct pte_mapping *mapping = export->mapping;

    const char *relation =
        pte_terms_code(&export->reading, "relation", said->relation,
                       (struct pte_place){.file = export->mapping_file});

    asked->ties = said;
    asked->pattern = said->columns;
    if (relation != NULL)
        asked->relation = pte_survey_relation(&export->reading.survey, relation);
    asked->answered_column = condition(export, said->answered_when, &asked->answered);
    add_words(&asked->words, said->yes, said->yes_count);
    add_words(&asked->words, said->no, said->no_count);
    for (unsigned i = 0; said->scale != NULL && i < mapping->scales_count; i++)
        for (unsigned j = 0; strcmp(mapping->scales[i].name, said->scale) == 0 &&
                             j < mapping->scales[i].words_count;
             j++)
            pte_words_add(&asked->words, mapping->scales[i].words[j].is);
}

static void prepare_facts(const struct pte_mapping_facts *said, struct pte_asked *asked)
{
    asked->facts = said;
    asked->pattern = said->columns;
    add_words(&asked->words, said->yes, said->yes_count);
    add_words(&asked->words, said->no, said->no_count);
}

static void check_found(struct pte_export *export, const struct pte_asked *asked,
                        size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (asked[i].n == 0)
            pte_reading_fault(
                &export->reading, "missing_column", header_place(export, 0),
                asked[i].pattern,
                "correct the pattern in the mapping, or export the columns, "
                "too",
                "no column of this file fits the pattern of the mapping");
}

static void name_columns(struct pte_export *export)
{
    const struct pte_mapping_respondent *said = export->mapping->respondent;
    const struct pte_mapping_source *source = export->mapping->source;

    export->key = named(export, said->key);
    export->organization = named(export, said->organization);
    export->role = named(export, said->role);
    export->gender = named(export, said->gender);
    export->date = named(export, said->date);
    export->consent = condition(export, said->consent, &export->consents);
    if (source != NULL)
        add_words(&export->missing, source->missing, source->missing_count);
}

void pte_export_find_columns(struct pte_export *export)
{
    const struct pte_mapping *mapping = export->mapping;

    export->ties = pte_alloc(mapping->ties_count, sizeof(*export->ties));
    export->facts = pte_alloc(mapping->facts_count, sizeof(*export->facts));
    name_columns(export);
    for (unsigned i = 0; i < mapping->ties_count; i++)
        prepare_ties(export, &mapping->ties[i], &export->ties[i]);
    for (unsigned i = 0; i < mapping->facts_count; i++)
        prepare_facts(&mapping->facts[i], &export->facts[i]);
    /* a column the mapping names outright is no answer about an organization */
    for (uint32_t i = 1; i <= pte_table_columns(export->source.table); i++)
        if (!export->source.wanted[i])
            take_column(export, i);
    check_found(export, export->ties, mapping->ties_count);
    check_found(export, export->facts, mapping->facts_count);
    pte_source_check_header(&export->source, &export->reading, /* unread */ false);
}

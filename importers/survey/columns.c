/* importers/survey/columns.c - which columns of an export a mapping means. */
#include <string.h>
#include <strings.h>

#include "core/base/memory.h"
#include "core/base/number.h"
#include "core/base/text.h"
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

/* Whether the mapping says that a column is never to be read. */
static bool is_dropped(const struct pte_export *export, const char *name)
{
    const struct pte_mapping_privacy *said = export->mapping->privacy;

    for (unsigned i = 0; said != NULL && i < said->drop_count; i++) {
        const bool has_star = strchr(said->drop[i], '*') != NULL;
        PTE_AUTO(pte_free)
        char *star = has_star ? pte_export_star(said->drop[i], name) : NULL;

        if (has_star ? star != NULL : strcasecmp(said->drop[i], name) == 0)
            return true;
    }
    return false;
}

/* The column of a name, or of the elder names the mapping gives it. */
static uint32_t find_named(struct pte_export *export, const char *name)
{
    const struct pte_mapping *mapping = export->mapping;
    uint32_t found = pte_source_column(&export->source, name);

    for (unsigned i = 0; found == 0 && i < mapping->coalesce_count; i++) {
        const struct pte_mapping_coalesce *said = &mapping->coalesce[i];

        if (strcasecmp(said->columns[0], name) == 0)
            for (unsigned j = 1; found == 0 && j < said->columns_count; j++)
                found = pte_source_column(&export->source, said->columns[j]);
    }
    return found;
}

uint32_t pte_export_named(struct pte_export *export, const char *name)
{
    const uint32_t found = name != NULL ? find_named(export, name) : 0;

    if (name != NULL && found == 0)
        pte_reading_fault(&export->reading, "missing_column", header_place(export, 0),
                          name,
                          "correct the name in the mapping, or export the column, too",
                          "the mapping names a column that this file does not have");
    if (found > 0 && is_dropped(export, name))
        pte_reading_fault(&export->reading, "dropped_column", header_place(export, found),
                          name, "take it out of one of the two places",
                          "the mapping both reads this column and drops it");
    return found;
}

char *pte_export_star(const char *pattern, const char *header)
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

/* A pattern with its * replaced; kept as long as the export. */
static const char *filled(struct pte_export *export, const char *pattern,
                          const char *star)
{
    PTE_AUTO(pte_text_release) struct pte_text name = {0};
    const size_t before = strcspn(pattern, "*");

    pte_text_add_bytes(&name, pattern, before);
    pte_text_add(&name, star);
    pte_text_add(&name, pattern + before + (pattern[before] == '*'));
    return pte_arena_text(&export->cells, name.bytes);
}

/* Chains the columns of one coalesced name: where to look if the first is blank. The
 * first is read by whoever names it. */
static void chain(struct pte_export *export, const struct pte_mapping_coalesce *said,
                  const char *star)
{
    uint32_t last = 0;

    for (unsigned i = 0; i < said->columns_count; i++) {
        const char *name =
            star != NULL ? filled(export, said->columns[i], star) : said->columns[i];
        const uint32_t found =
            is_dropped(export, name) ? 0 : pte_source_column(&export->source, name);

        if (found == 0)
            continue;
        if (last > 0)
            export->instead[last] = found;
        else
            export->source.wanted[found] = false;
        last = found;
    }
}

static void coalesce(struct pte_export *export)
{
    const struct pte_mapping *mapping = export->mapping;
    const uint32_t columns = pte_table_columns(export->source.table);

    export->instead = pte_alloc(columns + 1, sizeof(*export->instead));
    for (unsigned i = 0; i < mapping->coalesce_count; i++) {
        const struct pte_mapping_coalesce *said = &mapping->coalesce[i];

        if (strchr(said->columns[0], '*') == NULL) {
            chain(export, said, NULL);
            continue;
        }
        for (uint32_t j = 0; j < columns; j++) {
            PTE_AUTO(pte_free)
            char *star = pte_export_star(said->columns[0],
                                         pte_table_header(export->source.table, j));

            if (star != NULL)
                chain(export, said, star);
        }
    }
}

/* The entry whose pattern fits a header; of several the one with the longest fixed part:
 * deseo_info_* is not *_info_x. */
static struct pte_asked *entry_of(struct pte_export *export, const char *header)
{
    struct pte_asked *best = NULL;

    for (size_t i = 0; i < export->n_ties + export->mapping->facts_count; i++) {
        struct pte_asked *asked =
            i < export->n_ties ? &export->ties[i] : &export->facts[i - export->n_ties];
        PTE_AUTO(pte_free)
        char *star =
            asked->pattern != NULL ? pte_export_star(asked->pattern, header) : NULL;

        if (star != NULL &&
            (best == NULL || strlen(asked->pattern) > strlen(best->pattern)))
            best = asked;
    }
    return best;
}

/* The organization a column is about: by its id, else by its id, name or acronym without
 * case and accents, which some tools change in headers. */
static uint32_t organization_of(struct pte_export *export, const char *id)
{
    const struct pte_survey *survey = &export->reading.survey;
    uint32_t found = pte_roster_find(&export->reading, id, export->country, NULL);

    for (uint32_t i = 0; found == PTE_NOBODY && i < survey->n_organizations; i++)
        if (pte_terms_same(survey->organizations[i].id, id))
            found = i;
    if (found == PTE_NOBODY)
        found = pte_roster_called(&export->reading, id, export->country);
    return found == PTE_SEVERAL ? PTE_NOBODY : found;
}

/* A block of a slots question, with the column of its strength. */
static bool read_slot(struct pte_export *export, const struct pte_asked *asked,
                      const char *text, struct pte_star *star)
{
    star->code = pte_arena_text(&export->cells, text);
    if (asked->ties->level != NULL)
        star->level = pte_export_named(export, filled(export, asked->ties->level, text));
    return true;
}

static bool read_star(struct pte_export *export, const struct pte_asked *asked,
                      const char *text, struct pte_star *star)
{
    const struct pte_place place = header_place(export, star->column);
    long rank;

    if (asked->layout == PTE_SLOTS)
        return read_slot(export, asked, text, star);
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

        if (asked->layout == PTE_SLOTS || other->organization != star->organization ||
            other->rank != star->rank || other->code != star->code)
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

    if (asked == NULL || is_dropped(export, header))
        return;
    PTE_AUTO(pte_free) char *text = pte_export_star(asked->pattern, header);
    if (!read_star(export, asked, text, &star) || is_twice(export, asked, &star))
        return;
    pte_grow(&asked->stars, asked->n, &asked->room, sizeof(*asked->stars));
    asked->stars[asked->n++] = star;
    export->source.wanted[column] = true;
}

static void check_found(struct pte_export *export, const struct pte_asked *asked,
                        size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (asked[i].n == 0 && asked[i].pattern != NULL)
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

    export->key =
        pte_export_named(export, said->key != NULL ? said->key : export->tool_key);
    export->organization = pte_export_named(export, said->organization);
    export->role = pte_export_named(export, said->role);
    export->gender = pte_export_named(export, said->gender);
    export->date = pte_export_named(export, said->date);
    pte_export_when(export, said->consent, &export->consent);
    export->keep = pte_alloc(said->keep_if_count, sizeof(*export->keep));
    for (unsigned i = 0; i < said->keep_if_count; i++)
        pte_export_when(export, &said->keep_if[i], &export->keep[i]);
    for (unsigned i = 0; source != NULL && i < source->missing_count; i++)
        pte_words_add(&export->missing, source->missing[i]);
}

/* A child table may join by another column than the key. */
static void name_parents(struct pte_export *export)
{
    const struct pte_mapping *mapping = export->mapping;

    for (unsigned i = 0; i < mapping->ties_count; i++)
        pte_export_named(export, mapping->ties[i].parent_key);
}

void pte_export_find_columns(struct pte_export *export)
{
    const uint32_t columns = pte_table_columns(export->source.table);

    coalesce(export);
    if (!pte_mapping_is_tabular(export->mapping)) {
        name_columns(export);
        name_parents(export);
    }
    pte_export_prepare(export);
    /* a column the mapping names outright is no answer about an organization */
    for (uint32_t i = 1; i <= columns; i++)
        if (!export->source.wanted[i])
            take_column(export, i);
    pte_export_share(export);
    check_found(export, export->ties, export->n_ties);
    check_found(export, export->facts, export->mapping->facts_count);
    if (!pte_mapping_is_tabular(export->mapping))
        pte_source_check_header(&export->source, &export->reading, /* unread */ false);
}

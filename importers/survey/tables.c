/* importers/survey/tables.c - answers that stand in a table of their own. */
#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "importers/roster.h"
#include "importers/survey/survey.intern.h"
#include "importers/terms.h"

/* One table being read. */
struct child {
    struct pte_export *export;
    struct pte_asked *asked; /* the first of its entry */
    struct pte_source own;   /* empty if it is the export itself */
    struct pte_source *source;
    uint32_t parent, from, target, level, type, event; /* columns; 0 = none */
    uint32_t *response_of;                             /* per organization */
    struct pte_index parents;                          /* from key to response */
    size_t *named;                                     /* per response */
    struct pte_members *members;                       /* affiliation */
};

static void release_child(struct child *child)
{
    pte_source_release(&child->own);
    pte_index_release(&child->parents);
    pte_free(&child->response_of);
    pte_free(&child->named);
}

static uint32_t column(struct child *child, const char *name)
{
    const uint32_t found = name != NULL ? pte_source_column(child->source, name) : 0;

    if (name != NULL && found == 0)
        pte_reading_fault(&child->export->reading, "missing_column",
                          (struct pte_place){child->source->file,
                                             pte_table_header_line(child->source->table),
                                             0, child->source->sheet},
                          name, "correct the name in the mapping",
                          "the mapping names a column that this file does not have");
    return found;
}

static bool open_child(struct child *child, struct pte_error *err)
{
    const struct pte_mapping_ties *said = child->asked->ties;
    const bool has_pattern = said->columns != NULL && strchr(said->columns, '*') != NULL;
    const struct pte_table_form form = {.sheet = said->sheet};

    child->source = &child->export->source;
    if (said->file != NULL || said->sheet != NULL) {
        PTE_AUTO(pte_free)
        char *path = said->file != NULL
                         ? pte_export_beside(child->export->mapping_path, said->file)
                         : NULL;

        if (!pte_reading_open(&child->export->reading,
                              path != NULL ? path : child->export->path, NULL, &form,
                              &child->own, err))
            return false;
        child->source = &child->own;
    }
    child->parent = column(child, said->parent);
    child->from = column(child, said->source);
    child->target = has_pattern ? 0 : column(child, said->columns);
    child->level = column(child, said->level);
    child->type = column(child, said->type);
    child->event = column(child, said->event);
    return true;
}

/* For each organization its response: the first that a person gave, else its silence. */
static void find_responses(struct child *child)
{
    const struct pte_survey *survey = &child->export->reading.survey;

    child->response_of = pte_alloc(survey->n_organizations, sizeof(uint32_t));
    for (size_t i = 0; i < survey->n_organizations; i++)
        child->response_of[i] = PTE_NOBODY;
    for (uint32_t i = 0; i < survey->n_responses; i++) {
        uint32_t *known = &child->response_of[survey->responses[i].organization];

        if (*known == PTE_NOBODY || survey->responses[*known].person == PTE_NOBODY)
            *known = *known != PTE_NOBODY && survey->responses[i].person == PTE_NOBODY
                         ? *known
                         : i;
    }
}

/* The response of an organization; one that was not asked gets an empty one. */
static uint32_t response_of(struct child *child, uint32_t organization)
{
    struct pte_survey *survey = &child->export->reading.survey;
    const struct pte_response response = {.person = PTE_NOBODY,
                                          .organization = organization,
                                          .answered = PTE_SILENT,
                                          .consents = true,
                                          .place =
                                              survey->organizations[organization].place};

    if (child->response_of[organization] == PTE_NOBODY)
        child->response_of[organization] = pte_survey_add_response(survey, &response);
    return child->response_of[organization];
}

static const char *cell(struct child *child, const struct pte_row *row, uint32_t at)
{
    const char *text = pte_source_cell(&child->export->reading, row, at);

    return text[0] != '\0' && child->export->missing.n > 0 &&
                   pte_words_find(&child->export->missing, text) != PTE_NOBODY
               ? ""
               : text;
}

static uint32_t organization_at(struct child *child, const struct pte_row *row,
                                uint32_t at)
{
    const char *text = cell(child, row, at);

    return text[0] != '\0' ? pte_export_called(child->export, text,
                                               pte_source_place(child->source, row, at))
                           : PTE_NOBODY;
}

/* What a row says of the strength. False: a fault was added. */
static bool read_level(struct child *child, struct pte_asked *asked,
                       const struct pte_row *row, uint32_t at, enum pte_mark *mark,
                       double *level)
{
    const char *text = cell(child, row, at);

    *mark = PTE_TIE;
    *level = NAN;
    return text[0] == '\0' ||
           pte_export_read_cell(child->export, asked, text,
                                pte_source_place(child->source, row, at), mark, level);
}

static void report(struct child *child, const struct pte_asked *asked, uint32_t from,
                   uint32_t to, enum pte_mark mark, double level, struct pte_place place)
{
    const bool is_proxy = asked->layout == PTE_ALTERS;
    uint32_t response = response_of(child, from);

    if (is_proxy)
        pte_export_block(child->export, asked, response, /* answered */ true);
    pte_export_report(child->export, asked, response, to, mark, level, place);
    if (!asked->ties->mutual && !is_proxy)
        return;
    response = response_of(child, to);
    if (is_proxy)
        pte_export_block(child->export, asked, response, /* answered */ true);
    if (from != to)
        pte_export_report(child->export, asked, response, from, mark, level, place);
}

/* The question a row of an edge table belongs to, by its type; NULL: a fault was added.
 */
static struct pte_asked *question_of(struct child *child, const struct pte_row *row)
{
    const struct pte_mapping_ties *said = child->asked->ties;
    const char *text = cell(child, row, child->type);

    if (said->relations_count == 0)
        return child->asked;
    for (unsigned i = 0; i < said->relations_count; i++)
        if (pte_terms_same(said->relations[i].is, text))
            return child->asked + i;
    pte_reading_fault(&child->export->reading, "unknown_relation",
                      pte_source_place(child->source, row, child->type), text,
                      "add it to relations in the mapping, or correct the cell",
                      "the mapping does not say what this answer means");
    return NULL;
}

/* A key without what some tools put before it. */
static const char *bare(const char *key)
{
    return strncmp(key, "uuid:", 5) == 0 ? key + 5 : key;
}

static void find_parents(struct child *child)
{
    struct pte_export *export = child->export;
    const char *said = child->asked->ties->parent_key;
    const uint32_t key =
        said != NULL ? pte_source_column(&export->source, said) : export->key;

    for (size_t i = 0; i < export->n_rows; i++) {
        const char *text = bare(pte_export_cell(export, &export->rows[i], key));
        uint32_t known;

        pte_index_add(&child->parents, text, strlen(text), export->response_of[i],
                      &known);
    }
}

/* The response a child row belongs to; PTE_NOBODY: it does not count. */
static uint32_t parent_of(struct child *child, const struct pte_row *row)
{
    const char *key = bare(cell(child, row, child->parent));
    uint32_t found = PTE_NOBODY;

    if (!pte_index_find(&child->parents, key, strlen(key), &found))
        pte_reading_note(&child->export->reading, "orphan_row",
                         pte_source_place(child->source, row, child->parent), NULL,
                         "look whether parent in the mapping names the right column",
                         "this row belongs to no row of the export; it is left out");
    return found; /* a row that was held back takes its children with it */
}

static void take_partner(struct child *child, const struct pte_row *row)
{
    const uint32_t response = parent_of(child, row);
    const struct pte_place place = pte_source_place(child->source, row, child->target);
    const char *text = cell(child, row, child->target);
    const uint32_t organization = response != PTE_NOBODY && text[0] != '\0'
                                      ? pte_export_alter(child->export, text, place)
                                      : PTE_NOBODY;
    enum pte_mark mark;
    double level;

    if (response != PTE_NOBODY)
        child->named[response]++;
    if (organization != PTE_NOBODY &&
        read_level(child, child->asked, row, child->level, &mark, &level))
        pte_export_report(child->export, child->asked, response, organization, mark,
                          level, place);
}

static void take_edge(struct child *child, const struct pte_row *row)
{
    struct pte_asked *asked = question_of(child, row);
    uint32_t from, to;
    enum pte_mark mark;
    double level;

    if (asked == NULL || (child->parent > 0 && parent_of(child, row) == PTE_NOBODY))
        return;
    from = organization_at(child, row, child->from);
    to = organization_at(child, row, child->target);
    if (from != PTE_NOBODY && to != PTE_NOBODY &&
        read_level(child, asked, row, child->level, &mark, &level))
        report(child, asked, from, to, mark, level,
               pte_source_place(child->source, row, child->target));
}

/* One line of a square table; the first column, or source, says whose it is. */
static void take_line(struct child *child, const struct pte_row *row)
{
    struct pte_asked *asked = child->asked;
    const uint32_t label = child->from > 0 ? child->from : 1;
    const uint32_t from = organization_at(child, row, label);
    uint32_t response;

    if (from == PTE_NOBODY)
        return;
    response = response_of(child, from);
    pte_export_block(child->export, asked, response, /* answered */ true);
    for (size_t i = 0; i < asked->n; i++) {
        const struct pte_star *star = &asked->stars[i];
        enum pte_mark mark;
        double level;

        if (cell(child, row, star->column)[0] != '\0' &&
            read_level(child, asked, row, star->column, &mark, &level) && mark == PTE_TIE)
            report(child, asked, from, star->organization, mark, level,
                   pte_source_place(child->source, row, star->column));
    }
    for (uint32_t i = 0; i < child->export->reading.survey.n_organizations; i++) {
        bool is_there =
            i == from || child->export->reading.survey.organizations[i].is_written;

        for (size_t j = 0; j < asked->n && !is_there; j++)
            is_there = asked->stars[j].organization == i;
        if (!is_there)
            pte_export_report(child->export, asked, response, i, PTE_NOT_ASKED, NAN,
                              pte_source_place(child->source, row, label));
    }
}

/* The columns of a square table, or of the events of a wide list. */
static void find_stars(struct child *child)
{
    struct pte_asked *asked = child->asked;
    const char *pattern = asked->ties->columns != NULL ? asked->ties->columns : "*";
    const uint32_t label = child->from > 0 ? child->from : 1;

    if (strchr(pattern, '*') == NULL)
        return;
    for (uint32_t i = 1; i <= pte_table_columns(child->source->table); i++) {
        const char *header = pte_table_header(child->source->table, i - 1);
        PTE_AUTO(pte_free) char *text = pte_export_star(pattern, header);
        struct pte_star star = {.column = i, .organization = PTE_NOBODY};

        if (i == label || text == NULL)
            continue;
        star.code = pte_arena_text(&child->export->cells, text);
        if (asked->layout == PTE_ADJACENCY)
            star.organization = pte_export_called(
                child->export, text,
                (struct pte_place){child->source->file,
                                   pte_table_header_line(child->source->table), i,
                                   child->source->sheet});
        if (asked->layout == PTE_ADJACENCY && star.organization == PTE_NOBODY)
            continue;
        pte_grow(&asked->stars, asked->n, &asked->room, sizeof(*asked->stars));
        asked->stars[asked->n++] = star;
    }
}

static void take_membership(struct child *child, const struct pte_row *row)
{
    const uint32_t organization = organization_at(child, row, child->from);
    struct pte_asked *asked = child->asked;

    if (organization == PTE_NOBODY)
        return;
    if (child->event > 0 && cell(child, row, child->event)[0] != '\0')
        pte_members_add(child->members, organization, cell(child, row, child->event),
                        pte_source_place(child->source, row, child->event));
    for (size_t i = 0; i < asked->n; i++) {
        const char *text = cell(child, row, asked->stars[i].column);

        if (text[0] != '\0' &&
            pte_words_find(&asked->words, text) < asked->ties->yes_count)
            pte_members_add(child->members, organization, asked->stars[i].code,
                            pte_source_place(child->source, row, asked->stars[i].column));
    }
}

static void take_row(struct child *child, const struct pte_row *row)
{
    switch (child->asked->layout) {
    case PTE_REPEAT:
        take_partner(child, row);
        break;
    case PTE_ADJACENCY:
        take_line(child, row);
        break;
    case PTE_AFFILIATION:
        take_membership(child, row);
        break;
    default:
        take_edge(child, row);
    }
}

/* Each pair of members of an event; the level is how many events they share. */
static void take_shared(void *context, uint32_t one, uint32_t other, double shared,
                        struct pte_place place)
{
    struct child *child = context;

    pte_export_report(child->export, child->asked, response_of(child, one), other,
                      PTE_TIE, shared, place);
}

/* The blocks of the question. A list of ties or members covers everybody; a table of
 * partners, those who have rows in it. */
static void add_blocks(struct child *child)
{
    struct pte_export *export = child->export;
    struct pte_asked *asked = child->asked;
    const size_t n = export->reading.survey.n_organizations;

    if (asked->layout == PTE_REPEAT)
        for (size_t i = 0; i < export->n_rows; i++) {
            const uint32_t response = export->response_of[i];
            const bool none = asked->none.column > 0 &&
                              pte_export_holds(export, &export->rows[i], &asked->none);

            if (response == PTE_NOBODY)
                continue;
            pte_export_block(export, asked, response, child->named[response] > 0 || none);
            asked->capped +=
                asked->ties->max > 0 && child->named[response] >= asked->ties->max;
        }
    if (asked->layout != PTE_EDGES && asked->layout != PTE_AFFILIATION)
        return;
    for (uint32_t i = 0; i < n; i++)
        for (struct pte_asked *one = asked;
             child->response_of[i] != PTE_NOBODY && one < export->ties + export->n_ties &&
             one->ties == asked->ties;
             one++)
            pte_export_block(export, one, child->response_of[i], /* answered */ true);
}

static bool take_table(struct pte_export *export, struct pte_asked *asked,
                       struct pte_error *err)
{
    PTE_AUTO(pte_members_release) struct pte_members members = {0};
    PTE_AUTO(release_child)
    struct child child = {.export = export, .asked = asked, .members = &members};
    const struct pte_row *row;

    if (!open_child(&child, err))
        return false;
    find_responses(&child);
    child.named = pte_alloc(export->reading.survey.n_responses, sizeof(*child.named));
    if (child.parent > 0)
        find_parents(&child);
    if (asked->layout == PTE_ADJACENCY || asked->layout == PTE_AFFILIATION)
        find_stars(&child);
    if (pte_survey_faults(&export->reading.survey) > 0)
        return true;
    do {
        if (!pte_source_next(child.source, &export->reading, &row, err))
            return false;
        if (row != NULL)
            take_row(&child, row);
    } while (row != NULL);
    pte_members_pairs(&members, export->reading.survey.n_organizations, take_shared,
                      &child);
    add_blocks(&child);
    return true;
}

bool pte_export_take_tables(struct pte_export *export, struct pte_error *err)
{
    for (size_t i = 0; i < export->n_ties; i++)
        if (export->ties[i].has_table && export->ties[i].meaning == 0 &&
            !take_table(export, &export->ties[i], err))
            return false;
    return true;
}

void pte_export_cover(struct pte_export *export)
{
    struct pte_survey *survey = &export->reading.survey;

    for (uint32_t i = 0; i < survey->n_organizations; i++) {
        const struct pte_response response = {.person = PTE_NOBODY,
                                              .organization = i,
                                              .answered = PTE_COMPLETE,
                                              .consents = true,
                                              .place = survey->organizations[i].place};

        if (!survey->organizations[i].is_written && export->asked[i])
            pte_survey_add_response(survey, &response);
    }
}

/* importers/roster.c - a table of organizations becomes those of the survey. */
#include "importers/roster.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/mapping.h"
#include "importers/reading.h"
#include "importers/terms.h"

/* The columns as found, 1 the first; 0 = not there. */
struct found_columns {
    uint32_t id, name, acronym, sector, kind, side, region, parent, women_led, asked,
        country;
};

struct roster {
    struct pte_reading *reading;
    struct pte_source *source;
    struct found_columns column;
    const char *country;
    struct pte_index names; /* country, folded name: to find twins */
    bool *asked;
    size_t room_asked;
    size_t foreign; /* rows of other countries, left out */
};

static void release_roster(struct roster *roster)
{
    pte_index_release(&roster->names);
    pte_free(&roster->asked);
}

/* A column the mapping names must be there; one with the usual name may be. */
static uint32_t column_of(struct roster *roster, const char *said, const char *usual)
{
    const uint32_t found = pte_source_column(roster->source, said != NULL ? said : usual);

    if (said != NULL && found == 0)
        pte_reading_fault(roster->reading, "missing_column",
                          (struct pte_place){roster->source->file,
                                             pte_table_header_line(roster->source->table),
                                             0, roster->source->sheet},
                          said, "correct the name in the mapping",
                          "the mapping names a column that this file does not have");
    return found;
}

static bool find_columns(struct roster *roster, const struct pte_roster_columns *said,
                         struct pte_error *err)
{
    struct pte_source *source = roster->source;
    const char *file = roster->reading->survey.files[source->file].name;
    const char *missing;

    roster->column = (struct found_columns){
        .id = column_of(roster, said->id, "id"),
        .name = column_of(roster, said->name, "name"),
        .acronym = column_of(roster, said->acronym, "acronym"),
        .sector = column_of(roster, said->sector, "sector"),
        .kind = column_of(roster, said->kind, "kind"),
        .side = column_of(roster, said->side, "side"),
        .region = column_of(roster, said->region, "region"),
        .parent = column_of(roster, said->parent, "parent"),
        .women_led = column_of(roster, said->women_led, "women_led"),
        .asked = roster->reading->mapping != NULL
                     ? column_of(roster, said->asked, "asked")
                     : 0, /* a mask says it of plain tables */
        .country = column_of(roster, said->country, "country"),
    };
    if (roster->column.id > 0 && roster->column.sector > 0)
        return true;
    missing = roster->column.id == 0 ? (said->id != NULL ? said->id : "id")
                                     : (said->sector != NULL ? said->sector : "sector");
    pte_fail(err, PTE_EINPUT, "'%s' has no column '%s'", file, missing);
    return pte_hint(err,
                    "organizations need the columns id, name and sector; is '%c' what "
                    "stands between its cells?",
                    pte_table_delimiter(source->table));
}

uint32_t pte_roster_find(const struct pte_reading *reading, const char *id,
                         const char *country, bool *several)
{
    const struct pte_organization *organizations = reading->survey.organizations;
    uint32_t at;

    if (several != NULL)
        *several = false;
    if (!pte_index_find(&reading->ids, id, strlen(id), &at))
        return PTE_NOBODY;
    if (country == NULL && reading->same_id[at] != PTE_NOBODY) {
        if (several != NULL)
            *several = true;
        return PTE_NOBODY;
    }
    while (at != PTE_NOBODY && country != NULL &&
           strcmp(organizations[at].country, country) != 0)
        at = reading->same_id[at];
    return at;
}

/* Folded names of a country stand under "CL name". */
static void add_key(struct pte_text *key, const char *country, const char *text)
{
    PTE_AUTO(pte_free) char *folded = pte_text_fold(text);

    pte_text_clear(key);
    pte_text_addf(key, "%s %s", country, folded);
}

static void know(struct pte_reading *reading, const char *country, const char *text,
                 uint32_t at)
{
    PTE_AUTO(pte_text_release) struct pte_text key = {0};
    uint32_t known;

    if (text == NULL)
        return;
    add_key(&key, country, text);
    if (!pte_index_add(&reading->called, key.bytes, key.length, at, &known) &&
        known != at)
        pte_index_set(&reading->called, key.bytes, key.length, PTE_SEVERAL);
}

/* Other names, as the mapping gives them. */
static void know_aliases(struct pte_reading *reading, const char *country)
{
    const struct pte_mapping *mapping = reading->mapping;

    for (unsigned i = 0; mapping != NULL && i < mapping->aliases_count; i++) {
        const uint32_t at =
            pte_roster_find(reading, mapping->aliases[i].code, country, NULL);

        if (at != PTE_NOBODY)
            know(reading, country, mapping->aliases[i].is, at);
        else
            pte_reading_fault(reading, "unknown_alias", (struct pte_place){.file = 0},
                              mapping->aliases[i].code, "correct the id in the mapping",
                              "an alias is of an organization that is not on the roster");
    }
}

uint32_t pte_roster_called(struct pte_reading *reading, const char *text,
                           const char *country)
{
    const struct pte_survey *survey = &reading->survey;
    PTE_AUTO(pte_text_release) struct pte_text key = {0};
    uint32_t found = pte_roster_find(reading, text, country, NULL);

    if (found != PTE_NOBODY)
        return found;
    if (reading->called.n == 0) {
        for (uint32_t i = 0; i < survey->n_organizations; i++) {
            const struct pte_organization *one = &survey->organizations[i];

            know(reading, one->country, one->id, i);
            know(reading, one->country, one->name, i);
            know(reading, one->country, one->acronym, i);
        }
        know_aliases(reading, country);
    }
    add_key(&key, country, text);
    pte_index_find(&reading->called, key.bytes, key.length, &found);
    return found;
}

/* Whether a name holds characters that cannot be seen: soft hyphen, zero width space and
 * non-joiner, word joiner. The zero width joiner is left alone: emoji are made with it.
 */
static bool has_hidden(const char *text)
{
    static const char *const hidden[] = {"\u00AD", "\u200B", "\u200C", "\u2060"};

    for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++)
        if (strstr(text, hidden[i]) != NULL)
            return true;
    return false;
}

/* Text that may be kept as a name. What turns the direction of writing or is not seen is
 * kept and noted: it can make one name look like another. */
static bool check_name(struct pte_reading *reading, const char *text,
                       struct pte_place place)
{
    /* no character has less than one byte: most names need not be counted */
    if (strlen(text) > PTE_NAME_BYTES ||
        (strlen(text) > PTE_NAME_CHARACTERS &&
         pte_text_characters(text) > PTE_NAME_CHARACTERS)) {
        pte_reading_fault(reading, "name_too_long", place, text, "shorten it",
                          "this has %zu bytes; at most %d bytes and %d characters can be "
                          "kept",
                          strlen(text), PTE_NAME_BYTES, PTE_NAME_CHARACTERS);
        return false;
    }
    if (pte_text_is_bidirectional(text))
        pte_reading_note(
            reading, "bidirectional_text", place, text, "take out characters nobody sees",
            "this text changes the direction of writing; it is kept as it is");
    else if (has_hidden(text))
        pte_reading_note(
            reading, "hidden_characters", place, text, "take out characters nobody sees",
            "this text holds characters that cannot be seen; it is kept as it "
            "is");
    return true;
}

/* A cell as checked text of the survey, or NULL if blank or not to be kept. */
static const char *text_of(struct roster *roster, const struct pte_row *row,
                           uint32_t column)
{
    const char *text = pte_source_cell(roster->reading, row, column);

    if (text[0] == '\0' ||
        !check_name(roster->reading, text, pte_source_place(roster->source, row, column)))
        return NULL;
    return pte_survey_text(&roster->reading->survey, text);
}

static const char *code_of(struct roster *roster, const struct pte_row *row,
                           uint32_t column, const char *vocabulary)
{
    const char *text = text_of(roster, row, column);

    return text == NULL ? NULL
                        : pte_terms_code(roster->reading, vocabulary, text,
                                         pte_source_place(roster->source, row, column));
}

static const char *country_of(struct roster *roster, const struct pte_row *row)
{
    const struct pte_place place =
        pte_source_place(roster->source, row, roster->column.country);
    const char *text = text_of(roster, row, roster->column.country);

    if (text == NULL && roster->country != NULL)
        return roster->country;
    if (text == NULL) {
        pte_reading_fault(roster->reading, "missing_country", place, NULL,
                          "add a column country, or say --country CL",
                          "the country of this organization is not said");
        return NULL;
    }
    return pte_terms_country(roster->reading, text, place) ? text : NULL;
}

static const char *required(struct roster *roster, const struct pte_row *row,
                            uint32_t column, const char *code, const char *what)
{
    const char *text = text_of(roster, row, column);

    if (text == NULL && row->cells[column - 1][0] == '\0')
        pte_reading_fault(
            roster->reading, code, pte_source_place(roster->source, row, column), NULL,
            "fill it in, or take the row out", "this organization has no %s", what);
    return text;
}

/* Reads one row. False if it cannot become an organization: the faults are added. */
static bool read_organization(struct roster *roster, const struct pte_row *row,
                              struct pte_organization *organization)
{
    const struct found_columns *column = &roster->column;
    struct pte_organization found = {
        .id = required(roster, row, column->id, "missing_id", "id"),
        .name = text_of(roster, row, column->name),
        .acronym = text_of(roster, row, column->acronym),
        .country = country_of(roster, row),
        .kind = code_of(roster, row, column->kind, "kind"),
        .side = code_of(roster, row, column->side, "side"),
        .region = text_of(roster, row, column->region),
        .parent = text_of(roster, row, column->parent),
        .women_led = pte_terms_yes(
            roster->reading, pte_source_cell(roster->reading, row, column->women_led),
            pte_source_place(roster->source, row, column->women_led)),
        .place = pte_source_place(roster->source, row, 0),
    };

    if (required(roster, row, column->sector, "missing_sector", "sector") != NULL)
        found.sector = code_of(roster, row, column->sector, "sector");
    if (found.id == NULL)
        return false;
    /* a fault was added; the organization stays known, so that its ties raise none */
    if (found.sector == NULL)
        found.sector = "unknown";
    if (found.country == NULL)
        found.country = "ZZ";
    if (found.name == NULL) {
        found.name = found.id;
        if (column->name > 0 && row->cells[column->name - 1][0] == '\0')
            pte_reading_note(roster->reading, "missing_name",
                             pte_source_place(roster->source, row, column->name),
                             found.id, "fill in the name",
                             "this organization has no name; its id is used");
    }
    *organization = found;
    return true;
}

static bool same_text(const char *one, const char *other)
{
    return one == other || (one != NULL && other != NULL && strcmp(one, other) == 0);
}

static bool is_same(const struct pte_organization *one,
                    const struct pte_organization *other)
{
    return same_text(one->name, other->name) && same_text(one->acronym, other->acronym) &&
           same_text(one->sector, other->sector) && same_text(one->kind, other->kind) &&
           same_text(one->side, other->side) && same_text(one->region, other->region) &&
           same_text(one->parent, other->parent) && one->women_led == other->women_led;
}

/* Two organizations whose names or ids differ in case and accents only are probably one.
 * Returns whether it was noted. */
static bool note_twin(struct roster *roster, const struct pte_organization *organization,
                      const char *text, uint32_t column)
{
    PTE_AUTO(pte_free) char *folded = pte_text_fold(text);
    PTE_AUTO(pte_text_release) struct pte_text key = {0};
    struct pte_place place = organization->place;
    uint32_t twin;

    pte_text_addf(&key, "%s %u %s", organization->country, column, folded);
    if (pte_index_add(&roster->names, key.bytes, key.length,
                      (uint32_t)roster->reading->survey.n_organizations, &twin) ||
        twin == roster->reading->survey.n_organizations)
        return false;
    place.column = column;
    pte_reading_note(
        roster->reading, "possible_duplicate", place, text,
        "if it is the same organization, give both rows one id",
        "row %u has almost the same; they are kept apart as two organizations",
        roster->reading->survey.organizations[twin].place.row);
    return true;
}

/* Adds an organization unless its id is there already in its country. */
static void add_organization(struct roster *roster,
                             const struct pte_organization *organization, bool asked)
{
    struct pte_reading *reading = roster->reading;
    struct pte_survey *survey = &reading->survey;
    const uint32_t known =
        pte_roster_find(reading, organization->id, organization->country, NULL);
    struct pte_place place = organization->place;
    uint32_t added, first;

    place.column = roster->column.id;
    if (known != PTE_NOBODY && is_same(&survey->organizations[known], organization)) {
        pte_reading_note(reading, "duplicate_organization", place, organization->id,
                         "take one of the rows out",
                         "row %u says the same; it counts once",
                         survey->organizations[known].place.row);
        return;
    }
    if (known != PTE_NOBODY) {
        pte_reading_fault(reading, "conflicting_organization", place, organization->id,
                          "give one of them another id, or take the wrong row out",
                          "row %u has the same id but says something else of it",
                          survey->organizations[known].place.row);
        return;
    }
    if (!note_twin(roster, organization, organization->name, roster->column.name))
        note_twin(roster, organization, organization->id, roster->column.id);
    pte_grow(&reading->same_id, survey->n_organizations, &reading->room_same_id,
             sizeof(*reading->same_id));
    pte_grow(&roster->asked, survey->n_organizations, &roster->room_asked,
             sizeof(*roster->asked));
    added = pte_survey_add_organization(survey, organization);
    roster->asked[added] = asked;
    reading->same_id[added] = PTE_NOBODY;
    if (!pte_index_add(&reading->ids, organization->id, strlen(organization->id), added,
                       &first)) {
        reading->same_id[added] = reading->same_id[first];
        reading->same_id[first] = added;
    }
}

/* Once all organizations are known: parents that are none. */
static void check_parents(struct roster *roster)
{
    struct pte_survey *survey = &roster->reading->survey;

    for (size_t i = 0; i < survey->n_organizations; i++) {
        struct pte_organization *organization = &survey->organizations[i];
        struct pte_place place = organization->place;

        if (organization->parent == NULL)
            continue;
        place.column = roster->column.parent;
        if (pte_roster_find(roster->reading, organization->parent, organization->country,
                            NULL) != PTE_NOBODY &&
            strcmp(organization->parent, organization->id) != 0)
            continue;
        pte_reading_note(
            roster->reading, "unknown_parent", place, organization->parent,
            "give the id of another organization of the country",
            "no other organization of the country has this id; the parent is "
            "left out");
        organization->parent = NULL;
    }
}

bool pte_roster_read(struct pte_reading *reading, struct pte_source *source,
                     const struct pte_roster_columns *columns, const char *country,
                     bool **asked, struct pte_error *err)
{
    PTE_AUTO(release_roster)
    struct roster roster = {.reading = reading, .source = source};
    const struct pte_row *row;

    roster.country = pte_survey_text(&reading->survey, country);
    if (!find_columns(&roster, columns, err))
        return false;
    pte_source_check_header(source, reading, /* unread */ reading->mapping == NULL);
    if (roster.column.name == 0)
        pte_reading_note(reading, "no_name_column",
                         (struct pte_place){source->file,
                                            pte_table_header_line(source->table), 0,
                                            source->sheet},
                         NULL, "add a column name",
                         "there is no column name; organizations are shown by their ids");
    for (;;) {
        struct pte_organization organization;

        if (!pte_source_next(source, reading, &row, err))
            return false;
        if (row == NULL)
            break;
        if (!read_organization(&roster, row, &organization))
            continue;
        /* one roster may serve the surveys of several countries */
        if (reading->mapping != NULL && strcmp(organization.country, country) != 0)
            roster.foreign++;
        else
            add_organization(
                &roster, &organization,
                pte_terms_yes(reading, pte_source_cell(reading, row, roster.column.asked),
                              pte_source_place(source, row, roster.column.asked)) !=
                    PTE_NO);
    }
    if (roster.foreign > 0)
        pte_reading_note(
            reading, "other_countries",
            (struct pte_place){source->file, 0, roster.column.country, source->sheet},
            NULL, NULL, "%zu organizations of other countries are left out",
            roster.foreign);
    check_parents(&roster);
    if (asked != NULL) {
        *asked = roster.asked;
        roster.asked = NULL;
    }
    return true;
}

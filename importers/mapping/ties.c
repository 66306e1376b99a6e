/* importers/mapping/ties.c - whether what a mapping says of ties makes sense. */
#include <math.h>
#include <string.h>

#include "importers/mapping.h"
#include "importers/mapping/mapping.intern.h"

/* What an entry of a layout needs and may have. */
struct form {
    const char *layout;
    bool needs_columns, needs_star, needs_yes, needs_file, needs_source, is_table;
};

static const struct form forms[] = {
    {.layout = "matrix_level", .needs_columns = true, .needs_star = true},
    {"roster_columns", .needs_columns = true, .needs_star = true, .needs_yes = true},
    {.layout = "roster_joined", .needs_columns = true},
    {.layout = "matrix_relation", .needs_columns = true, .needs_star = true},
    {.layout = "slots", .needs_columns = true, .needs_star = true},
    {.layout = "free_list", .needs_columns = true},
    {.layout = "repeat", .needs_columns = true, .needs_file = true},
    {"edge_table", .needs_columns = true, .needs_source = true, .is_table = true},
    {.layout = "adjacency", .is_table = true},
    {.layout = "affiliation", .needs_source = true, .is_table = true},
    {"alter_alter", .needs_columns = true, .needs_file = true, .needs_source = true},
};

enum { FORMS = sizeof(forms) / sizeof(forms[0]) };

static const struct form *form_of(const struct pte_mapping_ties *ties)
{
    for (size_t i = 0; i < FORMS; i++)
        if (strcmp(forms[i].layout, ties->layout) == 0)
            return &forms[i];
    return NULL;
}

bool pte_mapping_has_one_star(const char *columns)
{
    const char *star = strchr(columns, '*');

    return star != NULL && strchr(star + 1, '*') == NULL;
}

bool pte_mapping_is_tabular(const struct pte_mapping *mapping)
{
    if (mapping->ties_count == 0 || mapping->facts_count > 0)
        return false;
    for (unsigned i = 0; i < mapping->ties_count; i++) {
        const struct form *form = form_of(&mapping->ties[i]);

        if (form == NULL || !form->is_table || mapping->ties[i].file != NULL ||
            mapping->ties[i].sheet != NULL)
            return false;
    }
    return true;
}

bool pte_mapping_is_recall(const struct pte_mapping_ties *ties)
{
    static const char *const recalled[] = {"slots", "free_list", "repeat", NULL};

    if (strcmp(ties->layout, "alter_alter") == 0)
        return true;
    return ties->asks != NULL ? strcmp(ties->asks, "recall") == 0
                              : pte_mapping_one_of(ties->layout, recalled);
}

static bool check_levels(const struct pte_mapping *mapping,
                         const struct pte_mapping_ties *ties,
                         const struct pte_mapping_part *place, struct pte_error *err)
{
    const double least = ties->least != NULL ? *ties->least : 0;
    const double most = ties->most != NULL ? *ties->most : 5;

    if (ties->scale != NULL &&
        pte_mapping_scale(mapping, ties->scale, mapping->scales_count) == NULL)
        return pte_mapping_fail(place, err, "no scale is called", ties->scale,
                                "add it under scales, or correct its name");
    if (ties->scale != NULL && (ties->least != NULL || ties->most != NULL))
        return pte_mapping_fail(place, err, "least and most do not go with the scale",
                                ties->scale,
                                "take out either the scale or least and most");
    if (ties->scale != NULL && ties->reverse)
        return pte_mapping_fail(place, err, "reverse does not go with the scale",
                                ties->scale, "give its words the levels they mean");
    return (isfinite(least) && isfinite(most) && least >= 0 && most > least) ||
           pte_mapping_fail(place, err, "least must be 0 or more, and less than most",
                            NULL,
                            "write the ends of the scale, such as least: 0, most: 5");
}

static bool check_words(const struct pte_mapping_ties *ties, const struct form *form,
                        const struct pte_mapping_part *place, struct pte_error *err)
{
    static const char *const blanks[] = {"no_tie", "no_answer", NULL};
    static const char *const asks[] = {"roster", "recall", "recall+roster", NULL};
    const bool is_level = strcmp(ties->layout, "matrix_level") == 0;

    if (is_level && ties->yes_count + ties->no_count > 0)
        return pte_mapping_fail(place, err, "yes and no do not go with the layout",
                                ties->layout,
                                "take them out, or write layout: roster_columns");
    if (form->needs_yes && ties->yes_count == 0)
        return pte_mapping_fail(place, err, "yes is missing: how a ticked box is written",
                                NULL,
                                "write yes: [\"1\"], or whatever the export has there");
    if (form->needs_yes && ties->scale != NULL)
        return pte_mapping_fail(place, err, "a scale does not go with the layout",
                                ties->layout,
                                "take it out, or write layout: matrix_level");
    if (!pte_mapping_one_of(ties->asks, asks))
        return pte_mapping_fail(place, err, "asks cannot be", ties->asks,
                                "write roster, recall or recall+roster");
    return pte_mapping_one_of(ties->blank, blanks) ||
           pte_mapping_fail(place, err, "blank cannot be", ties->blank,
                            "write no_tie if a blank box was left unticked, else "
                            "no_answer");
}

static bool check_columns(const struct pte_mapping_ties *ties, const struct form *form,
                          const struct pte_mapping_part *place, struct pte_error *err)
{
    const bool wide = ties->columns != NULL && strcmp(ties->layout, "affiliation") == 0;

    if (form->needs_columns && ties->columns == NULL)
        return pte_mapping_fail(place, err, "columns is missing for the layout",
                                ties->layout, "name the column or the columns");
    if (form->needs_star && !pte_mapping_has_one_star(ties->columns))
        return pte_mapping_fail(
            place, err, "columns needs one * for the organization's id:", ties->columns,
            "write them such as \"info_*\"");
    if (wide && (!pte_mapping_has_one_star(ties->columns) || ties->yes_count == 0))
        return pte_mapping_fail(place, err, "columns needs one * for the event, and yes:",
                                ties->columns, "write columns: \"mesa_*\", yes: [\"1\"]");
    if (strcmp(ties->layout, "affiliation") == 0 && !wide && ties->event == NULL)
        return pte_mapping_fail(place, err, "event is missing", NULL,
                                "name the column with the event, body or committee");
    if (form->needs_source && ties->source == NULL)
        return pte_mapping_fail(place, err, "source is missing for the layout",
                                ties->layout,
                                "name the column with the organization a tie comes from");
    if (form->needs_file && ties->file == NULL && ties->sheet == NULL)
        return pte_mapping_fail(
            place, err, "file is missing for the layout", ties->layout,
            "name the table beside the mapping that holds its rows, or the sheet");
    return ties->file == NULL || pte_mapping_is_inside(ties->file) ||
           pte_mapping_fail(place, err, "file cannot be", ties->file,
                            "put it beside the mapping, and write its name only");
}

static bool check_relations(const struct pte_mapping_ties *ties,
                            const struct pte_mapping_part *place, struct pte_error *err)
{
    static const char *const tenses[] = {"current", "desired", NULL};
    const bool is_matrix = strcmp(ties->layout, "matrix_relation") == 0;
    const bool may = is_matrix || strcmp(ties->layout, "edge_table") == 0;

    if (!pte_mapping_one_of(ties->tense, tenses))
        return pte_mapping_fail(place, err, "tense cannot be", ties->tense,
                                "write current or desired");
    if (ties->relations_count > 0 ? !may || ties->relation != NULL
                                  : is_matrix || ties->relation == NULL)
        return pte_mapping_fail(
            place, err, "either relation or relations must be there for the layout",
            ties->layout,
            "matrix_relation has relations: [{is: SQ1, relation: "
            "funding}], all others relation: funding");
    if (is_matrix && strchr(ties->columns, '%') != NULL && ties->yes_count == 0 &&
        ties->scale == NULL && ties->most == NULL)
        return pte_mapping_fail(place, err, "yes is missing: how a ticked box is written",
                                NULL, "write yes: [\"1\"], or a scale");
    for (unsigned i = 0; i < ties->relations_count; i++)
        if (!pte_mapping_one_of(ties->relations[i].tense, tenses))
            return pte_mapping_fail(place, err, "tense cannot be",
                                    ties->relations[i].tense, "write current or desired");
    return true;
}

static bool same_question(const struct pte_mapping_ties *one,
                          const struct pte_mapping_ties *other)
{
    const bool desired = one->tense != NULL && strcmp(one->tense, "desired") == 0;

    return one->relation != NULL && other->relation != NULL &&
           strcmp(one->relation, other->relation) == 0 &&
           desired == (other->tense != NULL && strcmp(other->tense, "desired") == 0) &&
           !pte_mapping_is_recall(one) && !pte_mapping_is_recall(other);
}

bool pte_mapping_check_ties(const struct pte_mapping *mapping, unsigned i,
                            const struct pte_mapping_file *shown, struct pte_error *err)
{
    const struct pte_mapping_part place = {shown, "ties", i + 1};
    const struct pte_mapping_ties *ties = &mapping->ties[i];
    const struct form *form = form_of(ties);

    if (form == NULL)
        return pte_mapping_fail(
            &place, err, "no layout is called", ties->layout,
            "write matrix_level (a cell holds how often or how strongly), roster_columns "
            "(a cell is ticked or not), roster_joined, matrix_relation, slots, "
            "free_list, "
            "repeat, edge_table, adjacency, affiliation or alter_alter");
    if (!check_columns(ties, form, &place, err) || !check_relations(ties, &place, err) ||
        !check_words(ties, form, &place, err) ||
        !check_levels(mapping, ties, &place, err))
        return false;
    for (unsigned j = 0; j < i; j++)
        if (same_question(&mapping->ties[j], ties))
            return pte_mapping_fail(&place, err,
                                    "asked twice in the same tense:", ties->relation,
                                    "take one of them out, correct its tense, or write "
                                    "asks: recall if it only adds names");
    return pte_mapping_check_condition(&place, ties->answered_when, err) &&
           pte_mapping_check_condition(&place, ties->none_when, err);
}

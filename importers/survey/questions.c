/* importers/survey/questions.c - the entries of a mapping become questions. */
#include <string.h>

#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/survey/survey.intern.h"
#include "importers/terms.h"

static void add_words(struct pte_words *words, char *const *from, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        pte_words_add(words, from[i]);
}

void pte_export_when(struct pte_export *export, const struct pte_mapping_condition *said,
                     struct pte_when *when)
{
    if (said == NULL)
        return;
    when->any = said->is_count == 1 && strcmp(said->is[0], "*") == 0;
    if (!when->any)
        add_words(&when->is, said->is, said->is_count);
    add_words(&when->is_not, said->is_not, said->is_not_count);
    when->column = pte_export_named(export, said->column);
}

void pte_when_release(struct pte_when *when)
{
    pte_words_release(&when->is);
    pte_words_release(&when->is_not);
}

bool pte_export_holds(struct pte_export *export, const struct pte_row *row,
                      struct pte_when *when)
{
    const char *text = pte_export_cell(export, row, when->column);

    if (when->column == 0)
        return true;
    if (when->any && text[0] == '\0')
        return false;
    if (when->is_not.n > 0 && pte_words_find(&when->is_not, text) != PTE_NOBODY)
        return false;
    return when->is.n == 0 || pte_words_find(&when->is, text) != PTE_NOBODY;
}

static enum pte_layout layout_of(const struct pte_mapping_ties *said)
{
    static const struct {
        const char *word;
        enum pte_layout layout;
    } words[] = {
        {"matrix_level", PTE_LEVELS},
        {"roster_columns", PTE_BOXES},
        {"roster_joined", PTE_JOINED},
        {"free_list", PTE_JOINED},
        {"slots", PTE_SLOTS},
        {"repeat", PTE_REPEAT},
        {"edge_table", PTE_EDGES},
        {"adjacency", PTE_ADJACENCY},
        {"affiliation", PTE_AFFILIATION},
        {"alter_alter", PTE_ALTERS},
    };

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (strcmp(said->layout, words[i].word) == 0)
            return words[i].layout;
    /* matrix_relation */
    if (strchr(said->columns, '%') == NULL)
        return PTE_CELLS;
    return said->yes_count > 0 ? PTE_BOXES : PTE_LEVELS;
}

static bool is_desired(const char *tense)
{
    return tense != NULL && strcmp(tense, "desired") == 0;
}

/* The pattern of one relation: its word in the place of the %. */
static const char *pattern_of(struct pte_export *export,
                              const struct pte_mapping_ties *said, unsigned meaning)
{
    PTE_AUTO(pte_text_release) struct pte_text pattern = {0};
    const char *mark = said->columns != NULL ? strchr(said->columns, '%') : NULL;

    if (mark == NULL || strcmp(said->layout, "matrix_relation") != 0)
        return said->columns;
    pte_text_add_bytes(&pattern, said->columns, (size_t)(mark - said->columns));
    pte_text_add(&pattern, said->relations[meaning].is);
    pte_text_add(&pattern, mark + 1);
    return pte_arena_text(&export->cells, pattern.bytes);
}

static void add_scale(struct pte_export *export, const struct pte_mapping_ties *said,
                      struct pte_asked *asked)
{
    const struct pte_mapping *mapping = export->mapping;

    for (unsigned i = 0; said->scale != NULL && i < mapping->scales_count; i++)
        for (unsigned j = 0; strcmp(mapping->scales[i].name, said->scale) == 0 &&
                             j < mapping->scales[i].words_count;
             j++)
            pte_words_add(&asked->words, mapping->scales[i].words[j].is);
}

static void prepare(struct pte_export *export, const struct pte_mapping_ties *said,
                    unsigned meaning, struct pte_asked *asked)
{
    const bool one_of_many = said->relations_count > 0;
    const char *word = one_of_many ? said->relations[meaning].relation : said->relation;
    const char *tense = one_of_many && said->relations[meaning].tense != NULL
                            ? said->relations[meaning].tense
                            : said->tense;
    const char *relation =
        pte_terms_code(&export->reading, "relation", word,
                       (struct pte_place){.file = export->mapping_file});

    *asked = (struct pte_asked){.ties = said,
                                .layout = layout_of(said),
                                .tense = is_desired(tense) ? PTE_DESIRED : PTE_CURRENT,
                                .meaning = meaning,
                                .is_recall = pte_mapping_is_recall(said)};
    asked->has_table = asked->layout >= PTE_REPEAT;
    asked->merges = asked->layout >= PTE_JOINED;
    if (!asked->has_table && asked->layout != PTE_JOINED)
        asked->pattern = pattern_of(export, said, meaning);
    if (!asked->has_table && asked->layout == PTE_JOINED)
        asked->text = pte_export_named(export, said->columns);
    if (relation != NULL)
        asked->relation = pte_survey_relation(&export->reading.survey, relation);
    pte_export_when(export, said->answered_when, &asked->answered);
    pte_export_when(export, said->none_when, &asked->none);
    add_words(&asked->words, said->yes, said->yes_count);
    add_words(&asked->words, said->no, said->no_count);
    if (asked->layout == PTE_CELLS)
        for (unsigned i = 0; i < said->relations_count; i++)
            pte_words_add(&asked->words, said->relations[i].is);
    else if (asked->layout != PTE_BOXES)
        add_scale(export, said, asked);
}

/* Relations the vocabulary does not have become words of the study. */
static void add_relations(struct pte_export *export)
{
    const struct pte_mapping *mapping = export->mapping;

    for (unsigned i = 0; i < mapping->relations_count; i++) {
        const struct pte_mapping_relation *said = &mapping->relations[i];
        const char *label[] = {said->en, said->es, said->fr};

        pte_terms_add(&export->reading, "relation", said->code, label);
    }
}

void pte_export_prepare(struct pte_export *export)
{
    const struct pte_mapping *mapping = export->mapping;
    size_t n = 0;

    add_relations(export);
    for (unsigned i = 0; i < mapping->ties_count; i++)
        n += mapping->ties[i].relations_count > 0 ? mapping->ties[i].relations_count : 1;
    export->ties = pte_alloc(n, sizeof(*export->ties));
    export->facts = pte_alloc(mapping->facts_count, sizeof(*export->facts));
    for (unsigned i = 0; i < mapping->ties_count; i++)
        for (unsigned j = 0; j == 0 || j < mapping->ties[i].relations_count; j++)
            prepare(export, &mapping->ties[i], j, &export->ties[export->n_ties++]);
    for (unsigned i = 0; i < mapping->facts_count; i++) {
        const struct pte_mapping_facts *said = &mapping->facts[i];
        struct pte_asked *asked = &export->facts[i];

        asked->facts = said;
        asked->pattern = said->columns;
        add_words(&asked->words, said->yes, said->yes_count);
        add_words(&asked->words, said->no, said->no_count);
    }
}

/* Lists of relations in cells: the questions of one entry have the same columns. */
static void lend_stars(struct pte_export *export)
{
    for (size_t i = 1; i < export->n_ties; i++) {
        struct pte_asked *asked = &export->ties[i];
        const struct pte_asked *before = &export->ties[i - 1];

        if (asked->layout != PTE_CELLS || asked->ties != before->ties)
            continue;
        asked->lends_stars = true;
        asked->stars = before->stars;
        asked->n = before->n;
    }
}

void pte_export_share(struct pte_export *export)
{
    lend_stars(export);
    for (size_t i = 0; i < export->n_ties; i++)
        for (size_t j = 0; j < export->n_ties; j++) {
            struct pte_asked *one = &export->ties[i], *other = &export->ties[j];

            if (i == j || one->relation != other->relation || one->tense != other->tense)
                continue;
            one->merges = true;
            if (one->is_recall && !other->is_recall)
                one->adds_only = true;
        }
}

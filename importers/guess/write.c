/* importers/guess/write.c - what was found is written as a mapping, with its reasons. */
#include <string.h>

#include "importers/guess/guess.intern.h"
#include "importers/terms.h"

/* A text as YAML and JSON both read it. */
static void add_quoted(struct pte_text *yaml, const char *text)
{
    pte_text_add(yaml, "\"");
    for (; *text != '\0'; text++)
        if (*text == '"' || *text == '\\')
            pte_text_addf(yaml, "\\%c", *text);
        else if (*text == '\n')
            pte_text_add(yaml, "\\n");
        else if (*text == '\t')
            pte_text_add(yaml, "\\t");
        else
            pte_text_add_bytes(yaml, text, 1);
    pte_text_add(yaml, "\"");
}

static void add_field(struct pte_text *yaml, const char *indent, const char *key,
                      const char *text)
{
    pte_text_addf(yaml, "%s%s: ", indent, key);
    add_quoted(yaml, text);
    pte_text_add(yaml, "\n");
}

static void add_column(struct pte_text *yaml, const char *indent, const char *key,
                       const struct pte_guess_table *table, uint32_t column)
{
    if (column > 0)
        add_field(yaml, indent, key, table->columns[column - 1].name);
}

static void add_form(struct pte_text *yaml, const char *indent,
                     const struct pte_tool_export *export, bool header_rows)
{
    const char mark[] = {export->delimiter, '\0'};

    if (export->encoding != NULL)
        add_field(yaml, indent, "encoding", export->encoding);
    if (export->delimiter != '\0')
        add_field(yaml, indent, "delimiter", mark);
    if (export->part != NULL)
        add_field(yaml, indent, "sheet", export->part);
    if (header_rows && export->header_rows > 1)
        pte_text_addf(yaml, "%sheader_rows: %u\n", indent, export->header_rows);
}

static void add_top(const struct pte_guess *guess, struct pte_text *yaml)
{
    const struct pte_tool_export *export = &guess->export.export;

    pte_text_add(yaml,
                 "# Proposed by puente import --guess. Read it, correct what is marked "
                 "CHECK,\n# and keep it beside the export: it serves the next waves "
                 "too.\n");
    pte_text_addf(yaml, "# The file: %s (%s). %zu rows, %u columns.\n",
                  pte_tool_label(export->tool), export->reason, guess->export.rows,
                  guess->export.n);
    pte_text_add(yaml, "mapping: 1\nstudy:\n");
    add_field(yaml, "  ", "code", guess->study != NULL ? guess->study : "main");
    add_field(yaml, "  ", "wave", guess->wave != NULL ? guess->wave : "1");
    pte_text_add(yaml, "source:\n");
    add_form(yaml, "  ", export, true);
    add_field(yaml, "  ", "decimal", guess->has_comma && !guess->has_point ? "," : ".");
    if (guess->n_missing == 0)
        return;
    pte_text_add(yaml, "  # Outside the scales: taken for \"no answer\". CHECK\n"
                       "  missing: [");
    for (size_t i = 0; i < guess->n_missing; i++) {
        pte_text_add(yaml, i > 0 ? ", " : "");
        add_quoted(yaml, guess->missing[i]);
    }
    pte_text_add(yaml, "]\n");
}

static void add_roster(const struct pte_guess *guess, const char *name,
                       struct pte_text *yaml)
{
    const struct pte_guess_table *roster = &guess->roster;

    pte_text_add(yaml, "roster:\n");
    add_field(yaml, "  ", "file", name);
    add_form(yaml, "  ", &roster->export, false);
    pte_text_add(yaml, "  columns:\n");
    add_column(yaml, "    ", "id", roster, guess->id);
    add_column(yaml, "    ", "name", roster, guess->name);
    add_column(yaml, "    ", "acronym", roster, guess->acronym);
    add_column(yaml, "    ", "sector", roster, guess->sector);
    add_column(yaml, "    ", "kind", roster, guess->kind);
    add_column(yaml, "    ", "side", roster, guess->side);
    add_column(yaml, "    ", "region", roster, guess->region);
    add_column(yaml, "    ", "women_led", roster, guess->women_led);
    add_column(yaml, "    ", "parent", roster, guess->parent);
    add_column(yaml, "    ", "asked", roster, guess->asked);
}

static void add_respondent(const struct pte_guess *guess, struct pte_text *yaml)
{
    const struct pte_guess_table *export = &guess->export;

    pte_text_add(yaml, "respondent:\n");
    if (guess->key > 0)
        add_column(yaml, "  ", "key", export, guess->key);
    else
        pte_text_add(yaml,
                     "  # CHECK: no column tells the rows apart; name the tool's own "
                     "id as key.\n");
    pte_text_addf(yaml,
                  "  # %zu of %zu rows are called as an organization of the roster.\n",
                  export->columns[guess->organization - 1].organizations, export->rows);
    add_column(yaml, "  ", "organization", export, guess->organization);
    add_column(yaml, "  ", "role", export, guess->role);
    add_column(yaml, "  ", "gender", export, guess->gender);
    add_column(yaml, "  ", "date", export, guess->date);
    if (guess->date > 0 && guess->is_date_unclear)
        pte_text_add(yaml, "  # CHECK: no date in the file tells day and month apart.\n");
    if (guess->date > 0)
        pte_text_addf(yaml, "  date_order: %s\n", guess->date_order);
    add_field(yaml, "  ", "country", guess->said_country);
    if (guess->consent == 0) {
        pte_text_add(yaml,
                     "  # CHECK: no column of consent was found; every row counts.\n");
        return;
    }
    if (guess->is_consent_guessed)
        pte_text_add(yaml, "  # CHECK: taken for consent, the only yes or no before the "
                           "questions.\n");
    pte_text_add(yaml, "  consent: {column: ");
    add_quoted(yaml, export->columns[guess->consent - 1].name);
    pte_text_add(yaml, ", is: [");
    for (size_t i = 0, n = 0; i < export->columns[guess->consent - 1].values.n; i++) {
        const char *text = export->columns[guess->consent - 1].values.text[i];

        if (pte_guess_yes(text) <= 0)
            continue;
        pte_text_add(yaml, n++ > 0 ? ", " : "");
        add_quoted(yaml, text);
    }
    pte_text_add(yaml, "]}\n");
}

/* One scale for all questions in words: each word once. */
static void add_scale(const struct pte_guess *guess, struct pte_text *yaml)
{
    PTE_AUTO(pte_index_release) struct pte_index known = {0};

    for (size_t g = 0; g < guess->n_groups; g++)
        for (size_t i = 0;
             guess->groups[g].form == PTE_GUESS_WORDS && i < guess->groups[g].values.n;
             i++) {
            const char *text = guess->groups[g].values.text[i];
            PTE_AUTO(pte_free) char *folded = pte_text_fold(text);
            uint32_t at;

            if (known.n == 0)
                pte_text_add(yaml,
                             "scales:\n  - name: frequency\n    words: # 0 = no tie; "
                             "more is stronger\n");
            if (!pte_index_add(&known, folded, strlen(folded), 0, &at))
                continue;
            pte_text_add(yaml, "      - {is: ");
            add_quoted(yaml, text);
            pte_text_add(yaml, ", level: ");
            pte_text_add_number(yaml, pte_guess_level(text));
            pte_text_add(yaml, "}\n");
        }
}

static void add_words(struct pte_text *yaml, const char *vocabulary,
                      const struct pte_guess_values *values)
{
    pte_text_addf(yaml, "  - vocabulary: %s\n    words:\n", vocabulary);
    for (size_t i = 0; i < values->n; i++) {
        const char *code = pte_guess_code(vocabulary, values->text[i]);
        bool is_twin = false;

        for (size_t j = 0; j < i; j++)
            is_twin = is_twin || pte_terms_same(values->text[i], values->text[j]);
        if (is_twin)
            continue;
        pte_text_addf(yaml, "      %s- {is: ", code == NULL ? "# CHECK: " : "");
        add_quoted(yaml, values->text[i]);
        pte_text_addf(yaml, ", code: %s}\n", code != NULL ? code : "");
    }
}

static bool has_code(const char *vocabulary, const struct pte_guess_values *values)
{
    for (size_t i = 0; i < values->n; i++)
        if (pte_guess_code(vocabulary, values->text[i]) != NULL)
            return true;
    return false;
}

static void add_vocabularies(const struct pte_guess *guess, struct pte_text *yaml)
{
    const struct pte_guess_values *sectors =
        &guess->roster.columns[guess->sector - 1].values;

    pte_text_add(
        yaml, has_code("sector", sectors) || guess->gender > 0 ? "vocabularies:\n" : "");
    if (has_code("sector", sectors))
        add_words(yaml, "sector", sectors);
    if (guess->gender > 0)
        add_words(yaml, "gender", &guess->export.columns[guess->gender - 1].values);
}

static void add_relations(const struct pte_guess *guess, struct pte_text *yaml)
{
    bool any = false;

    for (size_t g = 0; g < guess->n_groups; g++) {
        const struct pte_guess_group *group = &guess->groups[g];

        if (!group->is_new_relation || group->form == PTE_GUESS_UNCLEAR)
            continue;
        if (!any)
            pte_text_add(yaml,
                         "# CHECK: these questions do not tell what they ask; give them "
                         "the name of a relation.\nrelations:\n");
        any = true;
        pte_text_addf(yaml, "  - {code: %s}\n", group->code);
    }
}

static void add_ticks(const struct pte_guess_group *group, struct pte_text *yaml)
{
    bool has_no = false;

    for (int yes = 1; yes >= 0; yes--) {
        size_t n = 0;

        for (size_t i = 0; i < group->values.n; i++) {
            if (pte_guess_yes(group->values.text[i]) != yes)
                continue;
            pte_text_add(yaml, n++ > 0 ? ", " : yes > 0 ? "    yes: [" : "    no: [");
            add_quoted(yaml, group->values.text[i]);
        }
        pte_text_add(yaml, n > 0 ? "]\n" : "");
        has_no = has_no || (yes == 0 && n > 0);
    }
    pte_text_add(yaml, has_no
                           ? "    blank: no_answer\n"
                           : "    # Only what is ticked is written: blank means no tie.\n"
                             "    blank: no_tie\n");
}

static void add_numbers(const struct pte_guess_group *group, struct pte_text *yaml)
{
    pte_text_add(yaml, "    least: ");
    pte_text_add_number(yaml, group->least);
    pte_text_add(yaml, "\n    most: ");
    pte_text_add_number(yaml, group->most);
    pte_text_add(yaml, "\n");
    if (group->reverse)
        pte_text_add(yaml,
                     "    # CHECK: the highest number is by far the commonest, so it is "
                     "taken for \"never\".\n    reverse: true\n");
}

static void add_group(const struct pte_guess *guess, const struct pte_guess_group *group,
                      struct pte_text *yaml)
{
    static const char *const layouts[] = {"roster_columns", "matrix_level",
                                          "matrix_level"};

    if (group->form == PTE_GUESS_UNCLEAR) {
        pte_text_addf(yaml,
                      "  # CHECK: %zu columns are left out; what their cells mean is "
                      "not clear:\n  #   ",
                      group->n);
        add_quoted(yaml, group->pattern);
        pte_text_add(yaml, "\n");
        return;
    }
    pte_text_addf(yaml, "  # %zu columns, %zu answers.\n", group->n, group->values.full);
    pte_text_addf(yaml, "  - relation: %s\n    tense: %s\n    layout: %s\n", group->code,
                  group->is_desired ? "desired" : "current", layouts[group->form]);
    add_field(yaml, "    ", "columns", group->pattern);
    if (group->form == PTE_GUESS_TICKS)
        add_ticks(group, yaml);
    else if (group->form == PTE_GUESS_NUMBERS)
        add_numbers(group, yaml);
    else
        pte_text_add(yaml, "    scale: frequency\n");
    if (group->answered == 0)
        return;
    pte_text_add(yaml, "    answered_when: {column: ");
    add_quoted(yaml, guess->export.columns[group->answered - 1].name);
    pte_text_add(yaml, ", is: [");
    for (size_t i = 0, n = 0; i < guess->export.columns[group->answered - 1].values.n;
         i++) {
        const char *text = guess->export.columns[group->answered - 1].values.text[i];

        if (pte_guess_yes(text) <= 0)
            continue;
        pte_text_add(yaml, n++ > 0 ? ", " : "");
        add_quoted(yaml, text);
    }
    pte_text_add(yaml, "]}\n");
}

void pte_guess_write(const struct pte_guess *guess, const char *roster_name,
                     struct pte_text *yaml)
{
    add_top(guess, yaml);
    add_roster(guess, roster_name, yaml);
    add_respondent(guess, yaml);
    add_scale(guess, yaml);
    add_vocabularies(guess, yaml);
    add_relations(guess, yaml);
    pte_text_add(yaml, "ties:\n");
    for (size_t g = 0; g < guess->n_groups; g++)
        add_group(guess, &guess->groups[g], yaml);
}

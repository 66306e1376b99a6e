/* importers/guess/groups.c - columns that ask the same of one organization after another.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/number.h"
#include "importers/guess/guess.intern.h"

enum { LEAST_COLUMNS = 2, LARGEST_SCALE = 10 };

static bool is_edge(char c)
{
    return c == '\0' || !(isalnum((unsigned char)c) || (unsigned char)c >= 0x80);
}

/* Where a text stands as a word of its own in a header, or NULL. */
static const char *find_word(const char *header, const char *text)
{
    const size_t length = strlen(text);

    for (const char *at = header; (at = strcasestr(at, text)) != NULL; at++)
        if ((at == header || is_edge(at[-1])) && is_edge(at[length]))
            return at;
    return NULL;
}

/* The header with the organization in it replaced by *; NULL if it names none. */
static const char *pattern_of(struct pte_guess *guess, const char *header)
{
    PTE_AUTO(pte_text_release) struct pte_text pattern = {0};
    const char *best = NULL;
    size_t length = 0;

    for (size_t i = 0; i < guess->n_names; i++) {
        const size_t n = strlen(guess->names[i]);
        const char *at = n > length ? find_word(header, guess->names[i]) : NULL;

        if (at != NULL) {
            best = at;
            length = n;
        }
    }
    if (best == NULL || strchr(header, '*') != NULL)
        return NULL;
    pte_text_add_bytes(&pattern, header, (size_t)(best - header));
    pte_text_add(&pattern, "*");
    pte_text_add(&pattern, best + length);
    return pattern.length > 1 ? pte_arena_text(&guess->export.arena, pattern.bytes)
                              : NULL;
}

static void find_columns(struct pte_guess *guess)
{
    for (uint32_t i = 0; i < guess->export.n; i++) {
        const char *pattern = pattern_of(guess, guess->export.columns[i].name);
        size_t g = 0;

        if (pattern == NULL)
            continue;
        while (g < guess->n_groups && strcasecmp(guess->groups[g].pattern, pattern) != 0)
            g++;
        if (g == guess->n_groups) {
            pte_grow(&guess->groups, g, &guess->room_groups, sizeof(*guess->groups));
            guess->groups[guess->n_groups++] =
                (struct pte_guess_group){.pattern = pattern, .first = i + 1};
        }
        guess->groups[g].n++;
        guess->export.columns[i].group = (uint32_t)g + 1;
    }
}

/* A single column is no question about organizations. */
static void drop_small(struct pte_guess *guess)
{
    size_t kept = 0;

    for (size_t g = 0; g < guess->n_groups; g++) {
        const bool is_kept = guess->groups[g].n >= LEAST_COLUMNS;

        for (uint32_t i = 0; i < guess->export.n; i++)
            if (guess->export.columns[i].group == g + 1)
                guess->export.columns[i].group = is_kept ? (uint32_t)kept + 1 : 0;
        if (is_kept)
            guess->groups[kept++] = guess->groups[g];
    }
    guess->n_groups = kept;
}

static bool read_number(const char *text, double *value)
{
    return pte_number_read(text, '.', value) || pte_number_read(text, ',', value);
}

static bool is_missing_code(const char *text, double most)
{
    static const char *const codes[] = {"99",  "98",  "97", "88", "77",  "999",
                                        "-99", "-98", "-1", "-9", "-999"};

    if (text[0] == '-')
        return true;
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
        if (strcmp(codes[i], text) == 0)
            return most <= LARGEST_SCALE;
    return false;
}

static void add_missing(struct pte_guess *guess, const char *text)
{
    for (size_t i = 0; i < guess->n_missing; i++)
        if (strcmp(guess->missing[i], text) == 0)
            return;
    if (guess->n_missing < PTE_GUESS_VALUES)
        guess->missing[guess->n_missing++] = text;
}

/* Numbers: the ends of the scale, what counts as missing, and which end is "never": of
 * most organizations most others have no tie with, so the commonest number is that end.
 */
static bool read_scale(struct pte_guess *guess, struct pte_guess_group *group,
                       const struct pte_guess_values *values)
{
    double usual = 0, value, top = 0;
    size_t most = 0;

    for (size_t i = 0; i < values->n; i++) {
        if (!read_number(values->text[i], &value))
            return false;
        if (value <= LARGEST_SCALE && value > top)
            top = value;
    }
    group->least = LARGEST_SCALE;
    for (size_t i = 0; i < values->n; i++) {
        const char *text = values->text[i];

        if (is_missing_code(text, top)) {
            add_missing(guess, text);
            continue;
        }
        read_number(text, &value);
        pte_guess_count(&group->values, &guess->export.arena, text, values->count[i]);
        guess->has_comma = guess->has_comma || strchr(text, ',') != NULL;
        guess->has_point = guess->has_point || strchr(text, '.') != NULL;
        group->least = value < group->least ? value : group->least;
        group->most = value > group->most ? value : group->most;
        if (values->count[i] > most) {
            most = values->count[i];
            usual = value;
        }
    }
    group->reverse = group->least >= 1 && usual == group->most && group->most > 1;
    if (!group->reverse && group->least < group->most)
        group->least = 0;
    if (!group->reverse && group->most < 5)
        group->most = 5;
    return group->values.n > 0;
}

static void classify(struct pte_guess *guess, struct pte_guess_group *group, uint32_t g)
{
    struct pte_guess_values values = {0};
    bool all_levels = true;

    for (uint32_t i = 0; i < guess->export.n; i++) {
        const struct pte_guess_column *column = &guess->export.columns[i];

        for (size_t j = 0; column->group == g + 1 && j < column->values.n; j++)
            pte_guess_count(&values, &guess->export.arena, column->values.text[j],
                            column->values.count[j]);
        values.more = values.more || (column->group == g + 1 && column->values.more);
    }
    for (size_t i = 0; i < values.n; i++)
        all_levels = all_levels && pte_guess_level(values.text[i]) >= 0;
    group->values = values;
    group->form = PTE_GUESS_UNCLEAR;
    if (values.n == 0 || values.more)
        return;
    if (pte_guess_is_yes_no(&values)) {
        group->form = PTE_GUESS_TICKS;
        return;
    }
    if (all_levels) {
        group->form = PTE_GUESS_WORDS;
        return;
    }
    group->values = (struct pte_guess_values){0};
    if (read_scale(guess, group, &values))
        group->form = PTE_GUESS_NUMBERS;
    else
        group->values = values;
}

static bool is_taken(const struct pte_guess *guess, size_t g)
{
    const struct pte_guess_group *group = &guess->groups[g];

    for (size_t i = 0; i < g; i++)
        if (strcmp(guess->groups[i].code, group->code) == 0 &&
            guess->groups[i].is_desired == group->is_desired)
            return true;
    return false;
}

/* A code of its own for a question whose name tells no relation we know. */
static void invent(struct pte_guess_group *group, size_t g)
{
    size_t n = 0;

    for (const char *at = group->pattern; *at != '\0' && n + 1 < sizeof(group->code);
         at++)
        if (isalnum((unsigned char)*at))
            group->code[n++] = (char)tolower((unsigned char)*at);
        else if (n > 0 && group->code[n - 1] != '_')
            group->code[n++] = '_';
    while (n > 0 && group->code[n - 1] == '_')
        n--;
    group->code[n] = '\0';
    if (n == 0)
        snprintf(group->code, sizeof(group->code), "question_%zu", g + 1);
    group->is_new_relation = true;
}

static void name_relation(struct pte_guess *guess, size_t g)
{
    struct pte_guess_group *group = &guess->groups[g];
    const char *relation = pte_guess_relation(group->pattern);

    group->is_desired = pte_guess_is_desired(group->pattern);
    if (relation != NULL)
        snprintf(group->code, sizeof(group->code), "%s", relation);
    else
        invent(group, g);
    /* the same again, now as boxes to tick: what is wished */
    if (is_taken(guess, g) && group->form == PTE_GUESS_TICKS)
        group->is_desired = true;
    if (is_taken(guess, g)) {
        invent(group, g);
        if (is_taken(guess, g))
            snprintf(group->code, sizeof(group->code), "question_%zu", g + 1);
    }
}

/* "Did you answer this?": a yes-or-no column right before the question. */
static void find_answered(struct pte_guess *guess, struct pte_guess_group *group)
{
    const struct pte_guess_column *before;

    if (group->first < 2)
        return;
    before = &guess->export.columns[group->first - 2];
    if (before->group == 0 && pte_guess_is_yes_no(&before->values) &&
        (pte_guess_has(before->name, "contest|answer|listo|respond|repond|complet|done|"
                                     "hecho|ok")))
        group->answered = group->first - 1;
}

void pte_guess_groups(struct pte_guess *guess)
{
    find_columns(guess);
    drop_small(guess);
    for (size_t g = 0; g < guess->n_groups; g++) {
        classify(guess, &guess->groups[g], (uint32_t)g);
        name_relation(guess, g);
        find_answered(guess, &guess->groups[g]);
    }
}

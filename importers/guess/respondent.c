/* importers/guess/respondent.c - which columns say who answers, and when. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "importers/guess/guess.intern.h"

static bool is_date(const char *text)
{
    int a, b, c;

    return sscanf(text, "%d-%d-%d", &a, &b, &c) == 3 ||
           sscanf(text, "%d/%d/%d", &a, &b, &c) == 3;
}

static bool holds_dates(const struct pte_guess_column *column)
{
    size_t dates = 0;

    for (size_t i = 0; i < column->values.n; i++)
        dates += is_date(column->values.text[i]);
    return column->values.n > 0 && dates == column->values.n;
}

static void find_order(struct pte_guess *guess)
{
    const struct pte_guess_values *values =
        &guess->export.columns[guess->date - 1].values;
    int a = 0, b = 0, c = 0;

    guess->date_order = "dmy";
    guess->is_date_unclear = true;
    for (size_t i = 0; i < values->n; i++) {
        if (sscanf(values->text[i], "%d%*[-/]%d%*[-/]%d", &a, &b, &c) != 3)
            continue;
        if (a > 31)
            guess->date_order = "ymd";
        else if (b > 12)
            guess->date_order = "mdy";
        guess->is_date_unclear = guess->is_date_unclear && a <= 12 && b <= 12;
    }
}

static void find_key(struct pte_guess *guess)
{
    const struct pte_guess_table *table = &guess->export;

    guess->key = table->export.key;
    for (uint32_t i = 0; guess->key == 0 && i < table->n; i++)
        if (table->columns[i].group == 0 && table->columns[i].distinct == table->rows &&
            table->columns[i].values.full == table->rows &&
            i + 1 != guess->organization && !holds_dates(&table->columns[i]) &&
            table->columns[i].role != PTE_ROLE_PERSON)
            guess->key = i + 1;
}

static void find_organization(struct pte_guess *guess)
{
    size_t best = 0;

    for (uint32_t i = 0; i < guess->export.n; i++) {
        const struct pte_guess_column *column = &guess->export.columns[i];

        if (column->group == 0 && column->organizations > best &&
            column->organizations * 2 >= column->values.full) {
            best = column->organizations;
            guess->organization = i + 1;
        }
    }
}

static void find_gender(struct pte_guess *guess)
{
    const uint32_t found = pte_guess_named(&guess->export, "sex|gen|genre");
    const struct pte_guess_values *values;

    if (found == 0)
        return;
    values = &guess->export.columns[found - 1].values;
    for (size_t i = 0; i < values->n; i++)
        if (pte_guess_code("gender", values->text[i]) == NULL)
            return;
    guess->gender = found;
}

/* Consent by its name; else the only yes-or-no column before the first question. */
static void find_consent(struct pte_guess *guess)
{
    const struct pte_guess_table *table = &guess->export;
    uint32_t lone = 0, n = 0;

    guess->consent =
        pte_guess_named(table, "consen|acept|autoriz|accept|agree|accord|participa");
    if (guess->consent > 0 &&
        pte_guess_is_yes_no(&table->columns[guess->consent - 1].values))
        return;
    guess->consent = 0;
    for (uint32_t i = 0; i + 1 < guess->groups[0].first; i++)
        if (pte_guess_is_yes_no(&table->columns[i].values)) {
            lone = i + 1;
            n++;
        }
    if (n == 1 && guess->groups[0].answered != lone) {
        guess->consent = lone;
        guess->is_consent_guessed = true;
    }
}

void pte_guess_respondent(struct pte_guess *guess)
{
    for (uint32_t i = 0; guess->date == 0 && i < guess->export.n; i++)
        if (guess->export.columns[i].group == 0 && holds_dates(&guess->export.columns[i]))
            guess->date = i + 1;
    if (guess->date > 0)
        find_order(guess);
    find_organization(guess);
    find_key(guess);
    guess->role = pte_guess_named(&guess->export, "cargo|puesto|position|role|rol|poste|"
                                                  "fonction|job");
    find_gender(guess);
    find_consent(guess);
}

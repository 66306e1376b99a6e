/* importers/guess/guess.c - from an export and a roster to the text of a mapping. */
#include "importers/guess.h"

#include <stdio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/model/vocabulary.h"
#include "importers/guess/guess.intern.h"
#include "importers/import.h"

static void release_guess(struct pte_guess *guess)
{
    pte_guess_table_release(&guess->roster);
    pte_guess_table_release(&guess->export);
    pte_index_release(&guess->called);
    pte_free(&guess->names);
    pte_free(&guess->groups);
}

/* A column of the roster whose values are all words of a vocabulary. */
static uint32_t coded(const struct pte_guess *guess, const char *words,
                      const char *vocabulary)
{
    const uint32_t found = pte_guess_named(&guess->roster, words);
    const struct pte_guess_values *values;

    if (found == 0)
        return 0;
    values = &guess->roster.columns[found - 1].values;
    for (size_t i = 0; i < values->n; i++)
        if (pte_guess_code(vocabulary, values->text[i]) == NULL)
            return 0;
    return values->more ? 0 : found;
}

static void find_roster_columns(struct pte_guess *guess)
{
    const struct pte_guess_table *roster = &guess->roster;

    guess->id = pte_guess_named(roster, "id|codigo|code|clave|cod");
    guess->name =
        pte_guess_named(roster, "name|nombre|razon social|nom|organiz|organis|entidad");
    guess->acronym = pte_guess_named(roster, "acronym|sigla|sigle");
    guess->sector = pte_guess_named(roster, "sector|secteur|rubro");
    guess->kind = coded(guess, "kind|tipo|type", "kind");
    guess->side = coded(guess, "side|parte|partie", "side");
    guess->region = pte_guess_named(roster, "region");
    guess->parent = pte_guess_named(roster, "parent|matriz|mere");
    guess->women_led = pte_guess_named(roster, "women|mujer|dirigida|lider|femme");
    guess->asked = pte_guess_named(roster, "asked|invit|encuest|enquet");
    guess->country = pte_guess_named(roster, "country|pais|pays");
}

static void add_name(struct pte_guess *guess, const char *text)
{
    PTE_AUTO(pte_free) char *folded = pte_text_fold(text);
    uint32_t known;

    if (text[0] == '\0')
        return;
    pte_index_add(&guess->called, folded, strlen(folded), 0, &known);
    pte_grow(&guess->names, guess->n_names, &guess->room_names, sizeof(*guess->names));
    guess->names[guess->n_names++] = text;
}

static bool read_roster(struct pte_guess *guess, const char *path, struct pte_error *err)
{
    struct pte_guess_table *roster = &guess->roster;

    if (!pte_guess_read(path, NULL, roster, err))
        return false;
    find_roster_columns(guess);
    if (guess->id == 0 || guess->sector == 0) {
        pte_fail(err, PTE_EINPUT, "'%s' shows no column for the %s", path,
                 guess->id == 0 ? "id" : "sector");
        return pte_hint(err, "a roster is a table of organizations with the columns id, "
                             "name and sector");
    }
    for (size_t i = 0; i < roster->rows; i++) {
        const char *const *cells = roster->cells + i * roster->n;

        add_name(guess, cells[guess->id - 1]);
        if (guess->name > 0)
            add_name(guess, cells[guess->name - 1]);
        if (guess->acronym > 0)
            add_name(guess, cells[guess->acronym - 1]);
    }
    return true;
}

/* The country as said, or as the roster has it, or as its ids begin: CL01, CL02. */
static bool find_country(struct pte_guess *guess, const char *said, struct pte_error *err)
{
    const struct pte_guess_table *roster = &guess->roster;
    const uint32_t column = guess->country > 0 ? guess->country : guess->id;

    snprintf(guess->said_country, sizeof(guess->said_country), "%.2s",
             said != NULL       ? said
             : roster->rows > 0 ? roster->cells[column - 1]
                                : "");
    for (size_t i = 0; said == NULL && i < roster->rows; i++)
        if (strncmp(roster->cells[i * roster->n + column - 1], guess->said_country, 2) !=
            0)
            guess->said_country[0] = '\0';
    if (pte_country_exists(guess->said_country))
        return true;
    pte_fail(err, PTE_EUSAGE, "the country of the survey is not said");
    return pte_hint(err, "say --country CL");
}

bool pte_guess_mapping(const char *path, const char *roster, const char *roster_name,
                       const struct pte_import_options *options, struct pte_text *yaml,
                       struct pte_error *err)
{
    PTE_AUTO(release_guess) struct pte_guess guess = {0};

    if (options != NULL) {
        guess.study = options->study;
        guess.wave = options->wave;
    }
    if (!read_roster(&guess, roster, err) ||
        !find_country(&guess, options != NULL ? options->country : NULL, err) ||
        !pte_guess_read(path, &guess.called, &guess.export, err))
        return false;
    pte_guess_groups(&guess);
    if (guess.n_groups == 0) {
        pte_fail(err, PTE_EINPUT,
                 "no columns of '%s' are about organizations of the roster", path);
        return pte_hint(err, "columns are recognised by the id, name or acronym of an "
                             "organization in their names, such as info_CL01; for other "
                             "layouts write the mapping by hand (importers/README.md)");
    }
    pte_guess_respondent(&guess);
    if (guess.organization == 0) {
        pte_fail(err, PTE_EINPUT, "no column of '%s' says for whom a row answers", path);
        return pte_hint(err,
                        "one must hold ids, names or acronyms of the roster; are the "
                        "respondents' organizations on it?");
    }
    pte_guess_write(&guess, roster_name, yaml);
    return true;
}

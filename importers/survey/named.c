/* importers/survey/named.c - organizations that a cell names, alone or in a list. */
#include <string.h>

#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/naming.h"
#include "importers/roster.h"
#include "importers/survey/survey.intern.h"

enum { MOST_NAME = 300 };

static uint32_t called(void *context, const char *text)
{
    struct pte_export *export = context;

    return pte_roster_called(&export->reading, text, export->country);
}

/* Says why a name is no organization. */
static void note_name(struct pte_export *export, uint32_t found, const char *text,
                      struct pte_place place)
{
    if (found == PTE_SEVERAL)
        pte_reading_note(&export->reading, "ambiguous_name", place, text,
                         "say which one is meant under aliases in the mapping",
                         "several organizations of the roster are called so; no tie is "
                         "made of it");
    else
        pte_reading_note(&export->reading, "unknown_name", place, text,
                         "add it to the roster, or say who is meant under aliases in the "
                         "mapping",
                         "no organization of the roster is called so; no tie is made of "
                         "it");
}

uint32_t pte_export_called(struct pte_export *export, const char *text,
                           struct pte_place place)
{
    const uint32_t found = called(export, text);

    if (found != PTE_NOBODY && found != PTE_SEVERAL)
        return found;
    note_name(export, found, text, place);
    return PTE_NOBODY;
}

uint32_t pte_export_written(struct pte_export *export, const char *text,
                            struct pte_place place)
{
    struct pte_survey *survey = &export->reading.survey;
    PTE_AUTO(pte_free) char *clean = pte_text_clean(text);
    PTE_AUTO(pte_free) char *folded = pte_naming_fold(export->country, clean);
    PTE_AUTO(pte_text_release) struct pte_text id = {0};
    struct pte_organization name = {.country = pte_survey_text(survey, export->country),
                                    .sector = "unknown",
                                    .is_written = true};
    uint32_t at;

    /* addresses are of people, and what is this long is no name */
    if (folded[0] == '\0' || strchr(clean, '@') != NULL || strlen(clean) > MOST_NAME ||
        export->country == NULL)
        return PTE_NOBODY;
    if (!pte_index_add(&export->written, clean, strlen(clean),
                       (uint32_t)survey->n_organizations, &at))
        return at;
    pte_text_addf(&id, "written: %s", clean);
    name.id = pte_survey_text(survey, id.bytes);
    name.name = pte_survey_text(survey, clean);
    name.place = place;
    return pte_survey_add_organization(survey, &name);
}

uint32_t pte_export_alter(struct pte_export *export, const char *text,
                          struct pte_place place)
{
    const uint32_t found = called(export, text);

    if (found != PTE_NOBODY && found != PTE_SEVERAL)
        return found;
    note_name(export, found, text, place);
    return found == PTE_NOBODY ? pte_export_written(export, text, place) : PTE_NOBODY;
}

size_t pte_export_take_names(struct pte_export *export, struct pte_asked *asked,
                             uint32_t response, const char *text, double level,
                             struct pte_place place)
{
    PTE_AUTO(pte_pieces_release) struct pte_pieces pieces = {0};
    const bool is_free = strcmp(asked->ties->layout, "free_list") == 0;
    size_t ties = 0;

    pte_pieces_cut(text, is_free, called, export, &pieces);
    for (size_t i = 0; i < pieces.n; i++) {
        const struct pte_piece *piece = &pieces.items[i];
        const uint32_t word = pte_words_find(&asked->words, piece->text);

        if (piece->value != PTE_NOBODY && piece->value != PTE_SEVERAL) {
            pte_export_report(export, asked, response, piece->value, PTE_TIE, level,
                              place);
            ties++;
        } else if (word == PTE_NOBODY) { /* else it is "nobody", one of the no words */
            const uint32_t alter = pte_export_alter(export, piece->text, place);

            if (alter != PTE_NOBODY)
                pte_export_report(export, asked, response, alter, PTE_TIE, level, place);
        }
    }
    return ties;
}

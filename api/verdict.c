/* api/verdict.c - what a cell says, as a sentence with its doubt. */
#include "api/verdict.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "api/language.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/survey.h"

enum { WORD_BYTES = 40 };

static char *sector(const struct pte_verdict_case *verdict, const char *code,
                    enum pte_language lang)
{
    return pte_text_begin(pte_survey_label(verdict->survey, "sector", code, (int)lang),
                          /* upper */ false);
}

/* " (information, wanted)" where the question chose among the ties. */
static void add_qualifiers(const struct pte_verdict_case *verdict, enum pte_language lang,
                           struct pte_text *text)
{
    PTE_AUTO(pte_free) char *relation = NULL;
    const char *wanted = verdict->is_desired ? pte_say(lang, N_("wanted")) : NULL;

    if (verdict->relation != NULL)
        relation = pte_text_begin(
            pte_survey_label(verdict->survey, "relation", verdict->relation, (int)lang),
            /* upper */ false);
    if (relation != NULL && wanted != NULL)
        pte_text_addf(text, " (%s, %s)", relation, wanted);
    else if (relation != NULL || wanted != NULL)
        pte_text_addf(text, " (%s)", relation != NULL ? relation : wanted);
}

/* "education-industry ties in Peru" */
static void add_subject(const struct pte_verdict_case *verdict, enum pte_language lang,
                        struct pte_text *text)
{
    PTE_AUTO(pte_free) char *from = sector(verdict, verdict->from, lang);
    PTE_AUTO(pte_free) char *to = sector(verdict, verdict->to, lang);
    const char *country = pte_country_label(verdict->country, lang);

    if (strcmp(verdict->from, verdict->to) == 0)
        pte_text_addf(text, pte_say(lang, N_("ties within %s in %s")), from, country);
    else if (verdict->is_directed)
        pte_text_addf(text, pte_say(lang, N_("ties from %s to %s in %s")), from, to,
                      country);
    else
        pte_text_addf(text, pte_say(lang, N_("%s-%s ties in %s")), from, to, country);
    add_qualifiers(verdict, lang, text);
}

static const char *reference_words(enum pte_reference reference, enum pte_language lang)
{
    switch (reference) {
    case PTE_WITHIN:
        return pte_say(lang, N_("the density within the two sectors"));
    case PTE_BEST_COUNTRY:
        return pte_say(lang, N_("the density of the best country"));
    case PTE_TARGET:
        return pte_say(lang, N_("the density set as target"));
    default:
        return pte_say(lang, N_("what the sector mix predicts"));
    }
}

/* One decimal, two where one would say "1.0" or "0.0" of what is neither. */
static const char *times(enum pte_language lang, double ratio, char *text)
{
    const bool close = ratio > 0 && (ratio < .095 || (ratio >= .95 && ratio < 1.05));

    return pte_say_number(lang, ratio, ratio == 0 ? 0 : close ? 2 : 1, text);
}

/* How many times the reference; NaN where it has none. */
static double ratio_of(const struct pte_verdict_case *verdict)
{
    const struct pte_cell *cell = verdict->cell;

    return verdict->reference == PTE_NULL_MODEL ? cell->ratio
                                                : cell->density / cell->reference;
}

/* The share of unobserved pairs that would have to be ties for the density to be the
 * reference: bounds are the densities at shares 0 and 1. */
static double overturning_share(const struct pte_cell *cell)
{
    if (isfinite(cell->vanish_share))
        return cell->vanish_share;
    return (cell->reference - cell->bounds[0]) / (cell->bounds[1] - cell->bounds[0]);
}

static double response(const struct pte_verdict_case *verdict)
{
    return (double)verdict->answered / (double)verdict->asked;
}

/* What would overturn a gap or a surplus. */
static void add_doubt(const struct pte_verdict_case *verdict, enum pte_language lang,
                      struct pte_text *text)
{
    const struct pte_cell *cell = verdict->cell;
    const double share = overturning_share(cell);
    const bool is_gap = cell->verdict == PTE_GAP;
    char words[WORD_BYTES];

    if (cell->observed == cell->dyads || !isfinite(share)) {
        if (cell->observed == cell->dyads)
            pte_text_add(text, pte_say(lang, N_("; all these pairs were observed")));
        return;
    }
    pte_say_share(lang, share, words);
    if (is_gap && share > 1)
        pte_text_add(text, pte_say(lang, N_("; it would stand even if all of the "
                                            "unanswered pairs were ties")));
    else if (is_gap && share > 0)
        pte_text_addf(text,
                      pte_say(lang, N_("; it would stand unless %s of the unanswered "
                                       "pairs are ties")),
                      words);
    else if (!is_gap && share <= 0)
        pte_text_add(text, pte_say(lang, N_("; it would stand even if none of the "
                                            "unanswered pairs were a tie")));
    else if (!is_gap && share <= 1)
        pte_text_addf(text,
                      pte_say(lang, N_("; it would stand unless fewer than %s of the "
                                       "unanswered pairs are ties")),
                      words);
    else
        pte_text_add(text, pte_say(lang, N_("; the unanswered pairs could overturn it")));
}

/* "0.4 times what the sector mix predicts (p = .01" and no further; p speaks of that
 * reference alone, so of any other the interval is told. */
static void add_ratio(const struct pte_verdict_case *verdict, enum pte_language lang,
                      struct pte_text *text)
{
    const struct pte_cell *cell = verdict->cell;
    char ratio[WORD_BYTES], one[WORD_BYTES], other[WORD_BYTES];

    pte_text_addf(text, pte_say(lang, N_("%s times %s")),
                  times(lang, ratio_of(verdict), ratio),
                  reference_words(verdict->reference, lang));
    if (verdict->reference == PTE_NULL_MODEL)
        pte_text_addf(text, " (p %s",
                      pte_say_p(lang, cell->p, /* with_sign */ true, one));
    else
        pte_text_addf(text, pte_say(lang, N_(" (95 %% interval %s to %s")),
                      times(lang, cell->interval_density[0] / cell->reference, one),
                      times(lang, cell->interval_density[1] / cell->reference, other));
}

/* The same with the response rate: ", response 71 %)". */
static void add_ratio_and_response(const struct pte_verdict_case *verdict,
                                   enum pte_language lang, struct pte_text *text)
{
    char answered[WORD_BYTES];

    add_ratio(verdict, lang, text);
    pte_text_addf(text, pte_say(lang, N_(", response %s)")),
                  pte_say_share(lang, response(verdict), answered));
}

static void add_finding(const struct pte_verdict_case *verdict, const char *subject,
                        enum pte_language lang, struct pte_text *text)
{
    pte_text_addf(text, pte_say(lang, N_("%s are ")), subject);
    add_ratio_and_response(verdict, lang, text);
    add_doubt(verdict, lang, text);
}

static void add_no_gap(const struct pte_verdict_case *verdict, const char *subject,
                       enum pte_language lang, struct pte_text *text)
{
    const double seen = verdict->cell->smallest_ratio;
    char words[WORD_BYTES];

    pte_text_addf(text, pte_say(lang, N_("no gap seen: %s are ")), subject);
    add_ratio_and_response(verdict, lang, text);
    if (seen >= 0 && verdict->reference == PTE_NULL_MODEL)
        pte_text_addf(
            text,
            pte_say(lang, N_("; a shortfall to %s times or less would have been "
                             "noticed")),
            times(lang, seen, words));
}

/* What the test could have seen at most. */
static void add_power(const struct pte_cell *cell, enum pte_language lang,
                      struct pte_text *text)
{
    char seen[WORD_BYTES];

    if (cell->smallest_ratio >= 0)
        pte_text_addf(text,
                      pte_say(lang, N_(", and only a shortfall to %s times or less would "
                                       "have been noticed")),
                      times(lang, cell->smallest_ratio, seen));
    else
        pte_text_add(text,
                     pte_say(lang, N_(", and not even a complete want of ties would "
                                      "have been noticed")));
}

static void add_cannot_tell(const struct pte_verdict_case *verdict, const char *subject,
                            enum pte_language lang, struct pte_text *text)
{
    const struct pte_cell *cell = verdict->cell;
    char answered[WORD_BYTES];

    pte_text_addf(
        text,
        pte_say(lang, N_("we cannot tell whether %s are too few: %s of the "
                         "organizations answered, %zu of %zu pairs were observed")),
        subject, pte_say_share(lang, response(verdict), answered), cell->observed,
        cell->dyads);
    if (cell->observed == 0)
        return;
    /* The power of the shuffle says nothing of another reference. */
    if (verdict->reference == PTE_NULL_MODEL)
        add_power(cell, lang, text);
    if (!isfinite(ratio_of(verdict)))
        return;
    pte_text_add(text, pte_say(lang, N_("; seen: ")));
    add_ratio(verdict, lang, text);
    pte_text_add(text, ")");
}

void pte_verdict_sentence(const struct pte_verdict_case *verdict,
                          enum pte_language language, struct pte_text *sentence)
{
    struct pte_text subject = {0}, said = {0};
    PTE_AUTO(pte_free) char *begun = NULL;

    add_subject(verdict, language, &subject);
    switch (verdict->cell->verdict) {
    case PTE_GAP:
    case PTE_SURPLUS:
        add_finding(verdict, pte_text_get(&subject), language, &said);
        break;
    case PTE_NO_GAP:
        add_no_gap(verdict, pte_text_get(&subject), language, &said);
        break;
    default:
        add_cannot_tell(verdict, pte_text_get(&subject), language, &said);
    }
    begun = pte_text_begin(pte_text_get(&said), /* upper */ true);
    pte_text_addf(sentence, "%s.", begun);
    pte_text_release(&subject);
    pte_text_release(&said);
}

void pte_verdict_label(const struct pte_verdict_case *verdict, enum pte_language language,
                       struct pte_text *label)
{
    PTE_AUTO(pte_free) char *to = sector(verdict, verdict->to, language);

    if (strcmp(verdict->from, verdict->to) == 0) {
        pte_text_addf(label, pte_say(language, N_("within %s")), to);
        return;
    }
    pte_text_addf(
        label, "%s%s%s",
        pte_survey_label(verdict->survey, "sector", verdict->from, (int)language),
        verdict->is_directed ? " → " : "-", to);
}

/* tests/api/test_verdict.c - the sentence of each verdict, in three languages. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "api/verdict.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/survey.h"

/* Numbers of the sentence in PRODUCT, row 1; the others by hand. */
static const struct pte_cell gap = {.dyads = 56,
                                    .observed = 40,
                                    .ties = 5,
                                    .density = .125,
                                    .ratio = .41,
                                    .p = .012,
                                    .reference = .3,
                                    .gap = .58,
                                    .bounds = {5. / 56, 21. / 56},
                                    .vanish_share = .38,
                                    .smallest_ratio = .55,
                                    .verdict = PTE_GAP};

static void says_as(const struct pte_cell *cell, struct pte_verdict_case wanted,
                    enum pte_language language, const char *sentence)
{
    const struct pte_survey survey = {0};
    PTE_AUTO(pte_text_release) struct pte_text text = {0};

    wanted.cell = cell;
    wanted.survey = &survey;
    wanted.country = "PE";
    wanted.from = "education";
    if (wanted.to == NULL)
        wanted.to = "industry";
    wanted.asked = 24;
    wanted.answered = 17;
    pte_verdict_sentence(&wanted, language, &text);
    assert_string_equal(pte_text_get(&text), sentence);
}

static void says(const struct pte_cell *cell, enum pte_language language,
                 const char *sentence)
{
    says_as(cell, (struct pte_verdict_case){0}, language, sentence);
}

static void a_gap_is_told_with_its_doubt(void **state)
{
    (void)state;
    says(&gap, PTE_EN,
         "Education-industry ties in Peru are 0.4 times what the sector mix predicts "
         "(p = .01, response 71 %); it would stand unless 38 % of the unanswered pairs "
         "are "
         "ties.");
    says(
        &gap, PTE_ES,
        "Los vínculos educación-industria en Perú son 0,4 veces lo que predice la "
        "composición por sectores (p = 0,01; respuesta 71 %); se mantendría salvo que el "
        "38 % de los pares sin respuesta sean vínculos.");
    says(&gap, PTE_FR,
         "Les liens éducation-industrie (Pérou) valent 0,4 fois ce que prédit la "
         "composition des secteurs (p = 0,01 ; taux de réponse 71 %) ; le constat "
         "tiendrait "
         "sauf si 38 % des paires sans réponse sont des liens.");
}

static void what_cannot_be_overturned_says_so(void **state)
{
    struct pte_cell sure = gap, whole = gap;

    (void)state;
    sure.vanish_share = 1.2;
    says(&sure, PTE_EN,
         "Education-industry ties in Peru are 0.4 times what the sector mix predicts "
         "(p = .01, response 71 %); it would stand even if all of the unanswered pairs "
         "were "
         "ties.");
    whole.observed = whole.dyads;
    whole.vanish_share = NAN;
    says(&whole, PTE_EN,
         "Education-industry ties in Peru are 0.4 times what the sector mix predicts "
         "(p = .01, response 71 %); all these pairs were observed.");
}

static void a_surplus_is_told_with_what_would_end_it(void **state)
{
    struct pte_cell surplus = gap;

    (void)state;
    surplus.verdict = PTE_SURPLUS;
    surplus.ratio = 1.84;
    surplus.vanish_share = NAN;
    surplus.bounds[0] = .2;
    surplus.bounds[1] = .6; /* (.3 - .2) / (.6 - .2) = 25 % */
    says(&surplus, PTE_EN,
         "Education-industry ties in Peru are 1.8 times what the sector mix predicts "
         "(p = .01, response 71 %); it would stand unless fewer than 25 % of the "
         "unanswered "
         "pairs are ties.");
    surplus.bounds[0] = .4;
    says(&surplus, PTE_EN,
         "Education-industry ties in Peru are 1.8 times what the sector mix predicts "
         "(p = .01, response 71 %); it would stand even if none of the unanswered pairs "
         "were a tie.");
}

static void no_gap_says_what_would_have_been_seen(void **state)
{
    struct pte_cell none = gap;

    (void)state;
    none.verdict = PTE_NO_GAP;
    none.ratio = .97;
    none.p = .45;
    says(
        &none, PTE_EN,
        "No gap seen: education-industry ties in Peru are 0.97 times what the sector mix "
        "predicts (p = .45, response 71 %); a shortfall to 0.6 times or less would have "
        "been noticed.");
    says(
        &none, PTE_FR,
        "Aucun écart visible : les liens éducation-industrie (Pérou) valent 0,97 fois ce "
        "que prédit la composition des secteurs (p = 0,45 ; taux de réponse 71 %) ; un "
        "manque jusqu’à 0,6 fois ou moins aurait été remarqué.");
}

static void silence_is_told_as_not_knowing(void **state)
{
    struct pte_cell silent = gap;

    (void)state;
    silent.verdict = PTE_CANNOT_TELL;
    silent.p = .3;
    silent.smallest_ratio = -1;
    says(
        &silent, PTE_EN,
        "We cannot tell whether education-industry ties in Peru are too few: 71 % of the "
        "organizations answered, 40 of 56 pairs were observed, and not even a complete "
        "want of ties would have been noticed; seen: 0.4 times what the sector mix "
        "predicts (p = .30).");
    silent.observed = 0;
    silent.ratio = silent.density = NAN;
    says(&silent, PTE_ES,
         "No podemos decir si los vínculos educación-industria en Perú son demasiado "
         "pocos: respondió el 71 % de las organizaciones y se observaron 0 de 56 pares.");
}

static void another_reference_is_named_and_told_without_its_p(void **state)
{
    struct pte_cell target = gap;

    (void)state;
    target.interval_density[0] = .06;
    target.interval_density[1] = .18;
    says_as(
        &target, (struct pte_verdict_case){.reference = PTE_TARGET}, PTE_EN,
        "Education-industry ties in Peru are 0.4 times the density set as target "
        "(95 % interval 0.2 to 0.6, response 71 %); it would stand unless 38 % of the "
        "unanswered pairs are ties.");
}

static void relation_direction_and_wish_are_named(void **state)
{
    struct pte_cell whole = gap;

    (void)state;
    whole.observed = whole.dyads;
    says_as(&whole,
            (struct pte_verdict_case){
                .relation = "information", .is_desired = true, .is_directed = true},
            PTE_EN,
            "Ties from education to industry in Peru (information, wanted) are 0.4 times "
            "what the sector mix predicts (p = .01, response 71 %); all these "
            "pairs were observed.");
    says_as(&whole, (struct pte_verdict_case){.to = "education"}, PTE_EN,
            "Ties within education in Peru are 0.4 times what the sector mix predicts "
            "(p = .01, response 71 %); all these pairs were observed.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gap_is_told_with_its_doubt),
        cmocka_unit_test(what_cannot_be_overturned_says_so),
        cmocka_unit_test(a_surplus_is_told_with_what_would_end_it),
        cmocka_unit_test(no_gap_says_what_would_have_been_seen),
        cmocka_unit_test(silence_is_told_as_not_knowing),
        cmocka_unit_test(another_reference_is_named_and_told_without_its_p),
        cmocka_unit_test(relation_direction_and_wish_are_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

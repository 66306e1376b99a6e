/* tests/importers/test_pieces.c - lists are cut where their words end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/survey/survey.intern.h"
#include "importers/terms.h"

static const char *const words[] = {
    "SENA",      "Platas, S.A.",          "Universidad",      "A1",
    "Option 3,", "Universidad del Norte", "Trabajo y Empleo", "Platas"};

static uint32_t meaning(void *context, const char *text)
{
    (void)context;
    for (uint32_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (pte_terms_same(words[i], text))
            return i;
    return PTE_NOBODY;
}

/* The list cut: the number of each word, and in brackets what means nothing. */
static void check(const char *list, bool is_free, const char *wanted)
{
    PTE_AUTO(pte_pieces_release) struct pte_pieces pieces = {0};
    PTE_AUTO(pte_text_release) struct pte_text got = {0};

    pte_pieces_cut(list, is_free, meaning, NULL, &pieces);
    for (size_t i = 0; i < pieces.n; i++) {
        pte_text_add(&got, i > 0 ? " " : "");
        if (pieces.items[i].value == PTE_NOBODY)
            pte_text_addf(&got, "[%s]", pieces.items[i].text);
        else
            pte_text_addf(&got, "%u", pieces.items[i].value);
    }
    assert_string_equal(pte_text_get(&got), wanted);
}

static void options_may_hold_the_separator(void **state)
{
    (void)state;
    check("Platas, S.A., SENA", false, "1 0");
    check("sena;Platas, S.A.;", false, "0 1");
    check("Option 3,, SENA", false, "4 0");
    check("Platas, Oro", false, "7 [Oro]");
    check("", false, "");
    check(" ; ,", false, "");
}

static void the_longest_word_counts(void **state)
{
    (void)state;
    check("Universidad del Norte|Universidad", false, "5 2");
    check("Universidad del Sur", false, "[Universidad del Sur]");
    check("SENA Universidad del Norte A1", false, "0 5 3");
    check("SENA Otra", false, "[SENA Otra]");
}

static void free_text_has_articles_and_ands(void **state)
{
    (void)state;
    check("SENA, A1 y la Universidad del Norte.", true, "0 3 5");
    check("Trabajo y Empleo y el SENA", true, "6 0");
    check("Otra and SENA", true, "0 [Otra]");
    check("Minas y Energía", true, "[Minas y Energía]");
    check("y", true, "[y]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_may_hold_the_separator),
        cmocka_unit_test(the_longest_word_counts),
        cmocka_unit_test(free_text_has_articles_and_ands),
    };

    return cmocka_run_group_tests_name("pieces", tests, NULL, NULL);
}

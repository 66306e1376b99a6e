/* tests/datasets/plain.c - the plain tables have the size asked for, and stay the same.
 */
#include "datasets/synthesize/plain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/text.h"

static char folder[] = "/tmp/puente-plain-XXXXXX";

static const struct pte_plain usual = {
    .organizations = 100, .mean_degree = 10, .sectors = 3, .gap = 1, .seed = 7};

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL ? -1 : 0;
}

static void forget(const char *name)
{
    PTE_AUTO(pte_text_release) struct pte_text path = {0};

    pte_text_addf(&path, "%s/%s", folder, name);
    unlink(path.bytes);
}

static int remove_folder(void **state)
{
    (void)state;
    forget("organizations.csv");
    forget("ties.csv");
    forget("mask.csv");
    return rmdir(folder);
}

static bool written(const char *name, struct pte_text *text)
{
    PTE_AUTO(pte_text_release) struct pte_text path = {0};

    pte_text_addf(&path, "%s/%s", folder, name);
    pte_text_release(text);
    return pte_file_read(path.bytes, 1 << 24, text, NULL);
}

static size_t lines(const struct pte_text *text)
{
    size_t n = 0;

    for (size_t i = 0; i < text->length; i++)
        n += text->bytes[i] == '\n';
    return n;
}

/* The sector of organization number `number` (from 1), whose line has that number. */
static const char *sector_of(const struct pte_text *organizations, unsigned number)
{
    const char *line = organizations->bytes;

    for (unsigned i = 0; i < number; i++)
        line = strchr(line, '\n') + 1;
    line = strchr(strchr(line, ',') + 1, ',') + 1;
    return line;
}

static bool begins(const char *text, const char *word)
{
    return strncmp(text, word, strlen(word)) == 0;
}

static size_t education_industry_reports(const struct pte_text *organizations,
                                         const struct pte_text *ties)
{
    size_t n = 0;

    for (const char *line = strchr(ties->bytes, '\n') + 1; *line != '\0';
         line = strchr(line, '\n') + 1) {
        const unsigned from = (unsigned)strtoul(line + 1, NULL, 10);
        const unsigned to = (unsigned)strtoul(strchr(line, ',') + 2, NULL, 10);
        const char *a = sector_of(organizations, from), *b = sector_of(organizations, to);

        n += (begins(a, "education") && begins(b, "industry")) ||
             (begins(b, "education") && begins(a, "industry"));
    }
    return n;
}

static void every_organization_and_tie_asked_for_is_there(void **state)
{
    (void)state;
    PTE_AUTO(pte_text_release) struct pte_text organizations = {0}, ties = {0};

    assert_true(pte_plain_write(&usual, folder, NULL));
    assert_true(written("organizations.csv", &organizations));
    assert_true(written("ties.csv", &ties));
    assert_int_equal(lines(&organizations), 1 + 100);
    /* 100 * 10 / 2 ties, of which 3 in 20 have one report and the others two. */
    assert_in_range(lines(&ties), 1 + 500 + 380, 1 + 500 + 470);
}

static void the_complete_network_can_be_asked_for(void **state)
{
    (void)state;
    struct pte_plain complete = usual;
    PTE_AUTO(pte_text_release) struct pte_text ties = {0};

    complete.organizations = 10;
    complete.mean_degree = 9;
    assert_true(pte_plain_write(&complete, folder, NULL));
    assert_true(written("ties.csv", &ties));
    assert_in_range(lines(&ties), 1 + 45, 1 + 90);
}

static void the_same_seed_gives_the_same_bytes_and_another_does_not(void **state)
{
    (void)state;
    struct pte_plain other = usual;
    PTE_AUTO(pte_text_release) struct pte_text first = {0}, second = {0}, third = {0};

    other.seed = 8;
    assert_true(pte_plain_write(&usual, folder, NULL) && written("ties.csv", &first));
    assert_true(pte_plain_write(&other, folder, NULL) && written("ties.csv", &second));
    assert_true(pte_plain_write(&usual, folder, NULL) && written("ties.csv", &third));
    assert_string_not_equal(first.bytes, second.bytes);
    assert_string_equal(first.bytes, third.bytes);
}

static void the_silent_tell_nothing_and_stand_in_the_mask(void **state)
{
    (void)state;
    struct pte_plain silent = usual;
    PTE_AUTO(pte_text_release) struct pte_text mask = {0}, ties = {0};
    size_t masked = 0;

    silent.silent = .3;
    assert_true(pte_plain_write(&silent, folder, NULL));
    assert_true(written("mask.csv", &mask) && written("ties.csv", &ties));
    for (const char *line = strchr(mask.bytes, '\n') + 1; *line != '\0';
         line = strchr(line, '\n') + 1, masked++) {
        char source[16] = "\n";

        strncat(source, line, sizeof("o000001,") - 1);
        assert_null(strstr(ties.bytes, source));
    }
    assert_int_equal(masked, 30);
}

static void a_planted_gap_thins_education_industry_ties(void **state)
{
    (void)state;
    struct pte_plain even = usual, thin = usual;
    PTE_AUTO(pte_text_release) struct pte_text organizations = {0}, ties = {0};
    size_t without, with;

    even.organizations = thin.organizations = 300;
    thin.gap = .3;
    assert_true(pte_plain_write(&even, folder, NULL));
    assert_true(written("organizations.csv", &organizations) &&
                written("ties.csv", &ties));
    without = education_industry_reports(&organizations, &ties);
    assert_true(pte_plain_write(&thin, folder, NULL) && written("ties.csv", &ties));
    with = education_industry_reports(&organizations, &ties);
    /* Two pairs of nine are of education and industry: 1500 * 2/9 * 1.85 = 617. */
    assert_in_range(without, 540, 690);
    assert_in_range(with * 100 / without, 22, 38);
}

static void impossible_sizes_are_refused_with_a_sentence(void **state)
{
    (void)state;
    struct pte_plain few = usual, dense = usual, large = usual, mute = usual;
    struct pte_error err = {0};

    few.organizations = 9;
    assert_false(pte_plain_write(&few, folder, &err));
    assert_int_equal(err.kind, PTE_EUSAGE);
    assert_string_equal(err.message, "cannot invent 9 organizations");
    dense.mean_degree = 100;
    assert_false(pte_plain_write(&dense, folder, NULL));
    large.organizations = 100000;
    large.mean_degree = 1000;
    assert_false(pte_plain_write(&large, folder, NULL));
    mute.silent = 1;
    assert_false(pte_plain_write(&mute, folder, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_organization_and_tie_asked_for_is_there),
        cmocka_unit_test(the_complete_network_can_be_asked_for),
        cmocka_unit_test(the_same_seed_gives_the_same_bytes_and_another_does_not),
        cmocka_unit_test(the_silent_tell_nothing_and_stand_in_the_mask),
        cmocka_unit_test(a_planted_gap_thins_education_industry_ties),
        cmocka_unit_test(impossible_sizes_are_refused_with_a_sentence),
    };

    return cmocka_run_group_tests_name("plain", tests, make_folder, remove_folder);
}

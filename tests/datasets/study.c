/* tests/datasets/study.c - datasets/pacific-alliance is what synthesize writes, and has
 * the size it says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/vocabulary.h"
#include "datasets/synthesize/study.h"

enum { MOST_BYTES = 1 << 20 };

static char folder[] = "/tmp/puente-study-XXXXXX";

static void read_of(const char *where, const char *name, struct pte_text *text)
{
    PTE_AUTO(pte_text_release) struct pte_text path = {0};
    struct pte_error err = {0};

    pte_text_addf(&path, "%s/%s", where, name);
    if (!pte_file_read(path.bytes, MOST_BYTES, text, &err))
        fail_msg("%s", err.message);
}

static void kept_folder(struct pte_text *path)
{
    pte_text_addf(path, "%s/datasets/pacific-alliance", getenv("PUENTE_SOURCE"));
}

static int write_again(void **state)
{
    (void)state;
    return mkdtemp(folder) != NULL && pte_study_write(folder, NULL) ? 0 : -1;
}

static int remove_again(void **state)
{
    (void)state;
    DIR *open = opendir(folder);

    for (const struct dirent *entry; (entry = readdir(open)) != NULL;)
        if (entry->d_name[0] != '.')
            unlinkat(dirfd(open), entry->d_name, 0);
    closedir(open);
    return rmdir(folder);
}

static size_t files_in(const char *where)
{
    DIR *open = opendir(where);
    size_t n = 0;

    assert_non_null(open);
    for (const struct dirent *entry; (entry = readdir(open)) != NULL;)
        n += entry->d_name[0] != '.';
    closedir(open);
    return n;
}

static void the_folder_is_byte_for_byte_what_synthesize_writes(void **state)
{
    (void)state;
    PTE_AUTO(pte_text_release) struct pte_text kept = {0};
    DIR *open = opendir(folder);

    kept_folder(&kept);
    assert_int_equal(files_in(folder), files_in(kept.bytes));
    for (const struct dirent *entry; (entry = readdir(open)) != NULL;) {
        PTE_AUTO(pte_text_release) struct pte_text is = {0}, should = {0};

        if (entry->d_name[0] == '.')
            continue;
        read_of(kept.bytes, entry->d_name, &is);
        read_of(folder, entry->d_name, &should);
        assert_int_equal(is.length, should.length);
        assert_memory_equal(is.bytes, should.bytes, is.length);
    }
    closedir(open);
}

/* The size of project A07.1: 131 people, 96 organizations, four countries. */
static void it_has_131_people_and_96_organizations(void **state)
{
    (void)state;
    PTE_AUTO(pte_study_release) struct pte_study study = {0};
    size_t organizations = 0, people = 0;

    assert_true(pte_study_read(&study, NULL));
    for (size_t c = 0; c < PTE_STUDY_COUNTRIES; c++) {
        organizations += study.country[c].n;
        assert_in_range(study.country[c].n, 22, 26);
        for (size_t i = 0; i < study.country[c].n; i++)
            people += study.country[c].organization[i].people;
    }
    assert_int_equal(organizations, 96);
    assert_int_equal(people, 131);
}

static void every_word_of_it_is_in_the_vocabularies(void **state)
{
    (void)state;
    PTE_AUTO(pte_study_release) struct pte_study study = {0};

    assert_true(pte_study_read(&study, NULL));
    for (size_t c = 0; c < PTE_STUDY_COUNTRIES; c++)
        for (size_t i = 0; i < study.country[c].n; i++) {
            const struct pte_study_organization *organization =
                &study.country[c].organization[i];

            assert_non_null(pte_vocabulary_find("sector", organization->sector));
            assert_non_null(pte_vocabulary_find("kind", organization->kind));
            assert_non_null(pte_vocabulary_find("side", organization->side));
        }
    for (size_t r = 0; r < PTE_STUDY_RELATIONS; r++)
        assert_non_null(pte_vocabulary_find("relation", pte_study_relations[r]));
    for (size_t f = 0; f < PTE_STUDY_FUNCTIONS; f++)
        assert_non_null(pte_vocabulary_find("function", pte_study_functions[f]));
    for (size_t k = 0; k < PTE_STUDY_CHALLENGES; k++)
        assert_non_null(pte_vocabulary_find("challenge", pte_study_challenges[k]));
    for (size_t o = 0; o < PTE_STUDY_OCCUPATIONS; o++)
        assert_non_null(pte_vocabulary_find("occupation", pte_study_occupations[o]));
}

/* The real bodies of the four countries that a reader could take it for: none of them
 * may occur, neither as a name nor as an acronym. */
static void no_organization_bears_a_real_name(void **state)
{
    (void)state;
    static const char *const real[] = {
        "CODELCO", "SENCE",     "MINEDUC", "MINTRAB", "SENA",    "SENATI", "MINEDU",
        "MTPE",    "CONOCER",   "SEP",     "STPS",    "CONALEP", "INACAP", "TECSUP",
        "ANDI",    "ECOPETROL", "CAMIMEX", "SONAMI",  "SNMPE",   "MEN",    "CETEMIN"};
    PTE_AUTO(pte_study_release) struct pte_study study = {0};

    assert_true(pte_study_read(&study, NULL));
    for (size_t c = 0; c < PTE_STUDY_COUNTRIES; c++)
        for (size_t i = 0; i < study.country[c].n; i++)
            for (size_t k = 0; k < sizeof(real) / sizeof(*real); k++) {
                const struct pte_study_organization *organization =
                    &study.country[c].organization[i];

                assert_string_not_equal(organization->acronym, real[k]);
                assert_null(strstr(organization->name, real[k]));
            }
}

/* What is hard about it must not be lost when names are changed. */
static void it_has_a_name_of_120_characters_and_one_with_quotes(void **state)
{
    (void)state;
    PTE_AUTO(pte_study_release) struct pte_study study = {0};
    size_t longest = 0, quoted = 0;

    assert_true(pte_study_read(&study, NULL));
    for (size_t c = 0; c < PTE_STUDY_COUNTRIES; c++)
        for (size_t i = 0; i < study.country[c].n; i++) {
            const char *name = study.country[c].organization[i].name;
            const size_t length = pte_text_characters(name);

            longest = length > longest ? length : longest;
            quoted += strchr(name, '"') != NULL && strchr(name, ',') != NULL;
        }
    assert_in_range(longest, 110, 130);
    assert_true(quoted > 0);
}

static void no_tie_is_forgotten_by_both_its_ends(void **state)
{
    (void)state;
    PTE_AUTO(pte_study_release) struct pte_study study = {0};
    PTE_AUTO(pte_free) struct pte_study_truth *truth = pte_alloc(1, sizeof(*truth));
    size_t ties = 0, forgotten = 0;

    assert_true(pte_study_read(&study, NULL));
    for (size_t c = 0; c < PTE_STUDY_COUNTRIES; c++) {
        pte_study_draw_truth(&study.country[c], truth);
        for (size_t i = 0; i < study.country[c].n; i++)
            for (size_t j = 0; j < i; j++) {
                assert_int_equal(truth->tied[i][j], truth->tied[j][i]);
                assert_false(truth->forgotten[i][j] && truth->forgotten[j][i]);
                ties += truth->tied[i][j];
                forgotten += truth->tied[i][j] &&
                             (truth->forgotten[i][j] || truth->forgotten[j][i]);
            }
    }
    /* 1107 pairs at .28 to .37, a cell of each of three countries thinned. */
    assert_in_range(ties, 300, 400);
    assert_in_range(100 * forgotten / ties, 8, 25);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_folder_is_byte_for_byte_what_synthesize_writes),
        cmocka_unit_test(it_has_131_people_and_96_organizations),
        cmocka_unit_test(every_word_of_it_is_in_the_vocabularies),
        cmocka_unit_test(no_organization_bears_a_real_name),
        cmocka_unit_test(it_has_a_name_of_120_characters_and_one_with_quotes),
        cmocka_unit_test(no_tie_is_forgotten_by_both_its_ends),
    };

    return cmocka_run_group_tests_name("study", tests, write_again, remove_again);
}

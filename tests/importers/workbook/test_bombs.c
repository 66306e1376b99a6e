/* tests/importers/workbook/test_bombs.c - archives that grow without end are refused
 * before they go off: in less than 10 ms and 16 MiB (RELIABILITY R14). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/table.h"
#include "importers/workbook/workbook.h"
#include "tests/importers/workbook/fixture.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

/* Processor time, so that what else the machine does counts for nothing. */
static double seconds_of(const struct rusage *usage)
{
    return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
           (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) * 1e-6;
}

static void repeat(struct pte_text *text, const char *what, size_t n)
{
    while (n-- > 0)
        pte_text_add(text, what);
}

struct cost {
    double seconds;
    long kib; /* most memory of the process that asked, beyond what it began with, and of
                 its reader */
};

/* Refuses a bomb in a process of its own, so that its memory can be told. */
static struct cost refusing(struct pte_text *zip, const char *sentence)
{
    struct cost cost;
    struct rusage before, here, children;
    int ends[2];
    pid_t pid;

    assert_int_equal(pipe(ends), 0);
    pid = fork();
    if (pid == 0) {
        struct pte_workbook *workbook = NULL;
        struct pte_table_form form = {0};
        struct pte_table *table = NULL;
        struct pte_error err = {0};

        getrusage(RUSAGE_SELF, &before);
        if (pte_workbook_open(zip, "x", &workbook, &err) &&
            pte_workbook_table(workbook, 0, NULL, &form, &table, &err))
            for (const struct pte_row *row = (const void *)zip; row != NULL;)
                if (!pte_table_next(table, &row, &err))
                    break;
        getrusage(RUSAGE_SELF, &here);
        getrusage(RUSAGE_CHILDREN, &children);
        cost.seconds = seconds_of(&here) - seconds_of(&before) + seconds_of(&children);
        cost.kib = here.ru_maxrss - before.ru_maxrss;
        if (children.ru_maxrss - before.ru_maxrss > cost.kib)
            cost.kib = children.ru_maxrss - before.ru_maxrss;
        if (strstr(err.message, sentence) == NULL)
            fprintf(stderr, "# said: %s\n", err.message);
        _exit(strstr(err.message, sentence) != NULL &&
                      write(ends[1], &cost, sizeof(cost)) == sizeof(cost)
                  ? 0
                  : 1);
    }
    close(ends[1]);
    assert_int_equal(read(ends[0], &cost, sizeof(cost)), sizeof(cost));
    close(ends[0]);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    return cost;
}

/* RELIABILITY R14: below 10 ms and 16 MiB; the least of five times is taken. */
static void refused_quickly(const struct pte_text *zip, const char *sentence)
{
    double least = 1e9;

    for (int i = 0; i < 5; i++) {
        struct pte_text copy = {0};
        struct cost cost;

        pte_text_add_bytes(&copy, zip->bytes, zip->length);
        cost = refusing(&copy, sentence);
        pte_text_release(&copy);
        if (cost.seconds < least)
            least = cost.seconds;
        if (!SANITIZED)
            assert_true(cost.kib < 16 * 1024);
    }
    if (!SANITIZED)
        assert_true(least < 0.010);
}

static void book_bomb(const struct fixture_book *book, const char *sentence)
{
    PTE_AUTO(pte_text_release) struct pte_text zip = {0};

    fixture_book(book, &zip);
    refused_quickly(&zip, sentence);
}

static void bombs_are_refused_before_they_go_off(void **state)
{
    enum { LARGE = 64 << 20 };
    PTE_AUTO(pte_free) char *zeros = pte_alloc(LARGE, 1);
    PTE_AUTO(pte_text_release) struct pte_text rows = {0};
    PTE_AUTO(pte_text_release) struct pte_text laughs = {0};
    PTE_AUTO(pte_text_release) struct pte_text zip = {0};
    const char *unpacks = "unpacks to more than 100 times its size";

    (void)state;
    memset(zeros, ' ', LARGE - 1);
    fixture_zip(&(struct fixture_file){.name = "a.csv", .content = zeros}, 1, NULL, &zip);
    refused_quickly(&zip, unpacks);
    pte_text_clear(&zip);
    fixture_zip(&(struct fixture_file){.name = "a.csv", .content = zeros, .size_said = 9},
                1, NULL, &zip);
    refused_quickly(&zip, "'x' is damaged or cut short");
    zeros[LARGE / 32] = '\0';
    book_bomb(&(struct fixture_book){.strings = zeros}, unpacks);
    book_bomb(&(struct fixture_book){.styles = zeros}, unpacks);
    book_bomb(&(struct fixture_book){.workbook = zeros}, unpacks);
    book_bomb(&(struct fixture_book){.package = zeros}, unpacks);
    repeat(&rows, "<row><c><v>1</v></c></row>", 100000);
    pte_text_clear(&zip);
    pte_text_add(&laughs, "<worksheet><sheetData>");
    pte_text_add(&laughs, pte_text_get(&rows));
    book_bomb(&(struct fixture_book){.sheet = pte_text_get(&laughs)}, unpacks);
    pte_text_clear(&laughs);
    pte_text_add(&laughs, "<!DOCTYPE s [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++)
        pte_text_addf(&laughs, "<!ENTITY a%d \"&a%d;&a%d;\">", i, i - 1, i - 1);
    pte_text_add(&laughs, "]><s>&a29;</s>");
    book_bomb(&(struct fixture_book){.strings = pte_text_get(&laughs)}, "has a DOCTYPE");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bombs_are_refused_before_they_go_off),
    };

    return cmocka_run_group_tests_name("workbook bombs", tests, NULL, NULL);
}

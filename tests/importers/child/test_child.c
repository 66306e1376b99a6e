/* tests/importers/child/test_child.c - a reader that dies, loops, swells, lies or tries
 * to get out harms nobody: the parent says which file, and goes on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "importers/child.h"
#include "importers/rows.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

enum { ROWS = 100000, CELLS = 3 };

/* Rows that are counted out; what a misdeed does happens at its row. */
struct numbers {
    uint32_t at, misdeed_at;
    void (*misdeed)(void);
    char text[CELLS][16];
    const char *cells[CELLS];
    struct pte_row row;
    struct pte_remark remark;
};

static bool next_number(void *rows, const struct pte_row **row, struct pte_error *err)
{
    struct numbers *numbers = rows;

    *row = NULL;
    if (numbers->at == ROWS)
        return true;
    if (++numbers->at == numbers->misdeed_at) {
        if (numbers->misdeed == NULL) {
            pte_fail(err, PTE_EINPUT, "row %u is wrong", numbers->at);
            return pte_hint(err, "mend it");
        }
        numbers->misdeed();
    }
    for (int i = 0; i < CELLS; i++) {
        snprintf(numbers->text[i], sizeof(numbers->text[i]), "ñ%u",
                 numbers->at * CELLS + i);
        numbers->cells[i] = i == 1 ? "" : numbers->text[i];
    }
    numbers->row = (struct pte_row){numbers->at * 2, CELLS - 1, CELLS, numbers->cells};
    *row = &numbers->row;
    return true;
}

static const struct pte_remark *number_remarks(const void *rows, size_t *n)
{
    const struct numbers *numbers = rows;

    *n = numbers->at == ROWS;
    return &numbers->remark;
}

static size_t numbers_done(const void *rows)
{
    return ((const struct numbers *)rows)->at;
}

static void free_numbers(void *rows)
{
    free(rows);
}

static const struct pte_rows_kind numbers_kind = {next_number, number_remarks,
                                                  numbers_done, free_numbers, true};

static bool open_numbers(const void *what, struct pte_rows *rows, struct pte_error *err)
{
    struct numbers *numbers = pte_alloc(1, sizeof(*numbers));

    (void)err;
    *numbers = *(const struct numbers *)what;
    numbers->remark =
        (struct pte_remark){"seen_all", 7, 2, "value", NULL, "all was seen"};
    *rows = (struct pte_rows){&numbers_kind, numbers, ROWS};
    return true;
}

static struct pte_child_job job_of(const struct numbers *numbers)
{
    return (struct pte_child_job){
        .open = open_numbers, .what = numbers, .shown = "x.xlsx"};
}

static void rows_and_remarks_arrive_as_they_were_sent(void **state)
{
    const struct numbers numbers = {0};
    const struct pte_child_job job = job_of(&numbers);
    PTE_AUTO(pte_rows_release) struct pte_rows rows = {0};
    const struct pte_remark *remarks;
    const struct pte_row *row;
    char wanted[16];
    size_t n;

    (void)state;
    assert_true(pte_child_rows(&job, &rows, NULL));
    assert_true(rows.kind->is_sparse);
    assert_int_equal(rows.size, ROWS);
    for (uint32_t i = 1; i <= ROWS; i++) {
        assert_true(rows.kind->next(rows.data, &row, NULL));
        assert_int_equal(row->line, i * 2);
        assert_int_equal(row->given, CELLS - 1);
        assert_int_equal(row->n, CELLS);
        assert_string_equal(row->cells[1], "");
        snprintf(wanted, sizeof(wanted), "ñ%u", i * CELLS + 2);
        assert_string_equal(row->cells[2], wanted);
        assert_int_equal(rows.kind->done(rows.data), i);
    }
    for (int i = 0; i < 2; i++) {
        assert_true(rows.kind->next(rows.data, &row, NULL));
        assert_null(row);
    }
    remarks = rows.kind->remarks(rows.data, &n);
    assert_int_equal(n, 1);
    assert_string_equal(remarks->code, "seen_all");
    assert_int_equal(remarks->line, 7);
    assert_string_equal(remarks->value, "value");
    assert_null(remarks->advice);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

/* Reads to the end; what is said, and how many rows came before. */
static struct pte_error fault_of(const struct numbers *numbers, unsigned cpu_seconds,
                                 unsigned silence, size_t *read)
{
    struct pte_child_job job = job_of(numbers);
    PTE_AUTO(pte_rows_release) struct pte_rows rows = {0};
    struct pte_error err = {0};
    const struct pte_row *row = NULL;

    job.cpu_seconds = cpu_seconds;
    job.silence = silence;
    job.memory = 64 << 20;
    *read = 0;
    if (!pte_child_rows(&job, &rows, &err))
        return err;
    while (rows.kind->next(rows.data, &row, &err) && row != NULL)
        ++*read;
    if (err.kind != PTE_OK) { /* and it stays gone */
        assert_false(rows.kind->next(rows.data, &row, NULL));
        assert_null(row);
    }
    return err;
}

static void a_fault_of_the_child_is_the_parents(void **state)
{
    const struct numbers numbers = {.misdeed_at = 50000};
    size_t read;
    const struct pte_error err = fault_of(&numbers, 0, 0, &read);

    (void)state;
    assert_int_equal(err.kind, PTE_EINPUT);
    assert_string_equal(err.message, "row 50000 is wrong");
    assert_string_equal(err.hint, "mend it");
    assert_int_equal(read, 49999);
}

static void crash(void)
{
    raise(SIGSEGV);
}

static void leave(void)
{
    _exit(3);
}

static void be_killed(void)
{
    for (;;)
        ;
}

static void swell(void)
{
    for (;;)
        memset(pte_alloc(1 << 20, 1), 1, 1 << 20);
}

static void be_silent(void)
{
    sigset_t none;
    volatile unsigned n = 0;

    sigemptyset(&none);
    while (n < 4000000000u)
        n++;
}

static void a_child_that_dies_is_named(void **state)
{
    static const struct {
        void (*misdeed)(void);
        unsigned seconds, silence;
        enum pte_kind kind;
        const char *sentence;
    } deaths[] = {
        {crash, 0, 0, PTE_ESYSTEM, "the reader of 'x.xlsx' ended before its time"},
        {leave, 0, 0, PTE_ESYSTEM,
         "the reader of 'x.xlsx' ended before its time (status 3)"},
        {be_killed, 1, 0, PTE_EINPUT, "'x.xlsx' needs more time than a survey may"},
        {swell, 0, 0, PTE_EINPUT, "'x.xlsx' needs more memory than a survey may"},
        {be_silent, 0, 1, PTE_ESYSTEM,
         "the reader of 'x.xlsx' fell silent and was ended"}};

    (void)state;
    for (size_t i = 0; i < sizeof(deaths) / sizeof(*deaths); i++) {
        const struct numbers numbers = {.misdeed_at = 60000,
                                        .misdeed = deaths[i].misdeed};
        struct pte_error err;
        size_t read;

        if (SANITIZED && deaths[i].misdeed == swell)
            continue; /* memory has no limit there */
        err = fault_of(&numbers, deaths[i].seconds, deaths[i].silence, &read);
        assert_int_equal(err.kind, deaths[i].kind);
        assert_memory_equal(err.message, deaths[i].sentence, strlen(deaths[i].sentence));
        assert_true(read < 60000);
        assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    }
}

/* What happens is told by the exit status: 42 = it was possible. */
static void make_socket(void)
{
    _exit(socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ? 42 : 1);
}

static void make_process(void)
{
    _exit(fork() >= 0 ? 42 : 1);
}

static void run_program(void)
{
    execl("/bin/true", "true", NULL);
    _exit(1);
}

static void kill_parent(void)
{
    _exit(kill(getppid(), 0) == 0 ? 42 : 1);
}

static void make_link(void)
{
    _exit(symlink("/tmp", "/tmp/x") == 0 ? 42 : 1);
}

static void nothing_leads_out_of_the_child(void **state)
{
    static void (*const misdeeds[])(void) = {make_socket, make_process, run_program,
                                             kill_parent, make_link};

    (void)state;
    for (size_t i = 0; i < sizeof(misdeeds) / sizeof(*misdeeds); i++) {
        const struct numbers numbers = {.misdeed_at = 1, .misdeed = misdeeds[i]};
        struct pte_error err;
        size_t read;

        err = fault_of(&numbers, 0, 0, &read);
        assert_string_equal(err.message,
                            "the reader of 'x.xlsx' ended before its time (signal 31)");
    }
}

static int secret; /* an open descriptor of the parent */

static void read_file(void)
{
    _exit(open("/etc/passwd", O_RDONLY) >= 0 ? 42 : errno);
}

static void read_descriptor(void)
{
    char byte;

    _exit(read(secret, &byte, 1) >= 0 ? 42 : errno);
}

static void read_environment(void)
{
    _exit(getenv("PGPASSWORD") != NULL ? 42 : 0);
}

static void files_and_credentials_are_out_of_reach(void **state)
{
    static const struct {
        void (*misdeed)(void);
        int status;
    } misdeeds[] = {{read_file, EACCES}, {read_descriptor, EBADF}, {read_environment, 0}};
    char sentence[64];

    (void)state;
    secret = fcntl(STDIN_FILENO, F_DUPFD, 20);
    assert_true(secret >= 20);
    setenv("PGPASSWORD", "hunter2", 1);
    for (size_t i = 0; i < sizeof(misdeeds) / sizeof(*misdeeds); i++) {
        const struct numbers numbers = {.misdeed_at = 1, .misdeed = misdeeds[i].misdeed};
        struct pte_error err;
        size_t read;

        err = fault_of(&numbers, 0, 0, &read);
        snprintf(sentence, sizeof(sentence),
                 "the reader of 'x.xlsx' ended before its time (status %d)",
                 misdeeds[i].status);
        assert_string_equal(err.message, sentence);
    }
    assert_string_equal(getenv("PGPASSWORD"), "hunter2");
    unsetenv("PGPASSWORD");
    close(secret);
}

/* What a child whose reader was taken over may write instead of rows. */
static void say(const char *bytes, size_t length)
{
    _exit(write(3, bytes, length) == (ssize_t)length ? 0 : 1);
}

static void say_nothing(void)
{
    _exit(0);
}

static void say_empty(void)
{
    say("\0\0\0\0", 4);
}

static void say_huge(void)
{
    say("\xFF\xFF\xFF\x7FR", 5);
}

static void say_unknown(void)
{
    say("\1\0\0\0?", 5);
}

static void say_short_row(void)
{
    say("\2\0\0\0Rx", 6);
}

static void say_long_end(void)
{
    say("\2\0\0\0Ex", 6);
}

/* A row of line 0xFFFFFF, given 0, done 0, n cells. */
static void say_row(uint64_t n, const char *cell, size_t length)
{
    char bytes[128] = {0};
    const uint64_t numbers[4] = {0xFFFFFF, 0, 0, n};
    const uint32_t size = (uint32_t)(1 + sizeof(numbers) + length);

    memcpy(bytes, &size, sizeof(size));
    bytes[4] = 'R';
    memcpy(bytes + 5, numbers, sizeof(numbers));
    memcpy(bytes + 5 + sizeof(numbers), cell, length);
    say(bytes, 4 + size);
}

static void say_many_cells(void)
{
    say_row(UINT64_MAX, "", 0);
}

static void say_wrong_utf8(void)
{
    say_row(1, "\2\0\0\0\xC0\x80\0", 7);
}

static void say_unterminated(void)
{
    say_row(1, "\1\0\0\0xx", 6);
}

static void say_text_past_the_end(void)
{
    say_row(1, "\x20\0\0\0x\0", 6);
}

static void say_null_cell(void)
{
    say_row(1, "\xFF\xFF\xFF\xFF", 4);
}

static void what_is_no_row_is_refused(void **state)
{
    static void (*const lies[])(void) = {say_empty,      say_huge,
                                         say_unknown,    say_short_row,
                                         say_long_end,   say_many_cells,
                                         say_wrong_utf8, say_unterminated,
                                         say_null_cell,  say_text_past_the_end};
    const struct numbers quiet = {.misdeed_at = 1, .misdeed = say_nothing};
    struct pte_error err;
    size_t read;

    (void)state;
    for (size_t i = 0; i < sizeof(lies) / sizeof(*lies); i++) {
        /* at the first row nothing but the opening waits unwritten, and is lost */
        const struct numbers numbers = {.misdeed_at = 40000, .misdeed = lies[i]};

        err = fault_of(&numbers, 0, 0, &read);
        assert_int_equal(err.kind, PTE_ESYSTEM);
        assert_string_equal(err.message, "the reader of 'x.xlsx' sent what is no row");
    }
    err = fault_of(&quiet, 0, 0, &read);
    assert_string_equal(err.message,
                        "the reader of 'x.xlsx' ended before its time (status 0)");
}

static void a_reader_let_go_early_leaves_nothing_behind(void **state)
{
    const struct numbers numbers = {0};
    const struct pte_child_job job = job_of(&numbers);
    int before, after;

    (void)state;
    before = dup(0);
    close(before);
    for (int i = 0; i < 50; i++) {
        struct pte_rows rows = {0};
        const struct pte_row *row;

        assert_true(pte_child_rows(&job, &rows, NULL));
        assert_true(rows.kind->next(rows.data, &row, NULL));
        pte_rows_release(&rows);
        assert_null(rows.kind);
    }
    after = dup(0);
    close(after);
    assert_int_equal(before, after);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_remarks_arrive_as_they_were_sent),
        cmocka_unit_test(a_fault_of_the_child_is_the_parents),
        cmocka_unit_test(a_child_that_dies_is_named),
        cmocka_unit_test(nothing_leads_out_of_the_child),
        cmocka_unit_test(files_and_credentials_are_out_of_reach),
        cmocka_unit_test(what_is_no_row_is_refused),
        cmocka_unit_test(a_reader_let_go_early_leaves_nothing_behind),
    };

    return cmocka_run_group_tests_name("child", tests, NULL, NULL);
}

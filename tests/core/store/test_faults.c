/* tests/core/store/test_faults.c - whatever breaks on the way, an import is there whole
 * or not at all, and the same command again ends in the same state. */
#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/survey.h"
#include "core/store/cluster.h"
#include "core/store/store.h"
#include "tests/core/store/fixture.h"

#define CANARY "Canary-Person-4711"

/* --- a fault at each message to the server -------------------------------------- */

/* What happens at the send the countdown reaches; 0 = nothing ever. */
static int countdown;
static enum { BEFORE_SENDING, AFTER_SENDING, CUT_AFTER_SENDING } fault;

ssize_t send(int fd, const void *bytes, size_t length, int flags);

/* libpq's own calls come here: a program's symbol goes before the C library's. */
__attribute__((visibility("default"))) ssize_t send(int fd, const void *bytes,
                                                    size_t length, int flags)
{
    const bool now = countdown > 0 && --countdown == 0;
    ssize_t sent;

    if (now && fault == BEFORE_SENDING)
        kill(getpid(), SIGKILL);
    sent = syscall(SYS_sendto, fd, bytes, length, flags, NULL, 0);
    if (now && fault == AFTER_SENDING)
        kill(getpid(), SIGKILL);
    if (now)
        shutdown(fd, SHUT_RDWR);
    return sent;
}

/* Imports in a child that is killed at the n-th message. Returns whether it got that
 * far. */
static bool import_and_die(const struct pte_survey *survey, int n)
{
    const pid_t child = fork();
    int status = 0;

    assert_true(child >= 0);
    if (child == 0) {
        struct pte_store *store = NULL;
        struct pte_batch batch = {0};

        if (!pte_store_open(NULL, &store, NULL))
            _exit(2);
        countdown = n;
        _exit(pte_store_import(store, survey, NULL, &batch, NULL) ? 0 : 1);
    }
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (WIFSIGNALED(status)) {
        assert_int_equal(WTERMSIG(status), SIGKILL);
        return true;
    }
    assert_int_equal(WEXITSTATUS(status), 0);
    return false;
}

/* Rows that must all be there or none. The backend of a killed client may be at work
 * still: the lock an import takes waits for it, so ask after an import. */
static void assert_whole(struct pte_store *store, const struct pte_survey *survey)
{
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};
    PTE_AUTO(pte_free)
    char *rows = fixture_value("SELECT (SELECT count(*) FROM puente.batch)"
                               " || ' ' || (SELECT count(*) FROM puente.report)"
                               " || ' ' || (SELECT revision FROM puente.study)");

    fixture_load(store, &loaded);
    assert_true(fixture_same(survey, &loaded));
    assert_string_equal(rows, "1 7 1");
}

static void killed_at_any_message_it_is_whole_or_absent(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    int absent = 0, whole = 0;

    (void)state;
    fixture_survey(&survey);
    for (int way = BEFORE_SENDING; way <= AFTER_SENDING; way++) {
        fault = way;
        for (int n = 1;; n++) {
            struct pte_batch batch;

            fixture_empty();
            if (!import_and_die(&survey, n))
                break;
            countdown = 0;
            batch = fixture_keep(store, &survey); /* the same command again */
            if (batch.was_there)
                whole++;
            else
                absent++;
            assert_whole(store, &survey);
        }
    }
    /* 31 messages at the least: a statement or a COPY each. The last, COMMIT, alone can
     * leave it whole, and only when it was sent. */
    assert_true(absent >= 60);
    assert_int_equal(whole, 1);
}

static void cut_off_at_any_message_it_still_succeeds_once(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    bool reached = true;
    int cuts = 0;

    (void)state;
    fixture_survey(&survey);
    for (int n = 1; reached; n++) {
        struct pte_batch batch;

        fixture_empty();
        fault = CUT_AFTER_SENDING;
        countdown = n;
        batch = fixture_keep(store, &survey); /* fails the test if it does */
        reached = countdown == 0;
        countdown = 0;
        /* Also where COMMIT was answered into the void: it was us, not somebody else. */
        assert_false(batch.was_there);
        assert_whole(store, &survey);
        cuts += reached;
    }
    assert_true(cuts >= 30);
}

static void killed_at_any_time_it_is_whole_or_absent(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};

    (void)state;
    countdown = 0;
    fixture_survey(&survey);
    for (int trial = 0; trial < 20; trial++) {
        const pid_t child = fork();

        if (child == 0) {
            struct pte_store *own = NULL;
            struct pte_batch batch = {0};

            while (pte_store_open(NULL, &own, NULL) &&
                   pte_store_import(own, &survey, NULL, &batch, NULL) &&
                   pte_store_revert(own, batch.id, NULL))
                pte_store_close(&own);
            _exit(1);
        }
        usleep(10000 + (useconds_t)trial * 2300);
        kill(child, SIGKILL);
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
            ;
        fixture_keep(store, &survey);
        {
            PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};

            fixture_load(store, &loaded);
            assert_true(fixture_same(&survey, &loaded));
        }
        fixture_empty();
    }
}

static void a_connection_lost_between_questions_is_made_again(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};

    (void)state;
    fixture_empty();
    fixture_survey(&survey);
    fixture_keep(store, &survey);
    free(fixture_admin_value("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                             " WHERE datname = 'puente' AND pid <> pg_backend_pid()"));
    fixture_load(store, &loaded);
    assert_true(fixture_same(&survey, &loaded));
}

/* --- refused by the server -------------------------------------------------------- */

/* Each gets past our own checks, and the server refuses it. */
static void spoil(struct pte_survey *survey, int how)
{
    const struct pte_term term = {.vocabulary = NULL, .code = CANARY};
    const struct pte_fact fact = {0, "challenge", CANARY, 1, {0, 1, 0, CANARY "\xff"}};

    survey->organizations[2].name = CANARY;
    switch (how) {
    case 0: /* a NULL where there must be a value: 23502 */
        pte_survey_add_term(survey, &term);
        break;
    case 1: /* no UTF-8: 22021 */
        survey->organizations[3].acronym = CANARY "\xff";
        break;
    case 2: /* no UTF-8 in the very last table */
        pte_survey_add_fact(survey, &fact);
        break;
    case 3: /* no such enum: 22P03, the whole word would be quoted */
        survey->title = CANARY "\xc3";
        break;
    default: /* an index that cannot hold it: 23514 or 54000 */
        pte_survey_relation(survey, "one more");
        survey->relations[survey->n_relations - 1] = survey->relations[0];
    }
}

static void a_refused_row_leaves_nothing_and_is_quoted_nowhere(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey good = {0};
    PTE_AUTO(pte_text_release) struct pte_text log = {0};
    struct pte_cluster_status status;
    char path[4200];

    (void)state;
    fixture_empty();
    fixture_survey(&good);
    for (int how = 0; how <= 4; how++) {
        PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
        PTE_AUTO(pte_free) char *rows = NULL;
        struct pte_batch batch = {0};
        struct pte_error err = {0};

        fixture_survey(&survey);
        spoil(&survey, how);
        assert_false(pte_store_import(store, &survey, NULL, &batch, &err));
        assert_true(err.kind == PTE_ESTORE || err.kind == PTE_EINPUT);
        assert_null(strstr(err.message, CANARY));
        assert_null(strstr(err.hint, CANARY));
        assert_non_null(strstr(err.message, "SQLSTATE"));
        rows = fixture_value("SELECT (SELECT count(*) FROM puente.study)"
                             " + (SELECT count(*) FROM puente.batch)"
                             " + (SELECT count(*) FROM puente.organization)");
        assert_string_equal(rows, "0");
    }
    assert_false(fixture_keep(store, &good).was_there);
    assert_whole(store, &good);
    assert_true(pte_cluster_status(&status, NULL));
    snprintf(path, sizeof(path), "%s/puente/cluster/server.log", fixture_folder());
    assert_true(pte_file_read(path, 1 << 20, &log, NULL));
    assert_null(strstr(pte_text_get(&log), CANARY));
    assert_null(strstr(pte_text_get(&log), "INSERT"));
    assert_non_null(strstr(pte_text_get(&log), "ready to accept connections"));
}

/* --- several at once --------------------------------------------------------------- */

/* Forks n children that each import what make gives; returns how many say it was new. */
static int import_at_once(int n, void (*make)(struct pte_survey *survey, int number))
{
    pid_t child[16];
    int created = 0;

    for (int i = 0; i < n; i++) {
        child[i] = fork();
        if (child[i] == 0) {
            struct pte_survey survey = {0};
            struct pte_store *store = NULL;
            struct pte_batch batch = {0};
            struct pte_error err = {0};

            make(&survey, i);
            if (!pte_store_open(NULL, &store, &err) ||
                !pte_store_import(store, &survey, NULL, &batch, &err)) {
                fprintf(stderr, "# %s\n", err.message);
                _exit(2);
            }
            _exit(batch.was_there ? 0 : 1);
        }
    }
    for (int i = 0; i < n; i++) {
        int status = 0;

        while (waitpid(child[i], &status, 0) < 0 && errno == EINTR)
            ;
        assert_true(WIFEXITED(status));
        assert_in_range(WEXITSTATUS(status), 0, 1);
        created += WEXITSTATUS(status);
    }
    return created;
}

static void same(struct pte_survey *survey, int number)
{
    (void)number;
    fixture_survey(survey);
}

static void different(struct pte_survey *survey, int number)
{
    static char title[16];

    fixture_survey(survey);
    snprintf(title, sizeof(title), "title %d", number);
    survey->title = title;
    /* Countries in the other order: nobody may wait for each other in turn. */
    if (number % 2 == 1) {
        survey->organizations[0].country = "PE";
        survey->organizations[0].id = "new";
        survey->persons[0].key = "p-2";
        survey->facts[0].organization = 0;
    }
}

static void ten_imports_of_the_same_survey_at_once_are_one(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};

    (void)state;
    fixture_empty();
    fixture_survey(&survey);
    assert_int_equal(import_at_once(10, same), 1);
    assert_whole(store, &survey);
}

static void different_surveys_at_once_all_come_in(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};

    (void)state;
    fixture_empty();
    assert_int_equal(import_at_once(8, different), 8);
    fixture_load(store, &loaded);
    assert_int_equal(loaded.revision, 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(killed_at_any_message_it_is_whole_or_absent),
        cmocka_unit_test(cut_off_at_any_message_it_still_succeeds_once),
        cmocka_unit_test(killed_at_any_time_it_is_whole_or_absent),
        cmocka_unit_test(a_connection_lost_between_questions_is_made_again),
        cmocka_unit_test(a_refused_row_leaves_nothing_and_is_quoted_nowhere),
        cmocka_unit_test(ten_imports_of_the_same_survey_at_once_are_one),
        cmocka_unit_test(different_surveys_at_once_all_come_in),
    };

    return cmocka_run_group_tests_name("faults on the way into the store", tests,
                                       fixture_setup, fixture_teardown);
}

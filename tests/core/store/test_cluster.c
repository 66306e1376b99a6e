/* tests/core/store/test_cluster.c - a server of our own: made, started, found, stopped,
 * copied. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/process.h"
#include "core/base/text.h"
#include "core/model/survey.h"
#include "core/store/cluster.h"
#include "core/store/store.h"
#include "tests/core/store/fixture.h"

static struct pte_cluster_status status_now(void)
{
    struct pte_cluster_status status = {0};
    struct pte_error err = {0};

    if (!pte_cluster_status(&status, &err))
        fail_msg("%s", err.message);
    return status;
}

static double seconds(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void start(struct pte_text *connection)
{
    struct pte_error err = {0};

    if (!pte_cluster_start(connection, &err))
        fail_msg("%s (%s)", err.message, err.hint);
}

/* XDG_DATA_HOME to a folder of the fixture's; "" is the fixture's own. */
static void live_in(const char *name)
{
    PTE_AUTO(pte_text_release) struct pte_text path = {0};

    pte_text_addf(&path, "%s%s%s", fixture_folder(), name[0] != '\0' ? "/" : "", name);
    setenv("XDG_DATA_HOME", path.bytes, 1);
}

static void stop(void)
{
    struct pte_error err = {0};

    if (!pte_cluster_stop(&err))
        fail_msg("%s (%s)", err.message, err.hint);
}

static void several_at_once_make_one_cluster(void **state)
{
    pid_t child[4];

    (void)state;
    assert_false(status_now().exists);
    for (int i = 0; i < 4; i++) {
        child[i] = fork();
        if (child[i] == 0) {
            struct pte_store *store = NULL;
            struct pte_error err = {0};

            if (!pte_store_open(NULL, &store, &err))
                fprintf(stderr, "# %s (%s)\n", err.message, err.hint);
            _exit(store != NULL ? 0 : 1);
        }
    }
    for (int i = 0; i < 4; i++) {
        int status = 1;

        waitpid(child[i], &status, 0);
        assert_int_equal(status, 0);
    }
    assert_true(status_now().running);
}

static void a_second_start_is_no_work(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text connection = {0};
    struct pte_cluster_status before, after;
    double begun;

    (void)state;
    start(&connection);
    before = status_now();
    begun = seconds();
    for (int i = 0; i < 10; i++)
        start(&connection);
    /* Asking and finding: no program but `test` is run. */
    assert_true(seconds() - begun < 5);
    after = status_now();
    assert_int_equal(before.pid, after.pid);
    assert_true(after.exists && after.running && after.bytes > 1 << 20);
    assert_int_equal(strncmp(after.version, "1", 1), 0);
    assert_int_equal(strncmp(after.folder, fixture_folder(), strlen(fixture_folder())),
                     0);
}

static void what_was_kept_is_there_after_a_stop_and_a_start(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_store_close) struct pte_store *later = NULL;
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};

    (void)state;
    fixture_empty();
    fixture_survey(&survey);
    fixture_keep(store, &survey);
    stop();
    assert_false(status_now().running);
    assert_int_equal(status_now().pid, 0);
    stop(); /* nothing to do is no fault */
    later = fixture_store();
    fixture_load(later, &loaded);
    assert_true(fixture_same(&survey, &loaded));
    /* The store that was open before finds the new server by itself. */
    fixture_load(store, &loaded);
    assert_true(fixture_same(&survey, &loaded));
}

static void a_killed_server_comes_back(void **state)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};
    int pid;

    (void)state;
    fixture_empty();
    fixture_survey(&survey);
    fixture_keep(store, &survey);
    pid = status_now().pid;
    assert_true(pid > 1);
    assert_int_equal(kill(pid, SIGKILL), 0);
    fixture_load(store, &loaded);
    assert_true(fixture_same(&survey, &loaded));
    assert_int_not_equal(status_now().pid, pid);
}

static void a_try_that_was_killed_is_no_hindrance(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text connection = {0};
    pid_t child;

    (void)state;
    live_in("killed");
    child = fork();
    if (child == 0) {
        pte_cluster_start(&connection, NULL);
        _exit(0);
    }
    usleep(250000); /* in the middle of initdb */
    kill(child, SIGKILL);
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
        ;
    start(&connection);
    assert_true(status_now().running);
    stop();
    live_in("");
}

static void a_long_or_odd_path_takes_a_short_socket(void **state)
{
    static const char *const names[] = {
        "a/folder/deep/enough/that/no/socket/of/a/server/can/have/a/name/as/long/as/that"
        "/without/being/cut",
        "it's an \"odd\", name"};

    (void)state;
    for (int i = 0; i < 2; i++) {
        PTE_AUTO(pte_store_close) struct pte_store *store = NULL;
        struct pte_cluster_status status;
        struct stat about;

        live_in(names[i]);
        store = fixture_store();
        status = status_now();
        assert_true(status.running);
        assert_int_equal(strncmp(status.socket, "/tmp/puente-", 12), 0);
        assert_int_equal(stat(status.socket, &about), 0);
        assert_int_equal(about.st_mode & 0777, 0700);
        stop();
        assert_int_equal(rmdir(status.socket), 0); /* the server left nothing there */
        live_in("");
    }
}

static void a_socket_folder_of_somebody_else_is_not_used(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text connection = {0};
    struct pte_cluster_status status;
    struct pte_error err = {0};

    (void)state;
    live_in("an odd name");
    status = status_now();
    assert_int_equal(mkdir(status.socket, 0700), 0);
    assert_int_equal(chmod(status.socket, 0777), 0); /* anybody may put a server there */
    assert_false(pte_cluster_start(&connection, &err));
    assert_int_equal(err.kind, PTE_ESYSTEM);
    assert_int_equal(rmdir(status.socket), 0);
    live_in("");
}

static void the_data_of_another_user_are_left_alone(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text path = {0}, connection = {0};
    struct pte_error err = {0};

    (void)state;
    live_in("theirs");
    pte_text_addf(&path, "%s/theirs/puente/cluster", fixture_folder());
    assert_true(pte_file_make_folder(path.bytes, NULL));
    for (char *end; strlen(path.bytes) > strlen(fixture_folder()); *end = '\0') {
        assert_int_equal(chmod(path.bytes, 0755), 0);
        end = strrchr(path.bytes, '/');
    }
    pte_text_clear(&path);
    pte_text_addf(&path, "%s/theirs/puente/cluster", fixture_folder());
    assert_int_equal(chown(path.bytes, 65534, 65534), 0);
    assert_false(pte_cluster_start(&connection, &err));
    assert_int_equal(err.kind, PTE_ESTORE);
    assert_non_null(strstr(err.message, "nobody"));
    assert_true(err.hint[0] != '\0');
    live_in("");
}

static void a_folder_the_server_cannot_enter_has_a_stand_in(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text path = {0};
    PTE_AUTO(pte_store_close) struct pte_store *store = NULL;
    struct pte_cluster_status status;

    (void)state;
    pte_text_addf(&path, "%s/closed", fixture_folder());
    assert_int_equal(mkdir(path.bytes, 0700), 0);
    live_in("closed");
    store = fixture_store();
    status = status_now();
    assert_true(status.running);
    assert_int_equal(strncmp(status.folder, "/var/lib/puente/", 16), 0);
    /* Once there, it stays, even if the folder is opened later. */
    assert_int_equal(chmod(path.bytes, 0755), 0);
    assert_string_equal(status_now().folder, status.folder);
    stop();
    {
        const char *end = strstr(status.folder, "/cluster/data");
        PTE_AUTO(pte_text_release) struct pte_text home = {0};
        const char *arguments[] = {"rm", "-rf", "--", NULL, NULL};
        const struct pte_process process = {.arguments = arguments, .most_output = 1};

        assert_non_null(end);
        pte_text_add_bytes(&home, status.folder, (size_t)(end - status.folder));
        arguments[3] = home.bytes;
        assert_true(pte_process_run(&process, NULL, NULL, NULL, NULL));
    }
    live_in("");
}

static void a_backup_brings_everything_back(void **state)
{
    static const char count_walls[] =
        "SELECT count(*) FROM pg_class WHERE relforcerowsecurity";
    PTE_AUTO(pte_free) char *walls_before = NULL;
    PTE_AUTO(pte_store_close) struct pte_store *store = fixture_store();
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey later = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey loaded = {0};
    PTE_AUTO(pte_text_release) struct pte_text path = {0}, bytes = {0};
    struct pte_error err = {0};
    struct stat about;

    (void)state;
    fixture_empty();
    fixture_survey(&survey);
    fixture_keep(store, &survey);
    walls_before = fixture_value(count_walls);
    assert_true(strtol(walls_before, NULL, 10) >= 9);
    pte_text_addf(&path, "%s/it's a backup", fixture_folder());
    if (!pte_cluster_backup(NULL, path.bytes, &err))
        fail_msg("%s (%s)", err.message, err.hint);
    assert_int_equal(stat(path.bytes, &about), 0);
    assert_int_equal(about.st_mode & 077, 0); /* it holds names */
    fixture_survey(&later);
    later.title = "later";
    later.wave = "2027-1";
    fixture_keep(store, &later);
    if (!pte_cluster_restore(NULL, path.bytes, &err))
        fail_msg("%s (%s)", err.message, err.hint);
    fixture_load(store, &loaded);
    assert_true(fixture_same(&survey, &loaded));
    /* The walls came back with it, and the store goes on. */
    {
        PTE_AUTO(pte_free) char *walls = fixture_value(count_walls);

        assert_string_equal(walls, walls_before);
    }
    fixture_keep(store, &later);

    /* One byte of it changed: nothing is. */
    assert_true(pte_file_read(path.bytes, 1 << 24, &bytes, NULL));
    bytes.bytes[bytes.length / 2] ^= 1;
    assert_true(pte_file_write(path.bytes, bytes.bytes, bytes.length, NULL));
    assert_false(pte_cluster_restore(NULL, path.bytes, &err));
    assert_int_equal(err.kind, PTE_EINPUT);
    fixture_load(store, &loaded);
    assert_string_equal(loaded.wave, "2027-1");
    err = (struct pte_error){0};
    assert_false(pte_cluster_restore(NULL, "/nowhere/at/all", &err));
    assert_int_equal(err.kind, PTE_ENOTFOUND);
    err = (struct pte_error){0};
    assert_false(pte_cluster_backup(NULL, "/nowhere/at/all", &err));
    assert_int_equal(err.kind, PTE_ESYSTEM);
}

static void a_database_that_is_named_is_the_one(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text connection = {0};

    (void)state;
    assert_false(pte_cluster_is_configured(NULL, &connection));
    assert_false(pte_cluster_is_configured("", &connection));
    assert_true(pte_cluster_is_configured("postgresql://h/d", &connection));
    assert_string_equal(connection.bytes, "postgresql://h/d");
    setenv("PUENTE_DATABASE", "service=x", 1);
    assert_true(pte_cluster_is_configured(NULL, &connection));
    assert_string_equal(connection.bytes, "service=x");
    unsetenv("PUENTE_DATABASE");
    setenv("PGHOST", "h", 1);
    assert_true(pte_cluster_is_configured(NULL, &connection));
    assert_string_equal(connection.bytes, ""); /* libpq reads the rest itself */
    unsetenv("PGHOST");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(several_at_once_make_one_cluster),
        cmocka_unit_test(a_second_start_is_no_work),
        cmocka_unit_test(what_was_kept_is_there_after_a_stop_and_a_start),
        cmocka_unit_test(a_killed_server_comes_back),
        cmocka_unit_test(a_try_that_was_killed_is_no_hindrance),
        cmocka_unit_test(a_long_or_odd_path_takes_a_short_socket),
        cmocka_unit_test(a_socket_folder_of_somebody_else_is_not_used),
        cmocka_unit_test(a_backup_brings_everything_back),
        cmocka_unit_test(a_database_that_is_named_is_the_one),
        /* Only root can give a folder away, and runs the server as somebody else. */
        cmocka_unit_test(the_data_of_another_user_are_left_alone),
        cmocka_unit_test(a_folder_the_server_cannot_enter_has_a_stand_in),
    };
    const size_t n = sizeof(tests) / sizeof(*tests) - (geteuid() == 0 ? 0 : 2);

    return _cmocka_run_group_tests("a server of our own", tests, n, fixture_setup,
                                   fixture_teardown);
}

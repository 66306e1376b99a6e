/* tests/api/http/test_workers.c - workers that work, crash, hang and are replaced. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "api/http/workers.h"
#include "core/base/memory.h"
#include "core/base/text.h"

/* "pid": its process; "die": ends; "hang": for ever; "big": a megabyte; else the same
 * text again. */
static void work(void *self, const char *request, size_t length, struct pte_text *reply)
{
    (void)self;
    if (strcmp(request, "die") == 0)
        raise(SIGKILL);
    else if (strcmp(request, "hang") == 0)
        pause();
    else if (strcmp(request, "fds") == 0)
        pte_text_addf(reply, "%d", dup(0)); /* the lowest free one */
    else if (strcmp(request, "pid") == 0)
        pte_text_addf(reply, "%d", (int)getpid());
    else if (strcmp(request, "big") == 0)
        for (int i = 0; i < 1 << 17; i++)
            pte_text_add(reply, "12345678");
    else
        pte_text_add_bytes(reply, request, length);
}

struct settled {
    int times;
    enum pte_outcome outcome;
    struct pte_text reply;
};

static void note(void *self, enum pte_outcome outcome, const struct pte_text *reply)
{
    struct settled *settled = self;

    settled->times++;
    settled->outcome = outcome;
    pte_text_clear(&settled->reply);
    pte_text_add_bytes(&settled->reply, pte_text_get(reply), reply->length);
}

static struct pte_workers *start(unsigned n, size_t queue)
{
    const struct pte_workers_options options = {.n = n, .queue = queue, .work = work};
    struct pte_workers *workers = NULL;

    assert_true(pte_workers_start(&options, &workers, NULL));
    return workers;
}

static uint64_t ask(struct pte_workers *workers, const char *request, double seconds,
                    struct settled *settled)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};

    pte_text_add(&text, request);
    return pte_workers_ask(workers, &text, seconds, note, settled);
}

static void run_until(struct pte_workers *workers, const struct settled *settled)
{
    for (int turn = 0; turn < 2000 && settled->times == 0; turn++) {
        struct pollfd polled = {.fd = pte_workers_fd(workers), .events = POLLIN};
        int wait = pte_workers_timeout(workers);

        poll(&polled, 1, wait < 0 || wait > 5000 ? 5000 : wait);
        pte_workers_run(workers);
    }
    assert_int_equal(settled->times, 1);
}

static void a_worker_answers_in_another_process(void **state)
{
    PTE_AUTO(pte_workers_stop) struct pte_workers *workers = start(1, 4);
    struct settled one = {0};

    (void)state;
    assert_true(ask(workers, "pid", 10, &one) != 0);
    run_until(workers, &one);
    assert_int_equal(one.outcome, PTE_ANSWERED);
    assert_int_equal(atoi(pte_text_get(&one.reply)), pte_workers_pid(workers, 0));
    assert_int_not_equal(pte_workers_pid(workers, 0), getpid());
    pte_text_release(&one.reply);
}

static void a_worker_has_no_descriptor_of_its_parent(void **state)
{
    PTE_AUTO(pte_workers_stop) struct pte_workers *workers = start(2, 4);
    struct settled one = {0};

    (void)state;
    ask(workers, "fds", 10, &one);
    run_until(workers, &one);
    assert_string_equal(pte_text_get(&one.reply), "4"); /* 0, 1, 2 and its socket */
    pte_text_release(&one.reply);
}

static void a_large_reply_arrives_whole(void **state)
{
    PTE_AUTO(pte_workers_stop) struct pte_workers *workers = start(1, 4);
    struct settled one = {0}, two = {0};

    (void)state;
    ask(workers, "big", 10, &one);
    run_until(workers, &one);
    assert_int_equal(one.reply.length, 1 << 20);
    ask(workers, "", 10, &two);
    run_until(workers, &two);
    assert_int_equal(two.outcome, PTE_ANSWERED);
    assert_int_equal(two.reply.length, 0);
    pte_text_release(&one.reply);
    pte_text_release(&two.reply);
}

static void a_worker_that_crashes_is_replaced(void **state)
{
    PTE_AUTO(pte_workers_stop) struct pte_workers *workers = start(1, 4);
    const pid_t before = pte_workers_pid(workers, 0);
    struct settled one = {0}, two = {0};

    (void)state;
    ask(workers, "die", 10, &one);
    ask(workers, "pid", 10, &two);
    run_until(workers, &one);
    assert_int_equal(one.outcome, PTE_CRASHED);
    run_until(workers, &two);
    assert_int_equal(two.outcome, PTE_ANSWERED);
    assert_int_not_equal(atoi(pte_text_get(&two.reply)), before);
    assert_int_equal(kill(before, 0), -1); /* reaped, not a zombie */
    pte_text_release(&one.reply);
    pte_text_release(&two.reply);
}

static void a_worker_killed_while_free_is_replaced(void **state)
{
    PTE_AUTO(pte_workers_stop) struct pte_workers *workers = start(1, 4);
    struct settled one = {0};

    (void)state;
    kill(pte_workers_pid(workers, 0), SIGKILL);
    usleep(50000);
    pte_workers_run(workers);
    ask(workers, "hello", 10, &one);
    run_until(workers, &one);
    assert_int_equal(one.outcome, PTE_ANSWERED);
    assert_string_equal(pte_text_get(&one.reply), "hello");
    pte_text_release(&one.reply);
}

static void a_worker_that_overruns_is_ended(void **state)
{
    PTE_AUTO(pte_workers_stop) struct pte_workers *workers = start(1, 4);
    struct settled one = {0}, two = {0};

    (void)state;
    ask(workers, "hang", 0.2, &one);
    ask(workers, "hello", 10, &two);
    run_until(workers, &one);
    assert_int_equal(one.outcome, PTE_OVERRAN);
    run_until(workers, &two);
    assert_int_equal(two.outcome, PTE_ANSWERED);
    pte_text_release(&one.reply);
    pte_text_release(&two.reply);
}

static void a_full_queue_refuses_and_a_waiting_question_can_be_withdrawn(void **state)
{
    PTE_AUTO(pte_workers_stop) struct pte_workers *workers = start(1, 2);
    struct settled busy = {0}, left = {0}, late = {0};
    uint64_t ticket;

    (void)state;
    assert_true(ask(workers, "hang", 0.3, &busy) != 0);
    pte_workers_run(workers); /* the worker has it */
    ticket = ask(workers, "left", 10, &left);
    assert_true(ticket != 0);
    assert_true(ask(workers, "late", 10, &late) != 0);
    assert_true(ask(workers, "more", 10, &late) == 0);
    assert_int_equal(pte_workers_waiting(workers), 2);
    assert_true(pte_workers_withdraw(workers, ticket));
    assert_false(pte_workers_withdraw(workers, ticket));
    run_until(workers, &late);
    assert_string_equal(pte_text_get(&late.reply), "late");
    assert_int_equal(left.times, 0);
    assert_int_equal(pte_workers_busy(workers), 0);
    pte_text_release(&late.reply);
    pte_text_release(&busy.reply);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_worker_answers_in_another_process),
        cmocka_unit_test(a_worker_has_no_descriptor_of_its_parent),
        cmocka_unit_test(a_large_reply_arrives_whole),
        cmocka_unit_test(a_worker_that_crashes_is_replaced),
        cmocka_unit_test(a_worker_killed_while_free_is_replaced),
        cmocka_unit_test(a_worker_that_overruns_is_ended),
        cmocka_unit_test(a_full_queue_refuses_and_a_waiting_question_can_be_withdrawn),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

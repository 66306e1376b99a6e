/* api/http/workers.c - processes that answer one question at a time, and may fail. */
#include "api/http/workers.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/base/memory.h"
#include "core/base/text.h"

enum {
    FRAME_HEAD = 4,        /* bytes: the length that follows, little end first */
    MOST_REPLY = 64 << 20, /* a longer one is a fault of the worker */
    MOST_REQUEST = 64 * 1024
};
static const double REST = 0.1; /* seconds between two births in one place */

struct question {
    struct question *next;
    uint64_t ticket;
    struct pte_text request;
    double seconds;
    pte_workers_done *done;
    void *self;
};

struct worker {
    pid_t pid; /* 0 = dead, to be replaced */
    int fd;
    double born;
    double deadline;           /* of what it works on */
    struct question *question; /* NULL = it is free */
    size_t sent;               /* bytes of the request */
    struct pte_text reply;     /* with its frame head */
};

struct pte_workers {
    struct pte_workers_options options;
    struct worker *worker;
    struct question *first, **last;
    size_t waiting;
    uint64_t tickets;
    int epoll;
};

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void free_question(struct question **question)
{
    if (*question != NULL)
        pte_text_release(&(*question)->request);
    pte_free(question);
}

static void add_frame(struct pte_text *frame, const struct pte_text *content)
{
    const size_t n = content->length;
    const char head[FRAME_HEAD] = {(char)(n & 0xFF), (char)(n >> 8 & 0xFF),
                                   (char)(n >> 16 & 0xFF), (char)(n >> 24 & 0xFF)};

    pte_text_add_bytes(frame, head, sizeof(head));
    pte_text_add_bytes(frame, pte_text_get(content), n);
}

static size_t frame_length(const char *head)
{
    const unsigned char *byte = (const unsigned char *)head;

    return (size_t)byte[0] | (size_t)byte[1] << 8 | (size_t)byte[2] << 16 |
           (size_t)byte[3] << 24;
}

/* In the worker, whose socket blocks: all or nothing. */
static bool read_whole(int fd, char *bytes, size_t length)
{
    while (length > 0) {
        const ssize_t got = read(fd, bytes, length);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        bytes += got;
        length -= (size_t)got;
    }
    return true;
}

static bool write_whole(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        const ssize_t put = send(fd, bytes, length, MSG_NOSIGNAL);

        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        bytes += put;
        length -= (size_t)put;
    }
    return true;
}

/* The worker's life; it ends when the parent closes the socket. */
static _Noreturn void work(const struct pte_workers_options *options, int fd)
{
    char *request = pte_alloc(MOST_REQUEST + 1, 1);
    char head[FRAME_HEAD];

    while (read_whole(fd, head, sizeof(head))) {
        PTE_AUTO(pte_text_release) struct pte_text reply = {0};
        PTE_AUTO(pte_text_release) struct pte_text frame = {0};
        const size_t length = frame_length(head);

        if (length > MOST_REQUEST || !read_whole(fd, request, length))
            break;
        request[length] = '\0';
        options->work(options->self, request, length, &reply);
        add_frame(&frame, &reply);
        if (!write_whole(fd, frame.bytes, frame.length))
            break;
    }
    _exit(0); /* nothing of the parent's is flushed or closed a second time */
}

/* A worker has one socket and the standard streams: no client's connection, no other
 * worker's socket, no signal of the terminal; it goes when the parent goes. */
static _Noreturn void begin(const struct pte_workers_options *options, int fd,
                            pid_t parent)
{
    const struct rlimit none = {0, 0};
    sigset_t nothing;
    int null;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0);
    setpgid(0, 0);
    setrlimit(RLIMIT_CORE, &none);
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&nothing);
    sigprocmask(SIG_SETMASK, &nothing, NULL);
    null = open("/dev/null", O_RDWR);
    if (null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0)
        _exit(1);
    if (fd != 3 && dup2(fd, 3) < 0)
        _exit(1);
    close_range(4, ~0U, 0);
    fcntl(3, F_SETFD, FD_CLOEXEC);
    work(options, 3);
}

static bool give_birth(struct pte_workers *workers, struct worker *worker,
                       struct pte_error *err)
{
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = worker};
    const pid_t parent = getpid();
    int pair[2];
    pid_t child;

    worker->born = now();
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return pte_fail(err, PTE_ESYSTEM, "cannot make a worker's socket: %s",
                        strerror(errno));
    child = fork();
    if (child == 0)
        begin(&workers->options, pair[1], parent);
    close(pair[1]);
    if (child < 0 || fcntl(pair[0], F_SETFL, O_NONBLOCK) != 0 ||
        epoll_ctl(workers->epoll, EPOLL_CTL_ADD, pair[0], &event) != 0) {
        close(pair[0]); /* which ends the child, if there is one */
        if (child > 0)
            waitpid(child, NULL, 0);
        return pte_fail(err, PTE_ESYSTEM, "cannot start a worker: %s", strerror(errno));
    }
    worker->pid = child;
    worker->fd = pair[0];
    return true;
}

/* Its socket is closed before it is waited for, and it is killed whatever it does. */
static void bury(struct pte_workers *workers, struct worker *worker)
{
    if (worker->pid == 0)
        return;
    epoll_ctl(workers->epoll, EPOLL_CTL_DEL, worker->fd, NULL);
    close(worker->fd);
    worker->fd = -1;
    kill(worker->pid, SIGKILL);
    while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    worker->pid = 0;
    pte_text_release(&worker->reply);
}

bool pte_workers_start(const struct pte_workers_options *options,
                       struct pte_workers **workers, struct pte_error *err)
{
    PTE_AUTO(pte_workers_stop) struct pte_workers *made = pte_alloc(1, sizeof(*made));

    made->options = *options;
    made->last = &made->first;
    made->worker = pte_alloc(options->n, sizeof(*made->worker));
    made->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (made->epoll < 0)
        return pte_fail(err, PTE_ESYSTEM, "cannot watch workers: %s", strerror(errno));
    for (unsigned i = 0; i < options->n; i++)
        if (!give_birth(made, &made->worker[i], err))
            return false;
    *workers = made;
    made = NULL;
    return true;
}

void pte_workers_stop(struct pte_workers **workers)
{
    struct pte_workers *gone = *workers;

    if (gone == NULL)
        return;
    for (unsigned i = 0; i < gone->options.n; i++) {
        bury(gone, &gone->worker[i]);
        free_question(&gone->worker[i].question);
    }
    while (gone->first != NULL) {
        struct question *question = gone->first;

        gone->first = question->next;
        free_question(&question);
    }
    if (gone->epoll >= 0)
        close(gone->epoll);
    pte_free(&gone->worker);
    pte_free(workers);
}

uint64_t pte_workers_ask(struct pte_workers *workers, const struct pte_text *request,
                         double seconds, pte_workers_done *done, void *self)
{
    struct question *question;
    size_t are_free = 0;

    for (unsigned i = 0; i < workers->options.n; i++)
        are_free += workers->worker[i].question == NULL;
    if (request->length > MOST_REQUEST ||
        workers->waiting >= workers->options.queue + are_free)
        return 0;
    question = pte_alloc(1, sizeof(*question));
    add_frame(&question->request, request);
    question->ticket = ++workers->tickets;
    question->seconds = seconds;
    question->done = done;
    question->self = self;
    *workers->last = question;
    workers->last = &question->next;
    workers->waiting++;
    return question->ticket;
}

bool pte_workers_withdraw(struct pte_workers *workers, uint64_t ticket)
{
    for (struct question **at = &workers->first; *at != NULL; at = &(*at)->next) {
        struct question *question = *at;

        if (question->ticket != ticket)
            continue;
        *at = question->next;
        if (workers->last == &question->next)
            workers->last = at;
        workers->waiting--;
        free_question(&question);
        return true;
    }
    return false;
}

int pte_workers_fd(const struct pte_workers *workers)
{
    return workers->epoll;
}

int pte_workers_timeout(const struct pte_workers *workers)
{
    const double moment = now();
    double soonest = -1;

    for (unsigned i = 0; i < workers->options.n; i++) {
        const struct worker *worker = &workers->worker[i];
        double left = -1;

        if (worker->pid == 0)
            left = worker->born + REST - moment;
        else if (worker->question != NULL)
            left = worker->deadline - moment;
        else if (workers->waiting > 0)
            return 0;
        else
            continue;
        left = left > 0 ? left : 0;
        soonest = soonest < 0 || left < soonest ? left : soonest;
    }
    return soonest < 0 ? -1 : (int)(soonest * 1000) + 1;
}

/* The worker has settled its question, or never will. */
static void settle(struct pte_workers *workers, struct worker *worker,
                   enum pte_outcome outcome)
{
    PTE_AUTO(free_question) struct question *question = worker->question;
    PTE_AUTO(pte_text_release) struct pte_text reply = {0};

    worker->question = NULL;
    if (outcome == PTE_ANSWERED)
        pte_text_add_bytes(&reply, worker->reply.bytes + FRAME_HEAD,
                           worker->reply.length - FRAME_HEAD);
    else
        bury(workers, worker);
    pte_text_clear(&worker->reply);
    if (worker->reply.room > 1 << 20)
        pte_text_release(&worker->reply);
    if (question != NULL)
        question->done(question->self, outcome, &reply);
}

static void assign(struct pte_workers *workers, struct worker *worker)
{
    struct question *question = workers->first;

    if (question == NULL || worker->question != NULL || worker->pid == 0)
        return;
    workers->first = question->next;
    if (workers->first == NULL)
        workers->last = &workers->first;
    workers->waiting--;
    question->next = NULL;
    worker->question = question;
    worker->sent = 0;
    worker->deadline = now() + question->seconds;
}

/* Requests are small and the worker is waiting: what does not go at once goes when the
 * socket says so. False: the worker is gone. */
static bool say(struct pte_workers *workers, struct worker *worker)
{
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = worker};
    struct question *question = worker->question;

    if (question == NULL || worker->sent == question->request.length)
        return true;
    while (worker->sent < question->request.length) {
        const ssize_t put = send(worker->fd, question->request.bytes + worker->sent,
                                 question->request.length - worker->sent, MSG_NOSIGNAL);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0 && errno != EAGAIN)
            return false;
        if (put < 0)
            break;
        worker->sent += (size_t)put;
    }
    if (worker->sent < question->request.length)
        event.events |= EPOLLOUT;
    return epoll_ctl(workers->epoll, EPOLL_CTL_MOD, worker->fd, &event) == 0;
}

/* False: the worker is gone, or says what nobody asked. */
static bool hear(struct worker *worker, bool *whole)
{
    static char part[65536]; /* one parent, no threads */
    ssize_t got;

    *whole = false;
    while ((got = recv(worker->fd, part, sizeof(part), 0)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno == EAGAIN;
        pte_text_add_bytes(&worker->reply, part, (size_t)got);
        if (worker->question == NULL)
            return false;
        if (worker->reply.length < FRAME_HEAD)
            continue;
        if (frame_length(worker->reply.bytes) > MOST_REPLY ||
            worker->reply.length > FRAME_HEAD + frame_length(worker->reply.bytes))
            return false;
        *whole = worker->reply.length == FRAME_HEAD + frame_length(worker->reply.bytes);
        if (*whole)
            return true;
    }
    return false;
}

static void attend(struct pte_workers *workers, struct worker *worker)
{
    bool whole;

    if (worker->pid == 0 && now() >= worker->born + REST &&
        !give_birth(workers, worker, NULL))
        pte_log(PTE_WARNING, "cannot start a worker process; trying again");
    if (worker->pid == 0)
        return;
    if (!hear(worker, &whole)) {
        pte_log(PTE_WARNING, "worker %d ended unexpectedly; another takes its place",
                (int)worker->pid);
        if (worker->question == NULL)
            bury(workers, worker);
        else
            settle(workers, worker, PTE_CRASHED);
        return;
    }
    if (whole) {
        settle(workers, worker, PTE_ANSWERED);
    } else if (worker->question != NULL && now() >= worker->deadline) {
        pte_log(PTE_WARNING, "worker %d took too long and was ended", (int)worker->pid);
        settle(workers, worker, PTE_OVERRAN);
    }
}

void pte_workers_run(struct pte_workers *workers)
{
    for (unsigned i = 0; i < workers->options.n; i++)
        attend(workers, &workers->worker[i]);
    for (unsigned i = 0; i < workers->options.n; i++) {
        struct worker *worker = &workers->worker[i];

        assign(workers, worker);
        if (worker->pid != 0 && !say(workers, worker))
            settle(workers, worker, PTE_CRASHED);
    }
}

size_t pte_workers_busy(const struct pte_workers *workers)
{
    size_t n = workers->waiting;

    for (unsigned i = 0; i < workers->options.n; i++)
        n += workers->worker[i].question != NULL;
    return n;
}

size_t pte_workers_waiting(const struct pte_workers *workers)
{
    return workers->waiting;
}

pid_t pte_workers_pid(const struct pte_workers *workers, unsigned worker)
{
    return workers->worker[worker].pid;
}

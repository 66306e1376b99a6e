/* core/base/process.c - another program, run with bytes in and bytes out. */
#include "core/base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"

enum { MOST_WORDS = 64 * 1024 };

/* Both ends of the three pipes; -1 = closed. */
struct pipes {
    int in[2], out[2], words[2];
};

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void close_pipes(struct pipes *pipes)
{
    for (int end = 0; end < 2; end++) {
        close_end(&pipes->in[end]);
        close_end(&pipes->out[end]);
        close_end(&pipes->words[end]);
    }
}

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* In the child: only calls that are safe after fork. */
static _Noreturn void become(const struct pte_process *process, const struct pipes *pipes)
{
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    if (dup2(pipes->in[0], STDIN_FILENO) < 0 || dup2(pipes->out[1], STDOUT_FILENO) < 0 ||
        dup2(pipes->words[1], STDERR_FILENO) < 0)
        _exit(126);
    if (process->as_user != 0 &&
        (setgroups(0, NULL) != 0 || setgid(process->as_group) != 0 ||
         setuid(process->as_user) != 0))
        _exit(126);
    if (process->folder != NULL && chdir(process->folder) != 0)
        _exit(126);
    execvp(process->arguments[0], (char *const *)process->arguments);
    _exit(errno == ENOENT ? 127 : 126);
}

/* One read into text; false at the end of the stream. */
static bool take(int fd, struct pte_text *text, size_t most, bool *too_much)
{
    char part[65536];
    const ssize_t got = read(fd, part, sizeof(part));

    if (got < 0)
        return errno == EINTR || errno == EAGAIN;
    if (got == 0)
        return false;
    if (text->length + (size_t)got > most)
        *too_much = true;
    else
        pte_text_add_bytes(text, part, (size_t)got);
    return true;
}

/* Feeds and reads until both streams end. False: out of time, or too much output. */
static bool converse(const struct pte_process *process, struct pipes *pipes,
                     struct pte_text *output, struct pte_text *words, const char **fault)
{
    const double end = process->seconds > 0 ? now() + process->seconds : 0;
    size_t fed = 0;
    bool too_much = false, ignored = false;

    while (pipes->out[0] >= 0 || pipes->words[0] >= 0) {
        struct pollfd polled[3] = {{.fd = pipes->out[0], .events = POLLIN},
                                   {.fd = pipes->words[0], .events = POLLIN},
                                   {.fd = pipes->in[1], .events = POLLOUT}};
        int wait = -1;

        if (end > 0) {
            const double left = end - now();

            if (left <= 0) {
                *fault = "took too long";
                return false;
            }
            wait = (int)(left * 1000) + 1;
        }
        if (poll(polled, 3, wait) < 0 && errno != EINTR)
            break;
        if (polled[0].revents != 0 &&
            !take(pipes->out[0], output, process->most_output, &too_much))
            close_end(&pipes->out[0]);
        if (polled[1].revents != 0 && !take(pipes->words[0], words, MOST_WORDS, &ignored))
            close_end(&pipes->words[0]);
        if (polled[2].revents != 0) {
            const ssize_t put = write(pipes->in[1], (const char *)process->input + fed,
                                      process->input_length - fed);

            if (put > 0)
                fed += (size_t)put;
            if (fed == process->input_length ||
                (put < 0 && errno != EINTR && errno != EAGAIN))
                close_end(&pipes->in[1]);
        }
        if (too_much) {
            *fault = "gave more output than allowed";
            return false;
        }
    }
    return true;
}

static bool open_pipes(const struct pte_process *process, struct pipes *pipes)
{
    if (process->input == NULL) {
        pipes->in[0] = open("/dev/null", O_RDONLY | O_CLOEXEC);
        if (pipes->in[0] < 0)
            return false;
    } else if (pipe2(pipes->in, O_CLOEXEC) != 0 ||
               fcntl(pipes->in[1], F_SETFL, O_NONBLOCK) != 0) {
        return false;
    }
    return pipe2(pipes->out, O_CLOEXEC) == 0 && pipe2(pipes->words, O_CLOEXEC) == 0;
}

bool pte_process_run(const struct pte_process *process, struct pte_text *output,
                     struct pte_text *words, int *status, struct pte_error *err)
{
    PTE_AUTO(close_pipes) struct pipes pipes = {{-1, -1}, {-1, -1}, {-1, -1}};
    PTE_AUTO(pte_text_release) struct pte_text found = {0};
    PTE_AUTO(pte_text_release) struct pte_text said = {0};
    const char *name = process->arguments[0], *fault = NULL;
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    int code = 0;
    pid_t child;

    if (!open_pipes(process, &pipes) || (child = fork()) < 0)
        return pte_fail(err, PTE_ESYSTEM, "cannot start '%s': %s", name, strerror(errno));
    if (child == 0)
        become(process, &pipes);
    close_end(&pipes.in[0]);
    close_end(&pipes.out[1]);
    close_end(&pipes.words[1]);
    sigaction(SIGPIPE, &ignore, &before);
    if (!converse(process, &pipes, &found, &said, &fault))
        kill(child, SIGKILL);
    sigaction(SIGPIPE, &before, NULL);
    while (waitpid(child, &code, 0) < 0 && errno == EINTR)
        ;
    code = WIFEXITED(code) ? WEXITSTATUS(code) : 128 + WTERMSIG(code);
    if (words != NULL)
        pte_text_add(words, pte_text_get(&said));
    if (fault != NULL)
        return pte_fail(err, PTE_ESYSTEM, "'%s' %s", name, fault);
    if (code == 127 && found.length == 0 && said.length == 0)
        return pte_fail(err, PTE_ESYSTEM, "cannot find the program '%s'", name);
    if (status == NULL && code != 0)
        return pte_fail(err, PTE_ESYSTEM, "'%s' ended with status %d", name, code);
    if (status != NULL)
        *status = code;
    if (output != NULL) {
        *output = found;
        found = (struct pte_text){0};
    }
    return true;
}

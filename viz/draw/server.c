/* viz/draw/server.c - answers questions, each in a child of its own. */
#include "viz/draw/server.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "viz/draw/sandbox.h"

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static bool read_whole(int fd, void *bytes, size_t length)
{
    size_t got = 0;

    while (got < length) {
        const ssize_t part = read(fd, (char *)bytes + got, length - got);

        if (part == 0 || (part < 0 && errno != EINTR))
            return false;
        if (part > 0)
            got += (size_t)part;
    }
    return true;
}

static bool write_whole(int fd, const void *bytes, size_t length)
{
    size_t put = 0;

    while (put < length) {
        const ssize_t part = write(fd, (const char *)bytes + put, length - put);

        if (part < 0 && errno != EINTR)
            return false;
        if (part > 0)
            put += (size_t)part;
    }
    return true;
}

static bool answer(int fd, enum pte_frame_how how, const void *bytes, size_t length)
{
    unsigned char frame[PTE_FRAME_ANSWER];

    pte_frame_put(frame, "PTEA", how, (uint32_t)length);
    return write_whole(fd, frame, sizeof(frame)) && write_whole(fd, bytes, length);
}

static bool answer_sentence(int fd, enum pte_frame_how how, const char *sentence)
{
    return answer(fd, how, sentence, strlen(sentence));
}

/* In the child: everything that reads the drawing happens behind the walls. */
static _Noreturn void work(const struct pte_server *server, enum pte_frame_what what,
                           const struct pte_text *packed, int out)
{
    struct pte_drawing drawing = {0};
    struct pte_text result = {0};
    struct pte_error err = {0};
    bool done;

    signal(SIGPIPE, SIG_DFL);
    if (!pte_sandbox_enter(server->cpu_seconds))
        _exit(71); /* EX_OSERR */
    done = pte_drawing_unpack(packed->bytes, packed->length, &drawing, &err) &&
           server->work(what, &drawing, &result, &err);
    if (done && result.length <= PTE_FRAME_MOST)
        done = answer(out, PTE_FRAME_DONE, pte_text_get(&result), result.length);
    else
        done = answer_sentence(out, PTE_FRAME_REFUSED,
                               done ? "the picture is too large" : err.message);
    _exit(done ? 0 : 74); /* EX_IOERR */
}

/* Reads what the child says until it falls silent. False: too late, or too much. */
static bool listen_to(int fd, double end, struct pte_text *said)
{
    char part[65536];

    for (;;) {
        struct pollfd polled = {.fd = fd, .events = POLLIN};
        const double left = end - now();
        ssize_t got;

        if (left <= 0)
            return false;
        if (poll(&polled, 1, (int)(left * 1000) + 1) <= 0)
            continue;
        got = read(fd, part, sizeof(part));
        if (got == 0)
            return true;
        if (got < 0 && errno != EINTR)
            return true;
        if (got > 0)
            pte_text_add_bytes(said, part, (size_t)got);
        if (said->length > PTE_FRAME_ANSWER + (size_t)PTE_FRAME_MOST)
            return false;
    }
}

static bool is_whole_answer(const struct pte_text *said)
{
    const unsigned char *frame = (const unsigned char *)said->bytes;

    return said->length >= PTE_FRAME_ANSWER && pte_frame_is(frame, "PTEA") &&
           said->length == PTE_FRAME_ANSWER + (size_t)pte_frame_length(frame);
}

static bool pass_on(const struct pte_server *server, pid_t child, int fd, int out)
{
    PTE_AUTO(pte_text_release) struct pte_text said = {0};
    const bool in_time = listen_to(fd, now() + server->seconds, &said);
    int status = 0;

    if (!in_time)
        kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (!in_time || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
        return answer_sentence(out, PTE_FRAME_LATE, "the drawing took too long");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !is_whole_answer(&said))
        return answer_sentence(out, PTE_FRAME_DIED, "the drawing ended its process");
    return write_whole(out, said.bytes, said.length);
}

static bool serve_one(const struct pte_server *server, enum pte_frame_what what,
                      const struct pte_text *packed, int in, int out)
{
    int ends[2];
    pid_t child;
    bool passed;

    if (pipe2(ends, O_CLOEXEC) != 0)
        return answer_sentence(out, PTE_FRAME_DIED, "no pipe left");
    child = fork();
    if (child == 0) {
        close(ends[0]);
        close(in);
        close(out);
        work(server, what, packed, ends[1]);
    }
    close(ends[1]);
    passed = child > 0 ? pass_on(server, child, ends[0], out)
                       : answer_sentence(out, PTE_FRAME_DIED, "no process left");
    close(ends[0]);
    return passed;
}

bool pte_server_run(const struct pte_server *server, int in, int out)
{
    unsigned char frame[PTE_FRAME_QUESTION];

    signal(SIGPIPE, SIG_IGN);
    while (read_whole(in, frame, sizeof(frame))) {
        PTE_AUTO(pte_text_release) struct pte_text packed = {0};
        const uint32_t length = pte_frame_length(frame);

        if (!pte_frame_is(frame, "PTEQ") || length > PTE_MOST_PACKED ||
            frame[4] > PTE_FRAME_PDF)
            return false;
        packed.bytes = pte_alloc((size_t)length + 1, 1);
        packed.length = length;
        packed.room = (size_t)length + 1;
        if (!read_whole(in, packed.bytes, length) ||
            !serve_one(server, (enum pte_frame_what)frame[4], &packed, in, out))
            return true;
    }
    return true;
}

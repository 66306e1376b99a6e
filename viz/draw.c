/* viz/draw.c - asks puente-draw, a process of its own, for places and pictures. */
#include "viz/draw.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/text.h"
#include "viz/draw/frame.h"
#include "viz/paint.h"

/* puente-draw itself gives up after 15 seconds; the rest is for starting and sending. */
static const double PATIENCE = 25; /* seconds */

struct pte_draw {
    char *program;
    pid_t child; /* 0 = not running */
    pid_t owner; /* who started it: after a fork the other process starts its own */
    int fd;
};

/* Beside the program; where the build puts it, seen from a program or a test; installed.
 */
static const char *const folders[] = {"",
                                      "/viz/draw",
                                      "/../viz/draw",
                                      "/../../viz/draw",
                                      "/../libexec/puente",
                                      "/../lib/puente"};

bool pte_draw_open(struct pte_draw **draw, struct pte_error *err)
{
    const char *named = getenv("PUENTE_DRAW");
    PTE_AUTO(pte_text_release) struct pte_text path = {0};
    struct pte_draw *opened;

    if (named != NULL && *named != '\0')
        pte_text_add(&path, named);
    for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
        if (path.length > 0 && access(path.bytes, X_OK) == 0)
            break;
        if (named != NULL && *named != '\0')
            break;
        pte_text_clear(&path);
        pte_text_addf(&path, "%s%s/puente-draw", pte_file_program_folder(), folders[i]);
    }
    if (access(pte_text_get(&path), X_OK) != 0) {
        pte_fail(err, PTE_EDRAW, "cannot find the program puente-draw");
        return pte_hint(err, "install it beside puente, or set PUENTE_DRAW to its path");
    }
    opened = pte_alloc(1, sizeof(*opened));
    opened->program = strdup(pte_text_get(&path));
    opened->fd = -1;
    *draw = opened;
    return true;
}

static void stop(struct pte_draw *draw)
{
    if (draw->fd >= 0)
        close(draw->fd);
    draw->fd = -1;
    if (draw->child > 0 && draw->owner == getpid()) {
        kill(draw->child, SIGKILL);
        while (waitpid(draw->child, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    draw->child = 0;
}

void pte_draw_close(struct pte_draw **draw)
{
    if (*draw == NULL)
        return;
    stop(*draw);
    free((*draw)->program);
    free(*draw);
    *draw = NULL;
}

/* In the child: only calls that are safe after fork. Neither our environment, which may
 * hold a password, nor our files and sockets go along. */
static _Noreturn void become(const char *program, int fd)
{
    char *const arguments[] = {(char *)"puente-draw", NULL};
    char *const environment[] = {(char *)"PATH=/usr/bin:/bin", (char *)"LC_ALL=C.UTF-8",
                                 (char *)"TZ=UTC0", NULL};
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    if (dup2(fd, STDIN_FILENO) >= 0 && dup2(fd, STDOUT_FILENO) >= 0 &&
        close_range(STDERR_FILENO + 1, UINT_MAX, 0) == 0)
        execve(program, arguments, environment);
    _exit(127);
}

static bool start(struct pte_draw *draw, struct pte_error *err)
{
    int ends[2];

    if (draw->child > 0 && draw->owner == getpid())
        return true;
    stop(draw);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return pte_fail(err, PTE_EDRAW, "cannot start puente-draw: %s", strerror(errno));
    draw->child = fork();
    if (draw->child == 0)
        become(draw->program, ends[1]);
    close(ends[1]);
    draw->fd = ends[0];
    draw->owner = getpid();
    if (draw->child < 0) {
        draw->child = 0;
        close(draw->fd);
        draw->fd = -1;
        return pte_fail(err, PTE_EDRAW, "cannot start puente-draw: %s", strerror(errno));
    }
    return true;
}

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* Sends or receives all of it before end; false if the other side is gone or silent. */
static bool move(int fd, void *bytes, size_t length, bool sends, double end)
{
    size_t moved = 0;

    while (moved < length) {
        struct pollfd polled = {.fd = fd, .events = sends ? POLLOUT : POLLIN};
        const double left = end - now();
        ssize_t part;

        if (left <= 0)
            return false;
        if (poll(&polled, 1, (int)(left * 1000) + 1) <= 0)
            continue;
        part = sends ? send(fd, (char *)bytes + moved, length - moved,
                            MSG_NOSIGNAL | MSG_DONTWAIT)
                     : recv(fd, (char *)bytes + moved, length - moved, MSG_DONTWAIT);
        if (part == 0 || (part < 0 && errno != EINTR && errno != EAGAIN))
            return false;
        if (part > 0)
            moved += (size_t)part;
    }
    return true;
}

/* One question and its answer; false if puente-draw is dead or talks nonsense. */
static bool talk(struct pte_draw *draw, enum pte_frame_what what, struct pte_text *packed,
                 unsigned *how, struct pte_text *said)
{
    const double end = now() + PATIENCE;
    unsigned char frame[PTE_FRAME_ANSWER];
    uint32_t length;

    pte_frame_put(frame, "PTEQ", what, (uint32_t)packed->length);
    if (!move(draw->fd, frame, sizeof(frame), /* sends */ true, end) ||
        !move(draw->fd, packed->bytes, packed->length, /* sends */ true, end) ||
        !move(draw->fd, frame, sizeof(frame), /* sends */ false, end))
        return false;
    length = pte_frame_length(frame);
    if (!pte_frame_is(frame, "PTEA") || length > PTE_FRAME_MOST)
        return false;
    said->bytes = pte_resize(said->bytes, (size_t)length + 1, 1);
    said->room = (size_t)length + 1;
    said->length = length;
    said->bytes[length] = '\0';
    *how = frame[4];
    return move(draw->fd, said->bytes, length, /* sends */ false, end);
}

static bool ask(struct pte_draw *draw, const struct pte_drawing *drawing,
                enum pte_frame_what what, struct pte_text *said, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text packed = {0};
    unsigned how = PTE_FRAME_DIED;
    bool answered = false;

    if (!pte_drawing_check(drawing, err))
        return false;
    pte_drawing_pack(drawing, &packed);
    if (packed.length > PTE_MOST_PACKED)
        return pte_fail(err, PTE_EDRAW, "the drawing is too large");
    for (int attempt = 0; attempt < 2 && !answered; attempt++) {
        const bool was_running = draw->child > 0 && draw->owner == getpid();

        if (!start(draw, err))
            return false;
        answered = talk(draw, what, &packed, &how, said);
        if (!answered)
            stop(draw);
        if (!answered && !was_running)
            break; /* a fresh one died as well: trying again will not help */
    }
    if (answered && how == PTE_FRAME_DONE)
        return true;
    if (!answered)
        pte_fail(err, PTE_EDRAW, "puente-draw does not answer");
    else if (how == PTE_FRAME_REFUSED)
        pte_fail(err, PTE_EDRAW, "puente-draw refused the drawing: %s",
                 pte_text_get(said));
    else
        pte_fail(err, PTE_EDRAW, "%s",
                 how == PTE_FRAME_LATE ? "the drawing took too long"
                                       : "puente-draw failed while drawing");
    return pte_hint(err, "%s",
                    answered ? "ask for fewer organizations, or for SVG"
                             : "check that Graphviz and fonts-dejavu-core are installed");
}

static double real_at(const struct pte_text *bytes, size_t number)
{
    const unsigned char *at = (const unsigned char *)bytes->bytes + 8 * number;
    uint64_t bits = 0;
    double value;

    for (int i = 0; i < 8; i++)
        bits |= (uint64_t)at[i] << (8 * i);
    memcpy(&value, &bits, sizeof(value));
    return value;
}

bool pte_draw_place(struct pte_draw *draw, struct pte_drawing *drawing,
                    struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text said = {0};

    if (!ask(draw, drawing, PTE_FRAME_PLACE, &said, err))
        return false;
    if (said.length != drawing->n_shapes * 16)
        return pte_fail(err, PTE_EDRAW, "puente-draw gave too few places");
    for (size_t i = 0; i < 2 * drawing->n_shapes; i++)
        if (!isfinite(real_at(&said, i)))
            return pte_fail(err, PTE_EDRAW, "puente-draw gave a place that is none");
    for (size_t i = 0; i < drawing->n_shapes; i++) {
        drawing->shapes[i].x = real_at(&said, 2 * i);
        drawing->shapes[i].y = real_at(&said, 2 * i + 1);
    }
    return true;
}

bool pte_draw_render(struct pte_draw *draw, const struct pte_drawing *drawing,
                     enum pte_format format, struct pte_text *picture,
                     struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text made = {0};

    if (format == PTE_SVG) {
        if (!pte_drawing_check(drawing, err))
            return false;
        pte_svg_write(drawing, &made);
    } else if (!ask(draw, drawing, format == PTE_PNG ? PTE_FRAME_PNG : PTE_FRAME_PDF,
                    &made, err)) {
        return false;
    }
    pte_text_release(picture);
    *picture = made;
    made = (struct pte_text){0};
    return true;
}

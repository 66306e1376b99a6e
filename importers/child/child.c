/* importers/child/child.c - the parent's side: start, read, check, explain. */
#include "importers/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "importers/child/child.intern.h"
#include "importers/remarks.h"

enum { SILENCE = 60, READ_AT_ONCE = 256 * 1024, MOST_CODE = 64 };

struct child {
    pid_t pid; /* 0 = gone */
    int fd;
    unsigned silence;
    struct pte_text shown;
    char *bytes; /* read and not yet taken: from .. to */
    size_t from, to, room;
    const char **cells;
    size_t room_cells;
    struct pte_row row;
    uint64_t done;
    struct pte_remarks remarks;
    bool is_sparse, is_ended;
    uint64_t size;
};

static void end_child(struct child *child, int *status)
{
    *status = 0;
    if (child->fd >= 0)
        close(child->fd);
    child->fd = -1;
    if (child->pid == 0)
        return;
    while (waitpid(child->pid, status, 0) < 0 && errno == EINTR)
        ;
    child->pid = 0;
}

static bool refuse_hostile(const struct child *child, const char *what,
                           struct pte_error *err)
{
    pte_fail(err, PTE_EINPUT, "'%s' needs more %s than a survey may",
             pte_text_get(&child->shown), what);
    return pte_hint(err, "keep only the rows and columns of the survey in it, and try "
                         "again");
}

/* The child is gone and did not say why. */
static bool explain(struct child *child, struct pte_error *err)
{
    int status;

    end_child(child, &status);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return refuse_hostile(child, "time", err);
    if (WIFEXITED(status) && WEXITSTATUS(status) == PTE_NO_MEMORY)
        return refuse_hostile(child, "memory", err);
    if (WIFEXITED(status) && WEXITSTATUS(status) == PTE_CHILD_NO_WALLS)
        return pte_fail(err, PTE_ESYSTEM,
                        "'%s' was not read: the walls around its reader could not be "
                        "raised",
                        pte_text_get(&child->shown));
    pte_fail(err, PTE_ESYSTEM, "the reader of '%s' ended before its time (%s %d)",
             pte_text_get(&child->shown), WIFSIGNALED(status) ? "signal" : "status",
             WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    return pte_hint(err,
                    "the file may be damaged: open it in a spreadsheet program, save "
                    "it anew, and try again");
}

static bool refuse_record(struct child *child, struct pte_error *err)
{
    int status;

    kill(child->pid, SIGKILL);
    end_child(child, &status);
    return pte_fail(err, PTE_ESYSTEM, "the reader of '%s' sent what is no row",
                    pte_text_get(&child->shown));
}

static bool wait_for_bytes(struct child *child, struct pte_error *err)
{
    struct pollfd polled = {.fd = child->fd, .events = POLLIN};
    int status, ready;

    do
        ready = poll(&polled, 1, (int)child->silence * 1000);
    while (ready < 0 && errno == EINTR);
    if (ready > 0)
        return true;
    kill(child->pid, SIGKILL);
    end_child(child, &status);
    return pte_fail(err, PTE_ESYSTEM, "the reader of '%s' fell silent and was ended",
                    pte_text_get(&child->shown));
}

/* Reads until that many bytes wait. */
static bool have(struct child *child, size_t wanted, struct pte_error *err)
{
    while (child->to - child->from < wanted) {
        ssize_t got;

        if (child->from > 0) {
            child->to -= child->from;
            memmove(child->bytes, child->bytes + child->from, child->to);
            child->from = 0;
        }
        if (child->room - child->to < READ_AT_ONCE) {
            child->room = child->to + 2 * (size_t)READ_AT_ONCE;
            child->bytes = pte_resize(child->bytes, child->room, 1);
        }
        if (!wait_for_bytes(child, err))
            return false;
        got = read(child->fd, child->bytes + child->to, child->room - child->to);
        if (got == 0 || (got < 0 && errno != EINTR))
            return explain(child, err);
        child->to += got > 0 ? (size_t)got : 0;
    }
    return true;
}

static bool take_record(struct child *child, char *kind, struct pte_record_in *in,
                        struct pte_error *err)
{
    uint32_t length;

    if (!have(child, sizeof(length), err))
        return false;
    memcpy(&length, child->bytes + child->from, sizeof(length));
    if (length == 0 || length > PTE_RECORD_MOST)
        return refuse_record(child, err);
    if (!have(child, sizeof(length) + length, err))
        return false;
    in->at = child->bytes + child->from + sizeof(length);
    in->end = in->at + length;
    *kind = *in->at++;
    child->from += sizeof(length) + length;
    return true;
}

/* The child's own sentence. */
static bool take_fault(struct child *child, struct pte_record_in *in,
                       struct pte_error *err)
{
    const uint64_t kind = pte_record_take_number(in);
    const char *message = pte_record_take_text(in);
    const char *hint = pte_record_take_text(in);
    int status;

    if (!pte_record_is_taken(in) || kind == PTE_OK || kind > PTE_ESYSTEM ||
        message == NULL || hint == NULL)
        return refuse_record(child, err);
    end_child(child, &status);
    pte_fail(err, (enum pte_kind)kind, "%s", message);
    return hint[0] == '\0' ? false : pte_hint(err, "%s", hint);
}

static bool is_code(const char *code)
{
    return code != NULL && strlen(code) < MOST_CODE &&
           strspn(code, "abcdefghijklmnopqrstuvwxyz_") == strlen(code);
}

static bool take_remark(struct child *child, struct pte_record_in *in)
{
    struct pte_remark remark = {
        .line = (uint32_t)pte_record_take_number(in),
        .column = (uint32_t)pte_record_take_number(in),
    };

    remark.code = pte_record_take_text(in);
    remark.value = pte_record_take_text(in);
    remark.advice = pte_record_take_text(in);
    remark.sentence = pte_record_take_text(in);
    if (!pte_record_is_taken(in) || !is_code(remark.code) || remark.sentence == NULL)
        return false;
    pte_remarks_add(&child->remarks, &remark);
    return true;
}

static bool take_row(struct child *child, struct pte_record_in *in)
{
    const uint64_t line = pte_record_take_number(in);
    const uint64_t given = pte_record_take_number(in);
    const uint64_t done = pte_record_take_number(in);
    const uint64_t n = pte_record_take_number(in);

    if (line <= child->row.line || line > UINT32_MAX || given > n ||
        n > (uint64_t)(in->end - in->at))
        return false;
    if (n > child->room_cells) {
        child->room_cells = n;
        child->cells = pte_resize(child->cells, n, sizeof(*child->cells));
    }
    for (uint64_t i = 0; i < n; i++) {
        child->cells[i] = pte_record_take_text(in);
        if (child->cells[i] == NULL)
            return false;
    }
    child->done = done;
    child->row =
        (struct pte_row){(uint32_t)line, (uint32_t)given, (uint32_t)n, child->cells};
    return pte_record_is_taken(in);
}

static bool next(void *rows, const struct pte_row **row, struct pte_error *err)
{
    struct child *child = rows;
    int status;

    *row = NULL;
    while (!child->is_ended && *row == NULL) {
        struct pte_record_in in = {0};
        char kind;

        if (child->pid == 0)
            return pte_fail(err, PTE_ESYSTEM, "the reader of '%s' is gone",
                            pte_text_get(&child->shown));
        if (!take_record(child, &kind, &in, err))
            return false;
        if (kind == PTE_RECORD_FAULT)
            return take_fault(child, &in, err);
        if (kind == PTE_RECORD_ROW && take_row(child, &in))
            *row = &child->row;
        else if (kind == PTE_RECORD_END && pte_record_is_taken(&in))
            child->is_ended = true;
        else if (kind != PTE_RECORD_REMARK || !take_remark(child, &in))
            return refuse_record(child, err);
    }
    if (child->is_ended)
        end_child(child, &status);
    return true;
}

static const struct pte_remark *remarks(const void *rows, size_t *n)
{
    const struct child *child = rows;

    *n = child->remarks.n;
    return child->remarks.list;
}

static size_t done(const void *rows)
{
    return ((const struct child *)rows)->done;
}

static void free_child(void *rows)
{
    struct child *child = rows;
    int status;

    if (child->pid != 0)
        kill(child->pid, SIGKILL);
    end_child(child, &status);
    pte_text_release(&child->shown);
    pte_free(&child->bytes);
    pte_free(&child->cells);
    pte_remarks_release(&child->remarks);
    pte_free(&child);
}

static const struct pte_rows_kind whole_rows = {next, remarks, done, free_child, false};
static const struct pte_rows_kind sparse_rows = {next, remarks, done, free_child, true};

static bool start(struct child *child, const struct pte_child_job *job,
                  struct pte_error *err)
{
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0)
        return pte_fail(err, PTE_ESYSTEM, "cannot start the reader of '%s': %s",
                        job->shown, strerror(errno));
    child->pid = fork();
    if (child->pid == 0)
        pte_child_live(job, ends[1]);
    close(ends[1]);
    child->fd = ends[0];
    if (child->pid > 0)
        return true;
    child->pid = 0;
    return pte_fail(err, PTE_ESYSTEM, "cannot start the reader of '%s': %s", job->shown,
                    strerror(errno));
}

/* The first record: the rows are open, or why they are not. */
static bool take_opening(struct child *child, struct pte_error *err)
{
    struct pte_record_in in = {0};
    char kind;

    if (!take_record(child, &kind, &in, err))
        return false;
    if (kind == PTE_RECORD_FAULT)
        return take_fault(child, &in, err);
    child->is_sparse = pte_record_take_number(&in) != 0;
    child->size = pte_record_take_number(&in);
    return (kind == PTE_RECORD_OPENED && pte_record_is_taken(&in)) ||
           refuse_record(child, err);
}

bool pte_child_rows(const struct pte_child_job *job, struct pte_rows *rows,
                    struct pte_error *err)
{
    struct child *child = pte_alloc(1, sizeof(*child));

    child->fd = -1;
    child->silence = job->silence != 0 ? job->silence : SILENCE;
    pte_text_add(&child->shown, job->shown);
    if (!start(child, job, err) || !take_opening(child, err)) {
        free_child(child);
        return false;
    }
    *rows = (struct pte_rows){child->is_sparse ? &sparse_rows : &whole_rows, child,
                              child->size};
    return true;
}

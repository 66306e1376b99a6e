/* importers/child/live.c - all of the child's life: open, send, end. */
#include <signal.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "importers/child/child.intern.h"

static void send_row(struct pte_record_out *out, const struct pte_rows *rows,
                     const struct pte_row *row)
{
    pte_record_begin(out, PTE_RECORD_ROW);
    pte_record_number(out, row->line);
    pte_record_number(out, row->given);
    pte_record_number(out, rows->kind->done(rows->data));
    pte_record_number(out, row->n);
    for (uint32_t i = 0; i < row->n; i++)
        pte_record_text(out, row->cells[i]);
}

static void send_remarks(struct pte_record_out *out, const struct pte_rows *rows,
                         size_t *sent)
{
    const struct pte_remark *remarks;
    size_t n = 0;

    if (rows->kind->remarks == NULL)
        return;
    for (remarks = rows->kind->remarks(rows->data, &n); *sent < n; ++*sent) {
        const struct pte_remark *remark = &remarks[*sent];

        pte_record_begin(out, PTE_RECORD_REMARK);
        pte_record_number(out, remark->line);
        pte_record_number(out, remark->column);
        pte_record_text(out, remark->code);
        pte_record_text(out, remark->value);
        pte_record_text(out, remark->advice);
        pte_record_text(out, remark->sentence);
        pte_record_end(out);
    }
}

static bool send_all(const struct pte_child_job *job, struct pte_record_out *out,
                     struct pte_error *err)
{
    struct pte_rows rows = {0};
    const struct pte_row *row;
    size_t sent = 0;

    if (!job->open(job->what, &rows, err))
        return false;
    pte_record_begin(out, PTE_RECORD_OPENED);
    pte_record_number(out, rows.kind->is_sparse);
    pte_record_number(out, rows.size);
    pte_record_end(out);
    do {
        if (!rows.kind->next(rows.data, &row, err))
            return false;
        send_remarks(out, &rows, &sent);
        if (row != NULL) {
            send_row(out, &rows, row);
            if (!pte_record_end(out))
                return pte_fail(err, PTE_EINPUT,
                                "'%s' line %u holds more than %d MiB of text", job->shown,
                                row->line, PTE_RECORD_MOST >> 20);
        }
        if (!pte_record_flush(out, /* all */ false))
            _exit(0);
    } while (row != NULL);
    pte_record_begin(out, PTE_RECORD_END);
    pte_record_end(out);
    return true;
}

static void send_fault(struct pte_record_out *out, const struct pte_error *err)
{
    pte_record_begin(out, PTE_RECORD_FAULT);
    pte_record_number(out, err->kind);
    pte_record_text(out, err->message);
    pte_record_text(out, err->hint);
    pte_record_end(out);
}

_Noreturn void pte_child_live(const struct pte_child_job *job, int output)
{
    static const int signals[] = {SIGPIPE, SIGTERM, SIGINT, SIGHUP, SIGCHLD, SIGXCPU};
    struct pte_record_out out = {.fd = PTE_CHILD_OUTPUT};
    struct pte_error err = {0};
    sigset_t none;

    for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
        signal(signals[i], SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    pte_alloc_in_child();
    if (!pte_walls_raise(job, output))
        _exit(PTE_CHILD_NO_WALLS);
    if (!send_all(job, &out, &err))
        send_fault(&out, &err);
    pte_record_flush(&out, /* all */ true);
    _exit(0);
}

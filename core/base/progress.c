/* core/base/progress.c - how far long work has come. */
#include "core/base/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { CELLS = 30 };

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

void pte_progress_start(struct pte_progress *progress, const char *label)
{
    if (progress == NULL)
        return;
    progress->label = label;
    progress->on_terminal = isatty(STDERR_FILENO) == 1;
    progress->drawn = false;
    progress->started = now();
    progress->last_drawn = 0;
}

void pte_progress_step(struct pte_progress *progress, size_t done, size_t total)
{
    double at;

    if (progress == NULL || !progress->on_terminal)
        return;
    at = now();
    if (at - progress->started < 1 || at - progress->last_drawn < 0.1)
        return;
    progress->last_drawn = at;
    progress->drawn = true;
    if (total == 0) {
        fprintf(stderr, "\r%s %zu ", progress->label, done);
    } else {
        char bar[CELLS + 1];
        const double share = done < total ? (double)done / (double)total : 1;

        for (int i = 0; i < CELLS; i++)
            bar[i] = i < (int)(share * CELLS) ? '#' : '.';
        bar[CELLS] = '\0';
        fprintf(stderr, "\r%s [%s] %3.0f %% ", progress->label, bar, 100 * share);
    }
    fflush(stderr);
}

void pte_progress_end(struct pte_progress *progress)
{
    if (progress == NULL || !progress->drawn)
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    progress->drawn = false;
}

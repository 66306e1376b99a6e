/* viz/draw/main.c - puente-draw: reads drawings on stdin, writes places and pictures on
 * stdout. Started by puente; not meant to be typed. */
#include <dirent.h>
#include <malloc.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/log.h"
#include "viz/draw/graph.h"
#include "viz/draw/sandbox.h"
#include "viz/draw/server.h"

/* Pango looks for fonts in threads; a child forked while one of them holds a lock would
 * wait for it for ever. */
static void wait_until_alone(void)
{
    for (int i = 0; i < 2000; i++) {
        DIR *tasks = opendir("/proc/self/task");
        int n = 0;

        while (tasks != NULL && readdir(tasks) != NULL)
            n++;
        if (tasks != NULL)
            closedir(tasks);
        if (n <= 3) /* ".", ".." and ourselves */
            return;
        usleep(1000);
    }
}

int main(void)
{
    const struct pte_server server = {pte_graph_work, /* seconds */ 15,
                                      /* cpu_seconds */ 10};
    struct pte_error err = {0};

    /* The environment changes what fonts are found and how a PDF dates itself. */
    setenv("TZ", "UTC0", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    unsetenv("GVBINDIR");
    unsetenv("FONTCONFIG_FILE");
    unsetenv("FONTCONFIG_PATH");
    mallopt(M_ARENA_MAX, 1); /* an arena for each thread would use up the limit */
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_DUMPABLE, 0);
    if (!pte_graph_warm(&err)) {
        pte_log(PTE_WARNING, "puente-draw: %s", err.message);
        _exit(70); /* EX_SOFTWARE */
    }
    wait_until_alone();
    if (!pte_sandbox_has_landlock())
        pte_log(PTE_WARNING, "this kernel has no Landlock; drawings are shut in by their "
                             "list of system calls alone");
    /* Not exit(): Graphviz keeps what it allocated, and has nothing to say goodbye to. */
    _exit(pte_server_run(&server, STDIN_FILENO, STDOUT_FILENO) ? 0 : 65);
}

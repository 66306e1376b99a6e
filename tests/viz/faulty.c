/* tests/viz/faulty.c - a puente-draw that does what a drawing's title says, behind the
 * same walls as the real one: what a broken or captured Graphviz could try. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "viz/draw/server.h"

static bool tell(long result, struct pte_text *said)
{
    pte_text_addf(said, "%s", result < 0 ? strerrorname_np(errno) : "succeeded");
    return true;
}

static bool work(enum pte_frame_what what, struct pte_drawing *drawing,
                 struct pte_text *said, struct pte_error *err)
{
    const char *title = drawing->title;
    char *const none[] = {NULL};

    (void)what;
    if (strcmp(title, "read passwd") == 0)
        return tell(open("/etc/passwd", O_RDONLY), said);
    if (strcmp(title, "read a font folder") == 0)
        return tell(open("/usr/share/fonts", O_RDONLY | O_DIRECTORY), said);
    if (strcmp(title, "write") == 0)
        return tell(open("/tmp/puente-was-here", O_WRONLY | O_CREAT, 0600), said);
    if (strcmp(title, "socket") == 0)
        return tell(socket(AF_INET, SOCK_STREAM, 0), said);
    if (strcmp(title, "exec") == 0)
        return tell(execve("/bin/true", none, none), said);
    if (strcmp(title, "fork") == 0)
        return tell(fork(), said);
    if (strcmp(title, "ptrace") == 0)
        return tell(ptrace(PTRACE_TRACEME, 0, NULL, NULL), said);
    if (strcmp(title, "io_uring") == 0)
        return tell(syscall(SYS_io_uring_setup, 1, NULL), said);
    if (strcmp(title, "bpf") == 0)
        return tell(syscall(SYS_bpf, 0, NULL, 0), said);
    if (strcmp(title, "userns") == 0)
        return tell(syscall(SYS_unshare, 0x10000000), said);
    if (strcmp(title, "crash") == 0)
        abort();
    if (strcmp(title, "hang") == 0)
        for (int held = 0;;) /* waits for a lock that nobody gives back */
            syscall(SYS_futex, &held, 0, held, NULL, NULL, 0);
    if (strcmp(title, "spin") == 0)
        for (volatile int i = 0;; i = 1 - i)
            ;
    if (strcmp(title, "half an answer") == 0)
        _exit(0);
    if (strcmp(title, "refuse") == 0)
        return pte_fail(err, PTE_EDRAW, "as asked");
    pte_text_add(said, title);
    return true;
}

int main(void)
{
    const struct pte_server server = {work, /* seconds */ 1.5, /* cpu_seconds */ 1};

    return pte_server_run(&server, STDIN_FILENO, STDOUT_FILENO) ? 0 : 65;
}

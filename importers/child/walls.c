/* importers/child/walls.c - the walls around one reading: nothing but memory and a pipe.
 */
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/base/memory.h"
#include "importers/child/child.intern.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

enum { CPU_SECONDS = 30, MEMORY = 512 << 20 };

/* The address space in use, which the child begins with. */
static bool memory_in_use(rlim_t *bytes)
{
    char text[64] = {0};
    const int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    unsigned long pages = 0;
    const bool read_it = fd >= 0 && read(fd, text, sizeof(text) - 1) > 0 &&
                         sscanf(text, "%lu", &pages) == 1;

    if (fd >= 0)
        close(fd);
    *bytes = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
    return read_it;
}

static bool limit(int resource, rlim_t most)
{
    /* Past the first limit of processor time comes SIGXCPU, which says why. */
    const struct rlimit both = {most, resource == RLIMIT_CPU ? most + 1 : most};

    return setrlimit((__rlimit_resource_t)resource, &both) == 0;
}

static bool raise_limits(const struct pte_child_job *job)
{
    rlim_t in_use;

    return memory_in_use(&in_use) &&
           (SANITIZED ||
            limit(RLIMIT_AS, in_use + (job->memory != 0 ? job->memory : MEMORY))) &&
           limit(RLIMIT_CPU, job->cpu_seconds != 0 ? job->cpu_seconds : CPU_SECONDS) &&
           limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0) && limit(RLIMIT_NPROC, 0);
}

/* Only the pipe stays open. What a sanitizer has to say still goes to stderr. */
static bool keep_output(int output)
{
    int nothing;

    if (output != PTE_CHILD_OUTPUT && dup2(output, PTE_CHILD_OUTPUT) != PTE_CHILD_OUTPUT)
        return false;
    nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    return nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 &&
           dup2(nothing, STDOUT_FILENO) >= 0 &&
           (SANITIZED || dup2(nothing, STDERR_FILENO) >= 0) &&
           close_range(PTE_CHILD_OUTPUT + 1, ~0U, 0) == 0;
}

/* The passwords of the database and of the service stand in the environment. */
static void forget_environment(void)
{
    for (char **variable = environ; variable != NULL && *variable != NULL; variable++)
        if (!SANITIZED || strncmp(*variable, "PG", 2) == 0)
            explicit_bzero(*variable, strlen(*variable));
}

static const int allowed_calls[] = {
    SCMP_SYS(read),          SCMP_SYS(write),        SCMP_SYS(close),
    SCMP_SYS(munmap),        SCMP_SYS(mremap),       SCMP_SYS(brk),
    SCMP_SYS(madvise),       SCMP_SYS(futex),        SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn),  SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(getpid),
    SCMP_SYS(gettid),        SCMP_SYS(sched_yield),  SCMP_SYS(restart_syscall),
    SCMP_SYS(getrandom),     SCMP_SYS(sigaltstack)};

/* Looked for, but not to be found: files of ICU, a terminal. */
static const int refused_calls[] = {
    SCMP_SYS(open),       SCMP_SYS(openat), SCMP_SYS(stat),   SCMP_SYS(lstat),
    SCMP_SYS(newfstatat), SCMP_SYS(fstat),  SCMP_SYS(access), SCMP_SYS(readlink),
    SCMP_SYS(ioctl),      SCMP_SYS(lseek)};

static bool raise_list(void)
{
    scmp_filter_ctx list = seccomp_init(SCMP_ACT_KILL_PROCESS);
    bool raised = list != NULL;

    for (size_t i = 0; i < sizeof(allowed_calls) / sizeof(*allowed_calls); i++)
        raised =
            raised && seccomp_rule_add(list, SCMP_ACT_ALLOW, allowed_calls[i], 0) == 0;
    for (size_t i = 0; i < sizeof(refused_calls) / sizeof(*refused_calls); i++)
        raised = raised &&
                 seccomp_rule_add(list, SCMP_ACT_ERRNO(EACCES), refused_calls[i], 0) == 0;
    raised = raised &&
             seccomp_rule_add(list, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                              SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
             seccomp_rule_add(list, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                              SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
             seccomp_load(list) == 0;
    seccomp_release(list);
    return raised;
}

bool pte_walls_raise(const struct pte_child_job *job, int output)
{
    forget_environment();
    return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 &&
           prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_DUMPABLE, 0) == 0 && raise_limits(job) && keep_output(output) &&
           raise_list();
}

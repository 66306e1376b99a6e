/* viz/draw/sandbox.c - the walls around one drawing. */
#include "viz/draw/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SANITIZED = 1 }; /* its shadow memory alone is terabytes of address space */
#else
enum { SANITIZED = 0 };
#endif

static const char *const readable[] = {"/usr/share/fonts", "/usr/local/share/fonts",
                                       "/usr/share/fontconfig", "/etc/fonts",
                                       "/var/cache/fontconfig"};

/* glibc has no wrappers for these. */
static int landlock_create(const struct landlock_ruleset_attr *rules, size_t size,
                           unsigned flags)
{
    return (int)syscall(SYS_landlock_create_ruleset, rules, size, flags);
}

bool pte_sandbox_has_landlock(void)
{
    return landlock_create(NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
}

static bool limit(int resource, rlim_t most)
{
    /* Past the first limit of processor time comes SIGXCPU, which says why. */
    const struct rlimit both = {most, resource == RLIMIT_CPU ? most + 1 : most};

    return setrlimit((__rlimit_resource_t)resource, &both) == 0;
}

static bool raise_limits(unsigned cpu_seconds)
{
    return limit(RLIMIT_CPU, cpu_seconds) && limit(RLIMIT_FSIZE, 0) &&
           limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, 32) &&
           (SANITIZED || limit(RLIMIT_AS, (rlim_t)1 << 30));
}

static bool allow_folder(int rules, const char *folder)
{
    const int fd = open(folder, O_PATH | O_CLOEXEC);
    struct landlock_path_beneath_attr below = {.parent_fd = fd};
    bool allowed;

    if (fd < 0)
        return true; /* what is not there need not be readable */
    below.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    allowed =
        syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0) == 0;
    close(fd);
    return allowed;
}

/* All rights that Landlock's first version knows: on every kernel that has it. Writing,
 * truncating and the network are shut by the list of system calls. */
static bool raise_landlock(void)
{
    const struct landlock_ruleset_attr all = {.handled_access_fs =
                                                  LANDLOCK_ACCESS_FS_MAKE_SYM * 2 - 1};
    bool raised = true;
    int rules;

    if (!pte_sandbox_has_landlock())
        return true;
    rules = landlock_create(&all, sizeof(all), 0);
    if (rules < 0)
        return false;
    for (size_t i = 0; i < sizeof(readable) / sizeof(*readable); i++)
        raised = raised && allow_folder(rules, readable[i]);
    raised = raised && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return raised;
}

static const int allowed_calls[] = {
    SCMP_SYS(read),           SCMP_SYS(pread64),      SCMP_SYS(write),
    SCMP_SYS(writev),         SCMP_SYS(close),        SCMP_SYS(lseek),
    SCMP_SYS(fstat),          SCMP_SYS(stat),         SCMP_SYS(lstat),
    SCMP_SYS(newfstatat),     SCMP_SYS(statx),        SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),        SCMP_SYS(access),       SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),     SCMP_SYS(readlink),     SCMP_SYS(readlinkat),
    SCMP_SYS(getdents64),     SCMP_SYS(fcntl),        SCMP_SYS(getcwd),
    SCMP_SYS(munmap),         SCMP_SYS(mremap),       SCMP_SYS(brk),
    SCMP_SYS(madvise),        SCMP_SYS(futex),        SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction),   SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
    SCMP_SYS(exit),           SCMP_SYS(exit_group),   SCMP_SYS(getpid),
    SCMP_SYS(gettid),         SCMP_SYS(getuid),       SCMP_SYS(geteuid),
    SCMP_SYS(getgid),         SCMP_SYS(getegid),      SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),   SCMP_SYS(time),         SCMP_SYS(times),
    SCMP_SYS(getrusage),      SCMP_SYS(getrandom),    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),          SCMP_SYS(sched_yield),  SCMP_SYS(sched_getaffinity),
    SCMP_SYS(restart_syscall)};

static bool allow(scmp_filter_ctx list, int call)
{
    return seccomp_rule_add(list, SCMP_ACT_ALLOW, call, 0) == 0;
}

/* Pango looks for each font in a thread of its own, so RLIMIT_NPROC cannot be 0; but
 * only threads may be started, never a process. clone3 hides its flags from us: told that
 * it does not exist, the C library uses clone. */
static bool allow_threads(scmp_filter_ctx list)
{
    const scmp_datum_t thread = CLONE_VM | CLONE_THREAD | CLONE_SIGHAND;

    return seccomp_rule_add(list, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 &&
           seccomp_rule_add(list, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                            SCMP_A0(SCMP_CMP_MASKED_EQ, thread, thread)) == 0 &&
           seccomp_rule_add(list, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
                            SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME)) == 0 &&
           allow(list, SCMP_SYS(set_robust_list)) && allow(list, SCMP_SYS(rseq));
}

/* Memory may be mapped, but not to run what was written into it; files may be opened,
 * but only to read. */
static bool allow_with_care(scmp_filter_ctx list)
{
    const scmp_datum_t write_flags = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;

    return seccomp_rule_add(list, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
           seccomp_rule_add(list, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
           seccomp_rule_add(list, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, write_flags, O_RDONLY)) == 0 &&
           seccomp_rule_add(list, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                            SCMP_A1(SCMP_CMP_MASKED_EQ, write_flags, O_RDONLY)) == 0 &&
           seccomp_rule_add(list, SCMP_ACT_ERRNO(ENOTTY), SCMP_SYS(ioctl), 0) == 0;
}

static bool raise_list(void)
{
    scmp_filter_ctx list = seccomp_init(SCMP_ACT_KILL_PROCESS);
    bool raised = list != NULL;

    for (size_t i = 0; i < sizeof(allowed_calls) / sizeof(*allowed_calls); i++)
        raised = raised && allow(list, allowed_calls[i]);
    raised =
        raised && allow_with_care(list) && allow_threads(list) && seccomp_load(list) == 0;
    seccomp_release(list);
    return raised;
}

/* A library's warning may quote a name; what went wrong is told by the answer. */
static bool silence(void)
{
    const int nowhere = SANITIZED ? -1 : open("/dev/null", O_WRONLY | O_CLOEXEC);

    return SANITIZED || (nowhere >= 0 && dup2(nowhere, STDERR_FILENO) >= 0);
}

bool pte_sandbox_enter(unsigned cpu_seconds)
{
    return silence() && prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 &&
           prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_DUMPABLE, 0) == 0 && raise_landlock() &&
           raise_limits(cpu_seconds) && raise_list();
}

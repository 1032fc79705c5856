/* SPDX-License-Identifier: MIT
 * sandbox: what a reader must not be able to do is refused from inside. */
#include "crawler/reading/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

#include "base/str.h"
#include "tests/test.h"

static long try_open(void)
{
    return open("/etc/passwd", O_RDONLY);
}

static long try_write(void)
{
    return open("/tmp/molva-sandbox", O_WRONLY | O_CREAT, 0600);
}

static long try_unlink(void)
{
    return unlink("/tmp/molva-sandbox");
}

static long try_mkdir(void)
{
    return mkdir("/tmp/molva-sandbox", 0700);
}

static long try_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}

static long try_unix_socket(void)
{
    return socket(AF_UNIX, SOCK_STREAM, 0);
}

static long try_connect(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = 80};
    return connect(2, (struct sockaddr *)&to, sizeof to);
}

static long try_fork(void)
{
    return syscall(SYS_fork);
}

static long try_clone(void)
{
    return syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
}

static long try_exec(void)
{
    return execl("/bin/true", "true", NULL);
}

static long try_ptrace(void)
{
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static long try_kill(void)
{
    return kill(getppid(), 0);
}

static long try_chdir(void)
{
    return chdir("/");
}

static long try_limit(void)
{
    struct rlimit r = {RLIM_INFINITY, RLIM_INFINITY};
    return setrlimit(RLIMIT_CPU, &r);
}

static long try_io_uring(void)
{
    return syscall(SYS_io_uring_setup, 1, NULL);
}

static long try_bpf(void)
{
    return syscall(SYS_bpf, 0, NULL, 0);
}

/* What names a path, whatever it wants to know of it. */
static char room[512];

#define BY_PATH(name, ...)                                                     \
    static long try_##name(void)                                               \
    {                                                                          \
        return syscall(__VA_ARGS__);                                           \
    }

BY_PATH(stat, SYS_stat, "/etc/passwd", room)
BY_PATH(lstat, SYS_lstat, "/etc/passwd", room)
BY_PATH(newfstatat, SYS_newfstatat, AT_FDCWD, "/etc/passwd", room, 0)
BY_PATH(fstatat_empty, SYS_newfstatat, 2, "", room, AT_EMPTY_PATH)
BY_PATH(fstatat_flag, SYS_newfstatat, AT_FDCWD, "/etc/passwd", room,
        AT_EMPTY_PATH)
BY_PATH(statx, SYS_statx, AT_FDCWD, "/etc/passwd", 0, 0x7ff, room)
BY_PATH(statfs, SYS_statfs, "/", room)
BY_PATH(access, SYS_access, "/etc/passwd", F_OK)
BY_PATH(faccessat, SYS_faccessat, AT_FDCWD, "/etc/passwd", F_OK)
BY_PATH(faccessat2, SYS_faccessat2, AT_FDCWD, "/etc/passwd", F_OK, 0)
BY_PATH(readlink, SYS_readlink, "/proc/self/exe", room, sizeof room)
BY_PATH(readlinkat, SYS_readlinkat, AT_FDCWD, "/proc/self/exe", room,
        sizeof room)
BY_PATH(getdents, SYS_getdents64, 2, room, sizeof room)
BY_PATH(getcwd, SYS_getcwd, room, sizeof room)
BY_PATH(chdir_raw, SYS_chdir, "/")
BY_PATH(fchdir, SYS_fchdir, 2)
BY_PATH(chroot, SYS_chroot, "/")
BY_PATH(name_to_handle, SYS_name_to_handle_at, AT_FDCWD, "/etc/passwd", room,
        room, 0)
BY_PATH(getxattr, SYS_getxattr, "/etc/passwd", "user.a", room, sizeof room)
BY_PATH(inotify, SYS_inotify_init1, 0)
BY_PATH(openat2, SYS_openat2, AT_FDCWD, "/etc/passwd", room, 24)
BY_PATH(utimensat, SYS_utimensat, AT_FDCWD, "/etc/passwd", NULL, 0)

/* What would lift or disarm the limit of its CPU time. */
BY_PATH(setitimer, SYS_setitimer, ITIMER_PROF, room, NULL)
BY_PATH(getitimer, SYS_getitimer, ITIMER_PROF, room)
BY_PATH(alarm, SYS_alarm, 0)
BY_PATH(timer_create, SYS_timer_create, CLOCK_MONOTONIC, NULL, room)
BY_PATH(timer_settime, SYS_timer_settime, 0, 0, room, NULL)
BY_PATH(timer_delete, SYS_timer_delete, 0)
BY_PATH(timerfd, SYS_timerfd_create, CLOCK_MONOTONIC, 0)
BY_PATH(prlimit_self, SYS_prlimit64, 0, RLIMIT_CPU, room, NULL)
BY_PATH(prlimit_read, SYS_prlimit64, 0, RLIMIT_CPU, NULL, room)
BY_PATH(setrlimit, SYS_setrlimit, RLIMIT_CPU, room)
BY_PATH(setpriority, SYS_setpriority, 0, 0, 0)
BY_PATH(setscheduler, SYS_sched_setscheduler, 0, 0, room)
BY_PATH(tgkill, SYS_tgkill, 1, 1, 0)
BY_PATH(pidfd, SYS_pidfd_open, 1, 0)

static const struct {
    const char *name;
    long (*call)(void);
} CALLS[] = {
    {"stat", try_stat},
    {"lstat", try_lstat},
    {"newfstatat", try_newfstatat},
    {"newfstatat of a descriptor", try_fstatat_empty},
    {"newfstatat of a path with the flag", try_fstatat_flag},
    {"statx", try_statx},
    {"statfs", try_statfs},
    {"access", try_access},
    {"faccessat", try_faccessat},
    {"faccessat2", try_faccessat2},
    {"readlink", try_readlink},
    {"readlinkat", try_readlinkat},
    {"getdents64", try_getdents},
    {"getcwd", try_getcwd},
    {"chdir, raw", try_chdir_raw},
    {"fchdir", try_fchdir},
    {"chroot", try_chroot},
    {"name_to_handle_at", try_name_to_handle},
    {"getxattr", try_getxattr},
    {"inotify", try_inotify},
    {"openat2", try_openat2},
    {"utimensat", try_utimensat},
    {"setitimer", try_setitimer},
    {"getitimer", try_getitimer},
    {"alarm", try_alarm},
    {"timer_create", try_timer_create},
    {"timer_settime", try_timer_settime},
    {"timer_delete", try_timer_delete},
    {"timerfd", try_timerfd},
    {"prlimit, setting", try_prlimit_self},
    {"prlimit, reading", try_prlimit_read},
    {"setrlimit, raw", try_setrlimit},
    {"setpriority", try_setpriority},
    {"sched_setscheduler", try_setscheduler},
    {"tgkill", try_tgkill},
    {"pidfd_open", try_pidfd},
    {"open a file", try_open},
    {"create a file", try_write},
    {"unlink", try_unlink},
    {"mkdir", try_mkdir},
    {"socket", try_socket},
    {"unix socket", try_unix_socket},
    {"connect", try_connect},
    {"fork", try_fork},
    {"clone", try_clone},
    {"exec", try_exec},
    {"ptrace", try_ptrace},
    {"kill the parent", try_kill},
    {"chdir", try_chdir},
    {"raise a limit", try_limit},
    {"io_uring", try_io_uring},
    {"bpf", try_bpf},
};

enum { N_CALLS = sizeof CALLS / sizeof *CALLS };

/* One byte per call: 'r' refused with EPERM, 'f' failed otherwise, 'd' done. */
static void run_inside(int fd)
{
    struct err e = {0};
    char result[N_CALLS];
    sandbox_close_files(fd);
    if (!sandbox_close(&e)) {
        dprintf(2, "%s\n", e.msg);
        _exit(1);
    }
    for (int i = 0; i < N_CALLS; i++) {
        errno = 0;
        long rc = CALLS[i].call();
        result[i] = rc >= 0 ? 'd' : errno == EPERM ? 'r' : 'f';
    }
    _exit(write(fd, result, sizeof result) == sizeof result ? 0 : 1);
}

TEST(forbidden_calls_are_refused)
{
    int pair[2];
    char result[N_CALLS] = {0};
    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    pid_t pid = fork();
    if (pid == 0)
        run_inside(pair[1]);
    close(pair[1]);
    ck_assert_int_eq(recv(pair[0], result, sizeof result, MSG_WAITALL),
                     sizeof result);
    for (int i = 0; i < N_CALLS; i++)
        if (result[i] != 'r')
            ck_abort_msg("inside the sandbox, %s: %s", CALLS[i].name,
                         result[i] == 'd' ? "was done" : "not by us");
    int status;
    waitpid(pid, &status, 0);
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    ck_assert_int_ne(access("/tmp/molva-sandbox", F_OK), 0);
}
END

/* Runs f in the sandbox; the status of waitpid. */
static int status_of(void (*f)(void))
{
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        struct err e;
        sandbox_close_files(2);
        if (!sandbox_close(&e))
            _exit(9);
        f();
        _exit(0);
    }
    waitpid(pid, &status, 0);
    return status;
}

static void compute(void)
{
    size_t n = 64 * 1024 * 1024;
    char *p = malloc(n);
    memset(p, 1, n);
    free(p);
}

TEST(work_goes_on_inside)
{
    ck_assert_int_eq(status_of(compute), 0);
}
END

/* The sanitizer needs terabytes of address space and its readers have no
 * ceiling: only what is shipped can be tested, and tools/check does. */
#ifdef __SANITIZE_ADDRESS__
#define SHIPPED_ONLY
#else
static void run_data(void)
{
    void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    _exit(p == MAP_FAILED ? 0 : 5);
}

static void take_all_memory(void)
{
    size_t n = (size_t)1 << 30;
    _exit(malloc(n) ? 5 : 0);
}

TEST(memory_has_a_ceiling_and_cannot_be_run)
{
    ck_assert_int_eq(status_of(run_data), 0);
    ck_assert_int_eq(status_of(take_all_memory), 0);
}
END
#define SHIPPED_ONLY memory_has_a_ceiling_and_cannot_be_run,
#endif

/* The limit comes from outside, as reader.c sets it. */
TEST(cpu_time_runs_out)
{
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        struct err e;
        sandbox_close_files(2);
        if (!sandbox_close(&e))
            _exit(9);
        for (volatile long i = 0;; i++)
            ;
    }
    struct rlimit limit = {1, RLIM_INFINITY};
    ck_assert_int_eq(prlimit(pid, RLIMIT_CPU, &limit, NULL), 0);
    waitpid(pid, &status, 0);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU);
}
END

TEST_MAIN("sandbox", forbidden_calls_are_refused, work_goes_on_inside,
          SHIPPED_ONLY cpu_time_runs_out)

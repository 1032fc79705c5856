/* SPDX-License-Identifier: MIT
 * sandbox: what a reader must not be able to do is refused from inside. */
#include "crawler/sandbox.h"

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

static const struct {
    const char *name;
    long (*call)(void);
} CALLS[] = {
    {"open a file", try_open},  {"create a file", try_write},
    {"unlink", try_unlink},     {"mkdir", try_mkdir},
    {"socket", try_socket},     {"unix socket", try_unix_socket},
    {"connect", try_connect},   {"fork", try_fork},
    {"clone", try_clone},       {"exec", try_exec},
    {"ptrace", try_ptrace},     {"kill the parent", try_kill},
    {"chdir", try_chdir},       {"raise a limit", try_limit},
    {"io_uring", try_io_uring}, {"bpf", try_bpf},
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

static void spin(void)
{
    struct itimerval soon = {.it_value = {.tv_usec = 50 * 1000}};
    sandbox_start_page();
    setitimer(ITIMER_PROF, &soon, NULL); /* the same clock, less patience */
    for (volatile long i = 0;; i++)
        ;
}

TEST(cpu_time_runs_out)
{
    int status = status_of(spin);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF);
}
END

TEST_MAIN("sandbox", forbidden_calls_are_refused, work_goes_on_inside,
          SHIPPED_ONLY cpu_time_runs_out)

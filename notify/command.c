/* SPDX-License-Identifier: MIT
 * command: a program of the user's, without a shell, with the message on its
 * standard input and little time. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/monotonic.h"
#include "notify/receiver.h"

enum { STEP_MS = 20 };

/* In the child: a group of its own, so that what it starts ends with it. */
static void become(char *const argv[], int in)
{
    sigset_t none;
    int out = open("/dev/null", O_WRONLY);
    setsid();
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    closefrom(STDERR_FILENO + 1);
    execvp(argv[0], argv);
    _exit(errno == ENOENT ? 127 : 126);
}

/* A pipe holds less than a message may be long, and who does not read it must
 * not hold us. */
static bool feed(int fd, struct str body, int64_t until)
{
    fcntl(fd, F_SETFL, O_NONBLOCK);
    while (body.n && monotonic_ms() < until) {
        struct pollfd p = {.fd = fd, .events = POLLOUT};
        ssize_t n = write(fd, body.p, body.n);
        if (n > 0)
            body = str_from(body, (size_t)n);
        else if (errno != EAGAIN && errno != EINTR)
            return true; /* it did not want to read: its code counts */
        else
            poll(&p, 1, STEP_MS);
    }
    return !body.n;
}

/* Its status when it ended in time; else it is killed with all it started. */
static bool wait_for(pid_t pid, int64_t until, const struct message *m,
                     int *status)
{
    pid_t gone;
    while ((gone = waitpid(pid, status, WNOHANG)) == 0) {
        if (monotonic_ms() >= until || (m->stop && *m->stop)) {
            kill(-pid, SIGKILL);
            kill(pid, SIGKILL);
            waitpid(pid, status, 0);
            return false;
        }
        poll(NULL, 0, STEP_MS);
    }
    return gone == pid;
}

static bool judge(const char *name, int status, struct err *e)
{
    if (WIFSIGNALED(status))
        return err_set(e, "%s: killed by %s", name,
                       strsignal(WTERMSIG(status)));
    if (WEXITSTATUS(status) == 127)
        return err_set(e, "%s: there is no such program", name);
    return WEXITSTATUS(status) == 0 ||
           err_set(e, "%s: exit code %d", name, WEXITSTATUS(status));
}

static bool run(const struct notify_receiver *r, char *const argv[],
                const struct message *m, struct err *e)
{
    int pipe_fd[2], status = 0;
    int64_t until = monotonic_ms() + receiver_limit(r) * 1000;
    if (pipe2(pipe_fd, O_CLOEXEC) != 0)
        return err_set(e, "a pipe: %s", strerror(errno));
    pid_t pid = fork();
    if (pid == 0)
        become(argv, pipe_fd[0]);
    close(pipe_fd[0]);
    if (pid < 0) {
        close(pipe_fd[1]);
        return err_set(e, "%s: %s", argv[0], strerror(errno));
    }
    (void)feed(pipe_fd[1], m->body, until);
    close(pipe_fd[1]);
    if (!wait_for(pid, until, m, &status))
        return err_set(e, "%s: not done within %lld s", argv[0],
                       (long long)receiver_limit(r));
    return judge(argv[0], status, e);
}

bool command_tell(const struct notify_receiver *r, const struct message *m,
                  struct err *e)
{
    struct arena a = {0};
    char **argv = arena_alloc(&a, (r->command.n + 1) * sizeof *argv);
    for (size_t i = 0; i < r->command.n; i++)
        argv[i] = (char *)str_z(&a, r->command.items[i]);
    argv[r->command.n] = NULL;
    signal(SIGPIPE, SIG_IGN);
    signal(SIGCHLD, SIG_DFL); /* else its exit code is nobody's */
    bool ok = run(r, argv, m, e);
    arena_clear(&a);
    return ok;
}

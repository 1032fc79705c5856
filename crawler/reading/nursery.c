/* SPDX-License-Identifier: MIT
 * nursery: a clean process that forks readers when it is asked to. */
#include "crawler/reading/nursery.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crawler/reading/reader_child.h"
#include "crawler/reading/sandbox.h"

enum {
    ANSWER_S = 120, /* for an answer; dictionaries take a fifth of a second */
    FIRST_FREE = 3  /* descriptors below are not a reader's */
};

struct born {
    pid_t pid;     /* of the reader, 0: there is none */
    char why[200]; /* then */
};

/* One byte and a descriptor beside it. */
union letter {
    struct cmsghdr head;                 /* for its alignment */
    char bytes[CMSG_SPACE(sizeof(int))]; /* of the descriptor */
};

static struct msghdr envelope(struct iovec *byte, union letter *l)
{
    return (struct msghdr){.msg_iov = byte,
                           .msg_iovlen = 1,
                           .msg_control = l->bytes,
                           .msg_controllen = sizeof l->bytes};
}

static bool send_descriptor(int to, int fd)
{
    char byte = 0;
    struct iovec io = {&byte, 1};
    union letter l = {.bytes = {0}};
    struct msghdr m = envelope(&io, &l);
    struct cmsghdr *c = CMSG_FIRSTHDR(&m);
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(c), &fd, sizeof fd);
    return sendmsg(to, &m, MSG_NOSIGNAL) == 1;
}

/* -1 when the other end is gone. */
static int take_descriptor(int from)
{
    char byte;
    int fd = -1, own = -1;
    struct iovec io = {&byte, 1};
    union letter l;
    struct msghdr m = envelope(&io, &l);
    ssize_t n;
    while ((n = recvmsg(from, &m, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR)
        ;
    struct cmsghdr *c = n == 1 ? CMSG_FIRSTHDR(&m) : NULL;
    if (!c || c->cmsg_type != SCM_RIGHTS)
        return -1;
    memcpy(&fd, CMSG_DATA(c), sizeof fd);
    own = fcntl(fd, F_DUPFD_CLOEXEC, FIRST_FREE);
    close(fd);
    return own;
}

/* A sibling, not a child: the crawler is the one that waits for it. */
static pid_t fork_beside(void)
{
    return (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);
}

static void give_birth(struct born *a, const struct page_reader *reader, int fd,
                       pid_t parent)
{
    struct err e = {0};
    pid_t pid = -1;
    if (!page_reader_ready(reader, &e))
        errno = 0;
    else if ((pid = fork_beside()) == 0)
        reader_child_run(reader, fd, parent);
    else if (pid < 0)
        err_set(&e, "a reader cannot be started: %s", strerror(errno));
    a->pid = pid < 0 ? 0 : pid;
    size_t n = strnlen(e.msg, sizeof a->why - 1);
    memcpy(a->why, e.msg, n);
    a->why[n] = 0;
}

static _Noreturn void run(const struct page_reader *reader, int fd,
                          pid_t parent)
{
    int reader_fd;
    reader_child_follow(parent);
    sandbox_close_files(fd);
    while ((reader_fd = take_descriptor(fd)) >= 0) {
        struct born a = {0};
        give_birth(&a, reader, reader_fd, parent);
        close(reader_fd);
        if (send(fd, &a, sizeof a, MSG_NOSIGNAL) != (ssize_t)sizeof a)
            break;
    }
    _exit(0);
}

bool nursery_open(struct nursery *n, const struct page_reader *reader,
                  struct err *e)
{
    int pair[2];
    *n = (struct nursery){.reader = reader};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return err_set(e, "a socket for readers: %s", strerror(errno));
    pid_t parent = getpid(), pid = fork();
    if (pid == 0)
        run(reader, pair[1], parent);
    int why = errno;
    close(pair[1]);
    if (pid < 0) {
        close(pair[0]);
        return err_set(e, "readers cannot be started: %s", strerror(why));
    }
    struct timeval patience = {.tv_sec = ANSWER_S};
    setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    n->pid = pid;
    n->fd = pair[0];
    return true;
}

void nursery_close(struct nursery *n)
{
    if (!n->pid)
        return;
    kill(n->pid, SIGKILL);
    close(n->fd);
    while (waitpid(n->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    n->pid = 0;
}

static bool ask(struct nursery *n, int fd, struct born *a)
{
    ssize_t got;
    if (!send_descriptor(n->fd, fd))
        return false;
    while ((got = recv(n->fd, a, sizeof *a, 0)) < 0 && errno == EINTR)
        ;
    return got == (ssize_t)sizeof *a;
}

/* A nursery that died is forked anew, from what the crawler is by now. */
pid_t nursery_reader(struct nursery *n, int fd, struct err *e)
{
    struct born a = {0};
    for (int tries = 0; tries < 2; tries++) {
        if (!n->pid && !nursery_open(n, n->reader, e))
            return 0;
        if (ask(n, fd, &a)) {
            if (!a.pid)
                err_set(e, "%s", a.why);
            return a.pid;
        }
        nursery_close(n);
    }
    err_set(e, "readers cannot be started: their parent dies");
    return 0;
}

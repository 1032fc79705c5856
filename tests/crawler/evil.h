/* SPDX-License-Identifier: MIT
 *
 * evil: a web server on loopback that behaves as badly as the web does.
 *
 * A child process listens on one port of 127.0.0.1 .. 127.0.0.9 (nine hosts)
 * and forks for each connection. What it answers is a function of the test,
 * or evil_serve() with its table. Requests are counted and logged in memory
 * that the test shares. */
#ifndef MOLVA_EVIL_H
#define MOLVA_EVIL_H

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

enum { EVIL_HOSTS = 9, EVIL_LOG = 20000 };

struct evil_request {
    char path[1024];   /* with query */
    char header[8192]; /* all header lines */
    int host;          /* last number of the address asked: 1 .. 9 */
    int fd;            /* to answer on */
    bool close;        /* set by a handler: no further request here */
};

struct evil_entry {
    int host;       /* who was asked */
    char path[200]; /* for what */
    long long from; /* milliseconds when it came */
    long long to;   /* and when it was answered, 0 not yet */
};

struct evil_shared {
    int n;                           /* entries used */
    int mode;                        /* the test's own switch */
    struct evil_entry log[EVIL_LOG]; /* in order of arrival */
};

struct evil {
    pid_t pid;                  /* of the server */
    int port;                   /* on all hosts */
    struct evil_shared *shared; /* log and switch */
    struct evil_bomb {
        char p[65536]; /* zeroes, gzipped */
        size_t n;      /* bytes of it */
    } large, small;    /* 32 MB and 4 MB of them */
    void (*serve)(struct evil *, struct evil_request *); /* the behaviour */
};

#define EVIL_USE __attribute__((unused)) static

EVIL_USE long long evil_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

EVIL_USE bool evil_write(struct evil_request *r, const void *p, size_t n)
{
    const char *at = p;
    while (n) {
        ssize_t k = send(r->fd, at, n, MSG_NOSIGNAL);
        if (k <= 0) {
            r->close = true;
            return false;
        }
        at += k;
        n -= (size_t)k;
    }
    return true;
}

EVIL_USE bool evil_text(struct evil_request *r, const char *fmt, ...)
{
    char text[65536];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    return evil_write(r, text, (size_t)n);
}

/* headers: complete lines with \r\n, or "". */
EVIL_USE void evil_answer(struct evil_request *r, int status,
                          const char *headers, const char *body)
{
    evil_text(r, "HTTP/1.1 %d X\r\nContent-Length: %zu\r\n%s\r\n", status,
              status == 304 ? (size_t)0 : strlen(body), headers);
    if (status != 304)
        evil_write(r, body, strlen(body));
}

/* How often this host was asked for this path, the request now included. */
EVIL_USE int evil_hits(const struct evil *s, int host, const char *path)
{
    int hits = 0;
    for (int i = 0; i < s->shared->n && i < EVIL_LOG; i++)
        hits += (!host || s->shared->log[i].host == host) &&
                strcmp(s->shared->log[i].path, path) == 0;
    return hits;
}

EVIL_USE bool evil_has(const struct evil_request *r, const char *header)
{
    return strcasestr(r->header, header) != NULL;
}

EVIL_USE void evil_endless(struct evil_request *r, const char *head,
                           const char *piece)
{
    evil_text(r, "%s", head);
    while (!r->close)
        evil_text(r, "%s", piece);
}

EVIL_USE void evil_zip(struct evil_bomb *bomb, int megabytes)
{
    static char zeroes[1 << 20];
    z_stream z = {0};
    deflateInit2(&z, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY);
    z.next_out = (unsigned char *)bomb->p;
    z.avail_out = sizeof bomb->p;
    for (int i = 0; i < megabytes; i++) {
        z.next_in = (unsigned char *)zeroes;
        z.avail_in = sizeof zeroes;
        deflate(&z, i == megabytes - 1 ? Z_FINISH : Z_NO_FLUSH);
    }
    bomb->n = sizeof bomb->p - z.avail_out;
    deflateEnd(&z);
}

EVIL_USE void evil_zipped(struct evil_request *r, const struct evil_bomb *bomb)
{
    evil_text(r,
              "HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\n"
              "Content-Length: %zu\r\n\r\n",
              bomb->n);
    evil_write(r, bomb->p, bomb->n);
}

EVIL_USE void evil_redirect(struct evil_request *r, int status, const char *fmt,
                            ...)
{
    char to[2048], line[2100];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(to, sizeof to, fmt, ap);
    va_end(ap);
    snprintf(line, sizeof line, "Location: %s\r\n", to);
    evil_answer(r, status, line, "moved");
}

EVIL_USE void evil_retry_date(struct evil_request *r)
{
    char line[100];
    time_t at = time(NULL) + 2;
    struct tm tm;
    gmtime_r(&at, &tm);
    strftime(line, sizeof line, "Retry-After: %a, %d %b %Y %H:%M:%S GMT\r\n",
             &tm);
    evil_answer(r, 503, line, "busy");
}

/* The bad behaviours that every test may ask for. False: none of them. */
EVIL_USE bool evil_serve(struct evil *s, struct evil_request *r)
{
    const char *p = r->path;
    int hits = evil_hits(s, r->host, p), n;
#define IS(name) (strcmp(p, name) == 0)
    if (IS("/ok"))
        evil_answer(r, 200, "Content-Type: text/plain\r\n", "fine");
    else if (IS("/etag"))
        evil_answer(r, evil_has(r, "If-None-Match: W/\"v 1\"") ? 304 : 200,
                    "ETag: W/\"v 1\"\r\nLast-Modified: yesterday-ish\r\n",
                    "tagged");
    else if (IS("/endless"))
        evil_endless(r, "HTTP/1.1 200 X\r\n\r\n", "<p>and so on</p>");
    else if (IS("/huge"))
        evil_text(r, "HTTP/1.1 200 X\r\nContent-Length: 99999999999\r\n\r\nx");
    else if (IS("/bomb"))
        evil_zipped(r, &s->large);
    else if (IS("/smallbomb"))
        evil_zipped(r, &s->small);
    else if (IS("/badgzip"))
        evil_answer(r, 200, "Content-Encoding: gzip\r\n", "this is no gzip");
    else if (IS("/drip")) {
        evil_text(r, "HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n");
        while (!r->close && evil_text(r, "."))
            sleep(1);
    } else if (IS("/headers"))
        evil_endless(r, "HTTP/1.1 200 X\r\n", "X-More: and more and more\r\n");
    else if (IS("/interim"))
        evil_endless(r, "", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
    else if (IS("/short")) {
        evil_text(r, "HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\nhalf");
        r->close = true;
    } else if (IS("/chunks")) {
        evil_text(r, "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n"
                     "zz\r\nno number\r\n");
        r->close = true;
    } else if (IS("/nothing"))
        r->close = true;
    else if (IS("/garbage")) {
        evil_text(r, "SSH-2.0-OpenSSH_9.2\r\n\r\n");
        r->close = true;
    } else if (IS("/self"))
        evil_redirect(r, 302, "/self");
    else if (IS("/circle/1"))
        evil_redirect(r, 301, "/circle/2");
    else if (IS("/circle/2"))
        evil_redirect(r, 307, "circle/../1");
    else if (sscanf(p, "/hops/%d", &n) == 1)
        evil_redirect(r, 302, "/hops/%d", n + 1);
    else if (IS("/tofile"))
        evil_redirect(r, 302, "file:///etc/passwd");
    else if (IS("/away"))
        evil_redirect(r, 302, "http://127.0.0.2:%d/forbidden", s->port);
    else if (IS("/retry-seconds") && hits < 3)
        evil_answer(r, 429, "Retry-After: 1\r\n", "slow down");
    else if (IS("/retry-date") && hits < 2)
        evil_retry_date(r);
    else if (IS("/flaky") && hits < 3)
        evil_answer(r, 500, "", "oops");
    else if (IS("/500"))
        evil_answer(r, 500, "", "oops");
    else if (IS("/403"))
        evil_answer(r, 403, "", "no");
    else if (IS("/404"))
        evil_answer(r, 404, "", "no");
    else
        return false;
    return true;
#undef IS
}

EVIL_USE bool evil_read(struct evil_request *r)
{
    char text[9000];
    size_t n = 0;
    while (n < sizeof text - 1) {
        ssize_t k = recv(r->fd, text + n, sizeof text - 1 - n, 0);
        if (k <= 0)
            return false;
        n += (size_t)k;
        text[n] = 0;
        if (strstr(text, "\r\n\r\n"))
            break;
    }
    char *space = strchr(text, ' '), *end = space ? strchr(space + 1, ' ') : 0;
    if (!end || end - space - 1 >= (long)sizeof r->path)
        return false;
    memcpy(r->path, space + 1, (size_t)(end - space - 1));
    r->path[end - space - 1] = 0;
    snprintf(r->header, sizeof r->header, "%s", strchr(end, '\n'));
    return true;
}

EVIL_USE void evil_connection(struct evil *s, int fd, int host)
{
    struct evil_request r = {.fd = fd, .host = host};
    while (!r.close && evil_read(&r)) {
        int at = __atomic_fetch_add(&s->shared->n, 1, __ATOMIC_SEQ_CST);
        struct evil_entry *entry = &s->shared->log[at % EVIL_LOG];
        entry->host = host;
        snprintf(entry->path, sizeof entry->path, "%.199s", r.path);
        entry->from = evil_ms();
        s->serve(s, &r);
        entry->to = evil_ms();
    }
    _exit(0);
}

EVIL_USE int evil_listen(int host, int port)
{
    int one = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in in = {.sin_family = AF_INET,
                             .sin_port = htons((unsigned short)port)};
    in.sin_addr.s_addr = htonl(0x7f000000u | (unsigned)host);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(fd, (struct sockaddr *)&in, sizeof in) || listen(fd, 256)) {
        close(fd);
        return -1;
    }
    return fd;
}

EVIL_USE void evil_loop(struct evil *s, const int *fds)
{
    signal(SIGCHLD, SIG_IGN);
    for (;;) {
        fd_set set;
        FD_ZERO(&set);
        for (int i = 0; i < EVIL_HOSTS; i++)
            FD_SET(fds[i], &set);
        if (select(fds[EVIL_HOSTS - 1] + 64, &set, NULL, NULL, NULL) < 0)
            continue;
        for (int i = 0; i < EVIL_HOSTS; i++) {
            if (!FD_ISSET(fds[i], &set))
                continue;
            int fd = accept(fds[i], NULL, NULL);
            if (fd >= 0 && fork() == 0)
                evil_connection(s, fd, i + 1);
            close(fd);
        }
    }
}

/* Listens on a port that is free on all nine hosts. */
EVIL_USE void evil_start(struct evil *s,
                         void (*serve)(struct evil *, struct evil_request *))
{
    int fds[EVIL_HOSTS];
    s->serve = serve;
    s->shared = mmap(NULL, sizeof *s->shared, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    evil_zip(&s->large, 32);
    evil_zip(&s->small, 4);
    for (bool all = false; !all;) {
        struct sockaddr_in in;
        socklen_t n = sizeof in;
        fds[0] = evil_listen(1, 0);
        getsockname(fds[0], (struct sockaddr *)&in, &n);
        s->port = ntohs(in.sin_port);
        all = true;
        for (int i = 1; i < EVIL_HOSTS; i++)
            all = (fds[i] = evil_listen(i + 1, s->port)) >= 0 && all;
        for (int i = 0; !all && i < EVIL_HOSTS; i++)
            close(fds[i]);
    }
    s->pid = fork();
    if (s->pid == 0) {
        setpgid(0, 0);
        evil_loop(s, fds);
    }
    setpgid(s->pid, s->pid);
    for (int i = 0; i < EVIL_HOSTS; i++)
        close(fds[i]);
}

EVIL_USE void evil_stop(struct evil *s)
{
    kill(-s->pid, SIGKILL);
    waitpid(s->pid, NULL, 0);
    munmap(s->shared, sizeof *s->shared);
}

#endif

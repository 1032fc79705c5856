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
#include <sys/prctl.h>
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
    void (*page)(struct evil *, struct evil_request *);  /* when all is well */
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

EVIL_USE void evil_etag(struct evil *s, struct evil_request *r)
{
    (void)s;
    evil_answer(r, evil_has(r, "If-None-Match: W/\"v 1\"") ? 304 : 200,
                "ETag: W/\"v 1\"\r\nLast-Modified: yesterday-ish\r\n",
                "tagged");
}

EVIL_USE void evil_large(struct evil *s, struct evil_request *r)
{
    evil_zipped(r, &s->large);
}

EVIL_USE void evil_small(struct evil *s, struct evil_request *r)
{
    evil_zipped(r, &s->small);
}

EVIL_USE void evil_drip(struct evil *s, struct evil_request *r)
{
    (void)s;
    evil_text(r, "HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n");
    while (!r->close && evil_text(r, "."))
        sleep(1);
}

/* A header of as many bytes as the path says. */
EVIL_USE void evil_location(struct evil *s, struct evil_request *r)
{
    (void)s;
    static char piece[1000];
    memset(piece, 'a', sizeof piece);
    long n = strtol(r->path + 10, NULL, 10);
    evil_text(r, "HTTP/1.1 302 X\r\nLocation: /");
    for (; n > 0 && !r->close; n -= (long)sizeof piece)
        evil_write(r, piece, sizeof piece);
    evil_text(r, "\r\nContent-Length: 0\r\n\r\n");
    r->close = true;
}

/* So many bytes of headers, in short lines. */
EVIL_USE void evil_head(struct evil *s, struct evil_request *r)
{
    static const char line[] = "X-More: and more and more and more\r\n";
    (void)s;
    long n = strtol(r->path + 6, NULL, 10);
    evil_text(r, "HTTP/1.1 200 X\r\nContent-Length: 0\r\n");
    for (; n > 0 && !r->close; n -= (long)sizeof line - 1)
        evil_text(r, "%s", line);
    evil_text(r, "\r\n");
    r->close = true;
}

/* One byte a chunk, and an extension of 4,000 behind it. */
EVIL_USE void evil_extensions(struct evil *s, struct evil_request *r)
{
    (void)s;
    char piece[4100];
    memset(piece, 'x', sizeof piece);
    memcpy(piece, "1;", 2);
    memcpy(piece + 4000, "\r\n.\r\n", 5);
    evil_text(r, "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n");
    while (!r->close && evil_write(r, piece, 4005))
        usleep(20000);
}

EVIL_USE void evil_away(struct evil *s, struct evil_request *r)
{
    evil_redirect(r, 302, "http://127.0.0.2:%d/forbidden", s->port);
}

EVIL_USE void evil_hops(struct evil *s, struct evil_request *r)
{
    (void)s;
    evil_redirect(r, 302, "/hops/%d", (int)strtol(r->path + 6, NULL, 10) + 1);
}

EVIL_USE void evil_retry_seconds(struct evil *s, struct evil_request *r)
{
    if (evil_hits(s, r->host, r->path) < 3)
        evil_answer(r, 429, "Retry-After: 1\r\n", "slow down");
    else
        s->page(s, r);
}

EVIL_USE void evil_retry_date(struct evil *s, struct evil_request *r)
{
    char line[100];
    time_t at = time(NULL) + 2;
    struct tm tm;
    gmtime_r(&at, &tm);
    strftime(line, sizeof line, "Retry-After: %a, %d %b %Y %H:%M:%S GMT\r\n",
             &tm);
    if (evil_hits(s, r->host, r->path) < 2)
        evil_answer(r, 503, line, "busy");
    else
        s->page(s, r);
}

EVIL_USE void evil_flaky(struct evil *s, struct evil_request *r)
{
    if (evil_hits(s, r->host, r->path) < 3)
        evil_answer(r, 500, "", "oops");
    else
        s->page(s, r);
}

/* Bytes as they are; then the connection is closed. */
static const struct {
    const char *path, *bytes;
} evil_raw[] = {
    {"/huge", "HTTP/1.1 200 X\r\nContent-Length: 99999999999\r\n\r\nx"},
    {"/short", "HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\nhalf"},
    {"/chunks", "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n"
                "zz\r\nno number\r\n"},
    {"/nothing", ""},
    {"/garbage", "SSH-2.0-OpenSSH_9.2\r\n\r\n"},
};

static const struct {
    const char *path, *head, *piece; /* the piece comes again and again */
} evil_unending[] = {
    {"/endless", "HTTP/1.1 200 X\r\n\r\n", "<p>and so on</p>"},
    {"/headers", "HTTP/1.1 200 X\r\n", "X-More: and more and more\r\n"},
    {"/interim", "", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"},
};

static const struct {
    const char *path;
    int status;
    const char *headers, *body;
} evil_plain[] = {
    {"/ok", 200, "Content-Type: text/plain\r\n", "fine"},
    {"/badgzip", 200, "Content-Encoding: gzip\r\n", "this is no gzip"},
    {"/self", 302, "Location: /self\r\n", ""},
    {"/circle/1", 301, "Location: /circle/2\r\n", ""},
    {"/circle/2", 307, "Location: ../circle/./1\r\n", ""},
    {"/tofile", 302, "Location: file:///etc/passwd\r\n", ""},
    {"/500", 500, "", "oops"},
    {"/403", 403, "", "no"},
    {"/404", 404, "", "no"},
};

static const struct {
    const char *path; /* begins like this */
    void (*serve)(struct evil *, struct evil_request *);
} evil_odd[] = {
    {"/etag", evil_etag},
    {"/bomb", evil_large},
    {"/smallbomb", evil_small},
    {"/drip", evil_drip},
    {"/away", evil_away},
    {"/location/", evil_location},
    {"/head/", evil_head},
    {"/extensions", evil_extensions},
    {"/hops/", evil_hops},
    {"/flaky", evil_flaky},
    {"/retry-seconds", evil_retry_seconds},
    {"/retry-date", evil_retry_date},
};

#define EVIL_EACH(list) for (size_t i = 0; i < sizeof list / sizeof *list; i++)

/* The bad behaviours that every test may ask for. False: none of them. */
EVIL_USE bool evil_serve(struct evil *s, struct evil_request *r)
{
    EVIL_EACH(evil_plain)
    if (strcmp(r->path, evil_plain[i].path) == 0)
        return evil_answer(r, evil_plain[i].status, evil_plain[i].headers,
                           evil_plain[i].body),
               true;
    EVIL_EACH(evil_raw)
    if (strcmp(r->path, evil_raw[i].path) == 0)
        return r->close = true, evil_text(r, "%s", evil_raw[i].bytes), true;
    EVIL_EACH(evil_unending)
    if (strcmp(r->path, evil_unending[i].path) == 0)
        return evil_endless(r, evil_unending[i].head, evil_unending[i].piece),
               true;
    EVIL_EACH(evil_odd)
    if (strncmp(r->path, evil_odd[i].path, strlen(evil_odd[i].path)) == 0)
        return evil_odd[i].serve(s, r), true;
    return false;
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
    s->page = s->page ? s->page : serve;
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
        prctl(PR_SET_PDEATHSIG, SIGKILL);
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

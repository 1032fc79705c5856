/* SPDX-License-Identifier: MIT
 *
 * wire: bytes to the desk of client.h as they are, and what comes back. */
#ifndef MOLVA_TESTS_WIRE_H
#define MOLVA_TESTS_WIRE_H

#include <netinet/tcp.h>

#include "tests/desk/client.h"

/* From 127.0.0.N when n is not 0. */
static inline int dial_from(int n)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)desk.port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct sockaddr_in from = {.sin_family = AF_INET,
                               .sin_addr.s_addr =
                                   htonl(INADDR_LOOPBACK - 1 + (uint32_t)n)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    ck_assert(fd >= 0);
    if (n)
        ck_assert_int_eq(bind(fd, (struct sockaddr *)&from, sizeof from), 0);
    ck_assert_int_eq(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    return fd;
}

static inline int dial(void)
{
    return dial_from(0);
}

/* Everything until the desk closes, or for a moment of silence once it has
 * said something; then closes. */
static inline struct str read_all(int fd, bool *closed)
{
    static char answer[1024 * 1024];
    size_t n = 0;
    struct pollfd p = {.fd = fd, .events = POLLIN};
    *closed = false;
    while (n < sizeof answer && poll(&p, 1, n ? 400 : 20000) > 0) {
        ssize_t k = recv(fd, answer + n, sizeof answer - n, 0);
        *closed = k <= 0;
        if (k <= 0)
            break;
        n += (size_t)k;
    }
    close(fd);
    return (struct str){answer, n};
}

/* Sends bytes as they are. */
static inline struct str raw(struct str request, bool *closed)
{
    int fd = dial();
    for (size_t sent = 0; sent < request.n;) {
        ssize_t k = send(fd, request.p + sent, request.n - sent, MSG_NOSIGNAL);
        if (k <= 0)
            break;
        sent += (size_t)k;
    }
    return read_all(fd, closed);
}

/* The request with {h} and {p} filled in, into out. */
static inline void fill(struct buf *out, struct str request)
{
    for (size_t i = 0; i < request.n; i++) {
        struct str rest = str_from(request, i);
        if (str_starts(rest, STR("{h}")))
            buf_printf(out, "127.0.0.1:%d", desk.port);
        else if (str_starts(rest, STR("{p}")))
            buf_printf(out, "%d", desk.port);
        else {
            buf_char(out, request.p[i]);
            continue;
        }
        i += 2;
    }
}

static inline int answers_in(struct str s)
{
    int n = 0;
    for (ptrdiff_t at; (at = str_find(s, STR("HTTP/1.1 "))) >= 0; n++)
        s = str_from(s, (size_t)at + 9);
    return n;
}

/* Status of the last answer in s. */
static inline struct str last_status(struct str s)
{
    struct str status = {0};
    for (ptrdiff_t at; (at = str_find(s, STR("HTTP/1.1 "))) >= 0;) {
        status = str_part(s, (size_t)at + 9, 3);
        s = str_from(s, (size_t)at + 9);
    }
    return status;
}

#endif

/* SPDX-License-Identifier: MIT
 *
 * http: the head of a request, read strictly (RFC 9112, RFC 9110).
 *
 * Pure: bytes in, a head or the status of the refusal out. What two readers
 * could take in two ways is refused and never mended: a proxy before us must
 * see the same requests as we do. So every line ends in CR LF, no line is
 * folded, no control byte stands anywhere, and what decides about the request
 * (Host, Content-Length ...) stands there once. */
#ifndef MOLVA_DESK_HTTP_H
#define MOLVA_DESK_HTTP_H

#include "base/str.h"

enum { HTTP_HEADERS = 100 };

/* Where a form may be as large as CEILING_REQUEST_TABLE. */
#define HTTP_TABLE "/cases/import"

struct http_header {
    struct str name, value; /* without white space around them */
};

struct http_head {
    struct str method, target;                /* target starts with '/' */
    struct http_header headers[HTTP_HEADERS]; /* n of them, as they came */
    size_t n;                                 /* of them */
    struct str host;                          /* name or [address], :port */
    size_t length;                            /* of the body that follows */
    bool close;   /* no request comes after this one */
    bool expects; /* the body waits for "100 Continue" */
};

/* Looks for the end of a head in `in`, from *at on, which moves to where the
 * next call goes on when more has come. *size is the length of the head with
 * its empty line, 0 while it is not there whole. Returns 0, or the status of
 * the refusal as soon as it is certain. */
int http_scan(struct str in, size_t *at, size_t *size);

/* Reads a whole head; the parts point into it. Returns 0 or the status of the
 * refusal. */
int http_read(struct http_head *h, struct str head);

/* Could it stand in a Host header: a name or [address], and maybe a port? */
bool http_is_host(struct str s);

/* The first and the last header of that name; the empty str when missing. */
struct str http_get(const struct http_head *h, const char *name);
struct str http_last(const struct http_head *h, const char *name);
/* A cookie of that name. */
struct str http_cookie(const struct http_head *h, const char *name);

#endif

/* SPDX-License-Identifier: MIT
 * fuzz_http: bytes of a connection are looked at in pieces, as they may come,
 * and read. The first byte says how long the pieces are. */
#include <stdlib.h>
#include <string.h>

#include "base/ceiling.h"
#include "desk/address.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void need(bool ok)
{
    if (!ok)
        abort();
}

static size_t headers_named(const struct http_head *h, const char *name)
{
    size_t n = 0;
    for (size_t i = 0; i < h->n; i++)
        n += str_eq_nocase(h->headers[i].name, str_of(name));
    return n;
}

/* What must hold of every head that is taken. */
static void check(const struct http_head *h, struct str head)
{
    char net[ADDRESS_SIGNS];
    for (size_t i = 0; i < head.n; i++) {
        need(head.p[i] != 0);
        need(head.p[i] != '\n' || (i && head.p[i - 1] == '\r'));
        need(head.p[i] != '\r' || head.p[i + 1] == '\n');
    }
    need(h->target.p[0] == '/' && str_find_char(h->target, ' ') < 0);
    need(headers_named(h, "Host") == 1 && h->host.n);
    need(headers_named(h, "Content-Length") <= 1);
    need(headers_named(h, "Transfer-Encoding") == 0);
    need(h->length <= CEILING_REQUEST);
    need(h->length == 0 || headers_named(h, "Content-Length") == 1);
    http_cookie(h, "molva");
    address_net(address_of(h, STR("127.0.0.1"), true), net);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct http_head h;
    if (n < 2)
        return 0;
    size_t piece = 1 + data[0], at = 0, size = 0, once_at = 0, once_size;
    struct str all = {(const char *)data + 1, n - 1};
    int once = http_scan(all, &once_at, &once_size), wrong = 0;
    for (size_t have = 0; !wrong && !size && have < all.n;) {
        have = have + piece < all.n ? have + piece : all.n;
        wrong = http_scan(str_part(all, 0, have), &at, &size);
    }
    need(wrong == once && size == once_size);
    if (wrong || !size)
        return 0;
    need(size <= CEILING_REQUEST_HEAD && size <= all.n);
    struct str head = str_part(all, 0, size);
    if (http_read(&h, head) == 0)
        check(&h, head);
    return 0;
}

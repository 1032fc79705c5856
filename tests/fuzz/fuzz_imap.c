/* SPDX-License-Identifier: MIT
 * fuzz_imap: a mail server may say anything; what comes of it is a bundle no
 * larger than what it said, or a reason. */
#include <string.h>

#include "crawler/imap.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool on_send(void *ctx, struct str bytes, struct err *e)
{
    (void)ctx, (void)bytes, (void)e;
    return true;
}

static size_t on_recv(void *ctx, char *to, size_t room, struct err *e)
{
    struct str *rest = ctx;
    size_t n = rest->n < room ? rest->n : room;
    memcpy(to, rest->p, n);
    *rest = str_from(*rest, n);
    if (!n)
        err_set(e, "the end");
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { LENGTHS = 10 }; /* a literal of one byte takes more than that */
    struct err e = {0};
    struct buf bundle;
    struct str rest = {(const char *)data, size};
    const struct imap_wire wire = {on_send, on_recv, NULL, &rest};
    const struct imap_wish wish = {.folder = STR("INBOX"), .validity = 7};
    struct imap_got got = {.bundle = &bundle};
    buf_init(&bundle, 1 << 20);
    bool ok = imap_read(&wire, &wish, &got, &e);
    if (bundle.n > size * LENGTHS || (!ok && !e.msg[0]))
        __builtin_trap();
    buf_clear(&bundle);
    return 0;
}

/* SPDX-License-Identifier: MIT
 * squeeze: zlib, quick rather than small. */
#include "desk/squeeze.h"

#include <string.h>
#include <zlib.h>

enum {
    SQUEEZE_LEAST = 1000, /* bytes; less fits into a packet anyway */
    SQUEEZE_LEVEL = 5,
    SQUEEZE_GZIP = 16, /* added to the window: with gzip's head */
    SQUEEZE_PIECE = 16 * 1024
};

bool squeeze_taken(struct str accept)
{
    struct str one;
    while (str_split(&accept, ',', &one)) {
        struct str rest = one, name, q = {0};
        if (!str_split(&rest, ';', &name))
            continue;
        double share = 1;
        if (str_starts(str_trim(rest), STR("q=")))
            q = str_from(str_trim(rest), 2);
        if (q.n && !str_num(q, &share))
            share = 0;
        if (str_eq_nocase(str_trim(name), STR("gzip")) && share > 0)
            return true;
    }
    return false;
}

bool squeeze_worth(const char *type, size_t n)
{
    return n >= SQUEEZE_LEAST && (strncmp(type, "text/", 5) == 0 ||
                                  strstr(type, "json") || strstr(type, "xml"));
}

bool squeeze(struct buf *out, struct str body)
{
    z_stream z = {.next_in = (unsigned char *)body.p,
                  .avail_in = (unsigned)body.n};
    char piece[SQUEEZE_PIECE];
    int state = Z_OK;
    if (deflateInit2(&z, SQUEEZE_LEVEL, Z_DEFLATED, MAX_WBITS + SQUEEZE_GZIP, 8,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    while (state == Z_OK) {
        z.next_out = (unsigned char *)piece;
        z.avail_out = sizeof piece;
        state = deflate(&z, Z_FINISH);
        buf_str(out, (struct str){piece, sizeof piece - z.avail_out});
    }
    deflateEnd(&z);
    return state == Z_STREAM_END && !out->over;
}

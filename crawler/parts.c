/* SPDX-License-Identifier: MIT
 * parts: a page in parts. */
#include "crawler/parts.h"

#include "crawler/markup/bundle.h"

static size_t count(struct str bundle)
{
    struct str message;
    int64_t uid;
    size_t n = 0;
    while (bundle_next(&bundle, &message, &uid))
        n++;
    return n;
}

bool parts_halve(struct page_work *w)
{
    struct str rest = w->part, message;
    int64_t uid;
    size_t n = count(rest);
    for (size_t i = 0; i < n / 2; i++)
        if (!bundle_next(&rest, &message, &uid))
            return false;
    w->part.n -= n > 1 ? rest.n : 0;
    return n > 1;
}

int64_t parts_uid(const struct page_work *w)
{
    struct str rest = w->part, message;
    int64_t uid = 0;
    return bundle_next(&rest, &message, &uid) ? uid : 0;
}

bool parts_next(struct page_work *w)
{
    struct str body = buf_view(&w->answer->body);
    size_t end = (size_t)(w->part.p - body.p) + w->part.n;
    w->part = str_from(body, body.n ? end : 0);
    return w->part.n > 0;
}

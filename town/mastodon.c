/* SPDX-License-Identifier: MIT
 *
 * mastodon: the public timeline of a Mastodon server, as JSON. Ids are
 * snowflakes: they rise with the time. Older pages are told by the Link
 * header only. */
#include "town/sheet.h"

/* 48 bits of milliseconds, 16 of the post's own number. */
static int64_t flake(const struct post *p)
{
    return (p->at * 1000 << 16) + p->id;
}

static struct str flake_text(struct arena *a, const struct post *p)
{
    return str_printf(a, "%lld", (long long)flake(p));
}

static void put_account(const struct ask *q, struct json *j,
                        const struct author *who)
{
    struct str url = str_printf(q->a, STR_FMT "/@" STR_FMT,
                                STR_ARG(q->site->base), STR_ARG(who->handle));
    json_map(j);
    json_key(j, "id");
    json_str(j, str_printf(q->a, "%ld", 109000 + (long)who->id));
    json_key(j, "username"), json_str(j, who->handle);
    json_key(j, "acct"), json_str(j, who->handle);
    json_key(j, "display_name"), json_str(j, who->name);
    json_key(j, "locked"), json_flag(j, false);
    json_key(j, "bot"), json_flag(j, false);
    json_key(j, "url"), json_str(j, url);
    json_key(j, "followers_count"), json_int(j, who->followers);
    json_key(j, "following_count"), json_int(j, 40 + who->id * 7);
    json_key(j, "statuses_count"), json_int(j, who->posts);
    json_end(j);
}

static void put_status(const struct ask *q, struct json *j,
                       const struct post *p)
{
    const struct author *who = site_author(q->site, p->author);
    struct str url =
        str_printf(q->a, STR_FMT "/@" STR_FMT "/%lld", STR_ARG(q->site->base),
                   STR_ARG(who->handle), (long long)flake(p));
    struct buf text, date;
    buf_init(&text, CEILING_PAGE_OUT);
    buf_init(&date, 64);
    sheet_paragraphs(&text, site_text(q->site, p));
    sheet_time(&date, "%Y-%m-%dT%H:%M:%S.000Z", p->at, 0);
    json_map(j);
    json_key(j, "id"), json_str(j, flake_text(q->a, p));
    json_key(j, "created_at"), json_str(j, buf_view(&date));
    json_key(j, "in_reply_to_id"), json_null(j);
    json_key(j, "sensitive"), json_flag(j, false);
    json_key(j, "spoiler_text"), json_z(j, "");
    json_key(j, "visibility"), json_z(j, "public");
    json_key(j, "uri"), json_str(j, url);
    json_key(j, "url"), json_str(j, url);
    json_key(j, "replies_count"), json_int(j, p->replies);
    json_key(j, "reblogs_count"), json_int(j, p->likes / 4);
    json_key(j, "favourites_count"), json_int(j, p->likes);
    json_key(j, "edited_at");
    if (site_was_edited(q->site, p)) {
        buf_reset(&date);
        sheet_time(&date, "%Y-%m-%dT%H:%M:%S.000Z", q->site->changed, 0);
        json_str(j, buf_view(&date));
    } else {
        json_null(j);
    }
    json_key(j, "content"), json_str(j, buf_view(&text));
    json_key(j, "reblog"), json_null(j);
    json_key(j, "account"), put_account(q, j, who);
    json_key(j, "media_attachments"), json_list(j), json_end(j);
    json_key(j, "mentions"), json_list(j), json_end(j);
    json_key(j, "tags"), json_list(j), json_end(j);
    json_end(j);
    buf_clear(&text);
    buf_clear(&date);
}

/* Newest `size` posts below max_id and above min_id or since_id. */
static struct posts window(const struct ask *q, struct posts all, bool *more)
{
    int64_t below = sheet_arg(q, "max_id", INT64_MAX);
    int64_t above = sheet_arg(q, "since_id", sheet_arg(q, "min_id", 0));
    size_t to = all.n, from = 0;
    while (to > 0 && flake(all.p[to - 1]) >= below)
        to--;
    while (from < to && flake(all.p[from]) <= above)
        from++;
    size_t size = (size_t)q->site->page;
    *more = to - from > size;
    from = *more ? to - size : from;
    return (struct posts){all.p + from, to - from};
}

void mastodon_sheet(const struct ask *q, struct answer *r)
{
    if (!str_eq(q->path, STR("/api/v1/timelines/public")))
        return;
    bool more;
    struct posts p = window(q, site_posts(q->site, NULL, q->a), &more);
    struct str base = str_printf(q->a, STR_FMT STR_FMT "?local=true",
                                 STR_ARG(q->site->base), STR_ARG(q->path));
    struct json j;
    json_init(&j, &r->out);
    json_list(&j);
    for (size_t i = p.n; i-- > 0;)
        put_status(q, &j, p.p[i]);
    json_end(&j);
    if (p.n) {
        struct str prev =
            str_printf(q->a, "<" STR_FMT "&min_id=%lld>; rel=\"prev\"",
                       STR_ARG(base), (long long)flake(p.p[p.n - 1]));
        r->link = more ? str_printf(q->a,
                                    "<" STR_FMT
                                    "&max_id=%lld>; rel=\"next\", " STR_FMT,
                                    STR_ARG(base), (long long)flake(p.p[0]),
                                    STR_ARG(prev))
                       : prev;
    }
    r->status = 200;
    r->type = "application/json; charset=utf-8";
}

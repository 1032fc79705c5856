/* SPDX-License-Identifier: MIT
 * post_json: a post as one line of JSON. */
#include "crawler/reading/post_json.h"

#include "base/date.h"
#include "base/json.h"

static void put_text(struct json *j, const char *key, struct str s)
{
    if (!s.n)
        return;
    json_key(j, key);
    json_str(j, s);
}

static void put_count(struct json *j, const char *key, int64_t n)
{
    if (n < 0)
        return;
    json_key(j, key);
    json_int(j, n);
}

static void put_date(struct json *j, const struct mention *m)
{
    struct buf date;
    if (!m->published)
        return;
    buf_init(&date, 64);
    date_rfc3339(&date, m->published, NULL);
    put_text(j, "published", buf_view(&date));
    put_count(j, "precision", m->precision);
    buf_clear(&date);
}

void post_json(struct buf *out, const struct mention *m)
{
    struct json j;
    json_init(&j, out);
    json_map(&j);
    put_text(&j, "key1", m->key1);
    put_text(&j, "key2", m->key2);
    put_text(&j, "url", m->url);
    put_text(&j, "thread", m->thread);
    put_text(&j, "thread_title", m->thread_title);
    put_text(&j, "title", m->title);
    put_text(&j, "text", m->text);
    put_text(&j, "author", m->author);
    put_text(&j, "author_url", m->author_url);
    put_text(&j, "reply_to", m->reply_to);
    put_text(&j, "lang", m->lang);
    put_date(&j, m);
    put_text(&j, "date_text", m->date_text);
    if (m->rating >= 0) {
        json_key(&j, "rating");
        json_num(&j, m->rating);
    }
    put_count(&j, "likes", m->likes);
    put_count(&j, "replies", m->replies);
    put_count(&j, "followers", m->followers);
    put_count(&j, "author_posts", m->author_posts);
    put_count(&j, "reach", m->reach);
    json_end(&j);
    buf_char(out, '\n');
}

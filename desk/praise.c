/* SPDX-License-Identifier: MIT
 * praise: what people thank for, for everybody who works here (R52), whatever
 * else he may see. */
#include "desk/api.h"
#include "desk/page.h"
#include "desk/pages.h"

enum { ROWS = 50 };

static bool load(struct request *r, size_t limit, struct mention **rows,
                 size_t *n, struct err *e)
{
    const struct mention_filter f = {.type = str_of(type_name(TYPE_PRAISE)),
                                     .open = true,
                                     .behind = view_behind(r),
                                     .limit = limit};
    return store_mentions(r->desk->store, &r->arena, &f, rows, n, e) ||
           err_add(e, "praise");
}

/* Thanks that say something else as well are not hung up. */
static bool is_plain(const struct mention *m)
{
    return str_eqz(m->verdict.second, "-") && !m->verdict.not_us &&
           tone_by_name(m->verdict.tone) == TONE_POS;
}

static void row(struct request *r, const struct mention *m)
{
    html_printf(&r->out, "<li class=\"card\"><p class=\"soft\">%S · ",
                &m->post.source_name);
    page_time(r, m->post.published);
    html_printf(&r->out, " · %S</p>\n<p>%S</p>\n", &m->post.author,
                &m->post.text);
    page_outward(r, "", m->post.url, m->post.url);
    buf_z(&r->out, "</li>\n");
}

bool praise_page(struct request *r, struct err *e)
{
    struct mention *rows;
    size_t n, shown = 0;
    if (!load(r, ROWS, &rows, &n, e))
        return false;
    page_open(r, str_of(page_word(r, SAY_PRAISE)), "/praise");
    html_printf(&r->out, "<div class=\"title\"><h1>%s</h1></div>\n",
                page_word(r, SAY_PRAISE));
    buf_z(&r->out, "<ul class=\"sources\">\n");
    for (size_t i = 0; i < n; i++)
        if (is_plain(&rows[i])) {
            row(r, &rows[i]);
            shown++;
        }
    buf_z(&r->out, "</ul>\n");
    if (!shown)
        html_printf(&r->out, "<p class=\"card nothing\">%s</p>\n",
                    page_word(r, SAY_NO_PRAISE));
    page_close(r);
    return true;
}

static void put(struct request *r, struct json *j, const struct mention *m)
{
    json_map(j);
    json_key(j, "id"), json_int(j, m->id);
    json_key(j, "source"), json_str(j, m->post.source_name);
    json_key(j, "published");
    json_time(j, m->post.published, r->desk->setup->zone);
    json_key(j, "author"), json_str(j, m->post.author);
    json_key(j, "url"), json_str(j, m->post.url);
    json_key(j, "title"), json_str(j, m->post.title);
    json_key(j, "text"), json_str(j, m->post.text);
    json_end(j);
}

bool praise_json(struct request *r, struct err *e)
{
    struct mention *rows;
    struct json j;
    size_t n, limit = view_limit(r);
    if (!load(r, limit + 1, &rows, &n, e))
        return false;
    size_t most = n < limit ? n : limit;
    api_open(r, &j, (struct str){0});
    api_next(&j, n > limit ? rows[most - 1].id : 0);
    json_key(&j, "praise"), json_list(&j);
    for (size_t i = 0; i < most; i++)
        if (is_plain(&rows[i]))
            put(r, &j, &rows[i]);
    json_end(&j);
    api_close(&j);
    return true;
}

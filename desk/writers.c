/* SPDX-License-Identifier: MIT
 * writers: claims, for people. */
#include "desk/writers.h"

#include <microhttpd.h>

#include "desk/page.h"

void writers_load(struct request *r, struct writers *w)
{
    struct err ignored;
    if (!store_claims(r->desk->store, &r->arena, r->user.login, r->now,
                      &w->rows, &w->n, &ignored))
        *w = (struct writers){0};
}

static struct str words(struct request *r, const struct claim_row *c)
{
    struct str who = c->name.n ? c->name : c->login;
    return str_printf(&r->arena, "✍ " STR_FMT " %s", STR_ARG(who),
                      page_word(r, SAY_WRITES));
}

/* "" nobody. */
static struct str of(struct request *r, const struct writers *w,
                     int64_t mention)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->rows[i].mention == mention)
            return words(r, &w->rows[i]);
    return (struct str){0};
}

void writers_sign(struct request *r, const struct writers *w, int64_t mention)
{
    struct str said = of(r, w, mention);
    if (said.n)
        html_printf(&r->out, "<span class=\"writing\">%S</span>", &said);
}

void writers_line(struct request *r, const struct writers *w, int64_t mention)
{
    struct str said = of(r, w, mention);
    html_printf(&r->out,
                "<p class=\"writing\" id=\"writing\" role=\"status\">%S</p>\n",
                &said);
}

void writers_json(struct request *r, const struct writers *w, struct json *j)
{
    json_key(j, "writing"), json_list(j);
    for (size_t i = 0; i < w->n; i++) {
        json_map(j);
        json_key(j, "mention"), json_int(j, w->rows[i].mention);
        json_key(j, "words"), json_str(j, words(r, &w->rows[i]));
        json_end(j);
    }
    json_end(j);
}

bool writers_claim(struct request *r, struct err *e)
{
    struct writers w;
    struct mention m;
    struct json j;
    bool found;
    if (!store_mention_get(r->desk->store, &r->arena, r->id, &m, &found, e))
        return false;
    if (!found) {
        r->status = MHD_HTTP_NOT_FOUND;
        return true;
    }
    if (!store_claim(r->desk->store, r->id, r->user.login, r->now, e))
        return err_add(e, "claim");
    writers_load(r, &w);
    r->type = "application/json";
    json_init(&j, &r->out);
    json_map(&j);
    writers_json(r, &w, &j);
    json_end(&j);
    return true;
}

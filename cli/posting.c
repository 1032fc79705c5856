/* SPDX-License-Identifier: MIT
 * posting: `reply:` of sources. */
#include "cli/posting.h"

#include <string.h>

#include "cli/cli.h"

/* "https://forum.example" of an address there. */
static struct str root_of(struct str url)
{
    ptrdiff_t scheme = str_find(url, STR("://"));
    if (scheme < 0)
        return (struct str){0};
    size_t end = (size_t)scheme + 3;
    while (end < url.n && !memchr("/?#", url.p[end], 3))
        end++;
    return str_part(url, 0, end);
}

static struct str word(const struct yaml_node *map, const char *key)
{
    const struct yaml_node *n = yaml_get(map, key);
    return n && n->kind == YAML_SCALAR ? n->value : (struct str){0};
}

static struct notify_outlet outlet_of(const struct source_setup *s)
{
    struct str by = word(s->reply, "by"), server = word(s->reply, "server");
    return (struct notify_outlet){
        .source = s->is.name,
        .kind = by.n ? by : s->is.kind,
        .server = server.n   ? server
                  : s->url.n ? root_of(s->url.items[0])
                             : (struct str){0},
        .own = server.n > 0,
        .with = s->reply,
        .plain = s->allow_private,
    };
}

struct notify_posting posting_of(struct workspace *w)
{
    const struct source_setup *s = w->sources.items;
    struct notify_outlet *rows =
        arena_alloc(&w->arena, (w->sources.n + 1) * sizeof *rows);
    size_t n = 0;
    for (size_t i = 0; i < w->sources.n; i++)
        if (s[i].reply)
            rows[n++] = outlet_of(&s[i]);
    return (struct notify_posting){.connectors = w->connectors,
                                   .outlets = rows,
                                   .n = n,
                                   .stop = &cli_stop};
}

size_t posting_names(struct workspace *w, const struct str **names)
{
    struct notify_posting p = posting_of(w);
    struct str *list = arena_alloc(&w->arena, (p.n + 1) * sizeof *list);
    for (size_t i = 0; i < p.n; i++)
        list[i] = p.outlets[i].source;
    *names = list;
    return p.n;
}

bool posting_check(struct workspace *w, struct err *e)
{
    const struct source_setup *s = w->sources.items;
    for (size_t i = 0; i < w->sources.n; i++) {
        if (!s[i].reply)
            continue;
        struct err why = {0};
        const struct notify_outlet at = outlet_of(&s[i]);
        if (s[i].reply->kind != YAML_MAP)
            return yaml_error(&w->file, s[i].reply, e,
                              "expected lines like token: '${NAME}'");
        if (!notify_outlet_needs(w->connectors, &at, &why))
            return yaml_error(&w->file, s[i].reply, e, "%s", why.msg);
    }
    return true;
}

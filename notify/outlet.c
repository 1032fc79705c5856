/* SPDX-License-Identifier: MIT
 * outlet: the `reply:` part of a connector, read and proven. */
#include "notify/outlet.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_read.h"

#define REQUEST(member) offsetof(struct outlet_request, member)
#define OUTLET(member)  offsetof(struct outlet, member)

static const struct yaml_field REQUEST[] = {
    {.key = "url", .type = YAML_STR, .at = REQUEST(url), .required = true},
    {.key = "method", .type = YAML_STR, .at = REQUEST(method)},
    {.key = "basic", .type = YAML_STR, .at = REQUEST(basic)},
    {.key = "headers", .type = YAML_STRS, .at = REQUEST(headers)},
    {.key = "json", .type = YAML_NODE, .at = REQUEST(json)},
    {.key = "form", .type = YAML_NODE, .at = REQUEST(form)},
    {.key = "take", .type = YAML_NODE, .at = REQUEST(take)},
    {.key = "items", .type = YAML_STR, .at = REQUEST(items)},
    {.key = "where", .type = YAML_STRS, .at = REQUEST(where)},
    {0},
};

/* What goes out for a mention, and what an answer means. */
struct example {
    struct str mention;     /* its permalink */
    struct yaml_node *with; /* values that `ask` or a source would tell */
    struct str url, body;   /* of the request that posts */
    struct str answer;      /* JSON */
    struct str link;        /* of our answer, by that */
};

static const struct yaml_field EXAMPLE[] = {
    {.key = "mention",
     .type = YAML_STR,
     .at = offsetof(struct example, mention),
     .required = true},
    {.key = "with", .type = YAML_NODE, .at = offsetof(struct example, with)},
    {.key = "url",
     .type = YAML_STR,
     .at = offsetof(struct example, url),
     .required = true},
    {.key = "body",
     .type = YAML_STR,
     .at = offsetof(struct example, body),
     .required = true},
    {.key = "answer",
     .type = YAML_STR,
     .at = offsetof(struct example, answer),
     .required = true},
    {.key = "link",
     .type = YAML_STR,
     .at = offsetof(struct example, link),
     .required = true},
    {0},
};

static const struct yaml_field FIELDS[] = {
    {.key = "server", .type = YAML_STR, .at = OUTLET(server)},
    {.key = "needs", .type = YAML_STRS, .at = OUTLET(needs)},
    {.key = "mention",
     .type = YAML_STRS,
     .at = OUTLET(mention),
     .required = true},
    {.key = "ask",
     .type = YAML_SUBS,
     .at = OUTLET(ask),
     .fields = REQUEST,
     .size = sizeof(struct outlet_request)},
    {.key = "send",
     .type = YAML_SUB,
     .at = OUTLET(send),
     .fields = REQUEST,
     .required = true},
    {.key = "find", .type = YAML_SUB, .at = OUTLET(find), .fields = REQUEST},
    {.key = "link", .type = YAML_STR, .at = OUTLET(link), .required = true},
    {.key = "error", .type = YAML_STR, .at = OUTLET(error)},
    {.key = "retry", .type = YAML_STR, .at = OUTLET(retry)},
    {.key = "limited", .type = YAML_STRS, .at = OUTLET(limited)},
    {.key = "held", .type = YAML_STRS, .at = OUTLET(held)},
    {.key = "key_lives", .type = YAML_DURATION, .at = OUTLET(key_lives)},
    {.key = "examples",
     .type = YAML_SUBS,
     .at = OUTLET(examples),
     .fields = EXAMPLE,
     .size = sizeof(struct example),
     .required = true},
    {0},
};

/* Every template below a node has braces that are right. */
static bool check_braces(const struct yaml_file *f,
                         const struct yaml_node *node, struct err *e)
{
    struct err why;
    if (node->kind == YAML_SCALAR)
        return vars_check(node->value, &why) ||
               yaml_error(f, node, e, "%s", why.msg);
    for (const struct yaml_node *n = node->children; n; n = n->next)
        if (!(n->key && str_eqz(n->key->value, "answer")) &&
            !(n->key && str_eqz(n->key->value, "body")) &&
            !check_braces(f, n, e))
            return false;
    return true;
}

/* An address begins with {server}, which the owner's own file tells: no
 * mention leads a credential elsewhere. */
static bool check_request(const struct yaml_file *f,
                          const struct outlet_request *r,
                          const struct yaml_node *node, struct err *e)
{
    if (!str_starts(r->url, STR("{server}/")))
        return yaml_error(f, yaml_get(node, "url"), e,
                          "it begins with {server}/");
    if (r->json && r->form)
        return yaml_error(f, r->form, e, "either json or form");
    return true;
}

static bool check(const struct outlet *o, const struct yaml_node *node,
                  struct err *e)
{
    const struct outlet_request *asks = o->ask.items;
    for (size_t i = 0; i < o->ask.n; i++)
        if (!check_request(&o->file, &asks[i], o->ask.nodes[i], e))
            return false;
    if (!check_request(&o->file, &o->send, yaml_get(node, "send"), e) ||
        !check_braces(&o->file, node, e))
        return false;
    if (!o->send.json && !o->send.form)
        return yaml_error(&o->file, yaml_get(node, "send"), e,
                          "what is sent is missing: json or form");
    if (!o->find.url.n)
        return true;
    return check_request(&o->file, &o->find, yaml_get(node, "find"), e) &&
           (yaml_get(o->find.take, "text") ||
            yaml_error(&o->file, yaml_get(node, "find"), e,
                       "take: has to tell where `text` is"));
}

bool outlet_load(struct outlet *o, struct arena *a, const char *connectors,
                 struct str kind, struct err *e)
{
    struct str path =
        str_printf(a, "%s/" STR_FMT ".yaml", connectors, STR_ARG(kind));
    *o = (struct outlet){0};
    if (!yaml_load(&o->file, a, path.p, e))
        return false;
    const struct yaml_node *node = yaml_get(o->file.root, "reply");
    if (!node)
        return err_set(e,
                       "nothing can be posted to the kind '" STR_FMT
                       "': %s has no `reply:`",
                       STR_ARG(kind), path.p);
    return yaml_read(&o->file, node, FIELDS, o, e) && check(o, node, e);
}

/* ---- its examples ---- */

static bool differs(const struct yaml_file *f, const struct yaml_node *at,
                    const char *key, struct str is, struct err *e)
{
    const struct yaml_node *node = yaml_get(at, key);
    if (str_eq(node->value, is))
        return false;
    yaml_error(f, node, e, "it is " STR_FMT, STR_ARG(is));
    return true;
}

static bool prove(const struct outlet *o, size_t i, struct arena *a,
                  struct err *e)
{
    const struct example *x = (const struct example *)o->examples.items + i;
    const struct yaml_node *at = o->examples.nodes[i];
    struct vars v = {0};
    struct call call;
    struct str link;
    struct err why = {0};
    const struct sending_row row = {.permalink = x->mention,
                                    .thread = x->mention,
                                    .key = STR("k"),
                                    .text = STR("«Да»\n& нет")};
    const struct notify_outlet place = {.server = STR("https://server.example"),
                                        .with = x->with};
    if (!outlet_begin(o, &place, &row, a, &v, &why) ||
        !outlet_request(&o->send, &v, a, &call, &why))
        return yaml_error(&o->file, at, e, "%s", why.msg);
    if (differs(&o->file, at, "url", call.url, e) ||
        differs(&o->file, at, "body", call.body, e))
        return false;
    struct json_object *answer = json_read(x->answer);
    bool taken = answer && outlet_take(&o->send, answer, a, &v);
    json_read_free(answer);
    if (!taken || !outlet_link(o, &v, a, &link))
        return yaml_error(&o->file, at, e,
                          "the answer does not hold what send takes");
    return !differs(&o->file, at, "link", link, e);
}

/* False when the kind has none, or it is right. */
static bool is_wrong(const char *connectors, struct str kind, int *good,
                     struct err *e)
{
    struct arena a = {0};
    struct outlet o;
    struct yaml_file f;
    struct str path =
        str_printf(&a, "%s/" STR_FMT ".yaml", connectors, STR_ARG(kind));
    bool ok = yaml_load(&f, &a, path.p, e);
    bool has = ok && yaml_get(f.root, "reply");
    ok = ok && (!has || outlet_load(&o, &a, connectors, kind, e));
    for (size_t i = 0; ok && has && i < o.examples.n; i++)
        ok = prove(&o, i, &a, e);
    *good += ok && has;
    arena_clear(&a);
    return !ok;
}

static int is_connector(const struct dirent *entry)
{
    return str_ends(str_of(entry->d_name), STR(".yaml"));
}

int notify_outlets_check(const char *connectors, struct buf *out)
{
    struct dirent **list;
    int faults = 0, good = 0;
    int n = scandir(connectors, &list, is_connector, alphasort);
    for (int i = 0; i < n; i++) {
        struct err e = {0};
        struct str kind = str_of(list[i]->d_name);
        kind.n -= strlen(".yaml");
        if (is_wrong(connectors, kind, &good, &e))
            buf_printf(out, "%s\n", e.msg), faults++;
        free(list[i]);
    }
    if (n >= 0)
        free(list);
    buf_printf(out, "replies can be posted to %d kinds, %d faults\n", good,
               faults);
    return faults;
}

bool notify_outlet_needs(const char *connectors, const struct notify_outlet *at,
                         struct err *e)
{
    struct arena a = {0};
    struct outlet o;
    bool ok = outlet_load(&o, &a, connectors, at->kind, e);
    for (size_t i = 0; ok && i < o.needs.n; i++) {
        const char *name = str_z(&a, o.needs.items[i]);
        const struct yaml_node *n = yaml_get(at->with, name);
        if (!n || n->kind != YAML_SCALAR || !n->value.n)
            ok = err_set(e, "`reply:` of this kind needs '%s'", name);
    }
    struct str server = at->own ? at->server : o.server;
    if (ok && !str_starts(server.n ? server : at->server, STR("https://")) &&
        !at->plain)
        ok = err_set(e, "credentials go over https only; `allow_private: true` "
                        "is for a server of one's own");
    arena_clear(&a);
    return ok;
}

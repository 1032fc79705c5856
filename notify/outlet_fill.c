/* SPDX-License-Identifier: MIT
 * outlet_fill: what goes out, and what an answer tells. */
#include <string.h>

#include "base/ascii.h"
#include "base/json.h"
#include "base/json_read.h"
#include "base/text.h"
#include "notify/outlet.h"

/* ---- out ---- */

static struct str filled(const struct vars *v, struct str template,
                         enum vars_as as, struct arena *a, struct err *e)
{
    struct buf out;
    buf_init(&out, CALL_BODY_MOST);
    bool ok = vars_fill(v, template, as, &out, e);
    struct str text = ok ? str_dup(a, buf_view(&out)) : (struct str){0};
    buf_clear(&out);
    return text;
}

/* The same of an address. A server of one's own stands first as it is: it is no
 * part to be escaped. */
static struct str filled_address(const struct vars *v, struct str template,
                                 struct arena *a, struct err *e)
{
    bool own = str_starts(template, STR("{server}"));
    struct str rest = str_from(template, own ? strlen("{server}") : 0);
    rest = filled(v, rest, VARS_ESCAPED, a, e);
    if (!rest.p || !own)
        return rest;
    return str_printf(a, STR_FMT STR_FMT, STR_ARG(*vars_get(v, STR("server"))),
                      STR_ARG(rest));
}

static bool learn(const struct outlet *o, const struct sending_row *row,
                  struct arena *a, struct vars *v)
{
    const struct str from[] = {row->permalink, row->thread};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < o->mention.n; i++)
            if (vars_match(v, a, o->mention.items[i], from[k]))
                return true;
    return false;
}

bool outlet_begin(const struct outlet *o, const struct notify_outlet *at,
                  const struct sending_row *row, struct arena *a,
                  struct vars *v, struct err *e)
{
    struct str server = !at->own && o->server.n ? o->server : at->server;
    while (str_ends(server, STR("/")))
        server.n--;
    const struct yaml_node *n = at->with ? at->with->children : NULL;
    bool ok = true;
    for (; ok && n; n = n->next)
        if (n->kind == YAML_SCALAR)
            ok = vars_set(v, str_z(a, n->key->value), n->value);
    if (!ok || !vars_set(v, "server", server) ||
        !vars_set(v, "text", row->text) || !vars_set(v, "once", row->key) ||
        !vars_set(v, "url", row->permalink))
        return err_set(e, "there are too many values, or one is too long");
    return learn(o, row, a, v) ||
           err_set(e,
                   "the address of the mention does not tell where an "
                   "answer goes: " STR_FMT,
                   STR_ARG(row->permalink));
}

static bool write_json(struct json *j, const struct yaml_node *map,
                       const struct vars *v, struct arena *a, struct err *e)
{
    json_map(j);
    for (const struct yaml_node *n = map->children; n; n = n->next) {
        if (n->kind == YAML_SCALAR && vars_is_absent(v, n->value))
            continue;
        json_name(j, n->key->value, false);
        if (n->kind == YAML_MAP) {
            if (!write_json(j, n, v, a, e))
                return false;
            continue;
        }
        struct str value = filled(v, n->value, VARS_PLAIN, a, e);
        if (!value.p)
            return false;
        if (vars_is_int(v, n->value))
            json_raw(j, value);
        else
            json_str(j, value);
    }
    json_end(j);
    return true;
}

static bool write_form(struct buf *out, const struct yaml_node *map,
                       const struct vars *v, struct err *e)
{
    for (const struct yaml_node *n = map->children; n; n = n->next) {
        if (vars_is_absent(v, n->value))
            continue;
        buf_z(out, out->n ? "&" : "");
        buf_str(out, n->key->value);
        buf_char(out, '=');
        if (!vars_fill(v, n->value, VARS_ESCAPED, out, e))
            return false;
    }
    return true;
}

static bool write_body(const struct outlet_request *r, const struct vars *v,
                       struct arena *a, struct call *out, struct err *e)
{
    struct buf body;
    struct json j;
    buf_init(&body, CALL_BODY_MOST);
    json_init(&j, &body);
    bool ok = r->json   ? write_json(&j, r->json, v, a, e)
              : r->form ? write_form(&body, r->form, v, e)
                        : true;
    out->body = ok ? str_dup(a, buf_view(&body)) : (struct str){0};
    out->type = r->json ? STR("application/json")
                        : STR("application/x-www-form-urlencoded");
    buf_clear(&body);
    return ok;
}

bool outlet_request(const struct outlet_request *r, const struct vars *v,
                    struct arena *a, struct call *out, struct err *e)
{
    struct str *headers = arena_alloc(a, (r->headers.n + 1) * sizeof *headers);
    *out = (struct call){
        .method = r->method, .headers = headers, .n_headers = r->headers.n};
    for (size_t i = 0; i < r->headers.n; i++)
        if (!(headers[i] = filled(v, r->headers.items[i], VARS_LINE, a, e)).p)
            return false;
    if (!(out->url = filled_address(v, r->url, a, e)).p)
        return false;
    if (r->basic.n && !(out->login = filled(v, r->basic, VARS_LINE, a, e)).p)
        return false;
    return write_body(r, v, a, out, e);
}

/* ---- in ---- */

static struct json_object *step(struct json_object *o, struct str name)
{
    struct arena a = {0};
    int64_t i;
    struct json_object *to = str_int(name, &i) && i >= 0 && json_read_length(o)
                                 ? (size_t)i < json_read_length(o)
                                       ? json_read_item(o, (size_t)i)
                                       : NULL
                                 : json_read_member(o, str_z(&a, name));
    arena_clear(&a);
    return to;
}

/* "" is the whole. */
static struct json_object *walk(struct json_object *o, struct str place)
{
    struct str name;
    while (o && place.n && str_split(&place, '.', &name))
        o = step(o, name);
    return o;
}

struct str outlet_at(struct json_object *o, struct str place, struct arena *a)
{
    return json_read_as_text(a, walk(o, place));
}

bool outlet_take(const struct outlet_request *r, struct json_object *answer,
                 struct arena *a, struct vars *v)
{
    const struct yaml_node *n = r->take ? r->take->children : NULL;
    for (; n; n = n->next) {
        struct str value = outlet_at(answer, n->value, a);
        if (!value.n || !vars_set(v, str_z(a, n->key->value), value))
            return false;
    }
    return true;
}

/* "place=template": what stands there is that; nothing is "". */
static bool holds(struct str condition, const struct vars *v,
                  struct json_object *o, struct arena *a)
{
    struct str place;
    struct err ignored;
    str_split(&condition, '=', &place);
    struct str wanted = filled(v, condition, VARS_PLAIN, a, &ignored);
    return str_eq(outlet_at(o, place, a), wanted);
}

bool outlet_holds(const struct yaml_strs *conditions, const struct vars *v,
                  struct json_object *o, struct arena *a)
{
    for (size_t i = 0; i < conditions->n; i++)
        if (holds(conditions->items[i], v, o, a))
            return true;
    return false;
}

bool outlet_holds_all(const struct yaml_strs *conditions, const struct vars *v,
                      struct json_object *o, struct arena *a)
{
    for (size_t i = 0; i < conditions->n; i++)
        if (!holds(conditions->items[i], v, o, a))
            return false;
    return true;
}

bool outlet_link(const struct outlet *o, const struct vars *v, struct arena *a,
                 struct str *link)
{
    struct err why;
    bool whole = str_eqz(o->link, "{link}"); /* as the venue tells it */
    *link = whole ? filled(v, o->link, VARS_PLAIN, a, &why)
                  : filled_address(v, o->link, a, &why);
    return store_is_address(*link);
}

/* Letters and digits alone, without tags and references: a venue makes links,
 * dashes and paragraphs of its own. */
static struct str bare(struct arena *a, struct str text, bool markup)
{
    struct buf out;
    struct folded folded;
    buf_init(&out, CALL_BODY_MOST);
    for (size_t i = 0; i < text.n; i++) {
        ptrdiff_t end = -1;
        struct str rest = str_from(text, i);
        if (markup && text.p[i] == '<')
            end = str_find_char(rest, '>');
        else if (markup && text.p[i] == '&')
            end = str_find_char(str_part(rest, 0, 10), ';');
        if (end > 0)
            i += (size_t)end;
        else
            buf_char(&out, text.p[i]);
    }
    text_fold(a, buf_view(&out), &folded);
    struct str s = folded.text;
    char *to = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80 || ascii_alnum(s.p[i]))
            to[n++] = s.p[i];
    buf_clear(&out);
    return (struct str){to, n};
}

bool outlet_says(struct arena *a, struct str post, struct str words)
{
    struct str ours = bare(a, words, false);
    return ours.n && (str_find(bare(a, post, true), ours) >= 0 ||
                      str_find(bare(a, post, false), ours) >= 0);
}

bool outlet_find(const struct outlet *o, struct json_object *answer,
                 struct str text, struct arena *a, struct vars *v)
{
    struct json_object *items = walk(answer, o->find.items);
    struct str place = yaml_get(o->find.take, "text")->value;
    for (size_t i = 0; i < json_read_length(items); i++) {
        struct json_object *item = json_read_item(items, i);
        if (outlet_holds_all(&o->find.where, v, item, a) &&
            outlet_says(a, outlet_at(item, place, a), text) &&
            outlet_take(&o->find, item, a, v))
            return true;
    }
    return false;
}

/* SPDX-License-Identifier: MIT
 * message: what a row of the outbox says, and whom it concerns. */
#include <json-c/json.h>

#include "notify/receiver.h"

enum { WORDS_MOST = 300 /* bytes */ };

struct str message_words(struct str text)
{
    size_t at = 0, end = 0;
    while (at < text.n && at <= WORDS_MOST) {
        end = at;
        str_utf8(text, &at);
    }
    return at <= WORDS_MOST ? text : str_part(text, 0, end);
}

bool message_put(struct store *store, const struct notify_clock *clock,
                 struct str key, struct buf *body, struct err *e)
{
    const struct outbox_row row = {.key = key,
                                   .at = clock->span.now,
                                   .due = clock->span.now,
                                   .body = buf_view(body)};
    bool ok = store_outbox_put(store, &row, e);
    buf_clear(body);
    return ok;
}

static struct str member(struct json_object *o, const char *name,
                         struct arena *a)
{
    struct json_object *v = NULL;
    if (!json_object_object_get_ex(o, name, &v) ||
        !json_object_is_type(v, json_type_string))
        return STR("");
    return str_dup(a, (struct str){json_object_get_string(v),
                                   (size_t)json_object_get_string_len(v)});
}

static void read_to(struct said *said, struct json_object *o, struct arena *a)
{
    struct json_object *list = NULL;
    if (!json_object_object_get_ex(o, "to", &list) ||
        !json_object_is_type(list, json_type_array))
        return;
    size_t n = json_object_array_length(list);
    said->to = arena_alloc(a, (n + 1) * sizeof *said->to);
    for (size_t i = 0; i < n; i++)
        said->to[said->n_to++] = str_dup(
            a,
            str_of(json_object_get_string(json_object_array_get_idx(list, i))));
}

void said_read(struct said *said, struct arena *a, struct str body)
{
    struct json_object *o = json_tokener_parse(str_z(a, body));
    *said = (struct said){0};
    if (o) {
        said->event = member(o, "event", a);
        said->text = member(o, "text", a);
        said->by = member(o, "by", a);
        said->department = member(o, "department", a);
        read_to(said, o, a);
    }
    json_object_put(o);
}

/* The address of a login or a department; "" not known. */
static struct str address_of(const struct notify_receiver *r, struct str who)
{
    struct yaml_node *one = r->addresses ? r->addresses->children : NULL;
    for (; one && who.n; one = one->next)
        if (one->kind == YAML_SCALAR && str_eq(one->key->value, who))
            return one->value;
    return STR("");
}

void said_whom(const struct said *said, const struct notify_receiver *r,
               struct arena *a, struct message *m)
{
    struct str *to = arena_alloc(a, (said->n_to + 1) * sizeof *to);
    m->to = to, m->n_to = 0;
    for (size_t i = 0; i < said->n_to; i++)
        if ((to[m->n_to] = address_of(r, said->to[i])).n)
            m->n_to++;
    if (!said->to && (to[0] = address_of(r, said->by)).n)
        m->n_to = 1;
    if (!said->to && !m->n_to && (to[0] = address_of(r, said->department)).n)
        m->n_to = 1;
    if (!m->n_to)
        m->to = r->to.items, m->n_to = r->to.n;
}

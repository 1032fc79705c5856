/* SPDX-License-Identifier: MIT
 * workspace_check: what molva.yaml says, word by word: is there such a zone,
 * such a file, such a brand? A slip is told before anything is started. */
#include <unistd.h>

#include "base/date.h"
#include "cli/source_fields.h"
#include "cli/workspace.h"
#include "crawler/reading/reading.h"
#include "desk/desk.h"

enum { READERS_MOST = 64, EVERY_LEAST_S = 60 };

static bool check_zone(struct workspace *w, const struct yaml_node *map,
                       struct str name, struct err *e)
{
    struct err why = {0};
    struct zone *zone = zone_new(name, &why);
    if (!zone)
        return yaml_error(&w->file, yaml_get(map, "zone"), e, "%s", why.msg);
    zone_free(zone);
    return true;
}

/* FOLDER/NAME.yaml among the rules. */
static bool check_file(struct workspace *w, const char *key, struct str name,
                       struct err *e)
{
    const char *path = str_printf(&w->arena, STR_FMT "/%s/" STR_FMT ".yaml",
                                  STR_ARG(w->rules), key, STR_ARG(name))
                           .p;
    return access(path, R_OK) == 0 ||
           yaml_error(&w->file, yaml_get(w->file.root, key), e,
                      "%s is not there", path);
}

static bool check_desk(struct workspace *w, struct err *e)
{
    for (size_t i = 0; i < w->names.n; i++)
        if (!desk_is_name(w->names.items[i]))
            return yaml_error(&w->file, w->names.nodes[i], e,
                              "expected a name like desk.example, as it "
                              "stands in the address bar");
    return true;
}

static bool check_top(struct workspace *w, struct err *e)
{
    const struct yaml_node *root = w->file.root;
    if (!str_eqz(w->lang, "ru") && !str_eqz(w->lang, "en"))
        return yaml_error(&w->file, yaml_get(root, "lang"), e,
                          "expected ru or en");
    if (yaml_get(root, "eyes") && w->eyes != 1 && w->eyes != 2)
        return yaml_error(&w->file, yaml_get(root, "eyes"), e,
                          "expected 1 or 2");
    if (w->care.items < 0 || w->care.heavy < 0)
        return yaml_error(&w->file, yaml_get(yaml_get(root, "desk"), "care"), e,
                          "expected numbers from 0 on");
    if (w->readers < 0 || w->readers > READERS_MOST)
        return yaml_error(&w->file, yaml_get(root, "readers"), e,
                          "expected 0 to %d", READERS_MOST);
    return check_desk(w, e) && check_zone(w, root, w->zone, e) &&
           check_file(w, "matrix", w->matrix, e) &&
           check_file(w, "calendar", w->calendar, e);
}

/* The first member of every mapping in a list names it: once, and not "". */
static bool check_names(struct workspace *w, const struct yaml_subs *list,
                        const char *key, struct err *e)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct yaml_node *name = yaml_get(list->nodes[i], key);
        if (!str_trim(name->value).n)
            return yaml_error(&w->file, name, e, "a name is missing here");
        for (size_t k = 0; k < i; k++)
            if (str_eq(yaml_get(list->nodes[k], key)->value, name->value))
                return yaml_error(&w->file, name, e,
                                  "'" STR_FMT "' is here twice",
                                  STR_ARG(name->value));
    }
    return true;
}

static bool check_brand(struct workspace *w, size_t i, struct err *e)
{
    const struct brand_setup *b = w->brands.items;
    const struct yaml_node *node = w->brands.nodes[i];
    const struct yaml_node *forms = yaml_get(node, "forms");
    return b[i].forms.n || b[i].query.n ||
           yaml_error(&w->file, forms ? forms : node, e,
                      "without `forms:` or a `query:` nothing is found");
}

static bool brand_known(const struct workspace *w, struct str name)
{
    const struct brand_setup *b = w->brands.items;
    for (size_t i = 0; i < w->brands.n; i++)
        if (str_eq(b[i].name, name))
            return true;
    return !name.n;
}

/* Only mailboxes are asked by IMAP, and every mailbox is. */
static bool check_mailbox(struct workspace *w, const struct source_setup *s,
                          const struct yaml_node *node, struct err *e)
{
    bool mail = str_eqz(s->is.kind, "mail"),
         sign_in = s->user.n > 0 && s->password.n > 0;
    for (size_t i = 0; i < s->url.n; i++)
        if (mail != crawler_is_mailbox(s->url.items[i]))
            return yaml_error(&w->file, s->url.nodes[i], e,
                              mail ? "expected an address like "
                                     "imaps://mail.example/INBOX"
                                   : "a mailbox is of kind imap");
    if (mail && s->urls.n)
        return yaml_error(&w->file, yaml_get(node, "urls"), e,
                          "mailboxes stand in url");
    return !mail || !s->url.n || sign_in ||
           yaml_error(&w->file, node, e,
                      "source '" STR_FMT "' needs a user and a password",
                      STR_ARG(s->is.name));
}

static bool check_url(struct workspace *w, const struct yaml_strs *urls,
                      struct err *e)
{
    struct err why = {0};
    for (size_t i = 0; i < urls->n; i++)
        if (!crawler_may_start(urls->items[i], &why))
            return yaml_error(&w->file, urls->nodes[i], e, "%s", why.msg);
    return true;
}

static bool check_headers(struct workspace *w, const struct yaml_node *node,
                          struct str headers, struct err *e)
{
    struct str line;
    while (str_split(&headers, '\n', &line))
        if (str_trim(line).n && str_find_char(line, ':') <= 0)
            return yaml_error(&w->file, node, e,
                              "expected lines like 'X-Key: value'");
    return true;
}

static bool check_times(struct workspace *w, const struct yaml_strs *at,
                        struct err *e)
{
    int64_t minute;
    for (size_t i = 0; i < at->n; i++)
        if (!crawler_time_of_day(at->items[i], &minute))
            return yaml_error(&w->file, at->nodes[i], e,
                              "expected a time of day like '18:30'");
    return true;
}

static bool check_kind(struct workspace *w, const struct source_setup *s,
                       const struct yaml_node *node, struct err *e)
{
    if (str_eqz(s->is.kind, "opml"))
        return yaml_error(&w->file, yaml_get(node, "kind"), e,
                          "a list of feeds is no source: `molva source import "
                          "FILE` takes its feeds in");
    if (str_eqz(s->is.kind, "article"))
        return yaml_error(&w->file, yaml_get(node, "kind"), e,
                          "an article is no source: a feed with `full: true` "
                          "reads its articles");
    return !s->full || str_eqz(s->is.kind, "feed") ||
           yaml_error(&w->file, yaml_get(node, "full"), e,
                      "only the items of a feed (kind: feed) are read through");
}

static bool check_source(struct workspace *w, size_t i, struct err *e)
{
    const struct source_setup *s =
        (const struct source_setup *)w->sources.items + i;
    const struct yaml_node *node = w->sources.nodes[i];
    struct err why = {0};
    if (source_is_given(s) && !str_eqz(s->is.kind, "table") &&
        !str_eqz(s->is.kind, "mail"))
        return yaml_error(&w->file, node, e, "source '" STR_FMT "' needs a url",
                          STR_ARG(s->is.name));
    if (!check_kind(w, s, node, e))
        return false;
    if (yaml_get(node, "every") && s->every < EVERY_LEAST_S)
        return yaml_error(&w->file, yaml_get(node, "every"), e,
                          "once a minute is the most a site should bear");
    if (yaml_get(node, "every") && s->at.n)
        return yaml_error(&w->file, yaml_get(node, "at"), e,
                          "either `every:` or `at:`");
    if (!check_times(w, &s->at, e))
        return false;
    if (s->pages < 1)
        return yaml_error(&w->file, yaml_get(node, "pages"), e,
                          "a visit reads one page at least");
    if (!pieces_map_check(s->is.map, &why))
        return yaml_error(&w->file, yaml_get(node, "map"), e, "%s", why.msg);
    if (!brand_known(w, s->is.brand))
        return yaml_error(&w->file, yaml_get(node, "brand"), e,
                          "no brand has this name");
    if (s->is.canary.n > CANARIES_MOST)
        return yaml_error(&w->file, yaml_get(node, "canary"), e, "more than %d",
                          CANARIES_MOST);
    return check_mailbox(w, s, node, e) && check_url(w, &s->url, e) &&
           check_zone(w, node, s->is.zone, e) &&
           check_headers(w, yaml_get(node, "headers"), s->headers, e);
}

/* molva.yaml is read by many eyes. */
static bool check_key(struct workspace *w, const struct yaml_node *node,
                      const char *key, struct err *e)
{
    const struct yaml_node *at = yaml_get(node, key);
    return !at ||
           (str_starts(at->value, STR("${")) &&
            str_ends(at->value, STR("}"))) ||
           yaml_error(&w->file, at, e,
                      "expected ${NAME}; the value stands in the file of "
                      "`secrets:` or in the environment");
}

static bool check_receiver(struct workspace *w, size_t i, struct err *e)
{
    struct err why = {0};
    const struct notify_receiver *r = w->notify.receivers.items;
    const struct yaml_node *node = w->notify.receivers.nodes[i], *at = NULL;
    const char *key;
    if (!notify_check(&r[i], &key, &why)) {
        at = key ? yaml_get(node, key) : NULL;
        return yaml_error(&w->file, at ? at : node, e, "%s", why.msg);
    }
    for (size_t k = 0; k < i; k++)
        if (str_eq(notify_name(&r[k]), notify_name(&r[i])))
            return yaml_error(&w->file, node, e,
                              "two receivers are called '" STR_FMT
                              "': give one a `name:`",
                              STR_ARG(notify_name(&r[i])));
    return check_key(w, node, "password", e) &&
           check_key(w, node, "telegram", e);
}

static bool check_proxy(struct workspace *w, struct err *e)
{
    const struct yaml_node *node =
        yaml_get(yaml_get(w->file.root, "desk"), "proxy");
    if (!w->proxy.from.n && !w->proxy.header.n)
        return true;
    if (!desk_is_address(w->proxy.from))
        return yaml_error(&w->file,
                          yaml_get(node, w->proxy.from.n ? "from" : "header"),
                          e, "expected a numeric address like 10.0.0.1");
    return desk_is_login_header(w->proxy.header) ||
           yaml_error(&w->file,
                      yaml_get(node, w->proxy.header.n ? "header" : "from"), e,
                      "expected a header of its own like X-Forwarded-User");
}

static bool check_notify(struct workspace *w, struct err *e)
{
    for (size_t i = 0; i < w->notify.receivers.n; i++)
        if (!check_receiver(w, i, e))
            return false;
    return true;
}

/* 12m is twelve minutes, and what is erased does not come back. */
static bool check_retention(struct workspace *w, struct err *e)
{
    enum { LEAST_S = 30 * 86400 };
    const struct yaml_node *map = yaml_get(w->file.root, "retention");
    const struct yaml_node *n = map ? map->children : NULL;
    const struct retention *r = &w->retention;
    const int64_t spans[] = {r->authors, r->texts, r->cases};
    bool ok = true;
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        ok &= !spans[i] || spans[i] >= LEAST_S;
    return ok || yaml_error(&w->file, n ? n : w->file.root, e,
                            "words are kept for 30 days at the least; a month "
                            "is written 30d");
}

static bool check_digest(struct workspace *w, struct err *e)
{
    const struct yaml_node *map = yaml_get(w->file.root, "digest");
    const struct yaml_node *at = map ? yaml_get(map, "at") : NULL;
    return !at || notify_digest_at(w->digest.at) >= 0 ||
           yaml_error(&w->file, at, e, "expected a time like 09:00");
}

bool workspace_check(struct workspace *w, struct err *e)
{
    if (!check_top(w, e) || !check_notify(w, e) || !check_proxy(w, e) ||
        !check_retention(w, e) || !check_digest(w, e) ||
        !check_names(w, &w->brands, "name", e) ||
        !check_names(w, &w->departments, "id", e) ||
        !check_names(w, &w->sources, "name", e))
        return false;
    for (size_t i = 0; i < w->brands.n; i++)
        if (!check_brand(w, i, e))
            return false;
    for (size_t i = 0; i < w->sources.n; i++)
        if (!check_source(w, i, e))
            return false;
    return true;
}

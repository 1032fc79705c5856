/* SPDX-License-Identifier: MIT
 * connector: loading rules/connectors. */
#include "crawler/reading/connector.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/yaml.h"
#include "crawler/reading/source.h"

const char *const field_names[FIELD_COUNT + 1] = {
    [FIELD_ID] = "id",
    [FIELD_TITLE] = "title",
    [FIELD_TEXT] = "text",
    [FIELD_AUTHOR] = "author",
    [FIELD_AUTHOR_URL] = "author_url",
    [FIELD_AUTHOR_POSTS] = "author_posts",
    [FIELD_FOLLOWERS] = "followers",
    [FIELD_DATE] = "date",
    [FIELD_DATE_TEXT] = "date_text",
    [FIELD_PERMALINK] = "permalink",
    [FIELD_RATING] = "rating",
    [FIELD_BEST] = "best",
    [FIELD_LIKES] = "likes",
    [FIELD_REPLIES] = "replies",
    [FIELD_REACH] = "reach",
    [FIELD_REPLY_TO] = "reply_to",
    [FIELD_THREAD_TITLE] = "thread_title",
    [FIELD_THREAD_ID] = "thread_id",
    [FIELD_THREAD_URL] = "thread_url",
    [FIELD_LANG] = "lang",
    [FIELD_SOURCE] = "source",
    [FIELD_BRAND] = "brand",
};

static const char *const FORMATS[] = {
    [PAGE_HTML] = "html",   [PAGE_XML] = "xml",
    [PAGE_JSON] = "json",   [PAGE_JSON_IN_SCRIPT] = "json-in-script",
    [PAGE_TABLE] = "table", [PAGE_MAIL] = "mail",
    [PAGE_FORMATS] = NULL,
};

static const char *const ORDERS[] = {"oldest", "newest", NULL};
static const char *const RANK_NAMES[] = {"engine", "blog", "markup", "last",
                                         NULL};
static const char *const DATES[] = {"day-first", "month-first", NULL};

/* A connector as it stands in the file; lists of selectors are checked and
 * compiled from there. */
struct draft {
    struct str kind, title, off, search;
    struct yaml_strs format, markup, also;
    int order, dates, rank;
    double best;
    bool nested, whole_ids;
    struct yaml_strs recognise, script, item, drop, next, prev, last, links,
        more, more_link, empty, blocked, hindered, error, patience, talk,
        signer, signer_name;
    struct yaml_strs fields[FIELD_COUNT];
    struct yaml_subs expect;
    struct yaml_node *reply; /* notify/ reads it: how an answer is posted */
};

#define EXPECT(k, t)                                                           \
    {                                                                          \
        .key = #k, .type = t, .at = offsetof(struct expectation, k)            \
    }
static const struct yaml_field EXPECT[] = {
    {.key = "page",
     .type = YAML_STR,
     .at = offsetof(struct expectation, page),
     .required = true},
    EXPECT(url, YAML_STR),
    EXPECT(content_type, YAML_STR),
    EXPECT(items, YAML_INT),
    EXPECT(next, YAML_STR),
    EXPECT(prev, YAML_STR),
    EXPECT(last, YAML_STR),
    EXPECT(links, YAML_INT),
    EXPECT(first, YAML_NODE),
    EXPECT(final, YAML_NODE),
    {0},
};

#define FIELD_OF(i, name)                                                      \
    {                                                                          \
        .key = name, .type = YAML_STRS, .at = (i) * sizeof(struct yaml_strs)   \
    }
static const struct yaml_field FIELDS[] = {
    FIELD_OF(FIELD_ID, "id"),
    FIELD_OF(FIELD_TITLE, "title"),
    FIELD_OF(FIELD_TEXT, "text"),
    FIELD_OF(FIELD_AUTHOR, "author"),
    FIELD_OF(FIELD_AUTHOR_URL, "author_url"),
    FIELD_OF(FIELD_AUTHOR_POSTS, "author_posts"),
    FIELD_OF(FIELD_FOLLOWERS, "followers"),
    FIELD_OF(FIELD_DATE, "date"),
    FIELD_OF(FIELD_DATE_TEXT, "date_text"),
    FIELD_OF(FIELD_PERMALINK, "permalink"),
    FIELD_OF(FIELD_RATING, "rating"),
    FIELD_OF(FIELD_BEST, "best"),
    FIELD_OF(FIELD_LIKES, "likes"),
    FIELD_OF(FIELD_REPLIES, "replies"),
    FIELD_OF(FIELD_REACH, "reach"),
    FIELD_OF(FIELD_REPLY_TO, "reply_to"),
    FIELD_OF(FIELD_THREAD_TITLE, "thread_title"),
    FIELD_OF(FIELD_THREAD_ID, "thread_id"),
    FIELD_OF(FIELD_THREAD_URL, "thread_url"),
    FIELD_OF(FIELD_LANG, "lang"),
    FIELD_OF(FIELD_SOURCE, "source"),
    FIELD_OF(FIELD_BRAND, "brand"),
    {0},
};

#define LIST(k)                                                                \
    {                                                                          \
        .key = #k, .type = YAML_STRS, .at = offsetof(struct draft, k)          \
    }
static const struct yaml_field DRAFT[] = {
    {.key = "kind",
     .type = YAML_STR,
     .at = offsetof(struct draft, kind),
     .required = true},
    {.key = "title",
     .type = YAML_STR,
     .at = offsetof(struct draft, title),
     .required = true},
    {.key = "search", .type = YAML_STR, .at = offsetof(struct draft, search)},
    LIST(also),
    {.key = "off", .type = YAML_STR, .at = offsetof(struct draft, off)},
    LIST(format),
    LIST(markup),
    {.key = "order",
     .type = YAML_ENUM,
     .at = offsetof(struct draft, order),
     .names = ORDERS},
    {.key = "dates",
     .type = YAML_ENUM,
     .at = offsetof(struct draft, dates),
     .names = DATES},
    {.key = "rank",
     .type = YAML_ENUM,
     .at = offsetof(struct draft, rank),
     .names = RANK_NAMES},
    {.key = "best", .type = YAML_NUM, .at = offsetof(struct draft, best)},
    {.key = "nested_replies",
     .type = YAML_BOOL,
     .at = offsetof(struct draft, nested)},
    {.key = "whole_ids",
     .type = YAML_BOOL,
     .at = offsetof(struct draft, whole_ids)},
    LIST(recognise),
    LIST(script),
    LIST(item),
    LIST(drop),
    LIST(next),
    LIST(prev),
    LIST(last),
    LIST(links),
    LIST(more),
    LIST(more_link),
    LIST(empty),
    LIST(blocked),
    LIST(hindered),
    LIST(error),
    LIST(patience),
    LIST(talk),
    LIST(signer),
    LIST(signer_name),
    {.key = "fields",
     .type = YAML_SUB,
     .at = offsetof(struct draft, fields),
     .fields = FIELDS},
    {.key = "expect",
     .type = YAML_SUBS,
     .at = offsetof(struct draft, expect),
     .fields = EXPECT,
     .size = sizeof(struct expectation)},
    {.key = "reply", .type = YAML_NODE, .at = offsetof(struct draft, reply)},
    {0},
};

/* What common.yaml may hold. */
struct common {
    struct yaml_strs blocked, hindered, drop, feeds, api;
};

static const struct yaml_field COMMON[] = {
    {.key = "blocked",
     .type = YAML_STRS,
     .at = offsetof(struct common, blocked)},
    {.key = "hindered",
     .type = YAML_STRS,
     .at = offsetof(struct common, hindered)},
    {.key = "drop", .type = YAML_STRS, .at = offsetof(struct common, drop)},
    {.key = "feeds", .type = YAML_STRS, .at = offsetof(struct common, feeds)},
    {.key = "api", .type = YAML_STRS, .at = offsetof(struct common, api)},
    {0},
};

struct connectors {
    struct arena arena;                  /* of everything */
    const struct connector_trial *trial; /* of the caller, or NULL */
    struct connector **all;              /* n of them */
    size_t n, cap;
    struct selector **owned; /* every selector, to be freed */
    size_t n_owned, cap_owned;
    struct selectors drop;          /* of common.yaml */
    struct common_selectors common; /* the rest of it */
};

/* Appends the compiled selectors of `from`. */
static bool compile(struct connectors *all, const struct yaml_file *f,
                    const struct yaml_strs *from, struct selectors *to,
                    struct err *e)
{
    size_t n = to->n + from->n;
    struct selector **list = arena_alloc(&all->arena, n * sizeof *list);
    for (size_t i = 0; i < to->n; i++)
        list[i] = to->all[i];
    to->all = list;
    for (size_t i = 0; i < from->n; i++) {
        size_t at;
        struct err why = {0};
        struct selector *s = select_new(from->items[i], &at, &why);
        if (!s)
            return yaml_error_at(f, from->nodes[i], at, e, "selector: %s",
                                 why.msg);
        all->owned = arena_grow(&all->arena, all->owned, all->n_owned,
                                &all->cap_owned, sizeof s);
        all->owned[all->n_owned++] = s;
        to->all[to->n++] = s;
    }
    return true;
}

static bool one_of(const struct yaml_file *f, const struct yaml_strs *words,
                   const char *const *names, bool *set, struct err *e)
{
    for (size_t i = 0; i < words->n; i++) {
        size_t k = 0;
        while (names[k] && !str_eqz(words->items[i], names[k]))
            k++;
        if (!names[k]) {
            return yaml_error(f, words->nodes[i], e,
                              "unknown word '" STR_FMT "'%s",
                              STR_ARG(words->items[i]),
                              nearest_hint(words->items[i], names).text);
        }
        set[k] = true;
    }
    return true;
}

static bool compile_all(struct connectors *all, struct connector *c,
                        const struct draft *d, struct err *e)
{
    const struct {
        const struct yaml_strs *from;
        struct selectors *to;
    } LISTS[] = {
        {&d->recognise, &c->recognise}, {&d->script, &c->script},
        {&d->item, &c->item},           {&d->drop, &c->drop},
        {&d->next, &c->next},           {&d->prev, &c->prev},
        {&d->last, &c->last},           {&d->links, &c->links},
        {&d->more, &c->more},           {&d->more_link, &c->more_link},
        {&d->empty, &c->empty},         {&d->blocked, &c->blocked},
        {&d->hindered, &c->hindered},   {&d->error, &c->error},
        {&d->patience, &c->patience},   {&d->talk, &c->talk},
        {&d->signer, &c->signer},       {&d->signer_name, &c->signer_name},
    };
    for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++)
        if (!compile(all, &c->file, LISTS[i].from, LISTS[i].to, e))
            return false;
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (!compile(all, &c->file, &d->fields[i], &c->fields[i], e))
            return false;
    return true;
}

/* "rules/connectors/phpbb.yaml" -> "phpbb" */
static struct str name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct str s = str_of(slash ? slash + 1 : path);
    return str_part(s, 0, s.n - strlen(".yaml"));
}

/* ---- what is tried ---- */

/* The list of selectors that is called so, or NULL. */
static struct yaml_strs *list_called(struct draft *d, struct str name)
{
    for (const struct yaml_field *f = FIELDS; f->key; f++)
        if (str_eqz(name, f->key))
            return (struct yaml_strs *)((char *)d->fields + f->at);
    for (const struct yaml_field *f = DRAFT; f->key; f++)
        if (f->at >= offsetof(struct draft, recognise) &&
            f->type == YAML_STRS && str_eqz(name, f->key))
            return (struct yaml_strs *)((char *)d + f->at);
    return NULL;
}

static bool selector_is_good(struct str set, struct str text, struct err *e)
{
    size_t at;
    struct err why = {0};
    struct selector *s = select_new(text, &at, &why);
    select_free(s);
    return s || err_set(e, "--selector " STR_FMT ": byte %zu: %s", STR_ARG(set),
                        at + 1, why.msg);
}

/* Several of one name are tried one after the other, as in a file. */
static bool try_set(struct connectors *all, struct connector *c,
                    struct draft *d, size_t i, struct err *e)
{
    struct str text = all->trial->sets[i], name = {0};
    bool given = str_find_char(text, '=') > 0 && str_split(&text, '=', &name);
    struct yaml_strs *list = given ? list_called(d, name) : NULL;
    if (!list)
        return err_set(e,
                       "--selector " STR_FMT
                       ": FIELD=SELECTOR is wanted, FIELD "
                       "as connectors have it: author, date, item, next ...",
                       STR_ARG(all->trial->sets[i]));
    if (!selector_is_good(all->trial->sets[i], text, e))
        return false;
    bool first = true;
    for (size_t k = 0; k < i; k++)
        first &= !str_starts(all->trial->sets[k],
                             str_part(all->trial->sets[i], 0, name.n + 1));
    size_t n = first ? 0 : list->n;
    struct yaml_strs to = {arena_alloc(c->arena, (n + 1) * sizeof *to.items),
                           n + 1,
                           arena_alloc(c->arena, (n + 1) * sizeof *to.nodes)};
    for (size_t k = 0; k < n; k++)
        to.items[k] = list->items[k], to.nodes[k] = list->nodes[k];
    to.items[n] = text;
    to.nodes[n] = c->file.root;
    *list = to;
    return true;
}

static bool try_sets(struct connectors *all, struct connector *c,
                     struct draft *d, struct err *e)
{
    bool ok = true;
    size_t n = all->trial && str_eq(all->trial->kind, d->kind)
                   ? all->trial->n_sets
                   : 0;
    for (size_t i = 0; ok && i < n; i++)
        ok = try_set(all, c, d, i, e);
    return ok;
}

static bool check_expect(const struct connector *c, struct err *e)
{
    for (size_t i = 0; i < c->n_expect; i++) {
        const struct yaml_node *maps[] = {c->expect[i].first,
                                          c->expect[i].final};
        for (size_t k = 0; k < 2; k++) {
            struct yaml_strs unused[FIELD_COUNT] = {0};
            if (maps[k] && !yaml_read(&c->file, maps[k], FIELDS, unused, e))
                return false;
        }
    }
    return true;
}

static bool read_connector(struct connectors *all, struct connector *c,
                           struct str name, struct err *e)
{
    struct draft d = {.order = ORDER_OLDEST};
    const struct yaml_file *f = &c->file;
    if (!yaml_read(f, f->root, DRAFT, &d, e))
        return false;
    if (!str_eq(d.kind, name))
        return yaml_error(f, yaml_get(f->root, "kind"), e,
                          "the kind must be the name of the file, '" STR_FMT
                          "'",
                          STR_ARG(name));
    if (!try_sets(all, c, &d, e))
        return false;
    if (!d.item.n)
        return yaml_error(f, f->root, e, "'item' is missing");
    c->kind = d.kind;
    c->title = d.title;
    c->also = d.also;
    c->off = d.off;
    c->search = d.search;
    if (d.search.n && str_find(d.search, STR("{query}")) < 0)
        return yaml_error(f, yaml_get(f->root, "search"), e,
                          "{query} is missing: where the words go");
    c->order = (enum connector_order)d.order;
    c->dates = (enum connector_dates)d.dates;
    c->rank = (enum connector_rank)d.rank;
    c->best = d.best;
    c->nested = d.nested;
    c->whole_ids = d.whole_ids;
    c->expect = d.expect.items;
    c->n_expect = d.expect.n;
    if (!one_of(f, &d.format, FORMATS, c->formats, e) ||
        !one_of(f, &d.markup, field_names, c->markup, e) || !check_expect(c, e))
        return false;
    if (!d.format.n)
        c->formats[PAGE_HTML] = true;
    if (c->formats[PAGE_JSON_IN_SCRIPT] && !d.script.n)
        return yaml_error(f, f->root, e,
                          "'script' is missing: which script holds the JSON");
    c->drop = all->drop;
    c->blocked = all->common.blocked;
    c->hindered = all->common.hindered;
    return compile_all(all, c, &d, e);
}

static bool load_common(struct connectors *all, const char *folder,
                        struct err *e)
{
    struct str path = str_printf(&all->arena, "%s/common.yaml", folder);
    struct yaml_file f;
    struct common common = {0};
    return yaml_load(&f, &all->arena, path.p, e) &&
           yaml_read(&f, f.root, COMMON, &common, e) &&
           compile(all, &f, &common.blocked, &all->common.blocked, e) &&
           compile(all, &f, &common.hindered, &all->common.hindered, e) &&
           compile(all, &f, &common.feeds, &all->common.feeds, e) &&
           compile(all, &f, &common.api, &all->common.api, e) &&
           compile(all, &f, &common.drop, &all->drop, e);
}

static bool load_one(struct connectors *all, const char *path, struct err *e)
{
    struct connector *c = arena_alloc(&all->arena, sizeof *c);
    const struct connector_trial *t = all->trial;
    struct str name = name_of(path);
    c->arena = &all->arena;
    if (t && t->file && str_eq(t->kind, name))
        path = t->file;
    if (!yaml_load(&c->file, &all->arena, path, e))
        return false;
    if (!c->file.root)
        return yaml_error(&c->file, NULL, e, "the file is empty");
    if (!read_connector(all, c, name, e))
        return false;
    all->all = arena_grow(&all->arena, all->all, all->n, &all->cap, sizeof c);
    all->all[all->n++] = c;
    return true;
}

static int is_connector(const struct dirent *d)
{
    size_t n = strlen(d->d_name);
    return n > 5 && strcmp(d->d_name + n - 5, ".yaml") == 0 &&
           d->d_name[0] != '.' && strcmp(d->d_name, "common.yaml") != 0;
}

struct connectors *connectors_load(const char *folder, struct err *e)
{
    return connectors_load_as(folder, NULL, e);
}

/* A kind that is tried and has no file of its own yet. */
static bool load_tried(struct connectors *all, const char *folder,
                       struct err *e)
{
    const struct connector_trial *t = all->trial;
    struct str path;
    if (!t || !t->file || connectors_find(all, t->kind))
        return true;
    path = str_printf(&all->arena, "%s/" STR_FMT ".yaml", folder,
                      STR_ARG(t->kind));
    return load_one(all, path.p, e);
}

struct connectors *connectors_load_as(const char *folder,
                                      const struct connector_trial *trial,
                                      struct err *e)
{
    struct connectors *all = xcalloc(1, sizeof *all);
    struct dirent **files = NULL;
    all->trial = trial;
    int n = scandir(folder, &files, is_connector, alphasort);
    bool ok = n >= 0 && load_common(all, folder, e);
    if (n < 0)
        err_set(e, "connectors %s: %s", folder, strerror(errno));
    else if (ok && n == 0)
        ok = err_set(e, "connectors %s: no *.yaml there", folder);
    for (int i = 0; i < n; i++) {
        struct str path =
            str_printf(&all->arena, "%s/%s", folder, files[i]->d_name);
        ok = ok && load_one(all, path.p, e);
        free(files[i]);
    }
    free(files);
    if (ok && load_tried(all, folder, e))
        return all;
    connectors_free(all);
    return NULL;
}

void connectors_free(struct connectors *all)
{
    if (!all)
        return;
    for (size_t i = 0; i < all->n_owned; i++)
        select_free(all->owned[i]);
    arena_clear(&all->arena);
    free(all);
}

const struct connector *connectors_find(const struct connectors *all,
                                        struct str kind)
{
    for (size_t i = 0; i < all->n; i++)
        if (str_eq(all->all[i]->kind, kind))
            return all->all[i];
    return NULL;
}

const struct connector *connectors_at(const struct connectors *all, size_t i)
{
    return i < all->n ? all->all[i] : NULL;
}

const struct common_selectors *connectors_common(const struct connectors *all)
{
    return &all->common;
}

static bool is_called(const struct connector *c, struct str word)
{
    for (size_t i = 0; i < c->also.n; i++)
        if (str_eq_nocase(c->also.items[i], word))
            return true;
    return str_eq_nocase(c->kind, word);
}

struct str connectors_hint(const struct connectors *all, struct arena *a,
                           struct str word)
{
    const char **kinds = arena_alloc(a, (all->n + 1) * sizeof *kinds);
    const char *meant = NULL;
    for (size_t i = 0; i < all->n; i++) {
        kinds[i] = str_z(a, all->all[i]->kind);
        if (!meant && is_called(all->all[i], word))
            meant = kinds[i];
    }
    if (!meant)
        meant = nearest_word(word, kinds);
    return meant ? str_printf(a, "; did you mean '%s'?", meant)
                 : (struct str){0};
}

struct str connectors_kinds(const struct connectors *all, struct arena *a)
{
    struct str list = {0};
    for (size_t i = 0; i < all->n; i++)
        list = str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(list), i ? ", " : "",
                          STR_ARG(all->all[i]->kind));
    return list;
}

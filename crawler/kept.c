/* SPDX-License-Identifier: MIT
 * kept: a line of JSON and a body, gzipped, by the hash of a source's name. */
#include "crawler/kept.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/ceiling.h"
#include "base/json.h"
#include "base/json_read.h"
#include "base/log.h"
#include "base/terms.h"

enum {
    HEAD_MOST = 64 << 10,      /* the line of JSON */
    USUAL_LEAST = 6,           /* posts of a page, before they can fall away */
    BELIEVED_S = 7 * 24 * 3600 /* so long fewer posts are news, then habit */
};

static const char *const NAMES[KEPT_PAGES] = {
    [KEPT_GOOD] = "good",
    [KEPT_BAD] = "bad",
};

const char *kept_name(enum kept_which which)
{
    return NAMES[which];
}

static struct str path_of(struct arena *a, const char *folder,
                          struct str source, enum kept_which which)
{
    return str_printf(a, "%s/%016" PRIx64 ".%s.gz", folder, str_hash(source),
                      NAMES[which]);
}

/* ---- the line ---- */

/* Texts and numbers of it, by their names. */
static const struct {
    const char *name;
    bool text;
    size_t at; /* in struct kept_page */
} FIELDS[] = {
#define TEXT(name)                                                             \
    {                                                                          \
#name, true, offsetof(struct kept_page, name)                          \
    }
#define NUMBER(name, member)                                                   \
    {                                                                          \
        name, false, offsetof(struct kept_page, member)                        \
    }
    TEXT(source),
    TEXT(kind),
    TEXT(row),
    TEXT(url),
    TEXT(place),
    TEXT(type),
    TEXT(state),
    TEXT(cause),
    TEXT(canary),
    NUMBER("at", at),
    NUMBER("status", status),
    NUMBER("posts", posts),
    NUMBER("sampled", fill.posts),
    NUMBER("author", fill.author),
    NUMBER("date", fill.date),
    NUMBER("link", fill.link),
};
enum { N_FIELDS = sizeof FIELDS / sizeof *FIELDS };

static void write_head(struct buf *out, const struct kept_page *page)
{
    struct json j;
    json_init(&j, out);
    json_map(&j);
    for (size_t i = 0; i < N_FIELDS; i++) {
        const void *at = (const char *)page + FIELDS[i].at;
        json_name(&j, str_of(FIELDS[i].name), true);
        if (FIELDS[i].text)
            json_str(&j, *(const struct str *)at);
        else
            json_int(&j, *(const int64_t *)at);
    }
    json_end(&j);
    buf_char(out, '\n');
}

bool kept_parse(struct str bytes, struct arena *a, struct kept_page *out)
{
    *out = (struct kept_page){0};
    ptrdiff_t line = str_find_char(bytes, '\n');
    if (line < 0 || line > HEAD_MOST)
        return false;
    struct json_object *o = json_read(str_part(bytes, 0, (size_t)line));
    for (size_t i = 0; o && i < N_FIELDS; i++) {
        void *at = (char *)out + FIELDS[i].at;
        double n = FIELDS[i].text ? 0 : json_read_number(o, FIELDS[i].name);
        if (FIELDS[i].text)
            *(struct str *)at = json_read_text(a, o, FIELDS[i].name);
        else if (n > 0 && n < 1e15)
            *(int64_t *)at = (int64_t)n;
    }
    json_read_free(o);
    out->body = str_from(bytes, (size_t)line + 1);
    return o && out->url.n && out->at;
}

/* ---- the file ---- */

static bool put_gzip(int fd, struct str head, struct str body)
{
    gzFile z = gzdopen(fd, "wb1");
    if (!z) {
        close(fd);
        return false;
    }
    bool ok = gzwrite(z, head.p, (unsigned)head.n) == (int)head.n &&
              (!body.n || gzwrite(z, body.p, (unsigned)body.n) == (int)body.n);
    return gzclose(z) == Z_OK && ok;
}

bool kept_put(const char *folder, enum kept_which which,
              const struct kept_page *page, struct err *e)
{
    struct arena a = {0};
    struct buf head;
    buf_init(&head, HEAD_MOST);
    write_head(&head, page);
    struct str path = path_of(&a, folder, page->source, which);
    char *beside = (char *)str_printf(&a, "%s.XXXXXX", path.p).p;
    mkdir(folder, 0700); /* mostly it is there; else the next step says why */
    int fd = head.over ? -1 : mkostemp(beside, O_CLOEXEC);
    bool ok = fd >= 0 && put_gzip(fd, buf_view(&head), page->body) &&
              rename(beside, path.p) == 0;
    if (head.over)
        err_set(e, "%s: the addresses of the page are too long", path.p);
    else if (!ok)
        err_set(e, "%s: %s", path.p, strerror(errno));
    if (!ok && fd >= 0)
        unlink(beside);
    buf_clear(&head);
    arena_clear(&a);
    return ok;
}

/* False when it does not fit or is not all as it was written. */
static bool read_gzip(gzFile z, struct buf *to)
{
    enum { STEP = 64 << 10 };
    int n = 1;
    while (n > 0 && !to->over) {
        char *room = buf_room(to, STEP);
        n = room ? gzread(z, room, STEP) : 0;
        if (n > 0)
            buf_filled(to, room + n);
    }
    return gzclose(z) == Z_OK && n == 0 && !to->over;
}

bool kept_get(const struct kept_place *place, struct arena *a,
              struct kept_page *out, struct err *e)
{
    struct str path = path_of(a, place->folder, place->source, place->which);
    struct buf bytes;
    *out = (struct kept_page){0};
    gzFile z = gzopen(path.p, "rb");
    if (!z)
        return errno == ENOENT || err_set(e, "%s: %s", path.p, strerror(errno));
    buf_init(&bytes, CEILING_BODY + HEAD_MOST + (64 << 10));
    bool ok = read_gzip(z, &bytes) &&
              kept_parse(str_dup(a, buf_view(&bytes)), a, out);
    buf_clear(&bytes);
    return ok ||
           err_set(e, "%s: is damaged; the next visit keeps another", path.p);
}

void kept_sweep(const struct crawler *c)
{
    const char *folder = c->setup.kept;
    struct map known;
    struct arena a = {0};
    struct dirent *d;
    map_init(&known);
    for (size_t i = 0; i < c->setup.n_sources; i++)
        for (int k = 0; k < KEPT_PAGES; k++)
            if (!str_eqz(c->sources[i].row.state, "removed"))
                map_put(&known,
                        path_of(&a, folder, c->setup.sources[i].is.name,
                                (enum kept_which)k),
                        &known);
    DIR *dir = opendir(folder);
    while (dir && (d = readdir(dir))) {
        struct str path = str_printf(&a, "%s/%s", folder, d->d_name);
        if (d->d_name[0] != '.' && !map_get(&known, path))
            unlink(path.p);
    }
    if (dir)
        closedir(dir);
    map_clear(&known);
    arena_clear(&a);
}

/* ---- which page of a visit ---- */

/* What is kept now, without it when nothing is or when it is damaged. */
static struct kept_page kept_now(const struct crawler *c, const struct visit *v,
                                 struct arena *a, enum kept_which which)
{
    struct kept_page page;
    struct err e = {0};
    const struct kept_place place = {c->setup.kept,
                                     crawl_source(c, v)->row.name, which};
    if (!kept_get(&place, a, &page, &e))
        page = (struct kept_page){0};
    return page;
}

static void put(const struct crawler *c, const struct visit *v,
                enum kept_which which, struct kept_page page)
{
    struct err e = {0};
    page.source = crawl_source(c, v)->row.name;
    page.row = v->row.url;
    page.url = str_of(v->url);
    page.at = c->now;
    if (!kept_put(c->setup.kept, which, &page, &e))
        log_event(LOG_WARN, "kept", "%s", e.msg);
}

static struct kept_page page_of(const struct crawler *c, const struct visit *v,
                                const struct fetch_answer *answer,
                                const struct reading *r)
{
    struct kept_page page = {.kind = crawl_source(c, v)->setup->is.kind,
                             .place = answer->place,
                             .type = answer->type,
                             .status = answer->status,
                             .body = buf_view(&answer->body)};
    if (r) {
        page.kind = r->kind.n ? r->kind : page.kind;
        page.posts = (int64_t)r->n;
        page.fill = r->fill;
    }
    return page;
}

/* Is it the bad page of a source that is well, but for items that fell away? */
static bool fell(const struct kept_page *bad)
{
    return str_eqz(bad->state, health_name(HEALTH_OK));
}

void kept_bad(struct crawler *c, const struct visit *v,
              const struct fetch_answer *answer, const struct reading *r,
              const struct kept_page *why)
{
    struct source_state *s = crawl_source(c, v);
    struct arena a = {0};
    if (!c->setup.kept || answer->of_mail || !answer->body.n || s->kept_bad)
        return;
    s->kept_bad = true;
    struct kept_page good = kept_now(c, v, &a, KEPT_GOOD);
    struct kept_page bad = kept_now(c, v, &a, KEPT_BAD);
    bool first = !bad.at || bad.at <= good.at;
    if (first || (fell(why) && !fell(&bad))) {
        struct kept_page page = page_of(c, v, answer, r);
        page.state = why->state;
        page.cause = why->cause;
        page.canary = why->canary;
        put(c, v, KEPT_BAD, page);
    }
    arena_clear(&a);
}

/* Half of the posts that the same address gave are missing, and it is not long
 * that they are. */
static bool fell_away(const struct crawler *c, const struct kept_page *good,
                      const struct kept_page *bad, const struct visit *v,
                      const struct reading *r)
{
    bool same = str_eq(good->row, v->row.url) && good->posts >= USUAL_LEAST;
    bool news =
        bad->at <= good->at || !fell(bad) || c->now - bad->at < BELIEVED_S;
    return same && news && 2 * (int64_t)r->n < good->posts;
}

void kept_good(struct crawler *c, const struct page_work *w,
               const struct reading *r)
{
    const struct visit *v = w->visit;
    struct source_state *s = crawl_source(c, v);
    struct arena a = {0};
    if (!c->setup.kept || w->answer->of_mail || !r->n || s->kept_good)
        return;
    s->kept_good = true;
    struct kept_page good = kept_now(c, v, &a, KEPT_GOOD);
    struct kept_page bad = kept_now(c, v, &a, KEPT_BAD);
    if (fell_away(c, &good, &bad, v, r)) {
        const struct kept_page why = {
            .state = str_of(health_name(HEALTH_OK)),
            .cause = str_printf(&a, "%zu posts where there were %lld", r->n,
                                (long long)good.posts)};
        kept_bad(c, v, w->answer, r, &why);
    } else {
        put(c, v, KEPT_GOOD, page_of(c, v, w->answer, r));
        if (bad.at && c->now - bad.at > BELIEVED_S)
            unlink(path_of(&a, c->setup.kept, s->row.name, KEPT_BAD).p);
    }
    arena_clear(&a);
}

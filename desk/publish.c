/* SPDX-License-Identifier: MIT
 * publish: statements as pages and a feed in a folder of ours. Each file is
 * whole at every moment: written beside, then put in the place of the old. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/ceiling.h"
#include "base/html.h"
#include "desk/desk.h"

enum {
    READABLE = 0644,
    FOLDER = 0755,
    PAGE_MOST = 1 << 20,
    FEED_MOST = 20 /* entries: what a reader asks for between two visits */
};

static const char HEAD[] =
    "<!doctype html>\n<html lang=\"%S\"><head><meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
    "'none'; style-src 'unsafe-inline'\">\n<title>%S</title>\n"
    "<link rel=\"alternate\" type=\"application/atom+xml\" "
    "href=\"atom.xml\">\n<style>body{font:17px/1.5 system-ui,sans-serif;"
    "max-width:42em;margin:2em auto;padding:0 1em}time,.soft{color:#666}"
    "</style></head><body>\n";

static bool is_ru(struct str lang)
{
    return str_eqz(lang, "ru");
}

static bool put_file(const char *folder, const char *name, struct buf *out,
                     struct err *e)
{
    char path[PATH_MAX], temporary[PATH_MAX];
    if (out->over)
        return err_set(e, "%s: it would become too long", name);
    int n =
        snprintf(temporary, sizeof temporary, "%s/.%s.XXXXXX", folder, name);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int fd = n < PATH_MAX ? mkstemp(temporary) : -1;
    if (fd < 0)
        return err_set(e, "%s: %s", folder, strerror(errno));
    bool ok = fchmod(fd, READABLE) == 0 && buf_write_to(fd, buf_view(out)) &&
              fsync(fd) == 0;
    ok = close(fd) == 0 && ok && rename(temporary, path) == 0;
    if (!ok) {
        err_set(e, "%s: %s", path, strerror(errno));
        unlink(temporary);
    }
    return ok;
}

/* Texts are plain: an empty line parts paragraphs. */
static void paragraphs(struct buf *out, struct str text)
{
    bool open = false;
    struct str line;
    while (str_split(&text, '\n', &line)) {
        line = str_trim(line);
        if (line.n)
            buf_z(out, open ? "<br>\n" : "<p>");
        else if (open)
            buf_z(out, "</p>\n");
        html_text(out, line);
        open = line.n > 0;
    }
    buf_z(out, open ? "</p>\n" : "");
}

static void moment(struct buf *out, int64_t at, const struct desk_site *site,
                   struct str lang)
{
    buf_z(out, "<time datetime=\"");
    date_rfc3339(out, at, site->zone);
    buf_z(out, "\">");
    date_human(out, at, site->zone, lang);
    buf_z(out, "</time>");
}

static void page(struct buf *out, const struct desk_site *site,
                 const struct statement *s)
{
    bool ru = is_ru(s->lang);
    html_printf(out, HEAD, &s->lang, &s->title);
    html_printf(out, "<h1>%S</h1>\n<p class=\"soft\">%S · ", &s->title,
                &site->company);
    moment(out, s->published, site, s->lang);
    if (s->updated > s->published) {
        buf_z(out, ru ? " · изменено " : " · changed ");
        moment(out, s->updated, site, s->lang);
    }
    buf_z(out, "</p>\n");
    paragraphs(out, s->text);
    if (store_is_address(s->discussion)) {
        html_printf(out, "<p>%s: <a rel=\"noopener\" href=\"",
                    ru ? "Обсуждение, на которое мы отвечаем"
                       : "The discussion that this answers");
        html_href(out, s->discussion);
        html_printf(out, "\">%S</a></p>\n", &s->discussion);
    }
    html_printf(out, "<p><a href=\"index.html\">%s</a></p>\n</body></html>\n",
                ru ? "Все ответы" : "All statements");
}

/* Links to it stay good. */
static void withdrawn(struct buf *out, const struct statement *s)
{
    html_printf(out, HEAD, &s->lang, &s->title);
    html_printf(out,
                "<h1>%S</h1>\n<p>%s</p>\n<p><a href=\"index.html\">%s</a></p>\n"
                "</body></html>\n",
                &s->title,
                is_ru(s->lang) ? "Это сообщение отозвано."
                               : "This statement was withdrawn.",
                is_ru(s->lang) ? "Все ответы" : "All statements");
}

static void name_of(const struct statement *s, char name[48])
{
    snprintf(name, 48, "statement-%lld.html", (long long)s->id);
}

static void index_page(struct buf *out, const struct desk_site *site,
                       const struct statement *rows, size_t n)
{
    html_printf(out, HEAD, &site->lang, &site->company);
    html_printf(out, "<h1>%S</h1>\n<ul>\n", &site->company);
    for (size_t i = 0; i < n; i++) {
        char name[48];
        name_of(&rows[i], name);
        html_printf(out, "<li><a href=\"%s\">%S</a> ", name, &rows[i].title);
        moment(out, rows[i].published, site, site->lang);
        buf_z(out, "</li>\n");
    }
    buf_z(out, "</ul>\n</body></html>\n");
}

static struct str base_of(const struct desk_site *site)
{
    struct str url = site->url;
    while (url.n && url.p[url.n - 1] == '/')
        url.n--;
    return url;
}

static void entry(struct buf *out, const struct desk_site *site,
                  const struct statement *s)
{
    char name[48];
    struct str base = base_of(site);
    name_of(s, name);
    html_printf(out,
                "<entry><id>%S/%s</id><title>%S</title><link href=\"%S/%s\"/>"
                "<published>",
                &base, name, &s->title, &base, name);
    date_rfc3339(out, s->published, site->zone);
    buf_z(out, "</published><updated>");
    date_rfc3339(out, s->updated, site->zone);
    buf_z(out, "</updated>");
    if (store_is_address(s->discussion))
        html_printf(out, "<link rel=\"related\" href=\"%S\"/>", &s->discussion);
    html_printf(out,
                "<content type=\"text\" xml:lang=\"%S\">%S</content>"
                "</entry>\n",
                &s->lang, &s->text);
}

static void feed(struct buf *out, const struct desk_site *site,
                 const struct statement *rows, size_t n)
{
    int64_t updated = 0;
    struct str base = base_of(site);
    for (size_t i = 0; i < n; i++)
        updated = rows[i].updated > updated ? rows[i].updated : updated;
    html_printf(out,
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed "
                "xmlns=\"http://www.w3.org/2005/Atom\"><id>%S/atom.xml</id>"
                "<title>%S</title><author><name>%S</name></author><link "
                "rel=\"self\" href=\"%S/atom.xml\"/><updated>",
                &base, &site->company, &site->company, &base);
    date_rfc3339(out, updated, site->zone);
    buf_z(out, "</updated>\n");
    for (size_t i = 0; i < n; i++)
        entry(out, site, &rows[i]);
    buf_z(out, "</feed>\n");
}

/* The pages one by one, with the buffer that they are made in. */
static bool put_pages(const struct desk_site *site,
                      const struct statement *rows, size_t n, bool public,
                      struct buf *out, struct err *e)
{
    for (size_t i = 0; i < n; i++) {
        char name[48];
        if (!public && !str_eqz(rows[i].state, "withdrawn"))
            continue;
        buf_reset(out);
        name_of(&rows[i], name);
        if (public)
            page(out, site, &rows[i]);
        else
            withdrawn(out, &rows[i]);
        if (!put_file(site->folder, name, out, e))
            return false;
    }
    return true;
}

/* What is made of all of them is made before the first file is there: a
 * publication that fails leaves none. */
static bool put_all(const struct desk_site *site, const struct statement *rows,
                    size_t n, const struct statement *all, size_t n_all,
                    struct err *e)
{
    struct buf out, list, atom;
    buf_init(&out, PAGE_MOST), buf_init(&list, PAGE_MOST);
    buf_init(&atom, CEILING_PAGE_OUT);
    index_page(&list, site, rows, n);
    feed(&atom, site, rows, n < FEED_MOST ? n : FEED_MOST);
    bool ok =
        (!list.over && !atom.over) || err_set(e, "the statements are too long");
    ok = ok && put_pages(site, rows, n, true, &out, e) &&
         put_pages(site, all, n_all, false, &out, e) &&
         put_file(site->folder, "index.html", &list, e) &&
         put_file(site->folder, "atom.xml", &atom, e);
    buf_clear(&out), buf_clear(&list), buf_clear(&atom);
    return ok;
}

bool desk_publish(struct store *store, const struct desk_site *site,
                  struct err *e)
{
    struct arena a = {0};
    struct statement *rows, *all;
    size_t n, n_all;
    if (!site->folder)
        return err_set(e, "molva.yaml names no folder: statements: {folder: "
                          "...}");
    if (mkdir(site->folder, FOLDER) != 0 && errno != EEXIST)
        return err_set(e, "%s: %s", site->folder, strerror(errno));
    bool ok = store_statements_public(store, &a, &rows, &n, e) &&
              store_statements(store, &a, (struct statement_part){0}, &all,
                               &n_all, e) &&
              put_all(site, rows, n, all, n_all, e);
    arena_clear(&a);
    return ok;
}

struct str desk_statement_url(struct arena *a, const struct desk_site *site,
                              int64_t id)
{
    struct str base = base_of(site);
    return str_printf(a, STR_FMT "/statement-%lld.html", STR_ARG(base),
                      (long long)id);
}

bool desk_statement_step(struct store *store, const struct desk_site *site,
                         const struct statement_step *p, bool publish,
                         struct err *e)
{
    if (!store_begin(store, e))
        return false;
    if ((publish ? store_statement_publish(store, p, e)
                 : store_statement_withdraw(store, p, e)) &&
        desk_publish(store, site, e) && store_commit(store, e))
        return true;
    store_rollback(store);
    return false;
}

bool desk_statement_back(struct store *store, struct arena *a,
                         const struct desk_site *site,
                         const struct statement *s, struct str *is,
                         struct err *e)
{
    *is = STR("");
    if (!s->public || !site->folder)
        return true;
    return store_statement_back(store, s, desk_statement_url(a, site, s->id),
                                is, e);
}

/* SPDX-License-Identifier: MIT
 * adopt: versions of what was learnt, and which of them is in use. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/base.h"
#include "cli/cli.h"
#include "cli/learn.h"

#define LINK_NEW LEARNT_FOLDER "/in-use.new"

/* N of N.tsv; 0: it is none. */
static int64_t version_of(struct str name)
{
    int64_t version;
    if (!str_ends(name, STR(".tsv")) ||
        !str_int(str_part(name, 0, name.n - strlen(".tsv")), &version))
        return 0;
    return version;
}

/* The version in use; 0: the shipped weights. */
static int64_t in_use(struct workspace *w)
{
    char to[64];
    ssize_t n = readlink(w->learnt, to, sizeof to);
    return n > 0 ? version_of((struct str){to, (size_t)n}) : 0;
}

static const char *path_of(struct workspace *w, int64_t version)
{
    return workspace_path(w, str_printf(&w->arena, LEARNT_FOLDER "/%lld.tsv",
                                        (long long)version));
}

static int64_t newest(struct workspace *w)
{
    int64_t most = 0;
    DIR *d = opendir(workspace_path(w, STR(LEARNT_FOLDER)));
    for (struct dirent *f; d && (f = readdir(d));) {
        int64_t version = version_of(str_of(f->d_name));
        most = version > most ? version : most;
    }
    if (d)
        closedir(d);
    return most;
}

/* The link, whole or as it was. */
static bool point_to(struct workspace *w, int64_t version, struct err *e)
{
    const char *next = workspace_path(w, STR(LINK_NEW));
    char to[32];
    snprintf(to, sizeof to, "%lld.tsv", (long long)version);
    unlink(next);
    bool ok = version ? symlink(to, next) == 0 && rename(next, w->learnt) == 0
                      : unlink(w->learnt) == 0 || errno == ENOENT;
    return ok || err_set(e, "%s: %s", w->learnt, strerror(errno));
}

/* The rule set with what is in use now, which is proven by loading it. */
static bool rule_set(struct workspace *w, const char *learnt, char version[17],
                     struct err *e)
{
    struct classify_setup setup = workspace_classify(w);
    setup.learnt = learnt;
    struct classifier *c = classify_open(&setup, e);
    if (c)
        snprintf(version, 17, "%s", classify_version(c));
    classify_close(c);
    return c != NULL;
}

struct turn {
    int64_t from, to;     /* versions */
    const char *what;     /* event */
    char was[17], is[17]; /* rule sets */
};

/* The link, then the event of it, without which the link goes back; only who
 * dies between the two leaves it without one. */
static bool turn(struct workspace *w, const struct turn *t, struct err *e)
{
    struct arena a = {0};
    struct store *store = workspace_store(w, 0, e);
    struct event_note note = {
        .at = time(NULL),
        .what = t->what,
        .who = cli_who(&a),
        .about =
            str_printf(&a,
                       "learnt version %lld in place of %lld, rule set %s "
                       "in place of %s",
                       (long long)t->to, (long long)t->from, t->is, t->was)};
    bool ok = store && point_to(w, t->to, e);
    if (ok && !store_event_note(store, &note, e)) {
        struct err undone = {0};
        ok = false;
        if (!point_to(w, t->from, &undone))
            err_add(e, "and %s", undone.msg);
    }
    if (ok)
        printf(STR_FMT "; crawl and classify use it from now on, a running "
                       "serve after `kill -HUP` or a new start\n",
               STR_ARG(note.about));
    store_close(store);
    arena_clear(&a);
    return ok;
}

static bool moves_any(struct str table)
{
    struct str line;
    while (str_split(&table, '\n', &line))
        if (line.n && line.p[0] != '#')
            return true;
    return false;
}

/* Behind the line that tells the version. */
static struct str body_of(struct str text)
{
    struct str line;
    str_split(&text, '\n', &line);
    return text;
}

/* Is it what is in use already? */
static bool is_same(struct workspace *w, struct str table)
{
    struct buf now;
    struct err none = {0};
    buf_init(&now, CEILING_RULE_FILE);
    bool same = access(w->learnt, R_OK) == 0 &&
                buf_read_file(&now, w->learnt, &none) &&
                str_eq(body_of(buf_view(&now)), table);
    buf_clear(&now);
    return same;
}

static bool write_version(struct workspace *w, const struct turn *t,
                          struct str table, struct err *e)
{
    struct buf out;
    buf_init(&out, CEILING_RULE_FILE);
    buf_printf(&out, "# version %lld, in place of %lld\n", (long long)t->to,
               (long long)t->from);
    buf_str(&out, table);
    bool ok = cli_write(path_of(w, t->to), &out, e);
    buf_clear(&out);
    return ok;
}

bool learn_adopt(struct workspace *w, struct err *e)
{
    const char *from = workspace_path(w, STR(LEARNT_CANDIDATE));
    struct turn t = {in_use(w), newest(w) + 1, "learnt", "", ""};
    struct buf table;
    if (access(from, R_OK) != 0)
        return err_set(e, "%s is not there: `molva rules learn` makes it",
                       from);
    buf_init(&table, CEILING_RULE_FILE);
    bool ok = buf_read_file(&table, from, e);
    if (ok && !moves_any(buf_view(&table)))
        ok = err_set(e, "%s moves no weight: nothing to adopt", from);
    if (ok && is_same(w, buf_view(&table)))
        ok = err_set(e, "%s is in use already, version %lld", from,
                     (long long)t.from);
    ok = ok && rule_set(w, w->learnt, t.was, e) && rule_set(w, from, t.is, e) &&
         write_version(w, &t, buf_view(&table), e) &&
         rule_set(w, path_of(w, t.to), t.is, e) && turn(w, &t, e);
    buf_clear(&table);
    return ok;
}

/* "# version 2, in place of 1" */
static bool before(struct workspace *w, int64_t *version, struct err *e)
{
    struct buf in;
    struct str text, line = {0};
    buf_init(&in, CEILING_RULE_FILE);
    bool ok = buf_read_file(&in, w->learnt, e);
    text = buf_view(&in);
    str_split(&text, '\n', &line);
    ptrdiff_t at = str_find(line, STR("in place of "));
    if (ok &&
        (at < 0 || !str_int(str_from(line, (size_t)at + strlen("in place of ")),
                            version)))
        ok = err_set(e, "%s: its first line does not tell what was before it",
                     w->learnt);
    if (ok && *version && access(path_of(w, *version), R_OK) != 0)
        ok = err_set(e, "%s: %s; what was in use before is not there",
                     path_of(w, *version), strerror(errno));
    buf_clear(&in);
    return ok;
}

bool learn_back(struct workspace *w, struct err *e)
{
    struct turn t = {.from = in_use(w), .what = "learnt-back"};
    if (!t.from)
        return err_set(e,
                       "the shipped weights are in use; nothing was adopted");
    return before(w, &t.to, e) && rule_set(w, w->learnt, t.was, e) &&
           rule_set(w, t.to ? path_of(w, t.to) : NULL, t.is, e) &&
           turn(w, &t, e);
}

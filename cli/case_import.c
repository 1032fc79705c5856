/* SPDX-License-Identifier: MIT
 * case_import: a table of complaints that was kept before, into the register.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/base.h"
#include "cli/case_ledger.h"
#include "cli/cli.h"
#include "crawler/reading/reading.h"

enum {
    FILE_MOST = 256 << 20, /* bytes of a table */
    AT_ONCE = 500,         /* rows a transaction */
    SHOWN = 5              /* rows of a dry run */
};

struct import {
    const struct case_ledger *l;
    struct arena *a;  /* of the workspace */
    struct str text;  /* of the table, UTF-8 */
    const char *path; /* of the map */
    struct ledger_map map;
    struct ledger_known known;
    struct catalogue catalogue;
    int64_t fresh, there, bad; /* rows so far */
};

/* "old" of "/home/ann/old.csv" */
static struct str stem(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct str name = str_of(slash && slash[1] ? slash + 1 : path);
    for (size_t i = name.n; i > 1; i--)
        if (name.p[i - 1] == '.')
            return str_part(name, 0, i - 1);
    return name;
}

static bool learn(struct import *m, struct err *e)
{
    struct workspace *w = m->l->w;
    const struct department *d = w->departments.items;
    size_t n = w->departments.n, n_users, i;
    struct user_row *users;
    if (!workspace_catalogue(w, &m->catalogue, e) ||
        !store_users(m->l->store, m->a, &users, &n_users, e))
        return false;
    struct str *logins = arena_alloc(m->a, (n_users + 1) * sizeof *logins);
    struct str *ids = arena_alloc(m->a, (n + 1) * sizeof *ids);
    struct str *said = arena_alloc(m->a, (n + 1) * sizeof *said);
    for (i = 0; i < n; i++) {
        ids[i] = d[i].id;
        said[i] = d[i].name_ru;
    }
    m->known = (struct ledger_known){.logins = logins,
                                     .departments = ids,
                                     .said = said,
                                     .n_departments = n,
                                     .catalogue = &m->catalogue,
                                     .zone = m->l->zone,
                                     .now = m->l->now};
    for (i = 0; i < n_users; i++)
        if (!users[i].removed)
            logins[m->known.n_logins++] = users[i].login;
    return true;
}

static bool read_table(struct import *m, struct err *e)
{
    struct buf b;
    buf_init(&b, FILE_MOST);
    bool ok = buf_read_file(&b, m->l->path, e);
    if (ok)
        m->text = str_dup(m->a, pieces_utf8(m->a, buf_view(&b)));
    buf_clear(&b);
    if (ok && str_starts(m->text, STR("PK\x03\x04")))
        return err_set(e, "%s is a workbook of Excel: save it as CSV",
                       m->l->path);
    return ok;
}

/* ---- its map ---- */

static bool write_map(const struct import *m, struct str text, struct err *e)
{
    int fd = open(m->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool ok = fd >= 0 && buf_write_to(fd, text);
    if (fd >= 0)
        ok = close(fd) == 0 && ok;
    return ok || err_set(e, "%s: %s", m->path, strerror(errno));
}

/* Does somebody at the terminal say yes? */
static bool agreed(void)
{
    char answer[16] = "";
    fputs("write this and go on? [y/N] ", stderr);
    if (!fgets(answer, sizeof answer, stdin))
        return false;
    return answer[0] == 'y' || answer[0] == 'Y';
}

static bool propose(struct import *m, struct err *e)
{
    struct buf b;
    bool ok = true, asked = isatty(STDIN_FILENO);
    m->map = (struct ledger_map){.source = stem(m->l->path),
                                 .channel = STR("office")};
    if (!ledger_propose(&m->map, m->a, m->text, &m->known, e))
        return err_add(e, "%s", m->l->path);
    buf_init(&b, CEILING_RULE_FILE);
    ledger_map_write(&b, &m->map);
    fwrite(b.p, 1, b.n, stdout);
    fflush(stdout);
    if (!m->l->dry_run) {
        ok = !asked || agreed() || err_set(e, "nothing was written or stored");
        ok = ok && write_map(m, buf_view(&b), e);
        if (ok && !asked)
            ok = err_set(e,
                         "the map above is now in %s: look at it, correct it, "
                         "and run this again; nothing was stored",
                         m->path);
    }
    buf_clear(&b);
    return ok;
}

static bool find_map(struct import *m, struct err *e)
{
    m->path = m->l->map;
    if (!m->path)
        m->path = str_printf(m->a, "%s/" STR_FMT ".map.yaml", m->l->w->dir,
                             STR_ARG(stem(m->l->path)))
                      .p;
    return access(m->path, F_OK) == 0
               ? ledger_map_load(&m->map, m->a, m->path, e)
               : propose(m, e);
}

/* ---- its rows ---- */

static void say_day(const struct import *m, const char *name, int64_t at)
{
    struct buf b;
    buf_init(&b, 64);
    if (at > 0)
        date_rfc3339(&b, at, m->l->zone);
    if (b.n)
        printf("    %-10s %.*s\n", name, (int)b.n, b.p);
    buf_clear(&b);
}

static void show(const struct import *m, const struct ledger_row *r)
{
    printf("%s:%d: " STR_FMT ", " STR_FMT "\n", m->l->path, r->line,
           STR_ARG(r->key), STR_ARG(str_of(stage_name(r->stage))));
    say_day(m, "opened", r->opened);
    say_day(m, "due", r->due);
    say_day(m, "done", r->done);
    say_day(m, "ended", r->ended);
    for (int i = 0; i < LEDGER_COUNT; i++)
        if (r->said[i].n && i != LEDGER_ID && i != LEDGER_OPENED &&
            i != LEDGER_DUE && i != LEDGER_DONE && i != LEDGER_ENDED &&
            i != LEDGER_STATE)
            printf("    %-10s " STR_FMT "\n", ledger_field_name(i),
                   STR_ARG(r->said[i]));
}

static bool take(struct import *m, const struct ledger_row *r, struct err *e)
{
    bool fresh = false;
    if (r->fault.n) {
        fprintf(stderr, "%s:" STR_FMT "\n", m->l->path, STR_ARG(r->fault));
        m->bad++;
        return true;
    }
    if (m->l->dry_run) {
        bool is;
        if (m->fresh + m->there < SHOWN)
            show(m, r);
        if (!store_past_is(m->l->store, r->key, &is, e))
            return false;
        fresh = !is;
    } else {
        struct past p = store_past_of(r);
        p.who = m->l->who, p.from = stem(m->l->path);
        if (!store_past_put(m->l->store, &p, m->l->now, &fresh, e))
            return err_add(e, "%s:%d", m->l->path, r->line);
    }
    m->fresh += fresh;
    m->there += !fresh;
    return true;
}

/* So many rows in one transaction; *more is false behind the last. */
static bool take_some(struct import *m, struct ledger *rows, bool *more,
                      struct err *e)
{
    struct arena a = {0};
    struct ledger_row r;
    bool ok = true;
    for (int i = 0; ok && i < AT_ONCE && !cli_stop; i++) {
        *more = ledger_next(rows, &a, &r);
        if (!*more)
            break;
        ok = take(m, &r, e);
        arena_reset(&a);
    }
    *more = *more && !cli_stop;
    arena_clear(&a);
    return ok;
}

static bool take_all(struct import *m, struct ledger *rows, struct err *e)
{
    bool more = true;
    while (more) {
        if (m->l->dry_run) {
            if (!take_some(m, rows, &more, e))
                return false;
            continue;
        }
        if (!store_begin(m->l->store, e))
            return false;
        if (!take_some(m, rows, &more, e) || !store_commit(m->l->store, e)) {
            store_rollback(m->l->store);
            return false;
        }
    }
    return true;
}

bool case_import(struct case_ledger *l, struct err *e)
{
    struct import m = {.l = l, .a = &l->w->arena};
    struct ledger *rows;
    if (!read_table(&m, e) || !learn(&m, e) || !find_map(&m, e))
        return false;
    rows = ledger_open(m.a, m.text, &m.map, &m.known, e);
    if (!rows)
        return err_add(e, "%s, %s", l->path, m.path);
    if (!take_all(&m, rows, e))
        return false;
    printf("%s: %lld, there already: %lld, not read: %lld%s\n",
           l->dry_run ? "would be new" : "new", (long long)m.fresh,
           (long long)m.there, (long long)m.bad,
           l->dry_run ? "; nothing was stored" : "");
    return !m.bad || err_set(e,
                             "%lld rows are not in: correct them in the table, "
                             "or the map %s, and run this again",
                             (long long)m.bad, m.path);
}

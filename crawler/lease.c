/* SPDX-License-Identifier: MIT
 * lease: one crawler per host. */
#include "crawler/lease.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"

enum {
    LENGTH_MS = 120 * 1000, /* longer than a fetch and its reading */
    RENEWALS = 4            /* in its length */
};

static int64_t length_of(const struct crawler *c)
{
    return c->setup.times.lease_ms ? c->setup.times.lease_ms : LENGTH_MS;
}

/* The first line of a small file of the kernel. */
static struct str line_of(struct arena *a, const char *path)
{
    char text[600] = "";
    FILE *f = fopen(path, "re");
    if (f && !fgets(text, sizeof text, f))
        text[0] = 0;
    if (f)
        fclose(f);
    return str_dup(a, str_trim(str_of(text)));
}

/* When a process was started, in ticks since the boot: field 22, and the 20th
 * behind the name, which may hold anything. A pid alone comes again. */
static struct str start_of(struct arena *a, long pid)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%ld/stat", pid);
    struct str stat = line_of(a, path), word = {0};
    while (str_find_char(stat, ')') >= 0)
        stat = str_from(stat, (size_t)str_find_char(stat, ')') + 1);
    stat = str_trim(stat);
    for (int i = 0; i < 20; i++)
        if (!str_split(&stat, ' ', &word))
            return STR("");
    return word;
}

/* This boot of this machine, and the world of process numbers we live in. */
static struct str machine(struct arena *a)
{
    char space[64] = "";
    ssize_t n = readlink("/proc/self/ns/pid", space, sizeof space - 1);
    return str_printf(a, STR_FMT "/%.*s",
                      STR_ARG(line_of(a, "/proc/sys/kernel/random/boot_id")),
                      (int)(n > 0 ? n : 0), space);
}

void lease_open(struct crawler *c)
{
    static int opened; /* several crawlers may live in one process */
    char host[256] = "?";
    struct arena *a = &c->arena;
    long pid = (long)getpid();
    gethostname(host, sizeof host - 1);
    c->machine = machine(a);
    c->holder =
        str_printf(a, STR_FMT " %ld " STR_FMT " %d", STR_ARG(c->machine), pid,
                   STR_ARG(start_of(a, pid)), ++opened);
    c->shown = str_printf(a, "molva %ld on machine %s", pid, host);
    c->opened_ms = c->wall_ms;
}

/* "MACHINE PID START N" of a process of this machine that is no more. */
static bool is_dead(struct crawler *c, struct arena *a, struct str holder)
{
    struct str where, pid_text, start;
    int64_t pid;
    if (!str_split(&holder, ' ', &where) || !str_eq(where, c->machine) ||
        !str_split(&holder, ' ', &pid_text) || !str_int(pid_text, &pid) ||
        !str_split(&holder, ' ', &start))
        return false;
    if (kill((pid_t)pid, 0) != 0 && errno == ESRCH)
        return true;
    struct str now = start_of(a, (long)pid);
    return now.n && start.n && !str_eq(now, start);
}

static void tell(struct crawler *c, const struct lease_row *row)
{
    struct buf text;
    buf_init(&text, 600);
    buf_z(&text, "is being crawled by ");
    buf_str(&text, row->shown);
    buf_z(&text, " until ");
    date_rfc3339(&text, row->until / 1000, NULL);
    crawl_note(c, row->host, buf_view(&text));
    buf_clear(&text);
}

/* The gap that another crawler left to us, or a run before this one. */
static void take_over(struct crawler *c, struct host *h,
                      const struct lease_row *row)
{
    enum { MOST_MS = 60000 }; /* no gap is longer */
    int64_t gap = row->ready - c->wall_ms;
    if (gap > 0 && gap <= MOST_MS && c->now_ms + gap > h->ready_ms)
        h->ready_ms = c->now_ms + gap;
    h->epoch = row->epoch;
}

static bool ask(struct crawler *c, struct arena *a, struct host *h,
                struct lease_row *row, bool *got, struct err *e)
{
    struct lease_wish w = {.host = str_of(h->name),
                           .holder = c->holder,
                           .shown = c->shown,
                           .now = c->wall_ms,
                           .length = length_of(c)};
    if (!crawl_begin(c, e) || !store_lease_take(c->store, a, &w, row, got, e))
        return false;
    if (*got || !is_dead(c, a, row->holder))
        return true;
    w.dead = row->holder;
    return store_lease_take(c->store, a, &w, row, got, e);
}

bool lease_take(struct crawler *c, struct host *h, enum lease *got,
                struct err *e)
{
    struct arena a = {0};
    struct lease_row row;
    bool ours;
    *got = h->held ? LEASE_HELD : LEASE_OURS;
    if (h->held || (h->epoch && c->now_ms < h->renew_ms))
        return true;
    bool ok = ask(c, &a, h, &row, &ours, e);
    if (ok && ours) {
        if (h->epoch != row.epoch)
            take_over(c, h, &row);
        h->renew_ms = c->now_ms + length_of(c) / RENEWALS;
    } else if (ok) {
        *got = LEASE_HELD;
        h->held = true;
        h->epoch = 0;
        c->total.held++;
        tell(c, &row);
    }
    arena_clear(&a);
    return ok;
}

bool lease_renew(struct crawler *c, struct err *e)
{
    for (size_t i = 0; i < c->frontier.n_hosts; i++) {
        struct host *h = c->frontier.hosts[i];
        enum lease got;
        if (h->epoch && !lease_take(c, h, &got, e))
            return false;
    }
    return true;
}

static struct lease_row ours(const struct crawler *c, const struct host *h)
{
    return (struct lease_row){
        .host = str_of(h->name), .holder = c->holder, .epoch = h->epoch};
}

bool lease_holds(struct crawler *c, const struct host *h, bool *holds,
                 struct err *e)
{
    struct lease_row row = ours(c, h);
    *holds = false;
    return !h->epoch || store_lease_holds(c->store, &row, holds, e);
}

bool lease_end(struct crawler *c, struct err *e)
{
    for (size_t i = 0; i < c->frontier.n_hosts; i++) {
        struct host *h = c->frontier.hosts[i];
        struct lease_row row = ours(c, h);
        if (!h->epoch)
            continue;
        int64_t gap = h->ready_ms - c->now_ms;
        row.until = c->wall_ms;
        row.ready = row.until + (gap > 0 ? gap : 0);
        h->epoch = 0;
        if (!crawl_begin(c, e) || !store_lease_end(c->store, &row, e))
            return false;
    }
    return true;
}

bool lease_elsewhere(struct crawler *c, struct str host, bool *elsewhere,
                     struct err *e)
{
    struct arena a = {0};
    struct lease_row row;
    bool found;
    int64_t now = c->wall_ms;
    bool ok = store_lease_get(c->store, &a, host, &row, &found, e);
    *elsewhere = ok && found && !str_eq(row.holder, c->holder) &&
                 row.until > c->opened_ms &&
                 row.until <= now + 2 * length_of(c) &&
                 !is_dead(c, &a, row.holder);
    c->total.held += *elsewhere;
    if (*elsewhere && row.until > now)
        tell(c, &row);
    else if (*elsewhere)
        crawl_note(c, host,
                   str_printf(&a, "was crawled just now by " STR_FMT,
                              STR_ARG(row.shown)));
    arena_clear(&a);
    return ok;
}

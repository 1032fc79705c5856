/* SPDX-License-Identifier: MIT
 * scout: looks at the addresses that people at the desk ask about. */
#include "cli/scout.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/monotonic.h"
#include "cli/cli.h"
#include "cli/finding.h"

enum {
    NAP_MS = 500,
    LOOK_MS = 150 * 1000, /* three pages, their robots.txt and gaps */
    ANSWER = 4 << 20      /* bytes, with both languages */
};

/* ---- what goes over the pipe ---- */

static void put(struct buf *out, struct str s)
{
    buf_printf(out, "%zu\n", s.n);
    buf_str(out, s);
}

static bool take(struct str *from, struct str *s)
{
    struct str line;
    int64_t n;
    if (!str_split(from, '\n', &line) || !str_int(line, &n) || n < 0 ||
        (size_t)n > from->n)
        return false;
    *s = str_part(*from, 0, (size_t)n);
    *from = str_from(*from, (size_t)n);
    return true;
}

static bool take_answer(struct str all, struct inquiry_row *row)
{
    struct str beginnings;
    if (!take(&all, &row->cause) || !take(&all, &row->kind) ||
        !take(&all, &row->urls) || !take(&all, &beginnings) ||
        !take(&all, &row->ru) || !take(&all, &row->en) ||
        !take(&all, &row->leads))
        return false;
    row->beginnings = beginnings.n > 0;
    return true;
}

/* ---- in the child: one address ---- */

static void list(struct buf *out, const struct str *all, size_t n, size_t most)
{
    for (size_t i = 0; i < n && i < most; i++)
        if (all[i].n && str_find_char(all[i], '\n') < 0) {
            buf_str(out, all[i]);
            buf_char(out, '\n');
        }
}

/* Where one may look next. */
static void put_leads(struct buf *out, const struct finding *f)
{
    enum { LEADS_SHOWN = 10 };
    struct buf leads;
    buf_init(&leads, CEILING_PAGE_OUT);
    for (size_t i = 0; i < f->leads.n; i++) {
        const struct reading *r = &f->leads.all[i].page;
        list(&leads, r->feeds, r->n_feeds, LEADS_SHOWN);
        list(&leads, &r->api, 1, 1);
        list(&leads, r->links, r->n_links, LEADS_SHOWN);
        list(&leads, r->guesses, r->n_guesses, LEADS_SHOWN);
    }
    put(out, buf_view(&leads));
    buf_clear(&leads);
}

static void put_preview(struct buf *out, struct show *show,
                        const struct finding *f, const struct online *how,
                        const struct new_source *s)
{
    struct buf text;
    buf_init(&text, CEILING_PAGE_OUT);
    show_finding(show, &text, f, how);
    if (s->n)
        show_source(show, &text, f, s);
    put(out, buf_view(&text));
    buf_clear(&text);
}

static void put_urls(struct buf *out, const struct new_source *s)
{
    struct buf urls;
    buf_init(&urls, CEILING_PAGE_OUT);
    list(&urls, s->url, s->n, LEAD_STARTS);
    put(out, buf_view(&urls));
    buf_clear(&urls);
}

static void put_answer(struct buf *out, struct workspace *w, struct finding *f,
                       const struct online *how, struct str cause)
{
    struct new_source s = {0};
    struct show show;
    const struct reading *last =
        f->leads.n ? &f->leads.all[f->leads.n - 1].page : NULL;
    if (f->source.n)
        finding_source(w, f, how, &s);
    put(out, cause);
    put(out, cause.n ? (struct str){0} : s.kind);
    if (cause.n)
        put(out, (struct str){0});
    else
        put_urls(out, &s);
    put(out, last && last->beginnings ? STR("1") : STR(""));
    show_open(&show, w);
    show.lang = STR("ru");
    put_preview(out, &show, f, how, &s);
    show.lang = STR("en");
    put_preview(out, &show, f, how, &s);
    show_close(&show);
    put_leads(out, f);
}

/* Who wrote molva.yaml has let us ask this very host. */
static bool is_allowed(const struct workspace *w, struct str address)
{
    const struct source_setup *s = w->sources.items;
    struct arena a = {0};
    struct str url = finding_url(&a, address);
    bool found = false;
    for (size_t i = 0; i < w->sources.n; i++)
        for (size_t k = 0; s[i].allow_private && k < s[i].url.n; k++)
            found |= crawler_same_host(s[i].url.items[k], url);
    arena_clear(&a);
    return found;
}

static void look(struct workspace *w, const struct inquiry_row *row,
                 struct buf *out)
{
    struct err e = {0};
    struct finding f = {0};
    const struct online how = {.allow_private = is_allowed(w, row->address),
                               .narrow = true};
    if (crawler_is_mailbox(row->address))
        (void)err_set(&e, "a mailbox: molva add");
    bool ok = !e.msg[0] &&
              finding_look(w, str_z(&w->arena, row->address), &how, &f, &e) &&
              finding_may_be(w, &f, &e);
    put_answer(out, w, &f, &how, ok ? (struct str){0} : str_of(e.msg));
    arena_clear(&f.arena);
}

static _Noreturn void child(struct workspace *w, const struct inquiry_row *row,
                            int to, pid_t parent)
{
    struct buf out;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(CLI_CANNOT);
    buf_init(&out, ANSWER);
    look(w, row, &out);
    _exit(!out.over && buf_write_to(to, buf_view(&out)) ? CLI_DONE
                                                        : CLI_CANNOT);
}

/* ---- in the scout ---- */

/* What comes until the other end closes, or the time is over. */
static bool receive(int fd, struct buf *into, bool *late)
{
    int64_t end = monotonic_ms() + LOOK_MS;
    ssize_t n = 1;
    while (n > 0 && !cli_stop && !into->over) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        char bytes[16384];
        *late = monotonic_ms() > end;
        if (*late)
            return false;
        if (poll(&p, 1, NAP_MS) <= 0)
            continue;
        n = read(fd, bytes, sizeof bytes);
        if (n > 0)
            buf_str(into, (struct str){bytes, (size_t)n});
    }
    return n == 0;
}

static struct inquiry_row unseen(int64_t id, bool late)
{
    return (struct inquiry_row){
        .id = id,
        .cause = late ? STR("the look took too long: molva try")
                      : STR("the look at it broke off")};
}

/* False when it was told to end. */
static bool ask(struct workspace *w, struct inquiry_row *row,
                struct buf *answer)
{
    int fds[2], status = 0;
    bool late = false;
    pid_t parent = getpid();
    if (pipe(fds) != 0) {
        *row = unseen(row->id, false);
        return true;
    }
    pid_t pid = fork();
    if (pid == 0) {
        close(fds[0]);
        child(w, row, fds[1], parent);
    }
    close(fds[1]);
    bool ok = pid > 0 && receive(fds[0], answer, &late);
    close(fds[0]);
    if (pid > 0 && !ok)
        kill(pid, SIGKILL);
    ok = pid > 0 && waitpid(pid, &status, 0) == pid && status == 0 && ok &&
         take_answer(buf_view(answer), row);
    if (!ok)
        *row = unseen(row->id, late);
    return !cli_stop;
}

/* The row's addresses. */
static size_t starts(struct str urls, struct str *out)
{
    struct str one;
    size_t n = 0;
    while (n < LEAD_STARTS && str_split(&urls, '\n', &one))
        if (one.n)
            out[n++] = one;
    return n;
}

/* Into the molva.yaml that lies there now, not the one in use. */
static bool append(struct workspace *w, struct inquiry_row *row, struct err *e)
{
    struct str urls[LEAD_STARTS];
    struct new_source s = {
        .kind = row->kind, .url = urls, .n = starts(row->urls, urls)};
    const struct source_setup *known = NULL;
    s.allow_private = is_allowed(w, urls[0]);
    s.full = row->articles && str_eqz(row->kind, "feed");
    for (size_t i = 0; i < s.n && !known; i++)
        known = append_known(w, urls[i]);
    if (known)
        return err_set(e, "source '" STR_FMT "' watches it already",
                       STR_ARG(known->is.name));
    s.name = append_name(w, &w->arena, row->name, urls[0]);
    row->name = s.name;
    return append_sources(w, &s, 1, e);
}

static bool add(struct workspace *w, struct store *store,
                struct inquiry_row *row, void (*added)(void), struct err *e)
{
    struct workspace now;
    struct err why = {0};
    if (!workspace_open(&now, w->dir, &why)) {
        row->cause = str_of(why.msg);
        return store_inquiry_added(store, row, time(NULL), e);
    }
    bool done = append(&now, row, &why);
    row->cause = str_of(why.msg);
    bool ok = store_inquiry_added(store, row, time(NULL), e);
    if (done) {
        log_event(LOG_WARN, "scout", STR_FMT " adds the source '" STR_FMT "'",
                  STR_ARG(row->wanted_by), STR_ARG(row->name));
        added();
    }
    workspace_close(&now);
    return ok;
}

/* One of those that wait, if there is one. */
static bool serve_one(struct workspace *w, struct store *store,
                      void (*added)(void), struct err *e)
{
    bool found;
    struct arena a = {0};
    struct inquiry_row row;
    struct buf answer;
    bool ok = store_inquiry_next(store, &a, &row, &found, e);
    buf_init(&answer, ANSWER);
    if (ok && found && row.answered)
        ok = add(w, store, &row, added, e);
    else if (ok && found)
        ok = !ask(w, &row, &answer) ||
             store_inquiry_answer(store, &row, time(NULL), e);
    buf_clear(&answer);
    arena_clear(&a);
    return ok;
}

bool scout_run(struct workspace *w, struct store *store, void (*added)(void),
               struct err *e)
{
    bool ok = true;
    while (ok && !cli_stop) {
        ok = serve_one(w, store, added, e) || store_cut(store);
        poll(NULL, 0, NAP_MS);
    }
    return ok;
}

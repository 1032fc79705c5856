/* SPDX-License-Identifier: MIT
 * try and add: what an address or a saved page is, what would be collected
 * from it, and the source that does so. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/base.h"
#include "cli/append.h"
#include "cli/cli.h"
#include "cli/lead.h"
#include "cli/options.h"
#include "cli/preview.h"
#include "cli/secrets.h"
#include "cli/workspace.h"

static bool russian(const struct workspace *w)
{
    return str_eqz(w->lang, "ru");
}

static void print_json(const struct reading *r, const char *name,
                       struct str value)
{
    struct buf out;
    buf_init(&out, CEILING_PAGE_OUT);
    probe_json(&out, r, name, value);
    fwrite(out.p, 1, out.n, stdout);
    fflush(stdout);
    buf_clear(&out);
}

/* What is needed to show pages to people. */
struct show {
    struct workspace *w;
    struct zone *zone;             /* of dates */
    struct classifier *classifier; /* NULL: no brands are told */
};

static void show_open(struct show *s, struct workspace *w)
{
    struct err e = {0};
    const struct classify_setup setup = workspace_classify(w);
    *s = (struct show){.w = w, .zone = zone_new(w->zone, &e)};
    if (w->brands.n)
        s->classifier = classify_open(&setup, &e);
}

static void show_close(struct show *s)
{
    if (s->classifier)
        classify_close(s->classifier);
    zone_free(s->zone);
}

static void show_page(const struct show *s, const struct reading *r,
                      struct str url, struct str robots)
{
    struct buf out;
    const struct preview p = {.page = r,
                              .url = url,
                              .robots = robots,
                              .lang = s->w->lang,
                              .zone = s->zone,
                              .classifier = s->classifier};
    buf_init(&out, CEILING_PAGE_OUT);
    preview_write(&out, &p);
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
}

/* ---- saved pages ---- */

struct trial_file {
    struct probe *probe; /* reads all pages */
    struct arena arena;  /* of one page */
    struct buf body;     /* its bytes */
    struct reading got;  /* what came of it */
};

/* The page of a file, as if it came from `url`. What is wrong with it is the
 * reading's cause; false when there is no reader any more. */
static bool try_file(struct trial_file *t, const char *path, struct str url,
                     struct err *e)
{
    struct err why = {0};
    struct reader_job job = {.fetched = time(NULL)};
    t->got = (struct reading){.state = READING_FAILED};
    arena_reset(&t->arena);
    buf_reset(&t->body);
    if (buf_read_file(&t->body, path, &why) &&
        probe_address(&t->arena, url, &job.url, &why)) {
        job.body = buf_view(&t->body);
        return probe_page(t->probe, &job, &t->arena, &t->got, e);
    }
    t->got.cause = str_dup(&t->arena, str_of(why.msg));
    return true;
}

/* One line FILE<TAB>URL after the other. */
static bool try_batch(struct trial_file *t, struct err *e)
{
    char *line = NULL;
    size_t size = 0;
    bool ok = true;
    while (ok && !cli_stop && getline(&line, &size, stdin) > 0) {
        struct str url = str_trim(str_of(line)), file;
        if (!url.n || !str_split(&url, '\t', &file))
            continue;
        char *path = strndup(file.p, file.n);
        ok = try_file(t, path, str_trim(url), e);
        if (ok)
            print_json(&t->got, "file", str_of(path));
        free(path);
    }
    free(line);
    return ok;
}

static int try_one(struct trial_file *t, struct workspace *w, const char *path,
                   struct str url, bool json)
{
    struct err e = {0};
    struct show show;
    if (!try_file(t, path, url, &e))
        return cli_fail(CLI_CANNOT, "try", &e);
    if (json) {
        print_json(&t->got, "file", (struct str){0});
        return CLI_DONE;
    }
    show_open(&show, w);
    show_page(&show, &t->got, url, (struct str){0});
    show_close(&show);
    return t->got.kind.n ? CLI_DONE : CLI_WRONG;
}

/* path NULL: many, told on standard input. */
static int try_files(struct workspace *w, const char *path, struct str url,
                     bool json)
{
    struct err e = {0};
    struct trial_file t = {0};
    int code = CLI_DONE;
    buf_init(&t.body, CEILING_BODY);
    t.probe = probe_open(w->connectors, (struct str){0}, w->zone, &e);
    if (!t.probe || (!path && !try_batch(&t, &e)))
        code = cli_fail(CLI_CANNOT, "try", &e);
    else if (path)
        code = try_one(&t, w, path, url, json);
    probe_close(t.probe);
    buf_clear(&t.body);
    arena_clear(&t.arena);
    return code;
}

/* ---- addresses ---- */

/* What was found online, and what it would be watched as. */
struct finding {
    struct arena arena;
    struct str address; /* as it is asked for */
    struct leads leads;
    struct proposal source;
};

struct online {
    bool allow_private, ignore_robots; /* as of a source */
    const char *query;                 /* words to search for, or NULL */
    const char *user, *password;       /* of a mailbox; NULL: none */
    bool without_tls;                  /* the same */
};

/* The newest messages of a mailbox. */
static bool find_mail(struct trial *t, const char *given, struct finding *f,
                      struct err *e)
{
    struct lead *l = &f->leads.all[0];
    f->address = str_of(given);
    if (!t || !crawler_may_start(f->address, e) ||
        !trial_page(t, f->address, &f->arena, &l->url, &l->page, e))
        return false;
    f->leads.n = 1;
    if (l->page.state == READING_OK || l->page.state == READING_EMPTY)
        f->source =
            (struct proposal){.kind = STR("imap"), .url = {f->address}, .n = 1};
    return true;
}

/* As the server wants it; molva.yaml gets its name. */
static bool read_password(struct workspace *w, const struct online *how,
                          struct str *password, struct err *e)
{
    *password = str_of(how->password);
    if (!str_starts(*password, STR("${")))
        return err_set(e, "--password takes the name of a secret, "
                          "'${NAME}', not the password");
    return secrets_expand(w, password, e);
}

/* "forum.example/t/1" is meant with https://; with words to search for a kind
 * will do. */
static bool find(struct workspace *w, const char *given,
                 const struct online *how, struct finding *f, struct err *e)
{
    const struct trial_setup setup = {.connectors = w->connectors,
                                      .agent = w->agent,
                                      .zone = w->zone,
                                      .allow_private = how->allow_private,
                                      .ignore_robots = how->ignore_robots,
                                      .stop = &cli_stop};
    struct str url = str_of(given);
    *f = (struct finding){0};
    if (crawler_is_mailbox(url)) {
        struct trial_setup mail = setup;
        mail.user = str_of(how->user);
        mail.without_tls = how->without_tls;
        if (!read_password(w, how, &mail.password, e))
            return false;
        struct trial *box = trial_open(&mail, e);
        bool found = find_mail(box, given, f, e);
        trial_close(box);
        return found;
    }
    bool kind = how->query && !strpbrk(given, "./:");
    if (str_find(url, STR("://")) < 0)
        url = str_printf(&f->arena, "https://%s", given);
    if (!probe_address(&f->arena, url, &f->address, e))
        return false;
    const struct lead_search s = {w->connectors, str_of(how->query)};
    struct trial *t = trial_open(&setup, e);
    bool ok = t && (how->query
                        ? leads_search(t, &s, kind ? str_of(given) : f->address,
                                       &f->arena, &f->leads, e)
                        : leads_find(t, f->address, &f->arena, &f->leads, e));
    trial_close(t);
    if (ok)
        f->source = leads_propose(&f->leads);
    return ok;
}

static void as_source(struct workspace *w, struct finding *f,
                      const struct online *how, struct new_source *s)
{
    *s = (struct new_source){.kind = f->source.kind,
                             .url = f->source.url,
                             .n = f->source.n,
                             .allow_private = how->allow_private,
                             .ignore_robots = how->ignore_robots};
    if (crawler_is_mailbox(f->address)) {
        s->user = str_of(how->user);
        s->password = str_of(how->password);
        s->without_tls = how->without_tls;
    }
    s->name = append_name(w, &f->arena, (struct str){0}, f->source.url[0]);
}

static void show_source(struct workspace *w, const struct finding *f,
                        const struct new_source *s)
{
    struct buf out;
    buf_init(&out, CEILING_PAGE_OUT);
    append_lines(&out, s, 0);
    printf("\n%s\n" STR_FMT,
           russian(w) ? "источник:" : "source:", STR_ARG(buf_view(&out)));
    if (f->source.left)
        printf(russian(w) ? "# ещё адресов: %zu\n" : "# %zu addresses more\n",
               f->source.left);
    buf_clear(&out);
}

/* A refusal is the page's cause. */
static struct str robots_verdict(const struct workspace *w,
                                 const struct online *how,
                                 const struct reading *r)
{
    if (how->ignore_robots || str_eqz(r->kind, "mail"))
        return russian(w) ? STR("не спрашивали") : STR("not asked");
    if (r->state == READING_FAILED && !r->kind.n)
        return (struct str){0};
    return russian(w) ? STR("разрешает") : STR("allows it");
}

static void show_leads(struct workspace *w, const struct finding *f,
                       const struct online *how)
{
    struct show show;
    show_open(&show, w);
    for (size_t i = 0; i < f->leads.n; i++) {
        if (i)
            printf("\n");
        const struct lead *l = &f->leads.all[i];
        show_page(&show, &l->page, l->url, robots_verdict(w, how, &l->page));
    }
    show_close(&show);
}

static int try_address(struct workspace *w, const char *given,
                       const struct online *how, bool json)
{
    struct err e = {0};
    struct finding f;
    struct new_source s;
    bool ok = find(w, given, how, &f, &e);
    for (size_t i = 0; ok && json && i < f.leads.n; i++)
        print_json(&f.leads.all[i].page, "url", f.leads.all[i].url);
    if (ok && !json)
        show_leads(w, &f, how);
    bool any = ok && f.source.n > 0;
    if (any && !json) {
        as_source(w, &f, how, &s);
        show_source(w, &f, &s);
    }
    arena_clear(&f.arena);
    if (!ok)
        return cli_fail(CLI_CANNOT, "try", &e);
    return json || any ? CLI_DONE : CLI_WRONG;
}

static bool is_address(const char *given)
{
    struct str s = str_of(given);
    return crawler_is_mailbox(s) || str_starts_nocase(s, STR("http://")) ||
           str_starts_nocase(s, STR("https://"));
}

#define ONLINE_OPTIONS(how)                                                    \
    {"allow-private", OPTION_FLAG, &(how).allow_private, NULL,                 \
     "the address may be a private or loopback one"},                          \
        {"user", OPTION_TEXT, &(how).user, "NAME", "of a mailbox"},            \
        {"password", OPTION_TEXT, &(how).password, "${NAME}",                  \
         "of it, from `secrets:` or the environment; else ${MAIL_PASSWORD}"},  \
        {"without-tls", OPTION_FLAG, &(how).without_tls, NULL,                 \
         "its server offers no encryption: others may read along"},            \
        {"query", OPTION_TEXT, &(how).query, "WORDS",                          \
         "what the site's own search finds, newest first; URL may be a kind"}, \
    {                                                                          \
        "ignore-robots", OPTION_FLAG, &(how).ignore_robots, NULL,              \
            "against robots.txt: only what is yours"                           \
    }

int cmd_try(const struct cli *cli, int argc, char **argv)
{
    const char *url = "", *zone = "";
    bool json = false, batch = false;
    struct online how = {.user = "", .password = "${MAIL_PASSWORD}"};
    const struct option_spec specs[] = {
        {"url", OPTION_TEXT, &url, "URL", "where FILE came from"},
        {"zone", OPTION_TEXT, &zone, "ZONE",
         "of dates that name none; UTC outside a workspace"},
        {"json", OPTION_FLAG, &json, NULL, "one JSON object a page"},
        {"batch", OPTION_FLAG, &batch, NULL,
         "many pages: lines FILE<TAB>URL on standard input"},
        ONLINE_OPTIONS(how),
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, batch ? 0 : 1, batch ? 0 : 1);
    struct err e = {0};
    struct workspace w;
    if (!workspace_here(&w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "try", &e);
    if (*zone)
        w.zone = str_of(zone);
    else if (!w.file.text.n)
        w.zone = STR("UTC");
    cli_catch_stop();
    int code = !batch && (is_address(argv[at]) || how.query)
                   ? try_address(&w, argv[at], &how, json)
                   : try_files(&w, batch ? NULL : argv[at], str_of(url), json);
    workspace_close(&w);
    return code;
}

/* ---- adding ---- */

static bool said_yes(const struct workspace *w)
{
    char answer[64];
    printf("%s", russian(w) ? "Добавить в molva.yaml? [д/н] "
                            : "Add it to molva.yaml? [y/n] ");
    fflush(stdout);
    if (!fgets(answer, sizeof answer, stdin))
        return false;
    struct str s = str_trim(str_of(answer));
    return str_starts_nocase(s, STR("y")) || str_starts(s, STR("д")) ||
           str_starts(s, STR("Д"));
}

/* False with the reason when it is there already. A page that only tells the
 * kind of a search may be watched for itself. */
static bool is_new(const struct workspace *w, const struct finding *f,
                   struct err *e)
{
    const struct source_setup *known =
        f->leads.search ? NULL : append_known(w, f->address);
    for (size_t i = 0; i < f->source.n && !known; i++)
        known = append_known(w, f->source.url[i]);
    if (!known)
        return true;
    return err_set(e,
                   russian(w) ? "это уже смотрит источник «" STR_FMT "»"
                              : "source '" STR_FMT "' watches it already",
                   STR_ARG(known->is.name));
}

static int add(struct workspace *w, struct finding *f, struct new_source *s,
               bool yes)
{
    struct err e = {0};
    show_source(w, f, s);
    if (!yes && !said_yes(w))
        return CLI_WRONG;
    if (!append_sources(w, s, 1, &e))
        return cli_fail(CLI_CANNOT, "add", &e);
    printf(russian(w) ? "добавлено: " STR_FMT "\n" : "added: " STR_FMT "\n",
           STR_ARG(s->name));
    return CLI_DONE;
}

static int add_address(struct workspace *w, const char *given,
                       const struct online *how, const char *name, bool yes)
{
    struct err e = {0};
    struct finding f;
    struct new_source s;
    int code = CLI_WRONG;
    bool ok = find(w, given, how, &f, &e);
    if (ok)
        show_leads(w, &f, how);
    if (ok && !f.source.n)
        ok = err_set(&e, russian(w) ? "здесь нечего собирать"
                                    : "there is nothing to collect here");
    if (ok && is_new(w, &f, &e) &&
        probe_allowed(w->connectors, f.source.kind, &e)) {
        as_source(w, &f, how, &s);
        if (*name)
            s.name = append_name(w, &f.arena, str_of(name), s.url[0]);
        code = add(w, &f, &s, yes);
    } else {
        cli_fail(code, "add", &e);
    }
    arena_clear(&f.arena);
    return code;
}

int cmd_add(const struct cli *cli, int argc, char **argv)
{
    const char *name = "";
    bool yes = false;
    struct online how = {.user = "", .password = "${MAIL_PASSWORD}"};
    const struct option_spec specs[] = {
        {"name", OPTION_TEXT, &name, "NAME", "of the source, else its host's"},
        {"yes", OPTION_FLAG, &yes, NULL, "do not ask"},
        ONLINE_OPTIONS(how),
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 1, 1);
    struct err e = {0};
    struct workspace w;
    if (!workspace_open(&w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "add", &e);
    cli_catch_stop();
    int code = add_address(&w, argv[at], &how, name, yes);
    workspace_close(&w);
    return code;
}

/* SPDX-License-Identifier: MIT
 * try and add: what an address or a saved page is, what would be collected
 * from it, and the source that does so. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/base.h"
#include "base/cause.h"
#include "cli/cli.h"
#include "cli/finding.h"
#include "cli/options.h"

static bool russian(const struct workspace *w)
{
    return str_eqz(w->lang, "ru");
}

static void print(struct buf *out)
{
    fwrite(out->p, 1, out->n, stdout);
    buf_clear(out);
}

static void print_json(const struct reading *r, const char *name,
                       struct str value)
{
    struct buf out;
    buf_init(&out, CEILING_PAGE_OUT);
    probe_json(&out, r, name, value);
    print(&out);
    fflush(stdout);
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
    struct buf out;
    buf_init(&out, CEILING_PAGE_OUT);
    show_open(&show, w);
    show_page(&show, &out, &t->got, url, (struct str){0});
    show_close(&show);
    print(&out);
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

/* What was found, and the source that would watch it: *s, when there is one. */
static void show(struct workspace *w, struct finding *f,
                 const struct online *how, struct new_source *s)
{
    struct show show;
    struct buf out;
    buf_init(&out, CEILING_PAGE_OUT);
    show_open(&show, w);
    show_finding(&show, &out, f, how);
    if (f->source.n)
        show_source(&show, &out, f, s);
    show_close(&show);
    print(&out);
}

static int try_address(struct workspace *w, const char *given,
                       const struct online *how, bool json)
{
    struct err e = {0};
    struct finding f;
    struct new_source s;
    bool ok = finding_look(w, given, how, &f, &e);
    for (size_t i = 0; ok && json && i < f.leads.n; i++)
        print_json(&f.leads.all[i].page, "url", f.leads.all[i].url);
    bool any = ok && f.source.n > 0;
    if (any)
        finding_source(w, &f, how, &s);
    if (ok && !json)
        show(w, &f, how, &s);
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

static int add(struct workspace *w, const struct new_source *s, bool yes)
{
    struct err e = {0};
    if (!yes && !said_yes(w))
        return CLI_WRONG;
    if (!append_sources(w, s, 1, &e))
        return cli_fail(CLI_CANNOT, "add", &e);
    printf(russian(w) ? "добавлено: " STR_FMT "\n" : "added: " STR_FMT "\n",
           STR_ARG(s->name));
    return CLI_DONE;
}

static int refuse(const struct workspace *w, struct arena *a,
                  const struct err *e)
{
    struct err said = {0};
    struct str cause = cause_in(a, str_of(e->msg), w->lang);
    (void)err_set(&said, STR_FMT, STR_ARG(cause));
    return cli_fail(CLI_WRONG, "add", &said);
}

static int add_address(struct workspace *w, const char *given,
                       const struct online *how, const char *name, bool yes)
{
    struct err e = {0};
    struct finding f;
    struct new_source s;
    int code = CLI_WRONG;
    bool ok = finding_look(w, given, how, &f, &e), any = ok && f.source.n > 0;
    if (any)
        finding_source(w, &f, how, &s);
    if (any && *name)
        s.name = append_name(w, &f.arena, str_of(name), s.url[0]);
    if (ok)
        show(w, &f, how, &s);
    if (ok && finding_may_be(w, &f, &e))
        code = add(w, &s, yes);
    else
        refuse(w, &f.arena, &e);
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

/* SPDX-License-Identifier: MIT
 * demo: the small town crawled twice, its queue, and the desk. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/terms.h"
#include "cli/cli.h"
#include "cli/crawl.h"
#include "cli/front.h"
#include "cli/listing.h"
#include "cli/options.h"
#include "cli/tree.h"
#include "town/town.h"

struct demo {
    bool json;           /* the queue as JSON lines, nothing else */
    struct arena arena;  /* names and paths */
    const char *dir;     /* the workspace */
    const char *place;   /* of the store as asked for; NULL: in the folder */
    bool made;           /* it is a temporary one, removed at the end */
    bool once;           /* no desk afterwards */
    struct town *town;   /* what is crawled */
    struct workspace w;  /* opened on dir */
    struct store *store; /* of the workspace */
    struct str password; /* of the user made for the desk */
};

static void say(const struct demo *d, const char *text)
{
    if (!d->json) {
        printf("%s\n", text);
        fflush(stdout);
    }
}

static bool make_dir(struct demo *d, struct err *e)
{
    const char *tmp = getenv("TMPDIR");
    if (d->dir)
        return mkdir(d->dir, 0700) == 0 ||
               err_set(e, "%s: %s; demo wants a new folder", d->dir,
                       strerror(errno));
    tmp = tmp && *tmp ? tmp : "/tmp";
    char *made = xstrdup(str_printf(&d->arena, "%s/molva-demo-XXXXXX", tmp).p);
    d->made = mkdtemp(made) != NULL;
    d->dir = str_z(&d->arena, str_of(made));
    free(made);
    return d->made || err_set(e, "a folder in %s: %s", tmp, strerror(errno));
}

static void source_yaml(struct buf *out, const struct town_source *s)
{
    buf_printf(out,
               "- name: '%s'\n  kind: %s\n  url: %s\n  every: 1h\n"
               "  zone: %s\n  allow_private: true\n  reach: %lld\n",
               s->name, s->kind, s->url, s->zone, (long long)s->reach);
    if (*s->brand)
        buf_printf(out, "  brand: '%s'\n  own_card: %s\n", s->brand,
                   s->own_card ? "true" : "false");
}

static bool write_workspace(struct demo *d, struct err *e)
{
    struct buf out;
    size_t n;
    const struct town_source *sources = town_sources(d->town, &n);
    buf_init(&out, CEILING_RULE_FILE);
    buf_z(&out, "# The workspace of `molva demo`; `molva init` makes one with "
                "every option explained.\n"
                "company: Вьюга и Морошка\n"
                "company_en: Vyuga and Moroshka\n"
                "site: https://answers.example/\n"
                "agent: 'Molva-demo/0.1 (+https://molva.example/bot)'\n"
                "desk:\n  address: 127.0.0.1:0\n");
    buf_str(&out, town_brands());
    buf_str(&out, town_departments());
    if (d->place)
        buf_printf(&out, "store: '%s'\n", d->place);
    buf_z(&out, "sources:\n");
    for (size_t i = 0; i < n; i++)
        source_yaml(&out, &sources[i]);
    const char *path = str_printf(&d->arena, "%s/molva.yaml", d->dir).p;
    FILE *f = fopen(path, "wx");
    bool ok = f && fwrite(out.p, 1, out.n, f) == out.n;
    if (f && fclose(f) != 0)
        ok = false;
    buf_clear(&out);
    return ok || err_set(e, "%s: %s", path, strerror(errno));
}

static bool make_user(struct demo *d, struct err *e)
{
    struct desk_user u = {.login = STR("demo"),
                          .name = STR("Demo"),
                          .role = str_of(role_name(ROLE_ADMIN)),
                          .password = d->password = desk_password(&d->arena)};
    return desk_user_put(d->store, &u, e);
}

static bool crawl(struct demo *d, const char *heading, struct err *e)
{
    struct crawl_wish wish = {.all = true, .quiet = d->json};
    struct crawl_progress total = {0};
    say(d, heading);
    if (!crawl_once(&d->w, d->store, &wish, &total, e))
        return false;
    if (!d->json)
        crawl_summary(&total);
    return true;
}

static bool print_queue(struct demo *d, struct err *e)
{
    struct arena a = {0};
    struct listing l;
    struct mention *rows;
    size_t n;
    struct zone *zone = zone_new(d->w.zone, e);
    if (!zone)
        return false;
    struct mention_filter f = {.queue = true};
    bool ok = store_mentions(d->store, &a, &f, &rows, &n, e);
    listing_init(&l, d->json, zone);
    struct matrix_setup table = workspace_matrix(&d->w);
    struct err none;
    l.matrix = matrix_open(&table, &none);
    for (size_t i = 0; ok && i < n; i++)
        listing_mention(&l, &rows[i]);
    if (ok && !d->json)
        buf_printf(&l.out, "\n%zu mentions wait for an answer, best first.\n",
                   n);
    listing_print(&l);
    listing_clear(&l);
    zone_free(zone);
    arena_clear(&a);
    return ok;
}

/* The demo makes a user and invents mentions: not among somebody's own. */
static bool is_new(struct demo *d, struct err *e)
{
    struct source_row *sources;
    struct user_row *users;
    size_t n, m;
    return store_sources(d->store, &d->arena, &sources, &n, e) &&
           store_users(d->store, &d->arena, &users, &m, e) &&
           (!n && !m ? true
                     : err_set(e, "the store is in use; demo wants an empty "
                                  "database (docs/operations.md)"));
}

static bool prepare(struct demo *d, struct err *e)
{
    d->town = make_dir(d, e) ? town_open(&(struct town_setup){0}, e) : NULL;
    if (!d->town || !write_workspace(d, e) || !workspace_open(&d->w, d->dir, e))
        return false;
    d->store = workspace_store(&d->w, STORE_CREATE, e);
    return d->store && is_new(d, e) && make_user(d, e);
}

/* The town counts what it is asked for: that is the proof. */
static bool tell_manners(struct demo *d, struct err *e)
{
    struct town_tally tally;
    if (!town_tally(d->town, &tally, e))
        return false;
    if (d->json)
        return true;
    if (d->made && d->once)
        puts("The workspace was a temporary one; --dir DIR keeps it.");
    else
        printf("The workspace: %s  (molva -w %s show 1)%s\n", d->dir, d->dir,
               d->made ? "; removed at the end, --dir DIR keeps one" : "");
    printf("The town was asked %lld times: %lld times for the page its "
           "robots.txt forbids, %lld times while a request to the same "
           "host was under way.\n",
           (long long)tally.requests, (long long)tally.forbidden,
           (long long)tally.crowded);
    return true;
}

static bool both_days(struct demo *d, struct err *e)
{
    return crawl(d, "First crawl of the town:", e) && town_turn(d->town, e) &&
           crawl(d,
                 "A day later: only what is new is brought, edited posts are "
                 "noticed:",
                 e) &&
           print_queue(d, e) && tell_manners(d, e);
}

static void announce(void *ctx, int port)
{
    struct demo *d = ctx;
    printf("\nThe desk is open: http://127.0.0.1:%d/  login demo, "
           "password " STR_FMT "\nCtrl-C ends the demo.\n",
           port, STR_ARG(d->password));
    fflush(stdout);
}

static bool open_desk(struct demo *d, struct err *e)
{
    struct front front;
    if (!front_open(&front, &d->w, e))
        return false;
    front.ready = announce;
    front.ready_ctx = d;
    bool ok = front_serve(&front, 0, e);
    front_close(&front);
    return ok;
}

/* Stops what runs on the folder, then removes it if nobody asked for it. */
static bool clear(struct demo *d, struct err *e)
{
    if (d->town)
        town_close(d->town);
    workspace_close(&d->w);
    return !d->made || tree_remove(d->dir, e);
}

int cmd_demo(const struct cli *cli, int argc, char **argv)
{
    struct demo d = {0};
    const struct option_spec specs[] = {
        {"once", OPTION_FLAG, &d.once, NULL,
         "exit instead of opening the desk"},
        {"json", OPTION_FLAG, &d.json, NULL, "the queue as JSON lines only"},
        {"dir", OPTION_TEXT, &d.dir, "DIR",
         "a new folder for the workspace, kept; else a temporary one"},
        {"store", OPTION_TEXT, &d.place, "URL",
         "where the store is, as in molva.yaml: an empty database"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 0, 0);
    struct err e = {0};
    cli_catch_stop();
    bool ok = prepare(&d, &e) && both_days(&d, &e);
    store_close(d.store);
    if (ok && !d.once && !cli_stop)
        ok = open_desk(&d, &e);
    struct err left = {0};
    if (!clear(&d, ok ? &e : &left))
        ok = false;
    int code = ok ? CLI_DONE : cli_fail(CLI_CANNOT, "demo", &e);
    arena_clear(&d.arena);
    return code;
}

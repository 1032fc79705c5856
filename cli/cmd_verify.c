/* SPDX-License-Identifier: MIT
 * verify: is the store as Molva wrote it? */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/head.h"
#include "cli/options.h"
#include "cli/workspace.h"

struct verify {
    const char *head_path; /* --head, NULL when not given */
    const char *key_path;  /* --key */
    const char *make_key;  /* --make-key */
    bool json, accept;     /* as the options say */
    struct workspace w;
    struct arena arena;       /* of what is found */
    struct store *store;      /* NULL when it could not be opened */
    struct store_audit audit; /* what is found */
    struct head_key key;      /* read from key_path */
    char head_says[512];      /* what is wrong with the head, "" nothing */
    const char *kept;         /* what became of the head file, for people */
};

static bool outside(const struct verify *v, const char *what, const char *path,
                    struct err *e)
{
    return !head_is_inside(path, v->w.dir) ||
           err_set(e,
                   "the %s must be kept outside the workspace: who can change "
                   "the store there could use it",
                   what);
}

/* The store goes on from the head that was kept? Words go to head_says. */
static bool compare_head(struct verify *v, const struct head *h, struct err *e)
{
    bool found;
    struct str hash;
    size_t room = sizeof v->head_says;
    if (!store_event_hash(v->store, &v->arena, h->event, &hash, &found, e))
        return false;
    if (v->key.given && !head_is_genuine(h, &v->key))
        snprintf(v->head_says, room, "%s",
                 h->is_signed ? "its signature is not of this key"
                              : "it is not signed");
    else if (!v->key.given && h->is_signed)
        snprintf(v->head_says, room, "it is signed; give --key to check it");
    else if (!found)
        snprintf(v->head_says, room,
                 "it knows event %lld, but the store ends at %lld: its tail "
                 "was cut off, or an older copy stands in its place",
                 (long long)h->event, (long long)v->audit.head);
    else if (!str_eqz(hash, h->hash))
        snprintf(v->head_says, room,
                 "event %lld is not the one it knows: the chain was written "
                 "anew",
                 (long long)h->event);
    return true;
}

static bool check_head(struct verify *v, struct err *e)
{
    struct head h;
    bool found;
    if (!head_read(v->head_path, &h, &found, e))
        return false;
    if (found && !compare_head(v, &h, e))
        return false;
    if (v->head_says[0] || v->audit.found)
        return true;
    h = (struct head){.event = v->audit.head};
    snprintf(h.hash, sizeof h.hash, STR_FMT, STR_ARG(v->audit.hash));
    v->kept = found ? ", kept" : ", kept for the first time";
    return head_write(v->head_path, &h, &v->key, e);
}

static void print_finding(const struct store_finding *f)
{
    printf(STR_FMT "%s" STR_FMT ": " STR_FMT, STR_ARG(f->table),
           f->row.n ? " " : "", STR_ARG(f->row), STR_ARG(f->what));
    if (f->event)
        printf(" (it was right at event %lld)", (long long)f->event);
    putchar('\n');
}

static void print_text(const struct verify *v)
{
    const struct store_audit *a = &v->audit;
    for (size_t i = 0; i < a->n; i++)
        print_finding(&a->findings[i]);
    if (a->found > (int64_t)a->n)
        printf("... and %lld more\n", (long long)(a->found - (int64_t)a->n));
    if (v->head_says[0])
        printf("%s: %s\n", v->head_path, v->head_says);
    if (a->found)
        printf("%lld events, %lld findings\n", (long long)a->events,
               (long long)a->found);
    else
        printf("%lld events, the chain is whole; %lld rows are as they were "
               "written\n",
               (long long)a->events, (long long)a->rows);
    if (a->erasures)
        printf("%lld times something was erased, out of %lld events too; "
               "`molva person erasures` tells of it\n",
               (long long)a->erasures, (long long)a->erased);
    if (a->accepted)
        printf("event %lld took findings as they were\n",
               (long long)a->accepted);
    if (a->baseline) {
        char when[32];
        time_t at = (time_t)a->baseline;
        strftime(when, sizeof when, "%Y-%m-%d %H:%M", gmtime(&at));
        printf("covered since %s UTC; what is older was sealed as it was "
               "found then\n",
               when);
    }
    if (a->unchecked.n)
        printf("not checked here: " STR_FMT "\n", STR_ARG(a->unchecked));
    printf("head %lld " STR_FMT "%s\n", (long long)a->head, STR_ARG(a->hash),
           v->kept ? v->kept : "");
}

static void json_findings(struct json *j, const struct store_audit *a)
{
    json_key(j, "findings");
    json_list(j);
    for (size_t i = 0; i < a->n; i++) {
        const struct store_finding *f = &a->findings[i];
        json_map(j);
        json_key(j, "table"), json_str(j, f->table);
        json_key(j, "row"), json_str(j, f->row);
        json_key(j, "what"), json_str(j, f->what);
        json_key(j, "event"), json_int(j, f->event);
        json_end(j);
    }
    json_end(j);
}

static void print_json(const struct verify *v)
{
    const struct store_audit *a = &v->audit;
    struct buf out;
    struct json j;
    buf_init(&out, CEILING_PAGE_OUT);
    json_init(&j, &out);
    json_map(&j);
    json_key(&j, "sound"), json_flag(&j, !a->found && !v->head_says[0]);
    json_key(&j, "events"), json_int(&j, a->events);
    json_key(&j, "rows"), json_int(&j, a->rows);
    json_key(&j, "head"), json_int(&j, a->head);
    json_key(&j, "hash"), json_str(&j, a->hash);
    json_key(&j, "baseline"), json_int(&j, a->baseline);
    json_key(&j, "accepted"), json_int(&j, a->accepted);
    json_key(&j, "erasures"), json_int(&j, a->erasures);
    json_key(&j, "erased"), json_int(&j, a->erased);
    json_key(&j, "unchecked"), json_str(&j, a->unchecked);
    json_key(&j, "head_file"), json_z(&j, v->head_says);
    json_key(&j, "found"), json_int(&j, a->found);
    json_findings(&j, a);
    json_end(&j);
    puts(out.p);
    buf_clear(&out);
}

static bool accept_all(struct verify *v, struct err *e)
{
    v->store = workspace_store(&v->w, STORE_UNCHECKED, e);
    bool ok =
        v->store && store_accept(v->store, cli_who(&v->arena), time(NULL), e);
    store_close(v->store);
    v->store = NULL;
    return ok;
}

static bool look(struct verify *v, struct err *e)
{
    if (v->key_path && (!outside(v, "key", v->key_path, e) ||
                        !head_key_read(v->key_path, &v->key, e)))
        return false;
    if (v->accept && !accept_all(v, e))
        return false;
    v->store = workspace_store(&v->w, STORE_READ, e);
    return v->store && store_verify(v->store, &v->arena, &v->audit, e) &&
           (!v->head_path || check_head(v, e));
}

static int run(struct verify *v, struct err *e)
{
    if (v->make_key) {
        if (!outside(v, "key", v->make_key, e) ||
            !head_key_make(v->make_key, e))
            return CLI_CANNOT;
        printf("a new key: %s\n", v->make_key);
        return CLI_DONE;
    }
    if (!look(v, e))
        return CLI_CANNOT;
    (v->json ? print_json : print_text)(v);
    if (v->head_path && head_is_inside(v->head_path, v->w.dir))
        fprintf(stderr,
                "molva verify: %s is inside the workspace; kept elsewhere it "
                "proves more\n",
                v->head_path);
    return v->audit.found || v->head_says[0] ? CLI_WRONG : CLI_DONE;
}

int cmd_verify(const struct cli *cli, int argc, char **argv)
{
    struct verify v = {0};
    struct err e = {0};
    const struct option_spec specs[] = {
        {"head", OPTION_TEXT, &v.head_path, "FILE",
         "compare with the head kept there, then renew it"},
        {"key", OPTION_TEXT, &v.key_path, "FILE",
         "key that signs the head, kept elsewhere"},
        {"make-key", OPTION_TEXT, &v.make_key, "FILE",
         "make such a key, and no more"},
        {"accept", OPTION_FLAG, &v.accept, NULL,
         "take the store as it is; an event tells of it"},
        {"json", OPTION_FLAG, &v.json, NULL, "one object"},
        {0}};
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 0, 0);
    if (v.key_path && !v.head_path && !v.make_key) {
        fprintf(stderr, "molva verify: --key goes with --head\n");
        return CLI_USAGE;
    }
    if (!workspace_open(&v.w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "verify", &e);
    int code = run(&v, &e);
    store_close(v.store);
    arena_clear(&v.arena);
    workspace_close(&v.w);
    return code == CLI_CANNOT ? cli_fail(code, "verify", &e) : code;
}

/* SPDX-License-Identifier: MIT
 * workspace: the table of options and the paths that follow from them. */
#include "cli/workspace.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/ceiling.h"
#include "cli/cli.h"
#include "cli/source_fields.h"
#include "cli/workspace_brands.h"

#ifndef MOLVA_DATA
#define MOLVA_DATA "/usr/local/share/molva"
#endif

#define PLACE(member) offsetof(struct department, member)
#define SPACE(member) offsetof(struct workspace, member)

static const struct yaml_field DEPARTMENTS[] = {
    {.key = "id",
     .type = YAML_STR,
     .at = PLACE(id),
     .required = true,
     .sample = "service",
     .help = "as the matrix calls it"},
    {.key = "name_ru",
     .type = YAML_STR,
     .at = PLACE(name_ru),
     .required = true,
     .sample = "служба поддержки",
     .help = "as Russian replies call it"},
    {.key = "name_en",
     .type = YAML_STR,
     .at = PLACE(name_en),
     .required = true,
     .sample = "customer service",
     .help = "as English replies call it"},
    {.key = "contact",
     .type = YAML_STR,
     .at = PLACE(contact),
     .required = true,
     .sample = "help@vector.example",
     .help = "given to authors: an office number or address that answers"},
    {.key = "term",
     .type = YAML_DURATION,
     .at = PLACE(term),
     .sample = "24h",
     .help = "its standard term for an answer"},
    {.key = "silent",
     .type = YAML_DURATION,
     .at = PLACE(silent),
     .sample = "2d",
     .off = true,
     .help = "whoever has done nothing on a case for so long, in working time, "
             "is replaced by his deputy (`molva user away`), else by `head`"},
    {.key = "head",
     .type = YAML_STR,
     .at = PLACE(head),
     .sample = "ann",
     .off = true,
     .help = "login of who is told at once when a matter is escalated to it; "
             "without one whoever may approve replies and is there longest"},
    {0},
};

static const struct yaml_field DESK[] = {
    {.key = "address",
     .type = YAML_STR,
     .at = SPACE(desk),
     .sample = "127.0.0.1:8080",
     .help = "keep it on loopback and put a web server with TLS before it"},
    {.key = "names",
     .type = YAML_STRS,
     .at = SPACE(names),
     .help = "what browsers call it besides that address, like desk.example; "
             "others get nothing"},
    {.key = "tls_proxy",
     .type = YAML_BOOL,
     .at = SPACE(tls_proxy),
     .sample = "false",
     .help = "that web server is there: cookies only over TLS, and its "
             "X-Forwarded-For is believed"},
    {.key = "proxy",
     .type = YAML_SUB,
     .at = SPACE(proxy),
     .fields = workspace_proxy_fields,
     .sample = "",
     .help = "a web server that signs people in and tells us who asks"},
    {.key = "care",
     .type = YAML_SUB,
     .at = SPACE(care),
     .fields = workspace_care_fields,
     .sample = "",
     .help = "after how much who answers is offered a pause and a colleague"},
    {0},
};

#define NOTIFY_AT(member) offsetof(struct notify_receiver, member)

static const struct yaml_field NOTIFY[] = {
    {.key = "name",
     .type = YAML_STR,
     .at = NOTIFY_AT(name),
     .help = "of this receiver; without one its kind"},
    {.key = "command",
     .type = YAML_STRS,
     .at = NOTIFY_AT(command),
     .sample = "[/usr/local/bin/tell-us, --from, molva]",
     .help = "a program and its arguments, run without a shell with one JSON "
             "object on its standard input"},
    {.key = "url",
     .type = YAML_STR,
     .at = NOTIFY_AT(url),
     .help = "or a webhook: the same object is posted there"},
    {.key = "secret",
     .type = YAML_STR,
     .at = NOTIFY_AT(secret),
     .help = "signs it (HMAC-SHA256, Molva-Signature); ${NAME} comes from "
             "`secrets:` or the environment"},
    {.key = "chat",
     .type = YAML_STR,
     .at = NOTIFY_AT(chat),
     .help = "or an incoming webhook of Mattermost, Slack, Rocket.Chat, which "
             "gets sentences; ${NAME} as in `secret:`"},
    {.key = "telegram",
     .type = YAML_STR,
     .at = NOTIFY_AT(telegram),
     .help = "or a bot's token as ${NAME}; `to:` is the number of a chat"},
    {.key = "api",
     .type = YAML_STR,
     .at = NOTIFY_AT(api),
     .help = "where the bot is, when not at Telegram's"},
    {.key = "mail",
     .type = YAML_STR,
     .at = NOTIFY_AT(mail),
     .help = "or a mail server: smtp://HOST:PORT or smtps://HOST"},
    {.key = "user",
     .type = YAML_STR,
     .at = NOTIFY_AT(user),
     .help = "of the mail server; then only over TLS"},
    {.key = "password",
     .type = YAML_STR,
     .at = NOTIFY_AT(password),
     .help = "of the user, as ${NAME}"},
    {.key = "from",
     .type = YAML_STR,
     .at = NOTIFY_AT(from),
     .help = "address the letters come from"},
    {.key = "to",
     .type = YAML_STRS,
     .at = NOTIFY_AT(to),
     .help = "who gets what concerns nobody in `addresses:`"},
    {.key = "addresses",
     .type = YAML_NODE,
     .at = NOTIFY_AT(addresses),
     .help = "of logins and departments, `igor: igor@vector.example` a line"},
    {.key = "for",
     .type = YAML_STRS,
     .at = NOTIFY_AT(events),
     .help = "what it wants: source, reminder, escalation, drift, digest; "
             "without it "
             "all"},
    {.key = "quiet",
     .type = YAML_STR,
     .at = NOTIFY_AT(quiet),
     .help = "hours like 20:00-08:30, at whose end it is told; what is "
             "escalated comes at once"},
    {.key = "limit",
     .type = YAML_DURATION,
     .at = NOTIFY_AT(limit_s),
     .sample = "30s",
     .help = "time that one message may take"},
    {0},
};

static const struct yaml_field FIELDS[] = {
    {.key = "company",
     .type = YAML_STR,
     .at = SPACE(company),
     .sample = "Vector",
     .help = "the company, as replies call it; with several brands they "
             "name the brand"},
    {.key = "company_en",
     .type = YAML_STR,
     .at = SPACE(company_en),
     .help = "the same in English replies"},
    {.key = "site",
     .type = YAML_STR,
     .at = SPACE(site),
     .sample = "https://vector.example/answers",
     .help = "own official site, where solutions B and D publish"},
    {.key = "lang",
     .type = YAML_STR,
     .at = SPACE(lang),
     .sample = "ru",
     .help = "language of the desk and the reports: ru or en"},
    {.key = "zone",
     .type = YAML_STR,
     .at = SPACE(zone),
     .sample = "Europe/Moscow",
     .help = "time zone of the people who read"},
    {.key = "store",
     .type = YAML_STR,
     .at = SPACE(store),
     .sample = "molva.db",
     .help = "where everything is kept: a file, made when it is missing"},
    {.key = "rules",
     .type = YAML_STR,
     .at = SPACE(rules),
     .sample = "rules",
     .off = true,
     .help = "own folder of rules, as `molva init --rules` copies it; else "
             "those that came with Molva"},
    {.key = "secrets",
     .type = YAML_STR,
     .at = SPACE(secrets),
     .sample = "secrets.yaml",
     .off = true,
     .help = "file of keys, NAME: value a line, readable by you alone; what "
             "it lacks comes from the environment"},
    {.key = "matrix",
     .type = YAML_STR,
     .at = SPACE(matrix),
     .sample = "fas",
     .help = "the reaction matrix: a file in rules/matrix"},
    {.key = "calendar",
     .type = YAML_STR,
     .at = SPACE(calendar),
     .sample = "ru",
     .help = "working time: a file in rules/calendar"},
    {.key = "catalogue",
     .type = YAML_STR,
     .at = SPACE(catalogue),
     .sample = "catalogue.yaml",
     .off = true,
     .help = "own causes and measures of cases, a file like "
             "rules/register/catalogue.yaml, which is taken without it"},
    {.key = "deadlines",
     .type = YAML_STR,
     .at = SPACE(deadlines),
     .sample = "iso10002",
     .off = true,
     .help = "by when cases are acknowledged and answered: a file in "
             "rules/deadlines (iso10002, fca, cfpb, cbr) or an own one, "
             "NAME.yaml"},
    {.key = "agent",
     .type = YAML_STR,
     .at = SPACE(agent),
     .sample = "'Molva/0.1 (+https://vector.example/bot; bot@vector.example)'",
     .help = "how the crawler calls itself; give a page and a mail"},
    {.key = "readers",
     .type = YAML_INT,
     .at = SPACE(readers),
     .sample = "0",
     .help = "processes that read pages, 0: one per core"},
    {.key = "eyes",
     .type = YAML_INT,
     .at = SPACE(eyes),
     .sample = "2",
     .off = true,
     .help = "2: who wrote a reply never approves it, 1: he may; else two "
             "pairs of eyes from the second person on"},
    {.key = "statements",
     .type = YAML_SUB,
     .at = SPACE(statements),
     .fields = workspace_statement_fields,
     .sample = "",
     .help = "what solutions B and D publish"},
    {.key = "after",
     .type = YAML_SUB,
     .at = SPACE(after),
     .fields = workspace_after_fields,
     .sample = "",
     .help = "what counts as what after our reply"},
    {.key = "sample",
     .type = YAML_SUB,
     .at = SPACE(sample),
     .fields = workspace_sample_fields,
     .sample = "",
     .help = "how often is the machine right?"},
    {.key = "retention",
     .type = YAML_SUB,
     .at = SPACE(retention),
     .fields = workspace_retention_fields,
     .sample = "",
     .help = "how long words of people are kept; a bar takes their place"},
    {.key = "desk",
     .type = YAML_SUB,
     .at = 0,
     .fields = DESK,
     .sample = "",
     .help = "the web desk"},
    {.key = "notify",
     .type = YAML_SUBS,
     .at = SPACE(notify.receivers),
     .fields = NOTIFY,
     .size = sizeof(struct notify_receiver),
     .alone = true,
     .sample = "",
     .off = true,
     .help = "who is told, once, when a source changes its state, something "
             "comes due or is late; one receiver or a list"},
    {.key = "digest",
     .type = YAML_SUB,
     .at = SPACE(digest),
     .fields = workspace_digest_fields,
     .sample = "",
     .help = "what waits for somebody, told by `notify:` once a working day"},
    {.key = "audit",
     .type = YAML_STRS,
     .at = SPACE(audit),
     .sample = "[cbr]",
     .off = true,
     .help = "packs of rules/replies/lint.yaml that look at replies as a "
             "supervisor does: cbr (Bank of Russia), fca, cfpb"},
    {.key = "accounts",
     .type = YAML_STRS,
     .at = SPACE(accounts),
     .sample = "[Vector Support, vector_help]",
     .off = true,
     .help = "our own accounts in any place, by display name or address; a "
             "source may name more"},
    {.key = "brands",
     .type = YAML_SUBS,
     .at = SPACE(brands),
     .fields = workspace_brand_fields,
     .size = sizeof(struct brand_setup),
     .sample = "",
     .help = "what is looked for in every post"},
    {.key = "noise",
     .type = YAML_SUBS,
     .at = SPACE(noise),
     .fields = workspace_noise_fields,
     .size = sizeof(struct noise_setup),
     .sample = "",
     .off = true,
     .help = "what several brands are not about; a brand names its lists"},
    {.key = "departments",
     .type = YAML_SUBS,
     .at = SPACE(departments),
     .fields = DEPARTMENTS,
     .size = sizeof(struct department),
     .sample = "",
     .help = "who answers; the matrix sends mentions to them by id"},
    {.key = "sources",
     .type = YAML_SUBS,
     .at = SPACE(sources),
     .fields = source_fields,
     .size = sizeof(struct source_setup),
     .sample = "",
     .off = true,
     .help = "what is crawled: take the signs # away, or add your own at the "
             "end"},
    {0},
};

void workspace_begin(struct workspace *w, const char *dir)
{
    *w = (struct workspace){.dir = dir};
    w->lang = STR("ru");
    w->zone = STR("Europe/Moscow");
    w->store = STR("molva.db");
    w->matrix = STR("fas");
    w->calendar = STR("ru");
    w->agent = STR("Molva/0.1");
    w->desk = STR("127.0.0.1:8080");
    w->after = AFTER_TERMS;
    w->sample = (struct sample_terms){.mentions = 20, .right = 60};
}

const char *workspace_path(struct workspace *w, struct str path)
{
    if (path.n && path.p[0] == '/')
        return str_z(&w->arena, path);
    return str_printf(&w->arena, "%s/" STR_FMT, w->dir, STR_ARG(path)).p;
}

static bool is_address(const char *host)
{
    unsigned char any[sizeof(struct in6_addr)];
    return inet_pton(AF_INET, host, any) == 1 ||
           inet_pton(AF_INET6, host, any) == 1;
}

/* "127.0.0.1:8080", "[::1]:8080" */
bool workspace_desk(struct workspace *w, const char **host, int *port,
                    struct err *e)
{
    struct str s = w->desk;
    size_t colon = s.n;
    int64_t number = -1;
    while (colon && s.p[colon - 1] != ':')
        colon--;
    struct str name = str_part(s, 0, colon ? colon - 1 : 0);
    if (str_starts(name, STR("[")) && str_ends(name, STR("]")))
        name = str_part(name, 1, name.n - 2);
    *host = str_z(&w->arena, name);
    bool ok = str_int(str_from(s, colon), &number) && number >= 0 &&
              number <= UINT16_MAX && is_address(*host);
    *port = (int)number;
    return ok ||
           yaml_error(&w->file,
                      yaml_get(yaml_get(w->file.root, "desk"), "address"), e,
                      "expected numbers like 127.0.0.1:8080 or [::1]:8080");
}

static void fill_source(struct workspace *w, size_t i)
{
    struct source_setup *s = (struct source_setup *)w->sources.items + i;
    const struct yaml_node *node = w->sources.nodes[i];
    if (str_eqz(s->is.kind, "imap")) /* where mail is, not how it reads */
        s->is.kind = STR("mail");
    if (!yaml_get(node, "pages"))
        s->pages = CEILING_PAGES;
    if (!yaml_get(node, "zone"))
        s->is.zone = w->zone;
    s->is.anywhere = w->accounts;
    if (s->is.own_card && !s->is.brand.n && w->brands.n == 1)
        s->is.brand = ((const struct brand_setup *)w->brands.items)->name;
    if (!yaml_get(node, "reach"))
        s->is.reach = -1;
    if (!yaml_get(node, "gap"))
        s->gap = s->allow_private ? 0 : 2;
    if (s->urls.n)
        s->urls = str_of(workspace_path(w, s->urls));
}

bool workspace_read(struct workspace *w, struct err *e)
{
    struct str path = str_printf(&w->arena, "%s/molva.yaml", w->dir);
    if (access(path.p, R_OK) != 0)
        return err_set(e,
                       "%s: %s; `molva init` makes a workspace, `molva -w DIR "
                       "...` uses another",
                       path.p, strerror(errno));
    if (!yaml_load(&w->file, &w->arena, path.p, e) ||
        !yaml_read(&w->file, w->file.root, FIELDS, w, e))
        return false;
    for (size_t i = 0; i < w->sources.n; i++)
        fill_source(w, i);
    return true;
}

void workspace_close(struct workspace *w)
{
    arena_clear(&w->arena);
}

struct classify_setup workspace_classify(const struct workspace *w)
{
    return (struct classify_setup){
        .words = w->words,
        .learnt = w->learnt,
        .brands = w->brands.items,
        .n_brands = w->brands.n,
        .noise = w->noise.items,
        .n_noise = w->noise.n,
        .brand_file = w->file.text.n ? &w->file : NULL,
    };
}

struct matrix_setup workspace_matrix(struct workspace *w)
{
    struct arena *a = &w->arena;
    const char *rules = w->rules.p;
    return (struct matrix_setup){
        .matrix = str_printf(a, "%s/matrix/" STR_FMT ".yaml", rules,
                             STR_ARG(w->matrix))
                      .p,
        .replies = str_printf(a, "%s/replies", rules).p,
        .calendar = str_printf(a, "%s/calendar/" STR_FMT ".yaml", rules,
                               STR_ARG(w->calendar))
                        .p,
        .departments = w->departments.items,
        .n_departments = w->departments.n,
        .company = w->company,
        .company_en = w->company_en,
        .brands = w->brands.items,
        .n_brands = w->brands.n,
        .site = w->site,
        .lang = w->lang,
        .audit = w->audit,
    };
}

/* What is only imported has no address to be visited at. */
static size_t visited(struct workspace *w, struct source_setup **list)
{
    size_t n = 0;
    const struct source_setup *all = w->sources.items;
    *list = arena_alloc(&w->arena, (w->sources.n + 1) * sizeof **list);
    for (size_t i = 0; i < w->sources.n; i++)
        if (!source_is_given(&all[i]))
            (*list)[n++] = all[i];
    return n;
}

const char *workspace_kept(struct workspace *w)
{
    return workspace_path(w, STR("kept"));
}

struct crawler_setup workspace_crawler(struct workspace *w)
{
    struct source_setup *sources;
    size_t n = visited(w, &sources);
    return (struct crawler_setup){
        .connectors = w->connectors,
        .sources = sources,
        .n_sources = n,
        .classify = workspace_classify(w),
        .matrix = workspace_matrix(w),
        .agent = w->agent,
        .readers = (int)w->readers,
        .notify = notify_is_set(&w->notify),
        .after = w->after,
        .kept = workspace_kept(w),
    };
}

bool workspace_store_is_file(const struct workspace *w)
{
    return str_find(w->store, STR("://")) <= 0;
}

const char *workspace_store_url(struct workspace *w)
{
    bool is_url = !workspace_store_is_file(w);
    if (!is_url && str_starts(w->store, STR("sqlite:")))
        return workspace_path(w, str_from(w->store, strlen("sqlite:")));
    return is_url ? str_z(&w->arena, w->store) : workspace_path(w, w->store);
}

/* "Вьюга, Морошка" */
static struct str brand_names(struct workspace *w)
{
    const struct brand_setup *b = w->brands.items;
    struct str all = STR("none");
    for (size_t i = 0; i < w->brands.n; i++)
        all = i ? str_printf(&w->arena, STR_FMT ", " STR_FMT, STR_ARG(all),
                             STR_ARG(b[i].name))
                : b[i].name;
    return all;
}

bool workspace_has_brand(struct workspace *w, struct store *store,
                         const char *brand, struct err *e)
{
    const struct brand_setup *b = w->brands.items;
    struct mention_filter f = {.brand = str_of(brand)};
    int64_t n = 0;
    for (size_t i = 0; brand && i < w->brands.n; i++)
        if (str_eqz(b[i].name, brand))
            return true;
    if (!brand)
        return true;
    if (!store_mention_count(store, &f, &n, e))
        return false;
    return n || err_set(e, "no brand '%s'; there is: " STR_FMT, brand,
                        STR_ARG(brand_names(w)));
}

void workspace_sample(struct buf *out, bool own_rules)
{
    static const char OFF[] = "# rules: rules\n";
    struct buf all;
    buf_init(&all, CEILING_RULE_FILE);
    buf_z(&all, "# molva.yaml: everything Molva is told. Paths are relative to "
                "this folder.\n");
    yaml_sample(&all, FIELDS);
    struct str text = buf_view(&all);
    ptrdiff_t at = str_find(text, STR(OFF));
    assert(at > 0);
    buf_str(out, str_part(text, 0, (size_t)at));
    buf_str(out, str_from(text, (size_t)at + (own_rules ? 2 : 0)));
    buf_clear(&all);
}

bool workspace_has_department(const struct workspace *w, struct str id,
                              struct err *e)
{
    const struct department *all = w->departments.items;
    for (size_t i = 0; i < w->departments.n; i++)
        if (str_eq(all[i].id, id))
            return true;
    return !id.n ||
           err_set(e, "there is no department '" STR_FMT "' in molva.yaml",
                   STR_ARG(id));
}

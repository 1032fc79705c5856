/* SPDX-License-Identifier: MIT
 * finding: what is at an address, and the source that would watch it. */
#include "cli/finding.h"

#include <string.h>

#include "base/base.h"
#include "cli/cli.h"
#include "cli/preview.h"
#include "cli/secrets.h"

/* ---- looking ---- */

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

struct str finding_url(struct arena *a, struct str given)
{
    return str_find(given, STR("://")) < 0
               ? str_printf(a, "https://" STR_FMT, STR_ARG(given))
               : given;
}

bool finding_look(struct workspace *w, const char *given,
                  const struct online *how, struct finding *f, struct err *e)
{
    struct trial_setup setup = {.connectors = w->connectors,
                                .agent = w->agent,
                                .zone = w->zone,
                                .allow_private = how->allow_private,
                                .ignore_robots = how->ignore_robots,
                                .stop = &cli_stop};
    struct str url = str_of(given);
    *f = (struct finding){0};
    if (crawler_is_mailbox(url)) {
        setup.user = str_of(how->user);
        setup.without_tls = how->without_tls;
        if (!read_password(w, how, &setup.password, e))
            return false;
        struct trial *box = trial_open(&setup, e);
        bool found = find_mail(box, given, f, e);
        trial_close(box);
        return found;
    }
    bool kind = how->query && !strpbrk(given, "./:");
    url = finding_url(&f->arena, url);
    if (!probe_address(&f->arena, url, &f->address, e))
        return false;
    if (how->narrow)
        setup.private_at = f->address;
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

/* ---- as a source ---- */

/* A page that only tells the kind of a search may be watched for itself. */
static bool is_new(const struct workspace *w, const struct finding *f,
                   struct err *e)
{
    const struct source_setup *known =
        f->leads.search ? NULL : append_known(w, f->address);
    for (size_t i = 0; i < f->source.n && !known; i++)
        known = append_known(w, f->source.url[i]);
    return !known || err_set(e, "source '" STR_FMT "' watches it already",
                             STR_ARG(known->is.name));
}

bool finding_may_be(const struct workspace *w, const struct finding *f,
                    struct err *e)
{
    if (!f->source.n)
        return err_set(e, "there is nothing to collect here");
    return is_new(w, f, e) && probe_allowed(w->connectors, f->source.kind, e);
}

void finding_source(struct workspace *w, struct finding *f,
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
    const struct reading *last = &f->leads.all[f->leads.n - 1].page;
    s->full = last->beginnings > 0 && str_eqz(s->kind, "feed");
    s->name = append_name(w, &f->arena, (struct str){0}, f->source.url[0]);
}

/* ---- for people ---- */

void show_open(struct show *s, struct workspace *w)
{
    struct err e = {0};
    const struct classify_setup setup = workspace_classify(w);
    *s = (struct show){.w = w, .lang = w->lang, .zone = zone_new(w->zone, &e)};
    if (w->brands.n)
        s->classifier = classify_open(&setup, &e);
}

void show_close(struct show *s)
{
    if (s->classifier)
        classify_close(s->classifier);
    zone_free(s->zone);
}

static bool russian(const struct show *s)
{
    return str_eqz(s->lang, "ru");
}

void show_page(const struct show *s, struct buf *out, const struct reading *r,
               struct str url, struct str robots)
{
    const struct preview p = {.page = r,
                              .url = url,
                              .robots = robots,
                              .lang = s->lang,
                              .zone = s->zone,
                              .classifier = s->classifier};
    preview_write(out, &p);
}

/* A refusal is the page's cause. */
static struct str robots_verdict(const struct show *s, const struct online *how,
                                 const struct reading *r)
{
    if (how->ignore_robots || str_eqz(r->kind, "mail"))
        return russian(s) ? STR("не спрашивали") : STR("not asked");
    if (r->state == READING_FAILED && !r->kind.n)
        return (struct str){0};
    return russian(s) ? STR("разрешает") : STR("allows it");
}

void show_finding(const struct show *s, struct buf *out,
                  const struct finding *f, const struct online *how)
{
    for (size_t i = 0; i < f->leads.n; i++) {
        const struct lead *l = &f->leads.all[i];
        buf_z(out, i ? "\n" : "");
        show_page(s, out, &l->page, l->url, robots_verdict(s, how, &l->page));
    }
}

void show_source(const struct show *s, struct buf *out, const struct finding *f,
                 const struct new_source *source)
{
    buf_z(out, russian(s) ? "\nисточник:\n" : "\nsource:\n");
    append_lines(out, source, 0);
    if (f->source.left)
        buf_printf(
            out, russian(s) ? "# ещё адресов: %zu\n" : "# %zu addresses more\n",
            f->source.left);
}

/* SPDX-License-Identifier: MIT
 * praise: what people thank for, for everybody who works here (R52), whatever
 * else he may see. */
#include <microhttpd.h>

#include "base/calendar.h"
#include "base/date.h"
#include "base/log.h"
#include "desk/api.h"
#include "desk/page.h"
#include "desk/pages.h"
#include "desk/view.h"

enum { ROWS = 50, YEARS = 2 /* the last ones, unless all are wanted */ };

static bool load(struct request *r, size_t limit, struct mention **rows,
                 size_t *n, struct err *e)
{
    const struct mention_filter f = {.type = str_of(type_name(TYPE_PRAISE)),
                                     .open = true,
                                     .behind = view_behind(r),
                                     .limit = limit};
    return store_mentions(r->desk->store, &r->arena, &f, rows, n, e) ||
           err_add(e, "praise");
}

/* Thanks that say something else as well are not hung up. */
static bool is_plain(const struct mention *m)
{
    return str_eqz(m->verdict.second, "-") && !m->verdict.not_us &&
           tone_by_name(m->verdict.tone) == TONE_POS;
}

/* What the page has besides the praise itself. */
struct wall {
    struct user_row *users; /* n_users of them */
    size_t n_users;
    struct thanks_year *years; /* n_years of them */
    size_t n_years;
    bool beside; /* of a mention's own page */
};

static bool load_wall(struct request *r, bool all, struct wall *w,
                      struct err *e)
{
    struct store *store = r->desk->store;
    const struct zone *zone = r->desk->setup->zone;
    int64_t day = (r->now + zone_offset(zone, r->now)) / (24 * 3600);
    const struct thanks_wish wish = {
        .zone = zone, .since = all ? 0 : calendar_of(day).year - YEARS + 1};
    return store_people(store, &r->arena, &w->users, &w->n_users, e) &&
           store_thanks(store, &r->arena, &wish, &w->years, &w->n_years, e);
}

static bool all_years(struct request *r)
{
    return str_eqz(form_get(&r->query, "years"), "all");
}

static struct str name_of(const struct wall *w, struct str login)
{
    for (size_t i = 0; i < w->n_users; i++)
        if (str_eq(w->users[i].login, login))
            return w->users[i].name;
    return login;
}

/* Who was thanked how often, year by year: for the award (R53). */
static void years(struct request *r, const struct wall *w)
{
    if (w->n_years)
        html_printf(&r->out, "<section class=\"card\"><h2>%s</h2>\n",
                    page_word(r, SAY_THANKED_MOST));
    for (size_t i = 0; i < w->n_years; i++) {
        const struct thanks_year *t = &w->years[i];
        struct str name = name_of(w, t->login);
        if (!i || w->years[i - 1].year != t->year)
            html_printf(&r->out, "%s<h3>%ld</h3>\n<ol>\n", i ? "</ol>\n" : "",
                        (long)t->year);
        html_printf(&r->out, "<li>%S <span class=\"count\">%ld</span></li>\n",
                    &name, (long)t->n);
    }
    if (w->n_years)
        buf_z(&r->out, "</ol></section>\n");
    if (!all_years(r))
        html_printf(&r->out,
                    "<p class=\"soft\"><a href=\"/praise?years=all\">%s</a>"
                    "</p>\n",
                    page_word(r, SAY_ALL_YEARS));
}

/* Thanks are passed on to somebody else. */
static bool is_other(const struct request *r, const struct user_row *u)
{
    return !u->removed && !str_eq(u->login, r->user.login);
}

static bool has_others(const struct request *r, const struct wall *w)
{
    for (size_t i = 0; i < w->n_users; i++)
        if (is_other(r, &w->users[i]))
            return true;
    return false;
}

/* To whom it was passed on, and a form to pass it on. */
static bool passed(struct request *r, const struct wall *w, int64_t mention,
                   struct err *e)
{
    struct str logins, one;
    if (!store_thanked(r->desk->store, &r->arena, mention, &logins, e))
        return false;
    struct str rest = logins;
    while (str_split(&rest, ' ', &one))
        if (one.n) {
            struct str name = name_of(w, one);
            html_printf(&r->out, "<p class=\"soft\">%s: %S</p>\n",
                        page_word(r, SAY_PASSED_ON), &name);
        }
    if (!(r->rights & MAY_EDIT) || !has_others(r, w))
        return true;
    page_form(r, "inline",
              str_printf(&r->arena, "/praise/%lld/thank", (long long)mention));
    if (w->beside)
        page_hidden(r, "back", STR("mention"));
    html_printf(&r->out, "<select name=\"login\" aria-label=\"%s\">",
                page_word(r, SAY_WHOM_IT_PRAISES));
    for (size_t i = 0; i < w->n_users; i++)
        if (is_other(r, &w->users[i]))
            page_option(r, w->users[i].login, w->users[i].name, false);
    html_printf(&r->out, "</select><button>%s</button></form>\n",
                page_word(r, SAY_PASS_ON));
    return true;
}

/* Praise of its own stands on the wall; beside a matter, which not everybody
 * sees, it is passed on from here (R35). */
void praise_beside(struct request *r, const struct mention *m,
                   const struct evidence *rows, size_t n)
{
    bool praises = str_eqz(m->verdict.second, "praise");
    struct err ignored = {0};
    struct wall w = {.beside = true};
    for (size_t i = 0; i < n; i++)
        praises |= str_eqz(rows[i].signal, "praise");
    if (!praises || str_eqz(m->verdict.type, "praise") ||
        !(r->rights & MAY_EDIT) ||
        !store_people(r->desk->store, &r->arena, &w.users, &w.n_users,
                      &ignored) ||
        !has_others(r, &w))
        return;
    html_printf(&r->out, "<section class=\"card praised\"><h2>%s</h2>\n",
                page_word(r, SAY_PRAISE_BESIDE));
    (void)passed(r, &w, m->id, &ignored);
    buf_z(&r->out, "</section>\n");
}

static bool row(struct request *r, const struct wall *w,
                const struct mention *m, struct err *e)
{
    html_printf(&r->out, "<li class=\"card\"><p class=\"soft\">%S · ",
                &m->post.source_name);
    page_time(r, m->post.published);
    html_printf(&r->out, " · %S</p>\n<p>%S</p>\n", &m->post.author,
                &m->post.text);
    page_outward(r, "", m->post.url, m->post.url);
    if (!passed(r, w, m->id, e))
        return false;
    buf_z(&r->out, "</li>\n");
    return true;
}

bool praise_page(struct request *r, struct err *e)
{
    struct mention *rows;
    struct wall w = {0};
    size_t n, shown = 0;
    if (!load(r, ROWS + 1, &rows, &n, e) || !load_wall(r, all_years(r), &w, e))
        return false;
    size_t most = n < ROWS ? n : ROWS;
    page_open(r, str_of(page_word(r, SAY_PRAISE)), "/praise");
    html_printf(&r->out, "<div class=\"title\"><h1>%s</h1></div>\n",
                page_word(r, SAY_PRAISE));
    if (r->cause.n)
        html_printf(&r->out, "<p class=\"notice bad\" role=\"alert\">%S</p>\n",
                    &r->cause);
    years(r, &w);
    buf_z(&r->out, "<ul class=\"sources\">\n");
    for (size_t i = 0; i < most; i++)
        if (is_plain(&rows[i])) {
            if (!row(r, &w, &rows[i], e))
                return false;
            shown++;
        }
    buf_z(&r->out, "</ul>\n");
    if (!shown)
        html_printf(&r->out, "<p class=\"card nothing\">%s</p>\n",
                    page_word(r, SAY_NO_PRAISE));
    view_cursor(r, "/praise", n > ROWS, most ? rows[most - 1].id : 0);
    page_close(r);
    return true;
}

static void put(struct request *r, struct json *j, const struct mention *m)
{
    json_map(j);
    json_key(j, "id"), json_int(j, m->id);
    json_key(j, "source"), json_str(j, m->post.source_name);
    json_key(j, "published");
    json_time(j, m->post.published, r->desk->setup->zone);
    json_key(j, "author"), json_str(j, m->post.author);
    json_key(j, "url"), json_str(j, m->post.url);
    json_key(j, "title"), json_str(j, m->post.title);
    json_key(j, "text"), json_str(j, m->post.text);
    json_end(j);
}

bool praise_json(struct request *r, struct err *e)
{
    struct mention *rows;
    struct json j;
    size_t n, limit = view_limit(r);
    if (!load(r, limit + 1, &rows, &n, e))
        return false;
    size_t most = n < limit ? n : limit;
    api_open(r, &j, (struct str){0});
    api_next(&j, n > limit ? rows[most - 1].id : 0);
    json_key(&j, "praise"), json_list(&j);
    for (size_t i = 0; i < most; i++)
        if (is_plain(&rows[i]))
            put(r, &j, &rows[i]);
    json_end(&j);
    api_close(&j);
    return true;
}

/* Nobody passes thanks on to himself, nor what is no praise. */
bool praise_thank(struct request *r, struct err *e)
{
    struct thanks_act act = {.mention = r->id,
                             .login = form_get(&r->form, "login"),
                             .who = r->user.login,
                             .now = r->now};
    struct err why = {0};
    struct str logins;
    struct mention m;
    if (!store_mention_get(r->desk->store, &r->arena, r->id, &m, &act.seen,
                           e) ||
        !store_thanked(r->desk->store, &r->arena, r->id, &logins, e))
        return false;
    if (catalogue_among(logins, act.login) ||
        store_thank(r->desk->store, &act, &why))
        return request_go(
            r, form_has(&r->form, "back")
                   ? str_printf(&r->arena, "/mention/%lld", (long long)r->id)
                   : STR("/praise"));
    if (store_cut(r->desk->store))
        return err_set(e, "%s", why.msg);
    log_event(LOG_WARN, "desk", "path=" STR_FMT " why=\"%s\"", STR_ARG(r->path),
              why.msg);
    r->cause = str_of(page_word(r, SAY_NO_THANKS));
    r->status = MHD_HTTP_UNPROCESSABLE_CONTENT;
    return r->api ? true : praise_page(r, e);
}

bool praise_years(struct request *r, struct err *e)
{
    struct wall w = {0};
    struct json j;
    if (!load_wall(r, true, &w, e))
        return false;
    api_open(r, &j, (struct str){0});
    json_key(&j, "thanks"), json_list(&j);
    for (size_t i = 0; i < w.n_years; i++) {
        json_map(&j);
        json_key(&j, "login"), json_str(&j, w.years[i].login);
        json_key(&j, "year"), json_int(&j, w.years[i].year);
        json_key(&j, "n"), json_int(&j, w.years[i].n);
        json_end(&j);
    }
    json_end(&j);
    api_close(&j);
    return true;
}

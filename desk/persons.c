/* SPDX-License-Identifier: MIT
 * persons: every place where somebody stands who wrote or called, and that he
 * stands there no longer, when he asks for it. As `molva person` does. What is
 * looked for comes in a form and in no address, which logs would keep. */
#include <microhttpd.h>

#include "desk/api.h"
#include "desk/page.h"
#include "desk/pages.h"

enum { SHOWN = 200, TEXT_CUT = 160, WHO_LONGEST = 400, REASON_LONGEST = 400 };

/* Whose a place is. */
struct whose {
    int64_t mention, case_id;
};

struct places {
    struct request *r;
    struct whose *goes; /* n_goes that may be erased */
    size_t n_goes;
    struct person_place *rows; /* n of them, of `found` in all */
    size_t n;
    int64_t found, erasable;
    bool concerned; /* what may be erased is about the asker's own work */
};

/* ---- found ---- */

/* A case about the asker's work: somebody else looks there. */
static bool is_about_asker(struct places *p, struct whose at, bool *is,
                           struct err *e)
{
    struct request *r = p->r;
    struct mention m = {0};
    struct case_card c = {0};
    bool found = false;
    *is = false;
    if (at.mention && !store_mention_get(r->desk->store, &r->arena, at.mention,
                                         &m, &found, e))
        return false;
    int64_t id = at.case_id ? at.case_id : found ? m.case_.id : 0;
    if (id && !store_case_card(r->desk->store, &r->arena, id, &c, e))
        return false;
    *is = c.concerns.n && str_eq(c.concerns, r->user.login);
    return true;
}

/* Columns of one row come one after another, and are of the same. */
static void note_whose(struct places *p, const struct person_place *at)
{
    const struct whose *last = p->n_goes ? &p->goes[p->n_goes - 1] : NULL;
    bool same =
        last && last->mention == at->mention && last->case_id == at->case_id;
    if (at->erasable && !same && p->n_goes < ERASE_MOST)
        p->goes[p->n_goes++] = (struct whose){at->mention, at->case_id};
}

static bool keep(void *ctx, const struct person_place *at, struct err *e)
{
    struct places *p = ctx;
    struct arena *a = &p->r->arena;
    (void)e;
    p->found++;
    p->erasable += at->erasable;
    note_whose(p, at);
    if (p->n == SHOWN)
        return true;
    p->rows[p->n] = *at;
    p->rows[p->n].table = str_dup(a, at->table);
    p->rows[p->n].column = str_dup(a, at->column);
    p->rows[p->n++].text = page_cut(p->r, at->text, TEXT_CUT);
    return true;
}

static bool look(struct request *r, struct str who, struct places *p,
                 struct err *e)
{
    size_t kept = 0;
    *p = (struct places){.r = r};
    p->rows = arena_alloc(&r->arena, SHOWN * sizeof *p->rows);
    p->goes = arena_alloc(&r->arena, ERASE_MOST * sizeof *p->goes);
    if (!store_person_find(r->desk->store, who, keep, p, e))
        return err_add(e, "persons");
    for (size_t i = 0; i < p->n; i++) {
        bool about;
        const struct person_place *at = &p->rows[i];
        if (!is_about_asker(p, (struct whose){at->mention, at->case_id}, &about,
                            e))
            return false;
        if (!about)
            p->rows[kept++] = *at;
    }
    for (size_t i = 0; i < p->n_goes && !p->concerned; i++)
        if (!is_about_asker(p, p->goes[i], &p->concerned, e))
            return false;
    p->n = kept;
    return true;
}

static struct str who_of(struct request *r)
{
    return str_trim(form_get(&r->form, "who"));
}

/* ---- the page ---- */

static void link_to(struct request *r, const char *page, enum say what,
                    int64_t id)
{
    if (id)
        html_printf(&r->out, "<a href=\"/%s/%ld\">%s %ld</a> ", page, (long)id,
                    page_word(r, what), (long)id);
}

static void place(struct request *r, const struct person_place *p)
{
    html_printf(&r->out, "<li><code>%S.%S</code> ", &p->table, &p->column);
    link_to(r, "mention", SAY_MENTION_NO, p->mention);
    link_to(r, "case", SAY_CASE_NO, p->case_id);
    if (p->at > 0)
        page_time(r, p->at);
    html_printf(&r->out, "<span>%S</span></li>\n", &p->text);
}

static void find_form(struct request *r, struct str who)
{
    buf_z(&r->out, "<section class=\"card\">\n");
    page_form(r, "stack", STR("/persons"));
    html_printf(&r->out,
                "<label>%s<input name=\"who\" required maxlength=\"%d\" "
                "autocomplete=\"off\" value=\"%S\"></label>"
                "<p class=\"soft\">%s</p><button class=\"main\">%s</button>"
                "</form></section>\n",
                page_word(r, SAY_PERSON_WHO), WHO_LONGEST, &who,
                page_word(r, SAY_PERSON_HINT), page_word(r, SAY_PERSON_FIND));
}

/* Asked twice: with a reason, then by the name typed once more. */
static void erase_form(struct request *r, struct str who, bool again)
{
    struct str reason = str_trim(form_get(&r->form, "reason"));
    page_form(r, "stack danger", STR("/persons/erase"));
    page_hidden(r, "who", who);
    if (again) {
        page_hidden(r, "reason", reason);
        html_printf(
            &r->out,
            "<p>%s: %S</p><p class=\"notice bad\">%s</p><label>%s<input "
            "name=\"again\" required autocomplete=\"off\"></label>"
            "<button class=\"main\">%s</button></form>\n",
            page_word(r, SAY_REASON), &reason, page_word(r, SAY_PERSON_SURE),
            page_word(r, SAY_PERSON_AGAIN), page_word(r, SAY_PERSON_ERASE_DO));
        return;
    }
    html_printf(&r->out,
                "<label>%s<input name=\"reason\" required maxlength=\"%d\" "
                "value=\"%S\"></label><button>%s</button></form>\n",
                page_word(r, SAY_PERSON_WHY), REASON_LONGEST, &reason,
                page_word(r, SAY_PERSON_ERASE));
}

static void found(struct request *r, const struct places *p, struct str who,
                  bool again)
{
    html_printf(&r->out,
                "<section class=\"card\"><h2>%s <span class=\"count\">%ld"
                "</span></h2>\n<p>%s %ld</p>\n",
                page_word(r, SAY_PERSON_PLACES), (long)p->found,
                page_word(r, SAY_PERSON_ERASABLE), (long)p->erasable);
    if (p->concerned)
        html_printf(&r->out, "<p class=\"notice bad\">%s</p>\n",
                    page_word(r, SAY_PERSON_CONCERNED));
    else if (p->erasable)
        erase_form(r, who, again);
    buf_z(&r->out, "<ul class=\"events places\">\n");
    for (size_t i = 0; i < p->n; i++)
        place(r, &p->rows[i]);
    buf_z(&r->out, "</ul>\n");
    if (p->found > SHOWN)
        html_printf(&r->out, "<p class=\"notice\">%s</p>\n",
                    page_word(r, SAY_KIN_CUT));
    buf_z(&r->out, "</section>\n");
}

static bool erasures(struct request *r, struct err *e)
{
    struct erasure_row *rows;
    size_t n;
    if (!store_erasures(r->desk->store, &r->arena, &rows, &n, e))
        return false;
    html_printf(&r->out, "<section class=\"card\"><h2>%s</h2>\n",
                page_word(r, SAY_ERASURES));
    if (!n)
        html_printf(&r->out, "<p class=\"soft\">%s</p>\n",
                    page_word(r, SAY_NO_ERASURES));
    buf_z(&r->out, "<ul class=\"events\">\n");
    for (size_t i = 0; i < n && i < SHOWN; i++) {
        struct str way = say_value(r->lang, "erasing", rows[i].way);
        struct str who = say_value(r->lang, "who", rows[i].who);
        buf_z(&r->out, "<li>");
        page_time(r, rows[i].at);
        html_printf(&r->out,
                    " <b>%S</b> <span>%S</span> <span class=\"soft\">%S · %s "
                    "%ld</span></li>\n",
                    &way, &rows[i].reason, &who, page_word(r, SAY_ERASED_ROWS),
                    (long)rows[i].rows);
    }
    buf_z(&r->out, "</ul></section>\n");
    return true;
}

struct telling {
    enum say trouble, news; /* SAY_COUNT: none */
    struct str why;         /* that the store refused, "" */
    bool again;             /* to be sure of */
};

static bool show(struct request *r, const struct telling *t, struct err *e)
{
    struct str who = who_of(r);
    struct places p;
    bool asked = who.n && who.n <= WHO_LONGEST && t->news == SAY_COUNT;
    if (asked && !look(r, who, &p, e))
        return false;
    page_open(r, str_of(page_word(r, SAY_PERSONS)), "/people");
    html_printf(&r->out,
                "<div class=\"title\"><p class=\"crumb\"><a href=\"/people\">← "
                "%s</a></p>"
                "<h1>%s</h1><p class=\"lead\">%s</p>"
                "</div>\n",
                page_word(r, SAY_PEOPLE), page_word(r, SAY_PERSONS),
                page_word(r, SAY_PERSONS_LEAD));
    page_trouble(r, t->trouble);
    if (t->why.n)
        html_printf(&r->out, "<p class=\"notice bad\" lang=\"en\">%S</p>\n",
                    &t->why);
    if (t->news != SAY_COUNT)
        html_printf(&r->out,
                    "<p class=\"notice good\" role=\"status\">%s</p>\n",
                    page_word(r, t->news));
    find_form(r, t->news == SAY_COUNT ? who : (struct str){0});
    if (asked)
        found(r, &p, who, t->again);
    if (!erasures(r, e))
        return err_add(e, "persons");
    page_close(r);
    return true;
}

static const struct telling NOTHING = {.trouble = SAY_COUNT, .news = SAY_COUNT};

/* After an erasing it is told what came of it. */
bool persons_page(struct request *r, struct err *e)
{
    struct telling t = NOTHING;
    struct str erased = form_get(&r->query, "erased");
    if (erased.n)
        t.news = str_eqz(erased, "0") ? SAY_PERSON_NOWHERE : SAY_PERSON_ERASED;
    return show(r, &t, e);
}

bool persons_again(struct request *r, struct err *e)
{
    struct telling t = NOTHING;
    t.trouble = SAY_FORM_OLD;
    r->form = (struct form){0}; /* nothing is looked for by a stale form */
    return show(r, &t, e);
}

/* ---- what programs are told ---- */

static bool tell_found(struct request *r, struct err *e)
{
    struct places p;
    struct json j;
    if (!look(r, who_of(r), &p, e))
        return false;
    api_open(r, &j, (struct str){0});
    json_key(&j, "found"), json_int(&j, p.found);
    json_key(&j, "erasable"), json_int(&j, p.erasable);
    json_key(&j, "places"), json_list(&j);
    for (size_t i = 0; i < p.n; i++) {
        const struct person_place *at = &p.rows[i];
        json_map(&j);
        json_key(&j, "table"), json_str(&j, at->table);
        json_key(&j, "column"), json_str(&j, at->column);
        json_key(&j, "id"), json_int(&j, at->id);
        json_key(&j, "mention"), json_int(&j, at->mention);
        json_key(&j, "case"), json_int(&j, at->case_id);
        json_key(&j, "at"), json_time(&j, at->at, r->desk->setup->zone);
        json_key(&j, "text"), json_str(&j, at->text);
        json_end(&j);
    }
    json_end(&j);
    api_close(&j);
    return true;
}

bool api_erasures(struct request *r, struct err *e)
{
    struct erasure_row *rows;
    struct json j;
    size_t n;
    if (!store_erasures(r->desk->store, &r->arena, &rows, &n, e))
        return err_add(e, "erasures");
    api_open(r, &j, (struct str){0});
    json_key(&j, "erasures"), json_list(&j);
    for (size_t i = 0; i < n && i < SHOWN; i++) {
        json_map(&j);
        json_key(&j, "id"), json_int(&j, rows[i].id);
        json_key(&j, "at"), json_time(&j, rows[i].at, r->desk->setup->zone);
        json_key(&j, "who"), json_str(&j, rows[i].who);
        json_key(&j, "way"), json_str(&j, rows[i].way);
        json_key(&j, "reason"), json_str(&j, rows[i].reason);
        json_key(&j, "rows"), json_int(&j, rows[i].rows);
        json_end(&j);
    }
    json_end(&j);
    api_close(&j);
    return true;
}

static bool refuse(struct request *r, const struct telling *t, struct err *e)
{
    r->status = MHD_HTTP_UNPROCESSABLE_CONTENT;
    if (!r->api)
        return show(r, t, e);
    r->cause = t->why.n ? t->why : str_of(page_word(r, t->trouble));
    return true;
}

static bool is_nobody(struct str who)
{
    return !who.n || who.n > WHO_LONGEST;
}

bool persons_find(struct request *r, struct err *e)
{
    struct telling t = NOTHING;
    t.trouble = SAY_PERSON_NOBODY;
    if (is_nobody(who_of(r)))
        return refuse(r, &t, e);
    return r->api ? tell_found(r, e) : show(r, &NOTHING, e);
}

/* ---- erased ---- */

/* Whole pages of sites, which are made anew, hold him too. */
static bool forget(struct request *r, int64_t rows, struct err *e)
{
    const struct desk_setup *s = r->desk->setup;
    return !rows || !s->forget || s->forget(s->ctx, e);
}

bool persons_erase(struct request *r, struct err *e)
{
    const struct desk_setup *s = r->desk->setup;
    struct str who = who_of(r), again = str_trim(form_get(&r->form, "again"));
    struct erasing by = {.who = r->user.login,
                         .reason = str_trim(form_get(&r->form, "reason")),
                         .now = r->now};
    struct telling t = NOTHING;
    struct places p;
    struct err why = {0};
    int64_t rows;
    t.trouble = is_nobody(who)                 ? SAY_PERSON_NOBODY
                : !by.reason.n                 ? SAY_PERSON_WHY_NEEDED
                : by.reason.n > REASON_LONGEST ? SAY_WORDS_LONG
                                               : SAY_COUNT;
    if (t.trouble != SAY_COUNT)
        return refuse(r, &t, e);
    t.again = true;
    if (!again.n && !r->api)
        return show(r, &t, e);
    t.trouble = str_eq(who, again) ? SAY_COUNT : SAY_PERSON_OTHER;
    if (t.trouble != SAY_COUNT)
        return refuse(r, &t, e);
    if (!look(r, who, &p, e))
        return false;
    t.trouble = p.concerned ? SAY_PERSON_CONCERNED : SAY_COUNT;
    if (p.concerned)
        return refuse(r, &t, e);
    struct str forms = store_person_forms(&r->arena, who);
    by.lemmas = s->lemmas ? s->lemmas(s->ctx, &r->arena, forms) : forms;
    if (store_person_erase(r->desk->store, who, &by, &rows, &why))
        return forget(r, rows, e) &&
               request_go(r, rows ? STR("/persons?erased=1")
                                  : STR("/persons?erased=0"));
    if (store_cut(r->desk->store))
        return err_set(e, "%s", why.msg);
    t.why = str_dup(&r->arena, str_of(why.msg));
    return refuse(r, &t, e);
}

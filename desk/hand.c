/* SPDX-License-Identifier: MIT
 * hand: the fields, and what they do. */
#include "desk/hand.h"

#include "base/date.h"
#include "base/zone.h"
#include "desk/docket.h"
#include "desk/label.h"
#include "desk/page.h"

enum {
    HOUR = 3600,
    DAY = 86400,
    MORNING = 9 * HOUR, /* when a day begins */
    WEEK = 7,
    THURSDAY = 3, /* 1970-01-01, counted from Monday */
    NOTE_LONGEST = 8000
};

/* ---- the fields ---- */

static const struct {
    const char *id; /* of the field "later" */
    int digit;
    enum say word;
} TIMES[] = {{"date", 4, SAY_LATER_DATE},
             {"hour", 1, SAY_LATER_HOUR},
             {"tomorrow", 2, SAY_LATER_TOMORROW},
             {"monday", 3, SAY_LATER_MONDAY}};

/* Where the buttons go: all to one place, or each to its own. */
struct fields {
    const char *form; /* id of the form they belong to */
    int64_t mention;  /* 0: of what is ticked */
};

static void open_part(struct request *r, const char *key, enum say word)
{
    html_printf(&r->out,
                "<details class=\"hand\" data-hand=\"%s\"><summary><kbd>%s"
                "</kbd> %s</summary><div class=\"stack\">\n",
                key, key, page_word(r, word));
}

static void close_part(struct request *r)
{
    buf_z(&r->out, "</div></details>\n");
}

/* <button form=... name=... value=... formaction=... */
static void button(struct request *r, const struct fields *f, const char *does,
                   const char *value)
{
    html_printf(&r->out, "<button form=\"%s\" name=\"%s\" value=\"%s\"",
                f->form, f->mention || value ? "how" : "do",
                value ? value : does);
    if (f->mention)
        html_printf(&r->out, " formaction=\"/mention/%ld/%s\"",
                    (long)f->mention, does);
}

/* The time that is typed stands first: Enter in a field presses that button,
 * which refuses what is no time. */
static void later(struct request *r, const struct fields *f)
{
    struct str until = form_get(&r->form, "until"),
               why = form_get(&r->form, "later_why");
    open_part(r, "z", SAY_PUT_OFF);
    html_printf(&r->out,
                "<label>%s<input form=\"%s\" name=\"later_why\" "
                "maxlength=\"%d\" value=\"%S\"></label>\n"
                "<label>%s<input form=\"%s\" type=\"datetime-local\" "
                "name=\"until\" value=\"%S\"></label>"
                "<p class=\"presets\">\n",
                page_word(r, SAY_LATER_WHY), f->form, REASON_LONGEST / 2, &why,
                page_word(r, SAY_LATER_UNTIL), f->form, &until);
    for (size_t i = 0; i < sizeof TIMES / sizeof *TIMES; i++) {
        button(r, f, "later", TIMES[i].id);
        html_printf(&r->out, " data-time=\"%d\"><kbd>%d</kbd> %s</button>\n",
                    TIMES[i].digit, TIMES[i].digit,
                    page_word(r, TIMES[i].word));
    }
    buf_z(&r->out, "</p>\n");
    close_part(r);
}

/* Those who can be chosen; what cannot be asked now is left out. */
static void people(struct request *r, const struct fields *f,
                   struct str concerns)
{
    struct err ignored;
    struct user_row *rows;
    struct str given = form_get(&r->form, "to");
    size_t n;
    if (!store_users(r->desk->store, &r->arena, &rows, &n, &ignored))
        n = 0;
    html_printf(&r->out,
                "<label>%s<select form=\"%s\" name=\"to\">"
                "<option></option>",
                page_word(r, SAY_TO_WHOM), f->form);
    for (size_t i = 0; i < n; i++)
        if (!rows[i].removed &&
            !(concerns.n && str_eq(rows[i].login, concerns)))
            page_option(r, rows[i].login,
                        rows[i].name.n ? rows[i].name : rows[i].login,
                        str_eq(rows[i].login, given));
    buf_z(&r->out, "</select></label>\n");
}

static void assign(struct request *r, const struct fields *f,
                   struct str concerns)
{
    open_part(r, "m", SAY_ASSIGN);
    people(r, f, concerns);
    button(r, f, "assign", NULL);
    html_printf(&r->out, ">%s</button>\n", page_word(r, SAY_ASSIGN));
    close_part(r);
}

static void note(struct request *r, const struct fields *f)
{
    struct str given = form_get(&r->form, "note");
    open_part(r, "n", SAY_ADD_NOTE);
    html_printf(&r->out,
                "<label>%s<textarea form=\"%s\" name=\"note\" rows=\"3\" "
                "class=\"short\">\n%S</textarea></label>\n",
                page_word(r, SAY_NOTE), f->form, &given);
    button(r, f, "note", NULL);
    html_printf(&r->out, ">%s</button>\n", page_word(r, SAY_ADD_NOTE));
    close_part(r);
}

static void type(struct request *r, const struct fields *f)
{
    open_part(r, "t", SAY_SET_TYPE);
    html_printf(&r->out,
                "<label>%s<select form=\"%s\" name=\"type\">"
                "<option></option>",
                page_word(r, SAY_RIGHT_TYPE), f->form);
    for (int t = 0; t < TYPE_COUNT; t++) {
        struct str id = str_of(type_name((enum mention_type)t));
        page_option(r, id, page_value(r, "type", id), false);
    }
    buf_z(&r->out, "</select></label>\n");
    button(r, f, "type", NULL);
    html_printf(&r->out, ">%s</button>\n", page_word(r, SAY_SET_TYPE));
    close_part(r);
}

void hand_many(struct request *r, const char *form)
{
    const struct fields f = {.form = form};
    if (r->rights & MAY_EDIT) {
        later(r, &f);
        assign(r, &f, (struct str){0});
        note(r, &f);
    }
    if ((r->rights & MAY_LABEL) && r->desk->setup->redecide)
        type(r, &f);
}

void hand_asleep(struct request *r, const struct mention *m)
{
    const struct case_row *c = &m->case_;
    if (!c->asleep)
        return;
    html_printf(&r->out, "<span class=\"asleep\">☾ %s ",
                page_word(r, SAY_ASLEEP));
    page_time(r, c->asleep);
    html_printf(&r->out, " · %S%s%S</span>", &c->asleep_by,
                c->asleep_why.n ? ": " : "", &c->asleep_why);
}

void hand_panel(struct request *r, const struct sheet *s)
{
    const struct fields f = {.form = "hand", .mention = s->m.id};
    if (!s->m.case_.id || s->concerned || !(r->rights & MAY_EDIT))
        return;
    html_printf(&r->out, "<section class=\"card hands\"><h2>%s</h2>\n<p>",
                page_word(r, SAY_HANDS));
    hand_asleep(r, &s->m);
    buf_z(&r->out, "</p>\n");
    page_form_id(
        r, "hand", "plain",
        str_printf(&r->arena, "/mention/%lld/note", (long long)s->m.id));
    sheet_hidden(r, s);
    buf_z(&r->out, "</form>\n");
    if (line_may(r->rights, sheet_list(&s->m), STEP_PUT_OFF))
        later(r, &f);
    assign(r, &f, s->card.concerns);
    note(r, &f);
    if (line_may(r->rights, sheet_list(&s->m), STEP_WAKE)) {
        button(r, &f, "wake", NULL);
        html_printf(&r->out, ">%s</button>\n", page_word(r, SAY_WAKE));
    }
    buf_z(&r->out, "</section>\n");
}

/* ---- doing it ---- */

/* The morning of the day that begins so many days after today. */
static int64_t morning(struct request *r, int64_t days)
{
    const struct zone *zone = r->desk->setup->zone;
    int64_t local = r->now + zone_offset(zone, r->now);
    int64_t at = local / DAY * DAY + days * DAY + MORNING;
    return at - zone_offset(zone, at - zone_offset(zone, r->now));
}

static int64_t until(struct request *r)
{
    const struct zone *zone = r->desk->setup->zone;
    struct str how = form_get(&r->form, "how");
    int64_t at;
    if (str_eqz(how, "hour"))
        return r->now + HOUR;
    if (str_eqz(how, "tomorrow"))
        return morning(r, 1);
    if (str_eqz(how, "monday")) {
        int64_t day = (r->now + zone_offset(zone, r->now)) / DAY + THURSDAY;
        return morning(r, WEEK - day % WEEK);
    }
    bool read = date_due(str_trim(form_get(&r->form, "until")), zone, &at);
    return read && at > r->now ? at : 0;
}

bool hand_later(struct request *r, struct sheet *s, struct hand_deed *d,
                struct err *e)
{
    const struct case_later p = {.case_id = s->m.case_.id,
                                 .who = r->user.login,
                                 .why =
                                     str_trim(form_get(&r->form, "later_why")),
                                 .until = until(r),
                                 .now = r->now};
    if (line_next(sheet_list(&s->m), STEP_PUT_OFF) == LIST_NONE)
        d->trouble = SAY_ERROR_409;
    else if (!p.until || p.why.n > REASON_LONGEST)
        d->trouble = SAY_LATER_NEEDED;
    else
        return store_case_later(r->desk->store, &p, e);
    return true;
}

bool hand_wake(struct request *r, struct sheet *s, struct hand_deed *d,
               struct err *e)
{
    if (line_next(sheet_list(&s->m), STEP_WAKE) == LIST_NONE) {
        d->trouble = SAY_ERROR_409;
        return true;
    }
    return store_case_wake(r->desk->store, s->m.case_.id, r->user.login, r->now,
                           e);
}

/* Its case, whose number is not the mention's. */
static bool docket_of(struct request *r, const struct sheet *s,
                      struct docket *d, struct err *e)
{
    int64_t mention = r->id;
    r->id = s->m.case_.id;
    bool ok = docket_load(r, d, e);
    r->id = mention;
    return ok;
}

static bool is_user(const struct docket *d, struct str login)
{
    for (size_t i = 0; i < d->n_users; i++)
        if (str_eq(d->users[i].login, login) && !d->users[i].removed)
            return true;
    return false;
}

bool hand_assign(struct request *r, struct sheet *s, struct hand_deed *d,
                 struct err *e)
{
    struct docket it;
    if (!docket_of(r, s, &it, e))
        return false;
    struct life l = docket_life(r, &it);
    const struct term *why = term_at(TERMS_HITCH, life_hitch(&l, MOVE_ASSIGN));
    const struct case_step step = {.case_id = s->m.case_.id,
                                   .move = MOVE_ASSIGN,
                                   .who = r->user.login,
                                   .assignee = l.to,
                                   .now = r->now};
    if (!is_user(&it, l.to))
        d->trouble = SAY_ASSIGN_WHOM;
    else if (!it.found || !docket_works(r, &it))
        d->trouble = SAY_ERROR_403;
    else if (why)
        d->trouble = SAY_ERROR_409,
        d->why = term_alone(&r->arena,
                            str_of(r->lang == SAY_RU ? why->ru : why->en));
    else
        return store_case_move(r->desk->store, &step, e);
    return true;
}

bool hand_note(struct request *r, struct sheet *s, struct hand_deed *d,
               struct err *e)
{
    const struct desk_note row = {.store = r->desk->store,
                                  .matrix = r->desk->setup->matrix,
                                  .case_id = s->m.case_.id,
                                  .who = r->user.login,
                                  .text = str_trim(form_get(&r->form, "note")),
                                  .lang = str_of(say_lang_name(r->lang)),
                                  .now = r->now};
    if (!row.text.n)
        d->trouble = SAY_WORDS_NEEDED;
    else if (row.text.n > NOTE_LONGEST)
        d->trouble = SAY_WORDS_LONG;
    else
        return desk_note(&row, &r->arena, e);
    return true;
}

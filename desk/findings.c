/* SPDX-License-Identifier: MIT
 * findings: shown, typed, saved. */
#include "desk/findings.h"

#include <stdio.h>

#include "desk/page.h"

enum { VALUE_LONGEST = 8000 };

/* ---- what a case has ---- */

static const struct catalogue *catalogue_of(const struct request *r)
{
    static const struct catalogue none;
    return r->desk->setup->catalogue ? r->desk->setup->catalogue : &none;
}

struct str findings_cause_said(const struct request *r, struct str id)
{
    return catalogue_said(&catalogue_of(r)->causes, id, r->lang == SAY_RU);
}

static struct str risk_said(const struct request *r, struct str id)
{
    return term_said(TERMS_RISK, id, r->lang == SAY_RU);
}

void findings_told(struct request *r, const struct docket *d)
{
    const struct case_card *c = &d->file.card;
    page_fact(r, SAY_FOUND, c->found);
    page_fact(r, SAY_THEIR_SIDE, c->their_side);
    page_fact(r, SAY_OUR_SIDE, c->our_side);
    page_fact(r, SAY_CAUSE, findings_cause_said(r, c->cause));
    page_fact(r, SAY_LIES_IN, page_department(r, c->lies_in));
    page_fact(r, SAY_MEASURES,
              catalogue_all_said(&catalogue_of(r)->measures, &r->arena,
                                 c->measures, r->lang == SAY_RU));
    page_fact(r, SAY_RISK, risk_said(r, c->risk));
}

/* ---- the form ---- */

/* As it was typed when the form is shown again, else as it is. */
static struct str shown(struct request *r, const struct docket *d,
                        const char *field)
{
    return form_has(&r->form, field)
               ? form_get(&r->form, field)
               : store_case_field(&d->file.card, str_of(field));
}

static void text(struct request *r, const struct docket *d, const char *name,
                 enum say label)
{
    struct str value = shown(r, d, name);
    html_printf(&r->out,
                "<label>%s<textarea name=\"%s\" rows=\"2\">\n%S</textarea>"
                "</label>\n",
                page_word(r, label), name, &value);
}

static void choice_open(struct request *r, const char *name, enum say label)
{
    html_printf(&r->out,
                "<label>%s<select name=\"%s\"><option value=\"\"></option>",
                page_word(r, label), name);
}

/* What is chosen and no list has any more stays to be chosen. */
static void choice_close(struct request *r, struct str value, bool known)
{
    if (value.n && !known)
        page_option(r, value, value, true);
    buf_z(&r->out, "</select></label>\n");
}

void findings_causes(struct request *r, struct str value)
{
    const struct yaml_subs *all = &catalogue_of(r)->causes;
    bool known = false;
    choice_open(r, "cause", SAY_CAUSE);
    for (size_t i = 0; catalogue_at(all, i); i++) {
        struct str id = catalogue_at(all, i)->id;
        bool on = str_eq(id, value);
        page_option(r, id, findings_cause_said(r, id), on);
        known = known || on;
    }
    choice_close(r, value, known);
}

void findings_departments(struct request *r, struct str value)
{
    const struct desk_setup *setup = r->desk->setup;
    bool known = false;
    choice_open(r, "lies_in", SAY_LIES_IN);
    for (size_t i = 0; i < setup->n_departments; i++) {
        struct str id = setup->departments[i].id;
        bool on = str_eq(id, value);
        page_option(r, id, page_department(r, id), on);
        known = known || on;
    }
    choice_close(r, value, known);
}

static void risks(struct request *r, struct str value)
{
    choice_open(r, "risk", SAY_RISK);
    for (int i = 0; i < RISK_COUNT; i++) {
        struct str id = str_of(term_at(TERMS_RISK, i)->id);
        page_option(r, id, risk_said(r, id), str_eq(id, value));
    }
    choice_close(r, value, true);
}

/* A list to be ticked: its words, what fields and the form's mark are called,
 * what is ticked. */
struct ticks {
    const struct yaml_subs *words;
    const char *prefix, *mark;
    struct str now;
    enum say legend;
};

static struct ticks measures_of(struct request *r, const struct docket *d)
{
    return (struct ticks){&catalogue_of(r)->measures, "measure.", "ticks",
                          d->file.card.measures, SAY_MEASURES};
}

static struct ticks talk_of(struct request *r, const struct docket *d)
{
    return (struct ticks){&catalogue_of(r)->talk, "step.", "talked",
                          d->file.card.talk, SAY_TALK};
}

static bool is_ticked(struct request *r, const struct ticks *t, struct str id)
{
    struct str name =
        str_printf(&r->arena, "%s" STR_FMT, t->prefix, STR_ARG(id));
    return form_has(&r->form, name.p);
}

/* A tick for each: of the form when it is shown again. */
static void tick_fields(struct request *r, const struct ticks *t)
{
    bool typed = form_has(&r->form, t->mark);
    const struct catalogue_word *w;
    html_printf(&r->out,
                "<fieldset class=\"ticks\"><legend>%s</legend>"
                "<input type=\"hidden\" name=\"%s\" value=\"1\">\n",
                page_word(r, t->legend), t->mark);
    for (size_t i = 0; (w = catalogue_at(t->words, i)); i++) {
        bool on =
            typed ? is_ticked(r, t, w->id) : catalogue_among(t->now, w->id);
        html_printf(&r->out,
                    "<label><input type=\"checkbox\" name=\"%s%S\" "
                    "value=\"1\"%s> %S</label>\n",
                    t->prefix, &w->id, on ? " checked" : "",
                    r->lang == SAY_RU ? &w->ru : &w->en);
    }
    buf_z(&r->out, "</fieldset>\n");
}

void findings_form(struct request *r, const struct docket *d)
{
    struct str to =
        str_printf(&r->arena, "/case/%lld/findings", (long long)r->id);
    html_printf(&r->out, "<details%s><summary>%s</summary>\n",
                form_has(&r->form, "ticks") ? " open" : "",
                page_word(r, SAY_FINDINGS));
    page_form(r, "stack", to);
    page_hidden(r, "seen",
                str_printf(&r->arena, "%lld", (long long)docket_state(d)));
    text(r, d, "expected", SAY_EXPECTED);
    text(r, d, "found", SAY_FOUND);
    text(r, d, "their_side", SAY_THEIR_SIDE);
    text(r, d, "our_side", SAY_OUR_SIDE);
    findings_causes(r, shown(r, d, "cause"));
    findings_departments(r, shown(r, d, "lies_in"));
    const struct ticks list = measures_of(r, d);
    tick_fields(r, &list);
    risks(r, shown(r, d, "risk"));
    html_printf(&r->out, "<button>%s</button></form></details>\n",
                page_word(r, SAY_WRITE_DOWN));
}

/* ---- saving ---- */

bool findings_is_department(struct request *r, struct str id)
{
    const struct desk_setup *setup = r->desk->setup;
    for (size_t i = 0; i < setup->n_departments; i++)
        if (str_eq(setup->departments[i].id, id))
            return true;
    return false;
}

/* What hinders that a field becomes *value; SAY_COUNT when nothing does. */
static enum say hinders(struct request *r, const struct docket *d,
                        struct str field, struct str *value)
{
    struct err why = {0};
    struct str was = store_case_field(&d->file.card, field);
    if (value->n > VALUE_LONGEST)
        return SAY_WORDS_LONG;
    bool listed =
        catalogue_takes(catalogue_of(r), &r->arena, field, was, value, &why);
    bool unknown = str_eqz(field, "lies_in") && value->n &&
                   !str_eq(*value, was) && !findings_is_department(r, *value);
    return listed && !unknown ? SAY_COUNT : SAY_NOT_LISTED;
}

static bool put(struct request *r, const struct docket *d, struct str field,
                struct str value, struct err *e)
{
    struct case_fact fact = {.case_id = r->id,
                             .field = field,
                             .value = value,
                             .who = r->user.login,
                             .now = r->now};
    return str_eq(value, store_case_field(&d->file.card, field)) ||
           store_case_set(r->desk->store, &fact, e);
}

bool findings_set(struct request *r, const struct docket *d, struct str field,
                  struct str value, enum say *trouble, struct err *e)
{
    *trouble = hinders(r, d, field, &value);
    return *trouble != SAY_COUNT || put(r, d, field, value, e);
}

/* What is ticked, and what the case has and no list any more. */
static struct str ticked(struct request *r, const struct ticks *t)
{
    const struct catalogue_word *w;
    struct buf b;
    buf_init(&b, VALUE_LONGEST);
    struct str rest = t->now, id;
    for (size_t i = 0; (w = catalogue_at(t->words, i)); i++)
        if (is_ticked(r, t, w->id))
            buf_printf(&b, " " STR_FMT, STR_ARG(w->id));
    while (str_split(&rest, ' ', &id)) {
        size_t i = 0;
        while ((w = catalogue_at(t->words, i)) && !str_eq(w->id, id))
            i++;
        if (!w)
            buf_printf(&b, " " STR_FMT, STR_ARG(id));
    }
    struct str out = str_trim(str_dup(&r->arena, buf_view(&b)));
    buf_clear(&b);
    return out;
}

#define AS_NAME(name) #name,
bool findings_save(struct request *r, const struct docket *d, enum say *trouble,
                   struct err *e)
{
    static const char *const NAMES[] = {CASE_FINDINGS(AS_NAME)};
    enum { N = sizeof NAMES / sizeof *NAMES };
    struct str values[N];
    const struct ticks list = measures_of(r, d);
    bool ok = true;
    *trouble = SAY_COUNT;
    for (size_t i = 0; i < N && *trouble == SAY_COUNT; i++) {
        struct str name = str_of(NAMES[i]);
        values[i] = store_case_field(&d->file.card, name);
        if (str_eqz(name, "measures") && form_has(&r->form, "ticks"))
            values[i] = ticked(r, &list);
        else if (form_has(&r->form, NAMES[i]))
            values[i] = str_trim(form_get(&r->form, NAMES[i]));
        *trouble = hinders(r, d, name, &values[i]);
    }
    for (size_t i = 0; *trouble == SAY_COUNT && ok && i < N; i++)
        ok = put(r, d, str_of(NAMES[i]), values[i], e);
    return ok;
}

/* ---- the talk ---- */

static void steps(struct request *r, const struct ticks *t)
{
    const struct catalogue_word *w;
    html_printf(&r->out, "<h3>%s</h3>\n<ol>\n", page_word(r, SAY_TALK));
    for (size_t i = 0; (w = catalogue_at(t->words, i)); i++)
        html_printf(&r->out, "<li>%S%s</li>\n",
                    r->lang == SAY_RU ? &w->ru : &w->en,
                    catalogue_among(t->now, w->id) ? " ✓" : "");
    buf_z(&r->out, "</ol>\n");
}

void findings_talk(struct request *r, const struct docket *d)
{
    const struct ticks list = talk_of(r, d);
    if (!d->file.card.concerns.n || !list.words->n)
        return;
    if (!docket_works(r, d)) {
        steps(r, &list);
        return;
    }
    struct str to = str_printf(&r->arena, "/case/%lld/talk", (long long)r->id);
    html_printf(&r->out, "<details><summary>%s</summary>\n",
                page_word(r, SAY_TALK));
    page_form(r, "stack", to);
    page_hidden(r, "seen",
                str_printf(&r->arena, "%lld", (long long)docket_state(d)));
    tick_fields(r, &list);
    html_printf(&r->out,
                "<label>%s<input type=\"date\" name=\"due\"></label>\n"
                "<button>%s</button></form></details>\n",
                page_word(r, SAY_LOOK_AGAIN), page_word(r, SAY_SAVE));
}

bool findings_talked(struct request *r, const struct docket *d, int64_t again,
                     enum say *trouble, struct err *e)
{
    const struct ticks list = talk_of(r, d);
    struct task_row task = {.at = r->now,
                            .who = r->user.login,
                            .what = str_of(page_word(r, SAY_TALK_AGAIN)),
                            .assignee = r->user.login,
                            .due = again};
    *trouble = again && again <= r->now ? SAY_DAY_PASSED : SAY_COUNT;
    return *trouble != SAY_COUNT ||
           (findings_set(r, d, STR("talk"), ticked(r, &list), trouble, e) &&
            (*trouble != SAY_COUNT || !again ||
             store_task_add(r->desk->store, r->id, &task, e)));
}

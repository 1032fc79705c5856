/* SPDX-License-Identifier: MIT
 * reply: the text field, or how the case ended. Nothing here sends anything
 * anywhere: Molva's own posting is asked for, and told of. */
#include "desk/reply.h"

#include "base/cause.h"
#include "base/log.h"
#include "desk/kin.h"
#include "desk/label.h"
#include "desk/page.h"
#include "desk/remarks.h"

enum { DRAFTS_SHOWN = 20 };

static void button(struct request *r, const struct sheet *s, const char *class,
                   const char *action, enum say word)
{
    html_printf(&r->out,
                "<button class=\"%s\" formaction=\"/mention/%ld/%s\">%s"
                "</button>\n",
                class, (long)s->m.id, action, page_word(r, word));
}

static struct str action(struct request *r, const struct sheet *s,
                         const char *name)
{
    return str_printf(&r->arena, "/mention/%lld/%s", (long long)s->m.id, name);
}

/* ---- while it waits ---- */

/* The drafts besides the one in the field; any can be taken into it. */
static void other_drafts(struct request *r, const struct sheet *s,
                         struct str shown)
{
    struct buf *o = &r->out;
    size_t n = 0;
    bool offer = s->n_drafts && !str_eq(s->drafts[0].text, shown);
    for (size_t i = 0; i < s->n_drafts && n < DRAFTS_SHOWN; i++) {
        const struct draft_row *d = &s->drafts[i];
        if (str_eq(str_trim(d->text), str_trim(shown)) || !d->text.n)
            continue;
        if (n++ == 0)
            html_printf(o, "<details class=\"drafts\"%s><summary>%s</summary>",
                        offer ? " open" : "", page_word(r, SAY_OTHER_DRAFTS));
        struct str who = say_value(r->lang, "who", d->who);
        struct str text = sheet_settled(r, s, d->text);
        html_printf(o, "<p class=\"soft\">%S · ", &who);
        page_time(r, d->at);
        html_printf(o,
                    "</p><pre class=\"kept\" lang=\"%s\">%S</pre>"
                    "<button formaction=\"/mention/%ld/take\" name=\"draft\" "
                    "value=\"%ld\">%s</button>\n",
                    str_z(&r->arena, desk_lang(&s->m)), &text, (long)s->m.id,
                    (long)d->id, page_word(r, SAY_TAKE));
    }
    if (n)
        buf_z(o, "</details>\n");
}

/* Are they the asker's own, for somebody else to approve? What cannot be asked
 * now is asked again by the button. */
static bool own_words(struct request *r, const struct sheet *s,
                      struct str draft)
{
    struct err ignored;
    bool wants = false;
    const struct wording w = {s->m.id, r->user.login, draft};
    return str_trim(draft).n && (r->rights & MAY_APPROVE) &&
           store_wants_eyes(r->desk->store, &w, &wants, &ignored) && wants;
}

static void buttons(struct request *r, const struct sheet *s, bool own)
{
    bool may_approve = r->rights & MAY_APPROVE;
    buf_z(&r->out, "<div class=\"buttons\">");
    if (may_approve && !own)
        button(r, s, "main", "approve", SAY_APPROVE);
    button(r, s, "", "edit", SAY_SAVE);
    buf_z(&r->out, "</div>\n");
    if (own || !may_approve)
        html_printf(&r->out, "<p class=\"soft\">%s</p>\n",
                    page_word(r, own ? SAY_EYES_OTHER : SAY_APPROVER_WILL));
}

/* On a phone: what the thumb reaches, wherever the page stands. */
static void reach(struct request *r, const struct sheet *s, bool may_approve)
{
    struct buf *o = &r->out;
    html_printf(o, "<div class=\"reach\">");
    if (may_approve)
        html_printf(o,
                    "<button class=\"first\" form=\"reply\" "
                    "formaction=\"/mention/%ld/approve\">%s</button>",
                    (long)s->m.id, page_word(r, SAY_APPROVE));
    html_printf(o,
                "<a class=\"button\" href=\"#text\">%s</a>"
                "<a class=\"button\" href=\"#more\">%s</a></div>\n",
                page_word(r, SAY_EDIT), page_word(r, SAY_MORE));
}

/* What the draft takes from the text, in the words of the text. */
static void taken(struct request *r, const struct sheet *s, struct str draft)
{
    struct fact *rows;
    const struct matrix *m = r->desk->setup->matrix;
    struct str lang = desk_lang(&s->m), before = {0};
    size_t n = m ? matrix_facts(m, &r->arena, s->m.post.text, lang,
                                type_by_name(s->m.verdict.type), &rows)
                 : 0;
    const char *between = "";
    for (size_t i = 0; i < n; i++) {
        if (!matrix_fact_used(&rows[i], draft) || str_eq(before, rows[i].words))
            continue;
        if (!*between)
            html_printf(&r->out, "<p class=\"soft taken\">%s: ",
                        page_word(r, SAY_FROM_TEXT));
        html_printf(&r->out, "%s<q lang=\"%S\">%S</q>", between, &lang,
                    &rows[i].words);
        before = rows[i].words;
        between = ", ";
    }
    if (*between)
        buf_z(&r->out, "</p>\n");
}

/* What is put under it when it is approved. */
static void signature(struct request *r, const struct sheet *s,
                      struct str draft)
{
    struct err e = {0};
    struct str is;
    const struct desk_approval it = {.store = r->desk->store,
                                     .m = &s->m,
                                     .who = r->user.login,
                                     .draft = draft,
                                     .text = draft};
    if (!desk_signature(&it, &r->arena, &is, &e)) {
        log_event(LOG_WARN, "desk", "signature: %s", e.msg);
        return;
    }
    if (is.n)
        html_printf(&r->out,
                    "<p class=\"signed\"><span class=\"soft\">%s:"
                    "</span> %S</p>\n",
                    page_word(r, SAY_SIGNED), &is);
}

static void edit_form(struct request *r, const struct sheet *s)
{
    struct buf *o = &r->out;
    struct str draft = s->typed.n ? s->typed : s->m.decision.draft;
    bool own = own_words(r, s, draft);
    bool may_approve = (r->rights & MAY_APPROVE) && !own;
    struct remarks l = remarks_of(r, s, draft);
    struct str lang = desk_lang(&s->m);
    page_form_id(r, "reply", "stack reply",
                 action(r, s, may_approve ? "approve" : "edit"));
    sheet_hidden(r, s);
    page_hidden(r, "due", s->day);
    html_printf(
        o,
        "<label>%s<textarea name=\"text\" id=\"text\" rows=\"9\" lang=\"%S\""
        " data-lint=\"/mention/%ld/lint\">\n%S</textarea></label>\n"
        "<pre class=\"paper\" hidden>%S</pre>\n",
        page_word(r, SAY_DRAFT), &lang, (long)s->m.id, &l.text, &l.text);
    if (!draft.n)
        html_printf(o, "<p class=\"soft\">%s</p>", page_word(r, SAY_NO_DRAFT));
    taken(r, s, draft);
    signature(r, s, draft);
    remarks_draw(r, &l);
    buttons(r, s, own);
    other_drafts(r, s, draft);
    buf_z(o, "</form>\n");
    reach(r, s, may_approve);
}

static void for_readers(struct request *r, const struct sheet *s)
{
    struct str text = sheet_settled(r, s, s->m.decision.draft);
    html_printf(&r->out, "<p class=\"lead\">%s</p>\n",
                page_word(r, text.n ? SAY_READERS : SAY_READERS_NOTHING));
    if (text.n)
        html_printf(&r->out, "<pre class=\"kept\" tabindex=\"0\">%S</pre>\n",
                    &text);
}

/* ---- how it ended ---- */

/* "Anna · 27.11.2026 10:00" */
static void by(struct request *r, enum say what, struct str who, int64_t at)
{
    who = say_value(r->lang, "who", who);
    html_printf(&r->out, "<p class=\"by\">%s: <b>%S</b> · ", page_word(r, what),
                &who);
    page_time(r, at);
    buf_z(&r->out, "</p>\n");
}

static void reason(struct request *r, struct str text)
{
    text = say_value(r->lang, "reason", text);
    if (text.n)
        html_printf(&r->out, "<p class=\"reason\">%s: %S</p>\n",
                    page_word(r, SAY_REASON), &text);
}

static void reason_field(struct request *r, const char *name, enum say label)
{
    struct str typed = form_get(&r->form, name);
    html_printf(&r->out,
                "<label>%s<input name=\"%s\" maxlength=\"%d\" required "
                "value=\"%S\"></label>",
                page_word(r, label), name, REASON_LONGEST, &typed);
}

static void posted_form(struct request *r, const struct sheet *s)
{
    struct str url = form_get(&r->form, "url");
    if (!(r->rights & MAY_EDIT))
        return;
    page_form(r, "stack posted", action(r, s, "posted"));
    sheet_hidden(r, s);
    html_printf(&r->out,
                "<label>%s<input name=\"url\" type=\"url\" maxlength=\"%d\" "
                "placeholder=\"https://\" required value=\"%S\"></label>",
                page_word(r, SAY_POSTED_URL), CEILING_URL, &url);
    if (s->apart_url)
        reason_field(r, "why", SAY_POSTED_WHY);
    html_printf(&r->out, "<button>%s</button></form>\n",
                page_word(r, SAY_MARK_POSTED));
}

/* What Molva did about posting it, and the button that asks for it. */
static void send_form(struct request *r, const struct sheet *s)
{
    struct buf *o = &r->out;
    struct str state = s->sends ? s->sending.state : (struct str){0};
    bool unsure = str_eqz(state, "unsure");
    if (!s->may_send && !s->sends)
        return;
    if (s->sends && !str_eqz(state, "dropped")) {
        struct str cause = cause_in(&r->arena, s->sending.cause,
                                    str_of(say_lang_name(r->lang)));
        state = say_value(r->lang, "sending", state);
        html_printf(o, "<p class=\"%s\" role=\"status\">%S%s%S</p>\n",
                    unsure ? "notice" : "soft", &state, cause.n ? ": " : "",
                    &cause);
    }
    if (!s->may_send || sheet_is_sent(s) || !(r->rights & MAY_EDIT) ||
        s->concerned)
        return;
    page_form(r, "stack", action(r, s, "post"));
    sheet_hidden(r, s);
    if (unsure)
        html_printf(o,
                    "<label class=\"check\"><input type=\"checkbox\" "
                    "name=\"again\" value=\"1\" required> %s</label>",
                    page_word(r, SAY_POST_LOOKED));
    html_printf(o, "<button>%s</button></form>\n", page_word(r, SAY_POST_IT));
}

static void unposted_form(struct request *r, const struct sheet *s)
{
    if (!(r->rights & MAY_EDIT) || s->concerned || !sheet_may_unpost(s))
        return;
    html_printf(&r->out, "<details><summary>%s</summary>",
                page_word(r, SAY_UNPOST));
    page_form(r, "stack", action(r, s, "unposted"));
    sheet_hidden(r, s);
    reason_field(r, "reason", SAY_REASON);
    html_printf(&r->out, "<button>%s</button></form></details>\n",
                page_word(r, SAY_UNPOST_DO));
}

static void heed_form(struct request *r, const struct sheet *s)
{
    if (sheet_list(&s->m) != LIST_ANSWERED || !(r->rights & MAY_EDIT) ||
        s->concerned)
        return;
    page_form(r, "stack", action(r, s, "heed"));
    sheet_hidden(r, s);
    html_printf(&r->out, "<button>%s</button></form><p class=\"soft\">%s</p>\n",
                page_word(r, SAY_HEED), page_word(r, SAY_HEED_HINT));
}

static void after(struct request *r, const struct sheet *s)
{
    if (s->n_sequels) {
        html_printf(&r->out, "<h3>%s</h3><ul class=\"events\">\n",
                    page_word(r, SAY_AFTER));
        for (size_t i = 0; i < s->n_sequels; i++)
            sequel_draw(r, &s->sequels[i]);
        buf_z(&r->out, "</ul>\n");
    }
    heed_form(r, s);
}

static void approved(struct request *r, const struct sheet *s)
{
    struct buf *o = &r->out;
    struct str place =
        page_readable(r, s->m.post.url) ? s->m.post.url : s->m.post.thread;
    by(r, SAY_APPROVED_BY, s->m.case_.closed_by, s->m.case_.closed);
    if (!s->m.case_.posted && !s->may_send)
        html_printf(o, "<p class=\"lead\">%s</p>\n",
                    page_word(r, SAY_POST_BY_HAND));
    html_printf(o,
                "<pre class=\"approved\" id=\"approved\" tabindex=\"0\">%S"
                "</pre>\n",
                &s->m.decision.draft);
    html_printf(o,
                "<div class=\"buttons\"><button type=\"button\" "
                "class=\"main\" data-copy=\"approved\" data-copied=\"%s\" "
                "hidden>%s</button>",
                page_word(r, SAY_COPIED), page_word(r, SAY_COPY));
    if (page_readable(r, place))
        page_outward(r, "button", place, str_of(page_word(r, SAY_POST_HERE)));
    buf_z(o, "</div>\n");
    if (!s->m.case_.posted) {
        send_form(r, s);
        posted_form(r, s);
        return;
    }
    by(r, SAY_POSTED_BY, s->m.case_.posted_by, s->m.case_.posted);
    buf_z(o, "<p>");
    page_outward(r, "", s->m.case_.posted_url, s->m.case_.posted_url);
    buf_z(o, "</p>\n");
    reason(r, s->card.posted_why);
    if (s->m.case_.seen) {
        html_printf(o, "<p class=\"soft\">%s · ",
                    page_word(r, SAY_SEEN_BY_CRAWLER));
        page_time(r, s->m.case_.seen);
        buf_z(o, "</p>\n");
    }
    after(r, s);
    unposted_form(r, s);
}

static void dismissed(struct request *r, const struct sheet *s)
{
    reason(r, s->m.case_.reason);
    by(r, SAY_DISMISSED_BY, s->m.case_.closed_by, s->m.case_.closed);
}

static void not_us(struct request *r, const struct sheet *s)
{
    const struct event_row *said = sheet_last(s, "label");
    if (s->m.case_.id && s->m.case_.closed)
        by(r, SAY_DISMISSED_BY, s->m.case_.closed_by, s->m.case_.closed);
    else if (said)
        by(r, SAY_DISMISSED_BY, said->who, said->at);
}

static void unanswered(struct request *r, const struct sheet *s)
{
    struct str why = page_why(r, &s->m);
    html_printf(&r->out, "<p>%S</p>\n", &why);
    if (s->m.decision.stale)
        html_printf(&r->out, "<p class=\"soft\">%s</p>\n",
                    page_word(r, SAY_STALE));
    by(r, SAY_DECIDED_BY, STR("matrix"), s->m.post.collected);
}

static void end(struct request *r, const struct sheet *s, enum say title,
                void (*draw)(struct request *r, const struct sheet *s))
{
    html_printf(&r->out, "<h2>%s</h2>\n", page_word(r, title));
    draw(r, s);
}

static void ended(struct request *r, const struct sheet *s)
{
    switch (sheet_list(&s->m)) {
    case LIST_APPROVED:
        end(r, s, SAY_APPROVED, approved);
        break;
    case LIST_POSTED:
        end(r, s, SAY_POSTED, approved);
        break;
    case LIST_ANSWERED:
        end(r, s, SAY_ANSWERED, approved);
        break;
    case LIST_DISMISSED:
        end(r, s, SAY_DISMISSED, dismissed);
        break;
    case LIST_NOT_US:
        end(r, s, SAY_IS_NOT_US, not_us);
        break;
    case LIST_UNANSWERED:
    case LIST_STALE:
        end(r, s, SAY_NO_REPLY, unanswered);
        break;
    case LIST_WAITING:
    case LIST_JOINED:
    case LIST_REPEATED:
    case LIST_LATER:
    case LIST_COUNT:
    case LIST_NONE:
        break;
    }
}

/* What a person typed and nobody stored: to be read and taken over by hand,
 * never to be posted from here. */
static void unsaved(struct request *r, struct str text)
{
    if (text.n)
        html_printf(&r->out,
                    "<section class=\"card unsaved\"><h2>%s</h2><p "
                    "class=\"soft\">%s</p><pre class=\"kept\" id=\"unsaved\" "
                    "tabindex=\"0\">%S</pre></section>\n",
                    page_word(r, SAY_UNSAVED), page_word(r, SAY_UNSAVED_HINT),
                    &text);
}

void reply_panel(struct request *r, const struct sheet *s,
                 const struct writers *w)
{
    buf_z(&r->out, "<section class=\"card panel\">");
    if (sheet_waits(s)) {
        html_printf(&r->out, "<h2>%s</h2>\n", page_word(r, SAY_REPLY));
        writers_line(r, w, s->m.id);
        if (sheet_writes(r, s))
            edit_form(r, s);
        else
            for_readers(r, s);
    } else {
        ended(r, s);
    }
    buf_z(&r->out, "</section>\n");
    if (!sheet_writes(r, s))
        unsaved(r, sheet_settled(r, s, s->typed));
    unsaved(r, sheet_settled(r, s, s->apart));
}

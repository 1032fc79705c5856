/* SPDX-License-Identifier: MIT
 * label: corrections. Where there is a text field, their buttons send it along
 * (form="reply"), so that nothing typed is lost. */
#include "desk/label.h"

#include <string.h>

#include "desk/page.h"

struct part {
    struct request *r;     /* whose page */
    const struct sheet *s; /* of which mention */
    const char *action;    /* last word of its path */
    bool joined;           /* it belongs to the form of the reply */
};

static const char *joined(const struct part *p)
{
    return p->joined ? " form=\"reply\"" : "";
}

static struct part part_open(struct request *r, const struct sheet *s,
                             const char *action)
{
    struct part p = {r, s, action, sheet_writes(r, s)};
    if (p.joined) {
        buf_z(&r->out, "<div class=\"stack part\">");
        return p;
    }
    page_form(
        r, "stack part",
        str_printf(&r->arena, "/mention/%lld/%s", (long long)s->m.id, action));
    sheet_hidden(r, s);
    return p;
}

static void part_close(const struct part *p, enum say word)
{
    struct buf *o = &p->r->out;
    if (p->joined)
        html_printf(o,
                    "<button form=\"reply\" formaction=\"/mention/%ld/%s\">%s"
                    "</button></div>\n",
                    (long)p->s->m.id, p->action, page_word(p->r, word));
    else
        html_printf(o, "<button>%s</button></form>\n", page_word(p->r, word));
}

/* Beside the type, which has a tone of its own where nobody says another. */
static void tone_field(const struct part *p)
{
    struct request *r = p->r;
    struct buf *o = &r->out;
    html_printf(o, "<label>%s<select name=\"tone\"",
                page_word(r, SAY_RIGHT_TONE));
    buf_z(o, joined(p));
    buf_char(o, '>');
    page_option(r, (struct str){0}, str_of(page_word(r, SAY_TONE_OF_TYPE)),
                true);
    for (int t = 0; t < TONE_COUNT; t++) {
        struct str tone = str_of(tone_name((enum tone)t));
        page_option(r, tone, page_value(r, "tone", tone), false);
    }
    buf_z(o, "</select></label>");
}

static void type_form(struct request *r, const struct sheet *s)
{
    struct buf *o = &r->out;
    struct part p = part_open(r, s, "type");
    html_printf(o, "<label>%s<select name=\"type\"",
                page_word(r, SAY_RIGHT_TYPE));
    buf_z(o, joined(&p));
    buf_char(o, '>');
    for (int t = 0; t < TYPE_COUNT; t++) {
        struct str type = str_of(type_name((enum mention_type)t));
        struct str name = page_value(r, "type", type);
        page_option(r, type, name, str_eq(type, s->m.verdict.type));
    }
    buf_z(o, "</select></label>");
    tone_field(&p);
    part_close(&p, SAY_CORRECT);
}

/* The other brands of molva.yaml; none where there is but one. */
static void brand_form(struct request *r, const struct sheet *s)
{
    struct buf *o = &r->out;
    size_t n;
    const struct str *list = brands_other(r, &s->m, &s->brands, &n);
    if (!n)
        return;
    struct part p = part_open(r, s, "brand");
    html_printf(o, "<label>%s<select name=\"brand\"",
                page_word(r, SAY_RIGHT_BRAND));
    buf_z(o, joined(&p));
    buf_char(o, '>');
    page_option(r, s->m.post.brand, s->m.post.brand, true);
    for (size_t i = 0; i < n; i++)
        page_option(r, list[i], list[i], false);
    buf_z(o, "</select></label>");
    part_close(&p, SAY_CORRECT_BRAND);
}

static void not_us_form(struct request *r, const struct sheet *s)
{
    struct part p = part_open(r, s, "not-us");
    html_printf(&r->out, "<p class=\"soft\">%s</p>",
                page_word(r, SAY_NOT_US_HINT));
    part_close(&p, SAY_NOT_US);
}

/* A text field and not a line: Enter there must not press the first button of
 * the form, which approves. */
static void reason_form(struct request *r, const struct sheet *s,
                        const char *action, enum say word)
{
    struct str reason = form_get(&r->form, "reason");
    struct part p = part_open(r, s, action);
    html_printf(&r->out,
                "<label>%s<textarea name=\"reason\" rows=\"2\" "
                "class=\"short\" maxlength=\"%d\"",
                page_word(r, SAY_REASON), REASON_LONGEST / 2);
    buf_z(&r->out, joined(&p));
    html_printf(&r->out, ">\n%S</textarea></label><p class=\"soft\">%s</p>",
                &reason, page_word(r, SAY_REASON_HINT));
    part_close(&p, word);
}

bool label_dismisses(const struct label_preset *p)
{
    return strcmp(p->action, "dismiss") == 0;
}

static void presets(struct request *r, const struct sheet *s)
{
    struct buf *o = &r->out;
    struct part p = part_open(r, s, "dismiss");
    html_printf(o, "<p id=\"presets\">%s</p><p class=\"presets\">",
                page_word(r, SAY_PRESETS));
    for (int i = 0; i < LABEL_PRESETS; i++) {
        const struct label_preset *preset = &label_presets[i];
        struct str reason = str_of(preset->reason);
        struct str said = say_value(r->lang, "reason", reason);
        html_printf(o,
                    "<button name=\"preset\" value=\"%S\" data-digit=\"%d\""
                    " formaction=\"/mention/%ld/%s\"",
                    &reason, i + 1, (long)s->m.id, preset->action);
        buf_z(o, joined(&p));
        html_printf(o, "><kbd>%d</kbd> %S</button>\n", i + 1, &said);
    }
    html_printf(o, "<span class=\"soft\"><kbd>5</kbd> %s</span></p>",
                page_word(r, SAY_OWN_WORDS));
    buf_z(o, p.joined ? "</div>\n" : "</form>\n");
}

bool label_may_return(const struct request *r, const struct sheet *s)
{
    enum list status = list_by_name(s->m.case_.status);
    /* What is called "not about us" may have been approved before. */
    return line_may(r->rights, sheet_list(&s->m), STEP_RETURN) &&
           (status != LIST_APPROVED ||
            line_may(r->rights, status, STEP_RETURN));
}

void label_panel(struct request *r, const struct sheet *s)
{
    if (s->concerned)
        return;
    if (label_may_return(r, s)) {
        html_printf(&r->out, "<section class=\"card wrong\"><h2>%s</h2>\n",
                    page_word(r, SAY_RETURN_TITLE));
        reason_form(r, s, "return", SAY_RETURN);
        buf_z(&r->out, "</section>\n");
    }
    if (!(r->rights & MAY_LABEL))
        return;
    html_printf(&r->out,
                "<section class=\"card wrong\" id=\"more\"><h2>%s</h2>\n",
                page_word(r, SAY_WRONG));
    if (r->desk->setup->redecide)
        type_form(r, s);
    brand_form(r, s);
    if (!s->m.verdict.not_us)
        not_us_form(r, s);
    if (line_may(r->rights, sheet_list(&s->m), STEP_DISMISS)) {
        presets(r, s);
        reason_form(r, s, "dismiss", SAY_DISMISS);
    }
    buf_z(&r->out, "</section>\n");
}

const struct label_preset label_presets[LABEL_PRESETS] = {
    {"advert", "dismiss"},
    {"duplicate", "dismiss"},
    {"not about us", "not-us"},
    {"elsewhere", "dismiss"},
};

/* SPDX-License-Identifier: MIT
 * bulk: the form, its boxes, and what waits along. */
#include "desk/bulk.h"

#include "desk/hand.h"
#include "desk/label.h"
#include "desk/page.h"
#include "desk/pages.h"
#include "desk/sheet.h"

enum {
    FELLOWS = 100, /* shown */
    WORDS = 120    /* code points of each */
};

static void button(struct request *r, const char *reason, int digit)
{
    struct str said = say_value(r->lang, "reason", str_of(reason));
    html_printf(&r->out,
                "<button name=\"preset\" value=\"%s\" data-digit=\"%d\"><kbd>"
                "%d</kbd> %S</button>\n",
                reason, digit, digit, &said);
}

/* Fields stand before buttons that end something: Enter presses the first. */
void bulk_form(struct request *r, const struct view *v, const char *id,
               int64_t into)
{
    page_form_id(r, id, "bulk presets", STR("/queue/do"));
    page_hidden(r, "view", v->query);
    hand_many(r, id);
    if (list_by_name(v->list) == LIST_LATER && (r->rights & MAY_EDIT))
        html_printf(&r->out, "<button name=\"do\" value=\"wake\">%s</button>\n",
                    page_word(r, SAY_WAKE));
    if (into) {
        page_hidden(r, "into", str_printf(&r->arena, "%lld", (long long)into));
        html_printf(&r->out,
                    "<button class=\"main\" name=\"join\" value=\"1\">"
                    "%s</button>\n",
                    page_word(r, SAY_BULK_JOIN));
    }
    if (r->rights & MAY_APPROVE) {
        html_printf(&r->out, "<span class=\"soft\">%s</span>",
                    page_word(r, SAY_BULK));
        for (int i = 0; i < LABEL_PRESETS; i++)
            if (label_dismisses(&label_presets[i]))
                button(r, label_presets[i].reason, i + 1);
    }
    buf_z(&r->out, "</form>\n");
}

void bulk_box(struct request *r, const char *form, int64_t mention, bool on)
{
    html_printf(&r->out,
                "<input type=\"checkbox\" form=\"%s\" name=\"id\" "
                "value=\"%ld\" aria-label=\"%s %ld\"%s>",
                form, (long)mention, page_word(r, SAY_SELECT), (long)mention,
                on ? " checked" : "");
}

static void fellow(struct request *r, const struct view *v,
                   const struct mention *m)
{
    struct str path = str_printf(&r->arena, "/mention/%lld", (long long)m->id);
    struct str to = view_link(r, v, path.p);
    buf_z(&r->out, "<li>");
    bulk_box(r, "fellows", m->id, true);
    html_printf(&r->out, " <b>%S</b> <a href=\"%S\">", &m->post.author, &to);
    page_words(r, m->post.text.n ? m->post.text : m->post.title, WORDS);
    buf_z(&r->out, "</a></li>\n");
}

bool bulk_is_preset(struct str s)
{
    for (int i = 0; i < LABEL_PRESETS; i++)
        if (label_dismisses(&label_presets[i]) &&
            str_eqz(s, label_presets[i].reason))
            return true;
    return false;
}

void bulk_fellows(struct request *r, const struct view *v, int64_t mention,
                  int64_t into)
{
    struct err ignored;
    struct mention m;
    int64_t *ids;
    size_t n = 0;
    bool found;
    const struct group_wish w = {
        .filter = &v->filter, .by = view_group(v), .mention = mention};
    if (r->api || w.by == GROUP_NONE || v->wrong.what.n ||
        !store_group_of(r->desk->store, &r->arena, &w, &ids, &n, &ignored) ||
        n < 2)
        return;
    html_printf(
        &r->out,
        "<section class=\"card fellows\"><h2>%s <span class=\"count\">"
        "%ld</span></h2>\n<ul class=\"events\">\n",
        page_word(r, w.by == GROUP_THREAD ? SAY_SAME_THREAD : SAY_SAME_AUTHOR),
        (long)n - 1);
    for (size_t i = 0; i < n && i < FELLOWS; i++)
        if (ids[i] != mention &&
            store_mention_get(r->desk->store, &r->arena, ids[i], &m, &found,
                              &ignored) &&
            found)
            fellow(r, v, &m);
    buf_z(&r->out, "</ul>\n");
    if (r->rights & MAY_EDIT)
        bulk_form(r, v, "fellows", into);
    buf_z(&r->out, "</section>\n");
}

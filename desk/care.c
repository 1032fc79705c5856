/* SPDX-License-Identifier: MIT
 * care: after a day's measure, or after heavy ones in a row, a pause is
 * offered. Nothing is refused: who wants to go on goes on. */
#include "desk/care.h"

#include "desk/page.h"

enum { DAY_S = 86400, PAUSE_S = 15 * 60, WORDS = 160 };

bool care_toil(struct request *r, struct str who, struct toil *toil,
               struct err *e)
{
    int64_t zone = zone_offset(r->desk->setup->zone, r->now);
    const struct toil_wish wish = {.who = who,
                                   .since =
                                       (r->now + zone) / DAY_S * DAY_S - zone,
                                   .now = r->now,
                                   .pause = PAUSE_S};
    return store_toil(r->desk->store, &wish, toil, e);
}

/* The newest words of praise; nothing when there are none. */
static bool praise(struct request *r, struct err *e)
{
    const struct mention_filter f = {.type = str_of(type_name(TYPE_PRAISE)),
                                     .limit = 1};
    struct mention *rows;
    size_t n;
    if (!store_mentions(r->desk->store, &r->arena, &f, &rows, &n, e))
        return false;
    if (!n)
        return true;
    html_printf(&r->out, "<blockquote><a href=\"/mention/%ld\">",
                (long)rows[0].id);
    page_words(r, rows[0].post.text, WORDS);
    buf_z(&r->out, "</a></blockquote>\n");
    return true;
}

static void offer(struct request *r, const char *where, enum say what)
{
    html_printf(&r->out, "<a href=\"%s\">%s</a> ", where, page_word(r, what));
}

bool care_notice(struct request *r, struct err *e)
{
    const struct desk_care *care = &r->desk->setup->care;
    struct toil toil;
    if (!(r->rights & MAY_EDIT) || (!care->items && !care->heavy))
        return true;
    if (!care_toil(r, r->user.login, &toil, e))
        return false;
    bool enough = care->items && toil.done >= care->items;
    bool heavy = care->heavy && toil.heavy >= care->heavy;
    if (!enough && !heavy)
        return true;
    buf_z(&r->out, "<section class=\"notice care\"><p role=\"status\">");
    html_printf(&r->out, page_word(r, enough ? SAY_CARE_DAY : SAY_CARE_HEAVY),
                (int)(enough ? toil.done : toil.heavy));
    buf_z(&r->out, "</p>\n");
    if (!praise(r, e))
        return false;
    buf_z(&r->out, "<p class=\"offers\">");
    offer(r, "/praise", SAY_CARE_PRAISE);
    offer(r, "/queue?type=praise", SAY_CARE_ANSWER);
    struct str own =
        str_printf(&r->arena, "/board?who=" STR_FMT, STR_ARG(r->user.login));
    html_printf(&r->out, "<a href=\"%S\">%s</a></p></section>\n", &own,
                page_word(r, SAY_CARE_PASS));
    return true;
}

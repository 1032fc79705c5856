/* SPDX-License-Identifier: MIT
 * numbers: mentions of the last days by type and by tone, as bars and as a
 * table of the same figures. */
#include <stdlib.h>

#include "desk/page.h"
#include "desk/pages.h"

enum { DAYS = 30, DAY_S = 24 * 3600, KEYS = 12, BAR = 20, HEIGHT = 160 };

struct series {
    struct str keys[KEYS];      /* n of them */
    size_t n;                   /* kinds seen */
    int64_t counts[KEYS][DAYS]; /* of each on each day */
    int64_t days[DAYS];         /* sum of each day */
    int64_t most;               /* of days */
    int64_t total;              /* of all */
    int64_t first;              /* start of the first day */
};

static size_t key_at(struct series *s, struct str key)
{
    size_t i = 0;
    while (i < s->n && !str_eq(s->keys[i], key))
        i++;
    if (i == s->n && s->n < KEYS)
        s->keys[s->n++] = key;
    return i;
}

static void add(struct series *s, const struct count_row *row)
{
    int64_t day = (row->day - s->first + DAY_S / 2) / DAY_S;
    size_t key = key_at(s, row->key);
    if (day < 0 || day >= DAYS || key == KEYS)
        return;
    s->counts[key][day] += row->n;
    s->days[day] += row->n;
    s->total += row->n;
    if (s->days[day] > s->most)
        s->most = s->days[day];
}

static bool load(struct request *r, enum count_by by, struct series *s,
                 struct err *e)
{
    struct count_row *rows;
    size_t n;
    int64_t zone = zone_offset(r->desk->setup->zone, r->now);
    int64_t today = (r->now + zone) / DAY_S * DAY_S - zone;
    *s = (struct series){.first = today - (DAYS - 1) * DAY_S};
    struct mention_filter f = {.from = s->first};
    if (!store_counts(r->desk->store, &r->arena, &f,
                      &(struct counting){by, true, zone}, &rows, &n, e))
        return false;
    for (size_t i = 0; i < n; i++)
        add(s, &rows[i]);
    return true;
}

static const char *class_of(const char *kind, struct str key)
{
    enum term_set set = str_eqz(str_of(kind), "type") ? TERMS_TYPE : TERMS_TONE;
    const struct term *t = term_at(set, term_find(set, key));
    return t ? t->id : "other";
}

static void bars(struct request *r, const struct series *s, const char *kind)
{
    struct buf *o = &r->out;
    buf_printf(o,
               "<svg class=\"chart\" viewBox=\"0 0 %d %d\" "
               "preserveAspectRatio=\"none\" aria-hidden=\"true\">\n",
               DAYS * BAR, HEIGHT);
    for (int day = 0; day < DAYS; day++) {
        double y = HEIGHT;
        for (size_t k = 0; k < s->n; k++) {
            double h = (double)s->counts[k][day] * (HEIGHT - 4) /
                       (double)(s->most ? s->most : 1);
            y -= h;
            if (h > 0)
                buf_printf(o,
                           "<rect class=\"%s\" x=\"%d\" y=\"%.1f\" "
                           "width=\"%d\" height=\"%.1f\"/>\n",
                           class_of(kind, s->keys[k]), day * BAR + 2, y,
                           BAR - 4, h);
        }
    }
    buf_z(o, "</svg>\n");
}

static void legend(struct request *r, const struct series *s, const char *kind)
{
    buf_z(&r->out, "<ul class=\"legend\">");
    for (size_t k = 0; k < s->n; k++) {
        int64_t sum = 0;
        for (int day = 0; day < DAYS; day++)
            sum += s->counts[k][day];
        struct str name = page_value(r, kind, s->keys[k]);
        html_printf(&r->out,
                    "<li><span class=\"dot %s\"></span>%S <b>%ld</b></li>",
                    class_of(kind, s->keys[k]), &name, (long)sum);
    }
    buf_z(&r->out, "</ul>\n");
}

static void table(struct request *r, const struct series *s, const char *kind)
{
    struct buf *o = &r->out;
    html_printf(o,
                "<details><summary>%s</summary><div class=\"scroll\" "
                "tabindex=\"0\"><table><tr><th scope=\"col\">%s</th>",
                page_word(r, SAY_AS_TABLE), page_word(r, SAY_DAY));
    for (size_t k = 0; k < s->n; k++) {
        struct str name = page_value(r, kind, s->keys[k]);
        html_printf(o, "<th scope=\"col\">%S</th>", &name);
    }
    html_printf(o, "<th scope=\"col\">%s</th></tr>\n", page_word(r, SAY_TOTAL));
    for (int day = DAYS; day-- > 0;) {
        if (!s->days[day])
            continue;
        buf_z(o, "<tr><th scope=\"row\">");
        page_day(r, s->first + day * DAY_S + DAY_S / 2);
        buf_z(o, "</th>");
        for (size_t k = 0; k < s->n; k++)
            html_printf(o, "<td>%ld</td>", (long)s->counts[k][day]);
        html_printf(o, "<td>%ld</td></tr>\n", (long)s->days[day]);
    }
    buf_z(o, "</table></div></details>\n");
}

static void axis(struct request *r, const struct series *s)
{
    buf_z(&r->out, "<p class=\"axis\"><span>");
    page_day(r, s->first + DAY_S / 2);
    html_printf(&r->out, "</span><span>%s %ld</span><span>",
                page_word(r, SAY_AT_MOST), (long)s->most);
    page_day(r, r->now);
    buf_z(&r->out, "</span></p>\n");
}

static bool chart(struct request *r, enum count_by by, const char *kind,
                  enum say title, struct err *e)
{
    struct series *s = arena_alloc(&r->arena, sizeof *s);
    if (!load(r, by, s, e))
        return err_add(e, "numbers");
    html_printf(&r->out,
                "<section class=\"card\"><h2>%s <span "
                "class=\"count\">%ld</span></h2>\n",
                page_word(r, title), (long)s->total);
    if (s->total) {
        legend(r, s, kind);
        bars(r, s, kind);
        axis(r, s);
        table(r, s, kind);
    } else {
        html_printf(&r->out, "<p class=\"soft\">%s</p>\n",
                    page_word(r, SAY_NO_NUMBERS));
    }
    buf_z(&r->out, "</section>\n");
    return true;
}

bool numbers_page(struct request *r, struct err *e)
{
    page_open(r, str_of(page_word(r, SAY_NUMBERS)), "/numbers");
    html_printf(&r->out, "<div class=\"title\"><h1>%s</h1><p class=\"lead\">",
                page_word(r, SAY_NUMBERS));
    html_printf(&r->out, page_word(r, SAY_LAST_DAYS), DAYS);
    if (r->desk->setup->n_brands > 1)
        html_printf(&r->out, " %s", page_word(r, SAY_BRANDS_COUNT));
    buf_z(&r->out, "</p></div>\n");
    bool ok = chart(r, COUNT_TYPE, "type", SAY_BY_TYPE, e) &&
              chart(r, COUNT_TONE, "tone", SAY_BY_TONE, e);
    page_close(r);
    return ok;
}

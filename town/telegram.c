/* SPDX-License-Identifier: MIT
 *
 * telegram: the web preview of a channel, as t.me/s/NAME shows it: oldest at
 * the top, older messages behind data-before. */
#include "town/sheet.h"

/* 4400 -> "4.4K" */
static void put_count(struct buf *out, long n)
{
    if (n < 1000)
        buf_printf(out, "%ld", n);
    else if (n % 1000 < 100)
        buf_printf(out, "%ldK", n / 1000);
    else
        buf_printf(out, "%ld.%ldK", n / 1000, n % 1000 / 100);
}

static struct str channel_of(const struct site *s)
{
    return str_from(s->start, sizeof "/s/" - 1);
}

static void put_head(const struct ask *q, struct buf *out, long before)
{
    html_printf(out,
                "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                "<title>%S – Telegram</title>\n"
                "<meta property=\"og:title\" content=\"%S\">\n"
                "<meta property=\"al:ios:app_name\" content=\"Telegram "
                "Messenger\">\n",
                &q->site->title, &q->site->title);
    if (before)
        html_printf(out, "<link rel=\"prev\" href=\"%S?before=%ld\">\n",
                    &q->site->start, before);
    html_printf(out,
                "<link rel=\"canonical\" href=\"%S\">\n</head>\n"
                "<body class=\"widget_frame_base tgme_webpreview emoji_image "
                "thin_box_shadow tgme_webpreview\">\n"
                "<div class=\"tgme_channel_info\">"
                "<div class=\"tgme_channel_info_header_title\">"
                "<span dir=\"auto\">%S</span></div>"
                "<div class=\"tgme_channel_info_description\">%S</div>"
                "<div class=\"tgme_channel_info_counters\">"
                "<div class=\"tgme_channel_info_counter\">"
                "<span class=\"counter_value\">",
                &q->site->start, &q->site->title, &q->site->about);
    put_count(out, (long)q->site->reach);
    buf_z(out, "</span> <span class=\"counter_type\">subscribers</span></div>"
               "<div class=\"tgme_channel_info_counter\"><span "
               "class=\"counter_value\">57</span> <span "
               "class=\"counter_type\">photos</span></div></div></div>\n"
               "<section class=\"tgme_channel_history "
               "js-message_history\">\n");
    if (before)
        html_printf(out,
                    "<div class=\"tgme_widget_message_centered "
                    "js-messages_more_wrap\"><a href=\"%S?before=%ld\" "
                    "class=\"tme_messages_more js-messages_more\" "
                    "data-before=\"%ld\"></a></div>\n",
                    &q->site->start, before, before);
}

static void put_message(const struct ask *q, struct buf *out,
                        const struct post *p)
{
    struct str name = channel_of(q->site);
    html_printf(out,
                "<div class=\"tgme_widget_message_wrap "
                "js-widget_message_wrap\"><div class=\"tgme_widget_message "
                "text_not_supported_wrap js-widget_message\" "
                "data-post=\"%S/%ld\">\n<div "
                "class=\"tgme_widget_message_bubble\">"
                "<div class=\"tgme_widget_message_author accent_color\">"
                "<a class=\"tgme_widget_message_owner_name\" "
                "href=\"%S/%S\"><span dir=\"auto\">%S</span></a></div>\n"
                "<div class=\"tgme_widget_message_text js-message_text\" "
                "dir=\"auto\">",
                &name, (long)p->id, &q->site->base, &name, &p->author);
    sheet_lines(out, site_text(q->site, p));
    buf_z(out, "</div>\n<div class=\"tgme_widget_message_footer compact "
               "js-message_footer\"><div class=\"tgme_widget_message_info "
               "short js-message_info\"><span "
               "class=\"tgme_widget_message_views\">");
    put_count(out, 1200 + (long)p->likes * 100);
    html_printf(out,
                "</span><span class=\"tgme_widget_message_meta\">%s"
                "<a class=\"tgme_widget_message_date\" href=\"%S/%S/%ld\">"
                "<time datetime=\"",
                site_was_edited(q->site, p) ? "edited " : "", &q->site->base,
                &name, (long)p->id);
    sheet_time(out, "%Y-%m-%dT%H:%M:%S+00:00", p->at, 0);
    buf_z(out, "\" class=\"time\">");
    sheet_time(out, "%H:%M", p->at, q->site->offset);
    buf_z(out, "</time></a></span></div></div>\n</div></div></div>\n");
}

void telegram_sheet(const struct ask *q, struct answer *r)
{
    if (!str_eq(q->path, q->site->start))
        return;
    struct posts all = site_posts(q->site, NULL, q->a);
    int64_t before = sheet_arg(q, "before", INT64_MAX);
    size_t to = all.n, size = (size_t)q->site->page;
    while (to > 0 && all.p[to - 1]->id >= before)
        to--;
    size_t from = to > size ? to - size : 0;
    put_head(q, &r->out, from > 0 ? (long)all.p[from]->id : 0);
    for (size_t i = from; i < to; i++)
        put_message(q, &r->out, all.p[i]);
    buf_z(&r->out, "</section>\n</body>\n</html>\n");
    r->status = 200;
    r->type = "text/html; charset=utf-8";
}

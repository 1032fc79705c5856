/* SPDX-License-Identifier: MIT
 * away: the page while the database does not answer. Who sent a form finds
 * what he typed on it, and sends it again from there. */
#include "desk/away.h"

#include "desk/page.h"

/* Fields of the forms of a mention; never a password. */
static const struct {
    const char *name; /* of the field */
    bool typed;       /* by a person: shown */
} fields[] = {{"csrf", false}, {"seen", false},  {"draft", false},
              {"type", false}, {"view", false},  {"due", false},
              {"text", true},  {"reason", true}, {"url", true}};

static void write_fields(struct request *r)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct str value = form_get(&r->form, fields[i].name);
        if (!value.n)
            continue;
        if (!fields[i].typed)
            page_hidden(r, fields[i].name, value);
        else
            html_printf(&r->out,
                        "<textarea name=\"%s\" rows=\"8\">\n%S</textarea>\n",
                        fields[i].name, &value);
    }
}

static void write_again(struct request *r, bool form)
{
    struct str target = request_target(r);
    bool get = str_eqz(r->method, "GET");
    if (!form) {
        html_printf(&r->out, "<p><a href=\"%S\">%s</a></p>",
                    get ? &target : &STR("/queue"),
                    page_word(r, SAY_TRY_AGAIN));
        return;
    }
    html_printf(&r->out, "<form class=\"stack\" method=\"post\" action=\"%S\">",
                &target);
    write_fields(r);
    html_printf(&r->out, "<button class=\"main\">%s</button></form>\n",
                page_word(r, SAY_TRY_AGAIN));
}

void away_page(struct request *r, bool form)
{
    page_open(r, str_of(page_word(r, SAY_ERROR)), NULL);
    html_printf(
        &r->out, "<section class=\"card narrow\"><h1>%s %d</h1><p>%s</p>",
        page_word(r, SAY_ERROR), r->status, page_word(r, SAY_ERROR_503));
    write_again(r, form);
    buf_z(&r->out, "</section>\n");
    page_close(r);
}

/* SPDX-License-Identifier: MIT
 * page: head and bar, and the pieces that pages share. */
#include "desk/page.h"

#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/cause.h"
#include "desk/asset.h"
#include "desk/session.h"

struct entry {
    const char *path; /* where it leads */
    enum say what;    /* its word */
    enum right right; /* who has it in his list */
};

static const struct entry entries[] = {
    {"/day", SAY_MY_DAY, MAY_READ},
    {"/queue", SAY_QUEUE, MAY_READ},
    {"/mine", SAY_JOBS, MAY_WORK},
    {"/cases", SAY_CASES, MAY_READ},
    {"/board", SAY_BOARD, MAY_READ},
    {"/statements", SAY_STATEMENTS, MAY_SURVEY},
    {"/sources", SAY_SOURCES, MAY_READ},
    {"/matrix", SAY_MATRIX, MAY_READ},
    {"/praise", SAY_PRAISE, MAY_READ},
    {"/numbers", SAY_NUMBERS, MAY_READ},
    {"/month", SAY_MONTH, MAY_SURVEY},
    {"/people", SAY_PEOPLE, MAY_READ},
};

const char *page_word(const struct request *r, enum say what)
{
    return say_word(r->lang, what);
}

struct str page_department(struct request *r, struct str id)
{
    const struct matrix *m = r->desk->setup->matrix;
    struct str name = {0};
    if (m && id.n)
        name = matrix_department(m, id, str_of(say_lang_name(r->lang)));
    return name.n ? name : id;
}

void page_say(struct request *r, enum say what)
{
    html_text(&r->out, str_of(page_word(r, what)));
}

static void head(struct request *r, struct str title)
{
    struct buf *o = &r->out;
    struct str css = asset_url(&r->arena, "desk.css");
    struct str looks = asset_url(&r->arena, "looks.css");
    struct str js = asset_url(&r->arena, "desk.js");
    struct str icon = asset_url(&r->arena, "icon.svg");
    html_printf(o, "<!doctype html>\n<html lang=\"%s\">\n<head>\n",
                say_lang_name(r->lang));
    html_printf(o, "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                   "content=\"width=device-width, initial-scale=1\">\n");
    html_printf(o,
                "<meta name=\"color-scheme\" content=\"light dark\">\n"
                "<title>%S · Molva</title>\n",
                &title);
    html_printf(o,
                "<link rel=\"stylesheet\" href=\"%S\">\n"
                "<link rel=\"stylesheet\" href=\"%S\">\n"
                "<link rel=\"icon\" href=\"%S\">\n"
                "<script defer src=\"%S\"></script>\n</head>\n",
                &css, &looks, &icon, &js);
}

bool page_has_queue(const struct request *r)
{
    return role_sees(role_by_name(r->user.role)) != SEES_OWN;
}

static void sections(struct request *r, const char *here)
{
    struct buf *o = &r->out;
    html_printf(o, "<nav class=\"sections\" aria-label=\"%s\">",
                page_word(r, SAY_SECTIONS));
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        bool current = here && strcmp(here, entries[i].path) == 0;
        if (!(r->rights & (int)entries[i].right) ||
            (entries[i].what == SAY_QUEUE && !page_has_queue(r)) ||
            (entries[i].what == SAY_JOBS && page_has_queue(r)))
            continue;
        html_printf(o, "<a href=\"%s\"", entries[i].path);
        buf_z(o, current ? " aria-current=\"page\">" : ">");
        page_say(r, entries[i].what);
        buf_z(o, "</a>");
    }
    buf_z(o, "</nav>\n");
}

struct str page_here(struct request *r)
{
    static const struct {
        const char *begins, *page; /* of a form; where it stands */
    } OF[] = {{"/mention/", "mention"},   {"/case/", "case"},
              {"/task/", "case"},         {"/promise/", "case"},
              {"/incident/", "incident"}, {"/statement/", "statement"},
              {"/proposal/", "proposal"}, {"/sources/asked/", "sources/asked"}};
    bool form = str_eqz(r->method, "POST") && r->id;
    if (form && str_starts(r->path, STR("/mine/")))
        return STR("/mine");
    if (str_eqz(r->path, "/cases/import"))
        return STR("/cases/tables");
    if (str_starts(r->path, STR("/persons/")))
        return STR("/persons");
    for (size_t i = 0; form && i < sizeof OF / sizeof *OF; i++)
        if (str_starts(r->path, str_of(OF[i].begins)))
            return str_printf(&r->arena, "/%s/%lld", OF[i].page,
                              (long long)r->id);
    return request_target(r);
}

/* Fields of a form that wait until somebody has signed in. */
static const struct {
    const char *name; /* of the field */
    bool typed;       /* it is worth keeping for its own sake */
} kept[] = {{"text", true},     {"reason", true},    {"url", true},
            {"author", true},   {"title", true},     {"expected", true},
            {"note", true},     {"later_why", true}, {"brand", false},
            {"channel", false}, {"due", false},      {"view", false},
            {"mention", false}};

bool page_keeps(const struct request *r)
{
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (kept[i].typed && str_trim(form_get(&r->form, kept[i].name)).n)
            return true;
    return false;
}

void page_keep_fields(struct request *r)
{
    page_hidden(r, "to", r->back.n ? r->back : STR("/queue"));
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        page_hidden(r, kept[i].name, form_get(&r->form, kept[i].name));
}

/* The button that changes the language, and brings back to this page. */
static void language(struct request *r)
{
    page_form(r, "plain", STR("/lang"));
    enum say_lang other = r->lang == SAY_RU ? SAY_EN : SAY_RU;
    page_hidden(r, "lang", str_of(say_lang_name(other)));
    if (!r->signed_in && page_keeps(r))
        page_keep_fields(r);
    else
        page_hidden(r, "to", page_here(r));
    html_printf(&r->out, "<button class=\"quiet\" lang=\"%s\">%s</button>",
                say_lang_name(other), page_word(r, SAY_OTHER_LANG));
    buf_z(&r->out, "</form>");
}

static void who(struct request *r)
{
    struct buf *o = &r->out;
    struct str name = r->user.name.n ? r->user.name : r->user.login;
    struct str role = say_value(r->lang, "role", r->user.role);
    html_printf(o,
                "<details class=\"who\"><summary>%S</summary>"
                "<div class=\"menu\"><p>%S<br><span>%S</span></p>",
                &name, &name, &role);
    language(r);
    html_printf(o, "<p><a href=\"/account\">%s</a></p>",
                page_word(r, SAY_ACCOUNT));
    page_form(r, "plain", STR("/logout"));
    html_printf(o,
                "<button class=\"quiet\">%s</button></form></div>"
                "</details>\n",
                page_word(r, SAY_LOG_OUT));
}

static void open_as(struct request *r, struct str title, const char *here,
                    const char *class)
{
    struct buf *o = &r->out;
    head(r, title);
    html_printf(o, "<body>\n<a class=\"skip\" href=\"#main\">%s</a>\n",
                page_word(r, SAY_SKIP));
    html_printf(o, "<header class=\"bar\"><a class=\"brand\" href=\"/day\">"
                   "Molva</a>\n");
    if (r->signed_in) {
        sections(r, here);
        who(r);
    } else {
        language(r);
    }
    html_printf(o,
                "</header>\n<main id=\"main\" class=\"%s\" "
                "data-offline=\"%s\" data-restored=\"%s\" "
                "data-new=\"%s\"",
                class, page_word(r, SAY_OFFLINE), page_word(r, SAY_RESTORED),
                page_word(r, SAY_NEW_ONES));
    if (r->signed_in)
        html_printf(o, " data-who=\"%S\"", &r->user.login);
    if (r->form.n && r->id) {
        struct str at = page_here(r);
        html_printf(o, " data-here=\"%S\"", &at);
    }
    if (r->again_s)
        html_printf(o, " data-again=\"%d\"", r->again_s);
    buf_z(o, ">\n");
}

void page_open(struct request *r, struct str title, const char *here)
{
    open_as(r, title, here, "page");
}

void page_open_desk(struct request *r, struct str title)
{
    open_as(r, title, "/queue", "desk");
}

void page_close(struct request *r)
{
    buf_z(&r->out, "</main>\n</body>\n</html>\n");
}

static enum say words_of_status(int status)
{
    switch (status) {
    case MHD_HTTP_FORBIDDEN:
        return SAY_ERROR_403;
    case MHD_HTTP_NOT_FOUND:
        return SAY_ERROR_404;
    case MHD_HTTP_METHOD_NOT_ALLOWED:
        return SAY_ERROR_405;
    case MHD_HTTP_CONFLICT:
        return SAY_ERROR_409;
    case MHD_HTTP_CONTENT_TOO_LARGE:
        return SAY_ERROR_413;
    case MHD_HTTP_INTERNAL_SERVER_ERROR:
        return SAY_ERROR_500;
    }
    return SAY_ERROR_400;
}

const char *page_status(const struct request *r, int status)
{
    return page_word(r, words_of_status(status));
}

void page_error(struct request *r, int status)
{
    page_open(r, str_of(page_word(r, SAY_ERROR)), NULL);
    html_printf(&r->out, "<section class=\"card narrow\"><h1>%s %d</h1><p>%s",
                page_word(r, SAY_ERROR), status, page_status(r, status));
    html_printf(&r->out, "</p><p><a href=\"/queue\">%s</a></p></section>\n",
                page_word(r, SAY_TO_QUEUE));
    page_close(r);
}

void page_form_id(struct request *r, const char *id, const char *class,
                  struct str action)
{
    struct str token = session_token(r);
    buf_z(&r->out, "<form ");
    if (id)
        html_printf(&r->out, "id=\"%s\" ", id);
    html_printf(&r->out, "class=\"%s\" method=\"post\" action=\"%S\">", class,
                &action);
    page_hidden(r, "csrf", token);
}

void page_form(struct request *r, const char *class, struct str action)
{
    page_form_id(r, NULL, class, action);
}

void page_option(struct request *r, struct str value, struct str said, bool on)
{
    html_printf(&r->out, "<option value=\"%S\"%s>%S</option>", &value,
                on ? " selected" : "", &said);
}

void page_trouble(struct request *r, enum say trouble)
{
    if (trouble != SAY_COUNT)
        html_printf(&r->out, "<p class=\"notice bad\" role=\"alert\">%s</p>\n",
                    page_word(r, trouble));
}

void page_fact(struct request *r, enum say name, struct str value)
{
    if (value.n)
        html_printf(&r->out, "<div><dt>%s</dt><dd>%S</dd></div>\n",
                    page_word(r, name), &value);
}

void page_hidden(struct request *r, const char *name, struct str value)
{
    if (value.n)
        html_printf(&r->out, "<input type=\"hidden\" name=\"%s\" value=\"%S\">",
                    name, &value);
}

static struct str moment(struct request *r, int64_t at)
{
    struct buf b;
    buf_init(&b, 256);
    date_human(&b, at, r->desk->setup->zone, str_of(say_lang_name(r->lang)));
    struct str s = str_dup(&r->arena, buf_view(&b));
    buf_clear(&b);
    return s;
}

static struct str machine_moment(struct request *r, int64_t at)
{
    struct buf b;
    buf_init(&b, 256);
    date_rfc3339(&b, at, r->desk->setup->zone);
    struct str s = str_dup(&r->arena, buf_view(&b));
    buf_clear(&b);
    return s;
}

void page_time(struct request *r, int64_t at)
{
    if (at == 0) {
        buf_z(&r->out, "–");
        return;
    }
    struct str exact = machine_moment(r, at), text = moment(r, at);
    html_printf(&r->out, "<time datetime=\"%S\">%S</time>", &exact, &text);
}

void page_day(struct request *r, int64_t at)
{
    struct str text = moment(r, at);
    size_t end = text.n;
    while (end && text.p[end - 1] != ' ')
        end--;
    html_text(&r->out, str_trim(str_part(text, 0, end)));
}

struct str page_span(struct request *r, int64_t seconds)
{
    int64_t minutes = llabs(seconds) / 60;
    enum say unit = SAY_MINUTES;
    int64_t n = minutes;
    if (minutes >= 48 * 60) {
        unit = SAY_DAYS;
        n = minutes / (24 * 60);
    } else if (minutes >= 90) {
        unit = SAY_HOURS;
        n = minutes / 60;
    }
    struct buf b;
    buf_init(&b, 256);
    html_printf(&b, page_word(r, unit), (int)(n > 9999 ? 9999 : n));
    struct str s = str_dup(&r->arena, buf_view(&b));
    buf_clear(&b);
    return s;
}

void page_ago(struct request *r, int64_t at)
{
    struct str span = page_span(r, r->now - at), exact = moment(r, at);
    struct str machine = machine_moment(r, at);
    html_printf(&r->out, "<time class=\"age\" datetime=\"%S\" title=\"%S\">",
                &machine, &exact);
    html_printf(&r->out, page_word(r, SAY_AGO), str_z(&r->arena, span));
    buf_z(&r->out, "</time>");
}

void page_due(struct request *r, int64_t due)
{
    if (due == 0)
        return;
    bool late = due < r->now, soon = !late && due - r->now < 4 * 3600;
    struct str span = page_span(r, due - r->now), exact = moment(r, due);
    struct str machine = machine_moment(r, due);
    html_printf(&r->out, "<time class=\"due %s\" datetime=\"%S\" title=\"%S\">",
                late   ? "late"
                : soon ? "soon"
                       : "",
                &machine, &exact);
    html_printf(&r->out, page_word(r, late ? SAY_OVERDUE : SAY_DUE_IN),
                str_z(&r->arena, span));
    buf_z(&r->out, "</time>");
}

void page_task_due(struct request *r, const struct task_row *task)
{
    if (!task->paused) {
        page_due(r, task->due);
        return;
    }
    html_printf(&r->out, "<span class=\"soft\">%s ",
                page_word(r, SAY_STILL_SINCE));
    page_time(r, task->paused);
    buf_z(&r->out, "</span>");
}

void page_wait(struct request *r, int64_t since, int64_t until)
{
    html_printf(&r->out, "<span class=\"soft\">%s ",
                page_word(r, SAY_WAITS_SINCE));
    page_time(r, since);
    if (until) {
        html_printf(&r->out, " %s ", page_word(r, SAY_WAITS_UNTIL));
        page_time(r, until);
    }
    buf_z(&r->out, "</span>");
}

void page_case_due(struct request *r, const struct mention *m)
{
    if (m->case_.paused)
        page_wait(r, m->case_.paused, 0);
    else
        page_due(r, m->case_.due);
}

struct str page_value(struct request *r, const char *kind, struct str value)
{
    struct str name = say_value(r->lang, kind, value);
    return str_eqz(str_of(kind), "type") ? term_alone(&r->arena, name) : name;
}

void page_type(struct request *r, struct str type)
{
    struct str name = page_value(r, "type", type);
    html_printf(&r->out, "<span class=\"type %s\">%S</span>",
                type_name(type_by_name(type)), &name);
}

void page_solution(struct request *r, struct str letter)
{
    struct str text = {0};
    if (r->desk->setup->matrix)
        text = matrix_solution(r->desk->setup->matrix, letter,
                               str_of(say_lang_name(r->lang)));
    html_printf(&r->out, "<span class=\"letter\" title=\"%S\">%S</span>", &text,
                &letter);
}

/* Without the word that was cut in two, unless there is only one. */
static struct str whole_words(struct str line)
{
    size_t end = line.n;
    while (end && line.p[end - 1] != ' ')
        end--;
    return end ? str_part(line, 0, end - 1) : line;
}

/* Without the marks that would stand before the ellipsis. */
struct str page_without_end(struct str line)
{
    static const char *const ends[] = {".", ",", ";", ":", "-", "–",
                                       "—", "…", "!", "?", " ", "\xc2\xa0"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(line, str_of(ends[i]))) {
            line.n -= strlen(ends[i]);
            i = (size_t)-1;
        }
    return line;
}

struct str page_cut(struct request *r, struct str text, size_t n)
{
    struct buf line;
    size_t at = 0;
    bool space = false;
    buf_init(&line, CEILING_PAGE_OUT);
    while (at < text.n && n) {
        uint32_t c = str_utf8(text, &at);
        if (c <= ' ') {
            space = line.n > 0;
            continue;
        }
        if (space)
            buf_char(&line, ' ');
        space = false;
        buf_utf8(&line, c);
        n--;
    }
    bool cut = str_trim(str_from(text, at)).n > 0;
    struct str s = buf_view(&line);
    if (cut)
        s = page_without_end(whole_words(s));
    s = str_printf(&r->arena, STR_FMT "%s", STR_ARG(s), cut ? "…" : "");
    buf_clear(&line);
    return s;
}

void page_words(struct request *r, struct str text, size_t n)
{
    html_text(&r->out, page_cut(r, text, n));
}

bool page_web(struct str url)
{
    return str_starts_nocase(url, STR("http://")) ||
           str_starts_nocase(url, STR("https://"));
}

/* The host and path of a URL in lower case, without its query. */
static struct str bare(struct request *r, struct str url)
{
    ptrdiff_t at = str_find(url, STR("://")), end;
    struct str rest = str_from(url, at < 0 ? 0 : (size_t)at + 3);
    if ((end = str_find_char(rest, '#')) >= 0)
        rest = str_part(rest, 0, (size_t)end);
    if ((end = str_find_char(rest, '?')) >= 0)
        rest = str_part(rest, 0, (size_t)end);
    char *p = arena_alloc(&r->arena, rest.n + 1);
    for (size_t i = 0; i < rest.n; i++)
        p[i] = ascii_lower(rest.p[i]);
    return (struct str){p, rest.n};
}

bool page_readable(struct request *r, struct str url)
{
    static const char *const inside[] = {"/api/", "/graphql", "/rpc/",
                                         "/wp-json/"};
    static const char *const ends[] = {".json", ".jsonl", ".xml",  ".rss",
                                       ".atom", ".rdf",   "/feed", "/feed/",
                                       "/rss",  "/rss/",  "/atom", "/api"};
    struct str at = bare(r, url);
    bool machine = str_starts(at, STR("api.")) ||
                   str_find(url, STR("format=json")) >= 0 ||
                   str_find(url, STR("alt=json")) >= 0;
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
        machine = machine || str_find(at, str_of(inside[i])) >= 0;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        machine = machine || str_ends(at, str_of(ends[i]));
    return page_web(url) && !machine;
}

/* Behind the sentence the judge may say what was left out. */
struct str page_why(struct request *r, const struct mention *m)
{
    struct str lang = str_of(say_lang_name(r->lang)), why = m->decision.why;
    if (r->desk->setup->matrix)
        why = matrix_why(r->desk->setup->matrix, &r->arena, m->decision.row,
                         why, lang);
    return cause_in(&r->arena, why, lang);
}

void page_outward(struct request *r, const char *class, struct str url,
                  struct str text)
{
    if (!page_web(url)) {
        html_text(&r->out, text);
        return;
    }
    html_printf(&r->out,
                "<a class=\"%s\" rel=\"noopener noreferrer nofollow\" "
                "target=\"_blank\" href=\"",
                class);
    html_href(&r->out, url);
    html_printf(&r->out, "\">%S</a>", &text);
}

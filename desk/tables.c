/* SPDX-License-Identifier: MIT
 * tables: cases as a table of a spreadsheet: all that the asker may see, to
 * take along; and one that was kept before, looked at and taken over (R17). As
 * `molva case export` and `molva case import` do. */
#include <microhttpd.h>
#include <stdio.h>

#include "desk/api.h"
#include "desk/note.h"
#include "desk/page.h"
#include "desk/pages.h"

enum {
    OF_FILE = 2000,     /* numbers of cases in a file that is taken along */
    SHOWN = 5,          /* rows of a table, */
    FAULTS = 50,        /* and what is wrong with it */
    COLUMNS = 80,       /* of a table */
    CELL_CUT = 120,     /* code points of a cell that is shown, */
    NAME_LONGEST = 120, /* and of a table's name */
    TOGETHER = 100      /* rows of a transaction: others write too */
};

#define UNNAMED STR("table")

enum { IMPORTS = MAY_APPROVE | MAY_TEND | MAY_SURVEY };

static bool may_import(const struct request *r)
{
    return (r->rights & IMPORTS) == IMPORTS;
}

/* ---- taken along ---- */

static bool span_of(struct request *r, struct case_span *span, struct err *e)
{
    int64_t behind = view_behind(r);
    *span = (struct case_span){behind, behind + OF_FILE};
    return note_export(r, e);
}

static bool csv_row(void *ctx, const struct case_card *c, struct str notes,
                    struct err *e)
{
    struct request *r = ctx;
    (void)e;
    store_case_row(&r->out, c, notes, r->desk->setup->zone);
    return true;
}

bool tables_csv(struct request *r, struct err *e)
{
    struct case_span span;
    r->type = "text/csv; charset=utf-8";
    store_case_headings(&r->out);
    return span_of(r, &span, e) &&
           (store_cases_each(r->desk->store, &span, csv_row, r, e) ||
            err_add(e, "tables"));
}

/* Numbers alone: a case is read whole, when the list is over. */
struct numbers {
    struct request *r;
    int64_t *ids; /* n of them */
    size_t n;
};

static bool number(void *ctx, const struct case_card *c, struct str notes,
                   struct err *e)
{
    struct numbers *l = ctx;
    (void)notes, (void)e;
    l->ids[l->n++] = c->id;
    return true;
}

bool tables_json(struct request *r, struct err *e)
{
    struct case_span span;
    struct json j;
    struct numbers l = {.r = r};
    l.ids = arena_alloc(&r->arena, OF_FILE * sizeof *l.ids);
    if (!span_of(r, &span, e) ||
        !store_cases_each(r->desk->store, &span, number, &l, e))
        return err_add(e, "tables");
    api_open(r, &j, (struct str){0});
    json_key(&j, "cases"), json_list(&j);
    for (size_t i = 0; i < l.n; i++) {
        struct case_file f;
        bool found;
        if (!store_case_get(r->desk->store, &r->arena, l.ids[i], &f, &found, e))
            return err_add(e, "tables");
        if (!found)
            continue;
        json_map(&j);
        store_case_file_json(&j, &f, r->desk->setup->zone);
        json_end(&j);
    }
    json_end(&j);
    api_close(&j);
    return true;
}

static bool exports(struct request *r, struct err *e)
{
    int64_t last;
    if (!store_cases_last(r->desk->store, &last, e))
        return false;
    html_printf(&r->out,
                "<section class=\"card\"><h2>%s</h2><p>%s</p>\n"
                "<ul class=\"events\">\n",
                page_word(r, SAY_TAKE_ALONG),
                page_word(r, SAY_TAKE_ALONG_WHAT));
    for (int64_t from = 0; !from || from < last; from += OF_FILE) {
        int64_t to = from + OF_FILE < last ? from + OF_FILE : last;
        html_printf(&r->out,
                    "<li>№ %ld–%ld <a href=\"/cases/export.csv?behind=%ld\" "
                    "download=\"cases-%ld.csv\">CSV</a> "
                    "<a href=\"/cases/export.json?behind=%ld\" "
                    "download=\"cases-%ld.json\">JSON</a></li>\n",
                    (long)from + 1, (long)to, (long)from, (long)from + 1,
                    (long)from, (long)from + 1);
    }
    buf_z(&r->out, "</ul></section>\n");
    return true;
}

/* ---- a table that was kept before ---- */

struct table {
    struct str text, name; /* as typed */
    struct ledger_map map;
    struct ledger_known known;
    struct ledger_row rows[SHOWN];
    struct str faults[FAULTS];
    size_t n_rows, n_faults;
    int64_t fresh, there, bad; /* rows in all */
    struct str wrong;          /* why nothing of it can be read, "" */
    bool kept;                 /* its columns are known from the last time */
};

static bool learn(struct request *r, struct table *t, struct err *e)
{
    const struct desk_setup *s = r->desk->setup;
    static const struct catalogue none;
    struct user_row *users;
    size_t n, n_units = s->n_departments;
    if (!store_users(r->desk->store, &r->arena, &users, &n, e))
        return false;
    struct str *logins = arena_alloc(&r->arena, (n + 1) * sizeof *logins);
    struct str *ids = arena_alloc(&r->arena, (n_units + 1) * sizeof *ids);
    struct str *said = arena_alloc(&r->arena, (n_units + 1) * sizeof *said);
    for (size_t i = 0; i < n_units; i++)
        ids[i] = s->departments[i].id, said[i] = s->departments[i].name_ru;
    t->known =
        (struct ledger_known){.logins = logins,
                              .departments = ids,
                              .said = said,
                              .n_departments = n_units,
                              .catalogue = s->catalogue ? s->catalogue : &none,
                              .zone = s->zone,
                              .now = r->now,
                              .ru = r->lang == SAY_RU};
    for (size_t i = 0; i < n; i++)
        if (!users[i].removed)
            logins[t->known.n_logins++] = users[i].login;
    return true;
}

/* What was said of a table of that name before. */
static bool recall(struct request *r, struct table *t, struct err *e)
{
    struct str kept, line, heading;
    struct ledger_column *columns = t->map.columns.items;
    if (str_eq(t->name, UNNAMED))
        return true; /* anybody's */
    if (!store_table_map(r->desk->store, &r->arena, t->name, &kept, e))
        return false;
    for (size_t i = 0; str_split(&kept, '\n', &line); i++)
        if (str_split(&line, '\t', &heading) && i < t->map.columns.n &&
            str_eq(columns[i].column, heading))
            columns[i].field = line, t->kept = true;
    return true;
}

/* What the headings seem to say, what was said of them before, and what a
 * person chose in place of it; t->wrong when nothing is understood. */
static bool find_map(struct request *r, struct table *t, struct err *e)
{
    struct err why = {0};
    t->map = (struct ledger_map){.source = t->name, .channel = STR("office")};
    if (!ledger_propose(&t->map, &r->arena, t->text, &t->known, &why)) {
        t->wrong = str_dup(&r->arena, str_of(why.msg));
        return true;
    }
    struct ledger_column *columns = t->map.columns.items;
    if (!form_has(&r->form, "c0"))
        return recall(r, t, e);
    for (size_t i = 0; i < t->map.columns.n && i < COLUMNS; i++) {
        char name[16];
        snprintf(name, sizeof name, "c%zu", i);
        if (form_has(&r->form, name))
            columns[i].field = form_get(&r->form, name);
    }
    return true;
}

/* So that they are known when it comes again. */
static bool keep_map(struct request *r, const struct table *t, struct err *e)
{
    const struct ledger_column *columns = t->map.columns.items;
    struct buf b;
    buf_init(&b, CEILING_TABLE);
    for (size_t i = 0; i < t->map.columns.n; i++)
        buf_printf(&b, STR_FMT "\t" STR_FMT "\n", STR_ARG(columns[i].column),
                   STR_ARG(columns[i].field));
    bool ok = store_table_map_put(r->desk->store, t->name, buf_view(&b),
                                  r->user.login, r->now, e);
    buf_clear(&b);
    return ok;
}

static bool put(struct request *r, struct table *t,
                const struct ledger_row *row, bool store, bool *fresh,
                struct err *e)
{
    bool is;
    if (!store) {
        if (!store_past_is(r->desk->store, row->key, &is, e))
            return false;
        *fresh = !is;
        return true;
    }
    struct past p = store_past_of(row);
    p.who = r->user.login, p.from = t->name;
    return store_past_put(r->desk->store, &p, r->now, fresh, e);
}

static bool take_row(struct request *r, struct table *t,
                     const struct ledger_row *row, bool store, struct err *e)
{
    bool fresh = false;
    if (row->fault.n) {
        t->bad++;
        if (t->n_faults < FAULTS)
            t->faults[t->n_faults++] = row->fault;
        return true;
    }
    if (!put(r, t, row, store, &fresh, e))
        return false;
    t->fresh += fresh, t->there += !fresh;
    if (t->n_rows < SHOWN)
        t->rows[t->n_rows++] = *row;
    return true;
}

/* Some rows, which are stored together: what is written to a disk for one row
 * takes longer than the row. */
static bool take_some(struct request *r, struct table *t, struct ledger *l,
                      bool *more, struct err *e)
{
    struct store *s = r->desk->store;
    struct ledger_row row;
    bool ok = true;
    if (!store_begin(s, e))
        return false;
    for (int i = 0; ok && i < TOGETHER && *more; i++) {
        *more = ledger_next(l, &r->arena, &row);
        ok = !*more || take_row(r, t, &row, true, e);
    }
    if (ok)
        return store_commit(s, e);
    store_rollback(s);
    return false;
}

/* Each row, which is stored or only looked at. */
static bool read_rows(struct request *r, struct table *t, bool store,
                      struct err *e)
{
    struct err why = {0};
    struct ledger_row row;
    bool more = true;
    struct ledger *l =
        ledger_open(&r->arena, t->text, &t->map, &t->known, &why);
    if (!l) {
        t->wrong = str_dup(&r->arena, str_of(why.msg));
        return true;
    }
    while (store && more)
        if (!take_some(r, t, l, &more, e))
            return false;
    while (!store && ledger_next(l, &r->arena, &row))
        if (!take_row(r, t, &row, false, e))
            return false;
    return true;
}

static bool read_table(struct request *r, struct table *t, bool store,
                       struct err *e)
{
    *t = (struct table){
        .text = form_get(&r->form, "table"),
        .name = page_cut(r, form_get(&r->form, "name"), NAME_LONGEST)};
    if (!t->name.n)
        t->name = UNNAMED;
    if (!str_trim(t->text).n)
        return true;
    if (t->text.n > CEILING_TABLE) {
        t->wrong = str_of(page_word(r, SAY_TABLE_LARGE));
        return true;
    }
    return learn(r, t, e) && find_map(r, t, e) &&
           (t->wrong.n ||
            (read_rows(r, t, store, e) &&
             (!store || str_eq(t->name, UNNAMED) || keep_map(r, t, e))));
}

/* ---- what is shown of it ---- */

static void column(struct request *r, const struct ledger_column *c, size_t i)
{
    struct str none = str_of(page_word(r, SAY_COLUMN_NONE));
    html_printf(&r->out, "<label>%S<select name=\"c%d\">", &c->column, (int)i);
    page_option(r, STR("-"), none, str_eqz(c->field, "-"));
    for (int f = 0; f < LEDGER_COUNT; f++) {
        struct str id = str_of(ledger_field_name(f));
        page_option(r, id, say_value(r->lang, "column", id),
                    str_eq(c->field, id));
    }
    buf_z(&r->out, "</select></label>\n");
}

static void columns(struct request *r, const struct table *t)
{
    const struct ledger_column *all = t->map.columns.items;
    html_printf(&r->out, "<fieldset class=\"columns-of\"><legend>%s</legend>\n",
                page_word(r, SAY_COLUMNS));
    for (size_t i = 0; i < t->map.columns.n && i < COLUMNS; i++)
        column(r, &all[i], i);
    buf_z(&r->out, "</fieldset>\n");
}

static void row(struct request *r, const struct ledger_row *row)
{
    struct str stage = term_said(TERMS_STAGE, str_of(stage_name(row->stage)),
                                 r->lang == SAY_RU);
    html_printf(&r->out, "<li><b>%S</b> <span>%S</span> ", &row->key, &stage);
    page_time(r, row->opened);
    for (int f = 0; f < LEDGER_COUNT; f++) {
        struct str name =
            say_value(r->lang, "column", str_of(ledger_field_name(f)));
        struct str value = page_cut(r, row->said[f], CELL_CUT);
        if (value.n)
            html_printf(&r->out, "<span class=\"cell\"><i>%S</i> %S</span>",
                        &name, &value);
    }
    buf_z(&r->out, "</li>\n");
}

static void look(struct request *r, const struct table *t)
{
    html_printf(&r->out, "<h3>%s %ld · %s %ld · %s %ld</h3>\n",
                page_word(r, SAY_ROWS_NEW), (long)t->fresh,
                page_word(r, SAY_ROWS_THERE), (long)t->there,
                page_word(r, SAY_ROWS_BAD), (long)t->bad);
    if (t->n_faults) {
        html_printf(&r->out, "<p>%s</p><ul class=\"faults\">\n",
                    page_word(r, SAY_FAULTS_AT));
        for (size_t i = 0; i < t->n_faults; i++)
            html_printf(&r->out, "<li>%S</li>\n", &t->faults[i]);
        buf_z(&r->out, "</ul>\n");
    }
    buf_z(&r->out, "<ul class=\"events\">\n");
    for (size_t i = 0; i < t->n_rows; i++)
        row(r, &t->rows[i]);
    buf_z(&r->out, "</ul>\n");
}

static void import_form(struct request *r, const struct table *t)
{
    struct str name = t ? t->name : (struct str){0};
    struct str text = t ? t->text : (struct str){0};
    bool read = t && t->map.columns.n;
    html_printf(&r->out, "<section class=\"card\"><h2>%s</h2><p>%s</p>\n",
                page_word(r, SAY_BRING_IN), page_word(r, SAY_BRING_IN_WHAT));
    if (t && t->wrong.n)
        html_printf(&r->out, "<p class=\"notice bad\" role=\"alert\">%S</p>",
                    &t->wrong);
    page_form(r, "stack", STR("/cases/import"));
    html_printf(&r->out,
                "<label>%s<input name=\"name\" required maxlength=\"80\" "
                "value=\"%S\"></label>\n"
                "<label hidden>%s<input type=\"file\" accept=\".csv,text/csv\" "
                "data-into=\"table\"></label>\n"
                "<label>%s<textarea id=\"table\" name=\"table\" rows=\"6\" "
                "required spellcheck=\"false\">\n%S</textarea></label>\n",
                page_word(r, SAY_TABLE_NAME), &name,
                page_word(r, SAY_TABLE_FILE), page_word(r, SAY_TABLE_TEXT),
                &text);
    if (read && t->kept)
        html_printf(&r->out, "<p class=\"soft\">%s</p>\n",
                    page_word(r, SAY_COLUMNS_KEPT));
    if (read)
        columns(r, t);
    html_printf(&r->out,
                "<div class=\"buttons\"><button class=\"%s\">%s</button>",
                read ? "" : "main", page_word(r, SAY_TABLE_LOOK));
    if (read && t->fresh)
        html_printf(&r->out,
                    "<button class=\"main\" name=\"do\" value=\"take\">%s %ld"
                    "</button>",
                    page_word(r, SAY_TABLE_TAKE), (long)t->fresh);
    buf_z(&r->out, "</div></form>\n");
    if (read)
        look(r, t);
    buf_z(&r->out, "</section>\n");
}

static bool show(struct request *r, const struct table *t, enum say trouble,
                 struct err *e)
{
    int64_t taken;
    page_open(r, str_of(page_word(r, SAY_TABLES)), "/cases");
    html_printf(&r->out,
                "<div class=\"title\"><p class=\"crumb\"><a href=\"/cases\">← "
                "%s</a></p><h1>%s</h1></div>\n",
                page_word(r, SAY_CASES), page_word(r, SAY_TABLES));
    page_trouble(r, trouble);
    if (str_int(form_get(&r->query, "taken"), &taken))
        html_printf(&r->out,
                    "<p class=\"notice good\" role=\"status\">%s %ld</p>\n",
                    page_word(r, SAY_TABLE_TAKEN), (long)taken);
    if (may_import(r))
        import_form(r, t);
    if (!exports(r, e))
        return err_add(e, "tables");
    page_close(r);
    return true;
}

bool tables_page(struct request *r, struct err *e)
{
    return show(r, NULL, SAY_COUNT, e);
}

bool tables_again(struct request *r, struct err *e)
{
    struct table t;
    return read_table(r, &t, false, e) && show(r, &t, SAY_FORM_OLD, e);
}

/* What cannot be read of it is told; the rest is taken over, all of it or, when
 * the store fails, nothing. */
static bool take(struct request *r, struct err *e)
{
    struct table t;
    bool store = str_eqz(form_get(&r->form, "do"), "take");
    if (!read_table(r, &t, store, e))
        return false;
    if (!str_trim(t.text).n || t.wrong.n)
        r->status = MHD_HTTP_UNPROCESSABLE_CONTENT;
    else if (store && !t.bad)
        return request_go(r, str_printf(&r->arena, "/cases/tables?taken=%lld",
                                        (long long)t.fresh));
    return show(r, &t, t.text.n ? SAY_COUNT : SAY_WORDS_NEEDED, e);
}

bool tables_import(struct request *r, struct err *e)
{
    return request_whole(r, take, e);
}

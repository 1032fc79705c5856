/* SPDX-License-Identifier: MIT
 * board: cases in columns by assignee, coloured by age; what nobody did
 * anything about stands out; the ticked ones are given to somebody (R14, R28).
 */
#include <microhttpd.h>

#include "desk/care.h"
#include "desk/docket.h"
#include "desk/page.h"
#include "desk/pages.h"

enum {
    CARDS = 400,      /* on the whole board */
    OF_ONE = 15,      /* of them in a column, when there are several */
    MOVED_MOST = 200, /* at once */
    WORDS = 110,      /* code points of what was said */
    DAY_S = 86400
};

struct board {
    struct str unit, who;      /* narrowed to; "" all */
    struct load_row *columns;  /* n_columns of them */
    struct case_line *cards;   /* n_cards of them, of all columns */
    struct user_row *users;    /* n_users of them */
    size_t n_columns, n_cards; /* of them */
    size_t n_users;
    int64_t *done; /* of each column: settled today, for who leads */
};

/* Who leads sees how much each has settled, and so does each of himself. */
static bool load_done(struct request *r, struct board *b, struct err *e)
{
    b->done = arena_alloc(&r->arena, (b->n_columns + 1) * sizeof *b->done);
    for (size_t i = 0; i < b->n_columns; i++) {
        struct toil toil = {0};
        struct str who = b->columns[i].login;
        if (who.n &&
            ((r->rights & MAY_APPROVE) || str_eq(who, r->user.login)) &&
            !care_toil(r, who, &toil, e))
            return false;
        b->done[i] = toil.done;
    }
    return true;
}

static bool load(struct request *r, struct board *b, struct err *e)
{
    struct store *store = r->desk->store;
    *b = (struct board){.unit = form_get(&r->query, "department"),
                        .who = form_get(&r->query, "who")};
    const struct load_wish wish = {b->unit, r->now};
    const struct case_filter f = {.assignee = b->who,
                                  .department = b->unit,
                                  .stage = STAGE_NONE,
                                  .limit = CARDS};
    return store_loads(store, &r->arena, &wish, &b->columns, &b->n_columns,
                       e) &&
           store_cases(store, &r->arena, &f, &b->cards, &b->n_cards, e) &&
           store_users(store, &r->arena, &b->users, &b->n_users, e) &&
           load_done(r, b, e);
}

static struct str name_of(const struct board *b, struct str login)
{
    for (size_t i = 0; i < b->n_users; i++)
        if (str_eq(b->users[i].login, login) && b->users[i].name.n)
            return b->users[i].name;
    return login;
}

/* ---- cards ---- */

static const struct {
    int64_t upto;      /* seconds */
    const char *class; /* of the card */
    enum say said;     /* of the legend */
} AGES[] = {{DAY_S, "age0", SAY_AGE_DAY},
            {3 * DAY_S, "age1", SAY_AGE_DAYS},
            {7 * DAY_S, "age2", SAY_AGE_WEEK},
            {INT64_MAX, "age3", SAY_AGE_OLD}};

static const char *age_of(int64_t seconds)
{
    size_t i = 0;
    while (seconds >= AGES[i].upto && AGES[i].upto != INT64_MAX)
        i++;
    return AGES[i].class;
}

static void legend(struct request *r)
{
    buf_z(&r->out, "<ul class=\"ages\">");
    for (size_t i = 0; i < sizeof AGES / sizeof *AGES; i++)
        html_printf(&r->out, "<li class=\"%s\">%s</li>", AGES[i].class,
                    page_word(r, AGES[i].said));
    buf_z(&r->out, "</ul>\n");
}

static void card(struct request *r, const struct case_line *c)
{
    struct str state = term_said(TERMS_STAGE, c->state, r->lang == SAY_RU);
    bool still = store_case_silent(c, r->now);
    html_printf(&r->out, "<li class=\"card %s%s\"><p>",
                age_of(r->now - c->opened), still ? " still" : "");
    if (r->rights & move_right(MOVE_ASSIGN))
        html_printf(&r->out,
                    "<input type=\"checkbox\" name=\"id\" value=\"%ld\" "
                    "aria-label=\"%s %ld\"> ",
                    (long)c->id, page_word(r, SAY_TICK), (long)c->id);
    html_printf(&r->out, "<a href=\"/case/%ld\">%s %ld</a> <b>%S</b> ",
                (long)c->id, page_word(r, SAY_CASE_NO), (long)c->id, &state);
    page_ago(r, c->opened);
    buf_z(&r->out, "</p>\n<p>");
    if (c->author.n)
        html_printf(&r->out, "%S: ", &c->author);
    page_words(r, c->text, WORDS);
    buf_z(&r->out, "</p>\n<p class=\"meta\">");
    if (c->paused)
        page_wait(r, c->paused, c->resumes);
    else if (c->due != INT64_MAX)
        page_due(r, c->due);
    if (still)
        html_printf(&r->out, " <span class=\"health ill\">%s</span>",
                    page_word(r, SAY_SILENT));
    buf_z(&r->out, "</p></li>\n");
}

/* ---- columns ---- */

/* The board, narrowed to a department, to somebody, to neither. */
static struct str address(struct request *r, struct str unit, struct str who)
{
    struct buf to;
    buf_init(&to, 4096);
    form_put(&to, "department", unit);
    form_put(&to, "who", who);
    struct str s =
        str_printf(&r->arena, "/board?" STR_FMT, STR_ARG(buf_view(&to)));
    buf_clear(&to);
    return s;
}

static void today(struct request *r, int64_t done)
{
    int64_t items = r->desk->setup->care.items;
    html_printf(&r->out, "<p class=\"due%s\">",
                items && done >= items ? " soon" : "");
    html_printf(&r->out, page_word(r, SAY_BOARD_TODAY), (int)done);
    buf_z(&r->out, "</p>");
}

static void column(struct request *r, const struct board *b,
                   const struct load_row *of, size_t number)
{
    struct str name =
        of->login.n ? name_of(b, of->login) : str_of(page_word(r, SAY_NOBODYS));
    size_t shown = 0, most = b->who.n ? CARDS : OF_ONE;
    html_printf(&r->out,
                "<section class=\"column\" aria-labelledby=\"column%d\">"
                "<h2 id=\"column%d\">%S <span class=\"count\">%ld</span></h2>",
                (int)number, (int)number, &name, (long)of->open);
    if (of->late) {
        buf_z(&r->out, "<p class=\"due late\">");
        html_printf(&r->out, page_word(r, SAY_LATE_ONES), (int)of->late);
        buf_z(&r->out, "</p>");
    }
    if (b->done[number])
        today(r, b->done[number]);
    buf_z(&r->out, "\n<ul>\n");
    for (size_t i = 0; i < b->n_cards && shown < most; i++)
        if (str_eq(b->cards[i].assignee, of->login)) {
            card(r, &b->cards[i]);
            shown++;
        }
    buf_z(&r->out, "</ul>\n");
    if ((int64_t)shown < of->open && !b->who.n) {
        struct str to =
            address(r, b->unit, of->login.n ? of->login : STR(CASE_NOBODYS));
        html_printf(&r->out, "<p><a href=\"%S\">", &to);
        html_printf(&r->out, page_word(r, SAY_MORE_OF_HIS), (int)of->open);
        buf_z(&r->out, "</a></p>\n");
    }
    buf_z(&r->out, "</section>\n");
}

/* Of very many cases not all are counted. */
static void cut(struct request *r, const struct board *b)
{
    int64_t all = 0;
    for (size_t i = 0; i < b->n_columns; i++)
        all += b->columns[i].open;
    if (all < LOADS_LOOKED)
        return;
    buf_z(&r->out, "<p class=\"notice\">");
    html_printf(&r->out, page_word(r, SAY_BOARD_CUT), LOADS_LOOKED);
    buf_z(&r->out, "</p>\n");
}

static void columns(struct request *r, const struct board *b)
{
    buf_z(&r->out, "<div class=\"board\">\n");
    struct str one = str_eqz(b->who, CASE_NOBODYS) ? STR("") : b->who;
    for (size_t i = 0; i < b->n_columns; i++)
        if (!b->who.n || str_eq(b->columns[i].login, one))
            column(r, b, &b->columns[i], i);
    buf_z(&r->out, "</div>\n");
}

/* ---- the page ---- */

static void narrow(struct request *r, const struct board *b)
{
    const struct desk_setup *setup = r->desk->setup;
    if (setup->n_departments) {
        html_printf(&r->out,
                    "<form class=\"narrow-by\" action=\"/board\"><label>%s"
                    "<select name=\"department\">",
                    page_word(r, SAY_DEPARTMENT));
        page_option(r, STR(""), str_of(page_word(r, SAY_ALL_UNITS)), false);
        for (size_t i = 0; i < setup->n_departments; i++) {
            struct str id = setup->departments[i].id;
            page_option(r, id, page_department(r, id), str_eq(id, b->unit));
        }
        html_printf(&r->out, "</select></label><button>%s</button></form>\n",
                    page_word(r, SAY_SHOW));
    }
    if (b->who.n) {
        struct str to = address(r, b->unit, STR(""));
        html_printf(&r->out, "<p><a href=\"%S\">← %s</a></p>\n", &to,
                    page_word(r, SAY_ALL_OF_ALL));
    }
}

/* Whom the ticked ones are given to. */
static void hand_over(struct request *r, const struct board *b)
{
    html_printf(&r->out,
                "<div class=\"hand-over\"><label>%s<select name=\"to\">"
                "<option></option>",
                page_word(r, SAY_MOVE_TICKED));
    for (size_t i = 0; i < b->n_users; i++)
        if (!b->users[i].removed)
            page_option(r, b->users[i].login, name_of(b, b->users[i].login),
                        false);
    html_printf(&r->out,
                "</select></label><button class=\"main\">%s</button></div>\n",
                page_word(r, SAY_MOVE_THEM));
}

/* A number that an earlier answer put into the address; 0 when it did not. */
static int told(struct request *r, const char *name)
{
    int64_t n;
    return str_int(form_get(&r->query, name), &n) && n > 0 && n <= MOVED_MOST
               ? (int)n
               : 0;
}

static void happened(struct request *r)
{
    int moved = told(r, "moved"), left = told(r, "left");
    if (moved) {
        buf_z(&r->out, "<p class=\"notice good\" role=\"status\">");
        html_printf(&r->out, page_word(r, SAY_DID_MOVE), moved);
        buf_z(&r->out, "</p>\n");
    }
    if (left) {
        buf_z(&r->out, "<p class=\"notice bad\" role=\"alert\">");
        html_printf(&r->out, page_word(r, SAY_NOT_MOVED), left);
        buf_z(&r->out, "</p>\n");
    }
}

static bool write_page(struct request *r, enum say trouble, struct err *e)
{
    struct board b;
    if (!load(r, &b, e))
        return err_add(e, "board");
    page_open(r, str_of(page_word(r, SAY_BOARD)), "/board");
    html_printf(&r->out,
                "<div class=\"title\"><h1>%s</h1><p class=\"lead\">%s</p>",
                page_word(r, SAY_BOARD), page_word(r, SAY_BOARD_LEAD));
    legend(r);
    buf_z(&r->out, "</div>\n");
    page_trouble(r, trouble);
    happened(r);
    narrow(r, &b);
    if (!b.n_columns)
        html_printf(&r->out, "<p class=\"card nothing\">%s</p>\n",
                    page_word(r, SAY_NO_CASES));
    bool moves = b.n_columns && (r->rights & move_right(MOVE_ASSIGN));
    if (moves) {
        page_form(r, "moving", address(r, b.unit, b.who));
        hand_over(r, &b);
    }
    cut(r, &b);
    columns(r, &b);
    if (moves)
        buf_z(&r->out, "</form>\n");
    page_close(r);
    return true;
}

bool board_page(struct request *r, struct err *e)
{
    return write_page(r, SAY_COUNT, e);
}

/* ---- giving them to somebody ---- */

/* As the button of the case's own page does; *moved when it went. */
static bool give(struct request *r, bool *moved, struct err *e)
{
    struct docket d;
    *moved = false;
    if (!docket_load(r, &d, e))
        return false;
    if (!d.found || !docket_works(r, &d) ||
        str_eq(d.file.card.assignee, form_get(&r->form, "to")))
        return true;
    struct life l = docket_life(r, &d);
    if (!life_may(r->rights, &l, MOVE_ASSIGN) ||
        life_hitch(&l, MOVE_ASSIGN) != HITCH_NONE)
        return true;
    const struct case_step step = {.case_id = r->id,
                                   .move = MOVE_ASSIGN,
                                   .who = r->user.login,
                                   .assignee = l.to,
                                   .department = d.file.card.department,
                                   .now = r->now};
    *moved = true;
    return store_case_move(r->desk->store, &step, e);
}

static bool give_in_turn(struct request *r, bool *moved, struct err *e)
{
    struct store *store = r->desk->store;
    if (!store_begin(store, e))
        return false;
    if (give(r, moved, e) && store_commit(store, e))
        return true;
    store_rollback(store);
    return false;
}

bool board_move(struct request *r, struct err *e)
{
    struct docket people = {0};
    struct str to = form_get(&r->form, "to");
    int moved = 0, left = 0;
    if (!store_users(r->desk->store, &r->arena, &people.users, &people.n_users,
                     e))
        return false;
    if (!to.n || !docket_knows(&people, to)) {
        r->status = MHD_HTTP_UNPROCESSABLE_CONTENT;
        return write_page(r, SAY_NOBODY, e);
    }
    for (size_t i = 0; i < r->form.n && moved + left < MOVED_MOST; i++) {
        bool went;
        if (!str_eqz(r->form.fields[i].name, "id") ||
            !str_int(r->form.fields[i].value, &r->id))
            continue;
        if (!give_in_turn(r, &went, e))
            return false;
        moved += went, left += !went;
    }
    r->status = MHD_HTTP_OK;
    struct str at = address(r, form_get(&r->query, "department"),
                            form_get(&r->query, "who"));
    return request_go(
        r, str_printf(&r->arena, STR_FMT "%smoved=%d&left=%d", STR_ARG(at),
                      str_ends(at, STR("?")) ? "" : "&", moved, left));
}

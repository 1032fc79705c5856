/* SPDX-License-Identifier: MIT
 * sight: whose eyes a connection reads with. */
#include "store/sight.h"

SQL(sql_concerning) =
    "SELECT id FROM cases WHERE concerns <> '' AND concerns = $1 ORDER BY id";
SQL(sql_staff) = "SELECT login, departments FROM users WHERE departments <> ''"
                 " AND login <> $1 ORDER BY login";
SQL(sql_mention) =
    "SELECT 1 FROM decision d LEFT JOIN case_mention cm"
    " ON cm.mention = d.mention LEFT JOIN cases c ON c.id = cm.case_id"
    " WHERE d.mention = $1 AND (" SIGHT_SEES(
        "$2", "$3", "$4") " OR " SIGHT_TOLD("d.mention", "$2") ")";
SQL(sql_case) = "SELECT 1 FROM cases c LEFT JOIN decision d"
                " ON d.mention = c.mention WHERE c.id = $1"
                " AND " SIGHT_SEES("$2", "$3", "$4");

void sight_free(struct store *s)
{
    arena_clear(&s->sight.arena);
    s->sight = (struct sight){0};
}

/* "service billing" as " service  billing ". */
static struct str listed(struct arena *a, struct str words)
{
    struct str all = STR(" "), one;
    while (str_split(&words, ' ', &one))
        if (one.n)
            all = str_printf(a, STR_FMT " " STR_FMT " ", STR_ARG(all),
                             STR_ARG(one));
    return all;
}

/* Has the list one of the words? */
static bool shares(struct arena *a, struct str list, struct str words)
{
    struct str one;
    while (str_split(&words, ' ', &one))
        if (one.n &&
            str_find(list, str_printf(a, " " STR_FMT " ", STR_ARG(one))) >= 0)
            return true;
    return false;
}

/* The people of his units. */
static bool read_staff(struct store *s, struct str login, struct err *e)
{
    struct sight *v = &s->sight;
    struct stmt *q = db_query(s->db, sql_staff, ARGS(TEXT(login)), e);
    int more = -1;
    v->staff = STR(" ");
    while (q && (more = db_next(q, e)) > 0)
        if (shares(&v->arena, v->units, db_peek(q, 1)))
            v->staff = str_printf(&v->arena, STR_FMT " " STR_FMT " ",
                                  STR_ARG(v->staff), STR_ARG(db_peek(q, 0)));
    return more == 0;
}

static bool read_concerning(struct store *s, struct str login, struct err *e)
{
    struct sight *v = &s->sight;
    size_t cap = 0;
    struct stmt *q = db_query(s->db, sql_concerning, ARGS(TEXT(login)), e);
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        v->cases =
            arena_grow(&v->arena, v->cases, v->n, &cap, sizeof *v->cases);
        v->cases[v->n++] = db_int(q, 0);
    }
    return more == 0;
}

bool store_look(struct store *s, const struct store_eyes *eyes, struct err *e)
{
    sight_free(s);
    s->held = 0;
    if (!eyes || !eyes->login.n)
        return true;
    struct sight *v = &s->sight;
    bool whole = str_eqz(str_trim(eyes->units), "*");
    if (eyes->sees == SEES_OWN || (eyes->sees == SEES_UNITS && !whole)) {
        v->who = str_dup(&v->arena, eyes->login);
        v->units =
            listed(&v->arena, eyes->sees == SEES_UNITS ? eyes->units : STR(""));
        if (!read_staff(s, eyes->login, e))
            return err_add(e, "who looks");
    }
    return read_concerning(s, eyes->login, e) || err_add(e, "who looks");
}

bool sight_concerns(const struct store *s, int64_t case_id)
{
    for (size_t i = 0; case_id && i < s->sight.n; i++)
        if (s->sight.cases[i] == case_id)
            return true;
    return false;
}

void sight_hide_mention(const struct store *s, struct mention *m)
{
    struct post_row *p = &m->post;
    if (!sight_concerns(s, m->case_.id))
        return;
    p->author = p->author_url = p->url = p->thread = STR("");
    p->key1 = p->key2 = p->reply_to = STR("");
    m->case_.posted_url = m->decision.draft = m->case_.asleep_why = STR("");
    /* So has the post as a mention of another brand. */
    m->case_.post = m->id;
    m->case_.brands = 1;
    m->post.beside = 0;
    /* Another place of the same words has its author beside it. */
    m->case_.cluster = m->case_.cluster_size = m->case_.cluster_sites = 0;
}

static bool ask(struct store *s, const char *sql, int64_t id, bool *sees,
                struct err *e)
{
    int64_t one;
    *sees = true;
    if (!s->sight.who.n)
        return true;
    int found = db_run_int(s->db, sql, ARGS(INT(id), SIGHT_ARGS(s)), &one, e);
    *sees = found > 0;
    return found >= 0;
}

bool sight_mention(struct store *s, int64_t mention, bool *sees, struct err *e)
{
    return ask(s, sql_mention, mention, sees, e);
}

bool sight_case(struct store *s, int64_t case_id, bool *sees, struct err *e)
{
    return ask(s, sql_case, case_id, sees, e);
}

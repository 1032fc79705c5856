/* SPDX-License-Identifier: MIT
 * store: every SQL text of the folder prepares, and the hot ones go by an
 * index. The texts are found in their linker section. */
#include <glob.h>

#include "base/buf.h"
#include "store/db.h"
#include "store/sqlite_sum.h"
#include "tests/store/temp.h"

extern const char *const __start_molva_sql[];
extern const char *const __stop_molva_sql[];
extern const char *const __start_molva_sql_both[];
extern const char *const __stop_molva_sql_both[];

/* All texts that a database is asked, *n of them. */
static const char *const *texts_of(enum db_kind kind, size_t *n)
{
    static const char *all[1024];
    const char *const *at;
    *n = 0;
    for (at = __start_molva_sql; at < __stop_molva_sql; at++)
        all[(*n)++] = *at;
    for (at = __start_molva_sql_both; at < __stop_molva_sql_both;
         at += DB_KINDS)
        if (at[kind])
            all[(*n)++] = at[kind];
    return all;
}

/* One function of each file, so that the linker takes all of them. */
static const void *const volatile files[] = {
    store_sources,          store_page_get,     store_frontier_list,
    store_mention_put,      store_mentions,     store_labels,
    store_case_approve,     store_verify,       store_user_get,
    store_counts,           store_case_new,     store_case_note,
    store_case_get,         store_eyes_put,     store_case_asks,
    store_statement_put,    store_sequels,      store_accept,
    store_access_add,       store_case_move,    store_cases,
    store_past_put,         store_claim,        store_copy,
    store_deadlines_tick,   store_delays,       store_person_erase,
    store_findings,         store_groups,       store_hot_put,
    store_incidents,        store_inquiry_ask,  store_lease_take,
    store_leave_put,        store_loads,        store_month_replies,
    store_outbox_key,       store_passings,     store_person_find,
    store_posts_each,       store_proposal_add, store_reminders,
    store_retain,           store_samples,      store_view_save,
    store_sending_of,       store_settled_day,  store_thank,
    store_totp_get,         store_cluster,      store_watch_put,
    store_selfcheck_counts,
};

/* SQL texts as the source defines them. */
static size_t defined(void)
{
    glob_t g;
    size_t n = 0;
    ck_assert_int_eq(glob("store/*.c", 0, NULL, &g), 0);
    for (size_t i = 0; i < g.gl_pathc; i++) {
        struct err e = {0};
        struct buf b;
        buf_init(&b, 1 << 20);
        ck_ok(buf_read_file(&b, g.gl_pathv[i], &e), e);
        struct str rest = buf_view(&b), line;
        while (str_split(&rest, '\n', &line))
            n +=
                str_starts(line, STR("SQL(")) || str_starts(line, STR("BOTH("));
        buf_clear(&b);
    }
    globfree(&g);
    return n;
}

static sqlite3 *open_raw(const char *name)
{
    sqlite3 *db;
    struct err e = {0};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        ck_assert_ptr_nonnull(files[i]);
    struct store *s = store_open(temp_path(name), STORE_CREATE, &e);
    ck_assert_msg(s, "%s", e.msg);
    store_close(s);
    ck_assert_int_eq(sqlite3_open(temp_path(name), &db), SQLITE_OK);
    ck_assert_int_eq(
        sqlite3_exec(db,
                     "CREATE TEMP TABLE hit (id INTEGER PRIMARY KEY);"
                     "CREATE TEMP TABLE touched (tab, key,"
                     " PRIMARY KEY (tab, key)) WITHOUT ROWID;"
                     "CREATE TEMP TABLE tally_now (name, n, sum);"
                     "CREATE TEMP TABLE search_words (doc, term)",
                     NULL, NULL, NULL),
        SQLITE_OK);
    ck_assert(sqlite_sum_define(db));
    return db;
}

TEST(every_text_is_known)
{
    size_t one = (size_t)(__stop_molva_sql - __start_molva_sql);
    size_t both = (size_t)(__stop_molva_sql_both - __start_molva_sql_both);
    /* A macro may make several. */
    ck_assert_uint_ge(one + both / DB_KINDS, defined());
}
END

TEST(every_text_prepares)
{
    size_t n;
    const char *const *texts = texts_of(DB_SQLITE, &n);
    sqlite3 *db = open_raw("prepare.db");
    for (size_t i = 0; i < n; i++) {
        sqlite3_stmt *q;
        const char *sql = texts[i], *tail;
        ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &q, &tail) == SQLITE_OK,
                      "%s: %s", sqlite3_errmsg(db), sql);
        ck_assert_msg(!*tail, "more than one statement: %s", sql);
        /* Parameters are $1 to $n without a gap: other databases insist. */
        for (int k = sqlite3_bind_parameter_count(q); k > 0; k--) {
            char name[16];
            snprintf(name, sizeof name, "$%d", k);
            ck_assert_msg(sqlite3_bind_parameter_index(q, name) > 0, "%s: %s",
                          name, sql);
        }
        sqlite3_finalize(q);
    }
    sqlite3_close(db);
}
END

/* On a connection that has what Molva's have. */
TEST(every_text_prepares_in_postgresql)
{
    size_t n;
    struct err e = {0};
    struct buf session;
    const char *const *texts = texts_of(DB_POSTGRES, &n);
    if (place_is_file())
        return;
    buf_init(&session, 1 << 20);
    ck_ok(buf_read_file(&session, "store/sql/postgres/session.sql", &e), e);
    PGconn *c = place_connect(temp_url("prepare.db"));
    ck_assert(buf_char(&session, '\0') && place_run(c, session.p));
    for (size_t i = 0; i < n; i++) {
        PGresult *r = PQprepare(c, "", texts[i], 0, NULL);
        ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK, "%s: %s",
                      PQresultErrorMessage(r), texts[i]);
        PQclear(r);
    }
    buf_clear(&session);
    PQfinish(c);
}
END

/* Texts that read a whole table because they are asked to. */
static const char *const whole[] = {
    "SELECT coalesce(max(version)",
    "SELECT id, name, kind, url",
    "SELECT mention, type, text, who, at FROM label",
    "SELECT id FROM mention WHERE collected", /* the clock was wrong */
    "SELECT coalesce(max(id), 0) FROM event", /* verify */
    "SELECT coalesce(max(id), 0) FROM (",     /* of a hundred */
    "SELECT coalesce(min(CASE",
    "SELECT * FROM ",
    "SELECT key, text_hash FROM seen",
    "SELECT id, lemmas FROM mention",
    "SELECT doc, term",
    "SELECT name FROM",
    "SELECT n.name",
    "SELECT m.name, c.cid", /* the schema */
    "SELECT type || ",
    "SELECT count(*) FROM (SELECT id, ",
    "SELECT cid, ",
    "SELECT 1 FROM pragma_table_info", /* a few tables */
    "SELECT tab, key",
    "SELECT count(*) FROM touched",
    "SELECT count(*) FROM hit",
    "SELECT count(*) FROM sqlite_master",
    "INSERT INTO touched SELECT",
    "INSERT INTO tally",
    "DELETE FROM t",
    "DELETE FROM hit",
    "INSERT INTO hit SELECT rowid", /* as many as are wanted */
    "INSERT INTO hit SELECT value",
    "INSERT INTO hit SELECT mention FROM verdict",
    "DELETE FROM session WHERE exp",
    "DELETE FROM session WHERE user_id", /* a new password: seldom */
    "SELECT u.id, u.login, u.name, u.role, u.lang, u.password, u.state, "
    "u.departments, u.signature, coalesce", /* `user list` */
    "SELECT u.id, u.login, u.name, u.role, u.lang, u.password, u.state, "
    "u.departments, u.signature, 0 FROM users u ORDER", /* a few people */
    "SELECT login, departments FROM users",             /* the same */
    "SELECT t.id, u.login, t.name, t.scopes, t.made, t.made_by, t.until, "
    "coalesce(l.at, 0), t.revoked, t.revoked_by FROM access t JOIN users u "
    "ON u.id = t.user_id LEFT JOIN access_used l ON l.access = t.id WHERE $1",
    "SELECT m.id FROM mention m JOIN source", /* places */
    "SELECT m.id, m.text, m.lemmas",          /* what no index knows */
    "SELECT m.id, m.not_us, m.thread_title",  /* the same */
    "SELECT p.mention FROM place p LEFT JOIN mention",
    "SELECT c.id FROM cell c WHERE c.n <>",
    "SELECT at FROM (SELECT at, type",
    "SELECT rowid FROM search", /* that is its index */
    "SELECT source FROM (SELECT list, source",
    "SELECT 0, src.name, CAST(sum(l.n)", /* the lists of each source */
    "INSERT INTO list_source (list, source, n) SELECT",
    "DELETE FROM cell",
    "INSERT INTO case_unit", /* of all, or of those that were written */
    "DELETE FROM case_unit WHERE true",
    "SELECT u.case_id FROM (",
    "SELECT (SELECT count(*) FROM case_unit)",
    "DELETE FROM list_source",
    "DELETE FROM place",
    "DELETE FROM hours",
    "INSERT INTO cell (source, list, type, solution, brand, lang, unit, n) "
    "SELECT",
    "INSERT INTO place (mention, wide, cell, at, rank, case_id, tone) "
    "SELECT",
    "INSERT INTO hours (at, type, tone, n) SELECT",
    "SELECT m.id, CASE WHEN m.not_us",     /* what was written just now */
    "UPDATE note SET key",                 /* a source is renamed: seldom */
    "SELECT count(*) FROM users",          /* a few people */
    "SELECT login FROM users",             /* the same */
    "SELECT s.id, coalesce(s.mention, 0)", /* a few statements */
    "SELECT l.mention, l.type, l.text",    /* every label: learn, a report */
    "SELECT k.id FROM cluster k WHERE",    /* verify looks at all */
    "SELECT t.mention FROM twin t LEFT",
    "SELECT count(*) FROM twin_key WHERE true",
    "SELECT text, brand, thread",
    "SELECT k.mention, k.login", /* claims: of the last two minutes */
    "DELETE FROM claim",         /* the same */
    "SELECT key, receiver, body FROM outbox", /* somebody is erased: seldom */
    "DELETE FROM note WHERE scope LIKE",      /* the same */
    "SELECT DISTINCT receiver FROM outbox",   /* what waits to be sent */
    "SELECT i.id, i.brand, i.event",          /* a few incidents */
    "SELECT id, login, asked",                /* a few addresses tried */
    "DELETE FROM inquiry",                    /* the same */
    "SELECT a.login, coalesce(d.login",       /* who is away */
    "SELECT assignee, count(*), CAST(sum(late)",  /* no more than a LIMIT */
    "SELECT t.id, t.case_id, t.what, t.assignee", /* of the newest events */
    "SELECT t.id, CASE WHEN c.state = 'closed'",  /* open deadlines */
    "SELECT ALL id, ",                            /* all of a person: seldom */
    "SELECT ALL mention, mention, 0, at, author", /* the same */
    "SELECT ALL 0, 0, 0, at, body",               /* the same */
    "SELECT p.id, p.at, p.who",                   /* a few proposals */
    "SELECT id, at, who, way",                    /* a few erasures */
    "SELECT id, login, name, query",              /* a few views */
    "SELECT t.login, CASE WHEN m.published",      /* thanks of all years */
    "SELECT k.id, k.n, k.sites",                  /* of one cluster */
    "SELECT source, since, until",                /* troubles of a month */
    "SELECT m.id, m.source, m.thread, m.author",  /* those asked for */
    "SELECT mention, incident FROM spot",         /* the same */
    "SELECT DISTINCT coalesce(t.cluster",         /* a few of each key */
    "SELECT ALL t.mention, t.cluster",            /* the same */
    "SELECT t.mention, t.cluster, m.at", /* what was written just now */
};

static bool reads_all(const char *sql)
{
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (strncmp(sql, whole[i], strlen(whole[i])) == 0)
            return true;
    /* What was found; cells, which are few beside mentions. */
    return strstr(sql, " FROM hit h ") || strstr(sql, "c.source <> 0");
}

/* The steps SQLite would take, one a line, those of an inner SELECT after two
 * spaces; "" for COMMIT and the like. */
static const char *plan_of(sqlite3 *db, const char *sql)
{
    static char plan[4096];
    char explain[8192];
    sqlite3_stmt *q;
    plan[0] = 0;
    snprintf(explain, sizeof explain, "EXPLAIN QUERY PLAN %s", sql);
    if (sqlite3_prepare_v2(db, explain, -1, &q, NULL) != SQLITE_OK)
        return plan;
    while (sqlite3_step(q) == SQLITE_ROW) {
        const char *step = (const char *)sqlite3_column_text(q, 3);
        size_t used = strlen(plan);
        if (!strstr(step, "CONSTANT ROW"))
            snprintf(plan + used, sizeof plan - used, "%s%s\n",
                     sqlite3_column_int(q, 1) ? "  " : "", step);
    }
    sqlite3_finalize(q);
    return plan;
}

/* What lists are read by: in the order of an index, or, in some cells, what
 * lies before the edge. */
static const struct {
    const char *text; /* a part of it */
    const char *plan; /* a step of its plan */
} ordered[] = {
    {"(rank, case_id) > ($3",
     "SEARCH place USING COVERING INDEX place_queue ((rank,case_id)>(?,?))"},
    {"(at, id) < ($3",
     "SEARCH mention USING COVERING INDEX mention_at (at>? AND at<?)"},
    {"p.wide = c.id AND p.rank",
     "SEARCH p USING COVERING INDEX place_wide_queue (wide=? AND "
     "(rank,case_id)"}, /* behind or ahead */
    {"p.cell = c.id AND p.rank",
     "SEARCH p USING COVERING INDEX place_cell_queue (cell=? AND "
     "(rank,case_id)"}, /* behind or ahead */
    {"p.wide = c.id AND p.at",
     "SEARCH p USING COVERING INDEX place_wide (wide=? AND at>? AND at<?)"},
    {"p.cell = c.id AND p.at",
     "SEARCH p USING COVERING INDEX place_cell (cell=? AND at>? AND at<?)"},
    {"p.wide = c.id AND c.source = $4",
     "SEARCH c USING INDEX sqlite_autoindex_cell_1 (source=?)"},
    {"p.cell = c.id AND c.source = $4",
     "SEARCH c USING INDEX sqlite_autoindex_cell_1 (source=?)"},
    /* what was found comes first, for it is few */
    {" FROM hit h ", "SCAN h\n"},
    /* the ways into narrow.c, each in the order that is asked for */
    {"INSERT INTO hit SELECT mention FROM verdict",
     "SCAN verdict USING INDEX verdict_unsure\n"},
    {"c.paused = 0 AND c.due < $3 AND cm",
     "SEARCH c USING INDEX cases_overdue (due<?)\n"},
    {"c.state = $4 AND ($3", "SEARCH c USING INDEX cases_stage (state=?"},
    {"c.assignee = $5 AND (", "SEARCH c USING INDEX cases_assignee"},
    {"m.thread = $6", "SEARCH m USING COVERING INDEX mention_thread"},
    {"WHERE ($1 = '' OR ($1 = '" CASE_NOBODYS
     "' AND c.assignee = '')) AND (c.state IN",
     "SCAN c USING INDEX cases_work\n"},
    {"FROM task t WHERE state = 'open' AND CASE due",
     "SEARCH t USING INDEX task_next (<expr><?)\n"},
    {") t JOIN cases x",
     "SEARCH x USING COVERING INDEX cases_mention (mention=?)\n"},
    {"FROM case_unit WHERE done = $1",
     "SEARCH case_unit USING PRIMARY KEY (done=? AND unit=?)\n"},
    {"FROM case_unit WHERE done = 0",
     "SEARCH case_unit USING PRIMARY KEY (done=?)\n"},
    {"FROM case_unit WHERE done = 1",
     "SEARCH case_unit USING PRIMARY KEY (done=? AND unit=? AND at>?)\n"},
    {"state = 'closed' AND ended >= $1 AND merged",
     "SEARCH cases USING COVERING INDEX cases_closed (ended>?)\n"},
    /* the last of them, in the order of their keys */
    {"AND text_hash = $2",
     "SEARCH mention USING INDEX mention_text (source=? AND "
     "text_hash=? AND <expr>=?)\n"},
    {"AND key <= $5", "SEARCH mention_key USING PRIMARY KEY"},
};

/* Sorted is what was found, not what it was found among. */
static bool sorts_all(const char *sql, const char *plan)
{
    return strncmp(sql, "INSERT INTO hit SELECT", 22) == 0 &&
           strstr(plan, "TEMP B-TREE");
}

/* Does it read a table through? Cases about somebody's work, cases in work,
 * those that came back and users are few, and have an index of their own; so is
 * a list that was given, and what an index gave (m); a recursion reads what it
 * has just found. */
static bool scans(const char *plan)
{
    static const char *const few[] = {
        "SCAN cases USING INDEX cases_concerns_of",
        "SCAN cases USING COVERING INDEX "
        "cases_concerns_of",
        "SCAN c USING INDEX cases_work",
        "SCAN c USING INDEX cases_again",
        "SCAN event USING INDEX event_selfcheck", /* a few answers */
        "SCAN users\n",
        "SCAN alike\n",
        "SCAN near\n",
        "SCAN sooner\n",
        "SCAN later\n", /* these have a LIMIT */
        "SCAN p\n",     /* what the inner text gave */
        "SCAN json_each ",
        "SCAN m\n",
        "SCAN hit\n",
        "SCAN h\n", /* no more than UNIT_FEW */
        "SCAN w\n",
        "SCAN k\n"}; /* two and three of them */
    static const char found[] = "SCAN l\n";
    bool recursive = strstr(plan, "RECURSIVE STEP") != NULL;
    for (const char *at = plan; (at = strstr(at, "SCAN ")); at++) {
        bool small = recursive && strncmp(at, found, sizeof found - 1) == 0;
        for (size_t i = 0; i < sizeof few / sizeof *few; i++)
            small |= strncmp(at, few[i], strlen(few[i])) == 0;
        if (!small)
            return true;
    }
    return false;
}

TEST(hot_texts_use_an_index)
{
    enum { ORDERED = sizeof ordered / sizeof *ordered };
    size_t n;
    const char *const *texts = texts_of(DB_SQLITE, &n);
    sqlite3 *db = open_raw("plan.db");
    int met[ORDERED] = {0};
    for (size_t i = 0; i < n; i++) {
        const char *sql = texts[i], *plan = plan_of(db, sql);
        for (size_t k = 0; k < ORDERED; k++) {
            if (!strstr(sql, ordered[k].text))
                continue;
            met[k]++;
            ck_assert_msg(strstr(plan, ordered[k].plan), "%s\n%s", sql, plan);
        }
        ck_assert_msg(!sorts_all(sql, plan), "%s\n%s", sql, plan);
        if (!reads_all(sql))
            ck_assert_msg(!scans(plan), "%s\n%s", sql, plan);
    }
    for (size_t k = 0; k < ORDERED; k++)
        ck_assert_msg(met[k] > 0, "%s", ordered[k].text);
    sqlite3_close(db);
}
END

/* Posts of a page that have the same words, and their ids too or not. */
static void put_alike(struct store *s, int64_t source, int from, int to)
{
    static int64_t others[1000];
    struct err e = {0};
    ck_ok(store_begin(s, &e), e);
    for (int i = from; i < to; i++) {
        struct arena a = {0};
        struct mention m =
            temp_mention(source, "one id", "", "Вектор опять лежит");
        m.others = others, m.n_others = (size_t)i;
        m.post.key_shared = m.post.key1;
        m.post.key1 = store_shared_key(&a, m.post.key1, m.post.text_hash);
        m.post.published += i;
        m.post.key1 = store_timed_key(&a, m.post.key1, m.post.published);
        ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
        others[i] = m.id;
        arena_clear(&a);
    }
    ck_ok(store_commit(s, &e), e);
}

static void bind_int(sqlite3_stmt *q, const char *name, int64_t i)
{
    int at = sqlite3_bind_parameter_index(q, name);
    ck_assert_int_eq(sqlite3_bind_int64(q, at, i), SQLITE_OK);
}

static void bind_text(sqlite3_stmt *q, const char *name, struct str s)
{
    int at = sqlite3_bind_parameter_index(q, name);
    ck_assert_int_eq(sqlite3_bind_text(q, at, s.p, (int)s.n, SQLITE_TRANSIENT),
                     SQLITE_OK);
}

/* What SQLite does to find a post of those words by the one text that has this
 * part. */
static int steps_of(sqlite3 *db, const char *part, struct mention *m)
{
    struct arena a = {0};
    size_t n;
    sqlite3_stmt *q = NULL;
    const char *const *texts = texts_of(DB_SQLITE, &n);
    for (size_t i = 0; i < n; i++)
        if (strstr(texts[i], part))
            ck_assert_int_eq(sqlite3_prepare_v2(db, texts[i], -1, &q, NULL),
                             SQLITE_OK);
    struct str from = store_shared_key(&a, STR("one id"), m->post.text_hash);
    struct str to = str_printf(&a, STR_FMT "~", STR_ARG(from));
    struct str at = store_timed_key(&a, from, m->post.published);
    bind_int(q, "$1", m->post.source);
    bind_int(q, "$4", m->post.published);
    if (strstr(part, "key")) {
        bind_text(q, "$2", from), bind_text(q, "$3", to);
        bind_text(q, "$5", at);
    } else {
        bind_int(q, "$2", m->post.text_hash);
        bind_text(q, "$3", m->post.author);
        bind_int(q, "$5", m->post.collected);
    }
    int rows = 0;
    while (sqlite3_step(q) == SQLITE_ROW)
        rows++;
    ck_assert_int_ge(rows, 64);
    int steps = sqlite3_stmt_status(q, SQLITE_STMTSTATUS_VM_STEP, 0);
    sqlite3_finalize(q);
    arena_clear(&a);
    return steps;
}

/* To find one costs the same beside 200 of the same words and beside 1,000. */
TEST(posts_of_the_same_words_cost_no_more)
{
    static const char *const parts[] = {"AND text_hash = $2", "AND key <= $5"};
    struct mention m = temp_mention(1, "x", "", "Вектор опять лежит");
    int steps[2];
    sqlite3 *db = open_raw("alike.db");
    struct err e = {0};
    struct store *s = store_open(temp_path("alike.db"), 0, &e);
    ck_assert_msg(s, "%s", e.msg);
    m.post.source = temp_source(s, "f");
    m.post.published += 100;
    put_alike(s, m.post.source, 0, 200);
    for (int i = 0; i < 2; i++)
        steps[i] = steps_of(db, parts[i], &m);
    put_alike(s, m.post.source, 200, 1000);
    for (int i = 0; i < 2; i++)
        ck_assert_int_le(steps_of(db, parts[i], &m), steps[i] + 50);
    sqlite3_close(db);
    store_close(s);
}
END

TEST_MAIN("store_sql", posts_of_the_same_words_cost_no_more,
          every_text_is_known, every_text_prepares,
          every_text_prepares_in_postgresql, hot_texts_use_an_index)

/* SPDX-License-Identifier: MIT
 * incident: which spots are one incident, found when a mention comes. */
#include "store/incident.h"

#include <stdio.h>

#include "store/case.h"
#include "store/event.h"

enum {
    WINDOW = 48 * 3600, /* between two that are one */
    LOOKED = 200,       /* spots looked at, the nearest in time */
    STEM_LEAST = 6,     /* bytes that are left of a place */
    WORDINGS = 32       /* of a reply, more than there are */
};

SQL(sql_spot) = "INSERT INTO spot (mention, brand, event, place, thread,"
                " author, at) VALUES ($1, $2, $3, $4, $5, $6, $7)"
                " ON CONFLICT DO NOTHING";
#define NEAR_SPOTS                                                             \
    "SELECT s.mention, s.event, s.place, s.thread, s.author, s.at,"            \
    " coalesce(s.incident, 0), coalesce(i.closed, 0), coalesce(i.place, ''),"  \
    " coalesce(i.event, '')"                                                   \
    " FROM spot s LEFT JOIN incident i ON i.id = s.incident WHERE "
#define NEAREST                                                                \
    " AND s.at >= $3 AND s.at <= $4 AND s.mention <> $5 AND s.apart = 0"       \
    " ORDER BY s.at DESC LIMIT $6"
SQL(sql_same_event) = NEAR_SPOTS "s.brand = $1 AND s.event = $2" NEAREST;
SQL(sql_same_thread) = NEAR_SPOTS "s.thread = $2 AND s.brand = $1" NEAREST;
SQL(sql_new) = "INSERT INTO incident (brand, event, place, thread, department,"
               " opened, opened_by) VALUES ($1, $2, $3, $4, (SELECT department"
               " FROM decision WHERE mention = $5), $6, $7) RETURNING id";
SQL(sql_put) = "UPDATE spot SET incident = $2, since = $3, who = $4, why = $5,"
               " apart = 0 WHERE mention = $1";
SQL(sql_place) = "UPDATE incident SET place = $2 WHERE id = $1 AND place = ''";
SQL(sql_department) =
    "UPDATE decision SET department = (SELECT department FROM incident"
    " WHERE id = $2) WHERE mention = $1 AND profile <> '' AND template <> ''"
    " AND department <> (SELECT department FROM incident WHERE id = $2)";
SQL(sql_before) = "SELECT count(*) FROM spot s JOIN spot o"
                  " ON o.incident = s.incident AND o.mention <> s.mention"
                  " WHERE s.mention = $1";
SQL(sql_kind) = "SELECT kind FROM source WHERE id = $1";
SQL(sql_case_of) = "SELECT case_id FROM case_mention WHERE mention = $1"
                   " AND case_id IS NOT NULL";

struct near_spot {
    int64_t mention;
    struct str event, place, thread, author;
    int64_t at;
    int64_t incident, closed; /* 0: none; it is open */
    struct str incident_place, incident_event;
};

struct nearby {
    struct near_spot *rows; /* n of them */
    size_t n, cap;
};

/* A mention that looks for its like. */
struct seeking {
    struct db *db;
    struct arena *a;
    const struct near_spot *x; /* what it says */
    const struct mention *m;
};

static bool read_near(const struct seeking *s, const char *sql,
                      struct nearby *out, struct err *e)
{
    const struct near_spot *x = s->x;
    bool by_event = sql == sql_same_event;
    struct stmt *q = db_query(s->db, sql,
                              ARGS(TEXT(s->m->post.brand),
                                   TEXT(by_event ? x->event : x->thread),
                                   INT(x->at - WINDOW), INT(x->at + WINDOW),
                                   INT(x->mention), INT(LOOKED)),
                              e);
    struct arena *a = s->a;
    int more = -1;
    while (q && (more = db_next(q, e)) > 0) {
        out->rows =
            arena_grow(a, out->rows, out->n, &out->cap, sizeof *out->rows);
        out->rows[out->n++] =
            (struct near_spot){.mention = db_int(q, 0),
                               .event = db_str(q, 1, a),
                               .place = db_str(q, 2, a),
                               .thread = db_str(q, 3, a),
                               .author = db_str(q, 4, a),
                               .at = db_int(q, 5),
                               .incident = db_int(q, 6),
                               .closed = db_int(q, 7),
                               .incident_place = db_str(q, 8, a),
                               .incident_event = db_str(q, 9, a)};
    }
    return more == 0;
}

/* Without its ending: Лесная, Лесной. */
static struct str stem(struct str place)
{
    static const char *const ends[] = {"а", "е", "и", "о", "у", "ы", "э",
                                       "ю", "я", "й", "ь", "м", "х"};
    for (bool cut = true; cut && place.n > STEM_LEAST;) {
        cut = false;
        for (size_t i = 0; i < sizeof ends / sizeof *ends && !cut; i++)
            if (str_ends(place, str_of(ends[i])) && place.n > STEM_LEAST + 1) {
                place.n -= 2;
                cut = true;
            }
    }
    return place;
}

enum places { PLACES_UNKNOWN, PLACES_SAME, PLACES_DIFFER };

static enum places places(struct str one, struct str two)
{
    if (!one.n || !two.n)
        return PLACES_UNKNOWN;
    return str_eq(stem(one), stem(two)) ? PLACES_SAME : PLACES_DIFFER;
}

static bool is_same(struct str event)
{
    return str_eqz(event, "same");
}

/* Why y is what x speaks of; NULL when nothing says so. */
static const char *likeness(const struct near_spot *x,
                            const struct near_spot *y)
{
    enum places where = places(x->place, y->place);
    bool thread = x->thread.n && str_eq(x->thread, y->thread);
    bool author = x->author.n && str_eq(x->author, y->author);
    if (author || y->closed || where == PLACES_DIFFER ||
        places(x->place, y->incident_place) == PLACES_DIFFER ||
        (y->incident && !is_same(x->event) &&
         !str_eq(x->event, y->incident_event)))
        return NULL;
    if (is_same(x->event) || is_same(y->event))
        return thread && !(is_same(x->event) && is_same(y->event))
                   ? "says the same in the thread"
                   : NULL;
    if (!str_eq(x->event, y->event))
        return NULL;
    if (where == PLACES_SAME)
        return "the same event at the same place";
    return thread ? "the same event in the same thread" : NULL;
}

/* "The same here" is clear only where one event is told. */
static bool is_clear(const struct near_spot *x, const struct nearby *near)
{
    struct str told = {0};
    for (size_t i = 0; is_same(x->event) && i < near->n; i++) {
        struct str event = near->rows[i].event;
        if (is_same(event))
            continue;
        if (told.n && !str_eq(told, event))
            return false;
        told = event;
    }
    return true;
}

/* The best: one that is in an incident before one that is not. */
static const struct near_spot *find_like(const struct near_spot *x,
                                         const struct nearby *near,
                                         const char **why)
{
    const struct near_spot *best = NULL;
    for (size_t i = 0; i < near->n; i++) {
        const struct near_spot *y = &near->rows[i];
        const char *like = likeness(x, y);
        if (like && (!best || (!best->incident && y->incident)))
            best = y, *why = like;
    }
    return best;
}

bool incident_tell(struct db *db, const struct incident_act *act,
                   const char *what, struct err *e)
{
    char number[32];
    snprintf(number, sizeof number, "%lld", (long long)act->incident);
    struct event ev = {
        .at = act->now,
        .mention = act->mention,
        .who = act->who,
        .what = what,
        .facts = {{"incident", str_of(number)}, {"reason", act->words}}};
    return db_run_int(db, sql_case_of, ARGS(INT(act->mention)), &ev.case_id,
                      e) >= 0 &&
           event_add(db, &ev, e);
}

bool incident_put(struct db *db, const struct incident_act *act, struct err *e)
{
    return db_run(db, sql_put,
                  ARGS(INT(act->mention), INT(act->incident), INT(act->now),
                       TEXT(act->who), TEXT(act->words)),
                  e) &&
           db_run(db, sql_department,
                  ARGS(INT(act->mention), INT(act->incident)), e) &&
           incident_tell(db, act, "incident", e);
}

bool incident_make(struct db *db, const struct spot_row *of, struct str brand,
                   struct incident_act *act, struct err *e)
{
    return db_run_int(db, sql_new,
                      ARGS(TEXT(brand), TEXT(of->event), TEXT(of->place),
                           TEXT(of->url), INT(of->mention), INT(act->now),
                           TEXT(act->who)),
                      &act->incident, e) > 0;
}

/* Both are one incident from now on, which y tells first. */
static bool make_of(const struct seeking *s, const struct near_spot *y,
                    struct incident_act *act, struct err *e)
{
    const struct near_spot *clear = is_same(y->event) ? s->x : y;
    const struct spot_row of = {.mention = clear->mention,
                                .event = clear->event,
                                .place = y->place.n ? y->place : s->x->place,
                                .url = y->thread};
    act->mention = y->mention;
    act->words = STR("told first");
    return incident_make(s->db, &of, s->m->post.brand, act, e) &&
           incident_put(s->db, act, e);
}

/* It joins y's incident, which is made when there is none. */
static bool join(const struct seeking *s, const struct near_spot *y,
                 const char *why, struct err *e)
{
    const struct near_spot *x = s->x;
    int64_t apart = x->at > y->at ? x->at - y->at : y->at - x->at;
    struct incident_act act = {
        .incident = y->incident, .who = CRAWLER, .now = s->m->post.collected};
    if (!y->incident && !make_of(s, y, &act, e))
        return false;
    act.mention = x->mention;
    act.words = str_printf(s->a, "%s as mention %lld, %lld minutes apart", why,
                           (long long)y->mention, (long long)(apart / 60));
    return incident_put(s->db, &act, e) &&
           (!x->place.n || db_run(s->db, sql_place,
                                  ARGS(INT(act.incident), TEXT(x->place)), e));
}

static bool find_and_join(const struct seeking *s, struct err *e)
{
    struct nearby near = {0};
    const struct near_spot *x = s->x;
    const char *why = NULL;
    if ((!is_same(x->event) && !read_near(s, sql_same_event, &near, e)) ||
        (x->thread.n && !read_near(s, sql_same_thread, &near, e)))
        return false;
    const struct near_spot *y =
        is_clear(x, &near) ? find_like(x, &near, &why) : NULL;
    return !y || join(s, y, why, e);
}

/* Does it say what befell its author? What has a flag is a matter of its own,
 * what is praised or asked for is none. */
static bool speaks(const struct mention *m)
{
    bool flags = m->verdict.flags.n > 2; /* "[]" */
    bool good = type_by_name(m->verdict.type) == TYPE_PRAISE;
    return m->verdict.event.n && !flags && !good && !m->decision.stale;
}

/* A stream of items is no discussion: there the page of the item is, which
 * several share only where it is one. */
static bool find_thread(struct db *db, const struct mention *m,
                        struct str *thread, struct err *e)
{
    static const char *const streams[] = {"feed", "opml",  "sitemap",
                                          "mail", "table", "imap"};
    struct stmt *q = db_query(db, sql_kind, ARGS(INT(m->post.source)), e);
    int more = -1;
    bool stream = false;
    while (q && (more = db_next(q, e)) > 0)
        for (size_t i = 0; i < sizeof streams / sizeof *streams; i++)
            stream |= str_eqz(db_peek(q, 0), streams[i]);
    ptrdiff_t mark = str_find_char(m->post.url, '#');
    *thread = !stream    ? m->post.thread
              : mark > 0 ? str_part(m->post.url, 0, (size_t)mark)
                         : STR("");
    return more == 0;
}

/* The n-th of the incident gets the n-th wording. */
static bool reword(struct db *db, struct mention *m, struct err *e)
{
    struct str rest = m->decision.others, one, texts[WORDINGS];
    int64_t before = 0, n = 0;
    if (!rest.n || !m->decision.draft.n)
        return true;
    if (db_run_int(db, sql_before, ARGS(INT(m->id)), &before, e) < 0)
        return false;
    rest = str_from(rest, 1);
    while (n < WORDINGS && str_split(&rest, 0x1e, &one))
        texts[n++] = one;
    if (before && n)
        m->decision.draft = texts[(before - 1) % n];
    return true;
}

bool incident_spot(struct db *db, struct mention *m, struct err *e)
{
    struct arena a = {0};
    struct near_spot x = {.mention = m->id,
                          .event = m->verdict.event,
                          .place = m->verdict.place,
                          .author = m->post.author,
                          .at = m->post.published ? m->post.published
                                                  : m->post.collected};
    if (!speaks(m))
        return true;
    bool ok =
        find_thread(db, m, &x.thread, e) &&
        db_run(db, sql_spot,
               ARGS(INT(m->id), TEXT(m->post.brand), TEXT(x.event),
                    TEXT(x.place), TEXT(x.thread), TEXT(x.author), INT(x.at)),
               e) &&
        find_and_join(&(struct seeking){db, &a, &x, m}, e);
    arena_clear(&a);
    return (ok && reword(db, m, e)) || err_add(e, "incident");
}

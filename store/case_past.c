/* SPDX-License-Identifier: MIT
 * case_past: cases from a table of before, and all cases one by one. */
#include <stdio.h>

#include "store/case.h"
#include "store/event.h"
#include "store/internal.h"
#include "store/sight.h"

enum {
    TOLD_LATE = 3, /* its head too: store/reminders.h */
    TOLD_END       /* and that it was closed */
};

SQL(sql_put) =
    "INSERT INTO cases (status, priority, due, opened, closed, closed_by,"
    " reason, opened_by, assignee, department, channel, brand, topic, author,"
    " text, expected, found, their_side, our_side, cause, lies_in, measures,"
    " risk, concerns, state, result, checked, ended, ended_by, ended_why, told,"
    " imported) VALUES ('none', 0, $1, $2, 0, '', '', $3, $4, $5, $6, $7, $8,"
    " $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,"
    " $24, $25, $26, $27) ON CONFLICT DO NOTHING RETURNING id";
SQL(sql_is) = "SELECT 1 FROM cases WHERE imported = $1 AND imported <> ''";

SQL(sql_map) = "SELECT columns FROM table_map WHERE name = $1";
SQL(sql_map_put) =
    "INSERT INTO table_map (name, columns, who, at) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (name) DO UPDATE SET columns = excluded.columns,"
    " who = excluded.who, at = excluded.at";

/* Of what was due before, nobody hears any more. */
static int told(const struct case_card *c, int64_t now)
{
    if (c->ended)
        return TOLD_END;
    return c->due && c->due < now ? TOLD_LATE : 0;
}

static int insert(struct db *db, struct past *p, int64_t now, struct err *e)
{
    struct case_card *c = &p->card;
    return db_run_int(
        db, sql_put,
        ARGS(INT(c->due ? c->due : INT64_MAX), INT(c->opened), TEXT(p->who),
             TEXT(c->assignee), TEXT(c->department), TEXT(c->channel),
             TEXT(c->brand), TEXT(c->topic), TEXT(c->author), TEXT(c->text),
             TEXT(c->expected), TEXT(c->found), TEXT(c->their_side),
             TEXT(c->our_side), TEXT(c->cause), TEXT(c->lies_in),
             TEXT(c->measures), TEXT(c->risk), TEXT(c->concerns),
             TEXT(c->state), TEXT(c->result), TEXT(c->checked), INT(c->ended),
             TEXT(c->ended ? p->who : STR("")), TEXT(c->ended_why),
             INT(told(c, now)), TEXT(c->imported)),
        &c->id, e);
}

static bool put(struct store *s, struct past *p, int64_t now, bool *fresh,
                struct err *e)
{
    char opened[24], done[24], ended[24];
    int there = insert(s->db, p, now, e);
    *fresh = there > 0;
    if (there <= 0)
        return there == 0;
    snprintf(opened, sizeof opened, "%lld", (long long)p->card.opened);
    snprintf(done, sizeof done, "%lld", (long long)p->done);
    snprintf(ended, sizeof ended, "%lld", (long long)p->card.ended);
    struct event ev = {.at = now,
                       .case_id = p->card.id,
                       .who = p->who,
                       .what = "imported",
                       .facts = {{"from", p->from},
                                 {"key", p->card.imported},
                                 {"state", p->card.state},
                                 {"opened", str_of(opened)},
                                 {"done", str_of(done)},
                                 {"ended", str_of(ended)}}};
    const struct note_row note = {.at = now, .who = p->who, .text = p->note};
    return event_add(s->db, &ev, e) &&
           (!p->note.n || store_case_note(s, p->card.id, &note, e));
}

bool store_past_put(struct store *s, struct past *p, int64_t now, bool *fresh,
                    struct err *e)
{
    const struct case_card *c = &p->card;
    *fresh = false;
    if (!p->who.n || !c->imported.n || !str_trim(c->text).n || c->opened <= 0)
        return err_set(e, "a case of before has a key, a day, a text, and "
                          "somebody who brings it in");
    return store_begin(s, e) && store_end(s, put(s, p, now, fresh, e), e);
}

bool store_past_is(struct store *s, struct str key, bool *is, struct err *e)
{
    int64_t one;
    int there = db_run_int(s->db, sql_is, ARGS(TEXT(key)), &one, e);
    *is = there > 0;
    return there >= 0;
}

/* ---- all of them ---- */

#define OWN(column, of) CASE_OWN("c." column, of)
SQL(sql_each) = "SELECT c.id, " OWN("author", "m.author") ", " OWN(
    "text",
    "m.text") ", " OWN("department",
                       "d.department") ", " OWN("topic",
                                                "v.topic") " FROM cases c LEFT "
                                                           "JOIN mention m ON "
                                                           "m.id = c.mention"
                                                           " LEFT JOIN verdict "
                                                           "v ON v.mention = "
                                                           "c.mention"
                                                           " LEFT JOIN "
                                                           "decision d ON "
                                                           "d.mention = "
                                                           "c.mention"
                                                           " WHERE c.id > $1 "
                                                           "AND c.merged_into "
                                                           "IS NULL ORDER BY "
                                                           "c.id LIMIT 1";
SQL(sql_last) = "SELECT coalesce(max(id), 0) FROM cases";
SQL(sql_notes) = "SELECT text FROM case_note WHERE case_id = $1 ORDER BY id";

static bool read_notes(struct db *db, struct arena *a, int64_t id,
                       struct str *notes, struct err *e)
{
    struct stmt *q = db_query(db, sql_notes, ARGS(INT(id)), e);
    int more = -1;
    *notes = STR("");
    while (q && (more = db_next(q, e)) > 0)
        *notes = str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(*notes),
                            notes->n ? "\n" : "", STR_ARG(db_peek(q, 0)));
    return more == 0;
}

/* The next case behind *id; *id is 0 behind the last. */
static bool read_next(struct store *s, struct arena *a, int64_t *id,
                      struct case_card *card, struct err *e)
{
    struct stmt *q = db_query(s->db, sql_each, ARGS(INT(*id)), e);
    int more = q ? db_next(q, e) : -1;
    *id = 0;
    if (more <= 0)
        return more == 0;
    *id = db_int(q, 0);
    struct case_card own = {.author = db_str(q, 1, a),
                            .text = db_str(q, 2, a),
                            .department = db_str(q, 3, a),
                            .topic = db_str(q, 4, a)};
    db_stop(q);
    if (!store_case_card(s, a, *id, card, e))
        return false;
    if (sight_concerns(s, *id))
        return true; /* as it is told to him */
    card->author = own.author, card->text = own.text;
    card->department = own.department, card->topic = own.topic;
    return true;
}

bool store_cases_each(struct store *s, const struct case_span *span,
                      case_fn *row, void *ctx, struct err *e)
{
    int64_t id = span->first;
    struct arena a = {0};
    bool ok;
    do {
        struct case_card card;
        struct str notes = STR("");
        bool sees = false;
        arena_reset(&a);
        ok = read_next(s, &a, &id, &card, e);
        if (span->last && id > span->last)
            id = 0;
        if (ok && id)
            ok = sight_case(s, id, &sees, e) &&
                 (!sees || sight_concerns(s, id) ||
                  read_notes(s->db, &a, id, &notes, e)) &&
                 (!sees || row(ctx, &card, notes, e));
    } while (ok && id);
    arena_clear(&a);
    return ok;
}

bool store_cases_last(struct store *s, int64_t *id, struct err *e)
{
    return db_run_int(s->db, sql_last, NO_ARGS, id, e) > 0;
}

struct past store_past_of(const struct ledger_row *r)
{
    const struct str *s = r->said;
    return (struct past){.card = {.imported = r->key,
                                  .opened = r->opened,
                                  .due = r->due,
                                  .ended = r->ended,
                                  .state = str_of(stage_name(r->stage)),
                                  .channel = s[LEDGER_CHANNEL],
                                  .author = s[LEDGER_AUTHOR],
                                  .brand = s[LEDGER_BRAND],
                                  .topic = s[LEDGER_TOPIC],
                                  .text = s[LEDGER_TEXT],
                                  .expected = s[LEDGER_EXPECTED],
                                  .found = s[LEDGER_FOUND],
                                  .their_side = s[LEDGER_THEIR_SIDE],
                                  .our_side = s[LEDGER_OUR_SIDE],
                                  .cause = s[LEDGER_CAUSE],
                                  .lies_in = s[LEDGER_LIES_IN],
                                  .measures = s[LEDGER_MEASURES],
                                  .risk = s[LEDGER_RISK],
                                  .concerns = s[LEDGER_CONCERNS],
                                  .assignee = s[LEDGER_ASSIGNEE],
                                  .department = s[LEDGER_DEPARTMENT],
                                  .result = s[LEDGER_RESULT],
                                  .checked = s[LEDGER_CHECKED],
                                  .ended_why = s[LEDGER_ENDED_WHY]},
                         .done = r->done,
                         .note = s[LEDGER_NOTE]};
}

/* ---- as a table ---- */

static void cell_TEXT(struct buf *out, const struct zone *zone,
                      struct str value)
{
    (void)zone;
    ledger_cell(out, value);
}

static void cell_INT(struct buf *out, const struct zone *zone, int64_t value)
{
    (void)zone;
    if (value)
        buf_printf(out, "%lld", (long long)value);
}

static void cell_TIME(struct buf *out, const struct zone *zone, int64_t value)
{
    if (value > 0 && value < INT64_MAX)
        date_rfc3339(out, value, zone);
}

#define AS_NAME(kind, name) #name ","
void store_case_headings(struct buf *out)
{
    buf_z(out, CASE_CARD(AS_NAME) "note\r\n");
}

#define AS_CELL(kind, name) cell_##kind(out, zone, c->name), buf_char(out, ',');
void store_case_row(struct buf *out, const struct case_card *c,
                    struct str notes, const struct zone *zone)
{
    CASE_CARD(AS_CELL)
    ledger_cell(out, notes);
    buf_z(out, "\r\n");
}

bool store_table_map(struct store *s, struct arena *a, struct str name,
                     struct str *columns, struct err *e)
{
    struct stmt *q = db_query(s->db, sql_map, ARGS(TEXT(name)), e);
    int more = -1;
    *columns = (struct str){0};
    while (q && (more = db_next(q, e)) > 0)
        *columns = db_str(q, 0, a);
    return more == 0;
}

bool store_table_map_put(struct store *s, struct str name, struct str columns,
                         struct str who, int64_t now, struct err *e)
{
    return db_run(s->db, sql_map_put,
                  ARGS(TEXT(name), TEXT(columns), TEXT(who), INT(now)), e);
}

/* SPDX-License-Identifier: MIT
 * store: a case by hand, mentions that join and leave one, and what hangs on
 * it; nothing of it can be changed or deleted behind Molva's back. */
#include "tests/store/full.h"

/* Two mentions that wait, cases 1 and 2, and one decided C. */
static struct store *begin(const char *name)
{
    struct store *s = temp_store(name);
    int64_t source = temp_source(s, "forum");
    static const char *const keys[] = {"one", "two", "three"};
    for (int i = 0; i < 3; i++) {
        struct mention m = temp_mention(source, keys[i], "", keys[i]);
        if (i == 2)
            temp_solve(&m, "C");
        ck_assert_int_eq(temp_put(s, &m), PUT_NEW);
        ck_assert_int_eq(m.case_.id, i == 2 ? 0 : i + 1);
    }
    return s;
}

static int64_t by_hand(struct store *s)
{
    struct err e = {0};
    struct case_card card = {.channel = STR("phone"),
                             .author = STR("Светлана"),
                             .text = STR("Мастер не пришёл"),
                             .expected = STR("пусть придёт"),
                             .brand = STR("Вектор"),
                             .opened_by = STR("ann")};
    ck_ok(store_case_new(s, &card, TEMP_NOW, &e), e);
    return card.id;
}

static struct case_file get(struct store *s, struct arena *a, int64_t id)
{
    struct err e = {0};
    struct case_file f;
    bool found;
    ck_ok(store_case_get(s, a, id, &f, &found, &e), e);
    ck_assert_msg(found, "case %ld", (long)id);
    return f;
}

/* Ids of the queue, and what another list holds: "1 2 | 3 ". */
static const char *lists(struct store *s, struct arena *a, const char *other)
{
    struct err e = {0};
    struct str all = STR("");
    for (int k = 0; k < 2; k++) {
        struct mention_filter f = {.queue = !k};
        struct mention *rows;
        size_t n;
        int64_t counted;
        if (k)
            f.status = str_of(other);
        ck_ok(store_mentions(s, a, &f, &rows, &n, &e), e);
        ck_ok(store_mention_count(s, &f, &counted, &e), e);
        ck_assert_int_eq(counted, (int64_t)n);
        for (size_t i = 0; i < n; i++)
            all = str_printf(a, STR_FMT "%ld ", STR_ARG(all), (long)rows[i].id);
        if (!k)
            all = str_printf(a, STR_FMT "| ", STR_ARG(all));
    }
    return str_z(a, all);
}

TEST(a_call_is_a_case)
{
    struct arena a = {0};
    struct err e = {0};
    bool found;
    struct case_file f;
    struct store *s = begin("hand.db");
    int64_t id = by_hand(s);
    f = get(s, &a, id);
    ck_assert_int_eq(f.card.mention, 0);
    ck_assert_str(f.card.status, "none");
    ck_assert_str(f.card.state, "registered");
    ck_assert_str(f.card.channel, "phone");
    ck_assert_str(f.card.author, "Светлана");
    ck_assert_str(f.card.expected, "пусть придёт");
    ck_assert_str(f.card.opened_by, "ann");
    ck_assert_uint_eq(f.n_mentions, 0);
    ck_assert_uint_eq(f.n_events, 1);
    ck_assert_str(f.events[0].what, "opened");
    /* It is in nobody's way. */
    ck_assert_str_eq(lists(s, &a, "waiting"), "1 2 | 2 1 ");
    ck_assert(!store_case_approve(s, id, STR("ann"), STR("x"), TEMP_NOW, &e));
    ck_ok(store_case_get(s, &a, 99, &f, &found, &e), e);
    ck_assert(!found);
    struct case_card empty = {.channel = STR("phone"), .opened_by = STR("ann")};
    ck_assert(!store_case_new(s, &empty, TEMP_NOW, &e));
    store_close(s);
    full_must_verify("hand.db");
    arena_clear(&a);
}
END

TEST(everything_hangs_on_the_case)
{
    struct arena a = {0};
    struct err e = {0};
    struct store *s = begin("hangs.db");
    int64_t id = by_hand(s);
    struct draft_row draft = {
        .at = TEMP_NOW, .who = STR("ann"), .text = STR("Придём в пятницу")};
    struct note_row note = {
        .at = TEMP_NOW + 1, .who = STR("bob"), .text = STR("звонила дважды")};
    struct task_row task = {.at = TEMP_NOW + 2,
                            .who = STR("ann"),
                            .what = STR("послать мастера"),
                            .assignee = STR("bob"),
                            .due = TEMP_NOW + 86400};
    struct task_row next = {.at = TEMP_NOW + 2,
                            .who = STR("ann"),
                            .what = STR("позвонить"),
                            .department = STR("quality")};
    ck_ok(store_case_draft(s, id, &draft, &e), e);
    ck_ok(store_case_note(s, id, &note, &e), e);
    ck_ok(store_task_add(s, id, &task, &e), e);
    next.follows = task.id;
    ck_ok(store_task_add(s, id, &next, &e), e);
    struct case_file f = get(s, &a, id);
    struct promise_row p = {.at = TEMP_NOW + 3,
                            .who = STR("ann"),
                            .draft = f.drafts[0].id,
                            .said = STR("reply"),
                            .what = STR("мастер придёт"),
                            .to_whom = STR("Светлана"),
                            .by_whom = STR("Денис"),
                            .due = TEMP_NOW + 3 * 86400};
    ck_ok(store_promise_add(s, id, &p, &e), e);
    struct settled done = {STR("done"), TEMP_NOW + 9, STR("bob"),
                           STR("починил")};
    struct settled kept = {STR("kept"), TEMP_NOW + 10, STR("ann"), STR("")};
    ck_ok(store_task_settle(s, task.id, &done, &e), e);
    ck_ok(store_promise_settle(s, p.id, &kept, &e), e);
    f = get(s, &a, id);
    ck_assert_uint_eq(f.n_drafts, 1);
    ck_assert_int_eq(f.drafts[0].mention, 0);
    ck_assert_str(f.drafts[0].text, "Придём в пятницу");
    ck_assert(f.n_notes == 1 && f.n_tasks == 2 && f.n_promises == 1);
    ck_assert_str(f.notes[0].text, "звонила дважды");
    ck_assert_str(f.tasks[0].end.state, "done");
    ck_assert_str(f.tasks[0].end.result, "починил");
    ck_assert_int_eq(f.tasks[0].due, TEMP_NOW + 86400);
    ck_assert_str(f.tasks[1].end.state, "open");
    ck_assert_int_eq(f.tasks[1].follows, task.id);
    ck_assert_str(f.tasks[1].department, "quality");
    ck_assert_str(f.promises[0].end.state, "kept");
    ck_assert_str(f.promises[0].to_whom, "Светлана");
    ck_assert_str(f.promises[0].by_whom, "Денис");
    ck_assert_str(f.promises[0].said, "reply");
    ck_assert_int_eq(f.promises[0].due, TEMP_NOW + 3 * 86400);
    ck_assert_int_eq(f.promises[0].draft, f.drafts[0].id);
    ck_assert_uint_eq(f.n_events, 8);
    ck_assert_str(f.events[7].what, "promise-settled");
    store_close(s);
    full_must_verify("hangs.db");
    arena_clear(&a);
}
END

TEST(a_mention_joins_and_leaves)
{
    struct arena a = {0};
    struct err e = {0};
    struct store *s = begin("join.db");
    ck_ok(store_case_join(s, 1, 2, STR("ann"), TEMP_NOW, &e), e);
    ck_ok(store_case_join(s, 1, 3, STR("ann"), TEMP_NOW, &e), e);
    ck_assert_str_eq(lists(s, &a, "joined"), "1 | 3 2 ");
    struct case_file f = get(s, &a, 1);
    ck_assert_uint_eq(f.n_mentions, 3);
    ck_assert_int_eq(f.card.mention, 1);
    ck_assert_int_eq(get(s, &a, 2).card.merged_into, 1);
    struct mention m;
    bool found;
    ck_ok(store_mention_get(s, &a, 2, &m, &found, &e), e);
    ck_assert_int_eq(m.case_.id, 1);
    /* What becomes of the others leaves the case as it is. */
    ck_ok(store_label_not_us(s, 2, STR("ann"), TEMP_NOW, &e), e);
    struct mention edited = temp_mention(m.post.source, "three", "", "иначе");
    temp_solve(&edited, "C");
    ck_assert_int_eq(temp_put(s, &edited), PUT_EDITED);
    ck_assert_str_eq(lists(s, &a, "joined"), "1 | 3 ");
    /* And out again: to the case it had, or to none. */
    ck_ok(store_case_split(s, 2, STR("ann"), STR("другое"), TEMP_NOW, &e), e);
    ck_ok(store_case_split(s, 3, STR("ann"), STR("другое"), TEMP_NOW, &e), e);
    ck_assert_str_eq(lists(s, &a, "unanswered"), "1 | 3 ");
    ck_assert_str(get(s, &a, 2).card.status, "dismissed"); /* not about us */
    ck_ok(store_case_return(s, 2, STR("ann"), STR("о нас"), TEMP_NOW, &e), e);
    ck_assert_int_eq(get(s, &a, 2).card.merged_into, 0);
    ck_assert_uint_eq(get(s, &a, 1).n_mentions, 1);
    /* One that belongs to none may get its own. */
    ck_ok(store_case_return(s, 3, STR("ann"), STR("ответим"), TEMP_NOW, &e), e);
    ck_assert_str_eq(lists(s, &a, "joined"), "1 2 3 | ");
    ck_assert_str(get(s, &a, 3).card.opened_by, "ann");
    store_close(s);
    full_must_verify("join.db");
    arena_clear(&a);
}
END

/* The first mention leads a case by hand, and takes its place along. */
TEST(a_call_is_joined)
{
    struct arena a = {0};
    struct err e = {0};
    struct store *s = begin("lead.db");
    int64_t id = by_hand(s), other = by_hand(s);
    ck_ok(store_case_join(s, id, 2, STR("ann"), TEMP_NOW, &e), e);
    ck_assert_str_eq(lists(s, &a, "joined"), "1 2 | ");
    struct case_file f = get(s, &a, id);
    ck_assert_str(f.card.status, "waiting");
    ck_assert_int_eq(f.card.mention, 2);
    ck_assert_int_eq(f.card.priority, 50);
    ck_assert_int_eq(f.card.due, TEMP_NOW + 7200);
    ck_ok(store_case_join(s, other, 3, STR("ann"), TEMP_NOW, &e), e);
    ck_assert_str_eq(lists(s, &a, "joined"), "1 2 | 3 ");
    ck_ok(store_case_approve(s, id, STR("ann"), STR("Ждём вас"), TEMP_NOW, &e),
          e);
    ck_assert_str_eq(lists(s, &a, "approved"), "1 | 2 ");
    /* The draft that was approved hangs on the case. */
    f = get(s, &a, id);
    ck_assert_str(f.drafts[0].text, "Ждём вас");
    ck_assert_int_eq(f.drafts[0].mention, 2);
    store_close(s);
    full_must_verify("lead.db");
    arena_clear(&a);
}
END

TEST(what_makes_no_sense_is_refused)
{
    struct err e = {0};
    struct store *s = begin("refused.db");
    int64_t id = by_hand(s);
    struct note_row note = {.at = 1, .who = STR("ann"), .text = STR("x")};
    struct draft_row draft = {
        .at = 1, .who = STR("ann"), .text = STR("x"), .mention = 1};
    struct settled done = {STR("done"), 1, STR("ann"), STR("")};
    struct settled odd = {STR("odd"), 1, STR("ann"), STR("")};
    struct task_row task = {.at = 1, .who = STR("ann"), .what = STR("x")};
    struct promise_row p = {.at = 1, .who = STR("ann"), .what = STR("x")};
    const struct str ann = STR("ann"), why = STR("why");
    static const char count[] = "SELECT count(*) FROM event";
    ck_ok(store_case_join(s, 1, 2, ann, TEMP_NOW, &e), e);
    ck_ok(store_task_add(s, id, &task, &e), e);
    ck_ok(store_task_settle(s, task.id, &done, &e), e);
    int64_t events = temp_ask(temp_path("refused.db"), count);
    ck_assert(!store_case_join(s, 1, 2, ann, 1, &e));  /* is there */
    ck_assert(!store_case_join(s, id, 2, ann, 1, &e)); /* is elsewhere */
    ck_assert(!store_case_join(s, id, 1, ann, 1, &e)); /* leads others */
    ck_assert(!store_case_join(s, 2, 3, ann, 1, &e));  /* merged */
    ck_assert(!store_case_join(s, 99, 3, ann, 1, &e));
    ck_assert(!store_case_join(s, 1, 99, ann, 1, &e));
    ck_assert(!store_case_split(s, 1, ann, why, 1, &e)); /* leads */
    ck_assert(!store_case_split(s, 3, ann, why, 1, &e)); /* of none */
    ck_assert(!store_case_split(s, 2, ann, STR(" "), 1, &e));
    ck_assert(!store_case_note(s, 99, &note, &e));
    ck_assert(!store_case_note(s, 2, &note, &e));         /* merged */
    ck_assert(!store_case_draft(s, id, &draft, &e));      /* not of the case */
    ck_assert(!store_task_settle(s, task.id, &done, &e)); /* twice */
    ck_assert(!store_task_settle(s, 99, &done, &e));
    ck_assert(!store_promise_add(s, id, &p, &e)); /* for no time */
    p.due = 5, p.said = STR("sung");
    ck_assert(!store_promise_add(s, id, &p, &e));
    ck_ok(store_task_add(s, id, &task, &e), e);
    ck_assert(!store_task_settle(s, task.id, &odd, &e));
    ck_assert_int_eq(temp_ask(temp_path("refused.db"), count),
                     events + 2); /* the task and its seal */
    store_close(s);
    full_must_verify("refused.db");
}
END

/* By any connection, the database's own shell too. */
static const char *const refused[] = {
    "DELETE FROM cases",
    "DELETE FROM case_mention",
    "DELETE FROM task",
    "DELETE FROM promise",
    "DELETE FROM case_note",
    "UPDATE draft SET case_id = 2",
    "UPDATE case_note SET text = 'x'",
    "UPDATE task SET what = 'x'",
    "UPDATE task SET state = 'odd'",
    "UPDATE promise SET what = 'x'",
    "UPDATE promise SET due = 5",
    "UPDATE promise SET to_whom = 'x'",
    "UPDATE promise SET case_id = 1",
    "UPDATE cases SET state = 'odd'",
    "UPDATE cases SET status = 'waiting' WHERE mention IS NULL",
    "UPDATE cases SET mention = NULL WHERE id = 1",
    "TRUNCATE task",
    "TRUNCATE promise",
    "TRUNCATE case_note",
    "TRUNCATE case_mention",
};
static const struct {
    const char *sql, *told;
} changes[] = {
    {"UPDATE promise SET state = 'kept'", "promise 1: is not"},
    {"UPDATE task SET state = 'done'", "task 1: is not"},
    {"UPDATE case_mention SET case_id = 2 WHERE mention = 1",
     "case_mention 1: is not"},
    {"INSERT INTO case_note (id, case_id, at, who, text) VALUES (9, 1, 1,"
     " 'x', 'x')",
     "case_note 9: stands in no"},
    {"UPDATE cases SET assignee = 'x' WHERE id = 1", "cases 1: is not"},
};

TEST(nothing_is_deleted_or_reworded)
{
    struct err e = {0};
    struct store *s = begin("guarded.db");
    int64_t id = by_hand(s);
    struct note_row note = {.at = 1, .who = STR("ann"), .text = STR("told")};
    struct task_row task = {.at = 1, .who = STR("ann"), .what = STR("told")};
    struct promise_row p = {.at = 1,
                            .who = STR("ann"),
                            .what = STR("told"),
                            .said = STR("typed"),
                            .due = 9};
    ck_ok(store_case_note(s, id, &note, &e), e);
    ck_ok(store_task_add(s, id, &task, &e), e);
    ck_ok(store_promise_add(s, id, &p, &e), e);
    store_close(s);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        ck_assert_msg(!place_sql(temp_path("guarded.db"), refused[i]), "%s",
                      refused[i]);
    full_must_verify("guarded.db");
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct arena a = {0};
        full_copy("guarded.db", "changed.db");
        ck_assert_msg(place_sql(temp_path("changed.db"), changes[i].sql), "%s",
                      changes[i].sql);
        const char *said = full_verify("changed.db", &a);
        ck_assert_msg(said && strstr(said, changes[i].told), "%s: %s",
                      changes[i].sql, said ? said : "nothing");
        arena_clear(&a);
    }
}
END

TEST_MAIN("store_cases", a_call_is_a_case, everything_hangs_on_the_case,
          a_mention_joins_and_leaves, a_call_is_joined,
          what_makes_no_sense_is_refused, nothing_is_deleted_or_reworded)

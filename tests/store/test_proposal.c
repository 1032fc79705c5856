/* SPDX-License-Identifier: MIT
 * store: a proposal's line, what it rests on, what came of it (R31). */
#include "tests/store/full.h"

enum { DAY = 86400 };

static int64_t a_case(struct store *s, int64_t at, const char *cause,
                      const char *unit)
{
    struct err e = {0};
    struct case_card card = {.channel = STR("phone"),
                             .text = STR("Не передали заявку"),
                             .opened_by = STR("ann")};
    ck_ok(store_case_new(s, &card, at, &e), e);
    const char *const values[][2] = {{"cause", cause}, {"lies_in", unit}};
    for (int i = 0; i < 2; i++) {
        const struct case_fact fact = {.case_id = card.id,
                                       .field = str_of(values[i][0]),
                                       .value = str_of(values[i][1]),
                                       .who = STR("ann"),
                                       .now = at};
        ck_ok(store_case_set(s, &fact, &e), e);
    }
    return card.id;
}

static bool step(struct store *s, int64_t id, const char *to, const char *why,
                 int64_t now)
{
    struct err e = {0};
    const struct proposal_step p = {.id = id,
                                    .to = str_of(to),
                                    .who = STR("dora"),
                                    .reason = str_of(why),
                                    .now = now};
    return store_proposal_step(s, &p, &e);
}

static struct proposal_row get(struct store *s, int64_t id, int64_t now)
{
    static struct arena a;
    struct err e = {0};
    struct proposal_row *rows;
    size_t n;
    const struct proposal_filter f = {.id = id, .now = now};
    ck_ok(store_proposals(s, &a, &f, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 1);
    return rows[0];
}

static int64_t propose(struct store *s, const char *cause, const char *unit,
                       int64_t of)
{
    struct err e = {0};
    struct proposal_row row = {.at = TEMP_NOW,
                               .who = STR("ann"),
                               .what = STR("Один журнал"),
                               .cause = str_of(cause),
                               .lies_in = str_of(unit)};
    ck_ok(store_proposal_add(s, &row, of, &e), e);
    return row.id;
}

TEST(it_goes_one_way)
{
    struct store *s = temp_store("way.db");
    int64_t of = a_case(s, TEMP_NOW, "handover", "service");
    int64_t id = propose(s, "handover", "", of);
    ck_assert(!step(s, id, "introduced", "", TEMP_NOW));
    ck_assert(!step(s, id, "refused", " ", TEMP_NOW));
    ck_assert(!step(s, id, "done", "x", TEMP_NOW));
    ck_assert(step(s, id, "agreed", "", TEMP_NOW));
    ck_assert(!step(s, id, "agreed", "", TEMP_NOW));
    ck_assert(step(s, id, "introduced", "", TEMP_NOW));
    ck_assert(!step(s, id, "refused", "x", TEMP_NOW));
    ck_assert_str(get(s, id, TEMP_NOW).state, "introduced");
    int64_t other = propose(s, "", "", 0);
    ck_assert(step(s, other, "agreed", "", TEMP_NOW) &&
              step(s, other, "refused", "дорого", TEMP_NOW));
    ck_assert_str(get(s, other, TEMP_NOW).reason, "дорого");
    /* Nor from another program. */
    const char *path = temp_path("way.db");
    ck_assert(!place_sql(path, "UPDATE proposal SET state = 'agreed'"));
    ck_assert(!place_sql(path, "UPDATE proposal SET what = 'x'"));
    ck_assert(!place_sql(path, "DELETE FROM proposal_case"));
    ck_assert(temp_verifies(s));
    store_close(s);
}
END

TEST(cases_before_and_after)
{
    struct store *s = temp_store("effect.db");
    struct err e = {0};
    const int64_t day = TEMP_NOW; /* it is introduced */
    int64_t all = propose(s, "handover", "", 0);
    int64_t one = propose(s, "handover", "service", 0);
    static const struct {
        int days; /* from then */
        const char *cause, *unit;
    } CASES[] = {{-11, "handover", "service"}, {-9, "handover", "service"},
                 {-9, "handover", "billing"},  {-1, "handover", "service"},
                 {-1, "training", "service"},  {0, "handover", "billing"},
                 {9, "handover", "service"},   {11, "handover", "service"}};
    int64_t last = 0;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        last =
            a_case(s, day + CASES[i].days * DAY, CASES[i].cause, CASES[i].unit);
    ck_assert(step(s, all, "agreed", "", day) &&
              step(s, one, "agreed", "", day));
    ck_assert_int_eq(get(s, all, day + 10 * DAY).effect.span, 0);
    ck_assert(step(s, all, "introduced", "", day) &&
              step(s, one, "introduced", "", day));
    struct proposal_effect x = get(s, all, day + 10 * DAY).effect;
    ck_assert_int_eq(x.span, 10 * DAY);
    ck_assert_int_eq(x.before, 3);
    ck_assert_int_eq(x.after, 2);
    x = get(s, one, day + 10 * DAY).effect;
    ck_assert_int_eq(x.before, 2);
    ck_assert_int_eq(x.after, 1);
    x = get(s, all, day + 400 * DAY).effect;
    ck_assert_int_eq(x.span, 90 * DAY);
    ck_assert_int_eq(x.before, 4);
    ck_assert_int_eq(x.after, 3);
    const struct proposal_link link = {all, last, STR("ann"), day};
    ck_ok(store_proposal_link(s, &link, &e), e);
    ck_assert(!store_proposal_link(s, &link, &e)); /* once */
    ck_assert_int_eq(get(s, all, day).cases, 1);
    store_close(s);
}
END

TEST_MAIN("store_proposal", it_goes_one_way, cases_before_and_after)

/* SPDX-License-Identifier: MIT
 * report: the sheet of a month has the figures of the report of that period
 * (R32), and what came of the solutions is what came (idea 22). */
#include <string.h>

#include "tests/report/read.h"

static struct buf md, html;

static void write_sheet(struct store *s, const struct report_setup *setup)
{
    struct err e = {0};
    buf_clear(&md), buf_clear(&html);
    buf_init(&md, CEILING_PAGE_OUT), buf_init(&html, CEILING_PAGE_OUT);
    ck_ok(report_month_markdown(s, setup, &md, &e), e);
    ck_ok(report_month_html(s, setup, &html, &e), e);
}

static void says(const char *line)
{
    ck_assert_msg(str_find(buf_view(&md), str_of(line)) >= 0,
                  "no \"%s\" in\n%.*s", line, (int)md.n, md.p);
}

/* The line of a text that holds these words, to its end. */
static struct str line_of(struct str text, const char *words)
{
    ptrdiff_t at = str_find(text, str_of(words));
    ck_assert_msg(at >= 0, "no %s", words);
    struct str rest = str_from(text, (size_t)at);
    ptrdiff_t end = str_find_char(rest, '\n');
    return str_part(rest, 0, end < 0 ? rest.n : (size_t)end);
}

static int64_t the_case(struct store *s, size_t nth, int64_t *mention)
{
    struct arena a = {0};
    struct err e = {0};
    struct mention *rows;
    size_t n;
    const struct mention_filter f = {.status = STR("approved")};
    ck_ok(store_mentions(s, &a, &f, &rows, &n, &e), e);
    ck_assert_uint_gt(n, nth);
    *mention = rows[nth].id;
    int64_t id = rows[nth].case_.id;
    arena_clear(&a);
    return id;
}

TEST(months_are_named)
{
    int64_t from, to;
    struct err e = {0};
    struct zone *moscow = zone_new(STR("+03:00"), &e);
    struct zone *berlin = zone_new(STR("Europe/Berlin"), &e);
    ck_assert_msg(moscow && berlin, "%s", e.msg);
    ck_assert(report_month(STR("2026-11"), 0, moscow, &from, &to));
    ck_assert_int_eq(from, FILL_FROM);
    ck_assert_int_eq(to, FILL_FROM + 30 * FILL_DAY);
    ck_assert(report_month(STR(""), FILL_FROM - 1, moscow, &from, &to));
    ck_assert_int_eq(to, FILL_FROM);
    ck_assert_int_eq(from, FILL_FROM - 31 * FILL_DAY);
    ck_assert(report_month(STR("2026-12"), 0, NULL, &from, &to));
    ck_assert_int_eq(to - from, 31 * FILL_DAY);
    /* January is read in July: its midnights are winter's */
    const int64_t JANUARY = 1767222000, JULY = 1783000000, HOUR = 3600;
    ck_assert(report_month(STR("2026-01"), JULY, berlin, &from, &to));
    ck_assert_int_eq(from, JANUARY);
    ck_assert_int_eq(to, JANUARY + 31 * FILL_DAY);
    /* and the month of the turn is an hour shorter */
    ck_assert(report_month(STR("2026-03"), JULY, berlin, &from, &to));
    ck_assert_int_eq(to - from, 31 * FILL_DAY - HOUR);
    zone_free(moscow);
    zone_free(berlin);
    static const char *const NONE[] = {"2026-13", "2026-00",  "2026-1",
                                       "2026/11", "november", "2026-11-01",
                                       "0000-01", "-026-11",  "2026--1"};
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
        ck_assert_msg(!report_month(str_of(NONE[i]), 0, NULL, &from, &to), "%s",
                      NONE[i]);
}
END

TEST(the_sheet_has_the_figures_of_the_report)
{
    struct store *s = new_store();
    struct report_setup setup = setup_of("en");
    struct err e = {0};
    struct arena a = {0};
    struct buf whole;
    int64_t n = fill_store(s);
    char total[64];
    buf_init(&whole, CEILING_PAGE_OUT);
    ck_ok(report_markdown(s, &setup, &whole, &e), e);
    write_sheet(s, &setup);
    /* the index: the same formula, interval and words on the period before */
    struct str index = line_of(buf_view(&whole), "100 × ");
    ck_assert(index.n > 40);
    index.n -= str_ends(index, STR("`")); /* there it is set as code */
    ck_assert_msg(str_find(buf_view(&md), index) >= 0, "%.*s\n\n%.*s",
                  (int)index.n, index.p, (int)md.n, md.p);
    ck_assert(str_find(buf_view(&html), index) >= 0);
    snprintf(total, sizeof total, "| Total | %lld | 0 |", (long long)n);
    says(total);
    /* approved two hours after they were said, with two days to go */
    struct str in_time = line_of(buf_view(&md), "| Answered in time |");
    ck_assert(str_find(in_time, STR("(")) > 0);
    ck_assert(
        str_find(line_of(buf_view(&md), "| Answered late |"), STR(" 0 |")) > 0);
    says("| not working |");
    says("To read oneself");
    /* the same store, the same bytes */
    struct str once = str_dup(&a, buf_view(&md));
    write_sheet(s, &setup);
    ck_assert(str_eq(once, buf_view(&md)));
    /* of several brands a post counts more than once, and that is said */
    ck_assert(str_find(once, STR("once for each")) < 0);
    setup.brands = true;
    write_sheet(s, &setup);
    says("A post about several brands counts once for each");
    ck_assert(str_find(buf_view(&html), STR("once for each")) > 0);
    buf_clear(&whole), buf_clear(&md), buf_clear(&html);
    arena_clear(&a);
    store_close(s);
    remove_store();
}
END

/* Two replies stand there; one author answers, one is silent; a text is gone
 * and another has other stars. */
static void happen(struct store *s, struct arena *a, int64_t now)
{
    static const char *const CAME[] = {"answered", "silent"};
    struct err e = {0};
    int64_t ids[2];
    bool fresh, found;
    struct mention m;
    enum put_result what;
    for (size_t i = 0; i < 2; i++) {
        int64_t id = the_case(s, i, &ids[i]);
        ck_ok(store_mention_get(s, a, ids[i], &m, &found, &e), e);
        const struct posting p = {.case_id = id,
                                  .who = STR("olga"),
                                  .url = m.post.url,
                                  .now = m.post.published + 9000};
        ck_ok(store_case_posted(s, &p, &e), e);
        const struct sequel_row row = {
            .case_id = id, .what = str_of(CAME[i]), .key = STR("1"), .at = now};
        ck_ok(store_sequel_add(s, &row, &AFTER_TERMS, &fresh, &e), e);
    }
    ck_ok(store_mention_gone(s, ids[0], now, &e), e);
    ck_ok(store_mention_get(s, a, ids[1], &m, &found, &e), e);
    /* Stars that become known are no other stars. */
    m.post.rating = 0.2;
    m.post.text_hash++;
    m.post.collected = now - 60;
    ck_ok(store_mention_put(s, &m, &what, &e), e);
    m.post.rating = 1;
    m.post.text_hash++;
    m.post.text = STR("Исправили, спасибо");
    m.post.collected = now;
    ck_ok(store_mention_put(s, &m, &what, &e), e);
    ck_assert_int_eq(what, PUT_EDITED);
}

TEST(what_came_of_the_solutions)
{
    struct store *s = new_store();
    struct report_setup setup = setup_of("en");
    struct err e = {0};
    struct arena a = {0};
    fill_store(s);
    happen(s, &a, setup.now);
    const struct month_wish wish = {setup.from, setup.to, setup.now, STR("")};
    struct fate_row *rows, sum = {0};
    size_t n;
    ck_ok(store_fates(s, &a, &wish, &rows, &n, &e), e);
    for (size_t i = 0; i < n; i++) {
        ck_assert(!i || str_cmp(rows[i - 1].solution, rows[i].solution) < 0);
        sum.posted += rows[i].posted, sum.answered += rows[i].answered;
        sum.silent += rows[i].silent, sum.stars += rows[i].stars;
        sum.edited += rows[i].edited, sum.gone += rows[i].gone;
        if (str_eqz(rows[i].solution, "C"))
            ck_assert(rows[i].n > 0 && !rows[i].posted);
    }
    ck_assert_int_eq(sum.posted, 2);
    ck_assert_int_eq(sum.answered, 1);
    ck_assert_int_eq(sum.silent, 1);
    ck_assert_int_eq(sum.stars, 1);
    ck_assert_int_eq(sum.edited, 1);
    ck_assert_int_eq(sum.gone, 1);
    /* of another brand, of another month: nothing */
    struct month_wish none = wish;
    none.brand = STR("Луч");
    ck_ok(store_fates(s, &a, &none, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 0);
    none = wish, none.to = wish.from, none.from = wish.from - 30 * FILL_DAY;
    ck_ok(store_fates(s, &a, &none, &rows, &n, &e), e);
    ck_assert_uint_eq(n, 0);
    /* and the report says it */
    write_sheet(s, &setup);
    says("What came of the solutions");
    says("1 (9.5–90.5"); /* Wilson's of one in two */
    buf_clear(&md), buf_clear(&html);
    arena_clear(&a);
    store_close(s);
    remove_store();
}
END

/* A post about three brands, two of them with one solution. */
static void put_post(struct store *s, struct arena *a, int64_t at)
{
    struct err e = {0};
    struct mention m, also[2];
    enum put_result what;
    struct source_row f = {.name = STR("f"), .kind = STR("forum")};
    ck_ok(store_source_put(s, a, &f, &e), e);
    mention_init(&m);
    m.post.source = f.id;
    m.post.key1 = m.post.key2 = STR("k");
    m.post.text = STR("Обе хороши");
    m.post.text_hash = 1;
    m.post.author = STR("Рома");
    m.post.lang = STR("ru");
    m.post.url = STR("https://f.example/1");
    m.post.published = m.post.collected = at;
    m.verdict.type = STR("broken");
    m.decision.solution = STR("A");
    m.decision.row = STR("r");
    m.decision.profile = STR("quick");
    m.decision.due = at + FILL_DAY;
    m.post.brand = STR("Альфа");
    also[0] = also[1] = m;
    also[0].post.brand = STR("Бета");
    also[1].post.brand = STR("Гамма");
    also[1].decision.solution = STR("C");
    m.also = also, m.n_also = 2;
    ck_ok(store_mention_put(s, &m, &what, &e), e);
    ck_assert_int_eq(what, PUT_NEW);
}

/* Our reply for its brand stands there, and that came of it. */
static void reply(struct store *s, struct arena *a, int64_t id,
                  const char *came, int64_t at)
{
    struct err e = {0};
    struct mention one;
    bool found, fresh;
    ck_ok(store_mention_get(s, a, id, &one, &found, &e), e);
    ck_assert(found && one.case_.id > 0);
    int64_t of = one.case_.id;
    ck_ok(store_case_approve(s, of, STR("olga"), STR("Починим"), at, &e), e);
    const struct posting p = {.case_id = of,
                              .who = STR("olga"),
                              .url = STR("https://f.example/1#2"),
                              .now = at + 30};
    ck_ok(store_case_posted(s, &p, &e), e);
    const struct sequel_row row = {
        .case_id = of, .what = str_of(came), .key = STR("1"), .at = at + 60};
    ck_ok(store_sequel_add(s, &row, &AFTER_TERMS, &fresh, &e), e);
}

/* What its author does he does once: answered for one of the brands he is not
 * silent, and what he takes away is one post. Of each brand it is one, too. */
TEST(a_post_about_two_brands_is_one)
{
    static const struct {
        const char *brand;
        int64_t answered, silent;
        size_t solutions;
    } CASES[] = {{"", 1, 0, 2}, {"Альфа", 1, 0, 1}, {"Бета", 0, 1, 1}};
    struct err e = {0};
    struct arena a = {0};
    struct store *s = new_store();
    struct report_setup setup = setup_of("en");
    int64_t at = setup.from + FILL_DAY;
    put_post(s, &a, at);
    reply(s, &a, 1, "answered", at + 60);
    reply(s, &a, 2, "silent", at + 60);
    ck_ok(store_mention_gone(s, 1, at + 180, &e), e);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const struct month_wish wish = {setup.from, setup.to, setup.now,
                                        str_of(CASES[i].brand)};
        struct fate_row *rows;
        size_t n;
        ck_ok(store_fates(s, &a, &wish, &rows, &n, &e), e);
        ck_assert_uint_eq(n, CASES[i].solutions);
        ck_assert_str(rows[0].solution, "A");
        ck_assert(rows[0].n == 1 && rows[0].posted == 1 && rows[0].gone == 1);
        ck_assert_int_eq(rows[0].answered, CASES[i].answered);
        ck_assert_int_eq(rows[0].silent, CASES[i].silent);
        if (n == 2) { /* of the other solution it is one, too */
            ck_assert_str(rows[1].solution, "C");
            ck_assert(rows[1].n == 1 && rows[1].gone == 1);
        }
    }
    arena_clear(&a);
    store_close(s);
    remove_store();
}
END

TEST_MAIN("report_month", a_post_about_two_brands_is_one, months_are_named,
          the_sheet_has_the_figures_of_the_report, what_came_of_the_solutions)

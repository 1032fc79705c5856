/* SPDX-License-Identifier: MIT
 * report: it says of shares, bursts, long years and blind sources what is so,
 * and no more than the numbers prove. */
#include <string.h>

#include "tests/report/read.h"

/* `n` mentions of a saying, spread evenly over `days` from `from`. */
static void heard(struct store *s, const struct saying *what, int64_t from,
                  int days, int n)
{
    static int64_t source, number;
    struct arena a = {0};
    struct err e = {0};
    struct source_row row = {.name = STR("Форум"),
                             .kind = STR("phpbb"),
                             .url = STR("https://forum.example/"),
                             .every = 3600};
    ck_ok(store_source_put(s, &a, &row, &e), e);
    source = row.id;
    ck_ok(store_begin(s, &e), e);
    for (int i = 0; i < n; i++) {
        enum put_result put;
        struct mention m = fill_mention(what, 0, &a);
        m.post.source = source;
        m.post.key1 = m.post.key2 = m.post.author =
            str_printf(&a, "heard %lld", (long long)number++);
        m.post.published = from + (int64_t)i * days * FILL_DAY / n + 3600;
        ck_ok(store_mention_put(s, &m, &put, &e), e);
    }
    ck_ok(store_commit(s, &e), e);
    arena_clear(&a);
}

static void markdown_of(struct store *s, const struct report_setup *setup,
                        struct buf *out)
{
    struct err e = {0};
    buf_init(out, CEILING_PAGE_OUT);
    ck_ok(report_markdown(s, setup, out, &e), e);
}

enum { MONEY = 2, APP = 1, PRAISE = 8, RANT = 5, YEAR = 364 };

/* Twice as many complaints of four times as many voices: the share falls. */
TEST(trends_are_shares)
{
    struct store *s = new_store();
    struct report_setup setup = setup_of("en");
    int64_t half = setup.from + YEAR * FILL_DAY;
    struct buf md;
    setup.to = half + YEAR * FILL_DAY;
    heard(s, &SAYINGS[MONEY], setup.from, YEAR, 79);
    heard(s, &SAYINGS[PRAISE], setup.from, YEAR, 637 - 79);
    heard(s, &SAYINGS[MONEY], half, YEAR, 170);
    heard(s, &SAYINGS[PRAISE], half, YEAR, 2356 - 170);
    markdown_of(s, &setup, &md);
    ck_assert_ptr_nonnull(
        strstr(md.p, "The share is falling: 12.4 % (79 of 637) in the first "
                     "half of the period, 7.2 % (170 of 2356) in the second."));
    buf_clear(&md);
    store_close(s);
    remove_store();
}
END

/* Forty complaints of one evening are one event: single voices would prove a
 * change, weeks do not. */
TEST(a_burst_is_no_trend)
{
    struct store *s = new_store();
    struct report_setup setup = setup_of("en");
    int64_t half = setup.from + YEAR / 2 * FILL_DAY;
    struct buf md;
    setup.to = setup.from + YEAR * FILL_DAY;
    heard(s, &SAYINGS[PRAISE], setup.from, YEAR, 400);
    heard(s, &SAYINGS[APP], setup.from, YEAR / 2, 10);
    heard(s, &SAYINGS[APP], half + 30 * FILL_DAY, 1, 40);
    markdown_of(s, &setup, &md);
    ck_assert_ptr_nonnull(
        strstr(md.p, "No change of the share that could be told from chance: "
                     "4.8 % (10 of 210)"));
    buf_clear(&md);
    store_close(s);
    remove_store();
}
END

/* Praise of one month against a year of trouble: what the index says stands on
 * that month, and the report says so. */
TEST(an_index_of_one_burst_is_not_proven)
{
    struct store *s = new_store();
    struct report_setup setup = setup_of("en");
    struct buf md;
    setup.to = setup.from + YEAR * FILL_DAY;
    heard(s, &SAYINGS[RANT], setup.from - YEAR * FILL_DAY, YEAR, 40);
    heard(s, &SAYINGS[PRAISE], setup.from - YEAR * FILL_DAY, YEAR, 8);
    heard(s, &SAYINGS[RANT], setup.from, YEAR, 30);
    heard(s, &SAYINGS[PRAISE], setup.from, YEAR, 10);
    heard(s, &SAYINGS[PRAISE], setup.from + 210 * FILL_DAY, 28, 43);
    markdown_of(s, &setup, &md);
    ck_assert_ptr_null(strstr(md.p, "larger than chance"));
    ck_assert_ptr_nonnull(strstr(md.p, " of 53 praises came from "));
    ck_assert_ptr_nonnull(strstr(md.p, "without them the index is 2"));
    buf_clear(&md);

    /* The same praise all over the year is a change. */
    heard(s, &SAYINGS[PRAISE], setup.from, YEAR, 120);
    markdown_of(s, &setup, &md);
    ck_assert_ptr_nonnull(strstr(md.p, "larger than chance"));
    buf_clear(&md);
    store_close(s);
    remove_store();
}
END

/* Columns are what people call them, and the year is never missing. */
TEST(long_axes_have_years)
{
    static const struct {
        int days;
        const char *lang, *tick, *column;
    } AXES[] = {
        {20, "en", ">1 Nov</text>", NULL},
        {90, "ru", ">01.11.2026</text>", "Столбец — неделя."},
        {900, "en", ">Jan 2027</text>", "A column is a month."},
        {4700, "ru", ">I кв. 2030</text>", "Столбец — квартал."},
        {9000, "en", ">2040</text>", "A column is a year"},
    };
    struct store *s = new_store();
    fill_store(s);
    for (size_t i = 0; i < sizeof AXES / sizeof *AXES; i++) {
        struct report_setup setup = setup_of(AXES[i].lang);
        setup.to = setup.from + AXES[i].days * (int64_t)FILL_DAY;
        struct page p;
        page_open(&p, s, &setup);
        ck_assert_msg(strstr(p.text.p, AXES[i].tick) != NULL, "%d days: %s",
                      AXES[i].days, AXES[i].tick);
        ck_assert_msg(!AXES[i].column || strstr(p.text.p, AXES[i].column),
                      "%d days: %s", AXES[i].days, AXES[i].column);
        ck_assert_ptr_null(strstr(p.text.p, "<pattern"));
        page_close(&p);
    }
    store_close(s);
    remove_store();
}
END

/* A source that never answered has health "ok" for days; it saw nothing all
 * the same, nor did one that was not visited for days. A visit in the future
 * was made by a wrong clock. */
TEST(blind_sources_are_named)
{
    struct store *s = new_store();
    struct report_setup setup = setup_of("en");
    struct arena a = {0};
    struct err e = {0};
    struct buf md;
    static const struct {
        const char *name;
        int days, fails; /* since its last visit; visits in vain */
    } SOURCES[] = {{"answers", 0, 0},
                   {"never <answered>", 0, 2},
                   {"ahead", -2, 0},
                   {"forgotten", 2, 0}};
    for (size_t i = 0; i < sizeof SOURCES / sizeof *SOURCES; i++) {
        struct source_row row = {.name = str_of(SOURCES[i].name),
                                 .kind = STR("phpbb"),
                                 .url = STR("https://forum.example/"),
                                 .every = 3600};
        ck_ok(store_source_put(s, &a, &row, &e), e);
        row.health = STR("ok");
        row.last_visit = setup.now - 60 - SOURCES[i].days * FILL_DAY;
        row.fails = SOURCES[i].fails;
        ck_ok(store_source_save(s, &row, &e), e);
    }
    struct page p;
    page_open(&p, s, &setup);
    ck_assert_ptr_nonnull(strstr(p.text.p, "Blind sources: 3 of 4. Silence "
                                           "there means nothing: never "
                                           "&lt;answered&gt;, ahead, "
                                           "forgotten."));
    ck_assert_int_eq(number(&p, "count(//tr[@class='blind'])"), 3);
    page_close(&p);
    markdown_of(s, &setup, &md);
    ck_assert_ptr_nonnull(strstr(md.p, "\n- never &lt;answered&gt;: fine"));
    buf_clear(&md);
    arena_clear(&a);
    store_close(s);
    remove_store();
}
END

TEST_MAIN("trends", trends_are_shares, a_burst_is_no_trend,
          an_index_of_one_burst_is_not_proven, long_axes_have_years,
          blind_sources_are_named)

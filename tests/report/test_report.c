/* SPDX-License-Identifier: MIT
 * report: the page of a known month, read back as XML: the numbers add up,
 * foreign text stays text, the same store gives the same bytes. */
#include <string.h>

#include "tests/report/read.h"

/* What the store itself counts. */
static int64_t stored(struct store *s, const struct report_setup *setup,
                      enum count_by by, const char *key)
{
    struct mention_filter f = {.from = setup->from, .to = setup->to};
    struct arena a = {0};
    struct err e = {0};
    struct count_row *rows;
    size_t n;
    int64_t sum = 0;
    ck_ok(store_counts(s, &a, &f, &(struct counting){by, false, 0}, &rows, &n,
                       &e),
          e);
    for (size_t i = 0; i < n; i++)
        if (!key || str_eqz(rows[i].key, key))
            sum += rows[i].n;
    arena_clear(&a);
    return sum;
}

TEST(numbers_add_up)
{
    struct store *s = new_store();
    struct report_setup setup = setup_of("ru");
    int64_t n = fill_store(s);
    struct page p;
    page_open(&p, s, &setup);
    static const char *const ALL[] = {
        "//li[@class='all']/b",
        "sum(//table[@id='days']/tbody/tr/td[last()])",
        "sum(//table[@id='days']/tbody/tr/td[position()<last()])",
        "sum(//table[@id='types']/tbody/tr/td[2])",
        "sum(//table[@id='tones']/tbody/tr/td[2])",
        "sum(//table[@id='sources']/tbody/tr/td[2])",
        "sum(//table[@id='topics']/tbody/tr/td[2])",
        "sum(//table[@id='solutions']/tbody/tr/td[1])",
        "sum(//table[@id='rows']/tbody/tr/td[1])",
        "sum(//table[@id='coverage']/tbody/tr/td[1])"};
    for (size_t i = 0; i < sizeof ALL / sizeof *ALL; i++)
        ck_assert_msg(number(&p, ALL[i]) == n, "%s: %lld, not %lld", ALL[i],
                      (long long)number(&p, ALL[i]), (long long)n);
    static const struct {
        const char *xpath;
        enum count_by by;
        const char *key;
    } SAME[] = {
        {"//li[@class='pos']/b", COUNT_TYPE, "praise"},
        {"//table[@id='types']/tbody/tr[last()]/td[2]", COUNT_TYPE, "broken"},
        {"//table[@id='tones']/tbody/tr[last()]/td[2]", COUNT_TONE, "neg"},
        {"//table[@id='solutions']/tbody/tr[1]/td[1]", COUNT_SOLUTION, "A"},
        {"//table[@id='outcome']/tbody/tr[1]/td", COUNT_LIST, "approved"},
        {"//table[@id='outcome']/tbody/tr[4]/td", COUNT_LIST, "dismissed"},
    };
    for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
        ck_assert_int_eq(number(&p, SAME[i].xpath),
                         stored(s, &setup, SAME[i].by, SAME[i].key));
    ck_assert_int_eq(number(&p, "//li[@class='wait']/b"),
                     stored(s, &setup, COUNT_LIST, "waiting") +
                         stored(s, &setup, COUNT_LIST, "repeated"));
    ck_assert_int_eq(number(&p, "//li[@class='neg']/b") +
                         number(&p, "//li[@class='pos']/b") +
                         stored(s, &setup, COUNT_TYPE, "question") +
                         stored(s, &setup, COUNT_TYPE, "neutral"),
                     n);
    page_close(&p);
    store_close(s);
    remove_store();
}
END

TEST(the_page_stands_alone)
{
    struct store *s = new_store();
    struct report_setup setup = setup_of("en");
    fill_store(s);
    struct page p;
    page_open(&p, s, &setup);
    ck_assert_int_eq(number(&p, "count(//script|//link|//img|//object|//iframe"
                                "|//@src|//@style|//@onload|//@onclick)"),
                     0);
    ck_assert_int_eq(
        number(&p, "count(//a[not(starts-with(@href,'https://'))])"), 0);
    ck_assert(!strstr(p.text.p, "url(http") && !strstr(p.text.p, "@import"));
    /* Every picture that says something has a title and a description. */
    ck_assert_int_ge(number(&p, "count(//*[local-name()='svg'][@role='img'])"),
                     3);
    ck_assert_int_eq(number(&p, "count(//*[local-name()='svg'][@role='img']"
                                "[not(*[local-name()='title']) or "
                                "not(*[local-name()='desc'])])"),
                     0);
    ck_assert_int_eq(number(&p, "count(//*[local-name()='svg']"
                                "[not(@role) and not(@aria-hidden)])"),
                     0);
    ck_assert_int_eq(number(&p, "count(//@id[. = preceding::*/@id])"), 0);
    page_close(&p);
    store_close(s);
    remove_store();
}
END

/* The problems by their own measure: the most and heaviest first; no rants;
 * quotes with link and day; what was decided. */
TEST(problems_are_ranked_and_quoted)
{
    struct store *s = new_store();
    struct report_setup setup = setup_of("en");
    fill_store(s);
    struct page p;
    page_open(&p, s, &setup);
    ck_assert_int_eq(number(&p, "count(//article)"), 5);
    ck_assert_int_eq(number(&p, "count(//article[.//blockquote][.//a])"), 5);
    ck_assert_int_eq(
        number(&p, "count(//article[1]//span[.='connection: not working'])"),
        1);
    ck_assert_int_eq(number(&p, "count(//article//span[contains(.,'rant')])"),
                     0);
    ck_assert_ptr_nonnull(strstr(p.text.p, "Decided: A — 30."));
    ck_assert_ptr_nonnull(strstr(p.text.p, "100 × 25 / (25 + 78) = 24.3"));
    page_close(&p);
    store_close(s);
    remove_store();
}
END

/* I = 25 / 103. The five weeks spread less than single voices would, so the
 * design effect is 1; Wilson with t = 2.776 by hand: 14.6 to 37.5. */
TEST(index_compares_with_the_period_before)
{
    struct store *s = new_store();
    struct err e = {0};
    struct report_setup setup = setup_of("en");
    struct buf out;
    fill_store(s);
    setup.from += 15 * FILL_DAY;
    buf_init(&out, CEILING_PAGE_OUT);
    ck_ok(report_html(s, &setup, &out, &e), e);
    ck_assert_ptr_nonnull(
        strstr(out.p, "The period of the same length before"));
    ck_assert_ptr_nonnull(strstr(out.p, "cannot be told from chance"));
    buf_reset(&out);
    setup.from -= 15 * FILL_DAY;
    ck_ok(report_html(s, &setup, &out, &e), e);
    ck_assert_ptr_nonnull(strstr(out.p, "14.6 … 37.5"));
    ck_assert_ptr_nonnull(strstr(out.p, "nothing to compare with"));
    buf_clear(&out);
    store_close(s);
    remove_store();
}
END

static const char *const HOSTILE[] = {
    "</p><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "]]><!--",
    "&lt;b&gt;",
    "\u202eoverride",
    "\xff\xfe bad bytes \xc3(",
    "`code` [x](javascript:1) | a | b\n# head\n> q",
    "<svg onload=x>"};

/* Puts hostile bytes into every text that comes from outside. */
static void fill_hostile(struct store *s, size_t i)
{
    struct arena a = {0};
    struct err e = {0};
    struct saying saying = SAYINGS[0];
    enum put_result what;
    struct source_row source = {.name = str_printf(&a, "%s %zu", HOSTILE[i], i),
                                .kind = STR("phpbb"),
                                .url = STR("https://x.example/"),
                                .every = 3600};
    ck_ok(store_source_put(s, &a, &source, &e), e);
    source.health = STR("dead");
    source.cause = str_of(HOSTILE[i]);
    ck_ok(store_source_save(s, &source, &e), e);
    saying.text = saying.topic = saying.why = HOSTILE[i];
    struct mention m = fill_mention(&saying, (int)i, &a);
    m.post.source = source.id;
    m.post.key1 = m.post.key2 = str_printf(&a, "k%zu", i);
    m.decision.row = m.decision.department = str_of(HOSTILE[i]);
    m.post.url = i % 2 ? str_of("javascript:alert(1)")
                       : str_printf(&a, "https://x.example/\"><b>%zu", i);
    ck_ok(store_mention_put(s, &m, &what, &e), e);
    arena_clear(&a);
}

TEST(foreign_text_stays_text)
{
    struct store *s = new_store();
    struct report_setup setup = setup_of("ru");
    size_t n = sizeof HOSTILE / sizeof *HOSTILE;
    for (size_t i = 0; i < n; i++)
        fill_hostile(s, i);
    setup.company = str_of(HOSTILE[0]);
    struct page p;
    page_open(&p, s, &setup);
    ck_assert_int_eq(number(&p, "//li[@class='all']/b"), (int64_t)n);
    ck_assert_int_eq(number(&p, "count(//script|//img|//b[.='x']|//@onload"
                                "|//@onerror|//comment())"),
                     0);
    ck_assert_int_eq(
        number(&p, "count(//a[not(starts-with(@href,'https://'))])"), 0);
    ck_assert_ptr_null(strstr(p.text.p, "\u202e"));
    page_close(&p);

    struct buf md;
    struct err e = {0};
    buf_init(&md, CEILING_PAGE_OUT);
    ck_ok(report_markdown(s, &setup, &md, &e), e);
    ck_assert(!strstr(md.p, "<script") && !strstr(md.p, "<img") &&
              !strstr(md.p, "<svg") && !strstr(md.p, "[x](javascript") &&
              !strstr(md.p, "\n# head") && !strstr(md.p, "\u202e"));
    buf_clear(&md);
    store_close(s);
    remove_store();
}
END

/* Why a source is not seen, as the page's reader says it. */
TEST(causes_are_in_the_language_of_the_page)
{
    static const char *const LANGS[] = {"ru", "en"};
    static const char *const TOLD[] = {"сайт сообщает: ", "the site says: "};
    struct store *s = new_store();
    struct arena a = {0};
    struct err e = {0};
    struct source_row source = {.name = STR("ill.example"),
                                .kind = STR("phpbb"),
                                .url = STR("https://ill.example/"),
                                .every = 3600};
    fill_store(s);
    ck_ok(store_source_put(s, &a, &source, &e), e);
    source.health = STR("changed");
    source.cause = STR("https://ill.example/: the site says: <b>*no*</b>");
    ck_ok(store_source_save(s, &source, &e), e);
    for (size_t i = 0; i < 2; i++) {
        struct report_setup setup = setup_of(LANGS[i]);
        struct page p;
        struct buf md;
        page_open(&p, s, &setup);
        const char *html =
            str_printf(&a, "%s&lt;b&gt;*no*&lt;/b&gt;", TOLD[i]).p;
        ck_assert_ptr_nonnull(strstr(p.text.p, html));
        ck_assert_ptr_null(strstr(p.text.p, TOLD[!i]));
        page_close(&p);
        buf_init(&md, CEILING_PAGE_OUT);
        ck_ok(report_markdown(s, &setup, &md, &e), e);
        ck_assert_ptr_nonnull(strstr(md.p, TOLD[i]));
        ck_assert_ptr_null(strstr(md.p, TOLD[!i]));
        ck_assert_ptr_null(strstr(md.p, "<b>"));
        buf_clear(&md);
    }
    store_close(s);
    arena_clear(&a);
    remove_store();
}
END

TEST(the_same_store_gives_the_same_bytes)
{
    struct buf one, two;
    struct err e = {0};
    buf_init(&one, CEILING_PAGE_OUT);
    buf_init(&two, CEILING_PAGE_OUT);
    for (int lang = 0; lang < 2; lang++) {
        struct report_setup setup = setup_of(lang ? "en" : "ru");
        struct store *s = new_store();
        fill_store(s);
        ck_ok(report_html(s, &setup, &one, &e), e);
        ck_ok(report_markdown(s, &setup, &one, &e), e);
        store_close(s);
        s = new_store(); /* filled again from nothing */
        fill_store(s);
        ck_ok(report_html(s, &setup, &two, &e), e);
        ck_ok(report_markdown(s, &setup, &two, &e), e);
        store_close(s);
        ck_assert(str_eq(buf_view(&one), buf_view(&two)));
    }
    buf_clear(&one);
    buf_clear(&two);
    remove_store();
}
END

TEST(an_empty_period_says_so)
{
    struct store *s = new_store();
    struct err e = {0};
    struct buf md;
    struct report_setup setup = setup_of("ru");
    fill_store(s);
    setup.from -= 100 * FILL_DAY;
    setup.to -= 100 * FILL_DAY;
    struct page p;
    page_open(&p, s, &setup);
    ck_assert_ptr_nonnull(strstr(p.text.p, "За этот период упоминаний нет."));
    ck_assert_int_eq(number(&p, "count(//article)"), 0);
    ck_assert_int_eq(number(&p, "count(//table[@id='coverage']//tr)"), 4);
    page_close(&p);
    buf_init(&md, CEILING_PAGE_OUT);
    ck_ok(report_markdown(s, &setup, &md, &e), e);
    ck_assert_ptr_nonnull(strstr(md.p, "За этот период упоминаний нет."));
    buf_clear(&md);
    setup.to = setup.from;
    ck_assert(!report_html(s, &setup, &md, &e));
    ck_assert_str_eq(e.msg, "the report's period ends before it begins");
    store_close(s);
    remove_store();
}
END

/* A mention that a person called "not about us" leaves every number. */
TEST(refused_mentions_do_not_count)
{
    struct store *s = new_store();
    struct err e = {0};
    struct report_setup setup = setup_of("ru");
    int64_t n = fill_store(s);
    ck_ok(store_label_not_us(s, 1, STR("olga"), FILL_FROM, &e), e);
    struct page p;
    page_open(&p, s, &setup);
    ck_assert_int_eq(number(&p, "//li[@class='all']/b"), n - 1);
    ck_assert_int_eq(stored(s, &setup, COUNT_TYPE, NULL), n - 1);
    page_close(&p);
    store_close(s);
    remove_store();
}
END

/* Days begin at midnight of the zone, long periods get wider columns, and no
 * mention falls between two of them. */
TEST(periods_of_any_length_keep_their_sum)
{
    static const int64_t LENGTHS[] = {1, 7, 30, 62, 63, 365, 4000};
    struct store *s = new_store();
    fill_store(s);
    for (size_t i = 0; i < sizeof LENGTHS / sizeof *LENGTHS; i++) {
        struct report_setup setup = setup_of("ru");
        setup.to = FILL_FROM + END_OF_MONTH;
        setup.from = setup.to - LENGTHS[i] * FILL_DAY;
        struct page p;
        page_open(&p, s, &setup);
        ck_assert_int_eq(
            number(&p, "sum(//table[@id='days']/tbody/tr/td[last()])"),
            stored(s, &setup, COUNT_TYPE, NULL));
        ck_assert_int_le(number(&p, "count(//table[@id='days']/tbody/tr)"), 62);
        page_close(&p);
    }
    store_close(s);
    remove_store();
}
END

/* More in a day, and in one second of it, than is read at once. */
TEST(crowded_days_are_read_in_parts)
{
    struct store *s = new_store();
    struct report_setup setup = setup_of("ru");
    struct arena a = {0};
    struct err e = {0};
    int64_t ids[3], n = 2600;
    fill_sources(s, ids);
    ck_ok(store_begin(s, &e), e);
    for (int64_t i = 0; i < n; i++) {
        struct mention m = fill_mention(&SAYINGS[i % FILL_SAYINGS], 12, &a);
        enum put_result what;
        m.post.source = ids[i % 3];
        m.post.key1 = m.post.key2 = m.post.author =
            str_printf(&a, "crowd %d", (int)i);
        m.post.text_hash = i;
        m.post.published += i < 1300 ? 0 : i;
        m.post.brand = i % 2 ? STR("Вектор") : STR("Луч");
        ck_ok(store_mention_put(s, &m, &what, &e), e);
        arena_reset(&a);
    }
    ck_ok(store_commit(s, &e), e);
    struct page p;
    page_open(&p, s, &setup);
    ck_assert_int_eq(number(&p, "//li[@class='all']/b"), n);
    page_close(&p);
    setup.brand = STR("Луч");
    page_open(&p, s, &setup);
    ck_assert_int_eq(number(&p, "//li[@class='all']/b"), n / 2);
    page_close(&p);
    store_close(s);
    arena_clear(&a);
    remove_store();
}
END

TEST_MAIN("report", numbers_add_up, the_page_stands_alone,
          problems_are_ranked_and_quoted, index_compares_with_the_period_before,
          foreign_text_stays_text, the_same_store_gives_the_same_bytes,
          causes_are_in_the_language_of_the_page, an_empty_period_says_so,
          refused_mentions_do_not_count, periods_of_any_length_keep_their_sum,
          crowded_days_are_read_in_parts)

/* SPDX-License-Identifier: MIT
 * The reply at the desk: what was posted, days that are promised, and in whose
 * language it is all told. R64. */
#include "tests/desk/work.h"

/* ---- posted ---- */

TEST(what_was_posted_is_marked_with_its_link)
{
    static const char *const wrong[] = {
        "",         "forum.example/1", "javascript:alert(1)",
        "https://", "https://a b",     "ftp://f.example/1"};
    int64_t ids[32];
    begin();
    client_login(&c, "anna");
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/posted", "url",
                                 "https://otzyv.example/r/77#our", NULL),
                     409);
    client_get(&c, "/mention/2");
    client_post(&c, "/mention/2/approve", "text", "Ответим здесь.", NULL);
    ck_assert_uint_eq(listed(&c, "/queue?list=approved", ids), 1);
    ck_assert(client_has(&c, "Согласовано: Анна Белова"));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        client_get(&c, "/mention/2");
        ck_assert_msg(
            client_post(&c, "/mention/2/posted", "url", wrong[i], NULL) == 422,
            "%s: %ld", wrong[i], c.status);
        ck_assert_str(approved(&c), "Ответим здесь.");
    }
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/posted", "url",
                                 " https://otzyv.example/r/77?a=1&b=2#our ",
                                 NULL),
                     303);
    ck_assert(str_find(client_header(&c, "Location"), STR("did=posted")) > 0);
    ck_assert_uint_eq(listed(&c, "/queue?list=approved", ids), 0);
    ck_assert_uint_eq(listed(&c, "/queue?list=posted", ids), 1);
    ck_assert(client_has(&c, "Опубликовано: Анна Белова"));
    client_get(&c, "/mention/2");
    ck_assert(client_has(&c, "Опубликовано: <b>Анна Белова</b>"));
    ck_assert(
        client_has(&c, "href=\"https://otzyv.example/r/77?a=1&amp;b=2#our\""));
    ck_assert_int_eq(client_post(&c, "/mention/2/posted", "url",
                                 "https://otzyv.example/r/77", NULL),
                     409);
    end();
}
END

static void settle(const char *state, const char *cause)
{
    struct err e = {0};
    struct sending_row row;
    struct mention m;
    bool found, got = true;
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_assert_msg(s, "%s", e.msg);
    ck_ok(store_mention_get(s, &c.arena, 2, &m, &found, &e), e);
    ck_ok(store_sending_of(s, &c.arena, m.case_.id, &row, &found, &e), e);
    if (str_eqz(row.state, "wanted"))
        ck_ok(store_sending_claim(s, &row, 6, 7, &got, &e), e);
    ck_assert(found && got);
    row.state = str_of(state), row.cause = str_of(cause);
    ck_ok(store_sending_settle(s, &row, 8, &e), e);
    store_close(s);
}

/* Molva posts it where it may; what nobody knows is told, and goes out again
 * only when somebody has looked. */
TEST(molva_posts_it_when_it_is_asked_to)
{
    begin();
    client_login(&c, "anna");
    client_get(&c, "/mention/2");
    ck_assert(!client_has(&c, "/mention/2/post\""));
    ck_assert_int_eq(client_post(&c, "/mention/2/post", NULL), 409);
    client_get(&c, "/mention/2");
    client_post(&c, "/mention/2/approve", "text", "Ответим здесь.", NULL);
    client_get(&c, "/mention/2");
    ck_assert(client_has(&c, "Опубликовать через Молву"));
    ck_assert_int_eq(client_post(&c, "/mention/2/post", NULL), 303);
    client_get(&c, "/mention/2");
    ck_assert(client_has(&c, "Молва опубликует") &&
              !client_has(&c, "Опубликовать через Молву"));
    ck_assert_int_eq(client_post(&c, "/mention/2/post", NULL), 409);
    settle("unsure", "it was not found there: look yourself");
    client_get(&c, "/mention/2");
    ck_assert(client_has(&c, "там его не нашли: посмотрите сами"));
    ck_assert_int_eq(client_post(&c, "/mention/2/post", NULL), 409);
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/post", "again", "1", NULL),
                     303);
    settle("refused", "status 403: no");
    client_get(&c, "/mention/2");
    ck_assert(client_has(&c, "Площадка не приняла: статус 403: no"));
    ck_assert(client_has(&c, "Опубликовать через Молву"));
    /* a place where Molva has no account */
    client_get(&c, "/mention/1");
    client_post(&c, "/mention/1/approve", "text", "Ответим здесь.", NULL);
    client_get(&c, "/mention/1");
    ck_assert(!client_has(&c, "Опубликовать через Молву"));
    ck_assert_int_eq(client_post(&c, "/mention/1/post", NULL), 409);
    end();
}
END

/* Another site than the mention's takes a reason; what was marked by mistake is
 * taken back until the author has answered. */
TEST(a_mark_can_be_explained_and_taken_back)
{
    int64_t ids[32];
    begin();
    client_login(&c, "anna");
    client_get(&c, "/mention/2");
    client_post(&c, "/mention/2/approve", "text", "Ответим здесь.", NULL);
    client_get(&c, "/mention/2");
    ck_assert(!client_has(&c, "name=\"why\""));
    ck_assert_int_eq(client_post(&c, "/mention/2/posted", "url",
                                 "https://vector.example/77", NULL),
                     422);
    ck_assert(client_has(&c, "с другого сайта") &&
              client_has(&c, "name=\"why\"") &&
              client_has(&c, "value=\"https://vector.example/77\""));
    ck_assert_int_eq(client_post(&c, "/mention/2/posted", "url",
                                 "https://vector.example/77", "why",
                                 "Тема закрыта", NULL),
                     303);
    client_get(&c, "/mention/2");
    ck_assert(client_has(&c, "Тема закрыта"));
    ck_assert_int_eq(
        client_post(&c, "/mention/2/unposted", "reason", " ", NULL), 422);
    ck_assert_int_eq(
        client_post(&c, "/mention/2/unposted", "reason", "не та тема", NULL),
        303);
    ck_assert_uint_eq(listed(&c, "/queue?list=approved", ids), 1);
    client_get(&c, "/mention/2");
    ck_assert_int_eq(
        client_post(&c, "/mention/2/unposted", "reason", "x", NULL), 409);
    end();
}
END

/* What came after our reply is on the page and in a list of its own until
 * somebody has looked. */
TEST(the_authors_answer_is_read)
{
    struct err e = {0};
    int64_t ids[32];
    bool fresh;
    begin();
    client_login(&c, "boris");
    struct store *s = store_open(place_url(desk.path), 0, &e);
    ck_assert_msg(s, "%s", e.msg);
    struct mention m;
    bool found;
    ck_ok(store_mention_get(s, &c.arena, 2, &m, &found, &e), e);
    ck_ok(
        store_case_approve(s, m.case_.id, STR("anna"), STR("Ответим."), 5, &e),
        e);
    ck_ok(store_case_posted(s,
                            &(struct posting){m.case_.id, STR("anna"),
                                              STR("https://otzyv.example/r/77"),
                                              STR(""), 6},
                            &e),
          e);
    struct sequel_row row = {.case_id = m.case_.id,
                             .what = STR("answered"),
                             .key = STR("k"),
                             .at = 7,
                             .url = STR("https://otzyv.example/r/77#2"),
                             .text = STR("Спасибо, <b>не помогло</b>")};
    ck_ok(store_sequel_add(s, &row, &AFTER_TERMS, &fresh, &e), e);
    store_close(s);
    ck_assert_uint_eq(listed(&c, "/queue?list=answered", ids), 1);
    client_get(&c, "/mention/2");
    ck_assert(client_has(&c, "Спасибо, &lt;b&gt;не помогло") &&
              client_has(&c, "/mention/2/heed") &&
              !client_has(&c, "/mention/2/unposted"));
    ck_assert_int_eq(client_post(&c, "/mention/2/heed", "x", "", NULL), 303);
    ck_assert_uint_eq(listed(&c, "/queue?list=answered", ids), 0);
    ck_assert_uint_eq(listed(&c, "/queue?list=posted", ids), 1);
    client_get(&c, "/mention/2");
    ck_assert(client_has(&c, "Спасибо") && !client_has(&c, "/heed"));
    ck_assert_int_eq(client_post(&c, "/mention/2/heed", "x", "", NULL), 409);
    end();
}
END

/* ---- for whom it is written ---- */

TEST(readers_get_words_for_readers)
{
    begin();
    client_login(&c, "dora");
    client_get(&c, "/mention/2");
    ck_assert(client_has(&c, "Colleagues are preparing"));
    ck_assert(!client_has(&c, "<textarea"));
    ck_assert(!client_has(&c, "id=\"lint\""));
    ck_assert(!client_has(&c, "you can edit"));
    ck_assert(client_has(&c, "е позднее"));
    client_close(&c);
    client_open(&c, &desk);
    client_login(&c, "mona"); /* corrects types, edits no replies */
    client_get(&c, "/mention/2");
    ck_assert(client_has(&c, "Colleagues are preparing"));
    ck_assert(client_has(&c, "action=\"/mention/2/type\""));
    ck_assert(!client_has(&c, "id=\"lint\""));
    end();
}
END

/* An English reader of Russian mentions reads no Russian but theirs. */
TEST(reasons_are_in_the_language_of_the_reader)
{
    int64_t ids[32];
    begin();
    client_login(&c, "dora");
    size_t n = listed(&c, "/queue", ids);
    struct str rest = buf_view(&c.body), why;
    for (size_t i = 0; i < n; i++) {
        ptrdiff_t at = str_find(rest, STR("<p class=\"why\">"));
        ck_assert(at >= 0);
        rest = str_from(rest, (size_t)at + 15);
        why = str_part(rest, 0, (size_t)str_find(rest, STR("</p>")));
        for (size_t k = 0; k < why.n; k++)
            ck_assert_msg((unsigned char)why.p[k] < 0xd0, STR_FMT,
                          STR_ARG(why));
    }
    client_get(&c, "/mention/8");
    struct str way =
        between(&c.arena, buf_view(&c.body), "<ol class=\"way\">", "</ol>");
    ck_assert(str_find(way, STR("an answer would only feed it")) > 0);
    for (size_t k = 0; k < way.n; k++)
        ck_assert_msg((unsigned char)way.p[k] < 0xd0 ||
                          (unsigned char)way.p[k] > 0xd3,
                      STR_FMT, STR_ARG(way));
    client_close(&c);
    client_open(&c, &desk);
    client_login(&c, "anna"); /* Russian; mention 4 is English */
    client_get(&c, "/mention/4");
    way = between(&c.arena, buf_view(&c.body), "<ol class=\"way\">", "</ol>");
    ck_assert(str_find(way, STR("instead of")) < 0);
    ck_assert(str_find(way, STR("about this")) < 0);
    ck_assert(str_find(way, STR("уверенность")) > 0);
    client_post(&c, "/mention/4/lint", "text", "We sincerely apologise.", NULL);
    ck_assert(client_has(&c, "без пафоса"));
    client_get(&c, "/mention/4");
    client_post(&c, "/mention/4/lint", "text", "We will return $77,777 here.",
                NULL);
    ck_assert(client_has(&c, "этого нет ни в сообщении, ни в реестре"));
    end();
}
END

/* A source that fails and a mention without a draft, as the crawler stores
 * them; the mention's id. */
static int64_t put_causes(void)
{
    struct err e = {0};
    struct mention m = {0};
    enum put_result what;
    bool found;
    struct store *s = store_open(place_url(desk.path), 0, &e);
    struct source_row source = {.name = STR("ill.example"),
                                .kind = STR("phpbb"),
                                .url = STR("https://ill.example/"),
                                .every = 3600};
    ck_ok(store_source_put(s, &c.arena, &source, &e), e);
    source.health = STR("changed");
    source.cause = STR("https://ill.example/: the site says: <b>no data</b>");
    ck_ok(store_source_save(s, &source, &e), e);
    ck_ok(store_mention_get(s, &c.arena, 2, &m, &found, &e), e);
    m.id = 0;
    m.post.key1 = m.post.key2 = m.post.key_link = STR("without-draft");
    m.post.text = STR("Вторую неделю жду ответа на письмо о расторжении "
                      "договора, никто не звонит.");
    m.post.text_hash++;
    m.decision.draft = STR("");
    m.decision.why =
        str_printf(&c.arena,
                   STR_FMT " (no draft: reply 'lost' (ru): no value for "
                           "{contact})",
                   STR_ARG(m.decision.why));
    ck_ok(store_mention_put(s, &m, &what, &e), e);
    ck_assert_int_eq(what, PUT_NEW);
    store_close(s);
    return m.id;
}

TEST(causes_are_in_the_language_of_the_reader)
{
    static const struct {
        const char *login, *source, *draft;
    } READERS[] = {
        {"anna", "https://ill.example/: сайт сообщает: &lt;b&gt;no data",
         "(черновика нет: ответ «lost» (ru): нечего поставить в {contact})"},
        {"dora", "https://ill.example/: the site says: &lt;b&gt;no data",
         "(no draft: reply &#39;lost&#39; (ru): no value for {contact})"},
    };
    char mention[64];
    begin();
    snprintf(mention, sizeof mention, "/mention/%ld", (long)put_causes());
    for (size_t i = 0; i < 2; i++) {
        client_close(&c);
        client_open(&c, &desk);
        client_login(&c, READERS[i].login);
        client_get(&c, "/sources");
        ck_assert_msg(client_has(&c, READERS[i].source), "source %zu", i);
        ck_assert_int_eq(client_get(&c, mention), 200);
        ck_assert_msg(client_has(&c, READERS[i].draft), "draft %zu", i);
        client_get(&c, "/queue");
        ck_assert_msg(client_has(&c, READERS[i].draft), "draft %zu", i);
    }
    end();
}
END

/* ---- days ---- */

/* The draft shows the day that would hold now, and what is approved holds the
 * day that holds then; the store knows only that one is promised. */
TEST(a_day_is_promised_when_it_is_approved)
{
    begin();
    client_login(&c, "anna");
    client_get(&c, "/mention/2");
    struct str shown = field(&c), day = client_field(&c, "due");
    ck_assert(day.n > 0 && str_find(shown, day) > 0);
    ck_assert(str_find_char(shown, '{') < 0);
    /* A page from last week: its day becomes today's. */
    struct str old = STR("20 ноября 1999");
    struct str text = str_printf(
        &c.arena, "Ответим здесь не позднее " STR_FMT ".", STR_ARG(old));
    ck_assert_int_eq(
        client_post(&c, "/mention/2/edit", "text", text.p, "due", old.p, NULL),
        303);
    text = str_printf(&c.arena, "Ответим здесь не позднее " STR_FMT ".",
                      STR_ARG(day));
    ck_assert_str(api(&c, 2, "draft"), text.p);
    client_get(&c, "/mention/2");
    ck_assert_str(field(&c), text.p);
    ck_assert_int_eq(client_post(&c, "/mention/2/approve", "text", text.p,
                                 "due", str_z(&c.arena, day), NULL),
                     303);
    client_get(&c, "/mention/2");
    ck_assert_str(approved(&c), text.p);
    end();
}
END

TEST(a_day_that_has_passed_is_not_approved)
{
    static const char *const texts[] = {
        "Ответим здесь до 1 декабря 2020.",
        "Ответим здесь не позднее 01.12.2020.",
        "We will reply here by 1 December 2020.",
        "Ответим здесь до прошлой пятницы.",
    };
    begin();
    client_login(&c, "anna");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        client_get(&c, "/mention/2");
        ck_assert_msg(client_post(&c, "/mention/2/approve", "text", texts[i],
                                  NULL) == 422,
                      "%s: %ld", texts[i], c.status);
        ck_assert(client_has(&c, "этот день прошёл: "));
        ck_assert(client_has(&c, "Обещан день, который уже прошёл"));
        ck_assert_str(field(&c), texts[i]);
        ck_assert_str(api(&c, 2, "status"), "waiting");
    }
    client_get(&c, "/mention/2");
    client_post(&c, "/mention/2/lint", "text", texts[0], NULL);
    ck_assert(client_has(&c, "01.12.2020"));
    ck_assert(!client_has(&c, "\"blocks\":null"));
    end();
}
END

TEST_MAIN("replies at the desk", what_was_posted_is_marked_with_its_link,
          molva_posts_it_when_it_is_asked_to,
          a_mark_can_be_explained_and_taken_back, the_authors_answer_is_read,
          readers_get_words_for_readers,
          reasons_are_in_the_language_of_the_reader,
          causes_are_in_the_language_of_the_reader,
          a_day_is_promised_when_it_is_approved,
          a_day_that_has_passed_is_not_approved)

/* SPDX-License-Identifier: MIT
 * The desk in people's hands: who collides, what is typed and not lost, the
 * lists and the way back. R38, R73, R78. */
#include "tests/desk/work.h"

/* ---- two people ---- */

TEST(who_comes_second_sees_what_is_approved)
{
    two("anna", "oleg");
    client_get(&other, "/mention/2");
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/approve", "text",
                                 "Проверим и ответим здесь.", NULL),
                     303);
    ck_assert_int_eq(client_post(&other, "/mention/2/approve", "text",
                                 "Сами виноваты. Ждите {contact}.", NULL),
                     409);
    ck_assert_str(approved(&other), "Проверим и ответим здесь.");
    ck_assert_str(unsaved(&other), "Сами виноваты. Ждите {contact}.");
    ck_assert(client_has(&other, "data-copy=\"approved\""));
    ck_assert(!client_has(&other, "data-copy=\"unsaved\""));
    ck_assert_str(api(&c, 2, "draft"), "Проверим и ответим здесь.");
    both_end();
}
END

TEST(who_comes_second_keeps_his_words_while_it_waits)
{
    two("anna", "oleg");
    client_get(&other, "/mention/2");
    client_get(&c, "/mention/2");
    ck_assert_int_eq(
        client_post(&c, "/mention/2/edit", "text", "Слова Анны.", NULL), 303);
    ck_assert_int_eq(
        client_post(&other, "/mention/2/edit", "text", "Слова Олега.", NULL),
        409);
    /* The winner's in the field, so that no Enter stores over them. */
    ck_assert_str(field(&other), "Слова Анны.");
    struct str beside = between(&other.arena, buf_view(&other.body),
                                "id=\"unsaved\" tabindex=\"0\">", "</pre>");
    ck_assert_str(beside, "Слова Олега.");
    ck_assert_str(api(&c, 2, "draft"), "Слова Анны.");
    /* Having seen both he may go on. */
    client_get(&other, "/mention/2");
    ck_assert_int_eq(
        client_post(&other, "/mention/2/edit", "text", "Слова Олега.", NULL),
        303);
    ck_assert_str(api(&c, 2, "draft"), "Слова Олега.");
    both_end();
}
END

TEST(a_saved_edit_outlives_a_corrected_type)
{
    two("anna", "oleg");
    client_get(&c, "/mention/4");
    ck_assert_int_eq(client_post(&c, "/mention/4/edit", "text",
                                 "Words of a person, we will write here.",
                                 NULL),
                     303);
    client_get(&other, "/mention/4");
    ck_assert_int_eq(
        client_post(&other, "/mention/4/type", "type", "overcharged", NULL),
        303);
    client_get(&c, "/mention/4");
    ck_assert_str(field(&c), "Words of a person, we will write here.");
    ck_assert(client_has(&c, "<details class=\"drafts\" open>"));
    ck_assert(client_has(&c, "/mention/4/take"));
    struct str beside = between(&c.arena, buf_view(&c.body),
                                "<pre class=\"kept\" lang=\"en\">", "</pre>");
    struct str id =
        between(&c.arena, buf_view(&c.body), "name=\"draft\" value=\"", "\"");
    ck_assert(beside.n > 40 && str_find_char(beside, '{') < 0);
    /* It can be taken, and nothing typed is lost by that. */
    ck_assert_int_eq(client_post(&c, "/mention/4/take", "text", "Typed now.",
                                 "draft", str_z(&c.arena, id), NULL),
                     200);
    ck_assert_str(field(&c), str_z(&c.arena, beside));
    ck_assert_str(unsaved(&c), "Typed now.");
    ck_assert_str(api(&c, 4, "draft"),
                  "Words of a person, we will write here.");
    both_end();
}
END

TEST(what_is_typed_outlives_a_corrected_type)
{
    begin();
    client_login(&c, "anna");
    client_get(&c, "/mention/4");
    ck_assert_int_eq(client_post(&c, "/mention/4/type", "type", "overcharged",
                                 "text", "Typed & not saved, we will write.",
                                 NULL),
                     200);
    ck_assert_str(field(&c), "Typed &amp; not saved, we will write.");
    ck_assert_str(api(&c, 4, "type"), "overcharged");
    /* A type that wants no reply: the words stand apart. */
    client_get(&c, "/mention/4");
    ck_assert_int_eq(client_post(&c, "/mention/4/type", "type", "neutral",
                                 "text", "Typed again, we will write.", NULL),
                     200);
    ck_assert_str(unsaved(&c), "Typed again, we will write.");
    ck_assert_str(api(&c, 4, "list"), "dismissed");
    end();
}
END

/* ---- forms that come too late ---- */

TEST(a_session_that_ended_keeps_the_answer)
{
    begin();
    client_login(&c, "anna");
    client_get(&c, "/mention/2?type=overcharged");
    struct str seen = client_field(&c, "seen");
    struct buf form;
    buf_init(&form, CEILING_REQUEST);
    form_put(&form, "csrf", client_field(&c, "csrf"));
    form_put(&form, "seen", seen);
    form_put(&form, "view", STR("type=overcharged"));
    form_put(&form, "text", STR("Анна пишет: \"вернём\" & ответим.\nЗдесь."));
    client_close(&c);
    client_open(&c, &desk); /* the cookies are gone */
    ck_assert_int_eq(
        client_send(&c, "POST", "/mention/2/approve", buf_view(&form)), 401);
    ck_assert_str(between(&c.arena, buf_view(&c.body),
                          "id=\"typed\" tabindex=\"0\">", "</pre>"),
                  "Анна пишет: &quot;вернём&quot; &amp; ответим.\nЗдесь.");
    const char *sign_in = strstr(c.body.p, "action=\"/login\"");
    ck_assert(sign_in != NULL);
    ck_assert_str(
        between(&c.arena, str_of(sign_in), "name=\"to\" value=\"", "\""),
        "/mention/2?type=overcharged");
    /* Nor does another language lose it, nor a wrong password. */
    const char *other_lang = strstr(c.body.p, "action=\"/lang\"");
    ck_assert(other_lang && strstr(other_lang, "name=\"text\"") != NULL);
    ck_assert_int_eq(
        client_post(&c, "/lang", "lang", "en", "to",
                    "/mention/2?type=overcharged", "view", "type=overcharged",
                    "text", "Анна пишет: \"вернём\" & ответим.\nЗдесь.", NULL),
        200);
    ck_assert(client_has(&c, "<html lang=\"en\">"));
    sign_in = strstr(c.body.p, "action=\"/login\"");
    ck_assert(sign_in != NULL);
    ck_assert_str(
        between(&c.arena, str_of(sign_in), "name=\"to\" value=\"", "\""),
        "/mention/2?type=overcharged");
    ck_assert_str(
        between(&c.arena, str_of(sign_in), "name=\"view\" value=\"", "\""),
        "type=overcharged");
    for (int i = 0; i < 2; i++) {
        struct str text = client_field(&c, "text");
        ck_assert(str_find(text, STR("&quot;вернём&quot; &amp; ответим.\n")) >
                  0);
        long status = client_post(
            &c, "/login", "login", "anna", "password",
            i ? FIXTURE_PASSWORD : "wrong-wrong", "to",
            "/mention/2?type=overcharged", "view", "type=overcharged", "text",
            "Анна пишет: \"вернём\" & ответим.\nЗдесь.", NULL);
        ck_assert_int_eq(status, i ? 200 : 401);
    }
    ck_assert_str(field(&c),
                  "Анна пишет: &quot;вернём&quot; &amp; ответим.\nЗдесь.");
    ck_assert(client_has(&c, "data-here=\"/mention/2?type=overcharged\""));
    /* And the form works now. */
    ck_assert_int_eq(client_post(&c, "/mention/2/approve", "text",
                                 "Вернём и ответим здесь.", NULL),
                     303);
    ck_assert_str(api(&c, 2, "status"), "approved");
    buf_clear(&form);
    end();
}
END

TEST(an_old_token_shows_the_form_again)
{
    begin();
    client_login(&c, "anna");
    client_get(&c, "/mention/2");
    struct buf form;
    buf_init(&form, CEILING_REQUEST);
    form_put(&form, "csrf", client_field(&c, "csrf"));
    form_put(&form, "seen", client_field(&c, "seen"));
    form_put(&form, "text", STR("Вернём и ответим здесь."));
    client_post(&c, "/logout", NULL);
    client_login(&c, "anna"); /* in another tab */
    ck_assert_int_eq(
        client_send(&c, "POST", "/mention/2/approve", buf_view(&form)), 403);
    ck_assert_str(field(&c), "Вернём и ответим здесь.");
    ck_assert(client_has(&c, "role=\"alert\""));
    ck_assert_int_eq(client_post(&c, "/mention/2/approve", "text",
                                 "Вернём и ответим здесь.", NULL),
                     303);
    ck_assert_str(api(&c, 2, "status"), "approved");
    buf_clear(&form);
    end();
}
END

/* What another site sends never comes into a page of ours. */
TEST(words_of_other_sites_are_not_kept)
{
    static const char *const headers[] = {"Sec-Fetch-Site: cross-site",
                                          "Origin: https://evil.example"};
    begin();
    for (int signed_in = 0; signed_in < 2; signed_in++) {
        if (signed_in)
            client_login(&c, "anna");
        for (size_t i = 0; i < 2; i++) {
            c.header = headers[i];
            long status = client_send(&c, "POST", "/mention/2/approve",
                                      STR("text=evil-words&seen=1"));
            c.header = NULL;
            ck_assert_int_eq(status, signed_in ? 403 : 303);
            ck_assert(!client_has(&c, "evil-words"));
        }
    }
    end();
}
END

/* ---- lists and the way back ---- */

TEST(what_left_the_queue_is_found_again)
{
    int64_t ids[32];
    begin();
    client_login(&c, "anna");
    /* The rant was decided C: it has a list, a reason, and a way back. */
    ck_assert_uint_eq(listed(&c, "/queue?list=unanswered", ids), 1);
    ck_assert_int_eq(ids[0], 8);
    ck_assert(client_has(&c, "Брань без фактов"));
    client_get(&c, "/mention/8?list=unanswered");
    ck_assert(client_has(&c, "Решила: <b>матрица</b>"));
    ck_assert(client_has(&c, "/mention/8/return"));
    ck_assert_int_eq(client_post(&c, "/mention/8/return", "reason", " ", NULL),
                     422);
    ck_assert_int_eq(client_post(&c, "/mention/8/return", "reason",
                                 "Тут <b>есть</b> дело", NULL),
                     303);
    ck_assert_str(api(&c, 8, "list"), "waiting");
    client_get(&c, "/mention/8");
    ck_assert(client_has(&c, "Тут &lt;b&gt;есть&lt;/b&gt; дело"));
    ck_assert(client_has(&c, "/mention/8/approve"));
    /* Dismissed: the reason, who and when stand on its page and in its row. */
    ck_assert_int_eq(client_post(&c, "/mention/8/dismiss", "reason",
                                 "реклама конкурента", NULL),
                     303);
    ck_assert_uint_eq(listed(&c, "/queue?list=dismissed", ids), 1);
    ck_assert(client_has(&c, "реклама конкурента"));
    ck_assert(client_has(&c, "Снято: Анна Белова"));
    client_get(&c, "/mention/8");
    ck_assert(client_has(&c, "Причина: реклама конкурента"));
    ck_assert(client_has(&c, "Снято: <b>Анна Белова</b> · <time"));
    ck_assert(client_has(&c, "/mention/8/return"));
    /* "Not about us" has a list as well. */
    client_get(&c, "/mention/6");
    ck_assert_int_eq(client_post(&c, "/mention/6/not-us", NULL), 303);
    ck_assert_uint_eq(listed(&c, "/queue?list=not-us", ids), 1);
    ck_assert_int_eq(ids[0], 6);
    end();
}
END

/* The search looks everywhere, and the tabs count what it finds there. */
TEST(the_search_finds_what_left_the_queue)
{
    int64_t ids[32];
    begin();
    client_login(&c, "anna");
    ck_assert_uint_eq(
        listed(
            &c,
            "/queue?words=%D0%BF%D0%BE%D0%B7%D0%BE%D1%80%D0%B8%D1%89%D0%B5!!!",
            ids),
        0);
    ck_assert(client_has(&c, "list=unanswered&amp;words="));
    ck_assert(client_has(&c, "Без ответа <b>1</b>"));
    ck_assert(client_has(&c, "Все <b>1</b>"));
    ck_assert_uint_eq(listed(&c,
                             "/queue?list=all&words=%D0%BF%D0%BE%D0%B7%D0%BE%"
                             "D1%80%D0%B8%D1%89%D0%B5!!!",
                             ids),
                      1);
    ck_assert_int_eq(ids[0], 8);
    end();
}
END

/* "позорище" */
#define SHAME "%D0%BF%D0%BE%D0%B7%D0%BE%D1%80%D0%B8%D1%89%D0%B5"

TEST(the_search_speaks_the_language_of_queries)
{
    int64_t ids[32];
    begin();
    client_login(&c, "anna");
    ck_assert_uint_eq(
        listed(&c, "/queue?list=all&words=/" SHAME "!%7B3%7D/", ids), 1);
    ck_assert_int_eq(ids[0], 8);
    ck_assert_uint_eq(
        listed(&c, "/queue?list=all&words=" SHAME "*%20-author:x", ids), 1);
    ck_assert_uint_eq(
        listed(&c, "/queue?list=all&words=" SHAME "*%20-lang:ru", ids), 0);
    ck_assert(!client_has(&c, "role=\"alert\""));
    /* What is wrong has its place, and nothing is found by half of it. */
    ck_assert_uint_eq(listed(&c, "/queue?list=all&words=(" SHAME, ids), 0);
    ck_assert(client_has(&c, "role=\"alert\""));
    ck_assert(client_has(&c, "1:1: эта скобка не закрыта"));
    ck_assert(client_has(&c, "(позорище\n    ^<"));
    ck_assert_int_eq(client_get(&c, "/api/queue?list=all&words=a%20OR"), 400);
    ck_assert(client_has(&c, "\"error\":400,\"cause\":\"1:3: "));
    client_get(&c, "/queue");
    client_post(&c, "/lang", "lang", "en", NULL);
    client_get(&c, "/queue?list=all&words=(" SHAME);
    ck_assert(client_has(&c, "1:1: this bracket is never closed"));
    end();
}
END

TEST(the_tabs_count_what_their_lists_show)
{
    static const char *const lists[] = {"",          "approved",   "posted",
                                        "dismissed", "unanswered", "stale",
                                        "not-us",    "all"};
    int64_t ids[32];
    begin();
    client_login(&c, "anna");
    client_get(&c, "/mention/2");
    client_post(&c, "/mention/2/approve", "text", "Ответим здесь.", NULL);
    client_get(&c, "/mention/3");
    client_post(&c, "/mention/3/not-us", NULL);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        char path[64], shown[64];
        snprintf(path, sizeof path, "/api/queue?list=%s", lists[i]);
        client_get(&c, path);
        struct json_object *o = json_tokener_parse(c.body.p), *total;
        ck_assert(json_object_object_get_ex(o, "total", &total));
        int n = json_object_get_int(total);
        json_object_put(o);
        snprintf(path, sizeof path, "/queue?list=%s", lists[i]);
        listed(&c, path, ids);
        snprintf(shown, sizeof shown, "<span class=\"count\">%d</span>", n);
        ck_assert_msg(client_has(&c, shown), "%s: %s", lists[i], shown);
        client_get(&c, "/queue?list=all");
        snprintf(shown, sizeof shown, " <b>%d</b></a>", n);
        ck_assert_msg(client_has(&c, shown), "tab %s: %s", lists[i], shown);
    }
    end();
}
END

TEST(only_who_approves_takes_an_approval_back)
{
    two("anna", "boris");
    client_get(&c, "/mention/2");
    client_post(&c, "/mention/2/approve", "text", "Ответим здесь.", NULL);
    client_get(&other, "/mention/2");
    ck_assert(!client_has(&other, "/mention/2/return"));
    ck_assert_int_eq(
        client_post(&other, "/mention/2/return", "reason", "x", NULL), 403);
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/return", "reason",
                                 "забыли про сумму", NULL),
                     303);
    ck_assert_str(api(&c, 2, "list"), "waiting");
    ck_assert_str(api(&c, 2, "draft"), "Ответим здесь.");
    both_end();
}
END

/* By who did it, at once; an approval as long as it is not posted. */
TEST(what_was_just_done_is_undone)
{
    two("anna", "oleg");
    client_get(&c, "/mention/2");
    client_post(&c, "/mention/2/approve", "text", "Ответим здесь.", NULL);
    client_get(&c, "/mention/3?did=approved&was=2");
    ck_assert(client_has(&c, "action=\"/mention/2/undo\""));
    client_get(&other, "/mention/2");
    ck_assert_int_eq(client_post(&other, "/mention/2/undo", NULL), 409);
    ck_assert_str(api(&c, 2, "status"), "approved");
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/undo", NULL), 303);
    ck_assert_str(api(&c, 2, "status"), "waiting");
    client_get(&c, "/mention/2");
    ck_assert_int_eq(client_post(&c, "/mention/2/undo", NULL), 409);
    client_get(&c, "/mention/3");
    client_post(&c, "/mention/3/dismiss", "preset", "advert", NULL);
    ck_assert_str(api(&c, 3, "reason"), "advert");
    client_get(&c, "/mention/4");
    ck_assert_int_eq(client_post(&c, "/mention/3/undo", NULL), 303);
    ck_assert_str(api(&c, 3, "status"), "waiting");
    /* Approved to be posted by the same hands: it stays there. */
    client_get(&c, "/mention/3");
    client_post(&c, "/mention/3/approve", "text", "Ответим здесь.", "stay", "1",
                NULL);
    ck_assert(str_starts(client_header(&c, "Location"), STR("/mention/3?did")));
    both_end();
}
END

/* One row for an author; many are dismissed at once by who may, and one answer
 * does for them. */
TEST(many_are_one_job)
{
    int64_t all[32], ids[32];
    char joined[32];
    two("anna", "boris");
    size_t waiting = listed(&c, "/queue", all);
    size_t rows = listed(&c, "/queue?group=author", ids);
    ck_assert(rows > 0 && rows < waiting && client_has(&c, "class=\"many\""));
    /* Who only edits dismisses nothing; and no reason is none. */
    client_get(&other, "/queue");
    ck_assert_int_eq(
        client_post(&other, "/queue/do", "preset", "advert", "id", "3", NULL),
        303);
    ck_assert_str(api(&other, 3, "status"), "waiting");
    client_get(&c, "/queue");
    ck_assert_int_eq(
        client_post(&c, "/queue/do", "preset", "nonsense", "id", "3", NULL),
        400);
    client_get(&c, "/queue");
    client_post(&c, "/queue/do", "preset", "advert", "id", "3", "id", "4",
                NULL);
    ck_assert(str_find(client_header(&c, "Location"), STR("did=bulk&was=2")) >
              0);
    ck_assert_str(api(&c, 3, "status"), "dismissed");
    ck_assert_str(api(&c, 4, "reason"), "advert");
    /* One answer for two. */
    snprintf(joined, sizeof joined, STR_FMT, STR_ARG(api(&c, 2, "case")));
    client_get(&c, "/queue");
    client_post(&c, "/queue/do", "join", "1", "into", joined, "id", "1", NULL);
    ck_assert(str_find(client_header(&c, "Location"), STR("did=joined&was=1")) >
              0);
    ck_assert_str(api(&c, 1, "list"), "joined");
    both_end();
}
END

TEST(the_next_is_the_one_behind)
{
    int64_t ids[32], second[32];
    char path[64];
    begin();
    client_login(&c, "anna");
    ck_assert_uint_ge(listed(&c, "/queue?type=broken", ids), 6);
    snprintf(path, sizeof path, "/mention/%ld?type=broken", (long)ids[4]);
    client_get(&c, path);
    snprintf(path, sizeof path, "/mention/%ld/approve", (long)ids[4]);
    client_post(&c, path, "view", "type=broken", "text", "Ответим здесь.",
                NULL);
    struct str to = client_header(&c, "Location");
    snprintf(path, sizeof path, "/mention/%ld?type=broken&did", (long)ids[5]);
    ck_assert_msg(str_starts(to, str_of(path)), STR_FMT ", wanted %s",
                  STR_ARG(to), path);
    /* The second page stays the second page. */
    ck_assert_uint_ge(listed(&c, "/queue?type=broken&page=2", second), 3);
    struct str link =
        between(&c.arena, buf_view(&c.body), "<h2><a href=\"", "\"");
    ck_assert(str_find(link, STR("type=broken&amp;page=2")) > 0);
    snprintf(path, sizeof path, "/mention/%ld?type=broken&page=2",
             (long)second[0]);
    client_get(&c, path);
    snprintf(path, sizeof path, "href=\"/queue?type=broken&amp;page=2#m%ld\"",
             (long)second[0]);
    ck_assert(client_has(&c, path));
    ck_assert_str(client_field(&c, "view"), "type=broken&amp;page=2");
    /* From the last one to the top. */
    size_t n = listed(&c, "/queue?type=broken&page=2", second);
    snprintf(path, sizeof path, "/mention/%ld", (long)second[n - 1]);
    client_get(&c, path);
    snprintf(path, sizeof path, "/mention/%ld/dismiss", (long)second[n - 1]);
    client_post(&c, path, "view", "type=broken&page=2", "reason", "x", NULL);
    to = client_header(&c, "Location");
    snprintf(path, sizeof path, "/mention/%ld?type=broken&did", (long)ids[0]);
    ck_assert_msg(str_starts(to, str_of(path)), STR_FMT, STR_ARG(to));
    end();
}
END

TEST(a_page_behind_the_end_is_the_last)
{
    int64_t ids[32];
    begin();
    client_login(&c, "dora");
    ck_assert_uint_gt(listed(&c, "/queue?page=90", ids), 0);
    ck_assert(client_has(&c, "class=\"pages\""));
    end();
}
END

/* The link of the page's turn: 0 to the earlier, 1 to the later page. */
static struct str turning(struct client *of, int which)
{
    struct str nav = between(&of->arena, buf_view(&of->body),
                             "<nav class=\"pages\"", "</nav>");
    for (int i = 0; i < which; i++) {
        ptrdiff_t at = str_find(nav, STR("</a>"));
        ck_assert_int_ge(at, 0);
        nav = str_from(nav, (size_t)at + 4);
    }
    struct str to = between(&of->arena, nav, " href=\"", "\"");
    for (ptrdiff_t at; (at = str_find(to, STR("&amp;"))) >= 0;)
        to = str_printf(&of->arena, STR_FMT "&" STR_FMT, (int)at, to.p,
                        STR_ARG(str_from(to, (size_t)at + 5)));
    return to;
}

TEST(pages_follow_from_row_to_row)
{
    int64_t first[32], second[32], got[32];
    char path[64];
    begin();
    client_login(&c, "anna");
    ck_assert_uint_eq(listed(&c, "/queue", first), 25);
    size_t n = listed(&c, "/queue?page=2", second);
    ck_assert_uint_gt(n, 5);
    /* Back from a third page, by its link and its mentions' links. */
    snprintf(path, sizeof path, "/queue?page=3&behind=%ld", (long)second[3]);
    listed(&c, path, got);
    ck_assert_int_eq(got[0], second[4]);
    struct str earlier = turning(&c, 0);
    ck_assert_msg(str_find(earlier, STR("page=2&ahead=")) > 0, "%s", earlier.p);
    ck_assert_uint_eq(listed(&c, earlier.p, got), 25);
    ck_assert_mem_eq(got, first + 4, 21 * sizeof *got);
    ck_assert_mem_eq(got + 21, second, 4 * sizeof *got);
    ck_assert(client_has(&c, "page=2&amp;ahead="));
    /* Ahead of the top is the top; behind nobody, the page of that number. */
    snprintf(path, sizeof path, "/queue?page=2&ahead=%ld", (long)first[3]);
    ck_assert_uint_eq(listed(&c, path, got), 25);
    ck_assert_int_eq(got[0], first[0]);
    listed(&c, "/queue?page=2&behind=999999", got);
    ck_assert_int_eq(got[0], second[0]);
    /* Two are worked off meanwhile: nobody is passed over. */
    listed(&c, "/queue", got);
    struct str later = turning(&c, 0);
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "/mention/%ld", (long)first[i]);
        client_get(&c, path);
        snprintf(path, sizeof path, "/mention/%ld/dismiss", (long)first[i]);
        ck_assert_int_eq(client_post(&c, path, "reason", "x", NULL), 303);
    }
    ck_assert_uint_eq(listed(&c, later.p, got), n);
    ck_assert_mem_eq(got, second, n * sizeof *got);
    ck_assert_str(turning(&c, 0), "/queue");
    end();
}
END

TEST(the_api_leads_to_the_next_page)
{
    int64_t second[32];
    begin();
    client_login(&c, "dora");
    listed(&c, "/queue?page=2", second);
    ck_assert_int_eq(client_get(&c, "/api/queue"), 200);
    struct json_object *o = json_tokener_parse(c.body.p), *v = NULL;
    ck_assert(json_object_object_get_ex(o, "next", &v));
    const char *on =
        str_printf(&c.arena, "/api/queue?behind=%s", json_object_get_string(v))
            .p;
    json_object_put(o);
    ck_assert_int_eq(client_get(&c, on), 200);
    o = json_tokener_parse(c.body.p);
    ck_assert(json_object_object_get_ex(o, "mentions", &v));
    v = json_object_array_get_idx(v, 0);
    ck_assert(json_object_object_get_ex(v, "id", &v));
    ck_assert_int_eq(json_object_get_int64(v), second[0]);
    json_object_put(o);
    ck_assert_int_eq(client_get(&c, "/api/queue?limit=200"), 200);
    o = json_tokener_parse(c.body.p);
    ck_assert(json_object_object_get_ex(o, "next", &v) && !v);
    json_object_put(o);
    ck_assert_int_eq(client_get(&c, "/api/queue?page=90"), 400);
    end();
}
END

TEST_MAIN("work at the desk", who_comes_second_sees_what_is_approved,
          who_comes_second_keeps_his_words_while_it_waits,
          a_saved_edit_outlives_a_corrected_type,
          what_is_typed_outlives_a_corrected_type,
          a_session_that_ended_keeps_the_answer,
          an_old_token_shows_the_form_again, words_of_other_sites_are_not_kept,
          what_left_the_queue_is_found_again,
          the_search_finds_what_left_the_queue,
          the_search_speaks_the_language_of_queries,
          the_tabs_count_what_their_lists_show,
          only_who_approves_takes_an_approval_back, the_next_is_the_one_behind,
          a_page_behind_the_end_is_the_last, what_was_just_done_is_undone,
          many_are_one_job, pages_follow_from_row_to_row,
          the_api_leads_to_the_next_page)

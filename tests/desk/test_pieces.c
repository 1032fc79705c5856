/* SPDX-License-Identifier: MIT
 * Pieces of the desk that need no server: forms, marks, differences, JSON that
 * was stored, passwords. */
#include <arpa/inet.h>
#include <sodium.h>
#include <zlib.h>

#include "desk/address.h"
#include "desk/asset.h"
#include "desk/attempts.h"
#include "desk/diff.h"
#include "desk/form.h"
#include "desk/marks.h"
#include "desk/page.h"
#include "desk/route.h"
#include "desk/squeeze.h"
#include "desk/view.h"
#include "tests/test.h"

struct form_case {
    const char *text;   /* as sent */
    const char *fields; /* "name=value|", decoded; NULL: refused */
};

TEST(forms_are_decoded)
{
    static const struct form_case cases[] = {
        {"", ""},
        {"a=1&b=2", "a=1|b=2|"},
        {"a=%D0%B0+b%26", "a=а b&|"},
        {"a", "a=|"},
        {"=x", "=x|"},
        {"&&a=1&", "a=1|"},
        {"a=1=2", "a=1=2|"},
        {"a=x%0D%0Ay%0D", "a=x\ny|"},
        {"a=%", NULL},
        {"a=%4", NULL},
        {"a=%zz", NULL},
        {"a=%00", NULL},
        {"a=%ff", NULL},
        {"%ed%a0%80=1", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct form f;
        struct buf got;
        buf_init(&got, 1024);
        bool ok = form_parse(&f, &a, str_of(cases[i].text));
        ck_assert_msg(ok == (cases[i].fields != NULL), "%s", cases[i].text);
        for (size_t k = 0; ok && k < f.n; k++)
            buf_printf(&got, STR_FMT "=" STR_FMT "|", STR_ARG(f.fields[k].name),
                       STR_ARG(f.fields[k].value));
        if (ok)
            ck_assert_str(buf_view(&got), cases[i].fields);
        buf_clear(&got);
        arena_clear(&a);
    }
}
END

TEST(forms_have_a_ceiling_and_come_back_as_they_went)
{
    struct arena a = {0};
    struct form f;
    struct buf b;
    buf_init(&b, CEILING_REQUEST);
    form_put(&b, "x", STR("a&b=c d%\n\"ё\""));
    form_put(&b, "y", STR(""));
    form_put(&b, "z", STR("~"));
    ck_assert_str(buf_view(&b), "x=a%26b%3Dc%20d%25%0A%22%D1%91%22&z=%7E");
    ck_assert(form_parse(&f, &a, buf_view(&b)));
    ck_assert_str(form_get(&f, "x"), "a&b=c d%\n\"ё\"");
    buf_reset(&b);
    for (int i = 0; i <= CEILING_REQUEST_FIELDS; i++)
        buf_z(&b, "a=1&");
    ck_assert(!form_parse(&f, &a, buf_view(&b)));
    buf_clear(&b);
    arena_clear(&a);
}
END

struct marks_case {
    const char *text;
    struct evidence rows[3];
    size_t n;
    const char *html;
};

#define MARK(class, tip, text)                                                 \
    "<mark class=\"" class "\" role=\"none\" data-tip=\"" tip "\">" text       \
                           "</mark>"

TEST(marks_never_overlap)
{
    static const struct marks_case cases[] = {
        {"a <b> c", {{{0}, {0}, 0, 0, 0, 0}}, 0, "a &lt;b&gt; c"},
        {"one two",
         {{STR("r1"), STR("broken"), 4, 7, 2, 0}},
         1,
         "one " MARK("broken", "r1 +2", "two")},
        {"abcdef",
         {{STR("r1"), STR("broken"), 0, 4, 1, 0},
          {STR("r2"), STR("praise"), 2, 6, -1.5, 0}},
         2,
         MARK("broken", "r1 +1", "ab")
             MARK("praise less", "r1 +1 · r2 −1.5", "cd")
                 MARK("praise less", "r2 −1.5", "ef")},
        /* Offsets inside a letter take the whole letter. */
        {"дом",
         {{STR("r"), STR("fact"), 1, 3, 1, 0}},
         1,
         MARK("other", "r +1", "до") "м"},
        /* Ends past the text, or before the start, mark what is there. */
        {"ab",
         {{STR("r"), STR("fact"), 1, 99, 1, 0},
          {STR("q"), STR("fact"), 2, 1, 1, 0}},
         2,
         "a" MARK("other", "r +1", "b")},
        {"ab",
         {{STR("<i>\""), STR("fact"), 0, 1, 1, 0}},
         1,
         MARK("other", "&lt;i&gt;&quot; +1", "a") "b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct request r = {.lang = SAY_EN};
        buf_init(&r.out, CEILING_PAGE_OUT);
        marks_text(&r, str_of(cases[i].text), cases[i].rows, cases[i].n);
        ck_assert_str(buf_view(&r.out), cases[i].html);
        buf_clear(&r.out);
        arena_clear(&r.arena);
    }
}
END

TEST(an_answer_is_squeezed_for_who_takes_it)
{
    static const struct {
        const char *accept;
        bool taken;
    } CASES[] = {{"", false},           {"gzip", true},
                 {"br, GZIP", true},    {"gzip;q=0", false},
                 {"gzip; q=0.5", true}, {"gzip;q=x", false},
                 {"x-gzip", false},     {"*", false}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        ck_assert_msg(squeeze_taken(str_of(CASES[i].accept)) == CASES[i].taken,
                      "%s", CASES[i].accept);
    struct buf long_, small;
    unsigned char back[70000];
    buf_init(&long_, CEILING_PAGE_OUT);
    buf_init(&small, CEILING_PAGE_OUT);
    while (long_.n < 60000)
        buf_printf(&long_, "<p>%zu</p>", long_.n);
    ck_assert(squeeze_worth("text/html; charset=utf-8", long_.n));
    ck_assert(!squeeze_worth("image/png", long_.n));
    ck_assert(squeeze(&small, buf_view(&long_)));
    ck_assert_uint_lt(small.n, long_.n / 3);
    z_stream z = {.next_in = (unsigned char *)small.p,
                  .avail_in = (unsigned)small.n,
                  .next_out = back,
                  .avail_out = sizeof back};
    ck_assert_int_eq(inflateInit2(&z, MAX_WBITS + 16), Z_OK);
    ck_assert_int_eq(inflate(&z, Z_FINISH), Z_STREAM_END);
    ck_assert_uint_eq(z.total_out, long_.n);
    ck_assert_mem_eq(back, long_.p, long_.n);
    inflateEnd(&z);
    buf_clear(&long_);
    buf_clear(&small);
}
END

struct diff_case {
    const char *before, *after, *html;
};

TEST(differences_are_shown_by_words)
{
    static const struct diff_case cases[] = {
        {"", "", ""},
        {"a b", "a b", "a b"},
        {"a b c", "a x c", "a <del>b</del><ins>x</ins> c"},
        {"a b", "a b c", "a b<ins> c</ins>"},
        {"a b c", "b c", "<del>a </del>b c"},
        {"", "<b>", "<ins>&lt;b&gt;</ins>"},
        {"<s>", "", "<del>&lt;s&gt;</del>"},
        {"один два три", "один три", "один <del>два </del>три"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct buf out;
        buf_init(&out, CEILING_PAGE_OUT);
        diff_write(&out, &a, str_of(cases[i].before), str_of(cases[i].after));
        ck_assert_str(buf_view(&out), cases[i].html);
        buf_clear(&out);
        arena_clear(&a);
    }
}
END

TEST(long_texts_that_differ_throughout_are_shown_whole)
{
    struct arena a = {0};
    struct buf x, y, out;
    buf_init(&x, CEILING_MENTION);
    buf_init(&y, CEILING_MENTION);
    buf_init(&out, CEILING_PAGE_OUT);
    for (int i = 0; i < 4000; i++) {
        buf_printf(&x, "x%d ", i);
        buf_printf(&y, "y%d ", i);
    }
    diff_write(&out, &a, buf_view(&x), buf_view(&y));
    ck_assert(str_starts(buf_view(&out), STR("<del>x0 x1 ")));
    ck_assert(str_find(buf_view(&out), STR("</del><ins>y0 y1 ")) > 0);
    buf_clear(&x);
    buf_clear(&y);
    buf_clear(&out);
    arena_clear(&a);
}
END

struct evidence_case {
    const char *json;
    size_t n;          /* rows */
    size_t start, end; /* of the first */
};

TEST(stored_evidence_is_read_with_care)
{
    static const struct evidence_case cases[] = {
        {"", 0, 0, 0},
        {"nonsense", 0, 0, 0},
        {"{\"rule\":\"r\"}", 0, 0, 0},
        {"[1,null,[]]", 0, 0, 0},
        {"[{\"rule\":\"r\",\"start\":1,\"end\":4}]", 1, 1, 4},
        {"[{\"rule\":\"r\",\"start\":-5,\"end\":400}]", 1, 0, 10},
        {"[{\"rule\":\"r\",\"start\":7,\"end\":3}]", 1, 3, 3},
        {"[{\"rule\":\"r\",\"start\":1e300,\"end\":1e300}]", 1, 10, 10},
        {"[{\"rule\":\"r\"}]", 1, 0, 0},
        {"[{\"start\":1,\"end\":2}]", 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct evidence *rows;
        size_t n = classify_evidence(&a, str_of(cases[i].json), 10, &rows);
        ck_assert_msg(n == cases[i].n, "%s: %zu", cases[i].json, n);
        if (n)
            ck_assert_msg(
                rows[0].start == cases[i].start && rows[0].end == cases[i].end,
                "%s: %zu to %zu", cases[i].json, rows[0].start, rows[0].end);
        arena_clear(&a);
    }
}
END

struct words_case {
    const char *text;
    size_t n;
    const char *html;
};

TEST(a_cut_text_ends_with_one_ellipsis)
{
    static const struct words_case cases[] = {
        {"вернули 5 475 ₽. Остальное завтра", 18,
         "вернули 5 475 ₽…"},
        {"вернули 5 475 ₽.... Остальное", 20,
         "вернули 5 475 ₽…"},
        {"так и живём… дальше ещё слова", 14, "так и живём…"},
        {"один, два, три", 11, "один, два…"},
        {"кто — мы", 5, "кто…"},
        {"одно слово...", 40, "одно слово..."},
        {"ровно", 5, "ровно"},
        {"ровно  \n ", 5, "ровно"},
        {"длинноеслово", 4, "длин…"},
        {"......... слово", 5, "…"},
        {"", 5, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct request r = {.lang = SAY_RU};
        buf_init(&r.out, CEILING_PAGE_OUT);
        page_words(&r, str_of(cases[i].text), cases[i].n);
        ck_assert_str(buf_view(&r.out), cases[i].html);
        buf_clear(&r.out);
        arena_clear(&r.arena);
    }
}
END

TEST(addresses_for_programs_are_no_links_for_people)
{
    static const struct {
        const char *url;
        bool readable;
    } cases[] = {
        {"https://social.example/@ann/99812", true},
        {"https://forum.example/t/512#post-3", true},
        {"https://apiary.example/honey", true},
        {"https://f.example/capital.jsonnet", true},
        {"http://127.0.0.8:1/api/v1/timelines/public?local=true", false},
        {"https://social.example/API/v2/search?q=x", false},
        {"https://api.example/v1/items", false},
        {"https://r.example/r/town/new.json?limit=9", false},
        {"https://n.example/feed", false},
        {"https://n.example/feed/", false},
        {"https://n.example/news.rss", false},
        {"https://n.example/atom.xml#top", false},
        {"https://n.example/list?format=json", false},
        {"javascript:alert(1)", false},
        {"", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct request r = {0};
        ck_assert_msg(page_readable(&r, str_of(cases[i].url)) ==
                          cases[i].readable,
                      "%s", cases[i].url);
        arena_clear(&r.arena);
    }
}
END

static struct attempt from(struct attempts *t, const char *login,
                           const char *address)
{
    return attempts_of(t, str_of(login), str_of(address));
}

TEST(failures_are_counted_by_account_and_by_address)
{
    ck_assert(sodium_init() >= 0);
    struct attempts *t = attempts_new();
    struct attempt me = from(t, "anna", "10.0.0.1");
    for (int i = 0; i < CEILING_LOGIN_TRIES; i++)
        ck_assert(attempts_begin(t, me, 1000 + i));
    ck_assert(!attempts_begin(t, me, 1010));
    ck_assert(attempts_may(t, from(t, "anna", "10.0.0.2"), 1010));
    ck_assert(attempts_may(t, from(t, "boris", "10.0.0.1"), 1010));
    ck_assert(attempts_may(t, me, 1000 + CEILING_LOGIN_S));
    for (int i = 0; i < CEILING_LOGIN_TRIES_IP; i++) {
        char name[16];
        snprintf(name, sizeof name, "user%d", i);
        ck_assert(attempts_begin(t, from(t, name, "10.0.0.2"), 2000));
    }
    ck_assert(!attempts_may(t, from(t, "fresh", "10.0.0.2"), 2001));
    attempts_free(t);
}
END

TEST(what_was_no_failure_is_taken_back)
{
    ck_assert(sodium_init() >= 0);
    struct attempts *t = attempts_new();
    struct attempt me = from(t, "anna", "10.0.0.1");
    for (int i = 0; i < 3 * CEILING_LOGIN_TRIES_IP; i++) {
        ck_assert(attempts_begin(t, me, 1000));
        attempts_back(t, me);
    }
    for (int i = 0; i < 3 * CEILING_LOGIN_TRIES_IP; i++) {
        ck_assert(attempts_begin(t, me, 1000));
        attempts_worked(t, me);
    }
    for (int i = 0; i < CEILING_LOGIN_TRIES - 1; i++)
        ck_assert(attempts_begin(t, me, 1000));
    ck_assert(attempts_begin(t, me, 1000));
    attempts_worked(t, me); /* forgives the four before it */
    ck_assert(attempts_begin(t, me, 1000));
    attempts_free(t);
}
END

TEST(what_is_blocked_is_told_once_a_minute)
{
    ck_assert(sodium_init() >= 0);
    struct attempts *t = attempts_new();
    struct attempt me = from(t, "anna", "10.0.0.1");
    ck_assert_int_eq(attempts_blocked(t, me, 1000), 0);
    for (int i = 0; i < CEILING_LOGIN_TRIES; i++)
        ck_assert(attempts_begin(t, me, 1000));
    ck_assert_int_eq(attempts_blocked(t, me, 1001), 1);
    for (int i = 0; i < 50; i++)
        ck_assert_int_eq(attempts_blocked(t, me, 1002 + i), 0);
    ck_assert_int_eq(attempts_blocked(t, me, 1061), 51);
    ck_assert_int_eq(attempts_blocked(t, me, 1062), 0);
    attempts_free(t);
}
END

struct address_case {
    const char *forwarded; /* X-Forwarded-For lines, NULL: none */
    bool proxy;            /* is there one */
    const char *address;   /* it counts for */
    const char *net;       /* and its share */
};

TEST(addresses_are_the_proxys_word_only_behind_one)
{
    static const struct address_case cases[] = {
        {NULL, false, "10.0.0.9", "10.0.0.9"},
        {NULL, true, "10.0.0.9", "10.0.0.9"},
        {"X-Forwarded-For: 1.2.3.4\r\n", false, "10.0.0.9", "10.0.0.9"},
        {"X-Forwarded-For: 1.2.3.4\r\n", true, "1.2.3.4", "1.2.3.4"},
        {"X-Forwarded-For: 6.6.6.6, 1.2.3.4\r\n", true, "1.2.3.4", "1.2.3.4"},
        {"X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: 5.6.7.8\r\n", true,
         "5.6.7.8", "5.6.7.8"},
        {"X-Forwarded-For: 1.2.3.4, evil\r\n", true, "10.0.0.9", "10.0.0.9"},
        {"X-Forwarded-For: \r\n", true, "10.0.0.9", "10.0.0.9"},
        {"X-Forwarded-For: 2001:db8:1:2:3::4\r\n", true, "2001:db8:1:2:3::4",
         "2001:db8:1:2::"},
        {"X-Forwarded-For: ::ffff:1.2.3.4\r\n", true, "::ffff:1.2.3.4",
         "1.2.3.4"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct http_head h;
        char net[ADDRESS_SIGNS];
        struct str head =
            str_printf(&a, "GET / HTTP/1.1\r\nHost: a\r\n%s\r\n",
                       cases[i].forwarded ? cases[i].forwarded : "");
        ck_assert_int_eq(http_read(&h, head), 0);
        struct str got = address_of(&h, STR("10.0.0.9"), cases[i].proxy);
        ck_assert_str(got, cases[i].address);
        ck_assert_str(address_net(got, net), cases[i].net);
        arena_clear(&a);
    }
}
END

struct own_case {
    const char *host;  /* as sent */
    const char *local; /* where the connection came to, port 8080 */
    bool ours;
};

TEST(only_our_own_names_are_answered)
{
    static const struct str names[] = {STR("desk.example"),
                                       STR("other.example:81")};
    const struct desk_setup setup = {.names = names, .n_names = 2};
    static const struct own_case cases[] = {
        {"127.0.0.1:8080", "127.0.0.1", true},
        {"localhost:8080", "127.0.0.1", true},
        {"LOCALHOST:8080", "::1", true},
        {"[::1]:8080", "::1", true},
        {"10.0.0.7:8080", "10.0.0.7", true},
        {"desk.example", "127.0.0.1", true},
        {"Desk.Example:443", "127.0.0.1", true},
        {"other.example:81", "127.0.0.1", true},
        {"other.example", "127.0.0.1", false},
        {"other.example:80", "127.0.0.1", false},
        {"evil.example", "127.0.0.1", false},
        {"evil.example:8080", "127.0.0.1", false},
        {"desk.example.evil.example", "127.0.0.1", false},
        {"127.0.0.1.evil.example:8080", "127.0.0.1", false},
        {"127.0.0.1:8081", "127.0.0.1", false},
        {"localhost:8080", "10.0.0.7", false},
        {"127.0.0.1:8080", "10.0.0.7", false},
        {"[::1]:8080", "127.0.0.1", false},
        {"a", "127.0.0.1", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sockaddr_in v4 = {.sin_family = AF_INET,
                                 .sin_port = htons(8080)};
        struct sockaddr_in6 v6 = {.sin6_family = AF_INET6,
                                  .sin6_port = htons(8080)};
        const struct sockaddr *local = (struct sockaddr *)&v4;
        if (inet_pton(AF_INET, cases[i].local, &v4.sin_addr) != 1) {
            local = (struct sockaddr *)&v6;
            ck_assert(inet_pton(AF_INET6, cases[i].local, &v6.sin6_addr) == 1);
        }
        ck_assert_msg(address_is_ours(&setup, str_of(cases[i].host), local) ==
                          cases[i].ours,
                      "%s at %s", cases[i].host, cases[i].local);
    }
}
END

/* What a button asks of a user before its page runs is what the register asks
 * of the step it makes; only to return an approved reply takes more. */
TEST(buttons_ask_for_the_rights_of_the_register)
{
    static const struct {
        const char *path;
        enum list from;
        enum step step;
    } cases[] = {
        {"/mention/#/approve", LIST_WAITING, STEP_APPROVE},
        {"/mention/#/edit", LIST_WAITING, STEP_EDIT},
        {"/mention/#/dismiss", LIST_WAITING, STEP_DISMISS},
        {"/mention/#/posted", LIST_APPROVED, STEP_POST},
        {"/mention/#/return", LIST_DISMISSED, STEP_RETURN},
        {"/mention/#/not-us", LIST_WAITING, STEP_NOT_US},
    };
    size_t n, found = 0;
    const struct route *table = route_table(&n);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t k = 0; k < n; k++) {
            if (!str_eqz(str_of(table[k].path), cases[i].path))
                continue;
            int right = (int)table[k].right;
            ck_assert_msg(line_may(right, cases[i].from, cases[i].step), "%s",
                          cases[i].path);
            found++;
        }
    ck_assert_uint_eq(found, sizeof cases / sizeof *cases);
}
END

/* By day and by night. */
TEST(the_style_sheet_has_the_looks_of_all_terms)
{
    struct err e = {0};
    struct request r = {0};
    struct str url = asset_url(&r.arena, "looks.css");
    r.rest = str_from(url, sizeof "/static/" - 1);
    buf_init(&r.out, CEILING_PAGE_OUT);
    ck_assert(asset_get(&r, &e) && r.out.n);
    for (int i = 0; i < TYPE_COUNT + TONE_COUNT; i++) {
        const char *name = i < TYPE_COUNT
                               ? type_name((enum mention_type)i)
                               : tone_name((enum tone)(i - TYPE_COUNT));
        struct str rule = str_printf(&r.arena, ".%s { --bg: #", name);
        ptrdiff_t day = str_find(buf_view(&r.out), rule);
        ptrdiff_t night = str_find(buf_view(&r.out), STR("dark) {"));
        ck_assert_msg(day >= 0 && day < night, "%s", name);
        struct str rest = str_from(buf_view(&r.out), (size_t)night);
        ck_assert_msg(str_find(rest, rule) > 0, "%s by night", name);
    }
    buf_clear(&r.out);
    arena_clear(&r.arena);
}
END

TEST(passwords_for_people)
{
    struct arena a = {0};
    struct str one = desk_password(&a), two = desk_password(&a);
    ck_assert_uint_eq(one.n, 19);
    ck_assert(one.p[4] == '-' && one.p[9] == '-' && one.p[14] == '-');
    ck_assert(!str_eq(one, two));
    arena_clear(&a);
}
END

/* Its rows would all have to be passed over, from either end. */
TEST(a_page_in_the_middle_of_a_long_list_is_too_far)
{
    struct view v = {.rows = 25, .filter.after = 20025};
    ck_assert(view_too_far(&v, 40100) && !view_too_far(&v, 40000));
    v.filter.after = 20000;
    ck_assert(!view_too_far(&v, 1000000));
    v.filter.after = 980000;
    ck_assert(!view_too_far(&v, 1000000));
    v.filter.after = 0; /* known by its neighbour */
    ck_assert(!view_too_far(&v, 1000000));
}
END

TEST_MAIN("pieces of the desk", forms_are_decoded,
          forms_have_a_ceiling_and_come_back_as_they_went, marks_never_overlap,
          an_answer_is_squeezed_for_who_takes_it,
          differences_are_shown_by_words,
          long_texts_that_differ_throughout_are_shown_whole,
          stored_evidence_is_read_with_care, a_cut_text_ends_with_one_ellipsis,
          addresses_for_programs_are_no_links_for_people,
          failures_are_counted_by_account_and_by_address,
          what_was_no_failure_is_taken_back,
          what_is_blocked_is_told_once_a_minute,
          addresses_are_the_proxys_word_only_behind_one,
          only_our_own_names_are_answered,
          a_page_in_the_middle_of_a_long_list_is_too_far,
          buttons_ask_for_the_rights_of_the_register,
          the_style_sheet_has_the_looks_of_all_terms, passwords_for_people)

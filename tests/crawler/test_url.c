/* SPDX-License-Identifier: MIT
 * url: resolving, the canonical form, key2, domains; and the tables of
 * others, when they are there. */
#include "crawler/web/url.h"

#include <json-c/json.h>
#include <string.h>

#include "base/base.h"
#include "tests/test.h"

struct row {
    const char *base, *href, *want; /* want NULL: refused */
};

static const struct row RESOLVES[] = {
    {"", "http://a.ru", "http://a.ru/"},
    {"http://a.ru/x/y?q=1", "z", "http://a.ru/x/z"},
    {"http://a.ru/x/y?q=1", "?p=2", "http://a.ru/x/y?p=2"},
    {"http://a.ru/x/y?q=1", "", "http://a.ru/x/y?q=1"},
    {"http://a.ru/x/y?q=1", "#p7", "http://a.ru/x/y?q=1#p7"},
    {"http://a.ru/x/y", "../z/./w/..", "http://a.ru/z/"},
    {"http://a.ru/x/y", "/../../z", "http://a.ru/z"},
    {"http://a.ru/x/y", "//b.ru/z", "http://b.ru/z"},
    {"https://a.ru/x", "//b.ru/z", "https://b.ru/z"},
    {"http://a.ru/x/y", "\\z\\w", "http://a.ru/z/w"},
    {"http://a.ru/x/y", "http:z", "http://a.ru/x/z"},
    {"http://a.ru/x/y", "https:b.ru/z", "https://b.ru/z"},
    {"http://a.ru/x/y", " /z\n ", "http://a.ru/z"},
    {"http://a.ru/x/y", "/a\tb\r\nc", "http://a.ru/abc"},
    {"http://a.ru/x/y", "/%d1%82%7e", "http://a.ru/%D1%82~"},
    {"http://a.ru/x/", "тема", "http://a.ru/x/%D1%82%D0%B5%D0%BC%D0%B0"},
    {"http://a.ru/x/", "?q=а б", "http://a.ru/x/?q=%D0%B0%20%D0%B1"},
    {"http://a.ru/x/", "?a=1&b=2&a=0", "http://a.ru/x/?a=1&b=2&a=0"},
    {"http://a.ru/x/", "HTTP://B.RU:80/", "http://b.ru/"},
    {"http://a.ru/x/", "https://b.ru:443/", "https://b.ru/"},
    {"http://a.ru/x/", "https://b.ru:0080/", "https://b.ru:80/"},
    {"http://a.ru:81/x/", "y", "http://a.ru:81/x/y"},
    {"http://a.ru/x/", "http://b.ru./y", "http://b.ru/y"},
    {"http://a.ru/x/", "http://ПРИМЕР.рф/", "http://xn--e1afmkfd.xn--p1ai/"},
    {"http://a.ru/x/", "http://0x7f.1/", "http://127.0.0.1/"},
    {"http://a.ru/x/", "http://2130706433/", "http://127.0.0.1/"},
    {"http://a.ru/x/", "http://[::0:1]/", "http://[::1]/"},
    {"http://a.ru/x/", "http://b_c.ru/", "http://b_c.ru/"},
    {"http://a.ru/x/", "%2e%2e/y", "http://a.ru/y"},
    {"http://a.ru/x/", "%2E/./%2e./y", "http://a.ru/y"},
    {"http://a.ru/x/y/z", "..", "http://a.ru/x/"},
    {"http://a.ru/x/y/z", ".", "http://a.ru/x/y/"},
    {"http://a.ru/x/y/z", "./", "http://a.ru/x/y/"},
    {"http://a.ru/x/y;p?q", "g;x=1/../w", "http://a.ru/x/w"},
    {"http://a.ru/x/y;p?q", ";v", "http://a.ru/x/;v"},
    {"http://a.ru/x/y;p?q", "g?w/../v", "http://a.ru/x/g?w/../v"},
    {"http://a.ru/x/y;p?q", "g#s/../v", "http://a.ru/x/g#s/../v"},
    {"http://a.ru/x/y;p?q", "...", "http://a.ru/x/..."},
    {"http://a.ru/x/y;p?q", "..g", "http://a.ru/x/..g"},
    {"http://a.ru/x/y;p?q", "g.", "http://a.ru/x/g."},
    {"http://a.ru", "z", "http://a.ru/z"},
    {"http://a.ru?q", "z", "http://a.ru/z"},
    {"http://a.ru/x/", "http://b.ru:/z", "http://b.ru/z"},
    {"http://a.ru/x/", "http:///b.ru/z", "http://b.ru/z"},
    {"http://a.ru/x/", "http://b.ru#f", "http://b.ru/#f"},
    {"http://a.ru/x/", "http://b.ru?q", "http://b.ru/?q"},
    {"http://a.ru/x/", "http://u:p@b.ru/", "http://u:p@b.ru/"},
    {"http://a.ru/x/", "http://u:@b.ru/", "http://u@b.ru/"},
    {"http://a.ru/x/", "http://:@b.ru/", "http://b.ru/"},
    {"http://a.ru/x/", "http://u@v@b.ru/", "http://u%40v@b.ru/"},
    {"http://a.ru/x/", "/a%20b c", "http://a.ru/a%20b%20c"},
    {"http://a.ru/x/", "/%23/%2f?u=%2F%3F", "http://a.ru/%23/%2F?u=%2F%3F"},
    {"http://a.ru/x/", "/?q=a+b%2B", "http://a.ru/?q=a+b%2B"},
    {"http://a.ru/x/", "/?c[]=1|2", "http://a.ru/?c%5B%5D=1%7C2"},
    {"http://a.ru/x/", "/100%", "http://a.ru/100%25"},
    {"http://a.ru/x/", "/\x01!", "http://a.ru/%01!"},
    {"http://a.ru/x/", "http://BÜCHER.de/", "http://xn--bcher-kva.de/"},
    {"http://a.ru/x/", "http://кто.рф/?д=Что",
     "http://xn--j1ail.xn--p1ai/?%D0%B4=%D0%A7%D1%82%D0%BE"},
    {"http://a.ru/x/", "http://はじめよう.みんな/",
     "http://xn--p8j9a0d9c9a.xn--q9jyb4c/"},
    {"http://a.ru/x/", "http://192.168.257/", "http://192.168.1.1/"},
    {"http://a.ru/x/", "http://[2001:DB8:0::1]:80/", "http://[2001:db8::1]/"},
    {"http://a.ru/x/", "http://256.256.256.256/", NULL},
    {"http://a.ru/x/", "http://1.2.3.4.5/", NULL},
    {"http://a.ru/x/", "http://[::1::]/", NULL},
    {"http://a.ru/x/", "http://b.ru:-1/", NULL},
    {"http://a.ru/x/", "http://b|c.ru/", NULL},
    {"http://a.ru/x/", "tel:+7", NULL},
    {"http://a.ru/x/", "mailto:a@b.ru", NULL},
    {"http://a.ru/x/", "javascript:alert(1)", NULL},
    {"http://a.ru/x/", "data:text/html,x", NULL},
    {"http://a.ru/x/", "file:///etc/passwd", NULL},
    {"http://a.ru/x/", "http://b.ru:99999/", NULL},
    {"http://a.ru/x/", "http://b.ru:x/", NULL},
    {"http://a.ru/x/", "http://b..ru/", NULL},
    {"http://a.ru/x/", "http://b c.ru/", NULL},
    {"http://a.ru/x/", "http://b%2Fc.ru/", NULL},
    {"http://a.ru/x/", "http://", NULL},
    {"http://a.ru/x/", "http://[::1/", NULL},
    {"", "z", NULL},
    {"", "www.a.ru/z", NULL},
    {"ftp://a.ru/", "z", NULL},
};

TEST(resolves)
{
    struct arena a = {0};
    for (size_t i = 0; i < sizeof RESOLVES / sizeof *RESOLVES; i++) {
        struct str got = {0};
        bool ok = url_resolve(&a, str_of(RESOLVES[i].base),
                              str_of(RESOLVES[i].href), &got);
        if (ok != (RESOLVES[i].want != NULL) ||
            (ok && !str_eqz(got, RESOLVES[i].want)))
            ck_abort_msg("%s + %s gives " STR_FMT ", not %s", RESOLVES[i].base,
                         RESOLVES[i].href, STR_ARG(got),
                         RESOLVES[i].want ? RESOLVES[i].want : "a refusal");
    }
    arena_clear(&a);
}
END

TEST(refuses_nul_and_great_length)
{
    struct arena a = {0};
    struct str got;
    ck_assert(!url_resolve(&a, STR(""), STR("http://a.ru\0.evil.ru/"), &got));
    ck_assert(url_resolve(&a, STR(""), STR("http://a.ru/x\0y"), &got));
    ck_assert_str(got, "http://a.ru/x%00y");
    char text[CEILING_URL + 100];
    memset(text, 'x', sizeof text);
    memcpy(text, "http://a.ru/", 12);
    struct err e = {0};
    ck_assert(!url_canonical(&a, (struct str){text, sizeof text}, &got, &e));
    ck_assert_ptr_nonnull(strstr(e.msg, "longer"));
    ck_assert(!url_canonical(&a, STR("a.ru/x"), &got, &e));
    ck_assert_ptr_nonnull(strstr(e.msg, "a.ru/x"));
    arena_clear(&a);
}
END

#define HEX "0123456789abcdef0123456789abcdef"

TEST(canonical_drops_what_names_the_visitor)
{
    static const char *rows[][2] = {
        {"http://a.ru/?utm_source=x&id=1&UTM_medium=y", "http://a.ru/?id=1"},
        {"http://a.ru/?fbclid=x", "http://a.ru/"},
        {"http://a.ru/?b=2&a=1&yclid=7", "http://a.ru/?b=2&a=1"},
        {"http://a.ru/?ysclid=x&_openstat=y&gclid=z&q=1", "http://a.ru/?q=1"},
        {"http://a.ru/?t=5&sid=" HEX, "http://a.ru/?t=5"},
        {"http://a.ru/?t=5&s=" HEX, "http://a.ru/?t=5"},
        {"http://a.ru/?s=billing", "http://a.ru/?s=billing"},
        {"http://a.ru/?sid=15", "http://a.ru/?sid=15"},
        {"http://a.ru/?PHPSESSID=abc&t=1", "http://a.ru/?t=1"},
        {"http://a.ru/x;jsessionid=12AB?t=1", "http://a.ru/x?t=1"},
        {"http://a.ru/x;jsessionid=12AB/y", "http://a.ru/x/y"},
        {"http://a.ru/?t=1#p5", "http://a.ru/?t=1"},
        {"http://a.ru/?", "http://a.ru/"},
        {"http://a.ru/?mtm_campaign=x&id=1&__hssc=y", "http://a.ru/?id=1"},
        {"http://a.ru/?_ga=1.2&wickedid=7", "http://a.ru/"},
        {"http://a.ru/a.jpg?crop/14x7/f", "http://a.ru/a.jpg?crop/14x7/f"},
        {"http://a.ru/?utm=1&utmost=2", "http://a.ru/?utm=1&utmost=2"},
        {"HTTP://A.ru:80/%66oo%7e/./b/../c%c3%b1?x=%2f#f",
         "http://a.ru/foo~/c%C3%B1?x=%2F"},
        {"http://a.ru/?a&b=&c=1", "http://a.ru/?a&b=&c=1"},
    };
    struct arena a = {0};
    struct err e = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str got, again;
        ck_ok(url_canonical(&a, str_of(rows[i][0]), &got, &e), e);
        ck_assert_str(got, rows[i][1]);
        ck_ok(url_canonical(&a, got, &again, &e), e);
        ck_assert(str_eq(got, again));
    }
    arena_clear(&a);
}
END

TEST(key2_survives_a_move)
{
    static const char *rows[][2] = {
        {"http://a.ru/t/5?utm_source=x#p7", "/t/5#p7"},
        {"https://www.b.ru/t/5#p7", "/t/5#p7"},
        {"p1234", "p1234"},
        {"tag:a.ru,2020:5", "tag:a.ru,2020:5"},
        {"", ""},
    };
    struct arena a = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_str(url_key2(&a, str_of(rows[i][0])), rows[i][1]);
    arena_clear(&a);
}
END

TEST(splits_and_knows_domains)
{
    struct arena a = {0};
    struct url u = url_split(STR("http://u@h.ru:81/p/q?r=1#f"));
    ck_assert_str(u.scheme, "http");
    ck_assert_str(u.user, "u");
    ck_assert_str(u.host, "h.ru");
    ck_assert_int_eq(url_port(&u), 81);
    ck_assert_str(u.path, "/p/q");
    ck_assert_str(u.query, "r=1");
    ck_assert_str(u.fragment, "f");
    ck_assert_str(url_origin(STR("https://a.ru:8/x")), "https://a.ru:8");
    ck_assert_str(url_domain(&a, STR("shop.a.co.uk")), "a.co.uk");
    ck_assert_str(url_domain(&a, STR("x.xn--e1afmkfd.xn--p1ai")),
                  "xn--e1afmkfd.xn--p1ai");
    ck_assert_str(url_domain(&a, STR("127.0.0.1")), "127.0.0.1");
    ck_assert_str(url_domain(&a, STR("[::1]")), "[::1]");
    ck_assert_str(url_domain(&a, STR("localhost")), "localhost");
    arena_clear(&a);
}
END

/* Takes one field of a line with quotes or without; white space at both
 * ends goes. */
static struct str field(struct str *line)
{
    struct str s = str_trim(*line);
    if (s.n && s.p[0] == '"') {
        ptrdiff_t end = str_find_char(str_from(s, 1), '"');
        *line = str_from(s, (size_t)end + 2);
        struct str rest = str_trim(*line);
        *line = rest.n ? str_from(rest, 1) : rest;
        return str_part(s, 1, (size_t)end);
    }
    ptrdiff_t end = str_find_char(s, ',');
    *line = end < 0 ? STR("") : str_from(s, (size_t)end + 1);
    return str_trim(end < 0 ? s : str_part(s, 0, (size_t)end));
}

static void normal_or_itself(struct arena *a, struct str s, struct str *out)
{
    if (!url_resolve(a, STR(""), s, out))
        *out = s;
}

TEST(agrees_with_crawler_commons_on_resolving)
{
    NEED_SHARED(path, "fixtures/real/urls/url-resolve.csv");
    struct buf text;
    struct err e = {0};
    struct arena a = {0};
    buf_init(&text, 1 << 20);
    ck_ok(buf_read_file(&text, path, &e), e);
    struct str rest = buf_view(&text), line;
    int rows = 0;
    while (str_split(&rest, '\n', &line)) {
        if (!str_trim(line).n || line.p[0] == '#')
            continue;
        struct str href = field(&line), base = field(&line);
        struct str want = field(&line), got, normal;
        if (str_starts(base, STR("file:")))
            continue; /* we read no other scheme */
        ck_assert(url_resolve(&a, base, href, &got));
        normal_or_itself(&a, want, &normal);
        if (!str_eq(got, normal))
            ck_abort_msg(
                STR_FMT " + " STR_FMT " gives " STR_FMT ", not " STR_FMT,
                STR_ARG(base), STR_ARG(href), STR_ARG(got), STR_ARG(normal));
        rows++;
    }
    ck_assert_int_gt(rows, 15);
    buf_clear(&text);
    arena_clear(&a);
}
END

/* crawler-commons goes further than we want: it sorts parameters and drops
 * empty ones and doubled slashes (a server may tell them apart), and it keeps
 * file: and ftp: and guesses a missing scheme. Everything else agrees. */
TEST(agrees_with_crawler_commons_on_normalising)
{
    NEED_SHARED(path, "fixtures/real/urls/weirdToNormalizedUrls.csv");
    struct buf text;
    struct err e = {0};
    struct arena a = {0};
    buf_init(&text, 1 << 20);
    ck_ok(buf_read_file(&text, path, &e), e);
    struct str rest = buf_view(&text), line;
    int same = 0, rows = 0;
    while (str_split(&rest, '\n', &line)) {
        if (!str_trim(line).n || line.p[0] == '#')
            continue;
        struct str raw = field(&line), want = field(&line), got = {0};
        rows++;
        if (url_canonical(&a, raw, &got, &e) && str_eq(got, want))
            same++;
        else if (getenv("SHOW"))
            printf("  " STR_FMT " gives " STR_FMT ", not " STR_FMT "\n",
                   STR_ARG(raw), STR_ARG(got), STR_ARG(want));
    }
    printf("  crawler-commons: %d of %d agree\n", same, rows);
    ck_assert_int_ge(same * 100, rows * 74);
    buf_clear(&text);
    arena_clear(&a);
}
END

static struct str member(struct json_object *o, const char *key)
{
    struct json_object *v;
    if (!json_object_object_get_ex(o, key, &v) || !v)
        return (struct str){0};
    return (struct str){json_object_get_string(v),
                        (size_t)json_object_get_string_len(v)};
}

/* The browsers' own table. Where it wants a URL of ours we compare after
 * normalising what it wants, since it leaves %7E and lone % alone. It differs
 * on purpose where we refuse: empty labels in names, lone surrogates, ports
 * behind names that no resolver takes. */
TEST(agrees_with_the_web_platform_tests)
{
    NEED_SHARED(path, "fixtures/real/urls/wpt-urltestdata.json");
    struct json_object *all = json_object_from_file(path);
    ck_assert_ptr_nonnull(all);
    struct arena a = {0};
    int same = 0, rows = 0;
    for (size_t i = 0; i < json_object_array_length(all); i++) {
        struct json_object *o = json_object_array_get_idx(all, i), *fail;
        if (!json_object_is_type(o, json_type_object))
            continue;
        bool bad = json_object_object_get_ex(o, "failure", &fail);
        struct str href = member(o, "href"), got, want = href;
        struct str input = member(o, "input"), base = member(o, "base");
        bool ours = str_starts(href, STR("http"));
        if (base.n && !str_starts(base, STR("http")))
            continue;
        bool ok = url_resolve(&a, base, input, &got);
        rows++;
        normal_or_itself(&a, href, &want);
        if (bad || !ours ? !ok : ok && str_eq(got, want))
            same++;
        else if (getenv("SHOW"))
            printf("  '" STR_FMT "' + '" STR_FMT "' gives '" STR_FMT
                   "', not '" STR_FMT "'\n",
                   STR_ARG(base), STR_ARG(input),
                   STR_ARG(ok ? got : STR("nothing")), STR_ARG(want));
        arena_reset(&a);
    }
    printf("  web platform tests: %d of %d agree\n", same, rows);
    ck_assert_int_ge(same * 100, rows * 95);
    json_object_put(all);
    arena_clear(&a);
}
END

TEST_MAIN("url", resolves, refuses_nul_and_great_length,
          canonical_drops_what_names_the_visitor, key2_survives_a_move,
          splits_and_knows_domains, agrees_with_crawler_commons_on_resolving,
          agrees_with_crawler_commons_on_normalising,
          agrees_with_the_web_platform_tests)

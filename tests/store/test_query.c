/* SPDX-License-Identifier: MIT
 * store: what a query finds is what it fits, whatever the index could say. */
#include "store/internal.h"
#include "store/sift.h"
#include "tests/query/speech.h"
#include "tests/store/temp.h"

enum { POSTS = 60 };

static const char *const WORDS[] = {"тариф", "тарифы", "связь", "связи",
                                    "стали", "стал",   "сеть",  "ромашка",
                                    "15",    "банк"};
enum { N_WORDS = sizeof WORDS / sizeof *WORDS };

/* Some words, by the number of the post. */
static struct str text_of(struct arena *a, int i)
{
    struct str all = STR("");
    for (int k = 0; k < N_WORDS; k++)
        if ((i * 7 + k * 5) % 11 % 3 == 0 || (i >> k % 6 & 1))
            all = str_printf(a, STR_FMT " %s", STR_ARG(all), WORDS[k]);
    return str_trim(all);
}

static void put_posts(struct store *s)
{
    struct err e = {0};
    struct arena a = {0};
    int64_t sources[] = {temp_source(s, "форум"), temp_source(s, "town news")};
    ck_ok(store_begin(s, &e), e);
    for (int i = 0; i < POSTS; i++) {
        struct str key = str_printf(&a, "https://x%d.example/%d", i % 3, i);
        struct mention m = temp_mention(sources[i % 2], key.p, "", key.p);
        m.post.text = text_of(&a, i);
        m.post.lemmas = str_trim(speech_all(&a, m.post.text));
        m.post.author = i % 5 ? STR("Иван") : STR("Анна К.");
        m.post.title = i % 4 ? STR("") : STR("Нет связи");
        m.post.published = TEMP_NOW - 86400 * (int64_t)i;
        m.verdict.type = i % 2 ? STR("broken") : STR("praise");
        temp_put(s, &m);
    }
    ck_ok(store_commit(s, &e), e);
    arena_clear(&a);
}

static struct query_post post_of(const struct mention *m)
{
    return (struct query_post){.text = m->post.text,
                               .title = m->post.title,
                               .author = m->post.author,
                               .source = m->post.source_name,
                               .url = m->post.url,
                               .lang = m->post.lang,
                               .brand = m->post.brand,
                               .type = m->verdict.type,
                               .at = m->post.published};
}

static struct query *query_of(struct arena *a, const char *text)
{
    struct query_wrong w;
    struct query *q = query_parse(a, str_of(text), &speech, &w);
    ck_assert_msg(q, "%s", text);
    return q;
}

/* What the store finds beside what fits of all that is there. */
static void compare(struct store *s, const char *text, bool queue)
{
    struct err e = {0};
    struct arena a = {0};
    struct mention_filter f = {.queue = queue};
    struct mention *all, *rows;
    size_t n, some, at = 0;
    int64_t counted;
    ck_ok(store_mentions(s, &a, &f, &all, &n, &e), e);
    struct query *q = query_of(&a, text);
    f.query = q;
    ck_ok(store_mentions(s, &a, &f, &rows, &some, &e), e);
    ck_ok(store_mention_count(s, &f, &counted, &e), e);
    ck_assert_msg(counted == (int64_t)some, "%s", text);
    for (size_t i = 0; i < n; i++) {
        struct query_post post = post_of(&all[i]);
        if (!query_fits(q, &a, &post))
            continue;
        ck_assert_msg(at < some && rows[at].id == all[i].id,
                      "%s: mention %ld is not found", text, (long)all[i].id);
        at++;
    }
    ck_assert_msg(at == some, "%s finds %zu, %zu fit", text, some, at);
    arena_clear(&a);
}

static const char *const QUERIES[] = {
    "тариф",
    "тариф связь",
    "стать",
    "сталь",
    "тариф OR банк",
    "(тариф OR банк) (стали OR сеть) связь",
    "тариф -связь",
    "-тариф",
    "\"тариф связь\"",
    "\"связь тариф\"",
    "тариф NEAR/2 сеть",
    "ромаш*",
    "*анк -ромаш*",
    "/\\b15( |$)/",
    "тариф OR /^15/",
    "author:анна",
    "тариф author:анна",
    "source:форум",
    "site:x1.example тариф",
    "type:praise -тариф",
    "title:связь",
    "date:<2026-10",
    "нигде",
    "нигде*",
};

TEST(a_search_finds_what_fits)
{
    struct store *s = temp_store("query.db");
    put_posts(s);
    for (size_t i = 0; i < 2 * (sizeof QUERIES / sizeof *QUERIES); i++)
        compare(s, QUERIES[i / 2], i % 2);
    store_close(s);
}
END

TEST(filters_narrow_a_query)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("narrow.db");
    put_posts(s);
    struct mention_filter f = {.query = query_of(&a, "тариф -связь"),
                               .source = STR("форум"),
                               .limit = 3};
    struct mention *rows;
    size_t n, all = 0;
    int64_t counted;
    ck_ok(store_mention_count(s, &f, &counted, &e), e);
    ck_assert(!store_search_was_cut(s));
    do {
        ck_ok(store_mentions(s, &a, &f, &rows, &n, &e), e);
        for (size_t i = 0; i < n; i++)
            ck_assert_str(rows[i].post.source_name, "форум");
        all += n;
        if (n)
            f.behind = rows[n - 1].id;
    } while (n);
    ck_assert_uint_eq(all, (size_t)counted);
    ck_assert_uint_gt(all, 3);
    arena_clear(&a);
    store_close(s);
}
END

struct told {
    struct query *query;
    int64_t looked, fit, last; /* mentions, those that fit, the last id */
};

static bool tell(void *ctx, const struct stored_post *p, struct err *e)
{
    struct told *t = ctx;
    struct arena a = {0};
    (void)e;
    ck_assert(p->id < t->last);
    ck_assert_str(p->post.brand, "Вектор");
    t->last = p->id;
    t->looked++;
    t->fit += query_fits(t->query, &a, &p->post);
    arena_clear(&a);
    return t->looked < 1000;
}

/* Who tries a query is shown all that it may fit, and all of the brand. */
TEST(posts_are_shown_as_queries_see_them)
{
    static const struct {
        const char *query, *brand;
        bool all;
    } cases[] = {{"ромашка сеть банк", "", false},
                 {"\"тариф связь\"", "", false},
                 {"тариф", "Вектор", true},
                 {"ромаш*", "", true}};
    struct store *s = temp_store("posts.db");
    put_posts(s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err e = {0};
        struct arena a = {0};
        struct told t = {.query = query_of(&a, cases[i].query),
                         .last = INT64_MAX};
        struct mention_filter f = {.query = t.query};
        int64_t counted;
        ck_ok(
            store_posts_each(s, t.query, str_of(cases[i].brand), tell, &t, &e),
            e);
        ck_ok(store_mention_count(s, &f, &counted, &e), e);
        ck_assert_int_eq(t.fit, counted);
        ck_assert_int_eq(t.looked == POSTS, cases[i].all);
        arena_clear(&a);
    }
    store_close(s);
}
END

/* For a page no more than STORE_LOOKED are looked at, and it is said. */
TEST(looking_has_an_end)
{
    struct err e = {0};
    struct arena a = {0};
    struct store *s = temp_store("tired.db");
    put_posts(s);
    struct mention_filter f = {.query = query_of(&a, "ромаш*")};
    struct wanted w;
    wanted_read(&w, &a, &f);
    struct sift page = {.w = &w, .most = 50, .looked = STORE_LOOKED - 9};
    struct sift whole = {
        .w = &w, .most = INT64_MAX - 1, .looked = STORE_LOOKED - 9};
    ck_ok(sift_find(s, &page, &e), e);
    ck_ok(sift_find(s, &whole, &e), e);
    ck_assert(page.tired && !whole.tired);
    ck_assert_uint_gt(page.n, 0);
    ck_assert_uint_gt(whole.n, page.n);
    sift_clear(&page);
    sift_clear(&whole);
    arena_clear(&a);
    store_close(s);
}
END

TEST_MAIN("store_query", a_search_finds_what_fits, filters_narrow_a_query,
          posts_are_shown_as_queries_see_them, looking_has_an_end)

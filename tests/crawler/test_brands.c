/* SPDX-License-Identifier: MIT
 * Posts about one, two and three brands, through whole crawls: edits that add
 * and drop a brand, a removal, nothing twice. */
#include "tests/crawler/world.h"

enum { POSTS = 5, PAGES = 3 };

/* What the thread holds by the mode of the server; NULL: it was taken away. */
static const char *const TEXTS[PAGES][POSTS] = {
    {"Вектор не работает третий день",
     "Спасибо Вектору, а Бета опять списала 500 рублей",
     "Вектор не работает, Бета не работает. Гамме спасибо",
     "В отличие от Беты, Вектору спасибо", "Погода хорошая"},
    {"Вектор не работает третий день, а Бета опять списала 500 рублей",
     "Спасибо Вектору, а Бета опять списала 500 рублей",
     "Вектор не работает, Бета не работает",
     "В отличие от Беты, Вектору спасибо", "Погода хорошая"},
    {"Вектор не работает третий день, а Бета опять списала 500 рублей", NULL,
     "Вектор не работает, Бета не работает",
     "В отличие от Беты, Вектору спасибо", "Погода хорошая"}};

static void serve(struct evil *s, struct evil_request *r)
{
    struct buf b;
    const char *const *texts = TEXTS[s->shared->mode];
    if (strcmp(r->path, "/t/1") != 0) {
        evil_answer(r, 404, "", "none");
        return;
    }
    buf_init(&b, 1 << 16);
    buf_z(&b, "<html><body id='phpbb'><h2 class='topic-title'><a href='/t/1'>"
              "Тема</a></h2>");
    for (int i = 0; i < POSTS; i++)
        if (texts[i])
            buf_printf(&b,
                       "<div class='post' id='p%d'><div class='postbody'><p "
                       "class='author'><a class='username' href='/u/%d'>Автор "
                       "%d</a> » <time datetime='2026-11-2%dT10:00:00+03:00'>"
                       "тогда</time></p><div class='content'>%s.</div></div>"
                       "</div>",
                       i + 1, i, i, i, texts[i]);
    buf_z(&b, "<div class='copyright'>phpBB</div></body></html>");
    site_html(r, &b);
}

static const struct str FORMS[] = {{"Вектор", sizeof "Вектор" - 1},
                                   {"Бета", sizeof "Бета" - 1},
                                   {"Гамма", sizeof "Гамма" - 1}};
enum { BRANDS = sizeof FORMS / sizeof *FORMS };

/* "Вектор broken 1; ": brand, type, first mention of the post, of each. */
static const char *told(struct world *w)
{
    struct str out = STR("");
    bool found = true;
    for (int64_t id = 1; found; id++) {
        struct mention m;
        ck_ok(store_mention_get(w->store, &w->arena, id, &m, &found, &w->e),
              w->e);
        if (found)
            out = str_printf(&w->arena, STR_FMT STR_FMT " " STR_FMT " %lld%s; ",
                             STR_ARG(out), STR_ARG(m.post.brand),
                             STR_ARG(m.verdict.type), (long long)m.case_.post,
                             m.post.gone ? " gone" : "");
    }
    return str_z(&w->arena, out);
}

static void crawl(struct world *w, int mode, int64_t hours)
{
    w->server.shared->mode = mode;
    if (!world_crawl(w, hours * 3600))
        ck_abort_msg("%s", w->e.msg);
}

#define FIRST                                                                                       \
    "Вектор broken 1; Вектор praise 2; Бета overcharged 2; Вектор broken 4; " \
    "Бета broken 4; Гамма praise 4; Вектор praise 7; "
/* What of a post is about a brand that it names no more stays as it was. */
#define SECOND FIRST "Бета overcharged 1; "

TEST(a_post_is_told_of_each_brand)
{
    struct brand_setup brands[BRANDS];
    struct str forms[BRANDS];
    struct world w;
    world_begin(&w, serve, NULL);
    for (size_t i = 0; i < BRANDS; i++) {
        forms[i] = FORMS[i];
        brands[i] = (struct brand_setup){.name = FORMS[i],
                                         .forms = {.items = &forms[i], .n = 1}};
    }
    w.site.setup.classify.brands = brands;
    w.site.setup.classify.n_brands = BRANDS;
    site_source(&w.site, &w.arena, "phpbb", 1, w.server.port, "/t/1");
    crawl(&w, 0, 0);
    ck_assert_str_eq(told(&w), FIRST);
    ck_assert_int_eq(w.total.fresh, 7);
    crawl(&w, 0, 2);
    ck_assert_str_eq(told(&w), FIRST);
    ck_assert_int_eq(w.total.fresh, 0);
    crawl(&w, 1, 4);
    ck_assert_str_eq(told(&w), SECOND);
    crawl(&w, 1, 6);
    ck_assert_str_eq(told(&w), SECOND);
    crawl(&w, 2, 8);
    ck_assert_str_eq(told(&w), SECOND); /* believed at the second look */
    crawl(&w, 2, 10);
    ck_assert_str_eq(told(&w),
                     "Вектор broken 1; Вектор praise 2 gone; Бета overcharged "
                     "2 gone; Вектор broken 4; Бета broken 4; Гамма praise 4; "
                     "Вектор praise 7; Бета overcharged 1; ");
    crawl(&w, 1, 12);
    ck_assert_str_eq(told(&w), SECOND);
    world_end(&w);
}
END

TEST_MAIN("crawler_brands", a_post_is_told_of_each_brand)

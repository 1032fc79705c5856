/* SPDX-License-Identifier: MIT
 * town crawl: the whole way over the town, twice: every post that can be had
 * is had, what is forbidden is not asked for, the second crawl brings what is
 * new and what was edited, and nothing else. */
#include "crawler/crawler.h"
#include "tests/place.h"
#include "tests/town/fetch.h"

/* Of this process: two builds of this test may run at once. */
static const char *store_path(const char *tail)
{
    static char path[64];
    snprintf(path, sizeof path, "/tmp/molva-town-crawl-%d.db%s", (int)getpid(),
             tail);
    return path;
}

struct lists {
    struct yaml_subs brands;      /* of struct brand_setup */
    struct yaml_subs departments; /* of struct department */
};

#define FIELD(type_, s, m, key_)                                               \
    {                                                                          \
        .key = key_, .type = type_, .at = offsetof(struct s, m)                \
    }

static const struct yaml_field BRAND[] = {
    FIELD(YAML_STR, brand_setup, name, "name"),
    FIELD(YAML_STR, brand_setup, name_en, "name_en"),
    FIELD(YAML_STRS, brand_setup, forms, "forms"),
    FIELD(YAML_STRS, brand_setup, near, "near"),
    FIELD(YAML_STRS, brand_setup, not_, "not"),
    {0},
};

static const struct yaml_field DEPARTMENT[] = {
    FIELD(YAML_STR, department, id, "id"),
    FIELD(YAML_STR, department, name_ru, "name_ru"),
    FIELD(YAML_STR, department, name_en, "name_en"),
    FIELD(YAML_STR, department, contact, "contact"),
    FIELD(YAML_DURATION, department, term, "term"),
    {0},
};

static const struct yaml_field LISTS[] = {
    {.key = "brands",
     .type = YAML_SUBS,
     .at = offsetof(struct lists, brands),
     .fields = BRAND,
     .size = sizeof(struct brand_setup)},
    {.key = "departments",
     .type = YAML_SUBS,
     .at = offsetof(struct lists, departments),
     .fields = DEPARTMENT,
     .size = sizeof(struct department)},
    {0},
};

static void read_list(struct lists *l, struct arena *a, struct str text)
{
    struct err e = {0};
    struct yaml_file f;
    ck_ok(yaml_parse(&f, a, "town.yaml", text, &e), e);
    ck_ok(yaml_read(&f, f.root, LISTS, l, &e), e);
}

static struct source_setup *make_sources(struct town *t, struct arena *a,
                                         size_t *n)
{
    const struct town_source *from = town_sources(t, n);
    struct source_setup *to = arena_alloc(a, *n * sizeof *to);
    for (size_t i = 0; i < *n; i++) {
        struct str *url = arena_alloc(a, sizeof *url);
        *url = str_of(from[i].url);
        to[i] = (struct source_setup){.is = {.name = str_of(from[i].name),
                                             .kind = str_of(from[i].kind),
                                             .zone = str_of(from[i].zone),
                                             .brand = str_of(from[i].brand),
                                             .own_card = from[i].own_card,
                                             .reach = from[i].reach},
                                      .url = {.items = url, .n = 1},
                                      .every = 3600,
                                      .pages = 50,
                                      .allow_private = true};
    }
    return to;
}

static void crawl(struct crawler_setup *setup, struct crawl_progress *total)
{
    struct err e = {0};
    setup->store = place_open(store_path(""), &e);
    ck_assert_msg(setup->store != NULL, "%s", e.msg);
    struct crawler *c = crawler_open(setup, &e);
    ck_assert_msg(c != NULL, "%s", e.msg);
    *total = (struct crawl_progress){0};
    ck_ok(crawler_run(c, total, &e), e);
    crawler_close(c);
    store_close(setup->store);
}

/* Of the texts: posts that a first crawl can have, those of the second day
 * and those that are edited then. */
static void expect(struct arena *a, int64_t now, int64_t want[3])
{
    struct site sites[SITES];
    size_t n = load_sites(sites, a, now);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < sites[i].n; k++) {
            const struct post *p = sites[i].posts[k];
            enum odd odd = p->thread->odd;
            want[0] += !p->second && odd != ODD_FORBIDDEN && odd != ODD_BREAKS;
            want[1] += p->second;
            want[2] += p->edited.n > 0;
        }
}

static void remove_store(void)
{
    place_remove(store_path(""));
}

static void crawl_both_days(struct town *t, struct arena *a,
                            struct crawl_progress total[2])
{
    struct err e = {0};
    struct lists l = {0};
    size_t n;
    const struct source_setup *sources = make_sources(t, a, &n);
    read_list(&l, a, town_brands());
    read_list(&l, a, town_departments());
    struct crawler_setup setup = {
        .connectors = "rules/connectors",
        .sources = sources,
        .n_sources = n,
        .classify = {.words = "rules/words",
                     .brands = l.brands.items,
                     .n_brands = l.brands.n},
        .matrix = {.matrix = "rules/matrix/fas.yaml",
                   .replies = "rules/replies",
                   .calendar = "rules/calendar/ru.yaml",
                   .departments = l.departments.items,
                   .n_departments = l.departments.n,
                   .company = STR("Вьюга и Морошка"),
                   .site = STR("https://answers.example/")},
        .agent = STR("Molva-test/0.1 (+https://molva.example/bot)"),
        .readers = 1,
        .all = true,
    };
    crawl(&setup, &total[0]);
    ck_ok(town_turn(t, &e), e);
    crawl(&setup, &total[1]);
}

TEST(two_days_over_the_town)
{
    struct arena a = {0};
    struct err e = {0};
    struct crawl_progress total[2];
    struct town_tally tally;
    int64_t now = time(NULL), want[3] = {0};
    struct town *t = open_town(now);
    expect(&a, now, want);
    remove_store();
    crawl_both_days(t, &a, total);
    remove_store();
    ck_ok(town_tally(t, &tally, &e), e);
    ck_assert_int_eq(total[0].posts, want[0]);
    ck_assert_int_gt(total[0].mentions, 200);
    ck_assert_int_eq(total[0].failed, 2); /* the captcha, the broken page */
    ck_assert_int_eq(total[0].refused, 1);
    ck_assert_int_eq(total[1].fresh, want[1]);
    ck_assert_int_eq(total[1].edited, want[2]);
    ck_assert_int_gt(tally.not_modified, 0);
    ck_assert_int_eq(tally.forbidden, 0);
    ck_assert_int_eq(tally.crowded, 0);
    town_close(t);
    arena_clear(&a);
}
END

TEST_MAIN("town crawl", two_days_over_the_town)

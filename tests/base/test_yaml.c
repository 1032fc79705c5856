/* SPDX-License-Identifier: MIT
 * yaml: trees with positions, structs by table, errors a user can act on. */
#include "base/yaml.h"

#include <string.h>

#include "tests/test.h"

struct source {
    struct str name;        /* as the user calls it */
    int64_t every;          /* seconds */
    bool on;                /* crawled at all */
    int kind;               /* index in KINDS */
    struct yaml_strs words; /* any */
};

struct config {
    struct yaml_subs sources; /* of struct source */
    int64_t pages;            /* a number */
};

static const char *const KINDS[] = {"forum", "feed", NULL};

static const struct yaml_field SOURCE[] = {
    {.key = "name",
     .type = YAML_STR,
     .at = offsetof(struct source, name),
     .required = true},
    {.key = "every",
     .type = YAML_DURATION,
     .at = offsetof(struct source, every)},
    {.key = "on", .type = YAML_BOOL, .at = offsetof(struct source, on)},
    {.key = "kind",
     .type = YAML_ENUM,
     .at = offsetof(struct source, kind),
     .names = KINDS},
    {.key = "words", .type = YAML_STRS, .at = offsetof(struct source, words)},
    {0},
};

static const struct yaml_field CONFIG[] = {
    {.key = "sources",
     .type = YAML_SUBS,
     .at = offsetof(struct config, sources),
     .fields = SOURCE,
     .size = sizeof(struct source)},
    {.key = "pages", .type = YAML_INT, .at = offsetof(struct config, pages)},
    {0},
};

static bool load(const char *text, struct config *c, struct arena *a,
                 struct err *e)
{
    struct yaml_file f;
    *c = (struct config){0};
    return yaml_parse(&f, a, "t.yaml", str_of(text), e) &&
           yaml_read(&f, f.root, CONFIG, c, e);
}

TEST(nothing_behind_a_key_is_an_empty_list)
{
    struct arena a = {0};
    struct config c;
    struct err e = {0};
    ck_assert(load("pages: 3\nsources:\n", &c, &a, &e));
    ck_assert_uint_eq(c.sources.n, 0);
    ck_assert(load("sources:\n# - name: a\n- name: b\n", &c, &a, &e));
    ck_assert_uint_eq(c.sources.n, 1);
    ck_assert(!load("sources: ''\n", &c, &a, &e));
    arena_clear(&a);
}
END

/* What is off stands there as a comment, and loads when the sign is gone. */
TEST(a_sample_loads_with_and_without_its_comments)
{
    static const struct yaml_field ITEM[] = {
        {.key = "name",
         .type = YAML_STR,
         .at = offsetof(struct source, name),
         .sample = "town",
         .help = "a name"},
        {.key = "every",
         .type = YAML_DURATION,
         .at = offsetof(struct source, every),
         .sample = "4h",
         .off = true},
        {0},
    };
    static const struct yaml_field TOP[] = {
        {.key = "sources",
         .type = YAML_SUBS,
         .fields = ITEM,
         .sample = "",
         .help = "places",
         .off = true},
        {0},
    };
    struct buf out;
    buf_init(&out, 4096);
    yaml_sample(&out, TOP);
    ck_assert_str_eq(out.p, "\n# places\nsources:\n#   # a name\n"
                            "# - name: town\n#   # every: 4h\n");
    struct arena a = {0};
    struct config c;
    struct err e = {0};
    ck_ok(load("sources:\n- name: town\n  every: 4h\n", &c, &a, &e), e);
    arena_clear(&a);
    buf_clear(&out);
}
END

TEST(fills_structs)
{
    struct arena a = {0};
    struct err e = {0};
    struct config c;
    ck_ok(load("pages: 5\n"
               "sources:\n"
               "- {name: 'Форум', every: 30m, on: yes, kind: feed}\n"
               "- name: two\n"
               "  words: [a, \\bобману(л|ли)\\b]\n",
               &c, &a, &e),
          e);
    struct source *s = c.sources.items;
    ck_assert_int_eq(c.pages, 5);
    ck_assert_uint_eq(c.sources.n, 2);
    ck_assert_str(s[0].name, "Форум");
    ck_assert_int_eq(s[0].every, 1800);
    ck_assert(s[0].on && s[0].kind == 1);
    ck_assert_str(s[1].words.items[1], "\\bобману(л|ли)\\b");
    arena_clear(&a);
}
END

static const struct {
    const char *text, *error;
} BAD[] = {
    {"pagse: 5\n", "t.yaml:1:1: unknown key 'pagse'; did you mean 'pages'?\n"
                   "    pagse: 5\n    ^^^^^"},
    {"pages: many\n", "t.yaml:1:8: expected a whole number\n"
                      "    pages: many\n           ^^^^"},
    {"pages: 1\npages: 2\n", "t.yaml:2:1: 'pages' is given twice (first on "
                             "line 1)"},
    {"sources: [{every: 5 apples, name: x}]", "t.yaml:1:19: expected a time"},
    {"sources: [{every: 5m}]", "t.yaml:1:11: 'name' is missing here"},
    {"sources: [{name: x, kind: fede}]", "did you mean 'feed'; it is one of"},
    {"a: &x 1\n", "anchors and tags are not used here"},
    {"a: *x\n", "aliases are not used here"},
    {"pages: \"\xff\"\n", "t.yaml:1:9: invalid leading UTF-8 octet"},
    {"pages: [1\n", "t.yaml:2:1: did not find expected"},
    {"", "the file is empty"},
    {"- 1\n", "expected a mapping, found a list"},
    {"pages: @x\n", "quote the value with '...'"},
};

TEST(reports_place_and_cure)
{
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        struct arena a = {0};
        struct err e = {0};
        struct config c;
        ck_assert_msg(!load(BAD[i].text, &c, &a, &e), "%s", BAD[i].text);
        if (!strstr(e.msg, BAD[i].error))
            ck_abort_msg("got:\n%s\nwanted:\n%s", e.msg, BAD[i].error);
        arena_clear(&a);
    }
}
END

TEST(caret_stands_under_cyrillic)
{
    struct arena a = {0};
    struct err e = {0};
    struct yaml_file f;
    ck_ok(yaml_parse(&f, &a, "t.yaml", STR("имя: 'ждать ('\n"), &e), e);
    ck_assert(!yaml_error_at(&f, f.root->children, 11, &e, "missing )"));
    ck_assert_str_eq(e.msg, "t.yaml:1:21: missing )\n    имя: 'ждать ('\n"
                            "                ^");
    arena_clear(&a);
}
END

TEST_MAIN("yaml", fills_structs, reports_place_and_cure,
          caret_stands_under_cyrillic, nothing_behind_a_key_is_an_empty_list,
          a_sample_loads_with_and_without_its_comments)

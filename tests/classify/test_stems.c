/* SPDX-License-Identifier: MIT
 * stems: what the dictionaries said is kept, and verdicts do not show it. */
#include "classify/stems.h"

#include "base/cache.h"
#include "tests/base/cache_folder.h"
#include "tests/classify/words.h"

enum { KEY = 5, GARBAGE = 400, DAMAGES = 12 };

static char path[128];

static void with_folder(void)
{
    cache_folder_make(path, "stems");
}

static void has(struct stems *s, const char *word, const char *answer)
{
    struct str got;
    bool there = stems_get(s, str_of(word), &got);
    ck_assert_msg(there == (answer != NULL), "%s", word);
    if (there)
        ck_assert_str(got, answer);
}

TEST(answers_are_kept)
{
    with_folder();
    struct stems *s = stems_open(KEY);
    has(s, "сталь", NULL);
    stems_put(s, STR("стали"), STR("сталь\tстать"));
    stems_put(s, STR("бррр"), STR(""));
    stems_put(s, STR("two\nlines"), STR("x"));
    stems_keep(s);
    stems_put(s, STR("late"), STR("late"));
    stems_close(s);
    s = stems_open(KEY);
    has(s, "стали", "сталь\tстать");
    has(s, "бррр", "");
    has(s, "two", NULL);
    has(s, "lines", NULL);
    has(s, "late", NULL);
    stems_close(s);
    s = stems_open(KEY + 1);
    has(s, "стали", NULL);
    stems_close(s);
    cache_folder_remove();
}
END

/* Bytes of any kind under a right first line: only the user alone could have
 * written them, but nothing is read that is not there. */
TEST(nonsense_is_read_safely)
{
    static const char SIGNS[] = "ab\t\t\n\n\0\xd1";
    char bytes[200];
    with_folder();
    for (int round = 0; round < GARBAGE; round++) {
        size_t n = (size_t)rand() % sizeof bytes;
        for (size_t i = 0; i < n; i++)
            bytes[i] = SIGNS[(size_t)rand() % sizeof SIGNS];
        cache_put("stems", KEY, (struct str){bytes, n});
        struct stems *s = stems_open(KEY);
        struct str got;
        for (const char *word = "a\0b\0ab\0ba\0aa\0"; *word;
             word += 1 + strlen(word))
            if (stems_get(s, str_of(word), &got))
                ck_assert_ptr_null(memchr(got.n ? got.p : "", '\n', got.n));
        stems_put(s, STR("new"), STR("one"));
        stems_keep(s);
        stems_close(s);
    }
    cache_folder_remove();
}
END

/* Rules over many words, so that a start has something to ask. */
static const char FILE_TEXT[] =
    "rules:\n"
    "- id: t.rule\n"
    "  signal: broken\n"
    "  lemma: [работать, сталь, банкомат ~2 сломаться, cancel]\n"
    "  match: [работал банкомат, стали другими, cancelled flights]\n"
    "  nomatch: [тишина в доме]\n"
    "- id: t.other\n"
    "  signal: broken\n"
    "  lemma: [whale, booking]\n"
    "  match: [my booking]\n"
    "  nomatch: [тишина в доме]\n";

static const char TEXT[] =
    "Банкомат вчера сломался; стали работать дольше, неизвестнословие. "
    "They cancelled whales and booking, unbelievablish. Тишина.";

/* Everything a verdict tells, as text. */
static struct str verdict_of(struct arena *a, const char *rules)
{
    struct err e = {0};
    struct verdict v;
    struct buf out;
    struct classifier *c = words_open(rules, &e);
    ck_assert_msg(c, "%s", e.msg);
    struct classify_input in = {.text = str_of(TEXT), .rating = -1};
    classify_text(c, a, &in, &v);
    buf_init(&out, 10000);
    buf_printf(&out, "%s %s %.17g ", type_name(v.type), tone_name(v.tone),
               v.confidence);
    for (size_t i = 0; i < v.n; i++)
        buf_printf(&out, "%zu-%zu %g;", v.evidence[i].start, v.evidence[i].end,
                   v.evidence[i].points);
    buf_str(&out, classify_lemmas(c, a, str_of(TEXT)));
    struct str told = str_dup(a, buf_view(&out));
    buf_clear(&out);
    classify_close(c);
    return told;
}

static void damage(void)
{
    struct buf b;
    struct err e = {0};
    buf_init(&b, 1 << 20);
    ck_ok(buf_read_file(&b, path, &e), e);
    size_t n = b.n;
    switch (rand() % 3) {
    case 0:
        n = (size_t)rand() % n;
        break;
    case 1:
        b.p[(size_t)rand() % n] ^= (char)(1 << rand() % 8);
        break;
    default:
        for (size_t i = (size_t)rand() % n; i < n; i++)
            b.p[i] = (char)rand();
    }
    cache_folder_write(path, (struct str){b.p, n});
    buf_clear(&b);
}

TEST(verdicts_are_the_same_whatever_is_kept)
{
    struct arena a = {0};
    with_folder();
    set_variable("XDG_CACHE_HOME", "/proc/nowhere");
    struct str without = verdict_of(&a, FILE_TEXT);
    set_variable("XDG_CACHE_HOME", cache_folder);
    ck_assert(str_eq(verdict_of(&a, FILE_TEXT), without));
    ck_assert_int_eq(access(path, R_OK), 0);
    ck_assert(str_eq(verdict_of(&a, FILE_TEXT), without));
    for (int round = 0; round < DAMAGES; round++) {
        damage();
        ck_assert_msg(str_eq(verdict_of(&a, FILE_TEXT), without), "round %d",
                      round);
    }
    arena_clear(&a);
    cache_folder_remove();
}
END

static size_t places(struct str verdict)
{
    size_t n = 0;
    for (struct str one; str_split(&verdict, ';', &one);)
        n++;
    return n;
}

/* What is kept must be used, else it shortens nothing: a false answer for a
 * word of the rules, under the right key, comes through. */
TEST(what_is_kept_is_used)
{
    struct arena a = {0};
    struct buf b;
    struct err e = {0};
    with_folder();
    struct str right = verdict_of(&a, FILE_TEXT);
    buf_init(&b, 1 << 20);
    ck_ok(buf_read_file(&b, path, &e), e);
    static const char HEAD[] = "molva cache 1 stems ";
    ck_assert_int_eq(memcmp(b.p, HEAD, strlen(HEAD)), 0);
    uint64_t key = strtoull(b.p + strlen(HEAD), NULL, 16);
    struct str lines = str_from(buf_view(&b), strcspn(b.p, "\n") + 1);
    cache_put("stems", key,
              str_printf(&a, STR_FMT "whale\twig\n", STR_ARG(lines)));
    struct str wrong = verdict_of(&a, FILE_TEXT);
    ck_assert_int_eq(places(wrong) + 1, places(right));
    buf_clear(&b);
    arena_clear(&a);
    cache_folder_remove();
}
END

TEST(changed_rules_are_seen_at_once)
{
    static const char MORE[] = "- id: t.more\n"
                               "  signal: broken\n"
                               "  lemma: [неизвестнословие]\n"
                               "  match: [вот неизвестнословие]\n";
    struct arena a = {0};
    struct err e = {0};
    with_folder();
    struct str before = verdict_of(&a, FILE_TEXT);
    const char *more =
        str_printf(&a, "%s%s  nomatch: [тишина]\n", FILE_TEXT, MORE).p;
    ck_assert(!str_eq(verdict_of(&a, more), before));
    ck_assert(str_eq(verdict_of(&a, FILE_TEXT), before));
    const char *wrong =
        str_printf(&a, "%s%s  nomatch: [неизвестнословия]\n", FILE_TEXT, MORE)
            .p;
    for (int i = 0; i < 2; i++) {
        ck_assert_ptr_null(words_open(wrong, &e));
        ck_assert_ptr_nonnull(strstr(e.msg, "t.yaml:16:13: t.more must not"));
    }
    arena_clear(&a);
    cache_folder_remove();
}
END

TEST_MAIN("stems", answers_are_kept, nonsense_is_read_safely,
          verdicts_are_the_same_whatever_is_kept, what_is_kept_is_used,
          changed_rules_are_seen_at_once)

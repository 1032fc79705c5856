/* SPDX-License-Identifier: MIT
 * affix: it says what hunspell says. */
#include "classify/affix.h"

#include <hunspell/hunspell.h>

#include "base/base.h"
#include "tests/classify/words.h"

enum { EVERY = 97 }; /* of the roots of a dictionary: all take a minute */

struct pair {
    struct buf aff, dic; /* the files */
    struct affix *affix; /* over them */
    Hunhandle *hunspell; /* the same */
    struct arena arena;  /* of the answers */
    size_t asked, known; /* words so far */
};

static void pair_open(struct pair *p, const char *name)
{
    struct err e = {0};
    char aff[64], dic[64];
    *p = (struct pair){0};
    snprintf(aff, sizeof aff, "/usr/share/hunspell/%s.aff", name);
    snprintf(dic, sizeof dic, "/usr/share/hunspell/%s.dic", name);
    buf_init(&p->aff, 1 << 26);
    buf_init(&p->dic, 1 << 26);
    ck_assert_msg(buf_read_file(&p->aff, aff, &e) &&
                      buf_read_file(&p->dic, dic, &e),
                  "%s", e.msg);
    p->affix = affix_open(buf_view(&p->aff), buf_view(&p->dic));
    ck_assert_msg(p->affix != NULL, "%s is not understood", name);
    p->hunspell = Hunspell_create(aff, dic);
}

static void pair_close(struct pair *p)
{
    Hunspell_destroy(p->hunspell);
    affix_close(p->affix);
    buf_clear(&p->aff);
    buf_clear(&p->dic);
    arena_clear(&p->arena);
}

static void same(struct pair *p, struct str word)
{
    char **stems = NULL;
    struct str ours, theirs = {0};
    const char *z = str_z(&p->arena, word);
    if (affix_stems(p->affix, &p->arena, word, &ours)) {
        int n = Hunspell_stem(p->hunspell, &stems, z);
        for (int i = 0; i < n; i++)
            theirs = str_printf(&p->arena, STR_FMT "%s%s", STR_ARG(theirs),
                                i ? "\t" : "", stems[i]);
        if (stems)
            Hunspell_free_list(p->hunspell, &stems, n);
        ck_assert_msg(str_eq(ours, theirs),
                      "%s: '" STR_FMT "', not '" STR_FMT "'", z, STR_ARG(ours),
                      STR_ARG(theirs));
        p->asked++;
        p->known += n > 0;
    }
    arena_reset(&p->arena);
}

/* The root with each suffix that the file has, whether it may or not. */
static void same_forms(struct pair *p, struct str root, struct str *suffix,
                       size_t n)
{
    same(p, root);
    for (size_t i = 0; i < n; i += 1 + (size_t)rand() % 61)
        for (size_t cut = 0; cut <= 4 && cut < root.n; cut++) {
            struct str stem = str_part(root, 0, root.n - cut);
            same(p, str_printf(&p->arena, STR_FMT STR_FMT, STR_ARG(stem),
                               STR_ARG(suffix[i])));
        }
    static const char *const HEADS[] = {"re", "un", "dis", "in", "con"};
    for (size_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++)
        same(p,
             str_printf(&p->arena, "%s" STR_FMT "s", HEADS[i], STR_ARG(root)));
}

/* What stands third behind SFX. */
static size_t suffixes_of(struct pair *p, struct str out[2048])
{
    struct str text = buf_view(&p->aff), line, part;
    size_t n = 0;
    while (str_split(&text, '\n', &line) && n < 2048) {
        if (!str_starts(line, STR("SFX ")))
            continue;
        int at = 0;
        while (str_split(&line, ' ', &part))
            if (part.n && at++ == 3 && part.p[0] != '0')
                out[n++] = part;
    }
    return n;
}

static void all_alike(const char *name)
{
    struct pair p;
    struct str suffix[2048], text, line;
    pair_open(&p, name);
    size_t n = suffixes_of(&p, suffix), at = 0;
    text = buf_view(&p.dic);
    while (str_split(&text, '\n', &line)) {
        struct str root;
        if (at++ % EVERY == 0 && str_split(&line, '/', &root))
            same_forms(&p, root, suffix, n);
    }
    ck_assert_int_gt(p.asked, 3000);
    ck_assert_int_gt(p.known, 500);
    pair_close(&p);
}

TEST(russian_is_as_hunspell_says)
{
    all_alike("ru_RU");
}
END

TEST(english_is_as_hunspell_says)
{
    static const char *const WORDS[] = {
        "a",       "o'clock", "don't",   "isn't",  "rerun",   "undoing",
        "Nasa",    "Rams",    "Unix's",  "Mccain", "ios",     "5",
        "12",      "b-52",    "x",       "Cats",   "Dogged",  "'",
        "-",       "s's",     "Aids",    "wi-fi",  "dog-cat", "Paris",
        "parises", "unhappy", "happier", "e.g",    "1.5",     "24/7"};
    struct pair p;
    all_alike("en_US");
    pair_open(&p, "en_US");
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        same(&p, str_of(WORDS[i]));
    pair_close(&p);
}
END

/* A small dictionary of our own: what is read, what is refused. */
static bool opens(const char *aff, const char *dic)
{
    struct affix *x = affix_open(str_of(aff), str_of(dic));
    affix_close(x);
    return x != NULL;
}

TEST(what_is_not_understood_is_refused)
{
    static const char PLAIN[] = "SET UTF-8\nSFX A Y 1\nSFX A 0 s .\n";
    ck_assert(opens(PLAIN, "1\ncat/A\n"));
    ck_assert(opens("", ""));
    ck_assert(!opens("SET KOI8-R\n", "1\ncat\n"));
    ck_assert(!opens("FULLSTRIP\n", "1\ncat\n"));
    ck_assert(!opens("SFX A Y 1\nSFX A 0 s/B .\n", "1\ncat/A\n"));
    ck_assert(!opens("SFX AB Y 1\nSFX AB 0 s .\n", "1\ncat/AB\n"));
    ck_assert(!opens(PLAIN, "1\ncat/A po:noun\n"));
    ck_assert(!opens("ONLYINCOMPOUND c\n", "1\ncat/c\n"));
    struct affix *x = affix_open(STR(PLAIN), STR("1\ncat/A\n"));
    struct arena a = {0};
    struct str got;
    ck_assert(affix_stems(x, &a, STR("cats"), &got));
    ck_assert_str(got, "cat");
    ck_assert(affix_stems(x, &a, STR("dogs"), &got) && !got.n);
    ck_assert(!affix_stems(x, &a, STR("CATS"), &got));
    ck_assert(!affix_stems(x, &a, STR("12th"), &got));
    ck_assert(!affix_stems(x, &a, STR("cats."), &got));
    ck_assert(affix_stems(x, &a, STR("caf\xc3\xa9"), &got) && !got.n);
    ck_assert(!affix_stems(x, &a, STR("cat\xe2\x80\x99s"), &got));
    affix_close(x);
    x = affix_open(STR(PLAIN), STR("2\ncat/A\ncaf\xc3\xa9\n"));
    ck_assert(!affix_stems(x, &a, STR("caf\xc3\xa9"), &got));
    affix_close(x);
    arena_clear(&a);
}
END

/* Two roots of a line, in as many lines as a table has half its slots for. */
TEST(capitals_leave_room_in_the_table)
{
    enum { WORDS = 512 };
    static const char PLAIN[] = "SET UTF-8\nSFX A Y 1\nSFX A 0 s .\n";
    struct arena a = {0};
    struct buf dic;
    struct str got;
    buf_init(&dic, 1 << 16);
    buf_printf(&dic, "%d", WORDS);
    for (int i = 0; i < WORDS; i++)
        buf_printf(&dic, "\nX%c%c/A", 'A' + i / 26, 'A' + i % 26);
    struct affix *x = affix_open(STR(PLAIN), buf_view(&dic));
    ck_assert(x != NULL);
    ck_assert(affix_stems(x, &a, STR("dog"), &got) && !got.n);
    ck_assert(affix_stems(x, &a, STR("Xaas"), &got));
    ck_assert_str(got, "Xaa"); /* as a name is written */
    affix_close(x);
    buf_clear(&dic);
    arena_clear(&a);
}
END

TEST_MAIN("affix", russian_is_as_hunspell_says, english_is_as_hunspell_says,
          what_is_not_understood_is_refused, capitals_leave_room_in_the_table)

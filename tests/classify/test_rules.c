/* SPDX-License-Identifier: MIT
 * rules: what is wrong with a rule file is told with its place. */
#include "tests/classify/words.h"

struct fault {
    const char *file;  /* ru/t.yaml */
    const char *where; /* ":line:column: " */
    const char *what;  /* part of the message */
};

#define GOOD "  match: [обман]\n  nomatch: [тишина]\n"

static const struct fault FAULTS[] = {
    {"rules:\n- id: a\n  signal: broken\n  lemma: обман\n  wieght: 2\n" GOOD,
     ":5:3: ", "unknown key 'wieght'"},
    {"rules:\n- id: a\n  signal: brokn\n  lemma: обман\n" GOOD,
     ":3:11: ", "did you mean 'broken'?"},
    {"rules:\n- id: a\n  signal: broken\n  negated: prase\n  lemma: "
     "обман\n" GOOD,
     ":4:12: ", "did you mean 'praise'?"},
    {"rules:\n- id: a\n  signal: broken\n" GOOD,
     ":2:3: ", "neither 'lemma' nor 'regex'"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: обман\n  match: [обман]\n",
     ":2:3: ", "nomatch"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: обман\n  match: []\n"
     "  nomatch: [а]\n",
     ":5:10: ", "at least one example"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: обман\n  points: 50\n" GOOD,
     ":5:11: ", "between 0.1 and 10"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: обман\n  within: 0\n" GOOD,
     ":5:11: ", "within is between"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: обман\n" GOOD
     "- id: a\n  signal: broken\n  lemma: обман\n" GOOD,
     ":7:7: ", "is there already"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: обман ~0 деньги\n" GOOD,
     ":4:21: ", "number from 1 to 9"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: ~2 деньги\n" GOOD,
     ":4:10: ", "between words"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: деньги ~2\n" GOOD,
     ":4:10: ", "between words"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: -а|-б\n" GOOD,
     ":4:14: ", "means all of them"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: а (б\n" GOOD,
     ":4:13: ", "closed by ')'"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: обман $staf\n" GOOD,
     ":4:21: ", "no such set"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: обман <nim>\n" GOOD,
     ":4:21: ", "unknown class"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: обман|\n" GOOD,
     ":4:21: ", "a word is missing"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: обман, кража\n" GOOD,
     ":4:10: ", "not one word"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: (обман)\n" GOOD,
     ":4:10: ", "not optional"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: '*'\n" GOOD,
     ":4:11: ", "needs letters"},
    {"rules:\n- id: a\n  signal: broken\n  regex: 'обма(н'\n" GOOD,
     ":4:22: ", "parenthes"},
    {"rules:\n- id: a\n  signal: broken\n  regex: 'ё[я-а]'\n" GOOD, ":4:1",
     "range out of order"},
    {"rules:\n- id: a\n  signal: broken\n  regex: ''\n" GOOD,
     ":4:10: ", "empty"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: кража\n" GOOD,
     ":5:11: ", "a does not find this; its words: обман"},
    {"rules:\n- id: a\n  signal: broken\n  lemma: обман\n  match: [обман]\n"
     "  nomatch:\n  - Тишина\n  - Снова обманы\n",
     ":8:5: ", "must not find this, but finds 'обманы'"},
    {"rules:\n- id: a\n  signal: broken\n  where: middle\n  lemma: "
     "обман\n" GOOD,
     ":4:10: ", "middle"},
    {"sets: {a: [б в]}\nrules:\n- id: a\n  signal: broken\n  lemma: "
     "обман\n" GOOD,
     ":1:12: ", "single words"},
    {"sets: {a: б}\nrules:\n- id: a\n  signal: broken\n  lemma: обман\n" GOOD,
     ":1:11: ", "list of words"},
    {"sets: {a: [$b], b: [$a]}\nrules:\n- id: a\n  signal: broken\n"
     "  lemma: $a\n" GOOD,
     ":5:10: ", "nested too deeply"},
    {"negators: {не: 9}\nrules:\n- id: a\n  signal: broken\n  lemma: "
     "обман\n" GOOD,
     ":1:18: ", "how many words"},
    {"forms: [а]\nrules:\n- id: a\n  signal: broken\n  lemma: обман\n" GOOD,
     ":1:8: ", "mapping"},
    {"rules:\n- id: [a\n", ":3:1: ", "did not find"},
    {"rules:\n- id: \xff\n", ":2:", "UTF-8"},
};

TEST(faults_have_places)
{
    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++) {
        struct err e = {0};
        struct classifier *c = words_open(FAULTS[i].file, &e);
        const char *place = strstr(e.msg, "ru/t.yaml:");
        ck_assert_msg(!c && place &&
                          strncmp(place + strlen("ru/t.yaml"), FAULTS[i].where,
                                  strlen(FAULTS[i].where)) == 0 &&
                          strstr(e.msg, FAULTS[i].what),
                      "%zu: wanted %s%s, got %s", i, FAULTS[i].where,
                      FAULTS[i].what, e.msg);
        classify_close(c);
    }
}
END

static const char RULE[] =
    "rules:\n- id: a\n  signal: broken\n  lemma: обман\n" GOOD;

TEST(faults_of_weights)
{
    static const struct {
        const char *file, *what;
    } cases[] = {
        {"", "empty"},
        {"level: 4\n", "is missing"},
        {"level: 0\ntemperature: 1\nsecond: 1\nunknown: {}\nconfidence: "
         "{}\nrating: {}\nfacts: "
         "{}\n"
         "tones: {}\ntypes: {}\n",
         "above 0"},
        {"level: 4\ntemperature: 1\nsecond: 1\nunknown: {}\nconfidence: "
         "{}\nrating: {}\nfacts: "
         "{}\n"
         "tones: {}\ntypes: {brokn: {}}\n",
         ":9:9: unknown name 'brokn'"},
        {"level: 4\ntemperature: 1\nsecond: 1\nunknown: {}\nconfidence: "
         "{}\nrating: {}\n"
         "facts: {overcharge: 1}\ntones: {}\ntypes: {}\n",
         ":7:9: unknown name 'overcharge'; did you mean 'overcharged'?"},
        {"level: 4\ntemperature: 1\nsecond: 1\nunknown: {}\nconfidence: "
         "{}\nrating: {praise: "
         "x}\n"
         "facts: {}\ntones: {}\ntypes: {}\n",
         ":6:18: a number"},
        {"level: 4\ntemperature: 1\nsecond: 1\nunknown: {}\nconfidence: "
         "{}\nrating: {}\nfacts: "
         "{}\n"
         "tones: {}\ntypes: {broken: {}, offended: {}}\n",
         ":9:8: 'overcharged' has no weights here"},
        {"level: 4\ntemperature: 1\nsecond: 1\nunknown: {}\n"
         "confidence: {0.5: 0.6, 0.7: 0.5}\nrating: {}\nfacts: {}\n"
         "tones: {}\ntypes: {}\n",
         ":5:29: at most 16 steps, all rising"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err e = {0};
        const char *dir = words_folder(RULE, cases[i].file);
        struct classifier *c =
            classify_open(&(struct classify_setup){.words = dir}, &e);
        words_remove(dir);
        ck_assert_msg(!c && strstr(e.msg, "decide.yaml") &&
                          strstr(e.msg, cases[i].what),
                      "%zu: %s", i, e.msg);
        classify_close(c);
    }
}
END

TEST(missing_folder)
{
    struct err e = {0};
    ck_assert_ptr_null(
        classify_open(&(struct classify_setup){.words = "/nowhere/words"}, &e));
    ck_assert_ptr_nonnull(strstr(e.msg, "/nowhere/words/decide.yaml"));
}
END

/* Weights survive being written and read. */
TEST(weights_are_written)
{
    struct err e = {0};
    struct weights w, again;
    struct buf out;
    const char *dir = words_folder(RULE, DECIDE);
    char path[300];
    snprintf(path, sizeof path, "%s/decide.yaml", dir);
    ck_ok(decide_load(&w, path, &e), e);
    w.type[TYPE_RANT][3] = -1.25;
    buf_init(&out, 100000);
    decide_write(&w, &out);
    write_file(dir, "decide.yaml", out.p);
    ck_ok(decide_load(&again, path, &e), e);
    words_remove(dir);
    w.hash = again.hash;
    ck_assert_mem_eq(&w, &again, sizeof w);
    buf_clear(&out);
}
END

TEST(version_follows_the_files)
{
    struct err e = {0};
    char other[1000];
    snprintf(other, sizeof other, "%s# a remark\n", RULE);
    struct classifier *a = words_open(RULE, &e), *b = words_open(RULE, &e),
                      *c = words_open(other, &e);
    ck_assert_msg(a && b && c, "%s", e.msg);
    ck_assert_uint_eq(strlen(classify_version(a)), 16);
    ck_assert_str_eq(classify_version(a), classify_version(b));
    ck_assert_str_ne(classify_version(a), classify_version(c));
    int rules, examples;
    classify_count(a, &rules, &examples);
    ck_assert_int_eq(rules, 1);
    ck_assert_int_eq(examples, 2);
    classify_close(a);
    classify_close(b);
    classify_close(c);
}
END

TEST_MAIN("rules", faults_have_places, faults_of_weights, missing_folder,
          weights_are_written, version_follows_the_files)

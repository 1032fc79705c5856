/* SPDX-License-Identifier: MIT
 * The table of words: read, added to the scores, told as evidence, fitted. */
#include <inttypes.h>

#include "base/text.h"
#include "tests/classify/words.h"

static const char WORDS[] = "# a comment\n"
                            "карта\t12\tbroken -0.20\n"
                            "унылый\t41\toffended +0.40 pos -3 neg +3\n"
                            "унылый карта\t5\toffended +0.30\n";

static const char RULE[] = "rules:\n"
                           "- id: ru.broken.x\n"
                           "  signal: broken\n"
                           "  lemma: сломаться\n"
                           "  match: [Сломался]\n"
                           "  nomatch: [Цел]\n";

static struct classifier *open_words(const char *words, struct err *e)
{
    const char *dir = words_folder(RULE, DECIDE);
    write_file(dir, "words.tsv", words);
    struct classify_setup setup = {.words = dir};
    struct classifier *c = classify_open(&setup, e);
    char path[300];
    snprintf(path, sizeof path, "%s/words.tsv", dir);
    unlink(path);
    words_remove(dir);
    return c;
}

static void judge(struct classifier *c, struct arena *a, const char *text,
                  struct verdict *v)
{
    struct classify_input in = {.text = str_of(text), .rating = -1};
    classify_text(c, a, &in, v);
}

TEST(words_decide)
{
    struct err e = {0};
    struct arena a = {0};
    struct verdict v;
    struct classifier *c = open_words(WORDS, &e);
    ck_assert_msg(c != NULL, "%s", e.msg);
    judge(c, &a, "Ну унылые карты", &v);
    ck_assert_int_eq(v.type, TYPE_OFFENDED);
    ck_assert_int_eq(v.tone, TONE_NEG);
    ck_assert_uint_eq(v.n, 2);
    ck_assert_str(v.evidence[0].rule, "word унылый x41");
    ck_assert_str(v.evidence[1].rule, "word унылый карта x5");
    ck_assert_str(v.evidence[0].signal, "offended");
    ck_assert_uint_eq(v.evidence[0].start, strlen("Ну "));
    ck_assert_uint_eq(v.evidence[0].end, strlen("Ну унылые"));
    ck_assert_uint_eq(v.evidence[1].end, strlen("Ну унылые карты"));
    ck_assert_double_eq_tol(v.evidence[0].points, 0.4, 1e-6);
    ck_assert_double_eq_tol(v.evidence[0].to_tone, 3, 1e-6);
    struct str json = classify_evidence_json(&a, &v);
    struct evidence *kept;
    ck_assert_uint_eq(classify_evidence(&a, json, 100, &kept), 2);
    ck_assert_double_eq_tol(kept[0].to_tone, v.evidence[0].to_tone, 1e-6);
    judge(c, &a, "Унылый. Карта", &v); /* no pair across sentences */
    ck_assert_uint_eq(v.n, 1);
    judge(c, &a, "@унылый", &v); /* somebody's name */
    ck_assert_uint_eq(v.n, 0);
    ck_assert_int_eq(v.type, TYPE_UNKNOWN);
    classify_close(c);
    arena_clear(&a);
}
END

/* Two rules of one signal are not equally right. */
TEST(rules_have_weights)
{
    struct err e = {0};
    struct arena a = {0};
    struct verdict v;
    struct classifier *c = open_words("=ru.broken.gone\t9\trant +9\n"
                                      "=ru.broken.x\t30\tbroken +0.50\n",
                                      &e);
    ck_assert_msg(c != NULL, "%s", e.msg);
    judge(c, &a, "Сломался", &v);
    ck_assert_int_eq(v.type, TYPE_BROKEN);
    ck_assert_uint_eq(v.n, 1); /* its points and its weight are told once */
    ck_assert_str(v.evidence[0].rule, "ru.broken.x");
    ck_assert_double_eq_tol(v.evidence[0].points, 1.5, 1e-6);
    judge(c, &a, "!!!", &v);
    ck_assert_uint_eq(v.n, 0);
    classify_close(c);
    arena_clear(&a);
}
END

/* Five kinds of complaint share what one kind of praise has alone. */
TEST(some_complaint)
{
    double share[TYPE_SPOKEN] = {[TYPE_BROKEN] = 0.15,
                                 [TYPE_OVERCHARGED] = 0.16,
                                 [TYPE_RANT] = 0.11,
                                 [TYPE_NEUTRAL] = 0.48};
    ck_assert_int_eq(decide_first(share), TYPE_OVERCHARGED);
    share[TYPE_RANT] = 0.07;
    ck_assert_int_eq(decide_first(share), TYPE_NEUTRAL);
}
END

/* The surer of type and tone turns the other; they never contradict. */
TEST(type_and_tone_agree)
{
    struct err e = {0};
    struct arena a = {0};
    struct verdict v;
    struct classifier *c = open_words("бравый\t9\tpos +1\n"
                                      "дивный\t9\tpos +9\n",
                                      &e);
    ck_assert_msg(c != NULL, "%s", e.msg);
    judge(c, &a, "Сломался бравый", &v);
    ck_assert_int_eq(v.type, TYPE_BROKEN);
    ck_assert(v.tone == TONE_NEG || v.tone == TONE_MIX);
    judge(c, &a, "Сломался дивный", &v);
    ck_assert_int_ne(v.type, TYPE_BROKEN);
    ck_assert_int_eq(v.tone, TONE_POS);
    classify_close(c);
    arena_clear(&a);
}
END

TEST(a_wrong_line_is_named)
{
    static const char *const wrong[] = {"карта", "карта\tx\tbroken +1\n",
                                        "карта\t1\tbrokn +1\n",
                                        "карта\t1\tbroken\n"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct err e = {0};
        ck_assert_ptr_null(open_words(wrong[i], &e));
        ck_assert_msg(strstr(e.msg, "words.tsv:1: "), "%s", e.msg);
    }
}
END

/* Two sources, a word of each type, a brand that only complaints hold. */
static void sources(struct buf *out)
{
    buf_z(out, "set,type,tone,facts,text\n");
    for (int i = 0; i < 24; i++)
        buf_printf(out, "%s,%s,%s,0,\"Вот %s тут и Вектор №%d\"\n",
                   i % 2 ? "a" : "b", i < 12 ? "rant" : "praise",
                   i < 12 ? "neg" : "pos", i < 12 ? "унылый" : "бравый", i);
    buf_z(out, "a,rant,neg,0,местный унылый\na,rant,neg,0,местный унылый\n"
               "a,rant,neg,0,местный унылый\n");
}

TEST(words_are_fitted)
{
    struct err e = {0};
    struct buf csv, yaml, words, report;
    struct classifier *c = open_words("", &e);
    ck_assert_msg(c != NULL, "%s", e.msg);
    buf_init(&csv, CEILING_PAGE_OUT);
    buf_init(&yaml, CEILING_PAGE_OUT);
    buf_init(&words, CEILING_PAGE_OUT);
    buf_init(&report, CEILING_PAGE_OUT);
    sources(&csv);
    struct fit_table t = {STR("t.csv"), buf_view(&csv), true};
    ck_ok(classify_fit(c, &t, 1, &(struct fit_out){&yaml, &words, &report}, &e),
          e);
    ck_assert_msg(strstr(words.p, "\nунылый\t15\t"), "%s", words.p);
    ck_assert_ptr_nonnull(strstr(words.p, "rant +"));
    ck_assert_ptr_null(strstr(words.p, "вектор"));  /* a name */
    ck_assert_ptr_null(strstr(words.p, "местный")); /* of one source */
    ck_assert_ptr_nonnull(strstr(report.p, "unread texts: "));
    classify_close(c);
    buf_clear(&csv);
    buf_clear(&yaml);
    buf_clear(&words);
    buf_clear(&report);
}
END

/* Tables without sets, the weak one first: each labelled text is left out
 * once, and the weak table says nothing of texts that people labelled. */
TEST(tables_without_sets)
{
    struct err e = {0};
    struct buf csv, weak, yaml, words, report;
    struct classifier *c = open_words("", &e);
    ck_assert_msg(c != NULL, "%s", e.msg);
    struct buf *all[] = {&csv, &weak, &yaml, &words, &report};
    for (size_t i = 0; i < 5; i++)
        buf_init(all[i], CEILING_PAGE_OUT);
    buf_z(&csv, "type,text\n");
    buf_z(&weak, "stars,text\n");
    for (int i = 0; i < 40; i++) {
        const char *word = i % 2 ? "унылый" : "бравый";
        buf_printf(&csv, "%s,\"Вот %s тут %d\"\n", i % 2 ? "rant" : "praise",
                   word, i);
        buf_printf(&weak, "%d,\"Вот %s тут %d\"\n", i % 2 ? 1 : 5, word, i);
        buf_printf(&weak, "1,\"И ещё унылый какой-то %d\"\n", i);
        buf_printf(&weak, "5,\"И ещё славный какой-то %d\"\n", i);
    }
    struct fit_table t[] = {{STR("weak.csv"), buf_view(&weak), false},
                            {STR("t.csv"), buf_view(&csv), false}};
    ck_ok(classify_fit(c, t, 2, &(struct fit_out){&yaml, &words, &report}, &e),
          e);
    ck_assert_ptr_nonnull(strstr(report.p, "left-out texts: 40 texts"));
    ck_assert_ptr_nonnull(strstr(words.p, "\nбравый\t20\t"));
    ck_assert_ptr_nonnull(strstr(report.p, "accuracy 1.000"));
    classify_close(c);
    for (size_t i = 0; i < 5; i++)
        buf_clear(all[i]);
}
END

/* Labels without texts: those of the weak table's texts that have their key,
 * but for one that the labelled table holds. */
TEST(labels_find_their_texts)
{
    struct err e = {0};
    struct buf csv, weak, labels, out[3];
    struct classifier *c = open_words("", &e);
    ck_assert_msg(c != NULL, "%s", e.msg);
    struct buf *all[] = {&csv, &weak, &labels, &out[0], &out[1], &out[2]};
    for (size_t i = 0; i < 6; i++)
        buf_init(all[i], CEILING_PAGE_OUT);
    sources(&csv);
    buf_z(&csv, "a,rant,neg,0,общий текст\n");
    buf_z(&weak, "stars,text\n3,общий текст\n");
    buf_z(&labels, "# what it is\nkey\ttype\ttone\tfacts\n");
    buf_printf(&labels, "%016" PRIx64 "\tpraise\tpos\t0\n",
               text_hash(STR("общий текст")));
    for (int i = 0; i < 12; i++) {
        char text[64];
        snprintf(text, sizeof text, "Вот мутный тут %d", i);
        buf_printf(&weak, "3,%s\n", text);
        if (i % 2)
            buf_printf(&labels, "%016" PRIx64 "\trant\tneg\t0\n",
                       text_hash(str_of(text)));
    }
    struct fit_table t[] = {{STR("weak.csv"), buf_view(&weak), false},
                            {STR("labels.tsv"), buf_view(&labels), false},
                            {STR("t.csv"), buf_view(&csv), false}};
    struct fit_out to = {&out[0], &out[1], &out[2]};
    ck_ok(classify_fit(c, t, 3, &to, &e), e);
    ck_assert_msg(strstr(out[2].p, "types  labels of one reader: 6 texts") !=
                      NULL,
                  "%s", out[2].p);
    ck_assert_ptr_nonnull(strstr(out[2].p, "types  left-out texts: 28 texts"));
    t[1].csv = STR("# what\nkey,type\n12x4,rant\n");
    ck_assert(!classify_fit(c, t, 3, &to, &e));
    ck_assert_str_eq(e.msg, "labels.tsv: line 3: '12x4' is no key");
    classify_close(c);
    for (size_t i = 0; i < 6; i++)
        buf_clear(all[i]);
}
END

/* What nobody reads is measured and not shown. */
TEST(the_unread_half_is_not_shown)
{
    struct err e = {0};
    struct buf csv, out;
    struct classifier *c = open_words("", &e);
    ck_assert_msg(c != NULL, "%s", e.msg);
    buf_init(&csv, CEILING_PAGE_OUT);
    buf_init(&out, CEILING_PAGE_OUT);
    sources(&csv);
    struct eval_setup setup = {.csv = buf_view(&csv), .half = HALF_UNREAD};
    ck_ok(classify_eval(c, &setup, &out, &e), e);
    ck_assert_ptr_null(strstr(out.p, "Вектор"));
    ck_assert_ptr_nonnull(strstr(out.p, "nobody reads them"));
    ck_assert_ptr_null(strstr(out.p, "27 texts"));
    buf_reset(&out);
    setup.half = HALF_READ;
    ck_ok(classify_eval(c, &setup, &out, &e), e);
    ck_assert_ptr_nonnull(strstr(out.p, "Вектор"));
    classify_close(c);
    buf_clear(&csv);
    buf_clear(&out);
}
END

TEST_MAIN("table", words_decide, rules_have_weights, some_complaint,
          type_and_tone_agree, a_wrong_line_is_named, words_are_fitted,
          tables_without_sets, labels_find_their_texts,
          the_unread_half_is_not_shown)

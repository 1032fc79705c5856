/* SPDX-License-Identifier: MIT
 * The shipped rules on texts of many trades: the figure must not fall. */
#include <stdlib.h>

#include "tests/classify/words.h"

static double figure(const struct buf *json, const char *key)
{
    const char *at = strstr(json->p, key);
    ck_assert_ptr_nonnull(at);
    return strtod(at + strlen(key), NULL);
}

TEST(texts_of_many_trades)
{
    struct err e = {0};
    struct buf in, out;
    struct classifier *c =
        classify_open(&(struct classify_setup){.words = "rules/words"}, &e);
    ck_assert_msg(c, "%s", e.msg);
    buf_init(&in, CEILING_PAGE_OUT);
    buf_init(&out, CEILING_PAGE_OUT);
    ck_ok(buf_read_file(&in, "tests/classify/texts.csv", &e), e);
    ck_ok(classify_eval(
              c, &(struct eval_setup){.csv = buf_view(&in), .json = true}, &out,
              &e),
          e);
    buf_char(&out, '\0');
    ck_assert(figure(&out, "\"texts\":") == 341);
    double f1 = figure(&out, "\"macro_f1\":");
    double accuracy = figure(&out, "\"accuracy\":");
    ck_assert_msg(f1 > 0.72, "macro-F1 %.3f", f1);
    ck_assert_msg(accuracy > 0.75, "accuracy %.3f", accuracy);
    buf_clear(&in);
    buf_clear(&out);
    classify_close(c);
}
END

TEST_MAIN("texts", texts_of_many_trades)

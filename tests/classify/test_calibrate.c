/* SPDX-License-Identifier: MIT
 * From the share of a type to how often such texts are right. */
#include <math.h>
#include <stdlib.h>

#include "classify/calibrate.h"
#include "tests/test.h"

enum { TEXTS = 2400 };

/* A judge who is always too sure: right with the square of what he says. */
static size_t judged(struct judged *rows)
{
    for (int i = 0; i < TEXTS; i++) {
        double share = 0.2 + 0.8 * (i % 800) / 800;
        double luck = (double)((i * 7919 + i / 800 * 31) % 1000) / 1000;
        rows[i] = (struct judged){share, luck < share * share, i % 6};
    }
    return TEXTS;
}

TEST(shares_come_true)
{
    static struct judged rows[TEXTS];
    struct weights w = {0};
    w.n_steps = calibrate(rows, judged(rows), w.steps);
    ck_assert_uint_ge(w.n_steps, 6);
    ck_assert_uint_le(w.n_steps, STEPS_MAX);
    for (double share = 0.3; share < 0.95; share += 0.05) {
        double said = decide_confidence(&w, share);
        ck_assert_msg(fabs(said - share * share) < 0.07, "%.2f: %.3f", share,
                      said);
    }
    for (double share = 0; share < 1; share += 0.01)
        ck_assert(decide_confidence(&w, share) <=
                  decide_confidence(&w, share + 0.01));
}
END

/* A bin that is right less often than the one below makes one with it. */
TEST(more_share_is_never_less)
{
    static struct judged rows[TEXTS];
    struct step steps[STEPS_MAX];
    for (int i = 0; i < TEXTS; i++)
        rows[i] = (struct judged){(double)i / TEXTS, i < TEXTS / 2, 0};
    size_t n = calibrate(rows, TEXTS, steps);
    ck_assert_uint_eq(n, 1);
    ck_assert_double_eq_tol(steps[0].right, 0.5, 1e-9);
    ck_assert_uint_eq(calibrate(rows, 0, steps), 0);
    ck_assert_uint_eq(calibrate(rows, 5, steps), 0); /* too few for a bin */
}
END

TEST(without_steps_a_share_is_its_worth)
{
    struct weights w = {0};
    ck_assert_double_eq(decide_confidence(&w, 0.42), 0.42);
    w.steps[0] = (struct step){0.4, 0.3}, w.steps[1] = (struct step){0.8, 0.7};
    w.n_steps = 2;
    ck_assert_double_eq_tol(decide_confidence(&w, 0.1), 0.3, 1e-9);
    ck_assert_double_eq_tol(decide_confidence(&w, 0.6), 0.5, 1e-9);
    ck_assert_double_eq_tol(decide_confidence(&w, 0.95), 0.7, 1e-9);
}
END

/* Each source is told by steps of the others: no text by itself. */
TEST(the_report_leaves_sources_out)
{
    static struct judged rows[TEXTS];
    struct buf out;
    buf_init(&out, 1 << 16);
    calibrate_report(rows, judged(rows), 6, &out);
    struct str text = buf_view(&out);
    ptrdiff_t at = str_find(text, STR("off by "));
    ck_assert_int_gt(at, 0);
    ck_assert(strtod(text.p + at + 7, NULL) < 0.06);
    ck_assert_int_ge(str_find(text, STR(".5: ")), 0);
    buf_clear(&out);
}
END

TEST_MAIN("calibrate", shares_come_true, more_share_is_never_less,
          without_steps_a_share_is_its_worth, the_report_leaves_sources_out)

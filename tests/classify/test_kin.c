/* SPDX-License-Identifier: MIT
 * kin: words in the same company are near each other. */
#include "classify/kin.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/test.h"

enum { WORDS = 40, TEXTS = 400, LENGTH = 4 };

/* Even words keep company with even ones, odd with odd; 0 and 2 never meet. */
static size_t write_texts(uint32_t *out)
{
    size_t n = 0;
    for (uint32_t t = 0; t < TEXTS; t++) {
        uint32_t side = t % 2, first = t / 2 % 2 ? 0 : 2;
        out[n++] = first + side;
        for (uint32_t i = 1; i < LENGTH; i++)
            out[n++] = 4 + side + 2 * ((t * 7 + i * 5) % 17);
        for (int i = 0; i < KIN_WINDOW; i++)
            out[n++] = KIN_NONE;
    }
    return n;
}

static float likeness(const float a[KIN], const float b[KIN])
{
    float sum = 0;
    for (int d = 0; d < KIN; d++)
        sum += a[d] * b[d];
    return sum;
}

/* The same of their directions alone. */
static float near(const float a[KIN], const float b[KIN])
{
    return likeness(a, b) / sqrtf(likeness(a, a) * likeness(b, b));
}

TEST(kin_are_near)
{
    uint32_t text[TEXTS * (LENGTH + KIN_WINDOW)];
    size_t n = write_texts(text);
    float(*v)[KIN] = kin_learn(text, n, WORDS);
    ck_assert_float_gt(near(v[0], v[2]), 0.6F);
    ck_assert_float_lt(near(v[0], v[1]), 0.1F);
    ck_assert_float_lt(near(v[2], v[3]), 0.1F);
    /* words that stand in more texts say less */
    ck_assert_float_gt(likeness(v[5], v[5]), likeness(v[0], v[0]));
    float(*again)[KIN] = kin_learn(text, n, WORDS);
    ck_assert_mem_eq(v, again, WORDS * sizeof *v);
    free(v);
    free(again);
}
END

/* A word that stands alone has no company, and no text no words. */
TEST(nothing_to_learn)
{
    uint32_t text[] = {0, KIN_NONE, KIN_NONE, KIN_NONE, KIN_NONE, KIN_NONE, 1};
    float(*v)[KIN] = kin_learn(text, 7, 2);
    for (int d = 0; d < KIN; d++)
        ck_assert(v[0][d] == 0 && v[1][d] == 0);
    free(v);
    free(kin_learn(text, 0, 0));
}
END

TEST_MAIN("kin", kin_are_near, nothing_to_learn)

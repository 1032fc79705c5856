/* SPDX-License-Identifier: MIT
 * span: lengths of time as people read them. */
#include "base/span.h"
#include "tests/test.h"

TEST(spans_are_read_in_both_languages)
{
    static const struct {
        int64_t seconds;
        const char *ru, *en;
    } all[] = {
        {0, "0 мин", "0 min"},         {40 * 60, "40 мин", "40 min"},
        {89 * 60, "89 мин", "89 min"}, {90 * 60, "2 ч", "2 h"},
        {7 * 3600, "7 ч", "7 h"},      {47 * 3600, "47 ч", "47 h"},
        {49 * 3600, "2 дн.", "2 d"},   {240 * 3600, "10 дн.", "10 d"},
    };
    struct arena a = {0};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        ck_assert_str(span_said(&a, all[i].seconds, true), all[i].ru);
        ck_assert_str(span_said(&a, all[i].seconds, false), all[i].en);
    }
    arena_clear(&a);
}
END

TEST_MAIN("span", spans_are_read_in_both_languages)

/* SPDX-License-Identifier: MIT
 * wire: what a reader sends is what comes, each member of it. */
#include "crawler/reading/wire.h"
#include "tests/members.h"

/* Sends one mention and reads it again. */
static struct mention sent(struct arena *a, struct mention *m)
{
    struct buf frame;
    struct reading r = {.job = 1, .mentions = m, .n = 1}, back;
    buf_init(&frame, 1 << 20);
    ck_assert(wire_put_reading(&frame, &r));
    ck_assert(wire_get_reading(buf_view(&frame), a, &back));
    ck_assert_uint_eq(back.n, 1);
    buf_clear(&frame);
    return back.mentions[0];
}

/* What goes comes as it was, what does not is unknown. */
static void must_come(const struct mention *m, const struct mention *back,
                      enum member_way way)
{
    struct mention none;
    mention_init(&none);
    for (const struct member *i = members; i < members + MEMBERS; i++) {
        bool goes = i->way >= way;
        ck_assert_msg(members_equal(i, back, goes ? m : &none), "%s %s",
                      members_name(i), goes ? "is lost" : "came");
    }
}

TEST(every_member_comes)
{
    struct arena a = {0};
    struct mention m, back;
    members_fill(&m, &a);
    back = sent(&a, &m);
    must_come(&m, &back, MEMBER_SENT);
    arena_clear(&a);
}
END

/* Of a post that concerns nobody the keys come. */
TEST(keys_come_alone)
{
    struct arena a = {0};
    struct mention m, back;
    members_fill(&m, &a);
    mention_keep_keys(&m);
    ck_assert(m.post.key1.n && m.post.key2.n && m.post.published);
    back = sent(&a, &m);
    must_come(&m, &back, MEMBER_ALWAYS);
    arena_clear(&a);
}
END

/* A number that is none does not come into the store. */
TEST(odd_numbers_are_refused)
{
    static const struct {
        double rating, margin;
    } odd[] = {{1.5, 0}, {-2, 0}, {0, 1.0 / 0.0}, {0.0 / 0.0, 0}};
    for (size_t k = 0; k < sizeof odd / sizeof *odd; k++) {
        struct arena a = {0};
        struct buf frame;
        struct mention m;
        struct reading r = {.job = 1, .mentions = &m, .n = 1}, back;
        members_fill(&m, &a);
        m.post.rating = odd[k].rating, m.verdict.margin = odd[k].margin;
        buf_init(&frame, 1 << 20);
        ck_assert(wire_put_reading(&frame, &r));
        ck_assert_msg(!wire_get_reading(buf_view(&frame), &a, &back), "%zu", k);
        buf_clear(&frame);
        arena_clear(&a);
    }
}
END

TEST_MAIN("wire", every_member_comes, keys_come_alone, odd_numbers_are_refused)

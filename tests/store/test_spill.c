/* SPDX-License-Identifier: MIT
 * store: what is put aside comes back whole, bucket by bucket. */
#include <stdlib.h>

#include "store/spill.h"
#include "tests/test.h"

TEST(every_record_comes_back)
{
    enum { MANY = 5000, BUCKETS = 7 };
    struct err e = {0};
    struct spill *s = spill_new(sizeof(int64_t[3]));
    for (int64_t i = 0; i < MANY; i++)
        ck_ok(
            spill_put(s, (size_t)(i * i % BUCKETS), (int64_t[]){i, -i, 7}, &e),
            e);
    ck_assert_uint_eq(spill_end(s), 5); /* squares by 7: 0 1 2 4 */
    int met[MANY] = {0};
    for (size_t b = 0; b < BUCKETS; b++) {
        int64_t(*got)[3];
        size_t n;
        void *records;
        ck_ok(spill_take(s, b, &records, &n, &e), e);
        got = records;
        for (size_t i = 0; i < n; i++) {
            ck_assert_int_eq(got[i][0] * got[i][0] % BUCKETS, (int64_t)b);
            ck_assert(got[i][1] == -got[i][0] && got[i][2] == 7);
            met[got[i][0]]++;
        }
        free(records);
    }
    for (int i = 0; i < MANY; i++)
        ck_assert_int_eq(met[i], 1);
    spill_free(s);
}
END

TEST(a_file_that_cannot_be_made_is_an_error)
{
    struct err e = {0};
    struct spill *s = spill_new(2048);
    char record[2048] = {0};
    static char nowhere[] = "TMPDIR=/nowhere/at/all";
    putenv(nowhere);
    ck_ok(spill_put(s, 0, record, &e) && spill_put(s, 0, record, &e), e);
    ck_assert(!spill_put(s, 0, record, &e));
    ck_assert_ptr_nonnull(strstr(e.msg, "$TMPDIR"));
    spill_free(s);
}
END

TEST_MAIN("store_spill", every_record_comes_back,
          a_file_that_cannot_be_made_is_an_error)

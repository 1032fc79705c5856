/* SPDX-License-Identifier: MIT
 * store: a flipped bit is noticed, or it changes nothing that can be read.
 * FLIPS=20000 in the environment tries as many. */
#include "tests/store/full.h"

/* Everything SQLite reads out of the file, as one number: the schema, the
 * settings in its head and each row of each table, those of the search index
 * too. 0 when it cannot be read. */
static uint64_t add_rows(sqlite3 *db, const char *sql, uint64_t sum, bool *ok)
{
    sqlite3_stmt *q = NULL;
    int rc = sqlite3_prepare_v2(db, sql, -1, &q, NULL);
    while (rc == SQLITE_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(q); i++) {
            int type = sqlite3_column_type(q, i);
            double real = sqlite3_column_double(q, i);
            struct str s = {(const char *)sqlite3_column_blob(q, i),
                            (size_t)sqlite3_column_bytes(q, i)};
            if (type == SQLITE_FLOAT)
                s = (struct str){(const char *)&real, sizeof real};
            sum = sum * 31 + str_hash(s) + (uint64_t)type;
        }
        rc = SQLITE_OK;
    }
    *ok = *ok && rc == SQLITE_DONE;
    sqlite3_finalize(q);
    return sum;
}

static uint64_t dump(const char *path)
{
    static const char *const settings[] = {
        "PRAGMA user_version",
        "PRAGMA application_id",
        "PRAGMA encoding",
        "PRAGMA page_size",
        "PRAGMA page_count",
        "PRAGMA auto_vacuum",
        "SELECT type, name, tbl_name, sql FROM sqlite_master",
    };
    bool ok = true;
    uint64_t sum = 1;
    sqlite3 *db;
    sqlite3_stmt *q;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        sum = add_rows(db, settings[i], sum, &ok);
    ok = ok && sqlite3_prepare_v2(db,
                                  "SELECT 'SELECT * FROM \"' || name || '\"'"
                                  " FROM sqlite_master WHERE type = 'table'"
                                  " AND name <> 'search' UNION ALL SELECT"
                                  " 'SELECT rowid FROM search WHERE search"
                                  " MATCH ''вектор'''",
                                  -1, &q, NULL) == SQLITE_OK;
    while (ok && sqlite3_step(q) == SQLITE_ROW)
        sum = add_rows(db, (const char *)sqlite3_column_text(q, 0), sum, &ok);
    if (ok)
        sqlite3_finalize(q);
    sqlite3_close(db);
    return ok ? sum : 0;
}

static long size_of(const char *path)
{
    FILE *f = fopen(path, "r");
    ck_assert_ptr_nonnull(f);
    fseek(f, 0, SEEK_END);
    long n = ftell(f);
    fclose(f);
    return n;
}

static void flip(const char *path, long byte, int bit)
{
    FILE *f = fopen(path, "r+");
    ck_assert_ptr_nonnull(f);
    fseek(f, byte, SEEK_SET);
    int c = fgetc(f);
    fseek(f, byte, SEEK_SET);
    fputc(c ^ 1 << bit, f);
    fclose(f);
}

TEST(a_flipped_bit_is_noticed)
{
    const char *more = getenv("FLIPS");
    long flips = more ? strtol(more, NULL, 10) : 240 / FEWER_STEP;
    int told = 0, harmless = 0, missed = 0;
    full_make("good.db");
    uint64_t good = dump(temp_path("good.db")), at = 0x5DEECE66Du;
    long size = size_of(temp_path("good.db"));
    ck_assert(good != 0);
    for (long i = 0; i < flips; i++) {
        struct arena a = {0};
        at = at * 6364136223846793005u + 1442695040888963407u;
        /* Spread over the file; the bytes of its head more often. */
        long byte = i % 8 == 0
                        ? (long)(at >> 33) % 100
                        : (i * (size / flips) + (long)(at >> 40) % 509) % size;
        full_copy("good.db", "flipped.db");
        flip(temp_path("flipped.db"), byte, (int)(at >> 29) & 7);
        const char *said = full_verify("flipped.db", &a);
        if (said)
            told++;
        else if (dump(temp_path("flipped.db")) == good)
            harmless++;
        else {
            missed++;
            fprintf(stderr, "byte %ld, bit %d: nothing was said\n", byte,
                    (int)(at >> 29) & 7);
        }
        arena_clear(&a);
    }
    fprintf(stderr, "%ld bits of %ld bytes: %d told, %d change nothing\n",
            flips, size, told, harmless);
    ck_assert_int_eq(missed, 0);
    ck_assert_int_gt(told, (int)flips / 10);
}
END

TEST_MAIN("store_flip", a_flipped_bit_is_noticed)

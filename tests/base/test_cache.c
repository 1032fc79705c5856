/* SPDX-License-Identifier: MIT */
#include "base/cache.h"

#include <dirent.h>
#include <sys/wait.h>

#include "tests/base/cache_folder.h"

enum { KEY = 77, ROUNDS = 300, BIG = 200000 };

static char path[128];

static void with_folder(void)
{
    cache_folder_make(path, "words");
}

static bool kept(uint64_t key, const char *text)
{
    struct arena a = {0};
    struct str got;
    bool ok = cache_get("words", key, &a, &got);
    if (ok)
        ck_assert_str(got, text);
    arena_clear(&a);
    return ok;
}

TEST(what_is_put_is_got)
{
    struct stat st;
    with_folder();
    ck_assert(!kept(KEY, "none"));
    cache_put("words", KEY, STR("one two"));
    ck_assert(kept(KEY, "one two"));
    ck_assert(!kept(KEY + 1, "made from something else"));
    cache_put("words", KEY + 1, STR(""));
    ck_assert(kept(KEY + 1, ""));
    ck_assert(!kept(KEY, "replaced"));
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_int_eq(st.st_mode & 07777, 0600);
    cache_folder_remove();
}
END

/* Every bit of every byte, every shorter length, a byte more. */
TEST(a_damaged_file_is_none)
{
    struct buf b;
    struct err e = {0};
    with_folder();
    cache_put("words", KEY, STR("one two three and a half"));
    buf_init(&b, 1000);
    ck_ok(buf_read_file(&b, path, &e), e);
    for (size_t i = 0; i < b.n; i++)
        for (int bit = 0; bit < 8; bit++) {
            b.p[i] = (char)(b.p[i] ^ 1 << bit);
            cache_folder_write(path, (struct str){b.p, b.n});
            ck_assert_msg(!kept(KEY, "damaged"), "byte %zu, bit %d", i, bit);
            b.p[i] = (char)(b.p[i] ^ 1 << bit);
        }
    for (size_t n = 0; n < b.n; n++) {
        cache_folder_write(path, (struct str){b.p, n});
        ck_assert_msg(!kept(KEY, "cut"), "%zu bytes", n);
    }
    buf_char(&b, '.');
    cache_folder_write(path, (struct str){b.p, b.n});
    ck_assert(!kept(KEY, "longer"));
    cache_folder_write(path, (struct str){b.p, b.n - 1});
    ck_assert(kept(KEY, "one two three and a half"));
    buf_clear(&b);
    cache_folder_remove();
}
END

TEST(what_others_may_write_is_none)
{
    with_folder();
    cache_put("words", KEY, STR("ours"));
    ck_assert_int_eq(chmod(path, 0620), 0);
    ck_assert(!kept(KEY, "the group's"));
    ck_assert_int_eq(chmod(path, 0602), 0);
    ck_assert(!kept(KEY, "everybody's"));
    cache_put("words", KEY, STR("ours again"));
    ck_assert(kept(KEY, "ours again"));
    cache_folder_remove();
}
END

TEST(another_users_file_is_none)
{
    if (geteuid() != 0)
        SKIP("only root can give a file away");
    with_folder();
    cache_put("words", KEY, STR("ours"));
    ck_assert_int_eq(chown(path, 65534, 65534), 0);
    ck_assert(!kept(KEY, "nobody's"));
    cache_folder_remove();
}
END

TEST(only_a_file_is_one)
{
    char real[160];
    with_folder();
    cache_put("words", KEY, STR("ours"));
    snprintf(real, sizeof real, "%s.real", path);
    ck_assert_int_eq(rename(path, real), 0);
    ck_assert_int_eq(symlink(real, path), 0);
    ck_assert(!kept(KEY, "behind a link"));
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    ck_assert(!kept(KEY, "a pipe")); /* and it is not waited for */
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    cache_put("words", KEY, STR("ours"));
    ck_assert(!kept(KEY, "a folder"));
    cache_folder_remove();
}
END

/* What cannot be written is not there, and no half of it stays. */
TEST(nowhere_to_write_is_no_error)
{
    with_folder();
    set_variable("XDG_CACHE_HOME", "/proc/nowhere");
    cache_put("words", KEY, STR("ours"));
    ck_assert(!kept(KEY, "nowhere"));
    set_variable("XDG_CACHE_HOME", NULL);
    set_variable("CACHE_DIRECTORY", NULL);
    set_variable("HOME", NULL);
    cache_put("words", KEY, STR("ours"));
    ck_assert(!kept(KEY, "no place named"));
    set_variable("XDG_CACHE_HOME", "build"); /* relative: not followed */
    cache_put("words", KEY, STR("ours"));
    ck_assert(!kept(KEY, "relative"));
    set_variable("HOME", cache_folder);
    cache_put("words", KEY, STR("home's"));
    ck_assert(kept(KEY, "home's"));
    set_variable("CACHE_DIRECTORY", cache_folder);
    ck_assert(!kept(KEY, "the service's comes first"));
    cache_folder_remove();
}
END

static int files_there(void)
{
    char at[128];
    int n = 0;
    snprintf(at, sizeof at, "%s/molva", cache_folder);
    DIR *dir = opendir(at);
    ck_assert_ptr_nonnull(dir);
    for (struct dirent *d; (d = readdir(dir));)
        n += d->d_name[0] != '.';
    closedir(dir);
    return n;
}

static void write_many(char with)
{
    static char text[BIG];
    memset(text, with, sizeof text);
    for (int i = 0; i < ROUNDS; i++)
        cache_put("words", KEY, (struct str){text, sizeof text});
    _exit(0);
}

/* Whoever reads meanwhile gets one of them, whole. */
TEST(two_write_at_once)
{
    pid_t pid[2];
    with_folder();
    cache_put("words", KEY, STR("a"));
    for (int i = 0; i < 2; i++)
        if ((pid[i] = fork()) == 0)
            write_many((char)('a' + i));
    for (int i = 0; i < ROUNDS; i++) {
        struct arena a = {0};
        struct str got;
        ck_assert(cache_get("words", KEY, &a, &got));
        ck_assert(got.n == 1 || got.n == BIG);
        ck_assert(memcmp(got.p, got.p + 1, got.n - 1) == 0); /* all alike */
        arena_clear(&a);
    }
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(waitpid(pid[i], NULL, 0), pid[i]);
    ck_assert_int_eq(files_there(), 1);
    cache_folder_remove();
}
END

TEST_MAIN("cache", what_is_put_is_got, a_damaged_file_is_none,
          what_others_may_write_is_none, another_users_file_is_none,
          only_a_file_is_one, nowhere_to_write_is_no_error, two_write_at_once)

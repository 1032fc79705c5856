/* SPDX-License-Identifier: MIT
 * store: what can be wrong with the place a store is kept in. Each fault has
 * a message that says what to do, and costs nothing that was stored. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "store/db.h"
#include "tests/store/temp.h"

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    fclose(f);
}

static void raw(const char *path, const char *sql)
{
    ck_assert_msg(place_sql(path, sql), "%s", sql);
}

static void must_fail(const char *url, int flags, const char *want)
{
    struct err e = {0};
    struct store *s = store_open(url, flags, &e);
    ck_assert_msg(!s, "%s opened", url);
    ck_assert_msg(strstr(e.msg, want), "%s: %s", url, e.msg);
}

static int64_t count_notes(struct store *s)
{
    struct err e = {0};
    struct arena a = {0};
    struct str value;
    int64_t n = 0;
    char key[16];
    for (int i = 0; i < 100000; i++, n++) {
        snprintf(key, sizeof key, "%d", i);
        ck_ok(store_note_get(s, &a, STR("n"), str_of(key), &value, &e), e);
        if (!value.n)
            break;
        arena_reset(&a);
    }
    arena_clear(&a);
    return n;
}

TEST(addresses)
{
    struct err e = {0};
    char url[160];
    snprintf(url, sizeof url, "sqlite:%s", temp_path("url.db"));
    struct store *s = store_open(url, STORE_CREATE, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    store_close(s);
    ck_assert_int_eq(access(temp_path("url.db"), R_OK), 0);
    must_fail("postgres://me:secret@127.0.0.1:1/db", 0, "is PostgreSQL run");
    must_fail("postgresql:///db?host=/nowhere", STORE_CREATE, "its socket");
    must_fail("postgres://host/db?colour=red", 0, "after the ?");
    must_fail("mysql://host/db", 0, "unknown kind");
    must_fail("sqlite:", STORE_CREATE, "empty");
    must_fail("", STORE_CREATE, "empty");
    ck_assert(!store_open("postgres://me:secret@127.0.0.1:1/db", 0, &e));
    ck_assert_msg(!strstr(e.msg, "secret"), "%s", e.msg);
}
END

TEST(places_that_are_wrong)
{
    if (!place_is_file())
        return;
    char path[160];
    snprintf(path, sizeof path, "%s/x.db", temp_path("nowhere"));
    must_fail(path, STORE_CREATE, "mkdir -p");
    must_fail(temp_path("none.db"), 0, "there is no store yet");
    must_fail(temp_path("none.db"), STORE_READ, "there is no store yet");
    ck_assert_int_eq(mkdir(temp_path("folder.db"), 0700), 0);
    must_fail(temp_path("folder.db"), STORE_CREATE, "this is no file");
    write_file(temp_path("text.db"), "Dear diary, this is no database at all.\n"
                                     "It only has the ending of one.\n");
    must_fail(temp_path("text.db"), STORE_CREATE, "not a database");
    must_fail(temp_path("text.db"), STORE_READ, "not a database");
    raw(temp_path("other.db"), "CREATE TABLE recipes (name TEXT)");
    must_fail(temp_path("other.db"), STORE_CREATE, "another program");
    ck_assert_int_eq(
        temp_ask(temp_path("other.db"), "SELECT count(*) FROM sqlite_master"),
        1);
}
END

/* A connection that is cut while rows are still to come, in a transaction: what
 * follows must not be done on a new one, without what came before. */
TEST(a_cut_is_never_passed_over)
{
    static const char many[] = "SELECT repeat('x', 1000)"
                               " FROM generate_series(1, 100000)";
    static const char put[] = "INSERT INTO note (scope, key, value)"
                              " VALUES ('s', $1, 'v')";
    static const char cut[] =
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND application_name = 'molva'";
    struct err e = {0};
    int64_t n;
    if (place_is_file())
        return;
    store_close(temp_store("cut.db"));
    struct db *db = db_open(place_url(temp_path("cut.db")), 0, &e);
    ck_ok(db && db_begin(db, &e) && db_run(db, put, ARGS(TEXT(STR("1"))), &e),
          e);
    struct stmt *q = db_query(db, many, NO_ARGS, &e);
    ck_assert_int_eq(db_next(q, &e), 1);
    ck_assert(place_sql(temp_path("cut.db"), cut));
    db_stop(q);
    ck_assert(!db_run(db, put, ARGS(TEXT(STR("2"))), &e));
    ck_assert(db_cut(db));
    ck_assert(!db_commit(db, &e));
    ck_assert_int_eq(db_depth(db), 0);
    ck_assert_int_eq(
        db_run_int(db, "SELECT count(*) FROM note", NO_ARGS, &n, &e), 1);
    ck_assert_int_eq(n, 0);
    ck_assert(!db_cut(db));
    /* Cut when all is said but the last word. */
    ck_ok(db_begin(db, &e) && db_run(db, put, ARGS(TEXT(STR("3"))), &e), e);
    ck_assert(place_sql(temp_path("cut.db"), cut));
    ck_assert(!db_commit(db, &e));
    ck_assert(db_cut(db));
    ck_ok(db_begin(db, &e) && db_run(db, put, ARGS(TEXT(STR("3"))), &e) &&
              db_commit(db, &e),
          e);
    db_close(db);
    ck_assert_int_eq(temp_ask(temp_path("cut.db"), "SELECT count(*) FROM note"),
                     1);
}
END

/* Left out, both databases would take that of the statement's last use. */
TEST(each_parameter_has_its_value)
{
    static const char sum[] = "SELECT $1 + $2 + count(*) FROM note";
    struct err e = {0};
    int64_t n;
    store_close(temp_store("values.db"));
    struct db *db = db_open(place_url(temp_path("values.db")), 0, &e);
    ck_assert_msg(db != NULL, "%s", e.msg);
    ck_assert_int_eq(db_run_int(db, sum, ARGS(INT(1), INT(2)), &n, &e), 1);
    ck_assert_int_eq(n, 3);
    ck_assert_int_lt(db_run_int(db, sum, ARGS(INT(1)), &n, &e), 0);
    ck_assert_ptr_nonnull(strstr(e.msg, sum));
    ck_assert_int_lt(db_run_int(db, sum, NO_ARGS, &n, &e), 0);
    ck_assert_int_lt(db_run_int(db, sum, ARGS(INT(1), INT(2), INT(3)), &n, &e),
                     0);
    ck_assert_int_eq(db_run_int(db, sum, ARGS(INT(5), INT(2)), &n, &e), 1);
    ck_assert_int_eq(n, 7);
    db_close(db);
}
END

TEST(versions)
{
    const char *path = temp_path("version.db");
    struct err e = {0};
    store_close(temp_store("version.db"));
    int64_t newest = temp_ask(path, "SELECT max(version) FROM schema_version");
    ck_assert_int_ge(newest, 1);
    store_close(temp_store("version.db")); /* nothing to do the second time */
    ck_assert_int_eq(temp_ask(path, "SELECT count(*) FROM schema_version"),
                     newest);
    raw(path, "INSERT INTO schema_version VALUES (999, 'later', 0, '')");
    must_fail(place_url(path), 0, "update Molva");
    must_fail(place_url(path), STORE_READ, "update Molva");

    /* An empty place is a store to be, but not for a reader. */
    place_empty(temp_path("empty.db"));
    if (place_is_file())
        write_file(temp_path("empty.db"), "");
    must_fail(temp_url("empty.db"), STORE_READ, "store");
    struct store *s = store_open(temp_url("empty.db"), STORE_CREATE, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    store_close(s);
}
END

TEST(readers_do_not_write)
{
    struct err e = {0};
    struct arena a = {0};
    struct str value;
    struct store *w = temp_store("read.db");
    ck_ok(store_note_put(w, STR("n"), STR("0"), STR("x"), &e), e);
    struct store *r = store_open(temp_url("read.db"), STORE_READ, &e);
    ck_assert_msg(r != NULL, "%s", e.msg);
    ck_ok(store_note_get(r, &a, STR("n"), STR("0"), &value, &e), e);
    ck_assert_str(value, "x");
    ck_assert(!store_note_put(r, STR("n"), STR("1"), STR("x"), &e));
    ck_assert_msg(strstr(e.msg, "may not be written"), "%s", e.msg);
    ck_assert(!store_begin(r, &e));
    /* What is written meanwhile is seen at the next question. */
    ck_ok(store_begin(w, &e), e);
    ck_ok(store_note_put(w, STR("n"), STR("1"), STR("x"), &e), e);
    ck_assert_int_eq(count_notes(r), 1);
    ck_ok(store_commit(w, &e), e);
    ck_assert_int_eq(count_notes(r), 2);
    arena_clear(&a);
    store_close(r);
    store_close(w);
}
END

enum { NOT_HERE = 77 }; /* exit code: the machine lets us not try that */

/* Runs in a child, so that rights and limits can be given away. The exit
 * code is 0 when all went well; reasons go to stderr. False: NOT_HERE. */
static bool in_child(void (*run)(const char *dir), const char *dir)
{
    int status;
    pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        run(dir);
        _exit(0);
    }
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_HERE)
        return false;
    ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0,
                  "the child ended with status %d", status);
    return true;
}

static void want(bool ok, const struct err *e, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "%s: %s\n", what, e->msg);
    _exit(1);
}

static void open_without_rights(const char *dir)
{
    struct err e = {0};
    char path[160];
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
        _exit(NOT_HERE);
    snprintf(path, sizeof path, "%s/new.db", dir);
    want(!store_open(path, STORE_CREATE, &e) && strstr(e.msg, "folder") &&
             strstr(e.msg, "cannot be written"),
         &e, "a new store in a read-only folder");
    snprintf(path, sizeof path, "%s/old.db", dir);
    want(!store_open(path, 0, &e) && strstr(e.msg, "cannot be written"), &e,
         "a store in a read-only folder");
    want(!store_open(path, STORE_READ, &e) && strstr(e.msg, "readers too"), &e,
         "reading in a read-only folder");
}

TEST(read_only_folder)
{
    if (!place_is_file())
        return;
    const char *dir = temp_path("locked");
    char path[160];
    ck_assert_int_eq(mkdir(dir, 0755), 0);
    ck_assert_int_eq(chmod(temp_dir, 0755), 0);
    snprintf(path, sizeof path, "%s/old.db", dir);
    struct err e = {0};
    struct store *s = store_open(path, STORE_CREATE, &e);
    ck_assert_msg(s != NULL, "%s", e.msg);
    store_close(s);
    ck_assert_int_eq(chmod(dir, 0555), 0);
    bool tried = in_child(open_without_rights, dir);
    ck_assert_int_eq(chmod(dir, 0755), 0);
    if (!tried)
        SKIP("root may not become another user here");
}
END

/* Notes of 4 KB, ten in a transaction, until the disk is full. Then: what
 * was committed is there, nothing of the rest, and writing goes on when
 * there is room. */
static void fill_up(const char *dir, void (*make_room)(const char *dir))
{
    struct err e = {0};
    char path[160], key[16], *value = xcalloc(1, 4097);
    int64_t stored = 0;
    bool ok = true;
    memset(value, 'x', 4096);
    snprintf(path, sizeof path, "%s/full.db", dir);
    struct store *s = store_open(path, STORE_CREATE, &e);
    want(s != NULL, &e, "open");
    while (ok && stored < 20000) {
        want(store_begin(s, &e), &e, "begin");
        for (int64_t i = 0; ok && i < 10; i++) {
            snprintf(key, sizeof key, "%ld", (long)(stored + i));
            ok = store_note_put(s, STR("n"), str_of(key), str_of(value), &e);
        }
        if (!ok)
            store_rollback(s);
        ok = ok && store_commit(s, &e);
        stored += ok ? 10 : 0;
    }
    want(!ok && stored > 0, &e, "it was never full");
    want(strstr(e.msg, "the disk is full") != NULL, &e, "what it says");
    want(count_notes(s) == stored, &e, "what is there");
    make_room(dir);
    want(store_begin(s, &e) &&
             store_note_put(s, STR("m"), STR("m"), STR("m"), &e) &&
             store_commit(s, &e),
         &e, "with room again");
    store_close(s);
    s = store_open(path, 0, &e);
    want(s != NULL && count_notes(s) == stored, &e, "opened again");
    store_close(s);
    want(temp_ask(path, "SELECT count(*) FROM pragma_integrity_check"
                        " WHERE integrity_check = 'ok'") == 1,
         &e, "integrity");
    free(value);
}

static void enlarge(const char *dir)
{
    if (mount("tmpfs", dir, "tmpfs", MS_REMOUNT, "size=64m") != 0)
        _exit(3);
}

static void raise_limit(const char *dir)
{
    (void)dir;
    struct rlimit limit;
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_FSIZE, &limit);
}

/* A real full disk, where we may mount one that nobody else sees: as root, or
 * in a user namespace of our own, and not in a chroot that is no mount point.
 * Everywhere a limit on the size of files, below. */
static void fill_tmpfs(const char *dir)
{
    if (unshare(geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER) !=
            0 ||
        mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("tmpfs", dir, "tmpfs", 0, "size=4m") != 0)
        _exit(NOT_HERE);
    fill_up(dir, enlarge);
}

static void fill_limit(const char *dir)
{
    struct rlimit limit;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = 4 << 20;
    setrlimit(RLIMIT_FSIZE, &limit);
    fill_up(dir, raise_limit);
}

TEST(disk_full)
{
    if (!place_is_file())
        return;
    ck_assert_int_eq(mkdir(temp_path("disk"), 0700), 0);
    if (!in_child(fill_tmpfs, temp_path("disk")))
        SKIP("no disk may be mounted here");
}
END

TEST(file_at_its_limit)
{
    if (!place_is_file())
        return;
    ck_assert_int_eq(mkdir(temp_path("small"), 0700), 0);
    ck_assert(in_child(fill_limit, temp_path("small")));
}
END

enum { WRITERS = 4, ROUNDS = 25 };

static void make_store(const char *dir)
{
    struct err e = {0};
    char path[160];
    snprintf(path, sizeof path, "%s/new.db", dir);
    struct store *s = store_open(place_url(path), STORE_CREATE, &e);
    want(s != NULL, &e, "open");
    store_close(s);
}

static void at_once(void (*run)(const char *dir))
{
    pid_t pids[WRITERS];
    int status;
    for (int i = 0; i < WRITERS; i++) {
        pids[i] = fork();
        if (pids[i] == 0) {
            run(temp_dir);
            _exit(0);
        }
    }
    for (int i = 0; i < WRITERS; i++) {
        ck_assert_int_eq(waitpid(pids[i], &status, 0), pids[i]);
        ck_assert_int_eq(status, 0);
    }
}

/* Each takes turns with the others. */
static void write_with_others(const char *dir)
{
    struct err e = {0};
    char path[160], key[32];
    snprintf(path, sizeof path, "%s/shared.db", dir);
    struct store *s = store_open(place_url(path), STORE_CREATE, &e);
    want(s != NULL, &e, "open");
    for (int i = 0; i < ROUNDS; i++) {
        snprintf(key, sizeof key, "%d-%d", (int)getpid(), i);
        want(store_begin(s, &e) &&
                 store_note_put(s, STR("n"), str_of(key), STR("x"), &e) &&
                 store_commit(s, &e),
             &e, "write");
        /* The same posts from everybody, without a transaction around. */
        enum put_result what;
        snprintf(key, sizeof key, "post %d", i);
        struct mention m = temp_mention(1, key, "", key);
        want(store_mention_put(s, &m, &what, &e), &e, "put");
    }
    store_close(s);
}

TEST(processes_make_one_store)
{
    place_empty(temp_path("new.db")); /* before there are children */
    at_once(make_store);
    ck_assert_int_eq(
        temp_ask(temp_path("new.db"), "SELECT count(*) FROM schema_version"),
        temp_ask(temp_path("new.db"),
                 "SELECT max(version) FROM schema_version"));
}
END

TEST(processes_take_turns)
{
    struct store *s = temp_store("shared.db");
    temp_source(s, "f");
    store_close(s);
    at_once(write_with_others);
    ck_assert_int_eq(
        temp_ask(temp_path("shared.db"), "SELECT count(*) FROM note"),
        WRITERS * ROUNDS);
    ck_assert_int_eq(
        temp_ask(temp_path("shared.db"), "SELECT count(*) FROM mention"),
        ROUNDS);
}
END

/* A transaction that is larger than memory and disk: the database undoes it
 * in the middle. Nothing that follows may pass for stored, and a caller who
 * overlooks the failures is told at the end. */
static void overflow(const char *dir)
{
    struct err e = {0};
    char path[160], key[32];
    struct rlimit limit;
    enum put_result what;
    static char text[60000];
    int failed = 0;
    memset(text, 'x', sizeof text - 1);
    snprintf(path, sizeof path, "%s/over.db", dir);
    struct store *s = store_open(path, STORE_CREATE, &e);
    want(s != NULL, &e, "open");
    int64_t source = temp_source(s, "f");
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = 8 << 20;
    setrlimit(RLIMIT_FSIZE, &limit);
    want(store_begin(s, &e), &e, "begin");
    for (int i = 0; i < 600; i++) {
        snprintf(key, sizeof key, "post %d", i);
        memcpy(text, key, strlen(key)); /* a post of its own */
        struct mention m = temp_mention(source, key, "", text);
        m.post.author = STR("");
        m.post.text_hash = i; /* nobody's same words are found again */
        failed += !store_mention_put(s, &m, &what, &e);
    }
    want(failed > 0, &e, "it fits");
    want(!store_commit(s, &e), &e, "commit of what was undone");
    raise_limit(dir);
    struct mention m = temp_mention(source, "after", "", "after");
    want(store_mention_put(s, &m, &what, &e), &e, "with room again");
    store_close(s);
    want(temp_ask(path, "SELECT count(*) FROM mention") == 1, &e, "by half");
}

TEST(a_lost_transaction_stays_lost)
{
    if (!place_is_file())
        return;
    ck_assert_int_eq(mkdir(temp_path("over"), 0700), 0);
    ck_assert(in_child(overflow, temp_path("over")));
}
END

TEST_MAIN("store_open", addresses, places_that_are_wrong,
          a_cut_is_never_passed_over, each_parameter_has_its_value, versions,
          readers_do_not_write, read_only_folder, disk_full, file_at_its_limit,
          a_lost_transaction_stays_lost, processes_make_one_store,
          processes_take_turns)

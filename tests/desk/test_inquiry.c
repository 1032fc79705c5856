/* SPDX-License-Identifier: MIT
 * An address pasted at the desk (asks 8, 22): what is there comes back through
 * the store, a yes asks for it to be added, one at a time for each person. The
 * test is the scout; the way through molva serve is tests/cli/test_scout.py. */
#include "tests/desk/work.h"

static struct store *open_store(void)
{
    struct err e = {0};
    struct store *s = store_open(place_url(desk.path), 0, &e);
    if (!s)
        ck_abort_msg("%s", e.msg);
    return s;
}

/* What waits, 0 nothing. */
static int64_t waiting(struct store *s, struct inquiry_row *row)
{
    struct err e = {0};
    bool found;
    ck_ok(store_inquiry_next(s, &c.arena, row, &found, &e), e);
    return found ? row->id : 0;
}

static void answer(struct store *s, struct inquiry_row *row)
{
    struct err e = {0};
    row->ru = STR("вид: phpbb\n   1. Иван <b>\n      https://f.example/p1\n");
    row->en = STR("kind: phpbb\n");
    row->leads = STR("https://f.example/feed\nhttps://f.example/t?a=1&b=2\n");
    ck_ok(store_inquiry_answer(s, row, time(NULL), &e), e);
}

static const char *ask(const char *address)
{
    static char path[80];
    ck_assert_int_eq(client_get(&c, "/sources/new"), 200);
    ck_assert_int_eq(client_post(&c, "/sources/new", "address", address, NULL),
                     303);
    struct str at = client_header(&c, "Location");
    ck_assert(str_starts(at, STR("/sources/asked/")));
    snprintf(path, sizeof path, STR_FMT, STR_ARG(at));
    return path;
}

TEST(an_address_becomes_a_source)
{
    struct err e = {0};
    struct inquiry_row row;
    char add[100];
    begin(), client_login(&c, "elena");
    ck_assert_int_eq(client_get(&c, "/sources"), 200);
    ck_assert(client_has(&c, "href=\"/sources/new\""));
    const char *path = ask(" f.example/t1 ");
    struct store *s = open_store();
    ck_assert_int_eq(client_get(&c, path), 200);
    ck_assert(client_has(&c, "data-again=\""));
    ck_assert(!client_has(&c, "/add\""));
    snprintf(add, sizeof add, "%s/add", path);
    ck_assert_int_eq(client_post(&c, add, "name", "Форум", NULL), 409);
    ck_assert(waiting(s, &row) && str_eqz(row.address, "f.example/t1") &&
              str_eqz(row.login, "elena"));
    row.kind = STR("feed"), row.urls = STR("https://f.example/t1\n");
    row.beginnings = 1;
    answer(s, &row);
    ck_assert_int_eq(client_get(&c, path), 200);
    ck_assert(!client_has(&c, "data-again=\"") &&
              client_has(&c, "Иван &lt;b&gt;") &&
              client_has(&c, "href=\"https://f.example/p1\"") &&
              client_has(&c, "value=\"https://f.example/t?a=1&amp;b=2\"") &&
              client_has(&c, "name=\"articles\""));
    ck_assert_int_eq(
        client_post(&c, add, "name", " Форум ", "articles", "1", NULL), 303);
    ck_assert_int_eq(client_get(&c, path), 200);
    ck_assert(client_has(&c, "добавляем"));
    ck_assert_int_eq(client_post(&c, add, "name", "Другой", NULL), 409);
    ck_assert(waiting(s, &row) && str_eqz(row.name, "Форум") &&
              str_eqz(row.wanted_by, "elena") && row.articles);
    row.cause = STR("there is nothing to collect here");
    ck_ok(store_inquiry_added(s, &row, time(NULL), &e), e);
    ck_assert_int_eq(client_get(&c, path), 200);
    ck_assert(client_has(&c, "здесь нечего собирать"));
    ck_assert_int_eq(client_post(&c, add, "name", "Форум", NULL), 303);
    row.cause = STR("");
    ck_ok(store_inquiry_added(s, &row, time(NULL), &e), e);
    ck_assert_int_eq(waiting(s, &row), 0);
    ck_assert_int_eq(client_get(&c, path), 200);
    ck_assert(client_has(&c, "добавлен") && !client_has(&c, "/add\""));
    store_close(s);
    end();
}
END

TEST(one_at_a_time_and_only_addresses)
{
    struct inquiry_row row;
    begin(), client_login(&c, "elena");
    struct store *s = open_store();
    static const char *const ODD[] = {"", "  ", "a b", "https://x.example/\t1"};
    for (size_t i = 0; i < sizeof ODD / sizeof *ODD; i++) {
        ck_assert_int_eq(client_get(&c, "/sources/new"), 200);
        ck_assert_int_eq(
            client_post(&c, "/sources/new", "address", ODD[i], NULL), 422);
        ck_assert(client_has(&c, "Это не адрес"));
    }
    ck_assert_int_eq(waiting(s, &row), 0);
    ask("f.example/t1");
    ck_assert_int_eq(client_get(&c, "/sources/new"), 200);
    ck_assert_int_eq(
        client_post(&c, "/sources/new", "address", "f.example/t2", NULL), 409);
    ck_assert(client_has(&c, "по одному за раз") &&
              client_has(&c, "value=\"f.example/t2\""));
    ck_assert(waiting(s, &row));
    row.cause = STR("there is nothing to collect here");
    answer(s, &row);
    const char *path = ask("f.example/t2");
    ck_assert_int_eq(client_get(&c, "/sources/asked/999"), 404);
    ck_assert(waiting(s, &row));
    row.cause = STR("there is nothing to collect here");
    answer(s, &row);
    ck_assert_int_eq(client_get(&c, path), 200);
    ck_assert(client_has(&c, "здесь нечего собирать") &&
              !client_has(&c, "/add\""));
    store_close(s);
    end();
}
END

/* Who does not tend sources does not see the page. */
TEST(not_for_everybody)
{
    begin(), client_login(&c, "boris");
    ck_assert_int_eq(client_get(&c, "/sources"), 200);
    ck_assert(!client_has(&c, "/sources/new"));
    ck_assert_int_eq(client_get(&c, "/sources/new"), 403);
    end();
}
END

TEST_MAIN("desk_inquiry", an_address_becomes_a_source,
          one_at_a_time_and_only_addresses, not_for_everybody)

/* SPDX-License-Identifier: MIT
 * Proposals at the desk (R31, R44): whoever works on cases proposes, the
 * director agrees with one click, nobody else decides; by plain forms, in both
 * languages. */
#include "tests/desk/work.h"

static long press(struct client *of, const char *word, const char *text)
{
    char url[80];
    ck_assert_int_eq(client_get(of, "/proposal/1"), 200);
    snprintf(url, sizeof url, "/proposal/1/%s", word);
    return client_post(of, url, "text", text, NULL);
}

TEST(proposed_agreed_introduced)
{
    two("anna", "dora"); /* who approves replies; the director */
    static struct client igor;
    client_open(&igor, &desk), client_login(&igor, "igor");
    client_get(&igor, "/cases/new");
    ck_assert_int_eq(client_post(&igor, "/cases/new", "channel", "phone",
                                 "text", "Заявку не передали", NULL),
                     303);
    struct str at = client_header(&igor, "Location");
    const char *path = str_z(&c.arena, at);
    const char *number = path + strlen("/case/");
    client_get(&igor, path);
    ck_assert(client_has(&igor, "href=\"/proposals?case="));
    client_get(&igor, "/proposals");
    ck_assert_int_eq(client_post(&igor, "/proposals", "text", "Один журнал",
                                 "case", "99999", NULL),
                     422);
    ck_assert(client_has(&igor, "Один журнал") &&
              client_has(&igor, "Такого дела нет"));
    ck_assert_int_eq(client_post(&igor, "/proposals", "text", "Один журнал",
                                 "cause", "handover", "case", number, NULL),
                     303);
    ck_assert_int_eq(press(&igor, "agree", ""), 403);
    ck_assert_int_eq(press(&other, "introduce", ""), 409);
    ck_assert_int_eq(press(&other, "refuse", ""), 422);
    ck_assert_int_eq(press(&other, "agree", ""), 303);
    client_get(&c, path);
    ck_assert(client_has(&c, "/proposal/1") && client_has(&c, "согласовано"));
    ck_assert_int_eq(press(&c, "introduce", "с 1 декабря"), 303);
    ck_assert_int_eq(press(&c, "refuse", "поздно"), 409);
    client_get(&c, "/proposals");
    ck_assert(client_has(&c, "внедрено") &&
              client_has(&c, "передача между отделами"));
    client_get(&other, "/proposals"); /* she reads English */
    ck_assert(client_has(&other, "introduced") &&
              client_has(&other, "hand-over between departments"));
    ck_assert_int_eq(client_get(&other, "/proposal/2"), 404);
    client_close(&igor);
    both_end();
}
END

TEST_MAIN("desk_proposal", proposed_agreed_introduced)

/* SPDX-License-Identifier: MIT
 * Cases as tables at the desk (R17): a table of before is looked at and then
 * taken over once; what one sees, and no more, is taken along, safe from
 * formulas. */
#include "tests/desk/work.h"

#define HEAD "Номер;Дата обращения;Клиент;Суть жалобы\n"
#define ROWS                                                                   \
    HEAD "17;12.03.2026;Иванова;=Не вернули деньги\n"    \
         "18;13.03.2026;Сидоров;Нет связи\n"

static long import(const char *table, const char *what, const char *column,
                   const char *field)
{
    ck_assert_int_eq(client_get(&c, "/cases/tables"), 200);
    return client_post(&c, "/cases/import", "name", "old", "table", table, "do",
                       what, column, field, NULL);
}

static bool stands(struct client *of, const char *path, const char *text)
{
    ck_assert_int_eq(client_get(of, path), 200);
    return client_has(of, text);
}

TEST(looked_at_first_and_taken_once)
{
    begin(), client_login(&c, "elena");
    ck_assert(stands(&c, "/cases", "href=\"/cases/tables\""));
    ck_assert_int_eq(import(ROWS, "", "", ""), 200);
    ck_assert(client_has(&c, "новых строк: 2"));
    ck_assert(!client_has(&c, "class=&quot;"));
    ck_assert(client_has(&c, "old:17") && client_has(&c, "Иванова"));
    ck_assert(!stands(&c, "/cases/export.csv", "Сидоров"));
    ck_assert_int_eq(import(ROWS, "take", "", ""), 303);
    ck_assert_str(client_header(&c, "Location"), "/cases/tables?taken=2");
    ck_assert(stands(&c, "/cases/tables?taken=2", "Записано дел: 2"));
    ck_assert(stands(&c, "/cases/export.csv", "Сидоров"));
    ck_assert(str_find(client_header(&c, "Content-Type"), STR("text/csv")) ==
              0);
    ck_assert(client_has(&c, "'=Не вернули деньги"));
    ck_assert(!client_has(&c, ",=Не вернули"));
    ck_assert_int_eq(import(ROWS, "take", "", ""), 303);
    ck_assert_str(client_header(&c, "Location"), "/cases/tables?taken=0");
    end();
}
END

/* A row that cannot be read is told with its place, the others are taken; a
 * column is what a person says it is. */
TEST(what_is_wrong_is_told_with_its_place)
{
    begin(), client_login(&c, "elena");
    ck_assert_int_eq(import(HEAD "19;завтра;Петров;Гудит\n"
                                 "20;14.03.2026;Ким;Течёт\n",
                            "take", "", ""),
                     200);
    ck_assert(client_has(&c, "не прочитано: 1"));
    ck_assert(client_has(
        &c, "<li>2:2 (Дата обращения): &#39;завтра&#39; не день с годом"));
    ck_assert(stands(&c, "/cases/export.csv", "Течёт"));
    ck_assert(!client_has(&c, "Гудит"));
    ck_assert_int_eq(
        import(HEAD "21;14.03.2026;Ким;Шумит\n", "take", "c2", "topic"), 303);
    ck_assert(stands(&c, "/cases/export.csv", "Шумит"));
    ck_assert_int_eq(import("один;два\n1;2\n", "take", "", ""), 422);
    ck_assert(client_has(&c, "не нашлось строки заголовков"));
    ck_assert_int_eq(import(" ", "", "", ""), 422);
    end();
}
END

/* What a person said a column is holds the next time the table of that name
 * comes; said otherwise then, that holds. */
TEST(columns_are_said_once)
{
    static const char table[] = "Номер;Дата обращения;Клиент;Суть;Участок\n"
                                "%d;14.03.2026;Ким;Шумит;подъезд %d\n";
    begin(), client_login(&c, "elena");
    for (int i = 1; i <= 4; i++) {
        const char *rows = str_printf(&c.arena, table, i, i).p;
        ck_assert_int_eq(import(rows, "", "", ""), 200);
        ck_assert_int_eq(client_has(&c, "Столбцы поняты как в прошлый раз"),
                         i > 1);
        const char *chosen = i < 3 ? "topic" : "expected";
        struct str option =
            str_printf(&c.arena, "<option value=\"%s\" selected", chosen);
        if (i == 2 || i == 4) /* as the last time */
            ck_assert_int_eq(import(rows, "take", "", ""), 303);
        else {
            ck_assert(i == 1 || !client_has(&c, option.p));
            ck_assert_int_eq(client_post(&c, "/cases/import", "name", "old",
                                         "table", rows, "do", "take", "c0",
                                         "id", "c1", "opened", "c2", "author",
                                         "c3", "text", "c4", chosen, NULL),
                             303);
        }
    }
    ck_assert_int_eq(client_get(&c, "/cases/export.json"), 200);
    ck_assert(client_has(&c, "\"topic\":\"подъезд 1\""));
    ck_assert(client_has(&c, "\"topic\":\"подъезд 2\""));
    ck_assert(!client_has(&c, "\"topic\":\"подъезд 3\""));
    ck_assert(client_has(&c, "\"expected\":\"подъезд 3\""));
    ck_assert(client_has(&c, "\"expected\":\"подъезд 4\""));
    end();
}
END

/* A year of complaints comes in one form; what is larger is told, and nowhere
 * else a request may be so large. */
TEST(a_year_comes_at_once)
{
    enum { ROWS_OF_YEAR = 9000 };
    struct buf b;
    buf_init(&b, 2 * CEILING_TABLE);
    buf_z(&b, HEAD);
    for (int i = 0; i < ROWS_OF_YEAR; i++)
        buf_printf(&b,
                   "%d;12.03.2026;Иванова;Не вернули деньги за заказ, звоню "
                   "третью неделю, каждый раз обещают перезвонить, и никто не "
                   "звонит, дом %d, подъезд, этаж, квартира, договор 77-12, "
                   "мастер приходил дважды и ничего не починил, свет мигает, "
                   "соседи сверху и снизу говорят то же самое\n",
                   i, i);
    ck_assert_uint_gt(b.n, CEILING_TABLE * 7 / 10);
    ck_assert_uint_lt(b.n, CEILING_TABLE);
    begin(), client_login(&c, "elena");
    ck_assert_int_eq(import(b.p, "", "", ""), 200);
    ck_assert(client_has(&c, "новых строк: 9000"));
    ck_assert_int_eq(import(b.p, "take", "", ""), 303);
    ck_assert_str(client_header(&c, "Location"), "/cases/tables?taken=9000");
    while (b.n <= CEILING_TABLE)
        buf_z(&b, "1;12.03.2026;Иванова;Не вернули деньги за заказ\n");
    ck_assert_int_eq(import(b.p, "take", "", ""), 422);
    ck_assert(client_has(&c, "больше 5 МБ"));
    ck_assert_int_eq(client_get(&c, "/cases/new"), 200);
    ck_assert_int_eq(client_post(&c, "/cases/new", "text", b.p, NULL), 413);
    buf_clear(&b);
    end();
}
END

/* Whose cases they are not sees none of them; whoever may not import is not
 * asked. */
TEST(one_takes_along_what_one_sees)
{
    two("anna", "igor");
    const char *path = registered("boris");
    ck_assert(stands(&c, "/cases/export.csv", "Мастер не пришёл"));
    ck_assert(!stands(&other, "/cases/export.csv", "Мастер не пришёл"));
    ck_assert(client_has(&other, "id,mention,"));
    ck_assert(stands(&c, "/cases/export.json", "Мастер не пришёл"));
    struct json_object *o = json_tokener_parse(c.body.p), *cases;
    ck_assert(o && json_object_object_get_ex(o, "cases", &cases) &&
              json_object_array_length(cases) > 1);
    json_object_put(o);
    ck_assert(!stands(&other, "/cases/export.json", "Мастер не пришёл"));
    ck_assert(!stands(&c, "/cases/export.csv?behind=999999", "Мастер"));
    ck_assert(!stands(&c, "/cases/tables", "action=\"/cases/import\""));
    ck_assert_int_eq(import(ROWS, "take", "", ""), 403);
    ck_assert_int_eq(client_get(&c, path), 200);
    both_end();
}
END

TEST_MAIN("desk_tables", looked_at_first_and_taken_once,
          what_is_wrong_is_told_with_its_place, columns_are_said_once,
          a_year_comes_at_once, one_takes_along_what_one_sees)

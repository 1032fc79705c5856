/* SPDX-License-Identifier: MIT
 * table: what columns hold, dates that Excel counts, ratings, bad rows. */
#include "crawler/markup/table.h"

#include <string.h>

#include "crawler/markup/table_names.h"
#include "tests/test.h"

static const struct {
    const char *text, *map, *xml;
} TABLES[] = {
    {"date,review,stars\n2024-11-08,Bad,1\n", "",
     "<table best=\"5\"><row line=\"2\"><text>Bad</text><date>2024-11-08"
     "</date><rating>1</rating></row></table>"},
    /* Excel's own first line, its days, decimal commas, both columns */
    {"sep=;\r\nДата;Время;Отзыв;Оценка\r\n45604;0,5;Да;4,5\r\n", "",
     "<table best=\"5\"><row line=\"3\"><text>Да</text>"
     "<date>2024-11-08 12:00:00</date><rating>4,5</rating></row></table>"},
    {"Date\tReview\n45604.25\tx\n", "",
     "<table best=\"5\"><row line=\"2\"><text>x</text>"
     "<date>2024-11-08 06:00:00</date></row></table>"},
    /* a report's title above the header; points of ten */
    {"Report, 2024\n\nReview,Score\nx,7\ny,10\n", "",
     "<table best=\"10\"><row line=\"4\"><text>x</text><rating>7</rating>"
     "</row><row line=\"5\"><text>y</text><rating>10</rating></row></table>"},
    /* the company's answer is not the author's */
    {"Developer Reply Text,Review Text\nSorry,Bad\n", "",
     "<table best=\"5\"><row line=\"2\"><text>Bad</text></row></table>"},
    /* but to whom the author answers is told */
    {"In reply to,Review\ng7,Bad\n", "",
     "<table best=\"5\"><row line=\"2\"><text>Bad</text>"
     "<reply_to>g7</reply_to></row></table>"},
    {"what,who\nBad,Ann\n", "what=text,who=author",
     "<table best=\"5\"><row line=\"2\"><text>Bad</text>"
     "<author>Ann</author></row></table>"},
    {"Bad;Ann\nGood;Bob\n", "1=text,2=author",
     "<table best=\"5\"><row line=\"1\"><text>Bad</text><author>Ann</author>"
     "</row><row line=\"2\"><text>Good</text><author>Bob</author></row>"
     "</table>"},
    {"text,date\n,2024-01-01\nx,2024-01-02,more\n,\ny,\n", "",
     "<table best=\"5\"><fault line=\"2\">no text and no rating in this row"
     "</fault><fault line=\"3\">more columns than the header names</fault>"
     "<row line=\"5\"><text>y</text></row></table>"},
    {"{\"text\":\"x\",\"user\":{\"name\":\"Ann\"}}\n\n{\"text\":\n", "",
     "<table best=\"5\"><row line=\"1\"><text>x</text><author>Ann</author>"
     "</row><fault line=\"3\">this is not JSON: it ends in the middle</fault>"
     "</table>"},
    {"{\"reviews\":[\n{\"comment\":\"x\",\"starRating\":\"TWO\"}]}", "",
     "<table best=\"5\"><row line=\"1\"><text>x</text><rating>2</rating>"
     "</row></table>"},
    /* our own: a share, and a time that is good to a minute */
    {"{\"id\":3,\"key1\":\"f#1\",\"key2\":\"/t#1\",\"text\":\"x\",\"rating\":"
     "0.2,\"published\":\"2024-11-08T05:39:00+03:00\",\"precision\":60,"
     "\"source\":\"forum\"}",
     "",
     "<table best=\"5\"><row line=\"1\"><text>x</text>"
     "<date>2024-11-08T05:39+03:00</date><rating>0.2</rating><best>1</best>"
     "<source>forum</source><id>f#1</id></row></table>"},
};

/* most: the highest rating that it tells of its rows. */
static void check_table(const char *text, const struct table_how *how,
                        const char *wanted, const char *most)
{
    struct err e = {0};
    struct arena a = {0};
    xmlBuffer *out = xmlBufferCreate();
    xmlDoc *doc = table_parse(&a, str_of(text), how, &e);
    if (!doc)
        ck_abort_msg("%s: %s", text, e.msg);
    xmlNode *root = xmlDocGetRootElement(doc);
    if (most)
        ck_assert_msg(
            xmlStrEqual(
                xmlHasProp(root, (const xmlChar *)"most")->children->content,
                (const xmlChar *)most),
            "%s", text);
    xmlUnsetProp(root, (const xmlChar *)"most");
    xmlNodeDump(out, doc, root, 0, 0);
    ck_assert_str_eq((const char *)xmlBufferContent(out), wanted);
    xmlBufferFree(out);
    xmlFreeDoc(doc);
    arena_clear(&a);
}

TEST(tables_become_trees)
{
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++)
        check_table(TABLES[i].text,
                    &(struct table_how){.map = str_of(TABLES[i].map)},
                    TABLES[i].xml, NULL);
}
END

TEST(a_part_of_a_file_tells_its_lines)
{
    const struct table_how how = {.head = 3, .line = 900};
    check_table("text\na\nb\nc\n", &how,
                "<table best=\"5\"><row line=\"900\"><text>c</text></row>"
                "</table>",
                "0");
    /* Rows elsewhere have more stars. */
    const struct table_how of_ten = {.head = 1, .line = 9, .most = 8};
    check_table("text;rating\nc;4,5\n", &of_ten,
                "<table best=\"10\"><row line=\"9\"><text>c</text>"
                "<rating>4,5</rating></row></table>",
                "8");
    check_table("text;rating\nc;4,5\n", &(struct table_how){0},
                "<table best=\"5\"><row line=\"2\"><text>c</text>"
                "<rating>4,5</rating></row></table>",
                "5");
}
END

/* Headers of exports as they are downloaded: the fields of their columns. */
static const struct {
    const char *header, *fields;
} EXPORTS[] = {
    /* Google Play */
    {"Package Name,App Version Code,App Version Name,Reviewer Language,Device,"
     "Review Submit Date and Time,Review Submit Millis Since Epoch,"
     "Review Last Update Date and Time,Review Last Update Millis Since Epoch,"
     "Star Rating,Review Title,Review Text,Developer Reply Date and Time,"
     "Developer Reply Millis Since Epoch,Developer Reply Text,Review Link",
     ",,,lang,,date,,,,rating,title,text,,,,permalink"},
    /* Trustpilot */
    {"Review Id,Review Created (UTC),Review Consumer User Id,Review Title,"
     "Review Content,Review Stars,Source Of Review,Review Language,"
     "Company Reply Content,Review Username,Reference Id",
     "id,date,,title,text,rating,,lang,,author,"},
    /* Google Business Profile, JSON and tables */
    {"name,reviewId,reviewer.displayName,starRating,comment,createTime,"
     "updateTime,reviewReply.comment,reviewReply.updateTime",
     ",id,author,rating,text,date,,,"},
    {"Reviewer Name,Star Rating,Review Date,Comment,Owner Response,Review URL",
     "author,rating,date,text,,permalink"},
    /* App Store */
    {"Date,Country,Version,Rating,Title,Review,Nickname,Developer Response",
     "date,,,rating,title,text,author,"},
    /* Yandex, Otzovik, shops */
    {"Дата,Имя автора,Оценка,Текст отзыва,Ответ организации,Филиал",
     "date,author,rating,text,,"},
    {"Дата отзыва,Автор,Заголовок,Достоинства,Недостатки,Текст отзыва,"
     "Оценка,Ссылка",
     "date,author,title,pros,cons,text,rating,permalink"},
    {"№,Дата и время,Клиент,Комментарий,Ответ компании,Оценка (из 5)",
     ",date,author,text,,rating"},
};

TEST(exports_need_no_map)
{
    struct arena a = {0};
    const struct table_map none = {0};
    for (size_t i = 0; i < sizeof EXPORTS / sizeof *EXPORTS; i++) {
        struct str rest = str_of(EXPORTS[i].header), names[32], one;
        const char *fields[32];
        struct str got = {0};
        size_t n = 0;
        while (str_split(&rest, ',', &one))
            names[n++] = one;
        table_columns(&a, &none, names, n, fields);
        for (size_t k = 0; k < n; k++)
            got = str_printf(&a, STR_FMT "%s%s", STR_ARG(got), k ? "," : "",
                             fields[k]);
        ck_assert_str_eq(got.p, EXPORTS[i].fields);
    }
    arena_clear(&a);
}
END

static const struct {
    const char *text, *map, *cause;
} REFUSED[] = {
    {"a,b\n1,2\n", "",
     "no column is known as a text or a rating; the columns are: a, b; "
     "--map COLUMN=text tells"},
    {"text\nx\n", "text", "'text' is no COLUMN=FIELD"},
    {"text\nx\n", "text=colour", "no field 'colour'; there are: "},
    {"PK\x03\x04", "", "this is a workbook of Excel: save it as CSV"},
    {" \n", "", "the table is empty"},
};

TEST(what_is_no_table_says_why)
{
    for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++) {
        struct err e = {0};
        struct arena a = {0};
        const struct table_how how = {.map = str_of(REFUSED[i].map)};
        ck_assert_ptr_null(table_parse(&a, str_of(REFUSED[i].text), &how, &e));
        ck_assert_int_eq(
            strncmp(e.msg, REFUSED[i].cause, strlen(REFUSED[i].cause)), 0);
        arena_clear(&a);
    }
}
END

TEST_MAIN("table", tables_become_trees, a_part_of_a_file_tells_its_lines,
          exports_need_no_map, what_is_no_table_says_why)

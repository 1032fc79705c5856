/* SPDX-License-Identifier: MIT
 * real pages: what connectors read from saved pages of ../shared, where the
 * fields that can be filled are known. A page that is not there is
 * skipped. */
#include <json-c/json.h>
#include <string.h>

#include "crawler/reading/reading.h"
#include "tests/test.h"

struct wanted {
    const char *field; /* of the JSON of a post */
    int filled;        /* at least so many posts have it */
    const char *first; /* value of the first post, NULL: not looked at */
};

static const struct {
    const char *kind, *file;
    int items;
    struct wanted fields[14];
} PAGES[] = {
    {"phpbb",
     "fixtures/real/phpbb3/thread-de.html",
     1,
     {{"text", 1, NULL},
      {"author", 1, "r23"},
      {"author_url", 1, NULL},
      {"author_posts", 1, "1626"},
      {"published", 1, "2009-01-21T05:42:00Z"},
      {"url", 1, NULL},
      {"thread_title", 1, "Was ist Freie Software"}}},
    {"phpbb",
     "fixtures/real/phpbb3/thread-fr.html",
     5,
     {{"title", 5, "Jeux Zelda pour DS, DSi et 3DS gratuit"},
      {"text", 5, NULL},
      {"author", 5, "peanuts"},
      {"author_url", 5, NULL},
      {"published", 5, "2011-10-07T08:23:00Z"},
      {"url", 5, NULL}}},
    {"vbulletin4",
     "fixtures/real/vbulletin4/thread-en.html",
     9,
     {{"text", 9, NULL},
      {"author", 9, "JBL"},
      {"author_url", 9, NULL},
      {"author_posts", 9, "1135"},
      {"published", 9, "2005-04-09T18:46:00Z"},
      {"url", 9, NULL},
      {"thread_title", 9, "How to Pollinate a Sarracenia Flower"}}},
    {"xenforo1",
     "fixtures/real/xenforo1/thread-p1.html",
     20,
     {{"text", 20, NULL},
      {"author", 20, "Aaahh"},
      {"author_url", 20, NULL},
      {"published", 20, "2015-11-14T04:23:00Z"},
      {"url", 20, NULL},
      {"likes", 15, "118"},
      {"thread_title", 20, "Marsh [CM13]"}}},
    {"xenforo1",
     "fixtures/real/xenforo1/thread-p3.html",
     3,
     {{"text", 3, NULL},
      {"author", 3, "ab123321"},
      {"author_url", 3, NULL},
      {"published", 3, "2016-03-10T10:43:18Z"},
      {"url", 3, NULL},
      {"thread_title", 3, NULL}}},
    {"xenforo1",
     "fixtures/real/xenforo1/thread-game.html",
     20,
     {{"text", 18, "Austin"},
      {"author", 18, "faridd"},
      {"published", 18, "2014-10-29T18:28:00Z"},
      {"url", 18, NULL},
      {"thread_title", 18,
       "Name a city with the next letter of the alphabet (GAME)"}}},
    {"xenforo2",
     "fixtures/real/xenforo2/thread-en.html",
     9,
     {{"text", 9, NULL},
      {"author", 9, "Tiberius"},
      {"author_url", 9, NULL},
      {"published", 9, "2020-09-18T15:56:40Z"},
      {"url", 9, NULL},
      {"likes", 8, "1"},
      {"thread_title", 9,
       "Patchnotes 4.47.4 - Tagundnachtgleiche Bugfix Build"}}},
    {"xenforo2",
     "fixtures/real/xenforo2/thread-de.html",
     18,
     {{"text", 18, NULL},
      {"author", 18, "Pepemaus"},
      {"author_url", 18, NULL},
      {"published", 18, "2018-09-27T12:51:09Z"},
      {"url", 18, NULL},
      {"thread_title", 18, NULL}}},
    {"ipb3",
     "fixtures/real/ipb3/topic-en.html",
     7,
     {{"text", 7, NULL},
      {"author", 7, "yertletheturtle420"},
      {"published", 7, "2015-12-07T00:15:31Z"},
      {"url", 7, NULL},
      {"author_posts", 7, "6"},
      {"thread_title", 7, "Bongs vs. Bubblers"}}},
    {"appstore",
     "fixtures/real/appstore/customerreviews-1.json",
     50,
     {{"title", 50, NULL},
      {"text", 50, NULL},
      {"author", 50, NULL},
      {"author_url", 50, NULL},
      {"rating", 50, "0.8"},
      {"likes", 50, "0"}}},
    {"microdata",
     "fixtures/real/microdata-review/review-list-54.html",
     10,
     {{"text", 10, NULL},
      {"author", 10, "Loes"},
      {"published", 10, "2015-09-26T08:12:14Z"},
      {"rating", 8, "0.8"}}},
    {"microdata",
     "fixtures/real/microdata-review/reviews-zooroyal-de.html",
     4,
     {{"author", 4, "Verifizierte/r Tierfreund/in"},
      {"published", 4, "2020-06-08T00:00:00Z"},
      {"rating", 4, "1"}}},
    {"microdata",
     "fixtures/real/microdata-review/product-reviews-campingworld.html",
     35,
     {{"title", 35, "Generators were recommended by salesman"},
      {"text", 35, NULL},
      {"author", 35, "SIH from Lompoc, CA"},
      {"rating", 35, "0.6"}}},
    {"microdata",
     "fixtures/real/microdata-review/reviews-travanto-de.html",
     6,
     {{"text", 5, NULL},
      {"published", 6, "2018-05-23T00:00:00Z"},
      {"rating", 6, "0.96"}}},
    {"hreview",
     "fixtures/real/hreview/microformats-v1-hreview-vcard.html",
     1,
     {{"title", 1, "Crepes on Cole is awesome"},
      {"text", 1, NULL},
      {"author", 1, "Tantek"},
      {"published", 1, "2005-04-18T00:00:00Z"},
      {"rating", 1, "1"}}},
    {"hreview",
     "fixtures/real/hreview/microformats-v2-h-review-vcard.html",
     1,
     {{"title", 1, "Crepes on Cole is awesome"},
      {"text", 1, NULL},
      {"author", 1, "Tantek"},
      {"published", 1, "2005-04-18T00:00:00Z"},
      {"rating", 1, "1"}}},
    {"wordpress",
     "fixtures/real/wordpress/post-comments-wp532.html",
     12,
     {{"text", 12, NULL},
      {"author", 12, "Gitta Peyn"},
      {"author_url", 12, NULL},
      {"published", 12, "2019-12-22T11:16:28Z"},
      {"url", 12, NULL}}},
    {"wordpress",
     "fixtures/real/wordpress/post-comments-wp522.html",
     17,
     {{"text", 17, NULL},
      {"author", 17, "Jasmin"},
      {"author_url", 11, NULL},
      {"published", 17, "2019-02-10T18:05:00Z"},
      {"url", 17, NULL}}},
    {"wordpress",
     "fixtures/real/wordpress/post-comments-wp521.html",
     20,
     {{"text", 20, NULL},
      {"author", 20, "Ben"},
      {"author_url", 8, NULL},
      {"published", 20, "2018-06-19T15:28:00Z"},
      {"url", 20, NULL}}},
    {"mastodon",
     "fixtures/real/mastodon/Status-0.json",
     1,
     {{"text", 1, NULL},
      {"author", 1, "Eugen"},
      {"author_url", 1, NULL},
      {"followers", 1, "322930"},
      {"published", 1, "2019-12-08T03:48:33Z"},
      {"url", 1, NULL},
      {"likes", 1, "11"},
      {"replies", 1, "5"}}},
    {"hackernews",
     "fixtures/real/hackernews/item-2.json",
     1,
     {{"title", 1, "Ask HN: The Arc Effect"},
      {"text", 1, NULL},
      {"author", 1, "tel"},
      {"published", 1, "2008-02-22T02:33:40Z"},
      {"likes", 1, "25"},
      {"replies", 1, "16"}}},
    {"feed",
     "fixtures/real/feeds/cc-feed.rss",
     4,
     {{"title", 4, "Example entry"}, {"text", 4, NULL}, {"url", 1, NULL}}},
    {"feed",
     "fixtures/real/feeds/cc-xmlRss_pubDate.xml",
     7,
     {{"title", 7, NULL}, {"url", 7, NULL}, {"published", 5, NULL}}},
    {"feed",
     "fixtures/real/feeds/jsonfeed-example.json",
     2,
     {{"text", 2, NULL}, {"author", 2, "me"}, {"url", 2, NULL}}},
};

enum { MOST = 512 };

static int parse_posts(struct str lines, json_object **posts)
{
    struct str line;
    struct arena a = {0};
    int n = 0;
    while (str_split(&lines, '\n', &line) && n < MOST)
        if (line.n)
            posts[n++] = json_tokener_parse(str_z(&a, line));
    arena_clear(&a);
    return n;
}

static void check_field(const char *file, const struct wanted *w,
                        json_object **posts, int n)
{
    int filled = 0;
    json_object *v = NULL;
    for (int i = 0; i < n; i++)
        filled += json_object_object_get_ex(posts[i], w->field, &v);
    if (filled < w->filled)
        ck_abort_msg("%s: %s is filled in %d of %d posts, wanted %d", file,
                     w->field, filled, n, w->filled);
    if (!w->first || !json_object_object_get_ex(posts[0], w->field, &v))
        return;
    if (strcmp(json_object_get_string(v), w->first) != 0)
        ck_abort_msg("%s: %s is \"%s\", wanted \"%s\"", file, w->field,
                     json_object_get_string(v), w->first);
}

TEST(fields_of_saved_pages)
{
    NEED_SHARED(path, PAGES[_i].file);
    struct err e = {0};
    struct buf out;
    json_object *posts[MOST];
    buf_init(&out, 1 << 24);
    ck_ok(reading_file("rules/connectors", PAGES[_i].kind, path,
                       STR("https://site.example/dir/page.html"), 1790000000,
                       &out, &e),
          e);
    int n = parse_posts(buf_view(&out), posts);
    if (n != PAGES[_i].items)
        ck_abort_msg("%s: %d posts, wanted %d", path, n, PAGES[_i].items);
    for (const struct wanted *w = PAGES[_i].fields; w->field; w++)
        check_field(path, w, posts, n);
    for (int k = 0; k < n; k++)
        json_object_put(posts[k]);
    buf_clear(&out);
}
END

TEST_ROWS_MAIN("real pages", fields_of_saved_pages,
               sizeof PAGES / sizeof *PAGES)

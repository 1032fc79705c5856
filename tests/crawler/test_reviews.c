/* SPDX-License-Identifier: MIT
 * reviews: what schema.org's examples and the suites of extruct and
 * microformats expect of JSON-LD, microdata, hReview and h-review, in our own
 * pages. */
#include <unistd.h>

#include "crawler/reading/reading.h"
#include "tests/crawler/posts.h"

#define PAGE(inner)                                                            \
    "<!doctype html><html><head><title>Shop page</title></head><body>" inner   \
    "</body></html>"
#define LD(json)                                                               \
    PAGE("<script type='application/ld+json'>" json "</script><p>x</p>")
#define REVIEW(members) LD("{\"@type\":\"Review\"," members "}")
#define BODY(text)      REVIEW("\"reviewBody\":\"" text "\"")

TEST(jsonld_where_reviews_stand)
{
    static const struct posts_row rows[] = {
        {REVIEW("\"author\":\"Ann\",\"reviewBody\":\"Leaks\""), "text",
         "Leaks"},
        {LD("[{\"@type\":\"Review\",\"reviewBody\":\"A\"},{\"@type\":\"Review\""
            ",\"reviewBody\":\"B\"}]"),
         "text", "A / B"},
        {LD("{\"@graph\":[{\"@type\":\"WebPage\",\"name\":\"x\"},{\"@type\":"
            "\"Review\",\"reviewBody\":\"A\"}]}"),
         "text", "A"},
        {LD("{\"@type\":\"Product\",\"name\":\"Kettle\",\"aggregateRating\":{"
            "\"@type\":\"AggregateRating\",\"ratingValue\":4},\"review\":[{"
            "\"@type\":\"Review\",\"reviewBody\":\"A\"},{\"@type\":\"Review\","
            "\"description\":\"B\"}]}"),
         "text", "A / B"},
        {LD("{\"@type\":\"Product\",\"name\":\"Kettle\",\"review\":{\"@type\":"
            "\"Review\",\"reviewBody\":\"A\"}}"),
         "thread_title", "Kettle"},
        {LD("{\"@type\":\"Organization\",\"name\":\"All\",\"department\":{"
            "\"@type\":\"Store\",\"name\":\"One\",\"reviews\":[{\"@type\":"
            "\"Review\",\"reviewBody\":\"A\"}]}}"),
         "thread_title", "One"},
        {LD("{\"@type\":\"LocalBusiness\",\"name\":\"Cafe\",\"aggregateRating\""
            ":{\"@type\":\"AggregateRating\",\"ratingValue\":4,\"reviewCount\":"
            "9}}"),
         "n", "0"},
        {LD("{\"@type\":[\"Review\",\"CreativeWork\"],\"reviewBody\":\"A\"}"),
         "text", "A"},
        {LD("{\"@type\":\"UserReview\",\"reviewBody\":\"A\"}"), "text", "A"},
        {LD("{\"@type\":\"EmployerReview\",\"reviewBody\":\"A\"}"), "text",
         "A"},
        {LD("{\"@type\":\"https://schema.org/CriticReview\",\"reviewBody\":"
            "\"A\"}"),
         "text", "A"},
        {LD("{\"@type\":\"schema:Review\",\"reviewBody\":\"A\"}"), "text", "A"},
        {LD("{\"@type\":\"ClaimReview\",\"claimReviewed\":\"A\"}"), "n", "0"},
        {LD("{\"@type\":\"Product\",\"name\":\"P\",\"review\":[{\"reviewBody\":"
            "\"A\"}]}"),
         "text", "A"},
        {LD("{\"@type\":\"Product\",\"name\":\"P\",\"@reverse\":{\"itemReviewed"
            "\":[{\"@type\":\"Review\",\"reviewBody\":\"A\"}]}}"),
         "text", "A"},
        {PAGE("<script type='APPLICATION/LD+JSON; charset=utf-8'>{\"@type\":"
              "\"Review\",\"reviewBody\":\"A\"}</script>"),
         "text", "A"},
        {PAGE("<script type='application/ld+json'>{\"@type\":\"Review\","
              "\"reviewBody\":\"A\"}</script><script type='application/ld+json'"
              ">{\"@type\":\"Review\",\"reviewBody\":\"B\"}</script>"),
         "text", "A / B"},
        {LD("{\"@type\":\"DiscussionForumPosting\",\"headline\":\"H\",\"text\":"
            "\"A\",\"comment\":[{\"@type\":\"Comment\",\"text\":\"B\"}]}"),
         "text", "A / B"},
        {LD("{\"@type\":\"QAPage\",\"mainEntity\":{\"@type\":\"Question\","
            "\"name\":\"Q\",\"text\":\"A\",\"acceptedAnswer\":{\"@type\":"
            "\"Answer\",\"text\":\"B\",\"upvoteCount\":3}}}"),
         "text", "A / B"},
    };
    posts_run("jsonld", rows, sizeof rows / sizeof *rows);
}
END

#define AUTHOR(a) REVIEW("\"reviewBody\":\"x\",\"author\":" a)
#define DATE(d)   REVIEW("\"reviewBody\":\"x\",\"datePublished\":" d)
#define RATING(r) REVIEW("\"reviewBody\":\"x\",\"reviewRating\":" r)
static const struct posts_row JSONLD_FIELDS[] = {
    {AUTHOR("\"Ann\""), "author", "Ann"},
    {AUTHOR("{\"@type\":\"Person\",\"name\":\"Ann\"}"), "author", "Ann"},
    {AUTHOR("[{\"@type\":\"Person\",\"name\":\"Ann\"},{\"name\":\"Bee\"}]"),
     "author", "Ann"},
    {AUTHOR("[\"Ann\",\"Bee\"]"), "author", "Ann"},
    {AUTHOR("{\"givenName\":\"Ann\",\"familyName\":\"Bee\"}"), "author",
     "Ann Bee"},
    {AUTHOR("{\"name\":\"Ann\",\"url\":\"/u/ann\"}"), "author_url",
     "https://site.example/u/ann"},
    {AUTHOR("{\"name\":{\"@value\":\"Ann\",\"@language\":\"en\"}}"), "author",
     "Ann"},
    {AUTHOR("null"), "author", ""},
    {AUTHOR("\"O&#39;Neil &amp; Co\""), "author", "O'Neil & Co"},
    {LD("{\"@graph\":[{\"@type\":\"Review\",\"reviewBody\":\"x\",\"author\""
        ":{\"@id\":\"#p\"},\"itemReviewed\":{\"@id\":\"#s\"}},{\"@type\":"
        "\"Person\",\"@id\":\"#p\",\"name\":\"Ann\"},{\"@type\":\"Store\","
        "\"@id\":\"#s\",\"name\":\"Shop\"}]}"),
     "author", "Ann"},
    {LD("{\"@graph\":[{\"@type\":\"Review\",\"reviewBody\":\"x\","
        "\"itemReviewed\":{\"@id\":\"#s\"}},{\"@type\":\"Store\",\"@id\":"
        "\"#s\",\"name\":\"Shop\"}]}"),
     "thread_title", "Shop"},
    {REVIEW("\"reviewBody\":\"x\",\"itemReviewed\":{\"@type\":\"Restaurant"
            "\",\"name\":\"Cafe\"}"),
     "thread_title", "Cafe"},
    {REVIEW("\"reviewBody\":\"x\",\"author\":{\"@type\":\"Organization\","
            "\"name\":\"Paper\"}"),
     "thread_title", ""},
    {REVIEW("\"reviewBody\":\"x\",\"name\":\"T\""), "title", "T"},
    {REVIEW("\"reviewBody\":\"x\",\"headline\":\"T\""), "title", "T"},
    {REVIEW("\"reviewBody\":\"x\",\"url\":\"/r/1\""), "url",
     "https://site.example/r/1"},
    {REVIEW("\"reviewBody\":\"x\",\"@id\":\"https://site.example/r/1\""), "url",
     "https://site.example/r/1"},
    {REVIEW("\"reviewBody\":\"x\",\"inLanguage\":\"ru\""), "lang", "ru"},
    {DATE("\"2011-04-01\""), "date", "2011-04-01T00:00:00Z"},
    {DATE("\"2011-04-01T05:06:07.000+03:00\""), "date", "2011-04-01T02:06:07Z"},
    {DATE("\"April 1, 2011\""), "date", "2011-04-01T00:00:00Z"},
    {DATE("\"01.04.2011\""), "date", "2011-04-01T00:00:00Z"},
    {DATE("1301634000"), "date", "2011-04-01T05:00:00Z"},
    {DATE("{\"@type\":\"Date\",\"@value\":\"2011-04-01\"}"), "date",
     "2011-04-01T00:00:00Z"},
    {REVIEW("\"reviewBody\":\"x\",\"dateCreated\":\"2011-04-01\""), "date",
     "2011-04-01T00:00:00Z"},
    {RATING("{\"ratingValue\":4}"), "rating", "0.8"},
    {RATING("{\"ratingValue\":\"1\",\"bestRating\":\"5\",\"worstRating\":"
            "\"1\"}"),
     "rating", "0.2"},
    {RATING("{\"ratingValue\":8,\"bestRating\":10,\"worstRating\":0}"),
     "rating", "0.8"},
    {RATING("{\"ratingValue\":\"3,5\"}"), "rating", "0.7"},
    {RATING("{\"ratingValue\":\"90%\"}"), "rating", "0.9"},
    {RATING("{\"ratingValue\":\"4 out of 5\"}"), "rating", "0.8"},
    {RATING("[{\"ratingValue\":5,\"bestRating\":10}]"), "rating", "0.5"},
    {RATING("\"4\""), "rating", "0.8"},
    {RATING("null"), "rating", "-1"},
};

TEST(jsonld_fields)
{
    posts_run("jsonld", JSONLD_FIELDS,
              sizeof JSONLD_FIELDS / sizeof *JSONLD_FIELDS);
}
END

TEST(jsonld_as_sites_write_it)
{
    static const struct posts_row rows[] = {
        {BODY("One\\nTwo"), "text", "One|Two"},
        {BODY("One\nTwo\tx"), "text", "One|Two x"},
        {BODY("<p>One</p><p>Two &amp; 3</p>"), "text", "One|Two & 3"},
        {BODY("5 &lt; 6"), "text", "5 < 6"},
        {BODY("it&#146;s"), "text", "it’s"},
        {BODY("caf\\u00e9 \\ud83d\\ude00"), "text", "café 😀"},
        {BODY("it\\'s R\\x26B in C:\\videos"), "text",
         "it's R&B in C:\\videos"},
        {BODY("two \"buttons\".5"), "text", "two \"buttons\".5"},
        {BODY("<p style=\"a: b;\">Open daily.</p>"), "text", "Open daily."},
        {BODY("said \"yes\", then left"), "text", "said \"yes\", then left"},
        {BODY("the \"why\": unknown"), "text", "the \"why\": unknown"},
        {BODY("http://a.example//x /* no comment */"), "text",
         "http://a.example//x /* no comment */"},
        {REVIEW("\"reviewBody\":\"A\","), "text", "A"},
        {LD("[{\"@type\":\"Review\",\"reviewBody\":\"A\"},]"), "text", "A"},
        {LD("{\"@type\":\"Review\",\"reviewBody\":\"A\"}}"), "text", "A"},
        {LD("{\"@type\":\"Review\",\"reviewBody\":\"A\"};"), "text", "A"},
        {LD("// <![CDATA[\n{\"@type\":\"Review\",\"reviewBody\":\"A\"}\n// "
            "]]>"),
         "text", "A"},
        {LD("<!--\n{\"@type\":\"Review\",\"reviewBody\":\"A\"}\n-->"), "text",
         "A"},
        {LD("{/* c */\"@type\":\"Review\", // d\n\"reviewBody\":\"A\"}"),
         "text", "A"},
        {PAGE("<script type='application/ld+json'>{bad</script><script "
              "type='application/ld+json'></script><script "
              "type='application/ld+json'>null</script><script "
              "type='application/ld+json'>{\"@type\":\"Review\","
              "\"reviewBody\":\"A\"}</script>"),
         "text", "A"},
        {LD("{&quot;@type&quot;:&quot;Review&quot;,&quot;reviewBody&quot;:"
            "&quot;A&quot;}"),
         "text", "A"},
        {LD("{\"@type\":\"Review\",\"reviewBody\":\"A\"}{\"@type\":\"Review\","
            "\"reviewBody\":\"B\"}"),
         "text", "A / B"},
    };
    posts_run("jsonld", rows, sizeof rows / sizeof *rows);
}
END

#define SCOPE(type, inner)                                                     \
    PAGE("<div itemscope itemtype='" type "'>" inner "</div>")
#define MICRO(inner) SCOPE("https://schema.org/Review", inner)
#define TEXT         "<p itemprop='reviewBody'>x</p>"

static const struct posts_row MICRODATA[] = {
    {MICRO("<p itemprop='reviewBody'>One <b>two</b>.<br>Three</p>"), "text",
     "One two.|Three"},
    {MICRO("<p itemprop='description'>A</p>"), "text", "A"},
    {MICRO("<meta itemprop='reviewBody' content='A'>"), "text", "A"},
    {MICRO("<p itemprop='about reviewBody'>A</p>"), "text", "A"},
    {MICRO("<div itemprop='itemReviewed' itemscope><p itemprop='description"
           "'>no</p></div><p itemprop='description'>A</p>"),
     "text", "A"},
    {SCOPE("http://schema.org/UserReview", TEXT), "text", "x"},
    {SCOPE("http://schema.org/Review http://schema.org/CreativeWork", TEXT),
     "text", "x"},
    {SCOPE("http://schema.org/AggregateRating",
           "<i itemprop='ratingValue'>4</i>"),
     "n", "0"},
    {SCOPE("http://schema.org/Product",
           "<b itemprop='name'>Kettle</b><div itemprop='aggregateRating' "
           "itemscope itemtype='http://schema.org/AggregateRating'><i "
           "itemprop='ratingValue'>4</i></div><div itemprop='review' "
           "itemscope itemtype='http://schema.org/Review'><i itemprop="
           "'ratingValue'>1</i>" TEXT "</div>"),
     "rating", "0.2"},
    {SCOPE("http://schema.org/Product",
           "<b itemprop='name'>Kettle</b><div itemprop='review' itemscope "
           "itemtype='http://schema.org/Review'>" TEXT "</div>"),
     "thread_title", "Kettle"},
    {SCOPE("http://schema.org/Product",
           "<b itemprop='name'>K</b><div itemprop='reviews' itemscope>" TEXT
           "</div>"),
     "text", "x"},
    {MICRO(TEXT "<b itemprop='author'>Ann</b>"), "author", "Ann"},
    {MICRO(TEXT "<span itemprop='author' itemscope itemtype='http://schema."
                "org/Person'><a itemprop='url' href='/u/ann'><b "
                "itemprop='name'>Ann</b></a></span>"),
     "author", "Ann"},
    {MICRO(TEXT "<span itemprop='author' itemscope itemtype='http://schema."
                "org/Person'><a itemprop='url' href='/u/ann'><b "
                "itemprop='name'>Ann</b></a></span>"),
     "author_url", "https://site.example/u/ann"},
    {MICRO(TEXT "<meta itemprop='author' content='Ann'>"), "author", "Ann"},
    {MICRO(TEXT "<b itemprop='author name'>Ann</b>"), "author", "Ann"},
    {MICRO("<div itemprop='itemReviewed' itemscope><b itemprop='name'>Book"
           "</b><b itemprop='author'>Writer</b></div>" TEXT
           "<b itemprop='author'>Ann</b>"),
     "author", "Ann"},
    {MICRO("<div itemprop='itemReviewed' itemscope><b itemprop='name'>Book"
           "</b></div><b itemprop='name'>Fine</b>" TEXT),
     "title", "Fine"},
    {MICRO("<div itemprop='itemReviewed' itemscope><b itemprop='name'>Book"
           "</b></div>" TEXT),
     "thread_title", "Book"},
    {MICRO(TEXT "<time itemprop='datePublished' datetime='2011-04-01'>x"
                "</time>"),
     "date", "2011-04-01T00:00:00Z"},
    {MICRO(TEXT "<meta itemprop='datePublished' content='01.04.2011'>"), "date",
     "2011-04-01T00:00:00Z"},
    {MICRO(TEXT "<i itemprop='datePublished'>1 апреля 2011</i>"), "date",
     "2011-04-01T00:00:00Z"},
    {MICRO("<div itemprop='itemReviewed' itemscope><time itemprop="
           "'datePublished' datetime='1950-01-01'>x</time></div>" TEXT
           "<time itemprop='datePublished' datetime='2011-04-01'>x</time>"),
     "date", "2011-04-01T00:00:00Z"},
    {MICRO(TEXT "<i itemprop='reviewRating' itemscope><b itemprop="
                "'ratingValue'>4</b>/<b itemprop='bestRating'>10</b></i>"),
     "rating", "0.4"},
    {MICRO(TEXT "<i itemprop='reviewRating'>4</i>"), "rating", "0.8"},
    {MICRO(TEXT "<img itemprop='ratingValue' alt='3 of 5' src='x'>"), "rating",
     "0.6"},
    {MICRO(TEXT "<data itemprop='ratingValue' value='2'>two</data>"), "rating",
     "0.4"},
    {MICRO(TEXT "<meter itemprop='ratingValue' value='4' max='8'></meter>"),
     "rating", "0.5"},
    {MICRO(TEXT "<link itemprop='url' href='/r/5'>"), "url",
     "https://site.example/r/5"},
    {MICRO(TEXT "<meta itemprop='inLanguage' content='ru'>"), "lang", "ru"},
    {MICRO(TEXT "<div itemprop='comment' itemscope itemtype='http://schema."
                "org/Comment'><b itemprop='author'>Owner</b><p itemprop="
                "'text'>Sorry</p></div>"),
     "text", "x / Sorry"},
    {MICRO(TEXT "<div itemprop='comment' itemscope itemtype='http://schema."
                "org/Comment'><b itemprop='author'>Owner</b><p itemprop="
                "'text'>Sorry</p></div>"),
     "author", " / Owner"},
    {SCOPE("https://schema.org/Article",
           "<div itemprop='comment' itemscope itemtype='https://schema.org/"
           "UserComments'><b itemprop='creator'>Ann</b><p itemprop="
           "'commentText'>A</p></div>"),
     "text", "A"},
    {SCOPE("http://data-vocabulary.org/Review",
           "<b itemprop='itemreviewed'>Cafe</b><b itemprop='reviewer'>Ann"
           "</b><time itemprop='dtreviewed' datetime='2009-01-06'>x</time>"
           "<b itemprop='summary'>S</b><p itemprop='description'>A</p><b "
           "itemprop='rating'>3.5</b>"),
     "author", "Ann"},
    {SCOPE("http://data-vocabulary.org/Review",
           "<p itemprop='description'>A</p><b itemprop='rating'>3.5</b>"),
     "rating", "0.7"},
    {SCOPE("http://data-vocabulary.org/Review-aggregate",
           "<b itemprop='itemreviewed'>Cafe</b><b itemprop='rating'>3</b>"),
     "n", "0"},
};

TEST(microdata)
{
    posts_run("microdata", MICRODATA, sizeof MICRODATA / sizeof *MICRODATA);
}
END

#define V1(inner) PAGE("<div class='x hreview'>" inner "</div>")
#define V2(inner) PAGE("<div class='h-review y'>" inner "</div>")

static const struct posts_row MICROFORMATS[] = {
    {V1("<p class=description>it&#146;s &#x94;so&#x94; &#151; &#233; &#8364; "
        "&amp; &lt;</p>"),
     "text", "it’s ”so” — é € & <"},
    {V1("<p class=description>&#128;5 &#; &#x; &#1</p>"), "text",
     "€5 &#; &#x;"},
    {V1("<h4 class=summary>S</h4><p class=description>A <b>b</b></p>"), "text",
     "A b"},
    {V1("<h4 class=summary>S</h4>"), "title", "S"},
    {V1("<b class='item'><b class=fn>Cafe</b></b>"
        "<p class=description>A</p>"),
     "thread_title", "Cafe"},
    {V1("<p class=description>A</p><b class='reviewer vcard'>by <b "
        "class=fn>Ann</b></b>"),
     "author", "Ann"},
    {V1("<p class=description>A</p><a class='reviewer fn url' href='/u/2'>"
        "Ann</a>"),
     "author_url", "https://site.example/u/2"},
    {V1("<p class=description>A</p><abbr class=dtreviewed title='20050418T"
        "2300-0700'>x</abbr>"),
     "date", "2005-04-19T06:00:00Z"},
    {V1("<p class=description>A</p><b class=dtreviewed><b class=value-title"
        " title='2009-06-01T10:00-05:00'></b>June</b>"),
     "date", "2009-06-01T15:00:00Z"},
    {V1("<p class=description>A</p><b class=dtreviewed><b class=value>"
        "2009-06-26</b> at <b class=value>19:00</b></b>"),
     "date", "2009-06-26T19:00:00Z"},
    {V1("<p class=description>A</p><abbr class=rating title='4'>****"
        "</abbr>"),
     "rating", "0.8"},
    {V1("<p class=description>A</p><b class=rating><b class=value>3</b> of "
        "<b class=best>10</b></b>"),
     "rating", "0.3"},
    {V1("<p class=description>A</p><b class=rating>4 out of 5 stars</b>"),
     "rating", "0.8"},
    {V1("<p class=description>A</p><a rel='self bookmark' href='/r/1'>#"
        "</a>"),
     "url", "https://site.example/r/1"},
    {PAGE("<div class='hreview-aggregate'><b class=rating>4</b><b "
          "class=count>9</b></div>"),
     "n", "0"},
    {V2("<h4 class=p-name>S</h4><div class=e-content><p>A</p><p>b</p>"
        "</div>"),
     "text", "A|b"},
    {V2("<h4 class=p-name>S</h4><div class=e-description>A</div>"), "title",
     "S"},
    {V2("<b class='p-item h-card'><b class=p-name>Cafe</b></b><b "
        "class=p-name>S</b>"),
     "title", "S"},
    {V2("<b class='p-item h-product'><a class='p-name u-url' href='/p'>Cup"
        "</a></b><p class=e-content>A</p>"),
     "thread_title", "Cup"},
    {V2("<p class=e-content>A</p><a class='p-author h-card' href='/ann'>Ann"
        "</a>"),
     "author", "Ann"},
    {V2("<p class=e-content>A</p><b class='p-reviewer h-card'>By <b "
        "class=p-name>Ann</b></b>"),
     "author", "Ann"},
    {V2("<p class=e-content>A</p><time class=dt-reviewed datetime='2005-04-"
        "18T23:00-07:00'>x</time>"),
     "date", "2005-04-19T06:00:00Z"},
    {V2("<p class=e-content>A</p><data class=p-rating value=4>four</data>"),
     "rating", "0.8"},
    {V2("<p class=e-content>A</p><b class=p-rating><b class=value>2</b>/<b "
        "class=p-best>4</b></b>"),
     "rating", "0.5"},
    {V2("<p class=e-content>A</p><a class=u-url href='/r/1'>#</a>"), "url",
     "https://site.example/r/1"},
    {V2("<a class='p-item h-card u-url' href='/p'>P</a><p class=e-content>A"
        "</p>"),
     "url", ""},
    {PAGE("<p class=h-review>Only words</p>"), "text", "Only words"},
    {PAGE("<a class=h-review href='/r/1'>Only a link</a>"), "url",
     "https://site.example/r/1"},
    {PAGE("<div class=h-entry><p class=p-summary>S</p><div class=e-content>"
          "A</div></div>"),
     "text", "A"},
    {PAGE("<div class=hentry><h2 class=entry-title>T</h2><div class="
          "entry-content>A</div></div>"),
     "title", "T"},
};

TEST(microformats)
{
    posts_run("hreview", MICROFORMATS,
              sizeof MICROFORMATS / sizeof *MICROFORMATS);
}
END

/* In the sandbox, whose memory is bounded: nothing may cost a search of the
 * page for each review. */
TEST(hundreds_of_reviews_on_a_page)
{
    static const char *const KINDS[][3] = {
        {"microdata",
         "<html><body><div itemscope itemtype='http://schema.org/Product'>"
         "<h1 itemprop='name'>K</h1>",
         "<div itemprop='review' itemscope itemtype='http://schema.org/Review'>"
         "<p itemprop='reviewBody'>x</p></div><p>1</p><p>2</p><p>3</p><p>4</p>"
         "<p>5</p><p>6</p><p>7</p><p>8</p><p>9</p><p>10</p><p>11</p><p>12</p>"},
        {"jsonld",
         "<html><body><script type='application/ld+json'>[{\"@id\":\"#p\","
         "\"name\":\"Ann\"}",
         ",{\"@type\":\"Review\",\"reviewBody\":\"x\",\"author\":{\"@id\":"
         "\"#p\"},\"reviewRating\":{\"ratingValue\":4}}"},
    };
    for (size_t i = 0; i < 2; i++) {
        char path[] = "/tmp/molva-reviews-XXXXXX";
        struct buf page, out;
        struct err e = {0};
        buf_init(&page, 1 << 20);
        buf_init(&out, 1 << 20);
        buf_z(&page, KINDS[i][1]);
        for (int k = 0; k < 400; k++)
            buf_z(&page, KINDS[i][2]);
        buf_z(&page, i ? "]</script>" : "");
        int fd = mkstemp(path);
        ck_assert_int_eq(write(fd, page.p, page.n), (ssize_t)page.n);
        close(fd);
        bool ok =
            reading_file("rules/connectors", KINDS[i][0], path,
                         STR("https://site.example/"), 1790000000, &out, &e);
        unlink(path);
        ck_ok(ok, e);
        size_t lines = 0;
        for (size_t k = 0; k < out.n; k++)
            lines += out.p[k] == '\n';
        ck_assert_uint_eq(lines, 400);
        buf_clear(&page);
        buf_clear(&out);
    }
}
END

/* Reviews, comments, discussions and questions of users; never what a site
 * asks and answers itself. */
TEST(jsonld_what_is_a_post)
{
    static const struct posts_row rows[] = {
        {LD("{\"@type\":\"FAQPage\",\"mainEntity\":[{\"@type\":\"Question\","
            "\"name"
            "\":\"What is a loan?\",\"acceptedAnswer\":{\"@type\":\"Answer\","
            "\"text\":\"Money.\"}}]}"),
         "n", "0"},
        {LD("{\"@type\":\"FAQPage\",\"mainEntity\":{\"@type\":\"Question\","
            "\"name"
            "\":\"Q\",\"author\":{\"@type\":\"Person\",\"name\":\"Ed\"}}}"),
         "n", "0"},
        {LD("{\"@type\":\"QAPage\",\"mainEntity\":{\"@type\":\"Question\","
            "\"name\":"
            "\"What is a "
            "loan?\",\"author\":{\"@type\":\"Organization\",\"name\":"
            "\"Bank\"}}}"),
         "n", "0"},
        {LD("{\"@type\":\"QAPage\",\"mainEntity\":{\"@type\":\"Question\","
            "\"name\":"
            "\"Who lost "
            "it?\",\"author\":{\"name\":\"Ann\"},\"suggestedAnswer\":"
            "[{\"@type\":\"Answer\",\"text\":\"They did.\"}]}}"),
         "text", "Who lost it? / They did."},
        {LD("{\"@type\":\"https://schema.org/"
            "UserReview\",\"reviewBody\":\"A\"}"),
         "text", "A"},
        {LD("{\"@type\":\"CriticReview\",\"reviewBody\":\"A\"}"), "text", "A"},
        {LD("{\"@type\":\"SocialMediaPosting\",\"articleBody\":\"A\","
            "\"comment\":["
            "{\"@type\":\"http://schema.org/Comment\",\"text\":\"B\"}]}"),
         "text", "A / B"},
        {LD("[{\"@type\":\"Review\",\"reviewBody\":\"A\",\"comment\":{\"@"
            "type\":"
            "\"Comment\",\"text\":\"We are sorry\"}},{\"@type\":\"Comment\","
            "\"text\":\"B\"}]"),
         "text", "A / B"},
        {LD("{\"@type\":\"NewsArticle\",\"articleBody\":\"A\"}"), "n", "0"},
    };
    posts_run("jsonld", rows, sizeof rows / sizeof *rows);
}
END

TEST(microdata_in_any_case)
{
    static const struct posts_row rows[] = {
        {PAGE("<div itemprop=Review itemscope itemtype='http://schema.org/"
              "review'><b itemprop=AUTHOR>Ann</b><i itemprop=datepublished>"
              "3/14/2015</i><span itemprop=reviewrating itemscope itemtype="
              "'http://schema.org/rating'><i itemprop=ratingvalue>3</i></span>"
              "<p itemprop=reviewbody>Broke.</p></div>"),
         "author", "Ann"},
        {PAGE("<div itemscope itemtype='http://schema.org/Review'><i itemprop="
              "datepublished>3/14/2015</i><p itemprop=reviewbody>Broke.</p>"
              "</div>"),
         "date", "2015-03-14T00:00:00Z"},
        {PAGE("<div itemscope itemtype='http://schema.org/Review'><span "
              "itemprop='reviewrating'><i itemprop=ratingvalue>3</i></span><p "
              "itemprop='description reviewBody'>Broke.</p></div>"),
         "text", "Broke."},
        {PAGE("<div typeof='v:Review'><b property='v:reviewer'>Ann</b><span "
              "property='v:rating'>4</span><p property='v:description'>Fine."
              "</p></div>"),
         "text", "Fine."},
        {PAGE("<div itemscope itemtype='http://schema.org/Review'><b itemprop="
              "author>Ann</b><i itemprop=description content=comment></i><i "
              "itemprop=ratingValue content=5></i></div>"),
         "text", ""},
        {PAGE("<div itemscope itemtype='http://schema.org/ClaimReview'><p "
              "itemprop=reviewBody>False.</p></div>"),
         "n", "0"},
    };
    posts_run("microdata", rows, sizeof rows / sizeof *rows);
}
END

TEST_MAIN("reviews", jsonld_what_is_a_post, microdata_in_any_case,
          jsonld_where_reviews_stand, jsonld_fields, jsonld_as_sites_write_it,
          microdata, microformats, hundreds_of_reviews_on_a_page)

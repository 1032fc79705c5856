/* SPDX-License-Identifier: MIT
 * feeds: what the test suites of feedparser, gofeed and miniflux expect of RSS
 * 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0 and JSON Feed, in our own feeds. */
#include "tests/crawler/posts.h"

#include "crawler/reading/teaser.h"

#define RSS(item)                                                              \
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Town</title>"     \
    "<link>https://t.example/</link>" item "</channel></rss>"
#define ITEM(inner) RSS("<item>" inner "</item>")
#define ATOM(inner)                                                            \
    "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>"          \
    "<title>Town</title><updated>2009-01-01T00:00:00Z</updated>" inner         \
    "</feed>"
#define ENTRY(inner) ATOM("<entry>" inner "</entry>")
#define ATOM03(inner)                                                          \
    "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>Town</title>" \
    "<entry>" inner "</entry></feed>"
#define RDF(inner)                                                             \
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "        \
    "xmlns='http://purl.org/rss/1.0/'><channel rdf:about='https://t.example/'" \
    "><title>Town</title></channel>" inner "</rdf:RDF>"
#define JSON(inner)                                                            \
    "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Town\","    \
    "\"items\":[{" inner "}]}"

#define RUN(rows) posts_run("feed", rows, sizeof rows / sizeof *rows)

TEST(versions)
{
    static const struct posts_row rows[] = {
        {ITEM("<title>A</title><description>B</description>"), "title", "A"},
        {ITEM("<title>A</title><description>B</description>"), "text", "B"},
        {ITEM("<title>A</title>"), "thread_title", "Town"},
        {"<rss version='0.91'><channel><item><title>A</title></item></channel>"
         "</rss>",
         "title", "A"},
        {"<rss><channel/><item><title>A</title></item></rss>", "title", "A"},
        {"<rss version='2.0' xmlns='http://backend.userland.com/rss2'><channel>"
         "<item><title>A</title></item></channel></rss>",
         "title", "A"},
        {"<RSS><CHANNEL><ITEM><TITLE>A</TITLE></ITEM></CHANNEL></RSS>", "title",
         "A"},
        {RDF("<item><title>A</title><link>https://t.example/1</link></item>"),
         "url", "https://t.example/1"},
        {RDF("<item rdf:about='https://t.example/2'><title>A</title></item>"),
         "url", "https://t.example/2"},
        {RDF("<item><title>A</title></item><textinput><title>find</title>"
             "</textinput>"),
         "title", "A"},
        {ENTRY("<title>A</title>"), "title", "A"},
        {ATOM03("<title>A</title>"), "title", "A"},
        {"<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>A"
         "</a:title><a:author><a:name>Ann</a:name></a:author></a:entry>"
         "</a:feed>",
         "author", "Ann"},
        {"<CHANNEL HREF='https://t.example/'><ITEM HREF='https://t.example/1'>"
         "<TITLE>A</TITLE><ABSTRACT>B</ABSTRACT></ITEM></CHANNEL>",
         "text", "B"},
        {JSON("\"id\":\"1\",\"title\":\"A\",\"content_text\":\"B\""), "title",
         "A"},
        {RSS(""), "n", "0"},
        {ATOM(""), "n", "0"},
        {"{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[]}", "n",
         "0"},
        {RSS("<item><title>A</title></item><item/><item><title>B</title>"
             "</item>"),
         "title", "A / B"},
    };
    RUN(rows);
}
END

static const struct posts_row TEXTS[] = {
    {ITEM("<description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two &amp;amp; "
          "three&lt;/p&gt;</description>"),
     "text", "One|Two & three"},
    {ITEM("<description><![CDATA[<p>One</p>Two<br/>three]]></description>"),
     "text", "One|Two|three"},
    {ITEM("<description><p>One</p><p>Two</p></description>"), "text",
     "One|Two"},
    {ITEM("<description>short</description><content:encoded "
          "xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
          "<![CDATA[<b>long</b>]]></content:encoded>"),
     "text", "long"},
    {ITEM("<description>short</description><content:encoded><![CDATA[<b>"
          "long</b>]]></content:encoded>"),
     "text", "long"},
    {ITEM("<description>short</description><x:body "
          "xmlns:x='http://www.w3.org/1999/xhtml'><x:p>long</x:p></x:body>"),
     "text", "long"},
    {ITEM("<title>Five &amp;lt; six</title>"), "title", "Five < six"},
    {ITEM("<title>&amp;#39;quoted&amp;#39;</title>"), "title", "'quoted'"},
    {ITEM("<title><![CDATA[Jo&#8217;s]]></title>"), "title", "Jo’s"},
    {ITEM("<title>&#931; &#xDF; &#x1F600;</title>"), "title", "Σ ß 😀"},
    {ITEM("<title>\n  two\n  lines </title>"), "title", "two lines"},
    {ITEM("<title>A <b>b</b></title>"), "title", "A b"},
    {ITEM("<description>a<script>x()</script>b</description>"), "text", "ab"},
    {ITEM("<title>A</title><media:title>B</media:title>"), "title", "A"},
    {ITEM("<media:title>B</media:title><title>A</title>"), "title", "A"},
    {ITEM("<dc:title>A</dc:title>"), "title", "A"},
    {ENTRY("<title type='html'>A &lt;em&gt;b&lt;/em&gt;</title>"), "title",
     "A b"},
    {ENTRY("<title type='text'>1 &lt; 2 &lt;b&gt;</title>"), "title",
     "1 < 2 <b>"},
    {ENTRY("<title type='text'>AT&amp;amp;T</title>"), "title", "AT&amp;T"},
    {ENTRY("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A"
           " <i>b</i></div></title>"),
     "title", "A b"},
    {ENTRY("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'"
           "><p>A</p><p>b</p></div></content>"),
     "text", "A|b"},
    {ENTRY("<content type='html'>&lt;p&gt;A&lt;/p&gt;&lt;p&gt;b&lt;/p&gt;"
           "</content>"),
     "text", "A|b"},
    {ENTRY("<content type='text'>use &lt;p&gt; here</content>"), "text",
     "use <p> here"},
    {ENTRY("<content type='text/plain'>A\nb</content>"), "text", "A|b"},
    {ENTRY("<content src='https://t.example/1.html' type='text/html'/>"
           "<summary>S</summary>"),
     "text", "S"},
    {ENTRY("<content type='image/png'>iVBORw0KGgo=</content>"
           "<summary>S</summary>"),
     "text", "S"},
    {ENTRY("<summary>S</summary><content type='html'>C</content>"), "text",
     "C"},
    {ATOM03("<content type='text/html' mode='escaped'>&lt;b&gt;A&lt;/b&gt;"
            "</content>"),
     "text", "A"},
    {ATOM03("<content type='application/xhtml+xml' mode='xml'><div "
            "xmlns='http://www.w3.org/1999/xhtml'>A <b>b</b></div>"
            "</content>"),
     "text", "A b"},
    {ATOM03("<content type='multipart/alternative'><content "
            "type='text/plain'>A</content><content type='text/html' "
            "mode='escaped'>&lt;i&gt;B&lt;/i&gt;</content></content>"),
     "text", "B"},
    {JSON("\"id\":\"1\",\"content_html\":\"<p>A</p><p>b &amp; c</p>\""), "text",
     "A|b & c"},
    {JSON("\"id\":\"1\",\"content_text\":\"a <b> & c &amp; d\""), "text",
     "a <b> & c &amp; d"},
    {JSON("\"id\":\"1\",\"content_html\":\"H\",\"content_text\":\"T\""), "text",
     "H"},
    {JSON("\"id\":\"1\",\"summary\":\"S\""), "text", "S"},
};

TEST(texts)
{
    RUN(TEXTS);
}
END

TEST(authors)
{
    static const struct posts_row rows[] = {
        {ITEM("<title>t</title><author>ann@t.example (Ann Bee)</author>"),
         "author", "Ann Bee"},
        {ITEM("<title>t</title><author>Ann Bee (ann@t.example)</author>"),
         "author", "Ann Bee"},
        {ITEM("<title>t</title><author>Ann &lt;ann@t.example&gt;</author>"),
         "author", "Ann"},
        {ITEM("<title>t</title><author>ann@t.example</author>"), "author",
         "ann@t.example"},
        {ITEM("<title>t</title><author>Ann (of the town)</author>"), "author",
         "Ann (of the town)"},
        {ITEM("<title>t</title><author>by <a href='/a'>Ann</a></author>"),
         "author", "by Ann"},
        {ITEM("<title>t</title><author>\n by <![CDATA[Ann]]> </author>"),
         "author", "by Ann"},
        {ITEM("<title>t</title><author><name>Ann</name><title>Ms</title>"
              "</author>"),
         "author", "Ann"},
        {ITEM("<title>t</title><author>a@t.example</author><dc:creator "
              "xmlns:dc='http://purl.org/dc/elements/1.1/'>Ann</dc:creator>"),
         "author", "Ann"},
        {ITEM("<title>t</title><dc:creator>Ann</dc:creator>"), "author", "Ann"},
        {ITEM("<title>t</title><itunes:author>Ann</itunes:author>"), "author",
         "Ann"},
        {ITEM("<title>t</title>"), "author", ""},
        {ENTRY("<title>t</title><author><name>Ann</name><uri>/u/ann</uri>"
               "<email>ann@t.example</email></author>"),
         "author", "Ann"},
        {ENTRY("<title>t</title><author><name>Ann</name><uri>/u/ann</uri>"
               "</author>"),
         "author_url", "https://site.example/u/ann"},
        {ENTRY("<title>t</title><author><email>ann@t.example</email></author>"),
         "author", "ann@t.example"},
        {ENTRY("<title>t</title><author><name>Ann</name></author><author><name>"
               "Bee</name></author>"),
         "author", "Ann"},
        {ENTRY("<title>t</title><contributor><name>Bee</name></contributor>"),
         "author", ""},
        {ATOM("<author><name>Owner</name></author><entry><title>t</title>"
              "</entry>"),
         "author", "Owner"},
        {ATOM("<author><name>Owner</name></author><entry><title>t</title>"
              "<source><author><name>Ann</name></author></source></entry>"),
         "author", "Ann"},
        {ATOM03("<title>t</title><author><name>Ann</name><url>https://a.example"
                "/</url></author>"),
         "author_url", "https://a.example/"},
        {JSON("\"id\":\"1\",\"content_text\":\"t\",\"authors\":[{\"name\":"
              "\"Ann\"},{\"name\":\"Bee\"}]"),
         "author", "Ann"},
        {JSON("\"id\":\"1\",\"content_text\":\"t\",\"author\":{\"name\":"
              "\"Ann\",\"url\":\"/ann\"}"),
         "author_url", "https://site.example/ann"},
        {"{\"version\":\"https://jsonfeed.org/version/1\",\"author\":{\"name\":"
         "\"Owner\"},\"items\":[{\"id\":\"1\",\"content_text\":\"t\"}]}",
         "author", "Owner"},
    };
    RUN(rows);
}
END

static const struct posts_row LINKS[] = {
    {ITEM("<title>t</title><link> https://t.example/a b </link>"), "url",
     "https://t.example/a%20b"},
    {ITEM("<title>t</title><link>/1</link>"), "url", "https://site.example/1"},
    {ITEM("<title>t</title><guid>https://t.example/g</guid>"), "url",
     "https://t.example/g"},
    {ITEM("<title>t</title><guid isPermaLink='true'>https://t.example/g"
          "</guid>"),
     "url", "https://t.example/g"},
    {ITEM("<title>t</title><guid isPermaLink='false'>https://t.example/g"
          "</guid>"),
     "url", ""},
    {ITEM("<title>t</title><link>https://t.example/l</link><guid>"
          "https://t.example/g</guid>"),
     "url", "https://t.example/l"},
    {ITEM("<title>t</title><link/><guid>https://t.example/g</guid>"), "url",
     "https://t.example/g"},
    {ITEM("<title>t</title><guid>7</guid><comments>https://t.example/c"
          "</comments>"),
     "url", "https://t.example/c"},
    {ITEM("<title>t</title><link>https://p.example/~r/1</link><fb:origLink "
          "xmlns:fb='http://rssnamespace.org/feedburner/ext/1.0'>"
          "https://t.example/1</fb:origLink>"),
     "url", "https://t.example/1"},
    {ITEM("<title>t</title><a:link xmlns:a='http://www.w3.org/2005/Atom' "
          "rel='self' href='https://t.example/s'/><link>"
          "https://t.example/1</link>"),
     "url", "https://t.example/1"},
    {ITEM("<title>t</title><a:link xmlns:a='http://www.w3.org/2005/Atom' "
          "href='https://t.example/1'/>"),
     "url", "https://t.example/1"},
    {ITEM("<title>t</title><link>https://t.example/?a=1&b=2</link>"), "url",
     "https://t.example/?a=1&b=2"},
    {ENTRY("<title>t</title><link href='1.html'/>"), "url",
     "https://site.example/dir/1.html"},
    {ENTRY("<title>t</title><link rel='enclosure' href='/e.mp3'/><link "
           "rel='alternate' href='/1'/>"),
     "url", "https://site.example/1"},
    {ENTRY("<title>t</title><link rel='self' href='/s'/><link href='/1'/>"),
     "url", "https://site.example/1"},
    {ENTRY("<title>t</title><link rel='enclosure' href='/e.mp3'/>"), "url", ""},
    {ENTRY("<title>t</title><id>https://t.example/1</id>"), "url",
     "https://t.example/1"},
    {ENTRY("<title>t</title><id>urn:x:1</id>"), "url", ""},
    {ENTRY("<title>t</title><link/><id>https://t.example/1</id>"), "url",
     "https://t.example/1"},
    {"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://b.example"
     "/x/'><entry xml:base='y/'><title>t</title><link href='1'/></entry>"
     "<entry><title>u</title><link xml:base='/z/' "
     "href='2'/></entry></feed>",
     "url", "https://b.example/x/y/1 / https://b.example/z/2"},
    {JSON("\"id\":\"1\",\"content_text\":\"t\",\"url\":\"/1\""), "url",
     "https://site.example/1"},
    {JSON("\"id\":\"1\",\"content_text\":\"t\",\"external_url\":"
          "\"https://o.example/\""),
     "url", "https://o.example/"},
    {JSON("\"id\":\"https://t.example/1\",\"content_text\":\"t\""), "url",
     "https://t.example/1"},
};

TEST(links)
{
    RUN(LINKS);
}
END

TEST(dates_and_the_rest)
{
    static const struct posts_row rows[] = {
        {ITEM("<title>t</title><pubDate>Sun, 05 Jul 2009 08:09:10 EST"
              "</pubDate>"),
         "date", "2009-07-05T13:09:10Z"},
        {ITEM("<title>t</title><pubdate>2009-07-05 08:09:10</pubdate>"), "date",
         "2009-07-05T08:09:10Z"},
        {ITEM("<title>t</title><dc:date>2009-07-05T08:09:10+03:00</dc:date>"),
         "date", "2009-07-05T05:09:10Z"},
        {ITEM("<title>t</title><pubDate>soon</pubDate><dc:date>2009-07-05"
              "</dc:date>"),
         "date", "2009-07-05T00:00:00Z"},
        {ITEM("<title>t</title><dc:date>2009</dc:date>"), "date",
         "2009-01-01T00:00:00Z"},
        {ITEM("<title>t</title><dc:date>-0907</dc:date>"), "date",
         "2009-07-01T00:00:00Z"},
        {ITEM("<title>t</title><dc:date>-09-07</dc:date>"), "date",
         "2009-07-01T00:00:00Z"},
        {ITEM("<title>t</title><dc:date>090705</dc:date>"), "date",
         "2009-07-05T00:00:00Z"},
        {ITEM("<title>t</title><dc:date>09-07-05</dc:date>"), "date",
         "2009-07-05T00:00:00Z"},
        {ITEM("<title>t</title><dc:date>09186</dc:date>"), "date",
         "2009-07-05T00:00:00Z"},
        {ITEM("<title>t</title><dc:date>2009186</dc:date>"), "date",
         "2009-07-05T00:00:00Z"},
        {ITEM("<title>t</title><dc:date>09-13-32</dc:date>"), "date", ""},
        {JSON("\"id\":\"1\",\"content_text\":\"t\",\"date_published\":"
              "\"090705\""),
         "date", ""},
        {ENTRY("<title>t</title><updated>2010-01-01T00:00:00Z</updated>"
               "<published>2009-07-05T08:09:10Z</published>"),
         "date", "2009-07-05T08:09:10Z"},
        {ENTRY("<title>t</title><updated>2009-07-05T08:09:10.25+02:00"
               "</updated>"),
         "date", "2009-07-05T06:09:10Z"},
        {ATOM03("<title>t</title><modified>2010-01-01T00:00:00Z</modified>"
                "<issued>2009-07-05T08:09:10-08:00</issued>"),
         "date", "2009-07-05T16:09:10Z"},
        {JSON("\"id\":\"1\",\"content_text\":\"t\",\"date_modified\":"
              "\"2010-01-01T00:00:00Z\",\"date_published\":"
              "\"2009-07-05T08:09:10-08:00\""),
         "date", "2009-07-05T16:09:10Z"},
        {"<rss><channel><language>ru</language><item><title>t</title></item>"
         "</channel></rss>",
         "lang", "ru"},
        {"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><entry><title"
         ">t</title></entry><entry xml:lang='ru'><title>u</title></entry>"
         "</feed>",
         "lang", "en / ru"},
        {"{\"version\":\"https://jsonfeed.org/version/1.1\",\"language\":\"ru\""
         ",\"items\":[{\"id\":\"1\",\"content_text\":\"t\"},{\"id\":\"2\","
         "\"language\":\"en\",\"content_text\":\"u\"}]}",
         "lang", "ru / en"},
        {ITEM("<title>t</title><slash:comments>42</slash:comments><comments>"
              "https://t.example/1</comments>"),
         "replies", "42"},
    };
    RUN(rows);
}
END

TEST(ill_formed)
{
    static const struct posts_row rows[] = {
        {"\n\n <?xml version='1.0'?><rss><channel><item><title>A</title></item>"
         "</channel></rss>",
         "title", "A"},
        {ITEM("<title>Tom & Jerry &copy; &mdash; &nbsp;x</title>"), "title",
         "Tom & Jerry © — x"},
        {ITEM("<title>A &#146;b&#x94; &#150;</title>"), "title", "A ’b” –"},
        {ITEM("<title>A &#0; &#x110000; b &#xD800;</title>"), "title",
         "A � � b �"},
        {ITEM("<title>it&apos;s &lt; &quot;x&quot;</title>"), "title",
         "it's < \"x\""},
        {ITEM("<title>A &; b & c</title>"), "title", "A &; b & c"},
        {ITEM("<title>A \x0b \x1f b</title>"), "title", "A b"},
        {ITEM("<title>A</title><description>B <b>c <i>d</b></description>"),
         "text", "B c d"},
        {"<rss><channel><item><title>A</title><description>B", "text", "B"},
        {"<rss><channel><item><title>A</title></item><item><title>B</title>"
         "</channel></rss>",
         "title", "A / B"},
        {ITEM("<title>A</title><x:y><z:title>B</z:title></x:y>"), "title", "A"},
        {"<!DOCTYPE rss [<!ENTITY co 'Acme &#38; Co'><!ENTITY % x SYSTEM "
         "'http://e.example/x.dtd'>%x;]><rss><channel><item><title>&co; &rsquo;"
         "</title></item></channel></rss>",
         "title", "Acme & Co ’"},
        {"<?xml version='1.0'?><!-- c --><!DOCTYPE rss PUBLIC '-//N//DTD RSS "
         "0.91//EN' 'http://e.example/rss.dtd'>\n<rss><channel><item><title>"
         "&eacute;</title></item></channel></rss>",
         "title", "é"},
        {ITEM("<description><![CDATA[a <!DOCTYPE x [<!ENTITY y 'z'>]> b]]>"
              "</description>"),
         "n", "1"},
        {"<!DOCTYPE r [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><rss><channel><item"
         "><title>&b;</title></item></channel></rss>",
         "n", "0"},
        {"<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss><channel>"
         "<item><title>&a;</title></item></channel></rss>",
         "n", "0"},
        {"<!DOCTYPE r [<!ENTITY a '<b/>'>]><rss><channel><item><title>&a;"
         "</title></item></channel></rss>",
         "n", "0"},
        {"<!DOCTYPE r [<!ENTITY a \"x", "n", "0"},
    };
    RUN(rows);
}
END

TEST(what_few_feeds_do)
{
    static const struct posts_row rows[] = {
        {ATOM03("<content type='text/html' mode='base64'>\nVGhlIGxpbmUgPGI+aXM8"
                "L2I+IGRlYWQ=\n</content>"),
         "text", "The line is dead"},
        {ATOM03("<title mode='base64'>TGluZXM=</title>"), "title", "Lines"},
        {ATOM03("<title type='text/plain' mode='base64'>TGluZXM=</title>"),
         "title", "Lines"},
        {ATOM03("<summary mode='base64'>%%%</summary>"), "text", "%%%"},
        {ENTRY("<content type='application/octet-stream'>TGluZXM=</content>"),
         "text", "Lines"},
        {ITEM("<fullitem>All of it</fullitem><description>It</description>"),
         "text", "All of it"},
        {ITEM("<i:description xmlns:i='urn:i'>theirs</i:description>"
              "<description>ours</description>"),
         "text", "ours"},
        {ITEM("<i:title xmlns:i='urn:i'>theirs</i:title><title>ours</title>"),
         "title", "ours"},
        {ENTRY("<title>t</title><link rel='alternate'>https://t.example/3"
               "</link>"),
         "url", "https://t.example/3"},
        {"<CHANNEL><ITEM HREF='https://t.example/1' LASTMOD='1998.11.05T20:14'>"
         "<TITLE>A</TITLE></ITEM></CHANNEL>",
         "date", "1998-11-05T20:14:00Z"},
        /* A photo alone, a link alone, nothing to go to. */
        {ITEM("<link>https://t.example/photo/1</link><enclosure url='"
              "https://t.example/1.jpg' type='image/jpeg'/>"),
         "url", "https://t.example/photo/1"},
        {ITEM("<enclosure url='https://t.example/1.jpg' type='image/jpeg'/>"),
         "n", "1"},
        {ITEM("<link>https://t.example/9</link><author>Ann</author>"), "author",
         "Ann"},
        {ITEM("<author>Ann</author>"), "author", "Ann"},
        {ITEM("<pubDate>Sun, 05 Jul 2009 08:09:10 GMT</pubDate>"), "date",
         "2009-07-05T08:09:10Z"},
        {ITEM("<category>lines</category>"), "n", "1"},
        {RSS("<item/><item></item>"), "n", "0"},
        {ENTRY("<rights>ours</rights>"), "n", "1"},
    };
    posts_run("feed", rows, sizeof rows / sizeof *rows);
}
END

TEST(names_of_others)
{
    static const struct posts_row rows[] = {
        /* The feed's own elements have a prefix, and so has a module's. */
        {"<r:rdf xmlns:r='urn:r' xmlns:s='urn:s'><s:item xmlns:m='urn:m'>"
         "<m:title>theirs</m:title><s:title>ours</s:title></s:item></r:rdf>",
         "title", "ours"},
        {"<s:rss xmlns:s='urn:s' xmlns:m='urn:m'><s:channel><s:item>"
         "<m:description>theirs</m:description><s:description>ours"
         "</s:description></s:item></s:channel></s:rss>",
         "text", "ours"},
        {"<z:rss xmlns:z='urn:z'><z:channel><z:item><z:title>A</z:title>"
         "</z:item></z:channel></z:rss>",
         "title", "A"},
        {ITEM("<author>Ann Bee, ann@t.example</author>"), "author", "Ann Bee"},
        {ITEM("<author>ann@t.example - Ann Bee</author>"), "author", "Ann Bee"},
        {ITEM("<author>Ann at work, @ann</author>"), "author",
         "Ann at work, @ann"},
        {ITEM("<guid>\n https://t.example/g\n</guid>"), "url",
         "https://t.example/g"},
        {ITEM("<itunes:subtitle>S</itunes:subtitle>"), "text", "S"},
        {ENTRY("<link rel='replies' thr:count='5' href='/c' xmlns:thr='"
               "http://purl.org/syndication/thread/1.0'/>"),
         "replies", "5"},
        {JSON("\"id\":\"1\",\"title\":\"a <b>b</b> &amp; c\""), "title",
         "a <b>b</b> &amp; c"},
    };
    RUN(rows);
}
END

TEST(what_others_said)
{
    static const struct posts_row rows[] = {
        {ITEM("<description>&lt;pre&gt;On Monday Ann wrote:\n&amp;gt; They "
              "charged me twice.\n\nThey paid me back.\nThanks.&lt;/pre&gt;"
              "</description>"),
         "text", "They paid me back.|Thanks."},
        {ITEM("<description>Here too.\n\n2026-11-02 10:00, Ann\n"
              "ann at t.example wrote:\n\n&gt; Dead line\n&gt;&gt; "
              "really?\n</description>"),
         "text", "Here too."},
        {ITEM("<description>Анна пишет:\n&gt; связи нет\nЕсть.</description>"),
         "text", "Есть."},
        {ITEM("<description>It cost\n&gt; 500 a month</description>"), "text",
         "It cost|> 500 a month"},
        {ITEM("<description>Ann wrote:\nI am here</description>"), "text",
         "Ann wrote:|I am here"},
        /* Of lines that were taken off nothing comes back. */
        {ITEM("<description>a\nb\nBob wrote:\n\nOn Monday\nAnn wrote:\n\n"
              "&gt; q\n\n&gt; q2\nend</description>"),
         "text", "a|b|end"},
        {ITEM("<description>x\n&gt;_&lt; no</description>"), "text",
         "x|>_< no"},
        {ITEM("<description>&lt;p&gt;a\nb&lt;/p&gt;&lt;pre&gt;c\n d&lt;/pre&gt;"
              "</description>"),
         "text", "a b|c|d"},
    };
    posts_run("feed", rows, sizeof rows / sizeof *rows);
}
END

TEST(beginnings)
{
    static const struct {
        const char *text;
        enum teaser is;
    } rows[] = {
        {"The line is dead. [...]", TEASER_SURE},
        {"The line is dead […]", TEASER_SURE},
        {"The line is dead (...)", TEASER_SURE},
        {"The line is dead. Read more", TEASER_SURE},
        {"The line is dead… Continue reading →", TEASER_SURE},
        {"Линия не работает. Читать далее »", TEASER_SURE},
        {"The line is […]\nThe post Dead line appeared first on Town.",
         TEASER_SURE},
        {"Линия […]\nЗапись Линия впервые появилась Город.", TEASER_SURE},
        {"The line is dead...", TEASER_DOTS},
        {"The line is dead", TEASER_NONE},
        {"I read more every day.", TEASER_NONE},
        {"It is dead (as ever)", TEASER_NONE},
        {"", TEASER_NONE},
        {"...", TEASER_DOTS},
        {"]", TEASER_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (teaser_of(str_of(rows[i].text)) != rows[i].is)
            ck_abort_msg("'%s' is %d, not %d", rows[i].text,
                         teaser_of(str_of(rows[i].text)), rows[i].is);
}
END

TEST_MAIN("feeds", beginnings, names_of_others, what_few_feeds_do,
          what_others_said, versions, texts, authors, links, dates_and_the_rest,
          ill_formed)

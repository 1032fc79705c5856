"""`molva try`: what a page is and what would be collected from it, whatever
kind it is of. Pages of our own for every kind, articles that are none, and
real pages where they lie; one at a time and thousands in one start."""
import glob
import json
import os
import re
import subprocess
import tempfile

from molva import MOLVA, Tally

tally = Tally()
EXAMPLE = re.compile(r"- page: (\S+)\n +url: (\S+)")
FIXTURES = "../shared/fixtures/"

WORDPRESS = """<html><head><meta name=generator content='WordPress 6.1'>
<link rel=alternate type=application/rss+xml href=/feed/>
<link rel='https://api.w.org/' href='https://b.example/wp-json/'>
<title>Новость</title></head><body class=single-post>
<article class='post hentry' id=post-12><h1>Новость дня</h1>
<p>Сегодня в городе открыли мост. Мэр перерезал ленту.</p></article>%s
<form id=commentform action=/wp-comments-post.php><textarea></textarea></form>
</body></html>"""
COMMENTS = """<ol class=comment-list><li id=comment-%d class=comment>
<cite class=fn>Анна</cite> <time datetime='2025-11-0%dT10:00:00+03:00'></time>
<div class=comment-content><p>Мост хороший, а дороги нет.</p></div></li></ol>"""
RELATED = """<div class=related>""" + "".join(
    "<div class=item><time datetime=2025-11-0%d>%d ноября</time><h3>"
    "<a href=/news/%d>Заголовок статьи номер %d</a></h3><p>Кратко о том, что "
    "случилось в этот день в городе и области.</p></div>" % (i, i, i, i)
    for i in range(1, 8)) + "</div>"
ARTICLE = """<html><head><title>Статья</title>
<script type='application/ld+json'>{"@type":"NewsArticle","headline":"Статья",
"author":{"name":"Редакция"},"datePublished":"2025-11-01"}</script></head><body>
<nav><ul>%s</ul></nav><h1>Статья</h1><p>%s</p>%s</body></html>""" % (
    "".join("<li><a href=/r/%d>Раздел %d</a></li>" % (i, i) for i in range(30)),
    "Очень длинный текст статьи. " * 40, RELATED)

# (name, page, kind, posts)
PAGES = [
    ("a WordPress article", WORDPRESS % "", "none", 0),
    ("the same with a comment", WORDPRESS % COMMENTS % (57, 3), "wordpress", 1),
    ("an article amid teasers", ARTICLE, "none", 0),
    ("a discussion of no known engine", "<html><body><div id=comments>" +
     "".join("<div class=c id=c%d><b class=author>Анна</b> <i>03.11.2025</i>"
             "<p>Мост хороший, а дороги к нему нет.</p></div>" % i
             for i in range(4)) + "</div></body></html>", "generic", 4),
    ("an empty page", "", "none", 0),
    ("a text", "just words", "none", 0),
    ("bytes", "\x00\xff\x01" * 50, "none", 0),
    ("a captcha", "<html><title>Just a moment...</title><body></body></html>",
     "none", 0),
    ("a broken JSON", '{"a": [', "none", 0),
    ("a login page of phpBB", "<html><body id=phpbb><form><input type=password>"
     "</form></body></html>", "phpbb", 0),
    ("a feed without items", "<rss><channel></channel></rss>", "feed", 0),
]


def batch(lines, *options):
    """The objects of one start, in order."""
    text = "".join("%s\t%s\n" % line for line in lines)
    done = subprocess.run([MOLVA, "try", "--json", "--batch", *options],
                          input=text.encode(), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    told = [json.loads(l) for l in done.stdout.decode().splitlines()]
    tally.check("one object a line, exit 0",
                done.returncode == 0 and len(told) == len(lines),
                "%d of %d, exit %d, %s" % (len(told), len(lines),
                                           done.returncode, done.stderr))
    return told


def own_pages():
    for path in sorted(glob.glob("rules/connectors/*.yaml")):
        kind = os.path.basename(path)[:-len(".yaml")]
        with open(path, encoding="utf-8") as f:
            text = f.read()
        if "\nrecognise:" not in text:
            continue  # it is no kind of source
        for page, url in EXAMPLE.findall(text):
            yield kind, page, url.strip('"')


# Lists of an engine that are feeds as well: whoever names no kind gets what
# they say of changes.
FEEDS_TOO = {"tests/crawler/pages/mediawiki-changes.xml"}


def every_kind_is_recognised():
    rows = list(own_pages())
    for (kind, page, _), got in zip(rows, batch([r[1:] for r in rows])):
        kind = "feed" if page in FEEDS_TOO else kind
        tally.check(page + " is " + kind, got["kind"] == kind, got)


def pages_that_are_none(folder):
    lines = []
    for i, (_, text, _, _) in enumerate(PAGES):
        path = os.path.join(folder, "p%d" % i)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        lines.append((path, "https://b.example/news/1"))
    for (name, _, kind, n), got in zip(PAGES, batch(lines)):
        tally.check("%s is %s" % (name, kind), got["kind"] == kind and
                    len(got["posts"]) == n, got)
        tally.check(name + " has a cause", got["posts"] or got["cause"], got)
    return lines


def a_bad_line_ends_nothing(folder, good):
    lines = [("/nowhere/page.html", "https://b.example/"),
             (folder, "https://b.example/"), (good, "no address"),
             (good, "https://b.example/news/1")]
    got = batch(lines)
    tally.check("bad files and addresses have causes",
                [bool(g["cause"]) for g in got] == [True, True, True, False],
                got)
    tally.check("each names its file",
                [g["file"] for g in got] == [l[0] for l in lines], got)


def members(good):
    """What a program relies on."""
    got = batch([(good, "https://b.example/news/1")])[0]
    post = got["posts"][0]
    tally.check("members of a page", set(got) >= {
        "file", "kind", "posts", "beginnings", "next", "prev", "feeds", "lists", "cause"},
        got)
    tally.check("members of a post",
                (post["id"], post["author"], post["published"], post["text"]) ==
                ("comment-57", "Анна", "2025-11-03T07:00:00Z",
                 "Мост хороший, а дороги нет."), post)
    tally.check("feeds and the interface are told",
                got["feeds"] == ["https://b.example/feed/"] and got["api"] ==
                "https://b.example/wp-json/wp/v2/comments?per_page=100", got)


def told_while_it_is_fed(good):
    """A caller writes a line and reads the answer before the next."""
    with subprocess.Popen([MOLVA, "try", "--json", "--batch"],
                          stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as p:
        for i in range(3):
            p.stdin.write(("%s\thttps://b.example/%d\n" % (good, i)).encode())
            p.stdin.flush()
            tally.check("an answer at once",
                        json.loads(p.stdout.readline())["kind"] == "wordpress")
        p.stdin.close()


def beginnings(folder):
    """A feed of excerpts is told as such; whole texts are not."""
    path = os.path.join(folder, "feed.xml")
    for end, n in ((" […]", 3), ("", 0)):
        with open(path, "w", encoding="utf-8") as f:
            f.write("<rss><channel>" + "".join(
                "<item><guid>%d</guid><description>The bridge%s</description>"
                "</item>" % (i, end) for i in range(3)) + "</channel></rss>")
        got = batch([(path, "https://b.example/feed")])[0]
        tally.check("beginnings of texts are counted",
                    got["beginnings"] == n, got)


def anywhere(good):
    """No workspace, another folder, one page, for people too."""
    def run(*args, **more):
        done = subprocess.run([MOLVA, "try", *args], cwd="/", timeout=60,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=dict(os.environ, **more))
        return done.returncode, done.stdout.decode()
    code, out = run(good, "--url", "https://b.example/news/1", "--json")
    tally.check("one page as JSON", code == 0 and
                json.loads(out)["kind"] == "wordpress", out)
    code, out = run(good, "--url", "https://b.example/news/1", LANG="C")
    tally.check("one page for people", code == 0 and "kind: wordpress" in out
                and "Анна · 2025-11-03T07:00:00Z" in out, out)
    code, out = run("/nowhere", LANG="ru_RU.UTF-8")
    tally.check("what is missing, in Russian", code == 1 and
                "вид: не узнан" in out, out)


REAL = [
    ("real/phpbb3/thread-de.html", "phpbb", 1),
    ("real/phpbb3/viewforum-en.html", "phpbb", 0),
    ("real/phpbb3/search-form-ru.html", "phpbb", 0),
    ("real/vbulletin3/index-ru.html", "vbulletin3", 0),
    ("real/vbulletin4/index-ru.html", "vbulletin4", 0),
    ("real/vbulletin4/thread-en.html", "vbulletin4", 9),
    ("real/xenforo1/thread-p1.html", "xenforo1", 20),
    ("real/xenforo2/thread-en.html", "xenforo2", 9),
    ("real/ipb3/topic-en.html", "ipb3", 7),
    ("real/smf2/board-list-en.html", "smf2", 0),
    ("real/mybb/index-en.html", "mybb", 0),
    ("real/wordpress/post-comments-wp521.html", "wordpress", 20),
    ("real/microdata-review/review-list-54.html", "microdata", 10),
    ("real/jsonld/page-73.html", "none", 0),
    ("real/jsonld/page-74.html", "none", 0),
    ("real/reddit/TestSubredditListings.test_new.json", "reddit", 5),
    ("real/appstore/customerreviews-1.json", "appstore", 50),
    ("real/feeds/jsonfeed-example.json", "feed", 2),
]


def stopped(top, page):
    """A signal ends it with pages left: more than a pipe holds."""
    pages = 2000
    with open(top + "/pages", "w") as f:
        f.write((page + "\thttps://b.example/news/1\n") * pages)
    with open(top + "/pages") as lines, subprocess.Popen(
            [MOLVA, "try", "--json", "--batch"], stdin=lines,
            stdout=subprocess.PIPE) as many:
        many.stdout.readline()
        many.terminate()
        rest = many.stdout.read().count(b"\n")
    tally.check("a signal ends many", rest < pages - 1, rest)


def real_pages():
    there = [r for r in REAL if os.path.exists(FIXTURES + r[0])]
    if not there:
        tally.skip("real pages", "no " + FIXTURES)
        return
    lines = [(FIXTURES + r[0], "https://site.example/page") for r in there]
    for (page, kind, n), got in zip(there, batch(lines)):
        tally.check("%s is %s" % (page, kind), got["kind"] == kind and
                    len(got["posts"]) >= n, (got["kind"], len(got["posts"])))


with tempfile.TemporaryDirectory() as top:
    every_kind_is_recognised()
    pages = pages_that_are_none(top)
    comment = pages[1][0]
    a_bad_line_ends_nothing(top, comment)
    members(comment)
    told_while_it_is_fed(comment)
    anywhere(comment)
    beginnings(top)
    stopped(top, comment)
    real_pages()
tally.end()

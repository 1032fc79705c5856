"""`molva try URL` and `molva add URL`: one polite look, what an address leads
to, and the source that watches it, written into a molva.yaml whose other bytes
stay."""
import json
import os

from molva import BASE, Folder, Site, Tally, feed

tally = Tally()


def html(text, head=""):
    return ("text/html; charset=utf-8",
            ("<html><head>%s</head>%s</html>" % (head, text)).encode())


def own(name):
    with open("tests/crawler/pages/" + name, "rb") as f:
        return "text/html; charset=utf-8", f.read()


RSS = "<link rel=alternate type=application/rss+xml href=/feed.xml>"
PAGES = {
    "/forum": html("<body id=phpbb><a class=topictitle href=/t1>T</a></body>"),
    "/root": html("<body id=phpbb><a class=topictitle href=/forum>F</a>"
                  "<a class=topictitle href=/forum2>G</a></body>"),
    "/t1": own("phpbb.html"),
    "/home": html("<body>home</body>", RSS),
    "/feed.xml": feed(("1", "Привет, Вьюга не работает")),
    "/short.xml": feed(("1", "Начало [&#8230;]"), ("2", "Второе [&#8230;]")),
    "/blog": html("<body>b</body>", "<link rel='https://api.w.org/' "
                  "href=/wp-json/>"),
    "/wp-json/wp/v2/comments": ("application/json", b'[{"id": 5, "post": 1, '
                                b'"author_name": "Ann", "content": {"rendered":'
                                b' "<p>Good</p>"}, "date_gmt": '
                                b'"2025-11-03T10:00:00"}]'),
    "/search.php": own("phpbb.html"),
    "/otzovik": own("otzovik.html"),
    "/no": html("<body>nothing</body>"),
    "/moved": lambda h: h.reply(301, "text/plain", b"", Location="/t1"),
    "/robots.txt": ("text/plain", b"User-agent: *\nDisallow: /secret\n"),
    "/secret": own("phpbb.html"),
}


def asks(w, site, path, *options):
    """(exit code, objects, pages asked for) of try --json."""
    del site.asked[:]
    code, out, err = w.run("try", "--json", "--allow-private", site.url + path,
                           *options)
    return code, [json.loads(l) for l in out.splitlines()], list(site.asked)


def leads(w, site):
    """What each address leads to, with as few requests as there can be."""
    for path, kinds, requests in (
            ("/t1", ["phpbb"], ["/t1"]),
            ("/forum", ["phpbb", "phpbb"], ["/forum", "/t1"]),
            ("/root", ["phpbb"] * 3, ["/root", "/forum", "/t1"]),
            ("/home", ["none", "feed"], ["/home", "/feed.xml"]),
            ("/blog", ["none", "wordpress"],
             ["/blog", "/wp-json/wp/v2/comments?per_page=100"]),
            ("/feed.xml", ["feed"], ["/feed.xml"]),
            ("/moved", ["phpbb"], ["/moved", "/t1"]),
            ("/no", ["none"], ["/no"]),
            ("/gone", ["none"], ["/gone"]),
            ("/secret", ["none"], [])):
        code, got, asked = asks(w, site, path)
        tally.check(path + " leads to " + " ".join(kinds),
                    code == 0 and [g["kind"] for g in got] == kinds, got)
        tally.check(path + " costs no request more",
                    asked == ["/robots.txt"] + requests, asked)
    got = asks(w, site, "/no")[1][0]
    tally.check("where feeds usually stand is told",
                site.url + "/feed/" in got["guesses"], got)
    got = asks(w, site, "/secret")[1][0]
    tally.check("robots.txt is the cause", "robots" in (got["cause"] or ""),
                got)
    code, got, asked = asks(w, site, "/secret", "--ignore-robots")
    tally.check("what is ours may be read against it",
                got[0]["kind"] == "phpbb" and asked == ["/secret"], asked)
    tally.check("a private address is refused",
                "allow_private" in w.run("try", site.url + "/t1")[1] or
                w.run("try", site.url + "/t1")[0] == 1)


def sitemaps():
    """A page that leads nowhere: what robots.txt names is looked at, once."""
    robots = ("text/plain", b"Sitemap: /news.xml\nUser-agent: *\nAllow: /\n")
    for entry, proposed in (("<n:news xmlns:n='urn:n'><n:title>Town floods"
                             "</n:title></n:news>", True), ("", False)):
        pages = {"/": html("<body>home</body>"), "/robots.txt": robots,
                 "/news.xml": ("text/xml", (
                     "<urlset><url><loc>https://n.example/1</loc>%s</url>"
                     "</urlset>" % entry).encode())}
        with Folder() as w, Site(pages) as site:
            code, got, asked = asks(w, site, "/")
            tally.check("robots.txt leads to the sitemap",
                        [g["kind"] for g in got] == ["none", "sitemap"] and
                        asked == ["/robots.txt", "/", "/news.xml"], asked)
            said = w.run("try", "--allow-private", site.url + "/")[1]
            tally.check("of addresses alone nothing is proposed",
                        ("kind: sitemap" in said) == proposed, said)


def for_people(w, site):
    code, out, err = w.run("try", "--allow-private", site.url + "/home")
    for said in ("вид: не узнан", "вид: feed", "robots.txt: разрешает",
                 "· Вьюга", "не заполнено: дата 1/1", "kind: feed",
                 "предлагаемый интервал: 4h"):
        tally.check("said: " + said, said in out, out)
    tally.check("exit 0", code == 0, err)
    out = w.run("try", "--allow-private", site.url + "/short.xml")[1]
    tally.check("a feed of beginnings is to be read through",
                "\n  full: true\n" in out and "начала текстов" in out, out)


def text_of(w):
    with open(w.path + "/molva.yaml", encoding="utf-8") as f:
        return f.read()


# (name, what stands at the end of molva.yaml)
FORMS = [
    ("no sources key", BASE.replace("sources:\n", ""), ""),
    ("an empty key", BASE, ""),
    ("an empty list", BASE, "  []\n"),
    ("a list in the line", BASE.replace("sources:\n", "sources: []\n"), ""),
    ("one source", BASE, "- {name: a, kind: feed, url: 'https://a.example/'}"
     "  # ours\n"),
    ("moved in", BASE, "  - name: a  # ours\n    kind: feed\n"
     "    url:\n    - https://a.example/\n    - https://b.example/\n"
     "    # the end\n\n# more\n"),
    ("no line end", BASE, "- name: a\n  kind: feed\n  url: https://a.example/"),
    ("something behind it", BASE, "- name: a\n  kind: feed\n"
     "  url: https://a.example/\n\n# of dates\nzone: Europe/Moscow\n"),
    ("sample", BASE, "# - name: town forum\n#   kind: phpbb\n"),
]


def is_kept(before, after):
    """All lines are there still, in their order."""
    rest = iter(after.splitlines())
    return all(any(line == other for other in rest)
               for line in before.splitlines()
               if line.strip() not in ("[]", "sources: []"))


def written(site):
    for name, base, sources in FORMS:
        with Folder() as w:
            before = base + sources
            with open(w.path + "/molva.yaml", "w", encoding="utf-8") as f:
                f.write(before)
            mode = os.stat(w.path + "/molva.yaml").st_mode
            code, out, err = w.run("add", "--yes", "--allow-private",
                                   "--name", "it's: new", site.url + "/home")
            after = text_of(w)
            tally.check(name + ": added", code == 0 and
                        "name: 'it''s: new'" in after, out + err + after)
            tally.check(name + ": nothing else changed",
                        is_kept(before, after), after)
            tally.check(name + ": rights stay",
                        os.stat(w.path + "/molva.yaml").st_mode == mode)
            code, out, err = w.run("crawl", "--source", "it's: new")
            tally.check(name + ": it is crawled", code == 0 and
                        "1 posts" in out, out + err + after)
            tally.check(name + ": nothing is left over",
                        not [f for f in os.listdir(w.path)
                             if f.startswith("molva.yaml.")])


def asked_and_refused(site):
    with Folder() as w:
        before = text_of(w)
        code, out, err = w.run("add", "--allow-private", site.url + "/home")
        tally.check("without a yes nothing is written",
                    code == 1 and text_of(w) == before, out + err)
        code, out, err = w.run("add", "--yes", "--allow-private",
                               site.url + "/no")
        tally.check("nothing to collect is not added", code == 1 and
                    "нечего" in err and text_of(w) == before, err)
        code, out, err = w.run("add", "--yes", "--allow-private",
                               site.url + "/otzovik")
        tally.check("what a site's terms forbid is not added", code == 1 and
                    "despite_terms" in err and text_of(w) == before, err)
        w.run("add", "--yes", "--allow-private", site.url + "/home")
        once = text_of(w)
        code, out, err = w.run("add", "--yes", "--allow-private",
                               site.url + "/feed.xml")
        tally.check("the same twice is refused in words", code == 1 and
                    "уже" in err and text_of(w) == once, err)
        code, out, err = w.run("add", "--yes", "--allow-private",
                               site.url + "/forum")
        tally.check("names are unique", code == 0 and
                    "%s 2'" % site.url[len("http://"):] in text_of(w), out)
        code, out, err = w.run("add", "--yes", "--allow-private",
                               site.url + "/root")
        tally.check("of a root each forum is a start", code == 0 and
                    "/forum'" in text_of(w) and "/forum2'" in text_of(w) or
                    "уже" in err, out + err)
    with Folder(sources="", base=BASE.replace("sources:\n", "sources: [{name: "
                "a, kind: feed, url: 'https://a.example/'}]\n")) as w:
        with open(w.path + "/molva.yaml", encoding="utf-8") as f:
            text = f.read().replace("  []\n", "")
        with open(w.path + "/molva.yaml", "w", encoding="utf-8") as f:
            f.write(text)
        code, out, err = w.run("add", "--yes", "--allow-private",
                               site.url + "/home")
        tally.check("a list in brackets is left alone, and said", code == 3 and
                    "[ ]" in err and text_of(w) == text, err)


def whose(site):
    """root adds to the file of another, who keeps it."""
    if os.geteuid():
        tally.skip("the owner stays", "only root can give a file away")
        return
    with Folder() as w:
        os.chown(w.path + "/molva.yaml", 4321, 4322)
        code, out, err = w.run("add", "--yes", "--allow-private",
                               site.url + "/home")
        is_of = os.stat(w.path + "/molva.yaml")
        tally.check("the owner stays", code == 0 and
                    (is_of.st_uid, is_of.st_gid) == (4321, 4322),
                    (is_of, err))


def against_robots(site):
    """What is shown against robots.txt is crawled against it too."""
    with Folder() as w:
        code, out, err = w.run("add", "--yes", "--allow-private", site.url +
                               "/secret", "--ignore-robots", "--name", "ours")
        tally.check("it stands in the file", code == 0 and
                    "ignore_robots: true" in text_of(w), out + err)
        del site.asked[:]
        w.run("crawl", "--source", "ours")
        tally.check("and is asked for", "/secret" in site.asked, site.asked)


def searches(site):
    """What the site's own search finds is watched."""
    with Folder() as w:
        code, got, asked = asks(w, site, "/forum", "--query", "нет связи")
        wanted = ("/search.php?keywords=%D0%BD%D0%B5%D1%82%20%D1%81%D0%B2%D1%8F"
                  "%D0%B7%D0%B8&sr=posts&sk=t&sd=d")
        tally.check("a forum is asked for words", code == 0 and asked ==
                    ["/robots.txt", "/forum", wanted] and
                    len(got[0]["posts"]) == 2, (asked, got))
        code, out, err = w.run("add", "--yes", "--allow-private", "--query",
                               "нет связи", site.url + "/forum")
        tally.check("and watched", code == 0 and wanted + "'" in text_of(w),
                    out + err)
        found = text_of(w)
        code, out, err = w.run("add", "--yes", "--allow-private", "--query",
                               "нет связи", site.url + "/forum")
        tally.check("once", code == 1 and "уже" in err and
                    text_of(w) == found, out + err)
        w.run("add", "--yes", "--allow-private", "--name", "all",
              site.url + "/forum")
        code, out, err = w.run("add", "--yes", "--allow-private", "--query",
                               "звонок", site.url + "/forum")
        tally.check("beside the forum itself", code == 0 and
                    text_of(w).count("/search.php?") == 2, out + err)
        code, out, err = w.run("add", "--yes", "--allow-private", "--query",
                               "x", site.url + "/feed.xml")
        tally.check("a feed has no search, which is said", code == 1 and
                    "has no search; these have: " in err, err)
        code, out, err = w.run("try", "--query", "x", "phpbb")
        tally.check("a forum needs an address", code == 3 and
                    "give one of its pages" in err, err)


def lists_of_feeds():
    """OPML in, each feed once, and out again."""
    with Folder() as w:
        before = text_of(w).replace("  []\n", "")
        code, out, err = w.run("source", "import",
                               os.path.abspath("tests/crawler/pages/opml.xml"))
        after = text_of(w)
        tally.check("four feeds are added", code == 0 and "4 added" in out and
                    is_kept(before, after), out + err + after)
        tally.check("two of one name are two", "name: 'Блог'" in after and
                    "name: 'Блог 2'" in after, after)
        tally.check("what YAML cannot hold is a space", "name: 'Два слова: "
                    "новости \u2014 сегодня'" in after, after)
        code, out, err = w.run("source", "import",
                               os.path.abspath("tests/crawler/pages/opml.xml"))
        tally.check("again: nothing", code == 0 and text_of(w) == after and
                    "0 added, 4 watched already" in out, out + err)
        code, out, err = w.run("source", "export")
        tally.check("they go out", code == 0 and "a=1&amp;b=2" in out and
                    "«Ромашка» &amp; К°" in out, out)
        with open(w.path + "/out.opml", "w", encoding="utf-8") as f:
            f.write(out)
        with Folder() as other:
            code, out, err = other.run("source", "import",
                                       w.path + "/out.opml")
            tally.check("and in again", code == 0 and "4 added" in out and
                        text_of(other) == after, out + err + text_of(other))
        for name, text in (("no.opml", "no list"), ("gone", None)):
            path = w.path + "/" + name
            if text:
                with open(path, "w", encoding="utf-8") as f:
                    f.write(text)
            code, out, err = w.run("source", "import", path)
            tally.check(name + " is refused", code == 3 and
                        text_of(w) == after, out + err)


with Site(PAGES) as site:
    with Folder() as w:
        leads(w, site)
        for_people(w, site)
    written(site)
    asked_and_refused(site)
    against_robots(site)
    whose(site)
    searches(site)
sitemaps()
lists_of_feeds()
tally.end()

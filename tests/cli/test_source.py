"""Sources at the terminal: seen, held, visited now, removed; and what the
report says of their blind hours."""
import json
import os
import re
import shutil

from molva import Folder, Site, Tally, feed

tally = Tally()
NEWS = ("application/rss+xml",
        b"<rss version='2.0'><channel><title>x</title><item><guid>1</guid>"
        b"<title>n</title><description>nothing of note</description></item>"
        b"</channel></rss>")


def expect(name, told, code, *patterns):
    tally.check(name, told[0] == code and
                all(re.search(p, told[1] + told[2]) for p in patterns), told)


def orders():
    with Site({"/f": NEWS}) as site:
        sources = site.source("/f", "feed", "town news") + \
            site.source("/gone", "feed", "gone")
        with Folder(sources) as w:
            w.run("crawl")
            expect("seen", w.run("source", "list"), 0,
                   r"town news: fine, last visit 20\d\d-",
                   r"gone: dead, last visit .*: http\S+/gone: status 404")
            rows = [json.loads(line) for line in
                    w.run("source", "list", "--json")[1].splitlines()]
            tally.check("by programs", [r["health"] for r in rows] ==
                        ["ok", "dead"] and rows[0]["state"] == "" and
                        rows[0]["posts"] == 1, rows)
            expect("one", w.run("source", "show", "gone"), 0,
                   "^gone: dead.*status 404.*\n", "\naddress: http.*/gone\n",
                   "\nvisits in vain in a row: 1\n$")
            tally.check("and no other", "town" not in
                        w.run("source", "show", "gone")[1])
            expect("none", w.run("source", "show", "gon"), 3, "gone")
            expect("held", w.run("source", "hold", "gone"), 0, "is held")
            expect("is not visited", w.run("crawl", "--all"), 0, "1 pages")
            expect("and said", w.run("source", "list"), 0, "gone: held")
            expect("resumed", w.run("source", "resume", "gone"), 0, "again")
            expect("is visited", w.run("crawl", "--all"), 1, "1 failed")
            expect("nothing due", w.run("crawl"), 0, "nothing is due")
            w.run("source", "visit", "town news")
            expect("now", w.run("crawl"), 0, "1 pages")
            expect("once", w.run("crawl"), 0, "nothing is due")
            expect("removed", w.run("source", "remove", "gone"), 0, "removed")
            report = w.run("report", "--from", "2026-01-01", "--markdown",
                           "--out", "-")
            tally.check("is no blindness", report[0] == 0 and
                        "gone" not in report[1] and
                        "Слепых источников" not in report[1], report)
            expect("no such source", w.run("source", "hold", "towm news"), 3,
                   "there is no source 'towm news'.*town news")
            with open(w.path + "/molva.yaml", encoding="utf-8") as f:
                setup = f.read()
            with open(w.path + "/molva.yaml", "w", encoding="utf-8") as f:
                f.write(setup.replace("town news", "other news")
                        .replace("/f", "/g"))
            w.run("crawl")
            expect("no more in molva.yaml", w.run("source", "hold",
                                                  "town news"),
                   3, "'town news' was not in molva.yaml at the last crawl")
            expect("no such word", w.run("source", "stop", "gone"), 2, "hold")
            expect("whole store", w.run("verify"), 0, "as they were written")


ROW = "<item><guid>%d</guid><title>t</title><description>%s</description></item>"


def checked():
    """What a visit would store, and nothing is."""
    feed = lambda *texts: ("application/rss+xml", (
        "<rss version='2.0'><channel><title>x</title>" + "".join(
            ROW % (i, t) for i, t in enumerate(texts)) +
        "</channel></rss>").encode())
    with Site({"/f": feed("Вьюга раз", "Вьюга два", "мимо")}) as site:
        with Folder(site.source("/f", "feed", "news") +
                    site.source("/gone", "feed", "gone")) as w:
            expect("before the first crawl", w.run("source", "check", "news"),
                   0, "новых 2, изменённых 0; известны 0, о марках молчат 1",
                   "вид: feed", "записей: 3")
            w.run("crawl", "--source", "news")
            site.pages["/f"] = feed("Вьюга раз", "Вьюга иначе", "мимо",
                                    "Вьюга новая")
            expect("after it", w.run("source", "check", "news"), 0,
                   "новых 1, изменённых 1; известны 1, о марках молчат 1")
            rows = w.run("search", "вьюга", "--json")[1].splitlines()
            tally.check("nothing is written", len(rows) == 2, rows)
            told = [json.loads(line) for line in w.run(
                "source", "check", "news", "--json")[1].splitlines()]
            tally.check("for programs", len(told[0]["posts"]) == 4 and
                        sorted(told[1]) == ["edited", "known", "new", "nobody"],
                        told)
            expect("what cannot be read", w.run("source", "check", "gone"), 1,
                   "404")
            expect("no such source", w.run("source", "check", "newz"), 3,
                   "news")
            expect("whole store", w.run("verify"), 0, "as they were written")
    with Folder("- {name: l, kind: opml, url: 'https://x.example/o'}\n") as w:
        expect("a list is no source", w.run("crawl"), 3,
               "molva.yaml:.*molva source import")


def blindness():
    if not shutil.which("faketime"):
        tally.skip("blind hours", "the package faketime is missing")
        return
    with Site({"/f": NEWS}) as site:
        with Folder(site.source("/f", "feed", "news")) as w:
            at = lambda hours: ["faketime", "-f", "%+dh" % hours]
            w.run("crawl", "--all")
            site.pages["/f"] = lambda h: h.reply(403, "text/plain", b"")
            w.run("crawl", "--all", before=at(2))
            w.run("crawl", "--all", before=at(6))
            site.pages["/f"] = NEWS
            w.run("crawl", "--all", before=at(9))
            expect("blind hours are listed",
                   w.run("source", "list", before=at(10)), 0, "blind for 7 h")
            report = w.run("report", "--from", "2026-01-01", "--out", "-",
                           before=at(10))
            tally.check("and told in the report",
                        "Слепых часов за период: 7: news 7." in report[1] and
                        "Все источники ответили" in report[1], report[1][-3000:])


def pages(w):
    """The kept pages of 'news', as replay tells of them."""
    told = w.run("source", "replay", "news", "--json")
    rows = [json.loads(line) for line in told[1].splitlines()]
    return told[0], {row["page"]: row for row in rows}, told


def items(n):
    return feed(*((str(i), "Вьюга: связи нет, день %d" % i)
                  for i in range(n)))


def kept():
    """The last good page and the first bad one since."""
    at = lambda hours: ["faketime", "-f", "%+dh" % hours]
    with Site({"/f": items(8)}) as site, \
            Folder(site.source("/f", "feed", "news")) as w:
        told = w.run("source", "replay", "news")
        expect("none is kept yet", told, 3, "no page is kept yet")
        w.run("crawl", "--all")
        code, got, told = pages(w)
        tally.check("the good one", code == 0 and list(got) == ["good"] and
                    got["good"]["now"]["posts"] == 8 and
                    got["good"]["known"] == 8, told)
        expect("told by check too", w.run("source", "check", "news"), 0,
               r"хорошая страница, 20\d\d-.*\n  тогда: записей 8;.*\n"
               "  теперь: записей 8;")
        site.pages["/f"] = items(3)
        w.run("crawl", "--all", before=at(1))
        code, got, told = pages(w)
        tally.check("items fell away", got["good"]["then"]["posts"] == 8 and
                    got["bad"]["then"]["cause"] ==
                    "3 posts where there were 8", told)
        site.pages["/f"] = lambda h: h.reply(403, "text/html", b"go away")
        w.run("crawl", "--all", before=at(2))
        tally.check("the first bad one stays",
                    pages(w)[1]["bad"]["then"]["posts"] == 3, pages(w)[2])
        site.pages["/f"] = items(9)
        w.run("crawl", "--all", before=at(3))
        site.pages["/f"] = lambda h: h.reply(403, "text/html", b"go away")
        w.run("crawl", "--all", before=at(4))
        code, got, told = pages(w)
        tally.check("until a good one came", code == 1 and
                    got["good"]["then"]["posts"] == 9 and
                    got["bad"]["state"] == "blocked" and
                    got["bad"]["then"]["cause"].startswith("status 403") and
                    not got["bad"]["right"], told)
        mended(w)
        damaged(w)
        with open(w.path + "/molva.yaml", "r+", encoding="utf-8") as f:
            text = f.read().replace("name: 'news'", "name: 'other'")
            f.seek(0), f.truncate(), f.write(text)
        w.run("crawl", "--all", before=at(5))
        tally.check("pages of no source are removed",
                    len(os.listdir(w.path + "/kept")) == 1,
                    os.listdir(w.path + "/kept"))


def mended(w):
    told = w.run("source", "replay", "news", "--selector", "author=nobody")
    expect("a worse selector is seen", told, 1,
           "автор: не так, как записано, у 9: #1 'ann' -> ''")
    told = w.run("source", "replay", "news", "--selector", "author=[")
    expect("a wrong one is told", told, 3, r"--selector author=\[: byte \d+: ")
    with open(w.path + "/own.yaml", "w", encoding="utf-8") as f:
        f.write("kind: own\ntitle: own\nformat: xml\nitem: //item\n"
                "fields: {id: guid, text: description, author: author, "
                "permalink: link}\n")
    told = w.run("source", "replay", "news", "--json", "--file",
                 w.path + "/own.yaml")
    row = json.loads(told[1].splitlines()[0])
    tally.check("by a file of another kind", row["kind"] == "own" and
                row["known"] == 9 and row["right"] and
                row["differs"]["author"] == 0, told)


def damaged(w):
    for name in os.listdir(w.path + "/kept"):
        path = w.path + "/kept/" + name
        tally.check("is its owner's alone",
                    os.stat(path).st_mode & 0o077 == 0, name)
        with open(path, "rb") as f:
            half = f.read()[:-9]
        with open(path, "wb") as f:
            f.write(half)
    expect("a damaged page is told", w.run("source", "replay", "news"), 1,
           "good.gz: is damaged; the next visit keeps another",
           "bad.gz: is damaged")
    told = w.run("source", "check", "news", "--json")
    tally.check("and ends nothing", '"damaged":' in told[1], told)


def dated(*days):
    """A feed, newest first, of one post a day."""
    kind, body = feed(*((str(d), "nothing of note on day %d" % d)
                        for d in days))
    for d in days:
        body = body.replace(b"day %d<" % d, b"day %d</description><pubDate>"
                            b"%02d Nov 2025 10:00:00 GMT</pubDate><x><" %
                            (d, d)).replace(b"<x></description>", b"")
    return kind, body


def canaries():
    """A post that must be seen again, by its id, its link, its words."""
    for canary in ("3", "http://127.0.0.1/p/3", "'Nothing OF  note on day 3'"):
        with Site({"/f": dated(4, 3, 2)}) as site, Folder(
                site.source("/f", "feed", "news").replace(
                    "}", ", canary: %s}" % canary)) as w:
            w.run("crawl", "--all")
            expect("it is there", w.run("source", "list"), 0, "news: fine")
            site.pages["/f"] = dated(5, 4, 2)
            told = w.run("crawl", "--all")
            expect("it is not", told, 1, r"news: the canary '.*3' is not found, "
                   r"though its page reads[^\n]*\n(?s:.*)"
                   r"news: layout changed \(was fine\)")
            told = w.run("crawl", "--all")
            tally.check("which is told once", told[0] == 1 and
                        "canary" not in told[2], told)
            site.pages["/f"] = dated(6, 5, 4, 3)
            expect("it is again", w.run("crawl", "--all"), 0,
                   r"news: fine \(was layout changed\)")
            site.pages["/f"] = dated(6, 5, 4)
            expect("younger ones moved it on", w.run("crawl", "--all"), 0, "")
            if canary != "3":
                continue
            with open(w.path + "/molva.yaml", "r+", encoding="utf-8") as f:
                text = f.read().replace("canary: 3", "canary: [6, nowhere]")
                f.seek(0), f.truncate(), f.write(text)
            expect("one that never was", w.run("crawl", "--all"), 1,
                   "the canary 'nowhere' is not found")
            expect("on a page that did not change", w.run("crawl", "--all"),
                   1, "")
            expect("in the reader's words", w.run("report", "--from",
                   "2026-01-01", "--markdown", "--out", "-"), 0,
                   "не нашлась контрольная запись «nowhere»")


def later(days):
    return ["faketime", "-f", "%+dd" % days]


def pinned():
    """A pinned post is no page further back, and its page is kept."""
    with Site({"/f": dated(3, 9, 8)}) as site, Folder(
            site.source("/f", "feed", "news").replace(
                "}", ", canary: '3'}")) as w:
        expect("it is there", w.run("crawl", "--all"), 0, "")
        site.pages["/f"] = dated(10, 9, 8)
        expect("it is not", w.run("crawl", "--all", before=later(1)), 1,
               "the canary '3' is not found")
        code, got, told = pages(w)
        tally.check("the page that showed it is kept", code == 1 and
                    "'3'" in got["bad"]["then"]["cause"] and
                    got["good"]["right"] and not got["bad"]["right"], told)
        site.pages["/f"] = dated(3, 10, 9)
        expect("again", w.run("crawl", "--all", before=later(2)), 0, "")
        code, got, told = pages(w)
        tally.check("what was bad before decides no more", code == 0 and
                    not got["bad"]["right"], told)
        site.pages["/f"] = dated(3, 11, 10)
        w.run("crawl", "--all", before=later(9))
        tally.check("and goes after a week", list(pages(w)[1]) == ["good"],
                    pages(w)[2])
        w.run("source", "remove", "news")
        w.run("crawl", "--all")
        tally.check("with its source", not os.listdir(w.path + "/kept"),
                    os.listdir(w.path + "/kept"))


def behind():
    """A canary on a page that the chain left behind it."""
    def paged(*days, on=b""):
        kind, body = dated(*days)
        return kind, body.replace(b"<item>", on + b"<item>", 1)
    with Site({"/old": dated(3, 2, 1)}) as site, Folder(
            site.source("/f", "feed", "news").replace(
                "}", ", canary: '2', pages: 2}")) as w:
        on = b"<link rel='next' href='%s/old'/>" % site.url.encode()
        site.pages["/f"] = paged(6, 5, 4, on=on)
        expect("it is there", w.run("crawl", "--all"), 0, "")
        site.pages["/f"] = paged(7, 6, 5, on=on)
        site.pages["/old"] = dated(3, 1)
        expect("a day later it is not", w.run("crawl", "--all",
               before=later(2)), 1, "the canary '2' is not found")
        expect("nor where its page is not read", w.run(
            "crawl", "--all", before=later(2)), 1, "")
        tally.check("which was asked for twice",
                    site.asked.count("/old") == 2, site.asked)
        expect("it is still lost", w.run("source", "list"), 0,
               "news: layout changed")


def redesign():
    """After a week of refusals the good page is still the good one."""
    with Site({"/f": items(8)}) as site, \
            Folder(site.source("/f", "feed", "news")) as w:
        w.run("crawl", "--all")
        site.pages["/f"] = lambda h: h.reply(403, "text/html", b"go away")
        w.run("crawl", "--all", before=later(1))
        site.pages["/f"] = items(3)
        for day in 9, 15:
            w.run("crawl", "--all", before=later(day))
            got = pages(w)[1]
            tally.check("fewer posts are news, day %d" % day,
                        got["good"]["then"]["posts"] == 8 and
                        got["bad"]["then"]["posts"] == 3, got)
        site.pages["/f"] = items(2)
        w.run("crawl", "--all", before=later(17))
        got = pages(w)[1]
        tally.check("then habit", list(got) == ["good"] and
                    got["good"]["then"]["posts"] == 2, got)


def beginnings():
    """A feed of beginnings is told once, and stands beside its state."""
    short = feed(*((str(i), "nothing of note [...]") for i in range(4)))
    with Site({"/f": short}) as site, \
            Folder(site.source("/f", "feed", "news")) as w:
        told = w.run("crawl", "--all")
        tally.check("told", told[0] == 0 and "news: its feed gives only the "
                    "beginnings of texts" in told[2], told)
        told = w.run("crawl", "--all")
        tally.check("once", told[0] == 0 and "beginnings" not in told[2], told)
        expect("and seen", w.run("source", "list"), 0,
               "news: fine, .*: its feed gives only the beginnings")
        site.pages["/f"] = feed(("9", "nothing of note, and that is all."))
        w.run("crawl", "--all")
        told = w.run("source", "list")
        tally.check("until it gives more", told[0] == 0 and
                    "beginnings" not in told[1], told)
        site.pages["/f"] = short[0], short[1].replace(
            b"<title>t</title>", b"<title>%s</title>" % (b"long " * 2000), 1)
        told = w.run("crawl", "--all")
        tally.check("whatever else there is to tell", "news: its feed gives "
                    "only" in told[2] and "titles or names" in told[2], told)


def comments(*ids, more=()):
    """A thread of Reddit as JSON, with ids that it leaves out."""
    def thing(kind, **data):
        return {"kind": kind, "data": data}

    def listing(things):
        return thing("Listing", children=things)
    said = [thing("t1", name="t1_" + i, id=i, author="ann", link_id="t3_b1",
                  body="Вьюга: связи нет, " + i, created_utc=1700000000,
                  parent_id="t3_b1", replies="") for i in ids]
    if more:
        said.append(thing("more", count=len(more), name="t1_" + more[0],
                          id=more[0], parent_id="t3_b1", children=list(more)))
    post = thing("t3", name="t3_b1", title="Вьюга", selftext="", author="bob",
                 created_utc=1700000000, permalink="/r/x/comments/b1/p/")
    return json.dumps([listing([post]), listing(said)]).encode()


def named_apart():
    """Brands that stand in the thread's title alone, and a post that came
    after the page was kept."""
    one = lambda *ids: ("application/json", comments(*ids).replace(
        json.dumps("Вьюга: связи нет")[1:-1].encode(), b"no net"))
    ids = ["d%d" % i for i in range(8)]
    with Site({"/comments/b1.json": one(*ids)}) as site, Folder(
            site.source("/comments/b1.json", "reddit", "news")) as w:
        w.run("crawl", "--all")
        code, got, told = pages(w)
        tally.check("are known", code == 0 and got["good"]["known"] == 9 and
                    not got["good"]["nobody"] and got["good"]["right"], told)
        site.pages["/comments/b1.json"] = one("d1", "d9")
        w.run("crawl", "--all", before=later(1))
        code, got, told = pages(w)
        tally.check("what came later is not missed",
                    not got["good"]["missing"], told)


def left_out():
    """What a thread leaves out is read once, within the budget of a visit."""
    rest = ["d%d" % i for i in range(3, 8)]

    def page(handler):
        one = re.search(r"comment=(\w+)", handler.path)
        handler.reply(200, "application/json", comments(one.group(1)) if one
                      else comments("d1", "d2", more=rest))
    with Site({"/comments/b1.json": page}) as site, Folder(
            site.source("/comments/b1.json", "reddit").replace(
                "}", ", pages: 3}")) as w:
        told = w.run("crawl", "--all")
        expect("told", w.run("source", "list"), 0, r"s: read in part, .*: 2 "
               r"places of this page leave posts out \(\"more\"\)")
        tally.check("three of five", "6 new" in told[1], told)
        told = w.run("crawl", "--all")
        tally.check("then the rest", "2 new" in told[1], told)
        told = w.run("crawl", "--all")
        tally.check("and no more", " 0 new" in told[1] and
                    [p for p in site.asked if "comment=" in p] ==
                    ["/comments/b1.json?comment=" + i for i in rest],
                    (told, site.asked))
        expect("all is well", w.run("source", "list"), 0, "^s: fine")


def left_out_once():
    """What is gone, or was read but for a long name, is not asked for again."""
    quiet = lambda body: body.replace(
        json.dumps("Вьюга")[1:-1].encode(), b"nobody")

    def page(handler):
        one = re.search(r"comment=(\w+)", handler.path)
        if one and one.group(1) == "d4":
            handler.reply(404, "text/plain", b"")
        elif one:
            handler.reply(200, "application/json", quiet(comments(
                one.group(1))).replace(b'"ann"', b'"%s"' % (b"ann" * 999)))
        else:
            handler.reply(200, "application/json",
                          quiet(comments("d1", "d2", more=["d3", "d4"])))
    with Site({"/comments/b1.json": page}) as site, Folder(
            site.source("/comments/b1.json", "reddit")) as w:
        for day in 0, 2:
            w.run("crawl", "--all", before=later(day))
        tally.check("once each", [p[-2:] for p in site.asked if "comment=" in p]
                    == ["d3", "d4"], site.asked)


def left_out_of_html():
    """Of a place that hides its ids in a script nothing is guessed."""
    page = {}
    for name in "old", "long":
        with open("tests/crawler/pages/reddit-%s.html" % name, "rb") as f:
            page[name] = ("text/html", f.read())
    with Site({"/r/x/comments/b8/queue/": page["long"],
               "/r/x/comments/b8/queue/e7/": page["old"]}) as site, Folder(
            site.source("/r/x/comments/b8/queue/", "reddit")) as w:
        w.run("crawl", "--all")
        tally.check("by its id, and deeper down", sorted(
            site.asked[-2:]) == ["/r/x/comments/b8/queue/?comment=e2",
                                 "/r/x/comments/b8/queue/e7/"], site.asked)
        told = w.run("source", "show", "s")
        expect("three at once", told, 0, r'1 places of this page leave posts '
               r'out \("more"\)')


orders()
checked()
kept()
named_apart()
left_out()
left_out_once()
left_out_of_html()
beginnings()
canaries()
pinned()
behind()
redesign()
blindness()
tally.end()

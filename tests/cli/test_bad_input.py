"""Bad input gets a clear error with a place, and nothing is lost."""
import os
import re
import subprocess

from molva import BASE, Folder, Site, Tally, feed, gzipped

tally = Tally()
GOOD = feed(("1", "Вьюга не работает третий день, поддержка молчит"))


def expect(name, result, code, *patterns):
    """Exit code and every pattern found in what was printed."""
    got, out, err = result
    text = out + err
    missing = [p for p in patterns if not re.search(p, text, re.S)]
    tally.check(name, got == code and not missing,
                "exit %d, missing %s\n%s" % (got, missing, text))
    tally.check(name + ": no crash", got >= 0 and "Sanitizer" not in text, text)


def damaged(name, file, old, new, command, code, *patterns):
    """Damages one rule file of a private copy of the rules."""
    with Folder(own_rules=True) as w:
        path = w.path + "/rules/" + file
        text = open(path, encoding="utf-8").read()
        tally.check(name + ": can be damaged", re.search(old, text), path)
        with open(path, "w", encoding="utf-8") as f:
            f.write(re.sub(old, new, text, count=1))
        expect(name, w.run(*command), code,
               re.escape(os.path.basename(file)) + r":\d+:\d+: ", r"\n +\^",
               *patterns)


def yaml_files():
    bad = BASE.replace("brands:", "brandz:")
    with Folder(base=bad) as w:
        expect("unknown key", w.run("queue"), 3,
               r"molva\.yaml:\d+:1: unknown key 'brandz'; did you mean "
               r"'brands'\?\n +brandz:\n +\^{6}")
    with Folder(base="company: [\n") as w:
        expect("broken molva.yaml", w.run("queue"), 3, r"molva\.yaml:\d+:\d+:")
    with Folder("- {name: a, kind: feed, url: x, every: often}\n") as w:
        expect("wrong type", w.run("crawl"), 3, r"expected a time like", r"\^")
    with Folder("- {name: a, kind: fede, url: 'http://x.example/'}\n") as w:
        expect("unknown connector", w.run("crawl"), 3, "fede", "feed")
    damaged("broken rule file", "words/ru/broken.yaml", r"rules:", "rules: [",
            ["rules", "check"], 1)
    damaged("failing example", "words/ru/praise.yaml", r"\n  match:\n  - .*",
            "\n  match:\n  - xyzzy", ["rules", "check"], 1, "xyzzy")
    damaged("broken matrix", "matrix/fas.yaml", r"solution: A", "solution: Q",
            ["matrix", "check"], 1)
    damaged("broken connector", "connectors/phpbb.yaml", r"//div\[",
            "//div[[", ["connectors", "check"], 1)
    damaged("broken calendar", "calendar/ru.yaml", r"zone:", "zone: [",
            ["matrix", "check"], 1)


def crawl_one(name, pages, kind, *patterns):
    """A bad page beside a good one: told by name, the good one stored."""
    pages["/good"] = GOOD
    with Site(pages) as site:
        sources = (site.source("/bad", kind, "bad") +
                   site.source("/good", "feed", "good"))
        with Folder(sources) as w:
            result = w.run("crawl", "--all")
            expect(name, result, 1, r"/bad: ", *patterns)
            _, out, _ = w.run("queue", "--json")
            tally.check(name + ": the other source is stored",
                        '"source":"good"' in out, out + result[2])


def endless_body(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Connection", "close")
    handler.end_headers()
    for _ in range(4000):
        handler.wfile.write(b"<p>word</p>" * 1000)


def bomb(handler):
    body = gzipped(200 * 1024 * 1024)
    handler.reply(200, "text/html", body, Content_Encoding="gzip")


def redirect(handler):
    n = int(handler.path.split("n=")[1]) if "n=" in handler.path else 0
    handler.reply(302, "text/html", b"", Location="/bad?n=%d" % (n + 1))


def pages():
    many = b"<html><body><div " + b"".join(
        b"a%d=1 " % i for i in range(200000)) + b">x</div></body></html>"
    crawl_one("200,000 attributes", {"/bad": ("text/html", many)}, "phpbb",
              "attributes|tag")
    crawl_one("gzip bomb", {"/bad": bomb}, "phpbb", "larger|bytes|bomb")
    crawl_one("endless redirect", {"/bad": redirect}, "phpbb", "redirect")
    crawl_one("endless body", {"/bad": endless_body}, "phpbb", "larger|bytes")
    entities = b"<!ENTITY a0 'xxxxxxxxxx'>" + b"".join(
        b"<!ENTITY a%d '&a%d;&a%d;&a%d;&a%d;'>" % (i, i - 1, i - 1, i - 1, i - 1)
        for i in range(1, 20))
    crawl_one("entity bomb", {"/bad": (
        "application/rss+xml", b"<?xml version='1.0'?><!DOCTYPE rss [" +
        entities + b"]><rss><channel><item><guid>1</guid><description>&a19;"
        b"</description></item></channel></rss>")}, "feed", "entit|ENTITY")


def bytes_and_names():
    text = "Вьюга не работает \udcff\udcfe третий день".encode(
        "utf-8", "surrogateescape")
    bad = feed(("1", "@@"))[1].replace(b"@@", text)
    with Site({"/f": ("application/rss+xml; charset=utf-8", bad)}) as site:
        with Folder(site.source("/f", "feed")) as w:
            expect("invalid UTF-8 is read", w.run("crawl"), 0, "1 mentions")
            expect("and shown", w.run("queue", "--json"), 0, "третий день")
    with Folder("- {name: forum, kind: feed, url: 'http://x.example/'}\n") as w:
        expect("unknown source", w.run("crawl", "--source", "forun"), 2,
               "no source 'forun'", "did you mean 'forum'")
        expect("unknown command", w.run("crwal"), 2, "did you mean 'crawl'")
        expect("unknown option", w.run("crawl", "--sinse", "2026-01-01"), 2,
               "did you mean --since")
        expect("no store yet", w.run("queue"), 3, "molva")
    with Folder() as w:
        os.remove(w.path + "/molva.yaml")
        expect("no workspace", w.run("queue"), 3, "molva init")


def bound_by_modes():
    """What to put before a command so that modes of files bind root too."""
    drop = "-dac_override,-dac_read_search"
    return ([] if os.getuid() else
            ["setpriv", "--bounding-set=" + drop, "--inh-caps=" + drop])


def queries():
    """A query that is wrong: its place, a caret, what to do; and -word."""
    with Site({"/f": GOOD}) as site:
        with Folder(site.source("/f", "feed")) as w:
            expect("a feed for queries", w.run("crawl"), 0, "1 new")
            found = lambda *words: w.run("search", *words)
            expect("half a query", found("тариф", "AND"), 2,
                   r"query:1:7: something has to stand behind 'AND'.*\n"
                   r" +тариф AND\n {10}\^\^\^\n")
            expect("no such field", found("auhtor:анна"), 2,
                   "did you mean 'author'", r"\^{6}")
            expect("a slow pattern is told", found("/(.|..)+[#%]$/"), 0,
                   "0 of 0", r"took too long in \d texts")
            expect("a word that is not wanted", found("вьюга", "-праздник"), 0,
                   "1 of 1")
            expect("and one that is there", found("вьюга", "-поддержка"), 0,
                   "0 of 0")
            expect("a phrase", found('"третьего дня" ИЛИ "не работать"'), 0,
                   "1 of 1")
            expect("near", found("день РЯДОМ/1 поддержка"), 0, "1 of 1")
            expect("too far", found("вьюга NEAR/2 поддержка"), 0, "0 of 0")
            expect("a field", found("поддерж*", "source:s"), 0, "1 of 1")


def brands():
    """Brands by query: read where posts are, by more than their text."""
    found = "- {name: Вьюга, forms: ['вьюга*'], query: %s}\n"
    base = lambda query: BASE.replace("- {name: Вьюга, forms: ['вьюга*']}\n",
                                      found % query)
    with Site({"/f": GOOD}) as site:
        for query, new in (("тариф OR поддержка", 1), ("тариф", 0),
                           ("author:ann", 1), ("-author:ann молчать", 0),
                           ("site:127.0.0.1", 1), ("lang:en", 0)):
            with Folder(site.source("/f", "feed"), base=base(
                    "'%s'" % query)) as w:
                expect("a brand that asks for " + query, w.run("crawl"), 0,
                       "%d new" % new)
    two = BASE.replace("departments:",
                       "- {name: Метель, forms: [метель]}\ndepartments:", 1)
    with Folder(base=two) as w:
        said = w.path + "/said.txt"
        with open(said, "w", encoding="utf-8") as f:
            f.write("Вьюга опять не работает, а Метель отличная, спасибо!\n")
        expect("each brand has its verdict", w.run("classify", "--json", said),
               0, r'"brands":\[\{"type":"broken",[^]]*"brand":"Вьюга".*'
               r'\{"type":"praise",[^]]*"brand":"Метель"')
    with Folder(base=base("тариф OR")) as w:
        for command in (["rules", "check"], ["crawl"]):
            expect("half a query of a brand: " + command[0], w.run(*command),
                   1 if command[0] == "rules" else 3,
                   r"molva\.yaml:6:\d+: something has to stand behind 'OR'",
                   r"\^")


def trial():
    """What a query would change, before it is adopted."""
    posts = feed(("1", "Вьюга не работает, поддержка молчит"),
                 ("2", "Вьюга: новый тариф"), ("3", "Метель: тариф дорог"),
                 ("4", "Метель хороша"), ("5", "тариф без имени"))
    two = BASE.replace("departments:", "- {name: Метель, forms: [метель], "
                       "not_authors: [bot]}\ndepartments:", 1)
    with Site({"/f": posts}) as site:
        with Folder(site.source("/f", "feed"), base=two) as w:
            expect("four of five are stored", w.run("crawl"), 0, "4 new")
            expect("its forms and the query",
                   w.run("brand", "try", "--brand", "Вьюга", "тариф"), 0,
                   r"stay +1\ncome in +0\ngo +1\n", "would go:.*молчит",
                   "not kept")
            expect("the query alone",
                   w.run("brand", "try", "--brand", "Вьюга", "--alone",
                         "тариф"), 0,
                   r"stay +1\ncome in +1\n +1 from Метель\ngo +1\n",
                   "would come in:.*дорог.*would go:.*молчит")
            expect("a brand of its own", w.run("brand", "try", "тариф"), 0,
                   r"stay +0\ncome in +2\n", "1 from Метель", "1 from Вьюга")
            expect("for programs",
                   w.run("brand", "try", "--json", "--limit", "1", "тариф"), 0,
                   r'"come_in":2,"go":0', r'"come_in_from":\{',
                   r'"examples":\{"come_in":\[\{"id":\d+,[^]]*\}\],"go":\[\]')
            expect("several words", w.run("brand", "try", "тариф", "-вьюга"),
                   0, r"stay +0\ncome in +1\n", "1 from Метель")
            expect("half a query", w.run("brand", "try", "тариф AND"), 2,
                   r"query:1:7: something has to stand", r"\^\^\^")
            expect("no such brand",
                   w.run("brand", "try", "--brand", "Вьюгга", "тариф"), 2,
                   "there is: Вьюга, Метель")


def read_only(w):
    before = bound_by_modes()
    os.chmod(w.path, 0o555)
    try_it = before + ["mkdir", w.path + "/may-not"]
    if subprocess.run(try_it, stderr=subprocess.DEVNULL).returncode == 0:
        os.rmdir(w.path + "/may-not")
        tally.skip("read-only workspace",
                   "root may not give its rights away here")
    else:
        expect("read-only workspace", w.run("crawl", before=before), 3,
               r"molva\.db|" + w.path, "writ|read-only|permission")
    os.chmod(w.path, 0o755)


def disk():
    with Site({"/f": GOOD}) as site:
        with Folder(site.source("/f", "feed")) as w:
            read_only(w)
            limit = "ulimit -f 64; exec \"$0\" \"$@\""
            small = lambda *a: subprocess.run(
                ["bash", "-c", limit, os.path.abspath("build/molva"), "-w",
                 w.path] + list(a), stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT)
            done = small("crawl")
            text = done.stdout.decode("utf-8", "replace")
            tally.check("full disk: said, exit 3",
                        done.returncode == 3 and re.search("full|large", text),
                        "exit %d %s" % (done.returncode, text))
            expect("room again: the crawl goes on", w.run("crawl", "--all"), 0,
                   "1 new")
            expect("and nothing twice", w.run("queue", "--json"), 0,
                   r'^\{[^\n]*\n$')


yaml_files()
pages()
bytes_and_names()
queries()
brands()
trial()
disk()
tally.end()

"""The three users at their daily work: what is told when nothing comes, and
what a slip of the hand gets for an answer."""
import os
import re
import sqlite3
import subprocess
import time

from molva import BASE, MOLVA, Folder, Site, Tally, feed

tally = Tally()
NEWS = feed(("1", "Вьюга не работает третий день, поддержка молчит"))


def expect(name, result, code, *patterns):
    got, out, err = result
    missing = [p for p in patterns if not re.search(p, out + err, re.S)]
    tally.check(name, got == code and not missing,
                "exit %d, missing %s\n%s%s" % (got, missing, out, err))


def unreached():
    sources = ("- {name: shut, kind: feed, url: 'http://127.0.0.1:1/f', "
               "allow_private: true}\n"
               "- {name: odd, kind: feed, urls: list.txt}\n")
    with Folder(sources) as w:
        with open(w.path + "/list.txt", "w") as f:
            f.write("ftp://f.example/f\n")
        expect("what was not reached is told", w.run("crawl"), 1,
               r"http://127\.0\.0\.1:1/f: \S", r"\bodd: \S", "no answer",
               "1 failed", "1 waiting")
    with Folder() as w:
        expect("no sources", w.run("crawl"), 0, "no sources in molva.yaml")


def health():
    """A source of which nothing can be read is not well."""
    def busy(handler):
        handler.reply(429, "text/html", b"", Retry_After="3600")
    with Site({"/void": ("application/rss+xml", b""), "/busy": busy,
               "/odd": ("application/json", b"{broken")}) as site:
        both = lambda *names: "".join(
            site.source("/" + n, "feed", n) for n in names)
        sources = both("void", "odd") + both("busy").replace(
            "127.0.0.1", "localhost")  # another host, which asks for a pause
        with Folder(sources) as w:
            expect("every page has its cause", w.run("crawl"), 1,
                   "/void: the page is empty", "/odd: this is not JSON",
                   "/busy: status 429", "2 failed,.* 1 waiting")
            with sqlite3.connect(w.path + "/molva.db") as store:
                rows = dict(store.execute("SELECT name, health FROM source"))
            tally.check("health", rows["void"] == rows["odd"] == "changed" and
                        rows["busy"] == "limited", rows)


def all_failed():
    """Exit 1 when nothing could be read of any source that was visited."""
    answers = {"/f": NEWS, "/empty": feed(), "/odd": ("text/html", b"<p>x</p>"),
               "/no": lambda h: h.reply(403, "text/html", b""),
               "/down": lambda h: h.reply(503, "text/html", b"")}
    with Site(answers) as site:
        for code, names in ((0, ["f"]), (0, ["empty"]), (1, ["gone"]),
                            (1, ["odd"]), (1, ["no"]), (1, ["down"]),
                            (1, ["gone", "odd", "no"]), (1, ["gone", "f"]),
                            (1, ["f", "gone"]), (1, ["empty", "gone"])):
            with Folder("".join(site.source("/" + n, "feed", n)
                                for n in names)) as w:
                told = w.run("crawl")
                expect("crawl of %s" % names, told, code)
                said = re.search("not one source could be read|1 of 2 sources",
                                 told[2])
                tally.check("that is said", bool(said) == (code == 1), told)
        with Folder(site.source("/f", "feed", "f") +
                    site.source("/gone", "feed", "gone")) as w:
            expect("one source only", w.run("crawl", "--source", "gone"), 1)
            expect("then the other", w.run("crawl"), 0, "1 new")
            expect("then none", w.run("crawl"), 0, "nothing is due")
        with Folder(site.source("/f", "feed", "f") +
                    site.source("/gone", "feed", "gone")) as w:
            quiet = lambda: w.run("crawl", "--all", "--quiet")
            first = quiet()
            expect("quiet tells what changed, once", first, 1,
                   r"gone: dead \(was fine\): http\S+/gone: status 404")
            tally.check("in one line", first[2].count("\n") == 2, first)
            again = quiet()
            tally.check("and not again", again[0] == 1 and
                        "404" not in again[2], again)
            site.pages["/gone"] = NEWS
            expect("until it is well", quiet(), 0, r"gone: fine \(was dead\)")


def looking_back():
    with Site({"/f": NEWS}) as site:
        with Folder(site.source("/f", "feed")) as w:
            expect("first", w.run("crawl"), 0, "1 pages")
            expect("nothing due is said", w.run("crawl"), 0, "0 pages",
                   "nothing is due.*--all")
            expect("--since does not wait for the hour",
                   w.run("crawl", "--since", "2026-01-31"), 0, "1 pages")
            expect("--since tomorrow", w.run("crawl", "--since", "2126-01-31"),
                   2, "future")
            expect("no such day", w.run("crawl", "--since", "2026-02-30"), 2,
                   "not a day like.*2026-02-30")


def shell(w, line):
    done = subprocess.run(["bash", "-c", line, MOLVA, w.path],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return (done.returncode, done.stdout.decode(), done.stderr.decode())


def output_that_fails():
    posts = [(str(i), "Вьюга не работает %d день " % i + "совсем " * 40)
             for i in range(200)]
    with Site({"/f": feed(*posts)}) as site:
        with Folder(site.source("/f", "feed")) as w:
            w.run("crawl")
            expect("a full device", shell(w, '"$0" -w "$1" queue >/dev/full'),
                   3, "cannot be written")
            code, out, err = shell(
                w, 'set -o pipefail; "$0" -w "$1" queue --json | head -1')
            tally.check("a reader that goes", code == 0 and
                        out.count("\n") == 1 and not err, (code, err))


def before_the_command():
    for args, said in ((["-w"], "missing behind -w"),
                       (["--vesrion"], "no option --vesrion")):
        done = subprocess.run([MOLVA] + args, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        expect(" ".join(args), (done.returncode, done.stdout.decode(), ""), 2,
               said)


def slips():
    with Site({"/f": NEWS}) as site:
        with Folder(site.source("/f", "feed")) as w:
            w.run("crawl")
            with open(w.path + "/t.csv", "w", newline="") as f:
                f.write("id,text\r\n1,Не работает\r\n")
            for line, code, said in SLIPS:
                line = line.replace("T.CSV", w.path + "/t.csv")
                expect(line, w.run(*line.split(" ")), code, said)
            with open(w.path + "/t.txt", "w") as f:
                f.write("\n \t\nНе работает\n\r\n\n")
            out = w.run("classify", w.path + "/t.txt")[1]
            tally.check("blank lines are no texts", out.count("\n") == 1, out)


SLIPS = (
    ("queue --type praize", 2, "no type 'praize'; there is: broken .*praise"),
    ("queue --solution Z", 2, "no solution 'Z'; there is: A B C D"),
    ("report --brand Пурга", 2, "no brand 'Пурга'; there is: Вьюга"),
    ("report --brand Вьюга", 0, "</html>"),
    ("queue --brand Пурга", 2, "no brand 'Пурга'; there is: Вьюга"),
    ("queue --limit -5", 2, "from 0"),
    ("queue --solution B", 0, "0 of 0"),
    ("search ***", 2, "needs two letters or more"),
    ("search вьюгу", 0, "1 of 1"),
    ("rules foo", 2, "no word 'foo'; there is: check eval audit fit"),
    ("matrix foo", 2, "no word 'foo'"),
    ("matrix check all", 2, "more was given"),
    ("matrix decide about=prodct", 2, "'prodct': .*: product money"),
    ("matrix show --preset nope", 3, "nope.yaml is not there"),
    ("matrix diff fas nope", 3, "nope.yaml is not there"),
    ("connectors foo", 2, "no word 'foo'; there is: check read"),
    ("connectors read phpbb /nowhere", 3, "No such file"),
    ("classify --csv txt T.CSV", 3, "no column 'txt'; there is: id, text"),
    ("classify --csv text T.CSV", 0, "^broken"),
    ("rules eval T.CSV", 3, "t.csv: the table needs the columns 'type' and 'text'"),
    ("rules eval --half both T.CSV", 2, "no half 'both'; there is: read unread"),
    ("rules eval --words /nowhere/w T.CSV", 2, "--words is of `rules fit`"),
    ("rules eval --unread T.CSV T.CSV", 2, "--unread is of `rules fit`"),
    ("rules fit --half read T.CSV", 2, "--half is of `rules eval audit`"),
    ("rules fit --json T.CSV", 2, "--json is of `rules eval audit replay`"),
    ("rules check --json", 2, "--json is of `rules eval audit replay`"),
    ("rules audit T.CSV", 3, "t.csv: the table needs the columns 'type' and 'text'"),
    ("rules audit --half unread T.CSV", 2, "on the unread half is not told"),
    ("rules fit --unread b.csv T.CSV", 2, "--unread b.csv is none of the tables"),
)


# These names stand in events that nobody at the desk made.
SIGNERS = ("crawler", "matrix", "store", "desk", "molva", "Matrix", "DESK",
           "root@cli", "ann@CLI", "@cli")
# A zero width space, a turned direction, no-break space, a soft hyphen, NEL,
# a sign for private use, one that is none.
UNSEEN = ("a b", " ann", "ann\t", "an\u200bn", "ann\u202e", "an\u00a0n",
          "an\u00adn", "ann\u0085", "ann\ue000", "ann\uffff")


def people():
    with Folder() as w:
        expect("added", w.run("user", "add", "ann", "--role", "admin"), 0,
               "ann: added, role admin, password")
        expect("nobody is reset by accident", w.run("user", "add", "ann"),
               3, "is there already; `molva user passwd ann`")
        expect("passwd", w.run("user", "passwd", "ann"), 0,
               "ann: new password, signed out everywhere, password")
        expect("the last admin", w.run("user", "role", "ann", "head"), 0,
               "role head .was admin.[^$]*was the last admin")
        expect("the usual role", w.run("user", "add", "bob"), 0,
               "bob: added, role approver")
        for login in SIGNERS:
            expect("signs events: " + login, w.run("user", "add", login), 3,
                   "that name signs what Molva does")
        for login in UNSEEN:
            expect("unseen signs: " + repr(login),
                   w.run("user", "add", login), 3, "no invisible signs")
        expect("a name of two lines", w.run("user", "add", "eve", "--name",
               "Eve\nmallory\tadmin"), 3, "a name stands in one line")
        expect("odd role", w.run("user", "add", "eve", "--role", "boss"), 2,
               "no role 'boss'; there is: monitor .* admin")
        expect("odd language", w.run("user", "add", "eve", "--lang", "fr"), 2,
               "no language 'fr'; there is: ru en")
        expect("odd word", w.run("user", "del", "eve"), 2,
               "there is: list add passwd .*remove")
        expect("how replies end", w.run("user", "sign", "ann",
                                        " Анна, служба заботы "), 0,
               'replies end with "Анна, служба заботы"')
        expect("nobody", w.run("user", "role", "eve", "admin"), 3,
               "there is no user 'eve'")
        expect("removed", w.run("user", "remove", "bob"), 0, "bob: removed")
        expect("removed twice", w.run("user", "remove", "bob"), 3,
               "was removed")
        expect("no password for him", w.run("user", "passwd", "bob"), 3,
               "was removed")
        expect("not reused", w.run("user", "add", "bob"), 3, "--again")
        expect("list", w.run("user", "list"), 0,
               "ann\tann\thead\t-\t-\tactive\tnever\n"
               "bob\tbob\tapprover\t-\t-\tremoved\tnever")
        expect("list for programs", w.run("user", "list", "--json"), 0,
               '"login":"bob".*"state":"removed","last_sign_in":null')
        expect("back again", w.run("user", "add", "bob", "--again"), 0,
               "bob: back again, role approver")
        for size, code in ((5, 3), (1024, 0), (1025, 3), (3000, 3)):
            done = subprocess.run(
                [MOLVA, "-w", w.path, "user", "add", "eve%d" % size,
                 "--password-stdin"], input=b"x" * size + b"\n",
                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            expect("password of %d" % size,
                   (done.returncode, "", done.stderr.decode()), code,
                   "8 to 1024 bytes" if code else "^$")


def folders():
    name = "моя папка 'раз'"
    with Folder() as w:
        run = lambda line: subprocess.run(
            line, shell=True, cwd=w.path, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        done = run('"%s" init "%s"' % (MOLVA, name))
        told = re.search(r"molva (-w .*) crawl", done.stdout.decode())
        tally.check("init says what to type", told, done.stdout.decode())
        done = run("'%s' %s queue" % (MOLVA, told and told.group(1)))
        expect("and that finds the folder",
               (done.returncode, done.stdout.decode(), ""), 3, "no store yet")


def periods():
    with Folder() as w:
        w.run("crawl")
        expect("a report of nothing", w.run("report"), 0, "</html>")
        expect("backwards", w.run("report", "--from", "2026-05-01", "--to",
                                  "2026-04-01"), 2, "must lie before --to")
        expect("language", w.run("report", "--lang", "fr"), 2, "ru en")
        expect("a month's sheet", w.run("report", "--month", "2026-05",
                                        "--lang", "en"), 0,
               "# The month May 2026", "## Replies in time")
        expect("no month", w.run("report", "--month", "2026-15"), 3,
               "'2026-15' is no month, as in 2026-11")
        expect("a month has its own period",
               w.run("report", "--month", "2026-05", "--brand", "Вьюга"), 2,
               "--month is a period of its own")
        expect("what came of the solutions", w.run("reply", "sums"), 0, "")
        expect("of no month", w.run("reply", "sums", "may"), 1,
               "'may' is no month")


def our_own_card():
    """Nobody names the brand on the brand's own card."""
    page = feed(("1", "Ждали два часа, никто не подошёл, деньги не вернули"))
    with Site({"/f": page}) as site:
        card = site.source("/f", "feed").replace("}", ", own_card: true}")
        with Folder(card) as w:
            expect("one brand: it is meant", w.run("crawl"), 0, "1 mentions")
        two = BASE.replace("departments:", "- {name: Пурга, forms: [пург*]}\n"
                           "departments:")
        with Folder(card, base=two) as w:
            expect("two brands: who knows", w.run("crawl"), 0, "0 mentions")


def stopped():
    slow = lambda h: (time.sleep(3), h.reply(200, *NEWS))
    with Site({"/f": slow}) as site:
        with Folder(site.source("/f", "feed")) as w:
            process = subprocess.Popen([MOLVA, "-w", w.path, "crawl"],
                                       stdout=subprocess.PIPE,
                                       stderr=subprocess.STDOUT)
            while "/f" not in site.asked:
                time.sleep(0.1)
            process.terminate()
            out = process.communicate(timeout=600)[0].decode()
            expect("a crawl that is stopped", (process.returncode, out, ""), 0,
                   "goes on where this one was")
            expect("goes on", w.run("crawl"), 0, "1 new")


def elsewhere():
    """Commands that need no workspace, from any folder."""
    for words in (["connectors", "check"], ["matrix", "check"],
                  ["rules", "check"]):
        done = subprocess.run([MOLVA] + words, cwd="/", stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        expect(" ".join(words) + " in /", (done.returncode,
                                           done.stdout.decode(), ""), 0)


def installed():
    """Under a prefix that the build knew nothing of."""
    with Folder() as w:
        subprocess.run(["make", "-s", "install", "PREFIX=" + w.path + "/p"],
                       stdout=subprocess.DEVNULL)
        for words in (["connectors", "check"], ["matrix", "check"]):
            done = subprocess.run([w.path + "/p/bin/molva"] + words, cwd="/",
                                  stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT)
            expect("installed: " + words[0], (done.returncode,
                                              done.stdout.decode(), ""), 0)


def stores():
    with Folder(base=BASE.replace("company:", "store: 'sqlite:x.db'\n"
                                  "company:")) as w:
        w.run("crawl")
        tally.check("sqlite:PATH lies in the workspace",
                    os.path.exists(w.path + "/x.db"), os.listdir(w.path))


def terminal():
    """No post steers the terminal of who reads it."""
    evil = "Вьюга не работает &#x202e;задом&#x202c; &#x9b;31m &#x7f; наперёд"
    with Site({"/f": feed(("1", evil))}) as site:
        with Folder(site.source("/f", "feed")) as w:
            w.run("crawl")
            for words in (["queue"], ["show", "1"]):
                out = w.run(*words)[1]
                odd = [c for c in out if c in "\u202e\u202c\x7f" or
                       "\x80" <= c < "\xa0" or c < "\n"]
                tally.check(words[0] + " shows no controls",
                            "наперёд" in out and not odd, (odd, out))


def settings():
    plain = "- {name: a, kind: feed, url: 'http://x.example/'%s}\n"
    for old, new, said in (
            ("company:", "zone: Mars/Phobos\ncompany:", "1:7: .*Mars/Phobos"),
            ("company:", "lang: fr\ncompany:", "1:7: expected ru or en"),
            ("company:", "readers: -3\ncompany:", "1:10: expected 0 to"),
            ("company:", "matrix: foo\ncompany:", "1:9: .*foo.yaml is not"),
            ("company:", "calendar: foo\ncompany:", "1:11: .*is not there"),
            ("127.0.0.1:0'", "127.0.0.1:0', names: 'http://x/'",
             r"\d+:\d+: expected a name like desk.example"),
            ("['вьюга*']", "[]", "6:29: without `forms:`"),
            ("sources:", "- {id: pr, name_ru: п, name_en: p, contact: c}\n"
             "sources:", "12:8: 'pr' is here twice")):
        with Folder(base=BASE.replace(old, new)) as w:
            expect(new, w.run("crawl"), 3, r"molva\.yaml:" + said, r"\^")
    for more, said in ((", url: ''", "is given twice"),
                       (", zone: Foo", ":13:57: .*Foo"),
                       (", pages: 0", ":13:58: a visit reads one page"),
                       (", headers: nocolon", ":13:60: expected lines"),
                       (", brand: Other", ":13:58: no brand")):
        with Folder(plain % more) as w:
            expect(more, w.run("crawl"), 3, said, r"\^")
    for url in ("''", "x", "'ftp://f.example/'", "[http://a.example/, x]"):
        with Folder("- {name: a, kind: feed, url: %s}\n" % url) as w:
            expect("url " + url, w.run("crawl"), 3, r":13:\d+: .*web address",
                   r"\^")
    with Folder("- {name: '', kind: feed, url: 'http://x.example/'}\n") as w:
        expect("no name", w.run("crawl"), 3, "13:10: a name is missing")
    with Folder(plain % "" + plain % "") as w:
        expect("one name, two sources", w.run("crawl"), 3, "14:10: .*twice")
    with Folder(base="\ufeff" + BASE) as w:
        expect("a BOM", w.run("crawl"), 0, "no sources")


class Served:
    """molva serve in a workspace, until the block ends."""

    def __init__(self, w):
        self.process = subprocess.Popen(
            [MOLVA, "-w", w.path, "serve"], stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        self.said = self.process.stdout.readline().decode()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate(timeout=600)


def desk_address():
    for address in ("8080", "localhost:80", "127.0.0.1:99999", "1.2.3:80"):
        with Folder(base=BASE.replace("127.0.0.1:0", address)) as w:
            expect("desk at " + address, w.run("serve"), 3,
                   r"molva\.yaml:4:17: expected numbers like", r"\^")
    with Folder(base=BASE.replace("127.0.0.1:0", "127.0.0.3:0")) as w:
        with Served(w) as one:
            m = re.search(r"http://127\.0\.0\.3:(\d+)/", one.said)
            tally.check("the address that was set is told", m, one.said)
            taken = BASE.replace("127.0.0.1:0", m.group(0)[7:-1])
            with Folder(base=taken) as other, Served(other) as two:
                tally.check("a taken port is told", re.search(
                    "cannot listen on 127.0.0.3 port .*in use", two.said),
                    two.said)
        with Folder(base=taken) as w, Served(w) as again:
            tally.check("and free again at once", "answers at" in again.said,
                        again.said)


unreached()
elsewhere()
our_own_card()
stopped()
installed()
stores()
terminal()
health()
all_failed()
settings()
desk_address()
people()
folders()
periods()
slips()
looking_back()
output_that_fails()
before_the_command()
tally.end()

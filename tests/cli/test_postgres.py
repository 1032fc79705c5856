"""The commands with their store in PostgreSQL, on a server of this test."""
import importlib.machinery
import importlib.util
import contextlib
import http.cookiejar
import json
import os
import re
import signal
import sqlite3
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

from molva import BASE, MOLVA, Folder, Site, Tally, feed

tally = Tally()
ALIKE = ("source url author title text lang brand type second tone facts "
         "confidence topic evidence solution row department template priority "
         "likes replies followers reach rating status").split()


def load_postgres():
    """tools/postgres as a module."""
    loader = importlib.machinery.SourceFileLoader("postgres", "tools/postgres")
    module = importlib.util.module_from_spec(
        importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def run(*args):
    done = subprocess.run([MOLVA] + list(args), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return (done.returncode, done.stdout.decode(), done.stderr.decode())


def alike(row):
    """A row of the queue without what two towns do not share: ids, times,
    ports, and which of the wordings a draft has (it goes by the address)."""
    row = {k: v for k, v in row.items() if k in ALIKE}
    text = json.dumps(row, ensure_ascii=False, sort_keys=True)
    return re.sub(r"\d+", "#", text)


def demo(server):
    server.sql("CREATE DATABASE demo")
    url = server.address("demo")
    queues = []
    for words in ((), ("--store", url)):
        code, out, err = run("demo", "--once", "--json", *words)
        tally.check("demo %s" % (words[:1],), code == 0, err)
        queues.append([json.loads(line) for line in out.splitlines()])
    lite, postgres = queues
    tally.check("as many wait", len(lite) == len(postgres) > 100,
                (len(lite), len(postgres)))
    # What is equally urgent stands as it came in, host by host as they answer.
    differ = set(map(alike, lite)) ^ set(map(alike, postgres))
    tally.check("the same queue", not differ, sorted(differ)[:4])
    ranks = [[row["priority"] for row in queue] for queue in queues]
    tally.check("the same order", ranks[0] == ranks[1], ranks)
    code, out, err = run("demo", "--once", "--json", "--store", url)
    tally.check("a store in use is refused", code == 3 and "in use" in err and
                not out, err)


PAGES = 60
CUT = ("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
       " WHERE application_name = 'molva'")


def slow_feed(number):
    posts = [("%d-%d" % (number, i), "Вьюга не работает %d-й день, номер %d"
              % (i + 2, number)) for i in range(3)]

    def answer(handler):
        time.sleep(0.05)
        handler.reply(200, *feed(*posts))
    return answer


def workspace(server, database, sources):
    server.sql("CREATE DATABASE " + database)
    return Folder(sources, base=BASE.replace(
        "sources:\n", "store: '%s'\nsources:\n" % server.address(database)))


def state(server, database):
    """What is stored, without when and in which order that was."""
    return server.ask(
        "SELECT m.key1, m.text, v.type, d.solution, (SELECT count(*) FROM"
        " cases c WHERE c.mention = m.id) FROM mention m JOIN verdict v ON"
        " v.mention = m.id JOIN decision d ON d.mention = m.id ORDER BY 1",
        database) + server.ask(
        "SELECT url, status, posts, cause FROM page ORDER BY 1", database)


def crawl_that_is_cut(server, site, sources):
    """Connections are cut whenever the crawl has got on, and once the server is
    stopped. (By the clock alone a busy machine would get nowhere.)"""
    with workspace(server, "cut", sources) as w:
        process = subprocess.Popen(
            [MOLVA, "-w", w.path, "crawl"], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)
        cuts, pages = 0, 0
        while process.poll() is None and len(site.asked) < 5:
            time.sleep(0.01)
        while process.poll() is None:
            time.sleep(0.1)
            stored = int(server.ask("SELECT count(*) FROM page", "cut"))
            if stored == pages:
                continue
            pages = stored
            cuts += int(server.ask(CUT))
            if cuts == 4 or len(site.asked) == PAGES // 2:
                server.stop(signal.SIGINT)
                time.sleep(0.5)
                server.start()
                cuts += 1
        out, err = process.communicate()
        tally.check("the crawl goes on by itself", process.returncode == 0,
                    out + err)
        tally.check("it was cut, and says so", cuts > 4 and
                    "nothing is lost" in err, (cuts, err))
        code, out, err = w.run("verify")
        tally.check("what it stored is whole", code == 0, out + err)
    return state(server, "cut")


def cut_crawls(server):
    pages = {"/f%d" % i: slow_feed(i) for i in range(PAGES)}
    with Site(pages) as site:
        sources = "".join(site.source(path, "feed", path[1:])
                          for path in pages)
        with workspace(server, "whole", sources) as w:
            code, out, err = w.run("crawl")
            tally.check("a crawl into PostgreSQL", code == 0, out + err)
        site.asked.clear()
        got = crawl_that_is_cut(server, site, sources)
        tally.check("the same as from a crawl nobody disturbed",
                    got == state(server, "whole") and
                    got.count("\n") > 3 * PAGES, got[:2000])


class Browser:
    def __init__(self, url):
        self.url = url
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def send(self, path, **form):
        """(status, page)"""
        data = urllib.parse.urlencode(form).encode() if form else None
        try:
            with self.opener.open(self.url + path, data) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as e:
            return e.code, e.read().decode()

    def fields(self, page, *names):
        return {name: re.search('name="%s" value="([^"]*)"' % name,
                                page).group(1) for name in names}

    def sign_in(self, login, password):
        page = self.send("/login")[1]
        return self.send("/login", login=login, password=password,
                         **self.fields(page, "csrf"))


TYPED = "Здравствуйте! Написано, пока базы не было."


def work_that_is_cut(server, process, browser):
    status, page = browser.send("/mention/1")
    form = browser.fields(page, "csrf", "seen")
    server.ask(CUT)
    status, _ = browser.send("/queue")
    tally.check("a page after a cut", status == 200, status)
    server.ask(CUT)
    status, answer = browser.send("/mention/1/edit", text=TYPED, **form)
    tally.check("a form after a cut", status == 200 and TYPED in answer,
                (status, answer[:3000]))
    form = browser.fields(answer, "csrf", "seen")
    server.stop(signal.SIGINT)
    status, answer = browser.send("/mention/1/edit", text=TYPED + " Дважды.",
                                  **form)
    tally.check("without a database: told, and what was typed is there",
                status == 503 and TYPED + " Дважды." in answer and
                "попробуйте" in answer, (status, answer[:3000]))
    again = browser.fields(answer, "csrf", "seen")
    server.start()
    status, answer = browser.send("/mention/1/edit", text=TYPED + " Дважды.",
                                  **again)
    tally.check("sent again from there", again["seen"] == form["seen"] and
                again["csrf"] and status == 200 and
                TYPED + " Дважды." in answer, (status, answer[:3000]))
    tally.check("serve goes on", process.poll() is None)


def cut_desk(server):
    with Site({"/f": lambda h: h.reply(200, *feed(
            ("1", "Вьюга опять не работает, третий день без интернета")))
               }) as site, workspace(server, "desk",
                                     site.source("/f", "feed")) as w:
        w.run("crawl")
        password = re.search(r"\S+\s*$", w.run("user", "add", "ann", "--role",
                                               "admin")[1]).group(0).strip()
        process = subprocess.Popen([MOLVA, "-w", w.path, "serve"],
                                   stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True)
        url = re.search(r"(http://127\.0\.0\.1:\d+)/",
                        process.stdout.readline()).group(1)
        browser = Browser(url)
        browser.sign_in("ann", password)
        status, page = browser.send("/queue")
        tally.check("the desk on PostgreSQL lets somebody in",
                    status == 200 and "/mention/1" in page, page[:2000])
        work_that_is_cut(server, process, browser)
        process.send_signal(signal.SIGTERM)
        tally.check("serve ends cleanly", process.wait(timeout=600) == 0)
        code, out, err = w.run("verify")
        tally.check("the desk's store is whole", code == 0, out + err)


def mentions_in(server, place):
    """How many a store holds; 0 when it is no store yet."""
    if place.startswith("postgresql:"):
        name = re.search("///([^?]*)", place).group(1)
        there = server.ask("SELECT count(to_regclass('mention'))", name)
        return int(server.ask("SELECT count(*) FROM mention", name)
                   if there == "1" else 0)
    if not os.path.exists(place):
        return 0
    try:
        with contextlib.closing(sqlite3.connect(place)) as db:
            return db.execute("SELECT count(*) FROM mention").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def killed_copies(server, source, target, whole):
    """Killed ever later, until one comes to its end."""
    kills, wait, seen = 0, 0.0, set()
    while True:
        process = subprocess.Popen([MOLVA, "copy", source, target],
                                   stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, text=True)
        time.sleep(wait)
        process.kill()
        err = process.communicate()[1]
        kills += process.returncode == -signal.SIGKILL
        wait += 0.02
        seen.add(mentions_in(server, target))
        if process.returncode == 0 or "already" in err or kills > 300:
            break
    tally.check("a killed copy leaves nothing or all", kills > 1 and
                seen <= {0, whole} and whole in seen, (kills, seen, err))


def goes_on(server, database):
    """A copy is a store: the crawler finds its posts again, and new ones."""
    posts = [("new", "Вьюга не работает и после переезда")]
    with Site({"/f": lambda h: h.reply(200, *feed(*posts))}) as site:
        with Folder(site.source("/f", "feed"), base=BASE.replace(
                "sources:\n",
                "store: '%s'\nsources:\n" % server.address(database))) as w:
            code, out, err = w.run("crawl")
            tally.check("the next crawl writes into the copy",
                        code == 0 and "1 new" in out, out + err)
            code, out, err = w.run("verify")
            tally.check("and all of it verifies", code == 0, out + err)


def copies(server):
    """PostgreSQL to a file, and back."""
    with tempfile.TemporaryDirectory() as tmp:
        there, file = server.address("demo"), tmp + "/copy.db"
        server.sql("CREATE DATABASE back")
        server.sql("CREATE DATABASE killed")
        back = server.address("back")
        told = []
        for pair in ((there, file), (file, back)):
            code, out, err = run("copy", "--json", *pair)
            tally.check("a copy", code == 0, err)
            told.append(json.loads(out))
        tally.check("the same figures both ways", told[0] == told[1] and
                    told[0]["queue"] > 100 and told[0]["sealed"] > 500 and
                    told[0]["tables"]["mention"] > 200, told)
        tally.check("the same rows", state(server, "demo") ==
                    state(server, "back"))
        code, out, err = run("copy", there, file)
        tally.check("what is there is not written over", code == 3 and
                    "already" in err, err)
        goes_on(server, "back")
        whole = told[0]["tables"]["mention"]
        killed_copies(server, there, tmp + "/killed.db", whole)
        killed_copies(server, file, server.address("killed"), whole)
        forged(server, tmp)


def forged(server, tmp):
    """What was changed behind Molva's back is told, not carried on in silence.
    """
    server.ask("UPDATE mention SET likes = likes + 1 WHERE id = 1", "back")
    code, _, err = run("copy", server.address("back"), tmp + "/forged.db")
    tally.check("a forged row is found in the copy", code == 3 and
                "does not verify" in err and "mention" in err, err)


def restored(server):
    """pg_dump and pg_restore, as docs/operations.md has it."""
    server.sql("CREATE DATABASE restored")
    dump = subprocess.run([server.bin + "/pg_dump", "--format", "custom", "-d",
                           server.address("demo")], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    done = subprocess.run([server.bin + "/pg_restore", "-d",
                           server.address("restored")], input=dump.stdout,
                          stderr=subprocess.PIPE)
    tally.check("pg_dump and pg_restore", dump.returncode == 0 and
                done.returncode == 0, dump.stderr + done.stderr)
    with Folder(base=BASE.replace("sources:\n", "store: '%s'\nsources:\n" %
                                  server.address("restored"))) as w:
        code, out, err = w.run("verify")
        tally.check("a restored store verifies, and what is not looked at is "
                    "told", code == 0 and "not checked here" in out,
                    out + err)
        code, out, err = w.run("search", "интернет", "--json")
        tally.check("and is searched", code == 0 and out.count("\n") > 5,
                    out + err)


def main():
    postgres = load_postgres()
    if not postgres.programs():
        if os.environ.get("CI"):
            tally.check("PostgreSQL is here", False, "CI tests everything")
        else:
            tally.skip("test_postgres", "PostgreSQL is not here (package "
                       "postgresql)")
        tally.end()
    with postgres.Server() as server:
        demo(server)
        restored(server)
        copies(server)
        cut_crawls(server)
        cut_desk(server)
    tally.end()


main()

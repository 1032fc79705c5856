"""An address pasted at the desk of a running `molva serve`: it is looked at
politely by the scout, becomes a source by a yes, in a molva.yaml whose other
bytes stay, and is visited without a restart. The desk is no way into private
addresses."""
import html
import http.cookiejar
import re
import sqlite3
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

from molva import BASE, MOLVA, Folder, Site, Tally, feed

tally = Tally()
FIRST = feed(("1", "Привет, Вьюга не работает"))
SECOND = feed(("2", "И у меня Вьюга не работает"))


def until(what, seconds=120):
    end = time.time() + seconds
    while time.time() < end:
        try:
            got = what()
        except (urllib.error.URLError, ConnectionError):
            got = None  # the desk begins anew
        if got:
            return got
        time.sleep(.1)
    return None


def posts(w, source):
    with sqlite3.connect(w.path + "/molva.db") as store:
        return store.execute("SELECT posts_total FROM source WHERE name = ?",
                             (source,)).fetchall()


class Browser:
    def __init__(self, base, login, password):
        self.base = base
        self.open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())).open
        self.get("/login")
        self.post("/login", login=login, password=password)

    def get(self, path):
        with self.open(self.base + path, timeout=100) as r:
            self.at = r.geturl()[len(self.base):]
            self.page = html.unescape(r.read().decode())
        return self.page

    def post(self, path, **fields):
        fields["csrf"] = re.search('name="csrf" value="([^"]*)"',
                                   self.page).group(1)
        body = urllib.parse.urlencode(fields).encode()
        with self.open(self.base + path, body, timeout=100) as r:
            self.at = r.geturl()[len(self.base):]
            self.page = html.unescape(r.read().decode())
        return self.page

    def look(self, address):
        """The page of its answer."""
        self.get("/sources/new")
        self.post("/sources/new", address=address)
        return until(lambda: 'data-again="' not in self.get(self.at) and
                     self.page)


busy = threading.Event()
go = threading.Event()


def slow(handler):
    busy.set()
    go.wait(100)
    handler.reply(200, *FIRST)


def walk(w, b, site, other):
    page = b.look(site.url + "/second")
    tally.check("what is there is told", page and "вид: feed" in page and
                "И у меня Вьюга" in page and "robots.txt: разрешает" in page,
                page)
    tally.check("robots.txt was asked for", "/robots.txt" in site.asked)
    tally.check("a private address is none of the desk's",
                "private" in (b.look(other.url + "/x") or "") or
                "частн" in b.page or "loopback" in b.page, b.page[-1500:])
    tally.check("and is not asked", not other.asked, other.asked)
    tally.check("nor is one behind a redirect", "/sources/asked/" in b.at and
                b.look(site.url + "/away") is not None and not other.asked and
                '/add"' not in b.page, (other.asked, b.page[-1500:]))
    tally.check("what is watched is not added again",
                "уже смотрит источник" in (b.look(site.url + "/first") or ""),
                b.page[-800:])
    tally.check("robots.txt is heeded", "/secret" not in site.asked and
                b.look(site.url + "/secret") and "/secret" not in site.asked)
    tally.check("a mailbox is for a terminal",
                "в терминале" in (b.look("imaps://mail.example/INBOX") or ""))
    b.get("/sources/new")
    b.post("/sources/new", address=site.url + "/slow")
    tally.check("it is on its way", busy.wait(100))
    tally.check("the desk answers meanwhile", "Очередь" in b.get("/queue"))
    go.set()


def add(w, b, site):
    path = w.path + "/molva.yaml"
    with open(path, "a", encoding="utf-8") as f:
        f.write("# a remark behind it\n")
    before = open(path, encoding="utf-8").read()
    b.look(site.url + "/second")
    here = b.at
    b.post(here + "/add", name="Вторая: лента")
    tally.check("it is added", until(
        lambda: "добавлен:" in b.get(here)), b.page[-1500:])
    now = open(path, encoding="utf-8").read()
    tally.check("and every other byte stays", now.startswith(before) and
                "- name: 'Вторая: лента'" in now, now)
    tally.check("it is visited without a restart", until(
        lambda: posts(w, "Вторая: лента") == [(1,)]),
                (site.asked, open(w.path + "/log").read()))
    code, out, err = w.run("source", "list")
    tally.check("it is a source", "Вторая: лента" in out, out + err)
    code, out, err = w.run("verify")
    tally.check("the store is sound", code == 0, out + err)


with Site({"/first": FIRST, "/second": SECOND, "/slow": slow,
           "/robots.txt": ("text/plain", b"User-agent: *\nDisallow: /secret"),
           "/secret": FIRST}) as site, Site({"/x": SECOND}) as other:
    site.pages["/away"] = lambda h: h.reply(301, "text/plain", b"",
                                            Location=other.url + "/x")
    with Folder(site.source("/first", "feed", "first")) as w:
        code, out, err = w.run("user", "add", "mona", "--role", "monitor")
        password = re.search(r"password:? (\S+)", out).group(1)
        log = open(w.path + "/log", "w+")
        serve = subprocess.Popen([MOLVA, "-w", w.path, "serve"],
                                 stdout=subprocess.PIPE, stderr=log)
        try:
            base = re.search(r"http://\S+?(?=/\s)",
                             serve.stdout.readline().decode() + "\n").group(0)
            b = Browser(base, "mona", password)
            walk(w, b, site, other)
            until(lambda: 'data-again="' not in b.get("/sources/new")
                  and "смотрим" not in b.page)
            add(w, b, site)
        finally:
            serve.terminate()
            serve.wait(100)
            log.close()
tally.end()

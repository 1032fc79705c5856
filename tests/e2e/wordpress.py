#!/usr/bin/env python3
"""Molva crawls a real WordPress: make e2e.

Debian's wordpress on PHP's own server and a MariaDB on a socket, both on
loopback and gone afterwards. A blog is a source by its page, by the feed of its
comments and by its REST at once; comments are posted, answered, edited, put
into the bin and marked as spam between crawls, in a classic and in a block
theme, with pages of comments numbered both ways. After each crawl Molva has
each visible comment once, with its author, text and date, and tells of edits
and removals. (R1, R2, R69, ask 1)"""
import http.client
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "cli"))
from molva import BASE, Folder, Tally  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
WORDPRESS = "/usr/share/wordpress"
NEEDS = ["php", "mariadbd", "mariadb-install-db", "mariadb", "faketime"]
HOUR = 3600
# Of a long thread two pages a visit are read again, each once a day; a removal
# is believed when it is seen a second time.
DAYS = [25 * day for day in range(13)]
ROUTER = """<?php
$path = __DIR__ . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (is_file($path) || is_file($path . 'index.php') && $path !== __DIR__ . '/')
    return false;
file_put_contents(__DIR__ . '/asked', microtime(true) . ' ' .
    $_SERVER['REQUEST_URI'] . "\\n", FILE_APPEND);
require __DIR__ . '/index.php';
"""
CONFIG = """<?php
define('DB_NAME', 'wp');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:%s');
define('DB_CHARSET', 'utf8mb4');
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH'))
    define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""
tally = Tally()


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class WordPress:
    """A blog on loopback, gone when the block ends."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="molva-wp-")
        self.root = self.folder + "/wp"
        self.started = []
        self.url = "http://127.0.0.1:%d" % free_port()
        try:
            self.start_database()
            self.start_blog()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.started):
            process.terminate()
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, *args, **kw):
        with open(self.folder + "/log", "ab") as log:
            self.started.append(subprocess.Popen(args, stdout=log, stderr=log,
                                                 **kw))

    def start_database(self):
        data, self.socket = self.folder + "/db", self.folder + "/s"
        me = ["--user=root"] if os.getuid() == 0 else []
        subprocess.run(["mariadb-install-db", "--no-defaults", "--datadir=" +
                        data, "--auth-root-authentication-method=normal",
                        "--skip-test-db"] + me, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.start("mariadbd", "--no-defaults", "--datadir=" + data,
                   "--socket=" + self.socket, "--skip-networking",
                   "--innodb-flush-log-at-trx-commit=0", *me)
        while not os.path.exists(self.socket):
            time.sleep(0.1)
        subprocess.run(["mariadb", "--no-defaults", "-uroot", "-S",
                        self.socket, "-e",
                        "CREATE DATABASE wp CHARACTER SET utf8mb4"], check=True)

    def start_blog(self):
        # Links followed: Debian keeps parts of it elsewhere.
        subprocess.run(["cp", "-rL", WORDPRESS, self.root], check=True)
        with open(self.root + "/wp-config.php", "w", encoding="utf-8") as f:
            f.write(CONFIG % self.socket)
        with open(self.root + "/router.php", "w", encoding="utf-8") as f:
            f.write(ROUTER)
        self.do("install", self.url)
        self.start("php", "-S", self.url[7:], "-t", self.root,
                   self.root + "/router.php",
                   env=dict(os.environ, PHP_CLI_SERVER_WORKERS="4"))
        for _ in range(100):
            try:
                link = http.client.HTTPConnection(self.url[7:], timeout=30)
                link.request("GET", "/")
                if link.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.1)
        sys.exit("WordPress does not start: " +
                 open(self.folder + "/log", encoding="utf-8").read()[-2000:])

    def do(self, *args):
        done = subprocess.run(
            ["php", HERE + "/wordpress.php", self.root] +
            [a if isinstance(a, str) else json.dumps(a) for a in args],
            env=dict(os.environ, WP_HOST=self.url[7:]), check=True,
            stdout=subprocess.PIPE)
        return json.loads(done.stdout) if done.stdout.strip() else None

    def asked(self):
        """(when, path) of the requests since this was asked last."""
        name = self.root + "/asked"
        if not os.path.exists(name):
            return []
        with open(name, encoding="utf-8") as f:
            rows = [line.split(" ", 1) for line in f]
        os.remove(name)
        return [(float(at), path.strip()) for at, path in rows]


class Town:
    """A blog, what stands on it, and the workspace that crawls it."""

    def __init__(self, blog, folder, now):
        self.blog, self.folder, self.now, self.n = blog, folder, now, 0

    def told(self, answers=None):
        """Another comment; each with words of its own."""
        self.n += 1
        words = ["В понедельник Вьюга опять не привезла заказ номер %d.",
                 "А у меня Вьюга заказ %d привезла вовремя, спасибо.",
                 "Вьюга, когда откроется магазин на улице %d?",
                 "Списали за %d минут вдвое больше, Вьюга молчит."]
        c = {"author": "Житель %d" % self.n, "at": self.now - 60 * HOUR +
             self.n * 1800, "text": words[self.n % 4] % self.n +
             " Это моё мнение о том, как всё было на самом деле."}
        if answers is not None:
            c["answers"] = answers
        return c

    def crawl(self, *hours):
        """Once each, so many hours from now."""
        for h in hours:
            code, out, told = self.folder.run(
                "crawl", "--all", before=["faketime", "-f", "+%dh" % h])
            tally.check("a crawl", code == 0, out + told)

    def mentions(self):
        path = "file:%s/molva.db?mode=ro" % self.folder.path
        with sqlite3.connect(path, uri=True) as store:
            rows = store.execute("SELECT author, text, published, edited, gone,"
                                 " url FROM mention").fetchall()
        return [dict(zip(("author", "text", "published", "edited", "gone",
                          "url"), row)) for row in rows]

    def compare(self, name):
        """Each visible comment once, right; none besides that is not gone."""
        visible = self.blog.do("visible")
        stored = [m for m in self.mentions() if not m["gone"]]
        by_author = {}
        for m in stored:
            by_author.setdefault(m["author"], []).append(m)
        missed = [c["author"] for c in visible if c["author"] not in by_author]
        twice = [a for a, rows in by_author.items() if len(rows) > 1]
        extra = set(by_author) - {c["author"] for c in visible}
        other = [(c["text"], by_author[c["author"]][0]["text"])
                 for c in visible if c["author"] in by_author and
                 by_author[c["author"]][0]["text"].split() !=
                 c["text"].split()]
        late = [(c["author"], by_author[c["author"]][0]["published"] - c["at"])
                for c in visible if c["author"] in by_author and
                abs(by_author[c["author"]][0]["published"] - c["at"]) >= 60]
        tally.check("%s: %d comments, none missed" % (name, len(visible)),
                    not missed, missed)
        tally.check(name + ": each once", not twice, twice)
        tally.check(name + ": none that nobody sees", not extra, extra)
        tally.check(name + ": their words", not other, other[:3])
        tally.check(name + ": their minute", not late, late[:5])


def sources(blog, post, which):
    rows = {"page": ("wordpress", post["url"]),
            "feed": ("feed", post["url"] + "feed/"),
            "all": ("feed", blog.url + "/comments/feed/"),
            "rest": ("wordpress",
                     blog.url + "/wp-json/wp/v2/comments?per_page=100")}
    return "".join("- {name: %s, kind: %s, url: '%s', allow_private: true, "
                   "pages: 20, gap: 0}\n" % ((name,) + rows[name])
                   for name in which)


def life(blog, title, which):
    """Comments come, are answered, edited, binned, marked as spam, and one
    comes back, a crawl after each."""
    post = blog.do("post", title)
    with Folder(sources(blog, post, which), BASE) as folder:
        town = Town(blog, folder, int(time.time()))
        first = [town.told() for _ in range(30)] + [town.told(answers=i % 30)
                                                    for i in range(12)]
        ids = blog.do("comment", str(post["id"]), first)
        town.crawl(1)
        town.compare(title + ", first")
        ids += blog.do("comment", str(post["id"]),
                       [town.told() for _ in range(14)])
        town.crawl(3)
        town.compare(title + ", 14 more")
        blog.do("edit", str(ids[50]), "Вьюга всё вернула, вопрос снят. Пишу, "
                "чтобы другие знали, как бывает.")
        town.crawl(*DAYS[1:4])
        town.compare(title + ", one edited")
        tally.check(title + ": the edit is told",
                    sum(m["edited"] > 0 for m in town.mentions()) == 1,
                    [m for m in town.mentions() if m["edited"]])
        blog.do("status", str(ids[46]), "trash")
        blog.do("status", str(ids[47]), "spam")
        town.crawl(*DAYS[4:10])
        town.compare(title + ", two removed")
        blog.do("status", str(ids[47]), "approve")
        town.crawl(*DAYS[10:13])
        town.compare(title + ", one of them back")
        for c in blog.do("visible"):
            blog.do("status", str(c["id"]), "trash")


def main():
    for program in NEEDS:
        if not shutil.which(program):
            tally.skip("WordPress", program + " is not installed")
    if not os.path.isdir(WORDPRESS):
        tally.skip("WordPress", "it is not installed")
    if tally.skipped:
        tally.end()
    with WordPress() as blog:
        for theme in ("twentytwentythree", "twentytwentyone"):
            blog.do("theme", theme)
            for last, order in (("newest", "asc"), ("oldest", "desc")):
                blog.do("options", {
                    "page_comments": 1, "comments_per_page": 10,
                    "default_comments_page": last, "comment_order": order,
                    "thread_comments": 1, "posts_per_rss": 10})
                for which in (["page"], ["rest"],
                              ["page", "feed", "all", "rest"]):
                    life(blog, "%s %s %s %s" % (theme, last, order,
                                                "+".join(which)), which)
    tally.end()


main()

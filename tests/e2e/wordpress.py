#!/usr/bin/env python3
"""Molva crawls a real WordPress: make e2e.

Debian's wordpress on PHP's own server and a MariaDB on a socket, both on
loopback and gone afterwards. A blog is a source by its page, by the feed of its
comments and by its REST at once; comments are posted, answered, edited, put
into the bin and marked as spam between crawls, in a classic and in a block
theme, with pages of comments numbered both ways. After each crawl Molva has
each visible comment once, with its author, text and date, and tells of edits
and removals. (R1, R2, R69, ask 1)"""
import json
import os
import subprocess
import time

from engine import (Engine, Folder, HERE, Town, needs, source, tally)

WORDPRESS = "/usr/share/wordpress"
NEEDS = ["php", "mariadbd", "mariadb-install-db", "mariadb", "faketime"]
# Of a long thread two pages a visit are read again, each once a day; a removal
# is believed when it is seen a second time.
DAYS = [25 * day for day in range(13)]
ROUTER = """<?php
$path = __DIR__ . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (is_file($path) || is_file($path . 'index.php') && $path !== __DIR__ . '/')
    return false;
file_put_contents(dirname(__DIR__) . '/asked', microtime(true) . ' ' .
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


class WordPress(Engine):
    name = "WordPress"

    def begin(self):
        self.root = self.folder + "/wp"
        self.start_database()
        self.start_blog()

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
        self.wait()

    def do(self, *args):
        done = subprocess.run(
            ["php", HERE + "/wordpress.php", self.root] +
            [a if isinstance(a, str) else json.dumps(a) for a in args],
            env=dict(os.environ, WP_HOST=self.url[7:]), check=True,
            stdout=subprocess.PIPE)
        return json.loads(done.stdout) if done.stdout.strip() else None

    def visible(self):
        return self.do("visible")


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
    with Folder(sources(blog, post, which)) as folder:
        town = Town(blog, folder)
        first = [town.told() for _ in range(30)] + [town.told(answers=i % 30)
                                                    for i in range(12)]
        ids = blog.do("comment", str(post["id"]), first)
        town.crawl(1)
        town.compare(title + ", first")
        ids += blog.do("comment", str(post["id"]),
                       [town.told() for _ in range(14)])
        town.crawl(3)
        town.compare(title + ", 14 more")
        blog.do("edit", str(ids[50]), "За заказ 51 Вьюга всё вернула, вопрос "
                "снят. Пишу, чтобы другие знали, как бывает.")
        town.crawl(*DAYS[1:4])
        town.compare(title + ", one edited")
        town.edits(title, 1)
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
    if not needs("WordPress", NEEDS, [WORDPRESS]):
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

#!/usr/bin/env python3
"""Molva crawls a real NodeBB: make e2e.

The forum engine from the npm registry, with Debian's Redis on a socket. Threads
are read as pages and as the forum's interface, oldest and newest posts first;
posts come, are answered, edited, deleted, purged and restored between crawls.
(R1, R2, ask 1)"""
import json
import os
import subprocess

from engine import (BASE, Folder, HERE, Spoken, Town, needs, source, tally)

VERSION = "1.4.0"
HOME = os.path.abspath("build/e2e/nodebb-" + VERSION)
# Of a thread of four pages two a visit are read again, each once a day; a
# removal is believed when it is seen a second time.
DAYS = [25 * day for day in range(13)]


def install():
    """Its packages, kept for the next time."""
    if os.path.exists(HOME + "/done"):
        return
    os.makedirs(HOME, exist_ok=True)
    quiet = {"cwd": HOME, "check": True, "stdout": subprocess.DEVNULL}
    subprocess.run(["npm", "pack", "-s", "nodebb@" + VERSION], **quiet)
    subprocess.run(["tar", "xzf", "nodebb-%s.tgz" % VERSION,
                    "--strip-components=1"], **quiet)
    subprocess.run(["npm", "install", "--omit=dev", "--no-audit", "--no-fund",
                    "--loglevel=error"], **quiet)
    open(HOME + "/done", "w", encoding="utf-8").close()


class NodeBB(Spoken):
    name = "NodeBB"

    def begin(self):
        # It writes where it stands; its packages are only read.
        self.root = self.folder + "/nodebb"
        subprocess.run(["cp", "-r", HOME, self.root], check=True)
        os.makedirs(self.root + "/public/uploads/sounds")
        redis = self.folder + "/redis"
        os.mkdir(redis)
        self.start("redis-server", "--port", "0", "--unixsocket",
                   redis + "/s", "--save", "", "--dir", redis)
        config = {"url": self.url, "secret": "a secret", "database": "redis",
                  "redis:host": redis + "/s", "redis:port": "0",
                  "redis:password": "", "redis:database": "0"}
        admin = {"admin:username": "admin", "admin:password": "password1",
                 "admin:password:confirm": "password1",
                 "admin:email": "admin@example.org"}
        with open(self.folder + "/log", "ab") as log:
            subprocess.run(["node", "app.js", "--setup=" +
                            json.dumps(dict(config, **admin))],
                           cwd=self.root, check=True, stdout=log, stderr=log)
            # These ask hosts of others when it starts.
            for plugin in ("emoji-one", "emoji-extended"):
                subprocess.run(["node", "app.js", "--reset", "-p",
                                "nodebb-plugin-" + plugin],
                               cwd=self.root, stdout=log, stderr=log)
        self.driver = self.start(
            "node", "-r", HERE + "/nodebb.js", "app.js", "--bind_address",
            "127.0.0.1", cwd=self.root, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=dict(os.environ, ASKED=self.folder + "/asked"))
        self.wait()
        self.do("purge_topic", 1)  # its own welcome


def life(forum, title, kinds):
    """Posts come, are edited, deleted, purged, restored; a crawl after each."""
    with Folder(base=BASE) as folder:
        town = Town(forum, folder)
        names = ["Anna", "Борис", "cat lover", "Дина", "Egor_77"]

        def told(**more):
            return town.told(names[town.n % len(names)], **more)

        thread = forum.do("topic", title, told())
        ids = [thread["post"]] + forum.do(
            "reply", thread["id"], [told() for _ in range(22)] +
            [told(answers=i) for i in range(10)])
        rows = {"page": source("page", "nodebb", forum.url + "/topic/" +
                               thread["slug"]),
                "api": source("api", "nodebb", "%s/api/topic/%s" %
                              (forum.url, thread["slug"])),
                "forum": source("forum", "nodebb", forum.url + "/category/2")}
        folder.write("".join(rows[k] for k in kinds))
        town.crawl(1)
        town.compare(title + ", first")
        ids += forum.do("reply", thread["id"], [told() for _ in range(7)])
        town.crawl(3)
        town.compare(title + ", 7 more")
        forum.do("edit", ids[5], "За заказ 6 Вьюга всё вернула, вопрос снят. "
                 "Пишу, чтобы другие знали, как бывает.")
        forum.do("edit", ids[-1], "Заказ %d Вьюга привезла, жалобу снимаю. "
                 "Так бывает, если позвонить им ещё раз." % town.n)
        town.crawl(*DAYS[1:4])
        town.compare(title + ", two edited")
        town.edits(title, 2)
        forum.do("tool", "delete", ids[8])
        forum.do("tool", "delete", ids[-3])
        forum.do("tool", "purge", ids[15])
        town.crawl(*DAYS[4:9])
        town.compare(title + ", three removed")
        forum.do("tool", "restore", ids[8])
        town.crawl(*DAYS[9:12])
        town.compare(title + ", one of them back")
        town.edits(title, 2)
        folder.gaps("1s")
        town.manners(title, 1, DAYS[12])
        forum.do("reply", thread["id"], [told() for _ in range(23)])
        town.crawl(DAYS[12] + 2)
        town.compare(title + ", 23 more")
        forum.do("purge_topic", thread["id"])


def main():
    if not needs("NodeBB", ["redis-server", "node", "npm", "faketime"]):
        tally.end()
    install()
    with NodeBB() as forum:
        for order in ("oldest_to_newest", "newest_to_oldest"):
            for numbered, ways in ((1, ("page", "api", "page+api+forum")),
                                   (0, ("forum",))):
                forum.do("settings", {
                    "topicPostSort": order, "usePagination": numbered,
                    "postsPerPage": 10, "initialPostDelay": 0, "postDelay": 0,
                    "newbiePostDelay": 0})
                for kinds in ways:
                    life(forum, " ".join([order, "numbered" if numbered else
                                          "endless", kinds]),
                         kinds.split("+"))
    tally.end()


main()

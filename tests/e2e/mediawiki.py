#!/usr/bin/env python3
"""Molva reads the talk pages of a real wiki: make e2e.

Debian's MediaWiki with SQLite on PHP's own server. A talk page is a source by
its address, by the list of all talk pages, by the feed of what changed, and by
all of them at once, on a wiki in English and one in Russian. People write into
the page and sign; answers come in the middle, comments are edited, removed and
brought back, a section goes into an archive, the page gets another name. (R1,
R2, ask 1)"""
import os
import re
import subprocess
from datetime import datetime, timezone
from urllib.parse import quote

from engine import (BASE, Folder, HERE, HOUR, Spoken, Town, needs, number,
                    source, tally)

MEDIAWIKI = "/usr/share/mediawiki"
DAYS = [25 * day for day in range(16)]
ROUTER = """<?php
file_put_contents('%s', microtime(true) . ' ' . $_SERVER['REQUEST_URI'] . "\\n",
                  FILE_APPEND);
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$entry = $path === '/api.php' ? '/api.php' : '/index.php';
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $entry;
if ($path === '/robots.txt') {
    http_response_code(404);
    return;
}
chdir('%s');
require '%s' . $entry;
"""
# Beside what its installer writes. A feed is made anew for who asks within a
# minute, as the crawls of this test do; edits of the past change a page though
# the settings are younger.
SETTINGS = """
$wgArticlePath = '/wiki/$1';
$wgJobRunRate = 0;
$wgFeedCacheTimeout = 0;
$wgInvalidateCacheOnLocalSettingsChange = false;
"""
TALK = {"en": "Talk", "ru": "Обсуждение"}
PERSON = {"en": ("User", "User talk"),
          "ru": ("Участник", "Обсуждение участника")}
MONTHS = {"en": "January February March April May June July August September "
                "October November December",
          "ru": "января февраля марта апреля мая июня июля августа сентября "
                "октября ноября декабря"}
NAMES = ["Anna", "Борис", "Cat lover", "10.20.30.40", "Egor 77"]
AUTHOR = re.compile(r"\[\[[^]|:]+:(?:[^]|/]+/)?([^]|]+)[]|]")
DATE = re.compile(r"(\d\d):(\d\d), (\d+) (\w+) (\d{4}) \(UTC\)")


class MediaWiki(Spoken):
    name = "MediaWiki"

    def __init__(self, language):
        self.language = language
        self.pages = []  # that are looked at

    def begin(self):
        settings = self.folder + "/LocalSettings.php"
        env = dict(os.environ, MW_CONFIG_FILE=settings)
        os.mkdir(self.folder + "/db")
        with open(self.folder + "/log", "ab") as log:
            subprocess.run(
                ["php", MEDIAWIKI + "/maintenance/install.php", "--confpath",
                 self.folder, "--dbtype", "sqlite", "--dbpath",
                 self.folder + "/db", "--dbname", "wiki", "--server", self.url,
                 "--scriptpath", "", "--lang", self.language, "--pass",
                 "a long pass phrase", "Wiki of a town", "Admin"],
                env=env, check=True, stdout=log, stderr=log)
        with open(settings, "a", encoding="utf-8") as f:
            f.write(SETTINGS)
        with open(self.folder + "/router.php", "w", encoding="utf-8") as f:
            f.write(ROUTER % (self.folder + "/asked", MEDIAWIKI, MEDIAWIKI))
        self.start("php", "-S", self.url[7:], self.folder + "/router.php",
                   env=dict(env, PHP_CLI_SERVER_WORKERS="4"))
        self.wait("/api.php")
        self.driver = self.start("php", HERE + "/mediawiki.php", MEDIAWIKI,
                                 env=env, stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE)
        page, talk = PERSON[self.language]
        self.do("signs", "Egor 77", "[[%s:Egor 77|<b>E</b>gor]] • "
                "[[%s:Egor 77|<small>write!</small>]]" % (page, talk))

    def at(self, line):
        """Its signature's date."""
        hour, minute, day, month, year = DATE.search(line).groups()
        month = MONTHS[self.language].split().index(month) + 1
        return int(datetime(int(year), month, int(day), int(hour), int(minute),
                            tzinfo=timezone.utc).timestamp())

    def visible(self):
        """By the pages' sources: lines up to one that is signed."""
        rows, before = [], ""
        for text in filter(None, (self.do("text", p) for p in self.pages)):
            for line in text.split("\n"):
                line = line.lstrip(":*")
                if line.startswith("=="):
                    before = ""
                    continue
                if not DATE.search(line):
                    before += line + " "
                    continue
                rows.append({"author": AUTHOR.search(line).group(1),
                             "text": before + line[:line.index("[[")].rstrip(
                                 " —"),
                             "at": self.at(line)})
                before = ""
            before = ""
        return rows


class Page:
    """A talk page, its lines as they stand there."""

    def __init__(self, wiki, town, title):
        self.wiki, self.town = wiki, town
        self.title = "%s:%s" % (TALK[wiki.language], title)
        self.lines, self.at = [], 0
        wiki.pages.append(self.title)

    def save(self, lines, author="Admin"):
        """Later than what was saved before."""
        self.at = max(self.at + 60, self.town.now - 60 * HOUR)
        text = self.wiki.do("edit", self.title, "\n".join(lines), author,
                            self.at)
        self.lines = text.split("\n")

    def say(self, before="", after=None, behind=""):
        """A new comment behind the line with that number, or at the end."""
        said = self.town.told(NAMES[self.town.n % len(NAMES)])
        self.at = max(self.at, said["at"] - 60)
        lines = list(self.lines)
        at = self.find(after) + 1 if after else len(lines)
        lines[at:at] = (before + said["text"] + behind + " ~~~~").split("\n")
        self.save(lines, said["author"])

    def find(self, n):
        return next(i for i, line in enumerate(self.lines)
                    if number(line) == n)

    def edit(self, n, text):
        lines = list(self.lines)
        at = self.find(n)
        lines[at] = re.sub(r"^([:*]*)[^[]*", r"\1" + text + " ", lines[at])
        self.save(lines)

    def remove(self, *numbers):
        """Their lines, which are given back."""
        gone = [self.lines[self.find(n)] for n in numbers]
        self.save([line for line in self.lines if line not in gone])
        return gone

    def archive(self, heading, page):
        """The section goes to another page."""
        start = self.lines.index("== %s ==" % heading)
        end = next((i for i in range(start + 1, len(self.lines))
                    if self.lines[i].startswith("==")), len(self.lines))
        page.at = max(page.at, self.at)
        page.save(page.lines + self.lines[start:end])
        self.save(self.lines[:start] + self.lines[end:])

    def move(self, title):
        self.at += 60
        title = "%s:%s" % (TALK[self.wiki.language], title)
        self.wiki.do("move", self.title, title, self.at)
        self.wiki.pages.append(title)


def life(wiki, title, ways):
    """Comments come, are edited, removed, archived; a crawl after each."""
    with Folder(base=BASE) as folder:
        town = Town(wiki, folder)
        page = Page(wiki, town, title)
        page.save(["What nobody signed.", "== Заказы =="])
        for i in range(8):
            page.say(":" * (i % 4))
        page.save(page.lines + ["== Orders ==", "Nobody's word, no signature.",
                                "=== Of them ==="])
        for i in range(6):
            page.say("*" * i, behind=" —" if i % 2 else "")
        address = "%s/wiki/%s" % (wiki.url,
                                  quote(page.title.replace(" ", "_")))
        rows = {"page": ("page", address), "old": (
            "old", "%s/index.php?title=%s" % (wiki.url, quote(page.title))),
            "all": ("all", wiki.url + "/index.php?title=Special:AllPages"
                    "&namespace=1"),
            "feed": ("feed", wiki.url + "/api.php?action=feedrecentchanges"
                     "&namespace=1")}
        folder.write("".join(source(rows[w][0], "mediawiki", rows[w][1])
                             for w in ways))
        town.crawl(1)
        town.compare(title + ", first")
        page.say("::", after=2)
        page.say(":First a line of its own.\n:", after=5)
        page.save(page.lines + ["== Later =="])
        for i in range(5):
            page.say(":" * i)
        town.crawl(3)
        town.compare(title + ", 7 more")
        page.edit(3, "За заказ 3 Вьюга всё вернула, вопрос снят. Пишу, чтобы "
                     "другие знали, как бывает.")
        page.edit(20, "Заказ 20 Вьюга привезла, жалобу снимаю. Так бывает, "
                      "если позвонить им ещё раз.")
        town.crawl(*DAYS[1:4])
        town.compare(title + ", two edited")
        town.edits(title, 2)
        gone = page.remove(4, 12, 21)
        town.crawl(*DAYS[4:7])
        town.compare(title + ", three removed")
        page.save(page.lines + gone[-1:])
        town.crawl(*DAYS[7:9])
        town.compare(title + ", one of them back")
        past = Page(wiki, town, title + "/Archive 1")
        page.archive("Заказы", past)
        if not {"all", "feed"} & set(ways):
            wiki.pages.remove(past.title)  # nobody looks there
        town.crawl(*DAYS[9:12])
        town.compare(title + ", a section archived")
        page.move(title + " of old")
        town.crawl(*DAYS[12:14])
        town.compare(title + ", another name")
        town.edits(title, 2)
        folder.gaps("1s")
        town.manners(title, 1, DAYS[15])


def main():
    if needs("MediaWiki", ["php", "faketime"], [MEDIAWIKI]):
        for language in TALK:
            for ways in ("page", "all", "feed", "page+old+all+feed"):
                with MediaWiki(language) as wiki:
                    life(wiki, "Talk in %s by %s" % (language, ways),
                         ways.split("+"))
    tally.end()


main()

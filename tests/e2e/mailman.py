#!/usr/bin/env python3
"""Molva reads a mailing list of Mailman 3 on the web: make e2e.

Debian's HyperKitty with SQLite, without Mailman: messages come by its own
archiver. A list is a source by its threads, by one thread, by its RSS feed, and
by all of them at once; messages come, are edited and removed between crawls.
(R1, R2, ask 1)"""
import subprocess
from datetime import datetime, timezone
from email.message import EmailMessage
from email.utils import format_datetime

from engine import (BASE, Folder, HERE, Spoken, Town, needs, number, source,
                    tally)

LIST = "town@lists.example"
PYTHON = "/usr/bin/python3"  # Debian's, which has its modules
HOME = "/usr/lib/python3/dist-packages/hyperkitty"
DAYS = [25 * day for day in range(12)]


class HyperKitty(Spoken):
    name = "HyperKitty"

    def begin(self):
        self.driver = self.start(
            PYTHON, HERE + "/mailman_site.py", self.folder,
            self.url.rsplit(":", 1)[1], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE)
        self.wait("/hyperkitty/")

    def send(self, subject, said, answers=None):
        """A message to the list; its id."""
        mail = EmailMessage()
        mail["From"] = '"%s" <person%d@town.example>' % (
            said["author"], number(said["text"]))
        mail["To"], mail["Subject"] = LIST, subject
        mail["Date"] = format_datetime(
            datetime.fromtimestamp(said["at"], timezone.utc))
        mail["Message-ID"] = "<%d@town.example>" % number(said["text"])
        quoted = ""
        if answers:
            mail["In-Reply-To"] = "<%d@town.example>" % answers
            quoted = "On Monday somebody wrote:\n> Order 4711 is late.\n\n"
        mail.set_content(quoted + said["text"] + "\n", cte="8bit")
        return self.do("send", mail.as_string())


def life(archive, title, ways):
    """Messages come, are edited, removed; a crawl after each."""
    with Folder(base=BASE) as folder:
        town = Town(archive, folder)
        ids = [archive.send(title, town.told())]
        for i in range(11):
            ids.append(archive.send("Re: " + title, town.told(), i // 2 + 1))
        top = "%s/hyperkitty/list/%s" % (archive.url, LIST)
        rows = {"list": ("hyperkitty", top + "/latest"),
                "thread": ("hyperkitty", "%s/thread/%s/" %
                           (top, archive.do("thread", ids[0]))),
                "feed": ("feed", top + "/feed/")}
        folder.write("".join(source(w, *rows[w], zone="UTC") for w in ways))
        town.crawl(1)
        town.compare(title + ", first")
        for i in range(7):
            ids.append(archive.send("Re: " + title, town.told(), i + 1))
        town.crawl(3)
        town.compare(title + ", 7 more")
        archive.do("edit", ids[5], "Вьюга", "Компания Вьюга")
        archive.do("edit", ids[18], "Вьюга", "Компания Вьюга")
        town.crawl(*DAYS[1:4])
        town.compare(title + ", two edited")
        town.edits(title, 2)
        archive.do("remove", ids[3])
        archive.do("remove", ids[17])
        town.crawl(*DAYS[4:8])
        town.compare(title + ", two removed")
        folder.gaps("1s")
        town.manners(title, 1, DAYS[9])


def main():
    if needs("HyperKitty", [PYTHON, "faketime"], [HOME]):
        for ways in ("list", "thread", "feed", "list+thread+feed"):
            with HyperKitty() as archive:
                life(archive, "mail by " + ways, ways.split("+"))
    tally.end()


main()

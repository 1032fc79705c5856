#!/usr/bin/env python3
"""Molva reads a real mailing list on the web: make e2e.

Debian's public-inbox. A list is a source by its newest messages, by its
threads, by one thread, by its Atom feed, and by all of them at once; messages
come, are edited and removed with its own tools between crawls. (R1, R2, ask
1)"""
import os
import subprocess
import urllib.error
import urllib.request
from datetime import datetime, timezone
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from engine import (BASE, Engine, Folder, Town, needs, number, source, tally)

LIST = "town@lists.example"
DAYS = [25 * day for day in range(12)]
TOOLS = ["public-inbox-" + tool for tool in
         ("init", "mda", "httpd", "edit", "learn")]
# Its web pages as they are, and each request noted.
SITE = """use PublicInbox::WWW;
use Time::HiRes;
my $www = PublicInbox::WWW->new;
sub {
    my ($env) = @_;
    open my $asked, '>>', '%s' or die;
    print $asked Time::HiRes::time(), " $env->{REQUEST_URI}\\n";
    close $asked;
    $www->call($env);
};
"""
EDITOR = """#!/usr/bin/env python3
import sys
with open(sys.argv[1], "r+", encoding="utf-8") as f:
    text = f.read().replace(%r, %r)
    f.seek(0)
    f.truncate()
    f.write(text)
"""


class PublicInbox(Engine):
    name = "public-inbox"

    def begin(self):
        self.env = dict(os.environ, HOME=self.folder,
                        PI_DIR=self.folder + "/settings",
                        PI_EMERGENCY=self.folder + "/refused",
                        ORIGINAL_RECIPIENT=LIST)
        self.inbox, self.sent = self.folder + "/inbox", []
        self.tool("public-inbox-init", "-V2", "-L", "basic", "town",
                  self.inbox, self.url + "/town", LIST)
        self.tool("git", "config", "--file", self.folder + "/settings/config",
                  "publicinboxmda.spamcheck", "none")
        for name in ("user.name", "user.email"):
            self.tool("git", "config", "--global", name, "test@lists.example")
        with open(self.folder + "/site.psgi", "w", encoding="utf-8") as f:
            f.write(SITE % (self.folder + "/asked"))
        self.start("public-inbox-httpd", "-W", "0", "-l", self.url,
                   self.folder + "/site.psgi", env=self.env)
        self.wait("/town/_/text/help/")

    def tool(self, *args, **more):
        with open(self.folder + "/log", "ab") as log:
            subprocess.run(args, check=True, stdout=log, stderr=log,
                           **dict({"env": self.env}, **more))

    def send(self, subject, said, answers=None):
        """A message to the list; its Message-ID."""
        mail, n = EmailMessage(), number(said["text"])
        mid = "%d.%d@town.example" % (said["at"], n)
        mail["From"] = '"%s" <person@town.example>' % said["author"]
        mail["To"], mail["Subject"] = LIST, subject
        mail["Date"] = format_datetime(
            datetime.fromtimestamp(said["at"], timezone.utc))
        mail["Message-ID"] = "<%s>" % mid
        quoted = ""
        if answers:
            mail["In-Reply-To"] = mail["References"] = "<%s>" % answers
            quoted = "On Monday somebody wrote:\n> Order 4711 is late.\n\n"
        mail.set_content(quoted + said["text"] + "\n", cte="8bit")
        self.tool("public-inbox-mda", input=mail.as_bytes())
        self.sent.append(mid)
        return mid

    def edit(self, mid, old, new):
        script = self.folder + "/editor"
        with open(script, "w", encoding="utf-8") as f:
            f.write(EDITOR % (old, new))
        os.chmod(script, 0o755)
        self.tool("public-inbox-edit", "-m", mid, self.inbox,
                  env=dict(self.env, GIT_EDITOR=script))

    def raw(self, mid):
        """As it is served, or nothing."""
        try:
            with urllib.request.urlopen("%s/town/%s/raw" %
                                        (self.url, mid)) as answer:
                return answer.read() if answer.status == 200 else b""
        except urllib.error.HTTPError:
            return b""

    def remove(self, mid):
        self.tool("public-inbox-learn", "rm", input=self.raw(mid))

    def visible(self):
        rows = []
        for raw in filter(None, map(self.raw, self.sent)):
            mail = message_from_bytes(raw, policy=policy.default)
            said = [line for line in mail.get_content().split("\n")
                    if line[:1] != ">" and not line.endswith("wrote:")]
            rows.append({"author": parseaddr(mail["From"])[0],
                         "text": "\n".join(said).strip(),
                         "at": int(mail["Date"].datetime.timestamp())})
        return rows


def life(archive, title, kinds):
    """Messages come, are edited, removed; a crawl after each."""
    with Folder(base=BASE) as folder:
        town = Town(archive, folder)
        ids = [archive.send(title, town.told())]
        for i in range(11):
            ids.append(archive.send("Re: " + title, town.told(), ids[i // 2]))
        rows = {"new": source("new", "publicinbox",
                              archive.url + "/town/new.html"),
                "list": source("list", "publicinbox", archive.url + "/town/"),
                "thread": source("thread", "publicinbox", "%s/town/%s/T/" %
                                 (archive.url, ids[0])),
                "feed": source("feed", "feed", archive.url + "/town/new.atom")}
        folder.write("".join(rows[k] for k in kinds))
        town.crawl(1)
        town.compare(title + ", first")
        for i in range(7):
            ids.append(archive.send("Re: " + title, town.told(), ids[i]))
        town.crawl(3)
        town.compare(title + ", 7 more")
        archive.edit(ids[5], "Вьюга", "Компания Вьюга")
        archive.edit(ids[18], "Вьюга", "Компания Вьюга")
        town.crawl(*DAYS[1:4])
        town.compare(title + ", two edited")
        town.edits(title, 2)
        archive.remove(ids[3])
        archive.remove(ids[17])
        town.crawl(*DAYS[4:8])
        town.compare(title + ", two removed")
        folder.gaps("1s")
        town.manners(title, 1, DAYS[9])
        for mid in filter(archive.raw, archive.sent):
            archive.remove(mid)


def main():
    if needs("public-inbox", TOOLS + ["faketime", "git"]):
        with PublicInbox() as archive:
            for kinds in ("new", "list", "thread", "feed",
                          "new+list+thread+feed"):
                life(archive, "mail by " + kinds, kinds.split("+"))
    tally.end()


main()

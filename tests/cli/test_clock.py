#!/usr/bin/env python3
"""clock: a crawl under a clock that is ten years ahead, and the right one
after it, as a user meets them (needs the package faketime)."""
import shutil
import time
from email.utils import formatdate

import molva

if not shutil.which("faketime"):
    print("skipped clock: the package faketime is missing")
    print("0 passed, 0 failed, 1 skipped")
    raise SystemExit(0)

tally = molva.Tally()


def feed():
    items = "".join(
        "<item><guid>g%d</guid><title>Вьюга</title><pubDate>%s</pubDate>"
        "<description>Вьюга не отвечает третий день, интернет не работает, "
        "договор 1234, дом %d</description></item>" % (
            i, formatdate(time.time() - 3600 * i), i) for i in range(1, 6))
    return ("application/rss+xml", ("<rss><channel>%s</channel></rss>" %
                                    items).encode())


def queue(folder):
    code, out, err = folder.run("queue", "--json")
    return out.count('"id"') if code == 0 else -1


with molva.Site({"/feed": feed()}) as site:
    with molva.Folder(site.source("/feed", "feed")) as right:
        right.run("crawl", "--quiet")
        wanted = queue(right)
    tally.check("posts wait for an answer", wanted > 0, wanted)
    with molva.Folder(site.source("/feed", "feed")) as folder:
        code, out, err = folder.run(
            "crawl", before=["faketime", "2036-01-01 00:00:00"])
        tally.check("a crawl in 2036", code == 0 and "5 new" in out, out + err)
        tally.check("nothing waits by then", queue(folder) == 0)
        code, out, err = folder.run("crawl")
        tally.check("it is due all the same", "nothing is due" not in out, out)
        tally.check("the jump is said", "the clock: it says" in err, err)
        tally.check("stale is decided anew", queue(folder) == wanted,
                    queue(folder))
        code, out, err = folder.run("crawl")
        tally.check("then all is as usual", "nothing is due" in out and
                    "the clock" not in err, out + err)
        code, out, err = folder.run(
            "crawl", "--all", before=["faketime", "1970-01-02 00:00:00"])
        tally.check("nothing is visited in 1970", code != 0 and
                    "clock" in err, (code, err))
tally.end()

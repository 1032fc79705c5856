"""Listings are printed as they are read: what many mentions take is not memory
but time."""
import json
import os
import subprocess

from molva import MOLVA, Folder, Site, Tally, feed

tally = Tally()
FEW, MANY = 500, 20000
MOST_MB = 24  # the database keeps up to 16 MB of its file at hand
TEXT = "Вьюга: третий день нет связи, номер обращения %d, никто не отвечает"


def posts(name, n):
    return feed(*(("%s-%d" % (name, i), TEXT % i) for i in range(n)))


def listing(w, *args):
    """(exit code, bytes printed, lines, the first of them, peak memory in MB)"""
    with subprocess.Popen([MOLVA, "-w", w.path] + list(args),
                          stdout=subprocess.PIPE) as p:
        size = lines = 0
        head = b""
        for line in p.stdout:
            size, lines = size + len(line), lines + 1
            head = head or line
        _, status, used = os.wait4(p.pid, 0)
        p.returncode = os.waitstatus_to_exitcode(status)
    return p.returncode, size, lines, head, used.ru_maxrss / 1024


def flat(w, small, *args):
    """The same listing of many takes little more memory than of few."""
    name = " ".join(args)
    code, size, _, _, peak = listing(w, *args)
    tally.check(name + " lists them", code == 0 and size > 10 * small[1],
                (code, size, small))
    tally.check(name + " keeps its memory", peak < small[4] + MOST_MB,
                "%.0f MB for %d kB, %.0f MB for %d kB" % (
                    small[4], small[1] / 1000, peak, size / 1000))


def main():
    listings = (("queue", "--json"), ("queue", "--limit", "0"),
                ("search", "--json", "--limit", "0", "связь"))
    with Site({"/few": posts("few", FEW), "/a": posts("a", MANY // 2),
               "/b": posts("b", MANY // 2)}) as site:
        sources = site.source("/few", "feed", "few")
        with Folder(sources) as w:
            tally.check("few are stored", w.run("crawl")[0] == 0)
            small = [listing(w, *args) for args in listings]
            tally.check("each line is JSON", "text" in json.loads(
                small[0][3]), small[0])
            with open(w.path + "/molva.yaml", "a", encoding="utf-8") as f:
                f.write(site.source("/a", "feed", "a") +
                        site.source("/b", "feed", "b"))
            code, out, err = w.run("crawl")
            tally.check("pages of ten thousand complaints are read whole",
                        code == 0 and "%d posts" % MANY in out, (out, err))
            for args, before in zip(listings, small):
                flat(w, before, *args)
    tally.end()


main()

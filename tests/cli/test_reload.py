"""SIGHUP reads molva.yaml again: what is on its way is stored first, a file
that is wrong is told and the old one stays, and one that is not read yet is
told of. Waits for what is said, never for a clock."""
import os
import signal
import socket
import sqlite3
import subprocess
import threading
import time

from molva import BASE, MOLVA, Folder, Site, Tally

tally = Tally()
NEWS = b"<rss version='2.0'><channel><title>x</title><item><guid>%d</guid>" \
       b"<title>n</title><description>nothing of note</description></item>" \
       b"</channel></rss>"


def until(what, seconds=120):
    end = time.time() + seconds
    while time.time() < end:
        if what():
            return True
        time.sleep(.05)
    return False


def write(w, sources, base=BASE):
    with open(w.path + "/molva.yaml.new", "w", encoding="utf-8") as f:
        f.write(base + sources)
    os.chmod(w.path + "/molva.yaml.new", 0o600)
    os.rename(w.path + "/molva.yaml.new", w.path + "/molva.yaml")


def rows(w, sql):
    with sqlite3.connect(w.path + "/molva.db") as store:
        return store.execute(sql).fetchall()


go = threading.Event()
asked = threading.Event()


def slow(handler):
    asked.set()
    go.wait(100)
    handler.reply(200, "application/rss+xml", NEWS % 1)


with Site({"/slow": slow, "/more": ("application/rss+xml", NEWS % 2)}) as site:
    first = site.source("/slow", "feed", "slow")
    with Folder(first) as w, open(w.path + "/log", "w+") as log:
        serve = subprocess.Popen([MOLVA, "-w", w.path, "serve"],
                                 stdout=subprocess.PIPE, stderr=log)
        said = lambda words: words in open(w.path + "/log").read()
        try:
            serve.stdout.readline()
            tally.check("a page is on its way", asked.wait(100))
            write(w, first + site.source("/more", "nosuchkind", "more"))
            tally.check("another file is told of",
                        until(lambda: said("is not the one in use")))
            serve.send_signal(signal.SIGHUP)
            tally.check("one that is wrong is told", until(
                lambda: said("unknown kind 'nosuchkind'") and
                said("the old settings stay in use")))
            with socket.create_server(("127.0.0.1", 0)) as other:
                taken = "127.0.0.1:%d" % other.getsockname()[1]
                write(w, first, BASE.replace("127.0.0.1:0", taken))
                serve.send_signal(signal.SIGHUP)
                tally.check("a port that is taken is told", until(
                    lambda: said("cannot listen on") and
                    said("already in use")))
            write(w, first, "store: /nowhere/molva.db\n" + BASE)
            serve.send_signal(signal.SIGHUP)
            tally.check("a store that cannot be opened is told",
                        until(lambda: said("/nowhere/molva.db")))
            tally.check("none of them is taken",
                        not said("molva.yaml was read again"))
            write(w, first + site.source("/more", "feed", "more"))
            serve.send_signal(signal.SIGHUP)
            tally.check("a good one is read",
                        until(lambda: said("molva.yaml was read again")))
            tally.check("not before what is on its way is stored",
                        "/more" not in site.asked, site.asked)
            go.set()
            tally.check("then its sources are visited", until(
                lambda: "/more" in site.asked and rows(
                    w, "SELECT 1 FROM source WHERE name = 'more' AND"
                    " posts_total = 1")))
            tally.check("and no fetch was lost or made twice",
                        site.asked.count("/slow") == 1 and rows(
                            w, "SELECT posts_total FROM source WHERE"
                            " name = 'slow'") == [(1,)], site.asked)
            tally.check("serve goes on", serve.poll() is None)
            with open(w.path + "/log") as f:
                text = f.read()
            tally.check("nothing is called a death", "again in" not in text,
                        text)
        finally:
            go.set()
            serve.terminate()
            serve.wait(100)
        tally.check("and ends", serve.returncode == 0, serve.returncode)

tally.end()

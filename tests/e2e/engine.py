"""What the tests of real engines share: a server of others on loopback, and
what is compared between it and the store of a workspace."""
import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "cli"))
import molva  # noqa: E402
from molva import BASE, Tally  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
HOUR = 3600
tally = Tally()
# Who is told to end ends his servers first.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Engine:
    """A server on loopback, in a folder of its own; gone when the block ends.
    begin() starts it, visible() lists what a reader without a name sees:
    {"id", "text", "author", "at"} each, with a number of its own in the text."""

    name = ""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="molva-e2e-")
        self.started = []
        self.url = "http://127.0.0.1:%d" % free_port()
        try:
            self.begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.started):
            # With its workers, which PHP's server leaves behind.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, *args, **kw):
        with open(self.folder + "/log", "ab") as log:
            kw.setdefault("stdout", log)
            self.started.append(subprocess.Popen(
                args, stderr=log, start_new_session=True, **kw))
        return self.started[-1]

    def log_end(self):
        with open(self.folder + "/log", encoding="utf-8",
                  errors="replace") as f:
            return f.read()[-2000:]

    def wait(self, path="/"):
        """Until it answers."""
        for _ in range(300):
            if self.started[-1].poll() is not None:
                break
            try:
                link = http.client.HTTPConnection(self.url[7:], timeout=60)
                link.request("GET", path)
                if link.getresponse().status == 200:
                    self.asked()
                    return
            except OSError:
                pass
            time.sleep(0.2)
        sys.exit("%s does not start: %s" % (self.name, self.log_end()))

    def asked(self):
        """(when, path) of the requests since this was asked last."""
        name = self.folder + "/asked"
        if not os.path.exists(name):
            return []
        with open(name, encoding="utf-8") as f:
            rows = [line.split(" ", 1) for line in f]
        os.remove(name)
        return [(float(at), path.strip()) for at, path in rows]


class Spoken(Engine):
    """An engine whose driver takes a JSON array a line, [what, ...], and
    answers each with a line of JSON."""

    driver = None

    def do(self, *what):
        try:
            self.driver.stdin.write(json.dumps(what).encode() + b"\n")
            self.driver.stdin.flush()
            line = self.driver.stdout.readline()
            answer = json.loads(line)
        except (ValueError, OSError):
            sys.exit("%s: %s: no answer: %s" % (self.name, what[0],
                                                self.log_end()))
        if isinstance(answer, dict) and "error" in answer:
            sys.exit("%s: %s: %s" % (self.name, what[0], answer["error"]))
        return answer

    def visible(self):
        return self.do("visible")


class Folder(molva.Folder):
    """A workspace whose sources are known after the engine stands."""

    def write(self, sources):
        with open(self.path + "/molva.yaml", "w", encoding="utf-8") as f:
            f.write(BASE + sources)

    def gaps(self, time_):
        """All its sources wait so long between two requests from now on."""
        with open(self.path + "/molva.yaml", encoding="utf-8") as f:
            text = f.read()
        with open(self.path + "/molva.yaml", "w", encoding="utf-8") as f:
            f.write(text.replace("gap: 0", "gap: " + time_))


WORDS = ["В понедельник Вьюга опять не привезла заказ номер %d.",
         "А у меня Вьюга заказ %d привезла вовремя, спасибо.",
         "Вьюга, когда откроется магазин на улице %d?",
         "Списали за %d минут вдвое больше, Вьюга молчит."]
OPINION = " Это моё мнение о том, как всё было на самом деле."


def number(text):
    """The first number of a text, which no two texts of a town share."""
    found = re.search(r"\d+", text)
    return int(found.group()) if found else 0


class Town:
    """What stands on an engine, and the workspace that crawls it."""

    def __init__(self, engine, folder):
        self.engine, self.folder = engine, folder
        self.now, self.n = int(time.time()), 0

    def told(self, author=None, **more):
        """Another post; each with words and a number of its own."""
        self.n += 1
        return dict(more, author=author or "Житель %d" % self.n,
                    at=self.now - 60 * HOUR + self.n * 1800,
                    text=WORDS[self.n % 4] % self.n + OPINION)

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

    def edits(self, name, count):
        """So many mentions were edited."""
        edited = [m["text"] for m in self.mentions() if m["edited"]]
        tally.check("%s: %d edited" % (name, count), len(edited) == count,
                    edited)

    def compare(self, name, minute=60):
        """Each visible post once, right; none besides that is not gone. Their
        times agree within so many seconds."""
        visible = {number(c["text"]): c for c in self.engine.visible()}
        stored = {}
        for m in self.mentions():
            if not m["gone"]:
                stored.setdefault(number(m["text"]), []).append(m)
        both = [(c, stored[n][0]) for n, c in visible.items() if n in stored]
        twice = [rows for rows in stored.values() if len(rows) > 1]
        tally.check("%s: %d posts, none missed" % (name, len(visible)),
                    set(visible) <= set(stored),
                    sorted(set(visible) - set(stored)))
        tally.check(name + ": each once", not twice, twice)
        tally.check(name + ": none that nobody sees",
                    set(stored) <= set(visible),
                    [stored[n] for n in set(stored) - set(visible)])
        other = [(c["text"], m["text"]) for c, m in both
                 if c["text"].split() != m["text"].split()]
        tally.check(name + ": their words", not other, other[:3])
        other = [(c["author"], m["author"]) for c, m in both
                 if c["author"] != m["author"]]
        tally.check(name + ": their authors", not other, other[:3])
        late = [(c["text"], m["published"] - c["at"]) for c, m in both
                if abs(m["published"] - c["at"]) >= minute]
        tally.check(name + ": their minute", not late, late[:5])

    def manners(self, name, gap, hours):
        """A crawl so many hours from now that waits so many seconds between
        two requests, by the log of the server."""
        self.engine.asked()
        self.crawl(hours)
        asked = self.engine.asked()
        least = min((b[0] - a[0] for a, b in zip(asked, asked[1:])), default=0)
        tally.check("%s: %d requests, %d s between two" %
                    (name, len(asked), gap),
                    len(asked) > 1 and least >= gap - 0.05,
                    [least] + asked)


def source(name, kind, url, **more):
    """A line of molva.yaml for a source on loopback."""
    fields = dict({"pages": 20, "gap": 0}, **more)
    return "- {name: %s, kind: %s, url: '%s', allow_private: true%s}\n" % (
        name, kind, url, "".join(", %s: %s" % f for f in fields.items()))


def needs(name, programs, folders=()):
    """Whether all of them are there; else the test is skipped by name."""
    lacks = [p for p in programs if not shutil.which(p)] + \
        [f for f in folders if not os.path.isdir(f)]
    for what in lacks:
        tally.skip(name, what + " is not installed")
    return not lacks

#!/usr/bin/env python3
"""How pages and commands grow with the store: one table.

    tools/bench growth [--postgres] [MENTIONS...]     10000 100000 1000000

--postgres: in a PostgreSQL of its own (tools/postgres). Each store is filled by
tests/bench/bench_growth.c and kept in build/bench/growth under a key of what it
depends on; `rm -r` that folder when it is no longer wanted (4 GB for a million
mentions, in PostgreSQL 9). A desk on loopback is
asked by one of the thirty people who have work: each kind of page in several
variations, ROUNDS times each, after one round that is not counted; beside the
time on the clock
stands the desk's CPU time of a page, for a clock on a busy machine tells of
the others (PostgreSQL's own is not in it). Commands: seconds on the clock, CPU
seconds and the peak of memory."""
import contextlib
import hashlib
import html
import http.client
import importlib.machinery
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

MOLVA = os.path.abspath("build/molva")
FILL = "build/tests/bench/bench_growth"
FOLDER = os.path.abspath("build/bench/growth")
SIZES = [10000, 100000, 1000000]
ROUNDS = 15
LINK = re.compile(r'class="button" href="([^"]*(?:behind|ahead)=[^"]*)"')
PASSWORD = "a long one for the bench"

SETTINGS = """company: Вектор
site: https://answers.example/
agent: 'Molva-bench/0.1 (+https://molva.example/bot)'
desk: {address: '127.0.0.1:0'}
store: '%s'
brands:
- {name: Вектор, forms: ['вектор*']}
- {name: Вектор Банк, forms: ['вектор банк*']}
- {name: Vector, forms: ['vector*']}
departments:
- {id: service, name_ru: поддержка, name_en: support, contact: help@v.example}
- {id: billing, name_ru: расчёты, name_en: billing, contact: pay@v.example}
- {id: quality, name_ru: качество, name_en: quality, contact: q@v.example}
- {id: pr, name_ru: пресс-служба, name_en: press office, contact: pr@v.example}
sources: []
"""


def queue(**filters):
    return "/queue?" + urllib.parse.urlencode(filters)


def pages(n):
    """Kind of page, its variations."""
    lists = ["approved", "posted", "dismissed", "unanswered", "stale",
             "not-us", "all"]
    ids = [n * i // 40 + 1 for i in range(40)]
    deep = [(queue(page=n * 3 // 1000), LINK),
            (queue(page=n * 2 // 1000), LINK),
            (queue(page=n // 2000, list="unanswered"), LINK),
            (queue(page=n // 60, list="all"), LINK)]
    deep_filtered = [
        (queue(page=n // 1000, type="broken"), LINK),
        (queue(page=n // 4000, list="unanswered", type="rant"), LINK),
        (queue(page=n // 1500, list="all", source="source-000"), LINK)]
    return [
        ("/queue", ["/queue"]),
        ("/queue?type=", [queue(type=t) for t in (
            "broken", "praise", "offended", "justified", "question")]),
        ("/queue?source=", [queue(source="source-%03d" % i)
                            for i in (0, 1, 9, 60, 199)]),
        ("/queue, 2 to 5 filters", [
            queue(type="broken", source="source-000"),
            queue(brand="Vector", lang="en"),
            queue(solution="B", brand="Вектор Банк"),
            queue(type="praise", lang="en", brand="Vector"),
            queue(type="rant", solution="D", source="source-150"),
            queue(type="offended", solution="B", source="source-003",
                  brand="Вектор", lang="ru")]),
        ("/queue?list=", [queue(list=name) for name in lists]),
        ("/queue?list= filtered", [
            queue(list="dismissed", type="praise"),
            queue(list="all", source="source-120"),
            queue(list="unanswered", type="rant", brand="Vector"),
            queue(list="not-us", solution="B", lang="en"),
            queue(list="all", type="rant", solution="D", brand="Vector")]),
        ("/queue, a day or a department", [
            queue(**{"from": "2026-11-01"}), queue(department="service"),
            queue(list="all", **{"from": "2026-10-01", "to": "2026-10-31"})]),
        ("/queue, unsure, overdue, mine", [
            queue(unsure=1), queue(overdue=1), queue(mine=1),
            queue(list="all", unsure=1), queue(stage="assigned"),
            queue(overdue=1, unsure=1, type="broken")]),
        ("/queue, of a thread", [
            queue(list="all",
                  thread="https://forum0.example/viewtopic.php?t=%d" % i)
            for i in (1, 300)]),
        ("/queue, deep, by its links", deep),
        ("/queue, deep, filtered", deep_filtered),
        ("/queue?page= typed", [page for page, _ in deep]),
        ("/queue?page= typed, filtered", [page for page, _ in deep_filtered]),
        ("/mention/", ["/mention/%d" % i for i in ids]),
        ("/day", ["/day"]),
        ("/cases", ["/cases", "/cases?mine=1"]),
        ("/cases?state=", ["/cases?state=" + state for state in (
            "assigned", "in-progress", "done", "verified", "closed")]),
        ("/case/", ["/case/%d" % (n * i // 100 + 1)
                    for i in range(40)]),
        ("/incidents", ["/incidents"]),
        ("/praise", ["/praise"]),
        ("/numbers", ["/numbers"]),
        ("/sources", ["/sources"]),
        ("/matrix", ["/matrix"]),
        ("/api/queue", ["/api/queue", "/api/queue?type=broken"]),
        ("search: a rare word", [
            queue(words="вотинтернет"), queue(list="all", words="дысаканепи"),
            queue(list="all", words="капироле")]),
        ("search: a common word", [
            queue(words="интернет"), queue(list="all", words="кабель"),
            queue(list="all", words="мастер", type="praise")]),
        ("search: two common words", [
            queue(words="интернет поддержка"),
            queue(list="all", words="тариф договор"),
            queue(list="all", words="связь карта"),
            queue(list="all", words="связь карта", source="source-150")]),
        ("search: words of every text", [
            queue(words="и не"), queue(list="all", words="в на")]),
        ("search: common and rare", [
            queue(words="интернет капироле"),
            queue(list="all", words="карта саминетувока")]),
    ]


def key():
    h = hashlib.sha256()
    files = ["tests/bench/bench_growth.c"]
    for folder, _, names in sorted(os.walk("store")):
        files += [folder + "/" + n for n in sorted(names)
                  if re.match(r"\d+_.*\.sql$", n)]
    for name in files:
        h.update(open(name, "rb").read())
    return h.hexdigest()[:12]


def kept(n, kind):
    """Where a store with n mentions is kept; what is of other keys goes, and
    what was half filled."""
    subprocess.run(["make", "-s", FILL], check=True)
    os.makedirs(FOLDER, exist_ok=True)
    os.chmod(FOLDER, 0o755)  # PostgreSQL goes through it as another user
    for name in os.listdir(FOLDER):
        if name.startswith(key()) and ".part" not in name:
            continue
        path = FOLDER + "/" + name
        shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
    return "%s/%s-%d.%s" % (FOLDER, key(), n, kind)


def fill(address, n):
    print("filling: " + subprocess.check_output([FILL, address, str(n)])
          .decode().strip(), flush=True)


class Desk:
    """molva serve in a workspace, with somebody signed in."""

    def __init__(self, folder):
        subprocess.run([MOLVA, "-w", folder, "user", "add", "person-07", "--role",
                        "admin", "--password-stdin"], check=False,
                       input=PASSWORD.encode() + b"\n",
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.process = subprocess.Popen([MOLVA, "-w", folder, "serve"],
                                        stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL)
        said = self.process.stdout.readline().decode()
        address = re.search(r"http://([^/]*)/", said).group(1)
        self.link = http.client.HTTPConnection(address, timeout=600)
        self.cookies = {}
        self.sign_in()

    def ask(self, method, path, body=None):
        headers = {"Sec-Fetch-Site": "same-origin", "Cookie": "; ".join(
            "%s=%s" % c for c in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.link.request(method, path, body, headers)
        answer = self.link.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies.update([value.split(";")[0].split("=", 1)])
        return answer.status, answer.read().decode()

    def sign_in(self):
        _, page = self.ask("GET", "/login")
        token = re.search(r'name="csrf" value="([^"]*)"', page).group(1)
        status, page = self.ask("POST", "/login", urllib.parse.urlencode(
            {"csrf": token, "login": "person-07", "password": PASSWORD}))
        if status != 303:
            sys.exit("cannot sign in: %d %s" % (status, page[:500]))

    def led_to(self, urls):
        """Pages, and for a page with LINK those that its links lead to."""
        for url in urls:
            if isinstance(url, str):
                yield url
                continue
            for to in url[1].findall(self.ask("GET", url[0])[1]):
                yield html.unescape(to)

    def times(self, urls):
        took, wanted = [], urls
        urls = list(self.led_to(wanted))
        if not urls:
            sys.exit("%s: no links to other pages" % wanted[0][0])
        for round_ in range(ROUNDS + 1):
            if round_ == 1:
                used = cpu_ms(self.process.pid)
            for url in urls:
                start = time.monotonic()
                status, page = self.ask("GET", url)
                if round_:
                    took.append((time.monotonic() - start) * 1000)
                if status != 200:
                    sys.exit("%s: %d %s" % (url, status, page[:500]))
            if len(took) > 400 or sum(took) > 30000:
                break
        used = cpu_ms(self.process.pid) - used
        return sorted(took), used / len(took)

    def close(self):
        self.link.close()
        self.process.terminate()
        self.process.wait()


def family(root):
    """root and its descendants."""
    found = [root]
    for pid in found:
        with contextlib.suppress(OSError):
            found += map(int, open("/proc/%d/task/%d/children" % (pid, pid))
                         .read().split())
    return found


def cpu_ms(root):
    """What root and its descendants have used."""
    used = 0
    for pid in family(root):
        with contextlib.suppress(OSError):
            used += int(open("/proc/%d/schedstat" % pid).read().split()[0])
    return used / 1e6


def command(folder, *args):
    """Seconds on the clock, of CPU, MB at the most."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as told:
        child = subprocess.Popen([MOLVA, "-w", folder] + list(args),
                                 stdout=subprocess.DEVNULL, stderr=told)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = status
        if status:
            told.seek(0)
            sys.exit("%s: %s" % (" ".join(args), told.read().decode()))
    return (time.monotonic() - start, used.ru_utime + used.ru_stime,
            used.ru_maxrss / 1024)


def commands():
    now = time.time()
    day = [time.strftime("%Y-%m-%d", time.gmtime(now - d * 86400))
           for d in (366, 1)]
    return [
        ("queue", ["queue"]),
        ("queue --json", ["queue", "--json"]),
        ("queue --type --json", ["queue", "--json", "--type", "broken"]),
        ("search, rare", ["search", "капироле"]),
        ("search, two common", ["search", "тариф", "договор"]),
        ("show", ["show", "77"]),
        ("report of a year", ["report", "--from", day[0], "--to", day[1],
                              "--out", "-"]),
        ("verify", ["verify"]),
        ("crawl, nothing due", ["crawl"]),
    ]


def at(took, share):
    return took[min(len(took) - 1, int(len(took) * share))]


@contextlib.contextmanager
def postgres(n):
    """The address of a store in a PostgreSQL of its own."""
    loader = importlib.machinery.SourceFileLoader("postgres", "tools/postgres")
    spec = importlib.util.spec_from_loader("postgres", loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    path, settings = kept(n, "pg"), {"shared_buffers": "256MB"}
    if not os.path.exists(path):
        with module.Server(settings, kept=path + ".part") as server:
            fill(server.url, n)
            server.sql("VACUUM ANALYZE")
        os.rename(path + ".part", path)
    with module.Server(settings, kept=path) as server:
        yield server.url


@contextlib.contextmanager
def sqlite(n):
    path = kept(n, "db")
    if not os.path.exists(path):
        fill(path + ".part", n)
        os.rename(path + ".part", path)
    yield path


def measure(n, store):
    """Rows of the table: name, what was found."""
    rows = []
    with tempfile.TemporaryDirectory() as folder, store(n) as address:
        os.chmod(folder, 0o700)
        with open(folder + "/molva.yaml", "w", encoding="utf-8") as f:
            f.write(SETTINGS % address)
        os.chmod(folder + "/molva.yaml", 0o600)
        desk = Desk(folder)
        try:
            for name, urls in pages(n):
                took, used = desk.times(urls)
                rows.append((name, "%.0f / %.0f, %.0f" % (
                    at(took, 0.5), at(took, 0.95), used)))
                print("%9d  %-30s %s" % ((n,) + rows[-1]), flush=True)
        finally:
            desk.close()
        for name, args in commands():
            rows.append(("molva " + name, "%.1f s, %.1f CPU, %.0f MB" %
                         command(folder, *args)))
            print("%9d  %-30s %s" % ((n,) + rows[-1]), flush=True)
    return rows


def main():
    os.umask(0o077)
    words = sys.argv[1:]
    store = postgres if "--postgres" in words else sqlite
    sizes = [int(a) for a in words if a != "--postgres"] or SIZES
    table = [measure(n, store) for n in sizes]
    print("\n| p50 / p95, CPU in ms | " + " | ".join("%d" % n for n in sizes) +
          " |\n|---" + "|---" * len(sizes) + "|")
    for row in zip(*table):
        print("| %s | %s |" % (row[0][0], " | ".join(r[1] for r in row)))


if __name__ == "__main__":
    main()

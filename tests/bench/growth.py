#!/usr/bin/env python3
"""How pages and commands grow with the store: one table.

    tools/bench growth [--postgres] [MENTIONS...]     10000 100000 1000000
    tools/bench growth --every [--postgres] [MENTIONS...]

--postgres: in a PostgreSQL of its own (tools/postgres). --every: each GET of
the table of routes, as an admin, the head of a department with everything, a
head with next to nothing, a responder and an assignee ask for it. Each store is filled by
tests/bench/bench_growth.c and kept in build/bench/growth under a key of what it
depends on; `rm -r` that folder when it is no longer wanted (4 GB for a million
mentions, in PostgreSQL 9). A desk on loopback is
asked by one of the thirty people who have work: each kind of page in several
variations, ROUNDS times each, after one round that is not counted; beside the
time on the clock
stands the CPU time of a page, the desk's and PostgreSQL's, for a clock on a
busy machine tells of the others. Commands: seconds on the clock, CPU
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
# Of the thirty who have work; who is asked, whose departments.
PEOPLE = [("person-07", "admin", "*"), ("person-08", "head", "service"),
          ("person-09", "head", "billing pr"), ("person-10", "responder", "*"),
          ("person-11", "assignee", "service")]

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


def asked_for(n):
    """Each GET of the table of routes with what is asked of it."""
    ids = [n * i // 12 + 1 for i in range(12)]
    more = {
        "/queue": ["", "?list=all", "?mine=1", "?words=интернет"],
        "/queue/count": ["", "?list=all&type=broken", "?words=интернет"],
        "/queue.atom": ["", "?list=all", "?type=broken"],
        "/board": ["", "?department=service", "?who=person-07"],
        "/cases": ["", "?mine=1", "?state=done", "?overdue=1"],
        "/cases/export.csv": ["", "?behind=%d" % (n // 4)],
        "/cases/export.json": ["", "?behind=%d" % (n // 4)],
        "/month": ["", "?m=2026-10", "?m=2025-06"],
        "/selfcheck": ["", "?of=service", "?of=billing"],
        "/api/queue": ["", "?list=all", "?words=интернет"],
        "/api/cases": ["", "?mine=1", "?state=done"],
        "/api/tasks": ["", "?mine=1"], "/api/promises": ["", "?mine=1"],
    }
    with open("desk/route_table.c", encoding="utf-8") as f:
        paths = re.findall(r'{"GET",\s*"([^"]+)"', f.read())
    for path in paths:
        if "*" in path or path in ("/", "/login"):
            continue
        if path.endswith("#"):
            yield path, [path[:-1] + str(i) for i in ids]
        else:
            yield path, [path + urllib.parse.quote(q, safe="?=&")
                         for q in more.get(path, [""])]


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


def user(folder, *words):
    """Somebody of a store that was asked before is there already."""
    return subprocess.run([MOLVA, "-w", folder, "user"] + list(words),
                          check=False, input=PASSWORD.encode() + b"\n",
                          stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL).stdout.decode()


class Desk:
    """molva serve in a workspace, with somebody signed in; server: the id of
    PostgreSQL's process, None without."""

    def __init__(self, folder, server=None):
        for login, role, units in PEOPLE:
            user(folder, "add", login, "--role", role, "--departments", units,
                 "--password-stdin")
        self.token = re.search(r"\S{30,}", user(
            folder, "token", "person-07", "--scopes", "read metrics", "--name",
            "bench")).group(0)
        self.server = server
        self.process = subprocess.Popen([MOLVA, "-w", folder, "serve"],
                                        stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL)
        said = self.process.stdout.readline().decode()
        address = re.search(r"http://([^/]*)/", said).group(1)
        self.link = http.client.HTTPConnection(address, timeout=600)
        self.sign_in("person-07")

    def ask(self, method, path, body=None):
        headers = {"Sec-Fetch-Site": "same-origin", "Cookie": "; ".join(
            "%s=%s" % c for c in self.cookies.items())}
        if path == "/metrics":
            headers = {"Authorization": "Bearer " + self.token}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.link.request(method, path, body, headers)
        answer = self.link.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies.update([value.split(";")[0].split("=", 1)])
        return answer.status, answer.read().decode()

    def sign_in(self, login):
        self.cookies = {}
        _, page = self.ask("GET", "/login")
        token = re.search(r'name="csrf" value="([^"]*)"', page).group(1)
        status, page = self.ask("POST", "/login", urllib.parse.urlencode(
            {"csrf": token, "login": login, "password": PASSWORD}))
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

    def times(self, urls, most=30000):
        took, wanted = [], urls
        urls = list(self.led_to(wanted))
        if not urls:
            sys.exit("%s: no links to other pages" % wanted[0][0])
        for round_ in range(ROUNDS + 1):
            if round_ == 1:
                used = self.cpu()
            for url in urls:
                start = time.monotonic()
                status, page = self.ask("GET", url)
                if round_:
                    took.append((time.monotonic() - start) * 1000)
                if status != 200:
                    sys.exit("%s: %d %s" % (url, status, page[:500]))
            if len(took) > 400 or sum(took) > most:
                break
        used = self.cpu() - used
        return sorted(took), used / len(took)

    def cpu(self):
        return cpu_ms(self.process.pid) + (cpu_ms(self.server)
                                           if self.server else 0)

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
    """The address of a store in a PostgreSQL of its own, and its process."""
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
        yield server.url, server.process.pid


@contextlib.contextmanager
def sqlite(n):
    path = kept(n, "db")
    if not os.path.exists(path):
        fill(path + ".part", n)
        os.rename(path + ".part", path)
    yield path, None


@contextlib.contextmanager
def workspace(n, store):
    """Its folder, and PostgreSQL's process."""
    with tempfile.TemporaryDirectory() as folder, store(n) as (address, server):
        os.chmod(folder, 0o700)
        with open(folder + "/molva.yaml", "w", encoding="utf-8") as f:
            f.write(SETTINGS % address)
        os.chmod(folder + "/molva.yaml", 0o600)
        yield folder, server


def measure(n, store):
    """Rows of the table: name, what was found."""
    rows = []
    with workspace(n, store) as (folder, server):
        desk = Desk(folder, server)
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


def one_page(desk, urls):
    """"5 / 9, 4" of what can be seen, "403" or "404" when nothing can."""
    seen, refused = [], set()
    for url in urls:
        status, _ = desk.ask("GET", url)
        if status == 200:
            seen.append(url)
        else:
            refused.add(str(status))
    if not seen:
        return " ".join(sorted(refused))
    took, used = desk.times(seen, 5000)
    return "%.0f / %.0f, %.0f" % (at(took, 0.5), at(took, 0.95), used)


def every(n, folder, server=None):
    """Prints what each page costs each of PEOPLE; an open workspace."""
    desk = Desk(folder, server)
    found = {}
    try:
        for login, role, _ in PEOPLE:
            desk.sign_in(login)
            for path, urls in asked_for(n):
                said = one_page(desk, urls)
                print("%9d  %-10s %-9s %-22s %s" % (n, login, role, path, said),
                      flush=True)
                found.setdefault(path, []).append(said)
    finally:
        desk.close()
    print("\n| %d: p50 / p95, CPU in ms | " % n +
          " | ".join("%s of %s" % p[1:] for p in PEOPLE) + " |\n|---" +
          "|---" * len(PEOPLE) + "|")
    for path, said in found.items():
        print("| `%s` | %s |" % (path, " | ".join(said)))


def main():
    os.umask(0o077)
    words = sys.argv[1:]
    store = postgres if "--postgres" in words else sqlite
    sizes = [int(a) for a in words if not a.startswith("--")] or SIZES
    if "--every" in words:
        for n in sizes:
            with workspace(n, store) as (folder, server):
                every(n, folder, server)
        return
    table = [measure(n, store) for n in sizes]
    print("\n| p50 / p95, CPU in ms | " + " | ".join("%d" % n for n in sizes) +
          " |\n|---" + "|---" * len(sizes) + "|")
    for row in zip(*table):
        print("| %s | %s |" % (row[0][0], " | ".join(r[1] for r in row)))


if __name__ == "__main__":
    main()

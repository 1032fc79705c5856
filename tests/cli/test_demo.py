"""The main job as a user runs it: demo, serve, search, report, classify."""
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request

from molva import BASE, MOLVA, Folder, Site, Tally, feed

tally = Tally()
FIELDS = ("id source url brand type tone facts confidence solution row "
          "priority due draft").split()


def run(*args):
    done = subprocess.run([MOLVA] + list(args), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return (done.returncode, done.stdout.decode(), done.stderr.decode())


def queue_as_json():
    code, out, err = run("demo", "--once", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    tally.check("demo --once --json ends well", code == 0, err)
    tally.check("more than 100 entries", len(rows) > 100, len(rows))
    for row in rows:
        missing = [f for f in FIELDS if f not in row]
        tally.check("fields of %s" % row.get("id"), not missing, missing)
    tally.check("only A, B, D, P wait", {r["solution"] for r in rows} <=
                {"A", "B", "D", "P"}, {r["solution"] for r in rows})
    tally.check("every draft is filled, but for a person's to say", all(
        bool(r["draft"]) != (r["solution"] == "P") and "{" not in r["draft"]
        for r in rows))
    tally.check("some are told at once", any(r["escalation"] for r in rows))
    tally.check("both languages", {"ru", "en"} <= {r["lang"] for r in rows})
    tally.check("no mention twice", len({r["id"] for r in rows}) == len(rows))
    order = [r["priority"] for r in rows]
    tally.check("best first", order == sorted(order, reverse=True), order)


def wait_for(process, pattern):
    """The first line of its output that matches; None when it ends."""
    for line in process.stdout:
        m = re.search(pattern, line.decode())
        if m:
            return m
    return None


def ends_soon(process, name):
    process.send_signal(signal.SIGTERM)
    try:
        code = process.wait(timeout=600)
    except subprocess.TimeoutExpired:
        process.kill()
        code = None
    tally.check(name + " ends cleanly", code == 0, code)


def demo_with_desk():
    folder = tempfile.mkdtemp() + "/town"
    process = subprocess.Popen([MOLVA, "demo", "--dir", folder],
                               stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL)
    tally.check("demo tells that its crawl was polite", wait_for(
        process, r"asked [1-9]\d+ times: 0 times .* forbids, 0 times while"))
    m = wait_for(process, r"(http://127\.0\.0\.1:\d+/)")
    tally.check("demo tells where its desk is", m)
    if m:
        page = urllib.request.urlopen(m.group(1)).read().decode()
        tally.check("the desk asks for a login", "<form" in page, page[:500])
        after_the_demo(folder)
    ends_soon(process, "demo")
    shutil.rmtree(os.path.dirname(folder))


def hears_hangups():
    """Whoever runs the tests under nohup leaves SIGHUP ignored."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def demo_in(tmp, *words, before=()):
    return subprocess.Popen(list(before) + [MOLVA, "demo"] + list(words),
                            env=dict(os.environ, TMPDIR=tmp),
                            preexec_fn=hears_hangups,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def stopped_at(signal_number, pattern):
    """A temporary folder is gone, whenever and however the demo ends."""
    name = "demo: %s at %s" % (signal_number.name, pattern)
    with tempfile.TemporaryDirectory() as tmp:
        process = demo_in(tmp)
        wait_for(process, pattern)
        tally.check(name + ": there is a folder", len(os.listdir(tmp)) == 1,
                    os.listdir(tmp))
        process.send_signal(signal_number)
        out = process.communicate(timeout=100)[0]
        tally.check(name + ": ends well", process.returncode == 0, out)
        tally.check(name + ": nothing is left", not os.listdir(tmp),
                    os.listdir(tmp))


def folder_goes():
    for signal_number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        stopped_at(signal_number, "Ctrl-C ends the demo")
    stopped_at(signal.SIGINT, "First crawl")
    stopped_at(signal.SIGTERM, "A day later")
    with tempfile.TemporaryDirectory() as tmp:
        process = demo_in(tmp, "--once")
        out = process.communicate()[0].decode()
        tally.check("demo --once leaves nothing and says so",
                    process.returncode == 0 and not os.listdir(tmp) and
                    "--dir DIR keeps it" in out and tmp not in out, out)
        process = demo_in(tmp, before=["sh", "-c", 'ulimit -f 200; exec "$@"',
                                       "sh"])
        out = process.communicate()[0].decode()
        tally.check("a demo that fails leaves nothing",
                    process.returncode == 3 and not os.listdir(tmp), out)
        process = demo_in(tmp + "/missing", "--once")
        out = process.communicate()[0].decode()
        tally.check("no place for a folder is told", process.returncode == 3
                    and "missing" in out, out)
        os.mkdir(tmp + "/mine")
        process = demo_in(tmp, "--once", "--dir", tmp + "/mine")
        out = process.communicate()[0].decode()
        tally.check("a folder that is there is not taken, nor removed",
                    process.returncode == 3 and os.listdir(tmp) == ["mine"],
                    out)
        process = demo_in(tmp, "--once", "--dir", tmp + "/new")
        out = process.communicate()[0].decode()
        tally.check("--dir keeps it", process.returncode == 0 and
                    os.path.exists(tmp + "/new/molva.db"), out)


def after_the_demo(folder):
    """The workspace of the demo under the other commands."""
    code, out, err = run("-w", folder, "queue", "--limit", "3")
    tally.check("queue for people", code == 0 and out.count("why:") == 3,
                out + err)
    first = re.search(r"#(\d+)", out).group(1)
    code, out, err = run("-w", folder, "show", first)
    tally.check("show explains", code == 0 and "[[" in out and
                "way through the matrix" in out, out + err)
    code, out, err = run("-w", folder, "show", first, "--json")
    whole = json.loads(out)
    tally.check("show --json has all answers", len(whole["answers"]) == 8, out)
    text = whole["text"].encode()
    tally.check("evidence lies inside the text", whole["evidence"] and all(
        0 <= e["start"] < e["end"] <= len(text) or
        (whole["title"] and e["start"] == e["end"] == 0)
        for e in whole["evidence"]),
        whole["evidence"])
    code, out, err = run("-w", folder, "search", "интернет", "--json")
    tally.check("search finds other forms", code == 0 and
                any("интернет" in json.loads(l)["text"].lower()
                    for l in out.splitlines()), out + err)
    code, out, err = run("-w", folder, "verify")
    tally.check("the chain of events is whole", code == 0, out + err)
    html, markdown = folder + "/r.html", folder + "/r.md"
    code, out, err = run("-w", folder, "report", "--from", "2020-01-01",
                         "--out", html)
    page = open(html, encoding="utf-8").read() if os.path.exists(html) else ""
    tally.check("report in HTML", code == 0 and "<svg" in page and
                "<script" not in page, err)
    code, out, err = run("-w", folder, "report", "--from", "2020-01-01",
                         "--out", markdown)
    tally.check("report in Markdown", code == 0 and
                open(markdown, encoding="utf-8").read().startswith("# "), err)


def serve():
    posts = [("1", "Вьюга опять не работает, третий день без интернета")]
    with Site({"/f": lambda h: h.reply(200, *feed(*posts))}) as site:
        source = site.source("/f", "feed").replace("}", ", every: 1m}")
        with Folder(source) as w:
            process = subprocess.Popen([MOLVA, "-w", w.path, "serve"],
                                       stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL)
            m = wait_for(process, r"http://127\.0\.0\.1:(\d+)/")
            tally.check("serve opens the desk", m)
            for _ in range(100):
                if '"source":"s"' in w.run("queue", "--json")[1]:
                    break
                time.sleep(0.2)
            tally.check("serve crawls what is due",
                        '"source":"s"' in w.run("queue", "--json")[1])
            ends_soon(process, "serve")


def behind_a_proxy():
    for asked, secure in (("", False), (", tls_proxy: true", True)):
        base = BASE.replace(":0'}", ":0', names: desk.example%s}" % asked)
        with Folder(base=base) as w:
            _, out, _ = w.run("user", "add", "ann")
            process = subprocess.Popen([MOLVA, "-w", w.path, "serve"],
                                       stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL)
            m = wait_for(process, r"(http://127\.0\.0\.1:\d+/)")
            answer = urllib.request.urlopen(m.group(1))
            for name, code in (("desk.example", 200), ("evil.example", 421)):
                request = urllib.request.Request(m.group(1) + "login",
                                                 headers={"Host": name})
                try:
                    got = urllib.request.urlopen(request).status
                except urllib.error.HTTPError as e:
                    got = e.code
                tally.check("called %s" % name, got == code, got)
            cookie = answer.headers.get("Set-Cookie", "")
            tally.check("tls_proxy%s" % asked, cookie and
                        ("; Secure" in cookie) == secure, cookie)
            ends_soon(process, "the desk")


def named_by_a_proxy():
    """desk: {proxy: ...} is read, and what it may not say is refused."""
    for asked, told in (("from: host, header: X-User", "numeric address"),
                        ("from: 10.0.0.1, header: Cookie", "header of its"),
                        ("from: 10.0.0.1", "header of its")):
        base = BASE.replace(":0'}", ":0', proxy: {%s}}" % asked)
        with Folder(base=base) as w:
            code, _, err = w.run("queue")
            tally.check("refused: " + asked, code and told in err, err)
    base = BASE.replace(":0'}", ":0', proxy: {from: '::ffff:127.0.0.1', "
                        "header: X-User}}")
    with Folder(base=base) as w:
        w.run("user", "add", "ann")
        process = subprocess.Popen([MOLVA, "-w", w.path, "serve"],
                                   stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL)
        m = wait_for(process, r"(http://127\.0\.0\.1:\d+/)")
        request = urllib.request.Request(m.group(1) + "api/me",
                                         headers={"X-User": "ann"})
        got = json.load(urllib.request.urlopen(request))
        tally.check("the proxy's word counts", got["login"] == "ann", got)
        ends_soon(process, "the desk")


def classify_lines():
    csv = ('id,text\n1,"Опять не работает интернет, третий день!"\n'
           '2,"Спасибо, всё отлично, очень вежливые сотрудники"\n')
    done = subprocess.run([MOLVA, "classify", "--csv", "text", "--json"],
                          input=csv.encode(), stdout=subprocess.PIPE)
    rows = [json.loads(l) for l in done.stdout.decode().splitlines()]
    tally.check("classify reads a column", [r["type"] for r in rows] ==
                ["broken", "praise"], rows)
    tally.check("classify says why", all(
        {"rule", "start", "end", "points"} <= set(e) for r in rows
        for e in r["evidence"]) and rows[0]["evidence"], rows)


def since_and_edit():
    posts = [("2", "Вьюга обманула с тарифом, списали 500 рублей 3 марта"),
             ("1", "Вьюга не работает")]
    with Site({"/f": lambda h: h.reply(200, *feed(*posts))}) as site:
        with Folder(site.source("/f", "feed")) as w:
            tally.check("first crawl", "2 new" in w.run("crawl")[1])
            tally.check("again: nothing new", "0 new" in
                        w.run("crawl", "--all")[1])
            posts[1] = ("1", "Вьюга не работает, верните деньги за март")
            out = w.run("crawl", "--all")[1]
            tally.check("an edit is noticed", "1 edited" in out, out)
            posts[0] = ("https://new.example/2", posts[0][1])
            out = w.run("crawl", "--all")[1]
            tally.check("another guid makes no second mention",
                        "0 new" in out, out)


def without_permalink():
    """A review without an address of its own is answered on its page."""
    page = ("<html><head><title>r</title></head><body>"
            "<div itemscope itemtype='http://schema.org/Review'>"
            "<b itemprop='author'>ann</b><p itemprop='reviewBody'>"
            "Вьюга не работает третий день</p></div></body></html>")
    with Site({"/r": ("text/html; charset=utf-8", page.encode())}) as site:
        with Folder(site.source("/r", "microdata")) as w:
            w.run("crawl")
            rows = [json.loads(l) for l in w.run("queue", "--json")[1]
                    .splitlines()]
            tally.check("a review without permalink leads to its page",
                        [r["url"] for r in rows] == [site.url + "/r"], rows)


queue_as_json()
without_permalink()
demo_with_desk()
folder_goes()
serve()
behind_a_proxy()
named_by_a_proxy()
classify_lines()
since_and_edit()
tally.end()

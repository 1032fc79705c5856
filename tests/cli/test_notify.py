"""A change of state reaches a command or a webhook: once, signed, and again
until it is taken; without a shell, within a time limit."""
import hashlib
import hmac
import http.server
import json
import re
import shutil
import sqlite3
import threading

from molva import BASE, Folder, Site, Tally

tally = Tally()


class Hook:
    """A receiver on loopback that takes nothing for the first `no` times."""

    def __init__(self, no=0):
        hook = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hook.got.append((dict(self.headers), body))
                self.send_response(204 if len(hook.got) > no else 503)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.got = []
        self.server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        self.url = "http://127.0.0.1:%d/hook" % self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def workspace(site, notify):
    base = BASE.replace("brands:", "notify: %s\nbrands:" % notify)
    return Folder(site.source("/gone", "feed", "gone"), base=base)


def waiting(w):
    """Rows of the outbox."""
    with sqlite3.connect(w.path + "/molva.db") as store:
        rows = store.execute("SELECT key, tries, cause, body FROM outbox")
        return rows.fetchall()


LATER = ["faketime", "-f", "+1h"]


def webhook():
    with Site({}) as site, Hook(no=1) as hook:
        notify = "{url: '%s', secret: 'sesame'}" % hook.url
        with workspace(site, notify) as w:
            told = w.run("crawl")
            tally.check("a receiver that is away is told of", told[0] == 1 and
                        "webhook: status 503; it is told again" in told[2], told)
            rows = waiting(w)
            tally.check("and the message stays", len(rows) == 1 and
                        rows[0][1:3] == (1, "webhook: status 503"), rows)
            w.run("crawl")
            tally.check("for half a minute", len(hook.got) == 1, hook.got)
            w.run("crawl", before=LATER)
            tally.check("then it is told again, and gone",
                        len(hook.got) == 2 and not waiting(w), hook.got)
            if len(hook.got) != 2:
                return
            (first, body), (second, again) = hook.got
            tally.check("under the same key, with the same words",
                        body == again and first["Idempotency-Key"] ==
                        second["Idempotency-Key"] == json.loads(body)["key"],
                        hook.got)
            for head, told in hook.got:
                text = head["Molva-Timestamp"].encode() + b"." + told
                want = hmac.new(b"sesame", text, hashlib.sha256).hexdigest()
                tally.check("signed", head["Molva-Signature"] ==
                            "sha256=" + want, head)
            said = json.loads(body)
            tally.check("what is said", said["event"] == "source" and
                        said["source"] == "gone" and said["was"] == "ok" and
                        said["now"] == "dead" and said["blind"] is True and
                        "404" in said["cause"] and "было" in said["text"], said)


def command():
    with Site({}) as site:
        notify = "{command: [/bin/sh, -c, 'cat >>\"$0\"', 'told $(id) it']}"
        with workspace(site, notify) as w:
            code, out, err = w.run("crawl", before=["env", "-C", w.path])
            with open(w.path + "/told $(id) it", "rb") as f:
                said = json.loads(f.read())
            tally.check("a command reads it", said["now"] == "dead", said)
            tally.check("and it is gone", not waiting(w), waiting(w))
            w.run("crawl", "--all", before=["env", "-C", w.path])
            with open(w.path + "/told $(id) it", "rb") as f:
                tally.check("once", f.read().count(b"event") == 1)
        for line, cause in (
                ("[/bin/false]", "/bin/false: exit code 1"),
                ("[/no/such]", "/no/such: there is no such program"),
                ("[/bin/sh, -c, 'kill -9 $$']", "/bin/sh: killed by Killed"),
                ("[/bin/sh, -c, 'sleep 1000 & wait'], limit: 1s",
                 "/bin/sh: not done within 1 s")):
            with workspace(site, "{command: %s}" % line) as w:
                told = w.run("crawl")
                rows = waiting(w)
                tally.check(line, len(rows) == 1 and rows[0][2] == cause and
                            cause in told[2], (rows, told))


def reminders():
    """What was promised, is to be done, waits to be done: R22, R29, R63."""
    with Site({}) as site:
        with workspace(site, "{command: [/bin/sh, -c, 'cat >>\"$0\"; echo >>"
                       "\"$0\"', told]}") as w:
            w.run("user", "add", "igor", "--role", "responder")
            w.run("case", "new", "--author", "Анна", "--to", "igor", "--due",
                  "2020-01-02", "Мастер не пришёл")
            w.run("promise", "add", "1", "--to", "Анна", "--by", "igor",
                  "--due", "2020-01-01", "позвоним")
            w.run("case", "task", "1", "--to", "igor", "--due", "2090-01-01",
                  "кабель")
            for _ in range(2):
                w.run("crawl", before=["env", "-C", w.path])
            with open(w.path + "/told", encoding="utf-8") as f:
                told = [json.loads(line) for line in f if line.strip()]
            told = [t for t in told if t["event"] == "reminder"]
            told.sort(key=lambda t: t["due"])  # of one second, in any order
            tally.check("each once", [(t["about"], t["late"], t["case"],
                                       t["by"]) for t in told] ==
                        [("promise", True, 1, "igor"),
                         ("case", True, 1, "igor")], told)
            tally.check("in words", told and told[0]["text"] ==
                        "Просрочено: обещание, дело 1 → Анна · igor: позвоним",
                        told)
            whole = json.loads(w.run("case", "show", "1", "--json")[1])
            tally.check("it stands in the register", [
                e["what"] for e in whole["events"]][-2:] == ["late", "late"],
                whole["events"])


def settings():
    with Site({}) as site:
        for notify, says in (
                ("{command: [a], url: 'http://a/'}", "not both"),
                ("{url: 'ftp://a/'}", "expected http"),
                ("{secret: x}", "there is none"),
                ("{url: 'http://a/', secret: '${NO_SUCH}'}", "NO_SUCH")):
            with workspace(site, notify) as w:
                code, out, err = w.run("crawl")
                tally.check(notify, code == 3 and says in err and
                            re.search(r"molva\.yaml:\d+:\d+:", err), err)


if shutil.which("faketime"):
    webhook()
else:
    tally.skip("webhook", "the package faketime is missing")
command()
reminders()
settings()
tally.end()

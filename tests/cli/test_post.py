"""Approved replies that Molva posts by the interface of a venue: once, whatever
the venue does, and whatever becomes of Molva meanwhile (R84)."""
import http.server
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
import time

from molva import MOLVA, Folder, Tally

tally = Tally()
SECRET = "s3cret"
LATER = ["faketime", "-f", "+7m"]


class Venue:
    """A small WordPress and Mastodon that behaves as `mode` says."""

    def __init__(self):
        venue = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self, status, body, **headers):
                body = body if isinstance(body, bytes) else \
                    json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                path = self.path.split("?")[0]
                if path == "/feed":
                    self.answer(200, venue.feed())
                elif path == "/api/v2/search":
                    self.answer(200, {"statuses": [
                        {"id": "900", "account": {"acct": "ira"}}]})
                elif path.endswith("/context"):
                    self.answer(200, {"descendants": venue.posts})
                elif re.fullmatch(r"/wp-json/wp/v2/comments/\d+", path):
                    self.answer(200, {"id": 5, "post": 7})
                else:
                    self.answer(200, venue.posts)

            def do_POST(self):
                size = int(self.headers["Content-Length"])
                told = json.loads(self.rfile.read(size))
                venue.asked.append((self.headers, told))
                venue.act(self, told)

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self.mode, self.posts, self.asked = "take", [], []
        self.came = threading.Event()
        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = "http://127.0.0.1:%d" % self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def feed(self):
        items = "".join(
            "<item><guid>c%d</guid><author>Ира</author><link>%s</link>"
            "<title>Вьюга</title><description>Сломалась «Вьюга», не работает "
            "второй день, помогите! %d</description></item>"
            % (n, link, n) for n, link in enumerate(
                [self.url + "/review/#comment-5",
                 "http://elsewhere.example/#comment-5"]))
        return ("<rss version='2.0'><channel><title>x</title>%s</channel>"
                "</rss>" % items).encode()

    def take(self, told):
        number = 100 + len(self.posts)
        link = "%s/review/#comment-%d" % (self.url, number)
        words = told.get("content") or told.get("status")
        self.posts.append({
            "id": number, "link": link, "url": link, "status": "approved",
            "in_reply_to_id": "900", "parent": 5,
            "content": {"rendered": "<p>%s</p>" % words.replace(
                "«", "&#171;").replace("\n", "</p>\n<p>")}
            if "content" in told else "<p>%s</p>" % words})
        return self.posts[-1]

    def act(self, handler, told):
        mode = self.mode
        if isinstance(mode, tuple):
            return handler.answer(mode[0], {"error": "no, says the venue"},
                                  **mode[1])
        if mode in ("take", "rubbish", "cut after", "hang after"):
            post = self.take(told)
        self.came.set()
        if mode == "take":
            handler.answer(201, post)
        elif mode == "held":
            handler.answer(201, {"id": 1, "link": self.url, "status": "hold"})
        elif mode == "rubbish":
            handler.answer(200, b"<html>PHP Warning</html>")
        elif mode.startswith("hang"):
            time.sleep(60)
        else:
            handler.connection.shutdown(socket.SHUT_RDWR)
            handler.close_connection = True
        return None


class Desk:
    """A workspace with one approved reply, to be posted at the venue."""

    def __init__(self, by="wordpress", approve=True):
        self.venue = Venue()
        keys = "token: '${KEY}'" if by == "mastodon" else \
            "user: us, password: '${KEY}'"
        self.folder = Folder(
            "- {name: s, kind: feed, url: '%s/feed', allow_private: true, "
            "reply: {by: %s, %s}}\n" % (self.venue.url, by, keys))
        self.path = self.folder.path
        with open(self.path + "/molva.yaml", "a", encoding="utf-8") as f:
            f.write("eyes: 1\nsecrets: keys.yaml\n")
        with open(self.path + "/keys.yaml", "w", encoding="utf-8") as f:
            f.write("KEY: %s\n" % SECRET)
        os.chmod(self.path + "/keys.yaml", 0o600)
        self.run("crawl")
        self.run("reply", "edit", "1", "Мы «посмотрели».\nВсё исправлено.")
        if approve:
            told = self.run("reply", "approve", "1")
            tally.check("approved", told[0] == 0, told)

    def run(self, *args, before=()):
        return self.folder.run(*args, before=list(before))

    def afresh(self, mode):
        """It is to be posted again, at a venue without posts."""
        if self.row("state") == ("posted",):
            told = self.run("reply", "unposted", "1", "once more")
            tally.check("to be posted again", told[0] == 0, told)
        self.venue.mode, self.venue.posts, self.venue.asked = mode, [], []

    def post(self, *more, before=()):
        return self.run("reply", "post", "1", *more, before=before)

    def row(self, what):
        with sqlite3.connect(self.path + "/molva.db") as db:
            return db.execute("SELECT %s FROM sending WHERE case_id = 1 "
                              "ORDER BY id DESC LIMIT 1" % what).fetchone()

    def link(self):
        with sqlite3.connect(self.path + "/molva.db") as db:
            return db.execute("SELECT posted_url FROM cases WHERE id = 1"
                              ).fetchone()[0]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        told = self.run("verify")
        tally.check("the chain is whole", told[0] == 0, told)
        self.folder.__exit__()
        self.venue.server.shutdown()
        self.venue.server.server_close()


def accepted(d):
    told = d.post()
    tally.check("not before approval", told[0] == 1 and
                not d.venue.asked, told)
    d.run("reply", "approve", "1")
    told = d.post()
    tally.check("it is posted", told[0] == 0 and "posted" in told[1], told)
    tally.check("with its link", d.link() ==
                d.venue.url + "/review/#comment-100", d.link())
    headers, body = d.venue.asked[0]
    tally.check("as the venue wants it", body == {
        "post": 7, "parent": 5,
        "content": "Мы «посмотрели».\nВсё исправлено."}, body)
    tally.check("by our name", "Basic" in headers["Authorization"])
    told = d.post()
    tally.check("not twice", told[0] == 1 and len(d.venue.asked) == 1, told)
    told = d.run("copy", d.path + "/molva.db", d.path + "/copy.db")
    tally.check("its store can be copied", told[0] == 0, told)
    os.remove(d.path + "/copy.db")
    d.run("reply", "edit", "2", "Проверили, всё исправлено.")
    d.run("reply", "approve", "2")
    told = d.run("reply", "post", "2")
    tally.check("no post of another site is answered", told[0] == 1 and
                "does not tell" in told[2] and len(d.venue.asked) == 1, told)


def refused(d):
    d.afresh(None)
    for status in (401, 403, 422):
        d.venue.mode = (status, {})
        told = d.post()
        tally.check("refused with %d" % status, told[0] == 1 and
                    "status %d: no, says the venue" % status in told[2] and
                    d.row("state") == ("refused",), told)
        tally.check("no secret is told", SECRET not in str(told))
    d.venue.mode = (429, {"Retry_After": "240"})
    told = d.post()
    state, wait = d.row("state, due - began")
    tally.check("later, as it asks", state == "wanted" and
                230 <= wait <= 300, (told, state, wait))
    told = d.post()
    tally.check("not before", len(d.venue.asked) == 4, told)
    d.venue.mode = "take"
    told = d.post(before=LATER)
    tally.check("then it goes", told[0] == 0 and len(d.venue.posts) == 1, told)


def nobody_knows(d):
    for mode in ("cut after", "rubbish", (502, {})):
        d.afresh(mode)
        if isinstance(mode, tuple):  # it was taken all the same
            d.venue.take({"content": "Мы «посмотрели».\nВсё исправлено."})
        told = d.post()
        tally.check("%s: found there" % (mode,), told[0] == 0 and
                    d.row("state") == ("posted",) and
                    d.link().endswith("comment-100") and
                    len(d.venue.asked) == 1, told)
    d.afresh("cut before")
    told = d.post()
    tally.check("not found: unsure", told[0] == 1 and
                d.row("state") == ("unsure",), told)
    for n in range(1, 5):
        d.post(before=["faketime", "-f", "+%dh" % n])
    cause, due = d.row("cause, due")
    tally.check("left to a person, never sent again",
                len(d.venue.asked) == 1 and "look yourself" in cause and
                due == 2 ** 63 - 1, (len(d.venue.asked), cause, due))
    d.venue.mode = "take"
    told = d.post("--again")
    tally.check("who has looked sends it again", told[0] == 0 and
                len(d.venue.posts) == 1, told)


def same_key():
    with Desk("mastodon") as d:
        d.venue.mode = "cut before"
        told = d.post()
        tally.check("the venue knows a key", d.row("state") == ("wanted",),
                    told)
        d.venue.mode = "take"
        told = d.post()
        keys = {h["Idempotency-Key"] for h, _ in d.venue.asked}
        tally.check("the same key again", told[0] == 0 and len(keys) == 1 and
                    len(d.venue.asked) == 2, (told, keys))


def held(d):
    d.afresh("held")
    told = d.post()
    tally.check("a moderator looks", told[0] == 0 and "held" in told[1], told)
    told = d.post()
    tally.check("and it is not sent again", told[0] == 1 and
                len(d.venue.asked) == 1, told)


def hangs():
    """It ends by itself after its ceiling, and is looked for."""
    with Desk() as d:
        d.venue.mode = "hang after"
        told = d.post()
        tally.check("a venue that hangs: found there", told[0] == 0 and
                    len(d.venue.asked) == 1, told)


def killed(d):
    d.afresh("hang after")
    d.venue.came.clear()
    child = subprocess.Popen([MOLVA, "-w", d.path, "reply", "post", "1"],
                             stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    tally.check("the request came", d.venue.came.wait(60))
    child.send_signal(signal.SIGKILL)
    child.wait()
    tally.check("it was claimed before", d.row("state") == ("sending",))
    told = d.post()
    tally.check("who has it may live", told[0] == 1 and
                len(d.venue.asked) == 1, told)
    told = d.post(before=LATER)
    tally.check("found there, not sent twice", told[0] == 0 and
                len(d.venue.asked) == 1 and len(d.venue.posts) == 1, told)


def by_serve():
    """The notifier posts what somebody asked for at the desk."""
    with Desk() as d:
        d.run("user", "add", "ann", "--role", "approver")
        token = d.run("user", "token", "ann", "--name", "t", "--scopes",
                      "read edit")[1].split()[-1]
        serve = subprocess.Popen([MOLVA, "-w", d.path, "serve"],
                                 stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL)
        base = re.search(rb"http://\S+/", serve.stdout.readline()).group(
            0).decode()

        def call(path, body=None):
            out = subprocess.run(
                ["curl", "-s", "-H", "Authorization: Bearer " + token] +
                (["-H", "Content-Type: application/json", "-d",
                  json.dumps(body)] if body is not None else []) +
                [base + path], stdout=subprocess.PIPE, check=False)
            return json.loads(out.stdout)
        seen = call("api/mention/1")["seen"]
        call("api/mention/1/post", {"seen": seen})
        for _ in range(600):
            if d.row("state") == ("posted",):
                break
            time.sleep(0.1)
        mention = call("api/mention/1")
        tally.check("the notifier posted it", mention["list"] == "posted" and
                    mention["posted_url"].endswith("comment-100") and
                    len(d.venue.asked) == 1, mention)
        serve.terminate()
        serve.wait()


def settings():
    with Folder("- {name: s, kind: feed, url: 'http://v.example/feed', "
                "reply: {by: wordpress, user: us, password: p}}\n") as w:
        told = w.run("queue")
        tally.check("credentials over https only", told[0] == 3 and
                    re.search(r"molva.yaml:\d+:.*https only", told[2]), told)
    with Folder("- {name: s, kind: feed, url: 'https://v.example/feed', "
                "reply: {by: wordpress, user: us}}\n") as w:
        told = w.run("queue")
        tally.check("what is missing is named", told[0] == 3 and
                    "needs 'password'" in told[2], told)
    with Folder("- {name: s, kind: feed, url: 'https://v.example/feed', "
                "reply: {token: t}}\n") as w:
        told = w.run("queue")
        tally.check("a kind without", told[0] == 3 and
                    "has no `reply:`" in told[2], told)


if __name__ == "__main__":
    waits = threading.Thread(target=hangs)
    waits.start()
    settings()
    with Desk(approve=False) as desk:
        accepted(desk)
        if shutil.which("faketime"):
            refused(desk)
            nobody_knows(desk)
            killed(desk)
        else:
            tally.skip("another clock", "the package faketime is missing")
        held(desk)
    same_key()
    by_serve()
    waits.join()
    tally.end()

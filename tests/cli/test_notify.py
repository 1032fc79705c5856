"""A change of state reaches a command or a webhook: once, signed, and again
until it is taken; without a shell, within a time limit. People get sentences
by mail or in a chat, what waits for one of them together."""
import email
import email.policy
import email.utils
import hashlib
import hmac
import http.server
import json
import os
import pwd
import re
import shutil
import socketserver
import sqlite3
import threading
import time

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


class Post(socketserver.ThreadingTCPServer):
    """A mail server on loopback that takes nothing for the first `no` times;
    without TLS."""
    daemon_threads = allow_reuse_address = True

    class Handler(socketserver.StreamRequestHandler):
        def say(self, line):
            self.wfile.write(line.encode() + b"\r\n")

        def handle(self):
            post, to = self.server, []
            self.say("220 post.example")
            for line in self.rfile:
                word = line.split()[0].upper() if line.split() else b""
                post.heard.append(word)
                if word == b"RCPT":
                    to.append(re.search(rb"<(.*?)>", line).group(1).decode())
                if word != b"DATA":
                    self.say("221 bye" if word == b"QUIT" else "250 yes")
                    continue
                self.say("354 go on")
                lines = list(iter(self.rfile.readline, b".\r\n"))
                post.tried.append((to, email.message_from_bytes(
                    b"".join(lines), policy=email.policy.default)))
                took = len(post.tried) > post.no
                if took:
                    post.got.append(post.tried[-1])
                to = []
                self.say("250 taken" if took else "451 later")

    def __init__(self, no=0):
        super().__init__(("127.0.0.1", 0), self.Handler)
        self.no, self.tried, self.got, self.heard = no, [], [], []
        self.url = "smtp://127.0.0.1:%d" % self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


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
                        "url: status 503; it is told again" in told[2], told)
            rows = waiting(w)
            tally.check("and the message stays", len(rows) == 1 and
                        rows[0][1:3] == (1, "url: status 503"), rows)
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
                tally.check(line, len(rows) == 1 and rows[0][2] == "command: " + cause and
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
            heads = [t for t in told if t["event"] == "escalation"]
            told = [t for t in told if t["event"] == "reminder"]
            heads.sort(key=lambda t: t["due"])
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
                e["what"] for e in whole["events"]][-4:] == [
                    "late", "late", "overdue", "overdue"], whole["events"])
            tally.check("then the head, or who gets the rest", [
                (t["about"], t["to"]) for t in heads] == [
                    ("promise", []), ("case", [])], heads)


def ended():
    """R12: who mended and who leads hear that it is closed, once; after it was
    opened again and closed, once more."""
    with Site({}) as site:
        with workspace(site, "{command: [/bin/sh, -c, 'cat >>\"$0\"; echo >>"
                       "\"$0\"', told]}") as w:
            for login in ("igor", "petr", "olga"):
                w.run("user", "add", login, "--role", "responder")
            with open(w.path + "/molva.yaml", encoding="utf-8") as f:
                text = f.read()
            with open(w.path + "/molva.yaml", "w", encoding="utf-8") as f:
                f.write(text.replace("{id: service,",
                                     "{id: service, head: olga,"))
            made = w.run("case", "new", "--to", "igor", "--department",
                         "service", "Мастер не пришёл")
            tally.check("made", made[0] == 0, made)
            w.run("case", "task", "1", "--to", "petr", "кабель")
            w.run("case", "did", "1", "сменил")
            for said in ("сменили кабель", "сменили коробку"):
                w.run("case", "assign", "1", "igor", "--department", "service")
                w.run("case", "begin", "1")
                w.run("case", "finish", "1", said)
                closed = w.run("case", "close", "1", "позвонили")
                if closed[0]:
                    tally.check("closed", False, closed)
                for _ in range(2):
                    w.run("crawl", before=["env", "-C", w.path])
                w.run("case", "reopen", "1", "опять")
            with open(w.path + "/told", encoding="utf-8") as f:
                told = [json.loads(line) for line in f if line.strip()]
            told = [t for t in told if "ended" in t]
            whose = json.loads(w.run("case", "show", "1", "--json")[1])[
                "assignee"]  # whoever began it in this terminal
            tally.check("each end once", [
                (t["event"], sorted(t["to"]), t["late"], t["text"])
                for t in told] == [
                    ("reminder", sorted([whose, "olga", "petr"]), False,
                     "Закрыто: дело 1 · %s: %s" % (whose, said))
                    for said in ("сменили кабель", "сменили коробку")], told)


def late(w, *who):
    """A case and a promise of each, long ago."""
    for at, login in enumerate(who):
        w.run("user", "add", login, "--role", "responder")
        w.run("case", "new", "--author", "Анна", "Мастер не пришёл")
        w.run("promise", "add", str(at + 1), "--to", "Анна", "--by", login,
              "--due", "2020-01-01", "позвоним %d" % at)


def people():
    """One that hangs, a chat, a bot, letters: each gets all it wants."""
    with Site({}) as site, Hook() as chat, Hook() as bot, \
            Post(no=1) as post, socketserver.TCPServer(
                ("127.0.0.1", 0), socketserver.BaseRequestHandler) as deaf:
        notify = """
- {url: 'http://127.0.0.1:%d/', limit: 1s}
- {chat: '%s', for: [reminder]}
- {telegram: '${BOT}', api: '%s', to: ['-100']}
- {mail: '%s', from: molva@v.example, to: [all@v.example],
   addresses: {igor: igor@v.example}}""" % (
            deaf.server_address[1], chat.url, bot.url[:-5], post.url)
        os.environ["BOT"] = "12:ab"
        with workspace(site, notify) as w:
            late(w, "igor", "igor", "olga")
            first = w.run("crawl")
            tally.check("the source is dead", first[0] == 1, first)
            told = [json.loads(body) for _, body in chat.got]
            tally.check("a chat gets what it wants, together", len(told) == 1
                        and sorted(told[0]["text"].split("\n")) == [
                            "Просрочено: обещание, дело %d → Анна · %s: "
                            "позвоним %d" % (n + 1, login, n)
                            for n, login in enumerate(
                                ("igor", "igor", "olga"))], told)
            told = [json.loads(body) for _, body in bot.got]
            tally.check("a bot gets all", len(told) == 1 and
                        told[0]["chat_id"] == "-100" and
                        len(told[0]["text"].split("\n")) == 4, told)
            tally.check("its post is refused", len(post.tried) == 1 and
                        not post.got, post.tried)
            w.run("crawl", before=LATER)
            tally.check("letters to whom it concerns", sorted(
                to for to, _ in post.got) == [["all@v.example"],
                                              ["igor@v.example"]], post.got)
            letters = {to[0]: letter for to, letter in post.got}
            mine = letters["igor@v.example"]
            tally.check("one letter of two sentences", [
                line[-10:] for line in sorted(
                    mine.get_content().strip().splitlines())] ==
                        ["позвоним 0", "позвоним 1"], mine.get_content())
            tally.check("in words", re.match(
                r"Molva: Просрочено: .* \(и ещё 1\)$", mine["Subject"]) and
                mine["From"] == "molva@v.example", mine["Subject"])
            first, again = post.tried[0][1], [
                letter for to, letter in post.got if to == post.tried[0][0]]
            tally.check("what comes twice has the same key", again and
                        first["Message-ID"] == again[0]["Message-ID"], first)
            tally.check("who hangs has his own left", [
                row[0] for row in rows_of(w, "receiver")] == ["url"] * 7,
                rows_of(w, "receiver"))


def rows_of(w, what):
    with sqlite3.connect(w.path + "/molva.db") as store:
        return store.execute("SELECT %s FROM outbox" % what).fetchall()


def at(clock):
    return ["faketime", "-f", "@" + clock]


def quiet():
    """Not at night; the workspace's zone is Moscow's."""
    with Site({}) as site, Hook() as hook:
        notify = "{chat: '%s', quiet: '20:00-08:30'}" % hook.url
        with workspace(site, notify) as w:
            w.run("crawl", before=at("2026-11-28 19:00:00"))
            tally.check("nothing at 22:00", not hook.got and
                        rows_of(w, "receiver") == [("chat",)], hook.got)
            w.run("crawl", before=at("2026-11-29 05:29:00"))
            tally.check("nothing at 8:29", not hook.got, hook.got)
            w.run("crawl", before=at("2026-11-29 05:31:00"))
            tally.check("told at 8:31", len(hook.got) == 1, hook.got)


def digests():
    """What waits for somebody: one letter and one call of the webhook a
    working day, from nine in the morning on; a letter that was refused comes
    again under its key; none of the week-end, none twice."""
    with Site({}) as site, Hook() as hook, Post(no=1) as post:
        notify = """
- {url: '%s', for: [digest]}
- {mail: '%s', from: molva@v.example, to: [all@v.example], for: [digest],
   addresses: {igor: igor@v.example, olga: olga@v.example}}
digest: {at: '09:00', for: [assignee, olga]}""" % (hook.url, post.url)
        with workspace(site, notify) as w:
            morning = "2026-12-07 06:30:00"  # Monday, 9:30 in Moscow
            made = at("2026-12-06 06:30:00")
            for login, role in (("igor", "assignee"), ("olga", "head"),
                                ("petr", "head")):
                w.run("user", "add", login, "--role", role, "--departments",
                      "*", before=made)
            w.run("case", "new", "--to", "igor", "Мастер не пришёл",
                  before=made)
            w.run("promise", "add", "1", "--by", "igor", "--due", "2026-12-06",
                  "позвоним", before=made)
            w.run("crawl", before=at("2026-12-07 05:50:00"))
            tally.check("nothing before nine", not hook.got and not post.tried)
            for clock in (morning, "2026-12-07 06:31:00",
                          "2026-12-07 09:00:00", "2026-12-07 14:59:00"):
                w.run("crawl", before=at(clock))
            told = [json.loads(body) for _, body in hook.got]
            mine = [t for t in told if t["to"] == ["igor"]]
            tally.check("one call a day", len(mine) == 1 and
                        mine[0]["event"] == "digest" and
                        mine[0]["late"] == 1 and
                        "дело 1: позвоним" in mine[0]["text"] and
                        not [t for t in told if t["to"] == ["petr"]], told)
            letters = [letter for to, letter in post.got
                       if to == ["igor@v.example"]]
            tally.check("one letter a day", len(letters) == 1 and
                        letters[0]["Subject"].startswith(
                            "Molva: Что вас ждёт, 7 декабря") and
                        "Просрочено: 1" in letters[0].get_content(), post.got)
            tried = [letter["Message-ID"] for to, letter in post.tried
                     if to == post.tried[0][0]]
            tally.check("refused, then again under its key",
                        len(tried) == 2 and tried[0] == tried[1], tried)
            n = len(hook.got)
            w.run("crawl", before=at("2026-12-12 08:00:00"))
            tally.check("none on a Saturday, none of the days before",
                        len(hook.got) == n)
            w.run("crawl", before=at("2026-12-14 08:00:00"))
            keys = [head["Idempotency-Key"] for head, body in hook.got
                    if json.loads(body)["to"] == ["igor"]]
            tally.check("the next one has a key of its own", len(keys) == 2 and
                        len(set(keys)) == 2, keys)
        bad = BASE.replace("brands:", "digest: {at: 9am}\nbrands:")
        with Folder(site.source("/gone", "feed", "gone"), base=bad) as w:
            code, _, err = w.run("crawl")
            tally.check("a time", code and "expected a time like 09:00" in err,
                        err)


def another():
    """What waits for one who is gone goes to those who are there."""
    with Site({}) as site, Hook() as hook:
        with workspace(site, "{command: [/bin/false]}") as w:
            w.run("crawl")
            with open(w.path + "/molva.yaml", encoding="utf-8") as f:
                text = f.read()
            with open(w.path + "/molva.yaml", "w", encoding="utf-8") as f:
                f.write(text.replace("{command: [/bin/false]}",
                                     "{url: '%s'}" % hook.url))
            w.run("crawl", before=LATER)
            tally.check("it goes to the new one", len(hook.got) == 1 and
                        not waiting(w), waiting(w))


def no_secret():
    """A password does not go over a line that others read."""
    with Site({}) as site, Post() as post:
        notify = ("{mail: '%s', user: molva, password: '${WORD}', "
                  "from: a@v.example, to: b@v.example}" % post.url)
        with workspace(site, notify) as w:
            told = w.run("crawl", before=["env", "WORD=sesame"])
            tally.check("no TLS, no password", not post.got and
                        b"AUTH" not in post.heard and
                        "mail: " in waiting(w)[0][2] and
                        "sesame" not in str(told), (post.heard, waiting(w)))
DEAD = """<rss version="2.0"><channel><title>Форум</title>
<link>http://f.example/t/1</link><description>d</description>
<item><title></title><link>http://f.example/t/1#p1</link><guid>p1</guid>
<author>Рома</author><pubDate>%s</pubDate>
<description>Вьюга отключила связь, мама не смогла вызвать скорую и умерла.
</description></item></channel></rss>"""


def hours_later(w, hours):
    """Messages of escalations that come when it is so many hours later."""
    w.run("crawl", before=["env", "-C", w.path, "faketime", "-f",
                           "+%dm" % (60 * hours)])
    with open(w.path + "/told", encoding="utf-8") as f:
        told = [json.loads(line) for line in f if line.strip()]
    open(w.path + "/told", "w").close()
    return [t for t in told if t["event"] == "escalation"]


def escalations():
    """A named person is told at once, and again until he takes care."""
    date = email.utils.formatdate(time.time() - 600)
    pages = {"/rss": ("application/rss+xml", (DEAD % date).encode())}
    with Site(pages) as site:
        base = BASE.replace("brands:", "notify: {command: [/bin/sh, -c, "
                            "'cat >>\"$0\"; echo >>\"$0\"', told]}\nbrands:")
        base = base.replace("sources:", "- {id: curator, name_ru: куратор, "
                            "name_en: curator, contact: c@v.example, head: "
                            "vera}\nsources:")
        with Folder(site.source("/rss", "feed", "forum"), base=base) as w:
            w.run("user", "add", "igor", "--role", "approver")
            w.run("user", "add", "vera", "--role", "responder")
            first = hours_later(w, 0)
            tally.check("told at once", len(first) == 1 and
                        first[0]["whom"] == "vera" and
                        first[0]["department"] == "curator" and
                        first[0]["flags"] == ["death"] and
                        first[0]["times"] == 1 and "Срочно" in
                        first[0]["text"], first)
            tally.check("nobody is nagged", hours_later(w, 0.5) == [])
            again = hours_later(w, 1.1)
            tally.check("but reminded", len(again) == 1 and
                        again[0]["times"] == 2 and "Не принято" in
                        again[0]["text"], again)
            case = json.loads(w.run("case", "show", "1", "--json")[1])
            told = case["escalations"][0]
            day = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 432000))
            w.run("user", "away", "vera", "--until", day, "--deputy", "igor")
            tally.check("away: it passes", hours_later(w, 1.2) == [])
            deputy = hours_later(w, 2.3)
            tally.check("and her deputy is nudged for her", [
                (t["whom"], t["by"], t["stands_for"], t["times"],
                 "igor за vera" in t["text"]) for t in deputy] ==
                [("igor", "igor", "vera", 2, True)], deputy)
            found = w.run("case", "told", "--to", "igor")[1]
            tally.check("he finds it", "→ igor for vera" in found, found)
            w.run("user", "away", "vera", "--deputy", "igor")
            quiet = hours_later(w, 2.4)
            found = w.run("case", "told", "--to", "vera")[1]
            tally.check("back: it is hers again", quiet == [] and
                        "→ vera since" in found, (quiet, found))
            tally.check("the case shows whom, when", told["whom"] == "vera" and
                        told["times"] == 2 and told["told"] and
                        not told["acknowledged"], told)
            tally.check("it is hers", case["assignee"] == "vera" and
                        case["state"] == "assigned" and case["priority"] == 100,
                        case)
            shown = json.loads(w.run("show", "1", "--json")[1])
            tally.check("no template", shown["draft"] == "" and
                        shown["solution"] == "P" and
                        shown["flags"] == ["death"], shown)
            open_ = w.run("case", "told", "--to", "vera", "--json")[1]
            tally.check("she finds it", json.loads(open_)["case"] == 1, open_)
            acked = w.run("case", "ack", "1")
            tally.check("taken", acked[0] == 0, acked)
            tally.check("twice is told", w.run("case", "ack", "1")[0] == 1)
            tally.check("then it is quiet", hours_later(w, 30) == [])
            case = json.loads(w.run("case", "show", "1", "--json")[1])
            tally.check("the register has all of it", [
                e["what"] for e in case["events"]
                if e["who"] != "clock" or e["what"] in ("told", "nudged")][:6]
                == ["registered", "escalated", "told", "nudged", "nudged",
                    "acknowledged"], case["events"])
            tally.check("and it is whole", w.run("verify")[0] == 0)


def words_of(hook, since):
    """Messages of what passed, that a webhook got from the since-th on."""
    told = [json.loads(body) for _, body in hook.got[since:]]
    return [t for t in told if "passed" in t]


def letters_of(post, since):
    """Whom letters went to, each with its first sentence."""
    return sorted((one, letter.get_content().strip().splitlines()[0])
                  for to, letter in post.got[since:] for one in to)


def hand_over():
    """Who stands in is told, what he has begun is his; who is back is told of
    the rest; of what nobody did anything for all three are."""
    me = pwd.getpwuid(os.getuid()).pw_name  # he begins cases in a terminal
    base = BASE.replace("help@v.example}",
                        "help@v.example, silent: 2d, head: vera}")
    with Site({}) as site, Hook(no=1) as hook, Post() as post:
        base = base.replace("brands:", """notify:
- {url: '%s', secret: sesame, for: [reminder, escalation]}
- {mail: '%s', from: molva@v.example, to: [all@v.example],
   for: [reminder, escalation], addresses: {igor: igor@v.example,
   %s: petr@v.example, vera: vera@v.example}}
brands:""" % (hook.url, post.url, me))
        with Folder(site.source("/gone", "feed", "gone"), base=base) as w:
            for login in ("igor", me, "vera"):
                w.run("user", "add", login, "--role", "responder")
            # Not so soon that its time comes within a working day.
            day = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 432000))
            far = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 864000))
            for n in (1, 2):
                w.run("case", "new", "--to", "igor", "--department", "service",
                      "--due", day, "Лифт стоит %d" % n)
            w.run("user", "away", "igor", "--until", far, "--deputy", me)
            w.run("crawl")
            tally.check("a receiver that is away is asked again",
                        "url" in [row[0] for row in rows_of(w, "receiver")],
                        rows_of(w, "receiver"))
            w.run("crawl", before=LATER)
            told = words_of(hook, 0)
            first = {t["key"]: t for t in told}
            passed = [t for t in first.values() if t["passed"] == "away"]
            tally.check("handed over: the deputy is told, for whom", sorted(
                (t["case"], t["from"], t["by"], t["to"]) for t in passed) == [
                    (1, "igor", me, [me]),
                    (2, "igor", me, [me])], told)
            tally.check("what comes twice has one key", len(told) == 3 and
                        len(first) == 2, [t["key"] for t in told])
            mine = [text for to, text in letters_of(post, 0)
                    if to == "petr@v.example"]
            tally.check("and by a letter", any(
                "Вам за igor (нет до" in text for text in mine), mine)
            tally.check("who is away gets none", "igor@v.example" not in [
                to for to, _ in letters_of(post, 0)], letters_of(post, 0))
            posts, letters = len(hook.got), len(post.got)
            w.run("crawl", before=LATER)
            tally.check("told once", not words_of(hook, posts), hook.got)
            tally.check("he accepts one", w.run("case", "begin", "1")[0] == 0)
            w.run("user", "away", "igor", "--deputy", me)
            w.run("crawl", before=LATER)
            back = words_of(hook, posts)
            tally.check("back: what was not begun is his again", [
                (t["passed"], t["case"], t["from"], t["by"], t["to"])
                for t in back] == [("back", 2, me, "igor", ["igor"])],
                back)
            tally.check("and by a letter of his own", [
                to for to, text in letters_of(post, letters)
                if "Снова ваше" in text] == ["igor@v.example"],
                letters_of(post, letters))
            posts, letters = len(hook.got), len(post.got)
            w.run("crawl", before=["faketime", "-f", "+6d"])
            silent = [t for t in words_of(hook, posts) if t["case"] == 2]
            tally.check("nothing done: deputy, holder and head", [
                (t["event"], t["passed"], t["from"], t["by"], t["to"])
                for t in silent] == [("escalation", "silent", "igor", me,
                                      [me, "igor", "vera"])], silent)
            tally.check("by letters too", {
                to for to, text in letters_of(post, letters)} >= {
                    "petr@v.example", "igor@v.example", "vera@v.example"},
                letters_of(post, letters))
            tally.check("and it is whole", w.run("verify")[0] == 0)


def settings():
    with Site({}) as site:
        for notify, says in (
                ("{command: [a], url: 'http://a/'}", "give one of"),
                ("{url: 'ftp://a/'}", "expected http"),
                ("{secret: x}", "give one of"),
                ("{chat: 'http://a/', secret: x}", "there is none"),
                ("{chat: 'ftp://a/'}", "expected http"),
                ("{mail: 'http://a/', from: a@b, to: a@b}", "smtp://HOST"),
                ("{mail: 'smtp://a/', from: a@b}", "`to:` says who"),
                ("{mail: 'smtp://a/', to: a@b}", "`from:` is"),
                ("{mail: 'smtp://a/', to: a@b, from: a@b, user: a}",
                 "a password a user"),
                ("{mail: 'smtp://a/', to: a@b, from: a@b, user: a, "
                 "password: open}", "expected ${NAME}"),
                ("{telegram: '1:a', to: '1'}", "expected ${NAME}"),
                ("{chat: 'http://a/', quiet: '20:00'}", "20:00-08:30"),
                ("{chat: 'http://a/', quiet: '25:00-08:00'}", "20:00-08:30"),
                ("{chat: 'http://a/', for: [all]}", "source, reminder"),
                ("{chat: 'http://a/', addresses: [a]}", "login: address"),
                ("[{chat: 'http://a/'}, {chat: 'http://b/'}]",
                 "two receivers are called 'chat'"),
                ("{url: 'http://a/', secret: '${NO_SUCH}'}", "NO_SUCH")):
            with workspace(site, notify) as w:
                code, out, err = w.run("crawl")
                tally.check(notify, code == 3 and says in err and
                            re.search(r"molva\.yaml:\d+:\d+:", err), err)


for test in webhook, people, quiet, another, escalations, hand_over:
    if shutil.which("faketime"):
        test()
    else:
        tally.skip(test.__name__, "the package faketime is missing")
command()
reminders()
ended()
no_secret()
settings()
tally.end()

"""A mailbox as a source: new mail once, unread stays unread, and what a mail
server may do wrong."""
import functools
import json
import re
import socketserver
import threading
import time

from molva import Folder, Tally

tally = Tally()


def message(i, text):
    return ("From: Анна <a@a.example>\r\nSubject: Вопрос\r\n"
            "Date: %s\r\nMessage-ID: <m%d@a>\r\n\r\n%s\r\n" % (
                time.strftime("%a, %d %b %Y 00:39:00 +0300"), i, text)).encode()


class Mail:
    """A server of one mailbox, over plain TCP."""

    def __init__(self):
        mail = self
        self.validity, self.messages, self.asked = 7, {}, []
        self.size = len  # of a message, as it is told
        self.cut = False  # ends in the middle of a message
        self.bad = set()  # UIDs of messages that it does not give

        class Handler(socketserver.StreamRequestHandler):
            disable_nagle_algorithm = True

            def say(self, text):
                self.wfile.write(text.encode() + b"\r\n")

            def handle(self):
                self.say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready")
                for line in self.rfile:
                    tag, _, words = line.decode().strip().partition(" ")
                    mail.asked.append(words)
                    if not self.answer(words):
                        return
                    if words.startswith("UID FETCH") and \
                            int(words.split()[2]) in mail.bad:
                        self.say(tag + " NO [SERVERBUG] cannot be read")
                    elif words.split()[0] != "LOGIN":
                        self.say(tag + " OK done")
                    elif words.endswith("secret") or \
                            words.endswith('"secret"'):
                        self.say(tag + " OK in")
                    else:
                        self.say(tag + " NO [AUTHENTICATIONFAILED] no")

            def answer(self, words):
                if words == "CAPABILITY":
                    self.say("* CAPABILITY IMAP4rev1 LOGIN")
                elif words.startswith("EXAMINE"):
                    self.say("* %d EXISTS" % len(mail.messages))
                    self.say("* OK [UIDVALIDITY %d] valid" % mail.validity)
                elif words.startswith("UID SEARCH"):
                    first = int(re.search(r"UID (\d+):", words).group(1))
                    uids = sorted(mail.messages)
                    self.say(" ".join(["* SEARCH"] + [
                        str(u) for u in uids if u >= first or u == uids[-1]]))
                elif words.startswith("UID FETCH"):
                    uid = int(words.split()[2])
                    if uid in mail.bad:
                        return True
                    body = mail.messages[uid]
                    self.say("* 1 FETCH (UID %d BODY[]<0> {%d}" % (
                        uid, mail.size(body)))
                    self.wfile.write(body[:9] if mail.cut else body)
                    if mail.cut:
                        return False
                    self.say(")")
                return True

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

            def handle_error(self, *_):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever,
                         daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def source(self, **more):
        lines = {"name": "help desk", "kind": "imap", "user": "ann",
                 "url": "imap://127.0.0.1:%d/INBOX" % self.port,
                 "password": "secret", "allow_private": "true",
                 "without_tls": "true"}
        lines.update(more)
        return "- {" + ", ".join("%s: '%s'" % p if p[1] not in (
            "true", "false") else "%s: %s" % p for p in lines.items()) + "}\n"


def expect(name, told, code, *patterns):
    tally.check(name, told[0] == code and
                all(re.search(p, told[1] + told[2]) for p in patterns), told)


def rewrite(w, old, new):
    with open(w.path + "/molva.yaml", encoding="utf-8") as f:
        setup = f.read()
    with open(w.path + "/molva.yaml", "w", encoding="utf-8") as f:
        f.write(setup.replace(old, new))


def new_mail():
    with Mail() as mail, Folder(mail.source()) as w:
        expect("an empty mailbox", w.run("crawl", "--all"), 0, " 0 posts")
        mail.messages = {3: message(3, "Вьюга не работает"),
                         4: message(4, "мимо"),
                         6: message(6, "Вьюга молчит\r\n> ужас")}
        expect("the first time", w.run("crawl", "--all"), 0, "3 posts, 2 m")
        expect("nothing new", w.run("crawl", "--all"), 0, "1 unchanged")
        mail.messages[9] = message(9, "Вьюга ответила")
        mail.asked.clear()
        expect("one more", w.run("crawl", "--all"), 0, "1 posts, 1 m.*1 new")
        tally.check("asks for the new one only", [
            a for a in mail.asked if "FETCH" in a] ==
            ["UID FETCH 9 (UID BODY.PEEK[]<0.262144>)"], mail.asked)
        tally.check("and marks nothing", not any(
            re.search(r"SELECT|STORE| BODY\[", a) for a in mail.asked))
        rewrite(w, "help desk", "помощь")
        mail.asked.clear()
        expect("another name", w.run("crawl", "--all"), 0, "1 unchanged")
        tally.check("reads nothing again", not any(
            "FETCH" in a for a in mail.asked), mail.asked)
        mail.validity = 8
        expect("a mailbox made anew", w.run("crawl", "--all"), 0,
               "4 posts, 3 mentions: 0 new")
        got = {json.loads(line)["text"] for line in w.run(
            "search", "вьюга", "--json")[1].splitlines()}
        tally.check("what was said", got == {
            "Вьюга не работает", "Вьюга молчит", "Вьюга ответила"}, got)
        del mail.messages[3]
        w.run("crawl", "--all")
        expect("deleted mail was said", w.run("show", "1", "--json"), 0,
               '"gone":null')
        expect("whole store", w.run("verify"), 0, "as they were written")


def many():
    with Mail() as mail, Folder(mail.source()) as w:
        mail.messages = {i: message(i, "мимо %d" % i) for i in range(1, 451)}
        expect("in parts", w.run("crawl", "--all"), 0, "^3 pages", "450 posts")
        expect("to the end", w.run("crawl", "--all"), 0, "1 unchanged")
        # made anew, and the first part is as long and the same as before
        del mail.messages[450]
        w.run("crawl", "--all")
        mail.validity += 1
        mail.messages = {i: mail.messages[i] for i in range(1, 201)}
        expect("made anew", w.run("crawl", "--all"), 0, "200 posts")
        mail.messages.update((i, message(i, "мимо %d" % i))
                             for i in range(201, 251))
        mail.validity += 1
        expect("the same first part", w.run("crawl", "--all"), 0, "^2 pages",
               "250 posts")


def trouble():
    with Mail() as mail, Folder(mail.source()) as w:
        mail.messages = {1: message(1, "Вьюга не работает"),
                         2: b"no mail at all"}
        rewrite(w, "secret", "wrong")
        expect("a wrong password", w.run("crawl", "--all"), 1,
               "refuses user and password", "blocked")
        rewrite(w, "wrong", "secret")
        rewrite(w, "without_tls: true", "without_tls: false")
        expect("no encryption", w.run("crawl", "--all"), 1,
               "offers no encryption")
        rewrite(w, "without_tls: false", "without_tls: true")
        mail.cut = True
        expect("cut in a message", w.run("crawl", "--all"), 0, "read in part",
               "left out: 2, .*connection broke while reading")
        mail.cut = False
        mail.size = lambda body: 99999999
        expect("a size that lies", w.run("crawl", "--all"), 0,
               "left out: 2, .*more bytes than were asked for")
        mail.size = len
        expect("well again", w.run("crawl", "--all"), 0, "1 new",
               "INBOX: 2: this is no mail")
        rewrite(w, "allow_private: true", "allow_private: false")
        expect("guarded", w.run("crawl", "--all"), 1, "refused: ")


HEAVY = """item:
  - /mail/message[not(contains(text, 'бомба')) or %s > 9]
""" % functools.reduce(lambda deep, _: "count(//*[%s > 0])" % deep, range(8),
                       "count(//*)")


def poison():
    """One message that cannot be had, and one that readers die of, keep none
    behind them."""
    with Mail() as mail, Folder(mail.source(), own_rules=True) as w:
        mail.messages = {i: message(i, "Вьюга %d" % i) for i in range(1, 8)}
        mail.bad = {3}
        expect("one is refused", w.run("crawl", "--all"), 0, "6 new",
               "left out: 1, UID 3 .*SERVERBUG", "read in part")
        mail.messages[8] = message(8, "Вьюга 8")
        expect("and still", w.run("crawl", "--all"), 0, "1 new", "UID 3 ")
        mail.bad = set()
        expect("it comes", w.run("crawl", "--all"), 0, "1 new")
        expect("all is well", w.run("crawl", "--all"), 0, "1 unchanged")
        kind = w.path + "/rules/connectors/mail.yaml"
        with open(kind, encoding="utf-8") as f:
            text = f.read()
        with open(kind, "w", encoding="utf-8") as f:
            f.write(text.replace("item:\n  - /mail/message\n", HEAVY))
        w.run("crawl", "--all")
        mail.messages.update((i, message(i, "Вьюга %s %d" % (
            "бомба" if i == 13 else "", i)))
            for i in range(11, 18))
        expect("one is heavy", w.run("crawl", "--all"), 0, "6 new",
               "UID 13 is left out: a selector .* too many steps")
        expect("whole store", w.run("verify"), 0, "as they were written")


def looked_at():
    with Mail() as mail, Folder() as w:
        mail.messages = {i: message(i, "Вьюга %d" % i) for i in range(1, 31)}
        url = "imap://127.0.0.1:%d/INBOX" % mail.port
        with_key = ("env", "MAIL_PASSWORD=secret")
        asked = (url, "--user", "ann", "--allow-private", "--without-tls")
        expect("try", w.run("try", *asked, before=with_key), 0, "mail",
               "20\\n", "Анна", "kind: imap", "MAIL_PASSWORD")
        expect("without its key", w.run("try", *asked), 3,
               "MAIL_PASSWORD is neither")
        expect("add", w.run("add", "--yes", "--name", "box", *asked,
                            before=with_key), 0, "box")
        expect("is there", w.run("add", "--yes", *asked, before=with_key), 1,
               "box")
        expect("is read", w.run("crawl", "--all", before=with_key), 0,
               "30 posts, 30 mentions")


def slips():
    for change, wanted in (({"user": ""}, "needs a user"),
                           ({"url": "imaps://ann@m.example/"}, "user name"),
                           ({"url": "https://m.example/"}, "like imaps://"),
                           ({"kind": "feed"}, "of kind imap"),
                           ({"password": "${NO_SUCH_KEY}"}, "NO_SUCH_KEY")):
        with Mail() as mail, Folder(mail.source(**change)) as w:
            expect(wanted, w.run("crawl"), 3, "molva.yaml:", wanted)


new_mail()
many()
trouble()
poison()
looked_at()
slips()
tally.end()

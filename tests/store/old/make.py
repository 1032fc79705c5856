#!/usr/bin/env python3
"""How the dumps of this folder were made: an old molva really run.

    make.py /path/to/old/build/molva OUT.sql

A feed of a few posts is served on loopback and crawled; people edit, approve,
dismiss, correct and, where that version can, mark as posted and put back; then
the feed changes and is crawled again. The store is dumped as SQL."""
import html
import http.cookiejar
import http.server
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

TEXTS = [
    "Вектор: интернет не работает третий день, мастер не пришёл. Верните деньги!",
    "Вектор списал с меня 500 рублей дважды, поддержка молчит.",
    "Оператор Вектор нахамил мне по телефону, хамство и грубость.",
    "Спасибо Вектору, мастер Иван пришёл вовремя и всё починил, отлично!",
    "Кто знает, как у Вектора подключить роуминг? Подскажите, пожалуйста.",
    "Вектор опять не работает, связь пропала в Туле 12 ноября, сижу без интернета.",
    "Вектор подключил платную услугу без спроса, обман, верните деньги.",
    "Вектор ужас, кошмар, больше никогда!!!",
    "У Вектора не работает приложение, ошибка 500 при входе.",
    "Вектор отказал в возврате денег за роутер, который сломался за неделю.",
    "Вектор: связь обрывается каждый вечер, звонил три раза, никто не помог.",
    "Погода сегодня хорошая.",
]


class Feed(http.server.BaseHTTPRequestHandler):
    edited = False

    def do_GET(self):
        if self.path == "/robots.txt":
            self.send_error(404)
            return
        body = feed(self.edited).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def feed(edited):
    day = time.strftime("%a, %d %b %Y %H:%M:%S +0000",
                        time.gmtime(time.time() - 7200))
    items = ""
    for i, text in enumerate(TEXTS):
        if edited and i == 8:
            text += " Уже два дня."
        items += ("<item><title>Отзыв %d</title><link>http://127.0.0.1/p/%d"
                  "</link><guid isPermaLink='false'>g%d</guid><pubDate>%s"
                  "</pubDate><author>Иван</author><description>%s"
                  "</description></item>"
                  % (i, i, i, day, html.escape(text)))
    return ("<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>"
            "<title>Отзывы</title>%s</channel></rss>" % items)


class Desk:
    def __init__(self, url):
        jar = http.cookiejar.CookieJar()
        self.url = url
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(jar))

    def get(self, path):
        return self.opener.open(self.url + path, timeout=20).read().decode()

    def form(self, page, action):
        """Fields of the form of that page whose action ends so."""
        for m in re.finditer(r"<form[^>]*action=\"([^\"]*)\".*?</form>",
                             self.get(page), re.S):
            path = html.unescape(m.group(1)).split("?")[0]
            if not path.endswith(action):
                continue
            fields = {}
            for tag in re.findall(r"<input[^>]*>", m.group(0)):
                name = re.search(r'name="([^"]*)"', tag)
                value = re.search(r'value="([^"]*)"', tag)
                if name:
                    fields[name.group(1)] = html.unescape(
                        value.group(1) if value else "")
            for name, text in re.findall(
                    r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>',
                    m.group(0), re.S):
                fields[name] = html.unescape(text).lstrip("\n")
            return path, fields
        return None, None

    def act(self, page, action, **more):
        path, fields = self.form(page, action)
        if not path:
            # A button of another form: what that hides will do.
            path, fields = page + action, dict(re.findall(
                r'name="(csrf|seen)" value="([^"]*)"', self.get(page)))
        fields.update(more)
        data = urllib.parse.urlencode(fields).encode()
        try:
            reply = self.opener.open(self.url + path, data, timeout=20)
            print("%s %s: %d" % (path, more, reply.status))
            return True
        except urllib.error.HTTPError as e:
            print("%s %s: %d %s" % (path, more, e.code, re.sub(
                r"<[^>]*>|\s+", " ", e.read().decode())[:300]))
            return False


def work(desk, store):
    desk.act("/login", "/login", login="ann", password="a long pass word")
    db = sqlite3.connect(store)
    waiting = [r[0] for r in db.execute(
        "SELECT mention FROM cases WHERE status = 'waiting' ORDER BY mention")]
    other = [r[0] for r in db.execute("SELECT id FROM mention WHERE id NOT IN"
                                      " (SELECT mention FROM cases)")]
    db.close()
    print("waiting", waiting, "other", other)
    page = ["/mention/%d" % i for i in waiting]
    text = "Здравствуйте! Мы разберёмся и ответим здесь до пятницы."
    desk.act(page[0], "/edit", text=text)
    desk.act(page[0], "/approve", text=text + " Простите нас.")
    desk.act(page[1], "/approve", text=text)
    desk.act(page[1], "/posted", url="https://forum.example/t1#p7")
    desk.act(page[2], "/dismiss", reason="это реклама")
    desk.act(page[3], "/type", type="overcharged")
    desk.act(page[4], "/not-us")
    desk.act(page[5], "/edit", text=text + " Ждём номера договора.")
    desk.act(page[4], "/return", reason="всё же про нас")
    for i in other[:1]:
        desk.act("/mention/%d" % i, "/return", reason="ответим")


def main(molva, out):
    with tempfile.TemporaryDirectory() as top:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Feed)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        place = os.path.join(top, "w")
        run = lambda *args, **how: subprocess.run(
            [molva, "-w", place] + list(args), check=False, **how)
        subprocess.run([molva, "init", place], check=True,
                       stdout=subprocess.DEVNULL)
        path = os.path.join(place, "molva.yaml")
        yaml = open(path).read()
        yaml = yaml[:yaml.index("\nsources:")] + (
            "\nsources:\n  - name: reviews\n    kind: feed\n"
            "    url: http://127.0.0.1:%d/feed\n    every: 4h\n    gap: 0s\n"
            "    brand: 'Vector Telecom'\n    allow_private: true\n"
            % server.server_port)
        yaml = yaml.replace("127.0.0.1:8080", "127.0.0.1:0")
        open(path, "w").write(yaml)
        run("crawl", "--all")
        for login in ("ann", "bob"):
            run("user", "add", login, "--role", "admin", "--password-stdin",
                input=b"a long pass word\n")
        serve = subprocess.Popen([molva, "-w", place, "serve"],
                                 stdout=subprocess.PIPE,
                                 stderr=subprocess.STDOUT, text=True)
        for line in serve.stdout:
            m = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            if m and int(m.group(1)) != server.server_port:
                break
        work(Desk("http://127.0.0.1:" + m.group(1)),
             os.path.join(place, "molva.db"))
        serve.terminate()
        serve.wait()
        Feed.edited = True
        run("crawl", "--all")
        run("verify")
        with open(out, "w") as f:
            print("PRAGMA application_id = 0x4D6F6C76;", file=f, flush=True)
            subprocess.run(["sqlite3", os.path.join(place, "molva.db"),
                            ".dump"], stdout=f, check=True)


main(*sys.argv[1:])

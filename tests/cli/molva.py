"""What the tests of the commands share: a workspace, a server, a tally."""
import gzip
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading

os.umask(0o077)  # a workspace that others may read is refused
MOLVA = os.path.abspath("build/molva")
RULES = os.path.abspath("rules")

BASE = """company: Вьюга
site: https://answers.example/
agent: 'Molva-test/0.1 (+https://molva.example/bot)'
desk: {address: '127.0.0.1:0'}
brands:
- {name: Вьюга, forms: ['вьюга*']}
departments:
- {id: service, name_ru: поддержка, name_en: support, contact: help@v.example}
- {id: billing, name_ru: расчёты, name_en: billing, contact: pay@v.example}
- {id: quality, name_ru: качество, name_en: quality, contact: q@v.example}
- {id: pr, name_ru: пресс-служба, name_en: press office, contact: pr@v.example}
sources:
"""


class Tally:
    """Counts checks; the last line of a test is N passed, N failed, with
    ", N skipped" when something could not be tried here."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def check(self, name, ok, told=""):
        self.passed += bool(ok)
        self.failed += not ok
        if not ok:
            print("FAILED %s\n    %s" % (name, str(told)[:3000]))

    def skip(self, name, reason):
        self.skipped += 1
        print("skipped %s: %s" % (name, reason))

    def end(self):
        print("%d passed, %d failed" % (self.passed, self.failed) +
              (", %d skipped" % self.skipped if self.skipped else ""))
        sys.exit(1 if self.failed else 0)


class Folder:
    """A workspace that is gone when the block ends."""

    def __init__(self, sources="", base=BASE, own_rules=False):
        self.path = tempfile.mkdtemp(prefix="molva-test-")
        if own_rules:
            shutil.copytree(RULES, self.path + "/rules")
            base = "rules: rules\n" + base
        with open(self.path + "/molva.yaml", "w", encoding="utf-8") as f:
            f.write(base + (sources or "  []\n"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.call(["chmod", "-R", "u+w", self.path])
        shutil.rmtree(self.path, ignore_errors=True)

    def run(self, *args, timeout=1800, before=()):
        """(exit code, stdout, stderr) of molva -w here ..."""
        done = subprocess.run(list(before) + [MOLVA, "-w", self.path] +
                              list(args), stdin=subprocess.DEVNULL,
                              timeout=timeout, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE)
        return (done.returncode, done.stdout.decode("utf-8", "replace"),
                done.stderr.decode("utf-8", "replace"))


class Site:
    """A loopback server; pages is a map from path to a function of the
    handler, or to (content type, bytes)."""

    def __init__(self, pages):
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site.asked.append(self.path)
                page = site.pages.get(self.path.split("?")[0])
                if callable(page):
                    return page(self)
                if page is None:
                    return self.reply(404, "text/plain", b"nothing here")
                self.reply(200, *page)

            def reply(self, status, kind, body, **headers):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self.pages, self.asked = pages, []
        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = "http://127.0.0.1:%d" % self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def source(self, path, kind, name="s"):
        return ("- {name: '%s', kind: %s, url: '%s%s', allow_private: true}\n"
                % (name, kind, self.url, path))


def feed(*posts):
    """An RSS feed of (guid, text) pairs."""
    items = "".join(
        "<item><guid isPermaLink='false'>%s</guid><title>t</title>"
        "<link>http://127.0.0.1/p/%s</link><author>ann</author>"
        "<description>%s</description></item>" % (g, g, t) for g, t in posts)
    return ("application/rss+xml",
            ("<?xml version='1.0' encoding='utf-8'?><rss version='2.0'>"
             "<channel><title>c</title>%s</channel></rss>" % items).encode())


def gzipped(size):
    """So many zero bytes, compressed."""
    return gzip.compress(b"\0" * size, 9)

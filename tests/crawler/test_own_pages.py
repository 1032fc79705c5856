"""Every kind of page, from pages of our own, as the web would send it.

A page under tests/crawler/pages is small so that it can be read. Here it is
dressed as pages are in the wild: amid hundreds of links, scripts and comments
that hold whole posts, with attributes nobody knows, in another charset, with
other line ends; JSON with unknown keys, in another order, escaped. Each must
give byte for byte what the bare page gives. That is, of how many posts which
fields are filled, stands in own_pages.csv; "python3 tests/crawler/test_own_pages.py
--write" from the project's root makes it anew: read the difference."""
import csv
import glob
import io
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "cli"))
from molva import MOLVA, Tally  # noqa: E402

TABLE = "tests/crawler/own_pages.csv"
EXAMPLE = re.compile(r"- page: (\S+)\n(?: +url: (\S+))?")
CHARSET = re.compile(r"""charset=(["']?)[\w-]+""", re.I)
TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])")
# Between these stands no markup.
RAW = re.compile(r"(<script.*?</script>|<style.*?</style>|<!--.*?-->|"
                 r"<title>.*?</title>|<!DOCTYPE[^>]*>)", re.S | re.I)


def pages():
    """(kind, page, address) of every example of every connector."""
    for path in sorted(glob.glob("rules/connectors/*.yaml")):
        kind = os.path.basename(path)[:-len(".yaml")]
        with open(path, encoding="utf-8") as f:
            for page, url in EXAMPLE.findall(f.read()):
                yield kind, page, url or "https://own.example/"


class Reader:
    """One process that reads all pages."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "page")
        self.run = subprocess.Popen(
            [MOLVA, "connectors", "--batch", "read"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, encoding="utf-8")

    def read(self, kind, url, body):
        """What is read from these bytes: (cause, lines)."""
        with open(self.path, "wb") as f:
            f.write(body)
        self.run.stdin.write("\t".join((kind, url, self.path)) + "\n")
        self.run.stdin.flush()
        lines = []
        for line in self.run.stdout:
            if line.startswith('{"file":'):
                return json.loads(line)["cause"], lines
            lines.append(line)
        return "molva ended", lines

    def end(self):
        self.run.stdin.close()
        return self.run.wait() == 0


# ---- HTML ----

def outside_raw(text, change):
    return "".join(part if i % 2 else change(part)
                   for i, part in enumerate(RAW.split(text)))


def furniture(text):
    """Head, navigation, sidebar and foot, with the posts hidden in them."""
    body = re.search(r"<body[^>]*>(.*)</body>", text, re.S)
    hidden = RAW.sub("", body.group(1)).replace("--", "- -")
    links = "".join("<li><a href='/nav/%d' title='a &gt; b'>Раздел %d</a>" %
                    (i, i) for i in range(300))
    head = ("<meta name=viewport content='width=device-width'>"
            "<link rel=stylesheet href=/s.css><style>.p>a:after{content:'</p>'}"
            "</style><script>var t='<div class=\"x\">'+\"<\\/div>\";if(1<2&&3>2)"
            "{}</script><script type='application/json'>{\"a\":\"<b>\"}"
            "</script>")
    top = ("<!-- %s --><noscript><img src=/count.gif alt=''></noscript>"
           "<svg viewBox='0 0 1 1'><path d='M0 0'/></svg><ul>%s</ul>"
           "<form action=/find><input name=q value='a>b'><select><option>1"
           "<option selected>2</select><textarea><p>no</textarea></form>"
           % (hidden, links))
    foot = ("<script type='text/template'>%s</script><aside><p>Реклама<p>"
            "Ещё реклама<table><tr><td>1<td>2</table></aside>"
            "<p>&copy; 2024 &mdash; все&nbsp;права<br/>"
            % hidden.replace("</script", "<\\/script"))
    text = text.replace("</head>", head + "</head>", 1)
    text = re.sub(r"<body[^>]*>", lambda m: m.group(0) + top, text, count=1)
    return text.replace("</body>", foot + "</body>", 1)


def unknown_attributes(text):
    return outside_raw(text, lambda part: TAG.sub(
        r"""<\1 data-t='a>b <p class="post">' data-empty data-n=7""", part))


def capitals(text):
    return outside_raw(text, lambda part: re.sub(
        r"<(/?[a-z][a-z0-9]*)(?=[\s/>])", lambda m: "<" + m.group(1).upper(),
        part))


def as_html_utf8(text):
    return CHARSET.sub(r"charset=\1utf-8", text)


def in_cyrillic(text):
    text = CHARSET.sub(r"charset=\1windows-1251", text)
    parts = RAW.split(text)
    return b"".join(p.encode("cp1251", "strict" if i % 2 else
                             "xmlcharrefreplace") for i, p in enumerate(parts))


HTML = {
    "amid furniture": furniture,
    "with unknown attributes": unknown_attributes,
    "in capitals": capitals,
    "with furniture and attributes": lambda t: unknown_attributes(furniture(t)),
    "in windows-1251": in_cyrillic,
    "in UTF-16": lambda t: t.encode("utf-16"),
    "with a byte order mark": lambda t: b"\xef\xbb\xbf" +
    as_html_utf8(t).encode(),
    "in UTF-8": as_html_utf8,
    "with other line ends": lambda t: outside_raw(
        t, lambda part: part.replace("\n", "\r\n")),
}


# ---- JSON ----

def with_more(value):
    """Unknown keys before and after what is known, the known in reverse."""
    if isinstance(value, list):
        return [with_more(v) for v in value]
    if not isinstance(value, dict):
        return value
    more = {"_": None, "x-new": {"text": "no", "list": [1, [2]]}}
    more.update((k, with_more(value[k])) for k in reversed(list(value)))
    more["~"] = True
    return more


def written(change=lambda v: v, **how):
    return lambda text: json.dumps(change(json.loads(text)), **how)


JSON = {
    "with unknown keys": written(with_more, ensure_ascii=False),
    "escaped": written(ensure_ascii=True, separators=(",", ":")),
    "indented": written(ensure_ascii=False, indent=4),
    "with a byte order mark": lambda t: b"\xef\xbb\xbf" + t.encode(),
}


# ---- feeds ----

def strange_elements(text):
    noise = ("<!-- <item><title>no</title></item> --><?style no?>"
             "<x:more xmlns:x='urn:x'><x:title>no</x:title></x:more>")
    return re.sub(r"<(item|entry)([^>]*)>",
                  lambda m: m.group(0) + noise, text)


def as_utf8(text):
    return re.sub(r'encoding="[^"]*"', 'encoding="UTF-8"', text)


def as_utf16(text):
    return re.sub(r'encoding="[^"]*"', 'encoding="UTF-16"',
                  text).encode("utf-16")


XML = {
    "with strange elements": lambda t: as_utf8(strange_elements(t)),
    "in UTF-8": as_utf8,
    "in UTF-16": as_utf16,
    "with a byte order mark": lambda t: b"\xef\xbb\xbf" + as_utf8(t).encode(),
}
# ---- tables ----

def cells(**how):
    def change(text):
        out = io.StringIO()
        csv.writer(out, **how).writerows(
            csv.reader(io.StringIO(text), delimiter=";"))
        return out.getvalue()
    return change


def each_line(change):
    return lambda text: "".join(change(l) + "\n" for l in text.splitlines())


CSV = {
    "with commas": cells(),
    "with tabs, all quoted": cells(delimiter="\t", quoting=csv.QUOTE_ALL),
    "in UTF-16": lambda t: t.encode("utf-16"),
    "with a byte order mark": lambda t: b"\xef\xbb\xbf" + t.encode(),
}
JSON_LINES = {
    "escaped": each_line(written(ensure_ascii=True)),
    "as a list": lambda t: "[" + ",".join(t.splitlines()) + "]",
}
MAIL = {
    "with other line ends": lambda t: t.replace("\n", "\r\n").encode(),
}
DRESSES = {".csv": CSV, ".jsonl": JSON_LINES, ".html": HTML, ".json": JSON,
           ".xml": XML, ".eml": MAIL}


def text_of(body):
    named = re.search(rb"""(?:encoding|charset)=["']?([\w-]+)""", body)
    return body.decode(named.group(1).decode() if named else "utf-8")


def fields(lines):
    """How many posts, and of how many each field is filled."""
    posts = [json.loads(line) for line in lines]
    names = sorted({name for post in posts for name in post})
    return str(len(posts)), " ".join(
        "%s:%d" % (n, sum(n in post for post in posts)) for n in names)


def dressed(tally, kind, page, url, reader):
    """Reads the page bare and in every dress; returns what the bare gave."""
    with open(page, "rb") as f:
        body = f.read()
    want = reader.read(kind, url, body)
    for name, change in DRESSES[os.path.splitext(page)[1]].items():
        try:
            text = change(text_of(body))
            data = (text if isinstance(text, bytes) else
                    as_html_utf8(text).encode())
        except UnicodeEncodeError:
            continue  # letters that this charset cannot write
        got = reader.read(kind, url, data)
        # Members of JSON have no order, so neither have the posts in them.
        order = sorted if name == "with unknown keys" else list
        same = got[0] == want[0] and order(got[1]) == order(want[1])
        tally.check("%s %s" % (page, name), same,
                    "%s\nbare:    %s\n%s\ndressed: %s\n%s" % (
                        kind, want[0], "".join(want[1]), got[0],
                        "".join(got[1])))
    return fields(want[1])


def main():
    tally = Tally()
    rows = []
    with tempfile.TemporaryDirectory(prefix="molva-test-") as folder:
        reader = Reader(folder)
        for kind, page, url in pages():
            rows.append((kind, os.path.basename(page),
                         *dressed(tally, kind, page, url, reader)))
        tally.check("the reader ends well", reader.end())
    if sys.argv[1:] == ["--write"]:
        with open(TABLE, "w", encoding="utf-8", newline="") as f:
            csv.writer(f, lineterminator="\n").writerows(
                [("kind", "page", "posts", "fields")] + rows)
    with open(TABLE, encoding="utf-8", newline="") as f:
        told = [tuple(row) for row in csv.reader(f)][1:]
    for row in sorted(set(rows) | set(told)):
        tally.check("%s is what %s says" % (row[1], TABLE),
                    row in rows and row in told, row)
    kinds = {os.path.basename(p)[:-len(".yaml")]
             for p in glob.glob("rules/connectors/*.yaml")} - {"common"}
    for kind in sorted(kinds):
        tally.check("%s: a page with posts" % kind, any(
            row[0] == kind and "text:" in row[3] for row in rows))
    tally.end()


main()

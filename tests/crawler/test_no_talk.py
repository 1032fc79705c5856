"""Pages in sixty strange shapes on which nobody says anything (lists of news
and goods, tables, menus, documents, histories): `molva try` finds no posts on
any of them. And some on which people do, so that it is not blind."""
import json
import os
import subprocess
import sys
import tempfile

PAGES = "tests/crawler/no_talk.tsv"
NAMES = ["Анна Белова", "Иван Петров", "Олег Седых", "Мария К.", "Tom Hill",
         "Ann Lee"]
WORDS = {"W": "Город живёт своей обычной жизнью и готовится к зиме, службы "
              "обещают вовремя убрать снег с дорог. ",
         "E": "The council met on Tuesday to discuss the new plan for the "
              "harbour and heard several reports about it. "}
TALK = [  # (name, one post)
    ("own elements", "<x-comment id=c{i}><x-author>{name}</x-author><time "
     "datetime={iso}></time><x-body>{W}</x-body></x-comment>"),
    ("messages", "<div class=msg><a class=nick>{name}</a><span>{j} дня назад"
     "</span><div class=txt>{W}</div></div>"),
    ("microdata", "<div itemscope itemtype='http://schema.org/Review'><span "
     "itemprop=author>{name}</span><meta itemprop=datePublished content={iso}>"
     "<span itemprop=reviewBody>{W}</span></div>"),
]


def filled(text, i):
    marks = dict(WORDS, i=i, j=i + 1, d="%02d.11.2025" % (i + 1),
                 iso="2025-11-%02dT10:0%d:00Z" % (i + 1, i % 10),
                 name=NAMES[i % len(NAMES)])
    for name, value in marks.items():
        text = text.replace("{%s}" % name, str(value))
    return text


def page(head, before, n, item, after):
    return ("<!doctype html><html><head><meta charset=utf-8><title>x</title>"
            "%s</head><body>%s%s%s</body></html>" %
            (head, filled(before, 0),
             "".join(filled(item, i) for i in range(int(n))),
             filled(after, 0)))


with open(PAGES, encoding="utf-8") as f:
    rows = [line.rstrip("\n").split("\t") for line in f if line[0] != "#"]
pages = {row[0]: (0, page(*row[1:])) for row in rows}
for name, item in TALK:
    pages[name] = (8, page("", "", 8, item, ""))

failed = 0
with tempfile.TemporaryDirectory(prefix="molva-test-") as folder:
    asked = ""
    for i, (posts, text) in enumerate(pages.values()):
        with open("%s/%d" % (folder, i), "w", encoding="utf-8") as f:
            f.write(text)
        asked += "%s/%d\thttps://site.example/a/b\n" % (folder, i)
    done = subprocess.run([os.path.abspath("build/molva"), "try", "--json",
                           "--batch"], input=asked.encode(), check=True,
                          stdout=subprocess.PIPE)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
for (name, (posts, text)), got in zip(pages.items(), answers):
    if len(got["posts"]) != posts or (got["kind"] == "none") != (not posts):
        failed += 1
        print("FAILED %s: %s, %d posts, not %d" % (name, got["kind"],
                                                   len(got["posts"]), posts))
failed += len(answers) != len(pages)
print("%d passed, %d failed" % (len(answers) - failed, failed))
sys.exit(1 if failed else 0)

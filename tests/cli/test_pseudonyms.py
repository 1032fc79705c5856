"""--pseudonyms: rows leave without the names of who wrote them."""
import json
import os
import sqlite3

from molva import Folder, Site, Tally, feed

tally = Tally()
NAME = "Анна Петровна"


def rows_of(w, *args):
    code, out, err = w.run(*args)
    tally.check(" ".join(args), code == 0, err)
    return out, [json.loads(line) for line in out.splitlines()
                 if line.startswith("{")]


def change(w, sql, *values):
    """What people did, put into the store."""
    db = sqlite3.connect(os.path.join(w.path, "molva.db"))
    with db:
        db.execute(sql, values)
    db.close()


def main():
    kind, body = feed(
        ("a", "Вьюга, не работает интернет. Анна Петровна, дом 5"),
        ("b", "Вьюга, второй день нет связи"),
        ("c", "Вьюга, третий день нет связи и телевидения"))
    parts = body.split(b"<author>ann<")
    body = parts[0] + b"".join(
        b"<author>%s<" % name.encode() + part for name, part in
        zip((NAME, "анна петровна", "Борис"), parts[1:]))
    with Site({"/f": (kind, body)}) as site, \
            Folder(site.source("/f", "feed")) as w:
        w.run("crawl")
        w.run("case", "new", "--author", NAME, "Анна Петровна: нет света")
        link = "http://127.0.0.1/post"
        change(w, "UPDATE mention SET thread = ? WHERE id = 1", link)
        change(w, "UPDATE cases SET posted_url = ?, reason = ?"
               " WHERE mention = 1", link, "Анна Петровна: это не мы")
        plain, _ = rows_of(w, "queue", "--json")
        tally.check("else names are told", NAME in plain)
        out, rows = rows_of(w, "queue", "--json", "--pseudonyms")
        names = {r["id"]: r["author"] for r in rows}
        tally.check("one name for one person, another for another",
                    len(names) == 3 and names[1] == names[2] != names[3] and
                    all(n.startswith("person-") for n in names.values()),
                    names)
        tally.check("no name, in texts neither, no links",
                    "Анна" not in out and "Борис" not in out and
                    names[1] in rows[[r["id"] for r in rows].index(1)]["text"]
                    and "127.0.0.1" not in out and
                    not any(r["key1"] or r["key2"] for r in rows), out)
        tally.check("evidence only of words that are as they were",
                    [bool(r["evidence"]) for r in
                     sorted(rows, key=lambda r: r["id"])] ==
                    [False, True, True], rows)
        change(w, "UPDATE cases SET asleep = ?, asleep_why = ?"
               " WHERE mention = 3", 1 << 40, "Борис занят")
        _, again = rows_of(w, "queue", "--json", "--pseudonyms")
        tally.check("another export, other names",
                    not set(names.values()) & {r["author"] for r in again})
        for args in (("queue",), ("search", "связи"),
                     ("search", "связи", "--json"), ("case", "list"),
                     ("case", "list", "--json")):
            out, _ = rows_of(w, *args, "--pseudonyms")
            tally.check("no name: %s" % " ".join(args), "person-" in out and
                        "Анна" not in out and "Борис" not in out and
                        "анна" not in out, out)
        _, rows = rows_of(w, "case", "list", "--json")
        tally.check("the store is as it was", any(r["author"] == NAME
                                                  for r in rows), rows)
    tally.end()


main()

"""--pseudonyms: rows leave without the names of who wrote them."""
import json

from molva import Folder, Site, Tally, feed

tally = Tally()
NAME = "Анна Петровна"


def rows_of(w, *args):
    code, out, err = w.run(*args)
    tally.check(" ".join(args), code == 0, err)
    return out, [json.loads(line) for line in out.splitlines()
                 if line.startswith("{")]


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
                    and not any(r["url"] or r["author_url"] or r["key1"] or
                                r["key2"] for r in rows), out)
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

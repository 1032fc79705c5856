"""molva person find: every place where somebody stands, and no other."""
import json

from molva import Folder, Site, Tally, feed

tally = Tally()


def places(w, *who):
    code, out, err = w.run("person", "find", "--json", *who)
    tally.check("found: %s" % (who,), code == 0, err)
    rows = [json.loads(line) for line in out.splitlines()]
    return sorted({(r["table"] + "." + r["column"], r["case"], r["mention"])
                   for r in rows if r["table"] != "event"}), rows


def main():
    posts = feed(("a", "Вьюга, третий день не работает интернет, звоните Анне "
                  "Петровне, +7 (912) 345-67-89"),
                 ("b", "Вьюга не работает, договор 9123456780"))
    with Site({"/f": posts}) as site, \
            Folder(site.source("/f", "feed")) as w:
        w.run("crawl")
        w.run("case", "new", "--channel", "phone", "--author", "Анна Петровна",
              "Нет света")
        rows = [json.loads(line) for line in
                w.run("case", "list", "--json")[1].splitlines()]
        case = str([r for r in rows if r["author"]][0]["id"])
        w.run("case", "note", case, "перезвонить АННЕ ПЕТРОВНЕ: 8 912 3456789")
        w.run("promise", "add", case, "Позвонит Анна Петровна", "--due", "2030-01-01")
        w.run("reply", "edit", "1", "Анна Петровна, мастер приедет. "
              "Телефон 345-67-89?")
        number = int(case)
        got, _ = places(w, "анна  петровна")
        tally.check("a name in all its cases: case, note, draft, post, promise",
                    [g[0] for g in got] ==
                    ["case_note.text", "cases.author", "draft.text",
                     "mention.text", "promise.what"] and
                    got[1][1] == number and got[2][2] == 1, got)
        got, _ = places(w, "Анне Петровне")
        tally.check("an inflected one: post, note",
                    [g[0] for g in got] == ["case_note.text", "mention.text"],
                    got)
        for number in ("+7 912 345 67 89", "89123456789", "9123456789"):
            got, _ = places(w, number)
            tally.check("a number, written anyhow",
                        [g[0] for g in got] ==
                        ["case_note.text", "mention.text"], got)
        got, rows = places(w, "Анна Петровна")
        tally.check("its whole text, and events", any(
            r["table"] == "event" for r in rows) and any(
                r["text"].endswith("Телефон 345-67-89?") for r in rows), rows)
        got, _ = places(w, "Борис")
        tally.check("nobody", got == [], got)
        code, out, _ = w.run("person", "find", "Анна Петровна")
        tally.check("for people", code == 0 and "cases.author " + case in out
                    and out.endswith("places\n"), out)
        code, _, err = w.run("person", "find", " ")
        tally.check("nobody is looked for", code != 0 and "nobody" in err, err)
    tally.end()


main()

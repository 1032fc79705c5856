"""Deadlines of a rule (idea 25): chosen in molva.yaml, shown, put off, ended
by the clock; a slip in a file has its place."""
import json

from molva import BASE, Folder, Tally

tally = Tally()


def rows(w, *args):
    return [json.loads(line) for line in w.run(*args)[1].splitlines()]


def tasks(w):
    return rows(w, "case", "tasks", "--json")


with Folder(base="deadlines: cbr\n" + BASE) as w:
    w.run("user", "add", "petr", "--role", "responder")
    w.run("case", "new", "--to", "petr", "Карта заблокирована")
    w.run("case", "new", "Другое")
    ran = w.run("crawl")
    tally.check("the clock gives each case its deadlines", ran[0] == 0 and
                [(t["case"], t["chain"], t["step"]) for t in sorted(
                    tasks(w), key=lambda t: t["id"])] ==
                [(1, "deadlines", 1), (1, "deadlines", 2),
                 (2, "deadlines", 1), (2, "deadlines", 2)], (ran, tasks(w)))
    text = w.run("case", "tasks")[1]
    tally.check("in words", "Банк России" in text or
                "Банка России" in text, text)
    before = [t for t in tasks(w) if t["case"] == 1 and t["step"] == 2][0]
    put_off = w.run("case", "extend", "1", "запрошены", "документы")
    after = [t for t in tasks(w) if t["id"] == before["id"]][0]
    tally.check("put off", put_off[0] == 0 and after["due"] > before["due"],
                (put_off, before, after))
    again = w.run("case", "extend", "1", "ещё")
    tally.check("once", again[0] == 1 and "was already" in again[2], again)
    first = [t["id"] for t in tasks(w) if t["case"] == 1 and t["step"] == 1][0]
    told = w.run("case", "did", str(first), "сказали", "по", "телефону")
    tally.check("acknowledged by telephone", told[0] == 0 and
                "follows" not in told[1], told)
    w.run("case", "dismiss", "2", "не по адресу")
    w.run("case", "begin", "1")
    w.run("crawl")
    tally.check("what is dismissed has none",
                [t["case"] for t in tasks(w)] == [1], tasks(w))
    tally.check("the chain holds", w.run("verify")[0] == 0)

for name, pauses in (("fca", False), ("iso10002", True)):
    with Folder(base="deadlines: %s\n" % name + BASE) as w:
        w.run("user", "add", "petr", "--role", "responder")
        w.run("case", "new", "Карта заблокирована")
        w.run("crawl")
        w.run("case", "wait", "1", "номер", "договора")
        shown = w.run("case", "show", "1")[1]
        tally.check(name + ": does it stand still, in words",
                    ("stands still since" in shown) == pauses and
                    ("runs on though the author is awaited" in shown) !=
                    pauses, shown)
        tally.check(name + ": and for programs",
                    all(bool(t["paused"]) == pauses for t in tasks(w)),
                    tasks(w))
        tally.check("the chain holds", w.run("verify")[0] == 0)

for name, text, why in (
        ("abc", None, "abc.yaml"),
        ("own.yaml", "ru: а\nen: a\nsteps:\n- {step: fast, in: 1d, ru: а, "
         "en: a}\n", "own.yaml:4:"),
        ("own.yaml", "ru: а\nen: a\nsteps:\n- {step: final, in: 0, ru: а, "
         "en: a}\n", "lies ahead"),
        ("own.yaml", "ru: а\nen: a\npauses: yes\nsteps:\n"
         "- {step: final, in: 1d, ru: а, en: a}\n", "`because:` tells why"),
        ("own.yaml", "ru: а\nen: a\nsteps:\n"
         "- {step: final, in: 1d, ru: а, en: a}\n"
         "- {step: final, in: 2d, ru: а, en: a}\n", "stands here already")):
    with Folder(base="deadlines: %s\n" % name + BASE) as w:
        if text:
            with open(w.path + "/own.yaml", "w", encoding="utf-8") as f:
                f.write(text)
        got = w.run("crawl")
        tally.check("a slip: " + why, got[0] != 0 and why in got[2], got)
tally.end()

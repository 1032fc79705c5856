"""What people correct is learnt, adopted, taken back; and what would change
among the stored mentions is told without changing them."""
import glob
import json
import os
import re
import sqlite3
import time

from molva import Folder, Tally

tally = Tally()

POSTS = ["Вьюга: ящик дребезжит каждое утро", "Опять дребезжит ящик, Вьюга",
         "Дребезжит и мешает спать, Вьюга", "Утром снова дребезжит, Вьюга",
         "Она дребезжит громче телевизора, Вьюга",
         "Который день дребезжит под крышей, Вьюга",
         "Вьюга, дребезжит после дождя", "Вечером дребезжит ещё, Вьюга"]


def filled(w):
    """Reviews of eight authors; six corrected by two people."""
    day = time.strftime("%d.%m.%Y")
    with open(w.path + "/r.csv", "w", encoding="utf-8") as f:
        f.write("Дата;Автор;Отзыв\n" + "".join(
            "%s;Автор%d;%s\n" % (day, i, t) for i, t in enumerate(POSTS)))
    told = w.run("import", w.path + "/r.csv")
    tally.check("imported", "новых 8" in told[1], told)
    with sqlite3.connect(w.path + "/molva.db") as store:
        for i in range(6):
            store.execute("INSERT INTO label (mention, type, tone, text, who, "
                          "at) SELECT id, 'broken', 'mix', text, ?, ? FROM "
                          "mention WHERE author = ?", (
                              "ab"[i % 2], int(time.time()), "Автор%d" % i))


def in_use(w):
    link = w.path + "/learnt/in-use"
    return os.readlink(link) if os.path.lexists(link) else None


def events(w):
    with sqlite3.connect("file:%s/molva.db?mode=ro" % w.path, uri=True) as s:
        return s.execute("SELECT what, detail FROM event WHERE what LIKE "
                         "'learnt%' ORDER BY id").fetchall()


def version(w):
    return re.search(r"rule set (\w+)", w.run("rules", "check")[1])[1]


def learn(w):
    before = version(w)
    told = w.run("rules", "adopt")
    tally.check("nothing to adopt yet", told[0] == 3 and "rules learn" in
                told[2], told)
    told = w.run("rules", "learn")
    table = open(w.path + "/learnt/candidate.tsv", encoding="utf-8").read()
    tally.check("learnt", told[0] == 0 and "6 corrections" in told[1] and
                re.search(r"types right \d → \d of 6", told[1]) and
                re.search(r"tones \d → [1-6] of 6", told[1]) and
                re.search("^дребезжать\t6\t.*broken \\+.*mix \\+", table,
                          re.M) and
                "the last month" in told[1], (told, table))
    tally.check("a candidate changes nothing", version(w) == before and
                in_use(w) is None and not events(w))
    again = w.run("rules", "learn")
    tally.check("the same again", again[1] == told[1] and table == open(
        w.path + "/learnt/candidate.tsv", encoding="utf-8").read(), again)
    told = w.run("rules", "adopt")
    tally.check("adopted", told[0] == 0 and in_use(w) == "1.tsv" and
                version(w) != before and [e[0] for e in events(w)] ==
                ["learnt"] and before in events(w)[0][1], (told, events(w)))
    told = w.run("rules", "adopt")
    tally.check("not twice", told[0] == 3 and "already" in told[2] and
                not glob.glob(w.path + "/learnt/2.tsv"), told)
    with open(w.path + "/t.txt", "w", encoding="utf-8") as f:
        f.write("Забор дребезжит\n")
    got = json.loads(w.run("classify", "--json", w.path + "/t.txt")[1])
    tally.check("classify uses it, and says so",
                "learnt дребезжать x6" in
                [e["rule"] for e in got["evidence"]], got)
    return before


def replay(w):
    state = "SELECT rules, type, evidence FROM verdict ORDER BY mention"
    with sqlite3.connect(w.path + "/molva.db") as store:
        was = store.execute(state).fetchall()
    told = w.run("rules", "replay", "--json")
    got = json.loads(told[1])
    tally.check("what would change", got["mentions"] == 8 and
                got["differ"] >= 1 and any(
                    c["what"] == "type" and c["to"] == "broken" and
                    len(c["examples"]) == min(3, c["mentions"])
                    for c in got["changes"]), told)
    told = w.run("rules", "replay")
    tally.check("told to people", re.search("→ broken +\\d", told[1]) and
                "«" in told[1], told)
    told = w.run("rules", "replay", "--since", "2099-01-01")
    tally.check("since a day", "0 of 0 mentions" in told[1], told)
    with sqlite3.connect(w.path + "/molva.db") as store:
        tally.check("nothing is written",
                    store.execute(state).fetchall() == was)


def back(w, before):
    told = w.run("rules", "adopt", "--back")
    tally.check("back", told[0] == 0 and in_use(w) is None and
                version(w) == before and [e[0] for e in events(w)] ==
                ["learnt", "learnt-back"], (told, events(w)))
    told = w.run("rules", "replay")
    tally.check("as it was", "0 of 8 mentions" in told[1], told)
    told = w.run("rules", "adopt", "--back")
    tally.check("no further", told[0] == 3 and "shipped" in told[2], told)
    w.run("rules", "adopt")
    tally.check("a version is never written twice", in_use(w) == "2.tsv")
    os.rename(w.path + "/learnt/2.tsv", w.path + "/2.tsv")
    for words in ("rules", "check"), ("rules", "adopt", "--back"):
        told = w.run(*words)
        tally.check("a lost file is told by " + words[-1], told[0] in (1, 3)
                    and "in-use" in told[2], told)
    os.rename(w.path + "/2.tsv", w.path + "/learnt/2.tsv")
    with open(w.path + "/learnt/candidate.tsv", "r+") as f:
        text = f.read()
        f.seek(0), f.write(text.replace("+0.", "+0.1", 1))
    told = w.run("rules", "adopt")
    os.rename(w.path + "/learnt/2.tsv", w.path + "/2.tsv")
    told = told, w.run("rules", "adopt", "--back")
    tally.check("nor back to a lost one", told[0][0] == 0 and in_use(w) ==
                "3.tsv" and told[1][0] == 3 and "2.tsv" in told[1][2], told)
    os.rename(w.path + "/2.tsv", w.path + "/learnt/2.tsv")
    w.run("rules", "adopt", "--back")
    with open(w.path + "/learnt/candidate.tsv", "a") as f:
        f.write("no table\n")
    told = w.run("rules", "adopt")
    tally.check("what does not load is not adopted", told[0] == 3 and
                in_use(w) == "2.tsv", told)


STRANGERS = ["Вьюга замела перевал", "На перевал идёт вьюга",
             "Перевал закрыт, вьюга"]


def noise(w):
    """Three texts of a snowstorm are not about the brand of that name."""
    day = time.strftime("%d.%m.%Y")
    with open(w.path + "/r.csv", "w", encoding="utf-8") as f:
        f.write("Дата;Автор;Отзыв\n" + "".join(
            "%s;Автор%d;%s\n" % (day, i, t)
            for i, t in enumerate(POSTS + STRANGERS)))
    w.run("import", w.path + "/r.csv")
    tally.check("nobody refused any", "перевал" not in
                w.run("rules", "learn")[1])
    refuse = ("UPDATE mention SET not_us = 1 WHERE text LIKE '%еревал%' AND "
              "author <> 'Автор10'")
    with sqlite3.connect(w.path + "/molva.db") as store:
        store.execute(refuse)
    tally.check("two texts are too few", "перевал" not in
                w.run("rules", "learn")[1])
    with sqlite3.connect(w.path + "/molva.db") as store:
        store.execute("UPDATE mention SET brand = 'Другая', found = 'Вьюга' "
                      "WHERE author = 'Автор10'")
    told = w.run("rules", "learn")
    tried = re.search(r"molva brand try --brand 'Вьюга' --not '(.*)'", told[1])
    tally.check("a word for `not:`", re.search(r"^Вьюга: 3 texts .* of 8\n"
                r"  перевал 3, 0$", told[1], re.M) and tried, told)
    tally.check("and no other", not re.search("^  (вьюга|дребезжать) ", told[1],
                                              re.M), told)
    told = w.run("brand", "try", "--brand", "Вьюга", "--not", tried[1])
    tally.check("what would go is tried", told[0] == 0 and
                re.search(r"go +2", told[1]), told)


with Folder() as w:
    filled(w)
    first = learn(w)
    replay(w)
    back(w, first)
with Folder() as w:
    noise(w)
tally.end()

"""A few mentions of the past week, labelled by a person who does not see what
the machine says; precision with its interval, and an alarm when it falls."""
import datetime
import json
import re
import shutil
import sqlite3

from molva import BASE, Folder, Tally

tally = Tally()
NOW = datetime.datetime.now(datetime.timezone.utc)
MONDAY = (NOW - datetime.timedelta(days=NOW.weekday() + 7)).date()
N = 30


def told(name, got, code, *patterns):
    tally.check(name, got[0] == code and
                all(re.search(p, got[1] + got[2]) for p in patterns), got)


def fill(w, days=7, name="Автор"):
    start = MONDAY if days == 7 else NOW.date()
    with open(w.path + "/r.csv", "w", encoding="utf-8") as f:
        f.write("Дата;Автор;Отзыв\n" + "".join(
            "%s;%s%d;Третий день не работает связь Вьюга номер %d\n" % (
                (start + datetime.timedelta(days=i % days)).strftime(
                    "%d.%m.%Y"), name, i, i) for i in range(N)))
    told("imported", w.run("import", w.path + "/r.csv"), 0, "новых %d" % N)


def outbox(w):
    with sqlite3.connect(w.path + "/molva.db") as store:
        return [json.loads(b) for b, in store.execute(
            "SELECT body FROM outbox") if json.loads(b)["event"] == "drift"]


def ids(w):
    got = w.run("sample", "list")
    return [int(i) for i in re.findall(r"^ *(\d+)  ", got[1], re.M)], got


def drawn(w, n=20):
    mine, got = ids(w)
    tally.check("so many are drawn, without verdicts", len(mine) == n and
                "%d of %d" % (n, n) in got[1] and "не работает" in got[1] and
                "broken" not in got[1], got)
    tally.check("the same ones again", ids(w)[0] == mine)
    return mine


def labelled(w, mine):
    told("weeks before a label", w.run("sample", "weeks"), 0, "0 of 20")
    told("a wrong type", w.run("sample", "label", str(mine[0]), "brokn"), 2)
    told("no such sample", w.run("sample", "label", "999", "rant"), 1,
         "no sample 999")
    told("a label, and then the verdict",
         w.run("sample", "label", str(mine[0]), "broken", "--tone", "neg"), 0,
         "you broken, the machine broken")
    told("once", w.run("sample", "label", str(mine[0]), "rant"), 1, "already")
    tally.check("the others are left", ids(w)[0] == mine[1:])
    with sqlite3.connect(w.path + "/molva.db") as store:
        tally.check("a label of the store as well", store.execute(
            "SELECT type, tone FROM label").fetchall() == [("broken", "neg")])
        try:
            store.execute("UPDATE sample SET said = 'rant' WHERE id = ?",
                          (mine[0],))
            tally.check("nobody changes it", False)
        except sqlite3.IntegrityError:
            tally.check("nobody changes it", True)


def drift(w, mine):
    for i in mine[1:19]:
        w.run("sample", "label", str(i), "rant" if i % 3 else "broken")
    tally.check("no alarm before the last label", not outbox(w))
    got = w.run("sample", "label", str(mine[19]), "rant")
    told("the last label tells", got, 0, "less than promised")
    body = outbox(w)
    tally.check("and notify: is told, once", len(body) == 1 and
                body[0]["of"] == 20 and body[0]["right"] < 12 and
                body[0]["top"] < .6 and "меньше обещанного" in body[0]["text"],
                body)
    got = w.run("sample", "weeks", "--json")
    week = json.loads(got[1])
    tally.check("weeks tell it too", got[0] == 1 and week["drift"] == "below"
                and week["labelled"] == 20 and
                week["low"] < week["right"] / 20 < week["top"], got)
    told("the store is as written", w.run("verify"), 0)
    told("and they are lessons", w.run("rules", "learn"), 0, "20 corrections")


def fall():
    """A week that was right, and one that is half so: no less than promised,
    but surely less than before."""
    later = ("faketime", "-f", "+7d")
    with Folder(base=BASE.replace("sources:", "sample: {mentions: 10}\n"
                                  "sources:")) as w:
        fill(w)
        for i in drawn(w, 10):
            w.run("sample", "label", str(i), "broken")
        fill(w, 1, "Иной")
        got = w.run("sample", "list", before=later)
        mine = re.findall(r"^ *(\d+)  ", got[1], re.M)
        tally.check("another week", len(mine) == 10, got)
        for k, i in enumerate(mine):
            got = w.run("sample", "label", i, "rant" if k % 2 else "broken",
                        before=later)
        told("a fall is told", got, 0, "less than in the weeks before")
        told("and only of the week that fell", w.run("sample", "weeks"), 0,
             "right 10 of 10 .*\\)[^:]*10 of 10 labelled")


with Folder(base=BASE.replace("sources:", "lang: ru\nnotify:\n- {command: "
                              "[/bin/true], for: [drift]}\nsources:")) as w:
    fill(w)
    sample = drawn(w)
    labelled(w, sample)
    drift(w, sample)
if shutil.which("faketime"):
    fall()
else:
    tally.skip("a fall", "faketime is not installed")
tally.end()

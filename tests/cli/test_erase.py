"""molva person erase, retention: words go, everywhere; the chain and verify
stay whole, and what others changed is told from what was erased."""
import contextlib
import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import time

from molva import BASE, MOLVA, Folder, Site, Tally, feed

tally = Tally()
NAME = "Анна Петровна"


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


def fill(w):
    """She wrote two posts, called once, and others speak of her."""
    w.run("crawl", "--all")
    w.run("case", "new", "--channel", "phone", "--author", NAME,
          "Нет света на Тополиной, 5")
    cases = lines(w.run("case", "list", "--json")[1])
    case = str([r for r in cases if r["author"] == NAME][0]["id"])
    w.run("case", "note", case, "обещала перезвонить анна петровна")
    w.run("promise", "add", case, "Позвонит Анна  Петровна", "--due",
          "2030-01-01")
    w.run("reply", "edit", "1", "Анна Петровна, мастер приедет завтра.")
    return case


def bytes_of(path):
    """All that a file of this folder holds, kept pages unpacked."""
    all_of = b""
    for root, _, names in os.walk(path):
        for name in names:
            data = open(os.path.join(root, name), "rb").read()
            all_of += gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    return all_of


def db(w, sql, *args):
    with contextlib.closing(sqlite3.connect(w.path + "/molva.db")) as con:
        rows = con.execute(sql, args).fetchall()
        con.commit()
        return rows


def refuse(w):
    for who, reason, word in (("Ан", "letter", "letters"),
                              (NAME, " ", "reason"),
                              (NAME, "of анна петровна", "name"),
                              ("ann", "letter", "our own")):
        code, _, err = w.run("person", "erase", who, "--reason", reason,
                             "--yes")
        tally.check("refused: %s" % word, code == 1 and word in err, err)
    before = w.run("verify", "--json")[1]
    code, out, _ = w.run("person", "erase", NAME)
    tally.check("without --yes it is a list", code == 0 and
                "nothing was erased" in out, out)
    tally.check("and nothing changed",
                json.loads(before)["head"] ==
                json.loads(w.run("verify", "--json")[1])["head"])


def erased(w, site):
    waits = len(lines(w.run("queue", "--json")[1]))
    code, out, err = w.run("person", "erase", NAME, "--reason", "letter 17",
                           "--yes")
    tally.check("erased", code == 0 and "rows changed" in out, out + err)
    code, out, _ = w.run("person", "find", NAME)
    tally.check("she stands nowhere", out == "0 places\n", out)
    held = bytes_of(w.path)
    for words in (NAME, "Тополиной", "третий день", "анна петровна"):
        tally.check("no byte of it: " + words, words.encode() not in held)
    tally.check("others stay", "Соседу отключили".encode() in held)
    code, out, _ = w.run("search", "третий")
    tally.check("search does not find it", "0 " in out or not out.strip(), out)
    tally.check("the queue is as long", waits ==
                len(lines(w.run("queue", "--json")[1])))
    code, out, _ = w.run("verify", "--json")
    v = json.loads(out)
    tally.check("verify: sound, erased once, out of events too",
                code == 0 and v["sound"] and v["erasures"] == 1 and
                v["erased"] > 0, out)
    w.run("crawl", "--all")
    tally.check("a visit does not bring it back",
                NAME.encode() not in bytes_of(w.path + "/molva.db") and
                db(w, "SELECT count(*) FROM mention")[0][0] == 3)
    rows = lines(w.run("person", "erasures", "--json")[1])
    tally.check("who, why, how much", len(rows) == 1 and rows[0]["way"] ==
                "request" and rows[0]["reason"] == "letter 17" and
                rows[0]["who"].endswith("@cli"), rows)
    told = db(w, "SELECT detail FROM event WHERE what = 'erased'")
    tally.check("the event names no words", len(told) == 1 and
                NAME not in told[0][0] and "letter 17" in told[0][0], told)


def tampered(w):
    """An erasing is no cover: a bar that Molva did not put is told."""
    plain = db(w, "SELECT id FROM event WHERE what = 'registered' AND"
               " detail NOT LIKE '%█%' ORDER BY id")[0][0]
    gone = db(w, "SELECT event FROM erased ORDER BY event")[0][0]
    seal = db(w, "SELECT id FROM event WHERE what = 'sealed'")[0][0]
    by = db(w, "SELECT max(by_event) FROM erased")[0][0]
    cases = (
        ("a row barred by another hand",
         ["UPDATE draft SET text = 'x █████' WHERE id = 1"], "draft"),
        ("an event barred by another hand",
         ["UPDATE event SET detail = '{\"text\":\"█████\"}' WHERE id = %d"
          % plain], "event"),
        ("and put to the list",
         ["UPDATE event SET detail = '{\"text\":\"█████\"}' WHERE id = %d"
          % plain, "INSERT INTO erased VALUES (%d, %d)" % (plain, by)],
         "event"),
        ("an erased one made to say something else",
         ["UPDATE event SET detail = '{\"text\":\"█████ is right\"}'"
          " WHERE id = %d" % gone], "event"),
        ("an erased one of somebody else",
         ["DROP TRIGGER event_no_update",
          "UPDATE event SET who = 'igor' WHERE id = %d" % gone], "event"),
        ("a list that lacks it",
         ["DELETE FROM erased WHERE event = %d" % gone], "event"),
        ("an erasing taken back",
         ["DROP TRIGGER erasure_no_delete", "DELETE FROM erasure"], "erasure"),
    )
    whole = w.path + "/molva.db"
    shutil.copy(whole, w.path + "/kept.db")
    for name, changes, table in cases:
        for sql in changes:
            db(w, sql)
        code, out, _ = w.run("verify", "--json")
        found = json.loads(out)["findings"]
        tally.check(name, code == 1 and any(f["table"] == table
                                            for f in found), out)
        shutil.copy(w.path + "/kept.db", whole)
    for sql, why in (
            ("UPDATE event SET detail = '{\"a\":\"█████\"}' WHERE id = %d" %
             seal, "never changed"),
            ("UPDATE draft SET text = 'nicer' WHERE id = 1", "never changed"),
            ("UPDATE draft SET text = '█████', who = 'x' WHERE id = 1",
             "never changed"),
            ("UPDATE promise SET what = 'nicer'", "never reworded"),
            ("UPDATE erasure SET reason = ''", "never changed")):
        try:
            db(w, sql)
            told = ""
        except sqlite3.Error as e:
            told = str(e)
        tally.check("refused: " + sql[:40], why in told, told)


def copied(w):
    to = w.path + "/copy.db"
    done = subprocess.run([MOLVA, "copy", w.path + "/molva.db", to],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    tally.check("a copy verifies, and has not her name", done.returncode == 0
                and NAME.encode() not in open(to, "rb").read(), done.stdout)


def retention(site):
    base = BASE.replace("sources:\n", "retention: {authors: 30d, texts: 60d, "
                        "cases: 30d}\nsources:\n")
    with Folder(site.source("/f", "feed"), base) as w:
        case = fill(w)
        tally.check("nothing is old yet", w.run("person", "erasures")[1] ==
                    "nothing was erased yet\n")
        w.run("case", "dismiss", "1", "ничего")
        then = int(time.time()) - 45 * 86400
        db(w, "UPDATE mention SET collected = ?", then)
        db(w, "DELETE FROM note WHERE scope = 'retention'")
        w.run("verify", "--accept")
        w.run("crawl")
        rows = db(w, "SELECT author, text, erased FROM mention ORDER BY id")
        waits = db(w, "SELECT mention FROM cases WHERE ended = 0 AND"
                   " mention > 0")
        open_ones = {m for (m,) in waits}
        ok = all(bool(r[0]) == (i + 1 in open_ones) and "█" not in r[1]
                 for i, r in enumerate(rows))
        tally.check("old authors go, but of what is worked on", ok and
                    len(open_ones) == 2, (rows, waits))
        w.run("case", "dismiss", case, "ошибка")
        ended = db(w, "SELECT ended FROM cases WHERE id = ?", case)[0][0]
        tally.check("the case is over", ended > 0, ended)
        db(w, "UPDATE cases SET ended = ? WHERE id = ?", then, case)
        db(w, "UPDATE mention SET collected = ?", then - 60 * 86400)
        db(w, "DELETE FROM note WHERE scope = 'retention'")
        w.run("verify", "--accept")
        w.run("crawl")
        got = db(w, "SELECT author, text FROM cases WHERE id = ?", case)
        note = db(w, "SELECT text FROM case_note")
        tally.check("the words of a case that is over", got ==
                    [("█████", "█████")] and note[0][0] == "█████", (got, note))
        ways = {r["way"] for r in
                lines(w.run("person", "erasures", "--json")[1])}
        tally.check("each kind is told", ways == {"authors", "texts", "cases"},
                    ways)
        n = len(w.run("person", "erasures")[1].splitlines())
        w.run("crawl")
        tally.check("once a day", n == len(
            w.run("person", "erasures")[1].splitlines()))
        code, out, _ = w.run("verify")
        tally.check("verify is content", code == 0, out)
    with Folder("", BASE.replace("sources:\n", "retention: {texts: 12m}\n"
                                 "sources:\n")) as w:
        code, _, err = w.run("crawl")
        tally.check("twelve minutes are no year", code != 0 and "30d" in err,
                    err)


def main():
    posts = feed(("a", "Вьюга, третий день не работает интернет на Тополиной"),
                 ("b", "Вьюга не работает. Соседу отключили тоже, спросите "
                  "Анну Петровну: анна петровна всё видела"),
                 ("c", "Спасибо, Вьюга, всё прекрасно"))
    posts = posts[0], posts[1].replace(b"<author>ann<", b"<author>%s<" %
                                       NAME.encode(), 1)
    with Site({"/f": posts}) as site:
        with Folder(site.source("/f", "feed")) as w:
            fill(w)
            w.run("user", "add", "ann", "--role", "admin")
            refuse(w)
            erased(w, site)
            tampered(w)
            copied(w)
        retention(site)
    tally.end()


main()

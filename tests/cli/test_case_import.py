"""A table of complaints that was kept before becomes cases, once (R17): its
encoding, separator, days and words; what cannot be read; out again, and in."""
import csv
import io
import json
import os
import pty
import subprocess

from molva import MOLVA, Folder, Tally

tally = Tally()

TABLE = """Журнал обращений ООО «Вьюга»;;;;;;;;
№ п/п;Дата обращения;ФИО клиента;Суть жалобы;Статус;Ответственный;Отдел;Срок;Дата закрытия;Цвет папки
1;12.03.2024;Светлана;"Мастер не пришёл,
ждала весь день";Закрыта;Игорь;поддержка;15.03.2024;14.03.2024;синяя
2;45604,5;Пётр;=СУММ(A1) стоит в ячейке;в работе;petr;quality;05.12.2030;;
3;8 ноября 2024;Анна;Списали дважды;Новая;;;;;красная

4;9 ноября;Олег;Года нет;Новая;;;;;
5;10.11.2024;Ира;;Новая;;;;;
6;11.11.2024;Яна;Статус неясен;висит;;;;;
7;12.11.2024;Лев;Закрыли раньше, чем пришло;Закрыта;;;;01.11.2024;
"""


def rows(w, *args):
    return [json.loads(line) for line in w.run(*args)[1].splitlines()]


def put(w, name, data):
    path = os.path.join(w.path, name)
    with open(path, "wb") as f:
        f.write(data)
    return path


def people(w):
    for login in ("petr", "igor"):
        w.run("user", "add", login, "--role", "responder")


def a_map(w, path):
    code, out, err = w.run("case", "import", path)
    tally.check("nobody to ask: proposed, written, not stored",
                code == 1 and "look at it" in err and
                '{column: "Суть жалобы", field: "text"}' in out and
                '{column: "Цвет папки", field: "note"}' in out and
                '{as: "Закрыта", is: "closed"}' in out and
                '{as: "висит", is: ""}' in out and
                '{as: "petr", is: "petr"}' in out and
                '{as: "Игорь", is: ""}' in out and
                '{as: "поддержка", is: "service"}' in out, (code, out, err))
    tally.check("no case yet", rows(w, "case", "list", "--json") == [])
    file = os.path.join(w.path, "old.map.yaml")
    tally.check("the map is for its owner",
                os.stat(file).st_mode & 0o777 == 0o600)
    with open(file, encoding="utf-8") as f:
        text = f.read()
    with open(file, "w", encoding="utf-8") as f:
        f.write(text.replace('{as: "Игорь", is: ""}',
                             '{as: "Игорь", is: "igor"}'))


def taken(w, path):
    code, out, err = w.run("case", "import", "--dry-run", path)
    tally.check("as it would be", code == 1 and "would be new: 3" in out and
                "old:2, in-progress" in out and
                "2024-11-08T12:00:00" in out, (out, err))
    tally.check("nothing was stored", rows(w, "case", "list", "--json") == [])
    code, out, err = w.run("case", "import", path)
    tally.check("three are in", code == 1 and "new: 3, there already: 0, "
                "not read: 4" in out, (out, err))
    for place, why in (("old.csv:8:2 (Дата обращения): '9 ноября'",
                        "no day with its year"),
                       ("old.csv:9:4 (Суть жалобы)", "what it is about"),
                       ("old.csv:10:5 (Статус): 'висит'", "under states"),
                       ("old.csv:11:9 (Дата закрытия)", "before the day")):
        tally.check("told where: " + place, any(
            place in line and why in line for line in err.splitlines()), err)
    again = w.run("case", "import", path)
    tally.check("none comes twice", "new: 0, there already: 3" in again[1],
                again)


def as_cases(w):
    one = rows(w, "case", "show", "1", "--json")[0]
    card = one["case"] if "case" in one else one
    tally.check("a case that was closed", card["state"] == "closed" and
                card["opened"].startswith("2024-03-12") and
                card["ended"].startswith("2024-03-14") and
                card["assignee"] == "igor" and
                card["department"] == "service" and
                card["text"] == "Мастер не пришёл,\nждала весь день" and
                card["imported"] == "old:1", card)
    events = [e["what"] for e in one["events"]]
    tally.check("its history says it was brought in",
                events == ["imported", "note"], events)
    tally.check("what no field takes is a note", "Цвет папки: синяя" in
                json.dumps(one["notes"], ensure_ascii=False), one["notes"])
    two = rows(w, "case", "show", "2", "--json")[0]
    two = two.get("case", two)
    tally.check("days as Excel counts them, in the zone of the workspace",
                two["opened"].startswith("2024-11-08T12:00:00") and
                two["due"].startswith("2030-12-05") and
                two["state"] == "in-progress", two)
    moved = w.run("case", "finish", "2", "починили")
    tally.check("it goes on like any other", moved[0] == 0, moved)
    tally.check("the chain holds", w.run("verify")[0] == 0, w.run("verify"))


def encodings():
    text = "Дата\tКлиент\tЖалоба\n01.02.2023\tЯна\tХолодно\n"
    for name, data in (("cp1251", text.encode("cp1251")),
                       ("utf-16", text.encode("utf-16")),
                       ("utf-8-sig", text.replace("\t", ",").encode(
                           "utf-8-sig")),
                       ("sep", ("sep=;\n" + text.replace("\t", ";")).encode())):
        with Folder() as w:
            path = put(w, "t.csv", data)
            w.run("case", "import", path)
            got = w.run("case", "import", path)
            line = rows(w, "case", "list", "--json")
            tally.check(name, got[0] == 0 and len(line) == 1 and
                        line[0]["text"] == "Холодно" and
                        line[0]["author"] == "Яна", (got, line))


def english(w):
    path = put(w, "us.csv", b"Case #,Date received,Customer,Description,"
               b"Status,Resolution date\n"
               b"A-1,03/25/2024,Ann,Too cold,Resolved,03/26/2024\n"
               b"A-2,04/05/2024,Bob,Too warm,Open,\n")
    w.run("case", "import", path)
    got = w.run("case", "import", path)
    all_ = rows(w, "case", "list", "--json")
    tally.check("month first, as one day of the column tells", got[0] == 0 and
                [c["opened"][:10] for c in all_] == ["2024-03-25",
                                                     "2024-04-05"] and
                [c["state"] for c in all_] == ["done", "registered"],
                (got, all_))


def asked():
    """Somebody at a terminal is asked, and says yes or no."""
    for answer, stored in (("n", 0), ("y", 1)):
        with Folder() as w:
            path = put(w, "t.csv", "Дата;Жалоба\n01.02.2023;Темно\n".encode())
            mine, theirs = pty.openpty()
            run = subprocess.Popen([MOLVA, "-w", w.path, "case", "import",
                                    path], stdin=theirs,
                                   stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
            os.close(theirs)
            os.write(mine, answer.encode() + b"\n")
            told = run.communicate(timeout=60)
            os.close(mine)
            tally.check("asked, " + answer, len(rows(
                w, "case", "list", "--json")) == stored and
                os.path.exists(w.path + "/t.map.yaml") == bool(stored), told)


def wrong_maps(w):
    path = put(w, "t.csv", "Дата;Жалоба\n01.02.2023;Темно\n".encode())
    for text, why in (
            ("source: t\ncolumns:\n- {column: Жалоба, field: txet}\n",
             r"m.yaml:3:"),
            ("source: t\ncolumns:\n- {column: Жалоба, field: text}\n"
             "- {column: Автор, field: author}\n", "no column 'Автор'"),
            ("source: t\ncolumns:\n- {column: Дата, field: opened}\n",
             "no column is 'text'"),
            ("source: t\ncolumns:\n- {column: Жалоба, field: text}\n"
             "states:\n- {as: x, is: klosed}\n", "no such state")):
        put(w, "m.yaml", text.encode())
        got = w.run("case", "import", "--map", w.path + "/m.yaml", path)
        tally.check("a map that is wrong: " + why,
                    got[0] == 1 and why in got[2], got)
    put(w, "book.csv", b"PK\x03\x04 and so on")
    got = w.run("case", "import", w.path + "/book.csv")
    tally.check("a workbook", got[0] == 1 and "save it as CSV" in got[2], got)


def out_and_in(w):
    code, out, err = w.run("case", "export")
    table = list(csv.reader(io.StringIO(out)))
    tally.check("a row a case", code == 0 and len(table) == 4, (out, err))
    cells = [c for row in table[1:] for c in row]
    tally.check("no cell is a formula", not any(
        c[:1] in ("=", "+", "-", "@", "\t") for c in cells) and
        "'=СУММ(A1) стоит в ячейке" in cells, cells)
    keep = ("author", "text", "state", "assignee", "department", "opened",
            "ended", "due", "result", "channel")
    with Folder() as other:
        people(other)
        path = put(other, "all.csv", out.encode())
        other.run("case", "import", path)
        got = other.run("case", "import", path)
        tally.check("all of them in again", got[0] == 0 and "new: 3" in got[1],
                    got)
        for i in ("1", "2", "3"):
            a, b = (rows(x, "case", "show", i, "--json")[0]
                    for x in (w, other))
            a, b = a.get("case", a), b.get("case", b)
            tally.check("the same case " + i,
                        all(a[k] == b[k] for k in keep), (a, b))
        back = list(csv.reader(io.StringIO(other.run("case", "export")[1])))
        note = back[0].index("note")
        tally.check("with its notes", [r[note] for r in back[1:]] ==
                    [r[note] for r in table[1:]], back)


with Folder() as w:
    people(w)
    path = put(w, "old.csv", TABLE.encode("cp1251"))
    a_map(w, path)
    taken(w, path)
    as_cases(w)
    out_and_in(w)
encodings()
with Folder() as w:
    english(w)
asked()
with Folder() as w:
    wrong_maps(w)
tally.end()

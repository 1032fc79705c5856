"""One post about several brands: a mention of each in lists, JSON, report and
trial; what a person labels of one is nothing of the other."""
import datetime
import json
import re

from molva import Folder, Tally

tally = Tally()
TODAY = datetime.date.today().isoformat()
ROWS = [
    "Вьюга: всё отлично, спасибо, а Пурга опять списала комиссию 300 рублей",
    "Вьюга: хамят в отделении. Пурга и Метель: приложение не работает",
    "В отличие от Пурги Вьюга работает отлично, спасибо!",
    "Вьюга не работает третий день",
]


def told(name, got, code, *patterns):
    tally.check(name, got[0] == code and
                all(re.search(p, got[1] + got[2]) for p in patterns), got)


def fill(w):
    with open(w.path + "/molva.yaml", encoding="utf-8") as f:
        text = f.read()
    with open(w.path + "/molva.yaml", "w", encoding="utf-8") as f:
        f.write(text.replace(
            "brands:\n", "brands:\n- {name: Пурга, forms: [Пурга]}\n"
            "- {name: Метель, forms: [Метель]}\n", 1))
    with open(w.path + "/r.csv", "w", encoding="utf-8") as f:
        f.write("date;author;text;url\n" + "".join(
            "%s;A%d;%s;https://x.example/%d\n" % (TODAY, i, text, i)
            for i, text in enumerate(ROWS)))


def rows(w):
    return [json.loads(line) for line in w.run(
        "search", "вьюга OR пурга OR метель", "--json",
        "--limit", "0")[1].splitlines()]


with Folder() as w:
    fill(w)
    told("import", w.run("import", w.path + "/r.csv"), 0, "новых 4")
    got = {(m["author"], m["brand"]): m for m in rows(w)}
    types = {k: m["type"] for k, m in got.items()}
    tally.check("a mention of each", types == {
        ("A0", "Вьюга"): "praise", ("A0", "Пурга"): "overcharged",
        ("A1", "Вьюга"): "offended", ("A1", "Пурга"): "broken",
        ("A1", "Метель"): "broken", ("A2", "Вьюга"): "praise",
        ("A3", "Вьюга"): "broken"}, types)
    first, other = got["A0", "Вьюга"], got["A0", "Пурга"]
    tally.check("in JSON", first["post"] == other["post"] == first["id"] and
                first["brands"] == other["brands"] == 2 and
                got["A1", "Метель"]["brands"] == 3 and
                got["A3", "Вьюга"]["brands"] == 1 and
                first["case"] != other["case"], (first, other))
    # The sum that one took is nothing to the other.
    tally.check("drafts", "300" in other["draft"] and
                "300" not in first["draft"] and
                "сотрудник" not in got["A1", "Пурга"]["draft"],
                (first["draft"], other["draft"]))
    told("again", w.run("import", w.path + "/r.csv"), 0, "новых 0, были 4")
    tally.check("nothing twice", len(rows(w)) == 7)
    told("its page", w.run("show", str(first["id"])), 0,
         r"Вьюга \+1", r"Also about\nПурга: overcharged, waiting \(#%d\), "
         "case %d" % (other["id"], other["case"]))
    told("a trial", w.run("brand", "try", "--brand", "Пурга",
                          "комисси* OR приложени*"), 0,
         "4 mentions looked at", "stay +2", "come in +0", "go +0",
         "2 of those that stay or come in are about other brands too")
    told("a new brand", w.run("brand", "try", "отделени*"), 0,
         "4 mentions looked at", "come in +1")
    out = w.path + "/r.md"
    told("a report", w.run("report", "--from", "2020-01-01", "--out", out), 0)
    with open(out, encoding="utf-8") as f:
        tally.check("which says what it counts",
                    "в сумме по брендам таких повторов 3" in f.read())
    told("of one brand it needs not", w.run(
        "report", "--brand", "Пурга", "--from", "2020-01-01", "--out", out), 0)
    with open(out, encoding="utf-8") as f:
        tally.check("and does not", "таких повторов" not in f.read())
    told("a replay changes nothing", w.run("rules", "replay"), 0,
         "0 of 7 mentions would change")
    told("whole store", w.run("verify"), 0, "as they were written")

tally.end()

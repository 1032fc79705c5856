"""Files into the store: what is taken, what is told, and nothing twice."""
import datetime
import json
import os
import re

from molva import Folder, Tally

tally = Tally()
TODAY = datetime.datetime.now().strftime("%d.%m.%Y")


def put(w, name, data):
    with open(w.path + "/" + name, "wb") as f:
        f.write(data)
    return w.path + "/" + name


def expect(name, told, code, *patterns):
    tally.check(name, told[0] == code and
                all(re.search(p, told[1] + told[2]) for p in patterns), told)


def rows(w, *words):
    return [json.loads(line) for line in
            w.run("search", *words, "--json", "--limit", "0")[1].splitlines()]


ROWS = ("Дата;Автор;Отзыв;Оценка;Ссылка\r\n%s 00:39;Иван;\"Вьюга опять не "
        "работает;\r\nсвязь пропала\";1;https://x.example/1\r\n%s;Анна;Вьюга "
        "обманула: списали 500 рублей дважды;2,5;\r\nвчера;Вера;Вьюга ужас;2;"
        "\r\n%s;Пётр;Погода хорошая;5;\r\n" % (TODAY, TODAY, TODAY))


def tables():
    with Folder() as w:
        for charset in ("utf-16", "utf-8-sig", "cp1251"):
            path = put(w, "reviews.csv", ROWS.encode(charset))
            expect("a preview in " + charset, w.run("import", path,
                                                    "--dry-run"),
                   1, "записей: 3", "Иван .*★ 20%", "ничего не записано",
                   "reviews.csv:5: «вчера»")
        tally.check("stores nothing", not rows(w, "вьюга"))
        expect("an import", w.run("import", path), 1,
               "«reviews»: новых 2, были 0, изменились 0, о марках молчат "
               "1, не прочитано 1", "reviews.csv:5: «вчера»")
        expect("again", w.run("import", path), 1, "новых 0, были 2")
        grown = ROWS.replace("500 рублей", "700 рублей") + \
            "%s;Олег;Вьюга не отвечает;1;\r\n" % TODAY
        path = put(w, "reviews.csv", grown.encode(charset))
        expect("grown", w.run("import", path), 1,
               "новых (1, были 1, изменились 1|2, были 1)")
        got = {m["author"]: m for m in rows(w, "вьюга")}
        tally.check("what was said", got["Иван"]["rating"] == .2 and
                    got["Иван"]["text"] ==
                    "Вьюга опять не работает;\nсвязь пропала" and
                    got["Иван"]["url"] == "https://x.example/1" and
                    got["Анна"]["rating"] == .5 and
                    got["Иван"]["type"] == "broken" and
                    got["Иван"]["case"], got)
        expect("its source", w.run("source", "list"), 0,
               "reviews: given, last import")
        expect("whole store", w.run("verify"), 0, "as they were written")


def cards():
    with Folder() as w:
        path = put(w, "card.csv", ("Date,Review,Stars\n%s,Bad,1\n" %
                                   datetime.date.today()).encode())
        expect("of no brand", w.run("import", path), 0, "молчат 1", "--brand")
        expect("our own card", w.run("import", path, "--brand", "Вьюга"), 0,
               "новых 1")
        expect("is kept", w.run("import", path), 0, "новых 0, были 1")
        with open(w.path + "/molva.yaml", encoding="utf-8") as f:
            setup = f.read()
        tally.check("in molva.yaml", "name: 'card'" in setup and
                    "brand: 'Вьюга'" in setup, setup)
        expect("crawls do without", w.run("crawl", "--all"), 0)
        expect("no such brand", w.run("import", path, "--brand", "Буран"), 3,
               "names no brand")


def maps():
    with Folder() as w:
        path = put(w, "calls.csv", ("кто;что\nИван;Вьюга не работает\n"
                                    ).encode())
        expect("unknown columns", w.run("import", path), 3,
               "calls.csv: .*кто, что", "--map")
        expect("told", w.run("import", path, "--map", "что=text,кто=author"),
               0, "новых 1")
        expect("kept", w.run("import", path), 0, "были 1")
        expect("another map", w.run("import", path, "--map", "кто=text"), 3,
               "has another map")
        expect("no such field", w.run("import", path, "--source", "b",
                                      "--map", "кто=colour"), 3, "colour")
        expect("a workbook", w.run("import", put(w, "b.xlsx", b"PK\x03\x04x")),
               3, "CSV")
        expect("no file", w.run("import", w.path + "/none"), 3, "none")


# What comes back of a row of ours: all that was said and what it is.
LOST = {"id", "post", "collected", "date_text", "delay", "case"}


def renamed():
    """An edit that takes the brand's name out keeps its words."""
    row = "id,text,date\n1,%s,2026-11-20\n2,Погода хорошая,2026-11-20\n"
    with Folder() as w:
        w.run("import", put(w, "t.csv", (row % "Вьюга не работает").encode()))
        told = put(w, "t.csv", (row % "Ничего не работает").encode())
        expect("the name is gone", w.run("import", told), 0,
               "новых 0, были 0, изменились 1")
        tally.check("its words stay", [(m["brand"], m["text"]) for m in
                                       rows(w, "ничего")] ==
                    [("Вьюга", "Ничего не работает")], rows(w, "работает"))
        expect("told once", w.run("import", told), 0, "изменились 0")


def round_trip():
    with Folder() as w:
        path = put(w, "first.csv", ROWS.encode())
        w.run("import", path)
        told = {"search": w.run("search", "вьюга", "--json")[1],
                "queue": w.run("queue", "--json")[1],
                "show": w.run("show", "1", "--json")[1]}
        for name, text in told.items():
            with Folder() as other:
                lines = put(other, "rows.jsonl", text.encode())
                expect(name, other.run("import", lines), 0, "новых [12], ")
                mine = {m["key1"]: m for m in rows(w, "вьюга")}
                for m in rows(other, "вьюга"):
                    here = mine[m["key1"]]
                    tally.check(name + " comes back whole",
                                all(m[k] == here[k] for k in m
                                    if k not in LOST),
                                [(k, m[k], here[k]) for k in m
                                 if m[k] != here[k]])
            expect(name + " at home", w.run("import", put(
                w, "rows.jsonl", text.encode())), 0, "новых 0, были [12],")
        page = put(w, "p.xml", b"<rss version='2.0'><channel><title>x</title>"
                   b"<item><guid>g1</guid><title>\xd0\x92\xd1\x8c\xd1\x8e"
                   b"\xd0\xb3\xd0\xb0</title><description>no signal"
                   b"</description></item></channel></rss>")
        tried = w.run("try", page, "--url", "https://n.example/f", "--json")[1]
        with Folder() as other:
            expect("try", other.run("import", put(other, "t.json",
                                                  tried.encode())), 0,
                   "новых 1")
            expect("as it was crawled", other.run("show", "1", "--json"), 0,
                   '"key1":"n.example#g1"', "no signal")


def message(text, **headers):
    lines = {"From": "Анна <a@a.example>", "Subject": "Вопрос",
             "Date": datetime.datetime.now().strftime(
                 "%a, %d %b %Y 00:39:00 +0300"), "Message-ID": "<m1@a>"}
    lines.update((k.replace("_", "-"), v) for k, v in headers.items())
    return "".join("%s: %s\n" % pair for pair in lines.items() if pair[1]) + \
        "\n" + text + "\n"


def mail():
    letters = [
        message("Вьюга не работает\n\nпт, 7 нояб. 2025 г., Вы <h@v>:\n> ужас"),
        message("Вьюга молчит", Message_ID="<m2@a>", In_Reply_To="<m1@a>",
                References="<m1@a>"),
        # no id, and an id that another message has
        message("Вьюга без номера", Message_ID="", From="i@i"),
        message("Вьюга чужой номер", Message_ID="<m2@a>", From="o@o"),
        "X: no mail at all\n\nthis\n"]
    box = "".join("From a Fri Nov  7 05:39:00 2025\n%s\n" % x for x in letters)
    with Folder() as w:
        path = put(w, "in.mbox", box.encode())
        expect("a preview of mail", w.run("import", path, "--dry-run"), 1,
               "записей: 4", "ничего не записано", "in.mbox:%d: это не письмо"
               % (box[:box.index("X: no")].count("\n") + 1))
        expect("an mbox", w.run("import", path), 1, "новых 4, .*прочитано 1")
        expect("again", w.run("import", path), 1, "новых 0, были 4")
        got = {m["text"]: m for m in rows(w, "вьюга")}
        tally.check("what was said", set(got) == {
            "Вьюга не работает", "Вьюга молчит", "Вьюга без номера",
            "Вьюга чужой номер"}, list(got))
        tally.check("threads", got["Вьюга молчит"]["thread"] == "mid:m1@a" and
                    got["Вьюга молчит"]["reply_to"] == "m1@a" and
                    got["Вьюга не работает"]["thread"] == "mid:m1@a" and
                    got["Вьюга не работает"]["author"] == "Анна", got)
        os.makedirs(w.path + "/md/cur")
        os.makedirs(w.path + "/md/new")
        for i, text in enumerate(letters[:2]):
            put(w, "md/%s/%d.host" % (("cur", "new")[i], i), text.encode())
        expect("a maildir of the same", w.run("import", w.path + "/md",
                                              "--source", "in"), 0,
               "новых 0, были 2")
        tally.check("that stays unread",
                    os.listdir(w.path + "/md/new") == ["1.host"])
        expect("one message", w.run("import", put(
            w, "one.eml", message("Вьюга ответила", Message_ID="<m9@a>")
            .encode())), 0, "«one»: новых 1")
        expect("whole store", w.run("verify"), 0, "as they were written")


def many():
    """More than one piece: lines stay those of the file."""
    with Folder() as w:
        lines = ["date,review,author\n"] + \
            ["2026-11-%02d,\"%s %d\n\",a%d\n" % (
                1 + i % 20, "мимо" if i % 100 else "Вьюга", i, i)
             for i in range(6000)]
        lines[5501] = "no day,Вьюга,x\n"
        path = put(w, "many.csv", "".join(lines).encode())
        expect("many rows", w.run("import", path), 1, "новых 59, .*молчат 5940",
               "many.csv:11002: «no day»")
        # What one row tells of the scale and of the dates holds for all.
        head = "date;review;rating\n"
        first = ["%02d-03-2026;Вьюга %d;4\n" % (1 + i * 11 // 5001, i)
                 for i in range(5001)]
        path = put(w, "stars.csv", (head + "".join(first) +
                                    "25-03-2026;Вьюга;8\n").encode())
        expect("many stars", w.run("import", path), 0, "новых 5002")
        got = {(m["rating"], m["published"][5:7])
               for m in rows(w, "source:stars")}
        tally.check("one scale, one order of dates",
                    got == {(0.4, "03"), (0.8, "03")}, got)


tables()
cards()
maps()
renamed()
round_trip()
mail()
many()
tally.end()

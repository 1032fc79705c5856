"""The register in the terminal: a call from its registration to its end, by
four people, with the wrong assignee and rework (S001: R18 to R30, R56), a
thread's posts that become one case, and what is refused."""
import json
import re
from email.utils import formatdate

from molva import Folder, Site, Tally

tally = Tally()


def expect(w, name, args, code, *patterns):
    told = w.run(*args.split("|"))
    text = told[1] + told[2]
    tally.check(name, told[0] == code and
                all(re.search(p, text) for p in patterns), told)
    return told[1]


def rows(w, *args):
    return [json.loads(line) for line in w.run(*args, "--json")[1].splitlines()]


def people(w):
    for login, role in (("petr", "responder"), ("igor", "responder"),
                        ("olga", "head")):
        w.run("user", "add", login, "--role", role)


def a_chain(w):
    """R61: a chain is typed once and hands on by itself."""
    w.run("case", "new", "--to", "petr", "Кофе", "холодный")
    expect(w, "chains to choose from", "case|catalogue", 0,
           r"chain +repair +осмотр, ремонт, звонок")
    expect(w, "no such chain", "case|chain|1|repare", 1, "no chain 'repare'")
    expect(w, "of no case", "case|chain|9|repair", 1, "no case 9")
    expect(w, "begins", "case|chain|1|repair", 0, "task 1")
    expect(w, "runs already", "case|chain|1|repair", 1, "already")
    first = rows(w, "case", "tasks")[0]
    tally.check("its first step, for whose the case is, by the calendar",
                first["what"] == "осмотреть на месте" and
                first["assignee"] == "petr" and first["step"] == 1 and
                first["chain"] == "repair" and first["due"], first)
    expect(w, "done", "case|did|1|посмотрел", 0, "1: done", "task 2 follows")
    expect(w, "the next one", "case|tasks", 0,
           "step 2 of repair: исправить")
    expect(w, "done too", "case|did|2|починил", 0, "task 3 follows")
    told = expect(w, "the last one", "case|did|3|доволен", 0, "3: done")
    tally.check("nothing follows the last", "follows" not in told, told)
    expect(w, "again", "case|chain|1|repair", 0, "task 4")
    told = expect(w, "not needed", "case|drop|4|само прошло", 0, "4: dropped")
    tally.check("a dropped step ends its chain", "follows" not in told and
                rows(w, "case", "tasks") == [], told)
    follows = [t["follows"] for t in rows(w, "case", "show", "1")[0]["tasks"]]
    tally.check("each after the one before", follows == [0, 1, 2, 0], follows)


def own_chains(w):
    """Steps for their own people; what is wrong is told with its place."""
    path = w.path + "/catalogue.yaml"
    with open("rules/register/catalogue.yaml", encoding="utf-8") as f:
        text = f.read().split("\nchains:")[0]
    with open(w.path + "/molva.yaml", "a", encoding="utf-8") as f:
        f.write("catalogue: catalogue.yaml\n")
    own = (text + "\nchains:\n- id: two\n  ru: два\n  en: two\n  steps:\n"
           "  - {ru: раз, en: one, department: billing, in: 4h}\n"
           "  - {ru: два, en: two, to: olga}\n")
    with open(path, "w", encoding="utf-8") as f:
        f.write(own)
    expect(w, "an own chain", "case|chain|1|two", 0, "task 5")
    one = rows(w, "case", "tasks")[0]
    expect(w, "its step is done", "case|did|5|ок", 0, "task 6 follows")
    two = rows(w, "case", "tasks")[0]
    tally.check("each for its own", one["department"] == "billing" and
                not one["assignee"] and two["assignee"] == "olga" and
                two["due"] is None, (one, two))
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    told = expect(w, "a chain that is no more ends", "case|did|6|ок", 0)
    tally.check("and nothing follows", "follows" not in told, told)
    with open(path, "w", encoding="utf-8") as f:
        f.write(own.replace("id: two", "id: Two"))
    expect(w, "a slip has its place", "case|catalogue", 1,
           r"catalogue.yaml:\d+:\d+: an id has small letters")


def a_call(w):
    made = w.run("case", "new", "--channel", "phone", "--author", "Светлана",
                 "--to", "petr", "--due", "2030-12-01 18:00", "Мастер",
                 "не пришёл")
    tally.check("registered and given", made[:2] == (0, "case 1\n"), made)
    expect(w, "seen", "case|list", 0, r"1  assigned · petr · due 1 Dec 2030",
           "Светлана: Мастер не пришёл")
    expect(w, "whose it is begins it", "case|begin|1", 1, "given to somebody else")
    expect(w, "no such person", "case|assign|1|igro", 1, "no user 'igro'")
    expect(w, "handed on", "case|assign|1|igor|не", 0, "case 1: assigned")
    expect(w, "to a department", "case|assign|1|--department|service", 0)
    expect(w, "accepted", "case|begin|1", 0, "begun")
    expect(w, "waited for what?", "case|wait|1", 1, "in words")
    expect(w, "waits", "case|wait|1|--due|2030-11-20|фото", 0, "stands still")
    expect(w, "shown", "case|list", 0,
           "waits for the author since .* until 20 Nov 2030")
    tally.check("in JSON", rows(w, "case", "list")[0]["resumes"][:10] ==
                "2030-11-20", rows(w, "case", "list"))
    expect(w, "waits already", "case|wait|1|чек", 1, "waits already")
    expect(w, "it came", "case|heard|1|пришло", 0, "runs again")
    expect(w, "due again", "case|list", 0, "due 1 Dec 2030")
    expect(w, "a task", "case|task|1|--to|igor|--due|2020-01-01|кабель", 0,
           "task 1")
    expect(w, "some day", "case|task|1|--to|igor|убрать мусор", 0, "task 2")
    expect(w, "all of them", "case|tasks", 0, "кабель(.|\n)*мусор")
    told = expect(w, "late", "case|tasks|--late", 0,
                  "late since 1 Jan 2020.*кабель")
    tally.check("what has no day is not late", "мусор" not in told, told)
    expect(w, "not needed", "case|drop|2|дождь смыл", 0, "2: dropped")
    expect(w, "of which year?", "case|task|1|--due|31 декабря|x", 1,
           "is no date")
    expect(w, "promised", "promise|add|1|--to|Светлана|--due|2030-11-29|"
           "позвоним", 0, "promise 1")
    expect(w, "for no day", "promise|add|1|скоро", 1, "for when")
    expect(w, "for no date", "promise|add|1|--due|скоро|x", 1, "is no date")
    expect(w, "open", "promise|list", 0, "for 29 Nov 2030.*Светлана.*позвоним")
    expect(w, "nothing late", "promise|list|--late", 0, "no promise is late")
    expect(w, "in words", "case|finish|1", 1, "in words")
    expect(w, "done", "case|finish|1|сменил кабель", 0)
    expect(w, "rework", "case|rework|1|рвётся", 0)
    expect(w, "done again", "case|finish|1|сменил коробку", 0)
    expect(w, "asked", "case|verify|1|довольна", 0)
    expect(w, "a task is open", "case|close|1", 1, "open tasks")
    expect(w, "the task", "case|did|1|готово", 0, "1: done")
    expect(w, "only once", "case|did|1|готово", 1, "task 1 is not open")
    expect(w, "a promise is open", "case|close|1", 1, "open promises")
    expect(w, "kept", "promise|keep|1|позвонили", 0, "1: kept")
    expect(w, "closed", "case|close|1", 0)
    whole = rows(w, "case", "show", "1")[0]
    tally.check("everything stands there",
                whole["state"] == "closed" and
                whole["result"] == "сменил коробку" and
                whole["checked"] == "довольна" and
                [e["what"] for e in whole["events"]] == [
                    "opened", "assigned", "assigned", "assigned", "begun",
                    "waits", "goes-on",
                    "task", "task", "task-settled", "promise", "finished", "reworked", "finished",
                    "verified", "task-settled", "promise-settled", "closed"] and
                whole["promises"][0]["state"] == "kept" and
                whole["tasks"][0]["result"] == "готово" and
                whole["due"].startswith("2030-12-01T18:00"), whole)
    tally.check("not worked on any more", rows(w, "case", "list") == [] and
                [r["id"] for r in rows(w, "case", "list", "--state",
                                       "closed")] == [1], "list")
    expect(w, "resumed", "case|reopen|1|звонила снова", 0, "resumed")


def whom_it_concerns(w):
    w.run("case", "new", "--concerns", "igor", "Нагрубил", "мастер")
    expect(w, "never answers", "case|assign|2|igor", 1, "that person's work")
    expect(w, "somebody else does", "case|assign|2|petr", 0)
    expect(w, "nor later", "case|set|2|concerns|petr", 1,
           "does not work on it")
    expect(w, "no such field", "case|set|2|status|x", 1, "no field 'status'")
    expect(w, "a field", "case|set|2|expected|извинений", 0, "извинений")
    expect(w, "a note", "case|note|2|звонил", 0, "noted")
    expect(w, "a note that promises", "case|note|2|Перезвоним до 31 декабря "
           "2030 года", 0, "noted")
    expect(w, "a promise", "promise|list", 0, "31 Dec 2030.*31 декабря 2030")
    expect(w, "an empty one", "case|note|2", 1, "empty")
    expect(w, "no such case", "case|show|99", 1, "there is no case 99")
    expect(w, "no number", "case|show|x", 1, "'x' is no number")
    expect(w, "no such word", "case|shwo|1", 2, "show")
    expect(w, "no such state", "case|list|--state|open", 2, "assigned")


def findings(w):
    """Both sides, cause, measures, is the client kept; counted by the report
    of their month, and never by person."""
    for n in "234":
        w.run("case", "new", "--expected", "мастера", "Никто не пришёл")
    ids = [str(r["id"]) for r in rows(w, "case", "list")][-3:]
    one, two, three = ids
    expect(w, "what there is to choose", "case|catalogue", 0,
           "cause    handover +передача", "measure  refunded +вернули деньги")
    expect(w, "both sides", "case|set|%s|our_side|адрес неверный" % one, 0)
    expect(w, "against what was expected", "case|set|%s|found|ждал не там" % one,
           0)
    expect(w, "of the list", "case|set|%s|cause|guilt" % one, 1,
           "no cause 'guilt'; it has: process")
    for n in (one, two):
        expect(w, "cause", "case|set|%s|cause|handover" % n, 0)
    expect(w, "where", "case|set|%s|lies_in|service" % one, 0)
    expect(w, "nowhere", "case|set|%s|lies_in|nowhere" % one, 1, "no department")
    expect(w, "no such client", "case|set|%s|risk|angry" % one, 1, "at-risk")
    expect(w, "at risk", "case|set|%s|risk|at-risk" % one, 0)
    expect(w, "kept", "case|set|%s|risk|retained" % two, 0)
    expect(w, "measures", "case|measure|%s|refunded|apologised" % one, 0,
           "'apologised refunded'")
    expect(w, "one more", "case|measure|%s|trained" % one, 0,
           "'apologised refunded trained'")
    expect(w, "of the list too", "case|measure|%s|fined" % one, 1,
           "no measure 'fined'")
    expect(w, "another's", "case|measure|%s|apologised" % three, 0)
    whole = rows(w, "case", "show", one)[0]
    tally.check("each is an event", [
        (e["detail"]["field"], e["detail"]["text"]) for e in whole["events"]
        if e["what"] == "described"] == [
            ("our_side", "адрес неверный"), ("found", "ждал не там"),
            ("cause", "handover"), ("lies_in", "service"),
            ("risk", "at-risk"), ("measures", "apologised refunded"),
            ("measures", "apologised refunded trained")], whole["events"])
    expect(w, "Markdown", "report|--markdown", 0, "## Причины и меры",
           "Клиенты: может уйти 1, остался с нами 1",
           r"передача между отделами · .* \| 1 \|",
           r"передача между отделами \| 1 \|", r"извинились \| 2 \|")
    expect(w, "HTML", "report|--lang|en", 0,
           'id="measures"', "apologised</th><td class=\"num\">2</td>")
    told = expect(w, "of before", "report|--from|2020-01-01|--to|2020-02-01", 0)
    tally.check("another period has none", 'id="measures"' not in told, told)


def proposed(w):
    """A change that cases show, and how many of its cause there were."""
    number = str(rows(w, "case", "list")[-1]["id"])
    expect(w, "of the list", "proposal|new|--cause|guilt|x", 1,
           "no cause 'guilt'")
    expect(w, "in words", "proposal|new|--cause|handover", 1, "what is to be")
    expect(w, "no such case", "proposal|new|--case|999|x", 1, "no case 999")
    expect(w, "proposed", "proposal|new|--cause|handover|--lies-in|service|"
           "--case|%s|Общий журнал" % number, 0, "proposal 1")
    expect(w, "not agreed yet", "proposal|introduce|1", 1, "not to be introduced")
    expect(w, "agreed", "proposal|agree|1|пора", 0, "agreed")
    expect(w, "rests on it already", "proposal|link|1|%s" % number, 1, "already")
    expect(w, "introduced", "proposal|introduce|1", 0, "introduced")
    expect(w, "in the list", "proposal|list", 0, "1  introduced · .* · cause "
           "handover · service · cases: 1(.|\n)*Общий журнал(.|\n)*пора")
    row = rows(w, "proposal", "list", "--case", number)[0]
    tally.check("in JSON", row["state"] == "introduced" and
                row["cases"] == 1, row)
    what = [e["what"] for e in rows(w, "case", "show", number)[0]["events"]]
    tally.check("an event of the case", "proposal" in what, what)


def talked(w):
    """The talk with whom a case concerns, and a day to look again."""
    number = str(rows(w, "case", "list")[-1]["id"])
    expect(w, "steps", "case|catalogue", 0, "step     heard +его выслушали")
    expect(w, "none such", "case|talk|%s|shout" % number, 1, "no step of a talk")
    expect(w, "some", "case|talk|%s|heard|facts|--due|2030-02-01" % number, 0,
           "'facts heard'")
    expect(w, "one more", "case|talk|%s|agreed" % number, 0,
           "'facts heard agreed'")
    case = rows(w, "case", "show", number)[0]
    tally.check("a day to look again", [t["due"][:10] for t in case["tasks"]] ==
                ["2030-02-01"], case["tasks"])
    expect(w, "no praise", "thanks|pass|1|petr", 1, "is no praise")
    expect(w, "nobody yet", "thanks|list", 0, "nobody was thanked")


def own_catalogue(w):
    with open(w.path + "/molva.yaml", "a", encoding="utf-8") as f:
        f.write("\ncatalogue: own.yaml\n")
    with open(w.path + "/own.yaml", "w", encoding="utf-8") as f:
        f.write("causes:\n- {id: Wind, ru: ветер, en: wind}\nmeasures:\n")
    expect(w, "a slip has its place", "case|catalogue", 1,
           r"own.yaml:2:8: an id has small letters")
    with open(w.path + "/own.yaml", "w", encoding="utf-8") as f:
        f.write("causes:\n- {id: wind, ru: ветер, en: wind}\nmeasures:\n")
    expect(w, "our own", "case|catalogue", 0, r"^cause    wind +ветер\n$")
    number = str(rows(w, "case", "list")[-1]["id"])
    expect(w, "a cause of ours", "case|set|%s|cause|wind" % number, 0)
    expect(w, "and none else", "case|set|%s|cause|handover" % number, 1)


def on_leave(w):
    """Who is away hands over at the next crawl, and has it back after."""
    expect(w, "given to igor", "case|new|--to|igor|--due|2026-12-31|x", 0)
    number = str(rows(w, "case", "list", "--to", "igor")[0]["id"])
    expect(w, "nobody for himself",
           "user|away|igor|--until|2027-01-10|--deputy|igor", 3, "for himself")
    expect(w, "no such deputy",
           "user|away|igor|--until|2027-01-10|--deputy|igro", 3, "igro")
    expect(w, "no such day", "user|away|igor|--until|soon", 3, "is no date")
    expect(w, "away", "user|away|igor|--from|2026-11-01|--until|2040-01-10|"
           "--deputy|petr", 0, "igor: away until 2040-01-10.*deputy petr")
    leaves = rows(w, "user", "leaves")
    tally.check("in JSON", [(x["login"], x["deputy"]) for x in leaves] ==
                [("igor", "petr")], leaves)
    expect(w, "longer away, the same deputy", "user|away|igor|--from|"
           "2026-11-01|--until|2040-02-10", 0, "until 2040-02-10.*deputy petr")
    w.run("crawl")
    expect(w, "handed over", "case|list", 0, "%s  assigned · petr for igor"
           % number)
    case = rows(w, "case", "show", number)[0]
    tally.check("visibly", case["assignee"] == "petr" and
                case["stands_for"] == "igor" and
                "stands-in" in [e["what"] for e in case["events"]], case)
    expect(w, "back", "user|away|igor|--deputy|petr", 0, "not away")
    w.run("crawl")
    expect(w, "his again", "case|list", 0, "%s  assigned · igor" % number)


def a_thread(w):
    """Two posts of one author become one case, and part again."""
    waiting = rows(w, "queue")
    tally.check("two wait", len(waiting) == 2, waiting)
    if len(waiting) != 2:
        return
    first, second = waiting
    expect(w, "joined", "case|join|%d|%d" % (first["case"], second["id"]), 0,
           "belongs to it")
    tally.check("one waits", [r["id"] for r in rows(w, "queue")] ==
                [first["id"]], "queue")
    tally.check("of both", rows(w, "case", "show", str(first["case"]))[0]
                ["mentions"] == [first["id"], second["id"]], "mentions")
    expect(w, "split", "case|split|%d|другой дом" % second["id"], 0)
    tally.check("both wait", len(rows(w, "queue")) == 2, "queue")


def main():
    page = ("application/rss+xml", (
        "<rss version='2.0'><channel><title>x</title>" + "".join(
            "<item><guid>%d</guid><author>Анна</author><pubDate>%s</pubDate><title>Вьюга</title>"
            "<description>Вьюга, третий день не работает интернет, дом %d"
            "</description></item>" % (i, formatdate(), i) for i in (1, 2)) +
        "</channel></rss>").encode())
    with Site({"/f": page}) as site, \
            Folder(site.source("/f", "feed", "town")) as w:
        people(w)
        a_call(w)
        whom_it_concerns(w)
        w.run("crawl")
        a_thread(w)
        on_leave(w)
        findings(w)
        proposed(w)
        talked(w)
        own_catalogue(w)
        expect(w, "sound", "verify", 0, "the chain is whole")
    with Folder() as w:
        people(w)
        a_chain(w)
        own_chains(w)
    tally.end()


main()

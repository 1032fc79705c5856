#!/usr/bin/env python3
"""The API as a program meets it: every operation that openapi.json names is
called and its answer compared with its schema; tokens; the examples of
docs/api.md."""
import base64
import json
import os
import re
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
import xml.etree.ElementTree as tree

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from molva import BASE, MOLVA, Folder, Site, Tally, feed  # noqa: E402

tally = Tally()
PLACES = ["на Садовой", "на Лесной", "в доме 7", "у вокзала", "за рекой", "тут"]
POSTS = [("p%d" % i, text + " Это " + PLACES[i] + ".") for i, text in enumerate([
    "Вьюга сломалась на второй день, ничего не работает, верните деньги!",
    "Вьюга списала деньги дважды, 500 рублей, никто не отвечает.",
    "У Вьюги сломался прибор, мастер не приехал, третий день не работает.",
    "Вьюга не работает, нет связи с понедельника, заявка 4812.",
    "Сломался кран Вьюги, течёт, второй день жду мастера.",
    "Спасибо Вьюге, мастер Олег всё сделал за час!"])]
POSTS.append(("flag", "Вьюга, я подаю на вас в суд, заявление в полицию уже "
              "написал!"))


class Desk:
    """molva serve, until the block ends."""

    def __init__(self, w):
        self.process = subprocess.Popen(
            [MOLVA, "-w", w.path, "serve"], stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        said = self.process.stdout.readline().decode()
        self.url = re.search(r"http://[^/]+", said).group(0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate(timeout=600)

    def ask(self, method, path, token=None, body=None, **headers):
        """(status, JSON, or the text of what is none)"""
        if token:
            headers["Authorization"] = "Bearer " + token
        data = None
        if method == "POST":
            data = b"" if body is None else (
                body if isinstance(body, bytes) else json.dumps(body).encode())
            headers.setdefault("Content-Type", "application/json")
        r = urllib.request.Request(self.url + path, data, headers,
                                   method=method)
        try:
            with urllib.request.urlopen(r, timeout=60) as f:
                status, text = f.status, f.read()
        except urllib.error.HTTPError as e:
            with e:
                status, text = e.code, e.read()
        try:
            return status, json.loads(text)
        except ValueError:
            return status, text.decode()


def token_of(w, login, scopes, *more):
    code, out, err = w.run("user", "token", login, "--scopes", scopes, *more)
    m = re.search(r"token (\d+) of .*: (molva_\S{43})$", out, re.M)
    tally.check("a token is shown once", code == 0 and m, (out, err))
    return m.group(2), m.group(1)


# ---- an answer beside its schema ----

def wrong(doc, schema, value, at="answer"):
    """The first thing that is not as the schema says, or None."""
    if "$ref" in schema:
        schema = doc["components"]["schemas"][schema["$ref"].split("/")[-1]]
    if value is None:
        return None if schema.get("nullable") or not schema else at + " is null"
    kind = schema.get("type")
    kinds = {"integer": int, "number": (int, float), "string": str,
             "boolean": bool, "array": list, "object": dict}
    if kind and (not isinstance(value, kinds[kind]) or
                 (kind in ("integer", "number") and isinstance(value, bool))):
        return "%s is no %s: %r" % (at, kind, value)
    if kind == "array":
        for i, item in enumerate(value):
            bad = wrong(doc, schema["items"], item, "%s[%d]" % (at, i))
            if bad:
                return bad
    if kind == "object":
        for name in schema.get("required", []):
            if name not in value:
                return "%s has no %s" % (at, name)
        for name, item in value.items():
            if name not in schema["properties"]:
                return "%s has %s, which the schema lacks" % (at, name)
            bad = wrong(doc, schema["properties"][name], item,
                        at + "." + name)
            if bad:
                return bad
    return None


# ---- every operation ----

class Walk:
    """Calls operations with what each needs, in an order that works."""

    def __init__(self, desk, token, doc):
        self.desk, self.token, self.doc = desk, token, doc
        self.ops = {op["operationId"]: (method.upper(), path, op)
                    for path, ways in doc["paths"].items()
                    for method, op in ways.items()}
        self.called = set()

    def by(self, token):
        """The same walk with another's token."""
        walk = Walk(self.desk, token, self.doc)
        walk.called = self.called
        return walk

    def call(self, name, number=None, query="", **body):
        method, path, op = self.ops[name]
        status, answer = self.desk.ask(
            method, path.replace("{id}", str(number)) + query, self.token,
            body if method == "POST" and body else None)
        said = op["responses"].get(str(status), op["responses"]["default"])
        schema = said["content"]["application/json"]["schema"]
        bad = wrong(self.doc, schema, answer)
        tally.check("%s answers as it says" % name, not bad, bad)
        tally.check("%s is taken" % name, status == 200, (status, answer))
        self.called.add(name)
        return answer

    def mention(self, name, number, **body):
        seen = self.call("getMention", number)["seen"]
        return self.call(name, number, seen=seen, **body)

    def case(self, name, number, **body):
        seen = self.call("getCase", number)["seen"]
        return self.call(name, number, seen=seen, **body)


def mentions(walk, writer):
    queue = walk.call("listMentions")
    ids = [m["id"] for m in queue["mentions"] if not m["flags"]]
    tally.check("seven wait", queue["total"] == 7 and len(ids) == 6,
                queue["total"])
    one = walk.call("getMention", ids[0])
    walk.call("lintMention", ids[0], text="Здравствуйте!")
    words = "Мы проверили: мастер приедет в среду."
    writer.mention("editMention", ids[0], text=words)
    done = walk.mention("approveMention", ids[0], text=words)
    tally.check("what is there now is answered",
                done["status"] == "approved" and done["seen"] > one["seen"],
                done["status"])
    there = {"url": "https://v.example/r/1", "why": "там и спросили"}
    walk.mention("postedMention", ids[0], **there)
    done = walk.mention("unpostedMention", ids[0], reason="не туда")
    tally.check("it is to be posted", done["list"] == "approved", done["list"])
    done = walk.mention("postMention", ids[0])
    tally.check("Molva shall post it", done["list"] == "approved" and any(
        ev["what"] == "post-asked" for ev in done["events"]), done["events"])
    done = walk.mention("postedMention", ids[0], **there)
    tally.check("it was posted", done["list"] == "posted", done["list"])
    done = walk.mention("typeMention", ids[1], type="broken")
    tally.check("it has another type", done["type"] == "broken", done["type"])
    done = walk.mention("brandMention", ids[1], brand="Пурга")
    tally.check("it is about another brand", done["brand"] == "Пурга" and
                done["brand_found"] == "Вьюга" and done["type"] == "broken",
                done)
    walk.mention("dismissMention", ids[2], reason="дубль")
    done = walk.mention("returnMention", ids[2], reason="не дубль")
    tally.check("it waits again", done["list"] == "waiting", done["list"])
    walk.mention("notUsMention", ids[3])
    found = walk.call("listMentions", query="?list=all&words=%D0%BA%D1%80%D0%B0%D0%BD")
    tally.check("one is found", found["total"] == 1, found["total"])
    return ids


def cases(walk, ids):
    case = walk.call("newCase", text="Звонил Иван: нет света",
                     channel="phone", author="Иван", due="2030-12-31")
    n = case["id"]
    walk.case("assignCase", n, to="ann", department="service")
    walk.case("beginCase", n)
    walk.case("noteCase", n, text="перезвонил")
    still = walk.case("waitCase", n, text="фото", due="2030-12-01")
    tally.check("its deadline stands still", still["paused"] and
                still["resumes"].startswith("2030-12-01"), still)
    runs = walk.case("heardCase", n, text="прислал")
    tally.check("it runs again", not runs["paused"], runs)
    task = walk.case("taskCase", n, text="сменить щиток", to="ann",
                     due="2030-01-01")["tasks"][0]["id"]
    other = walk.case("taskCase", n, text="ещё")["tasks"][1]["id"]
    for word in ("keep", "break", "withdraw"):
        walk.case("promiseCase", n, text="позвонить", due="2030-01-02")
        made = walk.call("listPromises", query="?limit=200")["promises"]
        mine = [p for p in made if p["case"] == n][0]
        walk.call(word + "Promise", mine["id"], case=n, text="так")
    tasks = walk.call("listTasks")
    tally.check("two tasks are open", len(tasks["tasks"]) == 2, tasks)
    walk.call("didTask", task, case=n)
    walk.call("dropTask", other, case=n)
    first = walk.case("chainCase", n, chain="repair")["tasks"][-1]
    walk.call("didTask", first["id"], case=n)
    second = [t for t in walk.call("listTasks")["tasks"] if t["case"] == n]
    tally.check("a chain hands on", len(second) == 1 and
                (second[0]["chain"], second[0]["step"],
                 second[0]["follows"]) == ("repair", 2, first["id"]), second)
    walk.call("dropTask", second[0]["id"], case=n)
    walk.case("setCase", n, field="expected", text="свет")
    done = walk.case("findingsCase", n, cause="equipment", lies_in="service",
                     measures="refunded repaired", risk="at-risk",
                     talk="heard",
                     their_side="темно с утра")
    tally.check("both sides, cause, measures", [done[k] for k in (
        "expected", "their_side", "cause", "measures", "risk")] ==
        ["свет", "темно с утра", "equipment", "repaired refunded", "at-risk"],
        done)
    status, answer = walk.desk.ask(
        "POST", "/api/case/%d/findings" % n, walk.token,
        {"cause": "guilt", "found": "x", "seen": done["seen"]})
    tally.check("no cause but of the list", status == 422 and
                answer["case"]["found"] == "", (status, answer))
    walk.case("joinCase", n, mention=ids[4])
    walk.case("finishCase", n, text="щиток сменили")
    walk.case("reworkCase", n, text="опять темно")
    walk.case("finishCase", n, text="теперь точно")
    walk.case("verifyCase", n, text="доволен")
    back = walk.call("newCase", text="письмо")["id"]
    walk.case("dismissCase", back, text="дубль")
    done = walk.case("reopenCase", back, text="нет, не дубль")
    tally.check("it is open again", done["state"] == "registered",
                done["state"])
    closing(walk, n, ids[4])


def closing(walk, n, joined):
    case = walk.call("getCase", n)
    tally.check("the mention leads it", case["mention"] == joined, case)
    other = [m["id"] for m in walk.call("listMentions")["mentions"]
             if not m["flags"]][0]
    walk.case("joinCase", n, mention=other)
    done = walk.case("splitCase", n, mention=other, text="другое дело")
    tally.check("it is split off", done["mentions"] == [joined],
                done["mentions"])
    walk.mention("dismissMention", joined, reason="ответили по телефону")
    done = walk.case("closeCase", n, text="всё")
    tally.check("it is closed", done["state"] == "closed", done["state"])


def told(walk, writer):
    """What was told at once, and the answer of an author."""
    rows = walk.call("listTold")["told"]
    tally.check("ann was told of one", len(rows) == 1 and
                rows[0]["whom"] == "ann" and not rows[0]["acked"], rows)
    done = walk.call("ackMention", rows[0]["mention"])
    tally.check("she takes care", done["told"][0]["acked_by"] == "ann", done)
    tally.check("no more is open", walk.call("listTold")["told"] == [])


def answered(walk, w, number):
    """The author answers our reply: it waits again until that is read."""
    db = sqlite3.connect(os.path.join(w.path, "molva.db"))
    with db:
        db.execute("UPDATE cases SET answered = 1 WHERE mention = ?",
                   (number,))
    db.close()
    done = walk.mention("heedMention", number)
    tally.check("the answer was read", done["list"] == "posted", done["list"])


def put_off(walk):
    number = walk.call("listMentions")["mentions"][0]["id"]
    done = walk.mention("putOffMention", number, how="hour", later_why="спрошу")
    tally.check("it sleeps", done["list"] == "later" and
                done["asleep_why"] == "спрошу", done)
    rows = walk.call("listMentions", query="?list=later")["mentions"]
    tally.check("in its list", [m["id"] for m in rows] == [number], rows)
    done = walk.mention("wakeMention", number)
    tally.check("it waits again", done["list"] == "waiting" and
                done["asleep"] is None, done)
    rows = walk.call("listMentions", query="?overdue=1&from=2020-01-01"
                     "&stage=registered&department=no-such")["mentions"]
    tally.check("nobody's department has none", rows == [], rows)


def incidents(walk, w):
    ids = [m["id"] for m in walk.call("listMentions", query="?list=all")
           ["mentions"] if m["type"] == "broken"]
    for one in ids[:2]:
        w.run("incident", "join", "new", str(one), "соседи пишут то же")
    rows = walk.call("listIncidents")["incidents"]
    tally.check("two are open", len(rows) == 2, rows)
    n, other = rows[0]["id"], rows[1]["id"]
    walk.call("joinIncident", n, mention=ids[2])
    done = walk.call("tellIncident", n, text="перебит кабель")
    tally.check("the truth is told", done["truth"] == "перебит кабель" and
                done["mentions"] == len(done["spots"]) == 2, done)
    done = walk.call("splitIncident", n, mention=ids[2], text="другой дом")
    tally.check("one is left", done["mentions"] == 1, done)
    done = walk.call("closeIncident", n, text="починили")
    tally.check("it is over", done["closed_why"] == "починили", done)
    whole = walk.call("listIncidents", query="?all=1")["incidents"]
    tally.check("what is over comes last",
                [i["id"] for i in whole] == [other, n], whole)
    status, answer = walk.desk.ask(
        "POST", "/api/incident/%d/tell" % n, walk.token, {"text": "ещё"})
    bad = wrong(walk.doc, {"$ref": "#/components/schemas/Error"}, answer)
    tally.check("no word after the last", status == 422 and not bad and
                answer["incident"]["id"] == n, (status, answer))
    code, out, _ = w.run("incident", "show", str(n), "--json")
    tally.check("the terminal shows the same", code == 0 and
                json.loads(out) == walk.call("getIncident", n), out)


def statements(walk, writer, w):
    made = writer.call("newStatement", title="Авария", text="Кабель перебит.")
    n = made["id"]
    writer.call("newStatement", title="Вторая", text="Ещё слова.", lang="en")
    path = "/api/statement/%d/" % n
    tries = [("by its author", 422, "approve", walk, {"seen": 2}),
             ("of an older version", 409, "approve", walk, {"seen": 1}),
             ("edited on an older version", 409, "edit", writer,
              {"title": "А", "text": "б", "seen": 1}),
             ("out of his role", 403, "approve", writer, {"seen": 2}),
             ("not approved", 422, "publish", walk, None)]
    walk.call("editStatement", n, title="Авария", text="Кабель цел.", seen=1)
    for name, status, word, by, body in tries:
        got, answer = walk.desk.ask("POST", path + word, by.token, body)
        bad = wrong(walk.doc, {"$ref": "#/components/schemas/Error"}, answer)
        tally.check("refused: " + name, got == status and not bad and
                    answer["cause"], (got, answer))
    writer.call("editStatement", n, title="Авария", text="Заменён.", seen=2)
    done = walk.call("approveStatement", n, seen=3)
    tally.check("approved", done["approved"] == 3 and
                len(done["versions"]) == 3, done)
    done = walk.call("publishStatement", n)
    tally.check("it has an address", done["state"] == "published" and
                done["url"].endswith("%d.html" % n) and
                done["link_back"] in ("none", "waits"), done)
    done = walk.call("withdrawStatement", n, reason="устарело")
    tally.check("it has none", done["state"] == "withdrawn" and
                done["url"] == "", done)
    code, out, _ = w.run("statement", "show", str(n), "--json")
    shown = json.loads(out)
    mine = walk.call("getStatement", n)
    mine.pop("url"), mine.pop("link_back")
    tally.check("the terminal shows the same", code == 0 and shown == mine,
                out)


def proposals(walk):
    case = walk.call("newCase", text="опять не передали заявку")["id"]
    n = walk.call("newProposal", text="Один журнал на два отдела",
                  cause="handover", case=case)["id"]
    done = walk.call("refuseProposal",
                     walk.call("newProposal", text="Второе")["id"],
                     text="дорого")
    tally.check("refused with a reason", done["state"] == "refused" and
                done["reason"] == "дорого", done)
    other = walk.call("newCase", text="и ещё раз")["id"]
    done = walk.call("linkProposal", n, case=other)
    tally.check("it rests on two", done["case_ids"] == [case, other], done)
    walk.call("agreeProposal", n, text="пора")
    done = walk.call("introduceProposal", n)
    tally.check("introduced", done["introduced_by"] == "ann", done)
    tally.check("as it is read", walk.call("getProposal", n) == done, done)
    rows = walk.call("listProposals")["proposals"]
    tally.check("the newest first", [p["what"] for p in rows] ==
                ["Второе", "Один журнал на два отдела"], rows)
    status, answer = walk.desk.ask("POST", "/api/proposal/%d/agree" % n,
                                   walk.token, {})
    bad = wrong(walk.doc, {"$ref": "#/components/schemas/Error"}, answer)
    tally.check("not back", status == 409 and not bad and
                answer["proposal"]["id"] == n, (status, answer))


def metrics(desk, token, other):
    """Numbers for a monitor, by a token with that scope."""
    status, text = desk.ask("GET", "/metrics", token=token)
    sample = re.compile(r'molva_\w+(\{\w+="[\w-]+"\})? \d+')
    lines = text.splitlines()
    tally.check("metrics are samples", status == 200 and all(
        line.startswith("# ") or sample.fullmatch(line) for line in lines),
                text)
    waiting = [line for line in lines if '{list="waiting"}' in line]
    tally.check("one waits or more", waiting and
                int(waiting[0].split()[-1]) > 0, text)
    tally.check("another token has none",
                desk.ask("GET", "/metrics", token=other)[0] == 403)
    tally.check("nobody has none", desk.ask("GET", "/metrics")[0] == 401)


ATOM = "{http://www.w3.org/2005/Atom}"


def basic(token, name="x"):
    pair = base64.b64encode(("%s:%s" % (name, token)).encode()).decode()
    return {"Authorization": "Basic " + pair}


def queue_feed(desk, w, walk):
    """The queue for a reader of feeds, by a token alone."""
    token, _ = token_of(w, "ann", "read")
    waiting = walk.call("listMentions", query="?limit=200")["mentions"]
    status, text = desk.ask("GET", "/queue.atom", token)
    root = tree.fromstring(text)
    ids = [i.find(ATOM + "id").text for i in root.findall(ATOM + "entry")]
    tally.check("what waits is in the feed", status == 200 and sorted(ids) ==
                sorted("%s/mention/%d" % (desk.url, m["id"])
                       for m in waiting) and ids, (ids, waiting))
    again = desk.ask("GET", "/queue.atom", **basic(token))
    tally.check("the same by a password", again == (status, text), again)
    whole = tree.fromstring(desk.ask("GET", "/queue.atom?list=all", token)[1])
    for i in root.findall(ATOM + "entry"):
        at = i.find(ATOM + "updated").text
        tally.check("a moment", re.fullmatch(
            r"[\d-]{10}T[\d:]{8}(Z|[+-]\d\d:\d\d)", at), at)
        tally.check("the text", i.find(ATOM + "content").text in
                    [text for _, text in POSTS])
    tally.check("more in another list", len(whole.findall(ATOM + "entry")) >
                len(ids) and whole.find(ATOM + "id").text !=
                root.find(ATOM + "id").text)
    newest = [i.find(ATOM + "id").text for i in whole.findall(ATOM + "entry")]
    rows = walk.call("listMentions", query="?list=all&limit=200")["mentions"]
    tally.check("the newest first", [i.split("/")[-1] for i in newest] ==
                [str(m["id"]) for m in rows], newest)
    part = tree.fromstring(
        desk.ask("GET", "/queue.atom?list=all&type=praise", token)[1])
    tally.check("narrowed as the page is",
                len(part.findall(ATOM + "entry")) == 1)
    got = desk.ask("GET", "/queue.atom?words=%28", token)
    tally.check("a query that is wrong", got[0] == 400 and
                got[1]["error"] == 400, got)
    feed_refusals(desk, w, token, waiting[0]["id"])


def feed_refusals(desk, w, token, first):
    try:
        urllib.request.urlopen(desk.url + "/queue.atom", timeout=60)
        asked = None
    except urllib.error.HTTPError as e:
        with e:
            asked = e.headers.get("WWW-Authenticate", "")
            tally.check("nobody has none", e.code == 401, e.code)
    tally.check("a reader is asked", asked and asked.startswith("Basic "),
                asked)
    got = desk.ask("GET", "/queue.atom", **basic("molva_" + "x" * 43))
    tally.check("not by another password", got[0] == 401, got)
    got = desk.ask("GET", "/queue.atom", Authorization="Basic !!")
    tally.check("nor by none", got[0] == 401, got)
    for path in ("/mention/%d/not-us" % first, "/mention/%d" % first):
        method = "POST" if "not" in path else "GET"
        got = desk.ask(method, "/api" + path, body={"seen": 0}
                       if method == "POST" else None, **basic(token))
        tally.check("a password opens no more: " + path, got[0] == 401, got)
    w.run("user", "add", "ivo", "--role", "assignee")
    own, _ = token_of(w, "ivo", "read")
    status, text = desk.ask("GET", "/queue.atom?list=all", own)
    tally.check("who sees only his own has an empty feed", status == 200 and
                not tree.fromstring(text).findall(ATOM + "entry"), text)


def rest(walk):
    me = walk.call("me")
    tally.check("who it is", me["login"] == "ann", me)
    thanks = walk.call("listPraise")["praise"]
    tally.check("the praise is shown", len(thanks) == 1, thanks)
    one = walk.call("thank", thanks[0]["id"], login="ivo")["thanks"]
    tally.check("passed on and counted", [(t["login"], t["n"]) for t in one] ==
                [("ivo", 1)] and walk.call("listThanks")["thanks"] == one, one)
    walk.call("listUsers")
    gone = walk.call("setLeave", **{"from": "2026-12-01",
                                    "until": "2040-12-05"})["leaves"]
    tally.check("ann is away", [x["login"] for x in gone] == ["ann"], gone)
    back = walk.call("setLeave", login="ann")["leaves"]
    tally.check("ann is back", back[0]["back"] is None and
                walk.call("listLeaves")["leaves"] == back, back)
    walk.call("count", query="?by=source&daily=1&from=2020-01-01")
    sources = walk.call("listSources")["sources"]
    for word in ("hold", "resume", "visit", "remove"):
        walk.call(word + "Source", sources[0]["id"])
    walk.call("openapi")


def persons(walk):
    """A name is found in what was written, and erased."""
    found = walk.call("findPerson", who="Олег")
    tally.check("where he stands", found["found"] > 0 and found["places"],
                found)
    done = walk.call("erasePerson", who="Олег", again="Олег",
                     reason="просил сам")["erasures"]
    tally.check("erased, and said so", done and
                done == walk.call("listErasures")["erasures"], done)
    left = walk.call("findPerson", who="Олег")
    tally.check("nothing of him is left, in no form of the name",
                left["found"] == left["erasable"] == 0, left)


def selfcheck(walk):
    """R16: what is answered is there, what is counted nobody answers."""
    def asked(answer):
        return {q["question"]: q for q in answer["selfcheck"]}
    first = asked(walk.call("getSelfcheck", query="?of=billing"))
    tally.check("nobody answered yet", first["order-known"]["answer"] == "" and
                first["order-known"]["at"] is None and first["given"]["counted"]
                and first["given"]["of"] == 0, first)
    done = walk.call("answerSelfcheck", of="billing", question="order-known",
                     answer="partly", text="один новый")
    now = asked(done)["order-known"]
    tally.check("answered", (now["answer"], now["words"], now["who"],
                             now["department"], now["old"]) ==
                ("partly", "один новый", "ann", "billing", False) and
                now["at"], now)
    tally.check("as it is read", walk.call(
        "getSelfcheck", query="?of=billing") == done, done)
    whole = asked(walk.call("getSelfcheck"))
    tally.check("of that department only", whole["order-known"]["answer"] == "",
                whole)
    for name, status, body in (
            ("what is counted", 422, {"question": "given", "answer": "yes"}),
            ("no answer", 422, {"question": "order-known", "answer": "maybe"}),
            ("no department", 422, {"question": "order-known", "answer": "no",
                                    "of": "nowhere"})):
        got = walk.desk.ask("POST", "/api/selfcheck", walk.token, body)
        bad = wrong(walk.doc, {"$ref": "#/components/schemas/Error"}, got[1])
        tally.check("refused: " + name, got[0] == status and not bad and
                    got[1]["cause"], got)
    got = walk.desk.ask("GET", "/api/selfcheck?of=nowhere", walk.token)
    tally.check("a department that is none", got[0] == 404, got)


def pages(walk):
    """Row by row by the cursor is the whole list."""
    for name, key in (("listCases", "cases"), ("listTasks", "tasks"),
                      ("listMentions", "mentions"),
                      ("listPromises", "promises"),
                      ("listIncidents", "incidents"),
                      ("listProposals", "proposals"),
                      ("listStatements", "statements")):
        all_ = "&all=1" if name == "listIncidents" else ""
        whole = walk.call(name, query="?limit=200" + all_)
        tally.check("%s: more than one" % name, len(whole[key]) > 1 or
                    name in ("listTasks", "listPromises"), whole)
        query, seen = "?limit=1" + all_, []
        while len(seen) < 300:
            page = walk.call(name, query=query)
            seen += page[key]
            if page["next"] is None:
                break
            query = "?limit=1%s&behind=%d" % (all_, page["next"])
        tally.check("%s row by row" % name, [i["id"] for i in seen] ==
                    [i["id"] for i in whole[key]], (seen, whole))


# ---- refusals ----

def refusals(desk, w, token, walk):
    first = desk.ask("GET", "/api/queue", token)[1]["mentions"][0]["id"]
    path = "/api/mention/%d/edit" % first
    seen = desk.ask("GET", "/api/mention/%d" % first, token)[1]["seen"]
    good = {"text": "так", "seen": seen}
    tries = [
        ("no token", 401, {}, None, good),
        ("a token that is none", 401, {}, "molva_" + "x" * 43, good),
        ("another shape", 401, {}, "x", good),
        ("no JSON", 400, {}, token, b"{"),
        ("two objects", 400, {}, token, b'{"text":"a","seen":1} {}'),
        ("no object", 400, {}, token, b"[1]"),
        ("deep", 400, {}, token, b'{"text":{"a":1},"seen":1}'),
        ("an unknown field", 400, {}, token, dict(good, x=1)),
        ("a field is missing", 400, {}, token, {"text": "так"}),
        ("no number", 400, {}, token, {"text": "так", "seen": "так"}),
        ("a NUL", 400, {}, token, {"text": "a\0b", "seen": seen}),
        ("a form", 415, {"Content-Type": "application/x-www-form-urlencoded"},
         token, b"text=a&seen=1"),
        ("an older state", 409, {}, token, dict(good, seen=seen - 1)),
        ("an empty text", 422, {}, token, dict(good, text=" ")),
    ]
    for name, status, headers, by, body in tries:
        got, answer = desk.ask("POST", path, by, body, **headers)
        bad = wrong(walk.doc, {"$ref": "#/components/schemas/Error"}, answer)
        tally.check("refused: " + name, got == status and not bad and
                    answer["error"] == status and answer["cause"],
                    (got, answer))
    answer = desk.ask("POST", path, token, dict(good, seen=seen - 1))[1]
    tally.check("the other's state is told",
                answer["mention"]["seen"] == seen, answer)
    scopes(desk, w, first, good)
    got = desk.ask("GET", "/api/queue?lang=ru&colour=red", token)
    tally.check("an unknown filter is refused", got[0] == 400, got)


def scopes(desk, w, first, good):
    narrow, number = token_of(w, "ann", "read")
    path = "/api/mention/%d" % first
    tally.check("reading is in the scope",
                desk.ask("GET", path, narrow)[0] == 200)
    for name in ("/edit", "/approve", "/not-us"):
        got = desk.ask("POST", path + name, narrow, good)
        tally.check("out of the scope: " + name, got[0] == 403, got)
    got = desk.ask("POST", "/api/cases", narrow, {"text": "x"})
    tally.check("out of the scope: a case", got[0] == 403, got)
    code, out, _ = w.run("user", "tokens", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    mine = [t for t in rows if str(t["id"]) == number][0]
    tally.check("its use is noted", code == 0 and mine["used"], mine)
    w.run("user", "revoke", number)
    tally.check("revoked", desk.ask("GET", path, narrow)[0] == 401)
    tally.check("once only", w.run("user", "revoke", number)[0] != 0)
    over, _ = token_of(w, "ann", "read", "--until", "2026-01-01")
    tally.check("over", desk.ask("GET", path, over)[0] == 401)
    code, _, err = w.run("user", "token", "dora", "--scopes", "approve")
    tally.check("no more than the role", code != 0 and "may not" in err, err)
    w.run("user", "remove", "bob")


def examples(desk, token):
    with open("docs/api.md", encoding="utf-8") as f:
        text = f.read()
    lines = re.findall(r"^    ((?:curl|SEEN=).*)$", text, re.M)
    tally.check("there are examples", len(lines) > 8, lines)
    if subprocess.call(["sh", "-c", "command -v curl >/dev/null"]):
        tally.skip("the examples of docs/api.md", "no curl here")
        return
    script = "set -e\n" + "\n".join(
        line.replace("$(curl", "$(curl -S").replace("curl -sf", "curl -sSf")
        for line in lines)
    done = subprocess.run(
        ["sh", "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=dict(os.environ, TOKEN=token, DESK=desk.url, no_proxy="*"))
    tally.check("the examples of docs/api.md", done.returncode == 0,
                done.stderr.decode())


def main():
    with Site({"/feed": feed(*POSTS)}) as site:
        base = BASE.replace("'вьюга*'", "'вьюг*'").replace(
            "sources:", "statements: {folder: public, url: "
            "'https://v.example/said/'}\nsources:").replace(
                "departments:", "- {name: Пурга, forms: [Пурга]}\n"
                "departments:")
        source = site.source("/feed", "feed").replace(
            "}", ", reply: {by: telegram, token: t}}")
        with Folder(source, base) as w:
            for login, role in (("ann", "admin"), ("dora", "director"),
                                ("bob", "responder")):
                w.run("user", "add", login, "--role", role, "--lang", "en")
            w.run("crawl")
            everything = "read work label edit approve tend metrics survey " \
                "forget"
            token, _ = token_of(w, "ann", everything, "--name", "test")
            bobs, _ = token_of(w, "bob", "read work edit survey")
            with Desk(w) as desk:
                status, doc = desk.ask("GET", "/api/openapi.json")
                tally.check("the document is for everybody", status == 200)
                examples(desk, token)
                walk = Walk(desk, token, doc)
                bob = walk.by(bobs)
                ids = mentions(walk, bob)
                cases(walk, ids)
                told(walk, bob)
                answered(walk, w, ids[0])
                put_off(walk)
                incidents(walk, w)
                statements(walk, bob, w)
                proposals(walk)
                selfcheck(walk)
                pages(walk)
                queue_feed(desk, w, walk)
                refusals(desk, w, token, walk)
                rest(walk)
                persons(walk)
                metrics(desk, token, token_of(w, "ann", "read")[0])
                tally.check("every operation was called",
                            walk.called == set(walk.ops),
                            set(walk.ops) - walk.called)
            code, out, _ = w.run("verify")
            tally.check("the store is whole", code == 0, out)
    tally.end()


main()

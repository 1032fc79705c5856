"""The self-check (R16): what people answer is kept with its day, what the
register knows is counted, department by department."""
import json
import os
import pwd
import shutil

from molva import BASE, Folder, Tally

tally = Tally()
ME = pwd.getpwuid(os.getuid()).pw_name
DEPARTMENT = BASE.replace("help@v.example}", "help@v.example, head: vera}")


def rows(w, *args):
    ran = w.run("selfcheck", "list", "--json", *args)
    return {r["question"]: r for r in map(json.loads, ran[1].splitlines())}


with Folder(base=DEPARTMENT) as w:
    for login in ("igor", ME):
        w.run("user", "add", login, "--role", "responder")
    first = rows(w, "--department", "service")
    tally.check("scheme, order and store are asked about",
                {r["about"] for r in first.values()} ==
                {"scheme", "order", "store"}, first)
    tally.check("nothing is answered, nothing is there to count",
                all(r["answer"] in ("", "no") for r in first.values()), first)
    tally.check("the head that is named is not here",
                (first["head"]["good"], first["head"]["of"],
                 first["head"]["answer"]) == (0, 1, "no"), first["head"])
    w.run("user", "add", "vera", "--role", "head", "--departments",
          "service")
    tally.check("and is, once he is", rows(
        w, "--department", "service")["head"]["answer"] == "yes")
    for n, to in ((1, "igor"), (2, ""), (3, ME)):
        ran = w.run("case", "new", "--department", "service",
                    *(("--to", to) if to else ()),
                    *(("--due", "2020-01-01") if n == 1 else ()),
                    "Лифт стоит %d" % n)
    w.run("case", "new", "--to", "igor", "Не наш отдел")
    got = rows(w, "--department", "service")
    tally.check("open cases of somebody's are counted",
                (got["given"]["good"], got["given"]["of"],
                 got["given"]["answer"]) == (2, 3, "partly"), got["given"])
    tally.check("of the whole company, too", rows(w)["given"]["of"] == 4)
    w.run("case", "begin", "3")
    w.run("case", "finish", "3", "починили")
    w.run("case", "close", "3", "не дозвонились")
    got = rows(w, "--department", "service")
    tally.check("closed without a word from the author, without a cause",
                (got["asked"]["good"], got["asked"]["of"]) == (0, 1) and
                (got["cause"]["good"], got["cause"]["of"]) == (0, 1) and
                got["given"]["of"] == 2, got)
    said = w.run("selfcheck", "answer", "order-known", "partly", "один",
                 "новый", "--department", "service")
    got = rows(w, "--department", "service")["order-known"]
    tally.check("an answer is kept, with its day and who", said[0] == 0 and
                got["answer"] == "partly" and got["words"] == "один новый" and
                got["who"] and got["at"] and not got["old"], (said, got))
    tally.check("of that department alone",
                rows(w)["order-known"]["answer"] == "")
    w.run("selfcheck", "answer", "order-known", "yes", "--department",
          "service")
    tally.check("the newest holds", rows(
        w, "--department", "service")["order-known"]["answer"] == "yes")
    for args, why in ((("order-known", "maybe"), "yes, partly or no"),
                      (("no-such", "yes"), "no question 'no-such'"),
                      (("head", "yes"), "counted by the program"),
                      (("order-known", "yes", "--department", "x"),
                       "no department 'x'")):
        ran = w.run("selfcheck", "answer", *args)
        tally.check("refused: " + why, ran[0] == 1 and why in ran[2], ran)
    text = w.run("selfcheck", "list", "--department", "service")[1]
    tally.check("in words", "scheme" in text and "1 of 2" in text and
                "not answered yet" in text, text)
    if shutil.which("faketime"):
        ran = w.run("selfcheck", "list", "--department", "service",
                    before=["faketime", "-f", "+200d"])
        tally.check("an answer of long ago says so",
                    "too long ago" in ran[1], ran)
    tally.check("the chain holds", w.run("verify")[0] == 0)
tally.end()

"""molva verify: what it says, its head kept elsewhere, its key."""
import json
import os
import re
import shutil
import sqlite3
import stat
import tempfile

from molva import Folder, Tally

tally = Tally()


def expect(name, result, code, *patterns):
    """Exit code and every pattern found in what was printed."""
    got, out, err = result
    missing = [p for p in patterns if not re.search(p, out + err, re.S)]
    tally.check(name, got == code and not missing,
                "exit %d, missing %s\n%s" % (got, missing, out + err))


def forge(workspace, sql):
    db = sqlite3.connect(workspace.path + "/molva.db")
    db.executescript(sql)
    db.commit()
    db.close()


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def findings(w):
    expect("no store yet", w.run("verify"), 3, "no store yet")
    w.run("user", "add", "ann", "--role", "approver")
    w.run("user", "add", "bob", "--role", "responder")
    expect("whole", w.run("verify"), 0, r"\d+ events, the chain is whole",
           r"head \d+ [0-9a-f]{64}")
    code, out, _ = w.run("verify", "--json")
    said = json.loads(out)
    tally.check("whole as JSON", code == 0 and said["sound"] and
                said["found"] == 0 and said["rows"] >= 2, out)
    shutil.copy(w.path + "/molva.db", w.path + "/kept.db")
    forge(w, "UPDATE users SET role = 'admin' WHERE login = 'bob'")
    expect("a role changed", w.run("verify"), 1,
           r"users 2: is not as Molva wrote it \(it was right at event \d+\)",
           "1 findings")
    code, out, _ = w.run("verify", "--json")
    said = json.loads(out)
    row = said["findings"][0]
    tally.check("a role changed, as JSON", code == 1 and not said["sound"] and
                (row["table"], row["row"]) == ("users", "2") and row["event"],
                out)
    expect("a store with findings is not written",
           w.run("user", "add", "eve"), 3, "check at the start found: users 2",
           "molva verify")
    expect("taken as it is", w.run("verify", "--accept"), 0,
           r"event \d+ took findings as they were")
    expect("and written again", w.run("user", "add", "eve"), 0)
    os.replace(w.path + "/kept.db", w.path + "/molva.db")
    for beside in ("-wal", "-shm"):
        if os.path.exists(w.path + "/molva.db" + beside):
            os.remove(w.path + "/molva.db" + beside)
    expect("restored", w.run("verify"), 0)


def heads(w, away):
    head = away + "/head"
    expect("a new head", w.run("verify", "--head", head), 0, "first time")
    tally.check("only its owner reads it", mode(head) == 0o600, mode(head))
    shutil.copy(w.path + "/molva.db", away + "/earlier.db")
    w.run("user", "add", "carl")
    first = open(head).read()
    expect("the store went on", w.run("verify", "--head", head), 0, "kept")
    tally.check("the head is renewed", open(head).read() != first)
    shutil.copy(w.path + "/molva.db", away + "/later.db")
    shutil.copy(away + "/earlier.db", w.path + "/molva.db")
    expect("an older copy alone", w.run("verify"), 0)
    expect("an older copy beside the head", w.run("verify", "--head", head), 1,
           "its tail was cut off, or an older copy")
    w.run("user", "add", "dora")
    w.run("user", "add", "emil")
    expect("an older copy that went on", w.run("verify", "--head", head), 1,
           "is not the one it knows")
    shutil.copy(away + "/later.db", w.path + "/molva.db")
    expect("the right one again", w.run("verify", "--head", head), 0)
    kept = open(head).read()
    forge(w, "UPDATE users SET name = 'x' WHERE id = 1")
    expect("findings", w.run("verify", "--head", head), 1, "users 1")
    tally.check("with findings the head stays", open(head).read() == kept)
    shutil.copy(away + "/later.db", w.path + "/molva.db")
    with open(head, "w") as f:
        f.write("molva head\nevent minus\n")
    expect("no head", w.run("verify", "--head", head), 3, "is no head")
    expect("a head inside", w.run("verify", "--head", w.path + "/head"), 0,
           "inside the workspace")


def keys(w, away):
    key, other, head = away + "/key", away + "/other", away + "/signed"
    expect("a key inside", w.run("verify", "--make-key", w.path + "/key"), 3,
           "outside the workspace")
    expect("a key", w.run("verify", "--make-key", key), 0)
    tally.check("only its owner reads it", mode(key) == 0o600, mode(key))
    expect("a key is not overwritten", w.run("verify", "--make-key", key), 3,
           "exists")
    w.run("verify", "--make-key", other)
    expect("a key alone", w.run("verify", "--key", key), 2, "--head")
    signed = ("verify", "--head", head, "--key")
    expect("a signed head", w.run(*signed, key), 0)
    expect("its own key", w.run(*signed, key), 0)
    expect("another key", w.run(*signed, other), 1, "not of this key")
    expect("no key", w.run("verify", "--head", head), 1, "give --key")
    text = open(head).read()
    with open(head, "w") as f:
        f.write(re.sub(r"hash ..", "hash 00", text))
    expect("a forged head", w.run(*signed, key), 1, "not of this key")
    with open(head, "w") as f:
        f.write(re.sub(r"signature .*\n", "", text))
    expect("a head without its signature", w.run(*signed, key), 1,
           "not signed")
    with open(head, "w") as f:
        f.write(text)
    os.chmod(key, 0o644)
    expect("a key for everybody", w.run(*signed, key), 3, "chmod 600")
    os.chmod(key, 0o600)
    expect("what is no key", w.run("verify", "--head", head, "--key", head), 3,
           "is no key")
    expect("right again", w.run(*signed, key), 0)


with Folder() as workspace:
    elsewhere = tempfile.mkdtemp(prefix="molva-test-head-")
    findings(workspace)
    heads(workspace, elsewhere)
    keys(workspace, elsewhere)
    shutil.rmtree(elsewhere)
tally.end()

"""A second factor made and taken back in the terminal: shown once, in no event
and in no other place of the store but its own."""
import re
import sqlite3

from molva import Folder, Tally

tally = Tally()

with Folder() as w:
    w.run("user", "add", "ann", "--role", "approver")
    code, out, err = w.run("user", "totp", "ann")
    secret = re.search(r"secret ([A-Z2-7]{32})\n", out)
    tally.check("a secret", code == 0 and secret, (code, out, err))
    tally.check("its address", "otpauth://totp/Molva:ann?secret=%s&issuer=Molva"
                % secret.group(1) in out, out)
    codes = re.findall(r"^  ([a-z2-7]{4}(?:-[a-z2-7]{4}){3})$", out, re.M)
    tally.check("eight codes for recovery", len(set(codes)) == 8, out)
    with sqlite3.connect(w.path + "/molva.db") as db:
        told = "".join(row[0] for row in db.execute("SELECT detail FROM event"))
        kept = db.execute("SELECT codes FROM totp").fetchone()[0]
    tally.check("no event has it", secret.group(1) not in told and
                "ann" in told, told)
    tally.check("codes are hashes", not any(
        c in kept or c.replace("-", "") in kept for c in codes), kept)
    code, out, err = w.run("user", "totp", "bob")
    tally.check("nobody of that login", code != 0 and "no user" in err, err)
    code, out, err = w.run("user", "totp", "ann", "--off")
    tally.check("taken back", code == 0 and "no code" in out, (out, err))
    code, out, err = w.run("verify")
    tally.check("all stands in the chain", code == 0, (out, err))
tally.end()

#!/usr/bin/env python3
"""cache: what the dictionaries said at an earlier start changes no verdict,
and whatever is in its place is no error."""
import glob
import hashlib
import os
import random
import shutil
import subprocess
import tempfile

import molva

DATA = sorted(glob.glob("../shared/data/*.csv"))
OWN = ["tests/classify/texts.csv", "tests/classify/trades.csv"]
ROUNDS = 8
tally = molva.Tally()
place = tempfile.mkdtemp(prefix="molva-cache-")
stems = place + "/molva/stems"


def classify(files, cache=place):
    """The digest of all verdicts, exit codes and complaints."""
    env = dict(os.environ, XDG_CACHE_HOME=cache)
    told = hashlib.md5()
    for name in files:
        done = subprocess.run(
            [molva.MOLVA, "classify", "--json", "--csv", "text", name],
            env=env, stdin=subprocess.DEVNULL, capture_output=True)
        told.update(b"%d" % done.returncode + done.stdout + done.stderr)
    return told.hexdigest()


def put(content):
    if os.path.isdir(stems):
        os.rmdir(stems)
    with open(stems, "wb") as f:
        f.write(content)


def damaged(good):
    kind = random.randrange(4)
    at = random.randrange(len(good))
    if kind == 0:
        return good[:at]
    if kind == 1:
        return good[:at] + bytes([good[at] ^ 1 << random.randrange(8)]) + \
            good[at + 1:]
    if kind == 2:
        return good[:at] + os.urandom(random.randrange(1, 5000)) + good[at:]
    return os.urandom(random.randrange(1, 100000))


off = classify(OWN, "/proc/nowhere")
tally.check("cold is as without", classify(OWN) == off)
tally.check("it is kept for its owner", os.path.exists(stems) and
            os.stat(stems).st_mode & 0o777 == 0o600)
good = open(stems, "rb").read()
tally.check("warm is as without", classify(OWN) == off)
tally.check("a start that learns nothing writes nothing",
            open(stems, "rb").read() == good)

random.seed(6)
same = mended = 0
first = classify(OWN[:1], "/proc/nowhere")
for _ in range(ROUNDS):
    put(damaged(good))
    same += classify(OWN[:1]) == first
    mended += open(stems, "rb").read() == good
tally.check("damaged is as without", same == ROUNDS, same)
tally.check("damaged is made anew", mended == ROUNDS, mended)

os.unlink(stems)
os.mkdir(stems)
tally.check("a folder in its place is as without", classify(OWN) == off)
os.rmdir(stems)
both = [subprocess.Popen(
    [molva.MOLVA, "classify", "--json", "--csv", "text", OWN[0]],
    env=dict(os.environ, XDG_CACHE_HOME=place), stdout=subprocess.PIPE)
    for _ in range(4)]
outs = {p.communicate()[0] for p in both}
tally.check("four that write at once say the same", len(outs) == 1 and
            open(stems, "rb").read() == good)

if not DATA:
    tally.skip("all texts", "../shared/data is not here")
else:
    whole = classify(DATA, "/proc/nowhere")
    tally.check("all texts, warm", classify(DATA) == whole)
    os.unlink(stems)
    tally.check("all texts, cold", classify(DATA) == whole)
shutil.rmtree(place)
tally.end()

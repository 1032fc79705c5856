#!/usr/bin/env python3
"""The list of wrong changes still fits the code, and tools/mutants tells a
list that does not. `make mutants` makes the changes; this takes a moment."""
import os
import subprocess
import sys
import tempfile

passed = failed = 0


def check(what, ok, more=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    if not ok:
        print("FAILED: %s %s" % (what, more))


def applies(*words):
    done = subprocess.run(["tools/mutants"] + list(words), text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def listed(text):
    """What is said of a list with this text."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as f:
        f.write(text)
        f.flush()
        return applies("--list", f.name, "--applies")


CHANGE = """name: a change
file: base/html.c
test: base/test_base
- return "&lt;";
+ return NULL;
"""

code, said = applies("--applies")
check("every change of tools/mutants.txt applies", code == 0, said)
check("there are at least a hundred", int(said.split()[-4]) >= 100, said)
check("a change that applies", listed(CHANGE)[0] == 0)
check("white space does not matter",
      listed(CHANGE.replace("return ", "return\n-   ", 1))[0] == 0)
for what, text, want in (
        ("text that is gone", CHANGE.replace("&lt;", "&less;"), "0 times"),
        ("text that is there often", CHANGE.replace('return "&lt;";', "return"),
         "times"),
        ("a file that is gone", CHANGE.replace("html.c", "htm.c"), "not there"),
        ("a test that is gone", CHANGE.replace("test_base", "test_bas"),
         "no test base/test_bas"),
        ("a change without its new text", CHANGE.split("+")[0], "a change has"),
        ("a stray line", "x\n" + CHANGE, "not a line of a change")):
    code, said = listed(text)
    check(what, code == 1 and want in said, said)

print("%d passed, %d failed" % (passed, failed))
sys.exit(1 if failed else 0)

"""The tests are counted as they went: tools/check on tests made up here, and
what tests/test.h does with a test that skips, hangs or spins."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "cli"))
from molva import Tally  # noqa: E402

tally = Tally()
SCRIPTS = {  # name: what it does
    "good": "echo '3 passed, 0 failed'",
    "skips": "echo 'skipped rows: no ../shared here'\n"
             "echo '2 passed, 0 failed, 1 skipped'",
    "plain": "true",
    "bad": "echo why it failed\necho '1 passed, 2 failed'\nexit 1",
    "liar": "echo '4 passed, 0 failed'\nexit 1",
    "moody": "test -e seen && echo '2 passed, 0 failed' && exit\n"
             "touch seen; echo 'a port was missing'; exit 1",
    "crash": "kill -SEGV $$",
}
STUBS = {
    "tools/deps": "#!/bin/sh\n",
    "tools/lint": "#!/bin/sh\nexit 0\n",
    "tools/fuzz": "#!/bin/sh\nexit 0\n",
    "tests/browser/run.sh": "exit 0\n",
    "tests/on_postgres": "",
    "build/molva": "#!/bin/sh\nexit 0\n",
    "Makefile": "GOALS = build/molva\n%:\n\t@true\nasan:\n\t@true\n",
}
C_TESTS = """#include "tests/test.h"
TEST(passes) { ck_assert_int_eq(1, 1); } END
TEST(skips) { SKIP("no %s here", "moon"); } END
TEST(waits) { sleep(3); } END
TEST(spins) { for (volatile int i = 0;; i++); } END
TEST_MAIN("made up", passes, skips, waits, spins)
"""


def project(folder, names):
    """Nothing but tools/check and these tests."""
    for name in ("tests/made", "tests/browser", "tools", "build"):
        os.makedirs(folder + "/" + name)
    for name in ("check", "build", "postgres"):
        shutil.copy("tools/" + name, folder + "/tools")
    for path, text in STUBS.items():
        with open(os.path.join(folder, path), "w") as f:
            f.write(text)
        os.chmod(os.path.join(folder, path), 0o755)
    for name in names:
        with open(folder + "/tests/made/test_%s.sh" % name, "w") as f:
            f.write(SCRIPTS[name] + "\n")


def check(names, *words):
    """(exit code, what tools/check prints)"""
    with tempfile.TemporaryDirectory(prefix="molva-test-") as folder:
        project(folder + "/p", names)
        done = subprocess.run(["tools/check"] + list(words),
                              cwd=folder + "/p", stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode()


def expect(name, got, code, last, *patterns):
    lines = got[1].strip().split("\n")
    missing = [p for p in patterns if not re.search(p, got[1], re.M)]
    tally.check(name, got[0] == code and lines[-1] == last and not missing,
                "exit %d, missing %s\n%s" % (got[0], missing, got[1]))


def sums():
    # lint, rules, matrix, connectors and browser count one each.
    expect("all pass", check(["good", "plain"]), 0,
           "9 passed, 0 failed", r"^test 7 of 7: ")
    expect("skips are told", check(["good", "skips"]), 0,
           "10 passed, 0 failed, 1 skipped", "ok, 1 skipped",
           r"^skipped tests/made/test_skips.sh: rows: no \.\./shared here$")
    expect("failures are told", check(["good", "bad"]), 1,
           "9 passed, 2 failed", "FAILED", "why it failed",
           "repeat it with: sh tests/made/test_bad.sh")
    expect("failures are told again at the end", check(["bad", "skips"]), 1,
           "8 passed, 2 failed, 1 skipped",
           r"^skipped tests/made/test_skips.*\nFAILED tests/made/test_bad.sh\n"
           r"  why it failed\n  1 passed, 2 failed\ntook ")
    expect("who passes alone is told", check(["moody"], "moody"), 0,
           "2 passed, 0 failed", "^again, alone: tests/made/test_moody.sh$",
           "^UNSTABLE: passed alone, failed at first: tests/made/test_moody.sh"
           r"\n  a port was missing\n")
    expect("an exit code is believed", check(["liar"], "liar"), 1,
           "4 passed, 1 failed")
    expect("a crash is a failure", check(["crash"], "crash"), 1,
           "0 passed, 1 failed")
    expect("a word chooses", check(["good", "bad"], "good"), 0,
           "3 passed, 0 failed", r"^test 1 of 1: ")
    expect("nothing is no success", check(["good"], "nonsense"), 1,
           "0 passed, 0 failed")


def limits():
    """Waiting costs nothing, computing has an end."""
    with tempfile.TemporaryDirectory(prefix="molva-test-") as folder:
        with open(folder + "/t.c", "w") as f:
            f.write(C_TESTS)
        flags = subprocess.check_output(
            ["pkg-config", "--cflags", "--libs", "check"]).decode().split()
        subprocess.run(["gcc", "-I.", "-D_GNU_SOURCE", "-DTEST_CPU_SECONDS=1",
                        folder + "/t.c", "-o", folder + "/t"] + flags,
                       check=True)
        done = subprocess.run([folder + "/t"], stdout=subprocess.PIPE)
    expect("limits of C tests", (done.returncode, done.stdout.decode()), 1,
           "2 passed, 1 failed, 1 skipped", "^skipped skips: no moon here$",
           "spins.*CPU time")


sums()
limits()
tally.end()

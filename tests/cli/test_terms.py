"""The recipes for a new type and a new answer apply as they stand; a type
compiles everywhere by its row alone, and any other new term is named by the
compiler in each place that has to know it. Nothing is built: only the files
that speak of terms are read by the compiler."""
import glob
import os
import re
import shutil
import subprocess
import tempfile

from molva import Tally

tally = Tally()
ROOMS = sorted({path.split("/")[0] for path in glob.glob("*/*.h")} -
               {"build", "tests"}) + ["rules"]
SPEAKS = re.compile(r"\b(TYPE|TONE|LIST|STAGE|ROLE|ABOUT|CHARACTER|WHO|CREDIBLE"
                    r"|WORTH|ALONE)_[A-Z]")
FLAGS = ["-std=gnu17", "-Wall", "-Wextra", "-fsyntax-only", "-I.",
         "-D_GNU_SOURCE"]


def recipe(title):
    """{path: [(lines that go, lines that come)]} of a diff in the recipes."""
    with open("docs/recipes.md", encoding="utf-8") as f:
        section = f.read().split("\n## " + title)[1]
    files = {}
    for line in re.search(r"```diff\n(.*?)```", section, re.S)[1].splitlines():
        if line.startswith("--- "):
            old, new = files.setdefault(line[4:], ([], []))
        else:
            if line[0] in " -":
                old.append(line[1:])
            if line[0] in " +":
                new.append(line[1:])
    return files


def change(folder, path, old, new):
    with open(folder + "/" + path, encoding="utf-8") as f:
        text = f.read()
    old, new = "\n".join(old), "\n".join(new)
    tally.check("%s has the place once" % path, text.count(old) == 1, old)
    with open(folder + "/" + path, "w", encoding="utf-8") as f:
        f.write(text.replace(old, new))


class Copy:
    """The program's text, until the block ends."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="molva-test-")
        for room in ROOMS:
            shutil.copytree(room, self.path + "/" + room)
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path)


def complaints(folder):
    """What the compiler says of all that speaks of terms: {file: text}."""
    flags = subprocess.check_output(
        ["pkg-config", "--cflags", "libxml-2.0"]).decode().split()
    said = {}
    for path in sorted(glob.glob(folder + "/**/*.c", recursive=True)):
        with open(path, encoding="utf-8") as f:
            if not SPEAKS.search(f.read()):
                continue
        name = os.path.relpath(path, folder)
        done = subprocess.run(["gcc"] + FLAGS + flags + [name], cwd=folder,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.stdout:
            said[name] = done.stdout.decode("utf-8", "replace")
    return said


def a_type():
    files = recipe("Add a type, in C")
    tally.check("a type takes three files at most", len(files) <= 3, files)
    with Copy() as folder:
        for path, (old, new) in files.items():
            change(folder, path, old, new)
        said = complaints(folder)
        tally.check("a type compiles by its row alone", not said, said)


def an_answer():
    with Copy() as folder:
        for path, (old, new) in recipe("Add an answer to the matrix").items():
            change(folder, path, old, new)
        said = complaints(folder)
        tally.check("an answer compiles by its row alone", not said, said)


# One more of each set, and who has to be told by the compiler.
MORE = {
    ('X(NEUTRAL, "neutral")', 'X(NEUTRAL, "neutral") X(RUMOUR, "rumour")'):
        {"base/terms.c": "CHARACTER_RUMOUR", "matrix/answers.c":
         "CHARACTER_RUMOUR", "report/words.c": "every character"},
    ('X(MIX, "mix",', 'X(FLAT, "flat", "ровный", "flat", LOOK_EVEN) '
     'X(MIX, "mix",'):
        {"report/words.c": "every tone"},
    ('X(STALE, "stale", "Давние"', 'X(LATE, "late", "Поздние", "Late") '
     'X(STALE, "stale", "Давние"'):
        {"desk/reply.c": "LIST_LATE", "register/follow.c": "LIST_LATE",
         "report/gather.c": "LIST_LATE"},
    # A role is told whole in its row.
    ('X(ADMIN, "admin"', 'X(GUEST, "guest", "гость", "guest", READS, OWN) '
     'X(ADMIN, "admin"'): {},
}


def whoever_must_know():
    with Copy() as folder:
        for old, new in MORE:
            change(folder, "base/terms.h", [old], [new])
        said = complaints(folder)
        wanted = {}
        for places in MORE.values():
            for path, word in places.items():
                wanted.setdefault(path, []).append(word)
        tally.check("the compiler names each place", set(said) == set(wanted),
                    "%s, not %s" % (sorted(said), sorted(wanted)))
        for path, words in wanted.items():
            for word in words:
                tally.check("%s: %s" % (path, word), word in said.get(path, ""),
                            said.get(path))


a_type()
an_answer()
whoever_must_know()
tally.end()

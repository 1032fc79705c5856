"""Every requirement that is cited (R80) stands in docs/requirements.md."""
import os
import re
import subprocess

from molva import Tally

tally = Tally()
LIST = "docs/requirements.md"
KINDS = (".c", ".h", ".md", ".py", ".sql", ".yaml", ".mjs", ".sh", ".css")


def ours():
    """The files of the project, in a clone or in a tarball."""
    done = subprocess.run(["git", "ls-files"], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL)
    if done.returncode == 0 and done.stdout:
        return done.stdout.decode().split("\n")
    return [os.path.relpath(os.path.join(folder, name))
            for folder, _, names in os.walk(".") for name in names
            if not os.path.relpath(folder).startswith(("build", ".git"))]


def text(path):
    with open(path, encoding="utf-8", errors="replace") as f:
        return f.read()


def cited():
    for path in ours():
        if path.endswith(KINDS) and os.path.isfile(path) and path != LIST:
            for n, line in enumerate(text(path).split("\n"), 1):
                for number in re.findall(r"\bR\d{1,3}\b", line):
                    yield number, "%s:%d" % (path, n)


lines = re.findall(r"^- (R\d+): (\S.*)$", text(LIST), re.M)
listed = dict(lines)
tally.check("each number once", len(listed) == len(lines),
            sorted(n for n, _ in lines))
citations = list(cited())
tally.check("something is cited", len(citations) > 20, citations)
for number, place in citations:
    tally.check("%s: %s" % (place, number), number in listed,
                "%s does not have it" % LIST)
tally.end()

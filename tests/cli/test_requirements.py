"""Every requirement that is cited (R80) stands in docs/requirements.md, and
what is said there to show it is there: command, page and test."""
import os
import re
import subprocess

from molva import MOLVA, Tally

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


def helped(command):
    return subprocess.run([MOLVA, "help"] + command, check=True,
                          stdout=subprocess.PIPE).stdout.decode()


def command_there(words):
    """`case new`, `queue --json`: in the list, in its own help."""
    if not re.search(r"^  %s\b" % words[0], helped([]), re.M):
        return False
    return all(re.search(r"^  %s\b" % re.escape(word), helped(words[:1]), re.M)
               for word in words[1:])


def page_there(path):
    return "| `GET %s` |" % path in text("docs/rights.md")


def shown():
    """Every entry says how far it is, and what shows that is there."""
    found = re.findall(r"^- (R\d+|Ask \d+|Idea \d+): .*\n(  \*.*)?",
                       text(LIST), re.M)
    tally.check("each entry is judged", len(found) > 130 and
                all(line for _, line in found), found)
    for name, line in found:
        state = re.match(r"  \*(works|in part|not yet)\*", line)
        tests = re.findall(r"tests/[\w/.]+\w", line)
        tally.check(name + ": how far it is", state is not None, line)
        tally.check(name + ": a test", bool(tests) != ("not yet" in line), line)
        for path in tests:
            tally.check("%s: %s" % (name, path), os.path.isfile(path), line)
        for named in re.findall(r"`([^`]*)`", line):
            there = (page_there(named) if named.startswith("/") else
                     command_there(named.split()[1:]))
            tally.check("%s: %s" % (name, named), there, line)


shown()
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

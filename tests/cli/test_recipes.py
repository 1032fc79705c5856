"""Every recipe of docs/recipes.md runs as it stands in a workspace that
`molva init` has just made, and ends where it says; the C one compiles."""
import os
import re
import shutil
import subprocess
import tempfile

from molva import MOLVA, Site, Tally, feed

tally = Tally()
TEXT = open("docs/recipes.md", encoding="utf-8").read()
PATH = os.path.dirname(MOLVA) + ":" + os.environ["PATH"]
INCLUDES = ('#include <stdio.h>\n#include "cli/options.h"\n'
            '#include "cli/workspace.h"\n'
            "int cmd_count(const struct cli *cli, int argc, char **argv);\n")

# What must hold after a recipe: a command and what it prints. SITE is a
# server of our own in the place of the one the recipe names.
ROWS = open("rules/matrix/fas.yaml", encoding="utf-8").read().split(
    "\nrows:\n")[1].count("\n  - id: ")
PROMISES = {
    "Add a source": ("molva crawl --source 'town news' && molva search связь",
                     "связи нет"),
    "Bring in a spreadsheet": ("molva search связи", "Анна"),
    "Bring in mail": ("molva source list", "help desk: given"),
    "Try a connector on a saved page": ("ls", "page.xml"),
    "Search with more than words": ("molva search 'связь AND' 2>&1 || true",
                                    r"query:1:7: something has to stand"),
    "Narrow a brand by a query": (
        "sed -i 's/-лекция/OR/' molva.yaml; molva rules check 2>&1 || true",
        "molva.yaml:.*something has to stand behind 'OR'"),
    "Have rules of your own": ("echo 'rules: [' > rules/words/ru/own.yaml; "
                               "molva rules check 2>&1 || true",
                               "./rules/words/ru/own.yaml:"),
    "Add a connector, without C": ("molva connectors check",
                                   r"\d+ kinds read \d+ pages, 0 faults"),
    "Mend a selector when a site changes its looks": (
        "molva source list; molva queue --json | grep -c '\"author\":'; "
        "molva source replay 'town guests' --json",
        r"town guests: fine(?s:.*)\n9\n(?s:.*)\"page\":\"bad\".*"
        r"\"known\":8,\"new\":0,\"edited\":0.*\"missing\":0"),
    "Add a rule for words": ("echo 'Вышка упала' | molva classify --json",
                             "ru.broken.tower"),
    "Ask the matrix, and prove it": ("molva matrix check",
                                     "^fas: .* \\d+.* 0\\b"),
    "Add a row to the matrix": ("molva matrix check",
                                "^fas: .* \\d+.* %d.* 0\\b" % (ROWS + 1)),
    "Draw the matrix in a modeler": (
        "molva matrix diff fas drawn; grep -c three-days "
        "rules/matrix/drawn.yaml rules/matrix/fas.yaml || true",
        r"drawn.yaml:0\n.*fas.yaml:2"),
    "Give somebody a login": ("molva verify", "chain is whole|events"),
    "Hand a period on": ("tail -1 january.html", "</html>"),
}
FEED = {"/feed.xml": feed(("1", "Вектор, связи нет третий день, позор!"))}


class Fresh:
    """What `molva init` makes, until the block ends."""

    def __init__(self, *options):
        self.top = tempfile.mkdtemp(prefix="molva-test-")
        self.path = self.top + "/w"
        subprocess.check_output([MOLVA, "init", *options, self.path])

    def shell(self, script):
        done = subprocess.run(["sh", "-eu", "-c", script], cwd=self.path,
                              env=dict(os.environ, PATH=PATH),
                              stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.top)


def ours(script, site):
    """The recipe with our server in the place of the one it names."""
    return script.replace("https://news.example/feed.xml",
                          site.url + "/feed.xml\n  allow_private: true")


def guests(first, last, new):
    """A guest book in its old or its new theme."""
    form = ("<article id=e%d><cite>Ann %d</cite><p>%s</p></article>" if new else
            "<li class=entry id=e%d><b>Ann %d</b><p>%s</p>")
    posts = "".join(form % (n, n, "Вектор: связи нет, день %d" % n)
                    for n in range(first, last + 1))
    return "text/html; charset=utf-8", (
        "<title>g</title><ul class=guests>%s</ul>" % posts).encode()


def new_theme(w, site):
    """A source that broke between two crawls."""
    kind = re.search(r"guestbook.yaml <<'EOF'\n(.*?expect:)", TEXT, re.S)
    w.shell("molva init --rules; "
            "sed -i 's/^# rules: rules$/rules: rules/' molva.yaml")
    with open(w.path + "/rules/connectors/guestbook.yaml", "w",
              encoding="utf-8") as f:
        f.write(kind.group(1).replace("expect:", "")
                .replace("order: newest\n", ""))
    with open(w.path + "/molva.yaml", "a", encoding="utf-8") as f:
        f.write("- {name: town guests, kind: guestbook, every: 1m, "
                "allow_private: true, url: '%s/guests'}\n" % site.url)
    for first, last, new in ((1, 7, False), (2, 9, True)):
        site.pages["/guests"] = guests(first, last, new)
        code, out = w.shell("molva crawl --all || true")
        tally.check("a crawl before the mending", code == 0, out)


BEFORE = {"Mend a selector when a site changes its looks": new_theme}


def in_its_place(title, script):
    """One that begins with what happened before."""
    with Site(FEED) as site, Fresh() as w:
        BEFORE[title](w, site)
        code, out = w.shell(script)
        tally.check(title, code == 0, "exit %d\n%s" % (code, out))
        promised(w, title)


def promised(w, title):
    command, said = PROMISES[title]
    code, out = w.shell(command)
    tally.check(title + ": ends where it says",
                code == 0 and re.search(said, out), "exit %d\n%s" % (code, out))


def recipe(title, script):
    with Site(FEED) as site:
        for options in ([], ["--rules"]):
            with Fresh(*options) as w:
                code, out = w.shell(script)
                tally.check(title + ": as it stands", code == 0,
                            "exit %d\n%s" % (code, out))
            with Fresh(*options) as w:
                code, out = w.shell(ours(script, site))
                tally.check(title, code == 0, "exit %d\n%s" % (code, out))
                promised(w, title)


def example_source():
    """A newcomer's first crawl asks nobody; the example is one sign away."""
    with Fresh() as w:
        code, out = w.shell("molva crawl")
        tally.check("the first crawl asks nobody", code == 0 and
                    "no sources in molva.yaml" in out, out)
        code, out = w.shell("sed -i 's/^# - /- /; s/^#   /  /' molva.yaml && "
                            "molva crawl --source 'town forumm'")
        tally.check("the example loads without its signs", code == 2 and
                    "did you mean 'town forum'" in out, out)


def not_us():
    """The sample's own `not:` phrases: somebody else's vector is not ours."""
    others = ["Новый вектор атаки на почтовые серверы",
              "Вектор развития региона обсудили в думе"]
    with Fresh() as w:
        code, out = w.shell("printf '%s\n' | molva classify --json" % "\n".join(
            others + ["Вектор опять без связи"]))
        brands = re.findall(r'"brand":"([^"]*)","lang"', out)
        tally.check("the sample's not: holds", code == 0 and
                    brands == ["", "", "Vector Telecom"], out)


def compiles(title, code):
    flags = subprocess.check_output(
        ["pkg-config", "--cflags", "libxml-2.0"]).decode().split()
    done = subprocess.run(
        ["gcc", "-std=gnu17", "-Wall", "-Wextra", "-Werror", "-I.",
         "-D_GNU_SOURCE", "-fsyntax-only", "-x", "c", "-"] + flags,
        input=(INCLUDES + code).encode(), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)
    tally.check(title, done.returncode == 0, done.stdout.decode())


def one_after_the_other(scripts):
    with Fresh() as w:
        code, out = w.shell("\n".join(scripts))
        tally.check("all of them in one workspace", code == 0,
                    "exit %d\n%s" % (code, out))


scripts = []
for section in TEXT.split("\n## ")[1:]:
    heading = section.split("\n")[0]
    blocks = re.findall(r"```(sh|c|diff)\n(.*?)```", section, re.S)
    tally.check(heading + ": has something to run", blocks)
    for kind, block in blocks:
        if kind == "sh":
            scripts.append(block)
            (in_its_place if heading in BEFORE else recipe)(heading, block)
        elif kind == "c":
            compiles(heading, block)
        # A diff of the program itself is tried by test_terms.
# Last a crawl, which would ask a server that is not there.
one_after_the_other([s for s in scripts if "molva crawl" not in s])
example_source()
not_us()
tally.end()

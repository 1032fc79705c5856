"""Every recipe of docs/recipes.md runs as it stands; the C one compiles."""
import os
import re
import subprocess

from molva import BASE, Folder, Tally

tally = Tally()
TEXT = open("docs/recipes.md", encoding="utf-8").read()
INCLUDES = ('#include <stdio.h>\n#include "cli/options.h"\n'
            '#include "cli/workspace.h"\n'
            "int cmd_count(const struct cli *cli, int argc, char **argv);\n")


def recipe(title, script):
    path = os.path.abspath("build") + ":" + os.environ["PATH"]
    with Folder("- {name: a, kind: feed, url: 'http://a.example/'}\n",
                own_rules=True) as w:
        done = subprocess.run(["sh", "-eu", "-c", script], cwd=w.path,
                              env=dict(os.environ, PATH=path),
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        tally.check(title, done.returncode == 0,
                    "exit %d\n%s" % (done.returncode, done.stdout.decode()))


def compiles(title, code):
    flags = subprocess.check_output(
        ["pkg-config", "--cflags", "libxml-2.0"]).decode().split()
    done = subprocess.run(
        ["gcc", "-std=gnu17", "-Wall", "-Wextra", "-Werror", "-I.",
         "-D_GNU_SOURCE", "-fsyntax-only", "-x", "c", "-"] + flags,
        input=(INCLUDES + code).encode(), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)
    tally.check(title, done.returncode == 0, done.stdout.decode())


for section in TEXT.split("\n## ")[1:]:
    heading = section.split("\n")[0]
    blocks = re.findall(r"```(sh|c)\n(.*?)```", section, re.S)
    tally.check(heading + ": has something to run", blocks)
    for kind, block in blocks:
        (recipe if kind == "sh" else compiles)(heading, block)
tally.end()

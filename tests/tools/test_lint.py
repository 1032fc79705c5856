"""What tools/lint proves of rooms and arrows, on small trees made up here."""
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "cli"))
from molva import Tally  # noqa: E402

tally = Tally()
HEAD = "/* SPDX-License-Identifier: MIT\n * made up. */\n"
GOOD = {
    "base/base.h": "int base_one(void);\n",
    "base/base.c": '#include "base/base.h"\n\nint base_one(void)\n{\n'
                   "    return 1;\n}\n",
    "store/store.h": '#include "base/base.h"\n',
    "store/row.h": '#include "store/store.h"\n\nint row_two(void);\n',
    "store/row.c": '#include "store/row.h"\n\nint row_two(void)\n{\n'
                   "    return base_one() + base_one();\n}\n",
    "store/store.c": '#include "store/store.h"\n\n#include "store/row.h"\n'
                     "\nint store_all(void);\n\nint store_all(void)\n{\n"
                     "    return row_two();\n}\n",
    "crawler/web/url.h": "int url_one(void);\n",
    "crawler/reading/reading.h": "int reading_one(void);\n",
    "crawler/reading/job.h": '#include "crawler/web/url.h"\n',
    "cli/main.c": '#include "crawler/reading/reading.h"\n'
                  '#include "store/store.h"\n',
}
# What is changed in the good tree, and what lint says of it.
WRONG = [
    ("a circle of includes",
     {"store/row.h": '#include "store/page.h"\n',
      "store/page.h": '#include "store/row.h"\n'},
     ["store/page.h:3: a circle of includes: store/page -> store/row -> "
      "store/page (store/page.h:3, store/row.h:3)"]),
    ("a circle over a .c file and another's header",
     {"store/row.c": '#include "store/page.h"\n',
      "store/page.h": '#include "store/row.h"\n',
      "store/row.h": "int row_two(void);\n", "store/store.c": ""},
     ["store/page.h:3: a circle of includes: store/page -> store/row -> "
      "store/page (store/page.h:3, store/row.c:3)"]),
    ("a circle of calls behind one header",
     {"store/store.h": "int one(void);\nint two(void);\n",
      "store/a.c": '#include "store/store.h"\n\nint one(void)\n{\n'
                   "    return two();\n}\n",
      "store/b.c": '#include "store/store.h"\n\nint two(void)\n{\n'
                   "    return one();\n}\n"},
     ["store/a.c:7: a circle of calls: store/a.c -> store/b.c -> store/a.c "
      "(store/a.c:7, store/b.c:7)"]),
    ("an arrow upwards",
     {"base/base.c": '#include "store/store.h"\n'},
     ["base/base.c:3: base must not know store"]),
    ("a call upwards without an include",
     {"base/base.c": "int row_two(void);\n\nint base_one(void)\n{\n"
                     "    return row_two();\n}\n",
      "store/row.c": '#include "store/row.h"\n\nint row_two(void)\n{\n'
                     "    return 2;\n}\n"},
     ["base/base.c:3: base/base.c must not call store/row.c"]),
    ("a room below looks up inside its house",
     {"crawler/web/url.h": '#include "crawler/reading/job.h"\n',
      "crawler/reading/job.h": ""},
     ["crawler/web/url.h:3: crawler/web must not know crawler/reading"]),
    ("a private header in cli",
     {"cli/main.c": '#include "store/store.h"\n\n#include "store/row.h"\n'},
     ["cli/main.c:5: only store/store.h is public"]),
    ("a private header of an inner room in cli",
     {"cli/main.c": '#include "crawler/reading/job.h"\n'},
     ["cli/main.c:3: only crawler/reading/reading.h is public"]),
    ("an inner room that is nobody's business",
     {"cli/main.c": '#include "crawler/web/url.h"\n'},
     ["cli/main.c:3: cli must not know crawler/web"]),
    ("a room without a place",
     {"attic/box.h": ""},
     ["attic/box.h:1: a room that tools/layers.py does not know"]),
]


def lint(changes):
    """(exit code, lines) of tools/lint on the good tree with changes."""
    with tempfile.TemporaryDirectory(prefix="molva-test-") as folder:
        for path, text in dict(GOOD, **changes).items():
            os.makedirs(os.path.join(folder, os.path.dirname(path)),
                        exist_ok=True)
            with open(os.path.join(folder, path), "w") as f:
                f.write(HEAD + text)
        os.mkdir(folder + "/tools")
        for name in ("lint", "layers.py"):
            shutil.copy("tools/" + name, folder + "/tools")
        subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
        shutil.copy(".clang-format", folder)
        done = subprocess.run(["tools/lint"], cwd=folder,
                              stdout=subprocess.PIPE)
        lines = done.stdout.decode().splitlines()
        return done.returncode, [l for l in lines[:-1] if "make format" not in l]


def same(name, got, wanted):
    tally.check(name, got == wanted, "got %s, wanted %s" % (got, wanted))


code, lines = lint({})
same("a good tree has no fault", (code, lines), (0, []))
for name, changes, wanted in WRONG:
    code, lines = lint(changes)
    same(name, (code, lines), (1, wanted))
tally.end()

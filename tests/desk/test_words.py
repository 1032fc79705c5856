#!/usr/bin/env python3
"""Every word that people read at the desk stands in the catalogue
(desk/say.h, desk/say_cases.h, desk/say.c, base/terms.h), in both languages. What is not there is
found here: Cyrillic in any other literal of desk/, and words between tags.

Prints "N passed, N failed"."""
import glob
import re
import sys

# The catalogue itself, and what the API tells of itself to programs.
ELSEWHERE = {"desk/say.c", "desk/schema.c", "desk/operations.c",
             "desk/openapi.c"}
# Names, and pages of another site, which has both languages beside each other.
NAMES = {"Molva", "Atom", "CSV", "JSON", "· Molva", "Molva:"}
BOTH = {"desk/publish.c", "desk/statement.c", "desk/atom.c"}

LITERAL = r'"(?:[^"\\\n]|\\.)*"'
FORMAT = re.compile(r"%[-0-9.]*l*[a-zA-Z]|\\n|&\w+;")


def literals(text):
    """Literals, those side by side as one."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    for m in re.finditer(r"%s(?:\s*%s)*" % (LITERAL, LITERAL), text):
        yield "".join(one[1:-1] for one in re.findall(LITERAL, m.group(0)))


def words_of(literal):
    """What stands between tags, without what is put in."""
    for part in re.findall(r">([^<>]*)(?=<|$)", literal):
        part = FORMAT.sub("", part).strip()
        if re.search("[A-Za-z]{2,}", part) and part not in NAMES:
            yield part


def faults_of(path, text):
    if path in BOTH:
        return
    for literal in literals(text):
        if re.search("[А-Яа-яЁё]", literal):
            yield "%s: Russian outside the catalogue: %s" % (path, literal)
        for part in words_of(literal):
            yield "%s: words outside the catalogue: %s" % (path, part)


def script_faults(path, text):
    for m in re.finditer(r"(?:textContent|title|placeholder)\s*=\s*[\"`']"
                         r"([^\"`']*[A-Za-zА-я]{2,}[^\"`']*)", text):
        if "${" not in m.group(1):
            yield "%s: words outside the catalogue: %s" % (path, m.group(1))


faults = []
for name in sorted(glob.glob("desk/*.c")):
    if name not in ELSEWHERE:
        faults += faults_of(name, open(name, encoding="utf-8").read())
for name in glob.glob("desk/static/*.js"):
    faults += script_faults(name, open(name, encoding="utf-8").read())

# It finds what it is for.
SEEN = ['html_printf(o, "<p>Save "\n "it</p>");', 'buf_z(o, "Сохранить");',
        'buf_z(o, "<b>%s</b> <i>max</i>");']
MISSED = [one for one in SEEN if not list(faults_of("desk/x.c", one))]
if list(faults_of("desk/x.c", 'html_printf(o, "<p class=\\"soft\\">%S</p>");')):
    MISSED.append("a page without words")

for fault in faults + ["not as wanted: %s" % one for one in MISSED]:
    print("FAILED: " + fault)
bad = len(faults) + len(MISSED)
print("%d passed, %d failed" % (0 if bad else 1, bad))
sys.exit(1 if bad else 0)

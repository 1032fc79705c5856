#!/usr/bin/env python3
"""The packages of the browser tests run on the Node that Debian 12 brings.

A developer's newer Node would hide a package that wants more, so what the lock
file says of each package is held against Debian 12's version, whatever Node
is here. The lock file names no registry: npm takes the one it is set to."""
import json
import os
import re
import sys

DEBIAN_12 = (18, 20, 4)
HERE = os.path.dirname(os.path.abspath(__file__))
TERM = re.compile(r"(>=|<=|>|<|=|\^|~)?\s*v?(\d+)((?:\.\d+)*)")


def within(term, node):
    """One term such as >=18, <21, ^18.1 or 18 (a bare one is a prefix)."""
    sign, major, rest = TERM.fullmatch(term).groups()
    told = (int(major),) + tuple(int(n) for n in rest.split(".") if n)
    full = told + (0,) * (3 - len(told))
    if sign == "^":
        return full <= node and node[0] == told[0]
    if sign == "~":
        return full <= node and node[:2] == full[:2]
    if sign in (None, "="):
        return node[:len(told)] == told
    cut = node[:len(told)]
    return {">=": node >= full, ">": cut > told,
            "<": node < full, "<=": cut <= told}[sign]


def fits(wanted, node):
    """Does npm's range `wanted` take this version of Node?"""
    for choice in wanted.split("||"):
        if choice.strip() in ("", "*", "x"):
            return True
        terms = TERM.finditer(choice)
        if all(within(t.group(0), node) for t in terms):
            return True
    return False


RANGES = [  # range, version, does it fit
    (">=18", (18, 20, 4), True), (">=20", (18, 20, 4), False),
    (">=18.21", (18, 20, 4), False), ("^18.1.0", (18, 20, 4), True),
    ("^18 || >=20", (18, 20, 4), True), ("^20 || >=22", (18, 20, 4), False),
    (">=16 <18", (18, 20, 4), False), ("~18.20", (18, 20, 4), True),
    ("18", (18, 20, 4), True), (">18", (18, 20, 4), False),
    ("<=18", (18, 20, 4), True), ("*", (18, 20, 4), True),
]


def faults():
    """(what is checked, is it so) of every range and every package."""
    for wanted, node, want in RANGES:
        yield "range %s with %s" % (wanted, node), fits(wanted, node) == want
    with open(HERE + "/package.json", encoding="utf-8") as f:
        package = json.load(f)
    with open(HERE + "/package-lock.json", encoding="utf-8") as f:
        locked = json.load(f)["packages"]
    for name, version in package["devDependencies"].items():
        yield "%s %s is an exact version" % (name, version), \
            re.fullmatch(r"[\d.]+", version)
        yield "%s is locked at %s" % (name, version), \
            locked["node_modules/" + name]["version"] == version
    for name, told in locked.items():
        wanted = told.get("engines", {}).get("node", "*")
        yield "%s wants Node %s, Debian 12 has %d.%d.%d" % (
            (name, wanted) + DEBIAN_12), fits(wanted, DEBIAN_12)
        yield "%s names no registry" % name, "resolved" not in told


def main():
    checked = list(faults())
    failed = [name for name, ok in checked if not ok]
    for name in failed:
        print("FAILED", name)
    print("%d passed, %d failed" % (len(checked) - len(failed), len(failed)))
    sys.exit(1 if failed else 0)


main()

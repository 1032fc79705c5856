"""The rooms of the house and the arrows between its files.

A room is a folder, or a folder inside one. An arrow runs from a file to what
it includes, and from a .c file to the .c file that defines what it calls.
Arrows between rooms run as ROOMS says and only to what is public; between
files they make no circle, so that every file stands above all it needs."""
import glob
import os
import re

# Who may include whom. Tests see all.
ROOMS = {
    "base": [],
    "register": ["base"],
    "query": ["base"],
    "store": ["base", "register", "query"],
    "classify": ["base", "query"],
    "matrix": ["base", "classify"],
    "crawler/web": ["base"],
    "crawler/markup": ["base"],
    "crawler/reading": ["base", "store", "classify", "matrix",
                        "crawler/web", "crawler/markup"],
    "crawler": ["base", "store", "classify", "matrix",
                "crawler/web", "crawler/markup", "crawler/reading"],
    "report": ["base", "store"],
    "desk": ["base", "register", "query", "store", "classify", "matrix",
             "report"],
    "notify": ["base", "store"],
    "town": ["base"],
    "cli": ["base", "register", "query", "store", "classify", "matrix",
            "crawler", "crawler/reading", "desk", "report", "notify", "town"],
}
ALL_PUBLIC = {"base"}  # its small headers are all public
INCLUDE = re.compile(r'^#include "([\w./]+)"')
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'')
NAME = re.compile(r"(?<![\w.>])(?<!struct )(?<!enum )[A-Za-z_]\w*")
FUNCTION = re.compile(r"^(?!static\b|typedef\b)[A-Za-z_][\w\s]*?[\s*]+(\w+)"
                      r"\([^;{}]*\)\s*\n\{", re.M)
TABLE = re.compile(r"^(?!static\b|extern\b|typedef\b)[A-Za-z_][\w *]*?[ *]"
                   r"(\w+)(?:\[[^\]]*\])* =", re.M)
STATIC = re.compile(r"^static\b[^;{}=(]*?[ *](\w+)(?:\(|(?:\[[^\]]*\])* ?[=;])",
                    re.M)


def room_of(path):
    return os.path.dirname(path)


def public_of(room):
    """The header that other houses may include."""
    return "%s/%s.h" % (room, os.path.basename(room))


def files():
    return sorted(p for pattern in ("*/*.[ch]", "*/*/*.[ch]")
                  for p in glob.glob(pattern)
                  if p.split("/")[0] not in ("tests", "build"))


def strip(text):
    """The text without comments; strings stay, lines keep their numbers."""
    keep = lambda m: re.sub(r"[^\n]", " ", m.group(0))
    return re.sub(r"/\*.*?\*/", keep, text, flags=re.S)


def same_house(a, b):
    return a.split("/")[0] == b.split("/")[0]


def include_fault(path, header):
    """Why this file must not include that header, or None."""
    room, other = room_of(path), room_of(header)
    if room == other or room not in ROOMS or not os.path.isfile(header):
        return None
    if other not in ROOMS[room]:
        return "%s must not know %s" % (room, other)
    if same_house(room, other) or other in ALL_PUBLIC:
        return None
    if header != public_of(other):
        return "only %s is public" % public_of(other)
    return None


def may_call(room, other):
    """Also without an include, by a prototype of its own."""
    return room == other or room not in ROOMS or other in ROOMS[room]


def unit(path):
    """A .c file and its header are one. What a room shows to others is a node
    of its own: the functions of that header are written in many files."""
    if path == public_of(room_of(path)):
        return path
    return os.path.splitext(path)[0]


def arrows_of_includes(code):
    """{unit: {unit it includes: where}}"""
    arrows = {}
    for path, text in code.items():
        for number, line in enumerate(text.split("\n"), 1):
            m = INCLUDE.match(line)
            if m and m.group(1) in code and unit(path) != unit(m.group(1)):
                arrows.setdefault(unit(path), {}).setdefault(
                    unit(m.group(1)), (path, number))
    return arrows


def arrows_of_calls(code):
    """{.c file: {.c file that defines what it names: where}}"""
    sources = {p: STRING.sub('""', t) for p, t in code.items()
               if p.endswith(".c")}
    home = {m.group(1): path for path, text in sources.items()
            for pattern in (FUNCTION, TABLE) for m in pattern.finditer(text)}
    arrows = {}
    for path, text in sources.items():
        own = set(STATIC.findall(text))
        for number, line in enumerate(text.split("\n"), 1):
            for name in NAME.findall(line):
                to = home.get(name, path)
                # What cannot be known here and is not called is a namesake.
                meant = may_call(room_of(path), room_of(to)) or \
                    re.search(r"\b%s\(" % name, line)
                if to != path and name not in own and meant:
                    arrows.setdefault(path, {}).setdefault(to, (path, number))
    return arrows


def way_back(arrows, start):
    """The shortest way from a node to itself, or None."""
    came, todo = {}, [start]
    while todo:
        at = todo.pop(0)
        for to in sorted(arrows.get(at, ())):
            if to == start:
                way = [at]
                while way[0] != start:
                    way.insert(0, came[way[0]])
                return way + [start]
            if to not in came:
                came[to] = at
                todo.append(to)
    return None


def circles(arrows):
    """Circles that share no node, each as the way around it: the shortest of
    the first node that stands in one, then what is left."""
    found, done = [], set()
    for start in sorted(arrows):
        left = {a: {b for b in to if b not in done}
                for a, to in arrows.items() if a not in done}
        way = way_back(left, start) if start not in done else None
        if way:
            found.append(way)
            done.update(way)
    return found


def check(fault):
    """Calls fault(path, line, text) for each thing that is wrong."""
    code = {p: strip(open(p, encoding="utf-8").read()) for p in files()}
    for path, text in code.items():
        if room_of(path) not in ROOMS:
            fault(path, 1, "a room that tools/layers.py does not know")
        for number, line in enumerate(text.split("\n"), 1):
            m = INCLUDE.match(line)
            why = include_fault(path, m.group(1)) if m else None
            if why:
                fault(path, number, why)
    for what, arrows in (("includes", arrows_of_includes(code)),
                         ("calls", arrows_of_calls(code))):
        for a, to in sorted(arrows.items()):
            for b in sorted(to):
                if what == "calls" and not may_call(room_of(a), room_of(b)):
                    fault(*to[b], "%s must not call %s" % (a, b))
        for way in circles(arrows):
            steps = ["%s:%d" % arrows[a][b] for a, b in zip(way, way[1:])]
            fault(*arrows[way[0]][way[1]],
                  "a circle of %s: %s (%s)"
                  % (what, " -> ".join(way), ", ".join(steps)))

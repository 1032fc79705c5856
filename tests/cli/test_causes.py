"""Every cause that the sources write has its row in base/cause_rows.h.

Who writes a cause is not listed: each sentence in a string of the crawler and
of the matrix is taken for one, unless it stands below as what never reaches
the store. So a new sentence fails here by name until it has its Russian.
classify/ has none: judging a text cannot fail, only loading rules can."""
import glob
import re

from molva import Tally

TABLE = "base/cause_rows.h"
# What these say ends a start, a check or a command, or is in two languages.
ELSEWHERE = {
    "crawler/markup/charset_label.c",  # names of encodings
    "crawler/jump.c", "crawler/reading/check_connectors.c",
    "crawler/reading/connector.c",
    "crawler/reading/cut.c",  # puts sentences together: tests/base/test_cause.c
    "crawler/markup/html_ref.c",  # assembler
    "crawler/markup/table_names.c",  # names of columns; the map is checked
    "crawler/markup/mail_words.c",  # a Content-Type
    "crawler/reading/mail_said.c",  # what mailers write
    "crawler/reading/mbox.c",  # the line above a message; what ends a start
    "crawler/reading/pieces.c",  # a Content-Type
    "crawler/reading/teaser.c",  # what sites write under a beginning
    "crawler/lease.c",  # in the progress alone
    "crawler/markup/select.c", "crawler/markup/select_css.c",
    "crawler/reading/sandbox.c",
    "matrix/answers.c", "matrix/check.c", "matrix/day.c", "matrix/diff.c",
    "matrix/dmn_feel.c", "matrix/dmn_read.c", "matrix/dmn_write.c",
    "matrix/dmn_xml.c", "matrix/rows_yaml.c",
    "matrix/facts.c", "matrix/lint.c", "matrix/lint_load.c", "matrix/load.c", "matrix/replies.c", "matrix/rows.c",
    "matrix/show.c", "matrix/values.c", "base/worktime.c",
}
FUNCTIONS = {
    "notify/poster.c": {"notify_post"},  # in the log
    "cli/finding.c": {"read_password", "show_source", "robots_verdict"},
    "cli/scout.c": {"ask", "put"},
    "crawler/answer.c": {"say_robots_cut"},  # in the progress alone
    "crawler/fetch.c": {"fetch_open"},
    "crawler/kept.c": {"kept_get", "kept_put"},  # in the log, to a command
    "crawler/reading/read_page.c": {"load_sources"},
    "crawler/reading/probe.c": {"kinds_that_search",
                                "probe_search"},
    "crawler/schedule.c": {"read_starts", "open_source"},
    "crawler/settle.c": {"begun"},  # in the progress alone
    "crawler/trap.c": {"trap_reason"},  # in the log alone
    "matrix/lint_fits.c": {"lint_has_packs"},  # of molva.yaml
    "matrix/matrix.c": {"matrix_row", "read_pair", "tell_answers",
                        "tell_missing"},
    "matrix/template.c": {"close_section", "find_field", "next_piece", "tag",
                          "template_parse"},
}
# Parts of pages and requests.
NO_CAUSE = {"large response headers", "If-None-Match: ", "Cookie: ",
            "If-Modified-Since: ", "out of", "and ", "user agent", "crawl delay",
            "request rate", "gzip, deflate, br"}

tally = Tally()
STRING = r'"(?:[^"\\\n]|\\.)*"'
PIECE = r'(?:%s|\bSTR_FMT\b)' % STRING
SAYS = re.compile(r"(?:\berr_set\(&?\w+,|\bcause = STR\()\s*$")
LOGGED = re.compile(r"\blog_event\((?:[^()]|\([^()]*\))*\);")


def unescape(literal):
    return re.sub(r"\\([\"\\'])", r"\1", literal[1:-1])


def joined(expression):
    """Strings beside each other are one; printf's holes are the table's."""
    text = "".join("%s" if piece == "STR_FMT" else unescape(piece)
                   for piece in re.findall(PIECE, expression))
    text = re.sub(r"%[-+ 0-9.]*(?:l|ll|z|j)?[dux]", "%d", text)
    return text.replace("%.*s", "%s")


def code(path):
    """Without comments, #lines and what goes to the log."""
    blank = lambda m: re.sub(r"[^\n]", " ", m.group(0))
    with open(path, encoding="utf-8") as f:
        text = f.read().replace("'\"'", "' '")
    text = re.sub(r"/\*.*?\*/", blank, text, flags=re.S)
    return LOGGED.sub(blank, re.sub(r"^\s*#.*$", blank, text, flags=re.M))


def function_at(text, at):
    """The name before the last { in the first column that is not closed."""
    opened = text.rfind("\n{\n", 0, at)
    if opened < 0 or text.find("\n}\n", opened, at) >= 0:
        return ""
    head = text[text.rfind("\n\n", 0, opened):opened]
    name = re.search(r"(\w+)\(", head)
    return name.group(1) if name else ""


def sentences(path):
    text = code(path)
    for m in re.finditer(r"%s(?:\s*%s)*" % (PIECE, PIECE), text):
        words = joined(m.group(0))
        before = text[:m.start()]
        plain = re.sub(r"%.|\\.", "", words)
        said = " " in plain or SAYS.search(before)
        if not said or not re.search("[a-z]{3}", plain) or words in NO_CAUSE:
            continue
        if function_at(text, m.start()) in FUNCTIONS.get(path, ()):
            continue
        if before.rstrip().endswith(("err_add(e,", "err_add(&e,")):
            words += ": %s"
        yield "%s:%d" % (path, before.count("\n") + 1), words


def table():
    rows = re.findall(r"\{(%s(?:\s*%s)*),\s*(%s(?:\s*%s)*)\}" % ((STRING,) * 4),
                      code(TABLE))
    return [(joined(en), joined(ru)) for en, ru in rows]


def holes(text):
    return re.findall(r"%(.)", text)


HOLES = int(re.search(r"HOLES_MOST = (\d+)", code("base/cause.c")).group(1))
rows = table()
tally.check("the table is read", len(rows) > 100, len(rows))
for en, ru in rows:
    tally.check("'%s' has its holes in both languages" % en,
                holes(en) == holes(ru) and set(holes(en)) <= set("sdw") and
                len(holes(en)) <= HOLES, ru)
known = [en.replace("%w", "%s") for en, _ in rows]
foreign = [en.startswith("%s") for en, _ in rows]
tally.check("rows that begin with others' words come last",
            foreign == sorted(foreign), TABLE)
tally.check("no row twice", len({en for en, _ in rows}) == len(rows),
            sorted(en for en, _ in rows))

found = []
for where in ("crawler/**/*.c", "matrix/**/*.c", "query/**/*.c",
              "cli/finding.c", "cli/scout.c"):
    for path in sorted(glob.glob(where, recursive=True)):
        if path not in ELSEWHERE:
            found += sentences(path)
for path in ("notify/outlet_fill.c", "notify/poster.c"):
    found += sentences(path)
tally.check("causes are found", len(found) > 100, len(found))
for place, words in found:
    tally.check("%s: '%s'" % (place, words), words in known,
                "%s has no row for it" % TABLE)
written = {words for _, words in found}
for en in known:  # those that begin with a hole may be put together
    tally.check("'%s' is written somewhere" % en,
                en in written or en[0] == "%", TABLE)
tally.end()

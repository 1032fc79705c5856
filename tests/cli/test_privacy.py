"""What others on the machine may not open, and where keys stand."""
import os
import re
import shutil
import stat
import subprocess
import tempfile

from molva import BASE, MOLVA, Folder, Site, Tally, feed

tally = Tally()
POST = feed(("1", "Вьюга, связи нет"))


def expect(name, result, code, *patterns):
    said = result[1] + result[2]
    ok = result[0] == code and all(re.search(p, said) for p in patterns)
    tally.check(name, ok, "exit %d, wanted %d\n%s" % (result[0], code, said))


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def made_for_their_owner():
    """Whatever the umask of the shell is."""
    top = tempfile.mkdtemp()
    loose = ["sh", "-c", 'umask 0; exec "$0" "$@"', MOLVA]
    w = top + "/w"
    for words in (["init", "--rules", w], ["-w", w, "crawl"],
                  ["-w", w, "user", "add", "ann"],
                  ["-w", w, "report", "--out", w + "/r.html"]):
        subprocess.run(loose + words, stdout=subprocess.DEVNULL, check=True)
    for folder, folders, files in os.walk(w):
        for name in folders + files + [""]:
            path = os.path.join(folder, name)
            tally.check(path, not mode(path) & 0o077, oct(mode(path)))
    shutil.rmtree(top)


def mended(w, code, out, err):
    """The command that the refusal names mends it."""
    command = re.search(r"Close it: (chmod .*)", err)
    tally.check("a command is named", command, err)
    if command:
        subprocess.check_call(["sh", "-c", command.group(1)])
        expect("mended by it", w.run("queue"), 0)


def wider_rights():
    with Site({"/f": POST}) as site:
        with Folder(site.source("/f", "feed")) as w:
            w.run("crawl")
            for names in (["molva.yaml"], ["molva.db"],
                          ["molva.db", "molva.yaml"]):
                for wide in (0o640, 0o604, 0o660):
                    for name in names:
                        os.chmod(w.path + "/" + name, wide)
                    told = w.run("queue")
                    expect("%s %o" % (names, wide), told, 3, *names)
                    mended(w, *told)
            for wide in (0o770, 0o707, 0o777):
                os.chmod(w.path, wide)
                told = w.run("queue")
                expect("folder %o" % wide, told, 3, "chmod go-w")
                mended(w, *told)
            os.chmod(w.path, 0o755)
            expect("a folder that others only read", w.run("queue"), 0)
            for words in ("crawl", "serve", "verify", "user add ann",
                          "matrix check"):
                os.chmod(w.path + "/molva.yaml", 0o644)
                # a serve that does not refuse would go on
                expect(words + " refuses too",
                       w.run(*words.split(), timeout=300), 3, "chmod go-rwx")


def init_in_an_open_folder():
    with Folder() as w:
        os.mkdir(w.path + "/open")
        os.chmod(w.path + "/open", 0o777)
        expect("init in a folder open to all",
               w.run("init", w.path + "/open"), 3, "chmod go-w .*/open")


SECRET = "s3cr3t-0123456789"


def guarded(seen):
    def page(handler):
        seen.append(handler.headers.get("X-Key"))
        handler.reply(200, *POST)
    return page


def with_headers(site, headers, more=""):
    return Folder(site.source("/f", "feed").replace(
        "}", ", headers: %s}" % headers), base=more + BASE)


def crawl(w, **outside):
    env = ["env"] + ["%s=%s" % pair for pair in outside.items()]
    return w.run("crawl", before=env)


def put(w, name, text):
    with open(w.path + "/" + name, "w") as f:
        f.write(text)


def secrets_are_found():
    seen = []
    with Site({"/f": guarded(seen)}) as site:
        with with_headers(site, "'X-Key: a ${FORUM_KEY} b'") as w:
            expect("from the environment", crawl(w, FORUM_KEY=SECRET), 0,
                   "1 new")
        with with_headers(site, "'X-Key: a ${FORUM_KEY} b'",
                          "secrets: keys.yaml\n") as w:
            put(w, "keys.yaml", "FORUM_KEY: %s\n" % SECRET)
            expect("from the file", crawl(w, FORUM_KEY="other"), 0, "1 new")
            os.chmod(w.path + "/keys.yaml", 0o644)
            told = crawl(w)
            expect("a file others may read", told, 3,
                   r"chmod go-rwx \S*keys.yaml")
            mended(w, *told)
        with with_headers(site, "'X-Key: ${A}${B}$ ${A}'") as w:
            expect("several", crawl(w, A="1", B="2"), 0, "1 new")
        with with_headers(site, "'X-Key: $A {A}'") as w:
            expect("no reference", crawl(w, A="1"), 0, "1 new")
    wanted = ["a %s b" % SECRET] * 2 + ["12$ 1", "$A {A}"]
    tally.check("what the site saw", [s for s in seen if s] == wanted, seen)


def secrets_are_missed():
    """With file, line and column, and never with a value."""
    for headers, env, said in (
            ("'X-Key: ${FORUM_KEY}'", {}, r"FORUM_KEY is neither in"),
            ("'X-Key: ${FORUM_KEY}'", {"FORUM_KEY": ""}, "one line of text"),
            ("'X-Key: ${FORUM_KEY}'", {"FORUM_KEY": SECRET + "\nA: b"},
             "one line of text"),
            ("'X-Key: ${}'", {}, r"expected \$\{NAME\}"),
            ("'X-Key: ${FORUM_KEY'", {"FORUM_KEY": SECRET}, "expected"),
            ("'X-Key: ${FORUM KEY}'", {}, "expected")):
        with Site({}) as site, with_headers(site, headers) as w:
            told = crawl(w, **env)
            col = len(site.source("/f", "feed")) - 2 + len(
                ", headers: 'X-Key: ") + 1
            expect(headers, told, 3, r"molva\.yaml:13:%d: .*%s" % (col, said),
                   r"\^")
            tally.check("no value is told", SECRET not in told[1] + told[2],
                        told)
    block = ("- name: a\n  kind: feed\n  url: http://a.example/\n"
             "  headers: |\n    X-One: 1\n    X-Two: ${SECOND}\n")
    with Folder(block) as w:
        expect("in a block", w.run("crawl"), 3, r"molva\.yaml:18:12: SECOND")


def secret_files():
    for text, said in (("- a\n", "expected lines like"),
                       ("A: [%s]\n" % SECRET, "A must be one line"),
                       ("A: |\n  %s\n  b\n" % SECRET, "A must be one line"),
                       ("A: '%s\n" % SECRET, "keys.yaml:")):
        with Folder("", base="secrets: keys.yaml\n" + BASE) as w:
            expect("no file", w.run("crawl"), 3,
                   r"molva\.yaml:1:1?.: .*keys.yaml: No such file")
            put(w, "keys.yaml", text)
            told = w.run("crawl")
            expect(repr(text), told, 3, said)
            tally.check("no value is told", SECRET not in told[1] + told[2],
                        told)


made_for_their_owner()
wider_rights()
init_in_an_open_folder()
secrets_are_found()
secrets_are_missed()
secret_files()
tally.end()

"""What Molva tells about itself: one table, and every example of it runs."""
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading

from molva import BASE, MOLVA, Folder, Site, Tally, feed

tally = Tally()
MADE = tempfile.mkdtemp(prefix="molva-test-") + "/molva."
PATH = os.path.dirname(MOLVA) + ":" + os.environ["PATH"]
POSTS = feed(("1", "Вьюга, no signal again, three days!"),
             ("2", "Вьюга, спасибо за помощь"))
TEXTS = "text,type\n" + "".join(
    "%s %d,%s\n" % (text, i, kind) for i in range(12) for text, kind in (
        ("No signal again", "broken"), ("They charged me twice", "overcharged"),
        ("Thank you for the quick help", "praise")))


def run(*args):
    done = subprocess.run([MOLVA] + list(args), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return (done.returncode, done.stdout.decode(), done.stderr.decode())


def commands():
    """The names in the list of `molva help`."""
    code, out, _ = run("help")
    block = out.split("\n\n")[2]
    tally.check("help lists the commands", code == 0, out)
    return [line.split()[0] for line in block.splitlines()]


def made():
    """What the build generates, where the tests find it."""
    for form in ("man", "bash", "zsh", "fish"):
        code, out, err = run("help", "--as", form)
        tally.check("help --as " + form, code == 0 and out and not err, err)
        with open(MADE + form, "w", encoding="utf-8") as f:
            f.write(out)


def section(text, title):
    m = re.search(r"^%s:\n((?:  .*\n)+)" % title, text, re.M)
    return m.group(1) if m else ""


def terms(text, title):
    """What stands in the left column of a section."""
    return re.findall(r"^  (\S+)", section(text, title), re.M)


def the_same_everywhere(name):
    """help NAME, NAME --help, and all that the section must have."""
    code, text, _ = run("help", name)
    tally.check("help " + name, code == 0 and run(name, "--help")[1] == text and
                run(name, "-h")[1] == text, text)
    for title in ("Options", "Standard input", "Examples", "Exit codes"):
        tally.check("%s tells: %s" % (name, title), section(text, title), text)
    wide = [l for l in text.splitlines() if len(l) > 80 and "molva" not in l]
    tally.check(name + " fits a terminal", not wide, wide)
    return text


def compare(name, text, man, bash):
    """The help, the man page and the completion say the same."""
    part = man.split("\nmolva %s [" % name)[1].split("\nmolva ")[0]
    options = [o for o in terms(text, "Options")]
    words = terms(text, "Words")
    missing = [w for w in options + words
               if not re.search(r"^%s\b" % re.escape(w), part, re.M)]
    tally.check("man page of " + name, not missing, missing)
    offered = re.search(r"^    %s\) words='(.*)'" % name, bash, re.M)
    offered = offered.group(1).split() if offered else []
    if name == "help":
        words = commands()
    tally.check("completion of " + name, offered == words + options,
                (offered, words, options))


def accepted(name, text):
    """The words that the command itself takes."""
    if not terms(text, "Words"):
        return  # `molva init WORD` would make a workspace of that name
    told = run(name, "no-such-word", "x", "y")[2] + run(name, "no-such-word")[2]
    m = re.search(r"there is: (.*)", told)
    tally.check(name + " takes the words it tells", m and
                m.group(1).split() == terms(text, "Words"), told)


def completed(*words):
    """What bash offers after these words."""
    script = (". %sbash; COMP_WORDS=(molva %s); COMP_CWORD=%d; _molva; "
              'printf "%%s\\n" "${COMPREPLY[@]}"' % (
                  MADE, " ".join("'%s'" % w for w in words), len(words)))
    return subprocess.check_output(["bash", "-c", script]).decode().split()


def completion_works(names):
    for words, offered in (
            (["cr"], ["crawl"]), (["-w", "dir", "cra"], ["crawl"]),
            (["crawl", "--so"], ["--source"]), (["rules", "c"], ["check"]),
            (["-v", "matrix", "d"], ["decide", "diff"]),
            (["help", "ver"], ["verify", "version"])):
        tally.check("bash: %s" % words, completed(*words) == offered,
                    completed(*words))
    tally.check("bash: nothing yet", completed("")[:len(names)] == names,
                completed(""))
    for shell in ("bash", "zsh", "fish"):
        if not shutil.which(shell):
            tally.skip("completion for " + shell, "it is not installed")
        else:
            tally.check(shell + " reads it", subprocess.call(
                [shell, "-n", MADE + shell]) == 0)
        text = open(MADE + shell).read()
        tally.check(shell + " has all commands", not [
            n for n in names if not re.search(r"\b%s\b" % n, text)])


def man_page():
    for lint in (["groff", "-man", "-ww", "-z"], ["mandoc", "-Tlint"]):
        if not shutil.which(lint[0]):
            tally.skip("lint of the man page", lint[0] + " is not installed")
            continue
        done = subprocess.run(lint + [MADE + "man"], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        tally.check(lint[0] + " finds no fault", done.returncode == 0 and
                    not done.stdout, done.stdout.decode())
    return plain(open(MADE + "man", encoding="utf-8").read())


def plain(roff):
    """The words of a man page: one source line a line, requests taken off."""
    roff = roff.replace("\\-", "-").replace("\\(aq", "'").replace("\\&", "")
    return re.sub(r'^\.(B|SS|SH|RB|RI) "?(.*?)"?$', r"\2", roff, flags=re.M)


def wrong_use(names):
    for words, said in ((["crwl"], "did you mean 'crawl'"),
                        (["help", "crwl"], "did you mean 'crawl'"),
                        (["help", "--as", "tex"], "there is: text man bash"),
                        (["--vers"], "no option --vers"),
                        (["crawl", "--help=nothing"], "no such form")):
        code, out, err = run(*words)
        tally.check(" ".join(words), code == 2 and said in err, err)
    for name in names:
        code, _, err = run(name, "--no-such-option")
        tally.check(name + " names its help", code == 2 and
                    "molva help %s tells more" % name in err, err)


def version():
    lines = {run(word)[1] for word in ("--version", "-V", "version")}
    number = open("VERSION").read().strip()
    told = lines.pop() if len(lines) == 1 else str(lines)
    tally.check("one version", re.fullmatch(
        r"molva %s( \([0-9a-f]{12}\+?\))?\n" % re.escape(number), told), told)
    changes = open("CHANGELOG.md", encoding="utf-8").read()
    tally.check("the changelog knows it", "\n## %s" % number in changes,
                changes[:300])


def files(folder):
    """What the examples name."""
    for name, text in (("texts.txt", "No signal again\nThank you\n"),
                       ("texts.csv", TEXTS), ("page.xml", POSTS[1].decode()),
                       ("page.html", POSTS[1].decode()),
                       ("reviews.csv", "Date,Review\n2024-11-08,No signal\n"),
                       ("inbox.mbox", "From a Fri Nov  8 05:39:00 2024\n"
                        "From: Ann <a@a.example>\nSubject: x\n\nNo signal\n"),
                       ("calls.csv", "When;What they said\n08.11.2024;No\n"),
                       ("pages.tsv", "page.html\thttps://news.example/\n")):
        with open(folder + "/" + name, "w", encoding="utf-8") as f:
            f.write(text)


def until_ready(line, folder):
    """A command that runs until it is told to stop."""
    process = subprocess.Popen(line.split(), cwd=folder, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT,
                               env=dict(os.environ, PATH=PATH))
    watch = threading.Timer(300, process.kill)
    watch.start()
    said = b""
    for said in process.stdout:
        if b"Ctrl-C" in said or b"answers at" in said:
            break
    process.send_signal(signal.SIGINT)
    process.communicate()
    watch.cancel()
    return process.returncode, said.decode()


def example(w, site, line, may_differ):
    line = re.sub(r"https://(town|news)\.example/(forum/)?(?=$)",
                  site.url + "/g --allow-private", line)
    line = line.replace("Vector Telecom", "Вьюга")
    if line in ("molva demo", "molva serve"):
        code, said = until_ready(line, w.path)
    else:
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line], cwd=w.path,
            env=dict(os.environ, PATH=PATH, HOME=os.path.dirname(MADE)),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        code, said = done.returncode, done.stdout.decode("utf-8", "replace")
    tally.check(line, code == 0 or (code == 1 and may_differ),
                "exit %d\n%s" % (code, said))


def examples(texts):
    """In the order of the table, in one workspace."""
    with Site({"/f": POSTS, "/g": POSTS}) as site, Folder(
            site.source("/f", "feed", "town news")) as w:
        files(w.path)
        for name, text in texts.items():
            lines = re.findall(r"^  (?!# )(.*)", section(text, "Examples"),
                               re.M)
            tally.check(name + " has an example", lines, text)
            for line in lines:
                example(w, site, line, "matrix diff" in line or
                        line.startswith("molva add https"))


def cell_is_true(cell, texts):
    """`molva rules check`, `rules eval FILE.csv`, `show`: a word of the
    command before it, or a command; and options it has."""
    name = ""
    for piece in re.findall(r"`(.*?)`", cell):
        words = re.sub(r"^molva ", "", piece).split()
        if words[0] not in terms(texts.get(name, ""), "Words"):
            name = words.pop(0)
        text = texts.get(name, "")
        word = words[:1] if terms(text, "Words") else []
        options = re.findall(r"--[a-z-]+", piece)
        tally.check("README: " + piece, text and
                    set(word) <= set(terms(text, "Words")) and
                    set(options) <= set(terms(text, "Options")), text)


def readme(texts):
    """README names only what there is."""
    page = open("README.md", encoding="utf-8").read()
    cells = re.findall(r"^\| (`molva .*?) \| ", page, re.M)
    tally.check("README has its table", len(cells) > 5, cells)
    for cell in cells:
        cell_is_true(cell, texts)
    for name in re.findall(r"^    molva (?:-w \w+ )?(\w+)", page, re.M):
        tally.check("README: molva " + name, name in texts, name)


NAMES = commands()
made()
TEXTS_OF = {name: the_same_everywhere(name) for name in NAMES}
MAN = man_page()
BASH = open(MADE + "bash").read()
for each in NAMES:
    compare(each, TEXTS_OF[each], MAN, BASH)
    accepted(each, TEXTS_OF[each])
whole = run("help", "--as", "text")[1]
tally.check("the whole manual is the sum of its parts",
            all(t in whole for t in TEXTS_OF.values()))
completion_works(NAMES)
wrong_use(NAMES)
version()
readme(TEXTS_OF)
examples(TEXTS_OF)
shutil.rmtree(os.path.dirname(MADE))
tally.end()

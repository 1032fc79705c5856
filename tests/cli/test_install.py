"""make install, upgrade, make uninstall; the version in and outside of git."""
import os
import re
import shutil
import subprocess
import tempfile

from molva import MOLVA, Tally

tally = Tally()


def make(*words, folder="."):
    done = subprocess.run(["make", "-s"] + list(words), cwd=folder,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode()


def told(*words, cwd="/"):
    done = subprocess.run(words, cwd=cwd, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode()


def tree(top):
    return {os.path.relpath(os.path.join(folder, name), top)
            for folder, folders, files in os.walk(top)
            for name in folders + files}


def put(path, text=""):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(text)


def readable(top):
    """Whoever installs, others may read and run it."""
    hidden = [name for name in tree(top) if os.stat(
        os.path.join(top, name)).st_mode & 0o444 != 0o444]
    tally.check("others may read it", not hidden, hidden)


def works(name, molva):
    code, out = told(molva, "connectors", "check")
    tally.check(name + ": works from anywhere", code == 0 and
                " 0 faults" in out, out)


def upgrade_and_removal(name, top, data, words):
    """Twice installed, once removed; foreign files and workspaces stay."""
    workspace = top + "/a workspace"
    told(MOLVA, "init", "--rules", workspace)
    put(top + "/srv/other.txt")
    before = tree(top)
    code, out = make("install", *words)
    tally.check(name + ": install", code == 0, out)
    once = tree(top)
    stale = data + "/rules/words/zz-old.yaml"
    put(stale, "rules: [\n")
    put(data + "/tests/crawler/pages/old.html")
    code, out = make("install", *words)
    tally.check(name + ": the stale rule is gone", not os.path.exists(stale))
    tally.check(name + ": the same after an upgrade", tree(top) == once,
                tree(top) ^ once)
    works(name, os.path.normpath(data + "/../../bin/molva"))
    code, out = make("uninstall", *words)
    tally.check(name + ": uninstall leaves what was there", code == 0 and
                tree(top) == before, (out, tree(top) ^ before))
    code, out = make("uninstall", *words)
    tally.check(name + ": nothing to remove is told", code != 0 and
                "nothing was installed" in out, out)


def places():
    for name, words, data in (
            ("PREFIX", ["PREFIX=%s/p"], "/p"),
            ("DESTDIR", ["DESTDIR=%s", "PREFIX=/usr"], "/usr"),
            ("DESTDIR, relative", ["DESTDIR=%s/", "PREFIX=usr/"], "/usr"),
            ("DESTDIR that is missing", ["DESTDIR=%s", "PREFIX=/new/a b"],
             "/new/a b")):
        top = tempfile.mkdtemp(prefix="molva-test-")
        upgrade_and_removal(name, top, top + data + "/share/molva",
                            [w % top if "%" in w else w for w in words])
        shutil.rmtree(top)


def files_of_others():
    """A folder with a foreign file in it stays, with that file only."""
    top = tempfile.mkdtemp(prefix="molva-test-")
    make("install", "PREFIX=" + top)
    readable(top)
    foreign = {"bin/other", "share/molva/rules/words/mine.yaml"}
    for name in foreign:
        put(top + "/" + name)
    make("uninstall", "PREFIX=" + top)
    left = {n for n in tree(top) if os.path.isfile(top + "/" + n)}
    tally.check("foreign files stay", left == foreign, left)
    shutil.rmtree(top)


def relative_and_moved():
    """A relative prefix, and a prefix that was moved afterwards."""
    relative = "build/test-prefix-%d" % os.getpid()
    code, out = make("install", "PREFIX=" + relative)
    works("relative", os.path.abspath(relative) + "/bin/molva")
    unit = open(relative + "/lib/systemd/system/molva.service").read()
    tally.check("the unit names a whole path", "ExecStart=%s/bin/molva " %
                os.path.abspath(relative) in unit, unit)
    moved = tempfile.mkdtemp(prefix="molva-test-") + "/moved"
    shutil.move(relative, moved)
    works("moved", moved + "/bin/molva")
    shutil.rmtree(os.path.dirname(moved))


def version():
    """Right in a clone, in a tarball, and in a tarball in another's clone."""
    number = open("VERSION").read().strip()
    here = told("tools/version", cwd=os.getcwd())[1]
    tally.check("the version", '"%s"' % number in here, here)
    if os.path.exists(".git"):
        commit = subprocess.run(["git", "rev-parse", "HEAD"],
                                stdout=subprocess.PIPE).stdout.decode()
        tally.check("the commit in a clone", not commit or re.search(
            '"%s\\+?"' % commit[:12], here), here)
    top = tempfile.mkdtemp(prefix="molva-test-")
    for name in ("VERSION", "tools/version"):
        put(top + "/molva/" + name)
        shutil.copy(name, top + "/molva/" + name)
    script = top + "/molva/tools/version"
    for what in ("a tarball", "a tarball in another's clone"):
        code, out = told(script)
        tally.check("only the version in " + what, code == 0 and
                    '"%s"' % number in out and 'COMMIT ""' in out and
                    re.search(r'DATE "\d{4}-\d\d-\d\d"', out), out)
        told("git", "init", "-q", top)
        told("git", "-C", top, "-c", "user.name=a", "-c", "user.email=a@b.c",
             "commit", "-q", "--allow-empty", "-m", "other")
    shutil.rmtree(top)


def one_file_is_compiled():
    """A new commit compiles one file, not all."""
    done = subprocess.run(["make", "-n", "all"], stdout=subprocess.PIPE)
    compiled = re.findall(r" -c -o (\S+)", done.stdout.decode())
    tally.check("only the version is compiled", set(compiled) <=
                {"build/cli/version.o"}, compiled)


places()
files_of_others()
relative_and_moved()
version()
one_file_is_compiled()
tally.end()

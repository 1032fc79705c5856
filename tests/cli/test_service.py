"""The service of docs/operations.md, as far as a machine without systemd can:
its steps are run as they stand, in a mount namespace with folders of its own
in the place of /etc, /usr/local and /var/lib; then what the unit names is
started as the user it names."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

from molva import Tally

tally = Tally()
UNIT = "/usr/local/lib/systemd/system/molva.service"
TEXT = open("docs/operations.md", encoding="utf-8").read()
STEPS = re.search(r"Once, as root:\n\n((?:    .*\n)+)", TEXT).group(1)


def told(command, **more):
    done = subprocess.run(command, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, **more)
    return done.returncode, done.stdout.decode()


def own_folders(top):
    """Nothing of the machine is changed: the namespace ends with us."""
    shutil.copytree("/etc", top + "/etc", symlinks=True,
                    ignore=lambda folder, names: [
                        n for n in names if not os.access(
                            folder + "/" + n, os.R_OK)])
    for name in ("local", "lib", "bin"):
        os.mkdir(top + "/" + name)
        os.chmod(top + "/" + name, 0o755)
    for ours, there in (("etc", "/etc"), ("local", "/usr/local"),
                        ("lib", "/var/lib")):
        subprocess.check_call(["mount", "--bind", top + "/" + ours, there])
    for name in ("/etc/passwd", "/etc/group"):
        lines = [l for l in open(name) if not l.startswith("molva:")]
        open(name, "w").writelines(lines)


def stub(top, name, script):
    with open(top + "/bin/" + name, "w") as f:
        f.write("#!/bin/sh\n" + script)
    os.chmod(top + "/bin/" + name, 0o755)


def settings():
    """The unit as a map; a key that stands twice would be a fault."""
    pairs = re.findall(r"^(\w+)=(.*)$", open(UNIT).read(), re.M)
    tally.check("every key of the unit once", len(dict(pairs)) == len(pairs),
                pairs)
    return dict(pairs)


def steps(top):
    """As they stand; only systemctl is written down instead of run, and the
    editor gives the desk a free port."""
    stub(top, "systemctl", 'test -e %s && echo "$@" >>%s/systemctl\n' %
         (UNIT, top))
    stub(top, "editor", 'sed -i s/127.0.0.1:8080/127.0.0.1:0/ "$1"\n')
    env = dict(os.environ, EDITOR="editor",
               PATH=top + "/bin:/usr/local/bin:" + os.environ["PATH"])
    for line in STEPS.splitlines():
        code, out = told(["sh", "-eu", "-c", line], env=env, cwd="/root",
                         stdin=subprocess.DEVNULL, timeout=300)
        tally.check(line.strip(), code == 0, out)
    asked = open(top + "/systemctl").read()
    tally.check("systemd is told", asked ==
                "daemon-reload\nenable --now molva\n", asked)


def as_the_unit_says(unit):
    """The desk answers, the store is the user's own, SIGTERM ends it."""
    tally.check("it waits for nobody when it cannot start",
                unit.get("RestartPreventExitStatus") == "2 3", unit)
    tally.check("its cache is its own", unit.get("CacheDirectory") == "molva"
                and unit.get("CacheDirectoryMode") == "0700", unit)
    tally.check("its folder is its own", unit.get("StateDirectory") == "molva"
                and unit.get("StateDirectoryMode") == "0700", unit)
    process = subprocess.Popen(
        ["setpriv", "--reuid", unit["User"], "--regid", unit["Group"],
         "--clear-groups"] + unit["ExecStart"].split(), cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = process.stdout.readline().decode()
    m = re.search(r"http://127\.0\.0\.1:\d+/", said)
    tally.check("the service answers", m, said)
    if m:
        page = urllib.request.urlopen(m.group(0)).read().decode()
        tally.check("with the form to sign in", "<form" in page, page[:300])
    code, out = told(["find", "/var/lib/molva", "(", "!", "-user", "molva",
                      "-o", "-perm", "/077", ")"])
    tally.check("all there is the user's alone", code == 0 and not out, out)
    process.terminate()
    tally.check("SIGTERM ends it well", process.wait(timeout=100) == 0,
                process.returncode)


def inside():
    top = tempfile.mkdtemp(prefix="molva-test-")
    os.chmod(top, 0o755)
    build = os.path.abspath("build")
    own_folders(top)
    code, out = told(["env", "PREFIX=/usr/local", "tools/install", build])
    tally.check("install", code == 0, out)
    steps(top)
    as_the_unit_says(settings())
    if shutil.which("systemd-analyze"):
        code, out = told(["systemd-analyze", "verify", "--man=no", UNIT])
        tally.check("systemd-analyze verify", code == 0 and not out, out)
    else:
        tally.skip("systemd-analyze verify", "systemd is not installed")
    for there in ("/var/lib", "/usr/local", "/etc"):
        subprocess.check_call(["umount", "-l", there])
    shutil.rmtree(top)
    tally.end()


def main():
    again = ["unshare", "--mount", "--propagation", "private", sys.executable,
             os.path.abspath(__file__), "inside"]
    if sys.argv[1:] == ["inside"]:
        inside()
    elif os.getuid() != 0:
        tally.skip("the service", "only root can try another user")
    elif told(["unshare", "--mount", "true"])[0] != 0:
        tally.skip("the service", "there is no mount namespace here")
    else:
        sys.exit(subprocess.call(again))
    tally.end()


main()

"""A serve that cannot work says so and ends; a second one is told."""
import fcntl
import os
import pty
import re
import signal
import subprocess
import termios

from molva import BASE, MOLVA, Folder, Tally

tally = Tally()


class Served:
    """molva serve in a workspace, until the block ends."""

    def __init__(self, w, name="molva.yaml"):
        self.process = subprocess.Popen(
            [MOLVA, "-w", w.path, "serve"], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE)
        self.said = self.process.stdout.readline().decode()
        m = re.search(r"http://(.*)/", self.said)
        self.address = m.group(1) if m else ""

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        err = self.process.communicate(timeout=100)[1].decode()
        return self.process.returncode, err

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.end()


def ends_at_once(name, w, *patterns):
    """By itself, with exit code 3, after one complaint."""
    code, out, err = w.run("serve", timeout=100)
    tally.check(name, code == 3 and all(re.search(p, err) for p in patterns)
                and err.count("\n") <= 5 and "again in" not in err,
                (code, out, err))


def taken_ports():
    for address in ("127.0.0.1:0", "127.0.0.9:0", "[::1]:0"):
        with Folder(base=BASE.replace("127.0.0.1:0", address)) as w:
            with Served(w) as one:
                if not one.address and address == "[::1]:0":
                    tally.skip("a port of IPv6", "there is no ::1 here")
                    continue
                taken = BASE.replace("127.0.0.1:0", one.address)
                with Folder(base=taken) as other:
                    ends_at_once("another workspace on " + address, other,
                                 "cannot listen", "in use", "another `molva")
                with open(w.path + "/molva.yaml", "w") as f:
                    f.write(taken + "  []\n")
                ends_at_once("the same workspace", w, "in use")
                tally.check("the first one goes on",
                            one.process.poll() is None)
            with Served(w) as again:
                tally.check("and it is free again", again.address ==
                            one.address, again.said)


def no_right_to_the_port():
    with Folder(base=BASE.replace("127.0.0.1:0", "192.0.2.1:8080")) as w:
        ends_at_once("an address of somebody else", w, "cannot listen on "
                     "192.0.2.1 port 8080")


def two_on_one_store():
    with Folder() as w, Folder(base="store: '%s/molva.db'\n" % w.path +
                               BASE) as other:
        with Served(w) as one, Served(other) as two:
            tally.check("both have a desk", one.address and two.address,
                        (one.said, two.said))
            code, err = two.end()
            tally.check("the second is told of the first", code == 0 and
                        "another molva serve (process %d)" % one.process.pid
                        in err, err)
        with Served(other) as alone:
            code, err = alone.end()
            tally.check("afterwards there is none", code == 0 and
                        "another" not in err, err)


def cannot_start():
    """Broken rules: told once, not for ever."""
    for name, text in (("connectors/phpbb.yaml", "kind: ["),
                       ("words/ru/broken.yaml", "rules: [")):
        with Folder(own_rules=True) as w:
            with open(w.path + "/rules/" + name, "w") as f:
                f.write(text)
            code, out, err = w.run("serve", timeout=100)
            tally.check("broken " + name, code == 3 and name in err and
                        "again in" not in err, (code, out, err))


def children(pid):
    done = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)],
                          stdout=subprocess.PIPE)
    return [int(p) for p in done.stdout.split()]


def killed_children_come_back():
    with Folder() as w, Served(w) as one:
        for child in children(one.process.pid):
            os.kill(child, signal.SIGKILL)
        told = [one.process.stdout.readline().decode()]
        tally.check("the desk comes back", "answers at" in told[0], told)
        tally.check("serve goes on", one.process.poll() is None)
        code, err = one.end()
        tally.check("and tells of each", code == 0 and
                    err.count("again in") == 3, err)


def terminal_closed():
    """It takes serve with it, wherever the log goes."""
    with Folder() as w, open(w.path + "/log", "w") as log:
        ours, theirs = pty.openpty()
        own_it = lambda: (os.setsid(), fcntl.ioctl(theirs, termios.TIOCSCTTY,
                                                   0))
        serve = subprocess.Popen([MOLVA, "-w", w.path, "serve"], stderr=log,
                                 stdin=theirs, stdout=theirs,
                                 preexec_fn=own_it)
        os.close(theirs)
        said = os.read(ours, 1000).decode()
        os.close(ours)
        try:
            code = serve.wait(60)
        except subprocess.TimeoutExpired:
            code = "goes on"
            serve.terminate()
            serve.wait(100)
        tally.check("serve 2>log ends with its terminal", "answers at" in said
                    and code == 0, (said, code))


taken_ports()
no_right_to_the_port()
two_on_one_store()
cannot_start()
killed_children_come_back()
terminal_closed()
tally.end()

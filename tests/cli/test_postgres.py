"""The commands with their store in PostgreSQL, on a server of this test."""
import importlib.machinery
import importlib.util
import json
import os
import re
import subprocess

from molva import MOLVA, Tally

tally = Tally()
ALIKE = ("source url author title text lang brand type second tone facts "
         "confidence topic evidence solution row department template priority "
         "likes replies followers reach rating status").split()


def load_postgres():
    """tools/postgres as a module."""
    loader = importlib.machinery.SourceFileLoader("postgres", "tools/postgres")
    module = importlib.util.module_from_spec(
        importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def run(*args):
    done = subprocess.run([MOLVA] + list(args), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return (done.returncode, done.stdout.decode(), done.stderr.decode())


def alike(row):
    """A row of the queue without what two towns do not share: ids, times,
    ports, and which of the wordings a draft has (it goes by the address)."""
    row = {k: v for k, v in row.items() if k in ALIKE}
    text = json.dumps(row, ensure_ascii=False, sort_keys=True)
    return re.sub(r"\d+", "#", text)


def demo(server):
    server.sql("CREATE DATABASE demo")
    url = server.address("demo")
    queues = []
    for words in ((), ("--store", url)):
        code, out, err = run("demo", "--once", "--json", *words)
        tally.check("demo %s" % (words[:1],), code == 0, err)
        queues.append([json.loads(line) for line in out.splitlines()])
    lite, postgres = queues
    tally.check("as many wait", len(lite) == len(postgres) > 100,
                (len(lite), len(postgres)))
    # What is equally urgent stands as it came in, host by host as they answer.
    differ = set(map(alike, lite)) ^ set(map(alike, postgres))
    tally.check("the same queue", not differ, sorted(differ)[:4])
    ranks = [[row["priority"] for row in queue] for queue in queues]
    tally.check("the same order", ranks[0] == ranks[1], ranks)
    code, out, err = run("demo", "--once", "--json", "--store", url)
    tally.check("a store in use is refused", code == 3 and "in use" in err and
                not out, err)


def main():
    postgres = load_postgres()
    if not postgres.programs():
        if os.environ.get("CI"):
            tally.check("PostgreSQL is here", False, "CI tests everything")
        else:
            tally.skip("test_postgres", "PostgreSQL is not here (package "
                       "postgresql)")
        tally.end()
    with postgres.Server() as server:
        demo(server)
    tally.end()


main()

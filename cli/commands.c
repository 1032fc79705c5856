/* SPDX-License-Identifier: MIT
 * commands: the one table of commands. The dispatcher, help, man page and
 * completion come from it; README's table is compared with it by a test. */
#include <string.h>

#include "cli/cli.h"

static const struct command_word RULES[] = {
    {"check", "", "every rule on its own examples"},
    {"eval", "FILE.csv",
     "how well the rules do on labelled texts: columns text and type"},
    {"fit", "FILE.csv",
     "weights fitted to labelled texts: the new decide.yaml to standard "
     "output, how good it is to standard error"},
    {0},
};

static const struct command_word MATRIX[] = {
    {"check", "",
     "every case has a row, every row is reached, every reply "
     "can be filled"},
    {"show", "", "the questions, the answers and the rows"},
    {"decide", "QUESTION=ANSWER ...",
     "what is done in a case; what is left out is named with its answers"},
    {"diff", "A B",
     "cases that two matrices decide differently, and stored "
     "mentions among them"},
    {0},
};

static const struct command_word CONNECTORS[] = {
    {"check", "", "every connector on the pages named in its file"},
    {"read", "KIND FILE", "what a connector finds on a saved page"},
    {0},
};

static const struct command_word USER[] = {
    {"list", "", "logins with name, role, language, state, last sign-in"},
    {"add", "LOGIN", "a new login; its password is printed once"},
    {"passwd", "LOGIN", "a new password; sessions end"},
    {"role", "LOGIN ROLE", "what the person may do"},
    {"remove", "LOGIN", "shut out at once; name and history stay"},
    {0},
};

const struct command cli_commands[] = {
    {.name = "demo",
     .args = "",
     .summary = "a small town on loopback: crawl it, show the queue",
     .run = cmd_demo,
     .examples = {{"molva demo",
                   "the town, its queue and its desk; Ctrl-C ends "
                   "it and removes the folder"},
                  {"molva demo --once --dir town", "no desk, and keep the "
                                                   "workspace in town/"}}},
    {.name = "init",
     .args = "[DIR]",
     .summary = "make a workspace: molva.yaml, every option explained",
     .run = cmd_init,
     .examples = {{"molva init reputation", "a new workspace"},
                  {"molva init --rules reputation",
                   "with a copy of the rules; a workspace that is there gets "
                   "only the copy"}}},
    {.name = "crawl",
     .args = "",
     .summary = "visit what is due, once",
     .run = cmd_crawl,
     .wrong = "not one source could be read",
     .examples = {{"molva crawl", "what is due"},
                  {"molva crawl --all --source 'town news'",
                   "one source, due or not"},
                  {"molva crawl --since 2024-05-01 --source 'town news'",
                   "backwards to a day"}}},
    {.name = "serve",
     .args = "",
     .summary = "crawl on schedule and keep the desk up",
     .run = cmd_serve,
     .examples = {{"molva serve", "until Ctrl-C or SIGTERM"}}},
    {.name = "queue",
     .args = "",
     .summary = "what waits for an answer, best first",
     .run = cmd_queue,
     .examples = {{"molva queue", "the first twenty"},
                  {"molva queue --type broken --limit 0", "all of one type"},
                  {"molva queue --json | head -1", "for programs"}}},
    {.name = "show",
     .args = "ID",
     .summary = "a mention: marked text, verdict, way to the decision",
     .run = cmd_show,
     .wrong = "there is no such mention",
     .examples = {{"molva show 1", "everything about mention 1"},
                  {"molva show --json 1", "for programs"}}},
    {.name = "search",
     .args = "QUERY",
     .summary = "find mentions by words",
     .run = cmd_search,
     .examples = {{"molva search no signal", "any form of these words"},
                  {"molva search signal --from 2024-01-01 --limit 0",
                   "all since a day"}}},
    {.name = "classify",
     .args = "[FILE]",
     .summary = "texts in, verdicts out, no store",
     .run = cmd_classify,
     .input = "a text a line, when no FILE or - is given",
     .examples = {{"echo 'No signal again' | molva classify", "one text"},
                  {"molva classify texts.txt", "a text a line"},
                  {"molva classify --json --csv text texts.csv",
                   "a column of a table"}}},
    {.name = "rules",
     .args = "check | eval FILE.csv | fit FILE.csv",
     .summary = "prove, measure or weigh the rules",
     .run = cmd_rules,
     .words = RULES,
     .input = "the table, when FILE.csv is -",
     .wrong = "a rule or an example fails",
     .examples = {{"molva rules check", "prove them"},
                  {"molva rules eval texts.csv", "measure them"},
                  {"molva rules fit texts.csv > decide.yaml", "weigh them"}}},
    {.name = "matrix",
     .args = "check | show | decide K=V ... | diff A B",
     .summary = "prove, print, ask, compare the matrix",
     .run = cmd_matrix,
     .words = MATRIX,
     .wrong = "the matrix has a fault, or two matrices differ",
     .examples = {{"molva matrix check", "prove it"},
                  {"molva matrix show --preset usaf", "read another"},
                  {"molva matrix decide about=money character=problem "
                   "who=ordinary credible=facts worth=yes alone=no",
                   "ask it"},
                  {"molva matrix diff fas usaf", "compare two"}}},
    {.name = "connectors",
     .args = "check | read KIND FILE",
     .summary = "prove or try the connectors",
     .run = cmd_connectors,
     .words = CONNECTORS,
     .input = "the page, when FILE is -",
     .wrong = "a connector does not read its page",
     .examples = {{"molva connectors check", "prove them"},
                  {"molva connectors read feed page.xml", "try one"},
                  {"molva connectors read feed page.xml "
                   "--url https://news.example/feed.xml",
                   "links made whole"}}},
    {.name = "report",
     .args = "",
     .summary = "a period in one HTML or Markdown file",
     .run = cmd_report,
     .examples = {{"molva report --out report.html", "the last 30 days"},
                  {"molva report --from 2024-01-01 --to 2024-02-01 --out "
                   "january.md",
                   "a month in Markdown"}}},
    {.name = "user",
     .args = "list | add LOGIN | passwd LOGIN | role LOGIN ROLE | remove LOGIN",
     .summary = "people who may use the desk",
     .run = cmd_user,
     .words = USER,
     .input = "the password, a line, with --password-stdin",
     .examples = {{"molva user add ann --role admin --name 'Ann Lee'",
                   "a password is made and printed once"},
                  {"echo 'a long pass phrase' | molva user add bob "
                   "--password-stdin",
                   "a password of your own"},
                  {"molva user role bob responder", "less rights"},
                  {"molva user remove bob", "no more sign-ins"},
                  {"molva user list", "who there is"}}},
    {.name = "verify",
     .args = "",
     .summary = "look at every row of the store and say what is not as it was",
     .run = cmd_verify,
     .wrong = "something is not as it was",
     .examples = {{"molva verify", "the store of this workspace"},
                  {"molva verify --head ~/molva.head",
                   "against a head kept elsewhere, which is then renewed"},
                  {"molva verify --json", "for programs"}}},
    {.name = "help",
     .args = "[COMMAND]",
     .summary = "the list of commands, or all about one",
     .run = cmd_help,
     .examples = {{"molva help crawl", "one command"},
                  {"molva help --as text", "all of them"},
                  {"molva help --as bash", "completion for a shell"}}},
    {.name = "version",
     .args = "",
     .summary = "the version and the commit it was built from",
     .run = cmd_version,
     .examples = {{"molva version", "also molva --version, molva -V"}}},
    {0},
};

const struct command_variable cli_variables[] = {
    {"TMPDIR", "demo", "where the demo makes its folder; else /tmp"},
    {"LANG", "classify rules matrix connectors",
     "outside a workspace: ru... makes the matrix speak Russian, else English"},
    {"XDG_CACHE_HOME", "classify crawl demo rules search serve",
     "where molva/stems is kept, which shortens the start; else in "
     "CACHE_DIRECTORY or ~/.cache"},
    {"JOURNAL_STREAM", "crawl serve",
     "set by systemd: the log carries the priorities of its journal"},
    {"NAME", "crawl serve",
     "the value of ${NAME} in the headers of a source, when the file of "
     "secrets: has none"},
    {0},
};

const struct command *cli_command(const char *name)
{
    for (const struct command *c = cli_commands; c->name; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}

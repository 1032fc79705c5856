/* SPDX-License-Identifier: MIT
 * operations: the API, told once. */
#include "desk/operations.h"
#include "desk/api.h"
#include "desk/pages.h"

#define T(name, what)                                                          \
    {                                                                          \
        name, FIELD_TEXT, false, what                                          \
    }
#define NEED(name, what)                                                       \
    {                                                                          \
        name, FIELD_TEXT, true, what                                           \
    }
#define NUMBER(name, what)                                                     \
    {                                                                          \
        name, FIELD_NUMBER, false, what                                        \
    }
#define FLAG(name, what)                                                       \
    {                                                                          \
        name, FIELD_FLAG, false, what                                          \
    }
#define FIELDS(...)                                                            \
    (const struct operation_field[])                                           \
    {                                                                          \
        __VA_ARGS__,                                                           \
        {                                                                      \
            0                                                                  \
        }                                                                      \
    }
#define SEEN                                                                   \
    {                                                                          \
        "seen", FIELD_NUMBER, true,                                            \
            "the state it is done on: `seen` of the answer that was read"      \
    }
#define LIMIT                                                                  \
    NUMBER("limit", "rows, 200 at most; else 25"),                             \
        NUMBER("behind", "goes on behind that number: `next` of the page "     \
                         "before")
#define DUE  T("due", "a day or a moment: 2026-12-31, 2026-12-31 18:00")
#define TO   T("to", "login of whose it is")
#define UNIT T("department", "id of the department whose it is")

#define MENTION "Mention", api_mention
#define CASE    "Case", api_case

const struct operation op_me = {"me", "Who the token is, and what it may", NULL,
                                "Me", NULL};

/* ---- mentions ---- */

const struct operation op_queue = {
    "listMentions", "A list of mentions: the queue, another list, a search",
    FIELDS(T("list",
             "waiting if not given, answered, approved, posted, dismissed, "
             "unanswered, stale, not-us, joined, later, all"),
           T("type", "broken, praise, ..."), T("solution", "A, B, ..."),
           T("brand", "name"), T("source", "name"), T("lang", "ru, en, ..."),
           T("words", "a query, as docs/query.md tells"),
           T("department", "that is to act"), T("from", "2026-01-31"),
           T("to", "the last day"), T("stage", "of the case, assigned, ..."),
           T("unsure", "1: the type is in doubt"),
           T("overdue", "1: it waits, and its time is over"),
           T("mine", "1: your cases"), T("thread", "its address"), LIMIT),
    "Mentions", NULL};
const struct operation op_mention = {"getMention",
                                     "One mention with what was done about it",
                                     NULL, "Mention", NULL};
const struct operation op_approve = {
    "approveMention", "Approve the reply; its promises go into the register",
    FIELDS(NEED("text", "the reply, word for word"), SEEN), MENTION};
const struct operation op_edit = {"editMention", "Save a draft of the reply",
                                  FIELDS(NEED("text", "the draft"), SEEN),
                                  MENTION};
const struct operation op_lint = {
    "lintMention", "What there is to say of a reply, before it is approved",
    FIELDS(NEED("text", "the reply")), "Remarks", NULL};
const struct operation op_posted = {
    "postedMention", "The approved reply stands at that address",
    FIELDS(NEED("url", "http or https"),
           T("why", "why it stands on another site than the post"), SEEN),
    MENTION};
const struct operation op_unposted = {
    "unpostedMention", "That was a mistake: it is still to be posted",
    FIELDS(NEED("reason", "why"), SEEN), MENTION};
const struct operation op_post = {
    "postMention", "Molva posts the approved reply, once",
    FIELDS(T("again", "yes: you looked, and it does not stand there"), SEEN),
    MENTION};
const struct operation op_type = {
    "typeMention", "It is of another type; what follows is decided again",
    FIELDS(NEED("type", "broken, praise, ..."),
           T("tone", "neg, pos, neu or mix, where it is said too"), SEEN),
    MENTION};
const struct operation op_brand = {
    "brandMention",
    "It is about another brand of molva.yaml; what follows is decided again",
    FIELDS(NEED("brand", "its name"), SEEN), MENTION};
const struct operation op_not_us = {"notUsMention", "It is not about us",
                                    FIELDS(SEEN), MENTION};
const struct operation op_dismiss = {"dismissMention", "No reply will be given",
                                     FIELDS(NEED("reason", "why"), SEEN),
                                     MENTION};
const struct operation op_return = {"returnMention", "Back into the queue",
                                    FIELDS(NEED("reason", "why"), SEEN),
                                    MENTION};

const struct operation op_heed = {"heedMention",
                                  "The author's answer to the reply was read",
                                  FIELDS(SEEN), MENTION};
const struct operation op_later = {
    "putOffMention", "Put off until a time, for everybody",
    FIELDS(T("how", "hour, tomorrow, monday; else until"),
           T("until", "2026-01-31 09:00"), T("later_why", "why"), SEEN),
    MENTION};
const struct operation op_wake = {
    "wakeMention", "It waits again before that time", FIELDS(SEEN), MENTION};
const struct operation op_told = {
    "listTold",
    "What you were told at once, and have not said that you "
    "take care of",
    NULL, "ToldList", NULL};
const struct operation op_ack = {"ackMention",
                                 "You take care of what was told at once of it",
                                 NULL, MENTION};

/* ---- cases ---- */

const struct operation op_cases = {
    "listCases", "Cases that are worked on, or ended; what is due first first",
    FIELDS(T("state", "assigned, closed, ..."), FLAG("mine", "only one's own"),
           UNIT, LIMIT),
    "Cases", NULL};
const struct operation op_case_new = {
    "newCase", "Write down what came by phone, mail or mouth",
    FIELDS(NEED("text", "what was said"),
           T("channel", "phone, mail, office, staff, other"),
           T("author", "who told it"), T("brand", "about what"),
           T("expected", "what is wanted"),
           T("concerns", "login of whose work it is about"), TO, UNIT, DUE),
    CASE};
const struct operation op_case = {"getCase",
                                  "One case with all that hangs on "
                                  "it",
                                  NULL, "Case", NULL};
const struct operation op_note = {"noteCase", "A note",
                                  FIELDS(NEED("text", "the note"), SEEN), CASE};
const struct operation op_wait = {
    "waitCase", "Its author is waited for: the deadline stands still",
    FIELDS(NEED("text", "what is waited for"), DUE, SEEN), CASE};
const struct operation op_heard = {
    "heardCase", "What was waited for came: the deadline runs again",
    FIELDS(T("text", "what came"), SEEN), CASE};
const struct operation op_task = {
    "taskCase", "A task for somebody",
    FIELDS(NEED("text", "what is to be done"), TO, UNIT, DUE, SEEN), CASE};
const struct operation op_chain = {
    "chainCase", "A chain of tasks begins, each when the one before is done",
    FIELDS(NEED("chain", "id of the catalogue"), SEEN), CASE};
const struct operation op_promise = {
    "promiseCase", "What the author was promised, and for when",
    FIELDS(NEED("text", "what"), DUE, SEEN), CASE};
const struct operation op_set = {
    "setCase", "What was found out about it",
    FIELDS(NEED("field", "author, brand, topic, concerns, escalation, or one "
                         "of findingsCase"),
           NEED("text", "what it is from now on"), SEEN),
    CASE};
const struct operation op_findings = {
    "findingsCase",
    "What was found out about it; what is not named stays as it is",
    FIELDS(T("expected", "what the author wants"), T("found", "what there was"),
           T("their_side", "what the author tells"),
           T("our_side", "what our people tell"),
           T("cause", "id of the catalogue"),
           T("lies_in", "id of the department that it lies in"),
           T("measures", "ids of the catalogue, blanks between"),
           T("risk", "at-risk, retained or lost"),
           T("talk", "ids of the catalogue: steps of the talk that were taken"),
           SEEN),
    CASE};
const struct operation op_join = {
    "joinCase", "A further mention belongs to it",
    FIELDS({"mention", FIELD_NUMBER, true, "number of the mention"}, SEEN),
    CASE};
const struct operation op_split = {
    "splitCase", "A mention that was joined is on its own again",
    FIELDS({"mention", FIELD_NUMBER, true, "number of the mention"},
           NEED("text", "why"), SEEN),
    CASE};

#define AS_MOVE(NAME, name, event, ru, en)                                     \
    [MOVE_##NAME] = {name "Case", "The case on its line of life: " en,         \
                     FIELDS(T("text", "what was done, what the author said, "  \
                                      "why"),                                  \
                            TO, UNIT, SEEN),                                   \
                     CASE},
const struct operation op_moves[MOVE_COUNT] = {MOVE_ALL(AS_MOVE)};

#define ENDS                                                                   \
    FIELDS({"case", FIELD_NUMBER, true, "number of its case"},                 \
           T("text", "what came of it"))
const struct operation op_tasks = {
    "listTasks", "Open tasks, what is due first first",
    FIELDS(FLAG("late", "only what is overdue"), LIMIT), "Tasks", NULL};
#define END(word, what)                                                        \
    {                                                                          \
        word, what, ENDS, CASE                                                 \
    }
const struct operation op_task_did = END("didTask", "A task was done");
const struct operation op_task_drop = END("dropTask", "A task is not needed");
const struct operation op_promises = {
    "listPromises", "Open promises, what is due first first",
    FIELDS(FLAG("late", "only what is overdue"), LIMIT), "Promises", NULL};
const struct operation op_promise_keep =
    END("keepPromise", "A promise was kept");
const struct operation op_promise_break =
    END("breakPromise", "A promise was not kept");
const struct operation op_promise_withdraw =
    END("withdrawPromise", "A promise is void");

const struct operation op_praise = {"listPraise",
                                    "What people thank for, for everybody",
                                    FIELDS(LIMIT), "Praises", NULL};

const struct operation op_thank = {
    "thank", "A mention thanks a colleague: it is passed on to him",
    FIELDS(NEED("login", "of whom it praises, not your own")), "Thanks",
    praise_years};
const struct operation op_thanks = {
    "listThanks", "Who was thanked how often, by year", NULL, "Thanks", NULL};

/* ---- incidents, statements ---- */

#define INCIDENT  "Incident", api_incident
#define STATEMENT "Statement", api_statement
#define OF_MENTION                                                             \
    {                                                                          \
        "mention", FIELD_NUMBER, true, "number of the mention"                 \
    }

const struct operation op_incidents = {
    "listIncidents", "What befalls many: open ones first, then the newest",
    FIELDS(FLAG("all", "with what is over"), LIMIT), "Incidents", NULL};
const struct operation op_incident = {"getIncident",
                                      "One, with the mentions that are of it",
                                      NULL, "Incident", NULL};
const struct operation op_incident_tell = {
    "tellIncident", "What is known now, noted on each of its cases",
    FIELDS(NEED("text", "the truth line")), INCIDENT};
const struct operation op_incident_close = {
    "closeIncident", "It is over: the last word, noted likewise",
    FIELDS(NEED("text", "the last word")), INCIDENT};
const struct operation op_incident_join = {
    "joinIncident", "A further mention is of it",
    FIELDS(OF_MENTION, T("text", "why")), INCIDENT};
const struct operation op_incident_split = {
    "splitIncident", "A mention is not of it",
    FIELDS(OF_MENTION, NEED("text", "why")), INCIDENT};

const struct operation op_statements = {
    "listStatements", "What is published on our own site, or will be",
    FIELDS(LIMIT), "Statements", NULL};
const struct operation op_statement_new = {
    "newStatement", "The first version of a statement",
    FIELDS(NEED("title", "its heading"), NEED("text", "its words"),
           T("lang", "ru or en"),
           NUMBER("mention", "whose discussion it is about")),
    STATEMENT};
const struct operation op_statement = {"getStatement",
                                       "One, with all versions of its text",
                                       NULL, "Statement", NULL};
/* The state of a statement is its newest version. */
#define VERSION                                                                \
    {                                                                          \
        "seen", FIELD_NUMBER, true,                                            \
            "the version it is done on: `version` of the answer that was "     \
            "read"                                                             \
    }
const struct operation op_statement_edit = {
    "editStatement", "Its next version",
    FIELDS(NEED("title", "its heading"), NEED("text", "its words"),
           T("lang", "ru or en"), VERSION),
    STATEMENT};
const struct operation op_statement_approve = {
    "approveStatement", "Approve its newest version; not its author's",
    FIELDS(VERSION), STATEMENT};
const struct operation op_statement_publish = {
    "publishStatement", "The approved version stands on the site", NULL,
    STATEMENT};
const struct operation op_statement_withdraw = {
    "withdrawStatement", "It stands there no more",
    FIELDS(NEED("reason", "why")), STATEMENT};

/* ---- proposals ---- */

#define PROPOSAL "Proposal", api_proposal
const struct operation op_proposals = {"listProposals",
                                       "What is to be changed, newest first",
                                       FIELDS(LIMIT), "Proposals", NULL};
const struct operation op_proposal_new = {
    "newProposal", "Propose a change",
    FIELDS(NEED("text", "what is to be changed"),
           T("cause", "id of the catalogue that it removes"),
           T("lies_in", "id of the department, none: any"),
           NUMBER("case", "number of the case it comes from")),
    PROPOSAL};
const struct operation op_proposal = {
    "getProposal", "One, with the cases it rests on and what came of it", NULL,
    "Proposal", NULL};
const struct operation op_proposal_agree = {"agreeProposal",
                                            "It is to be introduced",
                                            FIELDS(T("text", "why")), PROPOSAL};
const struct operation op_proposal_introduce = {
    "introduceProposal", "It is, from now on", FIELDS(T("text", "how")),
    PROPOSAL};
const struct operation op_proposal_refuse = {
    "refuseProposal", "It is not", FIELDS(NEED("text", "why")), PROPOSAL};
const struct operation op_proposal_link = {
    "linkProposal", "It rests on that case too",
    FIELDS({"case", FIELD_NUMBER, true, "number of the case"}), PROPOSAL};

/* ---- sources, users, counts ---- */

const struct operation op_sources = {"listSources",
                                     "What is read, and how it "
                                     "is",
                                     NULL, "Sources", NULL};
#define ORDER(word, what)                                                      \
    {                                                                          \
        word, what, NULL, "Sources", api_sources                               \
    }
const struct operation op_source_hold =
    ORDER("holdSource", "Visit a source no more for now");
const struct operation op_source_resume =
    ORDER("resumeSource", "Visit it again");
const struct operation op_source_visit =
    ORDER("visitSource", "Have it visited now");
const struct operation op_source_remove =
    ORDER("removeSource", "Watch it no more; its mentions stay");
const struct operation op_users = {"listUsers", "Who may use the desk", NULL,
                                   "Users", NULL};
const struct operation op_leaves = {"listLeaves",
                                    "Who is away, and who stands in for whom",
                                    NULL, "Leaves", NULL};
const struct operation op_leave = {
    "setLeave", "Somebody is away, or is back; who stands in",
    FIELDS(T("login", "who; else oneself"), T("from", "the first day"),
           T("until", "the last; none: not away"),
           T("deputy", "login of who stands in; - nobody; none: as before")),
    "Leaves", api_leaves};
const struct operation op_selfcheck = {
    "getSelfcheck", "What a department asks itself, as it stands",
    FIELDS(T("of", "id of the department, none: the whole company")),
    "Selfcheck", NULL};
const struct operation op_selfcheck_answer = {
    "answerSelfcheck", "What people answer; the newest answer holds",
    FIELDS(T("of", "id of the department, none: the whole company"),
           NEED("question", "its id; none that is counted"),
           NEED("answer", "yes, partly or no"), T("text", "in words")),
    "Selfcheck", NULL};
const struct operation op_person_find = {
    "findPerson", "Every place where somebody stands who wrote or called",
    FIELDS(NEED("who", "a name, address, login or telephone number")), "Places",
    NULL};
const struct operation op_person_erase = {
    "erasePerson", "Erase him from all of them, for ever",
    FIELDS(NEED("who", "the whole name, address or number"),
           NEED("again", "the same, to be sure"),
           NEED("reason", "why, without the name: it stays")),
    "Erasures", api_erasures};
const struct operation op_erasures = {
    "listErasures", "What was erased, by whom and why", NULL, "Erasures", NULL};
const struct operation op_numbers = {
    "count", "How many mentions there are, by a key",
    FIELDS(T("by", "type, source, tone, solution, brand, list"),
           FLAG("daily", "per day"), T("from", "published on or after a day"),
           T("to", "published before a day")),
    "Counts", NULL};
const struct operation op_openapi = {"openapi", "This document", NULL, "Any",
                                     NULL};

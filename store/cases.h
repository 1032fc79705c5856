/* SPDX-License-Identifier: MIT
 *
 * cases: what people do about what was said (public through store.h).
 *
 * A case is opened by a mention that asks for a reply, put into the queue by a
 * person, or registered by hand: a call, a letter. Further mentions join it.
 * Two lines run beside each other: `status` is the reply's (waiting, approved,
 * dismissed; none where no reply is wanted), `state` the matter's (registered,
 * assigned, in-progress, done, verified, closed, dismissed). Drafts, tasks,
 * promises and notes hang on the case.
 *
 * Each function is one transaction with its event, which is chained by hash to
 * the one before. `who` is the user's login. Nothing here is ever deleted. */
#ifndef MOLVA_CASES_H
#define MOLVA_CASES_H

#include "base/buf.h"
#include "base/terms.h"

struct store;

/* ---- the reply's line ---- */

/* A case that does not wait any more, an empty reply or reason is refused. */
bool store_case_approve(struct store *s, int64_t case_id, struct str who,
                        struct str text, int64_t now, struct err *e) MUST_CHECK;
bool store_case_edit(struct store *s, int64_t case_id, struct str who,
                     struct str text, int64_t now, struct err *e) MUST_CHECK;
bool store_case_dismiss(struct store *s, int64_t case_id, struct str who,
                        struct str reason, int64_t now,
                        struct err *e) MUST_CHECK;
/* Puts a mention into the queue that does not wait: what was dismissed,
 * approved, unanswered, stale or "not about us"; one that has no case gets its
 * own. What the crawler finds later does not take it out again. */
bool store_case_return(struct store *s, int64_t mention, struct str who,
                       struct str reason, int64_t now,
                       struct err *e) MUST_CHECK;

struct draft_row {
    int64_t id;      /* of the draft */
    int64_t at;      /* when it was saved */
    int64_t mention; /* which it answers, 0 none */
    struct str who;  /* login, or matrix */
    struct str text; /* word for word */
};
/* Every reply ever proposed for a mention, newest first. */
bool store_drafts(struct store *s, struct arena *a, int64_t mention,
                  struct draft_row **rows, size_t *n, struct err *e) MUST_CHECK;

/* ---- a case by hand, joined, split ---- */

/* X(kind, name), in the order of the columns. What a person did not say of a
 * case that a mention leads is "", and as the mention, its verdict and its
 * decision have it. */
#define CASE_CARD(X)                                                           \
    X(INT, id)                                                                 \
    /* that leads it: stands for it in lists and is answered; 0 none */        \
    X(INT, mention)                                                            \
    X(TEXT, status)                                                            \
    X(TEXT, state)                                                             \
    X(INT, priority)                                                           \
    X(TIME, due) /* INT64_MAX: no deadline */                                  \
    X(TIME, opened)                                                            \
    X(TEXT, opened_by) /* login, or crawler */                                 \
    /* as of the reply: approved or dismissed, and why */                      \
    X(TIME, closed)                                                            \
    X(TEXT, closed_by)                                                         \
    X(TEXT, reason)                                                            \
    X(TIME, posted)                                                            \
    X(TEXT, posted_by)                                                         \
    X(TEXT, posted_url)                                                        \
    X(INT, posted_apart) /* 1: on another site than the mention */             \
    X(TEXT, posted_why)  /* and why there */                                   \
    X(TIME, seen)        /* by the crawler, where it was posted */             \
    X(TIME, asked)       /* the approved reply asks for details since */       \
    X(TIME, answered)    /* something came after it, not looked at yet */      \
    X(TEXT, assignee)    /* login of whose it is */                            \
    X(TEXT, stands_for)  /* whom the assignee stands in for, "" nobody */      \
    X(TEXT, department)                                                        \
    X(TEXT, channel) /* by hand: phone mail office staff ...; "" a mention */  \
    X(TEXT, brand)                                                             \
    X(TEXT, topic)                                                             \
    X(TEXT, author) /* who told it */                                          \
    X(TEXT, text)                                                              \
    X(TEXT, expected)   /* what the author wants */                            \
    X(TEXT, found)      /* what there was */                                   \
    X(TEXT, their_side) /* what the author tells, */                           \
    X(TEXT, our_side)   /* what our people do */                               \
    X(TEXT, cause)      /* id of the catalogue: where it comes from */         \
    X(TEXT, lies_in)    /* id of the department that lies in */                \
    X(TEXT, measures)   /* ids of the catalogue, blanks between */             \
    X(TEXT, risk)       /* at-risk retained lost; "" not said */               \
    X(TEXT, talk)       /* ids of the catalogue: steps that were taken */      \
    X(TEXT, escalation)                                                        \
    X(TEXT, profile)                                                           \
    X(INT, merged_into) /* the case its mention joined, 0 none */              \
    X(INT, continues)   /* the closed case it goes on from, 0 none */          \
    X(TIME, paused)     /* its deadline stands still since, 0 it runs */       \
    X(TIME, resumes)    /* and runs again then at the latest */                \
    X(TEXT, concerns) /* login of whose work it is about: he never answers */  \
    X(TEXT, result)   /* what was done */                                      \
    X(TEXT, checked)  /* what the author said of it */                         \
    X(TIME, ended)    /* closed or dismissed as a matter, 0 not */             \
    X(TEXT, ended_by)                                                          \
    X(TEXT, ended_why)                                                         \
    X(TEXT, imported) /* "table:id" of before Molva, "" none */

#define CARD_TYPE_INT       int64_t
#define CARD_TYPE_TIME      int64_t /* epoch seconds, 0 never */
#define CARD_TYPE_TEXT      struct str
#define AS_CARD(kind, name) CARD_TYPE_##kind name;
struct case_card {
    CASE_CARD(AS_CARD)
};

/* Registers what was not written in public. Of card: what a person knows, at
 * least channel, text and opened_by; id is set. It stands in no queue. */
bool store_case_new(struct store *s, struct case_card *card, int64_t now,
                    struct err *e) MUST_CHECK;
/* The mention belongs to the case from now on. A case of its own has to wait,
 * alone, and is merged into this one; that is undone by the split. The first
 * mention of a case by hand leads it, and takes its place in the queue along.
 * An author's label or edit of a mention that does not lead leaves the case as
 * it is. */
bool store_case_join(struct store *s, int64_t case_id, int64_t mention,
                     struct str who, int64_t now, struct err *e) MUST_CHECK;
/* Takes a joined mention out: into the queue again with the case it had, or to
 * no case. The mention that leads stays. */
bool store_case_split(struct store *s, int64_t mention, struct str who,
                      struct str reason, int64_t now, struct err *e) MUST_CHECK;

/* ---- its line of life ---- */

/* One move: register/register.h tells which can be made from where and what
 * each has to say. */
struct case_step {
    int64_t case_id;
    enum move move;
    struct str who;        /* login */
    struct str words;      /* what was done, what the author said, why */
    struct str assignee;   /* login; with a department or without */
    struct str department; /* id */
    int64_t now;
};
/* Refused where the register has a hitch (base/terms.h). Dismissing a case
 * dismisses the reply that waits with it, reopening brings that back. Both
 * databases refuse whom a case concerns (R41) as its assignee, author of a
 * draft, approver, as who posts or ends it; and moves that its line does not
 * know, whoever asks them. */
bool store_case_move(struct store *s, const struct case_step *step,
                     struct err *e) MUST_CHECK;

/* What people find out about a case, each a text. */
#define CASE_FIELDS(X)                                                         \
    X(author) X(brand) X(topic) X(concerns) X(escalation) CASE_FINDINGS(X)
/* Those of them that whoever works on it finds out. */
#define CASE_FINDINGS(X)                                                       \
    X(expected)                                                                \
    X(found)                                                                   \
    X(their_side) X(our_side) X(cause) X(lies_in) X(measures) X(risk) X(talk)
struct case_fact {
    int64_t case_id;
    struct str field; /* one of those */
    struct str value; /* it is, from now on; the event keeps what was said;
                         when it was so before, there is none */
    struct str who;
    int64_t now;
};
bool store_case_set(struct store *s, const struct case_fact *fact,
                    struct err *e) MUST_CHECK;
/* What the card says of a field; "" of one that is none of those. */
struct str store_case_field(const struct case_card *card, struct str field);

/* ---- lists ---- */

/* Instead of a login, which is never "-": what nobody was given yet. */
#define CASE_NOBODYS "-"
struct case_filter {
    struct str assignee, department; /* "" any; assignee: CASE_NOBODYS */
    enum stage stage;                /* STAGE_NONE: all that is worked on */
    size_t limit;                    /* 0: all */
    int64_t behind; /* goes on behind that case, 0: from the start */
};
/* A case as a line: of one that a mention leads, author and text are its. */
struct case_line {
    int64_t id, mention; /* mention: 0 none leads it */
    struct str state, status, assignee, department, author, text;
    struct str stands_for;   /* as of the card */
    int64_t due;             /* INT64_MAX none */
    int64_t opened, touched; /* last event */
    int64_t paused, resumes; /* as of the card */
    int64_t tasks, promises; /* open ones */
};
/* Two things: a case that waits for its author (`paused`) is at rest, nobody
 * has to do anything; one on which nobody did anything for so long is silent.
 * What waits, or has ended, is never silent. */
enum { CASE_SILENT_S = 2 * 86400 };
bool store_case_silent(const struct case_line *c, int64_t now);
/* What is due first comes first. What the crawler registered and nobody has
 * been given stands in the queue alone. */
bool store_cases(struct store *s, struct arena *a, const struct case_filter *f,
                 struct case_line **rows, size_t *n, struct err *e) MUST_CHECK;

/* ---- what hangs on it ---- */

/* A reply proposed by a person, to a mention of the case, or to 0: whom it
 * concerns otherwise. Unlike store_case_edit() it asks not whether the case
 * waits. */
bool store_case_draft(struct store *s, int64_t case_id,
                      const struct draft_row *draft, struct err *e) MUST_CHECK;

struct note_row {
    int64_t id, at;
    struct str who, text;
};
bool store_case_note(struct store *s, int64_t case_id,
                     const struct note_row *note, struct err *e) MUST_CHECK;

struct settled {
    struct str state;  /* open; see task_row and promise_row */
    int64_t at;        /* when it ended, 0 it is open */
    struct str by;     /* login of who said so */
    struct str result; /* what came of it */
};

/* Does it stand still while the author is waited for, and by which time. */
enum task_pauses { TASK_RUNS, TASK_PAUSES_WORK, TASK_PAUSES_CALENDAR };

struct task_row {
    int64_t id, at;                  /* at: set when */
    struct str who;                  /* by whom */
    int64_t follows;                 /* task that comes before, 0 none */
    struct str what;                 /* is to be done */
    struct str assignee, department; /* by whom; one may be "" */
    struct str stands_for;           /* the assignee does; read, not written */
    int64_t due;                     /* 0 none */
    struct str chain;                /* id of the catalogue, "" none */
    int64_t step;                    /* of it, from 1; 0 none */
    int pauses;     /* enum task_pauses: a deadline of a rule does, or not */
    int64_t paused; /* it stands still since then, 0 it does not */
    struct settled end; /* open done dropped */
    int64_t case_id;    /* of which; read, not written */
};
/* Of task: what and who is set; id comes back. */
bool store_task_add(struct store *s, int64_t case_id, struct task_row *task,
                    struct err *e) MUST_CHECK;
bool store_task_get(struct store *s, struct arena *a, int64_t id,
                    struct task_row *task, bool *found,
                    struct err *e) MUST_CHECK;
/* Once; an open one only. */
bool store_task_settle(struct store *s, int64_t task, const struct settled *end,
                       struct err *e) MUST_CHECK;

struct promise_row {
    int64_t id, at;              /* at: when it was given */
    struct str who;              /* login of who wrote it down */
    int64_t mention, draft;      /* said to and in, 0 none; of a reply: its
                                    newest draft */
    struct str said;             /* reply: in our text; typed: by hand */
    struct str kind;             /* look: at it there, on that day; "" other */
    struct str what;             /* was promised */
    struct str to_whom, by_whom; /* names */
    int64_t due;                 /* for when */
    struct settled end;          /* open kept broken withdrawn */
    int64_t case_id;             /* of which; read, not written */
};
bool store_promise_add(struct store *s, int64_t case_id, struct promise_row *p,
                       struct err *e) MUST_CHECK;
bool store_promise_settle(struct store *s, int64_t promise,
                          const struct settled *end, struct err *e) MUST_CHECK;

struct open_filter {
    struct str assignee;    /* whose a task is: login, "" any; a deadline of
                               nobody's is his whose the case is */
    struct str by, by_name; /* who keeps a promise: login, or name; "" any */
    int64_t until;          /* due by then; INT64_MAX: all */
    int64_t behind;         /* goes on behind that number, 0: from the start */
    size_t limit;           /* 0: all */
};
/* Of all cases, what is open, first what is due first. */
bool store_open_tasks(struct store *s, struct arena *a,
                      const struct open_filter *f, struct task_row **rows,
                      size_t *n, struct err *e) MUST_CHECK;
bool store_open_promises(struct store *s, struct arena *a,
                         const struct open_filter *f, struct promise_row **rows,
                         size_t *n, struct err *e) MUST_CHECK;

/* Of those cases, n of them: open ones first, of each the last given; at most
 * `limit`. Who may see the cases has to be asked before. */
struct promises_of {
    const int64_t *cases;
    size_t n, limit;
};
bool store_promises_of(struct store *s, struct arena *a,
                       const struct promises_of *of, struct promise_row **rows,
                       size_t *n, struct err *e) MUST_CHECK;

/* How much of it there is, without reading it. */
struct work_filter {
    struct str login; /* of whose */
    int64_t until;    /* tasks and promises due by then */
    int64_t quiet;    /* cases of which nothing was heard since then */
    int64_t most;     /* no more promises are counted; 0: all */
};
struct work_counts {
    int64_t cases, silent; /* his; paused ones are not silent */
    int64_t tasks;         /* his */
    int64_t promises;      /* of all cases that are seen */
    bool more;             /* there may be more promises */
};
bool store_work_counts(struct store *s, const struct work_filter *f,
                       struct work_counts *counts, struct err *e) MUST_CHECK;

/* Did he ever bring a case to where it is done (R15)? */
bool store_brought_one(struct store *s, struct str login, bool *yes,
                       struct err *e) MUST_CHECK;

struct joined_row {
    int64_t mention;
    int64_t at;     /* since when */
    struct str who; /* joined it */
};

struct event_row;
struct case_file {
    struct case_card card;
    struct joined_row *mentions; /* oldest first, like all but the drafts */
    struct draft_row *drafts;    /* newest first */
    struct task_row *tasks;
    struct promise_row *promises;
    struct note_row *notes;
    struct event_row *events;
    size_t n_mentions, n_drafts, n_tasks, n_promises, n_notes, n_events;
    int64_t continued; /* in which case it goes on, 0 none */
};
/* Only the card; card->id is 0 when there is none. */
bool store_case_card(struct store *s, struct arena *a, int64_t id,
                     struct case_card *card, struct err *e) MUST_CHECK;
bool store_case_get(struct store *s, struct arena *a, int64_t id,
                    struct case_file *f, bool *found, struct err *e) MUST_CHECK;

/* ---- for programs: each an object, a case the members of one that is open;
 * times in the zone (NULL is UTC) ---- */

struct json;
struct zone;
void store_case_line_json(struct json *j, const struct case_line *c,
                          const struct zone *z);
void store_case_file_json(struct json *j, const struct case_file *f,
                          const struct zone *z);
void store_draft_row_json(struct json *j, const struct draft_row *d,
                          const struct zone *z);
void store_task_row_json(struct json *j, const struct task_row *task,
                         const struct zone *z);
void store_promise_row_json(struct json *j, const struct promise_row *p,
                            const struct zone *z);
void store_event_row_json(struct json *j, const struct event_row *ev,
                          const struct zone *z);

#endif

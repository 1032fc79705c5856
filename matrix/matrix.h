/* SPDX-License-Identifier: MIT
 *
 * matrix: what to do about a mention, and why.
 *
 * The reaction matrix asks six questions (R80), how sure we are of them, and
 * whether there is a red flag, each with a small closed set of answers.
 * matrix_decide() computes the answers with their reasons, walks the rows of
 * rules/matrix/NAME.yaml in order, first match wins (DMN's hit policy FIRST),
 * and fills the reply template of that row. Solutions (R81):
 *
 *   A  join where it is said, officially
 *   B  as A, and publish on our own site with a link
 *   C  do not react
 *   D  publish on our own site only, with a link
 *   P  first a person: nobody can tell yet
 *
 * Pure: files are read by matrix_open(), the clock is an argument. What a
 * decision points to lives in the arena or as long as the matrix. */
#ifndef MOLVA_MATRIX_H
#define MOLVA_MATRIX_H

#include "base/buf.h"
#include "base/rote.h"
#include "base/yaml.h"
#include "classify/classify.h"

struct matrix;

enum { MATRIX_QUESTIONS = 8 };

struct department {
    struct str id;      /* as the matrix names it: service, billing ... */
    struct str name_ru; /* as replies call it */
    struct str name_en; /* the same in English */
    struct str contact; /* phone, mail or address given to authors */
    int64_t term;       /* standard term of an answer, seconds (R64) */
    struct str head;    /* login of who is told when a matter is escalated to
                           it; "" nobody's */
    int64_t silent;     /* who does nothing on a case so long, in working time,
                           is replaced; 0 nobody */
};

/* What matrix_open() reads, and what replies are filled with. */
struct matrix_setup {
    const char *matrix;                   /* rules/matrix/fas.yaml */
    const char *replies;                  /* folder of reply templates */
    const char *calendar;                 /* rules/calendar/ru.yaml */
    const struct department *departments; /* of molva.yaml */
    size_t n_departments;
    struct str company;    /* name used in replies */
    struct str company_en; /* the same for English replies; empty: company
                              when English readers can read it */
    const struct brand_setup *brands; /* n_brands of molva.yaml; with more than
                                         one, replies name the brand */
    size_t n_brands;
    struct str site;        /* our own official site, for B and D */
    struct yaml_strs audit; /* packs of lint.yaml that are on: cbr, fca ... */
    struct str lang;        /* "ru" or "en" for reasons and tables; empty: the
                               reply's language, tables in English */
};

struct matrix_input {
    struct verdict verdict; /* type, second, tone, facts, topic ... */
    struct str lang;        /* of the reply, "ru" or "en"; nothing is drafted
                               in any other */
    struct str author;      /* display name, may be empty */
    struct str brand;       /* which of our brands */
    struct str url;         /* permalink of the mention */
    struct str source;      /* name of the source */
    struct str title;       /* title of the mention or its thread */
    int64_t published;      /* epoch seconds, 0 unknown */
    int64_t now;            /* the clock */
    int64_t followers;      /* reach of the author, -1 unknown */
    int64_t author_posts;   /* posts of the author there, -1 unknown */
    int64_t likes, replies; /* -1 unknown */
    int64_t reach;          /* readers of the venue, -1 unknown */
    bool own_card;          /* the venue is our own card or page */
    bool few_stars;         /* the author gave two of five, or fewer */
    struct str text;        /* what was written: facts are taken from it */
    size_t text_length;     /* bytes */
    bool single;            /* decision.others is not wanted */
};

/* What an author may have told, so that a reply names it and does not ask. */
enum fact_kind {
    FACT_SUM,       /* 5 475 руб. */
    FACT_DAY,       /* 15 марта */
    FACT_WHEN,      /* yesterday: known, but not the same when it is read */
    FACT_PLACE,     /* an address, a branch, an airport */
    FACT_NUMBER,    /* of an order, a contract: known, never repeated */
    FACT_FLIGHT,    /* UA1234 */
    FACT_CALLED,    /* turned to us before */
    FACT_COLLEAGUE, /* the name of one of ours */
    FACT_MATTER,    /* what it is about */
    FACT_COUNT
};
struct fact {
    enum fact_kind kind;
    struct str words; /* of the text; of a colleague the name itself */
    struct str said; /* as a reply says it: "о возврате денег", "Антону" ... */
    struct str also;   /* ... or: "the app let you down"; both may be "" */
    size_t start, end; /* bytes of the text */
};

struct answer {
    struct str question;               /* about, character, who ... flag */
    struct str value;                  /* one of the closed set */
    struct str because;                /* a sentence */
    struct str because_ru, because_en; /* the same for either reader */
};

struct decision {
    struct str solution; /* "A" "B" "C" "D" "P", or one the file adds */
    struct str row;      /* id of the row that matched */
    struct str why;      /* the row's sentence */
    struct answer answers[MATRIX_QUESTIONS]; /* in the order of asking */
    struct str counterfactual; /* "B instead of A if who were influential" */
    struct str department;     /* id */
    struct str escalation;     /* id of the department told at once, or "" */
    struct str head;           /* login of whom it tells, "" not configured */
    struct str profile;        /* deadline profile, "" when nobody acts */
    int64_t due;               /* epoch seconds in working time, 0 for C */
    int priority;              /* 0..100, higher first in the queue */
    bool stale;                /* never enters the queue (R75) */
    struct str template;       /* id of the reply template, "" for C, P */
    struct str draft;          /* filled reply but for {due}, "" for C, P */
    struct str others; /* the draft in other words, each behind a byte 1E, so
                          that a thread reads none twice; of what befalls many
                          as its neighbours get it */
};

/* ---- the matrix itself, for pages and lists ---- */

struct bilingual {
    struct str ru, en; /* the same sentence twice */
};

struct matrix_question {
    const char *id;               /* about, character, who ... */
    struct bilingual ask;         /* the question as people ask it */
    const char *const *answers;   /* n ids, in their order */
    const struct bilingual *said; /* n: a sentence for each answer */
    int n;                        /* answers there are */
};

struct matrix_solution {
    struct str id;         /* A, B ... */
    struct bilingual text; /* what it means */
    bool join;             /* an answer is written where it is discussed */
    bool publish;          /* something is published on our own site */
    bool person;           /* it waits for a person, and nothing is drafted */
};

struct matrix_row {
    struct str id;                   /* unique */
    uint32_t when[MATRIX_QUESTIONS]; /* a bit for each answer that fits */
    struct str solution;             /* id */
    struct str department;           /* id, "" = of the topic */
    struct str profile;              /* deadline profile, "" for C */
    struct str reply;                /* template, "" for C and P */
    struct str reply_passed;         /* used when another must help */
    struct str escalate;             /* id of a department, or "" */
    bool top;                        /* it stands on top of the queue */
    struct bilingual why;            /* sentence */
    int line;                        /* where it stands in the file */
};

struct matrix *matrix_open(const struct matrix_setup *setup,
                           struct err *e) MUST_CHECK;
void matrix_close(struct matrix *m);
/* Rules of the linter, and their examples, all of which were tried. */
void matrix_count(const struct matrix *m, int *rules, int *examples);

/* Always finds a row, because matrix_check() proved that there is one. False
 * only when the reply cannot be filled: an unfilled field is an error, never
 * text that is sent; the decision itself is complete even then. */
bool matrix_decide(const struct matrix *m, struct arena *a,
                   const struct matrix_input *in, struct decision *d,
                   struct err *e) MUST_CHECK;

/* The row for given answers ("about=product", ...), for `decide K=V`; all but
 * `sure`, which is yes when it is not given. */
bool matrix_row(const struct matrix *m, struct arena *a,
                const struct str *pairs, size_t n, struct decision *d,
                struct err *e) MUST_CHECK;

/* Enumerates every cell. Writes gaps, rows never reached and contradictions,
 * each with a witness, and the number of cells. Returns the number of faults.
 */
int matrix_check(const struct matrix *m, bool json, struct buf *out);

/* What a new preset would decide otherwise than an old one, both of which it
 * borrows:
 *
 *   struct matrix_diff *d = matrix_diff_new(old, newer);
 *   matrix_diff_case(d, &stored);          for each stored decision, or none
 *   int cells = matrix_diff_write(d, json, &out);
 *   matrix_diff_free(d); */
struct matrix_diff;
struct matrix_diff *matrix_diff_new(const struct matrix *old,
                                    const struct matrix *newer);
void matrix_diff_free(struct matrix_diff *d);
/* A stored decision. Its answers are taken as given: thresholds are not
 * compared. Nothing of it is kept. */
struct matrix_case {
    int64_t mention;                         /* its id */
    struct answer answers[MATRIX_QUESTIONS]; /* as they were given; because is
                                                not looked at */
};
void matrix_diff_case(struct matrix_diff *d, const struct matrix_case *stored);
/* Cells, and the stored mentions among them, grouped by the two rows, each with
 * a witness. Returns the number of cells. */
int matrix_diff_write(struct matrix_diff *d, bool json, struct buf *out);

/* The table as a PR responder reads it: text, or JSON. */
void matrix_show(const struct matrix *m, bool json, struct buf *out);

/* The rows as a decision table of DMN 1.3, hit policy FIRST, whose inputs are
 * the questions. */
void matrix_dmn(const struct matrix *m, struct buf *out);
/* Takes the rows of such a table, hit policy FIRST or UNIQUE, in place of its
 * own; all else stays. What cannot be read, and names that it does not know,
 * are told as file:line:column. When it fails the matrix is only good for
 * being closed. `name` is what errors call the text. */
bool matrix_dmn_load(struct matrix *m, const char *path,
                     struct err *e) MUST_CHECK;
bool matrix_dmn_parse(struct matrix *m, const char *name, struct str text,
                      struct err *e) MUST_CHECK;
/* The file of a matrix, with the rows of `m` in place of those it has. */
bool matrix_yaml(const struct matrix *m, const char *path, struct buf *out,
                 struct err *e) MUST_CHECK;

/* The i-th of the matrix, in its order; NULL behind the last. */
const struct matrix_question *matrix_question(const struct matrix *m, size_t i);
const struct matrix_solution *matrix_solution_at(const struct matrix *m,
                                                 size_t i);
const struct matrix_row *matrix_row_at(const struct matrix *m, size_t i);
/* Does the row care how that question is answered? */
bool matrix_row_asks(const struct matrix *m, const struct matrix_row *row,
                     size_t question);
/* What the matrix is called. */
struct str matrix_title(const struct matrix *m, struct str lang);

/* The answers of a decision as the store keeps them, JSON; and back, without
 * what is not JSON or lacks its question. In the arena. */
struct str matrix_answers_json(struct arena *a, const struct decision *d);
size_t matrix_answers(struct arena *a, struct str json, struct answer **rows);

/* Letter -> sentence, for pages: "A" -> "join the discussion officially". */
struct str matrix_solution(const struct matrix *m, struct str letter,
                           struct str lang);

/* Id of a department -> its name as molva.yaml or the matrix gives it. */
struct str matrix_department(const struct matrix *m, struct str id,
                             struct str lang);

/* Id of a topic -> its name; the empty str when the matrix has none. */
struct str matrix_topic(const struct matrix *m, struct str id, struct str lang);

/* The sentence of a row for that reader; the stored one when the matrix has
 * no such row any more, or says it otherwise now. */
struct str matrix_why(const struct matrix *m, struct arena *a, struct str row,
                      struct str stored, struct str lang);
/* The counterfactual of stored answers; the empty str when the matrix does not
 * know them. */
struct str matrix_counterfactual(const struct matrix *m, struct arena *a,
                                 const struct answer *answers, size_t n,
                                 struct str lang);

/* A draft names the day that is promised as {due}: only at approval it is
 * known from when the time runs. */
struct matrix_promise {
    struct str row;        /* of the decision */
    struct str department; /* of the decision */
    struct str lang;       /* of the reply */
    int64_t now;           /* the clock */
};
/* The day that may be promised now: "2 декабря". Never before the row's
 * deadline nor before the department's standard term (R64). */
struct str matrix_day(const struct matrix *m, struct arena *a,
                      const struct matrix_promise *p);
/* When the standard term of a department that begins now is over; 0 when it
 * has none. */
int64_t matrix_term(const struct matrix *m, struct str department, int64_t now);
/* Its calendar; lives as long as m. */
const struct worktime *matrix_worktime(const struct matrix *m);
/* One working day after a moment, and the last moment that has one before. */
int64_t matrix_workday(const struct matrix *m, int64_t now);
int64_t matrix_workday_before(const struct matrix *m, int64_t now);
/* The text with that day in place of every {due}. */
struct str matrix_settle(const struct matrix *m, struct arena *a,
                         struct str text, const struct matrix_promise *p);

struct matrix_reply {
    struct str text;       /* as it would go out */
    struct str lang;       /* of the reply */
    struct str reader;     /* language of the findings; empty: the reply's */
    struct str department; /* that keeps what is promised; "": no term is
                              compared with (R64) */
    int64_t now;           /* the clock; 0: days are not looked at */
    int64_t written;       /* when it was: "by Friday" is counted from there; 0:
                              now */
    struct str mention;    /* what it answers; "": facts are not compared */
    struct str known;      /* what else is known: notes, results, its title */
    const struct str *before; /* n_before replies of that place, newest first */
    size_t n_before;          /* of them */
    struct rote *rote;        /* filled by matrix_lint: how like these it is;
                                 NULL: nobody asks */
};
/* Why a reply may not be approved as it is. */
enum forbids { FORBIDS_NOTHING, FORBIDS_UNFILLED, FORBIDS_PAST_DAY };
struct remark {
    struct str kind;      /* id of the rule: pathos, blame ...; "past-day" */
    struct str sentence;  /* what it says to the reader */
    enum forbids forbids; /* approval */
    size_t start, end;    /* bytes of the reply it is about; 0, 0: of none */
};
/* Checks a reply before it is approved: unfilled fields, days that have passed,
 * pathos, blame, personal data, no next step, facts that nobody told, words
 * that stood there already. Returns how many remarks there are; they lie in the
 * arena. */
size_t matrix_lint(const struct matrix *m, struct arena *a,
                   const struct matrix_reply *reply, struct remark **rows);

/* The facts of a text in that language; in the arena, returns how many. */
size_t matrix_facts(const struct matrix *m, struct arena *a, struct str text,
                    struct str lang, enum mention_type type,
                    struct fact **rows);
/* sum, day, place ... */
const char *matrix_fact_name(enum fact_kind kind);
/* Is it named in a reply? */
bool matrix_fact_used(const struct fact *f, struct str reply);

/* Does it ask its reader for details? */
bool matrix_asks(const struct matrix *m, struct str text);

struct matrix_due {
    struct str words; /* the part of a sentence that promises it */
    int64_t due;      /* end of that day's work */
};
/* The days that a reply promises, today and later, in the order of its text,
 * in the arena; returns how many. */
size_t matrix_dues(const struct matrix *m, struct arena *a,
                   const struct matrix_reply *reply, struct matrix_due **rows);

#endif

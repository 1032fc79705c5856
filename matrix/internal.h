/* SPDX-License-Identifier: MIT
 *
 * What the files of matrix/ share. Read in this order: values.c (the closed
 * sets), load.c (the file), names.c, answers.c, stored.c, matrix.c, check.c,
 * show.c, rows_yaml.c, dmn.h; template.c, replies.c, facts.c, told.c;
 * lint_fits.c, person.c, lint_load.c, grounds.c, lint.c, day.c. */
#ifndef MOLVA_MATRIX_INTERNAL_H
#define MOLVA_MATRIX_INTERNAL_H

#include "base/map.h"
#include "base/worktime.h"
#include "matrix/facts.h"
#include "matrix/matrix.h"
#include "matrix/replies.h"

/* ---- values.c: questions and the answers they may have (base/terms.h) ---- */

#define VALUES_QUESTION(name, id) name,
enum question { QUESTION_ALL(VALUES_QUESTION) QUESTION_COUNT };

/* As many answers as the question that has most of them. */
#define VALUES_ROOM(name, id) char of_##name[name##_COUNT];
enum { MOST_VALUES = sizeof(union {QUESTION_ALL(VALUES_ROOM)}) };

struct values {
    const char *question;     /* as files and users write it */
    const char *const *names; /* n of them, NULL behind */
    int n;                    /* answers */
};

/* ABOUT_IDS ... FLAG_IDS: the answers to each. */
#define VALUES_IDS(name, id) extern const char *const name##_IDS[];
QUESTION_ALL(VALUES_IDS)

const struct values *values_of(enum question q);
int values_count(enum question q);
/* Index of the question, or of the value of a question; -1 when unknown. */
int values_question(struct str name);
int values_find(enum question q, struct str name);
/* What molva.yaml says of a department, or NULL. */
const struct department *matrix_contact(const struct matrix *m, struct str id);
/* What a question is taken to be answered with where it was not asked: older
 * decisions were sure, and saw no red flag. Of the others -1. */
void values_given(int at[MATRIX_QUESTIONS]);
/* Cells of the whole product, and the values of cell number `cell`. */
int values_cells(void);
void values_cell(int cell, int at[MATRIX_QUESTIONS]);

/* ---- the loaded file ---- */

struct str in_lang(const struct bilingual *text, struct str lang);
extern const struct yaml_field BILINGUAL[];

struct own_department {
    struct str id;         /* as rows name it */
    struct bilingual name; /* when molva.yaml does not name it */
};

struct topic {
    struct str id;         /* as the classifier calls it */
    int about;             /* ABOUT_... */
    struct str department; /* who knows about it */
    bool alone;            /* answered without asking that department */
    struct bilingual name; /* for replies; of a type its word, for reasons */
};

struct thresholds {
    int64_t stale_after;           /* seconds; ordinary matters */
    int64_t stale_after_loud;      /* loud matters */
    int64_t stale_after_card;      /* on our own card */
    int64_t loud_noise;            /* likes + 2 x replies */
    int64_t influential_followers; /* of the author */
    int64_t influential_posts;     /* an old hand of the place */
    int64_t influential_reach;     /* readers of the venue */
    int64_t newcomer_posts;        /* so few posts there are no record */
    int64_t short_text;            /* bytes that hold no story */
    int64_t bait_signs;            /* of four, to be called bait */
    int64_t sure_percent;          /* confidence from which we are sure */
    int64_t thanks_percent;        /* of praise beside words of harm */
};

struct weights {
    int64_t base, negative, facts, own_card; /* points when it is so */
    int64_t noise, reach;                    /* points at most, log scale */
    int64_t age;                             /* points taken off at most */
};

struct matrix {
    struct arena arena;     /* all of it lives here */
    struct str name;        /* of the preset */
    struct bilingual title; /* for people */
    struct matrix_question questions[MATRIX_QUESTIONS];   /* as asked */
    struct bilingual said[MATRIX_QUESTIONS][MOST_VALUES]; /* their answers */
    struct matrix_solution *solutions;  /* n_solutions, in their order */
    struct own_department *departments; /* n_departments, of the file */
    struct topic *topics;               /* n_topics */
    struct matrix_row *rows;            /* n_rows, in order: first match wins */
    size_t n_solutions, n_departments, n_topics, n_rows; /* of the four */
    struct topic types[TYPE_COUNT]; /* of a type when the topic is unknown */
    struct thresholds limits;       /* of the answers */
    struct weights weights;         /* of the priority */
    struct worktime worktime;       /* the calendar */
    struct replies replies;         /* templates by id */
    struct facts_book facts[REPLY_LANGS]; /* of a text; ru, en */
    struct lint *lint;                    /* what replies are checked by */
    const struct department *contacts;    /* of molva.yaml; the caller's */
    size_t n_contacts;                    /* of them */
    const struct brand_setup *brands;     /* of molva.yaml; the caller's */
    size_t n_brands;                      /* of them */
    struct str company, company_en;       /* as in struct matrix_setup */
    struct str site, lang;                /* the same */
    struct yaml_strs audit;               /* packs of the linter that are on */
};

/* ---- load.c ---- */

bool load_matrix(struct matrix *m, const char *path, struct err *e) MUST_CHECK;

/* A list of rows that stand in another file, in the arena of the matrix, takes
 * the place of its own. When it is wrong the matrix is of no use any more. */
bool load_rows(struct matrix *m, const struct yaml_file *f,
               struct yaml_node *rows, struct err *e) MUST_CHECK;

/* ---- answers.c ---- */

struct answering {
    const struct matrix *m;               /* whose questions */
    const struct matrix_input *in;        /* the mention */
    struct arena *a;                      /* of the reasons */
    bool ru;                              /* language of the reasons */
    int at[MATRIX_QUESTIONS];             /* value of each answer */
    struct str because[MATRIX_QUESTIONS]; /* its reason, a sentence */
    const struct topic *topic;            /* who knows about it */
};

void answers_compute(struct answering *w);
/* Points for attention so far: likes + 2 x replies, unknown as none. */
int64_t answers_noise(const struct matrix_input *in);
/* Seconds since it was published, 0 when that is unknown. */
int64_t answers_age(const struct matrix_input *in);
int64_t answers_stale_after(const struct matrix *m,
                            const struct matrix_input *in);
/* Has the author a problem, or does he attack? */
bool answers_negative(enum character character);

/* ---- rows.c ---- */

/* The first row that matches, or NULL where there is a gap. */
const struct matrix_row *rows_find(const struct matrix *m,
                                   const int at[MATRIX_QUESTIONS]);
const struct matrix_solution *rows_solution(const struct matrix *m,
                                            struct str id);
/* "B instead of A if ...", or a sentence that no single answer changes it. */
struct str rows_counterfactual(const struct matrix *m, struct arena *a,
                               const int at[MATRIX_QUESTIONS], bool ru);
/* The answers of a cell in words: "about=product who=ordinary ...". */
struct str rows_witness(struct arena *a, const int at[MATRIX_QUESTIONS]);

/* ---- priority.c ---- */

/* On top of the queue is what its row puts there; the rest is below. */
enum { PRIORITY_TOP = 100, PRIORITY_TOP_LEAST = 90 };
/* Of such a row: what stands higher in the file comes first. */
int priority_of_top(const struct matrix *m, const struct matrix_row *row);
int priority_of(const struct answering *w);

/* ---- width.c ---- */

/* Writes s and blanks up to `width` columns. */
void width_pad(struct buf *out, struct str s, int width);
/* Takes the next line of at most `width` columns off *rest, at a blank where
 * there is one. False when *rest is used up. */
bool width_wrap(struct str *rest, int width, struct str *line);

/* ---- lint_load.c, lint_fits.c, person.c ---- */

struct lint *lint_load(struct arena *a, const char *path,
                       struct err *e) MUST_CHECK;
void lint_free(struct lint *l);
/* Is every pack one of the file's? */
bool lint_has_packs(const struct lint *l, const struct yaml_strs *packs,
                    struct err *e) MUST_CHECK;
/* Does the text ask its reader for details? */
bool lint_asks(const struct lint *l, struct str text);
/* Does it turn, as praise does before what one is not content with? */
bool lint_turns(const struct lint *l, struct str text);
/* In lower case, with е for ё. */
struct str person_folded(struct arena *a, struct str name);
/* A given name in the nominative: "Катерину" -> "Катерина"; "" when it is none
 * or may be two ("Александра"). */
struct str lint_given(const struct lint *l, struct arena *a, struct str name,
                      struct str lang);
/* What a person is greeted by: the given name, with the patronymic where there
 * is one. The empty str when the display name is no name of a person: a
 * column, a channel, a handle, "guest". */
struct str lint_person(const struct lint *l, struct arena *a, struct str name);

/* ---- told.c ---- */

/* What is looked for in texts of that language, or NULL. */
const struct facts_book *told_book(const struct matrix *m, struct str lang);
/* Says a colleague's name in `also`, to whom in `said`; false when the words
 * are no name. */
bool told_colleague(const struct matrix *m, struct arena *a, struct str lang,
                    struct fact *f);

/* ---- declension.c ---- */

/* The nominatives that a Russian given name may have, as it stands in a text:
 * "Екатерину" -> "Екатерина". At most NAMES_GUESSES; returns how many. */
enum { NAMES_GUESSES = 6 };
size_t names_nominatives(struct arena *a, struct str name,
                         struct str guesses[NAMES_GUESSES]);
/* To whom: "Екатерина" -> "Екатерине". */
struct str names_dative(struct arena *a, struct str name);
/* A father's name in any case, "Павловне", as "Павловна" or in the dative. */
struct str names_father(struct arena *a, struct str name, bool dative);

/* ---- day.c ---- */

/* What a promise may name: a PCRE2 pattern of days in both languages, in words
 * and figures. */
extern const char DAY_PATTERN[];
/* The same of what is longer than a day: a month, last week, and of a number
 * alone. */
extern const char SPAN_PATTERN[];
/* The day such words mean, of a longer time its last, in days since 1970, to
 * who reads them on `today`; `written` is the day they were written on. False
 * when it is no day. */
bool day_read(struct str words, int64_t today, int64_t written, int64_t *day);

#endif

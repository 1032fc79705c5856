/* SPDX-License-Identifier: MIT
 *
 * What the files of report/ share. Read in this order: gather.c (the walk
 * over the store), weeks.c (what chance is judged by), bins.c (columns of the
 * chart), figures.c (shares, weights, order), words.c (the texts), sums.c
 * (sentences), chart.c and marks.c, page.c and parts.c (HTML), markdown.c;
 * pen.c, fates.c, month.c (the sheet of a month). */
#ifndef MOLVA_REPORT_INTERNAL_H
#define MOLVA_REPORT_INTERNAL_H

#include "base/map.h"
#include "base/terms.h"
#include "report/report.h"

enum {
    PROBLEMS = 5,   /* shown */
    QUOTES = 3,     /* for each */
    SPREADS = 5,    /* texts said at most places */
    TO_READ = 5,    /* texts of a month's sheet */
    MOST_ROWS = 15, /* of a table of sources or topics */
    MOST_BINS = 62, /* columns of the chart of days */
};

enum state {
    STATE_NONE,
    STATE_WAITING,
    STATE_APPROVED, /* posted or to be posted */
    STATE_DISMISSED,
    STATES
};

/* ---- what was found ---- */

struct quote {
    struct str text;   /* cut, on one line */
    struct str url;    /* of the mention */
    struct str source; /* name */
    int64_t at;        /* published, or collected when unknown */
    int64_t id;        /* of the mention: ties are broken by it */
    int64_t hash;      /* of the text: no quote twice */
    double weight;     /* how much it says */
};

struct quotes {
    struct quote best[QUOTES]; /* heaviest first */
    int n;
};

/* Mentions that share a source, topic, row or problem. */
struct group {
    struct str key;    /* source, topic id, row ... */
    struct str detail; /* of a row: its sentence; of a problem: its topic */
    enum mention_type type; /* of a problem */
    struct str department;  /* of a problem: who sees to it */
    struct str solution;    /* of a row */
    int64_t n;              /* all */
    int64_t neg, pos;       /* by type */
    int32_t *weekly;        /* of a problem: mentions in each week */
    int64_t states[STATES]; /* by state of the case */
    int64_t solutions[26];  /* A ... Z */
    double weight;          /* sum of the weights of its mentions */
    struct quotes quotes;   /* the heaviest of it */
};

struct groups {
    struct map map;      /* key -> struct group */
    struct group **list; /* n of them, sorted by figures_sort() */
    size_t n, cap;       /* of the list */
};

/* A part of a whole, week by week. People write in bursts: an outage brings
 * forty voices that are hardly forty opinions. So weeks, not mentions, are
 * what chance draws. */
struct drawn {
    const int32_t *part, *whole; /* n weeks of each */
    int n;
};

struct share {
    int64_t part, whole;     /* counted */
    double value, low, high; /* 0..1, 95 % interval */
    bool known;              /* whole is not 0 */
};

/* Many voices in few weeks. */
struct burst {
    bool seen;         /* there is one */
    bool praise;       /* of praise, or of trouble */
    bool decides;      /* without it no difference would be proven */
    int64_t n, of;     /* voices in it, and on that side in all */
    int64_t from, to;  /* first day and the day after the last, in UTC */
    struct share rest; /* the index without it */
};

/* Weeks of the period (days, when it is shorter than four weeks), counted from
 * its start; the last may be incomplete. */
struct weeks {
    int days;                   /* of one: 7 or 1 */
    int n;                      /* of them */
    int32_t *all;               /* mentions */
    int32_t *types[TYPE_COUNT]; /* mentions of each type */
    int32_t *praise, *voices;   /* praise; praise and trouble */
    int32_t *praise_before;     /* the same in the period before */
    int32_t *voices_before;     /* of the same length */
};

/* What the sheet of a month has beside the figures of any report. */
struct month {
    int64_t was[TYPE_COUNT];      /* mentions of the period before */
    struct month_replies replies; /* in time or not */
    struct gap_row gaps[GAPS_MOST];
    size_t n_gaps;                        /* of them */
    int64_t all_gaps;                     /* there are */
    struct quote read[TO_READ];           /* worth reading */
    size_t n_read;                        /* of them */
    int64_t proposed, agreed, introduced; /* proposals: open; in the period */
};

enum bin_unit { BIN_DAY, BIN_WEEK, BIN_MONTH, BIN_QUARTER, BIN_YEAR };

struct gathered {
    struct arena arena;                           /* all of it lives here */
    const struct report_setup *setup;             /* of the caller */
    bool ru;                                      /* language of the page */
    int64_t n, neg, pos;                          /* mentions */
    int64_t types[TYPE_COUNT], tones[TONE_COUNT]; /* mentions of each */
    enum bin_unit bin_unit;                       /* what a column stands for */
    int64_t bins[MOST_BINS][TYPE_COUNT]; /* mentions by column and type */
    int64_t bin_start[MOST_BINS + 1];    /* when each begins, in UTC */
    int n_bins;                          /* columns in use */
    struct weeks weeks;                  /* what chance is judged by */
    struct groups sources, topics, rows, problems; /* mentions by them */
    struct quotes praise;                          /* the heaviest */
    struct map not_us;      /* ids of mentions that a person refused */
    int64_t states[STATES]; /* mentions by state of the case */
    int64_t stale, overdue, edited, gone; /* how many are */
    int64_t undated, doubtful_verdicts;   /* how many are */
    int64_t solutions[26][STATES];        /* letter by state */
    struct source_row *seen;              /* sources of the store */
    size_t n_seen;                        /* of them */
    struct watch_row *watches;            /* their spans, by source and time */
    size_t n_watches;                     /* of them */
    struct delay_row *late;               /* how late they were seen */
    size_t n_late;                        /* of them; the first is of all */
    struct cluster_row *spread;           /* texts said at most places */
    size_t n_spread;                      /* of them */
    struct groups causes, measures;       /* cases by them */
    int64_t risks[RISK_COUNT];            /* clients kept or not */
    struct fate_row *fates;               /* what came of each solution */
    size_t n_fates;                       /* of them */
    struct month month;                   /* of its sheet */
    struct share index, before;           /* of this and the period before */
    int changed;                          /* of the index: -1 fell, 1 rose */
    struct burst burst;                   /* that moves the index */
    int64_t beside; /* mentions whose posts count for another brand too */
};

/* ---- words.c: the texts ---- */

enum word {
    W_TITLE,
    W_SUBJECT,
    W_PERIOD,
    W_MADE,
    W_EMPTY,
    W_EMPTY_HINT,
    W_SUMMARY,
    W_MENTIONS,
    W_NEGATIVE,
    W_POSITIVE,
    W_OTHER,
    W_APPROVED,
    W_NO_CASE,
    W_OVERDUE,
    W_INDEX,
    W_INDEX_WHAT,
    W_INDEX_UNKNOWN,
    W_INTERVAL,
    W_BEFORE,
    W_BEFORE_NONE,
    W_CHANGED,
    W_NOT_CHANGED,
    W_BURST_ONLY,
    W_DAYS,
    W_OVER_TIME,
    W_WEEK_COLUMN,
    W_MONTH_COLUMN,
    W_QUARTER_COLUMN,
    W_YEAR_COLUMN,
    W_AS_TABLE,
    W_DAY,
    W_TOTAL,
    W_BALANCE,
    W_TYPE,
    W_COUNT,
    W_SHARE,
    W_SOURCES,
    W_SOURCE,
    W_TONE,
    W_TOPICS,
    W_TOPIC,
    W_NO_TOPIC,
    W_PROBLEMS,
    W_NO_PROBLEMS,
    W_PROBLEM_WEIGHT,
    W_GREW,
    W_FELL,
    W_EVEN,
    W_HALF_EMPTY,
    W_OF,
    W_DECIDED,
    W_DEPARTMENT,
    W_MAIN_PROBLEM,
    W_MORE,
    W_OPEN,
    W_SPREAD,
    W_SPREAD_WHAT,
    W_SPREAD_OF,
    W_SPREAD_FIRST,
    W_PRAISE,
    W_DECISIONS,
    W_SOLUTION,
    W_ROW,
    W_WHY,
    W_OUTCOME,
    W_OUTCOME_TEXT,
    W_STALE,
    W_EDITED,
    W_GONE,
    W_CASES,
    W_CASES_WHAT,
    W_CASES_COUNT,
    W_CAUSE,
    W_MEASURE,
    W_CLIENTS,
    W_SHEET,
    W_CAME,
    W_WAS,
    W_CAME_BRANDS,
    W_IN_TIME,
    W_WANTED,
    W_ANSWERED_IN_TIME,
    W_ANSWERED_LATE,
    W_WAITS,
    W_DONE,
    W_CLOSED_MATTERS,
    W_GAPS,
    W_GAPS_ALL,
    W_FATES,
    W_FATES_WHAT,
    W_POSTED,
    W_AUTHOR_ANSWERED,
    W_AUTHOR_SILENT,
    W_STARS,
    W_REWROTE,
    W_GONE_SHORT,
    W_TO_READ,
    W_PROPOSALS,
    W_PROPOSED,
    W_AGREED,
    W_INTRODUCED,
    W_COVERAGE,
    W_COVERAGE_GOOD,
    W_COVERAGE_BLIND,
    W_SEEN_AFTER,
    W_SEEN_SHORT,
    W_BLIND_HOURS,
    W_HELD,
    W_NO_SOURCES,
    W_VISITED,
    W_NEVER,
    W_STATE,
    W_HOW,
    W_HOW_TYPES,
    W_HOW_CHANCE,
    W_HOW_WEIGHT,
    W_HOW_UNDATED,
    W_HOW_BRANDS,
    W_HOW_NAMES,
    W_COUNT_WORDS
};

/* ---- gather.c ---- */

bool gather(struct gathered *g, struct store *s,
            const struct report_setup *setup, struct err *e) MUST_CHECK;
void gather_clear(struct gathered *g);
/* A text on one line, cut at a word when it is long. */
struct str gather_cut(struct arena *a, struct str text);

/* ---- weeks.c ---- */

void weeks_make(struct gathered *g);
void weeks_count(struct gathered *g, const struct mention *m,
                 enum mention_type type);
/* So many of a type at that time. */
void weeks_count_many(struct gathered *g, int64_t at, enum mention_type type,
                      int64_t n);
/* Counts a mention of a problem. */
void weeks_count_group(struct gathered *g, struct group *p,
                       const struct mention *m);
/* `n` mentions of a type on a day of the period before. */
void weeks_count_before(struct gathered *g, int64_t day, enum mention_type type,
                        int64_t n);
/* Index, the one before, whether they differ, and the burst in it. */
void weeks_index(struct gathered *g);
/* Shares of a problem in the two halves of the period; -1 fell, 1 grew, 0
 * cannot be told from chance. */
int weeks_trend(const struct gathered *g, const struct group *p,
                struct share *early, struct share *late);
struct share weeks_share(const struct gathered *g, const int32_t *part);

/* ---- bins.c ---- */

/* Days, weeks, months, quarters or years, whichever fits into MOST_BINS. */
void bins_make(struct gathered *g);
void bins_count(struct gathered *g, const struct mention *m,
                enum mention_type type);
/* Days that the column holds within the period. */
void bins_name(const struct gathered *g, int bin, struct buf *out);
/* What stands below it: never without the year when there are several. */
void bins_tick(const struct gathered *g, int bin, struct buf *out);
/* True when it is named below, so that at most `labels` are. */
bool bins_ticked(const struct gathered *g, int bin, int labels);

/* ---- outcome.c: what was found out and done about cases ---- */

bool outcome_gather(struct gathered *g, struct store *s,
                    struct err *e) MUST_CHECK;
void outcome_html(const struct gathered *g, struct buf *out);
void outcome_markdown(const struct gathered *g, struct buf *out,
                      void text(struct buf *out, struct str s));

bool outcome_has_clients(const struct gathered *g);
/* ": at risk 2, retained 1" */
void outcome_clients(const struct gathered *g, struct buf *out);
struct str outcome_measure(const struct gathered *g, const struct group *m);

/* ---- month.c: what the sheet of a month is made of ---- */

bool month_gather(struct gathered *g, struct store *s,
                  const struct report_setup *setup, struct err *e) MUST_CHECK;

/* ---- pen.c: a table or a heading in either form ---- */

struct pen {
    const struct gathered *g; /* whose language it is in */
    struct buf *out;
    bool md; /* Markdown, else HTML */
};
/* Foreign text for Markdown, on one line. */
void markdown_text(struct buf *out, struct str s);
void pen_section(const struct pen *p, enum word title);
void pen_section_end(const struct pen *p);
/* Text that is ours; foreign text, escaped. */
void pen_put(const struct pen *p, const char *text);
void pen_text(const struct pen *p, struct str text);
void pen_para(const struct pen *p);
void pen_para_end(const struct pen *p);
/* n heads; the first names the row. */
void pen_table(const struct pen *p, const enum word *heads, size_t n);
void pen_row(const struct pen *p, struct str name);
void pen_number(const struct pen *p, int64_t n);
/* "3 (1.2–8.0 %)", or a dash of nothing. */
void pen_share(const struct pen *p, int64_t part, int64_t whole);
void pen_row_end(const struct pen *p);
void pen_table_end(const struct pen *p);

/* ---- fates.c: what came of each solution ---- */

bool fates_gather(struct gathered *g, struct store *s,
                  struct err *e) MUST_CHECK;
/* Nothing where nothing was decided. */
void fates_write(const struct pen *p);

/* ---- figures.c ---- */

/* Wilson's score interval (E. B. Wilson, JASA 1927), honest for few voices and
 * near 0 and 1, with the number of voices divided by how much more the weeks
 * spread than single voices would (the design effect of L. Kish, Survey
 * Sampling 1965, never below 1) and Student's t for few weeks. */
struct share figures_share(struct drawn d);
/* Wilson's interval of single voices. */
struct share figures_plain(int64_t part, int64_t whole);
/* -1 fell, 1 rose, 0 cannot be told from chance: Newcombe's interval of a
 * difference (R. G. Newcombe, Statistics in Medicine 1998, method 10) from the
 * two intervals above. */
int figures_compare(struct drawn was, struct drawn is);
/* Published, or collected when that is unknown. */
int64_t figures_when(const struct mention *m);
/* How much a mention says of a problem: 1, and half for facts, and lg of the
 * noise (likes + 2 x replies). */
double figures_weight(const struct mention *m);
/* Puts a quote among the best, unless its text is there already. */
void figures_quote(struct quotes *q, const struct quote *quote);
/* Heaviest, then most, then by name: the same order every time. */
void figures_sort(struct groups *groups, bool by_weight);
/* A copy that is UTF-8 whatever came in. */
struct str figures_keep(struct arena *a, struct str s);
/* Of that key; made, with nothing counted, when it is the first. */
struct group *figures_group(struct gathered *g, struct groups *groups,
                            struct str key);
int figures_percent(int64_t part, int64_t whole);

/* ---- words.c, what it says ---- */

/* The text in the language of the page. */
const char *words(const struct gathered *g, enum word word);
const char *words_type(const struct gathered *g, enum mention_type type);
const char *words_tone(const struct gathered *g, enum tone tone);
const char *words_list(const struct gathered *g, enum list list);
/* What stands at a place of the stack of types, and of tones: from the bottom,
 * where trouble is. */
enum mention_type words_stacked(int place);
enum tone words_stacked_tone(int place);
/* What a column of the chart stands for, when it is more than a day. */
const char *words_column(const struct gathered *g);
const char *words_health(const struct gathered *g, const struct source_row *s);
/* A type or tone by its id; what is unknown is neutral. */
enum mention_type words_type_of(struct str id);
enum tone words_tone_of(struct str id);
/* -1 negative, 1 positive, 0 neither. */
int words_side(enum mention_type type);
struct str words_topic(const struct gathered *g, struct str id);
struct str words_department(const struct gathered *g, struct str id);
struct str words_solution(const struct gathered *g, struct str id);
/* A moment, to the day: "22.11.2026" or "22 Nov 2026", "22.11" or "22 Nov",
 * "11.2026" or "Nov 2026", "IV кв. 2026" or "Q4 2026", "2026". */
void words_date(const struct gathered *g, struct buf *out, int64_t at);
void words_day(const struct gathered *g, struct buf *out, int64_t at);
void words_month(const struct gathered *g, struct buf *out, int64_t at);
void words_quarter(const struct gathered *g, struct buf *out, int64_t at);
void words_year(const struct gathered *g, struct buf *out, int64_t at);

/* ---- svg.c ---- */

/* A number with one decimal, whatever the locale. */
void svg_number(struct buf *out, double v);

/* ---- marks.c: what tells types apart without colour ---- */

struct box {
    double x, y, width, height;
};
/* Lines or dots of a type on a box, as a path. Drawn one by one: a pattern
 * fill becomes megabytes when a browser prints it. */
void marks_draw(struct buf *out, enum mention_type type, const struct box *box);

/* ---- chart.c: SVG ---- */

/* Columns of days, twice: for a wide and for a narrow page. */
void chart_days(const struct gathered *g, struct buf *out);
/* The swatch of a type, as in the columns. */
void chart_swatch(struct buf *out, enum mention_type type);
/* The index on a line from 0 to 100 with its interval. */
void chart_index(const struct gathered *g, struct buf *out);
/* A bar of three parts (negative, other, positive), `most` = full width. */
void chart_bar(struct buf *out, const struct group *group, int64_t most);
/* A bar of one part in the colour of a type or tone. */
void chart_share(struct buf *out, const struct look *look, int64_t n,
                 int64_t most);

/* ---- parts.c: sections of the page below the charts ---- */

void parts_problems(const struct gathered *g, struct buf *out);
void parts_spread(const struct gathered *g, struct buf *out);
void parts_praise(const struct gathered *g, struct buf *out);
void parts_decisions(const struct gathered *g, struct buf *out);
void parts_outcome(const struct gathered *g, struct buf *out);
void parts_coverage(const struct gathered *g, struct buf *out);
void parts_how(const struct gathered *g, struct buf *out);

/* ---- sums.c: sentences that both forms of the report say ---- */

void sums_summary(const struct gathered *g, struct buf *out);
void sums_formula(const struct gathered *g, struct buf *out);
void sums_before(const struct gathered *g, struct buf *out);
/* "24–32 %", the interval of a share. */
void sums_interval(const struct gathered *g, const struct share *s,
                   struct buf *out);
void sums_trend(const struct gathered *g, const struct group *p,
                struct buf *out);
void sums_solutions(const struct gathered *g, const struct group *p,
                    struct buf *out);
void sums_outcome(const struct gathered *g, struct buf *out);
/* Which types are negative and positive, and how sure the rules were. */
void sums_types(const struct gathered *g, struct buf *out);
/* Returns how many sources are blind; their names follow by the caller, who
 * escapes them. */
int sums_coverage(const struct gathered *g, struct buf *out);
/* "connection: not working", the name of a problem. */
void sums_problem(const struct gathered *g, const struct group *p,
                  struct buf *out);
/* "A: join the discussion; C: do not react", of the letters in use. */
void sums_letters(const struct gathered *g, struct buf *out);
/* True when a source was not looked at as it should have been. */
bool sums_blind(const struct gathered *g, const struct source_row *s);
/* How long it took until mentions of the period were seen; nothing when that
 * is not known. */
void sums_late(const struct gathered *g, struct buf *out);
/* " Blind hours in this period: 14: forum 9, feed 5." or nothing. */
void sums_blind_time(const struct gathered *g, struct buf *out,
                     void (*name)(struct buf *out, struct str name));

#endif

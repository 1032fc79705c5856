/* SPDX-License-Identifier: MIT
 *
 * members: what is known of a mention, told once (public through store.h).
 *
 * The parts of a mention are made of these lists, and so is all that has to do
 * something with every member: what readers send, the SELECT, the INSERTs, the
 * JSON. A member added here cannot be forgotten anywhere.
 *
 *   X(kind, name, way, place, key)
 *
 *   kind   TEXT; JSON, a text that is some; INT; NUM; SHARE, 0..1, -1 unknown;
 *          COUNT, -1 unknown; TIME, epoch seconds, 0 unknown or never; SPAN,
 *          seconds, 0 unknown
 *   way    from the reader: ALWAYS; SENT, of posts that concern a brand; HOME,
 *          not at all
 *   place  COLUMN(table, name), the tables being m, v and d as in read.c;
 *          VIEW(sql), filled on reading; NOWHERE(), not stored
 *   key    in JSON; NULL: not shown */
#ifndef MOLVA_MEMBERS_H
#define MOLVA_MEMBERS_H

#include "base/buf.h"

/* What was said, where, by whom. */
#define POST_MEMBERS(X)                                                        \
    X(INT, source, HOME, COLUMN(m, source), NULL)                              \
    X(TEXT, source_name, SENT, VIEW("src.name"), "source")                     \
    /* post id or permalink, unique per source */                              \
    X(TEXT, key1, ALWAYS, COLUMN(m, key1), "key1")                             \
    /* the same without scheme, host, tracking */                              \
    X(TEXT, key2, ALWAYS, COLUMN(m, key2), "key2")                             \
    /* the id, when other posts of its page have it too: key1 was made of it   \
     * and of the text */                                                      \
    X(TEXT, key_shared, SENT, NOWHERE(), NULL)                                 \
    /* the permalink as a key, where key2 is not made of it and no other post  \
     * of the page has it */                                                   \
    X(TEXT, key_link, SENT, NOWHERE(), NULL)                                   \
    /* "host/path?query#fragment" of the link that is this post's own, or ""   \
     */                                                                        \
    X(TEXT, permalink, SENT, NOWHERE(), NULL)                                  \
    /* seconds from published to collected, of posts that came while we        \
     * watched; -1 unknown */                                                  \
    X(COUNT, delay, HOME, COLUMN(m, delay), "delay")                           \
    /* of the normalised text */                                               \
    X(INT, text_hash, ALWAYS, COLUMN(m, text_hash), NULL)                      \
    /* permalink; URL and title of the thread it stands in */                  \
    X(TEXT, url, SENT, COLUMN(m, url), "url")                                  \
    X(TEXT, thread, SENT, COLUMN(m, thread), "thread")                         \
    X(TEXT, thread_title, SENT, COLUMN(m, thread_title), "thread_title")       \
    X(TEXT, title, SENT, COLUMN(m, title), "title")                            \
    X(TEXT, text, SENT, COLUMN(m, text), "text")                               \
    X(TEXT, author, SENT, COLUMN(m, author), "author")                         \
    X(TEXT, author_url, SENT, COLUMN(m, author_url), "author_url")             \
    /* key of the post answered */                                             \
    X(TEXT, reply_to, SENT, COLUMN(m, reply_to), "reply_to")                   \
    X(TEXT, lang, SENT, COLUMN(m, lang), "lang")                               \
    X(TIME, published, ALWAYS, COLUMN(m, published), "published")              \
    /* the date is good to: 1 60 86400; as the page said it */                 \
    X(SPAN, precision, ALWAYS, COLUMN(m, precision), "precision")              \
    X(TEXT, date_text, SENT, COLUMN(m, date_text), "date_text")                \
    /* first seen; text changed, seen at; no longer there, seen at */          \
    X(TIME, collected, SENT, COLUMN(m, collected), "collected")                \
    X(TIME, edited, HOME, COLUMN(m, edited), "edited")                         \
    X(TIME, gone, HOME, COLUMN(m, gone), "gone")                               \
    X(SHARE, rating, SENT, COLUMN(m, rating), "rating")                        \
    X(COUNT, likes, SENT, COLUMN(m, likes), "likes")                           \
    X(COUNT, replies, SENT, COLUMN(m, replies), "replies")                     \
    /* both of the author; readers of the venue */                             \
    X(COUNT, followers, SENT, COLUMN(m, followers), "followers")               \
    X(COUNT, author_posts, SENT, COLUMN(m, author_posts), "author_posts")      \
    X(COUNT, reach, SENT, COLUMN(m, reach), "reach")                           \
    /* "" = concerns no brand: only keys are kept */                           \
    X(TEXT, brand, SENT, COLUMN(m, brand), "brand")                            \
    /* the brand that the rules found, where a person says another; "" the     \
     * same */                                                                 \
    X(TEXT, found, HOME, COLUMN(m, found), "brand_found")                      \
    /* the mention of the same post that is found by its keys; 0: this one */  \
    X(INT, beside, HOME, COLUMN(m, beside), NULL)                              \
    /* for the search index */                                                 \
    X(TEXT, lemmas, SENT, COLUMN(m, lemmas), NULL)                             \
    /* ERASE_AUTHOR, ERASE_TEXT: it has none any more */                       \
    X(INT, erased, HOME, VIEW("m.erased"), NULL)

/* What it is. */
#define VERDICT_MEMBERS(X)                                                     \
    /* version of the rule set */                                              \
    X(TEXT, rules, SENT, COLUMN(v, rules), "rules")                            \
    /* broken ... neutral; the second also clearly there, or - */              \
    X(TEXT, type, SENT, COLUMN(v, type), "type")                               \
    X(TEXT, second, SENT, COLUMN(v, second), "second")                         \
    /* neg pos neu mix */                                                      \
    X(TEXT, tone, SENT, COLUMN(v, tone), "tone")                               \
    /* 1: a fact that could be checked is told */                              \
    X(INT, facts, SENT, COLUMN(v, facts), "facts")                             \
    X(SHARE, confidence, SENT, COLUMN(v, confidence), "confidence")            \
    /* points between the type and the next best; "" of before it was kept */  \
    X(NUM, margin, SENT, COLUMN(v, margin), "margin")                          \
    X(TEXT, runner_up, SENT, COLUMN(v, runner_up), "runner_up")                \
    X(TEXT, topic, SENT, COLUMN(v, topic), "topic")                            \
    /* ["death"]: red flags, of RED_ALL in base/terms.h */                     \
    X(JSON, flags, SENT, COLUMN(v, flags), "flags")                            \
    /* what happens to many, of HAPPENED_ALL, and where; "" nothing */         \
    X(TEXT, event, SENT, NOWHERE(), NULL)                                      \
    X(TEXT, place, SENT, NOWHERE(), NULL)                                      \
    /* [{rule,signal,start,end,points}] */                                     \
    X(JSON, evidence, SENT, COLUMN(v, evidence), "evidence")                   \
    /* login of who said the type is another; "": the rules said this one */   \
    X(TEXT, corrected_by, HOME, COLUMN(v, corrected_by), "corrected_by")       \
    /* 1: a person said so */                                                  \
    X(INT, not_us, HOME, VIEW("m.not_us"), "not_us")

/* What to do about it. */
#define DECISION_MEMBERS(X)                                                    \
    /* A B C D, or what the matrix's file calls it */                          \
    X(TEXT, solution, SENT, COLUMN(d, solution), "solution")                   \
    /* of the matrix, and its sentence */                                      \
    X(TEXT, row, SENT, COLUMN(d, matrix_row), "row")                           \
    X(TEXT, why, SENT, COLUMN(d, why), "why")                                  \
    /* [{question,value,because}] */                                           \
    X(JSON, answers, SENT, COLUMN(d, answers), "answers")                      \
    X(TEXT, counterfactual, SENT, COLUMN(d, counterfactual), "counterfactual") \
    X(TEXT, department, SENT, COLUMN(d, department), "department")             \
    /* of the department that is told at once, or "" */                        \
    X(TEXT, escalation, SENT, COLUMN(d, escalation), "escalation")             \
    /* login of whom that tells, "" not configured */                          \
    X(TEXT, head, SENT, NOWHERE(), NULL)                                       \
    /* of deadlines; "" when nobody has to act: then no case is opened */      \
    X(TEXT, profile, SENT, COLUMN(d, profile), "profile")                      \
    /* of the reply; "" when the solution wants none */                        \
    X(TEXT, template, SENT, COLUMN(d, template), "template")                   \
    /* the machine's reply; on reading the newest draft of a person, else the  \
     * machine's newest */                                                     \
    X(TEXT, draft, SENT, VIEW(NEWEST_DRAFT), "draft")                          \
    /* the reply in other words, each behind a byte 1E; "" none */             \
    X(TEXT, others, SENT, NOWHERE(), NULL)                                     \
    X(TIME, due, SENT, COLUMN(d, due), "due")                                  \
    /* 0..100 */                                                               \
    X(INT, priority, SENT, COLUMN(d, priority), "priority")                    \
    /* 1: never enters the queue */                                            \
    X(INT, stale, SENT, COLUMN(d, stale), "stale")

/* What people did, and who else says it. */
#define CASE_MEMBERS(X)                                                        \
    /* 0 when there is none */                                                 \
    X(INT, id, HOME, VIEW("coalesce(c.id, 0)"), "case")                        \
    /* waiting approved dismissed */                                           \
    X(TEXT, status, HOME, VIEW("coalesce(c.status, '')"), "status")            \
    /* the one list it stands in, as a filter's status */                      \
    X(TEXT, list, HOME, VIEW(READ_LIST), "list")                               \
    /* as it is now, 0 none; it stands still since then, 0 it runs */          \
    X(TIME, due, HOME,                                                         \
      VIEW("CASE WHEN c.due < 9223372036854775807 THEN c.due ELSE 0 END"),     \
      "case_due")                                                              \
    X(TIME, paused, HOME, VIEW("coalesce(c.paused, 0)"), "paused")             \
    /* put off until then, 0 it is not; name of who did that, and why */       \
    X(TIME, asleep, HOME, VIEW(ASLEEP_OR("c.asleep", "0")), "asleep")          \
    X(TEXT, asleep_by, HOME, VIEW(ASLEEP_OR(NAME_OF("c.asleep_by"), "''")),    \
      "asleep_by")                                                             \
    X(TEXT, asleep_why, HOME, VIEW(ASLEEP_OR("c.asleep_why", "''")),           \
      "asleep_why")                                                            \
    /* approved or dismissed at, 0 while it waits; name of who did that;       \
     * reason of a dismissal */                                                \
    X(TIME, closed, HOME, VIEW("coalesce(c.closed, 0)"), "closed")             \
    X(TEXT, closed_by, HOME, VIEW(NAME_OF("c.closed_by")), "closed_by")        \
    X(TEXT, reason, HOME, VIEW("coalesce(c.reason, '')"), "reason")            \
    /* login of whose it is */                                                 \
    X(TEXT, assignee, HOME, VIEW("coalesce(c.assignee, '')"), NULL)            \
    /* the approved reply was posted; name of who did that; where it stands */ \
    X(TIME, posted, HOME, VIEW("coalesce(c.posted, 0)"), "posted")             \
    X(TEXT, posted_by, HOME, VIEW(NAME_OF("c.posted_by")), "posted_by")        \
    X(TEXT, posted_url, HOME, VIEW("coalesce(c.posted_url, '')"),              \
      "posted_url")                                                            \
    /* seen there by the crawler; something came after it, not looked at yet   \
     */                                                                        \
    X(TIME, seen, HOME, VIEW("coalesce(c.seen, 0)"), "seen")                   \
    X(TIME, answered, HOME, VIEW("coalesce(c.answered, 0)"), "answered")       \
    /* posts in the same words (twins.h): their number, 0 when it is alone;    \
     * how many they are, and on how many sites */                             \
    X(INT, cluster, HOME, VIEW("coalesce(k.id, 0)"), "cluster")                \
    X(INT, cluster_size, HOME, VIEW("coalesce(k.n, 0)"), "cluster_size")       \
    X(INT, cluster_sites, HOME, VIEW("coalesce(k.sites, 0)"), "cluster_sites") \
    /* one post is a mention of each of its brands: the first of them; how     \
     * many they are */                                                        \
    X(INT, post, HOME, VIEW(FIRST_TOLD), "post")                               \
    X(INT, brands, HOME,                                                       \
      VIEW("(SELECT 1 + count(*) FROM mention x WHERE x.beside <> 0"           \
           " AND x.beside = " FIRST_TOLD ")"),                                 \
      "brands")

#define MEMBER_TYPE_TEXT                       struct str
#define MEMBER_TYPE_JSON                       struct str
#define MEMBER_TYPE_INT                        int64_t
#define MEMBER_TYPE_COUNT                      int64_t
#define MEMBER_TYPE_TIME                       int64_t
#define MEMBER_TYPE_SPAN                       int64_t
#define MEMBER_TYPE_NUM                        double
#define MEMBER_TYPE_SHARE                      double
#define AS_MEMBER(kind, name, way, place, key) MEMBER_TYPE_##kind name;

struct post_row {
    POST_MEMBERS(AS_MEMBER)
};
struct verdict_row {
    VERDICT_MEMBERS(AS_MEMBER)
};
struct decision_row {
    DECISION_MEMBERS(AS_MEMBER)
};
struct case_row {
    CASE_MEMBERS(AS_MEMBER)
};

struct mention {
    int64_t id;                   /* of the store */
    struct post_row post;         /* what was said */
    struct verdict_row verdict;   /* what it is */
    struct decision_row decision; /* what to do about it */
    struct case_row case_;        /* what people did; filled on reading */
    bool bare;                    /* all but what goes on of a post that
                                     concerns nobody was left out */
    const int64_t *others;        /* n_others mentions that other posts of the
                                     page are: this one is none of them */
    size_t n_others;
    struct mention *also; /* n_also: the same post about other brands */
    size_t n_also;
};

enum member_kind {
    MEMBER_TEXT,
    MEMBER_JSON,
    MEMBER_INT,
    MEMBER_COUNT,
    MEMBER_TIME,
    MEMBER_SPAN,
    MEMBER_NUM,
    MEMBER_SHARE
};
enum member_way { MEMBER_HOME, MEMBER_SENT, MEMBER_ALWAYS };
enum member_place { MEMBER_NOWHERE, MEMBER_VIEW, MEMBER_COLUMN };

/* The lists at run time, in their order. */
struct member {
    size_t at;               /* in struct mention */
    enum member_kind kind;   /* what is there */
    enum member_way way;     /* from the reader */
    enum member_place place; /* in the store */
    const char *key;         /* in JSON, or NULL */
};

#define AS_ONE(kind, name, way, place, key) +1
enum {
    MEMBERS_POST = 0 POST_MEMBERS(AS_ONE), /* the first so many are a post's */
    MEMBERS = MEMBERS_POST VERDICT_MEMBERS(AS_ONE) DECISION_MEMBERS(AS_ONE)
        CASE_MEMBERS(AS_ONE)
};
extern const struct member members[MEMBERS];

/* Where it is in m: a struct str, an int64_t or a double. */
void *member_of(const struct member *i, struct mention *m);
const void *member_in(const struct member *i, const struct mention *m);

/* A mention of which nothing is known. */
void mention_init(struct mention *m);
/* Forgets all but what goes on of a post that concerns nobody. */
void mention_keep_keys(struct mention *m);

#endif

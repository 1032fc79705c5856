/* SPDX-License-Identifier: MIT
 *
 * ceiling: the most Molva accepts of anything, in one list.
 *
 * CEILINGS(X) is the list: name, number, what happens to what is above it,
 * what it counts. tests/crawler/test_ceilings walks it and proves that each
 * one speaks; a new row without its proof is a failed test.
 *
 *   CUT      the rest is left out; the page's and the source's cause say how
 *            much, and the source's health is "partial"
 *   REFUSED  the whole thing is not taken, and its cause says why
 *   ON       nothing is left out: the rest is read on
 *   SAID     the place itself says what was left out
 *   DESK     the desk answers with a status and words */
#ifndef MOLVA_CEILING_H
#define MOLVA_CEILING_H

#define CEILINGS(X)                                                            \
    X(BODY, 5 * 1024 * 1024, REFUSED, "decoded bytes of a fetched page")       \
    X(HEADERS, 256 * 1024, REFUSED, "bytes of response headers")               \
    X(HEADER_VALUE, 8 * 1024, REFUSED, "bytes of one header that counts")      \
    X(ROBOTS, 512000, SAID, "bytes of robots.txt (RFC 9309 2.5)")              \
    X(REDIRECTS, 10, REFUSED, "hops of one fetch")                             \
    X(ROBOTS_REDIRECTS, 5, SAID, "hops for robots.txt (2.3.1.2)")              \
    X(URL, 2048, CUT, "bytes of a URL that is followed")                       \
    X(CONNECT_S, 10, REFUSED, "seconds to connect")                            \
    X(FETCH_S, 60, REFUSED, "seconds for a whole fetch")                       \
    X(SLOW_BYTES, 1024, REFUSED, "useful bytes a second, at least, ...")       \
    X(SLOW_S, 15, REFUSED, "... over so many seconds")                         \
    X(ITEMS, 10000, CUT, "posts taken from one page")                          \
    X(LINKS, 20000, CUT, "links followed from one page")                       \
    X(TEXT, 16 * 1024, SAID, "bytes of a text that is matched")                \
    X(MENTION, 64 * 1024, CUT, "bytes of a text that is stored")               \
    X(LINE, 4 * 1024, CUT, "bytes of a title, a name, a date")                 \
    X(REGEX_STEPS, 20000, CUT, "pcre2 match limit")                            \
    X(XPATH_STEPS, 2000000, REFUSED, "xmlXPathContext.opLimit")                \
    X(TAG_BYTES, 64 * 1024, REFUSED, "bytes of one HTML tag")                  \
    X(TAG_ATTRIBUTES, 1000, REFUSED, "attributes of one HTML tag")             \
    X(DEPTH, 256, REFUSED, "nesting of a page or a JSON text")                 \
    X(PAGES, 5, ON, "pages of a thread or a source in one visit")              \
    X(CHAIN, 100, CUT, "the same, while every page holds something new")       \
    X(READER_MIB, 768, REFUSED, "address space of a reader")                   \
    X(READER_S, 10, REFUSED, "CPU seconds for one page")                       \
    X(READING, 64 * 1024 * 1024, CUT, "bytes of a page's posts, judged")       \
    X(RULE_FILE, 8 * 1024 * 1024, REFUSED, "bytes of a YAML file")             \
    X(DMN, 1024 * 1024, REFUSED, "bytes of a decision table")                  \
    X(PAGE_OUT, 32 * 1024 * 1024, REFUSED, "bytes of anything we write")       \
    X(REQUEST, 1024 * 1024, DESK, "bytes of a request to the desk")            \
    X(REQUEST_TABLE, 16 * 1024 * 1024, DESK, "the same that brings a table")   \
    X(TABLE, 5 * 1024 * 1024, DESK, "bytes of a table of cases")               \
    X(REQUEST_HEAD, 24 * 1024, DESK, "of them, for its header")                \
    X(HEAD_S, 10, DESK, "seconds until its header is there")                   \
    X(REQUEST_S, 20, DESK, "seconds until it is there whole")                  \
    X(REQUEST_RATE, 64 * 1024, DESK, "bytes a second a table comes at")        \
    X(REQUEST_FIELDS, 200, DESK, "fields of a form or a query")                \
    X(CONNECTIONS, 1024, DESK, "open to the desk at a time")                   \
    X(CONNECTIONS_IP, 64, DESK, "of them, from one address")                   \
    X(ENDING_S, 2, DESK, "seconds for them to be closed")                      \
    X(HELD, 256 * 1024 * 1024, DESK, "bytes they may hold together")           \
    X(ASKING, 768, DESK, "requests that wait for a worker")                    \
    X(ASKING_LOGIN, 32, DESK, "of them, with passwords")                       \
    X(ASKING_LOGIN_IP, 4, DESK, "of those, from one address")                  \
    X(ANSWER_CPU_S, 60, DESK, "CPU seconds of one answer ...")                 \
    X(ANSWER_S, 600, DESK, "... and seconds by the clock")                     \
    X(ANSWER_BYTES, 8 * 1024, DESK, "bytes a second it is taken at")           \
    X(ANSWER, 33 * 1024 * 1024, DESK, "bytes of an answer with its header")    \
    X(LOGIN_TRIES, 5, DESK, "by account and address ...")                      \
    X(LOGIN_TRIES_IP, 30, DESK, "by address ...")                              \
    X(LOGIN_S, 15 * 60, DESK, "... in so many seconds")                        \
    X(PASSWORD, 1024, DESK, "bytes of a password")                             \
    X(SESSION_S, 12 * 3600, DESK, "seconds, life of a login")

enum {
#define CEILING_ROW(name, most, way, what) CEILING_##name = (most),
    CEILINGS(CEILING_ROW)
#undef CEILING_ROW
};

#endif
